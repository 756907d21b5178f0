/*
 * lay_source_begin.c - what each kind of object appends to the list when the walk comes to it: blocks, tables, list items,
 * containers, floats, runs of text, what is retrieved.
 */
#include "layout/lay_flow.h"

static struct lay_keep
keep_before(const struct fo_node *node)
{
	return lay_keep_max(lay_keep_with_previous(node), lay_caption_keep(node));
}

/* A block, or an inline that holds blocks (which has no indents of its own). */
static void
begin_object(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around, bool indents)
{
	struct lay_frame frame = indents ? lay_frame_of(around, node) : *around;
	const struct area_box *box = lay_box_of(s->lay, node, around->w);

	if (node->elem == FO_TABLE_CAPTION && !lay_caption_is_beside(node->parent))
		frame.w = lay_caption_width(node, frame.w);
	if (!indents && box != NULL) { /* an inline has no indents: its border takes room as in a line */
		box = lay_box_piece(s->a, box, node);
		frame.x += lay_box_edge(box, SIDE_START);
		frame.w = mpt_max(0, frame.w - lay_box_edge(box, SIDE_START) - lay_box_edge(box, SIDE_END));
	}

	lay_source_joint(s, node, keep_before(node), lay_break_before(node));
	if (indents)
		lay_source_space(s, node, false);
	lay_beside_object(s, node, &frame);
	lay_source_enter(s, node, &frame);
	lay_source_opening(s, node, box);
}

/* wrapper, multi-switch ...: no area, only its place (for an id). */
static void
begin_transparent(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around)
{
	lay_source_joint(s, node, (struct lay_keep){ 0, 0 }, FV_AUTO);
	lay_source_enter(s, node, around);
	lay_source_opening(s, node, NULL)->open.is_transparent = true;
}

/* Without area and without effect on the flow around it. */
static bool
is_point(const struct fo_node *n)
{
	return fo_elem_class(n->elem) == FO_CLASS_POINT || n->elem == FO_INITIAL_PROPERTY_SET ||
	    n->elem == FO_MULTI_PROPERTY_SET || (n->elem == FO_MULTI_CASE && fo_is(n, PR_STARTING_STATE, FV_HIDE));
}

/* 7.20.2: a break before the first thing in an object is one before the object. */
enum fo_enum
lay_break_of_start(const struct fo_node *n)
{
	enum fo_enum forced = FV_AUTO;

	for (int depth = 0; n != NULL && depth < LAY_MAX_NESTED; depth++) {
		while (n != NULL && is_point(n))
			n = n->next;
		if (n == NULL || n->elem == FO_TEXT)
			break;
		forced = lay_break_stronger(forced, lay_break_before(n));
		n = n->first;
	}
	return forced;
}

/* Of the first row of the body, which has the header before it: there the break would part the two. */
static enum fo_enum
break_of_rows(const struct fo_node *table)
{
	const struct fo_node *n = table->first;
	enum fo_enum forced = FV_AUTO;
	bool has_header = false;

	for (; n != NULL && n->elem != FO_TABLE_BODY; n = n->next)
		has_header = has_header || n->elem == FO_TABLE_HEADER;
	if (n == NULL || !has_header)
		return FV_AUTO;
	for (n = n->first; n != NULL && is_point(n); n = n->next)
		;
	if (n != NULL && n->elem == FO_TABLE_ROW)
		forced = lay_break_before(n);
	for (n = n != NULL && n->elem == FO_TABLE_ROW ? n->first : n; n != NULL && n->elem == FO_TABLE_CELL; n = n->next)
		forced = lay_break_stronger(forced, lay_break_of_start(n->first));
	return forced;
}

static enum rc
begin_table(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around)
{
	struct lay_table_info info = { 0 };
	struct lay_frame frame = *around, between = *around;
	struct lay_table *t = NULL;
	struct lay_level *l;
	struct lay_elem *e;

	lay_source_joint(s, node, keep_before(node), lay_break_stronger(lay_break_before(node), break_of_rows(node)));
	lay_source_space(s, node, false);
	frame.x += lay_beside_area(s, node, &between);
	TRY(lay_table_open(s->lay, s->a, node, &between, &t, &info));
	frame.x += info.x;
	frame.w = info.w;
	l = lay_source_enter(s, node, &frame);
	e = lay_source_opening(s, node, info.box);
	e->open.table = t;
	e->open.start_indent = info.start_indent;
	e->open.end_indent = info.end_indent;
	l->table = t;
	l->next = NULL;
	lay_limit_enter(s);
	/* Repeated parts that fill the page would push the rows off it. */
	e->open.repeats = s->lay->page_h == 0 || mpt_add(info.header_h, info.footer_h) <= s->lay->page_h / 2;
	if (e->open.repeats) {
		l->head += info.header_h;
		l->tail += info.footer_h;
	}
	return RC_OK;
}

static enum rc
next_rows(struct lay_source *s)
{
	const struct lay_keep always = { BREAK_FORBIDDEN, BREAK_FORBIDDEN };
	struct lay_level *l = lay_source_top(s);
	enum fo_enum before, after;
	struct lay_row *row = NULL;

	TRY(lay_table_next(s->lay, l->table, s->a, &row));
	if (row == NULL) {
		lay_source_leave(s);
		return RC_OK;
	}
	if (row->fo != NULL)
		s->serial = row->fo->serial;
	/* A header never stays alone at the foot of a page, nor a footer at the top. */
	before = row->is_footer || l->after_header ? FV_AUTO : row->break_before; /* see break_of_rows */
	after = row->is_header ? FV_AUTO : row->break_after;
	if (row->is_footer) { /* a break after the last row comes after its footer */
		after = s->pending_break;
		s->pending_break = FV_AUTO;
	}
	lay_source_joint(s, NULL, row->is_footer ? always : row->with_previous, before);
	if (s->limits > 0 && !row->is_header && !row->is_footer)
		lay_limit_row(s, row->n_rows);
	TRY(lay_row_elements(s, row));
	l = lay_source_top(s);
	l->after_header = row->is_header;
	s->pending_next = row->is_header ? always : row->with_next;
	s->pending_break = after;
	return RC_OK;
}

/* A marker's content stands for the object that retrieves it. */
static enum rc
begin_retrieved(struct lay_source *s, const struct fo_node *retrieve, const struct lay_frame *around)
{
	const struct fo_node *m = lay_marker_lookup(s->lay, around->page, retrieve);

	if (m != NULL)
		lay_source_enter(s, m, around);
	return RC_OK;
}

static bool
is_blank_text(const struct fo_node *n)
{
	return n->elem == FO_TEXT && str_is_blank(n->text, n->len) &&
	    !fo_is(n, PR_LINEFEED_TREATMENT, FV_PRESERVE) && !fo_is(n, PR_WHITE_SPACE_COLLAPSE, FV_FALSE);
}

/* What is retrieved decides whether it is part of a line. */
static bool
retrieves_text(struct lay_source *s, const struct fo_node *retrieve)
{
	const struct fo_node *m = lay_marker_lookup(s->lay, lay_source_top(s)->frame.page, retrieve);

	for (const struct fo_node *n = m != NULL ? m->first : NULL; n != NULL; n = n->next) {
		if (!is_point(n) && !lay_is_inline(n))
			return false;
	}
	return true;
}

static bool
is_text(struct lay_source *s, const struct fo_node *n)
{
	if (n->elem == FO_RETRIEVE_MARKER || n->elem == FO_RETRIEVE_TABLE_MARKER)
		return retrieves_text(s, n);
	return n->elem != FO_FLOAT && lay_is_inline(n);
}

/* A float in a line; one that is none is a block between lines. */
static bool
is_inline_float(const struct fo_node *n)
{
	return n->elem == FO_FLOAT && !fo_is(n, PR_FLOAT, FV_NONE);
}

/* The last sibling of a run of inline-level content. */
static const struct fo_node *
run_end(struct lay_source *s, const struct fo_node *first)
{
	const struct fo_node *last = first;

	for (const struct fo_node *n = first->next; n != NULL && (is_text(s, n) || is_point(n) || is_inline_float(n)); n = n->next) {
		if (!is_point(n))
			last = n;
	}
	return last;
}

static enum rc
begin_run(struct lay_source *s, const struct fo_node *first)
{
	const struct fo_node *last = run_end(s, first);
	uint32_t from = s->resume_from;
	bool blank = true;

	lay_source_pass(lay_source_top(s), last);
	s->resume_from = 0;
	for (const struct fo_node *n = first; n != last->next; n = n->next)
		blank = blank && (is_blank_text(n) || is_point(n));
	return blank ? RC_OK : lay_block_lines(s, first, last, from);
}

static enum rc
begin_list_item(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around)
{
	begin_object(s, node, around, true);
	lay_source_top(s)->next = NULL;
	return lay_item_row(s, node);
}

/* Its content has a reference area of its own. */
void
lay_source_container(struct lay_level *l, const struct lay_frame *around)
{
	/* Its height is its content's: percentages of it are "auto" (7.15.3). */
	mpt x = around->ref_x + l->frame.x;

	l->frame = lay_frame_cell(around, l->frame.w);
	l->frame.ref_x = x;
	l->open->open.is_reference = true;
	l->open->open.ref = lay_container_ref(l->node);
}

static enum rc
begin_container(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around)
{
	struct lay_frame frame = lay_frame_container(around, node);
	struct lay_level *l;

	if (!lay_container_is_open(node, around))
		return lay_container(s, node);
	lay_source_joint(s, node, lay_keep_with_previous(node), lay_break_before(node));
	lay_source_space(s, node, false);
	lay_beside_object(s, node, &frame);
	l = lay_source_enter(s, node, &frame);
	lay_source_opening(s, node, lay_box_of(s->lay, node, around->w));
	lay_source_container(l, around);
	return RC_OK;
}

/* 6.7.2: caption-side is where the caption stands, whatever comes first in the document. */
static enum rc
begin_captioned(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around)
{
	begin_object(s, node, around, true);
	if (lay_caption_is_beside(node)) {
		lay_source_top(s)->next = NULL;
		return lay_caption_row(s, node);
	}
	lay_source_top(s)->late = lay_caption_after(node);
	return RC_OK;
}

/* The frame of a child: a flow's children may span all columns (7.21.4). */
struct lay_frame
lay_source_frame(struct lay_source *s, const struct fo_node *child)
{
	struct lay_frame f = lay_source_top(s)->frame;
	bool span;

	if (!s->in_flow || s->n > 1)
		return f;
	span = fo_is(child, PR_SPAN, FV_ALL);
	if (span != s->in_span && s->column.ref_ipd != s->span.ref_ipd) {
		lay_source_joint(s, child, (struct lay_keep){ 0, 0 }, FV_ALL);
		if (s->joint != NULL)
			s->joint->brk.to_span = span;
		s->in_span = span;
		lay_source_top(s)->frame = span ? s->span : s->column;
	}
	return lay_source_top(s)->frame;
}

/* A float that has to be a block, and why, unless it asks for that. */
static enum rc
begin_float_block(struct lay_source *s, const struct fo_node *node)
{
	struct lay_frame around = lay_source_top(s)->frame;

	if (!fo_is(node, PR_FLOAT, FV_NONE) && lay_float_way(s, node) == FLOAT_AS_BLOCK)
		(void)!diag_at(s->lay->cx, DIAG_FLOAT_BLOCK, node->at, "%s",
		    s->lay->in_float > 0 ? "inside a float" : "no region-body around it");
	begin_object(s, node, &around, true);
	return RC_OK;
}

/* A float of a paragraph that is a block after it. What follows here is not what follows in the document, so nothing resumes here. */
static enum rc
begin_late_float(struct lay_source *s, const struct fo_node *node)
{
	lay_source_joint(s, NULL, lay_keep_with_previous(node), lay_break_before(node));
	TRY(begin_float_block(s, node));
	lay_source_top(s)->is_late = true;
	return RC_OK;
}

/* A float between blocks: before what follows it. */
static enum rc
begin_float(struct lay_source *s, const struct fo_node *node)
{
	struct lay_anchor anchor = { .kind = ANCHOR_FLOAT, .fo = node };
	enum lay_float_way way = lay_float_way(s, node);
	struct lay_elem *e;
	bool placed;

	if (way == FLOAT_AS_BLOCK)
		return begin_float_block(s, node);
	lay_source_joint(s, node, (struct lay_keep){ 0, 0 }, FV_AUTO);
	if (way == FLOAT_SIDE) {
		TRY(lay_float_place(s, node, &placed));
		return placed ? RC_OK : begin_float_block(s, node);
	}
	e = lay_elem_add(s->a, s->list, LAY_BOX, node);
	return lay_notes_of(s, &anchor, &e->box.notes);
}

static enum rc
begin_child(struct lay_source *s, const struct fo_node *child)
{
	struct lay_frame around = lay_source_frame(s, child);

	if (s->n >= LAY_MAX_LEVELS)
		return diag_at(s->lay->cx, DIAG_LAYOUT_DEPTH, child->at, "%s", fo_elem_name(child->elem));
	switch (child->elem) {
	case FO_TABLE:
		return begin_table(s, child, &around);
	case FO_LIST_ITEM:
		return begin_list_item(s, child, &around);
	case FO_TABLE_AND_CAPTION:
		return begin_captioned(s, child, &around);
	case FO_BLOCK_CONTAINER:
		return begin_container(s, child, &around);
	case FO_RETRIEVE_MARKER:
	case FO_RETRIEVE_TABLE_MARKER:
		return begin_retrieved(s, child, &around);
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_INLINE_CONTAINER:
	case FO_CHARACTER:
	case FO_FOOTNOTE:
		begin_object(s, child, &around, false);
		return RC_OK;
	case FO_LIST_BLOCK:
		begin_object(s, child, &around, true);
		lay_limit_enter(s);
		return RC_OK;
	case FO_BLOCK:
	case FO_TABLE_CAPTION:
		begin_object(s, child, &around, true);
		return RC_OK;
	case FO_FLOAT:
		return begin_float(s, child);
	default:
		begin_transparent(s, child, &around);
		return RC_OK;
	}
}

/* A float that is anchored in a line, as a block after its paragraph; NULL: none at this level. */
static const struct fo_node *
take_float(struct lay_source *s)
{
	if (s->n_floats == 0 || s->floats[s->n_floats - 1].level != s->n)
		return NULL;
	return s->floats[--s->n_floats].node;
}

static const struct fo_node *
next_child(struct lay_source *s, struct lay_level *l)
{
	if (l->next == NULL && l->passed != NULL)
		l->next = fo_after(s->lay->tree, l->passed);
	l->passed = NULL;
	return l->next;
}

enum rc
lay_source_advance(struct lay_source *s)
{
	struct lay_level *l = lay_source_top(s);
	const struct fo_node *child, *afloat = take_float(s);

	if (afloat != NULL) {
		s->serial = afloat->serial;
		return begin_late_float(s, afloat);
	}
	if (l->table != NULL)
		return next_rows(s);
	child = next_child(s, l);
	if (child != NULL)
		s->serial = child->serial;
	if (child == NULL && l->late != NULL) {
		child = l->late;
		l->late = NULL;
		s->serial = child->serial;
		return begin_child(s, child);
	}
	if (child == NULL) {
		lay_source_leave(s);
		return RC_OK;
	}
	if (is_text(s, child))
		return begin_run(s, child);
	if (l->single)
		l->next = NULL;
	else
		lay_source_pass(l, child);
	if (child == l->late)
		return RC_OK;
	if (is_point(child) || fo_elem_class(child->elem) == FO_CLASS_SETUP)
		return RC_OK;
	return begin_child(s, child);
}
