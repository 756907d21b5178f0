/* lay_text_style.c - what text needs of the properties of an object: its faces, its size, its language. */
#include <hb.h>
#include <math.h>
#include <string.h>

#include "base/str.h"
#include "layout/text.h"

static const char *
language_of(struct lay *lay, const struct fo_node *n)
{
	const char *language = fo_str(n, PR_LANGUAGE), *country = fo_str(n, PR_COUNTRY);

	if (language == NULL || str_eq(language, "none") || *language == '\0')
		return lay->tree != NULL && lay->tree->lang != NULL ? lay->tree->lang : "";
	if (country == NULL || str_eq(country, "none") || *country == '\0')
		return language;
	return arena_printf(lay->arena, "%s-%s", language, country);
}

static mpt
line_height_of(const struct fo_node *n, mpt size)
{
	const struct fo_value *v = fo_prop(n, PR_LINE_HEIGHT);

	if (v->kind == FO_LEN)
		return mpt_max(0, fo_len_of(v, size));
	if (v->kind == FO_NUM)
		return (mpt)fmin(fmax(v->num * size, 0), MPT_LENGTH_MAX);
	return size * 6 / 5; /* normal, as FOP has it */
}

static void
read_ascii(struct lay_text_style *ts)
{
	for (uint32_t c = 0x20; c < 0x7f; c++)
		if (font_face_has(ts->font->font.face, c))
			ts->ascii[c >> 6] |= (uint64_t)1 << (c & 63);
}

/* Not every object that a stylesheet makes knows where it comes from; one around it does. */
struct span
lay_span_near(const struct fo_node *n)
{
	while (n->at.file == 0 && n->parent != NULL)
		n = n->parent;
	return n->at;
}

/* 7.9.5; wider and narrower are a step from what the objects around have, which may say the same by inheritance. */
static int
stretch_of(const struct fo_node *n)
{
	static const struct {
		enum fo_enum e;
		int percent;
	} widths[] = {{FV_ULTRA_CONDENSED, 50}, {FV_EXTRA_CONDENSED, 62}, {FV_CONDENSED, 75}, {FV_SEMI_CONDENSED, 87},
	    {FV_NORMAL, 100}, {FV_SEMI_EXPANDED, 112}, {FV_EXPANDED, 125}, {FV_EXTRA_EXPANDED, 150},
	    {FV_ULTRA_EXPANDED, 200}};
	int step = 0, at = 4;
	enum fo_enum e = fo_enum(n, PR_FONT_STRETCH);

	for (; n != NULL && (e == FV_WIDER || e == FV_NARROWER); e = n != NULL ? fo_enum(n, PR_FONT_STRETCH) : FV_NORMAL) {
		const enum fo_enum same = e;

		step += e == FV_WIDER ? 1 : -1;
		while (n != NULL && fo_is(n, PR_FONT_STRETCH, same))
			n = n->parent;
	}
	for (int i = 0; i < (int)ARRAY_LEN(widths); i++)
		if (widths[i].e == e)
			at = i;
	at += step;
	return widths[at < 0 ? 0 : at >= (int)ARRAY_LEN(widths) ? (int)ARRAY_LEN(widths) - 1 : at].percent;
}

struct lay_text_style *
lay_text_style_new(struct lay *lay, const struct fo_node *n)
{
	struct lay_text_style *ts = arena_zalloc(lay->arena, sizeof(*ts));
	const struct fo_value *weight = fo_prop(n, PR_FONT_WEIGHT);
	enum fo_enum style = fo_enum(n, PR_FONT_STYLE);
	const char *families = fo_str(n, PR_FONT_FAMILY);
	int w = weight->kind == FO_NUM ? (int)weight->num : weight->kind == FO_INT ? weight->i : 400;

	const char *script = fo_str(n, PR_SCRIPT);
	const struct fo_value *adjust = fo_prop(n, PR_FONT_SIZE_ADJUST);

	ts->size = mpt_max(1, fo_len(n, PR_FONT_SIZE, 0));
	ts->aspect = adjust->kind == FO_NUM ? adjust->num : 0;
	ts->set = lay_face_set(lay, families != NULL ? families : "serif",
		(struct lay_wish){w, stretch_of(n), style == FV_ITALIC || style == FV_OBLIQUE}, lay_span_near(n));
	ts->font = lay_font_at(lay, ts->set, ts->set->faces[0], font_face_adjusted(ts->set->faces[0], ts->aspect, ts->size));
	ts->language = language_of(lay, n);
	ts->lang = hb_language_from_string(*ts->language != '\0' ? ts->language : "en", -1);
	ts->line_height = line_height_of(n, ts->size);
	ts->letter_spacing = fo_len(n, PR_LETTER_SPACING, 0);
	ts->word_spacing = fo_len(n, PR_WORD_SPACING, 0);
	ts->color = fo_color(n, PR_COLOR);
	ts->small_caps = fo_is(n, PR_FONT_VARIANT, FV_SMALL_CAPS);
	ts->script = script != NULL && strlen(script) == 4 ? hb_script_from_string(script, -1) : HB_SCRIPT_INVALID;
	read_ascii(ts);
	ts->latin = lay_shaper(lay, ts, ts->set->faces[0], HB_SCRIPT_LATIN, false, false);
	return ts;
}
