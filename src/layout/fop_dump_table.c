/*
 * fop_dump_table.c - tables in the words of FOP's area tree: no areas but cells, and blocks for what is painted under a cell
 * (column, part, row) and for the lines around the grid units of a cell over several rows or columns. Collapsed borders count
 * whole there, so that cells lap over each other.
 */
#include <stdlib.h>

#include "layout/fop_dump.h"
#include "layout/lay_list.h"

static bool
is_cell(const struct area *a)
{
	return a->fo != NULL && a->fo->elem == FO_TABLE_CELL;
}

static bool
has_border(const struct area_box *box)
{
	for (int i = 0; i < 4; i++)
		if (box->border[i].width > 0)
			return true;
	return false;
}

/* Sides of an area in a table's, by the grid lines: half of a collapsed border lies inside. */
static mpt
line_of(const struct area *a, enum area_side side)
{
	mpt out = a->box != NULL ? a->box->border[side].width + a->box->padding[side] : 0;

	switch (side) {
	case SIDE_BEFORE:
		return a->y - out;
	case SIDE_AFTER:
		return a->y + a->h + out;
	case SIDE_START:
		return a->x - out;
	default:
		return a->x + a->w + out;
	}
}

/* Which sides of a cell, or of a part of one, lie on the edge of its table. */
static unsigned
outer_sides(const struct area *table, const struct area *a)
{
	unsigned outer = 0;

	outer |= line_of(a, SIDE_BEFORE) <= 0 ? 1u << SIDE_BEFORE : 0;
	outer |= line_of(a, SIDE_START) <= 0 ? 1u << SIDE_START : 0;
	outer |= line_of(a, SIDE_AFTER) >= table->h ? 1u << SIDE_AFTER : 0;
	outer |= line_of(a, SIDE_END) >= table->w ? 1u << SIDE_END : 0;
	return outer;
}

/* Boxes are physical; FOP's sides are those of the writing mode. */
static void
sides_turn(const struct area *table, struct area_box *box)
{
	struct area_border border = box->border[SIDE_START];
	mpt padding = box->padding[SIDE_START];
	unsigned tied = box->tied;

	if (!lay_is_rtl(table->fo))
		return;
	box->border[SIDE_START] = box->border[SIDE_END];
	box->border[SIDE_END] = border;
	box->padding[SIDE_START] = box->padding[SIDE_END];
	box->padding[SIDE_END] = padding;
	box->tied = (uint8_t)((tied & (1u << SIDE_BEFORE | 1u << SIDE_AFTER)) |
	    (tied >> SIDE_START & 1) << SIDE_END | (tied >> SIDE_END & 1) << SIDE_START);
}

/* Where neighbours ask for the same border in two colours, each of FOP's cells shows its own. */
static void
own_colors(const struct fo_node *cell, struct area_box *box)
{
	static const struct {
		enum area_side side;
		enum fo_prop style, width, color;
	} sides[] = {{SIDE_BEFORE, PR_BORDER_BEFORE_STYLE, PR_BORDER_BEFORE_WIDTH, PR_BORDER_BEFORE_COLOR},
	    {SIDE_START, PR_BORDER_START_STYLE, PR_BORDER_START_WIDTH, PR_BORDER_START_COLOR}};

	for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
		struct area_border *b = &box->border[sides[i].side];
		const struct fo_node *n = cell;

		if ((box->tied >> sides[i].side & 1) == 0)
			continue;
		while (n != NULL && n->elem != FO_TABLE &&
		    !(fo_is(n, sides[i].style, b->style) && fo_len(n, sides[i].width, 0) / 2 == b->width))
			n = n->parent;
		if (n != NULL && n->elem != FO_TABLE)
			b->color = fo_color(n, sides[i].color);
	}
}

static void
put_absolute(const struct walk *w, const struct area *a)
{
	fop_trait(w->out, "left-offset", w->table_x + a->x);
	fop_trait(w->out, "top-offset", a->y);
	buf_puts(w->out, " positioning=\"absolute\"/>");
}

/* A layer below a cell, or one of the lines of a cell over several rows or columns. */
static void
put_decoration(const struct walk *w, const struct area *table, const struct area *cell, const struct area *a)
{
	struct area_box box = *a->box;
	struct area at = *a;

	sides_turn(table, &box);
	own_colors(cell->fo, &box);
	buf_puts(w->out, "<block");
	fop_traits_sides(w->out, &box, NULL, a->w, a->h, 0, outer_sides(table, a));
	if (box.collapsed)
		at.y -= fop_edge(a->box, SIDE_BEFORE);
	put_absolute(w, &at);
}

/* Places that no cell covers are painted, too, but FOP knows nothing of them. */
static bool
lies_in(const struct area *n, const struct area *cell)
{
	mpt x = n->x + n->w / 2, y = n->y + n->h / 2;

	return x >= line_of(cell, SIDE_START) && x < line_of(cell, SIDE_END) && y >= line_of(cell, SIDE_BEFORE) &&
	    y < line_of(cell, SIDE_AFTER);
}

static bool
is_unit(const struct area *n, const struct area *cell)
{
	return n->fo == NULL && n->box->collapsed && lies_in(n, cell);
}

static const struct area *
next_unit(const struct area *n, const struct area *cell)
{
	do
		n = n->next;
	while (n != cell && !is_unit(n, cell));
	return n != cell ? n : NULL;
}

/*
 * From right to left FOP 2.8 has the grid units of a cell in the wrong places: the columns' widths count from the left, the
 * cell's sides are exchanged.
 */
static void
put_units_rtl(const struct walk *w, const struct area *table, const struct area *first, const struct area *cell)
{
	const struct area *unit = is_unit(first, cell) ? first : next_unit(first, cell), *row = unit;
	mpt left = INT32_MAX, x = 0;

	for (const struct area *n = unit; n != NULL; n = next_unit(n, cell))
		left = mpt_min(left, line_of(n, SIDE_START));
	for (const struct area *n = unit; n != NULL; n = next_unit(n, cell)) {
		const struct area *next = next_unit(n, cell), *last = n;
		struct area_box box = *n->box;
		struct area at = *n;
		bool begins = n == row, ends = next == NULL || line_of(next, SIDE_BEFORE) != line_of(n, SIDE_BEFORE);

		while (next != NULL && line_of(next, SIDE_BEFORE) == line_of(n, SIDE_BEFORE)) {
			last = next;
			next = next_unit(next, cell);
		}
		x = begins ? left : x;
		box.border[SIDE_END] = ends ? row->box->border[SIDE_END] : (struct area_border){ 0 };
		box.border[SIDE_START] = begins ? last->box->border[SIDE_START] : (struct area_border){ 0 };
		at.box = &box;
		at.w += n->box->border[SIDE_START].width + n->box->border[SIDE_END].width;
		at.x = x + box.border[SIDE_START].width;
		x += at.w;
		at.w -= box.border[SIDE_START].width + box.border[SIDE_END].width;
		put_decoration(w, table, cell, &at);
		row = ends ? next_unit(n, cell) : row;
	}
}

/* FOP paints what lies under a cell (column, part, row) as blocks of their own before it; we only where one colour is not enough. */
static void
put_under(const struct walk *w, const struct area *a, const struct fo_node *n)
{
	struct area_box box = { .background = n != NULL ? fo_color(n, PR_BACKGROUND_COLOR) : 0 };
	struct area at = *a;

	if (n == NULL || (box.background & 0xff) == 0)
		return;
	if (a->box != NULL) {
		at.x -= a->box->padding[SIDE_START];
		at.y -= a->box->padding[SIDE_BEFORE];
		at.w += a->box->padding[SIDE_START] + a->box->padding[SIDE_END];
		at.h += a->box->padding[SIDE_BEFORE] + a->box->padding[SIDE_AFTER];
	}
	buf_puts(w->out, "<block");
	fop_traits(w->out, &box, NULL, at.w, at.h, 0);
	put_absolute(w, &at);
}

static const struct fo_node *
column_of(const struct area *table, const struct fo_node *cell)
{
	for (const struct fo_node *n = table->fo->first; n != NULL; n = n->next)
		if (n->elem == FO_TABLE_COLUMN && cell->column >= n->column && cell->column < n->column + n->span_columns)
			return n;
	return NULL;
}

/* What display-align leaves free above the content is a block there. */
static void
put_free_space(struct buf *out, const struct area *cell)
{
	const struct area *first = cell->first;
	enum fo_enum align = fo_enum(cell->fo, PR_DISPLAY_ALIGN);
	mpt h;

	if (first == NULL || (align != FV_CENTER && align != FV_AFTER))
		return;
	h = first->y - fop_edge(first->box, SIDE_BEFORE) - first->space_before;
	if (h <= 0)
		return;
	buf_puts(out, "<block");
	fop_traits(out, NULL, NULL, 0, h, 0);
	buf_puts(out, "/>");
}

/* Ours reaches under the thicker ones of a spanning cell's lines; there it is what was asked for. */
static void
asked_padding(const struct area *table, const struct area *cell, struct area_box *box)
{
	static const struct {
		enum fo_prop padding, conditionality;
	} sides[4] = {[SIDE_BEFORE] = {PR_PADDING_BEFORE, PR_PADDING_BEFORE_CONDITIONALITY},
	    [SIDE_AFTER] = {PR_PADDING_AFTER, PR_PADDING_AFTER_CONDITIONALITY},
	    [SIDE_START] = {PR_PADDING_START, PR_PADDING_START},
	    [SIDE_END] = {PR_PADDING_END, PR_PADDING_END}};

	for (int i = 0; i < 4; i++) {
		bool cut = (i == SIDE_BEFORE && !cell->is_first) || (i == SIDE_AFTER && !cell->is_last);

		box->padding[i] = cut && !fo_is(cell->fo, sides[i].conditionality, FV_RETAIN)
		    ? 0
		    : fo_len(cell->fo, sides[i].padding, table->w);
	}
}

/* `first`: what was made for the cell stands between. */
static void
put_cell(const struct walk *w, const struct area *table, const struct area *first, const struct area *a)
{
	struct walk in = *w;
	struct area_box box = { 0 };
	const struct fo_node *row = a->fo->parent->elem == FO_TABLE_ROW ? a->fo->parent : NULL;
	bool layers = false, units = false, rtl = lay_is_rtl(table->fo);

	for (const struct area *n = first; n != a; n = n->next) {
		layers = layers || (!n->box->collapsed && lies_in(n, a));
		units = units || is_unit(n, a);
	}
	if (!layers) {
		put_under(w, a, column_of(table, a->fo));
		put_under(w, a, row != NULL ? row->parent : a->fo->parent);
		put_under(w, a, row);
	}
	for (const struct area *n = first; n != a; n = n->next)
		if (lies_in(n, a) && (!n->box->collapsed || (!rtl && has_border(n->box))))
			put_decoration(w, table, a, n);
	if (rtl && first != a)
		put_units_rtl(w, table, first, a);
	if (a->box != NULL) {
		box = *a->box;
		box.background = fo_color(a->fo, PR_BACKGROUND_COLOR);
		sides_turn(table, &box);
		own_colors(a->fo, &box);
		if (units)
			asked_padding(table, a, &box);
	}
	buf_puts(w->out, "<block");
	fop_traits_sides(w->out, a->box != NULL ? &box : NULL, a->fo, a->w, a->h, 0, outer_sides(table, a));
	buf_puts(w->out, " is-reference-area=\"true\"");
	fop_trait(w->out, "left-offset", w->table_x + a->x);
	fop_trait(w->out, "top-offset", a->y - fop_edge(&box, SIDE_BEFORE));
	buf_puts(w->out, " positioning=\"absolute\">");
	in.reference = a;
	in.table_x = 0;
	put_free_space(w->out, a);
	fop_walk_blocks(&in, a);
	buf_puts(w->out, "</block>");
}

/* A cell of a table and what was made for it. */
struct cell {
	const struct area *first, *a;
	mpt end, start; /* the grid lines where it ends, and where it starts in its writing mode */
};

static mpt
start_of(const struct area *table, const struct area *a)
{
	return lay_is_rtl(table->fo) ? -line_of(a, SIDE_END) : line_of(a, SIDE_START);
}

static int
by_end(const void *pa, const void *pb)
{
	mpt end_a = ((const struct cell *)pa)->end, end_b = ((const struct cell *)pb)->end;

	if (end_a != end_b)
		return end_a < end_b ? -1 : 1;
	return (((const struct cell *)pa)->start > ((const struct cell *)pb)->start) -
	    (((const struct cell *)pa)->start < ((const struct cell *)pb)->start);
}

/* A place that no cell covers: a cell without contents there, when it has borders. */
static bool
is_hole(const struct area *a)
{
	const struct area *cell = a->next;

	if (a->fo != NULL || !a->box->collapsed || !has_border(a->box))
		return false;
	while (cell != NULL && !is_cell(cell))
		cell = cell->next;
	return cell == NULL || !lies_in(a, cell);
}

static void
put_hole(const struct walk *w, const struct area *table, const struct area *a)
{
	struct area_box box = *a->box;

	sides_turn(table, &box);
	buf_puts(w->out, "<block");
	fop_traits_sides(w->out, &box, NULL, a->w, a->h, 0, outer_sides(table, a));
	buf_puts(w->out, " is-reference-area=\"true\"");
	fop_trait(w->out, "left-offset", w->table_x + a->x);
	fop_trait(w->out, "top-offset", a->y - fop_edge(a->box, SIDE_BEFORE));
	buf_puts(w->out, " positioning=\"absolute\"/>");
}

/* FOP finishes a cell with the last row that it covers. */
void
fop_table(const struct walk *w, const struct area *table)
{
	const struct area *first = NULL;
	struct cell *cells;
	size_t n = 0;

	for (const struct area *a = table->first; a != NULL; a = a->next)
		n += is_cell(a) || is_hole(a);
	cells = calloc(n + 1, sizeof(*cells));
	if (cells == NULL)
		mem_exhausted();
	n = 0;
	for (const struct area *a = table->first; a != NULL; a = a->next) {
		if (is_hole(a))
			cells[n++] = (struct cell){ a, a, line_of(a, SIDE_AFTER), start_of(table, a) };
		if (is_cell(a)) {
			cells[n++] = (struct cell){ first != NULL ? first : a, a, line_of(a, SIDE_AFTER), start_of(table, a) };
			for (const struct area *part = first; part != NULL && part != a; part = part->next)
				if (part->box->collapsed && lies_in(part, a))
					cells[n - 1].end = mpt_max(cells[n - 1].end, line_of(part, SIDE_AFTER));
			first = NULL;
		} else if (first == NULL) {
			first = a;
		}
	}
	qsort(cells, n, sizeof(*cells), by_end);
	for (size_t i = 0; i < n; i++) {
		if (is_cell(cells[i].a))
			put_cell(w, table, cells[i].first, cells[i].a);
		else
			put_hole(w, table, cells[i].a);
	}
	free(cells);
}
