#pragma once
/*
 * defs.h - the few words every room uses.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* RC_FAIL: a diagnostic of level ERROR or above is in the context already. */
enum rc { RC_OK, RC_FAIL };

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(f, a) __attribute__((format(printf, f, a)))
#define UNUSED __attribute__((unused))
#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

/* The one macro that hides a return. */
#define TRY(expr)                                                                                  \
	do {                                                                                       \
		if ((expr) != RC_OK)                                                               \
			return RC_FAIL;                                                            \
	} while (0)

/* A range of bytes in a source file. */
struct span {
	uint32_t beg, end; /* [B], half-open; beg == end means a point */
	uint16_t file;     /* index into ctx.sources; 0 is "no source" */
};

#define NO_SPAN ((struct span){0, 0, 0})
