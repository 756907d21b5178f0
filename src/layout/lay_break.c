/*
 * lay_break.c - where a page or column ends.
 *
 * Keeps have strengths, not costs (XSL 1.1, 7.20): of all breaks that fit, the ones with the weakest penalty are looked
 * at, and of these the last. A keep is only obeyed where that helps: if what hangs together after such a break does
 * not fit on the next page either, the next stronger class gets its turn. So a page is never left half empty for a
 * keep that cannot be kept. The look-ahead ends one page height after the break: the window is two pages.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

/* The cursor's walk, with more elements when it needs them. */
static enum rc
advance(struct lay_run *run, struct lay_cursor *c, const struct lay_elem *from)
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
	return RC_OK;
}

enum rc
lay_break_first(struct lay_run *run, const struct lay_elem *from, mpt *h)
{
	struct lay_cursor c;

	lay_cursor_start(&c, &run->list, from);
	do {
		TRY(advance(run, &c, from));
		*h = c.h;
	} while (!c.ended && !(c.has_content && c.penalty.column < BREAK_WIDOW));
	return RC_OK;
}

/* Footnotes whose lines lie between two places. */
static mpt
notes_between(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to)
{
	mpt h = 0;

	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		const struct lay_note *n = lay_notes_of_elem(run->source.a, e);

		for (; n != NULL; n = n->next)
			h = mpt_add(h, lay_list_height(&n->list, NULL, NULL));
	}
	return h;
}

mpt
lay_break_notes(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to)
{
	return run->list.has_footnotes ? notes_between(run, from != NULL ? from->next : run->list.first, to) : 0;
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
};

/* The first legal piece of the first footnote between two places: so much of it must be on the page of its line. */
static mpt
first_piece(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to)
{
	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		const struct lay_note *n = lay_notes_of_elem(run->source.a, e);
		struct lay_cursor c;

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

/* Moves to the next place where the list may be broken. */
static enum rc
next_place(struct scan *s)
{
	struct lay_run *run = s->run;
	struct lay_cursor *c = &s->cursor;

	TRY(advance(run, c, s->from));
	if (s->room->notes && run->list.has_footnotes) {
		const struct lay_elem *beg = s->noted != NULL ? s->noted->next
		    : s->from != NULL                         ? s->from->next
							      : run->list.first;

		s->least_notes = mpt_add(s->now.notes, first_piece(run, beg, c->at));
		s->now.notes = mpt_add(s->now.notes, notes_between(run, beg, c->at));
		s->noted = c->at;
	}
	s->now.at = c->at;
	s->now.h = c->h;
	s->now.is_end = c->ended;
	s->now.is_forced = c->at != NULL && c->at->brk.forced != FV_AUTO && c->at->brk.forced != FV_NONE_;
	s->now.penalty = c->penalty.column;
	if (s->room->page_end && c->penalty.page > s->now.penalty)
		s->now.penalty = c->penalty.page;
	return RC_OK;
}

static bool
fits(const struct scan *s)
{
	mpt separator = s->now.notes > 0 && s->run->n_carry == 0 ? s->run->separator_h : 0;

	return mpt_add(mpt_add(s->now.h, s->now.notes), separator) <= s->room->h;
}

/* Whether the lines fit with the beginning of the last footnote, which goes on overleaf. */
static bool
divides(const struct scan *s)
{
	mpt separator = s->run->n_carry == 0 ? s->run->separator_h : 0;

	return s->now.penalty < BREAK_WIDOW &&
	    mpt_add(mpt_add(s->now.h, s->least_notes), separator) <= s->room->h;
}

/* Whether what hangs together after a candidate fits on the next page: up to a break of its own class or a weaker one. */
static enum rc
chain_fits(struct scan *s, const struct lay_candidate *c, bool *does)
{
	while (!s->now.is_end && !s->now.is_forced && s->now.penalty > c->penalty &&
	    s->now.h - c->h <= s->room->next_h)
		TRY(next_place(s));
	*does = s->now.h - c->h <= s->room->next_h;
	return RC_OK;
}

/* The last candidate with the weakest penalty above `above`. */
static const struct lay_candidate *
weakest(const struct lay_run *run, const struct lay_candidate *above)
{
	const struct lay_candidate *best = NULL;

	for (size_t i = 0; i < run->n_cands; i++) {
		const struct lay_candidate *c = &run->cands[i];

		if (above != NULL && (c->penalty <= above->penalty || c < above))
			continue;
		if (best == NULL || c->penalty <= best->penalty)
			best = c;
	}
	return best;
}

static enum rc
choose(struct scan *s, struct lay_candidate *cut)
{
	const struct lay_candidate *best = weakest(s->run, NULL), *next;
	bool does = true;

	while ((next = weakest(s->run, best)) != NULL) {
		TRY(chain_fits(s, best, &does));
		if (does)
			break;
		best = next;
	}
	*cut = *best;
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
		if (s->room->not_end && s->now.is_end)
			return RC_OK;
		if (usable && !s->has_first) {
			s->first = s->now;
			s->has_first = true;
		}
		if (!fits(s)) {
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

static enum rc
choose_cut(struct lay_run *run, const struct lay_elem *from, const struct lay_room *room,
    struct lay_candidate *cut, bool *none)
{
	struct scan s = { .run = run, .from = from, .room = room };
	bool forced = false;

	*none = false;
	run->n_cands = 0;
	lay_cursor_start(&s.cursor, &run->list, from);
	TRY(collect(&s, &forced));
	if (forced) {
		*cut = run->cands[run->n_cands - 1];
		return RC_OK;
	}
	/* A footnote is divided, where that is allowed, rather than its line pushed to the next page. */
	if (s.has_divided) {
		*cut = s.divided;
		return RC_OK;
	}
	if (run->n_cands > 0)
		return choose(&s, cut);
	if (!room->is_empty || !s.has_first) {
		*none = true;
		return RC_OK;
	}
	*cut = s.first;
	return RC_OK;
}

enum rc
lay_break_choose(struct lay_run *run, const struct lay_elem *from, const struct lay_room *room,
    struct lay_candidate *cut, bool *none)
{
	TRY(choose_cut(run, from, room, cut, none));
	return *none ? RC_OK : lay_progress_cut(run, from, cut);
}
