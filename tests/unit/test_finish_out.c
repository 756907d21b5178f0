#include "unit.h"

#include <string.h>

#include "finish/fin_out.h"
#include "temp.h"

static int
setup(void **state)
{
	*state = ctx_new("/");
	return 0;
}

static int
teardown(void **state)
{
	ctx_free(*state);
	return 0;
}

/* Asks qpdf, which has nothing of ours: true when it has neither errors nor warnings. A file that it refuses stays unread. */
static bool
qpdf_accepts(const struct buf *pdf, const char *look_for)
{
	char dir[1024], command[4096];
	FILE *f;
	int status;

	temp_folder(dir, sizeof(dir));
	snprintf(command, sizeof(command), "%s/a.pdf", dir);
	f = fopen(command, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(pdf->p, 1, pdf->len, f), pdf->len);
	fclose(f);
	snprintf(command, sizeof(command), "cd %s && qpdf --check a.pdf >out 2>&1 && qpdf --qdf --object-streams=disable a.pdf - | grep -aqF '%s'",
	    dir, look_for);
	status = system(command);
	temp_remove(dir);
	return status == 0;
}

static bool
has_qpdf(void)
{
	return system("command -v qpdf >/dev/null") == 0;
}

static uint32_t
write_text(struct fin_out *o, enum out_place place, const char *text)
{
	uint32_t id = out_new(o);

	buf_puts(out_begin(o, id, place), text);
	out_end(o);
	return id;
}

/* One page, and as many objects as are asked for: more than an object stream takes, some written before their number's turn. */
static struct buf
document(struct ctx *cx, unsigned objects, const char *extra)
{
	struct fin_out *o = out_open(cx);
	uint32_t root = out_new(o), tree = out_new(o), page = out_new(o), content = out_new(o), many, info;
	struct buf *b, list = {0};

	out_stream(o, content, NULL, "0 0 10 10 re f\n", 15, OUT_DEFLATE);
	b = out_begin(o, page, OUT_PACKED);
	buf_printf(b, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 100 100]/Resources<<>>/Contents %u 0 R>>", tree, content);
	out_end(o);
	for (unsigned i = 0; i < objects; i++) {
		out_ref(&list, write_text(o, i % 7 == 3 ? OUT_PLAIN : OUT_PACKED, "<</Here true>>"));
		buf_putc(&list, ' ');
	}
	many = out_new(o);
	buf_printf(out_begin(o, many, OUT_PACKED), "[%s]", buf_str(&list));
	out_end(o);
	b = out_begin(o, tree, OUT_PACKED);
	buf_printf(b, "<</Type/Pages/Kids[%u 0 R]/Count 1>>", page);
	out_end(o);
	info = write_text(o, OUT_PACKED, "<</Title(A title)>>");
	b = out_begin(o, root, OUT_PLAIN);
	buf_printf(b, "<</Type/Catalog/Pages %u 0 R/Many %u 0 R %s>>", tree, many, extra);
	out_end(o);
	buf_free(&list);
	return out_close(o, root, info);
}

static void
test_what_is_written_is_a_pdf_for_qpdf(void **state)
{
	static const unsigned counts[] = {0, 1, 199, 200, 201, 1000};

	if (!has_qpdf())
		skip();
	for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
		struct buf b = document(*state, counts[i], "/Mark 17");

		assert_true(qpdf_accepts(&b, "/Mark 17"));
		assert_true(counts[i] == 0 || qpdf_accepts(&b, "/Here true"));
		b.p[b.len / 2] ^= 1; /* the judge judges */
		assert_false(qpdf_accepts(&b, "/Mark 18"));
		buf_free(&b);
	}
}

/* Signers and verifiers look for some objects by their bytes; the rest is small. */
static void
test_plain_objects_are_found_by_their_bytes_and_packed_ones_are_not(void **state)
{
	struct buf b = document(*state, 400, "/Mark 17"), more = document(*state, 800, "");

	assert_non_null(memmem(b.p, b.len, "1 0 obj\n<</Type/Catalog", 23));
	assert_null(memmem(b.p, b.len, "/Type/Pages", 11));
	assert_true(more.len - b.len < 400 * 20);
	buf_free(&b);
	buf_free(&more);
}

static void
test_the_identifier_is_that_of_the_content(void **state)
{
	struct buf a = document(*state, 3, ""), same = document(*state, 3, ""), other = document(*state, 3, "/Other 1");
	const char *id = memmem(a.p, a.len, "/ID[<", 5), *other_id = memmem(other.p, other.len, "/ID[<", 5);

	assert_int_equal(a.len, same.len);
	assert_memory_equal(a.p, same.p, a.len);
	assert_memory_equal(id + 5, id + 5 + 34, 32); /* of the first version, and of this one */
	assert_true(memcmp(id, other_id, 37) != 0);
	buf_free(&a);
	buf_free(&same);
	buf_free(&other);
}

/* A number that nothing was written for is free, and no reason to complain. */
static void
test_a_number_may_stay_unused(void **state)
{
	struct fin_out *o = out_open(*state);
	uint32_t root = out_new(o), tree = out_new(o);
	struct buf b;

	if (!has_qpdf())
		skip();
	out_new(o);
	buf_printf(out_begin(o, tree, OUT_PACKED), "<</Type/Pages/Kids[]/Count 0>>");
	out_end(o);
	buf_printf(out_begin(o, root, OUT_PLAIN), "<</Type/Catalog/Pages %u 0 R>>", tree);
	out_end(o);
	b = out_close(o, root, 0);
	assert_true(qpdf_accepts(&b, "/Catalog"));
	buf_free(&b);
}

static void
assert_part(struct buf *b, const char *expected)
{
	assert_string_equal(buf_str(b), expected);
	buf_free(b);
}

static void
test_numbers_are_as_short_as_they_can_be(void **state)
{
	static const struct {
		mpt v;
		const char *text;
	} rows[] = {{0, "0"}, {1000, "1"}, {12500, "12.5"}, {-500, "-0.5"}, {1, "0.001"}, {-1234, "-1.234"}, {100010, "100.01"}, {10000, "10"}};
	struct buf b = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		out_real(&b, rows[i].v);
		assert_part(&b, rows[i].text);
	}
	out_rect(&b, 842000, 10000, 20000, 30500, 5000);
	assert_part(&b, "[10 817 40.5 822]");
}

/* A string that ends before its end would let a title write into the file. */
static void
test_strings_and_names_cannot_be_left(void **state)
{
	struct buf b = {0};

	(void)state;
	out_bytes(&b, "a)(\\\r\n\0b", 8);
	assert_int_equal(b.len, 14);
	assert_memory_equal(b.p, "(a\\)\\(\\\\\\r\n\0b)", 14);
	b.len = 0;
	out_text(&b, "Plain (text)");
	assert_part(&b, "(Plain \\(text\\))");
	out_text(&b, "ä€\xF0\x9D\x84\x9E"); /* U+1D11E is a pair */
	assert_part(&b, "<FEFF00E420ACD834DD1E>");
	out_text(&b, "bell\a"); /* no character of PDFDocEncoding */
	assert_part(&b, "<FEFF00620065006C006C0007>");
	out_name(&b, "text/xml #1>>");
	assert_part(&b, "/text#2Fxml#20#231#3E#3E");
}

static void
test_dates_have_four_digits_of_a_year(void **state)
{
	struct buf b = {0};

	(void)state;
	out_date(&b, 1700000000);
	assert_part(&b, "(D:20231114221320Z)");
	out_date(&b, -1);
	assert_part(&b, "(D:19691231235959Z)");
	out_date(&b, INT64_MAX);
	assert_part(&b, "(D:99991231235959Z)");
	out_date(&b, INT64_MIN + 1);
	assert_part(&b, "(D:00010101000000Z)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_what_is_written_is_a_pdf_for_qpdf, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_plain_objects_are_found_by_their_bytes_and_packed_ones_are_not, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_the_identifier_is_that_of_the_content, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_number_may_stay_unused, setup, teardown),
	    cmocka_unit_test(test_numbers_are_as_short_as_they_can_be),
	    cmocka_unit_test(test_strings_and_names_cannot_be_left),
	    cmocka_unit_test(test_dates_have_four_digits_of_a_year),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
