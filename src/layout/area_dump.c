/*
 * area_dump.c - the golden form of a page. Lengths in pt, one area a line, children indented:
 *
 *   page 1 "1" 595.276 x 841.89 master A4
 *     region region-body 70,60 450x700
 *       block #intro 0,12 450x24 space 12/6 ...
 *         line 0,0 450x12
 *           text 0,0 41.5x12 "Summary"
 *
 * "..." before and after: the object began on an earlier page, goes on. "~" is an artifact.
 */
#include "base/buf.h"
#include "layout/area.h"

#define INDENT_MAX 60

static void
put_mpt(struct buf *out, mpt v)
{
	unsigned u = v < 0 ? 0u - (unsigned)v : (unsigned)v, rest = u % 1000;

	buf_printf(out, "%s%u", v < 0 ? "-" : "", u / 1000);
	if (rest == 0)
		return;
	if (rest % 100 == 0)
		buf_printf(out, ".%u", rest / 100);
	else if (rest % 10 == 0)
		buf_printf(out, ".%02u", rest / 10);
	else
		buf_printf(out, ".%03u", rest);
}

static void
put_rect(struct buf *out, mpt x, mpt y, mpt w, mpt h)
{
	buf_putc(out, ' ');
	put_mpt(out, x);
	buf_putc(out, ',');
	put_mpt(out, y);
	buf_putc(out, ' ');
	put_mpt(out, w);
	buf_putc(out, 'x');
	put_mpt(out, h);
}

static void
indent(struct buf *out, int depth)
{
	for (int i = 0; i < depth && i < INDENT_MAX; i++)
		buf_puts(out, "  ");
}

static const char *
kind_name(const struct area *a)
{
	static const char *const names[] = { "region", "block", "line", "inline", "text", "leader", "image", "rule" };

	return names[a->kind];
}

/* Only what is not 0; four equal sides once. */
static void
put_sides(struct buf *out, const char *name, const mpt side[4])
{
	bool equal = side[0] == side[1] && side[1] == side[2] && side[2] == side[3];

	if (equal && side[0] == 0)
		return;
	buf_printf(out, " %s ", name);
	for (int i = 0; i < (equal ? 1 : 4); i++) {
		if (i > 0)
			buf_putc(out, ' ');
		put_mpt(out, side[i]);
	}
}

static void
put_box(struct buf *out, const struct area_box *box)
{
	mpt border[4];

	if (box == NULL)
		return;
	for (int i = 0; i < 4; i++)
		border[i] = box->border[i].width;
	put_sides(out, "border", border);
	put_sides(out, "padding", box->padding);
	if ((box->background & 0xff) != 0)
		buf_printf(out, " background #%08x", (unsigned)box->background);
	if (box->image != NULL)
		buf_printf(out, " background-image %s", box->image->name);
	if (box->collapsed)
		buf_puts(out, " collapsed");
}

static void
put_traits(struct buf *out, const struct area *a)
{
	if (a->kind != AREA_LINE && (a->space_before != 0 || a->space_after != 0)) {
		buf_puts(out, " space ");
		put_mpt(out, a->space_before);
		buf_putc(out, '/');
		put_mpt(out, a->space_after);
	}
	if (a->start_indent != 0 || a->end_indent != 0) {
		buf_puts(out, " indent ");
		put_mpt(out, a->start_indent);
		buf_putc(out, '/');
		put_mpt(out, a->end_indent);
	}
	put_box(out, a->box);
	if (a->ref != NULL && a->ref->rotation != 0)
		buf_printf(out, " turned %d", a->ref->rotation);
	if (a->ref != NULL && a->ref->clip)
		buf_puts(out, " clipped");
}

static void
put_content(struct buf *out, const struct area *a)
{
	switch (a->kind) {
	case AREA_TEXT:
		if (a->text.run == NULL)
			return;
		buf_puts(out, " \"");
		buf_json(out, a->text.run->text, a->text.run->text_len);
		buf_puts(out, a->text.hyphen ? "\"-" : "\"");
		if (a->text.word_space != 0) {
			buf_puts(out, " spaced ");
			put_mpt(out, a->text.word_space);
		}
		return;
	case AREA_IMAGE:
		if (a->image != NULL)
			buf_printf(out, " %s", a->image->name);
		return;
	case AREA_LEADER:
		buf_printf(out, " %s", fo_enum_name(a->leader.pattern));
		return;
	default:
		return;
	}
}

static bool
is_named(const struct area *a)
{
	return a->fo != NULL && a->fo->elem != FO_TEXT && a->kind != AREA_TEXT && a->kind != AREA_LINE;
}

static void
dump(const struct area *a, int depth, struct buf *out)
{
	indent(out, depth);
	buf_puts(out, kind_name(a));
	if (is_named(a)) {
		buf_printf(out, " %s%s", a->is_artifact ? "~" : "", a->is_first ? "" : "...");
		buf_printf(out, "%s%s", fo_elem_name(a->fo->elem), a->is_last ? "" : "...");
		if (a->fo->id != NULL)
			buf_printf(out, " #%s", a->fo->id);
	}
	put_rect(out, a->x, a->y, a->w, a->h);
	put_traits(out, a);
	put_content(out, a);
	buf_putc(out, '\n');
	for (const struct area *c = a->first; c != NULL; c = c->next)
		dump(c, depth + 1, out);
}

void
area_dump(const struct page *page, struct buf *out)
{
	buf_printf(out, "page %u \"%s\" ", page->number, page->label);
	put_mpt(out, page->w);
	buf_puts(out, " x ");
	put_mpt(out, page->h);
	buf_printf(out, " master %s\n", page->master_name != NULL ? page->master_name : "-");
	for (const struct area *a = page->first; a != NULL; a = a->next)
		dump(a, 1, out);
	for (size_t i = 0; i < page->n_dests; i++) {
		buf_printf(out, "  dest #%s ", page->dests[i].id);
		put_mpt(out, page->dests[i].x);
		buf_putc(out, ',');
		put_mpt(out, page->dests[i].y);
		buf_putc(out, '\n');
	}
	for (size_t i = 0; i < page->n_links; i++) {
		const struct page_link *l = &page->links[i];

		buf_puts(out, "  link");
		put_rect(out, l->x, l->y, l->w, l->h);
		buf_printf(out, " %s%s\n", l->dest != NULL ? "#" : "", l->dest != NULL ? l->dest : l->uri);
	}
}
