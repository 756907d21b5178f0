#include <stdio.h>
#include <string.h>

#include "finish/fin.h"

/* Deepest page tree that is walked; ours has one level. */
#define TREE_DEPTH 16

struct file {
	const char *p, *end;
	size_t xref, count; /* offset of the first entry; number of entries */
};

static bool
starts(const struct file *f, const char *at, const char *with)
{
	size_t n = strlen(with);

	return at != NULL && at >= f->p && (size_t)(f->end - at) >= n && memcmp(at, with, n) == 0;
}

/* Reads digits; moves *at behind them. False when there are none, or too many. */
static bool
number(const struct file *f, const char **at, size_t *v)
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

static void
skip_blanks(const struct file *f, const char **at)
{
	while (*at < f->end && (**at == ' ' || **at == '\n' || **at == '\r'))
		++*at;
}

/* The last place of a word in the file. */
static const char *
last(const struct file *f, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = f->end - n; p >= f->p; p--)
		if (memcmp(p, word, n) == 0)
			return p;
	return NULL;
}

/* Behind a key of the dictionary that begins at `dict`: up to the end of its object. */
static const char *
value(const struct file *f, const char *dict, const char *key)
{
	const char *stop = memmem(dict, (size_t)(f->end - dict), "endobj", 6), *at;

	if (stop == NULL)
		stop = f->end;
	at = memmem(dict, (size_t)(stop - dict), key, strlen(key));
	if (at == NULL)
		return NULL;
	at += strlen(key);
	skip_blanks(f, &at);
	return at;
}

/* Where "N 0 obj" begins, by the table; NULL when N is free or not there. */
static const char *
object(const struct file *f, size_t n)
{
	const char *entry = f->p + f->xref + 20 * n, *at = entry;
	char head[32];
	size_t offset;

	if (n >= f->count || entry[17] != 'n' || !number(f, &at, &offset) || offset >= (size_t)(f->end - f->p))
		return NULL;
	snprintf(head, sizeof(head), "%zu 0 obj", n);
	return starts(f, f->p + offset, head) ? f->p + offset : NULL;
}

/* The object that a "N 0 R" at `at` means; NULL when it means none. */
static const char *
reference(const struct file *f, const char **at)
{
	size_t n, generation;

	skip_blanks(f, at);
	if (!number(f, at, &n))
		return NULL;
	skip_blanks(f, at);
	if (!number(f, at, &generation))
		return NULL;
	skip_blanks(f, at);
	if (!starts(f, *at, "R"))
		return NULL;
	++*at;
	return object(f, n);
}

static const char *
find_table(struct file *f)
{
	const char *at = last(f, "startxref");
	size_t offset, first;

	if (at == NULL || last(f, "%%EOF") < at)
		return "its end is missing";
	at += 9;
	skip_blanks(f, &at);
	if (!number(f, &at, &offset) || offset >= (size_t)(f->end - f->p))
		return "startxref points outside";
	at = f->p + offset;
	if (!starts(f, at, "xref"))
		return "startxref does not point at the cross-reference table";
	at += 4;
	skip_blanks(f, &at);
	if (!number(f, &at, &first) || first != 0)
		return "the cross-reference table does not begin with 0";
	skip_blanks(f, &at);
	if (!number(f, &at, &f->count))
		return "the cross-reference table has no size";
	skip_blanks(f, &at);
	f->xref = (size_t)(at - f->p);
	if (f->count > (size_t)(f->end - at) / 20)
		return "the cross-reference table is cut off";
	return NULL;
}

static const char *
check_table(const struct file *f)
{
	for (size_t i = 1; i < f->count; i++)
		if (f->p[f->xref + 20 * i + 17] == 'n' && object(f, i) == NULL)
			return "the cross-reference table points beside an object";
	return NULL;
}

/* Counts the leaves below a node of the page tree. */
static const char *
count_pages(const struct file *f, const char *node, unsigned depth, size_t *pages)
{
	const char *kids = value(f, node, "/Kids"), *count = value(f, node, "/Count");
	size_t said = 0, found = 0;

	if (depth > TREE_DEPTH)
		return "the page tree is too deep";
	if (kids == NULL) {
		*pages += 1;
		return starts(f, value(f, node, "/Type"), "/Page") ? NULL : "a page is no page";
	}
	if (count == NULL || !number(f, &count, &said) || *kids++ != '[')
		return "the page tree has no count";
	for (skip_blanks(f, &kids); kids < f->end && *kids != ']'; skip_blanks(f, &kids)) {
		const char *kid = reference(f, &kids), *wrong;

		if (kid == NULL)
			return "a page is missing";
		wrong = count_pages(f, kid, depth + 1, &found);
		if (wrong != NULL)
			return wrong;
	}
	*pages += found;
	return found == said ? NULL : "the page tree counts wrong";
}

const char *
fin_check_pdf(const char *bytes, size_t len, size_t *pages)
{
	struct file f = {.p = bytes, .end = bytes + len};
	const char *wrong, *at;

	*pages = 0;
	if (len < 64 || !starts(&f, bytes, "%PDF-1."))
		return "its header is missing";
	wrong = find_table(&f);
	if (wrong == NULL)
		wrong = check_table(&f);
	if (wrong != NULL)
		return wrong;
	at = last(&f, "trailer");
	at = at != NULL ? value(&f, at, "/Root") : NULL;
	at = at != NULL ? reference(&f, &at) : NULL;
	at = at != NULL ? value(&f, at, "/Pages") : NULL;
	at = at != NULL ? reference(&f, &at) : NULL;
	return at != NULL ? count_pages(&f, at, 0, pages) : "the way from trailer to pages is broken";
}
