/*
 * fop_dump.c - pages in the words of Apache FOP's area tree (fop -at), so that the XPath checks of its layout cases can be
 * asked of ours. Lengths in millipoints. What differs in the trees is bridged here:
 *   - FOP has a span and a flow (one a column) between the region and the blocks; we have the flow's pieces side by side
 *   - a block-container is two of its blocks, a viewport and a reference area
 *   - label and body of a list-item have the width of the item there, and their blocks the indents
 *   - the cells of a table count their offset from the reference area around the table
 *   - a positioned container stands where it was written, not in its reference area
 */
#include "layout/fop_dump.h"
#include "layout/lay_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

/* ---- attributes --------------------------------------------------------------------------------------------------- */

void
fop_attr(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, " %s=\"", name);
	buf_xml(out, value);
	buf_putc(out, '"');
}

void
fop_length(struct buf *out, const char *name, mpt v)
{
	buf_printf(out, " %s=\"%d\"", name, (int)v);
}

void
fop_trait(struct buf *out, const char *name, mpt v)
{
	if (v != 0)
		fop_length(out, name, v);
}

mpt
fop_edge(const struct area_box *box, enum area_side side)
{
	return box != NULL ? box->border[side].width * (box->collapsed ? 2 : 1) + box->padding[side] : 0;
}

static mpt
edge(const struct area_box *box, enum area_side side)
{
	return fop_edge(box, side);
}

/* `outer`: sides (bits by area_side) that lie on the edge of their collapsed table. */
static void
put_border(struct buf *out, const struct area_box *box, enum area_side side, const char *name, unsigned outer)
{
	const struct area_border *b = &box->border[side];
	const char *collapsed = (outer >> side & 1) != 0 ? ",collapse-outer" : ",collapse-inner";

	if (b->width != 0)
		buf_printf(out, " border-%s=\"(%s,#%06x,%d%s)\"", name, fo_enum_name(b->style), (unsigned)(b->color >> 8),
		    (int)b->width * (box->collapsed ? 2 : 1), box->collapsed ? collapsed : "");
	if (box->padding[side] != 0)
		buf_printf(out, " padding-%s=\"%d\"", name, (int)box->padding[side]);
}

static void
put_background(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h)
{
	mpt room_w = w + box->padding[SIDE_START] + box->padding[SIDE_END];
	mpt room_h = h + box->padding[SIDE_BEFORE] + box->padding[SIDE_AFTER];
	bool colored = (box->background & 0xff) != 0;
	const char *src = fo != NULL ? fo_str(fo, PR_BACKGROUND_IMAGE) : NULL;

	if (!colored && box->image == NULL)
		return;
	buf_puts(out, " background=\"");
	if (colored)
		buf_printf(out, "color=#%06x", (unsigned)(box->background >> 8));
	if (box->image != NULL) {
		buf_printf(out, "%surl=", colored ? "," : "");
		buf_xml(out, src != NULL ? src : box->image->name);
		buf_printf(out, ",repeat=%s,horiz=%d,vertical=%d", fo_enum_name(box->image_repeat),
		    (int)area_image_place(box->image_x, box->image_x_pct, room_w, box->image->w),
		    (int)area_image_place(box->image_y, box->image_y_pct, room_h, box->image->h));
	}
	buf_putc(out, '"');
	if (colored)
		buf_printf(out, " bkg-color=\"#%06x\"", (unsigned)(box->background >> 8));
}

void
fop_traits_sides(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space,
    unsigned outer)
{
	fop_length(out, "ipd", w);
	fop_length(out, "bpd", h);
	fop_length(out, "ipda", w + edge(box, SIDE_START) + edge(box, SIDE_END));
	fop_length(out, "bpda", h + edge(box, SIDE_BEFORE) + edge(box, SIDE_AFTER) + space);
	buf_printf(out, " bap=\"%d %d %d %d\"", (int)edge(box, SIDE_START), (int)edge(box, SIDE_END), (int)edge(box, SIDE_BEFORE),
	    (int)edge(box, SIDE_AFTER));
	if (fo != NULL && fo->id != NULL)
		fop_attr(out, "prod-id", fo->id);
	if (box == NULL)
		return;
	put_background(out, box, fo, w, h);
	put_border(out, box, SIDE_START, "start", outer);
	put_border(out, box, SIDE_END, "end", outer);
	put_border(out, box, SIDE_BEFORE, "before", outer);
	put_border(out, box, SIDE_AFTER, "after", outer);
}

void
fop_traits(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space)
{
	fop_traits_sides(out, box, fo, w, h, space, 0);
}

/* ---- coordinate systems -------------------------------------------------------------------------------------------- */

struct rect {
	mpt x, y, w, h;
};

/* The border rectangle of a child, in the system of its parent's parent. See struct area_ref. */
static struct rect
turn_out(const struct area *parent, const struct area *a)
{
	int rotation = parent->ref != NULL ? parent->ref->rotation : 0;
	struct rect r = {
		.x = a->x - edge(a->box, SIDE_START),
		.y = a->y - edge(a->box, SIDE_BEFORE),
		.w = a->w + edge(a->box, SIDE_START) + edge(a->box, SIDE_END),
		.h = a->h + edge(a->box, SIDE_BEFORE) + edge(a->box, SIDE_AFTER),
	};

	switch (rotation) {
	case 90:
		return (struct rect){ parent->x + r.y, parent->y + parent->h - r.x - r.w, r.h, r.w };
	case 180:
		return (struct rect){ parent->x + parent->w - r.x - r.w, parent->y + parent->h - r.y - r.h, r.w, r.h };
	case 270:
		return (struct rect){ parent->x + parent->w - r.y - r.h, parent->y + r.x, r.h, r.w };
	default:
		return (struct rect){ parent->x + r.x, parent->y + r.y, r.w, r.h };
	}
}

/* From the content of a reference area to what is around it: FOP's CTM.getCTMandRelDims. */
static void
put_ctm(struct buf *out, int rotation, const struct rect *r)
{
	static const char *const turns[] = { "1.0 0.0 0.0 1.0", "0.0 -1.0 1.0 0.0", "-1.0 -0.0 0.0 -1.0", "0.0 1.0 -1.0 0.0" };
	mpt x = r->x + (rotation == 180 || rotation == 270 ? r->w : 0);
	mpt y = r->y + (rotation == 90 || rotation == 180 ? r->h : 0);

	buf_printf(out, " ctm=\"[%s %d.0 %d.0]\"", turns[rotation / 90 % 4], (int)x, (int)y);
}

static int
rotation_of(const struct area *a)
{
	return a->ref != NULL ? a->ref->rotation : 0;
}

/* ---- blocks -------------------------------------------------------------------------------------------------------- */

static void put_blocks(const struct walk *around, const struct area *parent);

static bool
is_elem(const struct area *a, enum fo_elem e)
{
	return a->fo != NULL && a->fo->elem == e;
}

static bool
is_positioned(const struct area *a)
{
	return is_elem(a, FO_BLOCK_CONTAINER) &&
	    (fo_is(a->fo, PR_ABSOLUTE_POSITION, FV_ABSOLUTE) || fo_is(a->fo, PR_ABSOLUTE_POSITION, FV_FIXED));
}

static void
put_margins(struct buf *out, const struct area *a)
{
	fop_trait(out, "space-start", a->start_indent - edge(a->box, SIDE_START));
	fop_trait(out, "space-end", a->end_indent - edge(a->box, SIDE_END));
	fop_trait(out, "start-indent", a->start_indent);
	fop_trait(out, "end-indent", a->end_indent);
	fop_trait(out, "space-before", a->space_before);
	fop_trait(out, "space-after", a->space_after);
}

/* How far the content reaches down. */
static mpt
content_height(const struct area *a)
{
	mpt h = 0;

	for (const struct area *c = a->first; c != NULL; c = c->next)
		if (!is_positioned(c))
			h = mpt_max(h, c->y + c->h + edge(c->box, SIDE_AFTER) + c->space_after);
	return h;
}

static void
put_container(const struct walk *w, const struct area *a)
{
	int rotation = rotation_of(a);
	bool turned = rotation % 180 != 0, positioned = is_positioned(a);
	struct rect inside = { 0, 0, a->w, a->h };
	struct walk in = *w;

	if (!positioned) {
		inside.x = a->start_indent;
		inside.y = edge(a->box, SIDE_BEFORE);
	}
	buf_puts(w->out, "<block");
	fop_traits(w->out, a->box, a->fo, a->w, a->h, positioned ? 0 : a->space_before + a->space_after);
	buf_puts(w->out, " is-viewport-area=\"true\"");
	if (a->ref != NULL && a->ref->clip)
		buf_puts(w->out, " clipped=\"true\"");
	if (positioned) {
		bool fixed = fo_is(a->fo, PR_ABSOLUTE_POSITION, FV_FIXED) && w->page != NULL;

		fop_length(w->out, "left-position", a->x + (fixed ? w->page->x : 0));
		fop_length(w->out, "top-position", a->y + (fixed ? w->page->y : 0));
		fop_attr(w->out, "positioning", fo_enum_name(fo_enum(a->fo, PR_ABSOLUTE_POSITION)));
		fop_trait(w->out, "start-indent", a->start_indent);
		fop_trait(w->out, "end-indent", a->end_indent);
	} else {
		put_margins(w->out, a);
	}
	put_ctm(w->out, rotation, &inside);
	buf_puts(w->out, "><block");
	fop_traits(w->out, NULL, a->fo, turned ? a->h : a->w, content_height(a), 0);
	buf_puts(w->out, " is-reference-area=\"true\">");
	in.reference = a;
	in.table_x = 0;
	put_blocks(&in, a);
	buf_puts(w->out, "</block></block>");
}

static void
put_item_part(const struct walk *w, const struct area *item, const struct area *a)
{
	buf_puts(w->out, "<block");
	fop_traits(w->out, a->box, a->fo, item->w, item->h, 0);
	buf_puts(w->out, " positioning=\"absolute\">");
	put_blocks(w, a);
	buf_puts(w->out, "</block>");
}

static void
put_inline_part(const struct walk *w, const struct area *parent, const struct area *a, const struct area *part, mpt h)
{
	mpt over = edge(a->box, SIDE_BEFORE);

	buf_puts(w->out, "<lineArea");
	fop_traits(w->out, NULL, NULL, parent->w, over + h + edge(a->box, SIDE_AFTER), 0);
	buf_puts(w->out, "><inlineblockparent");
	fop_traits(w->out, a->box, a->fo, a->w, h, 0);
	fop_length(w->out, "offset", over);
	buf_putc(w->out, '>');
	put_blocks(w, part);
	buf_puts(w->out, "</inlineblockparent></lineArea>");
}

/* A block in an inline is a line of FOP's; one with lines as many as it has. */
static void
put_inline_block(const struct walk *w, const struct area *parent, const struct area *a)
{
	const struct area *block = a->first;

	if (block == NULL || block->next != NULL || block->first == NULL || block->first->kind != AREA_LINE) {
		put_inline_part(w, parent, a, a, a->h);
		return;
	}
	for (const struct area *l = block->first; l != NULL; l = l->next) {
		struct area line = *l, only = *block, part = *a;

		if (l->kind != AREA_LINE)
			continue;
		line.next = NULL;
		only.first = only.last = &line;
		only.h = l->h;
		part.first = part.last = &only;
		put_inline_part(w, parent, a, &part, l->h);
	}
}

/* Our boxes are physical, FOP's sides are those of the writing mode. */
static const struct area_box *
logical_box(const struct area *a, struct area_box *box)
{
	if (a->box == NULL || a->fo == NULL || !lay_is_rtl(a->fo))
		return a->box;
	*box = *a->box;
	box->border[SIDE_START] = a->box->border[SIDE_END];
	box->border[SIDE_END] = a->box->border[SIDE_START];
	box->padding[SIDE_START] = a->box->padding[SIDE_END];
	box->padding[SIDE_END] = a->box->padding[SIDE_START];
	return box;
}

static void
put_block(const struct walk *w, const struct area *parent, const struct area *physical)
{
	struct walk in = *w;
	struct area_box box;
	struct area logical = *physical;
	const struct area *a = &logical;

	logical.box = logical_box(physical, &box);

	if (is_elem(a, FO_BLOCK_CONTAINER)) {
		put_container(w, a);
		return;
	}
	if (is_elem(a, FO_LIST_ITEM_LABEL) || is_elem(a, FO_LIST_ITEM_BODY)) {
		put_item_part(w, parent, a);
		return;
	}
	if (is_elem(a, FO_INLINE) || is_elem(a, FO_BASIC_LINK)) {
		put_inline_block(w, parent, a);
		return;
	}
	if (is_elem(a, FO_TABLE))
		in.table_x = a->start_indent;
	in.left_offset = 0;
	buf_puts(w->out, "<block");
	fop_traits(w->out, a->box, a->fo, a->w, a->h, a->space_before + a->space_after);
	if (is_elem(a, FO_BLOCK) && lay_is_rtl(a->fo))
		buf_puts(w->out, " level=\"1\"");
	put_margins(w->out, a);
	fop_trait(w->out, "left-offset", w->left_offset);
	buf_putc(w->out, '>');
	if (is_elem(a, FO_BLOCK) || is_elem(a, FO_TABLE))
		fop_bars(w->out, w->tree, a->fo, "block");
	if (is_elem(a, FO_TABLE))
		fop_table(&in, a);
	else
		put_blocks(&in, a);
	buf_puts(w->out, "</block>");
}

/* Positioned containers that were written in the object of this area. */
static void
put_positioned(const struct walk *w, const struct area *holder, const struct area *a)
{
	if (holder == NULL || holder == a || !a->is_first)
		return;
	for (const struct area *c = holder->first; c != NULL; c = c->next)
		if (is_positioned(c) && c->fo->parent == a->fo)
			put_container(w, c);
}

/* Fixed ones lie on the page; they are said where they were written, between `from` and `until`. */
static void
put_fixed(const struct walk *w, const struct area *parent, uint32_t from, uint32_t until)
{
	if (w->page == NULL || w->page == parent || !parent->is_first)
		return;
	for (const struct area *c = w->page->first; c != NULL; c = c->next)
		if (c->kind == AREA_BLOCK && is_positioned(c) && c->fo->parent == parent->fo && c->fo->serial >= from &&
		    c->fo->serial < until)
			put_container(w, c);
}

/* FOP has a block without extents for a wrapper among blocks that has an id. */
static const struct fo_node *
put_wrappers(struct buf *out, const struct fo_node *from, uint32_t until)
{
	const struct fo_node *n = from;

	for (; n != NULL && n->serial < until; n = n->next)
		if (n->elem == FO_WRAPPER && n->id != NULL)
			fop_place(out, "block", n);
	return n;
}

static void
put_blocks(const struct walk *around, const struct area *parent)
{
	const struct fo_node *unsaid = parent->fo != NULL && parent->is_first ? parent->fo->first : NULL;
	struct walk w = *around;
	uint32_t said = 0;

	if (++w.depth > FOP_DEPTH_MAX)
		return;
	for (const struct area *a = parent->first; a != NULL; a = a->next) {
		if (a->kind == AREA_LINE) {
			fop_line(w.out, w.tree, a, parent->w);
		} else if (a->kind == AREA_BLOCK && !(is_positioned(a) && a->fo->parent != parent->fo)) {
			if (a->fo != NULL && a->is_first)
				unsaid = put_wrappers(w.out, unsaid, a->fo->serial);
			if (a->fo != NULL && parent->fo != NULL && a->fo->serial > said) {
				put_fixed(&w, parent, said, a->fo->serial);
				said = a->fo->serial;
			}
			put_block(&w, parent, a);
		}
	}
	if (parent->fo == NULL)
		return;
	put_positioned(&w, w.reference, parent);
	put_fixed(&w, parent, said, UINT32_MAX);
}

void
fop_blocks(struct buf *out, const struct fo_tree *tree, const struct area *parent)
{
	put_blocks(&(struct walk){ .out = out, .tree = tree, .reference = parent }, parent);
}

void
fop_walk_blocks(const struct walk *around, const struct area *parent)
{
	put_blocks(around, parent);
}

/* ---- the body: spans, columns, footnotes ---------------------------------------------------------------------------- */

static void
put_reference(struct buf *out, const char *name, mpt w, mpt h)
{
	buf_printf(out, "<%s", name);
	fop_traits(out, NULL, NULL, w, h, 0);
	buf_puts(out, " is-reference-area=\"true\"");
}

/* The pieces of a span: a piece across all columns alone, else all that go from left to right. */
static const struct area *
span_end(const struct area *first, mpt *h)
{
	const struct area *a = first;
	mpt x;

	*h = 0;
	do {
		x = a->x;
		*h = mpt_max(*h, a->h);
		a = a->next;
	} while (a != NULL && is_elem(a, FO_FLOW) && (lay_is_rtl(a->fo) ? a->x < x : a->x > x));
	return a;
}

/* What is aligned to the centre or the end stands below an empty block. */
static void
put_spacer(struct buf *out, const struct area *region, mpt ipd, mpt space)
{
	enum fo_enum align = fo_enum(region->fo, PR_DISPLAY_ALIGN);

	if (space <= 0 || (align != FV_CENTER && align != FV_AFTER))
		return;
	buf_puts(out, "<block");
	fop_traits(out, NULL, NULL, ipd, space, 0);
	buf_puts(out, "/>");
}

static void
put_spans(const struct walk *w, const struct area *body, mpt ipd)
{
	const struct fo_value *v = fo_prop(body->fo, PR_COLUMN_COUNT);
	int columns = v->kind == FO_INT && v->i > 1 ? v->i : 1;

	for (const struct area *a = body->first, *end; a != NULL; a = end) {
		int n = 0;
		mpt h;

		if (!is_elem(a, FO_FLOW)) {
			end = a->next;
			continue;
		}
		end = span_end(a, &h);
		put_reference(w->out, "span", ipd, h);
		if (lay_is_rtl(a->fo))
			buf_puts(w->out, " level=\"1\"");
		if (columns > 1 && a->w < ipd)
			buf_printf(w->out, " columnCount=\"%d\"", columns);
		buf_putc(w->out, '>');
		for (const struct area *piece = a; piece != end; piece = piece->next, n++) {
			struct walk in = *w;

			in.reference = piece;
			put_reference(w->out, "flow", piece->w, piece->h);
			buf_putc(w->out, '>');
			if (a == body->first && columns == 1)
				put_spacer(w->out, body, ipd, piece->y);
			fop_flow(&in, piece);
			buf_puts(w->out, "</flow>");
		}
		for (; columns > 1 && a->w < ipd && n < columns; n++) {
			put_reference(w->out, "flow", a->w, 0);
			buf_puts(w->out, "/>");
		}
		buf_puts(w->out, "</span>");
	}
}

/* Of the before-floats and their separator, which come first. */
static bool
is_top(const struct area *a)
{
	return a != NULL && (is_elem(a, FO_FLOAT) || is_elem(a, FO_STATIC_CONTENT));
}

/* FOP has the element, but never any content for it. */
static void
put_tops(const struct walk *w, const struct area *body)
{
	if (body->first == NULL || !is_elem(body->first, FO_FLOAT)) {
		buf_puts(w->out, "<beforeFloat/>");
		return;
	}
	buf_puts(w->out, "<beforeFloat>");
	for (const struct area *a = body->first; is_top(a); a = a->next)
		put_blocks(w, a);
	buf_puts(w->out, "</beforeFloat>");
}

static void
put_notes(const struct walk *w, const struct area *body)
{
	const struct area *first = body->first;

	while (first != NULL && is_elem(body->first, FO_FLOAT) && is_top(first))
		first = first->next;
	while (first != NULL && !is_elem(first, FO_FOOTNOTE_BODY) && !is_elem(first, FO_STATIC_CONTENT))
		first = first->next;
	if (first == NULL)
		return;
	buf_printf(w->out, "<footnote top-offset=\"%d\">", (int)first->y);
	for (const struct area *a = first; a != NULL; a = a->next)
		put_blocks(w, a);
	buf_puts(w->out, "</footnote>");
}

static void
put_body(const struct walk *w, const struct area *body, mpt ipd)
{
	put_tops(w, body);
	buf_puts(w->out, "<mainReference ipd=\"0\" bpd=\"0\" bap=\"0 0 0 0\" is-reference-area=\"true\">");
	put_spans(w, body, ipd);
	buf_puts(w->out, "</mainReference>");
	put_notes(w, body);
}

/* ---- pages ---------------------------------------------------------------------------------------------------------- */

static const char *
region_element(const struct area *region)
{
	switch (region->fo->elem) {
	case FO_REGION_BEFORE:
		return "regionBefore";
	case FO_REGION_AFTER:
		return "regionAfter";
	case FO_REGION_START:
		return "regionStart";
	case FO_REGION_END:
		return "regionEnd";
	default:
		return "regionBody";
	}
}

static void
put_region(const struct fo_tree *tree, struct buf *out, const struct area *page, const struct area *region)
{
	struct walk w = { .out = out, .tree = tree, .reference = region, .page = page };
	int rotation = (rotation_of(page) + rotation_of(region)) % 360;
	struct rect r = turn_out(page, region);
	bool turned = rotation_of(region) % 180 != 0;
	mpt ipd = turned ? region->h : region->w, bpd = turned ? region->w : region->h;
	const char *name = region_element(region);

	buf_puts(out, "<regionViewport");
	fop_traits(out, region->box, NULL, region->w, region->h, 0);
	buf_puts(out, " is-viewport-area=\"true\"");
	if (region->ref != NULL && region->ref->clip)
		buf_puts(out, " clipped=\"true\"");
	buf_printf(out, " rect=\"%d %d %d %d\"", (int)r.x, (int)r.y, (int)r.w, (int)r.h);
	buf_printf(out, "><%s", name);
	fop_traits(out, region->box, NULL, ipd, bpd, 0);
	buf_puts(out, " is-reference-area=\"true\"");
	fop_attr(out, "name", fo_str(region->fo, PR_REGION_NAME));
	put_ctm(out, rotation, &r);
	buf_putc(out, '>');
	if (region->fo->elem == FO_REGION_BODY)
		put_body(&w, region, ipd);
	else
		for (const struct area *a = region->first; a != NULL; a = a->next) {
			w.reference = a;
			put_spacer(out, region, ipd, a->y);
			put_blocks(&w, a);
		}
	buf_printf(out, "</%s></regionViewport>", name);
}

/* FOP's order is not that of drawing. */
static void
put_regions(const struct fo_tree *tree, struct buf *out, const struct area *page)
{
	static const enum fo_elem order[] = { FO_REGION_BEFORE, FO_REGION_START, FO_REGION_BODY, FO_REGION_END, FO_REGION_AFTER };

	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		for (const struct area *a = page->first; a != NULL; a = a->next)
			if (a->kind == AREA_REGION && is_elem(a, order[i]))
				put_region(tree, out, page, a);
}

static void
put_bookmarks(struct buf *out, const struct fo_node *first, int depth)
{
	for (const struct fo_node *n = first; n != NULL && depth < FOP_DEPTH_MAX; n = n->next) {
		const char *to = n->elem == FO_BOOKMARK ? fo_str(n, PR_INTERNAL_DESTINATION) : NULL;

		if (n->elem != FO_BOOKMARK)
			continue;
		buf_puts(out, "<bookmark title=\"");
		for (const struct fo_node *t = n->first; t != NULL; t = t->next)
			if (t->elem == FO_BOOKMARK_TITLE && t->first != NULL && t->first->text != NULL)
				buf_xml(out, t->first->text);
		buf_printf(out, "\" show-children=\"%s\"", fo_is(n, PR_STARTING_STATE, FV_HIDE) ? "false" : "true");
		if (to != NULL)
			buf_printf(out, " internal-link=\"(,%s)\"", to);
		buf_putc(out, '>');
		put_bookmarks(out, n->first, depth + 1);
		buf_puts(out, "</bookmark>");
	}
}

static void
put_destination(struct buf *out, const struct fo_node *n)
{
	const char *id = fo_str(n, PR_INTERNAL_DESTINATION);

	if (n->elem == FO_FOX_DESTINATION && id != NULL)
		buf_printf(out, "<destination internal-link=\"(,%s)\"/>", id);
}

static void
put_destinations(struct buf *out, const struct fo_node *n, int depth)
{
	for (; n != NULL && depth < FOP_DEPTH_MAX; n = n->next) {
		put_destination(out, n);
		put_destinations(out, n->first, depth + 1);
	}
}

static void
begin(const struct fop_dump *d, struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?><areaTree version=\"2.0\">");
	for (const struct fo_node *n = d->tree->root->first; n != NULL; n = n->next) {
		if (n->elem != FO_BOOKMARK_TREE)
			continue;
		buf_puts(out, "<bookmarkTree>");
		put_bookmarks(out, n->first, 0);
		buf_puts(out, "</bookmarkTree>");
	}
	for (const struct fo_node *n = d->tree->root->first; n != NULL; n = n->next)
		put_destination(out, n);
}

static void
begin_sequence(const struct fo_node *sequence, struct buf *out)
{
	const char *language = fo_str(sequence, PR_LANGUAGE), *country = fo_str(sequence, PR_COUNTRY);

	put_destinations(out, sequence->first, 0);
	buf_puts(out, "<pageSequence");
	if (language != NULL)
		buf_printf(out, " xml:lang=\"%s%s%s\"", language, country != NULL ? "-" : "", country != NULL ? country : "");
	buf_putc(out, '>');
}

void
fop_dump_page(struct fop_dump *d, const struct page *page, struct buf *out)
{
	if (d->sequence == NULL)
		begin(d, out);
	if (d->sequence != page->sequence) {
		if (d->sequence != NULL)
			buf_puts(out, "</pageSequence>");
		begin_sequence(page->sequence, out);
	}
	d->sequence = page->sequence;
	buf_printf(out, "<pageViewport bounds=\"0 0 %d %d\" key=\"P%u\" nr=\"%u\"", (int)page->w, (int)page->h, page->number,
	    page->folio);
	fop_attr(out, "formatted-nr", page->label);
	fop_attr(out, "simple-page-master-name", page->master_name != NULL ? page->master_name : "");
	buf_puts(out, "><page>");
	for (const struct area *a = page->first; a != NULL; a = a->next)
		put_regions(d->tree, out, a);
	buf_puts(out, "</page></pageViewport>");
}

/* A page is only known when all are: "(,id" becomes "(P7,id". */
static void
put_link_pages(const struct lay *lay, struct buf *out)
{
	static const char mark[] = "internal-link=\"(,";
	struct buf text = { 0 };
	const char *s = buf_str(out), *at;

	while ((at = strstr(s, mark)) != NULL) {
		const char *id = at + strlen(mark), *end = strchr(id, ')');
		char *name = end != NULL ? strndup(id, (size_t)(end - id)) : NULL;
		unsigned page = name != NULL ? lay_page_of(lay, name) : 0;

		buf_add(&text, s, (size_t)(id - 1 - s));
		if (page > 0)
			buf_printf(&text, "P%u", page);
		s = id - 1;
		buf_putc(&text, *s++);
		free(name);
	}
	buf_puts(&text, s);
	buf_free(out);
	*out = text;
}

void
fop_dump_end(struct fop_dump *d, const struct lay *lay, struct buf *out)
{
	if (d->sequence == NULL)
		begin(d, out);
	else
		buf_puts(out, "</pageSequence>");
	buf_puts(out, "</areaTree>\n");
	put_link_pages(lay, out);
	*d = (struct fop_dump){ 0 };
}
