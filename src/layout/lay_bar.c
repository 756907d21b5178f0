/*
 * lay_bar.c - change bars: at the edge of a column, beside what lies between two points (XSL 1.1, 6.13.2 and 7.30).
 *
 * The bars are found when the page is there, so they never move text. What counts as lying beside a bar is what is seen: lines
 * with a text or picture of the region, and cells, containers and framed blocks that are whole in it. A bar goes from the first
 * to the last of them in a column, over the spaces between, as long as nothing that does not belong to it lies below its end.
 */
#include <stdlib.h>

#include "layout/lay_flow.h"

struct stretch { /* of one bar in one column */
	const struct fo_bar *bar;
	mpt y0, y1; /* in the region */
};

struct drawn_bar {
	const struct fo_bar *bar;
	mpt x, y, w, h; /* in the region */
};

struct bars {
	struct lay *lay;
	struct lay_sheet *sheet;
	const struct area *region;
	const struct area *column; /* a child of the region */
	struct stretch *open;      /* of this column */
	size_t n_open, cap_open;
	struct drawn_bar *drawn;   /* of this region */
	size_t n_drawn, cap_drawn;
};

/* Regions around one leaf. */
struct around {
	const struct fo_bar *bar[FO_BARS_MAX];
	size_t n;
};

/* ---- where a bar stands ------------------------------------------------------------------------------------------ */

/* Lines take their direction from the flow. */
static bool
is_rtl(const struct bars *b)
{
	return lay_is_rtl(b->region->fo) || (b->column->fo != NULL && lay_is_rtl(b->column->fo));
}

/* Two columns: the second one, in the direction of the text. */
static bool
is_second_column(const struct bars *b)
{
	return is_rtl(b) ? b->column->x == 0 : b->column->x != 0;
}

static bool
has_two_columns(const struct bars *b)
{
	const struct fo_value *v = b->region->fo->elem == FO_REGION_BODY ? fo_prop(b->region->fo, PR_COLUMN_COUNT) : NULL;
	int rotation = b->region->ref != NULL ? b->region->ref->rotation : 0;
	mpt ipd = rotation % 180 != 0 ? b->region->h : b->region->w;

	return v != NULL && v->kind == FO_INT && v->i == 2 && b->column->w < ipd;
}

/* 7.30.4: is it the end edge of the column? Odd pages are bound at their start edge. */
static bool
is_at_end(const struct bars *b, enum fo_enum placement)
{
	bool even = b->sheet->page.folio % 2 == 0;

	switch (placement) {
	case FV_END:
		return true;
	case FV_LEFT:
		return is_rtl(b);
	case FV_RIGHT:
		return !is_rtl(b);
	case FV_INSIDE:
		return even;
	case FV_OUTSIDE:
		return !even;
	case FV_ALTERNATE:
		return has_two_columns(b) ? is_second_column(b) : !even;
	default:
		return false;
	}
}

/* 7.30.3: the offset is that of the bar's middle, away from the column on either side. */
static mpt
place_of(const struct bars *b, const struct fo_bar *bar)
{
	bool right = is_at_end(b, bar->placement) != is_rtl(b);
	mpt middle = right ? mpt_add(mpt_add(b->column->x, b->column->w), bar->offset) : mpt_add(b->column->x, -bar->offset);

	return mpt_add(middle, -(bar->width / 2));
}

/* ---- how far it goes --------------------------------------------------------------------------------------------- */

static void
end_stretch(struct bars *b, size_t i)
{
	struct stretch s = b->open[i];
	mpt y0 = s.y0, y1 = s.y1;
	struct drawn_bar *d;

	b->open[i] = b->open[--b->n_open];
	if (b->region->ref != NULL && b->region->ref->clip && b->region->ref->rotation == 0) {
		y0 = mpt_max(y0, 0);
		y1 = mpt_min(y1, b->region->h);
	}
	if (y1 <= y0)
		return;
	b->drawn = lay_sheet_grow(b->sheet->page.arena, b->drawn, b->n_drawn, &b->cap_drawn, sizeof(*b->drawn));
	d = &b->drawn[b->n_drawn++];
	*d = (struct drawn_bar){ s.bar, place_of(b, s.bar), y0, s.bar->width, y1 - y0 };
}

static bool
is_around(const struct around *a, const struct fo_bar *bar)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->bar[i] == bar)
			return true;
	return false;
}

static void
reach(struct bars *b, const struct fo_bar *bar, mpt y0, mpt y1)
{
	for (size_t i = 0; i < b->n_open; i++) {
		struct stretch *s = &b->open[i];

		if (s->bar != bar)
			continue;
		s->y0 = mpt_min(s->y0, y0);
		s->y1 = mpt_max(s->y1, y1);
		return;
	}
	b->open = lay_sheet_grow(b->sheet->page.arena, b->open, b->n_open, &b->cap_open, sizeof(*b->open));
	b->open[b->n_open++] = (struct stretch){ bar, y0, y1 };
}

/* Something that is seen, between y0 and y1. What lies below a bar and does not belong to it ends the bar. */
static void
meet(struct bars *b, const struct around *a, mpt y0, mpt y1)
{
	for (size_t i = b->n_open; i > 0; i--)
		if (y0 >= b->open[i - 1].y1 && !is_around(a, b->open[i - 1].bar))
			end_stretch(b, i - 1);
	for (size_t i = 0; i < a->n; i++)
		reach(b, a->bar[i], y0, y1);
}

/* ---- what lies beside it ----------------------------------------------------------------------------------------- */

/* A marker's content is in the region of the place that retrieves it, not of its own. */
static bool
is_in_scope(const struct bars *b, const struct fo_bar *bar)
{
	return bar->style != FV_NONE && bar->style != FV_HIDDEN && bar->style != FV_NONE_ &&
	    (bar->scope->elem == FO_FLOW) == (b->region->fo->elem == FO_REGION_BODY);
}

static void
add_around(const struct bars *b, const struct fo_node *fo, struct around *a)
{
	const struct fo_bar *bars[FO_BARS_MAX];
	size_t n = fo_bars_at(b->lay->tree, fo->serial, bars);

	for (size_t i = 0; i < n; i++)
		if (a->n < FO_BARS_MAX && is_in_scope(b, bars[i]) && !is_around(a, bars[i]))
			a->bar[a->n++] = bars[i];
}

/* The regions that hold something of a line. */
static void
look_into_line(const struct bars *b, const struct area *parent, struct around *a, unsigned depth)
{
	for (const struct area *c = parent->first; c != NULL && depth < LIMIT_AREA_DEPTH; c = c->next) {
		bool leaf = c->kind == AREA_TEXT || c->kind == AREA_LEADER || c->kind == AREA_IMAGE;

		if (leaf && c->fo != NULL)
			add_around(b, c->fo, a);
		look_into_line(b, c, a, depth + 1);
	}
}

/* What was taken out leaves a bar without content. */
static void
look_at_anchors(const struct bars *b, const struct area *line, struct around *a)
{
	size_t n;
	const struct lay_anchored *x = lay_sheet_anchored(b->sheet, line, &n);

	for (const struct lay_anchored *end = x + n; x < end; x++)
		for (const struct lay_anchor *k = x->anchors; k != NULL; k = k->next) {
			const struct fo_bar *bar = k->kind == ANCHOR_BAR ? fo_bar_of(b->lay->tree, k->fo) : NULL;

			if (bar != NULL && a->n < FO_BARS_MAX && is_in_scope(b, bar) && !is_around(a, bar))
				a->bar[a->n++] = bar;
		}
}

static bool
is_within(const struct fo_node *n, const struct fo_node *outer)
{
	while (n != NULL && n != outer)
		n = n->parent;
	return n != NULL;
}

/* What is seen of the block itself, or has no lines. */
static bool
is_seen(const struct area *a)
{
	return a->fo->elem == FO_TABLE_CELL || a->ref != NULL || (a->first == NULL && a->h > 0) ||
	    lay_box_edge(a->box, SIDE_BEFORE) > 0 || lay_box_edge(a->box, SIDE_AFTER) > 0 ||
	    (a->box != NULL && ((a->box->background & 0xff) != 0 || a->box->image != NULL));
}

/* The regions that hold a whole block. */
static void
look_at_block(const struct bars *b, const struct area *block, struct around *a)
{
	struct around any = { .n = 0 };

	add_around(b, block->fo, &any);
	for (size_t i = 0; i < any.n; i++)
		if (!is_within(any.bar[i]->end, block->fo))
			a->bar[a->n++] = any.bar[i];
}

static void
meet_rect(struct bars *b, const struct around *a, const struct lay_system *s, const struct area *area)
{
	mpt over = lay_box_edge(area->box, SIDE_BEFORE), under = lay_box_edge(area->box, SIDE_AFTER);
	mpt x, y0, y1;

	lay_to_page(s, area->x, mpt_add(area->y, -over), &x, &y0);
	lay_to_page(s, mpt_add(area->x, area->w), mpt_add(mpt_add(area->y, area->h), under), &x, &y1);
	meet(b, a, mpt_min(y0, y1), mpt_max(y0, y1));
}

static void
walk(struct bars *b, const struct area *a, const struct lay_system *s, unsigned depth)
{
	struct lay_system in = lay_system_inside(s, a);
	struct around around = { .n = 0 };

	if (a->kind == AREA_LINE) {
		look_into_line(b, a, &around, depth);
		look_at_anchors(b, a, &around);
		meet_rect(b, &around, s, a);
		return;
	}
	if (a->kind == AREA_BLOCK && a->fo != NULL && is_seen(a))
		look_at_block(b, a, &around);
	else if (a->kind == AREA_IMAGE && a->fo != NULL)
		add_around(b, a->fo, &around);
	if (around.n > 0)
		meet_rect(b, &around, s, a);
	for (const struct area *c = a->first; c != NULL && depth < LIMIT_AREA_DEPTH; c = c->next)
		walk(b, c, &in, depth + 1);
}

/* ---- a page ------------------------------------------------------------------------------------------------------ */

static int
by_begin(const void *pa, const void *pb)
{
	const struct drawn_bar *a = pa, *b = pb;

	if (a->bar != b->bar)
		return a->bar < b->bar ? -1 : 1;
	return a->y != b->y ? (a->y < b->y ? -1 : 1) : (a->x > b->x) - (a->x < b->x);
}

/* On the page's reference area. A bar that would stand outside the page stands at its edge. */
static void
put_bar(struct bars *b, const struct drawn_bar *d)
{
	struct lay_sheet *sheet = b->sheet;
	struct area *root = sheet->root, *n = lay_area_new(sheet->page.arena, AREA_RULE, d->bar->begin, NULL);
	struct lay_system none = { 0 }, in = lay_system_inside(&none, b->region);
	mpt x0, y0, x1, y1;

	lay_to_page(&in, d->x, d->y, &x0, &y0);
	lay_to_page(&in, mpt_add(d->x, d->w), mpt_add(d->y, d->h), &x1, &y1);
	n->x = mpt_min(x0, x1);
	n->y = mpt_min(y0, y1);
	n->w = mpt_max(x0, x1) - n->x;
	n->h = mpt_max(y0, y1) - n->y;
	n->rule = (struct area_rule){ d->bar->color, d->bar->style, in.rotation % 180 == 0 };
	n->is_artifact = n->is_first = n->is_last = true;
	if (root->ref == NULL && in.rotation == 0)
		n->x = mpt_max(-root->x, mpt_min(n->x, sheet->page.w - root->x - n->w));
	lay_area_add(root, n);
	sheet->n_areas++;
}

static void
draw_region(struct lay *lay, struct lay_sheet *sheet, const struct area *region)
{
	struct bars b = { .lay = lay, .sheet = sheet, .region = region };
	struct lay_system in = { 0 };

	for (const struct area *c = region->first; c != NULL; c = c->next) {
		b.column = c;
		walk(&b, c, &in, 0);
		while (b.n_open > 0)
			end_stretch(&b, b.n_open - 1);
	}
	if (b.n_drawn > 1)
		qsort(b.drawn, b.n_drawn, sizeof(*b.drawn), by_begin);
	for (size_t i = 0; i < b.n_drawn; i++)
		put_bar(&b, &b.drawn[i]);
}

void
lay_bars_draw(struct lay *lay, struct lay_sheet *sheet)
{
	const struct area *last = sheet->root->last;

	if (lay->tree->n_bars == 0)
		return;
	for (const struct area *n = sheet->root->first; n != NULL; n = n != last ? n->next : NULL)
		if (n->kind == AREA_REGION)
			draw_region(lay, sheet, n);
}
