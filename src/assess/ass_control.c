/*
 * ass_control.c - what a document owes its reader.
 * A draft prints each missing value in a box and lists it. What is required stops a final document, once for each
 * value; what is only wanted does not: there the report says "none recorded", and the check has warned.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

enum grade { WANTED, REQUIRED };

/* text: id of what is missing; where: a name, or the id of a text */
static void
miss(struct ass *a, enum grade grade, const char *field, const char *text, const char *where, const char *to,
    const xmlNode *node, const void *about)
{
	struct ass_missing *m = arena_zalloc(a->cx->arena, sizeof(*m));

	if (a->is_final && grade == WANTED)
		return;
	*m = (struct ass_missing){.field = field, .to = to, .node = node, .about = about};
	m->text = ass_say(a, "missing.box", "what", ass_say(a, text, NULL), NULL);
	m->where = str_starts(where, "missing.") ? ass_say(a, where, NULL) : where;
	m->problem = arena_printf(a->cx->arena, "%s: %s", ass_say_english(a, where), ass_say_english(a, text));
	ass_push(a->cx, &a->missing, m);
}

static const struct {
	const char *role, *who, *when;
	enum grade grade;
} expected_roles[] = {
    {"prepared", "missing.who-prepared", "missing.when-prepared", REQUIRED},
    {"reviewed", "missing.who-reviewed", "missing.when-reviewed", WANTED},
    {"approved", "missing.who-approved", "missing.when-approved", REQUIRED},
};

static void
check_parties(struct ass *a)
{
	const xmlNode *parties = load_first(a->own.root, "parties");

	for (size_t i = 0; i < ARRAY_LEN(expected_roles); i++) {
		const char *role = expected_roles[i].role;
		bool found = false;

		for (const xmlNode *p = load_first(parties, "party"); p != NULL; p = load_next(p, "party")) {
			if (!str_eq(ass_attr(a, p, "role"), role))
				continue;
			found = true;
			if (*ass_attr(a, p, "date") == '\0')
				miss(a, expected_roles[i].grade, "party-date", expected_roles[i].when, ass_attr(a, p, "name"),
				    arena_printf(a->cx->arena, "party-%s", ass_attr(a, p, "id")), p, p);
		}
		if (!found)
			miss(a, expected_roles[i].grade, arena_printf(a->cx->arena, "party-%s", role), expected_roles[i].who, "missing.in-document-control", "",
			    parties != NULL ? parties : a->own.root, expected_roles[i].role);
	}
}

static void
check_document(struct ass *a)
{
	const xmlNode *root = a->own.root, *scope = load_first(root, "scope"), *method = load_first(root, "method");

	if (*ass_attr(a, root, "classification") == '\0')
		miss(a, REQUIRED, "classification", "missing.classification", "missing.in-document", "", root, root);
	for (const xmlNode *p = load_first(root, "product"); p != NULL; p = load_next(p, "product"))
		if (*ass_attr(a, p, "version") == '\0')
			miss(a, REQUIRED, "product-version", "missing.version", ass_attr(a, p, "name"), "", p, p);
	if (!ass_has_prose(a, scope))
		miss(a, REQUIRED, "scope", "missing.scope", "missing.in-scope", "", scope != NULL ? scope : root, scope);
	if (!ass_has_prose(a, method))
		miss(a, REQUIRED, "method", "missing.method", "missing.in-method", "", method != NULL ? method : root, "method");
	check_parties(a);
}

static bool
has_prose_in(const struct ass *a, const struct ass_task *t, const char *name)
{
	return ass_has_prose(a, load_first(t->answer, name)) || (t->own != t->answer && ass_has_prose(a, load_first(t->own, name)));
}

static void
miss_at(struct ass *a, const struct ass_task *t, enum grade grade, const char *field, const char *text)
{
	const xmlNode *tasks = load_first(a->own.root, "tasks");

	miss(a, grade, field, text, t->cat->id, t->anchor, t->own != NULL ? t->own : tasks != NULL ? tasks : a->own.root, t);
}

/* Why an answer waits to be confirmed; a look at guidance is advised, and nothing is refused without it. */
static const struct {
	const char *why, *text; /* id of the text */
	enum grade grade;
} confirmations[] = {
    {"wording", "missing.confirm-wording", REQUIRED},
    {"period", "missing.confirm-period", REQUIRED},
    {"guidance", "missing.confirm-guidance", WANTED},
};

static bool
lists(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = words; *s != '\0';) {
		size_t len = strcspn(s, " \t\r\n");

		if (len == n && memcmp(s, word, n) == 0)
			return true;
		s += len + (s[len] != '\0');
	}
	return false;
}

bool
ass_awaits(const struct ass *a, const struct ass_task *t, const char *why)
{
	return lists(ass_attr(a, t->own, "confirm"), why) || lists(ass_attr(a, t->answer, "confirm"), why);
}

static void
check_confirmed(struct ass *a, const struct ass_task *t)
{
	for (size_t i = 0; i < ARRAY_LEN(confirmations); i++)
		if (ass_awaits(a, t, confirmations[i].why))
			miss_at(a, t, confirmations[i].grade, arena_printf(a->cx->arena, "confirm-%s", confirmations[i].why),
			    confirmations[i].text);
}

/* What each status owes its reader. */
static void
check_task(struct ass *a, const struct ass_task *t)
{
	bool carried = t->evidence.n > 0 || load_first(t->answer, "test") != NULL;
	bool handled = t->actions.n > 0 || t->exceptions.n > 0;
	bool said = has_prose_in(a, t, "statement"), reasoned = has_prose_in(a, t, "reason");

	check_confirmed(a, t);
	switch (t->status) {
	case ST_U:
		if (!said && !reasoned)
			miss_at(a, t, WANTED, "answer", "missing.answer");
		return;
	case ST_N:
		if (!reasoned)
			miss_at(a, t, REQUIRED, "reason", "missing.reason-na");
		return;
	case ST_X:
		if (!said && !reasoned)
			miss_at(a, t, REQUIRED, "reason", "missing.reason-not-met");
		break;
	default:
		if (!said && (t->status != ST_L || !reasoned))
			miss_at(a, t, REQUIRED, "statement", t->status == ST_L ? "missing.plan" : "missing.statement");
		break;
	}
	if (*ass_attr(a, t->answer, "responsible") == '\0' && *ass_attr(a, t->own, "responsible") == '\0')
		miss_at(a, t, WANTED, "responsible", "missing.responsible");
	if (ass_is_met(t->status) && !carried)
		miss_at(a, t, WANTED, "evidence", "missing.evidence");
	if (ass_is_open(t->status) && !handled)
		miss_at(a, t, WANTED, "action", "missing.action");
}

enum rc
ass_control(struct ass *a)
{
	enum rc rc = RC_OK;

	check_document(a);
	for (size_t k = 0; k < a->n_sets; k++)
		for (size_t i = 0; i < a->sets[k].cat->n_tasks; i++)
			check_task(a, &a->sets[k].tasks[i]);
	if (!a->is_final)
		return RC_OK;
	for (size_t i = 0; i < a->missing.n; i++) {
		const struct ass_missing *m = a->missing.p[i];

		rc = diag_at(a->cx, DIAG_FINAL_INCOMPLETE, load_span(a->own.doc, m->node), "%s", m->problem);
	}
	return rc;
}
