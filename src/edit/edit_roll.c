/*
 * A new cycle. The file of the next period starts as a copy: everything that people wrote is there, and everything that
 * they vouched for, for the period that is over, must be vouched for again. So answers carry a mark, dates of
 * approval go, the old status stands in the history, and the old file is linked by its digest. Evidence, findings, actions
 * and exceptions stay as they are: what is expired, outside the period or done shows as that.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "edit/edit.h"

static const xmlNode *
root_of(const struct edit_plan *p)
{
	return xmlDocGetRootElement(edit_doc(p)->xml);
}

/* ---- id and version ---------------------------------------------------------------------------------------------- */

/* Replaces the number at the end by another one of the same width; false when there is none after `from`. */
static bool
set_tail(char *id, size_t from, unsigned (*next)(unsigned))
{
	size_t n = strlen(id), digits = 0;
	unsigned number = 0, most = 1;
	char room[16];

	while (digits < 6 && n - digits > from && id[n - digits - 1] >= '0' && id[n - digits - 1] <= '9')
		digits++;
	if (digits == 0)
		return false;
	for (size_t i = n - digits; i < n; i++) {
		number = number * 10 + (unsigned)(id[i] - '0');
		most *= 10;
	}
	if (next(number) >= most)
		return false;
	snprintf(room, sizeof(room), "%0*u", (int)digits, next(number));
	memcpy(id + n - digits, room, digits);
	return true;
}

static unsigned
first_number(unsigned n)
{
	(void)n;
	return 1;
}

static unsigned
next_number(unsigned n)
{
	return n + 1;
}

const char *
edit_next_id(struct ctx *cx, const struct doc *doc, const char *start)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *period = load_first(root, "period");
	const char *old_id = load_attr(cx, root, "id"), *old = load_attr(cx, period, "start"), *at;
	char *id, *year;

	if (old_id == NULL || old == NULL || strlen(old) < 4 || strlen(start) < 4)
		return NULL;
	at = strstr(old_id, arena_strndup(cx->arena, old, 4));
	if (at == NULL)
		return NULL;
	id = arena_strdup(cx->arena, old_id);
	year = id + (at - old_id);
	if (memcmp(year, start, 4) == 0)
		return set_tail(id, (size_t)(year - id) + 4, next_number) ? id : NULL;
	memcpy(year, start, 4);
	(void)set_tail(id, (size_t)(year - id) + 4, first_number);
	return id;
}

/* A document of another id begins anew; one that keeps its id goes on with the next whole number. */
static const char *
next_version(struct ctx *cx, const char *version, bool same_id)
{
	char *end;
	unsigned long n = strtoul(version, &end, 10);

	if (!same_id || end == version || n > 9999 || (*end != '\0' && *end != '.'))
		return "0.1";
	return arena_printf(cx->arena, "%lu.0", n + 1);
}

/* ---- answers ----------------------------------------------------------------------------------------------------- */

static void
add_history(struct edit_plan *p, const xmlNode *task, const char *date, const char *version)
{
	const xmlNode *history = load_first(task, "history"), *last = NULL;
	struct buf b = {0};

	for (const xmlNode *w = load_first(history, "was"); w != NULL; w = load_next(w, "was"))
		last = w;
	if (last != NULL && str_eq(edit_attr(p, last, "date"), date) && str_eq(edit_attr(p, last, "version"), version))
		return;
	if (history == NULL)
		buf_puts(&b, "<" EDIT_NS "history>\n\t");
	buf_puts(&b, "<" EDIT_NS "was");
	edit_put_attr(&b, "status", edit_attr(p, task, "status"));
	edit_put_attr(&b, "date", date);
	edit_put_attr(&b, "version", *version != '\0' ? version : NULL);
	buf_puts(&b, "/>");
	if (history == NULL)
		buf_puts(&b, "\n</" EDIT_NS "history>");
	edit_add(p, history != NULL ? history : task, history != NULL ? last : edit_slot(task, "history"), EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
}

static void
roll_tasks(struct edit_plan *p, struct edit_rolled *done)
{
	const xmlNode *root = root_of(p), *tasks = load_first(root, "tasks");
	const char *date = edit_attr(p, load_first(root, "period"), "as-of"), *version = edit_attr(p, root, "version");

	for (const xmlNode *t = load_first(tasks, "task"); t != NULL; t = load_next(t, "task")) {
		if (str_eq(edit_attr(p, t, "status"), "U")) {
			done->open++;
			continue;
		}
		done->carried++;
		edit_mark(p, t, "period");
		add_history(p, t, date, version);
	}
}

/* ---- the head ---------------------------------------------------------------------------------------------------- */

static void
link_predecessor(struct edit_plan *p, const struct edit_roll *r)
{
	const xmlNode *root = root_of(p), *was = load_first(root, "predecessor");
	const struct {
		const char *name, *value;
	} rows[] = {
	    {"href", r->href},
	    {"sha256", edit_doc(p)->sha256},
	    {"id", edit_attr(p, root, "id")},
	    {"version", edit_attr(p, root, "version")},
	    {"date", edit_attr(p, load_first(root, "period"), "as-of")},
	};
	struct buf b = {0};

	buf_puts(&b, "<" EDIT_NS "predecessor");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (was != NULL)
			edit_set_attr(p, was, rows[i].name, rows[i].value);
		else
			edit_put_attr(&b, rows[i].name, rows[i].value);
	buf_puts(&b, "/>");
	if (was == NULL)
		edit_add(p, root, edit_slot(root, "predecessor"), EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
}

enum rc
edit_roll(struct edit_plan *p, const struct edit_roll *r, struct edit_rolled *done)
{
	const xmlNode *root = root_of(p), *period = load_first(root, "period"), *parties = load_first(root, "parties");
	const char *id = edit_attr(p, root, "id");

	if (period == NULL)
		return diag_at(edit_ctx(p), DIAG_MISSING_ELEMENT, load_span(edit_doc(p), root), "<period>");
	*done = (struct edit_rolled){.id = r->id != NULL ? r->id : id};
	done->version = next_version(edit_ctx(p), edit_attr(p, root, "version"), str_eq(done->id, id));
	done->from_draft = !str_eq(edit_attr(p, root, "status"), "final");
	edit_set_attr(p, root, "id", done->id);
	edit_set_attr(p, root, "version", done->version);
	edit_set_attr(p, root, "status", "draft");
	edit_drop_attr(p, root, "supersedes");
	link_predecessor(p, r);
	edit_set_attr(p, period, "start", r->start);
	edit_set_attr(p, period, "end", r->end);
	edit_set_attr(p, period, "as-of", r->as_of != NULL ? r->as_of : r->end);
	for (const xmlNode *q = load_first(parties, "party"); q != NULL; q = load_next(q, "party")) {
		done->reviews += load_attr(edit_ctx(p), q, "date") != NULL;
		edit_drop_attr(p, q, "date");
	}
	/* The way back from an earlier migration leads to the old file, not to this one. */
	for (const xmlNode *g = load_first(root, "migration"); g != NULL; g = load_next(g, "migration"))
		edit_drop_attr(p, g, "undo");
	roll_tasks(p, done);
	return RC_OK;
}
