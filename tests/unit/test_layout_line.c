#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "layout/para.h"

/* Words of given widths, 2 pt apart. */
static size_t
make_points(struct lay_point *p, const int *words, size_t n)
{
	int64_t w = 0, space = 0;

	memset(p, 0, (n + 1) * sizeof(*p));
	for (size_t i = 0; i < n; i++) {
		p[i].at = (uint32_t)i;
		p[i].start_w = w;
		p[i].start_space = space;
		w += words[i];
		p[i + 1].end_w = w;
		p[i + 1].end_space = space;
		w += 2000;
		space += 2000;
	}
	p[n].at = (uint32_t)n;
	p[n].start_w = w;
	p[n].forced = true;
	return n + 1;
}

static struct lay_fit_result
fit(struct arena *a, const int *words, size_t n, struct lay_fit o)
{
	struct lay_point *p = arena_array(a, n + 1, sizeof(*p));
	struct lay_fit_result r;

	lay_fit_lines(a, p, make_points(p, words, n), &o, &r);
	return r;
}

/* First fit takes two words and leaves one alone before the long one: total fit looks further. */
static void
test_lines_are_evened_over_the_paragraph(void **state)
{
	struct arena *a = arena_new();
	const int words[] = {18000, 18000, 10000, 38000, 10000};
	struct lay_fit_result r = fit(a, words, 5, (struct lay_fit){.measure = 40000, .em = 1000});

	(void)state;
	assert_int_equal(r.n, 4);
	assert_false(r.overflow);
	assert_int_equal(r.ends[0], 1);
	assert_int_equal(r.ends[1], 3);
	arena_free(a);
}

/* A heading with one short word in its last line looks like a mistake. */
static void
test_no_short_word_is_left_alone(void **state)
{
	struct arena *a = arena_new();
	const int words[] = {20000, 20000, 20000, 20000, 4000};
	struct lay_fit_result r = fit(a, words, 5, (struct lay_fit){.measure = 87000, .em = 10000});

	(void)state;
	assert_int_equal(r.n, 2);
	assert_true(r.ends[0] < 4);
	arena_free(a);
}

/* Neither line can be justified well: two words with a gap are better than one word alone. */
static void
test_a_hopeless_line_has_the_least_white(void **state)
{
	struct arena *a = arena_new();
	const int words[] = {69000, 52000, 45000};
	struct lay_fit_result r = fit(a, words, 3, (struct lay_fit){.measure = 144000, .em = 12000, .align = ALIGN_JUSTIFY});

	(void)state;
	assert_int_equal(r.n, 2);
	assert_int_equal(r.ends[0], 2);
	arena_free(a);
}

static void
test_what_cannot_fit_sticks_out_and_the_rest_goes_on(void **state)
{
	struct arena *a = arena_new();
	const int words[] = {10000, 90000, 10000, 10000};
	struct lay_fit_result r = fit(a, words, 4, (struct lay_fit){.measure = 40000, .em = 10000});

	(void)state;
	assert_true(r.overflow);
	assert_int_equal(r.n, 3);
	assert_int_equal(r.ends[0], 1);
	assert_int_equal(r.ends[1], 2);
	arena_free(a);
}

/* Not more than so many divided words below each other. */
static void
test_the_ladder_of_hyphens_is_bounded(void **state)
{
	struct arena *a = arena_new();
	struct lay_point p[13];
	const int words[] = {18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000, 18000};
	size_t n = make_points(p, words, 12), row = 0;
	struct lay_fit_result r;

	(void)state;
	for (size_t i = 1; i < n - 1; i++)
		p[i].hyphen = i % 4 != 0;
	lay_fit_lines(a, p, n, &(struct lay_fit){.measure = 40000, .em = 1000, .ladder = 2}, &r);
	for (size_t i = 0; i < r.n; i++) {
		row = p[r.ends[i]].hyphen ? row + 1 : 0;
		assert_true(row <= 2);
	}
	arena_free(a);
}

/* Random paragraphs: never wider than the measure unless it says so; never less than all of it. */
static void
test_random_paragraphs_fit(void **state)
{
	struct arena *a = arena_new();
	unsigned seed = 7;

	(void)state;
	for (int round = 0; round < 300; round++) {
		int words[120];
		struct lay_point p[121];
		struct lay_fit o = {.measure = 60000 + round * 500, .em = 10000, .first_indent = round % 3 * 5000,
		    .align = round % 2 != 0 ? ALIGN_JUSTIFY : ALIGN_START};
		struct lay_fit_result r;
		size_t n, from = 0;

		for (size_t i = 0; i < 120; i++)
			words[i] = 3000 + (int)((seed = seed * 1103515245 + 12345) >> 16) % 40000;
		n = make_points(p, words, 120);
		lay_fit_lines(a, p, n, &o, &r);
		assert_false(r.overflow);
		for (size_t i = 0; i < r.n; i++) {
			const struct lay_point *to = &p[r.ends[i]];
			int64_t w = to->end_w - p[from].start_w, space = to->end_space - p[from].start_space;

			if (o.align == ALIGN_JUSTIFY)
				w -= space / 3;
			assert_true(w <= o.measure - (from == 0 ? o.first_indent : 0));
			assert_true(r.ends[i] > from || from == 0);
			from = r.ends[i];
		}
		assert_int_equal(from, n - 1);
	}
	arena_free(a);
}

/* A hostile paragraph: many places to break, none of them any wider. */
static void
test_many_empty_words_end_in_time(void **state)
{
	struct arena *a = arena_new();
	size_t n = 300000;
	struct lay_point *p = arena_array(a, n, sizeof(*p));
	struct lay_fit_result r;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		p[i].at = (uint32_t)i;
		p[i].start_w = p[i].end_w = (int64_t)i;
	}
	p[n - 1].forced = true;
	lay_fit_lines(a, p, n, &(struct lay_fit){.measure = 100000, .em = 10000}, &r);
	assert_true(r.n >= 10);
	assert_int_equal(r.ends[r.n - 1], n - 1);
	arena_free(a);
}

/* Beside a float the first lines are shorter, by number: each must fit its own measure, and the ones below use all there is. */
static void
test_lines_beside_a_float_have_measures_of_their_own(void **state)
{
	struct arena *a = arena_new();
	const struct lay_narrow narrow[] = {{30000, 10000}, {20000, 0}};
	int words[40];
	struct lay_fit_result r;
	size_t from = 0;

	(void)state;
	for (size_t i = 0; i < 40; i++)
		words[i] = 8000;
	r = fit(a, words, 40, (struct lay_fit){.measure = 100000, .em = 10000, .narrow = narrow, .n_narrow = 2});
	assert_false(r.overflow);
	for (size_t i = 0; i < r.n; i++) {
		size_t n = r.ends[i] - from;
		mpt taken = i < 2 ? narrow[i].left + narrow[i].right : 0;

		assert_true((mpt)n * 8000 + (mpt)(n - 1) * 2000 <= 100000 - taken);
		from = r.ends[i];
	}
	assert_int_equal(from, 40);
	assert_int_equal(r.ends[0], 6);
	assert_int_equal(r.ends[1] - r.ends[0], 8);
	assert_int_equal(r.ends[2] - r.ends[1], 10);
	arena_free(a);
}

/* A word that no line beside the float has room for sticks out rather than being lost; layout then goes below the float. */
static void
test_a_word_too_wide_beside_a_float_is_reported(void **state)
{
	struct arena *a = arena_new();
	const struct lay_narrow narrow[] = {{70000, 0}, {70000, 0}, {70000, 0}};
	const int words[] = {10000, 50000, 10000};
	struct lay_fit_result r =
	    fit(a, words, 3, (struct lay_fit){.measure = 100000, .em = 10000, .narrow = narrow, .n_narrow = 3});

	(void)state;
	assert_true(r.overflow);
	assert_int_equal(r.ends[r.n - 1], 3);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_lines_are_evened_over_the_paragraph),
	    cmocka_unit_test(test_no_short_word_is_left_alone),
	    cmocka_unit_test(test_a_hopeless_line_has_the_least_white),
	    cmocka_unit_test(test_what_cannot_fit_sticks_out_and_the_rest_goes_on),
	    cmocka_unit_test(test_the_ladder_of_hyphens_is_bounded),
	    cmocka_unit_test(test_random_paragraphs_fit),
	    cmocka_unit_test(test_lines_beside_a_float_have_measures_of_their_own),
	    cmocka_unit_test(test_a_word_too_wide_beside_a_float_is_reported),
	    cmocka_unit_test(test_many_empty_words_end_in_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
