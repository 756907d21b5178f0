/* fop_dump_block.c - blocks and what stands among them: containers, parts of list items, blocks of inlines, tables. */
#include "layout/fop_dump.h"
#include "layout/lay_list.h"

static void put_blocks(const struct walk *around, const struct area *parent);

static bool
is_positioned(const struct area *a)
{
	return fop_is_elem(a, FO_BLOCK_CONTAINER) &&
	    (fo_is(a->fo, PR_ABSOLUTE_POSITION, FV_ABSOLUTE) || fo_is(a->fo, PR_ABSOLUTE_POSITION, FV_FIXED));
}

static void
put_margins(struct buf *out, const struct area *a)
{
	fop_trait(out, "space-start", a->start_indent - fop_edge(a->box, SIDE_START));
	fop_trait(out, "space-end", a->end_indent - fop_edge(a->box, SIDE_END));
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
			h = mpt_max(h, c->y + c->h + fop_edge(c->box, SIDE_AFTER) + c->space_after);
	return h;
}

static void
put_container(const struct walk *w, const struct area *a)
{
	int rotation = fop_rotation(a);
	bool turned = rotation % 180 != 0, positioned = is_positioned(a);
	struct fop_rect inside = { 0, 0, a->w, a->h };
	struct walk in = *w;

	if (!positioned) {
		inside.x = a->start_indent;
		inside.y = fop_edge(a->box, SIDE_BEFORE);
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
	fop_ctm(w->out, rotation, &inside);
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
	mpt over = fop_edge(a->box, SIDE_BEFORE);

	buf_puts(w->out, "<lineArea");
	fop_traits(w->out, NULL, NULL, parent->w, over + h + fop_edge(a->box, SIDE_AFTER), 0);
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

	if (fop_is_elem(a, FO_BLOCK_CONTAINER)) {
		put_container(w, a);
		return;
	}
	if (fop_is_elem(a, FO_LIST_ITEM_LABEL) || fop_is_elem(a, FO_LIST_ITEM_BODY)) {
		put_item_part(w, parent, a);
		return;
	}
	if (fop_is_elem(a, FO_INLINE) || fop_is_elem(a, FO_BASIC_LINK)) {
		put_inline_block(w, parent, a);
		return;
	}
	if (fop_is_elem(a, FO_TABLE))
		in.table_x = a->start_indent;
	in.left_offset = 0;
	buf_puts(w->out, "<block");
	fop_traits(w->out, a->box, a->fo, a->w, a->h, a->space_before + a->space_after);
	if (fop_is_elem(a, FO_BLOCK) && lay_is_rtl(a->fo))
		buf_puts(w->out, " level=\"1\"");
	put_margins(w->out, a);
	fop_trait(w->out, "left-offset", w->left_offset);
	buf_putc(w->out, '>');
	if (fop_is_elem(a, FO_BLOCK) || fop_is_elem(a, FO_TABLE))
		fop_bars(w->out, w->tree, a->fo, "block");
	if (fop_is_elem(a, FO_TABLE))
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
