#pragma once
/*
 * assay_make.h - the second half of the pipeline: from formatting objects to files.
 *
 * A run draws all its reports in all its formats first and writes them last, so that they appear whole or not at all.
 * One report in one format goes where -o says. Else -o, or the input, gives a stem: STEM.FORMAT for the full report and for
 * what is no assessment, STEM-REPORT.FORMAT for any other.
 */
#include "assay.h"
#include "assay_reports.h"
#include "load/doc.h"
#include "render/dev.h"

struct make;
struct archive;

/* FORMAT when the list of formats is wrong. `n_reports` will be drawn. */
MUST_CHECK enum rc make_open(struct ctx *cx, const struct build_opts *o, size_t n_reports, struct make **m);
/* What each report in PDF is to carry; NULL, and before this is called: nothing. */
void make_set_archive(struct make *m, struct archive *archive);
/*
 * Draws one report, or prints the dump that was asked for.
 *   kind  NULL: a document of another vocabulary
 * REPORT_PAGES when it has more pages than its kind may.
 *   meta  title, language and creator are filled in here
 */
MUST_CHECK enum rc make_draw(struct make *m, const struct doc *fo_xml, const struct io_root *base, const struct report_kind *kind,
    struct dev_meta meta);
/* Writes what was drawn; nothing when anything failed so far, or when it was dumped. */
MUST_CHECK enum rc make_write(struct make *m);

/* Seams before the formatting objects. */
MUST_CHECK enum rc make_dump(struct ctx *cx, const struct build_opts *o, struct buf *text); /* frees the text */
MUST_CHECK enum rc make_dump_xml(struct ctx *cx, const struct build_opts *o, const struct doc *doc);
MUST_CHECK enum rc make_dump_fo(struct ctx *cx, const struct build_opts *o, const struct doc *fo);
