#pragma once
/*
 * cmd.h - commands are rows of verbs.def, options rows of opts.def.
 * Exit status is an interface: 0 fine, 1 the document is wrong, 2 wrong command line, 3 the machine failed.
 */
#include "base/ctx.h"

enum exit_status { EXIT_FINE = 0, EXIT_DOCUMENT = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

#define MAX_LIST 32

struct cmd_opts {
	const char *output, *report, *format, *schema, *stylesheet, *theme, *paper, *lang, *dump, *messages, *catalogue, *images, *base,
	    *framework, *product, *policy, *baseline, *profile, *evidence, *svg_text;
	const char *id, *title, *type, *method, *collected, *by, *expires, *disclosure, *reason, *task; /* of evidence */
	const char *to, *date, *period, *as_of;
	const char *against, *trust, *signer; /* of what is verified */
	const char *key, *cert, *passphrase_fd, *passphrase_file, *field, *location; /* of a signature */
	bool dry_run, keep, undo, pdf;
	const char *fonts[MAX_LIST];
	size_t n_fonts;
	long dpi, memory, jobs, timeout; /* 0: not given */
	bool strict, allow_draft, no_source, single;
	const char *const *args; /* what is no option */
	size_t n_args;
	const char *data_dir;
	const char *const *argv; /* the whole line: for the report's colophon, and for the workers of a batch */
	int argc;
};

#define V(id, args, purpose, options) int cmd_##id(const struct cmd_opts *o);
#include "cli/verbs.def"
#undef V

int assay_main(int argc, char **argv);

/* A context for one job with the options that all jobs share; ends with cmd_finish. */
struct ctx *cmd_begin(const struct cmd_opts *o);
int cmd_status(const struct ctx *cx);
/* Prints the diagnostics to stderr (messages: "text", "json" or NULL), frees cx, gives the exit status. */
int cmd_finish(struct ctx *cx, const char *messages);
/* Is it "json"? Anything but that, "text" and NULL is a usage error, which is printed. */
bool cmd_is_json(const char *value, bool *json);
int cmd_usage_error(const char *fmt, ...) PRINTF_LIKE(1, 2);
void cmd_print_help(const char *verb, struct buf *out); /* NULL: all commands */
/* Limits this process to what one report may cost; not under a sanitizer, which needs the address space. */
void cmd_limit_memory(long mib);
