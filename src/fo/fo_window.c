/*
 * fo_window.c - the window on a long page-sequence: what of it exists as objects at a time.
 *
 * A long flow, and the long blocks, lists, tables and table-bodies in it, are *open* while layout walks over their children:
 * children are read when they are asked for (fo_after), and layout says how far it has come (fo_release_before). Children are read into
 * arenas of their own (pieces: a few, side by side); open objects, and the markers that they begin with, live as long as their
 * page-sequence. So memory holds the window that layout works on, not the flow. Which elements may be read so: fo_regular.c.
 */
#include <string.h>

#include "base/limits.h"
#include "fo/fo_reader.h"

#define PIECE_FULL ((size_t)24 << 10) /* [B] */

/* Children of an open object, side by side; made in document order. */
struct fo_piece {
	struct arena *arena;
	struct fo_node *parent;
	struct fo_node *first, *last; /* NULL: none so far */
	uint32_t from, to;            /* serial numbers, half-open */
	const xmlNode *xml;           /* to be freed with it: foreign trees are in it */
	struct fo_piece *next;
};

/* ---- reading ---------------------------------------------------------------------------------------------------------- */

static struct fo_piece *
new_piece(struct fo_reader *r, struct fo_part *part, struct fo_node *parent)
{
	struct fo_piece *p = r->free_pieces;

	if (p != NULL)
		r->free_pieces = p->next;
	else
		p = arena_alloc(r->a, sizeof(*p));
	*p = (struct fo_piece){.arena = arena_new(), .parent = parent};
	if (part->last_piece != NULL)
		part->last_piece->next = p;
	else
		part->pieces = p;
	part->last_piece = p;
	return p;
}

bool
fo_window_open(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e)
{
	if (!r->tree->in_pieces || up == NULL || up != r->open || !fo_is_regular(r, up, xml, e))
		return false;
	fo_window_stay(r);
	return true;
}

void
fo_window_stay(struct fo_reader *r)
{
	if (r->part != NULL)
		r->nodes = r->part->arena;
}

void
fo_window_child(struct fo_reader *r, const struct fo_frame *f)
{
	struct fo_piece *p = r->part->last_piece;

	if (p == NULL || p->xml != NULL || (p->first != NULL && (p->parent != f->node || f->last != p->last || arena_size(p->arena) > PIECE_FULL)))
		p = new_piece(r, r->part, f->node);
	p->parent = f->node;
	r->nodes = p->arena;
	r->before = f->last;
	r->first_serial = (uint32_t)r->n_nodes;
}

void
fo_window_took(struct fo_reader *r, struct fo_frame *f, const xmlNode *xml)
{
	struct fo_piece *p = r->part->last_piece;

	if (f->last == NULL || f->last == r->before)
		return;
	f->is_settled |= fo_elem_class(f->last->elem) != FO_CLASS_POINT && (f->elem != FO_TABLE || f->last->elem == FO_TABLE_BODY) &&
	    (f->elem != FO_PAGE_SEQUENCE || f->last->elem == FO_FLOW);
	if (r->open != f || r->nodes == r->part->arena)
		return; /* it stays */
	if (p->first == NULL) {
		p->first = fo_mutable(r->before != NULL ? r->before->next : f->node->first);
		p->from = r->first_serial;
	}
	p->last = f->last;
	p->to = (uint32_t)r->n_nodes;
	if (f->kept != r->n_kept)
		p->xml = xml;
}

/* ---- asking ----------------------------------------------------------------------------------------------------------- */

/* Children of an open object: the last one so far. */
static bool
is_growing(const struct fo_reader *r, const struct fo_node *n)
{
	for (const struct fo_frame *f = r->open; f != NULL && f->is_window; f = f->up)
		if (f->last == n)
			return true;
	return false;
}

const struct fo_node *
fo_after(const struct fo_tree *tree, const struct fo_node *n)
{
	struct fo_reader *r = tree->reader;

	if (n->next == NULL && tree->in_pieces)
		while (is_growing(r, n) && fo_read_more(r))
			continue;
	return n->next;
}

bool
fo_is_open(const struct fo_tree *tree, const struct fo_node *n)
{
	const struct fo_frame *f = tree->in_pieces ? tree->reader->open : NULL;

	while (f != NULL && f->is_window && f->node != n)
		f = f->up;
	return f != NULL && f->is_window;
}

/* ---- letting go ------------------------------------------------------------------------------------------------------- */

static bool
is_kept(const struct fo_piece *p, const struct fo_node *const *keep, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (keep[i]->serial >= p->from && keep[i]->serial < p->to)
			return true;
	return false;
}

static void
free_piece(struct fo_reader *r, struct fo_piece *p)
{
	arena_free(p->arena);
	p->next = r->free_pieces;
	r->free_pieces = p;
}

static void
drop_piece(struct fo_reader *r, struct fo_piece *p)
{
	const struct fo_node **link = &p->parent->first;

	while (*link != p->first)
		link = &fo_mutable(*link)->next;
	*link = p->last->next;
	if (p->xml != NULL && p->xml->next != NULL) { /* else the parser may still look at it */
		xmlNode *xml = (xmlNode *)(uintptr_t)p->xml; /* libxml2 knows no const */

		xmlUnlinkNode(xml);
		xmlFreeNode(xml);
		fo_attr_forget(r);
	}
	free_piece(r, p);
}

static void
release_part(struct fo_reader *r, struct fo_part *part, uint32_t serial, const struct fo_node *const *keep, size_t n)
{
	struct fo_piece **link = &part->pieces, *p, *last = NULL;

	while ((p = *link) != NULL) {
		/* What comes next is linked to the last child of an open object. */
		if (p->first == NULL || p->to > serial || is_growing(r, p->last))
			return;
		if (is_kept(p, keep, n)) {
			last = p;
			link = &p->next;
			continue;
		}
		*link = p->next;
		if (part->last_piece == p)
			part->last_piece = last;
		drop_piece(r, p);
	}
}

void
fo_release_before(const struct fo_tree *tree, uint32_t serial, const struct fo_node *const *keep, size_t n)
{
	if (!tree->in_pieces)
		return;
	for (struct fo_part *part = tree->reader->parts; part != NULL; part = part->next)
		release_part(tree->reader, part, serial, keep, n);
}

void
fo_window_forget(struct fo_reader *r, struct fo_part *part)
{
	while (part->pieces != NULL) {
		struct fo_piece *next = part->pieces->next;

		free_piece(r, part->pieces);
		part->pieces = next;
	}
	part->last_piece = NULL;
}
