/*
 * lay_float_top.c - before-floats (XSL 1.1, 6.12.2): at the top of the region-body of the page that has their line, or of a later one.
 *
 * Those that did not fit on an earlier page come first. They never come before one that was anchored earlier. One that is higher than
 * a page is divided. Below the last one stands xsl-before-float-separator.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

/* While there is text, floats of earlier pages leave this to it, if they can. */
#define TOPS_PART(h) ((mpt)((int64_t)(h) * 7 / 10))

void
lay_top_plan(struct lay_run *run, mpt bpd, struct lay_top *top)
{
	bool is_over = run->ended && run->list.first == NULL;
	mpt h = run->top_separator_h;

	*top = (struct lay_top){ 0 };
	for (size_t i = 0; i < run->n_tops; i++) {
		mpt rest = lay_list_height(&run->tops[i].note.list, run->tops[i].from, NULL);

		h = mpt_add(h, rest);
		if (i > 0 && h > (is_over ? bpd : TOPS_PART(bpd)))
			return;
		top->n++;
		top->h = h;
		if (h > bpd && lay_note_divide(&run->tops[i], bpd - (h - rest), true, &top->to)) {
			top->h = bpd;
			return;
		}
	}
}

void
lay_top_choose(struct lay_run *run, struct lay_plan *p, mpt room)
{
	mpt h = p->top.n > 0 ? 0 : run->top_separator_h;
	bool full = p->top.n < run->n_tops || p->top.to != NULL;

	for (size_t i = 0; i < p->n && !full; i++) {
		const struct lay_note *n = NULL;

		lay_notes_gather(run->source.a, &run->list, p->pieces[i].from, p->pieces[i].to, &n);
		for (; n != NULL && !full; n = n->next) {
			if (!lay_note_is_float(n))
				continue;
			h = mpt_add(h, lay_list_height(&n->list, NULL, NULL));
			full = h > room;
			p->pieces[i].n_floats += !full;
		}
	}
}

struct tops {
	struct lay_run *run;
	struct arena *a;
	struct area *body;
	mpt y;
};

static void
put_top(struct tops *t, const struct lay_carry *c, const struct lay_elem *to)
{
	struct area *n = lay_area_new(t->a, AREA_BLOCK, c->note.body, t->body);

	n->w = c->note.w;
	n->y = t->y;
	n->is_first = c->from == NULL;
	n->is_last = to == NULL;
	n->h = lay_assemble(t->run->lay, t->a, &c->note.list, c->from, to, n, 0);
	t->y = mpt_add(t->y, n->h);
}

static void
put_off(struct lay_run *run, const struct lay_note *note, const struct lay_elem *from)
{
	if (run->n_tops == run->cap_tops) {
		run->cap_tops = run->cap_tops > 0 ? 2 * run->cap_tops : 8;
		run->tops = mem_realloc(run->tops, run->cap_tops, sizeof(*run->tops));
	}
	run->tops[run->n_tops++] = (struct lay_carry){ *note, from };
}

/* Footnotes in a float are those of its page. */
static void
put_inner_notes(struct tops *t, const struct lay_carry *c, const struct lay_elem *to, struct lay_notes_held *held)
{
	const struct lay_note *inner = NULL;

	lay_notes_gather(t->a, &c->note.list, c->from, to, &inner);
	for (; inner != NULL; inner = inner->next)
		lay_notes_hold(held, inner);
}

static void
put_carried(struct tops *t, const struct lay_top *top, struct lay_notes_held *held)
{
	struct lay_run *run = t->run;
	struct lay_carry *old = run->tops;
	size_t n = run->n_tops;

	run->tops = NULL;
	run->n_tops = run->cap_tops = 0;
	for (size_t i = 0; i < n; i++) {
		const struct lay_elem *to = i + 1 == top->n ? top->to : NULL;

		if (i < top->n) {
			put_top(t, &old[i], to);
			put_inner_notes(t, &old[i], to, held);
		}
		if (i >= top->n || to != NULL)
			put_off(run, &old[i].note, i >= top->n ? old[i].from : to);
	}
	free(old);
}

static void
put_new(struct tops *t, const struct lay_plan *plan, struct lay_notes_held *held)
{
	struct lay_run *run = t->run;

	for (size_t i = 0; i < plan->n && run->list.has_footnotes; i++) {
		const struct lay_note *n = NULL;
		size_t left = plan->pieces[i].n_floats;

		lay_notes_gather(t->a, &run->list, plan->pieces[i].from, plan->pieces[i].to, &n);
		for (; n != NULL; n = n->next) {
			struct lay_carry c = { *n, NULL };

			if (!lay_note_is_float(n))
				continue;
			if (left > 0) {
				left--;
				put_top(t, &c, NULL);
				put_inner_notes(t, &c, NULL, held);
			} else {
				put_off(run, n, NULL);
			}
		}
	}
}

enum rc
lay_top_assemble(struct lay_run *run, const struct lay_geometry *g, const struct lay_plan *plan, const struct page *page,
    struct area *body, struct lay_notes_held *held, mpt *h)
{
	struct tops t = { .run = run, .a = page->arena, .body = body };

	put_carried(&t, &plan->top, held);
	put_new(&t, plan, held);
	if (t.y > 0 || plan->top.n > 0)
		TRY(lay_put_separator(run, page, body, "xsl-before-float-separator", g->region[REGION_BODY].ipd, &t.y));
	*h = t.y;
	return RC_OK;
}
