/*
 * lay_footnote.c - bodies of footnotes, and before-floats: made with their lines, gathered from parts of lists (XSL 1.1, 6.12.2,
 * 6.12.3).
 */
#include "layout/lay_flow.h"
#include "layout/para.h"

static const struct fo_node *
body_of(const struct fo_node *footnote)
{
	if (footnote->elem == FO_FLOAT)
		return footnote;
	for (const struct fo_node *n = footnote->first; n != NULL; n = n->next) {
		if (n->elem == FO_FOOTNOTE_BODY)
			return n;
	}
	return NULL;
}

static enum rc
make_note(struct lay_source *s, const struct fo_node *footnote, struct lay_note *note)
{
	const struct fo_node *body = body_of(footnote);
	struct lay_frame page = { .ref_ipd = s->note_ipd, .w = s->note_ipd };
	bool is_float = footnote->elem == FO_FLOAT;
	enum rc rc;

	note->fo = footnote;
	note->body = body;
	note->batch = s->lay->batch;
	note->w = page.w;
	s->lay->in_float += is_float;
	rc = lay_list_make(s->lay, s->a, body, body->first, &page, &note->list);
	s->lay->in_float -= is_float;
	return rc;
}

static bool
is_note(const struct lay_source *s, const struct lay_anchor *a)
{
	if (a->kind == ANCHOR_FLOAT)
		return lay_float_way(s, a->fo) == FLOAT_BEFORE;
	return a->kind == ANCHOR_FOOTNOTE && s->note_ipd > 0 && body_of(a->fo) != NULL;
}

enum rc
lay_notes_of(struct lay_source *s, const struct lay_anchor *anchors, const struct lay_note **notes)
{
	struct lay_note *last = NULL;

	for (; anchors != NULL; anchors = anchors->next) {
		struct lay_note *note;

		if (anchors->kind == ANCHOR_LIST) {
			const struct lay_note *inner = NULL;

			lay_notes_gather(s->a, anchors->object->list, NULL, NULL, &inner);
			if (inner == NULL)
				continue;
			if (last != NULL)
				last->next = inner;
			else
				*notes = inner;
			while (inner->next != NULL)
				inner = inner->next;
			last = (struct lay_note *)(uintptr_t)inner; /* a copy made for us */
			s->list->has_footnotes = true;
			continue;
		}
		if (!is_note(s, anchors))
			continue;
		note = arena_zalloc(s->a, sizeof(*note));
		TRY(make_note(s, anchors->fo, note));
		if (last != NULL)
			last->next = note;
		else
			*notes = note;
		last = note;
		s->list->has_footnotes = true;
	}
	return RC_OK;
}

/* Appends a copy of a chain to another. */
static const struct lay_note **
append(struct arena *a, const struct lay_note *from, const struct lay_note **tail)
{
	for (; from != NULL; from = from->next) {
		struct lay_note *copy = arena_copy(a, from, sizeof(*from));

		copy->next = NULL;
		*tail = copy;
		tail = &copy->next;
	}
	return tail;
}

static const struct lay_note **gather(struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, const struct lay_note **tail);

static const struct lay_note **
gather_step(struct arena *a, const struct lay_row *row, size_t step, const struct lay_note **tail)
{
	for (size_t i = 0; i < row->n_cells; i++) {
		const struct lay_elem *from, *to;

		if (row->cells[i].list.has_footnotes && lay_step_part(row, i, step, step + 1, &from, &to))
			tail = gather(a, &row->cells[i].list, from, to, tail);
	}
	return tail;
}

/* Recurses into cells: as deep as lay_list_make went. */
static const struct lay_note **
gather(struct arena *a, const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to,
    const struct lay_note **tail)
{
	if (!list->has_footnotes)
		return tail;
	for (const struct lay_elem *e = from != NULL ? from->next : list->first; e != to && e != NULL; e = e->next) {
		if (e->kind == LAY_BOX)
			tail = append(a, e->box.notes, tail);
		else if (e->kind == LAY_ROW && e->row.row->has_footnotes)
			tail = gather_step(a, e->row.row, e->row.step, tail);
	}
	return tail;
}

void
lay_notes_gather(struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, const struct lay_note **notes)
{
	*notes = NULL;
	gather(a, list, from, to, notes);
}

const struct lay_note *
lay_notes_of_elem(struct arena *a, const struct lay_elem *e)
{
	const struct lay_note *notes = NULL;

	if (e->kind == LAY_BOX)
		return e->box.notes;
	if (e->kind == LAY_ROW && e->row.row->has_footnotes)
		gather_step(a, e->row.row, e->row.step, &notes);
	return notes;
}
