/*
 * ass_gate_kinds.c - the kinds of rules: whom each asks, and what it finds.
 * What a status counts for, what state evidence is in, what changed: all that is asked of the functions that the report uses.
 */
#include <string.h>

#include "assess/ass_attest.h"
#include "assess/ass_gate.h"
#include "base/str.h"

/* ---- tasks -------------------------------------------------------------------------------------------------------------- */

static bool
is_applicable(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)a;
	(void)r;
	return t->status != ST_N;
}

static bool
is_claimed(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)a;
	(void)r;
	return ass_is_met(t->status);
}

static bool
is_left_out(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)a;
	(void)r;
	return t->status == ST_N;
}

/* What is not assessed has no gap yet. */
static bool
is_gap(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)a;
	(void)r;
	return ass_is_open(t->status) && t->status != ST_U;
}

static bool
is_tested(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	return is_claimed(a, r, t) && load_first(t->answer, "test") != NULL;
}

/* The statuses from which each word of at-least is good enough. */
static const struct {
	const char *word, *letters;
} enough[] = {{"met", "MA"}, {"partly", "MAP"}, {"planned", "MAPL"}, {"assessed", "MAPLX"}};

static const char *
find_status(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	for (size_t i = 0; i < ARRAY_LEN(enough); i++)
		if (str_eq(enough[i].word, r->at_least) && strchr(enough[i].letters, ass_letters[t->status]) != NULL)
			return NULL;
	return ass_say(a, "gate.finds.minimum-status", "task", t->cat->id, "status", ass_status_word(a, t->status), "level", r->at_least, NULL);
}

static const char *
find_unreasoned(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;
	bool said = ass_has_prose(a, load_first(t->answer, "reason")) || ass_has_prose(a, load_first(t->own, "reason"));
	bool agreed = *ass_attr(a, t->answer, "reviewed-by") != '\0' || t->exceptions.n > 0;

	(void)r;
	if (said && agreed)
		return NULL;
	return ass_say(a, "gate.finds.not-applicable", "task", t->cat->id, "lacks", said ? "approver" : "reason", NULL);
}

static const char *
find_unshown(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)r;
	if (t->evidence.n > 0 || load_first(t->answer, "test") != NULL)
		return NULL;
	return ass_say(a, "gate.finds.evidence-cited", "task", t->cat->id, "status", ass_status_word(a, t->status), NULL);
}

static const char *
find_failed_test(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)r;
	for (const xmlNode *n = load_first(t->answer, "test"); n != NULL; n = load_next(n, "test"))
		if (str_eq(ass_attr(a, n, "result"), "fail"))
			return ass_say(a, "gate.finds.no-failed-test", "task", t->cat->id, "status", ass_status_word(a, t->status), "test",
			    ass_attr(a, n, "title"), NULL);
	return NULL;
}

/* An exception whose days are over covers nothing. */
static bool
is_excepted(const struct ass *a, const struct ass_task *t)
{
	for (size_t i = 0; i < t->exceptions.n; i++) {
		int day = ass_day(ass_attr(a, ((const struct ass_exception *)t->exceptions.p[i])->node, "expires"));

		if (day == NO_DAY || day >= ass_day(a->as_of))
			return true;
	}
	return false;
}

static const char *
find_unhandled(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)r;
	if (t->next != NULL || is_excepted(a, t))
		return NULL;
	return ass_say(a, "gate.finds.open-task-has-action", "task", t->cat->id, "status", ass_status_word(a, t->status), NULL);
}

static const char *
find_regression(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;

	(void)r;
	if (t->change != CH_REGRESSED && t->change != CH_REOPENED)
		return NULL;
	return ass_say(a, "gate.finds.no-regression", "task", t->cat->id, "status", ass_status_word(a, t->status), "was",
	    ass_status_word(a, t->was), NULL);
}

static const char *
find_assurance(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_task *t = record;
	enum assurance least = str_eq(r->at_least, "verified") ? AS_VERIFIED : AS_REVIEWED;

	if (t->assurance >= least)
		return NULL;
	return ass_say(a, "gate.finds.assurance", "task", t->cat->id, "status", ass_status_word(a, t->status), "assurance",
	    t->assurance == AS_REVIEWED ? "reviewed" : "self", NULL);
}

/* ---- evidence ------------------------------------------------------------------------------------------------------------ */

/* Something was, or should have been, opened. */
static bool
has_file(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_evidence *e = record;

	(void)a;
	(void)r;
	return !ass_holds(e, EV_NO_FILE) && !ass_holds(e, EV_WITHHELD);
}

static bool
was_read(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_evidence *e = record;

	(void)a;
	(void)r;
	return e->found != NULL;
}

static const char *
find_state(const struct ass *a, const struct ass_evidence *e, enum ev_state state)
{
	return ass_holds(e, state) ? ass_say(a, "gate.finds.evidence", "id", e->id, "why", e->why[state], NULL) : NULL;
}

static const char *
find_missing(const struct ass *a, const struct ass_rule *r, const void *record)
{
	(void)r;
	return find_state(a, record, EV_MISSING);
}

static const char *
find_altered(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const char *text = find_state(a, record, EV_ALTERED);

	(void)r;
	return text != NULL ? text : find_state(a, record, EV_UNDIGESTED);
}

static const char *
find_expired(const struct ass *a, const struct ass_rule *r, const void *record)
{
	(void)r;
	return find_state(a, record, EV_EXPIRED);
}

static const char *
find_outside(const struct ass *a, const struct ass_rule *r, const void *record)
{
	(void)r;
	return find_state(a, record, EV_OUTSIDE);
}

const char *
ass_too_old(const struct ass *a, const struct ass_rule *r, const struct ass_evidence *e)
{
	const char *collected = ass_attr(a, e->node, "collected");
	int day = ass_day(collected), today = ass_day(a->as_of), age = day != NO_DAY && today != NO_DAY ? today - day : r->days + 1;

	if (age <= r->days)
		return NULL;
	return ass_say_n(a, "evidence.too-long-ago", (size_t)age, "day", day != NO_DAY ? collected : "none", "rule", r->row->id, "limit",
	    ass_num(a, (size_t)r->days), NULL);
}

static const char *
find_old(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_evidence *e = record;
	const char *why = ass_too_old(a, r, e);

	return why != NULL ? ass_say(a, "gate.finds.evidence", "id", e->id, "why", why, NULL) : NULL;
}

/* ---- actions, frameworks, the document ------------------------------------------------------------------------------------- */

static bool
is_running(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_action *x = record;

	(void)a;
	(void)r;
	return x->is_open;
}

static const char *
find_overdue(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_action *x = record;

	(void)r;
	if (x->overdue == 0)
		return NULL;
	return ass_say_n(a, "gate.finds.no-overdue-action", (size_t)x->overdue, "id", x->id, "due", ass_attr(a, x->node, "due"), NULL);
}

static const char *
find_draft(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_set *set = record;

	(void)r;
	return set->cat->status == CAT_DRAFT ? ass_say(a, "gate.finds.no-draft-framework", "framework", set->cat->name, NULL) : NULL;
}

static const char *
find_uncarried(const struct ass *a, const struct ass_rule *r, const void *record)
{
	const struct ass_statement *s = record;
	const char *ids[8];
	size_t n = 0, all = 0;

	(void)r;
	if (s->is_carried)
		return NULL;
	for (size_t i = 0; i < s->tasks.n; i++) {
		const struct ass_task *t = s->tasks.p[i];

		if (ass_is_blocked(a->attest, t) && ++all <= ARRAY_LEN(ids))
			ids[n++] = t->cat->id;
	}
	return ass_say_n(a, "gate.finds.attestation", all - n, "id", s->item->id, "tasks", ass_list(a, ids, n), NULL);
}

static const char *
find_open_points(const struct ass *a, const struct ass_rule *r, const void *record)
{
	(void)r;
	(void)record;
	return a->missing.n > 0 ? ass_say_n(a, "gate.finds.complete", a->missing.n, NULL) : NULL;
}

/* ---- the table ------------------------------------------------------------------------------------------------------------- */

static const struct ass_kind kinds[] = {
    {"minimum-status", OVER_TASKS, "status", is_applicable, find_status, false},
    {"not-applicable", OVER_TASKS, "status", is_left_out, find_unreasoned, false},
    {"evidence-cited", OVER_TASKS, "status", is_claimed, find_unshown, false},
    {"no-failed-test", OVER_TASKS, "status", is_tested, find_failed_test, false},
    {"open-task-has-action", OVER_TASKS, "status", is_gap, find_unhandled, false},
    {"no-regression", OVER_TASKS, "status", NULL, find_regression, true},
    {"assurance", OVER_TASKS, "assurance", is_claimed, find_assurance, false},
    {"evidence-present", OVER_EVIDENCE, "href", has_file, find_missing, false},
    {"evidence-unchanged", OVER_EVIDENCE, "sha256", was_read, find_altered, false},
    {"evidence-in-date", OVER_EVIDENCE, "expires", NULL, find_expired, false},
    {"evidence-period", OVER_EVIDENCE, "collected", NULL, find_outside, false},
    {"evidence-age", OVER_EVIDENCE, "collected", NULL, find_old, false},
    {"no-overdue-action", OVER_ACTIONS, "due", is_running, find_overdue, false},
    {"no-draft-framework", OVER_FRAMEWORKS, "version", NULL, find_draft, false},
    {"attestation", OVER_STATEMENTS, "ref", NULL, find_uncarried, false},
    {"complete", OVER_DOCUMENT, "id", NULL, find_open_points, false},
};

const struct ass_kind *
ass_kind_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		if (str_eq(kinds[i].name, name))
			return &kinds[i];
	return NULL;
}

size_t
ass_kinds(void)
{
	return ARRAY_LEN(kinds);
}
