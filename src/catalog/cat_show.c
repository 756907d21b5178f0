#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "catalog/cat_file.h"

const char *
cat_status_word(const struct catalog *cat)
{
	return cat->status == CAT_DRAFT ? "draft" : "final";
}

static void
framework_json(struct buf *out, const struct catalog *cat, const char *origin)
{
	buf_puts(out, "{\"kind\":\"framework\",");
	buf_json_member(out, "id", cat->id);
	buf_putc(out, ',');
	buf_json_member(out, "version", cat->version);
	buf_putc(out, ',');
	buf_json_member(out, "title", cat->title);
	buf_putc(out, ',');
	buf_json_member(out, "source", cat->source);
	buf_putc(out, ',');
	buf_json_member(out, "status", cat_status_word(cat));
	buf_putc(out, ',');
	buf_json_member(out, "date", cat->date);
	buf_printf(out, ",\"groups\":%zu,\"practices\":%zu,\"tasks\":%zu,", cat->n_groups, cat->n_practices, cat->n_tasks);
	buf_json_member(out, "wording", cat->wording);
	buf_putc(out, ',');
	buf_json_member(out, "origin", origin);
	buf_putc(out, ',');
	buf_json_member(out, "sha256", cat->digest);
}

static size_t
count_statements(const struct cat_form *form)
{
	size_t n = 0;

	for (size_t i = 0; i < form->n_items; i++)
		n += form->items[i].is_statement;
	return n;
}

static void
form_json(struct buf *out, const struct cat_form *form, const char *origin)
{
	buf_puts(out, "{\"kind\":\"form\",");
	buf_json_member(out, "id", form->id);
	buf_putc(out, ',');
	buf_json_member(out, "title", form->title);
	buf_putc(out, ',');
	buf_json_member(out, "issuer", form->issuer);
	buf_putc(out, ',');
	buf_json_member(out, "date", form->date);
	buf_putc(out, ',');
	buf_json_member(out, "expires", form->expires);
	buf_putc(out, ',');
	buf_json_member(out, "policy", form->policy);
	buf_printf(out, ",\"statements\":%zu,", count_statements(form));
	buf_json_member(out, "origin", origin);
	buf_putc(out, ',');
	buf_json_member(out, "sha256", form->digest);
}

/* What a file holds: its root says which; the other two are NULL. */
struct held {
	const struct catalog *cat;
	const struct cat_form *form;
	const struct cat_crosswalk *crosswalk;
};

static enum rc
load_held(struct ctx *cx, const char *path, struct held *held)
{
	const struct doc *doc;
	const xmlNode *root;

	*held = (struct held){0};
	TRY(load_file(cx, path, &doc));
	root = xmlDocGetRootElement(doc->xml);
	if (load_is(root, "form"))
		return cat_parse_form(cx, doc, &held->form);
	if (load_is(root, "crosswalk"))
		return cat_parse_crosswalk(cx, doc, &held->crosswalk);
	return cat_parse(cx, doc, &held->cat);
}

static void
list_json(struct buf *out, const struct held *held, const char *origin)
{
	if (held->cat != NULL)
		framework_json(out, held->cat, origin);
	else if (held->form != NULL)
		form_json(out, held->form, origin);
	else
		cat_crosswalk_json(out, held->crosswalk, origin);
	buf_putc(out, '}');
}

static void
list_text(struct buf *out, const char *name, const struct held *held, const char *origin)
{
	const struct catalog *cat = held->cat;
	const struct cat_form *form = held->form;

	if (cat != NULL)
		buf_printf(out, "%-16s %s, %s, %s (%s): %zu tasks in %zu practices; %s, %s\n", name, cat->name, cat->source,
		    cat_status_word(cat), cat->date, cat->n_tasks, cat->n_practices, origin,
		    cat->has_official ? "official wording" : "labels and summaries are ours");
	else if (form != NULL)
		buf_printf(out, "%-16s %s (%s, %s): %zu statements on %s %s\n", name, form->title, form->issuer, form->date,
		    count_statements(form), form->framework, form->version);
	else
		cat_crosswalk_line(out, held->crosswalk);
}

enum rc
cat_list(struct ctx *cx, enum cat_format format, struct buf *out)
{
	size_t n, shown = 0;
	const char *const *names = cat_names(cx, &n);
	enum rc rc = RC_OK;

	if (format == CAT_JSON)
		buf_puts(out, "[");
	for (size_t i = 0; i < n; i++) {
		const char *path = cat_find(cx, names[i]);
		const char *origin = path != NULL && cat_is_user_path(cx, path) ? "imported" : "built in";
		struct held held;

		if (path == NULL || load_held(cx, path, &held) != RC_OK) {
			rc = RC_FAIL;
			continue;
		}
		if (format == CAT_TEXT) {
			list_text(out, names[i], &held, origin);
			continue;
		}
		buf_puts(out, shown++ > 0 ? ",\n " : "\n ");
		list_json(out, &held, origin);
	}
	if (format == CAT_JSON)
		buf_puts(out, shown > 0 ? "\n]\n" : "]\n");
	return rc;
}

static void
join(struct buf *out, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s%s", i > 0 ? " " : "", list[i]);
}

static void
task_text(struct buf *out, const struct catalog *cat, const struct cat_task *t, const struct cat_form *form)
{
	const struct cat_form_item *items[16];
	size_t n = form != NULL ? cat_form_items_of(form, t->id, items, ARRAY_LEN(items)) : 0;

	buf_printf(out, "%s  %s (our label)\n    %s (our summary)\n", t->id, t->label, t->summary);
	if (t->official != NULL)
		buf_printf(out, "    Official: %s\n", t->official);
	buf_printf(out, "    Practice %s: %s\n", t->practice->id, t->practice->title);
	buf_printf(out, "    %d notional examples (not requirements), %d reference lines: ", t->examples, t->references);
	join(out, t->schemes, t->n_schemes);
	buf_puts(out, cat->n_clauses > 0 ? "\n    EO 14028 4(e):" : "\n    This version names no clauses of EO 14028.\n");
	for (size_t i = 0; i < t->n_clauses; i++)
		buf_printf(out, " %s", t->clauses[i]->id);
	if (cat->n_clauses > 0)
		buf_puts(out, t->n_clauses > 0 ? ", and the clause that all tasks share\n" : " only the clause that all tasks share\n");
	if (n > 0)
		buf_printf(out, "    %s:", form->title);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, " %s", items[i]->id);
	if (n > 0)
		buf_putc(out, '\n');
	if (t->n_formerly > 0) {
		buf_puts(out, "    Formerly: ");
		join(out, t->formerly, t->n_formerly);
		buf_putc(out, '\n');
	}
}

static void
task_json(struct buf *out, const struct cat_task *t, const struct cat_form *form)
{
	const struct cat_form_item *items[16];
	size_t n = form != NULL ? cat_form_items_of(form, t->id, items, ARRAY_LEN(items)) : 0;

	buf_putc(out, '{');
	buf_json_member(out, "id", t->id);
	buf_putc(out, ',');
	buf_json_member(out, "practice", t->practice->id);
	buf_putc(out, ',');
	buf_json_member(out, "label", t->label);
	buf_putc(out, ',');
	buf_json_member(out, "summary", t->summary);
	buf_putc(out, ',');
	buf_json_member(out, "official", t->official);
	buf_printf(out, ",\"examples\":%d,\"references\":%d,", t->examples, t->references);
	buf_json_list(out, "schemes", t->schemes, t->n_schemes);
	buf_puts(out, ",\"eo14028\":[");
	for (size_t i = 0; i < t->n_clauses; i++)
		buf_printf(out, "%s\"%s\"", i > 0 ? "," : "", t->clauses[i]->id);
	buf_puts(out, "],\"form\":[");
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s\"%s\"", i > 0 ? "," : "", items[i]->id);
	buf_puts(out, "],");
	buf_json_list(out, "formerly", t->formerly, t->n_formerly);
	buf_putc(out, '}');
}

static void
practice_text(struct buf *out, const struct cat_practice *p)
{
	buf_printf(out, "  %-7s %s\n", p->id, p->title);
	for (size_t i = 0; i < p->n_tasks; i++)
		buf_printf(out, "    %-8s %s\n", p->tasks[i].id, p->tasks[i].label);
}

static void
group_text(struct buf *out, const struct cat_group *g)
{
	buf_printf(out, "%s  %s (%zu practices, %zu tasks)\n", g->id, g->title, g->n_practices, g->n_tasks);
	for (size_t i = 0; i < g->n_practices; i++)
		practice_text(out, &g->practices[i]);
}

static void
catalog_text(struct buf *out, const struct catalog *cat)
{
	buf_printf(out, "%s\n%s, %s, %s; %zu groups, %zu practices, %zu tasks\n", cat->title, cat->source, cat_status_word(cat),
	    cat->date, cat->n_groups, cat->n_practices, cat->n_tasks);
	buf_printf(out, "sha256 %s\nLabels of tasks are ours, titles are official%s%s\n\n", cat->digest,
	    cat->has_official ? "; official wording from " : "", cat->has_official ? cat->wording : "");
	for (size_t i = 0; i < cat->n_groups; i++)
		group_text(out, &cat->groups[i]);
	if (cat->n_retired > 0)
		buf_puts(out, "\nRetired ids\n");
	for (size_t i = 0; i < cat->n_retired; i++)
		buf_printf(out, "    %-8s %s\n", cat->retired[i].id, cat->retired[i].fate);
}

static void
tasks_json(struct buf *out, const struct cat_task *tasks, size_t n, const struct cat_form *form)
{
	buf_puts(out, ",\"items\":[");
	for (size_t i = 0; i < n; i++) {
		buf_puts(out, i > 0 ? ",\n " : "\n ");
		task_json(out, &tasks[i], form);
	}
	buf_puts(out, "\n]");
}

static void
practice_json(struct buf *out, const struct cat_practice *p, const struct cat_form *form)
{
	buf_putc(out, '{');
	buf_json_member(out, "id", p->id);
	buf_putc(out, ',');
	buf_json_member(out, "title", p->title);
	buf_putc(out, ',');
	buf_json_member(out, "official", p->official);
	tasks_json(out, p->tasks, p->n_tasks, form);
	buf_puts(out, "}\n");
}

static enum rc
show_part(struct ctx *cx, const struct catalog *cat, const struct cat_form *form, const char *what,
    enum cat_format format, struct buf *out)
{
	const struct cat_task *t = cat_lookup(cat, what);
	const struct cat_practice *p = cat_lookup_practice(cat, what);
	const struct cat_retired *r = cat_lookup_retired(cat, what);
	const char *near = cat_nearest(cat, what);

	if (t != NULL && format == CAT_JSON) {
		task_json(out, t, form);
		buf_putc(out, '\n');
	} else if (t != NULL) {
		task_text(out, cat, t, form);
	} else if (p != NULL && format == CAT_JSON) {
		practice_json(out, p, form);
	} else if (p != NULL) {
		practice_text(out, p);
	} else if (r != NULL && format == CAT_JSON) {
		buf_putc(out, '{');
		buf_json_member(out, "id", r->id);
		buf_putc(out, ',');
		buf_json_member(out, "fate", r->fate);
		buf_putc(out, ',');
		buf_json_list(out, "to", r->to, r->n_to);
		buf_puts(out, "}\n");
	} else if (r != NULL) {
		buf_printf(out, "%s  retired: %s\n", r->id, r->fate);
	} else {
		for (size_t i = 0; i < cat->n_groups; i++) {
			const struct cat_group *g = &cat->groups[i];

			if (!str_eq(g->id, what))
				continue;
			if (format == CAT_TEXT) {
				group_text(out, g);
				return RC_OK;
			}
			buf_putc(out, '{');
			buf_json_member(out, "id", g->id);
			buf_putc(out, ',');
			buf_json_member(out, "title", g->title);
			tasks_json(out, g->practices[0].tasks, g->n_tasks, form);
			buf_puts(out, "}\n");
			return RC_OK;
		}
		if (diag_at(cx, DIAG_CAT_UNKNOWN, NO_SPAN, "%s has no %s", cat->name, what) != RC_OK && near != NULL)
			diag_hint(cx, "Did you mean \"%s\"?", near);
		return RC_FAIL;
	}
	return RC_OK;
}

static enum rc
show_form(const struct cat_form *form, enum cat_format format, struct buf *out)
{
	if (format == CAT_JSON) {
		form_json(out, form, NULL);
		buf_puts(out, ",\"items\":[");
	} else {
		buf_printf(out, "%s\n%s, %s; OMB %s, expires %s\n%s (as of %s)\nWords are ours.\n\n", form->title, form->issuer,
		    form->date, form->omb != NULL ? form->omb : "-", form->expires != NULL ? form->expires : "-", form->policy,
		    form->policy_date != NULL ? form->policy_date : "-");
	}
	for (size_t i = 0; i < form->n_items; i++) {
		const struct cat_form_item *item = &form->items[i];

		if (format == CAT_JSON) {
			buf_puts(out, i > 0 ? ",\n {" : "\n {");
			buf_json_member(out, "id", item->id);
			buf_putc(out, ',');
			buf_json_member(out, "label", item->label);
			buf_putc(out, ',');
			buf_json_member(out, "clause", item->clause);
			buf_putc(out, ',');
			buf_json_list(out, "tasks", item->tasks, item->n_tasks);
			buf_putc(out, '}');
		} else {
			buf_printf(out, "%-7s %s, 4(e)%s\n", item->id, item->label, item->clause);
			if (item->n_tasks > 0) {
				buf_puts(out, "        ");
				join(out, item->tasks, item->n_tasks);
				buf_putc(out, '\n');
			}
		}
	}
	if (format == CAT_JSON)
		buf_puts(out, "\n]}\n");
	return RC_OK;
}

/* The first form at hand that speaks about this framework. */
static const struct cat_form *
form_for(struct ctx *cx, const struct catalog *cat)
{
	size_t n;
	const char *const *names = cat_names(cx, &n);

	for (size_t i = 0; i < n; i++) {
		const char *path = cat_find(cx, names[i]);
		struct held held;

		if (path != NULL && load_held(cx, path, &held) == RC_OK && held.form != NULL &&
		    str_eq(held.form->framework, cat->id) && str_eq(held.form->version, cat->version))
			return held.form;
	}
	return NULL;
}

enum rc
cat_show(struct ctx *cx, const char *name, const char *what, enum cat_format format, struct buf *out)
{
	const char *path = cat_find(cx, name);
	const struct catalog *cat;
	struct held held;

	if (path == NULL) {
		size_t n;
		const char *const *names = cat_names(cx, &n);
		const char *near = str_nearest(name, names, n);
		enum rc rc = diag_at(cx, DIAG_CAT_UNKNOWN, NO_SPAN, "%s", name);

		if (near != NULL)
			diag_hint(cx, "Did you mean \"%s\"?", near);
		return rc;
	}
	TRY(load_held(cx, path, &held));
	if (held.form != NULL)
		return show_form(held.form, format, out);
	if (held.crosswalk != NULL)
		return cat_crosswalk_show(cx, held.crosswalk, what, format, out);
	cat = held.cat;
	if (what != NULL)
		return show_part(cx, cat, form_for(cx, cat), what, format, out);
	if (format == CAT_TEXT) {
		catalog_text(out, cat);
		return RC_OK;
	}
	framework_json(out, cat, NULL);
	tasks_json(out, cat->tasks, cat->n_tasks, form_for(cx, cat));
	buf_puts(out, "}\n");
	return RC_OK;
}
