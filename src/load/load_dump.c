/* The tree as text: one line for each element, attribute and text, with its place. A format that tests compare. */
#include "load/load.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

static void
add_place(struct ctx *cx, struct span at, struct buf *out)
{
	struct src_pos beg = src_position(cx->sources, at.file, at.beg), end = src_position(cx->sources, at.file, at.end);

	if (at.file == 0)
		return;
	if (beg.line == end.line)
		buf_printf(out, " %u:%u-%u", beg.line, beg.col, end.col);
	else
		buf_printf(out, " %u:%u-%u:%u", beg.line, beg.col, end.line, end.col);
}

/* White space as one blank, so that a text takes one line. */
static void
add_text(const char *s, struct buf *out)
{
	buf_puts(out, " \"");
	for (const char *p = s; *p != '\0'; p++)
		if (!str_is_blank(p, 1))
			buf_putc(out, *p);
		else if (p == s || !str_is_blank(p - 1, 1))
			buf_putc(out, ' ');
	buf_putc(out, '"');
}

static void
add_indent(int depth, struct buf *out)
{
	for (int i = 0; i < depth; i++)
		buf_puts(out, "  ");
}

static void
dump_attributes(struct ctx *cx, const struct doc *doc, const xmlNode *node, int depth, struct buf *out)
{
	for (const xmlNs *ns = node->nsDef; ns != NULL; ns = ns->next) {
		add_indent(depth, out);
		buf_printf(out, "@xmlns%s%s \"%s\"\n", ns->prefix != NULL ? ":" : "",
		    ns->prefix != NULL ? (const char *)ns->prefix : "", (const char *)ns->href);
	}
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		char name[300];
		xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);

		snprintf(name, sizeof(name), "%s%s%s", a->ns != NULL ? (const char *)a->ns->prefix : "",
		    a->ns != NULL ? ":" : "", (const char *)a->name);
		add_indent(depth, out);
		buf_printf(out, "@%s", name);
		add_text(value != NULL ? (const char *)value : "", out);
		add_place(cx, load_attr_span(cx, doc, node, name), out);
		buf_putc(out, '\n');
		xmlFree(value);
	}
}

static void
dump_node(struct ctx *cx, const struct doc *doc, const xmlNode *node, int depth, struct buf *out)
{
	if (node->type == XML_TEXT_NODE) {
		if (str_is_blank((const char *)node->content, strlen((const char *)node->content)))
			return;
		add_indent(depth, out);
		buf_puts(out, "text");
		add_text((const char *)node->content, out);
		buf_putc(out, '\n');
		return;
	}
	if (node->type != XML_ELEMENT_NODE)
		return;
	add_indent(depth, out);
	buf_printf(out, "%s%s%s", node->ns != NULL && node->ns->prefix != NULL ? (const char *)node->ns->prefix : "",
	    node->ns != NULL && node->ns->prefix != NULL ? ":" : "", (const char *)node->name);
	add_place(cx, load_span(doc, node), out);
	buf_putc(out, '\n');
	dump_attributes(cx, doc, node, depth + 1, out);
	for (const xmlNode *c = node->children; c != NULL && depth <= LIMIT_XML_DEPTH; c = c->next)
		dump_node(cx, doc, c, depth + 1, out);
}

void
load_dump(struct ctx *cx, const struct doc *doc, struct buf *out)
{
	dump_node(cx, doc, xmlDocGetRootElement(doc->xml), 0, out);
}
