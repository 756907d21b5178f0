/*
 * fop_dump_float.c - side floats in the words of Apache FOP's area tree.
 *
 * FOP begins its flow anew where a float begins and where it ends: each object that is open there is torn, and its pieces beside the
 * float are narrower blocks, moved aside by left-offset. Ours are whole, with shorter lines; here they are copied in such pieces.
 */
#include "layout/fop_dump.h"

#include <stdlib.h>

#include "base/arena.h"

#define BANDS_MAX 200

/* A stretch of the flow between the beginning or end of floats. */
struct band {
	mpt from, to;      /* what begins between them is in it */
	mpt left, right;   /* edges of what floats leave */
	const struct area *floats[4]; /* that begin here */
	size_t n_floats;
	struct arena *a;
};

static bool
is_float(const struct area *a)
{
	return a->kind == AREA_BLOCK && a->fo != NULL && a->fo->elem == FO_FLOAT;
}

static mpt
out_left(const struct area *f)
{
	mpt out = 0;

	for (const struct area *c = f->first; c != NULL; c = c->next)
		out = mpt_max(out, fop_edge(c->box, SIDE_START) - c->x);
	return out;
}

static mpt
out_right(const struct area *f)
{
	mpt out = 0;

	for (const struct area *c = f->first; c != NULL; c = c->next)
		out = mpt_max(out, c->x + c->w + fop_edge(c->box, SIDE_END) - f->w);
	return out;
}

static bool
holds(const struct fo_node *n, const struct fo_node *inner)
{
	while (inner != NULL && inner != n)
		inner = inner->parent;
	return n != NULL && inner == n;
}

/* Whether a float of this band was written in the object. */
static bool
holds_float(const struct band *b, const struct fo_node *n)
{
	for (size_t i = 0; i < b->n_floats; i++)
		if (holds(n, b->floats[i]->fo))
			return true;
	return false;
}

static bool
is_whole(const struct area *a)
{
	return a->kind != AREA_BLOCK || (a->fo != NULL && (a->fo->elem == FO_TABLE || a->fo->elem == FO_BLOCK_CONTAINER));
}

/* The part of an area in a band, or NULL. x, y: of the area's content rectangle in the flow. `next` begins where the band ends. */
static struct area *
cut(const struct band *b, const struct band *next, const struct area *a, mpt x, mpt y, int depth)
{
	struct area *n;
	mpt left = mpt_max(0, b->left - x), first = y + a->h, last = y;

	if (depth > FOP_DEPTH_MAX || is_float(a))
		return NULL;
	if ((is_whole(a) || a->first == NULL) && !holds_float(b, a->fo) && !(next != NULL && holds_float(next, a->fo)))
		if (y < b->from || y >= b->to)
			return NULL;
	n = arena_copy(b->a, a, sizeof(*a));
	n->next = NULL;
	if (a->kind == AREA_LINE)
		return n;
	n->w = mpt_max(0, a->w - left - mpt_max(0, x + a->w - b->right));
	if (is_whole(a))
		return n;
	n->first = n->last = NULL;
	for (const struct area *c = a->first; c != NULL; c = c->next) {
		struct area *part = cut(b, next, c, x + c->x, y + c->y, depth + 1);

		if (part == NULL)
			continue;
		if (part->kind == AREA_LINE)
			part->x -= left;
		first = mpt_min(first, y + part->y);
		last = mpt_max(last, y + part->y + part->h + fop_edge(part->box, SIDE_AFTER));
		if (n->last != NULL)
			n->last->next = part;
		else
			n->first = part;
		n->last = part;
	}
	if (n->first == NULL && a->first != NULL && !holds_float(b, a->fo) && !(next != NULL && holds_float(next, a->fo)))
		return NULL;
	n->h = n->first != NULL ? last - first : 0;
	n->y = n->first != NULL ? first - (y - a->y) : a->y;
	return n;
}

static int
by_value(const void *pa, const void *pb)
{
	mpt a = *(const mpt *)pa, b = *(const mpt *)pb;

	return (a > b) - (a < b);
}

/* The bands of a flow's piece; 0 without floats. */
static size_t
find_bands(const struct area *piece, struct arena *a, struct band *bands)
{
	mpt edges[2 * BANDS_MAX];
	size_t n = 0, n_bands = 1;

	for (const struct area *f = piece->first; f != NULL && n + 2 < BANDS_MAX; f = f->next) {
		if (!is_float(f))
			continue;
		edges[n++] = f->y;
		edges[n++] = f->y + f->h;
	}
	if (n == 0)
		return 0;
	qsort(edges, n, sizeof(*edges), by_value);
	bands[0] = (struct band){ .from = -MPT_MAX, .right = piece->w, .a = a };
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && edges[i] == edges[i - 1])
			continue;
		bands[n_bands - 1].to = edges[i];
		bands[n_bands++] = (struct band){ .from = edges[i], .right = piece->w, .a = a };
	}
	bands[n_bands - 1].to = MPT_MAX;
	return n_bands;
}

static void
fill_band(const struct area *piece, struct band *b)
{
	for (const struct area *f = piece->first; f != NULL; f = f->next) {
		mpt x0 = f->x - out_left(f), x1 = f->x + f->w + out_right(f);

		if (!is_float(f) || f->y > b->from || f->y + f->h <= b->from)
			continue;
		if (f->y == b->from && b->n_floats < ARRAY_LEN(b->floats))
			b->floats[b->n_floats++] = f;
		if (x0 > piece->w - x1)
			b->right = mpt_min(b->right, x0);
		else
			b->left = mpt_max(b->left, x1);
	}
}

static void
put_float(const struct walk *w, const struct area *f)
{
	struct walk in = *w;

	in.reference = f;
	buf_puts(w->out, "<block");
	fop_traits(w->out, NULL, f->fo, f->w + out_left(f) + out_right(f), f->h, 0);
	fop_trait(w->out, "left-offset", f->x);
	buf_puts(w->out, " positioning=\"absolute\">");
	fop_walk_blocks(&in, f);
	buf_puts(w->out, "</block>");
}

void
fop_flow(const struct walk *w, const struct area *piece)
{
	struct arena *a = arena_new();
	struct band *bands = arena_array(a, 2 * BANDS_MAX + 1, sizeof(*bands));
	size_t n = find_bands(piece, a, bands);
	struct walk in = *w;

	for (size_t i = 0; i < n; i++)
		fill_band(piece, &bands[i]);
	for (size_t i = 0; i < n; i++) {
		struct area flow = *piece;
		struct area *part = cut(&bands[i], i + 1 < n ? &bands[i + 1] : NULL, piece, 0, 0, 0);

		for (size_t k = 0; k < bands[i].n_floats; k++)
			put_float(w, bands[i].floats[k]);
		flow.first = part != NULL ? part->first : NULL;
		in.left_offset = bands[i].left;
		fop_walk_blocks(&in, &flow);
	}
	if (n == 0)
		fop_walk_blocks(w, piece);
	arena_free(a);
}
