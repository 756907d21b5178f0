#pragma once
/*
 * area.h - finished pages: the contract between layout and render.
 *
 * Model (XSL 1.1 chapter 4). A page is a tree of areas. An area's (x, y) is the top left corner of its CONTENT
 * rectangle, relative to the top left corner of its parent's content rectangle; y grows downwards; (w, h) is the
 * content rectangle. Borders and padding lie outside it, in `box`. A reference area that is turned or clipped
 * has `ref`: its children live in the turned coordinate system.
 *
 * Everything carries `fo` (what generated it: role, language, alternative text, id) and through it a span. The fragments of one
 * object on several pages have the same fo; `is_first` and `is_last` say which.
 *
 * Pages are pulled (lay_next_page), drawn, freed. A page is handed out when nothing on it is open: page-number-citations
 * are filled in.
 */
#include "base/units.h"
#include "fo/fo.h"
#include "layout/font.h"

enum area_kind {
	AREA_REGION, /* viewport and reference area of a region; children are blocks */
	AREA_BLOCK,  /* block, list, table, cell ...: which is said by fo->elem */
	AREA_LINE,  /* .line */
	AREA_INLINE, /* inline with traits of its own (background, border, role, link) */
	AREA_TEXT,   /* .text */
	AREA_LEADER, /* .leader */
	AREA_IMAGE,  /* .image */
	AREA_RULE,   /* .rule: a filled rectangle that is no content (change bar, text decoration) */
};

/* In areas top, right, bottom, left, whatever the writing mode: who makes areas in rl-tb exchanges start and end. */
enum area_side { SIDE_BEFORE, SIDE_END, SIDE_AFTER, SIDE_START };

struct area_border {
	mpt width;          /* 0: none. With collapsed borders the half that belongs to this area */
	enum fo_enum style; /* FV_SOLID ... */
	uint32_t color;     /* 0xRRGGBBAA */
};

struct area_box {
	struct area_border border[4]; /* by area_side */
	mpt padding[4];
	uint32_t background;          /* 0xRRGGBBAA, AA 0: none */
	const struct image *image;    /* background-image or NULL */
	enum fo_enum image_repeat;
	mpt image_x, image_y;         /* offset of the first tile from the padding rectangle, and */
	int32_t image_x_pct, image_y_pct; /* [1/1,000,000] of what the rectangle is larger than the picture: area_image_place() */
	bool collapsed;               /* each border is drawn whole, centred on the box's outer edge (the grid line) */
	uint8_t tied;                 /* collapsed, bits by area_side: the neighbour's line won although this object asked for the
	                               * same in another colour; for dumps */
};

/* 7.8.5, 7.8.6: a percentage says which point of the picture lies on the same point of the padding rectangle. */
static inline mpt
area_image_place(mpt fixed, int32_t pct, mpt room, mpt size)
{
	return (mpt)(fixed + (int64_t)pct * (room - size) / 1000000);
}

struct area_ref {
	/* [degree] 0 90 180 270 counter-clockwise, as reference-orientation. x y w h of the area are in the parent's system; the
	 * children's origin is then the content rectangle's lower left (90), lower right (180) or upper right (270) corner. */
	int rotation;
	bool clip; /* overflow hidden: cut at the padding rectangle */
};

struct area_text {
	const struct glyph_run *run;
	mpt word_space;   /* added to each U+0020 and U+00A0 glyph (justification, word-spacing) */
	mpt baseline;     /* from the area's top */
	uint32_t color;
	bool hyphen;      /* its last glyph is a hyphen that the text does not contain */
};

struct area_leader {
	enum fo_enum pattern; /* FV_RULE FV_DOTS FV_SPACE FV_USE_CONTENT (children) */
	enum fo_enum rule_style;
	mpt thickness;
	mpt baseline;  /* from the area's top: a rule's centre, the baseline of dots */
	mpt dot_width;           /* period of the pattern */
	const struct glyph_run *dot;
	uint32_t color;
};

struct area_line {
	mpt baseline; /* from its top */
	mpt mirror;   /* text-align inside, outside: what x grows by on a page that is bound at its end edge */
};

struct area_rule {
	uint32_t color;
	enum fo_enum style; /* FV_SOLID FV_DOTTED FV_DASHED FV_DOUBLE */
	bool vertical;
};

struct area {
	enum area_kind kind;
	bool is_first, is_last; /* fragment of fo */
	bool is_artifact;       /* furniture, repeated header: not content */
	uint8_t bidi;           /* line, text, leader: 1 + its embedding level (UAX 9); 0: the paragraph has one direction only */
	mpt x, y, w, h;
	struct area *first, *last, *next; /* last: NULL without children */
	const struct fo_node *fo; /* NULL: anonymous (line, wrapper block) */
	const struct area_box *box; /* NULL: no border, padding, background */
	const struct area_ref *ref; /* NULL: not a reference area that turns or clips */
	mpt space_before, space_after; /* [mpt] resolved, for dumps; already in y; of a line: half-leading, part of h */
	mpt start_indent, end_indent;  /* for dumps */
	union {
		struct area_text text;
		struct area_line line;
		struct area_leader leader;
		const struct image *image;
		struct area_rule rule;
	};
};

/* A decoded or vector picture; made by layout/lay_image.c, drawn by the devices. */
enum image_kind { IMAGE_PNG, IMAGE_JPEG, IMAGE_SVG };
struct image {
	enum image_kind kind;
	const char *name;       /* for messages and documents */
	const char *bytes;      /* the file; SVG: serialised; GIF: made a PNG */
	size_t len;
	mpt w, h;               /* [mpt] intrinsic size */
	uint32_t px_w, px_h;    /* [px] PNG, JPEG */
	uint32_t serial;        /* the same picture is the same object: devices cache by it */
};

struct page_link { /* one rectangle of a link */
	mpt x, y, w, h;         /* on the page */
	const char *uri;        /* external; or */
	const char *dest;       /* internal: an id */
	const struct fo_node *fo; /* the basic-link */
};

struct page_dest { /* where an id begins */
	const char *id;
	mpt x, y;
};

struct page {
	unsigned number; /* physical, from 1 */
	unsigned folio;    /* its page number, which initial-page-number sets */
	const char *label; /* the same, formatted */
	mpt w, h;
	const char *master_name;
	const struct fo_node *sequence; /* the fo:page-sequence */
	struct area *first;  /* regions, in drawing order */
	const struct page_link *links;
	size_t n_links;
	const struct page_dest *dests;
	size_t n_dests;
	struct arena *arena; /* everything above; yours to free with lay_page_free */
};

struct lay;

struct lay_opts {
	const char *const *font_dirs; /* besides the program's own */
	size_t n_font_dirs;
	bool image_boxes; /* a picture that is missing or refused is a marked box and a warning, not an error */
};

MUST_CHECK enum rc lay_open(struct ctx *cx, const struct fo_tree *tree, const struct lay_opts *o, struct lay **lay);
/* The next finished page, or NULL after the last one. Of a tree in pieces: the one before must be free by now, its objects go. */
MUST_CHECK enum rc lay_next_page(struct lay *lay, struct page **page);
void lay_page_free(struct page *page);
unsigned lay_page_of(const struct lay *lay, const char *id); /* physical page of an id, 0: unknown; after the last page */
void lay_close(struct lay *lay);

void area_dump(const struct page *page, struct buf *out); /* golden form */

/*
 * The area tree as Apache FOP writes it (fop -at), for its layout cases: fop_dump.c. Zeroed to begin with; pages in order,
 * then the end.
 */
struct fop_dump {
	const struct fo_tree *tree;
	const struct fo_node *sequence; /* of the last page; NULL before the first */
};
void fop_dump_page(struct fop_dump *d, const struct page *page, struct buf *out);
void fop_dump_end(struct fop_dump *d, const struct lay *lay, struct buf *out);
