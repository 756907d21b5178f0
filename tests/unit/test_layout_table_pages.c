/*
 * "No row and no cell is ever lost": random tables on random pages, from formatting objects to
 * finished pages. Each word of a table is unique. On the pages it must stand exactly once
 * (artifacts do not count), inside its cell, and cells of one table on one page must not overlap.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "layout/lay.h"
#include "load/doc.h"

struct made {
	struct ctx *cx;
	struct buf fo;
	uint32_t seed;
	int words; /* used so far; the names are w0 w1 ... */
	int collapse; /* 1 in 2 tables */
};

static int
chance(struct made *m, uint32_t n)
{
	m->seed = m->seed * 1664525u + 1013904223u;
	return (int)((m->seed >> 8) % n);
}

static void
put_words(struct made *m, int n)
{
	for (int i = 0; i < n; i++)
		buf_printf(&m->fo, "%sw%d", i > 0 ? " " : "", m->words++);
}

static const char *const block_breaks[] = {"", "break-before=\"page\" ", "break-after=\"page\" ",
    "keep-with-next=\"always\" ", "keep-with-previous=\"3\" "};

static void put_table(struct made *m, int depth);

static void
put_cell_content(struct made *m, int depth)
{
	for (int n = 1 + chance(m, 3) * (chance(m, 3) == 0); n > 0; n--) {
		switch (chance(m, depth < 2 ? 12 : 10)) {
		case 0:
			buf_puts(&m->fo,
			    "<fo:list-block><fo:list-item space-before=\"3pt\"><fo:list-item-label "
			    "end-indent=\"label-end()\"><fo:block>");
			put_words(m, 1);
			buf_puts(&m->fo,
			    "</fo:block></fo:list-item-label><fo:list-item-body "
			    "start-indent=\"body-start()\"><fo:block>");
			put_words(m, chance(m, 30));
			buf_puts(&m->fo,
			    "</fo:block></fo:list-item-body></fo:list-item></fo:list-block>");
			break;
		case 11:
			put_table(m, depth + 1);
			break;
		default:
			buf_printf(&m->fo, "<fo:block space-before=\"%dpt\" %s%s%s>", chance(m, 8),
			    chance(m, 5) == 0 ? "keep-together=\"always\" " : "",
			    block_breaks[chance(m, 12) == 0 ? 1 + chance(m, 4) : 0],
			    chance(m, 8) == 0 ? "border=\"1pt solid red\" padding=\"2pt\"" : "");
			put_words(m, chance(m, 6) == 0 ? chance(m, 90) : chance(m, 8));
			buf_puts(&m->fo, "</fo:block>");
		}
	}
}

static void
put_row(struct made *m, int columns, int rows_left, int depth)
{
	static const char *const keeps[] = {"", "keep-together=\"always\"",
	    "keep-with-next=\"always\"", "keep-with-previous=\"5\"", "height=\"30pt\"",
	    "break-before=\"page\"", "background-color=\"#eeeeee\"", "break-after=\"column\"",
	    "height=\"90pt\" keep-with-next=\"2\""};

	buf_printf(&m->fo, "<fo:table-row %s>", keeps[chance(m, 3) == 0 ? chance(m, 9) : 0]);
	for (int n = columns - chance(m, 2); n > 0; n--) {
		int cols = chance(m, 6) == 0 ? 2 : 1,
		    rows = chance(m, 5) == 0 ? 1 + chance(m, (uint32_t)rows_left) : 1;

		if (cols > n)
			cols = 1;
		n -= cols - 1;
		buf_printf(&m->fo,
		    "<fo:table-cell border=\"%dpt solid black\" padding=\"%dpt\" "
		    "number-columns-spanned=\"%d\" "
		    "number-rows-spanned=\"%d\" %s%s>",
		    chance(m, 3), chance(m, 4), cols, rows,
		    chance(m, 4) == 0 ? "display-align=\"center\"" : "",
		    chance(m, 4) == 0 ? " axf:repeat-cell-content-at-break=\"true\"" : "");
		if (chance(m, 8) == 0)
			buf_puts(&m->fo, "<fo:marker marker-class-name=\"c\">(continued from there)</fo:marker>");
		put_cell_content(m, depth);
		buf_puts(&m->fo, "</fo:table-cell>");
	}
	buf_puts(&m->fo, "</fo:table-row>");
}

static void
put_part(struct made *m, const char *part, int columns, int rows, int depth)
{
	buf_printf(&m->fo, "<fo:%s>", part);
	for (int r = 0; r < rows; r++)
		put_row(m, columns, strcmp(part, "table-body") == 0 ? rows - r : 1, depth);
	buf_printf(&m->fo, "</fo:%s>", part);
}

static void
put_table(struct made *m, int depth)
{
	static const char *const limits[] = {"", "fox:orphan-content-limit=\"40pt\"",
	    "fox:widow-content-limit=\"60pt\"", "axf:table-row-widows=\"3\" axf:table-row-orphans=\"2\""};
	int columns = 1 + chance(m, 4);

	buf_printf(&m->fo,
	    "<fo:table table-layout=\"%s\" %s border-collapse=\"%s\" border-separation=\"%dpt\" "
	    "border=\"%dpt solid blue\" "
	    "table-omit-header-at-break=\"%s\" table-omit-footer-at-break=\"%s\" %s>",
	    chance(m, 2) == 0 ? "fixed" : "auto", chance(m, 2) == 0 ? "width=\"100%\"" : "",
	    chance(m, 2) == 0 ? "collapse" : "separate", chance(m, 4), chance(m, 4),
	    chance(m, 4) == 0 ? "true" : "false", chance(m, 4) == 0 ? "true" : "false",
	    limits[chance(m, 3) == 0 ? chance(m, 4) : 0]);
	if (chance(m, 2) == 0)
		for (int i = 0; i < columns; i++)
			buf_puts(&m->fo,
			    "<fo:table-column column-width=\"proportional-column-width(1)\"/>");
	if (chance(m, 6) == 0)
		buf_puts(&m->fo, "<fo:table-header><fo:table-cell><fo:block>As before "
				 "<fo:retrieve-table-marker retrieve-class-name=\"c\"/></fo:block>"
				 "</fo:table-cell></fo:table-header>");
	else if (chance(m, 3) == 0)
		put_part(m, "table-header", columns, 1 + 3 * (chance(m, 5) == 0), 2);
	if (chance(m, 4) == 0)
		put_part(m, "table-footer", columns, 1, 2);
	for (int n = 1 + chance(m, 2); n > 0; n--)
		put_part(m, "table-body", columns, 1 + chance(m, depth > 0 ? 3 : 8), depth);
	buf_puts(&m->fo, "</fo:table>");
}

static void
put_document(struct made *m)
{
	buf_printf(&m->fo,
	    "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" "
	    "xmlns:axf=\"http://www.antennahouse.com/names/XSL/Extensions\" "
	    "xmlns:fox=\"http://xmlgraphics.apache.org/fop/extensions\" "
	    "font-size=\"8pt\"><fo:layout-master-set>"
	    "<fo:simple-page-master master-name=\"p\" page-width=\"%dpt\" "
	    "page-height=\"%dpt\"><fo:region-body/></fo:simple-page-master>"
	    "</fo:layout-master-set><fo:page-sequence master-reference=\"p\"><fo:flow "
	    "flow-name=\"xsl-region-body\"><fo:block>",
	    250 + chance(m, 300), 60 + chance(m, 560));
	put_words(m, chance(m, 40));
	buf_puts(&m->fo, "</fo:block>");
	put_table(m, 0);
	buf_puts(&m->fo, "<fo:block>");
	put_words(m, 3);
	buf_puts(&m->fo, "</fo:block></fo:flow></fo:page-sequence></fo:root>");
}

/* ---- what came out
 * -------------------------------------------------------------------------------------------------
 */

struct seen {
	unsigned char *count; /* by word */
	int words;
};

static void
see_run(struct seen *s, const struct glyph_run *run)
{
	for (const char *p = run->text, *end = p + run->text_len; p < end; p++) {
		if (*p != 'w' || p + 1 == end || p[1] < '0' || p[1] > '9')
			continue;
		long n = 0;

		for (p++; p < end && *p >= '0' && *p <= '9'; p++)
			n = n * 10 + *p - '0';
		assert_true(n < s->words);
		s->count[n]++;
		p--;
	}
}

static bool
is_cell(const struct area *a)
{
	return a->fo != NULL && a->fo->elem == FO_TABLE_CELL;
}

/* Border rectangles of two cells of one table share at most their edges. */
static void
check_apart(const struct area *table)
{
	for (const struct area *a = table->first; a != NULL; a = a->next) {
		if (!is_cell(a) || a->w == 0)
			continue; /* a column narrower than its cell's padding */
		assert_true(a->w >= 0 && a->h >= 0);
		for (const struct area *b = a->next; b != NULL; b = b->next) {
			if (!is_cell(b) || b->w == 0)
				continue;
			bool beside = a->x + a->w <= b->x || b->x + b->w <= a->x;
			bool below = a->y + a->h <= b->y || b->y + b->h <= a->y;

			if (!beside && !below)
				print_error("cells overlap: %d %d %d %d and %d %d %d %d\n", a->x,
				    a->y, a->w, a->h, b->x, b->y, b->w, b->h);
			assert_true(beside || below);
		}
	}
}

static mpt
bottom_of(const struct area *a)
{
	mpt bottom = 0;

	for (const struct area *c = a->first; c != NULL; c = c->next)
		bottom = mpt_max(bottom, c->y + c->h);
	return bottom;
}

static void
see_area(struct seen *s, const struct area *a, bool artifact)
{
	artifact = artifact || a->is_artifact;
	if (a->kind == AREA_TEXT && !artifact && a->text.run != NULL)
		see_run(s, a->text.run);
	if (a->fo != NULL && a->fo->elem == FO_TABLE && a->kind == AREA_BLOCK)
		check_apart(a);
	if (is_cell(a))
		assert_true(bottom_of(a) <= a->h); /* contents stay in their cell */
	for (const struct area *c = a->first; c != NULL; c = c->next)
		see_area(s, c, artifact);
}

static void
lay_out(struct made *m, struct seen *s)
{
	static const struct lay_opts opts;
	const struct doc *doc;
	const struct fo_tree *tree;
	struct lay *lay;
	struct page *page;

	assert_int_equal(load_bytes(m->cx, "table.fo", m->fo.p, m->fo.len, NULL, &doc), RC_OK);
	assert_int_equal(fo_parse(m->cx, doc, NULL, &tree), RC_OK);
	assert_int_equal(lay_open(m->cx, tree, &opts, &lay), RC_OK);
	for (;;) {
		assert_int_equal(lay_next_page(lay, &page), RC_OK);
		if (page == NULL)
			break;
		for (const struct area *a = page->first; a != NULL; a = a->next)
			see_area(s, a, false);
		lay_page_free(page);
	}
	lay_close(lay);
}

static void
one_document(uint32_t seed)
{
	struct made m = {.cx = ctx_new(TEST_SOURCE_DIR), .seed = seed};
	struct seen s = {0};

	put_document(&m);
	s.words = m.words;
	s.count = calloc((size_t)m.words + 1, 1);
	lay_out(&m, &s);
	for (int i = 0; i < m.words; i++) {
		if (s.count[i] != 1)
			print_error("seed %u: w%d stands %d times\n%s\n", seed, i, s.count[i],
			    buf_str(&m.fo));
		assert_int_equal(s.count[i], 1);
	}
	free(s.count);
	buf_free(&m.fo);
	ctx_free(m.cx);
}

static void
test_every_word_of_a_table_stands_once_on_the_pages(void **state)
{
	const char *from = getenv("ASSAY_SEED");
	uint32_t first = from != NULL ? (uint32_t)strtoul(from, NULL, 10) : 1;

	(void)state;
	for (uint32_t seed = first; seed < first + (from != NULL ? 1000u : 60u); seed++)
		one_document(seed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_word_of_a_table_stands_once_on_the_pages),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
