/* ass_list.c - `assay evidence list`: the states of the page, for somebody at a terminal. */
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* As far as the states go: a document that is not complete has evidence too. */
static enum rc
open_list(struct ctx *cx, const struct doc *assessment, struct ass **out)
{
	static const struct ass_opts none;
	struct ass *a = arena_zalloc(cx->arena, sizeof(*a));

	a->cx = cx;
	a->o = &none;
	a->own.doc = assessment;
	a->own.root = xmlDocGetRootElement(assessment->xml);
	/* Commands speak English, whatever the report does. */
	TRY(ass_texts_open(cx, "en", NO_SPAN, &a->texts));
	TRY(ass_resolve(a));
	*out = a;
	return ass_check_evidence(a);
}

static bool
is_own(const struct ass *a, size_t i)
{
	return ((const struct ass_evidence *)a->evidence.p[i])->from == &a->own;
}

/* A value of the file, as a terminal may have it. */
static const char *
plain(const struct ass *a, const char *value)
{
	struct buf b = {0};
	const char *text;

	diag_put_text(&b, value);
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
put_item(const struct ass *a, const struct ass_evidence *e, int width, struct buf *out)
{
	const char *stated = ass_attr(a, e->node, "sha256"), *expires = ass_attr(a, e->node, "expires");

	buf_printf(out, "%-*s  %-14s  expires %-10s  stated %-8.8s  found %-8.8s  %s\n", width, plain(a, e->id),
	    ass_ev_rows[e->state].name, *expires != '\0' ? plain(a, expires) : "-", *stated != '\0' ? plain(a, stated) : "-",
	    e->found != NULL ? e->found : "-", plain(a, ass_attr(a, e->node, "title")));
	if (e->tasks.n > 0)
		buf_printf(out, "%*s ", width, "");
	for (size_t i = 0; i < e->tasks.n; i++)
		buf_printf(out, " %s", ((const struct ass_task *)e->tasks.p[i])->cat->id);
	if (e->tasks.n > 0)
		buf_putc(out, '\n');
	if (e->detail[0] != '\0')
		buf_printf(out, "%*s  %s\n", width, "", plain(a, e->detail));
}

static void
put_sum(const struct ass *a, struct buf *out)
{
	size_t count[EV__COUNT] = {0}, total = 0;
	bool first = true;

	for (size_t i = 0; i < a->evidence.n; i++)
		if (is_own(a, i)) {
			count[((const struct ass_evidence *)a->evidence.p[i])->state]++;
			total++;
		}
	buf_printf(out, "%zu of %zu verified", count[EV_OK], total);
	for (size_t k = 0; k < EV__COUNT; k++) {
		enum ev_state state = ass_ev_order[k];

		if (state == EV_OK || count[state] == 0)
			continue;
		buf_printf(out, "%s%zu %s", first ? "; " : ", ", count[state], ass_ev_rows[state].name);
		first = false;
	}
	buf_putc(out, '\n');
}

/* What the assessment does not say is null. */
static void
put_json_string(struct buf *out, const char *key, const char *value)
{
	buf_json_member(out, key, value != NULL && *value != '\0' ? value : NULL);
}

static void
put_item_json(const struct ass *a, const struct ass_evidence *e, struct buf *out)
{
	static const char *const plain[] = {"title", "href", "location", "expires"};

	buf_putc(out, '{');
	put_json_string(out, "id", e->id);
	for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
		buf_putc(out, ',');
		put_json_string(out, plain[i], ass_attr(a, e->node, plain[i]));
	}
	buf_printf(out, ",\"state\":\"%s\",", ass_ev_rows[e->state].name);
	put_json_string(out, "detail", e->detail);
	buf_putc(out, ',');
	put_json_string(out, "stated", ass_attr(a, e->node, "sha256"));
	buf_putc(out, ',');
	put_json_string(out, "found", e->found);
	buf_puts(out, ",\"tasks\":[");
	for (size_t i = 0; i < e->tasks.n; i++)
		buf_printf(out, "%s\"%s\"", i > 0 ? "," : "", ((const struct ass_task *)e->tasks.p[i])->cat->id);
	buf_puts(out, "]}");
}

enum rc
ass_list_evidence(struct ctx *cx, const struct doc *assessment, enum cat_format format, struct buf *out)
{
	struct ass *a;
	size_t width = 0, n = 0;

	TRY(open_list(cx, assessment, &a));
	for (size_t i = 0; i < a->evidence.n; i++) {
		const struct ass_evidence *e = a->evidence.p[i];

		if (is_own(a, i) && strlen(e->id) > width)
			width = strlen(e->id) < 40 ? strlen(e->id) : 40;
	}
	if (format == CAT_JSON)
		buf_puts(out, "{\"evidence\":[");
	for (size_t i = 0; i < a->evidence.n; i++) {
		if (!is_own(a, i))
			continue;
		if (format == CAT_JSON) {
			buf_puts(out, n++ > 0 ? ",\n " : "\n ");
			put_item_json(a, a->evidence.p[i], out);
		} else {
			put_item(a, a->evidence.p[i], (int)width, out);
		}
	}
	if (format == CAT_JSON)
		buf_puts(out, "\n]}\n");
	else
		put_sum(a, out);
	return RC_OK;
}

enum rc
ass_sum_evidence(struct ctx *cx, const struct doc *assessment, struct buf *out)
{
	struct ass *a;

	TRY(open_list(cx, assessment, &a));
	put_sum(a, out);
	return RC_OK;
}
