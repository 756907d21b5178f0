#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <stdio.h>

#include "render/svg.h"

/* What a glyph without ink has instead of an id. */
#define BLANK UINT32_MAX
/* So many dots of a leader are one thing. */
#define DOTS 10

struct pen {
	struct buf *b;
	bool open;
};

static void
put_point(struct pen *p, const char *op, const FT_Vector *v)
{
	buf_printf(p->b, "%s%ld %ld", op, v->x, v->y);
}

static int
move_to(const FT_Vector *to, void *user)
{
	struct pen *p = user;

	if (p->open)
		buf_putc(p->b, 'z');
	p->open = true;
	put_point(p, "M", to);
	return 0;
}

static int
line_to(const FT_Vector *to, void *user)
{
	put_point(user, "L", to);
	return 0;
}

static int
conic_to(const FT_Vector *c, const FT_Vector *to, void *user)
{
	put_point(user, "Q", c);
	put_point(user, " ", to);
	return 0;
}

static int
cubic_to(const FT_Vector *a, const FT_Vector *b, const FT_Vector *to, void *user)
{
	put_point(user, "C", a);
	put_point(user, " ", b);
	put_point(user, " ", to);
	return 0;
}

/* An outline in font units, y upwards; nothing for a blank. False: nothing to see. */
static bool
put_path(struct buf *out, const struct font *font, uint32_t glyph)
{
	static const FT_Outline_Funcs funcs = {
	    .move_to = move_to, .line_to = line_to, .conic_to = conic_to, .cubic_to = cubic_to};
	FT_Face face = font_face_ft(font->face);
	struct pen pen = {out, false};

	if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
	    face->glyph->format != FT_GLYPH_FORMAT_OUTLINE || face->glyph->outline.n_points == 0)
		return false;
	FT_Outline_Decompose(&face->glyph->outline, &funcs, &pen);
	if (pen.open)
		buf_putc(out, 'z');
	return true;
}

/* The id of a glyph's outline on this page, 0 for a blank one. */
static unsigned
glyph_id(struct svg *s, const struct font *font, uint32_t glyph)
{
	struct buf path = {0};
	char key[64];
	bool fresh;
	unsigned id;

	snprintf(key, sizeof(key), "g%p/%u", (const void *)font->face, glyph);
	id = svg_id(s, key, &fresh);
	if (!fresh)
		return id == BLANK ? 0 : id;
	if (put_path(&path, font, glyph)) {
		buf_printf(&s->defs, "<path id=\"_%u\" d=\"%s\"/>\n", id, buf_str(&path));
	} else {
		map_set(s->names, key, (void *)(uintptr_t)BLANK);
		id = 0;
	}
	buf_free(&path);
	return id;
}

/* [mpt] to font units of a font. */
static double
units(const struct font *font, mpt v)
{
	return (double)v * ((FT_Face)font_face_ft(font->face))->units_per_EM / font->size;
}

static void
put_use(struct buf *b, unsigned id, double x, double y)
{
	buf_printf(b, "<use xlink:href=\"#_%u\"", id);
	if (x >= 0.5 || x <= -0.5)
		buf_printf(b, " x=\"%.0f\"", x);
	if (y >= 0.5 || y <= -0.5)
		buf_printf(b, " y=\"%.0f\"", y);
	buf_puts(b, "/>");
}

/* at: [mpt] from the origin of the group. */
static void
put_run(struct svg *s, struct buf *b, const struct dev_text *t, mpt at, bool only_hyphen)
{
	const struct glyph_run *run = t->run;

	for (uint32_t i = 0; i < run->n; i++) {
		const struct glyph *g = &run->glyphs[i];

		if (!only_hyphen || g->cluster >= run->text_len) {
			unsigned id = glyph_id(s, run->font, g->id);

			if (id != 0)
				put_use(b, id, units(run->font, at + g->dx), units(run->font, g->dy));
		}
		at += svg_run_advance(t, g);
	}
}

/* Do the next ones stand at the same distance, as dots of a leader do? */
static bool
is_row(const struct svg_piece *p, size_t n)
{
	if (n < DOTS || p[0].text.word_space != 0)
		return false;
	for (size_t i = 1; i < DOTS; i++)
		if (p[i].text.run != p->text.run || p[i].text.x - p[i - 1].text.x != p[1].text.x - p[0].text.x)
			return false;
	return true;
}

/* Ten dots, defined once. */
static unsigned
row_id(struct svg *s, const struct svg_piece *p)
{
	struct buf dots = {0};
	char key[64];
	bool fresh;
	unsigned id;

	snprintf(key, sizeof(key), "d%p/%d", (const void *)p->text.run, p[1].text.x - p->text.x);
	id = svg_id(s, key, &fresh);
	if (!fresh)
		return id;
	for (size_t i = 0; i < DOTS; i++)
		put_run(s, &dots, &p[i].text, p[i].text.x - p->text.x, false);
	buf_printf(&s->defs, "<g id=\"_%u\">%s</g>\n", id, buf_str(&dots));
	buf_free(&dots);
	return id;
}

void
svg_outline(struct svg *s, struct buf *b, const struct svg_piece *p, size_t n, bool only_hyphen)
{
	const struct font *font = p->text.run->font;
	double scale = 1 / units(font, MPT_PT);
	mpt x0 = p->text.x;

	buf_puts(b, "<g");
	svg_put_color(b, "fill", p->color);
	if (font->synth_bold) {
		svg_put_color(b, "stroke", p->color);
		buf_printf(b, " stroke-width=\"%.0f\"", units(font, font->size / 30));
	}
	buf_printf(b, " transform=\"matrix(%.6g 0 %.6g %.6g", scale, font->synth_italic ? 0.2126 * scale : 0, -scale);
	svg_put(b, " ", x0);
	svg_put(b, " ", p->baseline);
	buf_puts(b, ")\">");
	for (size_t i = 0; i < n; i++) {
		if (is_row(p + i, n - i)) {
			put_use(b, row_id(s, p + i), units(font, p[i].text.x - x0), 0);
			i += DOTS - 1;
		} else {
			put_run(s, b, &p[i].text, p[i].text.x - x0, only_hyphen);
		}
	}
	buf_puts(b, "</g>\n");
}
