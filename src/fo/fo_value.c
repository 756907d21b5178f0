/*
 * fo_value.c - the text of one property to its value, as the values column of fo_prop.def allows.
 */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "fo/fo_reader.h"

static const struct {
	const char *name;
	uint16_t type;
} type_names[] = {
    {"LEN", FO_TYPE_LEN},
    {"PCT", FO_TYPE_PCT},
    {"NUM", FO_TYPE_NUM},
    {"INT", FO_TYPE_INT},
    {"COLOR", FO_TYPE_COLOR},
    {"STR", FO_TYPE_STR},
    {"URI", FO_TYPE_URI},
    {"FAMILY", FO_TYPE_FAMILY},
    {"ORIENT", FO_TYPE_ORIENT},
    {"DECORATION", FO_TYPE_DECORATION},
    {"CHAR", FO_TYPE_CHAR},
    {"SHAPE", FO_TYPE_ANY},
    {"ANY", FO_TYPE_ANY},
};

uint16_t
fo_types_of(const char *values)
{
	uint16_t types = 0;

	while (*values != '\0') {
		size_t n = strcspn(values, " ");

		for (size_t i = 0; i < ARRAY_LEN(type_names); i++)
			if (strlen(type_names[i].name) == n &&
			    memcmp(type_names[i].name, values, n) == 0)
				types |= type_names[i].type;
		values += n + strspn(values + n, " ");
	}
	return types;
}

static bool
has_keyword(enum fo_prop p, const char *s, size_t n)
{
	const char *w = fo_prop_rows[p].values;

	for (size_t i = 0; i < ARRAY_LEN(type_names); i++)
		if (strlen(type_names[i].name) == n && memcmp(type_names[i].name, s, n) == 0)
			return false;
	while (*w != '\0') {
		size_t len = strcspn(w, " ");

		if (len == n && memcmp(w, s, n) == 0)
			return true;
		w += len + strspn(w + len, " ");
	}
	return false;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
trim(const char **s, size_t *n)
{
	while (*n > 0 && is_space(**s)) {
		(*s)++;
		(*n)--;
	}
	while (*n > 0 && is_space((*s)[*n - 1]))
		(*n)--;
}

static bool
is_quoted(const char *s, size_t n)
{
	return n >= 2 && (s[0] == '\'' || s[0] == '"') && s[n - 1] == s[0] &&
	    memchr(s + 1, s[0], n - 2) == NULL;
}

static bool
set_str(struct fo_eval *ev, const char *s, size_t n, struct fo_value *v)
{
	v->kind = FO_STR;
	v->str = fo_intern(ev->r, s, n);
	return true;
}

static bool
set_enum(enum fo_enum e, struct fo_value *v)
{
	v->kind = FO_ENUM;
	v->e = e;
	return true;
}

static bool
set_fixed(mpt x, struct fo_value *v)
{
	v->kind = FO_LEN;
	v->len = (struct fo_len){x, 0};
	return true;
}

/* url(...) with or without quotes; a bare address is accepted as other formatters do. */
static bool
parse_uri(struct fo_eval *ev, const char *s, size_t n, struct fo_value *v)
{
	if (n >= 5 && memcmp(s, "url(", 4) == 0 && s[n - 1] == ')') {
		s += 4;
		n -= 5;
		trim(&s, &n);
		v->url = true;
	}
	if (is_quoted(s, n)) {
		s++;
		n -= 2;
	}
	return set_str(ev, s, n, v);
}

/* One family name: quotes off, inner white space to one space. False when quotes are inside. */
static bool
add_family(const char *s, size_t n, struct buf *out)
{
	bool is_first = true;

	trim(&s, &n);
	if (is_quoted(s, n)) {
		s++;
		n -= 2;
	} else if (memchr(s, '\'', n) != NULL || memchr(s, '"', n) != NULL) {
		return false;
	}
	if (n == 0)
		return false;
	if (out->len > 0)
		buf_putc(out, ',');
	for (size_t i = 0; i < n; i++) {
		if (is_space(s[i]) && (is_first || is_space(s[i - 1])))
			continue;
		is_first = false;
		buf_putc(out, is_space(s[i]) ? ' ' : s[i]);
	}
	return true;
}

/* The end of an item of a list with commas that do not count inside quotes. */
static const char *
item_end(const char *s, const char *end)
{
	char quote = '\0';

	for (; s < end && (quote != '\0' || *s != ','); s++) {
		if (quote == '\0' && (*s == '\'' || *s == '"'))
			quote = *s;
		else if (*s == quote)
			quote = '\0';
	}
	return s;
}

static bool
parse_family(struct fo_eval *ev, const char *s, size_t n, struct fo_value *v)
{
	struct buf list = {0};
	const char *end = s + n;

	while (s < end) {
		const char *stop = item_end(s, end);

		add_family(s, (size_t)(stop - s), &list);
		s = stop < end ? stop + 1 : end;
	}
	if (list.len == 0)
		return fo_fault(ev, DIAG_FO_VALUE, "no font family in the list");
	set_str(ev, list.p, list.len, v);
	buf_free(&list);
	return true;
}

/* text-decoration: words that add to or take from the parent's set (7.17.4). */
static bool
parse_decoration(struct fo_eval *ev, const char *s, size_t n, struct fo_value *v)
{
	const char *end = s + n;

	v->kind = FO_INT;
	v->i = ev->parent != NULL && ev->parent->v[ev->prop].kind == FO_INT
	    ? ev->parent->v[ev->prop].i
	    : 0;
	while (s < end) {
		const char *from = s;
		enum fo_enum e;

		while (s < end && !is_space(*s))
			s++;
		e = fo_enum_lookup(from, (size_t)(s - from));
		if (e == FV_NONE)
			v->i = 0;
		else if (e == FV_UNDERLINE)
			v->i |= FO_UNDERLINE;
		else if (e == FV_OVERLINE)
			v->i |= FO_OVERLINE;
		else if (e == FV_LINE_THROUGH)
			v->i |= FO_LINE_THROUGH;
		else if (e == FV_NO_UNDERLINE)
			v->i &= ~FO_UNDERLINE;
		else if (e == FV_NO_OVERLINE)
			v->i &= ~FO_OVERLINE;
		else if (e == FV_NO_LINE_THROUGH)
			v->i &= ~FO_LINE_THROUGH;
		else if (e == FV_BLINK)
			v->i |= FO_BLINK;
		else if (e == FV_NO_BLINK)
			v->i &= ~FO_BLINK;
		else
			return fo_fault(ev, DIAG_FO_VALUE, "'%.*s' is not a text decoration",
			    (int)(s - from), from);
		while (s < end && is_space(*s))
			s++;
	}
	return true;
}

/* Medium is 12 pt, a step is the factor 1.2 (CSS 2, 15.2.4). A step from between two sizes goes to
 * the next one. */
static bool
parse_font_size_word(struct fo_eval *ev, enum fo_enum e, struct fo_value *v)
{
	static const enum fo_enum words[] = {
	    FV_XX_SMALL, FV_X_SMALL, FV_SMALL, FV_MEDIUM, FV_LARGE, FV_X_LARGE, FV_XX_LARGE};
	double size = 12000 / 1.2 / 1.2 / 1.2;

	for (size_t i = 0; i < ARRAY_LEN(words); i++, size *= 1.2)
		if (words[i] == e)
			return set_fixed((mpt)(size + 1e-6), v);
	size = 12000;
	if (e == FV_SMALLER) {
		while (size > ev->em - 1)
			size /= 1.2;
		while (size * 1.2 < ev->em - 1)
			size *= 1.2;
	} else {
		while (size < ev->em + 1)
			size *= 1.2;
		while (size / 1.2 > ev->em + 1)
			size /= 1.2;
	}
	return set_fixed((mpt)(size + 1e-6), v);
}

static bool
parse_weight_word(struct fo_eval *ev, enum fo_enum e, struct fo_value *v)
{
	double now = ev->parent != NULL && ev->parent->v[PR_FONT_WEIGHT].kind == FO_NUM
	    ? ev->parent->v[PR_FONT_WEIGHT].num
	    : 400;

	v->kind = FO_NUM;
	v->num = e == FV_NORMAL ? 400
	    : e == FV_BOLD      ? 700
	    : e == FV_BOLDER    ? fmin(now + 100, 900)
				: fmax(now - 100, 100);
	return true;
}

/* Keywords that stand for a number or length. */
static bool
parse_keyword(struct fo_eval *ev, enum fo_enum e, struct fo_value *v)
{
	if (ev->prop == PR_FONT_SIZE)
		return parse_font_size_word(ev, e, v);
	if (ev->prop == PR_FONT_WEIGHT)
		return parse_weight_word(ev, e, v);
	if (e == FV_THIN || (e == FV_MEDIUM && has_keyword(ev->prop, "thick", 5)) || e == FV_THICK)
		return set_fixed(e == FV_THIN ? 500 : e == FV_MEDIUM ? 1000 : 2000, v);
	if (e == FV_TRANSPARENT) {
		v->kind = FO_COLOR;
		v->color = 0;
		return true;
	}
	if (ev->prop == PR_BACKGROUND_POSITION_HORIZONTAL ||
	    ev->prop == PR_BACKGROUND_POSITION_VERTICAL) {
		v->kind = FO_LEN;
		v->len.fixed = 0;
		v->len.pct = e == FV_CENTER           ? 500000
		    : e == FV_RIGHT || e == FV_BOTTOM ? 1000000
						      : 0;
		return true;
	}
	return set_enum(e, v);
}

/* Millipoints, truncated: 15cm is 425196 as in other formatters. The bias undoes binary fractions
 * such as 0.7 * 10pt. */
static bool
to_mpt(struct fo_eval *ev, double x, mpt *out)
{
	if (!(fabs(x) <= MPT_LENGTH_MAX))
		return fo_fault(ev, DIAG_FO_RANGE, "the length is beyond %d pt", MPT_LENGTH_MAX / MPT_PT);
	*out = (mpt)(x < 0 ? x - 1e-6 : x + 1e-6);
	return true;
}

static bool
coerce_length(struct fo_eval *ev, const struct fo_number *num, uint16_t types, struct fo_value *v)
{
	if ((types & (FO_TYPE_LEN | FO_TYPE_PCT)) == 0)
		return fo_fault(
		    ev, DIAG_FO_VALUE, "a length is not a value of %s", fo_prop_name(ev->prop));
	if (num->pcw != 0) {
		if (ev->prop != PR_COLUMN_WIDTH)
			return fo_fault(ev, DIAG_FO_VALUE,
			    "proportional-column-width() is for column-width only");
		if (num->fixed != 0 || num->pct != 0)
			return fo_fault(ev, DIAG_FO_VALUE,
			    "a share plus a length is not implemented: use one of them");
		v->kind = FO_NUM;
		v->num = num->pcw;
		return true;
	}
	if (num->pct != 0 && (types & FO_TYPE_PCT) == 0)
		return fo_fault(
		    ev, DIAG_FO_VALUE, "%s takes no percentage", fo_prop_name(ev->prop));
	if (fabs(num->pct) > 2000)
		return fo_fault(ev, DIAG_FO_RANGE, "a percentage beyond 200000%%");
	v->kind = FO_LEN;
	v->len.pct = (int32_t)lrint(num->pct * 1e6);
	return to_mpt(ev, num->fixed, &v->len.fixed);
}

static bool
coerce_plain(struct fo_eval *ev, double x, uint16_t types, struct fo_value *v)
{
	if (types & FO_TYPE_ORIENT) {
		int turns = fmod(x, 90) == 0 && fabs(x) <= 360 ? (int)x / 90 : 99;

		if (turns == 99)
			return fo_fault(ev, DIAG_FO_VALUE,
			    "an orientation is 0, 90, 180, 270 or the same with a minus sign");
		v->kind = FO_INT;
		v->i = ((turns % 4 + 4) % 4) * 90;
		return true;
	}
	if (types & FO_TYPE_NUM) {
		v->kind = FO_NUM;
		v->num = x;
		return true;
	}
	if (types & FO_TYPE_INT) {
		if (!(fabs(x) < INT32_MAX))
			return fo_fault(ev, DIAG_FO_RANGE, "the number is beyond %d", INT32_MAX);
		v->kind = FO_INT;
		v->i = (int32_t)lround(x);
		return true;
	}
	if (types & FO_TYPE_LEN) {
		struct fo_number px = {.fixed = x * ev->r->opts.px, .dim = 1};

		/* Not a length by 5.9.12, but documents have them, and others take them so. */
		ev->no_unit = x != 0;
		return coerce_length(ev, &px, types, v);
	}
	return fo_fault(ev, DIAG_FO_VALUE, "a number is not a value of %s", fo_prop_name(ev->prop));
}

static bool
parse_expression(struct fo_eval *ev, const char *s, size_t n, uint16_t types, struct fo_value *v)
{
	struct fo_number num;
	struct fo_value other;

	if (!fo_expr_parse(ev, s, n, &num, &other))
		return false;
	if (other.kind == FO_ENUM) {
		const char *name = fo_enum_name(other.e);

		if (!has_keyword(ev->prop, name, strlen(name)) && other.e != FV_CURRENTCOLOR)
			return fo_fault(ev, DIAG_FO_VALUE, "'%s' is not a value of %s", name,
			    fo_prop_name(ev->prop));
		return parse_keyword(ev, other.e, v);
	}
	if (other.kind == FO_COLOR && (types & FO_TYPE_COLOR) == 0)
		return fo_fault(
		    ev, DIAG_FO_VALUE, "a colour is not a value of %s", fo_prop_name(ev->prop));
	if (other.kind != FO_UNSET) {
		*v = other;
		return true;
	}
	if (num.dim == 0)
		return coerce_plain(ev, num.fixed, types, v);
	if (num.dim == 1)
		return coerce_length(ev, &num, types, v);
	return fo_fault(ev, DIAG_FO_VALUE, "the result is a length to the power %d", num.dim);
}

/* Does a string property ask for another object's value? */
static bool
is_property_function(const char *s, size_t n)
{
	static const char *const names[] = {"from-parent(", "inherited-property-value(",
	    "from-nearest-specified-value(", "from-table-column("};

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (n > strlen(names[i]) && memcmp(s, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static bool
parse_string(struct fo_eval *ev, const char *s, size_t n, uint16_t types, struct fo_value *v)
{
	if (types & FO_TYPE_URI)
		return parse_uri(ev, s, n, v);
	if (types & FO_TYPE_FAMILY)
		return parse_family(ev, s, n, v);
	if (is_quoted(s, n))
		return set_str(ev, s + 1, n - 2, v);
	return set_str(ev, s, n, v);
}

/* text-align=".": a string without its quotes, as authors write it. */
static bool
is_punctuation(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strchr(".,:;-/|*", s[i]) == NULL)
			return false;
	return n > 0;
}

bool
fo_value_parse(struct fo_eval *ev, const char *s, size_t n, struct fo_value *v)
{
	uint16_t types = ev->r->types[ev->prop];
	bool is_text = (types & (FO_TYPE_STR | FO_TYPE_URI | FO_TYPE_FAMILY | FO_TYPE_ANY)) != 0;

	memset(v, 0, sizeof(*v));
	/* A space may be the value of a one-character property. */
	if (!(types == FO_TYPE_STR && n == 1))
		trim(&s, &n);
	if (n == 7 && memcmp(s, "inherit", 7) == 0 && ev->parent != NULL && ev->prop < PR__STYLED) {
		*v = ev->parent->v[ev->prop];
		return true;
	}
	if (types & FO_TYPE_DECORATION)
		return parse_decoration(ev, s, n, v);
	if (n > 0 && has_keyword(ev->prop, s, n))
		return parse_keyword(ev, fo_enum_lookup(s, n), v);
	if (is_text && !is_property_function(s, n))
		return parse_string(ev, s, n, types, v);
	if (n == 0)
		return fo_fault(ev, DIAG_FO_VALUE, "the value is empty");
	if (types & FO_TYPE_COLOR && fo_color_parse(s, n, &v->color)) {
		v->kind = FO_COLOR;
		return true;
	}
	if (types & FO_TYPE_CHAR && (is_quoted(s, n) || is_punctuation(s, n)))
		return is_quoted(s, n) ? set_str(ev, s + 1, n - 2, v) : set_str(ev, s, n, v);
	return parse_expression(ev, s, n, types, v);
}
