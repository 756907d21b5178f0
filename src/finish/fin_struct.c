/*
 * fin_struct.c - the structure tree: what of the elements was drawn, and the ways from marks to them (ISO 32000-1, 14.7 and 14.8).
 *
 * An element whose marks all vanished (nothing was drawn in them: fin_content.c) goes, unless the shape of a table hangs on it.
 */
#include <string.h>

#include "base/arena.h"
#include "finish/fin_doc.h"
#include "finish/fin_tree.h"

struct writer {
	struct fin_doc *d;
	const struct drawn_doc *doc;
	uint32_t root;
	uint32_t *ids;         /* object number by element; 0: it is not written */
	uint32_t *page_of;     /* by mark */
	uint32_t *loose;       /* by link, then by field: the element made here for what TAG_NONE has; else 0 */
	struct fin_tree names; /* of the IDTree */
};

static const char *const type_names[TAG__COUNT] = {
#define T(id, name, group) [TAG_##id] = name,
#include "render/tag_type.def"
#undef T
};

/* Rows and cells count even when they are empty (ISO 14289-1, 7.5). */
static const bool is_shape[TAG__COUNT] = {[TAG_TR] = true, [TAG_TH] = true, [TAG_TD] = true};

static const char *const scope_names[] = {[SCOPE_ROW] = "/Row", [SCOPE_COLUMN] = "/Column", [SCOPE_BOTH] = "/Both"};

static const char *const numbering_names[] = {
    [NUMBERING_DISC] = "/Disc",
    [NUMBERING_DECIMAL] = "/Decimal",
    [NUMBERING_LOWER_ALPHA] = "/LowerAlpha",
    [NUMBERING_UPPER_ALPHA] = "/UpperAlpha",
    [NUMBERING_LOWER_ROMAN] = "/LowerRoman",
    [NUMBERING_UPPER_ROMAN] = "/UpperRoman",
};

/* ---- what is written ------------------------------------------------------------------------------------------------ */

static void
keep(struct writer *w, uint32_t elem)
{
	for (; elem != TAG_NONE && w->ids[elem] == 0; elem = w->doc->elems[elem].parent)
		w->ids[elem] = 1;
}

static void
choose(struct writer *w)
{
	const struct drawn_doc *doc = w->doc;

	keep(w, 0);
	for (uint32_t i = 0; i < doc->n_elems; i++)
		if (is_shape[doc->elems[i].type])
			keep(w, i);
	for (size_t i = 0; i < doc->n_marks; i++)
		if (w->d->mcids[i] != FIN_NO_MCID)
			keep(w, doc->marks[i].elem);
	for (size_t i = 0; i < doc->n_links; i++)
		keep(w, doc->links[i].elem);
	for (size_t i = 0; i < doc->n_fields; i++)
		keep(w, doc->fields[i].elem);
}

static void
number(struct writer *w)
{
	const struct drawn_doc *doc = w->doc;

	for (size_t i = 0; i < doc->n_elems; i++)
		if (w->ids[i] != 0)
			w->ids[i] = out_new(w->d->out);
	for (size_t i = 0; i < doc->n_links; i++)
		if (doc->links[i].elem == TAG_NONE)
			w->loose[i] = out_new(w->d->out);
	for (size_t i = 0; i < doc->n_fields; i++)
		if (doc->fields[i].elem == TAG_NONE)
			w->loose[doc->n_links + i] = out_new(w->d->out);
	for (uint32_t p = 0; p < doc->n_pages; p++)
		for (uint32_t i = 0; i < doc->pages[p].n_marks; i++)
			w->page_of[doc->pages[p].first_mark + i] = p;
}

/* ---- one element ---------------------------------------------------------------------------------------------------- */

static void
put_text(struct buf *b, const char *key, const char *value)
{
	if (value == NULL)
		return;
	buf_puts(b, key);
	out_text(b, value);
}

/* A list of ids, separated by blanks, as strings (14.8.5.7, Headers). */
static void
put_headers(struct buf *b, const char *headers)
{
	buf_puts(b, "/Headers[");
	for (const char *s = headers + strspn(headers, " "); *s != '\0'; s += strspn(s, " ")) {
		size_t n = strcspn(s, " ");

		out_bytes(b, s, n);
		s += n;
	}
	buf_putc(b, ']');
}

static void
put_table_attrs(struct buf *b, const struct tag_elem *e)
{
	const char *headers = e->more != NULL ? e->more->headers : NULL;

	if (e->scope == SCOPE_NONE && headers == NULL && e->row_span <= 1 && e->col_span <= 1)
		return;
	buf_puts(b, "<</O/Table");
	if (e->scope != SCOPE_NONE)
		buf_printf(b, "/Scope%s", scope_names[e->scope]);
	if (e->row_span > 1)
		buf_printf(b, "/RowSpan %u", e->row_span);
	if (e->col_span > 1)
		buf_printf(b, "/ColSpan %u", e->col_span);
	if (headers != NULL)
		put_headers(b, headers);
	buf_puts(b, ">>");
}

static bool
has_box(const struct tag_more *more)
{
	return more != NULL && (more->bbox[0] != more->bbox[2] || more->bbox[1] != more->bbox[3]);
}

static void
put_box(const struct writer *w, struct buf *b, const struct tag_elem *e)
{
	const mpt *box = e->more->bbox;

	buf_puts(b, "<</O/Layout/Placement/Block/BBox");
	out_rect(b, w->doc->pages[e->page].h, box[0], box[1], box[2] - box[0], box[3] - box[1]);
	buf_puts(b, ">>");
}

static void
put_attrs(const struct writer *w, struct buf *b, const struct tag_elem *e)
{
	size_t at = b->len;

	buf_puts(b, "/A[");
	put_table_attrs(b, e);
	if (e->numbering != NUMBERING_NONE)
		buf_printf(b, "<</O/List/ListNumbering%s>>", numbering_names[e->numbering]);
	if (has_box(e->more) && e->page < w->doc->n_pages)
		put_box(w, b, e);
	if (b->len == at + 3)
		b->len = at;
	else
		buf_putc(b, ']');
}

static void
put_more(struct writer *w, struct buf *b, const struct tag_elem *e, uint32_t id)
{
	const struct tag_more *more = e->more;

	if (more == NULL)
		return;
	put_text(b, "/Alt", more->alt);
	put_text(b, "/ActualText", more->actual);
	put_text(b, "/E", more->expansion);
	put_text(b, "/T", more->title);
	if (fin_is_lang(more->lang))
		put_text(b, "/Lang", more->lang);
	if (more->id != NULL) {
		buf_puts(b, "/ID");
		out_bytes(b, more->id, strlen(more->id));
		out_ref(fin_tree_name(&w->names, more->id, strlen(more->id)), id);
	}
}

static void
put_annot(const struct writer *w, struct buf *b, uint32_t annot, uint32_t page)
{
	buf_puts(b, "<</Type/OBJR/Pg ");
	out_ref(b, w->d->pages[page]);
	buf_puts(b, "/Obj ");
	out_ref(b, annot);
	buf_puts(b, ">>");
}

/* A mark on the page of the element is its number only (14.7.4.2); few have several. */
static void
put_mark(const struct writer *w, struct buf *b, uint32_t mark, uint32_t page)
{
	uint32_t own = w->page_of[mark];

	for (uint32_t i = 0; i < w->d->mcid_counts[mark]; i++) {
		if (own == page) {
			buf_printf(b, " %u", w->d->mcids[mark] + i);
			continue;
		}
		buf_puts(b, "<</Type/MCR/Pg ");
		out_ref(b, w->d->pages[own]);
		buf_printf(b, "/MCID %u>>", w->d->mcids[mark] + i);
	}
}

/* False: the kid left no trace. */
static bool
put_kid(const struct writer *w, struct buf *b, const struct tag_kid *kid, uint32_t page)
{
	switch ((enum tag_kid_kind)kid->kind) {
	case KID_MARK:
		if (w->d->mcids[kid->what] == FIN_NO_MCID)
			return false;
		put_mark(w, b, kid->what, page);
		return true;
	case KID_LINK:
		put_annot(w, b, w->d->links[kid->what], w->doc->links[kid->what].page);
		return true;
	case KID_FIELD:
		put_annot(w, b, w->d->fields[kid->what], w->doc->fields[kid->what].page);
		return true;
	default:
		if (w->ids[kid->what] == 0)
			return false;
		buf_putc(b, ' ');
		out_ref(b, w->ids[kid->what]);
		return true;
	}
}

/* Marks of a page need no dictionary when the element says which page: that of its first one. */
static uint32_t
page_of_elem(const struct writer *w, const struct tag_elem *e)
{
	for (uint32_t k = e->first_kid; k < TAG_KID_END; k = w->doc->kids[k].next)
		if (w->doc->kids[k].kind == KID_MARK && w->d->mcids[w->doc->kids[k].what] != FIN_NO_MCID)
			return w->page_of[w->doc->kids[k].what];
	return TAG_NONE;
}

/* What no element wanted, behind everything else. */
static size_t
put_loose(const struct writer *w, struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < w->doc->n_links + w->doc->n_fields; i++)
		if (w->loose[i] != 0) {
			buf_putc(b, ' ');
			out_ref(b, w->loose[i]);
			n++;
		}
	return n;
}

static void
put_kids(const struct writer *w, struct buf *b, const struct tag_elem *e, uint32_t page)
{
	size_t at = b->len, n = 0;

	buf_puts(b, "/K[");
	for (uint32_t k = e->first_kid; k < TAG_KID_END; k = w->doc->kids[k].next)
		n += put_kid(w, b, &w->doc->kids[k], page);
	if (e == w->doc->elems)
		n += put_loose(w, b);
	if (n == 0)
		b->len = at;
	else
		buf_putc(b, ']');
}

static void
write_elem(struct writer *w, uint32_t i)
{
	const struct tag_elem *e = &w->doc->elems[i];
	uint32_t page = page_of_elem(w, e);
	struct buf *b = out_begin(w->d->out, w->ids[i], OUT_PACKED);

	buf_puts(b, "<</S");
	out_name(b, type_names[e->type]);
	buf_puts(b, "/P ");
	out_ref(b, e->parent == TAG_NONE ? w->root : w->ids[e->parent]);
	if (page != TAG_NONE) {
		buf_puts(b, "/Pg ");
		out_ref(b, w->d->pages[page]);
	}
	put_attrs(w, b, e);
	put_more(w, b, e, w->ids[i]);
	put_kids(w, b, e, page);
	buf_puts(b, ">>");
	out_end(w->d->out);
}

/* ISO 14289-1, 7.18.1 and 7.18.5: an annotation lies in an element, also where the content around it is an artifact. */
static void
write_loose(struct writer *w, uint32_t id, enum tag_type type, uint32_t annot, uint32_t page)
{
	struct buf *b;

	if (id == 0)
		return;
	b = out_begin(w->d->out, id, OUT_PACKED);
	buf_puts(b, "<</S");
	out_name(b, type_names[type]);
	buf_puts(b, "/P ");
	out_ref(b, w->ids[0]);
	buf_puts(b, "/K");
	put_annot(w, b, annot, page);
	buf_puts(b, ">>");
	out_end(w->d->out);
}

static void
write_elems(struct writer *w)
{
	const struct drawn_doc *doc = w->doc;

	for (uint32_t i = 0; i < doc->n_elems; i++)
		if (w->ids[i] != 0)
			write_elem(w, i);
	for (size_t i = 0; i < doc->n_links; i++)
		write_loose(w, w->loose[i], TAG_LINK, w->d->links[i], doc->links[i].page);
	for (size_t i = 0; i < doc->n_fields; i++)
		write_loose(w, w->loose[doc->n_links + i], TAG_FORM, w->d->fields[i], doc->fields[i].page);
}

/* ---- from content to elements --------------------------------------------------------------------------------------- */

/* The elements of the marks of a page, by their numbers. */
static uint32_t
write_page_parents(const struct writer *w, const struct drawn_page *page)
{
	uint32_t id = out_new(w->d->out);
	struct buf *b = out_begin(w->d->out, id, OUT_PACKED);

	buf_putc(b, '[');
	for (uint32_t m = page->first_mark; m < page->first_mark + page->n_marks; m++)
		for (uint32_t i = 0; i < w->d->mcid_counts[m]; i++) {
			out_ref(b, w->ids[w->doc->marks[m].elem]);
			buf_putc(b, '\n');
		}
	buf_putc(b, ']');
	out_end(w->d->out);
	return id;
}

static uint32_t
elem_or_loose(const struct writer *w, uint32_t elem, size_t nth)
{
	return elem == TAG_NONE ? w->loose[nth] : w->ids[elem];
}

static uint32_t
write_parents(const struct writer *w)
{
	const struct drawn_doc *doc = w->doc;
	struct fin_tree tree = {0};
	uint32_t key = 0;

	for (size_t i = 0; i < doc->n_pages; i++) {
		uint32_t parents = write_page_parents(w, &doc->pages[i]);

		out_ref(fin_tree_number(&tree, key++), parents);
	}
	for (size_t i = 0; i < doc->n_links; i++)
		out_ref(fin_tree_number(&tree, key++), elem_or_loose(w, doc->links[i].elem, i));
	for (size_t i = 0; i < doc->n_fields; i++)
		out_ref(fin_tree_number(&tree, key++), elem_or_loose(w, doc->fields[i].elem, doc->n_links + i));
	return fin_tree_write(w->d->out, &tree);
}

static void
write_root(struct writer *w)
{
	uint32_t parents = write_parents(w), names = fin_tree_write(w->d->out, &w->names);
	struct buf *b = out_begin(w->d->out, w->root, OUT_PACKED);

	buf_puts(b, "<</Type/StructTreeRoot/K ");
	out_ref(b, w->ids[0]);
	buf_puts(b, "/ParentTree ");
	out_ref(b, parents);
	buf_printf(b, "/ParentTreeNextKey %zu", w->doc->n_pages + w->doc->n_links + w->doc->n_fields);
	if (names != 0) {
		buf_puts(b, "/IDTree ");
		out_ref(b, names);
	}
	buf_puts(b, ">>");
	out_end(w->d->out);
}

uint32_t
fin_struct_write(struct fin_doc *d)
{
	const struct drawn_doc *doc = d->drawn;
	struct writer w = {.d = d, .doc = doc};
	struct arena *arena;

	if (!d->is_tagged || doc->n_elems == 0)
		return 0;
	arena = arena_new();
	w.ids = arena_array(arena, doc->n_elems, sizeof(*w.ids));
	w.page_of = arena_array(arena, doc->n_marks + 1, sizeof(*w.page_of));
	w.loose = arena_array(arena, doc->n_links + doc->n_fields + 1, sizeof(*w.loose));
	w.root = out_new(d->out);
	choose(&w);
	number(&w);
	write_elems(&w);
	write_root(&w);
	arena_free(arena);
	return w.root;
}
