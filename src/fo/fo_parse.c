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
	    : has_uri(xml, "http://www.antennahouse.com/names/XSL/Extensions") ? "axf:"
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

/* ---- elements ---- */

/* Without a node: the children go to the nearest object around. Its inherited properties still
 * count. */
static void
read_spliced(
    struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e, struct span at)
{
	struct fo_frame f;
	const struct fo_own *own;

	fo_open_frame(r, &f, up, xml, e, at);
	f.sink = up->sink;
	f.style = up->style;
	if (e != FO_ELEM__COUNT)
		fo_style_of(r, &f, &own);
	read_children(r, &f);
}

static void
begin_part(struct fo_reader *r, struct fo_frame *up, const xmlNode *xml)
{
	struct fo_part *p = arena_zalloc(r->a, sizeof(*p)), **end = &r->parts;

	p->up = up;
	p->xml = xml;
	p->arena = r->nodes = arena_new();
	r->part = p;
	while (*end != NULL)
		end = &(*end)->next;
	*end = p;
	r->n_parts++;
}

static void
end_part(struct fo_reader *r)
{
	r->part = NULL;
	r->nodes = r->a;
}

/* Needed as long as what is open around it: markers, headers, columns, static contents. */
static bool
stays_in(enum fo_elem up, enum fo_elem e)
{
	return e == FO_MARKER || up == FO_PAGE_SEQUENCE || (up == FO_TABLE && e != FO_TABLE_BODY);
}

/* Its children are read one by one, from now on. */
static void
open_object(struct fo_reader *r, struct fo_frame *up, struct fo_frame *sink, const xmlNode *xml, enum fo_elem e, struct span at)
{
	r->open = arena_zalloc(r->nodes, sizeof(*r->open));
	fo_begin_object(r, r->open, up, sink, xml, e, at);
}

static void
read_object(
    struct fo_reader *r, struct fo_frame *up, const xmlNode *xml, enum fo_elem e, struct span at)
{
	struct fo_frame f, *sink = up != NULL ? fo_place(r, up->sink, e, at) : NULL;
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
		open_object(r, up, sink, xml, e, at);
		return;
	}
	if (is_part)
		begin_part(r, up, xml);
	if (sink == up && fo_window_open(r, up, xml, e)) {
		open_object(r, up, sink, xml, e, at);
		r->open->is_window = true;
		if (is_part)
			r->part->node = r->open->node;
		return;
	}
	if (up == r->open && up->is_window && stays_in(up->elem, e))
		fo_window_stay(r);
	fo_begin_object(r, &f, up, sink, xml, e, at);
	if (is_part)
		r->part->node = f.node;
	read_children(r, &f);
	fo_finish_object(r, &f);
	if (is_part)
		end_part(r);
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
	n = fo_new_node(r, up->sink, FO_FOREIGN, up->style, span_of(r, up, xml));
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
	/* White space between the blocks of a block, and there was nothing else: fo_regular.c. */
	if (f->is_window)
		return;
	if (str_is_blank(text, len)) {
		/* Between two misplaced inlines a space is content. Before a marker it is no
		 * content that comes early. */
		if (sink->wrap != NULL && sink->wrap->elem == FO_BLOCK)
			sink = sink->wrap;
		else if ((sink->allows & FO_ALLOW_TEXT) == 0)
			return;
	} else {
		sink = fo_place(r, sink, FO_TEXT, f->at);
		if (sink == NULL)
			return;
	}
	n = fo_new_node(r, sink, FO_TEXT, sink == f->sink ? f->style : sink->style, f->at);
	n->text = arena_strndup(r->nodes, text, len);
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
		fo_check_citations(r);
	free(r->citations);
	r->citations = NULL;
	buf_free(&r->text);
	t->initial = &fo_style_anonymous(r, r->initial)->s;
	t->is_complete = true;
}

/* The next child of an open object, or its end. */
static void
read_step(struct fo_reader *r, struct fo_frame *f)
{
	const xmlNode *n = load_child(r->doc, f->xml, f->child);

	if (f->child != NULL && n != NULL && r->tree->in_pieces && f->kept == r->n_kept && f->n_parts == r->n_parts)
		release(r, f->child);
	f->child = n;
	f->kept = r->n_kept;
	f->n_parts = r->n_parts;
	if (n == NULL) {
		fo_finish_object(r, f);
		r->open = f->up;
		if (f->elem == FO_PAGE_SEQUENCE)
			end_part(r);
		if (r->open == NULL)
			end_document(r);
		return;
	}
	if (f->is_window)
		fo_window_child(r, f);
	read_node(r, f, n);
	if (f->is_window)
		fo_window_took(r, f, n);
}

bool
fo_read_more(struct fo_reader *r)
{
	if (r->open == NULL && r->tree->root != NULL)
		return false;
	if (r->open == NULL) {
		const xmlNode *root = xmlDocGetRootElement(r->doc->xml);

		read_object(r, NULL, root, FO_ROOT, span_of(r, NULL, root));
		r->tree->root = r->open->node;
		return true;
	}
	do
		read_step(r, r->open);
	while (r->open != NULL && r->open->is_window && !r->open->is_settled);
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
