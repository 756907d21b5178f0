/*
 * lay_shape.c - shapers, and the cache of shaped words.
 *
 * The cache never gives anything up and stops taking at RUNS_MAX: words of a report repeat from its first pages on, and
 * what is new after a quarter of a million words (digests, ids) hardly comes again.
 */
#include <glib.h>
#include <hb.h>
#include <string.h>

#include "base/str.h"
#include "layout/pairs.h"
#include "layout/text.h"

#define RUNS_MAX 30000
#define SHAPER_SLOTS 64
#define SMALL_CAPS 78 /* [%] of the size: capitals that stand for small ones; a little above the x-height, as drawn ones are */
#define CACHED_BYTES 40 /* longer words are rarely seen twice */

struct lay_run { /* what lay_shape returns a pointer into */
	struct glyph_run run;
	const uint8_t *unsafe; /* a byte a glyph: cutting before its cluster changes glyphs */
	const struct lay_shaper *shaper;
	struct lay_run *next;  /* same slot */
	uint32_t hash;
	uint32_t hyphen;       /* 0, or the character after the text */
};

struct lay_shapes {
	struct arena *arena;
	hb_buffer_t *buf;
	struct lay_run **slots;
	size_t size, n;        /* size is a power of two */
	struct lay_text_style **styles; /* by fo_style.serial */
	size_t n_styles;
	struct lay_shaper *shapers[SHAPER_SLOTS];
	struct lay_pairs *pairs; /* of all faces and languages */
	uint32_t n_shapers;
};

static void
close_shapes(void *obj)
{
	struct lay_shapes *s = obj;

	hb_buffer_destroy(s->buf);
}

void
lay_shape_init(struct lay *lay)
{
	struct lay_shapes *s = arena_zalloc(lay->arena, sizeof(*s));

	s->arena = lay->arena;
	s->buf = hb_buffer_create();
	arena_defer(lay->arena, close_shapes, s);
	s->size = 1024;
	s->slots = arena_array(lay->arena, s->size, sizeof(*s->slots));
	lay->shapes = s;
}

/* ---- styles -------------------------------------------------------------------------------------------------- */

struct lay_text_style *
lay_text_style(struct lay *lay, const struct fo_node *n)
{
	struct lay_shapes *s = lay->shapes;
	uint32_t i = n->style->serial;

	if (i >= s->n_styles) {
		size_t more = s->n_styles * 2 > i ? s->n_styles * 2 : i + 64;
		struct lay_text_style **styles = arena_array(s->arena, more, sizeof(*styles));

		if (s->n_styles > 0)
			memcpy(styles, s->styles, s->n_styles * sizeof(*styles));
		s->styles = styles;
		s->n_styles = more;
	}
	if (s->styles[i] == NULL)
		s->styles[i] = lay_text_style_new(lay, n);
	return s->styles[i];
}

static struct lay_pairs *
pairs_of(struct lay_shapes *st, const struct lay_shaper *s)
{
	struct lay_pairs *p;

	if (s->script != HB_SCRIPT_LATIN || s->rtl || s->small_caps || s->upper || s->letter_spacing != 0)
		return NULL;
	for (p = st->pairs; p != NULL; p = p->next)
		if (p->hb == s->font->hb && p->lang == s->lang)
			return p;
	p = lay_pairs_new(st->arena, s->font->hb, s->lang);
	p->next = st->pairs;
	st->pairs = p;
	return p;
}

static struct lay_shaper *
new_shaper(struct lay *lay, const struct lay_shaper *like)
{
	struct lay_shaper *s = arena_copy(lay->arena, like, sizeof(*like));
	hb_codepoint_t glyph = 0;

	s->serial = lay->shapes->n_shapers++;
	hb_font_get_nominal_glyph(s->font->hb, ' ', &glyph);
	s->space_id = glyph;
	s->space = lay_scale(s->font, hb_font_get_glyph_h_advance(s->font->hb, glyph)) + s->letter_spacing;
	s->pairs = pairs_of(lay->shapes, s);
	return s;
}

/* Interned, so that styles that differ in colour or line height share their words. */
static struct lay_shaper *
intern_shaper(struct lay *lay, const struct lay_shaper *like)
{
	struct lay_shaper **slot = &lay->shapes->shapers[(like->font->font.serial * 31 + like->script) % SHAPER_SLOTS], *s;

	for (s = *slot; s != NULL; s = s->next)
		if (s->font == like->font && s->script == like->script && s->lang == like->lang && s->rtl == like->rtl &&
		    s->letter_spacing == like->letter_spacing && s->small_caps == like->small_caps && s->upper == like->upper)
			return s;
	s = new_shaper(lay, like);
	s->next = *slot;
	*slot = s;
	return s;
}

struct lay_shaper *
lay_shaper(struct lay *lay, struct lay_text_style *ts, const struct font_face *face, hb_script_t script, bool rtl,
    bool upper)
{
	struct lay_shaper *s;
	mpt size = ts->aspect > 0 ? font_face_adjusted(face, ts->aspect, ts->size) : ts->size;

	for (size_t i = 0; i < ts->n_shapers; i++) {
		s = ts->shapers[i];
		if (s->font->font.face == face && s->script == script && s->rtl == rtl && s->upper == upper)
			return s;
	}
	s = intern_shaper(lay, &(struct lay_shaper){.script = script,
	    .font = lay_font_at(lay, ts->set, face, upper ? size * SMALL_CAPS / 100 : size), .lang = ts->lang, .rtl = rtl,
	    .small_caps = ts->small_caps && !upper, .upper = upper, .letter_spacing = ts->letter_spacing});
	if (ts->n_shapers < LAY_SHAPERS)
		ts->shapers[ts->n_shapers++] = s;
	return s;
}

/* ---- shaping ------------------------------------------------------------------------------------------------- */

/* Lining tabular figures everywhere (house design); ligatures would tear spaced letters apart. */
static unsigned
features_of(const struct lay_shaper *s, hb_feature_t features[6])
{
	unsigned n = 0;

	features[n++] = (hb_feature_t){HB_TAG('l', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END};
	features[n++] = (hb_feature_t){HB_TAG('t', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END};
	if (s->small_caps)
		features[n++] = (hb_feature_t){HB_TAG('s', 'm', 'c', 'p'), 1, 0, HB_FEATURE_GLOBAL_END};
	if (s->letter_spacing != 0) {
		features[n++] = (hb_feature_t){HB_TAG('l', 'i', 'g', 'a'), 0, 0, HB_FEATURE_GLOBAL_END};
		features[n++] = (hb_feature_t){HB_TAG('c', 'l', 'i', 'g'), 0, 0, HB_FEATURE_GLOBAL_END};
	}
	return n;
}

/* The text keeps its lower case: clusters are its bytes. */
static void
add_capitals(hb_buffer_t *buf, const char *text, uint32_t len)
{
	const char *p = text, *end = text + len;

	while (p < end) {
		uint32_t at = (uint32_t)(p - text), c = utf8_next(&p, end);

		hb_buffer_add(buf, c == 0xdf ? 'S' : g_unichar_toupper(c), at);
		if (c == 0xdf)
			hb_buffer_add(buf, 'S', at);
	}
	hb_buffer_set_content_type(buf, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

static void
run_shaper(struct lay_shapes *st, const struct lay_shaper *s, const char *text, uint32_t len, uint32_t hyphen)
{
	hb_feature_t features[6];
	unsigned n = features_of(s, features);

	hb_buffer_clear_contents(st->buf);
	hb_buffer_set_flags(st->buf, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES | HB_BUFFER_FLAG_BOT |
		HB_BUFFER_FLAG_EOT);
	hb_buffer_set_cluster_level(st->buf, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	hb_buffer_set_direction(st->buf, s->rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(st->buf, s->script);
	hb_buffer_set_language(st->buf, s->lang);
	if (s->upper)
		add_capitals(st->buf, text, len);
	else
		hb_buffer_add_utf8(st->buf, text, (int)len, 0, (int)len);
	if (hyphen != 0) {
		hb_buffer_set_content_type(st->buf, HB_BUFFER_CONTENT_TYPE_UNICODE);
		hb_buffer_add(st->buf, hyphen, len);
	}
	hb_shape(s->font->hb, st->buf, features, n);
	if (s->pairs != NULL && hyphen == 0)
		lay_pairs_learn(s->pairs, text, len, st->buf, features, n);
}

/* One glyph a character, in order: a reader of the file needs no clusters. */
static bool
is_simple(const struct glyph *g, uint32_t n, const char *text, uint32_t len)
{
	const char *p = text;

	for (uint32_t i = 0; i < n; i++) {
		if (p >= text + len || g[i].cluster != (uint32_t)(p - text))
			return false;
		utf8_next(&p, text + len);
	}
	return p == text + len;
}

static void
read_glyphs(struct lay_run *r, struct glyph *g, uint8_t *unsafe, hb_buffer_t *buf, const struct lay_shaper *s)
{
	unsigned n = 0;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buf, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(buf, &n);
	int64_t width = 0;

	for (unsigned i = 0; i < n; i++) {
		/* Letters keep their marks: spacing goes after the last glyph of a cluster. */
		bool last = i + 1 == n || info[i + 1].cluster != info[i].cluster;

		g[i].id = info[i].codepoint;
		g[i].cluster = info[i].cluster;
		g[i].advance = lay_scale(s->font, pos[i].x_advance) + (last ? s->letter_spacing : 0);
		g[i].dx = lay_scale(s->font, pos[i].x_offset);
		g[i].dy = lay_scale(s->font, pos[i].y_offset);
		unsafe[i] = (hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
		width += g[i].advance;
	}
	r->run.width = width > MPT_MAX ? MPT_MAX : (mpt)width;
	r->run.n = n;
}

/* The same from known pairs (pairs.h). */
static void
read_pairs(struct lay_run *r, struct glyph *g, uint8_t *unsafe, const struct lay_shaper *s)
{
	const struct lay_pairs *p = s->pairs;
	const char *text = r->run.text;
	uint32_t n = r->run.text_len;
	mpt width = 0;

	unsafe[0] = 0;
	for (uint32_t i = 0; i < n; i++) {
		size_t c = (size_t)(text[i] - PAIRS_FIRST);
		int32_t advance = p->advance[c];

		if (i + 1 < n) {
			size_t d = (size_t)(text[i + 1] - PAIRS_FIRST);

			advance += p->pair[c][d].kern;
			unsafe[i + 1] = p->pair[c][d].unsafe;
		}
		g[i] = (struct glyph){.id = p->glyph[c], .cluster = i, .advance = lay_scale(s->font, advance)};
		width = mpt_add(width, g[i].advance);
	}
	r->run.width = width;
	r->run.n = n;
}

static struct lay_run *
make_run(struct lay_shapes *st, struct arena *a, const struct lay_shaper *s, const char *text, uint32_t len,
    uint32_t hyphen)
{
	struct lay_run *r;
	unsigned n;
	struct glyph *g;
	uint8_t *unsafe;

	bool known = hyphen == 0 && s->pairs != NULL && lay_pairs_know(s->pairs, text, len);

	if (!known)
		run_shaper(st, s, text, len, hyphen);
	n = known ? len : hb_buffer_get_length(st->buf);
	/* One allocation: these four are used together and die together. */
	r = arena_alloc(a, sizeof(*r) + n * (sizeof(*g) + 1) + len + 1);
	g = (struct glyph *)(r + 1);
	unsafe = (uint8_t *)(g + n);
	memset(r, 0, sizeof(*r));
	r->run.font = &s->font->font;
	r->run.text_len = len;
	r->run.glyphs = g;
	r->run.rtl = s->rtl;
	memcpy(unsafe + n, text, len);
	unsafe[n + len] = '\0';
	r->run.text = (const char *)(unsafe + n);
	r->unsafe = unsafe;
	r->shaper = s;
	r->hyphen = hyphen;
	if (known)
		read_pairs(r, g, unsafe, s);
	else
		read_glyphs(r, g, unsafe, st->buf, s);
	r->run.simple = hyphen == 0 && !s->rtl && is_simple(g, n, text, len);
	return r;
}

/* ---- the cache ----------------------------------------------------------------------------------------------- */

static uint32_t
hash_word(const struct lay_shaper *s, const char *text, uint32_t len, uint32_t hyphen)
{
	uint64_t h = 0x9e3779b97f4a7c15u * (s->serial + 1) ^ hyphen, k;

	for (; len >= 8; len -= 8, text += 8) {
		memcpy(&k, text, 8);
		h = (h ^ k) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	k = len;
	for (uint32_t i = 0; i < len; i++)
		k = k << 8 | (unsigned char)text[i];
	h = (h ^ k) * 0xff51afd7ed558ccdu;
	h ^= h >> 29;
	h *= 0xc4ceb9fe1a85ec53u;
	return (uint32_t)(h >> 32);
}

static void
grow_cache(struct lay_shapes *st)
{
	size_t size = st->size * 4;
	struct lay_run **slots = arena_array(st->arena, size, sizeof(*slots));

	for (size_t i = 0; i < st->size; i++)
		for (struct lay_run *r = st->slots[i], *next; r != NULL; r = next) {
			next = r->next;
			r->next = slots[r->hash & (size - 1)];
			slots[r->hash & (size - 1)] = r;
		}
	st->slots = slots;
	st->size = size;
}

static const struct glyph_run *
shape(struct lay *lay, struct arena *a, const struct lay_shaper *s, const char *text, uint32_t len, uint32_t hyphen)
{
	struct lay_shapes *st = lay->shapes;
	uint32_t h;
	struct lay_run *r;

	if (len > CACHED_BYTES)
		return &make_run(st, a, s, text, len, hyphen)->run;
	h = hash_word(s, text, len, hyphen);
	for (r = st->slots[h & (st->size - 1)]; r != NULL; r = r->next)
		if (r->hash == h && r->shaper == s && r->run.text_len == len && r->hyphen == hyphen &&
		    memcmp(r->run.text, text, len) == 0)
			return &r->run;
	if (st->n >= RUNS_MAX)
		return &make_run(st, a, s, text, len, hyphen)->run;
	if (st->n >= st->size)
		grow_cache(st);
	r = make_run(st, st->arena, s, text, len, hyphen);
	r->hash = h;
	r->next = st->slots[h & (st->size - 1)];
	st->slots[h & (st->size - 1)] = r;
	st->n++;
	return &r->run;
}

const struct glyph_run *
lay_shape(struct lay *lay, struct arena *a, const struct lay_shaper *s, const char *text, uint32_t len)
{
	return shape(lay, a, s, text, len, 0);
}

const struct glyph_run *
lay_shape_hyphen(struct lay *lay, struct arena *a, const struct lay_shaper *s, const char *text, uint32_t len,
    uint32_t c)
{
	return shape(lay, a, s, text, len, c);
}

bool
lay_run_cut(const struct glyph_run *run, uint32_t at, mpt *w)
{
	const struct lay_run *r = (const struct lay_run *)run;
	mpt before = 0, after = 0;
	bool starts = false, safe = true;

	for (uint32_t i = 0; i < run->n; i++) {
		const struct glyph *g = &run->glyphs[i];

		if (g->cluster < at) {
			before += g->advance;
			continue;
		}
		after += g->advance;
		if (g->cluster == at) {
			starts = true;
			safe = safe && r->unsafe[i] == 0;
		}
	}
	*w = before;
	return starts && safe;
}

size_t
lay_shape_cached(const struct lay *lay)
{
	return lay->shapes->n;
}
