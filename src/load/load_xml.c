/*
 * The one caller of a parser: xmlCtxtReadMemory, and xmlParseChunk for what is read piece by piece. tests/layers greps that there is no other.
 * Options: nothing is fetched, no entity is expanded but the five of XML, no limit of libxml2 is lifted.
 */
#include "load/load.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

#define WHOLE ((size_t)1 << 20) /* [B] a file that is shorter is parsed at once */
#define PIECE 32768             /* [B] an element of a longer one that is not longer */

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
report_open(struct parse *p, uint32_t at, const char *name, long line)
{
	(void)diag_at(p->cx, DIAG_XML_SYNTAX, (struct span){at, at, p->in->file}, "the file ends inside <%s> of line %ld", name, line);
	diag_hint(p->cx, "Add the end tag, or the ones that are missing before it.");
}

static void
report_syntax(struct parse *p, const xmlError *e, uint32_t at)
{
	uint32_t beg = at < p->in->len ? at : (uint32_t)p->in->len;

	if (e->code == XML_ERR_TAG_NOT_FINISHED && p->in->n > 0) {
		report_open(p, beg, e->str1 != NULL ? e->str1 : "?", e->int1);
		return;
	}
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

static void
set_handlers(xmlParserCtxt *ctxt, struct parse *p)
{
	ctxt->_private = p;
	ctxt->sax->startElementNs = start_element;
	ctxt->sax->internalSubset = internal_subset;
	ctxt->sax->serror = note_error;
}

/* At the end of the file: what libxml2 found wrong without a word. */
static bool
is_whole(struct parse *p, const xmlParserCtxt *ctxt, const xmlDoc *xml)
{
	if (!p->failed && p->errors == 0 && (xml == NULL || !ctxt->wellFormed || !ctxt->nsWellFormed || p->n != p->in->n)) {
		p->failed = true;
		(void)diag_at(p->cx, DIAG_XML_SYNTAX, (struct span){0, 0, p->in->file}, "%s", "");
	}
	return !p->failed && p->errors == 0;
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
	set_handlers(ctxt, &p);
	xml = xmlCtxtReadMemory(ctxt, in->bytes, (int)in->len, in->name, NULL, parser_options());
	if (!is_whole(&p, ctxt, xml) && xml != NULL) {
		xmlFreeDoc(xml);
		xml = NULL;
	}
	xmlFreeParserCtxt(ctxt);
	return xml;
}

/* ---- piece by piece -------------------------------------------------------------------------------------------- */

/*
 * The scan knows where each element begins and ends, so the parser is fed to exactly where the next wanted one is
 * complete. Bytes are fed up to behind a ">": no text is ever half there.
 */
struct load_feed {
	struct parse parse;
	struct load_input in;
	xmlParserCtxt *ctxt;
	size_t fed;  /* [B] */
	uint32_t piece; /* [B] of the longest element that is fed whole */
	size_t next; /* index of the first element that was not fed */
	bool over;
};

static void
free_feed(void *p)
{
	struct load_feed *f = p;

	if (f->ctxt != NULL)
		xmlFreeParserCtxt(f->ctxt);
	f->ctxt = NULL;
}

static void
feed_to(struct load_feed *f, size_t to)
{
	to = to < f->in.len ? to : f->in.len;
	if (f->over || f->parse.failed || to <= f->fed)
		return;
	xmlParseChunk(f->ctxt, f->in.bytes + f->fed, (int)(to - f->fed), 0);
	f->fed = to;
}

static void
feed_rest(struct load_feed *f)
{
	feed_to(f, f->in.len);
	f->next = f->in.n;
	if (f->over)
		return;
	f->over = true;
	if (!f->parse.failed && f->ctxt->node != NULL) { /* libxml2 would say something else */
		f->parse.failed = true;
		report_open(&f->parse, (uint32_t)f->in.len, (const char *)f->ctxt->node->name, xmlGetLineNo(f->ctxt->node));
	}
	if (!f->parse.failed)
		xmlParseChunk(f->ctxt, NULL, 0, 1);
	if (!is_whole(&f->parse, f->ctxt, f->ctxt->myDoc))
		f->parse.failed = true;
}

/* The next child of an element, or the element's end. */
static void
feed_child(const struct doc *doc, struct load_feed *f, const xmlNode *parent)
{
	const struct span *next = f->in.spans + f->next;
	size_t i = (size_t)(uintptr_t)parent->_private - 1;
	uint32_t end = i < f->in.n ? doc->ends[i] : 0, child;

	if (end == 0) { /* its end tag is missing: the parser will say so */
		feed_rest(f);
	} else if (f->next >= f->in.n || next->beg >= end) {
		feed_to(f, end);
	} else if (child = doc->ends[f->next], child == 0 || child - next->beg > f->piece) {
		f->next++;
		feed_to(f, next->end);
	} else {
		while (f->next < f->in.n && f->in.spans[f->next].beg < child)
			f->next++;
		feed_to(f, child);
	}
	/* An element that came late would be nobody's. */
	if (!f->parse.failed && f->parse.n != f->next) {
		f->parse.failed = true;
		(void)diag_at(f->parse.cx, DIAG_INTERNAL, NO_SPAN, "%s: read in pieces: %zu elements are not %zu", f->in.name,
		    f->parse.n, f->next);
	}
}

const xmlNode *
load_child(const struct doc *doc, const xmlNode *parent, const xmlNode *prev)
{
	struct load_feed *f = doc->feed;
	size_t fed;

	do {
		const xmlNode *n = prev != NULL ? prev->next : parent->children;

		if (n != NULL || f == NULL || f->parse.failed)
			return f != NULL && f->parse.failed ? NULL : n;
		fed = f->fed;
		feed_child(doc, f, parent);
	} while (f->fed > fed || f->parse.failed);
	return NULL;
}

void
load_complete(const struct doc *doc, const xmlNode *elem)
{
	struct load_feed *f = doc->feed;
	size_t i = (size_t)(uintptr_t)elem->_private - 1;

	if (f == NULL || i >= f->in.n)
		return;
	while (f->next < f->in.n && f->in.spans[f->next].beg < doc->ends[i])
		f->next++;
	if (doc->ends[i] != 0)
		feed_to(f, doc->ends[i]);
	else
		feed_rest(f);
}

bool
load_is_long(const struct doc *doc, const xmlNode *elem)
{
	size_t i = (size_t)(uintptr_t)elem->_private - 1;

	return doc->feed != NULL && i < doc->n_spans && doc->ends[i] != 0 && doc->ends[i] - doc->spans[i].beg > doc->feed->piece;
}

bool
load_failed(const struct doc *doc)
{
	return doc->feed != NULL && (doc->feed->parse.failed || doc->feed->parse.errors > 0);
}

enum rc
load_end(const struct doc *doc)
{
	if (doc->feed == NULL)
		return RC_OK;
	feed_rest(doc->feed);
	return load_failed(doc) ? RC_FAIL : RC_OK;
}

static enum rc
open_feed(struct ctx *cx, const struct load_input *in, uint32_t piece, struct doc *doc)
{
	struct load_feed *f = arena_zalloc(cx->arena, sizeof(*f));

	f->piece = piece;
	f->in = *in;
	f->parse = (struct parse){.cx = cx, .in = &f->in};
	f->ctxt = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, in->name);
	if (f->ctxt == NULL)
		mem_exhausted();
	arena_defer(cx->arena, free_feed, f);
	xmlCtxtUseOptions(f->ctxt, parser_options());
	set_handlers(f->ctxt, &f->parse);
	doc->feed = f;
	if (in->n > 0) {
		f->next = 1;
		feed_to(f, in->spans[0].end);
	}
	if (f->ctxt->myDoc == NULL || xmlDocGetRootElement(f->ctxt->myDoc) == NULL)
		feed_rest(f);
	doc->xml = f->ctxt->myDoc; /* the parser does not free it */
	return load_failed(doc) || doc->xml == NULL || xmlDocGetRootElement(doc->xml) == NULL ? RC_FAIL : RC_OK;
}

static void
describe(struct ctx *cx, struct doc *doc, const struct load_input *in, const char *name)
{
	doc->file = in->file;
	doc->path = arena_strdup(cx->arena, name);
	doc->spans = in->spans;
	doc->ends = in->ends;
	doc->n_spans = in->n;
	doc->coding = in->coding;
	doc->has_mark = in->has_mark;
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
	describe(cx, doc, &in, name);
	*out = doc;
	return doc->xml;
}

static void
free_tree(void *p)
{
	struct doc *doc = p;

	if (doc->feed != NULL)
		free_feed(doc->feed);
	xmlFreeDoc(doc->xml);
	doc->xml = NULL;
}

enum rc
load_pieces(struct ctx *cx, const char *name, const char *bytes, size_t len, const struct io_root *root,
    uint32_t piece, const struct doc **out)
{
	struct doc *doc = arena_zalloc(cx->arena, sizeof(*doc));
	struct load_input in;

	TRY(load_decode(cx, name, bytes, len, &in));
	TRY(load_scan(cx, &in));
	describe(cx, doc, &in, name);
	doc->root = root;
	arena_defer(cx->arena, free_tree, doc);
	TRY(open_feed(cx, &in, piece, doc));
	*out = doc;
	return RC_OK;
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
load_open(struct ctx *cx, const char *path, const struct doc **doc)
{
	const struct io_root *root;
	const char *bytes;
	size_t len;

	TRY(io_read(cx, path, LIMIT_INPUT_BYTES, &bytes, &len));
	TRY(io_root_of(cx, path, &root));
	return len < WHOLE ? load_bytes(cx, path, bytes, len, root, doc)
			   : load_pieces(cx, path, bytes, len, root, PIECE, doc);
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
