/* acc_contrast.c - colours, one above the other (WCAG 2.1, 1.4.3 and "relative luminance"). */
#include <math.h>
#include <stdlib.h>

#include "access/acc_in.h"

#define SHAPES_MAX 20000

void
acc_paint(struct acc_ground *g, const struct acc_shape *shape)
{
	/* A rule or a border is no background. */
	if (shape->x1 - shape->x0 < 3 || shape->y1 - shape->y0 < 3)
		return;
	/* What a whole opaque shape covers is never asked for again. */
	while (g->n > 0 && shape->is_whole && shape->alpha >= 1 && g->shapes[g->n - 1].x0 >= shape->x0 && g->shapes[g->n - 1].x1 <= shape->x1 &&
	    g->shapes[g->n - 1].y0 >= shape->y0 && g->shapes[g->n - 1].y1 <= shape->y1)
		g->n--;
	if (g->n == SHAPES_MAX)
		return;
	if (g->n == g->cap) {
		g->cap = g->cap > 0 ? 2 * g->cap : 64;
		g->shapes = mem_realloc(g->shapes, g->cap, sizeof(*g->shapes));
	}
	g->shapes[g->n++] = *shape;
}

struct acc_color
acc_blend(const struct acc_color *below, const struct acc_color *above, double alpha)
{
	if (alpha >= 1)
		return *above;
	return (struct acc_color){.r = below->r + (above->r - below->r) * alpha,
	    .g = below->g + (above->g - below->g) * alpha,
	    .b = below->b + (above->b - below->b) * alpha,
	    .is_known = below->is_known && above->is_known};
}

struct acc_color
acc_behind(struct acc *c, const struct acc_ground *g, double x, double y)
{
	struct acc_color color = {.r = 1, .g = 1, .b = 1, .is_known = true};

	/* More than was allowed for: not known. */
	if (c->work < g->n)
		return (struct acc_color){.is_known = false};
	c->work -= g->n;
	for (size_t i = 0; i < g->n; i++) {
		const struct acc_shape *s = &g->shapes[i];

		if (x < s->x0 || x > s->x1 || y < s->y0 || y > s->y1)
			continue;
		color = acc_blend(&color, &s->color, s->alpha);
		color.is_known &= s->is_whole;
	}
	return color;
}

static double
linear(double v)
{
	v = v < 0 ? 0 : v > 1 ? 1 : v;
	return v <= 0.03928 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double
luminance(const struct acc_color *c)
{
	return 0.2126 * linear(c->r) + 0.7152 * linear(c->g) + 0.0722 * linear(c->b);
}

double
acc_contrast(const struct acc_color *a, const struct acc_color *b)
{
	double x = luminance(a), y = luminance(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}
