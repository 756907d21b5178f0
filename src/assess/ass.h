#pragma once
/*
 * ass.h - from an assessment to the report model.
 *
 * The assessment says what people answered; the model (report.xsd) says what a reader is told: every number counted
 * once, every sentence chosen by a rule, every reference resolved, every evidence file opened and compared. The assessment
 * is not changed. Elements of the model that come from an element of the source carry its place as a:at.
 * Nothing here reads the clock: "overdue" and "expired" are reckoned from period/@as-of.
 */
#include "catalog/catalog.h"
#include "load/doc.h"

#define ASS_NS "urn:assay:report:1"
#define ASS_RULE_SET 2 /* raise with any change of a rule that words a sentence */
#define ASS_SCHEMA_VERSION "1"

struct ass_texts; /* the words of one language: ass_say.h */

/*
 * Reads the message file of a language, or of the nearest one: de for de-AT. The user's own ($XDG_DATA_HOME/assay/messages)
 * come before the program's. English stands in for a text that the file lacks (TEXTS_MISSING), and for a language
 * that has no file (LANG_NONE at `at`).
 */
MUST_CHECK enum rc ass_texts_open(struct ctx *cx, const char *lang, struct span at, const struct ass_texts **texts);
bool ass_texts_has(struct ctx *cx, const char *lang);
const xmlDoc *ass_texts_xml(const struct ass_texts *t);     /* for stylesheets: complete */
const char *ass_texts_digest(const struct ass_texts *t);    /* of the file, or of both together when English stands in */
const char *ass_doc_lang(const struct doc *assessment);     /* xml:lang of its root, else "en" */
struct ass; /* an assessment that was understood: evidence hashed, sentences chosen, totals checked */

struct ass_opts {
	const char *paper;      /* "a4" "letter"; NULL: the theme's */
	const char *to;         /* the version to compare with ("ssdf-1.2-ipd"), "none", or NULL: the newest other one */
	bool needs_versions;    /* a report of changes is wanted: it is an error (ASS_VERSIONS) when there is no other version */
	const char *catalogue;  /* a catalogue file instead of the one found by name, or NULL */
	const char *theme_digest, *messages_digest; /* 64 digits, or NULL: left out */
	const struct ass_texts *texts; /* what the report says; NULL: in the language of the assessment */
	const struct doc *policy; /* of the gate, valid against policy.xsd; NULL: no gate */
	bool policy_is_built_in;
	const char *version;    /* of the program; NULL: "" */
	const char *command;    /* that makes the report again; NULL: "" */
	const struct doc *before; /* an assessment to compare with, instead of the predecessor that the assessment names; NULL */
	bool allow_draft;       /* attest against a draft framework */
};

/*
 * Computes everything that reports say, once for all of them.
 *   assessment  valid against assessment.xsd; must live as long as *a
 *   o           copied; its strings live as long
 *   a           [out] lives as long as cx
 * A final document that lacks a required value is an error (FINAL_INCOMPLETE, one for each); a draft gets open points.
 * Totals that do not add up are an internal error, never a wrong page.
 */
MUST_CHECK enum rc ass_assess(struct ctx *cx, const struct doc *assessment, const struct ass_opts *o, const struct ass **a);
/*
 * The report model of one kind of report: a tree of our own making, without spans, file 0; lives as long as cx.
 *   kind               "full" ...
 *   stylesheet_digest  64 digits, or NULL: left out
 */
const struct doc *ass_model(const struct ass *a, const char *kind, const char *stylesheet_digest);

/* What the policy found; NULL without one. */
struct gate;
const struct gate *ass_gate(const struct ass *a);

/* A file that evidence names, own or inherited. */
struct ass_file {
	const char *id, *name; /* of the evidence; below the folder of the assessment */
	const char *disclosure; /* "public" "customer" "auditor" "internal" "withheld"; NULL: not stated */
};
/* In the order of the evidence; before the assessment is forgotten. */
size_t ass_files(const struct ass *a, const struct ass_file **files);
/* What a reader program says of the files inside a report. */
struct ass_attached {
	const char *source, *manifest, *rebuild;
};
struct ass_attached ass_attached(const struct ass *a);

/*
 * Can the statements of the assessment's instrument be signed? Reports each cause at its place otherwise (ATTEST_CAUSE); that there are
 * no statements (ATTEST_NONE), or that the framework is a draft and that was not allowed (ATTEST_DRAFT).
 * May be asked after the assessment was forgotten.
 */
enum signable { SIGN_READY, SIGN_BLOCKED, SIGN_REFUSED }; /* refused: there is no letter to write, not even a marked one */
enum signable ass_signable(struct ctx *cx, const struct ass *a);
enum signable ass_ask_signable(const struct ass *a); /* the same without a word */

/* The as-of date of an assessment, ISO; NULL when it has none. */
const char *ass_date(const struct doc *assessment);

/*
 * `assay evidence list`: the evidence of the file itself, each with the state that a report would print. A document that is
 * incomplete or has failed evidence is listed too.
 */
MUST_CHECK enum rc ass_list_evidence(struct ctx *cx, const struct doc *assessment, enum cat_format format, struct buf *out);
/* One line: "9 of 12 verified; 3 expired". */
MUST_CHECK enum rc ass_sum_evidence(struct ctx *cx, const struct doc *assessment, struct buf *out);

/*
 * `assay diff OLD NEW`: what changed from one assessment to the other, as the report's annex counts it. Neither has to be complete.
 * CAT_DIFF when the frameworks that they answer cannot be compared.
 */
MUST_CHECK enum rc ass_diff(struct ctx *cx, const struct doc *was, const struct doc *now, enum cat_format format, struct buf *out);
/*
 * The same for an assessment and a version of its framework ("ssdf-1.2-ipd"): the classes of change, and the status behind each.
 *   side  which of the two the assessment is
 */
enum ass_side { ASS_OLDER, ASS_NEWER };
MUST_CHECK enum rc ass_diff_framework(struct ctx *cx, const struct doc *assessment, const char *framework, enum ass_side side,
    enum cat_format format, struct buf *out);

/*
 * A new assessment with every task not assessed, commented with our labels and summaries.
 *   framework  "ssdf-1.1"
 *   product    as typed: "Orbit 4.2"; NULL: a placeholder
 */
MUST_CHECK enum rc ass_init(struct ctx *cx, const char *framework, const char *product, struct buf *out);
