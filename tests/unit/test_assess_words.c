#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "assess/ass_model.h"

static int
set_up_in(void **state, const char *lang)
{
	struct ass *a = fixture_with_catalogues(state, sizeof(*a));

	return ass_texts_open(a->cx, lang, NO_SPAN, &a->texts) == RC_OK ? 0 : 1;
}

static int
set_up(void **state)
{
	return set_up_in(state, "en");
}

static void
test_days_count_across_months_years_and_leap_days(void **state)
{
	(void)state;
	assert_int_equal(ass_day("1970-01-01"), 0);
	assert_int_equal(ass_day("1970-03-01"), 59);
	assert_int_equal(ass_day("2024-03-01") - ass_day("2024-02-28"), 2);
	assert_int_equal(ass_day("2026-03-01") - ass_day("2026-02-28"), 1);
	assert_int_equal(ass_day("2027-01-01") - ass_day("2026-01-01"), 365);
	assert_int_equal(ass_day("2026-10-02") - ass_day("2026-08-15"), 48);
	assert_int_equal(ass_day("0001-01-01"), -719162);
}

static void
test_what_is_no_date_is_no_day(void **state)
{
	static const char *const bad[] = {"", "2026", "2026-1-02", "2026-13-01", "2026-00-10", "2026-01-32", "2026-01-00",
	    "2026-01-02Z", "20260102", "today"};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		assert_int_equal(ass_day(bad[i]), NO_DAY);
		assert_string_equal(ass_date_words(*state, bad[i]), "");
	}
	assert_int_equal(ass_day(NULL), NO_DAY);
}

static void
test_dates_and_periods_read_as_words(void **state)
{
	assert_string_equal(ass_date_words(*state, "2026-10-08"), "8" NBSP "October" NBSP "2026");
	assert_string_equal(ass_period_words(*state, "2026-04-01", "2026-09-30"),
	    "1" NBSP "April to 30" NBSP "September" NBSP "2026");
	assert_string_equal(ass_period_words(*state, "2025-10-01", "2026-09-30"),
	    "1" NBSP "October" NBSP "2025 to 30" NBSP "September" NBSP "2026");
}

/* "99 %" must never become "100 %" on the page: a reader acts on it. */
static void
test_shares_are_rounded_down(void **state)
{
	assert_string_equal(ass_share(*state, 41, 42), "97" NBSP "%");
	assert_string_equal(ass_share(*state, 999, 1000), "99" NBSP "%");
	assert_string_equal(ass_share(*state, 42, 42), "100" NBSP "%");
	assert_string_equal(ass_share(*state, 0, 42), "0" NBSP "%");
	assert_string_equal(ass_share(*state, 0, 0), DASH);
	for (size_t of = 1; of < 300; of++) {
		for (size_t n = 0; n <= of; n++) {
			struct ass_counts c = {.applicable = of, .met = n};

			assert_true((size_t)ass_percent(&c) * of <= n * 100);
			assert_true((ass_percent(&c) == 100) == (n == of));
		}
	}
}

static void
test_small_numbers_are_words(void **state)
{
	assert_string_equal(ass_say_n(*state, "open-points.sentence", 0, NULL), "No point is open.");
	assert_string_equal(ass_say_n(*state, "open-points.sentence", 1, NULL), "One point is open.");
	assert_string_equal(ass_say_n(*state, "open-points.sentence", 12, NULL), "Twelve points are open.");
	assert_string_equal(ass_say_n(*state, "open-points.sentence", 13, NULL), "13 points are open.");
	assert_string_equal(ass_days_words(*state, 1), "1" NBSP "day");
	assert_string_equal(ass_days_words(*state, 21), "21" NBSP "days");
	assert_string_equal(ass_fraction(*state, 9999, 1234567), "9999" NBSP "of" NBSP "1,234,567");
}

static void
test_lists_are_joined_by_the_language(void **state)
{
	const char *items[] = {"a", "b", "c"};

	assert_string_equal(ass_list(*state, items, 0), "");
	assert_string_equal(ass_list(*state, items, 1), "a");
	assert_string_equal(ass_list(*state, items, 2), "a and b");
	assert_string_equal(ass_list(*state, items, 3), "a, b and c");
}

/* A form that no language has must be heard of, and must not stop a report. */
static void
test_a_text_that_is_not_there_is_an_internal_error(void **state)
{
	const struct ass *a = *state;

	assert_string_equal(ass_say(a, "no.such", NULL), "no.such");
	assert_true(diag_said(a->cx, DIAG_INTERNAL));
}

static void
test_a_value_that_is_not_given_is_an_internal_error(void **state)
{
	const struct ass *a = *state;

	assert_string_equal(ass_say(a, "line.version", NULL), "version ");
	assert_true(diag_said(a->cx, DIAG_INTERNAL));
}

/* The rules of CLDR 44 for Polish, Russian, Arabic and Latvian, with the numbers that CLDR gives as samples. */
static void
test_plural_rules_of_other_languages_are_data(void **state)
{
	static const struct ass_plural polish[] = {{"one", "i = 1 and v = 0"},
	    {"few", "v = 0 and i % 10 = 2..4 and i % 100 != 12..14"},
	    {"many", "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14"}};
	static const struct ass_plural arabic[] = {
	    {"zero", "n = 0"}, {"one", "n = 1"}, {"two", "n = 2"}, {"few", "n % 100 = 3..10"}, {"many", "n % 100 = 11..99"}};
	static const struct ass_plural latvian[] = {{"zero", "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19"},
	    {"one", "n % 10 = 1 and n % 100 != 11"}};
	const struct ass_texts pl = {.plurals = polish, .n_plurals = 3}, ar = {.plurals = arabic, .n_plurals = 5},
	                       lv = {.plurals = latvian, .n_plurals = 2};
	static const struct {
		size_t n;
		const char *pl, *ar, *lv;
	} rows[] = {{0, "many", "zero", "zero"}, {1, "one", "one", "one"}, {2, "few", "two", "other"}, {5, "many", "few", "other"},
	    {11, "many", "many", "zero"}, {12, "many", "many", "zero"}, {22, "few", "many", "other"}, {101, "many", "other", "one"},
	    {103, "few", "few", "other"}, {111, "many", "many", "zero"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		assert_string_equal(ass_plural_of(&pl, rows[i].n), rows[i].pl);
		assert_string_equal(ass_plural_of(&ar, rows[i].n), rows[i].ar);
		assert_string_equal(ass_plural_of(&lv, rows[i].n), rows[i].lv);
	}
}

static void
test_what_is_no_plural_rule_is_refused(void **state)
{
	static const char *const bad[] = {"", "n", "n =", "n = x", "x = 1", "n % 0 = 1", "n = 1 and", "n = 1 or ", "n = 1..", "n = 1,",
	    "n = 1 n = 2", "n == 1", "other"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(ass_plural_is_rule(bad[i]));
	assert_true(ass_plural_is_rule("n = 1"));
	assert_true(ass_plural_is_rule("n % 10 = 2..4,7 and n % 100 != 12..14 or n = 0"));
}

/* A row of a table of words must not be half-made. */
static void
test_every_status_state_and_change_has_words(void **state)
{
	bool seen[EV__COUNT] = {false};

	for (int i = 0; i < ST__COUNT; i++) {
		char letter[2] = {ass_letters[i], '\0'};

		assert_int_equal(ass_status_of(letter), i);
		assert_int_not_equal(*ass_status_word(*state, (enum status)i), '\0');
		assert_int_not_equal(*ass_status_short(*state, (enum status)i), '\0');
	}
	assert_int_equal(ass_status_of("m"), ST_NONE);
	assert_int_equal(ass_status_of("MM"), ST_NONE);
	assert_int_equal(ass_status_of(""), ST_NONE);
	for (int i = 0; i < EV__COUNT; i++) {
		assert_non_null(ass_ev_rows[i].symbol);
		assert_int_not_equal(*ass_ev_word(*state, (enum ev_state)i), '\0');
		assert_false(seen[ass_ev_order[i]]);
		seen[ass_ev_order[i]] = true;
	}
	for (int i = 0; i < CH__COUNT; i++)
		assert_int_not_equal(*ass_say(*state, ass_change_rows[i].word, NULL), '\0');
	for (int i = 0; i < EC__COUNT; i++)
		assert_int_not_equal(*ass_say(*state, ass_ev_change_rows[i].word, NULL), '\0');
	assert_false(diag_said(((const struct ass *)*state)->cx, DIAG_INTERNAL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days_count_across_months_years_and_leap_days),
	    cmocka_unit_test_setup_teardown(test_what_is_no_date_is_no_day, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_dates_and_periods_read_as_words, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_shares_are_rounded_down, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_small_numbers_are_words, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_every_status_state_and_change_has_words, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_lists_are_joined_by_the_language, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_text_that_is_not_there_is_an_internal_error, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_value_that_is_not_given_is_an_internal_error, set_up, fixture_free),
	    cmocka_unit_test(test_plural_rules_of_other_languages_are_data),
	    cmocka_unit_test(test_what_is_no_plural_rule_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
