/* Bytes as an assessment: the loader must accept or refuse them, and every span must lie inside what it shows. */
#include <stdlib.h>

#include "load/doc.h"
#include "validate/val.h"

static void
check_spans(const struct ctx *cx, const struct doc *doc)
{
	size_t len;
	const char *bytes = src_bytes(cx->sources, doc->file, &len);

	for (size_t i = 0; i < doc->n_spans; i++) {
		struct span s = doc->spans[i];

		if (s.beg >= s.end || s.end > len || bytes[s.beg] != '<' || bytes[s.end - 1] != '>' || doc->ends[i] < s.end ||
		    doc->ends[i] > len)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	struct buf out = {0};
	const struct doc *doc;
	const char *bytes = arena_copy(cx->arena, data, size);

	load_init();
	if (load_bytes(cx, "fuzz.xml", bytes, size, NULL, &doc) == RC_OK) {
		check_spans(cx, doc);
		load_dump(cx, doc, &out);
		buf_free(&out);
		(void)!val_doc(cx, doc);
	} else if (!diag_failed(cx)) {
		abort(); /* a refusal without a word */
	}
	diag_print(cx, DIAG_TEXT, &out);
	buf_free(&out);
	diag_print(cx, DIAG_JSON, &out);
	buf_free(&out);
	ctx_free(cx);
	return 0;
}
