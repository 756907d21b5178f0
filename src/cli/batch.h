#pragma once
/*
 * batch.h - the supervisor of many reports: one process each, so that a crash, a leak or a limit costs one report.
 * It parses nothing, and survives what its workers do not.
 */
#include "cli/cmd.h"

struct batch_job {
	const char *input;  /* as named, or found below the folder */
	const char *output; /* without suffix: OUT/NAME */
	const char *name;   /* for the summary: the input relative to the batch */
	int status;         /* exit status; -1: not run, -2: killed after the timeout, -3: signal */
	struct buf message; /* what the worker said */
	double seconds;     /* for the progress line only; nothing written depends on it */
};

struct batch {
	struct ctx *cx;
	const struct cmd_opts *o;
	struct batch_job *jobs;
	size_t n;
};

/* The jobs of a folder (every assessment below it, by name) or of a manifest (a file a line, # is a comment). */
MUST_CHECK enum rc batch_list(struct batch *b, const char *source, const char *out_dir);
/* Where a report of a job goes, without suffix: OUT/NAME for the full one, OUT/NAME-REPORT for any other; `len` bytes of its name. */
const char *batch_output(const struct batch *b, const struct batch_job *job, const char *report, size_t len);
/* Runs them, at most `width` side by side. */
void batch_run(struct batch *b, size_t width);
