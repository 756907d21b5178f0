#include <math.h>

#include "layout/lay_image.h"

#include "base/ctx.h"

#define AUTO (-1)

/* [mpt] a dimension that was given, or AUTO; bounded by minimum and maximum. */
static mpt
given(const struct fo_node *n, enum fo_prop optimum, mpt base)
{
	return fo_is_len(n, optimum) ? mpt_max(fo_len(n, optimum, base), 0) : AUTO;
}

static mpt
bounded(const struct fo_node *n, mpt v, enum fo_prop minimum, enum fo_prop maximum, mpt base)
{
	if (fo_is_len(n, maximum) && fo_len(n, maximum, base) > 0)
		v = mpt_min(v, fo_len(n, maximum, base));
	if (fo_is_len(n, minimum))
		v = mpt_max(v, fo_len(n, minimum, base));
	return v;
}

/* The most a viewport may have. */
static mpt
room_of(const struct fo_node *n, enum fo_prop maximum, mpt base, mpt room)
{
	mpt most = fo_is_len(n, maximum) ? fo_len(n, maximum, base) : 0;

	return most <= 0 ? room : room == AUTO ? most : mpt_min(most, room);
}

/*
 * What content-width or content-height asks for, or AUTO.
 *   fit   [mpt] the viewport's extent, or AUTO; room: the most it may have when fit is AUTO, or AUTO; least: the same, or 0
 */
static mpt
asked(const struct fo_node *n, enum fo_prop p, mpt intrinsic, mpt fit, mpt room, mpt least)
{
	enum fo_enum e = fo_enum(n, p);
	bool grows = e == FV_SCALE_TO_FIT || e == FV_SCALE_UP_TO_FIT;
	bool shrinks = e == FV_SCALE_TO_FIT || e == FV_SCALE_DOWN_TO_FIT;

	if (fo_is_len(n, p))
		return mpt_max(fo_len(n, p, intrinsic), 0);
	if (fit == AUTO && grows && intrinsic < least)
		return least;
	if (fit == AUTO) { /* nothing to grow into; what is wider than its place shrinks */
		fit = room;
		grows = false;
	}
	if (fit == AUTO)
		return AUTO;
	return (grows && intrinsic < fit) || (shrinks && intrinsic > fit) ? fit : AUTO;
}

static mpt
scaled(mpt v, mpt num, mpt den)
{
	return den > 0 ? (mpt)fmin((double)v * num / den, MPT_MAX) : 0;
}

/* XSL 1.1, 7.15.12: uniform scaling keeps the aspect ratio; of two extents that disagree the smaller scale wins. */
static void
content_size(const struct fo_node *n, mpt iw, mpt ih, struct lay_image_box *box)
{
	bool uniform = fo_enum(n, PR_SCALING) != FV_NON_UNIFORM;
	mpt w = box->content_w, h = box->content_h;

	if (w == AUTO && h == AUTO) {
		w = iw;
		h = ih;
	} else if (w == AUTO) {
		w = scaled(iw, h, ih);
	} else if (h == AUTO) {
		h = scaled(ih, w, iw);
	} else if (uniform && (int64_t)w * ih < (int64_t)h * iw) {
		h = scaled(ih, w, iw);
	} else if (uniform) {
		w = scaled(iw, h, ih);
	}
	box->content_w = w;
	box->content_h = h;
}

static void
place(const struct fo_node *n, struct lay_image_box *box)
{
	enum fo_enum across = fo_enum(n, PR_TEXT_ALIGN), down = fo_enum(n, PR_DISPLAY_ALIGN);
	mpt dx = box->w - box->content_w, dy = box->h - box->content_h;

	box->x = across == FV_CENTER ? dx / 2 : across == FV_END || across == FV_RIGHT ? dx : 0;
	box->y = down == FV_CENTER ? dy / 2 : down == FV_AFTER ? dy : 0;
	box->clip = fo_is(n, PR_OVERFLOW, FV_HIDDEN) && (dx < 0 || dy < 0);
}

void
lay_image_size(const struct fo_node *n, const struct image *image, mpt ipd, struct lay_image_box *box)
{
	mpt iw = image != NULL ? image->w : 0, ih = image != NULL ? image->h : 0;
	mpt w = given(n, PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM, ipd);
	mpt h = given(n, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM, 0);

	/* A percentage of a height that nobody knows is auto (7.15.3). */
	if (h == 0 && fo_prop(n, PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM)->len.pct != 0)
		h = AUTO;
	*box = (struct lay_image_box){
	    .content_w = asked(n, PR_CONTENT_WIDTH, iw, w, room_of(n, PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM, ipd, ipd),
		fo_len(n, PR_INLINE_PROGRESSION_DIMENSION_MINIMUM, ipd)),
	    .content_h = asked(n, PR_CONTENT_HEIGHT, ih, h, room_of(n, PR_BLOCK_PROGRESSION_DIMENSION_MAXIMUM, 0, AUTO),
		fo_len(n, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM, 0)),
	};
	content_size(n, iw, ih, box);
	box->w = bounded(n, w != AUTO ? w : box->content_w, PR_INLINE_PROGRESSION_DIMENSION_MINIMUM,
	    PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM, ipd);
	box->h = bounded(n, h != AUTO ? h : box->content_h, PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM,
	    PR_BLOCK_PROGRESSION_DIMENSION_MAXIMUM, 0);
	place(n, box);
}

struct area *
lay_image_area(
    struct arena *a, const struct fo_node *graphic, const struct image *image, const struct lay_image_box *box)
{
	static const struct area_ref cut = {.clip = true};
	struct area *view = arena_zalloc(a, sizeof(*view)), *picture = view;
	bool fills = box->x == 0 && box->y == 0 && box->w == box->content_w && box->h == box->content_h;

	if (!fills || image == NULL) {
		*view = (struct area){
		    .kind = AREA_INLINE, .fo = graphic, .w = box->w, .h = box->h, .is_first = true, .is_last = true};
		if (image == NULL)
			return view;
		if (box->clip)
			view->ref = &cut;
		picture = arena_zalloc(a, sizeof(*picture));
		view->first = view->last = picture;
	}
	*picture = (struct area){.kind = AREA_IMAGE,
	    .fo = graphic,
	    .image = image,
	    .x = box->x,
	    .y = box->y,
	    .w = box->content_w,
	    .h = box->content_h,
	    .is_first = true,
	    .is_last = true};
	return view;
}
