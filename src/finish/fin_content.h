#pragma once
/*
 * fin_content.h - inside the room: the content stream of a page, from sentinels to marked content (ISO 32000-1, 14.6).
 *
 * Model. Nothing is built: the stream is copied, but for what is taken out and put in. A sentinel (dev_pdf.c) is a filled rectangle of its own, 3/256 pt
 * wide and (16 + index) / 256 pt high, between two graphics objects, at the level of q that cairo draws a page in: one. It ends a
 * mark and begins the next. Marked content begins right before the first graphics object of its mark that paints (a path, a text object, a picture, a
 * whole q ... Q), so that a mark in which nothing was drawn leaves nothing behind. It ends with the mark, or with the level of q
 * that it began in: what follows of the mark is marked content of its own, with the next number.
 * Before the first sentinel one rectangle as large as the page may be filled; it is taken out as well (ren_cairo.c, put_opening).
 */
#include "finish/fin_doc.h"
#include "finish/fin_lex.h"

/*
 * Writes the content of page i, from 0, to `out`; sets its marks in d->mcids and d->mcid_counts.
 * Returns NULL, or what is wrong: sentinels do not come once each and in order, marked content is not the page's own, brackets do not match.
 */
const char *fin_content(const struct fin_doc *d, size_t i, struct fin_range content, struct buf *out);
