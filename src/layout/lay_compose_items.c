/* lay_compose_items.c - the tokens of a line, their widths and the height they make (XSL 1.1, 4.5, 7.16.4). */
#include <string.h>

#include "base/str.h"
#include "layout/lay_compose.h"

/* ---- which tokens -------------------------------------------------------------------------------------------- */

static struct lay_item *
add_item(struct lay_composing *l, const struct lay_tok *t)
{
	struct lay_item *i;

	if (l->n == l->cap) {
		l->cap = l->cap > 0 ? l->cap * 2 : 64;
		l->items = mem_realloc(l->items, l->cap, sizeof(*l->items));
	}
	i = &l->items[l->n++];
	*i = (struct lay_item){.tok = t, .shaper = t->shaper, .from = t->from, .to = t->to, .w = t->w, .level = t->level};
	if (t->kind == TOK_WORD)
		i->run = t->run;
	return i;
}

static uint32_t
hyphen_char(struct lay_job *j, const struct lay_tok *t)
{
	const char *s = fo_str(j->block, PR_HYPHENATION_CHARACTER);
	uint32_t c = 0x2010;

	if (s != NULL && *s != '\0')
		c = utf8_next(&s, s + strlen(s));
	if (!font_face_has(t->shaper->font->font.face, c))
		c = '-';
	return c;
}

/* The part of a word that stands in this line. */
static void
cut_item(struct lay_composing *l, struct lay_item *i, uint32_t from, uint32_t to, bool hyphen)
{
	struct lay_job *j = l->j;
	const char *text = j->text.p + from;

	i->from = from;
	i->to = to;
	i->hyphen = hyphen;
	i->run = hyphen ? lay_shape_hyphen(j->lay, j->a, i->tok->shaper, text, to - from, hyphen_char(j, i->tok)) :
			  lay_shape(j->lay, j->a, i->tok->shaper, text, to - from);
	i->w = i->run->width;
}

bool
lay_compose_is_suppressed(const struct lay_tok *t)
{
	return t->kind == TOK_WORD && t->fo->elem == FO_CHARACTER && fo_is(t->fo, PR_SUPPRESS_AT_LINE_BREAK, FV_SUPPRESS);
}

static bool
is_content(const struct lay_tok *t)
{
	return t->kind == TOK_WORD || t->kind == TOK_OBJECT || t->kind == TOK_SPACE;
}

/* XSL 1.1, 4.3.1: space-start and space-end of inlines at the ends of the line, unless they are retained. */
static void
drop_spaces(struct lay_composing *l)
{
	for (size_t k = 0; k < l->n && !is_content(l->items[k].tok); k++) {
		const struct lay_inl *inl = &l->j->inls[l->items[k].tok->inl];

		if (l->items[k].tok->kind == TOK_OPEN && inl->drops_start)
			l->items[k].w -= inl->space_start;
		if (l->items[k].tok->kind == TOK_OPEN && lay_box_edge(inl->box, SIDE_START) != 0)
			break; /* a fence */
	}
	for (size_t k = l->n; k > 0 && (!is_content(l->items[k - 1].tok) || l->items[k - 1].w == 0); k--) {
		const struct lay_inl *inl = &l->j->inls[l->items[k - 1].tok->inl];

		if (l->items[k - 1].tok->kind == TOK_CLOSE && inl->drops_end)
			l->items[k - 1].w -= inl->space_end;
		if (l->items[k - 1].tok->kind == TOK_CLOSE && lay_box_edge(inl->box, SIDE_END) != 0)
			break;
	}
}

void
lay_compose_take(struct lay_composing *l, const struct lay_point *from, const struct lay_point *to)
{
	struct lay_job *j = l->j;
	size_t end = to->inside ? to->tok + 1 : to->tok;

	l->n = 0;
	for (size_t k = from->tok; k < end; k++) {
		const struct lay_tok *t = &j->toks[k];
		struct lay_item *i = add_item(l, t);
		uint32_t a = k == from->tok && from->inside ? from->at : t->from;
		uint32_t b = k == to->tok && to->inside ? to->at : t->to;

		if (a != t->from || b != t->to)
			cut_item(l, i, a, b, b != t->to && to->hyphen);
	}
	for (size_t k = 0; k < l->n && (l->items[k].tok->kind != TOK_WORD || lay_compose_is_suppressed(l->items[k].tok)); k++)
		if (lay_compose_is_suppressed(l->items[k].tok))
			l->items[k].w = 0;
		else if (l->items[k].tok->kind == TOK_OBJECT)
			break;
	/* Spaces at the end vanish (7.16.8, suppress-at-line-break auto). */
	for (size_t k = l->n; k > 0; k--) {
		struct lay_item *i = &l->items[k - 1];

		if ((i->tok->kind == TOK_SPACE && !i->tok->hard) || lay_compose_is_suppressed(i->tok)) {
			i->w = 0;
		} else if (is_content(i->tok)) {
			i->cut = i->run != NULL && i->run->n > 0 ? lay_tok_discards(i->tok) : 0;
			i->w -= i->cut;
			break;
		}
	}
	if (l->j->n_inls > 1)
		drop_spaces(l);
}

/* ---- widths -------------------------------------------------------------------------------------------------- */

mpt
lay_compose_width(const struct lay_composing *l, int *spaces, int *leaders)
{
	int64_t w = 0;

	*spaces = *leaders = 0;
	for (size_t k = 0; k < l->n; k++) {
		const struct lay_item *i = &l->items[k];

		w += i->w;
		*spaces += i->tok->spread && i->w != 0;
		*leaders += i->tok->kind == TOK_OBJECT && i->tok->object->kind == OBJECT_LEADER;
	}
	return w > MPT_MAX ? MPT_MAX : (mpt)w;
}

/* Leaders take what is left, and give what is missing, within their limits; each the same share. */
mpt
lay_compose_leaders(struct lay_composing *l, mpt slack, int leaders)
{
	mpt left = slack;

	for (size_t k = 0; k < l->n && leaders > 0; k++) {
		struct lay_item *i = &l->items[k];
		const struct lay_object *o = i->tok->object;
		mpt share;

		if (i->tok->kind != TOK_OBJECT || o->kind != OBJECT_LEADER)
			continue;
		share = mpt_max(o->min - o->w, mpt_min(o->max - o->w, left / leaders));
		i->w += share;
		left -= share;
		leaders--;
	}
	return left;
}

/* ---- height -------------------------------------------------------------------------------------------------- */

static void
grow_line(struct lay_composing *l, mpt above, mpt below)
{
	l->above = mpt_max(l->above, above);
	l->below = mpt_max(l->below, below);
}

static void
grow_content(struct lay_composing *l, mpt ascent, mpt descent)
{
	l->ascent = mpt_max(l->ascent, ascent);
	l->descent = mpt_max(l->descent, descent);
}

/* 7.14.2: before-edge and after-edge are those of the line that the rest of it makes; what is higher makes it higher still. */
static void
place_edge(struct lay_composing *l, struct lay_object *o)
{
	mpt h = o->before + o->after;

	o->before = o->edge == FV_BEFORE_EDGE ? l->ascent : h - l->descent;
	o->after = h - o->before;
}

static bool
is_ref(const struct lay_tok *t)
{
	return t->kind == TOK_OBJECT && t->object->kind == OBJECT_REF;
}

static void
measure_objects(struct lay_composing *l, bool edge)
{
	for (size_t k = 0; k < l->n; k++) {
		const struct lay_tok *t = l->items[k].tok;

		if (t->kind != TOK_OBJECT || is_ref(t) || (t->object->edge != FV_NONE_) != edge)
			continue;
		if (edge)
			place_edge(l, t->object);
		grow_content(l, t->object->before, t->object->after);
		if (t->object->kind != OBJECT_LEADER)
			grow_line(l, t->object->before, t->object->after);
	}
}

static void
measure_text(struct lay_composing *l, const struct lay_inl *inl, const struct lay_inl *block, enum fo_enum strategy)
{
	const struct font *f = &inl->ts->font->font;
	mpt shift = fo_is(l->j->block, PR_LINE_HEIGHT_SHIFT_ADJUSTMENT, FV_DISREGARD_SHIFTS) ? 0 : inl->shift;
	mpt half = (inl->ts->line_height - f->ascent - f->descent) / 2;

	if (strategy == FV_LINE_HEIGHT)
		grow_line(l, f->ascent + half + shift, inl->ts->line_height - f->ascent - half - shift);
	else if (strategy != FV_FONT_HEIGHT && (shift != 0 || f->size > block->ts->size))
		grow_line(l, f->ascent + shift, f->descent - shift);
	grow_content(l, f->ascent + shift, f->descent - shift);
}

void
lay_compose_height(struct lay_composing *l)
{
	const struct lay_inl *block = &l->j->inls[0];
	const struct font *f = &block->ts->font->font;
	enum fo_enum strategy = fo_enum(l->j->block, PR_LINE_STACKING_STRATEGY);
	uint32_t inl = UINT32_MAX;

	l->above = f->ascent + (block->ts->line_height - f->ascent - f->descent) / 2;
	l->below = block->ts->line_height - l->above;
	l->ascent = f->ascent;
	l->descent = f->descent;
	for (size_t k = 0; k < l->n; k++) {
		const struct lay_tok *t = l->items[k].tok;

		if ((t->kind == TOK_WORD || is_ref(t)) && t->inl != inl) {
			inl = t->inl;
			measure_text(l, &l->j->inls[inl], block, strategy);
		}
	}
	if (!l->j->has_objects || strategy == FV_FONT_HEIGHT)
		return;
	measure_objects(l, false);
	measure_objects(l, true);
}
