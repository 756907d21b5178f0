#include "base/zip.h"

#include <string.h>

#define LOCAL_SIZE 30
#define END_SIZE 22
#define MAX_MEMBERS 65534
#define SIGNATURE_LOCAL 0x04034b50u
#define SIGNATURE_CENTRAL 0x02014b50u
#define SIGNATURE_END 0x06054b50u
#define VERSION 10            /* stored: 4.4.3.2 */
#define MADE_BY (3 << 8 | 20) /* Unix: the external attributes are a mode */
#define UTF8_NAMES 0x800      /* bit 11: 4.4.4 */
#define NEW_YEAR_1980 0x21    /* the first date that there is */
#define PLAIN_FILE (0100644u << 16)

/* CRC-32 as in ISO 3309, a bit at a time over a nibble table: members are small. */
static uint32_t
crc32_of(const char *p, size_t n)
{
	uint32_t table[16], crc = 0xffffffffu;

	for (uint32_t i = 0; i < 16; i++) {
		table[i] = i;
		for (int k = 0; k < 4; k++)
			table[i] = table[i] >> 1 ^ ((table[i] & 1) != 0 ? 0xedb88320u : 0);
	}
	for (size_t i = 0; i < n; i++) {
		crc ^= (unsigned char)p[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return ~crc;
}

static void
put16(struct buf *b, unsigned v)
{
	buf_putc(b, (char)(v & 255));
	buf_putc(b, (char)(v >> 8 & 255));
}

static void
put32(struct buf *b, uint32_t v)
{
	put16(b, v & 0xffff);
	put16(b, v >> 16);
}

static unsigned
get16(const char *p)
{
	return (unsigned char)p[0] | (unsigned)(unsigned char)p[1] << 8;
}

static uint32_t
get32(const char *p)
{
	return get16(p) | (uint32_t)get16(p + 2) << 16;
}

/* What the local header and the central directory say alike: 4.3.7, 4.3.12. */
static void
put_common(struct buf *b, const struct zip_member *m, uint32_t crc)
{
	put16(b, VERSION);
	put16(b, UTF8_NAMES);
	put16(b, 0); /* stored */
	put16(b, 0); /* time */
	put16(b, NEW_YEAR_1980);
	put32(b, crc);
	put32(b, (uint32_t)m->len);
	put32(b, (uint32_t)m->len);
	put16(b, (unsigned)strlen(m->name));
	put16(b, 0); /* no extra field */
}

static void
put_central(struct buf *b, const struct zip_member *m, uint32_t crc, uint32_t at)
{
	put32(b, SIGNATURE_CENTRAL);
	put16(b, MADE_BY);
	put_common(b, m, crc);
	put16(b, 0); /* no comment */
	put16(b, 0); /* the only disk */
	put16(b, 0);
	put32(b, PLAIN_FILE);
	put32(b, at);
	buf_puts(b, m->name);
}

void
zip_write(const struct zip_member *members, size_t n, struct buf *out)
{
	struct buf central = {0};
	size_t start = out->len;

	for (size_t i = 0; i < n; i++) {
		uint32_t crc = crc32_of(members[i].bytes, members[i].len);

		put_central(&central, &members[i], crc, (uint32_t)(out->len - start));
		put32(out, SIGNATURE_LOCAL);
		put_common(out, &members[i], crc);
		buf_puts(out, members[i].name);
		buf_add(out, members[i].bytes, members[i].len);
	}
	start = out->len - start;
	buf_add(out, buf_str(&central), central.len);
	put32(out, SIGNATURE_END);
	put16(out, 0);
	put16(out, 0);
	put16(out, (unsigned)n);
	put16(out, (unsigned)n);
	put32(out, (uint32_t)central.len);
	put32(out, (uint32_t)start);
	put16(out, 0);
	buf_free(&central);
}

/* Is it, byte by byte, what zip_write makes of these? Then digests, directory and lengths are right. */
static bool
is_written(const struct zip_member *members, size_t n, const char *bytes, size_t len)
{
	struct buf again = {0};
	bool same;

	zip_write(members, n, &again);
	same = again.len == len && memcmp(buf_str(&again), bytes, len) == 0;
	buf_free(&again);
	return same;
}

const char *
zip_read(struct arena *a, const char *bytes, size_t len, struct zip_member **members, size_t *n)
{
	size_t cap = len >= END_SIZE ? get16(bytes + len - END_SIZE + 10) : 0, at = 0;
	struct zip_member *list;

	*n = 0;
	if (len < END_SIZE || get32(bytes + len - END_SIZE) != SIGNATURE_END || cap > MAX_MEMBERS)
		return "it is no zip file";
	*members = list = arena_array(a, cap + 1, sizeof(*list));
	while (*n < cap && len - at > LOCAL_SIZE && get32(bytes + at) == SIGNATURE_LOCAL) {
		size_t size = get32(bytes + at + 18), n_name = get16(bytes + at + 26);
		struct zip_member *m = &list[*n];

		at += LOCAL_SIZE;
		if (n_name > len - at || size > len - at - n_name)
			return "a member is cut off";
		m->name = arena_strndup(a, bytes + at, n_name);
		m->bytes = bytes + at + n_name;
		m->len = size;
		at += n_name + size;
		++*n;
	}
	return *n == cap && is_written(list, *n, bytes, len) ? NULL : "it is not as it was written";
}
