/*
 * lay_table_marker.c - what a table's header and footer retrieve from its rows (XSL 1.1, 6.13.7): "continued" labels.
 *
 * A fragment of the table has a header before its rows are on the page, but by then it is known which rows these will be:
 * their markers are gathered from the elements between the fragment's two breaks, and the header is made again with what it
 * retrieves there. For the height that a page must keep free, header and footer were made with the longest markers of the
 * table; what is shown is mostly lower, never more than a line of luck higher.
 */
#include <string.h>

#include "layout/lay_flow.h"
#include "layout/lay_table_room.h"

/* Nodes of a table that are looked at for the longest marker. */
#define SAMPLE_NODES 20000

static bool
is_retrieved(const struct lay_table *t, const char *name)
{
	for (const struct lay_table_class *c = t->classes; name != NULL && c != NULL; c = c->next)
		if (str_eq(c->name, name))
			return true;
	return false;
}

static struct lay_table_mark *
mark_add(struct lay_table *t, struct lay_table_marks *m, const struct fo_node *marker)
{
	m->m = lay_sheet_grow(t->arena, m->m, m->n, &m->cap, sizeof(*m->m));
	m->m[m->n] = (struct lay_table_mark){.marker = marker, .name = fo_str(marker, PR_MARKER_CLASS_NAME)};
	return &m->m[m->n++];
}

static struct lay_table_mark *
mark_lookup(struct lay_table_marks *m, const char *name)
{
	for (size_t i = 0; i < m->n; i++)
		if (str_eq(m->m[i].name, name))
			return &m->m[i];
	return NULL;
}

/* ---- before anything is on a page: what is retrieved at all, and how long it can be --------------------------------- */

/* The next node of a subtree in document order, NULL after the last. */
static const struct fo_node *
node_after(const struct lay_table *t, const struct fo_node *n, const struct fo_node *root)
{
	if (n->first != NULL)
		return n->first;
	while (n != root && fo_after(t->lay->tree, n) == NULL)
		n = n->parent;
	return n != root ? n->next : NULL;
}

static void
find_classes(struct lay_table *t, const struct fo_node *part)
{
	for (const struct fo_node *n = part; n != NULL; n = node_after(t, n, part)) {
		const char *name = n->elem == FO_RETRIEVE_TABLE_MARKER ? fo_str(n, PR_RETRIEVE_CLASS_NAME) : NULL;
		struct lay_table_class *c;

		if (name == NULL || is_retrieved(t, name))
			continue;
		c = arena_zalloc(t->arena, sizeof(*c));
		*c = (struct lay_table_class){.name = name, .next = t->classes};
		t->classes = c;
	}
}

static size_t
text_length(const struct lay_table *t, const struct fo_node *marker)
{
	size_t len = 0;

	for (const struct fo_node *n = marker; n != NULL; n = node_after(t, n, marker))
		len += n->elem == FO_TEXT ? n->len : 8; /* pictures and numbers: something */
	return len;
}

static void
take_sample(struct lay_table *t, const struct fo_node *body, size_t *left)
{
	for (const struct fo_node *n = body; n != NULL && *left > 0; n = node_after(t, n, body), --*left) {
		const char *name = n->elem == FO_MARKER ? fo_str(n, PR_MARKER_CLASS_NAME) : NULL;
		struct lay_table_mark *m;

		if (name == NULL || !is_retrieved(t, name))
			continue;
		m = mark_lookup(&t->sample, name);
		if (m == NULL)
			m = mark_add(t, &t->sample, n);
		if (text_length(t, n) > text_length(t, m->marker))
			m->marker = n;
		m->is_first = m->is_last = true;
	}
}

void
lay_table_marks_open(struct lay_table *t)
{
	size_t left = SAMPLE_NODES;

	for (const struct fo_node *p = t->fo->first; p != NULL; p = p->next)
		if (p->elem == FO_TABLE_HEADER || p->elem == FO_TABLE_FOOTER)
			find_classes(t, p);
	for (const struct fo_node *p = t->classes != NULL ? t->fo->first : NULL; p != NULL && left > 0; p = fo_after(t->lay->tree, p))
		if (p->elem == FO_TABLE_BODY)
			take_sample(t, p, &left);
}

bool
lay_table_retrieves(const struct lay_table *t)
{
	return t->classes != NULL;
}

/* ---- the markers of a fragment ----------------------------------------------------------------------------------------- */

struct gathering {
	struct lay_table *t;
	const struct fo_node *body; /* whose markers are in */
};

static void
add_marks(struct gathering *g, const struct fo_node *fo, const struct lay_elem *open, bool is_first, bool is_last)
{
	const struct fo_node *n = fo != NULL ? fo->first : NULL;

	for (; n != NULL && fo_elem_class(n->elem) == FO_CLASS_POINT; n = n->next) {
		struct lay_table_mark *m;

		if (n->elem != FO_MARKER || !is_retrieved(g->t, fo_str(n, PR_MARKER_CLASS_NAME)))
			continue;
		m = mark_add(g->t, &g->t->shown, n);
		m->of = fo;
		m->open = open;
		m->is_first = is_first;
		m->is_last = is_last;
	}
}

static void
end_marks(struct gathering *g, const struct fo_node *fo, const struct lay_elem *open)
{
	struct lay_table_marks *m = &g->t->shown;

	if (fo->first == NULL || fo->first->elem != FO_MARKER)
		return;
	for (size_t i = m->n; i-- > 0;)
		if (m->m[i].of == fo && m->m[i].open == open)
			m->m[i].is_last = true;
}

static void gather(struct gathering *g, const struct lay_elem *from, const struct lay_elem *to,
    const struct lay_elem *until);

/* What was open at a break and goes on after it, outermost first; as deep as one list. */
static void
gather_open(struct gathering *g, const struct lay_elem *open)
{
	if (open == NULL)
		return;
	gather_open(g, open->open.parent);
	add_marks(g, open->fo, open, false, false);
}

static void
gather_cell(struct gathering *g, const struct lay_row *row, size_t i, size_t from, size_t to, bool is_first, bool is_last)
{
	const struct lay_elem *beg, *end;

	add_marks(g, row->cells[i].fo, NULL, is_first, is_last);
	if (!lay_step_part(row, i, from, to, &beg, &end))
		return;
	if (beg != NULL)
		gather_open(g, beg->brk.inside);
	gather(g, beg != NULL ? beg->next : row->cells[i].list.first, end, NULL);
}

/* Steps from..to-1 of a row or group; rows before their cells, cells row by row. */
static void
gather_row(struct gathering *g, const struct lay_row *row, size_t from, size_t to)
{
	const struct lay_step *before = from > 0 ? &row->steps[from - 1] : NULL, *last = &row->steps[to - 1];
	size_t first_line = before == NULL ? 0 : before->lines - before->inside;
	bool top_split = before != NULL && before->inside;

	if (row->group != NULL && row->group->part != g->body) {
		g->body = row->group->part;
		add_marks(g, g->body, NULL, row->group->is_first && from == 0, false);
	}
	for (size_t line = first_line; line < last->lines; line++) {
		bool begins = line > first_line || !top_split;

		if (row->kind == ROW_TABLE)
			add_marks(g, row->rows[line].fo, NULL, begins, line + 1 < last->lines || !last->inside);
		for (size_t i = 0; i < row->n_cells; i++) {
			const struct lay_cell *c = &row->cells[i];
			size_t end = c->row + c->n_rows;
			bool goes_on = end > last->lines || (end == last->lines && last->inside);

			/* With its first row here. */
			if (c->row == line || (line == first_line && c->row < line && end > line))
				gather_cell(g, row, i, from, to, c->row == line && begins, !goes_on);
		}
	}
	if (row->group != NULL && row->group->is_last && to == row->n_steps)
		end_marks(g, g->body, NULL);
}

static void
gather(struct gathering *g, const struct lay_elem *from, const struct lay_elem *to, const struct lay_elem *until)
{
	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		const struct lay_row *row;
		size_t first;

		switch (e->kind) {
		case LAY_OPEN:
			add_marks(g, e->fo, e, true, false);
			break;
		case LAY_CLOSE:
			if (e->opened == until)
				return;
			end_marks(g, e->opened->fo, e->opened);
			break;
		case LAY_BOX:
			for (const struct lay_anchor *a = e->box.anchors; a != NULL; a = a->next)
				if (a->kind == ANCHOR_MARKER && is_retrieved(g->t, fo_str(a->fo, PR_MARKER_CLASS_NAME))) {
					struct lay_table_mark *m = mark_add(g->t, &g->t->shown, a->fo);

					m->is_first = m->is_last = true;
				}
			if (e->box.inner != NULL)
				gather(g, e->box.inner->first, NULL, NULL);
			break;
		case LAY_ROW:
			row = e->row.row;
			first = e->row.step;
			while (e->next != to && e->next != NULL && e->next->kind == LAY_BREAK && e->next->next != NULL &&
			    e->next->next != to && e->next->next->kind == LAY_ROW && e->next->next->row.row == row)
				e = e->next->next;
			if (!row->is_header && !row->is_footer)
				gather_row(g, row, first, e->row.step + 1);
			break;
		case LAY_SPACE:
		case LAY_BREAK:
			break;
		}
	}
}

static unsigned
page_of(const struct lay *lay)
{
	return lay->pages != NULL && lay->pages->current != NULL ? lay->pages->current->page.number : 0;
}

/* The last marker of each class stays for later fragments. */
static void
carry(struct lay_table *t)
{
	for (size_t i = 0; i < t->shown.n; i++) {
		struct lay_table_mark *m = mark_lookup(&t->carried, t->shown.m[i].name);

		if (m == NULL)
			m = mark_add(t, &t->carried, t->shown.m[i].marker);
		*m = t->shown.m[i];
		m->page = t->page;
	}
}

void
lay_table_marks_fragment(struct lay_table *t, const struct lay_elem *open, const struct lay_elem *from,
    const struct lay_elem *to)
{
	struct gathering g = {.t = t};

	if (t->classes == NULL)
		return;
	carry(t);
	t->shown.n = 0;
	t->page = page_of(t->lay);
	gather(&g, from, to, open);
}

void
lay_table_keeps(const struct lay_table *t, struct lay_kept *kept)
{
	const struct lay_table_marks *marks[] = {&t->sample, &t->shown, &t->carried};

	if (t->first_group != NULL && t->first_group->rows[0].fo != NULL)
		for (size_t i = 0; i < t->first_group->n_rows; i++)
			lay_keep_node(kept, t->first_group->rows[i].fo);
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		for (size_t k = 0; k < marks[i]->n; k++)
			lay_keep_node(kept, marks[i]->m[k].marker);
}

/* ---- retrieval --------------------------------------------------------------------------------------------------------- */

/* 7.25.6: the wanted one; else the nearest to it in the fragment. */
static const struct lay_table_mark *
choose(const struct lay_table_marks *m, const char *name, enum fo_enum position)
{
	bool from_end = position == FV_LAST_STARTING || position == FV_LAST_ENDING;
	const struct lay_table_mark *any = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const struct lay_table_mark *k = &m->m[from_end ? m->n - 1 - i : i];

		if (!str_eq(k->name, name))
			continue;
		if (position == FV_FIRST_INCLUDING_CARRYOVER || (position == FV_LAST_ENDING ? k->is_last : k->is_first))
			return k;
		if (any == NULL)
			any = k;
	}
	return any;
}

const struct fo_node *
lay_table_marker_lookup(struct lay *lay, const struct fo_node *retrieve)
{
	struct lay_table *t = lay->retrieving;
	const char *name = fo_str(retrieve, PR_RETRIEVE_CLASS_NAME);
	enum fo_enum boundary = fo_enum(retrieve, PR_RETRIEVE_BOUNDARY_WITHIN_TABLE);
	const struct lay_table_mark *m;

	if (t == NULL || name == NULL)
		return NULL;
	m = choose(t->now, name, fo_enum(retrieve, PR_RETRIEVE_POSITION_WITHIN_TABLE));
	/* 7.25.2: the fragments before this one, all or those of this page. */
	if (m == NULL && boundary != FV_TABLE_FRAGMENT && t->now == &t->shown) {
		m = mark_lookup(&t->carried, name);
		if (m != NULL && boundary == FV_PAGE && m->page != t->page)
			m = NULL;
	}
	return m != NULL ? lay_marker_dress(lay, m->marker, retrieve) : NULL;
}
