#include "base/ctx.h"

#include <string.h>

#include "base/map.h"

struct ctx *
ctx_new(const char *data_dir)
{
	struct arena *a = arena_new();
	struct ctx *cx = arena_zalloc(a, sizeof(*cx));

	cx->arena = a;
	cx->sources = src_table_new(a);
	cx->diags = diags_new(a);
	cx->digests = map_new(a);
	cx->data_dir = arena_strdup(a, data_dir);
	return cx;
}

struct ctx *
ctx_aside(const struct ctx *cx)
{
	struct ctx *aside = ctx_new(cx->data_dir);

	aside->inputs = cx->inputs;
	return aside;
}

void
ctx_free(struct ctx *cx)
{
	if (cx != NULL)
		arena_free(cx->arena);
}
