#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static void
write_retired(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *list = out_el(parent, "retired");

	for (size_t i = 0; i < set->cat->n_retired; i++) {
		const struct cat_retired *r = &set->cat->retired[i];
		xmlNode *n = out_el(list, "retired-id");

		out_set(n, "id", r->id);
		out_set(n, "kind", r->is_practice ? "practice" : "task");
		out_set(n, "fate", ass_own(a, set->key, r->id, "fate", r->fate));
		for (size_t k = 0; k < r->n_to; k++) {
			const struct cat_task *t = cat_lookup(set->cat, r->to[k]);

			if (t != NULL)
				ass_write_task_link(a, n, &set->tasks[t->index]);
		}
	}
}

/* Names of formulas, and of words of the glossary: their texts are formulas.NAME, formulas.NAME-term and so on. */
static const char *const formulas[] = {"formulas.met", "formulas.applicable", "formulas.open", "formulas.share", "formulas.verified", "formulas.overdue", "formulas.gaps", "formulas.totals"};
static const char *const terms[] = {"glossary.met", "glossary.partly", "glossary.planned", "glossary.alternative", "glossary.not-met", "glossary.na", "glossary.not-assessed", "glossary.self", "glossary.reviewed", "glossary.verified", "glossary.examine", "glossary.interview", "glossary.test", "glossary.digest"};

static const char *
term_of(const struct ass *a, const char *id)
{
	return arena_printf(a->cx->arena, "%s-term", id);
}

static void
write_words(const struct ass *a, xmlNode *parent)
{
	const xmlNode *own = load_first(a->own.root, "definitions");
	xmlNode *list = out_el(parent, "formulas");

	for (size_t i = 0; i < ARRAY_LEN(formulas); i++) {
		xmlNode *f = out_text_el(list, "formula", ass_say(a, formulas[i], NULL));

		out_set(f, "name", formulas[i] + strlen("formulas."));
		out_set(f, "term", ass_say(a, term_of(a, formulas[i]), NULL));
	}
	list = out_el(parent, "glossary");
	for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
		xmlNode *e = out_el(list, "entry");

		out_set(e, "term", ass_say(a, term_of(a, terms[i]), NULL));
		out_text_el(e, "p", ass_say(a, terms[i], NULL));
	}
	for (const xmlNode *t = load_first(own, "term"); t != NULL; t = load_next(t, "term")) {
		xmlNode *e = out_el(list, "entry");

		out_set(e, "term", ass_attr(a, t, "name"));
		ass_prose(a, &a->own, t, e);
	}
}

void
ass_write_annexes(const struct ass *a, xmlNode *parent)
{
	xmlNode *annexes = out_el(parent, "annexes");

	ass_write_crosswalks(a, annexes);
	write_retired(a, annexes);
	write_words(a, annexes);
}
