#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* How far an open task is; only open ones are compared by it. */
static int
rank(enum status s)
{
	return s == ST_P ? 3 : s == ST_L ? 2 : s == ST_X ? 1 : 0;
}

/*
 * The classes part all pairs: the first that holds is the one. `was` is ST_NONE for a task that the predecessor
 * did not mention, which counts as not assessed.
 */
static enum change
classify(enum status was, enum status now)
{
	if (was == ST_NONE)
		was = ST_U;
	if (was == now)
		return CH_UNCHANGED;
	if (now == ST_N)
		return CH_NEWLY_NA;
	if (was == ST_N)
		return CH_APPLICABLE_AGAIN;
	if (ass_is_met(was) && ass_is_met(now))
		return CH_CHANGED;
	if (ass_is_met(now))
		return CH_NOW_MET;
	if (ass_is_met(was))
		return CH_REOPENED;
	if (was == ST_U)
		return CH_NEW;
	return rank(now) > rank(was) ? CH_IMPROVED : CH_REGRESSED;
}

size_t
ass_count_change(const struct ass_set *set, enum change change)
{
	size_t n = 0;

	for (size_t i = 0; i < set->cat->n_tasks; i++)
		n += set->tasks[i].change == change;
	return n;
}

static bool
is_expired(const struct ass *a, const xmlNode *evidence, const char *on)
{
	int day = ass_day(ass_attr(a, evidence, "expires")), then = ass_day(on);

	return day != NO_DAY && then != NO_DAY && day < then;
}

static enum ev_change
classify_evidence(const struct ass *a, const struct ass_evidence *e, const xmlNode *before)
{
	if (before == NULL)
		return EC_ADDED;
	if (strcasecmp(ass_attr(a, before, "sha256"), ass_attr(a, e->node, "sha256")) != 0 ||
	    strcmp(ass_attr(a, before, "collected"), ass_attr(a, e->node, "collected")) < 0)
		return EC_RENEWED;
	if (is_expired(a, e->node, a->as_of) && !is_expired(a, before, a->predecessor.date))
		return EC_EXPIRED;
	return EC_UNCHANGED;
}

static void
compare_evidence(struct ass *a)
{
	const xmlNode *list = load_first(a->predecessor.root, "evidence-list");

	for (size_t i = 0; i < a->evidence.n; i++) {
		const struct ass_evidence *e = a->evidence.p[i];
		const xmlNode *before = map_lookup(a->predecessor.items, e->id);

		if (!load_is(before, "evidence"))
			before = NULL;
		ass_push(a->cx, &a->ev_delta[classify_evidence(a, e, before)], e->id);
	}
	for (const xmlNode *c = load_first(list, "evidence"); c != NULL; c = load_next(c, "evidence"))
		if (!load_is(map_lookup(a->own.items, ass_attr(a, c, "id")), "evidence") &&
		    (a->inherits.doc == NULL || ass_evidence_of(a, &a->inherits, ass_attr(a, c, "id")) == NULL))
			ass_push(a->cx, &a->ev_delta[EC_LOST], ass_attr(a, c, "id"));
}

void
ass_compare(struct ass *a)
{
	struct ass_set *set = &a->sets[0];
	const xmlNode *framework;
	const char *key;

	for (size_t k = 0; k < a->n_sets; k++)
		for (size_t i = 0; i < a->sets[k].cat->n_tasks; i++)
			a->sets[k].tasks[i].change = CH_UNCHANGED;
	if (a->predecessor.doc == NULL)
		return;
	framework = load_first(a->predecessor.root, "framework");
	key = arena_printf(a->cx->arena, "%s-%s", ass_attr(a, framework, "ref"), ass_attr(a, framework, "version"));
	if (!str_eq(key, set->key)) {
		(void)diag_at(a->cx, DIAG_ASS_COMPARE, load_span(a->own.doc, a->predecessor_node), "%s", key);
		return;
	}
	a->has_delta = true;
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		struct ass_task *t = &set->tasks[i];
		const xmlNode *before = map_lookup(a->predecessor.answers, arena_printf(a->cx->arena, "%s %s", key, t->cat->id));

		t->was = before != NULL ? ass_status_of(ass_attr(a, before, "status")) : ST_NONE;
		t->change = classify(t->was, t->status);
	}
	compare_evidence(a);
}
