/*
 * svg_tag.c - what parts of a page are, for who listens to it; and links.
 *
 * Objects become groups with roles of ARIA: headings, lists, tables with rows and cells, figures with their alternative text. Page
 * furniture is hidden from listeners, not from the eye. Everything else is text in its order. Rows have no areas: a row's
 * group begins with its first cell.
 *
 * An address is known when all pages are drawn (on which of them is the target?), and whether it may be followed at all is known when the page
 * is complete. So <a> is written with a hole, filled in svg_finish_links. A link without text is a rectangle on top.
 */
#include <stdio.h>
#include <string.h>

#include "base/ctx.h"
#include "base/str.h"
#include "render/svg.h"

/* Role as written, or what the object is without one; and what ARIA calls it. */
static const struct aria {
	const char *role;
	enum fo_elem elem;
	const char *attributes;
} rows[] = {
    {"H1", FO_ELEM__COUNT, "role=\"heading\" aria-level=\"1\""},
    {"H2", FO_ELEM__COUNT, "role=\"heading\" aria-level=\"2\""},
    {"H3", FO_ELEM__COUNT, "role=\"heading\" aria-level=\"3\""},
    {"H4", FO_ELEM__COUNT, "role=\"heading\" aria-level=\"4\""},
    {"H5", FO_ELEM__COUNT, "role=\"heading\" aria-level=\"5\""},
    {"H6", FO_ELEM__COUNT, "role=\"heading\" aria-level=\"6\""},
    {"L", FO_LIST_BLOCK, "role=\"list\""},
    {"LI", FO_LIST_ITEM, "role=\"listitem\""},
    {"TOC", FO_ELEM__COUNT, "role=\"list\""},
    {"TOCI", FO_ELEM__COUNT, "role=\"listitem\""},
    {"BlockQuote", FO_ELEM__COUNT, "role=\"blockquote\""},
    {"Note", FO_FOOTNOTE_BODY, "role=\"note\""},
};

static const char *
role_of(const struct fo_node *n)
{
	const char *role = fo_str(n, PR_ROLE);

	return role != NULL && *role != '\0' && !str_eq(role, "none") ? role : NULL;
}

/* Does the object say that it is this, or say nothing and is it by nature? */
static bool
is_a(const struct fo_node *n, const char *role, enum fo_elem elem)
{
	const char *own = role_of(n);

	return own != NULL ? str_eq(own, role) : n->elem == elem;
}

#define LIST "role=\"list\""
#define LIST_ITEM "role=\"listitem\""

/* An item is one in a list only (WAI-ARIA 1.2, 5.4): where the list says that it is something else, or has no area, it is text. */
static bool
is_in_list(const struct svg *s)
{
	for (size_t i = s->n_tags; i > 0; i--)
		if (s->tags[i - 1].aria != NULL)
			return str_eq(s->tags[i - 1].aria, LIST);
	return false;
}

static const char *
aria_of(const struct svg *s, const struct fo_node *n)
{
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (is_a(n, rows[i].role, rows[i].elem))
			return str_eq(rows[i].attributes, LIST_ITEM) && !is_in_list(s) ? NULL : rows[i].attributes;
	return NULL;
}

static bool
is_figure(const struct fo_node *n)
{
	return is_a(n, "Figure", FO_EXTERNAL_GRAPHIC) || is_a(n, "Figure", FO_INSTREAM_FOREIGN_OBJECT);
}

static bool
is_picture(const struct fo_node *n)
{
	return n->elem == FO_EXTERNAL_GRAPHIC || n->elem == FO_INSTREAM_FOREIGN_OBJECT;
}

static const char *
alt_of(const struct fo_node *n)
{
	const char *alt = fo_str(n, PR_FOX_ALT_TEXT);

	return alt != NULL && *alt != '\0' ? alt : NULL;
}

static bool
is_inline(const struct area *a)
{
	return a->kind == AREA_INLINE || a->kind == AREA_LEADER || a->kind == AREA_RULE || a->kind == AREA_IMAGE;
}

/* ---- what is around ------------------------------------------------------------------------------------------------ */

const struct fo_node *
svg_inside(const struct svg *s)
{
	return s->n_tags > 0 ? s->tags[s->n_tags - 1].fo : NULL;
}

const struct fo_node *
svg_inside_link(const struct svg *s)
{
	for (size_t i = s->n_tags; i > 0; i--)
		if (s->tags[i - 1].fo->elem == FO_BASIC_LINK)
			return s->tags[i - 1].is_inline ? s->tags[i - 1].fo : NULL;
	return NULL;
}

bool
svg_is_ornament(const struct svg *s)
{
	return s->n_tags > 0 && s->tags[s->n_tags - 1].is_leader;
}

bool
svg_is_in_picture(const struct svg *s)
{
	return s->n_tags > 0 && is_picture(s->tags[s->n_tags - 1].fo);
}

const char *
svg_lang_of(const struct svg *s, const struct fo_node *n)
{
	const char *language = n != NULL ? fo_str(n, PR_LANGUAGE) : NULL, *country;

	if (language == NULL || str_eq(language, "none") || *language == '\0')
		return s->lang;
	country = fo_str(n, PR_COUNTRY);
	if (country == NULL || str_eq(country, "none") || *country == '\0')
		return language;
	return arena_printf(s->arena, "%s-%s", language, country);
}

/* ---- groups -------------------------------------------------------------------------------------------------------- */

static void
open_group(struct svg_tag *t, struct buf *b, const char *attributes)
{
	buf_printf(b, "<g %s>", attributes);
	t->closes++;
}

static void
open_figure(struct svg *s, struct svg_tag *t, struct buf *b)
{
	const char *alt = alt_of(t->fo);
	const struct fo_node *link = svg_inside_link(s);

	if (link != NULL) {
		svg_put_hole(s, b, link);
		t->closes_link = true;
	}
	if (t->is_artifact || alt == NULL) {
		open_group(t, b, "aria-hidden=\"true\"");
		return;
	}
	open_group(t, b, "role=\"img\"");
	buf_puts(b, "<title>");
	buf_xml(b, alt);
	buf_puts(b, "</title>");
}

static void
close_row(struct svg *s, struct svg_tag *table)
{
	if (table->row != NULL)
		buf_puts(&s->body, "</g>\n");
	table->row = NULL;
}

static bool
is_below(const struct fo_node *n, enum fo_elem elem)
{
	for (; n != NULL && n->elem != FO_TABLE; n = n->parent)
		if (n->elem == elem)
			return true;
	return false;
}

/* A cell of a table that says it is one; the row that it begins. */
static void
open_cell(struct svg *s, struct svg_tag *t, struct svg_tag *table)
{
	const struct fo_value *down = fo_prop(t->fo, PR_NUMBER_ROWS_SPANNED);
	const char *role = "cell";

	if (table->row != t->fo->parent) {
		close_row(s, table);
		buf_puts(&s->body, "<g role=\"row\">\n");
		table->row = t->fo->parent;
	}
	if (is_below(t->fo, FO_TABLE_HEADER))
		role = "columnheader";
	else if (is_a(t->fo, "TH", FO_ELEM__COUNT))
		role = "rowheader";
	buf_printf(&s->body, "<g role=\"%s\"", role);
	if (t->fo->span_columns > 1)
		buf_printf(&s->body, " aria-colspan=\"%u\"", t->fo->span_columns);
	if (down->kind == FO_INT && down->i > 1)
		buf_printf(&s->body, " aria-rowspan=\"%d\"", down->i);
	buf_putc(&s->body, '>');
	t->closes++;
}

static struct svg_tag *
table_around(struct svg *s)
{
	for (size_t i = s->n_tags; i > 0; i--)
		if (s->tags[i - 1].fo->elem == FO_TABLE)
			return s->tags[i - 1].is_table ? &s->tags[i - 1] : NULL;
	return NULL;
}

static void
open_block(struct svg *s, struct svg_tag *t, bool was_artifact)
{
	struct svg_tag *table = t->fo->elem == FO_TABLE_CELL ? table_around(s) : NULL;
	const char *aria;

	if (t->is_artifact) {
		if (!was_artifact)
			open_group(t, &s->body, "aria-hidden=\"true\"");
		return;
	}
	if (t->fo->elem == FO_BASIC_LINK) {
		svg_put_hole(s, &s->body, t->fo);
		t->closes_link = true;
	}
	t->is_table = is_a(t->fo, "Table", FO_TABLE) && t->fo->elem == FO_TABLE;
	aria = t->is_table ? "role=\"table\"" : aria_of(s, t->fo);
	if (table != NULL)
		open_cell(s, t, table);
	else if (aria != NULL)
		open_group(t, &s->body, aria);
	else if (is_figure(t->fo) && !is_picture(t->fo) && alt_of(t->fo) != NULL)
		open_figure(s, t, &s->body);
	t->aria = table != NULL ? "role=\"cell\"" : aria;
}

void
svg_tag_begin(struct dev *d, const struct area *a)
{
	struct svg *s = (struct svg *)d;
	struct svg_tag *around = s->n_tags > 0 ? &s->tags[s->n_tags - 1] : NULL, t = {.fo = a->fo, .is_inline = is_inline(a)};
	bool was_artifact = around != NULL && around->is_artifact;

	t.is_artifact = was_artifact || a->is_artifact || (role_of(a->fo) != NULL && str_eq(role_of(a->fo), "artifact"));
	t.is_leader = (around != NULL && around->is_leader) || a->fo->elem == FO_LEADER;
	if (!t.is_inline)
		svg_flush(s);
	if (is_picture(a->fo))
		open_figure(s, &t, svg_ground(s));
	else if (!t.is_inline)
		open_block(s, &t, was_artifact);
	if (s->n_tags == s->cap_tags) {
		s->cap_tags = s->cap_tags == 0 ? 32 : s->cap_tags * 2;
		s->tags = mem_realloc(s->tags, s->cap_tags, sizeof(*s->tags));
	}
	s->tags[s->n_tags++] = t;
}

void
svg_tag_end(struct dev *d)
{
	struct svg *s = (struct svg *)d;
	struct svg_tag *t = &s->tags[s->n_tags - 1];
	struct buf *b;

	if (!t->is_inline)
		svg_flush(s);
	close_row(s, t);
	b = svg_ground(s);
	for (; t->closes > 0; t->closes--)
		buf_puts(b, "</g>\n");
	if (t->closes_link)
		buf_puts(b, "</a>\n");
	s->n_tags--;
}

/* ---- links --------------------------------------------------------------------------------------------------------- */

static const char *
key_of(struct svg *s, const struct fo_node *link, size_t page)
{
	return arena_printf(s->d.cx->arena, "%p/%zu", (const void *)link, page);
}

void
svg_put_hole(struct svg *s, struct buf *b, const struct fo_node *link)
{
	const char *key = key_of(s, link, s->n);

	map_set(s->said, key, s);
	buf_printf(b, "<a%c%s%c>", SVG_HOLE, key, SVG_HOLE);
}

void
svg_link(struct dev *d, const struct page_link *link)
{
	struct svg *s = (struct svg *)d;
	struct svg_link *l;

	if (s->n_links == s->cap_links) {
		s->cap_links = s->cap_links == 0 ? 64 : s->cap_links * 2;
		s->links = mem_realloc(s->links, s->cap_links, sizeof(*s->links));
	}
	l = &s->links[s->n_links++];
	*l = (struct svg_link){.link = *link, .page = s->n};
	/* The page's memory goes before the link is written. */
	l->link.uri = arena_strdup(d->cx->arena, link->uri);
	l->link.dest = arena_strdup(d->cx->arena, link->dest);
	map_set(s->targets, key_of(s, link->fo, s->n), (void *)(uintptr_t)s->n_links);
}

void
svg_dest(struct dev *d, const struct page_dest *dest)
{
	struct svg *s = (struct svg *)d;

	if (map_lookup(s->dests, dest->id) != NULL)
		return;
	map_set(s->dests, dest->id, (void *)(uintptr_t)(s->n + 1));
	svg_flush(s);
	svg_put(&s->body, "<g transform=\"translate(", dest->x);
	svg_put(&s->body, " ", dest->y);
	buf_puts(&s->body, ")\" id=\"");
	buf_xml(&s->body, dest->id);
	buf_puts(&s->body, "\"/>\n");
}

/* False: it leads nowhere that a file knows. */
static bool
put_href(const struct svg *s, struct buf *b, const struct svg_link *l)
{
	size_t target = l->link.dest != NULL ? (size_t)(uintptr_t)map_lookup(s->dests, l->link.dest) : 0;

	if (l->link.uri == NULL && (target == 0 || (target != l->page + 1 && s->stem == NULL)))
		return false;
	buf_puts(b, " xlink:href=\"");
	if (l->link.uri != NULL) {
		buf_xml(b, l->link.uri);
	} else {
		if (target != l->page + 1) {
			buf_xml(b, s->stem);
			buf_printf(b, "-%03zu.svg", target);
		}
		buf_putc(b, '#');
		buf_xml(b, l->link.dest);
	}
	buf_putc(b, '"');
	return true;
}

static void
fill_holes(struct svg *s, size_t page)
{
	struct buf *f = &s->files[page], out = {0};
	const char *p = f->p, *end = f->p + f->len;

	for (const char *hole; (hole = memchr(p, SVG_HOLE, (size_t)(end - p))) != NULL;) {
		const char *stop = memchr(hole + 1, SVG_HOLE, (size_t)(end - hole - 1));
		size_t at;

		buf_add(&out, p, (size_t)(hole - p));
		if (stop == NULL)
			break;
		at = (size_t)(uintptr_t)map_lookup(s->targets, arena_strndup(s->d.cx->arena, hole + 1, (size_t)(stop - hole - 1)));
		if (at > 0)
			put_href(s, &out, &s->links[at - 1]);
		p = stop + 1;
	}
	buf_add(&out, p, (size_t)(end - p));
	buf_free(f);
	*f = out;
}

static void
put_rect(struct svg *s, const struct svg_link *l)
{
	struct buf *b = &s->files[l->page];
	size_t before = b->len;

	buf_puts(b, "<a");
	if (!put_href(s, b, l)) {
		b->len = before;
		return;
	}
	svg_put(b, "><rect fill=\"none\" pointer-events=\"all\" x=\"", l->link.x);
	svg_put(b, "\" y=\"", l->link.y);
	svg_put(b, "\" width=\"", l->link.w);
	svg_put(b, "\" height=\"", l->link.h);
	buf_puts(b, "\"/></a>\n");
}

void
svg_finish_links(struct svg *s)
{
	for (size_t i = 0; i < s->n; i++)
		fill_holes(s, i);
	for (size_t i = 0; i < s->n_links; i++)
		if (map_lookup(s->said, key_of(s, s->links[i].link.fo, s->links[i].page)) == NULL)
			put_rect(s, &s->links[i]);
}
