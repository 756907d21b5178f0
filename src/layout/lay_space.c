/*
 * lay_space.c - space resolution (XSL 1.1, 4.3) and the heights of fragments.
 *
 * A group is a run of LAY_SPACE elements with only LAY_BREAK and open or closed objects without border and padding
 * between them. Conditional spaces vanish where the group begins or ends a reference area (a page, a column, a
 * cell; so also at a break); then forcing ones win, then the highest precedence, then the largest optimum.
 */
#include "layout/lay_flow.h"

#include <limits.h>

/* A hostile document could make one group of the whole flow, measured again at each break in it. */
#define GROUP_MAX 256

struct winner {
	bool forcing;
	int precedence;
	mpt min, opt, max;
	struct lay_elem *elem; /* the last of equals */
};

static void
consider(struct winner *w, struct lay_elem *e)
{
	const struct lay_space *s = &e->space;

	if (w->elem != NULL && s->precedence < w->precedence)
		return;
	if (w->elem == NULL || s->precedence > w->precedence || s->opt > w->opt) {
		*w = (struct winner){ s->precedence == INT_MAX, s->precedence, s->min, s->opt, s->max, e };
		return;
	}
	if (s->opt < w->opt)
		return;
	w->min = mpt_max(w->min, s->min);
	w->max = mpt_min(w->max, s->max);
	w->elem = e;
}

/* Rule 1: what is conditional at the edge of a reference area vanishes, up to the first that is not. */
static bool
vanishes_at_start(bool *edge, const struct lay_elem *e)
{
	if (!e->space.discard)
		*edge = false;
	return *edge;
}

/* The first element of the conditional tail: from there to `to` all conditional spaces vanish. */
static const struct lay_elem *
tail_of(const struct lay_elem *from, const struct lay_elem *to)
{
	const struct lay_elem *tail = from;

	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		if (e->kind == LAY_SPACE && !e->space.discard)
			tail = e->next;
	}
	return tail;
}

/* Resolves one group; sets the lengths when `set`. */
static void
resolve(const struct lay_elem *from, const struct lay_elem *to, bool starts, bool ends, bool set,
    mpt *opt, mpt *min)
{
	const struct lay_elem *tail = ends ? tail_of(from, to) : to;
	struct winner w = { 0 };
	bool edge = starts, in_tail = false;
	mpt sum = 0, sum_min = 0;

	for (const struct lay_elem *e = from; e != to && e != NULL; e = e->next) {
		struct lay_elem *m = (struct lay_elem *)(uintptr_t)e;

		if (ends && e == tail)
			in_tail = true;
		if (e->kind != LAY_SPACE)
			continue;
		if (set)
			m->space.set = 0;
		if (vanishes_at_start(&edge, e) || in_tail)
			continue;
		/* Rule 2: forcing ones all stay as they are. */
		if (e->space.precedence == INT_MAX) {
			sum = mpt_add(sum, e->space.opt);
			sum_min = mpt_add(sum_min, e->space.min);
			if (set)
				m->space.set = e->space.opt;
		}
		consider(&w, m);
	}
	if (w.elem == NULL || w.forcing) {
		*opt = mpt_add(*opt, sum);
		*min = mpt_add(*min, sum_min);
		return;
	}
	*opt = mpt_add(*opt, w.opt);
	*min = mpt_add(*min, mpt_min(w.min, w.opt));
	if (set) {
		w.elem->space.set = w.opt;
		w.elem->space.min = mpt_min(w.min, w.opt);
		w.elem->space.max = mpt_max(w.max, w.opt);
	}
}

/* What an element does to a group. */
enum part { PART_NOTHING, PART_SPACE, PART_CONTENT, PART_EDGE, PART_BREAK };

static enum part
part_of(const struct lay_elem *e, mpt *h)
{
	*h = 0;
	switch (e->kind) {
	case LAY_SPACE:
		return PART_SPACE;
	case LAY_BREAK:
		return PART_BREAK;
	case LAY_BOX:
		*h = e->box.h;
		return lay_is_positioned(e) ? PART_NOTHING : PART_CONTENT;
	case LAY_ROW:
		*h = e->row.row->steps[e->row.step].h;
		return PART_CONTENT;
	case LAY_OPEN:
		*h = lay_box_edge(e->open.box, SIDE_BEFORE);
		return *h > 0 || e->open.is_reference ? PART_EDGE : PART_NOTHING;
	case LAY_CLOSE:
		*h = mpt_add(lay_box_edge(e->opened->open.box, SIDE_AFTER), e->opened->open.grow);
		return *h > 0 || e->opened->open.is_reference ? PART_EDGE : PART_NOTHING;
	}
	return PART_NOTHING;
}

void
lay_cursor_start(struct lay_cursor *c, const struct lay_list *list, const struct lay_elem *from)
{
	mpt head = from != NULL ? from->brk.head : 0;

	*c = (struct lay_cursor){ .next = from != NULL ? from->next : list->first, .sum = head, .sum_min = head };
	c->at_start = head == 0;
}

/* Ends the group before e: its spaces are counted. */
static void
end_group(struct lay_cursor *c, const struct lay_elem *e, bool ends)
{
	if (c->group != NULL)
		resolve(c->group, e, c->at_start, ends, false, &c->sum, &c->sum_min);
	c->group = NULL;
	c->group_size = 0;
	c->at_start = false;
}

mpt
lay_cursor_y(const struct lay_cursor *c)
{
	mpt y = c->sum, min = 0;

	if (c->group != NULL)
		resolve(c->group, NULL, c->at_start, false, false, &y, &min);
	return y;
}

static void
stop_at(struct lay_cursor *c, const struct lay_elem *e)
{
	mpt tail = e != NULL ? e->brk.tail : 0;

	c->at = e;
	c->h = c->sum;
	c->min = c->sum_min;
	if (c->group != NULL)
		resolve(c->group, e, c->at_start, tail == 0, false, &c->h, &c->min);
	c->h = mpt_max(mpt_add(c->h, tail), c->reach);
	c->min = mpt_max(mpt_add(c->min, tail), c->reach);
	c->penalty = e != NULL ? e->brk.penalty : (struct lay_keep){ 0, 0 };
}

/* One element; true when the cursor stands at a break. */
static bool
step(struct lay_cursor *c, const struct lay_elem *e)
{
	mpt h;

	switch (part_of(e, &h)) {
	case PART_SPACE:
		if (c->group == NULL)
			c->group = e;
		break;
	case PART_BREAK:
		/* A cell is not broken beside a float: its fragments are measured from the undisturbed whole. */
		if (e->brk.batch == NULL && c->reach > c->sum && e->brk.forced == FV_AUTO)
			break;
		stop_at(c, e);
		return true;
	case PART_CONTENT:
		end_group(c, e, false);
		if (e->kind == LAY_BOX && e->box.is_float && !e->box.escapes)
			c->reach = mpt_max(c->reach, mpt_add(c->sum, e->box.depth));
		c->sum = mpt_add(c->sum, h);
		c->sum_min = mpt_add(c->sum_min, h);
		c->has_content = true;
		break;
	case PART_EDGE:
		end_group(c, e, e->kind == LAY_CLOSE && e->opened->open.is_reference);
		c->at_start = e->kind == LAY_OPEN && e->open.is_reference;
		c->sum = mpt_add(c->sum, h);
		c->sum_min = mpt_add(c->sum_min, h);
		c->has_content = c->has_content || h > 0;
		break;
	case PART_NOTHING:
		break;
	}
	if (c->group != NULL && ++c->group_size > GROUP_MAX)
		end_group(c, e->next, false);
	return false;
}

bool
lay_cursor_run(struct lay_cursor *c)
{
	while (c->next != NULL) {
		const struct lay_elem *e = c->next;

		c->next = e->next;
		c->last = e;
		if (step(c, e))
			return true;
	}
	return false;
}

void
lay_cursor_end(struct lay_cursor *c)
{
	c->ended = true;
	stop_at(c, NULL);
}

bool
lay_cursor_next(struct lay_cursor *c)
{
	if (c->ended)
		return false;
	if (!lay_cursor_run(c))
		lay_cursor_end(c);
	return true;
}

mpt
lay_list_height(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to)
{
	struct lay_cursor c;

	lay_cursor_start(&c, list, from);
	while (lay_cursor_next(&c)) {
		if (c.at == to)
			break;
	}
	return c.h;
}

mpt
lay_list_least(const struct lay_list *list)
{
	struct lay_cursor c;

	lay_cursor_start(&c, list, NULL);
	while (lay_cursor_next(&c))
		;
	return c.min;
}

mpt
lay_open_height(const struct lay_elem *open)
{
	struct lay_cursor c = { .next = open->next, .at_start = true };

	while (lay_cursor_run(&c))
		;
	lay_cursor_end(&c);
	return c.h;
}

/* The same walk as the cursor's, so that what is measured is what is assembled. */
void
lay_space_set(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to)
{
	struct lay_cursor c;
	mpt opt = 0, min = 0, h;

	lay_cursor_start(&c, list, from);
	for (const struct lay_elem *e = c.next; e != to && e != NULL; e = e->next) {
		enum part part = part_of(e, &h);

		if (part == PART_SPACE && c.group == NULL)
			c.group = e;
		if (part == PART_CONTENT || part == PART_EDGE) {
			bool ends = e->kind == LAY_CLOSE && e->opened->open.is_reference;

			if (c.group != NULL)
				resolve(c.group, e, c.at_start, ends, true, &opt, &min);
			c.group = NULL;
			c.group_size = 0;
			c.at_start = e->kind == LAY_OPEN && e->open.is_reference;
		}
		if (c.group != NULL && part != PART_BREAK && ++c.group_size > GROUP_MAX) {
			resolve(c.group, e->next, c.at_start, false, true, &opt, &min);
			c.group = NULL;
			c.group_size = 0;
			c.at_start = false;
		}
	}
	if (c.group != NULL)
		resolve(c.group, to, c.at_start, to == NULL || to->brk.tail == 0, true, &opt, &min);
}

/* How much longer or shorter a space that was set may be. */
static mpt
give_of(const struct lay_elem *e, bool longer)
{
	if (e->kind != LAY_SPACE || e->space.set == 0)
		return 0;
	return longer ? e->space.max - e->space.set : e->space.set - e->space.min;
}

mpt
lay_space_adjust(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to, mpt extra)
{
	const struct lay_elem *first = from != NULL ? from->next : list->first;
	int64_t total = 0, seen = 0;
	mpt done = 0;

	for (const struct lay_elem *e = first; e != to && e != NULL; e = e->next)
		total += give_of(e, extra > 0);
	if (total <= 0 || total < extra)
		return 0;
	if (total < -(int64_t)extra)
		extra = (mpt)-total;
	for (const struct lay_elem *e = first; e != to && e != NULL; e = e->next) {
		mpt give = give_of(e, extra > 0), change;

		if (give == 0)
			continue;
		seen += give;
		change = (mpt)(seen * extra / total) - done;
		((struct lay_elem *)(uintptr_t)e)->space.set += change;
		done += change;
	}
	return done;
}
