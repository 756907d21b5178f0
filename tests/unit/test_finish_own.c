#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "finish/fin_own.h"
#include "form_fixture.h"

static const struct form_texts plain;

static const char *
refusal(const struct buf *b)
{
	struct arena *a = arena_new();
	struct own_file *f;
	char *bytes = mem_alloc(b->len); /* to the byte: a reader that looks behind the end is caught */
	static char said[200];
	const char *wrong;

	memcpy(bytes, b->p, b->len);
	wrong = own_open(a, bytes, b->len, &f);
	snprintf(said, sizeof(said), "%s", wrong != NULL ? wrong : "");
	free(bytes);
	arena_free(a);
	return wrong != NULL ? said : NULL;
}

static void
objects_are_found_plain_and_packed(void **state UNUSED)
{
	struct arena *a = arena_new();
	struct buf b = form_pdf(&plain);
	struct own_file *f;
	struct own_val root, v, form, fields, item;
	const char *at = NULL;
	int32_t mpt;

	assert_null(own_open(a, b.p, b.len, &f));
	assert_int_equal(own_base_len(f), b.len);
	assert_true(own_object(f, f->root, &root));
	assert_true(own_lookup(&root, "/Lang", &v));
	assert_string_equal(own_text(a, &v), "en");
	assert_true(own_lookup_object(f, &root, "/StructTreeRoot", &v)); /* packed */
	assert_true(own_lookup(&v, "/ParentTreeNextKey", &v));
	assert_int_equal(v.n, 1);
	assert_true(own_lookup_object(f, &root, "/AcroForm", &form));
	assert_true(own_lookup(&form, "/Fields", &fields));
	assert_true(own_item(&fields, &at, &item));
	assert_int_equal(item.kind, OWN_REF);
	assert_false(own_item(&fields, &at, &v));
	assert_true(own_object(f, (uint32_t)item.n, &v));
	assert_true(own_lookup(&v, "/Rect", &fields));
	at = NULL;
	assert_true(own_item(&fields, &at, &item) && own_mpt(&item, &mpt));
	assert_int_equal(mpt, 20000);
	assert_false(own_object(f, 99, &v));
	buf_free(&b);
	arena_free(a);
}

static void
streams_are_unpacked_up_to_a_limit(void **state UNUSED)
{
	struct arena *a = arena_new();
	struct buf b = form_pdf(&plain);
	struct own_file *f;
	const char *bytes;
	size_t len;

	assert_null(own_open(a, b.p, b.len, &f));
	assert_true(own_unpacked(f, F_CONTENT, 1000, &bytes, &len));
	assert_int_equal(len, 23);
	assert_memory_equal(bytes, "0.5 w 20 20 200 60 re S", len);
	assert_false(own_unpacked(f, F_CONTENT, 22, &bytes, &len));
	assert_false(own_unpacked(f, F_FIELD, 1000, &bytes, &len));
	buf_free(&b);
	arena_free(a);
}

static void
nothing_can_stand_beside_the_objects(void **state UNUSED)
{
	struct buf b = form_pdf(&plain), c = {0};
	const char *gap = strstr(b.p, "2 0 obj");

	buf_add(&c, b.p, b.len);
	buf_puts(&c, "\n");
	assert_string_equal(refusal(&c), "it does not end as a PDF does");
	/* Blanks in the place of an object that the table does not name, and a comment there. */
	c.len = 0;
	buf_add(&c, b.p, b.len);
	memcpy(c.p + (gap - b.p), "9", 1);
	assert_string_equal(refusal(&c), "an object is not where the cross-reference stream says");
	c.len = 0;
	buf_add(&c, b.p, b.len);
	memset(strstr(c.p, "/Kids[3 0 R]"), '%', 12);
	assert_non_null(refusal(&c));
	buf_free(&b);
	buf_free(&c);
}

/* A file is from anywhere: no cut and no flipped bit may lead outside of it. */
static void
every_cut_and_flip_is_read_without_harm(void **state UNUSED)
{
	struct buf b = form_pdf(&plain);
	size_t refused = 0, len = b.len;

	assert_null(refusal(&b));
	for (b.len = 0; b.len < len; b.len++)
		assert_non_null(refusal(&b));
	for (size_t i = 0; i < len * 2; i++) {
		char was = b.p[i / 2];

		b.p[i / 2] ^= (char)(1 << (i * 5 % 8));
		refused += refusal(&b) != NULL;
		b.p[i / 2] = was;
	}
	assert_true(refused > len); /* flips in strings and names are another's business */
	assert_null(refusal(&b));
	buf_free(&b);
}

static bool
value(const char *s, struct own_val *v)
{
	const char *at = s;

	return own_next(&at, s + strlen(s), v);
}

static void
values_are_read_strictly(void **state UNUSED)
{
	static const char *const wrong[] = {"", "(a", "<4", "<4x>", "[1", "<<", "[1>>", "<</A 1]", "1.2.3", "tru", ")", "]", "1234567890123456", "%x\n1"};
	struct arena *a = arena_new();
	struct own_val v, k;
	struct buf deep = {0};

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(value(wrong[i], &v));
	assert_true(value("<</A 1/B[2 0 R(x\\)y)]/C<</A 2>>/D -1.5>> tail", &v));
	assert_int_equal(v.kind, OWN_DICT);
	assert_int_equal(v.len, 40);
	assert_true(own_lookup(&v, "/A", &k) && k.n == 1);
	assert_false(own_lookup(&v, "/E", &k));
	assert_true(value("<</A 1/A 2>>", &v));
	assert_false(own_lookup(&v, "/A", &k)); /* which of the two would be chance */
	assert_true(value("<</A 1/B>>", &v));
	assert_false(own_lookup(&v, "/A", &k));
	assert_true(value("12 0 R", &v) && v.kind == OWN_REF && v.n == 12);
	assert_true(value("12 0 Rx", &v) && v.kind == OWN_INT);
	assert_true(value("(\\101\\(\\n\\053x)", &v));
	assert_string_equal(own_text(a, &v), "A(\n+x");
	assert_true(value("<FEFF00E9D83DDE00>", &v));
	assert_string_equal(own_text(a, &v), "é😀");
	for (size_t i = 0; i < 40; i++)
		buf_putc(&deep, '[');
	assert_false(value(buf_str(&deep), &v));
	buf_free(&deep);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(objects_are_found_plain_and_packed),
	    cmocka_unit_test(streams_are_unpacked_up_to_a_limit),
	    cmocka_unit_test(nothing_can_stand_beside_the_objects),
	    cmocka_unit_test(every_cut_and_flip_is_read_without_harm),
	    cmocka_unit_test(values_are_read_strictly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
