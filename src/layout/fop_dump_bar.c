/* fop_dump_bar.c - change bars in the words of Apache FOP's area tree: by object, not by column. */
#include "layout/fop_dump.h"

/* FOP 2.8 counts from the object's own left edge, whatever the writing mode and the side of the page. */
static mpt
left_offset(const struct fo_bar *bar)
{
	switch (bar->placement) {
	case FV_RIGHT:
	case FV_END:
		return bar->offset;
	case FV_OUTSIDE:
	case FV_ALTERNATE:
		return -bar->offset;
	default:
		return -bar->offset - bar->width;
	}
}

void
fop_bars(struct buf *out, const struct fo_tree *tree, const struct fo_node *fo, const char *name)
{
	const struct fo_bar *bars[FO_BARS_MAX];
	size_t n = tree->n_bars > 0 && fo != NULL ? fo_bars_at(tree, fo->serial, bars) : 0;

	for (size_t i = 0; i < n; i++)
		buf_printf(out, "<%s border-start=\"(%s,#%06x,%d)\" left-offset=\"%d\"/>", name, fo_enum_name(bars[i]->style),
		    (unsigned)(bars[i]->color >> 8), (int)bars[i]->width, (int)left_offset(bars[i]));
}
