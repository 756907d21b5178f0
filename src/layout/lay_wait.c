/*
 * lay_wait.c - a page that waits for a number is kept as a string of bytes.
 *
 * "Page x of y" makes every page wait for the last one. What a page was made from (elements, paragraphs, tables) goes at
 * once; its areas and glyphs, 150 kB of a dense page, are written down in a fifth of that: whatever is zero takes a bit,
 * other words take as many bytes as they need (LEB128). When every number is there the page is made again.
 *
 * Pointers into the document (objects, fonts, pictures) are written as they are; areas, boxes and runs by what they hold.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/lay_flow.h"
#include "layout/ref.h"

struct lay_open_ref {
	const struct fo_node *citation;
	struct lay_ref ref;  /* its areas: of the page that is written, then of the one that is read */
	uint32_t text, line; /* which areas they are, in the order of writing */
	const char *label;   /* NULL: not known yet */
};

struct writer {
	unsigned char *bytes;
	size_t len, cap;
	uint32_t areas; /* so far */
	struct lay_open_ref *refs;
	size_t n_refs;
};

struct reader {
	const unsigned char *p;
	struct arena *a;
	uint32_t areas; /* so far */
	struct lay_open_ref *refs;
	size_t n_refs;
};

/* ---- words --------------------------------------------------------------------------------------------------------- */

#define MAX_WORDS 32
#define WORD_BYTES 5 /* [B] of the longest */

static void
reserve(struct writer *w, size_t words)
{
	if (w->cap - w->len >= words * WORD_BYTES)
		return;
	w->cap = 2 * w->cap + words * WORD_BYTES;
	w->bytes = mem_realloc(w->bytes, w->cap, 1);
}

static void
put(struct writer *w, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		w->bytes[w->len++] = (unsigned char)(v | 0x80);
	w->bytes[w->len++] = (unsigned char)v;
}

static uint32_t
take(struct reader *r)
{
	uint32_t v = 0;
	unsigned shift = 0;

	for (; *r->p >= 0x80; shift += 7)
		v |= (uint32_t)(*r->p++ & 0x7f) << shift;
	return v | (uint32_t)*r->p++ << shift;
}

/* Small numbers of either sign: 0, -1, 1, -2 ... */
static uint32_t
fold(uint32_t v)
{
	return v << 1 ^ (v >> 31 != 0 ? UINT32_MAX : 0);
}

static uint32_t
unfold(uint32_t v)
{
	return v >> 1 ^ ((v & 1) != 0 ? UINT32_MAX : 0);
}

_Static_assert(sizeof(struct area) <= 4 * MAX_WORDS && sizeof(struct area) % 4 == 0, "an area has a mask of 32 bits");
_Static_assert(sizeof(struct area_box) <= 4 * MAX_WORDS && sizeof(struct area_box) % 4 == 0, "a box too");
_Static_assert(sizeof(struct area_ref) % 4 == 0 && sizeof(struct glyph_run) % 4 == 0, "structs are whole words");

/* Which words of a struct are not zero, and those. */
static void
put_struct(struct writer *w, const void *p, size_t size)
{
	uint32_t words[MAX_WORDS], mask = 0;

	memcpy(words, p, size);
	reserve(w, MAX_WORDS + 1);
	for (size_t i = 0; i < size / 4; i++)
		mask |= (uint32_t)(words[i] != 0) << i;
	put(w, mask);
	for (size_t i = 0; i < size / 4; i++)
		if (words[i] != 0)
			put(w, words[i]);
}

static void *
take_struct(struct reader *r, size_t size)
{
	uint32_t words[MAX_WORDS] = { 0 }, mask = take(r);

	for (size_t i = 0; i < size / 4; i++)
		if ((mask >> i & 1) != 0)
			words[i] = take(r);
	return arena_copy(r->a, words, size);
}

/* ---- runs ---------------------------------------------------------------------------------------------------------- */

static void
put_run(struct writer *w, const struct glyph_run *run)
{
	struct glyph_run head = *run;
	uint32_t cluster = 0;

	head.text = NULL;
	head.glyphs = NULL;
	put_struct(w, &head, sizeof(head));
	reserve(w, (size_t)run->text_len + WORD_BYTES * (size_t)run->n);
	memcpy(w->bytes + w->len, run->text, run->text_len);
	w->len += run->text_len;
	for (const struct glyph *g = run->glyphs; g < run->glyphs + run->n; g++) {
		bool moved = g->dx != 0 || g->dy != 0;

		put(w, g->id << 1 | moved);
		put(w, fold(g->cluster - cluster));
		put(w, fold((uint32_t)g->advance));
		if (moved) {
			put(w, fold((uint32_t)g->dx));
			put(w, fold((uint32_t)g->dy));
		}
		cluster = g->cluster;
	}
}

static const struct glyph_run *
take_run(struct reader *r)
{
	struct glyph_run *run = take_struct(r, sizeof(*run));
	struct glyph *glyphs = arena_array(r->a, run->n, sizeof(*glyphs));
	uint32_t cluster = 0;

	run->text = arena_strndup(r->a, (const char *)r->p, run->text_len);
	run->glyphs = glyphs;
	r->p += run->text_len;
	for (struct glyph *g = glyphs; g < glyphs + run->n; g++) {
		uint32_t id = take(r);

		g->id = id >> 1;
		g->cluster = cluster += unfold(take(r));
		g->advance = (mpt)unfold(take(r));
		if ((id & 1) != 0) {
			g->dx = (mpt)unfold(take(r));
			g->dy = (mpt)unfold(take(r));
		}
	}
	return run;
}

/* ---- areas --------------------------------------------------------------------------------------------------------- */

enum { HAS_BOX = 1, HAS_REF = 2, HAS_RUN = 4, HAS_MORE = 8 };

static const struct glyph_run **
run_of(struct area *n)
{
	return n->kind == AREA_TEXT ? &n->text.run : n->kind == AREA_LEADER ? &n->leader.dot : NULL;
}

static void
put_area(struct writer *w, const struct area *from)
{
	struct area n = *from;
	const struct glyph_run **at = run_of(&n), *run = at != NULL ? *at : NULL;

	for (size_t i = 0; i < w->n_refs; i++) {
		if (w->refs[i].ref.text == from)
			w->refs[i].text = w->areas;
		if (w->refs[i].ref.line == from)
			w->refs[i].line = w->areas;
	}
	w->areas++;
	n.first = n.last = n.next = NULL;
	n.box = NULL;
	n.ref = NULL;
	if (at != NULL)
		*at = NULL;
	reserve(w, 1);
	put(w, (from->box != NULL ? HAS_BOX : 0) | (from->ref != NULL ? HAS_REF : 0) | (run != NULL ? HAS_RUN : 0) |
		(from->next != NULL ? HAS_MORE : 0));
	put_struct(w, &n, sizeof(n));
	if (from->box != NULL)
		put_struct(w, from->box, sizeof(*from->box));
	if (from->ref != NULL)
		put_struct(w, from->ref, sizeof(*from->ref));
	if (run != NULL)
		put_run(w, run);
	reserve(w, 1);
	put(w, from->first != NULL);
	for (const struct area *c = from->first; c != NULL; c = c->next)
		put_area(w, c);
}

/* Returns whether there is a next sibling. */
static bool
take_area(struct reader *r, struct area *parent, struct area **out)
{
	uint32_t flags = take(r);
	struct area *n = take_struct(r, sizeof(*n));
	bool more;

	for (size_t i = 0; i < r->n_refs; i++) {
		if (r->refs[i].text == r->areas)
			r->refs[i].ref.text = n;
		if (r->refs[i].line == r->areas)
			r->refs[i].ref.line = n;
	}
	r->areas++;
	if ((flags & HAS_BOX) != 0)
		n->box = take_struct(r, sizeof(*n->box));
	if ((flags & HAS_REF) != 0)
		n->ref = take_struct(r, sizeof(*n->ref));
	if ((flags & HAS_RUN) != 0)
		*run_of(n) = take_run(r);
	if (parent != NULL)
		lay_area_add(parent, n);
	*out = n;
	for (more = take(r) != 0; more;) {
		struct area *child;

		more = take_area(r, n, &child);
	}
	return (flags & HAS_MORE) != 0;
}

/* ---- sheets -------------------------------------------------------------------------------------------------------- */

static struct lay_sheet *
write_sheet(const struct lay_sheet *from, const struct lay_open_ref *refs, size_t n_refs)
{
	struct arena *a = arena_new();
	struct lay_sheet *s = arena_zalloc(a, sizeof(*s));
	struct writer w = { .refs = arena_copy(a, refs, n_refs * sizeof(*refs)), .n_refs = n_refs };

	put_area(&w, from->root);
	s->page = from->page;
	s->page.arena = a;
	s->page.first = NULL;
	s->page.label = arena_strdup(a, from->page.label);
	s->page.links = arena_copy(a, from->page.links, from->page.n_links * sizeof(*from->page.links));
	s->page.dests = arena_copy(a, from->page.dests, from->page.n_dests * sizeof(*from->page.dests));
	s->open = w.refs;
	s->n_open = w.n_refs;
	s->written = arena_copy(a, w.bytes, w.len);
	free(w.bytes);
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
	if (s->n_open == 0)
		return RC_OK;
	*sheet = write_sheet(s, s->open, s->n_open);
	lay_page_free(&s->page);
	s = *sheet;
	for (size_t i = 0; i < s->n_open; i++)
		lay_refs_wait(lay, s, s->open[i].citation, &s->open[i].label);
	return RC_OK;
}

enum rc
lay_sheet_ready(struct lay *lay, struct lay_sheet *s)
{
	struct reader r = { .p = s->written, .a = s->page.arena, .refs = s->open, .n_refs = s->n_open };

	if (s->written == NULL)
		return RC_OK;
	(void)take_area(&r, NULL, &s->page.first);
	for (size_t i = 0; i < s->n_open; i++)
		TRY(lay_ref_fill(lay, s->page.arena, &s->open[i].ref, s->open[i].label));
	return RC_OK;
}
