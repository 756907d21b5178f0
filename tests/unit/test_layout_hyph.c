#include "fixture.h"

#include <string.h>

#include "base/buf.h"
#include "layout/hyph.h"

static int
setup(void **state)
{
	struct lay *lay = fixture_new(state, sizeof(*lay));

	lay->arena = lay->cx->arena;
	return 0;
}

/* The word with '-' where it may be divided; NULL when nothing is known. */
static const char *
divided(struct lay *lay, const char *language, const char *word, int remain, int push)
{
	static char out[128];
	const struct lay_hyphens *h = lay_hyphenate(lay, language, word, (uint32_t)strlen(word), remain, push);
	size_t n = 0, next = 0;

	if (h == NULL)
		return NULL;
	for (size_t i = 0; word[i] != '\0'; i++) {
		if (next < h->n && h->at[next] == i) {
			out[n++] = '-';
			next++;
		}
		out[n++] = word[i];
	}
	out[n] = '\0';
	return out;
}

static void
test_english_words_are_divided_by_patterns(void **state)
{
	struct lay *lay = *state;

	assert_string_equal(divided(lay, "en", "organization", 2, 3), "or-ga-ni-za-tion");
	assert_string_equal(divided(lay, "en-GB", "Organization", 2, 3), "Or-ga-ni-za-tion");
	assert_string_equal(divided(lay, "en", "organization", 4, 5), "orga-ni-zation");
}

/* The German patterns are in Latin-1: a letter with two bytes must not move the hyphens. */
static void
test_german_words_with_umlauts(void **state)
{
	struct lay *lay = *state;
	const char *s = divided(lay, "de", "Pr\xc3\xbc"
					   "fungsausschuss",
	    2, 2);

	assert_string_equal(s, "Pr\xc3\xbc-fungs-aus-schuss");
}

/* One word of each dictionary, with a letter beyond ASCII where the language has one: character sets differ from file to file. */
static void
test_every_dictionary_divides_its_language(void **state)
{
	struct lay *lay = *state;

	assert_string_equal(divided(lay, "fr", "d\xc3\xa9veloppement", 2, 3), "d\xc3\xa9-ve-lop-pe-ment");
	assert_string_equal(divided(lay, "es-MX", "organizaci\xc3\xb3n", 2, 3), "or-ga-ni-za-ci\xc3\xb3n");
	assert_string_equal(divided(lay, "it", "organizzazione", 2, 2), "or-ga-niz-za-zio-ne");
	assert_string_equal(divided(lay, "nl", "beveiliging", 2, 2), "be-vei-li-ging");
	assert_string_equal(divided(lay, "pt", "organiza\xc3\xa7\xc3\xa3o", 2, 2), "or-ga-ni-za-\xc3\xa7\xc3\xa3o");
	assert_string_equal(divided(lay, "sv", "s\xc3\xa4kerhetsarbete", 2, 2), "s\xc3\xa4-ker-hets-ar-be-te");
	assert_string_equal(divided(lay, "da", "sikkerhed", 2, 2), "sik-kerhed");
}

/* A language without patterns is left whole: wrong divisions are worse than none. */
static void
test_other_languages_are_left_whole(void **state)
{
	struct lay *lay = *state;

	assert_null(divided(lay, "fi", "turvallisuus", 2, 2));
	assert_null(divided(lay, "", "security", 2, 2));
	assert_null(divided(lay, "../../etc/passwd", "security", 2, 2));
	assert_null(divided(lay, "en", "the", 2, 2));
	assert_string_equal(divided(lay, "en", "\xd0\xbe\xd1\x86\xd0\xb5\xd0\xbd\xd0\xba\xd0\xb0", 2, 2),
	    "\xd0\xbe\xd1\x86\xd0\xb5\xd0\xbd\xd0\xba\xd0\xb0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_english_words_are_divided_by_patterns, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_german_words_with_umlauts, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_every_dictionary_divides_its_language, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_other_languages_are_left_whole, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
