#include "base/inputs.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

#define FONTS "data/fonts/"

struct written {
	const char *bytes;
	size_t len; /* [B] */
};

struct inputs {
	enum inputs_mode mode;
	struct arena *arena;
	struct map *by_place; /* to struct input */
	struct map *folders;  /* path as typed -> folder of its role; "=FOLDER" for a folder itself */
	struct map *written;  /* path -> struct written */
	uint32_t part;        /* 1 << number */
	const char *stray;
};

/* Of the program's folder: what belongs to it. An assessment may lie there too, in a source tree. */
static const char *const own[] = {"stylesheets", "src", "fonts"};

void
inputs_begin(struct ctx *cx, enum inputs_mode mode)
{
	struct inputs *in = arena_zalloc(cx->arena, sizeof(*in));

	*in = (struct inputs){.mode = mode, .arena = cx->arena, .part = 1};
	in->by_place = map_new(cx->arena);
	in->folders = map_new(cx->arena);
	in->written = map_new(cx->arena);
	cx->inputs = in;
}

bool
inputs_is_replay(const struct ctx *cx)
{
	return cx->inputs != NULL && cx->inputs->mode == INPUTS_REPLAY;
}

void
inputs_name(struct ctx *cx, const char *path, const char *folder)
{
	if (cx->inputs != NULL && path != NULL)
		map_set(cx->inputs->folders, path, arena_strdup(cx->inputs->arena, folder));
}

void
inputs_name_folder(struct ctx *cx, const char *path, const char *folder)
{
	if (cx->inputs != NULL)
		map_set(cx->inputs->folders, path, arena_printf(cx->inputs->arena, "=%s", folder));
}

/* What follows "FOLDER/" in a path; NULL when it does not lie there. */
static const char *
below(const char *path, const char *folder)
{
	size_t n = folder != NULL ? strlen(folder) : 0;

	return n > 0 && strncmp(path, folder, n) == 0 && path[n] == '/' ? path + n + 1 : NULL;
}

static bool
is_own(const char *rest)
{
	for (size_t i = 0; rest != NULL && i < ARRAY_LEN(own); i++) {
		size_t n = strlen(own[i]);

		if (strncmp(rest, own[i], n) == 0 && (rest[n] == '/' || rest[n] == '\0'))
			return true;
	}
	return false;
}

/* What no XML file can say is not in a place. */
static const char *
plain(struct arena *a, const char *name)
{
	char *text = arena_strdup(a, name);

	for (char *s = text; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f || (!utf8_valid(name, strlen(name)) && (unsigned char)*s >= 0x80))
			*s = '_';
	return text;
}

const char *
inputs_place(struct ctx *cx, const char *path)
{
	struct inputs *in = cx->inputs;
	const char *folder = in != NULL ? map_lookup(in->folders, path) : NULL, *slash = strrchr(path, '/'), *rest;

	if (in == NULL)
		return NULL;
	if (folder != NULL && *folder == '=')
		return folder + 1;
	if (folder != NULL)
		return arena_printf(in->arena, "%s/%s", folder, plain(in->arena, slash != NULL ? slash + 1 : path));
	rest = below(path, cx->data_dir);
	if (is_own(rest))
		return arena_printf(in->arena, "data/%s", rest);
	rest = below(path, io_user_data(cx));
	return rest != NULL ? arena_printf(in->arena, "user/%s", rest) : NULL;
}

void
inputs_part(struct ctx *cx, unsigned part)
{
	if (cx->inputs != NULL)
		cx->inputs->part = (uint32_t)1 << part;
}

bool
inputs_is_used(const struct ctx *cx, const struct input *in)
{
	return (in->uses & (1 | cx->inputs->part)) != 0;
}

size_t
inputs_count(const struct ctx *cx)
{
	return cx->inputs != NULL ? map_count(cx->inputs->by_place) : 0;
}

struct input *
inputs_at(const struct ctx *cx, size_t i)
{
	return map_value(cx->inputs->by_place, i);
}

struct input *
inputs_lookup(const struct ctx *cx, const char *place)
{
	return cx->inputs != NULL && place != NULL ? map_lookup(cx->inputs->by_place, place) : NULL;
}

const char *
input_hex(struct input *in)
{
	if (in->digest.hex[0] == '\0' && in->path != NULL)
		in->digest = io_digest_file(in->path, SIZE_MAX);
	if (in->digest.hex[0] == '\0' && in->bytes != NULL)
		io_sha256(in->bytes, in->len, in->digest.hex);
	return in->digest.state == IO_OK ? in->digest.hex : "";
}

const char *
inputs_stray(const struct ctx *cx)
{
	return cx->inputs != NULL ? cx->inputs->stray : NULL;
}

/* ---- what comes in ---------------------------------------------------------------------------------------------------- */

struct arena *
inputs_arena(const struct ctx *cx)
{
	return cx->inputs != NULL ? cx->inputs->arena : cx->arena;
}

static struct input *
input_at(struct inputs *in, const char *place)
{
	struct input *i = map_lookup(in->by_place, place);

	if (i == NULL) {
		i = arena_zalloc(in->arena, sizeof(*i));
		i->place = arena_strdup(in->arena, place);
		map_set(in->by_place, place, i);
	}
	return i;
}

static void
set_bytes(struct input *i, const char *bytes, size_t len)
{
	i->bytes = bytes;
	i->len = len;
	i->digest = (struct io_digest){.state = IO_OK, .size = len};
}

void
inputs_note(struct ctx *cx, const char *place, const char *path, const char *bytes, size_t len)
{
	struct inputs *in = cx->inputs;
	struct input *i;

	if (in == NULL)
		return;
	if (place == NULL) {
		in->stray = arena_strdup(in->arena, path);
		return;
	}
	i = input_at(in, place);
	set_bytes(i, bytes, len);
	i->uses |= in->part;
	i->is_read = true;
}

void
inputs_note_digest(struct ctx *cx, const char *place, const struct io_digest *d)
{
	struct inputs *in = cx->inputs;
	struct input *i;

	if (in == NULL || place == NULL)
		return;
	i = input_at(in, place);
	i->digest = *d;
	i->uses |= in->part;
}

void
inputs_note_font(struct ctx *cx, const char *path)
{
	struct inputs *in = cx->inputs;
	const char *slash = strrchr(path, '/'), *rest;
	struct input *i;

	if (in == NULL)
		return;
	rest = below(path, cx->data_dir);
	i = input_at(in, is_own(rest) ? arena_printf(in->arena, "data/%s", rest)
				      : arena_printf(in->arena, "fonts/%s", slash != NULL ? slash + 1 : path));
	i->path = arena_strdup(in->arena, path);
	i->uses |= in->part;
}

bool
inputs_is_closed(const struct ctx *cx, const char *place)
{
	const char *why;

	return inputs_is_replay(cx) && !(place != NULL && str_starts(place, FONTS) && io_name_is_plain(place, &why));
}

struct input *
inputs_serve(struct ctx *cx, const char *place)
{
	struct input *i = inputs_lookup(cx, place);

	if (i != NULL)
		i->uses |= cx->inputs->part;
	return i;
}

/* ---- replay ----------------------------------------------------------------------------------------------------------- */

void
inputs_add(struct ctx *cx, const char *place, const char *bytes, size_t len)
{
	set_bytes(input_at(cx->inputs, place), bytes, len);
}

void
inputs_add_digest(struct ctx *cx, const char *place, const struct io_digest *d)
{
	struct input *i = input_at(cx->inputs, place);

	if (i->bytes == NULL)
		i->digest = *d;
}

void
inputs_keep_written(struct ctx *cx, const char *path, const void *bytes, size_t len)
{
	struct written *w = arena_alloc(cx->inputs->arena, sizeof(*w));

	*w = (struct written){arena_copy(cx->inputs->arena, bytes, len), len};
	map_set(cx->inputs->written, path, w);
}

bool
inputs_written(const struct ctx *cx, const char *path, const char **bytes, size_t *len)
{
	const struct written *w = cx->inputs != NULL ? map_lookup(cx->inputs->written, path) : NULL;

	if (w == NULL)
		return false;
	*bytes = w->bytes;
	*len = w->len;
	return true;
}
