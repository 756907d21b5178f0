#pragma once
/* assay_reports.h - the kinds of report, as rows of reports.def, and the list of them that a run was asked for. */
#include "base/ctx.h"

#define MAX_REPORTS 16

struct report_kind {
	const char *name;  /* "full": also that of the stylesheet, and of the file but for the full report */
	size_t max_pages;  /* 0: any number */
	bool attests;      /* there are statements to sign: assess/ass.h, ass_signable */
};

/*
 * Reads "full,letter"; NULL is "full". A name that stands twice counts once.
 *   kinds  [out] n of them, in the order of the list
 * REPORT_KIND when one is unknown or none is named.
 */
MUST_CHECK enum rc report_kinds(struct ctx *cx, const char *list, const struct report_kind *kinds[MAX_REPORTS], size_t *n);
