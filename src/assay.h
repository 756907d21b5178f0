#pragma once
/*
 * assay.h - the public face: the pipeline and the side doors, as the commands use them.
 *
 *     load -> validate -> assess -> transform -> fo -> layout -> render -> finish
 *
 * Every function reports what is wrong through the context (base/diag.h) and returns RC_FAIL when the job was not done.
 */
#include "base/ctx.h"

enum dump { DUMP_NONE, DUMP_DOC, DUMP_REPORT, DUMP_FO, DUMP_FO_TREE, DUMP_AREAS, DUMP_TRACE };

struct build_opts {
	const char *input;
	const char *output;       /* NULL: input's name with the format's suffix */
	const char *report;       /* "full" ... */
	const char *formats;      /* comma separated: pdf svg png */
	const char *schema;       /* another vocabulary: its schema, or NULL */
	const char *stylesheet;   /* instead of the report's own, or NULL */
	const char *theme;        /* NULL: theme.xml beside the input, when it is there */
	const char *paper;        /* "a4" "letter", NULL: the theme's */
	const char *const *font_dirs;
	size_t n_font_dirs;
	enum dump dump;
	int dpi;
};

MUST_CHECK enum rc assay_build(struct ctx *cx, const struct build_opts *o);
MUST_CHECK enum rc assay_render(struct ctx *cx, const struct build_opts *o); /* an FO document */
MUST_CHECK enum rc assay_check(struct ctx *cx, const char *input, const char *schema);
