#pragma once
/* fop_dump.h - inside the dump in Apache FOP's vocabulary: what its two files share. */
#include "base/buf.h"
#include "layout/area.h"

/* Deeper trees than layout makes are cut. */
#define FOP_DEPTH_MAX 1000

void fop_attr(struct buf *out, const char *name, const char *value);
void fop_length(struct buf *out, const char *name, mpt v);
/* Only when it is not 0. */
void fop_trait(struct buf *out, const char *name, mpt v);
/* ipd bpd ipda bpda bap, border, padding and background, prod-id. */
void fop_traits(struct buf *out, const struct area_box *box, const struct fo_node *fo, mpt w, mpt h, mpt space);

/* fop_dump_line.c: a lineArea; `measure` is the ipd of its block. */
/* FOP draws a change bar once for every block or inline of its region, as a child (block, inlineblock) of it. */
void fop_bars(struct buf *out, const struct fo_tree *tree, const struct fo_node *fo, const char *name);
void fop_line(struct buf *out, const struct fo_tree *tree, const struct area *line, mpt measure);
/* fop_dump.c: the blocks in an inline-container. */
void fop_blocks(struct buf *out, const struct fo_tree *tree, const struct area *parent);
