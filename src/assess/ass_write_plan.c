#include <stdlib.h>
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static void
task_links(const struct ass *a, xmlNode *parent, const struct ass_list *tasks)
{
	for (size_t i = 0; i < tasks->n; i++)
		ass_write_task_link(a, parent, tasks->p[i]);
}

/* In full it has an anchor and stands in its own section; elsewhere it is a link with the words that matter. */
static void
head(xmlNode *n, const char *id, const char *anchor, const char *title, bool in_full)
{
	out_set(n, "id", id);
	out_set(n, in_full ? "anchor" : "to", anchor);
	out_set(n, "title", title);
}

void
ass_write_finding(const struct ass *a, xmlNode *parent, const struct ass_finding *f, bool in_full)
{
	xmlNode *n = out_el(parent, "finding"), *text;

	head(n, f->id, f->anchor, ass_attr(a, f->node, "title"), in_full);
	out_set(n, "severity", ass_attr(a, f->node, "severity"));
	out_set(n, "status", ass_attr(a, f->node, "status"));
	out_set(n, "status-word", ass_say(a, "findings.status", "status", ass_attr(a, f->node, "status"), NULL));
	out_set(n, "severity-word", ass_say(a, "findings.severity", "severity", ass_attr(a, f->node, "severity"), NULL));
	out_set(n, "identified", ass_attr(a, f->node, "identified"));
	out_at(n, f->from->doc, f->node);
	text = out_el(n, "text");
	ass_prose(a, f->from, f->node, text);
	if (!in_full)
		return;
	task_links(a, n, &f->tasks);
	for (size_t i = 0; i < f->actions.n; i++) {
		const struct ass_action *x = f->actions.p[i];
		xmlNode *link = out_el(n, "action-link");

		out_set(link, "id", x->id);
		out_set(link, "to", x->anchor);
	}
}

static const char *
steps_of(const struct ass *a, const struct ass_action *x)
{
	size_t n = 0, done = 0;

	for (const xmlNode *m = load_first(x->node, "milestone"); m != NULL; m = load_next(m, "milestone")) {
		n++;
		done += load_attr(a->cx, m, "done") != NULL;
	}
	return n > 0 ? ass_say_n(a, "actions.steps", n, "fraction", ass_fraction(a, done, n), NULL) : "";
}

static void
write_milestones(const struct ass *a, xmlNode *parent, const struct ass_action *x)
{
	int today = ass_day(a->as_of);

	for (const xmlNode *m = load_first(x->node, "milestone"); m != NULL; m = load_next(m, "milestone")) {
		const char *done = load_attr(a->cx, m, "done"), *due = ass_attr(a, m, "due");
		xmlNode *n = out_el(parent, "milestone");

		out_set(n, "title", ass_attr(a, m, "title"));
		out_set(n, "due", due);
		if (done != NULL)
			out_set(n, "done", done);
		out_set(n, "state", done != NULL ? "done" : "open");
		if (done == NULL && x->is_open && ass_day(due) != NO_DAY && ass_day(due) < today)
			out_flag(n, "overdue", true);
	}
}

void
ass_write_action(const struct ass *a, xmlNode *parent, const struct ass_action *x, bool in_full)
{
	const char *status = ass_attr(a, x->node, "status"), *steps = steps_of(a, x);
	const char *word = ass_say(a, "actions.status", "status", status, NULL), *due = ass_attr(a, x->node, "due");
	xmlNode *n = out_el(parent, "action");

	head(n, x->id, x->anchor, ass_attr(a, x->node, "title"), in_full);
	out_set(n, "owner", ass_person(a, x->from, ass_attr(a, x->node, "owner")));
	out_set(n, "due", due);
	out_set(n, "due-words", ass_date_words(a, due));
	out_set(n, "status", status);
	out_set(n, "status-word", word);
	out_set(n, "state-line", *steps != '\0' ? ass_say(a, "actions.state", "status", word, "steps", steps, NULL) : word);
	out_flag(n, "open", x->is_open);
	out_set(n, "steps", steps);
	out_set(n, "priority", ass_attr(a, x->node, "priority"));
	if (x->overdue > 0) {
		out_setf(n, "overdue-days", "%d", x->overdue);
		out_set(n, "overdue", ass_overdue_words(a, x->overdue));
	}
	if (load_attr(a->cx, x->node, "done") != NULL)
		out_set(n, "done", load_attr(a->cx, x->node, "done"));
	out_at(n, x->from->doc, x->node);
	if (!in_full)
		return;
	if (x->finding != NULL) {
		xmlNode *link = out_el(n, "finding-link");

		out_set(link, "id", x->finding->id);
		out_set(link, "to", x->finding->anchor);
	}
	task_links(a, n, &x->tasks);
	if (ass_has_prose(a, x->node))
		ass_prose(a, x->from, x->node, out_el(n, "text"));
	write_milestones(a, n, x);
}

void
ass_write_exception(const struct ass *a, xmlNode *parent, const struct ass_exception *x, bool in_full)
{
	const char *review = ass_attr(a, x->node, "review"), *expires = ass_attr(a, x->node, "expires");
	const char *approver = ass_person(a, x->from, ass_attr(a, x->node, "approver"));
	int today = ass_day(a->as_of);
	xmlNode *n = out_el(parent, "exception");

	head(n, x->id, x->anchor, ass_attr(a, x->node, "title"), in_full);
	out_set(n, "approver", approver);
	out_set(n, "approved", ass_attr(a, x->node, "approved"));
	out_set(n, "review", review);
	out_set(n, "review-words", ass_date_words(a, review));
	out_set(n, "expires", expires);
	if (ass_day(expires) != NO_DAY && ass_day(expires) < today)
		out_set(n, "state", ass_say(a, "exceptions.expired", NULL));
	else
		out_set(n, "state", ass_say(a, ass_day(review) != NO_DAY && ass_day(review) < today ? "exceptions.review-due" : "exceptions.in-force", NULL));
	out_set(n, "line", ass_say(a, "exceptions.line", "id", x->id, "approver", approver, "review", review, NULL));
	out_at(n, x->from->doc, x->node);
	ass_prose(a, x->from, x->node, out_el(n, "text"));
	if (in_full)
		task_links(a, n, &x->tasks);
}

/* ---- order ------------------------------------------------------------------------------------------------------------ */

static int
severity_rank(const char *severity)
{
	static const char *const order[] = {"critical", "high", "moderate", "low"};

	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		if (str_eq(order[i], severity))
			return (int)i;
	return (int)ARRAY_LEN(order);
}

struct keyed {
	int first; /* smaller comes first */
	const char *second;
	size_t third;
	const void *record;
};

static int
by_key(const void *pa, const void *pb)
{
	const struct keyed *x = pa, *y = pb;
	int d = x->first - y->first;

	if (d == 0)
		d = strcmp(x->second, y->second);
	return d != 0 ? d : x->third < y->third ? -1 : 1;
}

static void
write_findings(const struct ass *a, xmlNode *parent)
{
	struct keyed *sorted = arena_array(a->cx->arena, a->findings.n, sizeof(*sorted));
	xmlNode *list = out_el(parent, "findings");
	size_t open = 0;

	for (size_t i = 0; i < a->findings.n; i++) {
		const struct ass_finding *f = a->findings.p[i];

		open += f->is_open;
		sorted[i] = (struct keyed){(f->is_open ? 0 : 10) + severity_rank(ass_attr(a, f->node, "severity")),
		    ass_attr(a, f->node, "identified"), i, f};
	}
	qsort(sorted, a->findings.n, sizeof(*sorted), by_key);
	out_num(list, "total", a->findings.n);
	out_num(list, "open", open);
	out_set(list, "sentence",
	    ass_say_n(a, "findings.sentence", a->findings.n, "fraction", ass_fraction(a, open, a->findings.n), "open", ass_num(a, open),
	        NULL));
	for (size_t i = 0; i < a->findings.n; i++)
		ass_write_finding(a, list, sorted[i].record, true);
}

const char *
ass_actions_sentence(const struct ass *a, size_t open, size_t overdue)
{
	return ass_say_n(a, "actions.sentence", a->actions.n, "fraction", ass_fraction(a, open, a->actions.n), "open", ass_num(a, open),
	    "overdue", ass_num(a, overdue), NULL);
}

static void
write_actions(const struct ass *a, xmlNode *parent)
{
	struct keyed *sorted = arena_array(a->cx->arena, a->actions.n, sizeof(*sorted));
	xmlNode *list = out_el(parent, "actions");
	size_t open = 0, overdue = 0;

	for (size_t i = 0; i < a->actions.n; i++) {
		const struct ass_action *x = a->actions.p[i];

		open += x->is_open;
		overdue += x->overdue > 0;
		sorted[i] = (struct keyed){!x->is_open, ass_attr(a, x->node, "due"), i, x};
	}
	qsort(sorted, a->actions.n, sizeof(*sorted), by_key);
	out_num(list, "total", a->actions.n);
	out_num(list, "open", open);
	out_num(list, "overdue", overdue);
	out_set(list, "sentence", ass_actions_sentence(a, open, overdue));
	out_set(list, "note", ass_say(a, "actions.note", "date", a->as_of, NULL));
	for (size_t i = 0; i < a->actions.n; i++)
		ass_write_action(a, list, sorted[i].record, true);
}

/* term: id of a text */
static void
note(const struct ass *a, xmlNode *parent, const char *name, const char *term, const char *text)
{
	xmlNode *n = out_text_el(parent, "note", text);

	out_set(n, "name", name);
	out_set(n, "term", ass_say(a, term, NULL));
}

static void
write_matrix(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *m = out_el(parent, "matrix");
	size_t cited, ok = ass_count_state(a, EV_OK);

	out_set(m, "title", ass_say(a, "matrix.title", "framework", set->cat->name, NULL));
	note(a, m, "assurance", "matrix.assurance", ass_say(a, "matrix.assurance-note", NULL));
	note(a, m, "evidence", "matrix.evidence",
	    ass_say_n(a, "matrix.evidence-note", ok, "fraction", ass_fraction(a, ok, a->evidence.n), NULL));
	if (a->form != NULL) {
		(void)ass_form_open(a, &cited, NULL);
		note(a, m, "form", "matrix.form",
		    ass_say(a, "matrix.form-note", "issuer", a->form->issuer, "form", a->form->id, "fraction",
		        ass_fraction(a, cited, set->cat->n_tasks), NULL));
	}
	note(a, m, "due", "matrix.due", ass_say(a, "matrix.due-note", "date", a->as_of, NULL));
}

void
ass_write_plan(const struct ass *a, xmlNode *parent)
{
	write_matrix(a, parent);
	write_findings(a, parent);
	write_actions(a, parent);
}
