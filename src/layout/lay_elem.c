/* lay_elem.c - small things about elements, keeps, breaks and areas. */
#include "layout/lay.h"

#include <limits.h>

struct lay_elem *
lay_elem_add(struct arena *a, struct lay_list *list, enum lay_elem_kind kind, const struct fo_node *fo)
{
	struct lay_elem *e = arena_zalloc(a, sizeof(*e));

	e->kind = kind;
	e->fo = fo;
	if (list->last != NULL)
		list->last->next = e;
	else
		list->first = e;
	list->last = e;
	return e;
}

static int
strength(const struct fo_node *fo, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(fo, p);

	if (v->kind == FO_INT)
		return v->i < 1 ? 1 : v->i >= BREAK_WIDOW ? BREAK_WIDOW - 1 : v->i;
	return v->kind == FO_ENUM && v->e == FV_ALWAYS ? BREAK_FORBIDDEN : 0;
}

struct lay_keep
lay_keep_together(const struct fo_node *fo)
{
	return (struct lay_keep){ strength(fo, PR_KEEP_TOGETHER_WITHIN_COLUMN),
		strength(fo, PR_KEEP_TOGETHER_WITHIN_PAGE) };
}

struct lay_keep
lay_keep_with_next(const struct fo_node *fo)
{
	return (struct lay_keep){ strength(fo, PR_KEEP_WITH_NEXT_WITHIN_COLUMN),
		strength(fo, PR_KEEP_WITH_NEXT_WITHIN_PAGE) };
}

struct lay_keep
lay_keep_with_previous(const struct fo_node *fo)
{
	return (struct lay_keep){ strength(fo, PR_KEEP_WITH_PREVIOUS_WITHIN_COLUMN),
		strength(fo, PR_KEEP_WITH_PREVIOUS_WITHIN_PAGE) };
}

struct lay_keep
lay_keep_max(struct lay_keep a, struct lay_keep b)
{
	return (struct lay_keep){ a.column > b.column ? a.column : b.column,
		a.page > b.page ? a.page : b.page };
}

static enum fo_enum
break_of(const struct fo_node *fo, enum fo_prop p)
{
	enum fo_enum e = fo_enum(fo, p);

	return e == FV_NONE_ ? FV_AUTO : e;
}

enum fo_enum
lay_break_before(const struct fo_node *fo)
{
	return break_of(fo, PR_BREAK_BEFORE);
}

enum fo_enum
lay_break_after(const struct fo_node *fo)
{
	return break_of(fo, PR_BREAK_AFTER);
}

static int
break_rank(enum fo_enum e)
{
	switch (e) {
	case FV_COLUMN:
		return 2;
	case FV_PAGE:
		return 3;
	case FV_EVEN_PAGE:
	case FV_ODD_PAGE:
		return 4;
	case FV_ALL:
		return 1;
	default:
		return 0;
	}
}

enum fo_enum
lay_break_stronger(enum fo_enum a, enum fo_enum b)
{
	return break_rank(b) > break_rank(a) ? b : a;
}

struct lay_frame
lay_frame_cell(const struct lay_frame *outer, mpt ipd)
{
	struct lay_frame f = *outer;

	f.ref_ipd = ipd;
	f.x = 0;
	f.w = ipd;
	f.ref_bpd = 0;
	f.cell = NULL;
	f.ref_x = 0;
	f.beside = NULL;
	f.beside_y = 0;
	return f;
}

struct area *
lay_area_new(struct arena *a, enum area_kind kind, const struct fo_node *fo, struct area *parent)
{
	struct area *n = arena_zalloc(a, sizeof(*n));

	n->kind = kind;
	n->fo = fo;
	n->is_first = true;
	n->is_last = true;
	if (parent != NULL)
		lay_area_add(parent, n);
	return n;
}

void
lay_area_add(struct area *parent, struct area *child)
{
	child->next = NULL;
	if (parent->last != NULL)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void
lay_area_shift(struct area *parent, mpt dy)
{
	for (struct area *c = parent->first; c != NULL && dy != 0; c = c->next)
		c->y = mpt_add(c->y, dy);
}

mpt
lay_align_offset(enum fo_enum display_align, mpt free_space)
{
	if (free_space <= 0)
		return 0;
	if (display_align == FV_CENTER)
		return free_space / 2;
	return display_align == FV_AFTER ? free_space : 0;
}
