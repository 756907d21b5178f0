/*
 * load_peek.c - a look at the bytes of an element that is parsed piece by piece: what its children will be. The scan knows where
 * every element begins and ends, so nothing is parsed for it.
 */
#include <string.h>

#include "base/source.h"
#include "base/str.h"
#include "load/doc.h"

static bool
is_name_end(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/' || c == '>';
}

static void
take_name(struct load_peek *p)
{
	const char *s = p->bytes + p->doc->spans[p->i].beg + 1, *colon;
	size_t n = 0;

	while (!is_name_end(s[n]))
		n++;
	p->prefix = s;
	colon = memchr(s, ':', n);
	p->n_prefix = colon != NULL ? (size_t)(colon - s) : 0;
	p->name = colon != NULL ? colon + 1 : s;
	p->n_name = n - (size_t)(p->name - s);
}

/* Characters between two tags that are neither white space nor a comment. */
static bool
has_text(const char *s, const char *end)
{
	while (s < end) {
		const char *close;

		if (str_is_blank(s, 1)) {
			s++;
			continue;
		}
		if (end - s < 7 || memcmp(s, "<!--", 4) != 0)
			return true;
		close = memmem(s + 4, (size_t)(end - s - 4), "-->", 3);
		if (close == NULL)
			return true;
		s = close + 3;
	}
	return false;
}

/* Where the end tag begins. */
static uint32_t
content_end(const struct load_peek *p, uint32_t end)
{
	while (end > p->at && p->bytes[end - 1] != '<')
		end--;
	return end > p->at ? end - 1 : end;
}

bool
load_peek_into(const struct load_peek *up, struct load_peek *p)
{
	const struct doc *doc = up->doc;

	*p = (struct load_peek){.doc = doc, .bytes = up->bytes, .next = up->i + 1, .at = doc->spans[up->i].end};
	if (doc->ends[up->i] == 0)
		return false;
	p->end = content_end(p, doc->ends[up->i]);
	return true;
}

bool
load_peek_at(struct ctx *cx, const struct doc *doc, const xmlNode *elem, struct load_peek *p)
{
	size_t i = (size_t)(uintptr_t)elem->_private - 1, len;

	*p = (struct load_peek){.doc = doc, .i = i};
	if (i >= doc->n_spans)
		return false;
	p->bytes = src_bytes(cx->sources, doc->file, &len);
	if (p->bytes == NULL)
		return false;
	take_name(p);
	return true;
}

bool
load_peek_next(struct load_peek *p)
{
	const struct span *spans = p->doc->spans;
	size_t n = p->doc->n_spans;
	uint32_t beg;

	while (p->next < n && spans[p->next].beg < p->at)
		p->next++;
	beg = p->next < n && spans[p->next].beg < p->end ? spans[p->next].beg : p->end;
	p->text = has_text(p->bytes + p->at, p->bytes + beg);
	if (beg == p->end)
		return false;
	p->i = p->next++;
	p->at = p->doc->ends[p->i] != 0 ? p->doc->ends[p->i] : p->end;
	take_name(p);
	return true;
}

bool
load_peek_is(const struct load_peek *p, const char *name)
{
	return strlen(name) == p->n_name && memcmp(name, p->name, p->n_name) == 0;
}

bool
load_peek_same_space(const struct load_peek *p, const struct load_peek *up)
{
	const struct span *at = &p->doc->spans[p->i];

	return p->n_prefix == up->n_prefix && memcmp(p->prefix, up->prefix, p->n_prefix) == 0 &&
	    memmem(p->bytes + at->beg, at->end - at->beg, "xmlns", 5) == NULL;
}

const char *
load_peek_attr(const struct load_peek *p, const char *name, size_t *n)
{
	const struct span *at = &p->doc->spans[p->i];
	const char *s = p->bytes + at->beg + 1, *end = p->bytes + at->end;
	size_t len = strlen(name);

	if (memmem(s, (size_t)(end - s), name, len) == NULL)
		return NULL;
	while (s < end && !is_name_end(*s))
		s++;
	while (s < end) {
		const char *attr, *value;

		while (s < end && (str_is_blank(s, 1) || *s == '/' || *s == '>'))
			s++;
		attr = s;
		while (s < end && *s != '"' && *s != '\'')
			s++;
		if (s >= end)
			return NULL;
		value = s + 1;
		s = memchr(value, *s, (size_t)(end - value));
		if (s == NULL)
			return NULL;
		if ((size_t)(value - attr) > len && memcmp(attr, name, len) == 0 && (attr[len] == '=' || str_is_blank(attr + len, 1))) {
			*n = (size_t)(s - value);
			return value;
		}
		s++;
	}
	return NULL;
}
