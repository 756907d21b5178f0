/*
 * lay_limit.c - how much of a table or list must stand on either side of a break (extensions of FOP and Antenna House).
 *
 * fox:orphan-content-limit and axf:table-row-orphans are known when a break is made: what of the object stands before it.
 * fox:widow-content-limit and axf:table-row-widows are known later: when enough has followed, or the object has ended. Until
 * then the break is unsettled, and who judges breaks asks for more elements (lay_break.c). A break that leaves too little is
 * disliked like one against widows and orphans of lines.
 */
#include "layout/lay_flow.h"

struct lay_limit_break { /* an unsettled one */
	struct lay_elem *brk;
	mpt height;    /* lay_source.height at it */
	unsigned rows; /* lay_limit.rows */
	struct lay_limit_break *next;
};

struct lay_limit {
	mpt orphans, widows;              /* [mpt] of content */
	unsigned row_orphans, row_widows; /* rows of a table's bodies */
	mpt begin;                        /* lay_source.height where the object began */
	unsigned rows;                    /* body rows that have begun */
	struct lay_limit_break *first, *last;
};

static unsigned
count_of(const struct fo_node *fo, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(fo, p);

	return v->kind == FO_INT && v->i > 0 ? (unsigned)v->i : 0;
}

void
lay_limit_enter(struct lay_source *s)
{
	struct lay_level *l = lay_source_top(s);
	bool table = l->node->elem == FO_TABLE;
	struct lay_limit limit = {
		.orphans = fo_len(l->node, PR_FOX_ORPHAN_CONTENT_LIMIT, 0),
		.widows = fo_len(l->node, PR_FOX_WIDOW_CONTENT_LIMIT, 0),
		.row_orphans = table ? count_of(l->node, PR_AXF_TABLE_ROW_ORPHANS) : 0,
		.row_widows = table ? count_of(l->node, PR_AXF_TABLE_ROW_WIDOWS) : 0,
	};

	if (limit.orphans <= 0 && limit.widows <= 0 && limit.row_orphans == 0 && limit.row_widows == 0)
		return;
	if (s->limits++ == 0) {
		s->measured = s->list->last;
		s->height = 0;
	}
	limit.begin = s->height;
	l->limit = arena_copy(s->a, &limit, sizeof(limit));
}

static void
dislike(struct lay_elem *brk)
{
	const struct lay_keep bad = { BREAK_WIDOW, BREAK_WIDOW };

	brk->brk.penalty = lay_keep_max(brk->brk.penalty, bad);
}

/* The oldest unsettled breaks of which enough has followed; all when the object is over. */
static void
settle(const struct lay_source *s, struct lay_limit *limit, bool over)
{
	while (limit->first != NULL) {
		struct lay_limit_break *b = limit->first;
		bool enough = s->height - b->height >= limit->widows && limit->rows - b->rows >= limit->row_widows;

		if (!enough && !over)
			return;
		if (!enough)
			dislike(b->brk);
		b->brk->brk.unsettled--;
		limit->first = b->next;
	}
	limit->last = NULL;
}

void
lay_limit_leave(struct lay_source *s)
{
	settle(s, lay_source_top(s)->limit, true);
	s->limits--;
}

void
lay_limit_row(struct lay_source *s, size_t rows)
{
	struct lay_limit *limit = lay_source_top(s)->limit;

	if (limit != NULL)
		limit->rows += (unsigned)rows;
}

void
lay_limit_break(struct lay_source *s, struct lay_elem *brk)
{
	for (size_t i = 0; i < s->n; i++) {
		struct lay_limit *limit = s->levels[i].limit;
		struct lay_limit_break *b;

		if (limit == NULL)
			continue;
		if (s->height - limit->begin < limit->orphans || limit->rows < limit->row_orphans)
			dislike(brk);
		if (limit->widows <= 0 && limit->row_widows == 0)
			continue;
		b = arena_zalloc(s->a, sizeof(*b));
		*b = (struct lay_limit_break){ .brk = brk, .height = s->height, .rows = limit->rows };
		brk->brk.unsettled++;
		if (limit->last != NULL)
			limit->last->next = b;
		else
			limit->first = b;
		limit->last = b;
	}
}

static mpt
height_of(const struct lay_elem *e)
{
	switch (e->kind) {
	case LAY_BOX:
		return e->box.h;
	case LAY_ROW:
		return e->row.row->steps[e->row.step].h;
	case LAY_SPACE:
		return e->space.opt;
	case LAY_OPEN:
		return lay_box_edge(e->open.box, SIDE_BEFORE);
	case LAY_CLOSE:
		return lay_box_edge(e->opened->open.box, SIDE_AFTER);
	case LAY_BREAK:
		break;
	}
	return 0;
}

void
lay_limit_content(struct lay_source *s)
{
	const struct lay_elem *e = s->measured != NULL ? s->measured->next : s->list->first;

	for (; e != NULL; e = e->next) {
		s->height = mpt_add(s->height, height_of(e));
		s->measured = e;
	}
	for (size_t i = 0; i < s->n; i++)
		if (s->levels[i].limit != NULL)
			settle(s, s->levels[i].limit, false);
}
