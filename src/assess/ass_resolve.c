#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

void
ass_push(struct ctx *cx, struct ass_list *list, const void *p)
{
	if (list->n == list->cap) {
		size_t cap = list->cap > 0 ? list->cap * 2 : 4;
		void **bigger = arena_array(cx->arena, cap, sizeof(*bigger));

		if (list->n > 0)
			memcpy(bigger, list->p, list->n * sizeof(*bigger));
		list->p = bigger;
		list->cap = cap;
	}
	/* Lists hold records of this room, which their maker may go on filling. */
	list->p[list->n++] = (void *)(uintptr_t)p;
}

const char *
ass_attr(const struct ass *a, const xmlNode *node, const char *name)
{
	const char *v = node != NULL ? load_attr(a->cx, node, name) : NULL;

	return v != NULL ? v : "";
}

enum status
ass_status_of(const char *letter)
{
	const char *at = letter != NULL && letter[0] != '\0' && letter[1] == '\0' ? strchr(ass_letters, letter[0]) : NULL;

	return at != NULL ? (enum status)(at - ass_letters) : ST_NONE;
}

/* ---- frameworks ------------------------------------------------------------------------------------------------ */

static enum rc
load_set(struct ass *a, const xmlNode *framework, struct ass_set *set, bool is_main)
{
	const char *id = ass_attr(a, framework, "ref"), *version = ass_attr(a, framework, "version");
	struct span at = load_attr_span(a->cx, a->own.doc, framework, "version");

	set->key = ass_framework_key(a, framework);
	if (is_main && a->o->catalogue != NULL) {
		TRY(cat_load_file(a->cx, a->o->catalogue, &set->cat));
		if (!str_eq(set->cat->id, id) || !str_eq(set->cat->version, version))
			return diag_at(a->cx, DIAG_CAT_UNKNOWN, at, "%s holds %s %s", a->o->catalogue, set->cat->id, set->cat->version);
	} else {
		TRY(cat_load(a->cx, id, version, at, &set->cat));
	}
	set->prefix = is_main ? "" : arena_printf(a->cx->arena, "%s-", set->key);
	set->tasks = arena_array(a->cx->arena, set->cat->n_tasks, sizeof(*set->tasks));
	return RC_OK;
}

static enum rc
load_sets(struct ass *a)
{
	const xmlNode *others = load_first(a->own.root, "frameworks");
	size_t n = 1;

	for (const xmlNode *f = load_first(others, "framework"); f != NULL; f = load_next(f, "framework"))
		n++;
	a->sets = arena_array(a->cx->arena, n, sizeof(*a->sets));
	TRY(load_set(a, load_first(a->own.root, "framework"), &a->sets[0], true));
	a->n_sets = 1;
	for (const xmlNode *f = load_first(others, "framework"); f != NULL; f = load_next(f, "framework"))
		TRY(load_set(a, f, &a->sets[a->n_sets++], false));
	return RC_OK;
}

/* ---- records --------------------------------------------------------------------------------------------------- */

static bool
is_in(const char *value, const char *one, const char *other)
{
	return str_eq(value, one) || str_eq(value, other);
}

static const char *
anchor_of(const struct ass *a, const char *kind, const struct ass_source *from, const char *id)
{
	return arena_printf(a->cx->arena, "%s%s-%s", from->prefix, kind, id);
}

static void
add_evidence(struct ass *a, const struct ass_source *from, const xmlNode *node)
{
	struct ass_evidence *e = arena_zalloc(a->cx->arena, sizeof(*e));

	*e = (struct ass_evidence){.node = node, .from = from, .id = ass_attr(a, node, "id")};
	e->anchor = anchor_of(a, "evidence", from, e->id);
	ass_push(a->cx, &a->evidence, e);
	map_set(a->by_id, ass_key(a, from->prefix, e->id), e);
}

static void
add_finding(struct ass *a, const struct ass_source *from, const xmlNode *node)
{
	struct ass_finding *f = arena_zalloc(a->cx->arena, sizeof(*f));

	*f = (struct ass_finding){.node = node, .from = from, .id = ass_attr(a, node, "id")};
	f->anchor = anchor_of(a, "finding", from, f->id);
	f->is_open = !str_eq(ass_attr(a, node, "status"), "closed");
	ass_push(a->cx, &a->findings, f);
	map_set(a->by_id, ass_key(a, from->prefix, f->id), f);
}

static void
add_action(struct ass *a, const struct ass_source *from, const xmlNode *node)
{
	struct ass_action *x = arena_zalloc(a->cx->arena, sizeof(*x));
	int due = ass_day(ass_attr(a, node, "due")), today = ass_day(a->as_of);

	*x = (struct ass_action){.node = node, .from = from, .id = ass_attr(a, node, "id")};
	x->anchor = anchor_of(a, "action", from, x->id);
	x->is_open = !is_in(ass_attr(a, node, "status"), "done", "cancelled");
	if (x->is_open && due != NO_DAY && today != NO_DAY && due < today)
		x->overdue = today - due;
	x->finding = map_lookup(a->by_id, ass_key(a, from->prefix, ass_attr(a, node, "finding")));
	if (x->finding != NULL)
		ass_push(a->cx, &x->finding->actions, x);
	ass_push(a->cx, &a->actions, x);
	map_set(a->by_id, ass_key(a, from->prefix, x->id), x);
}

static void
add_exception(struct ass *a, const struct ass_source *from, const xmlNode *node)
{
	struct ass_exception *x = arena_zalloc(a->cx->arena, sizeof(*x));

	*x = (struct ass_exception){.node = node, .from = from, .id = ass_attr(a, node, "id")};
	x->anchor = anchor_of(a, "exception", from, x->id);
	ass_push(a->cx, &a->exceptions, x);
	map_set(a->by_id, ass_key(a, from->prefix, x->id), x);
}

static void
add_own_records(struct ass *a)
{
	const xmlNode *root = a->own.root, *list;

	list = load_first(root, "evidence-list");
	for (const xmlNode *c = load_first(list, "evidence"); c != NULL; c = load_next(c, "evidence"))
		add_evidence(a, &a->own, c);
	list = load_first(root, "findings");
	for (const xmlNode *c = load_first(list, "finding"); c != NULL; c = load_next(c, "finding"))
		add_finding(a, &a->own, c);
	list = load_first(root, "actions");
	for (const xmlNode *c = load_first(list, "action"); c != NULL; c = load_next(c, "action"))
		add_action(a, &a->own, c);
	list = load_first(root, "exceptions");
	for (const xmlNode *c = load_first(list, "exception"); c != NULL; c = load_next(c, "exception"))
		add_exception(a, &a->own, c);
}

/*
 * The record that a reference names. What an inherited answer refers to joins the lists when it is first named, so
 * that a report shows of the organisation's file only what it uses. NULL for a dangling reference.
 */
static void *
record_of(struct ass *a, const struct ass_source *from, const xmlNode *ref, const char *kind)
{
	const char *id = ass_attr(a, ref, "ref"), *name = ass_key(a, from->prefix, id);
	void *record = map_lookup(a->by_id, name);
	const xmlNode *node = map_lookup(from->items, id);

	if (node == NULL || !load_is(node, kind))
		return NULL;
	if (record == NULL && str_eq(kind, "evidence"))
		add_evidence(a, from, node);
	else if (record == NULL && str_eq(kind, "finding"))
		add_finding(a, from, node);
	else if (record == NULL && str_eq(kind, "action"))
		add_action(a, from, node);
	else if (record == NULL)
		add_exception(a, from, node);
	return map_lookup(a->by_id, name);
}

struct ass_evidence *
ass_evidence_of(const struct ass *a, const struct ass_source *from, const char *id)
{
	return load_is(map_lookup(from->items, id), "evidence") ? map_lookup(a->by_id, ass_key(a, from->prefix, id)) : NULL;
}

const char *
ass_person(const struct ass *a, const struct ass_source *from, const char *who)
{
	const xmlNode *party = who != NULL && *who != '\0' ? map_lookup(from->parties, who) : NULL;

	return party != NULL ? ass_attr(a, party, "name") : who != NULL ? who : "";
}

/* ---- answers --------------------------------------------------------------------------------------------------- */

static enum rc
bad_inheritance(struct ass *a, const struct ass_task *t, const char *why)
{
	return diag_at(a->cx, DIAG_ASS_INHERIT, load_attr_span(a->cx, a->own.doc, t->own, "inherited"), "%s: %s", t->cat->id, why);
}

/*
 * Takes the organisation's answer in place of the own one, which only says that it does so; an organisation's answer may in turn
 * be that of a larger one. Every file on the way states the same status: nobody's answer changes behind their back.
 */
static enum rc
inherit(struct ass *a, struct ass_task *t, const char *name)
{
	const struct ass_source *s = a->own.inherits;
	const char *status = ass_attr(a, t->own, "status");

	if (s == NULL)
		return bad_inheritance(a, t, "the assessment has no <inherits>");
	for (;; s = s->inherits) {
		const xmlNode *answer = map_lookup(s->answers, name);

		if (answer == NULL)
			return bad_inheritance(a, t, arena_printf(a->cx->arena, "%s does not answer this task", s->place));
		if (!str_eq(ass_attr(a, answer, "status"), status))
			return bad_inheritance(a, t,
			    arena_printf(a->cx->arena, "status %s here, %s in %s", status, ass_attr(a, answer, "status"), s->place));
		t->answer = answer;
		t->from = s;
		if (!str_eq(ass_attr(a, answer, "inherited"), "yes"))
			break;
		if (s->inherits == NULL)
			return bad_inheritance(a, t, arena_printf(a->cx->arena, "%s takes it over from no file", s->place));
	}
	t->inherited = true;
	return RC_OK;
}

static void
take_next_action(const struct ass *a, struct ass_task *t)
{
	for (size_t i = 0; i < t->actions.n; i++) {
		const struct ass_action *x = t->actions.p[i];

		if (x->is_open &&
		    (t->next == NULL || strcmp(ass_attr(a, x->node, "due"), ass_attr(a, t->next->node, "due")) < 0))
			t->next = x;
	}
}

static bool
has(const struct ass_list *list, const void *p)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i] == p)
			return true;
	return false;
}

/* Links a task and a record both ways, once. */
static void
link_both(struct ass *a, struct ass_task *t, struct ass_list *records, void *record, struct ass_list *tasks)
{
	if (has(records, record))
		return;
	ass_push(a->cx, records, record);
	ass_push(a->cx, tasks, t);
}

/* Follows the references of one <task>, which may be the own or the inherited one. */
static void
take_references(struct ass *a, struct ass_task *t, const xmlNode *task, const struct ass_source *from)
{
	for (const xmlNode *r = load_first(task, NULL); r != NULL; r = load_next(r, NULL)) {
		struct ass_evidence *e = load_is(r, "evidence-ref") ? record_of(a, from, r, "evidence") : NULL;
		struct ass_finding *f = load_is(r, "finding-ref") ? record_of(a, from, r, "finding") : NULL;
		struct ass_action *x = load_is(r, "action-ref") ? record_of(a, from, r, "action") : NULL;
		struct ass_exception *y = load_is(r, "exception-ref") ? record_of(a, from, r, "exception") : NULL;

		if (e != NULL)
			link_both(a, t, &t->evidence, e, &e->tasks);
		if (f != NULL)
			link_both(a, t, &t->findings, f, &f->tasks);
		if (x != NULL)
			link_both(a, t, &t->actions, x, &x->tasks);
		if (y != NULL)
			link_both(a, t, &t->exceptions, y, &y->tasks);
	}
}

static enum rc
resolve_task(struct ass *a, const struct ass_set *set, struct ass_task *t, const struct cat_task *cat)
{
	const char *name = ass_key(a, set->key, cat->id);

	*t = (struct ass_task){.cat = cat, .set = set, .was = ST_NONE, .status = ST_U, .from = &a->own};
	t->anchor = arena_printf(a->cx->arena, "%stask-%s", set->prefix, cat->id);
	t->own = map_lookup(a->own.answers, name);
	if (t->own == NULL)
		return RC_OK;
	t->answer = t->own;
	if (str_eq(ass_attr(a, t->own, "inherited"), "yes"))
		TRY(inherit(a, t, name));
	t->status = ass_status_of(ass_attr(a, t->answer, "status"));
	if (t->status == ST_NONE)
		t->status = ST_U;
	t->assurance = ass_assurance_of(a, t->answer, t->status);
	take_references(a, t, t->answer, t->from);
	if (t->answer != t->own)
		take_references(a, t, t->own, &a->own);
	take_next_action(a, t);
	return RC_OK;
}

/* An answer to a task that no catalogue has would vanish without a word: it is an error even here. */
static enum rc
check_strays(struct ass *a)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < map_count(a->own.answers); i++) {
		const xmlNode *node = map_value(a->own.answers, i);
		const char *framework = load_attr(a->cx, node, "framework"), *id = ass_attr(a, node, "ref");
		const struct ass_set *set = framework == NULL ? &a->sets[0] : NULL;
		struct span at = load_attr_span(a->cx, a->own.doc, node, "ref");

		for (size_t k = 0; set == NULL && k < a->n_sets; k++)
			if (str_eq(a->sets[k].key, framework))
				set = &a->sets[k];
		if (set == NULL || cat_lookup(set->cat, id) != NULL)
			continue;
		rc = diag_at(a->cx, DIAG_TASK_UNKNOWN, at, "%s has no task %s", set->cat->name, id);
		if (cat_nearest(set->cat, id) != NULL)
			diag_hint(a->cx, "Did you mean %s?", cat_nearest(set->cat, id));
	}
	return rc;
}

/* What answers of an organisation brought along was added when it was first named: it is listed as its own file lists it. */
static void
order_inherited_evidence(struct ass *a)
{
	struct ass_list ordered = {0};

	for (size_t i = 0; i < a->evidence.n; i++)
		if (((const struct ass_evidence *)a->evidence.p[i])->from == &a->own)
			ass_push(a->cx, &ordered, a->evidence.p[i]);
	for (const struct ass_source *s = a->own.inherits; s != NULL; s = s->inherits) {
		const xmlNode *list = load_first(s->root, "evidence-list");

		for (const xmlNode *c = load_first(list, "evidence"); c != NULL; c = load_next(c, "evidence"))
			if (ass_evidence_of(a, s, ass_attr(a, c, "id")) != NULL && map_lookup(s->items, ass_attr(a, c, "id")) == c)
				ass_push(a->cx, &ordered, ass_evidence_of(a, s, ass_attr(a, c, "id")));
	}
	a->evidence = ordered;
}

enum rc
ass_resolve(struct ass *a)
{
	const xmlNode *period = load_first(a->own.root, "period");
	enum rc rc;

	a->own.folder = a->own.prefix = a->own.place = "";
	a->by_id = map_new(a->cx->arena);
	ass_index(a, &a->own);
	a->as_of = ass_attr(a, period, "as-of");
	a->start = ass_attr(a, period, "start");
	a->end = ass_attr(a, period, "end");
	a->is_final = str_eq(ass_attr(a, a->own.root, "status"), "final");
	rc = ass_load_others(a);
	TRY(load_sets(a));
	TRY(rc);
	TRY(ass_take_instrument(a));
	TRY(ass_load_crosswalks(a));
	add_own_records(a);
	rc = check_strays(a);
	for (size_t k = 0; k < a->n_sets; k++)
		for (size_t i = 0; i < a->sets[k].cat->n_tasks; i++)
			if (resolve_task(a, &a->sets[k], &a->sets[k].tasks[i], &a->sets[k].cat->tasks[i]) != RC_OK)
				rc = RC_FAIL;
	order_inherited_evidence(a);
	return rc;
}
