/*
 * ass_other.c - the files that an assessment names: the organisation's, and the assessments before it.
 *
 * A name is relative to the file that holds it and stays below the assessment's own folder; a stated digest must be the file's.
 * A file that leads back to itself is known by its bytes, whatever its name is. Links of the predecessor are followed too, but
 * nobody can repair that file without breaking its digest: where an older one is not there any more, the line of
 * assessments begins later, with a warning.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/limits.h"
#include "base/str.h"

const char *
ass_key(const struct ass *a, const char *left, const char *right)
{
	return arena_printf(a->cx->arena, "%s %s", left, right);
}

const char *
ass_framework_key(const struct ass *a, const xmlNode *framework)
{
	return arena_printf(a->cx->arena, "%s-%s", ass_attr(a, framework, "ref"), ass_attr(a, framework, "version"));
}

static void
index_list(const struct ass *a, struct map *m, const xmlNode *parent, const char *name)
{
	for (const xmlNode *c = load_first(parent, name); c != NULL; c = load_next(c, name)) {
		/* Libxml2 trees are read only here; the map keeps plain pointers. */
		map_set(m, ass_attr(a, c, "id"), (void *)(uintptr_t)c);
	}
}

void
ass_index(const struct ass *a, struct ass_source *s)
{
	const char *main_key = ass_framework_key(a, load_first(s->root, "framework"));
	const xmlNode *tasks = load_first(s->root, "tasks");

	s->id = ass_attr(a, s->root, "id");
	s->version = ass_attr(a, s->root, "version");
	s->date = ass_attr(a, load_first(s->root, "period"), "as-of");
	s->producer = ass_attr(a, load_first(s->root, "producer"), "name");
	s->parties = map_new(a->cx->arena);
	s->answers = map_new(a->cx->arena);
	s->items = map_new(a->cx->arena);
	index_list(a, s->parties, load_first(s->root, "parties"), "party");
	index_list(a, s->items, load_first(s->root, "evidence-list"), "evidence");
	index_list(a, s->items, load_first(s->root, "findings"), "finding");
	index_list(a, s->items, load_first(s->root, "actions"), "action");
	index_list(a, s->items, load_first(s->root, "exceptions"), "exception");
	index_list(a, s->items, load_first(s->root, "environments"), "environment");
	for (const xmlNode *t = load_first(tasks, "task"); t != NULL; t = load_next(t, "task")) {
		const char *framework = load_attr(a->cx, t, "framework");
		const char *name = ass_key(a, framework != NULL ? framework : main_key, ass_attr(a, t, "ref"));

		/* The first answer counts; a second one is an error of validation. */
		if (map_lookup(s->answers, name) == NULL)
			map_set(s->answers, name, (void *)(uintptr_t)t);
	}
}

/* "org/base.xml" -> "org/" */
static const char *
folder_of(const struct ass *a, const char *place)
{
	const char *slash = strrchr(place, '/');

	return slash != NULL ? arena_strndup(a->cx->arena, place, (size_t)(slash + 1 - place)) : "";
}

/*
 * Loads what `node` of `by` names.
 *   seen  files (struct ass_source) on the way here: none of them may come again
 */
static enum rc
load_linked(struct ass *a, const struct ass_source *by, const xmlNode *node, const char *prefix, const struct ass_list *seen,
    struct ass_source *s)
{
	const char *href = load_attr(a->cx, node, "href"), *stated = load_attr(a->cx, node, "sha256");
	struct span at = load_attr_span(a->cx, by->doc, node, "href");
	const struct doc *doc;

	s->place = arena_printf(a->cx->arena, "%s%s", by->folder, href);
	TRY(load_below(a->cx, a->own.doc->root, s->place, at, &doc));
	for (size_t i = 0; i < seen->n; i++) {
		const struct ass_source *earlier = seen->p[i];

		if (str_eq(earlier->doc->sha256, doc->sha256))
			return diag_at(a->cx, DIAG_ASS_CIRCLE, at, "%s leads back to %s", *by->place != '\0' ? by->place : "the assessment",
			    *earlier->place != '\0' ? earlier->place : "itself");
	}
	if (stated != NULL && strcasecmp(stated, doc->sha256) != 0)
		return diag_at(a->cx, DIAG_FILE_DIFFERS, load_attr_span(a->cx, by->doc, node, "sha256"), "%s is %s", s->place,
		    doc->sha256);
	s->root = xmlDocGetRootElement(doc->xml);
	if (!load_is(s->root, "assessment"))
		return diag_at(a->cx, DIAG_ASS_OTHER, at, "%s", s->place);
	s->doc = doc;
	s->folder = folder_of(a, s->place);
	s->prefix = prefix;
	ass_index(a, s);
	return RC_OK;
}

/* ---- the organisation's files ------------------------------------------------------------------------------------- */

static bool
answers(const struct ass *a, const struct ass_source *s, const char *key)
{
	const xmlNode *others = load_first(s->root, "frameworks");

	if (str_eq(ass_framework_key(a, load_first(s->root, "framework")), key))
		return true;
	for (const xmlNode *f = load_first(others, "framework"); f != NULL; f = load_next(f, "framework"))
		if (str_eq(ass_framework_key(a, f), key))
			return true;
	return false;
}

/* Answers of another framework cannot be taken over, whatever their ids look like. */
static enum rc
check_framework(struct ass *a, const struct ass_source *by, const xmlNode *node, const struct ass_source *s)
{
	const xmlNode *main = load_first(a->own.root, "framework"), *others = load_first(a->own.root, "frameworks");
	const char *key = ass_framework_key(a, main);
	bool common = answers(a, s, key);

	for (const xmlNode *f = load_first(others, "framework"); f != NULL && !common; f = load_next(f, "framework"))
		common = answers(a, s, ass_framework_key(a, f));
	if (common)
		return RC_OK;
	return diag_at(a->cx, DIAG_ASS_FRAMEWORK, load_attr_span(a->cx, by->doc, node, "href"), "%s answers %s, this assessment %s",
	    s->place, ass_framework_key(a, load_first(s->root, "framework")), key);
}

/* An organisation may itself be a part of a larger one. */
static enum rc
load_organisations(struct ass *a)
{
	struct ass_source *by = &a->own, *s = &a->inherits;
	struct ass_list seen = {0};

	for (size_t depth = 0;; depth++) {
		const xmlNode *node = load_first(by->root, "inherits");

		if (node == NULL)
			return RC_OK;
		if (depth == LIMIT_INHERITS)
			return diag_at(a->cx, DIAG_ASS_INHERITS, load_attr_span(a->cx, by->doc, node, "href"), "the limit is %d files",
			    LIMIT_INHERITS);
		ass_push(a->cx, &seen, by);
		TRY(load_linked(a, by, node, depth == 0 ? "org-" : arena_printf(a->cx->arena, "org%zu-", depth + 1), &seen, s));
		TRY(check_framework(a, by, node, s));
		by->inherits = s;
		by = s;
		s = arena_zalloc(a->cx->arena, sizeof(*s));
	}
}

/* ---- the assessments before ---------------------------------------------------------------------------------------- */

static bool
is_there(const struct ass *a, const struct ass_source *by, const xmlNode *node)
{
	const char *place = arena_printf(a->cx->arena, "%s%s", by->folder, ass_attr(a, node, "href"));

	return io_digest_below(a->own.doc->root, place, LIMIT_INPUT_BYTES).state != IO_MISSING;
}

/* Where the line of assessments has to begin; a warning says so. */
static bool
ends_here(struct ass *a, const struct ass_source *by, const xmlNode *node)
{
	struct span at = load_attr_span(a->cx, by->doc, node, "href");

	if (a->past.n == LIMIT_PREDECESSORS) {
		(void)diag_at(a->cx, DIAG_ASS_PAST, at, "what came before %s is left out, the limit is %d", by->place,
		    LIMIT_PREDECESSORS);
		return true;
	}
	if (a->past.n > 0 && !is_there(a, by, node)) {
		(void)diag_at(a->cx, DIAG_ASS_PAST_GONE, at, "%s%s", by->folder, ass_attr(a, node, "href"));
		return true;
	}
	return false;
}

/* The assessment's own link can be repaired; those of older files are as they were. */
static enum rc
check_order(struct ass *a, const struct ass_past *past)
{
	int then = ass_day(past->from.date), now = ass_day(a->own.date);

	if (a->past.n > 0 || then == NO_DAY || now == NO_DAY || then <= now)
		return RC_OK;
	return diag_at(a->cx, DIAG_DATE_ORDER, load_attr_span(a->cx, a->own.doc, past->link, "href"),
	    "the predecessor is as of %s, this assessment of %s", past->from.date, a->own.date);
}

static enum rc
load_past(struct ass *a)
{
	const struct ass_source *by = &a->own;
	struct ass_list seen = {0};

	for (;;) {
		const xmlNode *node = load_first(by->root, "predecessor");
		struct ass_past *past;

		/* Without a file a predecessor is known by name only: printed, not compared. */
		if (node == NULL || load_attr(a->cx, node, "href") == NULL || ends_here(a, by, node))
			return RC_OK;
		past = arena_zalloc(a->cx->arena, sizeof(*past));
		past->named_in = by->doc;
		past->link = node;
		ass_push(a->cx, &seen, by);
		TRY(load_linked(a, by, node, "before-", &seen, &past->from));
		TRY(check_order(a, past));
		ass_push(a->cx, &a->past, past);
		by = &past->from;
	}
}

/* An assessment that is compared because somebody asked for it, not because it is named. */
static void
take_past(struct ass *a, const struct doc *doc)
{
	struct ass_past *past = arena_zalloc(a->cx->arena, sizeof(*past));

	past->named_in = doc;
	past->link = past->from.root = xmlDocGetRootElement(doc->xml);
	past->from.doc = doc;
	past->from.folder = past->from.place = "";
	past->from.prefix = "before-";
	ass_index(a, &past->from);
	ass_push(a->cx, &a->past, past);
}

enum rc
ass_load_others(struct ass *a)
{
	enum rc rc = load_organisations(a), past = RC_OK;

	a->predecessor_node = load_first(a->own.root, "predecessor");
	if (a->o->before != NULL)
		take_past(a, a->o->before);
	else
		past = load_past(a);
	if (a->past.n > 0)
		a->predecessor = ((const struct ass_past *)a->past.p[0])->from;
	return rc == RC_OK ? past : rc;
}
