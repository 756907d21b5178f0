#pragma once
/*
 * picture.h - small grey pictures of pages, and whether two of them show the same.
 *
 * Pages are drawn much finer than they are kept, and each square of fine pixels becomes one: where a version of cairo or FreeType
 * rounds the place of a letter, or smooths its edges, is lost in that. What is left is compared twice, each time after a blur in
 * which such noise averages out and a change does not:
 *   near   3 x 3 pixels: something appeared, vanished, or changed its place or colour
 *   along  17 x 1 pixels: a line of text or a rule stands higher or lower, by less than near can see
 * The limits were measured: the same pages drawn 4 to 8 times as fine, and by another program's rasteriser, stay at 25 and 30 or
 * below; a line that moves by 1.5 pt comes to 30 and 40 or more. test_picture.c holds the comparison to both.
 */
#include <stdbool.h>
#include <stddef.h>

#define PICTURE_DPI 50  /* of a kept picture */
#define PICTURE_FINE 6  /* fine pixels along a kept one */
#define PICTURE_NEAR 28 /* [grey levels] largest difference that is none */
#define PICTURE_ALONG 36

struct picture {
	int w, h;          /* [px] */
	unsigned char *px; /* grey, 0 is black, row after row; freed by picture_free */
};

struct picture_verdict {
	int near, along; /* largest differences */
	int x, y;        /* [px] where the one lies that counts most */
};

void picture_free(struct picture *p);
/* From the bytes of a PNG, `fine` pixels of it along one of ours; false: not a PNG, or smaller than one pixel. */
bool picture_of_png(const char *bytes, size_t len, int fine, struct picture *p);
bool picture_read(const char *path, struct picture *p);
/* Writes a grey PNG; false: not written. */
bool picture_write(const char *path, const struct picture *p);
/*
 * Do both show the same?
 *   diff  [out] NULL, or a picture that is white where they do, darker where they do not; freed by the caller
 * Pictures of another size never do.
 */
bool picture_same(const struct picture *a, const struct picture *b, struct picture *diff, struct picture_verdict *verdict);
