/*
 * lay_table_border.c - one winner for each edge of the grid in the collapsing border model.
 * Source: XSL 1.1, 6.7.10 and 7.28.5, which refer to CSS 2.1, 17.6.2.1: hidden wins, none loses,
 * then the wider, then the style, then cell before row, row group, column, table, then what is
 * further to the start or before. With border-collapse="collapse-with-precedence" the higher
 * precedence wins before all that, but for borders of style none, which never compete: else the
 * initial precedences would let a table without borders take those of its cells away.
 */
#include <limits.h>

#include "layout/lay_table.h"

enum { RANK_TABLE = 1, RANK_COLUMN, RANK_PART, RANK_ROW, RANK_CELL };

static const struct side_props {
	enum fo_prop style, width, color, conditionality, precedence;
} side_props[4] = {
    [SIDE_BEFORE] = {PR_BORDER_BEFORE_STYLE, PR_BORDER_BEFORE_WIDTH, PR_BORDER_BEFORE_COLOR,
	PR_BORDER_BEFORE_WIDTH_CONDITIONALITY, PR_BORDER_BEFORE_PRECEDENCE},
    [SIDE_END] = {PR_BORDER_END_STYLE, PR_BORDER_END_WIDTH, PR_BORDER_END_COLOR,
	PR_BORDER_END_WIDTH_CONDITIONALITY, PR_BORDER_END_PRECEDENCE},
    [SIDE_AFTER] = {PR_BORDER_AFTER_STYLE, PR_BORDER_AFTER_WIDTH, PR_BORDER_AFTER_COLOR,
	PR_BORDER_AFTER_WIDTH_CONDITIONALITY, PR_BORDER_AFTER_PRECEDENCE},
    [SIDE_START] = {PR_BORDER_START_STYLE, PR_BORDER_START_WIDTH, PR_BORDER_START_COLOR,
	PR_BORDER_START_WIDTH_CONDITIONALITY, PR_BORDER_START_PRECEDENCE},
};

/* 7.28.1 to 7.28.4: initial precedences, by object. */
static int
initial_precedence(enum fo_elem e)
{
	static const enum fo_elem weak_to_strong[] = {
	    FO_TABLE_FOOTER, FO_TABLE_HEADER, FO_TABLE_BODY, FO_TABLE_ROW, FO_TABLE_COLUMN, FO_TABLE_CELL, FO_TABLE};

	for (size_t i = 0; i < ARRAY_LEN(weak_to_strong); i++)
		if (weak_to_strong[i] == e)
			return (int)i;
	return 0;
}

static int
precedence_of(const struct fo_node *fo, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(fo, p);

	if (v->kind == FO_ENUM && v->e == FV_FORCE)
		return INT_MAX;
	return v->kind == FO_INT ? v->i : initial_precedence(fo->elem);
}

/* CSS 2.1, 17.6.2.1, rule 3. */
static int
style_weight(enum fo_enum style)
{
	static const enum fo_enum weak_to_strong[] = {
	    FV_INSET, FV_GROOVE, FV_OUTSET, FV_RIDGE, FV_DOTTED, FV_DASHED, FV_SOLID, FV_DOUBLE};

	for (size_t i = 0; i < ARRAY_LEN(weak_to_strong); i++)
		if (weak_to_strong[i] == style)
			return (int)i + 1;
	return 0;
}

const struct lay_table_edge *
lay_table_edge_win(const struct lay_table_edge *a, const struct lay_table_edge *b)
{
	int weight_a = style_weight(a->style), weight_b = style_weight(b->style);

	if (a->style == FV_HIDDEN || b->style == FV_HIDDEN)
		return a->style == FV_HIDDEN ? a : b;
	if (weight_a == 0 || weight_b == 0)
		return weight_b > 0 ? b : a;
	if (a->precedence != b->precedence)
		return a->precedence > b->precedence ? a : b;
	if (a->width != b->width)
		return a->width > b->width ? a : b;
	if (weight_a != weight_b)
		return weight_a > weight_b ? a : b;
	return a->rank >= b->rank ? a : b;
}

/* Lets a side of an object compete. `real`: the object ends here; else only what is retained at a
 * break counts. */
static void
compete(const struct lay_table_grid *grid, struct lay_table_edge *best, const struct fo_node *fo, enum area_side side, uint8_t rank,
    bool real)
{
	const struct side_props *p = &side_props[side];

	if (fo == NULL || (!real && !fo_is(fo, p->conditionality, FV_RETAIN)))
		return;
	struct lay_table_edge mine = {.width = fo_len(fo, p->width, 0),
	    .style = fo_enum(fo, p->style),
	    .color = fo_color(fo, p->color),
	    .precedence = grid->with_precedence ? precedence_of(fo, p->precedence) : 0,
	    .rank = rank};

	*best = *lay_table_edge_win(best, &mine);
}

/* `none` and `hidden` draw nothing; whoever reads an edge need not know why. */
static struct lay_table_edge
edge_done(struct lay_table_edge best)
{
	if (style_weight(best.style) == 0)
		best = (struct lay_table_edge){.style = FV_NONE, .rank = best.rank};
	return best;
}

static void
compete_column(const struct lay_table_grid *grid, struct lay_table_edge *best,
    const struct lay_table_column *c, enum area_side side, bool real)
{
	compete(grid, best, c->fo, side, RANK_COLUMN, real);
	compete(grid, best, c->wide, side, RANK_COLUMN, real);
}

/*
 * One row's side of a horizontal edge. Under a cell that goes on, nothing ends: neither the cell nor its row.
 */
static void
compete_row(const struct lay_table_grid *grid, struct lay_table_edge *best, const struct lay_table_group *g,
    unsigned row, uint16_t col, enum area_side side, bool split)
{
	const struct lay_table_cell *cell = lay_table_at(g, row, col);
	bool after = side == SIDE_AFTER;
	bool cell_ends = after ? (unsigned)cell->top + cell->rows == row + 1 : cell->top == row;
	bool part_ends = after ? g->is_last && row + 1 == g->n_rows : g->is_first && row == 0;
	bool ends = !split && cell_ends;

	compete(grid, best, cell->fo, side, RANK_CELL, ends);
	compete(grid, best, g->rows[row].fo, side, RANK_ROW, ends);
	compete(grid, best, g->part, side, RANK_PART, ends && part_ends);
}

/* The table's own edge, where no row is on the other side. */
static void
compete_table(const struct lay_table_grid *grid, struct lay_table_edge *best, uint16_t col,
    enum area_side side, bool real)
{
	compete_column(grid, best, &grid->cols[col], side, real);
	compete(grid, best, grid->fo, side, RANK_TABLE, real);
}

/* The better of both sides of an edge; `first` lies above or at the start. */
static struct lay_table_edge
meet(const struct lay_table_edge *first, const struct lay_table_edge *second)
{
	struct lay_table_edge best = edge_done(*lay_table_edge_win(first, second));

	best.tied = best.width > 0 && first->width == second->width && first->style == second->style &&
	    first->rank == second->rank && first->precedence == second->precedence && first->color != second->color;
	return best;
}

struct lay_table_edge
lay_table_edge_h(const struct lay_table_grid *grid, const struct lay_table_meet *m, uint16_t col)
{
	struct lay_table_edge above = {.style = FV_NONE}, below = {.style = FV_NONE};

	if (m->above != NULL && m->above == m->below && !m->above_split && !m->below_split &&
	    lay_table_at(m->above, m->row_above, col) == lay_table_at(m->below, m->row_below, col))
		return above; /* inside a cell */
	if (m->above != NULL)
		compete_row(grid, &above, m->above, m->row_above, col, SIDE_AFTER, m->above_split);
	if (m->below == NULL)
		compete_table(grid, &above, col, SIDE_AFTER, !m->at_break);
	if (m->below != NULL)
		compete_row(grid, &below, m->below, m->row_below, col, SIDE_BEFORE, m->below_split);
	if (m->above == NULL)
		compete_table(grid, &below, col, SIDE_BEFORE, !m->at_break);
	return meet(&above, &below);
}

/* One column's side of a vertical edge; `wide_ends`: the column over several that it belongs to ends here, too. */
static void
compete_col(const struct lay_table_grid *grid, struct lay_table_edge *best, const struct lay_table_column *c,
    enum area_side side, bool wide_ends)
{
	compete(grid, best, c->fo, side, RANK_COLUMN, true);
	if (wide_ends)
		compete(grid, best, c->wide, side, RANK_COLUMN, true);
}

struct lay_table_edge
lay_table_edge_v(
    const struct lay_table_grid *grid, const struct lay_table_group *g, unsigned row, uint16_t col)
{
	const struct lay_table_cell *left = col > 0 ? lay_table_at(g, row, col - 1u) : NULL;
	const struct lay_table_cell *right = col < g->n_cols ? lay_table_at(g, row, col) : NULL;
	struct lay_table_edge start = {.style = FV_NONE}, end = {.style = FV_NONE};
	bool wide_ends = left == NULL || right == NULL || grid->cols[col - 1u].wide != grid->cols[col].wide;
	enum area_side side = left == NULL ? SIDE_START : SIDE_END;
	struct lay_table_edge *outer = left == NULL ? &end : &start;

	if (left == right)
		return start; /* inside a cell */
	if (left != NULL) {
		compete(grid, &start, left->fo, SIDE_END, RANK_CELL, true);
		compete_col(grid, &start, &grid->cols[col - 1u], SIDE_END, wide_ends);
	}
	if (right != NULL) {
		compete(grid, &end, right->fo, SIDE_START, RANK_CELL, true);
		compete_col(grid, &end, &grid->cols[col], SIDE_START, wide_ends);
	}
	if (left == NULL || right == NULL) {
		compete(grid, outer, g->rows[row].fo, side, RANK_ROW, true);
		compete(grid, outer, g->part, side, RANK_PART, true);
		compete(grid, outer, grid->fo, side, RANK_TABLE, true);
	}
	return meet(&start, &end);
}
