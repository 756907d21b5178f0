/* Bytes to UTF-8: what the file claims about itself must be true. */
#include "load/load.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"

static enum load_coding
find_width(const unsigned char *b, size_t len, size_t *bom)
{
	*bom = 0;
	if (len >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
		*bom = 3;
		return LOAD_UTF8;
	}
	if (len >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff))) {
		*bom = 2;
		return b[0] == 0xff ? LOAD_UTF16_LE : LOAD_UTF16_BE;
	}
	/* XML 1.0 appendix F.1: UTF-16 without a mark still starts with "<?". */
	if (len >= 4 && memcmp(b, "<\0?\0", 4) == 0)
		return LOAD_UTF16_LE;
	if (len >= 4 && memcmp(b, "\0<\0?", 4) == 0)
		return LOAD_UTF16_BE;
	return LOAD_UTF8;
}

/* UTF-16 to UTF-8 in the arena; NULL when a surrogate stands alone or half a unit is left. */
static const char *
from_utf16(struct arena *a, const unsigned char *b, size_t len, enum load_coding width, size_t *out_len)
{
	char *out = arena_array(a, len / 2 + 1, 3);
	size_t n = 0, hi = width == LOAD_UTF16_BE ? 0 : 1, lo = 1 - hi;

	if (len % 2 != 0)
		return NULL;
	for (size_t i = 0; i < len; i += 2) {
		uint32_t c = (uint32_t)b[i + hi] << 8 | b[i + lo];

		if (c >= 0xdc00 && c < 0xe000)
			return NULL;
		if (c >= 0xd800 && c < 0xdc00) {
			uint32_t d = i + 3 < len ? (uint32_t)b[i + 2 + hi] << 8 | b[i + 2 + lo] : 0;

			if (d < 0xdc00 || d >= 0xe000)
				return NULL;
			c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00);
			i += 2;
		}
		n += utf8_put(out + n, c);
	}
	*out_len = n;
	return out;
}

/* The value of version or encoding in "<?xml ... ?>"; an empty span when it is not there. */
static struct span
find_claim(const struct load_input *in, const char *what)
{
	const char *stop = memmem(in->bytes, in->len < 300 ? in->len : 300, "?>", 2);
	size_t n = strlen(what);
	struct span at = {0, 0, in->file};

	if (stop == NULL)
		return at;
	for (const char *s = in->bytes + 5; s + n < stop; s++) {
		const char *p = s + n, *q;

		if (memcmp(s, what, n) != 0 || !str_is_blank(s - 1, 1))
			continue;
		while (p < stop && (str_is_blank(p, 1) || *p == '='))
			p++;
		if (p >= stop || (*p != '"' && *p != '\''))
			return at;
		q = memchr(p + 1, *p, (size_t)(stop - p - 1));
		if (q == NULL)
			return at;
		at.beg = (uint32_t)(p + 1 - in->bytes);
		at.end = (uint32_t)(q - in->bytes);
		return at;
	}
	return at;
}

static enum rc
check_declaration(struct ctx *cx, const struct load_input *in, enum load_coding width)
{
	struct span version, encoding;
	const char *name;
	bool wide;

	if (in->len < 6 || memcmp(in->bytes, "<?xml", 5) != 0 || !str_is_blank(in->bytes + 5, 1))
		return RC_OK;
	version = find_claim(in, "version");
	if (version.beg < version.end &&
	    (version.end - version.beg != 3 || memcmp(in->bytes + version.beg, "1.0", 3) != 0))
		return diag_at(cx, DIAG_XML_VERSION, version, "version %.*s", (int)(version.end - version.beg),
		    in->bytes + version.beg);
	encoding = find_claim(in, "encoding");
	if (encoding.beg == encoding.end)
		return RC_OK;
	name = arena_strndup(cx->arena, in->bytes + encoding.beg, encoding.end - encoding.beg);
	wide = strcasecmp(name, "UTF-16") == 0 || strcasecmp(name, width == LOAD_UTF16_BE ? "UTF-16BE" : "UTF-16LE") == 0;
	if (!wide && strcasecmp(name, "UTF-8") != 0)
		return diag_at(cx, DIAG_XML_ENCODING, encoding, "the file says %s", name);
	if (wide != (width != LOAD_UTF8))
		return diag_at(cx, DIAG_XML_ENCODING, encoding, "the file says %s and is %s", name,
		    width == LOAD_UTF8 ? "not" : "UTF-16");
	return RC_OK;
}

/* Are the next eight bytes all in 0x20..0x7f? A borrow between bytes can only say no where yes was true. */
static bool
is_plain_run(const char *s, const char *end)
{
	uint64_t w;

	if (end - s < 8)
		return false;
	memcpy(&w, s, 8);
	return ((w | (w - UINT64_C(0x2020202020202020))) & UINT64_C(0x8080808080808080)) == 0;
}

/* XML 1.0 production 2, and no malformed UTF-8: libxml2 would only name the line. */
static enum rc
check_characters(struct ctx *cx, const struct load_input *in)
{
	const char *end = in->bytes + in->len;

	for (const char *s = in->bytes; s < end;) {
		const char *at = s;
		unsigned char b = (unsigned char)*s;
		struct span span = {(uint32_t)(at - in->bytes), (uint32_t)(at - in->bytes) + 1, in->file};
		uint32_t c;

		if (is_plain_run(s, end)) {
			s += 8;
			continue;
		}
		if ((b >= 0x20 && b < 0x80) || b == '\n' || b == '\t' || b == '\r') {
			s++;
			continue;
		}
		c = utf8_next(&s, end);
		span.end = (uint32_t)(s - in->bytes);
		if (c == 0xfffd && s - at == 1)
			return diag_at(cx, DIAG_XML_ENCODING, span, "byte 0x%02x is not UTF-8 here", b);
		if (c < 0x20 || c == 0xfffe || c == 0xffff)
			return diag_at(cx, DIAG_XML_CHAR, span, "U+%04X", c);
	}
	return RC_OK;
}

static enum rc
refuse_packed(struct ctx *cx, const char *name, const unsigned char *b, size_t len)
{
	const char *what = len >= 2 && b[0] == 0x1f && b[1] == 0x8b ? "gzip"
	    : len >= 4 && memcmp(b, "PK\3\4", 4) == 0		   ? "a zip archive"
	    : len >= 5 && memcmp(b, "%PDF-", 5) == 0		   ? "a PDF"
								   : NULL;

	if (what != NULL)
		return diag_at(cx, DIAG_XML_NOT, (struct span){0, 0, src_add(cx->sources, name, "", 0)}, "it is %s",
		    what);
	return RC_OK;
}

enum rc
load_decode(struct ctx *cx, const char *name, const char *bytes, size_t len, struct load_input *in)
{
	size_t bom;
	enum load_coding width = find_width((const unsigned char *)bytes, len, &bom);

	TRY(refuse_packed(cx, name, (const unsigned char *)bytes, len));
	*in = (struct load_input){.name = name, .bytes = bytes + bom, .len = len - bom, .coding = width, .has_mark = bom > 0};
	if (width != LOAD_UTF8)
		in->bytes = from_utf16(cx->arena, (const unsigned char *)bytes + bom, len - bom, width, &in->len);
	if (in->bytes == NULL)
		return diag_at(cx, DIAG_XML_ENCODING, (struct span){0, 0, src_add(cx->sources, name, "", 0)},
		    "the UTF-16 is broken");
	in->file = src_add(cx->sources, name, in->bytes, in->len);
	if (in->file == 0)
		return diag_at(cx, DIAG_XML_LIMIT, NO_SPAN, "%s: too many files in one run", name);
	if (str_is_blank(in->bytes, in->len))
		return diag_at(cx, DIAG_XML_NOT, (struct span){0, 0, in->file}, "the file is empty");
	TRY(check_declaration(cx, in, width));
	return check_characters(cx, in);
}

static void
put_unit(struct buf *out, enum load_coding coding, uint32_t unit)
{
	char two[2] = {(char)(unit >> 8), (char)(unit & 0xff)};

	if (coding == LOAD_UTF16_LE) {
		two[0] = (char)(unit & 0xff);
		two[1] = (char)(unit >> 8);
	}
	buf_add(out, two, 2);
}

void
load_encode(const struct doc *doc, const char *text, size_t len, struct buf *out)
{
	const char *end = text + len;

	if (doc->coding == LOAD_UTF8) {
		if (doc->has_mark)
			buf_add(out, "\xef\xbb\xbf", 3);
		buf_add(out, text, len);
		return;
	}
	if (doc->has_mark)
		put_unit(out, doc->coding, 0xfeff);
	while (text < end) {
		uint32_t c = utf8_next(&text, end);

		if (c >= 0x10000) {
			put_unit(out, doc->coding, 0xd800 + ((c - 0x10000) >> 10));
			c = 0xdc00 + ((c - 0x10000) & 0x3ff);
		}
		put_unit(out, doc->coding, c);
	}
}
