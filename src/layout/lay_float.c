/*
 * lay_float.c - side floats (XSL 1.1, 6.12.2): where they stand, and what flows past them.
 *
 * A float is a box without height in the list, before the line it is anchored in, that says how deep it reaches; fragments are
 * at least as high as that, so a float that does not fit moves to the next page with its line. What comes after it in the
 * list is made while the source knows the heights in between (a cursor follows the list's end), so each line knows what the floats
 * beside it leave. When a page breaks beside a float, what follows is made again without it (lay_run_fit).
 *
 * Floats belong to a reference area: cells and containers hold their own, label and body of a list-item share those around.
 */
#include "layout/lay_flow.h"

#include <stdlib.h>

#include "layout/lay_table.h"

#define SIDES_MAX 64    /* beside each other in one reference area */
#define NARROW_EM 2     /* less than this for a line: it goes below */

static bool
is_own(const struct lay_source *s)
{
	return s->beside == &s->own;
}

/* ---- where the list ends ------------------------------------------------------------------------------------------- */

void
lay_beside_track(struct lay_source *s)
{
	if (s->tracks)
		return;
	s->tracks = true;
	s->base = 0;
	s->beside_at = (struct lay_cursor){ .last = s->list->last };
}

mpt
lay_beside_here(struct lay_source *s)
{
	struct lay_cursor *c = &s->beside_at;

	if (!s->tracks)
		return 0;
	if (c->next == NULL)
		c->next = c->last != NULL ? c->last->next : s->list->first;
	while (lay_cursor_run(c)) {
		/* What follows is on another page. */
		if (c->at->brk.forced != FV_AUTO && c->at->brk.forced != FV_NONE_)
			s->beside->n = 0;
	}
	return mpt_add(s->base, lay_cursor_y(c));
}

void
lay_beside_prune(struct lay_source *s)
{
	struct lay_beside *b = s->beside;
	mpt y;
	size_t n = 0;

	if (!is_own(s) || !s->tracks)
		return;
	y = lay_beside_here(s);
	for (size_t i = 0, was = b->n; i < was; i++) {
		if (b->sides[i].bottom > y) {
			b->sides[n++] = b->sides[i];
			continue;
		}
		for (size_t k = 0; k < s->n; k++)
			s->levels[k].sides -= s->levels[k].sides > n;
	}
	b->n = n;
	if (n > 0)
		return;
	s->tracks = false;
	b->top = 0;
}

/* Room without content. */
static void
add_gap(struct lay_source *s, mpt h)
{
	struct lay_elem *e = lay_elem_add(s->a, s->list, LAY_BOX, lay_source_top(s)->node);

	e->box.h = h;
}

/* ---- what is free -------------------------------------------------------------------------------------------------- */

struct free {
	mpt left, right; /* edges */
	mpt next;        /* where something ends; MPT_MAX: nothing is in the way */
};

static bool
meets(const struct lay_side *side, mpt y, mpt h)
{
	return side->top < mpt_add(y, mpt_max(h, 1)) && side->bottom > y;
}

/* Between two edges, from y to y + h. */
static struct free
free_at(const struct lay_beside *b, mpt left, mpt right, mpt y, mpt h)
{
	struct free f = { left, right, MPT_MAX };

	for (size_t i = 0; i < b->n; i++) {
		const struct lay_side *side = &b->sides[i];

		if (!meets(side, y, h) || side->x1 <= left || side->x0 >= right)
			continue;
		if (side->right)
			f.right = mpt_min(f.right, side->x0);
		else
			f.left = mpt_max(f.left, side->x1);
		f.next = mpt_min(f.next, side->bottom);
	}
	return f;
}

static struct free
free_in(const struct lay_source *s, const struct lay_frame *frame, mpt y, mpt h)
{
	mpt left = frame->ref_x + frame->x;

	return free_at(s->beside, left, left + frame->w, y, h);
}

/* ---- which side ---------------------------------------------------------------------------------------------------- */

static bool
is_rtl(const struct fo_node *node)
{
	enum fo_enum mode = fo_enum(node, PR_WRITING_MODE);

	return mode == FV_RL_TB || mode == FV_RL;
}

/* inside is where a right-hand page, an odd one, is bound. */
static bool
is_right(struct lay_source *s, const struct fo_node *node, enum fo_enum side)
{
	const struct page *page = lay_source_top(s)->frame.page;
	unsigned number = page != NULL ? page->folio : s->lay->pages->number;

	switch (side) {
	case FV_LEFT:
		return false;
	case FV_RIGHT:
		return true;
	case FV_INSIDE:
	case FV_OUTSIDE:
		if (page == NULL)
			s->lay->float_page = number;
		return (side == FV_INSIDE) == (number % 2 == 0);
	case FV_END:
		return !is_rtl(node);
	default:
		return is_rtl(node);
	}
}

enum lay_float_way
lay_float_way(const struct lay_source *s, const struct fo_node *node)
{
	enum fo_enum e = fo_enum(node, PR_FLOAT);

	if (e == FV_NONE || s->lay->in_float > 0)
		return FLOAT_AS_BLOCK;
	if (e == FV_BEFORE)
		return s->note_ipd > 0 ? FLOAT_BEFORE : FLOAT_AS_BLOCK;
	return FLOAT_SIDE;
}

/* ---- placing ------------------------------------------------------------------------------------------------------- */

/* By how much borders of the float's children stick out of its content rectangle. */
static void
overhang(struct lay *lay, const struct fo_node *node, mpt *left, mpt *right)
{
	*left = *right = 0;
	for (const struct fo_node *n = node->first; n != NULL; n = n->next) {
		const struct area_box *box;

		if (fo_elem_class(n->elem) != FO_CLASS_BLOCK)
			continue;
		box = lay_box_of(lay, n, 0);
		*left = mpt_max(*left, lay_box_edge(box, SIDE_START) - fo_len(n, PR_START_INDENT, 0));
		*right = mpt_max(*right, lay_box_edge(box, SIDE_END) - fo_len(n, PR_END_INDENT, 0));
	}
}

/* Where a float of this size fits, at y or below. */
static void
find_place(const struct lay_beside *b, const struct lay_frame *f, mpt w, mpt h, struct lay_side *side)
{
	for (;;) {
		struct free gap = free_at(b, f->ref_x, f->ref_x + f->ref_ipd, side->top, h);

		if (gap.next == MPT_MAX || gap.right - gap.left >= w) {
			side->x0 = side->right ? gap.right - w : gap.left;
			side->x1 = side->x0 + w;
			side->bottom = mpt_add(side->top, h);
			return;
		}
		side->top = gap.next;
	}
}

/* 7.19.1: below the floats of a side. */
static mpt
clear_of(struct lay_source *s, const struct fo_node *node, mpt y)
{
	enum fo_enum e = fo_enum(node, PR_CLEAR);
	bool right;

	if (e == FV_NONE || e == FV_NONE_)
		return y;
	right = is_right(s, node, e);
	for (size_t i = 0; i < s->beside->n; i++) {
		const struct lay_side *side = &s->beside->sides[i];

		if (e == FV_BOTH || side->right == right)
			y = mpt_max(y, side->bottom);
	}
	return y;
}

static void
add_side(struct lay_beside *b, const struct lay_side *side)
{
	if (b->n == b->cap) {
		b->cap = b->cap > 0 ? 2 * b->cap : 4;
		b->sides = mem_realloc(b->sides, b->cap, sizeof(*b->sides));
	}
	b->sides[b->n++] = *side;
	b->top = mpt_max(b->top, side->top);
}

static enum rc
as_block(struct lay_source *s, const struct fo_node *node, const char *why)
{
	return diag_at(s->lay->cx, DIAG_FLOAT_BLOCK, node->at, "%s", why);
}

/* Room on a page, as far as it is known here. */
static mpt
page_room(const struct lay_source *s)
{
	mpt bpd = s->levels[s->n - 1].frame.ref_bpd;

	return bpd > 0 ? bpd : s->lay->page_h;
}

/* Makes the content, as wide as it needs to be; its size with what sticks out of it. */
static enum rc
make_content(struct lay_source *s, const struct fo_node *node, struct lay_elem *e, mpt *outer_w, mpt *outer_h)
{
	const struct lay_frame *f = &lay_source_top(s)->frame;
	struct lay_frame in = { .page = f->page };
	struct lay_list *list = arena_zalloc(s->a, sizeof(*list));
	struct area *area = lay_area_new(s->a, AREA_BLOCK, node, NULL);
	mpt left, right, min = 0, max = 0;
	enum rc rc;

	overhang(s->lay, node, &left, &right);
	s->lay->in_float++;
	rc = lay_content_extent(s->lay, node, &min, &max);
	in.w = in.ref_ipd = mpt_max(0, mpt_min(max, f->ref_ipd - left - right));
	if (rc == RC_OK)
		rc = lay_list_make(s->lay, s->a, node, node->first, &in, list);
	s->lay->in_float--;
	if (rc != RC_OK)
		return rc;
	area->x = left;
	area->w = in.w;
	area->h = lay_list_height(list, NULL, NULL);
	e->box.area = area;
	e->box.inner = list;
	e->box.is_float = true;
	e->box.escapes = !is_own(s);
	lay_notes_gather(s->a, list, NULL, NULL, &e->box.notes);
	*outer_w = mpt_add(in.w, left + right);
	*outer_h = area->h;
	return RC_OK;
}

enum rc
lay_float_place(struct lay_source *s, const struct fo_node *node, bool *placed)
{
	const struct lay_frame *f = &lay_source_top(s)->frame, *root = &s->levels[0].frame;
	struct lay_side side = { .right = is_right(s, node, fo_enum(node, PR_FLOAT)) };
	struct lay_elem content = { 0 }, *e;
	mpt w, h, y;

	*placed = false;
	if (s->beside->n >= SIDES_MAX) {
		(void)!as_block(s, node, "too many floats beside each other");
		return RC_OK;
	}
	TRY(make_content(s, node, &content, &w, &h));
	if (page_room(s) > 0 && h > page_room(s)) {
		(void)!as_block(s, node, "higher than the page");
		return RC_OK;
	}
	lay_beside_track(s);
	y = lay_beside_here(s);
	side.top = clear_of(s, node, mpt_max(y, s->beside->n > 0 ? s->beside->top : y));
	find_place(s->beside, f, w, h, &side);
	add_side(s->beside, &side);
	e = lay_elem_add(s->a, s->list, LAY_BOX, node);
	e->box = content.box;
	e->box.depth = side.bottom - y;
	e->box.area->x += side.x0 - root->ref_x - root->x;
	e->box.area->y = side.top - y;
	s->list->has_footnotes = s->list->has_footnotes || e->box.notes != NULL;
	*placed = true;
	return RC_OK;
}

void
lay_float_later(struct lay_source *s, const struct fo_node *node)
{
	if (s->n_floats == s->cap_floats) {
		s->cap_floats = s->cap_floats > 0 ? 2 * s->cap_floats : 8;
		s->floats = mem_realloc(s->floats, s->cap_floats, sizeof(*s->floats));
	}
	s->floats[s->n_floats++] = (struct lay_float){ node, s->n };
}

/* ---- objects beside floats ----------------------------------------------------------------------------------------- */

static bool
is_displaced(const struct fo_node *node)
{
	enum fo_enum e = fo_enum(node, PR_INTRUSION_DISPLACE);

	return e == FV_BLOCK || (e == FV_AUTO && (node->elem == FO_BLOCK_CONTAINER || node->elem == FO_TABLE));
}

/* The free place for something at least `least` wide, with room above it where that is needed. */
static struct free
descend(struct lay_source *s, const struct lay_frame *frame, mpt least)
{
	mpt y = lay_beside_here(s);
	struct free f = free_in(s, frame, y, 0);

	while (f.next != MPT_MAX && f.right - f.left < least) {
		add_gap(s, f.next - y);
		y = f.next;
		f = free_in(s, frame, y, 0);
	}
	return f;
}

static void
clear_floats(struct lay_source *s, const struct fo_node *node)
{
	mpt y = lay_beside_here(s), below = clear_of(s, node, y);

	if (below > y)
		add_gap(s, below - y);
}

static bool
has_width(const struct fo_node *node)
{
	return fo_is_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM) &&
	    fo_prop(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM)->len.pct == 0;
}

static mpt
least_width(const struct fo_node *node, mpt base)
{
	if (has_width(node))
		return mpt_min(base, fo_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, base));
	return mpt_min(base, NARROW_EM * fo_len(node, PR_FONT_SIZE, 0));
}

void
lay_beside_object(struct lay_source *s, const struct fo_node *node, struct lay_frame *frame)
{
	struct lay_frame probe = *frame;
	struct free f;
	mpt left;

	if (s->beside->n == 0)
		return;
	clear_floats(s, node);
	if (!is_displaced(node))
		return;
	/* What is as wide as it says may move, but not shrink. */
	if (has_width(node))
		probe.w = mpt_max(probe.w, frame->ref_ipd - frame->x);
	f = descend(s, &probe, least_width(node, frame->w));
	left = frame->ref_x + frame->x;
	frame->w = mpt_min(frame->w, f.right - f.left);
	frame->x += f.left - left;
}

mpt
lay_beside_area(struct lay_source *s, const struct fo_node *node, struct lay_frame *around)
{
	struct free f;
	mpt left, min = 0, max = 0;

	if (s->beside->n == 0)
		return 0;
	clear_floats(s, node);
	if (!is_displaced(node))
		return 0;
	left = around->ref_x + around->x;
	/* A table of automatic width gives way as far as its words allow; what cannot be measured is reported by the table. */
	if (node->elem != FO_TABLE || fo_is_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM) ||
	    lay_table_extent(s->lay, node, 0, &min, &max) != RC_OK)
		min = least_width(node, around->w);
	f = descend(s, around, mpt_min(min, around->w));
	around->ref_ipd -= around->w - (f.right - f.left);
	around->w = f.right - f.left;
	return f.left - left;
}

mpt
lay_beside_item(struct lay_source *s, const struct fo_node *item, const struct lay_frame *frame)
{
	struct free f;

	if (s->beside->n == 0 || fo_is(item, PR_INTRUSION_DISPLACE, FV_NONE))
		return 0;
	f = descend(s, frame, mpt_min(frame->w, NARROW_EM * fo_len(item, PR_FONT_SIZE, 0)));
	return f.left - frame->ref_x - frame->x;
}

void
lay_beside_contain(struct lay_source *s, size_t first)
{
	struct lay_beside *b = s->beside;
	mpt y, below;

	if (b->n <= first)
		return;
	y = below = lay_beside_here(s);
	for (size_t i = first; i < b->n; i++)
		below = mpt_max(below, b->sides[i].bottom);
	if (below > y)
		add_gap(s, below - y);
	if (b->n > first)
		b->n = first;
}

void
lay_beside_escaped(struct lay_source *s, size_t first)
{
	struct lay_beside *b = s->beside;
	mpt y, below;
	struct lay_elem *e;

	if (b->n <= first || !is_own(s))
		return;
	y = below = lay_beside_here(s);
	for (size_t i = first; i < b->n; i++)
		below = mpt_max(below, b->sides[i].bottom);
	if (below <= y)
		return;
	e = lay_elem_add(s->a, s->list, LAY_BOX, lay_source_top(s)->node);
	e->box.is_float = true;
	e->box.depth = below - y;
}

/* ---- lines beside floats ------------------------------------------------------------------------------------------- */

static int
by_value(const void *pa, const void *pb)
{
	mpt a = *(const mpt *)pa, b = *(const mpt *)pb;

	return (a > b) - (a < b);
}

/* Where something begins or ends below y; at most two for each float. */
static size_t
edges_below(const struct lay_beside *b, mpt y, mpt *edges)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n && i < SIDES_MAX; i++) {
		if (b->sides[i].top > y)
			edges[n++] = b->sides[i].top;
		if (b->sides[i].bottom > y)
			edges[n++] = b->sides[i].bottom;
	}
	qsort(edges, n, sizeof(*edges), by_value);
	return n;
}

/* 7.19.3, indent: the most that any float here takes. */
static void
fix_indent(const struct lay_source *s, const struct lay_frame *frame, mpt y, struct lay_stretch *st)
{
	struct free f = free_in(s, frame, y, MPT_MAX / 2);
	mpt left = frame->ref_x + frame->x;

	st->is_fixed = true;
	st->left = f.left - left;
	st->right = left + frame->w - f.right;
}

void
lay_beside_bands(struct lay_source *s, const struct fo_node *block, struct lay_stretch *st, struct lay_measure *m)
{
	const struct lay_frame *frame = &lay_source_top(s)->frame;
	enum fo_enum displace = fo_enum(block, PR_INTRUSION_DISPLACE);
	mpt edges[2 * SIDES_MAX], y, from, left = frame->ref_x + frame->x;
	struct lay_band *bands;
	size_t n;

	m->n_bands = 0;
	if (s->beside->n == 0 || displace == FV_NONE)
		return;
	/* Too narrow for words: below. */
	(void)descend(s, frame, mpt_min(frame->w, NARROW_EM * fo_len(block, PR_FONT_SIZE, 0)));
	y = from = lay_beside_here(s);
	if (displace == FV_INDENT && !st->is_fixed)
		fix_indent(s, frame, y, st);
	if (st->is_fixed) {
		m->ipd = mpt_max(0, frame->w - st->left - st->right);
		return;
	}
	n = edges_below(s->beside, y, edges);
	bands = arena_array(s->a, n + 1, sizeof(*bands));
	for (size_t i = 0; i < n; i++) {
		struct free f = free_in(s, frame, from, edges[i] - from);

		if (edges[i] == from)
			continue;
		bands[m->n_bands++] = (struct lay_band){ edges[i] - y, f.left - left, left + frame->w - f.right };
		from = edges[i];
	}
	while (m->n_bands > 0 && bands[m->n_bands - 1].left + bands[m->n_bands - 1].right == 0)
		m->n_bands--;
	m->bands = bands;
}

bool
lay_beside_placed(const struct lay_stretch *st, const struct fo_node *node)
{
	for (size_t i = 0; i < st->n_placed; i++) {
		if (st->placed[i] == node)
			return true;
	}
	return false;
}

/* A side float in a line that has no place yet. */
static const struct fo_node *
new_float(const struct lay_source *s, const struct lay_line *line, const struct lay_stretch *st)
{
	for (const struct lay_anchor *a = line->anchors; a != NULL; a = a->next) {
		if (a->kind == ANCHOR_FLOAT && lay_float_way(s, a->fo) == FLOAT_SIDE && !lay_beside_placed(st, a->fo) &&
		    st->n_placed < ARRAY_LEN(st->placed))
			return a->fo;
	}
	return NULL;
}

/* Whether a line lies where it was thought to lie when it was laid. */
static bool
is_right_here(const struct lay_source *s, const struct lay_line *line, mpt y)
{
	const struct lay_frame *frame = &s->levels[s->n - 1].frame;
	struct free f = free_in(s, frame, y, line->height);
	mpt left = frame->ref_x + frame->x;

	return f.left - left == line->left && left + frame->w - f.right == line->right;
}

size_t
lay_beside_lines(struct lay_source *s, const struct lay_para *para, const struct lay_measure *m, struct lay_stretch *st)
{
	bool checks = m->n_bands > 0;
	mpt y = checks ? lay_beside_here(s) : 0;

	st->relay = false;
	for (size_t i = 0; i < para->n; i++) {
		const struct lay_line *line = &para->lines[i];
		mpt taken = line->left + line->right;
		bool too_wide = taken > 0 && line->area->w > m->ipd - taken && line->width > m->ipd - taken;

		st->relay = new_float(s, line, st) != NULL ||
		    (too_wide && free_in(s, &lay_source_top(s)->frame, y, line->height).next != MPT_MAX);
		if (st->relay || (checks && i > 0 && !is_right_here(s, line, y)))
			return i;
		y = mpt_add(y, line->height);
	}
	return para->n;
}

enum rc
lay_beside_make(struct lay_source *s, const struct lay_line *line, struct lay_stretch *st)
{
	const struct fo_node *node = new_float(s, line, st);
	struct free f;
	mpt y;

	if (!st->relay)
		return RC_OK;
	if (node == NULL) { /* a word that is wider than what is left: below the next float that ends */
		y = lay_beside_here(s);
		f = free_in(s, &lay_source_top(s)->frame, y, line->height);
		if (f.next != MPT_MAX)
			add_gap(s, f.next - y);
		return RC_OK;
	}
	for (; node != NULL; node = new_float(s, line, st)) {
		bool placed;

		st->placed[st->n_placed++] = node;
		TRY(lay_float_place(s, node, &placed));
		if (!placed)
			lay_float_later(s, node);
		else
			st->open = node;
	}
	return RC_OK;
}

void
lay_beside_passed(struct lay_stretch *st, const struct lay_line *line)
{
	for (const struct lay_anchor *a = line->anchors; a != NULL; a = a->next) {
		if (a->fo == st->open)
			st->open = NULL;
	}
}
