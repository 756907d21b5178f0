/* lay_compose_inline.c - the areas of inlines in a line: opened and closed while it is walked from left to right, torn at its ends. */
#include "layout/lay_compose.h"

void
lay_compose_close(struct lay_composing *l)
{
	struct lay_opened *o = &l->stack[l->depth - 1];

	lay_compose_end_text(l);
	o->area->w = l->pen - o->x;
	lay_relative(o->area, l->o->measure, 0);
	l->depth--;
}

static void
open_inline(struct lay_composing *l, uint32_t inl)
{
	const struct lay_inl *i = &l->j->inls[inl];
	const struct font *f = &i->ts->font->font;
	struct lay_opened *o;
	struct area *a;

	lay_compose_end_text(l);
	if (l->depth == ARRAY_LEN(l->stack))
		return; /* deeper than any report: its text is drawn, its frame is not */
	a = lay_compose_append(l, AREA_INLINE, i->fo);
	a->is_first = a->is_last = false;
	a->box = i->box;
	l->has_links = l->has_links || i->fo->elem == FO_BASIC_LINK;
	lay_compose_put(l, a, l->pen, l->above - i->shift - f->ascent, 0, f->ascent + f->descent);
	o = &l->stack[l->depth++];
	*o = (struct lay_opened){.inl = inl, .area = a, .x = l->pen, .y = l->above - i->shift - f->ascent};
}

static bool
is_open(const struct lay_composing *l, uint32_t inl)
{
	for (size_t d = 1; d < l->depth; d++)
		if (l->stack[d].inl == inl)
			return true;
	return false;
}

static bool
is_within(const struct lay_job *j, uint32_t inl, uint32_t outer)
{
	while (inl > outer)
		inl = j->inls[inl].parent;
	return inl == outer;
}

/* Closes and opens until the innermost open inline is the innermost one with an area around inl. */
void
lay_compose_go_to(struct lay_composing *l, uint32_t inl)
{
	uint32_t path[ARRAY_LEN(l->stack)];
	size_t n = 0;

	while (l->depth > 1 && !is_within(l->j, inl, l->stack[l->depth - 1].inl))
		lay_compose_close(l);
	for (; inl != 0 && n < ARRAY_LEN(path); inl = l->j->inls[inl].parent)
		if (l->j->inls[inl].has_area && !is_open(l, inl))
			path[n++] = inl;
	while (n > 0)
		open_inline(l, path[--n]);
}

/* The start or end of an inline: on its first meeting (from the left) it opens, on its second it closes. */
void
lay_compose_edge(struct lay_composing *l, const struct lay_item *i)
{
	uint32_t inl = i->tok->inl;
	bool has_area = l->j->inls[inl].has_area, open = has_area && is_open(l, inl);
	struct area *a = NULL;

	if (!has_area) {
		if (i->w != 0)
			lay_compose_end_text(l);
		l->pen += i->w;
		return;
	}
	if (open) {
		while (l->depth > 1 && l->stack[l->depth - 1].inl != inl)
			lay_compose_close(l);
		a = l->stack[l->depth - 1].area;
		lay_compose_close(l);
		l->pen += i->w;
	} else {
		lay_compose_go_to(l, l->j->inls[inl].parent);
		lay_compose_end_text(l);
		l->pen += i->w;
		open_inline(l, inl);
		a = l->stack[l->depth - 1].area;
	}
	if (i->tok->kind == TOK_OPEN)
		a->is_first = true;
	else
		a->is_last = true;
}

/* What an inline and all in it covers, in the system of its parent. */
static void
cover(const struct area *a, mpt y, mpt *top, mpt *bottom, int depth)
{
	mpt over = lay_box_edge(a->box, SIDE_BEFORE), under = lay_box_edge(a->box, SIDE_AFTER);

	if (a->kind == AREA_RULE)
		return;
	*top = mpt_min(*top, y + a->y - over);
	*bottom = mpt_max(*bottom, y + a->y + a->h + under);
	for (const struct area *c = a->kind == AREA_INLINE ? a->first : NULL; c != NULL && depth < 40; c = c->next)
		cover(c, y + a->y, top, bottom, depth + 1);
}

/* A link is as high as what is in it: a picture is clicked on where it is seen, not where its baseline is. */
void
lay_compose_links(struct area *parent, int depth)
{
	for (struct area *a = parent->first; a != NULL && depth < 40; a = a->next) {
		mpt top = MPT_MAX, bottom = -MPT_MAX, up;

		if (a->kind != AREA_INLINE)
			continue;
		lay_compose_links(a, depth + 1);
		for (const struct area *c = a->first; c != NULL; c = c->next)
			cover(c, a->y, &top, &bottom, 0);
		if (a->fo->elem != FO_BASIC_LINK || a->box != NULL || bottom <= top)
			continue;
		up = a->y - top;
		a->y = top;
		a->h = bottom - top;
		for (struct area *c = a->first; c != NULL; c = c->next)
			c->y += up;
	}
}

/* Border and padding of the sides at which an inline was torn are not drawn. */
void
lay_compose_cut_boxes(struct lay_job *j, struct area *parent, int depth)
{
	for (struct area *a = parent->first; a != NULL && depth < 40; a = a->next) {
		if (a->kind != AREA_INLINE)
			continue;
		if (a->box != NULL && !(a->is_first && a->is_last)) {
			struct area_box *box = arena_copy(j->a, a->box, sizeof(*box));

			if (!a->is_first)
				box->border[SIDE_START].width = box->padding[SIDE_START] = 0;
			if (!a->is_last)
				box->border[SIDE_END].width = box->padding[SIDE_END] = 0;
			a->box = box;
		}
		lay_compose_cut_boxes(j, a, depth + 1);
	}
}
