/*
 * fo_call.c - the functions of expressions (XSL 1.1, 5.10) and those of other formatters.
 */
#include <math.h>
#include <string.h>

#include "fo/fo_expr.h"

/* A value that another object has, as an operand. */
static void
take_value(const struct fo_value *v, struct fo_operand *out)
{
	memset(out, 0, sizeof(*out));
	if (v->kind == FO_LEN) {
		out->num =
		    (struct fo_number){.fixed = v->len.fixed, .pct = v->len.pct / 1e6, .dim = 1};
	} else if (v->kind == FO_NUM) {
		out->num.fixed = v->num;
	} else if (v->kind == FO_INT) {
		out->num.fixed = v->i;
	} else {
		out->v = *v;
	}
}

/* The name between the parentheses of a property function; the property itself when there is none.
 */
static bool
parse_property_name(struct fo_lexer *lx, enum fo_prop *p)
{
	const char *from;

	fo_skip_space(lx);
	for (from = lx->s; lx->s < lx->end && fo_is_name(*lx->s);)
		lx->s++;
	*p = lx->ev->prop;
	if (lx->s > from) {
		*p = fo_prop_lookup(lx->ev->r, from, (size_t)(lx->s - from));
		if (*p >= PR__STYLED)
			return fo_fault(
			    lx->ev, DIAG_FO_VALUE, "the function needs the name of a property");
	}
	if (!fo_accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	return true;
}

static bool
has_frame(struct fo_lexer *lx)
{
	if (lx->ev->frame != NULL && lx->ev->parent != NULL)
		return true;
	return fo_fault(lx->ev, DIAG_FO_VALUE, "the function has no parent to look at");
}

static bool
call_from_parent(struct fo_lexer *lx, struct fo_operand *out)
{
	enum fo_prop p;

	if (!parse_property_name(lx, &p) || !has_frame(lx))
		return false;
	take_value(&lx->ev->parent->v[p], out);
	return true;
}

static bool
call_nearest(struct fo_lexer *lx, struct fo_operand *out)
{
	enum fo_prop p;

	if (!parse_property_name(lx, &p) || !has_frame(lx))
		return false;
	lx->ev->context = true;
	for (const struct fo_frame *f = lx->ev->frame->up; f != NULL && f->style != NULL; f = f->up)
		if (f->specified != NULL && fo_set_has(f->specified, p)) {
			take_value(&f->style->s.v[p], out);
			return true;
		}
	take_value(&lx->ev->r->initial->s.v[p], out);
	return true;
}

static bool
call_table_column(struct fo_lexer *lx, struct fo_operand *out)
{
	enum fo_prop p;
	const struct fo_frame *f;
	const struct fo_style *column;

	if (!parse_property_name(lx, &p) || !has_frame(lx))
		return false;
	lx->ev->context = true;
	f = lx->ev->frame;
	if (f->grid == NULL || f->column == 0)
		return fo_fault(lx->ev, DIAG_FO_VALUE,
		    "from-table-column() is for a table-cell and what is in it");
	column = fo_grid_style(f->grid, f->column);
	take_value(column != NULL ? &column->v[p] : &lx->ev->r->initial->s.v[p], out);
	return true;
}

static double
fixed_of(const struct fo_value *v)
{
	return v->kind == FO_LEN ? v->len.fixed : 0;
}

static double
percent_of(const struct fo_value *v)
{
	return v->kind == FO_LEN ? v->len.pct / 1e6 : 0;
}

/* body-start() and label-end(), 7.30.11: of the list-item around. start is its start-indent. */
static bool
call_list(struct fo_lexer *lx, bool is_end, struct fo_operand *out)
{
	const struct fo_frame *item = lx->ev->frame;
	const struct fo_value *start, *distance, *separation;
	double fixed, pct;

	if (!fo_accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	while (item != NULL && item->elem != FO_LIST_ITEM)
		item = item->up;
	if (item == NULL || item == lx->ev->frame)
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "body-start() and label-end() need a list-item around");
	if (item != lx->ev->frame->up)
		lx->ev->context = true;
	start = &item->style->s.v[PR_START_INDENT];
	distance = &item->style->s.v[PR_PROVISIONAL_DISTANCE_BETWEEN_STARTS];
	separation = &item->style->s.v[PR_PROVISIONAL_LABEL_SEPARATION];
	fixed = fixed_of(start) + fixed_of(distance);
	pct = percent_of(start) + percent_of(distance);
	if (is_end) {
		fixed = -(fixed - fixed_of(separation));
		pct = 1 - (pct - percent_of(separation));
	}
	out->num = (struct fo_number){.fixed = fixed, .pct = pct, .dim = 1};
	return true;
}

static bool
parse_arguments(struct fo_lexer *lx, struct fo_operand *args, size_t max, size_t *n)
{
	*n = 0;
	if (fo_accept(lx, ')'))
		return true;
	do {
		if (*n == max)
			return fo_fault(lx->ev, DIAG_FO_VALUE, "a function has too many arguments");
		if (!fo_parse_sum(lx, &args[(*n)++]))
			return false;
	} while (fo_accept(lx, ','));
	if (!fo_accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	return true;
}

static uint32_t
channel(double x)
{
	return x < 0 ? 0 : x > 255 ? 255 : (uint32_t)(x + 0.5);
}

/* rgb(r, g, b), rgb-icc(r, g, b, profile, ...): the fallback, as no device of ours takes a
 * profile's channels. */
static bool
call_color(struct fo_lexer *lx, bool is_icc, struct fo_operand *out)
{
	double c[3];

	for (size_t i = 0; i < 3; i++) {
		struct fo_operand arg;
		bool raw = lx->ev->raw_pct;

		lx->ev->raw_pct = true;
		if (!fo_parse_sum(lx, &arg) || !fo_want_number(lx, &arg))
			return false;
		lx->ev->raw_pct = raw;
		c[i] = arg.num.fixed;
		if (i < 2 && !fo_accept(lx, ','))
			return fo_fault(lx->ev, DIAG_FO_VALUE, "a colour needs three numbers");
	}
	while (is_icc && lx->s < lx->end && *lx->s != ')')
		lx->s++;
	if (!fo_accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	out->v = (struct fo_value){.kind = FO_COLOR};
	out->v.color = channel(c[0]) << 24 | channel(c[1]) << 16 | channel(c[2]) << 8 | 0xff;
	return true;
}

/* cmyk(c, m, y, k), an extension of other formatters: shares of 1 or percentages, as an
 * approximation in RGB. */
static bool
call_cmyk(struct fo_lexer *lx, struct fo_operand *out)
{
	struct fo_operand args[4];
	double c[4];
	size_t n;

	lx->ev->raw_pct = true;
	if (!parse_arguments(lx, args, 4, &n))
		return false;
	lx->ev->raw_pct = false;
	if (n != 4)
		return fo_fault(lx->ev, DIAG_FO_VALUE, "cmyk() needs four numbers");
	for (size_t i = 0; i < 4; i++) {
		if (!fo_want_number(lx, &args[i]))
			return false;
		/* Percentages arrive as shares of 255. */
		c[i] = args[i].num.fixed > 1 ? args[i].num.fixed / 255 : args[i].num.fixed;
	}
	out->v = (struct fo_value){.kind = FO_COLOR};
	out->v.color = 0xff;
	for (size_t i = 0; i < 3; i++)
		out->v.color |= channel(255 * (1 - c[i]) * (1 - c[3])) << (24 - 8 * i);
	return true;
}

static bool
call_system_color(struct fo_lexer *lx, struct fo_operand *out)
{
	const char *from;

	fo_skip_space(lx);
	for (from = lx->s; lx->s < lx->end && fo_is_name(*lx->s);)
		lx->s++;
	out->v = (struct fo_value){.kind = FO_COLOR};
	if (!fo_color_parse(from, (size_t)(lx->s - from), &out->v.color))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "'%.*s' is not the name of a colour",
		    (int)(lx->s - from), from);
	if (!fo_accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	return true;
}

static bool
call_rounding(struct fo_lexer *lx, double (*fn)(double), struct fo_operand *out)
{
	size_t n;

	if (!parse_arguments(lx, out, 1, &n))
		return false;
	if (n != 1 || !fo_want_number(lx, out))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "the function needs one number");
	if (out->num.pct != 0 && out->num.fixed != 0)
		return fo_fault(lx->ev, DIAG_FO_VALUE,
		    "a sum with a percentage cannot be rounded before layout");
	/* 5.10.1: of a number. A length is rounded in points, as other formatters do. */
	out->num.fixed =
	    out->num.dim == 1 ? fn(out->num.fixed / MPT_PT) * MPT_PT : fn(out->num.fixed);
	return true;
}

static bool
call_abs(struct fo_lexer *lx, struct fo_operand *out)
{
	size_t n;

	if (!parse_arguments(lx, out, 1, &n))
		return false;
	if (n != 1 || !fo_want_number(lx, out))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "abs() needs one number");
	if (out->num.fixed < 0 || (out->num.fixed == 0 && out->num.pct < 0)) {
		if (out->num.pct > 0)
			return fo_fault(
			    lx->ev, DIAG_FO_VALUE, "the sign of the sum is known to layout only");
		out->num.fixed = -out->num.fixed;
		out->num.pct = -out->num.pct;
	}
	return true;
}

static bool
call_choice(struct fo_lexer *lx, bool want_max, struct fo_operand *out)
{
	struct fo_operand args[2];
	size_t n;
	double fixed, pct;

	if (!parse_arguments(lx, args, 2, &n))
		return false;
	if (n != 2 || !fo_want_number(lx, &args[0]) || !fo_want_number(lx, &args[1]) ||
	    args[0].num.dim != args[1].num.dim)
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "min() and max() need two numbers of one kind");
	fixed = args[0].num.fixed - args[1].num.fixed;
	pct = args[0].num.pct - args[1].num.pct;
	if ((fixed > 0 && pct < 0) || (fixed < 0 && pct > 0))
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "which one is greater is known to layout only");
	*out = (fixed + pct > 0) == want_max ? args[0] : args[1];
	return true;
}

static bool
call_column_width(struct fo_lexer *lx, struct fo_operand *out)
{
	size_t n;

	if (!parse_arguments(lx, out, 1, &n))
		return false;
	if (n != 1 || !fo_want_number(lx, out) || out->num.dim != 0 || out->num.fixed < 0)
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "proportional-column-width() needs one number");
	out->num = (struct fo_number){.pcw = out->num.fixed, .dim = 1};
	return true;
}

bool
fo_call(struct fo_lexer *lx, const char *name, size_t n, struct fo_operand *out)
{
#define IS(text) (n == sizeof(text) - 1 && memcmp(name, text, n) == 0)
	if (IS("from-parent") || IS("inherited-property-value"))
		return call_from_parent(lx, out);
	/* 5.10.4: of several sets of properties only dynamic ones differ, and a page has none. */
	if (IS("from-nearest-specified-value") || IS("merge-property-values"))
		return call_nearest(lx, out);
	if (IS("from-table-column"))
		return call_table_column(lx, out);
	if (IS("body-start") || IS("label-end"))
		return call_list(lx, IS("label-end"), out);
	if (IS("proportional-column-width"))
		return call_column_width(lx, out);
	if (IS("rgb") || IS("rgb-icc"))
		return call_color(lx, IS("rgb-icc"), out);
	if (IS("cmyk"))
		return call_cmyk(lx, out);
	if (IS("system-color"))
		return call_system_color(lx, out);
	if (IS("floor"))
		return call_rounding(lx, floor, out);
	if (IS("ceiling"))
		return call_rounding(lx, ceil, out);
	if (IS("round"))
		return call_rounding(lx, round, out);
	if (IS("abs"))
		return call_abs(lx, out);
	if (IS("min") || IS("max"))
		return call_choice(lx, IS("max"), out);
#undef IS
	return fo_fault(
	    lx->ev, DIAG_FO_VALUE, "'%.*s()' is not a function", (int)(n > 40 ? 40 : n), name);
}
