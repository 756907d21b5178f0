#pragma once
/*
 * font.h - faces and shaped glyphs: what layout makes and the devices draw.
 * Faces come from the folders of the run only (private fontconfig); pango chooses, HarfBuzz shapes, FreeType
 * gives the outlines to cairo. No number here was rounded to pixels.
 */
#include "base/units.h"

struct font_face; /* a file and an index; one object a face and run */

/* A face at a size with metrics; interned: compare by pointer. */
struct font {
	const struct font_face *face;
	mpt size;                 /* [mpt] em */
	mpt ascent, descent;      /* both positive; hhea or OS/2 typo */
	mpt x_height, cap_height;
	mpt superscript, subscript; /* how far they are raised and lowered; 0: the font does not say */
	mpt underline_pos, underline_thick; /* pos: centre below the baseline, positive */
	mpt strike_pos, strike_thick;       /* pos: centre above the baseline, positive */
	bool synth_bold, synth_italic;      /* the family has no such face */
	uint32_t serial;
};

const char *font_face_path(const struct font_face *f);
int font_face_index(const struct font_face *f);
const char *font_face_name(const struct font_face *f); /* PostScript name */
void *font_face_ft(const struct font_face *f);         /* FT_Face, borrowed */

struct glyph {
	uint32_t id;       /* glyph index */
	uint32_t cluster;  /* [B] into glyph_run.text: start of its cluster */
	mpt advance;       /* [mpt] with letter-spacing, without justification */
	mpt dx, dy;        /* [mpt] offset; dy up */
};

/*
 * Shaped text in one font, direction, language and script. Immutable and shared: text areas and the run cache
 * point at the same one. Glyphs are in visual order; text in logical order.
 */
struct glyph_run {
	const struct font *font;
	const char *text; /* UTF-8 */
	uint32_t text_len;
	uint32_t n;       /* glyphs */
	const struct glyph *glyphs;
	mpt width;        /* sum of the advances */
	bool rtl;
	bool simple;      /* one glyph a character, in order: extraction needs no clusters */
	/* So that the lines of a paragraph can be put together again: */
	bool spaced;      /* white space stands before `text` in the paragraph */
	uint32_t at;      /* [B] of `text` in it */
	uint32_t para;    /* its number, from 1; 0: text of no paragraph (a page number, a dot) */
};
