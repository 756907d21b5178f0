/* What the reader makes of a document: tests/golden/fo/CASE.fo becomes CASE.fo-tree. ASSAY_BLESS=1
 * rewrites. */
#include "golden.h"

#include "fo/fo.h"

static void
compare(const char *fo, const char *golden)
{
	struct ctx *cx = ctx_new("/");
	const struct doc *doc;
	const struct fo_tree *tree;
	struct buf out = {0};

	assert_int_equal(load_file(cx, fo, &doc), RC_OK);
	assert_int_equal(fo_parse(cx, doc, NULL, &tree), RC_OK);
	fo_dump(tree, &out);
	diag_print(cx, DIAG_TEXT, &out);
	golden_compare(cx, golden, &out, true);
	ctx_free(cx);
}

static void
test_a_report_is_read_as_before(void **state)
{
	(void)state;
	compare("tests/golden/fo/report.fo", "tests/golden/fo/report.fo-tree");
}

static void
test_slips_are_repaired_as_before(void **state)
{
	(void)state;
	compare("tests/golden/fo/repairs.fo", "tests/golden/fo/repairs.fo-tree");
}

static void
test_content_of_unimplemented_objects_stays_as_before(void **state)
{
	(void)state;
	compare("tests/golden/fo/unsupported.fo", "tests/golden/fo/unsupported.fo-tree");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_report_is_read_as_before),
	    cmocka_unit_test(test_slips_are_repaired_as_before),
	    cmocka_unit_test(test_content_of_unimplemented_objects_stays_as_before),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
