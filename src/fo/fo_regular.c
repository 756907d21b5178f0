/*
 * fo_regular.c - may a long element be read child by child, while layout is at work on what was read?
 *
 * What layout has passed cannot be repaired, put in order or counted again. So this is only for elements in which, by their
 * bytes, nothing of that can be due: children of the right kinds in the right order, no text between blocks, rows that fit into
 * the declared columns, no change bars around rows or blocks. All else is read as a whole, as short elements are.
 */
#include <string.h>

#include "base/limits.h"
#include "fo/fo_reader.h"

/* Cells over several rows that are open at a time. */
#define SPANS_MAX 32

struct rows { /* of one part of a table, from above */
	uint32_t columns; /* declared */
	struct {
		uint32_t columns, rows; /* that it covers still */
	} spans[SPANS_MAX];
	size_t n;
};

static bool
is_block(const struct load_peek *p)
{
	return load_peek_is(p, "block") || load_peek_is(p, "table") || load_peek_is(p, "list-block") ||
	    load_peek_is(p, "block-container") || load_peek_is(p, "table-and-caption");
}

/* A count; 0 where it is not there, UINT32_MAX where it is anything but a few digits. */
static uint32_t
count_attr(const struct load_peek *p, const char *name)
{
	size_t n;
	const char *s = load_peek_attr(p, name, &n);
	uint32_t x = 0;

	if (s == NULL)
		return 0;
	if (n == 0 || n > 6)
		return UINT32_MAX;
	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return UINT32_MAX;
		x = x * 10 + (uint32_t)(*s - '0');
	}
	return x > 0 ? x : UINT32_MAX;
}

static uint32_t
count_or_one(const struct load_peek *p, const char *name)
{
	uint32_t n = count_attr(p, name);

	return n == 0 ? 1 : n;
}

/* Markers first, then blocks and nothing else. */
static bool
has_blocks(const struct load_peek *up)
{
	struct load_peek p;
	bool any = false;

	if (!load_peek_into(up, &p))
		return false;
	while (load_peek_next(&p)) {
		bool marker = load_peek_is(&p, "marker") && !any;

		if (p.text || !load_peek_same_space(&p, up) || !(marker || is_block(&p)))
			return false;
		any = any || !marker;
	}
	return any && !p.text;
}

/* White space between its blocks is nothing: it is not asked to be kept, here or around. */
static bool
is_collapsing(const struct fo_frame *up, const struct load_peek *p)
{
	const struct span *at = &p->doc->spans[p->i];
	const char *tag = p->bytes + at->beg;
	const struct fo_value *v = up->style->s.v;

	return v[PR_LINEFEED_TREATMENT].e == FV_TREAT_AS_SPACE && v[PR_WHITE_SPACE_COLLAPSE].e == FV_TRUE &&
	    v[PR_WHITE_SPACE_TREATMENT].e == FV_IGNORE_IF_SURROUNDING_LINEFEED && memmem(tag, at->end - at->beg, "white-space", 11) == NULL &&
	    memmem(tag, at->end - at->beg, "linefeed", 8) == NULL;
}

static bool
has_items(const struct load_peek *up)
{
	struct load_peek p;
	bool any = false;

	if (!load_peek_into(up, &p))
		return false;
	while (load_peek_next(&p)) {
		if (p.text || !load_peek_same_space(&p, up) || !load_peek_is(&p, "list-item"))
			return false;
		any = true;
	}
	return any && !p.text;
}

/* Static contents, then one flow. */
static bool
has_flow(const struct load_peek *up)
{
	struct load_peek p;
	bool flow = false;

	if (!load_peek_into(up, &p))
		return false;
	while (load_peek_next(&p)) {
		bool is_flow = load_peek_is(&p, "flow");

		if (p.text || flow || !load_peek_same_space(&p, up) ||
		    !(is_flow || load_peek_is(&p, "title") || load_peek_is(&p, "static-content")))
			return false;
		flow = is_flow;
	}
	return flow && !p.text;
}

static bool
has_bars(const struct load_peek *up)
{
	const struct doc *doc = up->doc;

	for (size_t i = up->i + 1; i < doc->n_spans && doc->spans[i].beg < doc->ends[up->i]; i++) {
		const char *name = up->bytes + doc->spans[i].beg + 1;

		if (up->n_prefix > 0 && name[up->n_prefix] == ':')
			name += up->n_prefix + 1;
		if (strncmp(name, "change-bar", 10) == 0)
			return true;
	}
	return false;
}

/* What a cell says about its place; most say nothing. */
static void
cell_place(const struct load_peek *p, uint32_t *column, uint32_t *columns, uint32_t *rows)
{
	const struct span *at = &p->doc->spans[p->i];

	*column = 0;
	*columns = *rows = 1;
	if (memmem(p->bytes + at->beg, at->end - at->beg, "number", 6) == NULL)
		return;
	*column = count_attr(p, "column-number");
	*columns = count_or_one(p, "number-columns-spanned");
	*rows = count_or_one(p, "number-rows-spanned");
}

/* The cells of one row, side by side and beside those from above. */
static bool
row_fits(struct rows *r, const struct load_peek *row)
{
	struct load_peek p;
	uint32_t at = 0, covered = 0;
	size_t n = 0, old;

	for (size_t i = 0; i < r->n; i++) {
		covered += r->spans[i].columns;
		if (--r->spans[i].rows > 0)
			r->spans[n++] = r->spans[i];
	}
	r->n = old = n;
	if (!load_peek_into(row, &p))
		return false;
	while (load_peek_next(&p)) {
		uint32_t column, columns, rows;

		cell_place(&p, &column, &columns, &rows);
		if (p.text || !load_peek_same_space(&p, row) || !load_peek_is(&p, "table-cell") || columns > r->columns ||
		    rows > LIMIT_GROUP_ROWS || (column != 0 && (column <= at || column > r->columns)))
			return false;
		/* Single cells go around those from above; others may be moved, and then need columns that nobody declared. */
		if (covered > 0 && (column != 0 || columns > 1))
			return false;
		at = (column != 0 ? column - 1 : at) + columns;
		if (rows == 1)
			continue;
		if (r->n == SPANS_MAX)
			return false;
		r->spans[r->n].columns = columns;
		r->spans[r->n++].rows = rows - 1;
	}
	return !p.text && at > 0 && at + covered <= r->columns;
}

static bool
rows_fit(const struct load_peek *part, uint32_t columns, bool markers)
{
	struct rows r = {.columns = columns};
	struct load_peek p;
	bool any = false;

	if (!load_peek_into(part, &p))
		return false;
	while (load_peek_next(&p)) {
		if (p.text || !load_peek_same_space(&p, part))
			return false;
		if (markers && !any && load_peek_is(&p, "marker"))
			continue;
		if (!load_peek_is(&p, "table-row") || !row_fits(&r, &p))
			return false;
		any = true;
	}
	return any && !p.text;
}

/* Columns, a header, a footer, bodies. */
static bool
has_rows(const struct load_peek *up)
{
	static const char *const order[] = {"marker", "table-column", "table-header", "table-footer", "table-body"};
	uint32_t columns = 0;
	size_t at = 0;
	struct load_peek p;

	if (!load_peek_into(up, &p))
		return false;
	while (load_peek_next(&p)) {
		size_t was = at;

		while (at < ARRAY_LEN(order) && !load_peek_is(&p, order[at]))
			at++;
		if (p.text || !load_peek_same_space(&p, up) || at == ARRAY_LEN(order) || (was == at && (at == 2 || at == 3)))
			return false;
		if (at == 1) {
			uint32_t n = count_or_one(&p, "number-columns-repeated"), span = count_or_one(&p, "number-columns-spanned");
			uint32_t number = count_attr(&p, "column-number");

			/* One by one: else some other columns may be those that count. */
			if (span != 1 || n > LIMIT_COLUMNS || (number != 0 && number != columns + 1))
				return false;
			columns += n;
		} else if (at > 1 && (columns == 0 || columns > LIMIT_COLUMNS || !rows_fit(&p, columns, at == 4))) {
			return false;
		}
	}
	return at == 4 && !p.text;
}

bool
fo_is_regular(struct fo_reader *r, const struct fo_frame *up, const xmlNode *xml, enum fo_elem e)
{
	struct load_peek p;

	if (!load_is_long(r->doc, xml) || !load_peek_at(r->cx, r->doc, xml, &p))
		return false;
	switch (e) {
	case FO_PAGE_SEQUENCE:
		return has_flow(&p);
	case FO_FLOW:
		return up->is_window && has_blocks(&p) && !has_bars(&p);
	case FO_BLOCK:
		return up->is_window && is_collapsing(up, &p) && has_blocks(&p);
	case FO_LIST_BLOCK:
		return up->is_window && has_items(&p);
	case FO_TABLE:
		return up->is_window && has_rows(&p);
	case FO_TABLE_BODY:
		return up->is_window; /* its table was looked at */
	default:
		return false;
	}
}
