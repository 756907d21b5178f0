#pragma once
/*
 * assay_archive.h - what a report carries, to be made again from itself.
 *
 * Always: the assessment, byte by byte (a Source of the PDF); manifest.xml; and in rebuild.zip whatever else was read: stylesheets, theme,
 * messages, schema, catalogues, policy, the organisation's part, predecessors, pictures. One zip, because a list of thirty attachments hides
 * the one that a reader looks for, and because every system opens a zip. Fonts stay with the program; the manifest has their digests.
 * On request: evidence, item by item, as far as its disclosure goes; the manifest tells of each what was found, so that the report can
 * be made again without it.
 */
#include "assay_manifest.h"
#include "assess/ass.h"
#include "finish/fin.h"

struct archive {
	const struct io_root *root;   /* of the assessment */
	struct manifest_build build;  /* but for the report */
	const struct ass_file *files; /* that evidence names */
	size_t n_files;
	const char *version;          /* of the program */
	struct ass_attached words;    /* descriptions, for people */
	struct buf *log; /* what became of evidence, a line a file */
	bool is_logged;
};

/* Is it an audience of evidence: "public" "customer" "auditor"? Each sees what those before it see. */
bool archive_has_audience(const char *name);
/*
 * Adds what was read for the report that was drawn last (inputs_part) to the attachments.
 *   report  its kind, or NULL
 * ARCHIVE_CHANGED when a file of evidence is no longer what was assessed.
 */
MUST_CHECK enum rc archive_attach(struct ctx *cx, struct archive *a, const char *report, struct fin_opts *opts);
