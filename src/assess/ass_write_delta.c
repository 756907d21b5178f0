/*
 * ass_write_delta.c - what changed since the predecessor, as the annex prints it: the flow of statuses, tasks by class with a reason,
 * assurance, evidence, findings, actions.
 */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* Figures stack statuses so: what is met first, what does not count last. */
static const enum status stack[ST__COUNT] = {ST_M, ST_A, ST_P, ST_L, ST_X, ST_U, ST_N};

/* The last row and column of a flow are no status: what the framework added, and what it gave up. */
static const char *
end_letter(const struct ass *a, size_t s)
{
	return s < ST__COUNT ? arena_printf(a->cx->arena, "%c", ass_letters[s]) : "";
}

static const char *
end_word(const struct ass *a, size_t s, bool before)
{
	if (s < ST__COUNT)
		return ass_status_word(a, (enum status)s);
	return ass_say(a, before ? "delta.new-in-framework" : "delta.not-in-framework", NULL);
}

/* The i-th of a stack with its open end. */
static size_t
stacked(size_t i)
{
	return i < ST__COUNT ? (size_t)stack[i] : ST__COUNT;
}

/* ---- the flow ------------------------------------------------------------------------------------------------------- */

static const char *
flow_alt(const struct ass *a, const struct ass_flow *f)
{
	struct buf b = {0};
	const char *text;
	size_t same = 0;

	for (size_t s = 0; s < ST__COUNT; s++)
		same += f->n[s][s];
	buf_puts(&b, ass_say_n(a, "delta.flow-alt", f->total, "same", ass_num(a, same), NULL));
	for (size_t i = 0; i <= ST__COUNT; i++)
		for (size_t k = 0; k <= ST__COUNT; k++)
			if (f->n[stacked(i)][stacked(k)] > 0 && i != k)
				buf_printf(&b, " %s",
				    ass_say_n(a, "delta.flow-alt-band", f->n[stacked(i)][stacked(k)], "from", end_word(a, stacked(i), true), "to",
				        end_word(a, stacked(k), false), NULL));
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
write_ends(const struct ass *a, xmlNode *flow, const struct ass_flow *f, bool before)
{
	const size_t *n = before ? f->from : f->to;
	size_t start = 0;

	for (size_t i = 0; i <= ST__COUNT; i++) {
		size_t s = stacked(i);
		xmlNode *end;

		if (n[s] == 0)
			continue;
		end = out_el(flow, "flow-end");
		out_set(end, "side", before ? "was" : "now");
		out_set(end, "status", end_letter(a, s));
		out_set(end, "word", end_word(a, s, before));
		out_num(end, "start", start);
		out_num(end, "count", n[s]);
		start += n[s];
	}
}

static const char *
band_group(size_t was, size_t now)
{
	if (was == ST__COUNT || now == ST__COUNT)
		return "other";
	return ass_change_rows[ass_classify((enum status)was, (enum status)now)].group;
}

/* Bands leave and arrive in the order of the stack, so that they cross as little as they can. */
static void
write_bands(const struct ass *a, xmlNode *flow, const struct ass_flow *f)
{
	size_t arrived[ST__COUNT + 1] = {0};

	for (size_t i = 0; i <= ST__COUNT; i++) {
		size_t left = 0;

		for (size_t k = 0; k <= ST__COUNT; k++) {
			size_t was = stacked(i), now = stacked(k), n = f->n[was][now];
			xmlNode *band;

			if (n == 0)
				continue;
			band = out_el(flow, "flow-band");
			out_set(band, "from", end_letter(a, was));
			out_set(band, "to", end_letter(a, now));
			out_num(band, "count", n);
			out_num(band, "from-start", left);
			out_num(band, "to-start", arrived[now]);
			out_set(band, "group", band_group(was, now));
			left += n;
			arrived[now] += n;
		}
	}
}

static void
write_flow_row(const struct ass *a, xmlNode *flow, const struct ass_flow *f, size_t was)
{
	xmlNode *row = out_el(flow, "flow-row");

	out_set(row, "status", end_letter(a, was));
	out_set(row, "word", end_word(a, was, true));
	out_num(row, "count", f->from[was]);
	for (size_t k = 0; k <= ST__COUNT; k++) {
		xmlNode *cell;

		if (k == ST__COUNT && f->to[ST__COUNT] == 0)
			continue;
		cell = out_el(row, "flow-cell");
		out_set(cell, "now", end_letter(a, stacked(k)));
		out_num(cell, "count", f->n[was][stacked(k)]);
		out_set(cell, "text", f->n[was][stacked(k)] > 0 ? arena_printf(a->cx->arena, "%zu", f->n[was][stacked(k)]) : DASH);
		out_flag(cell, "same", was == stacked(k));
	}
}

static void
write_flow(const struct ass *a, xmlNode *parent)
{
	xmlNode *flow = out_el(parent, "flow"), *sum;
	struct ass_flow f;

	ass_flow(a, &f);
	out_num(flow, "total", f.total);
	out_set(flow, "was-title", ass_date_words(a, a->predecessor.date));
	out_set(flow, "now-title", ass_date_words(a, a->as_of));
	out_set(flow, "alt", flow_alt(a, &f));
	out_set(flow, "note", ass_say(a, "delta.flow-note", NULL));
	write_ends(a, flow, &f, true);
	write_ends(a, flow, &f, false);
	write_bands(a, flow, &f);
	for (size_t i = 0; i <= ST__COUNT; i++)
		if (f.from[stacked(i)] > 0)
			write_flow_row(a, flow, &f, stacked(i));
	sum = out_el(flow, "flow-sum");
	out_num(sum, "count", f.total);
	for (size_t k = 0; k <= ST__COUNT; k++) {
		xmlNode *cell;

		if (k == ST__COUNT && f.to[ST__COUNT] == 0)
			continue;
		cell = out_el(sum, "flow-cell");
		out_set(cell, "now", end_letter(a, stacked(k)));
		out_num(cell, "count", f.to[stacked(k)]);
		out_set(cell, "text", f.to[stacked(k)] > 0 ? arena_printf(a->cx->arena, "%zu", f.to[stacked(k)]) : DASH);
		out_flag(cell, "same", false);
	}
}

/* ---- tasks ------------------------------------------------------------------------------------------------------------ */

static void
why(xmlNode *parent, const char *kind, const char *id, const char *to, const char *text)
{
	xmlNode *n = out_text_el(parent, "why", text);

	out_set(n, "kind", kind);
	out_set(n, "id", id);
	out_set(n, "to", to);
}

static const char *
action_words(const struct ass *a, const struct ass_action *x)
{
	const char *title = ass_attr(a, x->node, "title"), *due = ass_attr(a, x->node, "due"), *done = ass_attr(a, x->node, "done");

	if (*done != '\0')
		return ass_say(a, "delta.done", "title", title, "day", done, NULL);
	if (x->overdue > 0)
		return ass_say(a, "delta.overdue", "title", title, "days", ass_days_words(a, x->overdue), NULL);
	return *due != '\0' ? ass_say(a, "delta.due", "title", title, "day", due, NULL) : title;
}

/* Evidence that came or went with the change, when nothing else was written down about it. */
static void
why_evidence(const struct ass *a, xmlNode *n, const struct ass_task *t)
{
	for (size_t i = 0; i < t->evidence.n; i++) {
		const struct ass_evidence *e = t->evidence.p[i];

		if (e->change == EC_ADDED || e->change == EC_REPLACED || e->change == EC_RENEWED || e->change == EC_EXPIRED)
			why(n, "evidence", e->id, e->anchor,
			    ass_say(a, "delta.evidence", "title", ass_attr(a, e->node, "title"), "change",
			        ass_say(a, ass_ev_change_rows[e->change].word, NULL), NULL));
	}
}

/* What stands in the assessment about the change: a reason, findings, actions, exceptions; else the evidence that moved. */
static void
write_why(const struct ass *a, xmlNode *n, const struct ass_task *t)
{
	const xmlNode *reason = load_first(t->answer, "reason");
	const xmlNode *first = load_first(reason, "p");

	if (t->was_cat != NULL && !str_eq(t->was_cat->id, t->cat->id))
		why(n, "formerly", t->was_cat->id, "", ass_say(a, "delta.formerly", "id", t->was_cat->id, "framework", t->set->was->name, NULL));
	if (t->inherited && !str_eq(ass_attr(a, t->before, "inherited"), "yes") && t->before != NULL)
		why(n, "origin", t->from->id, "", ass_say(a, "delta.origin", "document", t->from->id, NULL));
	if (t->status == ST_N && first != NULL)
		why(n, "reason", "", t->anchor, load_text(a->cx, first));
	for (size_t i = 0; i < t->findings.n; i++) {
		const struct ass_finding *f = t->findings.p[i];

		if (f->is_open || ass_is_met(t->status))
			why(n, "finding", f->id, f->anchor,
			    f->is_open ? ass_attr(a, f->node, "title") : ass_say(a, "delta.closed", "title", ass_attr(a, f->node, "title"), NULL));
	}
	for (size_t i = 0; i < t->actions.n; i++) {
		const struct ass_action *x = t->actions.p[i];

		if (x->is_open || ass_is_met(t->status))
			why(n, "action", x->id, x->anchor, action_words(a, x));
	}
	for (size_t i = 0; i < t->exceptions.n; i++) {
		const struct ass_exception *x = t->exceptions.p[i];

		why(n, "exception", x->id, x->anchor, ass_attr(a, x->node, "title"));
	}
	if (load_first(n, "why") == NULL)
		why_evidence(a, n, t);
}

static void
write_task_delta(const struct ass *a, xmlNode *parent, const struct ass_task *t)
{
	char was[2] = {t->was < ST__COUNT ? ass_letters[t->was] : '\0', '\0'}, now[2] = {ass_letters[t->status], '\0'};
	xmlNode *n = out_el(parent, "task-delta");

	out_set(n, "id", t->cat->id);
	out_set(n, "to", t->anchor);
	out_set(n, "label", ass_task_label(a, t));
	out_set(n, "was", was);
	out_set(n, "was-word", t->was < ST__COUNT ? ass_status_word(a, t->was) : ass_say(a, "delta.no-answer", NULL));
	out_set(n, "now", now);
	out_set(n, "now-word", ass_status_word(a, t->status));
	out_set(n, "change", ass_change_rows[t->change].name);
	out_set(n, "change-word", ass_say(a, ass_change_rows[t->change].word, NULL));
	out_set(n, "group", ass_change_rows[t->change].group);
	write_why(a, n, t);
}

static void
write_gone(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	const struct ass_past *past = a->past.p[0];

	for (size_t i = 0; i < set->gone.n; i++) {
		const struct cat_task *t = set->gone.p[i];
		enum status was = past->tasks[t->index].status;
		char letter[2] = {ass_letters[was], '\0'};
		xmlNode *n = out_el(parent, "gone-task");

		out_set(n, "id", t->id);
		out_set(n, "label", ass_own(a, past->cat->id, t->id, "label", t->label));
		out_set(n, "was", letter);
		out_set(n, "was-word", ass_status_word(a, was));
	}
}

static const char *const assurance_names[] = {"none", "self", "reviewed", "verified"};
static const char *const assurance_words[] = {"", "assurance.self", "assurance.reviewed", "assurance.verified"}; /* ids of texts */

static void
write_assurance_delta(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	xmlNode *d = out_el(parent, "assurance-delta");
	size_t raised = ass_count_assurance(set, ASS_RAISED), lowered = ass_count_assurance(set, ASS_LOWERED);

	out_num(d, "total", raised + lowered);
	out_num(d, "raised", raised);
	out_num(d, "lowered", lowered);
	for (size_t i = 0; i < set->cat->n_tasks; i++) {
		const struct ass_task *t = &set->tasks[i];
		bool is_raised = ass_assurance_change(t) == ASS_RAISED;
		xmlNode *n;

		if (ass_assurance_change(t) == ASS_SAME)
			continue;
		n = out_el(d, "assurance-change");
		out_set(n, "id", t->cat->id);
		out_set(n, "to", t->anchor);
		out_set(n, "label", ass_task_label(a, t));
		out_set(n, "was", assurance_names[t->was_assurance]);
		out_set(n, "was-word", ass_say(a, assurance_words[t->was_assurance], NULL));
		out_set(n, "now", assurance_names[t->assurance]);
		out_set(n, "now-word", ass_say(a, assurance_words[t->assurance], NULL));
		out_set(n, "change", is_raised ? "raised" : "lowered");
		out_set(n, "change-word", ass_say(a, is_raised ? "assurance-change.raised" : "assurance-change.lowered", NULL));
	}
}

/* ---- evidence, findings, actions ---------------------------------------------------------------------------------------- */

static const char *
short_digest(const struct ass *a, const xmlNode *evidence)
{
	const char *hex = ass_attr(a, evidence, "sha256");

	return strlen(hex) == 64 ? arena_printf(a->cx->arena, "%.8s %.8s", hex, hex + 8) : "";
}

static void
write_evidence_pair(const struct ass *a, xmlNode *kind, const struct ass_pair *p)
{
	const struct ass_evidence *e = p->record;
	xmlNode *n = out_el(kind, "evidence-link");

	out_set(n, "id", p->id);
	if (*p->anchor != '\0')
		out_set(n, "to", p->anchor);
	out_set(n, "title", ass_attr(a, p->now != NULL ? p->now : p->before, "title"));
	out_set(n, "was-digest", short_digest(a, p->before));
	out_set(n, "now-digest", short_digest(a, p->now));
	out_set(n, "was-collected", ass_attr(a, p->before, "collected"));
	out_set(n, "now-collected", ass_attr(a, p->now, "collected"));
	out_set(n, "expires", ass_attr(a, p->now, "expires"));
	if (e == NULL)
		return;
	out_set(n, "state", ass_ev_rows[e->state].name);
	out_set(n, "word", ass_ev_word(a, e->state));
	out_set(n, "symbol", ass_ev_rows[e->state].symbol);
	out_flag(n, "fails", ass_fails(e->state));
}

/* Of a finding or an action; "" for what is not there. */
static const char *
state_word(const struct ass *a, const xmlNode *item)
{
	if (item == NULL)
		return "";
	return ass_say(a, load_is(item, "finding") ? "findings.status" : "actions.status", "status", ass_attr(a, item, "status"), NULL);
}

static void
write_item_pair(const struct ass *a, xmlNode *kind, const struct ass_pair *p)
{
	const xmlNode *node = p->now != NULL ? p->now : p->before;
	const char *due = ass_attr(a, node, "due"), *done = ass_attr(a, node, "done");
	xmlNode *n = out_el(kind, "item-link");

	out_set(n, "id", p->id);
	if (*p->anchor != '\0')
		out_set(n, "to", p->anchor);
	out_set(n, "title", ass_attr(a, node, "title"));
	out_set(n, "was-state", ass_attr(a, p->before, "status"));
	out_set(n, "was-word", state_word(a, p->before));
	out_set(n, "now-state", ass_attr(a, p->now, "status"));
	out_set(n, "now-word", state_word(a, p->now));
	out_set(n, "due", due);
	out_set(n, "done", done);
}

static const struct delta_lists {
	const char *element;
	size_t n;
	const struct change_row *rows;
	void (*write)(const struct ass *a, xmlNode *kind, const struct ass_pair *p);
} delta_lists[] = {
    {"evidence-delta", EC__COUNT, ass_ev_change_rows, write_evidence_pair},
    {"finding-delta", IC__COUNT, ass_finding_change_rows, write_item_pair},
    {"action-delta", IC__COUNT, ass_action_change_rows, write_item_pair},
};

static void
write_items(const struct ass *a, xmlNode *parent, const struct delta_lists *of, const struct ass_list *lists)
{
	xmlNode *d = out_el(parent, of->element);
	size_t total = 0, same = 0;

	for (size_t i = 0; i < of->n; i++) {
		total += lists[i].n;
		same += str_eq(of->rows[i].group, "same") ? lists[i].n : 0;
	}
	out_num(d, "total", total);
	out_num(d, "changed", total - same);
	for (size_t i = 0; i < of->n; i++) {
		xmlNode *kind = out_el(d, "kind");

		out_set(kind, "name", of->rows[i].name);
		out_set(kind, "word", ass_say(a, of->rows[i].word, NULL));
		out_set(kind, "group", of->rows[i].group);
		out_num(kind, "count", lists[i].n);
		for (size_t k = 0; k < lists[i].n; k++)
			of->write(a, kind, lists[i].p[k]);
	}
}

/* ---- the whole ------------------------------------------------------------------------------------------------------------ */

/* "SSDF 1.1" does not part at the end of a line. */
static const char *
unbroken(const struct ass *a, const char *name)
{
	struct buf b = {0};
	const char *text;

	for (const char *s = name; *s != '\0'; s++) {
		if (*s == ' ')
			buf_puts(&b, NBSP);
		else
			buf_putc(&b, *s);
	}
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static const char *
framework_note(const struct ass *a)
{
	const struct ass_set *set = &a->sets[0];
	size_t added = ass_count_change(set, CH_NEW_TASK);

	if (set->was == set->cat)
		return "";
	return ass_say(a, "delta.frameworks", "was", unbroken(a, set->was->name), "now", unbroken(a, set->cat->name), "added", ass_num(a, added), "gone",
	    ass_num(a, set->gone.n), NULL);
}

static void
write_delta(const struct ass *a, xmlNode *parent)
{
	const struct ass_set *set = &a->sets[0];
	const char *date = a->predecessor.date;
	size_t changed = set->cat->n_tasks - ass_count_change(set, CH_UNCHANGED), added = ass_count_change(set, CH_NEW_TASK);
	xmlNode *d = out_el(parent, "delta");

	out_set(d, "predecessor", a->predecessor.id);
	out_set(d, "version", a->predecessor.version);
	out_set(d, "date", date);
	out_set(d, "date-words", ass_date_words(a, date));
	out_set(d, "title", ass_say(a, "delta.title", "date", date, NULL));
	out_num(d, "total", set->cat->n_tasks);
	out_num(d, "changed", changed);
	/* A task that the framework did not have has no other status than then. */
	out_set(d, "sentence",
	    ass_say_n(a, "delta.sentence", changed - added, "of", ass_num(a, set->cat->n_tasks - added), "fraction",
	        ass_fraction(a, changed - added, set->cat->n_tasks - added), "date", date, NULL));
	out_set(d, "framework", set->was->name);
	out_flag(d, "same-framework", set->was == set->cat);
	out_set(d, "framework-note", framework_note(a));
	out_digest(d, "predecessor", a->predecessor.doc->sha256);
	write_flow(a, d);
	for (int c = 0; c < CH__COUNT; c++)
		for (size_t i = 0; i < set->cat->n_tasks && c != CH_UNCHANGED; i++)
			if ((int)set->tasks[i].change == c)
				write_task_delta(a, d, &set->tasks[i]);
	write_gone(a, d);
	write_assurance_delta(a, d);
	write_items(a, d, &delta_lists[0], a->ev_delta);
	write_items(a, d, &delta_lists[1], a->finding_delta);
	write_items(a, d, &delta_lists[2], a->action_delta);
}

/* ---- the trend ------------------------------------------------------------------------------------------------------------ */

struct point {
	const struct ass_source *from;
	const struct catalog *cat;
	const struct ass_counts *counts;
	const char *date;
};

static void
write_point(const struct ass *a, xmlNode *trend, const struct point *p, bool is_current)
{
	const struct ass_counts *c = p->counts;
	xmlNode *n = out_el(trend, "trend-point");
	size_t start = 0;

	out_set(n, "id", p->from->id);
	out_set(n, "version", p->from->version);
	out_set(n, "date", p->date);
	out_set(n, "date-words", ass_date_words(a, p->date));
	out_set(n, "framework", p->cat->name);
	out_flag(n, "draft", p->cat->status == CAT_DRAFT);
	out_flag(n, "current", is_current);
	out_num(n, "total", c->total);
	out_num(n, "applicable", c->applicable);
	out_num(n, "met", c->met);
	out_set(n, "fraction", ass_fraction(a, c->met, c->applicable));
	out_set(n, "share", ass_share(a, c->met, c->applicable));
	for (size_t i = 0; i < ST__COUNT; i++) {
		char letter[2] = {ass_letters[stack[i]], '\0'};
		xmlNode *s = out_el(n, "trend-segment");

		out_set(s, "status", letter);
		out_set(s, "word", ass_status_word(a, stack[i]));
		out_num(s, "start", start);
		out_num(s, "count", c->by[stack[i]]);
		out_set(s, "text", c->by[stack[i]] > 0 ? arena_printf(a->cx->arena, "%zu", c->by[stack[i]]) : DASH);
		start += c->by[stack[i]];
	}
}

static void
write_trend_words(const struct ass *a, xmlNode *trend, const struct point *points, size_t n)
{
	struct buf alt = {0};
	size_t max = 0;

	buf_puts(&alt, ass_say_n(a, "trend.alt", n, NULL));
	for (size_t i = 0; i < n; i++) {
		const struct ass_counts *c = points[i].counts;

		max = c->total > max ? c->total : max;
		buf_printf(&alt, " %s",
		    ass_say(a, "trend.alt-point", "date", points[i].date, "framework", points[i].cat->name, "met", ass_num(a, c->met), "of",
		        ass_num(a, c->applicable), "share", ass_share(a, c->met, c->applicable), NULL));
	}
	out_num(trend, "total", n);
	out_num(trend, "max", max);
	out_set(trend, "alt", buf_str(&alt));
	out_set(trend, "note", ass_say(a, "trend.note", NULL));
	buf_free(&alt);
}

/* From the oldest on; those of another framework are left out, as a diagnostic has said. */
static void
write_trend(const struct ass *a, xmlNode *parent)
{
	struct point *points = arena_array(a->cx->arena, a->past.n + 1, sizeof(*points));
	struct ass_counts now;
	size_t n = 0;
	xmlNode *trend;

	for (size_t i = a->past.n; i-- > 0;) {
		const struct ass_past *p = a->past.p[i];

		if (p->cat != NULL)
			points[n++] = (struct point){&p->from, p->cat, &p->counts, p->from.date};
	}
	if (n == 0)
		return;
	ass_count(&now, a->sets[0].tasks, a->sets[0].cat->n_tasks);
	points[n++] = (struct point){&a->own, a->sets[0].cat, &now, a->as_of};
	trend = out_el(parent, "trend");
	write_trend_words(a, trend, points, n);
	for (size_t i = 0; i < n; i++)
		write_point(a, trend, &points[i], i + 1 == n);
}

void
ass_write_delta(const struct ass *a, xmlNode *parent)
{
	if (a->has_delta)
		write_delta(a, parent);
	write_trend(a, parent);
}
