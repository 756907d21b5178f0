/*
 * fo_dump.c - the tree as text. One line an object: what it does not have from its parent or as an
 * initial value.
 */
#include <stdlib.h>
#include <string.h>

#include "fo/fo_reader.h"

#define DUMP_DEPTH 1000

static void
put_length(struct buf *out, mpt x)
{
	/* Three digits are exact; trailing zeros are noise. */
	unsigned frac = (unsigned)abs(x % 1000);

	buf_printf(out, "%s%d", x < 0 ? "-" : "", abs(x / 1000));
	if (frac % 10 != 0)
		buf_printf(out, ".%03u", frac);
	else if (frac % 100 != 0)
		buf_printf(out, ".%02u", frac / 10);
	else if (frac != 0)
		buf_printf(out, ".%u", frac / 100);
	buf_puts(out, "pt");
}

static void
put_value(struct buf *out, const struct fo_value *v)
{
	switch (v->kind) {
	case FO_UNSET:
		buf_puts(out, "unset");
		break;
	case FO_ENUM:
		buf_puts(out, fo_enum_name(v->e));
		break;
	case FO_LEN:
		if (v->len.pct != 0)
			buf_printf(out, "%.6g%%", v->len.pct / 10000.0);
		if (v->len.pct != 0 && v->len.fixed > 0)
			buf_putc(out, '+');
		if (v->len.pct == 0 || v->len.fixed != 0)
			put_length(out, v->len.fixed);
		break;
	case FO_NUM:
		buf_printf(out, "%.6g", v->num);
		break;
	case FO_INT:
		buf_printf(out, "%d", (int)v->i);
		break;
	case FO_COLOR:
		if ((v->color & 0xff) == 0xff)
			buf_printf(out, "#%06x", (unsigned)(v->color >> 8));
		else
			buf_printf(out, "#%08x", (unsigned)v->color);
		break;
	case FO_STR:
		buf_putc(out, '"');
		buf_json(out, v->str, strlen(v->str));
		buf_putc(out, '"');
		break;
	}
}

bool
fo_value_eq(const struct fo_value *a, const struct fo_value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case FO_LEN:
		return a->len.fixed == b->len.fixed && a->len.pct == b->len.pct;
	case FO_NUM:
		return memcmp(&a->num, &b->num, sizeof(a->num)) == 0;
	case FO_STR:
		return strcmp(a->str, b->str) == 0;
	case FO_UNSET:
		return true;
	default:
		return a->color == b->color;
	}
}

/* The colour of a border that is not there follows the text colour: noise. Its style is the next
 * row. */
static bool
is_border_color(enum fo_prop p)
{
	return p == PR_BORDER_BEFORE_COLOR || p == PR_BORDER_AFTER_COLOR ||
	    p == PR_BORDER_START_COLOR || p == PR_BORDER_END_COLOR;
}

static void
put_props(struct buf *out, const struct fo_node *n, const struct fo_style *initial)
{
	const struct fo_style *up = n->parent != NULL ? n->parent->style : initial;

	for (int p = 0; p < PR__STYLED; p++) {
		const struct fo_value *base = fo_prop_rows[p].inherits ? &up->v[p] : &initial->v[p];

		if (fo_value_eq(&n->style->v[p], base))
			continue;
		if (is_border_color((enum fo_prop)p) && n->style->v[p + 1].e == FV_NONE)
			continue;
		buf_printf(out, " %s=", fo_prop_rows[p].name);
		put_value(out, &n->style->v[p]);
	}
	for (size_t i = 0; n->own != NULL && i < n->own->n; i++) {
		buf_printf(out, " %s=", fo_prop_rows[n->own->v[i].prop].name);
		put_value(out, &n->own->v[i].value);
	}
}

static void
put_node(struct buf *out, const struct fo_node *n, const struct fo_style *initial, int depth)
{
	for (int i = 0; i < depth; i++)
		buf_puts(out, "  ");
	if (n->elem == FO_TEXT) {
		buf_putc(out, '"');
		buf_json(out, n->text, n->len);
		buf_puts(out, "\"\n");
		return;
	}
	buf_puts(out, fo_elem_name(n->elem));
	if (n->elem == FO_FOREIGN)
		buf_printf(out, " %s", (const char *)n->foreign->name);
	if (n->id != NULL)
		buf_printf(out, " id=\"%s\"", n->id);
	if (n->column > 0)
		buf_printf(out, " (column %d+%d)", n->column, n->span_columns);
	if (n->elem != FO_FOREIGN)
		put_props(out, n, initial);
	buf_putc(out, '\n');
	if (depth < DUMP_DEPTH)
		for (const struct fo_node *c = n->first; c != NULL; c = c->next)
			put_node(out, c, initial, depth + 1);
}

void
fo_dump(const struct fo_tree *tree, struct buf *out)
{
	if (tree->title != NULL)
		buf_printf(out, "title: %s\n", tree->title);
	if (tree->lang != NULL)
		buf_printf(out, "language: %s\n", tree->lang);
	put_node(out, tree->root, tree->initial, 0);
}
