/* What may be changed, one by one: attributes here, children in edit_place.c. */
#include "edit/edit_plan.h"

#include <string.h>

#include "base/str.h"

struct ctx *
edit_ctx(const struct edit_plan *p)
{
	return p->cx;
}

const struct doc *
edit_doc(const struct edit_plan *p)
{
	return p->doc;
}

const char *
edit_attr(const struct edit_plan *p, const xmlNode *elem, const char *name)
{
	const char *value = load_attr(p->cx, elem, name);

	return value != NULL ? value : "";
}

static const char *
find_line_end(const char *text, size_t len)
{
	const char *nl = memchr(text, '\n', len);

	if (nl == NULL)
		return memchr(text, '\r', len) != NULL ? "\r" : "\n";
	return nl > text && nl[-1] == '\r' ? "\r\n" : "\n";
}

const char *
edit_indent(const struct edit_plan *p, uint32_t at)
{
	uint32_t beg = at;

	while (beg > 0 && (p->text[beg - 1] == ' ' || p->text[beg - 1] == '\t'))
		beg--;
	if (beg > 0 && p->text[beg - 1] != '\n' && p->text[beg - 1] != '\r')
		return NULL;
	return arena_strndup(p->cx->arena, p->text + beg, at - beg);
}

struct edit_plan *
edit_new(struct ctx *cx, const struct doc *doc)
{
	struct edit_plan *p = arena_zalloc(cx->arena, sizeof(*p));
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *first = load_first(root, NULL);

	p->cx = cx;
	p->doc = doc;
	p->text = src_bytes(cx->sources, doc->file, &p->len);
	p->line_end = find_line_end(p->text, p->len);
	/* The children of the assessment stand one step in. */
	p->step = first != NULL ? edit_indent(p, load_span(doc, first).beg) : NULL;
	return p;
}

bool
edit_is_empty(const struct edit_plan *p)
{
	return p->n == 0 && p->n_children == 0;
}

void
edit_replace(struct edit_plan *p, uint32_t beg, uint32_t end, const char *text)
{
	if (p->n == p->cap) {
		size_t cap = p->cap > 0 ? p->cap * 2 : 64;
		struct edit_change *more = arena_array(p->cx->arena, cap, sizeof(*more));

		if (p->n > 0)
			memcpy(more, p->changes, p->n * sizeof(*more));
		p->changes = more;
		p->cap = cap;
	}
	p->changes[p->n] = (struct edit_change){beg, end, arena_strdup(p->cx->arena, text), p->n};
	p->n++;
}

/* ---- attributes --------------------------------------------------------------------------------------------------- */

/* XML 1.0, 2.3 and 3.3.3: what would end the value, and white space that would become a space. */
static const char *
escaped(struct arena *a, const char *value, char quote)
{
	struct buf b = {0};
	const char *text;

	for (const char *s = value; *s != '\0'; s++) {
		if (*s == '&')
			buf_puts(&b, "&amp;");
		else if (*s == '<')
			buf_puts(&b, "&lt;");
		else if (*s == quote)
			buf_puts(&b, quote == '"' ? "&quot;" : "&apos;");
		else if (*s == '\n' || *s == '\t' || *s == '\r')
			buf_printf(&b, "&#%d;", *s);
		else
			buf_putc(&b, *s);
	}
	text = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return text;
}

/* From "<name" or the end of an attribute to behind the next attribute; parts of the tag as byte offsets. */
struct tag_part {
	uint32_t gap, name, name_end, value, end; /* end is behind the closing quote */
};

static uint32_t
skip_blank(const struct edit_plan *p, uint32_t at, uint32_t end)
{
	while (at < end && str_is_blank(p->text + at, 1))
		at++;
	return at;
}

/* The tag is well-formed: libxml2 has read it. */
static bool
next_part(const struct edit_plan *p, struct span tag, struct tag_part *part)
{
	uint32_t at = skip_blank(p, part->end, tag.end);
	const char *close;

	if (at >= tag.end || p->text[at] == '/' || p->text[at] == '>')
		return false;
	part->gap = part->end;
	part->name = at;
	at += (uint32_t)strcspn(p->text + at, " \t\r\n=");
	part->name_end = at;
	at = skip_blank(p, at, tag.end) + 1;
	at = skip_blank(p, at, tag.end);
	part->value = at + 1;
	close = memchr(p->text + at + 1, p->text[at], tag.end - at - 1);
	if (close == NULL)
		return false;
	part->end = (uint32_t)(close - p->text) + 1;
	return true;
}

static struct tag_part
first_part(const struct edit_plan *p, struct span tag)
{
	uint32_t end = tag.beg + 1 + (uint32_t)strcspn(p->text + tag.beg + 1, " \t\r\n/>");

	return (struct tag_part){end, end, end, end, end};
}

static bool
find_attr(const struct edit_plan *p, const xmlNode *elem, const char *name, struct tag_part *part)
{
	struct span tag = load_span(p->doc, elem);
	size_t n = strlen(name);

	*part = first_part(p, tag);
	while (next_part(p, tag, part))
		if (part->name_end - part->name == n && memcmp(p->text + part->name, name, n) == 0)
			return true;
	return false;
}

const char *
edit_gap(const struct edit_plan *p, const xmlNode *elem, const char *name)
{
	struct tag_part part;

	if (elem == NULL || !find_attr(p, elem, name, &part))
		return " ";
	return arena_strndup(p->cx->arena, p->text + part.gap, part.name - part.gap);
}

void
edit_set_attr(struct edit_plan *p, const xmlNode *elem, const char *name, const char *value)
{
	const char *old = load_attr(p->cx, elem, name), *gap;
	struct span tag = load_span(p->doc, elem);
	struct tag_part part, last;
	char quote;

	if (old != NULL && strcmp(old, value) == 0)
		return;
	if (find_attr(p, elem, name, &part)) {
		edit_replace(p, part.value, part.end - 1, escaped(p->cx->arena, value, p->text[part.end - 1]));
		return;
	}
	last = part = first_part(p, tag);
	while (next_part(p, tag, &part))
		last = part;
	/* Behind the last one, spaced and quoted like it. */
	gap = last.name > last.gap ? arena_strndup(p->cx->arena, p->text + last.gap, last.name - last.gap) : " ";
	quote = last.name > last.gap ? p->text[last.end - 1] : '"';
	edit_replace(p, last.end, last.end,
	    arena_printf(p->cx->arena, "%s%s=%c%s%c", gap, name, quote, escaped(p->cx->arena, value, quote), quote));
}

void
edit_drop_attr(struct edit_plan *p, const xmlNode *elem, const char *name)
{
	struct tag_part part;

	if (find_attr(p, elem, name, &part))
		edit_replace(p, part.gap, part.end, "");
}

void
edit_put_attr(struct buf *markup, const char *name, const char *value)
{
	struct arena *a = arena_new();

	if (value != NULL)
		buf_printf(markup, " %s=\"%s\"", name, escaped(a, value, '"'));
	arena_free(a);
}

/* ---- marks ---------------------------------------------------------------------------------------------------------- */

static bool
has_word(const char *list, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = list; *s != '\0';) {
		size_t len = strcspn(s, " \t\r\n");

		if (len == n && memcmp(s, word, n) == 0)
			return true;
		s += len + (s[len] != '\0');
	}
	return false;
}

void
edit_mark(struct edit_plan *p, const xmlNode *task, const char *why)
{
	const char *list = edit_attr(p, task, "confirm");

	if (!has_word(list, why))
		edit_set_attr(p, task, "confirm", *list == '\0' ? why : arena_printf(p->cx->arena, "%s %s", list, why));
}
