/* Column widths: XSL 1.1, 7.28.9 and 7.28.20; CSS 2.1, 17.5.2. */
#include "lay_table_fixture.h"

#define FIX(l)                                                                                     \
	{                                                                                          \
		.kind = NEED_FIXED, .fixed = (l)                                                   \
	}
#define SHARE(s)                                                                                   \
	{                                                                                          \
		.kind = NEED_SHARE, .share = (s)                                                   \
	}
#define PCT(p)                                                                                     \
	{                                                                                          \
		.kind = NEED_PERCENT, .pct = (p)*10000                                             \
	}
#define AUTO(lo, hi)                                                                               \
	{                                                                                          \
		.kind = NEED_AUTO, .min = (lo), .max = (hi)                                        \
	}
#define NO_WIDTH (-1)

struct cols_case {
	struct lay_table_need need[4];
	uint16_t n;
	struct lay_table_span_need spans[2];
	size_t n_spans;
	mpt width, avail;
	mpt want, w[4];
};

static void
test_fixed_layout(void **state)
{
	static const struct cols_case cases[] = {
	    {.need = {FIX(100), FIX(50)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 150,
		.w = {100, 50}},
	    {.need = {FIX(100), FIX(50)},
		.n = 2,
		.width = 400,
		.avail = 400,
		.want = 400,
		.w = {100, 50}},
	    {.need = {FIX(300), FIX(200)},
		.n = 2,
		.width = 400,
		.avail = 400,
		.want = 500,
		.w = {300, 200}},
	    {.need = {SHARE(1), SHARE(2)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 400,
		.w = {133, 266}},
	    {.need = {FIX(100), SHARE(1), SHARE(2)},
		.n = 3,
		.width = 400,
		.avail = 900,
		.want = 400,
		.w = {100, 100, 200}},
	    {.need = {PCT(25), AUTO(0, 0)},
		.n = 2,
		.width = 400,
		.avail = 900,
		.want = 400,
		.w = {100, 300}},
	    /* equal shares are equal */
	    {.need = {SHARE(1), SHARE(1), SHARE(1)},
		.n = 3,
		.width = 100,
		.avail = 100,
		.want = 100,
		.w = {33, 33, 33}},
	    /* lengths leave nothing: the column without one is still there */
	    {.need = {FIX(400), SHARE(1)},
		.n = 2,
		.width = 400,
		.avail = 400,
		.want = 500,
		.w = {400, 100}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct cols_case *c = &cases[i];
		mpt w[4];

		assert_int_equal(lay_table_fix(c->need, c->n, c->width, c->avail, w), c->want);
		for (size_t k = 0; k < c->n; k++)
			assert_int_equal(w[k], c->w[k]);
	}
}

static void
test_automatic_layout(void **state)
{
	static const struct cols_case cases[] = {
	    /* all fits: as wide as the contents */
	    {.need = {AUTO(20, 100), AUTO(30, 50)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 150,
		.w = {100, 50}},
	    /* own width: the rest in proportion to the contents */
	    {.need = {AUTO(20, 99), AUTO(30, 49)},
		.n = 2,
		.width = 300,
		.avail = 400,
		.want = 300,
		.w = {200, 100}},
	    /* too narrow for one line: min, then in proportion to what is wanted */
	    {.need = {AUTO(20, 100), AUTO(50, 450)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 310,
		.want = 310,
		.w = {60, 250}},
	    /* even the min does not fit: nothing is squeezed */
	    {.need = {AUTO(200, 300), AUTO(300, 400)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 500,
		.w = {200, 300}},
	    /* a length is a length, unless a word is longer */
	    {.need = {{.kind = NEED_FIXED, .fixed = 80, .min = 10, .max = 300}, AUTO(10, 20)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 100,
		.w = {80, 20}},
	    {.need = {{.kind = NEED_FIXED, .fixed = 80, .min = 90, .max = 300}, AUTO(10, 20)},
		.n = 2,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 110,
		.w = {90, 20}},
	    /* percentages of the table */
	    {.need = {{.kind = NEED_PERCENT, .pct = 500000, .min = 10, .max = 20}, AUTO(30, 60),
		 AUTO(10, 40)},
		.n = 3,
		.width = 200,
		.avail = 400,
		.want = 200,
		.w = {100, 60, 40}},
	    /* shares fill the place, but not below a word */
	    {.need = {AUTO(30, 60), {.kind = NEED_SHARE, .share = 1, .min = 10, .max = 20},
		 {.kind = NEED_SHARE, .share = 1, .min = 150, .max = 150}},
		.n = 3,
		.width = NO_WIDTH,
		.avail = 300,
		.want = 300,
		.w = {60, 90, 150}},
	    /* a spanning cell asks its columns for more, the wider one gives more */
	    {.need = {AUTO(29, 29), AUTO(59, 59)},
		.n = 2,
		.spans = {{0, 2, 178, 178}},
		.n_spans = 1,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 178,
		.w = {59, 119}},
	    /* columns with a length do not grow when another can */
	    {.need = {FIX(30), AUTO(10, 10)},
		.n = 2,
		.spans = {{0, 2, 100, 100}},
		.n_spans = 1,
		.width = NO_WIDTH,
		.avail = 400,
		.want = 100,
		.w = {30, 70}},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct cols_case c = cases[i];
		mpt w[4];

		assert_int_equal(
		    lay_table_auto(c.need, c.n, c.spans, c.n_spans, c.width, c.avail, w), c.want);
		for (size_t k = 0; k < c.n; k++)
			assert_int_equal(w[k], c.w[k]);
	}
}

/* Whatever is asked: no column below its longest word, and no millipoint lost or made. */
static void
test_automatic_widths_hold_their_contents(void **state)
{
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct lay_table_need need[6] = {0};
		struct lay_table_span_need spans[3];
		mpt w[6], lo[6], sum = 0;
		uint16_t n = (uint16_t)(1 + random_below(&seed, 6));
		size_t n_spans = n > 1 ? (size_t)random_below(&seed, 4) : 0;

		for (uint16_t i = 0; i < n; i++) {
			need[i].kind = random_below(&seed, 4);
			need[i].min = lo[i] = random_below(&seed, 100000);
			need[i].max = need[i].min + random_below(&seed, 300000);
			need[i].fixed =
			    need[i].kind == NEED_FIXED ? random_below(&seed, 200000) : 0;
			need[i].pct = random_below(&seed, 700000);
			need[i].share = 0.5 + random_below(&seed, 5);
		}
		for (size_t i = 0; i < n_spans; i++) {
			spans[i].col = (uint16_t)random_below(&seed, n - 1u);
			spans[i].cols = (uint16_t)(2 + random_below(&seed, n - spans[i].col - 1u));
			spans[i].min = random_below(&seed, 300000);
			spans[i].max = spans[i].min + random_below(&seed, 300000);
		}
		mpt width = random_below(&seed, 2) == 0 ? NO_WIDTH : random_below(&seed, 800000),
		    avail = random_below(&seed, 600000);
		mpt whole = lay_table_auto(need, n, spans, n_spans, width, avail, w);

		for (uint16_t i = 0; i < n; i++) {
			assert_true(w[i] >= lo[i]);
			sum += w[i];
		}
		assert_true(sum <= whole);
		if (width >= 0)
			assert_true(whole >= width);
		for (size_t i = 0; i < n_spans; i++) {
			mpt under = 0;

			for (unsigned k = spans[i].col; k < (unsigned)spans[i].col + spans[i].cols;
			     k++)
				under += w[k];
			assert_true(under >= spans[i].min);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fixed_layout),
	    cmocka_unit_test(test_automatic_layout),
	    cmocka_unit_test(test_automatic_widths_hold_their_contents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
