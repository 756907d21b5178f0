#pragma once
/* edit_plan.h - inside the room: what a plan is made of. */
#include "edit/edit.h"

struct edit_change {
	uint32_t beg, end; /* [B] of the decoded text, half-open */
	const char *text;
	size_t seq;        /* insertions at one place keep their order */
};

struct edit_child {
	const xmlNode *parent, *after;
	enum edit_form form;
	const char *text;
	uint32_t in, at; /* [B] where the parent and what it follows begin: children of one place are neighbours in this order */
	size_t seq;
};

struct edit_plan {
	struct ctx *cx;
	const struct doc *doc;
	const char *text; /* decoded */
	size_t len;       /* [B] */
	const char *line_end;
	const char *step; /* one step of indentation; NULL: the file has everything on one line */
	struct edit_change *changes;
	size_t n, cap;
	struct edit_child *children;
	size_t n_children, cap_children;
};

/* Turns the children into changes: each parent's at once, since several may have to open the same tag. */
void edit_place_children(struct edit_plan *p);
/* The white space before what stands at `at`, when nothing else does in its line; NULL otherwise. */
const char *edit_indent(const struct edit_plan *p, uint32_t at);
