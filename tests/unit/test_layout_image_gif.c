#include "unit.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "layout/lay_image_read.h"

static int
setup(void **state)
{
	*state = ctx_new(TEST_SOURCE_DIR);
	return 0;
}

static int
teardown(void **state)
{
	ctx_free(*state);
	return 0;
}

/* ---- GIFs made here -------------------------------------------------------------------------------------------------- */

static void
put16(struct buf *b, unsigned v)
{
	buf_putc(b, (char)v);
	buf_putc(b, (char)(v >> 8));
}

struct bits {
	struct buf out;
	uint32_t bits;
	unsigned n;
};

static void
put_code(struct bits *b, unsigned code, unsigned width)
{
	b->bits |= (uint32_t)code << b->n;
	for (b->n += width; b->n >= 8; b->n -= 8, b->bits >>= 8)
		buf_putc(&b->out, (char)b->bits);
}

/* The code size, sub-blocks of at most block bytes, and the empty one. */
static void
put_blocks(struct buf *gif, unsigned size, struct bits *b, size_t block)
{
	put_code(b, 0, 7); /* what is left of the last byte */
	buf_putc(gif, (char)size);
	for (size_t i = 0; i < b->out.len; i += block) {
		size_t n = b->out.len - i < block ? b->out.len - i : block;

		buf_putc(gif, (char)n);
		buf_add(gif, b->out.p + i, n);
	}
	buf_putc(gif, 0);
	buf_free(&b->out);
}

/* LZW as appendix F has it; clears when the table is full, or leaves it full when lazy. */
static void
put_lzw(struct buf *gif, unsigned size, const unsigned char *px, size_t n, bool lazy)
{
	uint16_t(*child)[256] = test_calloc(4096, sizeof(*child));
	unsigned clear = 1u << size, width = size + 1, next = clear + 2, code = px[0];
	struct bits b = {0};

	put_code(&b, clear, width);
	for (size_t i = 1; i < n; i++) {
		if (child[code][px[i]] != 0) {
			code = child[code][px[i]];
			continue;
		}
		put_code(&b, code, width);
		if (next < 4096) {
			child[code][px[i]] = (uint16_t)next;
			if (next++ == 1u << width && width < 12)
				width++;
		} else if (!lazy) {
			put_code(&b, clear, width);
			memset(child, 0, 4096 * sizeof(*child));
			width = size + 1;
			next = clear + 2;
		}
		code = px[i];
	}
	put_code(&b, code, width);
	if (next == 1u << width && width < 12)
		width++;
	put_code(&b, clear + 1, width);
	put_blocks(gif, size, &b, 255);
	test_free(child);
}

/* The header and a table of 2^size colours: index i is (i, 2i, 255-i). */
static struct buf
screen(unsigned w, unsigned h, unsigned size)
{
	struct buf b = {0};

	buf_puts(&b, "GIF89a");
	put16(&b, w);
	put16(&b, h);
	buf_putc(&b, (char)(0x80 | (size - 1)));
	buf_add(&b, "\0\0", 2);
	for (unsigned i = 0; i < 1u << size; i++) {
		buf_putc(&b, (char)i);
		buf_putc(&b, (char)(2 * i));
		buf_putc(&b, (char)(255 - i));
	}
	return b;
}

static void
put_frame(struct buf *b, unsigned x, unsigned y, unsigned w, unsigned h, unsigned flags)
{
	buf_putc(b, 0x2c);
	put16(b, x);
	put16(b, y);
	put16(b, w);
	put16(b, h);
	buf_putc(b, (char)flags);
}

static struct buf
small_gif(void)
{
	static const unsigned char px[6] = {0, 1, 2, 3, 2, 1};
	struct buf b = screen(3, 2, 2);

	put_frame(&b, 0, 0, 3, 2, 0);
	put_lzw(&b, 2, px, 6, false);
	buf_putc(&b, 0x3b);
	return b;
}

static enum lay_image_verdict
read_gif(struct ctx *cx, const struct buf *b, struct image *im)
{
	const char *why = NULL;
	enum lay_image_verdict v;

	*im = (struct image){.kind = IMAGE_PNG, .bytes = b->p, .len = b->len};
	v = lay_image_read_gif(cx->arena, im, &why);
	if (v == PICTURE_OK)
		return v;
	assert_non_null(why);
	assert_ptr_equal(im->bytes, b->p); /* nothing of it is handed on */
	return v;
}

/* The rows of the PNG that came of it, each after its filter byte; it must pass our own check of PNGs. test_free it. */
static unsigned char *
rows_of(struct image *im, size_t depth)
{
	uLongf len = (uLongf)im->px_h * (1 + im->px_w * depth);
	unsigned char *rows = test_malloc(len);
	struct image again = *im;
	const char *why = "";

	assert_int_equal(lay_image_read_png(&again, &why), PICTURE_OK);
	assert_int_equal(again.px_w, im->px_w);
	assert_int_equal(im->bytes[25], depth == 4 ? 6 : 2);
	assert_int_equal(uncompress(rows, &len, (const Bytef *)im->bytes + 41, (uLong)im->len - 41), Z_OK);
	assert_int_equal(len, im->px_h * (1 + im->px_w * depth));
	return rows;
}

/* ---- what comes out -------------------------------------------------------------------------------------------------- */

/* A GIF names no resolution: the documents that have one count on 72 px an inch. */
static void
test_a_plain_gif(void **state)
{
	static const char rows[] = "\0\0\0\xff\1\2\xfe\2\4\xfd"
				   "\0\3\6\xfc\2\4\xfd\1\2\xfe";
	struct buf b = small_gif();
	struct image im;
	unsigned char *got;

	assert_int_equal(read_gif(*state, &b, &im), PICTURE_OK);
	assert_int_equal(im.w, 3000);
	assert_int_equal(im.h, 2000);
	got = rows_of(&im, 3);
	assert_memory_equal(got, rows, sizeof(rows) - 1);
	test_free(got);
	buf_free(&b);
}

/* Noise fills the table of codes several times, lines of one colour make the codes that name themselves. */
static void
test_codes_of_all_widths(void **state)
{
	enum { W = 150, H = 140 };
	unsigned char *px = test_malloc((size_t)W * H);
	uint32_t seed = 7;

	for (size_t i = 0; i < W * H; i++) {
		seed = seed * 1664525u + 1013904223u;
		px[i] = i / W % 3 == 0 ? 9 : (unsigned char)(seed >> 24);
	}
	for (unsigned lazy = 0; lazy < 2; lazy++) {
		struct buf b = screen(W, H, 8);
		struct image im;
		unsigned char *got;

		put_frame(&b, 0, 0, W, H, 0);
		put_lzw(&b, 8, px, (size_t)W * H, lazy != 0);
		assert_int_equal(read_gif(*state, &b, &im), PICTURE_OK);
		got = rows_of(&im, 3);
		for (size_t i = 0; i < W * H; i++)
			assert_int_equal(got[i / W + 1 + 3 * i], px[i]);
		test_free(got);
		buf_free(&b);
	}
	test_free(px);
}

/* The rows come in four passes; every height must put each row in its place. */
static void
test_interlaced_rows_are_put_in_order(void **state)
{
	static const struct {
		unsigned from, step;
	} passes[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

	for (unsigned h = 1; h <= 20; h++) {
		unsigned char px[20], *got;
		struct buf b = screen(1, h, 5);
		struct image im;
		size_t n = 0;

		for (size_t p = 0; p < ARRAY_LEN(passes); p++)
			for (unsigned y = passes[p].from; y < h; y += passes[p].step)
				px[n++] = (unsigned char)y;
		put_frame(&b, 0, 0, 1, h, 0x40);
		put_lzw(&b, 5, px, n, false);
		assert_int_equal(read_gif(*state, &b, &im), PICTURE_OK);
		got = rows_of(&im, 3);
		for (unsigned y = 0; y < h; y++)
			assert_int_equal(got[4 * y + 1], y);
		test_free(got);
		buf_free(&b);
	}
}

/* The transparent colour, and what a smaller frame leaves of the screen, let the page through. */
static void
test_transparency(void **state)
{
	static const unsigned char px[2] = {1, 3};
	static const char rows[] = "\0\0\0\0\0\0\0\0\0\0\0\0\0"
				   "\0\0\0\0\0\1\2\xfe\xff\0\0\0\0";
	struct buf b = screen(3, 2, 2);
	struct image im;
	unsigned char *got;

	buf_add(&b, "\x21\xfe\3abc\0", 7); /* a comment */
	buf_add(&b, "\x21\xf9\4\1\0\0\3\0", 8);
	put_frame(&b, 1, 1, 2, 1, 0);
	put_lzw(&b, 2, px, 2, false);
	assert_int_equal(read_gif(*state, &b, &im), PICTURE_OK);
	got = rows_of(&im, 4);
	assert_memory_equal(got, rows, sizeof(rows) - 1);
	test_free(got);
	buf_free(&b);
}

/* A frame's own colours go before those of the screen. */
static void
test_colours_of_the_frame(void **state)
{
	static const unsigned char px[1] = {1};
	struct buf b = screen(1, 1, 2);
	struct image im;
	unsigned char *got;

	put_frame(&b, 0, 0, 1, 1, 0x80);
	buf_add(&b, "\x10\x11\x12\x20\x21\x22", 6);
	put_lzw(&b, 2, px, 1, false);
	assert_int_equal(read_gif(*state, &b, &im), PICTURE_OK);
	got = rows_of(&im, 3);
	assert_memory_equal(got, "\0\x20\x21\x22", 4);
	test_free(got);
	buf_free(&b);
}

/* ---- what is refused ------------------------------------------------------------------------------------------------- */

/* Only the bytes after the last pixel may be missing: many programs left out the end code or the trailer. */
static void
test_every_truncation_is_noticed(void **state)
{
	struct buf b = small_gif();

	for (size_t n = 6; n < b.len; n++) {
		char *exact = test_malloc(n); /* the sanitizer sees a byte too far */
		struct buf cut = {memcpy(exact, b.p, n), n, n};
		struct image im;

		assert_int_equal(read_gif(*state, &cut, &im), n < b.len - 2 - 1 ? PICTURE_DAMAGED : PICTURE_OK);
		test_free(exact);
	}
	buf_free(&b);
}

/* Any byte may be anything: the sanitizer watches, and what passes is a whole picture. */
static void
test_any_changed_byte_is_survived(void **state)
{
	struct buf b = small_gif();

	for (size_t i = 10; i < b.len; i++) { /* after the size */
		char was = b.p[i];

		for (unsigned v = 0; v < 256; v += 3) {
			struct image im;

			b.p[i] = (char)v;
			if (read_gif(*state, &b, &im) == PICTURE_OK)
				assert_memory_equal(im.bytes, "\x89PNG", 4);
		}
		b.p[i] = was;
	}
	buf_free(&b);
}

/* Codes that were never defined, and an end before the last pixel. Clear is 4, end 5, the first defined one 6. */
static void
test_codes_that_make_no_sense(void **state)
{
	static const struct {
		unsigned codes[4];
		enum lay_image_verdict v;
	} rows[] = {{{4, 1, 6, 0}, PICTURE_OK}, {{4, 1, 7, 0}, PICTURE_DAMAGED}, {{4, 6, 0, 0}, PICTURE_DAMAGED},
	    {{7, 7, 7, 7}, PICTURE_DAMAGED}, {{4, 1, 5, 0}, PICTURE_DAMAGED}, {{4, 4, 4, 4}, PICTURE_DAMAGED},
	    {{1, 1, 4, 1}, PICTURE_OK}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = screen(3, 1, 2);
		struct bits bits = {0};
		struct image im;

		put_frame(&b, 0, 0, 3, 1, 0);
		for (size_t k = 0; k < 4; k++)
			put_code(&bits, rows[i].codes[k], 3);
		put_blocks(&b, 2, &bits, 1);
		assert_int_equal(read_gif(*state, &b, &im), rows[i].v);
		buf_free(&b);
	}
}

/* Four gigapixels take 13 bytes to write: the header is the last place to stop it. */
static void
test_sizes_are_held_against_the_limits_first(void **state)
{
	static const struct {
		unsigned w, h;
		enum lay_image_verdict v;
	} rows[] = {{65535, 65535, PICTURE_TOO_LARGE}, {16385, 1, PICTURE_TOO_LARGE}, {16000, 16000, PICTURE_TOO_LARGE},
	    {0, 5, PICTURE_DAMAGED}, {5, 0, PICTURE_DAMAGED}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = screen(rows[i].w, rows[i].h, 2);
		struct image im;

		assert_int_equal(read_gif(*state, &b, &im), rows[i].v);
		buf_free(&b);
	}
}

/* A frame of no size, one that sticks out of its screen, none at all, no colours, a code size of 1 or 9, a pixel beyond the colours. */
static void
test_frames_that_make_no_sense(void **state)
{
	static const struct {
		unsigned x, w, h, code_size;
		unsigned char px;
	} rows[] = {{0, 0, 1, 2, 0}, {0, 1, 0, 2, 0}, {3, 2, 1, 2, 0}, {0, 65535, 1, 2, 0}, {0, 4, 1, 1, 0}, {0, 4, 1, 9, 0},
	    {0, 1, 1, 3, 7}};
	struct buf none = screen(1, 1, 2), bare = {0};
	struct image im;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = screen(4, 1, 2);

		put_frame(&b, rows[i].x, 0, rows[i].w, rows[i].h, 0);
		put_lzw(&b, rows[i].code_size, &rows[i].px, 1, false);
		assert_int_equal(read_gif(*state, &b, &im), PICTURE_DAMAGED);
		buf_free(&b);
	}
	buf_putc(&none, 0x3b);
	assert_int_equal(read_gif(*state, &none, &im), PICTURE_DAMAGED);
	buf_add(&bare, "GIF87a\1\0\1\0\0\0\0\x2c\0\0\0\0\1\0\1\0\0\2\1\x44\0", 27);
	assert_int_equal(read_gif(*state, &bare, &im), PICTURE_DAMAGED);
	buf_free(&none);
	buf_free(&bare);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_a_plain_gif, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_codes_of_all_widths, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_interlaced_rows_are_put_in_order, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_transparency, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_colours_of_the_frame, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_every_truncation_is_noticed, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_any_changed_byte_is_survived, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_codes_that_make_no_sense, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_sizes_are_held_against_the_limits_first, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_frames_that_make_no_sense, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
