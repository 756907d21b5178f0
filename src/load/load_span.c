/* Where things stand in the bytes of a file. libxml2 keeps lines; authors fix values. */
#include "load/load.h"

#include <string.h>

#include "base/str.h"

/* Index of an element, or SIZE_MAX for what was not parsed here. */
static size_t
index_of(const struct doc *doc, const xmlNode *node)
{
	size_t i;

	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->parent;
	if (node == NULL || node->doc != doc->xml)
		return SIZE_MAX;
	i = (size_t)(uintptr_t)node->_private;
	return i > 0 && i <= doc->n_spans ? i - 1 : SIZE_MAX;
}

struct span
load_span(const struct doc *doc, const xmlNode *node)
{
	size_t i = index_of(doc, node);

	return i == SIZE_MAX ? NO_SPAN : doc->spans[i];
}

struct span
load_whole_span(const struct doc *doc, const xmlNode *elem)
{
	size_t i = index_of(doc, elem);
	struct span at = i == SIZE_MAX ? NO_SPAN : doc->spans[i];

	if (i != SIZE_MAX && doc->ends[i] > at.end)
		at.end = doc->ends[i];
	return at;
}

static const char *
skip_blank(const char *p, const char *end)
{
	while (p < end && str_is_blank(p, 1))
		p++;
	return p;
}

struct span
load_attr_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem, const char *attr)
{
	struct span at = load_span(doc, elem);
	size_t len, want = strlen(attr);
	const char *bytes = src_bytes(cx->sources, at.file, &len), *p, *end;

	if (bytes == NULL)
		return at;
	p = bytes + at.beg + 1;
	end = bytes + at.end;
	p += strcspn(p, " \t\r\n/>");
	for (p = skip_blank(p, end); p < end && *p != '/' && *p != '>'; p = skip_blank(p, end)) {
		const char *name = p, *value;
		size_t n = strcspn(p, " \t\r\n=");

		p = skip_blank(p + n, end);
		p = skip_blank(p + 1, end);
		if (p >= end || (*p != '"' && *p != '\''))
			return at;
		value = p + 1;
		p = memchr(value, *p, (size_t)(end - value));
		if (p == NULL)
			return at;
		if (n == want && memcmp(name, attr, n) == 0)
			return (struct span){(uint32_t)(value - bytes), (uint32_t)(p - bytes), at.file};
		p++;
	}
	return at;
}

/* The bytes from p to the next tag, without the white space around them. */
static struct span
text_from(const struct doc *doc, const char *bytes, size_t len, uint32_t beg)
{
	const char *p = skip_blank(bytes + beg, bytes + len), *q = memchr(p, '<', (size_t)(bytes + len - p));

	if (q == NULL)
		q = bytes + len;
	while (q > p && str_is_blank(q - 1, 1))
		q--;
	return (struct span){(uint32_t)(p - bytes), (uint32_t)(q - bytes), doc->file};
}

struct span
load_text_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem)
{
	struct span at = load_span(doc, elem), text;
	size_t len;
	const char *bytes = src_bytes(cx->sources, at.file, &len);

	if (bytes == NULL || elem->children == NULL)
		return at;
	text = text_from(doc, bytes, len, at.end);
	return text.beg < text.end ? text : at;
}

struct span
load_stray_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem)
{
	struct span at = load_span(doc, elem), text;
	uint32_t from = at.end;
	size_t len;
	const char *bytes = src_bytes(cx->sources, at.file, &len);

	if (bytes == NULL)
		return at;
	for (const xmlNode *c = elem->children; c != NULL; c = c->next) {
		size_t i = c->type == XML_ELEMENT_NODE ? index_of(doc, c) : SIZE_MAX;

		if (i != SIZE_MAX)
			from = doc->ends[i];
		if (c->type != XML_TEXT_NODE || str_is_blank((const char *)c->content, strlen((const char *)c->content)))
			continue;
		text = text_from(doc, bytes, len, from);
		return text.beg < text.end ? text : at;
	}
	return at;
}
