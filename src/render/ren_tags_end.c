/* ren_tags_end.c - what can only be said of a whole structure: headings without gaps, pictures without words. */
#include <stdlib.h>

#include "base/ctx.h"
#include "render/ren_tags.h"

/* Levels of the headings around the place in the document, as the roles say. */
struct levels {
	int stack[6];
	int n;
};

static int
level_of(enum tag_type t)
{
	return t >= TAG_H1 && t <= TAG_H6 ? (int)(t - TAG_H1) + 1 : 0;
}

static struct span
place_of(const struct ren_noted_list *l, uint32_t elem)
{
	size_t lo = 0, hi = l->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (l->v[mid].elem < elem)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < l->n && l->v[lo].elem == elem ? l->v[lo].at : NO_SPAN;
}

/* ISO 14289-1, 7.4.2: no level is skipped on the way down. */
static void
settle_heading(struct ren_doc *b, struct levels *l, uint32_t elem)
{
	int level = level_of(b->d.elems[elem].type), above;
	bool again = false; /* the one before skipped it, and that was said */

	if (level == 0)
		return;
	while (l->n > 0 && l->stack[l->n - 1] >= level)
		again = l->stack[--l->n] == level;
	above = l->n > 0 ? l->stack[l->n - 1] : 0;
	l->stack[l->n++] = level;
	b->d.elems[elem].type = (uint8_t)(TAG_H1 + l->n - 1);
	if (level - above > 1 && above > 0 && !again)
		(void)diag_at(b->cx, DIAG_HEADING_LEVEL, place_of(&b->tags->headings, elem), "H%d below H%d; written as H%d", level,
		    above, l->n);
	else if (level - above > 1 && !again)
		(void)diag_at(b->cx, DIAG_HEADING_LEVEL, place_of(&b->tags->headings, elem), "H%d with nothing above; written as H%d",
		    level, l->n);
}

/* In reading order. */
static void
settle_headings(struct ren_doc *b)
{
	struct levels levels = {.n = 0};
	uint32_t *stack = NULL;
	size_t n = 0, cap = 0;
	uint32_t k = b->d.elems[0].first_kid == TAG_NONE ? TAG_KID_END : b->d.elems[0].first_kid;

	while (b->tags->headings.n > 0 && (k != TAG_KID_END || n > 0)) {
		const struct tag_kid *kid;
		const struct tag_elem *e;

		if (k == TAG_KID_END) {
			k = stack[--n];
			continue;
		}
		kid = &b->d.kids[k];
		k = kid->next;
		if (kid->kind != KID_ELEM)
			continue;
		settle_heading(b, &levels, kid->what);
		e = &b->d.elems[kid->what];
		if (e->first_kid == TAG_NONE)
			continue;
		if (n == cap) {
			cap = cap * 2 + 64;
			stack = mem_realloc(stack, cap, sizeof(*stack));
		}
		stack[n++] = k;
		k = e->first_kid;
	}
	free(stack);
}

/* ISO 14289-1, 7.3: what is seen and not read needs words. */
static void
check_figures(struct ren_doc *b)
{
	const struct ren_noted_list *l = &b->tags->figures;

	for (size_t i = 0; i < l->n; i++) {
		const struct tag_elem *e = &b->d.elems[l->v[i].elem];

		if ((e->type != TAG_FIGURE && e->type != TAG_FORMULA) || (e->more != NULL && (e->more->alt != NULL || e->more->actual != NULL)))
			continue;
		b->d.lacks[LACK_ALT] = true;
		(void)diag_at(b->cx, DIAG_FIGURE_TEXT, l->v[i].at, "%s", ren_type_names[e->type]);
	}
}

void
ren_tags_end(struct ren_doc *b)
{
	ren_tables_end(b);
	settle_headings(b);
	check_figures(b);
}
