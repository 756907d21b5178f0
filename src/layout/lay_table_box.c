/*
 * lay_table_box.c - border, padding and background of a cell where it stands on a page.
 *
 * An edge of the collapsing model lies between what really meets on the page: the last row of a
 * page meets nothing, the first one meets the repeated header. So edges are decided when a fragment
 * is put on its page, top to bottom: a row draws the edge above it and, as if it were the last one,
 * the edge below; when another row follows, the upper one gets what they share
 * (lay_table_bottom_meets). Both neighbours show a shared edge: it is drawn once.
 */
#include "layout/lay_table_room.h"

#include <string.h>

/* ---- collapsed edges on the page
 * ----------------------------------------------------------------------------------- */

static struct lay_table_meet
page_meet_above(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	const struct lay_table_last *last = &f->t->last;

	if (p->first_row > f->first_line)
		return lay_table_meet_above(f->g, p->first_row, NULL);
	return (struct lay_table_meet){.above = last->group,
	    .row_above = last->row,
	    .above_split = last->split,
	    .below = f->g,
	    .row_below = p->first_row,
	    .below_split = f->top_split,
	    .at_break = !f->starts_table};
}

mpt
lay_table_top_half(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	struct lay_table_meet m = page_meet_above(f, p);
	mpt w = 0;

	for (unsigned i = p->c->col; i < (unsigned)p->c->col + p->c->cols; i++)
		w = mpt_max(w, lay_table_edge_h(&f->t->grid, &m, (uint16_t)i).width);
	return w / 2;
}

static struct lay_table_meet
page_meet_below(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	if (p->last_row < f->last_line)
		return lay_table_meet_below(f->g, p->last_row, NULL);
	return (struct lay_table_meet){.above = f->g,
	    .row_above = p->last_row,
	    .above_split = f->bottom_split,
	    .at_break = !f->ends_table};
}

static struct area_border
border_of(const struct lay_table_edge *e)
{
	return (struct area_border){.width = e->width / 2, .style = e->style, .color = e->color};
}

static void
side_set(struct area_box *box, enum area_side side, const struct lay_table_edge *e)
{
	bool second = side == SIDE_BEFORE || side == SIDE_START;

	box->border[side] = border_of(e);
	if (second && e->tied)
		box->tied |= (uint8_t)(1u << side);
}

/* Padding is what is left between the border and the content, whose place was decided before. */
static void
padding_rest(const struct lay_table_fragment *f, const struct lay_table_piece *p, const mpt border[4],
    struct area_box *box)
{
	mpt start = p->cell->x - f->t->grid.cols[p->c->col].x;
	mpt room[4] = {[SIDE_BEFORE] = p->above,
	    [SIDE_AFTER] = p->cut_below ? p->cell->below_cut : p->cell->below,
	    [SIDE_START] = start,
	    [SIDE_END] = lay_table_span_width(f->t, p->c) - p->cell->w - start};

	for (int i = 0; i < 4; i++)
		box->padding[i] = mpt_max(0, room[i] - border[i]);
}

/* ---- a cell in one column and row has one edge a side: its box says them ---- */

static bool
is_single(const struct lay_table_piece *p)
{
	return p->c->cols == 1 && p->c->rows == 1;
}

static void
box_single(const struct lay_table_fragment *f, const struct lay_table_piece *p, struct area_box *box)
{
	struct lay_table *t = f->t;
	uint16_t col = p->c->col;
	struct lay_table_meet above = page_meet_above(f, p), below = page_meet_below(f, p);
	struct lay_table_edge e[4] = {[SIDE_BEFORE] = lay_table_edge_h(&t->grid, &above, col),
	    [SIDE_AFTER] = lay_table_edge_h(&t->grid, &below, col),
	    [SIDE_START] = lay_table_edge_v(&t->grid, f->g, p->first_row, col),
	    [SIDE_END] = lay_table_edge_v(&t->grid, f->g, p->first_row, (uint16_t)(col + 1))};
	mpt half[4];

	for (int i = 0; i < 4; i++) {
		side_set(box, (enum area_side)i, &e[i]);
		half[i] = box->border[i].width;
	}
	padding_rest(f, p, half, box);
	if (p->last_row == f->last_line)
		t->bottom[col] = (struct lay_table_bottom){
		    .box = box, .room = p->cut_below ? p->cell->below_cut : p->cell->below};
}

/* ---- a cell over several has the edges of each of its grid units: pieces of line, each an area of its own ---- */

/* Bits by area_side: where a grid unit lies on the edge of its cell, as far as it shows here. */
static unsigned
unit_sides(const struct lay_table_piece *p, unsigned row, uint16_t col)
{
	unsigned sides = 0;

	sides |= row == p->first_row ? 1u << SIDE_BEFORE : 0;
	sides |= row == p->last_row ? 1u << SIDE_AFTER : 0;
	sides |= col == p->c->col ? 1u << SIDE_START : 0;
	sides |= col + 1 == p->c->col + p->c->cols ? 1u << SIDE_END : 0;
	return sides;
}

static bool
unit_box(const struct lay_table_fragment *f, const struct lay_table_piece *p, unsigned row, uint16_t col,
    struct area_box *box)
{
	const struct lay_table_grid *grid = &f->t->grid;
	unsigned sides = unit_sides(p, row, col);
	struct lay_table_meet above = page_meet_above(f, p), below = page_meet_below(f, p);
	bool any = false;

	*box = (struct area_box){.collapsed = true};
	for (int i = 0; i < 4; i++) {
		struct lay_table_edge e;

		if ((sides >> i & 1) == 0)
			continue;
		if (i == SIDE_BEFORE || i == SIDE_AFTER)
			e = lay_table_edge_h(grid, i == SIDE_BEFORE ? &above : &below, col);
		else
			e = lay_table_edge_v(grid, f->g, row, (uint16_t)(i == SIDE_START ? col : col + 1));
		side_set(box, (enum area_side)i, &e);
		any = any || e.width > 0;
	}
	return any;
}

static void
unit_area(const struct lay_table_fragment *f, const struct lay_table_piece *p, unsigned row, uint16_t col, mpt top,
    mpt bottom)
{
	const struct lay_table_column *c = &f->t->grid.cols[col];
	bool lowest = row == f->last_line;
	struct area_box b;

	if (!unit_box(f, p, row, col, &b) && !lowest)
		return;
	struct area_box *box = arena_copy(f->a, &b, sizeof(b));
	struct area *n = lay_area_new(f->a, AREA_BLOCK, NULL, f->table);

	n->box = box;
	n->x = c->x + b.border[SIDE_START].width;
	n->y = top + b.border[SIDE_BEFORE].width;
	n->w = c->w - b.border[SIDE_START].width - b.border[SIDE_END].width;
	n->h = bottom - top - b.border[SIDE_BEFORE].width - b.border[SIDE_AFTER].width;
	n->is_artifact = true;
	n->is_first = n->is_last = true;
	if (lowest)
		f->t->bottom[col] = (struct lay_table_bottom){.box = box, .unit = n};
}

static void
unit_areas(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	mpt top = p->top, line = f->y + lay_table_line_y(f, p->first_row) - f->origin;

	for (unsigned row = p->first_row; row <= p->last_row; row++) {
		mpt bottom = line = mpt_add(line, f->row->rows[row].h);

		if (row == p->last_row)
			bottom = p->bottom;
		for (uint16_t col = p->c->col; col < p->c->col + p->c->cols; col++)
			if (unit_sides(p, row, col) != 0)
				unit_area(f, p, row, col, top, bottom);
		top = bottom;
	}
}

/* The background of such a cell reaches to the thinnest line of a side: under thicker ones, but without a gap. */
static void
box_spanning(const struct lay_table_fragment *f, const struct lay_table_piece *p, struct area_box *box)
{
	mpt thin[4] = {INT32_MAX, INT32_MAX, INT32_MAX, INT32_MAX};

	for (unsigned row = p->first_row; row <= p->last_row; row++)
		for (uint16_t col = p->c->col; col < p->c->col + p->c->cols; col++) {
			unsigned sides = unit_sides(p, row, col);
			struct area_box b;

			if (sides == 0)
				continue;
			(void)unit_box(f, p, row, col, &b);
			for (int i = 0; i < 4; i++)
				if (sides >> i & 1)
					thin[i] = mpt_min(thin[i], b.border[i].width);
		}
	padding_rest(f, p, thin, box);
}

static void
box_collapsed(const struct lay_table_fragment *f, const struct lay_table_piece *p, struct area_box *box)
{
	memset(box->border, 0, sizeof(box->border));
	box->collapsed = true;
	if (is_single(p))
		box_single(f, p, box);
	else
		box_spanning(f, p, box);
}

/* The row that follows on the same page decides the edge between them with the one above. */
void
lay_table_bottom_meets(const struct lay_table_fragment *f)
{
	struct lay_table *t = f->t;
	struct lay_table_meet m = {.above = t->last.group,
	    .row_above = t->last.row,
	    .above_split = t->last.split,
	    .below = f->g,
	    .row_below = (unsigned)f->first_line,
	    .below_split = f->top_split};

	for (uint16_t i = 0; i < t->grid.n_cols; i++) {
		struct area_box *box = t->bottom[i].box;
		struct area *unit = t->bottom[i].unit;
		mpt room = t->bottom[i].room;

		t->bottom[i] = (struct lay_table_bottom){0};
		if (box == NULL)
			continue;
		struct lay_table_edge e = lay_table_edge_h(&t->grid, &m, i);

		if (unit != NULL)
			unit->h -= e.width / 2 - box->border[SIDE_AFTER].width;
		else
			box->padding[SIDE_AFTER] = mpt_max(0, room - e.width / 2);
		side_set(box, SIDE_AFTER, &e);
	}
}

/* ---- boxes ---- */

static void
cut_side(const struct fo_node *fo, enum area_side side, enum fo_prop border, enum fo_prop padding,
    struct area_box *box)
{
	box->border[side].width = lay_table_retained(fo, border, box->border[side].width);
	box->padding[side] = lay_table_retained(fo, padding, box->padding[side]);
}

static void
box_separate(const struct lay_table_piece *p, struct area_box *box)
{
	if (p->cut_above)
		cut_side(p->c->fo, SIDE_BEFORE, PR_BORDER_BEFORE_WIDTH_CONDITIONALITY,
		    PR_PADDING_BEFORE_CONDITIONALITY, box);
	if (p->cut_below)
		cut_side(p->c->fo, SIDE_AFTER, PR_BORDER_AFTER_WIDTH_CONDITIONALITY,
		    PR_PADDING_AFTER_CONDITIONALITY, box);
}

/* 7.28.10: such a cell shows neither borders nor background, but what lies under it. */
static bool
is_hidden(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	if (f->t->collapsed || p->c->fo == NULL || !fo_is(p->c->fo, PR_EMPTY_CELLS, FV_HIDE))
		return false;
	for (const struct lay_elem *e = p->cell->list.first; e != NULL; e = e->next)
		if (e->kind == LAY_BOX || e->kind == LAY_ROW)
			return false;
	return true;
}

const struct area_box *
lay_table_piece_box(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	const struct area_box *own = is_hidden(f, p) ? NULL : lay_table_own_box(f->t, p->c->fo), *used = own;
	struct area_box *box = NULL;
	uint32_t color = 0;

	if (f->t->collapsed || p->cut_above || p->cut_below) {
		box = arena_zalloc(f->a, sizeof(*box));
		if (own != NULL)
			*box = *own;
		if (f->t->collapsed)
			box_collapsed(f, p, box);
		else if (own != NULL)
			box_separate(p, box);
		used = box;
	}
	if (lay_table_paint(f, p, own, used, &color)) {
		if (box == NULL)
			box = own != NULL ? arena_copy(f->a, own, sizeof(*own)) : arena_zalloc(f->a, sizeof(*box));
		box->background = color;
		used = box;
	}
	if (f->t->collapsed && !is_single(p))
		unit_areas(f, p);
	return used;
}
