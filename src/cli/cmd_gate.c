#include <stdio.h>

#include "assay.h"
#include "base/io.h"
#include "base/str.h"
#include "cli/cmd.h"

/* Judges one file; what is wrong stays in the context for the report. */
static int
judge(const struct cmd_opts *o, const char *file, struct gate_file *out)
{
	const struct gate_opts g = {.input = file, .policy = o->policy, .baseline = o->baseline, .lang = o->lang};
	struct ctx *cx = cmd_begin(o);
	int status;

	*out = (struct gate_file){.path = file, .cx = cx};
	if (assay_gate(cx, &g, &out->gate) != RC_OK && !diag_failed(cx))
		(void)!diag_at(cx, DIAG_INTERNAL, NO_SPAN, "a stage failed without a word");
	if (diag_failed(cx))
		out->gate = NULL;
	status = cmd_status(cx);
	return status == EXIT_FINE && !out->gate->passes ? EXIT_DOCUMENT : status;
}

static enum rc
deliver(struct ctx *cx, const struct buf *text, const char *output)
{
	if (output != NULL)
		return io_write(cx, output, buf_str(text), text->len);
	fwrite(buf_str(text), 1, text->len, stdout);
	return RC_OK;
}

/* All files are judged, each in a context of its own: one that is broken must not hide what the others lack. */
int
cmd_gate(const struct cmd_opts *o)
{
	const char *format = o->format != NULL ? o->format : "text";
	struct ctx *cx;
	struct gate_file *files;
	struct gate_report report;
	struct buf text = {0};
	int worst = EXIT_FINE, status;

	if (o->n_args == 0)
		return cmd_usage_error("gate takes at least one file");
	if (!gate_has_format(format))
		return cmd_usage_error("gate: no such format: %s; text, json, sarif, junit or markdown", format);
	if (str_eq(o->policy, "none"))
		return cmd_usage_error("gate: a gate has a policy");
	cmd_limit_memory(o->memory);
	cx = cmd_begin(o);
	files = arena_array(cx->arena, o->n_args, sizeof(*files));
	for (size_t i = 0; i < o->n_args; i++) {
		status = judge(o, o->args[i], &files[i]);
		worst = status > worst ? status : worst;
	}
	report = (struct gate_report){files, o->n_args, assay_version()};
	gate_print(&report, format, &text);
	(void)!deliver(cx, &text, o->output);
	buf_free(&text);
	for (size_t i = 0; i < o->n_args; i++)
		ctx_free((struct ctx *)(uintptr_t)files[i].cx);
	status = cmd_finish(cx, NULL);
	return status > worst ? status : worst;
}
