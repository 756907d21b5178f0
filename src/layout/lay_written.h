#pragma once
/*
 * lay_written.h - areas as bytes, for pages that wait (lay_wait.c).
 *
 * The areas and glyphs of a dense page, 150 kB, are written down in a fifth of that: whatever is zero takes a bit, other words
 * take as many bytes as they need (LEB128).
 *
 * Pointers to what lives as long as the run (styles, fonts, pictures) are written as they are; areas, boxes and runs by what
 * they hold. Objects too when the tree is in pieces, because their page-sequence goes: the page that is made again has copies of
 * those that it needs, each with its parents and own properties, but without children and siblings.
 */
#include "layout/lay_flow.h"
#include "layout/ref.h"

struct lay_open_ref {
	const struct fo_node *citation;
	struct lay_ref ref;  /* its areas: of the page that is written, then of the one that is read */
	uint32_t text, line; /* which areas they are, in the order of writing */
	const char *label;   /* NULL: not known yet */
};

struct lay_writer {
	unsigned char *bytes;
	size_t len, cap;
	uint32_t areas; /* so far */
	struct lay_open_ref *refs;
	size_t n_refs;
	bool whole; /* objects stay: they are written as pointers */
	struct lay_known { /* objects that were written, by address */
		const struct fo_node *node;
		uint32_t number;
	} *known;
	uint32_t n_known, known_size; /* size is a power of two */
};

struct lay_reader {
	const unsigned char *p;
	struct arena *a;
	uint32_t areas; /* so far */
	struct lay_open_ref *refs;
	size_t n_refs;
	bool whole;
	const struct fo_node **known; /* by number - 1 */
	uint32_t n_known, cap_known;
};

void lay_written_put_area(struct lay_writer *w, const struct area *from);
void lay_written_put_places(struct lay_writer *w, const struct page *page);
bool lay_written_take_area(struct lay_reader *r, struct area *parent, struct area **out);
void lay_written_take_places(struct lay_reader *r, struct page *page);
