#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"

static const char text[] = "<a>\n\t<b score=\"7\"/>\n</a>\n";

static int
setup(void **state)
{
	struct ctx *cx = ctx_new("/");

	assert_int_equal(src_add(cx->sources, "a.xml", text, strlen(text)), 1);
	*state = cx;
	return 0;
}

static int
teardown(void **state)
{
	ctx_free(*state);
	return 0;
}

/* The caret must sit under the value, not under the tag: authors fix values. */
static void
test_error_points_at_the_value(void **state)
{
	struct ctx *cx = *state;
	uint32_t at = (uint32_t)(strstr(text, "7") - text);
	struct buf out = {0};

	assert_int_equal(diag_at(cx, DIAG_FILE_OPEN, (struct span){at, at + 1, 1}, "%d", 7), RC_FAIL);
	diag_print(cx, DIAG_TEXT, &out);
	assert_non_null(strstr(buf_str(&out), "a.xml:2:12: error: cannot open file: 7 [file-open]\n"
					      "     <b score=\"7\"/>\n"
					      "               ^\n"));
	buf_free(&out);
}

/* A hostile value must not be able to forge a line of the log. */
static void
test_detail_is_escaped(void **state)
{
	struct ctx *cx = *state;
	struct buf out = {0};

	assert_int_equal(diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "a\nb\x1b[2J\xe2\x80\xae\xff"), RC_FAIL);
	diag_print(cx, DIAG_TEXT, &out);
	assert_non_null(strstr(buf_str(&out), "a\\u{a}b\\u{1b}[2J\\u{202e}\\xff"));
	buf_free(&out);
}

/* The log is capped, and says so: 11 MB of messages help nobody. */
static void
test_text_is_capped(void **state)
{
	struct ctx *cx = *state;
	struct buf out = {0};

	for (int i = 0; i < 1000; i++)
		assert_int_equal(diag_at(cx, DIAG_FILE_OPEN, (struct span){0, 1, 1}, "number %d", i), RC_FAIL);
	diag_print(cx, DIAG_TEXT, &out);
	assert_true(out.len <= 4000);
	assert_non_null(strstr(buf_str(&out), "more not shown"));
	buf_free(&out);
}

static void
test_every_row_is_whole(void **state)
{
	(void)state;
	for (size_t i = 0; i < DIAG__COUNT; i++) {
		const char *name = diag_rows[i].name;

		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
		assert_true(strlen(diag_rows[i].text) > 5);
		assert_true(strlen(diag_rows[i].help) > 20);
		assert_ptr_equal(diag_lookup(name), &diag_rows[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_error_points_at_the_value, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_detail_is_escaped, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_text_is_capped, setup, teardown),
	    cmocka_unit_test(test_every_row_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
