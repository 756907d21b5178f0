#pragma once
/*
 * val_rules.h - inside the rules: what every check sees.
 *
 * One walk over the assessment collects ids, tasks and references; a second one runs, for each element, the rows of
 * the table in val_rules.c that name it. A check reports and goes on: nothing here ends the walk.
 */
#include "base/map.h"
#include "catalog/catalog.h"
#include "validate/validate.h"

#define MAX_FRAMEWORKS 8

struct rules {
	struct ctx *cx;
	const struct doc *doc;
	const xmlNode *root;
	bool is_final;
	const char *start, *end, *as_of; /* of the period; NULL when it is malformed */
	struct map *ids;     /* id to the first element that carries it */
	struct map *used;    /* ids that something refers to */
	struct map *answers; /* "ssdf-1.1 PO.1.1" to the first answer */
	struct map *frameworks; /* "ssdf-1.1" to the first declaration */
	struct map *roles;   /* party roles that occur */
	const struct catalog *catalogs[MAX_FRAMEWORKS]; /* the main one first */
	size_t n_catalogs;
};

typedef void rule_check(struct rules *r, const xmlNode *elem);

/* val_tasks.c */
void rule_task_id(struct rules *r, const xmlNode *task);
void rule_task_answer(struct rules *r, const xmlNode *task);
void rule_task_assurance(struct rules *r, const xmlNode *task);
void rule_tasks_missing(struct rules *r, const xmlNode *tasks);
void rule_tasks_unconfirmed(struct rules *r, const xmlNode *tasks);

/* val_refs.c */
void rule_ref(struct rules *r, const xmlNode *elem);        /* evidence-ref and its like */
void rule_prose_ref(struct rules *r, const xmlNode *elem);
void rule_action_finding(struct rules *r, const xmlNode *action);
void rule_unused(struct rules *r, const xmlNode *elem);
void rule_link(struct rules *r, const xmlNode *elem);
void rule_value_space(struct rules *r, const xmlNode *elem);
/* Looks an id up; reports REF_DANGLING when nothing, or nothing of that kind, carries it. */
const xmlNode *rules_find(struct rules *r, const xmlNode *elem, const char *attr, const char *kind);

/* val_dates.c */
void rule_period(struct rules *r, const xmlNode *elem);
void rule_evidence_dates(struct rules *r, const xmlNode *elem);
void rule_test_date(struct rules *r, const xmlNode *elem);
void rule_task_dates(struct rules *r, const xmlNode *elem);
void rule_finding_dates(struct rules *r, const xmlNode *elem);
void rule_action_dates(struct rules *r, const xmlNode *elem);
void rule_exception_dates(struct rules *r, const xmlNode *elem);
void rule_history_dates(struct rules *r, const xmlNode *elem);
void rule_predecessor_date(struct rules *r, const xmlNode *elem);

/* val_files.c */
void rule_evidence_file(struct rules *r, const xmlNode *elem);
void rule_evidence_withheld(struct rules *r, const xmlNode *elem);

/* val_people.c: and products, prose */
void rule_party(struct rules *r, const xmlNode *elem);
void rule_product(struct rules *r, const xmlNode *elem);
void rule_narrative(struct rules *r, const xmlNode *elem);
void rule_empty_text(struct rules *r, const xmlNode *elem);
void rule_framework(struct rules *r, const xmlNode *elem);

/* The attribute's value, NULL when absent. */
const char *rules_attr(struct rules *r, const xmlNode *elem, const char *name);
bool rules_attr_is(struct rules *r, const xmlNode *elem, const char *name, const char *value);
/* A day in ISO form, NULL when absent or malformed: days compare as strings. */
const char *rules_day(struct rules *r, const xmlNode *elem, const char *name);
struct span rules_at(struct rules *r, const xmlNode *elem, const char *attr); /* the value of an attribute */
struct span rules_tag(struct rules *r, const xmlNode *elem);
const xmlNode *rules_child(const xmlNode *elem, const char *name); /* the first; NULL */
bool rules_has_text(const xmlNode *elem);                          /* anything but white space; false for NULL */
/* Line of an element, for "first in line 7". */
unsigned rules_line(struct rules *r, const xmlNode *elem);
/* The catalogue that a task answers, by its framework attribute; NULL when it is not declared or not known. */
const struct catalog *rules_catalog(struct rules *r, const xmlNode *task);
