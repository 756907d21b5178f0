#include "render/ren_doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "render/ren_tags.h"

/* Room for one more in an array of the heap; by a half, because these are what a long document keeps. */
static void *
room(void *p, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return p;
	*cap = n + n / 2 + 64;
	return mem_realloc(p, *cap, size);
}

static void
free_doc(void *p)
{
	struct ren_doc *b = p;

	free(b->d.pages);
	free(b->d.marks);
	free(b->d.elems);
	free(b->d.kids);
	free(b->d.links);
	free(b->d.dests);
	free(b->d.fields);
	free(b->d.outline);
	free(b->keys);
	free(b->kid_prev);
	arena_free(b->d.arena);
}

static const char *
kept(const struct ren_doc *b, const char *s)
{
	return s != NULL && *s != '\0' ? arena_strdup(b->d.arena, s) : NULL;
}

struct ren_doc *
ren_doc_new(struct ctx *cx, const char *lang)
{
	struct ren_doc *b = arena_zalloc(cx->arena, sizeof(*b));

	b->cx = cx;
	b->d.arena = arena_new();
	arena_defer(cx->arena, free_doc, b);
	b->dests = map_new(b->d.arena);
	b->wanted = map_new(b->d.arena);
	b->lang_names = map_new(b->d.arena);
	ren_doc_elem(b, TAG_NONE, TAG_DOCUMENT, 0);
	b->tags = ren_tags_new(b);
	b->d.lang = kept(b, lang);
	return b;
}

void
ren_doc_page(struct ren_doc *b, const struct page *page)
{
	struct drawn_doc *d = &b->d;

	d->pages = room(d->pages, d->n_pages, &b->cap_pages, sizeof(*d->pages));
	d->pages[d->n_pages++] = (struct drawn_page){
	    .w = page->w,
	    .h = page->h,
	    .label = page->label != NULL && *page->label != '\0' ? arena_strdup(d->arena, page->label) : NULL,
	    .first_mark = (uint32_t)d->n_marks,
	    .first_link = (uint32_t)d->n_links,
	    .first_field = (uint32_t)d->n_fields,
	};
	ren_tags_page(b, page);
}

/* ---- kids ------------------------------------------------------------------------------------------------------------ */

/* Behind the kid `at` of an element; TAG_KID_END: before all. */
static void
insert_kid(struct ren_doc *b, uint32_t parent, uint32_t at, enum tag_kid_kind kind, uint32_t what)
{
	struct drawn_doc *d = &b->d;
	struct tag_elem *p = &d->elems[parent];
	uint32_t k = (uint32_t)d->n_kids, next;
	size_t cap = b->cap_kids;

	d->kids = room(d->kids, d->n_kids, &b->cap_kids, sizeof(*d->kids));
	b->kid_prev = room(b->kid_prev, d->n_kids++, &cap, sizeof(*b->kid_prev));
	next = at != TAG_KID_END ? d->kids[at].next : p->first_kid == TAG_NONE ? TAG_KID_END : p->first_kid;
	d->kids[k] = (struct tag_kid){.kind = kind, .next = next & TAG_KID_END, .what = what};
	b->kid_prev[k] = at;
	if (at != TAG_KID_END)
		d->kids[at].next = k & TAG_KID_END;
	else
		p->first_kid = k;
	if (next != TAG_KID_END)
		b->kid_prev[next] = k;
	else
		p->last_kid = k;
}

static uint32_t
last_kid(const struct ren_doc *b, uint32_t parent)
{
	uint32_t last = b->d.elems[parent].last_kid;

	return last == TAG_NONE ? TAG_KID_END : last;
}

uint32_t
ren_doc_elem(struct ren_doc *b, uint32_t parent, enum tag_type type, uint32_t key)
{
	struct drawn_doc *d = &b->d;
	uint32_t e = (uint32_t)d->n_elems, at;
	size_t cap = b->cap_elems;

	d->elems = room(d->elems, d->n_elems, &b->cap_elems, sizeof(*d->elems));
	b->keys = room(b->keys, d->n_elems++, &cap, sizeof(*b->keys));
	d->elems[e] = (struct tag_elem){
	    .parent = parent, .first_kid = TAG_NONE, .last_kid = TAG_NONE, .page = TAG_NONE, .type = (uint8_t)type};
	b->keys[e] = key;
	if (parent == TAG_NONE)
		return e;
	at = last_kid(b, parent);
	while (at != TAG_KID_END && d->kids[at].kind == KID_ELEM && b->keys[d->kids[at].what] > key)
		at = b->kid_prev[at];
	insert_kid(b, parent, at, KID_ELEM, e);
	return e;
}

uint32_t
ren_doc_mark(struct ren_doc *b, struct drawn_mark mark)
{
	struct drawn_doc *d = &b->d;
	struct drawn_page *page = &d->pages[d->n_pages - 1];

	d->marks = room(d->marks, d->n_marks, &b->cap_marks, sizeof(*d->marks));
	d->marks[d->n_marks] = mark;
	if (mark.elem != TAG_NONE)
		insert_kid(b, mark.elem, last_kid(b, mark.elem), KID_MARK, (uint32_t)d->n_marks);
	for (uint32_t e = mark.elem; e != TAG_NONE && d->elems[e].page == TAG_NONE; e = d->elems[e].parent)
		d->elems[e].page = (uint32_t)(d->n_pages - 1);
	d->n_marks++;
	return page->n_marks++;
}

/* ---- links ----------------------------------------------------------------------------------------------------------- */

void
ren_doc_link(struct ren_doc *b, const struct page_link *link)
{
	struct drawn_doc *d = &b->d;
	const char *contents = NULL;
	uint32_t elem = link->fo != NULL ? ren_tags_link(b, link->fo, &contents) : TAG_NONE;
	const char *file = link->uri != NULL && str_starts(link->uri, DEV_EMBEDDED) ? link->uri + strlen(DEV_EMBEDDED) : NULL;

	if (link->uri == NULL && map_lookup(b->wanted, link->dest) == NULL)
		map_set(b->wanted, link->dest, arena_copy(d->arena, link->fo != NULL ? &link->fo->at : &NO_SPAN, sizeof(struct span)));
	d->links = room(d->links, d->n_links, &b->cap_links, sizeof(*d->links));
	d->links[d->n_links] = (struct drawn_link){
	    .x = link->x,
	    .y = link->y,
	    .w = link->w,
	    .h = link->h,
	    .uri = file == NULL ? arena_strdup(d->arena, link->uri) : NULL,
	    .attachment = arena_strdup(d->arena, file),
	    .dest = link->uri == NULL ? arena_strdup(d->arena, link->dest) : NULL,
	    .contents = contents,
	    .page = (uint32_t)(d->n_pages - 1),
	    .elem = elem,
	};
	if (elem != TAG_NONE)
		insert_kid(b, elem, last_kid(b, elem), KID_LINK, (uint32_t)d->n_links);
	d->n_links++;
	d->pages[d->n_pages - 1].n_links++;
}

void
ren_doc_field(struct ren_doc *b, const struct fo_node *fo, const struct ren_rect *r)
{
	struct drawn_doc *d = &b->d;
	uint32_t elem = ren_tags_field(b, fo);

	d->fields = room(d->fields, d->n_fields, &b->cap_fields, sizeof(*d->fields));
	d->fields[d->n_fields] = (struct drawn_field){
	    .name = arena_strdup(d->arena, fo_str(fo, PR_FIELD_NAME)),
	    .tooltip = arena_strdup(d->arena, fo_str(fo, PR_FIELD_DESCRIPTION)),
	    .x = r->x,
	    .y = r->y,
	    .w = r->w,
	    .h = r->h,
	    .page = (uint32_t)(d->n_pages - 1),
	    .elem = elem,
	};
	if (elem != TAG_NONE)
		insert_kid(b, elem, last_kid(b, elem), KID_FIELD, (uint32_t)d->n_fields);
	d->n_fields++;
	d->pages[d->n_pages - 1].n_fields++;
}

static void
add_dest(struct ren_doc *b, const char *name, uint32_t page, mpt x, mpt y)
{
	struct drawn_doc *d = &b->d;

	if (map_set(b->dests, name, b) != NULL)
		return; /* the first fragment counts */
	d->dests = room(d->dests, d->n_dests, &b->cap_dests, sizeof(*d->dests));
	d->dests[d->n_dests++] = (struct drawn_dest){arena_strdup(d->arena, name), page, mpt_max(x, 0), mpt_max(y, 0)};
}

void
ren_doc_dest(struct ren_doc *b, const struct page_dest *dest)
{
	add_dest(b, dest->id, (uint32_t)(b->d.n_pages - 1), dest->x, dest->y);
}

/* ---- the end --------------------------------------------------------------------------------------------------------- */

/* What was linked to and never came: the last page answers for it. That no object has the id is said by fo_parse. */
static enum rc
settle_dests(struct ren_doc *b, const struct fo_tree *tree)
{
	for (size_t i = 0; i < map_count(b->wanted); i++) {
		const char *name = map_key(b->wanted, i);

		if (map_lookup(b->dests, name) != NULL)
			continue;
		if (tree == NULL || map_lookup(tree->ids, name) != NULL) {
			const struct span *at = map_value(b->wanted, i);

			TRY(diag_at(b->cx, DIAG_LINK_DANGLING, *at, "%.200s; it leads to the last page", name));
		}
		add_dest(b, name, (uint32_t)(b->d.n_pages - 1), 0, 0);
	}
	return RC_OK;
}

static void
add_outline(struct ren_doc *b, const struct dev_outline *rows, size_t n)
{
	struct drawn_doc *d = &b->d;

	d->outline = mem_realloc(NULL, n + 1, sizeof(*d->outline));
	for (size_t i = 0; i < n; i++) {
		const struct dev_outline *o = &rows[i];
		bool safe = o->uri != NULL && dev_uri_is_safe(o->uri);

		d->outline[i] = (struct drawn_outline){
		    .level = o->level,
		    .title = arena_strdup(d->arena, o->title),
		    .dest = o->uri == NULL ? arena_strdup(d->arena, o->dest) : NULL,
		    .uri = safe ? arena_strdup(d->arena, o->uri) : NULL,
		    .open = o->open,
		};
		if (d->outline[i].dest != NULL && map_lookup(b->wanted, d->outline[i].dest) == NULL)
			map_set(b->wanted, d->outline[i].dest, arena_copy(d->arena, &NO_SPAN, sizeof(NO_SPAN)));
	}
	d->n_outline = n;
}

static void
set_meta(struct ren_doc *b, const struct dev_meta *meta, const struct fo_tree *tree)
{
	struct drawn_doc *d = &b->d;

	/* At the end, because the title may stand in any page-sequence. */
	d->title = kept(b, meta->title != NULL || tree == NULL ? meta->title : tree->title);
	d->author = kept(b, meta->author);
	d->subject = kept(b, meta->subject);
	d->keywords = kept(b, meta->keywords);
	d->creator = kept(b, meta->creator);
	d->date = meta->date == DEV_NO_DATE ? DRAWN_NO_DATE : meta->date;
}

/* ISO 14289-1, 7.1 and 7.2. */
static void
report_lacks(struct ren_doc *b, const struct fo_tree *tree)
{
	static const char asked[] = "PDF/UA asks for it";
	struct span at = tree != NULL && tree->root != NULL ? tree->root->at : NO_SPAN;

	b->d.lacks[LACK_TITLE] = b->d.title == NULL;
	b->d.lacks[LACK_LANG] = b->d.lang == NULL;
	b->d.lacks[LACK_GLYPH] = diag_said(b->cx, DIAG_GLYPH_MISSING);
	if (b->d.lacks[LACK_TITLE])
		(void)diag_at(b->cx, DIAG_DOCUMENT_TITLE, at, "%s", asked);
	if (b->d.lacks[LACK_LANG])
		(void)diag_at(b->cx, DIAG_DOCUMENT_LANGUAGE, at, "%s", asked);
}

enum rc
ren_doc_close(struct ren_doc *b, const struct dev_meta *meta, const struct fo_tree *tree,
    const struct dev_outline *outline, size_t n, struct drawn_doc **out)
{
	set_meta(b, meta, tree);
	ren_tags_end(b);
	report_lacks(b, tree);
	add_outline(b, outline, n);
	if (b->d.n_pages > 0)
		TRY(settle_dests(b, tree));
	free(b->keys);
	free(b->kid_prev);
	b->keys = b->kid_prev = NULL;
	*out = &b->d;
	return RC_OK;
}
