/*
 * lay_hyph.c - where a word may be divided: libhyphen with the patterns of fonts/hyphen.
 *
 * A dictionary is read when the first word of its language must be divided, and only then. Answers are kept
 * a word; a report has a few thousand different ones at most in this question.
 *
 * A dictionary may begin with a level of compound words (the German one: 69,000). libhyphen needs four seconds to read those, and
 * 10 ms for the patterns after NEXTLEVEL, which divide nearly all of the same words: only these are read.
 */
#include <glib.h>
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/str.h"
#include "layout/hyph.h"

#define WORD_MAX 90     /* [B] libhyphen's own buffers end at 100 */
#define CACHE_MAX 20000

struct dictionary {
	HyphenDict *dict; /* NULL: there is none */
	bool utf8;
	struct map *words; /* word -> struct lay_hyphens */
};

struct lay_hyph {
	struct arena *arena;
	struct map *languages; /* "en-US" -> struct dictionary */
	struct map *files;     /* path -> struct dictionary */
};

/* Languages without a country, or with one that has no patterns of its own. */
static const struct {
	const char *prefix, *file;
} dictionaries[] = {
    {"en", "hyph_en_US.dic"},
    {"de", "hyph_de_DE.dic"},
    {"fr", "hyph_fr_FR.dic"},
    {"es", "hyph_es_ES.dic"},
    {"it", "hyph_it_IT.dic"},
    {"nl", "hyph_nl_NL.dic"},
    {"pt", "hyph_pt_BR.dic"},
    {"sv", "hyph_sv_SE.dic"},
    {"da", "hyph_da_DK.dic"},
};

static void
free_dict(void *dict)
{
	hnj_hyphen_free(dict);
}

static const char *
file_of(struct lay *lay, const char *language)
{
	char name[32];
	const char *path;

	snprintf(name, sizeof(name), "hyph_%.12s.dic", language);
	for (char *p = name; *p != '\0'; p++)
		*p = *p == '-' ? '_' : *p;
	path = arena_printf(lay->arena, "%s/fonts/hyphen/%s", lay->cx->data_dir, name);
	if (strchr(language, '/') == NULL && io_is_there(lay->cx, path))
		return path;
	for (size_t i = 0; i < ARRAY_LEN(dictionaries); i++)
		if (strncasecmp(language, dictionaries[i].prefix, 2) == 0 &&
		    (language[2] == '\0' || language[2] == '-' || language[2] == '_'))
			return arena_printf(lay->arena, "%s/fonts/hyphen/%s", lay->cx->data_dir,
				dictionaries[i].file);
	return NULL;
}

#define LEVEL_MARK "\nNEXTLEVEL\n"

/* The character set and the last level of patterns, as libhyphen's loader wants them. */
static HyphenDict *
read_patterns(const char *bytes, size_t len)
{
	const char *level = memmem(bytes, len, LEVEL_MARK, strlen(LEVEL_MARK));
	const char *line = memchr(bytes, '\n', len);
	struct buf text = {0};
	HyphenDict *dict = NULL;
	FILE *file;

	if (line == NULL)
		return NULL;
	if (level != NULL)
		buf_add(&text, bytes, (size_t)(line + 1 - bytes));
	level = level != NULL ? level + strlen(LEVEL_MARK) : bytes;
	buf_add(&text, level, len - (size_t)(level - bytes));
	file = fmemopen(text.p, text.len, "r");
	if (file != NULL) {
		dict = hnj_hyphen_load_file(file);
		fclose(file);
	}
	buf_free(&text);
	return dict;
}

#define DICTIONARY_BYTES ((size_t)16 << 20)

static struct dictionary *
open_dictionary(struct lay *lay, const char *path)
{
	struct arena *a = lay->hyph->arena;
	struct dictionary *d = arena_zalloc(a, sizeof(*d));
	const char *bytes;
	size_t len;

	if (path == NULL)
		return d;
	map_set(lay->hyph->files, path, d);
	if (io_read(lay->cx, path, DICTIONARY_BYTES, &bytes, &len) != RC_OK)
		return d;
	d->dict = read_patterns(bytes, len);
	if (d->dict == NULL)
		return d;
	arena_defer(a, free_dict, d->dict);
	d->utf8 = d->dict->utf8 != 0;
	d->words = map_new(a);
	return d;
}

static struct dictionary *
dictionary_of(struct lay *lay, const char *language)
{
	struct lay_hyph *h = lay->hyph;
	struct dictionary *d;
	const char *path;

	if (h == NULL) {
		h = arena_zalloc(lay->arena, sizeof(*h));
		h->arena = lay->arena;
		h->languages = map_new(lay->arena);
		h->files = map_new(lay->arena);
		lay->hyph = h;
	}
	d = map_lookup(h->languages, language);
	if (d != NULL)
		return d;
	path = file_of(lay, language);
	d = path != NULL ? map_lookup(h->files, path) : NULL;
	if (d == NULL)
		d = open_dictionary(lay, path);
	map_set(h->languages, language, d);
	return d;
}

/* Lower case in the dictionary's character set; a byte for each character unless it is UTF-8. 0: not possible. */
static size_t
encode(const struct dictionary *d, const char *word, uint32_t len, char out[WORD_MAX * 2], uint8_t byte_at[WORD_MAX])
{
	const char *p = word, *end = word + len;
	size_t n = 0, chars = 0;

	while (p < end) {
		uint32_t at = (uint32_t)(p - word), c = g_unichar_tolower(utf8_next(&p, end));

		if (chars >= WORD_MAX || n + 4 >= (size_t)WORD_MAX * 2 || (!d->utf8 && c > 0xff))
			return 0;
		byte_at[chars++] = (uint8_t)at;
		if (d->utf8)
			n += utf8_put(out + n, c);
		else
			out[n++] = (char)c;
	}
	out[n] = '\0';
	return n;
}

static struct lay_hyphens *
divide(struct lay *lay, const struct dictionary *d, const char *word, uint32_t len, int remain, int push)
{
	char text[WORD_MAX * 2], hyphens[WORD_MAX * 2 + 5];
	uint8_t byte_at[WORD_MAX];
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;
	struct lay_hyphens *r = arena_zalloc(lay->hyph->arena, sizeof(*r));
	size_t n = encode(d, word, len, text, byte_at), chars = 0;

	if (n == 0 || n > WORD_MAX ||
	    hnj_hyphen_hyphenate3(d->dict, text, (int)n, hyphens, NULL, &rep, &pos, &cut, remain, push, remain,
		push) != 0)
		return r;
	/* hyphens has an entry a character; rep an entry a byte: spellings that change at the break are left alone. */
	r->at = arena_array(lay->hyph->arena, n, sizeof(*r->at));
	for (size_t i = 0; i < n; i++) {
		if (d->utf8 && ((unsigned char)text[i] & 0xc0) == 0x80)
			continue;
		chars++;
		if (chars > 1 && (hyphens[chars - 2] & 1) != 0 && (rep == NULL || rep[chars - 2] == NULL))
			r->at[r->n++] = byte_at[chars - 1];
	}
	for (size_t i = 0; rep != NULL && i < n; i++)
		free(rep[i]);
	free(rep);
	free(pos);
	free(cut);
	return r;
}

const struct lay_hyphens *
lay_hyphenate(struct lay *lay, const char *language, const char *word, uint32_t len, int remain, int push)
{
	struct dictionary *d = dictionary_of(lay, language);
	char key[WORD_MAX + 16];
	struct lay_hyphens *r;

	if (d->dict == NULL || len > WORD_MAX || len < 4)
		return NULL;
	snprintf(key, sizeof(key), "%d,%d %.*s", remain, push, (int)len, word);
	r = map_lookup(d->words, key);
	if (r != NULL)
		return r;
	r = divide(lay, d, word, len, remain, push);
	if (map_count(d->words) < CACHE_MAX)
		map_set(d->words, key, r);
	return r;
}

/*
 * For the leak checker of test builds. libhyphen forgets a string for each pattern that its file has twice; fontconfig
 * hides its pointers as offsets, so whatever pango still holds at the end looks lost.
 */
#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void) __attribute__((visibility("default")));
const char *__lsan_default_options(void) __attribute__((visibility("default")));

const char *
__lsan_default_suppressions(void)
{
	return "leak:libhyphen\nleak:libfontconfig\n";
}

/* Else each program ends with a table that tests would take for its messages. */
const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif
