/*
 * lay_written.c - writes areas, and what they hold, as bytes and makes them again (lay_written.h).
 */
#include "layout/lay_written.h"

#include <stdlib.h>
#include <string.h>

/* ---- words --------------------------------------------------------------------------------------------------------- */

#define MAX_WORDS 32
#define WORD_BYTES 5 /* [B] of the longest */

static void
reserve(struct lay_writer *w, size_t words)
{
	if (w->cap - w->len >= words * WORD_BYTES)
		return;
	w->cap = 2 * w->cap + words * WORD_BYTES;
	w->bytes = mem_realloc(w->bytes, w->cap, 1);
}

static void
put(struct lay_writer *w, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		w->bytes[w->len++] = (unsigned char)(v | 0x80);
	w->bytes[w->len++] = (unsigned char)v;
}

static uint32_t
take(struct lay_reader *r)
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
_Static_assert(sizeof(struct fo_node) <= 4 * MAX_WORDS && sizeof(struct page_link) <= 4 * MAX_WORDS, "and objects and links");
_Static_assert(sizeof(struct area_ref) % 4 == 0 && sizeof(struct glyph_run) % 4 == 0, "structs are whole words");

/* Which words of a struct are not zero, and those. */
static void
put_struct(struct lay_writer *w, const void *p, size_t size)
{
	uint32_t mask = 0, word;
	size_t start;

	reserve(w, MAX_WORDS + 1);
	start = w->len;
	w->len += sizeof(mask);
	for (size_t i = 0; i < size / 4; i++) {
		memcpy(&word, (const char *)p + 4 * i, 4);
		if (word != 0) {
			mask |= (uint32_t)1 << i;
			put(w, word);
		}
	}
	memcpy(w->bytes + start, &mask, sizeof(mask));
}

static void
take_into(struct lay_reader *r, void *p, size_t size)
{
	uint32_t mask, word;

	memcpy(&mask, r->p, sizeof(mask));
	r->p += sizeof(mask);
	memset(p, 0, size);
	for (; mask != 0; mask &= mask - 1) {
		word = take(r);
		memcpy((char *)p + 4 * (size_t)__builtin_ctz(mask), &word, 4);
	}
}

static void *
take_struct(struct lay_reader *r, size_t size)
{
	void *p = arena_alloc(r->a, size);

	take_into(r, p, size);
	return p;
}

static void
put_string(struct lay_writer *w, const char *s)
{
	size_t n = s != NULL ? strlen(s) : 0;

	reserve(w, n / WORD_BYTES + 2);
	put(w, s != NULL ? (uint32_t)n + 1 : 0);
	memcpy(w->bytes + w->len, s != NULL ? s : "", n);
	w->len += n;
}

static const char *
take_string(struct lay_reader *r)
{
	uint32_t n = take(r);
	const char *s = n > 0 ? arena_strndup(r->a, (const char *)r->p, n - 1) : NULL;

	r->p += n > 0 ? n - 1 : 0;
	return s;
}

/* ---- objects ------------------------------------------------------------------------------------------------------- */

static struct lay_known *
known_slot(struct lay_writer *w, const struct fo_node *n)
{
	uint32_t i = (uint32_t)((uintptr_t)n >> 4) * 2654435761u >> 7;

	while (w->known[i & (w->known_size - 1)].node != NULL && w->known[i & (w->known_size - 1)].node != n)
		i++;
	return &w->known[i & (w->known_size - 1)];
}

static void
grow_known(struct lay_writer *w)
{
	struct lay_known *old = w->known;
	uint32_t size = w->known_size;

	w->known_size = size > 0 ? 2 * size : 512;
	w->known = mem_alloc(w->known_size * sizeof(*w->known));
	memset(w->known, 0, w->known_size * sizeof(*w->known));
	for (uint32_t i = 0; i < size; i++)
		if (old[i].node != NULL)
			*known_slot(w, old[i].node) = old[i];
	free(old);
}

/* Numbers an object that was not written before; what was written stays behind a smaller number. */
static bool
is_new(struct lay_writer *w, const struct fo_node *n, uint32_t *number)
{
	struct lay_known *k;

	if (2 * w->n_known >= w->known_size)
		grow_known(w);
	k = known_slot(w, n);
	if (k->node != NULL) {
		*number = k->number;
		return false;
	}
	*number = ++w->n_known;
	*k = (struct lay_known){n, *number};
	return true;
}

static void
put_own(struct lay_writer *w, const struct fo_own *own)
{
	reserve(w, 1);
	put(w, own != NULL ? (uint32_t)own->n : 0);
	for (size_t i = 0; own != NULL && i < own->n; i++) {
		struct fo_own_value v = own->v[i];
		const char *s = v.value.kind == FO_STR ? v.value.str : NULL;

		if (v.value.kind == FO_STR)
			v.value.str = NULL;
		put_struct(w, &v, sizeof(v));
		put_string(w, s);
	}
}

static const struct fo_own *
take_own(struct lay_reader *r)
{
	uint32_t n = take(r);
	struct fo_own *own = n > 0 ? arena_zalloc(r->a, sizeof(*own) + n * sizeof(own->v[0])) : NULL;

	for (uint32_t i = 0; i < n; i++) {
		struct fo_own_value *v = &own->v[i];
		const char *s;

		own->n = n;
		take_into(r, v, sizeof(*v));
		s = take_string(r);
		if (v->value.kind == FO_STR)
			v->value.str = s;
	}
	return own;
}

/* 0, or the number of an object; behind a number that was not met before the object itself. */
static void
put_node(struct lay_writer *w, const struct fo_node *n)
{
	struct fo_node head;
	uint32_t number = 0;
	bool new;

	if (w->whole) {
		put_struct(w, &n, sizeof(struct fo_node *));
		return;
	}
	new = n != NULL && is_new(w, n, &number);
	reserve(w, 1);
	put(w, number);
	if (!new)
		return;
	head = *n;
	head.parent = head.first = head.next = NULL;
	head.own = NULL;
	head.id = head.text = NULL;
	head.len = 0;
	head.foreign = NULL;
	put_struct(w, &head, sizeof(head));
	put_string(w, n->id);
	put_own(w, n->own);
	put_node(w, n->parent); /* LIMIT_FO_DEPTH */
}

static const struct fo_node *
take_node(struct lay_reader *r)
{
	const struct fo_node *whole;
	struct fo_node *n;
	uint32_t number;

	if (r->whole) {
		take_into(r, &whole, sizeof(whole));
		return whole;
	}
	number = take(r);
	if (number == 0)
		return NULL;
	if (number <= r->n_known)
		return r->known[number - 1];
	if (r->n_known == r->cap_known) {
		r->cap_known = r->cap_known > 0 ? 2 * r->cap_known : 128;
		r->known = mem_realloc(r->known, r->cap_known, sizeof(const struct fo_node *));
	}
	n = take_struct(r, sizeof(*n));
	r->known[r->n_known++] = n;
	n->id = take_string(r);
	n->own = take_own(r);
	n->parent = take_node(r);
	return n;
}

/* ---- runs ---------------------------------------------------------------------------------------------------------- */

static void
put_run(struct lay_writer *w, const struct glyph_run *run)
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
take_run(struct lay_reader *r)
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

void
lay_written_put_area(struct lay_writer *w, const struct area *from)
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
	n.fo = NULL;
	n.box = NULL;
	n.ref = NULL;
	if (at != NULL)
		*at = NULL;
	reserve(w, 1);
	put(w, (from->box != NULL ? HAS_BOX : 0) | (from->ref != NULL ? HAS_REF : 0) | (run != NULL ? HAS_RUN : 0) |
		(from->next != NULL ? HAS_MORE : 0));
	put_struct(w, &n, sizeof(n));
	put_node(w, from->fo);
	if (from->box != NULL)
		put_struct(w, from->box, sizeof(*from->box));
	if (from->ref != NULL)
		put_struct(w, from->ref, sizeof(*from->ref));
	if (run != NULL)
		put_run(w, run);
	reserve(w, 1);
	put(w, from->first != NULL);
	for (const struct area *c = from->first; c != NULL; c = c->next)
		lay_written_put_area(w, c);
}

/* Returns whether there is a next sibling. */
bool
lay_written_take_area(struct lay_reader *r, struct area *parent, struct area **out)
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
	n->fo = take_node(r);
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

		more = lay_written_take_area(r, n, &child);
	}
	return (flags & HAS_MORE) != 0;
}

/* ---- places: links and destinations --------------------------------------------------------------------------------- */

void
lay_written_put_places(struct lay_writer *w, const struct page *page)
{
	put_node(w, page->sequence);
	for (size_t i = 0; i < page->n_links; i++) {
		struct page_link l = page->links[i];

		l.uri = l.dest = NULL;
		l.fo = NULL;
		put_struct(w, &l, sizeof(l));
		put_string(w, page->links[i].uri);
		put_string(w, page->links[i].dest);
		put_node(w, page->links[i].fo);
	}
	for (size_t i = 0; i < page->n_dests; i++) {
		struct page_dest d = page->dests[i];

		d.id = NULL;
		put_struct(w, &d, sizeof(d));
		put_string(w, page->dests[i].id);
	}
}

void
lay_written_take_places(struct lay_reader *r, struct page *page)
{
	struct page_link *links = arena_array(r->a, page->n_links, sizeof(*links));
	struct page_dest *dests = arena_array(r->a, page->n_dests, sizeof(*dests));

	page->sequence = take_node(r);
	for (size_t i = 0; i < page->n_links; i++) {
		take_into(r, &links[i], sizeof(*links));
		links[i].uri = take_string(r);
		links[i].dest = take_string(r);
		links[i].fo = take_node(r);
	}
	for (size_t i = 0; i < page->n_dests; i++) {
		take_into(r, &dests[i], sizeof(*dests));
		dests[i].id = take_string(r);
	}
	page->links = links;
	page->dests = dests;
}
