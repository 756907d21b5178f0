#pragma once
/* cat_file.h - inside the room: where catalogue files are, and their parsed form. */
#include "catalog/catalog.h"

/* Makes a catalogue of a parsed file. */
MUST_CHECK enum rc cat_parse(struct ctx *cx, const struct doc *doc, const struct catalog **cat);
/* Makes a crosswalk of a parsed file. */
MUST_CHECK enum rc cat_parse_crosswalk(struct ctx *cx, const struct doc *doc, const struct cat_crosswalk **crosswalk);
/* A required attribute; after a report, *rc is RC_FAIL and the value "". */
const char *cat_need(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *name, enum rc *rc);
/* What `catalogue list` and `catalogue show` say of a crosswalk. */
void cat_crosswalk_line(struct buf *out, const struct cat_crosswalk *x);
void cat_crosswalk_json(struct buf *out, const struct cat_crosswalk *x, const char *origin);
MUST_CHECK enum rc cat_crosswalk_show(struct ctx *cx, const struct cat_crosswalk *x, const char *what,
    enum cat_format format, struct buf *out);
/* Splits ids parted by white space; text may be NULL. */
const char *const *cat_split(struct ctx *cx, const char *text, size_t *count);

/* The file that came with the program: DATA/src/catalog/data/NAME.xml. */
const char *cat_builtin_path(struct ctx *cx, const char *name);
/* The user's folder of imported catalogues (not made yet, perhaps); NULL when there is no home. */
const char *cat_user_dir(struct ctx *cx);
/* The user's file when it is there, else the built-in one, else NULL. `name` is "ssdf-1.1". */
const char *cat_find(struct ctx *cx, const char *name);
/* Where cat_find found it. */
bool cat_is_user_path(struct ctx *cx, const char *path);
/* The names at hand, of the program and the user's, sorted, each once. */
const char *const *cat_names(struct ctx *cx, size_t *count);

/* "final" or "draft" */
const char *cat_status_word(const struct catalog *cat);
