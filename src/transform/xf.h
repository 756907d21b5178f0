#pragma once
/*
 * xf.h - runs a stylesheet over a document in memory.
 *
 * Rules: no file is written; none is read but stylesheet modules and documents below the stylesheet's own folder,
 * the program's stylesheets ("assay:full.xsl") and what the caller hands over by name ("assay:theme"); no clock, no
 * random numbers, bounded work. libxslt itself would go on after a refusal: here every refusal fails the run.
 * Names: a module is called "sheet:/parts/x.xsl" (below the operator's stylesheet) or "assay:/parts/x.xsl" (the
 * program's), so that xml:base and relative names cannot lead anywhere else.
 *
 * Extension function, namespace urn:assay:xslt (prefix a):
 *   a:at(node)  the place of a node in its source, "FILE:BEG-END"; put it on an FO element as a:at="{a:at(.)}".
 *               A node that carries an a:at attribute itself, or has an ancestor that does, answers with that.
 */
#include "load/doc.h"

#define XF_NS "urn:assay:xslt"

struct xf_param {
	const char *name, *value; /* a string value, not an expression */
};

struct xf_document { /* what document('NAME') gives */
	const char *name;  /* "assay:theme" */
	const xmlDoc *xml; /* copied on use */
};

struct xf_sheet;

/* Compiles a stylesheet: a file named by the operator, or "assay:NAME". Lives as long as cx. */
MUST_CHECK enum rc xf_open(struct ctx *cx, const char *stylesheet, const struct xf_sheet **sheet);
/* SHA-256 over the stylesheet and all modules it imports or includes, in the order they were read; 64 digits. */
const char *xf_sheet_digest(const struct xf_sheet *sheet);

struct xf_input {
	const struct doc *doc; /* white space that xsl:strip-space names is removed from it */
	const struct xf_param *params;
	size_t n_params;
	const struct xf_document *documents;
	size_t n_documents;
};

/* fo: [out] the result tree; its nodes have no spans of their own but a:at attributes. */
MUST_CHECK enum rc xf_apply(struct ctx *cx, const struct xf_sheet *sheet, const struct xf_input *in,
    const struct doc **fo);
