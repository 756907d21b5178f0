/*
 * lay_image_gif.c - the first frame of a GIF, made a PNG: the devices have one kind of picture with pixels, and no library
 * decodes a GIF. Sources: GIF89a specification (CompuServe, 1990), sections 17 to 27 and appendix F; PNG (ISO/IEC 15948).
 *
 * The picture is the logical screen; what its first frame leaves uncovered is transparent. A GIF that is not whole is
 * damaged: half a picture in an audit report is worse than an error.
 */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/limits.h"
#include "layout/lay_image_read.h"

#define MAX_BITS 12                   /* of a code: appendix F */
#define MAX_CODES (1u << MAX_BITS)
#define CHUNK ((size_t)64 << 10)      /* [B] */
#define NONE UINT32_MAX

struct gif {
	const unsigned char *p, *end;  /* what is not read yet */
	const unsigned char *colors;   /* 3 bytes each */
	unsigned n_colors;
	unsigned transparent;          /* index; 256 for none */
	uint32_t x, y, w, h;           /* [px] the frame on the screen */
	bool interlaced;
	unsigned char *px;             /* w * h indexes in the order of the file */
	const char *why;
};

struct lzw {
	struct gif *g;
	unsigned block;                /* [B] left of the sub-block */
	uint32_t bits;
	unsigned n_bits;               /* valid in bits */
	unsigned width;                /* [bits] of the next code */
	unsigned first_free;           /* codes below it stand for themselves, or clear and end */
	unsigned next;                 /* code to be defined next */
	uint16_t prefix[MAX_CODES];
	uint16_t len[MAX_CODES];       /* of the string of a code; at most MAX_CODES */
	unsigned char first[MAX_CODES], last[MAX_CODES];
};

static bool
fail(struct gif *g, const char *why)
{
	g->why = why;
	return false;
}

/* The next n bytes, or NULL when there are not so many. */
static const unsigned char *
take(struct gif *g, size_t n)
{
	const unsigned char *p = g->p;

	if ((size_t)(g->end - p) < n) {
		g->why = "it is cut off";
		return NULL;
	}
	g->p += n;
	return p;
}

static uint32_t
le16(const unsigned char *p)
{
	return (uint32_t)p[1] << 8 | p[0];
}

/* A colour table as the flags of the screen or of a frame announce it; none leaves the one there is. */
static bool
take_colors(struct gif *g, unsigned flags)
{
	unsigned n = 2u << (flags & 7);

	if ((flags & 0x80) == 0)
		return true;
	g->colors = take(g, (size_t)3 * n);
	g->n_colors = n;
	return g->colors != NULL;
}

/* An extension (23 to 26): of them all only the transparent colour matters for one frame. */
static bool
take_extension(struct gif *g)
{
	const unsigned char *label = take(g, 1), *len, *data;

	if (label == NULL)
		return false;
	while ((len = take(g, 1)) != NULL && *len > 0) {
		data = take(g, *len);
		if (data == NULL)
			return false;
		if (*label == 0xf9 && *len >= 4)
			g->transparent = (data[0] & 1) != 0 ? data[3] : 256;
	}
	return len != NULL;
}

/* ---- LZW (appendix F) ------------------------------------------------------------------------------------------------ */

static bool
take_code(struct lzw *z, unsigned *code)
{
	while (z->n_bits < z->width) {
		const unsigned char *byte;

		if (z->block == 0) {
			byte = take(z->g, 1);
			if (byte == NULL)
				return false;
			if (*byte == 0)
				return fail(z->g, "it has too few pixels");
			z->block = *byte;
		}
		byte = take(z->g, 1);
		if (byte == NULL)
			return false;
		z->block--;
		z->bits |= (uint32_t)*byte << z->n_bits;
		z->n_bits += 8;
	}
	*code = z->bits & ((1u << z->width) - 1);
	z->bits >>= z->width;
	z->n_bits -= z->width;
	return true;
}

static void
clear_codes(struct lzw *z, unsigned size)
{
	z->width = size + 1;
	z->first_free = z->next = (1u << size) + 2;
}

/* The string of prev and the byte after it become a code. A full table stays as it is until it is cleared. */
static void
define_code(struct lzw *z, unsigned prev, unsigned char byte)
{
	if (z->next >= MAX_CODES)
		return;
	z->prefix[z->next] = (uint16_t)prev;
	z->len[z->next] = (uint16_t)(z->len[prev] + 1);
	z->first[z->next] = z->first[prev];
	z->last[z->next] = byte;
	z->next++;
	if (z->next == 1u << z->width && z->width < MAX_BITS)
		z->width++;
}

/* Writes the string of a code, its end first; of one longer than room only what fits. */
static size_t
put_string(const struct lzw *z, unsigned code, unsigned char *out, size_t room)
{
	size_t len = z->len[code];

	for (size_t i = len; i-- > 0; code = z->prefix[code])
		if (i < room)
			out[i] = z->last[code];
	return len < room ? len : room;
}

static bool
decode(struct lzw *z, unsigned size)
{
	size_t n = (size_t)z->g->w * z->g->h, at = 0;
	unsigned clear = 1u << size, prev = NONE, code;

	for (unsigned i = 0; i < clear; i++) {
		z->len[i] = 1;
		z->first[i] = z->last[i] = (unsigned char)i;
	}
	clear_codes(z, size);
	while (at < n) {
		if (!take_code(z, &code))
			return false;
		if (code == clear) {
			clear_codes(z, size);
			prev = NONE;
			continue;
		}
		if (code == clear + 1)
			return fail(z->g, "it has too few pixels");
		if (code > z->next || (code == z->next && (prev == NONE || code >= MAX_CODES)) ||
		    (prev == NONE && code > clear))
			return fail(z->g, "its compressed data makes no sense");
		if (prev != NONE)
			define_code(z, prev, z->first[code == z->next ? prev : code]);
		at += put_string(z, code, z->g->px + at, n - at);
		prev = code;
	}
	return true;
}

/* ---- the frame (20 to 22) -------------------------------------------------------------------------------------------- */

static bool
take_pixels(struct gif *g)
{
	const unsigned char *size = take(g, 1);
	struct lzw *z;
	bool ok;

	if (size == NULL)
		return false;
	if (*size < 2 || *size > 8)
		return fail(g, "its compressed data makes no sense");
	g->px = mem_alloc((size_t)g->w * g->h);
	z = mem_alloc(sizeof(*z));
	memset(z, 0, sizeof(*z));
	z->g = g;
	ok = decode(z, *size);
	free(z);
	for (size_t i = 0; ok && i < (size_t)g->w * g->h; i++)
		if (g->px[i] >= g->n_colors && g->px[i] != g->transparent)
			return fail(g, "a pixel has no colour");
	return ok;
}

static bool
take_frame(struct gif *g, const struct image *im)
{
	const unsigned char *d = take(g, 9);

	if (d == NULL)
		return false;
	g->x = le16(d);
	g->y = le16(d + 2);
	g->w = le16(d + 4);
	g->h = le16(d + 6);
	if (g->w == 0 || g->h == 0)
		return fail(g, "its first frame has no width or no height");
	if (g->x + g->w > im->px_w || g->y + g->h > im->px_h)
		return fail(g, "its first frame is not inside the picture");
	g->interlaced = (d[8] & 0x40) != 0;
	if (!take_colors(g, d[8]))
		return false;
	if (g->colors == NULL)
		return fail(g, "it has no colours");
	return take_pixels(g);
}

static bool
take_first_frame(struct gif *g, const struct image *im)
{
	const unsigned char *kind;

	while ((kind = take(g, 1)) != NULL) {
		if (*kind == 0x2c)
			return take_frame(g, im);
		if (*kind == 0x3b)
			return fail(g, "it has no frame");
		if (*kind != 0x21)
			return fail(g, "it has a block of no known kind");
		if (!take_extension(g))
			return false;
	}
	return false;
}

/* ---- as PNG ---------------------------------------------------------------------------------------------------------- */

/* Where row y of the frame is in the file (appendix E). */
static uint32_t
row_in_file(const struct gif *g, uint32_t y)
{
	uint32_t eighths = (g->h + 7) / 8, fourths = eighths + (g->h + 3) / 8, halves = fourths + (g->h + 1) / 4;

	if (!g->interlaced)
		return y;
	return y % 8 == 0 ? y / 8 : y % 8 == 4 ? eighths + y / 8 : y % 4 == 2 ? fourths + y / 4 : halves + y / 2;
}

/* A row of the picture: filter type 0, then 3 or 4 bytes a pixel. */
static void
make_row(const struct gif *g, uint32_t y, size_t depth, unsigned char *row, size_t len)
{
	const unsigned char *in;

	memset(row, 0, len);
	if (y < g->y || y - g->y >= g->h)
		return;
	in = g->px + (size_t)row_in_file(g, y - g->y) * g->w;
	row += 1 + depth * g->x;
	for (uint32_t x = 0; x < g->w; x++, row += depth) {
		if (in[x] == g->transparent)
			continue;
		memcpy(row, g->colors + (size_t)3 * in[x], 3);
		if (depth == 4)
			row[3] = 255;
	}
}

static void
put32(struct buf *b, uint32_t v)
{
	const char bytes[4] = {(char)(v >> 24), (char)(v >> 16), (char)(v >> 8), (char)v};

	buf_add(b, bytes, 4);
}

/* A chunk was written from its type at [at]: sets its length and adds the checksum. */
static void
end_chunk(struct buf *b, size_t at)
{
	uint32_t len = (uint32_t)(b->len - at - 4);

	for (size_t i = 0; i < 4; i++)
		b->p[at - 4 + i] = (char)(len >> (24 - 8 * i));
	put32(b, (uint32_t)crc32_z(0, (const Bytef *)b->p + at, b->len - at));
}

static size_t
begin_chunk(struct buf *b, const char *type)
{
	put32(b, 0);
	buf_puts(b, type);
	return b->len - 4;
}

static void
deflate_into(struct buf *b, z_stream *z, Bytef *chunk, int flush)
{
	do {
		z->next_out = chunk;
		z->avail_out = CHUNK;
		deflate(z, flush);
		buf_add(b, chunk, CHUNK - z->avail_out);
	} while (z->avail_out == 0);
}

static void
put_pixels(struct buf *b, const struct gif *g, const struct image *im, size_t depth)
{
	size_t len = 1 + depth * im->px_w;
	unsigned char *row = mem_alloc(len);
	Bytef *chunk = mem_alloc(CHUNK);
	z_stream z = {0};

	if (deflateInit(&z, Z_BEST_SPEED) != Z_OK)
		mem_exhausted();
	for (uint32_t y = 0; y < im->px_h; y++) {
		make_row(g, y, depth, row, len);
		z.next_in = row;
		z.avail_in = (uInt)len;
		deflate_into(b, &z, chunk, y + 1 < im->px_h ? Z_NO_FLUSH : Z_FINISH);
	}
	deflateEnd(&z);
	free(chunk);
	free(row);
}

static struct buf
as_png(const struct gif *g, const struct image *im)
{
	size_t n = (size_t)g->w * g->h, at;
	bool alpha = g->w < im->px_w || g->h < im->px_h ||
	    (g->transparent < 256 && memchr(g->px, (int)g->transparent, n) != NULL);
	struct buf b = {0};

	buf_add(&b, "\x89PNG\r\n\x1a\n", 8);
	at = begin_chunk(&b, "IHDR");
	put32(&b, im->px_w);
	put32(&b, im->px_h);
	buf_add(&b, alpha ? "\x08\x06\0\0\0" : "\x08\x02\0\0\0", 5);
	end_chunk(&b, at);
	at = begin_chunk(&b, "IDAT");
	put_pixels(&b, g, im, alpha ? 4 : 3);
	end_chunk(&b, at);
	end_chunk(&b, begin_chunk(&b, "IEND"));
	return b;
}

enum lay_image_verdict
lay_image_read_gif(struct arena *a, struct image *im, const char **why)
{
	static const double dpi[2] = {72, 72}; /* a GIF has no resolution: that of FOP, for which documents with GIFs were made */
	struct gif g = {.p = (const unsigned char *)im->bytes, .transparent = 256};
	const unsigned char *head;
	enum lay_image_verdict v = PICTURE_DAMAGED;

	g.end = g.p + im->len;
	head = take(&g, 13);
	if (head != NULL)
		v = lay_image_set_size(im, le16(head + 6), le16(head + 8), dpi, &g.why);
	if (v == PICTURE_OK && (!take_colors(&g, head[10]) || !take_first_frame(&g, im)))
		v = PICTURE_DAMAGED;
	if (v == PICTURE_OK) {
		struct buf png = as_png(&g, im);

		im->bytes = png.p;
		im->len = png.len;
		arena_defer(a, free, png.p);
	}
	free(g.px);
	*why = g.why;
	return v;
}
