#include "render/dev_pdf_repair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The tail of the file, where no stream can look like a dictionary. */
static char *
tail_of(const struct buf *b)
{
	static const char mark[] = "endstream";
	char *at = b->p, *last = b->p;

	while ((at = memmem(at, (size_t)(b->p + b->len - at), mark, sizeof(mark) - 1)) != NULL)
		last = at++;
	return last;
}

static void
repair_dates(struct buf *b)
{
	static const char *const keys[] = {"   /CreationDate (", "   /ModDate ("};
	char *tail = tail_of(b);

	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		size_t n = strlen(keys[i]);
		char *at = memmem(tail, (size_t)(b->p + b->len - tail), keys[i], n);

		if (at == NULL || at + n + 16 > b->p + b->len)
			continue;
		if (at[n] == ')') { /* no date at all */
			memset(at, ' ', n + 1);
		} else if (at[n] >= '0' && at[n] <= '9') { /* two blanks of the indentation make room */
			memmove(at, at + 2, n - 2);
			memcpy(at + n - 2, "D:", 2);
		}
	}
}

/* The number at the start of a line of ten digits, or of an object; false when there is none. */
static bool
read_number(const char *p, const char *end, size_t *v)
{
	size_t n = 0;

	*v = 0;
	for (; p + n < end && p[n] >= '0' && p[n] <= '9' && n < 10; n++)
		*v = *v * 10 + (size_t)(p[n] - '0');
	return n > 0;
}

static void
repair_xref(struct buf *b)
{
	static const char free_entry[] = "0000000000 65535 f";
	char *tail = tail_of(b), *end = b->p + b->len, *p;
	size_t first, count;

	p = memmem(tail, (size_t)(end - tail), "\nxref\n0 ", 8);
	if (p == NULL || !read_number(p + 8, end, &count))
		return;
	p = memchr(p + 8, '\n', (size_t)(end - p - 8));
	for (first = 0; p != NULL && first < count && end - p > 20; first++, p += 20) {
		char object[32];
		size_t offset, n = (size_t)snprintf(object, sizeof(object), "%zu 0 obj", first);

		if (p[18] != 'n' || !read_number(p + 1, end, &offset))
			continue;
		if (offset + n > b->len || memcmp(b->p + offset, object, n) != 0)
			memcpy(p + 1, free_entry, sizeof(free_entry) - 1);
	}
}

/* Has a dictionary the entry before `at` already? */
static bool
is_repeated(const char *dict, const char *at, size_t n)
{
	for (const char *p = dict; p + n <= at; p++)
		if (memcmp(p, at, n) == 0)
			return true;
	return false;
}

static void
repair_resources(struct buf *b)
{
	static const char mark[] = "   /XObject << ";
	char *at = b->p, *end = b->p + b->len;

	while ((at = memmem(at, (size_t)(end - at), mark, sizeof(mark) - 1)) != NULL) {
		char *dict = at + sizeof(mark) - 1, *stop = memmem(dict, (size_t)(end - dict), ">>\n", 3);

		at = dict;
		if (stop == NULL)
			return;
		for (char *key = dict; key < stop && *key == '/';) {
			char *r = memmem(key, (size_t)(stop - key), " R ", 3);
			size_t n;

			if (r == NULL)
				break;
			n = (size_t)(r + 3 - key);
			if (is_repeated(dict, key, n))
				memset(key, ' ', n);
			key = r + 3;
		}
	}
}

void
dev_pdf_repair(struct buf *pdf)
{
	if (pdf->len == 0)
		return;
	repair_dates(pdf);
	repair_resources(pdf);
	repair_xref(pdf);
}
