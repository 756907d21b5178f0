/* lay_master.c - which page master a page has (XSL 1.1, 6.4.8 to 6.4.12), and where its regions lie (6.4.13 to 6.4.18). */
#include "layout/lay_flow.h"

#include <limits.h>

/* A4, for page-width and page-height auto. */
#define DEFAULT_W 595276
#define DEFAULT_H 841890

static mpt
page_side(const struct fo_node *master, enum fo_prop p, mpt fallback)
{
	mpt v = fo_len(master, p, 0);

	return fo_is_len(master, p) && v > 0 ? v : fallback;
}

/* The border rectangle becomes the content rectangle. */
static void
set_region(struct lay *lay, struct lay_region *r, mpt x, mpt y, mpt w, mpt h)
{
	r->box = lay_box_of(lay, r->fo, w);
	r->x = x + lay_box_edge(r->box, SIDE_START);
	r->y = y + lay_box_edge(r->box, SIDE_BEFORE);
	r->w = mpt_max(0, w - lay_box_edge(r->box, SIDE_START) - lay_box_edge(r->box, SIDE_END));
	r->h = mpt_max(0, h - lay_box_edge(r->box, SIDE_BEFORE) - lay_box_edge(r->box, SIDE_AFTER));
	r->rotation = lay_rotation(r->fo);
	r->ipd = r->rotation % 180 != 0 ? r->h : r->w;
	r->bpd = r->rotation % 180 != 0 ? r->w : r->h;
}

static mpt
extent(const struct lay_region *r, mpt base)
{
	return r->fo != NULL ? mpt_max(0, fo_len(r->fo, PR_EXTENT, base)) : 0;
}

static bool
precedes(const struct lay_region *r)
{
	return r->fo != NULL && fo_is(r->fo, PR_PRECEDENCE, FV_TRUE);
}

/* 6.4.15: without precedence the regions at the sides take the corners. */
static void
set_side_regions(struct lay *lay, struct lay_geometry *g, mpt w, mpt h)
{
	struct lay_region *r = g->region;
	/* 7.27.4: percentages are of the page, not of what its margins leave. */
	mpt page_w = g->rotation % 180 != 0 ? g->page_h : g->page_w, page_h = g->rotation % 180 != 0 ? g->page_w : g->page_h;
	mpt before = extent(&r[REGION_BEFORE], page_h), after = extent(&r[REGION_AFTER], page_h);
	mpt start = extent(&r[REGION_START], page_w), end = extent(&r[REGION_END], page_w);
	mpt top = precedes(&r[REGION_BEFORE]) ? before : 0, foot = precedes(&r[REGION_AFTER]) ? after : 0;
	bool rtl = lay_is_rtl(g->master); /* 6.4.17: the start edge is the right one */
	mpt left = rtl ? end : start, right = rtl ? start : end;

	if (r[REGION_BEFORE].fo != NULL && top > 0)
		set_region(lay, &r[REGION_BEFORE], 0, 0, w, before);
	else if (r[REGION_BEFORE].fo != NULL)
		set_region(lay, &r[REGION_BEFORE], left, 0, w - left - right, before);
	if (r[REGION_AFTER].fo != NULL && foot > 0)
		set_region(lay, &r[REGION_AFTER], 0, h - after, w, after);
	else if (r[REGION_AFTER].fo != NULL)
		set_region(lay, &r[REGION_AFTER], left, h - after, w - left - right, after);
	if (r[REGION_START].fo != NULL)
		set_region(lay, &r[REGION_START], rtl ? w - start : 0, top, start, h - top - foot);
	if (r[REGION_END].fo != NULL)
		set_region(lay, &r[REGION_END], rtl ? 0 : w - end, top, end, h - top - foot);
}

static void
set_columns(struct lay_geometry *g)
{
	const struct lay_region *body = &g->region[REGION_BODY];
	const struct fo_value *v = fo_prop(body->fo, PR_COLUMN_COUNT);
	mpt gaps;

	g->columns = v->kind == FO_INT && v->i > 1 ? (unsigned)v->i : 1;
	if (g->columns > LIMIT_COLUMNS)
		g->columns = LIMIT_COLUMNS;
	g->gap = g->columns > 1 ? mpt_max(0, fo_len(body->fo, PR_COLUMN_GAP, body->ipd)) : 0;
	gaps = (mpt)mpt_min(body->ipd, (mpt)((int64_t)g->gap * (g->columns - 1) > MPT_MAX ? MPT_MAX
		: g->gap * (mpt)(g->columns - 1)));
	g->column_w = (body->ipd - gaps) / (mpt)g->columns;
}

static enum lay_region_kind
kind_of(const struct fo_node *n)
{
	switch (n->elem) {
	case FO_REGION_BODY:
		return REGION_BODY;
	case FO_REGION_BEFORE:
		return REGION_BEFORE;
	case FO_REGION_AFTER:
		return REGION_AFTER;
	case FO_REGION_START:
		return REGION_START;
	case FO_REGION_END:
		return REGION_END;
	default:
		return REGION__COUNT;
	}
}

/* What a side has after its margins, which are of this node and in percent of `base`; a report when that is less than nothing. */
static enum rc
between(struct lay *lay, const struct fo_node *n, mpt side, mpt base, enum fo_prop a, enum fo_prop b, mpt *left)
{
	*left = side - fo_len(n, a, base) - fo_len(n, b, base);
	if (*left >= 0)
		return RC_OK;
	return diag_at(lay->cx, DIAG_PAGE_MARGINS, n->at, "%s and %s of %s take %.4g pt of %.4g pt", fo_prop_name(a), fo_prop_name(b),
	    fo_elem_name(n->elem), (side - *left) / (double)MPT_PT, side / (double)MPT_PT);
}

enum rc
lay_geometry_of(struct lay *lay, const struct fo_node *master, struct lay_geometry *g)
{
	mpt w, h, left, top, body_w, body_h, page_w, page_h;
	const struct fo_node *body;

	*g = (struct lay_geometry){ .master = master, .columns = 1 };
	g->page_w = page_side(master, PR_PAGE_WIDTH, DEFAULT_W);
	g->page_h = page_side(master, PR_PAGE_HEIGHT, DEFAULT_H);
	g->x = fo_len(master, PR_MARGIN_LEFT, g->page_w);
	g->y = fo_len(master, PR_MARGIN_TOP, g->page_h);
	TRY(between(lay, master, g->page_w, g->page_w, PR_MARGIN_LEFT, PR_MARGIN_RIGHT, &g->w));
	TRY(between(lay, master, g->page_h, g->page_h, PR_MARGIN_TOP, PR_MARGIN_BOTTOM, &g->h));
	g->rotation = lay_rotation(master);
	w = g->rotation % 180 != 0 ? g->h : g->w;
	h = g->rotation % 180 != 0 ? g->w : g->h;
	for (const struct fo_node *n = master->first; n != NULL; n = n->next) {
		enum lay_region_kind kind = kind_of(n);

		/* The first of each kind: a second region-body needs a flow map. */
		if (kind != REGION__COUNT && g->region[kind].fo == NULL)
			g->region[kind].fo = n;
	}
	set_side_regions(lay, g, w, h);
	body = g->region[REGION_BODY].fo;
	if (body == NULL)
		return RC_OK;
	page_w = g->rotation % 180 != 0 ? g->page_h : g->page_w;
	page_h = g->rotation % 180 != 0 ? g->page_w : g->page_h;
	TRY(between(lay, body, w, page_w, PR_MARGIN_LEFT, PR_MARGIN_RIGHT, &body_w));
	TRY(between(lay, body, h, page_h, PR_MARGIN_TOP, PR_MARGIN_BOTTOM, &body_h));
	left = fo_len(body, PR_MARGIN_LEFT, page_w);
	top = fo_len(body, PR_MARGIN_TOP, page_h);
	set_region(lay, &g->region[REGION_BODY], left, top, body_w, body_h);
	set_columns(g);
	return RC_OK;
}

/* ---- choosing ---------------------------------------------------------------------------------------------------------- */

static const struct fo_node *
named(struct lay_run *run, const struct fo_node *ref)
{
	const char *reference = fo_str(ref, PR_MASTER_REFERENCE);
	const char *name = reference != NULL ? reference : fo_str(ref, PR_MASTER_NAME); /* a draft's name of it */
	const struct fo_node *n = name != NULL ? map_lookup(run->lay->pages->masters, name) : NULL;

	return n;
}

static bool
position_matches(enum fo_enum want, const struct lay_page_case *pc)
{
	switch (want) {
	case FV_FIRST:
		return pc->first;
	case FV_LAST:
		return pc->last;
	case FV_ONLY:
		return pc->first && pc->last;
	case FV_REST:
		return !pc->first && !pc->last;
	default:
		return true;
	}
}

static bool
matches(const struct fo_node *ref, const struct lay_page_case *pc)
{
	enum fo_enum blank = fo_enum(ref, PR_BLANK_OR_NOT_BLANK), odd = fo_enum(ref, PR_ODD_OR_EVEN);

	if (blank == FV_BLANK && pc->kind != PAGE_BLANK)
		return false;
	if (blank == FV_NOT_BLANK && pc->kind == PAGE_BLANK)
		return false;
	if ((odd == FV_ODD && pc->number % 2 == 0) || (odd == FV_EVEN && pc->number % 2 != 0))
		return false;
	return position_matches(fo_enum(ref, PR_PAGE_POSITION), pc);
}

static const struct fo_node *
from_specifier(struct lay_run *run, const struct fo_node *spec, const struct lay_page_case *pc)
{
	if (spec->elem != FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES)
		return named(run, spec);
	for (const struct fo_node *n = spec->first; n != NULL; n = n->next) {
		if (n->elem == FO_CONDITIONAL_PAGE_MASTER_REFERENCE && matches(n, pc))
			return named(run, n);
	}
	return NULL;
}

static size_t
repeats(const struct fo_node *spec)
{
	const struct fo_value *v = fo_prop(spec, PR_MAXIMUM_REPEATS);

	if (spec->elem == FO_SINGLE_PAGE_MASTER_REFERENCE)
		return 1;
	return v->kind == FO_INT ? (size_t)(v->i > 0 ? v->i : 0) : SIZE_MAX;
}

static const struct fo_node *
nth(const struct fo_node *set, size_t i)
{
	const struct fo_node *n = set->first;

	while (n != NULL && i-- > 0)
		n = n->next;
	return n;
}

static const struct fo_node *
from_sequence(struct lay_run *run, const struct fo_node *set, const struct lay_page_case *pc, bool take)
{
	size_t at = run->master_at, used = run->master_used;
	const struct fo_node *spec = nth(set, at), *next;

	while (spec != NULL && used >= repeats(spec)) {
		next = spec->next;
		if (next == NULL) {
			if (!pc->ahead && diag_first(run->lay->cx, DIAG_PAGE_MASTER_END, fo_str(set, PR_MASTER_NAME)))
				(void)diag_at(run->lay->cx, DIAG_PAGE_MASTER_END, set->at, "page %u", pc->number);
			break;
		}
		spec = next;
		at++;
		used = 0;
	}
	if (take) {
		run->master_at = at;
		run->master_used = used + 1;
	}
	return spec != NULL ? from_specifier(run, spec, pc) : NULL;
}

const struct fo_node *
lay_master_lookup(struct lay_run *run, const struct lay_page_case *pc, bool take)
{
	const struct fo_node *n = named(run, run->sequence);

	if (n != NULL && n->elem == FO_PAGE_SEQUENCE_MASTER)
		n = from_sequence(run, n, pc, take);
	return n != NULL && n->elem == FO_SIMPLE_PAGE_MASTER ? n : NULL;
}

bool
lay_master_takes(const struct fo_node *master, const struct fo_node *flow)
{
	const char *name = fo_str(flow, PR_FLOW_NAME);

	for (const struct fo_node *n = master->first; n != NULL; n = n->next)
		if (n->elem == FO_REGION_BODY)
			return name == NULL || str_eq(name, fo_str(n, PR_REGION_NAME));
	return false;
}

bool
lay_master_any_takes(struct lay_run *run)
{
	const struct fo_node *n = named(run, run->sequence), *m;

	if (n == NULL || n->elem != FO_PAGE_SEQUENCE_MASTER)
		return n != NULL && lay_master_takes(n, run->flow);
	for (const struct fo_node *spec = n->first; spec != NULL; spec = spec->next) {
		if (spec->elem != FO_REPEATABLE_PAGE_MASTER_ALTERNATIVES && (m = named(run, spec)) != NULL &&
		    lay_master_takes(m, run->flow))
			return true;
		for (const struct fo_node *c = spec->first; c != NULL; c = c->next)
			if ((m = named(run, c)) != NULL && lay_master_takes(m, run->flow))
				return true;
	}
	return false;
}

const struct fo_node *
lay_master_choose(struct lay_run *run, const struct lay_page_case *pc)
{
	const struct fo_node *n = lay_master_lookup(run, pc, true);
	const char *name = fo_str(run->sequence, PR_MASTER_REFERENCE);

	if (n == NULL)
		(void)diag_at(run->lay->cx, DIAG_PAGE_MASTER, run->sequence->at, "page %u, master-reference \"%s\"",
		    pc->number, name != NULL ? name : "");
	return n;
}
