/* dev_trace.c - the device calls as text: what tests compare and --dump=trace prints. */
#include "render/dev.h"

#include "base/ctx.h"

struct trace {
	struct dev d;
	struct buf out;
	unsigned indent;
};

static void
free_trace(void *p)
{
	struct trace *t = p;

	buf_free(&t->out);
}

static struct buf *
line(struct dev *d)
{
	struct trace *t = (struct trace *)d;

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
quoted_str(struct buf *out, const char *s)
{
	size_t n = 0;

	while (s != NULL && s[n] != '\0')
		n++;
	quoted(out, s, n);
}

static enum rc
trace_open(struct ctx *cx, const struct dev_opts *o UNUSED, const struct dev_meta *meta UNUSED, struct dev **d)
{
	struct trace *t = arena_zalloc(cx->arena, sizeof(*t));

	arena_defer(cx->arena, free_trace, t);
	*d = &t->d;
	return RC_OK;
}

static enum rc
trace_page_begin(struct dev *d, const struct page *page)
{
	struct buf *b = line(d);

	buf_printf(b, "page %u ", page->number);
	quoted_str(b, page->label);
	buf_printf(b, " %dx%d\n", page->w, page->h);
	((struct trace *)d)->indent++;
	return RC_OK;
}

static enum rc
trace_page_end(struct dev *d)
{
	((struct trace *)d)->indent--;
	return RC_OK;
}

static void
trace_tag_begin(struct dev *d, const struct area *a)
{
	struct buf *b = line(d);
	const char *role = fo_str(a->fo, PR_ROLE);

	buf_printf(b, "%s %s", a->is_artifact ? "artifact" : "tag", fo_elem_name(a->fo->elem));
	if (a->fo->id != NULL)
		buf_printf(b, "#%s", a->fo->id);
	if (role != NULL && role[0] != '\0')
		buf_printf(b, " role=%s", role);
	if (!a->is_first)
		buf_puts(b, " continued");
	buf_putc(b, '\n');
	((struct trace *)d)->indent++;
}

static void
trace_tag_end(struct dev *d)
{
	((struct trace *)d)->indent--;
}

static void
trace_push(struct dev *d, const struct dev_frame *f)
{
	struct buf *b = line(d);

	buf_puts(b, "push");
	if (f->clip != NULL)
		buf_printf(b, " clip %d,%d %dx%d", f->clip[0], f->clip[1], f->clip[2], f->clip[3]);
	if (f->x != 0 || f->y != 0 || f->rotation != 0)
		buf_printf(b, " to %d,%d turn %d", f->x, f->y, f->rotation);
	buf_putc(b, '\n');
	((struct trace *)d)->indent++;
}

static void
trace_pop(struct dev *d)
{
	((struct trace *)d)->indent--;
}

static void
trace_text(struct dev *d, const struct dev_text *pieces, size_t n, mpt baseline, uint32_t color)
{
	const struct font *font = pieces[0].run->font;
	struct buf *b = line(d);

	buf_printf(b, "text %d %s %d%s%s #%08x", baseline, font_face_name(font->face), font->size,
	    font->synth_bold ? " bold" : "", font->synth_italic ? " italic" : "", color);
	for (size_t i = 0; i < n; i++) {
		const struct glyph_run *run = pieces[i].run;

		buf_printf(b, " %d", pieces[i].x);
		if (pieces[i].word_space != 0)
			buf_printf(b, "%+d", pieces[i].word_space);
		buf_putc(b, ':');
		quoted(b, run->text, run->text_len);
	}
	buf_putc(b, '\n');
}

static void
trace_rect(struct dev *d, mpt x, mpt y, mpt w, mpt h, uint32_t color)
{
	buf_printf(line(d), "rect %d,%d %dx%d #%08x\n", x, y, w, h, color);
}

static void
trace_polygon(struct dev *d, const mpt (*points)[2], size_t n, uint32_t color)
{
	struct buf *b = line(d);

	buf_puts(b, "polygon");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, " %d,%d", points[i][0], points[i][1]);
	buf_printf(b, " #%08x\n", color);
}

static void
trace_stroke(struct dev *d, const struct dev_stroke *s)
{
	buf_printf(line(d), "stroke %d,%d %d,%d width %d %s #%08x\n", s->x0, s->y0, s->x1, s->y1, s->width,
	    fo_enum_name(s->style), s->color);
}

static enum rc
trace_image(struct dev *d, mpt x, mpt y, mpt w, mpt h, const struct image *image, struct span at UNUSED)
{
	static const char *const kinds[] = {
	    [IMAGE_PNG] = "png", [IMAGE_JPEG] = "jpeg", [IMAGE_SVG] = "svg"};
	struct buf *b = line(d);

	buf_printf(b, "image %s ", kinds[image->kind]);
	quoted_str(b, image->name);
	buf_printf(b, " %d,%d %dx%d\n", x, y, w, h);
	return RC_OK;
}

static void
trace_link(struct dev *d, const struct page_link *link)
{
	struct buf *b = line(d);

	buf_printf(b, "link %d,%d %dx%d %s ", link->x, link->y, link->w, link->h, link->uri != NULL ? "to" : "#");
	quoted_str(b, link->uri != NULL ? link->uri : link->dest);
	buf_putc(b, '\n');
}

static void
trace_dest(struct dev *d, const struct page_dest *dest)
{
	struct buf *b = line(d);

	buf_puts(b, "dest ");
	quoted_str(b, dest->id);
	buf_printf(b, " %d,%d\n", dest->x, dest->y);
}

static enum rc
trace_close(struct dev *d, const struct dev_outline *outline, size_t n, struct drawn *out)
{
	struct trace *t = (struct trace *)d;

	for (size_t i = 0; i < n; i++) {
		buf_printf(&t->out, "outline %d%s ", outline[i].level, outline[i].open ? "" : " closed");
		quoted_str(&t->out, outline[i].title);
		buf_puts(&t->out, outline[i].uri != NULL ? " to " : " # ");
		quoted_str(&t->out, outline[i].uri != NULL ? outline[i].uri : outline[i].dest);
		buf_putc(&t->out, '\n');
	}
	out->format = "trace";
	out->n = 1;
	out->files = arena_zalloc(d->cx->arena, sizeof(*out->files));
	out->files[0].suffix = "";
	out->files[0].bytes = t->out;
	return RC_OK;
}

const struct dev_ops dev_trace = {
    .name = "trace",
    .open = trace_open,
    .page_begin = trace_page_begin,
    .page_end = trace_page_end,
    .tag_begin = trace_tag_begin,
    .tag_end = trace_tag_end,
    .push = trace_push,
    .pop = trace_pop,
    .text = trace_text,
    .rect = trace_rect,
    .polygon = trace_polygon,
    .stroke = trace_stroke,
    .image = trace_image,
    .link = trace_link,
    .dest = trace_dest,
    .close = trace_close,
};
