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
		out_set(n, "fate", r->fate);
		for (size_t k = 0; k < r->n_to; k++) {
			const struct cat_task *t = cat_lookup(set->cat, r->to[k]);

			if (t != NULL)
				ass_write_task_link(a, n, &set->tasks[t->index]);
		}
	}
}

static const struct {
	const char *name, *term, *text;
} formulas[] = {
    {"met", "Met", "Tasks with status M or A."},
    {"applicable", "Applicable",
        "All tasks of the framework less those with status N. Each N needs a reason and stands in a register."},
    {"open", "Open", "Applicable less met: P, L, X and U. Partly met is never met, not assessed counts as not met."},
    {"share", "Share",
        "Met divided by applicable, in whole per cent, rounded down: 100 % is printed only when every applicable task is met."},
    {"verified", "Verified evidence",
        "Items whose file is present, has the stated SHA-256, is not expired on the as-of date and lies in the period, of all items; "
        "each item once, however many tasks cite it."},
    {"overdue", "Overdue", "Open actions whose due date lies before the as-of date; the days between the two."},
    {"gaps", "Order of gaps", "Not met, partly met, planned, not assessed; then by the due date of the first open action."},
    {"totals", "Totals",
        "Every total is counted twice, over all tasks and over practices and groups; a report whose totals differ is not written."},
}, terms[] = {
    {"", "met", "The task is done as the framework describes it, in the producer’s judgement."},
    {"", "partly met", "A part of the task is done; what is lacking stands beside it."},
    {"", "planned", "Nothing is done yet, and there is a plan."},
    {"", "met by an alternative", "The outcome is reached in another way than the framework describes."},
    {"", "not met", "The task applies and is not done."},
    {"", "not applicable", "The task cannot apply; the reason stands in a register."},
    {"", "not assessed", "Nobody has judged the task; it counts as not met."},
    {"", "self-asserted", "The producer says so, nobody else has looked."},
    {"", "reviewed by a second person", "Somebody who did not write the answer has looked at it."},
    {"", "independently verified", "Somebody outside the work has checked it against evidence."},
    {"", "EXAMINE", "Evidence was read or inspected."},
    {"", "INTERVIEW", "People were asked."},
    {"", "TEST", "Something was tried out and the outcome compared with what was expected."},
    {"", "digest", "A SHA-256 value: 64 digits that change when a file changes."},
};

static void
write_words(const struct ass *a, xmlNode *parent)
{
	const xmlNode *own = load_first(a->own.root, "definitions");
	xmlNode *list = out_el(parent, "formulas");

	for (size_t i = 0; i < ARRAY_LEN(formulas); i++) {
		xmlNode *f = out_text_el(list, "formula", formulas[i].text);

		out_set(f, "name", formulas[i].name);
		out_set(f, "term", formulas[i].term);
	}
	list = out_el(parent, "glossary");
	for (size_t i = 0; i < ARRAY_LEN(terms); i++) {
		xmlNode *e = out_el(list, "entry");

		out_set(e, "term", terms[i].term);
		out_text_el(e, "p", terms[i].text);
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
