#include "layout/lay_image_read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "base/str.h"

static uint32_t
be32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 | (uint32_t)u[2] << 8 | u[3];
}

static unsigned
be16(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (unsigned)u[0] << 8 | u[1];
}

enum lay_image_verdict
lay_image_set_size(struct image *im, uint32_t w, uint32_t h, const double dpi[2], const char **why)
{
	double x = dpi[0] >= 10 && dpi[0] <= 10000 ? dpi[0] : 96, y = dpi[1] >= 10 && dpi[1] <= 10000 ? dpi[1] : 96;

	if (w == 0 || h == 0) {
		*why = "it has no width or no height";
		return PICTURE_DAMAGED;
	}
	if (w > LIMIT_IMAGE_SIDE || h > LIMIT_IMAGE_SIDE || (uint64_t)w * h > LIMIT_IMAGE_PIXELS) {
		*why = "too many pixels";
		return PICTURE_TOO_LARGE;
	}
	im->px_w = w;
	im->px_h = h;
	im->w = (mpt)lround(w * 72000.0 / x);
	im->h = (mpt)lround(h * 72000.0 / y);
	return PICTURE_OK;
}

/* CRC-32 as in PNG annex D, four bits at a time. */
static uint32_t
crc32_of(const char *p, size_t n)
{
	static const uint32_t table[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
	    0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4,
	    0xa00ae278, 0xbdbdf21c};
	uint32_t c = 0xffffffffu;

	for (size_t i = 0; i < n; i++) {
		c ^= (unsigned char)p[i];
		c = c >> 4 ^ table[c & 15];
		c = c >> 4 ^ table[c & 15];
	}
	return ~c;
}

static bool
is_png_depth(unsigned depth, unsigned color)
{
	static const char *const depths[7] = {
	    [0] = "\1\2\4\10\20", [2] = "\10\20", [3] = "\1\2\4\10", [4] = "\10\20", [6] = "\10\20"};

	return color < 7 && depths[color] != NULL && depth > 0 && depth < 128 &&
	    strchr(depths[color], (int)depth) != NULL;
}

enum lay_image_verdict
lay_image_read_png(struct image *im, const char **why)
{
	const char *p = im->bytes + 8, *end = im->bytes + im->len;
	bool data = false;
	double dpi[2] = {0, 0};

	*why = "it is cut off";
	if (im->len < 8 + 25 || be32(p) != 13 || memcmp(p + 4, "IHDR", 4) != 0)
		return PICTURE_DAMAGED;
	for (;;) {
		uint32_t len;

		if (end - p < 12)
			return PICTURE_DAMAGED;
		len = be32(p);
		if (len > (size_t)(end - p) - 12)
			return PICTURE_DAMAGED;
		if (crc32_of(p + 4, len + 4) != be32(p + 8 + len)) {
			*why = "a checksum is wrong";
			return PICTURE_DAMAGED;
		}
		if (memcmp(p + 4, "pHYs", 4) == 0 && len == 9 && p[16] == 1) { /* a metre */
			dpi[0] = be32(p + 8) * 0.0254;
			dpi[1] = be32(p + 12) * 0.0254;
		}
		data = data || memcmp(p + 4, "IDAT", 4) == 0;
		if (memcmp(p + 4, "IEND", 4) == 0)
			break;
		p += 12 + (size_t)len;
	}
	p = im->bytes + 16;
	*why = "its header makes no sense";
	if (!data || !is_png_depth((unsigned char)p[8], (unsigned char)p[9]) || p[10] != 0 || p[11] != 0 ||
	    (unsigned char)p[12] > 1)
		return PICTURE_DAMAGED;
	return lay_image_set_size(im, be32(p), be32(p + 4), dpi, why);
}

/* A frame header (ISO/IEC 10918-1, B.2.2): n bytes after the length. */
static enum lay_image_verdict
read_frame(struct image *im, unsigned marker, const char *p, size_t n, const double dpi[2], const char **why)
{
	*why = "its header makes no sense";
	if (n < 6 || n < 6 + 3 * (size_t)(unsigned char)p[5])
		return PICTURE_DAMAGED;
	*why = "JPEG of this kind (arithmetic, lossless, hierarchical, or not 8 bits deep)";
	if (marker > 0xc2 || p[0] != 8)
		return PICTURE_UNSUPPORTED;
	*why = "JPEG that is neither grey nor RGB";
	if (p[5] != 1 && p[5] != 3)
		return PICTURE_UNSUPPORTED;
	return lay_image_set_size(im, be16(p + 3), be16(p + 1), dpi, why);
}

static void
read_jfif(const char *p, size_t n, double dpi[2])
{
	if (n < 12 || memcmp(p, "JFIF", 5) != 0)
		return;
	double unit = p[7] == 1 ? 1 : p[7] == 2 ? 2.54 : 0;

	dpi[0] = be16(p + 8) * unit;
	dpi[1] = be16(p + 10) * unit;
}

static bool
is_frame(unsigned marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Is there an end-of-image marker after the first scan? Some writers leave bytes behind it. */
static bool
has_end(const char *p, const char *end)
{
	for (const char *q = end - 2; q >= p; q--)
		if (q[0] == '\xff' && q[1] == '\xd9')
			return true;
	return false;
}

enum lay_image_verdict
lay_image_read_jpeg(struct image *im, const char **why)
{
	const char *p = im->bytes + 2, *end = im->bytes + im->len;
	double dpi[2] = {0, 0};

	for (;;) {
		unsigned marker;
		size_t n;

		*why = "it is cut off";
		while (end - p > 4 && p[0] == '\xff' && p[1] == '\xff') /* fill bytes, B.1.1.2 */
			p++;
		if (end - p < 4)
			return PICTURE_DAMAGED;
		*why = "a marker is missing";
		if (p[0] != '\xff')
			return PICTURE_DAMAGED;
		marker = (unsigned char)p[1];
		n = be16(p + 2);
		*why = "it is cut off";
		if (n < 2 || n > (size_t)(end - p) - 2)
			return PICTURE_DAMAGED;
		if (marker == 0xe0)
			read_jfif(p + 4, n - 2, dpi);
		if (is_frame(marker)) {
			enum lay_image_verdict v = read_frame(im, marker, p + 4, n - 2, dpi, why);

			if (v != PICTURE_OK)
				return v;
		}
		p += 2 + n;
		if (marker == 0xda) /* the scan: entropy-coded bytes follow */
			break;
	}
	*why = im->px_w == 0 ? "its header comes too late" : "it is cut off";
	return im->px_w != 0 && has_end(p, end) ? PICTURE_OK : PICTURE_DAMAGED;
}

/* [mpt] of an SVG length in an absolute unit; 0 for none, percentages and the rest. */
static mpt
svg_length(const char *text)
{
	static const struct {
		const char *unit;
		double mpt;
	} units[] = {{"", 750}, {"px", 750}, {"pt", 1000}, {"pc", 12000}, {"mm", 72000 / 25.4}, {"cm", 72000 / 2.54},
	    {"in", 72000}, {"em", 12000}, {"ex", 6000}};
	char *unit;
	double v;

	if (text == NULL)
		return 0;
	v = strtod(text, &unit);
	if (unit == text || !(v > 0) || v > 1e6)
		return 0;
	unit[strcspn(unit, " \t\r\n")] = '\0';
	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (strcmp(unit, units[i].unit) == 0)
			return (mpt)fmin(v * units[i].mpt, MPT_MAX);
	return 0;
}

/* The last two of the four numbers of viewBox. */
static void
svg_view_box(const char *text, double size[2])
{
	double v[4] = {0, 0, 0, 0};
	int n = 0;

	for (char *end; text != NULL && n < 4; text = end, n++) {
		text += strspn(text, " \t\r\n,");
		v[n] = strtod(text, &end);
		if (end == text)
			break;
	}
	for (int i = 0; i < 2; i++)
		size[i] = n == 4 && v[2 + i] > 0 && v[2 + i] < 1e6 ? v[2 + i] : 0;
}

void
lay_image_read_svg(struct image *im, const xmlNode *svg)
{
	xmlChar *w = xmlGetNoNsProp(svg, BAD_CAST "width"), *h = xmlGetNoNsProp(svg, BAD_CAST "height");
	xmlChar *box = xmlGetNoNsProp(svg, BAD_CAST "viewBox");
	double view[2];

	im->w = svg_length((char *)w);
	im->h = svg_length((char *)h);
	svg_view_box((char *)box, view);
	if (view[0] <= 0 || view[1] <= 0)
		view[0] = view[1] = 100;
	if (im->w == 0 && im->h == 0)
		im->w = (mpt)lround(view[0] * 750);
	if (im->h == 0)
		im->h = (mpt)fmin(im->w * view[1] / view[0], MPT_MAX);
	if (im->w == 0)
		im->w = (mpt)fmin(im->h * view[0] / view[1], MPT_MAX);
	im->w = mpt_max(im->w, 1);
	im->h = mpt_max(im->h, 1);
	xmlFree(w);
	xmlFree(h);
	xmlFree(box);
}

static int
base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

const char *
lay_image_base64(struct arena *a, const char *text, size_t *len)
{
	char *out = arena_alloc(a, strlen(text) / 4 * 3 + 4);
	uint32_t bits = 0;
	unsigned have = 0;
	size_t n = 0;

	for (; *text != '\0' && *text != '='; text++) {
		int digit = base64_digit(*text);

		if (digit < 0 && str_is_blank(text, 1))
			continue;
		if (digit < 0)
			return NULL;
		bits = bits << 6 | (uint32_t)digit;
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have & 0xff);
		}
	}
	*len = n;
	return text[strspn(text, "= \t\r\n")] == '\0' ? out : NULL;
}
