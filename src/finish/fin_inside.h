#pragma once
/*
 * fin_inside.h - what a finished report has inside, read back by the rules of fin_own.h: for verify.
 *
 * Of a signed file the first revision counts, the report as it was made.
 */
#include "base/arena.h"
#include "base/defs.h"

struct fin_inside_file {
	const char *name, *relation; /* relation: "/Source" ... */
	const char *bytes;
	size_t len; /* [B] */
};

struct own_file;

struct fin_inside {
	struct own_file *file;
	const char *bytes; /* of the report as it was made */
	size_t len;        /* [B] */
	size_t pages;
	uint32_t *page_ids; /* object numbers */
	struct fin_inside_file *files;
	size_t n_files;
};

/*
 * Opens a file; NULL, or what is wrong with it.
 *   max  [B] of all attachments together, unpacked
 *   in   [out] lives as long as the arena and the bytes
 */
MUST_CHECK const char *fin_inside_open(struct arena *a, const char *bytes, size_t len, size_t max, struct fin_inside **in);
const struct fin_inside_file *fin_inside_lookup(const struct fin_inside *in, const char *name); /* NULL: there is none */
/* The first page, from 1, that is drawn otherwise in the other file, or is in only one of them; 0: there is none. */
size_t fin_inside_first_other(struct fin_inside *a, struct fin_inside *b);
