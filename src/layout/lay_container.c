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

bool
lay_container_is_open(const struct fo_node *node)
{
	return position_of(node) == FV_NONE_ && lay_rotation(node) == 0 &&
	    !fo_is_len(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM);
}

struct shape {
	mpt x, y, w, h; /* content rectangle */
	bool auto_w, auto_h;
	mpt avail_h; /* for turned content of automatic height */
	mpt content_y;
};

static void
shape_in_flow(const struct lay_frame *around, const struct fo_node *node, struct shape *sh)
{
	struct lay_frame f = lay_frame_of(around, node);

	sh->x = f.x - around->x;
	sh->w = f.w;
	sh->avail_h = around->ref_bpd;
	sh->auto_w = !fo_is_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM);
	if (!sh->auto_w)
		sh->w = fo_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, around->w);
}

/* 7.6: an edge that is given wins; with both given the extent follows. */
static mpt
place(const struct fo_node *node, enum fo_prop near, enum fo_prop far, mpt base, mpt edge_near, mpt edge_far,
    mpt *extent, bool *is_auto)
{
	mpt edges = edge_near + edge_far;
	mpt from = fo_len(node, near, base), to = fo_len(node, far, base);

	if (*is_auto && fo_is_len(node, near) && fo_is_len(node, far)) {
		*extent = mpt_max(0, base - from - to - edges);
		*is_auto = false;
	}
	if (!fo_is_len(node, near) && fo_is_len(node, far))
		from = base - to - *extent - edges;
	return from + edge_near;
}

static void
shape_positioned(struct lay *lay, const struct lay_frame *around, const struct fo_node *node,
    const struct area_box *box, struct shape *sh)
{
	bool fixed = position_of(node) == FV_FIXED;
	mpt base_w = fixed ? lay->page_w : around->ref_ipd;
	mpt base_h = fixed ? lay->page_h : around->ref_bpd;
	mpt edge_w = lay_box_edge(box, SIDE_START) + lay_box_edge(box, SIDE_END);

	sh->auto_w = !fo_is_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM);
	sh->auto_h = !fo_is_len(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM);
	sh->avail_h = base_h;
	sh->w = fo_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, base_w);
	sh->h = fo_len(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, base_h);
	if (sh->auto_w)
		sh->w = mpt_max(0, base_w - fo_len(node, PR_LEFT, base_w) - fo_len(node, PR_RIGHT, base_w) - edge_w);
	sh->x = place(node, PR_LEFT, PR_RIGHT, base_w, lay_box_edge(box, SIDE_START), lay_box_edge(box, SIDE_END),
	    &sh->w, &sh->auto_w);
	sh->y = place(node, PR_TOP, PR_BOTTOM, base_h, lay_box_edge(box, SIDE_BEFORE), lay_box_edge(box, SIDE_AFTER),
	    &sh->h, &sh->auto_h);
}

static void
report_overflow(struct lay *lay, const struct fo_node *node, mpt needs, mpt has)
{
	if (needs <= has || fo_is(node, PR_OVERFLOW, FV_VISIBLE))
		return;
	(void)diag_at(lay->cx, DIAG_LAYOUT_OVERFLOW, node->at, "%s: %.1fpt of content in %.1fpt",
	    fo_elem_name(node->elem), mpt_to_pt(needs), mpt_to_pt(has));
}

/* Makes the list of the content; fills in automatic extents. */
static enum rc
fill(struct lay_source *s, const struct fo_node *node, const struct lay_frame *around, struct shape *sh,
    struct area *area, struct lay_list *list)
{
	int rotation = lay_rotation(node);
	bool turned = rotation % 180 != 0;
	mpt ipd = turned ? sh->h : sh->w, h, room;
	struct lay_frame f;

	if (turned && sh->auto_h)
		ipd = sh->avail_h > 0 ? sh->avail_h : sh->w;
	f = lay_frame_cell(around, ipd);
	f.ref_bpd = turned ? (sh->auto_w ? 0 : sh->w) : (sh->auto_h ? 0 : sh->h);
	TRY(lay_list_make(s->lay, s->a, node, node->first, &f, list));
	h = lay_list_height(list, NULL, NULL);
	if (turned && sh->auto_h)
		sh->h = ipd;
	if (turned && sh->auto_w)
		sh->w = h;
	if (!turned && sh->auto_h)
		sh->h = h;
	room = turned ? sh->w : sh->h;
	sh->content_y = lay_align_offset(fo_enum(node, PR_DISPLAY_ALIGN), room - h);
	report_overflow(s->lay, node, h, room);
	area->w = sh->w;
	area->h = sh->h;
	return RC_OK;
}

static const struct area_ref *
make_ref(struct arena *a, const struct fo_node *node)
{
	struct area_ref r = { .rotation = lay_rotation(node) };

	r.clip = fo_is(node, PR_OVERFLOW, FV_HIDDEN) || fo_is(node, PR_OVERFLOW, FV_SCROLL);
	return r.rotation != 0 || r.clip ? arena_copy(a, &r, sizeof(r)) : NULL;
}

enum rc
lay_container(struct lay_source *s, const struct fo_node *node)
{
	struct lay_frame around = lay_source_top(s)->frame;
	const struct area_box *box = lay_box_of(s->lay, node, around.w);
	enum fo_enum position = position_of(node);
	struct area *area = lay_area_new(s->a, AREA_BLOCK, node, NULL);
	struct shape sh = { 0 };
	struct lay_list *list = arena_zalloc(s->a, sizeof(*list));
	struct lay_elem *e;

	if (position != FV_NONE_) {
		shape_positioned(s->lay, &around, node, box, &sh);
	} else {
		shape_in_flow(&around, node, &sh);
		sh.auto_h = !fo_is_len(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM) ||
		    (fo_prop(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM)->len.pct != 0 && around.ref_bpd == 0);
		sh.h = fo_len(node, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, around.ref_bpd);
	}
	TRY(fill(s, node, &around, &sh, area, list));
	/* Placed from the far edge, an automatic height is known only now. */
	if (position != FV_NONE_ && sh.auto_h && !fo_is_len(node, PR_TOP) && fo_is_len(node, PR_BOTTOM))
		sh.y -= sh.h;
	area->box = box;
	area->ref = make_ref(s->a, node);
	area->x = sh.x;
	if (position == FV_NONE_) {
		area->start_indent = around.x + sh.x;
		area->end_indent = around.ref_ipd - area->start_indent - sh.w;
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
