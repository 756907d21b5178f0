/* Page numbers as text, and the places of regions. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "fo/fo.h"
#include "layout/lay_flow.h"

static const char *
formatted(const char *format, unsigned number)
{
	static char text[64];
	struct arena *a = arena_new();
	struct fo_style *style = arena_zalloc(a, sizeof(*style));
	struct fo_node sequence = { .style = style };

	style->v[PR_FORMAT] = (struct fo_value){ .kind = FO_STR, .str = format };
	style->v[PR_GROUPING_SIZE] = (struct fo_value){ .kind = FO_INT, .i = 3 };
	style->v[PR_GROUPING_SEPARATOR] = (struct fo_value){ .kind = FO_STR, .str = "." };
	snprintf(text, sizeof(text), "%s", lay_number_format(a, &sequence, number));
	arena_free(a);
	return text;
}

static void
test_numbers_are_formatted_as_xslt_does(void **state)
{
	(void)state;
	assert_string_equal(formatted("1", 7), "7");
	assert_string_equal(formatted("001", 7), "007");
	assert_string_equal(formatted("1", 1234567), "1.234.567");
	assert_string_equal(formatted("i", 1999), "mcmxcix");
	assert_string_equal(formatted("I", 4), "IV");
	assert_string_equal(formatted("a", 26), "z");
	assert_string_equal(formatted("A", 27), "AA");
	assert_string_equal(formatted("a", 703), "aaa");
	assert_string_equal(formatted("- 1 -", 12), "- 12 -");
	assert_string_equal(formatted("(i)", 3), "(iii)");
	assert_string_equal(formatted("\xd9\xa1", 42), "\xd9\xa4\xd9\xa2"); /* Arabic-Indic digits */
	assert_string_equal(formatted("\xe2\x80\x93 1 \xe2\x80\x93", 3), "\xe2\x80\x93 3 \xe2\x80\x93");
}

/* There is no Roman zero, and none of four thousand without a line above it. */
static void
test_numbers_without_letters_are_written_in_digits(void **state)
{
	(void)state;
	assert_string_equal(formatted("i", 4000), "4.000");
	assert_string_equal(formatted("a", 0), "0");
	assert_string_equal(formatted("", 5), "5");
}

static const char *
in_letters(const char *token, enum fo_enum letter_value, unsigned number)
{
	static char text[64];
	struct buf out = { 0 };

	if (!lay_number_letters(&out, token, strlen(token), letter_value, number))
		buf_puts(&out, "-");
	snprintf(text, sizeof(text), "%s", buf_str(&out));
	buf_free(&out);
	return text;
}

static void
test_a_letter_can_begin_two_sequences(void **state)
{
	(void)state;
	assert_string_equal(in_letters("α", FV_AUTO, 24), "ω");
	assert_string_equal(in_letters("α", FV_AUTO, 25), "αα");
	assert_string_equal(in_letters("α", FV_TRADITIONAL, 24), "κδʹ");
	assert_string_equal(in_letters("Α", FV_TRADITIONAL, 666), "ΧΞϚʹ");
	assert_string_equal(in_letters("א", FV_AUTO, 15), "טו");
	assert_string_equal(in_letters("א", FV_AUTO, 115), "קטו");
	assert_string_equal(in_letters("א", FV_ALPHABETIC, 11), "כ");
	assert_string_equal(in_letters("א", FV_AUTO, 1000), "-");
	assert_string_equal(in_letters("i", FV_ALPHABETIC, 9), "ix");
	assert_string_equal(in_letters("a", FV_TRADITIONAL, 28), "ab");
	assert_string_equal(in_letters("b", FV_AUTO, 2), "-");
}

static struct lay_geometry
geometry_of(const char *master)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	const struct doc *doc;
	const struct fo_tree *tree;
	struct lay *lay;
	struct lay_geometry g;
	struct buf fo = { 0 };

	buf_printf(&fo, "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set>%s"
	    "</fo:layout-master-set><fo:page-sequence master-reference='p'><fo:flow flow-name='xsl-region-body'>"
	    "<fo:block/></fo:flow></fo:page-sequence></fo:root>", master);
	assert_int_equal(load_bytes(cx, "page.fo", fo.p, fo.len, NULL, &doc), RC_OK);
	assert_int_equal(fo_parse(cx, doc, NULL, &tree), RC_OK);
	assert_int_equal(lay_open(cx, tree, NULL, &lay), RC_OK);
	lay_geometry_of(lay, tree->root->first->first, &g);
	lay_close(lay);
	ctx_free(cx);
	buf_free(&fo);
	return g;
}

static void
assert_region(const struct lay_region *r, mpt x, mpt y, mpt w, mpt h)
{
	assert_int_equal(r->x, x * 1000);
	assert_int_equal(r->y, y * 1000);
	assert_int_equal(r->w, w * 1000);
	assert_int_equal(r->h, h * 1000);
}

/* XSL 1.1, 6.4.15: precedence decides who has the corners. */
static void
test_regions_share_the_corners_by_precedence(void **state)
{
	struct lay_geometry g;

	(void)state;
	g = geometry_of("<fo:simple-page-master master-name='p' page-width='200pt' page-height='300pt' margin='10pt'>"
			"<fo:region-body margin='30pt 5pt 40pt 15pt'/>"
			"<fo:region-before extent='20pt' precedence='true'/><fo:region-after extent='25pt'/>"
			"<fo:region-start extent='12pt'/><fo:region-end extent='14pt'/></fo:simple-page-master>");
	assert_region(&g.region[REGION_BEFORE], 0, 0, 180, 20);
	assert_region(&g.region[REGION_AFTER], 12, 255, 154, 25);
	assert_region(&g.region[REGION_START], 0, 20, 12, 260);
	assert_region(&g.region[REGION_END], 166, 20, 14, 260);
	assert_region(&g.region[REGION_BODY], 15, 30, 160, 210);
}

static void
test_a_turned_page_has_its_regions_on_the_turned_sides(void **state)
{
	struct lay_geometry g;

	(void)state;
	g = geometry_of("<fo:simple-page-master master-name='p' page-width='200pt' page-height='300pt' margin='10pt'"
			" reference-orientation='90'><fo:region-body margin-top='20pt'/><fo:region-before extent='20pt'/>"
			"</fo:simple-page-master>");
	assert_int_equal(g.rotation, 90);
	assert_region(&g.region[REGION_BEFORE], 0, 0, 280, 20);
	assert_region(&g.region[REGION_BODY], 0, 20, 280, 160);
	assert_int_equal(g.region[REGION_BODY].rotation, 0);
}

static void
test_columns_share_the_body_without_the_gaps(void **state)
{
	struct lay_geometry g;

	(void)state;
	g = geometry_of("<fo:simple-page-master master-name='p' page-width='200pt' page-height='300pt'>"
			"<fo:region-body column-count='3' column-gap='10pt'/></fo:simple-page-master>");
	assert_int_equal(g.columns, 3);
	assert_int_equal(g.column_w, 60000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers_are_formatted_as_xslt_does),
		cmocka_unit_test(test_numbers_without_letters_are_written_in_digits),
		cmocka_unit_test(test_a_letter_can_begin_two_sequences),
		cmocka_unit_test(test_regions_share_the_corners_by_precedence),
		cmocka_unit_test(test_a_turned_page_has_its_regions_on_the_turned_sides),
		cmocka_unit_test(test_columns_share_the_body_without_the_gaps),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
