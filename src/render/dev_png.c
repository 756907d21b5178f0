/*
 * dev_png.c - pages as pictures, one file each, for previews and for tests of the eye.
 *
 * cairo writes pixels and nothing else; how large they are meant to be, what colours they are in and what the picture is called are put in
 * behind the header. Source: PNG, third edition (W3C 2025), 5.3, 11.3.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "render/ren_cairo.h"

struct png {
	struct ren_cairo c;
	double scale; /* [px/pt] */
	cairo_surface_t *surface;
	const char *label; /* of the page, or NULL */
	struct drawn_file *files;
	size_t n, cap;
};

/* [B] the signature and the IHDR chunk */
#define HEADER (8 + 25)

static void
free_png(void *p)
{
	struct png *png = p;

	cairo_surface_destroy(png->surface);
	for (size_t i = 0; i < png->n; i++)
		buf_free(&png->files[i].bytes);
	free(png->files);
}

static enum rc
png_open(struct ctx *cx, const struct dev_opts *o, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct png *png = arena_zalloc(cx->arena, sizeof(*png));

	png->scale = (o != NULL && o->dpi > 0 ? o->dpi : 96) / 72.0;
	arena_defer(cx->arena, free_png, png);
	ren_cairo_init(&png->c, cx, png->scale, JPEG_DECODE);
	*d = &png->c.d;
	return RC_OK;
}

static enum rc
png_page_begin(struct dev *d, const struct page *page)
{
	struct png *png = (struct png *)d;
	double w = ceil(mpt_to_pt(page->w) * png->scale - 0.01), h = ceil(mpt_to_pt(page->h) * png->scale - 0.01);
	cairo_t *cr;

	if (w > LIMIT_IMAGE_SIDE || h > LIMIT_IMAGE_SIDE || w * h > (double)LIMIT_IMAGE_PIXELS)
		return diag_at(d->cx, DIAG_PAGE_PIXELS, NO_SPAN, "page %u would be %.0f x %.0f px", page->number, w, h);
	png->label = page->label;
	png->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)w, (int)h);
	TRY(ren_cairo_status(d->cx, cairo_surface_status(png->surface)));
	cr = cairo_create(png->surface);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	cairo_scale(cr, png->scale, png->scale);
	ren_cairo_page(&png->c, cr, page->w, page->h);
	return RC_OK;
}

static cairo_status_t
take_bytes(void *closure, const unsigned char *data, unsigned int length)
{
	buf_add(closure, data, length);
	return CAIRO_STATUS_SUCCESS;
}

static void
put32(struct buf *b, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_putc(b, (char)(v >> shift));
}

/* ISO 3309, as in annex D. */
static uint32_t
crc_of(const char *p, size_t n)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < n; i++) {
		crc ^= (unsigned char)p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static void
put_chunk(struct buf *b, const char *type, const struct buf *data)
{
	size_t at;

	put32(b, (uint32_t)data->len);
	at = b->len;
	buf_puts(b, type);
	buf_add(b, buf_str(data), data->len);
	put32(b, crc_of(b->p + at, b->len - at));
}

/* A word of the file about itself, in UTF-8 (iTXt, not compressed). */
static void
put_text(struct buf *b, const char *key, const char *lang, const char *text, const char *more)
{
	struct buf data = {0};

	if (text == NULL || *text == '\0')
		return;
	buf_add(&data, key, strlen(key) + 1);
	buf_add(&data, "\0", 2);
	buf_add(&data, lang, strlen(lang) + 1);
	buf_putc(&data, '\0');
	buf_puts(&data, text);
	if (more != NULL)
		buf_printf(&data, ", %s", more);
	put_chunk(b, "iTXt", &data);
	buf_free(&data);
}

static void
put_about(const struct png *png, struct buf *b)
{
	const struct dev_meta *m = png->c.d.meta;
	const char *lang = m->lang != NULL ? m->lang : "";
	uint32_t a_metre = (uint32_t)lround(png->scale * 72 / 0.0254);
	struct buf data = {0};

	buf_putc(&data, '\0'); /* perceptual */
	put_chunk(b, "sRGB", &data);
	data.len = 0;
	put32(&data, a_metre);
	put32(&data, a_metre);
	buf_putc(&data, 1);
	put_chunk(b, "pHYs", &data);
	buf_free(&data);
	put_text(b, "Title", lang, m->title, png->label);
	put_text(b, "Author", lang, m->author, NULL);
	put_text(b, "Description", lang, m->subject, NULL);
	put_text(b, "Software", "", m->creator, NULL);
}

static enum rc
write_png(struct png *png, struct buf *out)
{
	struct buf pixels = {0};
	enum rc rc = ren_cairo_status(png->c.d.cx, cairo_surface_write_to_png_stream(png->surface, take_bytes, &pixels));

	if (rc == RC_OK) {
		buf_add(out, pixels.p, HEADER);
		put_about(png, out);
		buf_add(out, pixels.p + HEADER, pixels.len - HEADER);
	}
	buf_free(&pixels);
	return rc;
}

static enum rc
png_page_end(struct dev *d)
{
	struct png *png = (struct png *)d;
	struct drawn_file *f;

	if (png->n == png->cap) {
		png->cap = png->cap == 0 ? 16 : png->cap * 2;
		png->files = mem_realloc(png->files, png->cap, sizeof(*png->files));
	}
	f = &png->files[png->n++];
	*f = (struct drawn_file){.suffix = arena_printf(d->cx->arena, "-%03zu", png->n)};
	ren_cairo_flush(&png->c);
	TRY(ren_cairo_status(d->cx, cairo_status(png->c.cr)));
	cairo_destroy(png->c.cr);
	png->c.cr = NULL;
	TRY(write_png(png, &f->bytes));
	cairo_surface_destroy(png->surface);
	png->surface = NULL;
	return RC_OK;
}

static enum rc
png_close(struct dev *d, const struct dev_outline *outline UNUSED, size_t n UNUSED, struct drawn *out)
{
	struct png *png = (struct png *)d;

	if (png->n == 1)
		png->files[0].suffix = "";
	*out = (struct drawn){.format = "png", .files = png->files, .n = png->n};
	return RC_OK;
}

const struct dev_ops dev_png = {
    .name = "png",
    .title_first = true,
    .open = png_open,
    .page_begin = png_page_begin,
    .page_end = png_page_end,
    .push = ren_cairo_push,
    .pop = ren_cairo_pop,
    .text = ren_cairo_text,
    .rect = ren_cairo_rect,
    .polygon = ren_cairo_polygon,
    .stroke = ren_cairo_stroke,
    .image = ren_cairo_image,
    .close = png_close,
};
