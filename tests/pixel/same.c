/*
 * same.c - do two pictures of a page, drawn by two programs, show the same?
 *   same A.png B.png FINE   FINE pixels of them along one that is compared (picture.h); status 1 and the differences when not
 */
#include <stdio.h>
#include <stdlib.h>

#include "picture.h"

static bool
load(const char *path, int fine, struct picture *p)
{
	FILE *f = fopen(path, "rb");
	char *bytes = NULL;
	size_t len = 0, n;
	bool ok;

	if (f == NULL)
		return false;
	do {
		char *more = realloc(bytes, len + 65536);

		if (more == NULL)
			abort();
		bytes = more;
		n = fread(bytes + len, 1, 65536, f);
		len += n;
	} while (n > 0);
	fclose(f);
	ok = picture_of_png(bytes, len, fine, p);
	free(bytes);
	return ok;
}

int
main(int argc, char **argv)
{
	struct picture a = {0}, b = {0};
	struct picture_verdict v = {0};
	int fine = argc == 4 ? (int)strtol(argv[3], NULL, 10) : 0;
	bool same = fine > 0 && load(argv[1], fine, &a) && load(argv[2], fine, &b) && picture_same(&a, &b, NULL, &v);

	printf("%s: %dx%d and %dx%d, near %d (limit %d), along %d (limit %d), most at %d,%d\n", same ? "same" : "different", a.w, a.h,
	    b.w, b.h, v.near, PICTURE_NEAR, v.along, PICTURE_ALONG, v.x, v.y);
	picture_free(&a);
	picture_free(&b);
	return same ? 0 : 1;
}
