#include "transform/xf_funcs.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include <libexslt/exslt.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>

#include "base/str.h"

enum rc
xf_register_modules(struct ctx *cx)
{
	static const char *const names[] = {
	    "exsltCommonRegister", "exsltMathRegister", "exsltSetsRegister", "exsltStrRegister", "exsltDateRegister"};
	void *library = dlopen("libexslt.so.0", RTLD_NOW | RTLD_LOCAL); /* stays: libxslt keeps its functions */

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		void *found = library != NULL ? dlsym(library, names[i]) : NULL;
		__typeof__(exsltCommonRegister) *add;

		if (found == NULL)
			return diag_at(cx, DIAG_XSLT_EXTENSION, NO_SPAN, "libexslt: %s", dlerror());
		memcpy(&add, &found, sizeof(add)); /* ISO C has no cast for it */
		add();
	}
	return RC_OK;
}

static struct xf *
xf_of(xmlXPathParserContext *p)
{
	return xsltXPathGetTransformContext(p)->_private;
}

/* The a:at attribute of a node or its nearest ancestor; the caller frees it with xmlFree. */
static xmlChar *
inherited_at(const xmlNode *node)
{
	for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent) {
		xmlChar *at = xmlGetNsProp(node, BAD_CAST "at", BAD_CAST XF_NS);

		if (at != NULL)
			return at;
	}
	return NULL;
}

static void
function_at(xmlXPathParserContext *p, int nargs)
{
	struct xf *xf = xf_of(p);
	xmlXPathObject *arg;
	const xmlNode *node = NULL;
	xmlChar *at = NULL;
	char text[64] = "";

	if (nargs != 1) {
		xmlXPathSetArityError(p);
		return;
	}
	arg = valuePop(p);
	if (arg != NULL && arg->type == XPATH_NODESET && arg->nodesetval != NULL && arg->nodesetval->nodeNr > 0)
		node = arg->nodesetval->nodeTab[0];
	if (node != NULL && node->type == XML_ATTRIBUTE_NODE)
		node = node->parent;
	if (node != NULL && node->type == XML_TEXT_NODE)
		node = node->parent;
	if (node != NULL && node->type == XML_ELEMENT_NODE)
		at = inherited_at(node);
	if (at == NULL && node != NULL && node->doc == xf->in->doc->xml) {
		struct span s = load_span(xf->in->doc, node);

		if (s.file != 0)
			snprintf(text, sizeof(text), "%u:%u-%u", s.file, s.beg, s.end);
	}
	xmlXPathFreeObject(arg);
	valuePush(p, at != NULL ? xmlXPathWrapString(at) : xmlXPathNewCString(text));
}

static void
refuse(xmlXPathParserContext *p, const char *name)
{
	struct xf *xf = xf_of(p);
	xsltTransformContext *ctxt = xsltXPathGetTransformContext(p);
	struct span at = ctxt->inst != NULL ? xf_line_span(xf, (const char *)ctxt->inst->doc->URL, xmlGetLineNo(ctxt->inst))
					    : NO_SPAN;

	xf->refused = diag_at(xf->cx, DIAG_XSLT_CLOCK, at, "%s()", name) != RC_OK;
	ctxt->state = XSLT_STATE_STOPPED;
	p->error = XPATH_EXPR_ERROR;
}

#define NS_MATH "http://exslt.org/math"
#define NS_DATE "http://exslt.org/dates-and-times"

static void
function_random(xmlXPathParserContext *p, int nargs UNUSED)
{
	refuse(p, "math:random");
}

/* With an argument these only compute; without one they ask the clock. */
static void
function_date(xmlXPathParserContext *p, int nargs)
{
	const char *name = (const char *)p->context->function;
	xmlXPathFunction original;

	if (nargs == 0) {
		refuse(p, name);
		return;
	}
	original = xsltExtModuleFunctionLookup(p->context->function, BAD_CAST NS_DATE);
	if (original != NULL)
		original(p, nargs);
}

static const char *const clock_functions[] = {"date-time", "date", "time", "year", "leap-year", "month-in-year", "month-name",
    "month-abbreviation", "week-in-year", "week-in-month", "day-in-year", "day-in-month", "day-of-week-in-month",
    "day-in-week", "day-name", "day-abbreviation", "hour-in-day", "minute-in-hour", "second-in-minute", "seconds"};

void
xf_register_functions(xsltTransformContext *ctxt)
{
	xsltRegisterExtFunction(ctxt, BAD_CAST "at", BAD_CAST XF_NS, function_at);
	xsltRegisterExtFunction(ctxt, BAD_CAST "random", BAD_CAST NS_MATH, function_random);
	for (size_t i = 0; i < ARRAY_LEN(clock_functions); i++)
		xsltRegisterExtFunction(ctxt, BAD_CAST clock_functions[i], BAD_CAST NS_DATE, function_date);
}
