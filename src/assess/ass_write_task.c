#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static const struct {
	const char *name, *words, *level; /* words: id of a text */
} assurances[] = {
    [AS_NONE] = {"none", "", DASH},
    [AS_SELF] = {"self", "assurance.self", "1"},
    [AS_REVIEWED] = {"reviewed", "assurance.reviewed", "2"},
    [AS_VERIFIED] = {"verified", "assurance.verified", "3"},
};

const char *
ass_task_label(const struct ass *a, const struct ass_task *t)
{
	return ass_own(a, t->set->key, t->cat->id, "label", t->cat->label);
}

const char *
ass_assurance_words(const struct ass *a, const struct ass_task *t)
{
	const char *words = assurances[t->assurance].words;

	return *words != '\0' ? ass_say(a, words, NULL) : "";
}

void
ass_write_task_link(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	char letter[2] = {ass_letters[t->status], '\0'};
	xmlNode *n = out_el(parent, "task-link");

	(void)a;
	out_set(n, "id", t->cat->id);
	out_set(n, "to", t->anchor);
	out_set(n, "status", letter);
	out_set(n, "word", ass_status_word(a, t->status));
}

/* "1 2 3": the numbers of the form's statements, without their parts, each once. */
static const char *
form_numbers(const struct ass *a, const struct ass_task *t)
{
	const struct cat_form_item *items[32];
	size_t n = a->form != NULL && t->set == a->sets ? cat_form_items_of(a->form, t->cat->id, items, ARRAY_LEN(items)) : 0;
	struct buf b = {0};
	const char *text, *last = "";

	for (size_t i = 0; i < n; i++) {
		size_t digits = strspn(items[i]->id, "0123456789");
		const char *number = arena_strndup(a->cx->arena, items[i]->id, digits > 0 ? digits : strlen(items[i]->id));

		if (!str_eq(number, last))
			buf_printf(&b, "%s%s", b.len > 0 ? " " : "", number);
		last = number;
	}
	text = b.len > 0 ? arena_strdup(a->cx->arena, buf_str(&b)) : DASH;
	buf_free(&b);
	return text;
}

static const char *
letter_of_change(const struct ass *a, const struct ass_task *t)
{
	const struct cat_task_delta *d = ass_version_of(a, t);

	return d != NULL && d->class != CAT_CLASS_SAME ? arena_printf(a->cx->arena, "%c", cat_class_rows[d->class].letter) : DASH;
}

static void
write_attributes(const struct ass *a, xmlNode *n, const struct ass_task *t)
{
	char letter[2] = {ass_letters[t->status], '\0'};
	const char *dot = strrchr(t->cat->id, '.');
	size_t ok = ass_count_verified(&t->evidence);

	out_set(n, "id", t->cat->id);
	out_set(n, "anchor", t->anchor);
	out_set(n, "number", dot != NULL ? dot + 1 : t->cat->id);
	out_set(n, "status", letter);
	out_set(n, "word", ass_status_word(a, t->status));
	out_set(n, "short-word", ass_status_short(a, t->status));
	out_set(n, "assurance", assurances[t->assurance].name);
	out_set(n, "assurance-words", ass_assurance_words(a, t));
	out_set(n, "assurance-level", assurances[t->assurance].level);
	out_flag(n, "answered", t->status != ST_U);
	out_flag(n, "open", ass_is_open(t->status));
	if (t->inherited)
		out_flag(n, "inherited", true);
	if (ass_awaits(a, t, "wording") || ass_awaits(a, t, "period"))
		out_set(n, "confirm", "yes");
	else if (ass_awaits(a, t, "guidance"))
		out_set(n, "confirm", "look");
	out_set(n, "evidence", t->evidence.n > 0 ? ass_fraction(a, ok, t->evidence.n) : DASH);
	out_flag(n, "evidence-short", ok < t->evidence.n);
	out_set(n, "form-items", form_numbers(a, t));
	out_set(n, "owner", t->next != NULL ? ass_person(a, t->next->from, ass_attr(a, t->next->node, "owner")) : "");
	out_set(n, "due", t->next != NULL ? ass_attr(a, t->next->node, "due") : "");
	out_flag(n, "overdue", t->next != NULL && t->next->overdue > 0);
	out_set(n, "change", letter_of_change(a, t));
	out_at(n, t->from->doc, t->answer != NULL ? t->answer : NULL);
}

static void
write_catalogue(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	const struct cat_form_item *items[32];
	size_t n = a->form != NULL && t->set == a->sets ? cat_form_items_of(a->form, t->cat->id, items, ARRAY_LEN(items)) : 0;
	xmlNode *c = out_el(parent, "catalogue");

	out_setf(c, "examples", "%d", t->cat->examples);
	out_setf(c, "references", "%d", t->cat->references);
	for (size_t i = 0; i < t->cat->n_clauses; i++) {
		xmlNode *clause = out_el(c, "clause");

		out_set(clause, "id", t->cat->clauses[i]->id);
		out_set(clause, "about", ass_own(a, t->set->key, t->cat->clauses[i]->id, "about", t->cat->clauses[i]->about));
	}
	for (size_t i = 0; i < n; i++) {
		xmlNode *item = out_el(c, "form-item");

		out_set(item, "id", items[i]->id);
		out_set(item, "label", ass_own(a, a->form->id, items[i]->id, "label", items[i]->label));
	}
	for (size_t i = 0; i < t->cat->n_formerly; i++)
		out_set(out_el(c, "formerly"), "id", t->cat->formerly[i]);
	for (size_t i = 0; i < t->cat->n_revisions; i++) {
		xmlNode *r = out_el(c, "revision");

		out_set(r, "of", t->cat->revisions[i].of);
		out_set(r, "key", t->cat->revisions[i].key);
		out_set(r, "change", cat_change_name(t->cat->revisions[i].change));
	}
}

/* Prose of the answer; an inherited one comes first, what the assessment adds comes after. */
static void
write_prose(const struct ass *a, xmlNode *parent, const struct ass_task *t, const char *name)
{
	const xmlNode *theirs = load_first(t->answer, name);
	const xmlNode *ours = t->own != t->answer ? load_first(t->own, name) : NULL;
	xmlNode *box;

	if (!ass_has_prose(a, theirs) && !ass_has_prose(a, ours))
		return;
	box = out_el(parent, name);
	out_at(box, theirs != NULL ? t->from->doc : a->own.doc, theirs != NULL ? theirs : ours);
	ass_prose(a, t->from, theirs, box);
	ass_prose(a, &a->own, ours, box);
}

static void
write_origin(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	xmlNode *o;

	if (!t->inherited)
		return;
	o = out_el(parent, "origin");
	out_set(o, "document", t->from->id);
	out_set(o, "version", t->from->version);
	out_set(o, "date", t->from->date);
	out_set(o, "producer", t->from->producer);
	out_set(o, "place", t->from->place);
	out_set(o, "line",
	    ass_say(a, "origin.line", "id", t->from->id, "version", t->from->version, "date", t->from->date, "by",
	        t->from == &a->inherits ? "" : a->inherits.id, NULL));
}

static void
write_people(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	const char *responsible = ass_attr(a, t->answer, "responsible"), *shared = load_attr(a->cx, t->answer, "shared");
	const char *by = ass_attr(a, t->answer, "reviewed-by"), *on = ass_attr(a, t->answer, "reviewed-on");
	const struct ass_source *from = t->from;
	xmlNode *n;

	if (*responsible == '\0' && t->own != t->answer) {
		responsible = ass_attr(a, t->own, "responsible");
		from = &a->own;
	}
	if (*responsible != '\0') {
		n = out_text_el(parent, "responsible", ass_person(a, from, responsible));
		if (shared != NULL)
			out_set(n, "shared", shared);
	}
	if (*by == '\0' && *on == '\0')
		return;
	n = out_el(parent, "review");
	out_set(n, "by", ass_person(a, t->from, by));
	out_set(n, "date", on);
	out_setf(n, "line", "%s%s%s", ass_person(a, t->from, by), *by != '\0' && *on != '\0' ? ", " : "",
	    ass_date_words(a, on));
}

static void
write_tests(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	for (const xmlNode *from = load_first(t->answer, "test"); from != NULL; from = load_next(from, "test")) {
		const char *result = ass_attr(a, from, "result");
		xmlNode *n = out_el(parent, "test");

		out_set(n, "date", ass_attr(a, from, "date"));
		out_set(n, "by", ass_person(a, t->from, ass_attr(a, from, "by")));
		out_set(n, "tool", ass_attr(a, from, "tool"));
		out_set(n, "result", result);
		out_set(n, "result-word", ass_say(a, str_eq(result, "pass") ? "tests.passed" : "tests.failed", NULL));
		out_set(n, "title", ass_attr(a, from, "title"));
		out_at(n, t->from->doc, from);
		ass_prose(a, t->from, from, n);
	}
}

/* The note of a reference stands at the <evidence-ref> of the answer, or of the own element. */
static const char *
note_of(const struct ass *a, const struct ass_task *t, const struct ass_evidence *e)
{
	const xmlNode *task = e->from == t->from ? t->answer : t->own;

	for (const xmlNode *r = load_first(task, "evidence-ref"); r != NULL; r = load_next(r, "evidence-ref"))
		if (str_eq(ass_attr(a, r, "ref"), e->id))
			return ass_attr(a, r, "note");
	return "";
}

static void
write_evidence(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	size_t ok = ass_count_verified(&t->evidence);
	xmlNode *list;

	/* What is not assessed or does not apply owes no evidence; an empty list elsewhere says "none recorded". */
	if (t->evidence.n == 0 && (t->status == ST_U || t->status == ST_N))
		return;
	list = out_el(parent, "evidence-list");
	out_num(list, "total", t->evidence.n);
	out_num(list, "verified", ok);
	out_set(list, "fraction", t->evidence.n > 0 ? ass_fraction(a, ok, t->evidence.n) : "");
	for (size_t i = 0; i < t->evidence.n; i++) {
		const struct ass_evidence *e = t->evidence.p[i];
		const char *digest = ass_attr(a, e->node, "sha256");
		xmlNode *n = out_el(list, "evidence-item");

		out_set(n, "id", e->id);
		out_set(n, "to", e->anchor);
		out_set(n, "title", ass_attr(a, e->node, "title"));
		out_set(n, "method", ass_attr(a, e->node, "method"));
		out_set(n, "expires", ass_attr(a, e->node, "expires"));
		out_set(n, "state", ass_ev_rows[e->state].name);
		out_set(n, "word", ass_ev_word(a, e->state));
		out_set(n, "symbol", ass_ev_rows[e->state].symbol);
		out_flag(n, "fails", ass_fails(e->state));
		out_set(n, "digest", strlen(digest) == 64 ? arena_printf(a->cx->arena, "%.8s %.8s", digest, digest + 8) : "");
		out_set(n, "note", note_of(a, t, e));
	}
}

static void
write_gap(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	xmlNode *gap;

	if (t->findings.n + t->actions.n + t->exceptions.n == 0)
		return;
	gap = out_el(parent, "gap");
	for (size_t i = 0; i < t->findings.n; i++)
		ass_write_finding(a, gap, t->findings.p[i], false);
	for (size_t i = 0; i < t->exceptions.n; i++)
		ass_write_exception(a, gap, t->exceptions.p[i], false);
	for (size_t i = 0; i < t->actions.n; i++)
		ass_write_action(a, gap, t->actions.p[i], false);
}

static void
write_history(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	const xmlNode *history = load_first(t->answer, "history");

	for (const xmlNode *w = load_first(history, "was"); w != NULL; w = load_next(w, "was")) {
		enum status s = ass_status_of(ass_attr(a, w, "status"));
		char letter[2] = {s < ST__COUNT ? ass_letters[s] : 'U', '\0'};
		xmlNode *n = out_el(parent, "history");

		out_set(n, "status", letter);
		out_set(n, "word", s < ST__COUNT ? ass_status_word(a, s) : "");
		out_set(n, "date", ass_attr(a, w, "date"));
		out_set(n, "version", ass_attr(a, w, "version"));
		ass_prose(a, t->from, w, n);
	}
}

static void
write_task(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	xmlNode *n = out_el(parent, "task");

	write_attributes(a, n, t);
	out_text_el(n, "label", ass_task_label(a, t));
	out_text_el(n, "summary-text", ass_own(a, t->set->key, t->cat->id, "summary", t->cat->summary));
	if (t->cat->official != NULL)
		out_set(out_text_el(n, "official", t->cat->official), "source", t->set->cat->wording);
	write_catalogue(a, n, t);
	ass_write_changes(a, n, t);
	write_origin(a, n, t);
	write_prose(a, n, t, "statement");
	write_prose(a, n, t, "reason");
	write_people(a, n, t);
	write_tests(a, n, t);
	write_evidence(a, n, t);
	write_gap(a, n, t);
	write_history(a, n, t);
	ass_write_missing(a, n, t);
	ass_write_marks(a, n, t);
}

void
ass_write_results(const struct ass *a, const struct ass_set *set, xmlNode *parent)
{
	xmlNode *results = out_el(parent, "results");
	struct ass_counts c;

	out_set(results, "id", set->cat->id);
	out_set(results, "version", set->cat->version);
	out_set(results, "name", set->cat->name);
	out_set(results, "prefix", set->prefix);
	ass_count(&c, set->tasks, set->cat->n_tasks);
	ass_write_counts(a, results, &c);
	for (size_t g = 0; g < set->cat->n_groups; g++) {
		const struct cat_group *group = &set->cat->groups[g];
		const struct ass_task *tasks = &set->tasks[group->practices[0].tasks[0].index];
		xmlNode *n = out_el(results, "group");

		out_set(n, "id", group->id);
		out_setf(n, "anchor", "%sgroup-%s", set->prefix, group->id);
		out_set(n, "title", group->title);
		ass_count(&c, tasks, group->n_tasks);
		ass_write_counts(a, n, &c);
		for (size_t p = 0; p < group->n_practices; p++) {
			const struct cat_practice *practice = &group->practices[p];
			const char *label = ass_own(a, set->key, practice->id, "label", practice->label);
			xmlNode *q = out_el(n, "practice");

			tasks = &set->tasks[practice->tasks[0].index];
			out_set(q, "id", practice->id);
			out_setf(q, "anchor", "%spractice-%s", set->prefix, practice->id);
			out_set(q, "title", practice->title);
			out_set(q, "label", label);
			out_setf(q, "running", "%s" NBSP NBSP "%s", practice->id, label);
			ass_count(&c, tasks, practice->n_tasks);
			ass_write_counts(a, q, &c);
			for (size_t i = 0; i < practice->n_tasks; i++)
				write_task(a, q, &tasks[i]);
		}
	}
}
