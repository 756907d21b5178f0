/* What the gate found, as the report tells it: marks at the tasks, and one list of rules, findings and waivers. */
#include "assess/ass_gate.h"
#include "base/str.h"

static const char *
level_word(const struct ass *a, enum gate_level level)
{
	return ass_say(a, "gate.level", "level", gate_level_names[level], NULL);
}

static const char *
outcome_of(const struct gate_rule *r)
{
	return r->failed > 0 ? "failed" : *r->not_asked != '\0' ? "not-asked" : r->waived > 0 ? "waived" : "holds";
}

/* What is let pass is told with who let it pass; a waiver that has ended is told too. */
static const char *
waiver_words(const struct ass *a, const struct gate_waiver *w)
{
	if (w == NULL)
		return "";
	return ass_say(a, w->is_lapsed ? "gate.waiver-ended" : "gate.waiver-holds", "reason", w->reason, "approver", w->approver, "expires",
	    w->expires, NULL);
}

static void
write_finding(const struct ass *a, xmlNode *parent, const char *name, const struct gate_check *c)
{
	xmlNode *n = out_text_el(parent, name, c->text);

	out_set(n, "rule", c->rule->id);
	out_set(n, "level", gate_level_names[c->rule->level]);
	out_set(n, "word", level_word(a, c->rule->level));
	out_set(n, "subject", c->subject);
	out_set(n, "to", c->anchor);
	out_flag(n, "waived", c->outcome == GATE_WAIVED);
	out_set(n, "waiver", waiver_words(a, c->waiver));
	out_set(n, "message", c->rule->message);
	out_span(n, c->at);
}

void
ass_write_marks(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	for (size_t i = 0; i < t->marks.n; i++)
		write_finding(a, parent, "gate-mark", t->marks.p[i]);
}

static void
write_rule(const struct ass *a, xmlNode *parent, const struct gate_rule *r)
{
	xmlNode *n = out_text_el(parent, "rule", r->demand);
	const char *outcome = outcome_of(r);

	out_set(n, "id", r->id);
	out_set(n, "kind", r->kind);
	out_set(n, "level", gate_level_names[r->level]);
	out_set(n, "word", level_word(a, r->level));
	out_set(n, "outcome", outcome);
	out_set(n, "outcome-word", ass_say(a, "gate.outcome", "outcome", outcome, NULL));
	out_num(n, "checked", r->checked);
	out_num(n, "failed", r->failed);
	out_num(n, "waived", r->waived);
	out_set(n, "fraction", r->checked > 0 ? ass_fraction(a, r->failed, r->checked) : "");
	out_set(n, "message", r->message);
	out_set(n, "not-asked", r->not_asked);
}

static void
write_waiver(const struct ass *a, xmlNode *parent, const struct gate_waiver *w)
{
	const char *state = w->is_lapsed ? "ended" : w->used > 0 ? "holds" : "idle";
	xmlNode *n = out_text_el(parent, "waiver", w->reason);

	out_set(n, "rule", w->rule);
	out_set(n, "subject", w->subject);
	out_set(n, "approver", w->approver);
	out_set(n, "expires", w->expires);
	out_set(n, "state", state);
	out_set(n, "word", ass_say(a, "gate.waiver-state", "state", state, NULL));
}

/* "two errors and one warning" */
static const char *
levels_line(const struct ass *a, const struct gate *g)
{
	const char *parts[GATE_LEVEL__COUNT];
	size_t n = 0;

	for (int level = GATE_ERROR; level >= GATE_NOTE; level--)
		if (g->failed_rules[level] > 0)
			parts[n++] = ass_say_n(a, "gate.levels", g->failed_rules[level], "level", gate_level_names[level], NULL);
	return ass_list(a, parts, n);
}

static const char *
sentence(const struct ass *a, const struct gate *g)
{
	return ass_say_n(a, "gate.sentence", gate_failed_rules(g), "rules", ass_num(a, g->n_rules), "levels", levels_line(a, g), "passes",
	    g->passes ? "yes" : "no", NULL);
}

void
ass_write_gate(const struct ass *a, xmlNode *parent)
{
	const struct gate *g = a->gate;
	xmlNode *n;

	if (g == NULL)
		return;
	n = out_el(parent, "gate");
	out_set(n, "policy", g->policy);
	out_set(n, "name", g->name);
	out_set(n, "version", g->version);
	out_flag(n, "passes", g->passes);
	out_num(n, "rules", g->n_rules);
	out_num(n, "failed", gate_failed_rules(g));
	out_num(n, "findings", gate_findings(g));
	out_num(n, "waived", g->waived);
	out_set(n, "sentence", sentence(a, g));
	out_set(n, "baseline", g->baseline);
	out_digest(n, "policy", g->digest);
	for (size_t i = 0; i < g->n_rules; i++)
		write_rule(a, n, &g->rules[i]);
	for (size_t i = 0; i < g->n_checks; i++)
		if (g->checks[i]->outcome != GATE_PASSES)
			write_finding(a, n, "gate-finding", g->checks[i]);
	for (size_t i = 0; i < g->n_waivers; i++)
		write_waiver(a, n, &g->waivers[i]);
}
