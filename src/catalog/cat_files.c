#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "catalog/cat_file.h"

const char *
cat_builtin_path(struct ctx *cx, const char *name)
{
	return arena_printf(cx->arena, "%s/src/catalog/data/%s.xml", cx->data_dir, name);
}

const char *
cat_user_dir(struct ctx *cx)
{
	const char *home = io_user_data(cx);

	return home != NULL ? arena_printf(cx->arena, "%s/catalogues", home) : NULL;
}

static const char *
user_path(struct ctx *cx, const char *name)
{
	const char *dir = cat_user_dir(cx);

	return dir != NULL ? arena_printf(cx->arena, "%s/%s.xml", dir, name) : NULL;
}

/* A name comes from an assessment: it must not walk out of the folder. */
static bool
is_name(const char *name)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_");

	return n > 0 && n < 100 && name[n] == '\0' && name[0] != '.';
}

const char *
cat_find(struct ctx *cx, const char *name)
{
	const char *path;

	if (!is_name(name))
		return NULL;
	path = user_path(cx, name);
	if (path != NULL && io_is_there(cx, path))
		return path;
	path = cat_builtin_path(cx, name);
	return io_is_there(cx, path) ? path : NULL;
}

bool
cat_is_user_path(struct ctx *cx, const char *path)
{
	const char *dir = cat_user_dir(cx);

	return dir != NULL && str_starts(path, dir);
}

#define MAX_NAMES 1000

struct names {
	const char *list[MAX_NAMES];
	size_t n;
};

static void
add_folder(struct ctx *cx, const char *path, struct names *names)
{
	const char *const *list;
	size_t n = path != NULL ? io_list(cx, path, ".xml", &list) : 0;

	for (size_t i = 0; i < n && names->n < MAX_NAMES; i++)
		if (strlen(list[i]) > 4 && is_name(list[i]))
			names->list[names->n++] = arena_strndup(cx->arena, list[i], strlen(list[i]) - 4);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *
cat_names(struct ctx *cx, size_t *count)
{
	struct names *names = arena_zalloc(cx->arena, sizeof(*names));
	size_t n = 0;

	add_folder(cx, arena_printf(cx->arena, "%s/src/catalog/data", cx->data_dir), names);
	add_folder(cx, cat_user_dir(cx), names);
	qsort(names->list, names->n, sizeof(names->list[0]), by_name);
	for (size_t i = 0; i < names->n; i++)
		if (n == 0 || !str_eq(names->list[n - 1], names->list[i]))
			names->list[n++] = names->list[i];
	*count = n;
	return names->list;
}
