/* References inside the file, links out of it, and values that would not compare. */
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "validate/val_rules.h"

#define MAX_CANDIDATES 2000

/* The nearest id of that kind, NULL when none is near. */
static const char *
nearest_id(struct rules *r, const char *id, const char *kind)
{
	const char **names = arena_array(r->cx->arena, MAX_CANDIDATES, sizeof(*names));
	size_t n = 0;

	for (size_t i = 0; i < map_count(r->ids) && n < MAX_CANDIDATES; i++)
		if (kind == NULL || val_is(map_value(r->ids, i), kind))
			names[n++] = map_key(r->ids, i);
	return str_nearest(id, names, n);
}

const xmlNode *
rules_find(struct rules *r, const xmlNode *elem, const char *attr, const char *kind)
{
	const char *id = rules_attr(r, elem, attr), *near;
	const xmlNode *found = id != NULL ? map_lookup(r->ids, id) : NULL;

	if (id == NULL || (found != NULL && val_is(found, kind)))
		return found;
	if (found != NULL) {
		(void)diag_at(r->cx, DIAG_REF_DANGLING, rules_at(r, elem, attr), "\"%s\" is not of kind <%s>: it is the <%s> of line %u",
		    id, kind, (const char *)found->name, rules_line(r, found));
		return NULL;
	}
	near = nearest_id(r, id, kind);
	(void)diag_at(r->cx, DIAG_REF_DANGLING, rules_at(r, elem, attr), "no <%s> has the id \"%s\"", kind, id);
	if (near != NULL)
		diag_hint(r->cx, "Did you mean \"%s\"?", near);
	return NULL;
}

void
rule_ref(struct rules *r, const xmlNode *elem)
{
	const char *name = (const char *)elem->name;

	(void)rules_find(r, elem, "ref", arena_strndup(r->cx->arena, name, strlen(name) - strlen("-ref")));
}

void
rule_action_finding(struct rules *r, const xmlNode *action)
{
	if (rules_attr(r, action, "finding") != NULL)
		(void)rules_find(r, action, "finding", "finding");
}

/* ref/@to may also name a task or practice of a declared framework. */
void
rule_prose_ref(struct rules *r, const xmlNode *elem)
{
	const char *to = rules_attr(r, elem, "to"), *near;

	if (to == NULL || map_lookup(r->ids, to) != NULL || r->n_catalogs == 0)
		return;
	for (size_t i = 0; i < r->n_catalogs; i++)
		if (cat_lookup(r->catalogs[i], to) != NULL || cat_lookup_practice(r->catalogs[i], to) != NULL)
			return;
	near = nearest_id(r, to, NULL);
	if (near == NULL)
		near = cat_nearest(r->catalogs[0], to);
	(void)diag_at(r->cx, DIAG_REF_DANGLING, rules_at(r, elem, "to"), "nothing has the id \"%s\"", to);
	if (near != NULL)
		diag_hint(r->cx, "Did you mean \"%s\"?", near);
}

void
rule_unused(struct rules *r, const xmlNode *elem)
{
	const char *id = rules_attr(r, elem, "id"), *name = (const char *)elem->name;

	/* An action that treats a finding is reached through it. */
	if (id == NULL || map_lookup(r->used, id) != NULL || rules_attr(r, elem, "finding") != NULL)
		return;
	(void)diag_at(r->cx, DIAG_UNUSED, rules_at(r, elem, "id"), "no task refers to <%s id=\"%s\">", name, id);
	if (!val_is(elem, "action"))
		diag_hint(r->cx, "Add <%s-ref ref=\"%s\"/> to the task that it belongs to, or delete it.", name, id);
	else
		diag_hint(r->cx, "Add <action-ref ref=\"%s\"/> to the task that it improves, or delete it.", id);
}

void
rule_link(struct rules *r, const xmlNode *elem)
{
	static const char *const schemes[] = {"https://", "http://", "mailto:"};
	const char *href = rules_attr(r, elem, "href");

	for (size_t i = 0; href != NULL && i < ARRAY_LEN(schemes); i++)
		if (strncasecmp(href, schemes[i], strlen(schemes[i])) == 0)
			return;
	if (href != NULL)
		(void)diag_at(r->cx, DIAG_LINK_REFUSED, rules_at(r, elem, "href"), "\"%s\"", href);
}

/* The schema drops white space around a value before it compares; nobody after it does. */
void
rule_value_space(struct rules *r, const xmlNode *elem)
{
	for (const xmlAttr *a = elem->properties; a != NULL; a = a->next) {
		const char *value = a->children != NULL ? (const char *)a->children->content : NULL;
		size_t n = value != NULL ? strlen(value) : 0;

		if (n > 0 && a->ns == NULL && (str_is_blank(value, 1) || str_is_blank(value + n - 1, 1)))
			(void)diag_at(r->cx, DIAG_VALUE_SPACE, rules_at(r, elem, (const char *)a->name), "%s of <%s>",
			    (const char *)a->name, (const char *)elem->name);
	}
}
