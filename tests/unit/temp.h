#pragma once
/* temp.h - a folder of a test's own, in TMPDIR. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Makes it; its name goes to dir. */
static inline void
temp_folder(char *dir, size_t size)
{
	const char *tmp = getenv("TMPDIR");
	int n = snprintf(dir, size, "%s/assay-test-XXXXXX", tmp != NULL && *tmp == '/' ? tmp : P_tmpdir);

	assert_true(n > 0 && (size_t)n < size);
	assert_non_null(mkdtemp(dir));
}

/* Removes it with all that is in it. */
static inline void
temp_remove(const char *dir)
{
	char command[1100];

	snprintf(command, sizeof(command), "rm -rf '%s'", dir);
	assert_int_equal(system(command), 0);
}
