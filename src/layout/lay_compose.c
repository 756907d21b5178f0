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
#include "layout/lay_compose.h"

/* ---- order --------------------------------------------------------------------------------------------------- */

/* UAX 9, L1: what hangs over the end of the line belongs to the paragraph; then L2. */
static void
order_items(struct lay_composing *l, uint32_t from, uint32_t to)
{
	uint32_t tail = from + lay_bidi_tail(l->j->text.p + from, to - from);
	struct lay_item *items = mem_alloc(l->n * (sizeof(*items) + sizeof(uint32_t) + 1) + 1);
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

struct area *
lay_compose_append(struct lay_composing *l, enum area_kind kind, const struct fo_node *fo)
{
	struct lay_opened *o = &l->stack[l->depth - 1];
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

void
lay_compose_put(struct lay_composing *l, struct area *a, mpt x, mpt y, mpt w, mpt h)
{
	const struct lay_opened *o = &l->stack[l->depth - 1];

	a->x = x - o->x;
	a->y = y - o->y;
	a->w = w;
	a->h = h;
}

static void
put_deco(struct lay_composing *l, const struct lay_deco *d, mpt x, mpt w)
{
	struct area *a = lay_compose_append(l, AREA_RULE, NULL);
	const struct font *f = d->font;
	mpt thick = d->kind == FV_LINE_THROUGH ? f->strike_thick : f->underline_thick;
	mpt centre = d->kind == FV_UNDERLINE ? -f->underline_pos :
		d->kind == FV_LINE_THROUGH   ? f->strike_pos :
					       f->ascent - thick / 2;

	a->is_artifact = true;
	a->rule.color = d->color;
	a->rule.style = FV_SOLID;
	lay_compose_put(l, a, l->text_x + x, l->above - d->shift - centre - thick / 2, w, thick);
}

/* 7.30.15, score-spaces false: words only. */
static void
put_deco_words(struct lay_composing *l, const struct lay_deco *d, const struct glyph_run *run)
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
put_decos(struct lay_composing *l, const struct lay_inl *inl, const struct glyph_run *run, mpt w, bool over)
{
	for (const struct lay_deco *d = inl->deco; d != NULL; d = d->next) {
		if ((d->kind == FV_LINE_THROUGH) != over || fo_is_hidden(inl->fo))
			continue;
		if (d->words)
			put_deco_words(l, d, run);
		else
			put_deco(l, d, 0, w);
	}
}

static struct glyph_run *
finish_run(struct lay_composing *l)
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
	r->para = l->j->number;
	r->at = l->from;
	r->spaced = l->from > 0 && strchr(" \t\n\r", l->j->joined[l->from - 1]) != NULL;
	r->text_len = l->to - l->from;
	r->n = (uint32_t)l->n_glyphs;
	r->glyphs = g;
	r->width = width > MPT_MAX ? MPT_MAX : (mpt)width;
	r->rtl = l->text_level & 1;
	r->simple = l->simple;
	return r;
}

void
lay_compose_end_text(struct lay_composing *l)
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
	a = lay_compose_append(l, AREA_TEXT, l->text->fo);
	a->text.run = run;
	a->text.word_space = l->spaces > 0 ? l->word_space : 0;
	a->text.baseline = l->font->ascent;
	a->text.color = inl->ts->color;
	a->text.hyphen = l->hyphen;
	a->bidi = l->j->levels != NULL ? l->text_level + 1 : 0;
	lay_compose_put(l, a, l->text_x, l->above - inl->shift - l->font->ascent, w, l->font->ascent + l->font->descent);
	put_decos(l, inl, run, w, true);
	l->text = NULL;
	l->n_glyphs = 0;
}

/* Does the item go on where the text area ends? */
static bool
is_continued(const struct lay_composing *l, const struct lay_item *i)
{
	const struct lay_tok *t = i->tok;

	return l->text != NULL && l->text->inl == t->inl && l->text->fo == t->fo && l->text_level == i->level &&
		l->font == &i->shaper->font->font && ((i->level & 1) != 0 ? i->to == l->from : i->from == l->to);
}

static void
begin_text(struct lay_composing *l, const struct lay_item *i)
{
	lay_compose_end_text(l);
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
add_glyphs(struct lay_composing *l, size_t n)
{
	if (l->n_glyphs + n >= l->cap_glyphs) { /* a run of none needs a place as well */
		l->cap_glyphs = (l->n_glyphs + n + 1) * 2;
		l->glyphs = mem_realloc(l->glyphs, l->cap_glyphs, sizeof(*l->glyphs));
	}
	l->n_glyphs += n;
	return l->glyphs + l->n_glyphs - n;
}

static void
put_word(struct lay_composing *l, const struct lay_item *i)
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
	if (run->n > 0)
		g[run->n - 1].advance -= i->cut;
	l->from = i->from < l->from ? i->from : l->from;
	l->to = i->to > l->to ? i->to : l->to;
	l->simple = l->simple && run->simple;
	l->hyphen = i->hyphen;
	l->pen += i->w + (i->tok->spread ? l->word_extra : 0);
}

/* A space joins the text before it in whatever font that has; after an object it begins one. */
static void
put_space(struct lay_composing *l, const struct lay_item *i)
{
	struct lay_item space = *i;
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

/* ---- objects ------------------------------------------------------------------------------------------------- */

static void
put_ref(struct lay_composing *l, const struct lay_item *i)
{
	const struct lay_object *o = i->tok->object;
	const struct lay_inl *inl = &l->j->inls[i->tok->inl];
	const struct font *f = &o->ts->font->font;
	struct area *a = lay_compose_append(l, AREA_TEXT, o->fo);

	a->text.baseline = f->ascent;
	a->text.color = o->ts->color;
	lay_compose_put(l, a, l->pen, l->above - inl->shift - f->ascent, i->w, f->ascent + f->descent);
	o->ref->text = a;
	o->ref->line = l->stack[0].area;
}

static void
put_object(struct lay_composing *l, const struct lay_item *i)
{
	const struct lay_object *o = i->tok->object;
	struct area *a;

	lay_compose_end_text(l);
	lay_compose_go_to(l, i->tok->inl);
	if (o->kind == OBJECT_REF) {
		put_ref(l, i);
	} else if (o->kind == OBJECT_LEADER) {
		a = lay_compose_append(l, AREA_LEADER, o->fo);
		a->leader = o->leader;
		a->bidi = l->j->levels != NULL ? i->level + 1 : 0;
		lay_compose_put(l, a, l->pen, l->above - o->before, i->w, o->before + o->after);
		lay_leader_fill(l->j, o, a, l->o->indent + l->pen);
	} else {
		struct lay_opened *top = &l->stack[l->depth - 1];

		a = o->area;
		if (top->last != NULL)
			top->last->next = a;
		else
			top->area->first = a;
		top->last = a;
		lay_compose_put(l, a, l->pen + fo_len(o->fo, PR_SPACE_START_OPTIMUM, 0) + lay_box_edge(o->box, SIDE_START),
			l->above - o->before + lay_box_edge(o->box, SIDE_BEFORE), a->w, a->h);
	}
	l->pen += i->w;
}

static void
put_item(struct lay_composing *l, const struct lay_item *i)
{
	switch ((enum lay_tok_kind)i->tok->kind) {
	case TOK_WORD:
		if (i->w == 0 && lay_compose_is_suppressed(i->tok))
			break;
		if (l->text == NULL || l->text->inl != i->tok->inl)
			lay_compose_go_to(l, i->tok->inl);
		put_word(l, i);
		break;
	case TOK_SPACE:
		if (i->w != 0 && (l->text == NULL || l->text->inl != i->tok->inl))
			lay_compose_go_to(l, i->tok->inl);
		put_space(l, i);
		break;
	case TOK_OPEN:
	case TOK_CLOSE:
		lay_compose_edge(l, i);
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
anchors_of(struct lay_composing *l, const struct lay_compose *o, bool fixed)
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
start_on_string(const struct lay_composing *l, mpt slack, const struct lay_point *from, const struct lay_point *to)
{
	const char *string = lay_align_string(l->j->block);
	mpt width = l->o->measure - slack;
	mpt before = lay_align_before(l->j, string, from->at, to->at, from->tok, width);
	mpt x = lay_align_start(l->j->lay, l->j->block, l->o->measure, before, width);

	return l->j->rtl ? mpt_max(0, l->o->measure - x - width) : l->o->indent + x;
}

static mpt
start_of(const struct lay_composing *l, mpt slack, const struct lay_point *from, const struct lay_point *to)
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
mirror_of(const struct lay_composing *l, mpt slack)
{
	if (l->o->align != ALIGN_INSIDE && l->o->align != ALIGN_OUTSIDE)
		return 0;
	return (l->o->align == ALIGN_INSIDE) != l->j->rtl ? slack : -slack;
}

void
lay_compose_line(struct lay_job *j, const struct lay_point *from, const struct lay_point *to,
    const struct lay_compose *o, struct lay_line *line)
{
	struct lay_composing l = {.j = j, .o = o, .items = j->line_items, .cap = j->cap_items, .glyphs = j->line_glyphs,
	    .cap_glyphs = j->cap_glyphs};
	int spaces, leaders;
	mpt slack;
	struct area *a = arena_zalloc(j->a, sizeof(*a));
	bool fixed;

	lay_compose_take(&l, from, to);
	line->width = lay_compose_width(&l, &spaces, &leaders);
	slack = o->measure - line->width;
	fixed = o->align == ALIGN_JUSTIFY && leaders + spaces > 0;
	if (o->align == ALIGN_JUSTIFY || slack < 0)
		slack = lay_compose_leaders(&l, slack, leaders);
	/* A hair too wide (cut ligatures, shrunk spaces): the spaces give it, in ragged lines too. */
	if (spaces > 0 && (o->align == ALIGN_JUSTIFY || (slack < 0 && slack > -(mpt)spaces * 300))) {
		l.word_extra = slack >= 0 ? slack / spaces : -((spaces - 1 - slack) / spaces); /* never wider */
		l.rest = slack > 0 ? slack - l.word_extra * spaces : 0;
		slack = 0;
	}
	if (j->text.len > 0) /* else only anchors: no room */
		lay_compose_height(&l);
	line->anchors = anchors_of(&l, o, fixed);
	if (j->levels != NULL)
		order_items(&l, from->at, to->at);
	a->kind = AREA_LINE;
	a->is_first = a->is_last = true;
	l.stack[l.depth++] = (struct lay_opened){.area = a};
	for (size_t k = 0; k < l.n; k++)
		put_item(&l, &l.items[k]);
	while (l.depth > 1)
		lay_compose_close(&l);
	lay_compose_end_text(&l);
	lay_compose_cut_boxes(j, a, 0);
	if (l.has_links)
		lay_compose_links(a, 0);
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
