/* fop_dump_trait.c - the attributes that most areas of FOP's area tree have. */
#include "layout/fop_dump.h"

void
fop_attr(struct buf *out, const char *name, const char *value)
{
	buf_printf(out, " %s=\"", name);
	buf_xml(out, value);
	buf_putc(out, '"');
}

void
fop_length(struct buf *out, const char *name, mpt v)
{
	buf_printf(out, " %s=\"%d\"", name, (int)v);
}

void
fop_trait(struct buf *out, const char *name, mpt v)
{
	if (v != 0)
		fop_length(out, name, v);
}

mpt
fop_edge(const struct area_box *box, enum area_side side)
{
	return box != NULL ? box->border[side].width * (box->collapsed ? 2 : 1) + box->padding[side] : 0;
}

/* `outer`: sides (bits by area_side) that lie on the edge of their collapsed table. */
static void
put_border(struct buf *out, const struct area_box *box, enum area_side side, const char *name, unsigned outer)
{
	const struct area_border *b = &box->border[side];
	const char *collapsed = (outer >> side & 1) != 0 ? ",collapse-outer" : ",collapse-inner";

	if (b->width != 0)
		buf_printf(out, " border-%s=\"(%s,#%06x,%d%s)\"", name, fo_enum_name(b->style), (unsigned)(b->color >> 8),
		    (int)b->width * (box->collapsed ? 2 : 1), box->collapsed ? collapsed : "");
	if (box->padding[side] != 0)
		buf_printf(out, " padding-%s=\"%d\"", name, (int)box->padding[side]);
}

static void
put_background(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h)
{
	mpt room_w = w + box->padding[SIDE_START] + box->padding[SIDE_END];
	mpt room_h = h + box->padding[SIDE_BEFORE] + box->padding[SIDE_AFTER];
	bool colored = (box->background & 0xff) != 0;
	const char *src = fo != NULL ? fo_str(fo, PR_BACKGROUND_IMAGE) : NULL;

	if (!colored && box->image == NULL)
		return;
	buf_puts(out, " background=\"");
	if (colored)
		buf_printf(out, "color=#%06x", (unsigned)(box->background >> 8));
	if (box->image != NULL) {
		buf_printf(out, "%surl=", colored ? "," : "");
		buf_xml(out, src != NULL ? src : box->image->name);
		buf_printf(out, ",repeat=%s,horiz=%d,vertical=%d", fo_enum_name(box->image_repeat),
		    (int)area_image_place(box->image_x, box->image_x_pct, room_w, box->image->w),
		    (int)area_image_place(box->image_y, box->image_y_pct, room_h, box->image->h));
	}
	buf_putc(out, '"');
	if (colored)
		buf_printf(out, " bkg-color=\"#%06x\"", (unsigned)(box->background >> 8));
}

void
fop_traits_sides(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space,
    unsigned outer)
{
	fop_length(out, "ipd", w);
	fop_length(out, "bpd", h);
	fop_length(out, "ipda", w + fop_edge(box, SIDE_START) + fop_edge(box, SIDE_END));
	fop_length(out, "bpda", h + fop_edge(box, SIDE_BEFORE) + fop_edge(box, SIDE_AFTER) + space);
	buf_printf(out, " bap=\"%d %d %d %d\"", (int)fop_edge(box, SIDE_START), (int)fop_edge(box, SIDE_END),
	    (int)fop_edge(box, SIDE_BEFORE), (int)fop_edge(box, SIDE_AFTER));
	if (fo != NULL && fo->id != NULL)
		fop_attr(out, "prod-id", fo->id);
	if (box == NULL)
		return;
	put_background(out, box, fo, w, h);
	put_border(out, box, SIDE_START, "start", outer);
	put_border(out, box, SIDE_END, "end", outer);
	put_border(out, box, SIDE_BEFORE, "before", outer);
	put_border(out, box, SIDE_AFTER, "after", outer);
}

void
fop_traits(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space)
{
	fop_traits_sides(out, box, fo, w, h, space, 0);
}

void
fop_ctm(struct buf *out, int rotation, const struct fop_rect *r)
{
	static const char *const turns[] = { "1.0 0.0 0.0 1.0", "0.0 -1.0 1.0 0.0", "-1.0 -0.0 0.0 -1.0", "0.0 1.0 -1.0 0.0" };
	mpt x = r->x + (rotation == 180 || rotation == 270 ? r->w : 0);
	mpt y = r->y + (rotation == 90 || rotation == 180 ? r->h : 0);

	buf_printf(out, " ctm=\"[%s %d.0 %d.0]\"", turns[rotation / 90 % 4], (int)x, (int)y);
}
