/*
 * ass_write_versions.c - <versions>: two versions of the framework side by side, with the answers behind each change.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* ---- words ---------------------------------------------------------------------------------------------------------- */

const char *
ass_class_word(const struct ass *a, enum cat_class class)
{
	return ass_say(a, "class.word", "class", cat_class_rows[class].name, NULL);
}

/* "SSDF 1.2 draft" -> "1.2 draft": whose change a letter is about. */
const char *
ass_version_short(const struct ass *a)
{
	const char *name = a->versions.delta->now->name, *space = strchr(name, ' ');

	return space != NULL ? space + 1 : name;
}

/* ---- facts ---------------------------------------------------------------------------------------------------------- */

static const char *const fact_kinds[] = {"statement", "example", "reference"};
static const enum cat_change fact_changes[] = {
    CAT_ADDED, CAT_REMOVED, CAT_SUBSTANCE, CAT_TERM, CAT_EDITORIAL, CAT_REWRITTEN, CAT_MOVED};

static void
write_fact(const struct ass *a, xmlNode *parent, const char *of, enum cat_change change, const struct cat_revision *r, size_t n)
{
	const char *name = cat_change_name(change);
	xmlNode *f = NULL;

	for (size_t i = 0; i < n; i++) {
		xmlNode *part;

		if (r[i].change != change || !str_eq(r[i].of, of))
			continue;
		if (f == NULL) {
			f = out_el(parent, "fact");
			out_set(f, "of", of);
			out_set(f, "change", name);
			out_set(f, "word", ass_say(a, "fact.word", "of", of, "change", name, NULL));
			out_flag(f, "unlogged", r[i].unlogged);
		}
		part = out_text_el(f, "part", r[i].key);
		if (*r[i].about != '\0')
			out_set(part, "about", ass_own(a, a->sets[0].cat->id, r[i].about, "about", r[i].about));
	}
}

void
ass_write_facts(const struct ass *a, xmlNode *parent, const struct cat_revision *revisions, size_t n)
{
	for (size_t k = 0; k < ARRAY_LEN(fact_kinds); k++)
		for (size_t c = 0; c < ARRAY_LEN(fact_changes); c++)
			write_fact(a, parent, fact_kinds[k], fact_changes[c], revisions, n);
}

/* What the newer catalogue says in our words, in the language of the report. */
static const char *
own_words(const struct ass *a, const struct cat_task *t, const char *part, const char *english)
{
	const struct catalog *now = a->versions.delta->now;

	return ass_own(a, arena_printf(a->cx->arena, "%s-%s", now->id, now->version), t->id, part, english);
}

/* ---- tasks ---------------------------------------------------------------------------------------------------------- */

static const char *const basis_names[BASIS__COUNT] = {"own", "carried", "again", "none"};

static const char *
advice(const struct ass *a, const struct cat_task_delta *d, const struct ass_task *yours)
{
	const struct ass_versions *v = &a->versions;
	bool answered = !v->ahead || v->basis[d->now->index] == BASIS_OWN;

	if (answered && yours->status != ST_U && (d->class == CAT_CLASS_NEW || d->class == CAT_CLASS_REASSESS))
		return ass_say(a, "class.answered", "to", v->delta->now->name, NULL);
	if (d->class != CAT_CLASS_NEW && d->class != CAT_CLASS_REASSESS && ass_is_open(yours->status))
		return ass_say(a, "class.open", NULL);
	return ass_say(a, "class.advice", "class", cat_class_rows[d->class].name, NULL);
}

static void
write_texts(const struct ass *a, xmlNode *n, const struct cat_task_delta *d)
{
	bool official, differs = false;
	size_t count;
	const struct cat_word *words = ass_version_words(a, d, &official, &count);
	xmlNode *m;

	for (size_t i = 0; i < count; i++)
		differs = differs || words[i].kind != CAT_WORD_SAME;
	m = out_el(n, "marked");
	out_set(m, "of", official ? "official" : "own");
	out_flag(m, "differs", differs);
	ass_write_words(m, words, count);
}

static void
write_version_task(const struct ass *a, xmlNode *parent, size_t i)
{
	const struct cat_task_delta *d = &a->versions.delta->tasks[i];
	const struct ass_task *yours = a->versions.yours[i];
	char letter[2] = {cat_class_rows[d->class].letter, '\0'}, status[2] = {ass_letters[yours->status], '\0'};
	xmlNode *n = out_el(parent, "version-task");

	out_set(n, "id", d->now->id);
	out_set(n, "was", d->was != NULL ? d->was->id : "");
	out_set(n, "to", yours->anchor);
	out_set(n, "label", own_words(a, d->now, "label", d->now->label));
	out_set(n, "class", cat_class_rows[d->class].name);
	out_set(n, "letter", letter);
	out_set(n, "word", ass_class_word(a, d->class));
	out_flag(n, "unlogged", d->unlogged);
	out_set(n, "status", status);
	out_set(n, "status-word", ass_status_word(a, yours->status));
	out_flag(n, "open", ass_is_open(yours->status));
	out_set(n, "basis", a->versions.ahead ? basis_names[a->versions.basis[d->now->index]] : "own");
	out_set(n, "advice", advice(a, d, yours));
	write_texts(a, n, d);
	ass_write_facts(a, n, d->now->revisions, d->now->n_revisions);
	if (d->now->hint != NULL)
		out_text_el(n, "hint", own_words(a, d->now, "hint", d->now->hint));
	if (d->now->typical != NULL)
		out_text_el(n, "typical", own_words(a, d->now, "typical", d->now->typical));
}

static void
write_practices(const struct ass *a, xmlNode *parent)
{
	const struct cat_delta *d = a->versions.delta;

	for (size_t p = 0; p < d->now->n_practices; p++) {
		const struct cat_practice *q = &d->now->practices[p];
		xmlNode *n = out_el(parent, "version-practice");

		out_set(n, "id", q->id);
		out_set(n, "title", q->title);
		out_set(n, "group", q->group->id);
		out_flag(n, "new", cat_lookup_practice(d->was, q->id) == NULL);
		ass_write_facts(a, n, q->revisions, q->n_revisions);
		for (size_t i = 0; i < q->n_tasks; i++)
			write_version_task(a, n, q->tasks[i].index);
	}
	for (size_t i = 0; i < d->n_gone; i++) {
		xmlNode *n = out_el(parent, "gone");

		out_set(n, "id", d->gone[i]->id);
		out_set(n, "label", d->gone[i]->label);
	}
}

static void
write_class(const struct ass *a, xmlNode *parent, enum cat_class class)
{
	const struct ass_versions *v = &a->versions;
	char letter[2] = {cat_class_rows[class].letter, '\0'};
	xmlNode *n = out_el(parent, "class");
	struct ass_counts c;

	ass_count_class(a, class, &c);
	out_set(n, "name", cat_class_rows[class].name);
	out_set(n, "letter", letter);
	out_set(n, "word", ass_class_word(a, class));
	out_set(n, "meaning", ass_say(a, "class.meaning", "class", cat_class_rows[class].name, NULL));
	out_num(n, "total", v->delta->count[class]);
	out_set(n, "fraction", ass_fraction(a, v->delta->count[class], v->delta->n_tasks));
	ass_write_counts(a, n, &c);
	for (size_t i = 0; i < v->delta->n_tasks; i++)
		if (v->delta->tasks[i].class == class) {
			char status[2] = {ass_letters[v->yours[i]->status], '\0'};
			xmlNode *link = out_el(n, "class-task");

			out_set(link, "id", v->delta->tasks[i].now->id);
			out_set(link, "label", own_words(a, v->delta->tasks[i].now, "label", v->delta->tasks[i].now->label));
			out_set(link, "to", v->yours[i]->anchor);
			out_set(link, "status", status);
			out_set(link, "word", ass_status_word(a, v->yours[i]->status));
		}
}

/* ---- what the newer version does not say any more ------------------------------------------------------------------- */

static bool
cites(const struct cat_task *t, const struct cat_clause *clause)
{
	for (size_t i = 0; i < t->n_clauses; i++)
		if (t->clauses[i] == clause)
			return true;
	return false;
}

static void
write_losses(const struct ass *a, xmlNode *parent)
{
	const struct cat_delta *d = a->versions.delta;
	xmlNode *list;

	if (d->was->n_clauses == 0 || d->now->n_clauses > 0)
		return;
	list = out_el(parent, "losses");
	out_set(list, "note", ass_say(a, "version.losses", "to", d->now->name, "from", d->was->name, NULL));
	for (size_t c = 0; c < d->was->n_clauses; c++) {
		const struct cat_clause *clause = &d->was->clauses[c];
		bool common = d->was->common_clause != NULL && str_eq(clause->id, d->was->common_clause);
		xmlNode *n = out_el(list, "loss");

		out_set(n, "id", clause->id);
		out_set(n, "about", ass_own(a, d->was->id, clause->id, "about", clause->about));
		out_flag(n, "every", common);
		for (size_t i = 0; !common && i < d->n_tasks; i++)
			if (d->tasks[i].was != NULL && cites(d->tasks[i].was, clause))
				out_text_el(n, "cited", d->tasks[i].was->id);
	}
}

struct scheme {
	const char *id;
	size_t by[3]; /* removed, added, rewritten */
};

static struct scheme *
scheme_of(struct scheme *list, size_t *n, const char *id)
{
	for (size_t i = 0; i < *n; i++)
		if (str_eq(list[i].id, id))
			return &list[i];
	list[*n] = (struct scheme){.id = id};
	return &list[(*n)++];
}

static void
write_schemes(const struct ass *a, xmlNode *parent)
{
	static const enum cat_change changes[] = {CAT_REMOVED, CAT_ADDED, CAT_REWRITTEN};
	const struct cat_delta *d = a->versions.delta;
	size_t n = 0, most = 0;
	struct scheme *list;
	xmlNode *all;

	for (size_t i = 0; i < d->n_tasks; i++)
		most += d->tasks[i].now->n_revisions;
	list = arena_array(a->cx->arena, most, sizeof(*list));
	for (size_t i = 0; i < d->n_tasks; i++)
		for (size_t k = 0; d->tasks[i].was != NULL && k < d->tasks[i].now->n_revisions; k++) {
			const struct cat_revision *r = &d->tasks[i].now->revisions[k];

			for (size_t c = 0; str_eq(r->of, "reference") && c < ARRAY_LEN(changes); c++)
				if (r->change == changes[c])
					scheme_of(list, &n, r->key)->by[c]++;
		}
	if (n == 0)
		return;
	all = out_el(parent, "schemes");
	out_set(all, "note", ass_say(a, "version.schemes", "to", d->now->name, "from", d->was->name, NULL));
	for (size_t i = 0; i < n; i++) {
		xmlNode *s = out_el(all, "scheme");

		out_set(s, "id", list[i].id);
		out_num(s, "removed", list[i].by[0]);
		out_num(s, "added", list[i].by[1]);
		out_num(s, "rewritten", list[i].by[2]);
	}
}

/* ---- readiness and the whole ---------------------------------------------------------------------------------------- */

static size_t
count_basis(const struct ass *a, enum ass_basis basis)
{
	size_t n = 0;

	for (size_t i = 0; i < a->versions.side.cat->n_tasks; i++)
		n += a->versions.basis[i] == basis;
	return n;
}

static void
write_readiness(const struct ass *a, xmlNode *parent, const struct ass_set *set, bool is_main)
{
	xmlNode *n = out_el(parent, "readiness");
	struct ass_counts c;

	ass_count(&c, set->tasks, set->cat->n_tasks);
	out_set(n, "name", set->cat->name);
	out_flag(n, "main", is_main);
	out_set(n, "formula",
	    is_main ? ass_say(a, "version.readiness", NULL)
	            : ass_say(a, "version.readiness-side", "own", ass_num(a, count_basis(a, BASIS_OWN)), "carried",
	                  ass_num(a, count_basis(a, BASIS_CARRIED)), "main", a->sets[0].cat->name, "again",
	                  ass_num(a, count_basis(a, BASIS_AGAIN)), "none", ass_num(a, count_basis(a, BASIS_NONE)), NULL));
	ass_write_counts(a, n, &c);
}

/* A day, or a month where the publication has no day. */
static const char *
publication_date(const struct ass *a, const char *date)
{
	int month = strlen(date) == 7 && date[5] >= '0' && date[5] <= '1' && date[6] >= '0' && date[6] <= '9'
	    ? (date[5] - '0') * 10 + date[6] - '0'
	    : 0;

	if (strlen(date) == 10)
		return ass_date_words(a, date);
	if (month < 1 || month > 12)
		return date;
	return arena_printf(a->cx->arena, "%s" NBSP "%.4s", ass_say(a, arena_printf(a->cx->arena, "date.month.%d", month), NULL), date);
}

static void
write_side(const struct ass *a, xmlNode *parent, const struct catalog *cat)
{
	bool draft = cat->status == CAT_DRAFT;
	xmlNode *n = out_el(parent, "side");
	size_t examples = 0, references = 0;

	for (size_t i = 0; i < cat->n_tasks; i++) {
		examples += (size_t)cat->tasks[i].examples;
		references += (size_t)cat->tasks[i].references;
	}
	out_setf(n, "key", "%s-%s", cat->id, cat->version);
	out_set(n, "name", cat->name);
	out_set(n, "status", draft ? "draft" : "final");
	out_set(n, "status-word", ass_say(a, "line.status", "status", draft ? "draft" : "final", NULL));
	out_set(n, "date", cat->date);
	out_set(n, "date-words", publication_date(a, cat->date));
	out_set(n, "source", cat->source);
	out_set(n, "title", cat->title);
	out_num(n, "groups", cat->n_groups);
	out_num(n, "practices", cat->n_practices);
	out_num(n, "tasks", cat->n_tasks);
	out_num(n, "examples", examples);
	out_num(n, "references", references);
	out_digest(n, "catalogue", cat->digest);
}

static const char *
unlogged(const struct ass *a)
{
	const struct cat_delta *d = a->versions.delta;
	struct buf ids = {0};
	const char *text;

	for (size_t i = 0; i < d->n_tasks; i++)
		if (d->tasks[i].unlogged)
			buf_printf(&ids, "%s%s", ids.len > 0 ? ", " : "", d->tasks[i].now->id);
	text = ids.len > 0 ? ass_say(a, "version.unlogged", "tasks", buf_str(&ids), NULL) : ass_say(a, "version.logged", NULL);
	buf_free(&ids);
	return text;
}

static void
write_sentences(const struct ass *a, xmlNode *n)
{
	const struct cat_delta *d = a->versions.delta;
	const struct catalog *draft = d->now->status == CAT_DRAFT ? d->now : d->was->status == CAT_DRAFT ? d->was : NULL;

	if (draft != NULL)
		out_text_el(n, "banner",
		    ass_say(a, "version.banner", "draft", draft->source, "date",
		        publication_date(a, draft->date), "other",
		        draft == d->now ? d->was->name : d->now->name, NULL));
	out_text_el(n, "note",
	    d->by_words ? ass_say(a, "version.words", "wording", d->now->wording, NULL) : ass_say(a, "version.facts", "to", d->now->name, NULL));
	out_text_el(n, "note", unlogged(a));
}

void
ass_write_versions(const struct ass *a, xmlNode *parent)
{
	const struct ass_versions *v = &a->versions;
	const struct cat_delta *d = v->delta;
	xmlNode *n;

	if (d == NULL)
		return;
	n = out_el(parent, "versions");
	out_set(n, "direction", v->ahead ? "ahead" : "behind");
	out_set(n, "by", d->by_words ? "words" : "facts");
	out_flag(n, "draft", d->now->status == CAT_DRAFT || d->was->status == CAT_DRAFT);
	out_set(n, "short", ass_version_short(a));
	out_set(n, "title",
	    ass_say(a, "version.title", "direction", v->ahead ? "ahead" : "behind", "to", d->now->name, "from", d->was->name, NULL));
	out_set(n, "sentence",
	    ass_say(a, "version.sum", "new", ass_num(a, d->count[CAT_CLASS_NEW]), "total", ass_num(a, d->n_tasks), "to", d->now->name, "from",
	        d->was->name, "again", ass_num(a, d->count[CAT_CLASS_REASSESS]), NULL));
	write_sentences(a, n);
	write_side(a, n, d->was);
	write_side(a, n, d->now);
	for (int c = 0; c < CAT_CLASS__COUNT; c++)
		write_class(a, n, (enum cat_class)c);
	write_readiness(a, n, v->ahead ? &a->sets[0] : &v->side, v->ahead);
	write_readiness(a, n, v->ahead ? &v->side : &a->sets[0], !v->ahead);
	write_practices(a, n);
	write_losses(a, n);
	write_schemes(a, n);
}
