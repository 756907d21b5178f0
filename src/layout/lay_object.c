/*
 * lay_object.c - what is not text in a line: pictures, leaders, places for numbers.
 */
#include <string.h>

#include "layout/lay_image.h"
#include "layout/para.h"
#include "layout/ref.h"

static void
place(struct lay_job *j, struct lay_object *o, const struct fo_node *n, uint32_t inl, mpt before, mpt after, mpt middle)
{
	const struct lay_extent own = {before, after, middle, 0};
	mpt shift = lay_baseline_shift(&j->inls[inl], n, &own);

	o->before = before + shift;
	o->after = after - shift;
}

/* ---- pictures ------------------------------------------------------------------------------------------------ */

static enum rc
new_picture(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o)
{
	const struct image *image;
	struct lay_image_box size;

	TRY(lay_image_lookup(j->lay, n, &image));
	if (image != NULL && image->kind == IMAGE_SVG && memmem(image->bytes, image->len, "<text", 5) != NULL) {
		lay_fonts_complete(j->lay);
		lay_fonts_publish(j->lay);
	}
	lay_image_size(n, image, j->m->ipd, &size);
	o->area = lay_image_area(j->a, n, image, &size);
	o->box = lay_box_of(j->lay, n, j->m->ipd);
	o->area->box = o->box;
	o->area->is_first = o->area->is_last = true;
	o->w = o->area->w + lay_box_edge(o->box, SIDE_START) + lay_box_edge(o->box, SIDE_END) +
		fo_len(n, PR_SPACE_START_OPTIMUM, j->m->ipd) + fo_len(n, PR_SPACE_END_OPTIMUM, j->m->ipd);
	place(j, o, n, inl, o->area->h + lay_box_edge(o->box, SIDE_BEFORE), lay_box_edge(o->box, SIDE_AFTER),
		o->area->h / 2);
	return RC_OK;
}

/* ---- leaders ------------------------------------------------------------------------------------------------- */

static void
add_content(const struct fo_node *n, struct buf *text, bool *other, int depth)
{
	for (const struct fo_node *c = n->first; c != NULL && depth < 50; c = c->next) {
		if (c->elem == FO_TEXT)
			buf_add(text, c->text, c->len);
		else if (c->elem == FO_INLINE || c->elem == FO_WRAPPER)
			add_content(c, text, other, depth + 1);
		else
			*other = true;
	}
}

/* What is repeated: a dot, or the leader's own text. */
static const struct glyph_run *
pattern_of(struct lay_job *j, const struct fo_node *n, struct lay_text_style *ts)
{
	struct buf text = {0};
	bool other = false;
	const struct glyph_run *run;

	if (fo_is(n, PR_LEADER_PATTERN, FV_USE_CONTENT))
		add_content(n, &text, &other, 0);
	if (other && diag_first(j->lay->cx, DIAG_LEADER_CONTENT, ""))
		(void)diag_at(j->lay->cx, DIAG_LEADER_CONTENT, lay_span_near(n), "only its text is repeated");
	if (text.len == 0)
		buf_putc(&text, '.');
	run = lay_shape(j->lay, j->a, ts->latin, text.p, (uint32_t)text.len);
	buf_free(&text);
	return run;
}

static void
new_leader(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o)
{
	const struct fo_value *period = fo_prop(n, PR_LEADER_PATTERN_WIDTH);
	struct area_leader *l = &o->leader;
	const struct font *f = &o->ts->font->font;
	mpt ipd = j->m->ipd, h;

	o->min = mpt_max(0, fo_len(n, PR_LEADER_LENGTH_MINIMUM, ipd));
	o->max = mpt_max(o->min, fo_len(n, PR_LEADER_LENGTH_MAXIMUM, ipd));
	o->w = mpt_min(o->max, mpt_max(o->min, fo_len(n, PR_LEADER_LENGTH_OPTIMUM, ipd)));
	l->pattern = fo_enum(n, PR_LEADER_PATTERN);
	l->color = fo_color(n, PR_COLOR);
	if (l->pattern == FV_RULE) {
		l->thickness = mpt_max(0, fo_len(n, PR_RULE_THICKNESS, 0));
		l->rule_style = fo_enum(n, PR_RULE_STYLE);
		l->baseline = l->thickness / 2;
		h = l->thickness;
		place(j, o, n, inl, h, 0, h / 2);
		return;
	}
	if (l->pattern != FV_SPACE) {
		l->dot = pattern_of(j, n, o->ts);
		/* Dots a space apart: touching dots are a rule. Own content brings its own spaces. */
		l->dot_width = l->dot->width + (l->pattern == FV_DOTS ? o->ts->latin->space : 0);
		if (period->kind == FO_LEN)
			l->dot_width = mpt_max(l->dot->width, fo_len_of(period, ipd));
		l->pattern = FV_DOTS;
	}
	l->baseline = f->ascent;
	place(j, o, n, inl, f->ascent, f->descent, f->x_height / 2);
}

enum rc
lay_object_new(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object **object)
{
	struct lay_object *o = arena_zalloc(j->a, sizeof(*o));

	*object = o;
	o->fo = n;
	o->ts = lay_text_style(j->lay, n);
	if (n->elem == FO_LEADER) {
		o->kind = OBJECT_LEADER;
		new_leader(j, n, inl, o);
		return RC_OK;
	}
	o->edge = fo_enum(n, PR_ALIGNMENT_BASELINE);
	if (o->edge != FV_BEFORE_EDGE && o->edge != FV_AFTER_EDGE)
		o->edge = FV_NONE_;
	if (n->elem == FO_INLINE_CONTAINER) {
		o->kind = OBJECT_LIST;
		return lay_object_box(j, n, inl, o);
	}
	o->kind = OBJECT_AREA;
	return new_picture(j, n, inl, o);
}

/* ---- numbers that are not known yet -------------------------------------------------------------------------- */

struct lay_object *
lay_object_ref(struct lay_job *j, const struct fo_node *citation, uint32_t inl)
{
	struct lay_object *o = arena_zalloc(j->a, sizeof(*o));
	unsigned guess = lay_ref_guess(j->lay);
	char digits[12];
	uint32_t n = 0;
	const struct font *f;

	o->kind = OBJECT_REF;
	o->fo = citation;
	o->ts = j->inls[inl].ts;
	f = &o->ts->font->font;
	do
		digits[n++] = '0';
	while ((guess /= 10) > 0 && n < sizeof(digits) - 1);
	if (n < 2)
		digits[n++] = '0';
	o->w = lay_shape(j->lay, j->a, o->ts->latin, digits, n)->width;
	o->before = f->ascent + j->inls[inl].shift;
	o->after = f->descent - j->inls[inl].shift;
	o->ref = arena_zalloc(j->a, sizeof(*o->ref));
	o->ref->ts = o->ts;
	return o;
}
