#pragma once
/*
 * ren_cairo.h - what the PDF and the PNG device share: drawing on a cairo surface.
 *
 * State is set only when it changes: source colour, font, fill. Opaque rectangles of one colour that follow each other are one
 * path and one fill. Fonts are cairo faces by file (cairo keeps and shares them), scaled once for the system of the page;
 * in a turned system cairo scales them itself.
 */
#include <cairo.h>

#include "render/ren.h"

struct ren_fonts;  /* struct font -> cairo fonts */
struct ren_images; /* struct image -> what cairo or librsvg draws */

struct ren_cairo {
	struct dev d;
	cairo_t *cr; /* of the page; NULL between pages where pages are files of their own */
	struct ren_fonts *fonts;
	struct ren_images *images;
	uint32_t color; /* of the source */
	bool has_color;
	const struct font *font; /* set in cr, or NULL */
	unsigned turned;         /* pushed systems that turn: nesting depth at which the first one was pushed, or 0 */
	bool has_rects;          /* an unfilled path of rectangles in `color` waits */
	struct ren_clip {
		double x0, y0, x1, y1; /* of the page; empty when x1 <= x0 or y1 <= y0 */
	} *clips; /* around what is drawn: the page, then one a pushed system */
	size_t cap_clips;
	/* scratch, grown as needed */
	cairo_glyph_t *glyphs;
	cairo_text_cluster_t *clusters;
	size_t cap;
	struct buf text;
};

enum jpeg_mode { JPEG_EMBED, JPEG_DECODE };

/* Prepares the shared part; everything is freed with the arena of cx. scale: device units a point. */
void ren_cairo_init(struct ren_cairo *c, struct ctx *cx, double scale, enum jpeg_mode jpeg);
/* A fresh page of w and h [mpt]: forgets what was set. */
void ren_cairo_page(struct ren_cairo *c, cairo_t *cr, mpt w, mpt h);
void ren_cairo_flush(struct ren_cairo *c);             /* before anything that is not drawn here */

void ren_cairo_push(struct dev *d, const struct dev_frame *f);
void ren_cairo_pop(struct dev *d);
void ren_cairo_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color);
void ren_cairo_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color);
void ren_cairo_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color);
void ren_cairo_stroke(struct dev *d, const struct dev_stroke *s);
enum rc ren_cairo_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at);
/* What cairo says about a surface or context, as a diagnostic. */
enum rc ren_cairo_status(struct ctx *cx, cairo_status_t status);

/* A dash pattern that begins and ends well on this line. inset: [mpt] cut from both ends (half a dot). */
struct ren_dash {
	double on, off, inset; /* [mpt] */
	bool round;
};
struct ren_dash ren_dash_of(const struct dev_stroke *s);

/* ---- ren_font.c ------------------------------------------------------------------------------------------------ */

struct ren_fonts *ren_fonts_new(struct ctx *cx, double scale);
enum ren_font_system { FONT_UPRIGHT, FONT_TURNED };
void ren_font_set(struct ren_fonts *fonts, cairo_t *cr, const struct font *font, enum ren_font_system system);

/* ---- ren_image.c ----------------------------------------------------------------------------------------------- */

struct ren_images *ren_images_new(struct ctx *cx, enum jpeg_mode jpeg);
/* Draws into the unit of the caller's system: the picture fills x y w h [pt]. */
MUST_CHECK enum rc ren_image_draw(struct ren_images *images, cairo_t *cr, const double rect[4],
    const struct image *image, struct span at);
