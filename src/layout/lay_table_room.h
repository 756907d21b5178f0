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

/* What shows the lower edge of a fragment in a column: a cell's box, or a grid unit of a spanning cell. */
struct lay_table_bottom {
	struct area_box *box; /* NULL: none */
	struct area *unit;    /* of a grid unit, else NULL */
	mpt room;             /* [mpt] of a cell's border and padding there */
};

/* A background picture whose place is known when the part or the table has ended on the page. */
struct lay_table_picture {
	struct area *area;
	struct area_box *box;
	const struct area_box *of; /* the part's or the column's */
	mpt x, w;                  /* where that lies, in the table */
	bool of_part;              /* else of a column: as high as the table here */
	struct lay_table_picture *next;
};

/* A marker of the rows, for the table's header and footer (lay_table_marker.c). */
struct lay_table_mark {
	const struct fo_node *marker, *of; /* of: its parent, or NULL when it stands in a line */
	const struct lay_elem *open; /* of `of`; NULL for parts, rows and cells */
	const char *name;
	bool is_first, is_last; /* its parent begins, ends in the fragment */
	unsigned page; /* where it was last seen */
};

struct lay_table_marks {
	struct lay_table_mark *m;
	size_t n, cap;
};

struct lay_table_class { /* a marker class that is retrieved */
	const char *name;
	struct lay_table_class *next;
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
	mpt repeated_h; /* of header and footer at breaks */
	struct lay_table_group *header_group, *footer_group, *first_group;
	enum { AT_HEADER, AT_BODY, AT_END } state;
	const struct fo_node *part; /* the body in the making */
	struct lay_table_rows rows;
	struct lay_table_ahead ahead;
	struct lay_table_last last;
	struct lay_table_bottom *bottom; /* by column: of the row that was last on this page */
	struct lay_table_picture *pictures; /* that wait */
	bool said_narrow; /* reported once a table */
	mpt part_y; /* where the part of the last row began on this page */
	struct lay_table_class *classes; /* NULL: header and footer retrieve nothing */
	struct lay_table_marks sample; /* the longest of each class */
	struct lay_table_marks shown, carried; /* of the fragment being assembled; of those before it */
	const struct lay_table_marks *now; /* what a header or footer in the making sees */
	unsigned page; /* of `shown` */
	uint32_t cells_in, cells_out; /* fo:table-cells of the table; shown to their ends */
	bool is_counting; /* cells_in has not those of body rows that are still to be read */
};

/* Steps of a row group on their way onto a page. */
struct lay_table_fragment {
	struct lay_table *t;
	struct arena *a;
	const struct lay_row *row;
	const struct lay_table_group *g;
	const struct lay_row_place *place;
	struct area *table;
	size_t from, to;
	const struct lay_step *before, *last; /* the steps around: NULL for none before */
	mpt y; /* of origin, in the table */
	mpt origin, until; /* in the undisturbed group */
	mpt spare; /* of until - origin: what no cell fills */
	bool own_top; /* cells have room for the edge above that shows here, not for the undisturbed one */
	size_t first_line, last_line;
	bool top_split, bottom_split;
	bool starts_table,
	    ends_table; /* for borders: a repeated header or footer looks like the first one */
};

/* One cell in it. */
struct lay_table_piece {
	const struct lay_table_cell *c;
	const struct lay_cell *cell;
	size_t index;
	bool cut_above, cut_below;
	mpt top, bottom; /* grid lines, in the table */
	unsigned first_row, last_row; /* lines of the group that show in it */
	mpt above; /* border and padding; separate: and half the border-separation */
	mpt y, h; /* content rectangle, in the table; x and w are the cell's */
};

/* lay_table_widths.c: the columns' widths and places and the table's own, `avail` [mpt] being there; scrap: for the time of the call. */
MUST_CHECK enum rc lay_table_widths(struct lay_table *t, struct arena *scrap, mpt avail);

/* ---- lay_table_size.c: before anything is on a page */

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
/* Width of the columns under a cell. */
mpt lay_table_span_width(const struct lay_table *t, const struct lay_table_cell *c);
/* Border, padding and background of an object of the table; NULL for none. */
const struct area_box *lay_table_own_box(const struct lay_table *t, const struct fo_node *fo);
mpt lay_table_padding(const struct area_box *box, enum area_side side);
/* A length that stays at a break when the property says so, else 0. */
mpt lay_table_retained(const struct fo_node *fo, enum fo_prop conditionality, mpt length);
/* The undisturbed edge above or below a row; `before` and `after` are the groups around. */
struct lay_table_meet lay_table_meet_above(
    const struct lay_table_group *g, unsigned row, const struct lay_table_group *before);
struct lay_table_meet lay_table_meet_below(
    const struct lay_table_group *g, unsigned row, const struct lay_table_group *after);

/* ---- lay_table_count.c: nothing is lost; lay_table_over (lay_list.h) checks */

void lay_table_count(struct lay_table *t);
void lay_table_count_rows(struct lay_table *t, const struct lay_table_group *g); /* body rows were read */
/* The last piece of a cell is on a page. */
void lay_table_count_cell(struct lay_table *t, const struct lay_cell *cell);

/* ---- lay_table_marker.c */

/* What the header and footer retrieve, and the longest markers for it. */
void lay_table_marks_open(struct lay_table *t);

/* ---- lay_table_box.c, lay_table_cell.c: on a page */

/* What is drawn around and under a cell; areas of their own go to the table. NULL for nothing. */
const struct area_box *lay_table_piece_box(
    const struct lay_table_fragment *f, const struct lay_table_piece *p);
/* Half of the thickest line above a piece that begins with the fragment, as it shows on the page. */
mpt lay_table_top_half(const struct lay_table_fragment *f, const struct lay_table_piece *p);
/* Another row follows on this page: what the row above shows at its lower edge. */
void lay_table_bottom_meets(const struct lay_table_fragment *f);
/* lay_table_paint.c: backgrounds under a cell that has this box (NULL: none); true: `color` is for the box to paint. */
bool lay_table_paint(const struct lay_table_fragment *f, const struct lay_table_piece *p,
    const struct area_box *own, const struct area_box *box, uint32_t *color);
/* The rows that follow belong to another part, or to another page: pictures of the part get their places. */
void lay_table_paint_part(struct lay_table *t, mpt y);
/* [mpt] where a line of the undisturbed group begins. */
mpt lay_table_line_y(const struct lay_table_fragment *f, size_t line);
