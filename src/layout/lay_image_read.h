#pragma once
/*
 * lay_image_read.h - what a picture is and how large, from its own header.
 * No library decodes anything here: a hostile picture is refused before one could be hurt. A GIF we decode ourselves.
 */
#include "layout/lay_image.h"

enum lay_image_verdict { PICTURE_OK, PICTURE_DAMAGED, PICTURE_TOO_LARGE, PICTURE_UNSUPPORTED };

/*
 * Fill px_w, px_h, w and h of a picture whose bytes are set. *why says what is wrong, for anything but PICTURE_OK.
 * Sources: PNG 1.2 (ISO/IEC 15948) chapters 5 and 11; JPEG ISO/IEC 10918-1 annex B, JFIF 1.02.
 */
enum lay_image_verdict lay_image_read_png(struct image *im, const char **why);
enum lay_image_verdict lay_image_read_jpeg(struct image *im, const char **why);
/* Held against base/limits.h. dpi: [px/in] 0 for none, which is 96; nonsense counts as none. *why is set unless it is PICTURE_OK. */
enum lay_image_verdict lay_image_set_size(
    struct image *im, uint32_t w, uint32_t h, const double dpi[2], const char **why);
/*
 * lay_image_gif.c: also replaces the bytes by a PNG of the first frame, which lives as long as a. 72 px an inch.
 * Nothing is decoded before the size was held against the limits; of a damaged one im keeps its bytes.
 */
enum lay_image_verdict lay_image_read_gif(struct arena *a, struct image *im, const char **why);
/* The intrinsic size of an svg element: width and height, else viewBox, else 100 px (SVG 1.1, 7.2 and 7.7). */
void lay_image_read_svg(struct image *im, const xmlNode *svg);

/* Refuses an svg element whose use elements multiply to more than LIMIT_SVG_ELEMENTS: 20 lines can mean a billion shapes. */
enum lay_image_verdict lay_image_weigh_svg(const xmlNode *svg, const char **why);

/* Decodes the base64 of a data: URL, white space skipped; NULL when it is none. Bytes live as long as a. */
const char *lay_image_base64(struct arena *a, const char *text, size_t *len);
/* lay_image_zip.c: replaces the bytes of a gzip file by what it holds, at most LIMIT_SVGZ_BYTES. *why in any case. */
enum lay_image_verdict lay_image_unzip(struct arena *a, struct image *im, const char **why);
