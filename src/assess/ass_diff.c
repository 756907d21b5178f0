/*
 * ass_diff.c - `assay diff`: what the annex of a report says about two assessments, for somebody at a terminal or a program.
 * The numbers are those of the page: the same functions count them.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"
#include "catalog/cat_diff.h"

/* As far as the comparison goes: neither of the two has to be complete, and evidence of the older one may be gone. */
static enum rc
open_pair(struct ctx *cx, const struct doc *was, const struct doc *now, struct ass **out)
{
	struct ass_opts *o = arena_zalloc(cx->arena, sizeof(*o));
	struct ass *a = arena_zalloc(cx->arena, sizeof(*a));

	o->before = was;
	a->cx = cx;
	a->o = o;
	a->own.doc = now;
	a->own.root = xmlDocGetRootElement(now->xml);
	/* Commands speak English, whatever the report does. */
	TRY(ass_texts_open(cx, "en", NO_SPAN, &a->texts));
	TRY(ass_resolve(a));
	TRY(ass_check_evidence(a));
	TRY(ass_compare(a));
	ass_order_gaps(a);
	TRY(ass_cross_foot(a));
	*out = a;
	if (a->has_delta)
		return RC_OK;
	return diag_at(cx, DIAG_CAT_DIFF, NO_SPAN, "%s answers %s, %s answers %s", was->path,
	    ass_framework_key(a, load_first(a->predecessor.root, "framework")), now->path, a->sets[0].key);
}

static char
letter(enum status s)
{
	return s < ST__COUNT ? ass_letters[s] : '-';
}

/* ---- text ------------------------------------------------------------------------------------------------------------ */

static void
put_side(const struct ass_source *s, const struct catalog *cat, const struct ass_counts *c, struct buf *out)
{
	int percent = ass_percent(c);

	buf_printf(out, "%s, version %s, as of %s, %s: %zu of %zu met", s->id, s->version, s->date, cat->name, c->met, c->applicable);
	if (percent >= 0)
		buf_printf(out, ", %d %%", percent);
	buf_putc(out, '\n');
}

static void
put_tasks(const struct ass *a, struct buf *out)
{
	const struct ass_set *set = &a->sets[0];

	buf_printf(out, "\nTasks: %zu of %zu changed\n", set->cat->n_tasks - ass_count_change(set, CH_UNCHANGED), set->cat->n_tasks);
	for (int c = 0; c < CH__COUNT; c++) {
		size_t n = ass_count_change(set, (enum change)c);

		if (n > 0)
			buf_printf(out, "  %s: %zu\n", ass_say(a, ass_change_rows[c].word, NULL), n);
		for (size_t i = 0; i < set->cat->n_tasks && c != CH_UNCHANGED; i++) {
			const struct ass_task *t = &set->tasks[i];

			if ((int)t->change == c)
				buf_printf(out, "    %c -> %c  %-8s %s\n", letter(t->was), letter(t->status), t->cat->id, t->cat->label);
		}
	}
	for (size_t i = 0; i < set->gone.n; i++) {
		const struct cat_task *t = set->gone.p[i];

		buf_printf(out, "    %c ->    %-8s %s: %s\n", letter(((const struct ass_past *)a->past.p[0])->tasks[t->index].status), t->id,
		    t->label, ass_say(a, "delta.not-in-framework", NULL));
	}
}

static void
put_assurance(const struct ass *a, struct buf *out)
{
	static const char *const names[] = {"", "self-asserted", "reviewed", "verified"};
	size_t raised = ass_count_assurance(&a->sets[0], ASS_RAISED), lowered = ass_count_assurance(&a->sets[0], ASS_LOWERED);

	buf_printf(out, "\nAssurance: %zu raised, %zu lowered\n", raised, lowered);
	for (size_t i = 0; i < a->sets[0].cat->n_tasks; i++) {
		const struct ass_task *t = &a->sets[0].tasks[i];

		if (ass_assurance_change(t) != ASS_SAME)
			buf_printf(out, "    %-8s %s -> %s\n", t->cat->id, names[t->was_assurance], names[t->assurance]);
	}
}

static const struct part {
	const char *title, *name;
	const struct change_row *rows;
	size_t n;
} parts[] = {
    {"Evidence", "evidence", ass_ev_change_rows, EC__COUNT},
    {"Findings", "findings", ass_finding_change_rows, IC__COUNT},
    {"Actions", "actions", ass_action_change_rows, IC__COUNT},
};

static const struct ass_list *
lists_of(const struct ass *a, const struct part *p)
{
	return p == &parts[0] ? a->ev_delta : p == &parts[1] ? a->finding_delta : a->action_delta;
}

static const char *
title_of(const struct ass *a, const struct ass_pair *p)
{
	return ass_attr(a, p->now != NULL ? p->now : p->before, "title");
}

static void
count_part(const struct ass *a, const struct part *p, size_t *changed, size_t *total)
{
	const struct ass_list *lists = lists_of(a, p);

	*changed = *total = 0;
	for (size_t c = 0; c < p->n; c++) {
		*total += lists[c].n;
		*changed += str_eq(p->rows[c].group, "same") ? 0 : lists[c].n;
	}
}

static void
put_part(const struct ass *a, const struct part *p, struct buf *out)
{
	const struct ass_list *lists = lists_of(a, p);
	size_t changed, total;

	count_part(a, p, &changed, &total);
	buf_printf(out, "\n%s: %zu of %zu changed\n", p->title, changed, total);
	for (size_t c = 0; c < p->n; c++) {
		if (lists[c].n > 0)
			buf_printf(out, "  %s: %zu\n", ass_say(a, p->rows[c].word, NULL), lists[c].n);
		for (size_t i = 0; i < lists[c].n && !str_eq(p->rows[c].group, "same"); i++) {
			const struct ass_pair *pair = lists[c].p[i];

			buf_printf(out, "    %-8s %s\n", pair->id, title_of(a, pair));
		}
	}
}

static void
pair_text(const struct ass *a, struct buf *out)
{
	const struct ass_past *past = a->past.p[0];
	struct ass_counts now;

	ass_count(&now, a->sets[0].tasks, a->sets[0].cat->n_tasks);
	put_side(&past->from, past->cat, &past->counts, out);
	put_side(&a->own, a->sets[0].cat, &now, out);
	put_tasks(a, out);
	put_assurance(a, out);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		put_part(a, &parts[i], out);
}

/* ---- JSON ------------------------------------------------------------------------------------------------------------ */

static void
side_json(const char *key, const struct ass_source *s, const struct catalog *cat, const struct ass_counts *c, struct buf *out)
{
	buf_printf(out, "\"%s\":{", key);
	buf_json_member(out, "id", s->id);
	buf_putc(out, ',');
	buf_json_member(out, "version", s->version);
	buf_putc(out, ',');
	buf_json_member(out, "date", s->date);
	buf_printf(out, ",\"framework\":\"%s-%s\",\"met\":%zu,\"applicable\":%zu,\"total\":%zu", cat->id, cat->version, c->met,
	    c->applicable, c->total);
	for (int i = 0; i < ST__COUNT; i++)
		buf_printf(out, ",\"%c\":%zu", ass_letters[i], c->by[i]);
	buf_putc(out, '}');
}

static void
tasks_json(const struct ass *a, struct buf *out)
{
	static const char *const ways[] = {"same", "raised", "lowered"};
	const struct ass_set *set = &a->sets[0];

	buf_puts(out, "\"counts\":{");
	for (int c = 0; c < CH__COUNT; c++)
		buf_printf(out, "%s\"%s\":%zu", c > 0 ? "," : "", ass_change_rows[c].name, ass_count_change(set, (enum change)c));
	buf_printf(out, "},\"assurance\":{\"raised\":%zu,\"lowered\":%zu},\"tasks\":[", ass_count_assurance(set, ASS_RAISED),
	    ass_count_assurance(set, ASS_LOWERED));
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];

		buf_printf(out, "%s\n {\"id\":\"%s\",\"change\":\"%s\",\"was\":", i > 0 ? "," : "", t->cat->id, ass_change_rows[t->change].name);
		buf_printf(out, t->was < ST__COUNT ? "\"%c\"" : "null", letter(t->was));
		buf_printf(out, ",\"now\":\"%c\",\"was_id\":", letter(t->status));
		buf_printf(out, t->was_cat != NULL ? "\"%s\"" : "null", t->was_cat != NULL ? t->was_cat->id : "");
		buf_printf(out, ",\"assurance\":\"%s\",", ways[ass_assurance_change(t)]);
		buf_json_member(out, "label", t->cat->label);
		buf_putc(out, '}');
	}
	buf_puts(out, "],\n\"gone\":[");
	for (size_t i = 0; i < set->gone.n; i++)
		buf_printf(out, "%s\"%s\"", i > 0 ? "," : "", ((const struct cat_task *)set->gone.p[i])->id);
	buf_putc(out, ']');
}

static void
part_json(const struct ass *a, const struct part *p, struct buf *out)
{
	const struct ass_list *lists = lists_of(a, p);
	size_t changed, total, n = 0;

	count_part(a, p, &changed, &total);
	buf_printf(out, ",\n\"%s\":{\"changed\":%zu,\"total\":%zu,\"counts\":{", p->name, changed, total);
	for (size_t c = 0; c < p->n; c++)
		buf_printf(out, "%s\"%s\":%zu", c > 0 ? "," : "", p->rows[c].name, lists[c].n);
	buf_puts(out, "},\"items\":[");
	for (size_t c = 0; c < p->n; c++)
		for (size_t i = 0; i < lists[c].n; i++) {
			const struct ass_pair *pair = lists[c].p[i];

			buf_printf(out, "%s\n {", n++ > 0 ? "," : "");
			buf_json_member(out, "id", pair->id);
			buf_printf(out, ",\"change\":\"%s\",", p->rows[c].name);
			buf_json_member(out, "title", title_of(a, pair));
			buf_putc(out, '}');
		}
	buf_puts(out, "]}");
}

static void
pair_json(const struct ass *a, struct buf *out)
{
	const struct ass_past *past = a->past.p[0];
	const struct ass_set *set = &a->sets[0];
	struct ass_counts now;

	ass_count(&now, set->tasks, set->cat->n_tasks);
	buf_putc(out, '{');
	side_json("was", &past->from, past->cat, &past->counts, out);
	buf_puts(out, ",\n");
	side_json("now", &a->own, set->cat, &now, out);
	buf_printf(out, ",\n\"changed\":%zu,\"total\":%zu,", set->cat->n_tasks - ass_count_change(set, CH_UNCHANGED), set->cat->n_tasks);
	tasks_json(a, out);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		part_json(a, &parts[i], out);
	buf_puts(out, "}\n");
}

enum rc
ass_diff(struct ctx *cx, const struct doc *was, const struct doc *now, enum cat_format format, struct buf *out)
{
	struct ass *a;

	TRY(open_pair(cx, was, now, &a));
	(format == CAT_JSON ? pair_json : pair_text)(a, out);
	return RC_OK;
}

/* ---- an assessment and a framework ------------------------------------------------------------------------------------- */

struct behind {
	const struct cat_delta *d;
	enum status *status; /* of each task of d->now; ST_NONE: there is nothing to answer yet */
};

static size_t
count_behind(const struct behind *b, enum cat_class class, enum status s)
{
	size_t n = 0;

	for (size_t i = 0; i < b->d->n_tasks; i++)
		n += b->d->tasks[i].class == class && b->status[i] == s;
	return n;
}

/* What every task that differs has behind it; of the many that need no answer only how many there are. */
static void
behind_text(const struct ass *a, const struct behind *b, struct buf *out)
{
	buf_printf(out, "%s, version %s, as of %s: what %s changed against %s\n", a->own.id, a->own.version, a->own.date, b->d->now->name,
	    b->d->was->name);
	buf_puts(out, "The classes are ours, not the publisher’s; the letter is the status in the assessment.\n");
	for (int c = 0; c < CAT_CLASS__COUNT; c++) {
		bool is_listed = c < CAT_CLASS_EDITORIAL || c == CAT_CLASS_MOVED;

		if (b->d->count[c] == 0)
			continue;
		buf_printf(out, "\n%c  %zu %s:", cat_class_rows[c].letter, b->d->count[c], cat_class_rows[c].words);
		for (size_t s = 0; s < ST__COUNT; s++)
			if (count_behind(b, (enum cat_class)c, (enum status)s) > 0)
				buf_printf(out, " %c %zu", ass_letters[s], count_behind(b, (enum cat_class)c, (enum status)s));
		if (count_behind(b, (enum cat_class)c, ST_NONE) > 0)
			buf_printf(out, " no answer yet %zu", count_behind(b, (enum cat_class)c, ST_NONE));
		buf_putc(out, '\n');
		for (size_t i = 0; i < b->d->n_tasks && is_listed; i++)
			if ((int)b->d->tasks[i].class == c)
				buf_printf(out, "   %c  %-8s %s\n", letter(b->status[i]), b->d->tasks[i].now->id, b->d->tasks[i].now->label);
	}
	for (size_t i = 0; i < b->d->n_gone; i++)
		buf_printf(out, "\nx  %-8s %s: not there any more\n", b->d->gone[i]->id, b->d->gone[i]->label);
}

static void
behind_json(const struct ass *a, const struct behind *b, struct buf *out)
{
	buf_putc(out, '{');
	buf_json_member(out, "assessment", a->own.id);
	buf_putc(out, ',');
	buf_json_member(out, "version", a->own.version);
	buf_printf(out, ",\"from\":\"%s-%s\",\"to\":\"%s-%s\",\"counts\":{", b->d->was->id, b->d->was->version, b->d->now->id,
	    b->d->now->version);
	for (int c = 0; c < CAT_CLASS__COUNT; c++)
		buf_printf(out, "%s\"%s\":%zu", c > 0 ? "," : "", cat_class_rows[c].name, b->d->count[c]);
	buf_puts(out, "},\"gone\":[");
	for (size_t i = 0; i < b->d->n_gone; i++)
		buf_printf(out, "%s\"%s\"", i > 0 ? "," : "", b->d->gone[i]->id);
	buf_puts(out, "],\"tasks\":[");
	for (size_t i = 0; i < b->d->n_tasks; i++) {
		buf_printf(out, "%s\n {\"id\":\"%s\",\"class\":\"%s\",\"status\":", i > 0 ? "," : "", b->d->tasks[i].now->id,
		    cat_class_rows[b->d->tasks[i].class].name);
		buf_printf(out, b->status[i] < ST__COUNT ? "\"%c\"}" : "null}", letter(b->status[i]));
	}
	buf_puts(out, "]}\n");
}

enum rc
ass_diff_framework(struct ctx *cx, const struct doc *assessment, const char *framework, enum ass_side side, enum cat_format format,
    struct buf *out)
{
	struct ass *a = arena_zalloc(cx->arena, sizeof(*a));
	const struct catalog *own, *other;
	const xmlNode *main;
	struct behind b;

	a->cx = cx;
	a->own.doc = assessment;
	a->own.root = xmlDocGetRootElement(assessment->xml);
	main = load_first(a->own.root, "framework");
	ass_index(a, &a->own);
	TRY(cat_load(cx, ass_attr(a, main, "ref"), ass_attr(a, main, "version"), load_attr_span(cx, assessment, main, "version"), &own));
	TRY(cat_load_named(cx, framework, &other));
	TRY(side == ASS_OLDER ? cat_diff(cx, own, other, &b.d) : cat_diff(cx, other, own, &b.d));
	b.status = arena_array(cx->arena, b.d->n_tasks, sizeof(*b.status));
	for (size_t i = 0; i < b.d->n_tasks; i++) {
		const struct cat_task *t = side == ASS_OLDER ? b.d->tasks[i].was : b.d->tasks[i].now;
		const xmlNode *answer = t != NULL ? map_lookup(a->own.answers, ass_key(a, ass_framework_key(a, main), t->id)) : NULL;
		enum status s = ass_status_of(ass_attr(a, answer, "status"));

		b.status[i] = t == NULL ? ST_NONE : s == ST_NONE ? ST_U : s;
	}
	(format == CAT_JSON ? behind_json : behind_text)(a, &b, out);
	return RC_OK;
}
