#pragma once
/*
 * lay_list.h - inside the layout room: the elements of the vertical list, who makes, measures and assembles them.
 *
 * Position. A place in a list is a LAY_BREAK element, or NULL: as a start the beginning, as an end the end of
 * the list. Every LAY_BREAK knows the innermost LAY_OPEN around it (`inside`), every LAY_OPEN the one around
 * itself, so a fragment can be assembled from a break alone: what is open there gets a continuation area.
 *
 * Joints. Between two pieces of content there is one LAY_BREAK, after all closings and before all openings:
 *     CLOSE(b) SPACE(after b) CLOSE(a) SPACE(after a) BREAK SPACE(before c) OPEN(c) SPACE(before d) OPEN(d) BOX
 * Its penalty is the strongest of: keep-with-next of what ends, keep-with-previous of what begins, keep-together of
 * what is around. There is never a break between an OPEN and its first content or the last content and its CLOSE.
 *
 * Heights at a break. A fragment that ends at a break is `tail` higher (retained borders of what is open, repeated
 * table footers, the cells' padding), one that starts there begins with `head` (retained borders, repeated headers).
 *
 * Memory. Elements lie in batches (arenas with a count). A page keeps the batches its areas lie in, so areas are
 * never copied; a batch dies with the last page that shows it. Whatever gets an arena here may put areas into it.
 */
#include "layout/area.h"
#include "layout/font.h"

struct lay;
struct lay_anchor;
struct lay_table; /* columns, border model, position in the table */
struct lay_table_group;
struct lay_batch;
struct lay_beside; /* side floats (lay_source.h) */
struct lay_elem;

/* ---- strengths ------------------------------------------------------------------------------------------------- */

#define BREAK_FORBIDDEN 1000000 /* keep "always": yields only when nothing else is possible, and is reported */
#define BREAK_WIDOW 500000      /* against widows or orphans: above all numbered strengths */
#define BREAK_FORCED (-1000000)

/* How strongly a break is disliked: 0, a number (1..BREAK_WIDOW-1), BREAK_FORBIDDEN. */
struct lay_keep {
	int column; /* a break between columns, and between pages */
	int page;   /* a break between pages only */
};

struct lay_keep lay_keep_together(const struct fo_node *fo);
struct lay_keep lay_keep_with_next(const struct fo_node *fo);
struct lay_keep lay_keep_with_previous(const struct fo_node *fo);
struct lay_keep lay_keep_max(struct lay_keep a, struct lay_keep b);
/* FV_AUTO, FV_COLUMN, FV_PAGE, FV_EVEN_PAGE, FV_ODD_PAGE */
enum fo_enum lay_break_before(const struct fo_node *fo);
enum fo_enum lay_break_after(const struct fo_node *fo);
enum fo_enum lay_break_stronger(enum fo_enum a, enum fo_enum b);

/* ---- elements -------------------------------------------------------------------------------------------------- */

enum lay_elem_kind { LAY_BOX, LAY_SPACE, LAY_BREAK, LAY_OPEN, LAY_CLOSE, LAY_ROW };

struct lay_note;
struct lay_list;

struct lay_box { /* indivisible: a line, a picture, a container of fixed height */
	mpt h;
	struct area *area; /* laid out, y from the box's top; x within the open object's content rectangle; NULL: only height */
	const struct lay_anchor *anchors;
	const struct lay_note *notes;
	const struct lay_list *inner; /* content of the area, not yet assembled; NULL: it is complete */
	mpt inner_y;                  /* where it begins in the area */
	mpt inner_extra;              /* below 0: by which its spaces are pressed to fit */
	enum fo_enum position; /* FV_ABSOLUTE, FV_FIXED: out of the flow, h is 0, (x, y) from the reference area, the page */
	bool is_float; /* a side float: h is 0, x from the list's reference area, y from where it stands in the list */
	bool escapes;  /* a float that the list around cares for */
	mpt depth;     /* is_float: how far it reaches down from there */
};

struct lay_space { /* a space-specifier (XSL 1.1, 4.3.1), then its resolved length */
	mpt min, opt, max;
	int precedence; /* INT_MAX: force */
	bool discard;   /* conditionality */
	bool after;     /* space-after of elem.fo; else space-before */
	mpt set;        /* resolved */
};

struct lay_brk {
	struct lay_keep penalty;
	enum fo_enum forced; /* FV_AUTO: not forced; FV_ALL: what follows has another `span` */
	bool to_span;        /* FV_ALL: what follows spans all columns */
	mpt tail, head;
	unsigned unsettled; /* objects around it that may still dislike it, by how much of them follows (lay_limit.c) */
	const struct lay_elem *inside; /* LAY_OPEN or NULL */
	const struct fo_node *resume;  /* what comes next, for a restart with another width; NULL: not here */
	uint32_t resume_from;          /* [B] into the paragraph that begins at `resume` */
	struct lay_batch *batch;       /* in which it lies; NULL in lists of cells */
	bool beside;                   /* what follows was made beside a float of before */
};

struct lay_open { /* an object that has fragments */
	const struct area_box *box; /* all four sides, before conditionality; NULL: none */
	bool keep_border[2], keep_padding[2]; /* .conditionality = retain; before, after */
	bool is_reference;   /* conditional spaces at its ends vanish (block-container, cell) */
	bool is_transparent; /* no area: wrapper */
	const struct area_ref *ref; /* of its areas: it clips; or NULL */
	mpt grow;            /* [mpt] below its content, to its least height; in its last fragment */
	mpt x, w;            /* content rectangle in its parent's; w is the ipd */
	mpt start_indent, end_indent; /* for dumps */
	struct lay_table *table; /* LAY_OPEN of a table, else NULL: asked for repeated header and footer */
	bool repeats;            /* it has some, and they leave room for rows */
	const struct lay_anchor *anchors;
	const struct lay_elem *parent; /* LAY_OPEN around, or NULL */
	struct lay_batch *batch; /* in which it lies; NULL in lists of cells */
	struct area *area;       /* of the fragment being assembled */
	unsigned fragment;       /* how many fragments there were */
};

struct lay_elem {
	enum lay_elem_kind kind;
	bool done; /* assembled: nothing is lost, nothing is shown twice */
	const struct fo_node *fo;
	struct lay_elem *next;
	union {
		struct lay_box box;
		struct lay_space space;
		struct lay_brk brk;
		struct lay_open open;
		struct lay_elem *opened; /* LAY_CLOSE: its LAY_OPEN */
		struct {                 /* LAY_ROW: one step of a row */
			struct lay_row *row;
			size_t step;
		} row;
	};
};

struct lay_list {
	struct lay_elem *first, *last;
	bool has_footnotes; /* somewhere inside, rows included */
	struct lay_keep with_previous, with_next; /* of its first and last content, for who puts it into a cell */
	enum fo_enum break_before, break_after;   /* the same; FV_AUTO, or FV_NONE_ for a list that was never made */
};

/* A footnote-body or a before-float, laid out where its line was made. */
struct lay_note {
	const struct fo_node *fo, *body; /* the footnote, its footnote-body; or both the float */
	struct lay_list list;
	mpt w;
	struct lay_batch *batch; /* in which it lies */
	const struct lay_note *next; /* of the same box */
};

/* Appends a zeroed element. */
struct lay_elem *lay_elem_add(struct arena *a, struct lay_list *list, enum lay_elem_kind kind, const struct fo_node *fo);

/* ---- making, measuring, assembling: lay_source.c, lay_space.c, lay_assemble.c ----------------------------------- */

/* Where block-level content is put. start-indent and end-indent count from the reference area's edges. */
struct lay_frame {
	mpt ref_ipd;  /* of the nearest reference area (a cell is one) */
	mpt x;        /* start edge of the content rectangle in the reference area; 0 in a cell */
	mpt w;        /* its ipd */
	mpt ref_bpd;  /* for percentages of heights; 0: not known */
	mpt ref_x;    /* of the reference area, in the outermost one of its list */
	struct lay_beside *beside; /* side floats that reach into the list from the one around; NULL: it is a reference area */
	mpt beside_y; /* where it begins, as they count */
	const struct page *page; /* static content: for page-number and retrieve-marker; NULL in a flow */
	const struct fo_node *cell; /* around, if its indents are percentages; else NULL */
	mpt cell_base;           /* of these */
};

/* The frame of a cell: a reference area of its own. */
struct lay_frame lay_frame_cell(const struct lay_frame *outer, mpt ipd);

/*
 * Makes the whole list of some children: of a cell, a footnote-body, a region's static-content.
 *   parent  their object (not opened: its border and padding are the caller's); first: the first of
 * them, NULL for none
 *   a       keeps the list and its areas
 * Depth is bounded (layout-depth).
 */
MUST_CHECK enum rc lay_list_make(struct lay *lay, struct arena *a, const struct fo_node *parent,
    const struct fo_node *first, const struct lay_frame *frame, struct lay_list *list);
/* The same of one child. */
MUST_CHECK enum rc lay_list_one(struct lay *lay, struct arena *a, const struct fo_node *parent,
    const struct fo_node *child, const struct lay_frame *frame, struct lay_list *list);

/*
 * Walks the places where a list may be broken, in order, with the height of the fragment from
 * `from` to there.
 * The last one is the end: at == NULL. Spaces are resolved as for a fragment in a reference area of
 * its own; tail and head are in.
 * A forced break is returned like the others (at->brk.forced): where it stands nothing after it may
 * share the fragment.
 *
 *	lay_cursor_start(&c, list, from);
 *	while (lay_cursor_next(&c))
 *		... c.at, c.h, c.penalty ...
 */
struct lay_cursor {
	const struct lay_elem *at;
	mpt h, min;              /* with optimum and with minimum spaces */
	struct lay_keep penalty; /* of c.at; 0 at the end */
	bool has_content;        /* a box or a row lies between */
	mpt reach;               /* of side floats; h is at least that */
	/* private */
	const struct lay_elem *next, *last, *group;
	unsigned group_size;
	mpt sum, sum_min;
	bool at_start, ended;
};
void lay_cursor_start(struct lay_cursor *c, const struct lay_list *list, const struct lay_elem *from);
bool lay_cursor_next(struct lay_cursor *c);
/* Where the next box would stand if it came now. */
mpt lay_cursor_y(const struct lay_cursor *c);
/* Height of the fragment between two places. */
mpt lay_list_height(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to);
mpt lay_list_least(const struct lay_list *list); /* of all of it, with minimum spaces */

/*
 * Turns the elements between two places into areas: appended to `parent`, the first one at parent's
 * y.
 * Each element is assembled exactly once over all calls. Returns the height.
 *   y      [mpt] in parent's content rectangle, where it begins
 */
mpt lay_assemble(struct lay *lay, struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, struct area *parent, mpt y);

/* The same with all spaces together longer by `extra` where they can be, or shorter: lay_space_adjust. */
mpt lay_assemble_fit(struct lay *lay, struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, struct area *parent, mpt y, mpt extra);

/* Makes an area and appends it to the children of parent (NULL: nowhere). */
struct area *lay_area_new(struct arena *a, enum area_kind kind, const struct fo_node *fo, struct area *parent);
void lay_area_add(struct area *parent, struct area *child);
/* writing-mode is rl-tb: start is right. */
static inline bool
lay_is_rtl(const struct fo_node *fo)
{
	return fo_is(fo, PR_WRITING_MODE, FV_RL_TB) || fo_is(fo, PR_WRITING_MODE, FV_RL);
}
/*
 * Areas are physical, indents are not (7.29.7): where an object stands in its parent's content rectangle when its start edge is
 * at x. What counts is the writing mode around it.
 */
mpt lay_x_in(const struct area *parent, const struct fo_node *fo, mpt x, mpt w);
/*
 * 7.13.1: moves the area of an object with relative-position by its offsets; nothing around it moves.
 *   w, h   [mpt] of the containing block, for percentages; h 0: not known
 */
void lay_relative(struct area *n, mpt w, mpt h);
/* A box with start and end exchanged: for areas in rl-tb; NULL for NULL. */
const struct area_box *lay_box_turned(struct arena *a, const struct area_box *box);
/* Moves the children of an area down: display-align, vertical alignment of cells. */
void lay_area_shift(struct area *parent, mpt dy);
mpt lay_align_offset(enum fo_enum display_align, mpt free_space); /* 0 when free_space <= 0 */

/*
 * Border, padding and background of an object; NULL when it has none. Percentages count from `base`
 * (the ipd of the containing
 * block). Shared by equal styles, lives as long as the run.
 */
const struct area_box *lay_box_of(struct lay *lay, const struct fo_node *fo, mpt base);
/* Border and padding of a side; 0 for NULL. */
mpt lay_box_edge(const struct area_box *box, enum area_side side);
/* The box of a piece of a divided inline: no sides where it was divided. */
const struct area_box *lay_box_piece(struct arena *a, const struct area_box *box, const struct fo_node *fo);
/* A copy with sides removed, for the fragment of an object that goes on; border and padding of these sides are 0. */
const struct area_box *lay_box_cut(struct arena *a, const struct area_box *box, bool before, bool after);

/* ---- rows: cells side by side, broken together ------------------------------------------------------------------- */

enum lay_row_kind { ROW_TABLE, ROW_LIST_ITEM };

struct lay_cell {
	const struct fo_node *fo;   /* table-cell, list-item-label, list-item-body; NULL: an empty grid place */
	struct lay_list list;
	const struct area_box *box; /* NULL: none */
	mpt x, w;                   /* content rectangle, in the row's */
	mpt above, below;           /* [mpt] border and padding (separate: and half the border-separation) */
	mpt lead;                   /* [mpt] of `above`: how far the content comes down to its neighbours' baseline */
	mpt above_cut, below_cut;   /* the same where a break lies inside the cell: what is retained there */
	mpt min_h;                  /* of the content */
	enum fo_enum align;         /* display-align */
	size_t row, n_rows;         /* in lay_row.rows */
	size_t column, n_columns;
};

struct lay_row_line { /* one fo:table-row (or rows without one) of a group */
	const struct fo_node *fo; /* NULL: cells directly in a body */
	mpt min_h, h;
	const struct area_box *box;
};

/* A place where all cells may be broken together, or the end of the row. */
struct lay_step {
	mpt h;                    /* from the step before to here, undisturbed by breaks; all h together: the row's height */
	struct lay_keep penalty;  /* of a break after this step; of the last one: not looked at */
	enum fo_enum forced;      /* a forced break inside a cell: FV_PAGE ..., else FV_AUTO */
	mpt tail, head;           /* as lay_brk */
	const struct lay_elem *const *to; /* per cell: the LAY_BREAK of its list where the fragment ends; NULL: its end. The same as in the step before: nothing more of it */
	mpt until;                /* [mpt] in the undisturbed row: a fragment that ends here reaches to it */
	mpt origin;               /* one that starts here has its top there; height is until - origin */
	size_t lines;             /* lines of the row that have begun: cells of later ones are not in the fragment */
	bool inside;              /* the break lies inside the last of them, not at its end */
};

/*
 * What is broken together: a list-item, or a *group* of table rows that row spans tie together
 * (nearly always one row). The ends
 * of the rows inside a group are steps as well. The main list gets one LAY_ROW for each step, with
 * a LAY_BREAK between.
 */
struct lay_row {
	enum lay_row_kind kind;
	const struct fo_node *fo; /* list-item; table: the first row's object or NULL */
	struct lay_table *table;  /* ROW_TABLE */
	const struct lay_table_group *group; /* ROW_TABLE: the grid of these rows */
	struct lay_cell *cells;
	size_t n_cells;
	struct lay_row_line *rows;
	size_t n_rows;
	const struct lay_step *steps; /* n_steps >= 1 after lay_step_row */
	size_t n_steps;
	struct lay_keep together, with_next, with_previous; /* of the rows in it; strongest where they meet the neighbours */
	enum fo_enum break_before, break_after;
	mpt room;                 /* of a page, for heights that are asked for; 0: not known */
	bool has_footnotes;
	bool is_header, is_footer;
};

/* lay_step.c: finds the steps of a row whose cells are made. Widow and orphan penalties of a step are its cells' strongest. */
MUST_CHECK enum rc lay_step_row(struct lay *lay, struct arena *a, struct lay_row *row);
/*
 * What of a cell's list steps from..to-1 hold: between two breaks of it, as for lay_assemble. False: nothing (the cell begins
 * later, is over, or waits).
 */
bool lay_step_part(const struct lay_row *row, size_t cell, size_t from, size_t to, const struct lay_elem **beg,
    const struct lay_elem **end);

/* What is special about a fragment's place on the page. */
struct lay_row_place {
	bool starts, ends;   /* the table's fragment begins with it, ends with it (collapsed borders) */
	bool is_artifact;    /* a repeated header or footer */
	unsigned fragment;   /* 0 on the first page of the table, counts up: for repeated cell content, "continued" */
};

/*
 * lay_table_*.c: puts steps from..to-1 of a ROW_TABLE as cell areas into the table's area,
 * at y. Returns the height:
 * exactly head(from - 1) + sum of h + tail(to - 1).
 */
mpt lay_table_assemble(struct lay *lay, struct arena *a, struct lay_row *row, size_t from, size_t to,
    const struct lay_row_place *place, struct area *table, mpt y);
/* lay_row_align.c: relative-align of cells whose lists are made; sets lead, and adds it to above. */
void lay_row_baselines(struct lay_row *row);
/* The table's area has all its rows, and its height. */
void lay_table_end(struct lay_table *t, struct arena *a, struct area *table);
/* lay_list.c: the same for ROW_LIST_ITEM, as areas item > label, body. */
mpt lay_item_assemble(struct lay *lay, struct arena *a, struct lay_row *row, size_t from, size_t to,
    struct area *list_block, mpt y);

/* ---- tables: lay_table_*.c; called by lay_source.c and lay_assemble.c ---------------------------------- */

struct lay_table_info {
	const struct area_box *box; /* of the table; collapsed: half of its borders */
	mpt x, w;         /* content rectangle in the parent's content rectangle (frame.x is its edge in the reference area) */
	mpt start_indent, end_indent;
	mpt header_h, footer_h; /* what a repeated header or footer takes; 0 when there is none or it is omitted at breaks */
};

/*
 * Opens a table in a frame and decides the column widths (automatic ones from the cells' widths).
 * Lives in `a`.
 * Reports what is wrong with the table once. Tables without any cell are legal: no rows.
 */
MUST_CHECK enum rc lay_table_open(struct lay *lay, struct arena *a, const struct fo_node *table,
    const struct lay_frame *frame, struct lay_table **t, struct lay_table_info *info);
/* The header first (is_header), then each body row group in order, at last the footer (is_footer); NULL at the end. */
MUST_CHECK enum rc lay_table_next(struct lay *lay, struct lay_table *t, struct arena *a, struct lay_row **row);
/* The header or footer again, for a fragment after the first or before the last; NULL when there is none. Not broken: all steps. */
MUST_CHECK enum rc lay_table_header(struct lay *lay, struct lay_table *t, struct arena *a, struct lay_row **row);
MUST_CHECK enum rc lay_table_footer(struct lay *lay, struct lay_table *t, struct arena *a, struct lay_row **row);

/* The table has ended. Cells that were lost are DIAG_INTERNAL, and lay.failed. */
void lay_table_over(struct lay_table *t);

/* Objects that are needed although layout has passed them (lay_run_release). */
struct lay_kept {
	const struct fo_node **v; /* mem_realloc */
	size_t n, cap;
};
void lay_keep_node(struct lay_kept *kept, const struct fo_node *n);
/* Of a table: what its header and footer look at. */
void lay_table_keeps(const struct lay_table *t, struct lay_kept *kept);

/*
 * lay_table_marker.c: retrieve-table-marker. Where header or footer retrieve, a fragment's markers are gathered before its
 * header is assembled, and header and footer are made again then, with what they retrieve in it.
 *   open    LAY_OPEN of the table; from: the first element of the fragment in it; to: its end as for lay_assemble
 */
bool lay_table_retrieves(const struct lay_table *t);
void lay_table_marks_fragment(struct lay_table *t, const struct lay_elem *open, const struct lay_elem *from,
    const struct lay_elem *to);
/* is_header or is_footer of `old` says which; NULL: it has none. */
MUST_CHECK enum rc lay_table_again(struct lay_table *t, struct arena *a, const struct lay_row *old, struct lay_row **row);
const struct fo_node *lay_table_marker_lookup(struct lay *lay, const struct fo_node *retrieve);

/* ---- for lines -------------------------------------------------------------------------------------------------- */

/*
 * lay_static.c: the fo:marker whose children stand for a retrieve-marker on this page; NULL
 * for none. Its children are
 * laid out in place, with their own styles.
 */
const struct fo_node *lay_marker_lookup(struct lay *lay, const struct page *page, const struct fo_node *retrieve);
/*
 * lay_refs.c: what a page-number-citation(-last) shows if it is known already; else NULL: the
 * width is reserved and the line gets an ANCHOR_REF (lay.h).
 */
const char *lay_ref_label(const struct lay *lay, const struct fo_node *citation);
/* lay_refs.c: the largest page number so far, for reserved widths; at least 1. */
unsigned lay_ref_guess(const struct lay *lay);
