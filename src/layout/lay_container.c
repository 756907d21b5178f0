/*
 * lay_container.c - block-containers that do not break: of fixed height, turned, or out of the flow (XSL 1.1, 6.5.3).
 * All others are reference areas whose content flows on (lay_source.c).
 */
#include "layout/lay_flow.h"

/* 7.21.3: relative to the area around it; the inherited value means "as that one". */
int
lay_rotation(const struct fo_node *node)
{
	const struct fo_value *v = fo_prop(node, PR_REFERENCE_ORIENTATION);
	const struct fo_value *p = node->parent != NULL ? fo_prop(node->parent, PR_REFERENCE_ORIENTATION) : NULL;

	if (v->kind != FO_INT || (p != NULL && p->kind == FO_INT && p->i == v->i))
		return 0;
	return ((v->i % 360) + 360) % 360;
}

static enum fo_enum
position_of(const struct fo_node *node)
{
	enum fo_enum e = fo_enum(node, PR_ABSOLUTE_POSITION);

	return e == FV_ABSOLUTE || e == FV_FIXED ? e : FV_NONE_;
}

/* A dimension that is given; a percentage of something that is not known (base 0) is "auto" (7.15.3). */
static bool
given(const struct fo_node *node, enum fo_prop p, mpt base, mpt *len)
{
	if (!fo_is_len(node, p) || (base <= 0 && fo_prop(node, p)->len.pct != 0))
		return false;
	*len = mpt_max(0, fo_len(node, p, base));
	return true;
}

/* 7.15: between .minimum and .maximum; of the two the minimum wins. */
static mpt
within(const struct fo_node *node, enum fo_prop min, enum fo_prop max, mpt base, mpt len)
{
	mpt limit;

	if (given(node, max, base, &limit))
		len = mpt_min(len, limit);
	if (given(node, min, base, &limit))
		len = mpt_max(len, limit);
	return len;
}

static mpt
ipd_within(const struct fo_node *node, mpt base, mpt len)
{
	return within(node, PR_INLINE_PROGRESSION_DIMENSION_MINIMUM, PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM, base, len);
}

bool
lay_container_is_open(const struct fo_node *node, const struct lay_frame *around)
{
	mpt len;

	return position_of(node) == FV_NONE_ && lay_rotation(node) == 0 &&
	    !given(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, around->ref_bpd, &len) &&
	    !given(node, PR_BLOCK_PROGRESSION_DIMENSION_MAXIMUM, around->ref_bpd, &len);
}

/* 5.3.4: of indents and a given extent the end-indent yields. */
struct lay_frame
lay_frame_container(const struct lay_frame *around, const struct fo_node *node)
{
	struct lay_frame f = lay_frame_of(around, node);

	(void)given(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, around->w, &f.w);
	f.w = ipd_within(node, around->w, f.w);
	return f;
}

void
lay_container_grow(struct lay_elem *open, mpt ref_bpd)
{
	mpt min;

	if (open->done || !given(open->fo, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, ref_bpd, &min))
		return;
	open->open.grow = mpt_max(0, min - lay_open_height(open));
}

static const struct area_ref clipped = { .clip = true };

const struct area_ref *
lay_container_ref(const struct fo_node *node)
{
	return fo_is(node, PR_OVERFLOW, FV_HIDDEN) ? &clipped : NULL;
}

/*
 * As it stands in what is around it. Dimensions and their limits are those of the turned content (7.21.3: the orientation
 * turns what "top" and so "height" mean): a quarter turn makes its inline-progression-dimension our height.
 */
struct shape {
	mpt x, y, w, h; /* content rectangle */
	bool turned;    /* a quarter */
	bool auto_w, auto_h;
	mpt base_w, base_h; /* of percentages; 0: not known */
	mpt content_y, extra; /* of the content: where it begins, by what its spaces are pressed */
};

static enum fo_prop
extent_of_width(const struct shape *sh)
{
	return sh->turned ? PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM : PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM;
}

static enum fo_prop
extent_of_height(const struct shape *sh)
{
	return sh->turned ? PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM : PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM;
}

static void
shape_in_flow(const struct lay *lay, const struct lay_frame *around, const struct fo_node *node, struct shape *sh)
{
	struct lay_frame f = sh->turned ? lay_frame_of(around, node) : lay_frame_container(around, node);

	sh->base_w = around->w;
	sh->base_h = around->ref_bpd;
	sh->x = f.x - around->x;
	sh->w = f.w;
	sh->auto_w = sh->turned && !given(node, extent_of_width(sh), sh->base_w, &sh->w);
	sh->auto_h = !given(node, extent_of_height(sh), sh->base_h, &sh->h);
	if (sh->turned && sh->auto_h) {
		sh->h = sh->base_h > 0 ? sh->base_h : mpt_min(f.w, lay->page_h / 2);
		sh->auto_h = false;
	}
}

/* 7.6: the edges are those of the content rectangle; one that is given at the near side wins. */
static mpt
place(const struct fo_node *node, enum fo_prop near, enum fo_prop far, mpt base, mpt extent)
{
	if (!fo_is_len(node, near) && fo_is_len(node, far))
		return base - fo_len(node, far, base) - extent;
	return fo_len(node, near, base);
}

/* What is left between two edges (auto: 0), less what else is there. */
static mpt
between(const struct fo_node *node, enum fo_prop near, enum fo_prop far, mpt base, mpt less)
{
	return mpt_max(0, base - fo_len(node, near, base) - fo_len(node, far, base) - less);
}

static void
shape_positioned(struct lay *lay, const struct lay_frame *around, const struct fo_node *node,
    const struct area_box *box, struct shape *sh)
{
	bool fixed = position_of(node) == FV_FIXED;
	mpt edge = lay_box_edge(box, SIDE_BEFORE) + lay_box_edge(box, SIDE_AFTER);
	mpt indents = fo_len(node, PR_START_INDENT, around->ref_ipd) + fo_len(node, PR_END_INDENT, around->ref_ipd);

	sh->base_w = fixed ? lay->page_w : around->ref_ipd;
	sh->base_h = fixed ? lay->page_h : around->ref_bpd;
	sh->auto_w = !given(node, extent_of_width(sh), sh->base_w, &sh->w);
	sh->auto_h = !given(node, extent_of_height(sh), sh->base_h, &sh->h);
	/* The inline-progression-dimension fills what the edges leave; the other one does so when both are given. */
	if (sh->auto_w && (!sh->turned || (fo_is_len(node, PR_LEFT) && fo_is_len(node, PR_RIGHT)))) {
		sh->w = between(node, PR_LEFT, PR_RIGHT, sh->base_w, indents);
		sh->auto_w = false;
	}
	if (sh->auto_h && (sh->turned || (fo_is_len(node, PR_TOP) && fo_is_len(node, PR_BOTTOM)))) {
		sh->h = between(node, PR_TOP, PR_BOTTOM, sh->base_h, edge);
		sh->auto_h = false;
	}
	if (sh->turned)
		sh->h = ipd_within(node, sh->base_h, sh->h);
	else
		sh->w = ipd_within(node, sh->base_w, sh->w);
}

static void
report_overflow(struct lay *lay, const struct fo_node *node, mpt needs, mpt has)
{
	if (needs <= has || fo_is(node, PR_OVERFLOW, FV_VISIBLE))
		return;
	(void)diag_at(lay->cx, DIAG_LAYOUT_OVERFLOW, node->at, "%s: %.1fpt of content in %.1fpt",
	    fo_elem_name(node->elem), mpt_to_pt(needs), mpt_to_pt(has));
}

/* The block-progression-dimension: what is given, or the content's; .maximum lets it grow, .minimum and .maximum bound it. */
static mpt
block_extent(const struct fo_node *node, mpt base, mpt content, bool is_auto, mpt len)
{
	mpt max = 0;
	bool grows = !given(node, PR_BLOCK_PROGRESSION_DIMENSION_MAXIMUM, base, &max) || max > len;

	if (is_auto)
		len = content;
	else if (grows && fo_is_len(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM))
		len = mpt_max(len, content);
	return within(node, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, PR_BLOCK_PROGRESSION_DIMENSION_MAXIMUM, base, len);
}

/* Makes the list of the content; fills in the block-progression-dimension. */
static enum rc
fill(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around, struct shape *sh,
    struct area *area, struct lay_list *list)
{
	struct lay_frame f = lay_frame_cell(around, sh->turned ? sh->h : sh->w);
	mpt *room = sh->turned ? &sh->w : &sh->h, base = sh->turned ? sh->base_w : sh->base_h, h;
	bool is_auto = sh->turned ? sh->auto_w : sh->auto_h;

	f.ref_bpd = is_auto ? 0 : *room;
	TRY(lay_list_make(s->lay, s->a, node, node->first, &f, list));
	h = lay_list_height(list, NULL, NULL);
	*room = block_extent(node, base, h, is_auto, *room);
	/* 4.3: spaces go below their optimum before anything sticks out. */
	sh->extra = mpt_min(0, *room - h);
	h = mpt_max(mpt_min(h, *room), lay_list_least(list));
	sh->content_y = lay_align_offset(fo_enum(node, PR_DISPLAY_ALIGN), *room - h);
	report_overflow(s->lay, node, h, *room);
	area->w = sh->w;
	area->h = sh->h;
	return RC_OK;
}

static const struct area_ref *
make_ref(struct arena *a, const struct fo_node *node)
{
	struct area_ref r = { .rotation = lay_rotation(node), .clip = fo_is(node, PR_OVERFLOW, FV_HIDDEN) };

	return r.rotation != 0 ? arena_copy(a, &r, sizeof(r)) : lay_container_ref(node);
}

enum rc
lay_container(struct lay_source *s, const struct fo_node *node)
{
	struct lay_frame around = lay_source_top(s)->frame;
	const struct area_box *box = lay_box_of(s->lay, node, around.w);
	enum fo_enum position = position_of(node);
	struct area *area = lay_area_new(s->a, AREA_BLOCK, node, NULL);
	struct shape sh = { .turned = lay_rotation(node) % 180 != 0 };
	struct lay_list *list = arena_zalloc(s->a, sizeof(*list));
	struct lay_elem *e;
	mpt moved = 0;

	if (position == FV_NONE_ && s->beside->n > 0) {
		lay_source_joint(s, node, lay_keep_with_previous(node), lay_break_before(node));
		moved = lay_beside_area(s, node, &around);
	}
	if (position != FV_NONE_)
		shape_positioned(s->lay, &around, node, box, &sh);
	else
		shape_in_flow(s->lay, &around, node, &sh);
	TRY(fill(s, node, &around, &sh, area, list));
	if (position != FV_NONE_) {
		/* From the far edge, an automatic extent is known only now. */
		sh.x = place(node, PR_LEFT, PR_RIGHT, sh.base_w, sh.w);
		sh.y = place(node, PR_TOP, PR_BOTTOM, sh.base_h, sh.h);
	}
	area->box = lay_is_rtl(node) ? lay_box_turned(s->a, box) : box;
	area->ref = make_ref(s->a, node);
	area->x = sh.x + moved;
	area->start_indent = fo_len(node, PR_START_INDENT, around.ref_ipd);
	area->end_indent = fo_len(node, PR_END_INDENT, around.ref_ipd);
	if (position == FV_NONE_) {
		area->start_indent = around.x + sh.x;
		area->end_indent = around.ref_ipd - area->start_indent - sh.w;
		area->x = lay_x_in(&(struct area){ .w = around.w }, node, sh.x, sh.w);
	}
	area->y = position != FV_NONE_ ? sh.y : lay_box_edge(box, SIDE_BEFORE);
	if (position == FV_NONE_) {
		lay_source_joint(s, node, lay_keep_with_previous(node), lay_break_before(node));
		lay_source_space(s, node, false);
	}
	e = lay_elem_add(s->a, s->list, LAY_BOX, node);
	e->box.area = area;
	e->box.position = position;
	e->box.inner = list;
	e->box.inner_y = sh.content_y;
	e->box.inner_extra = sh.extra;
	lay_notes_gather(s->a, list, NULL, NULL, &e->box.notes);
	s->list->has_footnotes = s->list->has_footnotes || e->box.notes != NULL;
	if (position != FV_NONE_)
		return RC_OK;
	e->box.h = sh.h + lay_box_edge(box, SIDE_BEFORE) + lay_box_edge(box, SIDE_AFTER);
	lay_source_content(s);
	lay_source_space(s, node, true);
	s->pending_next = lay_keep_with_next(node);
	s->pending_break = lay_break_after(node);
	return RC_OK;
}
