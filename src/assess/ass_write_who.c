#include "assess/ass_model.h"
#include "base/str.h"

void
ass_write_producer(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "producer"), *address = load_first(from, "address");
	const xmlNode *contact = load_first(from, "contact");
	xmlNode *p = out_el(root, "producer");

	out_set(p, "name", ass_attr(a, from, "name"));
	out_set(p, "id", ass_attr(a, from, "id"));
	out_set(p, "website", ass_attr(a, load_first(from, "website"), "href"));
	out_set(p, "line", ass_producer_line(a));
	if (address != NULL) {
		const char *town[] = {ass_attr(a, address, "postcode"), ass_attr(a, address, "city")};
		const char *parts[] = {ass_attr(a, address, "street"), ass_join(a, " ", town, 2), ass_attr(a, address, "region"),
		    ass_attr(a, address, "country")};

		out_text_el(p, "address", ass_join(a, ", ", parts, ARRAY_LEN(parts)));
	}
	if (contact != NULL) {
		static const char *const names[] = {"name", "role", "email", "phone"};
		xmlNode *c = out_el(p, "contact");

		for (size_t i = 0; i < ARRAY_LEN(names); i++)
			out_set(c, names[i], ass_attr(a, contact, names[i]));
	}
}

void
ass_write_products(const struct ass *a, xmlNode *root)
{
	xmlNode *list = out_el(root, "products");

	for (const xmlNode *from = load_first(a->own.root, "product"); from != NULL; from = load_next(from, "product")) {
		xmlNode *p = out_el(list, "product");

		out_set(p, "name", ass_attr(a, from, "name"));
		out_set(p, "version", ass_attr(a, from, "version"));
		out_set(p, "released", ass_attr(a, from, "released"));
		out_set(p, "released-words", ass_date_words(a, ass_attr(a, from, "released")));
		out_set(p, "line", ass_product_line(a, from));
		for (const xmlNode *i = load_first(from, "identifier"); i != NULL; i = load_next(i, "identifier"))
			out_set(out_text_el(p, "identifier", load_text(a->cx, i)), "type", ass_attr(a, i, "type"));
		ass_prose_el(a, p, "description", load_first(from, "description"));
		ass_write_missing(a, p, from);
	}
}

void
ass_write_scope(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "scope");
	xmlNode *s = out_el(root, "scope"), *text;

	out_set(s, "kind", ass_attr(a, from, "kind"));
	out_set(s, "kind-word", ass_scope_words(a));
	text = out_el(s, "text");
	ass_prose(a, &a->own, from, text);
	ass_prose_el(a, s, "included", load_first(from, "included"));
	ass_prose_el(a, s, "excluded", load_first(from, "excluded"));
	ass_write_missing(a, s, from);
}

void
ass_write_period(const struct ass *a, xmlNode *root)
{
	xmlNode *p = out_el(root, "period");

	out_set(p, "start", a->start);
	out_set(p, "end", a->end);
	out_set(p, "as-of", a->as_of);
	out_set(p, "start-words", ass_date_words(a, a->start));
	out_set(p, "end-words", ass_date_words(a, a->end));
	out_set(p, "as-of-words", ass_date_words(a, a->as_of));
	out_set(p, "line", ass_period_words(a, a->start, a->end));
}

static const struct {
	const char *name, *text; /* id */
} roles[] = {
    {"prepared", "role.prepared"},
    {"reviewed", "role.reviewed"},
    {"approved", "role.approved"},
    {"signer", "role.signer"},
    {"assessor", "role.assessor"},
    {"contact", "role.contact"},
}, independence[] = {
    {"self", "independence.self"},
    {"internal", "independence.internal"},
    {"external", "independence.external"},
};

static void
write_party(const struct ass *a, xmlNode *parent, const xmlNode *from)
{
	static const char *const copied[] = {"name", "title", "organisation", "email", "capacity", "date", "independence"};
	const char *role = ass_attr(a, from, "role"), *role_words = role, *independence_words = "";
	xmlNode *p = out_el(parent, "party");

	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (str_eq(roles[i].name, role))
			role_words = ass_say(a, roles[i].text, NULL);
	for (size_t i = 0; i < ARRAY_LEN(independence); i++)
		if (str_eq(independence[i].name, ass_attr(a, from, "independence")))
			independence_words = ass_say(a, independence[i].text, NULL);
	out_set(p, "id", ass_attr(a, from, "id"));
	out_setf(p, "anchor", "party-%s", ass_attr(a, from, "id"));
	out_set(p, "role", role);
	out_set(p, "role-words", role_words);
	for (size_t i = 0; i < ARRAY_LEN(copied); i++)
		out_set(p, copied[i], ass_attr(a, from, copied[i]));
	out_set(p, "date-words", ass_date_words(a, ass_attr(a, from, "date")));
	out_set(p, "independence-words", independence_words);
	out_set(p, "line", ass_party_line(a, from));
	out_flag(p, "signs", !str_eq(role, "contact"));
	out_at(p, a->own.doc, from);
	ass_write_missing(a, p, from);
}

void
ass_write_parties(const struct ass *a, xmlNode *root)
{
	const xmlNode *parties = load_first(a->own.root, "parties");
	xmlNode *list = out_el(root, "parties");

	for (const xmlNode *p = load_first(parties, "party"); p != NULL; p = load_next(p, "party"))
		write_party(a, list, p);
}
