#pragma once
/*
 * finish_fixture.h - a document as render would hand it over, made by hand, and the file that the parts of finish make of it.
 * Pages hold black squares, one a mark. With TEST_KEEP=FILE in the environment the last file stays there, for other judges.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "finish/fin_doc.h"
#include "finish/fin_own.h"
#include "unit.h"

#define PAGE_W 595000
#define PAGE_H 842000

struct parts {
	struct ctx *cx;
	struct drawn_doc doc;
	struct fin_opts opts;
	const bool *lost; /* by mark: nothing was drawn in it; or NULL */
	struct buf file;
	struct own_file *own;
	struct own_val root; /* the catalogue */
};

static inline int
parts_setup(void **state)
{
	struct parts *t = test_calloc(1, sizeof(*t));

	t->cx = ctx_new("/");
	t->doc.arena = t->cx->arena;
	t->doc.title = "A title";
	t->doc.lang = "en";
	t->doc.date = DRAWN_NO_DATE;
	*state = t;
	return 0;
}

static inline int
parts_teardown(void **state)
{
	struct parts *t = *state;

	buf_free(&t->file);
	ctx_free(t->cx);
	test_free(t);
	return 0;
}

/* n pages with m marks each, of no element yet; labels[i] where there are labels. */
static inline void
parts_pages(struct parts *t, size_t n, uint32_t m, const char *const *labels)
{
	t->doc.pages = arena_array(t->cx->arena, n, sizeof(*t->doc.pages));
	t->doc.marks = arena_array(t->cx->arena, n * m + 1, sizeof(*t->doc.marks));
	t->doc.n_pages = n;
	t->doc.n_marks = n * m;
	for (uint32_t i = 0; i < n; i++)
		t->doc.pages[i] = (struct drawn_page){.w = PAGE_W, .h = PAGE_H, .label = labels != NULL ? labels[i] : NULL, .first_mark = i * m, .n_marks = m};
	for (size_t i = 0; i < n * m; i++)
		t->doc.marks[i] = (struct drawn_mark){.elem = TAG_NONE};
}

/* Adds an element below `parent`; room for 64 is made with the first. */
static inline uint32_t
parts_elem(struct parts *t, uint32_t parent, enum tag_type type)
{
	struct drawn_doc *doc = &t->doc;

	if (doc->elems == NULL) {
		doc->elems = arena_array(t->cx->arena, 64, sizeof(*doc->elems));
		doc->kids = arena_array(t->cx->arena, 256, sizeof(*doc->kids));
	}
	doc->elems[doc->n_elems] = (struct tag_elem){.parent = parent, .first_kid = TAG_NONE, .last_kid = TAG_NONE, .page = TAG_NONE, .type = type};
	return (uint32_t)doc->n_elems++;
}

static inline void
parts_kid(struct parts *t, uint32_t elem, enum tag_kid_kind kind, uint32_t what)
{
	struct drawn_doc *doc = &t->doc;
	struct tag_elem *e = &doc->elems[elem];
	uint32_t k = (uint32_t)doc->n_kids++;

	doc->kids[k] = (struct tag_kid){.kind = kind, .next = TAG_KID_END, .what = what};
	if (e->last_kid == TAG_NONE)
		e->first_kid = k;
	else
		doc->kids[e->last_kid].next = k & TAG_KID_END;
	e->last_kid = k;
	if (kind == KID_MARK)
		doc->marks[what].elem = elem;
}

/* An element with its parent, and a mark in it unless it is TAG_NONE. */
static inline uint32_t
parts_leaf(struct parts *t, uint32_t parent, enum tag_type type, uint32_t mark)
{
	uint32_t e = parts_elem(t, parent, type);

	parts_kid(t, parent, KID_ELEM, e);
	if (mark != TAG_NONE)
		parts_kid(t, e, KID_MARK, mark);
	return e;
}

static inline void
parts_write_page(struct fin_doc *d, uint32_t i, uint32_t tree, const bool *lost)
{
	const struct drawn_page *page = &d->drawn->pages[i];
	uint32_t content = out_new(d->out), mcid = 0;
	struct buf text = {0}, *b;

	for (uint32_t m = page->first_mark; m < page->first_mark + page->n_marks; m++) {
		const struct drawn_mark *mark = &d->drawn->marks[m];

		d->mcids[m] = mark->elem == TAG_NONE || (lost != NULL && lost[m]) ? FIN_NO_MCID : mcid++;
		d->mcid_counts[m] = d->mcids[m] != FIN_NO_MCID;
		if (d->mcids[m] != FIN_NO_MCID)
			buf_printf(&text, "/P <</MCID %u>> BDC 0 g 10 %u 8 8 re f EMC\n", d->mcids[m], 10 * (m + 1));
		else
			buf_printf(&text, "/Artifact BMC 0 g 20 %u 8 8 re f EMC\n", 10 * (m + 1));
	}
	out_stream(d->out, content, "", buf_str(&text), text.len, OUT_DEFLATE);
	buf_free(&text);
	b = out_begin(d->out, d->pages[i], OUT_PACKED);
	buf_printf(b, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 595 842]/Resources<<>>/Contents %u 0 R", tree, content);
	fin_page_entries(d, i, b);
	buf_puts(b, ">>");
	out_end(d->out);
}

static inline uint32_t *
parts_numbers(struct fin_doc *d, size_t n)
{
	uint32_t *ids = arena_array(d->cx->arena, n + 1, sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = out_new(d->out);
	return ids;
}

/* The whole file, read again. */
static inline void
parts_write(struct parts *t)
{
	struct fin_doc d = {.cx = t->cx, .drawn = &t->doc, .opts = &t->opts, .out = out_open(t->cx), .is_tagged = t->doc.n_elems > 0};
	uint32_t tree = out_new(d.out), root, info;
	const char *keep = getenv("TEST_KEEP");
	struct buf *b;

	d.pages = parts_numbers(&d, t->doc.n_pages);
	d.links = parts_numbers(&d, t->doc.n_links);
	d.fields = parts_numbers(&d, t->doc.n_fields);
	d.mcids = arena_array(t->cx->arena, t->doc.n_marks + 1, sizeof(*d.mcids));
	d.mcid_counts = arena_array(t->cx->arena, t->doc.n_marks + 1, sizeof(*d.mcid_counts));
	for (uint32_t i = 0; i < t->doc.n_pages; i++)
		parts_write_page(&d, i, tree, t->lost);
	b = out_begin(d.out, tree, OUT_PACKED);
	buf_printf(b, "<</Type/Pages/Count %zu/Kids[", t->doc.n_pages);
	for (size_t i = 0; i < t->doc.n_pages; i++)
		buf_printf(b, "%u 0 R\n", d.pages[i]);
	buf_puts(b, "]>>");
	out_end(d.out);
	root = fin_catalogue_write(&d, tree);
	info = fin_info_write(&d);
	t->file = out_close(d.out, root, info);
	assert_null(own_open(t->cx->arena, t->file.p, t->file.len, &t->own));
	assert_true(own_object(t->own, t->own->root, &t->root));
	if (keep != NULL) {
		FILE *f = fopen(keep, "wb");

		assert_non_null(f);
		assert_int_equal(fwrite(t->file.p, 1, t->file.len, f), t->file.len);
		fclose(f);
	}
}

/*
 * The text of what a path leads to from the catalogue: keys, and indexes of arrays, separated by blanks; references are followed, but
 * for the last when it ends in "!". "" when there is nothing.
 */
static inline const char *
parts_at(struct parts *t, const char *path)
{
	struct own_val v = t->root, next;
	char *step = NULL, *rest = arena_strdup(t->cx->arena, path);

	while ((step = strsep(&rest, " ")) != NULL) {
		const char *at = NULL;

		if (v.kind == OWN_ARRAY) {
			for (int i = atoi(step); i >= 0; i--)
				if (!own_item(&v, &at, &next))
					return "";
		} else if (!own_lookup(&v, arena_printf(t->cx->arena, "/%s", step), &next)) {
			return "";
		}
		if (next.kind == OWN_REF && strchr(path, '!') != NULL && rest != NULL && strcmp(rest, "!") == 0)
			return arena_strndup(t->cx->arena, next.p, next.len);
		if (next.kind == OWN_REF && !own_object(t->own, (uint32_t)next.n, &next))
			return "";
		v = next;
	}
	return arena_strndup(t->cx->arena, v.p, v.len);
}

/* Do two paths lead to the same object? */
static inline bool
parts_same(struct parts *t, const char *a, const char *b)
{
	const char *x = parts_at(t, arena_printf(t->cx->arena, "%s !", a)), *y = parts_at(t, arena_printf(t->cx->arena, "%s !", b));

	return *x != '\0' && strcmp(x, y) == 0;
}
