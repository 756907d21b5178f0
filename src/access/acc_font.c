/* acc_font.c - from the codes of a font to characters: ToUnicode maps (ISO 32000-1, 9.10). */
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "access/acc_in.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/str.h"

#define CODES 65536
#define MAP_BYTES ((size_t)4 << 20)
#define FONTS_MAX 1000

struct acc_font {
	bool is_wide; /* two bytes a code: Identity-H */
	bool is_bold;
	const char **chars; /* by code: UTF-8, or NULL; CODES of them, or 256 */
	uint32_t n_set;     /* a map that says everything again and again is not read to its end */
};

/* The bytes of "<0041>", as one number; false when it has more than four. */
static bool
code_of(const struct own_val *v, uint32_t *code)
{
	*code = 0;
	if (v->kind != OWN_HEX || v->len > 10)
		return false;
	for (size_t i = 1; i + 1 < v->len; i++) {
		char c = v->p[i];

		*code = *code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return true;
}

/* "<00660069>" is UTF-16BE: own_text reads that behind a byte order mark. */
static const char *
chars_of(struct arena *a, const struct own_val *v, uint32_t add)
{
	struct own_val marked = {.kind = OWN_HEX};
	struct buf b = {0};
	const char *text;
	uint32_t last;

	if (v->kind != OWN_HEX || v->len < 6 || v->len > 256)
		return NULL;
	buf_puts(&b, "<feff");
	if (add > 0) {
		/* 9.10.3: the last character is counted up. */
		struct own_val tail = {.kind = OWN_HEX, .p = v->p + v->len - 6, .len = 6};

		buf_add(&b, v->p + 1, v->len - 6);
		(void)!code_of(&tail, &last);
		buf_printf(&b, "%04x>", (last + add) & 0xffff);
	} else {
		buf_add(&b, v->p + 1, v->len - 1);
	}
	marked.p = b.p;
	marked.len = b.len;
	text = own_text(a, &marked);
	buf_free(&b);
	return text;
}

static void
set(struct arena *a, struct acc_font *font, uint32_t code, const struct own_val *v, uint32_t add)
{
	if (code < (font->is_wide ? CODES : 256) && font->n_set++ < 2 * CODES)
		font->chars[code] = chars_of(a, v, add);
}

static void
set_range(struct arena *a, struct acc_font *font, uint32_t from, uint32_t to, const struct own_val *v)
{
	struct own_val item;
	const char *at = NULL;

	for (uint32_t code = from; code <= to && code < CODES && font->n_set < 2 * CODES; code++) {
		if (v->kind == OWN_ARRAY && !own_item(v, &at, &item))
			return;
		set(a, font, code, v->kind == OWN_ARRAY ? &item : v, v->kind == OWN_ARRAY ? 0 : code - from);
	}
}

static bool
is_word(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && memcmp(p, word, n) == 0;
}

/* A map's only words that matter: where lists of characters and of ranges begin and end. */
static void
read_map(struct arena *a, struct acc_font *font, const char *p, const char *end)
{
	enum { OUTSIDE, CHARS, RANGES } in = OUTSIDE;
	struct own_val v[3];

	while (p < end) {
		uint32_t from, to;
		size_t want = in == RANGES ? 3 : 2, n = 0;

		while (in != OUTSIDE && n < want && own_next(&p, end, &v[n]))
			n++;
		if (in != OUTSIDE && n == want) {
			if (in == CHARS && code_of(&v[0], &from))
				set(a, font, from, &v[1], 0);
			if (in == RANGES && code_of(&v[0], &from) && code_of(&v[1], &to))
				set_range(a, font, from, to, &v[2]);
			continue;
		}
		in = is_word(p, end, "beginbfchar") ? CHARS : is_word(p, end, "beginbfrange") ? RANGES : OUTSIDE;
		p += in == CHARS ? 11 : in == RANGES ? 12 : 1;
	}
}

static bool
name_has(const struct own_val *name, const char *word)
{
	return memmem(name->p, name->len, word, strlen(word)) != NULL;
}

static struct acc_font *
read_font(struct acc *c, const struct own_val *dict)
{
	struct acc_font *font = arena_zalloc(c->arena, sizeof(*font));
	struct own_val v;
	struct arena *scratch;
	const char *bytes;
	size_t len;

	font->is_wide = own_lookup_object(c->f, dict, "/Subtype", &v) && own_is_name(&v, "/Type0");
	if (own_lookup_object(c->f, dict, "/BaseFont", &v) && v.kind == OWN_NAME)
		font->is_bold = name_has(&v, "Bold") || name_has(&v, "Black") || name_has(&v, "Heavy") || name_has(&v, "Semibold");
	font->chars = arena_array(c->arena, font->is_wide ? CODES : 256, sizeof(*font->chars));
	if (!own_lookup(dict, "/ToUnicode", &v) || v.kind != OWN_REF)
		return font;
	scratch = arena_new();
	if (own_unpacked_in(c->f, scratch, (uint32_t)v.n, MAP_BYTES, &bytes, &len))
		read_map(c->arena, font, bytes, bytes + len);
	arena_free(scratch);
	return font;
}

const struct acc_font *
acc_font(struct acc *c, const struct own_val *resources, const struct own_val *name)
{
	struct own_val ref, dict;
	struct acc_font *font;
	char key[24];

	if (!acc_resource(c, resources, "/Font", name, &ref) || ref.kind != OWN_REF)
		return NULL;
	snprintf(key, sizeof(key), "%lld", (long long)ref.n);
	font = map_lookup(c->fonts, key);
	if (font != NULL)
		return font;
	if (map_count(c->fonts) == FONTS_MAX || !own_object(c->f, (uint32_t)ref.n, &dict))
		return NULL;
	font = read_font(c, &dict);
	map_set(c->fonts, key, font);
	return font;
}

bool
acc_font_is_bold(const struct acc_font *font)
{
	return font != NULL && font->is_bold;
}

/* U+FFFD, and what is no character, are what stands where nobody knows the character. */
static bool
is_readable(const char *chars)
{
	const char *s = chars, *end;

	if (chars == NULL || *chars == '\0')
		return false;
	for (end = s + strlen(s); s < end;) {
		uint32_t u = utf8_next(&s, end);

		if (u == 0xfffd || u == 0 || u == 0xfeff || u == 0xfffe)
			return false;
	}
	return true;
}

size_t
acc_font_text(const struct acc_font *font, const unsigned char *s, size_t n, struct buf *text)
{
	size_t width = font != NULL && font->is_wide ? 2 : 1, wrong = 0;

	for (size_t i = 0; font != NULL && i + width <= n; i += width) {
		uint32_t code = width == 2 ? (uint32_t)s[i] << 8 | s[i + 1] : s[i];
		bool is_notdef = font->is_wide && code == 0;

		if (is_notdef || !is_readable(font->chars[code]))
			wrong++;
		else
			buf_puts(text, font->chars[code]);
	}
	return font == NULL ? n : wrong;
}
