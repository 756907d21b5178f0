#pragma once
/*
 * gate_print.h - what a policy found, for people and for machines.
 * A format is a row of gate_print.c. Several files make one document in each format. Names of files are as they were given, so
 * that the same command gives the same bytes anywhere.
 */
#include "assess/gate.h"

struct gate_file {
	const char *path;       /* as given */
	const struct ctx *cx;   /* of this file: places, and what is wrong with it */
	const struct gate *gate; /* NULL: the document or the policy is wrong, and cx says how */
};

struct gate_report {
	const struct gate_file *files;
	size_t n;
	const char *version; /* of the program */
};

/* "text" "json" "sarif" "junit" "markdown"; false when there is no such format. */
bool gate_has_format(const char *format);
void gate_print(const struct gate_report *r, const char *format, struct buf *out);

/* ---- inside the room --------------------------------------------------------------------------------------------------- */

void gate_put_text(const struct gate_report *r, struct buf *out);
void gate_put_json(const struct gate_report *r, struct buf *out);
void gate_put_sarif(const struct gate_report *r, struct buf *out);
void gate_put_junit(const struct gate_report *r, struct buf *out);
void gate_put_markdown(const struct gate_report *r, struct buf *out);

/* Lines from 1, columns from 1 in characters; line 0: there is no place. */
struct gate_region {
	const char *file;
	uint32_t line, column, end_line, end_column;
};
struct gate_region gate_region_of(const struct gate_file *f, struct span at);
/* "failed" "passed" "wrong" */
const char *gate_result(const struct gate_file *f);
/* ,"key":"value" or "key":"value" first in an object; the value is escaped. */
void gate_put_member(struct buf *out, const char *key, const char *value);
void gate_put_number(struct buf *out, const char *key, size_t value);
/* "3 of 12 rules failed (2 errors, 1 warning)" */
void gate_put_verdict(const struct gate *g, struct buf *out);
