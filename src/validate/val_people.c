/* Who, what, and everything that a final document owes its reader. */
#include <string.h>

#include "base/str.h"
#include "validate/val_rules.h"

void
rule_party(struct rules *r, const xmlNode *elem)
{
	const char *name = rules_attr(r, elem, "name") != NULL ? rules_attr(r, elem, "name") : "?";

	if (rules_attr_is(r, elem, "role", "signer") && rules_attr(r, elem, "capacity") == NULL)
		(void)diag_at(r->cx, DIAG_SIGNER_CAPACITY, rules_at(r, elem, "name"), "%s", name);
	if (rules_attr_is(r, elem, "role", "assessor") && rules_attr(r, elem, "independence") == NULL)
		(void)diag_at(r->cx, DIAG_ASSESSOR_INDEPENDENCE, rules_at(r, elem, "name"), "%s", name);
}

void
rule_product(struct rules *r, const xmlNode *elem)
{
	const char *released = rules_day(r, elem, "released");

	if (rules_attr(r, elem, "version") == NULL)
		(void)diag_at(r->cx, r->is_final ? DIAG_FINAL_INCOMPLETE : DIAG_PRODUCT_VERSION, rules_tag(r, elem),
		    "%s has no version", rules_attr(r, elem, "name"));
	if (released != NULL && r->as_of != NULL && strcmp(released, r->as_of) > 0)
		(void)diag_at(r->cx, DIAG_DATE_AFTER_AS_OF, rules_at(r, elem, "released"), "released %s is after %s", released,
		    r->as_of);
}

void
rule_narrative(struct rules *r, const xmlNode *elem)
{
	if (rules_attr_is(r, elem, "slot", "annex") && rules_attr(r, elem, "title") == NULL)
		(void)diag_at(r->cx, DIAG_ANNEX_TITLE, rules_tag(r, elem), "%s", "");
}

void
rule_empty_text(struct rules *r, const xmlNode *elem)
{
	if (!rules_has_text(elem))
		(void)diag_at(r->cx, DIAG_EMPTY_TEXT, rules_tag(r, elem), "<%s> in <%s>", (const char *)elem->name,
		    (const char *)elem->parent->name);
}

void
rule_framework(struct rules *r, const xmlNode *elem)
{
	for (size_t i = 0; i < r->n_catalogs && r->is_final; i++)
		if (r->catalogs[i]->status == CAT_DRAFT && rules_attr_is(r, elem, "ref", r->catalogs[i]->id) &&
		    rules_attr_is(r, elem, "version", r->catalogs[i]->version))
			(void)diag_at(r->cx, DIAG_FRAMEWORK_DRAFT, rules_at(r, elem, "version"), "%s is a draft",
			    r->catalogs[i]->name);
}

static void
need(struct rules *r, bool is_there, struct span at, const char *what)
{
	if (!is_there)
		(void)diag_at(r->cx, DIAG_FINAL_INCOMPLETE, at, "%s", what);
}

void
rule_final(struct rules *r, const xmlNode *assessment)
{
	const xmlNode *parties = rules_child(assessment, "parties"), *scope = rules_child(assessment, "scope");
	struct span at = rules_at(r, assessment, "status");
	struct span who = parties != NULL ? rules_tag(r, parties) : at;

	if (!r->is_final)
		return;
	need(r, rules_attr(r, assessment, "classification") != NULL, at, "it has no classification");
	need(r, map_lookup(r->roles, "prepared") != NULL, who, "no party has the role prepared");
	need(r, map_lookup(r->roles, "approved") != NULL, who, "no party has the role approved");
	need(r, rules_has_text(scope), scope != NULL ? rules_tag(r, scope) : at, "the scope says nothing");
	need(r, rules_has_text(rules_child(assessment, "method")), at, "it does not say by which method it was made");
}
