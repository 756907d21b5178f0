#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "temp.h"

struct fixture {
	struct ctx *cx;
	char dir[1024];
};

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	temp_folder(f->dir, sizeof(f->dir));
	f->cx = ctx_new("/");
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	ctx_free(f->cx);
	temp_remove(f->dir);
	free(f);
	return 0;
}

static const char *
path(struct fixture *f, const char *name)
{
	return arena_printf(f->cx->arena, "%s/%s", f->dir, name);
}

/* A reader of the old file must never see half of the new one, and nothing may be left beside it. */
static void
test_a_file_is_replaced_whole(void **state)
{
	struct fixture *f = *state;
	const char *bytes;
	size_t len;

	assert_int_equal(io_write(f->cx, path(f, "a.txt"), "old", 3), RC_OK);
	assert_int_equal(io_write(f->cx, path(f, "a.txt"), "newer", 5), RC_OK);
	assert_int_equal(io_read(f->cx, path(f, "a.txt"), 100, &bytes, &len), RC_OK);
	assert_string_equal(bytes, "newer");
	assert_int_equal(unlink(path(f, "a.txt")), 0);
	assert_int_equal(rmdir(f->dir), 0);
	assert_int_equal(mkdir(f->dir, 0700), 0);
}

static void
test_a_folder_or_link_is_never_replaced(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(mkdir(path(f, "d"), 0700), 0);
	assert_int_equal(symlink("nowhere", path(f, "l")), 0);
	assert_int_equal(io_write(f->cx, path(f, "d"), "x", 1), RC_FAIL);
	assert_int_equal(io_write(f->cx, path(f, "l"), "x", 1), RC_FAIL);
	assert_int_equal(access(path(f, "nowhere"), F_OK), -1);
}

static void
test_names_of_documents_stay_below(void **state)
{
	static const char *const bad[] = {"", "/etc/passwd", "../x", "a/../b", ".", "a//b", "a/", "c:x", "file:x", "a\\b", "a%2e",
	    "a\nb", "./a"};
	static const char *const good[] = {"a", "a/b.txt", "..a", "a..b/c", ".hidden", "\xc3\xa4/x"};
	const char *why;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(io_name_is_plain(bad[i], &why));
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		assert_true(io_name_is_plain(good[i], &why));
}

/* A link can be moved between check and use, so even one that stays inside is refused. */
static void
test_symbolic_links_are_refused(void **state)
{
	struct fixture *f = *state;
	const struct io_root *root;
	const char *bytes;
	size_t len;

	assert_int_equal(io_root_open(f->cx, f->dir, &root), RC_OK);
	assert_int_equal(io_write(f->cx, path(f, "real"), "x", 1), RC_OK);
	assert_int_equal(symlink("real", path(f, "link")), 0);
	assert_int_equal(io_read_below(f->cx, root, "real", NO_SPAN, 10, &bytes, &len), RC_OK);
	assert_int_equal(io_read_below(f->cx, root, "link", NO_SPAN, 10, &bytes, &len), RC_FAIL);
	assert_int_equal(io_digest_below(root, "link", 10).state, IO_REFUSED);
	assert_int_equal(io_digest_below(root, "gone", 10).state, IO_MISSING);
	assert_int_equal(mkfifo(path(f, "fifo"), 0600), 0);
	assert_int_equal(io_digest_below(root, "fifo", 10).state, IO_REFUSED);
}

/* FIPS 180-2, appendix B.1 */
static void
test_sha256_is_the_standards(void **state)
{
	struct fixture *f = *state;
	const struct io_root *root;
	struct io_digest d;
	char hex[65];

	io_sha256("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_int_equal(io_root_open(f->cx, f->dir, &root), RC_OK);
	assert_int_equal(io_write(f->cx, path(f, "abc"), "abc", 3), RC_OK);
	d = io_digest_below(root, "abc", 10);
	assert_int_equal(d.state, IO_OK);
	assert_string_equal(d.hex, hex);
	assert_int_equal(io_digest_below(root, "abc", 2).state, IO_TOO_LARGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_a_file_is_replaced_whole, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_folder_or_link_is_never_replaced, setup, teardown),
	    cmocka_unit_test(test_names_of_documents_stay_below),
	    cmocka_unit_test_setup_teardown(test_symbolic_links_are_refused, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_sha256_is_the_standards, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
