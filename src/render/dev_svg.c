/*
 * dev_svg.c - pages as SVG 1.1, one file each, written by ourselves.
 *
 * Nothing outside the file is needed: glyphs are outlines in font units, defined once a page; a run (mostly a word) is a group of
 * them, defined once too, because the words of a report repeat; a line is a group that scales and places its runs and
 * says its text to a screen reader. Links are rectangles on top. A link to another page needs the names of the files (dev_opts.stem).
 */
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/map.h"
#include "render/ren_cairo.h"

/* What a glyph or run without ink has instead of an id. */
#define BLANK UINT32_MAX

struct svg_link {
	struct page_link link;
	size_t page; /* index of the file */
};

struct svg {
	struct dev d;
	const char *stem;
	struct buf defs, body; /* of the page */
	struct arena *arena;   /* of the page: names of glyphs and runs */
	struct map *names;     /* "what" -> id within the page */
	unsigned n_ids;
	/* all pages */
	struct buf *files; /* up to and without the links and the end */
	size_t n, cap;
	struct svg_link *links;
	size_t n_links, cap_links;
	struct map *dests; /* id -> page index + 1 */
};

static void
free_svg(void *p)
{
	struct svg *s = p;

	buf_free(&s->defs);
	buf_free(&s->body);
	arena_free(s->arena);
	for (size_t i = 0; i < s->n; i++)
		buf_free(&s->files[i]);
	free(s->files);
	free(s->links);
}

/* [mpt] as points, without the zeros at the end. */
static void
put(struct buf *b, const char *before, mpt v)
{
	int64_t a = v < 0 ? -(int64_t)v : v;
	unsigned digits = (unsigned)(a % 1000), places = 3;

	buf_printf(b, "%s%s%d", before, v < 0 ? "-" : "", (int)(a / 1000));
	if (digits == 0)
		return;
	for (; digits % 10 == 0; digits /= 10)
		places--;
	buf_printf(b, ".%0*u", (int)places, digits);
}

static void
put_color(struct buf *b, const char *attr, uint32_t color)
{
	buf_printf(b, " %s=\"#%06x\"", attr, color >> 8);
	if ((color & 0xff) != 0xff)
		buf_printf(b, " %s-opacity=\"%.3g\"", attr, (color & 0xff) / 255.0);
}

/* The id of a thing that is defined once a page; *fresh says whether it still has to be. 0-based. */
static unsigned
id_of(struct svg *s, const char *key, bool *fresh)
{
	uintptr_t id = (uintptr_t)map_lookup(s->names, key);

	*fresh = id == 0;
	if (id == 0) {
		id = ++s->n_ids;
		map_set(s->names, key, (void *)id);
	}
	return (unsigned)id;
}

static enum rc
svg_open(struct ctx *cx, const struct dev_opts *o, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct svg *s = arena_zalloc(cx->arena, sizeof(*s));

	s->stem = o != NULL ? o->stem : NULL;
	s->dests = map_new(cx->arena);
	arena_defer(cx->arena, free_svg, s);
	*d = &s->d;
	return RC_OK;
}

static enum rc
svg_page_begin(struct dev *d, const struct page *page)
{
	struct svg *s = (struct svg *)d;
	struct buf *b = &s->defs;

	s->arena = arena_new();
	s->names = map_new(s->arena);
	s->n_ids = 0;
	s->body.len = s->defs.len = 0;
	buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
		    "xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
	put(b, " width=\"", page->w);
	put(b, "pt\" height=\"", page->h);
	put(b, "pt\" viewBox=\"0 0 ", page->w);
	put(b, " ", page->h);
	if (d->meta->lang != NULL && *d->meta->lang != '\0') {
		buf_puts(b, "\" xml:lang=\"");
		buf_xml(b, d->meta->lang);
	}
	buf_puts(b, "\">\n<title>");
	buf_xml(b, d->meta->title != NULL ? d->meta->title : "");
	buf_puts(b, d->meta->title != NULL && page->label != NULL ? ", " : "");
	buf_xml(b, page->label != NULL ? page->label : "");
	buf_puts(b, "</title>\n<defs>\n");
	put(&s->body, "<rect width=\"", page->w);
	put(&s->body, "\" height=\"", page->h);
	buf_puts(&s->body, "\" fill=\"#ffffff\"/>\n");
	return RC_OK;
}

static enum rc
svg_page_end(struct dev *d)
{
	struct svg *s = (struct svg *)d;
	struct buf *f;

	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? 16 : s->cap * 2;
		s->files = mem_realloc(s->files, s->cap, sizeof(*s->files));
	}
	f = &s->files[s->n++];
	*f = (struct buf){0};
	buf_add(f, s->defs.p, s->defs.len);
	buf_puts(f, "</defs>\n");
	buf_add(f, s->body.p, s->body.len);
	arena_free(s->arena);
	s->arena = NULL;
	return RC_OK;
}

static void
svg_push(struct dev *d, const struct dev_frame *f)
{
	static const char *const turn[4] = {"1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0"};
	struct svg *s = (struct svg *)d;

	buf_puts(&s->body, "<g");
	if (f->clip != NULL) {
		unsigned id = ++s->n_ids;

		buf_printf(&s->defs, "<clipPath id=\"_c%u\"><rect", id);
		put(&s->defs, " x=\"", f->clip[0]);
		put(&s->defs, "\" y=\"", f->clip[1]);
		put(&s->defs, "\" width=\"", f->clip[2]);
		put(&s->defs, "\" height=\"", f->clip[3]);
		buf_puts(&s->defs, "\"/></clipPath>\n");
		buf_printf(&s->body, " clip-path=\"url(#_c%u)\"", id);
	}
	buf_printf(&s->body, "><g transform=\"matrix(%s", turn[f->rotation / 90]);
	put(&s->body, " ", f->x);
	put(&s->body, " ", f->y);
	buf_puts(&s->body, ")\">\n");
}

static void
svg_pop(struct dev *d)
{
	buf_puts(&((struct svg *)d)->body, "</g></g>\n");
}

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
put_outline(struct buf *out, const struct font *font, uint32_t glyph)
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
	id = id_of(s, key, &fresh);
	if (!fresh)
		return id == BLANK ? 0 : id;
	if (put_outline(&path, font, glyph)) {
		buf_printf(&s->defs, "<path id=\"_g%u\" d=\"%s\"/>\n", id, buf_str(&path));
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

static bool
is_space(const struct glyph_run *run, uint32_t at)
{
	const char *t = run->text + at;

	return at < run->text_len && (t[0] == ' ' || (at + 1 < run->text_len && t[0] == '\xc2' && t[1] == '\xa0'));
}

/* The id of a run as a group of glyphs, 0 when nothing of it shows. */
static unsigned
run_id(struct svg *s, const struct dev_text *piece)
{
	const struct glyph_run *run = piece->run;
	struct buf group = {0};
	char key[64];
	bool fresh;
	unsigned id;
	mpt x = 0;

	snprintf(key, sizeof(key), "r%p/%d", (const void *)run, piece->word_space);
	id = id_of(s, key, &fresh);
	if (!fresh)
		return id == BLANK ? 0 : id;
	for (uint32_t i = 0; i < run->n; i++) {
		const struct glyph *g = &run->glyphs[i];
		unsigned gid = glyph_id(s, run->font, g->id);

		if (gid != 0) {
			buf_printf(&group, "<use xlink:href=\"#_g%u\" x=\"%.0f\"", gid, units(run->font, x + g->dx));
			if (g->dy != 0)
				buf_printf(&group, " y=\"%.0f\"", units(run->font, g->dy));
			buf_puts(&group, "/>");
		}
		x += g->advance + (is_space(run, g->cluster) ? piece->word_space : 0);
	}
	if (group.len > 0) {
		buf_printf(&s->defs, "<g id=\"_r%u\">%s</g>\n", id, buf_str(&group));
	} else {
		map_set(s->names, key, (void *)(uintptr_t)BLANK);
		id = 0;
	}
	buf_free(&group);
	return id;
}

static void
svg_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color)
{
	struct svg *s = (struct svg *)d;
	const struct font *font = pieces[0].run->font;
	struct buf *b = &s->body;
	double scale = 1 / units(font, MPT_PT);

	buf_puts(b, "<g role=\"img\" aria-label=\"");
	for (size_t i = 0; i < n; i++) {
		char *text = arena_strndup(s->arena, pieces[i].run->text, pieces[i].run->text_len);

		buf_xml(b, text);
	}
	buf_putc(b, '"');
	put_color(b, "fill", color);
	if (font->synth_bold) {
		put_color(b, "stroke", color);
		buf_printf(b, " stroke-width=\"%.0f\"", units(font, font->size / 30));
	}
	buf_printf(b, " transform=\"matrix(%.6g 0 %.6g %.6g", scale, font->synth_italic ? 0.2126 * scale : 0, -scale);
	put(b, " ", pieces[0].x);
	put(b, " ", baseline);
	buf_puts(b, ")\">");
	for (size_t i = 0; i < n; i++) {
		unsigned id = run_id(s, &pieces[i]);
		double x = units(font, pieces[i].x - pieces[0].x);

		if (id == 0)
			continue;
		buf_printf(b, "<use xlink:href=\"#_r%u\"", id);
		if (x != 0)
			buf_printf(b, " x=\"%.0f\"", x);
		buf_puts(b, "/>");
	}
	buf_puts(b, "</g>\n");
}

static void
svg_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	struct buf *b = &((struct svg *)d)->body;

	put(b, "<rect x=\"", x);
	put(b, "\" y=\"", y);
	put(b, "\" width=\"", w);
	put(b, "\" height=\"", h);
	buf_putc(b, '"');
	put_color(b, "fill", color);
	buf_puts(b, "/>\n");
}

static void
svg_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color)
{
	struct buf *b = &((struct svg *)d)->body;

	buf_puts(b, "<polygon points=\"");
	for (size_t i = 0; i < n; i++) {
		put(b, i > 0 ? " " : "", points[i][0]);
		put(b, ",", points[i][1]);
	}
	buf_putc(b, '"');
	put_color(b, "fill", color);
	buf_puts(b, "/>\n");
}

static void
svg_stroke(struct dev *d, const struct dev_stroke *s)
{
	struct buf *b = &((struct svg *)d)->body;
	struct ren_dash dash = ren_dash_of(s);
	mpt dx = s->x0 == s->x1 ? 0 : (mpt)dash.inset, dy = s->x0 == s->x1 ? (mpt)dash.inset : 0;

	put(b, "<line x1=\"", s->x0 + dx);
	put(b, "\" y1=\"", s->y0 + dy);
	put(b, "\" x2=\"", s->x1 - dx);
	put(b, "\" y2=\"", s->y1 - dy);
	put(b, "\" stroke-width=\"", s->width);
	buf_putc(b, '"');
	put_color(b, "stroke", s->color);
	if (dash.off > 0)
		buf_printf(b, " stroke-dasharray=\"%.3f %.3f\"", dash.on / 1000, dash.off / 1000);
	if (dash.round)
		buf_puts(b, " stroke-linecap=\"round\"");
	buf_puts(b, "/>\n");
}

static void
put_base64(struct buf *b, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)bytes;

	for (size_t i = 0; i < len; i += 3) {
		uint32_t v = (uint32_t)p[i] << 16 | (i + 1 < len ? (uint32_t)p[i + 1] << 8 : 0) |
		    (i + 2 < len ? p[i + 2] : 0);
		char out[4] = {digits[v >> 18], digits[v >> 12 & 63], '=', '='};

		if (i + 1 < len)
			out[2] = digits[v >> 6 & 63];
		if (i + 2 < len)
			out[3] = digits[v & 63];
		buf_add(b, out, 4);
	}
}

static enum rc
svg_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at UNUSED)
{
	static const char *const types[] = {
	    [IMAGE_PNG] = "image/png", [IMAGE_JPEG] = "image/jpeg", [IMAGE_SVG] = "image/svg+xml"};
	struct svg *s = (struct svg *)d;
	char key[32];
	bool fresh;
	unsigned id;

	snprintf(key, sizeof(key), "p%u", image->serial);
	id = id_of(s, key, &fresh);
	if (fresh) { /* in a unit square: drawn in any size */
		buf_printf(&s->defs, "<image id=\"_p%u\" width=\"1\" height=\"1\" preserveAspectRatio=\"none\" "
				     "xlink:href=\"data:%s;base64,", id, types[image->kind]);
		put_base64(&s->defs, image->bytes, image->len);
		buf_puts(&s->defs, "\"/>\n");
	}
	buf_printf(&s->body, "<use xlink:href=\"#_p%u\"", id);
	put(&s->body, " transform=\"matrix(", w);
	put(&s->body, " 0 0 ", h);
	put(&s->body, " ", x);
	put(&s->body, " ", y);
	buf_puts(&s->body, ")\"/>\n");
	return RC_OK;
}

static void
svg_link(struct dev *d, const struct page_link *link)
{
	struct svg *s = (struct svg *)d;
	struct svg_link *l;

	if (s->n_links == s->cap_links) {
		s->cap_links = s->cap_links == 0 ? 64 : s->cap_links * 2;
		s->links = mem_realloc(s->links, s->cap_links, sizeof(*s->links));
	}
	l = &s->links[s->n_links++];
	*l = (struct svg_link){.link = *link, .page = s->n};
	/* The page's memory goes before the link is written. */
	l->link.uri = arena_strdup(d->cx->arena, link->uri);
	l->link.dest = arena_strdup(d->cx->arena, link->dest);
}

static void
svg_dest(struct dev *d, const struct page_dest *dest)
{
	struct svg *s = (struct svg *)d;

	if (map_lookup(s->dests, dest->id) != NULL)
		return;
	map_set(s->dests, dest->id, (void *)(uintptr_t)(s->n + 1));
	put(&s->body, "<g transform=\"translate(", dest->x);
	put(&s->body, " ", dest->y);
	buf_puts(&s->body, ")\" id=\"");
	buf_xml(&s->body, dest->id);
	buf_puts(&s->body, "\"/>\n");
}

static void
write_link(struct svg *s, const struct svg_link *l)
{
	struct buf *b = &s->files[l->page];
	size_t target = l->link.dest != NULL ? (size_t)(uintptr_t)map_lookup(s->dests, l->link.dest) : 0;

	if (l->link.uri == NULL && (target == 0 || (target != l->page + 1 && s->stem == NULL)))
		return;
	buf_puts(b, "<a xlink:href=\"");
	if (l->link.uri != NULL) {
		buf_xml(b, l->link.uri);
	} else {
		if (target != l->page + 1) {
			buf_xml(b, s->stem);
			buf_printf(b, "-%03zu.svg", target);
		}
		buf_putc(b, '#');
		buf_xml(b, l->link.dest);
	}
	put(b, "\"><rect fill=\"none\" pointer-events=\"all\" x=\"", l->link.x);
	put(b, "\" y=\"", l->link.y);
	put(b, "\" width=\"", l->link.w);
	put(b, "\" height=\"", l->link.h);
	buf_puts(b, "\"/></a>\n");
}

static enum rc
svg_close(struct dev *d, const struct dev_outline *outline UNUSED, size_t n UNUSED, struct drawn *out)
{
	struct svg *s = (struct svg *)d;

	for (size_t i = 0; i < s->n_links; i++)
		write_link(s, &s->links[i]);
	out->format = "svg";
	out->n = s->n;
	out->files = arena_zalloc(d->cx->arena, (s->n + 1) * sizeof(*out->files));
	for (size_t i = 0; i < s->n; i++) {
		buf_puts(&s->files[i], "</svg>\n");
		out->files[i].bytes = s->files[i];
		out->files[i].suffix = s->n == 1 ? "" : arena_printf(d->cx->arena, "-%03zu", i + 1);
	}
	return RC_OK;
}

const struct dev_ops dev_svg = {
    .name = "svg",
    .title_first = true,
    .open = svg_open,
    .page_begin = svg_page_begin,
    .page_end = svg_page_end,
    .push = svg_push,
    .pop = svg_pop,
    .text = svg_text,
    .rect = svg_rect,
    .polygon = svg_polygon,
    .stroke = svg_stroke,
    .image = svg_image,
    .link = svg_link,
    .dest = svg_dest,
    .close = svg_close,
};
