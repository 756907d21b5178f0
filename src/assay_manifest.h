#pragma once
/*
 * assay_manifest.h - what a report was made from: manifest.xml, which every report carries (src/manifest.xsd).
 *
 * It names the program's version, the options that shape the report, and every input by its place (base/inputs.h) with digest and length, and where
 * in the report its bytes are. Of evidence it tells what was found, so that a report can be made again without it.
 */
#include "load/doc.h"

#define MANIFEST_NS "urn:assay:manifest:1"
#define MANIFEST_FILE "manifest.xml"
#define MANIFEST_ZIP "rebuild.zip"

/* The options, as attributes of <build>: NULL, not given. */
struct manifest_build {
#define M(field, name) const char *field;
#include "manifest.def"
#undef M
};

struct manifest_input {
	const char *role; /* "assessment" "stylesheet" ...: src/manifest.xsd */
	const char *place;
	enum io_state state;
	uint64_t size;      /* [B] */
	const char *sha256; /* 64 digits; "" when it could not be had */
	const char *in;     /* the attachment that has the bytes; NULL: none */
	const char *id, *disclosure; /* of evidence, or NULL */
	const char *why;    /* evidence that is not embedded: the reason, or NULL */
};

struct manifest {
	const char *version; /* of the program */
	struct manifest_build build;
	struct manifest_input *inputs;
	size_t n;
};

void manifest_write(const struct manifest *m, struct buf *out);
/*
 * Reads one that somebody gives us; it is valid against src/manifest.xsd then, no place stands there twice or leads elsewhere.
 * RC_FAIL: it is not; *why says so, or is NULL when a diagnostic does.
 */
MUST_CHECK enum rc manifest_read(struct ctx *cx, const char *bytes, size_t len, struct manifest *m, const char **why);
