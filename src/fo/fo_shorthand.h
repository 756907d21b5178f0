#pragma once
/*
 * fo_shorthand.h - what attribute names (fo_attr.c) and the expansion of short-hands
 * (fo_shorthand.c) share.
 *
 * Ranks say which of several attributes sets a property: the more precise one (5.1.4 and 7.31), and
 * of corresponding properties the absolute one when it is given itself, not through a short-hand
 * (5.3.1).
 */
#include "fo/fo_reader.h"

enum { TOP = 1, RIGHT, BOTTOM, LEFT };
enum fo_group { GROUP_COLOR, GROUP_STYLE, GROUP_WIDTH, GROUP_PADDING, GROUP_MARGIN };
enum {
	RANK_ALL = 1,
	RANK_GROUP,
	RANK_SIDE,
	RANK_COMPOUND,
	RANK_OWN,
	RANK_ABSOLUTE,
	RANK_ABSOLUTE_PART
};

struct fo_expansion {
	struct fo_specs *specs;
	struct fo_reader *r;
	const xmlAttr *attr;
	enum fo_elem elem;
	enum fo_enum mode;
	const char *s;
	size_t n;
	int arg, side;
};

static inline bool
fo_shorthand_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Adds one spec. */
void fo_add_spec(struct fo_expansion *x, enum fo_prop p, uint8_t rank, const char *s, size_t n);
/* The property of a physical side. */
enum fo_prop fo_prop_of_side(enum fo_group g, int side, enum fo_enum mode);

/* One for each way of fo_shorthand.def. */
void fo_expand_THREE(struct fo_expansion *x);
void fo_expand_KEEP(struct fo_expansion *x);
void fo_expand_TWO(struct fo_expansion *x);
void fo_expand_SIDE(struct fo_expansion *x);
void fo_expand_DIMENSION(struct fo_expansion *x);
void fo_expand_FOUR(struct fo_expansion *x);
void fo_expand_BORDER(struct fo_expansion *x);
void fo_expand_POSITION_OF(struct fo_expansion *x);
void fo_expand_BACKGROUND(struct fo_expansion *x);
void fo_expand_FONT(struct fo_expansion *x);
void fo_expand_PAGE_BREAK(struct fo_expansion *x);
void fo_expand_POSITION(struct fo_expansion *x);
void fo_expand_SIZE(struct fo_expansion *x);
void fo_expand_VERTICAL_ALIGN(struct fo_expansion *x);
void fo_expand_WHITE_SPACE(struct fo_expansion *x);
void fo_expand_LANGUAGE(struct fo_expansion *x);
