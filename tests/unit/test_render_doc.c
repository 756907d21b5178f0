#include "render_fixture.h"

/* Draws the page as a finisher wants it, `times` times. */
static struct drawn_doc *
collect(struct fixture *f, unsigned times)
{
	const struct drawn out = draw(f, &dev_pdf, times);

	assert_non_null(out.doc);
	return out.doc;
}

static struct fo_node *
node(struct fixture *f, enum fo_elem elem, uint32_t serial, const struct fo_node *parent)
{
	struct fo_node *n = (struct fo_node *)(uintptr_t)node_new(f, elem);

	n->serial = serial;
	n->parent = parent;
	return n;
}

/* Lines of a paragraph are one mark, its border is an artifact, and on the next page the paragraph is the same element. */
static void
test_a_paragraph_is_one_mark_a_page(void **state)
{
	struct fixture *f = *state;
	const struct fo_node *block = node(f, FO_BLOCK, 3, NULL);
	struct area *a = area_add(f, NULL, AREA_BLOCK, 20000, 20000, 50000, 40000);
	const struct drawn_doc *doc;

	a->fo = block;
	a->box = box_new(f, 1000, FV_SOLID, 0x336699ff);
	text_add(f, area_add(f, a, AREA_LINE, 0, 0, 50000, 12000), 0, 0, "serif", 10000, "one")->fo = block;
	text_add(f, area_add(f, a, AREA_LINE, 0, 12000, 50000, 12000), 0, 0, "serif", 10000, "two")->fo = block;
	doc = collect(f, 2);
	assert_int_equal(doc->n_pages, 2);
	assert_int_equal(doc->n_marks, 4);
	assert_int_equal(doc->marks[0].elem, TAG_NONE);
	assert_int_equal(doc->marks[0].artifact, ARTIFACT_LAYOUT);
	assert_int_equal(doc->n_elems, 2);
	assert_int_equal(doc->elems[1].type, TAG_P);
	assert_int_equal(doc->elems[1].page, 0);
	assert_int_equal(doc->marks[1].elem, 1);
	assert_int_equal(doc->marks[3].elem, 1);
	assert_int_equal(doc->pages[1].first_mark, 2);
	assert_int_equal(doc->pages[1].n_marks, 2);
}

/* What lies in a clip without room, or beside the page, cannot be seen, and its sentinel would be lost: there is no mark. */
static void
test_what_cannot_be_seen_has_no_mark(void **state)
{
	static const struct area_ref cut = {0, true};
	struct fixture *f = *state;
	struct area *flat = area_add(f, NULL, AREA_BLOCK, 20000, 20000, 50000, 0);
	struct area *beside = area_add(f, NULL, AREA_BLOCK, -60000, 20000, 50000, 50000);
	const struct drawn_doc *doc;

	flat->fo = beside->fo = node(f, FO_BLOCK, 3, NULL);
	flat->ref = beside->ref = &cut;
	text_add(f, flat, 0, 0, "serif", 10000, "flat")->fo = flat->fo;
	text_add(f, beside, 0, 0, "serif", 10000, "beside")->fo = flat->fo;
	doc = collect(f, 1);
	assert_int_equal(doc->n_marks, 0);
}

/* A finisher writes links and destinations itself: each with its page, a name once, and one for what was never laid out. */
static void
test_links_and_destinations_are_collected(void **state)
{
	struct fixture *f = *state;
	const struct drawn_doc *doc;

	f->links[0] = (struct page_link){.w = 9000, .h = 8000, .dest = "nowhere", .fo = node(f, FO_BASIC_LINK, 3, NULL)};
	f->links[1] = (struct page_link){.x = 10, .w = 9000, .h = 9000, .uri = "https://example.org/(a)"};
	f->dests[0] = (struct page_dest){"here", -1000, 2000};
	f->page.n_links = 2;
	f->page.n_dests = 1;
	doc = collect(f, 2);
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
	assert_int_equal(doc->n_links, 4);
	assert_string_equal(doc->links[0].dest, "nowhere");
	assert_int_equal(doc->elems[doc->links[0].elem].type, TAG_LINK);
	assert_int_equal(doc->links[2].elem, doc->links[0].elem);
	assert_int_equal(doc->links[2].page, 1);
	assert_string_equal(doc->links[1].uri, "https://example.org/(a)");
	assert_int_equal(doc->links[1].x, 10);
	assert_int_equal(doc->n_dests, 2);
	assert_int_equal(doc->dests[0].x, 0);
	assert_string_equal(doc->dests[1].name, "nowhere");
	assert_int_equal(doc->dests[1].page, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_a_paragraph_is_one_mark_a_page, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_what_cannot_be_seen_has_no_mark, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_links_and_destinations_are_collected, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
