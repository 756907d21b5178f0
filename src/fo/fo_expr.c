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
#include "fo/fo_expr.h"

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

/* A word operator (div, mod) must end where a name would. */
static bool
accept_word(struct fo_lexer *lx, const char *word)
{
	size_t n = strlen(word);

	fo_skip_space(lx);
	if ((size_t)(lx->end - lx->s) < n || memcmp(lx->s, word, n) != 0)
		return false;
	if (lx->s + n < lx->end && fo_is_name(lx->s[n]))
		return false;
	lx->s += n;
	return true;
}

static bool
is_finite(struct fo_lexer *lx, const struct fo_number *x)
{
	if (isfinite(x->fixed) && isfinite(x->pct) && isfinite(x->pcw))
		return true;
	return fo_fault(lx->ev, DIAG_FO_RANGE, "the result is not a finite number");
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
apply_percent(struct fo_lexer *lx, double x, struct fo_number *out)
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
apply_unit(struct fo_lexer *lx, double x, const char *unit, size_t n, struct fo_number *out)
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
refuse_exponent(struct fo_lexer *lx, double x)
{
	const char *s = lx->s;
	bool is_minus;
	int e = 0;

	if (s >= lx->end || (*s != 'e' && *s != 'E'))
		return false;
	s++;
	is_minus = s < lx->end && *s == '-';
	s += s < lx->end && (*s == '-' || *s == '+');
	if (s >= lx->end || !fo_is_digit(*s))
		return false;
	for (; s < lx->end && fo_is_digit(*s); s++)
		e = e < 1000 ? e * 10 + (*s - '0') : e;
	/* As inches, the largest unit. */
	if (fabs(x * pow(10, is_minus ? -e : e)) * 72000 <= MPT_LENGTH_MAX)
		fo_fault(lx->ev, DIAG_FO_VALUE, "a number has no exponent");
	else
		fo_fault(lx->ev, DIAG_FO_RANGE, "too large, and a number has no exponent");
	return true;
}

static bool
parse_number(struct fo_lexer *lx, struct fo_operand *out)
{
	double x = 0, scale = 1;
	const char *unit;

	while (lx->s < lx->end && fo_is_digit(*lx->s))
		x = x * 10 + (*lx->s++ - '0');
	if (lx->s < lx->end && *lx->s == '.')
		for (lx->s++; lx->s < lx->end && fo_is_digit(*lx->s); lx->s++)
			x += (*lx->s - '0') * (scale /= 10);
	if (lx->s < lx->end && *lx->s == '%') {
		lx->s++;
		return apply_percent(lx, x, &out->num) && is_finite(lx, &out->num);
	}
	if (refuse_exponent(lx, x))
		return false;
	/* A unit has letters only: "10pt-2pt" is a difference. */
	for (unit = lx->s; lx->s < lx->end && fo_is_name_start(*lx->s);)
		lx->s++;
	out->num.fixed = x;
	if (lx->s > unit && !apply_unit(lx, x, unit, (size_t)(lx->s - unit), &out->num))
		return false;
	return is_finite(lx, &out->num);
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
parse_name(struct fo_lexer *lx, struct fo_operand *out)
{
	const char *from = lx->s;
	size_t n;
	enum fo_enum e;

	while (lx->s < lx->end && fo_is_name(*lx->s))
		lx->s++;
	n = (size_t)(lx->s - from);
	if (fo_accept(lx, '('))
		return fo_call(lx, from, n, out);
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
parse_color(struct fo_lexer *lx, struct fo_operand *out)
{
	const char *from = lx->s++;

	while (lx->s < lx->end && fo_is_name(*lx->s))
		lx->s++;
	out->v = (struct fo_value){.kind = FO_COLOR};
	if (!fo_color_parse(from, (size_t)(lx->s - from), &out->v.color))
		return fo_fault(
		    lx->ev, DIAG_FO_VALUE, "a colour has 3, 4, 6 or 8 hexadecimal digits");
	return true;
}

static bool
parse_primary(struct fo_lexer *lx, struct fo_operand *out)
{
	bool ok;

	memset(out, 0, sizeof(*out));
	fo_skip_space(lx);
	if (lx->s >= lx->end)
		return fo_fault(lx->ev, DIAG_FO_VALUE, "the value ends too early");
	if (fo_is_digit(*lx->s) || *lx->s == '.')
		return parse_number(lx, out);
	if (*lx->s == '#')
		return parse_color(lx, out);
	if (++lx->ev->depth > LIMIT_EXPR_DEPTH)
		return fo_fault(lx->ev, DIAG_FO_DEPTH, "an expression has more than %d levels",
		    LIMIT_EXPR_DEPTH);
	if (*lx->s == '-' || *lx->s == '+') {
		double sign = *lx->s++ == '-' ? -1 : 1;

		ok = parse_primary(lx, out) && fo_want_number(lx, out);
		out->num.fixed *= sign;
		out->num.pct *= sign;
	} else if (fo_accept(lx, '(')) {
		ok = fo_parse_sum(lx, out);
		if (ok && !fo_accept(lx, ')'))
			ok = fo_fault(lx->ev, DIAG_FO_VALUE, "a parenthesis is not closed");
	} else if (fo_is_name_start(*lx->s)) {
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
multiply(struct fo_lexer *lx, struct fo_number *x, const struct fo_number *y)
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
divide(struct fo_lexer *lx, struct fo_number *x, const struct fo_number *y, bool is_mod)
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
parse_product(struct fo_lexer *lx, struct fo_operand *out)
{
	if (!parse_primary(lx, out))
		return false;
	for (;;) {
		struct fo_operand y;
		bool is_times = fo_accept(lx, '*');
		bool is_div = !is_times && accept_word(lx, "div");
		bool is_mod = !is_times && !is_div && accept_word(lx, "mod");

		if (!is_times && !is_div && !is_mod)
			return true;
		if (!parse_primary(lx, &y) || !fo_want_number(lx, out) || !fo_want_number(lx, &y))
			return false;
		if (is_times ? !multiply(lx, &out->num, &y.num)
			     : !divide(lx, &out->num, &y.num, is_mod))
			return false;
		if (!is_finite(lx, &out->num))
			return false;
	}
}

bool
fo_parse_sum(struct fo_lexer *lx, struct fo_operand *out)
{
	if (!parse_product(lx, out))
		return false;
	for (;;) {
		struct fo_operand y;
		double sign = fo_accept(lx, '+') ? 1 : fo_accept(lx, '-') ? -1 : 0;

		if (sign == 0)
			return true;
		if (!parse_product(lx, &y) || !fo_want_number(lx, out) || !fo_want_number(lx, &y))
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
	struct fo_lexer lx = {.ev = ev, .s = s, .end = s + n};
	struct fo_operand out;

	ev->depth = 0;
	if (!fo_parse_sum(&lx, &out))
		return false;
	fo_skip_space(&lx);
	if (lx.s < lx.end)
		return fo_fault(ev, DIAG_FO_VALUE, "'%.*s' is left over",
		    (int)(lx.end - lx.s > 40 ? 40 : lx.end - lx.s), lx.s);
	*num = out.num;
	*v = out.v;
	return true;
}
