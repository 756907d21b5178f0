#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "finish/fin.h"
#include "finish/fin_out.h"
#include "temp.h"

struct fixture {
	struct ctx *cx;
	char dir[1024];
};

static int
setup(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));

	f->cx = ctx_new("/");
	temp_folder(f->dir, sizeof(f->dir));
	*state = f;
	return 0;
}

static const char *
path(struct fixture *f, const char *name)
{
	return arena_printf(f->cx->arena, "%s/%s", f->dir, name);
}

static int
teardown(void **state)
{
	static const char *const names[] = {"a.pdf", "a.svg", "a-001.svg", "a-002.svg"};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		unlink(path(f, names[i]));
	rmdir(path(f, "a-002.svg"));
	assert_int_equal(rmdir(f->dir), 0); /* nothing else was left behind */
	ctx_free(f->cx);
	test_free(f);
	return 0;
}

/* A small PDF of n pages as the finisher writes it. */
static struct buf
pdf(unsigned n, unsigned said)
{
	struct ctx *cx = ctx_new("/");
	struct fin_out *o = out_open(cx);
	uint32_t root = out_new(o), tree = out_new(o);
	struct buf kids = {0}, file;

	for (unsigned i = 0; i < n; i++) {
		uint32_t page = out_new(o);

		buf_printf(&kids, " %u 0 R", page);
		buf_printf(out_begin(o, page, OUT_PACKED), "<</Type/Page/Parent %u 0 R>>", tree);
		out_end(o);
	}
	buf_printf(out_begin(o, tree, OUT_PACKED), "<</Type/Pages/Kids[%s]/Count %u>>", buf_str(&kids), said);
	out_end(o);
	buf_printf(out_begin(o, root, OUT_PLAIN), "<</Type/Catalog/Pages %u 0 R>>", tree);
	out_end(o);
	file = out_close(o, root, 0);
	buf_free(&kids);
	ctx_free(cx);
	return file;
}

static void
test_a_sound_pdf_passes(void **state)
{
	struct buf b = pdf(3, 3);
	size_t pages;

	(void)state;
	assert_null(fin_check_pdf(b.p, b.len, &pages));
	assert_int_equal(pages, 3);
	buf_free(&b);
}

/* A report that was cut off anywhere must never be published, nor read beyond its end. */
static void
test_every_truncation_is_noticed(void **state)
{
	struct buf b = pdf(2, 2);
	size_t pages;

	(void)state;
	for (size_t n = 0; n + 1 < b.len; n++) {
		char *exact = test_malloc(n + 1);

		memcpy(exact, b.p, n);
		assert_non_null(fin_check_pdf(exact, n, &pages));
		test_free(exact);
	}
	buf_free(&b);
}

/* One byte too many in front shifts every offset; a lost page shows in the count. */
static void
test_shifted_and_miscounted_files_are_noticed(void **state)
{
	struct buf b = pdf(2, 2), few = pdf(2, 3), shifted = {0};
	size_t pages;

	(void)state;
	buf_puts(&shifted, "%PDF-1.7 ");
	buf_add(&shifted, b.p + 8, b.len - 8);
	assert_non_null(fin_check_pdf(shifted.p, shifted.len, &pages));
	assert_string_equal(fin_check_pdf(few.p, few.len, &pages), "the page tree counts wrong");
	buf_free(&b);
	buf_free(&few);
	buf_free(&shifted);
}

static struct drawn
two_pages(struct drawn_file files[2])
{
	files[0] = (struct drawn_file){.suffix = "-001"};
	files[1] = (struct drawn_file){.suffix = "-002"};
	buf_puts(&files[0].bytes, "one");
	buf_puts(&files[1].bytes, "two");
	return (struct drawn){.format = "svg", .files = files, .n = 2};
}

static bool
exists(struct fixture *f, const char *name)
{
	struct stat st;

	return lstat(path(f, name), &st) == 0;
}

static void
test_pages_are_numbered_beside_the_name(void **state)
{
	struct fixture *f = *state;
	struct drawn_file files[2];
	struct drawn d = two_pages(files);

	assert_int_equal(fin_write(f->cx, &d, path(f, "a.svg")), RC_OK);
	assert_true(exists(f, "a-001.svg") && exists(f, "a-002.svg") && !exists(f, "a.svg"));
	buf_free(&files[0].bytes);
	buf_free(&files[1].bytes);
}

/* The second page cannot be written: the first must not appear either (teardown looks for leftovers). */
static void
test_no_page_appears_when_one_cannot(void **state)
{
	struct fixture *f = *state;
	struct drawn_file files[2];
	struct drawn d = two_pages(files);

	assert_int_equal(mkdir(path(f, "a-002.svg"), 0700), 0);
	assert_int_equal(fin_write(f->cx, &d, path(f, "a.svg")), RC_FAIL);
	assert_false(exists(f, "a-001.svg"));
	assert_int_equal(fin_write(f->cx, &d, "-"), RC_FAIL);
	buf_free(&files[0].bytes);
	buf_free(&files[1].bytes);
}

static void
test_a_broken_pdf_is_not_published(void **state)
{
	struct fixture *f = *state;
	struct drawn_file file = {.suffix = "", .bytes = pdf(1, 1)};
	struct drawn d = {.format = "pdf", .files = &file, .n = 1};

	assert_int_equal(fin_write(f->cx, &d, path(f, "a.pdf")), RC_OK);
	assert_true(exists(f, "a.pdf"));
	unlink(path(f, "a.pdf"));
	file.bytes.len -= 10;
	assert_int_equal(fin_write(f->cx, &d, path(f, "a.pdf")), RC_FAIL);
	assert_false(exists(f, "a.pdf"));
	buf_free(&file.bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_sound_pdf_passes),
	    cmocka_unit_test(test_every_truncation_is_noticed),
	    cmocka_unit_test(test_shifted_and_miscounted_files_are_noticed),
	    cmocka_unit_test_setup_teardown(test_pages_are_numbered_beside_the_name, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_no_page_appears_when_one_cannot, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_broken_pdf_is_not_published, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
