#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/str.h"
#include "render/svg.h"

/* A paragraph while it is written. */
struct writer {
	struct svg *s;
	struct buf *b;
	struct buf places, text; /* of the tspan that is being collected */
	unsigned style;          /* of it */
	mpt baseline, told;      /* told: of the tspan before */
	bool has_told;
	const char *lang, *para_lang;
	const struct fo_node *link; /* whose <a> is open */
	struct svg_char *chars;
	size_t cap;
};

/* ---- collecting -------------------------------------------------------------------------------------------------- */

void
svg_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color)
{
	struct svg *s = (struct svg *)d;
	struct svg_para *p = &s->para;

	if (p->n + n > p->cap) {
		p->cap = (p->n + n) * 2;
		p->pieces = mem_realloc(p->pieces, p->cap, sizeof(*p->pieces));
	}
	for (size_t i = 0; i < n; i++)
		p->pieces[p->n++] = (struct svg_piece){
		    .text = pieces[i],
		    .baseline = baseline,
		    .color = color,
		    .fo = svg_inside(s),
		    .link = svg_inside_link(s),
		    .ornament = svg_is_ornament(s),
		};
}

/* Pieces whose text is part of one text are put in its order; others stay behind what they followed. */
static int
by_order(const void *a, const void *b)
{
	const struct svg_piece *p = a, *q = b;

	if (p->order != q->order)
		return p->order < q->order ? -1 : 1;
	return p->drawn < q->drawn ? -1 : p->drawn > q->drawn;
}

static void
put_in_reading_order(struct svg_para *p)
{
	size_t first = 0;
	uint32_t para = 0, order = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct glyph_run *run = p->pieces[i].text.run;

		if (run->para != 0 && para != 0 && run->para != para) {
			qsort(p->pieces + first, i - first, sizeof(*p->pieces), by_order);
			first = i;
		}
		if (run->para != 0) {
			para = run->para;
			order = run->at;
		}
		p->pieces[i].order = order;
		p->pieces[i].drawn = (uint32_t)i;
	}
	if (p->n > first)
		qsort(p->pieces + first, p->n - first, sizeof(*p->pieces), by_order);
}

/* ---- outlines ---------------------------------------------------------------------------------------------------- */

static bool
is_like(const struct svg_piece *a, const struct svg_piece *b)
{
	return a->text.run->font == b->text.run->font && a->baseline == b->baseline && a->color == b->color &&
	    a->outlined == b->outlined;
}

/* In drawing order, before the text: what is outlined, and hyphens. */
static void
put_outlines(struct svg *s)
{
	const struct svg_para *p = &s->para;

	for (size_t i = 0, k; i < p->n; i += k) {
		const struct svg_piece *first = &p->pieces[i];

		for (k = 1; first->outlined && i + k < p->n && is_like(first, first + k); k++)
			;
		if (first->outlined || svg_run_has_hyphen(first->text.run))
			svg_outline(s, &s->body, first, k, !first->outlined);
	}
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static bool
is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Scripts that are written without spaces: a new line says nothing. */
static bool
is_spaceless(const char *p, const char *end)
{
	uint32_t c = p < end ? utf8_next(&p, end) : 0;

	return (c >= 0x0e00 && c <= 0x0eff) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xf900 && c <= 0xfaff) ||
	    (c >= 0xff00 && c <= 0xffef) || (c >= 0x20000 && c <= 0x3ffff);
}

/* Is there white space between two pieces that neither of them has? */
static bool
is_apart(const struct svg_piece *a, const struct svg_piece *b)
{
	const struct glyph_run *p = a->text.run, *q = b->text.run;
	mpt left = a->text.x < b->text.x ? a->text.x + p->width : b->text.x + q->width;
	mpt right = a->text.x < b->text.x ? b->text.x : a->text.x;

	if ((p->text_len > 0 && is_white(p->text[p->text_len - 1])) || (q->text_len > 0 && is_white(q->text[0])))
		return false;
	if (p->para != 0 && p->para == q->para && q->at >= p->at + p->text_len && (q->spaced || q->at == p->at + p->text_len))
		return q->spaced;
	if (a->baseline != b->baseline && abs(a->baseline - b->baseline) > p->font->size / 2)
		return !svg_run_has_hyphen(p) && !is_spaceless(q->text, q->text + q->text_len);
	return right - left > p->font->size / 6;
}

/* ---- writing ----------------------------------------------------------------------------------------------------- */

/* The class of text in a font of the page, size and colour; font 0: unseen. */
static unsigned
style_of(struct svg *s, unsigned font, const struct svg_piece *p)
{
	mpt size = p->text.run->font->size;
	char key[64];
	bool fresh;
	unsigned id;

	snprintf(key, sizeof(key), "t%u/%d/%08x", font, size, font == 0 ? 0 : p->color);
	id = svg_id(s, key, &fresh);
	if (!fresh)
		return id;
	buf_printf(&s->styles, ".t%u{", id);
	if (font != 0)
		svg_font_css(s->faces, font, &s->styles);
	else
		buf_puts(&s->styles, "font-family:sans-serif;fill-opacity:0");
	svg_put(&s->styles, ";font-size:", size);
	buf_puts(&s->styles, "px");
	if (font != 0 && p->color != 0xff)
		buf_printf(&s->styles, ";fill:#%06x", p->color >> 8);
	if (font != 0 && (p->color & 0xff) != 0xff)
		buf_printf(&s->styles, ";fill-opacity:%.3g", (p->color & 0xff) / 255.0);
	buf_puts(&s->styles, "}\n");
	return id;
}

static void
end_span(struct writer *w)
{
	if (w->text.len == 0)
		return;
	buf_puts(w->b, "<tspan");
	if (w->places.len > 0)
		buf_printf(w->b, " x=\"%s\"", buf_str(&w->places));
	if (!w->has_told || w->told != w->baseline) {
		buf_puts(w->b, " y=\"");
		svg_put_near(w->b, w->baseline);
		buf_putc(w->b, '"');
	}
	buf_printf(w->b, " class=\"t%u\"", w->style);
	if (w->lang != NULL && !str_eq(w->lang, w->para_lang)) {
		buf_puts(w->b, " xml:lang=\"");
		buf_xml(w->b, w->lang);
		buf_putc(w->b, '"');
	}
	buf_puts(w->b, ">");
	buf_add(w->b, w->text.p, w->text.len);
	buf_puts(w->b, "</tspan>");
	w->has_told = true;
	w->told = w->baseline;
	w->text.len = w->places.len = 0;
}

static void
go_to_link(struct writer *w, const struct fo_node *link)
{
	if (link == w->link)
		return;
	end_span(w);
	if (w->link != NULL)
		buf_puts(w->b, "</a>");
	w->link = link;
	if (link != NULL)
		svg_put_hole(w->s, w->b, link);
}

static void
put_char(struct writer *w, unsigned style, const struct svg_char *c)
{
	char utf8[5] = {0};

	if (w->style != style || c->c > 0xffff)
		end_span(w);
	w->style = style;
	utf8_put(utf8, c->c);
	buf_xml(&w->text, utf8);
	if (w->places.len > 0)
		buf_putc(&w->places, ' ');
	svg_put_near(&w->places, c->x);
	/* Is it one place or, as UTF-16, two? Programs differ; alone it does not matter. */
	if (c->c > 0xffff)
		end_span(w);
}

static void
put_piece(struct writer *w, const struct svg_piece *p)
{
	const struct font *font = p->text.run->font;
	size_t n = svg_run_chars(&p->text, &w->chars, &w->cap);
	const char *lang = svg_lang_of(w->s, p->fo);
	unsigned in = 0;

	go_to_link(w, p->link);
	if (w->baseline != p->baseline || !str_eq(w->lang, lang))
		end_span(w);
	w->baseline = p->baseline;
	w->lang = lang;
	for (size_t i = 0; i < n; i++) {
		if (!p->outlined)
			in = svg_font_of(w->s->faces, font, in, w->chars[i].c, w->chars[i].glyph);
		put_char(w, style_of(w->s, in, p), &w->chars[i]);
	}
}

static void
put_text(struct svg *s)
{
	const struct svg_para *p = &s->para;
	struct writer w = {.s = s, .b = &s->body};
	const struct svg_piece *before = NULL;

	for (size_t i = 0; i < p->n; i++) {
		const struct svg_piece *piece = &p->pieces[i];

		if (piece->ornament)
			continue;
		if (before == NULL) {
			w.para_lang = svg_lang_of(s, piece->fo);
			buf_puts(w.b, "<text");
			if (w.para_lang != NULL && !str_eq(w.para_lang, s->lang)) {
				buf_puts(w.b, " xml:lang=\"");
				buf_xml(w.b, w.para_lang);
				buf_putc(w.b, '"');
			}
			buf_putc(w.b, '>');
		} else if (is_apart(before, piece)) {
			buf_putc(w.text.len > 0 ? &w.text : w.b, ' ');
			end_span(&w);
		}
		put_piece(&w, piece);
		before = piece;
	}
	end_span(&w);
	go_to_link(&w, NULL);
	if (before != NULL)
		buf_puts(w.b, "</text>\n");
	buf_free(&w.places);
	buf_free(&w.text);
	free(w.chars);
}

/* A font may have no room left: then the run's characters are unseen, and its glyphs outlines. */
static bool
has_fonts(struct svg *s, const struct svg_piece *p, struct svg_char **chars, size_t *cap)
{
	size_t n = svg_run_chars(&p->text, chars, cap);
	unsigned in = 0;

	for (size_t i = 0; i < n; i++) {
		in = svg_font_of(s->faces, p->text.run->font, in, (*chars)[i].c, (*chars)[i].glyph);
		if (in == 0)
			return false;
	}
	return true;
}

void
svg_flush(struct svg *s)
{
	struct svg_para *p = &s->para;
	struct svg_char *chars = NULL;
	size_t cap = 0;

	if (p->n == 0)
		return;
	for (size_t i = 0; i < p->n; i++) {
		struct svg_piece *piece = &p->pieces[i];

		piece->outlined = s->outlines || piece->ornament || !svg_run_is_plain(piece->text.run) ||
		    !svg_face_is_usable(s->faces, piece->text.run->font) || !has_fonts(s, piece, &chars, &cap);
	}
	free(chars);
	buf_add(&s->body, p->under.p, p->under.len);
	p->under.len = 0;
	put_outlines(s);
	put_in_reading_order(p);
	put_text(s);
	p->n = 0;
}
