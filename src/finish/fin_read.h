#pragma once
/* fin_read.h - inside the room: finding one's way in a PDF with a classic cross-reference table (ISO 32000-1, 7.5). */
#include "base/arena.h"
#include "base/buf.h"
#include "finish/fin_lex.h"

struct fin_pdf {
	const char *p, *end;
	size_t xref, count; /* offset of the first entry of 20 bytes; number of entries: fin_find_table */
};

bool fin_starts(const struct fin_pdf *f, const char *at, const char *with); /* false for at NULL */
/* Reads digits; moves *at behind them. False when there are none, or too many. */
bool fin_number(const struct fin_pdf *f, const char **at, size_t *v);
void fin_skip_blanks(const struct fin_pdf *f, const char **at);
/* The last place of a word in the file; NULL when it is not there. */
const char *fin_last(const struct fin_pdf *f, const char *word);
/* Behind a key of the dictionary that begins at `dict`: up to the end of its object. NULL when it is not there. */
const char *fin_value(const struct fin_pdf *f, const char *dict, const char *key);
/* Where "N 0 obj" begins, by the table; NULL when N is free or not there. */
const char *fin_object(const struct fin_pdf *f, size_t n);
/* The object that a "N 0 R" at *at means; NULL when it means none. */
const char *fin_reference(const struct fin_pdf *f, const char **at);
/* Fills xref and count; NULL, or what is wrong. */
const char *fin_find_table(struct fin_pdf *f);
/* The catalogue's object, by the trailer; NULL when the way is broken. After fin_find_table. */
const char *fin_catalogue(const struct fin_pdf *f);

/* ---- what cairo wrote: strict, nothing is guessed; NULL, or what is wrong ------------------------------------------------ */

struct fin_obj {
	struct fin_range value;
	struct fin_range stream; /* its bytes as they are in the file; p NULL: it is none */
};
const char *fin_obj_read(const struct fin_pdf *f, uint32_t n, struct fin_obj *o);
/* The object numbers of the pages, in order; in the arena. */
const char *fin_pages(const struct fin_pdf *f, struct arena *a, uint32_t **pages, size_t *n);
/* The bytes of a stream, plain or deflated, added to `out`. */
const char *fin_unpack(const struct fin_obj *o, struct buf *out);
