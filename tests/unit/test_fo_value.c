/* Expressions and values: XSL 1.1, 5.9 and 5.10. */
#include "fo_unit.h"

static void
test_units_are_millipoints(void **state)
{
	static const struct {
		const char *text;
		int mpt;
	} rows[] = {{"12pt", 12000}, {"1in", 72000}, {"1pc", 12000}, {"2.54cm", 72000},
	    {"25.4mm", 72000}, {"10px", 10000}, {"2em", 20000}, {"15cm", 425196}, {".5pt", 500},
	    {" 3pt ", 3000}, {"0", 0}};
	char text[100];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		snprintf(text, sizeof(text), "font-size=\"10pt\" space-before.optimum=\"%s\"",
		    rows[i].text);
		block(*state, "", text);
		assert_int_equal(length(*state, PR_SPACE_BEFORE_OPTIMUM), rows[i].mpt);
		assert_true(is_silent(*state));
	}
}

static void
test_operators_and_functions_compute(void **state)
{
	static const struct {
		const char *text;
		int mpt;
	} rows[] = {{"1pt + 2pt * 3", 7000}, {"(1pt + 2pt) * 3", 9000}, {"10pt div 4", 2500},
	    {"10pt mod 4pt", 2000}, {"10pt - 2pt - 3pt", 5000}, {"-(2pt)", -2000}, {"+2pt", 2000},
	    {"10pt-3pt", 7000}, {"max(3pt, 5pt)", 5000}, {"min(3pt, 5pt)", 3000},
	    {"abs(-4pt)", 4000}, {"floor(2.7) * 1pt", 2000}, {"ceiling(2.1) * 1pt", 3000},
	    {"round(2.5) * 1pt", 3000}, {"floor(2.7pt)", 2000}, {"2 * (3 + (4 - 1)) * 1pt", 12000},
	    {"4pt * 3pt div 2pt", 6000}, {"from-parent(font-size) + 1pt", 9000},
	    {"inherited-property-value(font-size)", 8000}};
	char text[200];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		snprintf(text, sizeof(text), "font-size=\"10pt\" space-before.optimum=\"%s\"",
		    rows[i].text);
		block(*state, "font-size=\"8pt\"", text);
		assert_int_equal(length(*state, PR_SPACE_BEFORE_OPTIMUM), rows[i].mpt);
		assert_true(is_silent(*state));
	}
}

/* Layout knows the width: the reader must hand both parts through. */
static void
test_a_percentage_of_the_container_stays_a_linear_form(void **state)
{
	const struct fo_value *v;

	block(*state, "", "start-indent=\"50% - 2cm\"");
	v = fo_prop(node(*state, "x"), PR_START_INDENT);
	assert_int_equal(v->kind, FO_LEN);
	assert_int_equal(v->len.pct, 500000);
	assert_int_equal(v->len.fixed, -56692);
	assert_int_equal(fo_len_of(v, 200000), 43308);
}

/* Each of these must be said, and must not become some length. */
static void
test_nonsense_is_reported_and_ignored(void **state)
{
	static const char *const rows[] = {"1pt + 2", "(1pt", "1pt)", "1pt 2pt", "2foo", "pt",
	    "foo(1pt)", "1pt * 2pt", "abs(1pt, 2pt)", "blue", "'1pt'", "1pt +", "* 1pt",
	    "min(1pt, 2)", "50% * 50%", "1pt div 50%", "max(10pt, 5%) - 2", "LEN", "PCT"};
	char text[200];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		snprintf(text, sizeof(text), "space-before.optimum=\"%s\"", rows[i]);
		block(*state, "", text);
		assert_true(reported(*state, "[fo-value]"));
		assert_int_equal(length(*state, PR_SPACE_BEFORE_OPTIMUM), 0);
		assert_int_equal(((struct fixture *)*state)->rc, RC_OK);
	}
}

/* Other formatters take a bare number for pixels, and documents rely on it. */
static void
test_a_length_without_a_unit_is_pixels_and_is_said(void **state)
{
	block(*state, "", "space-before.optimum=\"6 * 2\"");
	assert_true(reported(*state, "[fo-unit]"));
	assert_int_equal(length(*state, PR_SPACE_BEFORE_OPTIMUM), 12000);
	block(*state, "", "space-before.optimum=\"0\"");
	assert_true(is_silent(*state));
}

/* R18: what no page can have is an error, never a wrapped number. */
static void
test_numbers_out_of_range_are_errors(void **state)
{
	static const char *const rows[] = {"space-before.optimum=\"1pt div 0\"",
	    "space-before.optimum=\"5pt mod 0pt\"", "space-before.optimum=\"2000000pt\"",
	    "space-before.optimum=\"999999999999999999999999999999999999pt\"",
	    "space-before.optimum=\"99999999pt * 99999999 * 99999999\"", "start-indent=\"999999%\"",
	    "font-size=\"1001pt\"", "orphans=\"99999999999\"", "space-before.optimum=\"1e999pt\"",
	    "font-size=\"1e300pt\"", "space-before.optimum=\"2.5E+9in\"", "start-indent=\"NaN\"", "start-indent=\"NaNcm\"",
	    "end-indent=\"-Infinity\"", "end-indent=\"1pt + infpt\""};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		block(*state, "", rows[i]);
		assert_true(reported(*state, "[fo-range]"));
		assert_int_equal(((struct fixture *)*state)->rc, RC_FAIL);
	}
}

/* XSL has no exponents: the value is ignored, like any other slip that does no harm. */
static void
test_small_exponents_are_slips(void **state)
{
	static const char *const rows[] = {"start-indent=\"1e-5pt\"", "start-indent=\"2e1pt\"", "start-indent=\"information\""};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		block(*state, "", rows[i]);
		assert_true(reported(*state, "[fo-value]"));
		assert_int_equal(((struct fixture *)*state)->rc, RC_OK);
	}
}

static void
test_deep_expressions_are_refused(void **state)
{
	char text[700] = "start-indent=\"";

	for (int i = 0; i < 51; i++)
		strcat(text, "-(");
	strcat(text, "1pt");
	for (int i = 0; i < 51; i++)
		strcat(text, ")");
	strcat(text, "\"");
	block(*state, "", text);
	assert_true(reported(*state, "[fo-depth]"));
	assert_int_equal(((struct fixture *)*state)->rc, RC_FAIL);
}

static void
test_colours_have_many_spellings(void **state)
{
	static const struct {
		const char *text;
		uint32_t color;
	} rows[] = {{"#12f", 0x1122ffff}, {"#123456", 0x123456ff}, {"#12345678", 0x12345678},
	    {"rgb(1, 2, 3)", 0x010203ff}, {"rgb(100%, 0%, 50%)", 0xff0080ff}, {"navy", 0x000080ff},
	    {"transparent", 0}, {"system-color(red)", 0xff0000ff},
	    {"rgb-icc(255, 0, 0, #CMYK, 0, 1, 1, 0)", 0xff0000ff}, {"rgb(300, -5, 0)", 0xff0000ff},
	    {"cmyk(0, 1, 1, 0)", 0xff0000ff}, {"cmyk(0%, 0%, 100%, 0%)", 0xffff00ff}};
	char text[200];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		snprintf(text, sizeof(text), "background-color=\"%s\"", rows[i].text);
		block(*state, "", text);
		assert_int_equal(fo_color(node(*state, "x"), PR_BACKGROUND_COLOR), rows[i].color);
		assert_true(is_silent(*state));
	}
	block(*state, "", "color=\"#12\"");
	assert_true(reported(*state, "[fo-value]"));
}

static void
test_negative_sizes_become_zero_with_a_warning(void **state)
{
	block(*state, "", "padding-start=\"-5pt\"");
	assert_int_equal(length(*state, PR_PADDING_START), 0);
	assert_true(reported(*state, "[fo-value]"));
}

static void
test_strings_lose_their_wrapping(void **state)
{
	flow(*state,
	    "<fo:block><fo:external-graphic id=\"x\" src=\"url( 'a b.png' )\"/></fo:block>");
	assert_string_equal(fo_str(node(*state, "x"), PR_SRC), "a b.png");
	assert_true(fo_prop(node(*state, "x"), PR_SRC)->url);
	flow(*state,
	    "<fo:block><fo:external-graphic id=\"x\" src=\"c.svg\" axf:alttext=\"A "
	    "chart\"/></fo:block>");
	assert_string_equal(fo_str(node(*state, "x"), PR_SRC), "c.svg");
	assert_false(fo_prop(node(*state, "x"), PR_SRC)->url);
	assert_string_equal(fo_str(node(*state, "x"), PR_FOX_ALT_TEXT), "A chart");
	block(*state, "", "font-family=\"'Source Serif', Noto   Sans,serif\"");
	assert_string_equal(
	    fo_str(node(*state, "x"), PR_FONT_FAMILY), "Source Serif,Noto Sans,serif");
}

/* A table that is never looked at could hold initial values that its own parser refuses. */
static void
test_every_initial_value_is_a_value(void **state)
{
	struct fixture *f = *state;

	block(f, "", "");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
	for (int p = 0; p < PR__STYLED; p++)
		if (fo_prop_rows[p].initial[0] != '\0')
			assert_int_not_equal(f->tree->initial->v[p].kind, FO_UNSET);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_units_are_millipoints, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_operators_and_functions_compute, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_percentage_of_the_container_stays_a_linear_form, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_nonsense_is_reported_and_ignored, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_length_without_a_unit_is_pixels_and_is_said, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_numbers_out_of_range_are_errors, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_small_exponents_are_slips, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_deep_expressions_are_refused, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_colours_have_many_spellings, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_negative_sizes_become_zero_with_a_warning, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_strings_lose_their_wrapping, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_every_initial_value_is_a_value, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
