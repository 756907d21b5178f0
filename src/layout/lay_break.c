/*
 * lay_break.c - where a page or column ends.
 *
 * Keeps have strengths, not costs (XSL 1.1, 7.20): of all breaks that fit, the ones with the weakest penalty are looked
 * at, and of these the last. If what hangs together after such a break fits on the next page, that is the choice. If not, a
 * keep will be broken anyway: then the places where the next stronger classes end are tried as well, the pages after each are
 * tried out (lay_ahead.c) to where the chain ends, and the one that breaks the fewest of the strongest keeps wins; of equals
 * the fullest page. So a page is never left half empty for a keep that cannot be kept. The window is the page and three more.
 *
 * Spaces go below their optimum only to obey a keep, or to end with the page; above it where that makes the page full.
 */
#include <math.h>
#include <stdlib.h>

#include "layout/lay_flow.h"

/* Content limits look at what follows a break: it must be there before the break is judged. */
static enum rc
settle(struct lay_run *run, struct lay_cursor *c)
{
	if (c->at == NULL || c->at->brk.unsettled == 0)
		return RC_OK;
	while (c->at->brk.unsettled > 0 && !run->ended)
		TRY(lay_run_more(run));
	c->penalty = c->at->brk.penalty;
	return RC_OK;
}

enum rc
lay_break_next(struct lay_run *run, struct lay_cursor *c, const struct lay_elem *from)
{
	while (!lay_cursor_run(c)) {
		if (run->ended) {
			lay_cursor_end(c);
			return RC_OK;
		}
		TRY(lay_run_more(run));
		if (c->last != NULL)
			c->next = c->last->next;
		else
			c->next = from != NULL ? from->next : run->list.first;
	}
	return settle(run, c);
}

enum rc
lay_break_first(struct lay_run *run, const struct lay_elem *from, mpt *h)
{
	struct lay_cursor c;

	lay_cursor_start(&c, &run->list, from);
	do {
		TRY(lay_break_next(run, &c, from));
		*h = c.h;
	} while (!c.ended && !(c.has_content && c.penalty.column < BREAK_WIDOW));
	return RC_OK;
}

/* Footnotes or before-floats whose lines lie between two places. */
static mpt
notes_between(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to, bool floats)
{
	mpt h = 0;

	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		const struct lay_note *n = lay_notes_of_elem(run->source.a, e);

		for (; n != NULL; n = n->next)
			if (lay_note_is_float(n) == floats)
				h = mpt_add(h, lay_list_height(&n->list, NULL, NULL));
	}
	return h;
}

mpt
lay_break_notes(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to)
{
	return run->list.has_footnotes ? notes_between(run, from != NULL ? from->next : run->list.first, to, false) : 0;
}

mpt
lay_break_floats(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to)
{
	return run->list.has_footnotes ? notes_between(run, from != NULL ? from->next : run->list.first, to, true) : 0;
}

static void
add_candidate(struct lay_run *run, const struct lay_candidate *c)
{
	if (run->n_cands == run->cap_cands) {
		run->cap_cands = run->cap_cands > 0 ? 2 * run->cap_cands : 64;
		run->cands = mem_realloc(run->cands, run->cap_cands, sizeof(*run->cands));
	}
	run->cands[run->n_cands++] = *c;
}

struct scan {
	struct lay_run *run;
	mpt least_notes;              /* up to the cursor, the first of the new notes no longer than it must be */
	const struct lay_elem *from;
	const struct lay_room *room;
	struct lay_cursor cursor;
	const struct lay_elem *noted; /* up to where footnotes are counted */
	struct lay_candidate now;     /* at the cursor */
	struct lay_candidate first;   /* the first place with content, fitting or not */
	struct lay_candidate divided; /* would fit if footnotes were divided */
	bool has_first, has_divided;
	bool deferred;                /* a before-float did not fit: no later one comes before it */
};

/* The first legal piece of the first footnote between two places: so much of it must be on the page of its line. */
static mpt
first_piece(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to)
{
	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		const struct lay_note *n = lay_notes_of_elem(run->source.a, e);
		struct lay_cursor c;

		while (n != NULL && lay_note_is_float(n))
			n = n->next;
		if (n == NULL)
			continue;
		lay_cursor_start(&c, &n->list, NULL);
		while (lay_cursor_next(&c))
			if (c.has_content && c.penalty.column < BREAK_WIDOW)
				return c.h;
		return lay_list_height(&n->list, NULL, NULL);
	}
	return 0;
}

/* What is left of the room beside footnotes and floats; below 0: too much. */
static mpt
slack(const struct scan *s, mpt h, mpt notes)
{
	mpt separator = notes > 0 && s->run->n_carry == 0 ? s->run->separator_h : 0;

	return s->room->h - mpt_add(mpt_add(h, notes), mpt_add(separator, s->now.floats));
}

/* 6.12.2: a before-float is on the page of its line where both fit, else on a later one; their order stays. */
static void
take_floats(struct scan *s, const struct lay_elem *from)
{
	for (const struct lay_elem *e = from; e != s->now.at && e != NULL; e = e->next) {
		const struct lay_note *n = lay_notes_of_elem(s->run->source.a, e);

		for (; n != NULL && !s->deferred; n = n->next) {
			struct lay_candidate old = s->now;

			if (!lay_note_is_float(n))
				continue;
			if (old.n_floats == 0 && !s->room->has_top)
				s->now.floats = s->run->top_separator_h;
			s->now.floats = mpt_add(s->now.floats, lay_list_height(&n->list, NULL, NULL));
			s->now.n_floats++;
			s->deferred = slack(s, s->now.h, s->now.notes) < 0;
			if (s->deferred)
				s->now = old;
		}
	}
}

/* Moves to the next place where the list may be broken. */
static enum rc
next_place(struct scan *s)
{
	struct lay_run *run = s->run;
	struct lay_cursor *c = &s->cursor;

	const struct lay_elem *beg;

	TRY(lay_break_next(run, c, s->from));
	beg = s->noted != NULL ? s->noted->next : s->from != NULL ? s->from->next : run->list.first;
	if (s->room->notes && run->list.has_footnotes) {
		s->least_notes = mpt_add(s->now.notes, first_piece(run, beg, c->at));
		s->now.notes = mpt_add(s->now.notes, notes_between(run, beg, c->at, false));
	}
	s->noted = c->at;
	s->now.at = c->at;
	s->now.h = c->h;
	s->now.min = c->min;
	s->now.is_end = c->ended;
	s->now.is_forced = c->at != NULL && c->at->brk.forced != FV_AUTO && c->at->brk.forced != FV_NONE_;
	s->now.penalty = c->penalty.column;
	if (s->room->page_end && c->penalty.page > s->now.penalty)
		s->now.penalty = c->penalty.page;
	if (s->room->floats && run->list.has_footnotes)
		take_floats(s, beg);
	return RC_OK;
}

/* Whether the lines fit with the beginning of the last footnote, which goes on overleaf. */
static bool
divides(const struct scan *s)
{
	mpt separator = s->run->n_carry == 0 ? s->run->separator_h : 0;

	return s->now.penalty < BREAK_WIDOW &&
	    mpt_add(mpt_add(s->now.h, s->least_notes), mpt_add(separator, s->now.floats)) <= s->room->h;
}

/* Whether what hangs together after a candidate fits on the next page: up to a break of its own class or a weaker one. */
static enum rc
chain_fits(struct scan *s, const struct lay_candidate *c, bool *does)
{
	mpt base = c->h; /* where the next page would begin */
	bool is_exact = false;

	for (;;) {
		*does = s->now.h - base <= s->room->next_h;
		/* Space at the break vanishes there. */
		if (!*does && !is_exact && c->at != NULL) {
			base = s->now.h - lay_list_height(&s->run->list, c->at, s->now.at);
			is_exact = true;
			continue;
		}
		if (!*does || s->now.is_end || s->now.is_forced || s->now.penalty <= c->penalty)
			return RC_OK;
		TRY(next_place(s));
	}
}

/* How much of what its spaces can give a page needs to end here; what they can take is guessed to be as much. */
static double
strain(const struct lay_candidate *c)
{
	mpt gives = c->h - c->min;

	if (c->slack == 0)
		return 0;
	return gives > 0 ? fabs((double)c->slack) / gives : HUGE_VAL;
}

/*
 * The better end of a page, of two in one class: the last one that fits without pressing its spaces, but for the first that does
 * not where these are pressed less than they would be stretched to fill the page (4.3.1: near the optimum).
 */
static bool
is_better(const struct lay_candidate *c, const struct lay_candidate *best)
{
	if (best == NULL || c->penalty != best->penalty)
		return best == NULL || c->penalty < best->penalty;
	return c->slack >= 0 || strain(c) < strain(best);
}

/* The best candidate of the weakest class above that of another one, and behind it. */
static const struct lay_candidate *
weakest(const struct lay_run *run, const struct lay_candidate *above)
{
	const struct lay_candidate *best = NULL;

	for (size_t i = 0; i < run->n_cands; i++) {
		const struct lay_candidate *c = &run->cands[i];

		if (above != NULL && (c->penalty <= above->penalty || c < above))
			continue;
		if (is_better(c, best))
			best = c;
	}
	return best;
}

/* As many classes are compared; all of them would be as many trials of three pages. */
#define MAX_CLASSES 4

static enum rc
choose(struct scan *s, struct lay_candidate *cut)
{
	const struct lay_candidate *best = weakest(s->run, NULL), *next = best;
	struct lay_trial trial, least;
	const struct lay_elem *until = NULL;
	bool does;

	*cut = *best;
	TRY(chain_fits(s, best, &does));
	if (does || weakest(s->run, best) == NULL)
		return RC_OK;
	TRY(lay_ahead_chain(s->run, best, s->room, &until));
	for (int i = 0; i < MAX_CLASSES && next != NULL; i++) {
		TRY(lay_ahead_try(s->run, next, s->room, until, &trial));
		/* A page is not left half empty to divide less often what is divided anyway. */
		if (i == 0 || lay_ahead_compare(&trial, &least, cut->h < s->room->h / 2) <= 0) {
			least = trial;
			*cut = *next;
		}
		next = weakest(s->run, next);
	}
	return RC_OK;
}

/* Collects the candidates that fit; stops behind the page or at a forced break. */
static enum rc
collect(struct scan *s, bool *forced)
{
	for (;;) {
		bool usable;

		TRY(next_place(s));
		usable = s->cursor.has_content || s->now.is_forced || s->now.is_end;
		if (usable && !s->has_first) {
			s->first = s->now;
			s->has_first = true;
		}
		s->now.slack = slack(s, s->now.h, s->now.notes);
		if (s->now.slack < 0 && (s->room->level || slack(s, s->now.min, s->now.notes) < 0)) {
			if (usable && !s->has_divided && s->now.notes > 0 && divides(s)) {
				s->divided = s->now;
				s->has_divided = true;
			}
			if (s->has_first)
				return RC_OK;
			continue;
		}
		if (usable)
			add_candidate(s->run, &s->now);
		if (usable && (s->now.is_forced || s->now.is_end)) {
			*forced = true;
			return RC_OK;
		}
	}
}

/* Nothing but a broken keep would begin here, and a later page is high enough for all of it: this one stays empty. */
static enum rc
waits(struct scan *s, const struct lay_candidate *cut, bool *does)
{
	const struct lay_room *room = s->room;
	struct lay_cursor c;

	*does = false;
	if (!room->is_empty || !room->may_wait || room->next_h <= room->h || cut->penalty < BREAK_FORBIDDEN || cut->is_end || cut->is_forced)
		return RC_OK;
	lay_cursor_start(&c, &s->run->list, s->from);
	do {
		TRY(lay_break_next(s->run, &c, s->from));
	} while (!c.ended && c.h <= room->next_h && c.penalty.column >= BREAK_FORBIDDEN &&
	    (c.at->brk.forced == FV_AUTO || c.at->brk.forced == FV_NONE_));
	*does = c.h <= room->next_h;
	return RC_OK;
}

static enum rc
take(struct scan *s, struct lay_candidate *cut)
{
	const struct lay_run *run = s->run;

	/* A footnote is divided, where that is allowed, rather than its line pushed to the next page. */
	if (s->has_divided) {
		*cut = s->divided;
		cut->slack = 0;
		return RC_OK;
	}
	if (run->n_cands > 0)
		return choose(s, cut);
	*cut = s->first;
	cut->slack = 0;
	return RC_OK;
}

static enum rc
choose_cut(struct lay_run *run, const struct lay_elem *from, const struct lay_room *room,
    struct lay_candidate *cut, bool *none)
{
	struct scan s = { .run = run, .from = from, .room = room, .deferred = !room->floats };
	bool forced = false;

	*none = false;
	run->n_cands = 0;
	lay_cursor_start(&s.cursor, &run->list, from);
	TRY(collect(&s, &forced));
	if (forced) {
		*cut = run->cands[run->n_cands - 1];
		return RC_OK;
	}
	*none = !s.has_divided && run->n_cands == 0 && (!room->is_empty || !s.has_first);
	if (*none)
		return RC_OK;
	TRY(take(&s, cut));
	return waits(&s, cut, none);
}

enum rc
lay_break_choose(struct lay_run *run, const struct lay_elem *from, const struct lay_room *room,
    struct lay_candidate *cut, bool *none)
{
	TRY(choose_cut(run, from, room, cut, none));
	return *none ? RC_OK : lay_progress_cut(run, from, cut);
}
