/* acc_tree.c - pages and structure, laid flat (ISO 32000-1, 7.7.3 and 14.7). */
#include <stdlib.h>
#include <string.h>

#include "access/acc_in.h"
#include "base/limits.h"
#include "base/str.h"

/* Deepest page tree and structure tree that are walked; ours have 3 and some 20. */
#define DEPTH_MAX 200
#define ELEMS_MAX 20000000u

static enum rc
bad(struct acc *c, const char *what)
{
	acc_find(c, DIAG_PDF_BAD, ACC_NONE, ACC_NONE, "%s", what);
	return RC_FAIL;
}

/* Room for one more in an array that grew outside of the arena. */
static void *
grow(void *items, size_t n, size_t size)
{
	return (n & (n - 1)) == 0 ? mem_realloc(items, n > 0 ? 2 * n : 1, size) : items;
}

static void
own_forever(struct acc *c, void *items)
{
	arena_defer(c->arena, free, items);
}

/* ---- pages ---------------------------------------------------------------------------------------------------------- */

struct level {
	struct own_val kids;
	const char *at;
	struct own_val resources; /* of this node, or from above (7.7.3.4) */
};

static void
add_page(struct acc *c, uint32_t id, const struct own_val *dict, const struct own_val *resources)
{
	struct acc_page *p;

	c->pages = grow(c->pages, c->n_pages, sizeof(*c->pages));
	p = &c->pages[c->n_pages++];
	*p = (struct acc_page){.id = id, .dict = *dict, .resources = *resources};
}

static enum rc
walk_pages(struct acc *c, const struct level *root)
{
	struct level levels[16] = {*root};
	size_t depth = 1;

	while (depth > 0) {
		struct level *l = &levels[depth - 1];
		struct own_val ref, dict, resources = l->resources, kids;

		if (!own_item(&l->kids, &l->at, &ref)) {
			depth--;
			continue;
		}
		if (ref.kind != OWN_REF || !own_object(c->f, (uint32_t)ref.n, &dict) || dict.kind != OWN_DICT)
			return bad(c, "a page is missing");
		own_lookup_object(c->f, &dict, "/Resources", &resources);
		if (!own_lookup_object(c->f, &dict, "/Kids", &kids)) {
			add_page(c, (uint32_t)ref.n, &dict, &resources);
		} else {
			if (depth == ARRAY_LEN(levels))
				return bad(c, "its page tree is too deep");
			levels[depth++] = (struct level){.kids = kids, .resources = resources};
		}
		if (c->n_pages > LIMIT_PAGES)
			return bad(c, "it has too many pages");
	}
	return c->n_pages > 0 ? RC_OK : bad(c, "it has no pages");
}

enum rc
acc_pages(struct acc *c)
{
	struct own_val pages;
	struct level root = {0};
	enum rc rc;

	if (!own_lookup_object(c->f, &c->root, "/Pages", &pages) || !own_lookup_object(c->f, &pages, "/Kids", &root.kids))
		return bad(c, "it has no pages");
	own_lookup_object(c->f, &pages, "/Resources", &root.resources);
	rc = walk_pages(c, &root);
	own_forever(c, c->pages);
	return rc;
}

/* ---- structure ------------------------------------------------------------------------------------------------------ */

struct node { /* an element whose kids are being read */
	struct own_val kids; /* an array, or the only kid */
	const char *at;
	bool is_done; /* the only kid was taken */
	uint32_t elem, page;
};

struct walk {
	struct acc *c;
	struct node nodes[DEPTH_MAX];
	size_t depth;
	struct own_val roles;
	bool *seen;        /* by object number: an element stands in the tree once */
	uint32_t *page_of; /* by object number */
	uint32_t n_objects;
};

static uint32_t
page_of(const struct walk *w, const struct own_val *dict, uint32_t fallback)
{
	struct own_val v;

	if (!own_lookup(dict, "/Pg", &v) || v.kind != OWN_REF || v.n >= w->n_objects)
		return fallback;
	return w->page_of[v.n];
}

/* A structure type by the role map (14.7.3); ours has none, but who knows. */
static const char *
type_of(const struct walk *w, const struct own_val *dict)
{
	struct own_val name;
	char key[64];

	if (!own_lookup(dict, "/S", &name) || name.kind != OWN_NAME)
		return "";
	for (int i = 0; i < 8 && name.len < sizeof(key); i++) {
		struct own_val mapped;

		memcpy(key, name.p, name.len);
		key[name.len] = '\0';
		if (!own_lookup(&w->roles, key, &mapped) || mapped.kind != OWN_NAME)
			break;
		name = mapped;
	}
	return arena_strndup(w->c->arena, name.p + 1, name.len - 1);
}

static const char *
text_of(struct acc *c, const struct own_val *dict, const char *key)
{
	struct own_val v;

	return own_lookup_object(c->f, dict, key, &v) ? own_text(c->arena, &v) : NULL;
}

static uint16_t
span_of(struct acc *c, const struct own_val *dict, const char *key)
{
	struct own_val v;

	return own_lookup_object(c->f, dict, key, &v) && v.kind == OWN_INT && v.n > 1 && v.n <= LIMIT_COLUMNS ? (uint16_t)v.n : 1;
}

static void
take_attributes(struct acc *c, const struct own_val *dict, struct acc_elem *e)
{
	struct own_val v;

	if (own_lookup_object(c->f, dict, "/RowSpan", &v))
		e->row_span = span_of(c, dict, "/RowSpan");
	if (own_lookup_object(c->f, dict, "/ColSpan", &v))
		e->col_span = span_of(c, dict, "/ColSpan");
	if (own_lookup_object(c->f, dict, "/Scope", &v))
		e->has_scope = true;
	if (own_lookup_object(c->f, dict, "/Headers", &v) && v.kind == OWN_ARRAY)
		e->headers = v;
}

/* 14.7.5: a dictionary, or an array of them (with revision numbers between). */
static void
take_attribute_lists(struct acc *c, const struct own_val *dict, struct acc_elem *e)
{
	struct own_val list, v;
	const char *at = NULL;

	if (!own_lookup_object(c->f, dict, "/A", &list))
		return;
	take_attributes(c, &list, e);
	while (own_item(&list, &at, &v))
		if (v.kind == OWN_DICT || (v.kind == OWN_REF && own_object(c->f, (uint32_t)v.n, &v)))
			take_attributes(c, &v, e);
}

static enum rc
open_elem(struct walk *w, const struct own_val *ref, const struct node *parent)
{
	struct acc *c = w->c;
	struct own_val dict, kids = {0};
	struct acc_elem *e;
	uint32_t page;

	if (ref->n >= w->n_objects || w->seen[ref->n] || !own_object(c->f, (uint32_t)ref->n, &dict) || dict.kind != OWN_DICT)
		return bad(c, "its structure tree is no tree");
	w->seen[ref->n] = true;
	if (w->depth == DEPTH_MAX || c->n_elems == ELEMS_MAX)
		return bad(c, "its structure tree is too large");
	page = page_of(w, &dict, ACC_NONE);
	c->elems = grow(c->elems, c->n_elems, sizeof(*c->elems));
	e = &c->elems[c->n_elems];
	*e = (struct acc_elem){.type = type_of(w, &dict), .id = (uint32_t)ref->n, .parent = parent != NULL ? parent->elem : ACC_NONE,
	    .page = page, .row_span = 1, .col_span = 1, .alt = text_of(c, &dict, "/Alt"), .actual = text_of(c, &dict, "/ActualText"),
	    .name = text_of(c, &dict, "/ID")};
	take_attribute_lists(c, &dict, e);
	own_lookup_object(c->f, &dict, "/K", &kids);
	/* The reference itself, where the only kid is an element. */
	if (kids.kind == OWN_DICT)
		own_lookup(&dict, "/K", &kids);
	w->nodes[w->depth++] = (struct node){.kids = kids, .elem = (uint32_t)c->n_elems++, .page = page};
	return RC_OK;
}

static void
add_ref(struct acc *c, uint32_t page, int64_t mcid, uint32_t elem)
{
	if (page == ACC_NONE || mcid < 0 || mcid >= UINT32_MAX)
		return;
	if (c->elems[elem].page == ACC_NONE)
		c->elems[elem].page = page;
	c->refs = grow(c->refs, c->n_refs, sizeof(*c->refs));
	c->refs[c->n_refs] = (struct acc_ref){.page = page, .mcid = (uint32_t)mcid, .elem = elem, .turn = (uint32_t)c->n_refs};
	c->n_refs++;
}

/* A kid that is no element: an OBJR, or an MCR. */
static bool
take_leaf(struct walk *w, const struct own_val *dict, const struct node *n)
{
	struct own_val type, v;

	if (!own_lookup(dict, "/Type", &type))
		return false;
	if (own_is_name(&type, "/OBJR")) {
		w->c->elems[n->elem].has_annot = true;
		if (w->c->elems[n->elem].page == ACC_NONE)
			w->c->elems[n->elem].page = page_of(w, dict, n->page);
		return true;
	}
	if (!own_is_name(&type, "/MCR"))
		return false;
	if (own_lookup(dict, "/MCID", &v) && v.kind == OWN_INT)
		add_ref(w->c, page_of(w, dict, n->page), v.n, n->elem);
	return true;
}

static enum rc
take_kid(struct walk *w, const struct own_val *kid, const struct node *n)
{
	struct own_val dict;

	if (kid->kind == OWN_INT) {
		add_ref(w->c, n->page, kid->n, n->elem);
		return RC_OK;
	}
	if (kid->kind == OWN_DICT)
		return take_leaf(w, kid, n) ? RC_OK : bad(w->c, "its structure tree has an element that cannot be read");
	if (kid->kind != OWN_REF || !own_object(w->c->f, (uint32_t)kid->n, &dict))
		return bad(w->c, "its structure tree refers to nothing");
	return take_leaf(w, &dict, n) ? RC_OK : open_elem(w, kid, n);
}

static bool
next_kid(struct node *n, struct own_val *kid)
{
	if (n->kids.kind == OWN_ARRAY)
		return own_item(&n->kids, &n->at, kid);
	if (n->is_done || n->kids.p == NULL)
		return false;
	n->is_done = true;
	*kid = n->kids;
	return true;
}

static enum rc
walk_tree(struct walk *w)
{
	while (w->depth > 0) {
		struct node *n = &w->nodes[w->depth - 1];
		struct own_val kid;

		if (next_kid(n, &kid)) {
			TRY(take_kid(w, &kid, n));
			continue;
		}
		w->c->elems[n->elem].end = (uint32_t)w->c->n_elems;
		w->depth--;
	}
	return RC_OK;
}

static int
by_mark(const void *a, const void *b)
{
	const struct acc_ref *x = a, *y = b;

	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	if (x->mcid != y->mcid)
		return x->mcid < y->mcid ? -1 : 1;
	return x->turn < y->turn ? -1 : x->turn > y->turn;
}

/* An element without marks of its own is where the first one below it is. */
static void
place_parents(struct acc *c)
{
	for (size_t i = 0; i < c->n_elems; i++)
		for (uint32_t p = c->elems[i].parent; c->elems[i].page != ACC_NONE && p != ACC_NONE && c->elems[p].page == ACC_NONE; p = c->elems[p].parent)
			c->elems[p].page = c->elems[i].page;
}

/*
 * WCAG 2.1, 1.3.2: on a page, marks are read in the order in which they are drawn. Notes stand at the foot, and figures and their captions where there was
 * room.
 */
static void
check_order(struct acc *c)
{
	uint32_t page = ACC_NONE, last = 0;

	for (size_t i = 0; i < c->n_refs; i++) {
		const struct acc_ref *r = &c->refs[i];

		if (acc_is_in(c, r->elem, "Note") || acc_is_in(c, r->elem, "Figure") || acc_is_in(c, r->elem, "Caption"))
			continue;
		if (r->page == page && r->mcid < last)
			acc_find(c, DIAG_PDF_ORDER, page, r->elem, "it is drawn before what is read before it");
		page = r->page;
		last = r->mcid;
	}
}

/* Sorted, for acc_ref_of. A mark of two elements is read twice. */
static void
index_refs(struct acc *c)
{
	if (c->n_refs > 0)
		qsort(c->refs, c->n_refs, sizeof(*c->refs), by_mark);
	for (size_t i = 0; i < c->n_refs; i++) {
		struct acc_page *p = &c->pages[c->refs[i].page];

		if (p->n_refs++ == 0)
			p->first_ref = i;
		if (p->n_refs > 1 && c->refs[i - 1].mcid == c->refs[i].mcid)
			acc_find(c, DIAG_PDF_ORDER, c->refs[i].page, c->refs[i].elem, "the same content is read twice");
	}
}

struct acc_ref *
acc_ref_of(struct acc *c, uint32_t page, uint32_t mcid)
{
	const struct acc_page *p = &c->pages[page];
	size_t from = 0, to = p->n_refs;

	while (from < to) {
		size_t mid = from + (to - from) / 2;
		struct acc_ref *r = &c->refs[p->first_ref + mid];

		if (r->mcid == mcid)
			return r;
		if (r->mcid < mcid)
			from = mid + 1;
		else
			to = mid;
	}
	return NULL;
}

enum rc
acc_tree(struct acc *c)
{
	struct walk *w = arena_zalloc(c->arena, sizeof(*w));
	struct own_val root, kids;
	const char *at = NULL;
	enum rc rc = RC_OK;

	w->c = c;
	w->n_objects = c->f->revs[c->f->n_revs - 1].n > c->f->revs[0].n ? c->f->revs[c->f->n_revs - 1].n : c->f->revs[0].n;
	w->seen = arena_array(c->arena, w->n_objects, sizeof(*w->seen));
	w->page_of = arena_array(c->arena, w->n_objects, sizeof(*w->page_of));
	memset(w->page_of, 0xff, w->n_objects * sizeof(*w->page_of));
	for (uint32_t i = 0; i < c->n_pages; i++)
		if (c->pages[i].id < w->n_objects)
			w->page_of[c->pages[i].id] = i;
	if (!own_lookup_object(c->f, &c->root, "/StructTreeRoot", &root) || !own_lookup(&root, "/K", &kids)) {
		acc_find(c, DIAG_PDF_UNTAGGED, ACC_NONE, ACC_NONE, "it has no structure at all");
		return RC_FAIL;
	}
	own_lookup_object(c->f, &root, "/RoleMap", &w->roles);
	own_lookup_object(c->f, &root, "/K", &root);
	kids = root.kind == OWN_ARRAY ? root : kids;
	if (kids.kind == OWN_REF) {
		rc = open_elem(w, &kids, NULL);
		rc = rc == RC_OK ? walk_tree(w) : rc;
	}
	while (rc == RC_OK && own_item(&kids, &at, &root)) {
		rc = open_elem(w, &root, NULL);
		rc = rc == RC_OK ? walk_tree(w) : rc;
	}
	own_forever(c, c->elems);
	own_forever(c, c->refs);
	if (rc == RC_OK) {
		place_parents(c);
		check_order(c);
		index_refs(c);
	}
	return rc;
}
