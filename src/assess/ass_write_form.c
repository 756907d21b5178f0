#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

static const struct cat_form_item *
item_of(const struct cat_form *form, const char *id)
{
	for (size_t i = 0; id != NULL && i < form->n_items; i++)
		if (str_eq(form->items[i].id, id))
			return &form->items[i];
	return NULL;
}

/* The tasks that carry an item: its own, else those of the item above. */
static const struct cat_form_item *
carrier_of(const struct cat_form *form, const struct cat_form_item *item)
{
	for (int depth = 0; item != NULL && item->n_tasks == 0 && depth < 8; depth++)
		item = item_of(form, item->parent);
	return item;
}

static const struct ass_task *
task_of(const struct ass *a, const char *id)
{
	const struct cat_task *t = cat_lookup(a->sets[0].cat, id);

	return t != NULL ? &a->sets[0].tasks[t->index] : NULL;
}

static bool
is_below(const struct cat_form *form, const struct cat_form_item *item, const char *above)
{
	for (int depth = 0; item != NULL && depth < 8; depth++) {
		if (str_eq(item->parent, above))
			return true;
		item = item_of(form, item->parent);
	}
	return false;
}

/* Counts the applicable tasks of an item; one that only gathers others counts theirs, each task once. */
static void
count_item(const struct ass *a, const struct cat_form_item *item, size_t *total, size_t *met, struct buf *open)
{
	const struct cat_form_item *carrier = carrier_of(a->form, item);
	const struct ass_set *set = &a->sets[0];

	*total = *met = 0;
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];
		const struct cat_form_item *items[32];
		size_t n = cat_form_items_of(a->form, t->cat->id, items, ARRAY_LEN(items));
		bool cited = false;

		for (size_t k = 0; k < n; k++)
			cited |= items[k] == carrier || (carrier == NULL && is_below(a->form, items[k], item->id));
		if (!cited || t->status == ST_N)
			continue;
		++*total;
		if (ass_is_met(t->status))
			++*met;
		else
			buf_printf(open, "%s%s", open->len > 0 ? ", " : "", t->cat->id);
	}
}

static void
write_form_item(const struct ass *a, xmlNode *parent, const struct cat_form_item *item)
{
	xmlNode *f = out_el(parent, "form-item");
	struct buf open = {0};
	size_t total, met;

	count_item(a, item, &total, &met, &open);
	out_set(f, "id", item->id);
	out_set(f, "parent", item->parent);
	out_set(f, "label", ass_own(a, a->form->id, item->id, "label", item->label));
	out_set(f, "clause", item->clause);
	out_num(f, "total", total);
	out_num(f, "met", met);
	out_set(f, "fraction", ass_fraction(a, met, total));
	out_flag(f, "ready", open.len == 0);
	out_set(f, "reason", open.len > 0 ? ass_say(a, "form.open", "tasks", buf_str(&open), NULL) : "");
	for (size_t i = 0; i < item->n_tasks; i++)
		if (task_of(a, item->tasks[i]) != NULL)
			ass_write_task_link(a, f, task_of(a, item->tasks[i]));
	buf_free(&open);
}

#define FORM_IDS 8 /* named in a sentence; the rest is counted */

size_t
ass_form_open(const struct ass *a, size_t *cited, struct buf *ids)
{
	const struct ass_set *set = &a->sets[0];
	const struct cat_form_item *item;
	size_t open = 0;

	*cited = 0;
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		if (cat_form_items_of(a->form, set->cat->tasks[i].id, &item, 1) == 0)
			continue;
		++*cited;
		if (!ass_is_open(set->tasks[i].status))
			continue;
		if (ids != NULL && open < FORM_IDS)
			buf_printf(ids, "%s%s", open > 0 ? ", " : "", set->cat->tasks[i].id);
		open++;
	}
	if (ids != NULL && open > FORM_IDS)
		buf_printf(ids, " %s", ass_say_n(a, "form.more", open - FORM_IDS, NULL));
	return open;
}

static void
write_form(const struct ass *a, xmlNode *parent)
{
	xmlNode *f = out_el(parent, "form-summary");
	struct buf ids = {0};
	size_t cited, open = ass_form_open(a, &cited, &ids);

	out_num(f, "cited", cited);
	out_num(f, "cited-open", open);
	out_num(f, "uncited", a->sets[0].cat->n_tasks - cited);
	out_set(f, "line", ass_say_n(a, "form.line", open, "cited", ass_num(a, cited), "tasks", buf_str(&ids), NULL));
	for (size_t i = 0; i < a->form->n_items; i++)
		write_form_item(a, parent, &a->form->items[i]);
	buf_free(&ids);
}

void
ass_write_instrument(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "instrument");
	const struct cat_form *form = a->form;
	const char *as_of = ass_attr(a, from, "as-of");
	xmlNode *i;

	if (from == NULL)
		return;
	i = out_el(root, "instrument");
	out_set(i, "ref", ass_attr(a, from, "ref"));
	out_set(i, "as-of", as_of);
	out_set(i, "as-of-words", ass_date_words(a, as_of));
	out_set(i, "title", form != NULL ? form->title : ass_attr(a, from, "ref"));
	out_set(i, "issuer", form != NULL ? form->issuer : "");
	out_set(i, "omb", form != NULL ? form->omb : "");
	out_set(i, "expires", form != NULL ? form->expires : "");
	out_set(i, "expires-words", form != NULL ? ass_date_words(a, form->expires) : "");
	out_at(i, a->own.doc, from);
	if (form != NULL && *form->policy != '\0')
		out_text_el(i, "policy-note", ass_own(a, form->id, "", "policy", form->policy));
	ass_prose_el(a, i, "text", from);
	if (form != NULL)
		write_form(a, i);
}
