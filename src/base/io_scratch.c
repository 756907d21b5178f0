/* io_scratch.c - a file without a name (open(2), O_TMPFILE). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"

struct io_scratch {
	int fd;
	uint64_t size; /* [B] */
};

static void
close_scratch(void *p)
{
	close(((struct io_scratch *)p)->fd);
}

struct io_scratch *
io_scratch_open(struct arena *a)
{
	const char *dir = getenv("TMPDIR");
	int fd = open(dir != NULL && *dir == '/' ? dir : "/tmp", O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	struct io_scratch *s;

	if (fd < 0)
		return NULL;
	s = arena_zalloc(a, sizeof(*s));
	s->fd = fd;
	arena_defer(a, close_scratch, s);
	return s;
}

bool
io_scratch_put(struct io_scratch *s, const void *bytes, size_t len, uint64_t *at)
{
	const char *p = bytes;
	size_t done = 0;

	if (s == NULL)
		return false;
	while (done < len) {
		ssize_t n = pwrite(s->fd, p + done, len - done, (off_t)(s->size + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		done += (size_t)n;
	}
	*at = s->size;
	s->size += len;
	return true;
}

enum rc
io_scratch_take(struct ctx *cx, struct io_scratch *s, uint64_t at, void *bytes, size_t len)
{
	char *p = bytes;

	for (size_t done = 0; done < len;) {
		ssize_t n = pread(s->fd, p + done, len - done, (off_t)(at + done));

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "the scratch file: %s", n < 0 ? strerror(errno) : "it ended early");
		done += (size_t)n;
	}
	return RC_OK;
}
