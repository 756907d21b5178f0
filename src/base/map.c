#include "base/map.h"

#include <string.h>

struct slot {
	const char *key;
	void *value;
};

struct map {
	struct arena *arena;
	struct slot *slots; /* in order of insertion */
	uint32_t *index;    /* slot + 1, or 0 */
	size_t n, cap, index_size; /* index_size is a power of two, at least 2 * cap */
};

static uint64_t
hash(const char *s)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	return h ^ (h >> 29);
}

struct map *
map_new(struct arena *a)
{
	struct map *m = arena_zalloc(a, sizeof(*m));

	m->arena = a;
	return m;
}

static size_t
find(const struct map *m, const char *key)
{
	size_t i = hash(key) & (m->index_size - 1);

	while (m->index[i] != 0 && strcmp(m->slots[m->index[i] - 1].key, key) != 0)
		i = (i + 1) & (m->index_size - 1);
	return i;
}

static void
grow(struct map *m)
{
	size_t cap = m->cap > 0 ? m->cap * 2 : 16;
	struct slot *slots = arena_array(m->arena, cap, sizeof(*slots));

	if (m->n > 0)
		memcpy(slots, m->slots, m->n * sizeof(*slots));
	m->slots = slots;
	m->cap = cap;
	m->index_size = cap * 2;
	m->index = arena_array(m->arena, m->index_size, sizeof(*m->index));
	for (size_t i = 0; i < m->n; i++)
		m->index[find(m, m->slots[i].key)] = (uint32_t)i + 1;
}

void *
map_set(struct map *m, const char *key, void *value)
{
	size_t i;
	void *old;

	if (m->n == m->cap)
		grow(m);
	i = find(m, key);
	if (m->index[i] == 0) {
		m->slots[m->n] = (struct slot){arena_strdup(m->arena, key), value};
		m->index[i] = (uint32_t)++m->n;
		return NULL;
	}
	old = m->slots[m->index[i] - 1].value;
	m->slots[m->index[i] - 1].value = value;
	return old;
}

void *
map_lookup(const struct map *m, const char *key)
{
	size_t i;

	if (m->n == 0)
		return NULL;
	i = find(m, key);
	return m->index[i] != 0 ? m->slots[m->index[i] - 1].value : NULL;
}

size_t
map_count(const struct map *m)
{
	return m->n;
}

const char *
map_key(const struct map *m, size_t i)
{
	return m->slots[i].key;
}

void *
map_value(const struct map *m, size_t i)
{
	return m->slots[i].value;
}
