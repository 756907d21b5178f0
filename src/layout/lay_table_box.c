/*
 * lay_table_box.c - border, padding and background of a cell where it stands on a page.
 *
 * An edge of the collapsing model lies between what really meets on the page: the last row of a
 * page meets nothing, the first one meets the repeated header. So edges are decided when a fragment
 * is put on its page, top to bottom: a row draws the edge above it and, as if it were the last one,
 * the edge below; when another row follows, it takes the upper one's lower edge back
 * (lay_table_cell.c).
 *
 * Backgrounds of column, body and row are painted cell by cell (XSL 1.1, 6.7.4 to 6.7.9: they shine
 * through cells without one). The uppermost opaque one becomes the cell's own; areas of their own
 * are made only for layers that one colour cannot say.
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

static bool
same_line(const struct lay_table_edge *a, const struct lay_table_edge *b)
{
	return a->width == b->width && a->style == b->style && a->color == b->color;
}

static struct area_border
border_of(const struct lay_table_edge *e)
{
	return (struct area_border){.width = e->width / 2, .style = e->style, .color = e->color};
}

/* A piece of line on its own, where a cell meets several neighbours with different edges. */
static struct area_box *
line_area(const struct lay_table_fragment *f, enum area_side side, const struct lay_table_edge *e,
    mpt x, mpt y, mpt w, mpt h)
{
	struct area_box *box = arena_zalloc(f->a, sizeof(*box));
	struct area *n;

	box->collapsed = true;
	box->border[side] = border_of(e);
	n = lay_area_new(f->a, AREA_BLOCK, NULL, f->table);
	*n = (struct area){.kind = n->kind,
	    .next = n->next,
	    .x = x,
	    .y = y,
	    .w = w,
	    .h = h,
	    .box = box,
	    .is_artifact = true,
	    .is_first = true,
	    .is_last = true};
	/* the content rectangle starts inside the half line */
	if (side == SIDE_BEFORE)
		n->y += box->border[side].width;
	if (side == SIDE_START)
		n->x += box->border[side].width;
	return box;
}

/* The edge above or below; remembers who draws the lower edge of the fragment, by column. */
static void
edges_h(const struct lay_table_fragment *f, const struct lay_table_piece *p, enum area_side side,
    struct area_box *box)
{
	const struct lay_table *t = f->t;
	struct lay_table_meet m =
	    side == SIDE_BEFORE ? page_meet_above(f, p) : page_meet_below(f, p);
	struct lay_table_edge first = lay_table_edge_h(&t->grid, &m, p->c->col);
	bool same = true, lowest = side == SIDE_AFTER && p->last_row == f->last_line;
	uint16_t end = (uint16_t)(p->c->col + p->c->cols);

	for (uint16_t i = p->c->col; i < end; i++) {
		struct lay_table_edge e = lay_table_edge_h(&t->grid, &m, i);

		same = same && same_line(&first, &e);
		if (lowest)
			t->bottom[i] = box;
	}
	if (same) {
		box->border[side] = border_of(&first);
		return;
	}
	for (uint16_t i = p->c->col; i < end; i++) {
		struct lay_table_edge e = lay_table_edge_h(&t->grid, &m, i);
		const struct lay_table_column *col = &t->grid.cols[i];
		struct area_box *line = line_area(
		    f, side, &e, col->x, side == SIDE_BEFORE ? p->top : p->bottom, col->w, 0);

		if (lowest)
			t->bottom[i] = line;
	}
}

static void
edges_v(const struct lay_table_fragment *f, const struct lay_table_piece *p, enum area_side side,
    struct area_box *box)
{
	const struct lay_table *t = f->t;
	uint16_t col = side == SIDE_START ? p->c->col : (uint16_t)(p->c->col + p->c->cols);
	struct lay_table_edge first = lay_table_edge_v(&t->grid, f->g, p->first_row, col);
	bool same = true;

	for (unsigned r = p->first_row; r <= p->last_row; r++) {
		struct lay_table_edge e = lay_table_edge_v(&t->grid, f->g, r, col);

		same = same && same_line(&first, &e);
	}
	if (same) {
		box->border[side] = border_of(&first);
		return;
	}
	for (unsigned r = p->first_row; r <= p->last_row; r++) {
		struct lay_table_edge e = lay_table_edge_v(&t->grid, f->g, r, col);
		mpt from = mpt_max(p->top, f->y + lay_table_line_y(f, r) - f->origin);
		mpt to = mpt_min(p->bottom, f->y + lay_table_line_y(f, r + 1u) - f->origin);
		mpt x = col < t->grid.n_cols ? t->grid.cols[col].x : t->w;

		(void)line_area(f, side, &e, x, from, 0, to - from);
	}
}

/* ---- boxes
 * ---------------------------------------------------------------------------------------------------------
 */

/* Padding is what is left between the border and the content, whose place was decided before. */
static void
padding_rest(struct area_box *box, enum area_side side, mpt room)
{
	box->padding[side] = mpt_max(0, room - box->border[side].width);
}

static void
box_collapsed(
    const struct lay_table_fragment *f, const struct lay_table_piece *p, struct area_box *box)
{
	const struct lay_table_column *cols = f->t->grid.cols;
	mpt start = cols[p->c->col].x, width = lay_table_span_width(f->t, p->c);

	memset(box->border, 0, sizeof(box->border));
	box->collapsed = true;
	edges_h(f, p, SIDE_BEFORE, box);
	edges_v(f, p, SIDE_START, box);
	edges_v(f, p, SIDE_END, box);
	edges_h(f, p, SIDE_AFTER, box);
	padding_rest(box, SIDE_BEFORE, p->cut_above ? p->cell->above_cut : p->cell->above);
	padding_rest(box, SIDE_AFTER, p->cut_below ? p->cell->below_cut : p->cell->below);
	padding_rest(box, SIDE_START, p->cell->x - start);
	padding_rest(box, SIDE_END, width - p->cell->w - (p->cell->x - start));
}

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

/* ---- backgrounds
 * ---------------------------------------------------------------------------------------------------
 */

/* What lies under a cell, from the upper to the lower. */
static size_t
layers_of(const struct lay_table_fragment *f, const struct lay_table_piece *p,
    const struct area_box *layers[4])
{
	const struct lay_table_column *col = &f->t->grid.cols[p->c->col];
	const struct fo_node *fo[4] = {p->c->row != NULL ? p->c->row : f->g->rows[p->c->top].fo,
	    f->g->part, col->fo, col->wide};
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(fo); i++) {
		const struct area_box *box = lay_table_own_box(f->t, fo[i]);

		if (box == NULL || ((box->background & 0xff) == 0 && box->image == NULL))
			continue;
		layers[n++] = box;
		if ((box->background & 0xff) == 0xff)
			break;
	}
	return n;
}

static void
layer_area(const struct lay_table_fragment *f, const struct lay_table_piece *p,
    const struct area_box *layer)
{
	struct area_box *box = arena_zalloc(f->a, sizeof(*box));
	mpt x = f->t->grid.cols[p->c->col].x + f->t->sep_ipd / 2, half = f->t->sep_bpd / 2;
	struct area *n = lay_area_new(f->a, AREA_BLOCK, NULL, f->table);

	*box = (struct area_box){.background = layer->background,
	    .image = layer->image,
	    .image_repeat = layer->image_repeat};
	n->x = x;
	n->y = p->top + half;
	n->w = mpt_max(0, lay_table_span_width(f->t, p->c) - f->t->sep_ipd);
	n->h = mpt_max(0, p->bottom - p->top - f->t->sep_bpd);
	if (layer->image != NULL) { /* one picture for the whole row, of which each cell shows its part */
		box->image_x = area_image_place(layer->image_x, layer->image_x_pct, f->table->w, layer->image->w) - x;
		box->image_y = area_image_place(layer->image_y, layer->image_y_pct, n->h, layer->image->h);
	}
	n->box = box;
	n->is_artifact = true;
	n->is_first = n->is_last = true;
}

static bool
is_plain(const struct area_box *box)
{
	return box->image == NULL;
}

/* Paints what is under the cell; says whether the cell's own box takes the colour over. */
static bool
paint_layers(const struct lay_table_fragment *f, const struct lay_table_piece *p,
    const struct area_box *own, uint32_t *color)
{
	const struct area_box *layers[4];
	size_t n = layers_of(f, p, layers);

	if (n == 0 || (own != NULL && (own->background & 0xff) == 0xff))
		return false;
	if (n == 1 && is_plain(layers[0]) &&
	    (own == NULL || ((own->background & 0xff) == 0 && own->image == NULL))) {
		*color = layers[0]->background;
		return true;
	}
	while (n > 0)
		layer_area(f, p, layers[--n]);
	return false;
}

const struct area_box *
lay_table_piece_box(const struct lay_table_fragment *f, const struct lay_table_piece *p)
{
	const struct area_box *own = lay_table_own_box(f->t, p->c->fo);
	uint32_t color = 0;
	bool takes = paint_layers(f, p, own, &color);
	struct area_box *box;

	if (!f->t->collapsed && !takes && !p->cut_above && !p->cut_below)
		return own;
	box = arena_zalloc(f->a, sizeof(*box));
	if (own != NULL)
		*box = *own;
	if (takes)
		box->background = color;
	if (f->t->collapsed)
		box_collapsed(f, p, box);
	else
		box_separate(p, box);
	return box;
}
