/*
 * lay_row_align.c - relative-align (XSL 1.1, 7.14.6): the first lines of the cells of a row, and of label and body of a
 * list-item, stand on one baseline. What a cell comes down for that counts as room above its content, but its border and
 * padding stay where they are.
 */
#include "layout/lay_list.h"

/* [mpt] from the top of a list to its first baseline; -1: it does not begin with a line. */
static mpt
first_baseline(const struct lay_list *list)
{
	mpt y = 0;

	for (const struct lay_elem *e = list->first; e != NULL; e = e->next) {
		switch (e->kind) {
		case LAY_OPEN:
			if (!e->open.is_transparent)
				y = mpt_add(y, lay_box_edge(e->open.box, SIDE_BEFORE));
			break;
		case LAY_SPACE: /* 4.3.1: others vanish at the top of a reference area */
			if (!e->space.discard)
				y = mpt_add(y, e->space.opt);
			break;
		case LAY_BOX:
			if (e->box.area != NULL && e->box.area->kind == AREA_LINE)
				return mpt_add(y, e->box.area->line.baseline);
			if (e->box.h > 0 || e->box.inner != NULL)
				return -1;
			break;
		case LAY_ROW:
			return -1;
		case LAY_BREAK:
		case LAY_CLOSE:
			break;
		}
	}
	return -1;
}

/* 7.14.6: only where display-align is auto. */
static bool
takes_part(const struct lay_cell *c, size_t row)
{
	return c->fo != NULL && c->row == row && fo_is(c->fo, PR_RELATIVE_ALIGN, FV_BASELINE) &&
	    fo_is(c->fo, PR_DISPLAY_ALIGN, FV_AUTO);
}

void
lay_row_baselines(struct lay_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n_cells; i++)
		n += takes_part(&row->cells[i], row->cells[i].row);
	if (n < 2)
		return;
	for (size_t r = 0; r < row->n_rows; r++) {
		mpt lowest = 0;

		for (size_t i = 0; i < row->n_cells; i++)
			if (takes_part(&row->cells[i], r))
				lowest = mpt_max(lowest, mpt_add(row->cells[i].above, first_baseline(&row->cells[i].list)));
		for (size_t i = 0; i < row->n_cells; i++) {
			struct lay_cell *c = &row->cells[i];
			mpt own = takes_part(c, r) ? first_baseline(&c->list) : -1;

			if (own < 0)
				continue;
			c->lead = lowest - c->above - own;
			c->above = mpt_add(c->above, c->lead);
		}
	}
}
