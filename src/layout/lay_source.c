/*
 * lay_source.c - walks the tree with a stack of its own and appends elements to a list: levels, joints, resumption. What each
 * kind of object appends when it begins: lay_source_begin.c.
 *
 * Joints (lay_list.h): a break is made when an object begins after content; as long as only openings follow it, their
 * keeps and breaks still count for it (s->joint). An object without content, border or padding makes no joint:
 * it stays with what follows.
 */
#include "layout/lay_flow.h"

#include <limits.h>
#include <stdlib.h>

void
lay_source_open(struct lay_source *s, struct lay *lay, struct lay_list *list, struct arena *a)
{
	*s = (struct lay_source){ .lay = lay, .list = list, .a = a, .at_opening = true, .pending_break = FV_AUTO };
	s->note_ipd = lay->note_ipd;
	s->beside = &s->own;
}

void
lay_source_close(struct lay_source *s)
{
	free(s->levels);
	free(s->floats);
	free(s->own.sides);
	s->own = (struct lay_beside){ 0 };
	s->levels = NULL;
	s->floats = NULL;
	s->n = s->cap = 0;
}

struct lay_level *
lay_source_enter(struct lay_source *s, const struct fo_node *node, const struct lay_frame *frame)
{
	struct lay_level *l, *outer;

	if (s->n == s->cap) {
		s->cap = s->cap > 0 ? 2 * s->cap : 16;
		s->levels = mem_realloc(s->levels, s->cap, sizeof(*s->levels));
	}
	l = &s->levels[s->n++];
	*l = (struct lay_level){ .node = node, .next = node->first, .frame = *frame, .content = s->content, .sides = s->beside->n };
	if (s->n > 1) {
		outer = l - 1;
		l->open = outer->open;
		l->together = outer->together;
		l->tail = outer->tail;
		l->head = outer->head;
		l->together = lay_keep_max(l->together, lay_keep_together(node));
		l->is_late = outer->is_late;
	}
	return l;
}

static bool
retains(const struct fo_node *node, enum fo_prop p)
{
	return fo_is(node, p, FV_RETAIN);
}

/* The LAY_OPEN of the innermost level, not yet in a list. */
static struct lay_elem *
make_opening(struct lay_source *s, struct lay_elem *e, const struct area_box *box)
{
	struct lay_level *l = lay_source_top(s);
	const struct fo_node *node = l->node;
	mpt x = s->n > 1 ? l[-1].frame.x : 0;

	e->open.box = box;
	e->open.keep_border[0] = retains(node, PR_BORDER_BEFORE_WIDTH_CONDITIONALITY);
	e->open.keep_border[1] = retains(node, PR_BORDER_AFTER_WIDTH_CONDITIONALITY);
	e->open.keep_padding[0] = retains(node, PR_PADDING_BEFORE_CONDITIONALITY);
	e->open.keep_padding[1] = retains(node, PR_PADDING_AFTER_CONDITIONALITY);
	e->open.x = l->frame.x - x;
	e->open.w = l->frame.w;
	e->open.start_indent = l->frame.x;
	e->open.end_indent = l->frame.ref_ipd - l->frame.x - l->frame.w;
	e->open.parent = l->open;
	e->open.batch = s->batch;
	l->open = e;
	if (box != NULL) {
		l->head += e->open.keep_border[0] ? box->border[SIDE_BEFORE].width : 0;
		l->head += e->open.keep_padding[0] ? box->padding[SIDE_BEFORE] : 0;
		l->tail += e->open.keep_border[1] ? box->border[SIDE_AFTER].width : 0;
		l->tail += e->open.keep_padding[1] ? box->padding[SIDE_AFTER] : 0;
	}
	return e;
}

struct lay_elem *
lay_source_opening(struct lay_source *s, const struct fo_node *node, const struct area_box *box)
{
	struct lay_elem *e = lay_elem_add(s->a, s->list, LAY_OPEN, node);

	lay_source_top(s)->opened = true;
	s->at_opening = true;
	return make_opening(s, e, box);
}

/* 4.3.1: a space-specifier. Margins in percent are of the width of the reference area around (7.10.1), as indents are. */
void
lay_source_space(struct lay_source *s, const struct fo_node *node, bool after)
{
	enum fo_prop p = after ? PR_SPACE_AFTER_MINIMUM : PR_SPACE_BEFORE_MINIMUM;
	enum fo_prop opt = after ? PR_SPACE_AFTER_OPTIMUM : PR_SPACE_BEFORE_OPTIMUM;
	enum fo_prop max = after ? PR_SPACE_AFTER_MAXIMUM : PR_SPACE_BEFORE_MAXIMUM;
	const struct fo_value *v = fo_prop(node, after ? PR_SPACE_AFTER_PRECEDENCE : PR_SPACE_BEFORE_PRECEDENCE);
	mpt base = s->n > 0 ? lay_source_top(s)->frame.ref_ipd : 0;
	struct lay_elem *e;

	if (fo_len(node, opt, base) == 0 && fo_len(node, max, base) == 0)
		return;
	e = lay_elem_add(s->a, s->list, LAY_SPACE, node);
	e->space.opt = fo_len(node, opt, base);
	e->space.min = mpt_min(fo_len(node, p, base), e->space.opt);
	e->space.max = mpt_max(fo_len(node, max, base), e->space.opt);
	e->space.precedence = v->kind == FO_INT ? v->i : v->kind == FO_ENUM && v->e == FV_FORCE ? INT_MAX : 0;
	e->space.discard = !fo_is(node, after ? PR_SPACE_AFTER_CONDITIONALITY : PR_SPACE_BEFORE_CONDITIONALITY,
	    FV_RETAIN);
	e->space.after = after;
}

void
lay_source_joint(struct lay_source *s, const struct fo_node *next, struct lay_keep previous, enum fo_enum before)
{
	const struct lay_level *l = s->n > 0 ? lay_source_top(s) : NULL;
	struct lay_elem *e;

	if (s->at_opening && s->pending_break == FV_AUTO) {
		if (s->joint != NULL) {
			s->joint->brk.penalty = lay_keep_max(s->joint->brk.penalty, previous);
			s->joint->brk.forced = lay_break_stronger(s->joint->brk.forced, before);
		} else if (s->content == 0) {
			s->list->with_previous = lay_keep_max(s->list->with_previous, previous);
			s->list->break_before = lay_break_stronger(s->list->break_before, before);
		}
		return;
	}
	e = lay_elem_add(s->a, s->list, LAY_BREAK, next);
	e->brk.penalty = lay_keep_max(s->pending_next, previous);
	e->brk.forced = lay_break_stronger(s->pending_break, before);
	e->brk.resume = lay_source_may_resume(s) ? next : NULL;
	e->brk.batch = s->batch;
	e->brk.beside = s->beside->n > 0;
	if (l != NULL) {
		e->brk.penalty = lay_keep_max(e->brk.penalty, l->together);
		e->brk.inside = l->open;
		e->brk.tail = l->tail;
		e->brk.head = l->head;
	}
	if (s->limits > 0)
		lay_limit_break(s, e);
	s->joint = e;
	s->at_opening = true;
	s->pending_next = (struct lay_keep){ 0, 0 };
	s->pending_break = FV_AUTO;
}

void
lay_source_content(struct lay_source *s)
{
	s->content++;
	if (s->limits > 0)
		lay_limit_content(s);
	s->joint = NULL;
	s->at_opening = false;
	s->pending_next = (struct lay_keep){ 0, 0 };
	s->pending_break = FV_AUTO;
}

void
lay_source_leave(struct lay_source *s)
{
	struct lay_level l = *lay_source_top(s);
	bool bordered = false;
	enum fo_enum after;

	if (l.opened && l.open->open.is_reference)
		lay_beside_contain(s, l.sides);
	if (l.limit != NULL)
		lay_limit_leave(s);
	s->n--;
	if (l.opened) {
		if (l.node->elem == FO_BLOCK_CONTAINER && l.open->open.is_reference)
			lay_container_grow(l.open, s->n > 0 ? lay_source_top(s)->frame.ref_bpd : 0);
		bordered = lay_box_edge(l.open->open.box, SIDE_BEFORE) > 0 ||
		    lay_box_edge(l.open->open.box, SIDE_AFTER) > 0;
		lay_elem_add(s->a, s->list, LAY_CLOSE, l.node)->opened = l.open;
	}
	/* A rule made of an empty block's border is content. */
	if (l.content == s->content && bordered)
		lay_source_content(s);
	else if (l.content != s->content)
		s->at_opening = false;
	if (!l.opened || l.open->open.is_transparent)
		return;
	lay_source_space(s, l.node, true);
	if (!s->at_opening)
		s->pending_next = lay_keep_max(s->pending_next, lay_keep_with_next(l.node));
	after = lay_break_after(l.node);
	/* An empty object at its end made the break already: after that one nothing of it is left to break after. */
	if (after != FV_AUTO && s->joint != NULL && l.content != s->content && s->joint->brk.forced != FV_ALL &&
	    lay_break_stronger(s->joint->brk.forced, after) == s->joint->brk.forced)
		after = FV_AUTO;
	s->pending_break = lay_break_stronger(s->pending_break, after);
}

/* What is inherited is a length: a cell's percentages were of its table's width. Styles do not say where a value comes from. */
static mpt
indent_of(const struct lay_frame *around, const struct fo_node *node, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(node, p), *c = around->cell != NULL ? fo_prop(around->cell, p) : NULL;

	if (c != NULL && v->kind == FO_LEN && c->kind == FO_LEN && v->len.pct == c->len.pct && v->len.fixed == c->len.fixed)
		return fo_len_of(v, around->cell_base);
	return fo_len_of(v, around->ref_ipd);
}

/* 5.3.2: start-indent and end-indent count from the reference area. */
struct lay_frame
lay_frame_of(const struct lay_frame *around, const struct fo_node *node)
{
	struct lay_frame f = *around;

	f.x = indent_of(around, node, PR_START_INDENT);
	f.w = mpt_max(0, around->ref_ipd - f.x - indent_of(around, node, PR_END_INDENT));
	return f;
}

enum rc
lay_source_more(struct lay_source *s, bool *end)
{
	size_t before = s->content;

	while (s->n > 0 && s->content == before)
		TRY(lay_source_advance(s));
	if (s->tracks && s->n > 0)
		lay_beside_prune(s);
	*end = s->n == 0;
	if (*end) {
		s->list->with_next = lay_keep_max(s->list->with_next, s->pending_next);
		s->pending_next = (struct lay_keep){ 0, 0 };
	}
	return RC_OK;
}

void
lay_source_start(struct lay_source *s, const struct fo_node *parent, const struct fo_node *first,
    const struct lay_frame *frame)
{
	lay_source_enter(s, parent, frame)->next = first;
	if (frame->beside == NULL)
		return;
	s->beside = frame->beside;
	s->tracks = true;
	s->base = frame->beside_y;
}

/* Enters an ancestor of the place of resumption again, as begin_child did; its LAY_OPEN stays out of the list. */
static void
reenter(struct lay_source *s, const struct fo_node *node)
{
	struct lay_frame around = lay_source_frame(s, node), frame = around;
	bool is_body = node->elem == FO_LIST_ITEM_BODY;
	bool transparent = fo_elem_class(node->elem) != FO_CLASS_BLOCK && !is_body && node->elem != FO_LIST_ITEM;
	const struct area_box *box = transparent || is_body ? NULL : lay_box_of(s->lay, node, around.w);
	struct lay_elem *e = arena_zalloc(s->a, sizeof(*e));

	if (node->elem == FO_BLOCK_CONTAINER)
		frame = lay_frame_container(&around, node);
	else if (!transparent)
		frame = lay_frame_of(&around, node);
	lay_source_enter(s, node, &frame);
	e->kind = LAY_OPEN;
	e->fo = node;
	make_opening(s, e, box);
	e->open.is_transparent = transparent && node->elem != FO_INLINE && node->elem != FO_BASIC_LINK;
	lay_source_top(s)->opened = true;
	if (node->elem == FO_BLOCK_CONTAINER)
		lay_source_container(lay_source_top(s), &around);
}

/* Goes on in (`inside`) or at a child: a caption that comes after its table may still be due, or is the last thing. */
static void
resume_caption(struct lay_level *l, const struct fo_node *child, bool inside)
{
	const struct fo_node *caption = lay_caption_after(l->node);

	if (caption == NULL)
		return;
	l->late = inside && child == caption ? NULL : caption;
	if (child == caption)
		l->next = l->passed = NULL;
}

void
lay_source_resume(struct lay_source *s, const struct fo_node *flow, const struct fo_node *next, uint32_t from,
    const struct lay_frame *frame)
{
	const struct fo_node *path[LAY_MAX_LEVELS];
	size_t n = 0;
	struct lay_elem *e;

	for (const struct fo_node *p = next->parent; p != NULL && p != flow && n < LAY_MAX_LEVELS; p = p->parent)
		path[n++] = p;
	lay_source_start(s, flow, flow->first, frame);
	while (n > 0) {
		lay_source_pass(lay_source_top(s), path[--n]);
		resume_caption(lay_source_top(s), path[n], true);
		reenter(s, path[n]);
	}
	lay_source_top(s)->next = next;
	resume_caption(lay_source_top(s), next, false);
	lay_source_top(s)->has_lines = from > 0;
	s->resume_from = from;
	e = lay_elem_add(s->a, s->list, LAY_BREAK, next);
	e->brk.forced = FV_AUTO;
	e->brk.resume = next;
	e->brk.resume_from = from;
	e->brk.inside = lay_source_top(s)->open;
	e->brk.head = lay_source_top(s)->head;
	e->brk.tail = lay_source_top(s)->tail;
	e->brk.batch = s->batch;
}

static enum rc
list_make(struct lay *lay, struct arena *a, const struct fo_node *parent, const struct fo_node *first, bool single,
    const struct lay_frame *frame, struct lay_list *list)
{
	struct lay_source s;
	bool end = false;
	enum rc rc = RC_OK;

	*list = (struct lay_list){ .break_before = FV_AUTO, .break_after = FV_AUTO };
	if (lay->depth >= LAY_MAX_NESTED)
		return diag_at(lay->cx, DIAG_LAYOUT_DEPTH, parent->at, "%s", fo_elem_name(parent->elem));
	lay->depth++;
	lay_source_open(&s, lay, list, a);
	if (frame->page != NULL)
		s.note_ipd = 0;
	lay_source_start(&s, parent, first, frame);
	lay_source_top(&s)->single = single;
	while (rc == RC_OK && !end)
		rc = lay_source_more(&s, &end);
	list->break_after = s.pending_break;
	lay_source_close(&s);
	lay->depth--;
	return rc;
}

enum rc
lay_list_make(struct lay *lay, struct arena *a, const struct fo_node *parent, const struct fo_node *first,
    const struct lay_frame *frame, struct lay_list *list)
{
	return list_make(lay, a, parent, first, false, frame, list);
}

enum rc
lay_list_one(struct lay *lay, struct arena *a, const struct fo_node *parent, const struct fo_node *child,
    const struct lay_frame *frame, struct lay_list *list)
{
	return list_make(lay, a, parent, child, true, frame, list);
}
