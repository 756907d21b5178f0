/* The rules of an assessment: a table of {element, check}, and the two walks that feed it. */
#include "validate/val_rules.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

/* Order within an element is the order of reports at the same place. */
static const struct {
	const char *element;
	rule_check *check;
} rows[] = {
    {"framework", rule_framework},
    {"predecessor", rule_predecessor_date},
    {"website", rule_link},
    {"product", rule_product},
    {"period", rule_period},
    {"party", rule_party},
    {"evidence", rule_evidence_file},
    {"evidence", rule_evidence_withheld},
    {"evidence", rule_evidence_dates},
    {"evidence", rule_unused},
    {"tasks", rule_tasks_missing},
    {"tasks", rule_tasks_unconfirmed},
    {"task", rule_task_id},
    {"task", rule_task_answer},
    {"task", rule_task_assurance},
    {"task", rule_task_dates},
    {"evidence-ref", rule_ref},
    {"finding-ref", rule_ref},
    {"action-ref", rule_ref},
    {"exception-ref", rule_ref},
    {"test", rule_test_date},
    {"history", rule_history_dates},
    {"finding", rule_finding_dates},
    {"finding", rule_unused},
    {"action", rule_action_finding},
    {"action", rule_action_dates},
    {"action", rule_unused},
    {"exception", rule_exception_dates},
    {"exception", rule_unused},
    {"narrative", rule_narrative},
    {"ref", rule_prose_ref},
    {"link", rule_link},
    {"p", rule_empty_text},
    {"item", rule_empty_text},
};

/* ---- small questions ----------------------------------------------------------------------------------------------- */

bool
val_is(const xmlNode *node, const char *name)
{
	return node != NULL && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

const char *
val_attr(struct ctx *cx, const xmlNode *elem, const char *name)
{
	const char *colon = strchr(name, ':'), *local = colon != NULL ? colon + 1 : name;

	for (const xmlAttr *a = elem->properties; a != NULL; a = a->next) {
		xmlChar *value;
		char *copy;
		size_t n;

		if ((a->ns != NULL) != (colon != NULL) || strcmp((const char *)a->name, local) != 0)
			continue;
		value = xmlNodeListGetString(elem->doc, a->children, 1);
		copy = arena_strdup(cx->arena, value != NULL ? (const char *)value : "");
		xmlFree(value);
		while (str_is_blank(copy, 1))
			copy++;
		for (n = strlen(copy); n > 0 && str_is_blank(copy + n - 1, 1);)
			copy[--n] = '\0';
		return copy;
	}
	return NULL;
}

struct span
val_tag_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem)
{
	struct span at = load_span(doc, elem);
	size_t len;
	const char *bytes = src_bytes(cx->sources, at.file, &len);

	for (uint32_t end = at.beg + 1; bytes != NULL && end < at.end; end++)
		if (strchr(" \t\r\n/>", bytes[end]) != NULL) {
			at.end = end;
			break;
		}
	return at;
}

const char *
rules_attr(struct rules *r, const xmlNode *elem, const char *name)
{
	return val_attr(r->cx, elem, name);
}

bool
rules_attr_is(struct rules *r, const xmlNode *elem, const char *name, const char *value)
{
	return str_eq(rules_attr(r, elem, name), value);
}

const char *
rules_day(struct rules *r, const xmlNode *elem, const char *name)
{
	const char *day = rules_attr(r, elem, name);

	return day != NULL && strlen(day) == 10 && day[4] == '-' && day[7] == '-' ? day : NULL;
}

struct span
rules_at(struct rules *r, const xmlNode *elem, const char *attr)
{
	return load_attr_span(r->cx, r->doc, elem, attr);
}

struct span
rules_tag(struct rules *r, const xmlNode *elem)
{
	return val_tag_span(r->cx, r->doc, elem);
}

const xmlNode *
rules_child(const xmlNode *elem, const char *name)
{
	for (const xmlNode *c = elem->children; c != NULL; c = c->next)
		if (val_is(c, name))
			return c;
	return NULL;
}

static bool
has_text(const xmlNode *node, int depth)
{
	for (const xmlNode *c = node->children; c != NULL && depth < LIMIT_XML_DEPTH; c = c->next) {
		if (c->type == XML_TEXT_NODE && !str_is_blank((const char *)c->content, strlen((const char *)c->content)))
			return true;
		/* A link or reference without text is printed as its target. */
		if (val_is(c, "ref") || val_is(c, "link") || (c->type == XML_ELEMENT_NODE && has_text(c, depth + 1)))
			return true;
	}
	return false;
}

bool
rules_has_text(const xmlNode *elem)
{
	return elem != NULL && has_text(elem, 0);
}

unsigned
rules_line(struct rules *r, const xmlNode *elem)
{
	struct span at = load_span(r->doc, elem);

	return src_position(r->cx->sources, at.file, at.beg).line;
}

const struct catalog *
rules_catalog(struct rules *r, const xmlNode *task)
{
	const char *name = rules_attr(r, task, "framework");
	const xmlNode *main = rules_child(r->root, "framework");

	for (size_t i = 0; i < r->n_catalogs; i++) {
		const struct catalog *c = r->catalogs[i];

		if (name != NULL ? str_eq(name, arena_printf(r->cx->arena, "%s-%s", c->id, c->version))
				 : main != NULL && rules_attr_is(r, main, "ref", c->id) &&
			    rules_attr_is(r, main, "version", c->version))
			return c;
	}
	return NULL;
}

/* ---- the walks ------------------------------------------------------------------------------------------------------- */

static void
note_id(struct rules *r, const xmlNode *elem)
{
	const char *id = val_is(elem, "assessment") || val_is(elem, "predecessor") || val_is(elem, "producer")
	    ? NULL
	    : rules_attr(r, elem, "id");
	const xmlNode *first = id != NULL ? map_lookup(r->ids, id) : NULL;

	if (id == NULL)
		return;
	if (first == NULL)
		map_set(r->ids, id, (void *)(uintptr_t)elem);
	else
		(void)diag_at(r->cx, DIAG_ID_TWICE, rules_at(r, elem, "id"), "\"%s\" is the <%s> of line %u", id,
		    (const char *)first->name, rules_line(r, first));
}

static void
note_reference(struct rules *r, const xmlNode *elem)
{
	static const struct {
		const char *element, *attr;
	} refs[] = {
	    {"evidence-ref", "ref"}, {"finding-ref", "ref"}, {"action-ref", "ref"}, {"exception-ref", "ref"},
	    {"action", "finding"}, {"ref", "to"},
	};

	for (size_t i = 0; i < ARRAY_LEN(refs); i++) {
		const char *id = val_is(elem, refs[i].element) ? rules_attr(r, elem, refs[i].attr) : NULL;

		if (id != NULL)
			map_set(r->used, id, (void *)(uintptr_t)elem);
	}
	if (val_is(elem, "party") && rules_attr(r, elem, "role") != NULL)
		map_set(r->roles, rules_attr(r, elem, "role"), (void *)(uintptr_t)elem);
}

static void
collect(struct rules *r, const xmlNode *elem, int depth)
{
	note_id(r, elem);
	note_reference(r, elem);
	for (const xmlNode *c = elem->children; c != NULL && depth < LIMIT_XML_DEPTH; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			collect(r, c, depth + 1);
}

static void
run(struct rules *r, const xmlNode *elem, int depth)
{
	rule_value_space(r, elem);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (val_is(elem, rows[i].element))
			rows[i].check(r, elem);
	for (const xmlNode *c = elem->children; c != NULL && depth < LIMIT_XML_DEPTH; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			run(r, c, depth + 1);
}

static void
load_catalog(struct rules *r, const xmlNode *framework)
{
	const char *ref = rules_attr(r, framework, "ref"), *version = rules_attr(r, framework, "version"), *key;
	const struct catalog *cat;
	const xmlNode *first;

	if (ref == NULL || version == NULL || r->n_catalogs == MAX_FRAMEWORKS)
		return;
	key = arena_printf(r->cx->arena, "%s-%s", ref, version);
	first = map_lookup(r->frameworks, key);
	if (first != NULL) {
		(void)diag_at(r->cx, DIAG_FRAMEWORK_TWICE, rules_at(r, framework, "version"), "%s is declared in line %u", key,
		    rules_line(r, first));
		return;
	}
	map_set(r->frameworks, key, (void *)(uintptr_t)framework);
	if (cat_load(r->cx, ref, version, rules_at(r, framework, "version"), &cat) == RC_OK)
		r->catalogs[r->n_catalogs++] = cat;
}

static void
load_catalogs(struct rules *r)
{
	const xmlNode *more = rules_child(r->root, "frameworks"), *main = rules_child(r->root, "framework");

	if (main != NULL)
		load_catalog(r, main);
	for (const xmlNode *c = more != NULL ? more->children : NULL; c != NULL; c = c->next)
		if (val_is(c, "framework"))
			load_catalog(r, c);
}

enum rc
val_rules(struct ctx *cx, const struct doc *doc)
{
	struct rules r = {.cx = cx, .doc = doc, .root = xmlDocGetRootElement(doc->xml)};
	const xmlNode *period = rules_child(r.root, "period");
	size_t before = diag_count(cx, LEVEL_ERROR);

	r.is_final = rules_attr_is(&r, r.root, "status", "final");
	r.start = period != NULL ? rules_day(&r, period, "start") : NULL;
	r.end = period != NULL ? rules_day(&r, period, "end") : NULL;
	r.as_of = period != NULL ? rules_day(&r, period, "as-of") : NULL;
	r.ids = map_new(cx->arena);
	r.used = map_new(cx->arena);
	r.answers = map_new(cx->arena);
	r.frameworks = map_new(cx->arena);
	r.roles = map_new(cx->arena);
	load_catalogs(&r);
	collect(&r, r.root, 0);
	run(&r, r.root, 0);
	return diag_count(cx, LEVEL_ERROR) == before ? RC_OK : RC_FAIL;
}

static enum rc
check_schema(struct ctx *cx, const struct doc *doc, enum val_outcome *outcome)
{
	const char *path = arena_printf(cx->arena, "%s/src/validate/assessment.xsd", cx->data_dir);
	struct val_schema schema;

	TRY(val_schema_compile(cx, path, VAL_ASSESSMENT, &schema));
	*outcome = val_schema_check(cx, &schema, doc);
	return RC_OK;
}

enum rc
val_doc_schema(struct ctx *cx, const struct doc *doc)
{
	enum val_outcome outcome;

	TRY(check_schema(cx, doc, &outcome));
	return outcome == VAL_OK ? RC_OK : RC_FAIL;
}

enum rc
val_doc(struct ctx *cx, const struct doc *doc)
{
	enum val_outcome outcome;

	TRY(check_schema(cx, doc, &outcome));
	if (outcome == VAL_STRUCTURE)
		return RC_FAIL;
	TRY(val_rules(cx, doc));
	return outcome == VAL_OK ? RC_OK : RC_FAIL;
}
