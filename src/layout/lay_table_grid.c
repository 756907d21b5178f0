/*
 * lay_table_grid.c - columns, rows and spans of a table: who stands where.
 */
#include "layout/lay_table.h"

#include "base/limits.h"

#include <string.h>

/* The value of a count; a document may ask for anything, we read it as at least 1. */
static int64_t
count_of(const struct fo_node *n, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(n, p);

	return v->kind == FO_INT && v->i > 1 ? v->i : 1;
}

static int64_t
number_of(const struct fo_node *n)
{
	const struct fo_value *v = fo_prop(n, PR_COLUMN_NUMBER);

	return v->kind == FO_INT && v->i > 0 ? v->i : 0;
}

static bool
is_part(const struct fo_node *n)
{
	return n->elem == FO_TABLE_HEADER || n->elem == FO_TABLE_FOOTER || n->elem == FO_TABLE_BODY;
}

static enum rc
too_many(struct ctx *cx, const struct fo_node *at, int64_t n)
{
	return diag_at(cx, DIAG_TABLE_LIMIT, at->at, "%lld columns, at most %d are allowed",
	    (long long)n, LIMIT_COLUMNS);
}

/* ---- columns
 * -------------------------------------------------------------------------------------------------------
 */

/* How far the fo:table-column elements reach. */
static enum rc
columns_declared(struct ctx *cx, const struct fo_node *table, uint16_t *n)
{
	int64_t cursor = 0, most = 0;

	for (const struct fo_node *c = table->first; c != NULL; c = c->next) {
		if (c->elem != FO_TABLE_COLUMN)
			continue;
		if (number_of(c) > 0)
			cursor = number_of(c) - 1;
		cursor += count_of(c, PR_NUMBER_COLUMNS_REPEATED) *
		    count_of(c, PR_NUMBER_COLUMNS_SPANNED);
		if (cursor > LIMIT_COLUMNS)
			return too_many(cx, c, cursor);
		if (cursor > most)
			most = cursor;
	}
	*n = (uint16_t)most;
	return RC_OK;
}

static void
column_set(struct lay_table_grid *grid, int64_t col, const struct fo_node *c, int64_t span)
{
	struct lay_table_column *column = &grid->cols[col];

	/* XSL 1.1, 7.28.9: a column that spans others has no width of its own; it lends them
	 * background and borders. */
	if (span > 1) {
		column->wide = c;
		return;
	}
	if (column->fo != NULL)
		(void)diag_at(grid->cx, DIAG_TABLE_OVERLAP, c->at,
		    "column %lld is declared twice; the later one counts", (long long)col + 1);
	column->fo = c;
}

static void
columns_fill(struct lay_table_grid *grid)
{
	int64_t cursor = 0;

	for (const struct fo_node *c = grid->fo->first; c != NULL; c = c->next) {
		if (c->elem != FO_TABLE_COLUMN)
			continue;
		int64_t span = count_of(c, PR_NUMBER_COLUMNS_SPANNED);
		int64_t n = count_of(c, PR_NUMBER_COLUMNS_REPEATED) * span;

		if (number_of(c) > 0)
			cursor = number_of(c) - 1;
		for (int64_t i = 0; i < n; i++)
			column_set(grid, cursor + i, c, span);
		cursor += n;
	}
}

/* ---- rows
 * ----------------------------------------------------------------------------------------------------------
 */

static const struct fo_node *
next_row_or_cell(const struct lay_table_grid *grid, const struct fo_node *n)
{
	while (n != NULL && n->elem != FO_TABLE_ROW && n->elem != FO_TABLE_CELL)
		n = fo_after(grid->tree, n);
	return n;
}

bool
lay_table_row_is_gone(const struct fo_node *table, const struct fo_node *row)
{
	/* What the table itself says is inherited: then all of it is hidden, and has its room. */
	if (row->elem != FO_TABLE_ROW || !fo_is(row, PR_VISIBILITY, FV_COLLAPSE) || fo_is(table, PR_VISIBILITY, FV_COLLAPSE))
		return false;
	for (const struct fo_node *c = row->first; c != NULL; c = c->next)
		if (c->elem == FO_TABLE_CELL && count_of(c, PR_NUMBER_ROWS_SPANNED) > 1)
			return false;
	return true;
}

static bool
next_is_gone(const struct lay_table_rows *r)
{
	return r->next != NULL && lay_table_row_is_gone(r->grid->fo, r->next);
}

static void
skip_row(struct lay_table_rows *r)
{
	r->next = next_row_or_cell(r->grid, fo_after(r->grid->tree, r->next));
}

void
lay_table_rows_open(struct lay_table_rows *r, struct arena *a, struct lay_table_grid *grid,
    const struct fo_node *part)
{
	*r = (struct lay_table_rows){
	    .grid = grid, .part = part, .limit = grid->n_cols > 0 ? grid->n_cols : LIMIT_COLUMNS};
	r->left = arena_array(a, r->limit, sizeof(*r->left));
	r->open = arena_array(a, r->limit, sizeof(struct lay_table_cell *));
	r->next = next_row_or_cell(grid, part->first);
	while (next_is_gone(r))
		skip_row(r);
}

/* The first columns from `from` on that are free for a whole span; the limit when there are none.
 */
static int64_t
free_from(const struct lay_table_rows *r, int64_t from, int64_t cols)
{
	int64_t c = from;

	while (c < from + cols) {
		if (c >= r->limit)
			return r->limit;
		if (r->left[c] > 0)
			from = c + 1;
		c++;
	}
	return from;
}

/* Where a cell goes. Its own column-number counts if it can. */
static enum rc
cell_column(
    struct lay_table_rows *r, const struct fo_node *fo, int64_t cursor, int64_t cols, int64_t *col)
{
	int64_t want = number_of(fo) > 0 ? number_of(fo) - 1 : free_from(r, cursor, 1);

	if (want + cols > r->limit)
		return too_many(r->grid->cx, fo, want + cols);
	*col = free_from(r, want, cols);
	if (*col + cols > r->limit)
		return too_many(r->grid->cx, fo, *col + cols);
	if (*col != want && !r->counting && !r->quiet)
		return diag_at(r->grid->cx, DIAG_TABLE_OVERLAP, fo->at,
		    "moved from column %lld to %lld", (long long)want + 1, (long long)*col + 1);
	return RC_OK;
}

static void
say_beyond(struct lay_table_rows *r, const struct fo_node *fo, int64_t end)
{
	struct lay_table_grid *grid = r->grid;

	if (r->counting || r->quiet || grid->said_columns || grid->declared == 0 ||
	    end <= grid->declared)
		return;
	grid->said_columns = true;
	(void)diag_at(grid->cx, DIAG_TABLE_COLUMNS, fo->at,
	    "column %lld, but fo:table-column declares %u", (long long)end, grid->declared);
}

static enum rc
cell_place(struct lay_table_rows *r, struct arena *a, const struct fo_node *fo,
    const struct fo_node *row, uint16_t top, int64_t *cursor, struct lay_table_cell ***tail)
{
	int64_t cols = count_of(fo, PR_NUMBER_COLUMNS_SPANNED),
		rows = count_of(fo, PR_NUMBER_ROWS_SPANNED), col = 0;
	struct lay_table_cell *cell = NULL;

	if (rows > LIMIT_ROW_SPAN)
		return diag_at(r->grid->cx, DIAG_TABLE_LIMIT, fo->at,
		    "a cell over %lld rows, at most %d are allowed", (long long)rows,
		    LIMIT_ROW_SPAN);
	TRY(cell_column(r, fo, *cursor, cols, &col));
	say_beyond(r, fo, col + cols);
	if (!r->counting) {
		cell = arena_zalloc(a, sizeof(*cell));
		*cell = (struct lay_table_cell){.fo = fo,
		    .row = row,
		    .col = (uint16_t)col,
		    .cols = (uint16_t)cols,
		    .top = top,
		    .rows = (uint16_t)rows};
		**tail = cell;
		*tail = &cell->next;
	}
	for (int64_t c = col; c < col + cols; c++) {
		r->left[c] = (uint16_t)rows;
		r->open[c] = cell;
	}
	*cursor = col + cols;
	if (*cursor > r->width)
		r->width = (uint16_t)*cursor;
	return RC_OK;
}

/* Reads one row: a fo:table-row, or cells up to ends-row or the next starts-row. */
static enum rc
row_read(struct lay_table_rows *r, struct arena *a, struct lay_table_row *row, uint16_t top,
    struct lay_table_cell ***tail)
{
	int64_t cursor = 0;

	row->at = r->next->at;
	row->fo = NULL;
	if (r->next->elem == FO_TABLE_ROW) {
		row->fo = r->next;
		skip_row(r);
		for (const struct fo_node *c = row->fo->first; c != NULL; c = c->next)
			if (c->elem == FO_TABLE_CELL)
				TRY(cell_place(r, a, c, row->fo, top, &cursor, tail));
		return RC_OK;
	}
	bool ended = false, any = false;

	while (!ended && r->next != NULL && r->next->elem == FO_TABLE_CELL) {
		if (any && fo_is(r->next, PR_STARTS_ROW, FV_TRUE))
			break;
		ended = fo_is(r->next, PR_ENDS_ROW, FV_TRUE);
		any = true;
		TRY(cell_place(r, a, r->next, NULL, top, &cursor, tail));
		r->next = next_row_or_cell(r->grid, r->next->next);
	}
	return RC_OK;
}

/* Goes on to the next row; true while a cell covers it. */
static bool
row_pass(struct lay_table_rows *r)
{
	bool covered = false;

	for (uint16_t c = 0; c < r->width; c++)
		if (r->left[c] > 0 && --r->left[c] > 0)
			covered = true;
	return covered;
}

/* A row is left out that cells of the group cover, or that is between rows of one group; true while a cell covers what follows. */
static bool
row_leave_out(struct lay_table_rows *r)
{
	skip_row(r);
	for (uint16_t c = 0; c < r->width; c++)
		if (r->left[c] > 0 && r->open[c] != NULL && r->open[c]->col == c)
			r->open[c]->rows--;
	return row_pass(r);
}

/* Cells that would reach beyond the last row of the group end with it. */
static void
spans_cut(struct lay_table_rows *r, uint16_t n_rows)
{
	for (uint16_t c = 0; c < r->width; c++) {
		struct lay_table_cell *cell = r->open[c];

		if (r->left[c] == 0)
			continue;
		r->left[c] = 0;
		if (cell->top + cell->rows == n_rows)
			continue; /* another column of the same cell: said already */
		if (!r->quiet)
			(void)diag_at(r->grid->cx, DIAG_TABLE_SPAN, cell->fo->at,
			    "%u rows asked, %u there", cell->rows, n_rows - cell->top);
		cell->rows = (uint16_t)(n_rows - cell->top);
	}
}

/* The grid units of a group, holes filled in. */
static void
group_fill(struct lay_table_group *g, struct arena *a, struct lay_table_cell **tail)
{
	g->at = arena_array(a, (size_t)g->n_rows * g->n_cols, sizeof(struct lay_table_cell *));
	for (struct lay_table_cell *c = g->cells; c != NULL; c = c->next) {
		c->serial = g->n_cells++;
		for (unsigned y = c->top; y < (unsigned)c->top + c->rows; y++)
			for (unsigned x = c->col; x < (unsigned)c->col + c->cols; x++)
				g->at[(size_t)y * g->n_cols + x] = c;
	}
	for (unsigned i = 0; i < (unsigned)g->n_rows * g->n_cols; i++) {
		if (g->at[i] != NULL)
			continue;
		struct lay_table_cell *hole = arena_zalloc(a, sizeof(*hole));

		*hole = (struct lay_table_cell){.row = g->rows[i / g->n_cols].fo,
		    .col = (uint16_t)(i % g->n_cols),
		    .cols = 1,
		    .top = (uint16_t)(i / g->n_cols),
		    .rows = 1,
		    .serial = g->n_cells++};
		g->at[i] = hole;
		*tail = hole;
		tail = &hole->next;
	}
}

enum rc
lay_table_rows_next(struct lay_table_rows *r, struct arena *a, struct lay_table_group **group)
{
	struct lay_table_group *g;
	struct lay_table_cell **tail;
	uint16_t cap = 1;
	bool covered = true;

	*group = NULL;
	if (r->next == NULL)
		return RC_OK;
	g = arena_zalloc(a, sizeof(*g));
	g->part = r->part;
	g->n_cols = r->grid->n_cols;
	g->is_first = !r->started;
	g->rows = arena_array(a, cap, sizeof(*g->rows));
	tail = &g->cells;
	r->started = true;
	while ((covered || r->whole) && r->next != NULL && g->n_rows < LIMIT_GROUP_ROWS) {
		if (next_is_gone(r)) {
			covered = row_leave_out(r);
			continue;
		}
		if (g->n_rows == cap) {
			struct lay_table_row *more = arena_array(a, (size_t)cap * 2, sizeof(*more));

			memcpy(more, g->rows, cap * sizeof(*more));
			g->rows = more;
			cap = (uint16_t)(cap * 2);
		}
		TRY(row_read(r, a, &g->rows[g->n_rows], g->n_rows, &tail));
		g->n_rows++;
		covered = row_pass(r);
	}
	if (covered)
		spans_cut(r, g->n_rows);
	while (next_is_gone(r))
		skip_row(r);
	g->is_last = r->next == NULL;
	if (!r->counting)
		group_fill(g, a, tail);
	*group = g;
	return RC_OK;
}

/* ---- the grid
 * ------------------------------------------------------------------------------------------------------
 */

/* Walks all rows once to see how many columns the cells need; nothing is kept. */
static enum rc
columns_used(struct lay_table_grid *grid, const struct fo_node *part, uint16_t *n)
{
	struct arena *scrap = arena_new();
	struct lay_table_rows rows, *r = &rows;
	struct lay_table_row row;
	struct lay_table_cell **tail = NULL;
	unsigned in_group = 0;
	enum rc rc = RC_OK;

	lay_table_rows_open(r, scrap, grid, part);
	r->counting = true;
	while (rc == RC_OK && r->next != NULL) {
		if (next_is_gone(r)) {
			(void)row_leave_out(r);
			continue;
		}
		rc = row_read(r, scrap, &row, 0, &tail);
		grid->n_rows++;
		in_group = row_pass(r) ? in_group + 1 : 0;
		if (in_group == LIMIT_GROUP_ROWS) {
			memset(r->left, 0, r->limit * sizeof(*r->left)); /* as spans_cut will */
			in_group = 0;
		}
	}
	if (r->width > *n)
		*n = r->width;
	arena_free(scrap);
	return rc;
}

enum rc
lay_table_grid_count(struct lay_table_grid *grid)
{
	uint16_t n = 0;

	if (!grid->uncounted)
		return RC_OK;
	grid->uncounted = false;
	for (const struct fo_node *p = grid->fo->first; p != NULL; p = fo_after(grid->tree, p))
		if (is_part(p))
			TRY(columns_used(grid, p, &n));
	return RC_OK;
}

enum rc
lay_table_grid_make(struct ctx *cx, const struct fo_tree *tree, struct arena *a, const struct fo_node *table,
    struct lay_table_grid *grid)
{
	uint16_t n;

	*grid = (struct lay_table_grid){.cx = cx,
	    .tree = tree,
	    .fo = table,
	    .uncounted = fo_is_open(tree, table),
	    .with_precedence = fo_is(table, PR_BORDER_COLLAPSE, FV_COLLAPSE_WITH_PRECEDENCE)};
	TRY(columns_declared(cx, table, &grid->declared));
	n = grid->declared;
	for (const struct fo_node *p = table->first; p != NULL && !grid->uncounted; p = p->next)
		if (is_part(p))
			TRY(columns_used(grid, p, &n));
	grid->n_cols = n > 0 ? n : 1;
	grid->cols = arena_array(a, grid->n_cols, sizeof(*grid->cols));
	columns_fill(grid);
	return RC_OK;
}
