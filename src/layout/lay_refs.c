/*
 * lay_refs.c - pages of ids, and the citations that wait for them.
 *
 * How references settle: a citation reserves the width of the largest number so far; breaks never change when
 * it is filled. So one pass is enough, and nothing can flip between pages.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

struct waiting {
	struct lay_sheet *sheet;
	const char **label;
	struct span at; /* the citation */
	struct waiting *next;
};

struct target {
	const char *first, *last; /* labels; NULL while unknown */
	unsigned page;            /* physical, of the first area */
	bool is_over;             /* the last area was seen */
	struct waiting *first_wait, *last_wait; /* for the first, for the last page */
};

struct lay_refs {
	struct arena *arena;
	struct map *targets; /* id -> struct target */
	unsigned largest;    /* page number */
	struct waiting *spare;
};

struct lay_refs *
lay_refs_new(struct arena *a)
{
	struct lay_refs *r = arena_zalloc(a, sizeof(*r));

	r->arena = a;
	r->targets = map_new(a);
	r->largest = 1;
	return r;
}

static struct target *
target_of(struct lay_refs *r, const char *id)
{
	struct target *t = map_lookup(r->targets, id);

	if (t == NULL) {
		t = arena_zalloc(r->arena, sizeof(*t));
		map_set(r->targets, id, t);
	}
	return t;
}

static void
fill(struct lay *lay, struct waiting **list, const char *label)
{
	while (*list != NULL) {
		struct waiting *w = *list;

		*w->label = arena_strdup(w->sheet->page.arena, label);
		w->sheet->pending--;
		*list = w->next;
		w->next = lay->refs->spare;
		lay->refs->spare = w;
	}
}

enum lay_place
lay_refs_place(struct lay *lay, const struct fo_node *fo, const struct page *page, bool is_last)
{
	struct target *t;
	enum lay_place place = LAY_LATER_PLACE;

	if (fo->id == NULL)
		return place;
	t = target_of(lay->refs, fo->id);
	if (t->first == NULL) {
		t->first = arena_strdup(lay->refs->arena, page->label);
		t->page = page->number;
		place = LAY_FIRST_PLACE;
		fill(lay, &t->first_wait, t->first);
	}
	if (t->is_over)
		return place;
	if (t->last == NULL || !str_eq(t->last, page->label))
		t->last = arena_strdup(lay->refs->arena, page->label);
	if (is_last) {
		t->is_over = true;
		fill(lay, &t->last_wait, t->last);
	}
	return place;
}

void
lay_refs_over(struct lay *lay, const struct fo_node *fo)
{
	struct target *t = fo->id != NULL ? map_lookup(lay->refs->targets, fo->id) : NULL;

	if (t == NULL || t->last == NULL)
		return;
	t->is_over = true;
	fill(lay, &t->last_wait, t->last);
}

static bool
cites_last(const struct fo_node *citation)
{
	return citation->elem == FO_PAGE_NUMBER_CITATION_LAST;
}

static const char *
known_label(const struct target *t, const struct fo_node *citation)
{
	if (t == NULL)
		return NULL;
	return cites_last(citation) ? (t->is_over ? t->last : NULL) : t->first;
}

const char *
lay_ref_label(const struct lay *lay, const struct fo_node *citation)
{
	const char *id = fo_str(citation, PR_REF_ID);

	return id != NULL && lay->refs != NULL ? known_label(map_lookup(lay->refs->targets, id), citation) : NULL;
}

unsigned
lay_ref_guess(const struct lay *lay)
{
	return lay->refs != NULL ? lay->refs->largest : 1;
}

void
lay_refs_number(struct lay *lay, unsigned number)
{
	if (number > lay->refs->largest)
		lay->refs->largest = number;
}

/* The reader has reported an id that no object has. */
static bool
is_nobodys(const struct lay *lay, const char *id)
{
	return lay->tree->is_complete && map_lookup(lay->tree->ids, id) == NULL;
}

static enum rc
report_missing(struct lay *lay, struct span at, const char *id)
{
	return is_nobodys(lay, id) ? RC_OK : diag_at(lay->cx, DIAG_REF_MISSING, at, "\"%s\"", id);
}

const char *
lay_refs_known(const struct lay *lay, const struct lay_sheet *sheet, const struct fo_node *citation)
{
	const char *id = fo_str(citation, PR_REF_ID);
	const char *label = citation->elem == FO_PAGE_NUMBER ? sheet->page.label : lay_ref_label(lay, citation);

	if (label == NULL && (id == NULL || is_nobodys(lay, id)))
		label = "?";
	return label;
}

void
lay_refs_wait(struct lay *lay, struct lay_sheet *sheet, const struct fo_node *citation, const char **label)
{
	struct lay_refs *r = lay->refs;
	struct target *t = target_of(r, fo_str(citation, PR_REF_ID));
	struct waiting *w = r->spare, **list = cites_last(citation) ? &t->last_wait : &t->first_wait;

	if (w != NULL)
		r->spare = w->next;
	else
		w = arena_alloc(r->arena, sizeof(*w));
	*w = (struct waiting){ sheet, label, citation->at, *list };
	*list = w;
	sheet->pending++;
}

enum rc
lay_refs_settle(struct lay *lay)
{
	struct lay_refs *r = lay->refs;

	for (size_t i = 0; i < map_count(r->targets); i++) {
		struct target *t = map_value(r->targets, i);

		for (struct waiting *w = t->first_wait; w != NULL; w = w->next)
			TRY(report_missing(lay, w->at, map_key(r->targets, i)));
		for (struct waiting *w = t->last_wait; w != NULL && t->last == NULL; w = w->next)
			TRY(report_missing(lay, w->at, map_key(r->targets, i)));
		fill(lay, &t->first_wait, "?");
		fill(lay, &t->last_wait, t->last != NULL ? t->last : "?");
	}
	return RC_OK;
}

unsigned
lay_page_of(const struct lay *lay, const char *id)
{
	const struct target *t = map_lookup(lay->refs->targets, id);

	return t != NULL ? t->page : 0;
}
