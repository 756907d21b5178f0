#include <string.h>

#include "base/str.h"
#include "catalog/cat_diff.h"
#include "catalog/cat_file.h"

const struct cat_class_row cat_class_rows[CAT_CLASS__COUNT] = {
    [CAT_CLASS_NEW] = {'N', "new", "new"},
    [CAT_CLASS_REASSESS] = {'W', "re-assess", "to re-assess"},
    [CAT_CLASS_GUIDANCE] = {'G', "guidance", "with changed guidance"},
    [CAT_CLASS_EDITORIAL] = {'E', "editorial", "editorial"},
    [CAT_CLASS_REFERENCE] = {'R', "references", "in references only"},
    [CAT_CLASS_MOVED] = {'M', "moved", "moved from another id"},
    [CAT_CLASS_SAME] = {'-', "unchanged", "unchanged"},
};

/* What each fact makes of a task; the strongest counts. */
static const struct {
	const char *of;
	enum cat_change change;
	enum cat_class class;
} facts[] = {
    {"statement", CAT_SUBSTANCE, CAT_CLASS_REASSESS},
    {"statement", CAT_TERM, CAT_CLASS_REASSESS},
    {"statement", CAT_REWRITTEN, CAT_CLASS_REASSESS},
    {"statement", CAT_EDITORIAL, CAT_CLASS_EDITORIAL},
    {"statement", CAT_MOVED, CAT_CLASS_MOVED},
    {"example", CAT_ADDED, CAT_CLASS_GUIDANCE},
    {"example", CAT_REMOVED, CAT_CLASS_GUIDANCE},
    {"example", CAT_SUBSTANCE, CAT_CLASS_GUIDANCE},
    {"example", CAT_TERM, CAT_CLASS_EDITORIAL},
    {"example", CAT_EDITORIAL, CAT_CLASS_EDITORIAL},
    {"reference", CAT_ADDED, CAT_CLASS_REFERENCE},
    {"reference", CAT_REMOVED, CAT_CLASS_REFERENCE},
    {"reference", CAT_REWRITTEN, CAT_CLASS_REFERENCE},
};

static enum cat_class
class_of(const struct cat_revision *r)
{
	for (size_t i = 0; i < ARRAY_LEN(facts); i++)
		if (facts[i].change == r->change && str_eq(facts[i].of, r->of))
			return facts[i].class;
	return CAT_CLASS_SAME;
}

static const struct cat_revision *
statement_fact(const struct cat_task *t)
{
	for (size_t i = 0; i < t->n_revisions; i++)
		if (str_eq(t->revisions[i].of, "statement"))
			return &t->revisions[i];
	return NULL;
}

/* The task of the older version that a retired id of it became. */
static const struct cat_task *
moved_from(const struct catalog *was, const struct cat_task *now)
{
	for (size_t i = 0; i < now->n_formerly; i++) {
		const struct cat_task *t = cat_lookup(was, now->formerly[i]);

		if (t != NULL)
			return t;
	}
	return NULL;
}

/* The words decide whether a statement changed, the fact of what kind it is; a change without a fact is to be answered again. */
static void
compare_words(struct ctx *cx, struct cat_task_delta *d)
{
	const struct cat_revision *fact = statement_fact(d->now);
	size_t n;
	const struct cat_word *words = cat_diff_words(cx, d->was->official, d->now->official, &n);
	bool differs = false;

	for (size_t i = 0; i < n; i++)
		differs = differs || words[i].kind != CAT_WORD_SAME;
	if (!differs)
		return;
	d->words = words;
	d->n_words = n;
	if (fact == NULL)
		d->class = CAT_CLASS_REASSESS;
}

static void
compare_task(struct ctx *cx, const struct catalog *was, const struct cat_task *now, bool by_words,
    struct cat_task_delta *d)
{
	const struct cat_revision *fact = statement_fact(now);

	d->now = now;
	d->was = cat_lookup(was, now->id);
	d->class = CAT_CLASS_SAME;
	if (d->was == NULL) {
		d->was = moved_from(was, now);
		d->class = d->was != NULL ? CAT_CLASS_MOVED : CAT_CLASS_NEW;
	} else {
		for (size_t i = 0; i < now->n_revisions; i++) {
			enum cat_class c = class_of(&now->revisions[i]);

			d->class = c < d->class ? c : d->class;
		}
		d->unlogged = fact != NULL && fact->unlogged;
	}
	if (d->was != NULL && by_words && d->was->official != NULL && now->official != NULL)
		compare_words(cx, d);
}

static bool
is_same(const struct catalog *a, const struct catalog *b)
{
	return str_eq(a->id, b->id) && str_eq(a->version, b->version);
}

static enum rc
refuse(struct ctx *cx, const struct catalog *was, const struct catalog *now)
{
	enum rc rc = diag_at(cx, DIAG_CAT_DIFF, NO_SPAN, "%s does not say what it changed against %s", now->name, was->name);

	if (str_eq(was->id, now->id) && was->base != NULL && str_eq(was->base, now->version))
		diag_hint(cx, "The older version comes first: %s-%s %s-%s.", now->id, now->version, was->id, was->version);
	return rc;
}

/* What went to another id is not gone. */
static bool
is_moved(const struct cat_task_delta *tasks, size_t n, const struct cat_task *t)
{
	for (size_t i = 0; i < n; i++)
		if (tasks[i].was == t)
			return true;
	return false;
}

enum rc
cat_diff(struct ctx *cx, const struct catalog *was, const struct catalog *now, const struct cat_delta **out)
{
	struct cat_delta *d = arena_zalloc(cx->arena, sizeof(*d));
	struct cat_task_delta *tasks = arena_array(cx->arena, now->n_tasks, sizeof(*tasks));
	const struct cat_task **gone = arena_array(cx->arena, was->n_tasks, sizeof(*gone));

	if (!str_eq(was->id, now->id) || (!is_same(was, now) && (now->base == NULL || !str_eq(now->base, was->version))))
		return refuse(cx, was, now);
	d->was = was;
	d->now = now;
	d->by_words = was->has_official && now->has_official;
	for (size_t i = 0; i < now->n_tasks; i++) {
		/* The facts of a version are against its base, not against itself. */
		if (is_same(was, now))
			tasks[i] = (struct cat_task_delta){.was = &was->tasks[i], .now = &now->tasks[i], .class = CAT_CLASS_SAME};
		else
			compare_task(cx, was, &now->tasks[i], d->by_words, &tasks[i]);
		d->count[tasks[i].class]++;
	}
	for (size_t i = 0; i < was->n_tasks; i++)
		if (cat_lookup(now, was->tasks[i].id) == NULL && !is_moved(tasks, now->n_tasks, &was->tasks[i]))
			gone[d->n_gone++] = &was->tasks[i];
	d->tasks = tasks;
	d->n_tasks = now->n_tasks;
	d->gone = gone;
	*out = d;
	return RC_OK;
}

static bool
is_next(const struct catalog *a, const struct catalog *b)
{
	return (a->base != NULL && str_eq(a->base, b->version)) || (b->base != NULL && str_eq(b->base, a->version));
}

const char *
cat_diff_newest(struct ctx *cx, const struct catalog *cat)
{
	/* A context of its own: that a file of the user's is broken is no problem of this document. */
	struct ctx *aside = ctx_aside(cx);
	const char *prefix = arena_printf(cx->arena, "%s-", cat->id), *version = NULL, *date = "";
	size_t n;
	const char *const *names = cat_names(aside, &n);

	for (size_t i = 0; i < n; i++) {
		const struct catalog *other;

		if (!str_starts(names[i], prefix) || cat_load_file(aside, cat_find(aside, names[i]), &other) != RC_OK)
			continue;
		if (!str_eq(other->id, cat->id) || is_same(other, cat) || !is_next(other, cat) || strcmp(other->date, date) < 0)
			continue;
		version = arena_strdup(cx->arena, other->version);
		date = arena_strdup(cx->arena, other->date);
	}
	ctx_free(aside);
	return version;
}
