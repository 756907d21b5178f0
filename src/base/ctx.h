#pragma once
/*
 * ctx.h - what travels through all rooms: memory, sources, diagnostics, and the one door to the file system.
 */
#include "base/arena.h"
#include "base/defs.h"
#include "base/diag.h"
#include "base/source.h"

struct io_root;
struct inputs;
struct map;

enum strictness { LENIENT, STRICT };

struct ctx {
	struct arena *arena; /* lives as long as the document */
	struct src_table *sources;
	struct diags *diags;
	struct map *digests; /* of files that documents name: see io_digest_once */
	struct inputs *inputs; /* what is read, by name: base/inputs.h; NULL: nobody wants to know */
	enum strictness strictness; /* STRICT: UNSUPP fails the run */
	const char *data_dir;       /* absolute: fonts, stylesheets, catalogues, schemas */
};

struct ctx *ctx_new(const char *data_dir);
/* For a question on the side: what it reports is nobody's problem, what it reads is read by the same run. Ends before cx. */
struct ctx *ctx_aside(const struct ctx *cx);
void ctx_free(struct ctx *cx); /* with everything that was made in it */
