#pragma once
/*
 * fo_reader.h - what the files of this room share while one document is read.
 *
 * How a style is made. The attributes of an object, without those of one object alone (ids,
 * references), and the parent's style are the key of a cache: a repeated cell costs a hash and a
 * comparison. On a miss fo_shorthand.c turns attributes into *specs* (a property, its text and a
 * rank: the most precise spec wins), fo_value.c and fo_expr.c turn text into values, fo_resolve.c
 * adds what depends on several properties, and equal results are one fo_istyle. A value that
 * depends on more than the parent's style (from-table-column() ...) keeps its object out of the
 * cache.
 */
#include "base/limits.h"
#include "base/map.h"
#include "fo/fo_table.h"

#define FO_SIDES 4

struct fo_reader;

/* A style and what descendants need to know beyond computed values. Interned. */
struct fo_istyle {
	struct fo_style s;
	bool last_relative; /* text-align-last is relative: it follows text-align further down */
	struct fo_istyle *same_hash;
	uint64_t hash;
};

/* Bits of the values column of fo_prop.def. */
enum fo_type {
	FO_TYPE_LEN = 1,
	FO_TYPE_PCT = 2,
	FO_TYPE_NUM = 4,
	FO_TYPE_INT = 8,
	FO_TYPE_COLOR = 16,
	FO_TYPE_STR = 32,
	FO_TYPE_URI = 64,
	FO_TYPE_FAMILY = 128,
	FO_TYPE_ORIENT = 256,
	FO_TYPE_DECORATION = 512,
	FO_TYPE_CHAR = 1024,
	FO_TYPE_ANY = 2048,
};

/* What an attribute name means. */
enum fo_attr_kind {
	FO_ATTR_PROP, /* .prop */
	FO_ATTR_SHORTHAND, /* .shorthand: a row of fo_shorthand.def */
	FO_ATTR_SILENT, /* no effect, nothing to say: xml:base, xmlns-like, foreign namespaces */
	FO_ATTR_AT, /* {urn:assay:xslt}at */
	FO_ATTR_UNKNOWN,
};

struct fo_attr {
	enum fo_attr_kind kind;
	enum fo_prop prop;
	uint16_t shorthand;
};

/* One property as specified: text that is not a value yet. Half-open, not NUL-terminated. */
struct fo_spec {
	enum fo_prop prop;
	uint8_t rank; /* the greater one wins, of equals the later one */
	const char *s;
	size_t n;
	const xmlAttr *attr; /* for messages */
};

struct fo_specs {
	struct fo_spec *v; /* mem_realloc */
	size_t n, cap;
};

/* A bit for every property. */
struct fo_set {
	uint64_t w[(PR__COUNT + 63) / 64];
};

static inline void
fo_set_add(struct fo_set *s, enum fo_prop p)
{
	s->w[p / 64] |= (uint64_t)1 << p % 64;
}

static inline bool
fo_set_has(const struct fo_set *s, enum fo_prop p)
{
	return (s->w[p / 64] >> p % 64 & 1) != 0;
}

struct fo_grid; /* the columns of an open table: fo_grid.c */
struct fo_model; /* a parsed content model: fo_check.c */

/* An open element. The builder keeps the writable ends here. */
struct fo_frame {
	struct fo_frame *up;
	struct fo_frame
	    *sink; /* who gets the children: itself, or an ancestor when this object is left out */
	const xmlNode *xml;
	struct fo_node *node; /* NULL when left out */
	struct fo_node *last; /* its last child so far */
	struct fo_frame *wrap; /* the open anonymous child of a repair, or NULL */
	const struct fo_model *model;
	const struct fo_istyle *style;
	const struct fo_set *specified;
	struct fo_grid *grid; /* the nearest table's, or NULL */
	struct span at;
	const char *base; /* xml:base in force, or NULL */
	enum fo_elem elem;
	uint16_t column; /* of the nearest cell, or 0 */
	uint8_t allows; /* enum fo_allow: what %same means here */
	uint8_t particle; /* the furthest one met of the content model */
	uint8_t depth;
	const xmlNode *child; /* of an open one: read last */
	size_t kept, n_parts; /* of the reader, before that */
	bool is_window; /* layout walks over its children while they are read (fo_window.c) */
	bool is_settled; /* and has what it looks for in it at first */
	bool unordered; /* children came out of order */
	bool splices; /* the answer of the last check was FO_SPLICE */
	bool repaired; /* some are inside an anonymous object */
	bool in_marker;
	bool in_flow; /* below a flow or static-content */
	uint32_t seen; /* a bit for each particle met */
};

/* Options of the reader: what XSL 1.1 leaves to the user agent. */
enum fo_indents {
	FO_INDENTS_INHERIT, /* XSL 1.1: start-indent and end-indent are inherited into reference
			       areas */
	FO_INDENTS_RESET, /* they start from 0 inside one */
};

struct fo_opts {
	double px; /* [mpt] of 1 px */
	enum fo_indents indents;
};

struct fo_bars { /* change regions so far, and those that are open: fo_bar.c */
	struct fo_bar *v; /* mem_realloc */
	size_t n, cap;
	uint32_t open[LIMIT_OPEN_BARS + 1];
	size_t n_open;
};

/* A reference to an id that was not met before it. */
struct fo_citation {
	const char *id;
	enum fo_elem elem;
	struct span at;
};

/* A page-sequence that can be freed by itself. */
struct fo_part {
	const struct fo_node *node;
	struct fo_frame *up;
	const xmlNode *xml;
	struct arena *arena;
	struct fo_piece *pieces, *last_piece; /* of the children of its open objects: fo_window.c */
	struct fo_part *next;
};

struct fo_reader {
	struct ctx *cx;
	struct arena *a;
	struct arena *nodes; /* of the page-sequence that is being read, or of a piece of it; else the same */
	struct fo_frame *open; /* whose children are read one by one: the innermost one; NULL at the end */
	struct fo_part *parts; /* the first one read is the first */
	struct fo_part *part; /* that is being read, or NULL */
	struct fo_piece *free_pieces;
	const struct fo_node *before; /* the last child of `open` when the next one was begun */
	uint32_t first_serial; /* of that one */
	struct fo_tree *tree;
	const struct doc *doc;
	struct fo_opts opts;
	struct map *names; /* attribute name (fo: without prefix) -> struct fo_attr */
	struct map *elems; /* element name -> struct fo_elem_row */
	struct map *strings; /* interned strings of styles */
	struct map *ids;
	struct fo_istyle *initial;
	const struct fo_model *models[FO_ELEM__COUNT]; /* parsed when first met */
	struct fo_specs specs; /* scratch */
	struct buf text; /* scratch */
	uint16_t types[PR__COUNT];
	struct fo_cache *cache;
	struct fo_istyle **styles; /* hash table */
	size_t n_styles, styles_size, n_nodes;
	struct fo_grid *free_grids;
	struct fo_citation *citations; /* mem_realloc */
	size_t n_citations, cap_citations;
	struct fo_bars bars;
	size_t n_kept, n_parts; /* foreign trees, page-sequences so far */
	const char *title;
	bool failed;
};

/* ---- values: fo_value.c, fo_expr.c, fo_call.c ---- */

/* What the evaluation of one value may look at, and what it found out. */
struct fo_eval {
	struct fo_reader *r;
	struct fo_frame
	    *frame; /* of the object; frame->up is the parent. NULL for initial values */
	const struct fo_style *parent; /* NULL for initial values */
	const struct fo_style *own; /* what is computed so far */
	enum fo_prop prop;
	mpt em; /* what 1em is for this property */
	bool raw_pct; /* percentages are of 255 (colour functions) */
	bool context; /* out: depends on more than the parent's style */
	bool no_unit; /* out: a number was taken for pixels */
	int depth;
	enum diag_id fault; /* out, with why */
	char why[160];
};

/* Numbers of an expression: fixed [mpt to the power dim] + pct * base + pcw column shares. */
struct fo_number {
	double fixed, pct, pcw;
	int dim;
};

/* Records the first fault; returns false. */
bool fo_fault(struct fo_eval *ev, enum diag_id id, const char *fmt, ...) PRINTF_LIKE(3, 4);

/*
 * Text to the value of ev->prop. False with ev->fault and ev->why when it is none.
 * Source: XSL 1.1 section 5.9 and chapter 7.
 */
bool fo_value_parse(struct fo_eval *ev, const char *s, size_t n, struct fo_value *v);

/* One expression: a number in *num, or (kind not FO_UNSET) another value in *v. */
bool fo_expr_parse(
    struct fo_eval *ev, const char *s, size_t n, struct fo_number *num, struct fo_value *v);

/* "#rgb", "rgb(...)", a name; not a keyword. False without a fault when it does not look like a
 * colour. */
bool fo_color_parse(const char *s, size_t n, uint32_t *color);

/* A value as seen by a function call: the property that a name means, PR__COUNT when none. */
enum fo_prop fo_prop_lookup(struct fo_reader *r, const char *s, size_t n);

const char *fo_intern(struct fo_reader *r, const char *s, size_t n);

/* Bits for the types in a values column. */
uint16_t fo_types_of(const char *values);

/* ---- attributes: fo_attr.c, fo_shorthand.c ---- */

void fo_names_init(struct fo_reader *r);
struct fo_attr fo_attr_lookup(struct fo_reader *r, const char *name);
/* Adds the specs of one attribute. mode is the writing mode of the object; elem what keeps apply
 * to. */
void fo_specs_add(struct fo_specs *specs, struct fo_reader *r, enum fo_elem elem,
    struct fo_attr meaning, const xmlAttr *attr, const char *value, enum fo_enum mode);

/* ---- styles: fo_style.c, fo_compute.c, fo_resolve.c ---- */

/* The style and the own values of f->xml; f->up->style is the parent's. Sets f->style, f->specified
 * and *own. */
void fo_style_of(struct fo_reader *r, struct fo_frame *f, const struct fo_own **own);
void fo_style_init(struct fo_reader *r);
/* The style of an anonymous object of a repair. */
const struct fo_istyle *fo_style_anonymous(struct fo_reader *r, const struct fo_istyle *parent);

/* Values that depend on several properties; set says which were specified. */
void fo_resolve(
    struct fo_reader *r, struct fo_frame *f, struct fo_istyle *st, const struct fo_set *set);
/* Clamps (WARN) or refuses (false, FO_RANGE) a value that no page can have: R18 of the threat
 * model. */
bool fo_range_check(struct fo_eval *ev, struct fo_value *v, const char **clamped);
/* The meaning of an attribute, by pointer where the dictionary of the document makes that possible.
 */
struct fo_attr fo_attr_meaning(struct fo_reader *r, const xmlAttr *attr);
/* An element goes whose namespaces attributes may have had. */
void fo_attr_forget(struct fo_reader *r);
/* The value of an attribute; "" when empty. In the xmlDoc, or in the arena when it has entities. */
const char *fo_attr_text(struct fo_reader *r, const xmlAttr *attr);

/* A relative address against xml:base, interned. */
const char *fo_uri_resolve(struct fo_reader *r, const char *uri, const char *base);

/* ---- tables: fo_grid.c ---- */

struct fo_grid *fo_grid_new(struct fo_reader *r);
void fo_grid_done(struct fo_reader *r, struct fo_grid *g); /* for the next table to use */
void fo_grid_column(struct fo_reader *r, struct fo_grid *g, struct fo_node *column, int32_t number);
void fo_grid_part(struct fo_grid *g); /* a header, footer or body begins */
void fo_grid_row(struct fo_grid *g); /* a row begins */

struct fo_cell { /* what a table-cell says about its place; 0: nothing */
	int32_t column, columns, rows;
	bool starts_row, ends_row;
};
/* Where the next cell goes, from 1. cell->columns and rows are clamped. */
uint16_t fo_grid_cell(struct fo_reader *r, struct fo_grid *g, struct fo_cell *cell, struct span at);
const struct fo_style *fo_grid_style(
    const struct fo_grid *g, uint16_t column); /* of the table-column, or NULL */

/* fo_split.c: an inline or wrapper that ends, when it holds text and blocks. */
void fo_split(struct fo_reader *r, struct fo_frame *f);

/* ---- change regions: fo_bar.c ---- */

/* f->node is the change-bar-begin, the change-bar-end. */
void fo_bar_begin(struct fo_reader *r, const struct fo_frame *f);
void fo_bar_end(struct fo_reader *r, const struct fo_frame *f);
void fo_bar_of_object(struct fo_reader *r, const struct fo_frame *f); /* axf:revision-bar-style */
void fo_bar_leave(struct fo_reader *r, const struct fo_frame *f); /* what is open in an object that ends */
void fo_bars_done(struct fo_reader *r); /* for now: the tree has those that were read */

/* ---- objects: fo_object.c ---- */

/* The last child of sink so far; sink is NULL for the root. */
struct fo_node *fo_new_node(struct fo_reader *r, struct fo_frame *sink, enum fo_elem e,
    const struct fo_istyle *style, struct span at);
/* Of an element: what it has from the one above, and itself as its sink. */
void fo_open_frame(struct fo_reader *r, struct fo_frame *f, struct fo_frame *up, const xmlNode *xml,
    enum fo_elem e, struct span at);
/* The frame that takes a child of this kind, with the repairs of fo_check.c; NULL when the child is
 * left out (or, with sink->splices, only its tags). child may be FO_TEXT. */
struct fo_frame *fo_place(
    struct fo_reader *r, struct fo_frame *sink, enum fo_elem child, struct span at);
/* An object up to its start tag; sink is where fo_place() put it. */
void fo_begin_object(struct fo_reader *r, struct fo_frame *f, struct fo_frame *up,
    struct fo_frame *sink, const xmlNode *xml, enum fo_elem e, struct span at);
void fo_finish_object(struct fo_reader *r, struct fo_frame *f); /* its end tag */
/* Reports references to ids that the whole document does not have. */
void fo_check_citations(struct fo_reader *r);

/* ---- the walk over the XML: fo_parse.c ---- */

/* One child of r->open, or the first of what it holds if it is long; false: there was nothing left. */
bool fo_read_more(struct fo_reader *r);
/* The tree of a document of which nothing was read yet. */
MUST_CHECK enum rc fo_begin(struct ctx *cx, const struct doc *doc, const struct io_root *base,
    const struct fo_opts *opts, struct fo_tree **tree);

/* ---- long page-sequences: fo_regular.c, fo_window.c ---- */

bool fo_is_regular(struct fo_reader *r, const struct fo_frame *up, const xmlNode *xml, enum fo_elem e);
/* An object begins: true when its children are to be read one by one. Then, and after fo_window_stay, its node stays. */
bool fo_window_open(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e);
void fo_window_stay(struct fo_reader *r);
void fo_window_child(struct fo_reader *r, const struct fo_frame *f); /* the next child of an open one will be read */
void fo_window_took(struct fo_reader *r, struct fo_frame *f, const xmlNode *xml); /* that was it */
void fo_window_forget(struct fo_reader *r, struct fo_part *part);

/* ---- content: fo_check.c, fo_space.c ---- */

enum fo_allow {
	FO_ALLOW_BLOCK = 1,
	FO_ALLOW_INLINE = 2,
	FO_ALLOW_TEXT = 4,
	FO_ALLOW_SAME = 8,
	FO_ALLOW_ANY = 16
};
enum fo_verdict {
	FO_KEEP,
	FO_DROP,
	FO_SPLICE, /* a part outside its whole: its children stand in its place */
	FO_WRAP_BLOCK, /* inline content among blocks: inside an anonymous block */
	FO_WRAP_BODY, /* rows without a table-body */
	FO_WRAP_CELL, /* blocks in a row */
};

/* Sets model and allows of a frame that opens. */
void fo_check_begin(struct fo_reader *r, struct fo_frame *f);
/* May a child stand here? Reports when not, and when it comes late. child may be FO_TEXT. */
enum fo_verdict fo_check_child(
    struct fo_reader *r, struct fo_frame *f, enum fo_elem child, struct span at);
bool fo_check_fits(const struct fo_frame *f, enum fo_elem child); /* without a report */
/* At the end tag: what is missing; puts children in order. */
void fo_check_end(struct fo_reader *r, struct fo_frame *f);

/* White space of one block (or title, bookmark-title, leader, marker), after its children: XSL 1.1
 * section 7.16. */
void fo_space_of(struct fo_reader *r, struct fo_node *block);

/* fo_parse with what the user agent may choose. */
MUST_CHECK enum rc fo_parse_with(struct ctx *cx, const struct doc *doc, const struct io_root *base,
    const struct fo_opts *opts, const struct fo_tree **tree);

/* Title and language from an XMP packet (dc:title): fo_meta.c. NULL when it has none. */
const char *fo_meta_title(struct fo_reader *r, const xmlNode *xmp);
/* The characters below an object, white space collapsed, in the arena. */
const char *fo_meta_text(struct fo_reader *r, const struct fo_node *n);

/* Writable ends of the tree that is being built. */
static inline struct fo_node *
fo_mutable(const struct fo_node *n)
{
	union {
		const struct fo_node *c;
		struct fo_node *m;
	} u = {.c = n};

	return u.m;
}
