#pragma once
/*
 * zip.h - many files as one that anybody can open. Members are stored as they are (whoever holds the zip packs it), without a date,
 * in the order given: the same members make the same bytes. Source: APPNOTE.TXT 6.3, sections 4.3 to 4.5.
 */
#include "base/arena.h"
#include "base/buf.h"

struct zip_member {
	const char *name; /* UTF-8, names joined by "/" */
	const char *bytes;
	size_t len; /* [B] */
};

/* At most 65534 members and 4 GiB. */
void zip_write(const struct zip_member *members, size_t n, struct buf *out);
/*
 * Reads what zip_write has written, and nothing else: another zip that holds the same is refused. NULL, or what is wrong.
 *   members  [out] n of them in the arena; their bytes are those of the zip
 */
MUST_CHECK const char *zip_read(struct arena *a, const char *bytes, size_t len, struct zip_member **members, size_t *n);
