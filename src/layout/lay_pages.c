/*
 * lay_pages.c - pages, one after the other: the public face of layout.
 *
 * A page is made when it is asked for. It is handed out when nothing on it is open, so a forward citation holds it and, as
 * pages come in order, those after it. Progress: lay_progress.c; which master a page gets: lay_pages_plan.c.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"
#include "layout/lay_image.h"
#include "layout/text.h"

/* ---- opening ------------------------------------------------------------------------------------------------------- */

static const struct fo_node *
child_of(const struct fo_node *n, enum fo_elem elem)
{
	const struct fo_node *c = n->first;

	while (c != NULL && c->elem != elem)
		c = c->next;
	return c;
}

static struct lay_pages *
pages_new(struct lay *lay)
{
	struct lay_pages *p = arena_zalloc(lay->arena, sizeof(*p));
	const struct fo_node *set = child_of(lay->tree->root, FO_LAYOUT_MASTER_SET);

	p->masters = map_new(lay->arena);
	for (const struct fo_node *n = set != NULL ? set->first : NULL; n != NULL; n = n->next) {
		const char *name = fo_str(n, PR_MASTER_NAME);

		if (name != NULL && map_lookup(p->masters, name) == NULL)
			map_set(p->masters, name, (void *)(uintptr_t)n);
	}
	return p;
}

struct lay *
lay_new(struct ctx *cx, const struct fo_tree *tree)
{
	struct arena *a = arena_new();
	struct lay *lay = arena_zalloc(a, sizeof(*lay));

	lay->cx = cx;
	lay->tree = tree;
	lay->arena = a;
	lay->refs = lay_refs_new(a);
	return lay;
}

void
lay_begin(struct lay *lay)
{
	lay_shape_init(lay);
	lay_images_init(lay);
	lay->pages = pages_new(lay);
	lay->failed = fo_next_sequence(lay->tree, NULL, &lay->pages->next) != RC_OK;
}

enum rc
lay_open(struct ctx *cx, const struct fo_tree *tree, const struct lay_opts *o, struct lay **out)
{
	struct lay *lay = lay_new(cx, tree);

	lay->image_boxes = o != NULL && o->image_boxes;
	if (lay_fonts_init(lay, o) != RC_OK) {
		arena_free(lay->arena);
		return RC_FAIL;
	}
	lay_begin(lay);
	*out = lay;
	return RC_OK;
}

void
lay_page_free(struct page *page)
{
	if (page != NULL)
		arena_free(page->arena);
}

void
lay_close(struct lay *lay)
{
	if (lay == NULL)
		return;
	while (lay->pages->first != NULL) {
		struct lay_sheet *s = lay->pages->first;

		lay->pages->first = s->next;
		lay_page_free(&s->page);
	}
	if (lay->pages->current != NULL)
		lay_page_free(&lay->pages->current->page);
	lay_run_close(lay->pages->run);
	while (lay->pages->passed != NULL) {
		struct lay_passed *s = lay->pages->passed;

		lay->pages->passed = s->next;
		free(s);
	}
	arena_free(lay->arena);
}

/* ---- one page ------------------------------------------------------------------------------------------------------ */

static enum rc
put_regions(struct lay *lay, struct lay_run *run, const struct lay_geometry *g, struct lay_sheet *sheet,
    struct area *body)
{
	/* Drawn in the order of reading; made after the body, whose markers they retrieve. */
	struct area *root = sheet->root;

	root->first = root->last = NULL;
	TRY(lay_static_region(lay, run, &g->region[REGION_BEFORE], sheet));
	TRY(lay_static_region(lay, run, &g->region[REGION_START], sheet));
	if (body != NULL)
		lay_area_add(root, body);
	TRY(lay_static_region(lay, run, &g->region[REGION_END], sheet));
	return lay_static_region(lay, run, &g->region[REGION_AFTER], sheet);
}

/* The rest of a page whose body is there: markers, the other regions, ids, links, citations. */
static enum rc
finish_sheet(struct lay *lay, struct lay_run *run, const struct lay_geometry *g, struct lay_sheet *sheet,
    struct area *body)
{
	struct area *fixed = sheet->root->first, *n, *next;

	if (body != NULL)
		lay_sheet_walk(lay, sheet, body, true);
	TRY(put_regions(lay, run, g, sheet, body));
	for (n = fixed; n != NULL; n = next) {
		next = n->next;
		lay_area_add(sheet->root, n);
	}
	for (n = sheet->root->first; n != NULL; n = n->next) {
		if (n != body)
			lay_sheet_walk(lay, sheet, n, false);
	}
	lay_bars_draw(lay, sheet);
	if (sheet->n_areas > LIMIT_PAGE_AREAS)
		return diag_at(lay->cx, DIAG_LAYOUT_AREAS, run->sequence->at, "%zu on page %u; the limit is %d", sheet->n_areas,
		    sheet->page.number, LIMIT_PAGE_AREAS);
	(void)lay_refs_place(lay, run->sequence, &sheet->page, false);
	(void)lay_refs_place(lay, lay->tree->root, &sheet->page, false);
	lay_marks_carry(lay, &sheet->marks);
	return lay_sheet_wait(lay, &lay->pages->current);
}

static struct lay_sheet *
begin_sheet(struct lay *lay, struct lay_run *run, const struct lay_geometry *g)
{
	struct lay_sheet *s;

	lay->page_w = g->page_w;
	lay->page_h = g->page_h;
	s = lay_sheet_new(lay, g, run->sequence);
	lay->pages->current = s;
	return s;
}

static void
queue_sheet(struct lay *lay, struct lay_run *run)
{
	struct lay_pages *p = lay->pages;
	struct lay_sheet *s = p->current;

	p->current = NULL;
	if (p->last != NULL)
		p->last->next = s;
	else
		p->first = s;
	p->last = s;
	p->n_pages++;
	run->pages++;
}

static void
next_number(struct lay *lay, struct lay_run *run)
{
	if (run->pages == 0)
		lay->pages->number = run->first_number;
	else
		lay->pages->number++;
	lay_refs_number(lay, lay->pages->number);
}

static enum rc
empty_page(struct lay *lay, struct lay_run *run, enum lay_page_kind kind, bool last)
{
	struct lay_page_case pc = { .first = run->pages == 0, .last = last, .kind = kind };
	const struct fo_node *master;
	struct lay_geometry g;
	struct lay_sheet *sheet;
	struct area *body = NULL;

	next_number(lay, run);
	pc.number = lay->pages->number;
	master = lay_master_choose(run, &pc);
	if (master == NULL)
		return RC_FAIL;
	TRY(lay_geometry_of(lay, master, &g));
	sheet = begin_sheet(lay, run, &g);
	if (g.region[REGION_BODY].fo != NULL)
		body = lay_region_area(sheet->page.arena, &g.region[REGION_BODY], NULL);
	if (body != NULL && kind == PAGE_WITH_CONTENT) /* the end of the flow, which has nothing left */
		lay_area_new(sheet->page.arena, AREA_BLOCK, run->flow, body)->w = g.column_w;
	TRY(finish_sheet(lay, run, &g, sheet, body));
	queue_sheet(lay, run);
	return RC_OK;
}

static enum rc
content_page(struct lay *lay, struct lay_run *run)
{
	struct lay_plan plan = { 0 };
	struct lay_geometry g;
	struct lay_sheet *sheet;
	struct area *body = NULL;
	enum rc rc;

	next_number(lay, run);
	lay_run_release(run);
	rc = lay_pages_plan(lay, run, &g, &plan);
	if (rc == RC_OK) {
		sheet = begin_sheet(lay, run, &g);
		if (g.region[REGION_BODY].fo != NULL)
			body = lay_region_area(sheet->page.arena, &g.region[REGION_BODY], NULL);
		if (run->passed_by == 0 || plan.n > 0)
			rc = lay_plan_assemble(run, &g, &plan, sheet, body);
		/* A first page that is left empty leaves the flow where it is: at NULL, its beginning. */
		if (plan.is_end || plan.n > 0 || plan.to != NULL)
			lay_run_consume(run, sheet, plan.is_end ? NULL : plan.to);
		if (plan.to != NULL && plan.to->brk.forced == FV_ALL)
			run->spans = plan.to->brk.to_span;
		else if (plan.n > 0)
			run->spans = plan.pieces[plan.n - 1].spans;
		if (rc == RC_OK)
			rc = finish_sheet(lay, run, &g, sheet, body);
	}
	if (rc == RC_OK)
		rc = lay_progress_page(run, plan.took ? LAY_TOOK : LAY_TOOK_NOTHING);
	free(plan.pieces);
	if (rc == RC_OK)
		queue_sheet(lay, run);
	return rc;
}

/* ---- sequences ----------------------------------------------------------------------------------------------------- */

/* 7.27.7 */
static unsigned
first_number(struct lay *lay, const struct fo_node *sequence)
{
	const struct fo_value *v = fo_prop(sequence, PR_INITIAL_PAGE_NUMBER);
	unsigned n = lay->pages->number + 1;

	if (v->kind == FO_INT)
		return v->i > 0 ? (unsigned)v->i : 1;
	if (v->kind == FO_ENUM && v->e == FV_AUTO_ODD)
		return n + (n % 2 == 0);
	if (v->kind == FO_ENUM && v->e == FV_AUTO_EVEN)
		return n + n % 2;
	return n;
}

/* A flow whose region is on no page would vanish: it goes into the body, and is reported. */
static enum rc
check_flow(struct lay *lay, struct lay_run *run)
{
	const char *name;
	struct lay_run trial = *run;
	struct lay_page_case pc = { .first = true, .number = run->first_number };
	const struct fo_node *master, *body;

	/* Of its first page; a document of one page may have only a master for that. */
	master = lay_master_lookup(&trial, &pc, false);
	if (master == NULL) {
		pc.last = true;
		master = lay_master_choose(&trial, &pc);
	}
	if (master == NULL)
		return RC_FAIL;
	body = child_of(master, FO_REGION_BODY);
	name = run->flow != NULL ? fo_str(run->flow, PR_FLOW_NAME) : NULL;
	run->is_named = run->flow != NULL && lay_master_any_takes(run);
	if (run->flow == NULL || body == NULL)
		return diag_at(lay->cx, DIAG_FLOW_REGION, run->sequence->at, "no %s", body == NULL ? "region-body" : "flow");
	if (name != NULL && !run->is_named)
		return diag_at(lay->cx, DIAG_FLOW_NAME, run->flow->at, "\"%s\"", name);
	return RC_OK;
}

static enum rc
open_sequence(struct lay *lay)
{
	struct lay_pages *p = lay->pages;
	const struct fo_node *sequence = p->next;

	p->next = NULL;
	p->sequences++;
	TRY(lay_run_open(lay, sequence, &p->run));
	p->run->first_number = first_number(lay, sequence);
	return check_flow(lay, p->run);
}

/* Does a later page possibly retrieve a marker of it? */
static bool
is_carried(const struct lay_pages *p, const struct lay_passed *s)
{
	for (size_t i = 0; i < p->carried.n; i++)
		if (p->carried.m[i].sequence == s->number)
			return true;
	return false;
}

/* Pages that wait hold nothing of a tree in pieces (lay_wait.c). */
static void
drop_passed(struct lay *lay)
{
	struct lay_passed **link = &lay->pages->passed;

	while (*link != NULL) {
		struct lay_passed *s = *link;

		if (is_carried(lay->pages, s)) {
			link = &s->next;
			continue;
		}
		fo_drop_sequence(lay->tree, s->node);
		*link = s->next;
		free(s);
	}
}

static void
close_sequence(struct lay *lay)
{
	struct lay_pages *p = lay->pages;
	struct lay_passed *s = mem_alloc(sizeof(*s));

	lay_refs_over(lay, p->run->sequence);
	*s = (struct lay_passed){p->run->sequence, p->sequences, p->passed};
	p->passed = s;
	lay_run_close(p->run);
	p->run = NULL;
	drop_passed(lay);
}

/* A break before an even or odd page, when the next page is not one. */
static bool
breaks_elsewhere(const struct lay *lay, const struct lay_run *run)
{
	enum fo_enum forced = run->from != NULL ? run->from->brk.forced : FV_AUTO;
	unsigned next = lay->pages->number + 1;

	if (run->pages == 0) {
		forced = lay_break_of_start(run->flow->first);
		next = run->first_number;
	}
	return (forced == FV_EVEN_PAGE && next % 2 != 0) || (forced == FV_ODD_PAGE && next % 2 == 0);
}

/* One step: a page, or the end of a sequence. */
static enum rc
make_page(struct lay *lay)
{
	struct lay_pages *p = lay->pages;
	bool ends;

	if (p->run == NULL)
		TRY(open_sequence(lay));
	ends = p->run->is_over;
	if (ends)
		TRY(lay_pages_read_next(lay));
	if (ends && !p->run->owes_last && !lay_pages_need_blank(lay, p->run, 0)) {
		close_sequence(lay);
		return RC_OK;
	}
	if (p->n_pages == LIMIT_PAGES)
		return diag_at(lay->cx, DIAG_LAYOUT_PAGES, NO_SPAN, "%d", LIMIT_PAGES);
	if (ends && p->run->owes_last) {
		p->run->owes_last = false;
		return empty_page(lay, p->run, PAGE_WITH_CONTENT, !lay_pages_need_blank(lay, p->run, 1));
	}
	if (ends)
		return empty_page(lay, p->run, PAGE_BLANK, !lay_pages_need_blank(lay, p->run, 1));
	return breaks_elsewhere(lay, p->run) ? empty_page(lay, p->run, PAGE_BLANK, false) : content_page(lay, p->run);
}

static enum rc
end_document(struct lay *lay)
{
	struct lay_pages *p = lay->pages;

	p->is_over = true;
	lay_refs_over(lay, lay->tree->root);
	return lay_refs_settle(lay);
}

static void
drop_finished(struct lay_pages *p)
{
	while (p->first != NULL && p->first->pending == 0) {
		struct lay_sheet *s = p->first;

		p->first = s->next;
		lay_page_free(&s->page);
	}
	if (p->first == NULL)
		p->last = NULL;
}

/* After an ERROR pages are still made, so that all there is to say is said in one run. */
static enum rc
report_the_rest(struct lay *lay)
{
	struct lay_pages *p = lay->pages;

	while (p->run != NULL || p->next != NULL) {
		drop_finished(p);
		TRY(make_page(lay));
	}
	return RC_FAIL;
}

enum rc
lay_next_page(struct lay *lay, struct page **page)
{
	struct lay_pages *p = lay->pages;

	*page = NULL;
	while (p->first == NULL || p->first->pending > 0) {
		if (lay->failed)
			return report_the_rest(lay);
		if (p->is_over)
			return RC_OK;
		if (p->run != NULL || p->next != NULL)
			TRY(make_page(lay));
		else
			TRY(end_document(lay));
	}
	if (lay->failed)
		return report_the_rest(lay);
	TRY(lay_sheet_ready(lay, p->first));
	*page = &p->first->page;
	p->first = p->first->next;
	if (p->first == NULL)
		p->last = NULL;
	return RC_OK;
}
