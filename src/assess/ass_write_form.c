#include <string.h>

#include "assess/ass_attest.h"
#include "base/str.h"

static void
write_form_item(const struct ass *a, xmlNode *parent, const struct ass_statement *s)
{
	const struct cat_form_item *item = s->item;
	xmlNode *f = out_el(parent, "form-item");
	struct buf ids = {0};

	for (size_t i = 0; i < s->tasks.n; i++) {
		const struct ass_task *t = s->tasks.p[i];

		if (ass_is_blocked(a->attest, t))
			buf_printf(&ids, "%s%s", ids.len > 0 ? ", " : "", t->cat->id);
	}
	out_set(f, "id", item->id);
	out_set(f, "parent", item->parent);
	out_set(f, "label", ass_own(a, a->form->id, item->id, "label", item->label));
	out_set(f, "clause", item->clause);
	out_num(f, "total", s->applicable);
	out_num(f, "met", s->met);
	out_set(f, "fraction", ass_fraction(a, s->met, s->applicable));
	out_flag(f, "ready", s->is_carried);
	out_set(f, "reason", ids.len > 0 ? ass_say(a, "form.blocked", "tasks", buf_str(&ids), NULL) : "");
	for (size_t i = 0; i < item->n_tasks; i++) {
		const struct cat_task *t = cat_lookup(a->attest->set->cat, item->tasks[i]);

		if (t != NULL)
			ass_write_task_link(a, f, &a->attest->set->tasks[t->index]);
	}
	buf_free(&ids);
}

#define FORM_IDS 8 /* named in a sentence; the rest is counted */

size_t
ass_form_open(const struct ass *a, size_t *cited, struct buf *ids)
{
	const struct ass_attest *x = a->attest;
	size_t open = 0;

	*cited = x->cited.n;
	for (size_t i = 0; i < x->cited.n; i++) {
		const struct ass_task *t = x->cited.p[i];

		if (!ass_is_open(t->status))
			continue;
		if (ids != NULL && open < FORM_IDS)
			buf_printf(ids, "%s%s", open > 0 ? ", " : "", t->cat->id);
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
		write_form_item(a, parent, &a->attest->statements[i]);
	buf_free(&ids);
}

void
ass_write_instrument(const struct ass *a, xmlNode *root)
{
	const xmlNode *from = load_first(a->own.root, "instrument");
	const struct cat_form *form = a->instrument;
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
	if (a->form != NULL)
		write_form(a, i);
}
