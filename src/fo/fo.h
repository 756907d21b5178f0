#pragma once
/*
 * fo.h - the formatting object tree after refinement (XSL 1.1 chapters 4 to 7).
 *
 * Model: one fo_node an object, one FO_TEXT node a run of characters; links are const. Each node
 * points at an *interned* fo_style: the computed value of every property. Two nodes with the same
 * computed values share one style, so a style is compared by its pointer, and layout can key its
 * caches by it.
 *
 * After fo_parse a value is as far resolved as it can be without layout: all lengths are mpt, em
 * and percentages of known bases are gone, short-hands are expanded, inheritance is done, border
 * widths are 0 where the style is none, start-indent and end-indent follow 5.3.2 (corresponding
 * properties). What needs layout's knowledge (a percentage of the containing block, label-end(),
 * proportional-column-width()) stays a linear form: FIXED + PCT of the base. White space is
 * collapsed as linefeed-treatment, white-space-treatment and white-space-collapse ask, apart from
 * what depends on where lines break.
 *
 * What layout may rely on:
 *   - Only the writing-mode relative forms exist: border-before-*, padding-start, space-*,
 *     *-progression-dimension, start-indent. width, height, min-*, max-* and border-top-* are
 *     mapped onto them by the object's writing mode. margin-top ... -left stay for page masters
 *     and regions (whose margins are no indents), top ... left for positioned containers.
 *   - One row a component: PR_SPACE_BEFORE_OPTIMUM, PR_KEEP_TOGETHER_WITHIN_COLUMN. The bare name
 *     is the optimum or length of line-height, *-spacing, border-*-width and padding-*.
 *   - Keeps: FV_AUTO, FV_ALWAYS, or FO_INT (a strength). .precedence: FO_INT or FV_FORCE.
 *   - Booleans: FV_TRUE and FV_FALSE. Colours: FO_COLOR, transparent has AA 0.
 *   - line-height: FV_NORMAL, FO_NUM (times each descendant's font size) or FO_LEN.
 *     font-weight: FO_NUM, 1 to 1000.
 *   - text-decoration: FO_INT, a set of enum fo_decoration.
 *     reference-orientation: FO_INT 0, 90, 180 or 270.
 *   - text-align: left and right are start and end by now; inside and outside stay; a string is FO_STR.
 *     text-align-last is never relative.
 *   - column-width: FO_LEN (with pct), FV_AUTO, or FO_NUM: proportional-column-width(n).
 *   - region-name of a region is never unset. url() is gone from src, background-image and
 *     external-destination.
 *   - fo_node.column is the column-number of every table-column and table-cell, counted with the
 *     spans (7.28.8).
 *   - Rows from PR_ID on belong to one object (ids, references, sources): no style holds them,
 *     fo_prop() finds them. The id itself is fo_node.id.
 *   - An object that layout does not implement (fo_elem.def) is not in the tree: its children
 *     stand in its place.
 *
 * How much of it there is. fo_parse reads all. fo_open reads a page-sequence at a time, and of a long one only the window that layout
 * works on: fo_after makes what comes next, fo_release_before frees what was passed. Markers that are carried, footnotes that go on and
 * what a table's header looks at are kept by name. What is left to grow is the file itself, the places of its elements, the ids.
 */
#include "base/ctx.h"
#include "base/units.h"
#include "load/doc.h"

enum fo_elem {
#define E(id, name, kind, content, section, status) FO_##id,
#include "fo/fo_elem.def"
#undef E
	FO_TEXT, /* characters */
	FO_FOREIGN, /* child of instream-foreign-object: fo_node.foreign */
	FO_ELEM__COUNT
};

enum fo_prop {
#define P(id, name, values, inherits, initial, percent, section, status) PR_##id,
#include "fo/fo_prop.def"
#undef P
	PR__COUNT,
	PR__STYLED = PR_ID /* styles hold the properties below this one */
};

/* Values of enumerated properties, one namespace for all: FV_ALWAYS, FV_START, FV_SOLID ... */
enum fo_enum {
	FV_NONE_ = 0, /* no value */
#define K(id, name) FV_##id,
#include "fo/fo_enum.def"
#undef K
	FV__COUNT
};

enum fo_kind {
	FO_UNSET,
	FO_ENUM, /* .e */
	FO_LEN, /* .len */
	FO_NUM, /* .num: line-height 1.2, font-weight 700, proportional-column-width(n) */
	FO_INT, /* .i: keep strengths, widows, columns */
	FO_COLOR, /* .color */
	FO_STR, /* .str: names, ids, URLs, font family list (comma separated, unquoted) */
};

/* A length that may still depend on a base: fixed + pct * base. */
struct fo_len {
	mpt fixed;
	int32_t pct; /* [1/1,000,000 of the base]; 1,000,000 is 100 % */
};

struct fo_value {
	enum fo_kind kind;
	bool url; /* FO_STR: was written as url(...), of which `str` is what stands between the brackets */
	union {
		enum fo_enum e;
		struct fo_len len;
		double num;
		int32_t i;
		uint32_t color; /* 0xRRGGBBAA; AA 0 is transparent */
		const char *str;
	};
};

/* A page does not blink: the bit is for dumps. */
enum fo_decoration { FO_UNDERLINE = 1, FO_OVERLINE = 2, FO_LINE_THROUGH = 4, FO_BLINK = 8 };

struct fo_style {
	struct fo_value v[PR__STYLED];
	uint32_t serial; /* order of making, for caches: even; layout has the odd ones */
};

/* The values of one object alone: PR_ID and after. */
struct fo_own {
	size_t n;
	struct fo_own_value {
		enum fo_prop prop;
		struct fo_value value;
	} v[];
};

struct fo_node {
	enum fo_elem elem;
	const struct fo_node *parent, *first, *next;
	const struct fo_style *style; /* of the parent for FO_TEXT */
	const struct fo_own *own; /* or NULL: see fo_prop() */
	const char *id; /* or NULL */
	const char *text; /* FO_TEXT: UTF-8, NUL-terminated */
	uint32_t len; /* [B] */
	uint32_t serial; /* document order, from 0 */
	struct span at; /* in the assessment where a:at is known, else in the FO */
	const xmlNode *foreign; /* FO_FOREIGN: the root of the foreign tree; else what it was made
				   from until fo_forget_xml, or NULL (always in pieces) */
	const struct fo_node *head; /* of a divided inline: its first piece, which has the markers; NULL: itself */
	bool goes_on; /* there are further pieces */
	bool relative_size; /* in a marker: font-size is a part of its parent's, wherever that is retrieved */
	uint16_t column; /* table-column, table-cell: from 1; else 0 */
	uint16_t span_columns; /* table-cell: columns it covers; table-column:
				  number-columns-repeated; else 0 */
};

/*
 * A change region: what lies between a change-bar-begin and its end (XSL 1.1, 6.13.2), or an object with a revision bar.
 * Objects belong to it by their serial numbers, whatever their parents are.
 */
struct fo_bar {
	const struct fo_node *begin, *end; /* end: NULL where there is none, and for an object */
	const struct fo_node *scope;       /* the flow, static-content or marker in which it lies */
	const char *class_name;            /* or NULL */
	uint32_t from, to;                 /* serial numbers, both exclusive */
	enum fo_enum style, placement;     /* FV_NONE_ where an extension does not say it */
	uint32_t color;
	mpt width, offset;
	bool of_object;                    /* axf:revision-bar-style on `begin` itself */
	const uint32_t *around;            /* indexes of those that were open where it begins */
	size_t n_around;
};
#define FO_BARS_MAX 33 /* regions around one object: LIMIT_OPEN_BARS, and the last one */

struct fo_reader;

struct fo_tree {
	const struct fo_node *root;
	const struct doc *doc;
	const struct io_root *base; /* where src="url(...)" is looked up */
	size_t n_nodes, n_styles; /* so far */
	const struct fo_bar *bars; /* in document order; in pieces they move when more is read */
	size_t n_bars;
	const char *title, *lang; /* from declarations/XMP or fo:title; may be NULL */
	const struct map *ids; /* id -> struct fo_node, of those met so far; in pieces the node may be gone */
	const struct fo_style
	    *initial; /* of every property, as an object without attributes and parent has it */
	bool is_complete; /* everything was read: false until the last page-sequence of fo_open */
	bool in_pieces; /* made by fo_open: page-sequences go (fo_drop_sequence) */
	struct fo_reader *reader;
};

/*
 * Reads FO. Reports unknown names, content-model slips (with a recovery), bad values, and each
 * known but unimplemented object or property once (FO_UNSUPP). Lengths are range-checked (pages 1
 * mm to 5 m, fonts 1 to 1,000 pt). base  where images are looked up; NULL for the folder of the FO
 * document
 */
MUST_CHECK enum rc fo_parse(
    struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct fo_tree **tree);
/*
 * The same, a page-sequence at a time: reads what comes before the first page-sequence, and that one. What was read of the XML is
 * freed, apart from foreign trees. Problems further down are reported when they are met.
 */
MUST_CHECK enum rc fo_open(
    struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct fo_tree **tree);
/*
 * The page-sequence after another one (NULL: the first), NULL after the last. Of a tree in pieces it is read
 * now; RC_FAIL: the rest was read and reported, and layout is not worth while.
 */
MUST_CHECK enum rc fo_next_sequence(
    const struct fo_tree *tree, const struct fo_node *after, const struct fo_node **sequence);
/* Frees a page-sequence whose successor was asked for, with all objects in it. Nothing of a tree that is not in pieces. */
void fo_drop_sequence(const struct fo_tree *tree, const struct fo_node *sequence);
/*
 * The next sibling of an object. Of a tree in pieces the flow of a long page-sequence, and long blocks, lists and tables in it,
 * are open: their children are read when they are asked for. An open object has its first child that is no point, a table its first row.
 */
const struct fo_node *fo_after(const struct fo_tree *tree, const struct fo_node *n);
bool fo_is_open(const struct fo_tree *tree, const struct fo_node *n); /* it may get more children */
/*
 * Layout has passed what comes before an object of this serial number in its page-sequence: it goes, except
 * what is beside or around one of `keep`. Objects that are or were open stay until their page-sequence goes.
 */
void fo_release_before(const struct fo_tree *tree, uint32_t serial, const struct fo_node *const *keep, size_t n);
/* Frees what of the XML no object needs any more: all but the foreign trees. Half the memory of a long document. */
void fo_forget_xml(const struct fo_tree *tree);
void fo_dump(const struct fo_tree *tree,
    struct buf *out); /* golden form: object, id, own non-initial properties */

/* The change regions that hold an object or text, in document order; returns how many. */
size_t fo_bars_at(const struct fo_tree *tree, uint32_t serial, const struct fo_bar *out[FO_BARS_MAX]);
const struct fo_bar *fo_bar_of(const struct fo_tree *tree, const struct fo_node *begin); /* or NULL */

/* What an object is to its parent (XSL 1.1, 6.2). */
enum fo_class {
	FO_CLASS_ROOT,
	FO_CLASS_SETUP,
	FO_CLASS_BLOCK,
	FO_CLASS_INLINE,
	FO_CLASS_BOTH,
	FO_CLASS_OUT,
	FO_CLASS_POINT,
	FO_CLASS_PART,
	FO_CLASS_TEXT
};

enum fo_class fo_elem_class(
    enum fo_elem e); /* FO_TEXT is FO_CLASS_TEXT, FO_FOREIGN FO_CLASS_SETUP */
bool fo_elem_is_done(enum fo_elem e); /* false: reported as unsupported when it occurs */
const char *fo_elem_name(enum fo_elem e); /* "block" */
const char *fo_prop_name(enum fo_prop p);
bool fo_prop_inherits(enum fo_prop p);
const char *fo_enum_name(enum fo_enum e);

/* The value of a property from PR_ID on; FO_UNSET when the object does not have it. */
const struct fo_value *fo_own_prop(const struct fo_node *n, enum fo_prop p);

/* The same value, whatever it was written as. Strings by their bytes. */
bool fo_value_eq(const struct fo_value *a, const struct fo_value *b);

static inline const struct fo_value *
fo_prop(const struct fo_node *n, enum fo_prop p)
{
	return p < PR__STYLED ? &n->style->v[p] : fo_own_prop(n, p);
}

static inline enum fo_enum
fo_enum(const struct fo_node *n, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(n, p);

	return v->kind == FO_ENUM ? v->e : FV_NONE_;
}

static inline bool
fo_is(const struct fo_node *n, enum fo_prop p, enum fo_enum e)
{
	return fo_enum(n, p) == e;
}

/* 7.30.17: collapse is for rows and columns; elsewhere it hides. */
static inline bool
fo_is_hidden(const struct fo_node *n)
{
	return fo_is(n, PR_VISIBILITY, FV_HIDDEN) || fo_is(n, PR_VISIBILITY, FV_COLLAPSE);
}

/* A length against its base; 0 for auto and everything that is no length. */
static inline mpt
fo_len_of(const struct fo_value *v, mpt base)
{
	int64_t x = v->kind == FO_LEN ? v->len.fixed + (int64_t)v->len.pct * base / 1000000 : 0;
	mpt most = base > MPT_LENGTH_MAX ? MPT_MAX : MPT_LENGTH_MAX;

	return x > most ? most : x < -most ? -most : (mpt)x;
}

static inline mpt
fo_len(const struct fo_node *n, enum fo_prop p, mpt base)
{
	return fo_len_of(fo_prop(n, p), base);
}

static inline bool
fo_is_len(const struct fo_node *n, enum fo_prop p)
{
	return fo_prop(n, p)->kind == FO_LEN;
}

static inline const char *
fo_str(const struct fo_node *n, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(n, p);

	return v->kind == FO_STR ? v->str : NULL;
}

static inline uint32_t
fo_color(const struct fo_node *n, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(n, p);

	return v->kind == FO_COLOR ? v->color : 0;
}
