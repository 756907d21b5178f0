#include "render/ren.h"

#include <stdlib.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "base/str.h"

struct list {
	struct dev_outline *rows;
	size_t n, cap;
};

/* The text of a bookmark-title, runs of white space as one blank. */
static const char *
title_of(struct ctx *cx, const struct fo_node *bookmark)
{
	struct buf b = {0};
	const char *title;

	for (const struct fo_node *c = bookmark->first; c != NULL; c = c->next) {
		if (c->elem != FO_BOOKMARK_TITLE)
			continue;
		for (const struct fo_node *t = c->first; t != NULL; t = t->next)
			for (uint32_t i = 0; t->elem == FO_TEXT && i < t->len; i++) {
				bool blank = str_is_blank(t->text + i, 1);

				if (!blank || (b.len > 0 && b.p[b.len - 1] != ' '))
					buf_putc(&b, blank ? ' ' : t->text[i]);
			}
	}
	if (b.len > 0 && b.p[b.len - 1] == ' ')
		b.len--;
	title = arena_strndup(cx->arena, b.p != NULL ? b.p : "", b.len);
	buf_free(&b);
	return title;
}

static const char *
non_empty(const char *s)
{
	return s != NULL && *s != '\0' ? s : NULL;
}

static void
add(struct ctx *cx, struct list *l, const struct fo_node *n, int level)
{
	struct dev_outline row = {
	    .level = level,
	    .title = title_of(cx, n),
	    .dest = non_empty(fo_str(n, PR_INTERNAL_DESTINATION)),
	    .uri = non_empty(fo_str(n, PR_EXTERNAL_DESTINATION)),
	    .open = !fo_is(n, PR_STARTING_STATE, FV_HIDE),
	};

	if (l->n == l->cap) {
		l->cap = l->cap == 0 ? 64 : l->cap * 2;
		l->rows = mem_realloc(l->rows, l->cap, sizeof(*l->rows));
	}
	l->rows[l->n++] = row;
}

static void
collect(struct ctx *cx, struct list *l, const struct fo_node *parent, int level)
{
	if (level > LIMIT_FO_DEPTH)
		return; /* fo_parse refuses such trees */
	for (const struct fo_node *n = parent->first; n != NULL; n = n->next) {
		if (n->elem != FO_BOOKMARK)
			continue;
		add(cx, l, n, level);
		collect(cx, l, n, level + 1);
	}
}

void
ren_outline(struct ctx *cx, const struct fo_tree *tree, struct dev_outline **outline, size_t *n)
{
	struct list l = {0};

	if (tree != NULL && tree->root != NULL)
		for (const struct fo_node *c = tree->root->first; c != NULL; c = c->next)
			if (c->elem == FO_BOOKMARK_TREE)
				collect(cx, &l, c, 1);
	*outline = arena_copy(cx->arena, l.rows, l.n * sizeof(*l.rows));
	*n = l.n;
	free(l.rows);
}
