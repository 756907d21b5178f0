#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "layout/lay_image_read.h"

/* gzip of n bytes; yours to free. */
static char *
zipped(const char *bytes, size_t n, size_t *len)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes, .avail_in = (uInt)n};
	char *out = malloc(n / 2 + 1024);

	assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)(n / 2 + 1024);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	*len = z.total_out;
	deflateEnd(&z);
	return out;
}

static void
test_a_compressed_picture_is_unpacked(void **state)
{
	static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";
	struct arena *a = arena_new();
	struct image im = {.name = "p.svgz"};
	const char *why;
	char *bytes = zipped(svg, strlen(svg), &im.len);

	(void)state;
	im.bytes = bytes;
	assert_int_equal(lay_image_unzip(a, &im, &why), PICTURE_OK);
	assert_int_equal(im.len, strlen(svg));
	assert_memory_equal(im.bytes, svg, im.len);
	arena_free(a);
	free(bytes);
}

/* Sixty kilobytes of a stranger must not become gigabytes of ours. */
static void
test_a_bomb_and_half_a_file_are_refused(void **state)
{
	size_t n = LIMIT_SVGZ_BYTES + 2, len;
	char *zeros = calloc(n, 1), *bytes = zipped(zeros, n, &len);
	struct arena *a = arena_new();
	struct image bomb = {.name = "bomb", .bytes = bytes, .len = len}, half = {.name = "half", .bytes = bytes, .len = len / 2};
	const char *why;

	(void)state;
	assert_int_equal(lay_image_unzip(a, &bomb, &why), PICTURE_TOO_LARGE);
	assert_int_equal(bomb.len, len); /* as it was */
	assert_int_equal(lay_image_unzip(a, &half, &why), PICTURE_DAMAGED);
	arena_free(a);
	free(bytes);
	free(zeros);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_compressed_picture_is_unpacked),
	    cmocka_unit_test(test_a_bomb_and_half_a_file_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
