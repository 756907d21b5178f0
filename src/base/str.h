#pragma once
/* str.h - small questions about strings. UTF-8 throughout. */
#include "base/arena.h"
#include "base/defs.h"

bool str_eq(const char *a, const char *b); /* NULL equals only NULL */
bool str_starts(const char *s, const char *prefix);
bool str_ends(const char *s, const char *suffix);
char *str_capital(struct arena *a, const char *s); /* the first letter as at the start of a sentence */
bool str_is_blank(const char *s, size_t n); /* XML white space only */

/* Decodes one character, advances *s; U+FFFD and one byte for anything malformed. *s < end. */
uint32_t utf8_next(const char **s, const char *end);
/* Encodes one character; returns 1..4. */
size_t utf8_put(char out[4], uint32_t c);
bool utf8_valid(const char *s, size_t n);

/* Edit distance for "did you mean" (insert, delete, replace, swap); more than `max` is returned as max + 1. */
unsigned str_distance(const char *a, const char *b, unsigned max);
/* The nearest of n names at a distance of at most 3 (and below half the length), or NULL. */
const char *str_nearest(const char *s, const char *const *names, size_t n);
