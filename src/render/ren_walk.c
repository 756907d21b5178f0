#include "render/ren.h"

#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "render/ren_doc.h"

/* Tiles of one background; a smaller picture is drawn once. */
#define MAX_TILES 2000
/* Dots of one leader: more are not seen, they are grey. */
#define MAX_DOTS 4000

/* From the system of what is drawn to the page: x' = xx * x + xy * y + x. */
struct turn {
	int xx, yx, xy, yy;
	mpt x, y;
};

struct walk {
	struct dev *d;
	struct ren_grid *grid;
	unsigned in_table;
	const struct fo_node *inside; /* whose tag is open */
	/* Text that waits for its neighbours: one font, colour, baseline and direction. */
	struct dev_text *pieces;
	size_t n, cap;
	mpt baseline;
	uint32_t color;
	struct drawn_mark mark; /* of the text that waits */
	unsigned in_artifact, in_line;
	bool has_links; /* of which the words are collected */
	enum drawn_artifact furniture; /* what static content of this region is */
	struct turn turn;
};

static enum rc walk_area(struct walk *w, const struct area *a, mpt ox, mpt oy, unsigned depth);

static void
flush_text(struct walk *w)
{
	struct drawn_mark now = w->d->now;

	if (w->n > 0) {
		w->d->now = w->mark;
		dev_draw_text(w->d, w->pieces, w->n, w->baseline, w->color);
		w->d->now = now;
	}
	w->n = 0;
}

/* ---- what belongs to whom (ISO 32000-1, 14.8.2.2): nothing is done unless it is collected -------------------------------- */

/* What is drawn from here on is no content: of this kind, unless it is in an artifact already. */
static struct drawn_mark
begin_artifact(struct walk *w, enum drawn_artifact kind)
{
	struct drawn_mark before = w->d->now;

	if (w->in_artifact == 0)
		w->d->now = (struct drawn_mark){TAG_NONE, (uint8_t)kind};
	return before;
}

/* What is drawn from here on is content of an object. */
static struct drawn_mark
begin_content(struct walk *w, const struct fo_node *fo)
{
	struct drawn_mark before = w->d->now;

	if (w->d->doc != NULL && w->in_artifact == 0)
		w->d->now = (struct drawn_mark){ren_tags_of(w->d->doc, fo != NULL ? fo : w->inside), 0};
	return before;
}

static void
flush_grid(struct walk *w)
{
	struct drawn_mark before = begin_artifact(w, ARTIFACT_LAYOUT);

	ren_grid_flush(w->grid, w->d);
	w->d->now = before;
}

/* The kind of artifact that an area is, with all in it. */
static enum drawn_artifact
artifact_of(const struct walk *w, const struct area *a)
{
	return a->fo != NULL && a->fo->elem == FO_STATIC_CONTENT ? w->furniture : a->fo == NULL ? ARTIFACT_LAYOUT : ARTIFACT_PAGE;
}

static void
enter_region(struct walk *w, const struct area *a)
{
	if (a->kind == AREA_REGION && a->fo != NULL)
		w->furniture = a->fo->elem == FO_REGION_BEFORE ? ARTIFACT_HEADER :
		    a->fo->elem == FO_REGION_AFTER	       ? ARTIFACT_FOOTER :
		    a->fo->elem == FO_REGION_BODY	       ? ARTIFACT_LAYOUT :
								 ARTIFACT_PAGE;
}

static struct turn
turn_into(const struct turn *outer, const struct dev_frame *f)
{
	static const int turns[4][4] = {{1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
	const int *t = turns[f->rotation / 90];

	return (struct turn){
	    .xx = outer->xx * t[0] + outer->xy * t[1],
	    .yx = outer->yx * t[0] + outer->yy * t[1],
	    .xy = outer->xx * t[2] + outer->xy * t[3],
	    .yy = outer->yx * t[2] + outer->yy * t[3],
	    .x = mpt_add(outer->x, mpt_add(outer->xx * f->x, outer->xy * f->y)),
	    .y = mpt_add(outer->y, mpt_add(outer->yx * f->x, outer->yy * f->y)),
	};
}

static struct ren_rect
on_page(const struct turn *t, const struct ren_rect *r)
{
	mpt w = t->xx * r->w + t->xy * r->h, h = t->yx * r->w + t->yy * r->h;
	mpt x = mpt_add(t->x, mpt_add(t->xx * r->x, t->xy * r->y)), y = mpt_add(t->y, mpt_add(t->yx * r->x, t->yy * r->y));

	return (struct ren_rect){w < 0 ? mpt_add(x, w) : x, h < 0 ? mpt_add(y, h) : y, abs(w), abs(h)};
}

static struct drawn_mark
begin_text(struct walk *w, const struct area *a, mpt baseline)
{
	struct drawn_mark before;

	if (w->d->doc != NULL && w->in_artifact == 0 && !ren_tags_is_known(w->d->doc, a->fo))
		flush_text(w);
	before = begin_content(w, a->fo);
	if (w->has_links && w->in_artifact == 0)
		ren_tags_text(w->d->doc, w->d->now.elem, baseline, a->text.run->text, a->text.run->text_len);
	return before;
}

static struct drawn_mark
begin_picture(struct walk *w, const struct area *a, const struct ren_rect *r)
{
	struct drawn_mark before = begin_content(w, a->fo);
	struct ren_rect page = on_page(&w->turn, r);

	if (w->d->doc != NULL && w->in_artifact == 0)
		ren_tags_box(w->d->doc, w->d->now.elem, &page);
	return before;
}

static void
collect_field(struct walk *w, const struct area *a, const struct ren_rect *r)
{
	struct ren_rect page = on_page(&w->turn, r);

	if (w->d->doc == NULL || a->fo == NULL || a->fo->elem != FO_AXF_FORM_FIELD || !a->is_first)
		return;
	flush_text(w);
	ren_doc_field(w->d->doc, a->fo, &page);
	w->d->has_drawn = false; /* what goes on behind it is another mark */
}

/* ---- drawing ----------------------------------------------------------------------------------------------------------- */

static bool
joins(const struct walk *w, const struct glyph_run *run, mpt x, mpt baseline, uint32_t color)
{
	const struct dev_text *last = &w->pieces[w->n - 1];

	return run->font == last->run->font && run->rtl == last->run->rtl && baseline == w->baseline &&
	    color == w->color && x >= last->x && w->d->now.elem == w->mark.elem && w->d->now.artifact == w->mark.artifact;
}

static void
add_text(struct walk *w, const struct glyph_run *run, mpt x, mpt baseline, mpt word_space, uint32_t color)
{
	if (run->n == 0)
		return;
	if (w->n > 0 && !joins(w, run, x, baseline, color))
		flush_text(w);
	if (w->n == w->cap) {
		w->cap = w->cap == 0 ? 64 : w->cap * 2;
		w->pieces = mem_realloc(w->pieces, w->cap, sizeof(*w->pieces));
	}
	w->baseline = baseline;
	w->color = color;
	w->mark = w->d->now;
	w->pieces[w->n++] = (struct dev_text){run, x, word_space};
}

/* XSL 1.1, 7.22.3: dots stand on a grid that starts at the page's edge, so that those of neighbouring lines line up. */
static void
draw_dots(struct walk *w, const struct area *a, mpt x, mpt y)
{
	const struct area_leader *l = &a->leader;
	mpt period, at, end = mpt_add(x, a->w);

	if (l->dot == NULL || a->w <= 0)
		return;
	period = mpt_max(mpt_max(l->dot_width, l->dot->width), 1);
	if (a->w / period > MAX_DOTS)
		period = a->w / MAX_DOTS + 1;
	at = (x + period - 1) / period * period;
	for (; at + l->dot->width <= end; at += period)
		add_text(w, l->dot, at, mpt_add(y, l->baseline), 0, l->color);
}

static void
draw_leader(struct walk *w, const struct area *a, mpt x, mpt y)
{
	const struct area_leader *l = &a->leader;
	struct ren_rect r = {x, mpt_add(y, l->baseline - l->thickness / 2), a->w, l->thickness};
	struct drawn_mark before = begin_artifact(w, ARTIFACT_LAYOUT);

	if (l->pattern == FV_DOTS) {
		draw_dots(w, a, x, y);
	} else if (l->pattern == FV_RULE) {
		flush_text(w);
		ren_rule(w->d, &r, false, l->rule_style, l->color);
	}
	w->d->now = before;
}

static enum rc
draw_background_image(struct walk *w, const struct area *a, const struct ren_rect *r)
{
	const struct area_box *b = a->box;
	struct span at = a->fo != NULL ? a->fo->at : NO_SPAN;
	mpt clip[4] = {r->x, r->y, r->w, r->h};
	struct dev_frame frame = {clip, 0, 0, 0};
	mpt iw = b->image->w, ih = b->image->h;
	bool along = b->image_repeat == FV_REPEAT || b->image_repeat == FV_REPEAT_X;
	bool down = b->image_repeat == FV_REPEAT || b->image_repeat == FV_REPEAT_Y;
	mpt x0 = area_image_place(b->image_x, b->image_x_pct, r->w, iw);
	mpt y0 = area_image_place(b->image_y, b->image_y_pct, r->h, ih);
	enum rc rc = RC_OK;

	if (iw <= 0 || ih <= 0 || r->w <= 0 || r->h <= 0)
		return RC_OK;
	if ((int64_t)(along ? r->w / iw + 2 : 1) * (down ? r->h / ih + 2 : 1) > MAX_TILES) {
		if (diag_first(w->d->cx, DIAG_BACKGROUND_TILES, b->image->name))
			rc = diag_at(w->d->cx, DIAG_BACKGROUND_TILES, at, "%s; drawn once", b->image->name);
		along = down = false;
	}
	if (along)
		x0 = x0 % iw - (x0 % iw > 0 ? iw : 0);
	if (down)
		y0 = y0 % ih - (y0 % ih > 0 ? ih : 0);
	dev_push(w->d, &frame);
	for (mpt y = y0; rc == RC_OK && (down ? y < r->h : y == y0); y += ih)
		for (mpt x = x0; rc == RC_OK && (along ? x < r->w : x == x0); x += iw)
			rc = dev_image(w->d, mpt_add(r->x, x), mpt_add(r->y, y), iw, ih, b->image, at);
	dev_pop(w->d);
	return rc;
}

/* XSL 1.1, 7.8.1: a background fills the padding rectangle. */
static enum rc
draw_box(struct walk *w, const struct area *a, const struct ren_rect *content)
{
	struct ren_rect padding = ren_padding_rect(a->box, content);
	struct drawn_mark before = begin_artifact(w, a->kind == AREA_REGION ? ARTIFACT_BACKGROUND : ARTIFACT_LAYOUT);
	enum rc rc = RC_OK;

	flush_text(w);
	dev_rect(w->d, padding.x, padding.y, padding.w, padding.h, a->box->background);
	if (a->box->image != NULL)
		rc = draw_background_image(w, a, &padding);
	ren_border(w->d, w->in_table > 0 ? w->grid : NULL, a->box, content);
	w->d->now = before;
	return rc;
}

static enum rc
walk_children(struct walk *w, const struct area *a, mpt x, mpt y, unsigned depth)
{
	for (const struct area *c = a->first; c != NULL; c = c->next)
		TRY(walk_area(w, c, x, y, depth + 1));
	return RC_OK;
}

/*
 * Children of a reference area live in a system of its own (XSL 1.1, 7.21.3 reference-orientation): turned by 90 degrees, their
 * origin is the lower left corner of the content rectangle and x goes up.
 */
static enum rc
walk_reference(struct walk *w, const struct area *a, const struct ren_rect *r, unsigned depth)
{
	struct ren_rect c = a->box != NULL ? ren_padding_rect(a->box, r) : *r;
	mpt clip[4] = {c.x, c.y, c.w, c.h};
	int turn = a->ref->rotation;
	struct turn outside = w->turn;
	struct dev_frame frame = {
	    .clip = a->ref->clip ? clip : NULL,
	    .x = turn == 180 || turn == 270 ? mpt_add(r->x, r->w) : r->x,
	    .y = turn == 90 || turn == 180 ? mpt_add(r->y, r->h) : r->y,
	    .rotation = turn,
	};
	enum rc rc;

	flush_text(w);
	flush_grid(w);
	dev_push(w->d, &frame);
	w->turn = turn_into(&outside, &frame);
	rc = walk_children(w, a, 0, 0, depth);
	w->turn = outside;
	flush_text(w);
	flush_grid(w);
	dev_pop(w->d);
	return rc;
}

static bool
is_table(const struct area *a)
{
	return a->fo != NULL && a->fo->elem == FO_TABLE;
}

/* A viewport and what lies in it have the same object: one tag. */
static bool
is_tagged(const struct walk *w, const struct area *a)
{
	return a->fo != NULL && a->fo != w->inside && a->kind != AREA_TEXT && a->kind != AREA_LINE;
}

/* 7.30.17: it has its place and is not drawn; what is in it may be visible again. */
static bool
is_hidden(const struct area *a)
{
	return a->fo != NULL && a->fo->style != NULL && fo_is_hidden(a->fo) && a->kind != AREA_LINE && !a->is_artifact;
}

static enum rc
draw_area(struct walk *w, const struct area *a, const struct ren_rect *r, unsigned depth)
{
	struct drawn_mark before;
	enum rc rc = RC_OK;

	if (is_hidden(a) && a->kind != AREA_REGION && a->kind != AREA_BLOCK && a->kind != AREA_INLINE)
		return RC_OK;
	switch (a->kind) {
	case AREA_TEXT:
		before = begin_text(w, a, mpt_add(r->y, a->text.baseline));
		add_text(w, a->text.run, r->x, mpt_add(r->y, a->text.baseline), a->text.word_space, a->text.color);
		w->d->now = before;
		return RC_OK;
	case AREA_LEADER:
		draw_leader(w, a, r->x, r->y);
		break;
	case AREA_IMAGE:
		flush_text(w);
		before = begin_picture(w, a, r);
		if (a->image != NULL)
			rc = dev_image(w->d, r->x, r->y, r->w, r->h, a->image, a->fo != NULL ? a->fo->at : NO_SPAN);
		w->d->now = before;
		return rc;
	case AREA_RULE:
		flush_text(w);
		/* Under a word it belongs to the word, beside a paragraph it is a change bar. */
		before = w->in_line > 0 && a->fo == NULL ? begin_content(w, NULL) : begin_artifact(w, ARTIFACT_LAYOUT);
		ren_rule(w->d, r, a->rule.vertical, a->rule.style, a->rule.color);
		w->d->now = before;
		return RC_OK;
	case AREA_REGION:
	case AREA_BLOCK:
	case AREA_LINE:
		break;
	case AREA_INLINE:
		collect_field(w, a, r);
		break;
	}
	if (a->ref != NULL && (a->ref->clip || a->ref->rotation != 0))
		return walk_reference(w, a, r, depth);
	return walk_children(w, a, r->x, r->y, depth);
}

static enum rc
walk_area(struct walk *w, const struct area *a, mpt ox, mpt oy, unsigned depth)
{
	struct ren_rect r = {mpt_add(ox, a->x), mpt_add(oy, a->y), a->w, a->h};
	const struct fo_node *outside = w->inside;
	bool tags = is_tagged(w, a) && !is_hidden(a), marks = tags && w->d->ops->tag_begin != NULL;
	struct drawn_mark before = w->d->now;
	bool is_furniture = a->is_artifact && a->kind != AREA_RULE;

	if (depth > LIMIT_AREA_DEPTH)
		return diag_at(w->d->cx, DIAG_AREA_DEPTH, a->fo != NULL ? a->fo->at : NO_SPAN, "more than %d levels",
		    LIMIT_AREA_DEPTH);
	if (marks)
		flush_text(w);
	if (tags) {
		dev_tag_begin(w->d, a);
		w->inside = a->fo;
	}
	enter_region(w, a);
	if (is_furniture) {
		begin_artifact(w, artifact_of(w, a));
		w->in_artifact++;
	} else if (w->d->doc != NULL && a->fo != NULL && w->in_artifact == 0) {
		ren_tags_touch(w->d->doc, a);
	}
	w->in_table += is_table(a);
	w->in_line += a->kind == AREA_LINE;
	if (a->box != NULL && !is_hidden(a))
		TRY(draw_box(w, a, &r));
	TRY(draw_area(w, a, &r, depth));
	w->in_line -= a->kind == AREA_LINE;
	if (is_table(a)) {
		flush_text(w);
		flush_grid(w);
		w->in_table--;
	}
	if (marks)
		flush_text(w);
	if (is_furniture)
		w->in_artifact--;
	else if (w->d->doc != NULL && a->fo != NULL && w->in_artifact == 0)
		ren_tags_leave(w->d->doc, a);
	w->d->now = before;
	if (tags)
		dev_tag_end(w->d);
	w->inside = outside;
	return RC_OK;
}

enum rc
ren_walk_page(struct dev *d, const struct page *page)
{
	struct walk w = {.d = d, .grid = ren_grid_new(), .has_links = d->doc != NULL && page->n_links > 0, .turn = {1, 0, 0, 1, 0, 0}};
	enum rc rc = RC_OK;

	for (const struct area *a = page->first; a != NULL && rc == RC_OK; a = a->next)
		rc = walk_area(&w, a, 0, 0, 0);
	if (rc == RC_OK) {
		flush_text(&w);
		flush_grid(&w);
		for (size_t i = 0; i < page->n_links; i++)
			dev_link(d, &page->links[i]);
		for (size_t i = 0; i < page->n_dests; i++)
			dev_dest(d, &page->dests[i]);
	}
	ren_grid_free(w.grid);
	free(w.pieces);
	return rc;
}
