/*
 * ren_table.c - tables: implicit rows, and when a table is complete, rows of equal length (ISO 14289-1, 7.2 and 7.5).
 *
 * The key of a cell is its column, so cells of a row are in that order whatever was drawn first. XSL's own rules fill a grid: a
 * cell whose place is taken moves on, a row span ends with the last row of its part, what is missing is an empty cell (6.7).
 */
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "render/ren_tags.h"

struct ren_table {
	uint32_t elem;
	struct span at;
	unsigned columns; /* that were declared or met */
	bool row_ended;   /* ends-row on the last cell without fo:table-row */
	struct ren_noted_list rows; /* that do not fill their columns by themselves */
};

static struct ren_table *
lookup(const struct ren_doc *b, uint32_t elem)
{
	for (size_t i = b->tags->n_tables; i > 0; i--)
		if (b->tags->tables[i - 1].elem == elem)
			return &b->tags->tables[i - 1];
	return NULL;
}

/* Of a row, part or cell. */
static struct ren_table *
table_around(const struct ren_doc *b, uint32_t elem)
{
	while (elem != TAG_NONE && b->d.elems[elem].type != TAG_TABLE)
		elem = b->d.elems[elem].parent;
	return elem != TAG_NONE ? lookup(b, elem) : NULL;
}

void
ren_table_begin(struct ren_doc *b, const struct fo_node *table, uint32_t elem)
{
	struct ren_tags *t = b->tags;
	unsigned columns = 0;

	if (table->elem == FO_TABLE_AND_CAPTION)
		for (const struct fo_node *c = table->first; c != NULL; c = c->next)
			table = c->elem == FO_TABLE ? c : table;
	for (const struct fo_node *c = table->first; c != NULL; c = c->next)
		if (c->elem == FO_TABLE_COLUMN && columns < c->column + (c->span_columns > 1 ? c->span_columns : 1u) - 1)
			columns = c->column + (c->span_columns > 1 ? c->span_columns : 1u) - 1;
	if (t->n_tables == t->cap_tables) {
		t->cap_tables = t->cap_tables * 2 + 8;
		t->tables = mem_realloc(t->tables, t->cap_tables, sizeof(*t->tables));
	}
	t->tables[t->n_tables++] = (struct ren_table){.elem = elem, .at = ren_span_near(table), .columns = columns};
}

static unsigned
span_of(const struct fo_node *cell)
{
	return cell->span_columns > 1 ? cell->span_columns : 1;
}

uint32_t
ren_table_implicit_row(struct ren_doc *b, const struct fo_node *cell, uint32_t part)
{
	struct ren_table *t = table_around(b, part);
	const struct drawn_doc *d = &b->d;
	uint32_t last = d->elems[part].last_kid, row, last_cell;

	if (last != TAG_NONE && d->kids[last].kind == KID_ELEM && d->elems[d->kids[last].what].type == TAG_TR &&
	    !fo_is(cell, PR_STARTS_ROW, FV_TRUE) && !(t != NULL && t->row_ended)) {
		row = d->kids[last].what;
		last_cell = d->elems[row].last_kid;
		if (last_cell == TAG_NONE || b->keys[d->kids[last_cell].what] < cell->column)
			return row;
	}
	row = ren_doc_elem(b, part, TAG_TR, cell->serial);
	if (t != NULL) {
		t->row_ended = false;
		ren_note(&t->rows, row, ren_span_near(cell));
	}
	return row;
}

uint32_t
ren_next_column(const struct ren_doc *b, uint32_t row)
{
	uint32_t last = b->d.elems[row].last_kid;

	return last != TAG_NONE && b->d.kids[last].kind == KID_ELEM ? b->keys[b->d.kids[last].what] + 1 : 1;
}

void
ren_table_row(struct ren_doc *b, const struct fo_node *row, uint32_t elem)
{
	struct ren_table *t = table_around(b, elem);
	unsigned end = 0, covered = 0;

	if (t == NULL)
		return;
	for (const struct fo_node *c = row->first; c != NULL; c = c->next)
		if (c->elem == FO_TABLE_CELL) {
			covered += span_of(c);
			end = end < c->column + span_of(c) - 1 ? c->column + span_of(c) - 1 : end;
		}
	if (end > t->columns)
		t->columns = end;
	if (covered < t->columns)
		ren_note(&t->rows, elem, ren_span_near(row));
}

void
ren_table_cell(struct ren_doc *b, const struct fo_node *cell, uint32_t elem)
{
	struct ren_table *t = table_around(b, elem);
	struct tag_elem *e = &b->d.elems[elem];
	const struct fo_value *rows = fo_prop(cell, PR_NUMBER_ROWS_SPANNED);
	enum fo_enum scope = fo_enum(cell, PR_AXF_SCOPE);
	const char *headers = fo_str(cell, PR_AXF_HEADERS);

	e->col_span = (uint16_t)span_of(cell);
	e->row_span = (uint16_t)(rows->kind == FO_INT && rows->i > 1 ? (rows->i < LIMIT_ROW_SPAN ? rows->i : LIMIT_ROW_SPAN) : 1);
	if (e->type == TAG_TH)
		e->scope = scope == FV_ROW ? SCOPE_ROW :
		    scope == FV_BOTH	   ? SCOPE_BOTH :
		    scope == FV_COLUMN || b->d.elems[b->d.elems[e->parent].parent].type == TAG_THEAD ? SCOPE_COLUMN :
												       SCOPE_ROW;
	if (e->type == TAG_TH && cell->id != NULL)
		ren_more(b, elem)->id = arena_strdup(b->d.arena, cell->id);
	if (headers != NULL && *headers != '\0')
		ren_more(b, elem)->headers = arena_strdup(b->d.arena, headers);
	if (t == NULL)
		return;
	if (cell->column + span_of(cell) - 1 > t->columns)
		t->columns = cell->column + span_of(cell) - 1;
	if (cell->parent == NULL || cell->parent->elem != FO_TABLE_ROW)
		t->row_ended = fo_is(cell, PR_ENDS_ROW, FV_TRUE);
}

/* Of one table; the others are filled without a word. */
#define ROWS_REPORTED 10

/* ---- a complete table -------------------------------------------------------------------------------------------------- */

struct grid {
	struct ren_doc *b;
	struct ren_table *t;
	uint16_t *busy; /* by column: rows that a cell from above still covers */
	size_t columns, cap;
	size_t rows, headers, reported;
	size_t noted; /* index into t->rows: the next row of which the place is known */
	bool measures; /* first looks how wide the rows are, then fills them */
};

static uint32_t
first_kid(const struct ren_doc *b, uint32_t elem)
{
	uint32_t k = b->d.elems[elem].first_kid;

	return k == TAG_NONE ? TAG_KID_END : k;
}

static uint16_t *
busy_at(struct grid *g, size_t column)
{
	if (column >= g->cap) {
		size_t cap = column * 2 + 16;

		g->busy = mem_realloc(g->busy, cap, sizeof(*g->busy));
		memset(g->busy + g->cap, 0, (cap - g->cap) * sizeof(*g->busy));
		g->cap = cap;
	}
	return &g->busy[column];
}

/* Empty cells up to a column (exclusive), where nothing from above is. Returns how many. */
static size_t
fill(struct grid *g, uint32_t row, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t c = from; c < to; c++)
		if (*busy_at(g, c) == 0) {
			if (!g->measures)
				ren_doc_elem(g->b, row, TAG_TD, (uint32_t)c + 1);
			n++;
		}
	return n;
}

/* The first column from `at` on where a cell has room. */
static size_t
free_place(struct grid *g, size_t at, size_t columns)
{
	for (size_t n = 0; n < columns; n++)
		if (*busy_at(g, at + n) > 0) {
			at += n + 1;
			n = SIZE_MAX; /* from the start */
		}
	return at;
}

static struct span
place_of(struct grid *g, uint32_t row)
{
	const struct ren_noted_list *l = &g->t->rows;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[(g->noted + i) % l->n].elem == row) {
			g->noted = (g->noted + i) % l->n;
			return l->v[g->noted].at;
		}
	return g->t->at;
}

/* Puts the cells of a row into the grid; `left` rows of its part are below it. */
static void
settle_row(struct grid *g, uint32_t row, size_t left)
{
	size_t column = 0, missing = 0, end;

	for (uint32_t k = first_kid(g->b, row); k != TAG_KID_END; k = g->b->d.kids[k].next) {
		struct tag_elem *cell = &g->b->d.elems[g->b->d.kids[k].what];
		size_t at = g->b->keys[g->b->d.kids[k].what];

		if (g->b->d.kids[k].kind != KID_ELEM || (cell->type != TAG_TH && cell->type != TAG_TD))
			continue;
		at = at > column && at <= LIMIT_COLUMNS ? at - 1 : column;
		at = free_place(g, at, cell->col_span > 1 ? cell->col_span : 1);
		missing += fill(g, row, column, at);
		cell = &g->b->d.elems[g->b->d.kids[k].what];
		if (cell->row_span > left + 1)
			cell->row_span = (uint16_t)(left + 1);
		g->headers += !g->measures && cell->type == TAG_TH;
		for (end = at + (cell->col_span > 1 ? cell->col_span : 1); at < end; at++)
			*busy_at(g, at) = cell->row_span > 1 ? cell->row_span : 1;
		column = at;
	}
	if (column > g->columns)
		g->columns = column;
	missing += fill(g, row, column, g->columns);
	for (size_t c = 0; c < g->cap; c++)
		if (g->busy[c] > 0)
			g->busy[c]--;
	if (missing > 0 && !g->measures && g->reported++ < ROWS_REPORTED)
		(void)diag_at(g->b->cx, DIAG_TABLE_ROWS, place_of(g, row), "%zu of %zu columns; filled with empty cells", g->columns - missing,
		    g->columns);
}

/* The rows of a part, or of a table without parts. */
static void
settle_part(struct grid *g, uint32_t part)
{
	size_t rows = 0, row = 0;

	for (uint32_t k = first_kid(g->b, part); k != TAG_KID_END; k = g->b->d.kids[k].next)
		rows += g->b->d.kids[k].kind == KID_ELEM && g->b->d.elems[g->b->d.kids[k].what].type == TAG_TR;
	for (uint32_t k = first_kid(g->b, part); k != TAG_KID_END; k = g->b->d.kids[k].next)
		if (g->b->d.kids[k].kind == KID_ELEM && g->b->d.elems[g->b->d.kids[k].what].type == TAG_TR)
			settle_row(g, g->b->d.kids[k].what, rows - ++row);
	g->rows += g->measures ? 0 : rows;
	memset(g->busy, 0, g->cap * sizeof(*g->busy));
}

/* A header asks for a body, and there is one header at most. */
static void
settle_parts(struct grid *g)
{
	uint32_t head = TAG_NONE;
	bool has_body = false;

	for (uint32_t k = first_kid(g->b, g->t->elem); k != TAG_KID_END; k = g->b->d.kids[k].next) {
		struct tag_elem *part = &g->b->d.elems[g->b->d.kids[k].what];

		if (g->b->d.kids[k].kind != KID_ELEM || part->type == TAG_CAPTION)
			continue;
		if (part->type == TAG_THEAD && head != TAG_NONE)
			part->type = TAG_TBODY;
		else if (part->type == TAG_THEAD)
			head = g->b->d.kids[k].what;
		has_body = has_body || part->type == TAG_TBODY;
		if (part->type != TAG_TR)
			settle_part(g, g->b->d.kids[k].what);
	}
	if (head != TAG_NONE && !has_body)
		g->b->d.elems[head].type = TAG_TBODY;
	settle_part(g, g->t->elem);
}

static void
end_table(struct ren_doc *b, struct ren_table *t)
{
	struct grid g = {.b = b, .t = t, .columns = t->columns < LIMIT_COLUMNS ? t->columns : LIMIT_COLUMNS};

	busy_at(&g, 0);
	g.measures = true;
	settle_parts(&g);
	g.measures = false;
	settle_parts(&g);
	if (g.headers == 0 && g.rows > 1 && g.columns > 1 && diag_first(b->cx, DIAG_TABLE_HEADERS, ""))
		(void)diag_at(b->cx, DIAG_TABLE_HEADERS, t->at, "%zu rows, %zu columns", g.rows, g.columns);
	free(g.busy);
	free(t->rows.v);
}

void
ren_table_end(struct ren_doc *b, uint32_t elem)
{
	struct ren_tags *tags = b->tags;
	struct ren_table *t = lookup(b, elem);

	if (t == NULL)
		return;
	end_table(b, t);
	tags->n_tables--;
	memmove(t, t + 1, (size_t)(tags->tables + tags->n_tables - t) * sizeof(*t));
}

void
ren_tables_end(struct ren_doc *b)
{
	while (b->tags->n_tables > 0)
		end_table(b, &b->tags->tables[--b->tags->n_tables]);
}

void
ren_tables_free(struct ren_tags *t)
{
	for (size_t i = 0; i < t->n_tables; i++)
		free(t->tables[i].rows.v);
	free(t->tables);
}
