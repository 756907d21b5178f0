/*
 * ass_policy.c - a policy that its schema accepts, read against the catalogues of the assessment that it judges.
 */
#include <stdlib.h>
#include <string.h>

#include "assess/ass_gate.h"
#include "base/str.h"

const char *const gate_level_names[GATE_LEVEL__COUNT] = {
    [GATE_NOTE] = "note",
    [GATE_WARNING] = "warning",
    [GATE_ERROR] = "error",
};

static enum gate_level
level_of(const char *name)
{
	enum gate_level level = GATE_NOTE;

	while (level < GATE_ERROR && !str_eq(gate_level_names[level], name))
		level++;
	return level;
}

static struct span
span_of(const struct ass *a, const xmlNode *node, const char *attr)
{
	return load_attr_span(a->cx, a->o->policy, node, attr);
}

static const struct ass_set *
set_of(const struct ass *a, const char *framework)
{
	for (size_t i = 0; i < a->n_sets; i++)
		if (framework == NULL || str_eq(a->sets[i].key, framework))
			return &a->sets[i];
	return NULL;
}

/* ---- tasks="PS PW.4 RV.1.1" ------------------------------------------------------------------------------------------ */

static size_t
mark_tasks(const struct catalog *cat, const char *id, bool *tasks)
{
	size_t n = 0;

	for (size_t i = 0; i < cat->n_tasks; i++) {
		const struct cat_task *t = &cat->tasks[i];

		if (!str_eq(t->id, id) && !str_eq(t->practice->id, id) && !str_eq(t->practice->group->id, id))
			continue;
		tasks[i] = true;
		n++;
	}
	return n;
}

static enum rc
unknown_task(const struct ass *a, const xmlNode *node, const struct catalog *cat, const char *id)
{
	const struct cat_retired *old = cat_lookup_retired(cat, id);
	const char *near = cat_nearest(cat, id);
	enum rc rc = diag_at(a->cx, DIAG_POLICY_TASK, span_of(a, node, "tasks"), "%s has no %s", cat->name, id);

	if (old != NULL)
		diag_hint(a->cx, "%s is retired: %s.", id, old->fate);
	else if (near != NULL)
		diag_hint(a->cx, "Did you mean %s?", near);
	return rc;
}

static enum rc
read_tasks(const struct ass *a, const xmlNode *node, struct ass_rule *r)
{
	const char *list = load_attr(a->cx, node, "tasks");
	enum rc rc = RC_OK;
	bool *tasks;

	if (list == NULL || r->set == NULL)
		return RC_OK;
	r->tasks = tasks = arena_array(a->cx->arena, r->set->cat->n_tasks, sizeof(*tasks));
	for (const char *s = list; *s != '\0';) {
		size_t n = strcspn(s, " ");
		const char *id = arena_strndup(a->cx->arena, s, n);

		if (n > 0 && mark_tasks(r->set->cat, id, tasks) == 0)
			rc = unknown_task(a, node, r->set->cat, id);
		s += n + (s[n] == ' ');
	}
	return rc;
}

/* ---- what a rule asks, as a sentence ------------------------------------------------------------------------------------ */

static const char *
demand_of(const struct ass *a, const xmlNode *node, const struct ass_rule *r)
{
	const char *tasks = ass_attr(a, node, "tasks"), *types = ass_attr(a, node, "types");
	const char *demand = ass_say(a, arena_printf(a->cx->arena, "gate.demand.%s", r->kind->name), "tasks", tasks, "level", r->at_least,
	    "days", ass_attr(a, node, "days"), NULL);

	if (*tasks == '\0' && *types == '\0')
		return demand;
	return arena_printf(a->cx->arena, "%s %s", demand, ass_say(a, "gate.scope", "tasks", tasks, "types", types, NULL));
}

static enum rc
read_rule(struct ass *a, const xmlNode *node, struct ass_rule *r, struct gate_rule *row, struct map *ids)
{
	const char *framework = load_attr(a->cx, node, "framework"), *types = load_attr(a->cx, node, "types");

	row->id = ass_attr(a, node, "id");
	row->kind = (const char *)node->name;
	row->level = level_of(ass_attr(a, node, "severity"));
	row->message = ass_attr(a, node, "message");
	row->not_asked = "";
	row->at = span_of(a, node, "id");
	if (map_set(ids, row->id, row) != NULL)
		return diag_at(a->cx, DIAG_ID_TWICE, row->at, "\"%s\" is a rule above", row->id);
	r->row = row;
	r->kind = ass_kind_of(row->kind);
	r->of_main = framework == NULL;
	r->set = set_of(a, framework);
	r->types = types != NULL ? arena_printf(a->cx->arena, " %s ", types) : "";
	r->at_least = ass_attr(a, node, "at-least");
	r->days = (int)strtol(ass_attr(a, node, "days"), NULL, 10);
	if (r->kind == NULL) /* the schema and the table of kinds have drifted apart */
		return diag_at(a->cx, DIAG_INTERNAL, row->at, "nothing asks a rule of kind %s", row->kind);
	row->demand = demand_of(a, node, r);
	if (r->set == NULL)
		row->not_asked = ass_say(a, "gate.not-asked.framework", "framework", framework, NULL);
	return read_tasks(a, node, r);
}

static enum rc
read_rules(struct ass *a, const xmlNode *list, struct gate *g, struct map *ids)
{
	enum rc rc = RC_OK;

	for (const xmlNode *n = load_first(list, NULL); n != NULL; n = load_next(n, NULL))
		g->n_rules++;
	g->rules = arena_array(a->cx->arena, g->n_rules, sizeof(*g->rules));
	a->rules = arena_array(a->cx->arena, g->n_rules, sizeof(*a->rules));
	a->n_rules = 0;
	for (const xmlNode *n = load_first(list, NULL); n != NULL; n = load_next(n, NULL), a->n_rules++)
		if (read_rule(a, n, &a->rules[a->n_rules], &g->rules[a->n_rules], ids) != RC_OK)
			rc = RC_FAIL;
	return rc;
}

static enum rc
read_waivers(struct ass *a, const xmlNode *list, struct gate *g, const struct map *ids)
{
	enum rc rc = RC_OK;
	size_t i = 0;

	for (const xmlNode *n = load_first(list, "waiver"); n != NULL; n = load_next(n, "waiver"))
		g->n_waivers++;
	g->waivers = arena_array(a->cx->arena, g->n_waivers, sizeof(*g->waivers));
	for (const xmlNode *n = load_first(list, "waiver"); n != NULL; n = load_next(n, "waiver"), i++) {
		struct gate_waiver *w = &g->waivers[i];
		const char *key;

		*w = (struct gate_waiver){.rule = ass_attr(a, n, "rule"), .subject = ass_attr(a, n, "for"), .reason = ass_attr(a, n, "reason"),
		    .approver = ass_attr(a, n, "approver"), .expires = ass_attr(a, n, "expires"), .at = span_of(a, n, "rule")};
		w->is_lapsed = ass_day(w->expires) < ass_day(a->as_of);
		if (map_lookup(ids, w->rule) == NULL) {
			rc = diag_at(a->cx, DIAG_POLICY_RULE, w->at, "\"%s\"", w->rule);
			continue;
		}
		key = arena_printf(a->cx->arena, "%s %s", w->rule, w->subject);
		if (map_set(a->waivers, key, w) != NULL)
			rc = diag_at(a->cx, DIAG_ID_TWICE, w->at, "%s is waived for %s above", w->rule, *w->subject != '\0' ? w->subject : "the document");
	}
	return rc;
}

enum rc
ass_policy(struct ass *a)
{
	const xmlNode *root;
	const char *slash;
	struct map *ids;
	struct gate *g;
	enum rc rc;

	if (a->o->policy == NULL)
		return RC_OK;
	root = xmlDocGetRootElement(a->o->policy->xml);
	slash = strrchr(a->o->policy->path, '/');
	ids = map_new(a->cx->arena);
	a->gate = g = arena_zalloc(a->cx->arena, sizeof(*g));
	a->waivers = map_new(a->cx->arena);
	g->is_built_in = a->o->policy_is_built_in;
	g->policy = g->is_built_in ? "" : slash != NULL ? slash + 1 : a->o->policy->path;
	g->name = ass_attr(a, root, "name");
	g->version = ass_attr(a, root, "version");
	g->digest = a->o->policy->sha256;
	g->baseline = "";
	rc = read_rules(a, load_first(root, "rules"), g, ids);
	return read_waivers(a, load_first(root, "waivers"), g, ids) == RC_OK ? rc : RC_FAIL;
}
