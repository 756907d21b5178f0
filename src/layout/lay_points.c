/*
 * lay_points.c - where the lines of a paragraph may end: tokens -> break points, with the widths before and after each, and what
 * a break there costs.
 */
#include <glib.h>
#include <string.h>

#include "base/str.h"
#include "layout/hyph.h"
#include "layout/para.h"

#define PENALTY_BREAK 0
#define PENALTY_HYPHEN 60  /* after a soft hyphen, or where patterns divide */
#define PENALTY_JOINT 30   /* after a hyphen, a dash: inside what looks like a word */
#define PENALTY_PATH 60

struct sums { /* over the tokens so far */
	int64_t w, space, grow, less;
	int32_t spaces;
	int64_t trail, trail_space; /* spaces after the last content, and that of its last letter */
	int32_t trail_spaces;
	bool content;               /* something visible since the last forced break */
};

static struct lay_point *
add_point(struct lay_job *j, uint32_t at, size_t tok, const struct sums *s)
{
	struct lay_point *p;

	if (j->n_points == j->cap_points) {
		j->cap_points = j->cap_points > 0 ? j->cap_points * 2 : 64;
		j->points = mem_realloc(j->points, j->cap_points, sizeof(*j->points));
	}
	p = &j->points[j->n_points++];
	memset(p, 0, sizeof(*p));
	p->at = at;
	p->tok = (uint32_t)tok;
	p->start_w = s->w;
	p->end_w = s->w - s->trail;
	p->start_space = s->space;
	p->end_space = s->space - s->trail_space;
	p->start_spaces = s->spaces;
	p->end_spaces = s->spaces - s->trail_spaces;
	p->start_grow = p->end_grow = s->grow;
	p->start_less = p->end_less = s->less;
	return p;
}

static mpt
hyphenated_width(struct lay_job *j, const struct lay_tok *t, uint32_t n)
{
	return lay_shape_hyphen(j->lay, j->a, t->shaper, j->text.p + t->from, n,
		font_face_has(t->shaper->font->font.face, 0x2010) ? 0x2010 : '-')->width;
}

/* A break inside a word, before its byte n. */
static void
add_inner(struct lay_job *j, size_t tok, uint32_t n, int penalty, bool hyphen, const struct sums *s)
{
	const struct lay_tok *t = &j->toks[tok];
	struct lay_point *p = add_point(j, t->from + n, tok, s);
	mpt before, after;

	p->inside = true;
	p->penalty = penalty;
	p->keep = j->inls[t->inl].keep;
	p->hyphen = hyphen;
	if (lay_run_cut(t->run, n, &before)) {
		after = t->run->width - before;
	} else {
		before = lay_shape(j->lay, j->a, t->shaper, j->text.p + t->from, n)->width;
		after = lay_shape(j->lay, j->a, t->shaper, j->text.p + t->from + n, t->to - t->from - n)->width;
	}
	if (hyphen)
		before = hyphenated_width(j, t, n);
	p->end_w = s->w + before - lay_tok_discards(t);
	p->start_w = s->w + t->run->width - after;
	p->end_space = s->space;
	p->end_spaces = s->spaces;
}

#define ELISION 8 /* [B] what stands before an apostrophe: l', dell', quell' */

/* Letters only: what patterns know. Punctuation around them is left out. */
static bool
letters_of(const char *s, uint32_t len, uint32_t *from, uint32_t *to)
{
	const char *p = s, *end = s + len;
	bool in = false, over = false, elided = false;

	*from = *to = 0;
	while (p < end) {
		uint32_t at = (uint32_t)(p - s), c = utf8_next(&p, end);

		if (g_unichar_isalpha(c) || (in && !over && g_unichar_type(c) == G_UNICODE_NON_SPACING_MARK)) {
			if (over && elided && at - *from <= ELISION) {
				in = over = false; /* l'evaluation, dell'assessore: the word is what follows */
			}
			if (over)
				return false; /* two parts, as in and/or: divided there already */
			if (!in)
				*from = at;
			in = true;
			*to = (uint32_t)(p - s);
		} else {
			if (c >= '0' && c <= '9')
				return false;
			over = in;
			elided = in && (c == '\'' || c == 0x2019);
		}
	}
	return in;
}

static const struct lay_hyphens *
hyphens_of(struct lay_job *j, const struct lay_tok *t, uint32_t *offset)
{
	const struct fo_node *n = j->inls[t->inl].fo;
	const char *word = j->text.p + t->from;
	uint32_t from, to;
	const struct fo_value *remain = fo_prop(n, PR_HYPHENATION_REMAIN_CHARACTER_COUNT);
	const struct fo_value *push = fo_prop(n, PR_HYPHENATION_PUSH_CHARACTER_COUNT);

	if (!fo_is(n, PR_HYPHENATE, FV_TRUE) || !letters_of(word, t->to - t->from, &from, &to))
		return NULL;
	*offset = from;
	return lay_hyphenate(j->lay, j->inls[t->inl].ts->language, word + from, to - from,
		remain->kind == FO_INT ? remain->i : 2, push->kind == FO_INT ? push->i : 2);
}

static int
penalty_of(uint8_t wrap, char before)
{
	return wrap == WRAP_PATH ? PENALTY_PATH : wrap == WRAP_DIGEST ? PENALTY_DIGEST :
		before == ' '    ? PENALTY_BREAK :
				   PENALTY_JOINT;
}

static void
add_word_points(struct lay_job *j, size_t tok, const struct sums *s)
{
	const struct lay_tok *t = &j->toks[tok];
	const char *text = j->text.p + t->from;
	uint32_t len = t->to - t->from, offset = 0;
	const struct lay_hyphens *h = j->hyphens && !t->missing ? hyphens_of(j, t, &offset) : NULL;
	size_t next = 0;

	if (j->inls[t->inl].no_wrap || t->missing)
		return;
	for (uint32_t n = 1; n < len; n++) {
		uint8_t wrap = j->wrap[t->from + n];
		bool soft = n >= 2 && (unsigned char)text[n - 2] == 0xc2 && (unsigned char)text[n - 1] == 0xad;

		while (h != NULL && next < h->n && h->at[next] + offset < n)
			next++;
		if (wrap != WRAP_NO)
			add_inner(j, tok, n, soft ? PENALTY_HYPHEN : penalty_of(wrap, 0), soft, s);
		else if (h != NULL && next < h->n && h->at[next] + offset == n)
			add_inner(j, tok, n, PENALTY_HYPHEN, true, s);
	}
}

/* The innermost inline around both: its no_wrap and keep hold between them. */
static const struct lay_inl *
common_of(const struct lay_job *j, uint32_t a, uint32_t b)
{
	while (a != b) {
		if (a > b)
			a = j->inls[a].parent;
		else
			b = j->inls[b].parent;
	}
	return &j->inls[a];
}

static bool
belongs_before(const struct lay_tok *t)
{
	return t->kind == TOK_CLOSE || (t->kind == TOK_ANCHOR && (t->anchor->kind == ANCHOR_FOOTNOTE ||
		t->anchor->kind == ANCHOR_REF));
}

/*
 * Among tokens that begin at one byte the first is where the line ends, unless that divides what is kept and a later one does not: an
 * empty inline that stays with what is before it. That place is taken out.
 */
static bool
is_new_place(struct lay_job *j, uint32_t at, uint8_t keep)
{
	const struct lay_point *last = &j->points[j->n_points - 1];

	if (last->at == at && j->n_points > 1 && !last->forced && !last->inside && last->keep > keep) {
		j->n_points--;
		return true;
	}
	return last->at < at;
}

/* A break between tokens, before token i. */
static void
add_boundary(struct lay_job *j, size_t i, const struct sums *s)
{
	const struct lay_tok *t = &j->toks[i], *p = &j->toks[i - 1];
	uint32_t before = p->kind == TOK_OPEN ? j->inls[p->inl].parent : p->inl;
	uint32_t after = t->kind == TOK_OPEN ? j->inls[t->inl].parent : t->inl;
	const struct lay_object *o = p->kind == TOK_OBJECT ? p->object : NULL;
	const struct lay_inl *around;
	struct lay_point *point;
	uint8_t keep;

	if (p->kind == TOK_CLOSE)
		before = j->inls[p->inl].parent;
	if (o != NULL && o->kind == OBJECT_LEADER)
		return; /* a leader leads to what follows it */
	if (t->from == 0 || j->wrap[t->from] == WRAP_NO || belongs_before(t))
		return;
	around = common_of(j, before, after);
	keep = MAX(t->keep, around->keep);
	if (around->no_wrap || !is_new_place(j, t->from, keep))
		return;
	point = add_point(j, t->from, i, s);
	point->penalty = penalty_of(j->wrap[t->from], j->text.p[t->from - 1]);
	point->keep = keep;
}

static void
sum_token(const struct lay_job *j, const struct lay_tok *t, struct sums *s)
{
	s->w += t->w;
	if (t->spread && t->kind == TOK_WORD)
		s->spaces++;
	if (t->kind == TOK_SPACE && !t->spread && !t->hard) {
		s->trail += t->w;
		return;
	}
	if (t->kind == TOK_SPACE) {
		s->space += j->inls[t->inl].ts->latin->space;
		s->spaces++;
		if (!t->hard) {
			s->trail += t->w;
			s->trail_space += j->inls[t->inl].ts->latin->space;
			s->trail_spaces++;
			return;
		}
	}
	if (t->kind == TOK_WORD || t->kind == TOK_OBJECT || t->kind == TOK_SPACE) {
		s->trail = lay_tok_discards(t);
		s->trail_space = s->trail_spaces = 0;
		s->content = true;
	}
	if (t->kind == TOK_OBJECT && t->object->kind == OBJECT_LEADER) {
		s->grow += t->object->max - t->object->w;
		s->less += t->object->w - t->object->min;
	}
}

/* The first token of the line after a forced break: closings belong to the line that ends. */
static size_t
after_closings(const struct lay_job *j, size_t i)
{
	while (i < j->n_toks && belongs_before(&j->toks[i]))
		i++;
	return i;
}

void
lay_points_find(struct lay_job *j)
{
	struct sums s = {0};
	struct lay_point *last;

	j->n_points = 0;
	add_point(j, 0, 0, &s);
	for (size_t i = 0; i < j->n_toks; i++) {
		const struct lay_tok *t = &j->toks[i];

		if (i > 0)
			add_boundary(j, i, &s);
		if (t->kind == TOK_WORD)
			add_word_points(j, i, &s);
		sum_token(j, t, &s);
		if (t->kind == TOK_LINEFEED) {
			add_point(j, t->to, after_closings(j, i + 1), &s)->forced = true;
			s.trail = s.trail_space = s.trail_spaces = 0;
			s.content = false;
		}
	}
	last = &j->points[j->n_points - 1];
	/* A linefeed at the very end opens no line of its own. */
	if (j->n_points == 1 || !last->forced || last->at < j->text.len || s.content)
		last = add_point(j, (uint32_t)j->text.len, j->n_toks, &s);
	last->forced = true;
	last->tok = (uint32_t)j->n_toks;
}
