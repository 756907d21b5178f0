/*
 * ass_write.c - the report model as a tree, in the order of report.xsd; the front part is here, the rest in ass_write_*.c.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* Joins what is there with a separator. */
static const char *
join(const struct ass *a, const char *separator, const char *const *parts, size_t n)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++)
		if (parts[i] != NULL && parts[i][0] != '\0')
			buf_printf(&b, "%s%s", b.len > 0 ? separator : "", parts[i]);
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static const char *
product_line(const struct ass *a, const xmlNode *product)
{
	const char *parts[] = {ass_attr(a, product, "name"), ass_attr(a, product, "version")};

	return join(a, NBSP, parts, ARRAY_LEN(parts));
}

static const char *
products_line(const struct ass *a)
{
	const xmlNode *first = load_first(a->own.root, "product");
	size_t more = 0;

	for (const xmlNode *p = load_next(first, "product"); p != NULL; p = load_next(p, "product"))
		more++;
	if (more == 0)
		return product_line(a, first);
	return arena_printf(a->cx->arena, "%s and %s more %s", product_line(a, first), ass_number(a->cx, more),
	    more == 1 ? "product" : "products");
}

static bool
is_company(const struct ass *a)
{
	return str_eq(ass_attr(a, load_first(a->own.root, "scope"), "kind"), "company");
}

static const char *
title_of(const struct ass *a)
{
	return is_company(a) ? ass_attr(a, load_first(a->own.root, "producer"), "name") : products_line(a);
}

static const char *
framework_line(const struct ass *a)
{
	const struct catalog *cat = a->sets[0].cat;

	return arena_printf(a->cx->arena, "%s, %s version %s (%s)", cat->source,
	    str_eq(cat->id, "ssdf") ? "SSDF" : cat->name, cat->version, cat->status == CAT_DRAFT ? "draft" : "final");
}

static const char *
as_of_line(const struct ass *a)
{
	return arena_printf(a->cx->arena, "as of %s", ass_date_words(a->cx, a->as_of));
}

static bool
is_draft(const struct ass *a)
{
	return !a->is_final || a->sets[0].cat->status == CAT_DRAFT;
}

static const char *
draft_note(const struct ass *a)
{
	const char *points = a->missing.n == 0 ? "No point is open."
	    : a->missing.n == 1                ? "One point is open."
	                                       : arena_printf(a->cx->arena, "%s points are open.", ass_number_cap(a->cx, a->missing.n));

	if (a->sets[0].cat->status == CAT_DRAFT && a->is_final)
		return arena_printf(a->cx->arena, "The framework %s is a draft.", a->sets[0].cat->name);
	return arena_printf(a->cx->arena, "Draft: not approved. %s", points);
}

static void
write_document(const struct ass *a, xmlNode *root)
{
	xmlNode *d = out_el(root, "document");
	const char *status = a->is_final ? "final" : "draft";

	out_set(d, "id", a->own.id);
	out_set(d, "version", a->own.version);
	out_set(d, "status", status);
	out_set(d, "status-word", status);
	out_set(d, "classification", ass_attr(a, a->own.root, "classification"));
	out_set(d, "supersedes", ass_attr(a, a->own.root, "supersedes"));
	out_text_el(d, "title", title_of(a));
	out_text_el(d, "subtitle", "Assessment of secure software development");
	out_text_el(d, "framework-line", arena_printf(a->cx->arena, "against %s", framework_line(a)));
	out_text_el(d, "period-line", ass_period_words(a->cx, a->start, a->end));
	out_text_el(d, "as-of-line", as_of_line(a));
	out_text_el(d, "running-title", title_of(a));
	out_text_el(d, "foot", arena_printf(a->cx->arena, "%s · v%s · source %.8s", a->own.id, a->own.version, a->own.doc->sha256));
	if (is_draft(a))
		out_text_el(d, "draft-note", draft_note(a));
}

/* ---- identity ---------------------------------------------------------------------------------------------------- */

static const struct ass_missing *
missing_of(const struct ass *a, const void *about)
{
	for (size_t i = 0; about != NULL && i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];

		if (m->about == about)
			return m;
	}
	return NULL;
}

static void
field(const struct ass *a, xmlNode *parent, const char *name, const char *text, const void *about)
{
	const struct ass_missing *m = *text == '\0' ? missing_of(a, about) : NULL;
	xmlNode *f;

	if (*text == '\0' && m == NULL)
		return;
	f = out_text_el(parent, "field", m != NULL ? m->text : text);
	out_set(f, "name", name);
	if (m != NULL)
		out_flag(f, "missing", true);
}

static const char *
party_line(const struct ass *a, const xmlNode *p)
{
	const char *parts[] = {ass_attr(a, p, "name"), ass_attr(a, p, "title"), ass_attr(a, p, "organisation"),
	    ass_date_words(a->cx, ass_attr(a, p, "date"))};

	return join(a, ", ", parts, ARRAY_LEN(parts));
}

/* A role without anybody is keyed by the string of its rule: see ass_control.c. */
static void
role_field(const struct ass *a, xmlNode *parent, const char *role)
{
	const xmlNode *parties = load_first(a->own.root, "parties");
	bool found = false;

	for (const xmlNode *p = load_first(parties, "party"); p != NULL; p = load_next(p, "party")) {
		if (!str_eq(ass_attr(a, p, "role"), role))
			continue;
		field(a, parent, role, party_line(a, p), p);
		found = true;
	}
	for (size_t i = 0; !found && i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];

		if (str_eq(m->field, arena_printf(a->cx->arena, "party-%s", role)))
			field(a, parent, role, "", m->about);
	}
}

static const char *
producer_line(const struct ass *a)
{
	const xmlNode *p = load_first(a->own.root, "producer");
	const char *parts[] = {ass_attr(a, p, "name"), ass_attr(a, load_first(p, "address"), "city"), ass_attr(a, p, "id")};

	return join(a, ", ", parts, ARRAY_LEN(parts));
}

static const char *
scope_words(const struct ass *a)
{
	const char *kind = ass_attr(a, load_first(a->own.root, "scope"), "kind");

	if (str_eq(kind, "company"))
		return "all software of the producer";
	return str_eq(kind, "versions") ? "several products or particular versions" : "one product";
}

static const char *
predecessor_line(const struct ass *a)
{
	const xmlNode *p = a->predecessor_node;
	const char *id = a->predecessor.doc != NULL ? a->predecessor.id : ass_attr(a, p, "id");
	const char *version = a->predecessor.doc != NULL ? a->predecessor.version : ass_attr(a, p, "version");
	const char *date = a->predecessor.doc != NULL ? a->predecessor.date : ass_attr(a, p, "date");
	const char *parts[] = {id, *version != '\0' ? arena_printf(a->cx->arena, "version %s", version) : "",
	    *date != '\0' ? arena_printf(a->cx->arena, "as of %s", ass_date_words(a->cx, date)) : ""};

	return p != NULL ? join(a, ", ", parts, ARRAY_LEN(parts)) : "";
}

static void
write_identity(const struct ass *a, xmlNode *root)
{
	xmlNode *i = out_el(root, "identity");
	const char *supersedes = ass_attr(a, a->own.root, "supersedes");

	field(a, i, "assessment",
	    arena_printf(a->cx->arena, "%s · document version %s · %s", a->own.id, a->own.version, a->is_final ? "final" : "draft"), NULL);
	field(a, i, "producer", producer_line(a), NULL);
	field(a, i, "product", products_line(a), NULL);
	field(a, i, "scope", scope_words(a), NULL);
	field(a, i, "framework", framework_line(a), NULL);
	field(a, i, "period", arena_printf(a->cx->arena, "%s, %s", ass_period_words(a->cx, a->start, a->end), as_of_line(a)), NULL);
	field(a, i, "classification", ass_attr(a, a->own.root, "classification"), a->own.root);
	role_field(a, i, "prepared");
	role_field(a, i, "reviewed");
	role_field(a, i, "approved");
	if (*supersedes != '\0')
		field(a, i, "supersedes", arena_printf(a->cx->arena, "version %s of this document", supersedes), NULL);
	field(a, i, "predecessor", predecessor_line(a), NULL);
}

static void
write_digests(const struct ass *a, xmlNode *root)
{
	xmlNode *d = out_el(root, "digests");

	out_digest(d, "source", a->own.doc->sha256);
	out_digest(d, "catalogue", a->sets[0].cat->digest);
	out_digest(d, "stylesheet", a->o->stylesheet_digest);
	out_digest(d, "theme", a->o->theme_digest);
	out_digest(d, "inherited", a->inherits.doc != NULL ? a->inherits.doc->sha256 : NULL);
	out_digest(d, "predecessor", a->predecessor.doc != NULL ? a->predecessor.doc->sha256 : NULL);
}

static void
write_framework(const struct ass *a, xmlNode *root)
{
	const struct catalog *cat = a->sets[0].cat;
	xmlNode *f = out_el(root, "framework");
	const char *status = cat->status == CAT_DRAFT ? "draft" : "final";

	out_set(f, "id", cat->id);
	out_set(f, "version", cat->version);
	out_set(f, "name", cat->name);
	out_set(f, "status", status);
	out_set(f, "status-word", status);
	out_set(f, "date", cat->date);
	out_set(f, "source", cat->source);
	out_set(f, "wording", cat->has_official ? "official" : "own");
	out_text_el(f, "title", cat->title);
	out_text_el(f, "line", framework_line(a));
	out_text_el(f, "wording-note",
	    cat->has_official ? arena_printf(a->cx->arena,
	                            "Titles of groups and practices and the wording marked as official are the framework’s own, imported "
	                            "from: %s. Labels and summaries of tasks are editorial.",
	                            cat->wording)
	                      : "Titles of groups and practices are the framework’s own. Labels and summaries of tasks are "
	                        "editorial; the framework’s own wording is not reproduced.");
	out_digest(f, "catalogue", cat->digest);
}

/* ---- who and what -------------------------------------------------------------------------------------------------- */

static void
write_producer(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "producer"), *address = load_first(from, "address");
	const xmlNode *contact = load_first(from, "contact");
	xmlNode *p = out_el(root, "producer");

	out_set(p, "name", ass_attr(a, from, "name"));
	out_set(p, "id", ass_attr(a, from, "id"));
	out_set(p, "website", ass_attr(a, load_first(from, "website"), "href"));
	out_set(p, "line", producer_line(a));
	if (address != NULL) {
		const char *town[] = {ass_attr(a, address, "postcode"), ass_attr(a, address, "city")};
		const char *parts[] = {ass_attr(a, address, "street"), join(a, " ", town, 2), ass_attr(a, address, "region"),
		    ass_attr(a, address, "country")};

		out_text_el(p, "address", join(a, ", ", parts, ARRAY_LEN(parts)));
	}
	if (contact != NULL) {
		static const char *const names[] = {"name", "role", "email", "phone"};
		xmlNode *c = out_el(p, "contact");

		for (size_t i = 0; i < ARRAY_LEN(names); i++)
			out_set(c, names[i], ass_attr(a, contact, names[i]));
	}
}

static void
prose_el(const struct ass *a, xmlNode *parent, const char *name, const xmlNode *from)
{
	xmlNode *box;

	if (!ass_has_prose(a, from))
		return;
	box = out_el(parent, name);
	out_at(box, a->own.doc, from);
	ass_prose(a, &a->own, from, box);
}

static void
write_products(const struct ass *a, xmlNode *root)
{
	xmlNode *list = out_el(root, "products");

	for (const xmlNode *from = load_first(a->own.root, "product"); from != NULL; from = load_next(from, "product")) {
		xmlNode *p = out_el(list, "product");

		out_set(p, "name", ass_attr(a, from, "name"));
		out_set(p, "version", ass_attr(a, from, "version"));
		out_set(p, "released", ass_attr(a, from, "released"));
		out_set(p, "released-words", ass_date_words(a->cx, ass_attr(a, from, "released")));
		out_set(p, "line", product_line(a, from));
		for (const xmlNode *i = load_first(from, "identifier"); i != NULL; i = load_next(i, "identifier"))
			out_set(out_text_el(p, "identifier", load_text(a->cx, i)), "type", ass_attr(a, i, "type"));
		prose_el(a, p, "description", load_first(from, "description"));
		ass_write_missing(a, p, from);
	}
}

static void
write_scope(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "scope");
	xmlNode *s = out_el(root, "scope"), *text;

	out_set(s, "kind", ass_attr(a, from, "kind"));
	out_set(s, "kind-word", scope_words(a));
	text = out_el(s, "text");
	ass_prose(a, &a->own, from, text);
	prose_el(a, s, "included", load_first(from, "included"));
	prose_el(a, s, "excluded", load_first(from, "excluded"));
	ass_write_missing(a, s, from);
}

static void
write_period(const struct ass *a, xmlNode *root)
{
	xmlNode *p = out_el(root, "period");

	out_set(p, "start", a->start);
	out_set(p, "end", a->end);
	out_set(p, "as-of", a->as_of);
	out_set(p, "start-words", ass_date_words(a->cx, a->start));
	out_set(p, "end-words", ass_date_words(a->cx, a->end));
	out_set(p, "as-of-words", ass_date_words(a->cx, a->as_of));
	out_set(p, "line", ass_period_words(a->cx, a->start, a->end));
}

static const struct {
	const char *name, *words;
} roles[] = {
    {"prepared", "Prepared by"},
    {"reviewed", "Reviewed by"},
    {"approved", "Approved by"},
    {"signer", "Signed by"},
    {"assessor", "Assessed by"},
    {"contact", "Contact"},
}, independence[] = {
    {"self", "own work"},
    {"internal", "internal, not involved in the work"},
    {"external", "another organisation"},
};

static void
write_party(const struct ass *a, xmlNode *parent, const xmlNode *from)
{
	static const char *const copied[] = {"name", "title", "organisation", "email", "capacity", "date", "independence"};
	const char *role = ass_attr(a, from, "role"), *role_words = role, *independence_words = "";
	xmlNode *p = out_el(parent, "party");

	for (size_t i = 0; i < ARRAY_LEN(roles); i++)
		if (str_eq(roles[i].name, role))
			role_words = roles[i].words;
	for (size_t i = 0; i < ARRAY_LEN(independence); i++)
		if (str_eq(independence[i].name, ass_attr(a, from, "independence")))
			independence_words = independence[i].words;
	out_set(p, "id", ass_attr(a, from, "id"));
	out_setf(p, "anchor", "party-%s", ass_attr(a, from, "id"));
	out_set(p, "role", role);
	out_set(p, "role-words", role_words);
	for (size_t i = 0; i < ARRAY_LEN(copied); i++)
		out_set(p, copied[i], ass_attr(a, from, copied[i]));
	out_set(p, "date-words", ass_date_words(a->cx, ass_attr(a, from, "date")));
	out_set(p, "independence-words", independence_words);
	out_set(p, "line", party_line(a, from));
	out_flag(p, "signs", !str_eq(role, "contact"));
	out_at(p, a->own.doc, from);
	ass_write_missing(a, p, from);
}

/* ---- instrument ----------------------------------------------------------------------------------------------------- */

static const struct cat_form_item *
item_of(const struct cat_form *form, const char *id)
{
	for (size_t i = 0; id != NULL && i < form->n_items; i++)
		if (str_eq(form->items[i].id, id))
			return &form->items[i];
	return NULL;
}

/* The tasks that carry an item: its own, else those of the item above. */
static const struct cat_form_item *
carrier_of(const struct cat_form *form, const struct cat_form_item *item)
{
	for (int depth = 0; item != NULL && item->n_tasks == 0 && depth < 8; depth++)
		item = item_of(form, item->parent);
	return item;
}

static const struct ass_task *
task_of(const struct ass *a, const char *id)
{
	const struct cat_task *t = cat_lookup(a->sets[0].cat, id);

	return t != NULL ? &a->sets[0].tasks[t->index] : NULL;
}

static bool
is_below(const struct cat_form *form, const struct cat_form_item *item, const char *above)
{
	for (int depth = 0; item != NULL && depth < 8; depth++) {
		if (str_eq(item->parent, above))
			return true;
		item = item_of(form, item->parent);
	}
	return false;
}

/* Counts the applicable tasks of an item; one that only gathers others counts theirs, each task once. */
static void
count_item(const struct ass *a, const struct cat_form_item *item, size_t *total, size_t *met, struct buf *open)
{
	const struct cat_form_item *carrier = carrier_of(a->form, item);
	const struct ass_set *set = &a->sets[0];

	*total = *met = 0;
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];
		const struct cat_form_item *items[32];
		size_t n = cat_form_items_of(a->form, t->cat->id, items, ARRAY_LEN(items));
		bool cited = false;

		for (size_t k = 0; k < n; k++)
			cited |= items[k] == carrier || (carrier == NULL && is_below(a->form, items[k], item->id));
		if (!cited || t->status == ST_N)
			continue;
		++*total;
		if (ass_is_met(t->status))
			++*met;
		else
			buf_printf(open, "%s%s", open->len > 0 ? ", " : "", t->cat->id);
	}
}

static void
write_form_item(const struct ass *a, xmlNode *parent, const struct cat_form_item *item)
{
	xmlNode *f = out_el(parent, "form-item");
	struct buf open = {0};
	size_t total, met;

	count_item(a, item, &total, &met, &open);
	out_set(f, "id", item->id);
	out_set(f, "parent", item->parent);
	out_set(f, "label", item->label);
	out_set(f, "clause", item->clause);
	out_num(f, "total", total);
	out_num(f, "met", met);
	out_set(f, "fraction", ass_fraction(a->cx, met, total));
	out_flag(f, "ready", open.len == 0);
	out_setf(f, "reason", "%s%s", open.len > 0 ? "open: " : "", buf_str(&open));
	for (size_t i = 0; i < item->n_tasks; i++)
		if (task_of(a, item->tasks[i]) != NULL)
			ass_write_task_link(a, f, task_of(a, item->tasks[i]));
	buf_free(&open);
}

size_t
ass_form_open(const struct ass *a, size_t *cited, struct buf *ids)
{
	const struct ass_set *set = &a->sets[0];
	const struct cat_form_item *item;
	size_t open = 0;

	*cited = 0;
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		if (cat_form_items_of(a->form, set->cat->tasks[i].id, &item, 1) == 0)
			continue;
		++*cited;
		if (!ass_is_open(set->tasks[i].status))
			continue;
		if (ids != NULL)
			buf_printf(ids, "%s%s", open > 0 ? ", " : "", set->cat->tasks[i].id);
		open++;
	}
	return open;
}

static void
write_form(const struct ass *a, xmlNode *parent)
{
	xmlNode *f = out_el(parent, "form-summary");
	struct buf ids = {0};
	size_t cited, open = ass_form_open(a, &cited, &ids);

	out_num(f, "cited", cited);
	out_num(f, "cited-open", open);
	out_num(f, "uncited", a->sets[0].cat->n_tasks - cited);
	if (open == 0)
		out_setf(f, "line", "None of the %zu tasks that the form cites is open.", cited);
	else
		out_setf(f, "line", "%s of the %zu tasks that the form cites %s open: %s.", ass_number_cap(a->cx, open), cited,
		    open == 1 ? "is" : "are", buf_str(&ids));
	for (size_t i = 0; i < a->form->n_items; i++)
		write_form_item(a, parent, &a->form->items[i]);
	buf_free(&ids);
}

static void
write_instrument(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "instrument");
	const struct cat_form *form = a->form;
	const char *as_of = ass_attr(a, from, "as-of");
	xmlNode *i;

	if (from == NULL)
		return;
	i = out_el(root, "instrument");
	out_set(i, "ref", ass_attr(a, from, "ref"));
	out_set(i, "as-of", as_of);
	out_set(i, "as-of-words", ass_date_words(a->cx, as_of));
	out_set(i, "title", form != NULL ? form->title : ass_attr(a, from, "ref"));
	out_set(i, "issuer", form != NULL ? form->issuer : "");
	out_set(i, "omb", form != NULL ? form->omb : "");
	out_set(i, "expires", form != NULL ? form->expires : "");
	out_set(i, "expires-words", form != NULL ? ass_date_words(a->cx, form->expires) : "");
	out_at(i, a->own.doc, from);
	if (form != NULL && *form->policy != '\0')
		out_text_el(i, "policy-note", form->policy);
	prose_el(a, i, "text", from);
	if (form != NULL)
		write_form(a, i);
}

/* ---- method and prose ------------------------------------------------------------------------------------------------ */

static void
write_method(const struct ass *a, xmlNode *root)
{
	static const struct {
		const char *method, *word;
	} methods[] = {{"EXAMINE", "examined"}, {"INTERVIEW", "interviewed"}, {"TEST", "tested"}};
	const xmlNode *from = load_first(a->own.root, "method");
	xmlNode *m = out_el(root, "method"), *counts;

	ass_prose(a, &a->own, from, out_el(m, "text"));
	prose_el(a, m, "limits", load_first(from, "limits"));
	counts = out_el(m, "method-counts");
	for (size_t i = 0; i < ARRAY_LEN(methods); i++) {
		xmlNode *c = out_el(counts, "count");
		size_t n = 0;

		for (size_t k = 0; k < a->evidence.n; k++)
			n += str_eq(ass_attr(a, ((const struct ass_evidence *)a->evidence.p[k])->node, "method"), methods[i].method);
		out_set(c, "method", methods[i].method);
		out_set(c, "word", methods[i].word);
		out_num(c, "items", n);
	}
	for (size_t i = 0; i < a->missing.n; i++)
		if (str_eq(((const struct ass_missing *)a->missing.p[i])->field, "method"))
			ass_write_missing(a, m, ((const struct ass_missing *)a->missing.p[i])->about);
}

static void
write_definitions(const struct ass *a, xmlNode *root)
{
	const xmlNode *terms = load_first(a->own.root, "definitions"), *places = load_first(a->own.root, "environments");
	xmlNode *d = out_el(root, "definitions"), *e;
	size_t n = 0;

	for (const xmlNode *t = load_first(terms, "term"); t != NULL; t = load_next(t, "term")) {
		xmlNode *term = out_el(d, "term");

		out_set(term, "name", ass_attr(a, t, "name"));
		out_setf(term, "anchor", "term-%zu", ++n);
		out_at(term, a->own.doc, t);
		ass_prose(a, &a->own, t, term);
	}
	e = out_el(root, "environments");
	for (const xmlNode *t = load_first(places, "environment"); t != NULL; t = load_next(t, "environment")) {
		xmlNode *place = out_el(e, "environment");

		out_set(place, "id", ass_attr(a, t, "id"));
		out_set(place, "name", ass_attr(a, t, "name"));
		out_setf(place, "anchor", "environment-%s", ass_attr(a, t, "id"));
		out_at(place, a->own.doc, t);
		ass_prose(a, &a->own, t, place);
	}
}

static void
write_narratives(const struct ass *a, xmlNode *root)
{
	xmlNode *list = out_el(root, "narratives");

	for (const xmlNode *n = load_first(a->own.root, "narrative"); n != NULL; n = load_next(n, "narrative")) {
		xmlNode *to = out_el(list, "narrative");

		out_set(to, "slot", ass_attr(a, n, "slot"));
		if (load_attr(a->cx, n, "title") != NULL)
			out_set(to, "title", load_attr(a->cx, n, "title"));
		out_at(to, a->own.doc, n);
		ass_prose(a, &a->own, n, to);
	}
}

/* ---- open points and colophon ----------------------------------------------------------------------------------------- */

void
ass_write_missing(const struct ass *a, xmlNode *parent, const void *about)
{
	for (size_t i = 0; i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];
		xmlNode *node;

		if (m->about == NULL || m->about != about)
			continue;
		node = out_text_el(parent, "missing", m->text);
		out_set(node, "field", m->field);
		out_at(node, a->own.doc, m->node);
	}
}

static void
write_open_points(const struct ass *a, xmlNode *root)
{
	xmlNode *list = out_el(root, "open-points");

	out_num(list, "total", a->missing.n);
	if (a->missing.n == 0)
		out_set(list, "sentence", "No point is open.");
	else
		out_setf(list, "sentence", "%s %s open.", ass_number_cap(a->cx, a->missing.n),
		    a->missing.n == 1 ? "point is" : "points are");
	for (size_t i = 0; i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];
		xmlNode *p = out_text_el(list, "point", m->text);

		out_num(p, "number", i + 1);
		out_set(p, "to", m->to);
		out_set(p, "where", m->where);
		out_set(p, "field", m->field);
		out_at(p, a->own.doc, m->node);
	}
}

static void
write_colophon(const struct ass *a, xmlNode *root)
{
	const char *slash = strrchr(a->own.doc->path, '/'), *version = a->o->version != NULL ? a->o->version : "";
	xmlNode *c = out_el(root, "colophon");

	out_set(c, "tool", "assay");
	out_set(c, "version", version);
	out_set(c, "command", a->o->command);
	/* The folder is the machine's business: the same file in another place gives the same report. */
	out_set(c, "source-file", slash != NULL ? slash + 1 : a->own.doc->path);
	out_set(c, "date", a->as_of);
	out_set(c, "date-words", ass_date_words(a->cx, a->as_of));
	out_set(c, "report-schema", ASS_SCHEMA_VERSION);
	out_num(c, "rule-set", ASS_RULE_SET);
	out_text_el(c, "line",
	    arena_printf(a->cx->arena,
	        "Built with assay %s from one source file; the same files and the same program give the same bytes.", version));
}

static void
write_front(const struct ass *a, xmlNode *root)
{
	const xmlNode *parties = load_first(a->own.root, "parties");
	xmlNode *list;

	write_document(a, root);
	write_identity(a, root);
	write_digests(a, root);
	write_framework(a, root);
	write_producer(a, root);
	write_products(a, root);
	write_scope(a, root);
	write_period(a, root);
	list = out_el(root, "parties");
	for (const xmlNode *p = load_first(parties, "party"); p != NULL; p = load_next(p, "party"))
		write_party(a, list, p);
	write_instrument(a, root);
	write_method(a, root);
	write_definitions(a, root);
	write_narratives(a, root);
}

static xmlNode *
new_root(xmlDoc *xml)
{
	xmlNode *root = xmlNewDocNode(xml, NULL, (const xmlChar *)"report", NULL);
	xmlNs *ns = root != NULL ? xmlNewNs(root, (const xmlChar *)ASS_NS, NULL) : NULL;

	if (ns == NULL || xmlNewNs(root, (const xmlChar *)"urn:assay:xslt", (const xmlChar *)"a") == NULL)
		mem_exhausted();
	xmlSetNs(root, ns);
	xmlDocSetRootElement(xml, root);
	return root;
}

xmlDoc *
ass_write(struct ass *a)
{
	xmlDoc *xml = xmlNewDoc((const xmlChar *)"1.0");
	xmlChar *lang;
	xmlNode *root;

	if (xml == NULL)
		mem_exhausted();
	root = new_root(xml);
	lang = xmlGetNsProp(a->own.root, (const xmlChar *)"lang", XML_XML_NAMESPACE);
	out_set(root, "kind", a->o->kind);
	out_set(root, "schema-version", ASS_SCHEMA_VERSION);
	out_num(root, "rule-set", ASS_RULE_SET);
	out_set(root, "lang", lang != NULL ? (const char *)lang : "en");
	out_set(root, "paper", a->o->paper);
	out_flag(root, "draft", is_draft(a));
	xmlFree(lang);
	write_front(a, root);
	ass_write_summary(a, root);
	for (size_t i = 0; i < a->n_sets; i++)
		ass_write_results(a, &a->sets[i], root);
	ass_write_plan(a, root);
	ass_write_index(a, root);
	ass_write_annexes(a, root);
	write_open_points(a, root);
	out_text_el(root, "disclaimer",
	    "Nobody certifies conformity with the framework, and the framework defines no score: the counts are this report’s own. "
	    "Examples in the framework are not requirements and are not scored.");
	write_colophon(a, root);
	return xml;
}
