#pragma once
/*
 * svg.h - inside the SVG device: a page while it is written.
 *
 *   dev_svg.c      the device: pages, graphics, files
 *   svg_text.c     paragraphs: text that can be selected, searched and read aloud, in reading order
 *   svg_run.c      which characters a font can be trusted with, which glyphs are drawn as outlines, and where each stands
 *   svg_font.c     fonts of a page: which character shows which glyph; the subsets, embedded
 *   svg_sfnt.c     a subset of a face as a font file with a character map of our own
 *   svg_outline.c  glyphs as outlines
 *   svg_image.c    pictures
 *   svg_figure.c   fonts for their text
 *   svg_tag.c      headings, lists, tables, figures and links, as ARIA says them
 *   svg_write.c    numbers, colours, base64
 *
 * Text. A browser shapes text by itself and would not do it as we did. So the embedded fonts have nothing to shape with: no ligatures,
 * no kerning, and a map of one character to one glyph; every character is put in its place. Where one character shows
 * different glyphs on a page (small capitals, the f of an "fi", forms of a language) there are several fonts of one face. Where that does not
 * hold (marks, joined and reordered scripts, text from right to left, slanted or emboldened faces) the glyphs are outlines
 * and the characters lie on them unseen: they can be selected, found and read aloud all the same.
 */
#include "base/map.h"
#include "render/ren_cairo.h"

struct svg_faces; /* svg_font.c: faces of the document, and the fonts that this page makes of them */

enum svg_style_kind { STYLE_FONT, STYLE_UNSEEN };

/* A piece of a line, kept until its paragraph is complete. */
struct svg_piece {
	struct dev_text text;
	mpt baseline;
	uint32_t color;
	const struct fo_node *fo;   /* the innermost object around it, or NULL */
	const struct fo_node *link; /* the basic-link around it, or NULL */
	bool ornament;              /* dots of a leader: seen, not read */
	bool outlined;
	uint32_t order, drawn; /* in reading order, as far as it is known; as it was drawn */
};

struct svg_para {
	struct svg_piece *pieces;
	size_t n, cap;
	struct buf under; /* what is drawn meanwhile: backgrounds, underlines, pictures in the line */
};

struct svg_tag {
	const struct fo_node *fo;
	const struct fo_node *row; /* of a table: whose row group is open, or NULL */
	const char *aria;          /* the role that its group has, or NULL */
	uint8_t closes;            /* groups to close */
	bool is_inline, is_table, is_leader, is_artifact, closes_link;
};

struct svg_link {
	struct page_link link;
	size_t page; /* index of the file */
};

struct svg {
	struct dev d;
	const char *stem;
	bool outlines; /* all text as outlines */
	struct svg_faces *faces;
	struct ren_images *images;
	/* of the page */
	struct buf head, styles, defs, body;
	struct arena *arena; /* names of glyphs, runs and styles */
	struct map *names;   /* "what" -> id within the page */
	unsigned n_ids;
	struct svg_para para;
	struct svg_tag *tags;
	size_t n_tags, cap_tags;
	const char *lang;
	/* all pages */
	struct buf *files; /* without addresses of links, the links that have no text, and the end */
	size_t n, cap;
	struct svg_link *links;
	size_t n_links, cap_links;
	struct map *targets; /* object and page -> its link + 1 */
	struct map *said;    /* the same -> something: there is an <a> around its text */
	struct map *dests;   /* id -> page index + 1 */
};

/* Stands where a link's address will be: NUL-free, and no character of XML. A key of `targets` and another one follow. */
#define SVG_HOLE '\x01'

/* ---- dev_svg.c ------------------------------------------------------------------------------------------------- */

/* The id of a thing that is defined once a page; *fresh says whether it still has to be. From 1. */
unsigned svg_id(struct svg *s, const char *key, bool *fresh);
/* Where graphics go now: the page, or under the paragraph that is being collected. */
struct buf *svg_ground(struct svg *s);

/* ---- svg_write.c ----------------------------------------------------------------------------------------------- */

void svg_put(struct buf *b, const char *before, mpt v); /* [mpt] as points, without the zeros at the end */
void svg_put_near(struct buf *b, mpt v);                /* the same to a hundredth of a point: places of characters */
void svg_put_color(struct buf *b, const char *attr, uint32_t color);
void svg_put_base64(struct buf *b, const char *bytes, size_t len);
void svg_put_uri(struct buf *b, const char *bytes, size_t len); /* RFC 3986, in an attribute: shorter for text */

/* ---- svg_outline.c --------------------------------------------------------------------------------------------- */

/*
 * Draws n pieces of one line, font and colour as outlines into b; with `only_hyphen` nothing but the hyphen that the text does
 * not have.
 */
void svg_outline(struct svg *s, struct buf *b, const struct svg_piece *p, size_t n, bool only_hyphen);

/* ---- svg_run.c ------------------------------------------------------------------------------------------------- */

/* A character at its place. */
struct svg_char {
	uint32_t c, glyph; /* glyph: 0 shows nothing (the rest of a ligature) */
	mpt x;
};

/* Is there a hyphen at the end of the run that its text does not have? */
bool svg_run_has_hyphen(const struct glyph_run *run);
/* [mpt] after a glyph: its advance and, after a space, what justification adds. */
mpt svg_run_advance(const struct dev_text *t, const struct glyph *g);
/* Can a font with one glyph a character show it? */
bool svg_run_is_plain(const struct glyph_run *run);
/*
 * The characters of a run that a reader has to have, in logical order, each with its place; invisible ones that say nothing
 * (soft hyphens, break opportunities) are left out. Returns how many; *chars is grown with mem_realloc.
 */
size_t svg_run_chars(const struct dev_text *t, struct svg_char **chars, size_t *cap);

/* ---- svg_font.c ------------------------------------------------------------------------------------------------ */

struct svg_faces *svg_faces_new(struct ctx *cx);
void svg_faces_page(struct svg_faces *f, struct arena *page); /* begins a page: no font is in use */
/* May the face be embedded, and can it? */
bool svg_face_is_usable(struct svg_faces *f, const struct font *font);
/*
 * The number of the page's font in which the character shows the glyph (0: nothing), from 1. Prefers `current`. 0: no font has room for it.
 */
unsigned svg_font_of(struct svg_faces *f, const struct font *font, unsigned current, uint32_t c, uint32_t glyph);
/* "f1,'Source Sans 3',sans-serif": CSS declarations of a font. */
void svg_font_css(struct svg_faces *f, unsigned number, struct buf *css);
/* All @font-face of the page. RC_FAIL: HarfBuzz could not make one (DRAWING). */
MUST_CHECK enum rc svg_fonts_embed(struct svg_faces *f, struct buf *css);

/* ---- svg_sfnt.c ------------------------------------------------------------------------------------------------ */

struct svg_pair {
	uint32_t c, glyph; /* a character and the glyph of the face that it shows */
};
/* NULL when HarfBuzz cannot; else a font file, *is_cff tells its kind. Pairs in ascending order of c. */
struct hb_face_t;
MUST_CHECK bool svg_sfnt(struct hb_face_t *face, const struct svg_pair *pairs, size_t n, struct buf *out, bool *is_cff);

/*
 * A font file with the glyphs of these characters and what they are shaped with: kerning, ligatures, marks. False when HarfBuzz
 * cannot.
 */
struct hb_set_t;
MUST_CHECK bool svg_sfnt_shaped(struct hb_face_t *face, const struct hb_set_t *chars, struct buf *out, bool *is_cff);

/* ---- svg_text.c ------------------------------------------------------------------------------------------------ */

void svg_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color);
/* The paragraph is complete: writes it. */
void svg_flush(struct svg *s);

/* ---- svg_image.c ----------------------------------------------------------------------------------------------- */

MUST_CHECK enum rc svg_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at);

/* ---- svg_figure.c ---------------------------------------------------------------------------------------------- */

/* The picture with the fonts of its text in it. False: they are not known for certain, and nothing was added. */
bool svg_figure_fonts(struct svg *s, const struct image *image, struct buf *out);

/* ---- svg_tag.c ------------------------------------------------------------------------------------------------- */

void svg_tag_begin(struct dev *d, const struct area *a);
void svg_tag_end(struct dev *d);
const struct fo_node *svg_inside(const struct svg *s);      /* the innermost object, or NULL */
const struct fo_node *svg_inside_link(const struct svg *s); /* the basic-link around, or NULL */
bool svg_is_ornament(const struct svg *s);
bool svg_is_in_picture(const struct svg *s);
const char *svg_lang_of(const struct svg *s, const struct fo_node *n); /* BCP 47, or NULL; of the page's arena */
void svg_put_hole(struct svg *s, struct buf *b, const struct fo_node *link); /* <a href=...> of a basic-link on this page */
void svg_link(struct dev *d, const struct page_link *link);
void svg_dest(struct dev *d, const struct page_dest *dest);
/* Fills in the addresses, and the links that have no text. */
void svg_finish_links(struct svg *s);
