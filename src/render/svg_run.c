/*
 * svg_run.c - runs as characters at places.
 *
 * A run is plain when a font that maps each character to one glyph shows it: left to right, at least a character for every
 * glyph of a cluster, nothing raised or lowered, and no character that a browser treats in its own way whatever the font says: marks
 * (it composes and places them), joiners, scripts that are joined or reordered, signs that it takes from a colour font.
 */
#include <hb.h>
#include <string.h>

#include "base/str.h"
#include "render/svg.h"

struct range {
	uint32_t from, to;
};

/* Of these a browser makes nothing but what the map says. UCD 15, Scripts and emoji-data; ascending. */
static const struct range plain[] = {
    {0x0020, 0x007e}, {0x00a0, 0x00ac}, {0x00ae, 0x02ff}, {0x0370, 0x0482}, {0x048a, 0x058f}, /* Latin, Greek, Cyrillic, Armenian */
    {0x10a0, 0x10ff}, {0x1c80, 0x1cbf}, {0x1d00, 0x1dbf}, {0x1e00, 0x1fff}, /* Georgian, Phonetic, Latin, Greek */
    {0x2000, 0x200a}, {0x2010, 0x2027}, {0x202f, 0x205f}, {0x2070, 0x209f}, {0x20a0, 0x20cf}, {0x2100, 0x22ff}, /* signs */
    {0x2500, 0x25a9}, {0x25ac, 0x25fc}, {0x2c60, 0x2c7f}, {0x2de0 + 0x20, 0x2e7f}, {0x2e80, 0x3029}, {0x3031, 0x3098},
    {0x309b, 0x318f}, {0x3190, 0x3296}, {0x329a, 0x4dbf}, {0x4e00, 0x9fff}, /* Han, Kana */
    {0xa720, 0xa7ff}, {0xab30, 0xab6f}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfb00, 0xfb06}, /* Latin, Hangul, Han, ligatures */
    {0xff01, 0xffee}, {0xfffd, 0xfffd}, {0x1d400, 0x1d7ff}, {0x20000, 0x3ffff},
};

static bool
is_plain(uint32_t c)
{
	size_t from = 0, to = ARRAY_LEN(plain);

	while (from < to) {
		size_t at = (from + to) / 2;

		if (c < plain[at].from)
			to = at;
		else if (c > plain[at].to)
			from = at + 1;
		else
			return true;
	}
	return false;
}

/* Soft hyphen, zero width space, word joiner, byte order mark: where a line may end. The lines have ended. */
static bool
says_nothing(uint32_t c)
{
	return c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

static bool
is_mark(uint32_t c)
{
	hb_unicode_general_category_t k = hb_unicode_general_category(hb_unicode_funcs_get_default(), c);

	return k == HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK || k == HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK ||
	    k == HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK || k == HB_UNICODE_GENERAL_CATEGORY_UNASSIGNED;
}

bool
svg_run_has_hyphen(const struct glyph_run *run)
{
	return run->n > 0 && !run->rtl && run->glyphs[run->n - 1].cluster >= run->text_len;
}

mpt
svg_run_advance(const struct dev_text *t, const struct glyph *g)
{
	const char *s = t->run->text + g->cluster;

	if (t->word_space == 0 || g->cluster >= t->run->text_len)
		return g->advance;
	return s[0] == ' ' || (g->cluster + 1 < t->run->text_len && s[0] == '\xc2' && s[1] == '\xa0') ?
	    mpt_add(g->advance, t->word_space) :
	    g->advance;
}

/* Glyphs of one cluster and the text that they show. */
struct cluster {
	uint32_t first, n; /* glyphs, in visual order */
	uint32_t from, to; /* [B] */
	mpt x, w;
};

/* The next cluster of a run from left to right; *i is a glyph. False at the end. */
static bool
next_cluster(const struct dev_text *t, uint32_t *i, mpt *x, struct cluster *c)
{
	const struct glyph_run *run = t->run;

	if (*i >= run->n || run->glyphs[*i].cluster >= run->text_len)
		return false;
	*c = (struct cluster){.first = *i, .from = run->glyphs[*i].cluster, .x = *x};
	while (*i < run->n && run->glyphs[*i].cluster == c->from)
		*x = mpt_add(*x, svg_run_advance(t, &run->glyphs[(*i)++]));
	c->n = *i - c->first;
	c->w = *x - c->x;
	if (run->rtl)
		c->to = c->first == 0 ? run->text_len : run->glyphs[c->first - 1].cluster;
	else
		c->to = *i == run->n || run->glyphs[*i].cluster > run->text_len ? run->text_len : run->glyphs[*i].cluster;
	return true;
}

static uint32_t
count_chars(const char *p, const char *end)
{
	uint32_t n = 0;

	while (p < end)
		n += !says_nothing(utf8_next(&p, end));
	return n;
}

bool
svg_run_is_plain(const struct glyph_run *run)
{
	const struct dev_text t = {.run = run};
	const char *p = run->text, *end = run->text + run->text_len;
	struct cluster c;
	uint32_t i = 0, at = 0;
	mpt x = 0;

	if (run->rtl)
		return false;
	while (p < end) {
		uint32_t u = utf8_next(&p, end);

		if (!says_nothing(u) && (!is_plain(u) || is_mark(u)))
			return false;
	}
	while (next_cluster(&t, &i, &x, &c)) {
		uint32_t chars = count_chars(run->text + c.from, run->text + c.to);

		if (c.from < at || c.to < c.from || c.n > chars)
			return false;
		for (uint32_t k = c.first; k < c.first + c.n; k++)
			if (run->glyphs[k].dy != 0 || run->glyphs[k].id == 0)
				return false;
		at = c.to;
	}
	return true;
}

static void
put_char(struct svg_char **chars, size_t *cap, size_t *n, struct svg_char c)
{
	if (*n == *cap) {
		*cap = *cap == 0 ? 256 : *cap * 2;
		*chars = mem_realloc(*chars, *cap, sizeof(**chars));
	}
	(*chars)[(*n)++] = c;
}

/* The first characters of a cluster show its glyphs; those that are more share its width, so that each can be selected. */
static void
put_cluster(const struct dev_text *t, const struct cluster *c, struct svg_char **chars, size_t *cap, size_t *n)
{
	const struct glyph_run *run = t->run;
	const char *p = run->text + c->from, *end = run->text + c->to;
	uint32_t total = count_chars(p, end), k = 0;
	mpt pen = c->x;

	while (p < end) {
		uint32_t u = utf8_next(&p, end);
		struct svg_char out = {.c = u};

		if (says_nothing(u))
			continue;
		out.x = c->x + (mpt)((int64_t)c->w * (run->rtl ? total - 1 - k : k) / total);
		if (k < c->n && !run->rtl && c->n <= total) {
			const struct glyph *g = &run->glyphs[c->first + k];

			out.glyph = g->id;
			out.x = c->n > 1 || g->dx != 0 ? mpt_add(pen, g->dx) : out.x;
			pen = mpt_add(pen, svg_run_advance(t, g));
		}
		put_char(chars, cap, n, out);
		k++;
	}
}

static void
reverse(struct svg_char *chars, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++) {
		struct svg_char c = chars[i];

		chars[i] = chars[--n];
		chars[n] = c;
	}
}

size_t
svg_run_chars(const struct dev_text *t, struct svg_char **chars, size_t *cap)
{
	struct cluster c;
	uint32_t i = 0;
	size_t n = 0;
	mpt x = t->x;

	while (next_cluster(t, &i, &x, &c)) {
		size_t first = n;

		if (c.to < c.from || c.to > t->run->text_len)
			continue;
		put_cluster(t, &c, chars, cap, &n);
		/* The last cluster comes first: turn each around, and all in the end. */
		if (t->run->rtl)
			reverse(*chars + first, n - first);
	}
	if (t->run->rtl)
		reverse(*chars, n);
	return n;
}
