/*
 * lay_float.c - side floats (XSL 1.1, 6.12.2): where they stand. What flows past them: lay_float_beside.c.
 *
 * A float is a box without height in the list, before the line it is anchored in, that says how deep it reaches; fragments are
 * at least as high as that, so a float that does not fit moves to the next page with its line. What comes after it in the
 * list is made while the source knows the heights in between (a cursor follows the list's end), so each line knows what the floats
 * beside it leave. When a page breaks beside a float, what follows is made again without it (lay_run_fit).
 *
 * Floats belong to a reference area: cells and containers hold their own, label and body of a list-item share those around.
 */
#include "layout/lay_float.h"

#include "layout/lay_table.h"

bool
lay_beside_is_own(const struct lay_source *s)
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

	if (!lay_beside_is_own(s) || !s->tracks)
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
void
lay_beside_gap(struct lay_source *s, mpt h)
{
	struct lay_elem *e = lay_elem_add(s->a, s->list, LAY_BOX, lay_source_top(s)->node);

	e->box.h = h;
}

/* ---- what is free -------------------------------------------------------------------------------------------------- */

static bool
meets(const struct lay_side *side, mpt y, mpt h)
{
	return side->top < mpt_add(y, mpt_max(h, 1)) && side->bottom > y;
}

/* Between two edges, from y to y + h. */
static struct lay_free
free_at(const struct lay_beside *b, mpt left, mpt right, mpt y, mpt h)
{
	struct lay_free f = { left, right, MPT_MAX };

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

struct lay_free
lay_beside_room(const struct lay_source *s, const struct lay_frame *frame, mpt y, mpt h)
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
		struct lay_free gap = free_at(b, f->ref_x, f->ref_x + f->ref_ipd, side->top, h);

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
mpt
lay_beside_clear(struct lay_source *s, const struct fo_node *node, mpt y)
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
	e->box.escapes = !lay_beside_is_own(s);
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
	if (s->beside->n >= LAY_SIDES_MAX) {
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
	side.top = lay_beside_clear(s, node, mpt_max(y, s->beside->n > 0 ? s->beside->top : y));
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
