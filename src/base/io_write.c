#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/inputs.h"

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		p += put;
		n -= (size_t)put;
	}
	return true;
}

/* Gives an unnamed file a temporary name in its folder; on a clash the next number. */
static bool
link_temporary(int fd, int dir, const char *base, char name[300])
{
	char self[64];

	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	for (unsigned i = 0; i < 1000; i++) {
		snprintf(name, 300, ".%.200s.%ld.%u.tmp", base, (long)getpid(), i);
		if (linkat(AT_FDCWD, self, dir, name, AT_SYMLINK_FOLLOW) == 0)
			return true;
		if (errno != EEXIST)
			return false;
	}
	return false;
}

/*
 * An unnamed file cannot be left behind by a crash; where the file system has none, a temporary name.
 * *named tells which.
 */
static int
open_temporary(int dir, const char *base, char name[300], bool *named)
{
	int fd = openat(dir, ".", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);

	*named = false;
	if (fd >= 0)
		return fd;
	*named = true;
	snprintf(name, 300, ".%.200s.%ld.tmp", base, (long)getpid());
	unlinkat(dir, name, 0);
	return openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

/* A file that is written under a temporary name and waits to be renamed. */
struct staged {
	const char *path, *folder, *base;
	int mode;       /* permissions of the file that is replaced; -1: there is none */
	char name[300]; /* "" when there is none yet */
};

static int
open_folder(const char *folder)
{
	return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool
write_temporary(int dir, struct staged *s, const struct io_out *out)
{
	char name[300];
	bool named, ok;
	int error, fd = open_temporary(dir, s->base, name, &named);

	if (fd < 0)
		return false;
	ok = write_all(fd, out->bytes, out->len) && (s->mode < 0 || fchmod(fd, (mode_t)s->mode) == 0) && fsync(fd) == 0;
	if (ok && !named)
		ok = named = link_temporary(fd, dir, s->base, name);
	ok = close(fd) == 0 && ok;
	error = errno;
	if (ok)
		memcpy(s->name, name, sizeof(name));
	else if (named)
		unlinkat(dir, name, 0);
	errno = error;
	return ok;
}

static enum rc
refuse(struct ctx *cx, const char *path, const char *why)
{
	return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: %s", path, why);
}

static enum rc
stage(struct ctx *cx, const struct io_out *out, struct staged *s)
{
	const char *path = out->path, *slash = strrchr(path, '/');
	struct stat st;
	int dir, error;
	bool ok;

	s->path = path;
	s->base = slash != NULL ? slash + 1 : path;
	s->folder = slash == NULL ? "." : slash == path ? "/" : arena_strndup(cx->arena, path, (size_t)(slash - path));
	if (s->base[0] == '\0')
		return refuse(cx, path, "it names a folder");
	s->mode = -1;
	if (lstat(path, &st) == 0) {
		if (!S_ISREG(st.st_mode))
			return refuse(cx, path, "it is there and is no regular file");
		s->mode = (int)(st.st_mode & 0777);
	}
	dir = open_folder(s->folder);
	if (dir < 0)
		return refuse(cx, s->folder, strerror(errno));
	ok = write_temporary(dir, s, out);
	error = errno;
	close(dir);
	return ok ? RC_OK : refuse(cx, path, strerror(error));
}

/* Gives a staged file its name, or takes it away. */
static enum rc
commit(struct ctx *cx, struct staged *s)
{
	int dir = open_folder(s->folder);
	enum rc rc = RC_OK;

	if (dir < 0 || renameat(dir, s->name, dir, s->base) != 0)
		rc = refuse(cx, s->path, strerror(errno));
	else
		s->name[0] = '\0';
	if (dir >= 0) {
		fsync(dir); /* the rename itself must survive a power loss */
		close(dir);
	}
	return rc;
}

static void
drop(struct staged *s)
{
	int dir = s->name[0] != '\0' ? open_folder(s->folder) : -1;

	if (dir < 0)
		return;
	unlinkat(dir, s->name, 0);
	close(dir);
}

enum rc
io_write_all(struct ctx *cx, const struct io_out *outs, size_t n)
{
	struct staged *staged = arena_array(cx->arena, n, sizeof(*staged));
	enum rc rc = RC_OK;

	if (inputs_is_replay(cx)) {
		for (size_t i = 0; i < n; i++)
			inputs_keep_written(cx, outs[i].path, outs[i].bytes, outs[i].len);
		return RC_OK;
	}
	for (size_t i = 0; i < n && rc == RC_OK; i++)
		rc = stage(cx, &outs[i], &staged[i]);
	for (size_t i = 0; i < n && rc == RC_OK; i++)
		rc = commit(cx, &staged[i]);
	for (size_t i = 0; i < n; i++)
		drop(&staged[i]);
	return rc;
}

enum rc
io_write(struct ctx *cx, const char *path, const void *bytes, size_t len)
{
	if (strcmp(path, "-") != 0 || inputs_is_replay(cx))
		return io_write_all(cx, &(struct io_out){path, bytes, len}, 1);
	if (!write_all(STDOUT_FILENO, bytes, len))
		return refuse(cx, "standard output", strerror(errno));
	return RC_OK;
}
