/*
 * fo_pieces.c - the whole tree, or one page-sequence after the other.
 *
 * In pieces every page-sequence has an arena of its own, and what was read of the XML goes at once. What one sequence cannot
 * free is small: styles, the ids of the document, references to ids that are still to come.
 */
#include "fo/fo_reader.h"

static void
free_parts(void *p)
{
	struct fo_reader *r = p;

	for (; r->parts != NULL; r->parts = r->parts->next) {
		fo_window_forget(r, r->parts);
		arena_free(r->parts->arena);
	}
}

enum rc
fo_parse_with(struct ctx *cx, const struct doc *doc, const struct io_root *base,
    const struct fo_opts *opts, const struct fo_tree **tree)
{
	struct fo_tree *t;

	TRY(fo_begin(cx, doc, base, opts, &t));
	while (fo_read_more(t->reader))
		continue;
	*tree = t;
	return t->reader->failed || diag_failed(cx) ? RC_FAIL : RC_OK;
}

/* 5.9.13.2 leaves the pixel to us: 1/72 in, as Apache FOP and its test cases have it. */
static const struct fo_opts usual = {.px = 1000, .indents = FO_INDENTS_INHERIT};

enum rc
fo_parse(
    struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct fo_tree **tree)
{
	return fo_parse_with(cx, doc, base, &usual, tree);
}

enum rc
fo_open(struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct fo_tree **tree)
{
	const struct fo_node *first;
	struct fo_tree *t;

	TRY(fo_begin(cx, doc, base, &usual, &t));
	t->in_pieces = true;
	arena_defer(cx->arena, free_parts, t->reader);
	*tree = t;
	TRY(fo_next_sequence(t, NULL, &first));
	return diag_failed(cx) ? RC_FAIL : RC_OK;
}

/* The sequence at or after a node, in wrappers as well; wrappers do not nest deeply (LIMIT_FO_DEPTH). */
static const struct fo_node *
find_sequence(const struct fo_node *n)
{
	for (; n != NULL; n = n->next) {
		const struct fo_node *inner = NULL;

		if (n->elem == FO_PAGE_SEQUENCE)
			return n;
		if (n->elem == FO_PAGE_SEQUENCE_WRAPPER)
			inner = find_sequence(n->first);
		if (inner != NULL)
			return inner;
	}
	return NULL;
}

static const struct fo_node *
sequence_after(const struct fo_tree *tree, const struct fo_node *n)
{
	const struct fo_node *found = NULL;

	if (n == NULL)
		return tree->root != NULL ? find_sequence(tree->root->first) : NULL;
	for (; n != NULL && n->elem != FO_ROOT && found == NULL; n = n->parent)
		found = find_sequence(n->next);
	return found;
}

static bool
is_open(const struct fo_reader *r, const struct fo_frame *f)
{
	const struct fo_frame *open = r->open;

	while (open != NULL && open != f)
		open = open->up;
	return open != NULL;
}

/* Neither a parser nor a reader that goes on behind it may miss the sequence. */
static bool
is_passed(const struct fo_reader *r, const struct fo_part *p)
{
	return !is_open(r, p->up) || (p->up->child != p->xml && p->up->sink->last != p->node);
}

static void
drop_part(struct fo_reader *r, struct fo_part *p)
{
	struct fo_node *up = p->up->sink->node;
	const struct fo_node **link = &up->first;
	xmlNode *xml = (xmlNode *)(uintptr_t)p->xml; /* libxml2 knows no const */

	while (*link != p->node)
		link = &fo_mutable(*link)->next;
	*link = p->node->next;
	if (xml->next != NULL) { /* else the parser may still look at it */
		xmlUnlinkNode(xml);
		xmlFreeNode(xml);
		fo_attr_forget(r);
	}
	fo_window_forget(r, p);
	arena_free(p->arena);
}

void
fo_drop_sequence(const struct fo_tree *tree, const struct fo_node *sequence)
{
	struct fo_reader *r = tree->reader;
	struct fo_part **link = &r->parts, *p;

	while (*link != NULL && (*link)->node != sequence)
		link = &(*link)->next;
	p = *link;
	if (p == NULL || !is_passed(r, p))
		return;
	*link = p->next;
	drop_part(r, p);
}

enum rc
fo_next_sequence(const struct fo_tree *tree, const struct fo_node *after, const struct fo_node **sequence)
{
	struct fo_reader *r = tree->reader;

	while ((*sequence = sequence_after(tree, after)) == NULL && r != NULL && fo_read_more(r))
		continue;
	if (!tree->in_pieces || !r->failed)
		return RC_OK;
	while (fo_read_more(r))
		continue; /* all there is to say is said in one run */
	return RC_FAIL;
}
