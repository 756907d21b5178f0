/*
 * lay_run.c - one page-sequence on its way through layout: its list, the memory of it, and the change of width.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

/* [B] A batch this full is followed by a new one. A page is about as large. */
#define BATCH_FULL ((size_t)96 << 10)

static const struct fo_node *
child_of(const struct fo_node *n, enum fo_elem elem)
{
	const struct fo_node *c = n->first;

	while (c != NULL && c->elem != elem)
		c = c->next;
	return c;
}

static void
add_batch(struct lay_run *run)
{
	struct lay_batch *b = lay_batch_new();

	if (run->last_batch != NULL)
		run->last_batch->next = b;
	else
		run->batches = b;
	b->serial = run->source.serial;
	run->last_batch = b;
	run->source.a = b->arena;
	run->source.batch = b;
	run->lay->batch = b;
}

static void
drop_batches(struct lay_run *run, const struct lay_batch *until)
{
	while (run->batches != NULL && run->batches != until) {
		struct lay_batch *next = run->batches->next;

		lay_batch_unref(run->batches);
		run->batches = next;
	}
	if (run->batches == NULL)
		run->last_batch = NULL;
}

void
lay_run_hold(struct lay_run *run, struct lay_batch *b)
{
	if (b == NULL)
		return;
	if (run->n_held == run->cap_held) {
		run->cap_held = run->cap_held > 0 ? 2 * run->cap_held : 16;
		run->held = mem_realloc(run->held, run->cap_held, sizeof(struct lay_batch *));
	}
	lay_batch_ref(b);
	run->held[run->n_held++] = b;
}

/* Holds what is open at `from` and the carried footnotes, and no longer what was held before. */
static void
hold_again(struct lay_run *run)
{
	size_t old = run->n_held;
	const struct lay_elem *open = run->from != NULL ? run->from->brk.inside : NULL;

	for (; open != NULL; open = open->open.parent)
		lay_run_hold(run, open->open.batch);
	for (size_t i = 0; i < run->n_carry; i++)
		lay_run_hold(run, run->carry[i].note.batch);
	for (size_t i = 0; i < run->n_tops; i++)
		lay_run_hold(run, run->tops[i].note.batch);
	for (size_t i = 0; i < old; i++)
		lay_batch_unref(run->held[i]);
	for (size_t i = old; i < run->n_held; i++)
		run->held[i - old] = run->held[i];
	run->n_held -= old;
}

enum rc
lay_run_open(struct lay *lay, const struct fo_node *sequence, struct lay_run **out)
{
	struct lay_run *run = mem_alloc(sizeof(*run));

	*run = (struct lay_run){ .lay = lay, .sequence = sequence, .flow = child_of(sequence, FO_FLOW) };
	*out = run;
	return RC_OK;
}

void
lay_run_close(struct lay_run *run)
{
	if (run == NULL)
		return;
	lay_source_close(&run->source);
	drop_batches(run, NULL);
	for (size_t i = 0; i < run->n_held; i++)
		lay_batch_unref(run->held[i]);
	free(run->held);
	free(run->kept.v);
	free(run->cands);
	free(run->carry);
	free(run->tops);
	free(run);
}

static bool spans_at(const struct lay_run *run, const struct fo_node *n);

/*
 * What kept the old width (a table, a row) is over where the flow's next child begins: the rest is made for the new one. What
 * was made after that place is dropped; what came before stays.
 */
static bool
splice(struct lay_run *run, struct lay_elem *from)
{
	struct lay_elem *at = from;

	while (at != NULL && !(at->kind == LAY_BREAK && at->brk.inside == NULL && at->brk.resume != NULL &&
			      at->brk.resume->parent == run->flow && at->brk.resume_from == 0))
		at = at->next;
	if (at == NULL)
		return false;
	at->next = NULL;
	run->list.last = at;
	run->is_stale = false;
	run->column = run->want_column;
	run->span = run->want_span;
	lay_source_close(&run->source);
	lay_source_open(&run->source, run->lay, &run->list, run->last_batch->arena);
	run->source.batch = run->last_batch;
	run->source.column = run->column;
	run->source.span = run->span;
	run->source.in_flow = true;
	run->source.in_span = spans_at(run, at->brk.resume);
	run->source.content = 1;
	run->source.joint = at;
	run->source.serial = at->brk.resume->serial;
	lay_source_start(&run->source, run->flow, at->brk.resume, run->source.in_span ? &run->span : &run->column);
	return true;
}

enum rc
lay_run_more(struct lay_run *run)
{
	const struct lay_elem *last = run->list.last;
	bool end = false;

	if (arena_size(run->last_batch->arena) > BATCH_FULL)
		add_batch(run);
	TRY(lay_source_more(&run->source, &end));
	run->ended = end;
	if (run->is_stale && splice(run, last != NULL ? last->next : run->list.first))
		run->ended = false;
	return RC_OK;
}

/* Whether a place in the flow lies in an object that spans all columns. */
static bool
spans_at(const struct lay_run *run, const struct fo_node *n)
{
	while (n != NULL && n->parent != run->flow)
		n = n->parent;
	return n != NULL && fo_is(n, PR_SPAN, FV_ALL);
}

static const struct fo_node *
first_child(const struct fo_node *flow)
{
	const struct fo_node *n = flow->first;

	while (n != NULL && n->elem == FO_MARKER)
		n = n->next;
	return n;
}

static void
begin_list(struct lay_run *run)
{
	const struct fo_node *next = run->from != NULL ? run->from->brk.resume : NULL;
	uint32_t resume_from = run->from != NULL ? run->from->brk.resume_from : 0;
	struct lay_batch *old = run->batches;

	lay_source_close(&run->source);
	run->list = (struct lay_list){ 0 };
	run->batches = run->last_batch = NULL;
	lay_source_open(&run->source, run->lay, &run->list, NULL);
	add_batch(run);
	run->source.column = run->column;
	run->source.span = run->span;
	run->source.in_flow = true;
	run->spans = spans_at(run, next != NULL ? next : first_child(run->flow));
	run->ended = false;
	if (next != NULL) {
		enum fo_enum forced = run->from->brk.forced;

		run->source.serial = run->last_batch->serial = next->serial;
		lay_source_resume(&run->source, run->flow, next, resume_from, &run->column);
		run->list.first->brk.forced = forced;
		run->from = run->list.first;
	} else {
		lay_source_start(&run->source, run->flow, run->flow->first, &run->column);
	}
	/* The old place was needed until here. */
	while (old != NULL) {
		struct lay_batch *after = old->next;

		lay_batch_unref(old);
		old = after;
	}
	hold_again(run);
}

static enum rc
measure_separator(struct lay_run *run, const char *name, mpt *h)
{
	const struct fo_node *s = lay_static_lookup(run->sequence, name);
	struct lay_frame frame = { .ref_ipd = run->span.ref_ipd, .w = run->span.ref_ipd };
	struct arena *a;
	struct lay_list list;
	mpt note_ipd = run->lay->note_ipd;
	enum rc rc;

	*h = 0;
	if (s == NULL)
		return RC_OK;
	a = arena_new();
	run->lay->note_ipd = 0;
	rc = lay_list_make(run->lay, a, s, s->first, &frame, &list);
	run->lay->note_ipd = note_ipd;
	if (rc == RC_OK)
		*h = lay_list_height(&list, NULL, NULL);
	arena_free(a);
	return rc;
}

enum rc
lay_run_fit(struct lay_run *run, const struct lay_geometry *g)
{
	const struct lay_region *body = &g->region[REGION_BODY];
	struct lay_frame column = { .ref_ipd = g->column_w, .w = g->column_w, .ref_bpd = body->bpd };
	struct lay_frame span = { .ref_ipd = body->ipd, .w = body->ipd, .ref_bpd = body->bpd };
	bool same = run->made && run->column.ref_ipd == g->column_w && run->span.ref_ipd == body->ipd;

	run->lay->page_w = g->page_w;
	run->lay->page_h = g->page_h;
	run->lay->note_ipd = body->ipd;
	/* What was made beside a float that stayed behind, or for the other side of the spread, is made again. */
	if (run->from != NULL && run->from->brk.resume != NULL && run->made)
		same = same && !run->from->brk.beside &&
		    (run->lay->float_page == 0 || run->lay->float_page == run->lay->pages->number);
	run->is_stale = run->is_stale && !same;
	if (same || (run->ended && run->list.first == NULL))
		return RC_OK;
	/* Inside a table or list item the old width stays until it ends. */
	if (run->made && run->from != NULL && run->from->brk.resume == NULL) {
		run->want_column = column;
		run->want_span = span;
		run->is_stale = true;
		if (splice(run, run->from->next))
			run->ended = false;
		return RC_OK;
	}
	run->column = column;
	run->span = span;
	run->made = true;
	run->lay->float_page = 0;
	begin_list(run);
	TRY(measure_separator(run, "xsl-footnote-separator", &run->separator_h));
	return measure_separator(run, "xsl-before-float-separator", &run->top_separator_h);
}

static void
keep_for(struct lay_sheet *sheet, struct lay_batch *b)
{
	lay_batch_ref(b);
	arena_defer(sheet->page.arena, lay_batch_unref, b);
}

void
lay_run_consume(struct lay_run *run, struct lay_sheet *sheet, const struct lay_elem *at)
{
	for (size_t i = 0; i < run->n_held; i++)
		keep_for(sheet, run->held[i]);
	for (struct lay_batch *b = run->batches; b != NULL; b = b->next) {
		keep_for(sheet, b);
		if (at != NULL && b == at->brk.batch)
			break;
	}
	run->from = at;
	run->is_over = at == NULL && run->n_carry == 0 && run->n_tops == 0;
	run->list.first = (struct lay_elem *)(uintptr_t)at;
	if (at == NULL)
		run->list.last = NULL;
	hold_again(run);
	/* The source may still point into the last batch: it stays until the run is closed. */
	drop_batches(run, at != NULL ? at->brk.batch : run->last_batch);
}

void
lay_run_release(struct lay_run *run)
{
	struct lay_kept *kept = &run->kept;
	const struct lay_marks *marks = &run->lay->pages->carried;

	if (!run->lay->tree->in_pieces || run->from == NULL || run->batches == NULL)
		return;
	kept->n = 0;
	for (const struct lay_elem *open = run->from->brk.inside; open != NULL; open = open->open.parent)
		if (open->open.table != NULL)
			lay_table_keeps(open->open.table, kept);
	for (size_t i = 0; i < run->n_carry; i++)
		lay_keep_node(kept, run->carry[i].note.fo);
	for (size_t i = 0; i < run->n_tops; i++)
		lay_keep_node(kept, run->tops[i].note.fo);
	for (size_t i = 0; i < marks->n; i++)
		lay_keep_node(kept, marks->m[i].marker);
	fo_release_before(run->lay->tree, run->batches->serial, kept->v, kept->n);
}
