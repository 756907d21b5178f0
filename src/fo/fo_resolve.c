/*
 * fo_resolve.c - what depends on several properties of one object (XSL 1.1, chapter 5), and the
 * ranges of values.
 */
#include "base/limits.h"
#include "fo/fo_reader.h"

#define A4_WIDTH 595275
#define A4_HEIGHT 841889
#define PAGE_MIN 2834 /* [mpt] 1 mm */
#define PAGE_MAX 14173229 /* [mpt] 5 m */
#define FONT_MIN 1000 /* [mpt] */
#define FONT_MAX 1000000 /* [mpt] */
#define LAYOUT_REPEATS_MAX 1000000

static bool
is_len(const struct fo_istyle *st, enum fo_prop p)
{
	return st->s.v[p].kind == FO_LEN;
}

static void
set_enum(struct fo_istyle *st, enum fo_prop p, enum fo_enum e)
{
	st->s.v[p] = (struct fo_value){.kind = FO_ENUM};
	st->s.v[p].e = e;
}

/* to += from, both as linear forms; what is no length counts as 0. */
static void
add_len(struct fo_value *to, const struct fo_value *from)
{
	if (from->kind != FO_LEN)
		return;
	to->len.fixed = mpt_add(to->len.fixed, from->len.fixed);
	to->len.pct += from->len.pct;
}

/* 7.8.x: the computed width is 0 where the style is none or hidden. */
static void
resolve_borders(struct fo_istyle *st)
{
	static const enum fo_prop width[] = {PR_BORDER_BEFORE_WIDTH, PR_BORDER_AFTER_WIDTH,
	    PR_BORDER_START_WIDTH, PR_BORDER_END_WIDTH};
	static const enum fo_prop style[] = {PR_BORDER_BEFORE_STYLE, PR_BORDER_AFTER_STYLE,
	    PR_BORDER_START_STYLE, PR_BORDER_END_STYLE};

	for (int i = 0; i < FO_SIDES; i++) {
		enum fo_enum e = st->s.v[style[i]].e;

		if (e == FV_NONE || e == FV_HIDDEN)
			st->s.v[width[i]].len = (struct fo_len){0, 0};
	}
}

/* "The value of the color property" is an initial value of several colours. */
static void
resolve_colors(struct fo_istyle *st)
{
	static const enum fo_prop colors[] = {PR_BORDER_BEFORE_COLOR, PR_BORDER_AFTER_COLOR,
	    PR_BORDER_START_COLOR, PR_BORDER_END_COLOR, PR_CHANGE_BAR_COLOR, PR_BACKGROUND_COLOR};

	for (size_t i = 0; i < ARRAY_LEN(colors); i++)
		if (st->s.v[colors[i]].kind == FO_ENUM)
			st->s.v[colors[i]] = st->s.v[PR_COLOR];
}

static bool
is_rtl(const struct fo_istyle *st)
{
	enum fo_enum e = st->s.v[PR_WRITING_MODE].e;

	return e == FV_RL_TB || e == FV_RL;
}

/* 7.16.9: left and right are start or end by the writing mode; 7.16.10: relative follows
 * text-align. */
static void
resolve_alignment(struct fo_istyle *st)
{
	static const enum fo_prop aligns[] = {PR_TEXT_ALIGN, PR_TEXT_ALIGN_LAST};

	if (st->last_relative)
		set_enum(st, PR_TEXT_ALIGN_LAST, FV_RELATIVE);
	for (size_t i = 0; i < ARRAY_LEN(aligns); i++) {
		enum fo_enum e = st->s.v[aligns[i]].kind == FO_ENUM ? st->s.v[aligns[i]].e : FV_NONE_;

		if (e == FV_LEFT || e == FV_RIGHT)
			set_enum(st, aligns[i], (e == FV_LEFT) == is_rtl(st) ? FV_END : FV_START);
	}
	if (st->last_relative) {
		st->s.v[PR_TEXT_ALIGN_LAST] = st->s.v[PR_TEXT_ALIGN];
		if (st->s.v[PR_TEXT_ALIGN].kind == FO_ENUM && st->s.v[PR_TEXT_ALIGN].e == FV_JUSTIFY)
			set_enum(st, PR_TEXT_ALIGN_LAST, FV_START);
	}
}

/* Objects whose areas are reference areas, of those that may have margins (chapter 6). */
static bool
is_reference(enum fo_elem e)
{
	return e == FO_BLOCK_CONTAINER || e == FO_INLINE_CONTAINER || e == FO_TABLE_CELL ||
	    e == FO_TITLE;
}

struct indent {
	enum fo_prop indent, margin, padding, border;
};

/* FO_INDENTS_RESET: an indent that came from a margin stays outside a reference area, one that was
 * named goes in. */
static bool
is_by_margin(const struct fo_frame *f, const struct indent *x)
{
	for (f = f->up; f != NULL && f->specified != NULL; f = f->up) {
		if (fo_set_has(f->specified, x->indent))
			return false;
		if (fo_set_has(f->specified, x->margin))
			return true;
	}
	return false;
}

/* 5.3.2: start-indent = inherited start-indent (not into a reference area) + margin + padding +
 * border. */
static void
resolve_indent(struct fo_reader *r, const struct fo_frame *f, struct fo_istyle *st,
    const struct fo_set *set, const struct indent *x)
{
	const struct fo_istyle *parent = f->up != NULL ? f->up->style : r->initial;
	bool resets = r->opts.indents == FO_INDENTS_RESET,
	     is_inside = f->up != NULL && is_reference(f->up->elem);
	struct fo_value v = parent->s.v[x->indent], zero = {.kind = FO_LEN};

	if (!fo_set_has(set, x->margin)) {
		if (resets && is_inside && !fo_set_has(set, x->indent) && is_by_margin(f, x))
			st->s.v[x->indent] = zero;
		return;
	}
	if (resets ? is_inside : is_reference(f->elem))
		v = zero;
	add_len(&v, &st->s.v[x->margin]);
	add_len(&v, &st->s.v[x->padding]);
	add_len(&v, &st->s.v[x->border]);
	st->s.v[x->indent] = v;
}

/* 5.3.1: the margins of a block are its spaces. An absolute form that is given wins. */
static void
copy_space(struct fo_istyle *st, const struct fo_set *set, enum fo_prop margin, enum fo_prop space)
{
	if (!fo_set_has(set, margin) || !is_len(st, margin))
		return;
	for (int i = 0; i < 3; i++)
		st->s.v[space + i] = st->s.v[margin];
}

/* What was asked for as a margin stays at the top of a page, as CSS has it; a space that is spelt out may be discarded. */
static void
retain_margin(struct fo_istyle *st, const struct fo_set *set, enum fo_prop margin, enum fo_prop conditionality)
{
	if (fo_set_has(set, margin) && is_len(st, margin) && !fo_set_has(set, conditionality))
		st->s.v[conditionality] = (struct fo_value){.kind = FO_ENUM, .e = FV_RETAIN};
}

static bool
has_block_margins(enum fo_elem e)
{
	enum fo_class c = fo_elem_class(e);

	return c == FO_CLASS_BLOCK || e == FO_LIST_ITEM || e == FO_TABLE_CELL ||
	    e == FO_TABLE_CAPTION;
}

static void
resolve_margins(
    struct fo_reader *r, const struct fo_frame *f, struct fo_istyle *st, const struct fo_set *set)
{
	bool rtl = is_rtl(st);
	enum fo_prop start_margin = rtl ? PR_MARGIN_RIGHT : PR_MARGIN_LEFT,
		     end_margin = rtl ? PR_MARGIN_LEFT : PR_MARGIN_RIGHT;
	struct indent start = {
	    PR_START_INDENT, start_margin, PR_PADDING_START, PR_BORDER_START_WIDTH};
	struct indent end = {PR_END_INDENT, end_margin, PR_PADDING_END, PR_BORDER_END_WIDTH};

	if (has_block_margins(f->elem)) {
		resolve_indent(r, f, st, set, &start);
		resolve_indent(r, f, st, set, &end);
		copy_space(st, set, PR_MARGIN_TOP, PR_SPACE_BEFORE_MINIMUM);
		copy_space(st, set, PR_MARGIN_BOTTOM, PR_SPACE_AFTER_MINIMUM);
		retain_margin(st, set, PR_MARGIN_TOP, PR_SPACE_BEFORE_CONDITIONALITY);
		retain_margin(st, set, PR_MARGIN_BOTTOM, PR_SPACE_AFTER_CONDITIONALITY);
	} else if (fo_elem_class(f->elem) == FO_CLASS_INLINE) {
		copy_space(st, set, start_margin, PR_SPACE_START_MINIMUM);
		copy_space(st, set, end_margin, PR_SPACE_END_MINIMUM);
	}
}

/* 7.27.13 and 7.27.15: auto and indefinite are up to us. */
static void
resolve_page(struct fo_istyle *st)
{
	if (!is_len(st, PR_PAGE_WIDTH))
		st->s.v[PR_PAGE_WIDTH] = (struct fo_value){.kind = FO_LEN, .len = {A4_WIDTH, 0}};
	if (!is_len(st, PR_PAGE_HEIGHT))
		st->s.v[PR_PAGE_HEIGHT] = (struct fo_value){.kind = FO_LEN, .len = {A4_HEIGHT, 0}};
}

void
fo_resolve(struct fo_reader *r, struct fo_frame *f, struct fo_istyle *st, const struct fo_set *set)
{
	resolve_borders(st);
	resolve_colors(st);
	resolve_alignment(st);
	resolve_margins(r, f, st, set);
	if (f->elem == FO_SIMPLE_PAGE_MASTER)
		resolve_page(st);
}

/* ---- ranges ---- */

enum range_kind { RANGE_ERROR, RANGE_CLAMP };

static const struct range {
	enum fo_prop p;
	enum range_kind kind;
	enum fo_kind type;
	int32_t min, max;
	const char *text;
} ranges[] = {
    {PR_FONT_SIZE, RANGE_ERROR, FO_LEN, INT32_MIN, FONT_MAX, "a font measures 1 pt to 1000 pt"},
    /* 0pt is how some stylesheets hide a line: no reason to refuse the document. */
    {PR_FONT_SIZE, RANGE_CLAMP, FO_LEN, FONT_MIN, FONT_MAX, "1pt is used, the least"},
    {PR_PAGE_WIDTH, RANGE_ERROR, FO_LEN, PAGE_MIN, PAGE_MAX, "a page measures 1 mm to 5 m"},
    {PR_PAGE_HEIGHT, RANGE_ERROR, FO_LEN, PAGE_MIN, PAGE_MAX, "a page measures 1 mm to 5 m"},
    {PR_NUMBER_COLUMNS_SPANNED, RANGE_ERROR, FO_INT, INT32_MIN, LIMIT_COLUMNS,
	"a table has at most 1000 columns"},
    {PR_NUMBER_COLUMNS_REPEATED, RANGE_ERROR, FO_INT, INT32_MIN, LIMIT_COLUMNS,
	"a table has at most 1000 columns"},
    {PR_COLUMN_NUMBER, RANGE_ERROR, FO_INT, INT32_MIN, LIMIT_COLUMNS,
	"a table has at most 1000 columns"},
    {PR_COLUMN_COUNT, RANGE_ERROR, FO_INT, INT32_MIN, LIMIT_COLUMNS,
	"a region has at most 1000 columns"},
    {PR_NUMBER_COLUMNS_SPANNED, RANGE_CLAMP, FO_INT, 1, LIMIT_COLUMNS, "1 is used, the least"},
    {PR_NUMBER_ROWS_SPANNED, RANGE_CLAMP, FO_INT, 1, LAYOUT_REPEATS_MAX, "1 is used, the least"},
    {PR_NUMBER_COLUMNS_REPEATED, RANGE_CLAMP, FO_INT, 1, LIMIT_COLUMNS, "1 is used, the least"},
    {PR_COLUMN_COUNT, RANGE_CLAMP, FO_INT, 1, LIMIT_COLUMNS, "1 is used, the least"},
    {PR_WIDOWS, RANGE_CLAMP, FO_INT, 1, LAYOUT_REPEATS_MAX, "1 is used, the least"},
    {PR_ORPHANS, RANGE_CLAMP, FO_INT, 1, LAYOUT_REPEATS_MAX, "1 is used, the least"},
    {PR_MAXIMUM_REPEATS, RANGE_CLAMP, FO_INT, 0, LAYOUT_REPEATS_MAX, "0 is used, the least"},
    {PR_GROUPING_SIZE, RANGE_CLAMP, FO_INT, 0, 100, "the nearest value of 0 to 100 is used"},
    {PR_INITIAL_PAGE_NUMBER, RANGE_CLAMP, FO_INT, 1, LAYOUT_REPEATS_MAX, "1 is used, the least"},
    {PR_FONT_WEIGHT, RANGE_CLAMP, FO_NUM, 1, 1000, "the nearest value of 1 to 1000 is used"},
    {PR_LINE_HEIGHT, RANGE_CLAMP, FO_NUM, 0, 1000, "the nearest value of 0 to 1000 is used"},
    {PR_LINE_HEIGHT, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_EXTENT, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_COLUMN_GAP, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_COLUMN_WIDTH, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_RULE_THICKNESS, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_PADDING_BEFORE, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_PADDING_AFTER, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_PADDING_START, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_PADDING_END, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_BORDER_BEFORE_WIDTH, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_BORDER_AFTER_WIDTH, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_BORDER_START_WIDTH, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_BORDER_END_WIDTH, RANGE_CLAMP, FO_LEN, 0, MPT_MAX, "0pt is used, the least"},
    {PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, RANGE_CLAMP, FO_LEN, 0, MPT_MAX,
	"0pt is used, the least"},
    {PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, RANGE_CLAMP, FO_LEN, 0, MPT_MAX,
	"0pt is used, the least"},
    {PR_BLOCK_PROGRESSION_DIMENSION_MAXIMUM, RANGE_CLAMP, FO_LEN, 0, MPT_MAX,
	"0pt is used, the least"},
    {PR_INLINE_PROGRESSION_DIMENSION_MINIMUM, RANGE_CLAMP, FO_LEN, 0, MPT_MAX,
	"0pt is used, the least"},
    {PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, RANGE_CLAMP, FO_LEN, 0, MPT_MAX,
	"0pt is used, the least"},
    {PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM, RANGE_CLAMP, FO_LEN, 0, MPT_MAX,
	"0pt is used, the least"},
};

static double
magnitude(const struct fo_value *v)
{
	return v->kind == FO_LEN ? v->len.fixed : v->kind == FO_INT ? v->i : v->num;
}

static void
clamp(struct fo_value *v, int32_t x)
{
	if (v->kind == FO_LEN)
		v->len.fixed = x;
	else if (v->kind == FO_INT)
		v->i = x;
	else
		v->num = x;
}

bool
fo_range_check(struct fo_eval *ev, struct fo_value *v, const char **clamped)
{
	for (size_t i = 0; i < ARRAY_LEN(ranges); i++) {
		const struct range *g = &ranges[i];
		double x;

		/* A linear form may be negative before layout adds the percentage: 100% - 2cm. */
		if (g->p != ev->prop || g->type != v->kind ||
		    (v->kind == FO_LEN && v->len.pct != 0))
			continue;
		x = magnitude(v);
		if (x >= g->min && x <= g->max)
			continue;
		if (g->kind == RANGE_ERROR)
			return fo_fault(ev, DIAG_FO_RANGE, "%s", g->text);
		clamp(v, x < g->min ? g->min : g->max);
		*clamped = g->text;
	}
	return true;
}
