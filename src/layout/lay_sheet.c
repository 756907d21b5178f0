/*
 * lay_sheet.c - the page in the making: what is found on it when its areas are there (ids, links, markers).
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

struct lay_sheet *
lay_sheet_new(struct lay *lay, const struct lay_geometry *g, const struct fo_node *sequence)
{
	struct arena *a = arena_new();
	struct lay_sheet *s = arena_zalloc(a, sizeof(*s));

	s->page.arena = a;
	s->page.number = lay->pages->n_pages + 1;
	s->page.folio = lay->pages->number;
	s->page.label = lay_number_format(a, sequence, lay->pages->number);
	s->page.w = g->page_w;
	s->page.h = g->page_h;
	s->page.master_name = fo_str(g->master, PR_MASTER_NAME);
	s->page.sequence = sequence;
	s->root = lay_area_new(a, AREA_REGION, g->master, NULL);
	s->root->x = g->x;
	s->root->y = g->y;
	s->root->w = g->w;
	s->root->h = g->h;
	if (g->rotation != 0) {
		struct area_ref ref = { .rotation = g->rotation };

		s->root->ref = arena_copy(a, &ref, sizeof(ref));
	}
	s->page.first = s->root;
	return s;
}

void *
lay_sheet_grow(struct arena *a, void *p, size_t n, size_t *cap, size_t size)
{
	void *q;

	if (n < *cap)
		return p;
	*cap = *cap > 0 ? 2 * *cap : 16;
	q = arena_array(a, *cap, size);
	for (size_t i = 0; i < n * size; i++)
		((char *)q)[i] = ((const char *)p)[i];
	return q;
}

/* ---- what the assembly tells ------------------------------------------------------------------------------------- */

void
lay_sheet_anchors(struct lay *lay, const struct area *line, const struct lay_anchor *anchors)
{
	struct lay_sheet *s = lay->pages != NULL ? lay->pages->current : NULL;

	if (s == NULL || anchors == NULL)
		return;
	s->anchored = lay_sheet_grow(s->page.arena, s->anchored, s->n_anchored, &s->cap_anchored, sizeof(*s->anchored));
	s->anchored[s->n_anchored++] = (struct lay_anchored){ .line = line, .anchors = anchors };
	s->is_sorted = false;
}

void
lay_sheet_id(struct lay *lay, const struct fo_node *fo, const struct area *in, mpt y, bool goes_on)
{
	struct lay_sheet *s = lay->pages != NULL ? lay->pages->current : NULL;

	if (s == NULL || (fo->id == NULL && (fo->first == NULL || fo_elem_class(fo->first->elem) != FO_CLASS_POINT)))
		return;
	s->anchored = lay_sheet_grow(s->page.arena, s->anchored, s->n_anchored, &s->cap_anchored, sizeof(*s->anchored));
	s->anchored[s->n_anchored++] = (struct lay_anchored){ .line = in, .object = fo, .y = y, .goes_on = goes_on };
	s->is_sorted = false;
}

void
lay_sheet_fixed(struct lay *lay, struct arena *a, struct area *root, struct area *n)
{
	struct lay_sheet *s = lay->pages != NULL ? lay->pages->current : NULL;

	(void)a;
	lay_area_add(s != NULL ? s->root : root, n);
	/* The root begins at the page's margins, a fixed area counts from the page's corner. */
	if (s != NULL && s->root->ref == NULL) {
		n->x -= s->root->x;
		n->y -= s->root->y;
	}
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

void
lay_to_page(const struct lay_system *s, mpt x, mpt y, mpt *px, mpt *py)
{
	switch (s->rotation) {
	case 90:
		*px = mpt_add(s->x, y);
		*py = mpt_add(s->y, -x);
		break;
	case 180:
		*px = mpt_add(s->x, -x);
		*py = mpt_add(s->y, -y);
		break;
	case 270:
		*px = mpt_add(s->x, -y);
		*py = mpt_add(s->y, x);
		break;
	default:
		*px = mpt_add(s->x, x);
		*py = mpt_add(s->y, y);
	}
}

struct lay_system
lay_system_inside(const struct lay_system *s, const struct area *a)
{
	int r = a->ref != NULL ? a->ref->rotation : 0;
	mpt x = a->x, y = a->y;
	struct lay_system in;

	if (r == 180 || r == 270)
		x = mpt_add(x, a->w);
	if (r == 90 || r == 180)
		y = mpt_add(y, a->h);
	lay_to_page(s, x, y, &in.x, &in.y);
	in.rotation = (s->rotation + r) % 360;
	return in;
}

struct walk {
	struct lay *lay;
	struct lay_sheet *sheet;
	bool content; /* of the flow: markers count */
	size_t ends;  /* of areas with markers */
};

static void
add_dest(struct walk *w, const struct fo_node *fo, const struct lay_system *s, mpt x, mpt y, bool is_last)
{
	struct lay_sheet *sheet = w->sheet;
	struct page_dest *d;

	if (fo->id == NULL)
		return;
	if (lay_refs_place(w->lay, fo, &sheet->page, is_last) != LAY_FIRST_PLACE)
		return;
	sheet->dests = lay_sheet_grow(sheet->page.arena, sheet->dests, sheet->page.n_dests, &sheet->cap_dests,
	    sizeof(*sheet->dests));
	d = &sheet->dests[sheet->page.n_dests++];
	d->id = fo->id;
	lay_to_page(s, x, y, &d->x, &d->y);
	sheet->page.dests = sheet->dests;
}

static void
add_link(struct walk *w, const struct area *a, const struct lay_system *s)
{
	struct lay_sheet *sheet = w->sheet;
	mpt x0, y0, x1, y1;
	const char *dest = fo_str(a->fo, PR_INTERNAL_DESTINATION), *uri = fo_str(a->fo, PR_EXTERNAL_DESTINATION);

	if ((dest == NULL || *dest == '\0') && (uri == NULL || *uri == '\0'))
		return;
	if (dest != NULL && *dest == '\0')
		dest = NULL;
	lay_to_page(s, a->x - lay_box_edge(a->box, SIDE_START), a->y - lay_box_edge(a->box, SIDE_BEFORE), &x0, &y0);
	lay_to_page(s, a->x + a->w + lay_box_edge(a->box, SIDE_END), a->y + a->h + lay_box_edge(a->box, SIDE_AFTER), &x1, &y1);
	sheet->links = lay_sheet_grow(sheet->page.arena, sheet->links, sheet->page.n_links, &sheet->cap_links,
	    sizeof(*sheet->links));
	sheet->links[sheet->page.n_links++] = (struct page_link){ .x = mpt_min(x0, x1), .y = mpt_min(y0, y1),
		.w = mpt_max(x0, x1) - mpt_min(x0, x1), .h = mpt_max(y0, y1) - mpt_min(y0, y1), .dest = dest,
		.uri = dest == NULL ? uri : NULL, .fo = a->fo };
	sheet->page.links = sheet->links;
}

static void
add_mark(struct walk *w, const struct fo_node *marker, bool is_first, bool is_last)
{
	struct lay_marks *m = &w->sheet->marks;
	const char *name = fo_str(marker, PR_MARKER_CLASS_NAME);

	if (!w->content || name == NULL)
		return;
	m->m = lay_sheet_grow(w->sheet->page.arena, m->m, m->n, &m->cap, sizeof(*m->m));
	m->m[m->n++] = (struct lay_mark){ marker, name, is_first, is_last, w->lay->pages->sequences,
		w->sheet->page.number, 0 };
}

static void
add_marks(struct walk *w, const struct fo_node *fo, bool is_first, bool is_last)
{
	is_first = is_first && fo->head == NULL;
	is_last = is_last && !fo->goes_on;
	if (fo->head != NULL)
		fo = fo->head;
	for (const struct fo_node *n = fo->first; n != NULL && fo_elem_class(n->elem) == FO_CLASS_POINT; n = n->next)
		if (n->elem == FO_MARKER)
			add_mark(w, n, is_first, is_last);
}

static int
by_line(const void *a, const void *b)
{
	const struct lay_anchored *x = a, *y = b;

	if (x->line != y->line)
		return (uintptr_t)x->line < (uintptr_t)y->line ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void
sort_anchored(struct lay_sheet *s)
{
	for (size_t i = 0; i < s->n_anchored; i++)
		s->anchored[i].order = (unsigned)i;
	if (s->n_anchored > 1)
		qsort(s->anchored, s->n_anchored, sizeof(*s->anchored), by_line);
	s->is_sorted = true;
}

/* Where the anchors of an area begin in the sorted table. */
static size_t
first_anchored(const struct lay_sheet *s, const struct area *line)
{
	size_t lo = 0, hi = s->n_anchored;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if ((uintptr_t)s->anchored[mid].line < (uintptr_t)line)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct lay_anchored *
lay_sheet_anchored(const struct lay_sheet *s, const struct area *line, size_t *n)
{
	size_t first = s->n_anchored > 0 ? first_anchored(s, line) : 0;

	for (*n = 0; first + *n < s->n_anchored && s->anchored[first + *n].line == line;)
		++*n;
	return *n > 0 ? s->anchored + first : NULL;
}

static void
visit_anchors(struct walk *w, const struct area *line, const struct lay_system *outer, const struct lay_system *inner)
{
	size_t n;
	const struct lay_anchored *first = lay_sheet_anchored(w->sheet, line, &n);

	for (size_t i = 0; i < n; i++) {
		const struct lay_anchored *x = &first[i];

		if (x->object != NULL) {
			add_dest(w, x->object, inner, 0, x->y, false);
			add_marks(w, x->object, !x->goes_on, true);
		}
		for (const struct lay_anchor *a = x->anchors; a != NULL; a = a->next) {
			if (a->kind == ANCHOR_ID)
				add_dest(w, a->fo, outer, line->x, line->y, false);
			else if (a->kind == ANCHOR_ID_END) /* an inline may go on in lines of later pages */
				(void)lay_refs_place(w->lay, a->fo, &w->sheet->page, true);
			else if (a->kind == ANCHOR_MARKER)
				add_mark(w, a->fo, true, true);
		}
	}
}

static bool
is_first_child(const struct fo_node *parent, const struct fo_node *child)
{
	const struct fo_node *n = parent->first;

	while (n != NULL && fo_elem_class(n->elem) == FO_CLASS_POINT)
		n = n->next;
	return n == child;
}

/* A table's parts and rows have no areas: their ids and markers go with their first cell. */
static void
visit_row(struct walk *w, const struct area *cell, const struct lay_system *s)
{
	const struct fo_node *row = cell->fo->parent, *part = row;

	if (row == NULL || !cell->is_first)
		return;
	if (row->elem == FO_TABLE_ROW) {
		part = row->parent;
		if (is_first_child(row, cell->fo))
			add_dest(w, row, s, cell->x, cell->y, false);
	}
	if (part == NULL || part->elem == FO_TABLE)
		return;
	add_dest(w, part, s, cell->x, cell->y, false);
	if (is_first_child(row, cell->fo))
		add_marks(w, part, true, true);
}

static void
visit(struct walk *w, const struct area *a, const struct lay_system *s)
{
	const struct fo_node *fo = a->fo != NULL && a->fo->head != NULL ? a->fo->head : a->fo;

	if (a->fo == NULL || a->kind == AREA_LINE || a->is_artifact)
		return;
	if (fo->id != NULL)
		add_dest(w, fo, s, a->x, a->y - lay_box_edge(a->box, SIDE_BEFORE), a->is_last && !a->fo->goes_on);
	if (a->fo->elem == FO_BASIC_LINK && (a->kind == AREA_INLINE || a->kind == AREA_BLOCK))
		add_link(w, a, s);
	if (a->kind == AREA_BLOCK || a->kind == AREA_INLINE)
		add_marks(w, a->fo, a->is_first, a->is_last);
	if (a->fo->elem == FO_TABLE_CELL)
		visit_row(w, a, s);
}

static void
walk(struct walk *w, const struct area *a, const struct lay_system *s)
{
	struct lay_system in = lay_system_inside(s, a);
	size_t mine = w->sheet->marks.n, inner;

	w->sheet->n_areas++;
	visit(w, a, s);
	visit_anchors(w, a, s, &in);
	inner = w->sheet->marks.n;
	for (const struct area *c = a->first; c != NULL; c = c->next)
		walk(w, c, &in);
	for (; mine < inner; mine++)
		w->sheet->marks.m[mine].end = ++w->ends;
}

void
lay_sheet_walk(struct lay *lay, struct lay_sheet *sheet, const struct area *a, bool content)
{
	struct walk w = { .lay = lay, .sheet = sheet, .content = content };
	struct lay_system page = { 0 }, in = lay_system_inside(&page, sheet->root);

	if (!sheet->is_sorted)
		sort_anchored(sheet);
	walk(&w, a, &in);
}
