/* White space: XSL 1.1, 7.16.7, 7.16.8 and 7.16.12. */
#include "fo_unit.h"

static void
add(const struct fo_node *n, struct buf *out)
{
	for (const struct fo_node *c = n->first; c != NULL; c = c->next) {
		if (c->elem == FO_TEXT) {
			assert_int_equal(strlen(c->text), c->len);
			assert_true(c->len > 0);
			buf_puts(out, c->text);
		} else if (c->elem == FO_BLOCK) {
			buf_puts(out, "[");
			add(c, out);
			buf_puts(out, "]");
		} else {
			buf_puts(out, "<");
			add(c, out);
			buf_puts(out, ">");
		}
	}
}

/* All text of one block: <> is an inline or object, [] a nested block. */
static void
expect(struct fixture *f, const char *content, const char *attributes, const char *want)
{
	char text[1000];

	snprintf(text, sizeof(text), "<fo:block id=\"x\" %s>%s</fo:block>", attributes, content);
	flow(f, text);
	buf_free(&f->out);
	add(node(f, "x"), &f->out);
	assert_string_equal(buf_str(&f->out), want);
}

static void
test_runs_become_one_space_and_edges_none(void **state)
{
	expect(*state, "a", "", "a");
	expect(*state, "  a  b\n\t c ", "", "a b c");
	expect(*state, "\n\n  ", "", "");
	expect(*state, "a b c", "", "a b c");
}

/* A sentence with an emphasised word must keep exactly one space on each side of it. */
static void
test_spaces_collapse_across_inlines(void **state)
{
	expect(*state, "a <fo:inline> b </fo:inline> c", "", "a <b >c");
	expect(*state, "a<fo:inline> </fo:inline>b", "", "a< >b");
	expect(*state, "a <fo:inline> </fo:inline> b", "", "a <>b");
	expect(*state, " <fo:inline> a</fo:inline> <fo:inline>b </fo:inline> ", "", "<a> <b>");
	expect(*state, "a <fo:page-number/> b", "", "a <> b");
	expect(*state, "<fo:inline>a</fo:inline>\n<fo:inline>b</fo:inline>", "", "<a> <b>");
}

static void
test_spaces_next_to_a_block_go(void **state)
{
	expect(*state, "a \n <fo:block> b </fo:block> \n c", "", "a[b]c");
	expect(*state, "\n  <fo:block>a</fo:block>\n  <fo:block>b</fo:block>\n", "", "[a][b]");
	expect(
	    *state, "a <fo:inline>b <fo:block> c </fo:block> d</fo:inline> e", "", "a <b><[c]><d> e");
}

static void
test_preserved_linefeeds_stay_without_the_spaces_around(void **state)
{
	expect(*state, " a \n  b\n", "linefeed-treatment=\"preserve\"", "a\nb\n");
	expect(*state, "a\nb", "linefeed-treatment=\"ignore\"", "ab");
	expect(*state, "a\nb", "linefeed-treatment=\"treat-as-zero-width-space\"",
	    "a\xe2\x80\x8b"
	    "b");
}

static void
test_preformatted_text_keeps_everything(void **state)
{
	expect(*state, "  a  b\n   c ", "white-space=\"pre\"", "  a  b\n   c ");
	expect(*state, "  a  b", "white-space-collapse=\"false\"", "a  b");
	expect(*state, " a b ", "white-space-treatment=\"ignore\"", "ab");
	expect(*state, " a  b ", "white-space-treatment=\"preserve\"", " a b ");
}

/* The footnote's body is elsewhere: spaces around the anchor belong together. */
static void
test_a_footnote_does_not_split_the_line(void **state)
{
	expect(*state,
	    "a <fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block> n "
	    "</fo:block></fo:footnote-body></fo:footnote> b",
	    "", "a <<1><[n]>> b");
}

static void
test_layout_white_space_is_no_text(void **state)
{
	struct fixture *f = *state;

	flow(f,
	    "\n  <fo:block id=\"x\">a</fo:block>\n  <fo:table id=\"t\">\n <fo:table-body>\n "
	    "<fo:table-row>\n <fo:table-cell>\n"
	    "<fo:block>c</fo:block>\n</fo:table-cell>\n</fo:table-row>\n</fo:table-body>\n</"
	    "fo:table>\n");
	assert_true(is_silent(f));
	assert_int_equal(node(f, "x")->next->elem, FO_TABLE);
	assert_null(node(f, "t")->next);
	assert_int_equal(node(f, "t")->first->first->first->elem, FO_TABLE_CELL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_runs_become_one_space_and_edges_none, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_spaces_collapse_across_inlines, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_spaces_next_to_a_block_go, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_preserved_linefeeds_stay_without_the_spaces_around, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_preformatted_text_keeps_everything, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_footnote_does_not_split_the_line, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_layout_white_space_is_no_text, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
