/* The scratch file: what goes in comes out, and no name is left behind. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"

static void
test_bytes_come_back_from_where_they_went(void **state)
{
	struct ctx *cx = ctx_new("/");
	struct io_scratch *s = io_scratch_open(cx->arena);
	uint64_t first, second;
	char back[6];

	(void)state;
	assert_non_null(s);
	assert_true(io_scratch_put(s, "hello", 6, &first));
	assert_true(io_scratch_put(s, "world", 6, &second));
	assert_int_equal(io_scratch_take(cx, s, first, back, 6), RC_OK);
	assert_string_equal(back, "hello");
	assert_int_equal(io_scratch_take(cx, s, second, back, 6), RC_OK);
	assert_string_equal(back, "world");
	/* What was never written is an error, not rubbish on a page. */
	assert_int_equal(io_scratch_take(cx, s, second + 3, back, 6), RC_FAIL);
	ctx_free(cx);
}

/* A full disk must not stop a report that memory can hold. */
static void
test_without_a_scratch_file_the_bytes_stay_with_the_caller(void **state)
{
	struct ctx *cx = ctx_new("/");
	uint64_t at;

	(void)state;
	assert_int_equal(setenv("TMPDIR", "/nonexistent", 1), 0);
	assert_null(io_scratch_open(cx->arena));
	assert_false(io_scratch_put(NULL, "x", 1, &at));
	assert_int_equal(unsetenv("TMPDIR"), 0);
	ctx_free(cx);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_bytes_come_back_from_where_they_went),
	    cmocka_unit_test(test_without_a_scratch_file_the_bytes_stay_with_the_caller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
