#pragma once
/*
 * fo_expr.h - what the parser of expressions (fo_expr.c) and its functions (fo_call.c) share.
 */
#include "fo/fo_reader.h"

struct fo_lexer {
	struct fo_eval *ev;
	const char *s, *end;
};

/* A number, or another value (v.kind is not FO_UNSET). */
struct fo_operand {
	struct fo_number num;
	struct fo_value v;
};

static inline bool
fo_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static inline bool
fo_is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	    (unsigned char)c >= 0x80;
}

static inline bool
fo_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
fo_is_name(char c)
{
	return fo_is_name_start(c) || fo_is_digit(c) || c == '-' || c == '.' || c == ':';
}

static inline void
fo_skip_space(struct fo_lexer *lx)
{
	while (lx->s < lx->end && fo_is_space(*lx->s))
		lx->s++;
}

static inline bool
fo_accept(struct fo_lexer *lx, char c)
{
	fo_skip_space(lx);
	if (lx->s >= lx->end || *lx->s != c)
		return false;
	lx->s++;
	return true;
}

static inline bool
fo_want_number(struct fo_lexer *lx, const struct fo_operand *x)
{
	if (x->v.kind == FO_UNSET)
		return true;
	return fo_fault(lx->ev, DIAG_FO_VALUE, "a number or length is needed in an expression");
}

/* A sum, or what is more tightly bound: what stands between commas and parentheses. */
bool fo_parse_sum(struct fo_lexer *lx, struct fo_operand *out);

/* The rest of a function call, after "name(": XSL 1.1 section 5.10. */
bool fo_call(struct fo_lexer *lx, const char *name, size_t n, struct fo_operand *out);
