#include "base/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MAX_FILES 4096

struct src_file {
	const char *name, *bytes;
	size_t len;       /* [B] */
	uint32_t *starts; /* offset of each line; made on first use */
	uint32_t lines;
};

struct src_table {
	struct arena *arena;
	struct src_file *files[MAX_FILES]; /* [0] is unused */
	uint16_t n;
};

struct src_table *
src_table_new(struct arena *a)
{
	struct src_table *t = arena_zalloc(a, sizeof(*t));

	t->arena = a;
	t->n = 1;
	return t;
}

uint16_t
src_add(struct src_table *t, const char *name, const char *bytes, size_t len)
{
	struct src_file *f;

	if (t->n >= MAX_FILES || len > UINT32_MAX)
		return 0;
	f = arena_zalloc(t->arena, sizeof(*f));
	f->name = arena_strdup(t->arena, name);
	f->bytes = bytes;
	f->len = len;
	t->files[t->n] = f;
	return t->n++;
}

uint16_t
src_lookup(const struct src_table *t, const char *name)
{
	for (uint16_t i = 1; i < t->n; i++)
		if (strcmp(t->files[i]->name, name) == 0)
			return i;
	return 0;
}

static struct src_file *
lookup(const struct src_table *t, uint16_t file)
{
	return file > 0 && file < t->n ? t->files[file] : NULL;
}

const char *
src_name(const struct src_table *t, uint16_t file)
{
	struct src_file *f = lookup(t, file);

	return f != NULL ? f->name : "";
}

const char *
src_bytes(const struct src_table *t, uint16_t file, size_t *len)
{
	struct src_file *f = lookup(t, file);

	*len = f != NULL ? f->len : 0;
	return f != NULL ? f->bytes : NULL;
}

static void
index_lines(const struct src_table *t, struct src_file *f)
{
	uint32_t n = 1;

	if (f->starts != NULL)
		return;
	for (size_t i = 0; i < f->len; i++)
		n += f->bytes[i] == '\n';
	f->starts = arena_array(t->arena, n, sizeof(*f->starts));
	f->lines = 1;
	for (size_t i = 0; i < f->len; i++)
		if (f->bytes[i] == '\n')
			f->starts[f->lines++] = (uint32_t)i + 1;
}

struct src_pos
src_position(const struct src_table *t, uint16_t file, uint32_t offset)
{
	struct src_file *f = lookup(t, file);
	uint32_t lo = 0, hi;

	if (f == NULL)
		return (struct src_pos){0, 0};
	index_lines(t, f);
	hi = f->lines;
	while (hi - lo > 1) {
		uint32_t mid = lo + (hi - lo) / 2;

		if (f->starts[mid] <= offset)
			lo = mid;
		else
			hi = mid;
	}
	return (struct src_pos){lo + 1, offset - f->starts[lo] + 1};
}

const char *
src_line(const struct src_table *t, uint16_t file, uint32_t line, size_t *len)
{
	struct src_file *f = lookup(t, file);
	size_t beg, end;

	*len = 0;
	if (f == NULL)
		return NULL;
	index_lines(t, f);
	if (line < 1 || line > f->lines)
		return NULL;
	beg = f->starts[line - 1];
	end = line < f->lines ? f->starts[line] - 1 : f->len;
	if (end > beg && f->bytes[end - 1] == '\r')
		end--;
	*len = end - beg;
	return f->bytes + beg;
}

uint32_t
src_line_offset(const struct src_table *t, uint16_t file, uint32_t line)
{
	struct src_file *f = lookup(t, file);

	if (f == NULL)
		return 0;
	index_lines(t, f);
	return line < 1 ? 0 : line <= f->lines ? f->starts[line - 1] : (uint32_t)f->len;
}

bool
src_span_parse(const char *text, struct span *at)
{
	unsigned file;
	uint32_t beg, end;
	int used = 0;

	if (sscanf(text, "%5u:%" SCNu32 "-%" SCNu32 "%n", &file, &beg, &end, &used) != 3 || text[used] != '\0')
		return false;
	if (file >= MAX_FILES || end < beg)
		return false;
	*at = (struct span){beg, end, (uint16_t)file};
	return true;
}
