#pragma once
/*
 * fin.h - from drawn bytes to files that a reader may find.
 *
 * Nothing appears under its name before all of it is known to be good: a PDF is read again first, by the same
 * rules as any reader: header, end, cross-reference table, catalogue, page tree.
 */
#include "base/buf.h"
#include "base/ctx.h"
#include "render/drawn.h"

/*
 * Publishes what was drawn.
 *   output  the file; several pages of SVG or PNG go beside it as NAME-001.svg ... "-" is standard output, for one file only
 *
 * RC_FAIL: the PDF is not sound (OUTPUT_BROKEN), there is more than one file for standard output (OUTPUT_FILES), or
 * io_write refused. Nothing is left behind then.
 */
MUST_CHECK enum rc fin_write(struct ctx *cx, struct drawn *drawn, const char *output);

/* What a PDF claims to be, and is (ISO 19005-3, ISO 14289-1). In the order of falling back. */
enum fin_profile {
	PROFILE_A3A_UA1, /* tagged */
	PROFILE_A3U,
	PROFILE_A3B,
	PROFILE_PDF17,   /* claims nothing; tagged where there is a structure */
};

const char *fin_profile_name(enum fin_profile profile);
bool fin_profile_lookup(const char *name, enum fin_profile *profile); /* false: there is none of this name */
/* The best profile from `wanted` on that the document allows. */
enum fin_profile fin_profile_of(const struct drawn_doc *doc, enum fin_profile wanted);
/*
 * What a document is written as.
 *   asked  a name, or NULL: the best that the document allows
 * PROFILE: there is none of this name; PROFILE_REACH: the document is not what was asked for. PROFILE_LOWER, a warning: the default
 * could not be had.
 */
MUST_CHECK enum rc fin_profile_choose(struct ctx *cx, const struct drawn_doc *doc, const char *output, const char *asked,
    enum fin_profile *profile);

/* How a file belongs to its document (ISO 19005-3, annex E). */
enum fin_relation { RELATION_SOURCE, RELATION_DATA, RELATION_SUPPLEMENT, RELATION_ALTERNATIVE, RELATION_UNSPECIFIED };

/* A file inside the PDF (ISO 32000-1, 7.11.4). */
struct fin_attachment {
	const char *name;        /* a file name: no folder, differs from the others */
	const char *mime;        /* "application/xml" */
	const char *description; /* for people */
	enum fin_relation relation;
	const char *bytes;
	size_t len;
	int64_t date; /* [s] since 1970; DRAWN_NO_DATE: that of the document, and where it has none 1970 */
};

struct fin_opts {
	enum fin_profile profile; /* one that doc->lacks allows: fin_profile_of() */
	const struct fin_attachment *attachments;
	size_t n_attachments;
};

struct fin_file {
	struct drawn *drawn; /* a PDF gets what cairo cannot write */
	const char *output; /* as for fin_write; "-" only when it is the only one */
	struct fin_opts opts;
};
/* The first half: the bytes are then as they will be written, and drawn->doc is NULL. What is finished already stays as it is. */
MUST_CHECK enum rc fin_finish_all(struct ctx *cx, const struct fin_file *files, size_t n);
/* The same for several reports: all appear, or none. Finishes them first. */
MUST_CHECK enum rc fin_write_all(struct ctx *cx, const struct fin_file *files, size_t n);

/*
 * Looks whether bytes are a PDF that a reader can open, and that fin_out wrote: every object where the cross-reference stream says, the
 * catalogue and the page tree with its count. Returns NULL when it is, else what is wrong.
 * Source: ISO 32000-1, 7.5 and 7.7.3.
 */
const char *fin_check_pdf(const char *bytes, size_t len, size_t *pages);
