/*
 * ass_write_attest.c - the attestation in the model: causes first, then each statement, each cited
 * task, the tasks that no statement cites.
 */
#include <string.h>

#include "assess/ass_attest.h"
#include "base/str.h"

/* The ids of the statements that cite a task: "1c 2 3". */
static const char *
statements_of(const struct ass *a, const struct ass_attest *x, const struct ass_task *t)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < x->form->n_items; i++)
		for (size_t k = 0; k < x->form->items[i].n_tasks; k++)
			if (str_eq(x->form->items[i].tasks[k], t->cat->id)) {
				buf_printf(&b, "%s%s", b.len > 0 ? " " : "", x->form->items[i].id);
				break;
			}
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
set_status(const struct ass *a, xmlNode *n, const struct ass_task *t)
{
	char letter[2] = {ass_letters[t->status], '\0'};

	out_set(n, "status", letter);
	out_set(n, "word", ass_status_word(a, t->status));
	out_set(n, "short-word", ass_status_short(a, t->status));
}

static void
write_reason(xmlNode *parent, const struct ass_cause *c)
{
	xmlNode *r = out_text_el(parent, "cause", c->text);

	out_set(r, "name", ass_cause_name(c->kind));
	out_set(r, "place", c->place);
	if (c->evidence != NULL)
		out_set(r, "evidence", c->evidence->id);
}

static void
write_blocker(
    const struct ass *a, const struct ass_attest *x, xmlNode *parent, const struct ass_task *t)
{
	xmlNode *b = NULL;

	for (size_t i = 0; i < x->causes.n; i++) {
		const struct ass_cause *c = x->causes.p[i];

		if (c->task != t)
			continue;
		if (b == NULL || t == NULL)
			b = out_el(parent, "blocker");
		write_reason(b, c);
	}
	if (b != NULL && t != NULL) {
		out_set(b, "task", t->cat->id);
		out_set(b, "to", t->anchor);
		out_set(b, "label", ass_task_label(a, t));
		set_status(a, b, t);
	}
}

static void
write_statement(const struct ass *a, const struct ass_attest *x, xmlNode *parent,
    const struct ass_statement *s, size_t number)
{
	const struct cat_form_item *item = s->item;
	xmlNode *n = out_el(parent, "attested");
	const char *label;

	out_num(n, "number", number);
	out_set(n, "id", item->id);
	out_set(n, "parent", item->parent);
	label = ass_own(a, x->form->id, item->id, "label", item->label);
	out_set(n, "label", label);
	out_set(n, "text", *item->statement != '\0' ? ass_own(a, x->form->id, item->id, "statement", item->statement) : label);
	out_set(n, "clause", item->clause);
	out_flag(n, "whole", item->is_statement);
	out_flag(n, "as-above", s->is_as_above);
	out_num(n, "cited", s->tasks.n);
	out_num(n, "applicable", s->applicable);
	out_num(n, "met", s->met);
	out_set(n, "fraction", ass_fraction(a, s->met, s->applicable));
	out_flag(n, "carried", s->is_carried);
	for (size_t i = 0; i < s->tasks.n; i++) {
		const struct ass_task *t = s->tasks.p[i];
		xmlNode *link = out_el(n, "carrier");

		out_set(link, "task", t->cat->id);
		set_status(a, link, t);
		out_flag(link, "blocked", ass_is_blocked(x, t));
	}
}

static void
write_task(const struct ass *a, const struct ass_attest *x, xmlNode *parent,
    const struct ass_task *t, const char *name)
{
	xmlNode *n = out_el(parent, name);

	out_set(n, "id", t->cat->id);
	out_set(n, "label", ass_task_label(a, t));
	set_status(a, n, t);
	out_set(n, "assurance", ass_assurance_words(a, t));
	out_set(n, "statements", statements_of(a, x, t));
	out_flag(n, "carried", !ass_is_blocked(x, t));
	for (const xmlNode *test = load_first(t->answer, "test"); test != NULL;
	     test = load_next(test, "test")) {
		xmlNode *p = out_el(n, "tested");

		out_set(p, "title", ass_attr(a, test, "title"));
		out_set(p, "date", ass_attr(a, test, "date"));
		out_set(p, "result", ass_attr(a, test, "result"));
	}
	for (size_t i = 0; i < t->evidence.n; i++) {
		const struct ass_evidence *e = t->evidence.p[i];
		xmlNode *p = out_el(n, "proof");

		out_set(p, "id", e->id);
		out_set(p, "title", ass_attr(a, e->node, "title"));
		out_set(p, "state", ass_ev_rows[e->state].name);
		out_set(p, "word", ass_ev_word(a, e->state));
		out_set(p, "symbol", ass_ev_rows[e->state].symbol);
		out_flag(p, "fails", ass_fails(e->state));
	}
}

static void
write_addressee(const struct ass *a, xmlNode *parent)
{
	const xmlNode *from = load_first(load_first(a->own.root, "instrument"), "addressee");
	xmlNode *to = from != NULL ? out_el(parent, "addressee") : NULL;

	for (const xmlNode *line = load_first(from, "line"); line != NULL;
	     line = load_next(line, "line"))
		out_text_el(to, "line", load_text(a->cx, line));
}

static void
write_signer(const struct ass *a, const struct ass_attest *x, xmlNode *parent)
{
	xmlNode *s = x->signer != NULL ? out_el(parent, "signer") : NULL;

	if (s == NULL)
		return;
	out_set(s, "name", ass_attr(a, x->signer, "name"));
	out_set(s, "title", ass_attr(a, x->signer, "title"));
	out_set(s, "capacity", ass_attr(a, x->signer, "capacity"));
	out_set(s, "organisation", ass_attr(a, x->signer, "organisation"));
	out_at(s, a->own.doc, x->signer);
}

static void
write_text(xmlNode *parent, const char *name, const char *text)
{
	if (*text != '\0')
		out_set(out_text_el(parent, "letter-text", text), "name", name);
}

/* What the letter says of itself; nothing here claims that anybody must ask for it. */
static void
write_texts(const struct ass *a, const struct ass_attest *x, xmlNode *n)
{
	const char *producer = ass_attr(a, load_first(a->own.root, "producer"), "name"),
		   *ready = x->is_ready ? "yes" : "no";
	const char *kind = ass_attr(a, load_first(a->own.root, "instrument"), "kind"),
		   *framework = x->set->cat->name;
	size_t top = 0;

	for (size_t i = 0; i < x->form->n_items; i++)
		top += x->form->items[i].depth == 0;
	write_text(n, "title", ass_say(a, "letter.title", "ready", ready, NULL));
	write_text(n, "opening",
	    ass_say_n(a, "letter.opening", top, "ready", ready, "producer", producer, "framework",
		framework, NULL));
	if (*kind != '\0')
		write_text(n, "kind", ass_say(a, "letter.kind", "kind", kind, NULL));
	write_text(n, "form",
	    ass_say(a, "letter.form", "title", x->form->title, "issuer", x->form->issuer, "omb",
		x->form->omb != NULL ? x->form->omb : "none", NULL));
	if (x->form->expires != NULL)
		write_text(
		    n, "expires", ass_say(a, "letter.expires", "date", x->form->expires, NULL));
	if (x->form->policy_date != NULL && *x->form->policy != '\0')
		write_text(n, "standing",
		    ass_say(a, "letter.standing", "date", x->form->policy_date, "policy",
			ass_own(a, x->form->id, "", "policy", x->form->policy), NULL));
	write_text(n, "ours", ass_say(a, "letter.ours", "issuer", x->form->issuer, NULL));
	write_text(n, "basis",
	    ass_say(a, "letter.basis", "id", a->own.id, "version", a->own.version, "framework",
		ass_framework_line(a), "period", ass_period_words(a, a->start, a->end), "as-of",
		a->as_of, NULL));
	write_text(n, "numbers",
	    ass_say_n(a, "letter.numbers", x->cited.n, "fraction",
		ass_fraction(a, x->counts.met, x->counts.applicable), "share",
		ass_share(a, x->counts.met, x->counts.applicable), "uncited",
		ass_num(a, x->uncited.n), "total", ass_num(a, x->set->cat->n_tasks), NULL));
	write_text(n, "promise", ass_say(a, "letter.promise", "producer", producer, NULL));
	if (x->set->cat->status == CAT_DRAFT)
		write_text(n, "draft",
		    ass_say(
			a, "letter.draft", "framework", framework, "form", x->form->version, NULL));
	write_text(n, "uncited",
	    ass_say_n(a, "letter.uncited", x->uncited.n, "total", ass_num(a, x->set->cat->n_tasks),
		NULL));
}

static void
write_numbers(const struct ass *a, const struct ass_attest *x, xmlNode *n)
{
	size_t whole = 0, carried = 0;

	for (size_t i = 0; i < x->form->n_items; i++) {
		whole += x->form->items[i].is_statement;
		carried += x->form->items[i].is_statement && x->statements[i].is_carried;
	}
	out_num(n, "statements", whole);
	out_num(n, "carried", carried);
	out_num(n, "total", x->set->cat->n_tasks);
	out_num(n, "cited", x->cited.n);
	out_num(n, "uncited", x->uncited.n);
	out_num(n, "applicable", x->counts.applicable);
	out_num(n, "met", x->counts.met);
	out_num(n, "open", x->counts.open);
	out_set(n, "fraction", ass_fraction(a, x->counts.met, x->counts.applicable));
	out_set(n, "share", ass_share(a, x->counts.met, x->counts.applicable));
	out_num(n, "failed-evidence", x->failed_evidence);
}

void
ass_write_attestation(const struct ass *a, xmlNode *root)
{
	const struct ass_attest *x = a->attest;
	xmlNode *n;

	if (x == NULL)
		return;
	n = out_el(root, "attestation");
	out_flag(n, "ready", x->is_ready);
	out_set(n, "form", x->form->id);
	out_set(n, "form-version",
	    arena_printf(a->cx->arena, "%s-%s", x->form->framework, x->form->version));
	out_set(n, "framework", x->set->cat->name);
	out_flag(n, "framework-draft", x->set->cat->status == CAT_DRAFT);
	out_set(n, "headline", ass_attest_headline(a));
	write_numbers(a, x, n);
	write_texts(a, x, n);
	write_addressee(a, n);
	write_signer(a, x, n);
	write_blocker(a, x, n, NULL);
	for (size_t i = 0; i < x->cited.n; i++)
		write_blocker(a, x, n, x->cited.p[i]);
	for (size_t i = 0; i < x->form->n_items; i++)
		write_statement(a, x, n, &x->statements[i], i + 1);
	for (size_t i = 0; i < x->cited.n; i++)
		write_task(a, x, n, x->cited.p[i], "cited-task");
	for (size_t i = 0; i < x->uncited.n; i++)
		write_task(a, x, n, x->uncited.p[i], "uncited-task");
}
