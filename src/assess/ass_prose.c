#include <string.h>

#include "assess/ass_model.h"
#include "base/limits.h"
#include "base/str.h"

static bool
is_any(const xmlNode *node, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (load_is(node, names[i]))
			return true;
	return false;
}

static bool
is_block(const xmlNode *node)
{
	static const char *const names[] = {"p", "list", "code-block", "quote"};

	return is_any(node, names, ARRAY_LEN(names));
}

static bool
is_inline(const xmlNode *node)
{
	static const char *const names[] = {"em", "strong", "code", "link", "ref"};

	if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
		return true;
	return is_any(node, names, ARRAY_LEN(names));
}

bool
ass_has_prose(const struct ass *a, const xmlNode *node)
{
	if (node == NULL)
		return false;
	for (const xmlNode *c = node->children; c != NULL; c = c->next)
		if ((is_block(c) || is_inline(c)) && *(c->type == XML_ELEMENT_NODE ? load_text(a->cx, c) : "") != '\0')
			return true;
	for (const xmlNode *c = node->children; c != NULL; c = c->next)
		if (c->type == XML_TEXT_NODE && !xmlIsBlankNode(c))
			return true;
	return false;
}

static void copy_inlines(const struct ass *a, const struct ass_source *src, const xmlNode *first, const xmlNode *stop,
    xmlNode *to, int depth);

struct target {
	const char *kind, *anchor, *title;
};

/* What an id means, in the order of the vocabulary: tasks and practices first, they cannot be declared by authors. */
static struct target
find_target(const struct ass *a, const struct ass_source *src, const char *id)
{
	const struct ass_set *set = &a->sets[0];
	const struct cat_task *t = cat_lookup(set->cat, id);
	const struct cat_practice *p = cat_lookup_practice(set->cat, id);
	const xmlNode *node = map_lookup(src->items, id);
	struct arena *m = a->cx->arena;

	if (t != NULL)
		return (struct target){"task", arena_printf(m, "task-%s", id), id};
	if (p != NULL)
		return (struct target){"practice", arena_printf(m, "practice-%s", id), id};
	if (node != NULL && load_is(node, "environment"))
		return (struct target){"environment", str_eq(src->prefix, "") ? arena_printf(m, "environment-%s", id) : NULL,
		    ass_attr(a, node, "name")};
	if (node != NULL) {
		const char *name = arena_printf(m, "%s %s", src->prefix, id);

		/* An item of the organisation's file that no inherited answer uses is not in the report. */
		return (struct target){(const char *)node->name,
		    map_lookup(a->by_id, name) != NULL ? arena_printf(m, "%s%s-%s", src->prefix, (const char *)node->name, id) : NULL, id};
	}
	node = map_lookup(src->parties, id);
	if (node != NULL)
		return (struct target){"party", str_eq(src->prefix, "") ? arena_printf(m, "party-%s", id) : NULL,
		    ass_attr(a, node, "name")};
	return (struct target){NULL, NULL, id};
}

static void
copy_ref(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *to)
{
	const char *text = load_text(a->cx, from);
	struct target t = find_target(a, src, ass_attr(a, from, "to"));
	xmlNode *node;

	if (*text == '\0')
		text = t.title;
	if (t.anchor == NULL) {
		out_chars(to, text);
		return;
	}
	node = out_text_el(to, "ref", text);
	out_set(node, "to", t.anchor);
	out_set(node, "kind", t.kind);
	out_at(node, src->doc, from);
}

static void
copy_inline(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *to, int depth)
{
	xmlNode *node;

	if (from->type == XML_TEXT_NODE || from->type == XML_CDATA_SECTION_NODE) {
		out_chars(to, (const char *)from->content);
	} else if (load_is(from, "ref")) {
		copy_ref(a, src, from, to);
	} else if (load_is(from, "link")) {
		const char *text = load_text(a->cx, from), *href = ass_attr(a, from, "href");

		node = out_text_el(to, "link", *text != '\0' ? text : href);
		out_set(node, "href", href);
		out_at(node, src->doc, from);
	} else if (load_is(from, "code")) {
		node = out_text_el(to, "code", load_text(a->cx, from));
		out_at(node, src->doc, from);
	} else if (is_inline(from)) {
		node = out_el(to, (const char *)from->name);
		out_at(node, src->doc, from);
		copy_inlines(a, src, from->children, NULL, node, depth + 1);
	}
}

/* Copies siblings from `first` up to `stop` that are inline; deeper than the limit only their text. */
static void
copy_inlines(const struct ass *a, const struct ass_source *src, const xmlNode *first, const xmlNode *stop, xmlNode *to,
    int depth)
{
	for (const xmlNode *c = first; c != stop && c != NULL; c = c->next) {
		if (depth > LIMIT_XML_DEPTH)
			out_chars(to, c->type == XML_ELEMENT_NODE ? load_text(a->cx, c) : "");
		else if (is_inline(c))
			copy_inline(a, src, c, to, depth);
	}
}

static bool
is_blank_run(const xmlNode *first, const xmlNode *stop)
{
	for (const xmlNode *c = first; c != stop && c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE || (c->type == XML_TEXT_NODE && !xmlIsBlankNode(c)) ||
		    c->type == XML_CDATA_SECTION_NODE)
			return false;
	return true;
}

/* Prose in another language than the report keeps its own. */
static void
out_lang(const struct ass *a, xmlNode *node, const xmlNode *from)
{
	xmlChar *lang = xmlNodeGetLang(from);

	if (lang != NULL && *lang != '\0' && !str_eq((const char *)lang, ass_lang(a)))
		out_set(node, "lang", (const char *)lang);
	xmlFree(lang);
}

static void copy_blocks(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *parent, int depth);

static void
copy_list(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *parent, int depth)
{
	xmlNode *list = out_el(parent, "list");
	const char *type = load_attr(a->cx, from, "type");

	out_set(list, "kind", type != NULL ? type : "bullet");
	out_at(list, src->doc, from);
	for (const xmlNode *c = load_first(from, "item"); c != NULL; c = load_next(c, "item")) {
		xmlNode *item = out_el(list, "item");

		out_at(item, src->doc, c);
		copy_blocks(a, src, c, item, depth + 1);
	}
}

static void
copy_block(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *parent, int depth)
{
	xmlNode *node;

	if (load_is(from, "list")) {
		copy_list(a, src, from, parent, depth);
	} else if (load_is(from, "code-block")) {
		xmlChar *text = xmlNodeGetContent(from);

		node = out_text_el(parent, "code-block", (const char *)text);
		xmlFree(text);
		out_at(node, src->doc, from);
	} else if (load_is(from, "quote")) {
		node = out_el(parent, "quote");
		if (load_attr(a->cx, from, "cite") != NULL)
			out_set(node, "cite", load_attr(a->cx, from, "cite"));
		out_at(node, src->doc, from);
		copy_blocks(a, src, from, node, depth + 1);
	} else {
		node = out_el(parent, "p");
		out_lang(a, node, from);
		out_at(node, src->doc, from);
		copy_inlines(a, src, from->children, NULL, node, depth + 1);
	}
}

/* Runs of inline content between blocks (a list item, a term, a note) become paragraphs. */
static void
copy_blocks(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *parent, int depth)
{
	if (depth > LIMIT_XML_DEPTH) {
		out_chars(out_el(parent, "p"), load_text(a->cx, from));
		return;
	}
	for (const xmlNode *c = from->children; c != NULL;) {
		const xmlNode *stop = c;

		while (stop != NULL && !is_block(stop) && (is_inline(stop) || stop->type != XML_ELEMENT_NODE))
			stop = stop->next;
		if (stop != c && !is_blank_run(c, stop)) {
			xmlNode *p = out_el(parent, "p");

			out_lang(a, p, from);
			out_at(p, src->doc, from);
			copy_inlines(a, src, c, stop, p, depth + 1);
		}
		if (stop != NULL && is_block(stop))
			copy_block(a, src, stop, parent, depth);
		/* Anything else here (limits, milestone ...) is a neighbour of the prose, not part of it. */
		c = stop != NULL ? stop->next : NULL;
	}
}

void
ass_prose(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *parent)
{
	if (from != NULL)
		copy_blocks(a, src, from, parent, 0);
}

void
ass_prose_el(const struct ass *a, xmlNode *parent, const char *name, const xmlNode *from)
{
	xmlNode *box;

	if (!ass_has_prose(a, from))
		return;
	box = out_el(parent, name);
	out_at(box, a->own.doc, from);
	ass_prose(a, &a->own, from, box);
}
