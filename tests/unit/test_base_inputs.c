#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/inputs.h"
#include "base/zip.h"
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
	f->cx = ctx_new("/nowhere/data");
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
put_file(struct fixture *f, const char *name, const char *text)
{
	const char *path = arena_printf(f->cx->arena, "%s/%s", f->dir, name);

	assert_int_equal(io_write(f->cx, path, text, strlen(text)), RC_OK);
	return path;
}

/* A report that was made in another folder must name its inputs alike. */
static void
test_places_do_not_tell_where_files_lie(void **state)
{
	struct fixture *f = *state;
	const char *path = put_file(f, "a.xml", "<a/>"), *bytes;
	const struct io_root *root;
	size_t len;

	(void)put_file(f, "b.txt", "beside");
	inputs_begin(f->cx, INPUTS_RECORD);
	inputs_name(f->cx, path, "source");
	assert_int_equal(io_root_of(f->cx, path, &root), RC_OK);
	assert_int_equal(io_read(f->cx, path, 100, &bytes, &len), RC_OK);
	assert_int_equal(io_read_below(f->cx, root, "b.txt", NO_SPAN, 100, &bytes, &len), RC_OK);
	assert_int_equal(io_digest_once(f->cx, root, "gone.pdf", 100)->state, IO_MISSING);
	assert_int_equal(inputs_count(f->cx), 3);
	assert_string_equal(inputs_at(f->cx, 0)->place, "source/a.xml");
	assert_string_equal(inputs_at(f->cx, 1)->place, "source/b.txt");
	assert_string_equal(inputs_at(f->cx, 2)->place, "source/gone.pdf");
	assert_string_equal(input_hex(inputs_at(f->cx, 2)), "");
	assert_null(inputs_stray(f->cx));
	assert_string_equal(inputs_place(f->cx, "/nowhere/data/src/x.xsd"), "data/src/x.xsd");
	assert_null(inputs_place(f->cx, "/nowhere/data/samples/x.xml"));
}

/* Two reports of one run must not be made from two states of a file. */
static void
test_a_file_is_read_once_a_run(void **state)
{
	struct fixture *f = *state;
	const char *path = put_file(f, "a.xml", "first"), *bytes;
	size_t len;

	inputs_begin(f->cx, INPUTS_RECORD);
	inputs_name(f->cx, path, "source");
	assert_int_equal(io_read(f->cx, path, 100, &bytes, &len), RC_OK);
	(void)put_file(f, "a.xml", "second");
	inputs_part(f->cx, 3);
	assert_int_equal(io_read(f->cx, path, 100, &bytes, &len), RC_OK);
	assert_string_equal(bytes, "first");
	assert_int_equal(inputs_at(f->cx, 0)->uses, 1 | 1 << 3);
	assert_int_equal(io_read(f->cx, path, 3, &bytes, &len), RC_FAIL);
}

/* A file that is read without a place would be missing when the report is rebuilt. */
static void
test_a_read_without_a_place_is_known(void **state)
{
	struct fixture *f = *state;
	const char *path = put_file(f, "a.xml", "x"), *bytes;
	size_t len;

	inputs_begin(f->cx, INPUTS_RECORD);
	assert_int_equal(io_read(f->cx, path, 100, &bytes, &len), RC_OK);
	assert_string_equal(inputs_stray(f->cx), path);
}

/* What a stranger's report carries must not open files of the one who verifies it, nor write any. */
static void
test_a_replay_sees_nothing_of_the_disk(void **state)
{
	struct fixture *f = *state;
	const char *path = put_file(f, "a.xml", "secret"), *bytes, *other = arena_printf(f->cx->arena, "%s/out.pdf", f->dir);
	struct io_digest altered = {.state = IO_CHANGED};
	const struct io_root *root;
	const char *const *names;
	size_t len;

	inputs_begin(f->cx, INPUTS_REPLAY);
	inputs_add(f->cx, "source/a.xml", "inside", 6);
	inputs_add(f->cx, "data/src/catalog/data/b.xml", "b", 1);
	inputs_add(f->cx, "data/src/catalog/data/a.xml", "a", 1);
	inputs_add_digest(f->cx, "source/e.pdf", &altered);
	assert_int_equal(io_read(f->cx, path, 100, &bytes, &len), RC_FAIL);
	assert_false(io_is_there(f->cx, path));
	inputs_name(f->cx, "source/a.xml", "source");
	assert_int_equal(io_root_of(f->cx, "source/a.xml", &root), RC_OK);
	assert_int_equal(io_read(f->cx, "source/a.xml", 100, &bytes, &len), RC_OK);
	assert_memory_equal(bytes, "inside", 6);
	assert_int_equal(io_read_below(f->cx, root, "a.xml", NO_SPAN, 100, &bytes, &len), RC_OK);
	assert_int_equal(io_read_below(f->cx, root, "../a.xml", NO_SPAN, 100, &bytes, &len), RC_FAIL);
	assert_int_equal(io_read_below(f->cx, root, "etc/passwd", NO_SPAN, 100, &bytes, &len), RC_FAIL);
	assert_int_equal(io_digest_below(root, "e.pdf", 100).state, IO_CHANGED);
	assert_int_equal(io_digest_once(f->cx, root, "a.xml", 100)->size, 6);
	assert_int_equal(io_list(f->cx, "/nowhere/data/src/catalog/data", ".xml", &names), 2);
	assert_string_equal(names[0], "a.xml");
	assert_string_equal(io_user_data(f->cx), "user");
	assert_int_equal(io_write(f->cx, other, "pdf", 3), RC_OK);
	assert_false(io_exists(other));
	assert_true(inputs_written(f->cx, other, &bytes, &len));
	assert_memory_equal(bytes, "pdf", 3);
}

/* The standard output of the verifier is not the report's. */
static void
test_a_replay_writes_no_standard_output(void **state)
{
	struct fixture *f = *state;
	const char *bytes;
	size_t len;

	inputs_begin(f->cx, INPUTS_REPLAY);
	assert_int_equal(io_write(f->cx, "-", "pdf", 3), RC_OK);
	assert_true(inputs_written(f->cx, "-", &bytes, &len));
	assert_int_equal(io_read(f->cx, "-", 100, &bytes, &len), RC_FAIL);
}

static const struct zip_member members[] = {{"data/a.xsl", "<a/>", 4}, {"source/t\xc3\xa4.xml", "", 0}, {"z", "zzz\0z", 5}};

static void
test_a_zip_gives_back_what_was_put_in(void **state)
{
	struct fixture *f = *state;
	struct zip_member *found;
	struct buf zip = {0};
	size_t n;

	zip_write(members, ARRAY_LEN(members), &zip);
	assert_null(zip_read(f->cx->arena, zip.p, zip.len, &found, &n));
	assert_int_equal(n, ARRAY_LEN(members));
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(found[i].name, members[i].name);
		assert_int_equal(found[i].len, members[i].len);
		assert_memory_equal(found[i].bytes, members[i].bytes, members[i].len);
	}
	buf_free(&zip);
	zip_write(NULL, 0, &zip);
	assert_null(zip_read(f->cx->arena, zip.p, zip.len, &found, &n));
	assert_int_equal(n, 0);
	buf_free(&zip);
}

/* One byte anywhere, or cut anywhere: refused, and nothing is read beside the zip. */
static void
test_an_altered_zip_is_refused(void **state)
{
	struct fixture *f = *state;
	struct zip_member *found;
	struct buf zip = {0};
	size_t n;

	zip_write(members, ARRAY_LEN(members), &zip);
	for (size_t i = 0; i < zip.len; i++) {
		char *copy = arena_copy(f->cx->arena, zip.p, zip.len);

		copy[i] = (char)(copy[i] ^ 1 << i % 8);
		assert_non_null(zip_read(f->cx->arena, copy, zip.len, &found, &n));
		assert_non_null(zip_read(f->cx->arena, arena_copy(f->cx->arena, zip.p, i + 1), i + (i + 1 < zip.len), &found, &n));
	}
	buf_free(&zip);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_places_do_not_tell_where_files_lie, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_file_is_read_once_a_run, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_read_without_a_place_is_known, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_replay_sees_nothing_of_the_disk, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_replay_writes_no_standard_output, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_zip_gives_back_what_was_put_in, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_an_altered_zip_is_refused, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
