/*
 * lay_plan.c - what goes onto a page: pieces of the flow in columns, footnotes below.
 *
 * A plan is made before anything is assembled, because a page may have to be planned again: for the page master of the
 * last page, for the room that the footnotes of later columns take, for columns of equal height before
 * something spans them all.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

/* New footnotes leave at least this part of the page to the flow. */
#define NOTES_PART(h) ((mpt)((int64_t)(h) * 7 / 10))
#define MAX_RESERVE_ROUNDS 4
#define BALANCE_ROUNDS 14
/* Of more columns only the highest one is made as low as it can be: the work grows with their square. */
#define MAX_LEVEL_COLUMNS 16
/* Pages left empty, one after the other, for a kept object that fits on the next. */
#define MAX_WAIT 2

static struct lay_piece *
add_piece(struct lay_plan *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap > 0 ? 2 * p->cap : 8;
		p->pieces = mem_realloc(p->pieces, p->cap, sizeof(*p->pieces));
	}
	p->pieces[p->n] = (struct lay_piece){ 0 };
	return &p->pieces[p->n++];
}

static mpt
rest_height(const struct lay_carry *c)
{
	return lay_list_height(&c->note.list, c->from, NULL);
}

/* Footnotes carried over come first, but the page goes on: its first lines are kept room for. */
static enum rc
carry_room(struct lay_run *run, mpt bpd, mpt *room)
{
	mpt h = run->separator_h, first = 0;

	*room = 0;
	if (run->n_carry == 0)
		return RC_OK;
	for (size_t i = 0; i < run->n_carry; i++)
		h = mpt_add(h, rest_height(&run->carry[i]));
	TRY(lay_break_first(run, run->from, &first));
	*room = mpt_max(0, mpt_min(h, bpd - first));
	return RC_OK;
}

/* The cut as the end of a piece; false: it was the flow's end or a break that ends the page. */
static void
end_piece(struct lay_plan *p, struct lay_piece *piece, const struct lay_candidate *cut, mpt room)
{
	piece->to = cut->at;
	piece->h = cut->h;
	if (cut->slack < 0 || !(cut->is_end || cut->is_forced))
		piece->extra = cut->slack;
	if (cut->slack < 0)
		piece->h += cut->slack;
	piece->penalty = cut->is_forced || cut->is_end ? 0 : cut->penalty;
	piece->room = room;
	piece->n_floats = cut->n_floats;
	p->to = cut->at;
	p->is_end = cut->is_end;
	p->took = true;
}

static enum rc
plan_single(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p)
{
	mpt bpd = g->region[REGION_BODY].bpd, carry, avail = mpt_max(0, bpd - p->top.h);
	struct lay_room room = { .next_h = run->next_bpd, .page_end = true, .notes = true, .may_wait = run->idle < MAX_WAIT };
	struct lay_candidate cut;
	struct lay_piece *piece;
	bool none;

	TRY(carry_room(run, avail, &carry));
	room.h = avail - carry;
	room.is_empty = p->top.n == 0;
	room.floats = p->top.n == run->n_tops && p->top.to == NULL;
	room.has_top = p->top.n > 0;
	TRY(lay_break_choose(run, run->from, &room, &cut, &none));
	if (none)
		return RC_OK;
	piece = add_piece(p);
	piece->from = run->from;
	end_piece(p, piece, &cut, room.h);
	return RC_OK;
}

/* ---- columns ----------------------------------------------------------------------------------------------------- */

struct section {
	const struct lay_elem *from;
	mpt y, h, room;  /* h: of its columns, at most the room */
	size_t first;    /* piece */
	unsigned column; /* of that piece */
	bool spans, page_over, level;
};

static bool
ends_section(const struct lay_candidate *cut)
{
	return cut->is_end || (cut->is_forced && cut->at->brk.forced == FV_ALL);
}

/* Fills the columns of one section from s->column on, each at most s->h high. */
static enum rc
fill_columns(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p, struct section *s, bool *reached)
{
	unsigned n = s->spans ? 1 : g->columns;
	const struct lay_elem *from = s->from;

	*reached = false;
	for (unsigned c = s->column; c < n; c++) {
		bool last = c + 1 == n;
		struct lay_room room = { .h = s->h, .next_h = last ? run->next_bpd : s->room, .page_end = last, .level = s->level,
			.is_empty = p->n == 0 && p->top.n == 0, .may_wait = run->idle < MAX_WAIT };
		struct lay_candidate cut;
		struct lay_piece *piece;
		bool none;

		TRY(lay_break_choose(run, from, &room, &cut, &none));
		if (none)
			break;
		piece = add_piece(p);
		piece->from = from;
		piece->column = c;
		piece->spans = s->spans;
		piece->y = s->y;
		end_piece(p, piece, &cut, s->h);
		from = cut.at;
		if (ends_section(&cut)) {
			*reached = true;
			return RC_OK;
		}
		s->page_over = cut.is_forced && cut.at->brk.forced != FV_COLUMN;
		if (s->page_over)
			break;
	}
	s->page_over = true;
	return RC_OK;
}

static mpt
tallest(const struct lay_plan *p, size_t first)
{
	mpt h = 0;

	for (size_t i = first; i < p->n; i++)
		h = mpt_max(h, p->pieces[i].h);
	return h;
}

/* The least height at which what begins at s->from still fits into the columns from s->column on. */
static enum rc
fill_level(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p, struct section *s)
{
	mpt high = tallest(p, s->first), low = 0;
	bool reached = true;

	for (size_t i = s->first; i < p->n; i++)
		low = mpt_add(low, p->pieces[i].h);
	low /= (mpt)(g->columns - s->column);
	for (int round = 0; round < BALANCE_ROUNDS && high - low > 100; round++) {
		mpt mid = low + (high - low) / 2;

		p->n = s->first;
		s->h = mid;
		TRY(fill_columns(run, g, p, s, &reached));
		if (reached && tallest(p, s->first) <= mid)
			high = mpt_min(mid, tallest(p, s->first));
		else
			low = mid;
	}
	p->n = s->first;
	s->h = high;
	TRY(fill_columns(run, g, p, s, &reached));
	if (!reached) {
		p->n = s->first;
		s->h = s->room;
		return fill_columns(run, g, p, s, &reached);
	}
	return RC_OK;
}

/*
 * Columns before a spanning object are level (6.4.14): as low as all together can be, then those that follow the first as low
 * as they can be, and so on; so the last one is not much shorter than the others.
 */
static enum rc
balance(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p, struct section *s)
{
	size_t first = s->first;
	const struct lay_elem *from = s->from;

	s->level = true;
	for (; s->column + 1 < g->columns; s->column++) {
		TRY(fill_level(run, g, p, s));
		if (p->n - s->first < 2 || g->columns > MAX_LEVEL_COLUMNS)
			break;
		s->from = p->pieces[s->first++].to;
	}
	s->level = false;
	s->first = first;
	s->from = from;
	s->column = 0;
	return RC_OK;
}

/* fox:disable-column-balancing of the spanning object: the columns before it are filled one by one. */
static bool
is_levelled(const struct lay_elem *to)
{
	return to->brk.resume == NULL || !fo_is(to->brk.resume, PR_FOX_DISABLE_COLUMN_BALANCING, FV_TRUE);
}

static enum rc
plan_sections(struct lay_run *run, const struct lay_geometry *g, mpt reserve, struct lay_plan *p)
{
	mpt bpd = g->region[REGION_BODY].bpd;
	struct section s = { .from = run->from, .spans = run->spans };

	p->n = 0;
	for (;;) {
		bool reached;

		s.h = s.room = bpd - reserve - s.y;
		s.first = p->n;
		TRY(fill_columns(run, g, p, &s, &reached));
		if (reached && !s.spans && !p->is_end && is_levelled(p->to))
			TRY(balance(run, g, p, &s));
		if (!reached || p->is_end || p->n == s.first)
			return RC_OK;
		s.y = mpt_add(s.y, tallest(p, s.first));
		s.from = p->to;
		s.spans = p->to->brk.to_span;
		s.page_over = false;
	}
}

/* Footnotes of a later column take room from all: planned again with more room reserved until it is enough. */
static enum rc
plan_columns(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p)
{
	mpt bpd = mpt_max(0, g->region[REGION_BODY].bpd - p->top.h), carry, reserve, floats = 0;

	TRY(carry_room(run, bpd, &carry));
	reserve = carry;
	for (int round = 0; round < MAX_RESERVE_ROUNDS; round++) {
		mpt notes = 0, new_floats = 0;

		TRY(plan_sections(run, g, reserve + floats + p->top.h, p));
		for (size_t i = 0; i < p->n; i++)
			new_floats = mpt_add(new_floats, lay_break_floats(run, p->pieces[i].from, p->pieces[i].to));
		for (size_t i = 0; i < p->n; i++)
			notes = mpt_add(notes, lay_break_notes(run, p->pieces[i].from, p->pieces[i].to));
		if (notes > 0 && run->n_carry == 0)
			notes = mpt_add(notes, run->separator_h);
		if (new_floats > 0)
			new_floats = mpt_min(mpt_add(new_floats, run->top_separator_h), (bpd - carry) / 2);
		notes = mpt_add(carry, mpt_min(notes, NOTES_PART(bpd - carry - new_floats)));
		if (notes <= reserve && new_floats <= floats)
			break;
		if (round + 1 == MAX_RESERVE_ROUNDS)
			break;
		reserve = mpt_max(reserve, notes);
		floats = mpt_max(floats, new_floats);
	}
	lay_top_choose(run, p, floats);
	return RC_OK;
}

enum rc
lay_plan_page(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p)
{
	p->n = 0;
	p->to = run->from;
	p->is_end = false;
	lay_top_plan(run, g->region[REGION_BODY].bpd, &p->top);
	p->took = p->top.n > 0;
	if (run->ended && run->from == NULL && run->list.first == NULL && run->pages > 0) {
		p->is_end = true; /* only footnotes or floats are left */
		return RC_OK;
	}
	return g->columns > 1 ? plan_columns(run, g, p) : plan_single(run, g, p);
}
