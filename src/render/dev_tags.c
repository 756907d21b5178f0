/*
 * dev_tags.c - the structure tree as text: what --dump=tags prints and tests compare.
 *
 * An element a line, with what it says besides its type; then its kids in reading order, marks with their words. A mark that is not
 * on the page of the one before is preceded by its page. Artifacts that have words come at the end.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "render/ren_doc.h"
#include "render/ren_tags.h"

struct tags {
	struct dev d;
	struct buf out, text;
	struct words {
		size_t from; /* [B] in text; up to that of the next mark */
		bool has_image, has_path;
	} *marks;
	size_t n, cap;
	mpt baseline;
	uint32_t page; /* of the mark printed last */
	unsigned indent;
};

static void
free_tags(void *p)
{
	struct tags *t = p;

	buf_free(&t->out);
	buf_free(&t->text);
	free(t->marks);
}

static enum rc
tags_open(struct ctx *cx, const struct dev_opts *o UNUSED, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct tags *t = arena_zalloc(cx->arena, sizeof(*t));

	arena_defer(cx->arena, free_tags, t);
	*d = &t->d;
	return RC_OK;
}

static enum rc
tags_page(struct dev *d UNUSED, const struct page *page UNUSED)
{
	return RC_OK;
}

static enum rc
tags_page_end(struct dev *d UNUSED)
{
	return RC_OK;
}

static struct words *
mark_now(struct dev *d)
{
	struct tags *t = (struct tags *)d;
	uint32_t index;

	if (dev_next_mark(d, &index)) {
		if (t->n == t->cap) {
			t->cap = t->cap * 2 + 64;
			t->marks = mem_realloc(t->marks, t->cap, sizeof(*t->marks));
		}
		t->marks[t->n++] = (struct words){.from = t->text.len};
		t->baseline = 0;
	}
	return t->n > 0 ? &t->marks[t->n - 1] : NULL;
}

static void
tags_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color UNUSED)
{
	struct tags *t = (struct tags *)d;
	const struct words *w = mark_now(d);

	if (w != NULL && t->text.len > w->from && t->baseline != baseline && t->text.p[t->text.len - 1] != ' ')
		buf_putc(&t->text, ' ');
	t->baseline = baseline;
	for (size_t i = 0; i < n; i++)
		buf_add(&t->text, pieces[i].run->text, pieces[i].run->text_len);
}

static void
drawn(struct dev *d)
{
	struct words *w = mark_now(d);

	if (w != NULL)
		w->has_path = true;
}

static void
tags_rect(struct dev *d, mpt x UNUSED, mpt y UNUSED, mpt w UNUSED, mpt h UNUSED, uint32_t color UNUSED)
{
	drawn(d);
}

static void
tags_polygon(struct dev *d, const mpt (*points)[2] UNUSED, size_t n UNUSED, uint32_t color UNUSED)
{
	drawn(d);
}

static void
tags_stroke(struct dev *d, const struct dev_stroke *s UNUSED)
{
	drawn(d);
}

static enum rc
tags_image(struct dev *d, mpt x UNUSED, mpt y UNUSED, mpt w UNUSED, mpt h UNUSED, const struct image *image UNUSED, struct span at UNUSED)
{
	struct words *words = mark_now(d);

	if (words != NULL)
		words->has_image = true;
	return RC_OK;
}

static void
tags_push(struct dev *d UNUSED, const struct dev_frame *f UNUSED)
{
}

static void
tags_pop(struct dev *d UNUSED)
{
}

/* ---- the tree -------------------------------------------------------------------------------------------------------------- */

static struct buf *
line(struct tags *t)
{
	for (unsigned i = 0; i < t->indent; i++)
		buf_puts(&t->out, "  ");
	return &t->out;
}

static void
quoted(struct buf *out, const char *s, size_t n)
{
	buf_putc(out, '"');
	buf_json(out, s, n);
	buf_putc(out, '"');
}

static void
put_attr(struct buf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_printf(out, " %s=", name);
	quoted(out, value, strlen(value));
}

static void
put_words(struct tags *t, size_t mark)
{
	const struct words *w = &t->marks[mark];
	size_t end = mark + 1 < t->n ? t->marks[mark + 1].from : t->text.len;

	quoted(&t->out, t->text.p != NULL ? t->text.p + w->from : "", end - w->from);
	if (w->has_image)
		buf_puts(&t->out, " +picture");
	if (w->has_path)
		buf_puts(&t->out, " +lines");
	buf_putc(&t->out, '\n');
}

static uint32_t
page_of(const struct drawn_doc *doc, uint32_t mark)
{
	uint32_t p = 0;

	while (p + 1 < doc->n_pages && doc->pages[p + 1].first_mark <= mark)
		p++;
	return p;
}

static void
put_page(struct tags *t, uint32_t page)
{
	if (page == t->page)
		return;
	buf_printf(line(t), "-- page %u\n", page + 1);
	t->page = page;
}

static void
put_elem(struct tags *t, const struct tag_elem *e)
{
	static const char *const scopes[] = {NULL, "row", "column", "both"};
	static const char *const numberings[] = {NULL, "disc", "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"};
	struct buf *out = line(t);

	buf_puts(out, ren_type_names[e->type]);
	put_attr(out, "scope", scopes[e->scope]);
	put_attr(out, "numbering", numberings[e->numbering]);
	if (e->row_span > 1)
		buf_printf(out, " rows=%u", e->row_span);
	if (e->col_span > 1)
		buf_printf(out, " columns=%u", e->col_span);
	if (e->more != NULL) {
		put_attr(out, "id", e->more->id);
		put_attr(out, "lang", e->more->lang);
		put_attr(out, "alt", e->more->alt);
		put_attr(out, "actual", e->more->actual);
		put_attr(out, "expansion", e->more->expansion);
		put_attr(out, "headers", e->more->headers);
		if (e->more->bbox[2] != e->more->bbox[0])
			buf_printf(out, " bbox=%d,%d,%d,%d", e->more->bbox[0], e->more->bbox[1], e->more->bbox[2], e->more->bbox[3]);
	}
	buf_putc(out, '\n');
}

static void
put_link(struct tags *t, const struct drawn_link *l)
{
	struct buf *out = line(t);

	buf_printf(out, "link %d,%d %dx%d", l->x, l->y, l->w, l->h);
	put_attr(out, "to", l->uri);
	put_attr(out, "dest", l->dest);
	put_attr(out, "contents", l->contents);
	buf_putc(out, '\n');
}

static void
put_tree(struct tags *t, const struct drawn_doc *doc, uint32_t elem)
{
	put_elem(t, &doc->elems[elem]);
	t->indent++;
	for (uint32_t k = doc->elems[elem].first_kid; k != TAG_NONE && k != TAG_KID_END; k = doc->kids[k].next) {
		uint32_t what = doc->kids[k].what;

		switch ((enum tag_kid_kind)doc->kids[k].kind) {
		case KID_ELEM:
			if (t->indent < 60)
				put_tree(t, doc, what);
			break;
		case KID_MARK:
			put_page(t, page_of(doc, what));
			line(t);
			put_words(t, what);
			break;
		case KID_LINK:
			put_link(t, &doc->links[what]);
			break;
		case KID_FIELD:
			put_attr(line(t), "field", doc->fields[what].name);
			put_attr(&t->out, "tooltip", doc->fields[what].tooltip);
			buf_putc(&t->out, '\n');
			break;
		}
	}
	t->indent--;
}

static void
put_artifacts(struct tags *t, const struct drawn_doc *doc)
{
	static const char *const kinds[] = {"layout", "page", "header", "footer", "background"};

	for (uint32_t i = 0; i < t->n && i < doc->n_marks; i++) {
		size_t end = i + 1 < t->n ? t->marks[i + 1].from : t->text.len;

		if (doc->marks[i].elem != TAG_NONE || end == t->marks[i].from)
			continue;
		buf_printf(&t->out, "artifact page %u %s ", page_of(doc, i) + 1, kinds[doc->marks[i].artifact]);
		put_words(t, i);
	}
}

static enum rc
tags_close(struct dev *d, const struct dev_outline *outline UNUSED, size_t n UNUSED, struct drawn *out)
{
	out->format = d->ops->name;
	out->n = 1;
	out->files = arena_zalloc(d->cx->arena, sizeof(*out->files));
	out->files[0].suffix = "";
	return RC_OK;
}

static void
tags_print(struct dev *d, const struct drawn_doc *doc, struct drawn *out)
{
	struct tags *t = (struct tags *)d;

	buf_puts(&t->out, "document");
	put_attr(&t->out, "lang", doc->lang);
	put_attr(&t->out, "title", doc->title);
	buf_putc(&t->out, '\n');
	t->page = TAG_NONE;
	put_tree(t, doc, 0);
	put_artifacts(t, doc);
	out->files[0].bytes = t->out;
}

const struct dev_ops dev_tags = {
    .name = "tags",
    .collects = true,
    .open = tags_open,
    .page_begin = tags_page,
    .page_end = tags_page_end,
    .push = tags_push,
    .pop = tags_pop,
    .text = tags_text,
    .rect = tags_rect,
    .polygon = tags_polygon,
    .stroke = tags_stroke,
    .image = tags_image,
    .close = tags_close,
    .collected = tags_print,
};
