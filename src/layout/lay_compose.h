#pragma once
/*
 * lay_compose.h - inside the composing of lines: a line while it is made.
 *
 *   lay_compose_items.c   which tokens stand in it, how wide and how high they are
 *   lay_compose.c         their order, text areas, objects, the line itself
 *   lay_compose_inline.c  areas around text: opened and closed from left to right
 */
#include "layout/ref.h"

struct lay_item { /* a token as it stands in this line */
	const struct lay_tok *tok;
	const struct lay_shaper *shaper;
	uint32_t from, to;
	const struct glyph_run *run;
	mpt w;
	mpt cut; /* taken off its last glyph */
	uint8_t level;
	bool hyphen;
};

struct lay_opened { /* an AREA_INLINE being filled */
	uint32_t inl;
	struct area *area;
	struct area *last;
	mpt x, y;         /* content rectangle, in the line's */
};

struct lay_composing {
	struct lay_job *j;
	const struct lay_compose *o;
	struct lay_item *items;
	size_t n, cap;
	mpt word_extra;   /* added to each space; and one more to the first `rest`, so that the line ends exactly */
	mpt rest;
	mpt above, below;
	mpt ascent, descent; /* the same without half-leading */
	struct lay_opened stack[32];
	size_t depth;     /* stack[0] is the line */
	mpt pen;
	/* the text area in the making */
	struct glyph *glyphs;
	size_t n_glyphs, cap_glyphs;
	const struct lay_tok *text; /* its first token, or NULL */
	const struct lay_shaper *shaper;
	uint32_t from, to;
	const struct font *font;
	mpt text_x, word_space;
	int spaces;
	bool has_links;
	bool simple, hyphen;
	uint8_t text_level;
};

/* The tokens between two break points; spaces at the ends are dropped. */
void lay_compose_take(struct lay_composing *l, const struct lay_point *from, const struct lay_point *to);
/* [mpt] before anything is spread; the spaces and leaders that can take or give. */
mpt lay_compose_width(const struct lay_composing *l, int *spaces, int *leaders);
/* Gives the slack to the leaders; returns what is left of it. */
mpt lay_compose_leaders(struct lay_composing *l, mpt slack, int leaders);
/* 7.17.3, on any character. */
bool lay_compose_is_suppressed(const struct lay_tok *t);
void lay_compose_height(struct lay_composing *l);

/* A new area at the end of the innermost open inline. */
struct area *lay_compose_append(struct lay_composing *l, enum area_kind kind, const struct fo_node *fo);
/* Places it; x, y: its content rectangle in the system of the line. */
void lay_compose_put(struct lay_composing *l, struct area *a, mpt x, mpt y, mpt w, mpt h);
void lay_compose_end_text(struct lay_composing *l);

void lay_compose_close(struct lay_composing *l);
void lay_compose_go_to(struct lay_composing *l, uint32_t inl);
void lay_compose_edge(struct lay_composing *l, const struct lay_item *i);
void lay_compose_links(struct area *parent, int depth);
void lay_compose_cut_boxes(struct lay_job *j, struct area *parent, int depth);
