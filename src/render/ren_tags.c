/*
 * ren_tags.c - the structure of a document, from its formatting objects (ISO 32000-1, 14.7 and 14.8; layout's conventions are those of
 * Apache FOP).
 *
 * Objects get an element when something of them is drawn first, by their serial number: what goes on on the next page is the same element.
 * A block that only holds blocks gets none, nor does an inline that says nothing; what is drawn in them belongs to what is around them.
 */
#include "render/ren_doc.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

struct ren_tags {
	uint32_t *own; /* by serial: 1 + the element of what is directly in the object; 0: not known yet */
	size_t n_own;
};

/* What an object is without a role. */
enum kind {
	KIND_NONE,  /* transparent */
	KIND_BLOCK, /* P where it has text of its own */
	KIND_TYPE,  /* always has an element */
};

struct rule {
	enum kind kind;
	enum tag_type type;
};

static const struct rule rules[FO_ELEM__COUNT] = {
    [FO_PAGE_SEQUENCE] = {KIND_TYPE, TAG_PART},
    [FO_BLOCK] = {KIND_BLOCK, TAG_P},
    [FO_BLOCK_CONTAINER] = {KIND_NONE, TAG_DIV},
    [FO_LIST_BLOCK] = {KIND_TYPE, TAG_L},
    [FO_LIST_ITEM] = {KIND_TYPE, TAG_LI},
    [FO_LIST_ITEM_LABEL] = {KIND_TYPE, TAG_LBL},
    [FO_LIST_ITEM_BODY] = {KIND_TYPE, TAG_LBODY},
    [FO_TABLE] = {KIND_TYPE, TAG_TABLE},
    [FO_TABLE_CAPTION] = {KIND_TYPE, TAG_CAPTION},
    [FO_TABLE_HEADER] = {KIND_TYPE, TAG_THEAD},
    [FO_TABLE_FOOTER] = {KIND_TYPE, TAG_TFOOT},
    [FO_TABLE_BODY] = {KIND_TYPE, TAG_TBODY},
    [FO_TABLE_ROW] = {KIND_TYPE, TAG_TR},
    [FO_TABLE_CELL] = {KIND_TYPE, TAG_TD},
    [FO_EXTERNAL_GRAPHIC] = {KIND_TYPE, TAG_FIGURE},
    [FO_INSTREAM_FOREIGN_OBJECT] = {KIND_TYPE, TAG_FIGURE},
    [FO_BASIC_LINK] = {KIND_TYPE, TAG_LINK},
    [FO_FOOTNOTE_BODY] = {KIND_TYPE, TAG_NOTE},
};

static void
free_tags(void *p)
{
	free(((struct ren_tags *)p)->own);
}

struct ren_tags *
ren_tags_new(struct ren_doc *b)
{
	struct ren_tags *t = arena_zalloc(b->d.arena, sizeof(*t));

	arena_defer(b->d.arena, free_tags, t);
	return t;
}

static uint32_t
own_of(const struct ren_tags *t, const struct fo_node *n)
{
	return n->serial < t->n_own ? t->own[n->serial] : 0;
}

static uint32_t
set_own(struct ren_tags *t, const struct fo_node *n, uint32_t elem)
{
	size_t old = t->n_own, need = (size_t)n->serial + 1;

	if (need > old) {
		t->n_own = need + need / 4 + 256;
		t->own = mem_realloc(t->own, t->n_own, sizeof(*t->own));
		memset(t->own + old, 0, (t->n_own - old) * sizeof(*t->own));
	}
	t->own[n->serial] = elem + 1;
	return elem;
}

static uint32_t ensure(struct ren_doc *b, const struct fo_node *n);

/* The element in which the elements of an object's children are. */
static uint32_t
container_of(struct ren_doc *b, const struct fo_node *n)
{
	for (; n != NULL; n = n->parent)
		if (rules[n->elem].kind == KIND_TYPE)
			return ensure(b, n);
	return 0;
}

/* Its own element. */
static uint32_t
ensure(struct ren_doc *b, const struct fo_node *n)
{
	uint32_t elem = own_of(b->tags, n);

	if (elem != 0)
		return elem - 1;
	return set_own(b->tags, n, ren_doc_elem(b, container_of(b, n->parent), rules[n->elem].type, n->serial));
}

uint32_t
ren_tags_of(struct ren_doc *b, const struct fo_node *fo)
{
	const struct fo_node *n = fo;

	while (n != NULL && rules[n->elem].kind == KIND_NONE && n->elem != FO_BLOCK_CONTAINER)
		n = n->parent;
	return n != NULL ? ensure(b, n) : 0;
}

void
ren_tags_touch(struct ren_doc *b, const struct area *a)
{
	if (a->fo->elem == FO_TABLE_CELL)
		ensure(b, a->fo);
}

uint32_t
ren_tags_link(struct ren_doc *b, const struct fo_node *fo)
{
	return ensure(b, fo);
}
