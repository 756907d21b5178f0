#include "render/dev.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

#include "base/ctx.h"
#include "base/str.h"
#include "render/ren_doc.h"

static const struct dev_ops *const devices[] = {&dev_pdf, &dev_svg, &dev_png, &dev_trace, &dev_tags};

const struct dev_ops *
dev_lookup(const char *format)
{
	for (size_t i = 0; i < ARRAY_LEN(devices); i++)
		if (strcmp(devices[i]->name, format) == 0)
			return devices[i];
	return NULL;
}

enum rc
dev_open(struct ctx *cx, const struct dev_ops *ops, const struct dev_opts *o,
    const struct dev_meta *meta, struct dev **d)
{
	TRY(ops->open(cx, o, meta, d));
	(*d)->ops = ops;
	(*d)->cx = cx;
	(*d)->opts = o;
	(*d)->meta = meta;
	if (ops->collects)
		(*d)->doc = ren_doc_new(cx, meta != NULL ? meta->lang : NULL);
	return RC_OK;
}

enum rc
dev_page_begin(struct dev *d, const struct page *page)
{
	assert(!d->in_page);
	d->in_page = true;
	d->pages++;
	d->has_drawn = false;
	d->now = (struct drawn_mark){TAG_NONE, ARTIFACT_LAYOUT};
	if (d->doc != NULL)
		ren_doc_page(d->doc, page);
	return d->ops->page_begin(d, page);
}

enum rc
dev_page_end(struct dev *d)
{
	assert(d->in_page && d->tags == 0 && d->pushed == 0);
	d->in_page = false;
	return d->ops->page_end(d);
}

void
dev_tag_begin(struct dev *d, const struct area *a)
{
	assert(d->in_page);
	d->tags++;
	if (d->ops->tag_begin != NULL)
		d->ops->tag_begin(d, a);
}

void
dev_tag_end(struct dev *d)
{
	assert(d->tags > 0);
	d->tags--;
	if (d->ops->tag_end != NULL)
		d->ops->tag_end(d);
}

void
dev_push(struct dev *d, const struct dev_frame *f)
{
	assert(d->in_page);
	assert(f->rotation == 0 || f->rotation == 90 || f->rotation == 180 || f->rotation == 270);
	d->pushed++;
	d->ops->push(d, f);
}

void
dev_pop(struct dev *d)
{
	assert(d->pushed > 0);
	d->pushed--;
	d->ops->pop(d);
}

void
dev_draw_text(
    struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color)
{
	assert(d->in_page && n > 0);
	d->ops->text(d, pieces, n, baseline, color);
}

void
dev_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	assert(d->in_page);
	if (w > 0 && h > 0 && (color & 0xff) != 0)
		d->ops->rect(d, x, y, w, h, color);
}

void
dev_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color)
{
	assert(d->in_page && n >= 3);
	if ((color & 0xff) != 0)
		d->ops->polygon(d, points, n, color);
}

void
dev_draw_stroke(struct dev *d, const struct dev_stroke *s)
{
	assert(d->in_page && (s->x0 == s->x1 || s->y0 == s->y1));
	if (s->width > 0 && (s->color & 0xff) != 0)
		d->ops->stroke(d, s);
}

enum rc
dev_image(
    struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at)
{
	assert(d->in_page);
	return w > 0 && h > 0 ? d->ops->image(d, x, y, w, h, image, at) : RC_OK;
}

bool
dev_uri_is_safe(const char *uri)
{
	static const char *const schemes[] = {"http:", "https:", "mailto:"};

	for (const char *s = uri; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~')
			return false;
	for (size_t i = 0; i < ARRAY_LEN(schemes); i++)
		if (strncasecmp(uri, schemes[i], strlen(schemes[i])) == 0)
			return true;
	return false;
}

void
dev_link(struct dev *d, const struct page_link *link)
{
	assert(d->in_page);
	if (link->w <= 0 || link->h <= 0 || (link->uri == NULL && link->dest == NULL))
		return;
	if (link->uri != NULL && str_starts(link->uri, DEV_EMBEDDED)) {
		if (d->doc != NULL)
			ren_doc_link(d->doc, link);
		return; /* no other format holds files */
	}
	if (link->uri != NULL && !dev_uri_is_safe(link->uri)) {
		if (diag_first(d->cx, DIAG_LINK_SCHEME, link->uri))
			diag_at(d->cx, DIAG_LINK_SCHEME, link->fo != NULL ? link->fo->at : NO_SPAN,
			    "%.200s; the text is kept without a link", link->uri);
		return;
	}
	if (d->doc != NULL)
		ren_doc_link(d->doc, link);
	else if (d->ops->link != NULL)
		d->ops->link(d, link);
}

void
dev_dest(struct dev *d, const struct page_dest *dest)
{
	assert(d->in_page);
	if (d->doc != NULL)
		ren_doc_dest(d->doc, dest);
	else if (d->ops->dest != NULL)
		d->ops->dest(d, dest);
}

bool
dev_next_mark(struct dev *d, uint32_t *index)
{
	if (d->doc == NULL || (d->has_drawn && d->now.elem == d->drawn.elem && d->now.artifact == d->drawn.artifact))
		return false;
	d->drawn = d->now;
	d->has_drawn = true;
	*index = ren_doc_mark(d->doc, d->now);
	return true;
}

enum rc
dev_close(struct dev *d, const struct dev_outline *outline, size_t n, struct drawn *out)
{
	assert(!d->in_page);
	TRY(d->ops->close(d, outline, n, out));
	if (d->doc != NULL)
		TRY(ren_doc_close(d->doc, d->meta, d->tree, outline, n, &out->doc));
	if (d->doc != NULL && d->ops->collected != NULL)
		d->ops->collected(d, out->doc, out);
	out->pages = d->pages;
	out->lang = d->meta != NULL ? d->meta->lang : NULL;
	return RC_OK;
}
