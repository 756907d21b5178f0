/* What the loader makes of a document: tests/golden/load/CASE.xml becomes CASE.doc. ASSAY_BLESS=1 rewrites. */
#include "golden.h"

#include "load/doc.h"

static void
compare(const char *xml, const char *golden)
{
	struct ctx *cx = ctx_new("/");
	const struct doc *doc;
	struct buf out = {0};

	assert_int_equal(load_file(cx, xml, &doc), RC_OK);
	load_dump(cx, doc, &out);
	golden_compare(cx, golden, &out, true);
	ctx_free(cx);
}

/* The example holds one of everything, so that a change in how anything is read shows here. */
static void
test_the_example_is_read_as_before(void **state)
{
	(void)state;
	compare("tests/golden/load/small.xml", "tests/golden/load/small.doc");
}

static void
test_odd_corners_are_read_as_before(void **state)
{
	(void)state;
	compare("tests/golden/load/corners.xml", "tests/golden/load/corners.doc");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_example_is_read_as_before),
	    cmocka_unit_test(test_odd_corners_are_read_as_before),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
