#pragma once
/*
 * fin_own.h - inside the room: reading back a file that fin_out wrote, for verify and sign.
 *
 * Model. Nothing is repaired and nothing is searched for: what fin_out does not write is refused. A file is one revision, or two when it was
 * signed (fin_sign.h). A revision is a row of objects without gaps, each of which its cross-reference stream names, that stream
 * last, then startxref and %%EOF; so no byte of it is hidden from those who follow the table. Values are ranges of the file's bytes;
 * an object of an object stream is a range of what was unpacked, which lives as long as the arena.
 * Source: ISO 32000-1, 7.3 and 7.5.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/defs.h"

enum own_kind { OWN_NULL, OWN_BOOL, OWN_INT, OWN_REAL, OWN_NAME, OWN_STRING, OWN_HEX, OWN_ARRAY, OWN_DICT, OWN_REF };

struct own_val {
	enum own_kind kind;
	const char *p; /* its text, with brackets */
	size_t len;    /* [B] */
	int64_t n;     /* of OWN_INT; of OWN_REF the object number */
};

struct own_entry {
	uint8_t type;   /* 0 free or not named, 1 plain, 2 in an object stream */
	uint32_t index; /* in the object stream */
	uint64_t at;    /* offset, or number of the object stream */
};

struct own_revision {
	size_t beg, end, xref; /* [B] half-open; where the cross-reference stream begins */
	struct own_entry *entries;
	uint32_t n; /* entries, /Size */
	struct own_val trailer; /* dictionary of the cross-reference stream */
};

/* An object stream, unpacked once (7.5.7). */
struct own_packed {
	struct own_packed *next;
	const char *bytes; /* where it stands in the file */
	const char *unpacked;
	size_t len, n;
	const struct own_val *heads; /* number and offset by turns: 2n */
	size_t first;
};

#define OWN_REVISIONS 2

struct own_file {
	struct arena *arena;
	const char *p;
	size_t len;
	struct own_revision revs[OWN_REVISIONS]; /* [0] is the report as it was made */
	size_t n_revs;
	uint32_t root, info; /* info: 0 when there is none */
	struct own_packed *packed; /* the object streams met so far, the last one used first */
	size_t n_unpacked; /* [B] of all of them */
};

/* Opens a file; NULL, or what is not as fin_out writes it. The bytes stay the caller's and must live as long as the arena. */
const char *own_open(struct arena *a, const char *p, size_t len, struct own_file **f);
/* How long the first revision of a file is: where its %%EOF line ends; `len` itself for a file that is one revision. */
size_t own_base_len(const struct own_file *f);

/* The value of an object, as the last revision says; for a stream its dictionary. False: there is none. */
bool own_object(struct own_file *f, uint32_t id, struct own_val *v);
/* As the first `revs` revisions say. */
bool own_object_at(struct own_file *f, size_t revs, uint32_t id, struct own_val *v);
/* A stream: dictionary and bytes as they stand in the file. */
bool own_stream(struct own_file *f, uint32_t id, struct own_val *dict, const char **bytes, size_t *len);
/* The same, unpacked (no filter, or FlateDecode without parameters); more than `max` is refused. In the arena. */
bool own_unpacked(struct own_file *f, uint32_t id, size_t max, const char **bytes, size_t *len);
/* The same into an arena of the caller's, which may die before the file. */
bool own_unpacked_in(struct own_file *f, struct arena *a, uint32_t id, size_t max, const char **bytes, size_t *len);

/* The next value at *at; moves *at behind it. False: there is none, or it is malformed. */
bool own_next(const char **at, const char *end, struct own_val *v);
/* The value of a key; false when the dictionary is none, is malformed, or has the key not exactly once. */
bool own_lookup(const struct own_val *dict, const char *key, struct own_val *v);
/* The same, a reference followed. */
bool own_lookup_object(struct own_file *f, const struct own_val *dict, const char *key, struct own_val *v);
/* The next pair of a dictionary, from *at = NULL on. */
bool own_pair(const struct own_val *dict, const char **at, struct own_val *key, struct own_val *v);
/* The next item of an array, from *at = NULL on. */
bool own_item(const struct own_val *array, const char **at, struct own_val *v);
bool own_is_name(const struct own_val *v, const char *name); /* "/Sig" */
/* The bytes of a string, its escapes read; added. False when it is none. */
bool own_bytes(const struct own_val *v, struct buf *b);
/* The characters of a text string (7.9.2.2) as UTF-8, in the arena; NULL when it is none. */
const char *own_text(struct arena *a, const struct own_val *v);
/* A number in millipoints; false when it is none. */
bool own_mpt(const struct own_val *v, int32_t *mpt);
