/* What the reader makes of a document: tests/golden/fo/CASE.fo becomes CASE.fo-tree. ASSAY_BLESS=1
 * rewrites. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "fo/fo.h"

static void
compare(const char *fo, const char *golden)
{
	struct ctx *cx = ctx_new("/");
	const struct doc *doc;
	const struct fo_tree *tree;
	struct buf out = {0};
	const char *want;
	size_t len;

	assert_int_equal(load_file(cx, fo, &doc), RC_OK);
	assert_int_equal(fo_parse(cx, doc, NULL, &tree), RC_OK);
	fo_dump(tree, &out);
	diag_print(cx, DIAG_TEXT, &out);
	if (getenv("ASSAY_BLESS") != NULL)
		assert_int_equal(io_write(cx, golden, out.p, out.len), RC_OK);
	assert_int_equal(io_read(cx, golden, 1 << 20, &want, &len), RC_OK);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
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
