#include <string.h>

#include "render/svg.h"

void
svg_put(struct buf *b, const char *before, mpt v)
{
	int64_t a = v < 0 ? -(int64_t)v : v;
	unsigned digits = (unsigned)(a % 1000), places = 3;

	buf_printf(b, "%s%s%d", before, v < 0 ? "-" : "", (int)(a / 1000));
	if (digits == 0)
		return;
	for (; digits % 10 == 0; digits /= 10)
		places--;
	buf_printf(b, ".%0*u", (int)places, digits);
}

void
svg_put_near(struct buf *b, mpt v)
{
	svg_put(b, "", (mpt)(((int64_t)v + (v < 0 ? -5 : 5)) / 10 * 10));
}

void
svg_put_color(struct buf *b, const char *attr, uint32_t color)
{
	buf_printf(b, " %s=\"#%06x\"", attr, color >> 8);
	if ((color & 0xff) != 0xff)
		buf_printf(b, " %s-opacity=\"%.3g\"", attr, (color & 0xff) / 255.0);
}

void
svg_put_base64(struct buf *b, const char *bytes, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *p = (const unsigned char *)bytes;

	for (size_t i = 0; i < len; i += 3) {
		uint32_t v = (uint32_t)p[i] << 16 | (i + 1 < len ? (uint32_t)p[i + 1] << 8 : 0) |
		    (i + 2 < len ? p[i + 2] : 0);
		char out[4] = {digits[v >> 18], digits[v >> 12 & 63], '=', '='};

		if (i + 1 < len)
			out[2] = digits[v >> 6 & 63];
		if (i + 2 < len)
			out[3] = digits[v & 63];
		buf_add(b, out, 4);
	}
}

void
svg_put_uri(struct buf *b, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c != 0 && strchr("-_.~!*'();/:@=+$,", c) != NULL))
			buf_putc(b, (char)c);
		else
			buf_printf(b, "%%%02X", c);
	}
}
