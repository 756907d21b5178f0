/*
 * lay_table_paint.c - backgrounds of columns, parts and rows, and what is done when a table's fragment is complete.
 *
 * They are painted cell by cell (XSL 1.1, 6.7.4 to 6.7.9: they shine through cells without one). The uppermost opaque colour
 * becomes the cell's own; areas of their own are made only for layers that one colour cannot say. A picture is placed in the
 * rectangle of the whole row, part or column on this page, and each cell shows its piece of it; parts and columns are as high
 * as what of them will follow on the page, so their pictures wait for it.
 */
#include "layout/lay_table_room.h"

#include <string.h>

struct layer {
	const struct area_box *box;
	enum { LAYER_ROW, LAYER_PART, LAYER_COLUMN } kind;
	mpt x, w; /* of the row, part or column */
};

static void
layer_add(const struct lay_table *t, const struct fo_node *fo, struct layer l, struct layer *layers, size_t *n)
{
	l.box = lay_table_own_box(t, fo);
	if (l.box != NULL && ((l.box->background & 0xff) != 0 || l.box->image != NULL))
		layers[(*n)++] = l;
}

/* What lies under a cell, from the upper to the lower. */
static size_t
layers_of(const struct lay_table_fragment *f, const struct lay_table_piece *p, struct layer layers[4])
{
	const struct lay_table *t = f->t;
	const struct lay_table_column *cols = t->grid.cols, *col = &cols[p->c->col];
	struct layer all = {.kind = LAYER_ROW, .w = t->w}, wide = {.kind = LAYER_COLUMN, .x = col->x};
	size_t n = 0;

	layer_add(t, p->c->row != NULL ? p->c->row : f->g->rows[p->c->top].fo, all, layers, &n);
	all.kind = LAYER_PART;
	layer_add(t, f->g->part, all, layers, &n);
	layer_add(t, col->fo, (struct layer){.kind = LAYER_COLUMN, .x = col->x, .w = col->w}, layers, &n);
	for (uint16_t i = 0; col->wide != NULL && i < t->grid.n_cols; i++) {
		if (cols[i].wide != col->wide)
			continue;
		wide.x = mpt_min(wide.x, cols[i].x);
		wide.w = mpt_add(wide.w, cols[i].w);
	}
	layer_add(t, col->wide, wide, layers, &n);
	return n;
}

/* The first tile of a picture in its rectangle, seen from an area in it. */
static void
place_picture(struct area_box *box, const struct area_box *of, mpt x, mpt y, mpt w, mpt h)
{
	box->image_x = mpt_add(x, area_image_place(of->image_x, of->image_x_pct, w, of->image->w));
	box->image_y = mpt_add(y, area_image_place(of->image_y, of->image_y_pct, h, of->image->h));
	box->image_x_pct = box->image_y_pct = 0;
}

/* The rectangle of a row, as far as it is on this page. */
static void
place_in_row(const struct lay_table_fragment *f, const struct lay_table_piece *p, const struct area *n,
    struct area_box *box, const struct area_box *of)
{
	mpt top = lay_table_line_y(f, p->first_row) - f->origin;
	mpt bottom = mpt_min(top + f->row->rows[p->first_row].h, f->until - f->origin);

	top = mpt_max(top, 0);
	place_picture(box, of, -n->x, f->y + top - n->y, f->t->w, bottom - top);
}

static void
layer_area(const struct lay_table_fragment *f, const struct lay_table_piece *p, const struct area_box *cell,
    const struct layer *l)
{
	struct area_box *box = arena_zalloc(f->a, sizeof(*box));
	struct area *n = lay_area_new(f->a, AREA_BLOCK, NULL, f->table);

	*box = (struct area_box){.background = l->box->background,
	    .image = l->box->image,
	    .image_repeat = l->box->image_repeat};
	n->x = p->cell->x - lay_table_padding(cell, SIDE_START);
	n->y = p->y - lay_table_padding(cell, SIDE_BEFORE);
	n->w = p->cell->w + lay_table_padding(cell, SIDE_START) + lay_table_padding(cell, SIDE_END);
	n->h = p->h + lay_table_padding(cell, SIDE_BEFORE) + lay_table_padding(cell, SIDE_AFTER);
	n->box = box;
	n->is_artifact = true;
	n->is_first = n->is_last = true;
	if (l->box->image == NULL)
		return;
	if (l->kind == LAYER_ROW) {
		place_in_row(f, p, n, box, l->box);
		return;
	}
	struct lay_table_picture *wait = arena_alloc(f->a, sizeof(*wait));

	*wait = (struct lay_table_picture){.area = n,
	    .box = box,
	    .of = l->box,
	    .x = l->x,
	    .w = l->w,
	    .of_part = l->kind == LAYER_PART,
	    .next = f->t->pictures};
	f->t->pictures = wait;
}

bool
lay_table_paint(const struct lay_table_fragment *f, const struct lay_table_piece *p, const struct area_box *own,
    const struct area_box *box, uint32_t *color)
{
	struct layer layers[4];
	size_t n = layers_of(f, p, layers), seen = n;
	bool pictures = own != NULL && own->image != NULL;

	for (size_t i = 0; i < n; i++) {
		pictures = pictures || layers[i].box->image != NULL;
		if ((layers[i].box->background & 0xff) == 0xff && seen == n)
			seen = i + 1;
	}
	if (n == 0)
		return false;
	/* A picture may have holes, so that nothing can be said about what it hides. */
	if (!pictures) {
		if (own != NULL && (own->background & 0xff) == 0xff)
			return false;
		n = seen;
		if (n == 1 && (own == NULL || (own->background & 0xff) == 0)) {
			*color = layers[0].box->background;
			return true;
		}
	}
	while (n > 0)
		layer_area(f, p, box, &layers[--n]);
	return false;
}

/* ---- the end of a part, of a fragment ---- */

static void
place_waiting(struct lay_table *t, bool parts, mpt y, mpt h)
{
	struct lay_table_picture **link = &t->pictures;

	while (*link != NULL) {
		struct lay_table_picture *w = *link;

		if (w->of_part != parts) {
			link = &w->next;
			continue;
		}
		place_picture(w->box, w->of, w->x - w->area->x, y - w->area->y, w->w, h);
		*link = w->next;
	}
}

void
lay_table_paint_part(struct lay_table *t, mpt y)
{
	place_waiting(t, true, t->part_y, y - t->part_y);
	t->part_y = y;
}

static void
side_exchange(struct arena *a, struct area *n)
{
	const struct area_box *b = n->box;
	struct area_box *box;
	struct area_border border;
	mpt padding;
	unsigned tied;

	if (b == NULL || (memcmp(&b->border[SIDE_START], &b->border[SIDE_END], sizeof(border)) == 0 &&
	    b->padding[SIDE_START] == b->padding[SIDE_END] && b->tied == 0))
		return;
	box = arena_copy(a, b, sizeof(*b));
	border = box->border[SIDE_START];
	box->border[SIDE_START] = box->border[SIDE_END];
	box->border[SIDE_END] = border;
	padding = box->padding[SIDE_START];
	box->padding[SIDE_START] = box->padding[SIDE_END];
	box->padding[SIDE_END] = padding;
	tied = box->tied & ~(1u << SIDE_START | 1u << SIDE_END);
	tied |= b->tied >> SIDE_START & 1 ? 1u << SIDE_END : 0;
	tied |= b->tied >> SIDE_END & 1 ? 1u << SIDE_START : 0;
	box->tied = (uint8_t)tied;
	n->box = box;
}

/*
 * 7.29.7: columns go from right to left. The rows were made as if they went the other way. What rounding left over at the end
 * of the columns stays at their end.
 */
static void
mirror(struct lay_table *t, struct arena *a, struct area *table)
{
	const struct lay_table_column *last = &t->grid.cols[t->grid.n_cols - 1];
	mpt w = mpt_add(last->x, last->w);

	if (table->w - w > t->grid.n_cols)
		w = table->w;
	for (struct area *n = table->first; n != NULL; n = n->next) {
		n->x = w - n->x - n->w;
		side_exchange(a, n);
	}
}

void
lay_table_end(struct lay_table *t, struct arena *a, struct area *table)
{
	lay_table_paint_part(t, table->h);
	place_waiting(t, false, 0, table->h);
	if (lay_is_rtl(t->fo))
		mirror(t, a, table);
}
