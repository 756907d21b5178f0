/* lay_list.c - a list-item is a row of two cells: label and body (XSL 1.1, 6.8). */
#include "layout/lay_flow.h"

/* The item is `moved` aside by floats at y, where it begins. Those of its parts may reach out of it. */
static enum rc
make_cell(struct lay_source *s, const struct fo_node *part, mpt y, mpt moved, struct lay_cell *c)
{
	const struct lay_frame *item = &lay_source_top(s)->frame;
	struct lay_frame f = lay_frame_of(item, part);

	f.ref_x += moved;
	if (part->elem == FO_LIST_ITEM_BODY) { /* its end stays */
		f.ref_ipd -= moved;
		f.w = mpt_max(0, f.w - moved);
	}
	c->fo = part;
	c->x = f.x - item->x + moved;
	c->w = f.w;
	c->align = FV_BEFORE;
	c->n_rows = c->n_columns = 1;
	f.beside = s->beside;
	f.beside_y = y;
	return lay_list_make(s->lay, s->a, part, part->first, &f, &c->list);
}

enum rc
lay_item_row(struct lay_source *s, const struct fo_node *item)
{
	struct lay_row *row = arena_zalloc(s->a, sizeof(*row));
	struct lay_keep previous = { 0, 0 };
	size_t sides = s->beside->n;
	mpt moved = lay_beside_item(s, item, &lay_source_top(s)->frame), y = lay_beside_here(s);

	row->kind = ROW_LIST_ITEM;
	row->fo = item;
	row->cells = arena_array(s->a, 2, sizeof(struct lay_cell));
	row->rows = arena_zalloc(s->a, sizeof(*row->rows));
	row->n_rows = 1;
	row->break_before = row->break_after = FV_AUTO;
	for (const struct fo_node *n = item->first; n != NULL && row->n_cells < 2; n = n->next) {
		struct lay_cell *c = &row->cells[row->n_cells];

		if (n->elem != FO_LIST_ITEM_LABEL && n->elem != FO_LIST_ITEM_BODY)
			continue;
		TRY(make_cell(s, n, y, moved, c));
		row->n_cells++;
		c->column = row->n_cells - 1;
		row->has_footnotes = row->has_footnotes || c->list.has_footnotes;
		previous = lay_keep_max(previous, c->list.with_previous);
		row->with_next = lay_keep_max(row->with_next, c->list.with_next);
	}
	if (row->n_cells == 0)
		return RC_OK;
	lay_row_baselines(row);
	if (s->beside->n > sides) {
		lay_beside_track(s);
		row->together = lay_keep_max(row->together, (struct lay_keep){ BREAK_WIDOW - 1, BREAK_WIDOW - 1 });
	}
	TRY(lay_step_row(s->lay, s->a, row));
	lay_source_joint(s, NULL, previous, row->break_before);
	TRY(lay_row_elements(s, row));
	lay_beside_escaped(s, sides);
	s->pending_next = row->with_next;
	s->pending_break = row->break_after;
	return RC_OK;
}

mpt
lay_item_assemble(struct lay *lay, struct arena *a, struct lay_row *row, size_t from, size_t to,
    struct area *item, mpt y)
{
	mpt h = from > 0 ? row->steps[from - 1].head : 0;

	for (size_t i = from; i < to; i++)
		h = mpt_add(h, row->steps[i].h);
	if (to < row->n_steps)
		h = mpt_add(h, row->steps[to - 1].tail);
	for (size_t i = 0; i < row->n_cells; i++) {
		struct lay_cell *c = &row->cells[i];
		const struct lay_elem *beg, *end;
		struct area *part;

		bool holds = lay_step_part(row, i, from, to, &beg, &end);

		if (!holds && from > 0)
			continue;
		part = lay_area_new(a, AREA_BLOCK, c->fo, item);
		part->x = lay_x_in(item, c->fo, c->x, c->w);
		part->y = y;
		part->w = c->w;
		part->is_first = from == 0;
		part->is_last = end == NULL;
		mpt lead = from == 0 ? c->lead : 0;

		part->h = holds ? mpt_add(lead, lay_assemble(lay, a, &c->list, beg, end, part, lead)) : 0;
	}
	return h;
}
