/*
 * ass_write.c - the report model as a tree, in the order of report.xsd; the front part is here, the rest in ass_write_*.c.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "assess/gate.h"
#include "base/str.h"

static bool
is_company(const struct ass *a)
{
	return str_eq(ass_attr(a, load_first(a->own.root, "scope"), "kind"), "company");
}

static const char *
title_of(const struct ass *a)
{
	return is_company(a) ? ass_attr(a, load_first(a->own.root, "producer"), "name") : ass_products_line(a);
}

/* The framework whose draft the report stands on; NULL: none. Beside a final version a draft is only shown, page by page. */
static const struct catalog *
draft_framework(const struct ass *a, const char *kind)
{
	if (a->sets[0].cat->status == CAT_DRAFT)
		return a->sets[0].cat;
	if (str_eq(kind, "change") && a->versions.delta != NULL && a->versions.side.cat->status == CAT_DRAFT)
		return a->versions.side.cat;
	return NULL;
}

static bool
is_draft(const struct ass *a, const char *kind)
{
	return !a->is_final || draft_framework(a, kind) != NULL;
}

static const char *
draft_note(const struct ass *a, const char *kind)
{
	const struct catalog *draft = draft_framework(a, kind);

	if (draft != NULL && a->is_final)
		return ass_say(a, "draft.framework", "framework", draft->name, NULL);
	return ass_say(a, "draft.document", "points", ass_say_n(a, "open-points.sentence", a->missing.n, NULL), NULL);
}

static const char *
subtitle_of(const struct ass *a, const char *kind)
{
	const struct cat_delta *d = a->versions.delta;

	if (str_eq(kind, "change") && d != NULL)
		return ass_say(a, "line.subtitle-change", "from", d->was->name, "to", d->now->name, NULL);
	return ass_say(a, "line.subtitle", NULL);
}

static void
write_document(const struct ass *a, xmlNode *root, const char *kind)
{
	xmlNode *d = out_el(root, "document");
	const char *status = a->is_final ? "final" : "draft";

	out_set(d, "id", a->own.id);
	out_set(d, "version", a->own.version);
	out_set(d, "status", status);
	out_set(d, "status-word", ass_say(a, "line.status", "status", status, NULL));
	out_set(d, "classification", ass_attr(a, a->own.root, "classification"));
	out_set(d, "supersedes", ass_attr(a, a->own.root, "supersedes"));
	out_text_el(d, "title", title_of(a));
	out_text_el(d, "subtitle", subtitle_of(a, kind));
	out_text_el(d, "framework-line", ass_say(a, "line.against", "framework", ass_framework_line(a), NULL));
	out_text_el(d, "period-line", ass_period_words(a, a->start, a->end));
	out_text_el(d, "as-of-line", ass_as_of_line(a));
	out_text_el(d, "running-title", title_of(a));
	out_text_el(d, "foot", ass_say(a, "line.foot", "id", a->own.id, "version", a->own.version, "digest",
	    arena_strndup(a->cx->arena, a->own.doc->sha256, 8), NULL));
	if (is_draft(a, kind))
		out_text_el(d, "draft-note", draft_note(a, kind));
}

/* ---- identity ---------------------------------------------------------------------------------------------------- */

static const struct ass_missing *
missing_of(const struct ass *a, const void *about)
{
	for (size_t i = 0; about != NULL && i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];

		if (m->about == about)
			return m;
	}
	return NULL;
}

static void
field(const struct ass *a, xmlNode *parent, const char *name, const char *text, const void *about)
{
	const struct ass_missing *m = *text == '\0' ? missing_of(a, about) : NULL;
	xmlNode *f;

	if (*text == '\0' && m == NULL)
		return;
	f = out_text_el(parent, "field", m != NULL ? m->text : text);
	out_set(f, "name", name);
	if (m != NULL)
		out_flag(f, "missing", true);
}

/* A role without anybody is keyed by the string of its rule: see ass_control.c. */
static void
role_field(const struct ass *a, xmlNode *parent, const char *role)
{
	const xmlNode *parties = load_first(a->own.root, "parties");
	bool found = false;

	for (const xmlNode *p = load_first(parties, "party"); p != NULL; p = load_next(p, "party")) {
		if (!str_eq(ass_attr(a, p, "role"), role))
			continue;
		field(a, parent, role, ass_party_line(a, p), p);
		found = true;
	}
	for (size_t i = 0; !found && i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];

		if (str_eq(m->field, arena_printf(a->cx->arena, "party-%s", role)))
			field(a, parent, role, "", m->about);
	}
}

static void
write_identity(const struct ass *a, xmlNode *root)
{
	xmlNode *i = out_el(root, "identity");
	const char *supersedes = ass_attr(a, a->own.root, "supersedes");

	field(a, i, "assessment",
	    ass_say(a, "line.assessment", "id", a->own.id, "version", a->own.version, "status",
	        ass_say(a, "line.status", "status", a->is_final ? "final" : "draft", NULL), NULL), NULL);
	field(a, i, "producer", ass_producer_line(a), NULL);
	field(a, i, "product", ass_products_line(a), NULL);
	field(a, i, "scope", ass_scope_words(a), NULL);
	field(a, i, "framework", ass_framework_line(a), NULL);
	field(a, i, "period", ass_say(a, "line.period", "period", ass_period_words(a, a->start, a->end), "date", a->as_of, NULL), NULL);
	field(a, i, "classification", ass_attr(a, a->own.root, "classification"), a->own.root);
	role_field(a, i, "prepared");
	role_field(a, i, "reviewed");
	role_field(a, i, "approved");
	if (*supersedes != '\0')
		field(a, i, "supersedes", ass_say(a, "line.supersedes", "version", supersedes, NULL), NULL);
	field(a, i, "predecessor", ass_predecessor_line(a), NULL);
	for (const xmlNode *m = load_first(a->own.root, "migration"); m != NULL; m = load_next(m, "migration"))
		field(a, i, "migrated", ass_migration_line(a, m), NULL);
}

static void
write_digests(const struct ass *a, xmlNode *root, const char *stylesheet_digest)
{
	xmlNode *d = out_el(root, "digests");

	out_digest(d, "source", a->own.doc->sha256);
	out_digest(d, "catalogue", a->sets[0].cat->digest);
	out_digest(d, "stylesheet", stylesheet_digest);
	out_digest(d, "messages", a->o->messages_digest);
	out_digest(d, "theme", a->o->theme_digest);
	out_digest(d, "policy", a->gate != NULL ? a->gate->digest : NULL);
	for (const struct ass_source *from = a->own.inherits; from != NULL; from = from->inherits)
		out_digest(d, "inherited", from->doc->sha256);
	out_digest(d, "predecessor", a->predecessor.doc != NULL ? a->predecessor.doc->sha256 : NULL);
}

static void
write_framework(const struct ass *a, xmlNode *root)
{
	const struct catalog *cat = a->sets[0].cat;
	xmlNode *f = out_el(root, "framework");
	const char *status = cat->status == CAT_DRAFT ? "draft" : "final";

	out_set(f, "id", cat->id);
	out_set(f, "version", cat->version);
	out_set(f, "name", cat->name);
	out_set(f, "status", status);
	out_set(f, "status-word", ass_say(a, "line.status", "status", status, NULL));
	out_set(f, "date", cat->date);
	out_set(f, "source", cat->source);
	out_set(f, "lang", cat->lang);
	out_set(f, "wording", cat->has_official ? "official" : "own");
	out_text_el(f, "title", cat->title);
	out_text_el(f, "line", ass_framework_line(a));
	out_text_el(f, "wording-note",
	    cat->has_official ? ass_say(a, "framework.wording-official", "source", cat->wording, NULL)
	                      : ass_say(a, "framework.wording-own", NULL));
	out_digest(f, "catalogue", cat->digest);
}

/* ---- method and prose ------------------------------------------------------------------------------------------------ */

static void
write_method(const struct ass *a, xmlNode *root)
{
	static const struct {
		const char *method, *word;
	} methods[] = {{"EXAMINE", "method.examined"}, {"INTERVIEW", "method.interviewed"}, {"TEST", "method.tested"}};
	const xmlNode *from = load_first(a->own.root, "method");
	xmlNode *m = out_el(root, "method"), *counts;

	ass_prose(a, &a->own, from, out_el(m, "text"));
	ass_prose_el(a, m, "limits", load_first(from, "limits"));
	counts = out_el(m, "method-counts");
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		xmlNode *c = out_el(counts, "count");
		size_t n = 0;

		for (size_t k = 0; k < a->evidence.n; k++)
			n += str_eq(ass_attr(a, ((const struct ass_evidence *)a->evidence.p[k])->node, "method"), methods[i].method);
		out_set(c, "method", methods[i].method);
		out_set(c, "word", ass_say(a, methods[i].word, NULL));
		out_num(c, "items", n);
	}
	for (size_t i = 0; i < a->missing.n; i++)
		if (str_eq(((const struct ass_missing *)a->missing.p[i])->field, "method"))
			ass_write_missing(a, m, ((const struct ass_missing *)a->missing.p[i])->about);
}

static void
write_definitions(const struct ass *a, xmlNode *root)
{
	const xmlNode *terms = load_first(a->own.root, "definitions"), *places = load_first(a->own.root, "environments");
	xmlNode *d = out_el(root, "definitions"), *e;
	size_t n = 0;

	for (const xmlNode *t = load_first(terms, "term"); t != NULL; t = load_next(t, "term")) {
		xmlNode *term = out_el(d, "term");

		out_set(term, "name", ass_attr(a, t, "name"));
		out_setf(term, "anchor", "term-%zu", ++n);
		out_at(term, a->own.doc, t);
		ass_prose(a, &a->own, t, term);
	}
	e = out_el(root, "environments");
	for (const xmlNode *t = load_first(places, "environment"); t != NULL; t = load_next(t, "environment")) {
		xmlNode *place = out_el(e, "environment");

		out_set(place, "id", ass_attr(a, t, "id"));
		out_set(place, "name", ass_attr(a, t, "name"));
		out_setf(place, "anchor", "environment-%s", ass_attr(a, t, "id"));
		out_at(place, a->own.doc, t);
		ass_prose(a, &a->own, t, place);
	}
}

static void
write_narratives(const struct ass *a, xmlNode *root)
{
	xmlNode *list = out_el(root, "narratives");

	for (const xmlNode *n = load_first(a->own.root, "narrative"); n != NULL; n = load_next(n, "narrative")) {
		xmlNode *to = out_el(list, "narrative");

		out_set(to, "slot", ass_attr(a, n, "slot"));
		if (load_attr(a->cx, n, "title") != NULL)
			out_set(to, "title", load_attr(a->cx, n, "title"));
		out_at(to, a->own.doc, n);
		ass_prose(a, &a->own, n, to);
	}
}

/* ---- open points and colophon ----------------------------------------------------------------------------------------- */

void
ass_write_missing(const struct ass *a, xmlNode *parent, const void *about)
{
	for (size_t i = 0; i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];
		xmlNode *node;

		if (m->about == NULL || m->about != about)
			continue;
		node = out_text_el(parent, "missing", m->text);
		out_set(node, "field", m->field);
		out_at(node, a->own.doc, m->node);
	}
}

static void
write_open_points(const struct ass *a, xmlNode *root)
{
	xmlNode *list = out_el(root, "open-points");

	out_num(list, "total", a->missing.n);
	out_set(list, "sentence", ass_say_n(a, "open-points.sentence", a->missing.n, NULL));
	for (size_t i = 0; i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];
		xmlNode *p = out_text_el(list, "point", m->text);

		out_num(p, "number", i + 1);
		out_set(p, "to", m->to);
		out_set(p, "where", m->where);
		out_set(p, "field", m->field);
		out_at(p, a->own.doc, m->node);
	}
}

static void
write_colophon(const struct ass *a, xmlNode *root, const char *kind)
{
	const char *slash = strrchr(a->own.doc->path, '/'), *version = a->o->version != NULL ? a->o->version : "";
	xmlNode *c = out_el(root, "colophon");

	out_set(c, "tool", "assay");
	out_set(c, "version", version);
	/* The full report is what is made when none is named. */
	out_set(c, "command", a->o->command == NULL || str_eq(kind, "full") ? a->o->command : arena_printf(a->cx->arena, "%s --report %s", a->o->command, kind));
	/* The folder is the machine's business: the same file in another place gives the same report. */
	out_set(c, "source-file", slash != NULL ? slash + 1 : a->own.doc->path);
	out_set(c, "date", a->as_of);
	out_set(c, "date-words", ass_date_words(a, a->as_of));
	out_set(c, "report-schema", ASS_SCHEMA_VERSION);
	out_num(c, "rule-set", ASS_RULE_SET);
	out_text_el(c, "line",
	    ass_say(a, "colophon.line", "version", version, NULL));
}

static void
write_front(const struct ass *a, xmlNode *root, const char *kind, const char *stylesheet_digest)
{
	write_document(a, root, kind);
	write_identity(a, root);
	write_digests(a, root, stylesheet_digest);
	write_framework(a, root);
	ass_write_producer(a, root);
	ass_write_products(a, root);
	ass_write_scope(a, root);
	ass_write_period(a, root);
	ass_write_parties(a, root);
	ass_write_instrument(a, root);
	ass_write_attestation(a, root);
	write_method(a, root);
	write_definitions(a, root);
	write_narratives(a, root);
}

static xmlNode *
new_root(xmlDoc *xml)
{
	xmlNode *root = xmlNewDocNode(xml, NULL, (const xmlChar *)"report", NULL);
	xmlNs *ns = root != NULL ? xmlNewNs(root, (const xmlChar *)ASS_NS, NULL) : NULL;

	if (ns == NULL || xmlNewNs(root, (const xmlChar *)"urn:assay:xslt", (const xmlChar *)"a") == NULL)
		mem_exhausted();
	xmlSetNs(root, ns);
	xmlDocSetRootElement(xml, root);
	return root;
}

xmlDoc *
ass_write(const struct ass *a, const char *kind, const char *stylesheet_digest)
{
	xmlDoc *xml = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root;

	if (xml == NULL)
		mem_exhausted();
	root = new_root(xml);
	out_set(root, "kind", kind);
	out_set(root, "schema-version", ASS_SCHEMA_VERSION);
	out_num(root, "rule-set", ASS_RULE_SET);
	out_set(root, "lang", ass_lang(a));
	out_set(root, "text-lang", ass_doc_lang(a->own.doc));
	out_set(root, "paper", a->o->paper);
	out_flag(root, "draft", is_draft(a, kind));
	write_front(a, root, kind, stylesheet_digest);
	ass_write_summary(a, root);
	for (size_t i = 0; i < a->n_sets; i++)
		ass_write_results(a, &a->sets[i], root);
	ass_write_plan(a, root);
	ass_write_index(a, root);
	ass_write_delta(a, root);
	ass_write_gate(a, root);
	ass_write_versions(a, root);
	ass_write_annexes(a, root);
	write_open_points(a, root);
	out_text_el(root, "disclaimer",
	    ass_say(a, "disclaimer.text", NULL));
	write_colophon(a, root, kind);
	return xml;
}
