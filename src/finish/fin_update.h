#pragma once
/*
 * fin_update.h - inside the room: the revision that a signature adds, in its one form.
 *
 * Model. Five objects behind the report's bytes: the form (SigFlags), the field (V, AP, F, Contents), the signature, what is seen in the
 * field, the cross-reference stream. All of it follows from the report and struct fin_update, but for the signature's own digits: so
 * a judge writes it again and compares.
 */
#include "finish/fin_sign.h"

struct fin_update {
	int64_t time;
	const char *name, *reason, *location, *says; /* reason and location may be NULL */
	const char *look; /* what is seen, deflated */
	size_t look_len;
	size_t room; /* [B] of the signature; in the file it has twice as many digits */
};

/*
 * Adds the revision to `out`, which may hold the report or nothing.
 *   gap  [out] where the string with its brackets begins and ends, as an offset of the whole file
 */
void fin_update_write(const struct fin_field *field, const struct fin_update *u, struct buf *out, size_t gap[2]);
/* Empty or not: the n-th signature field (from 0) of the first revision. False: there are not so many, or the form is not as it should be. */
bool fin_field_nth(struct own_file *f, size_t n, struct fin_field *field);
