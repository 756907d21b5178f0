#pragma once
/*
 * acc_walk.h - inside the room: walking through the content of a page, operator by operator (ISO 32000-1, 8, 9 and 14.6).
 *
 * Each part has the operators it knows in a table of its own; acc_content.c reads operands and calls them. No glyph and no path is measured:
 * a text is where its line begins, a shape is its box. That is enough for what is asked here.
 */
#include "access/acc_in.h"

#define ACC_OPERANDS 8
#define ACC_STATES 128
#define ACC_MARKS 64

struct acc_matrix {
	double a, b, c, d, e, f;
};

struct acc_state { /* what q keeps */
	struct acc_matrix ctm;
	struct acc_color fill, stroke;
	double fill_alpha;
	double x0, y0, x1, y1; /* of the clip */
	const struct acc_font *font;
	double size, leading;
	int mode; /* of text rendering */
};

enum acc_mark_kind { ACC_MARK_OTHER, ACC_MARK_CONTENT, ACC_MARK_ARTIFACT };
struct acc_mark {
	enum acc_mark_kind kind;
	struct acc_ref *ref;
	bool is_decoration, is_spoken; /* a background; it has an ActualText */
	const char *actual;
};

struct acc_walk {
	struct acc *c;
	struct arena *scratch;
	uint32_t page;
	struct own_val resources;
	struct acc_state states[ACC_STATES], *s;
	struct acc_mark marks[ACC_MARKS];
	size_t n_marks, skipped_marks, skipped_states, forms;
	struct own_val operands[ACC_OPERANDS];
	size_t n_operands;
	struct acc_matrix text, line;
	double px0, py0, px1, py1; /* of the path */
	size_t rectangles, segments;
	bool clips;
	struct acc_ground ground;
	bool said_untagged; /* once a page */
};

struct acc_op {
	const char *name;
	void (*run)(struct acc_walk *w);
};

/* The last row has no name. */
extern const struct acc_op acc_mark_ops[], acc_paint_ops[], acc_text_ops[];

/* m, then n. */
struct acc_matrix acc_times(struct acc_matrix m, struct acc_matrix n);
void acc_apply(const struct acc_matrix *m, double x, double y, double *ox, double *oy);
double acc_operand(const struct acc_walk *w, size_t i); /* 0: there is none, or it is no number */
struct acc_matrix acc_operand_matrix(const struct acc_walk *w);

/* The innermost mark that says whose the content is; NULL: nobody's. */
const struct acc_mark *acc_owner(const struct acc_walk *w);
/* Something is painted: ISO 14289-1, 7.1, it belongs to an element or is an artifact. */
void acc_touch(struct acc_walk *w, const char *what);

void acc_save(struct acc_walk *w);
/* The box of the unit square, or of the clip: a picture, a gradient. */
void acc_paint_picture(struct acc_walk *w, bool is_square);
