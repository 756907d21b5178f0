#include "finish_fixture.h"

/* What stands in the way of a claim must never be in a file that makes it. */
static void
test_each_lack_lowers_the_profile(void **state)
{
	struct parts *t = *state;

	parts_pages(t, 1, 0, NULL);
	parts_elem(t, TAG_NONE, TAG_DOCUMENT);
	assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3A_UA1), PROFILE_A3A_UA1);
	for (size_t i = 0; i < LACK__COUNT; i++) {
		t->doc.lacks[i] = true;
		assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3A_UA1), i == LACK_GLYPH ? PROFILE_PDF17 : PROFILE_A3U);
		assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3B), i == LACK_GLYPH ? PROFILE_PDF17 : PROFILE_A3B);
		assert_int_equal(fin_profile_of(&t->doc, PROFILE_PDF17), PROFILE_PDF17);
		t->doc.lacks[i] = false;
	}
}

static void
test_a_document_without_structure_is_not_tagged(void **state)
{
	struct parts *t = *state;

	parts_pages(t, 1, 0, NULL);
	assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3A_UA1), PROFILE_A3U);
}

/* ISO 19005-3, 6.1.13. */
static void
test_pages_have_a_smallest_and_a_largest_size(void **state)
{
	struct parts *t = *state;

	parts_pages(t, 2, 0, NULL);
	t->doc.pages[1].h = 14400000;
	assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3B), PROFILE_A3B);
	t->doc.pages[1].h = 14400001;
	assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3B), PROFILE_PDF17);
	t->doc.pages[1].h = 2999;
	assert_int_equal(fin_profile_of(&t->doc, PROFILE_A3B), PROFILE_PDF17);
}

/* Who asks for a profile must get it or nothing; who does not ask is told once. */
static void
test_asked_for_is_an_error_and_not_asked_for_a_warning(void **state)
{
	struct parts *t = *state;
	enum fin_profile p;

	parts_pages(t, 1, 0, NULL);
	parts_elem(t, TAG_NONE, TAG_DOCUMENT);
	t->doc.lacks[LACK_LANG] = t->doc.lacks[LACK_ALT] = true;
	assert_int_equal(fin_profile_choose(t->cx, &t->doc, "a.pdf", "pdf/a-3b", &p), RC_OK);
	assert_int_equal(p, PROFILE_A3B);
	assert_int_equal(diag_count(t->cx, LEVEL_STYLE), 0);
	assert_int_equal(fin_profile_choose(t->cx, &t->doc, "a.pdf", NULL, &p), RC_OK);
	assert_int_equal(p, PROFILE_A3U);
	assert_int_equal(diag_count_of(t->cx, DIAG_PROFILE_LOWER), 1);
	assert_false(diag_failed(t->cx));
	assert_int_equal(fin_profile_choose(t->cx, &t->doc, "a.pdf", "pdf/a-3a+ua-1", &p), RC_FAIL);
	assert_int_equal(diag_count_of(t->cx, DIAG_PROFILE_REACH), 1);
	assert_int_equal(fin_profile_choose(t->cx, &t->doc, "a.pdf", "pdf/a", &p), RC_FAIL);
	assert_int_equal(diag_count_of(t->cx, DIAG_PROFILE), 1);
}

static void
test_every_profile_has_a_name(void **state UNUSED)
{
	enum fin_profile p;

	for (int i = PROFILE_A3A_UA1; i <= PROFILE_PDF17; i++) {
		assert_true(fin_profile_lookup(fin_profile_name((enum fin_profile)i), &p));
		assert_int_equal(p, i);
	}
	assert_false(fin_profile_lookup("", &p));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, parts_setup, parts_teardown)
	const struct CMUnitTest tests[] = {
	    T(test_each_lack_lowers_the_profile),
	    T(test_a_document_without_structure_is_not_tagged),
	    T(test_pages_have_a_smallest_and_a_largest_size),
	    T(test_asked_for_is_an_error_and_not_asked_for_a_warning),
	    T(test_every_profile_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
