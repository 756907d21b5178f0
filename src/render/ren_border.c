#include "render/ren.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* A straight opaque piece of border that may continue in the next cell. */
struct seg {
	bool vertical, centred; /* centred: pos is the middle of the line, else its upper or left edge */
	mpt pos, from, to, width;
	enum fo_enum style;
	uint32_t color;
	size_t order; /* qsort is not stable, the output must be */
};

struct ren_grid {
	struct seg *segs;
	size_t n, cap;
};

struct ren_grid *
ren_grid_new(void)
{
	struct ren_grid *g = mem_alloc(sizeof(*g));

	memset(g, 0, sizeof(*g));
	return g;
}

void
ren_grid_free(struct ren_grid *g)
{
	if (g != NULL)
		free(g->segs);
	free(g);
}

static void
grid_add(struct ren_grid *g, const struct seg *s)
{
	if (g->n == g->cap) {
		g->cap = g->cap == 0 ? 256 : g->cap * 2;
		g->segs = mem_realloc(g->segs, g->cap, sizeof(*g->segs));
	}
	g->segs[g->n] = *s;
	g->segs[g->n].order = g->n;
	g->n++;
}

static int
compare_mpt(mpt a, mpt b)
{
	return (a > b) - (a < b);
}

/* Is everything but the extent the same? */
static int
compare_line(const struct seg *a, const struct seg *b)
{
	int c = (int)a->vertical - (int)b->vertical;

	if (c == 0)
		c = compare_mpt(a->width, b->width);
	if (c == 0)
		c = compare_mpt(a->pos, b->pos);
	if (c == 0)
		c = (int)a->style - (int)b->style;
	if (c == 0)
		c = (a->color > b->color) - (a->color < b->color);
	return c != 0 ? c : (int)a->centred - (int)b->centred;
}

static int
compare_seg(const void *pa, const void *pb)
{
	const struct seg *a = pa, *b = pb;
	int c = compare_line(a, b);

	if (c == 0)
		c = compare_mpt(a->from, b->from);
	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

static void
draw_seg(struct dev *d, const struct seg *s)
{
	mpt edge = s->centred ? s->pos - s->width / 2 : s->pos;
	struct ren_rect r = {s->from, edge, s->to - s->from, s->width};

	if (s->vertical)
		r = (struct ren_rect){edge, s->from, s->width, s->to - s->from};
	ren_rule(d, &r, s->vertical, s->style, s->color);
}

void
ren_grid_flush(struct ren_grid *g, struct dev *d)
{
	size_t i = 0;

	if (g->n > 1)
		qsort(g->segs, g->n, sizeof(*g->segs), compare_seg);
	while (i < g->n) {
		struct seg line = g->segs[i++];

		while (i < g->n && compare_line(&line, &g->segs[i]) == 0 && g->segs[i].from <= line.to)
			line.to = mpt_max(line.to, g->segs[i++].to);
		draw_seg(d, &line);
	}
	g->n = 0;
}

struct ren_rect
ren_padding_rect(const struct area_box *box, const struct ren_rect *content)
{
	return (struct ren_rect){
	    .x = mpt_add(content->x, -box->padding[SIDE_START]),
	    .y = mpt_add(content->y, -box->padding[SIDE_BEFORE]),
	    .w = mpt_add(content->w, mpt_add(box->padding[SIDE_START], box->padding[SIDE_END])),
	    .h = mpt_add(content->h, mpt_add(box->padding[SIDE_BEFORE], box->padding[SIDE_AFTER])),
	};
}

/* Mixes a colour with black (groove, inset ...) or white; the alpha stays. */
static uint32_t
shade(uint32_t color, bool dark)
{
	uint32_t r = color >> 24, g = color >> 16 & 0xff, b = color >> 8 & 0xff;

	if (dark) {
		r /= 2, g /= 2, b /= 2;
	} else {
		r += (255 - r) / 2, g += (255 - g) / 2, b += (255 - b) / 2;
	}
	return r << 24 | g << 16 | b << 8 | (color & 0xff);
}

void
ren_rule(struct dev *d, const struct ren_rect *r, bool vertical, enum fo_enum style, uint32_t color)
{
	mpt width = vertical ? r->w : r->h;
	mpt half = width / 2, third = width / 3;

	if (r->w <= 0 || r->h <= 0 || style == FV_NONE || style == FV_HIDDEN)
		return;
	if (style == FV_DOTTED || style == FV_DASHED) {
		struct dev_stroke s = {r->x, r->y + half, r->x + r->w, r->y + half, width, style, color};

		if (vertical)
			s = (struct dev_stroke){r->x + half, r->y, r->x + half, r->y + r->h, width, style, color};
		dev_draw_stroke(d, &s);
		return;
	}
	if ((style == FV_DOUBLE && third > 0) || style == FV_GROOVE || style == FV_RIDGE) {
		mpt part = style == FV_DOUBLE ? third : half, rest = width - part;
		uint32_t one = style == FV_DOUBLE ? color : shade(color, style == FV_GROOVE);
		uint32_t two = style == FV_DOUBLE ? color : shade(color, style == FV_RIDGE);

		if (vertical) {
			dev_rect(d, r->x, r->y, part, r->h, one);
			dev_rect(d, r->x + rest, r->y, width - rest, r->h, two);
		} else {
			dev_rect(d, r->x, r->y, r->w, part, one);
			dev_rect(d, r->x, r->y + rest, r->w, width - rest, two);
		}
		return;
	}
	dev_rect(d, r->x, r->y, r->w, r->h, color);
}

/* The four corners of the border rectangle, moved inwards by num/den of the widths: before-start, then clockwise. */
static void
corners(const struct area_box *box, const struct ren_rect *outer, int num, int den, mpt p[4][2])
{
	mpt in[4];

	for (int i = 0; i < 4; i++)
		in[i] = (mpt)((int64_t)box->border[i].width * num / den);
	p[0][0] = p[3][0] = outer->x + in[SIDE_START];
	p[1][0] = p[2][0] = outer->x + outer->w - in[SIDE_END];
	p[0][1] = p[1][1] = outer->y + in[SIDE_BEFORE];
	p[2][1] = p[3][1] = outer->y + outer->h - in[SIDE_AFTER];
}

/* One side from depth a/den to b/den, mitred at both ends. */
static void
band(struct dev *d, const struct area_box *box, const struct ren_rect *outer, int side, int a, int b,
    int den, uint32_t color)
{
	mpt out[4][2], in[4][2], p[4][2];
	int next = (side + 1) % 4;

	corners(box, outer, a, den, out);
	corners(box, outer, b, den, in);
	memcpy(p[0], out[side], sizeof(p[0]));
	memcpy(p[1], out[next], sizeof(p[1]));
	memcpy(p[2], in[next], sizeof(p[2]));
	memcpy(p[3], in[side], sizeof(p[3]));
	dev_polygon(d, (const mpt(*)[2])p, 4, color);
}

/* Where one side lies when its ends are cut square: over the corners. */
static struct ren_rect
side_rect(const struct area_box *box, const struct ren_rect *o, int side)
{
	mpt w = box->border[side].width;

	switch (side) {
	case SIDE_BEFORE:
		return (struct ren_rect){o->x, o->y, o->w, w};
	case SIDE_AFTER:
		return (struct ren_rect){o->x, o->y + o->h - w, o->w, w};
	case SIDE_START:
		return (struct ren_rect){o->x, o->y, w, o->h};
	default:
		return (struct ren_rect){o->x + o->w - w, o->y, w, o->h};
	}
}

static void
draw_side(struct dev *d, const struct area_box *box, const struct ren_rect *outer, int side)
{
	const struct area_border *b = &box->border[side];
	bool lit = side == SIDE_AFTER || side == SIDE_END;
	struct ren_rect r = side_rect(box, outer, side);

	switch (b->style) {
	case FV_DOTTED:
	case FV_DASHED:
		ren_rule(d, &r, side == SIDE_START || side == SIDE_END, b->style, b->color);
		break;
	case FV_DOUBLE:
		band(d, box, outer, side, 0, 1, 3, b->color);
		band(d, box, outer, side, 2, 3, 3, b->color);
		break;
	case FV_GROOVE:
	case FV_RIDGE:
		band(d, box, outer, side, 0, 1, 2, shade(b->color, lit == (b->style == FV_RIDGE)));
		band(d, box, outer, side, 1, 2, 2, shade(b->color, lit != (b->style == FV_RIDGE)));
		break;
	case FV_INSET:
	case FV_OUTSET:
		band(d, box, outer, side, 0, 1, 1, shade(b->color, lit == (b->style == FV_OUTSET)));
		break;
	default:
		band(d, box, outer, side, 0, 1, 1, b->color);
	}
}

/* Solid, opaque, and nothing of another look at its corners: a rectangle over the corners is right. */
static bool
is_straight(const struct area_box *box, int side)
{
	const struct area_border *b = &box->border[side];

	if (b->style != FV_SOLID || (b->color & 0xff) != 0xff)
		return false;
	for (int i = 1; i < 4; i += 2) {
		const struct area_border *n = &box->border[(side + i) % 4];

		if (n->width > 0 && (n->style != FV_SOLID || n->color != b->color))
			return false;
	}
	return true;
}

static void
draw_straight(struct dev *d, struct ren_grid *grid, const struct area_border *b, const struct ren_rect *r,
    int side)
{
	bool vertical = side == SIDE_START || side == SIDE_END;

	if (grid != NULL)
		grid_add(grid, &(struct seg){.vertical = vertical,
				   .pos = vertical ? r->x : r->y,
				   .from = vertical ? r->y : r->x,
				   .to = vertical ? r->y + r->h : r->x + r->w,
				   .width = b->width,
				   .style = b->style,
				   .color = b->color});
	else
		dev_rect(d, r->x, r->y, r->w, r->h, b->color);
}

/* CSS 2.1, 17.6.3: a line between two cells can be neither inside nor outside. */
static enum fo_enum
collapsed_style(enum fo_enum style)
{
	return style == FV_INSET ? FV_RIDGE : style == FV_OUTSET ? FV_GROOVE : style;
}

/*
 * XSL 1.1, 6.7.10 and CSS 2.1, 17.6.2: collapsed borders are centred on the grid lines. The box has half of each; the line is
 * drawn whole, once, and reaches over the lines it meets, so that corners are full.
 */
static void
add_collapsed(struct ren_grid *grid, const struct area_box *box, const struct ren_rect *outer)
{
	for (int i = 0; i < 4; i++) {
		const struct area_border *b = &box->border[i];
		bool vertical = i == SIDE_START || i == SIDE_END;
		mpt from, to, pos;

		if (b->width <= 0 || b->style == FV_NONE || b->style == FV_HIDDEN)
			continue;
		if (vertical) {
			pos = i == SIDE_START ? outer->x : outer->x + outer->w;
			from = outer->y - box->border[SIDE_BEFORE].width;
			to = outer->y + outer->h + box->border[SIDE_AFTER].width;
		} else {
			pos = i == SIDE_BEFORE ? outer->y : outer->y + outer->h;
			from = outer->x - box->border[SIDE_START].width;
			to = outer->x + outer->w + box->border[SIDE_END].width;
		}
		grid_add(grid, &(struct seg){vertical, true, pos, from, to, 2 * b->width, collapsed_style(b->style), b->color, 0});
	}
}

/* All four sides solid and alike: one ring, so that nothing can shine through at the corners. */
static bool
draw_ring(struct dev *d, const struct area_box *box, const struct ren_rect *outer)
{
	mpt o[4][2], in[4][2], p[10][2];

	for (int i = 0; i < 4; i++)
		if (box->border[i].style != FV_SOLID || box->border[i].width <= 0 ||
		    box->border[i].color != box->border[0].color)
			return false;
	corners(box, outer, 0, 1, o);
	corners(box, outer, 1, 1, in);
	for (int i = 0; i < 5; i++) {
		memcpy(p[i], o[i % 4], sizeof(p[i]));
		memcpy(p[5 + i], in[(4 - i) % 4], sizeof(p[i])); /* the other way round: a hole */
	}
	dev_polygon(d, (const mpt(*)[2])p, 10, box->border[0].color);
	return true;
}

void
ren_border(struct dev *d, struct ren_grid *grid, const struct area_box *box, const struct ren_rect *content)
{
	const struct area_border *b = box->border;
	struct ren_rect outer = ren_padding_rect(box, content);

	if (b[0].width <= 0 && b[1].width <= 0 && b[2].width <= 0 && b[3].width <= 0)
		return;
	outer.x = mpt_add(outer.x, -b[SIDE_START].width);
	outer.y = mpt_add(outer.y, -b[SIDE_BEFORE].width);
	outer.w = mpt_add(outer.w, mpt_add(b[SIDE_START].width, b[SIDE_END].width));
	outer.h = mpt_add(outer.h, mpt_add(b[SIDE_BEFORE].width, b[SIDE_AFTER].width));
	if (box->collapsed && grid != NULL) {
		add_collapsed(grid, box, &outer);
		return;
	}
	if (grid == NULL && draw_ring(d, box, &outer))
		return;
	for (int i = 0; i < 4; i++) {
		struct ren_rect r = side_rect(box, &outer, i);

		if (b[i].width <= 0 || b[i].style == FV_NONE || b[i].style == FV_HIDDEN)
			continue;
		if (is_straight(box, i))
			draw_straight(d, grid, &b[i], &r, i);
		else
			draw_side(d, box, &outer, i);
	}
}
