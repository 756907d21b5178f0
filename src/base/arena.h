#pragma once
/*
 * arena.h - memory that dies all at once.
 * Whatever a function that takes an arena returns lives exactly as long as that arena.
 * Allocation cannot fail: on exhaustion the process reports it and exits with status 3.
 */
#include "base/defs.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *a); /* NULL is fine; deferred frees run last-in-first-out */
void *arena_alloc(struct arena *a, size_t size);  /* [B], not zeroed, max-aligned */
void *arena_zalloc(struct arena *a, size_t size); /* [B], zeroed, max-aligned */
void *arena_array(struct arena *a, size_t n, size_t size); /* zeroed; the product is checked */
void *arena_copy(struct arena *a, const void *p, size_t size);
char *arena_strdup(struct arena *a, const char *s); /* NULL stays NULL */
char *arena_strndup(struct arena *a, const char *s, size_t n);
char *arena_printf(struct arena *a, const char *fmt, ...) PRINTF_LIKE(2, 3);
void arena_defer(struct arena *a, void (*fn)(void *), void *obj);
size_t arena_size(const struct arena *a); /* [B] taken from the system */

/* Ends the process: "out of memory", status 3. */
_Noreturn void mem_exhausted(void);
void *mem_alloc(size_t size); /* malloc that cannot fail */
void *mem_realloc(void *p, size_t n, size_t size); /* grows an array; the product is checked */
