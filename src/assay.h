#pragma once
/*
 * assay.h - the public face: the pipeline and the side doors, as the commands use them.
 *
 *     load -> validate -> assess -> transform -> fo -> layout -> render -> finish
 *
 * Every function reports what is wrong through the context (base/diag.h) and returns RC_FAIL when the job was not done.
 */
#include "base/ctx.h"

enum dump { DUMP_NONE, DUMP_DOC, DUMP_REPORT, DUMP_FO, DUMP_FO_TREE, DUMP_AREAS, DUMP_TRACE, DUMP_FOP_AT };

struct build_opts {
	const char *input;
	const char *output;     /* NULL: the input's name with the format's suffix; "-": standard output */
	const char *report;     /* comma separated, from reports.def; NULL: full */
	const char *formats;    /* comma separated: pdf svg png; NULL: pdf */
	const char *schema;     /* another vocabulary: its schema, or NULL */
	const char *stylesheet; /* instead of the report's own, or NULL */
	const char *theme;      /* NULL: theme.xml beside the input, when it is there */
	const char *lang;       /* of the report's own words, "de"; NULL: the assessment's */
	const char *paper;      /* "a4" "letter"; NULL: the theme's */
	const char *catalogue;  /* an imported catalogue file; NULL: the user's own, when it is there */
	const char *base;       /* folder for pictures; NULL: the input's */
	const char *command;    /* for the colophon */
	const char *const *font_dirs;
	size_t n_font_dirs;
	bool image_boxes;       /* a picture that cannot be had is a marked box, not an error */
	enum dump dump; /* a seam to print instead of a report */
	int dpi;        /* PNG; 0: 144 */
};

/* Makes the reports from one reading of the assessment; nothing is written when anything failed. */
MUST_CHECK enum rc assay_build(struct ctx *cx, const struct build_opts *o);
/* The same from an FO document. */
MUST_CHECK enum rc assay_render(struct ctx *cx, const struct build_opts *o);
/* Schema, rules and evidence; with `schema` only that schema. */
MUST_CHECK enum rc assay_check(struct ctx *cx, const char *input, const char *schema);
/* The text of a new assessment with every task of the framework not assessed. */
MUST_CHECK enum rc assay_new(struct ctx *cx, const char *framework, const char *product, struct buf *out);

MUST_CHECK enum rc assay_catalogue_list(struct ctx *cx, enum diag_format format, struct buf *out);
MUST_CHECK enum rc assay_catalogue_show(struct ctx *cx, const char *name, const char *what, enum diag_format format,
    struct buf *out);
MUST_CHECK enum rc assay_catalogue_import(struct ctx *cx, const char *file, const char *name, const char *output,
    enum diag_format format, struct buf *out);
/* What `now` changed against `was` ("ssdf-1.1" "ssdf-1.2-ipd"). */
MUST_CHECK enum rc assay_catalogue_diff(struct ctx *cx, const char *was, const char *now, enum diag_format format,
    struct buf *out);

const char *assay_version(void);
