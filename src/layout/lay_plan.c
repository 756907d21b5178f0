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
	piece->penalty = cut->is_forced || cut->is_end ? 0 : cut->penalty;
	piece->room = room;
	p->to = cut->at;
	p->is_end = cut->is_end;
	p->took = true;
}

static enum rc
plan_single(struct lay_run *run, const struct lay_geometry *g, bool not_end, struct lay_plan *p)
{
	mpt bpd = g->region[REGION_BODY].bpd, carry;
	struct lay_room room = { .next_h = bpd, .page_end = true, .notes = true, .not_end = not_end, .is_empty = true };
	struct lay_candidate cut;
	struct lay_piece *piece;
	bool none;

	TRY(carry_room(run, bpd, &carry));
	room.h = bpd - carry;
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
	mpt y, h;      /* h: room, then height */
	size_t first;  /* piece */
	bool spans, is_empty, page_over, not_end;
};

static bool
ends_section(const struct lay_candidate *cut)
{
	return cut->is_end || (cut->is_forced && cut->at->brk.forced == FV_ALL);
}

/* Fills the columns of one section, each at most s->h high. */
static enum rc
fill_columns(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p, struct section *s, bool *reached)
{
	unsigned n = s->spans ? 1 : g->columns;
	const struct lay_elem *from = s->from;
	mpt next_h = g->region[REGION_BODY].bpd;

	*reached = false;
	for (unsigned c = 0; c < n; c++) {
		struct lay_room room = { .h = s->h, .next_h = next_h, .page_end = c + 1 == n,
			.not_end = s->not_end, .is_empty = s->is_empty && p->n == s->first };
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

/* The least height at which the section still fits: columns before a spanning object are level. */
static enum rc
balance(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *p, struct section *s)
{
	mpt high = tallest(p, s->first), low = 0, room = s->h;
	bool reached = true;

	for (size_t i = s->first; i < p->n; i++)
		low = mpt_add(low, p->pieces[i].h);
	low /= (mpt)g->columns;
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
		s->h = room;
		return fill_columns(run, g, p, s, &reached);
	}
	return RC_OK;
}

static enum rc
plan_sections(struct lay_run *run, const struct lay_geometry *g, mpt reserve, bool not_end, struct lay_plan *p)
{
	mpt bpd = g->region[REGION_BODY].bpd;
	struct section s = { .from = run->from, .spans = run->spans, .is_empty = true, .not_end = not_end };

	p->n = 0;
	for (;;) {
		bool reached;

		s.h = bpd - reserve - s.y;
		s.first = p->n;
		s.is_empty = p->n == 0;
		TRY(fill_columns(run, g, p, &s, &reached));
		if (reached && !s.spans && !p->is_end)
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
plan_columns(struct lay_run *run, const struct lay_geometry *g, bool not_end, struct lay_plan *p)
{
	mpt bpd = g->region[REGION_BODY].bpd, carry, reserve;

	TRY(carry_room(run, bpd, &carry));
	reserve = carry;
	for (int round = 0; round < MAX_RESERVE_ROUNDS; round++) {
		mpt notes = 0;

		TRY(plan_sections(run, g, reserve, not_end, p));
		for (size_t i = 0; i < p->n; i++)
			notes = mpt_add(notes, lay_break_notes(run, p->pieces[i].from, p->pieces[i].to));
		if (notes > 0 && run->n_carry == 0)
			notes = mpt_add(notes, run->separator_h);
		notes = mpt_add(carry, mpt_min(notes, NOTES_PART(bpd - carry)));
		if (notes <= reserve)
			break;
		reserve = notes;
	}
	return RC_OK;
}

enum rc
lay_plan_page(struct lay_run *run, const struct lay_geometry *g, bool not_end, struct lay_plan *p)
{
	p->n = 0;
	p->to = run->from;
	p->is_end = p->took = false;
	if (run->ended && run->from == NULL && run->list.first == NULL && run->pages > 0) {
		p->is_end = true; /* only footnotes are left */
		return RC_OK;
	}
	return g->columns > 1 ? plan_columns(run, g, not_end, p) : plan_single(run, g, not_end, p);
}
