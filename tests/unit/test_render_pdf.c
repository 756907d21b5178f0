#include "render_fixture.h"

static bool
has(const struct drawn *d, const char *words)
{
	const struct buf *b = &d->files[0].bytes;

	return memmem(b->p, b->len, words, strlen(words)) != NULL;
}

static void
some_page(struct fixture *f)
{
	area_add(f, NULL, AREA_BLOCK, 20000, 20000, 50000, 20000)->box = box_new(f, 1000, FV_DASHED, 0x336699ff);
	text_add(f, NULL, 20000, 60000, "serif", 10000, "Affluent offices");
	text_add(f, NULL, 20000, 90000, "serif", 10000, "\xd7\x90\xd7\x91\xd7\x92");
}

/* A report is built again to see whether it is the same: bytes, not looks. cairo would ask the clock. */
static void
test_the_same_pages_are_the_same_bytes(void **state)
{
	struct fixture *f = *state;
	struct drawn a, b;

	some_page(f);
	a = draw(f, &dev_pdf, 3);
	b = draw(f, &dev_pdf, 3);
	assert_int_equal(a.files[0].bytes.len, b.files[0].bytes.len);
	assert_memory_equal(a.files[0].bytes.p, b.files[0].bytes.p, a.files[0].bytes.len);
	assert_false(has(&a, "Date (20"));
	assert_false(has(&a, "Date (D:"));
}

/* The date comes from the source, or there is none. */
static void
test_dates_come_from_the_source(void **state)
{
	static const struct dev_meta undated = {.date = DEV_NO_DATE};
	struct fixture *f = *state;
	struct drawn out = draw(f, &dev_pdf, 1);
	struct dev *d;

	assert_int_equal(out.doc->date, 1700000000);
	assert_int_equal(dev_open(f->cx, &dev_pdf, NULL, &undated, &d), RC_OK);
	assert_int_equal(dev_page_begin(d, &f->page), RC_OK);
	assert_int_equal(dev_page_end(d), RC_OK);
	assert_int_equal(dev_close(d, NULL, 0, &out), RC_OK);
	assert_true(out.doc->date == DRAWN_NO_DATE);
}

/* Links, names and outlines are the finisher's: cairo, which refuses a whole document for one link to a name it does not know, never hears of them. */
static void
test_cairo_only_draws(void **state)
{
	struct fixture *f = *state;
	struct drawn out;

	f->links[0] = (struct page_link){.w = 9000, .h = 9000, .dest = "nowhere"};
	f->links[1] = (struct page_link){.w = 9000, .h = 9000, .uri = "https://example.org/"};
	f->dests[0] = (struct page_dest){"here", 1000, 2000};
	f->page.n_links = 2;
	f->page.n_dests = 1;
	some_page(f);
	out = draw(f, &dev_pdf, 1);
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
	assert_int_equal(out.doc->n_links, 2);
	assert_false(has(&out, "/Annot"));
	assert_false(has(&out, "/Dests"));
	assert_false(has(&out, "/PageLabels"));
	assert_false(has(&out, "/Title"));
}

/* Clusters are what a reader's copy and search see: all bytes of the text are in some cluster, glyphs too. */
static void
test_pages_of_every_script_draw_without_error(void **state)
{
	struct fixture *f = *state;
	struct drawn out;

	some_page(f);
	out = draw(f, &dev_pdf, 2);
	assert_int_equal(out.n, 1);
	assert_int_equal(out.pages, 2);
	out = draw(f, &dev_png, 2);
	assert_int_equal(out.n, 2);
	assert_string_equal(out.files[1].suffix, "-002");
	out = draw(f, &dev_svg, 2);
	assert_int_equal(out.n, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_the_same_pages_are_the_same_bytes, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_dates_come_from_the_source, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_cairo_only_draws, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_pages_of_every_script_draw_without_error, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
