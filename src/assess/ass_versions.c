/*
 * ass_versions.c - the framework that was answered beside another version of it.
 *
 * What a version changed is computed by the catalogues (cat_diff.h); here it meets the answers. Whoever answered 1.1 asks what
 * the next version adds, whoever answers that one asks what it changed. An answer carries over to the other version where the
 * task is the same; a task that is new or reworded in substance counts as not assessed there until it is answered.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* Does an answer to the one version hold for the other? */
static bool
carries(enum cat_class class)
{
	return class != CAT_CLASS_NEW && class != CAT_CLASS_REASSESS;
}

static const struct ass_set *
own_set(const struct ass *a, const char *id, const char *version)
{
	for (size_t k = 1; k < a->n_sets; k++)
		if (str_eq(a->sets[k].cat->id, id) && (version == NULL || str_eq(a->sets[k].cat->version, version)))
			return &a->sets[k];
	return NULL;
}

/* "ssdf-1.2-ipd" of the framework "ssdf" -> "1.2-ipd"; NULL when it is no version of it */
static const char *
version_in(const char *name, const char *id)
{
	size_t n = strlen(id);

	return str_starts(name, id) && name[n] == '-' && name[n + 1] != '\0' ? name + n + 1 : NULL;
}

static bool
is_next(const struct catalog *a, const struct catalog *b)
{
	return (a->base != NULL && str_eq(a->base, b->version)) || (b->base != NULL && str_eq(b->base, a->version));
}

static enum rc
choose(struct ass *a, const char **version)
{
	const struct catalog *cat = a->sets[0].cat;
	const struct ass_set *answered = own_set(a, cat->id, NULL);

	*version = NULL;
	if (a->o->to != NULL && !str_eq(a->o->to, "none")) {
		*version = version_in(a->o->to, cat->id);
		if (*version == NULL || str_eq(*version, cat->version))
			return diag_at(a->cx, DIAG_ASS_VERSIONS, NO_SPAN, "\"%s\" is no other version of %s", a->o->to, cat->name);
		return RC_OK;
	}
	if (a->o->to == NULL)
		*version = answered != NULL && is_next(answered->cat, cat) ? answered->cat->version : cat_diff_newest(a->cx, cat);
	if (*version == NULL && a->o->needs_versions)
		return diag_at(a->cx, DIAG_ASS_VERSIONS, NO_SPAN, "%s", cat->name);
	return RC_OK;
}

static enum rc
load_side(struct ass *a, const char *version)
{
	struct ass_versions *v = &a->versions;
	const struct catalog *cat = a->sets[0].cat;
	const struct ass_set *answered = own_set(a, cat->id, version);

	if (answered != NULL)
		v->side.cat = answered->cat;
	else
		TRY(cat_load(a->cx, cat->id, version, NO_SPAN, &v->side.cat));
	v->side.key = arena_printf(a->cx->arena, "%s-%s", cat->id, version);
	v->side.prefix = arena_printf(a->cx->arena, "%s-", v->side.key);
	v->side.tasks = arena_array(a->cx->arena, v->side.cat->n_tasks, sizeof(*v->side.tasks));
	v->basis = arena_array(a->cx->arena, v->side.cat->n_tasks, sizeof(*v->basis));
	v->ahead = v->side.cat->base != NULL && str_eq(v->side.cat->base, cat->version);
	if (v->ahead)
		return cat_diff(a->cx, cat, v->side.cat, &v->delta);
	return cat_diff(a->cx, v->side.cat, cat, &v->delta);
}

/* The task of the main version that a task of the other one is, with the class of its change. */
static const struct ass_task *
counterpart(const struct ass *a, const struct cat_task *t, enum cat_class *class)
{
	const struct ass_versions *v = &a->versions;

	for (size_t i = 0; i < v->delta->n_tasks; i++) {
		const struct cat_task_delta *d = &v->delta->tasks[i];
		const struct cat_task *here = v->ahead ? d->now : d->was, *there = v->ahead ? d->was : d->now;

		if (here != t)
			continue;
		*class = d->class;
		return there != NULL ? &a->sets[0].tasks[there->index] : NULL;
	}
	*class = CAT_CLASS_NEW;
	return NULL;
}

static void
answer_side(struct ass *a, size_t i, const struct ass_task *answered)
{
	struct ass_versions *v = &a->versions;
	struct ass_task *t = &v->side.tasks[i];
	const struct cat_task *cat = &v->side.cat->tasks[i];
	enum cat_class class;
	const struct ass_task *mine = counterpart(a, cat, &class);

	*t = (struct ass_task){.cat = cat, .set = &v->side, .was = ST_NONE, .status = ST_U, .from = &a->own, .anchor = ""};
	if (answered != NULL && answered->own != NULL) {
		*t = *answered;
		v->basis[i] = BASIS_OWN;
	} else if (mine == NULL) {
		v->basis[i] = BASIS_NONE;
	} else if (!carries(class)) {
		v->basis[i] = BASIS_AGAIN;
		t->anchor = mine->anchor;
	} else {
		t->status = mine->status;
		t->anchor = mine->anchor;
		v->basis[i] = BASIS_CARRIED;
	}
}

/* The answer that a reader thinks of: to the newer version where there is one, else to the older. */
static const struct ass_task *
behind(const struct ass *a, const struct cat_task_delta *d)
{
	const struct ass_versions *v = &a->versions;

	if (!v->ahead)
		return &a->sets[0].tasks[d->now->index];
	if (d->was == NULL || v->basis[d->now->index] == BASIS_OWN)
		return &v->side.tasks[d->now->index];
	return &a->sets[0].tasks[d->was->index];
}

/* ---- answers that say something else than before ------------------------------------------------------------------ */

static bool
differs(const struct ass *a, const xmlNode *now, const xmlNode *before, const char *name)
{
	const xmlNode *x = load_first(now, name), *y = load_first(before, name);
	const char *text = x != NULL ? load_text(a->cx, x) : "", *was = y != NULL ? load_text(a->cx, y) : "";

	return *was != '\0' && !str_eq(text, was);
}

/* A task that was answered in words then, and in other words now. Whether the status is another one is the business of ass_delta.c. */
static void
find_reworded(struct ass *a)
{
	for (size_t i = 0; a->has_delta && i < a->sets[0].cat->n_tasks; i++) {
		struct ass_task *t = &a->sets[0].tasks[i];
		const xmlNode *before = t->before;

		if (before == NULL || t->answer == NULL || t->inherited || ass_status_of(ass_attr(a, before, "status")) == ST_U)
			continue;
		t->reworded = differs(a, t->answer, before, "statement") || differs(a, t->answer, before, "reason");
	}
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

enum rc
ass_compare_versions(struct ass *a)
{
	struct ass_versions *v = &a->versions;
	const struct ass_set *answered;
	const char *version;

	find_reworded(a);
	TRY(choose(a, &version));
	if (version == NULL)
		return RC_OK;
	TRY(load_side(a, version));
	answered = own_set(a, v->side.cat->id, version);
	for (size_t i = 0; i < v->side.cat->n_tasks; i++)
		answer_side(a, i, answered != NULL ? &answered->tasks[i] : NULL);
	v->yours = arena_array(a->cx->arena, v->delta->n_tasks, sizeof(*v->yours));
	for (size_t i = 0; i < v->delta->n_tasks; i++)
		v->yours[i] = behind(a, &v->delta->tasks[i]);
	return RC_OK;
}

const struct cat_task_delta *
ass_version_of(const struct ass *a, const struct ass_task *t)
{
	const struct cat_delta *delta = a->versions.delta;

	for (size_t i = 0; delta != NULL && t->set == a->sets && i < delta->n_tasks; i++)
		if ((a->versions.ahead ? delta->tasks[i].was : delta->tasks[i].now) == t->cat)
			return &delta->tasks[i];
	return NULL;
}

void
ass_count_class(const struct ass *a, enum cat_class class, struct ass_counts *c)
{
	const struct ass_versions *v = &a->versions;
	struct ass_task *of = arena_array(a->cx->arena, v->delta->count[class], sizeof(*of));
	size_t n = 0;

	for (size_t i = 0; i < v->delta->n_tasks; i++)
		if (v->delta->tasks[i].class == class)
			of[n++] = *v->yours[i];
	ass_count(c, of, n);
}

static const char *
summary(const struct ass *a, const struct catalog *cat, const struct cat_task *t)
{
	return ass_own(a, arena_printf(a->cx->arena, "%s-%s", cat->id, cat->version), t->id, "summary", t->summary);
}

const struct cat_word *
ass_version_words(const struct ass *a, const struct cat_task_delta *d, bool *official, size_t *n)
{
	*official = a->versions.delta->by_words && d->was != NULL && d->was->official != NULL && d->now->official != NULL;
	if (d->was == NULL)
		return cat_diff_words(a->cx, "", *official ? d->now->official : summary(a, a->versions.delta->now, d->now), n);
	if (*official)
		return cat_diff_words(a->cx, d->was->official, d->now->official, n);
	return cat_diff_words(a->cx, summary(a, a->versions.delta->was, d->was), summary(a, a->versions.delta->now, d->now), n);
}
