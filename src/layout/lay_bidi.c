/*
 * lay_bidi.c - directions: Unicode Standard Annex 9.
 *
 * Rules X1 to I2 are fribidi's, which pango brings; pango's own call leaves embeddings out where they do not matter for
 * its lines. What depends on lines is done here: L1 for the end of a line, L2 for its order.
 */
#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "layout/para.h"

struct scratch { /* one entry a character */
	FriBidiChar *chars;
	FriBidiCharType *types;
	FriBidiBracketType *brackets;
	FriBidiLevel *levels;
	uint32_t *at; /* [B] */
};

static FriBidiStrIndex
read_chars(struct scratch *s, const char *text, uint32_t len)
{
	const char *p = text, *end = text + len;
	FriBidiStrIndex n = 0;

	while (p < end) {
		s->at[n] = (uint32_t)(p - text);
		s->chars[n++] = utf8_next(&p, end);
	}
	return n;
}

void
lay_bidi_levels(const char *text, uint32_t len, bool rtl, uint8_t *levels)
{
	FriBidiParType base = rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
	char *all;
	struct scratch s;
	FriBidiStrIndex n;

	if (len == 0)
		return;
	all = mem_alloc((size_t)len * (sizeof(*s.chars) + sizeof(*s.types) + sizeof(*s.brackets) + sizeof(*s.at) +
		sizeof(*s.levels)));
	s.chars = (FriBidiChar *)all;
	s.types = (FriBidiCharType *)(s.chars + len);
	s.brackets = (FriBidiBracketType *)(s.types + len);
	s.at = (uint32_t *)(s.brackets + len);
	s.levels = (FriBidiLevel *)(s.at + len);
	n = read_chars(&s, text, len);
	fribidi_get_bidi_types(s.chars, n, s.types);
	fribidi_get_bracket_types(s.chars, n, s.types, s.brackets);
	/* 0 is its word for failure: only memory can be missing. */
	if (fribidi_get_par_embedding_levels_ex(s.types, s.brackets, n, &base, s.levels) == 0)
		mem_exhausted();
	for (FriBidiStrIndex i = 0; i < n; i++)
		memset(levels + s.at[i], s.levels[i], (i + 1 < n ? s.at[i + 1] : len) - s.at[i]);
	free(all);
}

uint32_t
lay_bidi_tail(const char *text, uint32_t len)
{
	const char *p = text, *end = text + len;
	uint32_t tail = 0;

	while (p < end) {
		FriBidiCharType t = fribidi_get_bidi_type(utf8_next(&p, end));

		/* Embeddings and overrides (X9) stand for nothing: white space around them is still at the end. */
		if (!FRIBIDI_IS_EXPLICIT_OR_BN(t) && !FRIBIDI_IS_ISOLATE(t) && t != FRIBIDI_TYPE_WS && t != FRIBIDI_TYPE_SS &&
		    t != FRIBIDI_TYPE_BS)
			tail = (uint32_t)(p - text);
	}
	return tail;
}

void
lay_bidi_order(const uint8_t *levels, size_t n, uint32_t *order)
{
	uint8_t high = 0;

	for (size_t k = 0; k < n; k++) {
		order[k] = (uint32_t)k;
		high = levels[k] > high ? levels[k] : high;
	}
	for (uint8_t level = high; level > 0; level--)
		for (size_t k = 0, end; k < n; k = end + 1) {
			end = k;
			while (end < n && levels[order[end]] >= level)
				end++;
			for (size_t a = k, b = end; a + 1 < b; a++) {
				uint32_t t = order[a];

				order[a] = order[--b];
				order[b] = t;
			}
		}
}
