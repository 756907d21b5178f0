#pragma once
/*
 * gate.h - what a policy found in an assessment.
 *
 * A policy is a list of rules; each is asked of tasks, of pieces of evidence, of actions, or of the document. A check is one
 * such question with its answer, so that whoever reports (page, text, SARIF, JUnit ...) only lays out: nothing is counted
 * twice. Rules are asked with the functions that compute the report. Days are reckoned from the as-of date.
 */
#include "base/ctx.h"

enum gate_level { GATE_NOTE, GATE_WARNING, GATE_ERROR, GATE_LEVEL__COUNT };
enum gate_outcome { GATE_PASSES, GATE_WAIVED, GATE_FAILS };

struct gate_waiver {
	const char *rule, *subject; /* ids; subject "" : the document */
	const char *reason, *approver, *expires;
	struct span at;
	bool is_lapsed; /* the as-of date is behind its last day */
	size_t used;    /* checks that it let pass */
};

struct gate_rule {
	const char *id, *kind;
	enum gate_level level;
	const char *demand;  /* what is asked, one sentence of ours */
	const char *message; /* the policy's own words; "" for none */
	const char *not_asked; /* why nothing could be asked; "" when it was */
	struct span at;
	size_t checked, failed, waived; /* checks; failed leaves out waived ones */
};

struct gate_check {
	const struct gate_rule *rule;
	enum gate_outcome outcome;
	const char *subject; /* "PO.1.1" "E-04"; "" for the document */
	const char *anchor;  /* of the subject in the report; "" */
	const char *text;    /* what was found; "" when it passes */
	struct span at;      /* in the assessment, or the organisation's file */
	const struct gate_waiver *waiver; /* that lets it pass, or has lapsed; NULL */
};

struct gate {
	const char *policy; /* file name as given, without folders; "" when built in */
	const char *name, *version; /* of the policy */
	const char *digest; /* of the policy file, 64 digits */
	bool is_built_in;
	const char *baseline; /* "ID VERSION, DAY"; "" without one */
	struct gate_rule *rules;
	size_t n_rules;
	struct gate_waiver *waivers;
	size_t n_waivers;
	const struct gate_check **checks; /* by rule, then in the order of the report */
	size_t n_checks;
	size_t failed_rules[GATE_LEVEL__COUNT], findings[GATE_LEVEL__COUNT], waived; /* waived: checks */
	bool passes; /* no rule of level error failed */
};

extern const char *const gate_level_names[GATE_LEVEL__COUNT]; /* "note" "warning" "error" */
size_t gate_failed_rules(const struct gate *g); /* of any level */
size_t gate_findings(const struct gate *g);
