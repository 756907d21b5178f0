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
#include "render/ren.h"

struct ren_doc {
	struct drawn_doc d; /* its arrays are only valid after ren_doc_close */
	struct ctx *cx;
	size_t cap_pages, cap_marks, cap_elems, cap_kids, cap_links, cap_dests, cap_fields, cap_outline;
	uint32_t *keys;     /* by element */
	uint32_t *kid_prev; /* by kid: the one before, or TAG_KID_END */
	struct map *dests;  /* name -> anything */
	struct map *wanted; /* name -> struct span of the first link to it */
	struct map *lang_names; /* name -> the same, as long as the document */
	const struct fo_tree *tree; /* or NULL */
	struct ren_tags *tags;
};

struct ren_doc *ren_doc_new(struct ctx *cx, const char *lang); /* with the Document as element 0 */
void ren_doc_page(struct ren_doc *b, const struct page *page);
/* The next mark of this page; returns its index on the page. */
uint32_t ren_doc_mark(struct ren_doc *b, struct drawn_mark mark);
uint32_t ren_doc_elem(struct ren_doc *b, uint32_t parent, enum tag_type type, uint32_t key);
void ren_doc_link(struct ren_doc *b, const struct page_link *link);
void ren_doc_dest(struct ren_doc *b, const struct page_dest *dest);
/* RC_FAIL: reported. The drawn_doc lives as long as cx. */
MUST_CHECK enum rc ren_doc_close(struct ren_doc *b, const struct dev_meta *meta, const struct fo_tree *tree,
    const struct dev_outline *outline, size_t n, struct drawn_doc **out);

/* A rectangle of a form field, on the page. */
void ren_doc_field(struct ren_doc *b, const struct fo_node *fo, const struct ren_rect *r);

/* ---- ren_tags.c: which element ------------------------------------------------------------------------------------------ */

struct ren_tags *ren_tags_new(struct ren_doc *b);
void ren_tags_page(struct ren_doc *b, const struct page *page); /* it begins */
/* An area that is no artifact begins: what must be in the structure even if nothing is drawn in it. And it ends. */
void ren_tags_touch(struct ren_doc *b, const struct area *a);
void ren_tags_leave(struct ren_doc *b, const struct area *a);
/* The element of what an object draws, made when there is none; TAG_NONE: it is an artifact. fo: NULL for what nobody made. */
uint32_t ren_tags_of(struct ren_doc *b, const struct fo_node *fo);
/* Was it asked for already? If not, elements may be made: what was drawn before them must have its mark by then. */
bool ren_tags_is_known(struct ren_doc *b, const struct fo_node *fo);
void ren_tags_text(struct ren_doc *b, uint32_t elem, mpt baseline, const char *text, size_t n); /* text was drawn in it */
void ren_tags_box(struct ren_doc *b, uint32_t elem, const struct ren_rect *r); /* a picture was drawn in it, there on the page */
/* The Link of a rectangle, TAG_NONE in artifacts; and its words, or NULL. */
uint32_t ren_tags_link(struct ren_doc *b, const struct fo_node *fo, const char **contents);
uint32_t ren_tags_field(struct ren_doc *b, const struct fo_node *fo); /* the Form */
