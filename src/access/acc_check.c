#include "access/acc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "access/acc_in.h"
#include "base/map.h"
#include "base/str.h"

/* Operators, and rectangles behind texts: some thousand times what the longest report has. */
#define WORK_MAX ((uint64_t)2000000000)

static void
put_place(const struct acc *c, uint32_t page, uint32_t elem, struct buf *b)
{
	const struct acc_elem *e = elem != ACC_NONE ? &c->elems[elem] : NULL;

	buf_puts(b, c->name);
	if (page == ACC_NONE && e != NULL)
		page = e->page;
	if (page != ACC_NONE)
		buf_printf(b, ", page %u", page + 1);
	if (e != NULL)
		buf_printf(b, ", %s", e->type);
	for (uint32_t i = elem; e != NULL && i < e->end; i++)
		if (c->elems[i].said != NULL) {
			buf_printf(b, " \"%s\"", c->elems[i].said);
			break;
		}
	buf_puts(b, ": ");
}

void
acc_find(struct acc *c, enum diag_id id, uint32_t page, uint32_t elem, const char *fmt, ...)
{
	struct buf b = {0};
	char text[200];
	va_list args;

	if (c->counts[id]++ >= ACC_SHOWN)
		return;
	va_start(args, fmt);
	vsnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	put_place(c, page, elem, &b);
	buf_puts(&b, text);
	(void)!diag_at(c->cx, id, NO_SPAN, "%s", buf_str(&b));
	buf_free(&b);
}

static enum rc
close_findings(const struct acc *c)
{
	bool any = false;

	for (int id = 0; id < DIAG__COUNT; id++) {
		any |= c->counts[id] > 0;
		if (c->counts[id] > ACC_SHOWN)
			(void)!diag_at(c->cx, (enum diag_id)id, NO_SPAN, "%s: %zu more", c->name, c->counts[id] - ACC_SHOWN);
	}
	return any ? RC_FAIL : RC_OK;
}

double
acc_real(const struct own_val *v)
{
	const char *dot = v->kind == OWN_REAL ? memchr(v->p, '.', v->len) : NULL;
	double value = v->kind == OWN_INT || v->kind == OWN_REAL ? (double)v->n : 0;

	for (const char *p = dot; p != NULL && p + 1 < v->p + v->len; p++)
		value /= 10;
	return value;
}

bool
acc_resource(struct acc *c, const struct own_val *resources, const char *kind, const struct own_val *name, struct own_val *v)
{
	struct own_val all;
	char key[128];

	if (name->kind != OWN_NAME || name->len >= sizeof(key) || !own_lookup_object(c->f, resources, kind, &all))
		return false;
	memcpy(key, name->p, name->len);
	key[name->len] = '\0';
	return own_lookup(&all, key, v);
}

bool
acc_is_blank(const char *s)
{
	return s == NULL || str_is_blank(s, strlen(s));
}

bool
acc_is_in(const struct acc *c, uint32_t elem, const char *type)
{
	for (; elem != ACC_NONE; elem = c->elems[elem].parent)
		if (str_eq(c->elems[elem].type, type))
			return true;
	return false;
}

/* ---- the document --------------------------------------------------------------------------------------------------- */

static bool
is_true(struct own_file *f, const struct own_val *dict, const char *outer, const char *inner)
{
	struct own_val v;

	return own_lookup_object(f, dict, outer, &v) && own_lookup_object(f, &v, inner, &v) && v.kind == OWN_BOOL && v.p[0] == 't';
}

void
acc_document(struct acc *c)
{
	struct own_val info, v;
	bool has_info = c->f->info != 0 && own_object(c->f, c->f->info, &info);

	if (!has_info || !own_lookup_object(c->f, &info, "/Title", &v) || acc_is_blank(own_text(c->arena, &v)))
		acc_find(c, DIAG_PDF_TITLE, ACC_NONE, ACC_NONE, "it has none");
	else if (!is_true(c->f, &c->root, "/ViewerPreferences", "/DisplayDocTitle"))
		acc_find(c, DIAG_PDF_TITLE, ACC_NONE, ACC_NONE, "the window shows the file's name instead");
	if (!own_lookup_object(c->f, &c->root, "/Lang", &v) || acc_is_blank(own_text(c->arena, &v)))
		acc_find(c, DIAG_PDF_LANG, ACC_NONE, ACC_NONE, "it does not say in which language it is");
	if (!is_true(c->f, &c->root, "/MarkInfo", "/Marked"))
		acc_find(c, DIAG_PDF_UNTAGGED, ACC_NONE, ACC_NONE, "it does not say that it is tagged");
	/* ISO 14289-1, 7.18.3: the tab key follows the structure. */
	for (uint32_t i = 0; i < c->n_pages; i++)
		if (own_lookup(&c->pages[i].dict, "/Annots", &v) && (!own_lookup(&c->pages[i].dict, "/Tabs", &v) || !own_is_name(&v, "/S")))
			acc_find(c, DIAG_PDF_TABS, i, ACC_NONE, "the tab key does not follow the structure");
}

enum rc
acc_check(struct ctx *cx, const char *name, const char *bytes, size_t len)
{
	struct arena *arena = arena_new();
	struct acc c = {.cx = cx, .arena = arena, .name = name, .fonts = map_new(arena), .work = WORK_MAX};
	const char *wrong = own_open(arena, bytes, len, &c.f);
	enum rc rc;

	if (wrong != NULL)
		acc_find(&c, DIAG_PDF_BAD, ACC_NONE, ACC_NONE, "%s", wrong);
	else if (!own_object(c.f, c.f->root, &c.root))
		acc_find(&c, DIAG_PDF_BAD, ACC_NONE, ACC_NONE, "its catalogue cannot be read");
	else if (acc_pages(&c) == RC_OK) {
		acc_document(&c);
		if (acc_tree(&c) == RC_OK && acc_contents(&c) == RC_OK)
			acc_rules(&c);
	}
	rc = close_findings(&c);
	arena_free(arena);
	return rc;
}
