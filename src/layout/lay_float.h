#pragma once
/*
 * lay_float.h - the room beside side floats; for lay_float.c and lay_float_beside.c only.
 */
#include "layout/lay_flow.h"

#define LAY_SIDES_MAX 64 /* beside each other in one reference area */

struct lay_free {
	mpt left, right; /* edges */
	mpt next;        /* where something ends; MPT_MAX: nothing is in the way */
};

/* What is free in a frame, from y to y + h; y as lay_beside_here. */
struct lay_free lay_beside_room(const struct lay_source *s, const struct lay_frame *frame, mpt y, mpt h);
/* Where an object may begin at y or below (7.19.1): below the floats of the sides that it is clear of. */
mpt lay_beside_clear(struct lay_source *s, const struct fo_node *node, mpt y);
void lay_beside_gap(struct lay_source *s, mpt h); /* room without content */
bool lay_beside_is_own(const struct lay_source *s); /* not the floats of the list around */
