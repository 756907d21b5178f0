/*
 * lay_table_cols.c - from what columns ask for to their widths. Knows nothing of formatting
 * objects.
 */
#include "layout/lay_table.h"

#include <math.h>
#include <stdlib.h>

/*
 * Adds `amount` to values in proportion to weights, to the last millipoint: what is rounded away in
 * one place is given in the next. Nothing happens when all weights are 0.
 */
struct spread {
	mpt amount;
	double total, so_far;
	mpt given;
};

static mpt
spread_next(struct spread *s, double weight)
{
	mpt until;

	if (s->total <= 0 || weight <= 0)
		return 0;
	s->so_far += weight;
	until = s->so_far >= s->total ? s->amount : (mpt)floor(s->amount * (s->so_far / s->total));
	mpt part = until - s->given;

	s->given = until;
	return part;
}

static mpt
sum_of(const mpt *w, uint16_t n)
{
	mpt sum = 0;

	for (uint16_t i = 0; i < n; i++)
		sum = mpt_add(sum, w[i]);
	return sum;
}

/* The share of a column in fixed layout; 0 when it has a width of its own. */
static double
share_of(const struct lay_table_need *need)
{
	return need->kind == NEED_SHARE ? need->share : need->kind == NEED_AUTO ? 1.0 : 0.0;
}

static mpt
percent_of(const struct lay_table_need *need, mpt width)
{
	return mpt_max(0, mpt_add(need->fixed, (mpt)((int64_t)need->pct * width / 1000000)));
}

mpt
lay_table_fix(const struct lay_table_need *need, uint16_t n, mpt width, mpt avail, mpt *w)
{
	mpt whole = width >= 0 ? width : avail, sum = 0;
	struct spread s = {0};
	uint16_t sharing = 0;

	for (uint16_t i = 0; i < n; i++) {
		w[i] = need[i].kind == NEED_FIXED  ? need[i].fixed
		    : need[i].kind == NEED_PERCENT ? percent_of(&need[i], whole)
						   : 0;
		sum = mpt_add(sum, w[i]);
		s.total += share_of(&need[i]);
		sharing += share_of(&need[i]) > 0;
	}
	if (s.total <= 0)
		return width >= 0 ? mpt_max(width, sum) : sum;
	/* Where lengths leave nothing, a column of 0 would hide its text: it gets half of an even
	 * part, and the table sticks out. */
	s.amount = whole - sum > 0 ? whole - sum : (mpt)((int64_t)whole * sharing / n / 2);
	/* Equal shares are equal widths: what is rounded away stays at the end of the table. */
	for (uint16_t i = 0; i < n; i++)
		w[i] += (mpt)floor(s.amount * (share_of(&need[i]) / s.total));
	return mpt_max(whole, sum_of(w, n));
}

/* ---- automatic
 * -----------------------------------------------------------------------------------------------------
 */

/* Narrow spans first: what they settle, wide ones need not ask again. */
static int
span_order(const void *a, const void *b)
{
	const struct lay_table_span_need *x = a, *y = b;

	if (x->cols != y->cols)
		return x->cols < y->cols ? -1 : 1;
	return x->col < y->col ? -1 : x->col > y->col;
}

static bool
is_open(const struct lay_table_need *need)
{
	return need->kind == NEED_AUTO || need->kind == NEED_SHARE;
}

/* Gives the columns under a cell what it needs beyond their sum; to columns without a width of
 * their own if there are any. */
static void
span_work_in(struct lay_table_need *need, const struct lay_table_span_need *span)
{
	const uint16_t end = (uint16_t)(span->col + span->cols);
	mpt min = 0, max = 0;
	double weight = 0;
	uint16_t open = 0;

	for (uint16_t i = span->col; i < end; i++) {
		min = mpt_add(min, need[i].min);
		max = mpt_add(max, need[i].max);
		open += is_open(&need[i]);
	}
	for (uint16_t i = span->col; i < end; i++)
		if (open == 0 || is_open(&need[i]))
			weight += need[i].max + 1.0;

	struct spread s_min = {.amount = mpt_max(0, span->min - min), .total = weight};
	struct spread s_max = {.amount = mpt_max(0, span->max - max), .total = weight};

	for (uint16_t i = span->col; i < end; i++) {
		if (open > 0 && !is_open(&need[i]))
			continue;
		double part = need[i].max + 1.0;

		need[i].min += spread_next(&s_min, part);
		need[i].max = mpt_max(need[i].min, need[i].max + spread_next(&s_max, part));
	}
}

/* The width a table without one would like: all on one line, and percentages true. */
static mpt
width_wanted(const struct lay_table_need *need, uint16_t n, mpt avail)
{
	double others = 0, pct = 0, most = 0;

	for (uint16_t i = 0; i < n; i++) {
		if (need[i].kind == NEED_SHARE)
			return avail;
		if (need[i].kind == NEED_PERCENT && need[i].pct > 0) {
			double p = need[i].pct / 1e6;

			pct += p;
			most = fmax(most, (need[i].max - need[i].fixed) / p);
		} else {
			others += need[i].max;
		}
	}
	if (pct >= 1.0)
		return avail;
	most = fmax(most, others / (1.0 - pct));
	return most >= avail ? avail : (mpt)most;
}

/* Shares in proportion, but none below its contents. */
static void
shares_fill(const struct lay_table_need *need, uint16_t n, mpt amount, mpt *w)
{
	struct spread s = {.amount = amount};
	bool again = true;

	for (uint16_t i = 0; i < n; i++)
		if (need[i].kind == NEED_SHARE) {
			s.amount += w[i];
			s.total += need[i].share;
		}
	/* Who gets less than its min keeps the min and leaves the sharing; each round settles at
	 * least one. */
	bool settled_any = true;
	while (again && settled_any) {
		settled_any = again = false;
		for (uint16_t i = 0; i < n; i++) {
			if (need[i].kind != NEED_SHARE || w[i] < 0)
				continue;
			if (s.total > 0 && s.amount * (need[i].share / s.total) < w[i]) {
				s.amount -= w[i];
				s.total -= need[i].share;
				w[i] = -1 - w[i];
				settled_any = again = true;
			}
		}
	}
	for (uint16_t i = 0; i < n; i++) {
		if (need[i].kind != NEED_SHARE)
			continue;
		w[i] = w[i] < 0 ? -1 - w[i] : spread_next(&s, need[i].share);
	}
}

/* Gives columns of one kind what they want beyond w, as far as there is something to give. */
static mpt
give(const struct lay_table_need *need, uint16_t n, mpt spare, mpt whole, bool percent, mpt *w)
{
	struct spread s = {0};
	double wanted = 0;

	for (uint16_t i = 0; i < n; i++)
		if (need[i].kind != NEED_SHARE && (need[i].kind == NEED_PERCENT) == percent)
			wanted += mpt_max(
			    0, (percent ? percent_of(&need[i], whole) : need[i].max) - w[i]);
	s.amount = wanted < spare ? (mpt)wanted : spare;
	s.total = wanted;
	for (uint16_t i = 0; i < n; i++)
		if (need[i].kind != NEED_SHARE && (need[i].kind == NEED_PERCENT) == percent)
			w[i] += spread_next(&s,
			    mpt_max(
				0, (percent ? percent_of(&need[i], whole) : need[i].max) - w[i]));
	return spare - s.amount;
}

/* A table that is wider than its contents want: columns without a width take the rest, else all do.
 */
static void
give_rest(const struct lay_table_need *need, uint16_t n, mpt spare, mpt *w)
{
	struct spread s = {.amount = spare};
	bool any = false;

	for (uint16_t i = 0; i < n; i++)
		any = any || is_open(&need[i]);
	for (uint16_t i = 0; i < n; i++)
		if (!any || is_open(&need[i]))
			s.total += need[i].max + 1.0;
	for (uint16_t i = 0; i < n; i++)
		if (!any || is_open(&need[i]))
			w[i] += spread_next(&s, need[i].max + 1.0);
}

mpt
lay_table_auto(struct lay_table_need *need, uint16_t n, struct lay_table_span_need *spans,
    size_t n_spans, mpt width, mpt avail, mpt *w)
{
	mpt sum = 0, whole, spare;
	bool shares = false;

	for (uint16_t i = 0; i < n; i++) {
		if (need[i].kind == NEED_FIXED)
			need[i].min = need[i].max = mpt_max(need[i].min, need[i].fixed);
		need[i].max = mpt_max(need[i].min, need[i].max);
		shares = shares || need[i].kind == NEED_SHARE;
	}
	if (n_spans > 0)
		qsort(spans, n_spans, sizeof(*spans), span_order);
	for (size_t i = 0; i < n_spans; i++)
		span_work_in(need, &spans[i]);
	for (uint16_t i = 0; i < n; i++) {
		w[i] = need[i].min;
		sum = mpt_add(sum, w[i]);
	}
	whole = mpt_max(sum, width >= 0 ? width : width_wanted(need, n, avail));
	spare = whole - sum;
	spare = give(need, n, spare, whole, true, w);
	spare = give(need, n, spare, whole, false, w);
	if (shares)
		shares_fill(need, n, spare, w);
	else if (spare > 0 && width >= 0)
		give_rest(need, n, spare, w);
	return width >= 0 || shares ? whole : sum_of(w, n);
}
