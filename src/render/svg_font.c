#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <hb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/str.h"
#include "render/svg.h"

#define BLOCK 256
#define BLOCKS (0x110000 / BLOCK)
/* Characters of one font: its map has 16 bits for its length. */
#define MAX_CHARS 4000
/* Fonts made of one face on one page: glyphs that one character may show there. */
#define MAX_FONTS 12

struct face {
	const struct font_face *face;
	hb_face_t *hb;
	bool usable;
	uint32_t blank; /* a glyph without ink: what shows nothing */
	const char *family;
	int weight;
	bool italic;
	unsigned fonts[MAX_FONTS]; /* of this page: numbers, from 1 */
	size_t n;
};

struct font_made {
	struct face *face;
	uint32_t *blocks[BLOCKS]; /* character -> glyph, UINT32_MAX: none yet */
	size_t chars;
};

struct svg_faces {
	struct ctx *cx;
	struct map *by_face; /* pointer -> struct face */
	struct arena *page;
	struct font_made **made;
	size_t n, cap;
};

static void
free_faces(void *p)
{
	struct svg_faces *f = p;

	for (size_t i = 0; i < map_count(f->by_face); i++)
		hb_face_destroy(((struct face *)map_value(f->by_face, i))->hb);
	free(f->made);
}

struct svg_faces *
svg_faces_new(struct ctx *cx)
{
	struct svg_faces *f = arena_zalloc(cx->arena, sizeof(*f));

	f->cx = cx;
	f->by_face = map_new(cx->arena);
	arena_defer(cx->arena, free_faces, f);
	return f;
}

void
svg_faces_page(struct svg_faces *f, struct arena *page)
{
	f->page = page;
	f->n = 0;
	for (size_t i = 0; i < map_count(f->by_face); i++)
		((struct face *)map_value(f->by_face, i))->n = 0;
}

/* ---- faces ------------------------------------------------------------------------------------------------------- */

/* Its licence lets it be embedded and subset (OS/2 fsType), and it is a file of one shape: no axes, no colours. */
static bool
is_embeddable(FT_Face ft)
{
	FT_UShort type = FT_Get_FSType_Flags(ft);
	bool restricted = (type & 0xe) == FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING;

	return FT_IS_SFNT(ft) && FT_IS_SCALABLE(ft) && !FT_HAS_MULTIPLE_MASTERS(ft) && !FT_HAS_COLOR(ft) && !restricted &&
	    (type & (FT_FSTYPE_NO_SUBSETTING | FT_FSTYPE_BITMAP_EMBEDDING_ONLY)) == 0;
}

/* Does HarfBuzz make a subset of it? Asked once, with a glyph that every font needs. */
static bool
is_divisible(const struct face *e)
{
	const struct svg_pair space = {' ', e->blank};
	struct buf out = {0};
	bool is_cff, ok = svg_sfnt(e->hb, &space, 1, &out, &is_cff);

	buf_free(&out);
	return ok;
}

/* A family as a CSS string: quotes and what ends a line or a style sheet is left out. */
static const char *
family_of(struct svg_faces *f, FT_Face ft)
{
	char *name = arena_strdup(f->cx->arena, ft->family_name != NULL ? ft->family_name : "");
	char *to = name;

	for (const char *s = name; *s != '\0'; s++)
		if (strchr("'\"\\<>&;{}", *s) == NULL && (unsigned char)*s >= ' ' && (unsigned char)*s < 0x7f)
			*to++ = *s;
	*to = '\0';
	return name;
}

static struct face *
open_face(struct svg_faces *f, const struct font_face *face)
{
	struct face *e = arena_zalloc(f->cx->arena, sizeof(*e));
	FT_Face ft = font_face_ft(face);
	const TT_OS2 *os2 = FT_Get_Sfnt_Table(ft, FT_SFNT_OS2);
	hb_blob_t *file = hb_blob_create_from_file(font_face_path(face));

	e->face = face;
	e->hb = hb_face_create(file, (unsigned)font_face_index(face) & 0xffff);
	hb_blob_destroy(file);
	e->blank = FT_Get_Char_Index(ft, ' ');
	e->family = family_of(f, ft);
	e->weight = os2 != NULL && os2->usWeightClass >= 1 && os2->usWeightClass <= 1000 ? os2->usWeightClass : 400;
	e->italic = (ft->style_flags & FT_STYLE_FLAG_ITALIC) != 0;
	e->usable = e->blank != 0 && is_embeddable(ft) && hb_face_get_glyph_count(e->hb) > 0 && is_divisible(e);
	return e;
}

static struct face *
face_of(struct svg_faces *f, const struct font *font)
{
	char key[32];
	struct face *e;

	snprintf(key, sizeof(key), "%p", (const void *)font->face);
	e = map_lookup(f->by_face, key);
	if (e == NULL) {
		e = open_face(f, font->face);
		map_set(f->by_face, key, e);
	}
	return e;
}

bool
svg_face_is_usable(struct svg_faces *f, const struct font *font)
{
	return !font->synth_bold && !font->synth_italic && face_of(f, font)->usable;
}

/* ---- fonts of a page --------------------------------------------------------------------------------------------- */

static unsigned
make_font(struct svg_faces *f, struct face *e)
{
	if (e->n == MAX_FONTS)
		return 0;
	if (f->n == f->cap) {
		f->cap = f->cap == 0 ? 16 : f->cap * 2;
		f->made = mem_realloc(f->made, f->cap, sizeof(*f->made));
	}
	f->made[f->n] = arena_zalloc(f->page, sizeof(struct font_made));
	f->made[f->n++]->face = e;
	e->fonts[e->n++] = (unsigned)f->n;
	return (unsigned)f->n;
}

static uint32_t *
slot_of(struct svg_faces *f, unsigned number, uint32_t c)
{
	struct font_made *m = f->made[number - 1];
	uint32_t **block = &m->blocks[c / BLOCK];

	if (*block == NULL) {
		*block = arena_alloc(f->page, BLOCK * sizeof(**block));
		memset(*block, 0xff, BLOCK * sizeof(**block));
	}
	return &(*block)[c % BLOCK];
}

static bool
has_room(struct svg_faces *f, unsigned number, uint32_t c)
{
	return f->made[number - 1]->chars < MAX_CHARS && *slot_of(f, number, c) == UINT32_MAX;
}

/* Where the character shows that glyph already, else where it shows nothing yet. */
static unsigned
choose(struct svg_faces *f, struct face *e, unsigned current, uint32_t c, uint32_t glyph)
{
	if (current != 0 && *slot_of(f, current, c) == glyph)
		return current;
	for (size_t i = 0; i < e->n; i++)
		if (*slot_of(f, e->fonts[i], c) == glyph)
			return e->fonts[i];
	if (current != 0 && has_room(f, current, c))
		return current;
	for (size_t i = 0; i < e->n; i++)
		if (has_room(f, e->fonts[i], c))
			return e->fonts[i];
	return make_font(f, e);
}

unsigned
svg_font_of(struct svg_faces *f, const struct font *font, unsigned current, uint32_t c, uint32_t glyph)
{
	struct face *e = face_of(f, font);
	unsigned number;

	if (glyph == 0)
		glyph = e->blank;
	if (current != 0 && f->made[current - 1]->face != e)
		current = 0;
	number = c < 0x110000 ? choose(f, e, current, c, glyph) : 0;
	if (number != 0 && *slot_of(f, number, c) != glyph) {
		*slot_of(f, number, c) = glyph;
		f->made[number - 1]->chars++;
	}
	return number;
}

void
svg_font_css(struct svg_faces *f, unsigned number, struct buf *css)
{
	const struct face *e = f->made[number - 1]->face;

	/* The names after our own are for programs that take no fonts from the file. */
	buf_printf(css, "font-family:f%u,'%s',sans-serif", number, e->family);
	if (e->weight != 400)
		buf_printf(css, ";font-weight:%d", e->weight);
	if (e->italic)
		buf_puts(css, ";font-style:italic");
}

static size_t
list_pairs(const struct font_made *m, struct svg_pair *pairs)
{
	size_t n = 0;

	for (uint32_t b = 0; b < BLOCKS; b++)
		for (uint32_t i = 0; m->blocks[b] != NULL && i < BLOCK; i++)
			if (m->blocks[b][i] != UINT32_MAX)
				pairs[n++] = (struct svg_pair){b * BLOCK + i, m->blocks[b][i]};
	return n;
}

static enum rc
embed(struct svg_faces *f, unsigned number, struct buf *css)
{
	const struct font_made *m = f->made[number - 1];
	struct svg_pair *pairs = mem_alloc((m->chars + 1) * sizeof(*pairs));
	size_t n = list_pairs(m, pairs);
	struct buf file = {0};
	bool is_cff, ok = svg_sfnt(m->face->hb, pairs, n, &file, &is_cff);

	if (ok) {
		buf_printf(css, "@font-face{font-family:f%u", number);
		if (m->face->weight != 400)
			buf_printf(css, ";font-weight:%d", m->face->weight);
		buf_printf(css, "%s;src:url(data:font/%s;base64,", m->face->italic ? ";font-style:italic" : "", is_cff ? "otf" : "ttf");
		svg_put_base64(css, file.p, file.len);
		buf_puts(css, ")}\n");
	}
	free(pairs);
	buf_free(&file);
	return ok ? RC_OK : diag_at(f->cx, DIAG_DRAWING, NO_SPAN, "%s cannot be embedded", font_face_name(m->face->face));
}

enum rc
svg_fonts_embed(struct svg_faces *f, struct buf *css)
{
	for (unsigned i = 1; i <= f->n; i++)
		TRY(embed(f, i, css));
	return RC_OK;
}
