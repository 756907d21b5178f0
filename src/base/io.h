#pragma once
/*
 * io.h - the one door to the file system. Everything else receives bytes.
 * Names from a document are resolved below a root folder with openat2(RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS);
 * names from the command line are the operator's and may be anything.
 */
#include "base/buf.h"
#include "base/ctx.h"

struct io_root; /* a folder below which a document's names are resolved */

/* Opens the folder of a file ("a/b/x.xml" -> "a/b"). Lives as long as cx. */
MUST_CHECK enum rc io_root_of(struct ctx *cx, const char *file, const struct io_root **root);
MUST_CHECK enum rc io_root_open(struct ctx *cx, const char *dir, const struct io_root **root);
const char *io_root_path(const struct io_root *root);

/* Is it one or more plain names joined by "/"? On no, *why says what is wrong. */
bool io_name_is_plain(const char *name, const char **why);

/* Reads a file named on the command line, whole, into the arena. "-" is standard input. Reports FILE_OPEN, FILE_SIZE. */
MUST_CHECK enum rc io_read(struct ctx *cx, const char *path, size_t max, const char **bytes, size_t *len);
/* Reads a file that a document names, below the root. Reports FILE_OUTSIDE, FILE_OPEN, FILE_SIZE at `at`. */
MUST_CHECK enum rc io_read_below(struct ctx *cx, const struct io_root *root, const char *name, struct span at,
    size_t max, const char **bytes, size_t *len);

enum io_state { IO_OK, IO_MISSING, IO_REFUSED, IO_TOO_LARGE, IO_BROKEN, IO_CHANGED };
struct io_digest {
	enum io_state state;
	uint64_t size;  /* [B] */
	char hex[65];   /* SHA-256, lower case */
};
/*
 * Hashes a file below the root from one descriptor, opened once: what the name leads to later does not matter. A file that changes
 * while it is read is IO_CHANGED. Nothing is reported.
 */
struct io_digest io_digest_below(const struct io_root *root, const char *name, size_t max);
/*
 * The same, once a run: what was found first holds for everybody who asks (rules, report, gate), whatever happens to the file
 * meanwhile. Lives as long as cx.
 */
const struct io_digest *io_digest_once(struct ctx *cx, const struct io_root *root, const char *name, size_t max);
/* The same for a file of the operator's or the program's. */
struct io_digest io_digest_file(const char *path, size_t max);
/* SHA-256 of bytes, as 64 lower-case digits. */
void io_sha256(const void *bytes, size_t len, char hex[65]);
/* MD5 of bytes, where a format asks for it (ISO 32000-1, 7.11.4); nobody is to trust it. */
void io_md5(const void *bytes, size_t len, unsigned char sum[16]);

/*
 * Writes a file so that it appears whole or not at all: O_TMPFILE, fsync, linkat, rename. An existing target is
 * replaced only when it is a regular file, and its permissions stay. "-" is standard output.
 */
MUST_CHECK enum rc io_write(struct ctx *cx, const char *path, const void *bytes, size_t len);

struct io_out {
	const char *path;
	const void *bytes;
	size_t len; /* [B] */
};
/*
 * Writes several files: none appears before all are on the disk under temporary names. A failure of the last step, the renaming, can
 * leave some of them new and some old; each is whole.
 */
MUST_CHECK enum rc io_write_all(struct ctx *cx, const struct io_out *outs, size_t n);
MUST_CHECK enum rc io_mkdir(struct ctx *cx, const char *path); /* fine when it exists */
bool io_exists(const char *path); /* on the disk */
bool io_is_there(struct ctx *cx, const char *path); /* for this run: see base/inputs.h */
/* The names in a folder that end as `suffix` does, sorted; none when there is no such folder. */
size_t io_list(struct ctx *cx, const char *dir, const char *suffix, const char *const **names);
/* The user's own data of the program, $XDG_DATA_HOME/assay or ~/.local/share/assay; NULL when there is no home. */
const char *io_user_data(struct ctx *cx);
bool io_is_writable(const char *path); /* false for a file that its owner protected, though a rename could replace it */

/*
 * A scratch file: what does not fit into memory, for this run alone. It never has a name, and is gone with the process. In TMPDIR, else
 * /tmp. Lives as long as the arena.
 */
struct io_scratch;
struct io_scratch *io_scratch_open(struct arena *a); /* NULL: there is no room for one */
/* Adds bytes; false (or no scratch): they do not fit, and stay the caller's. */
bool io_scratch_put(struct io_scratch *s, const void *bytes, size_t len, uint64_t *at);
MUST_CHECK enum rc io_scratch_take(struct ctx *cx, struct io_scratch *s, uint64_t at, void *bytes, size_t len);
