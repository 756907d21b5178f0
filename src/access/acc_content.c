/*
 * acc_content.c - what a page draws: in which marks, with which characters, in which colours (ISO 32000-1, 8, 9 and 14.6).
 *
 * No glyph and no path is measured: a text is where its line begins, a shape is its box. That is enough for what is asked here.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "access/acc_in.h"
#include "base/limits.h"
#include "base/str.h"

#define CONTENT_MAX ((size_t)256 << 20) /* [B] of one page, unpacked */
#define OPERANDS 8
#define STATES 128
#define MARKS 64
#define FORMS 12 /* forms inside of forms */

/* WCAG 2.1, 1.4.3, and "large scale": 18 pt, or 14 pt and bold. */
#define CONTRAST 4.5
#define CONTRAST_LARGE 3.0

struct matrix {
	double a, b, c, d, e, f;
};

struct state { /* what q keeps */
	struct matrix ctm;
	struct acc_color fill, stroke;
	double fill_alpha;
	double x0, y0, x1, y1; /* of the clip */
	const struct acc_font *font;
	double size, leading;
	int mode; /* of text rendering */
};

enum mark_kind { MARK_OTHER, MARK_CONTENT, MARK_ARTIFACT };
struct mark {
	enum mark_kind kind;
	struct acc_ref *ref;
	bool is_decoration, is_spoken; /* a background; it has an ActualText */
	const char *actual;
};

struct page_walk {
	struct acc *c;
	struct arena *scratch;
	uint32_t page;
	struct own_val resources;
	struct state states[STATES], *s;
	struct mark marks[MARKS];
	size_t n_marks, skipped_marks, skipped_states, forms;
	struct own_val operands[OPERANDS];
	size_t n_operands;
	struct matrix text, line;
	double px0, py0, px1, py1; /* of the path */
	size_t rectangles, segments;
	bool clips;
	struct acc_ground ground;
	bool said_untagged; /* once a page */
};

static struct matrix
times(struct matrix m, struct matrix n)
{
	return (struct matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c, m.c * n.b + m.d * n.d,
	    m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

static void
apply(const struct matrix *m, double x, double y, double *ox, double *oy)
{
	*ox = m->a * x + m->c * y + m->e;
	*oy = m->b * x + m->d * y + m->f;
}

static double
operand(const struct page_walk *w, size_t i)
{
	return i < w->n_operands ? acc_real(&w->operands[i]) : 0;
}

static struct matrix
operand_matrix(const struct page_walk *w)
{
	return (struct matrix){operand(w, 0), operand(w, 1), operand(w, 2), operand(w, 3), operand(w, 4), operand(w, 5)};
}

/* ---- marks ---------------------------------------------------------------------------------------------------------- */

/* The innermost mark that says whose the content is; NULL: nobody's. */
static const struct mark *
owner(const struct page_walk *w)
{
	for (size_t i = w->n_marks; i-- > 0;)
		if (w->marks[i].kind != MARK_OTHER)
			return &w->marks[i];
	return NULL;
}

/* Something is painted: ISO 14289-1, 7.1, it belongs to an element or is an artifact. */
static void
touch(struct page_walk *w, const char *what)
{
	const struct mark *m = owner(w);

	if (m == NULL && !w->said_untagged) {
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "%s that is neither in the structure nor an artifact", what);
		w->said_untagged = true;
	}
	for (uint32_t e = m != NULL && m->ref != NULL ? m->ref->elem : ACC_NONE; e != ACC_NONE && !w->c->elems[e].has_ink; e = w->c->elems[e].parent)
		w->c->elems[e].has_ink = true;
}

static void
take_mcid(struct page_walk *w, struct mark *m, int64_t mcid)
{
	if (owner(w) != NULL)
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "tagged content inside of %s",
		    owner(w)->kind == MARK_ARTIFACT ? "an artifact" : "other tagged content");
	m->kind = MARK_CONTENT;
	m->ref = mcid >= 0 && mcid < UINT32_MAX ? acc_ref_of(w->c, w->page, (uint32_t)mcid) : NULL;
	if (m->ref == NULL)
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "marked content %lld belongs to no element", (long long)mcid);
	else if (m->ref->is_drawn)
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, m->ref->elem, "two pieces of content have the number %lld", (long long)mcid);
	if (m->ref != NULL)
		m->ref->is_drawn = true;
}

static void
begin_mark(struct page_walk *w)
{
	struct mark m = {.kind = MARK_OTHER};
	struct own_val dict = w->n_operands > 1 ? w->operands[1] : (struct own_val){0}, lists, v;
	char key[64];

	if (w->n_marks == MARKS) {
		w->skipped_marks++;
		return;
	}
	/* A name stands for a property list of the resources (14.6.2). */
	if (dict.kind == OWN_NAME && dict.len < sizeof(key) && own_lookup_object(w->c->f, &w->resources, "/Properties", &lists)) {
		memcpy(key, dict.p, dict.len);
		key[dict.len] = '\0';
		own_lookup_object(w->c->f, &lists, key, &dict);
	}
	if (w->n_operands > 0 && own_is_name(&w->operands[0], "/Artifact")) {
		if (owner(w) != NULL && owner(w)->kind == MARK_CONTENT)
			acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "an artifact inside of tagged content");
		m.kind = MARK_ARTIFACT;
		m.is_decoration = (own_lookup(&dict, "/Type", &v) && (own_is_name(&v, "/Background") || own_is_name(&v, "/Layout"))) ||
		    (own_lookup(&dict, "/Subtype", &v) && own_is_name(&v, "/Watermark"));
	} else if (own_lookup(&dict, "/MCID", &v) && v.kind == OWN_INT) {
		take_mcid(w, &m, v.n);
	}
	if (own_lookup(&dict, "/ActualText", &v)) {
		m.is_spoken = true;
		m.actual = own_text(w->scratch, &v);
	}
	w->marks[w->n_marks++] = m;
}

static void
end_mark(struct page_walk *w)
{
	if (w->skipped_marks > 0)
		w->skipped_marks--;
	else if (w->n_marks > 0)
		w->n_marks--;
	else
		acc_find(w->c, DIAG_PDF_BAD, w->page, ACC_NONE, "marked content ends that did not begin");
}

/* ---- state ---------------------------------------------------------------------------------------------------------- */

static void
save(struct page_walk *w)
{
	if (w->s == &w->states[STATES - 1]) {
		w->skipped_states++;
		return;
	}
	w->s[1] = w->s[0];
	w->s++;
}

static void
restore(struct page_walk *w)
{
	if (w->skipped_states > 0)
		w->skipped_states--;
	else if (w->s > w->states)
		w->s--;
}

static void
concat(struct page_walk *w)
{
	w->s->ctm = times(operand_matrix(w), w->s->ctm);
}

static struct acc_color
device_color(const struct page_walk *w)
{
	double v[4];

	for (size_t i = 0; i < 4; i++)
		v[i] = operand(w, i);
	for (size_t i = 0; i < w->n_operands; i++)
		if (w->operands[i].kind != OWN_INT && w->operands[i].kind != OWN_REAL)
			return (struct acc_color){.is_known = false};
	if (w->n_operands == 1)
		return (struct acc_color){v[0], v[0], v[0], true};
	return (struct acc_color){v[0], v[1], v[2], w->n_operands == 3};
}

static void
set_fill(struct page_walk *w)
{
	w->s->fill = device_color(w);
}

/* A colour space begins with its black, or with what is not known; what follows is looked at by the number of its parts. */
static void
set_fill_space(struct page_walk *w)
{
	w->s->fill = (struct acc_color){.is_known = w->n_operands == 1 && !own_is_name(&w->operands[0], "/Pattern")};
}

static void
set_alpha(struct page_walk *w)
{
	struct own_val states, state, v;
	char key[64];

	if (w->n_operands != 1 || w->operands[0].kind != OWN_NAME || w->operands[0].len >= sizeof(key) ||
	    !own_lookup_object(w->c->f, &w->resources, "/ExtGState", &states))
		return;
	memcpy(key, w->operands[0].p, w->operands[0].len);
	key[w->operands[0].len] = '\0';
	if (!own_lookup_object(w->c->f, &states, key, &state))
		return;
	if (own_lookup_object(w->c->f, &state, "/ca", &v))
		w->s->fill_alpha = acc_real(&v);
	/* A soft mask may hide any of it. */
	if (own_lookup_object(w->c->f, &state, "/SMask", &v) && v.kind == OWN_DICT)
		w->s->fill.is_known = false;
}

/* ---- paths ---------------------------------------------------------------------------------------------------------- */

static void
widen(struct page_walk *w, double x, double y)
{
	double ox, oy;

	apply(&w->s->ctm, x, y, &ox, &oy);
	if (w->rectangles + w->segments == 0) {
		w->px0 = w->px1 = ox;
		w->py0 = w->py1 = oy;
	}
	w->px0 = fmin(w->px0, ox);
	w->px1 = fmax(w->px1, ox);
	w->py0 = fmin(w->py0, oy);
	w->py1 = fmax(w->py1, oy);
}

static void
add_rectangle(struct page_walk *w)
{
	double x = operand(w, 0), y = operand(w, 1);
	double right = x + operand(w, 2), top = y + operand(w, 3);

	widen(w, x, y);
	w->rectangles++;
	widen(w, right, top);
	widen(w, x, top);
	widen(w, right, y);
}

static void
add_segment(struct page_walk *w)
{
	for (size_t i = 0; i + 1 < w->n_operands; i += 2) {
		widen(w, operand(w, i), operand(w, i + 1));
		w->segments++;
	}
}

static bool
is_upright(const struct matrix *m)
{
	return (fabs(m->b) < 1e-6 && fabs(m->c) < 1e-6) || (fabs(m->a) < 1e-6 && fabs(m->d) < 1e-6);
}

static void
end_path(struct page_walk *w)
{
	if (w->clips && w->rectangles + w->segments > 0) {
		w->s->x0 = fmax(w->s->x0, w->px0);
		w->s->y0 = fmax(w->s->y0, w->py0);
		w->s->x1 = fmin(w->s->x1, w->px1);
		w->s->y1 = fmin(w->s->y1, w->py1);
	}
	w->rectangles = w->segments = 0;
	w->clips = false;
}

static void
paint(struct page_walk *w, const struct acc_color *color, bool is_whole)
{
	struct acc_shape shape = {.x0 = fmax(w->px0, w->s->x0), .y0 = fmax(w->py0, w->s->y0), .x1 = fmin(w->px1, w->s->x1),
	    .y1 = fmin(w->py1, w->s->y1), .color = *color, .alpha = w->s->fill_alpha, .is_whole = is_whole};

	acc_paint(&w->ground, &shape);
}

static void
fill_path(struct page_walk *w)
{
	if (w->rectangles + w->segments > 0) {
		touch(w, "a shape");
		paint(w, &w->s->fill, w->rectangles == 1 && w->segments == 0 && is_upright(&w->s->ctm));
	}
	end_path(w);
}

static void
stroke_path(struct page_walk *w)
{
	if (w->rectangles + w->segments > 0)
		touch(w, "a line");
	end_path(w);
}

static void
clip_path(struct page_walk *w)
{
	w->clips = true;
}

/* The box of the unit square, or of the clip: a picture, a gradient. */
static void
paint_picture(struct page_walk *w, bool is_square)
{
	static const struct acc_color unknown = {.is_known = false};

	touch(w, "a picture");
	end_path(w);
	w->px0 = w->s->x0;
	w->py0 = w->s->y0;
	w->px1 = w->s->x1;
	w->py1 = w->s->y1;
	for (int i = 0; is_square && i < 4; i++) {
		widen(w, i & 1, i >> 1);
		w->segments++;
	}
	paint(w, &unknown, false);
	end_path(w);
}

static void
paint_shading(struct page_walk *w)
{
	paint_picture(w, false);
}

/* ---- text ----------------------------------------------------------------------------------------------------------- */

static void
begin_text(struct page_walk *w)
{
	w->text = w->line = (struct matrix){1, 0, 0, 1, 0, 0};
}

static void
set_font(struct page_walk *w)
{
	if (w->n_operands != 2)
		return;
	w->s->font = acc_font(w->c, &w->resources, &w->operands[0]);
	w->s->size = operand(w, 1);
}

static void
set_mode(struct page_walk *w)
{
	w->s->mode = (int)operand(w, 0);
}

static void
set_leading(struct page_walk *w)
{
	w->s->leading = operand(w, 0);
}

static void
set_text_matrix(struct page_walk *w)
{
	w->text = w->line = operand_matrix(w);
}

static void
move_line(struct page_walk *w, double x, double y)
{
	w->line = times((struct matrix){1, 0, 0, 1, x, y}, w->line);
	w->text = w->line;
}

static void
move_text(struct page_walk *w)
{
	move_line(w, operand(w, 0), operand(w, 1));
}

static void
move_text_leading(struct page_walk *w)
{
	w->s->leading = -operand(w, 1);
	move_text(w);
}

static void
next_line(struct page_walk *w)
{
	move_line(w, 0, -w->s->leading);
}

/* The text that is spoken for the glyphs, or what they are; counted are those that cannot be read out. */
static size_t
read_strings(struct page_walk *w, const struct own_val *v, struct buf *text)
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
say(struct page_walk *w, uint32_t elem, const struct buf *text)
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
check_contrast(struct page_walk *w, const struct buf *text, const struct mark *m)
{
	struct matrix at = times(w->text, w->s->ctm);
	double size = fabs(w->s->size) * sqrt(fabs(at.a * at.d - at.b * at.c)), x, y, ratio;
	bool is_large = size >= 17.99 || (size >= 13.99 && acc_font_is_bold(w->s->font));
	struct acc_color behind, seen;

	if (str_is_blank(buf_str(text), text->len) || w->s->mode == 3 || w->s->mode == 7 || (m != NULL && m->is_decoration))
		return;
	/* A point inside of the first letter. */
	apply(&at, 0.2 * w->s->size, 0.2 * w->s->size, &x, &y);
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
show(struct page_walk *w, size_t i)
{
	const struct mark *m = owner(w), *inner = w->n_marks > 0 ? &w->marks[w->n_marks - 1] : NULL;
	struct buf text = {0};
	size_t wrong;

	if (i >= w->n_operands)
		return;
	touch(w, "a text");
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
show_text(struct page_walk *w)
{
	show(w, 0);
}

static void
show_next_line(struct page_walk *w)
{
	next_line(w);
	show(w, w->n_operands > 2 ? 2 : 0);
}

/* ---- forms ---------------------------------------------------------------------------------------------------------- */

static void interpret(struct page_walk *w, const char *p, const char *end);

/* 8.10: a form is content with resources and a matrix of its own. */
static void
run_form(struct page_walk *w, uint32_t id, const struct own_val *dict)
{
	struct own_val kept = w->resources, matrix, item;
	struct state *floor = w->s;
	const char *at = NULL, *bytes;
	double v[6] = {1, 0, 0, 1, 0, 0};
	size_t len, marks = w->n_marks;
	struct arena *scratch;

	if (w->forms == FORMS || w->s == &w->states[STATES - 1]) {
		acc_find(w->c, DIAG_PDF_BAD, w->page, ACC_NONE, "its drawings are nested too deep");
		return;
	}
	scratch = arena_new();
	if (own_unpacked_in(w->c->f, scratch, id, CONTENT_MAX, &bytes, &len)) {
		own_lookup_object(w->c->f, dict, "/Resources", &w->resources);
		if (own_lookup_object(w->c->f, dict, "/Matrix", &matrix))
			for (size_t i = 0; i < 6 && own_item(&matrix, &at, &item); i++)
				v[i] = acc_real(&item);
		save(w);
		w->s->ctm = times((struct matrix){v[0], v[1], v[2], v[3], v[4], v[5]}, w->s->ctm);
		w->forms++;
		interpret(w, bytes, bytes + len);
		w->forms--;
		w->s = floor;
		w->n_marks = w->n_marks < marks ? w->n_marks : marks;
		w->resources = kept;
	}
	arena_free(scratch);
}

static void
run_object(struct page_walk *w)
{
	struct own_val objects, ref, dict, subtype;
	char key[64];

	if (w->n_operands != 1 || w->operands[0].kind != OWN_NAME || w->operands[0].len >= sizeof(key) ||
	    !own_lookup_object(w->c->f, &w->resources, "/XObject", &objects))
		return;
	memcpy(key, w->operands[0].p, w->operands[0].len);
	key[w->operands[0].len] = '\0';
	if (!own_lookup(&objects, key, &ref) || ref.kind != OWN_REF || !own_object(w->c->f, (uint32_t)ref.n, &dict))
		return;
	if (own_lookup(&dict, "/Subtype", &subtype) && own_is_name(&subtype, "/Form"))
		run_form(w, (uint32_t)ref.n, &dict);
	else
		paint_picture(w, true);
}

/* ---- operators ------------------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	void (*run)(struct page_walk *w);
} operators[] = {
    {"q", save}, {"Q", restore}, {"cm", concat}, {"gs", set_alpha},
    {"rg", set_fill}, {"g", set_fill}, {"k", set_fill}, {"sc", set_fill}, {"scn", set_fill}, {"cs", set_fill_space},
    {"m", add_segment}, {"l", add_segment}, {"c", add_segment}, {"v", add_segment}, {"y", add_segment}, {"re", add_rectangle},
    {"f", fill_path}, {"F", fill_path}, {"f*", fill_path}, {"B", fill_path}, {"B*", fill_path}, {"b", fill_path}, {"b*", fill_path},
    {"S", stroke_path}, {"s", stroke_path}, {"n", end_path}, {"W", clip_path}, {"W*", clip_path}, {"sh", paint_shading},
    {"BT", begin_text}, {"Tf", set_font}, {"Tr", set_mode}, {"TL", set_leading}, {"Tm", set_text_matrix}, {"Td", move_text},
    {"TD", move_text_leading}, {"T*", next_line}, {"Tj", show_text}, {"TJ", show_text}, {"'", show_next_line}, {"\"", show_next_line},
    {"Do", run_object}, {"BMC", begin_mark}, {"BDC", begin_mark}, {"EMC", end_mark},
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

/* Behind "BI ... ID", the bytes of a picture up to "EI" between blanks (8.9.7). */
static const char *
skip_inline(const char *p, const char *end)
{
	for (; end - p >= 4; p++)
		if (is_blank(p[0]) && p[1] == 'E' && p[2] == 'I' && is_blank(p[3]))
			return p + 3;
	return end;
}

static const char *
run_operator(struct page_walk *w, const char *p, const char *end)
{
	const char *from = p;
	size_t n;

	while (p < end && !is_blank(*p) && strchr("()<>[]{}/%", *p) == NULL)
		p++;
	n = (size_t)(p - from);
	if (n == 0)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(operators); i++)
		if (strlen(operators[i].name) == n && memcmp(operators[i].name, from, n) == 0)
			operators[i].run(w);
	w->n_operands = 0;
	if (n == 2 && memcmp(from, "ID", 2) == 0) {
		paint_picture(w, true);
		return skip_inline(p, end);
	}
	return p;
}

static void
interpret(struct page_walk *w, const char *p, const char *end)
{
	w->n_operands = 0;
	for (;;) {
		struct own_val v;

		while (p < end && is_blank(*p))
			p++;
		if (p == end)
			return;
		if (w->c->work-- == 0) {
			w->c->work = 0;
			acc_find(w->c, DIAG_PDF_BAD, w->page, ACC_NONE, "it draws more than is looked at");
			return;
		}
		if (own_next(&p, end, &v)) {
			if (w->n_operands < OPERANDS)
				w->operands[w->n_operands++] = v;
			continue;
		}
		p = run_operator(w, p, end);
		if (p == NULL) {
			acc_find(w->c, DIAG_PDF_BAD, w->page, ACC_NONE, "its content cannot be read");
			return;
		}
	}
}

/* One stream, or several that are one (7.8.2). */
static bool
read_content(struct page_walk *w, struct buf *b)
{
	struct own_val v, item;
	const char *at = NULL, *bytes;
	size_t len;

	if (!own_lookup(&w->c->pages[w->page].dict, "/Contents", &v))
		return true;
	if (v.kind == OWN_REF && own_object(w->c->f, (uint32_t)v.n, &item) && item.kind == OWN_ARRAY)
		v = item;
	for (bool more = v.kind == OWN_ARRAY ? own_item(&v, &at, &item) : (item = v, true); more;
	     more = v.kind == OWN_ARRAY && own_item(&v, &at, &item)) {
		if (item.kind != OWN_REF || b->len > CONTENT_MAX ||
		    !own_unpacked_in(w->c->f, w->scratch, (uint32_t)item.n, CONTENT_MAX - b->len, &bytes, &len))
			return false;
		buf_add(b, bytes, len);
		buf_putc(b, '\n');
	}
	return true;
}

static void
check_page(struct page_walk *w, uint32_t page)
{
	struct acc_ground ground = w->ground;
	struct buf content = {0};
	struct acc *c = w->c;

	ground.n = 0;
	*w = (struct page_walk){.c = c, .page = page, .resources = c->pages[page].resources, .ground = ground, .scratch = arena_new()};
	w->s = w->states;
	*w->s = (struct state){.ctm = {1, 0, 0, 1, 0, 0}, .fill = {0, 0, 0, true}, .fill_alpha = 1, .x0 = -1e9, .y0 = -1e9, .x1 = 1e9, .y1 = 1e9};
	w->text = w->line = w->s->ctm;
	if (read_content(w, &content))
		interpret(w, buf_str(&content), buf_str(&content) + content.len);
	else
		acc_find(c, DIAG_PDF_BAD, page, ACC_NONE, "its content cannot be unpacked");
	if (w->n_marks > 0)
		acc_find(c, DIAG_PDF_BAD, page, ACC_NONE, "marked content does not end");
	buf_free(&content);
	arena_free(w->scratch);
}

enum rc
acc_contents(struct acc *c)
{
	struct page_walk *w = arena_zalloc(c->arena, sizeof(*w));

	w->c = c;
	for (uint32_t i = 0; i < c->n_pages; i++)
		check_page(w, i);
	free(w->ground.shapes);
	return RC_OK;
}
