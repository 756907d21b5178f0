#pragma once
/*
 * doc.h - an XML file as a libxml2 tree whose every element knows its bytes.
 *
 * One function makes parser contexts (load_parse); no other file of the project calls a parser, and a test
 * says so. DOCTYPE is refused, nothing but the given bytes is read, limits are in base/limits.h.
 * Spans: node->_private of an element holds its index into the span table, plus one. Nobody else may use it;
 * doc->_private belongs to libxslt.
 */
#include <libxml/tree.h>

#include "base/ctx.h"
#include "base/io.h"

struct load_feed; /* what of a file was not parsed yet */

/* How the bytes of a file spell its characters; spans count in UTF-8 without a mark whatever it is. */
enum load_coding { LOAD_UTF8, LOAD_UTF16_LE, LOAD_UTF16_BE };

struct doc {
	xmlDoc *xml;          /* freed with cx->arena; NULL after load_forget */
	uint16_t file;        /* in cx->sources */
	const char *path;     /* as given */
	const char *sha256;   /* of the bytes, 64 digits */
	const struct io_root *root; /* the folder of the file, for the names it mentions */
	const struct span *spans;   /* of the start tags, by node index */
	const uint32_t *ends;       /* [B] behind the end tags, by node index */
	size_t n_spans;
	enum load_coding coding;
	bool has_mark; /* a byte order mark comes first */
	struct load_feed *feed; /* NULL: the tree is complete */
};

/* Once per process, before anything else of libxml2: catalogs, entity loaders, environment (SECURITY.md). */
void load_init(void);

/* Small questions about a tree; names are local names, a document's namespace was settled by its schema. */
bool load_is(const xmlNode *node, const char *name); /* an element of that name? */
const xmlNode *load_first(const xmlNode *parent, const char *name); /* child element; name NULL: any; NULL when none */
const xmlNode *load_next(const xmlNode *node, const char *name);    /* next sibling element */
const xmlNode *load_following(const xmlNode *root, const xmlNode *node); /* next element in document order below root; NULL after the last */
const char *load_attr(struct ctx *cx, const xmlNode *elem, const char *name); /* NULL when absent, or no elem */
const char *load_text(struct ctx *cx, const xmlNode *node); /* all text inside, white space collapsed and trimmed */

/* Parses a file named on the command line. */
MUST_CHECK enum rc load_file(struct ctx *cx, const char *path, const struct doc **doc);
/*
 * As load_file, but a long file is parsed as it is read: load_child makes the nodes. The digest is left out. Problems further
 * down in the file are reported when they are met.
 */
MUST_CHECK enum rc load_open(struct ctx *cx, const char *path, const struct doc **doc);
/*
 * The same from bytes, however few.
 *   piece  [B] an element that is not longer comes with all that is in it
 */
MUST_CHECK enum rc load_pieces(struct ctx *cx, const char *name, const char *bytes, size_t len,
    const struct io_root *root, uint32_t piece, const struct doc **doc);
/*
 * The first child (prev NULL) or the next one, parsed by now; NULL when there is none, or after an error. What was returned
 * before prev may be freed. A long element comes without its children: ask for them.
 */
const xmlNode *load_child(const struct doc *doc, const xmlNode *parent, const xmlNode *prev);
void load_complete(const struct doc *doc, const xmlNode *elem); /* parses all that is in it */
bool load_is_long(const struct doc *doc, const xmlNode *elem); /* it came without its children */

/* ---- load_peek.c: the children that a long element will have, from its bytes. Names and values are not NUL-terminated. */
struct load_peek {
	const struct doc *doc;
	const char *bytes;
	size_t i, next;     /* index of the element that is looked at; of what comes after it */
	uint32_t at, end;   /* [B] behind it; where the content around it ends */
	const char *prefix, *name; /* name: the local one */
	size_t n_prefix, n_name;
	bool text; /* characters between this child and the one before it (or the end) */
};
bool load_peek_at(struct ctx *cx, const struct doc *doc, const xmlNode *elem, struct load_peek *p); /* false: its bytes are not known */
/* Before the first child of what `up` looks at; false: its end tag is missing. */
bool load_peek_into(const struct load_peek *up, struct load_peek *p);
bool load_peek_next(struct load_peek *p); /* false: there is no more; `text` counts still */
bool load_peek_is(const struct load_peek *p, const char *name);
bool load_peek_same_space(const struct load_peek *p, const struct load_peek *up); /* the same prefix, and it declares none */
const char *load_peek_attr(const struct load_peek *p, const char *name, size_t *n); /* value as it is written; NULL: not there */
bool load_failed(const struct doc *doc); /* something is wrong with what was parsed so far */
MUST_CHECK enum rc load_end(const struct doc *doc); /* parses the rest; RC_FAIL: something is wrong with the file */
/* Parses a file below a root folder, which a document names at `at`. */
MUST_CHECK enum rc load_below(struct ctx *cx, const struct io_root *root, const char *name, struct span at,
    const struct doc **doc);
/* Parses bytes; they must live as long as cx. `name` is what messages say. root may be NULL. */
MUST_CHECK enum rc load_bytes(struct ctx *cx, const char *name, const char *bytes, size_t len,
    const struct io_root *root, const struct doc **doc);
/* Frees the tree of load_file, load_below or load_bytes before its arena dies; spans and names stay. */
void load_forget(const struct doc *doc);
/*
 * For the stylesheet and schema compilers: as load_bytes, but the caller (libxslt) owns the tree. NULL on failure.
 *   dict  that libxslt asks its modules to share: it moves names and texts between their trees; NULL for none
 */
xmlDoc *load_take(struct ctx *cx, const char *name, const char *bytes, size_t len, xmlDict *dict, const struct doc **doc);

/* The start tag of an element; its parent's for a text node; NO_SPAN for a node that was not parsed here. */
struct span load_span(const struct doc *doc, const xmlNode *node);
/* The value of an attribute (without quotes); the element's span when it has no such attribute. */
struct span load_attr_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem, const char *attr);
/* From the start tag to behind the end tag; the start tag alone while the end was not read. */
struct span load_whole_span(const struct doc *doc, const xmlNode *elem);
/* Text as the file spells it: its encoding, its byte order mark. What was read gives the bytes that were read. */
void load_encode(const struct doc *doc, const char *text, size_t len, struct buf *out);
/* The text inside an element that has only text; the element's span when it is empty. */
struct span load_text_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem);
/* The first text directly inside an element that also has child elements; the element's span when there is none. */
struct span load_stray_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem);

/*
 * libxml2's schema compiler opens included files itself, through a door that has no user pointer. While the door
 * stands open, the names in `files` (to struct load_served) are served from memory; all else is refused.
 */
struct map;
struct load_served {
	const char *bytes; /* UTF-8, checked by load_below */
	size_t len;        /* [B] */
};
void load_door_open(const struct map *files);
void load_door_close(void);

/* A stable text form of the tree with spans, for golden tests. */
void load_dump(struct ctx *cx, const struct doc *doc, struct buf *out);
