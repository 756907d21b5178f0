/* lay_box.c - border, padding and background of an object (XSL 1.1, 7.8), shared by style. */
#include "layout/lay_flow.h"
#include "layout/lay_image.h"

struct side_props {
	enum fo_prop width, style, color, padding;
};

static const struct side_props side_props[4] = {
	[SIDE_BEFORE] = { PR_BORDER_BEFORE_WIDTH, PR_BORDER_BEFORE_STYLE, PR_BORDER_BEFORE_COLOR, PR_PADDING_BEFORE },
	[SIDE_END] = { PR_BORDER_END_WIDTH, PR_BORDER_END_STYLE, PR_BORDER_END_COLOR, PR_PADDING_END },
	[SIDE_AFTER] = { PR_BORDER_AFTER_WIDTH, PR_BORDER_AFTER_STYLE, PR_BORDER_AFTER_COLOR, PR_PADDING_AFTER },
	[SIDE_START] = { PR_BORDER_START_WIDTH, PR_BORDER_START_STYLE, PR_BORDER_START_COLOR, PR_PADDING_START },
};

struct slot {
	const struct area_box *box;
	mpt base;
	bool known, fixed; /* fixed: the same for every base */
};

struct lay_boxes {
	struct slot *slots; /* by style serial */
	size_t n;
};

static bool
has_pct(const struct fo_node *fo)
{
	for (size_t i = 0; i < ARRAY_LEN(side_props); i++) {
		if (fo_is_len(fo, side_props[i].padding) && fo_prop(fo, side_props[i].padding)->len.pct != 0)
			return true;
	}
	return false;
}

static bool
fill(struct lay *lay, const struct fo_node *fo, mpt base, struct area_box *box)
{
	bool any = false;

	for (size_t i = 0; i < ARRAY_LEN(side_props); i++) {
		const struct side_props *s = &side_props[i];
		enum fo_enum style = fo_enum(fo, s->style);

		box->padding[i] = mpt_max(0, fo_len(fo, s->padding, base));
		any = any || box->padding[i] > 0;
		if (style == FV_NONE_ || style == FV_NONE || style == FV_HIDDEN)
			continue;
		box->border[i].style = style;
		box->border[i].width = mpt_max(0, fo_len(fo, s->width, base));
		box->border[i].color = fo_color(fo, s->color);
		any = any || box->border[i].width > 0;
	}
	box->background = fo_color(fo, PR_BACKGROUND_COLOR);
	/* A picture that cannot be had was reported; the object is drawn without. */
	if (lay_image_background(lay, fo, &box->image) == RC_OK && box->image != NULL) {
		box->image_repeat = fo_enum(fo, PR_BACKGROUND_REPEAT);
		box->image_x = fo_len(fo, PR_BACKGROUND_POSITION_HORIZONTAL, 0);
		box->image_y = fo_len(fo, PR_BACKGROUND_POSITION_VERTICAL, 0);
		box->image_x_pct = fo_is_len(fo, PR_BACKGROUND_POSITION_HORIZONTAL) ? fo_prop(fo, PR_BACKGROUND_POSITION_HORIZONTAL)->len.pct : 0;
		box->image_y_pct = fo_is_len(fo, PR_BACKGROUND_POSITION_VERTICAL) ? fo_prop(fo, PR_BACKGROUND_POSITION_VERTICAL)->len.pct : 0;
	}
	return any || (box->background & 0xff) != 0 || box->image != NULL;
}

static const struct area_box *
make(struct lay *lay, const struct fo_node *fo, mpt base)
{
	struct area_box box = { 0 };

	if (!fill(lay, fo, base, &box))
		return NULL;
	return arena_copy(lay->arena, &box, sizeof(box));
}

static void
grow(struct lay *lay, uint32_t serial)
{
	struct lay_boxes *b = lay->boxes;
	size_t n = b->n * 2 > serial ? b->n * 2 : (size_t)serial + 64;
	struct slot *slots = arena_array(lay->arena, n, sizeof(*slots));

	for (size_t i = 0; i < b->n; i++)
		slots[i] = b->slots[i];
	b->slots = slots;
	b->n = n;
}

const struct area_box *
lay_box_of(struct lay *lay, const struct fo_node *fo, mpt base)
{
	struct slot *s;

	if (lay->boxes == NULL)
		lay->boxes = arena_zalloc(lay->arena, sizeof(*lay->boxes));
	if (fo->style->serial >= lay->boxes->n)
		grow(lay, fo->style->serial);
	s = &lay->boxes->slots[fo->style->serial];
	if (!s->known || (!s->fixed && s->base != base)) {
		s->box = make(lay, fo, base);
		s->base = base;
		s->fixed = !has_pct(fo);
		s->known = true;
	}
	return s->box;
}

mpt
lay_box_edge(const struct area_box *box, enum area_side side)
{
	return box != NULL ? mpt_add(box->border[side].width, box->padding[side]) : 0;
}

const struct area_box *
lay_box_cut_parts(struct arena *a, const struct area_box *box, unsigned parts)
{
	struct area_box *b;

	if (box == NULL || parts == 0)
		return box;
	b = arena_copy(a, box, sizeof(*box));
	if (parts & CUT_BORDER_BEFORE)
		b->border[SIDE_BEFORE].width = 0;
	if (parts & CUT_PADDING_BEFORE)
		b->padding[SIDE_BEFORE] = 0;
	if (parts & CUT_BORDER_AFTER)
		b->border[SIDE_AFTER].width = 0;
	if (parts & CUT_PADDING_AFTER)
		b->padding[SIDE_AFTER] = 0;
	return b;
}

const struct area_box *
lay_box_cut(struct arena *a, const struct area_box *box, bool before, bool after)
{
	return lay_box_cut_parts(a, box, (before ? CUT_BORDER_BEFORE | CUT_PADDING_BEFORE : 0) |
		(after ? CUT_BORDER_AFTER | CUT_PADDING_AFTER : 0));
}

static void
cut_side(struct area_box *box, enum area_side side, const struct fo_node *fo, enum fo_prop border, enum fo_prop padding)
{
	if (!fo_is(fo, border, FV_RETAIN))
		box->border[side].width = 0;
	if (!fo_is(fo, padding, FV_RETAIN))
		box->padding[side] = 0;
}

const struct area_box *
lay_box_piece(struct arena *a, const struct area_box *box, const struct fo_node *fo)
{
	struct area_box *piece;

	if (box == NULL || !(fo->head != NULL || fo->goes_on))
		return box;
	piece = arena_copy(a, box, sizeof(*box));
	if (fo->head != NULL)
		cut_side(piece, SIDE_START, fo, PR_BORDER_START_WIDTH_CONDITIONALITY, PR_PADDING_START_CONDITIONALITY);
	if (fo->goes_on)
		cut_side(piece, SIDE_END, fo, PR_BORDER_END_WIDTH_CONDITIONALITY, PR_PADDING_END_CONDITIONALITY);
	return piece;
}

const struct area_box *
lay_box_turned(struct arena *a, const struct area_box *box)
{
	struct area_box *turned;

	if (box == NULL)
		return NULL;
	turned = arena_copy(a, box, sizeof(*box));
	turned->border[SIDE_START] = box->border[SIDE_END];
	turned->border[SIDE_END] = box->border[SIDE_START];
	turned->padding[SIDE_START] = box->padding[SIDE_END];
	turned->padding[SIDE_END] = box->padding[SIDE_START];
	return turned;
}
