/*
 * svg_sfnt.c - a font file of a few glyphs, with a character map that says what we want it to say.
 *
 * HarfBuzz makes the subset, without hints and without anything to shape with. It has no way to be told the map, so the map is written here
 * (format 4, and 12 where a character lies above U+FFFF), and with it the file: tables by name, as the format asks.
 * Source: OpenType 1.9, "Organization of an OpenType font", "cmap".
 */
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "render/svg.h"

#define MAX_TABLES 32

static void
put16(struct buf *b, uint32_t v)
{
	buf_putc(b, (char)(v >> 8));
	buf_putc(b, (char)v);
}

static void
put32(struct buf *b, uint32_t v)
{
	put16(b, v >> 16);
	put16(b, v & 0xffff);
}

static void
set32(char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		p[i] = (char)(v >> (24 - 8 * i));
}

/* ---- the character map ------------------------------------------------------------------------------------------- */

/* How many pairs from i on rise by one, character and glyph. */
static size_t
stretch(const struct svg_pair *p, size_t i, size_t n)
{
	size_t k = 1;

	while (i + k < n && p[i + k].c == p[i].c + k && p[i + k].glyph == p[i].glyph + k && p[i + k].c != 0x10000)
		k++;
	return k;
}

static size_t
count_stretches(const struct svg_pair *p, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i += stretch(p, i, n))
		count++;
	return count;
}

/* One column of format 4, and its last segment, U+FFFF, which every map has. */
enum column { LAST, FIRST, DELTA, OFFSET };
static void
put_column(struct buf *b, const struct svg_pair *p, size_t n, enum column column)
{
	static const uint16_t end[] = {[LAST] = 0xffff, [FIRST] = 0xffff, [DELTA] = 1, [OFFSET] = 0};

	for (size_t i = 0, k; i < n; i += k) {
		k = stretch(p, i, n);
		put16(b, column == LAST ? p[i].c + (uint32_t)k - 1 : column == FIRST ? p[i].c :
			column == DELTA ? (p[i].glyph - p[i].c) & 0xffff : 0);
	}
	put16(b, end[column]);
}

static void
put_format4(struct buf *b, const struct svg_pair *p, size_t n)
{
	uint32_t segments = (uint32_t)count_stretches(p, n) + 1, power = 1, log = 0;

	for (; power * 2 <= segments; power *= 2)
		log++;
	put16(b, 4);
	put16(b, 16 + 8 * segments);
	put16(b, 0);
	put16(b, segments * 2);
	put16(b, power * 2);
	put16(b, log);
	put16(b, (segments - power) * 2);
	put_column(b, p, n, LAST);
	put16(b, 0);
	put_column(b, p, n, FIRST);
	put_column(b, p, n, DELTA);
	put_column(b, p, n, OFFSET);
}

static void
put_format12(struct buf *b, const struct svg_pair *p, size_t n)
{
	uint32_t groups = (uint32_t)count_stretches(p, n);

	put16(b, 12);
	put16(b, 0);
	put32(b, 16 + 12 * groups);
	put32(b, 0);
	put32(b, groups);
	for (size_t i = 0, k; i < n; i += k) {
		k = stretch(p, i, n);
		put32(b, p[i].c);
		put32(b, p[i].c + (uint32_t)k - 1);
		put32(b, p[i].glyph);
	}
}

static void
put_cmap(struct buf *b, const struct svg_pair *p, size_t n)
{
	size_t bmp = 0;
	bool wide;

	while (bmp < n && p[bmp].c < 0x10000)
		bmp++;
	wide = bmp < n;
	put16(b, 0);
	put16(b, wide ? 2 : 1);
	put16(b, 3);
	put16(b, 1);
	put32(b, wide ? 20 : 12);
	if (wide) {
		put16(b, 3);
		put16(b, 10);
		put32(b, 20 + 16 + 8 * ((uint32_t)count_stretches(p, bmp) + 1));
	}
	put_format4(b, p, bmp);
	if (wide)
		put_format12(b, p, n);
}

/* ---- the file ---------------------------------------------------------------------------------------------------- */

struct table {
	hb_tag_t tag;
	const char *bytes;
	size_t len;
};

static int
by_tag(const void *a, const void *b)
{
	const struct table *p = a, *q = b;

	return p->tag < q->tag ? -1 : p->tag > q->tag;
}

static uint32_t
checksum(const char *p, size_t len)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < len; i++)
		sum += (uint32_t)(unsigned char)p[i] << (24 - 8 * (i & 3));
	return sum;
}

static void
put_file(struct buf *out, struct table *tables, unsigned n, bool is_cff)
{
	uint32_t power = 1, log = 0, at = 12 + 16 * n;
	size_t head = 0;

	for (; power * 2 <= n; power *= 2)
		log++;
	qsort(tables, n, sizeof(*tables), by_tag);
	put32(out, is_cff ? HB_TAG('O', 'T', 'T', 'O') : 0x10000);
	put16(out, n);
	put16(out, power * 16);
	put16(out, log);
	put16(out, (n - power) * 16);
	for (unsigned i = 0; i < n; i++) {
		put32(out, tables[i].tag);
		put32(out, checksum(tables[i].bytes, tables[i].len));
		put32(out, at);
		put32(out, (uint32_t)tables[i].len);
		at += ((uint32_t)tables[i].len + 3) & ~3u;
	}
	for (unsigned i = 0; i < n; i++) {
		if (tables[i].tag == HB_TAG('h', 'e', 'a', 'd'))
			head = out->len;
		buf_add(out, tables[i].bytes, tables[i].len);
		while (out->len % 4 != 0)
			buf_putc(out, '\0');
	}
	set32(out->p + head + 8, 0xb1b0afba - checksum(out->p, out->len));
}

/* The tables of a subset with the map among them. */
static bool
assemble(hb_face_t *subset, const struct buf *cmap, struct buf *out, bool *is_cff)
{
	hb_tag_t tags[MAX_TABLES];
	hb_blob_t *blobs[MAX_TABLES];
	struct table tables[MAX_TABLES + 1] = {{HB_TAG('c', 'm', 'a', 'p'), cmap->p, cmap->len}};
	unsigned count = MAX_TABLES, n = hb_face_get_table_tags(subset, 0, &count, tags);
	char *head = NULL;

	*is_cff = false;
	for (unsigned i = 0; i < count; i++) {
		unsigned len;

		blobs[i] = hb_face_reference_table(subset, tags[i]);
		tables[i + 1] = (struct table){tags[i], hb_blob_get_data(blobs[i], &len), 0};
		tables[i + 1].len = len;
		*is_cff = *is_cff || tags[i] == HB_TAG('C', 'F', 'F', ' ');
		if (tags[i] == HB_TAG('h', 'e', 'a', 'd') && len >= 12) {
			head = mem_alloc(len);
			memcpy(head, tables[i + 1].bytes, len);
			set32(head + 8, 0); /* its own checksum is part of none */
			tables[i + 1].bytes = head;
		}
	}
	if (head != NULL && n == count)
		put_file(out, tables, count + 1, *is_cff);
	for (unsigned i = 0; i < count; i++)
		hb_blob_destroy(blobs[i]);
	free(head);
	return head != NULL && n == count;
}

/* Without hints, and without these tables. */
static hb_subset_input_t *
input_without(const hb_tag_t *drop, size_t n)
{
	static const hb_tag_t always[] = {
	    HB_TAG('D', 'S', 'I', 'G'), HB_TAG('S', 'T', 'A', 'T'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('P', 'C', 'L', 'T'),
	    HB_TAG('L', 'T', 'S', 'H'), HB_TAG('V', 'D', 'M', 'X'), HB_TAG('h', 'd', 'm', 'x'), HB_TAG('g', 'a', 's', 'p'),
	    HB_TAG('F', 'F', 'T', 'M'), HB_TAG('S', 'i', 'l', 'f'), HB_TAG('S', 'i', 'l', 'l'), HB_TAG('G', 'l', 'a', 't'),
	    HB_TAG('G', 'l', 'o', 'c'), HB_TAG('F', 'e', 'a', 't'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
	    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('S', 'V', 'G', ' '), HB_TAG('J', 'S', 'T', 'F'), HB_TAG('M', 'A', 'T', 'H'),
	    HB_TAG('k', 'e', 'r', 'x'), HB_TAG('m', 'o', 'r', 'x'), HB_TAG('m', 'o', 'r', 't'), HB_TAG('f', 'e', 'a', 't')};
	hb_subset_input_t *in = hb_subset_input_create_or_fail();

	if (in == NULL)
		mem_exhausted();
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING);
	for (size_t i = 0; i < ARRAY_LEN(always); i++)
		hb_set_add(hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG), always[i]);
	for (size_t i = 0; i < n; i++)
		hb_set_add(hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG), drop[i]);
	return in;
}

static hb_subset_input_t *
input_of(const struct svg_pair *pairs, size_t n)
{
	static const hb_tag_t drop[] = {HB_TAG('c', 'm', 'a', 'p'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
	    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('k', 'e', 'r', 'n')};
	hb_subset_input_t *in = input_without(drop, ARRAY_LEN(drop));

	for (size_t i = 0; i < n; i++)
		hb_set_add(hb_subset_input_glyph_set(in), pairs[i].glyph);
	return in;
}

/* The pairs with the glyphs' numbers in the subset. */
static bool
renumber(const hb_subset_plan_t *plan, const struct svg_pair *pairs, size_t n, struct svg_pair *out)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);

	for (size_t i = 0; i < n; i++) {
		out[i] = (struct svg_pair){pairs[i].c, hb_map_get(map, pairs[i].glyph)};
		if (out[i].glyph == HB_MAP_VALUE_INVALID || out[i].glyph == 0)
			return false;
	}
	return true;
}

bool
svg_sfnt(hb_face_t *face, const struct svg_pair *pairs, size_t n, struct buf *out, bool *is_cff)
{
	hb_subset_input_t *in = input_of(pairs, n);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, in);
	hb_face_t *made = plan != NULL ? hb_subset_plan_execute_or_fail(plan) : NULL, *subset;
	struct svg_pair *own = mem_alloc((n + 1) * sizeof(*own));
	struct buf cmap = {0};
	hb_blob_t *blob;
	bool ok;

	/* Tables of a face under construction cannot be listed. */
	blob = made != NULL ? hb_face_reference_blob(made) : hb_blob_get_empty();
	subset = hb_face_create(blob, 0);
	ok = made != NULL && renumber(plan, pairs, n, own);
	if (ok) {
		put_cmap(&cmap, own, n);
		ok = assemble(subset, &cmap, out, is_cff);
	}
	free(own);
	buf_free(&cmap);
	hb_face_destroy(subset);
	hb_blob_destroy(blob);
	hb_face_destroy(made);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(in);
	return ok;
}

bool
svg_sfnt_shaped(hb_face_t *face, const hb_set_t *chars, struct buf *out, bool *is_cff)
{
	static const hb_tag_t features[] = {HB_TAG('k', 'e', 'r', 'n'), HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'),
	    HB_TAG('c', 'a', 'l', 't'), HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'), HB_TAG('r', 'l', 'i', 'g'),
	    HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k')};
	hb_subset_input_t *in = input_without(NULL, 0);
	hb_set_t *keep = hb_subset_input_set(in, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
	hb_face_t *made;
	hb_blob_t *blob;
	unsigned len;
	const char *p;

	hb_set_clear(keep);
	for (size_t i = 0; i < ARRAY_LEN(features); i++)
		hb_set_add(keep, features[i]);
	hb_set_union(hb_subset_input_unicode_set(in), chars);
	made = hb_subset_or_fail(face, in);
	blob = made != NULL ? hb_face_reference_blob(made) : hb_blob_get_empty();
	p = hb_blob_get_data(blob, &len);
	if (len > 4)
		buf_add(out, p, len);
	*is_cff = len > 4 && memcmp(p, "OTTO", 4) == 0;
	hb_blob_destroy(blob);
	hb_face_destroy(made);
	hb_subset_input_destroy(in);
	return len > 4;
}
