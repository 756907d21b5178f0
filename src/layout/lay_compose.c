/*
 * lay_compose.c - the tokens of one line become areas.
 *
 * Steps: take the tokens between two break points (parts of words at both ends), drop the spaces at the end, spread what is left,
 * measure the height, bring right-to-left parts into visual order (UAX 9, L2), then walk from left to right and join neighbours of one
 * style into one text area. Long text areas are cheaper than short ones for everybody after us.
 *
 * Height (XSL 1.1, 4.5, line-stacking-strategy). Half-leading is part of the line. With max-height a line only grows when something
 * reaches out of the block's own line: other fonts of the same size do not disturb the grid. This is kinder than the
 * letter of the standard, where a monospaced word makes its line 0.2 pt higher.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "layout/ref.h"

struct item { /* a token as it stands in this line */
	const struct lay_tok *tok;
	const struct lay_shaper *shaper;
	uint32_t from, to;
	const struct glyph_run *run;
	mpt w;
	uint8_t level;
	bool hyphen;
};

struct open { /* an AREA_INLINE being filled */
	uint32_t inl;
	struct area *area;
	struct area *last;
	mpt x, y;         /* content rectangle, in the line's */
};

struct line {
	struct lay_job *j;
	const struct lay_compose *o;
	struct item *items;
	size_t n, cap;
	mpt word_extra;   /* added to each space; and one more to the first `rest`, so that the line ends exactly */
	mpt rest;
	mpt above, below;
	mpt ascent, descent; /* the same without half-leading */
	struct open stack[32];
	size_t depth;     /* stack[0] is the line */
	mpt pen;
	/* the text area in the making */
	struct glyph *glyphs;
	size_t n_glyphs, cap_glyphs;
	const struct lay_tok *text; /* its first token, or NULL */
	const struct lay_shaper *shaper;
	uint32_t from, to;
	const struct font *font;
	mpt text_x, word_space;
	int spaces;
	bool has_links;
	bool simple, hyphen;
	uint8_t text_level;
};

/* ---- which tokens -------------------------------------------------------------------------------------------- */

static struct item *
add_item(struct line *l, const struct lay_tok *t)
{
	struct item *i;

	if (l->n == l->cap) {
		l->cap = l->cap > 0 ? l->cap * 2 : 64;
		l->items = mem_realloc(l->items, l->cap, sizeof(*l->items));
	}
	i = &l->items[l->n++];
	*i = (struct item){.tok = t, .shaper = t->shaper, .from = t->from, .to = t->to, .w = t->w, .level = t->level};
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
cut_item(struct line *l, struct item *i, uint32_t from, uint32_t to, bool hyphen)
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

/* 7.17.3, on any character. */
static bool
is_suppressed(const struct lay_tok *t)
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
drop_spaces(struct line *l)
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

static void
take_items(struct line *l, const struct lay_point *from, const struct lay_point *to)
{
	struct lay_job *j = l->j;
	size_t end = to->inside ? to->tok + 1 : to->tok;

	l->n = 0;
	for (size_t k = from->tok; k < end; k++) {
		const struct lay_tok *t = &j->toks[k];
		struct item *i = add_item(l, t);
		uint32_t a = k == from->tok && from->inside ? from->at : t->from;
		uint32_t b = k == to->tok && to->inside ? to->at : t->to;

		if (a != t->from || b != t->to)
			cut_item(l, i, a, b, b != t->to && to->hyphen);
	}
	for (size_t k = 0; k < l->n && (l->items[k].tok->kind != TOK_WORD || is_suppressed(l->items[k].tok)); k++)
		if (is_suppressed(l->items[k].tok))
			l->items[k].w = 0;
		else if (l->items[k].tok->kind == TOK_OBJECT)
			break;
	/* Spaces at the end vanish (7.16.8, suppress-at-line-break auto). */
	for (size_t k = l->n; k > 0; k--) {
		struct item *i = &l->items[k - 1];

		if ((i->tok->kind == TOK_SPACE && !i->tok->hard) || is_suppressed(i->tok))
			i->w = 0;
		else if (is_content(i->tok))
			break;
	}
	if (l->j->n_inls > 1)
		drop_spaces(l);
}

/* ---- widths -------------------------------------------------------------------------------------------------- */

static mpt
natural_width(const struct line *l, int *spaces, int *leaders)
{
	int64_t w = 0;

	*spaces = *leaders = 0;
	for (size_t k = 0; k < l->n; k++) {
		const struct item *i = &l->items[k];

		w += i->w;
		*spaces += i->tok->spread && i->w != 0;
		*leaders += i->tok->kind == TOK_OBJECT && i->tok->object->kind == OBJECT_LEADER;
	}
	return w > MPT_MAX ? MPT_MAX : (mpt)w;
}

/* Leaders take what is left, and give what is missing, within their limits; each the same share. */
static mpt
fill_leaders(struct line *l, mpt slack, int leaders)
{
	mpt left = slack;

	for (size_t k = 0; k < l->n && leaders > 0; k++) {
		struct item *i = &l->items[k];
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
grow_line(struct line *l, mpt above, mpt below)
{
	l->above = mpt_max(l->above, above);
	l->below = mpt_max(l->below, below);
}

static void
grow_content(struct line *l, mpt ascent, mpt descent)
{
	l->ascent = mpt_max(l->ascent, ascent);
	l->descent = mpt_max(l->descent, descent);
}

/* 7.14.2: before-edge and after-edge are those of the line that the rest of it makes; what is higher makes it higher still. */
static void
place_edge(struct line *l, struct lay_object *o)
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
measure_objects(struct line *l, bool edge)
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
measure_text(struct line *l, const struct lay_inl *inl, const struct lay_inl *block, enum fo_enum strategy)
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

static void
measure_height(struct line *l)
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

/* ---- order --------------------------------------------------------------------------------------------------- */

/* UAX 9, L1: what hangs over the end of the line belongs to the paragraph; then L2. */
static void
order_items(struct line *l, uint32_t from, uint32_t to)
{
	uint32_t tail = from + lay_bidi_tail(l->j->text.p + from, to - from);
	struct item *items = mem_alloc(l->n * (sizeof(*items) + sizeof(uint32_t) + 1) + 1);
	uint32_t *order = (uint32_t *)(items + l->n);
	uint8_t *levels = (uint8_t *)(order + l->n);

	for (size_t k = 0; k < l->n; k++) {
		items[k] = l->items[k];
		if (items[k].from >= tail && items[k].tok->kind != TOK_CLOSE)
			items[k].level = l->j->rtl;
		levels[k] = items[k].level;
	}
	lay_bidi_order(levels, l->n, order);
	for (size_t k = 0; k < l->n; k++)
		l->items[k] = items[order[k]];
	free(items);
}

/* ---- areas --------------------------------------------------------------------------------------------------- */

static struct area *
append(struct line *l, enum area_kind kind, const struct fo_node *fo)
{
	struct open *o = &l->stack[l->depth - 1];
	struct area *a = arena_zalloc(l->j->a, sizeof(*a));

	a->kind = kind;
	a->fo = fo;
	a->is_first = a->is_last = true;
	if (o->last != NULL)
		o->last->next = a;
	else
		o->area->first = a;
	o->last = a;
	return a;
}

static void
put(struct line *l, struct area *a, mpt x, mpt y, mpt w, mpt h)
{
	const struct open *o = &l->stack[l->depth - 1];

	a->x = x - o->x;
	a->y = y - o->y;
	a->w = w;
	a->h = h;
}

static void
put_deco(struct line *l, const struct lay_deco *d, mpt x, mpt w)
{
	struct area *a = append(l, AREA_RULE, NULL);
	const struct font *f = d->font;
	mpt thick = d->kind == FV_LINE_THROUGH ? f->strike_thick : f->underline_thick;
	mpt centre = d->kind == FV_UNDERLINE ? -f->underline_pos :
		d->kind == FV_LINE_THROUGH   ? f->strike_pos :
					       f->ascent - thick / 2;

	a->is_artifact = true;
	a->rule.color = d->color;
	a->rule.style = FV_SOLID;
	put(l, a, l->text_x + x, l->above - d->shift - centre - thick / 2, w, thick);
}

/* 7.30.15, score-spaces false: words only. */
static void
put_deco_words(struct line *l, const struct lay_deco *d, const struct glyph_run *run)
{
	mpt x = 0, from = 0;

	for (uint32_t i = 0; i <= run->n; i++) {
		bool space = i < run->n && lay_is_word_space(run->text + run->glyphs[i].cluster);

		if ((space || i == run->n) && x > from)
			put_deco(l, d, from, x - from);
		if (i == run->n)
			break;
		x += run->glyphs[i].advance + (space ? l->word_space : 0);
		if (space)
			from = x;
	}
}

static void
put_decos(struct line *l, const struct lay_inl *inl, const struct glyph_run *run, mpt w, bool over)
{
	for (const struct lay_deco *d = inl->deco; d != NULL; d = d->next) {
		if ((d->kind == FV_LINE_THROUGH) != over || fo_is(inl->fo, PR_VISIBILITY, FV_HIDDEN))
			continue;
		if (d->words)
			put_deco_words(l, d, run);
		else
			put_deco(l, d, 0, w);
	}
}

static struct glyph_run *
finish_run(struct line *l)
{
	struct glyph_run *r = arena_zalloc(l->j->a, sizeof(*r));
	struct glyph *g = arena_copy(l->j->a, l->glyphs, l->n_glyphs * sizeof(*g));
	int64_t width = 0;

	for (size_t i = 0; i < l->n_glyphs; i++) {
		g[i].cluster -= l->from;
		width += g[i].advance;
	}
	r->font = l->font;
	r->text = l->j->joined + l->from;
	r->text_len = l->to - l->from;
	r->n = (uint32_t)l->n_glyphs;
	r->glyphs = g;
	r->width = width > MPT_MAX ? MPT_MAX : (mpt)width;
	r->rtl = l->text_level & 1;
	r->simple = l->simple;
	return r;
}

static void
end_text(struct line *l)
{
	const struct lay_inl *inl;
	struct glyph_run *run;
	struct area *a;
	mpt w;

	if (l->text == NULL)
		return;
	inl = &l->j->inls[l->text->inl];
	run = finish_run(l);
	w = mpt_add(run->width, l->word_space * l->spaces);
	put_decos(l, inl, run, w, false);
	a = append(l, AREA_TEXT, l->text->fo);
	a->text.run = run;
	a->text.word_space = l->spaces > 0 ? l->word_space : 0;
	a->text.baseline = l->font->ascent;
	a->text.color = inl->ts->color;
	a->text.hyphen = l->hyphen;
	a->bidi = l->j->levels != NULL ? l->text_level + 1 : 0;
	put(l, a, l->text_x, l->above - inl->shift - l->font->ascent, w, l->font->ascent + l->font->descent);
	put_decos(l, inl, run, w, true);
	l->text = NULL;
	l->n_glyphs = 0;
}

/* Does the item go on where the text area ends? */
static bool
is_continued(const struct line *l, const struct item *i)
{
	const struct lay_tok *t = i->tok;

	return l->text != NULL && l->text->inl == t->inl && l->text->fo == t->fo && l->text_level == i->level &&
		l->font == &i->shaper->font->font && ((i->level & 1) != 0 ? i->to == l->from : i->from == l->to);
}

static void
begin_text(struct line *l, const struct item *i)
{
	end_text(l);
	l->text = i->tok;
	l->text_level = i->level;
	l->shaper = i->shaper;
	l->font = &i->shaper->font->font;
	l->from = i->from;
	l->to = i->to;
	l->text_x = l->pen;
	l->word_space = l->j->inls[i->tok->inl].ts->word_spacing + l->word_extra;
	l->spaces = 0;
	l->simple = (i->level & 1) == 0;
	l->hyphen = false;
}

static struct glyph *
add_glyphs(struct line *l, size_t n)
{
	if (l->n_glyphs + n >= l->cap_glyphs) { /* a run of none needs a place as well */
		l->cap_glyphs = (l->n_glyphs + n + 1) * 2;
		l->glyphs = mem_realloc(l->glyphs, l->cap_glyphs, sizeof(*l->glyphs));
	}
	l->n_glyphs += n;
	return l->glyphs + l->n_glyphs - n;
}

static void
put_word(struct line *l, const struct item *i)
{
	const struct glyph_run *run = i->run;
	struct glyph *g;

	if (!is_continued(l, i))
		begin_text(l, i);
	g = add_glyphs(l, run->n);
	for (uint32_t k = 0; k < run->n; k++) {
		g[k] = run->glyphs[k];
		g[k].cluster += i->from;
	}
	l->from = i->from < l->from ? i->from : l->from;
	l->to = i->to > l->to ? i->to : l->to;
	l->simple = l->simple && run->simple;
	l->hyphen = i->hyphen;
	l->pen += i->w + (i->tok->spread ? l->word_extra : 0);
}

/* A space joins the text before it in whatever font that has; after an object it begins one. */
static void
put_space(struct line *l, const struct item *i)
{
	struct item space = *i;
	const struct lay_tok *t = i->tok;
	struct glyph *g;

	if (i->w == 0)
		return;
	if (l->text != NULL && l->text->inl == t->inl && l->text_level == i->level)
		space.shaper = l->shaper;
	if (!is_continued(l, &space))
		begin_text(l, &space);
	g = add_glyphs(l, 1);
	*g = (struct glyph){.id = space.shaper->space_id, .cluster = i->from, .advance = i->w - (l->word_space - l->word_extra)};
	if (t->spread && l->rest > 0) {
		l->rest--;
		g->advance++;
		l->pen++;
	}
	if (!t->spread) /* an object of its own, so a text area of its own */
		g->advance = i->w - l->word_space;
	l->from = i->from < l->from ? i->from : l->from;
	l->to = i->to > l->to ? i->to : l->to;
	l->spaces++;
	l->pen += i->w + (t->spread ? l->word_extra : 0);
}

/* ---- inlines ------------------------------------------------------------------------------------------------- */

static void
close_inline(struct line *l)
{
	struct open *o = &l->stack[l->depth - 1];

	end_text(l);
	o->area->w = l->pen - o->x;
	lay_relative(o->area, l->o->measure, 0);
	l->depth--;
}

static void
open_inline(struct line *l, uint32_t inl)
{
	const struct lay_inl *i = &l->j->inls[inl];
	const struct font *f = &i->ts->font->font;
	struct open *o;
	struct area *a;

	end_text(l);
	if (l->depth == ARRAY_LEN(l->stack))
		return; /* deeper than any report: its text is drawn, its frame is not */
	a = append(l, AREA_INLINE, i->fo);
	a->is_first = a->is_last = false;
	a->box = i->box;
	l->has_links = l->has_links || i->fo->elem == FO_BASIC_LINK;
	put(l, a, l->pen, l->above - i->shift - f->ascent, 0, f->ascent + f->descent);
	o = &l->stack[l->depth++];
	*o = (struct open){.inl = inl, .area = a, .x = l->pen, .y = l->above - i->shift - f->ascent};
}

static bool
is_open(const struct line *l, uint32_t inl)
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
static void
go_to(struct line *l, uint32_t inl)
{
	uint32_t path[ARRAY_LEN(l->stack)];
	size_t n = 0;

	while (l->depth > 1 && !is_within(l->j, inl, l->stack[l->depth - 1].inl))
		close_inline(l);
	for (; inl != 0 && n < ARRAY_LEN(path); inl = l->j->inls[inl].parent)
		if (l->j->inls[inl].has_area && !is_open(l, inl))
			path[n++] = inl;
	while (n > 0)
		open_inline(l, path[--n]);
}

/* The start or end of an inline: on its first meeting (from the left) it opens, on its second it closes. */
static void
put_edge(struct line *l, const struct item *i)
{
	uint32_t inl = i->tok->inl;
	bool has_area = l->j->inls[inl].has_area, open = has_area && is_open(l, inl);
	struct area *a = NULL;

	if (!has_area) {
		if (i->w != 0)
			end_text(l);
		l->pen += i->w;
		return;
	}
	if (open) {
		while (l->depth > 1 && l->stack[l->depth - 1].inl != inl)
			close_inline(l);
		a = l->stack[l->depth - 1].area;
		close_inline(l);
		l->pen += i->w;
	} else {
		go_to(l, l->j->inls[inl].parent);
		end_text(l);
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
static void
fit_links(struct area *parent, int depth)
{
	for (struct area *a = parent->first; a != NULL && depth < 40; a = a->next) {
		mpt top = MPT_MAX, bottom = -MPT_MAX, up;

		if (a->kind != AREA_INLINE)
			continue;
		fit_links(a, depth + 1);
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
static void
cut_boxes(struct lay_job *j, struct area *parent, int depth)
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
		cut_boxes(j, a, depth + 1);
	}
}

/* ---- objects ------------------------------------------------------------------------------------------------- */

static void
put_ref(struct line *l, const struct item *i)
{
	const struct lay_object *o = i->tok->object;
	const struct lay_inl *inl = &l->j->inls[i->tok->inl];
	const struct font *f = &o->ts->font->font;
	struct area *a = append(l, AREA_TEXT, o->fo);

	a->text.baseline = f->ascent;
	a->text.color = o->ts->color;
	put(l, a, l->pen, l->above - inl->shift - f->ascent, i->w, f->ascent + f->descent);
	o->ref->text = a;
	o->ref->line = l->stack[0].area;
}

static void
put_object(struct line *l, const struct item *i)
{
	const struct lay_object *o = i->tok->object;
	struct area *a;

	end_text(l);
	go_to(l, i->tok->inl);
	if (o->kind == OBJECT_REF) {
		put_ref(l, i);
	} else if (o->kind == OBJECT_LEADER) {
		a = append(l, AREA_LEADER, o->fo);
		a->leader = o->leader;
		a->bidi = l->j->levels != NULL ? i->level + 1 : 0;
		put(l, a, l->pen, l->above - o->before, i->w, o->before + o->after);
		lay_leader_fill(l->j, o, a, l->o->indent + l->pen);
	} else {
		struct open *top = &l->stack[l->depth - 1];

		a = o->area;
		if (top->last != NULL)
			top->last->next = a;
		else
			top->area->first = a;
		top->last = a;
		put(l, a, l->pen + fo_len(o->fo, PR_SPACE_START_OPTIMUM, 0) + lay_box_edge(o->box, SIDE_START),
			l->above - o->before + lay_box_edge(o->box, SIDE_BEFORE), a->w, a->h);
	}
	l->pen += i->w;
}

static void
put_item(struct line *l, const struct item *i)
{
	switch ((enum lay_tok_kind)i->tok->kind) {
	case TOK_WORD:
		if (i->w == 0 && is_suppressed(i->tok))
			break;
		if (l->text == NULL || l->text->inl != i->tok->inl)
			go_to(l, i->tok->inl);
		put_word(l, i);
		break;
	case TOK_SPACE:
		if (i->w != 0 && (l->text == NULL || l->text->inl != i->tok->inl))
			go_to(l, i->tok->inl);
		put_space(l, i);
		break;
	case TOK_OPEN:
	case TOK_CLOSE:
		put_edge(l, i);
		break;
	case TOK_OBJECT:
		put_object(l, i);
		break;
	case TOK_LINEFEED:
	case TOK_SKIP:
	case TOK_ANCHOR:
		break;
	}
}

/* ---- the line ------------------------------------------------------------------------------------------------ */

static const struct lay_anchor *
anchors_of(struct line *l, const struct lay_compose *o, bool fixed)
{
	const struct lay_anchor *first = NULL;

	for (size_t k = l->n; k > 0; k--) {
		const struct lay_tok *t = l->items[k - 1].tok;

		if (t->kind != TOK_ANCHOR)
			continue;
		t->anchor->next = first;
		first = t->anchor;
		if (t->anchor->ref != NULL) {
			t->anchor->ref->fixed = fixed;
			t->anchor->ref->align = o->align;
			t->anchor->ref->measure = o->measure;
		}
	}
	return first;
}

static mpt
start_on_string(const struct line *l, mpt slack, const struct lay_point *from, const struct lay_point *to)
{
	const char *string = lay_align_string(l->j->block);
	mpt width = l->o->measure - slack;
	mpt before = lay_align_before(l->j, string, from->at, to->at, from->tok, width);
	mpt x = lay_align_start(l->j->lay, l->j->block, l->o->measure, before, width);

	return l->j->rtl ? mpt_max(0, l->o->measure - x - width) : l->o->indent + x;
}

static mpt
start_of(const struct line *l, mpt slack, const struct lay_point *from, const struct lay_point *to)
{
	const struct lay_compose *o = l->o;
	bool rtl = l->j->rtl;

	switch (o->align) {
	case ALIGN_CENTER:
		return (rtl ? 0 : o->indent) + slack / 2;
	case ALIGN_END:
	case ALIGN_OUTSIDE:
		return rtl ? 0 : o->indent + slack;
	case ALIGN_STRING:
		return start_on_string(l, slack, from, to);
	default:
		return rtl ? slack : o->indent;
	}
}

/* The lines are made before their page is known: as for one that is bound at its start edge. */
static mpt
mirror_of(const struct line *l, mpt slack)
{
	if (l->o->align != ALIGN_INSIDE && l->o->align != ALIGN_OUTSIDE)
		return 0;
	return (l->o->align == ALIGN_INSIDE) != l->j->rtl ? slack : -slack;
}

void
lay_compose_line(struct lay_job *j, const struct lay_point *from, const struct lay_point *to,
    const struct lay_compose *o, struct lay_line *line)
{
	struct line l = {.j = j, .o = o, .items = j->line_items, .cap = j->cap_items, .glyphs = j->line_glyphs,
	    .cap_glyphs = j->cap_glyphs};
	int spaces, leaders;
	mpt slack;
	struct area *a = arena_zalloc(j->a, sizeof(*a));
	bool fixed;

	take_items(&l, from, to);
	line->width = natural_width(&l, &spaces, &leaders);
	slack = o->measure - line->width;
	fixed = o->align == ALIGN_JUSTIFY && leaders + spaces > 0;
	if (o->align == ALIGN_JUSTIFY || slack < 0)
		slack = fill_leaders(&l, slack, leaders);
	/* A hair too wide (cut ligatures, shrunk spaces): the spaces give it, in ragged lines too. */
	if (spaces > 0 && (o->align == ALIGN_JUSTIFY || (slack < 0 && slack > -(mpt)spaces * 300))) {
		l.word_extra = slack >= 0 ? slack / spaces : -((spaces - 1 - slack) / spaces); /* never wider */
		l.rest = slack > 0 ? slack - l.word_extra * spaces : 0;
		slack = 0;
	}
	if (j->text.len > 0) /* else only anchors: no room */
		measure_height(&l);
	line->anchors = anchors_of(&l, o, fixed);
	if (j->levels != NULL)
		order_items(&l, from->at, to->at);
	a->kind = AREA_LINE;
	a->is_first = a->is_last = true;
	l.stack[l.depth++] = (struct open){.area = a};
	for (size_t k = 0; k < l.n; k++)
		put_item(&l, &l.items[k]);
	while (l.depth > 1)
		close_inline(&l);
	end_text(&l);
	cut_boxes(j, a, 0);
	if (l.has_links)
		fit_links(a, 0);
	a->bidi = j->levels != NULL ? 1 + j->rtl : 0;
	a->line.baseline = l.above;
	a->line.mirror = mirror_of(&l, slack);
	a->space_before = mpt_max(0, l.above - l.ascent);
	a->space_after = mpt_max(0, l.below - l.descent);
	a->x = start_of(&l, slack, from, to);
	a->w = l.pen;
	a->h = line->height = l.above + l.below;
	line->baseline = l.above;
	line->area = a;
	line->from = from->at;
	line->to = to->at;
	line->hyphenated = to->hyphen;
	line->forced = to->forced;
	j->line_items = l.items;
	j->cap_items = l.cap;
	j->line_glyphs = l.glyphs;
	j->cap_glyphs = l.cap_glyphs;
}
