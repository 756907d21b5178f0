#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "catalog/cat_file.h"
#include "catalog/catalog.h"

static enum rc
bad(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *what)
{
	return diag_at(cx, DIAG_CAT_BAD, load_span(doc, node), "%s", what);
}

const char *
cat_need(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *name, enum rc *rc)
{
	const char *v = load_attr(cx, node, name);

	if (v != NULL && *v != '\0')
		return v;
	*rc = diag_at(cx, DIAG_CAT_BAD, load_span(doc, node), "<%s> without %s", (const char *)node->name, name);
	return "";
}

static size_t
count_children(const xmlNode *node, const char *name)
{
	size_t n = 0;

	for (const xmlNode *c = load_first(node, name); c != NULL; c = load_next(c, name))
		n++;
	return n;
}

const char *const *
cat_split(struct ctx *cx, const char *text, size_t *count)
{
	size_t n = 0, cap = 1;
	const char **list;

	for (const char *s = text != NULL ? text : ""; *s != '\0'; s++)
		cap += strchr(" \t\r\n", *s) != NULL;
	list = arena_array(cx->arena, cap, sizeof(*list));
	for (const char *s = text != NULL ? text : ""; *s != '\0';) {
		size_t len = strcspn(s, " \t\r\n");

		if (len > 0)
			list[n++] = arena_strndup(cx->arena, s, len);
		s += len + (s[len] != '\0');
	}
	*count = n;
	return list;
}

static enum rc
parse_count(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *name, int *out)
{
	enum rc rc = RC_OK;
	const char *text = cat_need(cx, doc, node, name, &rc);
	char *end;
	long v;

	TRY(rc);
	v = strtol(text, &end, 10);
	if (*end != '\0' || v < 0 || v > 100000)
		return bad(cx, doc, node, "a count is not a small number");
	*out = (int)v;
	return RC_OK;
}

static const struct {
	const char *name;
	enum cat_change change;
} change_names[] = {
    {"added", CAT_ADDED},
    {"removed", CAT_REMOVED},
    {"substance", CAT_SUBSTANCE},
    {"term", CAT_TERM},
    {"editorial", CAT_EDITORIAL},
    {"rewritten", CAT_REWRITTEN},
    {"moved", CAT_MOVED},
};

const char *
cat_change_name(enum cat_change change)
{
	for (size_t i = 0; i < ARRAY_LEN(change_names); i++)
		if (change_names[i].change == change)
			return change_names[i].name;
	return "";
}

static enum rc
parse_revisions(struct ctx *cx, const struct doc *doc, const xmlNode *node, const struct cat_revision **list,
    size_t *count)
{
	struct cat_revision *revisions = arena_array(cx->arena, count_children(node, "revision"), sizeof(*revisions));
	enum rc rc = RC_OK;
	size_t n = 0;

	for (const xmlNode *c = load_first(node, "revision"); c != NULL; c = load_next(c, "revision")) {
		struct cat_revision *r = &revisions[n++];
		const char *change = cat_need(cx, doc, c, "change", &rc), *key = load_attr(cx, c, "key");
		const char *logged = load_attr(cx, c, "logged"), *about = load_attr(cx, c, "about");
		size_t i = 0;

		r->of = cat_need(cx, doc, c, "of", &rc);
		r->key = key != NULL ? key : "";
		r->about = about != NULL ? about : "";
		r->unlogged = logged != NULL && str_eq(logged, "false");
		while (i < ARRAY_LEN(change_names) && !str_eq(change_names[i].name, change))
			i++;
		if (i == ARRAY_LEN(change_names))
			return bad(cx, doc, c, "unknown kind of change");
		r->change = change_names[i].change;
	}
	*list = revisions;
	*count = n;
	return rc;
}

static enum rc
parse_clauses(struct ctx *cx, const struct doc *doc, const xmlNode *root, struct catalog *cat)
{
	const xmlNode *list = load_first(root, "clauses");
	struct cat_clause *clauses = arena_array(cx->arena, count_children(list, "clause"), sizeof(*clauses));
	enum rc rc = RC_OK;

	for (const xmlNode *c = load_first(list, "clause"); c != NULL; c = load_next(c, "clause")) {
		struct cat_clause *k = &clauses[cat->n_clauses++];

		k->id = cat_need(cx, doc, c, "id", &rc);
		k->about = cat_need(cx, doc, c, "about", &rc);
	}
	cat->clauses = clauses;
	cat->clause_note = list != NULL ? load_attr(cx, list, "note") : NULL;
	return rc;
}

static const struct cat_clause *
lookup_clause(const struct catalog *cat, const char *id)
{
	for (size_t i = 0; i < cat->n_clauses; i++)
		if (str_eq(cat->clauses[i].id, id))
			return &cat->clauses[i];
	return NULL;
}

static enum rc
parse_task_clauses(struct ctx *cx, const struct doc *doc, const xmlNode *node, const struct catalog *cat,
    struct cat_task *t)
{
	size_t n;
	const char *const *ids = cat_split(cx, load_attr(cx, node, "clauses"), &n);
	const struct cat_clause **clauses = arena_array(cx->arena, n, sizeof(*clauses));

	for (size_t i = 0; i < n; i++)
		if ((clauses[i] = lookup_clause(cat, ids[i])) == NULL)
			return bad(cx, doc, node, "a clause that the list of clauses does not have");
	t->clauses = clauses;
	t->n_clauses = n;
	return RC_OK;
}

static const char *
text_of(struct ctx *cx, const xmlNode *node, const char *name)
{
	const xmlNode *c = load_first(node, name);

	return c != NULL ? load_text(cx, c) : NULL;
}

static enum rc
parse_task(struct ctx *cx, const struct doc *doc, const xmlNode *node, const struct catalog *cat, struct cat_task *t)
{
	enum rc rc = RC_OK;

	t->id = cat_need(cx, doc, node, "id", &rc);
	t->label = cat_need(cx, doc, node, "label", &rc);
	t->summary = text_of(cx, node, "summary");
	t->official = text_of(cx, node, "official");
	t->hint = text_of(cx, node, "hint");
	t->typical = text_of(cx, node, "typical");
	if (t->summary == NULL)
		rc = bad(cx, doc, node, "<task> without <summary>");
	TRY(rc);
	TRY(parse_count(cx, doc, node, "examples", &t->examples));
	TRY(parse_count(cx, doc, node, "references", &t->references));
	t->schemes = cat_split(cx, text_of(cx, node, "cited"), &t->n_schemes);
	t->formerly = cat_split(cx, load_attr(cx, node, "formerly"), &t->n_formerly);
	TRY(parse_revisions(cx, doc, node, &t->revisions, &t->n_revisions));
	return parse_task_clauses(cx, doc, node, cat, t);
}

/* The arrays while they are filled; the catalogue sees them as const. */
struct parts {
	struct cat_group *groups;
	struct cat_practice *practices;
	struct cat_task *tasks;
	const char **ids;
	size_t n_groups, n_practices, n_tasks;
};

static void
count_parts(const xmlNode *root, struct parts *p)
{
	for (const xmlNode *g = load_first(root, "group"); g != NULL; g = load_next(g, "group")) {
		p->n_groups++;
		for (const xmlNode *q = load_first(g, "practice"); q != NULL; q = load_next(q, "practice")) {
			p->n_practices++;
			p->n_tasks += count_children(q, "task");
		}
	}
}

static enum rc
parse_practice(struct ctx *cx, const struct doc *doc, const xmlNode *node, struct catalog *cat, struct parts *p,
    struct cat_practice *q)
{
	enum rc rc = RC_OK;

	q->id = cat_need(cx, doc, node, "id", &rc);
	q->title = cat_need(cx, doc, node, "title", &rc);
	q->label = cat_need(cx, doc, node, "label", &rc);
	q->official = text_of(cx, node, "official");
	TRY(rc);
	TRY(parse_revisions(cx, doc, node, &q->revisions, &q->n_revisions));
	q->tasks = &p->tasks[p->n_tasks];
	for (const xmlNode *c = load_first(node, "task"); c != NULL; c = load_next(c, "task")) {
		struct cat_task *t = &p->tasks[p->n_tasks];

		TRY(parse_task(cx, doc, c, cat, t));
		t->practice = q;
		t->index = p->n_tasks;
		p->ids[p->n_tasks++] = t->id;
		q->n_tasks++;
		if (map_set(cat->by_id, t->id, t) != NULL)
			return bad(cx, doc, c, "a task id that is there already");
	}
	return q->n_tasks > 0 ? RC_OK : bad(cx, doc, node, "a practice without tasks");
}

static enum rc
parse_groups(struct ctx *cx, const struct doc *doc, const xmlNode *root, struct catalog *cat)
{
	struct parts p = {0};
	enum rc rc = RC_OK;

	count_parts(root, &p);
	p.groups = arena_array(cx->arena, p.n_groups, sizeof(*p.groups));
	p.practices = arena_array(cx->arena, p.n_practices, sizeof(*p.practices));
	p.tasks = arena_array(cx->arena, p.n_tasks, sizeof(*p.tasks));
	p.ids = arena_array(cx->arena, p.n_tasks, sizeof(*p.ids));
	p.n_groups = p.n_practices = p.n_tasks = 0;
	for (const xmlNode *g = load_first(root, "group"); g != NULL; g = load_next(g, "group")) {
		struct cat_group *group = &p.groups[p.n_groups++];

		group->id = cat_need(cx, doc, g, "id", &rc);
		group->title = cat_need(cx, doc, g, "title", &rc);
		group->practices = &p.practices[p.n_practices];
		for (const xmlNode *q = load_first(g, "practice"); q != NULL; q = load_next(q, "practice")) {
			struct cat_practice *practice = &p.practices[p.n_practices++];

			TRY(parse_practice(cx, doc, q, cat, &p, practice));
			practice->group = group;
			group->n_practices++;
			group->n_tasks += practice->n_tasks;
		}
		if (group->n_practices == 0)
			return bad(cx, doc, g, "a group without practices");
	}
	cat->groups = p.groups;
	cat->n_groups = p.n_groups;
	cat->practices = p.practices;
	cat->n_practices = p.n_practices;
	cat->tasks = p.tasks;
	cat->n_tasks = p.n_tasks;
	cat->ids = p.ids;
	if (rc == RC_OK && p.n_tasks == 0)
		return bad(cx, doc, root, "a framework without tasks");
	return rc;
}

static const char *
lang_of(struct ctx *cx, const xmlNode *root)
{
	xmlChar *lang = xmlNodeGetLang(root);
	const char *copy = lang != NULL ? arena_strdup(cx->arena, (const char *)lang) : "en";

	xmlFree(lang);
	return copy;
}

static enum rc
parse_retired(struct ctx *cx, const struct doc *doc, const xmlNode *root, struct catalog *cat)
{
	const xmlNode *list = load_first(root, "retired");
	struct cat_retired *retired = arena_array(cx->arena, count_children(list, "id"), sizeof(*retired));
	enum rc rc = RC_OK;

	for (const xmlNode *c = load_first(list, "id"); c != NULL; c = load_next(c, "id")) {
		struct cat_retired *r = &retired[cat->n_retired++];

		r->id = cat_need(cx, doc, c, "ref", &rc);
		r->is_practice = str_eq(cat_need(cx, doc, c, "kind", &rc), "practice");
		r->fate = cat_need(cx, doc, c, "fate", &rc);
		r->to = cat_split(cx, load_attr(cx, c, "to"), &r->n_to);
		if (map_lookup(cat->by_id, r->id) != NULL)
			return bad(cx, doc, c, "a retired id that is in use");
	}
	cat->retired = retired;
	return rc;
}

static enum rc
parse_strays(struct ctx *cx, const struct doc *doc, const xmlNode *root, struct catalog *cat)
{
	const xmlNode *list = load_first(root, "elsewhere");
	struct cat_stray *strays = arena_array(cx->arena, count_children(list, "id"), sizeof(*strays));
	enum rc rc = RC_OK;

	for (const xmlNode *c = load_first(list, "id"); c != NULL; c = load_next(c, "id")) {
		struct cat_stray *s = &strays[cat->n_strays++];

		*s = (struct cat_stray){cat_need(cx, doc, c, "ref", &rc), load_attr(cx, c, "in")};
		if (map_lookup(cat->by_id, s->id) != NULL)
			return bad(cx, doc, c, "an id of another document that is a task here");
	}
	cat->strays = strays;
	return rc;
}

enum rc
cat_parse(struct ctx *cx, const struct doc *doc, const struct catalog **out)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *wording;
	struct catalog *cat = arena_zalloc(cx->arena, sizeof(*cat));
	enum rc rc = RC_OK;

	if (!load_is(root, "catalog") || root->ns == NULL || !str_eq((const char *)root->ns->href, CAT_NS))
		return bad(cx, doc, root, "the root is not <catalog> of " CAT_NS);
	cat->id = cat_need(cx, doc, root, "id", &rc);
	cat->version = cat_need(cx, doc, root, "version", &rc);
	cat->name = cat_need(cx, doc, root, "name", &rc);
	cat->source = cat_need(cx, doc, root, "source", &rc);
	cat->date = cat_need(cx, doc, root, "date", &rc);
	cat->status = str_eq(cat_need(cx, doc, root, "status", &rc), "draft") ? CAT_DRAFT : CAT_FINAL;
	cat->href = load_attr(cx, root, "href");
	cat->base = load_attr(cx, root, "base");
	cat->lang = lang_of(cx, root);
	cat->common_clause = load_attr(cx, root, "common-clause");
	cat->title = text_of(cx, root, "title");
	cat->digest = doc->sha256;
	if (cat->title == NULL)
		rc = bad(cx, doc, root, "<catalog> without <title>");
	wording = load_first(root, "wording");
	cat->has_official = wording != NULL;
	cat->wording = wording != NULL ? load_text(cx, wording) : NULL;
	cat->by_id = map_new(cx->arena);
	TRY(rc);
	TRY(parse_clauses(cx, doc, root, cat));
	TRY(parse_groups(cx, doc, root, cat));
	TRY(parse_retired(cx, doc, root, cat));
	TRY(parse_strays(cx, doc, root, cat));
	*out = cat;
	return RC_OK;
}

enum rc
cat_load_file(struct ctx *cx, const char *path, const struct catalog **cat)
{
	const struct doc *doc;

	TRY(load_file(cx, path, &doc));
	return cat_parse(cx, doc, cat);
}
