#pragma once
/*
 * pairs.h - inside the text half of layout: words of ASCII without a shaper.
 *
 * A new word costs HarfBuzz 25,000 instructions, and a report of a hundred pages has 18,000 of them. But nearly all are plain
 * letters, whose glyphs are the characters' own and whose places depend on the next letter only (kerning). What HarfBuzz says about
 * a pair in one word is true in all words, provided that no rule of the font looks further. That is read off the font's
 * tables once: characters and pairs that a longer rule could touch always go to HarfBuzz. Pairs are learnt from the words that
 * HarfBuzz shaped, so nothing is paid in advance. A test holds every face of ours against HarfBuzz.
 */
#include <hb.h>

#include "base/arena.h"

#define PAIRS_FIRST 0x21
#define PAIRS_LAST 0x7e
#define PAIRS_N (PAIRS_LAST - PAIRS_FIRST + 1)

enum pair_state { PAIR_UNKNOWN, PAIR_KNOWN, PAIR_SLOW };

struct lay_pairs { /* of one face and language */
	hb_font_t *hb;        /* at one unit an em unit */
	hb_language_t lang;
	unsigned shaped;      /* words HarfBuzz made before it was worth looking */
	bool looked, usable;
	uint32_t glyph[PAIRS_N];
	int32_t advance[PAIRS_N]; /* [em unit] */
	uint8_t state[PAIRS_N];   /* enum pair_state */
	struct {
		int16_t kern; /* [em unit] added to the first one's advance */
		uint8_t state;
		bool unsafe;  /* the pair may not be parted without shaping again */
	} pair[PAIRS_N][PAIRS_N];
	struct lay_pairs *next;
};

struct lay_pairs *lay_pairs_new(struct arena *a, hb_font_t *hb, hb_language_t lang);
/* Are all characters and pairs of the word known? */
bool lay_pairs_know(const struct lay_pairs *p, const char *text, uint32_t len);
/* A word that HarfBuzz has just shaped, left to right, with the features of the plan. */
void lay_pairs_learn(struct lay_pairs *p, const char *text, uint32_t len, hb_buffer_t *shaped, const hb_feature_t *features,
    unsigned n_features);
