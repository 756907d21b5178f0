/* ass_crosswalk.c - other documents beside the tasks: clauses of the order, the form, laws and models. All of it informative. */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* What the annexes have when the assessment names none. */
static const char *const usual[] = {"cra-annex-i", "owasp-samm-2"};

enum rc
ass_load_crosswalks(struct ass *a)
{
	const xmlNode *first = load_first(a->own.root, "crosswalk");
	const struct cat_crosswalk *x;
	enum rc rc = RC_OK;

	for (size_t i = 0; first == NULL && i < ARRAY_LEN(usual); i++) {
		TRY(cat_load_crosswalk(a->cx, usual[i], NO_SPAN, &x));
		ass_push(a->cx, &a->crosswalks, x);
	}
	for (const xmlNode *c = first; c != NULL; c = load_next(c, "crosswalk")) {
		const char *ref = ass_attr(a, c, "ref");

		if (str_eq(ref, "none"))
			continue;
		if (cat_load_crosswalk(a->cx, ref, load_attr_span(a->cx, a->own.doc, c, "ref"), &x) == RC_OK)
			ass_push(a->cx, &a->crosswalks, x);
		else
			rc = RC_FAIL;
	}
	return rc;
}

static xmlNode *
open_crosswalk(xmlNode *parent, const char *name, const char *title, const char *edition, const char *label)
{
	xmlNode *x = out_el(parent, "crosswalk");

	out_set(x, "name", name);
	out_set(x, "title", title);
	out_set(x, "edition", edition);
	out_set(x, "label", label);
	return x;
}

static xmlNode *
add_row(xmlNode *x, const char *id, const char *about, const char *note)
{
	xmlNode *row = out_el(x, "crosswalk-row");

	out_set(row, "id", id);
	out_set(row, "about", about);
	out_set(row, "note", note);
	return row;
}

/* The clauses of the order, and the tasks whose row in the framework's table cites each. */
static void
write_order(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	const struct catalog *cat = set->cat;
	xmlNode *x;

	if (cat->n_clauses == 0)
		return;
	x = open_crosswalk(parent, "eo-14028", ass_say(a, "crosswalk.order", NULL),
	    ass_say(a, "crosswalk.cited-by", "framework", cat->name, NULL), ass_say(a, "crosswalk.informative", NULL));
	out_setf(x, "note", "%s%s%s",
	    cat->common_clause != NULL
	        ? ass_say(a, "crosswalk.common-clause", "clause", cat->common_clause, NULL)
	        : "",
	    cat->common_clause != NULL && cat->clause_note != NULL ? " " : "", cat->clause_note != NULL ? ass_own(a, set->key, "", "note", cat->clause_note) : "");
	out_set(x, "standing", "");
	for (size_t i = 0; i < cat->n_clauses; i++) {
		const struct cat_clause *clause = &cat->clauses[i];
		xmlNode *row;

		if (str_eq(clause->id, cat->common_clause))
			continue;
		row = add_row(x, clause->id, ass_own(a, set->key, clause->id, "about", clause->about), "");
		for (size_t t = 0; t < cat->n_tasks; t++)
			for (size_t k = 0; k < cat->tasks[t].n_clauses; k++)
				if (cat->tasks[t].clauses[k] == clause)
					ass_write_task_link(a, row, &set->tasks[t]);
	}
}

static void
write_form(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	const struct cat_form_item *item;
	struct buf uncited = {0};
	xmlNode *x;

	if (a->form == NULL)
		return;
	for (size_t i = 0; i < set->cat->n_tasks; i++)
		if (cat_form_items_of(a->form, set->cat->tasks[i].id, &item, 1) == 0)
			buf_printf(&uncited, "%s%s", uncited.len > 0 ? ", " : "", set->cat->tasks[i].id);
	x = open_crosswalk(parent, a->form->id, a->form->title, a->form->date, ass_say(a, "crosswalk.informative", NULL));
	out_set(x, "standing", "");
	out_set(x, "note", uncited.len > 0 ? ass_say(a, "crosswalk.uncited", "tasks", buf_str(&uncited), NULL) : "");
	buf_free(&uncited);
	for (size_t i = 0; i < a->form->n_items; i++) {
		xmlNode *row;

		if (a->form->items[i].n_tasks == 0)
			continue;
		row = add_row(x, a->form->items[i].id, ass_own(a, a->form->id, a->form->items[i].id, "label", a->form->items[i].label), "");
		for (size_t k = 0; k < a->form->items[i].n_tasks; k++) {
			const struct cat_task *t = cat_lookup(set->cat, a->form->items[i].tasks[k]);

			if (t != NULL)
				ass_write_task_link(a, row, &set->tasks[t->index]);
		}
	}
	out_digest(x, "catalogue", a->form->digest);
}

/* "Governance: Strategy and Metrics: Create and Promote" is what an inner entry's title means. */
static const char *
title_of(const struct ass *a, const struct cat_crosswalk *x, const struct cat_entry *e)
{
	const char *title = ass_own(a, x->id, e->id, "title", e->title);

	for (size_t i = x->n_entries; i-- > 0 && e->parent != NULL;)
		if (x->entries[i].parent != NULL && str_eq(x->entries[i].id, e->parent)) {
			e = &x->entries[i];
			title = arena_printf(a->cx->arena, "%s: %s", ass_own(a, x->id, e->id, "title", e->title), title);
		}
	return title;
}

static void
write_map(const struct ass *a, xmlNode *parent, const struct cat_crosswalk *x, const struct cat_map *m)
{
	const struct ass_set *set = &a->sets[0];
	bool is_empty = !m->all && m->n_tasks == 0;
	xmlNode *row = add_row(parent, m->id, title_of(a, x, m->entry),
	    ass_say(a, "crosswalk.cover", "cover", m->all ? "all" : is_empty ? "none" : m->part ? "part" : "", NULL));

	for (size_t t = 0; t < set->cat->n_tasks && !m->all; t++)
		if (cat_map_names(m, &set->cat->tasks[t]))
			ass_write_task_link(a, row, &set->tasks[t]);
}

static void
write_mapping(const struct ass *a, xmlNode *parent, const struct cat_crosswalk *x, const struct cat_mapping *mapping)
{
	const struct catalog *cat = a->sets[0].cat;
	bool is_older = !str_eq(mapping->version, cat->version);
	xmlNode *e = open_crosswalk(parent, x->id, x->title,
	    arena_printf(a->cx->arena, "%s; %s, %s", x->edition, mapping->source, mapping->date),
	    ass_say(a, mapping->is_judgement ? "crosswalk.judgement" : "crosswalk.published", NULL));

	out_setf(e, "note", "%s%s%s", mapping->note != NULL ? ass_own(a, x->id, mapping->version, "note", mapping->note) : "", mapping->note != NULL && is_older ? " " : "",
	    is_older ? ass_say(a, "crosswalk.older", "version", mapping->version, NULL)
	             : "");
	out_set(e, "standing",
	    x->standing != NULL ? ass_say(a, "crosswalk.standing", "text", ass_own(a, x->id, "", "standing", x->standing), "date", x->standing_date, NULL) : "");
	for (size_t i = 0; i < mapping->n_maps; i++)
		write_map(a, e, x, &mapping->maps[i]);
	out_digest(e, "catalogue", x->digest);
}

void
ass_write_crosswalks(const struct ass *a, xmlNode *parent)
{
	write_order(a, parent);
	write_form(a, parent);
	for (size_t i = 0; i < a->crosswalks.n; i++) {
		const struct cat_crosswalk *x = a->crosswalks.p[i];

		for (size_t k = 0; k < x->n_mappings; k++)
			if (cat_mapping_fits(&x->mappings[k], a->sets[0].cat))
				write_mapping(a, parent, x, &x->mappings[k]);
	}
}
