#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "finish/fin_own.h"
#include "finish/fin_pdf.h"

/* Objects as cairo writes them: a page with a picture that is named twice, and a font. What is not reached must stay behind. */
static const char *const objects[] = {
    [1] = "<< /Type /Pages\n   /Kids [ 2 0 R ]\n   /Count 1\n>>",
    [2] = "<< /Type /Page % 1\n   /Parent 1 0 R\n   /MediaBox [ 0 0 300 400 ]\n   /Contents 3 0 R\n   /Group <<\n      /Type /Group\n      /S /Transparency\n"
	  "      /CS /DeviceRGB\n   >>\n   /Resources 5 0 R\n>>",
    [3] = "<< /Length 4 0 R\n>>\nstream\n1 0 0 -1 0 400 cm\nq\n5 5 0.012 0.063 re f\nBT (a)Tj ET\nQ\n\nendstream",
    [4] = "   55",
    [5] = "<<\n   /XObject << /x7 7 0 R             /x7 7 0 R /x70 7 0 R >>\n   /Font <<\n      /f-0-1 9 0 R\n   >>\n>>",
    [6] = "<< /Secret (never reached) >>",
    [7] = "<< /Length 3\n   /Type /XObject\n   /Subtype /Image\n   /Width 1\n   /Height 1\n   /ColorSpace /DeviceRGB\n   /Interpolate true\n"
	  "   /BitsPerComponent 8\n   /SMask 8 0 R\n>>\nstream\nabc\nendstream",
    [8] = "<< /Length 1\n   /Type /XObject\n   /Subtype /Image\n   /Width 1\n   /Height 1\n   /ColorSpace /DeviceGray\n   /Interpolate true\n"
	  "   /BitsPerComponent 8\n>>\nstream\nx\nendstream",
    [9] = "<< /Type /Font\n   /Subtype /Type0\n   /BaseFont /ABCDEF+Some\n   /Encoding /Identity-H\n   /DescendantFonts [ 10 0 R]\n>>",
    [10] = "<< /Type /Font\n   /Subtype /CIDFontType2\n   /BaseFont /ABCDEF+Some\n   /CIDSystemInfo\n   << /Registry (Adobe)\n      /Ordering (Id\\)entity)\n"
	   "      /Supplement 0\n   >>\n   /FontDescriptor 11 0 R\n   /W [0 [ 640 -916.5 911 ]]\n>>",
    [11] = "<< /Type /FontDescriptor\n   /FontName /ABCDEF+Some\n   /CIDSet 8 0 R\n   /Flags 4\n>>",
    [12] = "<< /Type /Catalog\n   /Pages 1 0 R\n   /Secret 6 0 R\n>>",
};
#define N ARRAY_LEN(objects)

struct fixture {
	struct ctx *cx;
	struct drawn_page page;
	struct drawn_mark mark;
	struct tag_elem elems[2];
	struct tag_kid kids[2];
	struct drawn_doc doc;
	struct drawn_file file;
	struct drawn drawn;
};

static int
setup(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));

	f->cx = ctx_new("/");
	f->page = (struct drawn_page){.w = 300000, .h = 400000, .n_marks = 1};
	f->mark.elem = 1;
	f->elems[0] = (struct tag_elem){.parent = TAG_NONE, .first_kid = 0, .last_kid = 0, .type = TAG_DOCUMENT};
	f->elems[1] = (struct tag_elem){.parent = 0, .first_kid = 1, .last_kid = 1, .type = TAG_P};
	f->kids[0] = (struct tag_kid){.kind = KID_ELEM, .next = TAG_KID_END, .what = 1};
	f->kids[1] = (struct tag_kid){.kind = KID_MARK, .next = TAG_KID_END, .what = 0};
	f->doc = (struct drawn_doc){.arena = f->cx->arena, .title = "T", .lang = "en", .date = DRAWN_NO_DATE, .pages = &f->page, .marks = &f->mark,
	    .elems = f->elems, .kids = f->kids, .n_pages = 1, .n_marks = 1, .n_elems = 2, .n_kids = 2};
	f->file.suffix = "";
	f->drawn = (struct drawn){.format = "pdf", .files = &f->file, .n = 1, .pages = 1, .doc = &f->doc};
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->file.bytes);
	ctx_free(f->cx);
	test_free(f);
	return 0;
}

/* The file, with one object replaced. */
static struct buf
cairo_file(size_t changed, const char *by)
{
	struct buf b = {0};
	size_t offsets[N] = {0}, xref;

	buf_puts(&b, "%PDF-1.5\n");
	for (size_t i = 1; i < N; i++) {
		offsets[i] = b.len;
		buf_printf(&b, "%zu 0 obj\n%s\nendobj\n", i, i == changed ? by : objects[i]);
	}
	xref = b.len;
	buf_printf(&b, "xref\n0 %zu\n0000000000 65535 f \n", N);
	for (size_t i = 1; i < N; i++)
		buf_printf(&b, "%010zu 00000 n \n", offsets[i]);
	buf_printf(&b, "trailer\n<< /Size %zu\n   /Root 12 0 R\n>>\nstartxref\n%zu\n%%%%EOF\n", N, xref);
	return b;
}

static enum rc
finish(struct fixture *f, size_t changed, const char *by)
{
	static const struct fin_opts opts = {.profile = PROFILE_PDF17};

	buf_free(&f->file.bytes);
	f->file.bytes = cairo_file(changed, by);
	return fin_pdf(f->cx, &f->drawn, &opts);
}

/* The text of the object at the end of a path of keys from the page's dictionary; "" when it is not there. */
static const char *
at(struct fixture *f, const char *path)
{
	struct own_file *own;
	struct own_val v, kids;
	const char *item = NULL;
	char *step = NULL, *rest = arena_strdup(f->cx->arena, path);

	assert_null(own_open(f->cx->arena, f->file.bytes.p, f->file.bytes.len, &own));
	assert_true(own_object(own, own->root, &v) && own_lookup_object(own, &v, "/Pages", &v) && own_lookup(&v, "/Kids", &kids));
	assert_true(own_item(&kids, &item, &v) && own_object(own, (uint32_t)v.n, &v));
	while ((step = strsep(&rest, " ")) != NULL) {
		if (v.kind == OWN_ARRAY) {
			item = NULL;
			assert_true(own_item(&v, &item, &v));
			if (v.kind == OWN_REF)
				assert_true(own_object(own, (uint32_t)v.n, &v));
		}
		if (!own_lookup_object(own, &v, arena_printf(f->cx->arena, "/%s", step), &v))
			return "";
	}
	return arena_strndup(f->cx->arena, v.p, v.len);
}

static void
test_what_pages_are_drawn_with_is_copied(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(finish(f, 0, NULL), RC_OK);
	assert_string_equal(at(f, "Resources Font f-0-1 BaseFont"), "/ABCDEF+Some");
	assert_string_equal(at(f, "Resources Font f-0-1 DescendantFonts CIDSystemInfo"), "<</Registry(Adobe)/Ordering(Id\\)entity)/Supplement 0>>");
	assert_string_equal(at(f, "Resources Font f-0-1 DescendantFonts W"), "[0[640 -916.5 911]]");
	assert_string_equal(at(f, "Resources XObject x7 Width"), "1");
	assert_string_equal(at(f, "Resources XObject x70 SMask ColorSpace"), "/DeviceGray");
	assert_string_equal(at(f, "Group"), "<</Type/Group/S/Transparency/CS/DeviceRGB>>");
	assert_string_equal(at(f, "MediaBox"), "[0 0 300 400]");
}

/* Without these, PDF/A and PDF/UA refuse the file. */
static void
test_what_cairo_leaves_out_is_added(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(finish(f, 0, NULL), RC_OK);
	assert_string_equal(at(f, "Resources Font f-0-1 DescendantFonts CIDToGIDMap"), "/Identity");
	assert_string_equal(at(f, "Resources Font f-0-1 DescendantFonts FontDescriptor Flags"), "4");
	assert_string_equal(at(f, "Resources Font f-0-1 DescendantFonts FontDescriptor CIDSet"), "");
	assert_string_equal(at(f, "Resources XObject x7 Interpolate"), "");
	assert_string_equal(at(f, "Resources XObject x7 SMask Interpolate"), "");
}

/* own_lookup refuses a key that is there twice, as qpdf warns of it. */
static void
test_a_picture_that_is_named_twice_is_named_once(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(finish(f, 0, NULL), RC_OK);
	assert_string_not_equal(at(f, "Resources XObject x7"), "");
	assert_null(memmem(f->file.bytes.p, f->file.bytes.len, "never reached", 13));
}

/* A file that was drawn wrong is never mended, and never written. */
static void
test_what_is_not_expected_is_refused(void **state)
{
	static const struct {
		size_t object;
		const char *by;
	} rows[] = {
	    {1, "<< /Type /Pages /Kids [ 2 0 R 2 0 R ] /Count 2 >>"},
	    {1, "<< /Type /Pages /Kids [ 2 0 R ] /Count 2 >>"},
	    {1, "<< /Type /Pages /Kids [ 1 0 R ] /Count 1 >>"},
	    {1, "<< /Type /Pages /Kids [ 77 0 R ] /Count 1 >>"},
	    {1, "<< /Type /Pages /Kids [ 2 0 R ]"},
	    {2, "<< /Type /Page /Resources 5 0 R >>"},
	    {2, "<< /Type /Page /Contents [ 3 0 R ] >>"},
	    {3, "<< /Length 4 0 R >> stream of nothing"},
	    {3, "<< /Length 9999 >>\nstream\nq Q\nendstream"},
	    {3, "<< /Length 1 >>\nstream\nq Q\nendstream"},
	    {3, "<< /Length -1 >>\nstream\nq Q\nendstream"},
	    {3, "<< /Length 3 /Filter /LZWDecode >>\nstream\nq Q\nendstream"},
	    {3, "<< /Length 3 /Filter /FlateDecode >>\nstream\nq Q\nendstream"},
	    {3, "<< >>\nstream\nq Q\nendstream"},
	    {4, "(55)"},
	    {5, "<< /Font << /f-0-1 9 0 R >>"},
	    {5, "<< /Font << (f) 9 0 R >> >>"},
	    {5, "<< /Font << /f 99 0 R >> >>"},
	    {7, "<< /Length 3 >>\nstream\nabcd\nendstream"},
	    {9, "<< /Type /Font /DescendantFonts [ 10 0 R >> ]"},
	    {12, "<< /Type /Catalog >>"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (finish(f, rows[i].object, rows[i].by) == RC_OK)
			fail_msg("not refused: %s", rows[i].by);
	f->doc.n_pages = 2;
	assert_int_equal(finish(f, 0, NULL), RC_FAIL);
}

/* As deep as it wants: an answer, and a stack that holds. */
static void
test_depth_is_limited(void **state)
{
	struct fixture *f = *state;
	struct buf deep = {0};

	buf_puts(&deep, "<< /Deep ");
	for (int i = 0; i < 100000; i++)
		buf_puts(&deep, i % 2 == 0 ? "[" : "<</A ");
	assert_int_equal(finish(f, 5, buf_str(&deep)), RC_FAIL);
	buf_free(&deep);
}

static void
test_every_truncation_is_noticed(void **state)
{
	static const struct fin_opts opts = {.profile = PROFILE_PDF17};
	struct fixture *f = *state;
	struct buf whole = cairo_file(0, NULL);

	for (size_t n = 0; n + 6 < whole.len; n += n + 300 < whole.len ? 7 : 1) {
		buf_free(&f->file.bytes);
		f->file.bytes.p = malloc(n + 1);
		memcpy(f->file.bytes.p, whole.p, n);
		f->file.bytes.p[n] = '\0';
		f->file.bytes.len = n;
		f->file.bytes.cap = n + 1;
		assert_int_equal(fin_pdf(f->cx, &f->drawn, &opts), RC_FAIL);
	}
	buf_free(&whole);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(test_what_pages_are_drawn_with_is_copied),
	    TEST(test_what_cairo_leaves_out_is_added),
	    TEST(test_a_picture_that_is_named_twice_is_named_once),
	    TEST(test_what_is_not_expected_is_refused),
	    TEST(test_depth_is_limited),
	    TEST(test_every_truncation_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
