/* A new piece of evidence: its element in the list, and references from the tasks that it carries. */
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "edit/edit.h"

static const xmlNode *
root_of(const struct edit_plan *p)
{
	return xmlDocGetRootElement(edit_doc(p)->xml);
}

static const xmlNode *
last_child(const xmlNode *parent, const char *name)
{
	const xmlNode *last = NULL;

	for (const xmlNode *c = load_first(parent, name); c != NULL; c = load_next(c, name))
		last = c;
	return last;
}

/* ---- an id of its own ---------------------------------------------------------------------------------------------- */

static bool
is_taken(const struct edit_plan *p, const char *id)
{
	const xmlNode *root = root_of(p);

	for (const xmlNode *n = load_first(root, NULL); n != NULL; n = load_following(root, n))
		if (str_eq(load_attr(edit_ctx(p), n, "id"), id))
			return true;
	return false;
}

/* "E-09" -> "E-" 9, two digits wide; false for an id that does not end in a number below a million. */
static bool
split_id(const char *id, size_t *stem, unsigned *number, size_t *width)
{
	size_t n = strlen(id), digits = 0;

	while (digits < n && id[n - digits - 1] >= '0' && id[n - digits - 1] <= '9')
		digits++;
	if (digits == 0 || digits > 6 || digits == n)
		return false;
	*stem = n - digits;
	*width = digits;
	*number = 0;
	for (size_t i = *stem; i < n; i++)
		*number = *number * 10 + (unsigned)(id[i] - '0');
	return true;
}

/* One more than the largest of the ids that are spelt like the last one. */
static const char *
next_id(const struct edit_plan *p, const xmlNode *list)
{
	const xmlNode *last = last_child(list, "evidence");
	const char *like = last != NULL ? edit_attr(p, last, "id") : "E-00", *id;
	size_t stem, width, s, w;
	unsigned most, number;

	if (!split_id(like, &stem, &most, &width)) {
		like = "E-00";
		(void)split_id(like, &stem, &most, &width);
	}
	for (const xmlNode *e = load_first(list, "evidence"); e != NULL; e = load_next(e, "evidence")) {
		const char *other = edit_attr(p, e, "id");

		if (split_id(other, &s, &number, &w) && s == stem && memcmp(other, like, stem) == 0 && number > most)
			most = number;
	}
	do
		id = arena_printf(edit_ctx(p)->arena, "%.*s%0*u", (int)stem, like, (int)width, ++most);
	while (is_taken(p, id));
	return id;
}

/* ---- the element ------------------------------------------------------------------------------------------------- */

/* Attributes in the order of the schema, spaced as in the evidence above: one line, or one attribute a line. */
static void
put_evidence(const struct edit_plan *p, struct buf *b, const struct edit_evidence *e, const char *id, const xmlNode *above)
{
	const struct {
		const char *name, *value;
	} rows[] = {
	    {"id", id}, {"title", e->title}, {"href", e->href}, {"sha256", e->sha256}, {"type", e->type}, {"method", e->method},
	    {"collected", e->collected}, {"by", e->by}, {"expires", e->expires}, {"disclosure", e->disclosure},
	    {"reason", e->reason},
	};

	buf_puts(b, "<" EDIT_NS "evidence");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf one = {0};

		if (rows[i].value == NULL)
			continue;
		edit_put_attr(&one, rows[i].name, rows[i].value);
		buf_printf(b, "%s%s", edit_gap(p, above, rows[i].name), buf_str(&one) + 1);
		buf_free(&one);
	}
	buf_puts(b, "/>");
}

static void
add_element(struct edit_plan *p, const struct edit_evidence *e, const char *id)
{
	const xmlNode *root = root_of(p), *list = load_first(root, "evidence-list"), *above = last_child(list, "evidence");
	struct buf b = {0};

	if (list == NULL)
		buf_puts(&b, "<" EDIT_NS "evidence-list>\n\t");
	put_evidence(p, &b, e, id, above);
	if (list == NULL)
		buf_puts(&b, "\n</" EDIT_NS "evidence-list>");
	/* The spaces of what stands above may be line ends of this file. */
	if (list == NULL)
		edit_add(p, root, edit_slot(root, "evidence-list"), EDIT_MARKUP, buf_str(&b));
	else
		edit_add(p, list, above, EDIT_VERBATIM, buf_str(&b));
	buf_free(&b);
}

/* ---- references ----------------------------------------------------------------------------------------------------- */

/* The answer to a task of the main framework, else of another one. */
static const xmlNode *
find_task(const struct edit_plan *p, const char *id)
{
	const xmlNode *tasks = load_first(root_of(p), "tasks"), *other = NULL;

	for (const xmlNode *t = load_first(tasks, "task"); t != NULL; t = load_next(t, "task")) {
		if (!str_eq(edit_attr(p, t, "ref"), id))
			continue;
		if (load_attr(edit_ctx(p), t, "framework") == NULL)
			return t;
		other = t;
	}
	return other;
}

static enum rc
refuse_task(const struct edit_plan *p, const char *id)
{
	const xmlNode *tasks = load_first(root_of(p), "tasks");
	const char *names[500], *near;
	size_t n = 0;
	enum rc rc = diag_at(edit_ctx(p), DIAG_EDIT_TASK, NO_SPAN, "%s", id);

	for (const xmlNode *t = load_first(tasks, "task"); t != NULL && n < ARRAY_LEN(names); t = load_next(t, "task"))
		names[n++] = edit_attr(p, t, "ref");
	near = str_nearest(id, names, n);
	if (near != NULL)
		diag_hint(edit_ctx(p), "Did you mean %s?", near);
	return rc;
}

static enum rc
refer(struct edit_plan *p, const char *task_id, const char *id)
{
	const xmlNode *task = find_task(p, task_id);
	struct buf b = {0};

	if (task == NULL)
		return refuse_task(p, task_id);
	for (const xmlNode *r = load_first(task, "evidence-ref"); r != NULL; r = load_next(r, "evidence-ref"))
		if (str_eq(edit_attr(p, r, "ref"), id))
			return RC_OK;
	buf_puts(&b, "<" EDIT_NS "evidence-ref");
	edit_put_attr(&b, "ref", id);
	buf_puts(&b, "/>");
	edit_add(p, task, edit_slot(task, "evidence-ref"), EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
	return RC_OK;
}

enum rc
edit_add_evidence(struct edit_plan *p, const struct edit_evidence *e, const char **id)
{
	const xmlNode *list = load_first(root_of(p), "evidence-list");
	enum rc rc = RC_OK;

	for (const xmlNode *c = load_first(list, "evidence"); c != NULL; c = load_next(c, "evidence"))
		if (str_eq(load_attr(edit_ctx(p), c, "href"), e->href))
			return diag_at(edit_ctx(p), DIAG_EVIDENCE_LISTED, load_attr_span(edit_ctx(p), edit_doc(p), c, "href"),
			    "%s is %s", e->href, edit_attr(p, c, "id"));
	*id = e->id != NULL ? e->id : next_id(p, list);
	if (is_taken(p, *id))
		return diag_at(edit_ctx(p), DIAG_ID_TWICE, NO_SPAN, "%s", *id);
	add_element(p, e, *id);
	for (const char *s = e->tasks != NULL ? e->tasks : ""; *s != '\0';) {
		size_t n = strcspn(s, ", ");

		if (n > 0 && refer(p, arena_strndup(edit_ctx(p)->arena, s, n), *id) != RC_OK)
			rc = RC_FAIL;
		s += n + (s[n] != '\0');
	}
	return rc;
}
