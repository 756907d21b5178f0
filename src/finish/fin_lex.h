#pragma once
/*
 * fin_lex.h - inside the room: the words of PDF's syntax, in objects and in content streams (ISO 32000-1, 7.2 and 7.3).
 *
 * Model. A token is a range of the bytes, as they stand there: what is copied from cairo's file is copied as cairo wrote it, and nothing is
 * built. fin_file.h has the other reader, which builds objects out of any file.
 */
#include "base/defs.h"

enum fin_kind {
	LEX_END,
	LEX_WRONG, /* a string without end, a bracket that closes nothing, ... */
	LEX_NUMBER,
	LEX_NAME,
	LEX_STRING, /* (...) or <...> */
	LEX_ARRAY, LEX_ARRAY_END,
	LEX_DICT, LEX_DICT_END,
	LEX_WORD, /* operator, true, false, null, obj, R */
};

struct fin_token {
	enum fin_kind kind;
	const char *p;
	size_t len;
};

struct fin_range {
	const char *p, *end;
};

/* Takes the next token from the front of `at`. */
struct fin_token fin_lex(struct fin_range *at);
bool fin_is_word(const struct fin_token *t, const char *word);
/* Takes one whole value, brackets and what is between them, "12 0 R" too. False: there is none, or it is wrong. */
bool fin_take_value(struct fin_range *at, struct fin_range *value);
/* The value of a key of the dictionary that begins at `dict`, not of one inside it. False: it has no such key, or is none. */
bool fin_lookup(struct fin_range dict, const char *key, struct fin_range *value);
/* Is a value "N 0 R"? */
bool fin_is_ref(struct fin_range value, uint32_t *n);
/* A whole number, and nothing else. */
bool fin_is_count(struct fin_range value, size_t *n);
bool fin_is(struct fin_range value, const char *text); /* this one token */
