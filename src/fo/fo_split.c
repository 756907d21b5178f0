/*
 * fo_split.c - an inline or wrapper that holds text and blocks becomes several, each with text or with one block.
 *
 * XSL 1.1, 4.7.3: the inline content before a block in an inline goes into one line with what is before the inline. So
 * layout need not know of blocks within lines: text, <inline>text</inline>, <inline><block/></inline>, <inline>text</inline>, text.
 */
#include "base/limits.h"
#include "base/str.h"
#include "fo/fo_reader.h"

static bool
is_container(enum fo_elem e)
{
	return e == FO_WRAPPER || e == FO_INLINE || e == FO_BASIC_LINK || e == FO_BIDI_OVERRIDE;
}

/* Goes with whatever is beside it. */
static bool
is_neutral(const struct fo_node *n)
{
	return fo_elem_class(n->elem) == FO_CLASS_POINT || (n->elem == FO_TEXT && str_is_blank(n->text, n->len));
}

/* What is inside was split before: it is of one kind. */
static bool
is_block_level(const struct fo_node *n)
{
	for (int depth = 0; n != NULL && depth < LIMIT_FO_DEPTH; depth++) {
		if (fo_elem_class(n->elem) == FO_CLASS_BLOCK)
			return true;
		if (!is_container(n->elem))
			return false;
		for (n = n->first; n != NULL && is_neutral(n); n = n->next)
			;
	}
	return false;
}

static struct fo_node *
next_piece(struct fo_reader *r, struct fo_frame *sink, const struct fo_node *head)
{
	struct fo_node *piece = arena_copy(r->nodes, head, sizeof(*head));

	r->n_nodes++;
	piece->id = NULL;
	piece->head = head;
	piece->goes_on = false;
	piece->first = piece->next = NULL;
	sink->last->next = piece;
	sink->last = piece;
	return piece;
}

void
fo_split(struct fo_reader *r, struct fo_frame *f)
{
	struct fo_frame *sink = f->up != NULL ? f->up->sink : NULL;
	struct fo_node *piece = f->node, *last = NULL;
	const struct fo_node *c = f->node->first, *next;
	bool blocks = false, any = false;

	if (!is_container(f->elem) || sink == NULL || sink->last != f->node || (sink->allows & FO_ALLOW_TEXT) == 0)
		return;
	for (; c != NULL; c = next) {
		struct fo_node *child = fo_mutable(c);

		next = c->next;
		if (!is_neutral(c)) {
			if (any && (blocks || is_block_level(c))) {
				last->next = NULL;
				piece->goes_on = true;
				piece = next_piece(r, sink, f->node);
				piece->first = c;
				last = NULL;
			}
			blocks = is_block_level(c);
			any = true;
		}
		child->parent = piece;
		last = child;
	}
}
