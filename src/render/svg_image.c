/*
 * svg_image.c - pictures.
 *
 * Each is in the file once, in a unit square, and drawn in any size. An SVG with text in it would look for its fonts where the reader is: such
 * a picture is drawn by librsvg, as everywhere else, and becomes a picture of shapes; or it gets its fonts, where that is smaller. What cairo writes carries numbers that depend
 * on what it drew before, and more decimals than anybody can see: both are put right.
 */
#include <cairo-svg.h>
#include <stdio.h>
#include <string.h>

#include "base/ctx.h"
#include "render/svg.h"

/* Decimals of a coordinate in a path: a picture is drawn in points, or in quarters of them. */
#define DECIMALS 3

/* [B] Shapes of a symbol with a letter in it; more of them are weighed against fonts. */
#define SMALL 8000

static cairo_status_t
take_bytes(void *closure, const unsigned char *data, unsigned int length)
{
	buf_add(closure, data, length);
	return CAIRO_STATUS_SUCCESS;
}

/* Where the name at p ends, if p stands behind id=" or, with `is_use`, behind the # of #NAME" or #NAME). NULL: it does not. */
static const char *
name_end(const char *start, const char *p, bool is_use)
{
	bool is_id = p - start > 4 && memcmp(p - 4, "id=\"", 4) == 0 && (p[-5] == ' ' || p[-5] == '\n');
	const char *end = p + strcspn(p, "\"') <>");

	return (is_use ? p > start && p[-1] == '#' : is_id) && end > p && (*end == '"' || *end == ')') ? end : NULL;
}

/* "surface17" is what it is called after sixteen others; here it is "a1". */
static struct map *
list_ids(struct svg *s, const char *start)
{
	struct map *names = map_new(s->arena);

	for (const char *p = start, *end; (p = strstr(p, "id=\"")) != NULL; p += 4)
		if ((end = name_end(start, p + 4, false)) != NULL)
			map_set(names, arena_strndup(s->arena, p + 4, (size_t)(end - p - 4)), (void *)(uintptr_t)(map_count(names) + 1));
	return names;
}

/* Returns the end of the name, or p when it is none of ours (a colour). */
static const char *
rename_id(struct svg *s, const struct map *names, const char *p, const char *end, struct buf *out)
{
	uintptr_t n = (uintptr_t)map_lookup(names, arena_strndup(s->arena, p, (size_t)(end - p)));

	if (n == 0)
		return p;
	buf_printf(out, "a%u", (unsigned)n);
	return end;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Copies a path with fewer decimals (cut, not rounded: a thousandth of a point). Returns its end. */
static const char *
copy_path(const char *p, struct buf *out)
{
	for (; *p != '"' && *p != '\0'; p++) {
		const char *from = p;
		size_t keep;

		buf_putc(out, *p);
		if (*p != '.')
			continue;
		while (is_digit(p[1]))
			p++;
		keep = (size_t)(p - from) < DECIMALS ? (size_t)(p - from) : DECIMALS;
		while (keep > 0 && from[keep] == '0')
			keep--;
		if (keep == 0)
			out->len--;
		buf_add(out, from + 1, keep);
	}
	return p;
}

static void
put_right(struct svg *s, const struct buf *in, struct buf *out)
{
	const char *start = buf_str(in), *p = start, *end;
	struct map *names = list_ids(s, start);

	while (*p != '\0') {
		if ((end = name_end(start, p, false)) != NULL || (end = name_end(start, p, true)) != NULL)
			p = rename_id(s, names, p, end, out);
		if (p - start > 4 && memcmp(p - 4, " d=\"", 4) == 0)
			p = copy_path(p, out);
		if (*p != '\0')
			buf_putc(out, *p++);
	}
}

static enum rc
draw_shapes(struct svg *s, const struct image *image, struct span at, struct buf *out)
{
	const double rect[4] = {0, 0, mpt_to_pt(image->w), mpt_to_pt(image->h)};
	struct buf raw = {0};
	cairo_surface_t *surface = cairo_svg_surface_create_for_stream(take_bytes, &raw, rect[2], rect[3]);
	cairo_t *cr = cairo_create(surface);
	enum rc rc;

	if (s->images == NULL)
		s->images = ren_images_new(s->d.cx, JPEG_DECODE);
	rc = ren_image_draw(s->images, cr, rect, image, at);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (rc == RC_OK)
		rc = ren_cairo_status(s->d.cx, cairo_surface_status(surface));
	cairo_surface_destroy(surface);
	if (rc == RC_OK)
		put_right(s, &raw, out);
	buf_free(&raw);
	return rc;
}

static bool
has_text(const struct image *image)
{
	return image->kind == IMAGE_SVG && memmem(image->bytes, image->len, "text", 4) != NULL;
}

static enum rc
define(struct svg *s, const struct image *image, struct span at, unsigned id)
{
	static const char *const types[] = {
	    [IMAGE_PNG] = "image/png", [IMAGE_JPEG] = "image/jpeg", [IMAGE_SVG] = "image/svg+xml"};
	struct buf shapes = {0}, fonts = {0};
	bool drawn = has_text(image), shaped;

	if (drawn && draw_shapes(s, image, at, &shapes) != RC_OK) {
		buf_free(&shapes);
		return RC_FAIL;
	}
	shaped = drawn && !s->outlines && shapes.len > SMALL && svg_figure_fonts(s, image, &fonts) && fonts.len < shapes.len;
	buf_printf(&s->defs, "<image id=\"_%u\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" "
			     "xlink:href=\"data:%s%s,", id, types[image->kind], shaped ? "" : ";base64");
	if (shaped)
		svg_put_uri(&s->defs, fonts.p, fonts.len);
	else if (drawn)
		svg_put_base64(&s->defs, shapes.p, shapes.len);
	else
		svg_put_base64(&s->defs, image->bytes, image->len);
	buf_puts(&s->defs, "\"/>\n");
	buf_free(&fonts);
	buf_free(&shapes);
	return RC_OK;
}

enum rc
svg_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at)
{
	struct svg *s = (struct svg *)d;
	struct buf *b = svg_ground(s);
	char key[32];
	bool fresh;
	unsigned id;

	snprintf(key, sizeof(key), "p%u", image->serial);
	id = svg_id(s, key, &fresh);
	if (fresh)
		TRY(define(s, image, at, id));
	buf_printf(b, "<use xlink:href=\"#_%u\"", id);
	svg_put(b, " transform=\"matrix(", w);
	svg_put(b, " 0 0 ", h);
	svg_put(b, " ", x);
	svg_put(b, " ", y);
	buf_puts(b, ")\"/>\n");
	return RC_OK;
}
