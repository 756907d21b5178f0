#pragma once
/*
 * fin_copy.h - inside the room: from cairo's file to ours, what pages are drawn with: fonts, pictures, patterns, groups.
 *
 * Model. Copied is what is reached, once each, as cairo wrote it, with new numbers. What veraPDF finds missing in it is a row of
 * fin_copy.c. What is not reached (cairo's catalogue, information, names) stays behind.
 */
#include "finish/fin_doc.h"
#include "finish/fin_read.h"

struct fin_copy;

/* Lives as long as cx of d. */
struct fin_copy *fin_copy_new(const struct fin_doc *d, const struct fin_pdf *from);
/* Adds a value, with the numbers of our file; what it refers to is copied by fin_copy_all. */
void fin_copy_value(struct fin_copy *c, struct fin_range value, struct buf *b);
/* Copies what is referred to, and what that refers to; between objects. NULL, or what is wrong. */
const char *fin_copy_all(struct fin_copy *c);
