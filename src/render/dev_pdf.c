/*
 * dev_pdf.c - pages as PDF, drawn by cairo: content, fonts and pictures. What they mean is collected beside them (ren_doc.h), and the
 * finisher writes the file; of cairo's own catalogue and information nothing is left in it.
 */
#include <cairo-pdf.h>

#include "base/ctx.h"
#include "render/ren_cairo.h"

struct pdf {
	struct ren_cairo c;
	cairo_surface_t *surface;
	struct buf out;
};

static cairo_status_t
take_bytes(void *closure, const unsigned char *data, unsigned int length)
{
	buf_add(closure, data, length);
	return CAIRO_STATUS_SUCCESS;
}

static void
free_pdf(void *p)
{
	struct pdf *pdf = p;

	cairo_surface_destroy(pdf->surface);
	buf_free(&pdf->out);
}

static void
free_bytes(void *p)
{
	buf_free(p);
}

/*
 * The finisher reads a classic cross-reference table, which cairo always writes up to 1.16, and since 1.17 when the file is closed as PDF 1.4.
 * But as PDF 1.5 pages are drawn with the letters that ligatures and clusters stand for (ActualText). So: first the one, then the other.
 */
#define VERSION_OF_PAGES CAIRO_PDF_VERSION_1_5
#define VERSION_OF_FILE CAIRO_PDF_VERSION_1_4

static enum rc
pdf_open(struct ctx *cx, const struct dev_opts *o UNUSED, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct pdf *pdf = arena_zalloc(cx->arena, sizeof(*pdf));

	pdf->surface = cairo_pdf_surface_create_for_stream(take_bytes, &pdf->out, 595, 842);
	arena_defer(cx->arena, free_pdf, pdf);
	TRY(ren_cairo_status(cx, cairo_surface_status(pdf->surface)));
	cairo_pdf_surface_restrict_to_version(pdf->surface, VERSION_OF_PAGES);
	/* Without dates cairo asks the clock. */
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, "");
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, "");
	ren_cairo_init(&pdf->c, cx, 1, JPEG_EMBED);
	*d = &pdf->c.d;
	return RC_OK;
}

static enum rc
pdf_page_begin(struct dev *d, const struct page *page)
{
	struct pdf *pdf = (struct pdf *)d;

	cairo_pdf_surface_set_size(pdf->surface, mpt_to_pt(page->w), mpt_to_pt(page->h));
	/* A context a page: what one page sets, another must not find. */
	ren_cairo_page(&pdf->c, cairo_create(pdf->surface), page->w, page->h);
	return RC_OK;
}

static enum rc
pdf_page_end(struct dev *d)
{
	struct pdf *pdf = (struct pdf *)d;

	ren_cairo_flush(&pdf->c);
	cairo_show_page(pdf->c.cr);
	TRY(ren_cairo_status(d->cx, cairo_status(pdf->c.cr)));
	cairo_destroy(pdf->c.cr);
	pdf->c.cr = NULL;
	return RC_OK;
}

static enum rc
pdf_close(struct dev *d, const struct dev_outline *outline UNUSED, size_t n UNUSED, struct drawn *out)
{
	struct pdf *pdf = (struct pdf *)d;

	cairo_pdf_surface_restrict_to_version(pdf->surface, VERSION_OF_FILE);
	cairo_surface_finish(pdf->surface);
	TRY(ren_cairo_status(d->cx, cairo_surface_status(pdf->surface)));
	out->format = "pdf";
	out->n = 1;
	out->files = arena_zalloc(d->cx->arena, sizeof(*out->files));
	out->files[0].suffix = "";
	out->files[0].bytes = pdf->out;
	pdf->out = (struct buf){0}; /* the finisher puts other bytes there */
	arena_defer(d->cx->arena, free_bytes, &out->files[0].bytes);
	return RC_OK;
}

const struct dev_ops dev_pdf = {
    .name = "pdf",
    .collects = true,
    .open = pdf_open,
    .page_begin = pdf_page_begin,
    .page_end = pdf_page_end,
    .push = ren_cairo_push,
    .pop = ren_cairo_pop,
    .text = ren_cairo_text,
    .rect = ren_cairo_rect,
    .polygon = ren_cairo_polygon,
    .stroke = ren_cairo_stroke,
    .image = ren_cairo_image,
    .close = pdf_close,
};
