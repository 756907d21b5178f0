#pragma once
/*
 * dev.h - what a back end must draw. Callers go through the wrappers, which check nesting.
 * Coordinates are mpt on the page, y downwards, unless a transform is pushed. dev_close may fail; nothing after it may.
 * Tags: every drawn thing lies in a tag or in an artifact; the PDF device leaves sentinels for the finisher.
 */
#include "layout/area.h"
#include "render/drawn.h"

struct dev;

#define DEV_NO_DATE INT64_MIN /* nothing says when: the file carries no date */

struct dev_meta {
	const char *title, *author, *subject, *keywords, *lang, *creator;
	int64_t date; /* [s] since 1970, UTC: from the source or SOURCE_DATE_EPOCH, never the clock; or DEV_NO_DATE */
};

struct dev_outline {
	int level; /* from 1 */
	const char *title;
	const char *dest; /* an id; or */
	const char *uri;
	bool open;
};

struct dev_opts {
	int dpi; /* PNG */
};

struct dev_ops {
	const char *name; /* as in --format */
	enum rc (*open)(struct dev *d, const struct dev_meta *meta);
	enum rc (*page_begin)(struct dev *d, const struct page *page);
	enum rc (*page_end)(struct dev *d);
	void (*tag_begin)(struct dev *d, const struct area *a); /* NULL: not tagged */
	void (*tag_end)(struct dev *d);
	void (*push)(struct dev *d, mpt x, mpt y, int rotation, const mpt clip[4]); /* clip: x y w h or NULL */
	void (*pop)(struct dev *d);
	void (*text)(struct dev *d, mpt x, mpt baseline, const struct glyph_run *run, mpt word_space, uint32_t color);
	void (*rect)(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color);
	void (*polygon)(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color);
	void (*stroke)(struct dev *d, mpt x0, mpt y0, mpt x1, mpt y1, mpt width, enum fo_enum style, uint32_t color);
	enum rc (*image)(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image);
	void (*link)(struct dev *d, const struct page_link *link);
	void (*dest)(struct dev *d, const struct page_dest *dest);
	enum rc (*close)(struct dev *d, const struct dev_outline *outline, size_t n, struct drawn *out);
};

extern const struct dev_ops dev_pdf, dev_svg, dev_png, dev_trace;
const struct dev_ops *dev_lookup(const char *format); /* NULL: no such format */

/* Draws all pages of a layout. The bytes in `out` live as long as cx. */
MUST_CHECK enum rc ren_draw(struct ctx *cx, struct lay *lay, const struct fo_tree *tree, const struct dev_ops *ops,
    const struct dev_opts *o, const struct dev_meta *meta, struct drawn *out);
