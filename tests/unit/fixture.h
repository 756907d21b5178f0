#pragma once
/* fixture.h - what fixtures have in common: a context, which is their first member, with our data. */
#include <stdlib.h>

#include "load/doc.h"
#include "unit.h"

/* A fixture of `size` zeroed bytes that begins with a struct ctx *, made here. */
static inline void *
fixture_new(void **state, size_t size)
{
	struct ctx **cx = test_calloc(1, size);

	*cx = ctx_new(TEST_SOURCE_DIR);
	*state = cx;
	return cx;
}

static inline int
fixture_free(void **state)
{
	struct ctx **cx = *state;

	ctx_free(*cx);
	test_free(cx);
	return 0;
}

/* The same where catalogues are read: the tester's own imported ones must not change what a test sees. */
static inline void *
fixture_with_catalogues(void **state, size_t size)
{
	setenv("XDG_DATA_HOME", TEST_SOURCE_DIR "/tests/unit/none", 1);
	load_init();
	return fixture_new(state, size);
}
