/* acc_table.c - tables: every row as long as the first, and headers that the cells know (ISO 14289-1, 7.5; WCAG 2.1, 1.3.1). */
#include <string.h>

#include "access/acc_in.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"

struct grid {
	struct acc *c;
	uint32_t table;
	uint16_t below[LIMIT_COLUMNS]; /* rows that a cell above still covers */
	uint32_t columns;              /* of the first row; 0: there was none */
	size_t n_headers, n_loose;     /* TH; TH without scope */
	struct map *names;             /* ids of TH */
};

static bool
is_cell(const struct acc_elem *e)
{
	return str_eq(e->type, "TH") || str_eq(e->type, "TD");
}

/* The children of an element, one after the other; ACC_NONE behind the last. */
static uint32_t
child(const struct acc *c, uint32_t parent, uint32_t before)
{
	uint32_t next = before == ACC_NONE ? parent + 1 : c->elems[before].end;

	return next < c->elems[parent].end ? next : ACC_NONE;
}

static void
check_row(struct grid *g, uint32_t row)
{
	const struct acc *c = g->c;
	uint32_t column = 0, cell = child(c, row, ACC_NONE), last = 0;

	for (;;) {
		while (column < LIMIT_COLUMNS && g->below[column] > 0)
			g->below[column++]--;
		if (cell == ACC_NONE)
			break;
		for (uint32_t i = 0; is_cell(&c->elems[cell]) && i < c->elems[cell].col_span && column < LIMIT_COLUMNS; i++)
			g->below[column++] = (uint16_t)(c->elems[cell].row_span - 1);
		cell = child(c, row, cell);
	}
	/* Cells from above may lie behind the last one, with a gap between. */
	for (last = column; last < LIMIT_COLUMNS; last++)
		if (g->below[last] > 0) {
			g->below[last]--;
			column = last + 1;
		}
	if (g->columns == 0)
		g->columns = column;
	else if (column != g->columns)
		acc_find(g->c, DIAG_PDF_ROWS, ACC_NONE, row, "%u column%s, the first row has %u", column, column == 1 ? "" : "s", g->columns);
}

static void
take_headers(struct grid *g)
{
	const struct acc *c = g->c;

	for (uint32_t i = g->table + 1; i < c->elems[g->table].end; i++) {
		const struct acc_elem *e = &c->elems[i];

		if (str_eq(e->type, "Table"))
			i = e->end - 1; /* a table in a cell is looked at by itself */
		if (!str_eq(e->type, "TH"))
			continue;
		g->n_headers++;
		g->n_loose += !e->has_scope;
		if (e->name != NULL)
			map_set(g->names, e->name, g);
	}
}

/* The ids that a cell names as its headers are those of headers of its table. */
static void
check_references(struct grid *g, uint32_t cell)
{
	const struct acc_elem *e = &g->c->elems[cell];
	struct own_val id;
	const char *at = NULL;

	while (own_item(&e->headers, &at, &id)) {
		const char *name = own_text(g->c->arena, &id);

		if (name == NULL || map_lookup(g->names, name) == NULL)
			acc_find(g->c, DIAG_PDF_HEADERS, ACC_NONE, cell, "it names a header that its table has not: \"%s\"", name != NULL ? name : "");
	}
}

static void
check_cells(struct grid *g)
{
	const struct acc *c = g->c;
	size_t bound = 0, cells = 0;

	for (uint32_t i = g->table + 1; i < c->elems[g->table].end; i++) {
		const struct acc_elem *e = &c->elems[i];

		if (str_eq(e->type, "Table"))
			i = e->end - 1;
		if (!str_eq(e->type, "TD"))
			continue;
		cells++;
		bound += e->headers.kind == OWN_ARRAY;
		check_references(g, i);
	}
	if (g->n_headers == 0)
		acc_find(g->c, DIAG_PDF_HEADERS, ACC_NONE, g->table, "it has no header cell");
	else if (g->n_loose > 0 && bound < cells)
		acc_find(g->c, DIAG_PDF_HEADERS, ACC_NONE, g->table, "%zu of its headers do not say whether they head a row or a column", g->n_loose);
}

void
acc_table(struct acc *c, uint32_t table)
{
	struct grid *g = arena_zalloc(c->arena, sizeof(*g));

	*g = (struct grid){.c = c, .table = table, .names = map_new(c->arena)};
	for (uint32_t part = child(c, table, ACC_NONE); part != ACC_NONE; part = child(c, table, part)) {
		if (str_eq(c->elems[part].type, "TR"))
			check_row(g, part);
		else if (!str_eq(c->elems[part].type, "Caption"))
			for (uint32_t row = child(c, part, ACC_NONE); row != ACC_NONE; row = child(c, part, row))
				if (str_eq(c->elems[row].type, "TR"))
					check_row(g, row);
	}
	take_headers(g);
	check_cells(g);
}
