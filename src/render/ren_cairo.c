#include "render/ren_cairo.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"

static void
free_scratch(void *p)
{
	struct ren_cairo *c = p;

	if (c->cr != NULL)
		cairo_destroy(c->cr);
	free(c->glyphs);
	free(c->clusters);
	free(c->clips);
	buf_free(&c->text);
}

void
ren_cairo_init(struct ren_cairo *c, struct ctx *cx, double scale, enum jpeg_mode jpeg)
{
	c->fonts = ren_fonts_new(cx, scale);
	c->images = ren_images_new(cx, jpeg);
	arena_defer(cx->arena, free_scratch, c);
}

static struct ren_clip *
clip_at(struct ren_cairo *c, size_t depth)
{
	if (depth >= c->cap_clips) {
		c->cap_clips = depth * 2 + 16;
		c->clips = mem_realloc(c->clips, c->cap_clips, sizeof(*c->clips));
	}
	return &c->clips[depth];
}

void
ren_cairo_page(struct ren_cairo *c, cairo_t *cr, mpt w, mpt h)
{
	*clip_at(c, 0) = (struct ren_clip){0, 0, mpt_to_pt(w), mpt_to_pt(h)};
	c->cr = cr;
	c->font = NULL;
	c->has_color = c->has_rects = false;
	c->turned = 0;
}

enum rc
ren_cairo_status(struct ctx *cx, cairo_status_t status)
{
	if (status == CAIRO_STATUS_SUCCESS)
		return RC_OK;
	if (status == CAIRO_STATUS_NO_MEMORY)
		mem_exhausted();
	return diag_at(cx, DIAG_DRAWING, NO_SPAN, "%s", cairo_status_to_string(status));
}

void
ren_cairo_flush(struct ren_cairo *c)
{
	if (c->has_rects)
		cairo_fill(c->cr);
	c->has_rects = false;
}

static void
set_color(struct ren_cairo *c, uint32_t color)
{
	if (c->has_color && c->color == color)
		return;
	ren_cairo_flush(c);
	cairo_set_source_rgba(c->cr, (color >> 24) / 255.0, (color >> 16 & 0xff) / 255.0,
	    (color >> 8 & 0xff) / 255.0, (color & 0xff) / 255.0);
	c->color = color;
	c->has_color = true;
}

/* ---- marks ----------------------------------------------------------------------------------------------------------- */

/* cairo's coordinates are multiples of this [pt]. */
#define FIXED (1.0 / 256)

static void
narrow_clip(struct ren_clip *c, cairo_t *cr, const mpt clip[4])
{
	double x0 = mpt_to_pt(clip[0]), y0 = mpt_to_pt(clip[1]), x1 = mpt_to_pt(clip[0] + clip[2]), y1 = mpt_to_pt(clip[1] + clip[3]);

	cairo_user_to_device(cr, &x0, &y0);
	cairo_user_to_device(cr, &x1, &y1);
	c->x0 = fmax(c->x0, fmin(x0, x1));
	c->y0 = fmax(c->y0, fmin(y0, y1));
	c->x1 = fmin(c->x1, fmax(x0, x1));
	c->y1 = fmin(c->y1, fmax(y0, y1));
}

/* Nothing drawn here can be seen; and a sentinel would be lost with it, of which the finisher must see every one. */
static bool
is_unseen(struct ren_cairo *c)
{
	const struct ren_clip *clip = &c->clips[c->d.pushed];

	return c->d.doc != NULL && (clip->x1 - clip->x0 < 4 * FIXED || clip->y1 - clip->y0 < 4 * FIXED);
}

/*
 * The sentinel of a mark: a rectangle in the colour at hand, 3/256 pt wide and (16 + index)/256 pt high, at a place within
 * the clip, square to the page. cairo writes it as "x y w h re f", whatever was pushed.
 */
static void
put_sentinel(struct ren_cairo *c, uint32_t index)
{
	const struct ren_clip *clip = &c->clips[c->d.pushed];
	double x = ceil(clip->x0 / FIXED) * FIXED, y = ceil(clip->y0 / FIXED) * FIXED;
	double h = (16 + (double)index) * FIXED;
	double at[4][2] = {{x, y}, {x + 3 * FIXED, y}, {x + 3 * FIXED, y + h}, {x, y + h}};

	cairo_new_path(c->cr);
	for (size_t i = 0; i < ARRAY_LEN(at); i++) {
		cairo_device_to_user(c->cr, &at[i][0], &at[i][1]);
		cairo_line_to(c->cr, at[i][0], at[i][1]);
	}
	cairo_close_path(c->cr);
	cairo_fill(c->cr);
}

/*
 * The first thing that is drawn on a page: all of it, in whole points, beyond which cairo would add a clip. The finisher takes it out as
 * it does sentinels. cairo gathers what it draws in a region of rectangles, which takes the longer the more there are; the first
 * one now holds all others (a page of table cells: 2 M instructions less).
 */
static void
put_opening(struct ren_cairo *c)
{
	const struct ren_clip *page = &c->clips[0];

	cairo_save(c->cr);
	cairo_reset_clip(c->cr);
	cairo_identity_matrix(c->cr);
	cairo_rectangle(c->cr, FIXED, FIXED, floor(page->x1) - 2 * FIXED, floor(page->y1) - 2 * FIXED);
	cairo_fill(c->cr);
	cairo_restore(c->cr);
}

static void
put_mark(struct ren_cairo *c, uint32_t index)
{
	if (index == 0)
		put_opening(c);
	put_sentinel(c, index);
}

/* With the source set to a colour; cairo draws nothing that is quite transparent. */
static void
begin_mark(struct ren_cairo *c)
{
	uint32_t index;

	if (!dev_next_mark(&c->d, &index))
		return;
	ren_cairo_flush(c);
	if ((c->color & 0xff) != 0) {
		put_mark(c, index);
		return;
	}
	cairo_save(c->cr);
	cairo_set_source_rgb(c->cr, 0, 0, 0);
	put_mark(c, index);
	cairo_restore(c->cr);
}

/* ---- drawing --------------------------------------------------------------------------------------------------------- */

void
ren_cairo_push(struct dev *d, const struct dev_frame *f)
{
	/* Exact, unlike cairo_rotate. y grows downwards, so counter-clockwise on the page is clockwise here. */
	static const double turn[4][4] = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
	struct ren_cairo *c = (struct ren_cairo *)d;
	const double *t = turn[f->rotation / 90];
	cairo_matrix_t m;

	ren_cairo_flush(c);
	cairo_save(c->cr);
	*clip_at(c, d->pushed) = c->clips[d->pushed - 1];
	if (f->clip != NULL) {
		narrow_clip(&c->clips[d->pushed], c->cr, f->clip);
		cairo_rectangle(c->cr, mpt_to_pt(f->clip[0]), mpt_to_pt(f->clip[1]), mpt_to_pt(f->clip[2]),
		    mpt_to_pt(f->clip[3]));
		cairo_clip(c->cr);
	}
	cairo_matrix_init(&m, t[0], t[1], t[2], t[3], mpt_to_pt(f->x), mpt_to_pt(f->y));
	cairo_transform(c->cr, &m);
	if (f->rotation != 0 && c->turned == 0)
		c->turned = d->pushed;
	c->font = NULL;
}

void
ren_cairo_pop(struct dev *d)
{
	struct ren_cairo *c = (struct ren_cairo *)d;

	ren_cairo_flush(c);
	cairo_restore(c->cr);
	if (d->pushed < c->turned)
		c->turned = 0;
	c->font = NULL;
	c->has_color = false;
}

static void
reserve(struct ren_cairo *c, size_t n)
{
	if (n <= c->cap)
		return;
	c->cap = n + n / 2 + 256;
	c->glyphs = mem_realloc(c->glyphs, c->cap, sizeof(*c->glyphs));
	c->clusters = mem_realloc(c->clusters, c->cap, sizeof(*c->clusters));
}

static bool
is_space(const struct glyph_run *run, uint32_t at)
{
	const char *s = run->text + at;

	return at < run->text_len &&
	    (s[0] == ' ' || (at + 1 < run->text_len && s[0] == '\xc2' && s[1] == '\xa0'));
}

/* Appends the glyphs of a run at their places. */
static void
put_glyphs(struct ren_cairo *c, size_t at, const struct dev_text *piece, mpt baseline)
{
	const struct glyph_run *run = piece->run;
	cairo_glyph_t *out = c->glyphs + at;
	mpt x = piece->x;

	for (uint32_t i = 0; i < run->n; i++) {
		const struct glyph *g = &run->glyphs[i];

		out[i].index = g->id;
		out[i].x = (x + g->dx) / 1000.0;
		out[i].y = (baseline - g->dy) / 1000.0;
		x += g->advance;
		if (piece->word_space != 0 && is_space(run, g->cluster))
			x += piece->word_space;
	}
}

/*
 * Appends the clusters of a run, in logical order: glyphs that share a start in the text, with the bytes up to the next start.
 * HarfBuzz's clusters rise in runs from left to right and fall in the others. Returns how many.
 */
static size_t
put_clusters(struct ren_cairo *c, size_t at, const struct glyph_run *run)
{
	cairo_text_cluster_t *out = c->clusters + at;
	uint32_t i = 0, text_at = 0;
	size_t n = 0;

	while (i < run->n) {
		uint32_t first = i, end;

		while (i < run->n && run->glyphs[run->rtl ? run->n - 1 - i : i].cluster ==
				run->glyphs[run->rtl ? run->n - 1 - first : first].cluster)
			i++;
		end = i == run->n ? run->text_len : run->glyphs[run->rtl ? run->n - 1 - i : i].cluster;
		if (end < text_at || end > run->text_len)
			end = text_at;
		out[n].num_glyphs = (int)(i - first);
		out[n++].num_bytes = (int)(end - text_at);
		text_at = end;
	}
	return n;
}

void
ren_cairo_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color)
{
	struct ren_cairo *c = (struct ren_cairo *)d;
	const struct font *font = pieces[0].run->font;
	size_t glyphs = 0, clusters = 0;

	if (is_unseen(c))
		return;
	set_color(c, color);
	ren_cairo_flush(c);
	begin_mark(c);
	if (c->font != font)
		ren_font_set(c->fonts, c->cr, font, c->turned > 0 ? FONT_TURNED : FONT_UPRIGHT);
	c->font = font;
	c->text.len = 0;
	for (size_t i = 0; i < n; i++) {
		const struct glyph_run *run = pieces[i].run;

		/* A visual order of several right-to-left runs has no logical one that cairo could take. */
		if (run->rtl && n > 1) {
			ren_cairo_text(d, &pieces[i], 1, baseline, color);
			continue;
		}
		reserve(c, glyphs + run->n);
		put_glyphs(c, glyphs, &pieces[i], baseline);
		clusters += put_clusters(c, clusters, run);
		glyphs += run->n;
		buf_add(&c->text, run->text, run->text_len);
	}
	if (glyphs > 0)
		cairo_show_text_glyphs(c->cr, buf_str(&c->text), (int)c->text.len, c->glyphs, (int)glyphs,
		    c->clusters, (int)clusters, pieces[0].run->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

/* A rule as thin as a sentinel must not be taken for one; nobody sees the difference. [mpt] 6/256 pt */
#define THINNEST 24

static mpt
thick_enough(const struct dev *d, mpt v)
{
	return d->doc != NULL && v > 0 && v < THINNEST ? THINNEST : v;
}

void
ren_cairo_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	struct ren_cairo *c = (struct ren_cairo *)d;

	if (is_unseen(c))
		return;
	set_color(c, color);
	begin_mark(c);
	w = thick_enough(d, w);
	h = thick_enough(d, h);
	cairo_rectangle(c->cr, mpt_to_pt(x), mpt_to_pt(y), mpt_to_pt(w), mpt_to_pt(h));
	c->has_rects = true;
	if ((color & 0xff) != 0xff) /* two of them over each other must show */
		ren_cairo_flush(c);
}

void
ren_cairo_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color)
{
	struct ren_cairo *c = (struct ren_cairo *)d;

	if (is_unseen(c))
		return;
	set_color(c, color);
	ren_cairo_flush(c);
	begin_mark(c);
	cairo_new_path(c->cr); /* a shown text leaves a current point, which the first corner would be joined to */
	for (size_t i = 0; i < n; i++)
		cairo_line_to(c->cr, mpt_to_pt(points[i][0]), mpt_to_pt(points[i][1]));
	cairo_close_path(c->cr);
	cairo_fill(c->cr);
}

struct ren_dash
ren_dash_of(const struct dev_stroke *s)
{
	double length = abs(s->x1 - s->x0) + abs(s->y1 - s->y0), w = s->width;
	struct ren_dash dash = {length, 0, 0, false};

	if (s->style == FV_DOTTED && length > 2 * w) {
		double gaps = round((length - w) / (2 * w));

		dash = (struct ren_dash){0, (length - w) / gaps, w / 2, true};
	} else if (s->style == FV_DASHED && length > 5 * w) {
		double n = round((length + 2 * w) / (5 * w)), unit = length / (5 * n - 2);

		dash = (struct ren_dash){3 * unit, 2 * unit, 0, false};
	}
	return dash;
}

void
ren_cairo_stroke(struct dev *d, const struct dev_stroke *s)
{
	struct ren_cairo *c = (struct ren_cairo *)d;
	struct ren_dash dash = ren_dash_of(s);
	double pattern[2] = {dash.on / 1000, dash.off / 1000}, inset = dash.inset / 1000;
	double dx = s->x0 == s->x1 ? 0 : inset, dy = s->x0 == s->x1 ? inset : 0;

	if (is_unseen(c))
		return;
	set_color(c, s->color);
	ren_cairo_flush(c);
	begin_mark(c);
	cairo_set_line_width(c->cr, mpt_to_pt(s->width));
	cairo_set_line_cap(c->cr, dash.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
	cairo_set_dash(c->cr, pattern, dash.off > 0 ? 2 : 0, 0);
	cairo_move_to(c->cr, mpt_to_pt(s->x0) + dx, mpt_to_pt(s->y0) + dy);
	cairo_line_to(c->cr, mpt_to_pt(s->x1) - dx, mpt_to_pt(s->y1) - dy);
	cairo_stroke(c->cr);
}

enum rc
ren_cairo_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at)
{
	struct ren_cairo *c = (struct ren_cairo *)d;
	double rect[4] = {mpt_to_pt(x), mpt_to_pt(y), mpt_to_pt(w), mpt_to_pt(h)};

	if (is_unseen(c))
		return RC_OK;
	if (d->doc != NULL) {
		set_color(c, 0x000000ff);
		begin_mark(c);
	}
	ren_cairo_flush(c);
	cairo_save(c->cr);
	TRY(ren_image_draw(c->images, c->cr, rect, image, at));
	cairo_restore(c->cr);
	c->has_color = false;
	c->font = NULL;
	return ren_cairo_status(d->cx, cairo_status(c->cr));
}
