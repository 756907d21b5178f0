/*
 * fo_grid.c - which column a cell stands in (XSL 1.1, 7.28.8), for from-table-column() and for
 * layout.
 */
#include <string.h>

#include "base/limits.h"
#include "fo/fo_reader.h"

struct fo_grid {
	const struct fo_node *columns[LIMIT_COLUMNS + 1];
	int32_t
	    busy[LIMIT_COLUMNS + 1]; /* rows below the current one that a cell from above covers */
	bool used[LIMIT_COLUMNS + 1]; /* in the current row */
	uint16_t next_column; /* of the table-columns */
	uint16_t next; /* where the next cell may go */
	uint16_t widest; /* no column beyond was touched in this part */
	bool row_open, row_ended;
	struct fo_grid *next_free;
};

struct fo_grid *
fo_grid_new(struct fo_reader *r)
{
	struct fo_grid *g = r->free_grids;

	if (g == NULL)
		g = arena_zalloc(r->a, sizeof(*g));
	else
		r->free_grids = g->next_free;
	g->next_column = g->next = 1;
	return g;
}

void
fo_grid_done(struct fo_reader *r, struct fo_grid *g)
{
	fo_grid_part(g);
	memset(g->columns, 0, sizeof(g->columns));
	g->next_free = r->free_grids;
	r->free_grids = g;
}

void
fo_grid_column(struct fo_reader *r, struct fo_grid *g, struct fo_node *column, int32_t number)
{
	const struct fo_value *repeat = fo_prop(column, PR_NUMBER_COLUMNS_REPEATED);
	int32_t n = repeat->kind == FO_INT ? repeat->i : 1;

	if (number <= 0)
		number = g->next_column;
	if (number > LIMIT_COLUMNS || n > LIMIT_COLUMNS + 1 - number) {
		if (diag_at(r->cx, DIAG_FO_RANGE, column->at, "a table has at most %d columns",
			LIMIT_COLUMNS) != RC_OK)
			r->failed = true;
		number = number > LIMIT_COLUMNS ? LIMIT_COLUMNS : number;
		n = LIMIT_COLUMNS + 1 - number;
	}
	column->column = (uint16_t)number;
	column->span_columns = (uint16_t)n;
	for (int32_t i = number; i < number + n; i++)
		g->columns[i] = column;
	g->next_column = (uint16_t)(number + n);
}

void
fo_grid_part(struct fo_grid *g)
{
	memset(g->busy, 0, sizeof(g->busy[0]) * (g->widest + (size_t)1));
	memset(g->used, 0, sizeof(g->used[0]) * (g->widest + (size_t)1));
	g->widest = 0;
	g->next = 1;
	g->row_open = g->row_ended = false;
}

void
fo_grid_row(struct fo_grid *g)
{
	if (g->row_open)
		for (uint16_t c = 1; c <= g->widest; c++) {
			g->used[c] = g->busy[c] > 0;
			if (g->used[c])
				g->busy[c]--;
		}
	g->row_open = true;
	g->row_ended = false;
	g->next = 1;
}

static bool
is_free(const struct fo_grid *g, int32_t column, int32_t n)
{
	for (int32_t i = column; i < column + n; i++)
		if (i > LIMIT_COLUMNS || g->used[i])
			return false;
	return true;
}

uint16_t
fo_grid_cell(struct fo_reader *r, struct fo_grid *g, struct fo_cell *cell, struct span at)
{
	int32_t c = cell->column;

	if (!g->row_open || g->row_ended || cell->starts_row)
		fo_grid_row(g);
	cell->columns = cell->columns < 1 ? 1 : cell->columns;
	cell->rows = cell->rows < 1 ? 1 : cell->rows;
	if (c > 0 && !is_free(g, c, 1))
		c = 0; /* layout says it: table-overlap */
	if (c <= 0)
		for (c = g->next; c < LIMIT_COLUMNS && g->used[c]; c++)
			continue;
	if (c > LIMIT_COLUMNS || c + cell->columns > LIMIT_COLUMNS + 1) {
		if (diag_at(r->cx, DIAG_FO_RANGE, at, "a table has at most %d columns",
			LIMIT_COLUMNS) != RC_OK)
			r->failed = true;
		c = c > LIMIT_COLUMNS ? LIMIT_COLUMNS : c;
		cell->columns = LIMIT_COLUMNS + 1 - c;
	}
	for (int32_t i = c; i < c + cell->columns; i++) {
		g->used[i] = true;
		g->busy[i] = cell->rows - 1;
	}
	g->next = (uint16_t)(c + cell->columns);
	if (g->next > g->widest + 1)
		g->widest = (uint16_t)(g->next - 1);
	g->row_ended = cell->ends_row;
	return (uint16_t)c;
}

const struct fo_style *
fo_grid_style(const struct fo_grid *g, uint16_t column)
{
	return g->columns[column] != NULL ? g->columns[column]->style : NULL;
}
