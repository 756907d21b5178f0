#pragma once
/*
 * text.h - inside the text half of layout: from characters to shaped words.
 *
 * Model. fontconfig only lists what lies in our own folders (family, style, coverage); which face a style gets is decided here,
 * by the rules of CSS Fonts 3 section 5.2, so that no rule file and no host can change a line break. A *face set* is the list of faces
 * a style may use: the chosen face of each family in font-family, then the fall-back faces. A *shaper* is what HarfBuzz needs
 * besides characters: font, script, language, direction, features, letter-spacing. A word shaped by one
 * shaper is one immutable glyph_run; runs are cached by (shaper, bytes).
 *
 * Words are cut at spaces in every script: no font of a report kerns across a space, joining scripts do not join across one, and
 * the cache lives on it. Inside a word HarfBuzz sees everything, whatever the script.
 */
#include <hb.h>

#include "layout/lay.h"

struct lay_font { /* struct font is its first member: they are cast to each other */
	struct font font;
	hb_font_t *hb; /* the face's: positions are em units */
	int32_t scale; /* [1/65536 mpt a unit] */
	struct lay_font *next; /* of the same face */
};

struct lay_shaper {
	const struct lay_font *font;
	hb_script_t script;
	hb_language_t lang;
	mpt letter_spacing;
	bool rtl, small_caps;
	bool upper; /* small capitals of a face that has none: capitals, and font is smaller */
	uint32_t serial;
	struct lay_pairs *pairs; /* Latin without extras: words of known pairs; else NULL */
	mpt space;           /* advance of U+0020, letter-spacing included */
	uint32_t space_id;   /* its glyph */
	struct lay_shaper *next; /* same slot of the table of shapers */
};

#define LAY_SHAPERS 8
#define LAY_FAMILIES 16 /* of one font-family that are looked at */

/* What a style asks of a face besides its family. */
struct lay_wish {
	int weight;  /* 100..900 */
	int stretch; /* [%] of the normal width: 50..200 */
	bool italic;
};

/* The faces a style may use, best first. Interned by (font-family, weight, style, stretch). */
struct lay_face_set {
	const char *key;
	const struct font_face *faces[LAY_FAMILIES]; /* the document's families, then the generic one */
	size_t n;
	const char *missing;  /* the first choice, when nothing of the list is there; else NULL */
	const char *replaced; /* the first choice, when only a later one is there; else NULL */
	bool serif;           /* prefer serif faces when falling back */
	struct lay_wish wish;
};

/* What text needs of a fo_style; one a style. */
struct lay_text_style {
	const struct lay_face_set *set;
	mpt size;
	double aspect; /* font-size-adjust: x-height over em; 0: none */
	const struct lay_font *font; /* the first face: nominal font */
	hb_language_t lang;
	const char *language; /* BCP 47, "" for none */
	struct lay_shaper *shapers[LAY_SHAPERS]; /* those it used, oldest first; more are looked up each time */
	size_t n_shapers;
	struct lay_shaper *latin; /* nominal font, Latin, left to right */
	uint64_t ascii[2];   /* bit c: the nominal font has U+00c */
	mpt line_height;     /* [mpt] */
	mpt letter_spacing, word_spacing;
	uint32_t color;
	bool small_caps;
	hb_script_t script;  /* 7.10.3: what characters of no script are taken for until a letter comes; HB_SCRIPT_INVALID: auto */
};

/* ---- lay_font.c, lay_face.c ----------------------------------------------------------------------------------------- */

/*
 * Reads the font folders: cx->data_dir/fonts and o->font_dirs (o may be NULL). Before anything else of this header; lives as long as lay->arena.
 */
MUST_CHECK enum rc lay_fonts_init(struct lay *lay, const struct lay_opts *o);
/* Reads the fall-back faces now: before a picture with text of its own is drawn. */
void lay_fonts_complete(struct lay *lay);
/* Tells librsvg the files that were read so far, through fontconfig's current configuration. */
void lay_fonts_publish(struct lay *lay);

const struct lay_face_set *lay_face_set(struct lay *lay, const char *families, struct lay_wish wish, struct span at);
/* The face at a size, emboldened or slanted when the set asks for what the face is not. */
const struct lay_font *lay_font_at(struct lay *lay, const struct lay_face_set *set, const struct font_face *face, mpt size);
bool font_face_has(const struct font_face *f, uint32_t c);
/* Small capitals of its own, in any script: OpenType smcp. */
bool font_face_has_small_caps(const struct font_face *f);
/* The size at which the face's x-height is `aspect` of size (7.9.6). */
mpt font_face_adjusted(const struct font_face *f, double aspect, mpt size);
/* A face that has c (and mark, unless 0): the set's families first, then the fall-back faces; NULL when there is none. */
const struct font_face *lay_face_for(struct lay *lay, const struct lay_face_set *set, uint32_t c, uint32_t mark);

/* Em units to [mpt], rounded as HarfBuzz rounds. */
static inline mpt
lay_scale(const struct lay_font *f, int32_t units)
{
	return (mpt)(((int64_t)units * f->scale + 0x8000) >> 16);
}

/* ---- lay_shape.c ------------------------------------------------------------------------------------------------- */

void lay_shape_init(struct lay *lay);
/* The place of an object, or of the nearest one around it that has one. */
struct span lay_span_near(const struct fo_node *n);
struct lay_text_style *lay_text_style(struct lay *lay, const struct fo_node *n);
/* lay_text_style.c: the same, made anew. */
struct lay_text_style *lay_text_style_new(struct lay *lay, const struct fo_node *n);
/* upper: lower-case letters of small capitals, for a face without its own. */
struct lay_shaper *lay_shaper(struct lay *lay, struct lay_text_style *ts, const struct font_face *face, hb_script_t script,
    bool rtl, bool upper);
/*
 * Shapes one word. The run may be shared with others; it lives as long as lay, or as `a` when the cache is full or the word long.
 * run->text is a copy in the same place.
 */
const struct glyph_run *lay_shape(struct lay *lay, struct arena *a, const struct lay_shaper *s, const char *text,
    uint32_t len);
/* As lay_shape with a hyphen (c) after the text that is not in run->text; the hyphen's cluster is len. */
const struct glyph_run *lay_shape_hyphen(struct lay *lay, struct arena *a, const struct lay_shaper *s, const char *text,
    uint32_t len, uint32_t c);
/* Where a run may be cut without shaping again (HB_GLYPH_FLAG_UNSAFE_TO_BREAK): *w is the width before byte `at`. */
bool lay_run_cut(const struct glyph_run *run, uint32_t at, mpt *w);
size_t lay_shape_cached(const struct lay *lay); /* runs in the cache */
