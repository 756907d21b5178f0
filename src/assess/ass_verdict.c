/*
 * ass_verdict.c - rule set 2: from numbers to sentences.
 * A sentence has a stable rule name and no judgement of its own: nothing here says "good" or "required". The first
 * sentence of the verdict begins with the fraction. Change a rule, and ASS_RULE_SET goes up.
 */
#include "assess/ass_attest.h"
#include "base/str.h"

static void
say(xmlNode *parent, const char *rule, const char *text)
{
	out_set(out_text_el(parent, "sentence", text), "rule", rule);
}

/* "Nine are open, two of them not met and one not assessed." */
static const char *
open_sentence(const struct ass *a, const struct ass_counts *c)
{
	size_t x = c->by[ST_X], u = c->by[ST_U];

	if (u == c->open)
		return ass_say_n(a, "verdict.open.all-not-assessed", u, NULL);
	if (x == c->open)
		return ass_say_n(a, "verdict.open.all-not-met", x, NULL);
	if (x > 0 || u > 0)
		return ass_say_n(a, "verdict.open.some", c->open, "x", ass_num(a, x), "u", ass_num(a, u), NULL);
	return ass_say_n(a, "verdict.open.begun", c->open, "partly", ass_num(a, c->by[ST_P]), "planned", ass_num(a, c->by[ST_L]), NULL);
}

void
ass_verdict(const struct ass *a, xmlNode *parent)
{
	xmlNode *verdict = out_el(parent, "verdict");
	struct ass_counts c;

	out_num(verdict, "rule-set", ASS_RULE_SET);
	ass_count(&c, a->sets[0].tasks, a->sets[0].cat->n_tasks);
	if (c.applicable == 0) {
		say(verdict, "V-NONE", ass_say(a, "verdict.none-applicable", NULL));
		return;
	}
	say(verdict, "V-MET",
	    ass_say_n(a, "verdict.met", c.applicable, "fraction", ass_fraction(a, c.met, c.applicable), NULL));
	if (c.open > 0)
		say(verdict, "V-OPEN", open_sentence(a, &c));
	if (a->attest != NULL && !a->attest->is_ready)
		say(verdict, "V-FORM", ass_say(a, "verdict.not-signable", NULL));
}

static void
note_form(const struct ass *a, xmlNode *notes)
{
	struct buf ids = {0};
	size_t cited, open = ass_form_open(a, &cited, &ids);

	say(notes, "N-FORM",
	    ass_say_n(a, "note.form", open, "cited", ass_num(a, cited), "issuer", a->form->issuer, "tasks", buf_str(&ids), NULL));
	buf_free(&ids);
}

static size_t
count_failed(const struct ass *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->evidence.n; i++)
		n += ass_fails(((const struct ass_evidence *)a->evidence.p[i])->state);
	return n;
}

static void
note_evidence(const struct ass *a, xmlNode *notes)
{
	say(notes, "N-EVIDENCE", ass_say_n(a, "note.evidence", a->evidence.n, "failed", ass_num(a, count_failed(a)), NULL));
}

/* The counts above take the answers as they stand: a reader must know that nobody has vouched for them. */
static void
note_unconfirmed(const struct ass *a, xmlNode *notes)
{
	const struct ass_set *set = &a->sets[0];
	size_t answered = 0, waiting = 0;

	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		answered += set->tasks[i].status != ST_U;
		waiting += ass_awaits(a, &set->tasks[i], "wording") || ass_awaits(a, &set->tasks[i], "period");
	}
	if (waiting > 0)
		say(notes, "N-CONFIRM", ass_say_n(a, "note.confirm", waiting, "of", ass_num(a, answered), NULL));
}

void
ass_notes(const struct ass *a, xmlNode *parent)
{
	xmlNode *notes = out_el(parent, "notes");
	size_t overdue = 0, actions = 0;

	note_unconfirmed(a, notes);
	if (a->form != NULL)
		note_form(a, notes);
	note_evidence(a, notes);
	for (size_t i = 0; i < a->actions.n; i++) {
		const struct ass_action *x = a->actions.p[i];

		overdue += x->overdue > 0;
		actions += x->is_open;
	}
	if (actions > 0)
		say(notes, "N-ACTION", ass_say_n(a, "note.action", overdue, NULL));
	if (a->sets[0].cat->status == CAT_DRAFT)
		say(notes, "N-DRAFT", ass_say(a, "note.draft", "framework", a->sets[0].cat->name, NULL));
	say(notes, "N-RULES", ass_say_n(a, "note.rules", ASS_RULE_SET, NULL));
}
