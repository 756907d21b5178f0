/* What the loader makes of a document: tests/golden/load/CASE.xml becomes CASE.doc. ASSAY_BLESS=1 rewrites. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/doc.h"

static void
compare(const char *xml, const char *golden)
{
	struct ctx *cx = ctx_new("/");
	const struct doc *doc;
	struct buf out = {0};
	const char *want;
	size_t len;

	assert_int_equal(load_file(cx, xml, &doc), RC_OK);
	load_dump(cx, doc, &out);
	if (getenv("ASSAY_BLESS") != NULL)
		assert_int_equal(io_write(cx, golden, out.p, out.len), RC_OK);
	assert_int_equal(io_read(cx, golden, 1 << 20, &want, &len), RC_OK);
	assert_string_equal(buf_str(&out), want);
	buf_free(&out);
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
