/*
 * lay_body.c - a plan becomes the areas of the region-body: before-floats, columns, then footnotes at its foot (XSL 1.1, 6.4.14,
 * 6.12.3).
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

static struct span
place_of(const struct lay_piece *p, const struct lay_run *run)
{
	const struct lay_elem *e = p->from != NULL ? p->from->next : run->list.first;

	while (e != NULL && e != p->to && e->kind != LAY_BOX && e->kind != LAY_ROW)
		e = e->next;
	return e != NULL && e->fo != NULL ? e->fo->at : run->flow->at;
}

/* What the plan could not avoid is said once, when it becomes final. */
static void
report(const struct lay_run *run, const struct lay_piece *p)
{
	struct ctx *cx = run->lay->cx;

	if (p->h > p->room)
		(void)diag_at(cx, DIAG_LAYOUT_OVERFLOW, place_of(p, run), "%.1fpt of content, %.1fpt of page",
		    mpt_to_pt(p->h), mpt_to_pt(p->room));
	if (p->penalty >= BREAK_FORBIDDEN && p->to != NULL && p->to->fo != NULL)
		(void)diag_at(cx, DIAG_LAYOUT_KEEP, p->to->fo->at, "%s", fo_elem_name(p->to->fo->elem));
}

static void
put_piece(struct lay_run *run, const struct lay_geometry *g, const struct lay_piece *p, mpt top, struct arena *a,
    struct area *body)
{
	struct area *column = lay_area_new(a, AREA_BLOCK, run->flow, body);

	column->x = p->spans ? 0 : (mpt)p->column * (g->column_w + g->gap);
	if (!p->spans && lay_is_rtl(run->flow)) /* 6.4.14: the first column is at the start */
		column->x = g->region[REGION_BODY].ipd - column->x - g->column_w;
	column->y = mpt_add(p->y, top);
	column->w = p->spans ? g->region[REGION_BODY].ipd : g->column_w;
	column->is_first = p->from == NULL;
	column->is_last = p->to == NULL;
	column->h = lay_assemble_fit(run->lay, a, &run->list, p->from, p->to, column, 0, p->extra);
}

static void
carry_on(struct lay_run *run, const struct lay_note *note, const struct lay_elem *from)
{
	if (run->n_carry == run->cap_carry) {
		run->cap_carry = run->cap_carry > 0 ? 2 * run->cap_carry : 8;
		run->carry = mem_realloc(run->carry, run->cap_carry, sizeof(*run->carry));
	}
	run->carry[run->n_carry++] = (struct lay_carry){ *note, from };
}

struct feet {
	struct lay_run *run;
	struct arena *a;
	struct area *first, *last; /* of the notes, from y = 0 */
	mpt y, room;
	bool must_take; /* the page has nothing else */
	bool full;      /* later notes go to the next page */
};

bool
lay_note_divide(const struct lay_carry *c, mpt room, bool must_take, const struct lay_elem **at)
{
	struct lay_cursor cur;
	bool found = false;

	lay_cursor_start(&cur, &c->note.list, c->from);
	while (lay_cursor_next(&cur)) {
		/* A note without content ends somewhere, too. */
		if ((!cur.has_content && !cur.ended) || (found && cur.h <= room && cur.penalty.column >= BREAK_WIDOW))
			continue;
		if (cur.h > room && (found || !must_take))
			break;
		*at = cur.at;
		found = true;
		if (cur.h > room)
			break;
	}
	return found;
}

static void put_note(struct feet *f, const struct lay_carry *c);

/* Notes inside a note follow it: not foreseen by the plan, they go to the next page where there is no room. */
static void
put_inner_notes(struct feet *f, const struct lay_carry *c, const struct lay_elem *to)
{
	const struct lay_note *inner = NULL;

	lay_notes_gather(f->a, &c->note.list, c->from, to, &inner);
	for (; inner != NULL; inner = inner->next)
		put_note(f, &(struct lay_carry){ *inner, NULL });
}

/* Puts a note, or as much of it as fits. Recursion is as deep as notes are in notes. */
static void
put_note(struct feet *f, const struct lay_carry *c)
{
	const struct lay_elem *to = NULL;
	struct area *n, root = { 0 };
	mpt room = f->room - f->y;

	if (f->full || !lay_note_divide(c, room, f->must_take && f->first == NULL, &to)) {
		carry_on(f->run, &c->note, c->from);
		f->full = true;
		return;
	}
	n = lay_area_new(f->a, AREA_BLOCK, c->note.body, &root);
	n->w = c->note.w;
	n->y = f->y;
	n->is_first = c->from == NULL;
	n->is_last = to == NULL;
	n->h = lay_assemble(f->run->lay, f->a, &c->note.list, c->from, to, n, 0);
	if (n->h > room)
		(void)diag_at(f->run->lay->cx, DIAG_LAYOUT_OVERFLOW, c->note.fo->at,
		    "footnote: %.1fpt of content, %.1fpt of page", mpt_to_pt(n->h), mpt_to_pt(room));
	f->y = mpt_add(f->y, n->h);
	if (f->last != NULL)
		f->last->next = n;
	else
		f->first = n;
	f->last = n;
	if (to != NULL) {
		carry_on(f->run, &c->note, to);
		f->full = true;
	}
	put_inner_notes(f, c, to);
}

static void
put_notes(struct feet *f, const struct lay_plan *plan, const struct lay_notes_held *of_floats)
{
	struct lay_run *run = f->run;
	struct lay_carry *old = run->carry;
	size_t n = run->n_carry;

	run->carry = NULL;
	run->n_carry = run->cap_carry = 0;
	for (size_t i = 0; i < n; i++)
		put_note(f, &old[i]);
	free(old);
	for (const struct lay_note *inner = of_floats->first; inner != NULL; inner = inner->next)
		put_note(f, &(struct lay_carry){ *inner, NULL });
	for (size_t i = 0; i < plan->n && run->list.has_footnotes; i++) {
		const struct lay_note *notes = NULL;

		lay_notes_gather(f->a, &run->list, plan->pieces[i].from, plan->pieces[i].to, &notes);
		for (; notes != NULL; notes = notes->next)
			if (!lay_note_is_float(notes))
				put_note(f, &(struct lay_carry){ *notes, NULL });
	}
}

void
lay_notes_hold(struct lay_notes_held *held, const struct lay_note *note)
{
	struct lay_note *copy = arena_copy(held->a, note, sizeof(*note));

	copy->next = NULL;
	if (held->last != NULL)
		held->last->next = copy;
	else
		held->first = copy;
	held->last = copy;
}

enum rc
lay_put_separator(struct lay_run *run, const struct page *page, struct area *body, const char *name, mpt ipd, mpt *y)
{
	const struct fo_node *s = lay_static_lookup(run->sequence, name);
	struct lay_frame frame = { .ref_ipd = ipd, .w = ipd, .page = page };
	struct lay_list *list;
	struct area *area;

	if (s == NULL)
		return RC_OK;
	list = arena_zalloc(page->arena, sizeof(*list));
	TRY(lay_list_make(run->lay, page->arena, s, s->first, &frame, list));
	area = lay_area_new(page->arena, AREA_BLOCK, s, body);
	area->is_artifact = true;
	area->w = ipd;
	area->y = *y;
	area->h = lay_assemble(run->lay, page->arena, list, NULL, NULL, area, 0);
	*y = mpt_add(*y, area->h);
	return RC_OK;
}

enum rc
lay_plan_assemble(struct lay_run *run, const struct lay_geometry *g, const struct lay_plan *plan,
    struct lay_sheet *sheet, struct area *body)
{
	const struct lay_region *r = &g->region[REGION_BODY];
	struct feet f = { .run = run, .a = sheet->page.arena, .must_take = !plan->took };
	struct lay_notes_held held = { .a = f.a };
	mpt h = 0, y, top;

	TRY(lay_top_assemble(run, g, plan, &sheet->page, body, &held, &top));
	h = top;
	for (size_t i = 0; i < plan->n; i++) {
		report(run, &plan->pieces[i]);
		put_piece(run, g, &plan->pieces[i], top, f.a, body);
		h = mpt_max(h, mpt_add(body->last->y, body->last->h));
	}
	f.room = r->bpd - h - run->separator_h;
	put_notes(&f, plan, &held);
	if (f.first == NULL) {
		if (top == 0)
			lay_area_shift(body, lay_align_offset(fo_enum(r->fo, PR_DISPLAY_ALIGN), r->bpd - h));
		return RC_OK;
	}
	y = r->bpd - f.y;
	y -= run->separator_h;
	TRY(lay_put_separator(run, &sheet->page, body, "xsl-footnote-separator", r->ipd, &y));
	y = r->bpd - f.y;
	for (struct area *n = f.first, *next; n != NULL; n = next) {
		next = n->next;
		n->y += y;
		lay_area_add(body, n);
	}
	return RC_OK;
}
