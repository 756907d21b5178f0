/*
 * lay_table_count.c - no cell is ever lost: a book is kept of every table, in every build.
 *
 * What goes in is counted from the formatting objects, before the grid is made; what comes out when a cell's last piece is
 * on a page and everything in the cell was put there. When the table ends the two must be equal. A fault here is one of the
 * program: it is said as such, and there is no document.
 */
#include "layout/lay_flow.h"
#include "layout/lay_table_room.h"

static uint32_t
cells_in(const struct fo_node *parent)
{
	uint32_t n = 0;

	for (const struct fo_node *c = parent->first; c != NULL; c = c->next)
		n += c->elem == FO_TABLE_CELL;
	return n;
}

void
lay_table_count(struct lay_table *t)
{
	t->cells_in = 0;
	t->is_counting = fo_is_open(t->lay->tree, t->fo);
	for (const struct fo_node *part = t->fo->first; part != NULL; part = part->next) {
		if (part->elem != FO_TABLE_HEADER && part->elem != FO_TABLE_FOOTER && (part->elem != FO_TABLE_BODY || t->is_counting))
			continue;
		t->cells_in += cells_in(part);
		for (const struct fo_node *row = part->first; row != NULL; row = row->next)
			if (row->elem == FO_TABLE_ROW && !lay_table_row_is_gone(t->fo, row))
				t->cells_in += cells_in(row);
	}
}

/* Of a table that is read while it is laid out, which has rows and no cells without one. */
void
lay_table_count_rows(struct lay_table *t, const struct lay_table_group *g)
{
	for (size_t i = 0; t->is_counting && i < g->n_rows; i++)
		t->cells_in += cells_in(g->rows[i].fo);
}

void
lay_table_count_cell(struct lay_table *t, const struct lay_cell *cell)
{
	if (cell->list.last == NULL || cell->list.last->done)
		t->cells_out++;
}

void
lay_table_over(struct lay_table *t)
{
	if (t->cells_in == t->cells_out)
		return;
	t->lay->failed = true;
	(void)!diag_at(t->lay->cx, DIAG_INTERNAL, t->fo->at, "a table of %u cells shows %u", t->cells_in, t->cells_out);
}
