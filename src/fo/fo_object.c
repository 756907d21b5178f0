/*
 * fo_object.c - one object of the tree: its frame and node, where it stands, its id, the cell it is.
 */
#include <string.h>

#include "fo/fo_reader.h"

/* ---- nodes ---- */

struct fo_node *
fo_new_node(struct fo_reader *r, struct fo_frame *sink, enum fo_elem e, const struct fo_istyle *style,
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

void
fo_check_citations(struct fo_reader *r)
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

/* ---- objects ---- */

void
fo_open_frame(struct fo_reader *r, struct fo_frame *f, struct fo_frame *up, const xmlNode *xml,
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
	fo_open_frame(r, w, f, f->xml, e, at);
	w->sink = w;
	w->style = fo_style_anonymous(r, f->style);
	w->node = fo_new_node(r, f, e, w->style, at);
	fo_check_begin(r, w);
	w->node->column = enter_table_part(r, w) > 0 ? w->column : 0;
	w->node->span_columns = e == FO_TABLE_CELL ? 1 : 0;
	f->wrap = w;
	return w;
}

struct fo_frame *
fo_place(struct fo_reader *r, struct fo_frame *sink, enum fo_elem child, struct span at)
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

void
fo_begin_object(struct fo_reader *r, struct fo_frame *f, struct fo_frame *up, struct fo_frame *sink, const xmlNode *xml,
    enum fo_elem e, struct span at)
{
	const struct fo_own *own;
	uint16_t columns;

	fo_open_frame(r, f, up, xml, e, at);
	if (sink != NULL && sink != up->sink) {
		/* Inside an anonymous parent of a repair. */
		f->up = sink;
		f->grid = sink->grid;
		f->column = sink->column;
	}
	columns = enter_table_part(r, f);
	fo_style_of(r, f, &own);
	f->node = fo_new_node(r, sink, e, f->style, at);
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

void
fo_finish_object(struct fo_reader *r, struct fo_frame *f)
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
		if (f->is_window)
			break; /* no text of its own: fo_regular.c */
		fo_space_of(r, f->node);
		break;
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
