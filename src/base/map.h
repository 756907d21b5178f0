#pragma once
/*
 * map.h - string to pointer, open addressing, in an arena. Iteration is in the order of insertion, so that
 * nothing printed can depend on a hash.
 */
#include "base/arena.h"

struct map;

struct map *map_new(struct arena *a);
/* Sets a key (copied) to a value; returns the value it had before, or NULL. */
void *map_set(struct map *m, const char *key, void *value);
void *map_lookup(const struct map *m, const char *key); /* NULL when absent */
size_t map_count(const struct map *m);
const char *map_key(const struct map *m, size_t i); /* i-th inserted */
void *map_value(const struct map *m, size_t i);
