/*
 * What layout makes of a document: tests/golden/areas/CASE.fo becomes CASE.areas, with what it said about it at the
 * end. ASSAY_BLESS=1 rewrites; arguments choose cases.
 */
#include "golden.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fo/fo.h"
#include "layout/area.h"

static int wanted_n;
static char **wanted;

static bool
is_wanted(const char *path)
{
	for (int i = 1; i < wanted_n; i++) {
		if (strstr(path, wanted[i]) != NULL)
			return true;
	}
	return wanted_n <= 1;
}

/* How much of the XML there is at a time: all, single elements, or what is shorter than 1,000 bytes at once. */
enum reading { WHOLE, BY_ELEMENT, IN_PIECES };

static enum rc
read_fo(struct ctx *cx, const char *fo, enum reading how, const struct fo_tree **tree)
{
	const struct io_root *root;
	const struct doc *doc;
	const char *bytes;
	size_t len;

	if (how == WHOLE) {
		TRY(load_file(cx, fo, &doc));
		return fo_parse(cx, doc, NULL, tree);
	}
	TRY(io_read(cx, fo, 1 << 22, &bytes, &len));
	TRY(io_root_of(cx, fo, &root));
	TRY(load_pieces(cx, fo, bytes, len, root, how == BY_ELEMENT ? 0 : 1000, &doc));
	return fo_open(cx, doc, NULL, tree);
}

static void
lay_out(struct ctx *cx, const char *fo, enum reading how, struct buf *out)
{
	const struct fo_tree *tree;
	struct lay *lay;
	struct page *page;
	enum rc rc;

	assert_int_equal(read_fo(cx, fo, how, &tree), RC_OK);
	assert_int_equal(lay_open(cx, tree, NULL, &lay), RC_OK);
	while ((rc = lay_next_page(lay, &page)) == RC_OK && page != NULL) {
		area_dump(page, out);
		lay_page_free(page);
	}
	if (rc != RC_OK)
		buf_puts(out, "failed\n");
	lay_close(lay);
	diag_print(cx, DIAG_TEXT, out);
}

static void
compare(const char *fo, enum reading how)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	struct buf out = {0};
	char golden[512];

	snprintf(golden, sizeof(golden), "%.*sareas", (int)(strlen(fo) - 2), fo);
	lay_out(cx, fo, how, &out);
	golden_compare(cx, golden, &out, how == WHOLE);
	ctx_free(cx);
}

static void
compare_all(enum reading how)
{
	glob_t g;

	assert_int_equal(glob("tests/golden/areas/*.fo", 0, NULL, &g), 0);
	for (size_t i = 0; i < g.gl_pathc; i++) {
		if (is_wanted(g.gl_pathv[i]))
			compare(g.gl_pathv[i], how);
	}
	globfree(&g);
}

static void
test_every_document_is_laid_out_as_before(void **state)
{
	(void)state;
	compare_all(WHOLE);
}

/* A page-sequence is freed when it is laid out, and its XML before that: nobody may notice. */
static void
test_a_document_in_pieces_is_laid_out_as_whole(void **state)
{
	(void)state;
	compare_all(BY_ELEMENT);
	compare_all(IN_PIECES);
}

/* Pages with all that is remembered from earlier ones: markers, footnotes that go on, citations, headers, spans, two widths. */
static void
write_long(struct buf *fo)
{
	static const char cell[] = "<fo:table-cell border='1pt solid black'><fo:block id='c%d'>%s<fo:page-number-citation ref-id='c%d'/></fo:block></fo:table-cell>";

	buf_puts(fo, "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format' font-size='8pt'><fo:layout-master-set>"
	    "<fo:simple-page-master master-name='a' page-width='200pt' page-height='200pt'><fo:region-body margin-top='12pt'/>"
	    "<fo:region-before extent='12pt'/></fo:simple-page-master><fo:simple-page-master master-name='b' page-width='160pt' "
	    "page-height='200pt'><fo:region-body margin-top='12pt'/><fo:region-before extent='12pt'/></fo:simple-page-master>"
	    "<fo:page-sequence-master master-name='s'><fo:repeatable-page-master-alternatives><fo:conditional-page-master-reference "
	    "odd-or-even='odd' master-reference='a'/><fo:conditional-page-master-reference master-reference='b'/>"
	    "</fo:repeatable-page-master-alternatives></fo:page-sequence-master></fo:layout-master-set><fo:page-sequence "
	    "master-reference='s'><fo:static-content flow-name='xsl-region-before'><fo:block><fo:retrieve-marker "
	    "retrieve-class-name='m'/></fo:block></fo:static-content><fo:flow flow-name='xsl-region-body'>");
	for (int i = 0; i < 12; i++) {
		buf_printf(fo, "<fo:block><fo:marker marker-class-name='m'>part %d</fo:marker>\n<fo:block>text<fo:footnote><fo:inline>*</fo:inline>"
		    "<fo:footnote-body><fo:block>", i);
		for (int k = 0; k < 10 + 40 * (i % 4); k++)
			buf_puts(fo, "a note that goes on ");
		buf_puts(fo, "</fo:block></fo:footnote-body></fo:footnote></fo:block>\n<fo:table table-layout='fixed' width='100%' "
		    "border-collapse='collapse'><fo:table-column number-columns-repeated='2'/><fo:table-header><fo:table-row><fo:table-cell "
		    "number-columns-spanned='2'><fo:block>row <fo:retrieve-table-marker retrieve-class-name='t'/></fo:block></fo:table-cell>"
		    "</fo:table-row></fo:table-header><fo:table-body>");
		for (int k = 100 * i; k < 100 * i + 30; k++) {
			char mark[96];

			snprintf(mark, sizeof(mark), "<fo:marker marker-class-name='t'>%d</fo:marker>", k);
			buf_puts(fo, "<fo:table-row>");
			buf_printf(fo, cell, 2 * k, k % 5 == 0 ? mark : "", 2 * k + 1);
			buf_printf(fo, cell, 2 * k + 1, "", k % 7 == 0 ? 2 * k : 2 * k + 1);
			buf_puts(fo, "</fo:table-row>");
		}
		buf_puts(fo, "</fo:table-body></fo:table></fo:block>");
	}
	buf_puts(fo, "</fo:flow></fo:page-sequence></fo:root>");
}

static void
lay_out_bytes(const char *fo, size_t len, enum reading how, struct buf *out)
{
	struct ctx *cx = ctx_new(".");
	const struct fo_tree *tree;
	const struct doc *doc;
	struct lay *lay;
	struct page *page;

	if (how == WHOLE) {
		assert_int_equal(load_bytes(cx, "long.fo", fo, len, NULL, &doc), RC_OK);
		assert_int_equal(fo_parse(cx, doc, NULL, &tree), RC_OK);
	} else {
		assert_int_equal(load_pieces(cx, "long.fo", fo, len, NULL, 1000, &doc), RC_OK);
		assert_int_equal(fo_open(cx, doc, NULL, &tree), RC_OK);
		/* Of the one page-sequence, its first row at most. */
		assert_true(tree->n_nodes < 200);
	}
	assert_int_equal(lay_open(cx, tree, NULL, &lay), RC_OK);
	while (lay_next_page(lay, &page) == RC_OK && page != NULL) {
		area_dump(page, out);
		lay_page_free(page);
	}
	lay_close(lay);
	ctx_free(cx);
}

/* The window on a long flow must have all that a page looks back at. */
static void
test_a_long_flow_is_laid_out_as_whole(void **state)
{
	struct buf fo = {0}, whole = {0}, window = {0};

	(void)state;
	write_long(&fo);
	lay_out_bytes(buf_str(&fo), fo.len, WHOLE, &whole);
	lay_out_bytes(buf_str(&fo), fo.len, IN_PIECES, &window);
	assert_true(whole.len > 100000);
	assert_string_equal(buf_str(&window), buf_str(&whole));
	buf_free(&fo);
	buf_free(&whole);
	buf_free(&window);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_document_is_laid_out_as_before),
	    cmocka_unit_test(test_a_document_in_pieces_is_laid_out_as_whole),
	    cmocka_unit_test(test_a_long_flow_is_laid_out_as_whole),
	};

	wanted_n = argc;
	wanted = argv;
	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
