/*
 * lay_table_cell.c - cells: their sizes, and their areas on a page.
 *
 * An edge of the collapsing model lies between what really meets on the page: the last row of a
 * page meets nothing, the first one meets the repeated header. So edges are decided when a fragment
 * is put on its page, top to bottom: a row draws the edge above it and, as if it were the last one,
 * the edge below; when another row follows, it takes the upper one's lower edge back. The room for
 * lines was reserved from the undisturbed neighbours; where a page break makes a line thicker or
 * thinner, it takes or gives padding, so that heights never depend on where pages end.
 *
 * Backgrounds of column, body and row are painted cell by cell (XSL 1.1, 6.7.4 to 6.7.9: they shine
 * through cells without one). The uppermost opaque one becomes the cell's own; areas of their own
 * are made only for layers that one colour cannot say.
 */
#include "layout/lay_flow.h"
#include "layout/lay_table_room.h"

#include <string.h>

static mpt
columns_width(const struct lay_table *t, const struct lay_table_cell *c)
{
	mpt w = 0;

	for (unsigned i = c->col; i < (unsigned)c->col + c->cols; i++)
		w = mpt_add(w, t->grid.cols[i].w);
	return w;
}

static const struct area_box *
own_box(const struct lay_table *t, const struct fo_node *fo)
{
	return fo != NULL ? lay_box_of(t->lay, fo, t->w) : NULL;
}

static mpt
padding_of(const struct area_box *box, enum area_side side)
{
	return box != NULL ? box->padding[side] : 0;
}

/* ---- sizes
 * ---------------------------------------------------------------------------------------------------------
 */

/* Half of the thickest line at the start or end of a cell. */
static mpt
half_v(const struct lay_table *t, const struct lay_table_group *g, const struct lay_table_cell *c,
    uint16_t col)
{
	mpt w = 0;

	for (unsigned r = c->top; r < (unsigned)c->top + c->rows; r++)
		w = mpt_max(w, lay_table_edge_v(&t->grid, g, r, col).width);
	return w / 2;
}

static mpt
half_h(const struct lay_table *t, const struct lay_table_meet *m, const struct lay_table_cell *c)
{
	mpt w = 0;

	for (unsigned i = c->col; i < (unsigned)c->col + c->cols; i++)
		w = mpt_max(w, lay_table_edge_h(&t->grid, m, (uint16_t)i).width);
	return w / 2;
}

static struct lay_table_meet
meet_above(const struct lay_table_group *g, unsigned row, const struct lay_table_group *before)
{
	if (row > 0)
		return (struct lay_table_meet){
		    .above = g, .row_above = row - 1, .below = g, .row_below = row};
	return (struct lay_table_meet){
	    .above = before, .row_above = before != NULL ? before->n_rows - 1u : 0, .below = g};
}

static struct lay_table_meet
meet_below(const struct lay_table_group *g, unsigned row, const struct lay_table_group *after)
{
	if (row + 1u < g->n_rows)
		return (struct lay_table_meet){
		    .above = g, .row_above = row, .below = g, .row_below = row + 1};
	return (struct lay_table_meet){.above = g, .row_above = row, .below = after};
}

mpt
lay_table_cell_sides(
    const struct lay_table *t, const struct lay_table_group *g, const struct lay_table_cell *c)
{
	const struct area_box *box = own_box(t, c->fo);

	if (!t->collapsed)
		return t->sep_ipd + lay_box_edge(box, SIDE_START) + lay_box_edge(box, SIDE_END);
	return half_v(t, g, c, c->col) + half_v(t, g, c, (uint16_t)(c->col + c->cols)) +
	    padding_of(box, SIDE_START) + padding_of(box, SIDE_END);
}

static mpt
retained(const struct fo_node *fo, enum fo_prop conditionality, mpt length)
{
	return fo != NULL && fo_is(fo, conditionality, FV_RETAIN) ? length : 0;
}

static void
sizes_separate(const struct lay_table *t, const struct area_box *box, const struct fo_node *fo,
    struct lay_cell *cell)
{
	static const struct area_border none;
	const struct area_border *before = box != NULL ? &box->border[SIDE_BEFORE] : &none;
	const struct area_border *after = box != NULL ? &box->border[SIDE_AFTER] : &none;
	mpt half = t->sep_bpd / 2, rest = t->sep_bpd - half;

	cell->x += t->sep_ipd / 2 + lay_box_edge(box, SIDE_START);
	cell->w -= t->sep_ipd + lay_box_edge(box, SIDE_START) + lay_box_edge(box, SIDE_END);
	cell->above = half + lay_box_edge(box, SIDE_BEFORE);
	cell->below = rest + lay_box_edge(box, SIDE_AFTER);
	cell->above_cut = half +
	    retained(fo, PR_BORDER_BEFORE_WIDTH_CONDITIONALITY, before->width) +
	    retained(fo, PR_PADDING_BEFORE_CONDITIONALITY, padding_of(box, SIDE_BEFORE));
	cell->below_cut = rest + retained(fo, PR_BORDER_AFTER_WIDTH_CONDITIONALITY, after->width) +
	    retained(fo, PR_PADDING_AFTER_CONDITIONALITY, padding_of(box, SIDE_AFTER));
}

static void
sizes_collapsed(const struct lay_table *t, const struct lay_table_group *g,
    const struct lay_table_cell *c, const struct area_box *box, const struct lay_table_meet *above,
    const struct lay_table_meet *below, struct lay_cell *cell)
{
	struct lay_table_meet cut_above = {
	    .below = g, .row_below = c->top, .below_split = true, .at_break = true};
	struct lay_table_meet cut_below = {
	    .above = g, .row_above = c->top, .above_split = true, .at_break = true};
	mpt start = half_v(t, g, c, c->col), end = half_v(t, g, c, (uint16_t)(c->col + c->cols));

	cell->x += start + padding_of(box, SIDE_START);
	cell->w -= start + end + padding_of(box, SIDE_START) + padding_of(box, SIDE_END);
	cell->above = half_h(t, above, c) + padding_of(box, SIDE_BEFORE);
	cell->below = half_h(t, below, c) + padding_of(box, SIDE_AFTER);
	cell->above_cut = half_h(t, &cut_above, c) +
	    retained(c->fo, PR_PADDING_BEFORE_CONDITIONALITY, padding_of(box, SIDE_BEFORE));
	cell->below_cut = half_h(t, &cut_below, c) +
	    retained(c->fo, PR_PADDING_AFTER_CONDITIONALITY, padding_of(box, SIDE_AFTER));
}

void
lay_table_cell_sizes(const struct lay_table *t, const struct lay_table_group *g,
    const struct lay_table_cell *c, const struct lay_table_group *before,
    const struct lay_table_group *after, struct lay_cell *cell)
{
	const struct area_box *box = own_box(t, c->fo);

	*cell = (struct lay_cell){.fo = c->fo,
	    .x = t->grid.cols[c->col].x,
	    .w = columns_width(t, c),
	    .row = c->top,
	    .n_rows = c->rows,
	    .column = c->col,
	    .n_columns = c->cols,
	    .align = FV_BEFORE};
	if (t->collapsed) {
		struct lay_table_meet above = meet_above(g, c->top, before);
		struct lay_table_meet below = meet_below(g, c->top + c->rows - 1u, after);

		sizes_collapsed(t, g, c, box, &above, &below, cell);
	} else {
		sizes_separate(t, box, c->fo, cell);
	}
	cell->w = mpt_max(0, cell->w);
	if (c->fo == NULL)
		return;
	cell->align = fo_enum(c->fo, PR_DISPLAY_ALIGN);
	cell->min_h = mpt_max(0,
	    mpt_max(fo_len(c->fo, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, t->frame.ref_bpd),
		fo_len(c->fo, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, t->frame.ref_bpd)));
}

/* ---- the table's own box
 * ------------------------------------------------------------------------------------------- */

static mpt
border_width(const struct fo_node *fo, enum fo_prop style, enum fo_prop width)
{
	if (fo == NULL || fo_is(fo, style, FV_NONE) || fo_is(fo, style, FV_HIDDEN))
		return 0;
	return fo_len(fo, width, 0);
}

/* Half of the thickest line that can lie before or after the whole table. */
static mpt
outer_half(const struct lay_table *t, bool after)
{
	enum fo_prop style = after ? PR_BORDER_AFTER_STYLE : PR_BORDER_BEFORE_STYLE;
	enum fo_prop width = after ? PR_BORDER_AFTER_WIDTH : PR_BORDER_BEFORE_WIDTH;
	const struct lay_table_group *g = after && t->footer_group != NULL ? t->footer_group
	    : !after && t->header_group != NULL                            ? t->header_group
									   : t->first_group;
	mpt w = border_width(t->fo, style, width);

	for (uint16_t i = 0; i < t->grid.n_cols; i++) {
		w = mpt_max(w, border_width(t->grid.cols[i].fo, style, width));
		if (g != NULL)
			w = mpt_max(w,
			    border_width(
				lay_table_at(g, after ? g->n_rows - 1u : 0, i)->fo, style, width));
	}
	if (g != NULL) {
		w = mpt_max(w, border_width(g->part, style, width));
		w = mpt_max(w, border_width(g->rows[after ? g->n_rows - 1u : 0].fo, style, width));
	}
	return w / 2;
}

const struct area_box *
lay_table_box(const struct lay_table *t)
{
	const struct area_box *own = own_box(t, t->fo);
	struct area_box *box;

	if (!t->collapsed)
		return own;
	box = arena_zalloc(t->arena, sizeof(*box));
	if (own != NULL)
		*box = *own;
	memset(box->border, 0, sizeof(box->border));
	memset(box->padding, 0,
	    sizeof(
		box->padding)); /* CSS 2.1, 17.6.2: a table with collapsed borders has no padding */
	box->padding[SIDE_BEFORE] = outer_half(t, false);
	box->padding[SIDE_AFTER] = outer_half(t, true);
	return box;
}

/* ---- a fragment of a row group on a page
 * --------------------------------------------------------------------------- */

struct fragment {
	struct lay_table *t;
	struct arena *a;
	const struct lay_row *row;
	const struct lay_table_group *g;
	const struct lay_row_place *place;
	struct area *table;
	size_t from, to;
	const struct lay_step *before, *last; /* the steps around: NULL for none before */
	mpt y; /* of origin, in the table */
	mpt origin, until; /* in the undisturbed group */
	size_t first_line, last_line;
	bool top_split, bottom_split;
	bool starts_table,
	    ends_table; /* for borders: a repeated header or footer looks like the first one */
};

/* One cell in it. */
struct piece {
	const struct lay_table_cell *c;
	const struct lay_cell *cell;
	size_t index;
	bool cut_above, cut_below;
	mpt top, bottom; /* grid lines, in the table */
	unsigned first_row, last_row; /* lines of the group that show in it */
};

static mpt
line_y(const struct fragment *f, size_t line)
{
	mpt y = 0;

	for (size_t i = 0; i < line; i++)
		y = mpt_add(y, f->row->rows[i].h);
	return y;
}

static bool
piece_make(const struct fragment *f, const struct lay_table_cell *c, size_t index, struct piece *p)
{
	size_t end = c->top + c->rows - 1u;

	if (c->top > f->last_line || end < f->first_line)
		return false;
	*p = (struct piece){.c = c, .cell = &f->row->cells[index], .index = index};
	p->cut_above = c->top < f->first_line || (c->top == f->first_line && f->top_split);
	p->cut_below = end > f->last_line || (end == f->last_line && f->bottom_split);
	/* Where a cell from before was short of the break, the first row is that much higher: its
	 * cells reach up, too. */
	p->top = f->y + (c->top <= f->first_line ? 0 : line_y(f, c->top) - f->origin);
	p->bottom = f->y + (p->cut_below ? f->until : line_y(f, end + 1)) - f->origin;
	p->first_row = (unsigned)(c->top < f->first_line ? f->first_line : c->top);
	p->last_row = (unsigned)(end > f->last_line ? f->last_line : end);
	return true;
}

/* ---- collapsed edges on the page
 * ----------------------------------------------------------------------------------- */

static struct lay_table_meet
page_meet_above(const struct fragment *f, const struct piece *p)
{
	const struct lay_table_last *last = &f->t->last;

	if (p->first_row > f->first_line)
		return meet_above(f->g, p->first_row, NULL);
	return (struct lay_table_meet){.above = last->group,
	    .row_above = last->row,
	    .above_split = last->split,
	    .below = f->g,
	    .row_below = p->first_row,
	    .below_split = f->top_split,
	    .at_break = !f->starts_table};
}

static struct lay_table_meet
page_meet_below(const struct fragment *f, const struct piece *p)
{
	if (p->last_row < f->last_line)
		return meet_below(f->g, p->last_row, NULL);
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
line_area(const struct fragment *f, enum area_side side, const struct lay_table_edge *e, mpt x,
    mpt y, mpt w, mpt h)
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
edges_h(const struct fragment *f, const struct piece *p, enum area_side side, struct area_box *box)
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
edges_v(const struct fragment *f, const struct piece *p, enum area_side side, struct area_box *box)
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
		mpt from = mpt_max(p->top, f->y + line_y(f, r) - f->origin);
		mpt to = mpt_min(p->bottom, f->y + line_y(f, r + 1u) - f->origin);
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
box_collapsed(const struct fragment *f, const struct piece *p, struct area_box *box)
{
	const struct lay_table_column *cols = f->t->grid.cols;
	mpt start = cols[p->c->col].x, width = columns_width(f->t, p->c);

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
	box->border[side].width = retained(fo, border, box->border[side].width);
	box->padding[side] = retained(fo, padding, box->padding[side]);
}

static void
box_separate(const struct piece *p, struct area_box *box)
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
layers_of(const struct fragment *f, const struct piece *p, const struct area_box *layers[4])
{
	const struct lay_table_column *col = &f->t->grid.cols[p->c->col];
	const struct fo_node *fo[4] = {p->c->row != NULL ? p->c->row : f->g->rows[p->c->top].fo,
	    f->g->part, col->fo, col->wide};
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(fo); i++) {
		const struct area_box *box = own_box(f->t, fo[i]);

		if (box == NULL || ((box->background & 0xff) == 0 && box->image == NULL))
			continue;
		layers[n++] = box;
		if ((box->background & 0xff) == 0xff)
			break;
	}
	return n;
}

static void
layer_area(const struct fragment *f, const struct piece *p, const struct area_box *layer)
{
	struct area_box *box = arena_zalloc(f->a, sizeof(*box));
	mpt x = f->t->grid.cols[p->c->col].x + f->t->sep_ipd / 2, half = f->t->sep_bpd / 2;
	struct area *n = lay_area_new(f->a, AREA_BLOCK, NULL, f->table);

	*box = (struct area_box){.background = layer->background,
	    .image = layer->image,
	    .image_repeat = layer->image_repeat,
	    .image_x = layer->image_x - x,
	    .image_y = layer->image_y};
	n->x = x;
	n->y = p->top + half;
	n->w = mpt_max(0, columns_width(f->t, p->c) - f->t->sep_ipd);
	n->h = mpt_max(0, p->bottom - p->top - f->t->sep_bpd);
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
paint_layers(
    const struct fragment *f, const struct piece *p, const struct area_box *own, uint32_t *color)
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

static const struct area_box *
piece_box(const struct fragment *f, const struct piece *p)
{
	const struct area_box *own = own_box(f->t, p->c->fo);
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

/*
 * axf:repeat-cell-content-at-break: a cell whose contents are all on an earlier page shows them
 * again, as an artifact, so that the rows beside it still say what they belong to; as much of them
 * as there is room for.
 */
static void
repeat_contents(const struct fragment *f, const struct piece *p, struct area *n)
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
piece_contents(const struct fragment *f, const struct piece *p, struct area *n)
{
	const struct lay_elem *beg, *end;
	mpt h;

	if (!lay_step_part(f->row, p->index, f->from, f->to, &beg, &end)) {
		if (p->cut_above && fo_is(p->c->fo, PR_AXF_REPEAT_CELL_CONTENT_AT_BREAK, FV_TRUE))
			repeat_contents(f, p, n);
		return;
	}
	h = lay_assemble(f->t->lay, f->a, &p->cell->list, beg, end, n, 0);
	h = lay_align_offset(p->cell->align, n->h - h);
	if (h > 0)
		lay_area_shift(n, h);
}

static void
piece_area(const struct fragment *f, const struct piece *p)
{
	const struct area_box *box = piece_box(f, p);
	mpt above = p->cut_above ? p->cell->above_cut : p->cell->above;
	mpt below = p->cut_below ? p->cell->below_cut : p->cell->below;
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
	n->y = p->top + above;
	n->h = mpt_max(0, p->bottom - p->top - above - below);
	if (p->c->fo != NULL)
		piece_contents(f, p, n);
}

/* The row that follows on the same page draws the edge between: the upper one gives its version up.
 */
static void
take_back_bottom(struct lay_table *t)
{
	for (uint16_t i = 0; i < t->grid.n_cols; i++) {
		if (t->bottom[i] != NULL)
			t->bottom[i]->border[SIDE_AFTER].style = FV_NONE;
		t->bottom[i] = NULL;
	}
}

/* Whether nothing of the table comes after it; a repeated footer is taken for the last one. */
static bool
is_table_end(const struct fragment *f)
{
	if (f->row->is_footer)
		return true;
	if (f->row->is_header || f->t->footer_group != NULL || f->to < f->row->n_steps ||
	    !f->g->is_last)
		return false;
	for (const struct fo_node *p = f->g->part->next; p != NULL; p = p->next)
		if (p->elem == FO_TABLE_BODY)
			return false;
	return true;
}

/* Rows and parts have no areas; their ids and markers are noted where they would begin. */
static void
note_objects(const struct fragment *f)
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
			    begins ? f->y + line_y(f, i) - f->origin : f->y, !begins);
	}
}

mpt
lay_table_assemble(struct lay *lay, struct arena *a, struct lay_row *row, size_t from, size_t to,
    const struct lay_row_place *place, struct area *table, mpt y)
{
	struct fragment f = {.t = row->table,
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
		memset(f.t->bottom, 0, f.t->grid.n_cols * sizeof(struct area_box *));
	}
	note_objects(&f);
	take_back_bottom(f.t);
	for (const struct lay_table_cell *c = f.g->cells; c != NULL; c = c->next, index++) {
		struct piece p;

		if (piece_make(&f, c, index, &p))
			piece_area(&f, &p);
	}
	f.t->last = (struct lay_table_last){
	    .group = f.g, .row = (unsigned)f.last_line, .split = f.bottom_split};
	return f.until - f.origin;
}
