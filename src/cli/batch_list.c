#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "cli/batch.h"

#define MAX_DEPTH 16 /* folders */
#define HEAD ((size_t)4096)

static void
free_jobs(void *p)
{
	struct batch *b = p;

	for (size_t i = 0; i < b->n; i++)
		buf_free(&b->jobs[i].message);
	free(b->jobs);
}

/* "orbit/assessment.xml" -> "orbit"; "a/b.xml" -> "a-b" */
static char *
name_of_output(struct ctx *cx, const char *name)
{
	char *s = arena_strdup(cx->arena, name);

	if (str_ends(s, ".xml"))
		s[strlen(s) - 4] = '\0';
	if (str_ends(s, "/assessment"))
		s[strlen(s) - strlen("/assessment")] = '\0';
	for (char *c = s; *c != '\0'; c++)
		if (*c == '/')
			*c = '-';
	return s;
}

static void
add_job(struct batch *b, const char *input, const char *name, const char *out_dir)
{
	struct arena *a = b->cx->arena;

	b->jobs = mem_realloc(b->jobs, b->n + 1, sizeof(*b->jobs));
	b->jobs[b->n++] = (struct batch_job){
	    .input = arena_strdup(a, input),
	    .name = arena_strdup(a, name),
	    .output = arena_printf(a, "%s/%s", out_dir, name_of_output(b->cx, name)),
	    .status = -1,
	};
}

/* The supervisor parses nothing: the namespace in the first bytes tells an assessment from other XML. */
static bool
is_assessment(const char *path)
{
	char head[HEAD + 1];
	FILE *f = fopen(path, "re");
	size_t n;

	if (f == NULL)
		return false;
	n = fread(head, 1, HEAD, f);
	fclose(f);
	head[n] = '\0';
	return strstr(head, "<assessment") != NULL && strstr(head, "urn:assay:assessment:") != NULL;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names in a folder, sorted: the order on disk must not matter. */
static char **
read_names(struct ctx *cx, const char *dir, size_t *n)
{
	DIR *d = opendir(dir);
	const struct dirent *e;
	char **names = NULL;

	*n = 0;
	if (d == NULL)
		return NULL;
	while ((e = readdir(d)) != NULL)
		if (e->d_name[0] != '.') {
			names = mem_realloc(names, *n + 1, sizeof(*names));
			names[(*n)++] = arena_strdup(cx->arena, e->d_name);
		}
	closedir(d);
	if (*n > 0)
		qsort(names, *n, sizeof(*names), by_name);
	return names;
}

static void
add_folder(struct batch *b, const char *dir, const char *prefix, const char *out_dir, unsigned depth)
{
	size_t n;
	char **names = read_names(b->cx, dir, &n);

	for (size_t i = 0; i < n; i++) {
		const char *path = arena_printf(b->cx->arena, "%s/%s", dir, names[i]);
		const char *name = arena_printf(b->cx->arena, "%s%s", prefix, names[i]);
		struct stat st;

		if (lstat(path, &st) != 0)
			continue;
		if (S_ISDIR(st.st_mode) && depth < MAX_DEPTH)
			add_folder(b, path, arena_printf(b->cx->arena, "%s/", name), out_dir, depth + 1);
		else if (S_ISREG(st.st_mode) && str_ends(path, ".xml") && is_assessment(path))
			add_job(b, path, name, out_dir);
	}
	free(names);
}

static enum rc
add_manifest(struct batch *b, const char *manifest, const char *out_dir)
{
	const char *bytes, *slash = strrchr(manifest, '/');
	const char *dir = slash != NULL ? arena_strndup(b->cx->arena, manifest, (size_t)(slash - manifest) + 1) : "";
	size_t len;

	TRY(io_read(b->cx, manifest, LIMIT_INPUT_BYTES, &bytes, &len));
	for (const char *line = bytes, *end = bytes + len; line < end;) {
		size_t n = strcspn(line, "\r\n");
		char *name = arena_strndup(b->cx->arena, line, n);
		size_t used = strlen(name);

		while (used > 0 && (name[used - 1] == ' ' || name[used - 1] == '\t'))
			name[--used] = '\0';
		name += strspn(name, " \t");
		if (*name != '\0' && *name != '#')
			add_job(b, *name == '/' ? name : arena_printf(b->cx->arena, "%s%s", dir, name), name, out_dir);
		line += n + (n < (size_t)(end - line));
	}
	return RC_OK;
}

const char *
batch_output(const struct batch *b, const struct batch_job *job, const char *report, size_t len)
{
	if (len == strlen("full") && strncmp(report, "full", len) == 0)
		return job->output;
	return arena_printf(b->cx->arena, "%s-%.*s", job->output, (int)len, report);
}

/* Two inputs must not write one file. */
static enum rc
check_outputs(struct batch *b)
{
	struct map *seen = map_new(b->cx->arena);

	for (size_t i = 0; i < b->n; i++)
		for (const char *s = b->o->report != NULL ? b->o->report : "full"; *s != '\0'; s += *s == ',') {
			size_t len = strcspn(s, ",");
			const char *output = batch_output(b, &b->jobs[i], s, len);
			const struct batch_job *other = map_lookup(seen, output);

			if (other != NULL && other != &b->jobs[i])
				return diag_at(b->cx, DIAG_BATCH_CLASH, NO_SPAN, "%s and %s both make %s", other->name,
				    b->jobs[i].name, output);
			map_set(seen, output, &b->jobs[i]);
			s += len;
		}
	return RC_OK;
}

enum rc
batch_list(struct batch *b, const char *source, const char *out_dir)
{
	struct stat st;

	arena_defer(b->cx->arena, free_jobs, b);
	if (stat(source, &st) == 0 && S_ISDIR(st.st_mode))
		add_folder(b, source, "", out_dir, 0);
	else
		TRY(add_manifest(b, source, out_dir));
	if (b->n == 0)
		return diag_at(b->cx, DIAG_BATCH_EMPTY, NO_SPAN, "%s", source);
	return check_outputs(b);
}
