#include <ctype.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "catalog/cat_file.h"

static enum rc
unknown(struct ctx *cx, struct span at, const char *name)
{
	size_t n;
	const char *const *names = cat_names(cx, &n);
	const char *near = str_nearest(name, names, n);
	enum rc rc = diag_at(cx, DIAG_CAT_UNKNOWN, at, "%s", name);

	if (near != NULL)
		diag_hint(cx, "Did you mean \"%s\"? \"assay catalogue list\" shows what is at hand.", near);
	return rc;
}

enum rc
cat_load(struct ctx *cx, const char *id, const char *version, struct span at, const struct catalog **cat)
{
	const char *name = arena_printf(cx->arena, "%s-%s", id, version);
	const char *path = cat_find(cx, name);

	if (path == NULL)
		return unknown(cx, at, name);
	TRY(cat_load_file(cx, path, cat));
	if (!str_eq((*cat)->id, id) || !str_eq((*cat)->version, version))
		return diag_at(cx, DIAG_CAT_BAD, NO_SPAN, "%s holds %s %s", path, (*cat)->id, (*cat)->version);
	return RC_OK;
}

enum rc
cat_load_named(struct ctx *cx, const char *name, const struct catalog **cat)
{
	const char *path = cat_find(cx, name);

	return path != NULL ? cat_load_file(cx, path, cat) : unknown(cx, NO_SPAN, name);
}

enum rc
cat_load_form(struct ctx *cx, const char *ref, struct span at, const struct cat_form **form)
{
	const char *path = cat_find(cx, ref);
	const struct doc *doc;

	if (path == NULL)
		return unknown(cx, at, ref);
	TRY(load_file(cx, path, &doc));
	return cat_parse_form(cx, doc, form);
}

enum rc
cat_load_crosswalk(struct ctx *cx, const char *ref, struct span at, const struct cat_crosswalk **crosswalk)
{
	const char *path = cat_find(cx, ref);
	const struct doc *doc;

	if (path == NULL)
		return unknown(cx, at, ref);
	TRY(load_file(cx, path, &doc));
	if (!load_is(xmlDocGetRootElement(doc->xml), "crosswalk"))
		return diag_at(cx, DIAG_CAT_UNKNOWN, at, "%s is a framework or a form, not a crosswalk", ref);
	return cat_parse_crosswalk(cx, doc, crosswalk);
}

bool
cat_has(struct ctx *cx, const char *name)
{
	return cat_find(cx, name) != NULL;
}

const struct cat_task *
cat_lookup(const struct catalog *cat, const char *task_id)
{
	return map_lookup(cat->by_id, task_id);
}

const struct cat_practice *
cat_lookup_practice(const struct catalog *cat, const char *practice_id)
{
	for (size_t i = 0; i < cat->n_practices; i++)
		if (str_eq(cat->practices[i].id, practice_id))
			return &cat->practices[i];
	return NULL;
}

const struct cat_stray *
cat_lookup_stray(const struct catalog *cat, const char *id)
{
	for (size_t i = 0; i < cat->n_strays; i++)
		if (str_eq(cat->strays[i].id, id))
			return &cat->strays[i];
	return NULL;
}

const struct cat_retired *
cat_lookup_retired(const struct catalog *cat, const char *id)
{
	for (size_t i = 0; i < cat->n_retired; i++)
		if (str_eq(cat->retired[i].id, id))
			return &cat->retired[i];
	return NULL;
}

/* "pw 4.4", "PW-4-4" and "PW4.4" are spelt "PW.4.4"; published forms drop the dot or put a space. */
static void
normalise(const char *id, char *out, size_t size)
{
	size_t n = 0;

	for (const char *s = id; *s != '\0' && n + 2 < size; s++) {
		if (strchr(" -_.", *s) != NULL) {
			if (n > 0 && out[n - 1] != '.')
				out[n++] = '.';
			continue;
		}
		if (n > 0 && isdigit((unsigned char)*s) && isalpha((unsigned char)out[n - 1]))
			out[n++] = '.';
		out[n++] = (char)toupper((unsigned char)*s);
	}
	out[n] = '\0';
}

/* Both "PO.1.4" and "RV.1.4" are one letter away from something: prefer the same practice. */
static unsigned
distance(const char *a, const char *b)
{
	unsigned d = str_distance(a, b, 3) * 4;
	const char *dot_a = strrchr(a, '.'), *dot_b = strrchr(b, '.');

	if (dot_a != NULL && dot_b != NULL && dot_a - a == dot_b - b && strncmp(a, b, (size_t)(dot_a - a)) == 0)
		return d > 0 ? d - 1 : 0;
	return d;
}

const char *
cat_nearest(const struct catalog *cat, const char *id)
{
	char wanted[64];
	const char *best = NULL;
	unsigned best_distance = 9; /* at most two edits */

	normalise(id, wanted, sizeof(wanted));
	for (size_t i = 0; i < cat->n_tasks; i++) {
		unsigned d = distance(wanted, cat->ids[i]);

		if (d < best_distance) {
			best = cat->ids[i];
			best_distance = d;
		}
	}
	return best;
}

size_t
cat_form_items_of(const struct cat_form *form, const char *task_id, const struct cat_form_item **items, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < form->n_items && n < max; i++) {
		const struct cat_form_item *item = &form->items[i];

		for (size_t j = 0; j < item->n_tasks; j++) {
			if (str_eq(item->tasks[j], task_id)) {
				items[n++] = item;
				break;
			}
		}
	}
	return n;
}
