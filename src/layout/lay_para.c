/* lay_para.c - a paragraph from objects to lines: the order of the steps. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "layout/para.h"

#define NARROW_LINES 2000  /* beside floats */
#define KEPT_SHOWN 40      /* [B] of a line that is named in a message */

/* ---- the pool of scratch memory ------------------------------------------------------------------------------ */

static void
free_pool(void *obj)
{
	struct lay_text *t = obj;

	for (struct lay_job *j = t->pool, *next; j != NULL; j = next) {
		next = j->next;
		buf_free(&j->text);
		free(j->pieces);
		free(j->inls);
		free(j->wrap);
		free(j->level_bytes);
		free(j->toks);
		free(j->points);
		free(j->line_items);
		free(j->line_glyphs);
		free(j);
	}
}

static struct lay_text *
text_of(struct lay *lay)
{
	if (lay->text == NULL) {
		lay->text = arena_zalloc(lay->arena, sizeof(*lay->text));
		arena_defer(lay->arena, free_pool, lay->text);
	}
	return lay->text;
}

static struct lay_job *
open_job(struct lay *lay, struct arena *a, const struct fo_node *block, const struct lay_measure *m)
{
	struct lay_text *t = text_of(lay);
	struct lay_job *j = t->pool;

	if (j != NULL)
		t->pool = j->next;
	else
		j = memset(mem_alloc(sizeof(*j)), 0, sizeof(*j));
	j->lay = lay;
	j->a = a;
	j->block = block;
	j->m = m;
	j->text.len = j->n_pieces = j->n_inls = j->n_toks = j->n_points = 0;
	j->after_space = j->has_rtl = j->has_refs = j->has_objects = j->has_anchors = j->has_keeps = j->rtl = j->failed = false;
	j->levels = NULL;
	j->joined = NULL;
	return j;
}

static void
close_job(struct lay_job *j)
{
	j->next = j->lay->text->pool;
	j->lay->text->pool = j;
}

/* ---- steps --------------------------------------------------------------------------------------------------- */

/* Embedding levels (UAX 9) of every byte. */
static void
find_levels(struct lay_job *j)
{
	if (!j->has_rtl || j->text.len == 0)
		return;
	if (j->cap_levels < j->text.len + 1) {
		j->cap_levels = j->text.len * 2 + 64;
		j->level_bytes = mem_realloc(j->level_bytes, j->cap_levels, 1);
	}
	lay_bidi_levels(j->text.p, (uint32_t)j->text.len, j->rtl, j->level_bytes);
	j->levels = j->level_bytes;
}

/*
 * Spaces that stay at the end of a line may be too many for it: they may be divided. Those that stay only at the start of one
 * (7.16.8, ignore-if-before-linefeed) go to the next line.
 */
static void
wrap_spaces(struct lay_job *j, const struct lay_tok *piece)
{
	enum fo_enum treatment = fo_enum(piece->fo, PR_WHITE_SPACE_TREATMENT);
	const char *text = j->text.p;

	if (treatment != FV_PRESERVE && treatment != FV_IGNORE_IF_BEFORE_LINEFEED)
		return;
	for (uint32_t from = piece->from, to; from < piece->to; from = to) {
		to = from + 1;
		if (text[from] != ' ' || from == 0)
			continue;
		while (to < piece->to && text[to] == ' ')
			to++;
		if (to == j->text.len || j->wrap[to] != WRAP_MAY)
			continue;
		if (treatment == FV_PRESERVE) {
			memset(j->wrap + from + 1, WRAP_MAY, to - from - 1);
		} else {
			j->wrap[to] = WRAP_NO;
			j->wrap[from] = WRAP_MAY;
		}
	}
}

static void
find_wraps(struct lay_job *j)
{
	if (j->cap_wrap < j->text.len + 1) {
		j->cap_wrap = j->text.len * 2 + 64;
		j->wrap = mem_realloc(j->wrap, j->cap_wrap, 1);
	}
	lay_wrap_find(buf_str(&j->text), (uint32_t)j->text.len, j->inls[0].ts->language, j->wrap);
	lay_wrap_tailor(buf_str(&j->text), (uint32_t)j->text.len, j->wrap);
	for (size_t i = 0; i < j->n_pieces; i++)
		if (j->pieces[i].kind == TOK_WORD)
			wrap_spaces(j, &j->pieces[i]);
}

/* Up to the break points: what both lines and widths need. */
static enum rc
prepare(struct lay_job *j, const struct fo_node *first, const struct fo_node *last)
{
	TRY(lay_gather(j, first, last));
	find_levels(j);
	find_wraps(j);
	lay_tokenise(j);
	if (j->has_keeps)
		lay_line_keeps(j);
	j->hyphens = false;
	lay_points_find(j);
	return RC_OK;
}

static enum lay_align
align_of(enum fo_enum e, enum lay_align relative)
{
	switch (e) {
	case FV_RELATIVE:
		return relative;
	case FV_CENTER:
		return ALIGN_CENTER;
	case FV_END:
	case FV_RIGHT:
		return ALIGN_END;
	case FV_INSIDE:
		return ALIGN_INSIDE;
	case FV_OUTSIDE:
		return ALIGN_OUTSIDE;
	case FV_JUSTIFY:
		return ALIGN_JUSTIFY;
	default:
		return ALIGN_START;
	}
}

/* What the lines lose to floats beside them, as high as lines usually are. Who puts them there sees to the others. */
static void
read_narrow(const struct lay_job *j, struct lay_fit *f)
{
	mpt h = j->inls[0].ts->line_height, y = 0;
	size_t n = j->m->n_bands, lines = 0, b = 0;
	struct lay_narrow *narrow;

	f->narrow = NULL;
	f->n_narrow = 0;
	if (n == 0)
		return;
	h = h > 0 ? h : MPT_PT;
	if (j->m->bands[n - 1].until > 0)
		lines = (size_t)((j->m->bands[n - 1].until - 1) / h) + 1;
	lines = MIN(lines, NARROW_LINES);
	narrow = arena_array(j->a, lines + 1, sizeof(*narrow));
	for (size_t i = 0; i < lines; i++, y += h) {
		while (b < n && j->m->bands[b].until <= y)
			b++;
		for (size_t k = b; k < n && (k == b || j->m->bands[k - 1].until < y + h); k++) {
			narrow[i].left = mpt_max(narrow[i].left, j->m->bands[k].left);
			narrow[i].right = mpt_max(narrow[i].right, j->m->bands[k].right);
		}
	}
	f->narrow = narrow;
	f->n_narrow = lines;
}

static void
read_fit(const struct lay_job *j, bool start, struct lay_fit *f)
{
	const struct fo_node *b = j->block;
	const struct fo_value *ladder = fo_prop(b, PR_HYPHENATION_LADDER_COUNT);

	f->measure = j->m->ipd;
	read_narrow(j, f);
	f->first_indent = start ? j->m->first_indent : 0;
	f->last_indent = fo_len(b, PR_LAST_LINE_END_INDENT, j->m->ipd);
	f->align = align_of(fo_enum(b, PR_TEXT_ALIGN), ALIGN_START);
	f->last = align_of(fo_enum(b, PR_TEXT_ALIGN_LAST), f->align == ALIGN_JUSTIFY ? ALIGN_START : f->align);
	if (lay_align_string(b) != NULL)
		f->align = f->last = ALIGN_STRING;
	if (b->elem == FO_LEADER) /* its content: one line, whatever the block around is */
		f->align = f->last = ALIGN_START;
	f->ladder = ladder->kind == FO_INT ? ladder->i : 0;
	f->em = j->inls[0].ts->size;
}

/* The point at a byte; the last one before it when there is none. */
static size_t
point_at(const struct lay_job *j, uint32_t from)
{
	size_t i = 0;

	while (i + 2 < j->n_points && j->points[i + 1].at <= from)
		i++;
	return i;
}

static void
report_overflow(struct lay_job *j, const struct lay_line *l, const struct lay_point *p, mpt measure)
{
	const struct fo_node *at = j->block;
	mpt over = l->width - measure;

	for (size_t k = p->tok; k < j->n_toks && j->toks[k].from < l->to; k++)
		if (j->toks[k].kind == TOK_WORD || j->toks[k].kind == TOK_OBJECT) {
			at = j->toks[k].fo;
			break;
		}
	(void)diag_at(j->lay->cx, DIAG_LINE_OVERFLOW, lay_span_near(at), "%d.%d pt too wide: '%.*s'", (int)(over / 1000),
		(int)(over / 100 % 10), (int)(l->to - l->from > 40 ? 40 : l->to - l->from), j->text.p + l->from);
}

/* The last of what stays on this line is at `to`. */
static void
report_divided(struct lay_job *j, const struct lay_line *l, const struct lay_point *to, mpt measure)
{
	const char *text = j->text.p + l->from;
	uint32_t n = l->to - l->from;

	while (n > 0 && text[n - 1] == ' ')
		n--;
	if (n > KEPT_SHOWN) { /* its end, from a character's beginning */
		text += n - KEPT_SHOWN;
		for (n = KEPT_SHOWN; n > 0 && ((unsigned char)*text & 0xc0) == 0x80; n--)
			text++;
	}
	(void)diag_at(j->lay->cx, DIAG_LAYOUT_KEEP, lay_span_near(lay_line_kept(j, to->tok)), "after '%.*s', in a line of %d.%d pt",
		(int)n, text, (int)(measure / 1000), (int)(measure / 100 % 10));
}

static void
compose(struct lay_job *j, const struct lay_fit *f, size_t start, const struct lay_fit_result *r, struct lay_para *para)
{
	struct lay_line *lines = arena_array(j->a, r->n > 0 ? r->n : 1, sizeof(*lines));

	for (size_t i = 0; i < r->n; i++) {
		const struct lay_point *from = &j->points[i == 0 ? start : start + r->ends[i - 1]];
		const struct lay_point *to = &j->points[start + r->ends[i]];
		mpt indent = i == 0 ? f->first_indent : 0;
		struct lay_narrow beside = i < f->n_narrow ? f->narrow[i] : (struct lay_narrow){0};
		struct lay_compose o = {.measure = f->measure - indent - (to->forced ? f->last_indent : 0) - beside.left - beside.right,
		    .indent = indent, .align = to->forced ? f->last : f->align, .first = i == 0};

		lay_compose_line(j, from, to, &o, &lines[i]);
		lines[i].area->x += beside.left;
		lines[i].left = beside.left;
		lines[i].right = beside.right;
		/* Beside a float there is a way out: below it. */
		if (lines[i].area->w > o.measure && lines[i].width > o.measure && beside.left + beside.right == 0)
			report_overflow(j, &lines[i], from, o.measure);
		if (to->keep == KEEP_ALWAYS)
			report_divided(j, &lines[i], to, o.measure);
	}
	para->lines = lines;
	para->n = r->n;
}

static bool
wants_hyphens(const struct lay_job *j)
{
	if (fo_is(j->block, PR_HYPHENATE, FV_TRUE))
		return true;
	for (size_t i = 1; i < j->n_inls; i++)
		if (fo_is(j->inls[i].fo, PR_HYPHENATE, FV_TRUE))
			return true;
	return false;
}

static bool
is_empty(const struct lay_job *j)
{
	return j->text.len == 0 && !j->has_anchors;
}

static enum rc
make_para(struct lay_job *j, const struct fo_node *first, const struct fo_node *last, uint32_t from, struct lay_para *para)
{
	struct lay_fit f;
	struct lay_fit_result r;
	size_t start;

	TRY(prepare(j, first, last));
	if (is_empty(j))
		return RC_OK;
	/* Text areas point into the joined text. */
	j->joined = arena_strndup(j->a, buf_str(&j->text), j->text.len);
	j->number = ++j->lay->paragraphs;
	read_fit(j, from == 0, &f);
	start = point_at(j, from);
	if (j->points[start].at != from && wants_hyphens(j)) {
		j->hyphens = true; /* it was left at a hyphen */
		lay_points_find(j);
		start = point_at(j, from);
	}
	lay_fit_lines(j->a, j->points + start, j->n_points - start, &f, &r);
	if ((r.poor || r.overflow || r.divided) && !j->hyphens && wants_hyphens(j)) {
		uint32_t at = j->points[start].at;

		j->hyphens = true;
		lay_points_find(j);
		start = point_at(j, at);
		lay_fit_lines(j->a, j->points + start, j->n_points - start, &f, &r);
	}
	para->goes_on = j->m->first_line && r.n > 1;
	if (para->goes_on)
		r.n = 1;
	compose(j, &f, start, &r, para);
	return RC_OK;
}

enum rc
lay_para_make(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, uint32_t from, struct lay_para **para)
{
	struct lay_job *j = open_job(lay, a, block, m);
	enum rc rc;

	*para = arena_zalloc(a, sizeof(**para));
	rc = make_para(j, first, last, from, *para);
	close_job(j);
	return rc;
}

enum rc
lay_para(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, uint32_t from, const struct lay_para **para)
{
	struct lay_para *made = NULL;

	(void)text_of(lay); /* the cache lies in it */
	if (from == 0 && block->elem == FO_BLOCK)
		TRY(lay_para_first(lay, a, block, first, last, m, &made));
	if (made == NULL)
		TRY(lay_para_cached(lay, a, block, first, last, m, from, &made));
	if (made == NULL)
		TRY(lay_para_make(lay, a, block, first, last, m, from, &made));
	*para = made;
	return RC_OK;
}

enum rc
lay_para_widths(struct lay *lay, const struct fo_node *block, const struct fo_node *first, const struct fo_node *last,
    mpt *min, mpt *max)
{
	struct lay_measure m = {.widths_only = true};
	struct arena *a = arena_new();
	struct lay_job *j = open_job(lay, a, block, &m);
	enum rc rc = prepare(j, first, last);
	int64_t start = 0, line = 0;

	*min = *max = 0;
	for (size_t i = 1; i < j->n_points && rc == RC_OK; i++) {
		const struct lay_point *p = &j->points[i];

		if (p->penalty >= PENALTY_DIGEST || p->keep != 0)
			continue;
		*min = mpt_max(*min, (mpt)MIN(p->end_w - start, MPT_MAX));
		start = p->start_w;
		if (p->forced) {
			*max = mpt_max(*max, (mpt)MIN(p->end_w - line, MPT_MAX));
			line = p->start_w;
		}
	}
	*max = mpt_max(*max, *min); /* negative spacing makes a whole narrower than its parts */
	if (rc == RC_OK && lay_align_string(block) != NULL)
		*max = mpt_max(*max, lay_align_width(lay, block));
	close_job(j);
	arena_free(a);
	return rc;
}

enum rc
lay_para_split(struct lay *lay, const struct fo_node *block, const char *string, mpt *before, mpt *after)
{
	struct lay_measure m = {.widths_only = true};
	struct arena *a = arena_new();
	struct lay_job *j = open_job(lay, a, block, &m);
	enum rc rc = prepare(j, block->first, NULL);
	size_t start = 0;

	*before = *after = 0;
	for (size_t i = 1; i < j->n_points && rc == RC_OK; i++) {
		const struct lay_point *p = &j->points[i], *s = &j->points[start];
		mpt w, b;

		if (!p->forced)
			continue;
		w = (mpt)MIN(p->end_w - s->start_w, MPT_MAX);
		b = lay_align_before(j, string, s->at, p->at, s->tok, w);
		*before = mpt_max(*before, b);
		*after = mpt_max(*after, w - b);
		start = i;
	}
	close_job(j);
	arena_free(a);
	return rc;
}
