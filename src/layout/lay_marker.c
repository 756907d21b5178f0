/* lay_marker.c - what is retrieved looks like the place that retrieves it (XSL 1.1, 6.13.5 and 6.13.6). */
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "layout/lay.h"

struct dressed_style { /* content's style + place's style -> style */
	const struct fo_style *own, *marker, *place;
	struct fo_style *style;
	bool relative; /* its font-size */
	struct dressed_style *next;
};

struct dressed {
	uint32_t marker; /* its serial: a page-sequence goes, and another one may lie in its place */
	const struct fo_style *place;
	const struct fo_node *copy;
	struct dressed *next;
};

#define SLOTS 256

struct lay_markers {
	struct dressed *slots[SLOTS];
	struct dressed_style *styles[SLOTS];
	uint32_t n_styles;
};

struct dressing {
	struct lay *lay;
	const struct fo_style *marker, *place;
};

static bool
is_same(const struct fo_value *a, const struct fo_value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case FO_UNSET:
		return true;
	case FO_ENUM:
		return a->e == b->e;
	case FO_LEN:
		return a->len.fixed == b->len.fixed && a->len.pct == b->len.pct;
	case FO_NUM:
		return a->num == b->num;
	case FO_COLOR:
		return a->color == b->color;
	case FO_STR:
		return a->str == b->str || strcmp(a->str, b->str) == 0;
	default:
		return a->i == b->i;
	}
}

/* The style of a node whose parent looked like d->marker and looks like d->place now. */
static const struct fo_style *
dress_style(const struct dressing *d, const struct fo_node *n)
{
	struct lay_markers *m = d->lay->markers;
	const struct fo_style *own = n->style;
	struct dressed_style **slot = &m->styles[(own->serial * 31 + d->place->serial) % SLOTS], *s;
	mpt size = own->v[PR_FONT_SIZE].len.fixed, outer = d->marker->v[PR_FONT_SIZE].len.fixed;

	for (s = *slot; s != NULL; s = s->next)
		if (s->own == own && s->marker == d->marker && s->place == d->place && s->relative == n->relative_size)
			return s->style;
	s = arena_zalloc(d->lay->arena, sizeof(*s));
	*s = (struct dressed_style){own, d->marker, d->place, arena_copy(d->lay->arena, own, sizeof(*own)), n->relative_size, *slot};
	*slot = s;
	/* Odd ones are ours: caches are kept by serial. */
	s->style->serial = 2 * m->n_styles++ + 1;
	for (enum fo_prop p = 0; p < PR__STYLED; p++)
		if (fo_prop_inherits(p) && is_same(&own->v[p], &d->marker->v[p]))
			s->style->v[p] = d->place->v[p];
	if (n->relative_size && outer > 0)
		s->style->v[PR_FONT_SIZE].len.fixed = (mpt)((int64_t)d->place->v[PR_FONT_SIZE].len.fixed * size / outer);
	return s->style;
}

static struct fo_node *
dress(const struct dressing *d, const struct fo_node *n, const struct fo_node *parent, int depth)
{
	struct fo_node *copy = arena_copy(d->lay->arena, n, sizeof(*copy));
	const struct fo_node **link = &copy->first;
	struct dressing inner = {d->lay, n->style, NULL};

	copy->parent = parent;
	copy->style = n->elem == FO_TEXT && parent != NULL ? parent->style : dress_style(d, n);
	copy->first = copy->next = NULL;
	inner.place = copy->style;
	for (const struct fo_node *c = depth < LIMIT_FO_DEPTH ? n->first : NULL; c != NULL; c = c->next) {
		struct fo_node *child = dress(&inner, c, copy, depth + 1);

		*link = child;
		link = &child->next;
	}
	return copy;
}

const struct fo_node *
lay_marker_dress(struct lay *lay, const struct fo_node *marker, const struct fo_node *retrieve)
{
	struct lay_markers *m = lay->markers;
	struct dressing d = {lay, marker->style, retrieve->style};
	struct dressed **slot, *c;

	if (m == NULL)
		m = lay->markers = arena_zalloc(lay->arena, sizeof(*m));
	slot = &m->slots[(marker->serial * 31 + retrieve->style->serial) % SLOTS];
	for (c = *slot; c != NULL; c = c->next)
		if (c->marker == marker->serial && c->place == retrieve->style)
			return c->copy;
	c = arena_zalloc(lay->arena, sizeof(*c));
	*c = (struct dressed){marker->serial, retrieve->style, dress(&d, marker, retrieve->parent, 0), *slot};
	*slot = c;
	return c->copy;
}
