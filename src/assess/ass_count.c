#include "assess/ass_model.h"
#include "base/str.h"

bool
ass_is_met(enum status s)
{
	return s == ST_M || s == ST_A;
}

bool
ass_is_open(enum status s)
{
	return s != ST_N && !ass_is_met(s);
}

/* The number policy: N leaves the denominator; partly, planned and not assessed are not met. */
void
ass_count(struct ass_counts *c, const struct ass_task *tasks, size_t n)
{
	*c = (struct ass_counts){.total = n};
	for (size_t i = 0; i < n; i++)
		c->by[tasks[i].status]++;
	c->applicable = n - c->by[ST_N];
	c->met = c->by[ST_M] + c->by[ST_A];
	c->open = c->applicable - c->met;
}

int
ass_percent(const struct ass_counts *c)
{
	return c->applicable > 0 ? (int)(c->met * 100 / c->applicable) : -1;
}

static enum rc
broken(const struct ass *a, const char *what)
{
	return diag_at(a->cx, DIAG_INTERNAL, NO_SPAN, "totals do not agree: %s", what);
}

static void
add(struct ass_counts *sum, const struct ass_counts *c)
{
	sum->total += c->total;
	sum->applicable += c->applicable;
	sum->met += c->met;
	sum->open += c->open;
	for (size_t i = 0; i < ST__COUNT; i++)
		sum->by[i] += c->by[i];
}

static bool
equal(const struct ass_counts *x, const struct ass_counts *y)
{
	for (size_t i = 0; i < ST__COUNT; i++)
		if (x->by[i] != y->by[i])
			return false;
	return x->total == y->total && x->applicable == y->applicable && x->met == y->met && x->open == y->open;
}

static const struct ass_task *
tasks_of(const struct ass_set *set, const struct cat_practice *p)
{
	return &set->tasks[p->tasks[0].index];
}

/* The whole, counted in one go, must be the sum over the practices and over the groups. */
static enum rc
foot_set(const struct ass *a, const struct ass_set *set)
{
	struct ass_counts whole, by_practice = {0}, by_group = {0}, c;
	size_t sum = 0, open = 0, changes = 0;

	ass_count(&whole, set->tasks, set->cat->n_tasks);
	for (size_t i = 0; i < set->cat->n_practices; i++) {
		ass_count(&c, tasks_of(set, &set->cat->practices[i]), set->cat->practices[i].n_tasks);
		add(&by_practice, &c);
	}
	for (size_t i = 0; i < set->cat->n_groups; i++) {
		ass_count(&c, tasks_of(set, &set->cat->groups[i].practices[0]), set->cat->groups[i].n_tasks);
		add(&by_group, &c);
	}
	for (size_t i = 0; i < ST__COUNT; i++)
		sum += whole.by[i];
	for (size_t i = 0; i < set->cat->n_tasks; i++)
		open += ass_is_open(set->tasks[i].status);
	for (int i = 0; i < CH__COUNT; i++)
		changes += ass_count_change(set, (enum change)i);
	if (!equal(&whole, &by_practice) || !equal(&whole, &by_group))
		return broken(a, "practices, groups and the whole");
	if (sum != whole.total || whole.met + whole.open + whole.by[ST_N] != whole.total)
		return broken(a, "statuses");
	if (open != whole.open || (set == a->sets && a->gaps.n != open))
		return broken(a, "open tasks");
	return changes == whole.total ? RC_OK : broken(a, "changes since the predecessor");
}

/* Each item once by state; the back-links, counted from the tasks, are as many as those from the items. */
static enum rc
foot_evidence(const struct ass *a)
{
	size_t states = 0, from_items = 0, from_tasks = 0, delta = 0;

	for (int i = 0; i < EV__COUNT; i++)
		states += ass_count_state(a, (enum ev_state)i);
	for (size_t i = 0; i < a->evidence.n; i++)
		from_items += ((const struct ass_evidence *)a->evidence.p[i])->tasks.n;
	for (size_t k = 0; k < a->n_sets; k++)
		for (size_t i = 0; i < a->sets[k].cat->n_tasks; i++)
			from_tasks += a->sets[k].tasks[i].evidence.n;
	for (int i = 0; i < EC__COUNT; i++)
		delta += a->ev_delta[i].n;
	if (states != a->evidence.n)
		return broken(a, "evidence states");
	if (a->has_delta && delta - a->ev_delta[EC_LOST].n != a->evidence.n)
		return broken(a, "evidence since the predecessor");
	return from_items == from_tasks ? RC_OK : broken(a, "evidence back-links");
}

/* The rows of the flow are the predecessor's counts, its columns this one's. */
static enum rc
foot_flow(const struct ass *a)
{
	const struct ass_counts *was = &((const struct ass_past *)a->past.p[0])->counts;
	struct ass_counts now;
	struct ass_flow f;

	ass_count(&now, a->sets[0].tasks, a->sets[0].cat->n_tasks);
	ass_flow(a, &f);
	for (size_t i = 0; i < ST__COUNT; i++)
		if (f.from[i] != was->by[i] || f.to[i] != now.by[i])
			return broken(a, "statuses then and now");
	return f.total == was->total + f.from[ST__COUNT] && f.total == now.total + f.to[ST__COUNT] ? RC_OK
	                                                                                             : broken(a, "tasks then and now");
}

/* The classes part the tasks of the newer version, and with them the answers. */
static enum rc
foot_versions(const struct ass *a)
{
	const struct ass_versions *v = &a->versions;
	struct ass_counts sum = {0}, c;

	for (int k = 0; v->delta != NULL && k < CAT_CLASS__COUNT; k++) {
		ass_count_class(a, (enum cat_class)k, &c);
		if (c.total != v->delta->count[k])
			return broken(a, "a class of change");
		add(&sum, &c);
	}
	if (v->delta == NULL)
		return RC_OK;
	ass_count(&c, v->ahead ? v->side.tasks : a->sets[0].tasks, v->delta->n_tasks);
	if (sum.total != c.total || (!v->ahead && !equal(&sum, &c)))
		return broken(a, "classes of change");
	return RC_OK;
}

enum rc
ass_cross_foot(struct ass *a)
{
	TRY(foot_versions(a));
	for (size_t k = 0; k < a->n_sets; k++)
		TRY(foot_set(a, &a->sets[k]));
	if (a->has_delta)
		TRY(foot_flow(a));
	return foot_evidence(a);
}
