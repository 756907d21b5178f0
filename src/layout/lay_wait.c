/*
 * lay_wait.c - a page that waits for a number, or for a page before it, is kept as a string of bytes (lay_written.h).
 *
 * "Page x of y" makes every page wait for the last one. What a page was made from (elements, paragraphs, tables) goes at
 * once; its areas and glyphs are written down. When every number is there the page is made again. When many pages wait, their
 * bytes go to a scratch file.
 */
#include <stdlib.h>

#include "base/io.h"
#include "layout/lay_written.h"

/* Bytes up to this many are kept in memory. */
#define SCRATCH_FROM ((size_t)4 << 20)

struct lay_waits {
	size_t in_memory; /* [B] */
	struct io_scratch *scratch; /* NULL: not needed yet */
};

/* Keeps the bytes: in memory, or in the scratch file when there is one to be had. */
static void
store(struct lay *lay, struct lay_sheet *s, const struct lay_writer *w)
{
	struct lay_waits *waits = lay->pages->waits;

	if (waits == NULL)
		waits = lay->pages->waits = arena_zalloc(lay->arena, sizeof(*waits));
	s->is_written = true;
	s->n_written = w->len;
	if (waits->in_memory + w->len > SCRATCH_FROM) {
		if (waits->scratch == NULL)
			waits->scratch = io_scratch_open(lay->arena);
		if (io_scratch_put(waits->scratch, w->bytes, w->len, &s->written_at))
			return;
	}
	waits->in_memory += w->len;
	s->written = arena_copy(s->page.arena, w->bytes, w->len);
}

static struct lay_sheet *
write_sheet(struct lay *lay, const struct lay_sheet *from)
{
	struct arena *a = arena_new();
	struct lay_sheet *s = arena_zalloc(a, sizeof(*s));
	struct lay_writer w = { .refs = arena_copy(a, from->open, from->n_open * sizeof(*from->open)), .n_refs = from->n_open,
		.whole = !lay->tree->in_pieces };

	lay_written_put_area(&w, from->root);
	lay_written_put_places(&w, &from->page);
	s->page = from->page;
	s->page.arena = a;
	s->page.first = NULL;
	s->page.label = arena_strdup(a, from->page.label);
	s->page.sequence = NULL;
	s->page.links = NULL;
	s->page.dests = NULL;
	s->open = w.refs;
	s->n_open = w.n_refs;
	store(lay, s, &w);
	free(w.bytes);
	free(w.known);
	return s;
}

static enum rc
answer(struct lay *lay, struct lay_sheet *s, const struct lay_anchor *anchors, size_t *cap)
{
	for (const struct lay_anchor *a = anchors; a != NULL; a = a->next) {
		const char *label = a->kind == ANCHOR_REF ? lay_refs_known(lay, s, a->fo) : NULL;

		if (label != NULL) {
			TRY(lay_ref_fill(lay, s->page.arena, a->ref, label));
		} else if (a->kind == ANCHOR_REF) {
			s->open = lay_sheet_grow(s->page.arena, s->open, s->n_open, cap, sizeof(*s->open));
			s->open[s->n_open++] = (struct lay_open_ref){ .citation = a->fo, .ref = *a->ref };
		}
	}
	return RC_OK;
}

enum rc
lay_sheet_wait(struct lay *lay, struct lay_sheet **sheet)
{
	struct lay_sheet *s = *sheet;
	size_t cap = 0;

	for (size_t i = 0; i < s->n_anchored; i++)
		TRY(answer(lay, s, s->anchored[i].anchors, &cap));
	if (s->n_open == 0 && lay->pages->first == NULL)
		return RC_OK; /* it goes at once */
	*sheet = write_sheet(lay, s);
	for (size_t i = 0; i < s->n_open; i++)
		lay_refs_wait(lay, *sheet, s->open[i].citation, &(*sheet)->open[i].label);
	lay_page_free(&s->page);
	return RC_OK;
}

static enum rc
fetch(struct lay *lay, struct lay_sheet *s)
{
	unsigned char *bytes;

	if (s->written != NULL) {
		lay->pages->waits->in_memory -= s->n_written;
		return RC_OK;
	}
	bytes = arena_alloc(s->page.arena, s->n_written);
	s->written = bytes;
	return io_scratch_take(lay->cx, lay->pages->waits->scratch, s->written_at, bytes, s->n_written);
}

enum rc
lay_sheet_ready(struct lay *lay, struct lay_sheet *s)
{
	struct lay_reader r = { .a = s->page.arena, .refs = s->open, .n_refs = s->n_open, .whole = !lay->tree->in_pieces };

	if (!s->is_written)
		return RC_OK;
	TRY(fetch(lay, s));
	r.p = s->written;
	(void)lay_written_take_area(&r, NULL, &s->page.first);
	lay_written_take_places(&r, &s->page);
	free(r.known);
	for (size_t i = 0; i < s->n_open; i++)
		TRY(lay_ref_fill(lay, s->page.arena, &s->open[i].ref, s->open[i].label));
	return RC_OK;
}
