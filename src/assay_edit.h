#pragma once
/* assay_edit.h - what commands that change a file share: reading it, judging the result, writing it. */
#include "assay.h"
#include "edit/edit.h"

struct edit_file {
	const char *path, *bytes;
	size_t len; /* [B] */
	const struct doc *doc;
	size_t errors[DIAG__COUNT]; /* of the file as it is; only those that stop a build */
};

/* Reads an assessment and counts what is wrong with it; problems of the rules are not reported. */
MUST_CHECK enum rc assay_edit_open(struct ctx *cx, const char *path, struct edit_file *f);
/*
 * Writes a changed text, unless it makes the document worse: an error that was not there (EDIT_WORSE, with the messages), or
 * somebody else changed the file meanwhile. Nothing is written for a dry run, or when the bytes are the same.
 *   text     decoded
 *   changed  [out] differs from the file; NULL: not wanted
 */
MUST_CHECK enum rc assay_edit_finish(struct ctx *cx, const struct edit_file *f, const struct edit_opts *o, const struct buf *text,
    bool *changed);
