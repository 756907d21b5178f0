#pragma once
/*
 * io_secret.h - keys and passphrases: read once, kept out of swap and core files where the system allows it, wiped when the run ends.
 */
#include "base/ctx.h"

struct io_secret {
	char *bytes; /* with a NUL behind them that does not count */
	size_t len;
};

/* This process leaves no core file and lets no other of its user look into it. Before the first secret. */
void io_secret_guard(void);
/*
 * Reads a file that only its owner may read. SECRET_OPEN: others may, or it is another's. Checked on the descriptor that is read, so
 * that nobody can put another file in its place. Lives as long as the arena of cx, and is wiped then.
 */
MUST_CHECK enum rc io_secret_file(struct ctx *cx, const char *path, size_t max, struct io_secret *s);
/* The first line that a descriptor gives, without its end; its owner is the caller, who opened it. */
MUST_CHECK enum rc io_secret_line(struct ctx *cx, int fd, size_t max, struct io_secret *s);
/* A copy of a string, such as a variable of the environment. */
void io_secret_copy(struct ctx *cx, const char *string, struct io_secret *s);
/* Without the end of a last line. */
void io_secret_chomp(struct io_secret *s);
