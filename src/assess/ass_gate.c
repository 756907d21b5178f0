/*
 * ass_gate.c - asks the rules, and counts what they answer: once, for page and command alike.
 */
#include <string.h>

#include "assess/ass_attest.h"
#include "assess/ass_gate.h"
#include "base/str.h"

/* What a check is about, and at which tasks it is told. */
struct subject {
	const void *record;
	const char *id, *anchor;
	struct span at;
	const struct ass_list *tasks;
	struct ass_task *task;
};

static bool
asks_task(const struct ass_rule *r, const struct ass_task *t)
{
	return t->set == r->set && (r->tasks == NULL || r->tasks[t->cat->index]);
}

/* A rule without tasks and framework asks of every item, cited or not. */
static bool
asks_item(const struct ass *a, const struct ass_rule *r, const struct ass_evidence *e)
{
	const char *type = ass_attr(a, e->node, "type");

	if (*r->types != '\0' && (*type == '\0' || strstr(r->types, arena_printf(a->cx->arena, " %s ", type)) == NULL))
		return false;
	if (r->of_main && r->tasks == NULL)
		return true;
	for (size_t i = 0; i < e->tasks.n; i++)
		if (asks_task(r, e->tasks.p[i]))
			return true;
	return false;
}

/* ---- answers --------------------------------------------------------------------------------------------------------- */

static void
answer(struct ass *a, struct ass_rule *r, const struct subject *s)
{
	const char *text = r->kind->finds(a, r, s->record);
	struct gate_waiver *w = text != NULL ? map_lookup(a->waivers, arena_printf(a->cx->arena, "%s %s", r->row->id, s->id)) : NULL;
	struct gate_check *c = arena_zalloc(a->cx->arena, sizeof(*c));

	*c = (struct gate_check){.rule = r->row, .subject = s->id, .anchor = s->anchor, .text = text != NULL ? text : "", .at = s->at,
	    .waiver = w};
	c->outcome = text == NULL ? GATE_PASSES : w != NULL && !w->is_lapsed ? GATE_WAIVED : GATE_FAILS;
	r->row->checked++;
	r->row->failed += c->outcome == GATE_FAILS;
	r->row->waived += c->outcome == GATE_WAIVED;
	if (c->outcome == GATE_WAIVED)
		w->used++;
	ass_push(a->cx, &a->checks, c);
	if (c->outcome != GATE_PASSES && s->task != NULL)
		ass_push(a->cx, &s->task->marks, c);
	for (size_t i = 0; c->outcome != GATE_PASSES && s->tasks != NULL && i < s->tasks->n; i++)
		ass_push(a->cx, &((struct ass_task *)s->tasks->p[i])->marks, c);
}

static bool
is_asked(const struct ass *a, const struct ass_rule *r, const void *record)
{
	return r->kind->asks == NULL || r->kind->asks(a, r, record);
}

/* "<task" of a start tag. */
static struct span
tag_span(const struct ass *a, const struct doc *doc, const xmlNode *node)
{
	struct span at = load_span(doc, node);
	size_t len;
	const char *bytes = src_bytes(a->cx->sources, at.file, &len);

	for (uint32_t end = at.beg + 1; bytes != NULL && end < at.end; end++)
		if (strchr(" \t\r\n/>", bytes[end]) != NULL) {
			at.end = end;
			break;
		}
	return at;
}

static struct span
place(const struct ass *a, const struct ass_rule *r, const struct ass_source *from, const xmlNode *node)
{
	const xmlNode *tasks = load_first(a->own.root, "tasks");

	/* A task without an answer: where the answer should stand. */
	if (node == NULL)
		return tag_span(a, a->own.doc, tasks != NULL ? tasks : a->own.root);
	if (load_attr(a->cx, node, r->kind->attr) == NULL)
		return tag_span(a, from->doc, node);
	return load_attr_span(a->cx, from->doc, node, r->kind->attr);
}

static void
ask_tasks(struct ass *a, struct ass_rule *r)
{
	for (size_t i = 0; i < r->set->cat->n_tasks; i++) {
		struct ass_task *t = &r->set->tasks[i];

		if (asks_task(r, t) && is_asked(a, r, t))
			answer(a, r, &(struct subject){t, t->cat->id, t->anchor, place(a, r, t->from, t->answer), NULL, t});
	}
}

static void
ask_evidence(struct ass *a, struct ass_rule *r)
{
	for (size_t i = 0; i < a->evidence.n; i++) {
		const struct ass_evidence *e = a->evidence.p[i];

		if (asks_item(a, r, e) && is_asked(a, r, e))
			answer(a, r, &(struct subject){e, e->id, e->anchor, place(a, r, e->from, e->node), &e->tasks, NULL});
	}
}

static void
ask_actions(struct ass *a, struct ass_rule *r)
{
	for (size_t i = 0; i < a->actions.n; i++) {
		const struct ass_action *x = a->actions.p[i];

		if (is_asked(a, r, x))
			answer(a, r, &(struct subject){x, x->id, x->anchor, place(a, r, x->from, x->node), &x->tasks, NULL});
	}
}

static const xmlNode *
framework_node(const struct ass *a, size_t set)
{
	const xmlNode *f = load_first(load_first(a->own.root, "frameworks"), "framework");

	for (size_t i = 1; set > 0 && i < set; i++)
		f = load_next(f, "framework");
	return set == 0 ? load_first(a->own.root, "framework") : f;
}

static void
ask_frameworks(struct ass *a, struct ass_rule *r)
{
	for (size_t i = 0; i < a->n_sets; i++)
		answer(a, r, &(struct subject){&a->sets[i], a->sets[i].key, "", place(a, r, &a->own, framework_node(a, i)), NULL, NULL});
}

/* What a signer would say; a finding is told at the tasks that do not carry it. */
static void
ask_statements(struct ass *a, struct ass_rule *r)
{
	const struct ass_attest *x = a->attest;

	if (x == NULL)
		r->row->not_asked = ass_say(a, "gate.not-asked.attestation", NULL);
	for (size_t i = 0; x != NULL && i < x->form->n_items; i++) {
		const struct ass_statement *s = &x->statements[i];
		struct ass_list *blocked = arena_zalloc(a->cx->arena, sizeof(*blocked));

		for (size_t k = 0; k < s->tasks.n; k++)
			if (ass_is_blocked(x, s->tasks.p[k]))
				ass_push(a->cx, blocked, s->tasks.p[k]);
		if (s->item->is_statement)
			answer(a, r, &(struct subject){s, s->item->id, "", place(a, r, &a->own, load_first(a->own.root, "instrument")), blocked, NULL});
	}
}

static void
ask_document(struct ass *a, struct ass_rule *r)
{
	answer(a, r, &(struct subject){NULL, "", "", place(a, r, &a->own, a->own.root), NULL, NULL});
}

static void
ask(struct ass *a, struct ass_rule *r)
{
	static void (*const over[])(struct ass *, struct ass_rule *) = {
	    [OVER_TASKS] = ask_tasks,
	    [OVER_EVIDENCE] = ask_evidence,
	    [OVER_ACTIONS] = ask_actions,
	    [OVER_FRAMEWORKS] = ask_frameworks,
	    [OVER_STATEMENTS] = ask_statements,
	    [OVER_DOCUMENT] = ask_document,
	};

	/* The predecessor is compared in the main framework. */
	if (r->set != NULL && r->kind->needs_baseline && (!a->has_delta || r->set != a->sets))
		r->row->not_asked = ass_say(a, "gate.not-asked.baseline", "baseline", a->predecessor.doc != NULL ? "other" : "none", NULL);
	else if (r->set != NULL)
		over[r->kind->over](a, r);
}

/* The age of evidence is a matter of the policy: the states of evidence ask here, before the rules are asked. */
const char *
ass_policy_age(const struct ass *a, const struct ass_evidence *e)
{
	for (size_t i = 0; i < a->n_rules; i++) {
		const struct ass_rule *r = &a->rules[i];

		if (r->days > 0 && r->set != NULL && r->kind->over == OVER_EVIDENCE && asks_item(a, r, e) && ass_too_old(a, r, e) != NULL)
			return ass_too_old(a, r, e);
	}
	return NULL;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------- */

static void
count(struct gate *g)
{
	g->passes = true;
	for (size_t i = 0; i < g->n_rules; i++) {
		const struct gate_rule *r = &g->rules[i];

		g->failed_rules[r->level] += r->failed > 0;
		g->findings[r->level] += r->failed;
		g->waived += r->waived;
		if (r->failed > 0 && r->level == GATE_ERROR)
			g->passes = false;
	}
}

/* Counted from the checks themselves, it must be what the rules added up. */
static enum rc
foot(const struct ass *a, const struct gate *g)
{
	size_t by[3] = {0}, asked = 0, waived = 0;

	for (size_t i = 0; i < g->n_checks; i++)
		by[g->checks[i]->outcome]++;
	for (size_t i = 0; i < g->n_rules; i++)
		asked += g->rules[i].checked;
	for (size_t i = 0; i < g->n_waivers; i++)
		waived += g->waivers[i].used;
	if (asked != g->n_checks || by[GATE_FAILS] != gate_findings(g) || by[GATE_WAIVED] != g->waived || waived != g->waived)
		return diag_at(a->cx, DIAG_INTERNAL, NO_SPAN, "totals do not agree: the gate");
	return RC_OK;
}

enum rc
ass_ask_gate(struct ass *a)
{
	struct gate *g = a->gate;

	if (g == NULL)
		return RC_OK;
	if (a->has_delta)
		g->baseline = arena_printf(a->cx->arena, "%s %s, %s", a->predecessor.id, a->predecessor.version, a->predecessor.date);
	for (size_t i = 0; i < a->n_rules; i++)
		ask(a, &a->rules[i]);
	g->n_checks = a->checks.n;
	g->checks = (const struct gate_check **)a->checks.p;
	count(g);
	return foot(a, g);
}

size_t
gate_failed_rules(const struct gate *g)
{
	size_t n = 0;

	for (int i = 0; i < GATE_LEVEL__COUNT; i++)
		n += g->failed_rules[i];
	return n;
}

size_t
gate_findings(const struct gate *g)
{
	size_t n = 0;

	for (int i = 0; i < GATE_LEVEL__COUNT; i++)
		n += g->findings[i];
	return n;
}
