/*
 * The one caller of a parser: xmlCtxtReadMemory below. tests/layers greps that there is no other.
 * Options: nothing is fetched, no entity is expanded but the five of XML, no limit of libxml2 is lifted.
 */
#include "load/load.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

struct parse {
	struct ctx *cx;
	const struct load_input *in;
	size_t n;      /* elements so far */
	size_t errors; /* reported */
	bool failed;   /* after xmlStopParser the parser may still say that all is well */
};

static struct parse *
parse_of(void *ctxt)
{
	return ((xmlParserCtxt *)ctxt)->_private;
}

/* The scan and the parser count the same start tags; this is where they meet. */
static void
start_element(void *c, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_ns, const xmlChar **ns,
    int n_attrs, int n_defaults, const xmlChar **attrs)
{
	xmlParserCtxt *ctxt = c;
	struct parse *p = parse_of(c);

	xmlSAX2StartElementNs(c, name, prefix, uri, n_ns, ns, n_attrs, n_defaults, attrs);
	if (ctxt->node == NULL || p->failed)
		return;
	if (p->n >= p->in->n) {
		p->failed = true;
		(void)diag_at(p->cx, DIAG_INTERNAL, NO_SPAN, "%s: an element without a place", p->in->name);
		xmlStopParser(ctxt);
		return;
	}
	ctxt->node->_private = (void *)(uintptr_t)++p->n;
}

/* The scan has refused every DOCTYPE that it saw; this is for one that it did not. */
static void
internal_subset(void *c, UNUSED const xmlChar *name, UNUSED const xmlChar *id, UNUSED const xmlChar *system)
{
	struct parse *p = parse_of(c);

	p->failed = true;
	(void)diag_at(p->cx, DIAG_XML_DOCTYPE, (struct span){0, 0, p->in->file}, "%s", "");
	xmlStopParser(c);
}

static uint32_t
back_to(const struct load_input *in, uint32_t at, char c)
{
	uint32_t p = at < in->len ? at : (uint32_t)in->len;

	while (p > 0 && in->bytes[p] != c)
		p--;
	return p > 0 || in->bytes[0] == c ? p : at;
}

static struct span
span_to(const struct load_input *in, uint32_t beg, const char *stop)
{
	uint32_t end = beg + 1;

	while (end < in->len && strchr(stop, in->bytes[end]) == NULL)
		end++;
	return (struct span){beg, end, in->file};
}

/* libxml2's text without its line end and its function names. */
static const char *
plain_message(struct arena *a, const char *message)
{
	char *s = arena_strdup(a, message != NULL ? message : "");
	size_t n = strlen(s);

	while (n > 0 && str_is_blank(s + n - 1, 1))
		s[--n] = '\0';
	if (str_starts(s, "xmlParse") && strchr(s, ':') != NULL)
		s = strchr(s, ':') + 2;
	return s;
}

static void
report_end_tag(struct parse *p, const xmlError *e, uint32_t at)
{
	struct span span = span_to(p->in, back_to(p->in, at > 0 ? at - 1 : 0, '<'), ">");

	if (span.end < p->in->len)
		span.end++;
	(void)diag_at(p->cx, DIAG_XML_END_TAG, span, "%.*s cannot end the <%s> of line %d", (int)(span.end - span.beg),
	    p->in->bytes + span.beg, e->str1 != NULL ? e->str1 : "?", e->int1);
}

static void
report_entity(struct parse *p, const xmlError *e, uint32_t at)
{
	struct span span = span_to(p->in, back_to(p->in, at, '&'), "; <\n");
	const char *name = e->str1 != NULL ? e->str1 : "?";

	if (span.end < p->in->len && p->in->bytes[span.end] == ';')
		span.end++;
	(void)diag_at(p->cx, DIAG_XML_ENTITY, span, "&%s;", name);
	if (strcmp(name, "nbsp") == 0)
		diag_hint(p->cx, "Write &#160; for a space that does not break.");
}

static const struct {
	int code; /* xmlParserErrors */
	const char *hint;
} hints[] = {
    {XML_ERR_TAG_NOT_FINISHED, "Add the end tag, or the ones that are missing before it."},
    {XML_ERR_DOCUMENT_END, "A file has one outermost element: move the rest inside it, or delete it."},
    {XML_ERR_ATTRIBUTE_REDEFINED, "Delete one of the two attributes of the same name."},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, "Put the value of the attribute in quotes."},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, "Close the quote of the value."},
    {XML_ERR_LT_IN_ATTRIBUTE, "Write &lt; for \"<\" in a value, or close the quote before."},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "Give the attribute a value: name=\"value\"."},
    {XML_ERR_SPACE_REQUIRED, "Put a space between two attributes."},
    {XML_ERR_GT_REQUIRED, "Close the tag with \">\"."},
    {XML_ERR_NAME_REQUIRED, "Write &lt; for \"<\" and &amp; for \"&\" in text."},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "Write &amp; for \"&\", or end the reference with \";\"."},
    {XML_ERR_INVALID_CHARREF, "Use the number of a character that XML allows, such as &#160;."},
    {XML_ERR_INVALID_CHAR, "Use the number of a character that XML allows, such as &#160;."},
    {XML_ERR_HYPHEN_IN_COMMENT, "Two hyphens may not stand inside a comment."},
    {XML_ERR_COMMENT_NOT_FINISHED, "End the comment with \"-->\"."},
    {XML_ERR_RESERVED_XML_NAME, "The XML declaration must be the very first thing in the file."},
};

static void
report_syntax(struct parse *p, const xmlError *e, uint32_t at)
{
	uint32_t beg = at < p->in->len ? at : (uint32_t)p->in->len;

	if (e->code == XML_ERR_TAG_NOT_FINISHED && p->in->n > 0)
		(void)diag_at(p->cx, DIAG_XML_SYNTAX, (struct span){beg, beg, p->in->file},
		    "the file ends inside <%s> of line %d", e->str1 != NULL ? e->str1 : "?", e->int1);
	else
		(void)diag_at(p->cx, DIAG_XML_SYNTAX, (struct span){beg, beg, p->in->file}, "%s",
		    plain_message(p->cx->arena, e->message));
	for (size_t i = 0; i < ARRAY_LEN(hints); i++)
		if (hints[i].code == e->code)
			diag_hint(p->cx, "%s", hints[i].hint);
}

static void
note_error(void *c, xmlError *e)
{
	struct parse *p = parse_of(c);
	long at = xmlByteConsumed(c);
	uint32_t beg = at > 0 ? (uint32_t)at : 0;

	/* What follows the first error that ends parsing is noise; namespace errors do not end it. */
	if (e->level == XML_ERR_WARNING || p->failed)
		return;
	p->failed = e->level == XML_ERR_FATAL || ++p->errors >= LIMIT_XML_ERRORS_SHOWN;
	if (e->code == XML_ERR_TAG_NAME_MISMATCH)
		report_end_tag(p, e, beg);
	else if (e->code == XML_ERR_UNDECLARED_ENTITY || e->code == XML_WAR_UNDECLARED_ENTITY)
		report_entity(p, e, beg > 0 ? beg - 1 : 0);
	else if (e->domain == XML_FROM_NAMESPACE)
		(void)diag_at(p->cx, DIAG_XML_NAMESPACE, span_to(p->in, back_to(p->in, beg, '<'), " \t\r\n/>"), "%s",
		    plain_message(p->cx->arena, e->message));
	else
		report_syntax(p, e, beg);
	if (p->failed)
		xmlStopParser(c);
}

static int
parser_options(void)
{
	int options = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC;

#if LIBXML_VERSION >= 21300
	options |= XML_PARSE_NO_XXE;
#endif
#if LIBXML_VERSION >= 21400
	options |= XML_PARSE_NO_SYS_CATALOG;
#endif
	return options;
}

xmlDoc *
load_parse(struct ctx *cx, const struct load_input *in)
{
	struct parse p = {.cx = cx, .in = in};
	xmlParserCtxt *ctxt = xmlNewParserCtxt();
	xmlDoc *xml;

	if (ctxt == NULL)
		mem_exhausted();
	if (in->dict != NULL) {
		xmlDictFree(ctxt->dict);
		ctxt->dict = in->dict;
		xmlDictReference(in->dict);
	}
	ctxt->_private = &p;
	ctxt->sax->startElementNs = start_element;
	ctxt->sax->internalSubset = internal_subset;
	ctxt->sax->serror = note_error;
	xml = xmlCtxtReadMemory(ctxt, in->bytes, (int)in->len, in->name, NULL, parser_options());
	if (!p.failed && p.errors == 0 && (xml == NULL || !ctxt->wellFormed || !ctxt->nsWellFormed || p.n != in->n)) {
		p.failed = true;
		(void)diag_at(cx, DIAG_XML_SYNTAX, (struct span){0, 0, in->file}, "%s", "");
	}
	xmlFreeParserCtxt(ctxt);
	if (xml != NULL && (p.failed || p.errors > 0)) {
		xmlFreeDoc(xml);
		xml = NULL;
	}
	return xml;
}

xmlDoc *
load_take(struct ctx *cx, const char *name, const char *bytes, size_t len, xmlDict *dict, const struct doc **out)
{
	struct load_input in;
	struct doc *doc = arena_zalloc(cx->arena, sizeof(*doc));
	char hex[65];

	if (load_decode(cx, name, bytes, len, &in) != RC_OK || load_scan(cx, &in) != RC_OK)
		return NULL;
	in.dict = dict;
	doc->xml = load_parse(cx, &in);
	if (doc->xml == NULL)
		return NULL;
	io_sha256(bytes, len, hex);
	doc->sha256 = arena_strdup(cx->arena, hex);
	doc->file = in.file;
	doc->path = arena_strdup(cx->arena, name);
	doc->spans = in.spans;
	doc->ends = in.ends;
	doc->n_spans = in.n;
	*out = doc;
	return doc->xml;
}

static void
free_tree(void *p)
{
	struct doc *doc = p;

	xmlFreeDoc(doc->xml);
	doc->xml = NULL;
}

void
load_forget(const struct doc *doc)
{
	free_tree((struct doc *)(uintptr_t)doc); /* made here */
}

enum rc
load_bytes(struct ctx *cx, const char *name, const char *bytes, size_t len, const struct io_root *root,
    const struct doc **out)
{
	const struct doc *taken;
	struct doc *doc;

	if (load_take(cx, name, bytes, len, NULL, &taken) == NULL)
		return RC_FAIL;
	doc = arena_copy(cx->arena, taken, sizeof(*taken));
	arena_defer(cx->arena, free_tree, doc);
	doc->root = root;
	*out = doc;
	return RC_OK;
}

enum rc
load_file(struct ctx *cx, const char *path, const struct doc **doc)
{
	const struct io_root *root;
	const char *bytes;
	size_t len;

	TRY(io_read(cx, path, LIMIT_INPUT_BYTES, &bytes, &len));
	TRY(io_root_of(cx, path, &root));
	return load_bytes(cx, path, bytes, len, root, doc);
}

enum rc
load_below(struct ctx *cx, const struct io_root *root, const char *name, struct span at, const struct doc **doc)
{
	const char *bytes, *dir = io_root_path(root), *path = name;
	size_t len;

	TRY(io_read_below(cx, root, name, at, LIMIT_INPUT_BYTES, &bytes, &len));
	if (!str_eq(dir, "."))
		path = arena_printf(cx->arena, "%s/%s", dir, name);
	return load_bytes(cx, path, bytes, len, root, doc);
}
