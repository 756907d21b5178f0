#include "fixture.h"

#include <string.h>

#include "base/str.h"
#include "layout/pairs.h"
#include "layout/text.h"

#define SIZE 9750

struct fixture {
	struct ctx *cx;
	struct lay lay;
	hb_buffer_t *buf;
	unsigned seed;
};

static int
setup(void **state)
{
	struct fixture *f = fixture_new(state, sizeof(*f));

	f->lay = (struct lay){.cx = f->cx, .arena = f->cx->arena};
	assert_int_equal(lay_fonts_init(&f->lay, NULL), RC_OK);
	f->buf = hb_buffer_create();
	f->seed = 11;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	hb_buffer_destroy(f->buf);
	return fixture_free(state);
}

/* What HarfBuzz says without our memory of pairs. */
static void
shape_directly(struct fixture *f, const struct lay_shaper *s, const char *word, uint32_t len)
{
	const hb_feature_t features[] = {
	    {HB_TAG('l', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END},
	    {HB_TAG('t', 'n', 'u', 'm'), 1, 0, HB_FEATURE_GLOBAL_END},
	};

	hb_buffer_clear_contents(f->buf);
	hb_buffer_set_direction(f->buf, HB_DIRECTION_LTR);
	hb_buffer_set_script(f->buf, HB_SCRIPT_LATIN);
	hb_buffer_set_language(f->buf, s->lang);
	hb_buffer_add_utf8(f->buf, word, (int)len, 0, (int)len);
	hb_shape(s->font->hb, f->buf, features, 2);
}

static bool
is_same(struct fixture *f, const struct lay_shaper *s, const char *word, uint32_t len)
{
	const struct glyph_run *r = lay_shape(&f->lay, f->cx->arena, s, word, len);
	const hb_glyph_info_t *info;
	const hb_glyph_position_t *pos;
	unsigned n;

	shape_directly(f, s, word, len);
	info = hb_buffer_get_glyph_infos(f->buf, &n);
	pos = hb_buffer_get_glyph_positions(f->buf, &n);
	if (r->n != n)
		return false;
	for (unsigned i = 0; i < n; i++) {
		mpt w;
		bool cut = i == 0 || info[i].cluster == info[i - 1].cluster || lay_run_cut(r, info[i].cluster, &w) ==
			((hb_glyph_info_get_glyph_flags(&info[i]) & HB_GLYPH_FLAG_UNSAFE_TO_BREAK) == 0);

		if (r->glyphs[i].id != info[i].codepoint || r->glyphs[i].cluster != info[i].cluster || !cut ||
		    r->glyphs[i].advance != lay_scale(s->font, pos[i].x_advance) ||
		    r->glyphs[i].dx != lay_scale(s->font, pos[i].x_offset))
			return false;
	}
	return true;
}

static const char letters[] = "aaabcdeeefffgghiiijkllmnnooopqrrrsssttttuuvwxyzAFLTVWY014.,-/()";

static uint32_t
random_word(struct fixture *f, char word[16])
{
	uint32_t len = 1 + (f->seed = f->seed * 1103515245 + 12345) / 65536 % 14;

	for (uint32_t i = 0; i < len; i++)
		word[i] = letters[(f->seed = f->seed * 1103515245 + 12345) / 65536 % (sizeof(letters) - 1)];
	return len;
}

/* Letters from memory must stand where the shaper would have put them, to the millipoint, in every face we bring. */
static void
test_known_pairs_say_what_the_shaper_says(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *family;
		int weight;
		bool italic;
	} faces[] = {{"serif", 400, false}, {"serif", 600, true}, {"Source Serif 4 Display", 600, false},
	    {"sans-serif", 400, false}, {"sans-serif", 600, false}, {"monospace", 400, false}, {"Noto Sans", 400, false},
	    {"Noto Serif", 700, true}};

	for (size_t k = 0; k < ARRAY_LEN(faces); k++) {
		struct lay_text_style ts = {.size = SIZE, .lang = hb_language_from_string("en", -1)};
		struct lay_shaper *s;
		size_t known = 0;

		ts.set = lay_face_set(&f->lay, faces[k].family, (struct lay_wish){faces[k].weight, 100, faces[k].italic}, NO_SPAN);
		s = lay_shaper(&f->lay, &ts, ts.set->faces[0], HB_SCRIPT_LATIN, false, false);
		for (int i = 0; i < 1500; i++) {
			char word[16];
			uint32_t len = random_word(f, word);

			known += lay_pairs_know(s->pairs, word, len);
			if (!is_same(f, s, word, len))
				fail_msg("%s: %.*s", font_face_name(ts.set->faces[0]), (int)len, word);
		}
		/* Else the memory is not worth having. */
		if (known < 150)
			fail_msg("%s: only %zu of 1500 from memory", font_face_name(ts.set->faces[0]), known);
	}
}

/* A ligature is no pair of letters. */
static void
test_ligatures_are_left_to_the_shaper(void **state)
{
	struct fixture *f = *state;
	struct lay_text_style ts = {.size = SIZE, .lang = hb_language_from_string("en", -1)};
	struct lay_shaper *s;

	ts.set = lay_face_set(&f->lay, "serif", (struct lay_wish){400, 100, false}, NO_SPAN);
	s = lay_shaper(&f->lay, &ts, ts.set->faces[0], HB_SCRIPT_LATIN, false, false);
	for (int i = 0; i < 400; i++) {
		char word[16];
		uint32_t len = random_word(f, word);

		lay_shape(&f->lay, f->cx->arena, s, word, len);
	}
	assert_true(s->pairs->looked);
	assert_false(lay_pairs_know(s->pairs, "fi", 2));
	assert_false(lay_pairs_know(s->pairs, "a b", 3));
	assert_true(lay_pairs_know(s->pairs, "no", 2));
	assert_int_equal(lay_shape(&f->lay, f->cx->arena, s, "office", 6)->n, 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_known_pairs_say_what_the_shaper_says, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_ligatures_are_left_to_the_shaper, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
