/*
 * lay_table_measure.c - how wide the contents of cells must and would like to be, without laying
 * them out. Source: CSS 2.1, 17.5.2.2 (minimum and maximum content width); XSL 1.1 leaves automatic
 * layout to it.
 */
#include "layout/lay_table.h"

struct extent {
	mpt min, max;
};

static enum rc content_extent(struct lay *lay, const struct fo_node *block,
    const struct fo_node *first, unsigned depth, struct extent *e);

static void
extent_join(struct extent *e, mpt min, mpt max)
{
	e->min = mpt_max(e->min, min);
	e->max = mpt_max(e->max, mpt_max(min, max));
}

/*
 * What indents take. They count from the reference area, so the innermost object's are the whole
 * truth. label-end() and other parts of the width to come say that the object adapts: false.
 */
static bool
indents_of(const struct fo_node *fo, mpt *sum)
{
	const struct fo_value *start = fo_prop(fo, PR_START_INDENT),
			      *end = fo_prop(fo, PR_END_INDENT);

	*sum = 0;
	if (start->kind == FO_LEN)
		*sum = mpt_add(*sum, start->len.fixed);
	if (end->kind == FO_LEN)
		*sum = mpt_add(*sum, end->len.fixed);
	return !(start->kind == FO_LEN && start->len.pct != 0) &&
	    !(end->kind == FO_LEN && end->len.pct != 0);
}

/* A width that does not depend on what is around. */
static bool
own_width(const struct fo_node *fo, mpt *w)
{
	const struct fo_value *v = fo_prop(fo, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM);

	*w = v->kind == FO_LEN ? v->len.fixed : 0;
	return v->kind == FO_LEN && v->len.pct == 0;
}

static mpt
sides_of(struct lay *lay, const struct fo_node *fo)
{
	const struct area_box *box = lay_box_of(lay, fo, 0);

	return mpt_add(lay_box_edge(box, SIDE_START), lay_box_edge(box, SIDE_END));
}

static enum rc
container_extent(struct lay *lay, const struct fo_node *fo, unsigned depth, struct extent *e)
{
	struct extent in = {0, 0};
	mpt indents;

	if (fo_is(fo, PR_ABSOLUTE_POSITION, FV_ABSOLUTE) ||
	    fo_is(fo, PR_ABSOLUTE_POSITION, FV_FIXED))
		return RC_OK;
	(void)indents_of(fo, &indents);
	if (own_width(fo, &in.min))
		in.max = in.min;
	else
		TRY(content_extent(lay, fo, fo->first, depth + 1, &in));
	extent_join(e, mpt_add(indents, in.min), mpt_add(indents, in.max));
	return RC_OK;
}

static enum rc
table_extent(struct lay *lay, const struct fo_node *fo, unsigned depth, struct extent *e)
{
	struct extent in = {0, 0};
	mpt indents;

	(void)indents_of(fo, &indents);
	if (own_width(fo, &in.min))
		in.max = in.min;
	else
		TRY(lay_table_extent(lay, fo, depth + 1, &in.min, &in.max));
	extent_join(e, mpt_add(indents, in.min), mpt_add(indents, in.max));
	return RC_OK;
}

static enum rc
object_extent(struct lay *lay, const struct fo_node *block, const struct fo_node *fo,
    unsigned depth, struct extent *e)
{
	switch (fo->elem) {
	case FO_FLOAT:
		if (lay->in_float > 0 || fo_is(fo, PR_FLOAT, FV_NONE))
			return content_extent(lay, block, fo->first, depth + 1, e);
		return RC_OK;
	case FO_MARKER:
	case FO_FOOTNOTE_BODY:
		return RC_OK;
	case FO_BLOCK_CONTAINER:
		return container_extent(lay, fo, depth, e);
	case FO_TABLE:
		return table_extent(lay, fo, depth, e);
	case FO_BLOCK:
		return content_extent(lay, fo, fo->first, depth + 1, e);
	default: /* lists and their parts, wrappers, inlines around blocks */
		return content_extent(lay, block, fo->first, depth + 1, e);
	}
}

/* All siblings from `first`: the widest decides. */
static enum rc
content_extent(struct lay *lay, const struct fo_node *block, const struct fo_node *first,
    unsigned depth, struct extent *e)
{
	if (depth > LIMIT_FO_DEPTH)
		return diag_at(lay->cx, DIAG_TABLE_LIMIT, block->at,
		    "objects nested more than %d deep", LIMIT_FO_DEPTH);
	for (const struct fo_node *n = first, *last; n != NULL; n = last->next) {
		mpt min, max, indents;

		last = n;
		if (!lay_is_inline(n)) {
			TRY(object_extent(lay, block, n, depth, e));
			continue;
		}
		while (last->next != NULL && lay_is_inline(last->next))
			last = last->next;
		TRY(lay_para_widths(lay, block, n, last, &min, &max));
		if (indents_of(block, &indents))
			extent_join(e, mpt_add(indents, min), mpt_add(indents, max));
	}
	return RC_OK;
}

/* ---- cells to needs
 * ------------------------------------------------------------------------------------------------
 */

struct measure {
	struct lay *lay;
	const struct lay_table_grid *grid;
	bool collapse;
	mpt sep;
	struct lay_table_need *need;
	struct lay_table_span_need *spans;
	size_t n_spans, cap_spans;
};

/* Border, padding and separation at both sides of a cell. */
static mpt
cell_sides(
    const struct measure *m, const struct lay_table_group *g, const struct lay_table_cell *cell)
{
	const struct area_box *box = lay_box_of(m->lay, cell->fo, 0);

	if (!m->collapse)
		return mpt_add(
		    m->sep, mpt_add(lay_box_edge(box, SIDE_START), lay_box_edge(box, SIDE_END)));
	mpt lines = lay_table_edge_v(m->grid, g, cell->top, cell->col).width / 2 +
	    lay_table_edge_v(m->grid, g, cell->top, (uint16_t)(cell->col + cell->cols)).width / 2;

	return box == NULL
	    ? lines
	    : mpt_add(lines, mpt_add(box->padding[SIDE_START], box->padding[SIDE_END]));
}

static void
span_add(struct measure *m, const struct lay_table_cell *cell, struct extent e)
{
	for (size_t i = 0; i < m->n_spans && i < 64; i++) {
		struct lay_table_span_need *s = &m->spans[m->n_spans - 1 - i];

		if (s->col == cell->col && s->cols == cell->cols) {
			s->min = mpt_max(s->min, e.min);
			s->max = mpt_max(s->max, e.max);
			return;
		}
	}
	if (m->n_spans == m->cap_spans) {
		m->cap_spans = m->cap_spans > 0 ? m->cap_spans * 2 : 16;
		m->spans = mem_realloc(m->spans, m->cap_spans, sizeof(*m->spans));
	}
	m->spans[m->n_spans++] = (struct lay_table_span_need){cell->col, cell->cols, e.min, e.max};
}

static enum rc
cell_measure(struct measure *m, const struct lay_table_group *g, const struct lay_table_cell *cell,
    unsigned depth)
{
	struct extent e = {0, 0};
	mpt own, sides = cell_sides(m, g, cell);

	TRY(content_extent(m->lay, cell->fo, cell->fo->first, depth + 1, &e));
	if (own_width(cell->fo, &own)) {
		e.min = mpt_max(e.min, own);
		e.max = e.min;
	}
	e.min = mpt_add(e.min, sides);
	e.max = mpt_add(e.max, sides);
	if (cell->cols > 1) {
		span_add(m, cell, e);
		return RC_OK;
	}
	struct lay_table_need *need = &m->need[cell->col];

	need->min = mpt_max(need->min, e.min);
	need->max = mpt_max(need->max, e.max);
	return RC_OK;
}

/* Every row of a short table; of a long one, rows evenly over its length. */
static enum rc
part_measure(struct measure *m, struct lay_table_grid *grid, const struct fo_node *part,
    uint32_t stride, unsigned depth)
{
	struct arena *scrap = arena_new();
	struct arena *keep = arena_new();
	struct lay_table_rows rows, *r = &rows;
	struct lay_table_group *g;
	uint32_t n = 0;
	enum rc rc;

	lay_table_rows_open(r, keep, grid, part);
	r->quiet = true;
	while ((rc = lay_table_rows_next(r, scrap, &g)) == RC_OK && g != NULL) {
		if (n++ % stride == 0)
			for (struct lay_table_cell *c = g->cells; c != NULL && rc == RC_OK;
			     c = c->next)
				if (c->fo != NULL)
					rc = cell_measure(m, g, c, depth);
		if (rc != RC_OK)
			break;
		if (arena_size(scrap) > ((size_t)1 << 20)) {
			arena_free(scrap);
			scrap = arena_new();
		}
	}
	arena_free(scrap);
	arena_free(keep);
	return rc;
}

static enum rc
all_measure(struct measure *m, struct lay_table_grid *grid, unsigned depth)
{
	uint64_t cells;
	uint32_t stride;

	TRY(lay_table_grid_count(grid));
	cells = (uint64_t)grid->n_rows * grid->n_cols;
	stride = (uint32_t)(cells / LIMIT_TABLE_SAMPLE + 1);
	if (stride > 1 && depth == 0)
		(void)diag_at(grid->cx, DIAG_TABLE_SAMPLE, grid->fo->at, "one row in %u of %u",
		    stride, grid->n_rows);
	for (const struct fo_node *p = grid->fo->first; p != NULL; p = fo_after(grid->tree, p)) {
		if (p->elem == FO_TABLE_BODY)
			TRY(part_measure(m, grid, p, stride, depth));
		else if (p->elem == FO_TABLE_HEADER || p->elem == FO_TABLE_FOOTER)
			TRY(part_measure(m, grid, p, 1, depth));
	}
	return RC_OK;
}

enum rc
lay_table_measure(struct lay *lay, struct lay_table_grid *grid, struct lay_table_need *need,
    unsigned depth, struct lay_table_span_need **spans, size_t *n_spans)
{
	struct measure m = {.lay = lay, .grid = grid, .need = need};

	m.collapse = lay_table_is_collapsed(grid->fo);
	if (!m.collapse)
		m.sep = fo_len(grid->fo, PR_BORDER_SEPARATION_INLINE_PROGRESSION_DIRECTION, 0);
	enum rc rc = all_measure(&m, grid, depth);

	*spans = m.spans;
	*n_spans = m.n_spans;
	return rc;
}

/* A table inside a cell: what its columns need together. Each level looks at all levels inside it
 * once: depth times cells. */
enum rc
lay_table_extent(struct lay *lay, const struct fo_node *table, unsigned depth, mpt *min, mpt *max)
{
	struct arena *scrap = arena_new();
	struct lay_table_grid *grid = arena_zalloc(scrap, sizeof(*grid));
	struct lay_table_span_need *spans = NULL;
	size_t n_spans = 0;
	enum rc rc = lay_table_grid_make(lay->cx, lay->tree, scrap, table, grid);

	*min = *max = 0;
	if (rc == RC_OK) {
		struct lay_table_need *need = arena_array(scrap, grid->n_cols, sizeof(*need));
		mpt *w = arena_array(scrap, grid->n_cols, sizeof(*w));

		lay_table_needs(grid, need);
		rc = lay_table_measure(lay, grid, need, depth, &spans, &n_spans);
		if (rc == RC_OK) {
			*min = lay_table_auto(need, grid->n_cols, spans, n_spans, 0, 0, w);
			for (uint16_t i = 0; i < grid->n_cols; i++)
				*max = mpt_add(*max, need[i].max);
			mpt sides = lay_table_is_collapsed(table) ? 0 : sides_of(lay, table);

			*min = mpt_add(*min, sides);
			*max = mpt_max(*min, mpt_add(*max, sides));
		}
	}
	free(spans);
	arena_free(scrap);
	return rc;
}

enum rc
lay_content_extent(struct lay *lay, const struct fo_node *fo, mpt *min, mpt *max)
{
	struct extent e = {0, 0};

	TRY(content_extent(lay, fo, fo->first, 0, &e));
	*min = e.min;
	*max = e.max;
	return RC_OK;
}
