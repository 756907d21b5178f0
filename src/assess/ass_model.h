#pragma once
/*
 * ass_model.h - inside the room: the assessment after it was understood.
 *
 *     resolve (what is there) -> evidence, delta, gaps, control (what follows) -> count (do the totals agree) -> write
 *
 * Each step fills its own fields of struct ass and reads those of the steps before it. Strings that are never NULL
 * are "" when there is no value, because an attribute of the model is then present and empty.
 */
#include <limits.h>

#include "assess/ass.h"
#include "assess/ass_say.h"
#include "base/map.h"
#include "catalog/cat_diff.h"

#define NBSP "\xc2\xa0"
#define DASH "\xe2\x80\x93"
#define NO_DAY INT_MIN

/* Statuses in the order of the key. */
enum status { ST_M, ST_P, ST_L, ST_A, ST_X, ST_N, ST_U, ST__COUNT, ST_NONE = ST__COUNT };

/* By gravity: when several hold, the last one names the item. */
enum ev_state {
	EV_OK,
	EV_WITHHELD,
	EV_NO_FILE,
	EV_UNDIGESTED,
	EV_OUTSIDE,
	EV_TOO_OLD, /* for the policy */
	EV_EXPIRED,
	EV_ALTERED,
	EV_MISSING,
	EV__COUNT
};

/* What a task is against the predecessor; the first that holds is the one. */
enum change {
	CH_NEW_TASK, /* the predecessor's version of the framework does not have it */
	CH_NOW_MET,
	CH_REOPENED,
	CH_IMPROVED,
	CH_REGRESSED,
	CH_NEWLY_NA,
	CH_APPLICABLE_AGAIN,
	CH_CHANGED,
	CH_NEW,
	CH_UNCHANGED,
	CH__COUNT
};

/* Evidence by id, then and now. The organisation's is compared in the organisation's own report. */
enum ev_change { EC_EXPIRED, EC_LOST, EC_REPLACED, EC_RENEWED, EC_ADDED, EC_UNCHANGED, EC_INHERITED, EC__COUNT };

/* A finding or an action by id, then and now; the first that holds. */
enum item_change { IC_OVERDUE, IC_OPENED, IC_REOPENED, IC_CLOSED, IC_GONE, IC_OPEN, IC_OLD, IC__COUNT };

enum assurance { AS_NONE, AS_SELF, AS_REVIEWED, AS_VERIFIED };

/* A file that answers: the assessment itself, the organisation's, a predecessor. */
struct ass_source {
	const struct doc *doc;
	const xmlNode *root;
	const char *folder;  /* "" or "org/": what its file names are relative to, below the assessment's folder */
	const char *prefix;  /* of anchors of what comes from here: "" for the assessment itself */
	const char *place;   /* "org/base.xml", below the assessment's folder; "" for the assessment itself */
	const char *id, *version, *date; /* date: as-of */
	const char *producer;
	const struct ass_source *inherits; /* the organisation's file that this one names; NULL */
	struct map *parties; /* id -> xmlNode */
	struct map *answers; /* "framework task" -> xmlNode of <task> */
	struct map *items;   /* id -> xmlNode of evidence, finding, action, exception, environment */
};

struct ass_list { /* of pointers, in order */
	void **p;
	size_t n, cap;
};

struct ass_evidence {
	const xmlNode *node;
	const struct ass_source *from;
	const char *id, *anchor;
	enum ev_state state;
	unsigned holds;     /* 1 << state for each that holds; EV_OK and those that it excludes never do */
	const char *why[EV__COUNT]; /* for each state that holds */
	const char *detail; /* all of them, and what else a reader should know; "" when there is nothing to tell */
	const char *found;  /* digest of the file; NULL when none was read */
	struct ass_list tasks;
	enum ev_change change; /* against the predecessor */
};

struct ass_finding {
	const xmlNode *node;
	const struct ass_source *from;
	const char *id, *anchor;
	bool is_open;
	struct ass_list tasks, actions;
};

struct ass_action {
	const xmlNode *node;
	const struct ass_source *from;
	const char *id, *anchor;
	bool is_open;
	int overdue; /* [days] at the as-of date; 0: not */
	struct ass_finding *finding;
	struct ass_list tasks;
};

struct ass_exception {
	const xmlNode *node;
	const struct ass_source *from;
	const char *id, *anchor;
	struct ass_list tasks;
};

struct ass_missing {
	const char *field, *text, *where, *to; /* to: anchor, or "" */
	const char *problem;                   /* where and what, in English: for the terminal */
	const xmlNode *node;                   /* where the assessment should have it */
	const void *about;                     /* the task or party it is shown at, or NULL */
};

struct ass_task {
	const struct cat_task *cat;
	const struct ass_set *set;
	const xmlNode *own;    /* <task> of the assessment, or NULL */
	const xmlNode *answer; /* the <task> that answers: own, or the organisation's; NULL when there is none */
	const struct ass_source *from; /* of the answer */
	enum status status;
	bool inherited;
	enum status was; /* in the predecessor; ST_NONE: no answer there */
	enum change change;
	const struct cat_task *was_cat; /* the task of the predecessor's version that this one goes on; NULL: new in the framework */
	const xmlNode *before;          /* the predecessor's <task>, or NULL */
	enum assurance assurance, was_assurance; /* the latter AS_NONE when it is not known */
	bool reworded; /* the words of the answer differ from the predecessor's */
	struct ass_list evidence, findings, actions, exceptions;
	const struct ass_action *next; /* the open action that is due first, or NULL */
	struct ass_list marks; /* struct gate_check: what the gate found here, waived or not */
	const char *anchor;
};

struct ass_counts {
	size_t total, applicable, met, open, by[ST__COUNT];
};

/* A framework with its answers; the first is the main one. */
struct ass_set {
	const struct catalog *cat;
	const char *key;    /* "ssdf-1.1" */
	const char *prefix; /* of anchors: "" for the main one */
	struct ass_task *tasks; /* n = cat->n_tasks */
	const struct catalog *was; /* the version that the predecessor answers, compared with this one; NULL: not compared */
	struct ass_list gone;      /* cat_task of `was` that nothing here goes on */
};

/* An assessment before this one; the newest comes first. */
struct ass_past {
	struct ass_source from;
	const struct doc *named_in; /* where, */
	const xmlNode *link;        /* by what */
	const struct catalog *cat;  /* that its counts are of; NULL: another framework */
	struct ass_task *tasks;     /* statuses only */
	struct ass_counts counts;
};

/* Something that has an id, then and now; one of the two nodes may be NULL. */
struct ass_pair {
	const char *id, *anchor; /* anchor: "" for what is not in this report */
	const xmlNode *before, *now;
	const void *record; /* struct ass_evidence, _finding or _action of `now`, or NULL */
};

/* Tasks by status then and now. The last row: new in the framework. The last column: no longer in it. */
struct ass_flow {
	size_t n[ST__COUNT + 1][ST__COUNT + 1], from[ST__COUNT + 1], to[ST__COUNT + 1], total;
};

/* Where the status of a task in the other version comes from. */
enum ass_basis {
	BASIS_OWN,     /* the assessment answers it */
	BASIS_CARRIED, /* the same task in the main version was answered */
	BASIS_AGAIN,   /* reworded in substance: no answer carries over */
	BASIS_NONE,    /* nothing there to carry */
	BASIS__COUNT
};

/* The main framework beside another version of it. */
struct ass_versions {
	const struct cat_delta *delta; /* the older against the newer; NULL: there is nothing to compare with */
	bool ahead;                    /* the other version is the newer one */
	struct ass_set side;           /* the other version, with the answers that it can be said to have */
	enum ass_basis *basis;         /* of the tasks of side */
	const struct ass_task **yours; /* one for each task of the newer version: the answer that stands behind its change */
};

struct ass {
	struct ctx *cx;
	const struct ass_opts *o;
	const struct ass_texts *texts;
	struct ass_source own, inherits, predecessor; /* the last two: doc is NULL when there is none */
	const xmlNode *predecessor_node;
	struct ass_list past; /* of struct ass_past: the predecessor, its predecessor ... */
	struct ass_set *sets;
	size_t n_sets;
	const struct cat_form *form; /* of the instrument, when it speaks about the main framework, or NULL */
	const struct cat_form *instrument; /* the same for any framework */
	const struct ass_attest *attest; /* NULL: no statements, or none about a framework that is answered here */
	struct ass_list crosswalks;  /* struct cat_crosswalk, in the order of the annexes */
	const char *as_of, *start, *end;
	bool is_final;
	struct ass_list evidence, findings, actions, exceptions; /* in the order of the source, then inherited ones */
	struct map *by_id; /* "FROM-PREFIX id" -> record of the four lists */
	struct ass_list gaps; /* of the main set: struct ass_task, worst first */
	struct ass_list missing;
	struct gate *gate; /* NULL: no policy */
	struct ass_rule *rules; /* of the policy, as many as the gate has */
	size_t n_rules;
	struct map *waivers; /* "RULE SUBJECT" -> struct gate_waiver */
	struct ass_list checks; /* struct gate_check */
	bool has_delta;
	struct ass_list ev_delta[EC__COUNT], finding_delta[IC__COUNT], action_delta[IC__COUNT]; /* of struct ass_pair */
	struct ass_versions versions;
};

/* Lists */
void ass_push(struct ctx *cx, struct ass_list *list, const void *p);

/* ass_resolve.c: answers, references, other files. */
MUST_CHECK enum rc ass_resolve(struct ass *a);
/* Records of an id as the source spells it; NULL when it names none. */
struct ass_evidence *ass_evidence_of(const struct ass *a, const struct ass_source *from, const char *id);
/* A person: the name of a party, or the words themselves. */
const char *ass_person(const struct ass *a, const struct ass_source *from, const char *who);
/* "" instead of NULL. */
const char *ass_attr(const struct ass *a, const xmlNode *node, const char *name);
enum status ass_status_of(const char *letter);

/* ass_evidence.c */
MUST_CHECK enum rc ass_check_evidence(struct ass *a);
bool ass_fails(enum ev_state state);
bool ass_holds(const struct ass_evidence *e, enum ev_state state); /* alone or beside graver ones */
size_t ass_count_state(const struct ass *a, enum ev_state state);
size_t ass_count_verified(const struct ass_list *evidence);

/* ass_other.c: the organisation's files and the assessments before this one. */
MUST_CHECK enum rc ass_load_others(struct ass *a);
void ass_index(const struct ass *a, struct ass_source *s); /* doc and root are set */
const char *ass_framework_key(const struct ass *a, const xmlNode *framework); /* "ssdf-1.1" */
const char *ass_key(const struct ass *a, const char *left, const char *right);

/* ass_policy.c: the policy against the catalogues of this assessment; nothing without one */
MUST_CHECK enum rc ass_policy(struct ass *a);
/* ass_gate.c */
MUST_CHECK enum rc ass_ask_gate(struct ass *a);
const char *ass_policy_age(const struct ass *a, const struct ass_evidence *e); /* why the policy finds it too old; NULL: it does not */

/* ass_delta.c */
MUST_CHECK enum rc ass_compare(struct ass *a);
/*
 * The classes part all pairs. `was` is ST_NONE for a task that the predecessor did not mention, which counts as not assessed.
 */
enum change ass_classify(enum status was, enum status now);
size_t ass_count_change(const struct ass_set *set, enum change change);
void ass_flow(const struct ass *a, struct ass_flow *flow); /* of the main set; only with a predecessor that is compared */
/* Was an answer then known better, or less well? SAME too where one of the two is not known. */
enum assurance_change { ASS_SAME, ASS_RAISED, ASS_LOWERED };
enum assurance_change ass_assurance_change(const struct ass_task *t);
size_t ass_count_assurance(const struct ass_set *set, enum assurance_change change);
enum assurance ass_assurance_of(const struct ass *a, const xmlNode *answer, enum status status);

/* ass_delta_items.c: evidence, findings, actions against the predecessor. */
void ass_compare_items(struct ass *a);

/* ass_crosswalk.c: what the assessment names, or the usual ones */
MUST_CHECK enum rc ass_load_crosswalks(struct ass *a);
void ass_write_crosswalks(const struct ass *a, xmlNode *parent);

/* ass_versions.c */
MUST_CHECK enum rc ass_compare_versions(struct ass *a);
/* The change of a task of the main version; NULL without one. */
const struct cat_task_delta *ass_version_of(const struct ass *a, const struct ass_task *t);
/* The answers behind one class of change. */
void ass_count_class(const struct ass *a, enum cat_class class, struct ass_counts *c);
/* The words of a task then and now: the official ones where both versions have them, else our summaries. */
const struct cat_word *ass_version_words(const struct ass *a, const struct cat_task_delta *d, bool *official, size_t *n);

/* ass_gaps.c */
void ass_order_gaps(struct ass *a);
const char *ass_gap_words(const struct ass *a, const struct ass_task *t);

/* ass_control.c */
/* Must the answer, or the organisation's that it takes over, be confirmed for this reason ("wording" "period" "guidance")? */
bool ass_awaits(const struct ass *a, const struct ass_task *t, const char *why);
MUST_CHECK enum rc ass_control(struct ass *a);

/* ass_attest.c */
MUST_CHECK enum rc ass_take_instrument(struct ass *a); /* before the answers */
MUST_CHECK enum rc ass_attest(struct ass *a);          /* after all that it asks for */

/* ass_count.c */
void ass_count(struct ass_counts *c, const struct ass_task *tasks, size_t n);
/* Do all totals agree with each other, counted in two ways? DIAG_INTERNAL when not. */
MUST_CHECK enum rc ass_cross_foot(struct ass *a);
int ass_percent(const struct ass_counts *c); /* rounded down; -1 when nothing is applicable */
bool ass_is_met(enum status s);
bool ass_is_open(enum status s);

/* ass_verdict.c: rules to sentences; each is added as <sentence rule="..."> */
void ass_verdict(const struct ass *a, xmlNode *parent);
void ass_notes(const struct ass *a, xmlNode *parent);

/* ass_lines.c: one line of text for what several pages name; "" when there is nothing */
const char *ass_join(const struct ass *a, const char *separator, const char *const *parts, size_t n);
const char *ass_product_line(const struct ass *a, const xmlNode *product);
const char *ass_products_line(const struct ass *a);
const char *ass_framework_line(const struct ass *a);
const char *ass_producer_line(const struct ass *a);
const char *ass_party_line(const struct ass *a, const xmlNode *p);
const char *ass_scope_words(const struct ass *a);
const char *ass_predecessor_line(const struct ass *a);
const char *ass_as_of_line(const struct ass *a);
const char *ass_migration_line(const struct ass *a, const xmlNode *migration);

/* ass_write.c and its parts */
xmlDoc *ass_write(const struct ass *a, const char *kind, const char *stylesheet_digest);
void ass_write_producer(const struct ass *a, xmlNode *root);
void ass_write_products(const struct ass *a, xmlNode *root);
void ass_write_scope(const struct ass *a, xmlNode *root);
void ass_write_period(const struct ass *a, xmlNode *root);
void ass_write_parties(const struct ass *a, xmlNode *root);
void ass_write_instrument(const struct ass *a, xmlNode *root);
void ass_write_attestation(const struct ass *a, xmlNode *root);
const char *ass_assurance_words(const struct ass *a, const struct ass_task *t);
void ass_write_summary(const struct ass *a, xmlNode *parent);
void ass_write_results(const struct ass *a, const struct ass_set *set, xmlNode *parent);
void ass_write_plan(const struct ass *a, xmlNode *parent); /* matrix, findings, actions */
void ass_write_index(const struct ass *a, xmlNode *parent); /* evidence, registers */
void ass_write_delta(const struct ass *a, xmlNode *parent); /* delta, trend */
void ass_write_gate(const struct ass *a, xmlNode *parent); /* nothing without a policy */
void ass_write_marks(const struct ass *a, xmlNode *parent, const struct ass_task *t);
void ass_write_annexes(const struct ass *a, xmlNode *parent);
void ass_write_versions(const struct ass *a, xmlNode *parent);
/* ass_write_marks.c: what stands in the margin of a task's card, and the words that changed. */
void ass_write_changes(const struct ass *a, xmlNode *parent, const struct ass_task *t);
void ass_write_facts(const struct ass *a, xmlNode *parent, const struct cat_revision *revisions, size_t n);
/* Runs of words of one kind. */
void ass_write_words(xmlNode *parent, const struct cat_word *words, size_t n);
const char *ass_class_word(const struct ass *a, enum cat_class class);
const char *ass_version_short(const struct ass *a); /* "1.2 draft": the newer version */
void ass_write_counts(const struct ass *a, xmlNode *parent, const struct ass_counts *c);
const char *ass_actions_sentence(const struct ass *a, size_t open, size_t overdue);
void ass_write_finding(const struct ass *a, xmlNode *parent, const struct ass_finding *f, bool in_full);
void ass_write_action(const struct ass *a, xmlNode *parent, const struct ass_action *x, bool in_full);
void ass_write_exception(const struct ass *a, xmlNode *parent, const struct ass_exception *x, bool in_full);
const char *ass_task_label(const struct ass *a, const struct ass_task *t); /* ours, in the language of the report */
void ass_write_task_link(const struct ass *a, xmlNode *parent, const struct ass_task *t);
void ass_write_missing(const struct ass *a, xmlNode *parent, const void *about);
/* Open tasks that the form (a->form) cites; ids, when wanted, are the first eight and how many more. */
size_t ass_form_open(const struct ass *a, size_t *cited, struct buf *ids);

/* ass_prose.c */
/* Copies the blocks of `from` into parent; inline content is wrapped in one <p>. */
void ass_prose(const struct ass *a, const struct ass_source *src, const xmlNode *from, xmlNode *parent);
bool ass_has_prose(const struct ass *a, const xmlNode *node);
/* An element with the prose of an element of the assessment; none when that says nothing. */
void ass_prose_el(const struct ass *a, xmlNode *parent, const char *name, const xmlNode *from);

/* ass_out.c: elements of the model */
xmlNode *out_el(xmlNode *parent, const char *name);
xmlNode *out_text_el(xmlNode *parent, const char *name, const char *text);
void out_chars(xmlNode *parent, const char *text);
void out_set(xmlNode *node, const char *name, const char *value); /* NULL is written as "" */
void out_setf(xmlNode *node, const char *name, const char *fmt, ...) PRINTF_LIKE(3, 4);
void out_num(xmlNode *node, const char *name, size_t value);
void out_flag(xmlNode *node, const char *name, bool value);
void out_at(xmlNode *node, const struct doc *doc, const xmlNode *source);
void out_span(xmlNode *node, struct span at); /* the same for a span; nothing for NO_SPAN */
void out_digest(xmlNode *parent, const char *kind, const char *hex);

/* ass_words.c: values as a reader sees them; results live in the arena */
extern const char ass_letters[ST__COUNT + 1];
const char *ass_status_word(const struct ass *a, enum status s);
const char *ass_status_short(const struct ass *a, enum status s);
struct ev_row {
	const char *name, *symbol; /* for programs and stylesheets: the same in every language */
	const char *word; /* id of a text */
};
extern const struct ev_row ass_ev_rows[EV__COUNT];
const char *ass_ev_word(const struct ass *a, enum ev_state state);
extern const enum ev_state ass_ev_order[EV__COUNT]; /* as a reader meets them: good, failed, not comparable */
struct change_row {
	const char *name;
	const char *word; /* id of a text */
	const char *group; /* better, worse, other, same: how a figure draws it */
};
extern const struct change_row ass_change_rows[CH__COUNT];
extern const struct change_row ass_ev_change_rows[EC__COUNT];
extern const struct change_row ass_finding_change_rows[IC__COUNT];
extern const struct change_row ass_action_change_rows[IC__COUNT];
int ass_day(const char *iso); /* days since 1970; NO_DAY for anything but a date */
const char *ass_date_words(const struct ass *a, const char *iso); /* "8 October 2026"; "" for none */
const char *ass_period_words(const struct ass *a, const char *start, const char *end);
const char *ass_fraction(const struct ass *a, size_t n, size_t of); /* "31 of 42", unbreakable */
const char *ass_share(const struct ass *a, size_t n, size_t of);    /* "73 %", rounded down, or a dash */
const char *ass_days_words(const struct ass *a, int days); /* "1 day" */
const char *ass_overdue_words(const struct ass *a, int days); /* "overdue 1 day" */
