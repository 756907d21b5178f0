#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

#define TOP_GAPS 7

static const struct ass_task *
tasks_of(const struct ass_set *set, const struct cat_practice *p)
{
	return &set->tasks[p->tasks[0].index];
}

static const char *
last_part(const char *id)
{
	const char *dot = strrchr(id, '.');

	return dot != NULL ? dot + 1 : id;
}

void
ass_write_counts(const struct ass *a, xmlNode *parent, const struct ass_counts *c)
{
	xmlNode *n = out_el(parent, "counts");
	const char *fraction = ass_fraction(a, c->met, c->applicable);

	out_num(n, "total", c->total);
	out_num(n, "applicable", c->applicable);
	out_num(n, "met", c->met);
	out_num(n, "open", c->open);
	for (size_t i = 0; i < ST__COUNT; i++) {
		char letter[2] = {ass_letters[i], '\0'};

		out_num(n, letter, c->by[i]);
	}
	if (ass_percent(c) >= 0)
		out_setf(n, "percent", "%d", ass_percent(c));
	else
		out_set(n, "percent", "");
	out_set(n, "fraction", fraction);
	out_set(n, "share", ass_share(a, c->met, c->applicable));
	out_flag(n, "exact", c->applicable > 0 && c->met == c->applicable);
	out_set(n, "sentence",
	    ass_say_n(a, "counts.sentence", c->applicable, "fraction", fraction, "na", ass_num(a, c->by[ST_N]), "total",
	        ass_num(a, c->total), NULL));
}

/* "M 31 + A 1 = 32 met" from the letters that occur; what: id of a text. */
static const char *
sum_words(const struct ass *a, const struct ass_counts *c, const enum status *of, size_t n, size_t total, const char *what)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++)
		if (c->by[of[i]] > 0)
			buf_printf(&b, "%s%c" NBSP "%zu", b.len > 0 ? " + " : "", ass_letters[of[i]], c->by[of[i]]);
	if (b.len > 0)
		buf_puts(&b, " = ");
	buf_puts(&b, ass_say_n(a, what, total, NULL));
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
write_formulas(const struct ass *a, xmlNode *s, const struct ass_counts *c)
{
	static const enum status met[] = {ST_M, ST_A}, open[] = {ST_P, ST_L, ST_X, ST_U};

	out_set(out_text_el(s, "formula", sum_words(a, c, met, ARRAY_LEN(met), c->met, "counts.met")), "name", "met");
	out_set(out_text_el(s, "formula", sum_words(a, c, open, ARRAY_LEN(open), c->open, "counts.open")), "name", "open");
	out_set(out_text_el(s, "formula",
	            ass_say(a, "counts.denominator", "total", ass_num(a, c->total), "na", ass_num(a, c->by[ST_N]), NULL)),
	    "name", "denominator");
}

/* ---- figures: data and words, no geometry --------------------------------------------------------------------------- */

static const char *
strip_alt(const struct ass *a)
{
	const struct ass_set *set = &a->sets[0];
	const char *text = ass_say_n(a, "strip.alt", set->cat->n_tasks, NULL);

	for (size_t g = 0; g < set->cat->n_groups; g++) {
		const struct cat_group *group = &set->cat->groups[g];
		const struct ass_task *tasks = tasks_of(set, &group->practices[0]);
		const char **cells = arena_array(a->cx->arena, group->n_tasks, sizeof(*cells));
		struct ass_counts c;

		ass_count(&c, tasks, group->n_tasks);
		for (size_t i = 0; i < group->n_tasks; i++)
			cells[i] = arena_printf(a->cx->arena, "%s %s", tasks[i].cat->id, ass_status_word(a, tasks[i].status));
		text = ass_say(a, "strip.alt-group", "before", text, "group", group->id, "tasks", ass_join(a, ", ", cells, group->n_tasks),
		    "fraction", ass_fraction(a, c.met, c.applicable), NULL);
	}
	return text;
}

static void
write_cell(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	char letter[2] = {ass_letters[t->status], '\0'};
	xmlNode *cell = out_el(parent, "cell");

	out_set(cell, "task", t->cat->id);
	out_set(cell, "to", t->anchor);
	out_set(cell, "number", last_part(t->cat->id));
	out_set(cell, "status", letter);
	out_set(cell, "word", ass_status_word(a, t->status));
}

static void
write_strip(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *strip = out_el(parent, "strip");

	out_num(strip, "total", set->cat->n_tasks);
	out_set(strip, "note", ass_say_n(a, "strip.note", set->cat->n_tasks, NULL));
	out_set(strip, "alt", strip_alt(a));
	for (size_t g = 0; g < set->cat->n_groups; g++) {
		const struct cat_group *group = &set->cat->groups[g];
		xmlNode *row = out_el(strip, "strip-row");
		struct ass_counts c;

		ass_count(&c, tasks_of(set, &group->practices[0]), group->n_tasks);
		out_set(row, "group", group->id);
		out_setf(row, "to", "group-%s", group->id);
		out_num(row, "cells", group->n_tasks);
		out_set(row, "fraction", ass_fraction(a, c.met, c.applicable));
		for (size_t p = 0; p < group->n_practices; p++) {
			const struct cat_practice *practice = &group->practices[p];
			xmlNode *cells = out_el(row, "strip-practice");

			out_set(cells, "id", practice->id);
			out_setf(cells, "to", "practice-%s", practice->id);
			for (size_t i = 0; i < practice->n_tasks; i++)
				write_cell(a, cells, &tasks_of(set, practice)[i]);
		}
	}
}

static void
write_key(const struct ass *a, const struct ass_counts *c, xmlNode *parent)
{
	xmlNode *key = out_el(parent, "key");

	for (size_t i = 0; i < ST__COUNT; i++) {
		char letter[2] = {ass_letters[i], '\0'};
		xmlNode *s = out_el(key, "status");

		out_set(s, "letter", letter);
		out_set(s, "word", ass_status_word(a, i));
		out_set(s, "short", ass_status_short(a, i));
		out_num(s, "count", c->by[i]);
	}
}

/* N is not in the bar: what is not applicable has no length. */
static const enum status bar_order[] = {ST_M, ST_A, ST_P, ST_L, ST_X, ST_U};

static const char *
bar_alt(const struct ass *a, const struct cat_group *group, const struct ass_counts *c)
{
	const char *parts[ARRAY_LEN(bar_order)];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(bar_order); i++)
		if (c->by[bar_order[i]] > 0)
			parts[n++] = arena_printf(a->cx->arena, "%s %zu", ass_status_word(a, bar_order[i]), c->by[bar_order[i]]);
	return ass_say_n(a, "bars.alt-group", c->applicable, "group", group->id, "parts", ass_join(a, ", ", parts, n), "fraction",
	    ass_fraction(a, c->met, c->applicable), "na", ass_num(a, c->by[ST_N]), NULL);
}

static void
write_bar(const struct ass *a, xmlNode *parent, const struct cat_group *group, const struct ass_counts *c)
{
	xmlNode *bar = out_el(parent, "bar");
	size_t start = 0;

	out_set(bar, "group", group->id);
	out_setf(bar, "to", "group-%s", group->id);
	out_set(bar, "title", group->title);
	out_num(bar, "length", c->applicable);
	out_set(bar, "fraction", ass_fraction(a, c->met, c->applicable));
	out_set(bar, "share", ass_share(a, c->met, c->applicable));
	out_num(bar, "na", c->by[ST_N]);
	out_set(bar, "na-text", c->by[ST_N] > 0 ? arena_printf(a->cx->arena, "%zu", c->by[ST_N]) : DASH);
	out_set(bar, "alt", bar_alt(a, group, c));
	for (size_t i = 0; i < ARRAY_LEN(bar_order); i++) {
		size_t n = c->by[bar_order[i]];
		char letter[2] = {ass_letters[bar_order[i]], '\0'};
		xmlNode *segment;

		if (n == 0)
			continue;
		segment = out_el(bar, "segment");
		out_set(segment, "status", letter);
		out_set(segment, "word", ass_status_word(a, bar_order[i]));
		out_num(segment, "start", start);
		out_num(segment, "length", n);
		if (n > 1)
			out_setf(segment, "label", "%s" NBSP "%zu", letter, n);
		else
			out_set(segment, "label", letter);
		start += n;
	}
}

static void
write_bars(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *bars = out_el(parent, "bars");
	struct ass_counts *counts = arena_array(a->cx->arena, set->cat->n_groups, sizeof(*counts));
	struct buf alt = {0};
	size_t max = 0, total = 0;

	buf_puts(&alt, ass_say(a, "bars.alt", NULL));
	for (size_t g = 0; g < set->cat->n_groups; g++) {
		const struct cat_group *group = &set->cat->groups[g];

		ass_count(&counts[g], tasks_of(set, &group->practices[0]), group->n_tasks);
		max = counts[g].applicable > max ? counts[g].applicable : max;
		total += counts[g].applicable;
		buf_printf(&alt, " %s", bar_alt(a, group, &counts[g]));
	}
	out_num(bars, "max", max);
	out_num(bars, "total", total);
	out_set(bars, "alt", buf_str(&alt));
	buf_free(&alt);
	for (size_t g = 0; g < set->cat->n_groups; g++)
		write_bar(a, bars, &set->cat->groups[g], &counts[g]);
}

/* ---- lists ------------------------------------------------------------------------------------------------------------ */

static void
write_gap(const struct ass *a, xmlNode *parent, size_t rank, const struct ass_task *t)
{
	char letter[2] = {ass_letters[t->status], '\0'};
	xmlNode *g = out_el(parent, "gap");

	out_num(g, "rank", rank);
	out_set(g, "task", t->cat->id);
	out_set(g, "to", t->anchor);
	out_set(g, "label", ass_task_label(a, t));
	out_set(g, "status", letter);
	out_set(g, "word", ass_status_word(a, t->status));
	out_set(g, "what", ass_gap_words(a, t));
	out_set(g, "owner", t->next != NULL ? ass_person(a, t->next->from, ass_attr(a, t->next->node, "owner")) : "");
	out_set(g, "due", t->next != NULL ? ass_attr(a, t->next->node, "due") : "");
	if (t->next != NULL && t->next->overdue > 0) {
		out_setf(g, "overdue-days", "%d", t->next->overdue);
		out_set(g, "overdue", ass_overdue_words(a, t->next->overdue));
	}
}

static void
write_gaps(const struct ass *a, xmlNode *parent)
{
	xmlNode *gaps = out_el(parent, "gaps");
	size_t n = a->gaps.n, top = n < TOP_GAPS ? n : TOP_GAPS;

	out_num(gaps, "total", n);
	out_num(gaps, "top", top);
	out_set(gaps, "note", ass_say_n(a, "gaps.note", n, "all", top == n ? "yes" : "no", "fraction", ass_fraction(a, top, n), NULL));
	for (size_t i = 0; i < n; i++)
		write_gap(a, gaps, i + 1, a->gaps.p[i]);
}

static void
write_evidence_summary(const struct ass *a, xmlNode *parent)
{
	xmlNode *s = out_el(parent, "evidence-summary");
	size_t n = a->evidence.n, ok = ass_count_state(a, EV_OK), failed = 0;

	for (int i = 0; i < EV__COUNT; i++)
		if (ass_fails((enum ev_state)i))
			failed += ass_count_state(a, (enum ev_state)i);
	out_num(s, "total", n);
	out_num(s, "verified", ok);
	out_num(s, "failed", failed);
	out_num(s, "unchecked", n - ok - failed);
	out_set(s, "fraction", ass_fraction(a, ok, n));
	out_set(s, "share", ass_share(a, ok, n));
	out_set(s, "title", ass_say_n(a, "evidence.title", n, NULL));
	out_set(s, "formula", ass_say(a, "evidence.formula", NULL));
	for (size_t i = 0; i < EV__COUNT; i++) {
		enum ev_state e = ass_ev_order[i];
		xmlNode *state = out_el(s, "state");

		out_set(state, "name", ass_ev_rows[e].name);
		out_set(state, "word", ass_ev_word(a, e));
		out_set(state, "symbol", ass_ev_rows[e].symbol);
		out_num(state, "count", ass_count_state(a, e));
		out_flag(state, "fails", ass_fails(e));
	}
}

static void
write_assurance(const struct ass *a, xmlNode *parent)
{
	static const struct {
		const char *name, *number, *word; /* word: id of a text */
	} levels[] = {
	    {"verified", "3", "assurance.verified"},
	    {"reviewed", "2", "assurance.reviewed"},
	    {"self", "1", "assurance.self"},
	    {"none", DASH, "status.not-assessed"},
	};
	const struct ass_set *set = &a->sets[0];
	size_t counts[ARRAY_LEN(levels)] = {0}, total = 0;
	xmlNode *s = out_el(parent, "assurance-summary");

	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];
		const char *assurance = ass_attr(a, t->answer, "assurance");

		if (t->status == ST_N)
			continue;
		total++;
		if (t->status == ST_U)
			counts[3]++;
		else
			counts[str_eq(assurance, "verified") ? 0 : str_eq(assurance, "reviewed") ? 1 : 2]++;
	}
	out_num(s, "total", total);
	out_set(s, "formula", ass_say(a, "assurance.formula", NULL));
	for (size_t i = 0; i < ARRAY_LEN(levels); i++) {
		xmlNode *level = out_el(s, "level");

		out_set(level, "name", levels[i].name);
		out_set(level, "number", levels[i].number);
		out_set(level, "word", ass_say(a, levels[i].word, NULL));
		out_num(level, "count", counts[i]);
	}
}

static void
write_action_summary(const struct ass *a, xmlNode *parent)
{
	xmlNode *s = out_el(parent, "action-summary");
	size_t open = 0, overdue = 0;
	const char *next = "";

	for (size_t i = 0; i < a->actions.n; i++) {
		const struct ass_action *x = a->actions.p[i];
		const char *due = ass_attr(a, x->node, "due");

		open += x->is_open;
		overdue += x->overdue > 0;
		if (x->is_open && x->overdue == 0 && (*next == '\0' || strcmp(due, next) < 0))
			next = due;
	}
	out_num(s, "total", a->actions.n);
	out_num(s, "open", open);
	out_num(s, "overdue", overdue);
	out_set(s, "next-due", next);
	out_set(s, "sentence", ass_actions_sentence(a, open, overdue));
}

/* The letters of the former (or present) statuses of a class, each once, in the order of the key. */
static const char *
letters_of(const struct ass *a, const struct ass_set *set, enum change change, bool former)
{
	char letters[ST__COUNT + 1] = "";
	size_t n = 0;

	for (int s = 0; s < ST__COUNT; s++) {
		for (size_t i = 0; i < set->cat->n_tasks; i++) {
			const struct ass_task *t = &set->tasks[i];
			enum status was = t->was == ST_NONE ? ST_U : t->was;

			if (former && change == CH_NEW_TASK)
				continue;
			if (t->change == change && (int)(former ? was : t->status) == s) {
				letters[n++] = ass_letters[s];
				break;
			}
		}
	}
	return arena_strndup(a->cx->arena, letters, n);
}

static void
write_change(const struct ass *a, xmlNode *parent, enum change change)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *c = out_el(parent, "change");
	struct buf ids = {0};
	bool same = change == CH_UNCHANGED;

	for (size_t i = 0; i < set->cat->n_tasks && !same; i++)
		if (set->tasks[i].change == change)
			buf_printf(&ids, "%s%s", ids.len > 0 ? ", " : "", set->tasks[i].cat->id);
	out_set(c, "name", ass_change_rows[change].name);
	out_set(c, "word", ass_say(a, ass_change_rows[change].word, NULL));
	out_set(c, "group", ass_change_rows[change].group);
	out_num(c, "count", ass_count_change(set, change));
	out_set(c, "from", same ? "" : letters_of(a, set, change, true));
	out_set(c, "to", same ? "" : letters_of(a, set, change, false));
	out_set(c, "tasks", buf_str(&ids));
	buf_free(&ids);
}

static void
write_change_summary(const struct ass *a, xmlNode *parent, const struct ass_counts *now)
{
	const struct ass_set *set = &a->sets[0];
	const struct ass_counts *was;
	xmlNode *s;

	if (!a->has_delta)
		return;
	was = &((const struct ass_past *)a->past.p[0])->counts;
	s = out_el(parent, "change-summary");
	out_set(s, "predecessor", a->predecessor.id);
	out_set(s, "date", a->predecessor.date);
	out_set(s, "date-words", ass_date_words(a, a->predecessor.date));
	out_set(s, "title", ass_say(a, "change.since", "date", a->predecessor.date, NULL));
	out_num(s, "total", set->cat->n_tasks);
	out_num(s, "met-before", was->met);
	out_num(s, "met-now", now->met);
	out_setf(s, "met-line", "%zu" NBSP "→" NBSP "%s", was->met, ass_fraction(a, now->met, now->applicable));
	out_set(s, "before-fraction", ass_fraction(a, was->met, was->applicable));
	out_set(s, "now-fraction", ass_fraction(a, now->met, now->applicable));
	for (int i = 0; i < CH__COUNT; i++)
		write_change(a, s, (enum change)i);
}

void
ass_write_summary(const struct ass *a, xmlNode *parent)
{
	xmlNode *s = out_el(parent, "summary");
	struct ass_counts c;

	ass_count(&c, a->sets[0].tasks, a->sets[0].cat->n_tasks);
	ass_write_counts(a, s, &c);
	write_formulas(a, s, &c);
	ass_verdict(a, s);
	ass_notes(a, s);
	write_strip(a, s);
	write_key(a, &c, s);
	write_bars(a, s);
	write_gaps(a, s);
	write_evidence_summary(a, s);
	write_assurance(a, s);
	write_action_summary(a, s);
	write_change_summary(a, s, &c);
}
