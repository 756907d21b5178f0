#pragma once
/*
 * catalog.h - a framework as data: groups, practices, tasks, and the ids that it gave up.
 *
 * A task id means something only together with its framework and version, so nothing here looks up a bare id
 * without a catalogue. Built-in catalogues carry official titles, which are facts, and a short label and a summary
 * of our own for each task; the framework's own sentences come only from a file that the user imported
 * (cat_import), and cat_load prefers such a file. Catalogues live in arenas and are never changed after loading.
 */
#include "load/doc.h"

#define CAT_NS "urn:assay:catalog:1"

enum cat_status { CAT_FINAL, CAT_DRAFT };

/* What a revision of a framework did to one statement, example or reference line of a task or practice. */
enum cat_change { CAT_ADDED, CAT_REMOVED, CAT_SUBSTANCE, CAT_TERM, CAT_EDITORIAL, CAT_REWRITTEN, CAT_MOVED };

struct cat_revision {
	const char *of;     /* "statement" "example" "reference" */
	const char *key;    /* number of the example, scheme of the reference; "" for a statement */
	enum cat_change change;
	const char *about;  /* our words: what became different; "" when nothing is said */
	bool unlogged;      /* the publisher's own change log does not name it */
};

struct cat_clause {
	const char *id;     /* "(i)(A)" of EO 14028 section 4(e) */
	const char *about;  /* our words */
};

struct cat_task {
	const char *id;      /* "PW.4.4" */
	const char *label;   /* ours, 2 to 6 words */
	const char *summary; /* ours, one sentence */
	const char *official; /* imported wording, or NULL */
	int examples, references; /* how many the framework prints */
	const char *const *schemes; /* reference schemes, sorted; n_schemes */
	size_t n_schemes;
	const struct cat_clause *const *clauses; /* in the order of the order's text; the one that every task has is left out */
	size_t n_clauses;
	const char *const *formerly; /* retired ids whose content is here */
	size_t n_formerly;
	const struct cat_revision *revisions; /* against the catalogue's base */
	size_t n_revisions;
	const char *hint;    /* ours: what an answer should say; NULL for most */
	const char *typical; /* ours: typical evidence; NULL for most */
	const struct cat_practice *practice;
	size_t index; /* among all tasks, from 0 */
};

struct cat_practice {
	const char *id;    /* "PW.4" */
	const char *title; /* official */
	const char *label; /* ours: for running heads */
	const char *official; /* imported statement, or NULL */
	const struct cat_revision *revisions;
	size_t n_revisions;
	const struct cat_task *tasks; /* a run of catalog.tasks */
	size_t n_tasks;
	const struct cat_group *group;
};

struct cat_group {
	const char *id;    /* "PW" */
	const char *title; /* official */
	const struct cat_practice *practices;
	size_t n_practices, n_tasks;
};

/* An id of an earlier version that must not be used again. */
struct cat_retired {
	const char *id;
	bool is_practice;
	const char *fate; /* our words: "now PO.1.3" */
	const char *const *to; /* task or practice ids where the content went */
	size_t n_to;
};

/* An id that looks like a task of this framework and is none. */
struct cat_stray {
	const char *id;
	const char *in; /* the document in which it is a task; NULL: none, though it circulates */
};

struct catalog {
	const char *id;      /* "ssdf" */
	const char *version; /* "1.1" */
	const char *name;    /* "SSDF 1.1": short form on the page */
	const char *title;   /* "Secure Software Development Framework (SSDF) Version 1.1 ..." */
	const char *source;  /* "NIST SP 800-218" */
	const char *href;    /* where it is published, as text */
	const char *date;    /* ISO date or month of publication */
	const char *base;    /* "1.0": the version that revisions are counted against; NULL when none */
	enum cat_status status;
	const char *lang;    /* of the official titles: xml:lang of the file, "en" without it */
	const char *common_clause; /* "(ix)", which every task carries; NULL when none */
	bool has_official; /* an imported file gave the wording */
	const char *wording; /* where that came from; NULL without it */
	const char *digest;  /* SHA-256 of the file(s) it was read from, 64 digits */
	const struct cat_group *groups;
	size_t n_groups;
	const struct cat_practice *practices; /* of all groups, in order */
	size_t n_practices;
	const struct cat_task *tasks; /* of all practices, in order */
	size_t n_tasks;
	const struct cat_clause *clauses;
	size_t n_clauses;
	const char *clause_note; /* what a reader of the crosswalk should know, or NULL */
	const struct cat_retired *retired;
	size_t n_retired;
	const struct cat_stray *strays;
	size_t n_strays;
	struct map *by_id; /* task ids; private */
	const char *const *ids; /* task ids, n_tasks, for suggestions */
};

/* An item of an attestation form, with the tasks that it cites. */
struct cat_form_item {
	const char *id;     /* "1a" */
	const char *parent; /* "1", or NULL */
	unsigned depth;     /* 0 for one that is no part; parts follow their item */
	const char *label;  /* ours */
	const char *statement; /* ours, a sentence that a signer can say; "" when there is only the label */
	const char *clause; /* "(i)(A)"; "" for none */
	const char *const *tasks; /* cited by the item itself; none for one that only gathers or divides */
	size_t n_tasks;
	bool is_statement; /* has no parts: one of the things that a signer agrees to */
};

struct cat_form {
	const char *id;      /* "cisa-form-1.0" */
	const char *title, *issuer, *date, *omb, *expires;
	const char *policy;  /* our words: whether anything asks for it, as of policy_date */
	const char *policy_date;
	const char *framework, *version; /* the ids of its tasks: "ssdf" "1.1" */
	const char *digest;
	const struct cat_form_item *items;
	size_t n_items;
};

/* An item of another document: a requirement of a law, a stream of a maturity model. */
struct cat_entry {
	const char *id;     /* "I (2)(b)" "G-SM-A" */
	const char *parent; /* or NULL */
	const char *title;
	bool is_leaf;
};

/* An entry beside tasks of a framework. */
struct cat_map {
	const char *id; /* of the entry; of its activity when a level is named: "G-SM-3-A" */
	const struct cat_entry *entry;
	const char *const *tasks; /* ids of tasks; of a practice for all of its tasks; none: not covered */
	size_t n_tasks;
	bool all;  /* every task of the framework */
	bool part; /* with a part of what it asks */
};

struct cat_mapping {
	const char *framework, *version; /* whose ids the tasks are */
	bool is_judgement;   /* ours; nobody has published it */
	const char *source, *date;
	const char *note;    /* or NULL */
	const struct cat_map *maps;
	size_t n_maps;
};

/* A document whose items somebody has set beside tasks: informative, never assessed by its items. */
struct cat_crosswalk {
	const char *id, *name, *title, *issuer, *edition, *date, *href;
	const char *standing, *standing_date; /* legal, in our words; or NULL */
	bool is_official; /* the titles of entries are the document's own */
	long levels;      /* of each innermost entry; 0: none */
	const char *digest;
	const struct cat_entry *entries; /* in order, an entry before its parts */
	size_t n_entries;
	const struct cat_mapping *mappings;
	size_t n_mappings;
};

/*
 * Loads framework `id` `version`: the user's imported file when there is one, else the built-in one.
 *   at   where the assessment names it: CAT_UNKNOWN points there, with a suggestion
 */
MUST_CHECK enum rc cat_load(struct ctx *cx, const char *id, const char *version, struct span at,
    const struct catalog **cat);
/* The same by one name, as a command line has it ("ssdf-1.1"). */
MUST_CHECK enum rc cat_load_named(struct ctx *cx, const char *name, const struct catalog **cat);
/* Reads one catalogue file; reports CAT_BAD at what is wrong. */
MUST_CHECK enum rc cat_load_file(struct ctx *cx, const char *path, const struct catalog **cat);
/* The form that an assessment's instrument names ("cisa-form-1.0"). CAT_UNKNOWN when there is none. */
MUST_CHECK enum rc cat_load_form(struct ctx *cx, const char *ref, struct span at, const struct cat_form **form);
/* A form of somebody's own, parsed from a file that an assessment names. CAT_BAD at what is wrong. */
MUST_CHECK enum rc cat_parse_form(struct ctx *cx, const struct doc *doc, const struct cat_form **form);
/* A crosswalk by name ("cra-annex-i"). CAT_UNKNOWN at `at` when there is none. */
MUST_CHECK enum rc cat_load_crosswalk(struct ctx *cx, const char *ref, struct span at, const struct cat_crosswalk **crosswalk);
/* Does the mapping speak about this framework, or about the version that it is counted against (whose ids live on)? */
bool cat_mapping_fits(const struct cat_mapping *mapping, const struct catalog *cat);
/* Is the task beside the entry? By its own id, that of its practice, or because all are. */
bool cat_map_names(const struct cat_map *map, const struct cat_task *task);

/* Is there a catalogue or form of that name ("ssdf-1.1")? */
bool cat_has(struct ctx *cx, const char *name);

const struct cat_task *cat_lookup(const struct catalog *cat, const char *task_id); /* NULL when absent */
const struct cat_practice *cat_lookup_practice(const struct catalog *cat, const char *practice_id);
const struct cat_retired *cat_lookup_retired(const struct catalog *cat, const char *id);
const struct cat_stray *cat_lookup_stray(const struct catalog *cat, const char *id);
/* The task id that was probably meant, also for "PW 4.4" or "pw.4.4"; NULL when nothing is near. */
const char *cat_nearest(const struct catalog *cat, const char *id);
/* Does the form cite the task? Items in the form's order; returns how many of them were put into `items` (max). */
size_t cat_form_items_of(const struct cat_form *form, const char *task_id, const struct cat_form_item **items, size_t max);

const char *cat_change_name(enum cat_change change); /* as in the file: "added" */

enum cat_format { CAT_TEXT, CAT_JSON };

/* `assay catalogue list`: the frameworks, forms and crosswalks at hand. */
MUST_CHECK enum rc cat_list(struct ctx *cx, enum cat_format format, struct buf *out);
/*
 * `assay catalogue show NAME [ID]`: a framework ("ssdf-1.1"), a form, or one group, practice, task or retired id of it.
 *   what  NULL for the whole; of a crosswalk an entry
 */
MUST_CHECK enum rc cat_show(struct ctx *cx, const char *name, const char *what, enum cat_format format, struct buf *out);
/*
 * `assay catalogue import FILE`: takes the official wording from an OSCAL catalogue into the user's own file.
 *   output  NULL: $XDG_DATA_HOME/assay/catalogues/NAME.xml
 *   out     [out] what was done, one line of text or a JSON object
 * An OSCAL file whose ids do not match the framework is refused whole (CAT_IMPORT).
 */
MUST_CHECK enum rc cat_import(struct ctx *cx, const char *oscal, const char *name, const char *output,
    enum cat_format format, struct buf *out);
