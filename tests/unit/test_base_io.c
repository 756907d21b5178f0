#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
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

/* Two questions about one file in one run have one answer: what the rules passed is what the report prints. */
static void
test_digest_of_a_run_is_the_first_one(void **state)
{
	struct fixture *f = *state;
	const struct io_root *root, *again;
	const struct io_digest *first;
	struct ctx *other = ctx_new("/");
	char hex[65];

	io_sha256("abc", 3, hex);
	assert_int_equal(io_root_open(f->cx, f->dir, &root), RC_OK);
	assert_int_equal(io_root_open(f->cx, f->dir, &again), RC_OK);
	assert_int_equal(io_write(f->cx, path(f, "abc"), "abc", 3), RC_OK);
	first = io_digest_once(f->cx, root, "abc", 10);
	assert_string_equal(first->hex, hex);
	assert_int_equal(io_write(f->cx, path(f, "abc"), "xyz", 3), RC_OK);
	assert_ptr_equal(io_digest_once(f->cx, root, "abc", 10), first);
	assert_ptr_equal(io_digest_once(f->cx, again, "abc", 10), first);
	assert_string_equal(first->hex, hex);
	assert_int_equal(io_root_open(other, f->dir, &root), RC_OK);
	assert_string_not_equal(io_digest_once(other, root, "abc", 10)->hex, hex);
	ctx_free(other);
}

/*
 * Somebody swaps the file for a symbolic link to a secret, and its folder for a link to the folder outside, as fast as the system
 * allows: what is hashed is the file of the folder or nothing, never what the links lead to.
 */
static void
test_swapped_names_never_lead_outside(void **state)
{
	struct fixture *f = *state;
	const struct io_root *root;
	char good[65], inside[1100];
	size_t seen = 0, unseen = 0;
	pid_t swapper;

	snprintf(inside, sizeof(inside), "%s/in", f->dir);
	assert_int_equal(mkdir(inside, 0700), 0);
	assert_int_equal(mkdir(path(f, "secret"), 0700), 0);
	assert_int_equal(io_write(f->cx, path(f, "secret/abc"), "secret", 6), RC_OK);
	assert_int_equal(mkdir(path(f, "in/d"), 0700), 0);
	assert_int_equal(io_write(f->cx, path(f, "in/d/abc"), "abc", 3), RC_OK);
	assert_int_equal(symlink("../../secret/abc", path(f, "in/d/link")), 0);
	assert_int_equal(symlink("../secret", path(f, "in/e")), 0);
	io_sha256("abc", 3, good);
	assert_int_equal(io_root_open(f->cx, inside, &root), RC_OK);
	swapper = fork();
	if (swapper == 0) {
		assert_int_equal(chdir(inside), 0);
		for (;;) {
			renameat2(AT_FDCWD, "d/abc", AT_FDCWD, "d/link", RENAME_EXCHANGE);
			renameat2(AT_FDCWD, "d", AT_FDCWD, "e", RENAME_EXCHANGE);
		}
	}
	/* A race that nobody ever won would prove nothing. */
	for (int i = 0; i < 5000 || ((seen == 0 || unseen == 0) && i < 2000000); i++) {
		struct io_digest d = io_digest_below(root, "d/abc", 100);

		if (d.state == IO_OK)
			assert_string_equal(d.hex, good);
		seen += d.state == IO_OK;
		unseen += d.state != IO_OK;
	}
	kill(swapper, SIGKILL);
	waitpid(swapper, NULL, 0);
	assert_true(seen > 0 && unseen > 0);
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
	    cmocka_unit_test_setup_teardown(test_digest_of_a_run_is_the_first_one, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_swapped_names_never_lead_outside, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
