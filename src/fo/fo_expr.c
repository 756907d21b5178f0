/*
 * fo_expr.c - expressions (XSL 1.1, 5.9): a recursive descent parser over one attribute value.
 *
 * A number is a linear form, fixed + pct * base + pcw column shares, because a percentage of the
 * containing block and label-end() are only known to layout. Products and quotients of two forms
 * that both wait for layout are refused.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "fo/fo_reader.h"

struct lexer {
	struct fo_eval *ev;
	const char *s, *end;
};

/* A number, or another value (v.kind is not FO_UNSET). */
struct operand {
	struct fo_number num;
	struct fo_value v;
};

static bool parse_sum(struct lexer *lx, struct operand *out);

bool
fo_fault(struct fo_eval *ev, enum diag_id id, const char *fmt, ...)
{
	va_list ap;

	if (ev->why[0] != '\0')
		return false;
	ev->fault = id;
	va_start(ap, fmt);
	vsnprintf(ev->why, sizeof(ev->why), fmt, ap);
	va_end(ap);
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	    (unsigned char)c >= 0x80;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_name(char c)
{
	return is_name_start(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
}

static void
skip_space(struct lexer *lx)
{
	while (lx->s < lx->end && is_space(*lx->s))
		lx->s++;
}

static bool
accept(struct lexer *lx, char c)
{
	skip_space(lx);
	if (lx->s >= lx->end || *lx->s != c)
		return false;
	lx->s++;
	return true;
}

/* A word operator (div, mod) must end where a name would. */
static bool
accept_word(struct lexer *lx, const char *word)
{
	size_t n = strlen(word);

	skip_space(lx);
	if ((size_t)(lx->end - lx->s) < n || memcmp(lx->s, word, n) != 0)
		return false;
	if (lx->s + n < lx->end && is_name(lx->s[n]))
		return false;
	lx->s += n;
	return true;
}

static bool
is_finite(struct lexer *lx, const struct fo_number *x)
{
	if (isfinite(x->fixed) && isfinite(x->pct) && isfinite(x->pcw))
		return true;
	return fo_fault(lx->ev, DIAG_FO_RANGE, "the result is not a finite number");
}

static bool
want_number(struct lexer *lx, const struct operand *x)
{
	if (x->v.kind == FO_UNSET)
		return true;
	return fo_fault(lx->ev, DIAG_FO_VALUE, "a number or length is needed in an expression");
}

static double
line_height(const struct fo_style *style, double em)
{
	const struct fo_value *lh = style != NULL ? &style->v[PR_LINE_HEIGHT] : NULL;

	if (lh != NULL && lh->kind == FO_LEN)
		return lh->len.fixed;
	return em * (lh != NULL && lh->kind == FO_NUM ? lh->num : 1.2);
}

/* What 100 % is for the property, when that is known already: then percentages are lengths at once. */
static bool
percent_base(const struct fo_eval *ev, double *base)
{
	switch (fo_prop_rows[ev->prop].base) {
	case FO_BASE_font:
	case FO_BASE_font_parent:
		*base = ev->em;
		return true;
	case FO_BASE_line:
		*base = line_height(ev->own, ev->em);
		return true;
	case FO_BASE_line_parent:
		*base = line_height(ev->parent, ev->parent != NULL ? ev->parent->v[PR_FONT_SIZE].len.fixed : ev->em);
		return true;
	default:
		return false;
	}
}

static bool
apply_percent(struct lexer *lx, double x, struct fo_number *out)
{
	double base;

	if (lx->ev->raw_pct) {
		out->fixed = x / 100 * 255;
		return true;
	}
	out->dim = 1;
	if (percent_base(lx->ev, &base))
		out->fixed = x / 100 * base;
	else
		out->pct = x / 100;
	return true;
}

static bool
apply_unit(struct lexer *lx, double x, const char *unit, size_t n, struct fo_number *out)
{
	static const struct {
		const char *name;
		double mpt;
	} units[] = {{"pt", 1000}, {"mm", 72000 / 25.4}, {"cm", 720000 / 25.4}, {"in", 72000},
	    {"pc", 12000}};

	out->dim = 1;
	for (size_t i = 0; i < ARRAY_LEN(units); i++)
		if (strlen(units[i].name) == n && memcmp(units[i].name, unit, n) == 0) {
			out->fixed = x * units[i].mpt;
			return true;
		}
	if (n == 2 && memcmp(unit, "em", 2) == 0)
		out->fixed = x * lx->ev->em;
	else if (n == 2 && memcmp(unit, "px", 2) == 0)
		out->fixed = x * lx->ev->r->opts.px;
	else
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "'%.*s' is not a unit", (int)(n > 20 ? 20 : n), unit);
	return true;
}

/*
 * "1e300pt": XSL 1.1 has no exponents (5.9.6), but programs write them for what is too large or too
 * small for their other form. True when there is one. Too large is out of range, not to be ignored.
 */
static bool
refuse_exponent(struct lexer *lx, double x)
{
	const char *s = lx->s;
	bool is_minus;
	int e = 0;

	if (s >= lx->end || (*s != 'e' && *s != 'E'))
		return false;
	s++;
	is_minus = s < lx->end && *s == '-';
	s += s < lx->end && (*s == '-' || *s == '+');
	if (s >= lx->end || !is_digit(*s))
		return false;
	for (; s < lx->end && is_digit(*s); s++)
		e = e < 1000 ? e * 10 + (*s - '0') : e;
	/* As inches, the largest unit. */
	if (fabs(x * pow(10, is_minus ? -e : e)) * 72000 <= MPT_LENGTH_MAX)
		fo_fault(lx->ev, DIAG_FO_VALUE, "a number has no exponent");
	else
		fo_fault(lx->ev, DIAG_FO_RANGE, "too large, and a number has no exponent");
	return true;
}

static bool
parse_number(struct lexer *lx, struct operand *out)
{
	double x = 0, scale = 1;
	const char *unit;

	while (lx->s < lx->end && is_digit(*lx->s))
		x = x * 10 + (*lx->s++ - '0');
	if (lx->s < lx->end && *lx->s == '.')
		for (lx->s++; lx->s < lx->end && is_digit(*lx->s); lx->s++)
			x += (*lx->s - '0') * (scale /= 10);
	if (lx->s < lx->end && *lx->s == '%') {
		lx->s++;
		return apply_percent(lx, x, &out->num) && is_finite(lx, &out->num);
	}
	if (refuse_exponent(lx, x))
		return false;
	/* A unit has letters only: "10pt-2pt" is a difference. */
	for (unit = lx->s; lx->s < lx->end && is_name_start(*lx->s);)
		lx->s++;
	out->num.fixed = x;
	if (lx->s > unit && !apply_unit(lx, x, unit, (size_t)(lx->s - unit), &out->num))
		return false;
	return is_finite(lx, &out->num);
}

/* A value that another object has, as an operand. */
static void
take_value(const struct fo_value *v, struct operand *out)
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
parse_property_name(struct lexer *lx, enum fo_prop *p)
{
	const char *from;

	skip_space(lx);
	for (from = lx->s; lx->s < lx->end && is_name(*lx->s);)
		lx->s++;
	*p = lx->ev->prop;
	if (lx->s > from) {
		*p = fo_prop_lookup(lx->ev->r, from, (size_t)(lx->s - from));
		if (*p >= PR__STYLED)
			return fo_fault(
			    lx->ev, DIAG_FO_VALUE, "the function needs the name of a property");
	}
	if (!accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	return true;
}

static bool
has_frame(struct lexer *lx)
{
	if (lx->ev->frame != NULL && lx->ev->parent != NULL)
		return true;
	return fo_fault(lx->ev, DIAG_FO_VALUE, "the function has no parent to look at");
}

static bool
call_from_parent(struct lexer *lx, struct operand *out)
{
	enum fo_prop p;

	if (!parse_property_name(lx, &p) || !has_frame(lx))
		return false;
	take_value(&lx->ev->parent->v[p], out);
	return true;
}

static bool
call_nearest(struct lexer *lx, struct operand *out)
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
call_table_column(struct lexer *lx, struct operand *out)
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
call_list(struct lexer *lx, bool is_end, struct operand *out)
{
	const struct fo_frame *item = lx->ev->frame;
	const struct fo_value *start, *distance, *separation;
	double fixed, pct;

	if (!accept(lx, ')'))
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
parse_arguments(struct lexer *lx, struct operand *args, size_t max, size_t *n)
{
	*n = 0;
	if (accept(lx, ')'))
		return true;
	do {
		if (*n == max)
			return fo_fault(lx->ev, DIAG_FO_VALUE, "a function has too many arguments");
		if (!parse_sum(lx, &args[(*n)++]))
			return false;
	} while (accept(lx, ','));
	if (!accept(lx, ')'))
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
call_color(struct lexer *lx, bool is_icc, struct operand *out)
{
	double c[3];

	for (size_t i = 0; i < 3; i++) {
		struct operand arg;
		bool raw = lx->ev->raw_pct;

		lx->ev->raw_pct = true;
		if (!parse_sum(lx, &arg) || !want_number(lx, &arg))
			return false;
		lx->ev->raw_pct = raw;
		c[i] = arg.num.fixed;
		if (i < 2 && !accept(lx, ','))
			return fo_fault(lx->ev, DIAG_FO_VALUE, "a colour needs three numbers");
	}
	while (is_icc && lx->s < lx->end && *lx->s != ')')
		lx->s++;
	if (!accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	out->v = (struct fo_value){.kind = FO_COLOR};
	out->v.color = channel(c[0]) << 24 | channel(c[1]) << 16 | channel(c[2]) << 8 | 0xff;
	return true;
}

/* cmyk(c, m, y, k), an extension of other formatters: shares of 1 or percentages, as an
 * approximation in RGB. */
static bool
call_cmyk(struct lexer *lx, struct operand *out)
{
	struct operand args[4];
	double c[4];
	size_t n;

	lx->ev->raw_pct = true;
	if (!parse_arguments(lx, args, 4, &n))
		return false;
	lx->ev->raw_pct = false;
	if (n != 4)
		return fo_fault(lx->ev, DIAG_FO_VALUE, "cmyk() needs four numbers");
	for (size_t i = 0; i < 4; i++) {
		if (!want_number(lx, &args[i]))
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
call_system_color(struct lexer *lx, struct operand *out)
{
	const char *from;

	skip_space(lx);
	for (from = lx->s; lx->s < lx->end && is_name(*lx->s);)
		lx->s++;
	out->v = (struct fo_value){.kind = FO_COLOR};
	if (!fo_color_parse(from, (size_t)(lx->s - from), &out->v.color))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "'%.*s' is not the name of a colour",
		    (int)(lx->s - from), from);
	if (!accept(lx, ')'))
		return fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	return true;
}

static bool
call_rounding(struct lexer *lx, double (*fn)(double), struct operand *out)
{
	size_t n;

	if (!parse_arguments(lx, out, 1, &n))
		return false;
	if (n != 1 || !want_number(lx, out))
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
call_abs(struct lexer *lx, struct operand *out)
{
	size_t n;

	if (!parse_arguments(lx, out, 1, &n))
		return false;
	if (n != 1 || !want_number(lx, out))
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
call_choice(struct lexer *lx, bool want_max, struct operand *out)
{
	struct operand args[2];
	size_t n;
	double fixed, pct;

	if (!parse_arguments(lx, args, 2, &n))
		return false;
	if (n != 2 || !want_number(lx, &args[0]) || !want_number(lx, &args[1]) ||
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
call_column_width(struct lexer *lx, struct operand *out)
{
	size_t n;

	if (!parse_arguments(lx, out, 1, &n))
		return false;
	if (n != 1 || !want_number(lx, out) || out->num.dim != 0 || out->num.fixed < 0)
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "proportional-column-width() needs one number");
	out->num = (struct fo_number){.pcw = out->num.fixed, .dim = 1};
	return true;
}

static bool
call(struct lexer *lx, const char *name, size_t n, struct operand *out)
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

/* What programs write when their arithmetic failed: "NaN", "Infinity", with a unit or without. */
static bool
is_no_number(const char *s, size_t n)
{
	static const char *const words[] = {"nan", "infinity", "inf"};

	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		size_t len = strlen(words[i]);

		if (n >= len && n <= len + 2 && strncasecmp(s, words[i], len) == 0)
			return true;
	}
	return false;
}

static bool
parse_name(struct lexer *lx, struct operand *out)
{
	const char *from = lx->s;
	size_t n;
	enum fo_enum e;

	while (lx->s < lx->end && is_name(*lx->s))
		lx->s++;
	n = (size_t)(lx->s - from);
	if (accept(lx, '('))
		return call(lx, from, n, out);
	e = fo_enum_lookup(from, n);
	if (e == FV_NONE_ && is_no_number(from, n))
		return fo_fault(lx->ev, DIAG_FO_RANGE, "not a number");
	if (e == FV_NONE_)
		return fo_fault(lx->ev, DIAG_FO_VALUE, "'%.*s' is not a value of %s",
		    (int)(n > 40 ? 40 : n), from, fo_prop_name(lx->ev->prop));
	out->v = (struct fo_value){.kind = FO_ENUM};
	out->v.e = e;
	return true;
}

static bool
parse_color(struct lexer *lx, struct operand *out)
{
	const char *from = lx->s++;

	while (lx->s < lx->end && is_name(*lx->s))
		lx->s++;
	out->v = (struct fo_value){.kind = FO_COLOR};
	if (!fo_color_parse(from, (size_t)(lx->s - from), &out->v.color))
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "a colour has 3, 4, 6 or 8 hexadecimal digits");
	return true;
}

static bool
parse_primary(struct lexer *lx, struct operand *out)
{
	bool ok;

	memset(out, 0, sizeof(*out));
	skip_space(lx);
	if (lx->s >= lx->end)
		return fo_fault(lx->ev, DIAG_FO_VALUE, "the value ends too early");
	if (is_digit(*lx->s) || *lx->s == '.')
		return parse_number(lx, out);
	if (*lx->s == '#')
		return parse_color(lx, out);
	if (++lx->ev->depth > LIMIT_EXPR_DEPTH)
		return fo_fault(lx->ev, DIAG_FO_DEPTH, "an expression has more than %d levels",
		    LIMIT_EXPR_DEPTH);
	if (*lx->s == '-' || *lx->s == '+') {
		double sign = *lx->s++ == '-' ? -1 : 1;

		ok = parse_primary(lx, out) && want_number(lx, out);
		out->num.fixed *= sign;
		out->num.pct *= sign;
	} else if (accept(lx, '(')) {
		ok = parse_sum(lx, out);
		if (ok && !accept(lx, ')'))
			ok = fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	} else if (is_name_start(*lx->s)) {
		ok = parse_name(lx, out);
	} else {
		ok = fo_fault(lx->ev, DIAG_FO_VALUE, "'%.*s' cannot begin a value",
		    (int)(lx->end - lx->s > 20 ? 20 : lx->end - lx->s), lx->s);
	}
	lx->ev->depth--;
	return ok;
}

static bool
is_constant(const struct fo_number *x)
{
	return x->pct == 0 && x->pcw == 0;
}

static bool
multiply(struct lexer *lx, struct fo_number *x, const struct fo_number *y)
{
	if (!is_constant(x) && !is_constant(y))
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "two percentages cannot be multiplied before layout");
	if (!is_constant(y) || (y->dim != 0 && x->dim == 0)) {
		*x = (struct fo_number){
		    y->fixed * x->fixed, y->pct * x->fixed, y->pcw * x->fixed, x->dim + y->dim};
	} else {
		*x = (struct fo_number){
		    x->fixed * y->fixed, x->pct * y->fixed, x->pcw * y->fixed, x->dim + y->dim};
	}
	return true;
}

static bool
divide(struct lexer *lx, struct fo_number *x, const struct fo_number *y, bool is_mod)
{
	if (!is_constant(y) || (is_mod && !is_constant(x)))
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "a percentage cannot be a divisor before layout");
	if (y->fixed == 0)
		return fo_fault(lx->ev, DIAG_FO_RANGE, "division by zero");
	if (is_mod) {
		x->fixed = fmod(x->fixed, y->fixed);
		return true;
	}
	*x = (struct fo_number){
	    x->fixed / y->fixed, x->pct / y->fixed, x->pcw / y->fixed, x->dim - y->dim};
	return true;
}

static bool
parse_product(struct lexer *lx, struct operand *out)
{
	if (!parse_primary(lx, out))
		return false;
	for (;;) {
		struct operand y;
		bool is_times = accept(lx, '*');
		bool is_div = !is_times && accept_word(lx, "div");
		bool is_mod = !is_times && !is_div && accept_word(lx, "mod");

		if (!is_times && !is_div && !is_mod)
			return true;
		if (!parse_primary(lx, &y) || !want_number(lx, out) || !want_number(lx, &y))
			return false;
		if (is_times ? !multiply(lx, &out->num, &y.num)
			     : !divide(lx, &out->num, &y.num, is_mod))
			return false;
		if (!is_finite(lx, &out->num))
			return false;
	}
}

static bool
parse_sum(struct lexer *lx, struct operand *out)
{
	if (!parse_product(lx, out))
		return false;
	for (;;) {
		struct operand y;
		double sign = accept(lx, '+') ? 1 : accept(lx, '-') ? -1 : 0;

		if (sign == 0)
			return true;
		if (!parse_product(lx, &y) || !want_number(lx, out) || !want_number(lx, &y))
			return false;
		if (out->num.dim != y.num.dim)
			return fo_fault(
			    lx->ev, DIAG_FO_VALUE, "a length and a number cannot be added");
		out->num.fixed += sign * y.num.fixed;
		out->num.pct += sign * y.num.pct;
		out->num.pcw += sign * y.num.pcw;
		if (!is_finite(lx, &out->num))
			return false;
	}
}

bool
fo_expr_parse(
    struct fo_eval *ev, const char *s, size_t n, struct fo_number *num, struct fo_value *v)
{
	struct lexer lx = {.ev = ev, .s = s, .end = s + n};
	struct operand out;

	ev->depth = 0;
	if (!parse_sum(&lx, &out))
		return false;
	skip_space(&lx);
	if (lx.s < lx.end)
		return fo_fault(ev, DIAG_FO_VALUE, "'%.*s' is left over",
		    (int)(lx.end - lx.s > 40 ? 40 : lx.end - lx.s), lx.s);
	*num = out.num;
	*v = out.v;
	return true;
}
