#pragma once
/*
 * lay.h - inside the layout room: the vertical list.
 *
 * Model. As in TeX, layout turns a flow into one list of elements: unbreakable boxes (a line, a picture, a table row or a step of
 * one), spaces, legal breaks with a penalty, and the openings and closings of the objects around them. A *source*
 * makes the list lazily, in document order, by walking the FO tree with an explicit stack; the page builder pulls
 * elements into a bounded window, chooses the break with the least cost, turns the elements before it into areas of
 * one page and frees them. Nothing is ever laid out as a whole.
 *
 * Why not page fragments that are laid out again and again: keeps, widows and footnotes would need backing up; in a
 * list they are penalties. Why not total fit over a sequence: memory.
 *
 * Space (XSL 1.1, 4.3): neighbouring LAY_SPACE elements with only OPEN, CLOSE, BREAK between them are resolved together;
 * the winner keeps its length in its place, the others become 0. A fence (border or padding above 0 in OPEN or CLOSE)
 * ends the group. At a break, conditional spaces on both sides vanish.
 *
 * Rows. Cells of a row, and label and body of a list-item, are lists of their own. A LAY_ROW holds them; when it may break, the
 * stepper (lay_step.c) finds the heights at which every cell has a legal break; the row then counts as several boxes
 * with breaks between, each box knowing, per cell, how far it goes. Assembling a row fragment assembles the elements from..to of each cell.
 *
 * Width. A list is made for one inline-progression-dimension. When the next column or page has another, what was
 * made ahead of the break is dropped and made again from the break's position (lay_pos).
 */
#include "layout/area.h"
#include "layout/font.h"
#include "layout/lay_list.h"

struct lay_fonts;
struct lay_shapes;
struct lay_text;
struct lay_images;
struct lay_refs;
struct lay_hyph;
struct lay_axes;

/* State of one run of layout. Rooms of the room: fonts and shaping, hyphenation, pictures, references. */
struct lay {
	struct ctx *cx;
	const struct fo_tree *tree;
	struct arena *arena; /* the run's. Nothing in it may point to objects of the flow: page-sequences go when they are laid out */
	struct lay_fonts *fonts;
	struct lay_shapes *shapes; /* styles of text, the cache of shaped words */
	struct lay_text *text;     /* scratch and cache of paragraphs */
	struct lay_hyph *hyph;
	struct lay_images *images;
	struct lay_refs *refs;
	struct lay_pages *pages; /* page masters, numbering, the current sequence */
	struct lay_markers *markers; /* retrieved content in the styles of its places */
	struct lay_axes *axes;   /* of columns that are aligned on a string */
	struct lay_boxes *boxes; /* border, padding and background by style */
	uint32_t paragraphs;     /* so far */
	unsigned depth;          /* of lists within lists */
	unsigned in_float;       /* the same, of floats */
	unsigned float_page;     /* for whose number floats were put inside or outside; 0: none were */
	mpt note_ipd;            /* width of footnotes in the current flow */
	mpt page_w, page_h;      /* of the page in the making */
	struct lay_table *retrieving; /* whose header or footer is being made; NULL for none */
	struct lay_batch *batch; /* in which elements are made now, those of cells as well */
	bool image_boxes;        /* see lay_opts */
	bool failed;             /* an ERROR was reported; layout goes on to report the rest, no page is handed out */
};

/* ---- lay_para.c: a run of inline content becomes lines ------------------------------------------------------- */

struct lay_object;

/* A footnote, float or id that is anchored in a line. */
enum lay_anchor_kind { ANCHOR_FOOTNOTE, ANCHOR_ID, ANCHOR_MARKER, ANCHOR_FLOAT, ANCHOR_REF, ANCHOR_BAR, ANCHOR_LIST, ANCHOR_ID_END };
struct lay_anchor {
	enum lay_anchor_kind kind;
	const struct fo_node *fo; /* the footnote, marker, float, page-number-citation, or the object that has the id */
	const struct lay_anchor *next;
	struct lay_ref *ref; /* ANCHOR_REF: what lay_ref_fill fills; lives as long as the line */
	const struct lay_object *object; /* ANCHOR_LIST: an inline-container, to be assembled with its line */
};

struct lay_line {
	mpt height;      /* block-progression-dimension by line-stacking-strategy, half-leading included */
	mpt baseline;    /* from the top */
	mpt width;       /* natural, before justification */
	uint32_t from, to; /* [B] of the paragraph's joined text, for restarts with another width */
	bool hyphenated, forced; /* forced: ends at a preserved linefeed or the paragraph's end */
	mpt left, right; /* what floats beside it took */
	const struct lay_anchor *anchors;
	struct area *area; /* AREA_LINE with its children, x = start of the line in the measure, y = 0 */
};

struct lay_para {
	const struct lay_line *lines;
	size_t n;
	bool goes_on; /* lay_measure.first_line: there are more */
	mpt min_width, max_width; /* only when asked: longest unbreakable piece; all on one line */
};

/* What side floats take from the lines of a stretch of a paragraph. */
struct lay_band {
	mpt until; /* [mpt] from the top of the first line */
	mpt left, right;
};

/* What a paragraph is laid out into. */
struct lay_measure {
	mpt ipd;           /* [mpt] from start-indent to end-indent, >= 0 */
	mpt first_indent;  /* text-indent, or 0 when the paragraph goes on */
	bool first_line;   /* only the first line is wanted */
	bool widths_only;  /* nothing is composed: what has a list of its own is not laid out */
	const struct page *page;   /* page-number and retrieve-marker in static content; NULL in a flow */
	const struct lay_band *bands; /* n_bands, downwards, one below the other; below the last one nothing is taken */
	size_t n_bands;
};

/*
 * Lays out inline-level content: text, inline, character, leader, page-number(-citation), basic-link, external-graphic,
 * instream-foreign-object, footnote (its inline part), wrapper, bidi-override.
 *   block  the fo:block (text-align, line-height, hyphenation ...)
 *   first  its first inline-level child of the run, last the last one (siblings)
 *   from   [B] where to start in the joined text, 0 for all
 *   a      what the result lives in
 * A page-number-citation that lay_ref_label does not know yet is an ANCHOR_REF on its line: see below.
 */
MUST_CHECK enum rc lay_para(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, uint32_t from, const struct lay_para **para);
/* Only min_width and max_width, cached by (block, style). For automatic table columns. */
MUST_CHECK enum rc lay_para_widths(struct lay *lay, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, mpt *min, mpt *max);
bool lay_is_inline(const struct fo_node *n); /* inline-level here: an inline that holds blocks is not */

/* ---- lay_marker.c: what is retrieved looks like the place that retrieves it --------------------------------------- */

/*
 * The marker's content as children of the retrieve-marker (XSL 1.1, 6.13.5): what it did not specify itself is inherited from
 * there. Styles do not say what was specified: an inherited property whose value in the content is the marker's own counts as
 * not specified. Copies, made once for each marker and style of the place; live as long as lay.
 */
const struct fo_node *lay_marker_dress(struct lay *lay, const struct fo_node *marker, const struct fo_node *retrieve);

/* ---- page numbers that are not known yet (who waits for what: lay_refs.c) ------------------------ ------- */

/*
 * A citation whose page is not known when its line is made reserves the width of a plausible number: the digits of the
 * last known page number, two at least. Its line has an ANCHOR_REF. A line may be thrown away and made again, so nothing is
 * registered when it is made: who puts the line on a page sees the anchor, and either fills it at once or holds the
 * page until the number is known. Each ref is filled once.
 *
 * What a filled number does to its line (widths differ by a digit or two; breaks never change):
 *   the line has a leader or is justified   what follows keeps its place; the number ends where its place ended, the leader before
 *                                           it (or the spaces of the line) take the difference
 *   start, center, end                      the rest of the line closes up: the line is as if the number had been known
 * Before it is filled, the text area has no run (NULL).
 */
struct lay_ref;
MUST_CHECK enum rc lay_ref_fill(struct lay *lay, struct arena *a, struct lay_ref *ref, const char *label);
