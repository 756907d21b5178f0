#pragma once
/*
 * buf.h - one growable byte buffer. A zeroed struct is an empty one; buf_free ends it.
 * The bytes are always followed by a NUL that does not count.
 */
#include "base/defs.h"

struct buf {
	char *p; /* NULL while nothing was added */
	size_t len, cap; /* [B] */
};

void buf_free(struct buf *b);
void buf_add(struct buf *b, const void *p, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
const char *buf_str(const struct buf *b); /* "" when empty */
/* JSON string contents (no quotes), RFC 8259 section 7. */
void buf_json(struct buf *b, const char *s, size_t n);
/* A member of a JSON object: "key":"value", null for NULL; "key":["a","b"]. */
void buf_json_member(struct buf *b, const char *key, const char *value);
void buf_json_list(struct buf *b, const char *key, const char *const *list, size_t n);
/* XML text or attribute contents, escaped. */
void buf_xml(struct buf *b, const char *s);
