/* lay_step_chunk.c - cells as chunks, parted by their legal breaks; the heights of rows that chunks and heights asked for give. */
#include "layout/lay_step.h"

#include <stdlib.h>

/* ---- chunks -------------------------------------------------------------------------------------------------------- */

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

void
lay_step_chunks(struct stepper *s, struct track *t)
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

/* ---- row heights --------------------------------------------------------------------------------------------------- */

/* The height a cell's content has when it is whole. */
static mpt
content_height(const struct stepper *s, const struct track *t)
{
	return mpt_max(chunk_of(s, t, t->n - 1)->end, t->cell->min_h);
}

static mpt
lines_height(const struct lay_row_line *lines, size_t n)
{
	mpt h = 0;

	for (size_t i = 0; i < n; i++)
		h = mpt_add(h, lines[i].h);
	return h;
}

void
lay_step_heights(struct stepper *s)
{
	struct lay_row *row = s->row;
	size_t most = 1;

	for (size_t r = 0; r < row->n_rows; r++)
		row->rows[r].h = row->rows[r].min_h;
	/* Short spans first, as in column widths: what they settle, longer ones need not ask again. What a cell over
	 * several rows needs beyond them, the last of them gets: rows keep the heights of their own cells. */
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
				row->rows[cell->row + span - 1].h += want - have;
		}
	}
	mpt *y = mem_realloc(NULL, row->n_rows + 1, sizeof(*y));

	y[0] = 0;
	for (size_t r = 0; r < row->n_rows; r++)
		y[r + 1] = mpt_add(y[r], row->rows[r].h);
	for (size_t c = 0; c < row->n_cells; c++) {
		const struct lay_cell *cell = &row->cells[c];

		s->tracks[c].top = mpt_add(y[cell->row], cell->above);
		s->tracks[c].bottom = y[cell->row + cell->n_rows];
	}
	free(y);
}
