/*
 * dev_look.c - a page as operators of a PDF content stream that need no resources: glyphs are outlines.
 *
 * For what is seen in a signature field: the file is written and may not get fonts any more. One page, y upwards from its lower left
 * corner; no links, no pictures, no transparency. cairo only turns glyphs into curves, at a scale at which its fixed-point
 * numbers lose nothing.
 */
#include <math.h>
#include <stdlib.h>

#include "base/ctx.h"
#include "render/ren_cairo.h"

#define SCALE 64.0 /* cairo's paths have 8 binary places */

struct look {
	struct dev d;
	cairo_surface_t *surface;
	cairo_t *cr;
	struct ren_fonts *fonts;
	struct drawn_file file;
	struct buf *out; /* file.bytes */
	uint32_t color;
	bool has_color;
};

static void
free_look(void *p)
{
	struct look *l = p;

	cairo_destroy(l->cr);
	cairo_surface_destroy(l->surface);
	buf_free(&l->file.bytes);
}

static enum rc
look_open(struct ctx *cx, const struct dev_opts *o UNUSED, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct look *l = arena_zalloc(cx->arena, sizeof(*l));

	/* Unbounded: of glyphs beside a surface cairo gives no outline. */
	l->surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
	l->cr = cairo_create(l->surface);
	l->out = &l->file.bytes;
	l->file.suffix = "";
	arena_defer(cx->arena, free_look, l);
	l->fonts = ren_fonts_new(cx, SCALE);
	cairo_scale(l->cr, SCALE, SCALE);
	*d = &l->d;
	return ren_cairo_status(cx, cairo_status(l->cr));
}

/* ---- operators ------------------------------------------------------------------------------------------------------ */

/* Thousandths, as short as they can be, and a blank. */
static void
put(struct look *l, double v)
{
	long n = lround(v * 1000), digits = 3, rest = labs(n) % 1000;

	buf_printf(l->out, "%s%ld", n < 0 ? "-" : "", labs(n) / 1000);
	for (; digits > 0 && rest % 10 == 0; rest /= 10)
		digits--;
	if (digits > 0)
		buf_printf(l->out, ".%0*ld", (int)digits, rest);
	buf_putc(l->out, ' ');
}

static void
put_op(struct look *l, const double *v, size_t n, const char *op)
{
	for (size_t i = 0; i < n; i++)
		put(l, v[i]);
	buf_puts(l->out, op);
	buf_putc(l->out, '\n');
}

static void
set_color(struct look *l, uint32_t color)
{
	const double rgb[3] = {(color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0, (color >> 8 & 0xff) / 255.0};

	if (l->has_color && l->color == color)
		return;
	put_op(l, rgb, 3, "rg");
	l->color = color;
	l->has_color = true;
}

static enum rc
look_page_begin(struct dev *d, const struct page *page)
{
	struct look *l = (struct look *)d;

	put_op(l, (const double[]){1, 0, 0, -1, 0, mpt_to_pt(page->h)}, 6, "cm");
	return RC_OK;
}

static enum rc
look_page_end(struct dev *d)
{
	struct look *l = (struct look *)d;

	return ren_cairo_status(d->cx, cairo_status(l->cr));
}

static void
look_push(struct dev *d, const struct dev_frame *f)
{
	static const double turn[4][4] = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
	struct look *l = (struct look *)d;
	const double *t = turn[f->rotation / 90];

	buf_puts(l->out, "q\n");
	if (f->clip != NULL)
		put_op(l, (const double[]){mpt_to_pt(f->clip[0]), mpt_to_pt(f->clip[1]), mpt_to_pt(f->clip[2]), mpt_to_pt(f->clip[3])}, 4, "re W n");
	put_op(l, (const double[]){t[0], t[1], t[2], t[3], mpt_to_pt(f->x), mpt_to_pt(f->y)}, 6, "cm");
}

static void
look_pop(struct dev *d)
{
	struct look *l = (struct look *)d;

	buf_puts(l->out, "Q\n");
	l->has_color = false;
}

/* ---- what is drawn --------------------------------------------------------------------------------------------------- */

/* The outline of what lies in cairo's path. */
static void
put_path(struct look *l)
{
	static const struct {
		int points;
		const char *op;
	} ops[] = {[CAIRO_PATH_MOVE_TO] = {1, "m"}, [CAIRO_PATH_LINE_TO] = {1, "l"}, [CAIRO_PATH_CURVE_TO] = {3, "c"}, [CAIRO_PATH_CLOSE_PATH] = {0, "h"}};
	cairo_path_t *path = cairo_copy_path(l->cr);
	bool any = false;

	for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
		const cairo_path_data_t *p = &path->data[i];
		double v[6];

		/* A closed path leaves a point behind that nothing is drawn from. */
		if (p->header.type == CAIRO_PATH_MOVE_TO && (i + p->header.length == path->num_data || path->data[i + p->header.length].header.type == CAIRO_PATH_MOVE_TO))
			continue;
		for (int k = 0; k < ops[p->header.type].points; k++) {
			v[2 * k] = p[k + 1].point.x;
			v[2 * k + 1] = p[k + 1].point.y;
		}
		put_op(l, v, 2 * (size_t)ops[p->header.type].points, ops[p->header.type].op);
		any = true;
	}
	cairo_path_destroy(path);
	if (any)
		buf_puts(l->out, "f\n");
}

/* Lines are not justified here, so words have no room added. */
static void
look_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color)
{
	struct look *l = (struct look *)d;

	set_color(l, color);
	ren_font_set(l->fonts, l->cr, pieces[0].run->font, FONT_UPRIGHT);
	cairo_new_path(l->cr);
	for (size_t i = 0; i < n; i++) {
		mpt x = pieces[i].x;

		for (uint32_t k = 0; k < pieces[i].run->n; k++) {
			const struct glyph *g = &pieces[i].run->glyphs[k];
			const cairo_glyph_t one = {g->id, (x + g->dx) / 1000.0, (baseline - g->dy) / 1000.0};

			cairo_glyph_path(l->cr, &one, 1);
			x += g->advance;
		}
	}
	put_path(l);
	cairo_new_path(l->cr);
}

static void
look_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	struct look *l = (struct look *)d;

	set_color(l, color);
	put_op(l, (const double[]){mpt_to_pt(x), mpt_to_pt(y), mpt_to_pt(w), mpt_to_pt(h)}, 4, "re f");
}

static void
look_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color)
{
	struct look *l = (struct look *)d;

	set_color(l, color);
	for (size_t i = 0; i < n; i++)
		put_op(l, (const double[]){mpt_to_pt(points[i][0]), mpt_to_pt(points[i][1])}, 2, i == 0 ? "m" : "l");
	buf_puts(l->out, "f\n");
}

/* As a filled bar: all rules here are solid. */
static void
look_stroke(struct dev *d, const struct dev_stroke *s)
{
	mpt half = s->width / 2, w = s->x1 - s->x0, h = s->y1 - s->y0;

	if (w == 0)
		look_rect(d, s->x0 - half, s->y0, s->width, h, s->color);
	else
		look_rect(d, s->x0, s->y0 - half, w, s->width, s->color);
}

static enum rc
look_image(struct dev *d UNUSED, mpt x UNUSED, mpt y UNUSED, mpt w UNUSED, mpt h UNUSED, const struct image *image UNUSED, struct span at UNUSED)
{
	return RC_OK;
}

static enum rc
look_close(struct dev *d, const struct dev_outline *outline UNUSED, size_t n UNUSED, struct drawn *out)
{
	struct look *l = (struct look *)d;

	*out = (struct drawn){.format = "look", .files = &l->file, .n = 1};
	return RC_OK;
}

const struct dev_ops dev_look = {
    .name = "look",
    .open = look_open,
    .page_begin = look_page_begin,
    .page_end = look_page_end,
    .push = look_push,
    .pop = look_pop,
    .text = look_text,
    .rect = look_rect,
    .polygon = look_polygon,
    .stroke = look_stroke,
    .image = look_image,
    .close = look_close,
};
