/*
 * From one version of a framework to the next. What an answer needs follows from the class of its task's change
 * (catalog/cat_diff.h): a table below, not a decision in the code. Nothing is deleted.
 */
#include "edit/edit.h"

#include <string.h>

#include "base/str.h"

static const enum edit_fate fate_of_class[CAT_CLASS__COUNT] = {
    [CAT_CLASS_NEW] = EDIT_NEW,
    [CAT_CLASS_REASSESS] = EDIT_CONFIRM,
    [CAT_CLASS_GUIDANCE] = EDIT_REVIEW,
    [CAT_CLASS_EDITORIAL] = EDIT_KEPT,
    [CAT_CLASS_REFERENCE] = EDIT_KEPT,
    [CAT_CLASS_MOVED] = EDIT_MOVED,
    [CAT_CLASS_SAME] = EDIT_KEPT,
};

static const char *
key_of(struct ctx *cx, const struct catalog *cat)
{
	return arena_printf(cx->arena, "%s-%s", cat->id, cat->version);
}

/* The answer of the main framework, whether or not it names that framework. */
static const xmlNode *
find_answer(struct ctx *cx, const struct doc *doc, const char *key, const char *id)
{
	const xmlNode *tasks = load_first(xmlDocGetRootElement(doc->xml), "tasks");

	for (const xmlNode *t = load_first(tasks, "task"); t != NULL; t = load_next(t, "task")) {
		const char *framework = load_attr(cx, t, "framework");

		if (str_eq(load_attr(cx, t, "ref"), id) && (framework == NULL || str_eq(framework, key)))
			return t;
	}
	return NULL;
}

/* ---- the plan ------------------------------------------------------------------------------------------------------ */

/* "ssdf-1.2-ipd": the version begins with a digit. */
static enum rc
load_target(struct ctx *cx, const char *name, const struct catalog **cat)
{
	const char *dash = strchr(name, '-');

	while (dash != NULL && (dash[1] < '0' || dash[1] > '9'))
		dash = strchr(dash + 1, '-');
	if (dash == NULL)
		return diag_at(cx, DIAG_CAT_UNKNOWN, NO_SPAN, "%s", name);
	return cat_load(cx, arena_strndup(cx->arena, name, (size_t)(dash - name)), dash + 1, NO_SPAN, cat);
}

static bool
is_declared(struct ctx *cx, const xmlNode *framework, const struct catalog *cat)
{
	for (const xmlNode *f = framework; f != NULL; f = load_next(f, "framework"))
		if (str_eq(load_attr(cx, f, "ref"), cat->id) && str_eq(load_attr(cx, f, "version"), cat->version))
			return true;
	return false;
}

static void
add_step(struct edit_migration *m, struct edit_step step, const char *status)
{
	/* What is no letter is for the check to tell. */
	if (status != NULL && status[0] >= 'A' && status[0] <= 'Z')
		step.status[0] = status[0];
	m->count[step.fate]++;
	m->steps[m->n_steps++] = step;
}

static void
plan_task(struct ctx *cx, const struct doc *doc, struct edit_migration *m, const struct cat_task_delta *d)
{
	const char *key = key_of(cx, m->was);
	const xmlNode *answer = d->was != NULL ? find_answer(cx, doc, key, d->was->id) : NULL;
	const char *status = load_attr(cx, answer, "status");
	struct edit_step step = {.id = d->now->id, .label = d->now->label, .letter = cat_class_rows[d->class].letter};

	step.fate = fate_of_class[d->class];
	if (d->was != NULL && !str_eq(d->was->id, d->now->id))
		step.was = d->was->id;
	/* What was not answered has nothing to confirm; a moved one still needs its new id. */
	if (d->was != NULL && step.fate != EDIT_MOVED && (status == NULL || str_eq(status, "U")))
		step.fate = EDIT_OPEN;
	if (step.fate == EDIT_MOVED && answer == NULL)
		step.fate = EDIT_OPEN;
	if ((step.fate == EDIT_CONFIRM || step.fate == EDIT_REVIEW) && str_eq(load_attr(cx, answer, "inherited"), "yes"))
		step.fate = EDIT_INHERITED;
	add_step(m, step, status);
}

/* A form whose ids mean the older version says nothing about the newer one. */
static const char *
form_left_behind(struct ctx *cx, const struct doc *doc, const struct catalog *now)
{
	const char *ref = load_attr(cx, load_first(xmlDocGetRootElement(doc->xml), "instrument"), "ref");
	const struct diag_mark mark = diag_mark(cx);
	const struct cat_form *form = NULL;

	if (ref == NULL || !cat_has(cx, ref))
		return NULL;
	if (cat_load_form(cx, ref, NO_SPAN, &form) != RC_OK) {
		(void)diag_take_back(cx, &mark);
		return NULL;
	}
	return str_eq(form->framework, now->id) && !str_eq(form->version, now->version) ? ref : NULL;
}

enum rc
edit_plan_migration(struct ctx *cx, const struct doc *doc, const char *to, enum edit_keep keep, struct edit_migration *m)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *main = load_first(root, "framework");

	*m = (struct edit_migration){0};
	if (main == NULL || load_first(root, "tasks") == NULL)
		return diag_at(cx, DIAG_MISSING_ELEMENT, load_span(doc, root), "<%s>", main == NULL ? "framework" : "tasks");
	TRY(load_target(cx, to, &m->now));
	if (is_declared(cx, main, m->now) || is_declared(cx, load_first(load_first(root, "frameworks"), "framework"), m->now))
		return diag_at(cx, DIAG_MIGRATE_SAME, load_attr_span(cx, doc, main, "version"), "%s", m->now->name);
	TRY(cat_load(cx, load_attr(cx, main, "ref"), load_attr(cx, main, "version"), load_attr_span(cx, doc, main, "version"),
	    &m->was));
	TRY(cat_diff(cx, m->was, m->now, &m->delta));
	m->steps = arena_array(cx->arena, m->delta->n_tasks + m->delta->n_gone, sizeof(*m->steps));
	for (size_t i = 0; i < m->delta->n_tasks; i++)
		plan_task(cx, doc, m, &m->delta->tasks[i]);
	for (size_t i = 0; i < m->delta->n_gone; i++) {
		const struct cat_task *t = m->delta->gone[i];
		const xmlNode *answer = find_answer(cx, doc, key_of(cx, m->was), t->id);

		if (answer != NULL)
			add_step(m, (struct edit_step){.id = t->id, .label = t->label, .letter = 'x', .fate = EDIT_GONE},
			    load_attr(cx, answer, "status"));
	}
	m->becomes_draft = str_eq(load_attr(cx, root, "status"), "final");
	m->form = keep == EDIT_REPLACE ? form_left_behind(cx, doc, m->now) : NULL;
	return RC_OK;
}

/* ---- the changes --------------------------------------------------------------------------------------------------- */

/* Two hyphens in a row end a comment (XML 1.0, 2.5). */
static void
put_comment(struct buf *b, const char *text)
{
	buf_puts(b, "<!-- ");
	for (const char *s = text; *s != '\0'; s++)
		if (*s != '-' || s[1] != '-')
			buf_putc(b, *s);
	buf_puts(b, " -->");
}

static void
add_new_task(struct edit_plan *p, const struct cat_task *t, const xmlNode *after, const char *framework)
{
	struct ctx *cx = edit_ctx(p);
	const xmlNode *tasks = load_first(xmlDocGetRootElement(edit_doc(p)->xml), "tasks");
	struct buf b = {0};

	put_comment(&b, arena_printf(cx->arena, "%s %s: %s", t->id, t->label, t->summary != NULL ? t->summary : ""));
	buf_puts(&b, "\n<" EDIT_NS "task");
	edit_put_attr(&b, "ref", t->id);
	edit_put_attr(&b, "framework", framework);
	buf_puts(&b, " status=\"U\"/>");
	edit_add(p, tasks, after, EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
}

static void
add_framework(struct edit_plan *p, const struct catalog *cat)
{
	const xmlNode *root = xmlDocGetRootElement(edit_doc(p)->xml), *list = load_first(root, "frameworks"), *last = NULL;
	struct buf b = {0};

	for (const xmlNode *f = load_first(list, NULL); f != NULL; f = load_next(f, NULL))
		last = f;
	if (list == NULL)
		buf_puts(&b, "<" EDIT_NS "frameworks>\n\t");
	buf_puts(&b, "<" EDIT_NS "framework");
	edit_put_attr(&b, "ref", cat->id);
	edit_put_attr(&b, "version", cat->version);
	buf_puts(&b, "/>");
	if (list == NULL)
		buf_puts(&b, "\n</" EDIT_NS "frameworks>");
	edit_add(p, list != NULL ? list : root, list != NULL ? last : edit_slot(root, "frameworks"), EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
}

static const struct {
	enum edit_fate fate;
	const char *mark; /* of task/@confirm */
} marks[] = {{EDIT_CONFIRM, "wording"}, {EDIT_REVIEW, "guidance"}};

static void
mark_answer(struct edit_plan *p, const xmlNode *answer, const struct edit_step *s)
{
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (marks[i].fate == s->fate)
			edit_mark(p, answer, marks[i].mark);
	if (s->fate == EDIT_MOVED)
		edit_set_attr(p, answer, "ref", s->id);
}

/* Prose that names a moved task names its new id. */
static void
move_references(struct edit_plan *p, const struct edit_step *s)
{
	const xmlNode *root = xmlDocGetRootElement(edit_doc(p)->xml);

	for (const xmlNode *n = load_first(root, NULL); n != NULL; n = load_following(root, n))
		if (load_is(n, "ref") && str_eq(load_attr(edit_ctx(p), n, "to"), s->was))
			edit_set_attr(p, n, "to", s->id);
}

static void
replace(struct edit_plan *p, const struct edit_migration *m)
{
	struct ctx *cx = edit_ctx(p);
	const char *was = key_of(cx, m->was), *now = key_of(cx, m->now);
	const xmlNode *root = xmlDocGetRootElement(edit_doc(p)->xml), *last = NULL;

	edit_set_attr(p, load_first(root, "framework"), "version", m->now->version);
	for (size_t i = 0; i < m->n_steps; i++) {
		const struct edit_step *s = &m->steps[i];
		const xmlNode *answer = find_answer(cx, edit_doc(p), was, s->was != NULL ? s->was : s->id);

		if (s->fate == EDIT_NEW)
			add_new_task(p, cat_lookup(m->now, s->id), last, NULL);
		if (answer == NULL)
			continue;
		if (s->fate == EDIT_GONE)
			edit_set_attr(p, answer, "framework", was);
		else if (load_attr(cx, answer, "framework") != NULL)
			edit_set_attr(p, answer, "framework", now);
		mark_answer(p, answer, s);
		if (s->fate == EDIT_MOVED)
			move_references(p, s);
		last = answer;
	}
	if (m->count[EDIT_GONE] > 0)
		add_framework(p, m->was);
}

/* A copy of the answer, comments and all, that says which framework it is for. */
static void
copy_answer(struct edit_plan *p, const struct edit_migration *m, const struct edit_step *s, const xmlNode *answer,
    const xmlNode *after)
{
	struct edit_plan *copy = edit_new(edit_ctx(p), edit_doc(p));
	struct buf b = {0};

	edit_set_attr(copy, answer, "framework", key_of(edit_ctx(p), m->now));
	mark_answer(copy, answer, s);
	edit_copy(copy, answer, &b);
	edit_add(p, answer->parent, after, EDIT_VERBATIM, buf_str(&b));
	buf_free(&b);
}

static void
put_beside(struct edit_plan *p, const struct edit_migration *m)
{
	struct ctx *cx = edit_ctx(p);
	const xmlNode *tasks = load_first(xmlDocGetRootElement(edit_doc(p)->xml), "tasks"), *last = NULL;
	const char *was = key_of(cx, m->was);
	struct buf b = {0};

	for (const xmlNode *t = load_first(tasks, NULL); t != NULL; t = load_next(t, NULL))
		last = t;
	add_framework(p, m->now);
	put_comment(&b, arena_printf(cx->arena, "%s, from the answers to %s", m->now->name, m->was->name));
	edit_add(p, tasks, last, EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
	for (size_t i = 0; i < m->n_steps; i++) {
		const struct edit_step *s = &m->steps[i];
		const xmlNode *answer = find_answer(cx, edit_doc(p), was, s->was != NULL ? s->was : s->id);

		if (s->fate == EDIT_NEW)
			add_new_task(p, cat_lookup(m->now, s->id), last, key_of(cx, m->now));
		else if (answer != NULL && s->fate != EDIT_GONE)
			copy_answer(p, m, s, answer, last);
	}
}

void
edit_migrate(struct edit_plan *p, const struct edit_migration *m, enum edit_keep keep)
{
	if (keep == EDIT_REPLACE)
		replace(p, m);
	else
		put_beside(p, m);
	if (m->becomes_draft)
		edit_set_attr(p, xmlDocGetRootElement(edit_doc(p)->xml), "status", "draft");
}
