#pragma once
/*
 * dev.h - what a back end must draw.
 *
 * Callers go through the wrappers of dev.c, which check nesting; back ends are const tables. Coordinates are mpt on the page, y
 * downwards, in the system of the last dev_push. dev_close may fail; nothing after it may.
 *
 * Text comes as a whole line at a time: neighbouring runs of one font and colour on one baseline are one call, because a call,
 * not a glyph, is what costs in cairo.
 *
 * Tags: every drawn thing lies between tag_begin and tag_end of the area that made it, or in an artifact. A device that
 * does not tag leaves both NULL.
 */
#include "layout/area.h"
#include "render/drawn.h"

struct dev;

#define DEV_NO_DATE INT64_MIN /* nothing says when: the file carries no date */

struct dev_meta {
	const char *title, *author, *subject, *keywords, *lang, *creator; /* each may be NULL */
	int64_t date; /* [s] since 1970, UTC: from the source or SOURCE_DATE_EPOCH, never the clock; or DEV_NO_DATE */
};

struct dev_outline {
	int level; /* from 1; at most one more than the entry before */
	const char *title;
	const char *dest; /* an id; or */
	const char *uri;
	bool open;
};

/* SVG: text in fonts that the file embeds, or as outlines with the text unseen over them. */
enum dev_svg_text { DEV_FONTS, DEV_OUTLINES };

struct dev_opts {
	int dpi;          /* PNG; 0: 96 */
	const char *stem; /* SVG: name of the output without suffix, for links between the files; or NULL */
	enum dev_svg_text text;
};

/* A piece of a line of text: a run at its place. */
struct dev_text {
	const struct glyph_run *run;
	mpt x;          /* [mpt] of the origin of its first glyph */
	mpt word_space; /* [mpt] added to each U+0020 and U+00A0 glyph */
};

struct dev_stroke {
	mpt x0, y0, x1, y1; /* horizontal or vertical; the centre of the line */
	mpt width;
	enum fo_enum style; /* FV_SOLID FV_DASHED FV_DOTTED FV_DOUBLE; others are drawn solid */
	uint32_t color;     /* 0xRRGGBBAA */
};

/* Where children of an area live that is turned or clipped. */
struct dev_frame {
	const mpt *clip; /* x y w h in the system outside, or NULL */
	mpt x, y;        /* origin of the inner system, in the outer one */
	int rotation;    /* [degree] 0 90 180 270, counter-clockwise */
};

struct dev_ops {
	const char *name; /* as in --format */
	bool title_first; /* writes the title with the first page: the whole document must be read before */
	bool collects;    /* draws marks (dev_next_mark) and gets a drawn_doc; links and destinations go there, not to the device */
	enum rc (*open)(struct ctx *cx, const struct dev_opts *o, const struct dev_meta *meta, struct dev **d);
	enum rc (*page_begin)(struct dev *d, const struct page *page);
	enum rc (*page_end)(struct dev *d);
	void (*tag_begin)(struct dev *d, const struct area *a); /* NULL: not tagged */
	void (*tag_end)(struct dev *d);
	void (*push)(struct dev *d, const struct dev_frame *f);
	void (*pop)(struct dev *d);
	/* n pieces from left to right, all in the font of the first one. */
	void (*text)(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color);
	void (*rect)(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color);
	void (*polygon)(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color); /* non-zero winding */
	void (*stroke)(struct dev *d, const struct dev_stroke *s);
	/* RC_FAIL: the bytes cannot be decoded, reported at `at`. */
	enum rc (*image)(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at);
	/* On the page, whatever is pushed; NULL: not drawn. */
	void (*link)(struct dev *d, const struct page_link *link);
	void (*dest)(struct dev *d, const struct page_dest *dest);
	enum rc (*close)(struct dev *d, const struct dev_outline *outline, size_t n, struct drawn *out);
	void (*collected)(struct dev *d, const struct drawn_doc *doc, struct drawn *out); /* after close, or NULL */
};

/* The part every device starts with; its own state follows. In the arena of cx. */
struct dev {
	const struct dev_ops *ops;
	struct ctx *cx;
	const struct dev_opts *opts;
	const struct dev_meta *meta;
	const struct fo_tree *tree; /* set by ren_draw; may be NULL */
	struct ren_doc *doc;     /* what is collected, or NULL */
	struct drawn_mark now;   /* to what belongs what is drawn from here on; only of use with doc */
	struct drawn_mark drawn; /* and what was drawn last on this page */
	bool has_drawn;
	unsigned pages;      /* begun */
	unsigned tags, pushed; /* open on this page */
	bool in_page;
};

extern const struct dev_ops dev_pdf, dev_svg, dev_png, dev_trace, dev_tags;
extern const struct dev_ops dev_look; /* no format: one page for a signature field, see dev_look.c */
const struct dev_ops *dev_lookup(const char *format); /* NULL: no such format */

#define DEV_EMBEDDED "embedded-file:" /* of an address: behind it the name of an attachment */

/* The wrappers. dev_link drops what is neither http, https, mailto nor internal (LINK_SCHEME). */
MUST_CHECK enum rc dev_open(struct ctx *cx, const struct dev_ops *ops, const struct dev_opts *o,
    const struct dev_meta *meta, struct dev **d);
MUST_CHECK enum rc dev_page_begin(struct dev *d, const struct page *page);
MUST_CHECK enum rc dev_page_end(struct dev *d);
void dev_tag_begin(struct dev *d, const struct area *a);
void dev_tag_end(struct dev *d);
void dev_push(struct dev *d, const struct dev_frame *f);
void dev_pop(struct dev *d);
void dev_draw_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color);
void dev_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color);
void dev_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color);
void dev_draw_stroke(struct dev *d, const struct dev_stroke *s);
MUST_CHECK enum rc dev_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at);
void dev_link(struct dev *d, const struct page_link *link);
void dev_dest(struct dev *d, const struct page_dest *dest);
/*
 * For devices, before something is drawn: does a mark begin here? Then its index on the page.
 * Every mark that this returns must be drawn.
 */
bool dev_next_mark(struct dev *d, uint32_t *index);
/* Bytes in `out` live as long as cx. */
MUST_CHECK enum rc dev_close(struct dev *d, const struct dev_outline *outline, size_t n, struct drawn *out);

/* Is it an address a reader may be sent to: http, https or mailto, of printable ASCII? (SECURITY.md) */
bool dev_uri_is_safe(const char *uri);

/*
 * Draws all pages of a layout: pulls them, draws, frees. The bytes in `out` live as long as cx.
 *   meta  must live until the return; NULL fields are left out
 */
MUST_CHECK enum rc ren_draw(struct ctx *cx, struct lay *lay, const struct fo_tree *tree, const struct dev_ops *ops,
    const struct dev_opts *o, const struct dev_meta *meta, struct drawn *out);
