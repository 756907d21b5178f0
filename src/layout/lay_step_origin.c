/* lay_step_origin.c - where the rest of a row begins after each of its steps. */
#include "layout/lay_step.h"

#include <stdlib.h>

/* Whether a cell goes on after a step: with content, or empty beside others. */
static bool
goes_on(const struct lay_step *step, const struct lay_cell *cell)
{
	return cell->row < step->lines && cell->row + cell->n_rows > step->lines - step->inside;
}

/* Where what comes after its first chunks would have begun in the whole list. */
static mpt
start_of(const struct stepper *s, const struct track *t, size_t taken)
{
	return taken > 0 ? chunk_of(s, t, taken - 1)->start : 0;
}

/* The y at which a cell's rest must begin, at the latest, to end with its last row. */
static mpt
latest(const struct stepper *s, const struct track *t, size_t taken)
{
	const struct lay_cell *cell = t->cell;
	mpt rest = 0;

	if (taken < t->n)
		rest = chunk_of(s, t, t->n - 1)->end - start_of(s, t, taken);
	return mpt_add(t->bottom, -mpt_add(rest, mpt_add(cell->below, cell->above_cut)));
}

void
lay_step_begin_again(struct stepper *s, struct lay_step *step)
{
	for (size_t c = 0; c < s->row->n_cells; c++)
		if (goes_on(step, &s->row->cells[c]))
			step->origin = mpt_min(step->origin, latest(s, &s->tracks[c], s->tracks[c].taken));
	for (size_t c = 0; c < s->row->n_cells; c++) {
		struct track *t = &s->tracks[c];

		if (!goes_on(step, t->cell) || t->taken == t->n)
			continue;
		t->top = mpt_add(step->origin, t->cell->above_cut - start_of(s, t, t->taken));
		t->least = 0;
	}
}

/* What a cell leaves free above the y of a step. */
static mpt
freedom(const struct stepper *s, const struct lay_step *step, const struct track *t, const struct place *p)
{
	mpt end = chunk_of(s, t, p->taken - 1)->end;
	const struct lay_cell *cell = t->cell;

	if (goes_on(step, cell))
		return mpt_add(step->until, -mpt_add(p->top, mpt_add(end, cell->below_cut)));
	/* Not every row ends in a step. */
	return mpt_add(t->bottom, -mpt_add(p->top, mpt_add(end, cell->below)));
}

void
lay_step_origins(struct stepper *s)
{
	size_t n = s->row->n_cells;
	mpt *free_y = mem_realloc(NULL, n + 1, sizeof(*free_y)), cum = 0;

	for (size_t i = s->n_steps; i-- > 0;) {
		struct lay_step *step = &s->steps[i];
		const struct place *p = s->places + i * n;
		bool ends = i + 1 == s->n_steps || step->forced != FV_AUTO; /* nothing reaches over it */

		for (size_t c = 0; c < n; c++) {
			const struct track *t = &s->tracks[c];

			if (!ends && goes_on(step, t->cell))
				step->origin = mpt_min(step->origin, p[c].taken == t->n
					? latest(s, t, t->n)
					: mpt_add(mpt_add(p[c].top, mpt_max(0, free_y[c])),
					      start_of(s, t, p[c].taken) - t->cell->above_cut));
			if (ends)
				free_y[c] = MPT_MAX;
			if (p[c].taken > 0 && t->cell->row < step->lines)
				free_y[c] = mpt_min(free_y[c], freedom(s, step, t, &p[c]));
		}
	}
	for (size_t i = 0; i < s->n_steps; i++) {
		struct lay_step *step = &s->steps[i];
		mpt now = mpt_max(cum, mpt_max(step->until, step->origin));

		step->h = now - cum;
		step->tail = step->until - now;
		step->head = now - step->origin;
		cum = now;
	}
	free(free_y);
}
