#include <png.h>

#include "render_fixture.h"

static uint32_t
word(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

/* The data of the first chunk of a type whose data begin so; NULL: none. */
static const char *
chunk(const struct buf *b, const char *type, const char *begin, size_t len)
{
	for (size_t at = 8; at + 12 <= b->len; at += 12 + word(b->p + at))
		if (memcmp(b->p + at + 4, type, 4) == 0 && word(b->p + at) >= len && memcmp(b->p + at + 8, begin, len) == 0)
			return b->p + at + 8;
	return NULL;
}

/* Who puts a page on a slide gets it in its own size; who archives it knows what it is. */
static void
test_a_picture_says_what_it_is(void **state)
{
	static const char title[] = "Title\0\0\0en\0\0A (title) \xc3\xa9, 1";
	struct fixture *f = *state;
	struct drawn out;
	const struct buf *b;
	const char *size;
	png_image png = {.version = PNG_IMAGE_VERSION};
	unsigned char *px;

	text_add(f, NULL, 10000, 10000, "serif", 10000, "Affluent offices");
	out = draw(f, &dev_png, 2);
	assert_int_equal(out.n, 2);
	b = &out.files[0].bytes;
	size = chunk(b, "pHYs", "", 0);
	assert_non_null(size);
	assert_int_equal(word(size), 2835); /* 72 dpi, in pixels a metre */
	assert_int_equal(word(size + 4), 2835);
	assert_int_equal(size[8], 1);
	assert_non_null(chunk(b, "sRGB", "\0", 1));
	assert_non_null(chunk(b, "iTXt", title, sizeof(title) - 1));
	assert_non_null(chunk(b, "iTXt", "Author", 6));
	/* libpng holds every chunk to its checksum. */
	assert_true(png_image_begin_read_from_memory(&png, b->p, b->len));
	png.format = PNG_FORMAT_RGB;
	assert_int_equal(png.width, 300);
	px = arena_alloc(f->cx->arena, PNG_IMAGE_SIZE(png));
	assert_true(png_image_finish_read(&png, NULL, px, 0, NULL));
	assert_int_equal(png.warning_or_error, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_a_picture_says_what_it_is, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
