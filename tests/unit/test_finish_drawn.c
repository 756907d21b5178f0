/* test_finish_drawn.c - what render drew, finished as a command finishes it, and read again. */
#include "finish/fin.h"
#include "finish/fin_own.h"
#include "render_fixture.h"

static void
some_page(struct fixture *f)
{
	area_add(f, NULL, AREA_BLOCK, 20000, 20000, 50000, 20000)->box = box_new(f, 1000, FV_DASHED, 0x336699ff);
	text_add(f, NULL, 20000, 60000, "serif", 10000, "Affluent offices");
	text_add(f, NULL, 20000, 90000, "serif", 10000, "\xd7\x90\xd7\x91\xd7\x92");
}

/* Finishes the pages that were drawn; the file lives as long as the fixture. */
static struct own_file *
finish(struct fixture *f, struct drawn *drawn)
{
	const struct fin_file file = {.drawn = drawn, .output = "-", .opts = {.profile = PROFILE_PDF17}};
	struct own_file *own;

	assert_int_equal(fin_finish_all(f->cx, &file, 1), RC_OK);
	assert_null(own_open(f->cx->arena, drawn->files[0].bytes.p, drawn->files[0].bytes.len, &own));
	return own;
}

/* What a path of keys leads to from an object; indexes of arrays as in "#0". */
static struct own_val
at(struct own_file *own, uint32_t id, const char *const *keys)
{
	struct own_val v;

	assert_true(own_object(own, id, &v));
	for (; *keys != NULL; keys++) {
		const char *item = NULL;
		struct own_val next = {0};

		if (**keys == '#') {
			for (int i = atoi(*keys + 1); i >= 0; i--)
				assert_true(own_item(&v, &item, &next));
			if (next.kind == OWN_REF)
				assert_true(own_object(own, (uint32_t)next.n, &next));
		} else {
			assert_true(own_lookup_object(own, &v, *keys, &next));
		}
		v = next;
	}
	return v;
}
#define AT(own, id, ...) at(own, id, (const char *const[]){__VA_ARGS__, NULL})

static void
assert_string(const struct own_val *v, const char *bytes)
{
	struct buf b = {0};

	assert_true(own_bytes(v, &b));
	assert_string_equal(buf_str(&b), bytes);
	buf_free(&b);
}

static void
test_the_same_pages_are_the_same_file(void **state)
{
	struct fixture *f = *state;
	struct drawn a, b;

	some_page(f);
	a = draw(f, &dev_pdf, 3);
	b = draw(f, &dev_pdf, 3);
	finish(f, &a);
	finish(f, &b);
	assert_int_equal(a.files[0].bytes.len, b.files[0].bytes.len);
	assert_memory_equal(a.files[0].bytes.p, b.files[0].bytes.p, a.files[0].bytes.len);
}

/* Nothing of cairo's own information is left, which would be the clock or nothing. */
static void
test_dates_come_from_the_source(void **state)
{
	static const struct dev_meta undated = {.date = DEV_NO_DATE};
	struct fixture *f = *state;
	struct drawn out = draw(f, &dev_pdf, 1);
	struct own_file *own = finish(f, &out);
	struct own_val v = AT(own, own->info, "/CreationDate"), info;
	struct dev *d;

	assert_string(&v, "D:20231114221320Z");
	assert_int_equal(dev_open(f->cx, &dev_pdf, NULL, &undated, &d), RC_OK);
	assert_int_equal(dev_page_begin(d, &f->page), RC_OK);
	assert_int_equal(dev_page_end(d), RC_OK);
	assert_int_equal(dev_close(d, NULL, 0, &out), RC_OK);
	own = finish(f, &out);
	assert_true(own->info == 0 || own_object(own, own->info, &info));
	assert_false(own->info != 0 && own_lookup(&info, "/CreationDate", &v));
	assert_false(own->info != 0 && own_lookup(&info, "/ModDate", &v));
}

/* A name may hold what ends a string, an address too; what was linked to and never came is the last page. */
static void
test_links_lead_where_they_say(void **state)
{
	struct fixture *f = *state;
	struct own_file *own;
	struct own_val v;
	struct drawn out;
	int32_t top;

	f->links[0] = (struct page_link){.w = 9000, .h = 9000, .dest = "nowhere"};
	f->links[1] = (struct page_link){.w = 9000, .h = 9000, .dest = "it's \\ (here"};
	f->links[2] = (struct page_link){.w = 9000, .h = 9000, .uri = "https://example.org/(a)\\b)"};
	f->dests[0] = (struct page_dest){"it's \\ (here", 1000, 2000};
	f->page.n_links = 3;
	f->page.n_dests = 1;
	out = draw(f, &dev_pdf, 2);
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
	own = finish(f, &out);
	v = AT(own, own->root, "/Pages", "/Kids", "#1", "/Annots", "#2", "/A", "/URI");
	assert_string(&v, "https://example.org/(a)%5Cb)");
	v = AT(own, own->root, "/Pages", "/Kids", "#0", "/Annots", "#1", "/Dest");
	assert_string(&v, "it's \\ (here");
	v = AT(own, own->root, "/Names", "/Dests", "/Names", "#0");
	assert_string(&v, "it's \\ (here");
	v = AT(own, own->root, "/Names", "/Dests", "/Names", "#1", "#3");
	assert_true(own_mpt(&v, &top));
	assert_int_equal(top, 398000);
	v = AT(own, own->root, "/Names", "/Dests", "/Names", "#2");
	assert_string(&v, "nowhere");
	assert_ptr_equal(AT(own, own->root, "/Names", "/Dests", "/Names", "#3", "#0").p, AT(own, own->root, "/Pages", "/Kids", "#1").p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_the_same_pages_are_the_same_file, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_dates_come_from_the_source, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_links_lead_where_they_say, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
