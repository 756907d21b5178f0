/* lay_image_zip.c - gzip around a picture (svgz). What it grows to is bounded before a byte of it is looked at. */
#include <stdlib.h>
#include <zlib.h>

#include "base/buf.h"
#include "base/limits.h"
#include "layout/lay_image_read.h"

#define CHUNK ((size_t)64 << 10)

enum lay_image_verdict
lay_image_unzip(struct arena *a, struct image *im, const char **why)
{
	z_stream z = {.next_in = (Bytef *)(uintptr_t)im->bytes, .avail_in = (uInt)im->len};
	Bytef *chunk = mem_alloc(CHUNK);
	struct buf out = {0};
	int state = inflateInit2(&z, 16 + MAX_WBITS); /* gzip only */

	while (state == Z_OK && out.len <= LIMIT_SVGZ_BYTES) {
		z.next_out = chunk;
		z.avail_out = CHUNK;
		state = inflate(&z, Z_NO_FLUSH);
		if (state == Z_OK || state == Z_STREAM_END)
			buf_add(&out, (const char *)chunk, CHUNK - z.avail_out);
		if (state == Z_OK && z.avail_in == 0 && z.avail_out > 0)
			break; /* it ends too early */
	}
	inflateEnd(&z);
	free(chunk);
	if (state == Z_STREAM_END && out.len <= LIMIT_SVGZ_BYTES) {
		im->bytes = arena_strndup(a, buf_str(&out), out.len);
		im->len = out.len;
	}
	*why = out.len > LIMIT_SVGZ_BYTES ? "it unpacks to too many bytes" :
	    state != Z_STREAM_END	  ? "damaged gzip" :
					    "gzip of something that is not SVG";
	state = out.len > LIMIT_SVGZ_BYTES ? PICTURE_TOO_LARGE : state != Z_STREAM_END ? PICTURE_DAMAGED : PICTURE_OK;
	buf_free(&out);
	return (enum lay_image_verdict)state;
}
