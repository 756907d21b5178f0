#include "finish/fin.h"

#include <string.h>

#include "base/io.h"

static enum rc
check(struct ctx *cx, const struct drawn *drawn)
{
	for (size_t i = 0; i < drawn->n; i++) {
		const struct buf *b = &drawn->files[i].bytes;
		size_t pages;
		const char *wrong = fin_check_pdf(b->p, b->len, &pages);

		if (wrong == NULL && pages == 0)
			wrong = "it has no pages";
		if (wrong != NULL)
			return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "%s", wrong);
	}
	return RC_OK;
}

/* "out/report.svg" and "-001" make "out/report-001.svg". */
static const char *
name_of(struct ctx *cx, const char *output, const char *suffix)
{
	const char *slash = strrchr(output, '/'), *base = slash != NULL ? slash + 1 : output;
	const char *dot = strrchr(base, '.');
	size_t stem = dot != NULL && dot != base ? (size_t)(dot - output) : strlen(output);

	return arena_printf(cx->arena, "%.*s%s%s", (int)stem, output, suffix, output + stem);
}

enum rc
fin_write(struct ctx *cx, const struct drawn *drawn, const char *output)
{
	struct io_out *outs;

	if (drawn->n == 0)
		return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "it has no pages");
	if (strcmp(drawn->format, "pdf") == 0)
		TRY(check(cx, drawn));
	if (strcmp(output, "-") == 0) {
		if (drawn->n > 1)
			return diag_at(cx, DIAG_OUTPUT_FILES, NO_SPAN, "%zu pages of %s", drawn->n, drawn->format);
		return io_write(cx, output, drawn->files[0].bytes.p, drawn->files[0].bytes.len);
	}
	outs = arena_array(cx->arena, drawn->n, sizeof(*outs));
	for (size_t i = 0; i < drawn->n; i++)
		outs[i] = (struct io_out){name_of(cx, output, drawn->files[i].suffix), drawn->files[i].bytes.p,
		    drawn->files[i].bytes.len};
	return io_write_all(cx, outs, drawn->n);
}
