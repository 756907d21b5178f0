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
 * empty (but for a forced break). The end of a row inside a group is a cut. What a cell has left when its row ends, belongs
 * to that last step: nothing can be lost. A cut that would leave nothing but borders of the row is
 * the end of that row. The height that a cell was given stands in its first fragment. A forced break
 * waits until no other cell is torn where that is forbidden, at the latest until the end of the row.
 */
#include "layout/lay_step.h"

#include <stdlib.h>

/* Kept rows below this are one step: they fit into any column that text fits into. */
#define ALWAYS_FITS (72 * MPT_PT)
/* Steps times cells that one row group may remember; beyond it, only some row ends remain as
 * breaks. */
#define STEP_PLACES 4000000

/* The place in a cell that has begun but shows nothing yet. */
static const struct lay_elem unopened;

/* y to which the cell reaches when its row is cut after chunk i. */
static mpt
reach(const struct stepper *s, const struct track *t, size_t i)
{
	return mpt_add(t->top, mpt_add(mpt_max(chunk_of(s, t, i)->end, t->least), t->cell->below_cut));
}

/* It stands at a forced break, and no step was made there. */
static bool
is_held(const struct stepper *s, const struct track *t)
{
	return t->taken > 0 && t->taken < t->n && !t->released &&
	    chunk_of(s, t, t->taken - 1)->forced != FV_AUTO;
}

/* ---- steps --------------------------------------------------------------------------------------------------------- */

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
	while (t->taken < t->n && !is_held(s, t) && reach(s, t, t->taken) <= y) {
		t->taken++;
		t->released = false;
	}
}

static struct lay_step *
step_add(struct stepper *s)
{
	size_t need = (s->n_steps + 1) * s->row->n_cells;

	if (s->n_steps == s->cap_steps) {
		s->cap_steps = s->cap_steps > 0 ? s->cap_steps * 2 : 8;
		s->steps = mem_realloc(s->steps, s->cap_steps, sizeof(*s->steps));
	}
	if (need > s->cap_places) {
		s->cap_places = need * 2;
		s->places = mem_realloc(s->places, s->cap_places, sizeof(*s->places));
	}
	s->steps[s->n_steps] = (struct lay_step){.forced = FV_AUTO};
	return &s->steps[s->n_steps++];
}

static void
note_places(struct stepper *s)
{
	struct place *p = s->places + (s->n_steps - 1) * s->row->n_cells;

	for (size_t c = 0; c < s->row->n_cells; c++)
		p[c] = (struct place){.taken = s->tracks[c].taken, .top = s->tracks[c].top};
}

/* What the cells say about a cut at y, to which they are moved. */
struct tearing {
	bool opened; /* every cell that has begun shows something */
	bool moves; /* a cell shows more than at the step before */
	bool leaves; /* a cell that ends with the line has content left */
	struct lay_keep penalty; /* of the contents */
	enum fo_enum forced;
};

/*
 * keep-together is inherited (7.20.3): what a cell that spans rows has from its own row binds that row (line_together), not the
 * next ones.
 */
static bool
keeps_as_row(const struct lay_row *row, const struct lay_cell *cell)
{
	struct lay_keep own = lay_keep_together(cell->fo), around;

	if (row->kind != ROW_TABLE || cell->n_rows < 2 || row->rows[cell->row].fo == NULL)
		return false;
	around = lay_keep_together(row->rows[cell->row].fo);
	return own.column == around.column && own.page == around.page;
}

static struct tearing
tear(struct stepper *s, size_t line, mpt y)
{
	struct tearing r = {.opened = true, .forced = FV_AUTO};
	const struct place *before =
	    s->n_steps > 0 ? s->places + (s->n_steps - 1) * s->row->n_cells : NULL;

	for (size_t c = 0; c < s->row->n_cells; c++) {
		struct track *t = &s->tracks[c];
		const struct chunk *k;

		if (!is_begun(t, line))
			continue;
		if (t->taken < t->n)
			track_move(s, t, y);
		r.moves = r.moves || t->taken > (before != NULL ? before[c].taken : 0);
		if (t->taken == t->n)
			continue;
		r.opened = r.opened && t->taken > 0;
		if (t->taken == 0)
			continue;
		k = chunk_of(s, t, t->taken - 1);
		r.leaves = r.leaves || !goes_beyond(t, line);
		r.penalty = lay_keep_max(r.penalty, k->penalty);
		if (t->cell->fo != NULL && !keeps_as_row(s->row, t->cell))
			r.penalty = lay_keep_max(r.penalty, lay_keep_together(t->cell->fo));
		if (is_held(s, t))
			r.forced = lay_break_stronger(r.forced, k->forced);
	}
	return r;
}

/* A step at y: the cells that were torn there go on after it. */
static void
step_make(struct stepper *s, size_t line, mpt y, mpt bottom, bool inside, struct lay_keep penalty,
    enum fo_enum forced)
{
	const struct lay_elem **to =
	    arena_array(s->arena, s->row->n_cells + 1, sizeof(*to)); /* 0 cells are legal */
	struct lay_step *step = step_add(s);

	note_places(s);
	for (size_t c = 0; c < s->row->n_cells; c++) {
		struct track *t = &s->tracks[c];

		if (is_begun(t, line) && t->taken < t->n) {
			to[c] = t->taken > 0 ? chunk_of(s, t, t->taken - 1)->at : &unopened;
			t->released = true;
		}
	}
	*step = (struct lay_step){.penalty = penalty,
	    .forced = forced,
	    .to = to,
	    .until = y,
	    .origin = bottom,
	    .lines = line + 1,
	    .inside = inside};
	if (forced != FV_AUTO)
		lay_step_begin_again(s, step);
}

/* The cells' forbidden places; a keep of the row does not hold against a break in it (XSL 1.1, 4.8). */
static bool
must_wait(const struct tearing *r)
{
	return r->forced != FV_AUTO && r->penalty.column >= BREAK_FORBIDDEN;
}

static int
cut_order(const void *a, const void *b)
{
	const mpt *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* The candidates inside a line, below `top` and above `bottom`: not before every cell that begins
 * here has its first chunk. */
static size_t
line_cuts(struct stepper *s, size_t line, mpt top, mpt bottom)
{
	size_t n = 0, kept = 0;
	mpt least = top;

	for (size_t c = 0; c < s->row->n_cells; c++) {
		const struct track *t = &s->tracks[c];

		if (t->cell->row == line && t->taken == 0)
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
		for (size_t i = t->taken > 0 ? t->taken - 1 : 0; i < t->n; i++) {
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

static bool
has_forced(const struct stepper *s, size_t line)
{
	for (size_t c = 0; c < s->row->n_cells; c++) {
		const struct track *t = &s->tracks[c];

		if (!is_begun(t, line) || (t->cell->row != line && !goes_beyond(t, line - 1)))
			continue;
		for (size_t i = t->taken; i < t->n; i++)
			if (chunk_of(s, t, i)->forced != FV_AUTO)
				return true;
	}
	return false;
}

/* A cell that ends with the line stands at a forced break. */
static bool
holds(const struct stepper *s, size_t line)
{
	for (size_t c = 0; c < s->row->n_cells; c++) {
		const struct track *t = &s->tracks[c];

		if (is_begun(t, line) && !goes_beyond(t, line) && is_held(s, t))
			return true;
	}
	return false;
}

/* Steps from `top` on, up to and with a forced one: where the rest begins after that, else false. */
static bool
steps_to_forced(struct stepper *s, size_t line, mpt *top, mpt bottom, struct lay_keep together)
{
	size_t n = s->inside ? line_cuts(s, line, *top, bottom) : 0;

	for (size_t i = 0; i <= n; i++) {
		mpt y = i < n ? s->cuts[i] : bottom;
		struct tearing r = tear(s, line, y);

		/* The end of the line is the last place for what is forced in it. */
		if (i < n ? !r.opened || !r.moves || !r.leaves || must_wait(&r) : !holds(s, line))
			continue;
		step_make(s, line, y, bottom, true, lay_keep_max(together, r.penalty), r.forced);
		*top = s->steps[s->n_steps - 1].origin;
		if (r.forced != FV_AUTO)
			return true;
	}
	return false;
}

/* Breaks inside one line, where they are of use. */
static void
line_steps(struct stepper *s, size_t line, mpt top, mpt bottom)
{
	struct lay_keep together = line_together(s->row, line);
	bool low = together.column >= BREAK_FORBIDDEN && bottom - top < ALWAYS_FITS;

	if ((s->inside && !low) || has_forced(s, line))
		while (steps_to_forced(s, line, &top, bottom, together))
			continue;
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

/* A cell covers the rows on both sides. */
static bool
is_spanned(const struct lay_row *row, size_t line)
{
	for (size_t c = 0; c < row->n_cells; c++)
		if (row->cells[c].row <= line && row->cells[c].row + row->cells[c].n_rows > line + 1)
			return true;
	return false;
}

/* 7.20.1 and 7.20.2: breaks of a row have no effect where a cell spans it and its neighbour. */
static enum rc
break_of_rows(struct stepper *s, size_t line, enum fo_enum *forced)
{
	const struct fo_node *above = s->row->rows[line].fo, *below = s->row->rows[line + 1].fo;
	enum fo_enum after = above != NULL ? lay_break_after(above) : FV_AUTO;
	enum fo_enum before = below != NULL ? lay_break_before(below) : FV_AUTO;

	if (after == FV_AUTO && before == FV_AUTO)
		return RC_OK;
	if (is_spanned(s->row, line))
		return diag_at(s->lay->cx, DIAG_TABLE_BREAK, (after != FV_AUTO ? above : below)->at, "%s",
		    after != FV_AUTO ? "break-after" : "break-before");
	*forced = lay_break_stronger(*forced, lay_break_stronger(after, before));
	return RC_OK;
}

/* The end of a line inside a group. */
static enum rc
boundary_step(struct stepper *s, size_t line, mpt bottom)
{
	const struct fo_node *above = s->row->rows[line].fo, *below = s->row->rows[line + 1].fo;
	struct lay_keep penalty = {0, 0};
	enum fo_enum forced = break_of_cells(s->row, line + 1, line + 1);
	struct tearing r;

	if (above != NULL)
		penalty = lay_keep_with_next(above);
	if (below != NULL)
		penalty = lay_keep_max(penalty, lay_keep_with_previous(below));
	TRY(break_of_rows(s, line, &forced));
	r = tear(s, line, bottom);
	forced = lay_break_stronger(forced, r.forced);
	if (forced != FV_AUTO || (r.opened && line % s->boundary_stride == 0))
		step_make(s, line, bottom, bottom, false, lay_keep_max(penalty, r.penalty), forced);
	return RC_OK;
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
	struct stepper s = {.lay = lay, .arena = a, .row = row};
	enum rc rc = RC_OK;
	mpt y = 0;

	s.tracks = mem_realloc(NULL, row->n_cells + 1, sizeof(*s.tracks));
	for (size_t c = 0; c < row->n_cells; c++) {
		s.tracks[c] = (struct track){.cell = &row->cells[c]};
		lay_step_chunks(&s, &s.tracks[c]);
		if (row->room == 0 || row->cells[c].above + row->cells[c].min_h + row->cells[c].below <= row->room)
			s.tracks[c].least = row->cells[c].min_h;
		row->has_footnotes = row->has_footnotes || row->cells[c].list.has_footnotes;
	}
	row->break_before = lay_break_stronger(row->break_before, break_of_cells(row, SIZE_MAX, 0));
	row->break_after = lay_break_stronger(row->break_after, break_of_cells(row, row->n_rows, SIZE_MAX));
	lay_step_heights(&s);
	limit_places(&s);
	for (size_t line = 0; line < row->n_rows; line++) {
		mpt top = y;

		y = mpt_add(y, row->rows[line].h);
		line_steps(&s, line, top, y);
		line_finish(&s, line);
		if (line + 1 < row->n_rows && rc == RC_OK)
			rc = boundary_step(&s, line, y);
	}
	struct lay_step *last = step_add(&s);

	note_places(&s);
	*last = (struct lay_step){.forced = FV_AUTO,
	    .to = arena_array(a, row->n_cells + 1, sizeof(*last->to)),
	    .until = y,
	    .origin = y,
	    .lines = row->n_rows};
	lay_step_origins(&s);
	row->steps = arena_copy(a, s.steps, s.n_steps * sizeof(*s.steps));
	row->n_steps = s.n_steps;
	free(s.steps);
	free(s.places);
	free(s.chunks);
	free(s.tracks);
	free(s.cuts);
	return rc;
}

bool
lay_step_part(const struct lay_row *row, size_t cell, size_t from, size_t to,
    const struct lay_elem **beg, const struct lay_elem **end)
{
	const struct lay_cell *c = &row->cells[cell];
	const struct lay_step *before = from > 0 ? &row->steps[from - 1] : NULL,
			      *last = &row->steps[to - 1];
	bool begun = before != NULL && c->row < before->lines && before->to[cell] != &unopened;

	*beg = begun ? before->to[cell] : NULL;
	*end = last->to[cell];
	if (c->row >= last->lines || c->list.first == NULL || *end == &unopened)
		return false;
	return !begun || (*beg != NULL && *beg != *end);
}
