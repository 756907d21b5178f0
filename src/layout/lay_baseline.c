/*
 * lay_baseline.c - the area alignment properties: XSL 1.1, 4.6 and 7.14.
 *
 * Each inline has a table of baselines: those of a font, at a height. A child's alignment point is put on one of its parent's
 * baselines, then moved by baseline-shift. Fonts say where few of their baselines are; the others are parts of the ascent, as other
 * formatters have them.
 */
#include "layout/para.h"

/* The height of a baseline over the alphabetic one. */
static mpt
height_of(enum fo_enum baseline, const struct lay_extent *x)
{
	switch (baseline) {
	case FV_BEFORE_EDGE:
	case FV_TEXT_BEFORE_EDGE:
		return x->ascent;
	case FV_HANGING:
		return x->ascent * 8 / 10;
	case FV_CENTRAL:
		return (x->ascent - x->descent) / 2;
	case FV_MATHEMATICAL:
		return x->ascent / 2;
	case FV_MIDDLE:
		return x->middle;
	case FV_AFTER_EDGE:
	case FV_TEXT_AFTER_EDGE:
	case FV_IDEOGRAPHIC:
		return -x->descent;
	default:
		return 0;
	}
}

static mpt
height_in(enum fo_enum baseline, const struct lay_baselines *t)
{
	const struct lay_extent x = {t->font->ascent, t->font->descent, t->font->x_height / 2, 0};

	return t->at + height_of(baseline, &x);
}

/*
 * 7.14.3: the offsets are the font's; where it has none they are parts of the x-heights, as FOP has them. Fonts give the subscript of
 * an equation, which is too little for text: it is lowered by a sixth at least.
 */
static mpt
moved_by(const struct lay_inl *parent, const struct fo_node *n, mpt middle)
{
	const struct fo_value *v = fo_prop(n, PR_BASELINE_SHIFT);
	const struct font *f = &parent->ts->font->font;

	if (v->kind == FO_LEN)
		return fo_len_of(v, parent->ts->line_height);
	if (v->kind == FO_ENUM && v->e == FV_SUPER)
		return f->superscript > 0 ? f->superscript : f->x_height;
	if (v->kind == FO_ENUM && v->e == FV_SUB)
		return -(f->subscript > 0 ? mpt_max(f->subscript, parent->ts->size * 16 / 100) : middle);
	return 0;
}

mpt
lay_baseline_shift(const struct lay_inl *parent, const struct fo_node *n, const struct lay_extent *own)
{
	enum fo_enum line = fo_enum(n, PR_ALIGNMENT_BASELINE), point;
	const struct fo_value *adjust = fo_prop(n, PR_ALIGNMENT_ADJUST);
	bool on_dominant = line == FV_AUTO || line == FV_BASELINE || line == FV_USE_SCRIPT || line == FV_NONE_;
	mpt shift, from_foot = own->natural > 0 ? own->natural - own->descent : 0;

	if (on_dominant)
		line = parent->table.dominant;
	/* The positions of scripts are from the alphabetic baseline of the parent, whatever its dominant one is. */
	if (on_dominant && (fo_is(n, PR_BASELINE_SHIFT, FV_SUPER) || fo_is(n, PR_BASELINE_SHIFT, FV_SUB)))
		shift = parent->shift;
	else
		shift = height_in(line, &parent->table);
	shift += moved_by(parent, n, own->middle);
	/* 7.14.1: a positive length moves the point opposite to the shift-direction, so the area along it. */
	if (adjust->kind == FO_LEN)
		return shift - from_foot + fo_len_of(adjust, own->ascent + own->descent);
	point = adjust->kind == FO_ENUM ? adjust->e : FV_AUTO;
	if (point == FV_BASELINE)
		point = parent->table.dominant;
	if (point == FV_AUTO || point == FV_USE_SCRIPT)
		return shift - (own->natural > 0 ? from_foot : height_of(line, own));
	return shift - height_of(point, own);
}

static enum fo_enum
dominant_of(const struct fo_node *n)
{
	enum fo_enum e = fo_enum(n, PR_DOMINANT_BASELINE);

	return e == FV_USE_SCRIPT ? FV_ALPHABETIC : e == FV_NO_CHANGE || e == FV_RESET_SIZE || e == FV_NONE_ ? FV_AUTO : e;
}

void
lay_baselines_root(struct lay_inl *block, const struct fo_node *n)
{
	enum fo_enum e = dominant_of(n);

	block->table = (struct lay_baselines){&block->ts->font->font, 0, e == FV_AUTO ? FV_ALPHABETIC : e};
}

void
lay_baselines_of(struct lay_inl *inl, const struct lay_inl *parent, const struct fo_node *n)
{
	enum fo_enum e = dominant_of(n);

	inl->table = parent->table;
	if (e != FV_AUTO)
		inl->table = (struct lay_baselines){&inl->ts->font->font, inl->shift, e};
	else if (moved_by(parent, n, inl->ts->font->font.x_height / 2) != 0 || fo_is(n, PR_DOMINANT_BASELINE, FV_RESET_SIZE))
		inl->table = (struct lay_baselines){&inl->ts->font->font, inl->shift, parent->table.dominant};
}
