/* lay_table_widths.c - the widths of a table's columns where it is put: what columns and cells ask for, given to the solver. */
#include "layout/lay_table_room.h"

#include <stdlib.h>

void
lay_table_needs(const struct lay_table_grid *grid, struct lay_table_need *need)
{
	for (uint16_t i = 0; i < grid->n_cols; i++) {
		const struct fo_value *v =
		    grid->cols[i].fo != NULL ? fo_prop(grid->cols[i].fo, PR_COLUMN_WIDTH) : NULL;

		need[i] = (struct lay_table_need){.kind = NEED_AUTO};
		if (v == NULL)
			continue;
		if (v->kind == FO_NUM) {
			need[i].kind = NEED_SHARE;
			need[i].share = v->num > 0 ? v->num : 0;
		} else if (v->kind == FO_LEN) {
			need[i].kind = v->len.pct != 0 ? NEED_PERCENT : NEED_FIXED;
			need[i].fixed = v->len.pct != 0 ? v->len.fixed : mpt_max(0, v->len.fixed);
			need[i].pct = v->len.pct;
		}
	}
}

/* Contents need not be asked: fixed layout, or every column says how wide it is. */
static bool
is_fixed(const struct lay_table *t, const struct lay_table_need *need)
{
	if (fo_is(t->fo, PR_TABLE_LAYOUT, FV_FIXED))
		return true;
	for (uint16_t i = 0; i < t->grid.n_cols; i++)
		if (need[i].kind == NEED_AUTO)
			return false;
	return true;
}

/* CSS 2.1, 17.5.2.1: in fixed layout a cell of the first row may give its column the width that the
 * column lacks. */
static void
first_row_widths(struct lay_table *t, struct lay_table_need *need)
{
	const struct lay_table_group *g =
	    t->header_group != NULL ? t->header_group : t->first_group;

	for (uint16_t i = 0; g != NULL && i < t->grid.n_cols; i++) {
		const struct lay_table_cell *cell = lay_table_at(g, 0, i);
		const struct fo_value *v;

		if (need[i].kind != NEED_AUTO || cell->fo == NULL || cell->cols > 1)
			continue;
		v = fo_prop(cell->fo, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM);
		if (v->kind != FO_LEN)
			continue;
		need[i].kind = v->len.pct != 0 ? NEED_PERCENT : NEED_FIXED;
		need[i].pct = v->len.pct;
		need[i].fixed = mpt_add(v->len.fixed, lay_table_cell_sides(t, g, cell));
	}
}

/* The table's own width in the content rectangle around it, or -1 for auto. */
static mpt
own_width(const struct lay_table *t)
{
	mpt w = -1, low, high;

	if (fo_is_len(t->fo, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM))
		w = mpt_max(0, fo_len(t->fo, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, t->frame.w));
	low = fo_len(t->fo, PR_INLINE_PROGRESSION_DIMENSION_MINIMUM, t->frame.w);
	high = fo_len(t->fo, PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM, t->frame.w);
	if (w >= 0 && fo_is_len(t->fo, PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM))
		w = mpt_min(w, high);
	return w >= 0 ? mpt_max(w, low) : w;
}

enum rc
lay_table_widths(struct lay_table *t, struct arena *scrap, mpt avail)
{
	uint16_t n = t->grid.n_cols;
	struct lay_table_need *need = arena_array(scrap, n, sizeof(*need));
	struct lay_table_span_need *spans = NULL;
	mpt *w = arena_array(scrap, n, sizeof(*w)), x = 0;
	size_t n_spans = 0;

	lay_table_needs(&t->grid, need);
	if (is_fixed(t, need)) {
		mpt own = own_width(t);

		/* 7.28.16 and 4.2.3: fixed layout looks at no contents, so a table without a width of its own is as wide as
		 * what is around allows, like a block, whatever its columns add up to. */
		if (own < 0 && fo_is(t->fo, PR_TABLE_LAYOUT, FV_FIXED))
			own = avail;
		first_row_widths(t, need);
		t->w = lay_table_fix(need, n, own, avail, w);
	} else {
		enum rc rc = lay_table_measure(t->lay, &t->grid, need, 0, &spans, &n_spans);

		if (rc == RC_OK)
			t->w = lay_table_auto(need, n, spans, n_spans, own_width(t), avail, w);
		free(spans);
		TRY(rc);
	}
	for (uint16_t i = 0; i < n; i++) {
		t->grid.cols[i].x = x;
		t->grid.cols[i].w = w[i];
		x = mpt_add(x, w[i]);
	}
	return RC_OK;
}
