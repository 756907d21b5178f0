/*
 * Before a schema reaches libxml2's compiler: its files are read here, below its folder, and what makes the compiler
 * run for minutes (occurrences by the million, nested counted patterns) is refused.
 */
#include "validate/validate.h"

#include <libxml/uri.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

#define MAX_INCLUDE_DEPTH 20
#define MAX_OCCURS 10000      /* one particle */
#define MAX_OCCURS_NEST 100000 /* particles inside each other, multiplied */
#define MAX_PATTERN 4000      /* states of one pattern, about */
#define MAX_NODE_DEPTH 100

struct xsd_check {
	struct ctx *cx;
	struct map *files; /* name to struct load_served */
	const char *stack[MAX_INCLUDE_DEPTH];
	size_t depth;
};

static enum rc check_tree(struct xsd_check *c, const struct doc *xsd, const xmlNode *node, uint64_t nest, int depth);

/* The number of states that a pattern unfolds to, about; stops at its limit. *s ends at ")" or the end. */
static uint64_t
pattern_size(const char **s, int depth)
{
	uint64_t total = 0, atom = 0;

	for (; **s != '\0' && **s != ')'; (*s)++) {
		uint64_t times = 1;

		if (**s == '{') {
			char *end;

			for (const char *p = *s; *p != '\0' && *p != '}'; p++)
				if (*p >= '0' && *p <= '9') {
					times = strtoull(p, &end, 10);
					p = end - 1;
				}
			while (**s != '\0' && **s != '}')
				(*s)++;
			total += times > MAX_PATTERN ? MAX_PATTERN + 1 : atom * times;
			atom = 0;
		} else if (**s == '(') {
			(*s)++;
			atom = depth < MAX_NODE_DEPTH ? pattern_size(s, depth + 1) : MAX_PATTERN + 1;
			total += atom;
		} else {
			if (**s == '[') {
				while (**s != '\0' && **s != ']')
					*s += **s == '\\' && (*s)[1] != '\0' ? 2 : 1;
			} else if (**s == '\\' && (*s)[1] != '\0') {
				(*s)++;
			}
			atom = 1;
			total++;
		}
		if (total > MAX_PATTERN || **s == '\0')
			break;
	}
	return total;
}

static enum rc
check_pattern(struct xsd_check *c, const struct doc *xsd, const xmlNode *node)
{
	const char *value = val_attr(c->cx, node, "value");

	if (value == NULL || pattern_size(&value, 0) <= MAX_PATTERN)
		return RC_OK;
	return diag_at(c->cx, DIAG_SCHEMA_REFUSED, load_attr_span(c->cx, xsd, node, "value"),
	    "a pattern that unfolds to more than %d steps", MAX_PATTERN);
}

static enum rc
check_occurs(struct xsd_check *c, const struct doc *xsd, const xmlNode *node, uint64_t *nest)
{
	static const char *const names[] = {"maxOccurs", "minOccurs"};

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = val_attr(c->cx, node, names[i]);
		uint64_t n = value != NULL ? strtoull(value, NULL, 10) : 1;

		if (n > MAX_OCCURS || (n > 1 && *nest * n > MAX_OCCURS_NEST))
			return diag_at(c->cx, DIAG_SCHEMA_REFUSED, load_attr_span(c->cx, xsd, node, names[i]),
			    "%s repeats too often", value);
		if (i == 0 && n > 1)
			*nest *= n;
	}
	return RC_OK;
}

/* One schema file: read below the folder, checked, and kept for the compiler. */
static enum rc
check_include(struct xsd_check *c, const struct doc *xsd, const xmlNode *node)
{
	const char *location = val_attr(c->cx, node, "schemaLocation"), *why, *name;
	struct span at = load_attr_span(c->cx, xsd, node, "schemaLocation");
	const struct doc *inner;
	struct load_served *f;
	xmlChar *uri;

	if (location == NULL)
		return RC_OK;
	uri = xmlBuildURI((const xmlChar *)location, xsd->xml->URL);
	if (uri == NULL)
		return diag_at(c->cx, DIAG_SCHEMA_REFUSED, at, "not a file name: %s", location);
	name = arena_strdup(c->cx->arena, (const char *)uri);
	xmlFree(uri);
	if (!io_name_is_plain(name, &why))
		return diag_at(c->cx, DIAG_SCHEMA_REFUSED, at, "%s: %s", location, why);
	for (size_t i = 0; i < c->depth; i++)
		if (str_eq(c->stack[i], name))
			return diag_at(c->cx, DIAG_SCHEMA_REFUSED, at, "%s includes itself", name);
	if (map_lookup(c->files, name) != NULL)
		return RC_OK;
	if (c->depth == MAX_INCLUDE_DEPTH)
		return diag_at(c->cx, DIAG_SCHEMA_REFUSED, at, "more than %d files deep", MAX_INCLUDE_DEPTH);
	TRY(load_below(c->cx, xsd->root, name, at, &inner));
	xmlFree((xmlChar *)(uintptr_t)inner->xml->URL);
	inner->xml->URL = xmlStrdup((const xmlChar *)name);
	f = arena_zalloc(c->cx->arena, sizeof(*f));
	f->bytes = src_bytes(c->cx->sources, inner->file, &f->len);
	map_set(c->files, name, f);
	c->stack[c->depth++] = name;
	TRY(check_tree(c, inner, xmlDocGetRootElement(inner->xml), 1, 0));
	c->depth--;
	return RC_OK;
}

static enum rc
check_tree(struct xsd_check *c, const struct doc *xsd, const xmlNode *node, uint64_t nest, int depth)
{
	if (depth > MAX_NODE_DEPTH)
		return diag_at(c->cx, DIAG_SCHEMA_REFUSED, load_span(xsd, node), "nested more than %d deep",
		    MAX_NODE_DEPTH);
	if (val_is(node, "include") || val_is(node, "import") || val_is(node, "redefine"))
		TRY(check_include(c, xsd, node));
	if (val_is(node, "pattern"))
		TRY(check_pattern(c, xsd, node));
	TRY(check_occurs(c, xsd, node, &nest));
	for (const xmlNode *child = node->children; child != NULL; child = child->next)
		if (child->type == XML_ELEMENT_NODE && !val_is(child, "annotation"))
			TRY(check_tree(c, xsd, child, nest, depth + 1));
	return RC_OK;
}

enum rc
val_xsd_check(struct ctx *cx, const struct doc *xsd, const struct map **files)
{
	struct xsd_check c = {.cx = cx, .files = map_new(cx->arena)};
	const char *slash = strrchr(xsd->path, '/');
	const char *own = slash != NULL ? slash + 1 : xsd->path;

	/* Names inside are relative to the schema's folder; the compiler joins them to this. */
	xmlFree((xmlChar *)(uintptr_t)xsd->xml->URL);
	xsd->xml->URL = xmlStrdup((const xmlChar *)own);
	c.stack[c.depth++] = own;
	TRY(check_tree(&c, xsd, xmlDocGetRootElement(xsd->xml), 1, 0));
	*files = c.files;
	return RC_OK;
}
