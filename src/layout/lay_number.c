/* lay_number.c - page numbers as text: XSL 1.1, 7.26, which is number to string conversion of XSLT 1.0, 7.7.1. */
#include <glib.h>
#include <string.h>

#include "base/str.h"
#include "layout/lay_flow.h"

static void
roman(struct buf *out, unsigned n, bool upper)
{
	static const struct {
		unsigned value;
		const char *low, *up;
	} digits[] = { { 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" },
		{ 100, "c", "C" }, { 90, "xc", "XC" }, { 50, "l", "L" }, { 40, "xl", "XL" }, { 10, "x", "X" },
		{ 9, "ix", "IX" }, { 5, "v", "V" }, { 4, "iv", "IV" }, { 1, "i", "I" } };

	for (size_t i = 0; i < ARRAY_LEN(digits); i++) {
		for (; n >= digits[i].value; n -= digits[i].value)
			buf_puts(out, upper ? digits[i].up : digits[i].low);
	}
}

static void
letters(struct buf *out, unsigned n, char first)
{
	char text[16];
	size_t at = sizeof(text);

	for (; n > 0 && at > 0; n = (n - 1) / 26)
		text[--at] = (char)(first + (n - 1) % 26);
	buf_add(out, text + at, sizeof(text) - at);
}

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

/* Roman numerals from 4000 on, and zero in any letters, are written in digits. */
static void
token(struct buf *out, const struct fo_node *sequence, const char *t, size_t len, unsigned n)
{
	const char *p = t, *end = t + len;
	uint32_t c = len > 0 ? utf8_next(&p, end) : '1';
	size_t width = 1;

	if (len == 1 && (*t == 'i' || *t == 'I') && n > 0 && n < 4000) {
		roman(out, n, *t == 'I');
	} else if (len == 1 && (*t == 'a' || *t == 'A') && n > 0) {
		letters(out, n, *t);
	} else {
		for (; p < end; width++)
			utf8_next(&p, end);
		decimal(out, sequence, n, width, g_unichar_isdigit(c) ? c - (uint32_t)g_unichar_digit_value(c) : '0');
	}
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
