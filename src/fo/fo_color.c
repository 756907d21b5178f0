/*
 * fo_color.c - colours that are a name or hexadecimal digits.
 */
#include <string.h>

#include "fo/fo_reader.h"

static const struct {
	const char *name;
	uint32_t rgb;
} names[] = {
#define C(n, x) {n, x},
#include "fo/fo_color.def"
#undef C
};

static int
digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
parse_hex(const char *s, size_t n, uint32_t *color)
{
	uint32_t x = 0;

	for (size_t i = 0; i < n; i++) {
		int d = digit(s[i]);

		if (d < 0)
			return false;
		x = x << 4 | (uint32_t)d;
		if (n <= 4)
			x = x << 4 | (uint32_t)d;
	}
	*color = n == 3 || n == 6 ? x << 8 | 0xff : x;
	return n == 3 || n == 4 || n == 6 || n == 8;
}

bool
fo_color_parse(const char *s, size_t n, uint32_t *color)
{
	size_t lo = 0, hi = ARRAY_LEN(names);

	if (n > 1 && s[0] == '#')
		return parse_hex(s + 1, n - 1, color);
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = strncmp(names[mid].name, s, n);

		if (c == 0 && names[mid].name[n] == '\0') {
			*color = names[mid].rgb << 8 | 0xff;
			return true;
		}
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}
