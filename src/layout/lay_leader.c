/*
 * lay_leader.c - fo:leader: XSL 1.1, 6.6.9 and 7.22.
 *
 * Rules and dots are drawn by the devices from a few numbers. Content is laid out as a line of its own once; its areas are
 * copied along the leader when its length is known. A leader has its optimum length unless its line is justified.
 */
#include "base/limits.h"
#include "layout/para.h"

#define CONTENT_IPD ((mpt)1 << 29) /* wider than any page: content is one line */
#define COPIES_MAX 2000            /* more are a texture; then they stand further apart */

static void
report_content(struct lay_job *j, const struct fo_node *n)
{
	if (diag_first(j->lay->cx, DIAG_LEADER_CONTENT, ""))
		(void)diag_at(j->lay->cx, DIAG_LEADER_CONTENT, lay_span_near(n), "one line of text and pictures is repeated");
}

static enum rc
lay_out_content(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o)
{
	struct lay_measure m = {.ipd = CONTENT_IPD, .page = j->m->page};
	const struct fo_value *period = fo_prop(n, PR_LEADER_PATTERN_WIDTH);
	const struct lay_para *para = NULL;
	const struct lay_line *line;
	const struct area *a;

	TRY(lay_para(j->lay, j->a, n, n->first, NULL, &m, 0, &para));
	if (para == NULL || para->n == 0) {
		o->leader.pattern = FV_SPACE;
		return RC_OK;
	}
	line = &para->lines[0];
	a = line->area;
	if (para->n > 1 || line->anchors != NULL)
		report_content(j, n);
	o->content = a;
	o->leader.dot_width = mpt_max(1, a->w);
	if (period->kind == FO_LEN)
		o->leader.dot_width = mpt_max(o->leader.dot_width, fo_len_of(period, j->m->ipd));
	o->leader.baseline = line->baseline - a->space_before;
	lay_object_place(j, o, inl, o->leader.baseline, line->height - a->space_after - line->baseline, 0);
	return RC_OK;
}

enum rc
lay_object_leader(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o)
{
	const struct fo_value *period = fo_prop(n, PR_LEADER_PATTERN_WIDTH);
	struct area_leader *l = &o->leader;
	const struct font *f = &o->ts->font->font;
	mpt ipd = j->m->ipd;

	o->min = mpt_max(0, fo_len(n, PR_LEADER_LENGTH_MINIMUM, ipd));
	o->max = mpt_max(o->min, fo_len(n, PR_LEADER_LENGTH_MAXIMUM, ipd));
	o->w = mpt_min(o->max, mpt_max(o->min, fo_len(n, PR_LEADER_LENGTH_OPTIMUM, ipd)));
	l->pattern = fo_enum(n, PR_LEADER_PATTERN);
	l->color = fo_color(n, PR_COLOR);
	l->baseline = f->ascent;
	if (l->pattern == FV_RULE && fo_is(n, PR_RULE_STYLE, FV_NONE))
		l->pattern = FV_SPACE; /* 7.22.5: a rule of no style takes its place */
	/* 6.6.9: no leader in a leader; copies of copies would be without end. */
	if (j->block->elem == FO_LEADER && l->pattern != FV_SPACE) {
		report_content(j, n);
		l->pattern = FV_SPACE;
	}
	if (l->pattern == FV_USE_CONTENT)
		return lay_out_content(j, n, inl, o);
	if (l->pattern == FV_RULE) {
		l->thickness = mpt_max(0, fo_len(n, PR_RULE_THICKNESS, 0));
		l->rule_style = fo_enum(n, PR_RULE_STYLE);
		l->baseline = l->thickness / 2;
		lay_object_place(j, o, inl, l->thickness, 0, l->thickness / 2);
		return RC_OK;
	}
	if (l->pattern == FV_DOTS) {
		l->dot = lay_shape(j->lay, j->a, o->ts->latin, ".", 1);
		l->dot_width = l->dot->width;
		if (period->kind == FO_LEN)
			l->dot_width = mpt_max(l->dot->width, fo_len_of(period, ipd));
	}
	lay_object_place(j, o, inl, f->ascent, f->descent, f->x_height / 2);
	return RC_OK;
}

/* ---- the content along the leader ---------------------------------------------------------------------------------- */

static struct area *
copy_areas(struct arena *a, const struct area *first, mpt up, int depth)
{
	struct area *head = NULL, **link = &head;

	for (; first != NULL && depth < LIMIT_FO_DEPTH; first = first->next) {
		struct area *c = arena_copy(a, first, sizeof(*c));

		c->y -= up;
		c->is_artifact = true;
		c->next = c->last = NULL;
		c->first = copy_areas(a, first->first, 0, depth + 1);
		*link = c;
		link = &c->next;
	}
	return head;
}

void
lay_leader_fill(struct lay_job *j, const struct lay_object *o, struct area *leader, mpt x)
{
	mpt period = o->leader.dot_width, at = 0;
	struct area **link = &leader->first;
	enum fo_enum align = fo_enum(o->fo, PR_LEADER_ALIGNMENT);

	if (o->content == NULL)
		return;
	if (leader->w / period > COPIES_MAX)
		period = leader->w / COPIES_MAX + 1;
	/* 7.22.1: patterns begin at multiples of their width, so that those of several lines stand below each other. */
	if (align == FV_REFERENCE_AREA || align == FV_PAGE) {
		x += fo_len(j->block, PR_START_INDENT, j->m->ipd);
		at = x > 0 ? (period - x % period) % period : 0;
	}
	for (; at + o->content->w <= leader->w; at += period) {
		struct area *c = arena_zalloc(j->a, sizeof(*c));

		c->kind = AREA_INLINE;
		c->fo = o->fo;
		c->is_first = c->is_last = c->is_artifact = true;
		c->x = at;
		c->w = o->content->w;
		c->h = leader->h;
		c->first = copy_areas(j->a, o->content->first, o->content->space_before, 0);
		*link = c;
		link = &c->next;
	}
}
