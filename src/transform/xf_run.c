#include "transform/xf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/xpathInternals.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "transform/xf_files.h"
#include "transform/xf_funcs.h"

/* "runtime error: file sheet:/a.xsl line 7 element value-of" comes before the message it belongs to. */
static bool
take_place(struct xf *xf, const char *text)
{
	const char *file = strstr(text, "file "), *line, *end;
	char *url;

	if (!str_starts(text, "runtime error") && !str_starts(text, "compilation error") && !str_starts(text, "error: "))
		return false;
	if (str_starts(text, "error: ") && file == NULL)
		return false;
	line = file != NULL ? strstr(file, " line ") : NULL;
	if (line == NULL)
		return true;
	end = file + strlen("file ");
	url = arena_strndup(xf->cx->arena, end, (size_t)(line - end));
	xf->place = xf_line_span(xf, url, strtol(line + strlen(" line "), NULL, 10));
	return true;
}

static void PRINTF_LIKE(2, 3)
on_message(void *user, const char *fmt, ...)
{
	struct xf *xf = user;
	char text[1024];
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	n = strlen(text);
	while (n > 0 && (text[n - 1] == '\n' || text[n - 1] == ' '))
		text[--n] = '\0';
	if (n == 0 || take_place(xf, text))
		return;
	if (xf->place.file != 0) {
		/* After a refusal of ours libxslt only adds that the expression came to nothing. */
		if (!xf->refused || !str_starts(text, "XPath evaluation"))
			xf->refused = diag_at(xf->cx, DIAG_XSLT_ERROR, xf->place, "%s", xf->why != NULL ? xf->why : text) != RC_OK;
		xf->place = NO_SPAN;
		xf->why = NULL;
		return;
	}
	/* xsl:message has no place of its own. A flood of them is counted, not kept. */
	if (xf->messages++ < LIMIT_XSL_MESSAGES && diag_at(xf->cx, DIAG_XSLT_MESSAGE, NO_SPAN, "%s", text) != RC_OK)
		xf->refused = true;
}

/* libxml2's own complaints (XPath syntax) come through the structured channel. */
static void
on_xml_error(void *user, xmlErrorPtr error)
{
	struct xf *xf = user;
	char text[600];
	size_t n;

	if (error == NULL || error->message == NULL || error->level < XML_ERR_ERROR || xf->refused)
		return;
	snprintf(text, sizeof(text), "%s%s%s", error->message, error->str1 != NULL ? " in " : "",
	    error->str1 != NULL ? error->str1 : "");
	n = strlen(text);
	for (size_t i = 0; i < n; i++)
		if (text[i] == '\n')
			text[i] = ' ';
	while (n > 0 && text[n - 1] == ' ')
		text[--n] = '\0';
	if (error->file == NULL && xf->in != NULL) {
		xf->why = arena_strdup(xf->cx->arena, text);
		return;
	}
	xf->refused = diag_at(xf->cx, DIAG_XSLT_ERROR, xf_line_span(xf, error->file, error->line), "%s", text) != RC_OK;
}

static xsltSecurityPrefs *
new_security(void)
{
	/* Not READ_NETWORK: libxslt takes our own "sheet:" for a network; the loader alone decides what is read. */
	static const xsltSecurityOption options[] = {XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
	    XSLT_SECPREF_WRITE_NETWORK};
	xsltSecurityPrefs *prefs = xsltNewSecurityPrefs();

	if (prefs == NULL)
		mem_exhausted();
	for (size_t i = 0; i < ARRAY_LEN(options); i++)
		xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
	return prefs;
}

static xsltStylesheet *
compile(struct xf *xf)
{
	xmlDoc *xml = xf_open_main(xf);
	xsltStylesheet *sheet;

	if (xml == NULL)
		return NULL;
	sheet = xsltParseStylesheetDoc(xml);
	if (sheet == NULL)
		xmlFreeDoc(xml);
	else if (sheet->errors > 0 || xf->refused) {
		xsltFreeStylesheet(sheet);
		sheet = NULL;
	}
	if (sheet == NULL && !xf->refused && !diag_failed(xf->cx))
		xf->refused = diag_at(xf->cx, DIAG_XSLT_ERROR, NO_SPAN, "%s does not compile", xf->stylesheet) != RC_OK;
	return sheet;
}

static xsltTransformContext *
new_context(struct xf *xf, xsltStylesheet *sheet, xsltSecurityPrefs *security)
{
	xsltTransformContext *ctxt = xsltNewTransformContext(sheet, xf->in->doc->xml);

	if (ctxt == NULL)
		mem_exhausted();
	ctxt->_private = xf;
	ctxt->maxTemplateDepth = LIMIT_TEMPLATE_DEPTH;
	ctxt->maxTemplateVars = LIMIT_TEMPLATE_VARS;
	ctxt->opLimit = LIMIT_XSLT_OPS;
	ctxt->xpathCtxt->opLimit = LIMIT_XPATH_OPS;
	xsltSetCtxtSecurityPrefs(security, ctxt);
	xsltSetTransformErrorFunc(ctxt, xf, (xmlGenericErrorFunc)(void (*)(void))on_message);
	xf_register_functions(ctxt);
	for (size_t i = 0; i < xf->in->n_params; i++)
		xsltQuoteOneUserParam(ctxt, BAD_CAST xf->in->params[i].name, BAD_CAST xf->in->params[i].value);
	return ctxt;
}

static xmlDoc *
apply(struct xf *xf, xsltStylesheet *sheet)
{
	xsltSecurityPrefs *security = new_security();
	xsltTransformContext *ctxt = new_context(xf, sheet, security);
	xmlDoc *result = xsltApplyStylesheetUser(sheet, xf->in->doc->xml, NULL, NULL, NULL, ctxt);
	bool ok = result != NULL && ctxt->state == XSLT_STATE_OK && !xf->refused && xf->why == NULL;

	if (xf->why != NULL)
		xf->refused = diag_at(xf->cx, DIAG_XSLT_ERROR, NO_SPAN, "%s", xf->why) != RC_OK;
	if (!ok && !diag_failed(xf->cx))
		xf->refused = diag_at(xf->cx, DIAG_XSLT_STOPPED, NO_SPAN, "%s", xf->stylesheet) != RC_OK;
	if (!ok && result != NULL) {
		xmlFreeDoc(result);
		result = NULL;
	}
	xsltFreeTransformContext(ctxt);
	xsltFreeSecurityPrefs(security);
	return result;
}

static void
free_xml(void *p)
{
	xmlFreeDoc(p);
}

static const struct doc *
wrap_result(struct xf *xf, xmlDoc *result)
{
	struct doc *doc = arena_zalloc(xf->cx->arena, sizeof(*doc));

	arena_defer(xf->cx->arena, free_xml, result);
	*doc = (struct doc){.xml = result, .path = xf->stylesheet, .root = xf->in->doc->root};
	return doc;
}

static void
begin(struct xf *xf)
{
	xf_files_begin(xf);
	xsltSetGenericErrorFunc(xf, (xmlGenericErrorFunc)(void (*)(void))on_message);
	xmlSetStructuredErrorFunc(xf, on_xml_error);
}

static void
end(void)
{
	xmlSetStructuredErrorFunc(NULL, NULL);
	xsltSetGenericErrorFunc(NULL, NULL);
	xf_files_end();
}

struct xf_sheet {
	struct xf xf;
	xsltStylesheet *sheet;
	char digest[65];
};

static void
free_sheet(void *p)
{
	xsltFreeStylesheet(p);
}

enum rc
xf_open(struct ctx *cx, const char *stylesheet, const struct xf_sheet **out)
{
	struct xf_sheet *s = arena_zalloc(cx->arena, sizeof(*s));

	s->xf = (struct xf){.cx = cx, .stylesheet = stylesheet, .files = map_new(cx->arena)};
	begin(&s->xf);
	s->sheet = compile(&s->xf);
	end();
	io_sha256(buf_str(&s->xf.digests), s->xf.digests.len, s->digest);
	buf_free(&s->xf.digests);
	if (s->sheet == NULL)
		return RC_FAIL;
	arena_defer(cx->arena, free_sheet, s->sheet);
	*out = s;
	return RC_OK;
}

const char *
xf_sheet_digest(const struct xf_sheet *sheet)
{
	return sheet->digest;
}

enum rc
xf_apply(struct ctx *cx, const struct xf_sheet *sheet, const struct xf_input *in, const struct doc **fo)
{
	struct xf xf = sheet->xf;
	xmlDoc *result;

	xf.cx = cx;
	xf.in = in;
	begin(&xf);
	result = apply(&xf, sheet->sheet);
	end();
	buf_free(&xf.digests);
	if (result == NULL)
		return RC_FAIL;
	*fo = wrap_result(&xf, result);
	return RC_OK;
}
