#include "assess/ass_attest.h"

#include <string.h>

#include "base/str.h"

#define PERIOD_DAYS 366 /* after which nobody speaks for it any more; ours, no form says one */

static const struct {
	const char *name, *text; /* id of a text, with {what} */
} causes[CAUSE__COUNT] = {
    [CAUSE_FRAMEWORK_DRAFT] = {"framework-draft", "cause.framework-draft"},
    [CAUSE_FRAMEWORK_OTHER] = {"framework-other", "cause.framework-other"},
    [CAUSE_DOCUMENT_DRAFT] = {"document-draft", "cause.document-draft"},
    [CAUSE_NOT_APPROVED] = {"not-approved", "cause.not-approved"},
    [CAUSE_NO_SIGNER] = {"no-signer", "cause.no-signer"},
    [CAUSE_CAPACITY] = {"signer-capacity", "cause.signer-capacity"},
    [CAUSE_FORM_EXPIRED] = {"form-expired", "cause.form-expired"},
    [CAUSE_PERIOD_LAPSED] = {"period-lapsed", "cause.period-lapsed"},
    [CAUSE_NOT_ASSESSED] = {"task-unassessed", "cause.status"},
    [CAUSE_UNMET] = {"task-unmet", "cause.status"},
    [CAUSE_NO_REASON] = {"reason-missing", "cause.reason-missing"},
    [CAUSE_NO_APPROVER] = {"approver-missing", "cause.approver-missing"},
    [CAUSE_ALTERNATIVE] = {"alternative-unaccepted", "cause.alternative-unaccepted"},
    [CAUSE_UNCONFIRMED] = {"answer-unconfirmed", "cause.answer-unconfirmed"},
    [CAUSE_NO_EVIDENCE] = {"evidence-none", "cause.evidence-none"},
    [CAUSE_EVIDENCE] = {"evidence-failed", "cause.evidence-failed"},
};

const char *
ass_cause_name(enum cause kind)
{
	return causes[kind].name;
}

const char *
ass_attest_headline(const struct ass *a)
{
	const struct ass_attest *x = a->attest;

	if (x->is_ready)
		return ass_say_n(a, "attest.ready", x->counts.total, NULL);
	return ass_say_n(a, "attest.not-ready", x->counts.open, "fraction",
	    ass_fraction(a, x->counts.open, x->counts.total), "failed",
	    ass_num(a, x->failed_evidence), NULL);
}

/* ---- causes
 * -------------------------------------------------------------------------------------------------------
 */

struct blame { /* against what */
	const struct ass_task *task;
	const struct ass_evidence *evidence;
	const struct ass_source *from;
	const xmlNode *node;
};

static const char *
place_words(const struct ass *a, struct span at)
{
	const char *name = src_name(a->cx->sources, at.file), *slash = strrchr(name, '/');
	struct src_pos pos = src_position(a->cx->sources, at.file, at.beg);

	if (at.file == 0)
		return "";
	if (at.file == a->own.doc->file)
		return ass_say(a, "cause.line", "line", ass_num(a, pos.line), NULL);
	return ass_say(a, "cause.place", "file", slash != NULL ? slash + 1 : name, "line",
	    ass_num(a, pos.line), NULL);
}

static void
object(
    struct ass *a, struct ass_attest *x, enum cause kind, const struct blame *to, const char *what)
{
	struct ass_cause *c = arena_zalloc(a->cx->arena, sizeof(*c));

	*c = (struct ass_cause){.kind = kind, .task = to->task, .evidence = to->evidence};
	c->text = ass_say(a, causes[kind].text, "what", what, "id",
	    to->evidence != NULL ? to->evidence->id : "", NULL);
	c->at = to->node != NULL ? load_span(to->from->doc, to->node) : NO_SPAN;
	c->place = place_words(a, c->at);
	ass_push(a->cx, &x->causes, c);
}

static const xmlNode *
party_of(const struct ass *a, const char *role)
{
	const xmlNode *parties = load_first(a->own.root, "parties");

	for (const xmlNode *p = load_first(parties, "party"); p != NULL; p = load_next(p, "party"))
		if (str_eq(ass_attr(a, p, "role"), role))
			return p;
	return NULL;
}

static void
object_to_framework(struct ass *a, struct ass_attest *x)
{
	const struct catalog *cat = x->set->cat;
	const struct blame to = {.from = &a->own, .node = load_first(a->own.root, "framework")};

	if (cat->status == CAT_DRAFT && !a->o->allow_draft)
		object(a, x, CAUSE_FRAMEWORK_DRAFT, &to, cat->name);
	if (!str_eq(x->form->version, cat->version) &&
	    !(cat->status == CAT_DRAFT && a->o->allow_draft))
		object(a, x, CAUSE_FRAMEWORK_OTHER, &to, cat->name);
}

static void
object_to_people(struct ass *a, struct ass_attest *x)
{
	const xmlNode *parties = load_first(a->own.root, "parties"),
		      *approver = party_of(a, "approved");
	const struct blame all = {.from = &a->own, .node = parties != NULL ? parties : a->own.root};
	const struct blame signer = {.from = &a->own, .node = x->signer};

	if (*ass_attr(a, approver, "date") == '\0')
		object(a, x, CAUSE_NOT_APPROVED,
		    approver != NULL ? &(struct blame){.from = &a->own, .node = approver} : &all,
		    "");
	if (x->signer == NULL)
		object(a, x, CAUSE_NO_SIGNER, &all, "");
	else if (*ass_attr(a, x->signer, "capacity") == '\0')
		object(a, x, CAUSE_CAPACITY, &signer, ass_attr(a, x->signer, "name"));
}

static void
object_to_dates(struct ass *a, struct ass_attest *x)
{
	const struct blame form = {.from = &a->own, .node = load_first(a->own.root, "instrument")};
	const struct blame period = {.from = &a->own, .node = load_first(a->own.root, "period")};
	int today = ass_day(a->as_of), expires = ass_day(x->form->expires), end = ass_day(a->end);

	if (expires != NO_DAY && today != NO_DAY && expires < today)
		object(a, x, CAUSE_FORM_EXPIRED, &form, ass_date_words(a, x->form->expires));
	if (end != NO_DAY && today != NO_DAY && today - end > PERIOD_DAYS)
		object(a, x, CAUSE_PERIOD_LAPSED, &period, ass_date_words(a, a->end));
}

static void
object_to_document(struct ass *a, struct ass_attest *x)
{
	const struct blame root = {.from = &a->own, .node = a->own.root};

	object_to_framework(a, x);
	if (!a->is_final)
		object(a, x, CAUSE_DOCUMENT_DRAFT, &root, "");
	object_to_people(a, x);
	object_to_dates(a, x);
}

/* Has a second person put a name to it: a reviewer, or whoever accepted an exception that still
 * holds? */
static bool
is_agreed(const struct ass *a, const struct ass_task *t)
{
	if (*ass_attr(a, t->answer, "reviewed-by") != '\0' ||
	    *ass_attr(a, t->own, "reviewed-by") != '\0' ||
	    str_eq(ass_attr(a, t->answer, "assurance"), "verified"))
		return true;
	for (size_t i = 0; i < t->exceptions.n; i++) {
		const char *expires = ass_attr(
		    a, ((const struct ass_exception *)t->exceptions.p[i])->node, "expires");

		if (*expires == '\0' || strcmp(expires, a->as_of) >= 0)
			return true;
	}
	return false;
}

static bool
has_prose(const struct ass *a, const struct ass_task *t, const char *name)
{
	return ass_has_prose(a, load_first(t->answer, name)) ||
	    ass_has_prose(a, load_first(t->own, name));
}

static void
object_to_answer(
    struct ass *a, struct ass_attest *x, const struct ass_task *t, const struct blame *to)
{
	bool is_shown = t->evidence.n > 0 || load_first(t->answer, "test") != NULL;

	if (t->status == ST_U)
		object(a, x, CAUSE_NOT_ASSESSED, to, ass_status_word(a, ST_U));
	else if (ass_is_open(t->status))
		object(a, x, CAUSE_UNMET, to, ass_status_word(a, t->status));
	if (ass_awaits(a, t, "wording") || ass_awaits(a, t, "period"))
		object(a, x, CAUSE_UNCONFIRMED, to, "");
	if (t->status == ST_N && !has_prose(a, t, "reason"))
		object(a, x, CAUSE_NO_REASON, to, "");
	if (t->status == ST_N && !is_agreed(a, t))
		object(a, x, CAUSE_NO_APPROVER, to, "");
	if (t->status == ST_A && !is_agreed(a, t))
		object(a, x, CAUSE_ALTERNATIVE, to, "");
	if (ass_is_met(t->status) && !is_shown)
		object(a, x, CAUSE_NO_EVIDENCE, to, "");
}

static void
object_to_task(struct ass *a, struct ass_attest *x, const struct ass_task *t)
{
	const xmlNode *tasks = load_first(a->own.root, "tasks");
	struct blame to = {.task = t,
	    .from = t->answer != NULL ? t->from : &a->own,
	    .node = t->answer != NULL ? t->answer : tasks};

	object_to_answer(a, x, t, &to);
	for (size_t i = 0; i < t->evidence.n; i++) {
		const struct ass_evidence *e = t->evidence.p[i];

		if (!ass_fails(e->state))
			continue;
		to = (struct blame){t, e, e->from, e->node};
		object(a, x, CAUSE_EVIDENCE, &to, ass_ev_word(a, e->state));
	}
}

bool
ass_is_blocked(const struct ass_attest *x, const struct ass_task *t)
{
	for (size_t i = 0; i < x->causes.n; i++)
		if (((const struct ass_cause *)x->causes.p[i])->task == t)
			return true;
	return false;
}

/* ---- statements
 * -----------------------------------------------------------------------------------------------------
 */

static bool
is_named(const struct cat_form_item *item, const char *task)
{
	for (size_t i = 0; i < item->n_tasks; i++)
		if (str_eq(item->tasks[i], task))
			return true;
	return false;
}

/* Do the parts of an item (the deeper ones that follow it) name the task? */
static bool
is_named_below(const struct cat_form *form, size_t item, const char *task, bool *has_tasks)
{
	for (size_t i = item + 1;
	     i < form->n_items && form->items[i].depth > form->items[item].depth; i++) {
		*has_tasks |= form->items[i].n_tasks > 0;
		if (is_named(&form->items[i], task))
			return true;
	}
	return false;
}

/* The tasks that an item rests on: its own, else those of its parts, else those of the item above.
 */
static bool
rests_on(const struct cat_form *form, size_t item, const char *task, bool *as_above)
{
	*as_above = false;
	for (;;) {
		unsigned depth = form->items[item].depth;
		bool has_tasks = false;

		if (form->items[item].n_tasks > 0)
			return is_named(&form->items[item], task);
		if (is_named_below(form, item, task, &has_tasks))
			return true;
		if (has_tasks || depth == 0)
			return false;
		while (form->items[item].depth >= depth)
			item--;
		*as_above = true;
	}
}

static void
fill_statement(struct ass *a, struct ass_attest *x, struct ass_statement *s, size_t item)
{
	s->item = &x->form->items[item];
	s->is_carried = true;
	for (size_t i = 0; i < x->set->cat->n_tasks; i++) {
		const struct ass_task *t = &x->set->tasks[i];

		if (!rests_on(x->form, item, t->cat->id, &s->is_as_above))
			continue;
		ass_push(a->cx, &s->tasks, t);
		s->applicable += t->status != ST_N;
		s->met += ass_is_met(t->status);
		s->is_carried = s->is_carried && !ass_is_blocked(x, t);
	}
	/* What rests on nothing is carried by nothing. */
	s->is_carried = s->is_carried && s->tasks.n > 0;
}

static void
count_cited(struct ass_attest *x)
{
	struct ass_counts *c = &x->counts;

	c->total = x->cited.n;
	for (size_t i = 0; i < x->cited.n; i++)
		c->by[((const struct ass_task *)x->cited.p[i])->status]++;
	c->applicable = c->total - c->by[ST_N];
	c->met = c->by[ST_M] + c->by[ST_A];
	c->open = c->applicable - c->met;
}

static void
count_failed(struct ass *a, struct ass_attest *x)
{
	struct ass_list seen = {0};

	for (size_t i = 0; i < x->causes.n; i++) {
		const struct ass_cause *c = x->causes.p[i];
		bool known = c->evidence == NULL;

		for (size_t k = 0; !known && k < seen.n; k++)
			known = seen.p[k] == c->evidence;
		if (!known)
			ass_push(a->cx, &seen, c->evidence);
	}
	x->failed_evidence = seen.n;
}

/* The answers in the form's own version, else those in another version of its framework: NULL when
 * there are none. */
static const struct ass_set *
set_for(const struct ass *a, const struct cat_form *form)
{
	const struct ass_set *other = NULL;

	for (size_t k = 0; k < a->n_sets; k++) {
		const struct ass_set *set = &a->sets[k];

		if (!str_eq(set->cat->id, form->framework))
			continue;
		if (str_eq(set->cat->version, form->version))
			return set;
		other = other == NULL ? set : other;
	}
	return other;
}

enum rc
ass_attest(struct ass *a)
{
	const struct ass_set *set = a->instrument != NULL ? set_for(a, a->instrument) : NULL;
	struct ass_attest *x;
	bool is_carried = true;

	if (set == NULL)
		return RC_OK;
	x = arena_zalloc(a->cx->arena, sizeof(*x));
	*x =
	    (struct ass_attest){.form = a->instrument, .set = set, .signer = party_of(a, "signer")};
	object_to_document(a, x);
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct cat_form_item *item;
		bool is_cited = cat_form_items_of(x->form, set->cat->tasks[i].id, &item, 1) > 0;

		ass_push(a->cx, is_cited ? &x->cited : &x->uncited, &set->tasks[i]);
		if (is_cited)
			object_to_task(a, x, &set->tasks[i]);
	}
	x->statements = arena_array(a->cx->arena, x->form->n_items, sizeof(*x->statements));
	for (size_t i = 0; i < x->form->n_items; i++) {
		fill_statement(a, x, &x->statements[i], i);
		is_carried = is_carried && x->statements[i].is_carried;
	}
	count_cited(x);
	count_failed(a, x);
	x->is_ready = is_carried && x->causes.n == 0;
	a->attest = x;
	return RC_OK;
}
