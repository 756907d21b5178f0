#pragma once
/* draw.h - a page of an FO document as a picture, by our own device. */
#include "layout/area.h"
#include "picture.h"

/*
 * Draws a page `fine` times as fine as it is kept.
 *   at  its physical number, from 1, or an id on it
 * False: something failed (it is in cx->diags) or there is no such page.
 */
bool draw_page(struct ctx *cx, const struct doc *doc, const struct io_root *base, const char *at, int fine, struct picture *p);
