#pragma once
/*
 * diag.h - one channel for problems: a row of diag.def, a span, and today's values.
 * Who notices reports; who receives RC_FAIL passes it on. A room reports all it can before it fails.
 * Nothing is printed here until diag_print: the caller decides on text or JSON.
 * All bytes from outside are escaped on the way out (controls, bidi controls, invalid UTF-8).
 */
#include "base/buf.h"
#include "base/defs.h"

struct ctx;
struct diags;
struct arena;

enum diag_level { LEVEL_STYLE, LEVEL_WARN, LEVEL_ERROR, LEVEL_UNSUPP, LEVEL_SYSTEM, LEVEL__COUNT };

enum diag_id {
#define D(id, level, name, text, help) DIAG_##id,
#include "base/diag.def"
#undef D
	DIAG__COUNT
};

struct diag_row {
	enum diag_level level;
	const char *name; /* stable; "[name]" in messages, the argument of `assay explain` */
	const char *text;
	const char *help; /* the way to repair */
};

extern const struct diag_row diag_rows[DIAG__COUNT];

enum diag_format { DIAG_TEXT, DIAG_JSON };

struct diags *diags_new(struct arena *a);

/*
 * Reports. Returns RC_FAIL for ERROR and SYSTEM, and for UNSUPP when strict; RC_OK below.
 *   at   NO_SPAN when there is no place
 *   fmt  the detail, "" for none; one line
 */
enum rc diag_at(struct ctx *cx, enum diag_id id, struct span at, const char *fmt, ...) PRINTF_LIKE(4, 5);
/* Attaches "did you mean"-like advice to the last report; replaces the row's help for it. */
void diag_hint(struct ctx *cx, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The same id is reported once a key: returns true the first time. For UNSUPP. */
bool diag_first(struct ctx *cx, enum diag_id id, const char *key);

size_t diag_count(const struct ctx *cx, enum diag_level at_least);
bool diag_said(const struct ctx *cx, enum diag_id id);
size_t diag_count_of(const struct ctx *cx, enum diag_id id);
/*
 * Reports on trial: everything since the mark is taken back, and its last message (what is wrong and the detail) is
 * returned, "" when there was none.
 */
struct diag_mark {
	size_t n, count[LEVEL__COUNT];
};
struct diag_mark diag_mark(const struct ctx *cx);
const char *diag_take_back(struct ctx *cx, const struct diag_mark *mark);
bool diag_failed(const struct ctx *cx); /* something at ERROR or above (UNSUPP when strict) was reported */
const struct diag_row *diag_lookup(const char *name); /* by stable name; NULL when there is none */
const char *diag_level_name(enum diag_level level);

/* Writes all reports in the order of files and places; text at most LIMIT_DIAG_BYTES, then a count. */
void diag_print(const struct ctx *cx, enum diag_format format, struct buf *out);

/* What other reports need that look like these, or list them in another form. Bytes from outside are escaped. */
struct diag_view {
	const struct diag_row *row;
	struct span at;
	const char *detail, *help;
};
/* The i-th report, in the order in which they came; false when there are not so many. */
bool diag_nth(const struct ctx *cx, size_t i, struct diag_view *view);
void diag_put_place(const struct ctx *cx, struct span at, struct buf *out); /* "FILE:LINE:COL: ", "assay: " for none */
/* The source line and a caret under the range; a long line is cut around it. */
void diag_put_line(const struct ctx *cx, struct span at, struct buf *out);
void diag_put_text(struct buf *out, const char *text);
