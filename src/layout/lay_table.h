#pragma once
/*
 * lay_table.h - tables, inside the layout room.
 *
 * A table is never held whole. One cheap walk over the tree counts its columns (and, for automatic
 * layout, measures cells without keeping them); after that, *row groups* are read one at a time:
 * the fewest successive rows that no row span leaves, mostly one row. A group is laid out, handed
 * to the vertical list and forgotten with its page.
 *
 * Promise: every fo:table-cell gets exactly one place in the grid. Cells that collide move on to
 * the next free columns, cells beyond the last column get new columns, spans that reach too far are
 * cut; each with a diagnostic.
 *
 * Borders. In the collapsing model (XSL 1.1, 6.7.10 and CSS 2.1, 17.6.2) every grid edge has one
 * winner. An edge between row groups is worked out from both sides, so a group needs its
 * neighbours; an edge at a page break has its own winner.
 */
#include "base/limits.h"
#include "layout/lay.h"

struct lay_table_column {
	const struct fo_node *fo; /* its fo:table-column; NULL: none was declared */
	const struct fo_node
	    *wide; /* a fo:table-column that spans it, for backgrounds and borders; or NULL */
	mpt x, w; /* from the table's content edge; with border-separation */
};

struct lay_table_grid {
	struct ctx *cx;
	const struct fo_tree *tree;
	const struct fo_node *fo; /* the fo:table */
	struct lay_table_column *cols;
	uint16_t n_cols;
	uint16_t declared; /* columns that fo:table-column made; 0: none was given */
	uint32_t n_rows; /* of all parts */
	bool uncounted; /* rows are still to be read: declared columns are enough for them (fo_is_open), n_rows is 0 */
	bool said_columns; /* reported once a table */
	bool with_precedence; /* border-collapse="collapse-with-precedence" */
};

/* One winner on a grid edge. */
struct lay_table_edge {
	mpt width; /* the whole line; 0: none */
	enum fo_enum style;
	uint32_t color;
	uint8_t rank; /* who won: cell before row, body, column, table */
	int precedence; /* border-*-precedence; 0 but for collapse-with-precedence */
	bool tied; /* the other side asked for the same, but for the colour */
};

struct lay_table_cell {
	const struct fo_node
	    *fo; /* NULL: a hole that no cell covers; it carries backgrounds and borders */
	const struct fo_node *row; /* fo:table-row, or NULL with starts-row and ends-row */
	struct lay_table_cell *next; /* in document order, holes last */
	uint16_t col, cols;
	uint16_t top, rows; /* rows of the group */
	uint32_t serial; /* in the group, from 0 */
};

struct lay_table_row {
	const struct fo_node *fo; /* fo:table-row, or NULL */
	struct span at;
	mpt y, h; /* set by the height pass */
};

struct lay_table_group {
	const struct fo_node *part; /* table-header, table-footer or table-body */
	bool is_first, is_last; /* in its part */
	uint16_t n_rows, n_cols;
	struct lay_table_row *rows;
	struct lay_table_cell *cells; /* list */
	uint32_t n_cells;
	struct lay_table_cell **at; /* n_rows * n_cols: who covers a grid unit; never NULL */
};

/* ---- lay_table_grid.c: who stands where
 * ---------------------------------------------------------------------------- */

/*
 * Makes the columns of a table: declared ones, then as many as its cells need. Widths are not set.
 * Source: XSL 1.1, 6.7.3, 6.7.4, 7.28. RC_FAIL: more than LIMIT_COLUMNS.
 */
MUST_CHECK enum rc lay_table_grid_make(struct ctx *cx, const struct fo_tree *tree, struct arena *a,
    const struct fo_node *table, struct lay_table_grid *grid);
MUST_CHECK enum rc lay_table_grid_count(struct lay_table_grid *grid); /* reads all rows, if that was not done */

/*
 * visibility="collapse" (7.30.17; CSS 2.1, 17.5.5): the row is left out, and cells from above are a row shorter. A row in which a cell
 * over several rows begins keeps its room, and shows nothing.
 */
bool lay_table_row_is_gone(const struct fo_node *table, const struct fo_node *row);

/* Reads the rows of one part. */
struct lay_table_rows {
	struct lay_table_grid *grid;
	const struct fo_node *part;
	const struct fo_node *next; /* row or cell to read next; NULL at the end */
	bool counting; /* the walk that counts columns: nothing is kept, nothing reported */
	bool quiet; /* looks ahead: nothing reported */
	bool whole; /* header, footer: all rows are one group */
	bool started;
	uint16_t width; /* columns used so far */
	uint16_t limit; /* columns that there may be */
	uint16_t *left; /* by column: rows that a cell still covers, this one included */
	struct lay_table_cell **open; /* the cell that does */
};

void lay_table_rows_open(struct lay_table_rows *r, struct arena *a, struct lay_table_grid *grid,
    const struct fo_node *part);
/* The next row group in the arena, or NULL after the last row. */
MUST_CHECK enum rc lay_table_rows_next(
    struct lay_table_rows *r, struct arena *a, struct lay_table_group **group);

static inline struct lay_table_cell *
lay_table_at(const struct lay_table_group *g, unsigned row, unsigned col)
{
	return g->at[(size_t)row * g->n_cols + col];
}

/* ---- lay_table_cols.c: column widths
 * ------------------------------------------------------------------------------- */

/* What one column or one spanning cell asks for. */
struct lay_table_need {
	enum { NEED_AUTO, NEED_FIXED, NEED_PERCENT, NEED_SHARE } kind;
	mpt min, max; /* of the contents, with padding, border, separation */
	mpt fixed; /* NEED_FIXED, or the fixed part of a NEED_PERCENT */
	int32_t pct; /* [1/1,000,000] NEED_PERCENT */
	double share; /* NEED_SHARE: proportional-column-width() */
};

struct lay_table_span_need { /* a cell over several columns */
	uint16_t col, cols;
	mpt min, max;
};

/*
 * Fixed layout: lengths and percentages of the table's width as they are; the rest by shares; a
 * column without width has a share of 1. width  [mpt] of the table, or < 0 for auto: `avail`, or
 * the sum when nothing asks for a share w      [out] n widths Returns the table's width: at least
 * the sum of the columns. Source: XSL 1.1, 7.28.20 and CSS 2.1, 17.5.2.1.
 */
mpt lay_table_fix(const struct lay_table_need *need, uint16_t n, mpt width, mpt avail, mpt *w);

/*
 * Automatic layout: contents decide. Every column gets at least its min; what is left goes to those
 * that want more, in proportion to what they want; more than the sum of the max only when the table
 * has a width of its own. need   changed: spanning cells are worked into it; spans are sorted
 * Returns the table's width. Source: CSS 2.1, 17.5.2.2.
 */
mpt lay_table_auto(struct lay_table_need *need, uint16_t n, struct lay_table_span_need *spans,
    size_t n_spans, mpt width, mpt avail, mpt *w);

/* ---- lay_table_border.c
 * -------------------------------------------------------------------------------------------- */

/* Who meets at a horizontal edge. */
struct lay_table_meet {
	const struct lay_table_group *above, *below; /* NULL: no row there */
	unsigned row_above, row_below;
	bool above_split,
	    below_split; /* that row goes on beyond the edge: a page or column ends inside it */
	bool at_break; /* no row there because a page or column ends, not the table */
};

/* The winner of two candidates; `a` wins a draw. */
const struct lay_table_edge *lay_table_edge_win(
    const struct lay_table_edge *a, const struct lay_table_edge *b);
/* Winner of the horizontal edge at a column. */
struct lay_table_edge lay_table_edge_h(
    const struct lay_table_grid *grid, const struct lay_table_meet *m, uint16_t col);
/* Winner of the vertical edge at the start of a column; col == n_cols is the end of the table. */
struct lay_table_edge lay_table_edge_v(
    const struct lay_table_grid *grid, const struct lay_table_group *g, unsigned row, uint16_t col);

/* ---- lay_table_measure.c: what contents need, without laying them out
 * ---------------------------------------------- */

bool lay_table_is_collapsed(const struct fo_node *table);
/* What fo:table-column asks for. */
void lay_table_needs(const struct lay_table_grid *grid, struct lay_table_need *need);
/*
 * Works the cells into `need`; spanning cells go to `spans`, yours to free. Of more than
 * LIMIT_TABLE_SAMPLE cells every n-th row is looked at, reported once.
 */
MUST_CHECK enum rc lay_table_measure(struct lay *lay, struct lay_table_grid *grid,
    struct lay_table_need *need, unsigned depth, struct lay_table_span_need **spans,
    size_t *n_spans);
/* Minimum and maximum width of a table in a cell. */
/* The same for everything an object holds. */
MUST_CHECK enum rc lay_content_extent(struct lay *lay, const struct fo_node *fo, mpt *min, mpt *max);
MUST_CHECK enum rc lay_table_extent(
    struct lay *lay, const struct fo_node *table, unsigned depth, mpt *min, mpt *max);
