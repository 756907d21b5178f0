/*
 * lay_pages_plan.c - what the next page of a sequence is: its master, and what of the flow goes onto it; whether it is the last
 * one, and whether a blank one follows.
 */
#include "layout/lay_flow.h"

/* Pages in a row that have no region for the flow; after that it goes into their region-body. */
#define MAX_PASSED_BY 100

/* The alternatives of a sequence may differ: none may lose its part of the flow. */
static enum rc
check_body(struct lay *lay, const struct lay_geometry *g)
{
	if (g->region[REGION_BODY].fo != NULL)
		return RC_OK;
	return diag_at(lay->cx, DIAG_FLOW_REGION, g->master->at, "no region-body for page %u", lay->pages->number);
}

/* What force-page-count auto derives from the next sequence (7.27.6). */
static enum fo_enum
forced_by_next(const struct fo_node *next)
{
	const struct fo_value *v = next != NULL ? fo_prop(next, PR_INITIAL_PAGE_NUMBER) : NULL;

	if (v == NULL)
		return FV_NO_FORCE;
	if (v->kind == FO_INT)
		return v->i % 2 == 0 ? FV_END_ON_ODD : FV_END_ON_EVEN;
	if (v->kind == FO_ENUM && v->e == FV_AUTO_ODD)
		return FV_END_ON_EVEN;
	return v->kind == FO_ENUM && v->e == FV_AUTO_EVEN ? FV_END_ON_ODD : FV_NO_FORCE;
}

/* What comes next decides about a blank page (force-page-count): it is read when this one is at its end. */
enum rc
lay_pages_read_next(struct lay *lay)
{
	struct lay_pages *p = lay->pages;

	return p->next != NULL ? RC_OK : fo_next_sequence(lay->tree, p->run->sequence, &p->next);
}

/* Does the sequence need one more page, when it has `more` pages than now? */
bool
lay_pages_need_blank(const struct lay *lay, const struct lay_run *run, unsigned more)
{
	enum fo_enum force = fo_enum(run->sequence, PR_FORCE_PAGE_COUNT);
	unsigned number = lay->pages->number + more, count = run->pages + more;

	if (force == FV_AUTO || force == FV_NONE_)
		force = forced_by_next(lay->pages->next);
	switch (force) {
	case FV_EVEN:
		return count % 2 != 0;
	case FV_ODD:
		return count % 2 == 0;
	case FV_END_ON_EVEN:
		return number % 2 != 0;
	case FV_END_ON_ODD:
		return number % 2 == 0;
	case FV_DOUBLY_EVEN:
		return count % 4 != 0;
	case FV_END_ON_DOUBLY_EVEN:
		return number % 4 != 0;
	default:
		return false;
	}
}

static bool
blank_follows(const struct lay *lay, const struct lay_run *run)
{
	struct lay_run after = *run;

	after.pages++;
	return lay_pages_need_blank(lay, &after, 0);
}

/* 6.4.5: a page whose region-body has another name shows nothing of the flow; there must be one that does. */
static bool
passes_by(struct lay_run *run, const struct fo_node *master)
{
	if (!run->is_named || lay_master_takes(master, run->flow)) {
		run->passed_by = 0;
		return false;
	}
	return run->passed_by++ < MAX_PASSED_BY;
}

/* The higher body of the next two pages: what is kept may wait for it. */
static mpt
look_ahead(struct lay *lay, const struct lay_run *run, const struct lay_geometry *g)
{
	struct lay_run trial = *run;
	struct lay_page_case pc = { .number = lay->pages->number, .ahead = true };
	mpt bpd = 0;

	for (int page = 0; page < 2; page++) {
		const struct fo_node *master;
		struct lay_geometry next = *g;

		pc.number++;
		master = lay_master_lookup(&trial, &pc, true);
		/* Those after a last page are not known: as high as this one. */
		if (master != NULL && master != g->master && lay_geometry_of(lay, master, &next) != RC_OK)
			next = *g;
		if (master != NULL || page == 0)
			bpd = mpt_max(bpd, next.region[REGION_BODY].bpd);
	}
	return bpd;
}

static enum rc
plan_as(struct lay *lay, struct lay_run *run, const struct fo_node *master, struct lay_geometry *g, struct lay_plan *plan)
{
	TRY(lay_geometry_of(lay, master, g));
	TRY(check_body(lay, g));
	TRY(lay_run_fit(run, g));
	run->next_bpd = look_ahead(lay, run, g);
	return lay_plan_page(run, g, plan);
}

/*
 * Whether a page that takes the rest of the flow only with the master of a last page should be asked: a higher one may. The
 * only page of a sequence may look quite different; for later pages the width must be the same, as nothing is made twice.
 */
static bool
may_end(struct lay *lay, const struct lay_run *run, const struct fo_node *last, const struct lay_geometry *g)
{
	struct lay_geometry h;

	if (run->pages == 0)
		return true;
	return lay_geometry_of(lay, last, &h) == RC_OK && h.column_w == g->column_w && h.columns == g->columns &&
	    h.region[REGION_BODY].ipd == g->region[REGION_BODY].ipd &&
	    h.region[REGION_BODY].bpd > g->region[REGION_BODY].bpd;
}

/* Whether the page after this one would look different as the last one. */
static bool
last_is_special(const struct lay_run *run, unsigned number)
{
	struct lay_page_case pc = { .number = number + 1, .ahead = true };
	struct lay_run as_any = *run, as_last = *run;
	const struct fo_node *any = lay_master_lookup(&as_any, &pc, true);

	pc.last = true;
	return any != lay_master_lookup(&as_last, &pc, true);
}

/*
 * Chooses the master and plans. The last page may have a master of its own; whether this page is the last one is tried: it is
 * when the rest of the flow fits on it with that master. When the rest only fits with the ordinary one, it is an ordinary
 * page, and an empty last one follows if that is to look different (as with Apache FOP; 6.4.9 does not say).
 */
enum rc
lay_pages_plan(struct lay *lay, struct lay_run *run, struct lay_geometry *g, struct lay_plan *plan)
{
	struct lay_page_case pc = { .first = run->pages == 0, .number = lay->pages->number };
	size_t at = run->master_at, used = run->master_used;
	const struct fo_node *master = lay_master_lookup(run, &pc, true), *last;

	if (master == NULL) {
		pc.last = true; /* there is only one for the last page */
		master = lay_master_choose(run, &pc);
	}
	if (master == NULL)
		return RC_FAIL;
	TRY(lay_geometry_of(lay, master, g));
	if (passes_by(run, master)) {
		plan->took = true;
		plan->to = run->from;
		return RC_OK;
	}
	TRY(plan_as(lay, run, master, g, plan));
	/* 7.27.6: a blank page may follow and be the last one. This page is numbered, but not counted yet. */
	if (plan->is_end)
		TRY(lay_pages_read_next(lay));
	if (pc.last || (plan->is_end && blank_follows(lay, run)))
		return RC_OK;
	run->master_at = at;
	run->master_used = used;
	pc.last = true;
	last = lay_master_lookup(run, &pc, true);
	/* Without a master for the last page it is an ordinary one. */
	if (last == NULL || last == master || (!plan->is_end && !may_end(lay, run, last, g)))
		return RC_OK;
	run->owes_last = plan->is_end && last_is_special(run, pc.number);
	TRY(plan_as(lay, run, last, g, plan));
	if (!plan->is_end)
		return plan_as(lay, run, master, g, plan);
	run->owes_last = false;
	return RC_OK;
}
