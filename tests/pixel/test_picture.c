/* Is the comparison of pages blind to how edges are smoothed, and does it see what a reader sees? */
#include "unit.h"

#include <string.h>

#include "draw.h"
#include "load/doc.h"

#define RULE "border-before-width='0.5pt'"

/* A page of small text, a rule and a box; `line` and `rule` are attributes of the objects that a test changes. */
static bool
page(const char *line, const char *rule, const char *word, int fine, struct picture *p)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	const char *fo = arena_printf(cx->arena,
	    "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format' font-size='9pt' line-height='12pt'><fo:layout-master-set>"
	    "<fo:simple-page-master master-name='p' page-width='259.2pt' page-height='201.6pt' margin='22pt'><fo:region-body/>"
	    "</fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference='p'>"
	    "<fo:flow flow-name='xsl-region-body'><fo:block font-size='14pt' line-height='18pt'>Findings in order</fo:block>"
	    "<fo:block space-before='6pt'>The first line of this paragraph says what was examined, by whom, and when it was done.</fo:block>"
	    "<fo:block-container height='24pt'><fo:block %s>One line that may move %s.</fo:block></fo:block-container>"
	    "<fo:block border-before-style='solid' %s>below a rule</fo:block>"
	    "<fo:block background-color='#bfd9e8' start-indent='30mm'>in a box</fo:block></fo:flow></fo:page-sequence></fo:root>",
	    line, word, rule);
	const struct doc *doc;
	bool ok = load_bytes(cx, "page.fo", fo, strlen(fo), NULL, &doc) == RC_OK && draw_page(cx, doc, NULL, "1", fine, p);

	ctx_free(cx);
	return ok;
}

/* Against the page as it is: same, when drawn like this. */
static bool
is_same(const char *line, const char *rule, const char *word, int fine)
{
	struct picture a, b;
	struct picture_verdict v;
	bool same;

	assert_true(page("", RULE, "down", PICTURE_FINE, &a));
	assert_true(page(line, rule, word, fine, &b));
	same = picture_same(&a, &b, NULL, &v);
	print_message("%s %s %s fine %d: near %d, along %d\n", line, rule, word, fine, v.near, v.along);
	picture_free(&a);
	picture_free(&b);
	return same;
}

/* Another version of cairo or FreeType rounds places and smooths edges in another way, as other resolutions do. */
static void
test_other_smoothing_looks_the_same(void **state)
{
	(void)state;
	for (int fine = 4; fine <= 9; fine++)
		assert_true(is_same("", RULE, "down", fine));
}

static void
test_a_line_that_moved_looks_different(void **state)
{
	(void)state;
	assert_false(is_same("padding-before='1.5pt'", RULE, "down", PICTURE_FINE));
	assert_false(is_same("text-indent='1.5pt'", RULE, "down", PICTURE_FINE));
	assert_false(is_same("line-height='14.5pt'", RULE, "down", PICTURE_FINE));
}

static void
test_a_word_or_rule_that_changed_looks_different(void **state)
{
	(void)state;
	assert_false(is_same("", RULE, "away", PICTURE_FINE));
	assert_false(is_same("font-weight='bold'", RULE, "down", PICTURE_FINE));
	assert_false(is_same("color='#999999'", RULE, "down", PICTURE_FINE));
	assert_false(is_same("", "border-before-width='0pt' padding-before='0.5pt'", "down", PICTURE_FINE));
}

/* What a failing case leaves must be readable by those who look at it. */
static void
test_a_written_picture_is_read_as_it_was(void **state)
{
	static const char file[] = "picture-test.png";
	struct picture a, b, diff;
	struct picture_verdict v;

	(void)state;
	assert_true(page("", RULE, "down", PICTURE_FINE, &a));
	assert_true(picture_write(file, &a));
	assert_true(picture_read(file, &b));
	assert_true(picture_same(&a, &b, &diff, &v));
	assert_int_equal(v.near, 0);
	assert_int_equal(diff.px[0], 255);
	remove(file);
	picture_free(&a);
	picture_free(&b);
	picture_free(&diff);
}

static void
test_another_size_looks_different(void **state)
{
	unsigned char px[6] = {0};
	struct picture a = {2, 3, px}, b = {3, 2, px};
	struct picture_verdict v;

	(void)state;
	assert_true(picture_same(&a, &a, NULL, &v));
	assert_false(picture_same(&a, &b, NULL, &v));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_other_smoothing_looks_the_same),
	    cmocka_unit_test(test_a_line_that_moved_looks_different),
	    cmocka_unit_test(test_a_word_or_rule_that_changed_looks_different),
	    cmocka_unit_test(test_a_written_picture_is_read_as_it_was),
	    cmocka_unit_test(test_another_size_looks_different),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
