#pragma once
/*
 * lay_step.h - inside the steps of a row, whose idea lay_step.c tells: the cells while y runs down, and what its three files
 * share.
 */
#include "layout/lay_table.h"

struct chunk {
	const struct lay_elem *at; /* the break that ends it; NULL: the end of the cell */
	mpt end; /* height of the list from its start to here */
	mpt start; /* where a list that begins here would have begun in the undisturbed one */
	struct lay_keep penalty;
	enum fo_enum forced;
};

struct track { /* one cell while y runs down */
	const struct lay_cell *cell;
	size_t first, n; /* its chunks */
	size_t taken; /* chunks above y; none only where a forced break could not wait */
	mpt top; /* y of its content */
	mpt bottom; /* of its last row */
	mpt least; /* of its content, for a cut inside it: a height that was asked for */
	bool released; /* a step was made at the forced break it stands at */
};

struct place { /* a cell at a step */
	size_t taken;
	mpt top; /* track.top */
};

struct stepper {
	struct lay *lay;
	struct arena *arena;
	struct lay_row *row;
	struct chunk *chunks;
	size_t n_chunks, cap_chunks;
	struct track *tracks; /* one a cell */
	struct lay_step *steps; /* origin: the end of its last line, until lay_step_origins */
	size_t n_steps, cap_steps;
	struct place *places; /* n_cells a step */
	size_t cap_places;
	mpt *cuts; /* candidates in one row */
	size_t cap_cuts;
	size_t boundary_stride;
	bool inside; /* breaks inside rows, too */
};

static inline const struct chunk *
chunk_of(const struct stepper *s, const struct track *t, size_t i)
{
	return &s->chunks[t->first + i];
}

/* lay_step_chunk.c: the chunks of a cell, added to those of the row. */
void lay_step_chunks(struct stepper *s, struct track *t);
/* The heights of the row's lines, and where the cells lie in them. */
void lay_step_heights(struct stepper *s);

/* lay_step_origin.c: after a forced break the rest of each cell begins at the top, whatever was left free before. */
void lay_step_begin_again(struct stepper *s, struct lay_step *step);
/*
 * The origins: as low as the rests of all cells allow. A cell's rest may begin lower than in the
 * undisturbed row by what it leaves free at each later step, up to the next forced one.
 */
void lay_step_origins(struct stepper *s);
