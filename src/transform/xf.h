#pragma once
/*
 * xf.h - runs a stylesheet over a document in memory.
 * Rules: no file is written, none is read but stylesheet modules below the stylesheet's own folder (and the
 * program's stylesheets, as "assay:NAME"), no clock, no random numbers, bounded work. Source: SECURITY.md.
 *
 * Extension functions, namespace urn:assay:xslt (prefix a):
 *   a:at(node)  the place of a node in its source, "FILE:BEG-END"; put it on an FO element as a:at="{a:at(.)}"
 */
#include "load/doc.h"

#define XF_NS "urn:assay:xslt"

struct xf_param {
	const char *name, *value; /* a string value, not an expression */
};

/*
 *   in          the document; not changed
 *   stylesheet  a file named by the operator
 *   fo          [out] the result tree; its nodes have no spans of their own but a:at attributes
 */
MUST_CHECK enum rc xf_run(struct ctx *cx, const struct doc *in, const char *stylesheet,
    const struct xf_param *params, size_t n_params, const struct doc **fo);
