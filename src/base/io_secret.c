#include "base/io_secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

struct room {
	char *p;
	size_t size;
};

static void
wipe(void *p)
{
	struct room *r = p;

	explicit_bzero(r->p, r->size);
	munmap(r->p, r->size);
}

/* Pages of their own. That they cannot be locked, where the user may lock few, is no reason to refuse. */
static void
take_room(struct ctx *cx, size_t max, struct io_secret *s)
{
	struct room *r = arena_zalloc(cx->arena, sizeof(*r));

	r->size = max + 1;
	r->p = mmap(NULL, r->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (r->p == MAP_FAILED)
		mem_exhausted();
	(void)!mlock(r->p, r->size);
	(void)!madvise(r->p, r->size, MADV_DONTDUMP);
	(void)!madvise(r->p, r->size, MADV_DONTFORK);
	arena_defer(cx->arena, wipe, r);
	*s = (struct io_secret){r->p, 0};
}

void
io_secret_guard(void)
{
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
	(void)!prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* What makes it no secret, or NULL. */
static const char *
exposed(int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return strerror(errno);
	if (S_ISDIR(st.st_mode))
		return "it is a folder";
	if (st.st_uid != geteuid())
		return "it belongs to another user";
	return (st.st_mode & 077) != 0 ? "others than its owner may read or write it" : NULL;
}

/* Of a regular file what it has: a user may lock few pages. */
static size_t
size_of(int fd, size_t max)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (uint64_t)st.st_size < max ? (size_t)st.st_size : max;
}

/* Reads up to max bytes; false: there are more, or an error (errno, else 0). */
static bool
fill(int fd, size_t max, struct io_secret *s)
{
	char more;

	for (;;) {
		ssize_t got = s->len < max ? read(fd, s->bytes + s->len, max - s->len) : read(fd, &more, 1);

		if (got < 0 && errno == EINTR)
			continue;
		errno = got < 0 ? errno : 0;
		if (got == 0)
			return true;
		if (got < 0 || s->len == max)
			return false;
		s->len += (size_t)got;
	}
}

enum rc
io_secret_file(struct ctx *cx, const char *path, size_t max, struct io_secret *s)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	const char *why;
	bool ok;

	if (fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", path, strerror(errno));
	why = exposed(fd);
	if (why != NULL) {
		close(fd);
		return diag_at(cx, DIAG_SECRET_OPEN, NO_SPAN, "%s: %s", path, why);
	}
	max = size_of(fd, max);
	take_room(cx, max, s);
	ok = fill(fd, max, s);
	why = errno != 0 ? strerror(errno) : "it is too long for what it should be";
	close(fd);
	return ok ? RC_OK : diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", path, why);
}

enum rc
io_secret_line(struct ctx *cx, int fd, size_t max, struct io_secret *s)
{
	take_room(cx, max, s);
	for (;;) {
		ssize_t got = read(fd, s->bytes + s->len, 1); /* no byte of what follows is taken away */

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return diag_at(cx, DIAG_PASSPHRASE, NO_SPAN, "descriptor %d: %s", fd, strerror(errno));
		if (got == 0 || s->bytes[s->len] == '\n')
			break;
		if (++s->len == max)
			return diag_at(cx, DIAG_PASSPHRASE, NO_SPAN, "descriptor %d: a line of more than %zu bytes", fd, max);
	}
	s->bytes[s->len] = '\0';
	if (s->len > 0 && s->bytes[s->len - 1] == '\r')
		s->bytes[--s->len] = '\0';
	return RC_OK;
}

void
io_secret_copy(struct ctx *cx, const char *string, struct io_secret *s)
{
	size_t n = strlen(string);

	take_room(cx, n, s);
	memcpy(s->bytes, string, n);
	s->len = n;
}

void
io_secret_chomp(struct io_secret *s)
{
	while (s->len > 0 && (s->bytes[s->len - 1] == '\n' || s->bytes[s->len - 1] == '\r'))
		s->bytes[--s->len] = '\0';
}
