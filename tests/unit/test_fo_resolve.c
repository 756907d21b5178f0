/* Short-hands, inheritance, corresponding properties, columns, content models: XSL 1.1, chapters 5
 * to 7. */
#include "fo_unit.h"

static enum fo_enum
word(const struct fixture *f, enum fo_prop p)
{
	return fo_enum(node(f, "x"), p);
}

static void
test_absolute_borders_follow_the_writing_mode(void **state)
{
	block(*state, "", "border-left=\"2pt solid red\"");
	assert_int_equal(length(*state, PR_BORDER_START_WIDTH), 2000);
	assert_int_equal(length(*state, PR_BORDER_END_WIDTH), 0);
	flow(*state,
	    "<fo:block-container writing-mode=\"rl-tb\"><fo:block id=\"x\" border-left=\"2pt solid "
	    "red\" text-align=\"left\">x"
	    "</fo:block></fo:block-container>");
	assert_int_equal(length(*state, PR_BORDER_END_WIDTH), 2000);
	assert_int_equal(length(*state, PR_BORDER_START_WIDTH), 0);
	assert_int_equal(word(*state, PR_TEXT_ALIGN), FV_END);
}

/* 7.31: the more precise of several attributes wins, in whatever order they stand. */
static void
test_the_more_precise_attribute_wins(void **state)
{
	block(*state, "", "border-top-width=\"3pt\" border=\"1pt solid\" border-width=\"2pt\"");
	assert_int_equal(length(*state, PR_BORDER_BEFORE_WIDTH), 3000);
	assert_int_equal(length(*state, PR_BORDER_AFTER_WIDTH), 2000);
	block(*state, "", "padding-before=\"4pt\" padding=\"1pt 2pt\"");
	assert_int_equal(length(*state, PR_PADDING_BEFORE), 4000);
	assert_int_equal(length(*state, PR_PADDING_AFTER), 1000);
	assert_int_equal(length(*state, PR_PADDING_START), 2000);
	block(*state, "", "space-before.minimum=\"1pt\" space-before=\"5pt\"");
	assert_int_equal(length(*state, PR_SPACE_BEFORE_MINIMUM), 1000);
	assert_int_equal(length(*state, PR_SPACE_BEFORE_MAXIMUM), 5000);
}

static void
test_a_border_without_style_has_no_width(void **state)
{
	block(*state, "", "border-before-width=\"5pt\"");
	assert_int_equal(length(*state, PR_BORDER_BEFORE_WIDTH), 0);
	block(*state, "", "border-before-style=\"solid\"");
	assert_int_equal(length(*state, PR_BORDER_BEFORE_WIDTH), 1000);
	block(*state, "color=\"red\"", "border=\"solid\"");
	assert_int_equal(fo_color(node(*state, "x"), PR_BORDER_AFTER_COLOR), 0xff0000ff);
}

/* 5.3.2: margins add to the inherited indent, an indent replaces it. */
static void
test_indents_follow_margins(void **state)
{
	block(*state, "start-indent=\"10pt\"", "margin-left=\"5pt\"");
	assert_int_equal(length(*state, PR_START_INDENT), 15000);
	block(*state, "start-indent=\"10pt\"",
	    "margin-left=\"5pt\" padding-left=\"1pt\" border=\"2pt solid\"");
	assert_int_equal(length(*state, PR_START_INDENT), 18000);
	block(*state, "start-indent=\"10pt\"", "start-indent=\"5pt\"");
	assert_int_equal(length(*state, PR_START_INDENT), 5000);
	block(*state, "margin=\"10pt\"", "padding=\"3pt\"");
	assert_int_equal(length(*state, PR_START_INDENT), 10000);
	flow(*state,
	    "<fo:block margin-left=\"10pt\"><fo:block-container id=\"x\" "
	    "margin-left=\"4pt\"><fo:block/></fo:block-container></fo:block>");
	assert_int_equal(length(*state, PR_START_INDENT), 4000);
}

static void
test_margins_of_blocks_are_spaces(void **state)
{
	block(*state, "", "margin-top=\"7pt\" space-before=\"3pt\"");
	assert_int_equal(length(*state, PR_SPACE_BEFORE_OPTIMUM), 7000);
	assert_int_equal(length(*state, PR_SPACE_AFTER_OPTIMUM), 0);
}

static void
test_font_short_hand(void **state)
{
	block(*state, "font-style=\"italic\"", "font=\"bold 14pt/1.5 'A B', serif\"");
	assert_int_equal(length(*state, PR_FONT_SIZE), 14000);
	assert_int_equal(word(*state, PR_FONT_STYLE), FV_NORMAL);
	assert_true(fo_prop(node(*state, "x"), PR_FONT_WEIGHT)->num == 700);
	assert_int_equal(fo_prop(node(*state, "x"), PR_LINE_HEIGHT)->kind, FO_NUM);
	assert_string_equal(fo_str(node(*state, "x"), PR_FONT_FAMILY), "A B,serif");
}

/* A number is inherited as a number: a small print's lines must not keep the height of the body
 * text. */
static void
test_line_height_inherits_numbers_as_numbers_and_percentages_as_lengths(void **state)
{
	block(*state, "font-size=\"20pt\" line-height=\"1.5\"", "font-size=\"10pt\"");
	assert_true(fo_prop(node(*state, "x"), PR_LINE_HEIGHT)->num == 1.5);
	block(*state, "font-size=\"20pt\" line-height=\"150%\"", "font-size=\"10pt\"");
	assert_int_equal(length(*state, PR_LINE_HEIGHT), 30000);
	block(*state, "font-size=\"20pt\"", "font-size=\"10pt\" line-height=\"2em\"");
	assert_int_equal(length(*state, PR_LINE_HEIGHT), 20000);
}

static void
test_text_align_last_follows_text_align_down_the_tree(void **state)
{
	block(*state, "text-align=\"end\"", "text-align=\"center\"");
	assert_int_equal(word(*state, PR_TEXT_ALIGN_LAST), FV_CENTER);
	block(*state, "text-align=\"justify\"", "");
	assert_int_equal(word(*state, PR_TEXT_ALIGN_LAST), FV_START);
	block(*state, "text-align-last=\"end\"", "text-align=\"center\"");
	assert_int_equal(word(*state, PR_TEXT_ALIGN_LAST), FV_END);
}

static void
test_keeps_are_words_or_strengths(void **state)
{
	const struct fo_node *n;

	block(*state, "", "keep-with-next=\"always\" keep-together.within-column=\"7\"");
	n = node(*state, "x");
	assert_true(fo_is(n, PR_KEEP_WITH_NEXT_WITHIN_COLUMN, FV_ALWAYS));
	assert_true(fo_is(n, PR_KEEP_WITH_NEXT_WITHIN_PAGE, FV_ALWAYS));
	assert_int_equal(fo_prop(n, PR_KEEP_TOGETHER_WITHIN_COLUMN)->i, 7);
	assert_true(fo_is(n, PR_KEEP_TOGETHER_WITHIN_PAGE, FV_AUTO));
}

/* keep-together on a block must not forbid the line breaks of its text. */
static void
test_keep_together_of_a_block_says_nothing_about_lines(void **state)
{
	block(*state, "", "keep-together=\"always\"");
	assert_int_equal(word(*state, PR_KEEP_TOGETHER_WITHIN_LINE), FV_AUTO);
	flow(*state,
	    "<fo:block><fo:inline id=\"x\" keep-together=\"always\">a b</fo:inline></fo:block>");
	assert_int_equal(word(*state, PR_KEEP_TOGETHER_WITHIN_LINE), FV_ALWAYS);
}

static void
test_text_decorations_add_up(void **state)
{
	block(*state, "text-decoration=\"underline\"", "text-decoration=\"line-through\"");
	assert_int_equal(
	    fo_prop(node(*state, "x"), PR_TEXT_DECORATION)->i, FO_UNDERLINE | FO_LINE_THROUGH);
	block(*state, "text-decoration=\"underline\"", "text-decoration=\"no-underline\"");
	assert_int_equal(fo_prop(node(*state, "x"), PR_TEXT_DECORATION)->i, 0);
}

/* The label and the body of a list share the width by these two functions. */
static void
test_list_functions_resolve_in_the_item(void **state)
{
	const struct fo_value *v;

	flow(*state,
	    "<fo:list-block provisional-distance-between-starts=\"30pt\" "
	    "provisional-label-separation=\"5pt\" start-indent=\"10pt\">"
	    "<fo:list-item><fo:list-item-label id=\"l\" "
	    "end-indent=\"label-end()\"><fo:block/></fo:list-item-label>"
	    "<fo:list-item-body id=\"x\" "
	    "start-indent=\"body-start()\"><fo:block>a</fo:block></fo:list-item-body></"
	    "fo:list-item>"
	    "</fo:list-block>");
	assert_int_equal(length(*state, PR_START_INDENT), 40000);
	v = fo_prop(node(*state, "l"), PR_END_INDENT);
	assert_int_equal(v->len.pct, 1000000);
	assert_int_equal(v->len.fixed, -35000);
}

static void
test_cells_know_their_columns(void **state)
{
	flow(*state,
	    "<fo:table><fo:table-column text-align=\"end\" "
	    "number-columns-repeated=\"2\"/><fo:table-column text-align=\"center\"/>"
	    "<fo:table-body><fo:table-row><fo:table-cell number-rows-spanned=\"2\"/><fo:table-cell "
	    "number-columns-spanned=\"2\"/>"
	    "</fo:table-row><fo:table-row><fo:table-cell id=\"y\"/><fo:table-cell id=\"x\" "
	    "text-align=\"from-table-column()\"/>"
	    "</fo:table-row></fo:table-body></fo:table>");
	assert_int_equal(node(*state, "y")->column, 2);
	assert_int_equal(node(*state, "x")->column, 3);
	assert_int_equal(word(*state, PR_TEXT_ALIGN), FV_CENTER);
}

static void
test_equal_styles_are_one(void **state)
{
	struct fixture *f = *state;

	flow(f,
	    "<fo:block id=\"x\" font-size=\"9pt\" color=\"red\">a</fo:block><fo:block id=\"y\" "
	    "color=\"#f00\" font-size=\"9pt\">b</fo:block>"
	    "<fo:block id=\"z\" font-size=\"9pt\">c</fo:block>");
	assert_ptr_equal(node(f, "x")->style, node(f, "y")->style);
	assert_ptr_not_equal(node(f, "x")->style, node(f, "z")->style);
}

/* 7.31.24: from the language tag to the three properties. */
static void
test_xml_lang_is_language_script_and_country(void **state)
{
	block(*state, "", "xml:lang=\"zh-Hant-TW\"");
	assert_string_equal(fo_str(node(*state, "x"), PR_LANGUAGE), "zh");
	assert_string_equal(fo_str(node(*state, "x"), PR_SCRIPT), "Hant");
	assert_string_equal(fo_str(node(*state, "x"), PR_COUNTRY), "TW");
}

static void
test_misplaced_content_is_repaired_and_said(void **state)
{
	struct fixture *f = *state;
	const struct fo_node *n;

	flow(f,
	    "<fo:block id=\"x\">a</fo:block>text <fo:inline>and</fo:inline> "
	    "more<fo:block>b</fo:block>");
	assert_true(reported(f, "[fo-content]"));
	n = node(f, "x")->next;
	assert_int_equal(n->elem, FO_BLOCK);
	assert_int_equal(n->first->elem, FO_TEXT);
	assert_string_equal(n->first->text, "text ");
	assert_int_equal(n->first->next->elem, FO_INLINE);
	assert_string_equal(n->first->next->next->text, " more");
	assert_int_equal(n->next->elem, FO_BLOCK);
	assert_string_equal(n->next->first->text, "b");
}

static void
test_a_late_footer_is_moved_to_its_place(void **state)
{
	struct fixture *f = *state;

	flow(f,
	    "<fo:table "
	    "id=\"x\"><fo:table-body><fo:table-cell/></"
	    "fo:table-body><fo:table-footer><fo:table-cell/></fo:table-footer>"
	    "<fo:table-column/></fo:table>");
	assert_true(reported(f, "[fo-order]"));
	assert_int_equal(node(f, "x")->first->elem, FO_TABLE_COLUMN);
	assert_int_equal(node(f, "x")->first->next->elem, FO_TABLE_FOOTER);
	assert_int_equal(node(f, "x")->first->next->next->elem, FO_TABLE_BODY);
}

/* Whatever an unimplemented object held must still reach the page. */
static void
test_children_of_unknown_objects_stay(void **state)
{
	struct fixture *f = *state;

	flow(f, "<fo:block id=\"x\">a<fo:inlin>b</fo:inlin></fo:block>");
	assert_true(reported(f, "[fo-unknown-object]"));
	assert_true(reported(f, "Did you mean 'inline'?"));
	assert_string_equal(node(f, "x")->first->next->text, "b");
}

static void
test_page_sizes_have_a_range(void **state)
{
	struct fixture *f = *state;

	flow(f, "<fo:block/>");
	assert_int_equal(fo_len(f->tree->root->first->first, PR_PAGE_WIDTH, 0), 595275);
	assert_string_equal(
	    fo_str(f->tree->root->first->first->first, PR_REGION_NAME), "xsl-region-body");
}

static void
test_what_only_the_optimum_obeys_is_said(void **state)
{
	struct fixture *f = *state;

	block(f, "line-height.minimum=\"9pt\"", "line-height=\"14pt\" letter-spacing=\"1pt\"");
	assert_true(reported(f, "property line-height.minimum other than the optimum"));
	block(f, "line-height=\"14pt\" word-spacing=\"2pt\"", "line-height=\"1.5\" letter-spacing=\"normal\"");
	assert_true(is_silent(f));
}

static void
test_a_keep_as_one_value_is_one_of_lines_too(void **state)
{
	struct fixture *f = *state;

	flow(f, "<fo:block><fo:inline id=\"x\" keep-with-next=\"always\" keep-with-previous=\"3\">a</fo:inline></fo:block>");
	assert_true(is_silent(f));
	assert_true(fo_is(node(f, "x"), PR_KEEP_WITH_NEXT_WITHIN_LINE, FV_ALWAYS));
	assert_int_equal(fo_prop(node(f, "x"), PR_KEEP_WITH_PREVIOUS_WITHIN_LINE)->i, 3);
}

/* Speech has no place on a page, but its properties have names. */
static void
test_short_hands_of_speech_are_known(void **state)
{
	block(*state, "", "cue=\"none\" pause=\"2s\"");
	assert_true(is_silent(*state));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_absolute_borders_follow_the_writing_mode, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_the_more_precise_attribute_wins, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_border_without_style_has_no_width, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_indents_follow_margins, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_margins_of_blocks_are_spaces, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_font_short_hand, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_line_height_inherits_numbers_as_numbers_and_percentages_as_lengths, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(
		test_text_align_last_follows_text_align_down_the_tree, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_keeps_are_words_or_strengths, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_keep_together_of_a_block_says_nothing_about_lines, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_text_decorations_add_up, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_list_functions_resolve_in_the_item, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_cells_know_their_columns, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_equal_styles_are_one, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_xml_lang_is_language_script_and_country, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_misplaced_content_is_repaired_and_said, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_late_footer_is_moved_to_its_place, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_children_of_unknown_objects_stay, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_page_sizes_have_a_range, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_what_only_the_optimum_obeys_is_said, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_keep_as_one_value_is_one_of_lines_too, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_short_hands_of_speech_are_known, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
