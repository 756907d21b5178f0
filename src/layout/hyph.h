#pragma once
/* hyph.h - inside the text half of layout: dividing words. */
#include "layout/lay.h"

struct lay_hyphens {
	uint8_t *at; /* [B] n places in the word, ascending: a hyphen may stand before this byte */
	size_t n;
};

/*
 * The places of one word (letters only), at least `remain` characters after its start and `push` before its end.
 * NULL: no patterns for the language, or the word is too short or long. Lives as long as lay.
 */
const struct lay_hyphens *lay_hyphenate(struct lay *lay, const char *language, const char *word, uint32_t len, int remain,
    int push);
