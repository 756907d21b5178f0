#pragma once
/*
 * fin_out.h - inside the room: writing a PDF 1.7 (ISO 32000-1, 7.5): objects, object streams, the cross-reference stream.
 *
 * Model. Object numbers are reserved first and written in any order, each once. What is no stream goes into object streams
 * of 200 objects (7.5.7), deflated, unless it must be found by reading the bytes: OUT_PLAIN. Nothing is remembered of an object but its place.
 *
 *     uint32_t id = out_new(o);
 *     struct buf *b = out_begin(o, id, OUT_PACKED);
 *     buf_puts(b, "<</Type/Catalog/Pages ");
 *     out_ref(b, pages);
 *     buf_puts(b, ">>");
 *     out_end(o);
 */
#include "base/buf.h"
#include "base/ctx.h"
#include "base/units.h"

enum out_place {
	OUT_PACKED, /* in an object stream */
	OUT_PLAIN,  /* "N 0 obj ... endobj": catalogue, signature, file specifications, what verify and sign look for */
};
enum out_filter {
	OUT_AS_IS,   /* the bytes as they are; `dict` says how they are encoded, if at all */
	OUT_DEFLATE, /* deflated here; /Filter/FlateDecode is added */
};

struct fin_out;

struct fin_out *out_open(struct ctx *cx); /* writes the header; freed with the arena of cx */
uint32_t out_new(struct fin_out *o);      /* reserves the next object number, from 1 */
/* The buffer into which the text of object `id` goes until out_end; one object at a time. */
struct buf *out_begin(struct fin_out *o, uint32_t id, enum out_place place);
void out_end(struct fin_out *o);
/* A stream: `dict` is what stands in its dictionary besides /Length and /Filter, without the brackets. */
void out_stream(struct fin_out *o, uint32_t id, const char *dict, const void *bytes, size_t len, enum out_filter filter);
/* Cross-reference stream, /ID from the digest of all bytes before it, %%EOF. The bytes are the caller's (buf_free). */
struct buf out_close(struct fin_out *o, uint32_t root, uint32_t info);

/* ---- parts of objects ------------------------------------------------------------------------------------------------ */

void out_ref(struct buf *b, uint32_t id);                 /* "12 0 R" */
void out_real(struct buf *b, mpt v);                      /* points: "12.5", as short as it can be */
void out_rect(struct buf *b, mpt page_h, mpt x, mpt y, mpt w, mpt h); /* "[x0 y0 x1 y1]"; PDF's y goes upwards */
void out_name(struct buf *b, const char *name);           /* "/Name", others than regular characters as #xx (7.3.5) */
void out_bytes(struct buf *b, const char *s, size_t len); /* "(...)", escaped (7.3.4.2) */
void out_text(struct buf *b, const char *utf8);           /* a text string: PDFDocEncoding where it is ASCII, else UTF-16BE with BOM */
void out_date(struct buf *b, int64_t seconds);            /* "(D:20240102030405Z)" */
