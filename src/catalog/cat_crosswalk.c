/* cat_crosswalk.c - documents whose items somebody has set beside tasks of a framework. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "catalog/cat_file.h"

#define MAX_ENTRY_DEPTH 5

static size_t
count_entries(const xmlNode *node, int depth)
{
	size_t n = 0;

	if (depth > MAX_ENTRY_DEPTH)
		return 0;
	for (const xmlNode *c = load_first(node, "entry"); c != NULL; c = load_next(c, "entry"))
		n += 1 + count_entries(c, depth + 1);
	return n;
}

static const struct cat_entry *
lookup_entry(const struct cat_crosswalk *x, const char *id)
{
	for (size_t i = 0; i < x->n_entries; i++)
		if (str_eq(x->entries[i].id, id))
			return &x->entries[i];
	return NULL;
}

static enum rc
parse_entries(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *parent, struct cat_crosswalk *x,
    struct cat_entry *entries, int depth)
{
	enum rc rc = RC_OK;

	if (depth > MAX_ENTRY_DEPTH)
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, node), "entries nested too deeply");
	for (const xmlNode *c = load_first(node, "entry"); c != NULL; c = load_next(c, "entry")) {
		struct cat_entry *e = &entries[x->n_entries];

		e->id = cat_need(cx, doc, c, "id", &rc);
		e->title = cat_need(cx, doc, c, "title", &rc);
		e->parent = parent;
		e->is_leaf = load_first(c, "entry") == NULL;
		TRY(rc);
		if (lookup_entry(x, e->id) != NULL)
			return diag_at(cx, DIAG_CAT_BAD, load_span(doc, c), "an entry id that is there already");
		x->n_entries++;
		TRY(parse_entries(cx, doc, c, e->id, x, entries, depth + 1));
	}
	return RC_OK;
}

/* "G-SM-A", 3 -> "G-SM-3-A": a stream's activity at a level. */
static const char *
activity_id(struct ctx *cx, const char *entry, const char *level)
{
	const char *dash = strrchr(entry, '-');

	if (level == NULL)
		return entry;
	return dash != NULL ? arena_printf(cx->arena, "%.*s-%s%s", (int)(dash - entry), entry, level, dash)
	                    : arena_printf(cx->arena, "%s-%s", entry, level);
}

static enum rc
parse_map(struct ctx *cx, const struct doc *doc, const xmlNode *node, const struct cat_crosswalk *x, struct cat_map *m)
{
	const char *level = load_attr(cx, node, "level"), *all = load_attr(cx, node, "all"), *ref;
	enum rc rc = RC_OK;

	ref = cat_need(cx, doc, node, "ref", &rc);
	TRY(rc);
	m->entry = lookup_entry(x, ref);
	if (m->entry == NULL)
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, node), "no entry has the id \"%s\"", ref);
	if (level != NULL && (strtol(level, NULL, 10) < 1 || strtol(level, NULL, 10) > x->levels))
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, node), "no such level: %s of %ld", level, x->levels);
	m->id = activity_id(cx, ref, level);
	m->tasks = cat_split(cx, load_attr(cx, node, "tasks"), &m->n_tasks);
	m->all = all != NULL && (str_eq(all, "true") || str_eq(all, "1"));
	m->part = str_eq(load_attr(cx, node, "extent"), "part");
	return RC_OK;
}

static enum rc
parse_mapping(struct ctx *cx, const struct doc *doc, const xmlNode *node, const struct cat_crosswalk *x,
    struct cat_mapping *mapping)
{
	const xmlNode *note = load_first(node, "note");
	struct cat_map *maps;
	size_t n = 0;
	enum rc rc = RC_OK;

	mapping->framework = cat_need(cx, doc, node, "framework", &rc);
	mapping->version = cat_need(cx, doc, node, "version", &rc);
	mapping->is_judgement = !str_eq(cat_need(cx, doc, node, "kind", &rc), "published");
	mapping->source = cat_need(cx, doc, node, "source", &rc);
	mapping->date = cat_need(cx, doc, node, "date", &rc);
	mapping->note = note != NULL ? load_text(cx, note) : NULL;
	TRY(rc);
	for (const xmlNode *c = load_first(node, "map"); c != NULL; c = load_next(c, "map"))
		n++;
	maps = arena_array(cx->arena, n, sizeof(*maps));
	for (const xmlNode *c = load_first(node, "map"); c != NULL; c = load_next(c, "map"))
		TRY(parse_map(cx, doc, c, x, &maps[mapping->n_maps++]));
	mapping->maps = maps;
	return RC_OK;
}

static enum rc
parse_mappings(struct ctx *cx, const struct doc *doc, const xmlNode *root, struct cat_crosswalk *x)
{
	struct cat_mapping *mappings;
	size_t n = 0;

	for (const xmlNode *c = load_first(root, "mapping"); c != NULL; c = load_next(c, "mapping"))
		n++;
	mappings = arena_array(cx->arena, n, sizeof(*mappings));
	for (const xmlNode *c = load_first(root, "mapping"); c != NULL; c = load_next(c, "mapping"))
		TRY(parse_mapping(cx, doc, c, x, &mappings[x->n_mappings++]));
	x->mappings = mappings;
	return RC_OK;
}

enum rc
cat_parse_crosswalk(struct ctx *cx, const struct doc *doc, const struct cat_crosswalk **out)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *standing;
	struct cat_crosswalk *x = arena_zalloc(cx->arena, sizeof(*x));
	struct cat_entry *entries;
	const char *levels;
	enum rc rc = RC_OK;

	if (!load_is(root, "crosswalk") || root->ns == NULL || !str_eq((const char *)root->ns->href, CAT_NS))
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, root), "the root is not <crosswalk> of " CAT_NS);
	x->id = cat_need(cx, doc, root, "id", &rc);
	x->name = cat_need(cx, doc, root, "name", &rc);
	x->issuer = cat_need(cx, doc, root, "issuer", &rc);
	x->edition = cat_need(cx, doc, root, "edition", &rc);
	x->date = cat_need(cx, doc, root, "date", &rc);
	x->href = load_attr(cx, root, "href");
	x->is_official = str_eq(cat_need(cx, doc, root, "titles", &rc), "official");
	levels = load_attr(cx, root, "levels");
	x->levels = levels != NULL ? strtol(levels, NULL, 10) : 0;
	x->title = load_text(cx, load_first(root, "title"));
	standing = load_first(root, "standing");
	x->standing = standing != NULL ? load_text(cx, standing) : NULL;
	x->standing_date = standing != NULL ? load_attr(cx, standing, "as-of") : NULL;
	x->digest = doc->sha256;
	TRY(rc);
	entries = arena_array(cx->arena, count_entries(root, 0), sizeof(*entries));
	x->entries = entries;
	TRY(parse_entries(cx, doc, root, NULL, x, entries, 0));
	TRY(parse_mappings(cx, doc, root, x));
	*out = x;
	return RC_OK;
}

bool
cat_mapping_fits(const struct cat_mapping *mapping, const struct catalog *cat)
{
	return str_eq(mapping->framework, cat->id) &&
	    (str_eq(mapping->version, cat->version) || str_eq(mapping->version, cat->base));
}

bool
cat_map_names(const struct cat_map *map, const struct cat_task *task)
{
	for (size_t i = 0; i < map->n_tasks; i++)
		if (str_eq(map->tasks[i], task->id) || str_eq(map->tasks[i], task->practice->id))
			return true;
	return map->all;
}
