#include "base/str.h"

#include <string.h>

#include <glib.h>

bool
str_eq(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool
str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool
str_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

bool
str_is_blank(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' && s[i] != '\t' && s[i] != '\n' && s[i] != '\r')
			return false;
	return true;
}

static const uint32_t min_of_length[] = {0, 0, 0x80, 0x800, 0x10000};

uint32_t
utf8_next(const char **s, const char *end)
{
	const unsigned char *p = (const unsigned char *)*s;
	size_t left = (size_t)(end - *s), n;
	uint32_t c = p[0];

	(*s)++;
	if (c < 0x80)
		return c;
	n = c >= 0xf0 && c < 0xf8 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 0;
	if (n == 0 || n > left)
		return 0xfffd;
	c &= 0xffu >> (n + 1);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0xfffd;
		c = c << 6 | (p[i] & 0x3fu);
	}
	if (c < min_of_length[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0xfffd;
	*s += n - 1;
	return c;
}

size_t
utf8_put(char out[4], uint32_t c)
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

bool
utf8_valid(const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		const char *at = s;

		if (utf8_next(&s, end) == 0xfffd && (s - at != 3 || memcmp(at, "\xef\xbf\xbd", 3) != 0))
			return false;
	}
	return true;
}

#define MAX_WORD 64

unsigned
str_distance(const char *a, const char *b, unsigned max)
{
	size_t n = strlen(a), m = strlen(b);
	unsigned d[3][MAX_WORD + 1];

	if (n > MAX_WORD || m > MAX_WORD || (n > m ? n - m : m - n) > max)
		return max + 1;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++) {
		unsigned *row = d[i % 3], *up = d[(i + 2) % 3], *up2 = d[(i + 1) % 3];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= m; j++) {
			unsigned best = up[j - 1] + (a[i - 1] != b[j - 1]);

			best = up[j] + 1 < best ? up[j] + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && up2[j - 2] + 1 < best)
				best = up2[j - 2] + 1;
			row[j] = best;
		}
	}
	return d[n % 3][m] <= max ? d[n % 3][m] : max + 1;
}

const char *
str_nearest(const char *s, const char *const *names, size_t n)
{
	unsigned best = (unsigned)strlen(s) / 2 < 3 ? (unsigned)strlen(s) / 2 + 1 : 4;
	const char *found = NULL;

	for (size_t i = 0; i < n; i++) {
		unsigned d = str_distance(s, names[i], 3);

		if (d < best) {
			best = d;
			found = names[i];
		}
	}
	return found;
}

char *
str_capital(struct arena *a, const char *s)
{
	const char *rest = s, *end = s + strlen(s);
	char first[4];
	size_t n = *s != '\0' ? utf8_put(first, g_unichar_totitle(utf8_next(&rest, end))) : 0;

	return arena_printf(a, "%.*s%s", (int)n, first, rest);
}
