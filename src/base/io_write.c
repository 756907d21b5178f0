#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"

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

static bool
publish(int dir, const char *base, const void *bytes, size_t len)
{
	char name[300];
	bool named, ok;
	int error, fd = open_temporary(dir, base, name, &named);

	if (fd < 0)
		return false;
	ok = write_all(fd, bytes, len) && fsync(fd) == 0;
	if (ok && !named)
		ok = named = link_temporary(fd, dir, base, name);
	ok = close(fd) == 0 && ok;
	ok = ok && renameat(dir, name, dir, base) == 0;
	error = errno;
	if (!ok && named)
		unlinkat(dir, name, 0);
	errno = error;
	return ok;
}

enum rc
io_write(struct ctx *cx, const char *path, const void *bytes, size_t len)
{
	const char *slash = strrchr(path, '/');
	const char *base = slash != NULL ? slash + 1 : path;
	const char *folder = slash == NULL ? "." : slash == path ? "/" : arena_strndup(cx->arena, path, (size_t)(slash - path));
	struct stat st;
	bool ok;
	int dir;

	if (strcmp(path, "-") == 0) {
		if (!write_all(STDOUT_FILENO, bytes, len))
			return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "standard output: %s", strerror(errno));
		return RC_OK;
	}
	if (base[0] == '\0')
		return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: it names a folder", path);
	if (lstat(path, &st) == 0 && !S_ISREG(st.st_mode))
		return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: it is there and is no regular file", path);
	dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: %s", folder, strerror(errno));
	ok = publish(dir, base, bytes, len);
	if (!ok) {
		enum rc rc = diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: %s", path, strerror(errno));

		close(dir);
		return rc;
	}
	/* The rename itself must survive a power loss. */
	fsync(dir);
	close(dir);
	return RC_OK;
}
