/*
 * ass_delta.c - the tasks against the assessments before.
 *
 * A task is compared with the one whose content it carries on: the same id in the same version of the framework, and through the
 * catalogues between two versions. What the framework has newly is new, never "newly met".
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"
#include "catalog/cat_diff.h"

/* How far an open task is; only open ones are compared by it. */
static int
rank(enum status s)
{
	return s == ST_P ? 3 : s == ST_L ? 2 : s == ST_X ? 1 : 0;
}

enum change
ass_classify(enum status was, enum status now)
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

/* An answer that says nothing about it is only asserted; what is not assessed has none. */
enum assurance
ass_assurance_of(const struct ass *a, const xmlNode *answer, enum status status)
{
	const char *name = ass_attr(a, answer, "assurance");

	if (answer == NULL || status == ST_U || status == ST_NONE)
		return AS_NONE;
	return str_eq(name, "verified") ? AS_VERIFIED : str_eq(name, "reviewed") ? AS_REVIEWED : AS_SELF;
}

enum assurance_change
ass_assurance_change(const struct ass_task *t)
{
	if (t->was_assurance == AS_NONE || t->assurance == AS_NONE || t->assurance == t->was_assurance)
		return ASS_SAME;
	return t->assurance > t->was_assurance ? ASS_RAISED : ASS_LOWERED;
}

size_t
ass_count_assurance(const struct ass_set *set, enum assurance_change change)
{
	size_t n = 0;

	for (size_t i = 0; i < set->cat->n_tasks; i++)
		n += ass_assurance_change(&set->tasks[i]) == change;
	return n;
}

/* ---- which framework does a predecessor answer? --------------------------------------------------------------------- */

static const char *
key_of(const struct ass *a, const struct catalog *cat)
{
	return arena_printf(a->cx->arena, "%s-%s", cat->id, cat->version);
}

static bool
answers_any(const struct ass *a, const struct ass_source *s, const struct catalog *cat)
{
	for (size_t i = 0; i < cat->n_tasks; i++)
		if (map_lookup(s->answers, ass_key(a, key_of(a, cat), cat->tasks[i].id)) != NULL)
			return true;
	return false;
}

static bool
is_version_of(const struct catalog *now, const struct catalog *was)
{
	return str_eq(now->id, was->id) && now->base != NULL && str_eq(now->base, was->version);
}

/* The same version; else the one that its main answers are of, when it is a version of the same framework. NULL: none. */
static enum rc
framework_in(struct ass *a, const struct ass_source *s, const struct catalog *now, const struct catalog **was)
{
	const xmlNode *main = load_first(s->root, "framework");
	const char *key = ass_framework_key(a, main);

	*was = NULL;
	if (str_eq(key, key_of(a, now)) || answers_any(a, s, now))
		*was = now;
	else if (str_eq(ass_attr(a, main, "ref"), now->id) && cat_has(a->cx, key))
		return cat_load(a->cx, now->id, ass_attr(a, main, "version"), NO_SPAN, was);
	return RC_OK;
}

/* ---- one set -------------------------------------------------------------------------------------------------------- */

/* For each task of the set the one of `was` that it carries on; from the newer catalogue's facts, whichever of the two it is. */
static enum rc
pair_tasks(struct ass *a, struct ass_set *set, const struct catalog *was)
{
	const struct cat_delta *d;

	if (was == set->cat || is_version_of(set->cat, was)) {
		TRY(cat_diff(a->cx, was, set->cat, &d));
		for (size_t i = 0; i < d->n_tasks; i++)
			set->tasks[i].was_cat = d->tasks[i].was;
		return RC_OK;
	}
	TRY(cat_diff(a->cx, set->cat, was, &d));
	for (size_t i = 0; i < d->n_tasks; i++)
		if (d->tasks[i].was != NULL)
			set->tasks[d->tasks[i].was->index].was_cat = d->tasks[i].now;
	return RC_OK;
}

static void
note_gone(struct ass *a, struct ass_set *set)
{
	bool *used = arena_array(a->cx->arena, set->was->n_tasks, sizeof(*used));

	for (size_t i = 0; i < set->cat->n_tasks; i++)
		if (set->tasks[i].was_cat != NULL)
			used[set->tasks[i].was_cat->index] = true;
	for (size_t i = 0; i < set->was->n_tasks; i++)
		if (!used[i])
			ass_push(a->cx, &set->gone, &set->was->tasks[i]);
}

static const xmlNode *
answer_in(const struct ass *a, const struct ass_source *s, const struct catalog *cat, const char *id)
{
	return map_lookup(s->answers, ass_key(a, key_of(a, cat), id));
}

static void
compare_task(const struct ass *a, const struct ass_set *set, struct ass_task *t)
{
	if (t->was_cat == NULL) {
		t->change = CH_NEW_TASK;
		return;
	}
	t->before = answer_in(a, &a->predecessor, set->was, t->was_cat->id);
	t->was = t->before != NULL ? ass_status_of(ass_attr(a, t->before, "status")) : ST_NONE;
	t->change = ass_classify(t->was, t->status);
	/* How sure an inherited answer was stands in the organisation's file of then. */
	if (!str_eq(ass_attr(a, t->before, "inherited"), "yes"))
		t->was_assurance = ass_assurance_of(a, t->before, t->was);
}

static enum rc
compare_set(struct ass *a, struct ass_set *set)
{
	const struct catalog *was;

	TRY(framework_in(a, &a->predecessor, set->cat, &was));
	if (was == NULL || (was != set->cat && !is_version_of(set->cat, was) && !is_version_of(was, set->cat)))
		return RC_OK;
	set->was = was;
	TRY(pair_tasks(a, set, was));
	note_gone(a, set);
	for (size_t i = 0; i < set->cat->n_tasks; i++)
		compare_task(a, set, &set->tasks[i]);
	return RC_OK;
}

/* ---- the line of assessments ------------------------------------------------------------------------------------------ */

static void
say_other(struct ass *a, const struct ass_past *p)
{
	(void)diag_at(a->cx, DIAG_ASS_COMPARE, load_attr_span(a->cx, p->named_in, p->link, "href"), "%s",
	    ass_framework_key(a, load_first(p->from.root, "framework")));
}

static enum rc
count_past(struct ass *a, struct ass_past *p)
{
	TRY(framework_in(a, &p->from, a->sets[0].cat, &p->cat));
	if (p->cat == NULL) {
		say_other(a, p);
		return RC_OK;
	}
	p->tasks = arena_array(a->cx->arena, p->cat->n_tasks, sizeof(*p->tasks));
	for (size_t i = 0; i < p->cat->n_tasks; i++) {
		const xmlNode *answer = answer_in(a, &p->from, p->cat, p->cat->tasks[i].id);
		enum status s = ass_status_of(ass_attr(a, answer, "status"));

		p->tasks[i] = (struct ass_task){.cat = &p->cat->tasks[i], .own = answer, .status = s == ST_NONE ? ST_U : s};
	}
	ass_count(&p->counts, p->tasks, p->cat->n_tasks);
	return RC_OK;
}

enum rc
ass_compare(struct ass *a)
{
	const struct ass_past *first;

	for (size_t k = 0; k < a->n_sets; k++)
		for (size_t i = 0; i < a->sets[k].cat->n_tasks; i++)
			a->sets[k].tasks[i].change = CH_UNCHANGED;
	for (size_t i = 0; i < a->past.n; i++)
		TRY(count_past(a, a->past.p[i]));
	if (a->past.n == 0)
		return RC_OK;
	for (size_t k = 0; k < a->n_sets; k++)
		TRY(compare_set(a, &a->sets[k]));
	first = a->past.p[0];
	if (a->sets[0].was == NULL && first->cat != NULL)
		say_other(a, first);
	a->has_delta = a->sets[0].was != NULL;
	if (a->has_delta)
		ass_compare_items(a);
	return RC_OK;
}

void
ass_flow(const struct ass *a, struct ass_flow *f)
{
	const struct ass_set *set = &a->sets[0];

	*f = (struct ass_flow){.total = 0};
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];

		f->n[t->was_cat == NULL ? ST__COUNT : t->was == ST_NONE ? ST_U : t->was][t->status]++;
	}
	for (size_t i = 0; i < set->gone.n; i++) {
		const struct cat_task *t = set->gone.p[i];
		enum status was = ass_status_of(ass_attr(a, answer_in(a, &a->predecessor, set->was, t->id), "status"));

		f->n[was == ST_NONE ? ST_U : was][ST__COUNT]++;
	}
	for (size_t i = 0; i <= ST__COUNT; i++)
		for (size_t k = 0; k <= ST__COUNT; k++) {
			f->from[i] += f->n[i][k];
			f->to[k] += f->n[i][k];
			f->total += f->n[i][k];
		}
}
