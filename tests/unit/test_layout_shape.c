#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "layout/text.h"

struct fixture {
	struct ctx *cx;
	struct lay lay;
};

static int
setup(void **state)
{
	struct fixture *f = fixture_new(state, sizeof(*f));

	f->lay = (struct lay){.cx = f->cx, .arena = f->cx->arena};
	assert_int_equal(lay_fonts_init(&f->lay, NULL), RC_OK);
	return 0;
}

static const char *
name_of(struct fixture *f, const char *families, int weight, bool italic)
{
	return font_face_name(lay_face_set(&f->lay, families, (struct lay_wish){weight, 100, italic}, NO_SPAN)->faces[0]);
}

static struct lay_shaper *
shaper(struct fixture *f, const char *families, hb_script_t script, bool rtl, struct lay_text_style *ts)
{
	*ts = (struct lay_text_style){.size = 10000, .lang = hb_language_from_string("en", -1)};
	ts->set = lay_face_set(&f->lay, families, (struct lay_wish){400, 100, false}, NO_SPAN);
	return lay_shaper(&f->lay, ts, ts->set->faces[0], script, rtl, false);
}

/* Generic names are part of the format: what they mean must not depend on the host. */
static void
test_generic_families_are_our_faces(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(name_of(f, "serif", 400, false), "SourceSerif4-Regular");
	assert_string_equal(name_of(f, "Nowhere, sans-serif", 400, false), "SourceSans3-Regular");
	assert_string_equal(name_of(f, "monospace", 400, false), "SourceCodePro-Regular");
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 0);
}

/* A theme asks for 600 and italic; a neighbouring weight would change every line. */
static void
test_weight_and_style_choose_the_face(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(name_of(f, "Source Serif 4", 600, false), "SourceSerif4-Semibold");
	assert_string_equal(name_of(f, "'Source Serif 4'", 700, true), "SourceSerif4-BoldIt");
	assert_string_equal(name_of(f, "source sans 3", 500, false), "SourceSans3-Regular");
	assert_string_equal(name_of(f, "Source Serif 4 Display", 600, true), "SourceSerif4Display-SemiboldIt");
	assert_string_equal(name_of(f, "Noto Sans", 600, false), "NotoSans-Bold");
}

/* Who writes a wrong family must hear of it once, not once a cell. */
static void
test_an_unknown_family_is_reported_once(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(name_of(f, "Nowhere", 400, false), "SourceSerif4-Regular");
	assert_string_equal(name_of(f, "Nowhere", 600, false), "SourceSerif4-Semibold");
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
}

/* No slanted monospace semibold exists: the device must be told to make it. */
static void
test_a_missing_style_is_marked_for_synthesis(void **state)
{
	struct fixture *f = *state;
	const struct lay_face_set *set = lay_face_set(&f->lay, "Noto Sans Hebrew", (struct lay_wish){700, 100, true}, NO_SPAN);
	const struct lay_font *font = lay_font_at(&f->lay, set, set->faces[0], 9000);

	assert_string_equal(font_face_name(set->faces[0]), "NotoSansHebrew-Bold");
	assert_true(font->font.synth_italic);
	assert_false(font->font.synth_bold);
	assert_ptr_equal(font, lay_font_at(&f->lay, set, set->faces[0], 9000));
}

/* A Hebrew name in a serif text must appear, in a face that has it. */
static void
test_a_character_falls_back_to_a_face_that_has_it(void **state)
{
	struct fixture *f = *state;
	const struct lay_face_set *set = lay_face_set(&f->lay, "serif", (struct lay_wish){400, 100, false}, NO_SPAN);

	assert_string_equal(font_face_name(lay_face_for(&f->lay, set, 'a', 0)), "SourceSerif4-Regular");
	assert_string_equal(font_face_name(lay_face_for(&f->lay, set, 0x5d0, 0)), "NotoSansHebrew-Regular");
	assert_string_equal(font_face_name(lay_face_for(&f->lay, set, 0x915, 0x947)), "NotoSansDevanagari-Regular");
	assert_null(lay_face_for(&f->lay, set, 0x13000, 0));
}

/* Widths decide lines: they are the font's own numbers, never rounded to pixels or to points. */
static void
test_advances_are_exact_millipoints(void **state)
{
	struct fixture *f = *state;
	struct lay_text_style ts;
	struct lay_shaper *s = shaper(f, "monospace", HB_SCRIPT_LATIN, false, &ts);
	const struct glyph_run *r = lay_shape(&f->lay, f->cx->arena, s, "PW.4.4", 6);

	assert_int_equal(r->n, 6);
	assert_int_equal(r->width, 36000); /* Source Code Pro: 600 of 1000 */
	assert_true(r->simple);
	assert_int_equal(s->font->font.ascent, 9840);
	assert_int_equal(s->font->font.descent, 2730);
	assert_in_range(s->font->font.x_height, 4500, 5200);
	assert_in_range(s->font->font.underline_pos, 300, 3000);
	assert_in_range(s->font->font.strike_pos, 1500, 3500);
}

/* Repeated cells are what a report is made of. */
static void
test_the_same_word_is_the_same_run(void **state)
{
	struct fixture *f = *state;
	struct lay_text_style ts;
	struct lay_shaper *s = shaper(f, "serif", HB_SCRIPT_LATIN, false, &ts);
	const struct glyph_run *r = lay_shape(&f->lay, f->cx->arena, s, "office", 6);
	char other[8] = "office";

	assert_ptr_equal(r, lay_shape(&f->lay, f->cx->arena, s, other, 6));
	assert_ptr_not_equal(r, lay_shape_hyphen(&f->lay, f->cx->arena, s, "office", 6, 0x2010));
	for (int i = 0; i < 5000; i++) {
		char word[16];
		int n = snprintf(word, sizeof(word), "w%d", i);

		lay_shape(&f->lay, f->cx->arena, s, word, (uint32_t)n);
	}
	assert_ptr_equal(r, lay_shape(&f->lay, f->cx->arena, s, "office", 6));
	assert_int_equal(lay_shape_cached(&f->lay), 5002);
}

/* A hyphen that the text does not contain must not come out of the file as text. */
static void
test_a_hyphen_is_a_glyph_without_text(void **state)
{
	struct fixture *f = *state;
	struct lay_text_style ts;
	struct lay_shaper *s = shaper(f, "serif", HB_SCRIPT_LATIN, false, &ts);
	const struct glyph_run *plain = lay_shape(&f->lay, f->cx->arena, s, "orga", 4);
	const struct glyph_run *r = lay_shape_hyphen(&f->lay, f->cx->arena, s, "orga", 4, 0x2010);

	assert_int_equal(r->n, plain->n + 1);
	assert_int_equal(r->text_len, 4);
	assert_int_equal(r->glyphs[r->n - 1].cluster, 4);
	assert_true(r->width > plain->width);
}

/* Cutting a word is only free where no ligature and no kerning crosses the cut. */
static void
test_a_ligature_cannot_be_cut(void **state)
{
	struct fixture *f = *state;
	struct lay_text_style ts;
	struct lay_shaper *s = shaper(f, "Noto Serif", HB_SCRIPT_LATIN, false, &ts);
	const struct glyph_run *r = lay_shape(&f->lay, f->cx->arena, s, "offices", 7);
	mpt w;

	assert_false(r->simple);
	assert_false(lay_run_cut(r, 2, &w));
	assert_true(lay_run_cut(r, 6, &w));
	assert_in_range(w, 1, r->width - 1);
}

/* Arabic letters join: the shape in a word is not the shape alone; glyphs come in visual order. */
static void
test_arabic_is_shaped_whole_and_right_to_left(void **state)
{
	struct fixture *f = *state;
	struct lay_text_style ts;
	struct lay_shaper *s = shaper(f, "Noto Sans Arabic", HB_SCRIPT_ARABIC, true, &ts);
	const struct glyph_run *word = lay_shape(&f->lay, f->cx->arena, s, "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85", 8);
	const struct glyph_run *seen = lay_shape(&f->lay, f->cx->arena, s, "\xd8\xb3", 2);

	assert_true(word->rtl);
	assert_true(word->glyphs[0].cluster > word->glyphs[word->n - 1].cluster);
	assert_int_not_equal(word->glyphs[word->n - 1].id, seen->glyphs[0].id);
}

static const struct glyph_run *
shaped(struct fixture *f, const char *language, hb_script_t script, const char *word, uint32_t first)
{
	struct lay_text_style ts = {.size = 10000, .lang = hb_language_from_string(language, -1)};
	const struct font_face *face;

	ts.set = lay_face_set(&f->lay, "serif", (struct lay_wish){400, 100, false}, NO_SPAN);
	face = lay_face_for(&f->lay, ts.set, first, 0);
	assert_non_null(face);
	return lay_shape(&f->lay, f->cx->arena, lay_shaper(&f->lay, &ts, face, script, false, false), word, (uint32_t)strlen(word));
}

/* Letters that only stand side by side are not Hindi: ka, virama and ya are one sign; the i of ki stands before its k. */
static void
test_devanagari_joins_and_reorders(void **state)
{
	struct fixture *f = *state;
	const struct glyph_run *r = shaped(f, "hi", HB_SCRIPT_DEVANAGARI, "\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xaf", 0x915);
	const struct glyph_run *ki = shaped(f, "hi", HB_SCRIPT_DEVANAGARI, "\xe0\xa4\x95\xe0\xa4\xbf", 0x915);
	const struct glyph_run *ka = shaped(f, "hi", HB_SCRIPT_DEVANAGARI, "\xe0\xa4\x95", 0x915);

	assert_true(r->n < 3);
	assert_int_equal(ki->n, 2);
	assert_int_equal(ki->glyphs[1].id, ka->glyphs[0].id);
}

/* A Thai mark stands over its letter and takes no room. */
static void
test_thai_marks_take_no_room(void **state)
{
	struct fixture *f = *state;
	const struct glyph_run *plain = shaped(f, "th", HB_SCRIPT_THAI, "\xe0\xb8\x81", 0xe01);
	const struct glyph_run *marked = shaped(f, "th", HB_SCRIPT_THAI, "\xe0\xb8\x81\xe0\xb8\xb5\xe0\xb9\x88", 0xe01);

	assert_int_equal(marked->n, 3);
	assert_int_equal(marked->width, plain->width);
}

/* One code point, two countries' forms: a Chinese reader is not shown a Japanese letter. */
static void
test_han_letters_have_the_form_of_the_language(void **state)
{
	struct fixture *f = *state;
	const struct glyph_run *ja = shaped(f, "ja", HB_SCRIPT_HAN, "\xe7\x9b\xb4", 0x76f4);
	const struct glyph_run *zh = shaped(f, "zh-cn", HB_SCRIPT_HAN, "\xe7\x9b\xb4", 0x76f4);

	assert_int_equal(ja->n, 1);
	assert_int_equal(zh->n, 1);
	assert_int_not_equal(ja->glyphs[0].id, zh->glyphs[0].id);
	assert_int_equal(ja->width, 10000);
}

/* Fonts outlive a document where many are made: the second author must be told what the first was told. */
static void
test_each_document_hears_what_its_fonts_lack(void **state)
{
	static const enum diag_id ids[] = {DIAG_FONT_FAMILY, DIAG_FONT_REPLACED, DIAG_FONT_STRETCH};
	struct fixture *f = *state;

	for (int i = 0; i < 2; i++) {
		struct ctx *cx = ctx_new(TEST_SOURCE_DIR);

		f->lay.cx = cx;
		for (int again = 0; again < 2; again++) {
			(void)name_of(f, "Nowhere", 400, false);
			(void)name_of(f, "Elsewhere, Source Sans 3", 400, false);
			(void)lay_face_set(&f->lay, "serif", (struct lay_wish){400, 75, false}, NO_SPAN);
		}
		for (size_t k = 0; k < sizeof(ids) / sizeof(ids[0]); k++)
			assert_true(diag_said(cx, ids[k]));
		assert_int_equal(diag_count(cx, LEVEL_STYLE), 3);
		ctx_free(cx);
	}
	f->lay.cx = f->cx;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_generic_families_are_our_faces, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_weight_and_style_choose_the_face, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_an_unknown_family_is_reported_once, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_each_document_hears_what_its_fonts_lack, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_missing_style_is_marked_for_synthesis, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_character_falls_back_to_a_face_that_has_it, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_advances_are_exact_millipoints, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_the_same_word_is_the_same_run, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_hyphen_is_a_glyph_without_text, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_ligature_cannot_be_cut, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_arabic_is_shaped_whole_and_right_to_left, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_devanagari_joins_and_reorders, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_thai_marks_take_no_room, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_han_letters_have_the_form_of_the_language, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
