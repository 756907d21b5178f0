/*
 * lay_float_beside.c - what flows past side floats (7.19.1, 7.19.3): objects, whose frames they narrow, and lines.
 */
#include "layout/lay_float.h"

#include <stdlib.h>

#include "layout/lay_table.h"

#define NARROW_EM 2 /* less than this for a line: it goes below */

/* ---- objects beside floats ----------------------------------------------------------------------------------------- */

static bool
is_displaced(const struct fo_node *node)
{
	enum fo_enum e = fo_enum(node, PR_INTRUSION_DISPLACE);

	return e == FV_BLOCK || (e == FV_AUTO && (node->elem == FO_BLOCK_CONTAINER || node->elem == FO_TABLE));
}

/* The free place for something at least `least` wide, with room above it where that is needed. */
static struct lay_free
descend(struct lay_source *s, const struct lay_frame *frame, mpt least)
{
	mpt y = lay_beside_here(s);
	struct lay_free f = lay_beside_room(s, frame, y, 0);

	while (f.next != MPT_MAX && f.right - f.left < least) {
		lay_beside_gap(s, f.next - y);
		y = f.next;
		f = lay_beside_room(s, frame, y, 0);
	}
	return f;
}

static void
clear_floats(struct lay_source *s, const struct fo_node *node)
{
	mpt y = lay_beside_here(s), below = lay_beside_clear(s, node, y);

	if (below > y)
		lay_beside_gap(s, below - y);
}

static bool
has_width(const struct fo_node *node)
{
	return fo_is_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM) &&
	    fo_prop(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM)->len.pct == 0;
}

static mpt
least_width(const struct fo_node *node, mpt base)
{
	if (has_width(node))
		return mpt_min(base, fo_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, base));
	return mpt_min(base, NARROW_EM * fo_len(node, PR_FONT_SIZE, 0));
}

void
lay_beside_object(struct lay_source *s, const struct fo_node *node, struct lay_frame *frame)
{
	struct lay_frame probe = *frame;
	struct lay_free f;
	mpt left;

	if (s->beside->n == 0)
		return;
	clear_floats(s, node);
	if (!is_displaced(node))
		return;
	/* What is as wide as it says may move, but not shrink. */
	if (has_width(node))
		probe.w = mpt_max(probe.w, frame->ref_ipd - frame->x);
	f = descend(s, &probe, least_width(node, frame->w));
	left = frame->ref_x + frame->x;
	frame->w = mpt_min(frame->w, f.right - f.left);
	frame->x += f.left - left;
}

mpt
lay_beside_area(struct lay_source *s, const struct fo_node *node, struct lay_frame *around)
{
	struct lay_free f;
	mpt left, min = 0, max = 0;

	if (s->beside->n == 0)
		return 0;
	clear_floats(s, node);
	if (!is_displaced(node))
		return 0;
	left = around->ref_x + around->x;
	/* A table of automatic width gives way as far as its words allow; what cannot be measured is reported by the table. */
	if (node->elem != FO_TABLE || fo_is_len(node, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM) ||
	    lay_table_extent(s->lay, node, 0, &min, &max) != RC_OK)
		min = least_width(node, around->w);
	f = descend(s, around, mpt_min(min, around->w));
	around->ref_ipd -= around->w - (f.right - f.left);
	around->w = f.right - f.left;
	return f.left - left;
}

mpt
lay_beside_item(struct lay_source *s, const struct fo_node *item, const struct lay_frame *frame)
{
	struct lay_free f;

	if (s->beside->n == 0 || fo_is(item, PR_INTRUSION_DISPLACE, FV_NONE))
		return 0;
	f = descend(s, frame, mpt_min(frame->w, NARROW_EM * fo_len(item, PR_FONT_SIZE, 0)));
	return f.left - frame->ref_x - frame->x;
}

void
lay_beside_contain(struct lay_source *s, size_t first)
{
	struct lay_beside *b = s->beside;
	mpt y, below;

	if (b->n <= first)
		return;
	y = below = lay_beside_here(s);
	for (size_t i = first; i < b->n; i++)
		below = mpt_max(below, b->sides[i].bottom);
	if (below > y)
		lay_beside_gap(s, below - y);
	if (b->n > first)
		b->n = first;
}

void
lay_beside_escaped(struct lay_source *s, size_t first)
{
	struct lay_beside *b = s->beside;
	mpt y, below;
	struct lay_elem *e;

	if (b->n <= first || !lay_beside_is_own(s))
		return;
	y = below = lay_beside_here(s);
	for (size_t i = first; i < b->n; i++)
		below = mpt_max(below, b->sides[i].bottom);
	if (below <= y)
		return;
	e = lay_elem_add(s->a, s->list, LAY_BOX, lay_source_top(s)->node);
	e->box.is_float = true;
	e->box.depth = below - y;
}

/* ---- lines beside floats ------------------------------------------------------------------------------------------- */

static int
by_value(const void *pa, const void *pb)
{
	mpt a = *(const mpt *)pa, b = *(const mpt *)pb;

	return (a > b) - (a < b);
}

/* Where something begins or ends below y; at most two for each float. */
static size_t
edges_below(const struct lay_beside *b, mpt y, mpt *edges)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n && i < LAY_SIDES_MAX; i++) {
		if (b->sides[i].top > y)
			edges[n++] = b->sides[i].top;
		if (b->sides[i].bottom > y)
			edges[n++] = b->sides[i].bottom;
	}
	qsort(edges, n, sizeof(*edges), by_value);
	return n;
}

/* 7.19.3, indent: the most that any float here takes. */
static void
fix_indent(const struct lay_source *s, const struct lay_frame *frame, mpt y, struct lay_stretch *st)
{
	struct lay_free f = lay_beside_room(s, frame, y, MPT_MAX / 2);
	mpt left = frame->ref_x + frame->x;

	st->is_fixed = true;
	st->left = f.left - left;
	st->right = left + frame->w - f.right;
}

void
lay_beside_bands(struct lay_source *s, const struct fo_node *block, struct lay_stretch *st, struct lay_measure *m)
{
	const struct lay_frame *frame = &lay_source_top(s)->frame;
	enum fo_enum displace = fo_enum(block, PR_INTRUSION_DISPLACE);
	mpt edges[2 * LAY_SIDES_MAX], y, from, left = frame->ref_x + frame->x;
	struct lay_band *bands;
	size_t n;

	m->n_bands = 0;
	if (s->beside->n == 0 || displace == FV_NONE)
		return;
	/* Too narrow for words: below. */
	(void)descend(s, frame, mpt_min(frame->w, NARROW_EM * fo_len(block, PR_FONT_SIZE, 0)));
	y = from = lay_beside_here(s);
	if (displace == FV_INDENT && !st->is_fixed)
		fix_indent(s, frame, y, st);
	if (st->is_fixed) {
		m->ipd = mpt_max(0, frame->w - st->left - st->right);
		return;
	}
	n = edges_below(s->beside, y, edges);
	bands = arena_array(s->a, n + 1, sizeof(*bands));
	for (size_t i = 0; i < n; i++) {
		struct lay_free f = lay_beside_room(s, frame, from, edges[i] - from);

		if (edges[i] == from)
			continue;
		bands[m->n_bands++] = (struct lay_band){ edges[i] - y, f.left - left, left + frame->w - f.right };
		from = edges[i];
	}
	while (m->n_bands > 0 && bands[m->n_bands - 1].left + bands[m->n_bands - 1].right == 0)
		m->n_bands--;
	m->bands = bands;
}

bool
lay_beside_placed(const struct lay_stretch *st, const struct fo_node *node)
{
	for (size_t i = 0; i < st->n_placed; i++) {
		if (st->placed[i] == node)
			return true;
	}
	return false;
}

/* A side float in a line that has no place yet. */
static const struct fo_node *
new_float(const struct lay_source *s, const struct lay_line *line, const struct lay_stretch *st)
{
	for (const struct lay_anchor *a = line->anchors; a != NULL; a = a->next) {
		if (a->kind == ANCHOR_FLOAT && lay_float_way(s, a->fo) == FLOAT_SIDE && !lay_beside_placed(st, a->fo) &&
		    st->n_placed < ARRAY_LEN(st->placed))
			return a->fo;
	}
	return NULL;
}

/* Whether a line lies where it was thought to lie when it was laid. */
static bool
is_right_here(const struct lay_source *s, const struct lay_line *line, mpt y)
{
	const struct lay_frame *frame = &s->levels[s->n - 1].frame;
	struct lay_free f = lay_beside_room(s, frame, y, line->height);
	mpt left = frame->ref_x + frame->x;

	return f.left - left == line->left && left + frame->w - f.right == line->right;
}

size_t
lay_beside_lines(struct lay_source *s, const struct lay_para *para, const struct lay_measure *m, struct lay_stretch *st)
{
	bool checks = m->n_bands > 0;
	mpt y = checks ? lay_beside_here(s) : 0;

	st->relay = false;
	for (size_t i = 0; i < para->n; i++) {
		const struct lay_line *line = &para->lines[i];
		mpt taken = line->left + line->right;
		bool too_wide = taken > 0 && line->area->w > m->ipd - taken && line->width > m->ipd - taken;

		st->relay = new_float(s, line, st) != NULL ||
		    (too_wide && lay_beside_room(s, &lay_source_top(s)->frame, y, line->height).next != MPT_MAX);
		if (st->relay || (checks && i > 0 && !is_right_here(s, line, y)))
			return i;
		y = mpt_add(y, line->height);
	}
	return para->n;
}

enum rc
lay_beside_make(struct lay_source *s, const struct lay_line *line, struct lay_stretch *st)
{
	const struct fo_node *node = new_float(s, line, st);
	struct lay_free f;
	mpt y;

	if (!st->relay)
		return RC_OK;
	if (node == NULL) { /* a word that is wider than what is left: below the next float that ends */
		y = lay_beside_here(s);
		f = lay_beside_room(s, &lay_source_top(s)->frame, y, line->height);
		if (f.next != MPT_MAX)
			lay_beside_gap(s, f.next - y);
		return RC_OK;
	}
	for (; node != NULL; node = new_float(s, line, st)) {
		bool placed;

		st->placed[st->n_placed++] = node;
		TRY(lay_float_place(s, node, &placed));
		if (!placed)
			lay_float_later(s, node);
		else
			st->open = node;
	}
	return RC_OK;
}

void
lay_beside_passed(struct lay_stretch *st, const struct lay_line *line)
{
	for (const struct lay_anchor *a = line->anchors; a != NULL; a = a->next) {
		if (a->fo == st->open)
			st->open = NULL;
	}
}
