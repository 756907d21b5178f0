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
#include "layout/lay.h"

#include <stdlib.h>
#include <string.h>

/* ---- regions -------------------------------------------------------------------------------------------------------- */

/* The border rectangle of a child, in the system of its parent's parent. See struct area_ref. */
static struct fop_rect
turn_out(const struct area *parent, const struct area *a)
{
	struct fop_rect r = {
		.x = a->x - fop_edge(a->box, SIDE_START),
		.y = a->y - fop_edge(a->box, SIDE_BEFORE),
		.w = a->w + fop_edge(a->box, SIDE_START) + fop_edge(a->box, SIDE_END),
		.h = a->h + fop_edge(a->box, SIDE_BEFORE) + fop_edge(a->box, SIDE_AFTER),
	};

	switch (fop_rotation(parent)) {
	case 90:
		return (struct fop_rect){ parent->x + r.y, parent->y + parent->h - r.x - r.w, r.h, r.w };
	case 180:
		return (struct fop_rect){ parent->x + parent->w - r.x - r.w, parent->y + parent->h - r.y - r.h, r.w, r.h };
	case 270:
		return (struct fop_rect){ parent->x + parent->w - r.y - r.h, parent->y + r.x, r.h, r.w };
	default:
		return (struct fop_rect){ parent->x + r.x, parent->y + r.y, r.w, r.h };
	}
}

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
	int rotation = (fop_rotation(page) + fop_rotation(region)) % 360;
	struct fop_rect r = turn_out(page, region);
	bool turned = fop_rotation(region) % 180 != 0;
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
	fop_ctm(out, rotation, &r);
	buf_putc(out, '>');
	if (region->fo->elem == FO_REGION_BODY)
		fop_body(&w, region, ipd);
	else
		for (const struct area *a = region->first; a != NULL; a = a->next) {
			w.reference = a;
			fop_spacer(out, region, ipd, a->y);
			fop_walk_blocks(&w, a);
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
			if (a->kind == AREA_REGION && fop_is_elem(a, order[i]))
				put_region(tree, out, page, a);
}

/* ---- pages ---------------------------------------------------------------------------------------------------------- */

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
