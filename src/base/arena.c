#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* [B] Chunks grow with their arena: a waiting page is small, a document is not. */
#define CHUNK_MIN ((size_t)1 * 1024)
#define CHUNK_MAX ((size_t)32 * 1024)
#define ALIGN (sizeof(max_align_t))

struct chunk {
	struct chunk *next;
	size_t size, used; /* [B] of data */
	max_align_t data[];
};

struct deferred {
	struct deferred *next;
	void (*fn)(void *);
	void *obj;
};

struct arena {
	struct chunk *chunks;
	struct deferred *deferred;
	size_t total; /* [B] */
};

_Noreturn void
mem_exhausted(void)
{
	static const char text[] = "assay: error: out of memory\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(3);
	_exit(3);
}

void *
mem_alloc(size_t size)
{
	void *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_realloc(void *p, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		mem_exhausted();
	p = realloc(p, total > 0 ? total : 1);
	if (p == NULL)
		mem_exhausted();
	return p;
}

struct arena *
arena_new(void)
{
	struct arena *a = mem_alloc(sizeof(*a));

	memset(a, 0, sizeof(*a));
	return a;
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	/* A deferred free may still read arena memory: run them all first. */
	for (struct deferred *d = a->deferred; d != NULL; d = d->next)
		d->fn(d->obj);
	while (a->chunks != NULL) {
		struct chunk *next = a->chunks->next;

		free(a->chunks);
		a->chunks = next;
	}
	free(a);
}

static struct chunk *
add_chunk(struct arena *a, size_t size)
{
	struct chunk *c;
	size_t chunk = a->total < CHUNK_MIN ? CHUNK_MIN : a->total < CHUNK_MAX ? a->total : CHUNK_MAX;
	bool is_own = size > chunk / 4;
	size_t room = is_own ? size : chunk;

	if (room > SIZE_MAX - sizeof(*c))
		mem_exhausted();
	c = mem_alloc(sizeof(*c) + room);
	c->size = room;
	c->used = 0;
	a->total += sizeof(*c) + room;
	/* A chunk for one big object goes behind the current one, which keeps its free rest. */
	if (is_own && a->chunks != NULL) {
		c->next = a->chunks->next;
		a->chunks->next = c;
	} else {
		c->next = a->chunks;
		a->chunks = c;
	}
	return c;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct chunk *c = a->chunks;
	char *p;

	if (size > SIZE_MAX - ALIGN)
		mem_exhausted();
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (c == NULL || c->size - c->used < size)
		c = add_chunk(a, size);
	p = (char *)c->data + c->used;
	c->used += size;
	return p;
}

void *
arena_zalloc(struct arena *a, size_t size)
{
	return memset(arena_alloc(a, size), 0, size);
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	size_t total;

	if (__builtin_mul_overflow(n, size, &total))
		mem_exhausted();
	return arena_zalloc(a, total);
}

void *
arena_copy(struct arena *a, const void *p, size_t size)
{
	void *q = arena_alloc(a, size);

	return size > 0 ? memcpy(q, p, size) : q;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s != NULL ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	int n;
	char *p;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		mem_exhausted();
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}

void
arena_defer(struct arena *a, void (*fn)(void *), void *obj)
{
	struct deferred *d = arena_alloc(a, sizeof(*d));

	d->fn = fn;
	d->obj = obj;
	d->next = a->deferred;
	a->deferred = d;
}

size_t
arena_size(const struct arena *a)
{
	return a->total;
}
