/*
 * lay_align.c - text-align on a string: XSL 1.1, 7.16.9, and CSS 2, 17.5.4 (horizontal alignment in a column).
 *
 * The string of each cell of a column begins at one axis; where it is missing, the text ends there. Where the axis lies in the column
 * is ours to say: as far from its end as the longest text from the string on needs, so that the whole of the numbers
 * stands at the end as a column of numbers does. All cells must be known for that, so they are measured when the first is laid
 * out; in a very long table the first AXIS_CELLS decide, and a later longer one is moved to the start as far as it needs.
 */
#include <string.h>

#include "base/limits.h"
#include "layout/para.h"

#define AXIS_CELLS 20000
#define AXIS_SLOTS 256

struct axis {
	uint32_t table; /* its serial number: it may go, and another one lie in its place */
	uint16_t column;
	mpt before, after; /* the most that stands on each side of it */
	struct axis *next;
};

struct lay_axes {
	struct axis *slots[AXIS_SLOTS];
};

static const struct fo_node *
cell_of(const struct fo_node *n)
{
	while (n != NULL && n->elem != FO_TABLE_CELL)
		n = n->parent;
	return n;
}

const char *
lay_align_string(const struct fo_node *block)
{
	const char *s = fo_str(block, PR_TEXT_ALIGN);
	const struct fo_node *cell = s != NULL && *s != '\0' ? cell_of(block) : NULL;

	return cell != NULL && cell->span_columns <= 1 ? s : NULL;
}

static mpt
width_of_token(struct lay_job *j, const struct lay_tok *t, uint32_t at)
{
	mpt w;

	if (t->kind != TOK_WORD || t->missing || lay_run_cut(t->run, at - t->from, &w))
		return t->kind == TOK_WORD && !t->missing ? w : 0;
	return lay_shape(j->lay, j->a, t->shaper, j->text.p + t->from, at - t->from)->width;
}

mpt
lay_align_before(struct lay_job *j, const char *string, uint32_t from, uint32_t to, size_t tok, mpt width)
{
	const char *found = from < to ? memmem(j->text.p + from, to - from, string, strlen(string)) : NULL;
	uint32_t at = found != NULL ? (uint32_t)(found - j->text.p) : 0;
	int64_t w = 0;

	if (found == NULL)
		return width;
	for (; tok < j->n_toks && j->toks[tok].from < at; tok++)
		w += j->toks[tok].to > at ? width_of_token(j, &j->toks[tok], at) : j->toks[tok].w;
	return w > MPT_MAX ? MPT_MAX : (mpt)w;
}

static void
measure_block(struct lay *lay, const struct fo_node *block, struct axis *x)
{
	const char *string = lay_align_string(block);
	mpt before, after;

	if (string == NULL || block->first == NULL || !lay_is_inline(block->first) ||
	    lay_para_split(lay, block, string, &before, &after) != RC_OK)
		return;
	x->before = mpt_max(x->before, before);
	x->after = mpt_max(x->after, after);
}

/* The blocks of a cell: inlines stand in one of them. A table in a cell has columns of its own. */
static void
measure_blocks(struct lay *lay, const struct fo_node *parent, struct axis *x, int depth)
{
	for (const struct fo_node *n = parent->first; n != NULL && depth < LIMIT_FO_DEPTH; n = n->next) {
		if (n->elem == FO_BLOCK)
			measure_block(lay, n, x);
		if (n->elem == FO_BLOCK || n->elem == FO_BLOCK_CONTAINER || n->elem == FO_WRAPPER)
			measure_blocks(lay, n, x, depth + 1);
	}
}

static void
measure_cells(struct lay *lay, const struct fo_node *row, struct axis *x, size_t *left)
{
	for (const struct fo_node *c = row->first; c != NULL && *left > 0; c = fo_after(lay->tree, c)) {
		if (c->elem == FO_TABLE_ROW)
			measure_cells(lay, c, x, left);
		if (c->elem != FO_TABLE_CELL || c->column != x->column || c->span_columns > 1)
			continue;
		measure_blocks(lay, c, x, 0);
		(*left)--;
	}
}

static const struct axis *
axis_of(struct lay *lay, const struct fo_node *block)
{
	const struct fo_node *cell = cell_of(block), *table = cell;
	size_t left = AXIS_CELLS;
	struct axis **slot, *x;

	while (table != NULL && table->elem != FO_TABLE)
		table = table->parent;
	if (table == NULL)
		table = cell;
	if (lay->axes == NULL)
		lay->axes = arena_zalloc(lay->arena, sizeof(*lay->axes));
	slot = &lay->axes->slots[(table->serial * 31 + cell->column) % AXIS_SLOTS];
	for (x = *slot; x != NULL; x = x->next)
		if (x->table == table->serial && x->column == cell->column)
			return x;
	x = arena_zalloc(lay->arena, sizeof(*x));
	*x = (struct axis){.table = table->serial, .column = cell->column, .next = *slot};
	*slot = x; /* first: what it is measured by asks again */
	for (const struct fo_node *part = table->first; part != NULL && left > 0; part = fo_after(lay->tree, part))
		if (part->elem == FO_TABLE_HEADER || part->elem == FO_TABLE_FOOTER || part->elem == FO_TABLE_BODY)
			measure_cells(lay, part, x, &left);
	return x;
}

mpt
lay_align_start(struct lay *lay, const struct fo_node *block, mpt measure, mpt before, mpt width)
{
	const struct axis *x = axis_of(lay, block);

	return mpt_max(0, mpt_min(measure - x->after - before, measure - width));
}

mpt
lay_align_width(struct lay *lay, const struct fo_node *block)
{
	const struct axis *x = axis_of(lay, block);

	return mpt_add(x->before, x->after);
}
