#pragma once
/* fin_read.h - inside the room: finding one's way in a PDF with a classic cross-reference table (ISO 32000-1, 7.5). */
#include "base/defs.h"

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
