/*
 * Runs libxml2's schema validator over a tree we already have, and says what it finds in our own words.
 *
 * The validator is fed as if by a SAX parser (xmlSchemaSAXPlug), but by a walk over the tree: so the walk can stop
 * after enough errors (xmlSchemaValidateDoc cannot), no error costs a search through all earlier siblings, and we know
 * at which element we are. Source: SECURITY.md, R11.
 */
#include "validate/validate.h"

#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "validate/val_words.h"

/* ---- compiling --------------------------------------------------------------------------------------------------- */

struct compile {
	struct ctx *cx;
	const struct doc *xsd;
	size_t errors;
};

static void
free_schema(void *schema)
{
	xmlSchemaFree(schema);
}

static void
note_schema_error(void *user, xmlError *e)
{
	struct compile *c = user;
	const xmlNode *node = e->node;

	if (e->level == XML_ERR_WARNING || c->errors++ >= LIMIT_XML_ERRORS_SHOWN)
		return;
	(void)diag_at(c->cx, DIAG_SCHEMA_BAD,
	    node != NULL ? load_span(c->xsd, node) : (struct span){0, 0, c->xsd->file}, "%s",
	    val_plain_words(c->cx, e->message));
}

/* Keys serve editors: our rules say the same better. Annotations are half of the file. Both cost time to compile. */
static void
strip(xmlNode *node, int depth)
{
	for (xmlNode *c = node->children, *next; c != NULL; c = next) {
		next = c->next;
		if (val_is(c, "key") || val_is(c, "keyref") || val_is(c, "annotation")) {
			xmlUnlinkNode(c);
			xmlFreeNode(c);
		} else if (c->type == XML_ELEMENT_NODE && depth < LIMIT_XML_DEPTH) {
			strip(c, depth + 1);
		}
	}
}

enum rc
val_schema_compile(struct ctx *cx, const char *path, enum val_vocabulary vocabulary, struct val_schema *schema)
{
	struct compile c = {.cx = cx};
	const struct map *files;
	xmlSchemaParserCtxt *parser;
	xmlSchema *compiled;

	TRY(load_file(cx, path, &c.xsd));
	TRY(val_xsd_check(cx, c.xsd, &files));
	if (vocabulary == VAL_ASSESSMENT)
		strip(xmlDocGetRootElement(c.xsd->xml), 0);
	parser = xmlSchemaNewDocParserCtxt(c.xsd->xml);
	if (parser == NULL)
		mem_exhausted();
	xmlSchemaSetParserStructuredErrors(parser, note_schema_error, &c);
	load_door_open(files);
	compiled = xmlSchemaParse(parser);
	load_door_close();
	xmlSchemaFreeParserCtxt(parser);
	if (compiled != NULL)
		arena_defer(cx->arena, free_schema, compiled);
	if (compiled == NULL && c.errors == 0)
		return diag_at(cx, DIAG_SCHEMA_BAD, (struct span){0, 0, c.xsd->file}, "%s", "");
	*schema = (struct val_schema){c.xsd, compiled, vocabulary};
	return c.errors == 0 ? RC_OK : RC_FAIL;
}

/* ---- validating -------------------------------------------------------------------------------------------------- */

struct run {
	struct val_words words; /* what the sentences need */
	const xmlNode *at;      /* the element that the validator is at */
	size_t errors;
	xmlSAXHandler *sax; /* the validator's */
	void *user;
};

static void
note_error(void *user, xmlError *e)
{
	struct run *r = user;

	if (r->errors++ < LIMIT_XML_ERRORS)
		val_words_say(&r->words, r->at, e->code, e->message);
}

#define MAX_DECLS 1024 /* limits.h lets no tag have more attributes than this */

static void
start(struct run *r, const xmlNode *node)
{
	const xmlChar *attrs[5 * MAX_DECLS], *spaces[2 * MAX_DECLS];
	xmlChar *values[MAX_DECLS];
	int n = 0, n_spaces = 0;

	for (const xmlNs *ns = node->nsDef; ns != NULL && n_spaces < MAX_DECLS; ns = ns->next, n_spaces++) {
		spaces[2 * n_spaces] = ns->prefix;
		spaces[2 * n_spaces + 1] = ns->href;
	}
	for (const xmlAttr *a = node->properties; a != NULL && n < MAX_DECLS; a = a->next, n++) {
		const xmlChar **to = &attrs[5 * n];

		values[n] = xmlNodeListGetString(node->doc, a->children, 1);
		if (values[n] == NULL)
			values[n] = xmlStrdup((const xmlChar *)"");
		to[0] = a->name;
		to[1] = a->ns != NULL ? a->ns->prefix : NULL;
		to[2] = a->ns != NULL ? a->ns->href : NULL;
		to[3] = values[n];
		to[4] = values[n] + xmlStrlen(values[n]);
	}
	r->sax->startElementNs(r->user, node->name, node->ns != NULL ? node->ns->prefix : NULL,
	    node->ns != NULL ? node->ns->href : NULL, n_spaces, spaces, n, 0, attrs);
	while (n > 0)
		xmlFree(values[--n]);
}

static bool
has_enough(const struct run *r)
{
	return r->errors >= LIMIT_XML_ERRORS;
}

static void
walk(struct run *r, const xmlNode *node, int depth)
{
	r->at = node;
	start(r, node);
	for (const xmlNode *c = node->children; c != NULL && !has_enough(r) && depth < LIMIT_XML_DEPTH; c = c->next)
		if (c->type == XML_ELEMENT_NODE) {
			walk(r, c, depth + 1);
		} else if (c->type == XML_TEXT_NODE) {
			r->at = node;
			r->sax->characters(r->user, c->content, xmlStrlen(c->content));
		}
	r->at = node;
	r->sax->endElementNs(r->user, node->name, node->ns != NULL ? node->ns->prefix : NULL,
	    node->ns != NULL ? node->ns->href : NULL);
}

enum val_outcome
val_schema_check(struct ctx *cx, const struct val_schema *schema, const struct doc *doc)
{
	struct run r = {.words = {.cx = cx, .schema = schema, .doc = doc, .outcome = VAL_OK}};
	xmlSchemaValidCtxt *valid = xmlSchemaNewValidCtxt(schema->compiled);
	xmlSchemaSAXPlugStruct *plug;

	if (valid == NULL)
		mem_exhausted();
	xmlSchemaSetValidStructuredErrors(valid, note_error, &r);
	plug = xmlSchemaSAXPlug(valid, &r.sax, &r.user);
	if (plug == NULL)
		mem_exhausted();
	walk(&r, xmlDocGetRootElement(doc->xml), 0);
	if (has_enough(&r))
		(void)diag_at(cx, DIAG_SCHEMA_MANY, NO_SPAN, "%s: %d problems", doc->path, LIMIT_XML_ERRORS);
	xmlSchemaSAXUnplug(plug);
	xmlSchemaFreeValidCtxt(valid);
	return r.words.outcome;
}

enum rc
val_schema_file(struct ctx *cx, const struct doc *doc, const char *schema_path)
{
	struct val_schema schema;

	TRY(val_schema_compile(cx, schema_path, VAL_OTHER, &schema));
	return val_schema_check(cx, &schema, doc) == VAL_OK ? RC_OK : RC_FAIL;
}
