#include "finish_fixture.h"

/* A heading, a paragraph over two pages, a table, a figure that vanished, a link: what readers of screens follow. */
static void
make_document(struct parts *t)
{
	static const struct tag_more figure = {.alt = "a chart", .lang = "de", .bbox = {10000, 20000, 30000, 50000}};
	static const struct tag_more head = {.id = "h1"}, cell = {.headers = "h1"};
	uint32_t root, table, row, th, td, p, fig;

	parts_pages(t, 2, 6, NULL);
	root = parts_elem(t, TAG_NONE, TAG_DOCUMENT);
	parts_leaf(t, root, TAG_H1, 0);
	p = parts_leaf(t, root, TAG_P, 1);
	parts_kid(t, p, KID_MARK, 6);
	table = parts_leaf(t, root, TAG_TABLE, TAG_NONE);
	row = parts_leaf(t, table, TAG_TR, TAG_NONE);
	th = parts_leaf(t, row, TAG_TH, 2);
	parts_leaf(t, row, TAG_TH, TAG_NONE);
	row = parts_leaf(t, table, TAG_TR, TAG_NONE);
	td = parts_leaf(t, row, TAG_TD, 3);
	t->doc.elems[th].scope = SCOPE_COLUMN;
	t->doc.elems[th].more = &head;
	t->doc.elems[td].more = &cell;
	t->doc.elems[td].col_span = 2;
	fig = parts_leaf(t, root, TAG_FIGURE, 7);
	t->doc.elems[fig].more = &figure;
	t->doc.elems[fig].page = 1;
	parts_leaf(t, parts_leaf(t, root, TAG_SECT, TAG_NONE), TAG_P, 8);
}

static void
test_elements_know_their_marks_and_their_page(void **state)
{
	struct parts *t = *state;

	make_document(t);
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot K S"), "/Document");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 0 S"), "/H1");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 0 K"), "[ 0]");
	assert_true(parts_same(t, "StructTreeRoot K K 0 Pg", "Pages Kids 0"));
	assert_true(parts_same(t, "StructTreeRoot K K 0 P", "StructTreeRoot K"));
	assert_string_equal(parts_at(t, "MarkInfo Marked"), "true");
}

/* ISO 32000-1, 14.7.4.2: a mark on another page than the element's is named with its page. */
static void
test_a_paragraph_over_two_pages_is_one_element(void **state)
{
	struct parts *t = *state;

	make_document(t);
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot K K 1 K 0"), "1");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 1 K 1 MCID"), "0");
	assert_true(parts_same(t, "StructTreeRoot K K 1 K 1 Pg", "Pages Kids 1"));
}

static void
test_the_parent_tree_leads_back_from_marks(void **state)
{
	struct parts *t = *state;

	make_document(t);
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot ParentTree Nums 2"), "1");
	assert_true(parts_same(t, "StructTreeRoot ParentTree Nums 1 1", "StructTreeRoot K K 1"));
	assert_true(parts_same(t, "StructTreeRoot ParentTree Nums 3 0", "StructTreeRoot K K 1"));
	assert_string_equal(parts_at(t, "Pages Kids 1 StructParents"), "1");
	assert_string_equal(parts_at(t, "StructTreeRoot ParentTreeNextKey"), "2");
}

static void
test_cells_carry_scope_span_and_headers(void **state)
{
	struct parts *t = *state;

	make_document(t);
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot K K 2 K 0 K 0 A 0"), "<</O/Table/Scope/Column>>");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 2 K 1 K 0 A 0"), "<</O/Table/ColSpan 2/Headers[(h1)]>>");
	assert_string_equal(parts_at(t, "StructTreeRoot IDTree Names 0"), "(h1)");
	assert_true(parts_same(t, "StructTreeRoot IDTree Names 1", "StructTreeRoot K K 2 K 0 K 0"));
}

static void
test_a_figure_has_its_words_and_its_box(void **state)
{
	struct parts *t = *state;

	make_document(t);
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot K K 3 Alt"), "(a chart)");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 3 Lang"), "(de)");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 3 A 0 BBox"), "[10 792 30 822]");
}

/* An empty header cell still makes the column; a section of which nothing was drawn is none. */
static void
test_what_was_not_drawn_goes_unless_a_table_needs_it(void **state)
{
	static const bool lost[12] = {[7] = true, [8] = true};
	struct parts *t = *state;

	make_document(t);
	t->lost = lost;
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot K K 2 K 0 K 1 S"), "/TH");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 2 S"), "/Table");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 3"), "");
}

static void
test_annotations_are_in_the_tree_also_where_no_element_has_them(void **state)
{
	struct parts *t = *state;
	struct drawn_link links[2] = {{.x = 1000, .y = 2000, .w = 3000, .h = 4000, .uri = "https://example.org", .page = 0},
	    {.x = 1, .y = 2, .w = 3, .h = 4, .dest = "d", .page = 1, .elem = TAG_NONE}};
	struct drawn_dest dest = {"d", 1, 5000, 6000};
	struct drawn_field field = {.name = "sign.here", .tooltip = "Sign", .x = 1000, .y = 1000, .w = 90000, .h = 40000, .page = 1, .elem = TAG_NONE};

	make_document(t);
	links[0].elem = parts_leaf(t, 0, TAG_LINK, 4);
	parts_kid(t, links[0].elem, KID_LINK, 0);
	t->doc.links = links;
	t->doc.n_links = 2;
	t->doc.dests = &dest;
	t->doc.n_dests = 1;
	t->doc.fields = &field;
	t->doc.n_fields = 1;
	t->doc.pages[0].n_links = t->doc.pages[1].n_links = t->doc.pages[1].first_link = t->doc.pages[1].n_fields = 1;
	parts_write(t);
	assert_true(parts_same(t, "StructTreeRoot K K 5 K 1 Obj", "Pages Kids 0 Annots 0"));
	assert_string_equal(parts_at(t, "StructTreeRoot K K 6 S"), "/Link");
	assert_string_equal(parts_at(t, "StructTreeRoot K K 7 S"), "/Form");
	assert_true(parts_same(t, "StructTreeRoot ParentTree Nums 5", "StructTreeRoot K K 5"));
	assert_true(parts_same(t, "StructTreeRoot ParentTree Nums 7", "StructTreeRoot K K 6"));
	assert_true(parts_same(t, "StructTreeRoot ParentTree Nums 9", "StructTreeRoot K K 7"));
	assert_true(parts_same(t, "AcroForm Fields 0", "Pages Kids 1 Annots 1"));
	assert_string_equal(parts_at(t, "AcroForm Fields 0 T"), "(sign_here)");
	assert_string_equal(parts_at(t, "AcroForm Fields 0 Rect"), "[1 801 91 841]");
}

static void
test_a_document_without_elements_is_not_tagged(void **state)
{
	struct parts *t = *state;

	parts_pages(t, 1, 2, NULL);
	t->opts.profile = PROFILE_A3U;
	parts_write(t);
	assert_string_equal(parts_at(t, "StructTreeRoot"), "");
	assert_string_equal(parts_at(t, "MarkInfo"), "");
	assert_string_equal(parts_at(t, "Pages Kids 0 StructParents"), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_elements_know_their_marks_and_their_page, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_a_paragraph_over_two_pages_is_one_element, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_the_parent_tree_leads_back_from_marks, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_cells_carry_scope_span_and_headers, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_a_figure_has_its_words_and_its_box, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_what_was_not_drawn_goes_unless_a_table_needs_it, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_annotations_are_in_the_tree_also_where_no_element_has_them, parts_setup, parts_teardown),
	    cmocka_unit_test_setup_teardown(test_a_document_without_elements_is_not_tagged, parts_setup, parts_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
