/*
 * fo_parse.c - the walk over the XML tree that builds the tree of objects.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "fo/fo_reader.h"

#define FO_URI "http://www.w3.org/1999/XSL/Format"

static void read_children(struct fo_reader *r, struct fo_frame *f);

/* ---- nodes ---- */

static struct fo_node *
new_node(struct fo_reader *r, struct fo_frame *sink, enum fo_elem e, const struct fo_istyle *style,
    struct span at)
{
	struct fo_node *n = arena_zalloc(r->nodes, sizeof(*n));

	n->elem = e;
	n->style = &style->s;
	n->at = at;
	n->serial = (uint32_t)r->n_nodes++;
	n->parent = sink != NULL ? sink->node : NULL;
	if (sink == NULL)
		return n;
	if (sink->last != NULL)
		sink->last->next = n;
	else
		sink->node->first = n;
	sink->last = n;
	return n;
}

static bool
is_full(struct fo_reader *r, struct span at)
{
	if (r->n_nodes < LIMIT_FO_NODES)
		return false;
	if (diag_first(r->cx, DIAG_FO_SIZE, "") &&
	    diag_at(r->cx, DIAG_FO_SIZE, at, "more than %d", LIMIT_FO_NODES) != RC_OK)
		r->failed = true;
	return true;
}

/* ---- what an element is ---- */

static bool
has_uri(const xmlNode *xml, const char *uri)
{
	return xml->ns != NULL && xml->ns->href != NULL &&
	    strcmp((const char *)xml->ns->href, uri) == 0;
}

enum owner { OWNER_FO, OWNER_EXTENSION, OWNER_OTHER };

static enum owner
owner_of(const xmlNode *xml, const char **prefix)
{
	*prefix = "";
	if (has_uri(xml, FO_URI))
		return OWNER_FO;
	*prefix = has_uri(xml, "http://xmlgraphics.apache.org/fop/extensions") ? "fox:"
	    : has_uri(xml, "http://xmlgraphics.apache.org/fop/extensions/pdf") ? "pdf:"
									       : NULL;
	return *prefix != NULL ? OWNER_EXTENSION : OWNER_OTHER;
}

/* FO_ELEM__COUNT when there is no such object. */
static enum fo_elem
elem_of(struct fo_reader *r, const xmlNode *xml, const char *prefix)
{
	const struct fo_elem_row *row;
	struct buf name = {0};

	if (*prefix == '\0') {
		row = map_lookup(r->elems, (const char *)xml->name);
	} else {
		buf_printf(&name, "%s%s", prefix, (const char *)xml->name);
		row = map_lookup(r->elems, name.p);
		buf_free(&name);
	}
	return row != NULL ? (enum fo_elem)(row - fo_elem_rows) : FO_ELEM__COUNT;
}

/* The place in the assessment (a:at), else in the FO document, else the parent's. */
static struct span
span_of(struct fo_reader *r, const struct fo_frame *up, const xmlNode *xml)
{
	struct span at;

	for (const xmlAttr *a = xml->properties; a != NULL; a = a->next)
		if (a->ns != NULL && fo_attr_meaning(r, a).kind == FO_ATTR_AT &&
		    src_span_parse(fo_attr_text(r, a), &at))
			return at;
	at = load_span(r->doc, xml);
	return at.file == 0 && up != NULL ? up->at : at;
}

static const char *
base_of(struct fo_reader *r, const struct fo_frame *up, const xmlNode *xml)
{
	const char *inherited = up != NULL ? up->base : NULL;

	for (const xmlAttr *a = xml->properties; a != NULL; a = a->next) {
		if (a->ns == NULL || strcmp((const char *)a->name, "base") != 0 ||
		    strcmp((const char *)a->ns->prefix, "xml") != 0)
			continue;
		if (inherited == NULL)
			return fo_attr_text(r, a);
		inherited = fo_uri_resolve(r, fo_attr_text(r, a), inherited);
	}
	return inherited;
}

/* ---- ids and references ---- */

static const char *
id_of(struct fo_reader *r, const xmlNode *xml)
{
	for (const xmlAttr *a = xml->properties; a != NULL; a = a->next) {
		struct fo_attr m = fo_attr_meaning(r, a);

		if (m.kind == FO_ATTR_PROP && m.prop == PR_ID) {
			const char *id = fo_attr_text(r, a);
			size_t n;

			id += strspn(id, " \t\r\n");
			n = strcspn(id, " \t\r\n");
			return n == 0 ? NULL : arena_strndup(r->nodes, id, n);
		}
	}
	return NULL;
}

static void
register_id(struct fo_reader *r, struct fo_frame *f)
{
	/* A marker's content is made anew wherever it is retrieved: its ids are nobody's target. */
	if (f->node->id == NULL || f->in_marker)
		return;
	if (map_lookup(r->ids, f->node->id) != NULL) {
		if (diag_at(r->cx, DIAG_FO_DUPLICATE_ID, f->at, "%s", f->node->id) != RC_OK)
			r->failed = true;
		return;
	}
	map_set(r->ids, f->node->id, f->node);
}

static void
note_citation(struct fo_reader *r, const struct fo_node *n)
{
	const char *id = n->own != NULL ? fo_str(n, PR_REF_ID) : NULL;

	if (id == NULL && n->own != NULL)
		id = fo_str(n, PR_INTERNAL_DESTINATION);
	if (id == NULL || map_lookup(r->ids, id) != NULL)
		return;
	if (r->n_citations == r->cap_citations) {
		r->cap_citations = r->cap_citations > 0 ? r->cap_citations * 2 : 64;
		r->citations = mem_realloc(r->citations, r->cap_citations, sizeof(*r->citations));
	}
	r->citations[r->n_citations++] = (struct fo_citation){fo_intern(r, id, strlen(id)), n->elem, n->at};
}

static void
check_citations(struct fo_reader *r)
{
	for (size_t i = 0; i < r->n_citations; i++) {
		const struct fo_citation *c = &r->citations[i];

		if (map_lookup(r->ids, c->id) != NULL || !diag_first(r->cx, DIAG_FO_MISSING_ID, c->id))
			continue;
		(void)!diag_at(r->cx, DIAG_FO_MISSING_ID, c->at, "%s (%s)", c->id, fo_elem_name(c->elem));
		diag_hint(r->cx, "An object with id=\"%s\" must be in the document.", c->id);
	}
}

/* ---- tables ---- */

static int32_t
int_attr(struct fo_reader *r, struct fo_frame *f, const xmlAttr *a, enum fo_prop p)
{
	const char *text = fo_attr_text(r, a);
	struct fo_eval ev = {
	    .r = r, .frame = f, .parent = &f->up->style->s, .own = &f->up->style->s, .prop = p};
	struct fo_value v;

	ev.em = f->up->style->s.v[PR_FONT_SIZE].len.fixed;
	/* Faults are reported when the attribute is read as all others are. */
	if (!fo_value_parse(&ev, text, strlen(text), &v))
		return 0;
	return v.kind == FO_INT ? v.i : v.kind == FO_ENUM && v.e == FV_TRUE ? 1 : 0;
}

/* Before the style, because from-table-column() asks for the column. */
static struct fo_cell
cell_of(struct fo_reader *r, struct fo_frame *f)
{
	struct fo_cell cell = {0, 1, 1, false, false};

	for (const xmlAttr *a = f->xml->properties; a != NULL; a = a->next) {
		struct fo_attr m = fo_attr_meaning(r, a);

		if (m.kind != FO_ATTR_PROP)
			continue;
		if (m.prop == PR_COLUMN_NUMBER)
			cell.column = int_attr(r, f, a, m.prop);
		else if (m.prop == PR_NUMBER_COLUMNS_SPANNED)
			cell.columns = int_attr(r, f, a, m.prop);
		else if (m.prop == PR_NUMBER_ROWS_SPANNED)
			cell.rows = int_attr(r, f, a, m.prop);
		else if (m.prop == PR_STARTS_ROW)
			cell.starts_row = int_attr(r, f, a, m.prop) != 0;
		else if (m.prop == PR_ENDS_ROW)
			cell.ends_row = int_attr(r, f, a, m.prop) != 0;
	}
	return cell;
}

/* Returns the columns that a cell spans. */
static uint16_t
enter_table_part(struct fo_reader *r, struct fo_frame *f)
{
	struct fo_cell cell;

	switch (f->elem) {
	case FO_TABLE:
		f->grid = fo_grid_new(r);
		f->column = 0;
		return 0;
	case FO_TABLE_HEADER:
	case FO_TABLE_FOOTER:
	case FO_TABLE_BODY:
		if (f->grid != NULL)
			fo_grid_part(f->grid);
		return 0;
	case FO_TABLE_ROW:
		if (f->grid != NULL)
			fo_grid_row(f->grid);
		return 0;
	case FO_TABLE_CELL:
		if (f->grid == NULL)
			return 0;
		cell = cell_of(r, f);
		/* Inside a row only the row itself begins and ends one. */
		if (f->up->sink->elem == FO_TABLE_ROW)
			cell.starts_row = cell.ends_row = false;
		f->column = fo_grid_cell(r, f->grid, &cell, f->at);
		return (uint16_t)cell.columns;
	default:
		return 0;
	}
}

/* ---- elements ---- */

static void
open_frame(struct fo_reader *r, struct fo_frame *f, struct fo_frame *up, const xmlNode *xml,
    enum fo_elem e, struct span at)
{
	*f = (struct fo_frame){.up = up, .xml = xml, .elem = e, .at = at};
	f->sink = f;
	if (up != NULL) {
		f->grid = up->grid;
		f->column = up->column;
		f->in_marker = up->in_marker || e == FO_MARKER;
		f->in_flow = up->in_flow || e == FO_FLOW || e == FO_STATIC_CONTENT;
		f->depth = (uint8_t)(up->depth + 1);
	}
	f->base = base_of(r, up, xml);
}

static void
end_wrap(struct fo_reader *r, struct fo_frame *f)
{
	if (f->wrap == NULL)
		return;
	fo_check_end(r, f->wrap);
	if (f->wrap->elem == FO_BLOCK)
		fo_space_of(r, f->wrap->node);
	f->wrap = NULL;
}

/* The anonymous object around misplaced children; stays open for the next ones of the kind. */
static struct fo_frame *
open_wrap(struct fo_reader *r, struct fo_frame *f, enum fo_elem e, struct span at)
{
	struct fo_frame *w;

	if (f->wrap != NULL && f->wrap->elem == e)
		return f->wrap;
	end_wrap(r, f);
	w = arena_zalloc(r->nodes, sizeof(*w));
	open_frame(r, w, f, f->xml, e, at);
	w->sink = w;
	w->style = fo_style_anonymous(r, f->style);
	w->node = new_node(r, f, e, w->style, at);
	fo_check_begin(r, w);
	w->node->column = enter_table_part(r, w) > 0 ? w->column : 0;
	w->node->span_columns = e == FO_TABLE_CELL ? 1 : 0;
	f->wrap = w;
	return w;
}

/* The frame that takes a child of this kind; NULL when it is left out (or, with f->splices, only
 * its tags). */
static struct fo_frame *
place(struct fo_reader *r, struct fo_frame *sink, enum fo_elem child, struct span at)
{
	struct fo_frame *w = sink->wrap;
	enum fo_elem e;

	/* Inline content that follows misplaced inline content belongs to the same anonymous block.
	 */
	if (w != NULL && w->elem == FO_BLOCK && fo_elem_class(child) != FO_CLASS_BLOCK &&
	    fo_elem_class(child) != FO_CLASS_BOTH && fo_elem_class(child) != FO_CLASS_PART)
		return fo_check_child(r, w, child, at) == FO_KEEP ? w : NULL;
	if (w != NULL && w->elem != FO_BLOCK && fo_check_fits(w, child))
		return fo_check_child(r, w, child, at) == FO_KEEP ? w : NULL;
	switch (fo_check_child(r, sink, child, at)) {
	case FO_KEEP:
		end_wrap(r, sink);
		return sink;
	case FO_WRAP_BLOCK:
		e = FO_BLOCK;
		break;
	case FO_WRAP_BODY:
		e = FO_TABLE_BODY;
		break;
	case FO_WRAP_CELL:
		e = FO_TABLE_CELL;
		break;
	case FO_SPLICE:
		sink->splices = true;
		return NULL;
	default:
		return NULL;
	}
	sink->repaired = true;
	w = open_wrap(r, sink, e, at);
	return fo_check_child(r, w, child, at) == FO_KEEP ? w : NULL;
}

static void
finish(struct fo_reader *r, struct fo_frame *f)
{
	if (load_failed(r->doc))
		return; /* that it is not all there was said */
	end_wrap(r, f);
	fo_check_end(r, f);
	if (r->bars.n_open > 0)
		fo_bar_leave(r, f);
	fo_split(r, f);
	switch (f->elem) {
	case FO_BLOCK:
	case FO_TITLE:
	case FO_MARKER:
	case FO_LEADER:
	case FO_BOOKMARK_TITLE:
	case FO_FOLIO_PREFIX:
	case FO_FOLIO_SUFFIX:
		fo_space_of(r, f->node);
		break;
	case FO_TABLE:
		fo_grid_done(r, f->grid);
		break;
	default:
		break;
	}
	if (f->elem == FO_TITLE && r->title == NULL)
		r->title = fo_meta_text(r, f->node);
}

/* Without a node: the children go to the nearest object around. Its inherited properties still
 * count. */
static void
read_spliced(
    struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e, struct span at)
{
	struct fo_frame f;
	const struct fo_own *own;

	open_frame(r, &f, up, xml, e, at);
	f.sink = up->sink;
	f.style = up->style;
	if (e != FO_ELEM__COUNT)
		fo_style_of(r, &f, &own);
	read_children(r, &f);
}

/* 6.13.5: relative sizes are resolved where the content is retrieved. */
static bool
has_relative_size(struct fo_reader *r, const xmlNode *xml)
{
	for (const xmlAttr *a = xml->properties; a != NULL; a = a->next) {
		const char *s;

		if (a->ns != NULL || strcmp((const char *)a->name, "font-size") != 0)
			continue;
		s = fo_attr_text(r, a);
		return strstr(s, "em") != NULL || strchr(s, '%') != NULL || strcmp(s, "larger") == 0 || strcmp(s, "smaller") == 0;
	}
	return false;
}

/* An object up to its start tag. */
static void
begin_object(struct fo_reader *r, struct fo_frame *f, struct fo_frame *up, struct fo_frame *sink, const xmlNode *xml,
    enum fo_elem e, struct span at)
{
	const struct fo_own *own;
	uint16_t columns;

	open_frame(r, f, up, xml, e, at);
	if (sink != NULL && sink != up->sink) {
		/* Inside an anonymous parent of a repair. */
		f->up = sink;
		f->grid = sink->grid;
		f->column = sink->column;
	}
	columns = enter_table_part(r, f);
	fo_style_of(r, f, &own);
	f->node = new_node(r, sink, e, f->style, at);
	f->node->own = own;
	f->node->relative_size = f->in_marker && has_relative_size(r, f->xml);
	f->node->foreign = r->tree->in_pieces ? NULL : xml;
	f->node->id = id_of(r, xml);
	if (e == FO_TABLE_CELL) {
		f->node->column = f->column;
		f->node->span_columns = columns;
	} else if (e == FO_TABLE_COLUMN && f->grid != NULL) {
		const struct fo_value *number = fo_own_prop(f->node, PR_COLUMN_NUMBER);

		fo_grid_column(r, f->grid, f->node, number->kind == FO_INT ? number->i : 0);
	}
	register_id(r, f);
	note_citation(r, f->node);
	fo_check_begin(r, f);
	if (e == FO_CHANGE_BAR_BEGIN)
		fo_bar_begin(r, f);
	else if (e == FO_CHANGE_BAR_END)
		fo_bar_end(r, f);
	else if (own != NULL)
		fo_bar_of_object(r, f);
}

static void
begin_part(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml)
{
	struct fo_part *p = arena_zalloc(r->a, sizeof(*p)), **end = &r->parts;

	p->up = up;
	p->xml = xml;
	p->arena = r->nodes = arena_new();
	while (*end != NULL)
		end = &(*end)->next;
	*end = p;
	r->n_parts++;
}

static void
end_part(struct fo_reader *r, const struct fo_frame *f)
{
	struct fo_part *p = r->parts;

	while (p->next != NULL)
		p = p->next;
	p->node = f->node;
	r->nodes = r->a;
}

static void
read_object(
    struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e, struct span at)
{
	struct fo_frame f, *sink = up != NULL ? place(r, up->sink, e, at) : NULL;
	bool is_part = r->tree->in_pieces && e == FO_PAGE_SEQUENCE && up == r->open;

	if (up != NULL && sink == NULL) {
		bool splices = up->sink->splices;

		up->sink->splices = false;
		if (splices)
			read_spliced(r, up, xml, e, at);
		return;
	}
	/* Page-sequences are read one by one: what holds them stays open. */
	if (up == NULL || (up == r->open && e == FO_PAGE_SEQUENCE_WRAPPER)) {
		r->open = arena_zalloc(r->a, sizeof(f));
		begin_object(r, r->open, up, sink, xml, e, at);
		return;
	}
	if (is_part)
		begin_part(r, up, xml);
	begin_object(r, &f, up, sink, xml, e, at);
	read_children(r, &f);
	finish(r, &f);
	if (is_part)
		end_part(r, &f);
}

static bool
is_shown(const xmlNode *xml)
{
	for (const xmlAttr *a = xml->properties; a != NULL; a = a->next)
		if (a->ns == NULL && strcmp((const char *)a->name, "starting-state") == 0)
			return a->children == NULL || a->children->content == NULL ||
			    strcmp((const char *)a->children->content, "hide") != 0;
	return true;
}

/* 6.9.3: of a switch the first case that is to be shown; on paper nothing switches later. */
static bool
is_first_case(const xmlNode *xml)
{
	for (const xmlNode *n = xml->prev; n != NULL; n = n->prev)
		if (n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, "multi-case") == 0 && is_shown(n))
			return false;
	return is_shown(xml);
}

/* 6.9: what acts on a screen has its first state on paper, and no object of its own. */
static bool
is_static(enum fo_elem e)
{
	return e == FO_MULTI_SWITCH || e == FO_MULTI_CASE || e == FO_MULTI_TOGGLE || e == FO_MULTI_PROPERTIES ||
	    e == FO_MULTI_PROPERTY_SET;
}

/* Of a known object that layout does not implement: do its children still mean something in place?
 */
static bool
has_content(enum fo_elem e)
{
	switch (fo_elem_class(e)) {
	case FO_CLASS_BLOCK:
	case FO_CLASS_INLINE:
	case FO_CLASS_BOTH:
	case FO_CLASS_OUT:
		return true;
	default:
		return e == FO_TABLE_CAPTION;
	}
}

static void
read_unsupported(
    struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e, struct span at)
{
	const struct fo_elem_row *row = &fo_elem_rows[e];

	if (diag_first(r->cx, DIAG_FO_UNSUPPORTED, row->name))
		(void)!diag_at(
		    r->cx, DIAG_FO_UNSUPPORTED, at, "object %s (%s)", row->name, row->section);
	if (has_content(e))
		read_spliced(r, up, xml, e, at);
}

static void
read_unknown(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, struct span at)
{
	const char *names[FO_ELEM__COUNT], *near;

	if (diag_first(r->cx, DIAG_FO_UNKNOWN_OBJECT, (const char *)xml->name)) {
		(void)!diag_at(r->cx, DIAG_FO_UNKNOWN_OBJECT, at, "%s", (const char *)xml->name);
		for (int e = 0; e < FO_ELEM__COUNT; e++)
			names[e] = fo_elem_rows[e].name;
		near = str_nearest((const char *)xml->name, names, FO_ELEM__COUNT);
		if (near != NULL)
			diag_hint(r->cx, "Did you mean '%s'?", near);
	}
	read_spliced(r, up, xml, FO_ELEM__COUNT, at);
}

/* Other people's elements count where XSL has a place for them; elsewhere they are annotations. */
static void
read_foreign(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml)
{
	struct fo_node *n;

	load_complete(r->doc, xml);
	if (up->elem == FO_DECLARATIONS && r->title == NULL)
		r->title = fo_meta_title(r, xml);
	if (up->elem != FO_INSTREAM_FOREIGN_OBJECT && up->elem != FO_DECLARATIONS)
		return;
	n = new_node(r, up->sink, FO_FOREIGN, up->style, span_of(r, up, xml));
	n->foreign = xml;
	r->n_kept++;
}

static void
read_element(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml)
{
	const char *prefix;
	enum owner owner = owner_of(xml, &prefix);
	enum fo_elem e;
	struct span at;

	if (owner == OWNER_OTHER) {
		read_foreign(r, up, xml);
		return;
	}
	at = span_of(r, up, xml);
	if (is_full(r, at))
		return;
	if (up->depth >= LIMIT_FO_DEPTH) {
		if (diag_first(r->cx, DIAG_FO_DEPTH, "") &&
		    diag_at(r->cx, DIAG_FO_DEPTH, at, "more than %d levels", LIMIT_FO_DEPTH) !=
			RC_OK)
			r->failed = true;
		return;
	}
	e = elem_of(r, xml, prefix);
	if (e == FO_ELEM__COUNT) {
		if (owner == OWNER_FO)
			read_unknown(r, up, xml, at);
	} else if (is_static(e)) {
		if (e != FO_MULTI_PROPERTY_SET && (e != FO_MULTI_CASE || is_first_case(xml)))
			read_spliced(r, up, xml, e, at);
	} else if (!fo_elem_is_done(e)) {
		read_unsupported(r, up, xml, e, at);
	} else {
		read_object(r, up, xml, e, at);
	}
}

/* ---- text ---- */

static void
read_text(struct fo_reader *r, struct fo_frame *f, const xmlNode *xml)
{
	const char *text = (const char *)xml->content;
	size_t len = text != NULL ? strlen(text) : 0;
	struct fo_frame *sink = f->sink;
	struct fo_node *n;

	if (len == 0 || (sink->allows & FO_ALLOW_ANY) != 0 || is_full(r, f->at))
		return;
	if (str_is_blank(text, len)) {
		/* Between two misplaced inlines a space is content. Before a marker it is no
		 * content that comes early. */
		if (sink->wrap != NULL && sink->wrap->elem == FO_BLOCK)
			sink = sink->wrap;
		else if ((sink->allows & FO_ALLOW_TEXT) == 0)
			return;
	} else {
		sink = place(r, sink, FO_TEXT, f->at);
		if (sink == NULL)
			return;
	}
	n = new_node(r, sink, FO_TEXT, sink == f->sink ? f->style : sink->style, f->at);
	n->text = arena_strndup(r->a, text, len);
	n->len = (uint32_t)len;
}

static void
read_node(struct fo_reader *r, struct fo_frame *f, const xmlNode *n)
{
	if (n->type == XML_ELEMENT_NODE)
		read_element(r, f, n);
	else if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
		read_text(r, f, n);
}

/* XML that was read, and is followed by other XML: the parser never looks back further. */
static void
release(struct fo_reader *r, const xmlNode *n)
{
	xmlNode *own = (xmlNode *)(uintptr_t)n; /* libxml2 knows no const */

	for (const xmlNode *last = n; last != NULL; last = last->type == XML_ELEMENT_NODE ? last->last : NULL)
		if (last->type == XML_ELEMENT_NODE && last->nsDef != NULL)
			fo_attr_forget(r);
	xmlUnlinkNode(own);
	xmlFreeNode(own);
}

static void
read_children(struct fo_reader *r, struct fo_frame *f)
{
	/* A multi-case is asked which one it is. */
	bool goes = r->tree->in_pieces && f->elem != FO_MULTI_SWITCH;
	const xmlNode *next;

	for (const xmlNode *n = load_child(r->doc, f->xml, NULL); n != NULL; n = next) {
		size_t kept = r->n_kept;

		read_node(r, f, n);
		next = load_child(r->doc, f->xml, n);
		if (goes && next != NULL && kept == r->n_kept)
			release(r, n);
	}
}

/* ---- the document ---- */

static void
init(struct fo_reader *r)
{
	union {
		const struct fo_elem_row *c;
		void *p;
	} row;

	r->elems = map_new(r->a);
	for (int e = 0; e < FO_TEXT; e++) {
		row.c = &fo_elem_rows[e];
		map_set(r->elems, row.c->name, row.p);
	}
	r->ids = map_new(r->a);
	fo_names_init(r);
	fo_style_init(r);
}

static const char *
root_language(struct fo_reader *r, const xmlNode *xml)
{
	for (const xmlAttr *a = xml->properties; a != NULL; a = a->next)
		if (a->ns != NULL && strcmp((const char *)a->name, "lang") == 0 &&
		    a->children != NULL)
			return arena_strdup(r->a, (const char *)a->children->content);
	return NULL;
}

static void
end_document(struct fo_reader *r)
{
	struct fo_tree *t = r->tree;

	if (load_end(r->doc) != RC_OK)
		r->failed = true;
	else
		check_citations(r);
	free(r->citations);
	r->citations = NULL;
	buf_free(&r->text);
	t->initial = &fo_style_anonymous(r, r->initial)->s;
	t->is_complete = true;
}

bool
fo_read_more(struct fo_reader *r)
{
	struct fo_frame *f = r->open;
	const xmlNode *n;
	size_t kept = r->n_kept, parts = r->n_parts;

	if (f == NULL && r->tree->root != NULL)
		return false;
	if (f == NULL) {
		const xmlNode *root = xmlDocGetRootElement(r->doc->xml);

		read_object(r, NULL, root, FO_ROOT, span_of(r, NULL, root));
		r->tree->root = r->open->node;
		return true;
	}
	n = load_child(r->doc, f->xml, f->child);
	if (f->child != NULL && n != NULL && r->tree->in_pieces && !f->child_stays)
		release(r, f->child);
	f->child = n;
	if (n != NULL) {
		read_node(r, f, n);
		f->child_stays = kept != r->n_kept || parts != r->n_parts || r->open != f;
	} else {
		finish(r, f);
		r->open = f->up;
		if (r->open == NULL)
			end_document(r);
	}
	fo_bars_done(r);
	r->tree->n_nodes = r->n_nodes;
	r->tree->n_styles = r->n_styles;
	r->tree->title = r->title;
	return true;
}

enum rc
fo_begin(struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct fo_opts *opts,
    struct fo_tree **tree)
{
	const xmlNode *xml = xmlDocGetRootElement(doc->xml);
	struct fo_reader *r = arena_zalloc(cx->arena, sizeof(*r));
	struct fo_tree *t = arena_zalloc(cx->arena, sizeof(*t));

	if (xml == NULL || !has_uri(xml, FO_URI) || strcmp((const char *)xml->name, "root") != 0)
		return diag_at(cx, DIAG_FO_ROOT, xml != NULL ? load_span(doc, xml) : NO_SPAN,
		    "the document element is %s",
		    xml != NULL ? (const char *)xml->name : "missing");
	r->cx = cx;
	r->a = r->nodes = cx->arena;
	r->doc = doc;
	r->opts = *opts;
	r->tree = t;
	init(r);
	t->reader = r;
	t->doc = doc;
	t->base = base != NULL ? base : doc->root;
	t->lang = root_language(r, xml);
	t->ids = r->ids;
	*tree = t;
	return RC_OK;
}
