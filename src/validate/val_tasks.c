/* Answers: is the task one of the framework's, and does the answer carry what its status claims? */
#include <string.h>

#include "base/str.h"
#include "validate/val_rules.h"

/* "PW.9.3" -> "PW.9"; NULL when it has no two dots. */
static const char *
practice_of(struct ctx *cx, const char *id)
{
	const char *first = strchr(id, '.'), *last = strrchr(id, '.');

	return first != NULL && last != first ? arena_strndup(cx->arena, id, (size_t)(last - id)) : NULL;
}

/* A framework that is declared, or that we have at hand, in which the id means something. */
static const struct catalog *
find_elsewhere(struct rules *r, const struct catalog *cat, const char *id)
{
	static const char *const versions[] = {"1.1", "1.2-ipd"};
	struct ctx *aside = NULL;
	const struct catalog *other = NULL, *found = NULL;

	for (size_t i = 0; i < r->n_catalogs; i++)
		if (r->catalogs[i] != cat && cat_lookup(r->catalogs[i], id) != NULL)
			return r->catalogs[i];
	/* A context of its own: that a catalogue is not installed is no problem of this file. */
	aside = ctx_aside(r->cx);
	arena_defer(r->cx->arena, (void (*)(void *))ctx_free, aside);
	for (size_t i = 0; i < ARRAY_LEN(versions) && found == NULL; i++)
		if (!str_eq(versions[i], cat->version) && str_eq(cat->id, "ssdf") &&
		    cat_load(aside, cat->id, versions[i], NO_SPAN, &other) == RC_OK && cat_lookup(other, id) != NULL)
			found = other;
	return found;
}

static void
say_retired(struct rules *r, const xmlNode *task, const struct catalog *cat, const struct cat_retired *old,
    const char *id)
{
	const struct cat_stray *stray = cat_lookup_stray(cat, id);
	const char *whose = str_eq(old->id, id) ? "" : arena_printf(r->cx->arena, "%s was ", old->id);

	/* SP 800-218A gives retired ids to tasks of its own: an answer to those would be read as one to these. */
	(void)diag_at(r->cx, DIAG_TASK_RETIRED, rules_at(r, task, "ref"), "%s: %s%s%s", id, whose, old->fate,
	    stray != NULL && stray->in != NULL ? arena_printf(r->cx->arena, "; in %s, it is another task", stray->in) : "");
	if (old->n_to > 0)
		diag_hint(r->cx, "Give the answer to %s%s; %s keeps retired ids free for ever.",
		    cat_lookup_practice(cat, old->to[0]) != NULL ? "a task of " : "", old->to[0], cat->name);
}

static void
say_unknown(struct rules *r, const xmlNode *task, const struct catalog *cat, const char *id)
{
	const char *practice_id = practice_of(r->cx, id), *near = cat_nearest(cat, id);
	const struct cat_practice *practice = practice_id != NULL ? cat_lookup_practice(cat, practice_id) : NULL;
	const struct catalog *other = find_elsewhere(r, cat, id);
	const struct cat_stray *stray = cat_lookup_stray(cat, id);
	const char *why = stray == NULL ? ""
	    : stray->in != NULL         ? arena_printf(r->cx->arena, ": it is one of %s, which is another document", stray->in)
	                                : ": no version of the framework has it, though published mappings name it";

	(void)diag_at(r->cx, DIAG_TASK_UNKNOWN, rules_at(r, task, "ref"), "%s is no task of %s%s", id, cat->name, why);
	if (other != NULL)
		diag_hint(r->cx, "It is a task of %s: declare that framework, and write framework=\"%s-%s\" on the task.",
		    other->name, other->id, other->version);
	else if (cat_lookup_practice(cat, id) != NULL)
		diag_hint(r->cx, "It is a practice: answer its tasks, %s and so on.",
		    cat_lookup_practice(cat, id)->tasks[0].id);
	else if (near != NULL && practice == NULL)
		diag_hint(r->cx, "Did you mean %s?", near);
	else if (practice != NULL && practice->n_tasks == 1)
		diag_hint(r->cx, "%s has one task, %s.", practice->id, practice->tasks[0].id);
	else if (practice != NULL)
		diag_hint(r->cx, "%s has %zu tasks, %s to %s.", practice->id, practice->n_tasks, practice->tasks[0].id,
		    practice->tasks[practice->n_tasks - 1].id);
}

static void
check_known(struct rules *r, const xmlNode *task, const struct catalog *cat, const char *id)
{
	const struct cat_retired *old = cat_lookup_retired(cat, id);
	const char *practice = practice_of(r->cx, id);

	if (cat_lookup(cat, id) != NULL)
		return;
	/* PW.3.3 was never a task, but PW.3 was a practice: its fate explains more than a near name. */
	if (old == NULL && practice != NULL)
		old = cat_lookup_retired(cat, practice);
	if (old != NULL)
		say_retired(r, task, cat, old, id);
	else
		say_unknown(r, task, cat, id);
}

void
rule_task_id(struct rules *r, const xmlNode *task)
{
	const struct catalog *cat = rules_catalog(r, task);
	const char *id = rules_attr(r, task, "ref"), *framework = rules_attr(r, task, "framework"), *key;
	const xmlNode *first;

	if (id == NULL)
		return;
	if (framework != NULL && map_lookup(r->frameworks, framework) == NULL) {
		(void)diag_at(r->cx, DIAG_TASK_FRAMEWORK, rules_at(r, task, "framework"), "\"%s\"", framework);
		if (r->n_catalogs > 1)
			diag_hint(r->cx, "Did you mean %s-%s?", r->catalogs[1]->id, r->catalogs[1]->version);
		return;
	}
	if (cat == NULL)
		return;
	check_known(r, task, cat, id);
	key = arena_printf(r->cx->arena, "%s-%s %s", cat->id, cat->version, id);
	first = map_lookup(r->answers, key);
	if (first == NULL)
		map_set(r->answers, key, (void *)(uintptr_t)task);
	else
		(void)diag_at(r->cx, DIAG_TASK_TWICE, rules_at(r, task, "ref"), "%s is answered in line %u already", id,
		    rules_line(r, first));
}

/* Several missing answers are one line: forty lines would hide everything else. */
void
rule_tasks_missing(struct rules *r, const xmlNode *tasks)
{
	const struct catalog *cat = r->n_catalogs > 0 ? r->catalogs[0] : NULL;
	struct map *answered = map_new(r->cx->arena);
	struct buf names = {0};
	size_t missing = 0;

	if (cat == NULL)
		return;
	for (const xmlNode *t = tasks->children; t != NULL; t = t->next)
		if (val_is(t, "task") && rules_catalog(r, t) == cat && rules_attr(r, t, "ref") != NULL)
			map_set(answered, rules_attr(r, t, "ref"), r);
	for (size_t i = 0; i < cat->n_tasks; i++)
		if (map_lookup(answered, cat->tasks[i].id) == NULL && ++missing <= 6)
			buf_printf(&names, "%s%s", missing > 1 ? ", " : "", cat->tasks[i].id);
	/* A final document is refused for each of them. */
	if (missing > 0 && !r->is_final)
		(void)diag_at(r->cx, DIAG_TASK_MISSING, rules_tag(r, tasks), "%zu of %zu tasks of %s: %s%s", missing,
		    cat->n_tasks, cat->name, buf_str(&names), missing > 6 ? " ..." : "");
	buf_free(&names);
}

/* After a migration or a new period there are many: one line, with the first few. A final document is refused for each. */
void
rule_tasks_unconfirmed(struct rules *r, const xmlNode *tasks)
{
	const xmlNode *first = NULL;
	struct buf names = {0};
	size_t n = 0, all = 0;

	for (const xmlNode *t = tasks->children; t != NULL; t = t->next) {
		const char *why = val_is(t, "task") ? rules_attr(r, t, "confirm") : NULL;

		all += val_is(t, "task");
		if (why == NULL || str_eq(why, "guidance"))
			continue;
		first = first != NULL ? first : t;
		if (++n <= 6)
			buf_printf(&names, "%s%s", n > 1 ? ", " : "", rules_attr(r, t, "ref"));
	}
	if (n > 0 && !r->is_final)
		(void)diag_at(r->cx, DIAG_UNCONFIRMED, rules_at(r, first, "confirm"), "%zu of %zu: %s%s", n, all, buf_str(&names),
		    n > 6 ? " ..." : "");
	buf_free(&names);
}

static bool
status_is(struct rules *r, const xmlNode *task, const char *letters)
{
	const char *status = rules_attr(r, task, "status");

	return status != NULL && strlen(status) == 1 && strchr(letters, status[0]) != NULL;
}

static void
check_tests(struct rules *r, const xmlNode *task)
{
	for (const xmlNode *t = task->children; t != NULL; t = t->next)
		if (val_is(t, "test") && rules_attr_is(r, t, "result", "fail"))
			(void)diag_at(r->cx, DIAG_TEST_FAILED, rules_at(r, t, "result"), "%s of %s",
			    rules_attr(r, t, "title") != NULL ? rules_attr(r, t, "title") : "a test",
			    rules_attr(r, task, "ref"));
}

/* What an answer owes its reader, in a draft; in a final document assess/ refuses the same as missing. */
static void
check_draft(struct rules *r, const xmlNode *task, const char *id)
{
	struct span at = rules_at(r, task, "status");

	if (status_is(r, task, "MPA") && !rules_has_text(rules_child(task, "statement")))
		(void)diag_at(r->cx, DIAG_STATEMENT_MISSING, at, "%s has no statement", id);
	if (status_is(r, task, "MA") && rules_child(task, "evidence-ref") == NULL && rules_child(task, "test") == NULL)
		(void)diag_at(r->cx, DIAG_EVIDENCE_NONE, at, "%s", id);
	if (status_is(r, task, "PX") && rules_child(task, "action-ref") == NULL && rules_child(task, "exception-ref") == NULL)
		(void)diag_at(r->cx, DIAG_GAP_WITHOUT_ACTION, at, "%s", id);
}

void
rule_task_answer(struct rules *r, const xmlNode *task)
{
	const char *id = rules_attr(r, task, "ref");

	if (id == NULL)
		return;
	if (rules_attr_is(r, task, "inherited", "yes")) {
		/* The organisation's file has the words and the evidence; assess looks there. */
		if (rules_child(r->root, "inherits") == NULL)
			(void)diag_at(r->cx, DIAG_INHERITED_NOWHERE, rules_at(r, task, "inherited"), "%s", id);
		return;
	}
	if (status_is(r, task, "N") && !rules_has_text(rules_child(task, "reason")))
		(void)diag_at(r->cx, DIAG_REASON_MISSING, rules_at(r, task, "status"), "%s is not applicable, and nobody says why",
		    id);
	if (!r->is_final)
		check_draft(r, task, id);
	if (status_is(r, task, "MA"))
		check_tests(r, task);
}

void
rule_task_assurance(struct rules *r, const xmlNode *task)
{
	const char *id = rules_attr(r, task, "ref");

	if (id == NULL)
		return;
	if (rules_attr_is(r, task, "assurance", "verified") && rules_child(task, "test") == NULL &&
	    map_lookup(r->roles, "assessor") == NULL)
		(void)diag_at(r->cx, DIAG_VERIFIED_BARE, rules_at(r, task, "assurance"), "%s", id);
	if (rules_attr_is(r, task, "assurance", "reviewed") && rules_attr(r, task, "reviewed-by") == NULL)
		(void)diag_at(r->cx, DIAG_REVIEWED_BARE, rules_at(r, task, "assurance"), "%s", id);
	if (rules_attr(r, task, "reviewed-by") != NULL)
		(void)rules_find(r, task, "reviewed-by", "party");
}
