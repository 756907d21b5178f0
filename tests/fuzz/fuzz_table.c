/*
 * Bytes as a recipe for a table: columns, spans, keeps, breaks, borders, headers and footers, rows taller than a page, tables within cells, on
 * pages of several sizes. Every cell has a word of its own; each must be on a page exactly once, those of headers and footers at least
 * once. Two runs must be equal.
 */
#include "fuzz.h"

#include <stdio.h>

#define ROWS 40
#define COLUMNS 8
#define NESTING 2

struct recipe {
	struct fuzz_bytes b;
	struct buf out;
	unsigned words, repeated; /* "w0z" ... once, "h0z" ... once or more */
};

static void put_table(struct recipe *r, int depth);

static void
put_one(struct recipe *r, const char *name, const char *const *values, size_t n)
{
	buf_printf(&r->out, " %s=\"%s\"", name, fuzz_pick(&r->b, values, n));
}

static void
put_traits(struct recipe *r)
{
	static const char *const keeps[] = {"auto", "always", "1", "3"}, *const breaks[] = {"auto", "page", "column", "odd-page"};
	static const char *const styles[] = {"none", "solid", "hidden", "double", "dotted"};
	static const char *const widths[] = {"1pt", "0pt", "5pt", "30pt"}, *const cuts[] = {"discard", "retain"};
	static const struct {
		const char *name;
		const char *const *values;
		size_t n;
	} traits[] = {{"keep-together", keeps, 4}, {"keep-with-next", keeps, 4}, {"keep-with-previous", keeps, 4},
	    {"keep-together.within-column", keeps, 4}, {"break-before", breaks, 4}, {"break-after", breaks, 4},
	    {"border-style", styles, 5}, {"border-width", widths, 4}, {"padding", widths, 4}, {"space-before", widths, 4},
	    {"height", widths, 4}, {"border-before-width.conditionality", cuts, 2}};
	unsigned from = fuzz_byte(&r->b);

	/* Each at most once, in an order that the byte turns. */
	for (unsigned i = 0; i < ARRAY_LEN(traits) && fuzz_odds(&r->b, 100); i++) {
		size_t t = (from + i * 5) % ARRAY_LEN(traits);

		put_one(r, traits[t].name, traits[t].values, traits[t].n);
	}
}

static void
put_content(struct recipe *r, int depth, bool repeats)
{
	unsigned n = 1 + fuzz_below(&r->b, 4);

	if (fuzz_odds(&r->b, 20))
		n = 30;
	for (; n > 0; n--) {
		buf_puts(&r->out, "<fo:block");
		if (!repeats && fuzz_odds(&r->b, 40))
			put_traits(r);
		buf_putc(&r->out, '>');
		if (repeats)
			buf_printf(&r->out, "h%uz", r->repeated++);
		else
			buf_printf(&r->out, "w%uz", r->words++);
		if (!repeats && fuzz_odds(&r->b, 12)) {
			buf_printf(&r->out, "<fo:footnote><fo:inline>*</fo:inline><fo:footnote-body><fo:block>w%uz", r->words++);
			buf_puts(&r->out, "</fo:block></fo:footnote-body></fo:footnote>");
		}
		buf_puts(&r->out, "</fo:block>");
	}
	if (!repeats && depth < NESTING && fuzz_odds(&r->b, 24))
		put_table(r, depth + 1);
}

/* Spans may collide and reach too far: the reader moves and cuts them. */
static void
put_row(struct recipe *r, int depth, unsigned columns, bool repeats)
{
	unsigned cells = 1 + fuzz_below(&r->b, columns);

	buf_puts(&r->out, "<fo:table-row");
	if (!repeats)
		put_traits(r);
	buf_putc(&r->out, '>');
	for (; cells > 0; cells--) {
		buf_puts(&r->out, "<fo:table-cell");
		if (fuzz_odds(&r->b, 60))
			buf_printf(&r->out, " number-columns-spanned=\"%u\"", 1 + fuzz_below(&r->b, columns));
		if (fuzz_odds(&r->b, 60))
			buf_printf(&r->out, " number-rows-spanned=\"%u\"", 1 + fuzz_below(&r->b, 6));
		if (fuzz_odds(&r->b, 20))
			buf_printf(&r->out, " column-number=\"%u\"", 1 + fuzz_below(&r->b, columns));
		if (!repeats)
			put_traits(r);
		buf_putc(&r->out, '>');
		put_content(r, depth, repeats);
		buf_puts(&r->out, "</fo:table-cell>");
	}
	buf_puts(&r->out, "</fo:table-row>");
}

static void
put_part(struct recipe *r, const char *part, int depth, unsigned columns, unsigned rows, bool repeats)
{
	buf_printf(&r->out, "<fo:table-%s>", part);
	for (; rows > 0; rows--)
		put_row(r, depth, columns, repeats);
	buf_printf(&r->out, "</fo:table-%s>", part);
}

static void
put_columns(struct recipe *r, unsigned columns)
{
	static const char *const widths[] = {"proportional-column-width(1)", "20pt", "10%", "auto", "0pt", "500pt",
	    "proportional-column-width(3)"};

	for (unsigned i = 0; i < columns; i++)
		buf_printf(&r->out, "<fo:table-column column-width=\"%s\"/>", FUZZ_PICK(&r->b, widths));
}

static void
put_table(struct recipe *r, int depth)
{
	static const char *const layouts[] = {"fixed", "auto"}, *const widths[] = {"100%", "auto", "50pt", "900pt"},
				 *const models[] = {"separate", "collapse", "collapse-with-precedence"},
				 *const omits[] = {"false", "true"};
	unsigned columns = 1 + fuzz_below(&r->b, COLUMNS), header = fuzz_below(&r->b, 3), footer = fuzz_below(&r->b, 2);
	unsigned bodies = 1 + fuzz_below(&r->b, 2);

	buf_puts(&r->out, "<fo:table");
	put_one(r, "table-layout", layouts, 2);
	put_one(r, "width", widths, 4);
	put_one(r, "border-collapse", models, 3);
	put_one(r, "table-omit-header-at-break", omits, 2);
	put_one(r, "table-omit-footer-at-break", omits, 2);
	buf_putc(&r->out, '>');
	if (fuzz_odds(&r->b, 160))
		put_columns(r, columns);
	if (header > 0 && depth == 0)
		put_part(r, "header", depth, columns, header, true);
	if (footer > 0 && depth == 0)
		put_part(r, "footer", depth, columns, footer, true);
	for (; bodies > 0; bodies--)
		put_part(r, "body", depth, columns, 1 + fuzz_below(&r->b, depth > 0 ? 3 : ROWS), false);
	buf_puts(&r->out, "</fo:table>");
}

static void
put_document(struct recipe *r)
{
	static const char *const widths[] = {"200pt", "60pt", "400pt", "1000pt"}, *const heights[] = {"100pt", "30pt", "200pt", "1000pt"};
	const char *w = FUZZ_PICK(&r->b, widths), *h = FUZZ_PICK(&r->b, heights);

	buf_printf(&r->out, FUZZ_FO_ROOT "<fo:layout-master-set><fo:simple-page-master master-name=\"p\" page-width=\"%s\" page-height=\"%s\">"
	    "<fo:region-body column-count=\"%u\" column-gap=\"4pt\"/></fo:simple-page-master></fo:layout-master-set>"
	    "<fo:page-sequence master-reference=\"p\"><fo:flow flow-name=\"xsl-region-body\" font-size=\"8pt\">",
	    w, h, 1 + fuzz_below(&r->b, 2));
	for (unsigned n = 1 + fuzz_below(&r->b, 2); n > 0; n--)
		put_table(r, 0);
	buf_puts(&r->out, "</fo:flow></fo:page-sequence></fo:root>");
}

static void
check_words(const struct recipe *r, const struct fuzz_run *run)
{
	char word[16];

	for (unsigned i = 0; i < r->words; i++) {
		snprintf(word, sizeof(word), "w%uz", i);
		if (fuzz_run_shows(run, word) != 1)
			fuzz_fail("%s is there %zu times", word, fuzz_run_shows(run, word));
	}
	for (unsigned i = 0; i < r->repeated; i++) {
		snprintf(word, sizeof(word), "h%uz", i);
		if (fuzz_run_shows(run, word) == 0)
			fuzz_fail("%s is nowhere", word);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct recipe r = {.b = {data, data + size}};
	struct fuzz_run run;

	put_document(&r);
	fuzz_run_open(&run, buf_str(&r.out), r.out.len);
	if (run.is_whole)
		check_words(&r, &run);
	else if (run.n_pages < FUZZ_PAGES)
		fuzz_fail("a table was refused");
	if (size % 2 == 0)
		fuzz_run_again(&run, buf_str(&r.out), r.out.len);
	else
		fuzz_run_in_pieces(&run, buf_str(&r.out), r.out.len, size % 4 == 1 ? 0 : 300);
	fuzz_run_close(&run);
	buf_free(&r.out);
	return 0;
}
