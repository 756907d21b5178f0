/*
 * lay_line_keep.c - keep-with-next.within-line and keep-with-previous.within-line (XSL 1.1, 7.20.4, 7.20.5): which tokens stay on
 * the line of the one before.
 *
 * One walk in each direction carries the strongest keep that has not met content yet, so that a thousand empty inlines in a row cost
 * a thousand steps. A linefeed ends it: a break that is asked for comes before every keep (4.8).
 */
#include <glib.h>

#include "layout/para.h"

uint8_t
lay_line_strength(const struct fo_node *n, enum fo_prop keep)
{
	const struct fo_value *v = fo_prop(n, keep);

	if (v->kind == FO_INT)
		return (uint8_t)CLAMP(v->i, 1, KEEP_ALWAYS - 1);
	return v->kind == FO_ENUM && v->e == FV_ALWAYS ? KEEP_ALWAYS : 0;
}

/* A divided inline: only its last piece has a next, only its first a previous. */
static uint8_t
with_next(const struct fo_node *n)
{
	return n->goes_on ? 0 : lay_line_strength(n, PR_KEEP_WITH_NEXT_WITHIN_LINE);
}

static uint8_t
with_previous(const struct fo_node *n)
{
	return n->head != NULL ? 0 : lay_line_strength(n, PR_KEEP_WITH_PREVIOUS_WITHIN_LINE);
}

bool
lay_line_has_keep(const struct fo_node *n)
{
	return with_next(n) != 0 || with_previous(n) != 0;
}

static bool
ends_keep(const struct lay_tok *t)
{
	return t->kind == TOK_WORD || t->kind == TOK_OBJECT || t->kind == TOK_LINEFEED;
}

/* What begins or ends with this token; text has the style of what is around it. */
static bool
begins(const struct lay_tok *t)
{
	return t->kind == TOK_OPEN || t->kind == TOK_OBJECT;
}

static bool
ends(const struct lay_tok *t)
{
	return t->kind == TOK_CLOSE || t->kind == TOK_OBJECT;
}

/* Also spaces at the start of what stays with the previous: `inside` holds until its content, or its end. */
static void
keep_forwards(struct lay_job *j)
{
	uint8_t next = 0, inside = 0;
	uint32_t inl = 0;

	for (size_t i = 0; i < j->n_toks; i++) {
		struct lay_tok *t = &j->toks[i];

		t->keep = MAX(t->keep, MAX(next, inside));
		if (ends_keep(t))
			next = inside = 0;
		if (t->kind == TOK_CLOSE && t->inl == inl)
			inside = 0;
		if (ends(t))
			next = MAX(next, with_next(t->fo));
		if (t->kind == TOK_OPEN && with_previous(t->fo) > inside) {
			inside = with_previous(t->fo);
			inl = t->inl;
		}
	}
}

static void
keep_backwards(struct lay_job *j)
{
	uint8_t previous = 0;

	for (size_t i = j->n_toks; i > 0; i--) {
		struct lay_tok *t = &j->toks[i - 1];

		if (ends_keep(t))
			previous = 0;
		if (begins(t))
			previous = MAX(previous, with_previous(t->fo));
		t->keep = MAX(t->keep, previous);
	}
}

void
lay_line_keeps(struct lay_job *j)
{
	keep_forwards(j);
	keep_backwards(j);
}

const struct fo_node *
lay_line_kept(const struct lay_job *j, size_t tok)
{
	for (size_t i = tok; i > 0; i--) {
		const struct lay_tok *t = &j->toks[i - 1];

		if (ends(t) && with_next(t->fo) == KEEP_ALWAYS)
			return t->fo;
		if (ends_keep(t))
			break;
	}
	for (size_t i = tok; i < j->n_toks; i++) {
		const struct lay_tok *t = &j->toks[i];

		if (begins(t) && with_previous(t->fo) == KEEP_ALWAYS)
			return t->fo;
		if (ends_keep(t))
			break;
	}
	return j->block;
}
