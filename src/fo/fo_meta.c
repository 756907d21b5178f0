/*
 * fo_meta.c - what the document says about itself.
 */
#include <string.h>

#include "base/str.h"
#include "fo/fo_reader.h"

#define DEPTH_MAX 20 /* an XMP packet needs 6 */

static const char *
collapse(struct fo_reader *r, struct buf *b)
{
	const char *text;
	size_t n = 0;

	for (size_t i = 0; i < b->len; i++) {
		char c = b->p[i] == '\n' || b->p[i] == '\t' || b->p[i] == '\r' ? ' ' : b->p[i];

		if (c != ' ' || (n > 0 && b->p[n - 1] != ' '))
			b->p[n++] = c;
	}
	while (n > 0 && b->p[n - 1] == ' ')
		n--;
	text = n > 0 ? arena_strndup(r->a, b->p, n) : NULL;
	buf_free(b);
	return text;
}

static void
add_text(const struct fo_node *n, int depth, struct buf *out)
{
	if (n->elem == FO_TEXT)
		buf_add(out, n->text, n->len);
	for (const struct fo_node *c = n->first; c != NULL && depth < DEPTH_MAX; c = c->next)
		add_text(c, depth + 1, out);
}

const char *
fo_meta_text(struct fo_reader *r, const struct fo_node *n)
{
	struct buf b = {0};

	add_text(n, 0, &b);
	return collapse(r, &b);
}

static const xmlNode *
find_title(const xmlNode *n, int depth)
{
	const xmlNode *found = NULL;

	if (n->type != XML_ELEMENT_NODE || depth > DEPTH_MAX)
		return NULL;
	if (n->ns != NULL && strcmp((const char *)n->name, "title") == 0 &&
	    str_eq((const char *)n->ns->href, "http://purl.org/dc/elements/1.1/"))
		return n;
	for (const xmlNode *c = n->children; c != NULL && found == NULL; c = c->next)
		found = find_title(c, depth + 1);
	return found;
}

/* dc:title is text, or rdf:Alt with one rdf:li a language: the first one counts. */
const char *
fo_meta_title(struct fo_reader *r, const xmlNode *xmp)
{
	const xmlNode *n = find_title(xmp, 0);
	struct buf b = {0};

	for (int depth = 0; n != NULL && depth < DEPTH_MAX; depth++) {
		const xmlNode *child = n->children;

		while (child != NULL && child->type != XML_ELEMENT_NODE)
			child = child->next;
		if (child == NULL)
			break;
		n = child;
	}
	for (const xmlNode *t = n != NULL ? n->children : NULL; t != NULL; t = t->next)
		if (t->type == XML_TEXT_NODE || t->type == XML_CDATA_SECTION_NODE)
			buf_puts(&b, (const char *)t->content);
	return collapse(r, &b);
}
