/* cat_words.c - two texts word by word. */
#include <string.h>

#include "base/str.h"
#include "catalog/cat_diff.h"
#include "catalog/cat_file.h"

/* Beyond this many words in a text the whole is taken as replaced: no statement of a framework is that long. */
#define WORDS_MAX 2000

/* length[i][j]: of the longest common subsequence of was[i..] and now[j..] */
static uint16_t *
lengths(struct ctx *cx, const char *const *was, size_t n, const char *const *now, size_t m)
{
	uint16_t *len = arena_array(cx->arena, (n + 1) * (m + 1), sizeof(*len));

	for (size_t i = n; i-- > 0;)
		for (size_t j = m; j-- > 0;) {
			uint16_t down = len[(i + 1) * (m + 1) + j], right = len[i * (m + 1) + j + 1];

			len[i * (m + 1) + j] = str_eq(was[i], now[j]) ? (uint16_t)(len[(i + 1) * (m + 1) + j + 1] + 1)
			    : down >= right			      ? down
								      : right;
		}
	return len;
}

const struct cat_word *
cat_diff_words(struct ctx *cx, const char *was_text, const char *now_text, size_t *count)
{
	size_t n, m, i = 0, j = 0, k = 0;
	const char *const *was = cat_split(cx, was_text, &n), *const *now = cat_split(cx, now_text, &m);
	struct cat_word *words = arena_array(cx->arena, n + m, sizeof(*words));
	const uint16_t *len = n <= WORDS_MAX && m <= WORDS_MAX ? lengths(cx, was, n, now, m) : NULL;

	while (i < n || j < m) {
		if (len != NULL && i < n && j < m && str_eq(was[i], now[j])) {
			words[k++] = (struct cat_word){CAT_WORD_SAME, now[j++]};
			i++;
		} else if (i < n && (j == m || len == NULL || len[(i + 1) * (m + 1) + j] >= len[i * (m + 1) + j + 1])) {
			words[k++] = (struct cat_word){CAT_WORD_DELETED, was[i++]};
		} else {
			words[k++] = (struct cat_word){CAT_WORD_INSERTED, now[j++]};
		}
	}
	*count = k;
	return words;
}
