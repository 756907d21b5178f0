#pragma once
/*
 * assay.h - the public face: the pipeline and the side doors, as the commands use them.
 *
 *     load -> validate -> assess -> transform -> fo -> layout -> render -> finish
 *
 * Every function reports what is wrong through the context (base/diag.h) and returns RC_FAIL when the job was not done.
 */
#include "base/ctx.h"
#include "gate/gate_print.h"

enum dump { DUMP_NONE, DUMP_DOC, DUMP_REPORT, DUMP_FO, DUMP_FO_TREE, DUMP_AREAS, DUMP_TRACE, DUMP_FOP_AT, DUMP_TAGS, DUMP_MANIFEST };

struct build_opts {
	const char *input;
	const char *output;     /* NULL: the input's name with the format's suffix; "-": standard output */
	const char *report;     /* comma separated, from reports.def; NULL: full */
	const char *formats;    /* comma separated: pdf svg png; NULL: pdf */
	const char *profile;    /* of a PDF: "pdf/a-3u"; NULL: the best that the document allows */
	const char *schema;     /* another vocabulary: its schema, or NULL */
	const char *stylesheet; /* instead of the report's own, or NULL */
	const char *theme;      /* NULL: theme.xml beside the input, when it is there */
	const char *policy;     /* of the gate; NULL: gate.xml beside the input, when it is there; "none" */
	const char *lang;       /* of the report's own words, "de"; NULL: the assessment's */
	const char *paper;      /* "a4" "letter"; NULL: the theme's */
	const char *to;         /* the version to compare the framework with, "none", or NULL: the newest other one */
	const char *catalogue;  /* an imported catalogue file; NULL: the user's own, when it is there */
	const char *base;       /* folder for pictures; NULL: the input's */
	const char *command;    /* for the colophon: without the report, which the report adds */
	const char *epoch;      /* SOURCE_DATE_EPOCH, or NULL */
	const char *evidence;   /* "public" "customer" "auditor": embed what they may see; NULL: none */
	struct buf *log;        /* what became of evidence; NULL: nobody wants to know */
	const char *const *font_dirs;
	size_t n_font_dirs;
	bool allow_draft;       /* attest against a draft framework */
	bool no_source;         /* embed nothing */
	bool with_versions;     /* another version of the framework must be there, though no report of changes is made */
	bool image_boxes;       /* a picture that cannot be had is a marked box, not an error */
	enum dump dump; /* a seam to print instead of a report */
	int dpi;        /* PNG; 0: 144 */
	bool single;       /* SVG and PNG: several pages are an error, not several files */
	bool svg_outlines; /* SVG: text as outlines, for programs that take no fonts from a file */
};

/* Is it an audience that evidence can be embedded for? */
bool assay_is_audience(const char *name);
/*
 * Makes the reports from one reading of the assessment; nothing is written when anything failed. A letter whose statements are not all
 * carried is written and marked, and the return is RC_FAIL all the same.
 */
MUST_CHECK enum rc assay_build(struct ctx *cx, const struct build_opts *o);
/* The same from an FO document. */
MUST_CHECK enum rc assay_render(struct ctx *cx, const struct build_opts *o);
/* Schema, rules and evidence; with `schema` only that schema. */
MUST_CHECK enum rc assay_check(struct ctx *cx, const char *input, const char *schema);
/* Looks at a finished PDF: can those read it who cannot see it? */
MUST_CHECK enum rc assay_check_pdf(struct ctx *cx, const char *input);
struct gate_opts {
	const char *input;
	const char *policy;   /* NULL: gate.xml beside the input, else the program's own */
	const char *baseline; /* an older assessment, instead of the predecessor that the input names; NULL */
	const char *lang;     /* of what is found; NULL: the assessment's */
};
/* Asks the policy; *gate lives as long as cx, and is NULL when the document or the policy is wrong. */
MUST_CHECK enum rc assay_gate(struct ctx *cx, const struct gate_opts *o, const struct gate **gate);
/* The text of a new assessment with every task of the framework not assessed. */
MUST_CHECK enum rc assay_new(struct ctx *cx, const char *framework, const char *product, struct buf *out);

/* What else a new assessment is given: a theme that changes nothing yet, the policy that stands in where there is none. */
struct new_file {
	const char *name; /* as it is looked for beside an assessment */
	const char *bytes;
	size_t len; /* [B] */
};
#define NEW_FILES 2
MUST_CHECK enum rc assay_new_beside(struct ctx *cx, struct new_file files[NEW_FILES]);

MUST_CHECK enum rc assay_catalogue_list(struct ctx *cx, enum diag_format format, struct buf *out);
MUST_CHECK enum rc assay_catalogue_show(struct ctx *cx, const char *name, const char *what, enum diag_format format,
    struct buf *out);
MUST_CHECK enum rc assay_catalogue_import(struct ctx *cx, const char *file, const char *name, const char *output,
    enum diag_format format, struct buf *out);
/* What `now` changed against `was` ("ssdf-1.1" "ssdf-1.2-ipd"). */
MUST_CHECK enum rc assay_catalogue_diff(struct ctx *cx, const char *was, const char *now, enum diag_format format,
    struct buf *out);

/*
 * Commands that change an assessment's text. The result is checked as if a person had typed it; one that makes the document
 * worse is not written. A file appears whole or not at all, keeps its permissions, and stays as it is when nothing changed.
 * `out` tells what was done.
 */
struct edit_opts {
	const char *file;
	const char *output; /* NULL: the file itself */
	bool dry_run;       /* tell, write nothing */
	enum diag_format format;
};
struct evidence_opts { /* NULL: not given */
	const char *path;   /* as typed: from here, or from the assessment's folder */
	const char *id, *title, *type, *method, *collected, *by, *expires, *disclosure, *reason;
	const char *tasks;  /* comma separated */
};
struct migrate_opts {
	const char *to;   /* "ssdf-1.2-ipd" */
	const char *date; /* ISO; NULL: SOURCE_DATE_EPOCH's, or none */
	bool keep;        /* answer the new version beside the old one */
};
struct roll_opts {
	const char *start, *end, *as_of; /* ISO; as_of NULL: the end */
	const char *id; /* NULL: the old one, its year replaced */
};

MUST_CHECK enum rc assay_evidence_list(struct ctx *cx, const char *file, enum diag_format format, struct buf *out);
/* Writes the digests of the files as they are now; n_ids 0: of all. collected NULL: dates stay. */
MUST_CHECK enum rc assay_evidence_refresh(struct ctx *cx, const struct edit_opts *o, const char *const *ids, size_t n_ids,
    const char *collected, struct buf *out);
MUST_CHECK enum rc assay_evidence_add(struct ctx *cx, const struct edit_opts *o, const struct evidence_opts *e,
    struct buf *out);
MUST_CHECK enum rc assay_migrate(struct ctx *cx, const struct edit_opts *o, const struct migrate_opts *m, struct buf *out);
MUST_CHECK enum rc assay_migrate_undo(struct ctx *cx, const struct edit_opts *o, struct buf *out);
MUST_CHECK enum rc assay_roll(struct ctx *cx, const struct edit_opts *o, const struct roll_opts *r, struct buf *out);

/*
 * What changed from `was` to `now`: two assessments; two frameworks by their names, as assay_catalogue_diff; or one of each: what would move,
 * and the assessment's status behind it.
 */
MUST_CHECK enum rc assay_diff(struct ctx *cx, const char *was, const char *now, enum diag_format format, struct buf *out);

struct sign_opts {
	const char *input;
	const char *output; /* NULL: the input, which is replaced; "-": standard output */
	const char *key;    /* PKCS #12 or PEM, the user's own and nobody else's */
	const char *cert;   /* PEM of certificates for a key without; NULL */
	const char *passphrase_fd, *passphrase_file; /* NULL: ASSAY_PASSPHRASE, or none */
	const char *field;  /* its name; NULL: the first */
	const char *reason, *location; /* NULL: none */
	int64_t time;       /* [s] since 1970, UTC */
};
/* Signs a report as assay_build wrote it; `said` tells who signed. */
MUST_CHECK enum rc assay_sign(struct ctx *cx, const struct sign_opts *o, struct buf *said);

/*
 * `assay verify`: is a report what it says? It is made again from what it carries, and nothing else is read but the program's fonts and what
 * the options name.
 */
enum verify_state { VERIFY_HOLDS, VERIFY_NOTE, VERIFY_FAILS };

struct verify_check {
	const char *name;   /* stable: "file" "manifest" ... */
	enum verify_state state;
	const char *detail; /* one line */
};

#define VERIFY_CHECKS 16
struct verify {
	struct verify_check checks[VERIFY_CHECKS];
	size_t n;
	bool holds;
};

struct verify_opts {
	const char *input;
	const char *against; /* the folder of the assessment as it is now; NULL */
	const char *trust;   /* PEM of certificates that count; NULL */
	const char *signer;  /* fingerprint of a certificate that counts; NULL */
	const char *const *font_dirs;
	size_t n_font_dirs;
};

/* What is wrong with the report is in *v, which lives as long as cx; RC_FAIL when there is nothing to verify. */
MUST_CHECK enum rc assay_verify(struct ctx *cx, const struct verify_opts *o, struct verify *v);

const char *assay_version(void);
