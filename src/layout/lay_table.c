/*
 * lay_table.c - a table on its way through the vertical list: opened with its column widths, then
 * one row group at a time.
 */
#include "layout/lay_table_room.h"

bool
lay_table_is_collapsed(const struct fo_node *table)
{
	return !fo_is(table, PR_BORDER_COLLAPSE, FV_SEPARATE);
}

/* ---- looking ahead: the neighbours of a group decide its collapsed borders
 * ------------------------------------------ */

static const struct fo_node *
part_after(const struct lay_table *t, const struct fo_node *part)
{
	const struct fo_tree *tree = t->lay->tree;

	for (const struct fo_node *p = part != NULL ? fo_after(tree, part) : t->fo->first; p != NULL; p = fo_after(tree, p))
		if (p->elem == FO_TABLE_BODY)
			return p;
	return NULL;
}

/* Four arenas in turn: the three groups in view are never in the one that is emptied. */
static struct arena *
ahead_arena(struct lay_table_ahead *ahead)
{
	struct arena **now = &ahead->arenas[ahead->turn % 4];

	if (*now != NULL && arena_size(*now) < AHEAD_BYTES)
		return *now;
	now = &ahead->arenas[++ahead->turn % 4];
	arena_free(*now);
	*now = arena_new();
	return *now;
}

static void
ahead_free(void *p)
{
	struct lay_table_ahead *ahead = p;

	for (size_t i = 0; i < ARRAY_LEN(ahead->arenas); i++)
		arena_free(ahead->arenas[i]);
}

/* Moves the view by one body group. */
static enum rc
ahead_move(struct lay_table *t)
{
	struct lay_table_ahead *ahead = &t->ahead;

	ahead->before = ahead->here;
	ahead->here = ahead->after;
	ahead->after = NULL;
	while (ahead->after == NULL && ahead->part != NULL) {
		TRY(lay_table_rows_next(&ahead->rows, ahead_arena(ahead), &ahead->after));
		if (ahead->after != NULL)
			return RC_OK;
		ahead->part = part_after(t, ahead->part);
		if (ahead->part != NULL) {
			lay_table_rows_open(&ahead->rows, t->arena, &t->grid, ahead->part);
			ahead->rows.quiet = true;
		}
	}
	return RC_OK;
}

static enum rc
ahead_start(struct lay_table *t)
{
	t->ahead.part = part_after(t, NULL);
	if (!t->collapsed || t->ahead.part == NULL)
		return RC_OK;
	arena_defer(t->arena, ahead_free, &t->ahead);
	lay_table_rows_open(&t->ahead.rows, t->arena, &t->grid, t->ahead.part);
	t->ahead.rows.quiet = true;
	return ahead_move(t);
}

/* ---- rows
 * ----------------------------------------------------------------------------------------------------------
 */

static void
take_breaks(struct lay_row *row, const struct lay_table_group *g)
{
	const struct fo_node *first = g->rows[0].fo, *last = g->rows[g->n_rows - 1].fo;

	row->break_before = first != NULL ? lay_break_before(first) : FV_AUTO;
	row->break_after = last != NULL ? lay_break_after(last) : FV_AUTO;
	if (first != NULL)
		row->with_previous = lay_keep_with_previous(first);
	if (last != NULL)
		row->with_next = lay_keep_with_next(last);
	/* keep-together of a body is between its rows; the source of the list knows that of the table. */
	if (!g->is_first)
		row->with_previous = lay_keep_max(row->with_previous, lay_keep_together(g->part));
}

/* What the first and last blocks of its cells ask for, the row asks for. */
static void
take_cell_keeps(struct lay_row *row)
{
	for (size_t i = 0; i < row->n_cells; i++) {
		const struct lay_cell *c = &row->cells[i];

		if (c->row == 0)
			row->with_previous =
			    lay_keep_max(row->with_previous, c->list.with_previous);
		if (c->row + c->n_rows == row->n_rows)
			row->with_next = lay_keep_max(row->with_next, c->list.with_next);
	}
}

static void
take_lines(struct lay_table *t, struct lay_row *row, const struct lay_table_group *g)
{
	for (size_t i = 0; i < row->n_rows; i++) {
		const struct fo_node *fo = g->rows[i].fo;
		struct lay_row_line *line = &row->rows[i];

		line->fo = fo;
		if (fo == NULL)
			continue;
		row->together = lay_keep_max(row->together, lay_keep_together(fo));
		line->min_h = mpt_max(0,
		    mpt_max(fo_len(fo, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, t->frame.ref_bpd),
			fo_len(fo, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, t->frame.ref_bpd)));
	}
}

/* 5.3.2: margins and padding in percent of the table's width are part of a cell's indents, which its blocks inherit. */
static bool
has_relative_indents(const struct fo_node *cell)
{
	const struct fo_value *start = fo_prop(cell, PR_START_INDENT), *end = fo_prop(cell, PR_END_INDENT);

	return (start->kind == FO_LEN && start->len.pct != 0) || (end->kind == FO_LEN && end->len.pct != 0);
}

/* Said once a table: a column that is narrower than what is around its cells' contents. */
static enum rc
check_width(struct lay_table *t, struct lay_cell *cell)
{
	mpt w = cell->w;

	cell->w = mpt_max(0, w);
	if (w >= 0 || cell->fo == NULL || t->said_narrow)
		return RC_OK;
	t->said_narrow = true;
	return diag_at(t->lay->cx, DIAG_TABLE_NARROW, cell->fo->at, "%.1f pt too narrow for border and padding", mpt_to_pt(-w));
}

static enum rc
row_make(struct lay_table *t, struct arena *a, const struct lay_table_group *g,
    const struct lay_table_group *before, const struct lay_table_group *after, struct lay_row **row)
{
	struct lay_row *r = arena_zalloc(a, sizeof(*r));
	size_t i = 0;

	*row = NULL;
	r->kind = ROW_TABLE;
	r->fo = g->rows[0].fo;
	r->table = t;
	r->group = g;
	r->n_rows = g->n_rows;
	r->rows = arena_array(a, r->n_rows, sizeof(*r->rows));
	r->n_cells = g->n_cells;
	r->cells = arena_array(a, r->n_cells, sizeof(*r->cells));
	r->room = t->frame.ref_bpd > 0 ? mpt_max(1, t->frame.ref_bpd - t->repeated_h) : t->lay->page_h / 2;
	take_lines(t, r, g);
	for (const struct lay_table_cell *c = g->cells; c != NULL; c = c->next, i++) {
		struct lay_cell *cell = &r->cells[i];

		lay_table_cell_sizes(t, g, c, before, after, cell);
		TRY(check_width(t, cell));
		/* A row's height is that of its cells' contents: so do other formatters read 7.15.3, and the documents
		 * that were written for them. */
		if (cell->n_rows == 1)
			cell->min_h = mpt_max(cell->min_h, r->rows[cell->row].min_h);
		if (c->fo == NULL)
			continue;
		struct lay_frame frame = lay_frame_cell(&t->frame, cell->w);

		if (has_relative_indents(c->fo)) {
			frame.cell = c->fo;
			frame.cell_base = t->w;
		}

		TRY(lay_list_make(t->lay, a, c->fo, c->fo->first, &frame, &cell->list));
	}
	take_breaks(r, g);
	take_cell_keeps(r);
	lay_row_baselines(r);
	TRY(lay_step_row(t->lay, a, r));
	*row = r;
	return RC_OK;
}

/* All rows of a header or footer, as one group. */
static enum rc
part_group(
    struct lay_table *t, struct arena *a, const struct fo_node *part, struct lay_table_group **g)
{
	struct lay_table_rows rows;

	*g = NULL;
	if (part == NULL)
		return RC_OK;
	lay_table_rows_open(&rows, a, &t->grid, part);
	rows.whole = true;
	return lay_table_rows_next(&rows, a, g);
}

/* The first body row, for measures that need a neighbour of the header or footer. */
static enum rc
first_body_group(struct lay_table *t)
{
	const struct fo_node *part = part_after(t, NULL);

	lay_table_rows_open(&t->rows, t->arena, &t->grid, part != NULL ? part : t->fo);
	t->rows.quiet = true;
	return part != NULL ? lay_table_rows_next(&t->rows, t->arena, &t->first_group) : RC_OK;
}

/* Header or footer, with the markers that t->now has. */
static enum rc
part_make(struct lay_table *t, struct arena *a, const struct lay_table_group *g,
    const struct lay_table_group *before, const struct lay_table_group *after, struct lay_row **row)
{
	struct lay_table *outer = t->lay->retrieving;
	enum rc rc;

	t->lay->retrieving = t;
	rc = row_make(t, a, g, before, after, row);
	t->lay->retrieving = outer;
	return rc;
}

static enum rc
header_row(struct lay_table *t, struct arena *a, struct lay_row **row)
{
	*row = NULL;
	if (t->header_group == NULL)
		return RC_OK;
	TRY(part_make(t, a, t->header_group, NULL, t->first_group, row));
	(*row)->is_header = true;
	return RC_OK;
}

static enum rc
footer_row(struct lay_table *t, struct arena *a, struct lay_row **row)
{
	*row = NULL;
	if (t->footer_group == NULL)
		return RC_OK;
	TRY(part_make(t, a, t->footer_group, t->first_group, NULL, row));
	(*row)->is_footer = true;
	return RC_OK;
}

static bool
is_omitted(const struct lay_table *t, const struct lay_table_group *g, enum fo_prop omit)
{
	return g == NULL || fo_is(t->fo, omit, FV_TRUE);
}

/* On a page: with what its rows there say. */
static enum rc
part_on_page(struct lay_table *t, struct arena *a, bool header, struct lay_row **row)
{
	enum rc rc;

	t->now = &t->shown;
	rc = header ? header_row(t, a, row) : footer_row(t, a, row);
	t->now = &t->sample;
	return rc;
}

enum rc
lay_table_header(struct lay *lay, struct lay_table *t, struct arena *a, struct lay_row **row)
{
	(void)lay;
	*row = NULL;
	return is_omitted(t, t->header_group, PR_TABLE_OMIT_HEADER_AT_BREAK)
	    ? RC_OK
	    : part_on_page(t, a, true, row);
}

enum rc
lay_table_footer(struct lay *lay, struct lay_table *t, struct arena *a, struct lay_row **row)
{
	(void)lay;
	*row = NULL;
	return is_omitted(t, t->footer_group, PR_TABLE_OMIT_FOOTER_AT_BREAK)
	    ? RC_OK
	    : part_on_page(t, a, false, row);
}

enum rc
lay_table_again(struct lay_table *t, struct arena *a, const struct lay_row *old, struct lay_row **row)
{
	*row = NULL;
	return part_on_page(t, a, old->is_header, row);
}

static mpt
row_height(const struct lay_row *row)
{
	return row != NULL ? row->steps[row->n_steps - 1].until : 0;
}

/* What header and footer take at each break; made once for their heights and forgotten. */
static enum rc
repeated_heights(struct lay_table *t, struct lay_table_info *info)
{
	struct arena *scrap = arena_new();
	struct lay_row *row = NULL;
	enum rc rc = RC_OK;

	if (!is_omitted(t, t->header_group, PR_TABLE_OMIT_HEADER_AT_BREAK))
		rc = header_row(t, scrap, &row);
	info->header_h = row_height(row);
	row = NULL;
	if (rc == RC_OK && !is_omitted(t, t->footer_group, PR_TABLE_OMIT_FOOTER_AT_BREAK))
		rc = footer_row(t, scrap, &row);
	info->footer_h = row_height(row);
	t->repeated_h = mpt_add(info->header_h, info->footer_h);
	arena_free(scrap);
	return rc;
}

/* ---- the table
 * -----------------------------------------------------------------------------------------------------
 */

static void
find_parts(struct lay_table *t, const struct fo_node **header, const struct fo_node **footer)
{
	for (const struct fo_node *p = t->fo->first; p != NULL; p = p->next) {
		if (p->elem == FO_TABLE_HEADER && *header == NULL)
			*header = p;
		if (p->elem == FO_TABLE_FOOTER && *footer == NULL)
			*footer = p;
	}
}

static enum rc
open_widths(struct lay_table *t, struct lay_table_info *info)
{
	struct arena *scrap = arena_new();
	mpt start = fo_len(t->fo, PR_START_INDENT, t->frame.ref_ipd);
	mpt end = fo_len(t->fo, PR_END_INDENT, t->frame.ref_ipd);
	mpt avail = mpt_max(0, t->frame.ref_ipd - start - end);
	enum rc rc = lay_table_widths(t, scrap, avail);

	arena_free(scrap);
	TRY(rc);
	if (t->w > mpt_add(avail, MPT_PT))
		TRY(diag_at(t->lay->cx, DIAG_TABLE_WIDE, t->fo->at, "%.1f pt, where %.1f pt are",
		    mpt_to_pt(t->w), mpt_to_pt(avail)));
	info->x = start - t->frame.x;
	info->w = t->w;
	info->start_indent = start;
	info->end_indent = t->frame.ref_ipd - start - t->w;
	return RC_OK;
}

enum rc
lay_table_open(struct lay *lay, struct arena *a, const struct fo_node *table,
    const struct lay_frame *frame, struct lay_table **table_out, struct lay_table_info *info)
{
	struct lay_table *t = arena_zalloc(a, sizeof(*t));
	const struct fo_node *header = NULL, *footer = NULL;

	*t = (struct lay_table){.lay = lay, .arena = a, .fo = table, .frame = *frame};
	t->collapsed = lay_table_is_collapsed(table);
	if (!t->collapsed) {
		t->sep_ipd =
		    mpt_max(0, fo_len(table, PR_BORDER_SEPARATION_INLINE_PROGRESSION_DIRECTION, 0));
		t->sep_bpd =
		    mpt_max(0, fo_len(table, PR_BORDER_SEPARATION_BLOCK_PROGRESSION_DIRECTION, 0));
	}
	lay_table_count(t);
	TRY(lay_table_grid_make(lay->cx, lay->tree, a, table, &t->grid));
	t->bottom = arena_array(a, t->grid.n_cols, sizeof(*t->bottom));
	find_parts(t, &header, &footer);
	TRY(part_group(t, a, header, &t->header_group));
	TRY(part_group(t, a, footer, &t->footer_group));
	TRY(first_body_group(t));
	TRY(open_widths(t, info));
	t->now = &t->sample;
	lay_table_marks_open(t);
	info->box = lay_table_box(t);
	TRY(repeated_heights(t, info));
	TRY(ahead_start(t));
	t->state = AT_HEADER;
	*table_out = t;
	return RC_OK;
}

static enum rc
body_row(struct lay_table *t, struct arena *a, struct lay_row **row)
{
	struct lay_table_group *g = NULL;

	*row = NULL;
	while (t->part != NULL) {
		TRY(lay_table_rows_next(&t->rows, a, &g));
		if (g != NULL)
			break;
		t->part = part_after(t, t->part);
		if (t->part != NULL)
			lay_table_rows_open(&t->rows, t->arena, &t->grid, t->part);
	}
	if (g == NULL)
		return RC_OK;
	lay_table_count_rows(t, g);
	if (t->collapsed)
		TRY(ahead_move(t));
	return row_make(t, a, g, t->ahead.before != NULL ? t->ahead.before : t->header_group,
	    t->ahead.after != NULL ? t->ahead.after : t->footer_group, row);
}

enum rc
lay_table_next(struct lay *lay, struct lay_table *t, struct arena *a, struct lay_row **row)
{
	(void)lay;
	*row = NULL;
	if (t->state == AT_HEADER) {
		t->state = AT_BODY;
		t->part = part_after(t, NULL);
		if (t->part != NULL)
			lay_table_rows_open(&t->rows, t->arena, &t->grid, t->part);
		TRY(header_row(t, a, row));
		if (*row != NULL)
			return RC_OK;
	}
	if (t->state == AT_BODY) {
		TRY(body_row(t, a, row));
		if (*row != NULL)
			return RC_OK;
		t->state = AT_END;
		return footer_row(t, a, row);
	}
	return RC_OK;
}
