#include "base/io.h"

#include <dirent.h>
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

#include "base/inputs.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"

struct io_root {
	int fd;
	dev_t dev;
	ino_t ino;
	const char *path;
	const char *place;   /* base/inputs.h; NULL: it has none */
	const struct ctx *cx; /* that opened it */
};

static void
close_root(void *p)
{
	struct io_root *root = p;

	close(root->fd);
}

static enum rc
open_root(struct ctx *cx, const char *dir, const char *place, const struct io_root **out)
{
	struct io_root *root = arena_zalloc(cx->arena, sizeof(*root));
	struct stat st;

	*root = (struct io_root){.fd = -1, .path = arena_strdup(cx->arena, dir), .place = place, .cx = cx};
	*out = root;
	if (inputs_is_closed(cx, NULL))
		return RC_OK;
	root->fd = open(dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root->fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", dir, strerror(errno));
	arena_defer(cx->arena, close_root, root);
	if (fstat(root->fd, &st) != 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", dir, strerror(errno));
	root->dev = st.st_dev;
	root->ino = st.st_ino;
	return RC_OK;
}

enum rc
io_root_open(struct ctx *cx, const char *dir, const struct io_root **root)
{
	return open_root(cx, dir, inputs_place(cx, dir), root);
}

/* "a/b/x.xml" -> "a/b" */
static const char *
folder_of(struct ctx *cx, const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash == NULL ? "." : slash == file ? "/" : arena_strndup(cx->arena, file, (size_t)(slash - file));
}

enum rc
io_root_of(struct ctx *cx, const char *file, const struct io_root **root)
{
	const char *place = inputs_place(cx, file);

	return open_root(cx, folder_of(cx, file), place != NULL ? folder_of(cx, place) : NULL, root);
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
too_large(struct ctx *cx, const char *name, struct span at, size_t max)
{
	return diag_at(cx, DIAG_FILE_SIZE, at, "%s: the limit is %zu MiB", name, max >> 20);
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
		return too_large(cx, name, at, max);
	if (state == READ_FAILED)
		return diag_at(cx, DIAG_FILE_OPEN, at, "%s: %s", name, strerror(error));
	arena_defer(inputs_arena(cx), free_bytes, p);
	*bytes = p;
	return RC_OK;
}

/* Was it read before, or must the disk not be asked? Then *rc is the answer. */
static bool
serve(struct ctx *cx, const char *place, const char *name, struct span at, size_t max, const char **bytes, size_t *len, enum rc *rc)
{
	struct input *in = inputs_serve(cx, place);

	*rc = RC_OK;
	if (in != NULL && in->bytes != NULL) {
		in->is_read = true;
		*bytes = in->bytes;
		*len = in->len;
		if (in->len > max)
			*rc = too_large(cx, name, at, max);
		return true;
	}
	if (!inputs_is_closed(cx, place))
		return false;
	*rc = diag_at(cx, DIAG_FILE_OPEN, at, "%s: %s", name, strerror(ENOENT));
	return true;
}

enum rc
io_read(struct ctx *cx, const char *path, size_t max, const char **bytes, size_t *len)
{
	const char *place = inputs_place(cx, path);
	struct stat st;
	enum rc rc;
	int fd;

	if (serve(cx, place, path, NO_SPAN, max, bytes, len, &rc))
		return rc;
	fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: it is a folder", path);
	}
	TRY(take_bytes(cx, fd, path, NO_SPAN, max, bytes, len));
	inputs_note(cx, place, path, *bytes, *len);
	return RC_OK;
}

static const char *
place_below(struct ctx *cx, const struct io_root *root, const char *name)
{
	return root->place != NULL ? arena_printf(inputs_arena(cx), "%s/%s", root->place, name) : NULL;
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
	const char *why, *place;
	enum rc rc;
	int fd;

	if (!io_name_is_plain(name, &why))
		return diag_at(cx, DIAG_FILE_OUTSIDE, at, "\"%s\": %s", name, why);
	place = place_below(cx, root, name);
	if (serve(cx, place, arena_printf(cx->arena, "\"%s\"", name), at, max, bytes, len, &rc))
		return rc;
	fd = open_below(root, name);
	if (fd < 0 && (errno == ELOOP || errno == EXDEV))
		return diag_at(cx, DIAG_FILE_OUTSIDE, at, "\"%s\": it is, or goes through, a symbolic link", name);
	if (fd < 0)
		return diag_at(cx, DIAG_FILE_OPEN, at, "\"%s\": %s", name, strerror(errno));
	if (!is_regular(fd)) {
		close(fd);
		return diag_at(cx, DIAG_FILE_OUTSIDE, at, "\"%s\": it is not a regular file", name);
	}
	TRY(take_bytes(cx, fd, name, at, max, bytes, len));
	inputs_note(cx, place, name, *bytes, *len);
	return RC_OK;
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

static struct io_digest
digest_of(int fd, size_t max)
{
	struct io_digest d = {.state = IO_REFUSED};

	if (fd < 0) {
		d.state = errno == ENOENT || errno == ENOTDIR ? IO_MISSING : IO_REFUSED;
		return d;
	}
	d.state = hash_file(fd, max, &d);
	close(fd);
	return d;
}

struct io_digest
io_digest_file(const char *path, size_t max)
{
	return digest_of(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), max);
}

/* What is known already, in memory. */
static struct io_digest
digest_known(struct input *in, size_t max)
{
	if (in == NULL)
		return (struct io_digest){.state = IO_MISSING};
	if (in->bytes != NULL && in->len > max)
		return (struct io_digest){.state = IO_TOO_LARGE, .size = in->len};
	(void)input_hex(in);
	return in->digest;
}

struct io_digest
io_digest_below(const struct io_root *root, const char *name, size_t max)
{
	const char *why;

	if (!io_name_is_plain(name, &why))
		return (struct io_digest){.state = IO_REFUSED};
	if (inputs_is_replay(root->cx)) {
		struct ctx *cx = (struct ctx *)(uintptr_t)root->cx; /* its arena only */

		return digest_known(inputs_lookup(cx, place_below(cx, root, name)), max);
	}
	return digest_of(open_below(root, name), max);
}

const struct io_digest *
io_digest_once(struct ctx *cx, const struct io_root *root, const char *name, size_t max)
{
	const char *place = place_below(cx, root, name);
	/* A folder that two documents opened is one folder. */
	const char *key = place != NULL ? place : arena_printf(cx->arena, "%ju:%ju/%s", (uintmax_t)root->dev, (uintmax_t)root->ino, name);
	struct io_digest *d = map_lookup(cx->digests, key);
	struct input *in = inputs_serve(cx, place);

	if (d == NULL) {
		d = arena_alloc(cx->arena, sizeof(*d));
		*d = in != NULL ? digest_known(in, max) : io_digest_below(root, name, max);
		if (in == NULL)
			inputs_note_digest(cx, place, d);
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

bool
io_is_there(struct ctx *cx, const char *path)
{
	const char *place = inputs_place(cx, path);

	return inputs_is_closed(cx, place) ? inputs_lookup(cx, place) != NULL : io_exists(path);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

#define MAX_NAMES 1000

struct names {
	const char *list[MAX_NAMES];
	size_t n;
};

static void
add_name(struct ctx *cx, struct names *names, const char *name, const char *suffix)
{
	if (str_ends(name, suffix) && names->n < MAX_NAMES)
		names->list[names->n++] = arena_strdup(cx->arena, name);
}

static void
list_replay(struct ctx *cx, const char *place, const char *suffix, struct names *names)
{
	size_t n = place != NULL ? strlen(place) : 0;

	for (size_t i = 0; n > 0 && i < inputs_count(cx); i++) {
		const char *p = inputs_at(cx, i)->place;

		if (strncmp(p, place, n) == 0 && p[n] == '/' && strchr(p + n + 1, '/') == NULL)
			add_name(cx, names, p + n + 1, suffix);
	}
}

static void
list_folder(struct ctx *cx, const char *path, const char *suffix, struct names *names)
{
	DIR *dir = opendir(path);

	if (dir == NULL)
		return;
	for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir))
		add_name(cx, names, e->d_name, suffix);
	closedir(dir);
}

size_t
io_list(struct ctx *cx, const char *dir, const char *suffix, const char *const **names)
{
	struct names *found = arena_zalloc(cx->arena, sizeof(*found));

	if (inputs_is_closed(cx, NULL))
		list_replay(cx, inputs_place(cx, dir), suffix, found);
	else
		list_folder(cx, dir, suffix, found);
	qsort(found->list, found->n, sizeof(found->list[0]), by_name);
	*names = found->list;
	return found->n;
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

	if (inputs_is_replay(cx))
		return "user";
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
