/*
 * ass_write_marks.c - what stands in the margin of a task's card: what the framework changed, and what we changed since the
 * predecessor. Each mark has a kind (the style of its bar), a place (how much of the card changed) and words.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* What happened to the evidence of a task since the predecessor, in the words of its gravest change. */
static const char *
evidence_change(const struct ass *a, const struct ass_task *t)
{
	static const struct {
		enum ev_change change;
		const char *text; /* id */
	} rows[] = {{EC_EXPIRED, "change.evidence-expired"}, {EC_REPLACED, "change.evidence-replaced"}, {EC_ADDED, "change.evidence-added"}};

	for (size_t k = 0; k < ARRAY_LEN(rows); k++)
		for (size_t i = 0; i < t->evidence.n; i++)
			if (((const struct ass_evidence *)t->evidence.p[i])->change == rows[k].change)
				return ass_say(a, rows[k].text, NULL);
	return NULL;
}

/* The classes that a reader of a card should see; the others touch nearly every task and stand in the matrix. */
static bool
is_boxed(enum cat_class class)
{
	return class == CAT_CLASS_NEW || class == CAT_CLASS_REASSESS || class == CAT_CLASS_GUIDANCE || class == CAT_CLASS_MOVED;
}

static void
mark(xmlNode *parent, const char *kind, const char *of, const char *letter, const char *words, bool bar)
{
	xmlNode *n = out_el(parent, "change-bar");

	out_set(n, "kind", kind);
	out_set(n, "of", of);
	out_set(n, "letter", letter);
	out_set(n, "words", words);
	out_flag(n, "bar", bar);
}

/* A version that is not the one in use has changed nothing here yet: a letter, and no bar. */
static void
mark_framework(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	const struct cat_task_delta *d = ass_version_of(a, t);
	char letter[2] = {0};

	if (d == NULL || !is_boxed(d->class))
		return;
	letter[0] = cat_class_rows[d->class].letter;
	mark(parent, "framework", d->class == CAT_CLASS_NEW ? "task" : "heading", letter,
	    a->versions.ahead ? ass_version_short(a) : ass_class_word(a, d->class), !a->versions.ahead);
}

/* A task that is new in the framework was not answered before: that is the framework's change, not ours. */
static void
mark_answer(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	enum status was = t->was == ST_NONE ? ST_U : t->was;

	if (!a->has_delta || t->set != a->sets)
		return;
	if (t->change == CH_NEW_TASK && t->status != ST_U)
		mark(parent, "answer", "task", "", ass_say(a, "change.new-answer", NULL), true);
	else if (t->change != CH_UNCHANGED && t->change != CH_NEW_TASK)
		mark(parent, "answer", "task", "",
		    ass_say(a, "change.was", "status", ass_status_word(a, was), "month",
		        arena_strndup(a->cx->arena, a->predecessor.date, 7), NULL), true);
	else if (t->reworded)
		mark(parent, "answer", "statement", "", ass_say(a, "change.reworded", NULL), true);
	if (evidence_change(a, t) != NULL)
		mark(parent, "evidence", "evidence", "", evidence_change(a, t), true);
}

static void
write_was(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	enum status was = t->was == ST_NONE ? ST_U : t->was;
	char letter[2] = {ass_letters[was], '\0'};
	xmlNode *n;

	if (!a->has_delta || t->set != a->sets || t->change == CH_UNCHANGED || t->change == CH_NEW_TASK)
		return;
	n = out_el(parent, "was");
	out_set(n, "status", letter);
	out_set(n, "word", ass_status_word(a, was));
	out_set(n, "change", ass_change_rows[t->change].name);
	out_set(n, "date", a->predecessor.date);
}

/* ---- words ---------------------------------------------------------------------------------------------------------- */

void
ass_write_words(xmlNode *parent, const struct cat_word *words, size_t n)
{
	static const char *const kinds[] = {"same", "deleted", "inserted"};
	struct buf run = {0};

	for (size_t i = 0; i < n; i++) {
		buf_printf(&run, "%s%s", run.len > 0 ? " " : "", words[i].text);
		if (i + 1 < n && words[i + 1].kind == words[i].kind)
			continue;
		out_set(out_text_el(parent, "w", buf_str(&run)), "kind", kinds[words[i].kind]);
		buf_free(&run);
		run = (struct buf){0};
	}
}

/* A new task has no words that differ: it is new as a whole. */
static void
write_marked(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	const struct cat_task_delta *d = ass_version_of(a, t);
	const struct cat_word *words;
	bool official, differs = false;
	xmlNode *m;
	size_t n;

	if (d == NULL || d->was == NULL || a->versions.ahead)
		return;
	words = ass_version_words(a, d, &official, &n);
	for (size_t i = 0; i < n; i++)
		differs = differs || words[i].kind != CAT_WORD_SAME;
	if (!differs)
		return;
	m = out_el(parent, "marked");
	out_set(m, "of", official ? "official" : "own");
	ass_write_words(m, words, n);
}

void
ass_write_changes(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	const struct cat_task_delta *d = ass_version_of(a, t);

	mark_framework(a, parent, t);
	mark_answer(a, parent, t);
	write_was(a, parent, t);
	write_marked(a, parent, t);
	if (d != NULL && is_boxed(d->class) && d->class != CAT_CLASS_NEW)
		ass_write_facts(a, parent, d->now->revisions, d->now->n_revisions);
}
