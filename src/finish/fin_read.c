/* fin_read.c - the places in a PDF with a classic cross-reference table (ISO 32000-1, 7.5.4). */
#include "finish/fin_read.h"

#include <stdio.h>
#include <string.h>

bool
fin_starts(const struct fin_pdf *f, const char *at, const char *with)
{
	size_t n = strlen(with);

	return at != NULL && at >= f->p && (size_t)(f->end - at) >= n && memcmp(at, with, n) == 0;
}

/* Reads digits; moves *at behind them. False when there are none, or too many. */
bool
fin_number(const struct fin_pdf *f, const char **at, size_t *v)
{
	const char *p = *at;

	*v = 0;
	while (p < f->end && *p >= '0' && *p <= '9' && p - *at < 12)
		*v = *v * 10 + (size_t)(*p++ - '0');
	if (p == *at)
		return false;
	*at = p;
	return true;
}

void
fin_skip_blanks(const struct fin_pdf *f, const char **at)
{
	while (*at < f->end && (**at == ' ' || **at == '\n' || **at == '\r'))
		++*at;
}

/* The last place of a word in the file. */
const char *
fin_last(const struct fin_pdf *f, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = f->end - n; p >= f->p; p--)
		if (memcmp(p, word, n) == 0)
			return p;
	return NULL;
}

/* Behind a key of the dictionary that begins at `dict`: up to the end of its object. */
const char *
fin_value(const struct fin_pdf *f, const char *dict, const char *key)
{
	const char *stop = memmem(dict, (size_t)(f->end - dict), "endobj", 6), *at;

	if (stop == NULL)
		stop = f->end;
	at = memmem(dict, (size_t)(stop - dict), key, strlen(key));
	if (at == NULL)
		return NULL;
	at += strlen(key);
	fin_skip_blanks(f, &at);
	return at;
}

/* Where "N 0 obj" begins, by the table; NULL when N is free or not there. */
const char *
fin_object(const struct fin_pdf *f, size_t n)
{
	const char *entry = f->p + f->xref + 20 * n, *at = entry;
	char head[32];
	size_t offset;

	if (n >= f->count || entry[17] != 'n' || !fin_number(f, &at, &offset) || offset >= (size_t)(f->end - f->p))
		return NULL;
	snprintf(head, sizeof(head), "%zu 0 obj", n);
	return fin_starts(f, f->p + offset, head) ? f->p + offset : NULL;
}

/* The object that a "N 0 R" at `at` means; NULL when it means none. */
const char *
fin_reference(const struct fin_pdf *f, const char **at)
{
	size_t n, generation;

	fin_skip_blanks(f, at);
	if (!fin_number(f, at, &n))
		return NULL;
	fin_skip_blanks(f, at);
	if (!fin_number(f, at, &generation))
		return NULL;
	fin_skip_blanks(f, at);
	if (!fin_starts(f, *at, "R"))
		return NULL;
	++*at;
	return fin_object(f, n);
}

const char *
fin_find_table(struct fin_pdf *f)
{
	const char *at = fin_last(f, "startxref");
	size_t offset, first;

	if (at == NULL || fin_last(f, "%%EOF") < at)
		return "its end is missing";
	at += 9;
	fin_skip_blanks(f, &at);
	if (!fin_number(f, &at, &offset) || offset >= (size_t)(f->end - f->p))
		return "startxref points outside";
	at = f->p + offset;
	if (!fin_starts(f, at, "xref"))
		return "startxref does not point at the cross-reference table";
	at += 4;
	fin_skip_blanks(f, &at);
	if (!fin_number(f, &at, &first) || first != 0)
		return "the cross-reference table does not begin with 0";
	fin_skip_blanks(f, &at);
	if (!fin_number(f, &at, &f->count))
		return "the cross-reference table has no size";
	fin_skip_blanks(f, &at);
	f->xref = (size_t)(at - f->p);
	if (f->count > (size_t)(f->end - at) / 20)
		return "the cross-reference table is cut off";
	return NULL;
}

const char *
fin_catalogue(const struct fin_pdf *f)
{
	const char *at = fin_last(f, "trailer");

	at = at != NULL ? fin_value(f, at, "/Root") : NULL;
	return at != NULL ? fin_reference(f, &at) : NULL;
}
