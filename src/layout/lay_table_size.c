/*
 * lay_table_size.c - the sizes of cells, before anything is on a page.
 *
 * In the collapsing model the room for a line is half of the line between undisturbed neighbours.
 * Where a page break makes a line thicker or thinner, it takes or gives padding (lay_table_box.c),
 * so that steps never depend on where pages end; the rest of a row may be lower than they say
 * (lay_table_cell.c).
 */
#include "layout/lay_table_room.h"

#include <string.h>

mpt
lay_table_span_width(const struct lay_table *t, const struct lay_table_cell *c)
{
	mpt w = 0;

	for (unsigned i = c->col; i < (unsigned)c->col + c->cols; i++)
		w = mpt_add(w, t->grid.cols[i].w);
	return w;
}

const struct area_box *
lay_table_own_box(const struct lay_table *t, const struct fo_node *fo)
{
	return fo != NULL ? lay_box_of(t->lay, fo, t->w) : NULL;
}

mpt
lay_table_padding(const struct area_box *box, enum area_side side)
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

struct lay_table_meet
lay_table_meet_above(
    const struct lay_table_group *g, unsigned row, const struct lay_table_group *before)
{
	if (row > 0)
		return (struct lay_table_meet){
		    .above = g, .row_above = row - 1, .below = g, .row_below = row};
	return (struct lay_table_meet){
	    .above = before, .row_above = before != NULL ? before->n_rows - 1u : 0, .below = g};
}

struct lay_table_meet
lay_table_meet_below(
    const struct lay_table_group *g, unsigned row, const struct lay_table_group *after)
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
	const struct area_box *box = lay_table_own_box(t, c->fo);

	if (!t->collapsed)
		return t->sep_ipd + lay_box_edge(box, SIDE_START) + lay_box_edge(box, SIDE_END);
	return half_v(t, g, c, c->col) + half_v(t, g, c, (uint16_t)(c->col + c->cols)) +
	    lay_table_padding(box, SIDE_START) + lay_table_padding(box, SIDE_END);
}

mpt
lay_table_retained(const struct fo_node *fo, enum fo_prop conditionality, mpt length)
{
	return fo != NULL && fo_is(fo, conditionality, FV_RETAIN) ? length : 0;
}

/*
 * Separation keeps borders apart: a cell whose border a break takes away reaches to the break. 7.28.7 does not say; so do other
 * formatters read it.
 */
static mpt
cut_edge(mpt separation, mpt border, mpt retained, mpt padding)
{
	return (border > 0 && retained == 0 ? 0 : separation + retained) + padding;
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
	cell->above_cut = cut_edge(half, before->width,
	    lay_table_retained(fo, PR_BORDER_BEFORE_WIDTH_CONDITIONALITY, before->width),
	    lay_table_retained(
		fo, PR_PADDING_BEFORE_CONDITIONALITY, lay_table_padding(box, SIDE_BEFORE)));
	cell->below_cut = cut_edge(rest, after->width,
	    lay_table_retained(fo, PR_BORDER_AFTER_WIDTH_CONDITIONALITY, after->width),
	    lay_table_retained(
		fo, PR_PADDING_AFTER_CONDITIONALITY, lay_table_padding(box, SIDE_AFTER)));
}

/* The header or footer that a body row meets where it is broken; NULL: none is repeated. */
static const struct lay_table_group *
repeated(const struct lay_table *t, const struct lay_table_group *g, bool header)
{
	enum fo_prop omit = header ? PR_TABLE_OMIT_HEADER_AT_BREAK : PR_TABLE_OMIT_FOOTER_AT_BREAK;

	if (g->part->elem != FO_TABLE_BODY || fo_is(t->fo, omit, FV_TRUE))
		return NULL;
	return header ? t->header_group : t->footer_group;
}

static void
sizes_collapsed(const struct lay_table *t, const struct lay_table_group *g,
    const struct lay_table_cell *c, const struct area_box *box, const struct lay_table_meet *above,
    const struct lay_table_meet *below, struct lay_cell *cell)
{
	struct lay_table_meet cut_above = {.above = repeated(t, g, true),
	    .below = g,
	    .row_below = c->top,
	    .below_split = true,
	    .at_break = true};
	struct lay_table_meet cut_below = {.above = g,
	    .row_above = c->top,
	    .above_split = true,
	    .below = repeated(t, g, false),
	    .at_break = true};

	if (cut_above.above != NULL)
		cut_above.row_above = cut_above.above->n_rows - 1u;
	mpt start = half_v(t, g, c, c->col), end = half_v(t, g, c, (uint16_t)(c->col + c->cols));

	cell->x += start + lay_table_padding(box, SIDE_START);
	cell->w -=
	    start + end + lay_table_padding(box, SIDE_START) + lay_table_padding(box, SIDE_END);
	cell->above = half_h(t, above, c) + lay_table_padding(box, SIDE_BEFORE);
	cell->below = half_h(t, below, c) + lay_table_padding(box, SIDE_AFTER);
	cell->above_cut = half_h(t, &cut_above, c) +
	    lay_table_retained(
		c->fo, PR_PADDING_BEFORE_CONDITIONALITY, lay_table_padding(box, SIDE_BEFORE));
	cell->below_cut = half_h(t, &cut_below, c) +
	    lay_table_retained(
		c->fo, PR_PADDING_AFTER_CONDITIONALITY, lay_table_padding(box, SIDE_AFTER));
}

void
lay_table_cell_sizes(const struct lay_table *t, const struct lay_table_group *g,
    const struct lay_table_cell *c, const struct lay_table_group *before,
    const struct lay_table_group *after, struct lay_cell *cell)
{
	const struct area_box *box = lay_table_own_box(t, c->fo);

	*cell = (struct lay_cell){.fo = c->fo,
	    .x = t->grid.cols[c->col].x,
	    .w = lay_table_span_width(t, c),
	    .row = c->top,
	    .n_rows = c->rows,
	    .column = c->col,
	    .n_columns = c->cols,
	    .align = FV_BEFORE};
	if (t->collapsed) {
		struct lay_table_meet above = lay_table_meet_above(g, c->top, before);
		struct lay_table_meet below = lay_table_meet_below(g, c->top + c->rows - 1u, after);

		sizes_collapsed(t, g, c, box, &above, &below, cell);
	} else {
		sizes_separate(t, box, c->fo, cell);
	}
	if (c->fo == NULL)
		return;
	cell->align = fo_enum(c->fo, PR_DISPLAY_ALIGN);
	cell->min_h = mpt_max(0,
	    mpt_max(fo_len(c->fo, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, t->frame.ref_bpd),
		fo_len(c->fo, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, t->frame.ref_bpd)));
}

/* ---- the table's own box
 * ------------------------------------------------------------------------------------------- */

/*
 * XSL 1.1, 6.7.3 takes collapsed borders from CSS 2 (1998), 17.6.2, where the outer half of a table's border lies outside of
 * its rectangle: no room is made for it.
 */
const struct area_box *
lay_table_box(const struct lay_table *t)
{
	const struct area_box *own = lay_table_own_box(t, t->fo);
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
	return box;
}
