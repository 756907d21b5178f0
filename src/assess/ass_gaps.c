#include <stdlib.h>
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static int
status_rank(enum status s)
{
	return s == ST_X ? 0 : s == ST_P ? 1 : s == ST_L ? 2 : 3;
}

struct gap {
	const struct ass_task *task;
	const char *due; /* "9999" for none: what nobody has promised comes last of its status */
};

static int
worse(const void *pa, const void *pb)
{
	const struct gap *a = pa, *b = pb;
	int d = status_rank(a->task->status) - status_rank(b->task->status);

	if (d == 0)
		d = strcmp(a->due, b->due);
	return d != 0 ? d : a->task->cat->index < b->task->cat->index ? -1 : 1;
}

void
ass_order_gaps(struct ass *a)
{
	const struct ass_set *set = &a->sets[0];
	struct gap *gaps = arena_array(a->cx->arena, set->cat->n_tasks, sizeof(*gaps));
	size_t n = 0;

	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];

		if (ass_is_open(t->status))
			gaps[n++] = (struct gap){t, t->next != NULL ? ass_attr(a, t->next->node, "due") : "9999"};
	}
	qsort(gaps, n, sizeof(*gaps), worse);
	for (size_t i = 0; i < n; i++)
		ass_push(a->cx, &a->gaps, gaps[i].task);
}

/* The first words that the author found for the gap: an open finding, an action, an exception; else our own. */
const char *
ass_gap_words(const struct ass *a, const struct ass_task *t)
{
	for (size_t i = 0; i < t->findings.n; i++) {
		const struct ass_finding *f = t->findings.p[i];

		if (f->is_open)
			return ass_attr(a, f->node, "title");
	}
	if (t->next != NULL)
		return ass_attr(a, t->next->node, "title");
	if (t->exceptions.n > 0)
		return ass_attr(a, ((const struct ass_exception *)t->exceptions.p[0])->node, "title");
	return ass_say(a, "gaps.no-words", "status", t->status == ST_U ? "u" : t->status == ST_L ? "l" : "", NULL);
}
