/*
 * dev_svg.c - pages as SVG 1.1, one file each, written by ourselves (svg.h).
 *
 * Nothing outside the file is needed: fonts and pictures are in it. A link to another page needs the names of the files (dev_opts.stem).
 */
#include <math.h>
#include <stdlib.h>

#include "base/ctx.h"
#include "render/svg.h"

static void
free_svg(void *p)
{
	struct svg *s = p;

	buf_free(&s->head);
	buf_free(&s->styles);
	buf_free(&s->defs);
	buf_free(&s->body);
	buf_free(&s->para.under);
	arena_free(s->arena);
	for (size_t i = 0; i < s->n; i++)
		buf_free(&s->files[i]);
	free(s->files);
	free(s->links);
	free(s->tags);
	free(s->para.pieces);
}

unsigned
svg_id(struct svg *s, const char *key, bool *fresh)
{
	uintptr_t id = (uintptr_t)map_lookup(s->names, key);

	*fresh = id == 0;
	if (id == 0) {
		id = ++s->n_ids;
		map_set(s->names, key, (void *)id);
	}
	return (unsigned)id;
}

struct buf *
svg_ground(struct svg *s)
{
	return s->para.n > 0 ? &s->para.under : &s->body;
}

/* ---- pages --------------------------------------------------------------------------------------------------------- */

static enum rc
svg_open(struct ctx *cx, const struct dev_opts *o, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct svg *s = arena_zalloc(cx->arena, sizeof(*s));

	s->stem = o != NULL ? o->stem : NULL;
	s->outlines = o != NULL && o->text == DEV_OUTLINES;
	s->dests = map_new(cx->arena);
	s->targets = map_new(cx->arena);
	s->said = map_new(cx->arena);
	s->faces = svg_faces_new(cx);
	arena_defer(cx->arena, free_svg, s);
	*d = &s->d;
	return RC_OK;
}

static enum rc
svg_page_begin(struct dev *d, const struct page *page)
{
	struct svg *s = (struct svg *)d;
	struct buf *b = &s->head;

	s->arena = arena_new();
	s->names = map_new(s->arena);
	s->n_ids = 0;
	s->lang = d->meta->lang != NULL && d->meta->lang[0] != '\0' ? d->meta->lang : NULL;
	s->head.len = s->styles.len = s->defs.len = s->body.len = 0;
	svg_faces_page(s->faces, s->arena);
	/* A document to read, not a picture; and white space is what the text has, no more and no less. */
	buf_puts(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
		    "xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
	svg_put(b, " width=\"", page->w);
	svg_put(b, "pt\" height=\"", page->h);
	svg_put(b, "pt\" viewBox=\"0 0 ", page->w);
	svg_put(b, " ", page->h);
	if (s->lang != NULL) {
		buf_puts(b, "\" lang=\"");
		buf_xml(b, s->lang);
		buf_puts(b, "\" xml:lang=\"");
		buf_xml(b, s->lang);
	}
	buf_puts(b, "\" xml:space=\"preserve\" text-rendering=\"geometricPrecision\" role=\"document\" aria-labelledby=\"_t\">\n"
		    "<title id=\"_t\">");
	buf_xml(b, d->meta->title != NULL ? d->meta->title : "");
	buf_puts(b, d->meta->title != NULL && page->label != NULL ? ", " : "");
	buf_xml(b, page->label != NULL ? page->label : "");
	buf_puts(b, "</title>\n");
	svg_put(&s->body, "<rect width=\"", page->w);
	svg_put(&s->body, "\" height=\"", page->h);
	buf_puts(&s->body, "\" fill=\"#ffffff\"/>\n");
	return RC_OK;
}

static enum rc
svg_page_end(struct dev *d)
{
	struct svg *s = (struct svg *)d;
	struct buf *f;

	svg_flush(s);
	if (s->n == s->cap) {
		s->cap = s->cap == 0 ? 16 : s->cap * 2;
		s->files = mem_realloc(s->files, s->cap, sizeof(*s->files));
	}
	f = &s->files[s->n++];
	*f = (struct buf){0};
	buf_add(f, s->head.p, s->head.len);
	if (s->styles.len > 0) {
		buf_puts(f, "<style>\n");
		/* Browsers reset what the root says about white space. */
		buf_puts(f, "text{white-space:pre}\n");
		TRY(svg_fonts_embed(s->faces, f));
		buf_add(f, s->styles.p, s->styles.len);
		buf_puts(f, "</style>\n");
	}
	if (s->defs.len > 0)
		buf_printf(f, "<defs>\n%s</defs>\n", buf_str(&s->defs));
	buf_add(f, s->body.p, s->body.len);
	arena_free(s->arena);
	s->arena = NULL;
	return RC_OK;
}

/* ---- graphics ------------------------------------------------------------------------------------------------------ */

static void
svg_push(struct dev *d, const struct dev_frame *f)
{
	static const char *const turn[4] = {"1 0 0 1", "0 -1 1 0", "-1 0 0 -1", "0 1 -1 0"};
	struct svg *s = (struct svg *)d;
	struct buf *b;

	if (!svg_is_in_picture(s))
		svg_flush(s);
	b = svg_ground(s);
	buf_puts(b, "<g");
	if (f->clip != NULL) {
		unsigned id = ++s->n_ids;

		buf_printf(&s->defs, "<clipPath id=\"_%u\"><rect", id);
		svg_put(&s->defs, " x=\"", f->clip[0]);
		svg_put(&s->defs, "\" y=\"", f->clip[1]);
		svg_put(&s->defs, "\" width=\"", f->clip[2]);
		svg_put(&s->defs, "\" height=\"", f->clip[3]);
		buf_puts(&s->defs, "\"/></clipPath>\n");
		buf_printf(b, " clip-path=\"url(#_%u)\"", id);
	}
	buf_printf(b, "><g transform=\"matrix(%s", turn[f->rotation / 90]);
	svg_put(b, " ", f->x);
	svg_put(b, " ", f->y);
	buf_puts(b, ")\">\n");
}

static void
svg_pop(struct dev *d)
{
	struct svg *s = (struct svg *)d;

	if (!svg_is_in_picture(s))
		svg_flush(s);
	buf_puts(svg_ground(s), "</g></g>\n");
}

static void
svg_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	struct buf *b = svg_ground((struct svg *)d);

	svg_put(b, "<rect x=\"", x);
	svg_put(b, "\" y=\"", y);
	svg_put(b, "\" width=\"", w);
	svg_put(b, "\" height=\"", h);
	buf_putc(b, '"');
	svg_put_color(b, "fill", color);
	buf_puts(b, "/>\n");
}

static void
svg_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color)
{
	struct buf *b = svg_ground((struct svg *)d);

	buf_puts(b, "<polygon points=\"");
	for (size_t i = 0; i < n; i++) {
		svg_put(b, i > 0 ? " " : "", points[i][0]);
		svg_put(b, ",", points[i][1]);
	}
	buf_putc(b, '"');
	svg_put_color(b, "fill", color);
	buf_puts(b, "/>\n");
}

static void
svg_stroke(struct dev *d, const struct dev_stroke *s)
{
	struct buf *b = svg_ground((struct svg *)d);
	struct ren_dash dash = ren_dash_of(s);
	mpt dx = s->x0 == s->x1 ? 0 : (mpt)dash.inset, dy = s->x0 == s->x1 ? (mpt)dash.inset : 0;

	svg_put(b, "<line x1=\"", s->x0 + dx);
	svg_put(b, "\" y1=\"", s->y0 + dy);
	svg_put(b, "\" x2=\"", s->x1 - dx);
	svg_put(b, "\" y2=\"", s->y1 - dy);
	svg_put(b, "\" stroke-width=\"", s->width);
	buf_putc(b, '"');
	svg_put_color(b, "stroke", s->color);
	if (dash.off > 0)
		buf_printf(b, " stroke-dasharray=\"%.3f %.3f\"", dash.on / 1000, dash.off / 1000);
	if (dash.round)
		buf_puts(b, " stroke-linecap=\"round\"");
	buf_puts(b, "/>\n");
}

static enum rc
svg_close(struct dev *d, const struct dev_outline *outline UNUSED, size_t n UNUSED, struct drawn *out)
{
	struct svg *s = (struct svg *)d;

	svg_finish_links(s);
	out->format = "svg";
	out->n = s->n;
	out->files = arena_zalloc(d->cx->arena, (s->n + 1) * sizeof(*out->files));
	for (size_t i = 0; i < s->n; i++) {
		buf_puts(&s->files[i], "</svg>\n");
		out->files[i].bytes = s->files[i];
		out->files[i].suffix = s->n == 1 ? "" : arena_printf(d->cx->arena, "-%03zu", i + 1);
	}
	return RC_OK;
}

const struct dev_ops dev_svg = {
    .name = "svg",
    .title_first = true,
    .open = svg_open,
    .page_begin = svg_page_begin,
    .page_end = svg_page_end,
    .tag_begin = svg_tag_begin,
    .tag_end = svg_tag_end,
    .push = svg_push,
    .pop = svg_pop,
    .text = svg_text,
    .rect = svg_rect,
    .polygon = svg_polygon,
    .stroke = svg_stroke,
    .image = svg_image,
    .link = svg_link,
    .dest = svg_dest,
    .close = svg_close,
};
