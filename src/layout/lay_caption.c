/*
 * lay_caption.c - table-and-caption (XSL 1.1, 6.7.2): the caption before, after or beside its table.
 *
 * Before and after are a matter of order, and of a keep: a caption never parts from the table's first or last rows. A caption
 * beside its table is a row of two cells, as a list-item is; so a table beside its caption is made whole, not row by row.
 */
#include "layout/lay_flow.h"

/* 7.28.7 leaves the width of a caption beside its table to us: a quarter of both. */
#define CAPTION_PART 4

enum fo_enum
lay_caption_side(const struct fo_node *node)
{
	enum fo_enum side = fo_enum(node, PR_CAPTION_SIDE);

	switch (side) {
	case FV_TOP:
		return FV_BEFORE;
	case FV_BOTTOM:
		return FV_AFTER;
	case FV_LEFT:
		return lay_is_rtl(node) ? FV_END : FV_START;
	case FV_RIGHT:
		return lay_is_rtl(node) ? FV_START : FV_END;
	default:
		return side;
	}
}

static const struct fo_node *
child_of(const struct fo_node *node, enum fo_elem e)
{
	const struct fo_node *n = node->first;

	while (n != NULL && n->elem != e)
		n = n->next;
	return n;
}

bool
lay_caption_is_beside(const struct fo_node *node)
{
	enum fo_enum side = lay_caption_side(node);

	return (side == FV_START || side == FV_END) && child_of(node, FO_TABLE_CAPTION) != NULL &&
	    child_of(node, FO_TABLE) != NULL;
}

const struct fo_node *
lay_caption_after(const struct fo_node *node)
{
	if (node->elem != FO_TABLE_AND_CAPTION || lay_caption_side(node) != FV_AFTER)
		return NULL;
	return child_of(node, FO_TABLE_CAPTION);
}

struct lay_keep
lay_caption_keep(const struct fo_node *part)
{
	const struct lay_keep always = { BREAK_FORBIDDEN, BREAK_FORBIDDEN };
	const struct fo_node *node = part->parent;
	bool is_caption = part->elem == FO_TABLE_CAPTION;

	if ((part->elem != FO_TABLE && !is_caption) || node == NULL || node->elem != FO_TABLE_AND_CAPTION ||
	    child_of(node, is_caption ? FO_TABLE : FO_TABLE_CAPTION) == NULL)
		return (struct lay_keep){ 0, 0 };
	return is_caption == (lay_caption_side(node) == FV_AFTER) ? always : (struct lay_keep){ 0, 0 };
}

mpt
lay_caption_width(const struct fo_node *caption, mpt whole)
{
	bool beside = lay_caption_is_beside(caption->parent);
	mpt w = beside ? whole / CAPTION_PART : whole;

	if (fo_is_len(caption, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM))
		w = fo_len(caption, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, whole);
	return mpt_min(mpt_max(w, 0), whole);
}

/*
 * One part as a cell. It inherits the indents of the table-and-caption, which count from the reference area: the cell's
 * lies as far outside as they reach in.
 */
static enum rc
make_cell(struct lay_source *s, const struct fo_node *part, mpt x, mpt w, struct lay_row *row)
{
	const struct lay_frame *both = &lay_source_top(s)->frame;
	struct lay_cell *c = &row->cells[row->n_cells];
	struct lay_frame f = *both;

	f.w = w;
	f.ref_ipd = both->ref_ipd - both->w + w;
	*c = (struct lay_cell){ .x = x, .w = w, .align = FV_BEFORE, .n_rows = 1, .n_columns = 1, .column = row->n_cells };
	TRY(lay_list_one(s->lay, s->a, part->parent, part, &f, &c->list));
	row->n_cells++;
	row->has_footnotes = row->has_footnotes || c->list.has_footnotes;
	row->with_previous = lay_keep_max(row->with_previous, c->list.with_previous);
	row->with_next = lay_keep_max(row->with_next, c->list.with_next);
	return RC_OK;
}

enum rc
lay_caption_row(struct lay_source *s, const struct fo_node *node)
{
	const struct fo_node *caption = child_of(node, FO_TABLE_CAPTION), *table = child_of(node, FO_TABLE);
	mpt whole = lay_source_top(s)->frame.w, w = lay_caption_width(caption, whole);
	bool first = lay_caption_side(node) == FV_START;
	struct lay_row *row = arena_zalloc(s->a, sizeof(*row));

	row->kind = ROW_LIST_ITEM;
	row->fo = node;
	row->cells = arena_array(s->a, 2, sizeof(struct lay_cell));
	row->rows = arena_zalloc(s->a, sizeof(*row->rows));
	row->n_rows = 1;
	row->break_before = row->break_after = FV_AUTO;
	TRY(make_cell(s, caption, first ? 0 : whole - w, w, row));
	TRY(make_cell(s, table, first ? w : 0, whole - w, row));
	TRY(lay_step_row(s->lay, s->a, row));
	lay_source_joint(s, NULL, row->with_previous, row->break_before);
	TRY(lay_row_elements(s, row));
	s->pending_next = row->with_next;
	s->pending_break = row->break_after;
	return RC_OK;
}
