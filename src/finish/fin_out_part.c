/* fin_out_part.c - what objects are made of: numbers, names, strings, dates (ISO 32000-1, 7.3 and 7.9). */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/str.h"
#include "finish/fin_out.h"

void
out_ref(struct buf *b, uint32_t id)
{
	buf_printf(b, "%u 0 R", id);
}

void
out_real(struct buf *b, mpt v)
{
	unsigned size = v < 0 ? 0u - (unsigned)v : (unsigned)v, rest = size % MPT_PT, digits = 3;

	buf_printf(b, "%s%u", v < 0 ? "-" : "", size / MPT_PT);
	if (rest == 0)
		return;
	for (; rest % 10 == 0; rest /= 10)
		digits--;
	buf_printf(b, ".%0*u", (int)digits, rest);
}

void
out_rect(struct buf *b, mpt page_h, mpt x, mpt y, mpt w, mpt h)
{
	const mpt corners[4] = {x, mpt_add(page_h, -mpt_add(y, h)), mpt_add(x, w), mpt_add(page_h, -y)};

	for (size_t i = 0; i < 4; i++) {
		buf_putc(b, i == 0 ? '[' : ' ');
		out_real(b, corners[i]);
	}
	buf_putc(b, ']');
}

static bool
is_regular(unsigned char c)
{
	return c > ' ' && c < 0x7f && strchr("()<>[]{}/%#", c) == NULL;
}

void
out_name(struct buf *b, const char *name)
{
	buf_putc(b, '/');
	for (; *name != '\0'; name++)
		if (is_regular((unsigned char)*name))
			buf_putc(b, *name);
		else
			buf_printf(b, "#%02X", (unsigned char)*name);
}

void
out_bytes(struct buf *b, const char *s, size_t len)
{
	buf_putc(b, '(');
	for (size_t i = 0; i < len; i++)
		if (s[i] == '(' || s[i] == ')' || s[i] == '\\')
			buf_printf(b, "\\%c", s[i]);
		else if (s[i] == '\r') /* would be read as a line feed */
			buf_puts(b, "\\r");
		else
			buf_putc(b, s[i]);
	buf_putc(b, ')');
}

/* Where PDFDocEncoding is ASCII (annex D.3). */
static bool
is_ascii(const char *s)
{
	for (; *s != '\0'; s++)
		if ((*s < ' ' && strchr("\t\n\r", *s) == NULL) || (unsigned char)*s >= 0x7f)
			return false;
	return true;
}

void
out_text(struct buf *b, const char *utf8)
{
	const char *end = utf8 + strlen(utf8);

	if (is_ascii(utf8)) {
		out_bytes(b, utf8, strlen(utf8));
		return;
	}
	buf_puts(b, "<FEFF");
	while (utf8 < end) {
		uint32_t c = utf8_next(&utf8, end);

		if (c > 0xffff)
			buf_printf(b, "%04X%04X", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
		else
			buf_printf(b, "%04X", c);
	}
	buf_putc(b, '>');
}

/* [s] of the first and the last moment that four digits of a year can say. */
#define FIRST_DATE INT64_C(-62135596800)
#define LAST_DATE INT64_C(253402300799)

void
out_date(struct buf *b, int64_t seconds)
{
	time_t t = (time_t)(seconds < FIRST_DATE ? FIRST_DATE : seconds > LAST_DATE ? LAST_DATE : seconds);
	struct tm tm;

	gmtime_r(&t, &tm); /* fails for years beyond an int only */
	buf_printf(b, "(D:%04d%02d%02d%02d%02d%02dZ)", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}
