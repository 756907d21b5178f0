#pragma once
/*
 * ass_attest.h - inside the room: what a signer would say, and whether it is carried.
 *
 * A form has statements, a statement cites tasks, a task has an answer with evidence: so a statement is carried exactly when nothing
 * stands against any task that it cites. What stands against the letter as a whole (a draft, nobody who may sign) is kept
 * apart from that. Each cause knows its place in the source: page, message and gate tell the same ones.
 */
#include "assess/ass_model.h"

/* In the order in which they are told. */
enum cause {
	CAUSE_FRAMEWORK_DRAFT, /* and --allow-draft was not given */
	CAUSE_FRAMEWORK_OTHER, /* answered in another version than the form's */
	CAUSE_DOCUMENT_DRAFT,
	CAUSE_NOT_APPROVED,
	CAUSE_NO_SIGNER,
	CAUSE_CAPACITY,
	CAUSE_FORM_EXPIRED,
	CAUSE_PERIOD_LAPSED,
	CAUSE_NOT_ASSESSED, /* from here on about a task */
	CAUSE_UNMET,
	CAUSE_NO_REASON,
	CAUSE_NO_APPROVER,
	CAUSE_ALTERNATIVE,
	CAUSE_UNCONFIRMED,
	CAUSE_NO_EVIDENCE,
	CAUSE_EVIDENCE,
	CAUSE__COUNT
};

struct ass_cause {
	enum cause kind;
	const struct ass_task *task;         /* NULL: about the document */
	const struct ass_evidence *evidence; /* of CAUSE_EVIDENCE, else NULL */
	const char *text;  /* "not met", "E-07 expired" */
	const char *place; /* "line 88"; "organisation.xml, line 12" in another file than the assessment */
	struct span at;    /* where to mend it */
};

struct ass_statement {
	const struct cat_form_item *item;
	struct ass_list tasks; /* cited ones, of struct ass_task, in the framework's order; each once */
	size_t applicable, met;
	bool is_as_above; /* cites nothing itself: rests on the tasks of its parent */
	bool is_carried;
};

struct ass_attest {
	const struct cat_form *form;
	const struct ass_set *set; /* whose answers carry it */
	struct ass_statement *statements; /* n = form->n_items, those that gather others included */
	struct ass_list cited, uncited;   /* of struct ass_task */
	struct ass_list causes;           /* the document's, then task by task */
	struct ass_counts counts;         /* of the cited tasks */
	size_t failed_evidence;           /* distinct items */
	const xmlNode *signer;            /* party, or NULL */
	bool is_ready;
};

const char *ass_cause_name(enum cause kind); /* stable: "task-unmet" */
bool ass_is_blocked(const struct ass_attest *x, const struct ass_task *t);
/* "Not ready for signature: 6 of 31 cited tasks are open, 2 evidence items fail" */
const char *ass_attest_headline(const struct ass *a);
