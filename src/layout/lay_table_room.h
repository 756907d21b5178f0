#pragma once
/*
 * lay_table_room.h - the state of a table in the making; for lay_table*.c only.
 */
#include "layout/lay_table.h"

#define AHEAD_BYTES ((size_t)64 << 10)

/* Body groups before, here and after, read a second time: a page may have let go of the first
 * reading already. */
struct lay_table_ahead {
	const struct fo_node *part;
	struct lay_table_rows rows;
	struct lay_table_group *before, *here, *after;
	struct arena *arenas[4];
	unsigned turn;
};

/* What was put on the page last, in this fragment of the table. */
struct lay_table_last {
	const struct lay_table_group *group; /* NULL: nothing yet */
	unsigned row;
	bool split; /* and it goes on */
};

struct lay_table {
	struct lay *lay;
	struct arena *arena;
	const struct fo_node *fo;
	struct lay_frame frame; /* around the table */
	struct lay_table_grid grid;
	bool collapsed;
	mpt sep_ipd, sep_bpd; /* border-separation; 0 when collapsed */
	mpt w;
	struct lay_table_group *header_group, *footer_group, *first_group;
	enum { AT_HEADER, AT_BODY, AT_END } state;
	const struct fo_node *part; /* the body in the making */
	struct lay_table_rows rows;
	struct lay_table_ahead ahead;
	struct lay_table_last last;
	struct area_box **bottom; /* by column: of the cell that was last on this page */
};

/* ---- lay_table_cell.c: sizes, boxes, areas
 * --------------------------------------------------------------------------- */

/* Content rectangle and what is around it; the row, the column and display-align. No contents yet.
 */
void lay_table_cell_sizes(const struct lay_table *t, const struct lay_table_group *g,
    const struct lay_table_cell *c, const struct lay_table_group *before,
    const struct lay_table_group *after, struct lay_cell *cell);
/* Border, padding and separation at start and end together. */
mpt lay_table_cell_sides(
    const struct lay_table *t, const struct lay_table_group *g, const struct lay_table_cell *c);
/* The table's own border, padding and background; collapsed: room for half of the outer lines. */
const struct area_box *lay_table_box(const struct lay_table *t);
