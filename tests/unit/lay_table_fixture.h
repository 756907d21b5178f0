#pragma once
/*
 * lay_table_fixture.h - tables for tests, from one line of text.
 * Rows are parted by '|', cells by a space. A cell is a letter and what it asks for: a, b:c2 (two
 * columns), c:r3 (three rows), d:@4 (column-number 4), e:c2r2. '^' ends a part: header ^ body ^
 * body.
 */
#include "unit.h"

#include "layout/lay_table.h"

#include <stdlib.h>
#include <string.h>

struct fixture {
	struct ctx *cx;
	const struct fo_tree *tree; /* all of it is there */
	struct fo_node *table;
	uint32_t serial;
};

/* The same numbers on every machine. */
static inline int
random_below(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (int)((*seed >> 8) % n);
}

static inline int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->cx = ctx_new(".");
	f->tree = arena_zalloc(f->cx->arena, sizeof(*f->tree));
	*state = f;
	return 0;
}

static inline int
teardown(void **state)
{
	struct fixture *f = *state;

	ctx_free(f->cx);
	free(f);
	return 0;
}

#define OWN_MAX 4 /* values of one object that these tests set */

static inline struct fo_node *
node_add(struct fixture *f, struct fo_node *parent, enum fo_elem elem)
{
	struct fo_node *n = arena_zalloc(f->cx->arena, sizeof(*n));

	*n = (struct fo_node){.elem = elem,
	    .parent = parent,
	    .serial = f->serial++,
	    .style = arena_zalloc(f->cx->arena, sizeof(struct fo_style)),
	    .own = arena_zalloc(
		f->cx->arena, sizeof(struct fo_own) + OWN_MAX * sizeof(struct fo_own_value))};
	if (parent != NULL) {
		/* the links are const for readers; the builder writes them */
		const struct fo_node **end = &parent->first;

		while (*end != NULL) {
			struct fo_node *last;

			memcpy(&last, end, sizeof(last));
			end = &last->next;
		}
		*end = n;
	}
	return n;
}

static inline struct fo_value *
value_of(const struct fo_node *n, enum fo_prop p)
{
	struct fo_style *s;
	struct fo_own *own;

	if (p < PR__STYLED) {
		memcpy(&s, &n->style, sizeof(s));
		return &s->v[p];
	}
	memcpy(&own, &n->own, sizeof(own));
	assert_true(own->n < OWN_MAX);
	own->v[own->n].prop = p;
	return &own->v[own->n++].value;
}

static inline void
set_int(const struct fo_node *n, enum fo_prop p, int32_t i)
{
	*value_of(n, p) = (struct fo_value){.kind = FO_INT, .i = i};
}

static inline void
set_enum(const struct fo_node *n, enum fo_prop p, enum fo_enum e)
{
	*value_of(n, p) = (struct fo_value){.kind = FO_ENUM, .e = e};
}

static inline void
set_len(const struct fo_node *n, enum fo_prop p, mpt len)
{
	*value_of(n, p) = (struct fo_value){.kind = FO_LEN, .len = {.fixed = len}};
}

static inline const char *
cell_add(struct fixture *f, struct fo_node *row, const char *p)
{
	struct fo_node *cell = node_add(f, row, FO_TABLE_CELL);

	cell->id = arena_strndup(f->cx->arena, p++, 1);
	if (*p == ':')
		p++;
	while (*p != '\0' && strchr("cr@s", *p) != NULL) {
		char what = *p++;
		char *end;
		long n = what == 's' ? 0 : strtol(p, &end, 10);

		if (what == 's')
			set_enum(cell, PR_STARTS_ROW, FV_TRUE);
		else
			p = end;
		if (what != 's')
			set_int(cell,
			    what == 'c'       ? PR_NUMBER_COLUMNS_SPANNED
				: what == 'r' ? PR_NUMBER_ROWS_SPANNED
					      : PR_COLUMN_NUMBER,
			    (int32_t)n);
	}
	return p;
}

static inline void
table_build(struct fixture *f, const char *text)
{
	bool has_header = strchr(text, '^') != NULL;

	f->table = node_add(f, NULL, FO_TABLE);
	struct fo_node *part = node_add(f, f->table, has_header ? FO_TABLE_HEADER : FO_TABLE_BODY);
	struct fo_node *row = node_add(f, part, FO_TABLE_ROW);

	for (const char *p = text; *p != '\0';) {
		if (*p == ' ') {
			p++;
		} else if (*p == '|' || *p == '^') {
			if (*p++ == '^')
				part = node_add(f, f->table, FO_TABLE_BODY);
			row = node_add(f, part, FO_TABLE_ROW);
		} else {
			p = cell_add(f, row, p);
		}
	}
}

/* Column declarations come first in a table; so build them before the rows are read. */
static inline struct fo_node *
column_add(struct fixture *f, int32_t number, int32_t repeated, int32_t spanned)
{
	struct fo_node *c = node_add(f, f->table, FO_TABLE_COLUMN);

	if (number > 0)
		set_int(c, PR_COLUMN_NUMBER, number);
	set_int(c, PR_NUMBER_COLUMNS_REPEATED, repeated);
	set_int(c, PR_NUMBER_COLUMNS_SPANNED, spanned);
	return c;
}

static inline size_t
diags_named(const struct fixture *f, const char *name)
{
	struct buf out = {0};
	size_t n = 0;
	char want[64];

	diag_print(f->cx, DIAG_TEXT, &out);
	snprintf(want, sizeof(want), "[%s]", name);
	for (const char *p = buf_str(&out); (p = strstr(p, want)) != NULL; p++)
		n++;
	buf_free(&out);
	return n;
}
