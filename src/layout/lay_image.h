#pragma once
/*
 * lay_image.h - pictures: found, checked, measured; but for GIF never decoded in layout.
 *
 * A picture is looked up once a name (or once a content, for SVG inside the FO) and shared; its header is read by us and
 * held against base/limits.h before any library sees a byte. What the devices draw is the file's bytes (JPEG undecoded,
 * PNG, SVG as text that went through the one XML parser). A GIF becomes a PNG of its first frame.
 *
 * Sizes follow XSL 1.1: 7.15.5 content-height, 7.15.8 content-width, 7.15.12 scaling, and 6.6.5 for the viewport.
 * A picture without a resolution of its own has 96 px an inch (CSS; SVG user units are the same px); a GIF 72.
 */
#include "layout/lay.h"

struct lay_image_box {
	mpt w, h;                 /* [mpt] content rectangle of the viewport area, >= 0 */
	mpt x, y;                 /* [mpt] where the picture lies in it; negative when it overflows to the left or top */
	mpt content_w, content_h; /* [mpt] the picture itself */
	bool clip;                /* it sticks out and overflow hides that */
};

/* Before the first look-up; lives as long as lay. */
void lay_images_init(struct lay *lay);

/*
 * The picture of an fo:external-graphic (src) or fo:instream-foreign-object.
 *   image  [out] lives as long as lay. NULL with RC_OK: of a kind we do not draw, which was reported
 *          (IMAGE_UNSUPP); leave a viewport of the specified size.
 * RC_FAIL: missing, refused, damaged or too large; reported at the node.
 */
MUST_CHECK enum rc lay_image_lookup(struct lay *lay, const struct fo_node *graphic, const struct image **image);

/* The background-image of any object; NULL with RC_OK when it has none. Otherwise as above. */
MUST_CHECK enum rc lay_image_background(struct lay *lay, const struct fo_node *n, const struct image **image);

/*
 * Measures the viewport and places the picture in it.
 *   image  may be NULL (see above)
 *   ipd    [mpt] of the containing block, for percentages of width and for scale-down-to-fit
 */
void lay_image_size(const struct fo_node *graphic, const struct image *image, mpt ipd, struct lay_image_box *box);

/*
 * The area of a graphic: an AREA_IMAGE when the picture fills its viewport, otherwise an AREA_INLINE of the viewport's size
 * around it, with ref.clip when it must be cut. x = y = 0; box (borders, padding) is the caller's to set.
 */
struct area *lay_image_area(struct arena *a, const struct fo_node *graphic, const struct image *image,
    const struct lay_image_box *box);
