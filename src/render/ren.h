#pragma once
/*
 * ren.h - inside the render room: areas to device calls, and what the cairo devices share.
 *
 * Model. ren_walk goes through the area tree of one page in drawing order and adds up coordinates; the devices never see an
 * area (but through tag_begin). Two things are held back and joined, because they come in many small pieces that belong together:
 * text of one line (dev_draw_text) and the straight borders of a table (ren_grid: a rule across a table is one call and
 * has no seams where cells meet; collapsed borders, which two cells share, are drawn once and centred).
 */
#include "render/dev.h"

struct ren_rect {
	mpt x, y, w, h;
};

/* ---- ren_walk.c ------------------------------------------------------------------------------------------------ */

/* Draws a page between dev_page_begin and dev_page_end: areas, then links and destinations. */
MUST_CHECK enum rc ren_walk_page(struct dev *d, const struct page *page);

/* ---- ren_border.c ---------------------------------------------------------------------------------------------- */

struct ren_grid; /* straight table borders, waiting to be joined */

struct ren_grid *ren_grid_new(void);
void ren_grid_free(struct ren_grid *g);
void ren_grid_flush(struct ren_grid *g, struct dev *d); /* draws and forgets */

struct ren_rect ren_padding_rect(const struct area_box *box, const struct ren_rect *content);

/*
 * Draws the borders of a box (XSL 1.1, 7.8.20; styles as in CSS 2.1, 8.5.3). Sides that differ meet in a mitre.
 *   grid  where straight sides may wait for their neighbours; NULL outside tables
 */
void ren_border(struct dev *d, struct ren_grid *grid, const struct area_box *box, const struct ren_rect *content);

/* A straight line of any rule-style, for leaders, rules and text decoration. */
void ren_rule(struct dev *d, const struct ren_rect *r, bool vertical, enum fo_enum style, uint32_t color);

/* ---- ren_outline.c --------------------------------------------------------------------------------------------- */

/* The bookmarks of fo:bookmark-tree, flat, in document order; in the arena of cx. */
void ren_outline(struct ctx *cx, const struct fo_tree *tree, struct dev_outline **outline, size_t *n);
