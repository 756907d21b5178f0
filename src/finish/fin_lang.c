/* fin_lang.c - the language of a document, which cairo has no call for: /Lang of the catalogue (ISO 32000-1, 14.9.2). */
#include <stdio.h>
#include <string.h>

#include "finish/fin.h"
#include "finish/fin_read.h"

/* A tag comes from a document: nothing but what RFC 5646 allows goes into the file. */
static bool
is_tag(const char *lang)
{
	size_t n = strspn(lang, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n <= 35 && lang[n] == '\0' && lang[0] != '-';
}

/* Objects behind `from` have moved by n: so the table says. */
static void
shift_table(struct buf *pdf, size_t xref, size_t count, size_t from, size_t n)
{
	for (size_t i = 0; i < count; i++) {
		char *entry = pdf->p + xref + 20 * i, digits[24];
		size_t offset;

		if (entry[17] != 'n' || sscanf(entry, "%10zu", &offset) != 1 || offset < from)
			continue;
		snprintf(digits, sizeof(digits), "%010zu", offset + n);
		memcpy(entry, digits, 10);
	}
}

void
fin_set_lang(struct buf *pdf, const char *lang)
{
	struct fin_pdf f = {.p = pdf->p, .end = pdf->p + pdf->len};
	char text[64];
	const char *catalogue, *dict, *end;
	size_t at, n, xref;

	if (lang == NULL || !is_tag(lang) || fin_find_table(&f) != NULL)
		return;
	catalogue = fin_catalogue(&f);
	dict = catalogue != NULL ? memmem(catalogue, (size_t)(f.end - catalogue), "<<", 2) : NULL;
	end = fin_last(&f, "startxref");
	/* The table behind the catalogue, as cairo writes it: otherwise nothing is touched. */
	if (dict == NULL || fin_value(&f, catalogue, "/Lang") != NULL || dict > f.p + f.xref)
		return;
	at = (size_t)(dict + 2 - f.p);
	xref = (size_t)(fin_last(&f, "\nxref") + 1 - f.p);
	n = (size_t)snprintf(text, sizeof(text), " /Lang (%s)\n  ", lang);
	pdf->len = (size_t)(end - f.p);
	buf_add(pdf, text, n); /* room; what it holds is written below */
	memmove(pdf->p + at + n, pdf->p + at, pdf->len - n - at);
	memcpy(pdf->p + at, text, n);
	shift_table(pdf, f.xref + n, f.count, at, n);
	buf_printf(pdf, "startxref\n%zu\n%%%%EOF\n", xref + n);
}
