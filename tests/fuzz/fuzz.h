#pragma once
/*
 * fuzz.h - what the harnesses share: bytes as choices, documents laid out twice, questions about the pages.
 *
 * A harness is LLVMFuzzerTestOneInput in a file fuzz_NAME.c. The preset `fuzz` links it with libFuzzer; every other build links
 * it with replay.c, which runs it over corpus/NAME, so that no finding can come back unseen.
 *
 * A harness aborts, by fuzz_fail(), when a promise is broken: a refusal without a word, a text that is on no page, a second run that
 * differs from the first. Crashes, hangs and memory are the sanitizers' and libFuzzer's to see.
 */
#include "base/buf.h"
#include "base/ctx.h"
#include "fo/fo.h"
#include "layout/area.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

_Noreturn void fuzz_fail(const char *fmt, ...) PRINTF_LIKE(1, 2);

/* ---- bytes as choices: a recipe never ends too early, it goes on with zeros ---- */

struct fuzz_bytes {
	const uint8_t *p, *end;
};

unsigned fuzz_byte(struct fuzz_bytes *b);
unsigned fuzz_below(struct fuzz_bytes *b, unsigned n); /* 0 .. n - 1; n > 0 */
bool fuzz_odds(struct fuzz_bytes *b, unsigned in_256); /* zeros say no */
const char *fuzz_pick(struct fuzz_bytes *b, const char *const *words, size_t n);
#define FUZZ_PICK(b, words) fuzz_pick(b, words, ARRAY_LEN(words))

/* ---- documents ---- */

#define FUZZ_PAGES 200 /* more are not asked for */

struct fuzz_run {
	struct ctx *cx;
	const struct fo_tree *tree; /* NULL: refused before */
	struct lay *lay;            /* NULL: refused before */
	size_t n_pages;
	bool is_whole;   /* all pages came */
	struct buf dump; /* area_dump of each page */
};

/* Reads an FO document; r->tree is NULL when it is refused. Fails when it is refused without a diagnostic. */
void fuzz_read(struct fuzz_run *r, const char *fo, size_t len);
/* Makes r->lay for a tree that was read. */
void fuzz_lay(struct fuzz_run *r);
/*
 * Reads an FO document and lays it out. Fails when something is refused without a diagnostic, or when layout gives up
 * although it promises progress (layout-stuck).
 */
void fuzz_run_open(struct fuzz_run *r, const char *fo, size_t len);
void fuzz_run_close(struct fuzz_run *r);
/* The document once more; pages and diagnostics must be the same. */
void fuzz_run_again(const struct fuzz_run *r, const char *fo, size_t len);
/* The same of the document read in pieces, where all of it was laid out: `piece` as load_pieces has it. */
void fuzz_run_in_pieces(const struct fuzz_run *r, const char *fo, size_t len, uint32_t piece);
/* How often a word is in the text of the areas of the dump. */
size_t fuzz_run_shows(const struct fuzz_run *r, const char *word);
bool fuzz_run_said(const struct fuzz_run *r, const char *diagnostic);

/* XML cannot hold it, whatever the escape. */
bool fuzz_is_xml(const uint8_t *p, size_t size);

#define FUZZ_FO_ROOT "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\">"
