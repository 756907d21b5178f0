/* lay_para_first.c - initial-property-set: the first line has properties of its own (XSL 1.1, 6.6.4). */
#include <string.h>

#include "layout/para.h"

#define SET_DEPTH 6 /* of lists: each set lays its first line out twice, and all that stands in it */

/* The set that stands before the text, or NULL. */
static const struct fo_node *
first_line_set(const struct fo_node *block, const struct fo_node *first)
{
	const struct fo_node *set = NULL;

	for (const struct fo_node *n = block->first; n != NULL && n != first; n = n->next) {
		if (n->elem == FO_INITIAL_PROPERTY_SET)
			set = n;
		else if (fo_elem_class(n->elem) != FO_CLASS_POINT)
			return NULL; /* a later run of text */
	}
	return set;
}

static bool
is_set_wanted(struct lay *lay, const struct fo_node *block, const struct fo_node *first)
{
	const struct fo_node *set = first_line_set(block, first);

	if (set == NULL || lay->depth <= SET_DEPTH)
		return set != NULL;
	if (diag_first(lay->cx, DIAG_FO_UNSUPPORTED, "initial-property-set depth"))
		(void)diag_at(lay->cx, DIAG_FO_UNSUPPORTED, lay_span_near(set), "initial-property-set within %d lists, cells or containers",
		    SET_DEPTH);
	return false;
}

/* The child of `copy` in the place that n has among the children of `of`. */
static const struct fo_node *
same_child(const struct fo_node *of, const struct fo_node *n, const struct fo_node *copy)
{
	const struct fo_node *c = copy->first;

	for (const struct fo_node *k = of->first; k != NULL && k != n; k = k->next)
		c = c != NULL ? c->next : NULL;
	return n != NULL ? c : NULL;
}

/*
 * What inherits from the block inherits from the set, in the first line. So the line is taken from a paragraph whose content is
 * dressed as a marker's is; the rest begins where it ends.
 */
static enum rc
make_with_set(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *set,
    const struct fo_node *first, const struct fo_node *last, const struct lay_measure *m, struct lay_para **para)
{
	const struct fo_node *dressed = lay_marker_dress(lay, block, set);
	struct lay_measure once = *m;
	struct lay_para *rest;
	struct lay_line *lines;

	if (lay_box_of(lay, set, m->ipd) != NULL && diag_first(lay->cx, DIAG_FO_UNSUPPORTED, "initial-property-set box"))
		(void)diag_at(lay->cx, DIAG_FO_UNSUPPORTED, lay_span_near(set), "background and border of initial-property-set");
	once.first_line = true;
	TRY(lay_para_make(lay, a, dressed, same_child(block, first, dressed), same_child(block, last, dressed), &once, 0, para));
	if (!(*para)->goes_on)
		return RC_OK;
	TRY(lay_para_make(lay, a, block, first, last, m, (*para)->lines[0].to, &rest));
	lines = arena_array(a, rest->n + 1, sizeof(*lines));
	lines[0] = (*para)->lines[0];
	memcpy(lines + 1, rest->lines, rest->n * sizeof(*lines));
	(*para)->lines = lines;
	(*para)->n = rest->n + 1;
	return RC_OK;
}

enum rc
lay_para_first(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, struct lay_para **para)
{
	if (!is_set_wanted(lay, block, first))
		return RC_OK;
	return make_with_set(lay, a, block, first_line_set(block, first), first, last, m, para);
}
