/*
 * lay_ahead.c - pages tried out without making them: which end of a page breaks the fewest keeps on the pages after it.
 *
 * Only asked when what hangs together does not fit on the next page, so that some keep is broken wherever the page ends. The
 * trial fills page after page with the rule of the weakest class; footnotes are not counted.
 */
#include <limits.h>

#include "layout/lay_flow.h"

static int
penalty_of(const struct lay_cursor *c, const struct lay_room *room)
{
	return room->page_end && c->penalty.page > c->penalty.column ? c->penalty.page : c->penalty.column;
}

static bool
is_forced(const struct lay_cursor *c)
{
	return c->ended || (c->at->brk.forced != FV_AUTO && c->at->brk.forced != FV_NONE_);
}

enum rc
lay_ahead_chain(struct lay_run *run, const struct lay_candidate *best, const struct lay_room *room,
    const struct lay_elem **end)
{
	struct lay_cursor c;

	lay_cursor_start(&c, &run->list, best->at);
	do {
		TRY(lay_break_next(run, &c, best->at));
	} while (!is_forced(&c) && penalty_of(&c, room) > best->penalty && c.h / AHEAD_PAGES < room->next_h);
	*end = c.at;
	return RC_OK;
}

/* Insertion by strength, the strongest first. */
static void
note(struct lay_trial *t, int penalty)
{
	size_t i = t->n;

	if (penalty <= 0 || t->n == ARRAY_LEN(t->broken))
		return;
	for (; i > 0 && t->broken[i - 1] < penalty; i--)
		t->broken[i] = t->broken[i - 1];
	t->broken[i] = penalty;
	t->n++;
}

/* One page from `from`: where it ends, and what that breaks. *over: it reaches `until`. */
static enum rc
try_page(struct lay_run *run, const struct lay_elem **from, const struct lay_room *room, const struct lay_elem *until,
    struct lay_trial *t, bool *over)
{
	const struct lay_elem *at = NULL;
	struct lay_cursor c;
	int least = INT_MAX;

	lay_cursor_start(&c, &run->list, *from);
	do {
		int p;

		TRY(lay_break_next(run, &c, *from));
		p = is_forced(&c) ? 0 : penalty_of(&c, room);
		*over = c.at == until || is_forced(&c);
		if (c.has_content && (p <= least || least == INT_MAX) && (c.h <= room->next_h || least == INT_MAX)) {
			least = c.h > room->next_h ? BREAK_FORBIDDEN + 1 : p;
			at = c.at;
		}
	} while (!*over && (c.h <= room->next_h || least == INT_MAX));
	*over = *over && c.h <= room->next_h;
	if (!*over)
		note(t, least);
	*over = *over || at == NULL;
	*from = at;
	return RC_OK;
}

enum rc
lay_ahead_try(struct lay_run *run, const struct lay_candidate *c, const struct lay_room *room,
    const struct lay_elem *until, struct lay_trial *t)
{
	const struct lay_elem *from = c->at;
	bool over = from == until;

	t->n = 0;
	note(t, c->penalty);
	for (int page = 0; page < AHEAD_PAGES && !over; page++)
		TRY(try_page(run, &from, room, until, t, &over));
	return RC_OK;
}

int
lay_ahead_compare(const struct lay_trial *a, const struct lay_trial *b, bool strongest)
{
	if (strongest && a->n > 0 && b->n > 0)
		return (a->broken[0] > b->broken[0]) - (a->broken[0] < b->broken[0]);
	for (size_t i = 0; i < a->n && i < b->n; i++) {
		if (a->broken[i] != b->broken[i])
			return a->broken[i] < b->broken[i] ? -1 : 1;
	}
	return (a->n > b->n) - (a->n < b->n);
}
