/*
 * lay_line.c - which lines a paragraph has: total fit.
 *
 * Ragged lines have a badness as well: the cube of the white at their end, measured in tolerances. So a ragged paragraph
 * gets an even edge, a justified one even spaces, by the same search.
 */
#include <stdlib.h>
#include <string.h>

#include "layout/para.h"

#define FIT_ACTIVE 160      /* starts of lines that are held at a time */
#define BADNESS_MAX 100000
#define LINE_DEMERIT 10
#define HYPHENS_DEMERIT 10000 /* two lines in a row */
#define SHORT_LAST_DEMERIT 60000
/* One kept thing divided weighs more than any number of loose lines that a reader would look at, and the stronger the more. */
#define KEEP_DEMERIT ((int64_t)1 << 40)
#define ALWAYS_DEMERIT ((int64_t)1 << 50)
#define OVERFLOW_DEMERIT ((int64_t)1 << 52)
#define DEMERITS_MAX ((int64_t)1 << 61)
#define POOR_JUSTIFIED 300  /* badness from which hyphens are tried: 1.44 times the stretch */

struct node {
	size_t prev;     /* node of the line's start */
	size_t point;
	int64_t demerits;
	int hyphens;     /* hyphenated lines that end here */
	size_t line;     /* number of the line that starts here, as far as that matters */
	bool overflow;
};

struct fit {
	const struct lay_point *points;
	const struct lay_fit *o;
	struct node *nodes; /* one a point at most; beside floats one for each number of lines */
	size_t n_nodes, cap_nodes;
	size_t active[FIT_ACTIVE];
	size_t n_active;
};

static mpt
measure_of(const struct fit *f, const struct node *from, const struct lay_point *to)
{
	mpt m = f->o->measure - (from->point == 0 ? f->o->first_indent : 0) - (to->forced ? f->o->last_indent : 0);

	if (from->line < f->o->n_narrow)
		m -= f->o->narrow[from->line].left + f->o->narrow[from->line].right;
	return m;
}

/* 100 r^3, as TeX has it; among hopeless lines the one with the least white is still the best. */
static int64_t
cube(int64_t part, int64_t whole)
{
	int64_t r;

	if (part <= 0)
		return 0;
	if (whole <= 0 || part / 10 >= whole)
		return BADNESS_MAX + (part < BADNESS_MAX * 1000 ? part / 1000 : BADNESS_MAX);
	r = part * 1000 / whole;
	return r * r / 1000 * r / 10000;
}

/* How bad the line is; -1 when it does not fit. Not more often than needed: this is the innermost loop. */
static int64_t
badness(const struct fit *f, const struct node *from, const struct lay_point *b)
{
	const struct lay_point *a = &f->points[from->point];
	int64_t slack = measure_of(f, from, b) - (b->end_w - a->start_w);
	int64_t space = b->end_space - a->start_space, grow = b->end_grow - a->start_grow;
	bool justify = b->forced ? f->o->last == ALIGN_JUSTIFY : f->o->align == ALIGN_JUSTIFY;

	if (slack < 0)
		slack += b->end_less - a->start_less;
	if (slack < 0) {
		if (!justify || -slack > space / 3)
			return -1;
		return cube(-slack, space / 3);
	}
	if (grow > 0 && justify)
		return grow >= slack ? 0 : cube(slack - grow, f->o->measure / 8);
	if (b->forced && !justify)
		return 0;
	if (justify)
		return cube(slack, space / 2 + 1);
	return cube(slack, f->o->measure / 16 + 2 * (int64_t)f->o->em);
}

static int64_t
demerits(const struct fit *f, const struct node *from, const struct lay_point *b, int64_t bad)
{
	int64_t d = LINE_DEMERIT + bad, p = b->penalty;
	const struct lay_point *a = &f->points[from->point];

	d *= d;
	d += p * p;
	d += b->keep == KEEP_ALWAYS ? ALWAYS_DEMERIT : b->keep * KEEP_DEMERIT;
	if (b->hyphen && from->hyphens > 0)
		d += HYPHENS_DEMERIT;
	/* One short word alone in the last line. */
	if (b->forced && from->point != 0 && b->end_w - a->start_w < f->o->measure / 10 &&
	    b->end_grow == a->start_grow)
		d += SHORT_LAST_DEMERIT;
	return d;
}

static void
drop_active(struct fit *f, size_t i)
{
	memmove(f->active + i, f->active + i + 1, (f->n_active - i - 1) * sizeof(*f->active));
	f->n_active--;
}

static void
add_node(struct fit *f, size_t point, size_t prev, int64_t d, bool overflow)
{
	struct node *n;

	if (f->n_nodes == f->cap_nodes) {
		f->cap_nodes *= 2;
		f->nodes = mem_realloc(f->nodes, f->cap_nodes, sizeof(*f->nodes));
	}
	n = &f->nodes[f->n_nodes];
	n->line = f->nodes[prev].line + (f->nodes[prev].line < f->o->n_narrow);
	n->point = point;
	n->prev = prev;
	n->demerits = d < DEMERITS_MAX ? d : DEMERITS_MAX;
	n->overflow = overflow;
	n->hyphens = f->points[point].hyphen ? f->nodes[prev].hyphens + 1 : 0;
	if (f->n_active == FIT_ACTIVE)
		drop_active(f, 0);
	f->active[f->n_active++] = f->n_nodes++;
}

/* Beside floats: lines of different numbers have different measures, so each number keeps its best way here. */
static void
try_narrow(struct fit *f, size_t point)
{
	const struct lay_point *b = &f->points[point];
	size_t last = f->active[f->n_active - 1], found = 0;
	struct { size_t line, from; int64_t d; } best[32];

	for (size_t i = 0; i < f->n_active;) {
		const struct node *from = &f->nodes[f->active[i]];
		int64_t bad = badness(f, from, b), d;
		size_t k = 0;

		/* The next line may be wider, but what does not fit here is not to be continued from there. */
		if (bad < 0) {
			drop_active(f, i);
			continue;
		}
		d = from->demerits + demerits(f, from, b, bad);
		while (k < found && best[k].line != from->line)
			k++;
		if (k < ARRAY_LEN(best) && (k == found || d < best[k].d) &&
		    !(b->hyphen && f->o->ladder > 0 && from->hyphens >= f->o->ladder)) {
			best[k].line = from->line;
			best[k].from = f->active[i];
			best[k].d = d;
			found += k == found;
		}
		i++;
	}
	if (b->forced)
		f->n_active = 0;
	for (size_t k = 0; k < found; k++)
		add_node(f, point, best[k].from, best[k].d, false);
	if (found == 0 && f->n_active == 0)
		add_node(f, point, last, f->nodes[last].demerits + OVERFLOW_DEMERIT, true);
}

static void
try_point(struct fit *f, size_t point)
{
	const struct lay_point *b = &f->points[point];
	size_t best = 0, last = f->active[f->n_active - 1];
	int64_t best_d = INT64_MAX;

	for (size_t i = 0; i < f->n_active;) {
		const struct node *from = &f->nodes[f->active[i]];
		int64_t bad = badness(f, from, b), d;

		if (bad < 0) {
			/* What is too wide now is too wide for all that follows. */
			drop_active(f, i);
			continue;
		}
		d = from->demerits < best_d ? from->demerits + demerits(f, from, b, bad) : INT64_MAX;
		if (d < best_d && !(b->hyphen && f->o->ladder > 0 && from->hyphens >= f->o->ladder)) {
			best_d = d;
			best = f->active[i];
		}
		i++;
	}
	if (b->forced)
		f->n_active = 0;
	if (best_d < INT64_MAX)
		add_node(f, point, best, best_d, false);
	else if (f->n_active == 0)
		add_node(f, point, last, f->nodes[last].demerits + OVERFLOW_DEMERIT, true);
}

static bool
is_poor(const struct fit *f, const struct node *from, const struct lay_point *b)
{
	int64_t bad = badness(f, from, b);

	if (b->forced)
		return false;
	if (f->o->align == ALIGN_JUSTIFY)
		return bad > POOR_JUSTIFIED;
	return measure_of(f, from, b) - (b->end_w - f->points[from->point].start_w) > f->o->measure / 5;
}

static void
read_result(const struct fit *f, struct arena *a, struct lay_fit_result *r)
{
	size_t n = 0, at = f->n_nodes - 1;

	for (size_t i = at; i > 0 && f->nodes[i].point == f->nodes[at].point; i--)
		if (f->nodes[i].demerits < f->nodes[at].demerits)
			at = i;
	for (size_t i = at; i != 0; i = f->nodes[i].prev)
		n++;
	r->n = n;
	r->ends = arena_array(a, n + 1, sizeof(*r->ends));
	for (; at != 0; at = f->nodes[at].prev) {
		const struct node *node = &f->nodes[at];

		r->ends[--n] = node->point;
		r->overflow = r->overflow || node->overflow;
		r->divided = r->divided || f->points[node->point].keep != 0;
		r->poor = r->poor || is_poor(f, &f->nodes[node->prev], &f->points[node->point]);
	}
}

void
lay_fit_lines(struct arena *a, const struct lay_point *points, size_t n, const struct lay_fit *o,
    struct lay_fit_result *r)
{
	struct fit f = {.points = points, .o = o};

	memset(r, 0, sizeof(*r));
	/* Most cells: it all fits on one line. */
	if (n == 2 || (points[n - 1].end_w - points[0].start_w <= o->measure - o->first_indent - o->last_indent)) {
		size_t forced = 1;

		while (!points[forced].forced)
			forced++;
		if (forced == n - 1 && badness(&(struct fit){.points = points, .o = o}, &(struct node){0}, &points[n - 1]) >= 0) {
			r->ends = arena_array(a, 1, sizeof(*r->ends));
			r->ends[0] = n - 1;
			r->n = 1;
			return;
		}
	}
	f.cap_nodes = n;
	f.nodes = mem_alloc(n * sizeof(*f.nodes));
	f.nodes[0] = (struct node){0};
	f.n_nodes = f.n_active = 1;
	f.active[0] = 0;
	for (size_t i = 1; i < n; i++) {
		if (o->n_narrow > 0)
			try_narrow(&f, i);
		else
			try_point(&f, i);
	}
	read_result(&f, a, r);
	free(f.nodes);
}
