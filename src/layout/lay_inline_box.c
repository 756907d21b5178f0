/*
 * lay_inline_box.c - inline-container: blocks in a line (XSL 1.1, 6.6.8).
 *
 * The content is a list of its own, made with the paragraph and turned into areas when its line is put on a page. It does not
 * break. By default the baseline of its first line stands on that of the line around it; without a line its foot does.
 */
#include "layout/lay_flow.h"
#include "layout/para.h"

/* The baseline of the first line in an area, from the area's top; -1: there is none. */
static mpt
first_baseline(const struct area *a, int depth)
{
	if (a->kind == AREA_LINE)
		return a->line.baseline;
	for (const struct area *c = a->first; c != NULL && depth < LIMIT_FO_DEPTH; c = c->next) {
		mpt y = c->kind == AREA_BLOCK || c->kind == AREA_LINE ? first_baseline(c, depth + 1) : -1;

		if (y >= 0)
			return y + c->y;
	}
	return -1;
}

static mpt
row_baseline(const struct lay_row *row)
{
	for (size_t i = 0; i < row->n_cells; i++) {
		mpt y = lay_list_baseline(&row->cells[i].list);

		if (y >= 0)
			return y;
	}
	return -1;
}

mpt
lay_list_baseline(const struct lay_list *list)
{
	mpt y;

	lay_space_set(list, NULL, NULL);
	y = 0;
	for (const struct lay_elem *e = list->first; e != NULL; e = e->next) {
		mpt in = -1;

		switch (e->kind) {
		case LAY_SPACE:
			y += e->space.set;
			break;
		case LAY_OPEN:
			y += lay_box_edge(e->open.box, SIDE_BEFORE);
			break;
		case LAY_CLOSE:
			y += lay_box_edge(e->opened != NULL ? e->opened->open.box : NULL, SIDE_AFTER);
			break;
		case LAY_BOX:
			if (e->box.inner != NULL && e->box.position == FV_NONE_) {
				in = lay_list_baseline(e->box.inner);
				in = in >= 0 ? in + e->box.inner_y : -1;
			}
			if (in < 0 && e->box.area != NULL && e->box.position == FV_NONE_)
				in = first_baseline(e->box.area, 0);
			if (in >= 0)
				return y + in + (e->box.area != NULL ? e->box.area->y : 0);
			y += e->box.h;
			break;
		case LAY_ROW:
			in = row_baseline(e->row.row);
			if (in >= 0)
				return y + in;
			y += e->row.row->steps[e->row.step].h;
			break;
		case LAY_BREAK:
			break;
		}
	}
	return -1;
}

static mpt
bpd_of(struct lay_job *j, const struct fo_node *n, mpt natural)
{
	const struct fo_value *v = fo_prop(n, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM);

	/* A percentage of what is not known is auto (7.15.3). */
	if (v->kind != FO_LEN || (v->len.pct != 0 && j->m->page == NULL))
		return natural;
	return mpt_max(0, fo_len_of(v, 0));
}

static void
report_overflow(struct lay_job *j, const struct fo_node *n, mpt needs, mpt has)
{
	if (needs <= has || fo_is(n, PR_OVERFLOW, FV_VISIBLE))
		return;
	(void)diag_at(j->lay->cx, DIAG_LAYOUT_OVERFLOW, lay_span_near(n), "%s: %.1fpt of content in %.1fpt",
	    fo_elem_name(n->elem), mpt_to_pt(needs), mpt_to_pt(has));
}

enum rc
lay_object_box(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o)
{
	const struct area_box *box = lay_box_of(j->lay, n, j->m->ipd);
	mpt edges = lay_box_edge(box, SIDE_START) + lay_box_edge(box, SIDE_END);
	const struct fo_value *ipd = fo_prop(n, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM);
	mpt w = ipd->kind == FO_LEN ? mpt_max(0, fo_len_of(ipd, j->m->ipd)) : mpt_max(0, j->m->ipd - edges);
	struct lay_frame f = {.ref_ipd = w, .w = w, .page = j->m->page};
	struct lay_list *list = arena_zalloc(j->a, sizeof(*list));
	struct lay_extent x = {0};
	mpt natural, baseline, shift;

	o->w = w + edges + fo_len(n, PR_SPACE_START_OPTIMUM, j->m->ipd) + fo_len(n, PR_SPACE_END_OPTIMUM, j->m->ipd);
	if (j->m->widths_only)
		return RC_OK;
	TRY(lay_list_make(j->lay, j->a, n, n->first, &f, list));
	natural = lay_list_height(list, NULL, NULL);
	o->area = lay_area_new(j->a, AREA_BLOCK, n, NULL);
	o->area->box = box;
	o->area->w = w;
	o->area->h = bpd_of(j, n, natural);
	if (fo_is(n, PR_OVERFLOW, FV_HIDDEN) || fo_is(n, PR_OVERFLOW, FV_SCROLL))
		o->area->ref = arena_copy(j->a, &(struct area_ref){.clip = true}, sizeof(struct area_ref));
	report_overflow(j, n, natural, o->area->h);
	o->box = box;
	o->list = list;
	o->list_y = lay_align_offset(fo_enum(n, PR_DISPLAY_ALIGN), o->area->h - natural);
	x.ascent = o->area->h + lay_box_edge(box, SIDE_BEFORE) + lay_box_edge(box, SIDE_AFTER);
	x.middle = x.ascent / 2;
	baseline = lay_list_baseline(list);
	if (baseline >= 0)
		x.natural = mpt_max(1, x.ascent - lay_box_edge(box, SIDE_BEFORE) - o->list_y - baseline);
	shift = lay_baseline_shift(&j->inls[inl], n, &x);
	o->before = x.ascent + shift;
	o->after = -shift;
	return RC_OK;
}
