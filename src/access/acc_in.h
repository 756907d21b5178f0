#pragma once
/* acc_in.h - inside the room: what is known of the file while it is checked. All of it lives in acc.arena. */
#include "access/acc.h"
#include "finish/fin_own.h"

#define ACC_NONE UINT32_MAX
#define ACC_SAID 48 /* [B] of an element's text, for messages */

/* A structure element, in reading order: a parent stands before its children. */
struct acc_elem {
	const char *type; /* as the role map has it: "H1" */
	uint32_t id, parent, page; /* object number; index; page from 0 */
	uint32_t end;              /* index behind the last element below it */
	uint16_t row_span, col_span;
	bool has_scope, has_annot, has_ink; /* a TH's Scope; an OBJR; something is drawn in it, or below */
	const char *alt, *actual, *name; /* name: its /ID */
	struct own_val headers;          /* OWN_ARRAY, or all zero */
	char *said;                      /* the beginning of its text, ACC_SAID bytes; or NULL */
};

/* Marked content that an element has: in reading order, later by page and number. */
struct acc_ref {
	uint32_t page, mcid, elem, turn;
	bool is_drawn;
};

struct acc_page {
	uint32_t id;
	struct own_val dict;
	struct own_val resources;
	size_t first_ref, n_refs; /* once sorted */
};

struct acc {
	struct ctx *cx;
	struct arena *arena;
	const char *name;
	struct own_file *f;
	struct own_val root; /* the catalogue */
	struct acc_page *pages;
	struct acc_elem *elems;
	struct acc_ref *refs;
	size_t n_pages, n_elems, n_refs;
	size_t counts[DIAG__COUNT]; /* of findings */
	struct map *fonts;          /* object number as text: struct acc_font */
	uint64_t work;              /* steps that may still be made in content and contrast */
};

/* A finding. `page` and `elem` may be ACC_NONE. */
void acc_find(struct acc *c, enum diag_id id, uint32_t page, uint32_t elem, const char *fmt, ...) PRINTF_LIKE(5, 6);

double acc_real(const struct own_val *v); /* 0 when it is no number */
bool acc_is_blank(const char *s);         /* NULL too */
/* What the resources have under a name of one kind, such as "/Font", as it stands there; false: nothing. */
bool acc_resource(struct acc *c, const struct own_val *resources, const char *kind, const struct own_val *name, struct own_val *v);

/* Each reports what it finds; RC_FAIL when there is no going on. */
enum rc acc_pages(struct acc *c);     /* the page tree */
enum rc acc_tree(struct acc *c);      /* the structure tree */
enum rc acc_contents(struct acc *c);  /* what is drawn */
void acc_document(struct acc *c);     /* title, language, tab order */
void acc_rules(struct acc *c);        /* headings, pictures, links, order */
void acc_table(struct acc *c, uint32_t table);

/* Is an element of this type, or inside of one? */
bool acc_is_in(const struct acc *c, uint32_t elem, const char *type);
/* The ref of a mark; NULL: no element has it. After acc_tree. */
struct acc_ref *acc_ref_of(struct acc *c, uint32_t page, uint32_t mcid);

/* ---- fonts ---- */

struct acc_font;

/* NULL: the resources have none of that name. */
const struct acc_font *acc_font(struct acc *c, const struct own_val *resources, const struct own_val *name);
bool acc_font_is_bold(const struct acc_font *font);
/*
 * The text of a shown string, added as UTF-8; returns how many of its codes are glyphs that cannot be read out: .notdef, or
 * without a character.
 */
size_t acc_font_text(const struct acc_font *font, const unsigned char *s, size_t n, struct buf *text);

/* ---- contrast ---- */

struct acc_color {
	double r, g, b;
	bool is_known;
};

struct acc_shape { /* painted, on the page [pt] */
	double x0, y0, x1, y1;
	struct acc_color color;
	double alpha;
	bool is_whole; /* covers all of its box */
};

struct acc_ground {
	struct acc_shape *shapes;
	size_t n, cap;
};

void acc_paint(struct acc_ground *g, const struct acc_shape *shape);
/* What is behind a point; paper is white. */
struct acc_color acc_behind(struct acc *c, const struct acc_ground *g, double x, double y);
/* WCAG 2.1, 1.4.3: from 1 to 21. */
double acc_contrast(const struct acc_color *a, const struct acc_color *b);
struct acc_color acc_blend(const struct acc_color *below, const struct acc_color *above, double alpha);
