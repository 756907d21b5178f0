#pragma once
/*
 * fin_doc.h - inside the room: the PDF being finished.
 *
 * Order of work (fin_pdf.c). cairo's file is read (fin_read.c); object numbers of the pages are reserved; each page's content is
 * rewritten: sentinels out, marked content in (fin_content.c), which settles the MCIDs; fonts, pictures and other resources are copied
 * with what they lack (fin_copy.c); then come the parts that cairo never saw: structure tree (fin_struct.c), annotations and
 * destinations (fin_annot.c), outline and page labels (fin_outline.c), metadata and output intent (fin_xmp.c), attachments
 * (fin_attach.c), form (fin_form.c), catalogue (fin_catalogue.c).
 *
 * Keys of the ParentTree (ISO 32000-1, 14.7.4.4): page i has the key i; link k has n_pages + k; field k has n_pages + n_links + k.
 */
#include "finish/fin.h"
#include "finish/fin_out.h"

#define FIN_NO_MCID UINT32_MAX

struct fin_doc {
	struct ctx *cx;
	const struct drawn_doc *drawn;
	const struct fin_opts *opts;
	struct fin_out *out;
	uint32_t *pages; /* object number by page */
	uint32_t *mcids; /* by mark: its first number on its page; FIN_NO_MCID: an artifact, or nothing was drawn in it */
	uint32_t *mcid_counts; /* by mark: how many numbers, one after the other; above 1 where a clip begins or ends within the mark */
	uint32_t *links, *fields; /* object numbers of annotations; reserved in the beginning */
	bool is_tagged;
};

/* Of page i, what stands in its dictionary besides Type, Parent, MediaBox, Resources and Contents: StructParents, Tabs, Annots. */
void fin_page_entries(const struct fin_doc *d, size_t i, struct buf *b);

/* A language tag as a reader takes it (RFC 5646, 2.1); false for NULL. */
bool fin_is_lang(const char *lang);
/* Writes /Dest or /A: where a link or an entry of the outline leads. All but one are NULL. */
void fin_target(const struct fin_doc *d, struct buf *b, const char *uri, const char *dest, const char *attachment);

/* Each writes its objects and returns the number of the one that the catalogue names; 0: there is nothing to name. */
uint32_t fin_struct_write(struct fin_doc *d);      /* StructTreeRoot, with ParentTree and IDTree */
void fin_annots_write(struct fin_doc *d);          /* the links */
uint32_t fin_dests_write(struct fin_doc *d);       /* a name tree */
uint32_t fin_outline_write(struct fin_doc *d);
uint32_t fin_labels_write(struct fin_doc *d);      /* a number tree */
uint32_t fin_xmp_write(struct fin_doc *d);         /* plain, never deflated */
uint32_t fin_intent_write(struct fin_doc *d);      /* the OutputIntent, sRGB */
uint32_t fin_attachments_write(struct fin_doc *d, struct buf *af); /* a name tree; `af` gets the references of the catalogue's /AF */
uint32_t fin_form_write(struct fin_doc *d);        /* AcroForm with its fields */
/* Calls all of these and writes the catalogue; `tree` is the root of the page tree. */
uint32_t fin_catalogue_write(struct fin_doc *d, uint32_t tree);
uint32_t fin_info_write(struct fin_doc *d);        /* says the same as the XMP; the trailer names it */

void fin_srgb(struct buf *profile);                /* adds the ICC profile of sRGB */
