#pragma once
/*
 * edit.h - changes to the text of an assessment that leave every other byte as its author wrote it.
 *
 * A change is a range of bytes and what stands there instead. The ranges come from the spans of struct doc, never from
 * writing a tree out again: comments, indentation, the order and the quotes of attributes, line ends, entities and
 * encoding stay. A plan collects changes in any order and applies them in one pass; what is new takes the indentation,
 * the line ends and the namespace prefix of its neighbours. Nothing here writes a file: the caller checks the result as
 * if a person had typed it, and only then lets it replace the file.
 *
 * Markup of new elements is written with marks that the plan fills in: EDIT_NS before each element name (the prefix of
 * the neighbours), "\n" for a line of its own, "\t" for one step further in. Where the file has everything on one line,
 * lines and steps are left out.
 */
#include "catalog/cat_diff.h"
#include "load/doc.h"

#define EDIT_NS "\x01" /* no character of XML */

struct edit_plan;

struct edit_plan *edit_new(struct ctx *cx, const struct doc *doc); /* in cx->arena */
bool edit_is_empty(const struct edit_plan *p); /* nothing would change */

/* Replaces bytes [beg, end) of the decoded text; beg == end inserts. Insertions at one place keep their order. */
void edit_replace(struct edit_plan *p, uint32_t beg, uint32_t end, const char *text);
/* Sets an attribute; one that has the value already is left alone, a new one stands behind the last one. */
void edit_set_attr(struct edit_plan *p, const xmlNode *elem, const char *name, const char *value);
/* Takes an attribute away, with the white space before it; fine when there is none. */
void edit_drop_attr(struct edit_plan *p, const xmlNode *elem, const char *name);

enum edit_form { EDIT_MARKUP, EDIT_VERBATIM }; /* verbatim: line ends and tabs are the text's own */
/* Adds a child behind another child, or as the first one (after NULL). Children at one place keep their order. */
void edit_add(struct edit_plan *p, const xmlNode *parent, const xmlNode *after, enum edit_form form, const char *text);
/* The last child of the assessment, or of a task, that the schema puts no later than `name`; NULL when there is none. */
const xmlNode *edit_slot(const xmlNode *parent, const char *name);
/* How many bytes of white space a child added there would have before it. */
size_t edit_lead(const struct edit_plan *p, const xmlNode *parent, const xmlNode *after);

/* name="value", with a space before it; nothing for NULL. */
void edit_put_attr(struct buf *markup, const char *name, const char *value);
/* The white space before an attribute, as written; " " when the element has no such attribute. In cx->arena. */
const char *edit_gap(const struct edit_plan *p, const xmlNode *elem, const char *name);

/*
 * The changed text, decoded; DIAG_INTERNAL when two changes overlap. The caller frees `out`.
 *   inverse  [out] what edit_revert needs to go back, one line; NULL: not wanted
 */
MUST_CHECK enum rc edit_apply(struct edit_plan *p, struct buf *out, struct buf *inverse);
/* An element's bytes with the changes of a plan that changes nothing else. */
void edit_copy(struct edit_plan *p, const xmlNode *elem, struct buf *out);
/* Goes back. False when the line is malformed or speaks of bytes that are not there; `out` is then of no use. */
bool edit_revert(const char *text, size_t len, const char *inverse, struct buf *out);

/* ---- evidence --------------------------------------------------------------------------------------------------- */

struct edit_evidence { /* NULL: not given */
	const char *href; /* relative to the assessment */
	const char *sha256, *id, *title, *type, *method, *collected, *by, *expires, *disclosure, *reason;
	const char *tasks; /* "PO.1.1,PS.2.1" */
};
/* Adds an element to the evidence list, and references to it; *id [out] is its id. */
MUST_CHECK enum rc edit_add_evidence(struct edit_plan *p, const struct edit_evidence *e, const char **id);

/* ---- another version of the framework -------------------------------------------------------------------------- */

enum edit_keep { EDIT_REPLACE, EDIT_BESIDE }; /* BESIDE: the new version is answered beside the one that is there */

enum edit_fate {
	EDIT_KEPT,    /* the answer stands as it is */
	EDIT_CONFIRM, /* kept, and must be confirmed: the wording changed */
	EDIT_REVIEW,  /* kept, a look is advised: the guidance changed */
	EDIT_INHERITED, /* the organisation's answer: what must be confirmed is confirmed in its file */
	EDIT_MOVED,   /* kept under its new id */
	EDIT_NEW,     /* comes in as not assessed */
	EDIT_GONE,    /* no task of the new version: stays an answer to the old one */
	EDIT_OPEN,    /* was not answered, and is not */
	EDIT_FATE__COUNT
};

struct edit_step {
	const char *id, *was; /* was: NULL when the id is the same, or there was none */
	const char *label;
	char letter;   /* of the change class; 'x' for a task that is gone */
	char status[2]; /* of the answer; "" when there is none */
	enum edit_fate fate;
};

struct edit_migration {
	const struct catalog *was, *now;
	const struct cat_delta *delta;
	struct edit_step *steps;
	size_t n_steps, count[EDIT_FATE__COUNT];
	bool becomes_draft; /* a final document that must be confirmed is final no longer */
	const char *form;   /* the instrument whose crosswalk is of the older version, or NULL */
};

/* Finds out what the migration would do; MIGRATE_SAME, CAT_UNKNOWN, CAT_DIFF. `to` is "ssdf-1.2-ipd". */
MUST_CHECK enum rc edit_plan_migration(struct ctx *cx, const struct doc *doc, const char *to, enum edit_keep keep,
    struct edit_migration *m);
/* Does it; the record is not in it yet. */
void edit_migrate(struct edit_plan *p, const struct edit_migration *m, enum edit_keep keep);
struct edit_record {
	const char *program, *date; /* date NULL: none is stated */
	const char *sha256;  /* of the file before */
	const char *inverse; /* of edit_apply */
};
void edit_add_record(struct edit_plan *p, const struct edit_migration *m, const struct edit_record *r);
/*
 * Undoes the last migration: the text before it, whose digest the record states. MIGRATE_UNDO when there is no record, or
 * when the file was changed since. The caller frees `out`, which has the bytes as the file spelt them.
 */
MUST_CHECK enum rc edit_undo(struct ctx *cx, const struct doc *doc, struct buf *out);
void edit_show_migration(const struct edit_migration *m, const char *file, enum cat_format format, struct buf *out);

/* ---- a new period ------------------------------------------------------------------------------------------------ */

struct edit_roll {
	const char *start, *end, *as_of; /* as_of NULL: the end */
	const char *id;       /* NULL: that of the file, with the year of its period replaced */
	const char *href;     /* the file as the new one names it */
};
struct edit_rolled {
	const char *id, *version;
	size_t carried, open, reviews; /* answers to confirm; tasks not assessed; dates of people that went */
	bool from_draft; /* the old file is no final document */
};
/* MISSING_ELEMENT when the file has no period. */
MUST_CHECK enum rc edit_roll(struct edit_plan *p, const struct edit_roll *r, struct edit_rolled *done);
/* The id of the next cycle: "BF-2026-01" for a period of 2026 to 2027 is "BF-2027-01"; NULL keeps it. */
const char *edit_next_id(struct ctx *cx, const struct doc *doc, const char *start);

/* ---- inside the room ---------------------------------------------------------------------------------------------- */

const char *edit_attr(const struct edit_plan *p, const xmlNode *elem, const char *name); /* "" when absent */
struct ctx *edit_ctx(const struct edit_plan *p);
const struct doc *edit_doc(const struct edit_plan *p);
/* Adds a word to the list of what a task's answer must be confirmed for. */
void edit_mark(struct edit_plan *p, const xmlNode *task, const char *why);
