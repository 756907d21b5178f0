/* lay_number.c - page numbers as text: XSL 1.1, 7.26, which is number to string conversion of XSLT 1.0, 7.7.1. */
#include <glib.h>
#include <string.h>

#include "base/str.h"
#include "layout/lay_flow.h"

/* zero: of the digits that the format is written with. */
static void
decimal(struct buf *out, const struct fo_node *sequence, unsigned n, size_t width, uint32_t zero)
{
	const struct fo_value *size = fo_prop(sequence, PR_GROUPING_SIZE);
	const char *separator = fo_str(sequence, PR_GROUPING_SEPARATOR);
	char digits[64];
	size_t len = 0, group = size->kind == FO_INT && size->i > 0 ? (size_t)size->i : 0;

	do {
		digits[len++] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	while (len < width && len < sizeof(digits))
		digits[len++] = '0';
	while (len-- > 0) {
		char bytes[4];

		buf_add(out, bytes, utf8_put(bytes, zero + (uint32_t)(digits[len] - '0')));
		if (group > 0 && separator != NULL && len > 0 && len % group == 0)
			buf_puts(out, separator);
	}
}

/* Zero, and what is too large for the letters of a sequence, are written in digits. */
static void
token(struct buf *out, const struct fo_node *sequence, const char *t, size_t len, unsigned n)
{
	const char *p = t, *end = t + len;
	uint32_t c = len > 0 ? utf8_next(&p, end) : '1';
	size_t width = 1;

	if (lay_number_letters(out, t, len, fo_enum(sequence, PR_LETTER_VALUE), n))
		return;
	for (; p < end; width++)
		utf8_next(&p, end);
	decimal(out, sequence, n, width, g_unichar_isdigit(c) ? c - (uint32_t)g_unichar_digit_value(c) : '0');
}

/* 6.6.13, 6.6.14: part of the number wherever it is shown. Of the content its text. */
static void
put_affix(struct buf *out, const struct fo_node *parent, int depth)
{
	for (const struct fo_node *n = parent->first; n != NULL && depth < LIMIT_FO_DEPTH; n = n->next) {
		if (n->elem == FO_TEXT)
			buf_add(out, n->text, n->len);
		else
			put_affix(out, n, depth + 1);
	}
}

static void
put_affixes(struct buf *out, const struct fo_node *sequence, enum fo_elem which)
{
	for (const struct fo_node *n = sequence->first; n != NULL; n = n->next)
		if (n->elem == which)
			put_affix(out, n, 0);
}

/* The first character from p on that is alphanumeric (or is not); its place. */
static const char *
skip(const char *p, const char *end, bool alnum)
{
	while (p < end) {
		const char *at = p;

		if ((g_unichar_isalnum(utf8_next(&p, end)) != 0) != alnum)
			return at;
	}
	return end;
}

const char *
lay_number_format(struct arena *a, const struct fo_node *sequence, unsigned number)
{
	const char *format = fo_str(sequence, PR_FORMAT), *beg, *p, *end;
	struct buf out = { 0 };
	const char *text;

	if (format == NULL || *format == '\0')
		format = "1";
	end = format + strlen(format);
	put_affixes(&out, sequence, FO_FOLIO_PREFIX);
	beg = skip(format, end, false);
	p = skip(beg, end, true);
	buf_add(&out, format, (size_t)(beg - format));
	token(&out, sequence, beg, (size_t)(p - beg), number);
	/* A second token would be for a second number: only what follows the last one is a suffix. */
	while ((beg = skip(p, end, false)) < end)
		p = skip(beg, end, true);
	buf_puts(&out, p);
	put_affixes(&out, sequence, FO_FOLIO_SUFFIX);
	text = arena_strndup(a, buf_str(&out), out.len);
	buf_free(&out);
	return text;
}
