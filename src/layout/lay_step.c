/*
 * lay_step.c - where cells that stand side by side can be broken together.
 *
 * Each cell is a list of chunks, parted by its legal breaks. Let y run down the undisturbed row (or
 * group of rows tied by row spans). A cut at y takes from each cell the chunks that end above it;
 * cells that were short of y go on sooner on the next page, so the rest of the row is higher than
 * what y left: that is `origin`, the y at which the next fragment's top lies. A fragment from cut j
 * to cut k is exactly until(k) - origin(j) high, whatever j and k: heights can be added up without
 * trying all pairs.
 *
 * Rules. A cut gives every cell that has begun its first chunk: no cell is opened only to stay
 * empty. The end of a row inside a group is a cut. What a cell has left when its row ends, belongs
 * to that last step: nothing can be lost.
 */
#include "layout/lay_table.h"

#include <stdlib.h>

/* Kept rows below this are one step: they fit into any column that text fits into. */
#define ALWAYS_FITS (72 * MPT_PT)
/* Steps times cells that one row group may remember; beyond it, only some row ends remain as
 * breaks. */
#define STEP_PLACES 4000000

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
	size_t taken; /* chunks above y */
	mpt top; /* y of its content */
	bool released; /* a step was made at the forced break it stands at */
};

struct stepper {
	struct arena *arena;
	struct lay_row *row;
	struct chunk *chunks;
	size_t n_chunks, cap_chunks;
	struct track *tracks; /* one a cell */
	struct lay_step *steps;
	size_t n_steps, cap_steps;
	mpt *cuts; /* candidates in one row */
	size_t cap_cuts;
	mpt until; /* of the last step's cum */
	size_t boundary_stride;
	bool inside; /* breaks inside rows, too */
};

/* ---- chunks
 * --------------------------------------------------------------------------------------------------------
 */

static struct chunk *
chunk_add(struct stepper *s)
{
	if (s->n_chunks == s->cap_chunks) {
		s->cap_chunks = s->cap_chunks > 0 ? s->cap_chunks * 2 : 32;
		s->chunks = mem_realloc(s->chunks, s->cap_chunks, sizeof(*s->chunks));
	}
	s->chunks[s->n_chunks] = (struct chunk){.forced = FV_AUTO};
	return &s->chunks[s->n_chunks++];
}

static void
cell_chunks(struct stepper *s, struct track *t)
{
	const struct lay_list *list = &t->cell->list;
	struct lay_cursor c;

	t->first = s->n_chunks;
	if (list->first != NULL) {
		lay_cursor_start(&c, list, NULL);
		while (lay_cursor_next(&c)) {
			struct chunk *k = chunk_add(s);

			k->at = c.at;
			k->end = c.h;
			k->penalty = c.penalty;
			if (c.at != NULL)
				k->forced = c.at->brk.forced;
			if (c.at == NULL)
				break;
		}
	}
	if (s->n_chunks == t->first || s->chunks[s->n_chunks - 1].at != NULL)
		(void)chunk_add(s); /* an empty cell is one empty chunk */
	t->n = s->n_chunks - t->first;
	for (size_t i = 0; i + 1 < t->n; i++) {
		struct chunk *k = &s->chunks[t->first + i];

		lay_cursor_start(&c, list, k->at);
		k->start = lay_cursor_next(&c) ? (k + 1)->end - c.h : k->end;
	}
}

static const struct chunk *
chunk_of(const struct stepper *s, const struct track *t, size_t i)
{
	return &s->chunks[t->first + i];
}

/* The height a cell's content has when it is whole. */
static mpt
content_height(const struct stepper *s, const struct track *t)
{
	return mpt_max(chunk_of(s, t, t->n - 1)->end, t->cell->min_h);
}

/* y to which the cell reaches when it is cut after chunk i. */
static mpt
reach(const struct stepper *s, const struct track *t, size_t i)
{
	return t->top + chunk_of(s, t, i)->end +
	    (i + 1 == t->n ? t->cell->below : t->cell->below_cut);
}

/* ---- row heights
 * ---------------------------------------------------------------------------------------------------
 */

/* What a cell over several rows needs beyond them is shared out in proportion to their heights. */
static void
span_share(struct lay_row_line *lines, size_t n, mpt excess)
{
	int64_t total = 0, so_far = 0;
	mpt given = 0;

	for (size_t i = 0; i < n; i++)
		total += lines[i].h + 1;
	for (size_t i = 0; i < n; i++) {
		so_far += lines[i].h + 1;
		mpt upto = (mpt)((double)excess * (double)so_far / (double)total);

		if (i + 1 == n)
			upto = excess;
		lines[i].h += upto - given;
		given = upto;
	}
}

static mpt
lines_height(const struct lay_row_line *lines, size_t n)
{
	mpt h = 0;

	for (size_t i = 0; i < n; i++)
		h = mpt_add(h, lines[i].h);
	return h;
}

static void
set_heights(struct stepper *s)
{
	struct lay_row *row = s->row;
	size_t most = 1;

	for (size_t r = 0; r < row->n_rows; r++)
		row->rows[r].h = row->rows[r].min_h;
	/* Short spans first, as in column widths: what they settle, longer ones need not ask again.
	 */
	for (size_t span = 1; span <= most; span++) {
		for (size_t c = 0; c < row->n_cells; c++) {
			const struct lay_cell *cell = &row->cells[c];

			if (cell->n_rows > most)
				most = cell->n_rows;
			if (cell->n_rows != span)
				continue;
			mpt want =
			    mpt_add(cell->above + cell->below, content_height(s, &s->tracks[c]));
			mpt have = lines_height(&row->rows[cell->row], span);

			if (want > have)
				span_share(&row->rows[cell->row], span, want - have);
		}
	}
	for (size_t c = 0; c < row->n_cells; c++)
		s->tracks[c].top = lines_height(row->rows, row->cells[c].row) + row->cells[c].above;
}

/* ---- steps
 * ---------------------------------------------------------------------------------------------------------
 */

static bool
is_begun(const struct track *t, size_t line)
{
	return t->cell->row <= line;
}

static bool
goes_beyond(const struct track *t, size_t line)
{
	return t->cell->row + t->cell->n_rows > line + 1;
}

/* Moves a cell's place down to y; never past a forced break before a step was made there. */
static void
track_move(const struct stepper *s, struct track *t, mpt y)
{
	while (t->taken < t->n && reach(s, t, t->taken) <= y) {
		if (t->taken > 0 && chunk_of(s, t, t->taken - 1)->forced != FV_AUTO && !t->released)
			return;
		t->taken++;
		t->released = false;
	}
}

static struct lay_step *
step_add(struct stepper *s)
{
	if (s->n_steps == s->cap_steps) {
		s->cap_steps = s->cap_steps > 0 ? s->cap_steps * 2 : 8;
		s->steps = mem_realloc(s->steps, s->cap_steps, sizeof(*s->steps));
	}
	s->steps[s->n_steps] = (struct lay_step){.forced = FV_AUTO};
	return &s->steps[s->n_steps++];
}

/*
 * Makes the step at y in `line`, which ends at `bottom`, unless a cell that has begun would stay
 * empty, or nothing would be left to put on the next page.
 */
static void
step_make(
    struct stepper *s, size_t line, mpt y, mpt bottom, struct lay_keep penalty, enum fo_enum forced)
{
	struct lay_row *row = s->row;
	bool ends_line = y == bottom, any_left = ends_line;
	mpt origin = bottom;

	for (size_t c = 0; c < row->n_cells; c++) {
		struct track *t = &s->tracks[c];

		if (!is_begun(t, line) || t->taken == t->n)
			continue;
		track_move(s, t, y);
		if (t->taken == 0)
			return;
		if (t->taken == t->n)
			continue;
		const struct chunk *k = chunk_of(s, t, t->taken - 1);

		any_left = true;
		penalty = lay_keep_max(penalty, k->penalty);
		if (t->cell->fo != NULL)
			penalty = lay_keep_max(penalty, lay_keep_together(t->cell->fo));
		forced = lay_break_stronger(forced, t->released ? FV_AUTO : k->forced);
		origin = mpt_min(origin, t->top + k->start - t->cell->above_cut);
	}
	if (!any_left)
		return;
	struct lay_step *step = step_add(s);
	const struct lay_elem **to = arena_array(s->arena, row->n_cells, sizeof(*to));
	mpt cum = mpt_max(y, origin);

	for (size_t c = 0; c < row->n_cells; c++) {
		struct track *t = &s->tracks[c];

		if (is_begun(t, line) && t->taken < t->n) {
			to[c] = chunk_of(s, t, t->taken - 1)->at;
			t->released = true;
		}
	}
	*step = (struct lay_step){.h = cum - s->until,
	    .penalty = penalty,
	    .forced = forced,
	    .tail = y - cum,
	    .head = cum - origin,
	    .to = to,
	    .until = y,
	    .origin = origin,
	    .lines = line + 1,
	    .inside = !ends_line};
	s->until = cum;
}

static int
cut_order(const void *a, const void *b)
{
	const mpt *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The candidates inside a line, between `top` and `bottom`: not before every cell that begins here
 * has its first chunk. */
static size_t
line_cuts(struct stepper *s, size_t line, mpt top, mpt bottom)
{
	size_t n = 0, kept = 0;
	mpt least = top;

	for (size_t c = 0; c < s->row->n_cells; c++) {
		const struct track *t = &s->tracks[c];

		if (t->cell->row == line)
			least = mpt_max(least, reach(s, t, 0));
	}
	for (size_t c = 0; c < s->row->n_cells; c++) {
		const struct track *t = &s->tracks[c];

		if (!is_begun(t, line) || (t->cell->row != line && !goes_beyond(t, line - 1)))
			continue;
		if (n + t->n > s->cap_cuts) {
			s->cap_cuts = (n + t->n) * 2;
			s->cuts = mem_realloc(s->cuts, s->cap_cuts, sizeof(*s->cuts));
		}
		for (size_t i = t->taken > 0 ? t->taken - 1 : 0; i + 1 < t->n; i++) {
			mpt y = mpt_max(least, reach(s, t, i));

			if (y > top && y < bottom)
				s->cuts[n++] = y;
		}
	}
	if (n > 1)
		qsort(s->cuts, n, sizeof(*s->cuts), cut_order);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || s->cuts[kept - 1] != s->cuts[i])
			s->cuts[kept++] = s->cuts[i];
	return kept;
}

static struct lay_keep
line_together(const struct lay_row *row, size_t line)
{
	struct lay_keep none = {0, 0};

	if (row->kind == ROW_LIST_ITEM)
		return row->together;
	return row->rows[line].fo != NULL ? lay_keep_together(row->rows[line].fo) : none;
}

/* Breaks inside one line, where they are of use. */
static void
line_steps(struct stepper *s, size_t line, mpt top, mpt bottom)
{
	struct lay_keep together = line_together(s->row, line);

	if (!s->inside || (together.column >= BREAK_FORBIDDEN && bottom - top < ALWAYS_FITS))
		return;
	size_t n = line_cuts(s, line, top, bottom);

	for (size_t i = 0; i < n; i++)
		step_make(s, line, s->cuts[i], bottom, together, FV_AUTO);
}

/* What a cell has left when its last line ends, belongs to that line. */
static void
line_finish(struct stepper *s, size_t line)
{
	for (size_t c = 0; c < s->row->n_cells; c++)
		if (is_begun(&s->tracks[c], line) && !goes_beyond(&s->tracks[c], line))
			s->tracks[c].taken = s->tracks[c].n;
}

/* Breaks of what the cells end and begin with are breaks of the rows (7.20.1, 7.20.2). */
static enum fo_enum
break_of_cells(const struct lay_row *row, size_t above, size_t below)
{
	enum fo_enum forced = FV_AUTO;

	for (size_t c = 0; c < row->n_cells; c++) {
		const struct lay_cell *cell = &row->cells[c];
		enum fo_enum before = cell->list.break_before, after = cell->list.break_after;

		if (cell->row + cell->n_rows == above && after != FV_NONE_)
			forced = lay_break_stronger(forced, after);
		if (cell->row == below && before != FV_NONE_)
			forced = lay_break_stronger(forced, before);
	}
	return forced;
}

/* The end of a line inside a group. */
static void
boundary_step(struct stepper *s, size_t line, mpt bottom)
{
	const struct fo_node *above = s->row->rows[line].fo, *below = s->row->rows[line + 1].fo;
	struct lay_keep penalty = {0, 0};
	enum fo_enum forced = break_of_cells(s->row, line + 1, line + 1);

	if (above != NULL) {
		penalty = lay_keep_with_next(above);
		forced = lay_break_stronger(forced, lay_break_after(above));
	}
	if (below != NULL) {
		penalty = lay_keep_max(penalty, lay_keep_with_previous(below));
		forced = lay_break_stronger(forced, lay_break_before(below));
	}
	if (forced != FV_AUTO || line % s->boundary_stride == 0)
		step_make(s, line, bottom, bottom, penalty, forced);
}

/* A group so large that remembering all places would take too much: fewer places. */
static void
limit_places(struct stepper *s)
{
	size_t cells = s->row->n_cells + 1, lines = s->row->n_rows;

	s->inside = s->n_chunks <= STEP_PLACES / cells;
	s->boundary_stride = 1 + lines / (STEP_PLACES / cells + 1);
}

enum rc
lay_step_row(struct lay *lay, struct arena *a, struct lay_row *row)
{
	struct stepper s = {.arena = a, .row = row};
	mpt y = 0;

	(void)lay;
	s.tracks = mem_realloc(NULL, row->n_cells + 1, sizeof(*s.tracks));
	for (size_t c = 0; c < row->n_cells; c++) {
		s.tracks[c] = (struct track){.cell = &row->cells[c]};
		cell_chunks(&s, &s.tracks[c]);
		row->has_footnotes = row->has_footnotes || row->cells[c].list.has_footnotes;
	}
	row->break_before = lay_break_stronger(row->break_before, break_of_cells(row, SIZE_MAX, 0));
	row->break_after = lay_break_stronger(row->break_after, break_of_cells(row, row->n_rows, SIZE_MAX));
	set_heights(&s);
	limit_places(&s);
	for (size_t line = 0; line < row->n_rows; line++) {
		mpt top = y;

		y = mpt_add(y, row->rows[line].h);
		line_steps(&s, line, top, y);
		line_finish(&s, line);
		if (line + 1 < row->n_rows)
			boundary_step(&s, line, y);
	}
	struct lay_step *last = step_add(&s);

	*last = (struct lay_step){.h = y - s.until,
	    .forced = FV_AUTO,
	    .to = arena_array(a, row->n_cells + 1, sizeof(*last->to)),
	    .until = y,
	    .origin = y,
	    .lines = row->n_rows};
	row->steps = arena_copy(a, s.steps, s.n_steps * sizeof(*s.steps));
	row->n_steps = s.n_steps;
	free(s.steps);
	free(s.chunks);
	free(s.tracks);
	free(s.cuts);
	return RC_OK;
}

bool
lay_step_part(const struct lay_row *row, size_t cell, size_t from, size_t to,
    const struct lay_elem **beg, const struct lay_elem **end)
{
	const struct lay_cell *c = &row->cells[cell];
	const struct lay_step *before = from > 0 ? &row->steps[from - 1] : NULL,
			      *last = &row->steps[to - 1];
	bool begun = before != NULL && c->row < before->lines;

	*beg = begun ? before->to[cell] : NULL;
	*end = last->to[cell];
	if (c->row >= last->lines || c->list.first == NULL)
		return false;
	return !begun || (*beg != NULL && *beg != *end);
}
