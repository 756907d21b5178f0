#include <stdio.h>

#include "assay.h"
#include "cli/cmd.h"

static int
check_one(const struct cmd_opts *o, const char *file, bool json)
{
	struct ctx *cx = cmd_begin(o);
	struct buf out = {0};
	size_t errors, warnings;
	int status;

	if ((o->pdf ? assay_check_pdf(cx, file) : assay_check(cx, file, o->schema)) != RC_OK && !diag_failed(cx))
		(void)!diag_at(cx, DIAG_INTERNAL, NO_SPAN, "a stage failed without a word");
	status = cmd_status(cx);
	warnings = diag_count(cx, LEVEL_STYLE) - diag_count(cx, LEVEL_ERROR);
	errors = diag_count(cx, LEVEL_ERROR);
	diag_print(cx, json ? DIAG_JSON : DIAG_TEXT, &out);
	fwrite(buf_str(&out), 1, out.len, json ? stdout : stderr);
	if (!json)
		printf("%s: %s, %zu error%s, %zu warning%s\n", file, status == EXIT_FINE ? "valid" : "not valid", errors,
		    errors == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s");
	buf_free(&out);
	ctx_free(cx);
	return status;
}

/* One context a file: a broken file must not hide what is wrong with the next. */
int
cmd_check(const struct cmd_opts *o)
{
	int worst = EXIT_FINE;
	bool json;

	if (o->n_args == 0)
		return cmd_usage_error("check takes at least one file");
	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	cmd_limit_memory(o->memory);
	for (size_t i = 0; i < o->n_args; i++) {
		int status = check_one(o, o->args[i], json);

		worst = status > worst ? status : worst;
	}
	return worst;
}
