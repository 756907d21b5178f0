/*
 * ass_delta_items.c - evidence, findings and actions against the predecessor, by their ids.
 * What an organisation's answer brings along is compared in the organisation's own report: an id means something only in its file.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static const char *const settled_states[] = {"closed", "done", "cancelled"};

static bool
is_settled(const struct ass *a, const xmlNode *item)
{
	for (size_t i = 0; i < ARRAY_LEN(settled_states); i++)
		if (str_eq(ass_attr(a, item, "status"), settled_states[i]))
			return true;
	return false;
}

static bool
is_before(const char *day, const char *on)
{
	int d = ass_day(day), o = ass_day(on);

	return d != NO_DAY && o != NO_DAY && d < o;
}

static void
push_pair(struct ass *a, struct ass_list *list, const char *id, const char *anchor, const xmlNode *before, const xmlNode *now,
    const void *record)
{
	struct ass_pair *p = arena_zalloc(a->cx->arena, sizeof(*p));

	*p = (struct ass_pair){.id = id, .anchor = anchor, .before = before, .now = now, .record = record};
	ass_push(a->cx, list, p);
}

/* ---- evidence ---------------------------------------------------------------------------------------------------------- */

static enum ev_change
classify_evidence(const struct ass *a, const struct ass_evidence *e, const xmlNode *before)
{
	if (e->from != &a->own)
		return EC_INHERITED;
	if (before == NULL)
		return EC_ADDED;
	if (is_before(ass_attr(a, e->node, "expires"), a->as_of) && !is_before(ass_attr(a, before, "expires"), a->predecessor.date))
		return EC_EXPIRED;
	if (strcasecmp(ass_attr(a, before, "sha256"), ass_attr(a, e->node, "sha256")) != 0)
		return EC_REPLACED;
	return is_before(ass_attr(a, before, "collected"), ass_attr(a, e->node, "collected")) ? EC_RENEWED : EC_UNCHANGED;
}

/* Digests of what answers of the organisation brought along: what came back with them was not lost. */
static struct map *
inherited_digests(const struct ass *a)
{
	struct map *m = map_new(a->cx->arena);

	for (size_t i = 0; i < a->evidence.n; i++) {
		struct ass_evidence *e = a->evidence.p[i];
		const char *sha256 = ass_attr(a, e->node, "sha256");

		if (e->from != &a->own && *sha256 != '\0')
			map_set(m, sha256, e);
	}
	return m;
}

static void
compare_evidence(struct ass *a)
{
	const xmlNode *list = load_first(a->predecessor.root, "evidence-list");
	const struct map *inherited = inherited_digests(a);

	for (size_t i = 0; i < a->evidence.n; i++) {
		struct ass_evidence *e = a->evidence.p[i];
		const xmlNode *before = map_lookup(a->predecessor.items, e->id);

		if (!load_is(before, "evidence") || e->from != &a->own)
			before = NULL;
		e->change = classify_evidence(a, e, before);
		push_pair(a, &a->ev_delta[e->change], e->id, e->anchor, before, e->node, e);
	}
	for (const xmlNode *c = load_first(list, "evidence"); c != NULL; c = load_next(c, "evidence"))
		if (!load_is(map_lookup(a->own.items, ass_attr(a, c, "id")), "evidence") &&
		    map_lookup(inherited, ass_attr(a, c, "sha256")) == NULL)
			push_pair(a, &a->ev_delta[EC_LOST], ass_attr(a, c, "id"), "", c, NULL, NULL);
}

/* ---- findings and actions ---------------------------------------------------------------------------------------------- */

/* Findings have no day on which they are due, so that none is ever overdue. */
static enum item_change
classify_item(const struct ass *a, const xmlNode *before, const xmlNode *now)
{
	bool was_open = before != NULL && !is_settled(a, before), is_open = now != NULL && !is_settled(a, now);

	if (is_open && is_before(ass_attr(a, now, "due"), a->as_of) &&
	    !(was_open && is_before(ass_attr(a, before, "due"), a->predecessor.date)))
		return IC_OVERDUE;
	if (is_open)
		return before == NULL ? IC_OPENED : was_open ? IC_OPEN : IC_REOPENED;
	if (now == NULL)
		return IC_GONE;
	return before == NULL || was_open ? IC_CLOSED : IC_OLD;
}

struct items {
	const char *list, *item; /* names in the source */
	struct ass_list *delta;
};

static void
compare_list(struct ass *a, const struct items *of)
{
	const xmlNode *now = load_first(a->own.root, of->list), *then = load_first(a->predecessor.root, of->list);

	for (const xmlNode *c = load_first(now, of->item); c != NULL; c = load_next(c, of->item)) {
		const char *id = ass_attr(a, c, "id");
		const xmlNode *before = map_lookup(a->predecessor.items, id);

		if (!load_is(before, of->item))
			before = NULL;
		push_pair(a, &of->delta[classify_item(a, before, c)], id, arena_printf(a->cx->arena, "%s-%s", of->item, id), before, c,
		    map_lookup(a->by_id, ass_key(a, a->own.prefix, id)));
	}
	for (const xmlNode *c = load_first(then, of->item); c != NULL; c = load_next(c, of->item))
		if (!load_is(map_lookup(a->own.items, ass_attr(a, c, "id")), of->item))
			push_pair(a, &of->delta[IC_GONE], ass_attr(a, c, "id"), "", c, NULL, NULL);
}

void
ass_compare_items(struct ass *a)
{
	const struct items lists[] = {{"findings", "finding", a->finding_delta}, {"actions", "action", a->action_delta}};

	compare_evidence(a);
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		compare_list(a, &lists[i]);
}
