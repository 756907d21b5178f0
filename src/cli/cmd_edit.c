/* Commands that change an assessment: evidence, migrate, roll. */
#include <stdio.h>
#include <string.h>

#include "assay.h"
#include "base/str.h"
#include "cli/cmd.h"

/* Tells on stdout, unless the document itself goes there. */
static int
tell(struct ctx *cx, struct buf *out, enum rc rc, const char *output)
{
	if (rc == RC_OK)
		fwrite(buf_str(out), 1, out->len, str_eq(output, "-") ? stderr : stdout);
	else if (!diag_failed(cx))
		(void)!diag_at(cx, DIAG_INTERNAL, NO_SPAN, "a stage failed without a word");
	buf_free(out);
	return cmd_finish(cx, NULL);
}

static bool
is_day(const char *s)
{
	return strlen(s) == 10 && s[4] == '-' && s[7] == '-' && strspn(s, "0123456789-") == 10;
}

static int
add(const struct cmd_opts *o, struct ctx *cx, const struct edit_opts *e, struct buf *out)
{
	const struct evidence_opts added = {.path = o->args[2], .id = o->id, .title = o->title, .type = o->type, .method = o->method,
	    .collected = o->collected, .by = o->by, .expires = o->expires, .disclosure = o->disclosure, .reason = o->reason,
	    .tasks = o->task};

	return tell(cx, out, assay_evidence_add(cx, e, &added, out), o->output);
}

int
cmd_evidence(const struct cmd_opts *o)
{
	const char *what = o->n_args > 0 ? o->args[0] : "";
	struct edit_opts e = {.output = o->output, .dry_run = o->dry_run};
	struct buf out = {0};
	struct ctx *cx;
	bool json;

	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	e.format = json ? DIAG_JSON : DIAG_TEXT;
	e.file = o->n_args > 1 ? o->args[1] : NULL;
	if (e.file == NULL || str_eq(e.file, "-"))
		return cmd_usage_error("evidence list FILE, evidence refresh FILE [ID...], or evidence add FILE PATH --title TEXT");
	if (str_eq(what, "list") && o->n_args == 2) {
		cx = cmd_begin(o);
		return tell(cx, &out, assay_evidence_list(cx, e.file, e.format, &out), NULL);
	}
	if (str_eq(what, "refresh")) {
		cx = cmd_begin(o);
		return tell(cx, &out, assay_evidence_refresh(cx, &e, o->args + 2, o->n_args - 2, o->collected, &out), o->output);
	}
	if (str_eq(what, "add") && o->n_args == 3) {
		if (o->title == NULL)
			return cmd_usage_error("evidence add needs --title: what a reader sees in the index");
		return add(o, cmd_begin(o), &e, &out);
	}
	return cmd_usage_error("evidence list FILE, evidence refresh FILE [ID...], or evidence add FILE PATH --title TEXT");
}

int
cmd_migrate(const struct cmd_opts *o)
{
	struct edit_opts e = {.output = o->output, .dry_run = o->dry_run};
	const struct migrate_opts m = {.to = o->to, .date = o->date, .keep = o->keep};
	struct buf out = {0};
	struct ctx *cx;
	bool json;
	enum rc rc;

	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	if (o->n_args != 1 || str_eq(o->args[0], "-"))
		return cmd_usage_error("migrate takes one file");
	if ((o->to != NULL) == o->undo)
		return cmd_usage_error("migrate needs --to NAME, or --undo");
	if (o->date != NULL && !is_day(o->date))
		return cmd_usage_error("not a day: \"%s\"; YYYY-MM-DD", o->date);
	e.format = json ? DIAG_JSON : DIAG_TEXT;
	e.file = o->args[0];
	cx = cmd_begin(o);
	rc = o->undo ? assay_migrate_undo(cx, &e, &out) : assay_migrate(cx, &e, &m, &out);
	/* A plan that cannot be carried out is worth reading too: the messages say why not. */
	if (rc != RC_OK && o->dry_run)
		fwrite(buf_str(&out), 1, out.len, stdout);
	return tell(cx, &out, rc, o->output);
}

/* "2027" is the year; "2027-01-01/2027-06-30" the days. */
static bool
take_period(struct ctx *cx, const char *s, struct roll_opts *r)
{
	const char *slash = strchr(s, '/');

	if (slash == NULL && strlen(s) == 4 && strspn(s, "0123456789") == 4) {
		r->start = arena_printf(cx->arena, "%s-01-01", s);
		r->end = arena_printf(cx->arena, "%s-12-31", s);
		return true;
	}
	if (slash == NULL)
		return false;
	r->start = arena_strndup(cx->arena, s, (size_t)(slash - s));
	r->end = slash + 1;
	return is_day(r->start) && is_day(r->end) && strcmp(r->start, r->end) <= 0;
}

int
cmd_roll(const struct cmd_opts *o)
{
	struct edit_opts e = {.output = o->output, .dry_run = o->dry_run};
	struct roll_opts r = {.as_of = o->as_of, .id = o->id};
	struct buf out = {0};
	struct ctx *cx;
	bool json;

	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	if (o->n_args != 1 || str_eq(o->args[0], "-"))
		return cmd_usage_error("roll takes one file");
	if (o->period == NULL)
		return cmd_usage_error("roll needs --period: a year, or START/END");
	if (o->as_of != NULL && !is_day(o->as_of))
		return cmd_usage_error("not a day: \"%s\"; YYYY-MM-DD", o->as_of);
	e.format = json ? DIAG_JSON : DIAG_TEXT;
	e.file = o->args[0];
	cx = cmd_begin(o);
	if (!take_period(cx, o->period, &r)) {
		ctx_free(cx);
		return cmd_usage_error("not a period: \"%s\"; a year, or START/END with START not after END", o->period);
	}
	return tell(cx, &out, assay_roll(cx, &e, &r, &out), o->output);
}
