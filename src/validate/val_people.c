/* Who, what, and prose with holes. What a final document owes its reader is assess/'s to say. */
#include <string.h>

#include "base/str.h"
#include "validate/val_rules.h"

/* Who approved answers to the older version has not approved these. */
static void
check_approval(struct rules *r, const xmlNode *party, const char *name)
{
	const char *day = rules_day(r, party, "date"), *last = NULL;

	if (!rules_attr_is(r, party, "role", "approved") && !rules_attr_is(r, party, "role", "signer"))
		return;
	for (const xmlNode *m = r->root->children; m != NULL; m = m->next)
		if (val_is(m, "migration") && rules_day(r, m, "date") != NULL)
			last = rules_day(r, m, "date");
	if (r->is_final && day != NULL && last != NULL && strcmp(day, last) < 0)
		(void)diag_at(r->cx, DIAG_APPROVAL_OLD, rules_at(r, party, "date"), "%s on %s, and the answers were carried over on %s",
		    name, day, last);
}

void
rule_party(struct rules *r, const xmlNode *elem)
{
	const char *name = rules_attr(r, elem, "name") != NULL ? rules_attr(r, elem, "name") : "?";

	if (rules_attr_is(r, elem, "role", "signer") && rules_attr(r, elem, "capacity") == NULL)
		(void)diag_at(r->cx, DIAG_SIGNER_CAPACITY, rules_at(r, elem, "name"), "%s", name);
	if (rules_attr_is(r, elem, "role", "assessor") && rules_attr(r, elem, "independence") == NULL)
		(void)diag_at(r->cx, DIAG_ASSESSOR_INDEPENDENCE, rules_at(r, elem, "name"), "%s", name);
	check_approval(r, elem, name);
}

void
rule_product(struct rules *r, const xmlNode *elem)
{
	const char *released = rules_day(r, elem, "released");

	if (rules_attr(r, elem, "version") == NULL && !r->is_final)
		(void)diag_at(r->cx, DIAG_PRODUCT_VERSION, rules_tag(r, elem), "%s has no version",
		    rules_attr(r, elem, "name"));
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
