#include "unit.h"

#include <string.h>

#include "assess/ass_model.h"

static int
set_up(void **state)
{
	*state = ctx_new(TEST_SOURCE_DIR);
	return 0;
}

static int
tear_down(void **state)
{
	ctx_free(*state);
	return 0;
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
	assert_string_equal(ass_number(*state, 2), "two");
	assert_string_equal(ass_number_cap(*state, 12), "Twelve");
	assert_string_equal(ass_number_cap(*state, 13), "13");
	assert_string_equal(ass_days_words(*state, 1), "1" NBSP "day");
}

/* A row of a table of words must not be half-made. */
static void
test_every_status_state_and_change_has_words(void **state)
{
	bool seen[EV__COUNT] = {false};

	(void)state;
	for (int i = 0; i < ST__COUNT; i++) {
		char letter[2] = {ass_letters[i], '\0'};

		assert_int_equal(ass_status_of(letter), i);
		assert_non_null(ass_status_words[i]);
		assert_non_null(ass_status_shorts[i]);
	}
	assert_int_equal(ass_status_of("m"), ST_NONE);
	assert_int_equal(ass_status_of("MM"), ST_NONE);
	assert_int_equal(ass_status_of(""), ST_NONE);
	for (int i = 0; i < EV__COUNT; i++) {
		assert_non_null(ass_ev_words[i].symbol);
		assert_false(seen[ass_ev_order[i]]);
		seen[ass_ev_order[i]] = true;
	}
	for (int i = 0; i < CH__COUNT; i++)
		assert_non_null(ass_change_words[i].word);
	for (int i = 0; i < EC__COUNT; i++)
		assert_non_null(ass_ev_change_words[i].word);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days_count_across_months_years_and_leap_days),
	    cmocka_unit_test_setup_teardown(test_what_is_no_date_is_no_day, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_dates_and_periods_read_as_words, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_shares_are_rounded_down, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_small_numbers_are_words, set_up, tear_down),
	    cmocka_unit_test(test_every_status_state_and_change_has_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
