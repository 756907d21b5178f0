/*
 * fin_srgb.c - the colour space of the pages as an ICC profile, version 4.2, made from its numbers.
 * Source: IEC 61966-2-1 (primaries, transfer curve); ICC.1:2004-10 (the format), annex E (white point adapted to D50 by Bradford).
 */
#include <math.h>
#include <string.h>

#include "finish/fin_doc.h"

#define D50 0.9642, 1.0, 0.8249

/* One tag: `type` with its numbers, or a text. */
struct tag {
	char signature[5], type[5];
	const char *text;
	unsigned n;
	double v[9];
};

static const struct tag tags[] = {
    {"desc", "mluc", "sRGB IEC61966-2.1", 0, {0}},
    {"cprt", "mluc", "No copyright, use freely", 0, {0}},
    {"wtpt", "XYZ ", NULL, 3, {D50}},
    {"chad", "sf32", NULL, 9, {1.047882, 0.022919, -0.050217, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678}},
    {"rXYZ", "XYZ ", NULL, 3, {0.436066, 0.222488, 0.013916}},
    {"gXYZ", "XYZ ", NULL, 3, {0.385147, 0.716873, 0.097076}},
    {"bXYZ", "XYZ ", NULL, 3, {0.143066, 0.060608, 0.714096}},
    /* g a b c d of Y = (aX + b)^g from d on, cX below it */
    {"rTRC", "para", NULL, 5, {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}},
    {"gTRC", "para", NULL, 5, {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}},
    {"bTRC", "para", NULL, 5, {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}},
};

static void
put_u16(struct buf *b, unsigned v)
{
	buf_putc(b, (char)(v >> 8 & 0xff));
	buf_putc(b, (char)(v & 0xff));
}

static void
put_u32(struct buf *b, uint32_t v)
{
	put_u16(b, v >> 16);
	put_u16(b, v & 0xffff);
}

/* s15Fixed16Number. */
static void
put_fixed(struct buf *b, double v)
{
	put_u32(b, (uint32_t)(int32_t)lround(v * 65536));
}

static void
put_zeros(struct buf *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_putc(b, '\0');
}

/* multiLocalizedUnicodeType with one text, in UTF-16. */
static void
put_text(struct buf *b, const char *text)
{
	put_u32(b, 1);
	put_u32(b, 12);
	buf_puts(b, "enUS");
	put_u32(b, (uint32_t)(2 * strlen(text)));
	put_u32(b, 28);
	for (; *text != '\0'; text++)
		put_u16(b, (unsigned char)*text);
}

static void
put_tag(struct buf *b, const struct tag *t)
{
	buf_puts(b, t->type);
	put_u32(b, 0);
	if (t->text != NULL)
		put_text(b, t->text);
	if (strcmp(t->type, "para") == 0)
		put_u32(b, 3u << 16); /* the kind of function; reserved */
	for (unsigned i = 0; i < t->n; i++)
		put_fixed(b, t->v[i]);
	put_zeros(b, (4 - b->len % 4) % 4);
}

/* No date and no identifier: 0 is allowed for both, and nothing else would be the same tomorrow. */
static void
put_header(struct buf *b, size_t size)
{
	static const double white[] = {D50};

	put_u32(b, (uint32_t)size);
	put_u32(b, 0);
	put_u32(b, 0x04200000);
	buf_puts(b, "mntrRGB XYZ ");
	put_zeros(b, 12);
	buf_puts(b, "acsp");
	put_zeros(b, 28);
	for (size_t i = 0; i < ARRAY_LEN(white); i++)
		put_fixed(b, white[i]);
	put_zeros(b, 48);
}

#define HEADER 128

void
fin_srgb(struct buf *profile)
{
	struct buf data = {0};
	size_t start[ARRAY_LEN(tags) + 1], table = HEADER + 4 + 12 * ARRAY_LEN(tags);

	for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
		start[i] = data.len;
		put_tag(&data, &tags[i]);
	}
	start[ARRAY_LEN(tags)] = data.len;
	put_header(profile, table + data.len);
	put_u32(profile, ARRAY_LEN(tags));
	for (size_t i = 0; i < ARRAY_LEN(tags); i++) {
		buf_puts(profile, tags[i].signature);
		put_u32(profile, (uint32_t)(table + start[i]));
		put_u32(profile, (uint32_t)(start[i + 1] - start[i]));
	}
	buf_add(profile, data.p, data.len);
	buf_free(&data);
}

uint32_t
fin_intent_write(struct fin_doc *d)
{
	uint32_t stream, intent;
	struct buf profile = {0}, *b;

	if (d->opts->profile == PROFILE_PDF17)
		return 0;
	stream = out_new(d->out);
	intent = out_new(d->out);
	fin_srgb(&profile);
	out_stream(d->out, stream, "/N 3", profile.p, profile.len, OUT_DEFLATE);
	buf_free(&profile);
	b = out_begin(d->out, intent, OUT_PACKED);
	buf_puts(b, "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile ");
	out_ref(b, stream);
	buf_puts(b, ">>");
	out_end(d->out);
	return intent;
}
