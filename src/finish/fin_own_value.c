/* fin_own_value.c - values of PDF objects (ISO 32000-1, 7.3), strictly. */
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "finish/fin_own.h"

/* Deepest nesting of arrays and dictionaries; ours has three levels. */
#define VALUE_DEPTH 32

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool
is_regular(char c)
{
	return !is_blank(c) && strchr("()<>[]{}/%", c) == NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static void
skip_blanks(const char **at, const char *end)
{
	while (*at < end && is_blank(**at))
		++*at;
}

/* Behind the bracket that closes a string. */
static const char *
end_of_string(const char *p, const char *end)
{
	int depth = 0;

	for (; p < end; p++) {
		if (*p == '\\')
			p++;
		else if (*p == '(')
			depth++;
		else if (*p == ')' && --depth == 0)
			return p + 1;
	}
	return NULL;
}

static const char *
end_of_hex(const char *p, const char *end)
{
	for (p++; p < end && (is_hex(*p) || is_blank(*p)); p++)
		;
	return p < end && *p == '>' ? p + 1 : NULL;
}

static const char *
end_of_word(const char *p, const char *end)
{
	while (p < end && is_regular(*p))
		p++;
	return p;
}

/* [+-]digits[.digits], at most 15 digits, so that the value fits. */
static bool
take_number(const char *p, size_t len, struct own_val *v)
{
	size_t i = len > 0 && (p[0] == '-' || p[0] == '+'), digits = 0;
	bool real = false;

	v->n = 0;
	for (; i < len; i++) {
		if (p[i] == '.' && !real) {
			real = true;
			continue;
		}
		if (!is_digit(p[i]) || ++digits > 15)
			return false;
		v->n = v->n * 10 + (p[i] - '0');
	}
	v->n = p[0] == '-' ? -v->n : v->n;
	v->kind = real ? OWN_REAL : OWN_INT;
	return digits > 0;
}

static bool
take_word(const char *p, size_t len, struct own_val *v)
{
	if (len == 4 && memcmp(p, "true", 4) == 0)
		v->kind = OWN_BOOL;
	else if (len == 5 && memcmp(p, "false", 5) == 0)
		v->kind = OWN_BOOL;
	else if (len == 4 && memcmp(p, "null", 4) == 0)
		v->kind = OWN_NULL;
	else
		return take_number(p, len, v);
	return true;
}

/* An integer may be the beginning of "12 0 R"; *p moves behind it then. */
static void
take_reference(const char **p, const char *end, struct own_val *v)
{
	const char *q = *p;

	if (v->kind != OWN_INT || v->n < 1 || v->n > UINT32_MAX)
		return;
	skip_blanks(&q, end);
	if (q >= end || *q++ != '0')
		return;
	skip_blanks(&q, end);
	if (q >= end || *q != 'R' || (q + 1 < end && is_regular(q[1])))
		return;
	*p = q + 1;
	v->kind = OWN_REF;
}

/* One token that is no bracket of a container. */
static bool
take_scalar(const char **at, const char *end, struct own_val *v)
{
	const char *p = *at, *stop;

	v->p = p;
	if (*p == '(' || *p == '<') {
		v->kind = *p == '(' ? OWN_STRING : OWN_HEX;
		stop = *p == '(' ? end_of_string(p, end) : end_of_hex(p, end);
	} else if (*p == '/') {
		v->kind = OWN_NAME;
		stop = end_of_word(p + 1, end);
	} else {
		stop = end_of_word(p, end);
		if (!take_word(p, (size_t)(stop - p), v))
			return false;
		take_reference(&stop, end, v);
	}
	if (stop == NULL)
		return false;
	v->len = (size_t)(stop - p);
	*at = stop;
	return true;
}

enum bracket { BRACKET_NONE, OPEN_DICT, OPEN_ARRAY, CLOSE_DICT, CLOSE_ARRAY };

static enum bracket
bracket_at(const char *p, const char *end)
{
	bool two = p + 1 < end && p[0] == p[1];

	return *p == '[' ? OPEN_ARRAY : *p == ']' ? CLOSE_ARRAY : two && *p == '<' ? OPEN_DICT : two && *p == '>' ? CLOSE_DICT : BRACKET_NONE;
}

bool
own_next(const char **at, const char *end, struct own_val *v)
{
	enum bracket open[VALUE_DEPTH];
	struct own_val inner;
	const char *p = *at, *beg;
	size_t depth = 0;

	skip_blanks(&p, end);
	beg = p;
	do {
		enum bracket b;

		skip_blanks(&p, end);
		if (p >= end)
			return false;
		b = bracket_at(p, end);
		if (b == OPEN_DICT || b == OPEN_ARRAY) {
			if (depth == VALUE_DEPTH)
				return false;
			open[depth++] = b;
			p += b == OPEN_DICT ? 2 : 1;
		} else if (b == CLOSE_DICT || b == CLOSE_ARRAY) {
			if (depth == 0 || open[--depth] != (b == CLOSE_DICT ? OPEN_DICT : OPEN_ARRAY))
				return false;
			p += b == CLOSE_DICT ? 2 : 1;
		} else if (!take_scalar(&p, end, &inner)) {
			return false;
		}
	} while (depth > 0);
	*v = *beg == '[' ? (struct own_val){.kind = OWN_ARRAY}
	    : bracket_at(beg, end) == OPEN_DICT ? (struct own_val){.kind = OWN_DICT} : inner;
	v->p = beg;
	v->len = (size_t)(p - beg);
	*at = p;
	return true;
}

/* ---- containers ---------------------------------------------------------------------------------------------------- */

static bool
next_in(const struct own_val *of, size_t bracket, const char **at, struct own_val *v)
{
	const char *end = of->p + of->len - bracket;

	if (*at == NULL)
		*at = of->p + bracket;
	return own_next(at, end, v);
}

bool
own_item(const struct own_val *array, const char **at, struct own_val *v)
{
	return array->kind == OWN_ARRAY && next_in(array, 1, at, v);
}

bool
own_pair(const struct own_val *dict, const char **at, struct own_val *key, struct own_val *v)
{
	return dict->kind == OWN_DICT && next_in(dict, 2, at, key) && key->kind == OWN_NAME && next_in(dict, 2, at, v);
}

bool
own_is_name(const struct own_val *v, const char *name)
{
	return v->kind == OWN_NAME && v->len == strlen(name) && memcmp(v->p, name, v->len) == 0;
}

/* Did the last own_pair end because the dictionary did? */
static bool
is_all(const struct own_val *dict, const char *at)
{
	const char *end = dict->p + dict->len - 2;

	if (at == NULL)
		at = dict->p + 2;
	skip_blanks(&at, end);
	return at == end;
}

bool
own_lookup(const struct own_val *dict, const char *key, struct own_val *v)
{
	struct own_val k, value, hit = {0};
	const char *at = NULL, *last = NULL;
	size_t found = 0;

	if (dict->kind != OWN_DICT)
		return false;
	while (own_pair(dict, &at, &k, &value)) {
		last = at;
		if (!own_is_name(&k, key))
			continue;
		hit = value;
		found++;
	}
	if (found != 1 || !is_all(dict, last))
		return false;
	*v = hit; /* which may be `dict` itself */
	return true;
}

/* ---- text and numbers ---------------------------------------------------------------------------------------------- */

static unsigned
hex_of(char c)
{
	return (unsigned)(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

static void
add_hex(struct buf *b, const struct own_val *v)
{
	unsigned byte = 0, n = 0;

	for (size_t i = 1; i + 1 < v->len; i++) {
		if (is_blank(v->p[i]))
			continue;
		byte = byte << 4 | hex_of(v->p[i]);
		if (++n % 2 == 0)
			buf_putc(b, (char)(byte & 0xff));
	}
	if (n % 2 == 1)
		buf_putc(b, (char)(byte << 4 & 0xff));
}

/* The escape behind a backslash at i; returns the last index that it takes. */
static size_t
add_escape(struct buf *b, const struct own_val *v, size_t i)
{
	static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
	const char *plain;
	unsigned byte = 0, n = 0;

	while (n < 3 && i + n < v->len - 1 && v->p[i + n] >= '0' && v->p[i + n] <= '7')
		byte = byte << 3 | (unsigned)(v->p[i + n++] - '0');
	if (n > 0) {
		buf_putc(b, (char)(byte & 0xff));
		return i + n - 1;
	}
	plain = v->p[i] != '\0' ? strchr(from, v->p[i]) : NULL;
	if (v->p[i] != '\n')
		buf_putc(b, plain != NULL ? to[plain - from] : v->p[i]);
	return i;
}

static void
add_string(struct buf *b, const struct own_val *v)
{
	for (size_t i = 1; i + 1 < v->len; i++)
		if (v->p[i] == '\\')
			i = add_escape(b, v, i + 1);
		else
			buf_putc(b, v->p[i]);
}

/* UTF-16BE behind a byte order mark; an unpaired surrogate is U+FFFD. */
static void
add_utf16(struct buf *out, const unsigned char *p, size_t n)
{
	for (size_t i = 2; i + 1 < n; i += 2) {
		uint32_t c = (uint32_t)p[i] << 8 | p[i + 1];
		char utf8[4];

		if (c >= 0xd800 && c < 0xdc00 && i + 3 < n && p[i + 2] >= 0xdc && p[i + 2] < 0xe0) {
			c = 0x10000 + ((c - 0xd800) << 10) + (((uint32_t)p[i + 2] << 8 | p[i + 3]) - 0xdc00);
			i += 2;
		} else if (c >= 0xd800 && c < 0xe000) {
			c = 0xfffd;
		}
		buf_add(out, utf8, utf8_put(utf8, c));
	}
}

bool
own_bytes(const struct own_val *v, struct buf *b)
{
	if (v->kind != OWN_STRING && v->kind != OWN_HEX)
		return false;
	if (v->kind == OWN_HEX)
		add_hex(b, v);
	else
		add_string(b, v);
	return true;
}

const char *
own_text(struct arena *a, const struct own_val *v)
{
	struct buf raw = {0}, text = {0};
	const char *s;

	if (!own_bytes(v, &raw))
		return NULL;
	if (raw.len >= 2 && memcmp(raw.p, "\xfe\xff", 2) == 0)
		add_utf16(&text, (const unsigned char *)raw.p, raw.len);
	else
		for (size_t i = 0; i < raw.len; i++) /* we write ASCII, or UTF-16 */
			buf_putc(&text, raw.p[i] > 0 && raw.p[i] < 0x7f ? raw.p[i] : '?');
	s = arena_strndup(a, buf_str(&text), text.len);
	buf_free(&raw);
	buf_free(&text);
	return s;
}

bool
own_mpt(const struct own_val *v, int32_t *mpt)
{
	int64_t n = v->n;
	size_t dot = 0, decimals;

	if (v->kind != OWN_INT && v->kind != OWN_REAL)
		return false;
	while (dot < v->len && v->p[dot] != '.')
		dot++;
	decimals = dot < v->len ? v->len - dot - 1 : 0;
	for (; decimals < 3; decimals++)
		n = n * 10;
	for (; decimals > 3; decimals--)
		n = n / 10;
	if (n > 100000000 || n < -100000000)
		return false;
	*mpt = (int32_t)n;
	return true;
}
