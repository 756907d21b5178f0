#include "picture.h"

#include <cairo.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* What is different beyond doubt is black in a picture of differences. */
#define CONTRAST 4

void
picture_free(struct picture *p)
{
	free(p->px);
	*p = (struct picture){0};
}

/* ---- files ---------------------------------------------------------------------------------------------------------- */

struct bytes {
	const char *p;
	size_t left;
};

static cairo_status_t
give_bytes(void *closure, unsigned char *data, unsigned n)
{
	struct bytes *b = closure;

	if (n > b->left)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(data, b->p, n);
	b->p += n;
	b->left -= n;
	return CAIRO_STATUS_SUCCESS;
}

/* Rec. 601, in 1/256. */
static unsigned
grey_of(uint32_t rgb)
{
	return (77 * (rgb >> 16 & 0xff) + 150 * (rgb >> 8 & 0xff) + 29 * (rgb & 0xff)) >> 8;
}

static unsigned char
mean_grey(const unsigned char *data, int stride, int x, int y, int fine)
{
	unsigned sum = 0;

	for (int i = 0; i < fine; i++)
		for (int k = 0; k < fine; k++) {
			uint32_t rgb;

			memcpy(&rgb, data + (size_t)(y * fine + i) * (size_t)stride + (size_t)(x * fine + k) * 4, sizeof(rgb));
			sum += grey_of(rgb);
		}
	return (unsigned char)(sum / (unsigned)(fine * fine));
}

static bool
take_surface(cairo_surface_t *s, int fine, struct picture *p)
{
	int stride;
	const unsigned char *data;

	if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS || cairo_image_surface_get_format(s) != CAIRO_FORMAT_RGB24)
		return false;
	stride = cairo_image_surface_get_stride(s);
	data = cairo_image_surface_get_data(s);
	p->w = cairo_image_surface_get_width(s) / fine;
	p->h = cairo_image_surface_get_height(s) / fine;
	if (p->w < 1 || p->h < 1)
		return false;
	p->px = mem_alloc((size_t)p->w * (size_t)p->h);
	for (int y = 0; y < p->h; y++)
		for (int x = 0; x < p->w; x++)
			p->px[y * p->w + x] = mean_grey(data, stride, x, y, fine);
	return true;
}

bool
picture_of_png(const char *bytes, size_t len, int fine, struct picture *p)
{
	struct bytes b = {bytes, len};
	cairo_surface_t *s = cairo_image_surface_create_from_png_stream(give_bytes, &b);
	bool ok = take_surface(s, fine, p);

	cairo_surface_destroy(s);
	return ok;
}

bool
picture_read(const char *path, struct picture *p)
{
	cairo_surface_t *s = cairo_image_surface_create_from_png(path);
	bool ok = take_surface(s, 1, p);

	cairo_surface_destroy(s);
	return ok;
}

/* A8 is what cairo writes as a grey PNG. */
bool
picture_write(const char *path, const struct picture *p)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_A8, p->w, p->h);
	bool ok = cairo_surface_status(s) == CAIRO_STATUS_SUCCESS;

	if (ok) {
		unsigned char *data = cairo_image_surface_get_data(s);
		int stride = cairo_image_surface_get_stride(s);

		for (int y = 0; y < p->h; y++)
			memcpy(data + (size_t)y * (size_t)stride, p->px + (size_t)y * (size_t)p->w, (size_t)p->w);
		cairo_surface_mark_dirty(s);
		ok = cairo_surface_write_to_png(s, path) == CAIRO_STATUS_SUCCESS;
	}
	cairo_surface_destroy(s);
	return ok;
}

/* ---- comparing ------------------------------------------------------------------------------------------------------ */

/* Sum of the differences around a pixel; what lies outside both pictures differs in nothing. */
static int
sum_around(const int *d, int w, int h, int x, int y, int rx, int ry)
{
	int sum = 0;

	for (int i = y - ry < 0 ? 0 : y - ry; i <= y + ry && i < h; i++)
		for (int k = x - rx < 0 ? 0 : x - rx; k <= x + rx && k < w; k++)
			sum += d[i * w + k];
	return abs(sum);
}

/* How much of its limit a difference uses. */
static int
share_of(int difference, int limit)
{
	return difference * 100 / limit;
}

bool
picture_same(const struct picture *a, const struct picture *b, struct picture *diff, struct picture_verdict *verdict)
{
	size_t n = (size_t)a->w * (size_t)a->h;
	int *d, most = -1;

	*verdict = (struct picture_verdict){.near = 255, .along = 255};
	if (diff != NULL)
		*diff = (struct picture){0};
	if (a->w != b->w || a->h != b->h)
		return false;
	*verdict = (struct picture_verdict){0};
	d = mem_realloc(NULL, n, sizeof(*d));
	for (size_t i = 0; i < n; i++)
		d[i] = a->px[i] - b->px[i];
	if (diff != NULL)
		*diff = (struct picture){a->w, a->h, mem_alloc(n)};
	for (int y = 0; y < a->h; y++)
		for (int x = 0; x < a->w; x++) {
			int near = sum_around(d, a->w, a->h, x, y, 1, 1) / 9, along = sum_around(d, a->w, a->h, x, y, 8, 0) / 17;
			int near_share = share_of(near, PICTURE_NEAR), along_share = share_of(along, PICTURE_ALONG);
			int share = near_share > along_share ? near_share : along_share;

			verdict->near = near > verdict->near ? near : verdict->near;
			verdict->along = along > verdict->along ? along : verdict->along;
			if (share > most) {
				most = share;
				verdict->x = x;
				verdict->y = y;
			}
			if (diff != NULL)
				diff->px[y * a->w + x] = (unsigned char)(255 - (near * CONTRAST > 255 ? 255 : near * CONTRAST));
		}
	free(d);
	return verdict->near <= PICTURE_NEAR && verdict->along <= PICTURE_ALONG;
}
