#include <stdio.h>
#include <string.h>

#include "assay.h"
#include "cli/cmd.h"

static const struct {
	const char *word, *name; /* in a table; in JSON */
} states[] = {
    [VERIFY_HOLDS] = {"holds", "holds"},
    [VERIFY_NOTE] = {"-", "note"},
    [VERIFY_FAILS] = {"FAILS", "fails"},
};

static void
add_text(struct buf *out, const char *file, const struct verify *v)
{
	size_t named = 0;

	for (size_t i = 0; i < v->n; i++)
		buf_printf(out, "%-5s  %-11s  %s\n", states[v->checks[i].state].word, v->checks[i].name, v->checks[i].detail);
	buf_printf(out, "%s: %s", file, v->holds ? "verified" : "NOT verified:");
	for (size_t i = 0; i < v->n; i++)
		if (v->checks[i].state == VERIFY_FAILS)
			buf_printf(out, "%s %s", named++ > 0 ? "," : "", v->checks[i].name);
	buf_putc(out, '\n');
}

static void
add_json(struct buf *out, const char *file, const struct verify *v)
{
	buf_putc(out, '{');
	buf_json_member(out, "file", file);
	buf_printf(out, ",\"verified\":%s,\"checks\":[", v->holds ? "true" : "false");
	for (size_t i = 0; i < v->n; i++) {
		buf_puts(out, i > 0 ? ",\n {" : "\n {");
		buf_json_member(out, "name", v->checks[i].name);
		buf_putc(out, ',');
		buf_json_member(out, "state", states[v->checks[i].state].name);
		buf_putc(out, ',');
		buf_json_member(out, "detail", v->checks[i].detail);
		buf_putc(out, '}');
	}
	buf_puts(out, "\n]}");
}

static int
verify_one(const struct cmd_opts *o, const char *file, bool json, struct buf *out)
{
	const struct verify_opts opts = {.input = file, .against = o->against, .trust = o->trust, .signer = o->signer, .font_dirs = o->fonts,
	    .n_font_dirs = o->n_fonts};
	struct ctx *cx = cmd_begin(o);
	struct verify v;
	int status;

	if (assay_verify(cx, &opts, &v) != RC_OK)
		return cmd_finish(cx, NULL);
	(json ? add_json : add_text)(out, file, &v);
	status = cmd_finish(cx, NULL);
	return status == EXIT_FINE && !v.holds ? EXIT_DOCUMENT : status;
}

/* One context a file: a report that is broken must not hide what is wrong with the next. */
int
cmd_verify(const struct cmd_opts *o)
{
	struct buf out = {0};
	int worst = EXIT_FINE;
	bool json;

	if (o->n_args == 0)
		return cmd_usage_error("verify takes at least one report");
	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	cmd_limit_memory(o->memory);
	for (size_t i = 0; i < o->n_args; i++) {
		struct buf one = {0};
		int status = verify_one(o, o->args[i], json, &one);

		worst = status > worst ? status : worst;
		buf_puts(&out, json && one.len > 0 ? (out.len > 0 ? ",\n" : "[") : "");
		buf_add(&out, buf_str(&one), one.len);
		buf_free(&one);
	}
	if (json)
		buf_puts(&out, out.len > 0 ? "]\n" : "[]\n");
	fwrite(buf_str(&out), 1, out.len, stdout);
	buf_free(&out);
	return worst;
}
