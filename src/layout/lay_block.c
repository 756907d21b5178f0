/* lay_block.c - lines of a block, and steps of a row, become elements with breaks between them. */
#include <stdlib.h>

#include "layout/lay_flow.h"

static int
int_of(const struct fo_node *node, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(node, p);

	return v->kind == FO_INT && v->i > 0 ? v->i : 1;
}

/* A break inside an object, with what is around it. */
static struct lay_elem *
inner_break(struct lay_source *s, const struct fo_node *resume, uint32_t from)
{
	const struct lay_level *l = lay_source_top(s);
	struct lay_elem *e = lay_elem_add(s->a, s->list, LAY_BREAK, l->node);

	e->brk.penalty = l->together;
	e->brk.forced = FV_AUTO;
	e->brk.inside = l->open;
	e->brk.tail = l->tail;
	e->brk.head = l->head;
	e->brk.resume = lay_source_may_resume(s) ? resume : NULL;
	e->brk.resume_from = from;
	e->brk.batch = s->batch;
	if (s->limits > 0)
		lay_limit_break(s, e);
	return e;
}

/* 7.20.6, 7.20.7: too few lines before or after a break. A paragraph that goes on has its orphans behind it. */
static struct lay_keep
widow_penalty(const struct fo_node *block, size_t before, size_t after, bool goes_on)
{
	const struct lay_keep bad = { BREAK_WIDOW, BREAK_WIDOW };

	if (!goes_on && before < (size_t)int_of(block, PR_ORPHANS))
		return bad;
	return after < (size_t)int_of(block, PR_WIDOWS) ? bad : (struct lay_keep){ 0, 0 };
}

/* 7.16.1: both halves of a word in one column, or on one page. */
static struct lay_keep
hyphen_keep(const struct fo_node *block)
{
	enum fo_enum e = fo_enum(block, PR_HYPHENATION_KEEP);

	return (struct lay_keep){ e == FV_COLUMN ? BREAK_WIDOW : 0, e == FV_COLUMN || e == FV_PAGE ? BREAK_WIDOW : 0 };
}

static enum rc
add_line(struct lay_source *s, const struct lay_line *line)
{
	struct lay_elem *e = lay_elem_add(s->a, s->list, LAY_BOX, lay_source_top(s)->node);

	e->box.h = line->height;
	e->box.area = line->area;
	e->box.anchors = line->anchors;
	TRY(lay_notes_of(s, line->anchors, &e->box.notes));
	lay_source_content(s);
	return RC_OK;
}

/* Floats that are blocks after their paragraph: the last first. */
static void
add_floats(struct lay_source *s, const struct lay_line *line, const struct lay_stretch *st)
{
	for (const struct lay_anchor *a = line->anchors; a != NULL; a = a->next) {
		enum lay_float_way way = a->kind == ANCHOR_FLOAT ? lay_float_way(s, a->fo) : FLOAT_BEFORE;

		if (way == FLOAT_AS_BLOCK || (way == FLOAT_SIDE && !lay_beside_placed(st, a->fo)))
			lay_float_later(s, a->fo);
	}
}

static void
turn_floats(struct lay_source *s, size_t first)
{
	for (size_t i = first, k = s->n_floats; i + 1 < k; i++) {
		struct lay_float swap = s->floats[--k];

		s->floats[k] = s->floats[i];
		s->floats[i] = swap;
	}
}

/* A paragraph on its way into the list, a stretch of lines at a time. */
struct paragraph {
	const struct fo_node *block, *first;
	const struct lay_para *para; /* from the current stretch on */
	struct lay_stretch st;
	size_t above;                /* lines in the list */
	bool goes_on, hyphenated;    /* from an earlier page; the line above ends in a hyphen */
};

/* The break before line i of the current stretch. */
static void
line_break(struct lay_source *s, const struct paragraph *p, size_t i)
{
	struct lay_keep widows = widow_penalty(p->block, p->above, p->para->n - i, p->goes_on);
	struct lay_elem *e = inner_break(s, p->first, p->para->lines[i].from);

	/* Added, so that a block that is divided in spite of its keep still has no widows. */
	e->brk.penalty.column += widows.column;
	e->brk.penalty.page += widows.page;
	if (p->hyphenated)
		e->brk.penalty = lay_keep_max(e->brk.penalty, hyphen_keep(p->block));
	e->brk.beside = s->beside->n > 0;
}

/* Puts the lines that can stand, then what must come before the next. */
static enum rc
put_stretch(struct lay_source *s, struct paragraph *p, size_t stand)
{
	for (size_t i = 0; i <= stand && i < p->para->n; i++) {
		const struct lay_line *line = &p->para->lines[i];

		if (p->above == 0)
			lay_source_joint(s, p->first, (struct lay_keep){ 0, 0 }, FV_AUTO);
		else if (p->st.open == NULL && (i > 0 || !p->st.broken))
			line_break(s, p, i);
		p->st.broken = i == stand;
		if (i == stand)
			return lay_beside_make(s, line, &p->st);
		line->area->x += p->st.left;
		TRY(add_line(s, line));
		add_floats(s, line, &p->st);
		lay_beside_passed(&p->st, line);
		p->hyphenated = line->hyphenated;
		p->above++;
	}
	return RC_OK;
}

enum rc
lay_block_lines(struct lay_source *s, const struct fo_node *first, const struct fo_node *last, uint32_t from)
{
	struct lay_level *l = lay_source_top(s);
	struct paragraph p = { .block = l->node, .first = first, .goes_on = from > 0 };
	struct lay_measure m = { .page = l->frame.page };
	size_t stand, old_floats = s->n_floats;

	if (!l->has_lines && from == 0)
		m.first_indent = fo_len(p.block, PR_TEXT_INDENT, l->frame.w);
	l->has_lines = true;
	do {
		m.ipd = l->frame.w;
		lay_beside_bands(s, p.block, &p.st, &m);
		if (lay_para(s->lay, s->a, p.block, first, last, &m, from, &p.para) != RC_OK || p.para == NULL) {
			s->lay->failed = true;
			return RC_OK;
		}
		stand = lay_beside_lines(s, p.para, &m, &p.st);
		TRY(put_stretch(s, &p, stand));
		if (stand < p.para->n) {
			from = p.para->lines[stand].from;
			m.first_indent = p.above > 0 ? 0 : m.first_indent;
		}
	} while (stand < p.para->n);
	turn_floats(s, old_floats);
	return RC_OK;
}

/*
 * After a step of a list-item: where its body goes on, as soon as its label is over. What is left is then no row any more, but
 * content of the body, which can be made again for another width. NULL: not here.
 */
static const struct lay_elem *
resume_of_step(const struct lay_row *row, const struct lay_step *step)
{
	const struct lay_elem *at = NULL;

	if (row->kind != ROW_LIST_ITEM)
		return NULL;
	for (size_t c = 0; c < row->n_cells; c++) {
		if (step->to[c] == NULL)
			continue;
		if (at != NULL || row->cells[c].fo == NULL || row->cells[c].fo->elem != FO_LIST_ITEM_BODY)
			return NULL;
		at = step->to[c];
	}
	return at != NULL && at->kind == LAY_BREAK ? at : NULL;
}

enum rc
lay_row_elements(struct lay_source *s, struct lay_row *row)
{
	s->list->has_footnotes = s->list->has_footnotes || row->has_footnotes;
	for (size_t i = 0; i < row->n_steps; i++) {
		struct lay_elem *e;

		if (i > 0) {
			const struct lay_step *step = &row->steps[i - 1];
			const struct lay_elem *at = resume_of_step(row, step);

			e = inner_break(s, at != NULL ? at->brk.resume : NULL, at != NULL ? at->brk.resume_from : 0);
			e->brk.penalty = lay_keep_max(e->brk.penalty, step->penalty);
			e->brk.forced = step->forced != FV_NONE_ ? step->forced : FV_AUTO;
			e->brk.tail = mpt_add(e->brk.tail, step->tail);
			e->brk.head = mpt_add(e->brk.head, step->head);
		}
		e = lay_elem_add(s->a, s->list, LAY_ROW, row->fo);
		e->row.row = row;
		e->row.step = i;
		lay_source_content(s);
	}
	return RC_OK;
}
