#pragma once
/* golden.h - text against the file that says what it was. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/io.h"
#include "unit.h"

/* Frees out. may_bless: ASSAY_BLESS=1 rewrites the file. */
static inline void
golden_compare(struct ctx *cx, const char *golden, struct buf *out, bool may_bless)
{
	const char *want;
	size_t len;

	if (may_bless && getenv("ASSAY_BLESS") != NULL)
		assert_int_equal(io_write(cx, golden, out->p, out->len), RC_OK);
	assert_int_equal(io_read(cx, golden, 1 << 22, &want, &len), RC_OK);
	if (strcmp(buf_str(out), want) != 0)
		fprintf(stderr, "%s differs; see it with ASSAY_BLESS=1 and git diff\n", golden);
	assert_string_equal(buf_str(out), want);
	buf_free(out);
}
