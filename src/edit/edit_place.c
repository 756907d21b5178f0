/*
 * Where a new child stands, and how it is indented. Three kinds of parents: one that has children (the new one goes below
 * the one that it follows), one that has none but two tags, and one that is a single tag, which must be opened.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "edit/edit_plan.h"

/* The order of assessment.xsd. */
static const char *const in_assessment[] = {
    "framework", "frameworks", "inherits", "predecessor", "migration", "producer", "product", "scope", "period",
    "parties", "instrument", "method", "definitions", "environments", "evidence-list", "tasks", "findings", "actions",
    "exceptions", "narrative", NULL,
};
static const char *const in_task[] = {
    "statement", "reason", "evidence-ref", "test", "finding-ref", "action-ref", "exception-ref", "history", NULL,
};

const xmlNode *
edit_slot(const xmlNode *parent, const char *name)
{
	const char *const *order = load_is(parent, "task") ? in_task : in_assessment;
	const xmlNode *last = NULL;

	for (const xmlNode *c = load_first(parent, NULL); c != NULL; c = load_next(c, NULL))
		for (size_t i = 0; order[i] != NULL; i++) {
			if (load_is(c, order[i]))
				last = c;
			if (str_eq(order[i], name))
				break;
		}
	return last;
}

void
edit_add(struct edit_plan *p, const xmlNode *parent, const xmlNode *after, enum edit_form form, const char *text)
{
	if (p->n_children == p->cap_children) {
		size_t cap = p->cap_children > 0 ? p->cap_children * 2 : 64;
		struct edit_child *more = arena_array(p->cx->arena, cap, sizeof(*more));

		if (p->n_children > 0)
			memcpy(more, p->children, p->n_children * sizeof(*more));
		p->children = more;
		p->cap_children = cap;
	}
	p->children[p->n_children] = (struct edit_child){.parent = parent, .after = after, .form = form,
	    .text = arena_strdup(p->cx->arena, text), .in = load_span(p->doc, parent).beg,
	    .at = after != NULL ? load_span(p->doc, after).beg : 0, .seq = p->n_children};
	p->n_children++;
}

/* ---- one place ------------------------------------------------------------------------------------------------------ */

/* The indentation of the parent's children; NULL when they share a line. */
static const char *
indent_inside(const struct edit_plan *p, const xmlNode *parent, const xmlNode *after)
{
	const xmlNode *like = after != NULL ? after : load_first(parent, NULL);
	const char *outer;

	if (like != NULL)
		return edit_indent(p, load_span(p->doc, like).beg);
	outer = p->step != NULL ? edit_indent(p, load_span(p->doc, parent).beg) : NULL;
	return outer != NULL ? arena_printf(p->cx->arena, "%s%s", outer, p->step) : NULL;
}

size_t
edit_lead(const struct edit_plan *p, const xmlNode *parent, const xmlNode *after)
{
	const char *indent = indent_inside(p, parent, after);

	return indent != NULL ? strlen(p->line_end) + strlen(indent) : 0;
}

/* "a:" of <a:task>; new elements get it too. */
static const char *
prefix_of(const struct edit_plan *p, const xmlNode *elem)
{
	const char *name = p->text + load_span(p->doc, elem).beg + 1;
	size_t n = strcspn(name, " \t\r\n/>:");

	return name[n] == ':' ? arena_strndup(p->cx->arena, name, n + 1) : "";
}

static void
put_text(const struct edit_plan *p, struct buf *out, const struct edit_child *c, const char *prefix, const char *indent)
{
	for (const char *s = c->text; *s != '\0'; s++) {
		if (*s == EDIT_NS[0])
			buf_puts(out, prefix);
		else if (c->form == EDIT_VERBATIM || (*s != '\n' && *s != '\t'))
			buf_putc(out, *s);
		else if (indent != NULL && *s == '\n')
			buf_printf(out, "%s%s", p->line_end, indent);
		else if (indent != NULL && p->step != NULL)
			buf_puts(out, p->step);
	}
}

static bool
is_same_place(const struct edit_child *a, const struct edit_child *b)
{
	return a->parent == b->parent && a->after == b->after;
}

/* All children that go to the place of the first, each on a line of its own where the file has lines. */
static void
put_children(const struct edit_plan *p, struct buf *out, const struct edit_child *first, const char *indent)
{
	const char *prefix = prefix_of(p, first->parent);

	for (const struct edit_child *c = first; c < p->children + p->n_children && is_same_place(c, first); c++) {
		if (indent != NULL)
			buf_printf(out, "%s%s", p->line_end, indent);
		put_text(p, out, c, prefix, indent);
	}
}

/*
 * From behind a tag to the end of its line, past blanks and comments: a comment there is about what stands before it.
 * Where anything else follows, behind the tag or the last comment.
 */
static uint32_t
end_of_line(const struct edit_plan *p, uint32_t at)
{
	for (uint32_t q = at;;) {
		const char *close;

		while (q < p->len && (p->text[q] == ' ' || p->text[q] == '\t'))
			q++;
		if (q == p->len || p->text[q] == '\n' || p->text[q] == '\r')
			return q;
		if (p->len - q < 4 || memcmp(p->text + q, "<!--", 4) != 0)
			return at;
		close = memmem(p->text + q + 4, p->len - q - 4, "-->", 3);
		if (close == NULL || memchr(p->text + q, '\n', (size_t)(close - p->text) - q) != NULL)
			return at;
		at = q = (uint32_t)(close - p->text) + 3;
	}
}

static uint32_t
end_tag_of(const struct edit_plan *p, const xmlNode *elem)
{
	uint32_t at = load_whole_span(p->doc, elem).end;

	while (at > 0 && p->text[at] != '<')
		at--;
	return at;
}

/* <tasks/> becomes <tasks>...</tasks>. */
static void
open_tag(struct edit_plan *p, const struct edit_child *c, struct buf *b)
{
	struct span tag = load_span(p->doc, c->parent);
	const char *indent = indent_inside(p, c->parent, NULL), *name = p->text + tag.beg + 1;
	uint32_t end = tag.end - 2; /* the slash */

	while (str_is_blank(p->text + end - 1, 1))
		end--;
	buf_putc(b, '>');
	put_children(p, b, c, indent);
	if (indent != NULL)
		buf_printf(b, "%s%s", p->line_end, edit_indent(p, tag.beg));
	buf_printf(b, "</%.*s>", (int)strcspn(name, " \t\r\n/>"), name);
	edit_replace(p, end, tag.end, buf_str(b));
}

/* Between two tags without an element between them: before the end tag, below what comments there are. */
static void
fill(struct edit_plan *p, const struct edit_child *c, struct buf *b)
{
	struct span tag = load_span(p->doc, c->parent);
	uint32_t at = end_tag_of(p, c->parent);
	const char *indent = indent_inside(p, c->parent, NULL), *outer = edit_indent(p, at);

	put_children(p, b, c, indent);
	if (outer != NULL && at - strlen(outer) > tag.end) {
		at -= (uint32_t)strlen(outer) + 1;
		at -= at > tag.end && p->text[at] == '\n' && p->text[at - 1] == '\r';
	} else if (indent != NULL) {
		buf_printf(b, "%s%s", p->line_end, edit_indent(p, tag.beg));
	}
	edit_replace(p, at, at, buf_str(b));
}

static void
place(struct edit_plan *p, const struct edit_child *c, struct buf *b)
{
	struct span tag = load_span(p->doc, c->parent);
	uint32_t at;

	if (c->after == NULL && load_first(c->parent, NULL) == NULL) {
		if (p->text[tag.end - 2] == '/')
			open_tag(p, c, b);
		else
			fill(p, c, b);
		return;
	}
	at = c->after != NULL ? load_whole_span(p->doc, c->after).end : tag.end;
	put_children(p, b, c, indent_inside(p, c->parent, c->after));
	at = indent_inside(p, c->parent, c->after) != NULL ? end_of_line(p, at) : at;
	edit_replace(p, at, at, buf_str(b));
}

static int
by_place(const void *pa, const void *pb)
{
	const struct edit_child *a = pa, *b = pb;

	if (a->in != b->in)
		return a->in < b->in ? -1 : 1;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->seq < b->seq ? -1 : 1;
}

void
edit_place_children(struct edit_plan *p)
{
	if (p->n_children > 1)
		qsort(p->children, p->n_children, sizeof(*p->children), by_place);
	for (size_t i = 0; i < p->n_children; i++) {
		struct buf b = {0};

		if (i == 0 || !is_same_place(&p->children[i], &p->children[i - 1]))
			place(p, &p->children[i], &b);
		buf_free(&b);
	}
}
