#pragma once
/*
 * assay_embed.h - files that an FO document brings along: pdf:embedded-file in its fo:declarations, and links to them.
 */
#include "finish/fin.h"
#include "fo/fo.h"

/* A document's own files. In the arena of cx. */
struct embed {
	struct fin_attachment *files;
	size_t n;
};

/*
 * Reads them, below the folder of the document.
 *   is_report  of an assessment, whose files have a disclosure: EMBED, they are not a stylesheet's to hand out
 * EMBED too: one has no name, or that of another.
 */
MUST_CHECK enum rc embed_read(struct ctx *cx, const struct fo_tree *fo, bool is_report, struct embed *e);
/* Puts them behind the attachments that are there. EMBED: two have one name. */
MUST_CHECK enum rc embed_attach(struct ctx *cx, const struct embed *e, struct fin_opts *opts);
/* Links to what is not there lead to the first page: EMBED_LINK, once for each name. */
void embed_settle(struct ctx *cx, struct drawn_doc *doc, const struct fin_opts *opts);
