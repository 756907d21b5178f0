#pragma once
/* report_ask.h - questions about a report model. */
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "assess/ass_model.h"
#include "unit.h"

/* The string of an XPath over the report, whose elements have the prefix r; lives as long as cx. */
static inline const char *
report_ask(struct ctx *cx, const struct doc *report, const char *path)
{
	xmlXPathContext *xp = xmlXPathNewContext(report->xml);
	xmlXPathObject *value;
	xmlChar *text;
	const char *copy;

	xmlXPathRegisterNs(xp, (const xmlChar *)"r", (const xmlChar *)ASS_NS);
	xmlXPathRegisterNs(xp, (const xmlChar *)"a", (const xmlChar *)"urn:assay:xslt");
	value = xmlXPathEvalExpression((const xmlChar *)path, xp);
	assert_non_null(value);
	text = xmlXPathCastToString(value);
	copy = arena_strdup(cx->arena, (const char *)text);
	xmlFree(text);
	xmlXPathFreeObject(value);
	xmlXPathFreeContext(xp);
	return copy;
}

/* All diagnostics as a person sees them; lives as long as cx. */
static inline const char *
report_said(struct ctx *cx)
{
	struct buf b = {0};
	const char *text;

	diag_print(cx, DIAG_TEXT, &b);
	text = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}
