#include "assess/ass_model.h"

static void
free_xml(void *p)
{
	xmlFreeDoc(p);
}

enum rc
ass_report(struct ctx *cx, const struct doc *assessment, const struct ass_opts *o, const struct doc **report)
{
	struct ass *a = arena_zalloc(cx->arena, sizeof(*a));
	struct doc *doc;

	a->cx = cx;
	a->o = o;
	a->own.doc = assessment;
	a->own.root = xmlDocGetRootElement(assessment->xml);
	TRY(ass_resolve(a));
	TRY(ass_check_evidence(a));
	ass_compare(a);
	ass_order_gaps(a);
	TRY(ass_control(a));
	TRY(ass_cross_foot(a));
	doc = arena_zalloc(cx->arena, sizeof(*doc));
	doc->xml = ass_write(a);
	arena_defer(cx->arena, free_xml, doc->xml);
	doc->path = assessment->path;
	doc->sha256 = assessment->sha256;
	doc->root = assessment->root;
	*report = doc;
	return RC_OK;
}

const char *
ass_date(const struct doc *assessment)
{
	const xmlNode *period = load_first(xmlDocGetRootElement(assessment->xml), "period");

	for (const xmlAttr *at = period != NULL ? period->properties : NULL; at != NULL; at = at->next)
		if (xmlStrEqual(at->name, (const xmlChar *)"as-of") && at->children != NULL)
			return (const char *)at->children->content;
	return NULL;
}
