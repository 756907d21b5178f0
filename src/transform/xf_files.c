#include "transform/xf_files.h"

#include <string.h>

#include <libxslt/documents.h>
#include <libxslt/xsltInternals.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "transform/xf_funcs.h"

/* libxslt hands its loader no user data before a transformation exists. */
static struct xf *current;

static xmlDoc *load_module(const xmlChar *uri, xmlDict *dict, int options, void *ctxt, xsltLoadType type);

void
xf_files_begin(struct xf *xf)
{
	current = xf;
	xsltSetLoaderFunc(load_module);
}

void
xf_files_end(void)
{
	current = NULL;
	xsltSetLoaderFunc(NULL);
}

/* Elements that write files, in every spelling libxslt knows. */
static const struct {
	const char *ns, *name;
} writers[] = {
    {"http://exslt.org/common", "document"},
    {"http://icl.com/saxon", "output"},
    {"http://www.jclark.com/xt", "document"},
    {"org.apache.xalan.xslt.extensions.Redirect", "write"},
    {"http://xml.apache.org/xalan/redirect", "write"},
    {"http://www.w3.org/1999/XSL/Transform", "document"},
    {"http://www.w3.org/1999/XSL/Transform", "result-document"},
};

static const char *const extensions[] = {
    "http://exslt.org/common",
    "http://exslt.org/math",
    "http://exslt.org/sets",
    "http://exslt.org/strings",
    "http://exslt.org/dates-and-times",
    XF_NS,
};

static struct span
node_span(const struct xf *xf, const xmlNode *node)
{
	return xf_line_span(xf, (const char *)node->doc->URL, xmlGetLineNo(node));
}

static bool
is_writer(const xmlNode *node)
{
	if (node->ns == NULL)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(writers); i++)
		if (str_eq((const char *)node->ns->href, writers[i].ns) && str_eq((const char *)node->name, writers[i].name))
			return true;
	return false;
}

static bool
is_known(const xmlNs *ns)
{
	for (size_t i = 0; i < ARRAY_LEN(extensions); i++)
		if (str_eq((const char *)ns->href, extensions[i]))
			return true;
	return false;
}

/*
 * An unknown extension namespace would make libxslt look for a plugin to load, so its prefix is taken off the list
 * and its elements are refused. Only declaring it does no harm: many stylesheets carry declarations that they do not use.
 */
static void
drop_prefixes(struct xf *xf, xmlNode *node, xmlAttr *attr, struct map *unknown)
{
	const char *list = (const char *)attr->children->content;
	struct buf kept = {0};

	while (*list != '\0') {
		size_t n = strcspn(list, " \t\r\n");
		char *prefix = arena_strndup(xf->cx->arena, list, n);
		xmlNs *ns = n == 0 ? NULL : xmlSearchNs(node->doc, node, str_eq(prefix, "#default") ? NULL : BAD_CAST prefix);

		if (ns != NULL && !is_known(ns))
			map_set(unknown, (const char *)ns->href, xf);
		else if (n > 0)
			buf_printf(&kept, "%s%s", kept.len > 0 ? " " : "", prefix);
		list += n + strspn(list + n, " \t\r\n");
	}
	xmlNodeSetContent((xmlNode *)attr, BAD_CAST buf_str(&kept));
	buf_free(&kept);
}

static enum rc
check_element(struct xf *xf, xmlNode *node, struct map *unknown)
{
	if (is_writer(node))
		return diag_at(xf->cx, DIAG_XSLT_WRITE, node_span(xf, node), "%s", (const char *)node->name);
	for (xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (str_eq((const char *)a->name, "extension-element-prefixes") && a->children != NULL &&
		    a->children->content != NULL)
			drop_prefixes(xf, node, a, unknown);
	if (node->ns != NULL && map_lookup(unknown, (const char *)node->ns->href) != NULL)
		return diag_at(xf->cx, DIAG_XSLT_EXTENSION, node_span(xf, node), "%s", (const char *)node->ns->href);
	return RC_OK;
}

/* Walks the tree without recursion; its depth was limited when it was parsed. */
static enum rc
check_module(struct xf *xf, xmlDoc *doc)
{
	struct map *unknown = map_new(xf->cx->arena); /* extension namespaces */
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlNode *node = root;

	while (node != NULL) {
		if (node->type == XML_ELEMENT_NODE)
			TRY(check_element(xf, node, unknown));
		if (node->type == XML_ELEMENT_NODE && node->children != NULL) {
			node = node->children;
			continue;
		}
		while (node != root && node->next == NULL)
			node = node->parent;
		node = node == root ? NULL : node->next;
	}
	return RC_OK;
}

/* Makes the tree known under its URL, so that relative names and messages find their way. */
static xmlDoc *
adopt(struct xf *xf, const char *url, const char *name, const char *bytes, size_t len, xmlDict *dict)
{
	const struct doc *doc;
	xmlDoc *xml = load_take(xf->cx, name, bytes, len, dict, &doc);
	char hex[65];

	if (xml == NULL)
		return NULL;
	if (memmem(bytes, len, "http://exslt.org/", strlen("http://exslt.org/")) != NULL && xf_register_modules(xf->cx) != RC_OK) {
		xmlFreeDoc(xml);
		return NULL;
	}
	io_sha256(bytes, len, hex);
	buf_puts(&xf->digests, hex);
	map_set(xf->files, url, (void *)(uintptr_t)doc->file);
	xmlFree(BAD_CAST xml->URL);
	xml->URL = xmlStrdup(BAD_CAST url);
	return xml;
}

static const xmlDoc *
lookup_document(const struct xf *xf, const char *uri)
{
	for (size_t i = 0; xf->in != NULL && i < xf->in->n_documents; i++)
		if (str_eq(xf->in->documents[i].name, uri))
			return xf->in->documents[i].xml;
	return NULL;
}

/* "assay:x" and "assay:/x" are the program's, "sheet:/x" the operator's; nothing else is a name. */
static const char *
split_url(const struct xf *xf, const char *uri, const struct io_root **root)
{
	const char *name = NULL;

	if (str_starts(uri, "sheet:/")) {
		*root = xf->sheet_root;
		name = uri + strlen("sheet:/");
	} else if (str_starts(uri, "assay:")) {
		*root = xf->own_root;
		name = uri + strlen("assay:");
		name += *name == '/';
	}
	return name;
}

/* What a message calls the file: as the operator would write it. */
static const char *
shown_name(struct xf *xf, const struct io_root *root, const char *name)
{
	const char *dir = io_root_path(root);

	if (root == xf->own_root)
		return arena_printf(xf->cx->arena, "assay:%s", name);
	return str_eq(dir, ".") ? name : arena_printf(xf->cx->arena, "%s/%s", dir, name);
}

static struct span
place_of(void *ctxt, xsltLoadType type)
{
	const xmlNode *node = NULL;

	if (ctxt != NULL && type == XSLT_LOAD_DOCUMENT)
		node = ((xsltTransformContext *)ctxt)->inst;
	return node != NULL && node->doc != NULL ? node_span(current, node) : NO_SPAN;
}

static xmlDoc *
open_module(struct xf *xf, const char *uri, xmlDict *dict, struct span at)
{
	const struct io_root *root = NULL;
	const char *name = split_url(xf, uri, &root), *bytes;
	char *url;
	xmlDoc *xml;
	size_t len;

	if (name == NULL) {
		xf->refused = diag_at(xf->cx, DIAG_XSLT_FILE, at, "\"%s\"", uri) != RC_OK;
		return NULL;
	}
	/* Message files go by name alone: document('assay:messages/en'). */
	if (root == xf->own_root && strchr(name, '.') == NULL)
		name = arena_printf(xf->cx->arena, "%s.xml", name);
	if (io_read_below(xf->cx, root, name, at, LIMIT_INPUT_BYTES, &bytes, &len) != RC_OK)
		return NULL;
	url = arena_printf(xf->cx->arena, "%s:/%s", root == xf->own_root ? "assay" : "sheet", name);
	xml = adopt(xf, url, shown_name(xf, root, name), bytes, len, dict);
	if (xml != NULL && check_module(xf, xml) != RC_OK) {
		xmlFreeDoc(xml);
		return NULL;
	}
	return xml;
}

static xmlDoc *
load_module(const xmlChar *uri, xmlDict *dict, int options UNUSED, void *ctxt, xsltLoadType type)
{
	struct xf *xf = current;
	const xmlDoc *given = lookup_document(xf, (const char *)uri);
	xmlDoc *xml;

	if (given != NULL) {
		xml = xmlCopyDoc((xmlDoc *)(uintptr_t)given, 1);
		if (xml == NULL)
			mem_exhausted();
		xmlFree(BAD_CAST xml->URL);
		xml->URL = xmlStrdup(uri);
		return xml;
	}
	xml = open_module(xf, (const char *)uri, dict, place_of(ctxt, type));
	if (xml == NULL) {
		xf->refused = true;
		if (ctxt != NULL && type == XSLT_LOAD_DOCUMENT)
			((xsltTransformContext *)ctxt)->state = XSLT_STATE_STOPPED;
	}
	return xml;
}

xmlDoc *
xf_open_main(struct xf *xf)
{
	const char *path = xf->stylesheet, *slash = strrchr(path, '/'), *bytes;
	const char *own = arena_printf(xf->cx->arena, "%s/stylesheets", xf->cx->data_dir);
	xmlDoc *xml;
	size_t len;

	if (io_root_open(xf->cx, own, &xf->own_root) != RC_OK)
		return NULL;
	if (str_starts(path, "assay:"))
		return open_module(xf, path, NULL, NO_SPAN);
	if (io_root_of(xf->cx, path, &xf->sheet_root) != RC_OK ||
	    io_read(xf->cx, path, LIMIT_INPUT_BYTES, &bytes, &len) != RC_OK)
		return NULL;
	xml = adopt(xf, arena_printf(xf->cx->arena, "sheet:/%s", slash != NULL ? slash + 1 : path), path, bytes, len, NULL);
	if (xml != NULL && check_module(xf, xml) != RC_OK) {
		xmlFreeDoc(xml);
		return NULL;
	}
	return xml;
}

struct span
xf_line_span(const struct xf *xf, const char *url, long line)
{
	uint16_t file = url != NULL ? (uint16_t)(uintptr_t)map_lookup(xf->files, url) : 0;
	uint32_t beg;
	size_t len;
	const char *text;

	if (file == 0 || line < 1)
		return (struct span){0, 0, file};
	beg = src_line_offset(xf->cx->sources, file, (uint32_t)line);
	text = src_line(xf->cx->sources, file, (uint32_t)line, &len);
	for (size_t i = 0; text != NULL && i < len && (text[i] == ' ' || text[i] == '\t'); i++)
		beg++;
	return (struct span){beg, beg, file};
}
