/* lay_batch.c - arenas with a count: elements outlive the window as long as a page shows their areas. */
#include "layout/lay_flow.h"

struct lay_batch *
lay_batch_new(void)
{
	struct arena *a = arena_new();
	struct lay_batch *b = arena_zalloc(a, sizeof(*b));

	b->arena = a;
	b->refs = 1;
	return b;
}

void
lay_batch_ref(struct lay_batch *b)
{
	b->refs++;
}

void
lay_batch_unref(void *p)
{
	struct lay_batch *b = p;

	if (b != NULL && --b->refs == 0)
		arena_free(b->arena);
}

void
lay_keep_node(struct lay_kept *kept, const struct fo_node *n)
{
	if (kept->n == kept->cap) {
		kept->cap = kept->cap > 0 ? 2 * kept->cap : 16;
		kept->v = mem_realloc(kept->v, kept->cap, sizeof(*kept->v));
	}
	kept->v[kept->n++] = n;
}
