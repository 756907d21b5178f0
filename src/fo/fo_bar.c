/*
 * fo_bar.c - change regions: which objects lie between a change-bar-begin and its change-bar-end (XSL 1.1, 6.13.2, 6.13.3).
 *
 * Both are points anywhere below a flow, a static-content or a marker, with different parents, and the regions of several
 * classes may overlap. So a region is a range of serial numbers, which count in document order: layout asks for what an
 * area shows, and needs no elements, anchors or areas for the points themselves.
 */
#include <stdlib.h>

#include "base/limits.h"
#include "base/str.h"
#include "fo/fo_reader.h"

static bool
is_scope(enum fo_elem e)
{
	return e == FO_FLOW || e == FO_STATIC_CONTENT || e == FO_MARKER;
}

static const struct fo_node *
scope_of(const struct fo_frame *f)
{
	while (f != NULL && !(f->node != NULL && is_scope(f->elem)))
		f = f->up;
	return f != NULL ? f->node : NULL;
}

static struct fo_bar *
add_bar(struct fo_reader *r, const struct fo_frame *f)
{
	struct fo_bars *b = &r->bars;
	const struct fo_node *scope = scope_of(f);
	struct fo_bar *bar;

	if (scope == NULL)
		return NULL;
	if (b->n_open == LIMIT_OPEN_BARS) {
		if (diag_first(r->cx, DIAG_CHANGE_BAR_LIMIT, ""))
			(void)!diag_at(r->cx, DIAG_CHANGE_BAR_LIMIT, f->at, "more than %d", LIMIT_OPEN_BARS);
		return NULL;
	}
	if (b->n == b->cap) {
		b->cap = b->cap > 0 ? 2 * b->cap : 16;
		b->v = mem_realloc(b->v, b->cap, sizeof(*b->v));
	}
	bar = &b->v[b->n];
	*bar = (struct fo_bar){ .begin = f->node, .scope = scope, .from = f->node->serial, .to = UINT32_MAX,
		.n_around = b->n_open };
	bar->around = arena_copy(r->a, b->open, (b->n_open + 1) * sizeof(b->open[0]));
	b->open[b->n_open++] = (uint32_t)b->n++;
	return bar;
}

void
fo_bar_begin(struct fo_reader *r, const struct fo_frame *f)
{
	struct fo_bar *bar = add_bar(r, f);

	if (bar == NULL)
		return;
	bar->class_name = fo_str(f->node, PR_CHANGE_BAR_CLASS);
	bar->style = fo_enum(f->node, PR_CHANGE_BAR_STYLE);
	bar->placement = fo_enum(f->node, PR_CHANGE_BAR_PLACEMENT);
	bar->color = fo_color(f->node, PR_CHANGE_BAR_COLOR);
	bar->width = fo_len(f->node, PR_CHANGE_BAR_WIDTH, 0);
	bar->offset = fo_len(f->node, PR_CHANGE_BAR_OFFSET, 0);
}

static void
take_open(struct fo_bars *b, size_t i)
{
	for (b->n_open--; i < b->n_open; i++)
		b->open[i] = b->open[i + 1];
}

static bool
is_same_class(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : str_eq(a, b);
}

/* The innermost open one of the class: regions of one class nest like brackets. */
void
fo_bar_end(struct fo_reader *r, const struct fo_frame *f)
{
	const char *name = fo_str(f->node, PR_CHANGE_BAR_CLASS);
	const struct fo_node *scope = scope_of(f);
	struct fo_bars *b = &r->bars;

	for (size_t i = b->n_open; i > 0; i--) {
		struct fo_bar *bar = &b->v[b->open[i - 1]];

		if (bar->of_object || bar->scope != scope || !is_same_class(bar->class_name, name))
			continue;
		bar->to = f->node->serial;
		bar->end = f->node;
		take_open(b, i - 1);
		return;
	}
	(void)!diag_at(r->cx, DIAG_CHANGE_BAR_END, f->at, "class \"%s\"", name != NULL ? name : "");
}

/* A revision bar is beside the object that asks for it. */
void
fo_bar_of_object(struct fo_reader *r, const struct fo_frame *f)
{
	enum fo_enum style = fo_enum(f->node, PR_AXF_REVISION_BAR_STYLE);
	const struct fo_value *color, *width, *offset;
	struct fo_bar *bar;

	if (style == FV_NONE_ || style == FV_NONE || (bar = add_bar(r, f)) == NULL)
		return;
	color = fo_prop(f->node, PR_AXF_REVISION_BAR_COLOR);
	width = fo_prop(f->node, PR_AXF_REVISION_BAR_WIDTH);
	offset = fo_prop(f->node, PR_AXF_REVISION_BAR_OFFSET);
	bar->of_object = true;
	bar->from--;
	bar->style = style;
	bar->placement = fo_enum(f->node, PR_AXF_REVISION_BAR_POSITION);
	bar->color = color->kind == FO_COLOR ? color->color : fo_color(f->node, PR_COLOR);
	bar->width = width->kind == FO_LEN ? fo_len_of(width, 0) : fo_len(f->node, PR_CHANGE_BAR_WIDTH, 0);
	bar->offset = offset->kind == FO_LEN ? fo_len_of(offset, 0) : fo_len(f->node, PR_CHANGE_BAR_OFFSET, 0);
}

void
fo_bar_leave(struct fo_reader *r, const struct fo_frame *f)
{
	struct fo_bars *b = &r->bars;

	for (size_t i = b->n_open; i > 0; i--) {
		struct fo_bar *bar = &b->v[b->open[i - 1]];

		if (bar->of_object ? bar->begin != f->node : bar->scope != f->node)
			continue;
		bar->to = (uint32_t)r->n_nodes;
		take_open(b, i - 1);
		if (!bar->of_object)
			(void)!diag_at(r->cx, DIAG_CHANGE_BAR_OPEN, bar->begin->at, "class \"%s\"",
			    bar->class_name != NULL ? bar->class_name : "");
	}
}

void
fo_bars_done(struct fo_reader *r)
{
	r->tree->n_bars = r->bars.n;
	r->tree->bars = r->bars.v;
}

/* How many begin before an object. */
static size_t
bars_before(const struct fo_tree *tree, uint32_t serial)
{
	size_t lo = 0, hi = tree->n_bars;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (tree->bars[mid].from < serial)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

const struct fo_bar *
fo_bar_of(const struct fo_tree *tree, const struct fo_node *begin)
{
	size_t i = bars_before(tree, begin->serial);

	return i < tree->n_bars && tree->bars[i].begin == begin ? &tree->bars[i] : NULL;
}

static bool
holds(const struct fo_bar *b, uint32_t serial)
{
	return b->from < serial && serial < b->to;
}

size_t
fo_bars_at(const struct fo_tree *tree, uint32_t serial, const struct fo_bar *out[FO_BARS_MAX])
{
	size_t before = bars_before(tree, serial), n = 0;
	const struct fo_bar *last;

	if (before == 0)
		return 0;
	last = &tree->bars[before - 1];
	for (size_t i = 0; i < last->n_around; i++)
		if (holds(&tree->bars[last->around[i]], serial))
			out[n++] = &tree->bars[last->around[i]];
	if (holds(last, serial))
		out[n++] = last;
	return n;
}
