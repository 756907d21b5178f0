/* fin_out.c - objects and streams to bytes, the latter with the places that they need to be found again (ISO 32000-1, 7.5). */
#define ZLIB_CONST
#include "finish/fin_out.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/io.h"

/* Objects of a stream: more gain little in size, and a reader unpacks them all for one (7.5.7). */
#define PACK_MAX 200
#define DEFLATE_LEVEL 6

enum place_kind { AT_NOWHERE, AT_OFFSET, IN_STREAM }; /* as in table 18 */

struct place {
	uint64_t kind : 2, index : 14, at : 48; /* at: offset [B], or the number of the object stream */
};

struct pack {
	uint32_t id;       /* of the object stream; 0: none is open */
	unsigned n;
	struct buf head, body; /* "12 0 13 25 ": numbers and offsets; the objects */
};

struct fin_out {
	struct buf file;
	struct place *places; /* by object number; [0] is free */
	uint32_t n, cap;
	struct pack pack;
	uint32_t open; /* the object between out_begin and out_end, or 0 */
	enum out_place open_place;
	z_stream z;
	struct buf deflated; /* scratch */
};

static void
free_out(void *p)
{
	struct fin_out *o = p;

	buf_free(&o->file);
	buf_free(&o->pack.head);
	buf_free(&o->pack.body);
	buf_free(&o->deflated);
	free(o->places);
	deflateEnd(&o->z);
}

struct fin_out *
out_open(struct ctx *cx)
{
	struct fin_out *o = arena_zalloc(cx->arena, sizeof(*o));

	if (deflateInit(&o->z, DEFLATE_LEVEL) != Z_OK)
		mem_exhausted();
	arena_defer(cx->arena, free_out, o);
	out_new(o); /* object 0, the head of the free ones */
	/* Bytes above 127 in the second line: this is no text (7.5.2). */
	buf_puts(&o->file, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	return o;
}

uint32_t
out_new(struct fin_out *o)
{
	if (o->n == o->cap) {
		o->cap = o->cap > 0 ? o->cap * 2 : 256;
		o->places = mem_realloc(o->places, o->cap, sizeof(*o->places));
	}
	o->places[o->n] = (struct place){.kind = AT_NOWHERE};
	return o->n++;
}

static void
settle(struct fin_out *o, uint32_t id, struct place place)
{
	assert(id > 0 && id < o->n && o->places[id].kind == AT_NOWHERE);
	o->places[id] = place;
}

static void
begin_plain(struct fin_out *o, uint32_t id)
{
	settle(o, id, (struct place){.kind = AT_OFFSET, .at = o->file.len});
	buf_printf(&o->file, "%u 0 obj\n", id);
}

struct buf *
out_begin(struct fin_out *o, uint32_t id, enum out_place place)
{
	assert(o->open == 0);
	o->open = id;
	o->open_place = place;
	if (place == OUT_PLAIN) {
		begin_plain(o, id);
		return &o->file;
	}
	if (o->pack.id == 0)
		o->pack.id = out_new(o);
	settle(o, id, (struct place){.kind = IN_STREAM, .index = o->pack.n, .at = o->pack.id});
	buf_printf(&o->pack.head, "%u %zu ", id, o->pack.body.len);
	return &o->pack.body;
}

static void
deflate_into(struct fin_out *o, const void *bytes, size_t len)
{
	unsigned char chunk[16384];
	const unsigned char *at = bytes;
	int rc = Z_OK;

	o->deflated.len = 0;
	deflateReset(&o->z);
	do {
		/* avail_in has 32 bits. */
		size_t now = len < (1u << 30) ? len : 1u << 30;

		o->z.next_in = at;
		o->z.avail_in = (uInt)now;
		at += now;
		len -= now;
		do {
			o->z.next_out = chunk;
			o->z.avail_out = sizeof(chunk);
			rc = deflate(&o->z, len > 0 ? Z_NO_FLUSH : Z_FINISH);
			buf_add(&o->deflated, chunk, sizeof(chunk) - o->z.avail_out);
		} while (o->z.avail_out == 0);
	} while (len > 0);
	if (rc != Z_STREAM_END)
		mem_exhausted();
}

void
out_stream(struct fin_out *o, uint32_t id, const char *dict, const void *bytes, size_t len, enum out_filter filter)
{
	assert(o->open == 0);
	if (filter == OUT_DEFLATE) {
		deflate_into(o, bytes, len);
		bytes = o->deflated.p;
		len = o->deflated.len;
	}
	begin_plain(o, id);
	buf_puts(&o->file, "<<");
	buf_puts(&o->file, dict != NULL ? dict : "");
	buf_printf(&o->file, "/Length %zu%s>>\nstream\n", len, filter == OUT_DEFLATE ? "/Filter/FlateDecode" : "");
	buf_add(&o->file, bytes, len);
	buf_puts(&o->file, "\nendstream\nendobj\n");
}

static void
close_pack(struct fin_out *o)
{
	struct pack *p = &o->pack;
	char dict[64];
	struct buf b = {0};

	if (p->id == 0)
		return;
	buf_printf(&b, "/Type/ObjStm/N %u/First %zu", p->n, p->head.len);
	assert(b.len < sizeof(dict));
	memcpy(dict, b.p, b.len + 1);
	buf_free(&b);
	buf_add(&p->head, p->body.p, p->body.len);
	out_stream(o, p->id, dict, p->head.p, p->head.len, OUT_DEFLATE);
	p->id = 0;
	p->n = 0;
	p->head.len = 0;
	p->body.len = 0;
}

void
out_end(struct fin_out *o)
{
	assert(o->open != 0);
	o->open = 0;
	if (o->open_place == OUT_PLAIN) {
		buf_puts(&o->file, "\nendobj\n");
		return;
	}
	buf_putc(&o->pack.body, '\n');
	if (++o->pack.n == PACK_MAX)
		close_pack(o);
}

/* Big-endian, in the n lowest bytes. */
static void
add_field(struct buf *b, uint64_t v, unsigned n)
{
	while (n-- > 0)
		buf_putc(b, (char)(v >> 8 * n & 0xff));
}

static unsigned
bytes_for(uint64_t v)
{
	unsigned n = 1;

	while (v >>= 8)
		n++;
	return n;
}

struct buf
out_close(struct fin_out *o, uint32_t root, uint32_t info)
{
	struct buf table = {0}, dict = {0}, file;
	char hex[65];
	uint32_t id;
	uint64_t at;
	unsigned width;

	close_pack(o);
	id = out_new(o);
	at = o->file.len;
	width = bytes_for(at > o->n ? at : o->n);
	settle(o, id, (struct place){.kind = AT_OFFSET, .at = at});
	for (uint32_t i = 0; i < o->n; i++) {
		bool is_free = o->places[i].kind == AT_NOWHERE;

		add_field(&table, o->places[i].kind, 1);
		add_field(&table, o->places[i].at, width);
		add_field(&table, is_free ? 0xffff : o->places[i].index, 2);
	}
	o->places[id].kind = AT_NOWHERE; /* written below, as any stream */
	io_sha256(o->file.p, o->file.len, hex);
	buf_printf(&dict, "/Type/XRef/Size %u/W[1 %u 2]/Root %u 0 R", o->n, width, root);
	if (info != 0)
		buf_printf(&dict, "/Info %u 0 R", info);
	buf_printf(&dict, "/ID[<%.32s><%.32s>]", hex, hex);
	out_stream(o, id, dict.p, table.p, table.len, OUT_DEFLATE);
	buf_printf(&o->file, "startxref\n%llu\n%%%%EOF\n", (unsigned long long)at);
	buf_free(&table);
	buf_free(&dict);
	file = o->file;
	o->file = (struct buf){0};
	return file;
}
