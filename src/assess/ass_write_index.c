#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static void
write_place(const struct ass *a, xmlNode *n, const struct ass_evidence *e)
{
	const char *href = load_attr(a->cx, e->node, "href"), *location = load_attr(a->cx, e->node, "location");

	/* A withheld item says that it exists, not where. */
	if (str_eq(ass_attr(a, e->node, "disclosure"), "withheld"))
		return;
	if (href != NULL)
		out_text_el(n, "place", arena_printf(a->cx->arena, "%s%s", e->from->folder, href));
	else if (location != NULL)
		out_text_el(n, "place", location);
}

static const char *
place_kind(const struct ass *a, const struct ass_evidence *e)
{
	if (str_eq(ass_attr(a, e->node, "disclosure"), "withheld"))
		return "withheld";
	return load_attr(a->cx, e->node, "href") != NULL ? "file" : "location";
}

static void
write_item(const struct ass *a, xmlNode *parent, const struct ass_evidence *e)
{
	static const char *const copied[] = {"title", "type", "method", "collected", "expires", "start", "end", "release"};
	const char *disclosure = ass_attr(a, e->node, "disclosure");
	const xmlNode *note = load_first(e->node, "note");
	xmlNode *n = out_el(parent, "item");

	out_set(n, "id", e->id);
	out_set(n, "anchor", e->anchor);
	for (size_t i = 0; i < ARRAY_LEN(copied); i++)
		out_set(n, copied[i], ass_attr(a, e->node, copied[i]));
	out_set(n, "by", ass_person(a, e->from, ass_attr(a, e->node, "by")));
	out_set(n, "disclosure", disclosure);
	out_set(n, "disclosure-word", ass_say(a, "evidence.disclosure", "disclosure", disclosure, NULL));
	out_set(n, "state", ass_ev_rows[e->state].name);
	out_set(n, "word", ass_ev_word(a, e->state));
	out_set(n, "symbol", ass_ev_rows[e->state].symbol);
	out_flag(n, "fails", ass_fails(e->state));
	out_set(n, "place-kind", place_kind(a, e));
	if (e->from != &a->own)
		out_set(n, "origin", e->from->id);
	out_at(n, e->from->doc, e->node);
	write_place(a, n, e);
	out_digest(n, "stated", load_attr(a->cx, e->node, "sha256"));
	if (e->found != NULL && strcasecmp(e->found, ass_attr(a, e->node, "sha256")) != 0)
		out_digest(n, "found", e->found);
	if (*e->detail != '\0')
		out_text_el(n, "detail", e->detail);
	if (ass_has_prose(a, note))
		ass_prose(a, e->from, note, out_el(n, "note"));
	for (size_t i = 0; i < e->tasks.n; i++)
		ass_write_task_link(a, n, e->tasks.p[i]);
}

static void
write_evidence(const struct ass *a, xmlNode *parent)
{
	xmlNode *list = out_el(parent, "evidence");
	size_t n = a->evidence.n, ok = ass_count_state(a, EV_OK);

	out_num(list, "total", n);
	out_num(list, "verified", ok);
	out_set(list, "fraction", ass_fraction(a, ok, n));
	out_set(list, "share", ass_share(a, ok, n));
	out_set(list, "sentence",
	    ass_say_n(a, "evidence.sentence", n, "fraction", ass_fraction(a, ok, n), "share", ass_share(a, ok, n), NULL));
	out_text_el(list, "intro", ass_say(a, "evidence.intro", "date", a->as_of, NULL));
	for (size_t i = 0; i < n; i++)
		write_item(a, list, a->evidence.p[i]);
}

/* ---- registers -------------------------------------------------------------------------------------------------------- */

static xmlNode *
entry(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	xmlNode *n = out_el(parent, "entry");

	out_set(n, "id", t->cat->id);
	out_set(n, "to", t->anchor);
	out_set(n, "label", ass_task_label(a, t));
	return n;
}

static void
write_not_applicable(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *list = out_el(parent, "not-applicable");
	struct ass_counts c;

	ass_count(&c, set->tasks, set->cat->n_tasks);
	out_num(list, "total", c.by[ST_N]);
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];
		const char *assurance = ass_attr(a, t->answer, "assurance");
		xmlNode *n, *reason;

		if (t->status != ST_N)
			continue;
		n = entry(a, list, t);
		out_set(n, "assurance-words",
		    ass_say(a, str_eq(assurance, "verified") ? "assurance.verified"
		        : str_eq(assurance, "reviewed")      ? "assurance.reviewed"
		                                             : "assurance.self", NULL));
		reason = out_el(n, "reason");
		out_at(reason, t->from->doc, load_first(t->answer, "reason"));
		ass_prose(a, t->from, load_first(t->answer, "reason"), reason);
	}
}

/* One register for each file that answers came from. */
static void
write_inherited(const struct ass *a, xmlNode *parent, const struct ass_source *from)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *list = out_el(parent, "inherited");
	size_t n = 0;

	for (size_t i = 0; i < set->cat->n_tasks; i++)
		n += set->tasks[i].inherited && set->tasks[i].from == from;
	out_num(list, "total", n);
	out_set(list, "document", from->id);
	out_set(list, "version", from->version);
	out_set(list, "date", from->date);
	out_set(list, "date-words", ass_date_words(a, from->date));
	out_set(list, "producer", from->producer);
	out_set(list, "place", from->place);
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];
		char letter[2] = {ass_letters[t->status], '\0'};
		xmlNode *e;

		if (!t->inherited || t->from != from)
			continue;
		e = entry(a, list, t);
		out_set(e, "status", letter);
		out_set(e, "word", ass_status_word(a, t->status));
	}
	out_digest(list, "inherited", from->doc->sha256);
}

static void
write_registers(const struct ass *a, xmlNode *parent)
{
	xmlNode *r = out_el(parent, "registers"), *list;

	write_not_applicable(a, r);
	list = out_el(r, "exceptions");
	out_num(list, "total", a->exceptions.n);
	for (size_t i = 0; i < a->exceptions.n; i++)
		ass_write_exception(a, list, a->exceptions.p[i], true);
	for (const struct ass_source *from = a->own.inherits; from != NULL; from = from->inherits)
		write_inherited(a, r, from);
}

void
ass_write_index(const struct ass *a, xmlNode *parent)
{
	write_evidence(a, parent);
	write_registers(a, parent);
}
