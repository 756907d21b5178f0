#pragma once
/* drawn.h - what render hands to finish: files in memory, not yet published. */
#include "base/buf.h"

struct drawn_file {
	const char *suffix; /* "" for the only file, "-001" for the first page's */
	struct buf bytes;
};

struct drawn {
	const char *format; /* "pdf" "svg" "png" "trace" */
	struct drawn_file *files;
	size_t n;
	const char *lang; /* of the document, BCP 47; NULL: not known */
	size_t pages; /* of the document, however many files they are */
};
