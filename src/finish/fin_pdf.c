/* fin_pdf.c - the order of work: fin_doc.h says why. */
#include "finish/fin_pdf.h"

#include "finish/fin_content.h"
#include "finish/fin_copy.h"

struct work {
	struct fin_doc d;
	struct fin_pdf from;
	struct fin_copy *copy;
	uint32_t *cairo_pages; /* object numbers in cairo's file */
	uint32_t tree;
	struct buf unpacked, content; /* scratch: of one page after the other */
};

static void
free_work(void *p)
{
	struct work *w = p;

	buf_free(&w->unpacked);
	buf_free(&w->content);
}

static uint32_t *
reserve(struct fin_doc *d, size_t n)
{
	uint32_t *ids = arena_array(d->cx->arena, n, sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		ids[i] = out_new(d->out);
	return ids;
}

/* Cairo's file is trusted to be cairo's, not to be sound. */
static const char *
open_work(struct work *w)
{
	struct fin_doc *d = &w->d;
	size_t n;
	const char *wrong = fin_find_table(&w->from);

	if (wrong == NULL)
		wrong = fin_pages(&w->from, d->cx->arena, &w->cairo_pages, &n);
	if (wrong != NULL)
		return wrong;
	if (n != d->drawn->n_pages)
		return "it has other pages than were drawn";
	d->out = out_open(d->cx);
	w->tree = out_new(d->out);
	d->pages = reserve(d, n);
	d->links = reserve(d, d->drawn->n_links);
	d->fields = reserve(d, d->drawn->n_fields);
	d->mcids = arena_array(d->cx->arena, d->drawn->n_marks, sizeof(*d->mcids));
	d->mcid_counts = arena_array(d->cx->arena, d->drawn->n_marks, sizeof(*d->mcid_counts));
	w->copy = fin_copy_new(d, &w->from);
	return NULL;
}

static const char *
write_content(struct work *w, size_t i, struct fin_range page, uint32_t id)
{
	struct fin_range value;
	struct fin_obj stream;
	uint32_t n;
	const char *wrong;

	if (!fin_lookup(page, "Contents", &value) || !fin_is_ref(value, &n))
		return "it has no content";
	wrong = fin_obj_read(&w->from, n, &stream);
	w->unpacked.len = w->content.len = 0;
	if (wrong == NULL)
		wrong = fin_unpack(&stream, &w->unpacked);
	if (wrong == NULL)
		wrong = fin_content(&w->d, i, (struct fin_range){buf_str(&w->unpacked), buf_str(&w->unpacked) + w->unpacked.len}, &w->content);
	if (wrong == NULL)
		out_stream(w->d.out, id, NULL, buf_str(&w->content), w->content.len, OUT_DEFLATE);
	return wrong;
}

static void
write_dict(struct work *w, size_t i, struct fin_range page, uint32_t content)
{
	static const char *const kept[] = {"Resources", "Group"};
	const struct drawn_page *size = &w->d.drawn->pages[i];
	struct buf *b = out_begin(w->d.out, w->d.pages[i], OUT_PACKED);
	struct fin_range value;

	buf_printf(b, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 ", w->tree);
	out_real(b, size->w);
	buf_putc(b, ' ');
	out_real(b, size->h);
	buf_printf(b, "]/Contents %u 0 R", content);
	for (size_t k = 0; k < ARRAY_LEN(kept); k++)
		if (fin_lookup(page, kept[k], &value)) {
			out_name(b, kept[k]);
			fin_copy_value(w->copy, value, b);
		}
	fin_page_entries(&w->d, i, b);
	buf_puts(b, ">>");
	out_end(w->d.out);
}

static const char *
write_page(struct work *w, size_t i)
{
	uint32_t content = out_new(w->d.out);
	struct fin_obj page;
	const char *wrong = fin_obj_read(&w->from, w->cairo_pages[i], &page);

	if (wrong == NULL)
		wrong = write_content(w, i, page.value, content);
	if (wrong == NULL)
		write_dict(w, i, page.value, content);
	return wrong;
}

static void
write_tree(struct work *w)
{
	struct buf *b = out_begin(w->d.out, w->tree, OUT_PACKED);

	buf_puts(b, "<</Type/Pages/Kids[");
	for (size_t i = 0; i < w->d.drawn->n_pages; i++) {
		if (i > 0)
			buf_putc(b, ' ');
		out_ref(b, w->d.pages[i]);
	}
	buf_printf(b, "]/Count %zu>>", w->d.drawn->n_pages);
	out_end(w->d.out);
}

enum rc
fin_pdf(struct ctx *cx, struct drawn *drawn, const struct fin_opts *opts)
{
	struct buf *file = &drawn->files[0].bytes;
	struct work *w = arena_zalloc(cx->arena, sizeof(*w));
	const char *wrong;
	uint32_t root, info;

	w->d = (struct fin_doc){.cx = cx, .drawn = drawn->doc, .opts = opts};
	w->d.is_tagged = drawn->doc->n_marks > 0 && (opts->profile == PROFILE_A3A_UA1 || opts->profile == PROFILE_PDF17);
	w->from = (struct fin_pdf){.p = buf_str(file), .end = buf_str(file) + file->len};
	arena_defer(cx->arena, free_work, w);
	wrong = open_work(w);
	if (wrong != NULL)
		return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "%s", wrong);
	for (size_t i = 0; i < drawn->doc->n_pages; i++) {
		wrong = write_page(w, i);
		if (wrong != NULL)
			return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "page %zu: %s", i + 1, wrong);
	}
	write_tree(w);
	wrong = fin_copy_all(w->copy);
	if (wrong != NULL)
		return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "%s", wrong);
	buf_free(file);
	root = fin_catalogue_write(&w->d, w->tree);
	info = fin_info_write(&w->d);
	*file = out_close(w->d.out, root, info);
	return RC_OK;
}
