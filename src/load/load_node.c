#include <string.h>

#include "base/limits.h"
#include "load/doc.h"

bool
load_is(const xmlNode *node, const char *name)
{
	return node != NULL && node->type == XML_ELEMENT_NODE &&
	    (name == NULL || strcmp((const char *)node->name, name) == 0);
}

static const xmlNode *
seek(const xmlNode *node, const char *name)
{
	while (node != NULL && !load_is(node, name))
		node = node->next;
	return node;
}

const xmlNode *
load_first(const xmlNode *parent, const char *name)
{
	return parent != NULL ? seek(parent->children, name) : NULL;
}

const xmlNode *
load_next(const xmlNode *node, const char *name)
{
	return node != NULL ? seek(node->next, name) : NULL;
}

const xmlNode *
load_following(const xmlNode *root, const xmlNode *n)
{
	do {
		if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			n = n->children;
			continue;
		}
		while (n != root && n->next == NULL)
			n = n->parent;
		n = n == root ? NULL : n->next;
	} while (n != NULL && n->type != XML_ELEMENT_NODE);
	return n;
}

const char *
load_attr(struct ctx *cx, const xmlNode *elem, const char *name)
{
	for (const xmlAttr *a = elem != NULL ? elem->properties : NULL; a != NULL; a = a->next) {
		xmlChar *copy;
		const char *value;

		if (a->ns != NULL || strcmp((const char *)a->name, name) != 0)
			continue;
		if (a->children == NULL)
			return "";
		if (a->children->next == NULL && a->children->type == XML_TEXT_NODE)
			return (const char *)a->children->content;
		copy = xmlNodeListGetString(elem->doc, a->children, 1);
		value = arena_strdup(cx->arena, copy != NULL ? (const char *)copy : "");
		xmlFree(copy);
		return value;
	}
	return NULL;
}

/* Appends the text of a subtree; a gap of white space becomes one space. */
static void
collect(const xmlNode *node, struct buf *out, int depth)
{
	if (depth > LIMIT_XML_DEPTH)
		return;
	for (const xmlNode *n = node->children; n != NULL; n = n->next) {
		if (n->type == XML_ELEMENT_NODE) {
			collect(n, out, depth + 1);
			continue;
		}
		if (n->type != XML_TEXT_NODE && n->type != XML_CDATA_SECTION_NODE)
			continue;
		for (const char *s = (const char *)n->content; *s != '\0'; s++) {
			bool blank = strchr(" \t\r\n", *s) != NULL;

			if (!blank)
				buf_putc(out, *s);
			else if (out->len > 0 && out->p[out->len - 1] != ' ')
				buf_putc(out, ' ');
		}
	}
}

const char *
load_text(struct ctx *cx, const xmlNode *node)
{
	struct buf b = {0};
	const char *text;

	if (node != NULL)
		collect(node, &b, 0);
	while (b.len > 0 && b.p[b.len - 1] == ' ')
		b.len--;
	text = arena_strndup(cx->arena, buf_str(&b), b.len);
	buf_free(&b);
	return text;
}
