#include "finish/fin_lex.h"

#include <string.h>

enum { REGULAR, BLANK, DELIMITER };

static const unsigned char class_of[256] = {
    ['\0'] = BLANK, ['\t'] = BLANK, ['\n'] = BLANK, ['\f'] = BLANK, ['\r'] = BLANK, [' '] = BLANK,
    ['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER, ['['] = DELIMITER, [']'] = DELIMITER,
    ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER, ['%'] = DELIMITER,
};

/* Deepest nesting of arrays and dictionaries; cairo's objects have four levels. */
#define DEPTH_MAX 32

static const char *
skip_regular(const char *p, const char *end)
{
	while (p < end && class_of[(unsigned char)*p] == REGULAR)
		p++;
	return p;
}

static const char *
skip_blanks(const char *p, const char *end)
{
	for (; p < end; p++) {
		if (*p == '%')
			while (p < end && *p != '\n' && *p != '\r')
				p++;
		if (p == end || class_of[(unsigned char)*p] != BLANK)
			break;
	}
	return p;
}

/* Behind the bracket that ends a string, 7.3.4.2; NULL: none does. */
static const char *
skip_string(const char *p, const char *end)
{
	size_t depth = 0;

	for (; p < end; p++)
		switch (*p) {
		case '\\':
			p++;
			break;
		case '(':
			depth++;
			break;
		case ')':
			if (--depth == 0)
				return p + 1;
			break;
		default:
			break;
		}
	return NULL;
}

/* Behind the bracket that ends a hexadecimal string, 7.3.4.3. */
static const char *
skip_hex(const char *p, const char *end)
{
	for (p++; p < end && *p != '>'; p++)
		if (memchr("0123456789abcdefABCDEF \t\n\f\r", *p, 27) == NULL)
			return NULL;
	return p < end ? p + 1 : NULL;
}

static enum fin_kind
bracket(const char *p, const char *end, const char **behind)
{
	bool is_double = end - p > 1 && p[1] == *p;

	*behind = p + 1;
	switch (*p) {
	case '[':
		return LEX_ARRAY;
	case ']':
		return LEX_ARRAY_END;
	case '/':
		*behind = skip_regular(p + 1, end);
		return LEX_NAME;
	case '(':
		*behind = skip_string(p, end);
		return *behind != NULL ? LEX_STRING : LEX_WRONG;
	case '<':
		*behind = is_double ? p + 2 : skip_hex(p, end);
		return is_double ? LEX_DICT : *behind != NULL ? LEX_STRING : LEX_WRONG;
	case '>':
		*behind = p + 2;
		return is_double ? LEX_DICT_END : LEX_WRONG;
	default:
		return LEX_WRONG;
	}
}

struct fin_token
fin_lex(struct fin_range *at)
{
	const char *p = skip_blanks(at->p, at->end), *behind;
	struct fin_token t = {LEX_END, p, 0};

	at->p = p;
	if (p == at->end)
		return t;
	if (class_of[(unsigned char)*p] == REGULAR) {
		behind = skip_regular(p, at->end);
		t.kind = (*p >= '0' && *p <= '9') || *p == '-' || *p == '.' || *p == '+' ? LEX_NUMBER : LEX_WORD;
	} else {
		t.kind = bracket(p, at->end, &behind);
	}
	if (t.kind == LEX_WRONG)
		return t; /* not a step further */
	t.len = (size_t)(behind - p);
	at->p = behind;
	return t;
}

bool
fin_is_word(const struct fin_token *t, const char *word)
{
	return t->kind == LEX_WORD && strlen(word) == t->len && memcmp(t->p, word, t->len) == 0;
}

/* Takes the rest of "12 0 R" behind its first number, if it is there. */
static void
take_reference(struct fin_range *at)
{
	struct fin_range ahead = *at;
	struct fin_token t = fin_lex(&ahead);

	if (t.kind != LEX_NUMBER)
		return;
	t = fin_lex(&ahead);
	if (fin_is_word(&t, "R"))
		*at = ahead;
}

bool
fin_take_value(struct fin_range *at, struct fin_range *value)
{
	enum fin_kind open[DEPTH_MAX];
	size_t depth = 0;
	struct fin_range ahead = *at;

	value->p = NULL;
	do {
		struct fin_token t = fin_lex(&ahead);

		if (value->p == NULL)
			value->p = t.p;
		if (t.kind == LEX_END || t.kind == LEX_WRONG)
			return false;
		if (t.kind == LEX_ARRAY || t.kind == LEX_DICT) {
			if (depth == DEPTH_MAX)
				return false;
			open[depth++] = t.kind;
		} else if (t.kind == LEX_ARRAY_END || t.kind == LEX_DICT_END) {
			/* The kinds of the ends follow those of the beginnings. */
			if (depth == 0 || open[--depth] != t.kind - 1)
				return false;
		} else if (t.kind == LEX_NUMBER && depth == 0) {
			take_reference(&ahead);
		}
	} while (depth > 0);
	value->end = ahead.p;
	*at = ahead;
	return true;
}

bool
fin_lookup(struct fin_range dict, const char *key, struct fin_range *value)
{
	size_t n = strlen(key);
	struct fin_token t = fin_lex(&dict);

	if (t.kind != LEX_DICT)
		return false;
	for (t = fin_lex(&dict); t.kind == LEX_NAME; t = fin_lex(&dict)) {
		if (!fin_take_value(&dict, value))
			return false;
		if (t.len == n + 1 && memcmp(t.p + 1, key, n) == 0)
			return true;
	}
	return false;
}

static bool
read_count(const struct fin_token *t, size_t *n)
{
	*n = 0;
	if (t->kind != LEX_NUMBER || t->len > 10)
		return false;
	for (size_t i = 0; i < t->len; i++) {
		if (t->p[i] < '0' || t->p[i] > '9')
			return false;
		*n = *n * 10 + (size_t)(t->p[i] - '0');
	}
	return true;
}

bool
fin_is_count(struct fin_range value, size_t *n)
{
	struct fin_token t = fin_lex(&value);

	return read_count(&t, n) && value.p == value.end;
}

bool
fin_is_ref(struct fin_range value, uint32_t *n)
{
	struct fin_token number = fin_lex(&value), generation = fin_lex(&value), r = fin_lex(&value);
	size_t v, g;

	if (!fin_is_word(&r, "R") || !read_count(&number, &v) || !read_count(&generation, &g) || g != 0 || v > UINT32_MAX || value.p != value.end)
		return false;
	*n = (uint32_t)v;
	return true;
}

bool
fin_is(struct fin_range value, const char *text)
{
	struct fin_token t = fin_lex(&value);

	return t.len == strlen(text) && memcmp(t.p, text, t.len) == 0 && value.p == value.end;
}
