/*
 * lay_assemble.c - elements between two breaks become areas.
 *
 * Objects that are open at the first break get a continuation (is_first false, borders and padding at the cut only when
 * retained, a table its header again); those open at the last one are ended in the same way. Every element is taken
 * once: `done` says so and an assertion watches it.
 */
#include <assert.h>

#include "layout/lay_flow.h"
#include "layout/para.h"

struct assembly {
	struct lay *lay;
	struct arena *a;
	const struct lay_elem *from, *to; /* what is assembled */
	struct area *root;        /* reference area */
	struct area *at;          /* innermost open area */
	const struct lay_elem *open; /* its LAY_OPEN, or that of a transparent object in it; NULL: root */
	mpt y;                    /* in the content rectangle of `at` */
	mpt space;                /* resolved space-before, for the next area of space_fo */
	const struct fo_node *space_fo;
	struct area *floats, *last_float; /* drawn after all the rest */
	mpt reach;                /* of those, in `root` */
	struct area *closed;      /* the last area that was ended, for its space-after */
};

static struct lay_elem *
writable(const struct lay_elem *e)
{
	return (struct lay_elem *)(uintptr_t)e;
}

/* The area of the object around `open`. */
static struct area *
area_around(const struct assembly *as, const struct lay_elem *open)
{
	return open->open.parent != NULL ? open->open.parent->open.area : as->root;
}

static void
put_row(struct assembly *as, struct lay_row *row, size_t from, size_t to, bool artifact, bool ends)
{
	unsigned fragment = as->open != NULL ? as->open->open.fragment : 0;
	struct lay_row_place place = { .is_artifact = artifact, .fragment = fragment, .ends = ends };

	place.starts = as->y == 0;
	if (row->kind == ROW_LIST_ITEM)
		as->y = mpt_add(as->y, lay_item_assemble(as->lay, as->a, row, from, to, as->at, as->y));
	else
		as->y = mpt_add(as->y, lay_table_assemble(as->lay, as->a, row, from, to, &place, as->at, as->y));
}

mpt
lay_x_in(const struct area *parent, const struct fo_node *fo, mpt x, mpt w)
{
	bool turned = parent->ref != NULL && parent->ref->rotation % 180 != 0;

	if (fo == NULL || fo->parent == NULL || !lay_is_rtl(fo->parent))
		return x;
	return (turned ? parent->h : parent->w) - x - w;
}

void
lay_relative(struct area *n, mpt w, mpt h)
{
	if (n->fo == NULL || !fo_is(n->fo, PR_RELATIVE_POSITION, FV_RELATIVE))
		return;
	if (fo_is_len(n->fo, PR_LEFT))
		n->x = mpt_add(n->x, fo_len(n->fo, PR_LEFT, w));
	else
		n->x = mpt_add(n->x, -fo_len(n->fo, PR_RIGHT, w));
	if (fo_is_len(n->fo, PR_TOP))
		n->y = mpt_add(n->y, fo_len(n->fo, PR_TOP, h));
	else
		n->y = mpt_add(n->y, -fo_len(n->fo, PR_BOTTOM, h));
}

/* Opens the area of an object or of its continuation. */
static void
open_area(struct assembly *as, const struct lay_elem *open, bool goes_on)
{
	struct lay_elem *o = writable(open);
	const struct area_box *box = open->open.box;
	unsigned cut = 0;
	struct area *n;

	if (o->open.is_transparent) {
		o->open.area = area_around(as, open);
		as->open = open;
		lay_sheet_id(as->lay, open->fo, as->at, as->y, goes_on);
		return;
	}
	n = lay_area_new(as->a, AREA_BLOCK, open->fo, as->at);
	o->open.area = n;
	if (goes_on) {
		cut = (open->open.keep_border[0] ? 0 : CUT_BORDER_BEFORE) |
		    (open->open.keep_padding[0] ? 0 : CUT_PADDING_BEFORE);
		o->open.fragment++;
	}
	n->box = lay_box_cut_parts(as->a, box, cut);
	n->ref = open->open.ref;
	n->is_first = !goes_on;
	n->is_last = false;
	n->x = lay_x_in(as->at, open->fo, open->open.x, open->open.w);
	n->w = open->open.w;
	if (lay_is_rtl(open->fo) && open->open.table == NULL)
		n->box = lay_box_turned(as->a, n->box);
	n->y = mpt_add(as->y, lay_box_edge(n->box, SIDE_BEFORE));
	n->start_indent = open->open.start_indent;
	n->end_indent = open->open.end_indent;
	if (as->space_fo == open->fo)
		n->space_before = as->space;
	as->space_fo = NULL;
	as->at = n;
	as->open = open;
	as->y = 0;
}

static void
close_area(struct assembly *as, const struct lay_elem *open, bool goes_on)
{
	struct area *n = open->open.area;
	unsigned cut;

	as->open = open->open.parent;
	if (open->open.is_transparent)
		return;
	if (goes_on) {
		cut = (open->open.keep_border[1] ? 0 : CUT_BORDER_AFTER) |
		    (open->open.keep_padding[1] ? 0 : CUT_PADDING_AFTER);
		n->box = lay_box_cut_parts(as->a, n->box, cut);
	}
	n->is_last = !goes_on;
	if (!goes_on && open->open.grow > 0) {
		lay_area_shift(n, lay_align_offset(fo_enum(n->fo, PR_DISPLAY_ALIGN), open->open.grow));
		as->y = mpt_add(as->y, open->open.grow);
	}
	n->h = as->y;
	if (open->open.table != NULL)
		lay_table_end(open->open.table, as->a, n);
	if (open->open.table != NULL && !goes_on)
		lay_table_over(open->open.table);
	as->y = mpt_add(mpt_add(n->y, n->h), lay_box_edge(n->box, SIDE_AFTER));
	as->at = area_around(as, open);
	as->closed = n;
	lay_relative(n, as->at->w, 0);
}

/* A repeated header or footer was content once; here it is an artifact. A failure was reported and leaves it out. */
static void
repeat_part(struct assembly *as, const struct lay_elem *open, bool header)
{
	struct lay_row *row = NULL;
	enum rc rc;

	if (open->open.table == NULL || !open->open.repeats)
		return;
	rc = header ? lay_table_header(as->lay, open->open.table, as->a, &row)
		    : lay_table_footer(as->lay, open->open.table, as->a, &row);
	if (rc != RC_OK || row == NULL)
		return;
	if (row->has_footnotes && open->fo != NULL && diag_first(as->lay->cx, DIAG_NOTE_ONCE, ""))
		(void)!diag_at(as->lay->cx, DIAG_NOTE_ONCE, open->fo->at, "%s", header ? "header" : "footer");
	put_row(as, row, 0, row->n_steps, true, !header);
}

/* Continues what is open at a break, outermost first. Depth is that of one list: bounded by its levels. */
static void
continue_open(struct assembly *as, const struct lay_elem *open)
{
	const struct lay_elem *chain[2 * LIMIT_FO_DEPTH + 1];
	size_t n = 0;

	for (; open != NULL && n < ARRAY_LEN(chain); open = open->open.parent)
		chain[n++] = open;
	while (n > 0) {
		open_area(as, chain[--n], true);
		if (chain[n]->open.table != NULL)
			lay_table_marks_fragment(chain[n]->open.table, chain[n], as->from->next, as->to);
		repeat_part(as, chain[n], true);
	}
}

static void
end_open(struct assembly *as, const struct lay_elem *open)
{
	for (; open != NULL; open = open->open.parent) {
		repeat_part(as, open, false);
		close_area(as, open, true);
	}
}

/* A side float lies on the blocks it reaches into, so it comes after them. */
static void
put_float(struct assembly *as, const struct lay_elem *e)
{
	struct area *n = e->box.area;
	mpt y = as->y;

	for (const struct lay_elem *o = as->open; o != NULL; o = o->open.parent)
		y = mpt_add(y, o->open.is_transparent ? 0 : o->open.area->y);
	if (!e->box.escapes)
		as->reach = mpt_max(as->reach, mpt_add(y, e->box.depth));
	if (n == NULL)
		return;
	n->y = mpt_add(n->y, y);
	if (as->last_float != NULL)
		as->last_float->next = n;
	else
		as->floats = n;
	as->last_float = n;
	lay_assemble(as->lay, as->a, e->box.inner, NULL, NULL, n, 0);
}

static void
put_box(struct assembly *as, const struct lay_elem *e)
{
	struct area *n = e->box.area;
	bool absolute = e->box.position == FV_ABSOLUTE;

	if (n != NULL) {
		/* 7.16.9: even pages are bound at their end edge. */
		if (n->kind == AREA_LINE && n->line.mirror != 0 && as->lay->pages->current != NULL &&
		    as->lay->pages->current->page.folio % 2 == 0)
			n->x += n->line.mirror;
		if (e->box.position == FV_FIXED) {
			lay_sheet_fixed(as->lay, as->a, as->root, n);
		} else if (absolute) {
			lay_area_add(as->root, n);
		} else {
			n->y = mpt_add(n->y, as->y);
			if (n->kind != AREA_LINE) /* whose half-leading stands there */
				n->space_before = as->space_fo == e->fo ? as->space : 0;
			lay_area_add(as->at, n);
			as->closed = n;
			if (n->kind != AREA_LINE)
				lay_relative(n, as->at->w, 0);
		}
		as->space_fo = NULL;
		if (e->box.inner != NULL)
			lay_assemble_fit(as->lay, as->a, e->box.inner, NULL, NULL, n, e->box.inner_y, e->box.inner_extra);
		for (const struct lay_anchor *x = e->box.anchors; x != NULL; x = x->next)
			if (x->kind == ANCHOR_LIST)
				lay_assemble(as->lay, as->a, x->object->list, NULL, NULL, x->object->area, x->object->list_y);
		lay_sheet_anchors(as->lay, n, e->box.anchors);
	}
	as->y = mpt_add(as->y, e->box.h);
}

static void
put_space(struct assembly *as, const struct lay_elem *e)
{
	as->y = mpt_add(as->y, e->space.set);
	if (!e->space.after) {
		as->space = e->space.set;
		as->space_fo = e->fo;
	} else if (as->closed != NULL && as->closed->fo == e->fo) {
		as->closed->space_after = e->space.set;
	}
}

/* Nothing of the table's fragment follows. A repeated footer would. */
static bool
ends_fragment(const struct lay_elem *last, const struct lay_elem *to)
{
	const struct lay_elem *e = last->next;

	while (e != NULL && e != to && (e->kind == LAY_BREAK || e->kind == LAY_SPACE))
		e = e->next;
	if (e != NULL && e == to)
		return to->brk.tail == 0;
	return e == NULL || e->kind == LAY_CLOSE;
}

/* All steps of a row that are on this page are one fragment. Returns its last element. */
static const struct lay_elem *
put_steps(struct assembly *as, const struct lay_elem *first, const struct lay_elem *to)
{
	const struct lay_elem *last = first;
	struct lay_row *row = first->row.row, *again = NULL;

	for (const struct lay_elem *e = first->next; e != to && e != NULL; e = e->next) {
		if (e->kind == LAY_BREAK)
			continue;
		if (e->kind != LAY_ROW || e->row.row != first->row.row)
			break;
		assert(!e->done);
		writable(e)->done = true;
		last = e;
	}
	/* What it retrieves is known now. A header that is itself broken keeps what it was measured with. */
	if ((row->is_header || row->is_footer) && lay_table_retrieves(row->table) && first->row.step == 0 &&
	    last->row.step + 1 == row->n_steps && lay_table_again(row->table, as->a, row, &again) == RC_OK && again != NULL) {
		put_row(as, again, 0, again->n_steps, false, ends_fragment(last, to));
		return last;
	}
	put_row(as, row, first->row.step, last->row.step + 1, false, ends_fragment(last, to));
	return last;
}

mpt
lay_assemble(struct lay *lay, struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, struct area *parent, mpt y)
{
	return lay_assemble_fit(lay, a, list, from, to, parent, y, 0);
}

mpt
lay_assemble_fit(struct lay *lay, struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, struct area *parent, mpt y, mpt extra)
{
	struct assembly as = { .lay = lay, .a = a, .from = from, .to = to, .root = parent, .at = parent, .y = y };

	lay_space_set(list, from, to);
	if (extra != 0)
		(void)lay_space_adjust(list, from, to, extra);
	if (from != NULL)
		continue_open(&as, from->brk.inside);
	for (const struct lay_elem *e = from != NULL ? from->next : list->first; e != to && e != NULL;
	    e = e->next) {
		assert(!e->done);
		writable(e)->done = true;
		switch (e->kind) {
		case LAY_OPEN:
			open_area(&as, e, false);
			if (e->open.table != NULL)
				lay_table_marks_fragment(e->open.table, e, e->next, to);
			break;
		case LAY_CLOSE:
			close_area(&as, e->opened, false);
			break;
		case LAY_SPACE:
			put_space(&as, e);
			break;
		case LAY_BOX:
			if (e->box.is_float)
				put_float(&as, e);
			else
				put_box(&as, e);
			break;
		case LAY_ROW:
			e = put_steps(&as, e, to);
			break;
		case LAY_BREAK:
			break;
		}
	}
	if (to != NULL)
		end_open(&as, to->brk.inside);
	for (struct area *n = as.floats, *next; n != NULL; n = next) {
		next = n->next;
		lay_area_add(parent, n);
	}
	return mpt_max(as.y, as.reach) - y;
}
