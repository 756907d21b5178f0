#pragma once
/*
 * source.h - the bytes that spans point into.
 * Every file that a person wrote (assessment, stylesheet, FO, theme) is kept whole until the run ends, so
 * that a problem found in any room can show its line.
 */
#include "base/arena.h"
#include "base/defs.h"

struct src_table;

struct src_pos {
	uint32_t line, col; /* both from 1; col counts bytes */
};

struct src_table *src_table_new(struct arena *a);

/* Adds a file; `bytes` must live as long as the table. Returns its index, from 1; 0 when the table is full. */
uint16_t src_add(struct src_table *t, const char *name, const char *bytes, size_t len);
/* The index of an added file by name, or 0. */
uint16_t src_lookup(const struct src_table *t, const char *name);
const char *src_name(const struct src_table *t, uint16_t file); /* "" for file 0 */
const char *src_bytes(const struct src_table *t, uint16_t file, size_t *len); /* NULL for file 0 */
/* Line and column of a byte; {0, 0} for file 0. */
struct src_pos src_position(const struct src_table *t, uint16_t file, uint32_t offset);
/* The first byte of a line and its length without the line end; NULL when there is none. */
const char *src_line(const struct src_table *t, uint16_t file, uint32_t line, size_t *len);
/* The byte at which a line starts (for libraries that only know lines); clamps to the end. */
uint32_t src_line_offset(const struct src_table *t, uint16_t file, uint32_t line);

/* "FILE:BEG-END", the form of a span in an a:at attribute; false when it is not one. */
bool src_span_parse(const char *text, struct span *at);
