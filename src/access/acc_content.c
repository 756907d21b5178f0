/* acc_content.c - the content of every page: streams, forms, and the operators in them (ISO 32000-1, 7.8 and 8.10). */
#include <stdlib.h>
#include <string.h>

#include "access/acc_walk.h"
#include "base/limits.h"

#define CONTENT_MAX ((size_t)256 << 20) /* [B] of one page, unpacked */
#define FORMS 12 /* forms inside of forms */

/* ---- forms ---------------------------------------------------------------------------------------------------------- */

static void interpret(struct acc_walk *w, const char *p, const char *end);

/* 8.10: a form is content with resources and a matrix of its own. */
static void
run_form(struct acc_walk *w, uint32_t id, const struct own_val *dict)
{
	struct own_val kept = w->resources, matrix, item;
	struct acc_state *floor = w->s;
	const char *at = NULL, *bytes;
	double v[6] = {1, 0, 0, 1, 0, 0};
	size_t len, marks = w->n_marks;
	struct arena *scratch;

	if (w->forms == FORMS || w->s == &w->states[ACC_STATES - 1]) {
		acc_find(w->c, DIAG_PDF_BAD, w->page, ACC_NONE, "its drawings are nested too deep");
		return;
	}
	scratch = arena_new();
	if (own_unpacked_in(w->c->f, scratch, id, CONTENT_MAX, &bytes, &len)) {
		own_lookup_object(w->c->f, dict, "/Resources", &w->resources);
		if (own_lookup_object(w->c->f, dict, "/Matrix", &matrix))
			for (size_t i = 0; i < 6 && own_item(&matrix, &at, &item); i++)
				v[i] = acc_real(&item);
		acc_save(w);
		w->s->ctm = acc_times((struct acc_matrix){v[0], v[1], v[2], v[3], v[4], v[5]}, w->s->ctm);
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
run_object(struct acc_walk *w)
{
	struct own_val ref, dict, subtype;

	if (w->n_operands != 1 || !acc_resource(w->c, &w->resources, "/XObject", &w->operands[0], &ref) || ref.kind != OWN_REF ||
	    !own_object(w->c->f, (uint32_t)ref.n, &dict))
		return;
	if (own_lookup(&dict, "/Subtype", &subtype) && own_is_name(&subtype, "/Form"))
		run_form(w, (uint32_t)ref.n, &dict);
	else
		acc_paint_picture(w, true);
}

/* ---- operators ------------------------------------------------------------------------------------------------------ */

static const struct acc_op form_ops[] = {{"Do", run_object}, {NULL, NULL}};
static const struct acc_op *const operators[] = {acc_paint_ops, acc_text_ops, acc_mark_ops, form_ops};

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
run_operator(struct acc_walk *w, const char *p, const char *end)
{
	const char *from = p;
	size_t n;

	while (p < end && !is_blank(*p) && strchr("()<>[]{}/%", *p) == NULL)
		p++;
	n = (size_t)(p - from);
	if (n == 0)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(operators); i++)
		for (const struct acc_op *op = operators[i]; op->name != NULL; op++)
			if (strlen(op->name) == n && memcmp(op->name, from, n) == 0)
				op->run(w);
	w->n_operands = 0;
	if (n == 2 && memcmp(from, "ID", 2) == 0) {
		acc_paint_picture(w, true);
		return skip_inline(p, end);
	}
	return p;
}

static void
interpret(struct acc_walk *w, const char *p, const char *end)
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
			if (w->n_operands < ACC_OPERANDS)
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
read_content(struct acc_walk *w, struct buf *b)
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
check_page(struct acc_walk *w, uint32_t page)
{
	struct acc_ground ground = w->ground;
	struct buf content = {0};
	struct acc *c = w->c;

	ground.n = 0;
	*w = (struct acc_walk){.c = c, .page = page, .resources = c->pages[page].resources, .ground = ground, .scratch = arena_new()};
	w->s = w->states;
	*w->s = (struct acc_state){.ctm = {1, 0, 0, 1, 0, 0}, .fill = {0, 0, 0, true}, .fill_alpha = 1, .x0 = -1e9, .y0 = -1e9, .x1 = 1e9, .y1 = 1e9};
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
	struct acc_walk *w = arena_zalloc(c->arena, sizeof(*w));

	w->c = c;
	for (uint32_t i = 0; i < c->n_pages; i++)
		check_page(w, i);
	free(w->ground.shapes);
	return RC_OK;
}
