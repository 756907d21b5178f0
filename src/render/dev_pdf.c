/*
 * dev_pdf.c - pages as PDF, written by cairo.
 *
 * A page is shown when the next one begins, or at the end: until then it can still take a destination, and cairo refuses
 * a whole document for one link to a name that it does not know.
 */
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/ctx.h"
#include "base/map.h"
#include "render/dev_pdf_repair.h"
#include "render/ren_cairo.h"

struct pdf {
	struct ren_cairo c;
	cairo_surface_t *surface;
	struct buf out;
	bool page_waits;
	struct map *dests;  /* id -> anything: emitted */
	struct map *wanted; /* id -> struct span of the first link to it */
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

static void
set_text(cairo_surface_t *s, cairo_pdf_metadata_t key, const char *value)
{
	if (value != NULL && *value != '\0')
		cairo_pdf_surface_set_metadata(s, key, value);
}

/* Both, always: without them cairo asks the clock. */
static void
set_dates(cairo_surface_t *s, const struct dev_meta *meta)
{
	time_t t = (time_t)meta->date;
	struct tm tm;
	char date[32];

	if (meta->date == DEV_NO_DATE || gmtime_r(&t, &tm) == NULL ||
	    strftime(date, sizeof(date), "%Y-%m-%dT%H:%M:%SZ", &tm) != 20)
		date[0] = '\0'; /* the empty date goes in dev_pdf_repair */
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, date);
	cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* At the end, because the title may stand in any page-sequence. */
static void
set_metadata(cairo_surface_t *s, const struct dev_meta *meta, const struct fo_tree *tree)
{
	set_text(s, CAIRO_PDF_METADATA_TITLE, meta->title != NULL || tree == NULL ? meta->title : tree->title);
	set_text(s, CAIRO_PDF_METADATA_AUTHOR, meta->author);
	set_text(s, CAIRO_PDF_METADATA_SUBJECT, meta->subject);
	set_text(s, CAIRO_PDF_METADATA_KEYWORDS, meta->keywords);
	set_text(s, CAIRO_PDF_METADATA_CREATOR, meta->creator);
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
	pdf->dests = map_new(cx->arena);
	pdf->wanted = map_new(cx->arena);
	ren_cairo_init(&pdf->c, cx, 1, JPEG_EMBED);
	*d = &pdf->c.d;
	return RC_OK;
}

static enum rc
show_page(struct pdf *pdf)
{
	if (!pdf->page_waits)
		return RC_OK;
	pdf->page_waits = false;
	cairo_show_page(pdf->c.cr);
	return ren_cairo_status(pdf->c.d.cx, cairo_status(pdf->c.cr));
}

static enum rc
pdf_page_begin(struct dev *d, const struct page *page)
{
	struct pdf *pdf = (struct pdf *)d;

	TRY(show_page(pdf));
	cairo_pdf_surface_set_size(pdf->surface, mpt_to_pt(page->w), mpt_to_pt(page->h));
	if (d->doc == NULL && page->label != NULL && *page->label != '\0')
		cairo_pdf_surface_set_page_label(pdf->surface, page->label);
	/* A context a page: what one page sets, another must not find. */
	if (pdf->c.cr != NULL)
		cairo_destroy(pdf->c.cr);
	ren_cairo_page(&pdf->c, cairo_create(pdf->surface), page->w, page->h);
	return RC_OK;
}

static enum rc
pdf_page_end(struct dev *d)
{
	struct pdf *pdf = (struct pdf *)d;

	ren_cairo_flush(&pdf->c);
	pdf->page_waits = true;
	return ren_cairo_status(d->cx, cairo_status(pdf->c.cr));
}

/* Quotes a value for cairo's tag attributes. */
static void
add_attr(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, " %s='", name);
	for (const char *s = value; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			buf_putc(b, '\\');
		buf_putc(b, *s);
	}
	buf_putc(b, '\'');
}

/* cairo writes the address into a PDF string as it is: brackets and backslashes would end it. RFC 3986, 2.1. */
static void
add_uri(struct buf *b, const char *uri)
{
	struct buf safe = {0};

	for (const char *s = uri; *s != '\0'; s++)
		if (strchr("()\\'\"<>{}|^`", *s) != NULL)
			buf_printf(&safe, "%%%02X", (unsigned char)*s);
		else
			buf_putc(&safe, *s);
	add_attr(b, "uri", buf_str(&safe));
	buf_free(&safe);
}

static void
add_target(struct pdf *pdf, struct buf *b, const char *uri, const char *dest, const struct fo_node *fo)
{
	if (uri != NULL) {
		add_uri(b, uri);
	} else {
		add_attr(b, "dest", dest);
		if (map_lookup(pdf->wanted, dest) == NULL)
			map_set(pdf->wanted, dest, arena_copy(pdf->c.d.cx->arena, fo != NULL ? &fo->at : &NO_SPAN, sizeof(fo->at)));
	}
}

/* Tags on a page without ink are lost in cairo, and links to them then break the document: a white speck. */
static void
prepare_tag(struct pdf *pdf)
{
	if (!pdf->c.drew)
		ren_cairo_rect(&pdf->c.d, 0, 0, 10, 10, 0xffffffff);
	ren_cairo_flush(&pdf->c);
}

static void
pdf_link(struct dev *d, const struct page_link *link)
{
	struct pdf *pdf = (struct pdf *)d;
	struct buf b = {0};

	prepare_tag(pdf);
	buf_printf(&b, "rect=[%d.%03d %d.%03d %d.%03d %d.%03d]", link->x / 1000, abs(link->x % 1000), link->y / 1000,
	    abs(link->y % 1000), link->w / 1000, link->w % 1000, link->h / 1000, link->h % 1000);
	add_target(pdf, &b, link->uri, link->dest, link->fo);
	cairo_tag_begin(pdf->c.cr, CAIRO_TAG_LINK, buf_str(&b));
	cairo_tag_end(pdf->c.cr, CAIRO_TAG_LINK);
	buf_free(&b);
}

static void
put_dest(struct pdf *pdf, const char *id, mpt x, mpt y)
{
	struct buf b = {0};

	if (map_set(pdf->dests, id, pdf) != NULL)
		return; /* the first fragment counts; cairo refuses a name twice */
	prepare_tag(pdf);
	add_attr(&b, "name", id);
	buf_printf(&b, " x=%d.%03d y=%d.%03d", mpt_max(x, 0) / 1000, mpt_max(x, 0) % 1000, mpt_max(y, 0) / 1000,
	    mpt_max(y, 0) % 1000);
	cairo_tag_begin(pdf->c.cr, CAIRO_TAG_DEST, buf_str(&b));
	cairo_tag_end(pdf->c.cr, CAIRO_TAG_DEST);
	buf_free(&b);
}

static void
pdf_dest(struct dev *d, const struct page_dest *dest)
{
	put_dest((struct pdf *)d, dest->id, dest->x, dest->y);
}

/* Levels may jump in a damaged tree; an entry then hangs under the nearest one above it. */
static void
add_outline(struct pdf *pdf, const struct dev_outline *rows, size_t n)
{
	int *ids = mem_alloc((n + 1) * sizeof(*ids));
	int *levels = mem_alloc((n + 1) * sizeof(*levels));
	size_t depth = 0;

	for (size_t i = 0; i < n; i++) {
		const struct dev_outline *o = &rows[i];
		int parent, flags = o->open ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0;
		struct buf b = {0};

		while (depth > 0 && levels[depth - 1] >= o->level)
			depth--;
		parent = depth > 0 ? ids[depth - 1] : CAIRO_PDF_OUTLINE_ROOT;
		if ((o->uri != NULL && dev_uri_is_safe(o->uri)) || (o->uri == NULL && o->dest != NULL))
			add_target(pdf, &b, o->uri, o->dest, NULL);
		else
			buf_puts(&b, "page=1");
		ids[depth] = cairo_pdf_surface_add_outline(pdf->surface, parent, o->title, buf_str(&b), flags);
		levels[depth++] = o->level;
		buf_free(&b);
	}
	free(ids);
	free(levels);
}

/* What was linked to and never came: the last page answers for it. That no object has the id is said by fo_parse. */
static enum rc
settle_dests(struct pdf *pdf)
{
	const struct fo_tree *tree = pdf->c.d.tree;

	for (size_t i = 0; i < map_count(pdf->wanted); i++) {
		const char *id = map_key(pdf->wanted, i);

		if (map_lookup(pdf->dests, id) != NULL)
			continue;
		if (tree == NULL || map_lookup(tree->ids, id) != NULL) {
			const struct span *at = map_value(pdf->wanted, i);

			TRY(diag_at(pdf->c.d.cx, DIAG_LINK_DANGLING, *at, "%.200s; it leads to the last page", id));
		}
		put_dest(pdf, id, 0, 0);
	}
	return RC_OK;
}

static enum rc
pdf_close(struct dev *d, const struct dev_outline *outline, size_t n, struct drawn *out)
{
	struct pdf *pdf = (struct pdf *)d;

	set_dates(pdf->surface, d->meta);
	if (d->doc == NULL)
		set_metadata(pdf->surface, d->meta, d->tree);
	if (pdf->page_waits && d->doc == NULL) {
		add_outline(pdf, outline, n);
		TRY(settle_dests(pdf));
	}
	TRY(show_page(pdf));
	if (pdf->c.cr != NULL)
		cairo_destroy(pdf->c.cr);
	pdf->c.cr = NULL;
	cairo_pdf_surface_restrict_to_version(pdf->surface, VERSION_OF_FILE);
	cairo_surface_finish(pdf->surface);
	TRY(ren_cairo_status(d->cx, cairo_surface_status(pdf->surface)));
	if (d->doc == NULL)
		dev_pdf_repair(&pdf->out);
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
    .link = pdf_link,
    .dest = pdf_dest,
    .close = pdf_close,
};
