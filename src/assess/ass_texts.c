/*
 * ass_texts.c - finds and reads message files. English is always read: it stands in for what
 * another language lacks.
 */
#include <stdlib.h>
#include <string.h>

#include "assess/ass_say.h"
#include "base/io.h"
#include "base/str.h"

#define FALLBACK "en"
#define MAX_LANG 35 /* RFC 5646, section 4.4.1: what every reader of tags must allow */
#define MISSING_NAMED 8

/* The file of exactly this tag, "de-at"; NULL when there is none. A tag comes from an assessment:
 * letters, digits, dashes. */
static const char *
find_file(struct ctx *cx, const char *tag)
{
	const char *home = io_user_data(cx), *path;
	size_t n = strspn(tag, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (n < 2 || n > MAX_LANG || tag[n] != '\0')
		return NULL;
	path = home != NULL ? arena_printf(cx->arena, "%s/messages/%s.xml", home, tag) : NULL;
	if (path != NULL && io_is_there(cx, path))
		return path;
	path = arena_printf(cx->arena, "%s/stylesheets/messages/%s.xml", cx->data_dir, tag);
	return io_is_there(cx, path) ? path : NULL;
}

/* de-AT-1996 -> de-at-1996, de-at, de (RFC 4647, section 3.4) */
static const char *
find_nearest(struct ctx *cx, const char *lang)
{
	char *tag = arena_strdup(cx->arena, lang), *dash;
	const char *path;

	for (char *s = tag; *s != '\0'; s++)
		*s = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
	while ((path = find_file(cx, tag)) == NULL && (dash = strrchr(tag, '-')) != NULL)
		*dash = '\0';
	return path;
}

static enum rc
bad(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *why)
{
	return diag_at(cx, DIAG_TEXTS_BAD, load_span(doc, node), "%s", why);
}

/* Placeholders are closed; patterns of dates, numbers and lists have none with a format, which
 * might ask for themselves. */
static bool
is_text(const char *id, const char *text)
{
	bool is_pattern =
	    str_starts(id, "date") || str_starts(id, "number") || str_starts(id, "list");

	for (; (text = strchr(text, '{')) != NULL; text++) {
		size_t n = strcspn(text, "}");

		if (text[n] == '\0' || n < 2 || (is_pattern && memchr(text, ':', n) != NULL))
			return false;
	}
	return true;
}

static enum rc
read_forms(
    struct ctx *cx, const struct doc *doc, const xmlNode *m, const char *id, struct ass_text *t)
{
	const xmlNode *f = load_first(m, "f");
	struct ass_form *forms;
	size_t n = 0;

	for (const xmlNode *c = f; c != NULL; c = load_next(c, "f"))
		t->n++;
	if (t->n == 0)
		t->n = 1;
	t->forms = forms = arena_array(cx->arena, t->n, sizeof(*forms));
	if (f == NULL)
		forms[n++] = (struct ass_form){NULL, load_text(cx, m)};
	for (; f != NULL; f = load_next(f, "f"))
		forms[n++] = (struct ass_form){load_attr(cx, f, "when"), load_text(cx, f)};
	for (size_t i = 0; i < n; i++) {
		if ((forms[i].when == NULL) != (i + 1 == n))
			return bad(
			    cx, doc, m, "the last form, and no other, is without a condition");
		if (!is_text(id, forms[i].text))
			return bad(cx, doc, m,
			    arena_printf(
				cx->arena, "\"%s\" has a placeholder that cannot stand there", id));
	}
	return RC_OK;
}

static enum rc
read_plurals(struct ctx *cx, const struct doc *doc, const xmlNode *from, struct ass_texts *t)
{
	struct ass_plural *plurals;

	for (const xmlNode *c = load_first(from, "case"); c != NULL; c = load_next(c, "case"))
		t->n_plurals++;
	t->plurals = plurals = arena_array(cx->arena, t->n_plurals, sizeof(*plurals));
	for (const xmlNode *c = load_first(from, "case"); c != NULL;
	     c = load_next(c, "case"), plurals++) {
		*plurals = (struct ass_plural){load_attr(cx, c, "name"), load_text(cx, c)};
		if (plurals->category == NULL || !ass_plural_is_rule(plurals->rule))
			return bad(cx, doc, c, "this is not a plural rule");
	}
	return RC_OK;
}

static void
read_catalogues(struct ctx *cx, const xmlNode *root, struct ass_texts *t)
{
	for (const xmlNode *c = load_first(root, "catalogue"); c != NULL; c = load_next(c, "catalogue")) {
		const char *ref = load_attr(cx, c, "ref");

		for (const xmlNode *n = load_first(c, "t"); n != NULL; n = load_next(n, "t")) {
			const char *of = load_attr(cx, n, "of"), *part = load_attr(cx, n, "part");

			if (ref != NULL && part != NULL)
				map_set(t->own, arena_printf(cx->arena, "%s %s %s", ref, of != NULL ? of : "", part),
				    arena_strdup(cx->arena, load_text(cx, n)));
		}
	}
}

static enum rc
read_file(struct ctx *cx, const char *path, const char *lang, struct ass_texts **out)
{
	struct ass_texts *t = arena_zalloc(cx->arena, sizeof(*t));
	const struct doc *doc;
	const xmlNode *root;

	TRY(load_file(cx, path, &doc));
	root = xmlDocGetRootElement(doc->xml);
	if (!load_is(root, "messages"))
		return bad(cx, doc, root, "the root is not messages");
	*t = (struct ass_texts){
	    .lang = lang, .digest = doc->sha256, .by_id = map_new(cx->arena), .own = map_new(cx->arena), .xml = doc->xml};
	TRY(read_plurals(cx, doc, load_first(root, "plural"), t));
	for (const xmlNode *m = load_first(root, "m"); m != NULL; m = load_next(m, "m")) {
		const char *id = load_attr(cx, m, "id");
		struct ass_text *text = arena_zalloc(cx->arena, sizeof(*text));

		if (id == NULL)
			return bad(cx, doc, m, "an entry without an id");
		text->from = t;
		TRY(read_forms(cx, doc, m, id, text));
		if (map_set(t->by_id, id, text) != NULL)
			return bad(
			    cx, doc, m, arena_printf(cx->arena, "\"%s\" stands there twice", id));
	}
	read_catalogues(cx, root, t);
	*out = t;
	return RC_OK;
}

/* English takes the place of what is missing, for C and for stylesheets, and the digest then stands
 * for both files. */
static void
complete(struct ctx *cx, const struct ass_texts *english, const char *path, struct ass_texts *t)
{
	const xmlNode *from = xmlDocGetRootElement(english->xml);
	xmlNode *root = xmlDocGetRootElement(t->xml);
	struct buf names = {0};
	size_t missing = 0;
	char hex[65];

	for (const xmlNode *m = load_first(from, "m"); m != NULL; m = load_next(m, "m")) {
		const char *id = load_attr(cx, m, "id");
		xmlNode *copy;

		if (ass_text_of(t, id) != NULL)
			continue;
		copy = xmlDocCopyNode((xmlNode *)(uintptr_t)m, root->doc, 1);
		if (copy == NULL || xmlAddChild(root, copy) == NULL)
			mem_exhausted();
		map_set(t->by_id, id, map_lookup(english->by_id, id));
		if (missing++ < MISSING_NAMED)
			buf_printf(&names, "%s%s", missing > 1 ? ", " : "", id);
	}
	if (missing > 0) {
		const char *both = arena_printf(cx->arena, "%s%s", t->digest, english->digest);

		(void)diag_at(cx, DIAG_TEXTS_MISSING, NO_SPAN, "%s: %s%s", path, buf_str(&names),
		    missing > MISSING_NAMED ? " ..." : "");
		io_sha256(both, strlen(both), hex);
		t->digest = arena_strdup(cx->arena, hex);
	}
	buf_free(&names);
}

bool
ass_texts_has(struct ctx *cx, const char *lang)
{
	return find_nearest(cx, lang) != NULL;
}

enum rc
ass_texts_open(struct ctx *cx, const char *lang, struct span at, const struct ass_texts **texts)
{
	const char *english_path = find_file(cx, FALLBACK), *path = find_nearest(cx, lang);
	struct ass_texts *english, *t;

	if (english_path == NULL)
		return diag_at(cx, DIAG_MACHINE, NO_SPAN,
		    "%s/stylesheets/messages/" FALLBACK ".xml is missing", cx->data_dir);
	if (path == NULL) {
		(void)diag_at(cx, DIAG_LANG_NONE, at, "\"%s\"", lang);
		lang = FALLBACK;
		path = english_path;
	}
	if (str_eq(path, english_path)) {
		TRY(read_file(cx, path, lang, &t));
		t->english = t;
	} else {
		TRY(read_file(cx, english_path, FALLBACK, &english));
		TRY(read_file(cx, path, lang, &t));
		t->english = english;
		complete(cx, english, path, t);
	}
	*texts = t;
	return RC_OK;
}

const xmlDoc *
ass_texts_xml(const struct ass_texts *t)
{
	return t->xml;
}

const char *
ass_texts_digest(const struct ass_texts *t)
{
	return t->digest;
}

const char *
ass_doc_lang(const struct doc *assessment)
{
	const xmlNode *root = xmlDocGetRootElement(assessment->xml);

	for (const xmlAttr *at = root->properties; at != NULL; at = at->next)
		if (at->ns != NULL && xmlStrEqual(at->ns->href, XML_XML_NAMESPACE) &&
		    xmlStrEqual(at->name, (const xmlChar *)"lang") && at->children != NULL)
			return (const char *)at->children->content;
	return FALLBACK;
}
