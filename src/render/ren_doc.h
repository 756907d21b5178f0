#pragma once
/*
 * ren_doc.h - inside the render room: a drawn_doc while it is collected.
 *
 * ren_draw makes one for a device that wants it (dev_ops.collects). ren_walk says to whom belongs what is drawn next (dev.now), the device asks
 * before it draws (dev_next_mark) whether that is another one than before: so there is no mark without ink.
 *
 * Elements carry a key, the serial number of their formatting object: kids are in that order, whatever is drawn first. Marks come after
 * what their element has so far.
 */
#include "render/dev.h"

struct ren_doc {
	struct drawn_doc d; /* its arrays are only valid after ren_doc_close */
	struct ctx *cx;
	size_t cap_pages, cap_marks, cap_elems, cap_kids, cap_links, cap_dests, cap_fields, cap_outline;
	uint32_t *keys;     /* by element */
	uint32_t *kid_prev; /* by kid: the one before, or TAG_KID_END */
	struct map *dests;  /* name -> anything */
	struct map *wanted; /* name -> struct span of the first link to it */
	struct ren_tags *tags;
};

struct ren_doc *ren_doc_new(struct ctx *cx); /* with the Document as element 0 */
void ren_doc_page(struct ren_doc *b, const struct page *page);
/* The next mark of this page; returns its index on the page. */
uint32_t ren_doc_mark(struct ren_doc *b, struct drawn_mark mark);
uint32_t ren_doc_elem(struct ren_doc *b, uint32_t parent, enum tag_type type, uint32_t key);
void ren_doc_link(struct ren_doc *b, const struct page_link *link);
void ren_doc_dest(struct ren_doc *b, const struct page_dest *dest);
/* RC_FAIL: reported. The drawn_doc lives as long as cx. */
MUST_CHECK enum rc ren_doc_close(struct ren_doc *b, const struct dev_meta *meta, const struct fo_tree *tree,
    const struct dev_outline *outline, size_t n, struct drawn_doc **out);

/* ---- ren_tags.c ------------------------------------------------------------------------------------------------------ */

struct ren_tags *ren_tags_new(struct ren_doc *b);
/* An area begins: what must be in the structure even if nothing is drawn in it. */
void ren_tags_touch(struct ren_doc *b, const struct area *a);
/* The element to which the content of an object belongs; made when there is none. */
uint32_t ren_tags_of(struct ren_doc *b, const struct fo_node *fo);
/* The Link of a rectangle. */
uint32_t ren_tags_link(struct ren_doc *b, const struct fo_node *fo);
