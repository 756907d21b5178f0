#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "render/ren_cairo.h"
#include "render/ren_rsvg.h"

struct entry {
	const struct image *image;
	cairo_surface_t *surface; /* PNG, JPEG; or */
	RsvgHandle *svg;
	cairo_surface_t *recording; /* of an SVG that came again, in units of 1/RECORDING pt */
	unsigned draws;
};

/* Filters and masks of an SVG become pixels at this many a point, and paths keep that much more of their precision. */
#define RECORDING 4

/* A report may have a chart a page: so many parsed SVGs are kept for a second time. */
#define OPEN_SVGS 16

struct ren_images {
	uint32_t opened[OPEN_SVGS]; /* serials + 1 of the SVGs that were opened last */
	size_t n_opened;            /* ever */
	struct ctx *cx;
	enum jpeg_mode jpeg;
	struct entry *entries; /* by image->serial */
	size_t n;
	const struct ren_rsvg *rsvg; /* NULL until it is needed */
};

static void
free_images(void *p)
{
	struct ren_images *im = p;

	for (size_t i = 0; i < im->n; i++) {
		cairo_surface_destroy(im->entries[i].surface);
		cairo_surface_destroy(im->entries[i].recording);
		if (im->entries[i].svg != NULL)
			im->rsvg->g_object_unref(im->entries[i].svg);
	}
	free(im->entries);
}

struct ren_images *
ren_images_new(struct ctx *cx, enum jpeg_mode jpeg)
{
	struct ren_images *im = arena_zalloc(cx->arena, sizeof(*im));

	im->cx = cx;
	im->jpeg = jpeg;
	arena_defer(cx->arena, free_images, im);
	return im;
}

static enum rc
damaged(struct ren_images *im, const struct image *image, struct span at, const char *why)
{
	return diag_at(im->cx, DIAG_IMAGE_DATA, at, "%s: %s", image->name, why);
}

/* Lets every picture be one object of the PDF, however often it is drawn. */
static void
set_unique_id(cairo_surface_t *s, const struct image *image)
{
	char id[32];
	int n = snprintf(id, sizeof(id), "picture-%u", image->serial);
	unsigned char *copy = mem_alloc((size_t)n);

	memcpy(copy, id, (size_t)n);
	if (cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_UNIQUE_ID, copy, (unsigned long)n, free, copy) !=
	    CAIRO_STATUS_SUCCESS)
		free(copy);
}

/* cairo wants colours multiplied by alpha; libpng's simple interface gives 8-bit sRGB that is not. */
static void
premultiply(uint32_t *px, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t p = px[i], a = p >> 24;

		if (a == 255)
			continue;
		uint32_t r = (p >> 16 & 0xff) * a + 127, g = (p >> 8 & 0xff) * a + 127, b = (p & 0xff) * a + 127;

		px[i] = a << 24 | r / 255 << 16 | g / 255 << 8 | b / 255;
	}
}

static enum rc
decode_png(struct ren_images *im, struct entry *e, struct span at)
{
	const struct image *image = e->image;
	png_image png = {.version = PNG_IMAGE_VERSION};
	bool alpha, ok;

	if (!png_image_begin_read_from_memory(&png, image->bytes, image->len))
		return damaged(im, image, at, png.message);
	if (png.width != image->px_w || png.height != image->px_h) {
		png_image_free(&png);
		return damaged(im, image, at, "the header changed");
	}
	alpha = (png.format & PNG_FORMAT_FLAG_ALPHA) != 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	png.format = PNG_FORMAT_BGRA;
#else
	png.format = PNG_FORMAT_ARGB;
#endif
	e->surface = cairo_image_surface_create(
	    alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, (int)png.width, (int)png.height);
	if (cairo_surface_status(e->surface) != CAIRO_STATUS_SUCCESS) {
		png_image_free(&png);
		return ren_cairo_status(im->cx, cairo_surface_status(e->surface));
	}
	cairo_surface_flush(e->surface);
	ok = png_image_finish_read(&png, NULL, cairo_image_surface_get_data(e->surface),
	    cairo_image_surface_get_stride(e->surface), NULL);
	if (!ok)
		return damaged(im, image, at, png.message);
	if (alpha)
		premultiply((uint32_t *)(void *)cairo_image_surface_get_data(e->surface),
		    (size_t)png.width * png.height);
	cairo_surface_mark_dirty(e->surface);
	set_unique_id(e->surface, image);
	return RC_OK;
}

/* The pixels of this surface are never touched, so they take no memory: cairo writes the file's own bytes. */
static enum rc
embed_jpeg(struct ren_images *im, struct entry *e)
{
	const struct image *image = e->image;

	e->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)image->px_w, (int)image->px_h);
	TRY(ren_cairo_status(im->cx, cairo_surface_status(e->surface)));
	TRY(ren_cairo_status(im->cx,
	    cairo_surface_set_mime_data(e->surface, CAIRO_MIME_TYPE_JPEG, (const unsigned char *)image->bytes,
		image->len, NULL, NULL)));
	set_unique_id(e->surface, image);
	return RC_OK;
}

static void
copy_row(uint32_t *out, const guchar *in, int width, int channels)
{
	for (int x = 0; x < width; x++, in += channels)
		out[x] = 0xff000000u | (uint32_t)in[0] << 16 | (uint32_t)in[1] << 8 | in[2];
}

static enum rc
copy_pixbuf(struct ren_images *im, struct entry *e, GdkPixbuf *pixbuf, struct span at)
{
	int w = im->rsvg->gdk_pixbuf_get_width(pixbuf), h = im->rsvg->gdk_pixbuf_get_height(pixbuf), stride;
	unsigned char *data;

	if (w != (int)e->image->px_w || h != (int)e->image->px_h || im->rsvg->gdk_pixbuf_get_n_channels(pixbuf) < 3)
		return damaged(im, e->image, at, "it is not as large as its header says");
	e->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	TRY(ren_cairo_status(im->cx, cairo_surface_status(e->surface)));
	cairo_surface_flush(e->surface);
	data = cairo_image_surface_get_data(e->surface);
	stride = cairo_image_surface_get_stride(e->surface);
	for (int y = 0; y < h; y++)
		copy_row((uint32_t *)(void *)(data + (size_t)y * (size_t)stride),
		    im->rsvg->gdk_pixbuf_read_pixels(pixbuf) + (size_t)y * (size_t)im->rsvg->gdk_pixbuf_get_rowstride(pixbuf), w,
		    im->rsvg->gdk_pixbuf_get_n_channels(pixbuf));
	cairo_surface_mark_dirty(e->surface);
	return RC_OK;
}

static enum rc
decode_jpeg(struct ren_images *im, struct entry *e, struct span at)
{
	GError *error = NULL;
	GdkPixbufLoader *loader = im->rsvg->gdk_pixbuf_loader_new_with_mime_type("image/jpeg", &error);
	GdkPixbuf *pixbuf = NULL;
	enum rc rc;

	if (loader != NULL && im->rsvg->gdk_pixbuf_loader_write(loader, (const guchar *)e->image->bytes, e->image->len, &error) &&
	    im->rsvg->gdk_pixbuf_loader_close(loader, &error))
		pixbuf = im->rsvg->gdk_pixbuf_loader_get_pixbuf(loader);
	rc = pixbuf != NULL ? copy_pixbuf(im, e, pixbuf, at)
			    : damaged(im, e->image, at, error != NULL ? error->message : "no JPEG decoder");
	if (loader != NULL) {
		if (pixbuf == NULL) /* a loader must be closed before it goes */
			im->rsvg->gdk_pixbuf_loader_close(loader, NULL);
		im->rsvg->g_object_unref(loader);
	}
	g_clear_error(&error);
	return rc;
}

static void
make_room(struct ren_images *im, const struct image *image)
{
	uint32_t *slot = &im->opened[im->n_opened++ % OPEN_SVGS];
	struct entry *oldest = *slot != 0 ? &im->entries[*slot - 1] : NULL;

	*slot = image->serial + 1;
	if (oldest == NULL || oldest->svg == NULL)
		return;
	im->rsvg->g_object_unref(oldest->svg);
	oldest->svg = NULL;
	oldest->image = NULL; /* it is opened again when it comes again */
}

/* No base URL: whatever an SVG refers to outside of itself is not found (SECURITY.md). */
static enum rc
open_svg(struct ren_images *im, struct entry *e, struct span at)
{
	GError *error = NULL;

	make_room(im, e->image);
	e->svg = im->rsvg->rsvg_handle_new_from_data((const guint8 *)e->image->bytes, e->image->len, &error);
	if (e->svg == NULL) {
		enum rc rc = damaged(im, e->image, at, error != NULL ? error->message : "librsvg refused it");

		g_clear_error(&error);
		return rc;
	}
	im->rsvg->rsvg_handle_set_dpi(e->svg, 96);
	return RC_OK;
}

static enum rc
need_rsvg(struct ren_images *im)
{
	return im->rsvg != NULL ? RC_OK : ren_rsvg_load(im->cx, &im->rsvg);
}

static enum rc
load(struct ren_images *im, struct entry *e, struct span at)
{
	switch (e->image->kind) {
	case IMAGE_PNG:
		return decode_png(im, e, at);
	case IMAGE_JPEG:
		if (im->jpeg == JPEG_EMBED)
			return embed_jpeg(im, e);
		TRY(need_rsvg(im));
		return decode_jpeg(im, e, at);
	default:
		TRY(need_rsvg(im));
		return open_svg(im, e, at);
	}
}

static enum rc
entry_of(struct ren_images *im, const struct image *image, struct span at, struct entry **entry)
{
	if (image->serial >= im->n) {
		size_t n = (size_t)image->serial + 16;

		im->entries = mem_realloc(im->entries, n, sizeof(*im->entries));
		for (size_t i = im->n; i < n; i++)
			im->entries[i] = (struct entry){0};
		im->n = n;
	}
	*entry = &im->entries[image->serial];
	if ((*entry)->image != NULL || (*entry)->recording != NULL)
		return RC_OK;
	(*entry)->image = image;
	return load(im, *entry, at);
}

static enum rc
render_svg(struct ren_images *im, cairo_t *cr, const double rect[4], struct entry *e, struct span at)
{
	RsvgRectangle viewport = {rect[0], rect[1], rect[2], rect[3]};
	GError *error = NULL;
	enum rc rc = RC_OK;

	if (!im->rsvg->rsvg_handle_render_document(e->svg, cr, &viewport, &error))
		rc = damaged(im, e->image, at, error != NULL ? error->message : "librsvg could not draw it");
	g_clear_error(&error);
	return rc;
}

static enum rc
record_svg(struct ren_images *im, struct entry *e, struct span at)
{
	double rect[4] = {0, 0, mpt_to_pt(e->image->w) * RECORDING, mpt_to_pt(e->image->h) * RECORDING};
	cairo_rectangle_t extents = {0, 0, rect[2], rect[3]};
	cairo_t *cr;
	enum rc rc;

	e->recording = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
	set_unique_id(e->recording, e->image);
	cr = cairo_create(e->recording);
	rc = render_svg(im, cr, rect, e, at);
	cairo_destroy(cr);
	return rc;
}

/*
 * The first time an SVG is drawn straight onto the page. When it comes again (a logo, a symbol in every row) it is recorded: one object
 * of the PDF that every further place refers to.
 */
static enum rc
draw_svg(struct ren_images *im, cairo_t *cr, const double rect[4], struct entry *e, const struct image *image, struct span at)
{
	if (e->draws++ == 0 || im->jpeg != JPEG_EMBED)
		return render_svg(im, cr, rect, e, at);
	if (e->recording == NULL)
		TRY(record_svg(im, e, at));
	cairo_translate(cr, rect[0], rect[1]);
	cairo_scale(cr, rect[2] / (mpt_to_pt(image->w) * RECORDING), rect[3] / (mpt_to_pt(image->h) * RECORDING));
	cairo_set_source_surface(cr, e->recording, 0, 0);
	cairo_paint(cr);
	return RC_OK;
}

enum rc
ren_image_draw(struct ren_images *im, cairo_t *cr, const double rect[4], const struct image *image,
    struct span at)
{
	struct entry *e;

	TRY(entry_of(im, image, at, &e));
	if (image->kind == IMAGE_SVG)
		return draw_svg(im, cr, rect, e, image, at);
	cairo_translate(cr, rect[0], rect[1]);
	cairo_scale(cr, rect[2] / image->px_w, rect[3] / image->px_h);
	cairo_set_source_surface(cr, e->surface, 0, 0);
	/* Otherwise the edge pixels of a scaled picture fade into nothing. */
	cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
	cairo_rectangle(cr, 0, 0, image->px_w, image->px_h);
	cairo_fill(cr);
	return RC_OK;
}
