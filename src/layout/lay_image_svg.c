#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "base/map.h"
#include "layout/lay_image_read.h"
#include "load/doc.h"

#define NESTED_USES 1000

/* An element that a use may repeat. */
struct target {
	const xmlNode *node;
	uint64_t elements; /* that it stands for; 0: not counted yet */
	bool busy;
};

struct count {
	struct arena *arena;
	struct map *targets; /* id -> struct target */
	bool has_use;
};

static bool
is_use(const xmlNode *n)
{
	return strcmp((const char *)n->name, "use") == 0;
}

static void
collect(struct count *c, const xmlNode *root)
{
	for (const xmlNode *n = root; n != NULL; n = load_following(root, n)) {
		xmlChar *id = xmlGetNoNsProp(n, BAD_CAST "id");

		c->has_use = c->has_use || is_use(n);
		if (id != NULL && map_lookup(c->targets, (char *)id) == NULL) {
			struct target *t = arena_zalloc(c->arena, sizeof(*t));

			t->node = n;
			map_set(c->targets, (char *)id, t);
		}
		xmlFree(id);
	}
}

static struct target *
target_of(struct count *c, const xmlNode *use)
{
	xmlChar *href = xmlGetProp(use, BAD_CAST "href"); /* with or without the namespace of xlink */
	struct target *t = NULL;

	if (href != NULL && href[0] == '#')
		t = map_lookup(c->targets, (char *)href + 1);
	xmlFree(href);
	return t;
}

/* Elements below and with n when every use is replaced by what it means; more than the limit is as good as infinite. */
static uint64_t
expanded(struct count *c, const xmlNode *root, unsigned depth)
{
	uint64_t sum = 0;

	for (const xmlNode *n = root; n != NULL && sum <= LIMIT_SVG_ELEMENTS; n = load_following(root, n)) {
		struct target *t = is_use(n) ? target_of(c, n) : NULL;

		sum++;
		if (t == NULL || t->busy) /* librsvg refuses circles itself */
			continue;
		if (t->elements == 0) {
			t->busy = true;
			t->elements = depth < NESTED_USES ? expanded(c, t->node, depth + 1) : LIMIT_SVG_ELEMENTS + 1;
			t->busy = false;
		}
		sum += t->elements;
	}
	return sum;
}

enum lay_image_verdict
lay_image_weigh_svg(const xmlNode *svg, const char **why)
{
	struct count c = {.arena = arena_new()};
	uint64_t n = 0;

	c.targets = map_new(c.arena);
	collect(&c, svg);
	if (c.has_use)
		n = expanded(&c, svg, 0);
	arena_free(c.arena);
	*why = "its use elements multiply to too many";
	return n > LIMIT_SVG_ELEMENTS ? PICTURE_TOO_LARGE : PICTURE_OK;
}
