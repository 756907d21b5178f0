#pragma once
/*
 * drawn.h - what render hands to finish: files in memory, not yet published, and what the pages of a PDF mean.
 *
 * Model. cairo draws pages and nothing else; what they mean is collected beside them in a drawn_doc, flat: arrays, and indexes into
 * them. The content of a page is cut into marks, in drawing order: mark 0 of a page begins at its first sentinel (dev_pdf.c), and each
 * lasts until the next. A mark belongs to a structure element or is an artifact. Nothing here points into areas or formatting
 * objects, which are gone by then; strings live as long as the drawn_doc.
 */
#include "base/buf.h"
#include "base/units.h"

struct drawn_file {
	const char *suffix; /* "" for the only file, "-001" for the first page's */
	struct buf bytes;
};

struct drawn {
	const char *format; /* "pdf" "svg" "png" "trace" */
	struct drawn_file *files;
	size_t n;
	const char *lang; /* of the document, BCP 47; NULL: not known */
	size_t pages; /* of the document, however many files they are */
	struct drawn_doc *doc; /* PDF; else NULL */
};

/* ---- structure ------------------------------------------------------------------------------------------------------ */

/* Standard structure types (ISO 32000-1, 14.8.4). */
enum tag_type {
#define T(id, name, group) TAG_##id,
#include "render/tag_type.def"
#undef T
	TAG__COUNT
};

enum tag_scope { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN, SCOPE_BOTH };
enum tag_numbering { NUMBERING_NONE, NUMBERING_DISC, NUMBERING_DECIMAL, NUMBERING_LOWER_ALPHA, NUMBERING_UPPER_ALPHA, NUMBERING_LOWER_ROMAN, NUMBERING_UPPER_ROMAN };

/* What few elements have. */
struct tag_more {
	const char *alt, *actual, *expansion, *title, *id, *lang; /* UTF-8, each may be NULL */
	const char *headers; /* of a TD: ids of its TH, separated by blanks; or NULL */
	mpt bbox[4];         /* left, top, right, bottom on the page; of a figure, else 0 */
};

#define TAG_NONE UINT32_MAX

struct tag_elem {
	uint32_t parent;              /* index; of [0], the Document, TAG_NONE */
	uint32_t first_kid, last_kid; /* in doc->kids, or TAG_NONE */
	uint32_t page;                /* of its first mark, from 0; TAG_NONE: none below it */
	uint16_t row_span, col_span;  /* of a TH or TD; 0 is 1 */
	uint8_t type;                 /* enum tag_type */
	uint8_t scope;                /* of a TH: enum tag_scope */
	uint8_t numbering;            /* of an L: enum tag_numbering */
	const struct tag_more *more;  /* or NULL */
};

enum tag_kid_kind { KID_ELEM, KID_MARK, KID_LINK, KID_FIELD };
/* In reading order. */
struct tag_kid {
	uint32_t kind : 2, next : 30; /* next: TAG_KID_END after the last */
	uint32_t what; /* index of elems, marks, links or fields */
};
#define TAG_KID_END 0x3fffffffu

/* ---- pages ---------------------------------------------------------------------------------------------------------- */

/* Content that is not structure (ISO 32000-1, 14.8.2.2.2). */
enum drawn_artifact { ARTIFACT_LAYOUT, ARTIFACT_PAGE, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACT_BACKGROUND, ARTIFACT__COUNT };

struct drawn_mark {
	uint32_t elem; /* index; or TAG_NONE: an artifact */
	uint8_t artifact;
};

struct drawn_page {
	mpt w, h;
	const char *label;    /* as formatted, or NULL */
	uint32_t first_mark, n_marks;
	uint32_t first_link, n_links;
	uint32_t first_field, n_fields;
};

struct drawn_link { /* one rectangle */
	mpt x, y, w, h;       /* on the page, y downwards */
	const char *uri;      /* safe (dev_uri_is_safe) and not yet escaped; or */
	const char *dest;     /* a name of doc->dests; or */
	const char *attachment; /* the name of an embedded file */
	const char *contents; /* what it says to those who cannot see it (/Contents); NULL: its text was not known */
	uint32_t page, elem;  /* elem: the Link, or TAG_NONE */
};

struct drawn_dest {
	const char *name;
	uint32_t page;
	mpt x, y;
};

struct drawn_field { /* a signature field */
	const char *name, *tooltip;
	mpt x, y, w, h;
	uint32_t page, elem; /* elem: the Form, or TAG_NONE */
};

struct drawn_outline {
	int level; /* from 1; at most one more than the entry before */
	const char *title;
	const char *dest; /* a name; or */
	const char *uri;
	bool open;
};

#define DRAWN_NO_DATE INT64_MIN

/* What a file must have to be what a profile says; collected while drawing, with the place of the first case. */
enum drawn_lack { LACK_LANG, LACK_TITLE, LACK_ALT, LACK_HEADING, LACK_TABLE, LACK_NESTING, LACK_GLYPH, LACK__COUNT };

struct drawn_doc {
	struct arena *arena; /* everything below */
	const char *title, *author, *subject, *keywords, *creator, *lang; /* each may be NULL */
	int64_t date; /* [s] since 1970, UTC; DRAWN_NO_DATE: none */
	struct drawn_page *pages;
	struct drawn_mark *marks;
	struct tag_elem *elems; /* [0] is the Document; n_elems 0: not tagged */
	struct tag_kid *kids;
	struct drawn_link *links;
	struct drawn_dest *dests; /* names differ */
	struct drawn_field *fields;
	struct drawn_outline *outline;
	size_t n_pages, n_marks, n_elems, n_kids, n_links, n_dests, n_fields, n_outline;
	bool lacks[LACK__COUNT]; /* reported when it was met */
};
