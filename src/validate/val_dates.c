/* Days against each other and against the period. ISO days compare as strings. */
#include <string.h>

#include "validate/val_rules.h"

static bool
is_after(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) > 0;
}

/* attr of elem must not be after another day; DATE_ORDER at the value. */
static void
check_order(struct rules *r, const xmlNode *elem, const char *early, const char *late)
{
	const char *a = rules_day(r, elem, early), *b = rules_day(r, elem, late);

	if (is_after(a, b))
		(void)diag_at(r->cx, DIAG_DATE_ORDER, rules_at(r, elem, late), "%s %s is before %s %s", late, b, early, a);
}

/* What happened cannot have happened after the day on which the answers were true. */
static void
check_happened(struct rules *r, const xmlNode *elem, const char *attr)
{
	const char *day = rules_day(r, elem, attr);

	if (is_after(day, r->as_of))
		(void)diag_at(r->cx, DIAG_DATE_AFTER_AS_OF, rules_at(r, elem, attr), "%s %s is after %s", attr, day, r->as_of);
}

void
rule_period(struct rules *r, const xmlNode *elem)
{
	if (is_after(r->start, r->end))
		(void)diag_at(r->cx, DIAG_DATE_ORDER, rules_at(r, elem, "end"), "the period ends %s before it starts %s", r->end,
		    r->start);
	if (is_after(r->start, r->as_of))
		(void)diag_at(r->cx, DIAG_DATE_ORDER, rules_at(r, elem, "as-of"), "as-of %s is before the period starts %s",
		    r->as_of, r->start);
}

void
rule_evidence_dates(struct rules *r, const xmlNode *elem)
{
	const char *collected = rules_day(r, elem, "collected"), *expires = rules_day(r, elem, "expires");
	const char *start = rules_day(r, elem, "start"), *end = rules_day(r, elem, "end");

	check_order(r, elem, "start", "end");
	check_order(r, elem, "collected", "expires");
	check_happened(r, elem, "collected");
	if (is_after(r->as_of, expires))
		(void)diag_at(r->cx, DIAG_EVIDENCE_EXPIRED, rules_at(r, elem, "expires"), "%s is before the as-of date %s",
		    expires, r->as_of);
	if (is_after(r->start, end) || is_after(start, r->end))
		(void)diag_at(r->cx, DIAG_DATE_OUTSIDE, rules_at(r, elem, is_after(r->start, end) ? "end" : "start"),
		    "it speaks about %s to %s, the period is %s to %s", start != NULL ? start : "...",
		    end != NULL ? end : "...", r->start, r->end);
	else if (end == NULL && expires == NULL && is_after(r->start, collected))
		(void)diag_at(r->cx, DIAG_DATE_OUTSIDE, rules_at(r, elem, "collected"),
		    "collected %s, before the period starts %s", collected, r->start);
}

void
rule_test_date(struct rules *r, const xmlNode *elem)
{
	const char *day = rules_day(r, elem, "date");

	check_happened(r, elem, "date");
	if (is_after(r->start, day))
		(void)diag_at(r->cx, DIAG_DATE_OUTSIDE, rules_at(r, elem, "date"), "tested %s, before the period starts %s", day,
		    r->start);
}

void
rule_task_dates(struct rules *r, const xmlNode *elem)
{
	check_happened(r, elem, "reviewed-on");
}

void
rule_finding_dates(struct rules *r, const xmlNode *elem)
{
	check_happened(r, elem, "identified");
}

/* Due before the finding was found; done without a day, or a day without done; milestones that run backwards. */
void
rule_action_dates(struct rules *r, const xmlNode *elem)
{
	const char *due = rules_day(r, elem, "due"), *finding_id = rules_attr(r, elem, "finding"), *last = NULL;
	const xmlNode *finding = finding_id != NULL ? map_lookup(r->ids, finding_id) : NULL;
	const char *identified = finding != NULL ? rules_day(r, finding, "identified") : NULL;
	bool is_done = rules_attr_is(r, elem, "status", "done");

	if (is_after(identified, due))
		(void)diag_at(r->cx, DIAG_DATE_ORDER, rules_at(r, elem, "due"), "due %s, but %s was identified on %s", due,
		    finding_id, identified);
	if (is_done != (rules_attr(r, elem, "done") != NULL))
		(void)diag_at(r->cx, DIAG_DONE_DATE, rules_at(r, elem, is_done ? "status" : "done"), "%s",
		    is_done ? "status is done, and no day is given" : "a day is given, and status is not done");
	check_happened(r, elem, "done");
	for (const xmlNode *m = elem->children; m != NULL; m = m->next) {
		const char *day = val_is(m, "milestone") ? rules_day(r, m, "due") : NULL;

		if (day == NULL)
			continue;
		check_happened(r, m, "done");
		if (is_after(last, day))
			(void)diag_at(r->cx, DIAG_MILESTONE_ORDER, rules_at(r, m, "due"), "%s is before %s of the one above", day,
			    last);
		else if (is_after(day, due))
			(void)diag_at(r->cx, DIAG_MILESTONE_ORDER, rules_at(r, m, "due"),
			    "%s is after the action itself is due, %s", day, due);
		last = day;
	}
}

void
rule_exception_dates(struct rules *r, const xmlNode *elem)
{
	const char *review = rules_day(r, elem, "review"), *expires = rules_day(r, elem, "expires");

	check_order(r, elem, "approved", "review");
	check_order(r, elem, "approved", "expires");
	check_happened(r, elem, "approved");
	if (is_after(r->as_of, expires))
		(void)diag_at(r->cx, DIAG_EXCEPTION_PAST, rules_at(r, elem, "expires"), "it ended %s; the as-of date is %s",
		    expires, r->as_of);
	else if (is_after(r->as_of, review))
		(void)diag_at(r->cx, DIAG_EXCEPTION_PAST, rules_at(r, elem, "review"),
		    "its review was due %s; the as-of date is %s", review, r->as_of);
}

void
rule_history_dates(struct rules *r, const xmlNode *elem)
{
	const char *last = NULL;

	for (const xmlNode *w = elem->children; w != NULL; w = w->next) {
		const char *day = val_is(w, "was") ? rules_day(r, w, "date") : NULL;

		if (day == NULL)
			continue;
		if (is_after(last, day))
			(void)diag_at(r->cx, DIAG_DATE_ORDER, rules_at(r, w, "date"), "%s is before %s of the one above", day, last);
		check_happened(r, w, "date");
		last = day;
	}
}

void
rule_predecessor_date(struct rules *r, const xmlNode *elem)
{
	const char *day = rules_day(r, elem, "date");

	if (day != NULL && r->as_of != NULL && strcmp(day, r->as_of) >= 0)
		(void)diag_at(r->cx, DIAG_DATE_ORDER, rules_at(r, elem, "date"), "%s is not before the as-of date %s", day,
		    r->as_of);
}
