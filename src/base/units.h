#pragma once
/*
 * units.h - the one length type after the FO reader.
 * Integer millipoints: equality is exact, golden files are stable. 1 pt = 1000 mpt; 1 in = 72 pt.
 */
#include "base/defs.h"

typedef int32_t mpt; /* [mpt], about +-2,147 km of a point: +-757 m */

#define MPT_PT 1000
#define MPT_MAX ((mpt)1000000000)
#define MPT_LENGTH_MAX ((mpt)100000000) /* 35 m: a length of a document; twenty of them add up below 2^31 */

static inline double
mpt_to_pt(mpt v)
{
	return v / 1000.0;
}

static inline mpt
mpt_max(mpt a, mpt b)
{
	return a > b ? a : b;
}

static inline mpt
mpt_min(mpt a, mpt b)
{
	return a < b ? a : b;
}

/* Adds and keeps the sum inside +-MPT_MAX, so that hostile lengths never wrap. */
static inline mpt
mpt_add(mpt a, mpt b)
{
	int64_t s = (int64_t)a + b;

	return s > MPT_MAX ? MPT_MAX : s < -MPT_MAX ? -MPT_MAX : (mpt)s;
}
