/*
 * ren_tags.c - the structure of a document, from its formatting objects (ISO 32000-1, 14.7 and 14.8).
 *
 * Objects get an element when something of them is drawn first, by their serial number: what goes on on the next page is the same element.
 * A block that only holds blocks gets none, nor does an inline that says nothing; what is drawn in them belongs to what is around them.
 * Recursion goes up the tree of formatting objects: LIMIT_FO_DEPTH.
 */
#include "render/ren_tags.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"

#define OWN_ARTIFACT UINT32_MAX

static uint32_t ensure(struct ren_doc *b, const struct fo_node *n);
static uint32_t content_of(struct ren_doc *b, const struct fo_node *n, uint32_t serial);

static void
free_tags(void *p)
{
	struct ren_tags *t = p;

	free(t->own);
	free(t->headings.v);
	free(t->figures.v);
	ren_tables_free(t);
	free(t->links);
	buf_free(&t->link_text);
}

struct ren_tags *
ren_tags_new(struct ren_doc *b)
{
	struct ren_tags *t = arena_zalloc(b->d.arena, sizeof(*t));

	arena_defer(b->d.arena, free_tags, t);
	return t;
}

/* ---- small parts --------------------------------------------------------------------------------------------------------- */

void
ren_note(struct ren_noted_list *l, uint32_t elem, struct span at)
{
	if (l->n == l->cap) {
		l->cap = l->cap * 2 + 8;
		l->v = mem_realloc(l->v, l->cap, sizeof(*l->v));
	}
	l->v[l->n++] = (struct ren_noted){elem, at};
}

/* Not every object that a stylesheet makes knows where it comes from; one around it does. */
struct span
ren_span_near(const struct fo_node *n)
{
	while (n->at.file == 0 && n->parent != NULL)
		n = n->parent;
	return n->at;
}

struct tag_more *
ren_more(struct ren_doc *b, uint32_t elem)
{
	struct tag_elem *e = &b->d.elems[elem];

	if (e->more == NULL)
		e->more = arena_zalloc(b->d.arena, sizeof(*e->more));
	return (struct tag_more *)(uintptr_t)e->more; /* ours as long as it is collected */
}

static bool
own_of(const struct ren_tags *t, const struct fo_node *n, uint32_t *elem)
{
	uint32_t own = n->serial < t->n_own ? t->own[n->serial] : 0;

	*elem = own == OWN_ARTIFACT ? ELEM_ARTIFACT : own - 1;
	return own != 0;
}

static uint32_t
set_own(struct ren_tags *t, const struct fo_node *n, uint32_t elem)
{
	size_t old = t->n_own, need = (size_t)n->serial + 1;

	if (need > old) {
		t->n_own = need + need / 8 + 256;
		t->own = mem_realloc(t->own, t->n_own, sizeof(*t->own));
		memset(t->own + old, 0, (t->n_own - old) * sizeof(*t->own));
	}
	t->own[n->serial] = elem == ELEM_ARTIFACT ? OWN_ARTIFACT : elem + 1;
	return elem;
}

/* An inline that was divided is one object. */
static const struct fo_node *
whole(const struct fo_node *n)
{
	return n->head != NULL ? n->head : n;
}

/* ---- languages ------------------------------------------------------------------------------------------------------------ */

static const char *
str_or_null(const struct fo_style *style, enum fo_prop p)
{
	const struct fo_value *v = &style->v[p];

	return v->kind == FO_STR && v->str[0] != '\0' && !str_eq(v->str, "none") ? v->str : NULL;
}

/* As BCP 47 has it; NULL: not said. */
static const char *
lang_of(struct ren_doc *b, const struct fo_style *style)
{
	struct ren_tags *t = b->tags;
	size_t slot = style->serial / 2 % ARRAY_LEN(t->langs); /* the serials are even */
	const char *language, *country;
	char tag[40];

	if (t->langs[slot].style == style && t->langs[slot].serial == style->serial)
		return t->langs[slot].lang;
	language = str_or_null(style, PR_LANGUAGE);
	country = str_or_null(style, PR_COUNTRY);
	t->langs[slot].style = style;
	t->langs[slot].serial = style->serial;
	t->langs[slot].lang = NULL;
	if (language == NULL)
		return NULL;
	snprintf(tag, sizeof(tag), "%.20s%s%.10s", language, country != NULL ? "-" : "", country != NULL ? country : "");
	if (map_lookup(b->lang_names, tag) == NULL)
		map_set(b->lang_names, tag, arena_strdup(b->d.arena, tag));
	return t->langs[slot].lang = map_lookup(b->lang_names, tag);
}

static void
set_lang(struct ren_doc *b, const struct fo_node *n, uint32_t elem)
{
	const char *lang = n->style != NULL ? lang_of(b, n->style) : NULL, *around = b->d.lang;

	if (lang == NULL)
		return;
	for (uint32_t e = b->d.elems[elem].parent; e != TAG_NONE; e = b->d.elems[e].parent)
		if (b->d.elems[e].more != NULL && b->d.elems[e].more->lang != NULL) {
			around = b->d.elems[e].more->lang;
			break;
		}
	if (!str_eq(lang, around))
		ren_more(b, elem)->lang = lang;
}

void
ren_tags_page(struct ren_doc *b, const struct page *page)
{
	if (b->d.lang == NULL && page->sequence != NULL && page->sequence->style != NULL)
		b->d.lang = lang_of(b, page->sequence->style);
	b->tags->link_text.len = b->tags->n_links = b->tags->next_link = 0;
}

/* ---- elements -------------------------------------------------------------------------------------------------------------- */

static const char *
own_str(struct ren_doc *b, const struct fo_node *n, enum fo_prop p)
{
	const char *s = fo_str(n, p);

	return s != NULL && *s != '\0' ? arena_strdup(b->d.arena, s) : NULL;
}

static void
set_texts(struct ren_doc *b, const struct fo_node *n, uint32_t elem)
{
	static const struct {
		enum fo_prop prop;
		size_t at;
	} texts[] = {
	    {PR_FOX_ALT_TEXT, offsetof(struct tag_more, alt)},
	    {PR_FOX_ACTUAL_TEXT, offsetof(struct tag_more, actual)},
	    {PR_FOX_ABBREVIATION, offsetof(struct tag_more, expansion)},
	};

	for (size_t i = 0; n->own != NULL && i < ARRAY_LEN(texts); i++) {
		const char *s = own_str(b, n, texts[i].prop);

		if (s != NULL)
			memcpy((char *)ren_more(b, elem) + texts[i].at, &s, sizeof(s));
	}
}

/* H is a heading whose level is how deep it is nested in sections (14.8.4.3.2); the two kinds are not mixed (ISO 14289-1, 7.4.4). */
static enum tag_type
heading_of_depth(const struct ren_doc *b, uint32_t parent)
{
	unsigned level = 0;

	for (uint32_t e = parent; e != TAG_NONE; e = b->d.elems[e].parent)
		level += b->d.elems[e].type == TAG_SECT || b->d.elems[e].type == TAG_ART;
	return (enum tag_type)(TAG_H1 + (level > 6 ? 5 : level > 0 ? level - 1 : 0));
}

static void
finish_elem(struct ren_doc *b, const struct fo_node *n, uint32_t elem)
{
	enum tag_type type = b->d.elems[elem].type;
	uint32_t parent = b->d.elems[elem].parent;

	set_texts(b, n, elem);
	set_lang(b, n, elem);
	if (type == TAG_FIGURE || type == TAG_FORMULA)
		ren_note(&b->tags->figures, elem, ren_span_near(n));
	else if (type >= TAG_H1 && type <= TAG_H6)
		ren_note(&b->tags->headings, elem, ren_span_near(n));
	else if (type == TAG_TABLE)
		ren_table_begin(b, n, elem);
	else if (type == TAG_TR)
		ren_table_row(b, n, elem);
	else if (type == TAG_TH || type == TAG_TD)
		ren_table_cell(b, n, elem);
	else if (type == TAG_NOTE) /* ISO 14289-1, 7.9 */
		ren_more(b, elem)->id = arena_printf(b->d.arena, "note %u", ++b->tags->notes);
	else if (type == TAG_LBL && b->d.elems[parent].parent != TAG_NONE && b->d.elems[b->d.elems[parent].parent].type == TAG_L &&
	    b->d.elems[b->d.elems[parent].parent].numbering == NUMBERING_NONE)
		b->d.elems[b->d.elems[parent].parent].numbering = (uint8_t)ren_numbering_of(n);
}

/* Among the kids of its parent: cells by column, the footer behind the bodies, all else as it stands in the document. */
static uint32_t
key_of(const struct ren_doc *b, const struct fo_node *n, uint32_t parent, enum tag_type type)
{
	if (type == TAG_TH || type == TAG_TD)
		return n->column > 0 && n->elem == FO_TABLE_CELL ? n->column : ren_next_column(b, parent);
	return type == TAG_TFOOT ? UINT32_MAX : n->serial;
}

/* An element that only holds another one of the same object. */
static uint32_t
make_around(struct ren_doc *b, const struct fo_node *n, uint32_t parent, enum tag_type type, uint32_t key)
{
	uint32_t elem;

	if (parent == ELEM_ARTIFACT)
		return ELEM_ARTIFACT;
	parent = ren_nest(b, n, parent, &type);
	elem = ren_doc_elem(b, parent, type, key);
	set_lang(b, n, elem);
	return elem;
}

static uint32_t
make(struct ren_doc *b, const struct fo_node *n, uint32_t parent, enum tag_type type)
{
	bool is_float = b->tags->in_float;
	uint32_t elem;

	if (parent == ELEM_ARTIFACT)
		return ELEM_ARTIFACT;
	if ((type == TAG_TH || type == TAG_TD) && n->elem == FO_TABLE_CELL && n->parent->elem != FO_TABLE_ROW &&
	    (b->d.elems[parent].type == TAG_TBODY || b->d.elems[parent].type == TAG_THEAD || b->d.elems[parent].type == TAG_TFOOT))
		parent = ren_table_implicit_row(b, n, parent);
	if (type == TAG_H)
		type = heading_of_depth(b, parent);
	parent = ren_nest(b, n, parent, &type);
	elem = ren_doc_elem(b, parent, type, key_of(b, n, parent, type));
	if (is_float && !ren_is_inline(n))
		b->tags->last_float = elem;
	b->tags->in_float = false;
	finish_elem(b, n, elem);
	return elem;
}

/* The object from `n` upwards whose element holds elements of what is in `n`; NULL: the Document. */
static const struct fo_node *
holder_of(struct ren_doc *b, const struct fo_node *n, bool *is_artifact)
{
	bool out = false;

	b->tags->in_float = false;

	for (; n != NULL; n = n->parent) {
		struct ren_meaning m = ren_meaning_of(b, n);

		*is_artifact = m.fate == FATE_ARTIFACT;
		if (*is_artifact)
			return n;
		if (n->elem == FO_FLOAT)
			out = b->tags->in_float = true; /* it stands beside the paragraph in which it is anchored */
		else if (m.fate == FATE_TYPE && !(out && (ren_type_is_para(m.type) || ren_is_inline(n))))
			return n;
	}
	return NULL;
}

static uint32_t
elem_of_holder(struct ren_doc *b, const struct fo_node *holder)
{
	bool in_float = b->tags->in_float;
	uint32_t elem = holder != NULL ? ensure(b, holder) : 0;

	b->tags->in_float = in_float; /* of what asked, not of what the holder is in */
	return elem;
}

static uint32_t
container_of(struct ren_doc *b, const struct fo_node *n)
{
	bool is_artifact = false;

	n = holder_of(b, n, &is_artifact);
	return is_artifact ? ELEM_ARTIFACT : elem_of_holder(b, n);
}

/* Is an element, or one around it, read as other words than its content? Then pictures in it are part of that. */
static uint32_t
spoken_around(const struct ren_doc *b, uint32_t elem)
{
	for (; elem != TAG_NONE; elem = b->d.elems[elem].parent) {
		const struct tag_elem *e = &b->d.elems[elem];

		if (e->type == TAG_FIGURE || e->type == TAG_FORMULA || (e->more != NULL && (e->more->alt != NULL || e->more->actual != NULL)))
			return elem;
	}
	return TAG_NONE;
}

static uint32_t
make_picture(struct ren_doc *b, const struct fo_node *n, enum tag_type type)
{
	const struct fo_node *block = n->parent;
	uint32_t parent, spoken;

	while (block != NULL && ren_is_inline(block) && ren_meaning_of(b, block).fate == FATE_NONE)
		block = block->parent;
	if (block != NULL && ren_meaning_of(b, block).fate == FATE_BLOCK && ren_only_picture(block))
		parent = container_of(b, block->parent);
	else
		parent = content_of(b, n->parent, n->serial);
	spoken = parent == ELEM_ARTIFACT ? TAG_NONE : spoken_around(b, parent);
	if (spoken == TAG_NONE)
		return make(b, n, parent, type);
	if (b->d.elems[spoken].more == NULL || (b->d.elems[spoken].more->alt == NULL && b->d.elems[spoken].more->actual == NULL))
		set_texts(b, n, spoken);
	return parent;
}

/* An inline object means an inline, a block a block; what is asked for otherwise is wrapped, or written as what it may be. */
static uint32_t
make_typed(struct ren_doc *b, const struct fo_node *n, struct ren_meaning m)
{
	uint32_t parent;

	if (n->elem == FO_FOOTNOTE_BODY)
		return make(b, n, content_of(b, n->parent->parent, n->serial), m.type);
	if (n->elem == FO_EXTERNAL_GRAPHIC || n->elem == FO_INSTREAM_FOREIGN_OBJECT)
		return make_picture(b, n, m.type);
	if (ren_is_inline(n)) {
		parent = content_of(b, n->parent, n->serial);
		return make(b, n, parent, m.by_role ? ren_nest_inline(b, n, m.type) : m.type);
	}
	parent = container_of(b, n->parent);
	if (parent != ELEM_ARTIFACT && ren_type_is_inline(m.type) && !ren_type_is_flat(b->d.elems[parent].type)) {
		if (m.type == TAG_SPAN)
			return make(b, n, parent, TAG_P);
		parent = make_around(b, n, parent, TAG_P, n->serial);
	}
	return make(b, n, parent, m.type);
}

/* Its own element. */
static uint32_t
ensure(struct ren_doc *b, const struct fo_node *n)
{
	uint32_t elem;

	n = whole(n);
	if (own_of(b->tags, n, &elem))
		return elem;
	elem = set_own(b->tags, n, make_typed(b, n, ren_meaning_of(b, n)));
	if (n->elem == FO_FOOTNOTE) /* the note is read where its number is */
		for (const struct fo_node *c = n->first; c != NULL; c = c->next)
			if (c->elem == FO_FOOTNOTE_BODY)
				ensure(b, c);
	return elem;
}

/* ---- whose is what is drawn ---------------------------------------------------------------------------------------------- */

/* A paragraph for text of an object whose element only holds elements; another one after a block in the midst of it. NULL: the Document. */
static uint32_t
paragraph_in(struct ren_doc *b, const struct fo_node *n, uint32_t parent, uint32_t serial)
{
	uint32_t owner = n != NULL ? n->serial : 0, last = b->d.elems[parent].last_kid;
	struct ren_loose *loose = &b->tags->loose[owner % ARRAY_LEN(b->tags->loose)];
	enum tag_type type = TAG_P;

	if (loose->elem != 0 && loose->owner == owner && last != TAG_NONE && b->d.kids[last].kind == KID_ELEM && b->d.kids[last].what == loose->elem)
		return loose->elem;
	loose->owner = owner;
	loose->elem = n != NULL ? make_around(b, n, parent, type, serial) : ren_doc_elem(b, parent, type, serial);
	return loose->elem;
}

/* Came an element behind a paragraph that stands before its text at `serial`, and is no float? */
static bool
is_interrupted(const struct ren_doc *b, uint32_t elem, uint32_t serial)
{
	uint32_t last = b->d.elems[b->d.elems[elem].parent].last_kid, other = b->d.kids[last].what;

	return b->d.kids[last].kind == KID_ELEM && other != elem && other != b->tags->last_float && b->keys[other] > b->keys[elem] &&
	    b->keys[other] < serial;
}

/* What goes on in a paragraph: behind a block in its midst it is another one. */
static uint32_t
go_on(struct ren_doc *b, const struct fo_node *n, uint32_t elem, uint32_t serial)
{
	uint32_t next;

	if (elem == ELEM_ARTIFACT || b->d.elems[elem].type != TAG_P || b->keys[elem] < n->serial || !is_interrupted(b, elem, serial))
		return elem;
	next = ren_doc_elem(b, b->d.elems[elem].parent, TAG_P, serial);
	set_lang(b, n, next);
	return set_own(b->tags, n, next);
}

static uint32_t
block_content(struct ren_doc *b, const struct fo_node *n, uint32_t serial)
{
	const struct fo_node *holder;
	bool is_artifact = false;
	uint32_t elem, parent;
	enum tag_type type;

	if (own_of(b->tags, n, &elem))
		return go_on(b, n, elem, serial);
	holder = holder_of(b, n->parent, &is_artifact);
	parent = is_artifact ? ELEM_ARTIFACT : elem_of_holder(b, holder);
	if (parent == ELEM_ARTIFACT)
		return set_own(b->tags, n, parent);
	type = b->d.elems[parent].type;
	if (!ren_type_is_direct(type)) {
		enum tag_type p = TAG_P;
		uint32_t inner = ren_nest(b, n, parent, &p);

		/* An entry of its own, made for it. */
		if (inner != parent && (ren_type_is_flat(b->d.elems[inner].type) || (type != TAG_LI && b->d.elems[inner].first_kid == TAG_NONE)))
			return set_own(b->tags, n, inner);
		parent = inner;
	}
	if (ren_type_is_flat(type) || (ren_type_is_cell(type) && ren_is_sole(b, n, holder)))
		return set_own(b->tags, n, parent);
	return set_own(b->tags, n, make(b, n, parent, TAG_P));
}

/* The short way: its content is where it was, and nothing came behind that. */
static bool
is_settled(const struct ren_doc *b, const struct fo_node *n, uint32_t *elem)
{
	const struct tag_elem *e;
	uint32_t last;

	if (!own_of(b->tags, n, elem) || *elem == ELEM_ARTIFACT)
		return false;
	e = &b->d.elems[*elem];
	last = e->parent != TAG_NONE ? b->d.elems[e->parent].last_kid : TAG_NONE;
	return ren_type_is_direct(e->type) && last != TAG_NONE && b->d.kids[last].kind == KID_ELEM && b->d.kids[last].what == *elem;
}

/* The element of what is directly in an object; `serial`: of what is in it. */
static uint32_t
content_of(struct ren_doc *b, const struct fo_node *n, uint32_t serial)
{
	struct ren_meaning m;
	uint32_t elem;

	if (n == NULL)
		return paragraph_in(b, NULL, 0, serial);
	n = whole(n);
	if (is_settled(b, n, &elem))
		return elem;
	m = ren_meaning_of(b, n);
	switch (m.fate) {
	case FATE_ARTIFACT:
		return ELEM_ARTIFACT;
	case FATE_BLOCK:
		return block_content(b, n, serial);
	case FATE_TYPE:
		elem = go_on(b, n, ensure(b, n), serial);
		break;
	default:
		if (own_of(b->tags, n, &elem) && ren_is_inline(n))
			return elem;
		elem = content_of(b, n->parent, serial);
		return ren_is_inline(n) ? set_own(b->tags, n, elem) : elem;
	}
	if (elem != ELEM_ARTIFACT && !ren_type_is_direct(b->d.elems[elem].type))
		elem = paragraph_in(b, n, elem, serial);
	return elem;
}

uint32_t
ren_tags_of(struct ren_doc *b, const struct fo_node *fo)
{
	if (fo == NULL)
		return content_of(b, NULL, 0);
	return content_of(b, fo->elem == FO_TEXT ? fo->parent : fo, fo->serial);
}

bool
ren_tags_is_known(struct ren_doc *b, const struct fo_node *fo)
{
	uint32_t elem;

	/* One around it may be known and it not: a link in an inline that goes on. */
	for (const struct fo_node *n = fo; n != NULL && (n == fo || ren_is_inline(n)); n = n->parent)
		if (own_of(b->tags, whole(n), &elem))
			return true;
		else if (ren_meaning_of(b, whole(n)).fate == FATE_TYPE)
			return false;
	return false;
}

void
ren_tags_touch(struct ren_doc *b, const struct area *a)
{
	if (a->fo->elem == FO_TABLE_CELL && ren_meaning_of(b, a->fo).fate == FATE_TYPE)
		ensure(b, a->fo);
}

void
ren_tags_leave(struct ren_doc *b, const struct area *a)
{
	const struct fo_node *n = a->fo;
	uint32_t elem;

	if (n->elem != FO_TABLE || !a->is_last)
		return;
	if (n->parent != NULL && n->parent->elem == FO_TABLE_AND_CAPTION)
		n = n->parent;
	if (own_of(b->tags, n, &elem) && elem != ELEM_ARTIFACT)
		ren_table_end(b, elem);
}

void
ren_tags_box(struct ren_doc *b, uint32_t elem, const struct ren_rect *r)
{
	mpt *box;

	if (elem == ELEM_ARTIFACT || b->d.elems[elem].type != TAG_FIGURE ||
	    (b->d.elems[elem].page != TAG_NONE && b->d.elems[elem].page != b->d.n_pages - 1))
		return;
	box = ren_more(b, elem)->bbox;
	if (box[0] == box[2] && box[1] == box[3]) {
		box[0] = box[2] = r->x;
		box[1] = box[3] = r->y;
	}
	box[0] = mpt_min(box[0], r->x);
	box[1] = mpt_min(box[1], r->y);
	box[2] = mpt_max(box[2], mpt_add(r->x, r->w));
	box[3] = mpt_max(box[3], mpt_add(r->y, r->h));
}

/* ---- links and fields ------------------------------------------------------------------------------------------------------ */

static uint32_t
link_around(const struct ren_doc *b, uint32_t elem)
{
	while (elem != TAG_NONE && b->d.elems[elem].type != TAG_LINK && ren_type_is_inline(b->d.elems[elem].type))
		elem = b->d.elems[elem].parent;
	return elem != TAG_NONE && b->d.elems[elem].type == TAG_LINK ? elem : TAG_NONE;
}

void
ren_tags_text(struct ren_doc *b, uint32_t elem, mpt baseline, const char *text, size_t n)
{
	struct ren_tags *t = b->tags;
	uint32_t link = elem != ELEM_ARTIFACT ? link_around(b, elem) : TAG_NONE;
	struct ren_link_text *last = t->n_links > 0 ? &t->links[t->n_links - 1] : NULL;

	if (link == TAG_NONE)
		return;
	if (last == NULL || last->elem != link) {
		if (t->n_links == t->cap_links) {
			t->cap_links = t->cap_links * 2 + 16;
			t->links = mem_realloc(t->links, t->cap_links, sizeof(*t->links));
		}
		last = &t->links[t->n_links++];
		*last = (struct ren_link_text){link, baseline, t->link_text.len, 0};
	}
	if (last->baseline != baseline && t->link_text.len > last->from && t->link_text.p[t->link_text.len - 1] != ' ')
		buf_putc(&t->link_text, ' ');
	buf_add(&t->link_text, text, n);
	last->baseline = baseline;
	last->to = t->link_text.len;
}

/* Links come in the order of their text: the search goes on where it ended. */
static const char *
text_of_link(struct ren_doc *b, uint32_t elem)
{
	struct ren_tags *t = b->tags;

	for (size_t i = 0; i < t->n_links; i++) {
		const struct ren_link_text *l = &t->links[(t->next_link + i) % t->n_links];
		const char *s = t->link_text.p + l->from;
		size_t n = l->to - l->from;

		if (l->elem != elem)
			continue;
		t->next_link = (t->next_link + i) % t->n_links;
		while (n > 0 && s[n - 1] == ' ')
			n--;
		return n > 0 ? arena_strndup(b->d.arena, s, n) : NULL;
	}
	return NULL;
}

uint32_t
ren_tags_link(struct ren_doc *b, const struct fo_node *fo, const char **contents)
{
	uint32_t elem = ensure(b, fo);
	const struct tag_more *more = elem != ELEM_ARTIFACT ? b->d.elems[elem].more : NULL;

	*contents = own_str(b, fo, PR_FOX_ALT_TEXT);
	if (*contents == NULL && elem != ELEM_ARTIFACT)
		*contents = more != NULL && more->alt != NULL ? more->alt : text_of_link(b, elem);
	return elem;
}

uint32_t
ren_tags_field(struct ren_doc *b, const struct fo_node *fo)
{
	return ensure(b, fo);
}
