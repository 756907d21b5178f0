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

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_document_is_laid_out_as_before),
	    cmocka_unit_test(test_a_document_in_pieces_is_laid_out_as_whole),
	};

	wanted_n = argc;
	wanted = argv;
	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
