/* lay_para_cache.c - whole cells: short paragraphs of plain text repeat in tables, and are laid out once. */
#include <string.h>

#include "layout/para.h"

#define CACHE_TEXT 64      /* [B] longer paragraphs hardly repeat */
#define CACHE_MAX 4000

struct lay_cached { /* a paragraph of plain text, laid out before */
	const struct fo_style *style;
	const char *text;
	uint32_t len;
	mpt ipd, indent;
	const struct lay_para *para;
	struct lay_cached *next;
};

static bool
is_cacheable(const struct fo_node *block, const struct fo_node *first, const struct fo_node *last, uint32_t from)
{
	return first != NULL && (first == last || (last == NULL && first->next == NULL)) && first->elem == FO_TEXT &&
		from == 0 && first->len > 0 && first->len <= CACHE_TEXT && block->style == first->style &&
		fo_prop(block, PR_TEXT_ALIGN)->kind == FO_ENUM; /* a string: each column has another axis */
}

static struct lay_cached **
slot_of(struct lay_text *t, const struct fo_node *text, const struct lay_measure *m)
{
	uint64_t h = text->style->serial * 2654435761u ^ (uint64_t)(uint32_t)m->ipd * 40503u;

	for (uint32_t i = 0; i < text->len; i++)
		h = (h ^ (unsigned char)text->text[i]) * 1099511628211u;
	return &t->slots[(h >> 20) % ARRAY_LEN(t->slots)];
}

static struct lay_cached *
lookup_cached(struct lay_cached *c, const struct fo_node *text, const struct lay_measure *m)
{
	for (; c != NULL; c = c->next)
		if (c->style == text->style && c->ipd == m->ipd && c->indent == m->first_indent && c->len == text->len &&
		    memcmp(c->text, text->text, c->len) == 0)
			return c;
	return NULL;
}

/* Areas move and are linked into pages: each use gets its own; runs are shared. Plain text has one level of children. */
static struct area *
copy_line(struct arena *a, const struct area *line, const struct fo_node *fo)
{
	struct area *copy = arena_copy(a, line, sizeof(*copy));
	struct area **link = &copy->first;

	copy->next = NULL;
	for (const struct area *c = line->first; c != NULL; c = c->next) {
		*link = arena_copy(a, c, sizeof(*c));
		(*link)->fo = c->fo != NULL ? fo : NULL;
		link = &(*link)->next;
	}
	return copy;
}

static struct lay_para *
copy_para(struct arena *a, const struct lay_para *para, const struct fo_node *fo)
{
	struct lay_para *copy = arena_copy(a, para, sizeof(*copy));
	struct lay_line *lines = arena_copy(a, para->lines, para->n * sizeof(*lines));

	for (size_t i = 0; i < para->n; i++)
		lines[i].area = copy_line(a, para->lines[i].area, fo);
	copy->lines = lines;
	return copy;
}

static bool
sticks_out(const struct lay_para *p, mpt ipd)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].width > ipd)
			return true;
	return false;
}

static enum rc
make_cached(struct lay *lay, const struct fo_node *block, const struct fo_node *text, const struct lay_measure *m,
    struct lay_cached **slot, struct lay_para **para)
{
	struct lay_text *t = lay->text;
	struct lay_cached *c;

	TRY(lay_para_make(lay, lay->arena, block, text, text, m, 0, para));
	if (sticks_out(*para, m->ipd))
		return RC_OK; /* each is reported, so each is made */
	c = arena_zalloc(lay->arena, sizeof(*c));
	*c = (struct lay_cached){text->style, arena_strndup(lay->arena, text->text, text->len), text->len, m->ipd,
	    m->first_indent, *para, *slot};
	*slot = c;
	t->n_cached++;
	return RC_OK;
}

enum rc
lay_para_cached(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, uint32_t from, struct lay_para **para)
{
	struct lay_text *t = lay->text;
	struct lay_para *made = NULL;
	struct lay_cached **slot;
	const struct lay_cached *c;

	if (m->n_bands > 0 || !is_cacheable(block, first, last, from))
		return RC_OK;
	slot = slot_of(t, first, m);
	c = lookup_cached(*slot, first, m);
	if (c == NULL && t->n_cached < CACHE_MAX)
		TRY(make_cached(lay, block, first, m, slot, &made));
	if (c != NULL || made != NULL)
		*para = copy_para(a, c != NULL ? c->para : made, first);
	return RC_OK;
}
