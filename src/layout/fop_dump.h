#pragma once
/* fop_dump.h - inside the dump in Apache FOP's vocabulary: what its files share. */
#include "base/buf.h"
#include "layout/area.h"

/* Deeper trees than layout makes are cut. */
#define FOP_DEPTH_MAX 1000

struct walk {
	struct buf *out;
	const struct area *reference; /* around: positioned containers lie in it */
	const struct area *page;      /* fixed ones in this */
	mpt table_x;                  /* of the table around, in its reference area */
	const struct fo_tree *tree;
	mpt left_offset;              /* of blocks beside a float */
	int depth;
};

struct fop_rect {
	mpt x, y, w, h;
};

static inline bool
fop_is_elem(const struct area *a, enum fo_elem e)
{
	return a->fo != NULL && a->fo->elem == e;
}

static inline int
fop_rotation(const struct area *a)
{
	return a->ref != NULL ? a->ref->rotation : 0;
}

/* ---- fop_dump_trait.c ---------------------------------------------------------------------------------------------- */

void fop_attr(struct buf *out, const char *name, const char *value);
void fop_length(struct buf *out, const char *name, mpt v);
/* Only when it is not 0. */
void fop_trait(struct buf *out, const char *name, mpt v);
/* Border and padding of a side. A collapsed border counts whole in FOP's areas, which lap over their neighbours. */
mpt fop_edge(const struct area_box *box, enum area_side side);
/* ipd bpd ipda bpda bap, border, padding and background, prod-id. */
void fop_traits(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space);
/* `outer`: sides (bits by area_side) that lie on the edge of their collapsed table. */
void fop_traits_sides(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space,
    unsigned outer);
/* From the content of a reference area to what is around it: FOP's CTM.getCTMandRelDims. */
void fop_ctm(struct buf *out, int rotation, const struct fop_rect *r);

/* ---- what pages consist of ----------------------------------------------------------------------------------------- */

/* fop_dump_body.c: before-floats, spans with their columns, footnotes. */
void fop_body(const struct walk *w, const struct area *body, mpt ipd);
/* What is aligned to the centre or the end stands below an empty block. */
void fop_spacer(struct buf *out, const struct area *region, mpt ipd, mpt space);
/* fop_dump_block.c; fop_blocks: those in an inline-container. */
void fop_walk_blocks(const struct walk *around, const struct area *parent);
void fop_blocks(struct buf *out, const struct fo_tree *tree, const struct area *parent);
/* fop_dump_float.c: a column of the flow, torn where floats begin and end. */
void fop_flow(const struct walk *w, const struct area *piece);
/* fop_dump_table.c: the children of a table's area. */
void fop_table(const struct walk *w, const struct area *table);
/* fop_dump_line.c: a lineArea; `measure` is the ipd of its block. */
void fop_line(struct buf *out, const struct fo_tree *tree, const struct area *line, mpt measure);
/* A wrapper has no area: FOP makes an empty one of its id. */
void fop_place(struct buf *out, const char *name, const struct fo_node *n);
/* FOP draws a change bar once for every block or inline of its region, as a child (block, inlineblock) of it. */
void fop_bars(struct buf *out, const struct fo_tree *tree, const struct fo_node *fo, const char *name);
