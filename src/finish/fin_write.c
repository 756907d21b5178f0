#include "finish/fin.h"

#include <string.h>

#include "base/io.h"
#include "finish/fin_pdf.h"

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

static enum rc
check_drawn(struct ctx *cx, const struct drawn *drawn)
{
	if (drawn->n == 0)
		return diag_at(cx, DIAG_OUTPUT_BROKEN, NO_SPAN, "it has no pages");
	return strcmp(drawn->format, "pdf") == 0 ? check(cx, drawn) : RC_OK;
}

static enum rc
write_to_stdout(struct ctx *cx, const struct drawn *drawn)
{
	if (drawn->n > 1)
		return diag_at(cx, DIAG_OUTPUT_FILES, NO_SPAN, "%zu pages of %s", drawn->n, drawn->format);
	return io_write(cx, "-", drawn->files[0].bytes.p, drawn->files[0].bytes.len);
}

enum rc
fin_finish_all(struct ctx *cx, const struct fin_file *files, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct drawn *d = files[i].drawn;

		if (d->doc != NULL)
			TRY(fin_pdf(cx, d, &files[i].opts));
		d->doc = NULL;
		TRY(check_drawn(cx, d));
	}
	return RC_OK;
}

enum rc
fin_write_all(struct ctx *cx, const struct fin_file *files, size_t n)
{
	struct io_out *outs;
	size_t total = 0, k = 0;

	TRY(fin_finish_all(cx, files, n));
	for (size_t i = 0; i < n; i++)
		total += files[i].drawn->n;
	if (n == 1 && strcmp(files[0].output, "-") == 0)
		return write_to_stdout(cx, files[0].drawn);
	outs = arena_array(cx->arena, total, sizeof(*outs));
	for (size_t i = 0; i < n; i++) {
		const struct drawn *d = files[i].drawn;

		for (size_t p = 0; p < d->n; p++)
			outs[k++] = (struct io_out){name_of(cx, files[i].output, d->files[p].suffix), d->files[p].bytes.p, d->files[p].bytes.len};
	}
	return io_write_all(cx, outs, total);
}

enum rc
fin_write(struct ctx *cx, struct drawn *drawn, const char *output)
{
	const struct fin_file file = {.drawn = drawn, .output = output};

	return fin_write_all(cx, &file, 1);
}
