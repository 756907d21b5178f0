/* lay_pairs.c - what a font's tables say about pairs of ASCII characters, and what was seen of them. */
#include <hb-ot.h>
#include <string.h>

#include "layout/pairs.h"

#define LOOK_AFTER 30 /* words; a face that sets less is not worth the look */

/* ---- reading tables (OpenType 1.9, "Common Table Formats", GSUB, GPOS); outside of the table all is 0 ----------- */

struct table {
	const uint8_t *p;
	unsigned len;
};

static unsigned
u16(const struct table *t, unsigned at)
{
	return at + 2 <= t->len && at + 2 > at ? (unsigned)t->p[at] << 8 | t->p[at + 1] : 0;
}

static unsigned
u32(const struct table *t, unsigned at)
{
	return u16(t, at) << 16 | u16(t, at + 2);
}

struct lookup {
	hb_tag_t tag; /* GSUB or GPOS */
	unsigned index, type, n_subtables, at;
	bool extension;
};

static struct lookup
read_lookup(const struct table *t, hb_tag_t tag, unsigned index)
{
	unsigned list = u16(t, 8), at = list + u16(t, list + 2 + 2 * index);
	struct lookup l = {tag, index, u16(t, at), u16(t, at + 4), at, false};

	l.extension = l.type == (tag == HB_OT_TAG_GSUB ? 7u : 9u);
	if (l.extension)
		l.type = u16(t, at + u16(t, at + 6) + 2);
	return l;
}

static unsigned
subtable(const struct table *t, const struct lookup *l, unsigned i)
{
	unsigned at = l->at + u16(t, l->at + 6 + 2 * i);

	return l->extension ? at + u32(t, at + 4) : at;
}

/* ---- looking ------------------------------------------------------------------------------------------------- */

static void
mark_char(struct lay_pairs *p, uint32_t glyph)
{
	for (size_t i = 0; i < PAIRS_N; i++)
		if (p->glyph[i] == glyph)
			p->state[i] = PAIR_SLOW;
}

static void
mark_pair(struct lay_pairs *p, uint32_t first, uint32_t second)
{
	for (size_t i = 0; i < PAIRS_N; i++)
		for (size_t k = 0; p->glyph[i] == first && k < PAIRS_N; k++)
			if (p->glyph[k] == second)
				p->pair[i][k].state = PAIR_SLOW;
}

static void
mark_set(struct lay_pairs *p, const hb_set_t *set)
{
	for (size_t i = 0; i < PAIRS_N; i++)
		if (hb_set_has(set, p->glyph[i]))
			p->state[i] = PAIR_SLOW;
}

static bool
has_ascii(const struct lay_pairs *p, const hb_set_t *set)
{
	for (size_t i = 0; i < PAIRS_N; i++)
		if (hb_set_has(set, p->glyph[i]))
			return true;
	return false;
}

/* Rules that look at neighbours. Those whose neighbours are never ASCII (marks over a dotted i) cannot meet us. */
static void
look_at_context(struct lay_pairs *p, const struct lookup *l)
{
	hb_set_t *before = hb_set_create(), *input = hb_set_create(), *after = hb_set_create();
	bool none;

	hb_ot_layout_lookup_collect_glyphs(hb_font_get_face(p->hb), l->tag, l->index, before, input, after, NULL);
	hb_set_union(before, after);
	none = hb_set_is_empty(before);
	if (none || has_ascii(p, before))
		mark_set(p, input);
	hb_set_destroy(before);
	hb_set_destroy(input);
	hb_set_destroy(after);
}

static void
look_at_input(struct lay_pairs *p, const struct lookup *l)
{
	hb_set_t *input = hb_set_create();

	hb_ot_layout_lookup_collect_glyphs(hb_font_get_face(p->hb), l->tag, l->index, NULL, input, NULL, NULL);
	mark_set(p, input);
	hb_set_destroy(input);
}

static uint32_t
covered(const struct table *t, unsigned coverage, unsigned index)
{
	unsigned n = u16(t, coverage + 2);

	if (u16(t, coverage) == 1)
		return u16(t, coverage + 4 + 2 * index);
	for (unsigned i = 0; i < n; i++) {
		unsigned at = coverage + 4 + 6 * i, first = u16(t, at), last = u16(t, at + 2), start = u16(t, at + 4);

		if (index >= start && index - start <= last - first)
			return first + (index - start);
	}
	return UINT32_MAX;
}

/* A ligature is met by its first two letters, however long it is. */
static void
look_at_ligatures(struct lay_pairs *p, const struct table *t, unsigned at)
{
	unsigned coverage = at + u16(t, at + 2), sets = u16(t, at + 4);

	for (unsigned i = 0; i < sets; i++) {
		unsigned set = at + u16(t, at + 6 + 2 * i), n = u16(t, set);
		uint32_t first = covered(t, coverage, i);

		for (unsigned k = 0; k < n; k++) {
			unsigned ligature = set + u16(t, set + 2 + 2 * k);

			if (u16(t, ligature + 2) >= 2)
				mark_pair(p, first, u16(t, ligature + 4));
			else
				mark_char(p, first);
		}
	}
}

/* Kerning may change the advance of the first glyph, nothing else. */
static bool
is_plain_kerning(const struct table *t, unsigned at)
{
	return (u16(t, at + 4) & ~4u) == 0 && u16(t, at + 6) == 0;
}

static void
look_at_gsub(struct lay_pairs *p, const struct table *t, const struct lookup *l)
{
	switch (l->type) {
	case 1: /* another glyph, seen when a word is learnt */
	case 2:
	case 3:
		break;
	case 4:
		for (unsigned i = 0; i < l->n_subtables; i++)
			look_at_ligatures(p, t, subtable(t, l, i));
		break;
	default:
		look_at_context(p, l);
	}
}

static void
look_at_gpos(struct lay_pairs *p, const struct table *t, const struct lookup *l)
{
	switch (l->type) {
	case 2:
		for (unsigned i = 0; i < l->n_subtables; i++)
			p->usable = p->usable && is_plain_kerning(t, subtable(t, l, i));
		break;
	case 1:
	case 3:
		look_at_input(p, l);
		break;
	case 4: /* marks: none here */
	case 5:
	case 6:
		break;
	default:
		look_at_context(p, l);
	}
}

static void
look_at_table(struct lay_pairs *p, hb_shape_plan_t *plan, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(hb_font_get_face(p->hb), tag);
	struct table t;
	hb_set_t *lookups = hb_set_create();
	hb_codepoint_t i = HB_SET_VALUE_INVALID;

	t.p = (const uint8_t *)hb_blob_get_data(blob, &t.len);
	hb_ot_shape_plan_collect_lookups(plan, tag, lookups);
	while (hb_set_next(lookups, &i)) {
		struct lookup l = read_lookup(&t, tag, i);

		if (tag == HB_OT_TAG_GSUB)
			look_at_gsub(p, &t, &l);
		else
			look_at_gpos(p, &t, &l);
	}
	hb_set_destroy(lookups);
	hb_blob_destroy(blob);
}

static bool
has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(blob) > 0;

	hb_blob_destroy(blob);
	return has;
}

static void
look(struct lay_pairs *p, const hb_segment_properties_t *props, const hb_feature_t *features, unsigned n)
{
	hb_face_t *face = hb_font_get_face(p->hb);
	hb_shape_plan_t *plan;

	p->looked = true;
	/* Apple's tables are state machines; kern may be one. */
	p->usable = has_table(face, HB_OT_TAG_GPOS) && !has_table(face, HB_TAG('m', 'o', 'r', 'x')) &&
		!has_table(face, HB_TAG('k', 'e', 'r', 'x'));
	for (size_t i = 0; i < PAIRS_N; i++) {
		hb_codepoint_t glyph = 0;

		if (!hb_font_get_nominal_glyph(p->hb, (hb_codepoint_t)(PAIRS_FIRST + i), &glyph))
			p->state[i] = PAIR_SLOW;
		p->glyph[i] = glyph;
		p->advance[i] = hb_font_get_glyph_h_advance(p->hb, glyph);
	}
	if (!p->usable)
		return;
	plan = hb_shape_plan_create_cached(face, props, features, n, NULL);
	look_at_table(p, plan, HB_OT_TAG_GSUB);
	look_at_table(p, plan, HB_OT_TAG_GPOS);
	hb_shape_plan_destroy(plan);
}

/* ---- learning ------------------------------------------------------------------------------------------------ */

struct lay_pairs *
lay_pairs_new(struct arena *a, hb_font_t *hb, hb_language_t lang)
{
	struct lay_pairs *p = arena_zalloc(a, sizeof(*p));

	p->hb = hb;
	p->lang = lang;
	return p;
}

static bool
is_ascii(char c)
{
	return c >= PAIRS_FIRST && c <= PAIRS_LAST;
}

bool
lay_pairs_know(const struct lay_pairs *p, const char *text, uint32_t len)
{
	if (!p->usable || len == 0)
		return false;
	for (uint32_t i = 0; i < len; i++) {
		size_t c = (size_t)(text[i] - PAIRS_FIRST);

		if (!is_ascii(text[i]) || p->state[c] != PAIR_KNOWN)
			return false;
		if (i + 1 < len && (!is_ascii(text[i + 1]) ||
		    p->pair[c][text[i + 1] - PAIRS_FIRST].state != PAIR_KNOWN))
			return false;
	}
	return true;
}

static void
learn_char(struct lay_pairs *p, size_t c, const hb_glyph_info_t *info, const hb_glyph_position_t *pos)
{
	if (p->state[c] != PAIR_UNKNOWN)
		return;
	p->state[c] = info->codepoint == p->glyph[c] && pos->x_offset == 0 && pos->y_offset == 0 ? PAIR_KNOWN : PAIR_SLOW;
}

static void
learn_pair(struct lay_pairs *p, size_t a, size_t b, const hb_glyph_info_t *second, const hb_glyph_position_t *pos)
{
	int32_t kern = pos->x_advance - p->advance[a];

	if (p->pair[a][b].state != PAIR_UNKNOWN || p->state[a] == PAIR_SLOW || p->state[b] == PAIR_SLOW)
		return;
	p->pair[a][b].kern = (int16_t)kern;
	p->pair[a][b].unsafe = (hb_glyph_info_get_glyph_flags(second) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0;
	p->pair[a][b].state = kern >= INT16_MIN && kern <= INT16_MAX ? PAIR_KNOWN : PAIR_SLOW;
}

void
lay_pairs_learn(struct lay_pairs *p, const char *text, uint32_t len, hb_buffer_t *shaped, const hb_feature_t *features,
    unsigned n_features)
{
	unsigned n = 0;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(shaped, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(shaped, &n);
	hb_segment_properties_t props;

	if (!p->looked) {
		if (++p->shaped < LOOK_AFTER)
			return;
		hb_buffer_get_segment_properties(shaped, &props);
		look(p, &props, features, n_features);
	}
	if (!p->usable || n != len)
		return;
	for (uint32_t i = 0; i < len; i++)
		if (!is_ascii(text[i]) || info[i].cluster != i)
			return;
	for (uint32_t i = 0; i < len; i++)
		learn_char(p, (size_t)(text[i] - PAIRS_FIRST), &info[i], &pos[i]);
	for (uint32_t i = 0; i + 1 < len; i++)
		learn_pair(p, (size_t)(text[i] - PAIRS_FIRST), (size_t)(text[i + 1] - PAIRS_FIRST), &info[i + 1], &pos[i]);
}
