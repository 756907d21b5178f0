/*
 * cat_import.c - official wording from an OSCAL catalogue.
 * Shape (NIST's file for SP 800-218): group > control class "practice" > control class "task"; the wording is in
 * the part named "statement" of each. Examples are parts named "example": counted, not copied, because they are no
 * requirements. The result is a copy of our catalogue file with <official> elements.
 */
#include <libxml/xmlsave.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/str.h"
#include "catalog/cat_file.h"

#define OSCAL_NS "http://csrc.nist.gov/ns/oscal/1.0"
#define MAX_CONTROL_DEPTH 8

struct import {
	const struct doc *oscal;
	const struct catalog *cat;
	struct map *wording; /* id -> official text */
	size_t n_tasks, n_practices, n_examples;
};

static enum rc
refuse(struct ctx *cx, const struct import *im, const xmlNode *node, const char *what, const char *id)
{
	return diag_at(cx, DIAG_CAT_IMPORT, load_span(im->oscal, node), "%s%s", what, id);
}

/* Footnote marks left stray spaces and "[Formerly PW.3.1]" notes in what NIST generates: neither is wording. */
static const char *
clean(struct ctx *cx, const char *text)
{
	const char *note = NULL;
	size_t n = strlen(text);

	for (const char *s = strstr(text, "Formerly "); s != NULL; s = strstr(s + 1, "Formerly "))
		note = s;
	if (note != NULL && strlen(note) < 24)
		n = (size_t)(note - text);
	while (n > 0 && strchr(" [(", text[n - 1]) != NULL)
		n--;
	/* "maturity. .Formerly": the note took a dot of its own. */
	while (n > 2 && text[n - 1] == '.' && (text[n - 2] == '.' || (text[n - 2] == ' ' && text[n - 3] == '.')))
		n -= text[n - 2] == ' ' ? 2 : 1;
	return arena_strndup(cx->arena, text, n);
}

static const char *
statement_of(struct ctx *cx, const xmlNode *control)
{
	for (const xmlNode *part = load_first(control, "part"); part != NULL; part = load_next(part, "part"))
		if (str_eq(load_attr(cx, part, "name"), "statement"))
			return clean(cx, load_text(cx, part));
	return NULL;
}

static size_t
count_examples(struct ctx *cx, const xmlNode *control)
{
	size_t n = 0;

	for (const xmlNode *part = load_first(control, "part"); part != NULL; part = load_next(part, "part"))
		n += str_eq(load_attr(cx, part, "name"), "example");
	return n;
}

static enum rc
take_control(struct ctx *cx, struct import *im, const xmlNode *control)
{
	const char *id = load_attr(cx, control, "id"), *text = statement_of(cx, control);
	bool is_task = id != NULL && cat_lookup(im->cat, id) != NULL;

	if (id == NULL || (!is_task && cat_lookup_practice(im->cat, id) == NULL))
		return refuse(cx, im, control, "the framework has no ", id != NULL ? id : "control without an id");
	if (text == NULL || *text == '\0')
		return refuse(cx, im, control, "no statement in ", id);
	if (map_set(im->wording, id, arena_strdup(cx->arena, text)) != NULL)
		return refuse(cx, im, control, "twice: ", id);
	im->n_tasks += is_task;
	im->n_practices += !is_task;
	im->n_examples += count_examples(cx, control);
	return RC_OK;
}

static enum rc
take_controls(struct ctx *cx, struct import *im, const xmlNode *node, int depth)
{
	enum rc rc = RC_OK;

	if (depth > MAX_CONTROL_DEPTH)
		return refuse(cx, im, node, "controls nested too deeply", "");
	for (const xmlNode *g = load_first(node, "group"); g != NULL; g = load_next(g, "group"))
		if (take_controls(cx, im, g, depth + 1) != RC_OK)
			rc = RC_FAIL;
	for (const xmlNode *c = load_first(node, "control"); c != NULL; c = load_next(c, "control")) {
		if (take_control(cx, im, c) != RC_OK || take_controls(cx, im, c, depth + 1) != RC_OK)
			rc = RC_FAIL;
	}
	return rc;
}

static enum rc
read_oscal(struct ctx *cx, struct import *im)
{
	const xmlNode *root = xmlDocGetRootElement(im->oscal->xml);

	if (!load_is(root, "catalog") || root->ns == NULL || !str_eq((const char *)root->ns->href, OSCAL_NS))
		return refuse(cx, im, root, "the root is not <catalog> of " OSCAL_NS, "");
	TRY(take_controls(cx, im, root, 0));
	for (size_t i = 0; i < im->cat->n_tasks; i++)
		if (map_lookup(im->wording, im->cat->ids[i]) == NULL)
			return refuse(cx, im, root, "nothing about ", im->cat->ids[i]);
	return RC_OK;
}

static void
drop(xmlNode *node)
{
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

/* White space between elements is layout of the old file; the new one is indented afresh. */
static void
strip_layout(xmlNode *parent, int depth)
{
	for (xmlNode *c = parent->children, *next; c != NULL; c = next) {
		next = c->next;
		if (c->type == XML_COMMENT_NODE || (c->type == XML_TEXT_NODE && xmlIsBlankNode(c)))
			drop(c);
		else if (c->type == XML_ELEMENT_NODE && depth < MAX_CONTROL_DEPTH)
			strip_layout(c, depth + 1);
	}
}

static void
put_official(xmlNode *node, const char *name, const struct import *im, const char *id)
{
	const char *text = map_lookup(im->wording, id);
	xmlNode *official, *after = NULL;

	for (xmlNode *c = node->children, *next; c != NULL; c = next) {
		next = c->next;
		if (load_is(c, "official"))
			drop(c);
		else if (load_is(c, name))
			after = c;
	}
	if (text == NULL)
		return;
	official = xmlNewDocNode(node->doc, node->ns, BAD_CAST "official", NULL);
	xmlNodeAddContent(official, BAD_CAST text);
	if (after != NULL)
		xmlAddNextSibling(after, official);
	else if (node->children != NULL)
		xmlAddPrevSibling(node->children, official);
	else
		xmlAddChild(node, official);
}

static void
put_wording(struct ctx *cx, xmlNode *root, const struct import *im)
{
	const xmlNode *metadata = load_first(xmlDocGetRootElement(im->oscal->xml), "metadata");
	const char *title = load_text(cx, load_first(metadata, "title"));
	const char *version = load_text(cx, load_first(metadata, "version"));
	xmlNode *wording = xmlNewDocNode(root->doc, root->ns, BAD_CAST "wording", NULL);
	xmlNode *at = root->children;

	while (at != NULL && !load_is(at, "title"))
		at = at->next;
	xmlNodeAddContent(wording, BAD_CAST arena_printf(cx->arena, "%s, version %s", title, version));
	xmlSetProp(wording, BAD_CAST "sha256", BAD_CAST im->oscal->sha256);
	if (at != NULL)
		xmlAddNextSibling(at, wording);
	else
		xmlAddChild(root, wording);
}

static void
free_xml(void *p)
{
	xmlFreeDoc(p);
}

/* Our file again, with the wording in it. */
static xmlDoc *
merge(struct ctx *cx, const struct doc *ours, const struct import *im)
{
	xmlDoc *xml = xmlCopyDoc(ours->xml, 1);
	xmlNode *root;

	if (xml == NULL)
		mem_exhausted();
	arena_defer(cx->arena, free_xml, xml);
	for (xmlNode *c = xml->children, *next; c != NULL; c = next) {
		next = c->next;
		if (c->type == XML_COMMENT_NODE)
			drop(c);
	}
	root = xmlDocGetRootElement(xml);
	strip_layout(root, 0);
	put_wording(cx, root, im);
	for (xmlNode *g = root->children; g != NULL; g = g->next) {
		if (!load_is(g, "group"))
			continue;
		for (xmlNode *p = g->children; p != NULL; p = p->next) {
			put_official(p, "", im, load_attr(cx, p, "id"));
			for (xmlNode *t = p->children; t != NULL; t = t->next)
				if (load_is(t, "task"))
					put_official(t, "summary", im, load_attr(cx, t, "id"));
		}
	}
	return xml;
}

static enum rc
write_xml(struct ctx *cx, xmlDoc *xml, const char *path)
{
	xmlBuffer *bytes = xmlBufferCreate();
	xmlSaveCtxt *save = bytes != NULL ? xmlSaveToBuffer(bytes, "UTF-8", XML_SAVE_FORMAT) : NULL;
	enum rc rc = RC_FAIL;

	if (save == NULL)
		mem_exhausted();
	xmlSaveDoc(save, xml);
	if (xmlSaveClose(save) >= 0)
		rc = io_write(cx, path, xmlBufferContent(bytes), (size_t)xmlBufferLength(bytes));
	else
		rc = diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s", path);
	xmlBufferFree(bytes);
	return rc;
}

/* Makes the folder of imported catalogues, parents too. */
static enum rc
make_user_path(struct ctx *cx, const char *name, const char **path)
{
	const char *dir = cat_user_dir(cx);

	if (dir == NULL)
		return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "neither XDG_DATA_HOME nor HOME is set; use --output");
	for (const char *s = strchr(dir + 1, '/'); s != NULL; s = strchr(s + 1, '/'))
		TRY(io_mkdir(cx, arena_strndup(cx->arena, dir, (size_t)(s - dir))));
	TRY(io_mkdir(cx, dir));
	*path = arena_printf(cx->arena, "%s/%s.xml", dir, name);
	return RC_OK;
}

enum rc
cat_import(struct ctx *cx, const char *oscal, const char *name, const char *output, enum cat_format format,
    struct buf *out)
{
	struct import im = {.wording = map_new(cx->arena)};
	const char *builtin = cat_builtin_path(cx, name);
	const struct doc *ours;

	if (!cat_has(cx, name) || !io_exists(builtin))
		return diag_at(cx, DIAG_CAT_UNKNOWN, NO_SPAN, "%s", name);
	TRY(load_file(cx, builtin, &ours));
	TRY(cat_parse(cx, ours, &im.cat));
	TRY(load_file(cx, oscal, &im.oscal));
	TRY(read_oscal(cx, &im));
	if (output == NULL)
		TRY(make_user_path(cx, name, &output));
	TRY(write_xml(cx, merge(cx, ours, &im), output));
	if (format == CAT_JSON) {
		buf_puts(out, "{\"file\":\"");
		buf_json(out, output, strlen(output));
		buf_printf(out, "\",\"tasks\":%zu,\"practices\":%zu,\"examples\":%zu}\n", im.n_tasks, im.n_practices,
		    im.n_examples);
	} else {
		buf_printf(out, "%s: official wording of %zu tasks and %zu practices (%zu examples seen, not copied)\n", output,
		    im.n_tasks, im.n_practices, im.n_examples);
	}
	return RC_OK;
}
