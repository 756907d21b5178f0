#pragma once
/*
 * cat_diff.h - what a version of a framework changed for somebody who answered the one before.
 *
 * Nothing here is typed as a list: the identity of tasks is compared, the statements word by word where the official wording of
 * both versions was imported, and everything else by the revision facts that the newer catalogue carries against its base.
 * The classes are ours, not the publisher's.
 */
#include "catalog/catalog.h"

enum cat_class {
	CAT_CLASS_NEW,       /* N: a task that was not there */
	CAT_CLASS_REASSESS,  /* W: reworded in substance or in a term: answer again */
	CAT_CLASS_GUIDANCE,  /* G: examples added or changed in substance: a look is advised */
	CAT_CLASS_EDITORIAL, /* E */
	CAT_CLASS_REFERENCE, /* R: the reference column only */
	CAT_CLASS_MOVED,     /* M: the task came from another id */
	CAT_CLASS_SAME,      /* - */
	CAT_CLASS__COUNT
};

struct cat_class_row {
	char letter;
	const char *name;  /* "new": stable, for machines */
	const char *words; /* "to re-assess": after a number */
};
extern const struct cat_class_row cat_class_rows[CAT_CLASS__COUNT];

enum cat_word_kind { CAT_WORD_SAME, CAT_WORD_DELETED, CAT_WORD_INSERTED };

struct cat_word {
	enum cat_word_kind kind;
	const char *text; /* without space around it */
};

struct cat_task_delta {
	const struct cat_task *was; /* NULL: new */
	const struct cat_task *now;
	enum cat_class class;
	const struct cat_word *words; /* of the statement; NULL when a wording is missing or nothing differs */
	size_t n_words;
	bool unlogged; /* the statement changed and the publisher's own change log does not say so */
};

struct cat_delta {
	const struct catalog *was, *now;
	bool by_words; /* both have their official wording */
	const struct cat_task_delta *tasks; /* one for each task of `now`, in order */
	size_t n_tasks;
	const struct cat_task *const *gone; /* tasks of `was` that `now` has under no id */
	size_t n_gone;
	size_t count[CAT_CLASS__COUNT];
};

/*
 * Compares two versions; `now` must carry its revisions against `was`. CAT_DIFF otherwise.
 * Everything is in cx->arena.
 */
MUST_CHECK enum rc cat_diff(struct ctx *cx, const struct catalog *was, const struct catalog *now,
    const struct cat_delta **delta);

/*
 * The version that `cat` is best compared with: the newest at hand that one of the two carries its changes against; NULL when
 * there is none. Files that cannot be read are passed over in silence.
 */
const char *cat_diff_newest(struct ctx *cx, const struct catalog *cat);

/* The words of two texts, deleted before inserted where both stand (longest common subsequence). */
const struct cat_word *cat_diff_words(struct ctx *cx, const char *was, const char *now, size_t *count);

/* `assay catalogue diff OLD NEW`, names as "ssdf-1.1". */
MUST_CHECK enum rc cat_diff_show(struct ctx *cx, const char *was, const char *now, enum cat_format format,
    struct buf *out);
