/*
 * lay_letters.c - numbers in letters: XSL 1.1, 7.26 (format, letter-value), which is number to string conversion of XSLT 1.0, 7.7.1.
 *
 * A format of one letter names a sequence. Where a language has two for the same letter, letter-value says which: letters in
 * their order (a b c ... aa), or letters that have values and are added up (traditional).
 */
#include <string.h>

#include "base/str.h"
#include "layout/lay_flow.h"

#define GREEK_LOW "\xce\xb1\xce\xb2\xce\xb3\xce\xb4\xce\xb5\xce\xb6\xce\xb7\xce\xb8\xce\xb9\xce\xba\xce\xbb\xce\xbc\xce\xbd\xce\xbe\xce\xbf\xcf\x80\xcf\x81\xcf\x83\xcf\x84\xcf\x85\xcf\x86\xcf\x87\xcf\x88\xcf\x89"
#define GREEK_UP "\xce\x91\xce\x92\xce\x93\xce\x94\xce\x95\xce\x96\xce\x97\xce\x98\xce\x99\xce\x9a\xce\x9b\xce\x9c\xce\x9d\xce\x9e\xce\x9f\xce\xa0\xce\xa1\xce\xa3\xce\xa4\xce\xa5\xce\xa6\xce\xa7\xce\xa8\xce\xa9"
#define HEBREW "\xd7\x90\xd7\x91\xd7\x92\xd7\x93\xd7\x94\xd7\x95\xd7\x96\xd7\x97\xd7\x98\xd7\x99\xd7\x9b\xd7\x9c\xd7\x9e\xd7\xa0\xd7\xa1\xd7\xa2\xd7\xa4\xd7\xa6\xd7\xa7\xd7\xa8\xd7\xa9\xd7\xaa"

struct value {
	unsigned value;
	const char *letters;
};

static const struct value roman_low[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
    {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}, {0, NULL}};
static const struct value roman_up[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
    {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}, {0, NULL}};
static const struct value greek_low[] = {{900, "ϡ"}, {800, "ω"}, {700, "ψ"}, {600, "χ"}, {500, "φ"}, {400, "υ"}, {300, "τ"},
    {200, "σ"}, {100, "ρ"}, {90, "ϟ"}, {80, "π"}, {70, "ο"}, {60, "ξ"}, {50, "ν"}, {40, "μ"}, {30, "λ"}, {20, "κ"}, {10, "ι"},
    {9, "θ"}, {8, "η"}, {7, "ζ"}, {6, "ϛ"}, {5, "ε"}, {4, "δ"}, {3, "γ"}, {2, "β"}, {1, "α"}, {0, NULL}};
static const struct value greek_up[] = {{900, "Ϡ"}, {800, "Ω"}, {700, "Ψ"}, {600, "Χ"}, {500, "Φ"}, {400, "Υ"}, {300, "Τ"},
    {200, "Σ"}, {100, "Ρ"}, {90, "Ϟ"}, {80, "Π"}, {70, "Ο"}, {60, "Ξ"}, {50, "Ν"}, {40, "Μ"}, {30, "Λ"}, {20, "Κ"}, {10, "Ι"},
    {9, "Θ"}, {8, "Η"}, {7, "Ζ"}, {6, "Ϛ"}, {5, "Ε"}, {4, "Δ"}, {3, "Γ"}, {2, "Β"}, {1, "Α"}, {0, NULL}};
/* 15 and 16 are not written with the letters of the divine name. */
static const struct value hebrew[] = {{400, "ת"}, {300, "ש"}, {200, "ר"}, {100, "ק"}, {90, "צ"}, {80, "פ"}, {70, "ע"},
    {60, "ס"}, {50, "נ"}, {40, "מ"}, {30, "ל"}, {20, "כ"}, {16, "טז"}, {15, "טו"}, {10, "י"}, {9, "ט"}, {8, "ח"}, {7, "ז"},
    {6, "ו"}, {5, "ה"}, {4, "ד"}, {3, "ג"}, {2, "ב"}, {1, "א"}, {0, NULL}};

static const struct sequence {
	const char *token;
	const char *letters;         /* in their order; NULL: none */
	const struct value *values;  /* from the largest; NULL: none */
	unsigned max;                /* the largest number in values */
	const char *after;           /* what marks a number of values */
	bool by_value;               /* letter-value="auto" */
} sequences[] = {
    {"a", "abcdefghijklmnopqrstuvwxyz", NULL, 0, "", false},
    {"A", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", NULL, 0, "", false},
    {"i", NULL, roman_low, 3999, "", true},
    {"I", NULL, roman_up, 3999, "", true},
    {"α", GREEK_LOW, greek_low, 999, "ʹ", false},
    {"Α", GREEK_UP, greek_up, 999, "ʹ", false},
    {"א", HEBREW, hebrew, 999, "", true},
};

static void
put_values(struct buf *out, const struct sequence *s, unsigned n)
{
	for (const struct value *v = s->values; v->value > 0; v++)
		for (; n >= v->value; n -= v->value)
			buf_puts(out, v->letters);
	buf_puts(out, s->after);
}

static unsigned
count(const char *letters)
{
	unsigned n = 0;

	for (; *letters != '\0'; letters++)
		n += ((unsigned char)*letters & 0xc0) != 0x80;
	return n;
}

/* [B] before the n-th character, from 0 */
static size_t
offset(const char *letters, unsigned n)
{
	const char *p = letters, *end = letters + strlen(letters);

	while (n-- > 0 && p < end)
		utf8_next(&p, end);
	return (size_t)(p - letters);
}

static void
put_letters(struct buf *out, const char *letters, unsigned n)
{
	unsigned radix = count(letters), places[32];
	size_t used = 0;

	for (; n > 0 && used < ARRAY_LEN(places); n = (n - 1) / radix)
		places[used++] = (n - 1) % radix;
	while (used-- > 0) {
		size_t from = offset(letters, places[used]), to = offset(letters, places[used] + 1);

		buf_add(out, letters + from, to - from);
	}
}

bool
lay_number_letters(struct buf *out, const char *token, size_t len, enum fo_enum letter_value, unsigned n)
{
	for (size_t i = 0; i < ARRAY_LEN(sequences) && n > 0; i++) {
		const struct sequence *s = &sequences[i];
		bool by_value = s->letters == NULL ||
		    (s->values != NULL && (letter_value == FV_TRADITIONAL || (letter_value != FV_ALPHABETIC && s->by_value)));

		if (strlen(s->token) != len || memcmp(s->token, token, len) != 0)
			continue;
		if (by_value && n > s->max)
			return false;
		if (by_value)
			put_values(out, s, n);
		else
			put_letters(out, s->letters, n);
		return true;
	}
	return false;
}
