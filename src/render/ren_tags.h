#pragma once
/*
 * ren_tags.h - inside the render room: what the files that make the structure know of each other.
 *
 * ren_role.c reads roles; ren_meaning.c says what an object is by itself; ren_nest.c what may stand in what, with a recovery;
 * ren_table.c and ren_tags_end.c look at tables and at the whole when they are complete; ren_tags.c makes the elements.
 */
#include "render/ren_doc.h"
#include "render/ren_role.h"

#define ELEM_ARTIFACT TAG_NONE /* in place of an element: the object is none of the structure */

enum ren_fate {
	FATE_NONE,     /* transparent: its content belongs to what is around it */
	FATE_BLOCK,    /* a paragraph where it has content of its own, transparent to blocks in it */
	FATE_TYPE,     /* an element of its own */
	FATE_ARTIFACT, /* with all in it */
};

struct ren_meaning {
	enum ren_fate fate;
	enum tag_type type;
	bool by_role;
};

/* Something to be looked at when all is there. */
struct ren_noted {
	uint32_t elem;
	struct span at;
};

struct ren_noted_list {
	struct ren_noted *v;
	size_t n, cap;
};

struct ren_table; /* of ren_table.c */

struct ren_tags {
	uint32_t *own; /* by serial: 1 + the element of what is directly in the object, 0: not known yet, OWN_ARTIFACT */
	size_t n_own;
	struct ren_roles roles;
	struct ren_noted_list headings, figures;
	struct ren_table *tables; /* not yet complete; the innermost last */
	size_t n_tables, cap_tables;
	uint32_t columns_of; /* 1 + the serial of the table whose columns were asked last for headers of rows; and the answer */
	bool has_header_columns;
	struct {
		const struct fo_style *style;
		uint32_t serial; /* of the style, whose place another one may get */
		const char *lang;
	} langs[64];
	uint32_t notes; /* so far */
	bool in_float;       /* the holder looked for last lies outside a float that the object is in */
	uint32_t last_float; /* the last element made for one; 0: none */
	struct ren_loose {
		uint32_t owner, elem; /* the last paragraph made for loose text of an object */
	} loose[8];
	/* The text of links on this page, in the order in which they were drawn. */
	struct buf link_text;
	struct ren_link_text {
		uint32_t elem;
		mpt baseline;
		size_t from, to; /* [B] in link_text */
	} *links;
	size_t n_links, cap_links, next_link;
};

void ren_note(struct ren_noted_list *l, uint32_t elem, struct span at);
struct span ren_span_near(const struct fo_node *n); /* of it or of what is around it */
/* To write what few elements have. */
struct tag_more *ren_more(struct ren_doc *b, uint32_t elem);

/* ---- ren_meaning.c ------------------------------------------------------------------------------------------------------ */

struct ren_meaning ren_meaning_of(struct ren_doc *b, const struct fo_node *n);
bool ren_is_inline(const struct fo_node *n);  /* as opposed to a block */
bool ren_has_text(const struct fo_node *n);   /* a block with content of its own, not only blocks */
bool ren_only_picture(const struct fo_node *n); /* a block that holds one picture and nothing else */
/* Does nothing stand beside a block up to the object `outer` that it is in? */
bool ren_is_sole(const struct ren_doc *b, const struct fo_node *block, const struct fo_node *outer);
enum tag_numbering ren_numbering_of(const struct fo_node *label);
const struct fo_node *ren_table_of(const struct fo_node *part); /* the fo:table around a part, row or cell */

/* ---- ren_nest.c ---------------------------------------------------------------------------------------------------------- */

bool ren_type_is_direct(enum tag_type t); /* it may hold content, not only elements */
bool ren_type_is_flat(enum tag_type t);   /* blocks in it are no paragraphs: their content is its content */
bool ren_type_is_cell(enum tag_type t);   /* a single block in it is no paragraph */
bool ren_type_is_para(enum tag_type t);   /* P and headings */
bool ren_type_is_inline(enum tag_type t);
/*
 * Where an element for an object goes that asks for a place in `parent`: wraps it in what is missing, or changes the type.
 * Reports ROLE_NESTING when a role is to blame.
 */
uint32_t ren_nest(struct ren_doc *b, const struct fo_node *n, uint32_t parent, enum tag_type *type);
/* The type of an inline object that asks for one: Span when only a block may have it, reported likewise. */
enum tag_type ren_nest_inline(struct ren_doc *b, const struct fo_node *n, enum tag_type type);

/* ---- ren_table.c --------------------------------------------------------------------------------------------------------- */

void ren_table_begin(struct ren_doc *b, const struct fo_node *table, uint32_t elem);
uint32_t ren_table_implicit_row(struct ren_doc *b, const struct fo_node *cell, uint32_t part); /* of a cell without fo:table-row */
uint32_t ren_next_column(const struct ren_doc *b, uint32_t row); /* from 1: of a cell that no table knows */
void ren_table_row(struct ren_doc *b, const struct fo_node *row, uint32_t elem);
void ren_table_cell(struct ren_doc *b, const struct fo_node *cell, uint32_t elem);
void ren_table_end(struct ren_doc *b, uint32_t elem); /* it is complete: rows become equally long */
void ren_tables_end(struct ren_doc *b);               /* all that are left */
void ren_tables_free(struct ren_tags *t);

/* ---- ren_tags_end.c ------------------------------------------------------------------------------------------------------ */

void ren_tags_end(struct ren_doc *b);
