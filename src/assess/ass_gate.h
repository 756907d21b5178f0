#pragma once
/*
 * ass_gate.h - inside the room: the rules of a policy while they are asked.
 * A kind of rule is a row of ass_gate_kinds.c: what it is called and one function that asks it. Such a function only chooses whom
 * to ask; what holds is said by the functions that compute the report.
 */
#include "assess/ass_model.h"
#include "assess/gate.h"

/* Whom a kind asks. The pointer that its functions get is a struct ass_task, ass_evidence, ass_action, ass_set, ass_statement, or NULL. */
enum ass_over { OVER_TASKS, OVER_EVIDENCE, OVER_ACTIONS, OVER_FRAMEWORKS, OVER_STATEMENTS, OVER_DOCUMENT };

struct ass_rule;

struct ass_kind {
	const char *name; /* of the element in the policy */
	enum ass_over over;
	const char *attr; /* of the record in the assessment: where a finding points */
	bool (*asks)(const struct ass *a, const struct ass_rule *r, const void *record); /* NULL: everybody */
	const char *(*finds)(const struct ass *a, const struct ass_rule *r, const void *record); /* what is wrong; NULL: nothing */
	bool needs_baseline;
};

struct ass_rule {
	struct gate_rule *row;
	const struct ass_kind *kind;
	const struct ass_set *set; /* the framework it is about; NULL: the assessment does not answer it */
	const bool *tasks;         /* asked, by index in the catalogue; NULL: all */
	const char *types;         /* " log sbom ", or "" for all */
	const char *at_least;      /* as in the policy, or "" */
	int days;                  /* 0: not given */
	bool of_main; /* no framework is named */
};

const struct ass_kind *ass_kind_of(const char *name); /* NULL: no such kind */
size_t ass_kinds(void); /* how many there are */
/* Why an item is too old for a rule of evidence-age; NULL: it is not. */
const char *ass_too_old(const struct ass *a, const struct ass_rule *r, const struct ass_evidence *e);
