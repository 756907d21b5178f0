/*
 * ass_verdict.c - rule set 1: from numbers to sentences.
 * A sentence has a stable rule name and no judgement of its own: nothing here says "good" or "required". The first
 * sentence of the verdict begins with the fraction. Change a rule, and ASS_RULE_SET goes up.
 */
#include <string.h>

#include "assess/ass_model.h"
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
	struct ctx *cx = a->cx;
	const char *verb = c->open == 1 ? "is" : "are", *n = ass_number_cap(cx, c->open);
	size_t x = c->by[ST_X], u = c->by[ST_U];

	if (u == c->open)
		return u == 1 ? "One is not assessed." : arena_printf(cx->arena, "%s are not assessed.", n);
	if (x == c->open)
		return x == 1 ? "One is not met." : arena_printf(cx->arena, "%s are not met.", n);
	if (x > 0 && u > 0)
		return arena_printf(cx->arena, "%s %s open, %s of them not met and %s not assessed.", n, verb, ass_number(cx, x),
		    ass_number(cx, u));
	if (x > 0)
		return arena_printf(cx->arena, "%s %s open, %s of them not met.", n, verb, ass_number(cx, x));
	if (u > 0)
		return arena_printf(cx->arena, "%s %s open, %s of them not assessed.", n, verb, ass_number(cx, u));
	return arena_printf(cx->arena, "%s %s open, %s.", n, verb,
	    c->by[ST_L] == 0     ? "partly met"
	        : c->by[ST_P] == 0 ? "planned"
	                           : "partly met or planned");
}

void
ass_verdict(const struct ass *a, xmlNode *parent)
{
	xmlNode *verdict = out_el(parent, "verdict");
	struct ass_counts c;
	size_t cited;

	out_num(verdict, "rule-set", ASS_RULE_SET);
	ass_count(&c, a->sets[0].tasks, a->sets[0].cat->n_tasks);
	if (c.applicable == 0) {
		say(verdict, "V-NONE", "No task of the framework is applicable.");
		return;
	}
	say(verdict, "V-MET",
	    arena_printf(a->cx->arena, "%s applicable %s met.", ass_fraction(a->cx, c.met, c.applicable),
	        c.applicable == 1 ? "task is" : "tasks are"));
	if (c.open > 0)
		say(verdict, "V-OPEN", open_sentence(a, &c));
	if (a->form != NULL && ass_form_open(a, &cited, NULL) > 0)
		say(verdict, "V-FORM", "The attestation cannot be signed yet.");
}

static void
note_form(const struct ass *a, xmlNode *notes)
{
	struct buf ids = {0};
	size_t cited, open = ass_form_open(a, &cited, &ids);
	struct ctx *cx = a->cx;

	if (open == 0)
		say(notes, "N-FORM",
		    arena_printf(cx->arena, "None of the %zu tasks that the %s form cites is open.", cited, a->form->issuer));
	else
		say(notes, "N-FORM",
		    arena_printf(cx->arena, "%s of the %zu tasks that the %s form cites %s open: %s.", ass_number_cap(cx, open), cited,
		        a->form->issuer, open == 1 ? "is" : "are", buf_str(&ids)));
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
	size_t n = a->evidence.n, failed = count_failed(a);
	struct ctx *cx = a->cx;

	if (n == 0)
		say(notes, "N-EVIDENCE", "No evidence is recorded.");
	else if (failed == 0)
		say(notes, "N-EVIDENCE",
		    arena_printf(cx->arena, "None of %zu evidence %s fails its check.", n, n == 1 ? "item" : "items"));
	else
		say(notes, "N-EVIDENCE",
		    arena_printf(cx->arena, "%s of %zu evidence %s %s.", ass_number_cap(cx, failed), n, n == 1 ? "item" : "items",
		        failed == 1 ? "fails its check" : "fail their check"));
}

void
ass_notes(const struct ass *a, xmlNode *parent)
{
	xmlNode *notes = out_el(parent, "notes");
	size_t overdue = 0, actions = 0;

	if (a->form != NULL)
		note_form(a, notes);
	note_evidence(a, notes);
	for (size_t i = 0; i < a->actions.n; i++) {
		const struct ass_action *x = a->actions.p[i];

		overdue += x->overdue > 0;
		actions += x->is_open;
	}
	if (overdue > 0)
		say(notes, "N-ACTION",
		    arena_printf(a->cx->arena, "%s %s overdue.", ass_number_cap(a->cx, overdue), overdue == 1 ? "action is" : "actions are"));
	else if (actions > 0)
		say(notes, "N-ACTION", "No action is overdue.");
	if (a->sets[0].cat->status == CAT_DRAFT)
		say(notes, "N-DRAFT", arena_printf(a->cx->arena, "%s is a draft.", a->sets[0].cat->name));
	say(notes, "N-RULES", arena_printf(a->cx->arena, "Wording from rule set %d.", ASS_RULE_SET));
}
