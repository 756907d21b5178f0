#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <glib.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"

struct io_root {
	int fd;
	dev_t dev;
	ino_t ino;
	const char *path;
};

static void
close_root(void *p)
{
	struct io_root *root = p;

	close(root->fd);
}

enum rc
io_root_open(struct ctx *cx, const char *dir, const struct io_root **out)
{
	struct io_root *root = arena_zalloc(cx->arena, sizeof(*root));
	struct stat st;

	root->path = arena_strdup(cx->arena, dir);
	root->fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root->fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", dir, strerror(errno));
	arena_defer(cx->arena, close_root, root);
	if (fstat(root->fd, &st) != 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", dir, strerror(errno));
	root->dev = st.st_dev;
	root->ino = st.st_ino;
	*out = root;
	return RC_OK;
}

enum rc
io_root_of(struct ctx *cx, const char *file, const struct io_root **root)
{
	const char *slash = strrchr(file, '/');
	const char *dir = slash == NULL ? "." : slash == file ? "/" : arena_strndup(cx->arena, file, (size_t)(slash - file));

	return io_root_open(cx, dir, root);
}

const char *
io_root_path(const struct io_root *root)
{
	return root->path;
}

bool
io_name_is_plain(const char *name, const char **why)
{
	size_t n = strlen(name);

	*why = n == 0		? "the name is empty"
	    : name[0] == '/'	? "the name is absolute"
	    : n > 1000		? "the name is too long"
	    : !utf8_valid(name, n) ? "the name is not UTF-8"
				   : NULL;
	for (const char *s = name; *why == NULL && *s != '\0'; s++)
		if (*s == '\\')
			*why = "the name has a backslash";
		else if (*s == ':')
			*why = "the name has a colon: a URL or drive";
		else if (*s == '%')
			*why = "the name has a percent sign";
		else if ((unsigned char)*s < 0x20 || *s == 0x7f)
			*why = "the name has a control character";
	for (const char *s = name; *why == NULL; s++) {
		size_t part = strcspn(s, "/");

		if (part == 0)
			*why = "the name has an empty part";
		else if (part <= 2 && strncmp(s, "..", part) == 0)
			*why = "the name has a \".\" or \"..\" part";
		s += part;
		if (*s == '\0')
			break;
	}
	return *why == NULL;
}

/* Without openat2 (before Linux 5.6): name by name, no symbolic link followed. */
static int
walk_below(int root, const char *name)
{
	int dir = root;

	for (;;) {
		size_t n = strcspn(name, "/");
		char part[256];
		int next, flags = O_NOFOLLOW | O_CLOEXEC | O_RDONLY | O_NONBLOCK;

		if (n >= sizeof(part)) {
			next = -1;
			errno = ENAMETOOLONG;
		} else {
			memcpy(part, name, n);
			part[n] = '\0';
			next = openat(dir, part, name[n] == '/' ? flags | O_DIRECTORY : flags);
		}
		if (dir != root)
			close(dir);
		if (next < 0 || name[n] == '\0')
			return next;
		dir = next;
		name += n + 1;
	}
}

static int
open_below(const struct io_root *root, const char *name)
{
	struct open_how how = {
	    .flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
	    .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS,
	};
	long fd = syscall(SYS_openat2, root->fd, name, &how, sizeof(how));

	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return walk_below(root->fd, name);
	return (int)fd;
}

static void
free_bytes(void *p)
{
	free(p);
}

enum read_state { READ_OK, READ_TOO_LARGE, READ_FAILED };

/* Reads to the end; grows, so that pipes work; one NUL follows. */
static enum read_state
read_all(int fd, size_t max, char **bytes, size_t *len)
{
	struct stat st;
	size_t cap = 64 * 1024, n = 0;
	char *p;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		if ((uint64_t)st.st_size > max)
			return READ_TOO_LARGE;
		cap = (size_t)st.st_size + 1;
	}
	p = mem_alloc(cap + 1);
	for (;;) {
		ssize_t got = read(fd, p + n, cap - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(p);
			return READ_FAILED;
		}
		if (got == 0)
			break;
		n += (size_t)got;
		if (n > max) {
			free(p);
			return READ_TOO_LARGE;
		}
		if (n == cap) {
			cap *= 2;
			p = mem_realloc(p, cap + 1, 1);
		}
	}
	p[n] = '\0';
	*bytes = p;
	*len = n;
	return READ_OK;
}

static enum rc
take_bytes(struct ctx *cx, int fd, const char *name, struct span at, size_t max, const char **bytes, size_t *len)
{
	char *p = NULL;
	enum read_state state = read_all(fd, max, &p, len);
	int error = errno;

	if (fd != STDIN_FILENO)
		close(fd);
	if (state == READ_TOO_LARGE)
		return diag_at(cx, DIAG_FILE_SIZE, at, "%s: the limit is %zu MiB", name, max >> 20);
	if (state == READ_FAILED)
		return diag_at(cx, DIAG_FILE_OPEN, at, "%s: %s", name, strerror(error));
	arena_defer(cx->arena, free_bytes, p);
	*bytes = p;
	return RC_OK;
}

enum rc
io_read(struct ctx *cx, const char *path, size_t max, const char **bytes, size_t *len)
{
	int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: it is a folder", path);
	}
	return take_bytes(cx, fd, path, NO_SPAN, max, bytes, len);
}

static bool
is_regular(int fd)
{
	struct stat st;

	return fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
}

enum rc
io_read_below(struct ctx *cx, const struct io_root *root, const char *name, struct span at, size_t max,
    const char **bytes, size_t *len)
{
	const char *why;
	int fd;

	if (!io_name_is_plain(name, &why))
		return diag_at(cx, DIAG_FILE_OUTSIDE, at, "\"%s\": %s", name, why);
	fd = open_below(root, name);
	if (fd < 0 && (errno == ELOOP || errno == EXDEV))
		return diag_at(cx, DIAG_FILE_OUTSIDE, at, "\"%s\": it is, or goes through, a symbolic link", name);
	if (fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, at, "\"%s\": %s", name, strerror(errno));
	if (!is_regular(fd)) {
		close(fd);
		return diag_at(cx, DIAG_FILE_OUTSIDE, at, "\"%s\": it is not a regular file", name);
	}
	return take_bytes(cx, fd, name, at, max, bytes, len);
}

void
io_sha256(const void *bytes, size_t len, char hex[65])
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);

	g_checksum_update(sum, bytes, (gssize)len);
	memcpy(hex, g_checksum_get_string(sum), 65);
	g_checksum_free(sum);
}

void
io_md5(const void *bytes, size_t len, unsigned char sum[16])
{
	GChecksum *md5 = g_checksum_new(G_CHECKSUM_MD5);
	gsize n = 16;

	g_checksum_update(md5, bytes, (gssize)len);
	g_checksum_get_digest(md5, sum, &n);
	g_checksum_free(md5);
}

/* Bytes up to the end of the file, or the first one over the limit. */
static enum io_state
hash_all(int fd, size_t max, struct io_digest *d)
{
	GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
	char block[64 * 1024];
	enum io_state state = IO_OK;
	ssize_t got;

	while (state == IO_OK && (got = read(fd, block, sizeof(block))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		d->size += got > 0 ? (uint64_t)got : 0;
		state = got < 0 ? IO_BROKEN : d->size > max ? IO_TOO_LARGE : IO_OK;
		if (state == IO_OK)
			g_checksum_update(sum, (const guchar *)block, got);
	}
	memcpy(d->hex, g_checksum_get_string(sum), 65);
	g_checksum_free(sum);
	return state;
}

static bool
is_same_time(struct timespec a, struct timespec b)
{
	return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

/* Somebody wrote while we read: the digest would be one of bytes that were never together in the file. */
static bool
was_written(const struct stat *before, const struct stat *after)
{
	return before->st_size != after->st_size || !is_same_time(before->st_mtim, after->st_mtim);
}

static enum io_state
hash_file(int fd, size_t max, struct io_digest *d)
{
	struct stat before, after;
	enum io_state state;

	if (fstat(fd, &before) != 0 || !S_ISREG(before.st_mode))
		return IO_REFUSED;
	/* Hashing a sparse file of a terabyte up to the limit would take longer than the limit is worth. */
	if ((uint64_t)before.st_size > max)
		return IO_TOO_LARGE;
	state = hash_all(fd, max, d);
	if (fstat(fd, &after) != 0)
		return IO_BROKEN;
	return was_written(&before, &after) ? IO_CHANGED : state;
}

struct io_digest
io_digest_below(const struct io_root *root, const char *name, size_t max)
{
	struct io_digest d = {.state = IO_REFUSED};
	const char *why;
	int fd;

	if (!io_name_is_plain(name, &why))
		return d;
	fd = open_below(root, name);
	if (fd < 0) {
		d.state = errno == ENOENT || errno == ENOTDIR ? IO_MISSING : IO_REFUSED;
		return d;
	}
	d.state = hash_file(fd, max, &d);
	close(fd);
	return d;
}

const struct io_digest *
io_digest_once(struct ctx *cx, const struct io_root *root, const char *name, size_t max)
{
	/* A folder that two documents opened is one folder. */
	const char *key = arena_printf(cx->arena, "%ju:%ju/%s", (uintmax_t)root->dev, (uintmax_t)root->ino, name);
	struct io_digest *d = map_lookup(cx->digests, key);

	if (d == NULL) {
		d = arena_alloc(cx->arena, sizeof(*d));
		*d = io_digest_below(root, name, max);
		map_set(cx->digests, key, d);
	}
	return d;
}

bool
io_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

enum rc
io_mkdir(struct ctx *cx, const char *path)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return RC_OK;
	return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: %s", path, strerror(errno));
}

const char *
io_user_data(struct ctx *cx)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	/* XDG Base Directory Specification: a relative path is to be ignored. */
	if (data != NULL && data[0] == '/')
		return arena_printf(cx->arena, "%s/assay", data);
	return home != NULL && home[0] == '/' ? arena_printf(cx->arena, "%s/.local/share/assay", home) : NULL;
}

bool
io_is_writable(const char *path)
{
	return access(path, W_OK) == 0;
}
