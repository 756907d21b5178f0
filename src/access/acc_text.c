/* acc_text.c - the texts of a page: can their characters be read out, and seen (ISO 32000-1, 9; WCAG 2.1)? */
#include <math.h>
#include <string.h>

#include "access/acc_walk.h"
#include "base/str.h"

/* WCAG 2.1, 1.4.3, and "large scale": 18 pt, or 14 pt and bold. */
#define CONTRAST 4.5
#define CONTRAST_LARGE 3.0

static void
begin_text(struct acc_walk *w)
{
	w->text = w->line = (struct acc_matrix){1, 0, 0, 1, 0, 0};
}

static void
set_font(struct acc_walk *w)
{
	if (w->n_operands != 2)
		return;
	w->s->font = acc_font(w->c, &w->resources, &w->operands[0]);
	w->s->size = acc_operand(w, 1);
}

static void
set_mode(struct acc_walk *w)
{
	w->s->mode = (int)acc_operand(w, 0);
}

static void
set_leading(struct acc_walk *w)
{
	w->s->leading = acc_operand(w, 0);
}

static void
set_text_matrix(struct acc_walk *w)
{
	w->text = w->line = acc_operand_matrix(w);
}

static void
move_line(struct acc_walk *w, double x, double y)
{
	w->line = acc_times((struct acc_matrix){1, 0, 0, 1, x, y}, w->line);
	w->text = w->line;
}

static void
move_text(struct acc_walk *w)
{
	move_line(w, acc_operand(w, 0), acc_operand(w, 1));
}

static void
move_text_leading(struct acc_walk *w)
{
	w->s->leading = -acc_operand(w, 1);
	move_text(w);
}

static void
next_line(struct acc_walk *w)
{
	move_line(w, 0, -w->s->leading);
}

/* The text that is spoken for the glyphs, or what they are; counted are those that cannot be read out. */
static size_t
read_strings(struct acc_walk *w, const struct own_val *v, struct buf *text)
{
	struct own_val item;
	const char *at = NULL;
	struct buf raw = {0};
	size_t wrong;

	if (v->kind == OWN_ARRAY) {
		for (wrong = 0; own_item(v, &at, &item);)
			wrong += item.kind == OWN_STRING || item.kind == OWN_HEX ? read_strings(w, &item, text) : 0;
		return wrong;
	}
	if (!own_bytes(v, &raw))
		return 0;
	wrong = acc_font_text(w->s->font, (const unsigned char *)buf_str(&raw), raw.len, text);
	buf_free(&raw);
	return wrong;
}

/* The beginning of an element's text, for messages: one line, whole characters. */
static void
say(struct acc_walk *w, uint32_t elem, const struct buf *text)
{
	struct acc_elem *e = &w->c->elems[elem];
	size_t n = e->said != NULL ? strlen(e->said) : 0;

	for (const char *s = buf_str(text), *end = s + text->len; s < end;) {
		const char *from = s;
		uint32_t u = utf8_next(&s, end);

		if (e->said == NULL)
			e->said = arena_zalloc(w->c->arena, ACC_SAID);
		if (n + (size_t)(s - from) >= ACC_SAID)
			return;
		if (u < ' ' || (u == ' ' && n == 0))
			continue;
		memcpy(e->said + n, from, (size_t)(s - from));
		n += (size_t)(s - from);
	}
}

static void
check_contrast(struct acc_walk *w, const struct buf *text, const struct acc_mark *m)
{
	struct acc_matrix at = acc_times(w->text, w->s->ctm);
	double size = fabs(w->s->size) * sqrt(fabs(at.a * at.d - at.b * at.c)), x, y, ratio;
	bool is_large = size >= 17.99 || (size >= 13.99 && acc_font_is_bold(w->s->font));
	struct acc_color behind, seen;

	if (str_is_blank(buf_str(text), text->len) || w->s->mode == 3 || w->s->mode == 7 || (m != NULL && m->is_decoration))
		return;
	/* A point inside of the first letter. */
	acc_apply(&at, 0.2 * w->s->size, 0.2 * w->s->size, &x, &y);
	behind = acc_behind(w->c, &w->ground, x, y);
	seen = acc_blend(&behind, &w->s->fill, w->s->fill_alpha);
	if (!behind.is_known || !seen.is_known)
		return;
	ratio = acc_contrast(&seen, &behind);
	if (ratio < (is_large ? CONTRAST_LARGE : CONTRAST) - 0.005)
		acc_find(w->c, DIAG_PDF_CONTRAST, w->page, m != NULL && m->ref != NULL ? m->ref->elem : ACC_NONE,
		    "#%02x%02x%02x on #%02x%02x%02x is %.2f:1 at %.1f pt, where %.1f:1 is asked: \"%.40s\"", (unsigned)(seen.r * 255 + .5),
		    (unsigned)(seen.g * 255 + .5), (unsigned)(seen.b * 255 + .5), (unsigned)(behind.r * 255 + .5),
		    (unsigned)(behind.g * 255 + .5), (unsigned)(behind.b * 255 + .5), ratio, size, is_large ? CONTRAST_LARGE : CONTRAST,
		    buf_str(text));
}

static void
show(struct acc_walk *w, size_t i)
{
	const struct acc_mark *m = acc_owner(w), *inner = w->n_marks > 0 ? &w->marks[w->n_marks - 1] : NULL;
	struct buf text = {0};
	size_t wrong;

	if (i >= w->n_operands)
		return;
	acc_touch(w, "a text");
	wrong = read_strings(w, &w->operands[i], &text);
	if (inner != NULL && inner->is_spoken) {
		/* Said once, with the first of its glyphs. */
		text.len = 0;
		buf_puts(&text, inner->actual != NULL ? inner->actual : "");
		w->marks[w->n_marks - 1].actual = NULL;
	} else if (wrong > 0) {
		acc_find(w->c, DIAG_PDF_GLYPH, w->page, m != NULL && m->ref != NULL ? m->ref->elem : ACC_NONE,
		    "%zu glyph%s without a character, near \"%.40s\"", wrong, wrong == 1 ? "" : "s", buf_str(&text));
	}
	check_contrast(w, &text, m);
	if (m != NULL && m->ref != NULL)
		say(w, m->ref->elem, &text);
	buf_free(&text);
}

static void
show_text(struct acc_walk *w)
{
	show(w, 0);
}

static void
show_next_line(struct acc_walk *w)
{
	next_line(w);
	show(w, w->n_operands > 2 ? 2 : 0);
}

const struct acc_op acc_text_ops[] = {
    {"BT", begin_text}, {"Tf", set_font}, {"Tr", set_mode}, {"TL", set_leading}, {"Tm", set_text_matrix}, {"Td", move_text},
    {"TD", move_text_leading}, {"T*", next_line}, {"Tj", show_text}, {"TJ", show_text}, {"'", show_next_line}, {"\"", show_next_line},
    {NULL, NULL},
};
