/*
 * lay_table_cell.c - steps of a row group become cell areas on a page.
 */
#include "layout/lay_flow.h"
#include "layout/lay_table_room.h"

#include <string.h>

mpt
lay_table_line_y(const struct lay_table_fragment *f, size_t line)
{
	mpt y = 0;

	for (size_t i = 0; i < line; i++)
		y = mpt_add(y, f->row->rows[i].h);
	return y;
}

static mpt
piece_above(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	mpt padding = lay_table_padding(lay_table_own_box(f->t, p->c->fo), SIDE_BEFORE);

	if (!f->own_top || p->first_row > f->first_line)
		return p->cut_above ? p->cell->above_cut : p->cell->above - p->cell->lead;
	if (p->cut_above)
		padding = lay_table_retained(p->c->fo, PR_PADDING_BEFORE_CONDITIONALITY, padding);
	return mpt_add(lay_table_top_half(f, p), padding);
}

static bool
piece_make(const struct lay_table_fragment *f, const struct lay_table_cell *c, size_t index,
    struct lay_table_piece *p)
{
	size_t end = c->top + c->rows - 1u;

	if (c->top > f->last_line || end < f->first_line)
		return false;
	*p = (struct lay_table_piece){.c = c, .cell = &f->row->cells[index], .index = index};
	p->cut_above = c->top < f->first_line || (c->top == f->first_line && f->top_split);
	p->cut_below = end > f->last_line || (end == f->last_line && f->bottom_split);
	/* Where a cell from before was short of the break, the first row is that much higher: its
	 * cells reach up, too. */
	p->top = f->y + (c->top <= f->first_line ? 0 : lay_table_line_y(f, c->top) - f->origin);
	p->bottom =
	    f->y + (p->cut_below ? f->until : lay_table_line_y(f, end + 1)) - f->origin - f->spare;
	p->first_row = (unsigned)(c->top < f->first_line ? f->first_line : c->top);
	p->last_row = (unsigned)(end > f->last_line ? f->last_line : end);
	p->above = piece_above(f, p);
	mpt below = p->cut_below ? p->cell->below_cut : p->cell->below;

	p->y = p->top + p->above;
	p->h = mpt_max(0, p->bottom - p->top - p->above - below);
	return true;
}

/* ---- areas
 * ---------------------------------------------------------------------------------------------------------
 */

static bool
box_shows(const struct area_box *box)
{
	for (int i = 0; i < 4; i++)
		if (box->border[i].width > 0)
			return true;
	return (box->background & 0xff) != 0 || box->image != NULL;
}

/*
 * axf:repeat-cell-content-at-break: a cell whose contents are all on an earlier page shows them
 * again, as an artifact, so that the rows beside it still say what they belong to; as much of them
 * as there is room for.
 */
static void
repeat_contents(const struct lay_table_fragment *f, const struct lay_table_piece *p, struct area *n)
{
	struct lay_frame frame = lay_frame_cell(&f->t->frame, p->cell->w);
	const struct fo_node *fo = p->c->fo;
	const struct lay_elem *end = NULL;
	struct lay_list list = {0};
	struct lay_cursor c;
	bool fits = false;

	if (lay_list_make(f->t->lay, f->a, fo, fo->first, &frame, &list) != RC_OK ||
	    list.first == NULL)
		return; /* reported */
	lay_cursor_start(&c, &list, NULL);
	while (lay_cursor_next(&c) && c.h <= n->h) {
		fits = true;
		end = c.at;
	}
	if (!fits)
		return;
	struct area *again = lay_area_new(f->a, AREA_BLOCK, NULL, n);

	again->is_artifact = true;
	again->w = n->w;
	again->h = lay_assemble(f->t->lay, f->a, &list, NULL, end, again, 0);
	again->y = mpt_max(0, lay_align_offset(p->cell->align, n->h - again->h));
}

static void
piece_contents(const struct lay_table_fragment *f, const struct lay_table_piece *p, struct area *n)
{
	const struct lay_elem *beg, *end;
	mpt h;

	if (!lay_step_part(f->row, p->index, f->from, f->to, &beg, &end)) {
		if (p->cut_above && fo_is(p->c->fo, PR_AXF_REPEAT_CELL_CONTENT_AT_BREAK, FV_TRUE))
			repeat_contents(f, p, n);
		return;
	}
	h = lay_assemble(f->t->lay, f->a, &p->cell->list, beg, end, n, 0);
	h = p->cut_above ? lay_align_offset(p->cell->align, n->h - h)
			 : mpt_add(p->cell->lead, lay_align_offset(p->cell->align, n->h - h));
	if (h > 0)
		lay_area_shift(n, h);
}

static void
piece_area(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	const struct area_box *box = lay_table_piece_box(f, p);
	struct area *n;

	if (p->c->fo == NULL && (box == NULL || !box_shows(box)))
		return;
	n = lay_area_new(f->a, AREA_BLOCK, p->c->fo, f->table);
	n->box = box;
	n->is_first = !p->cut_above;
	n->is_last = !p->cut_below;
	n->is_artifact = f->place->is_artifact || p->c->fo == NULL;
	n->x = p->cell->x;
	n->w = p->cell->w;
	n->y = p->y;
	n->h = p->h;
	if (p->c->fo == NULL)
		return;
	piece_contents(f, p, n);
	if (n->is_last && !n->is_artifact)
		lay_table_count_cell(f->t, p->cell);
}

/* Whether nothing of the table comes after it; a repeated footer is taken for the last one. */
static bool
is_table_end(const struct lay_table_fragment *f)
{
	if (f->row->is_footer)
		return true;
	if (f->row->is_header || f->t->footer_group != NULL || f->to < f->row->n_steps ||
	    !f->g->is_last)
		return false;
	for (const struct fo_node *p = f->g->part; (p = fo_after(f->t->lay->tree, p)) != NULL;)
		if (p->elem == FO_TABLE_BODY)
			return false;
	return true;
}

/* Rows and parts have no areas; their ids and markers are noted where they would begin. */
static void
note_objects(const struct lay_table_fragment *f)
{
	struct lay *lay = f->t->lay;
	const struct lay_table_group *above = f->t->last.group;
	bool part_begins = f->g->is_first && f->before == NULL;

	if (f->place->is_artifact)
		return;
	if (part_begins || above == NULL || above->part != f->g->part)
		lay_sheet_id(lay, f->g->part, f->table, f->y, !part_begins);
	for (size_t i = f->first_line; i <= f->last_line; i++) {
		bool begins = i > f->first_line || !f->top_split;

		if (f->g->rows[i].fo != NULL)
			lay_sheet_id(lay, f->g->rows[i].fo, f->table,
			    begins ? f->y + lay_table_line_y(f, i) - f->origin : f->y, !begins);
	}
}

/* What no cell fills; below 0: a cell has not enough room. */
static mpt
least_free(const struct lay_table_fragment *f)
{
	mpt least = f->until - f->origin;
	size_t index = 0;

	for (const struct lay_table_cell *c = f->g->cells; c != NULL; c = c->next, index++) {
		const struct lay_elem *beg, *end;
		struct lay_table_piece p;
		mpt h = 0;

		if (!piece_make(f, c, index, &p))
			continue;
		if (p.cell->min_h > 0)
			return 0;
		if (lay_step_part(f->row, index, f->from, f->to, &beg, &end))
			h = lay_list_height(&p.cell->list, beg, end);
		if (!p.cut_above)
			h = mpt_add(h, p.cell->lead);
		h = mpt_add(h, p.above + (p.cut_below ? p.cell->below_cut : p.cell->below));
		least = mpt_min(least, p.bottom - p.top - h);
	}
	return least;
}

/*
 * The rest of a row is as high as the highest of its cells' rests, with the edges that they have there: steps count with
 * undisturbed edges, and with what the cells have to leave free at any break; that may be more. Rows and cells with a height
 * of their own keep what is left of it. Never more than the steps said: the page was chosen for that.
 */
static void
fit_rest(struct lay_table_fragment *f)
{
	mpt least;

	if (f->before == NULL || f->first_line != f->last_line || f->row->rows[f->first_line].min_h > 0)
		return;
	f->own_top = f->t->collapsed;
	least = least_free(f);
	if (least < 0 && f->own_top) {
		f->own_top = false;
		least = least_free(f);
	}
	f->spare = mpt_max(0, least);
}

mpt
lay_table_assemble(struct lay *lay, struct arena *a, struct lay_row *row, size_t from, size_t to,
    const struct lay_row_place *place, struct area *table, mpt y)
{
	struct lay_table_fragment f = {.t = row->table,
	    .a = a,
	    .row = row,
	    .g = row->group,
	    .place = place,
	    .table = table,
	    .y = y,
	    .from = from,
	    .to = to};
	size_t index = 0;

	(void)lay;
	f.before = from > 0 ? &row->steps[from - 1] : NULL;
	f.last = &row->steps[to - 1];
	f.origin = f.before != NULL ? f.before->origin : 0;
	f.until = f.last->until;
	f.top_split = f.before != NULL && f.before->inside;
	f.first_line = f.before == NULL ? 0
	    : f.before->inside          ? f.before->lines - 1
					: f.before->lines;
	f.bottom_split = f.last->inside;
	f.last_line = f.last->lines - 1;
	f.starts_table = row->is_header || (place->fragment == 0 && from == 0);
	f.ends_table = is_table_end(&f);
	if (place->starts) {
		f.t->last = (struct lay_table_last){.group = NULL};
		memset(f.t->bottom, 0, f.t->grid.n_cols * sizeof(*f.t->bottom));
		f.t->pictures = NULL;
		f.t->part_y = y;
	} else if (f.t->last.group != NULL && f.t->last.group->part != f.g->part) {
		lay_table_paint_part(f.t, y);
	}
	fit_rest(&f);
	note_objects(&f);
	lay_table_bottom_meets(&f);
	for (const struct lay_table_cell *c = f.g->cells; c != NULL; c = c->next, index++) {
		struct lay_table_piece p;

		if (piece_make(&f, c, index, &p))
			piece_area(&f, &p);
	}
	f.t->last = (struct lay_table_last){
	    .group = f.g, .row = (unsigned)f.last_line, .split = f.bottom_split};
	return f.until - f.origin - f.spare;
}
