#include "assess/ass_model.h"

static void
free_xml(void *p)
{
	xmlFreeDoc(p);
}

enum rc
ass_assess(struct ctx *cx, const struct doc *assessment, const struct ass_opts *o, const struct ass **out)
{
	struct ass *a = arena_zalloc(cx->arena, sizeof(*a));
	struct ass_opts *own = arena_zalloc(cx->arena, sizeof(*own));

	*own = *o;
	a->o = own;
	a->cx = cx;
	a->own.doc = assessment;
	a->own.root = xmlDocGetRootElement(assessment->xml);
	if (o->texts == NULL)
		TRY(ass_texts_open(cx, ass_doc_lang(assessment), load_span(assessment, a->own.root), &a->texts));
	else
		a->texts = o->texts;
	TRY(ass_resolve(a));
	TRY(ass_policy(a));
	TRY(ass_check_evidence(a));
	TRY(ass_compare(a));
	TRY(ass_compare_versions(a));
	ass_order_gaps(a);
	TRY(ass_control(a));
	TRY(ass_cross_foot(a));
	TRY(ass_attest(a));
	TRY(ass_ask_gate(a));
	*out = a;
	return RC_OK;
}

const struct doc *
ass_model(const struct ass *a, const char *kind, const char *stylesheet_digest)
{
	const struct doc *assessment = a->own.doc;
	struct doc *doc = arena_zalloc(a->cx->arena, sizeof(*doc));

	doc->xml = ass_write(a, kind, stylesheet_digest);
	arena_defer(a->cx->arena, free_xml, doc->xml);
	doc->path = assessment->path;
	doc->sha256 = assessment->sha256;
	doc->root = assessment->root;
	return doc;
}

const struct gate *
ass_gate(const struct ass *a)
{
	return a->gate;
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
