/*
 * A small file that is as it should be, and the same with one thing wrong: that is found, and nothing else. Files are made object by object
 * with the writer's own tool; object numbers are those of the table below.
 */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "access/acc.h"
#include "finish/fin_out.h"

#define CONTENT 4
#define TO_UNICODE 8
#define OBJECTS 23

static const char *const objects[OBJECTS] = {
    [1] = "<</Type/Catalog/Pages 2 0 R/Lang(en)/MarkInfo<</Marked true>>/StructTreeRoot 5 0 R/ViewerPreferences<</DisplayDocTitle true>>>>",
    [2] = "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 7 0 R/F2 9 0 R>>/ExtGState<</Half<</ca 0.5>>>>>>>>",
    [3] = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/StructParents 0/Tabs/S/Annots[20 0 R]>>",
    [CONTENT] = "/Artifact<</Type/Background>>BDC 0.9 g 0 0 600 800 re f EMC\n"
		"/H1<</MCID 0>>BDC BT 0 g /F1 20 Tf 1 0 0 1 50 700 Tm (AB) Tj ET EMC\n"
		"/P<</MCID 1>>BDC BT /F1 10 Tf 1 0 0 1 50 660 Tm [(A) -20 (B)] TJ ET EMC\n"
		"/Link<</MCID 2>>BDC BT 0 0 0.6 rg /F2 10 Tf 50 640 Td <0001> Tj ET EMC\n"
		"/Figure<</MCID 3>>BDC q 1 0 0 rg 100 0 0 100 50 500 cm 0 0 1 1 re f Q EMC\n"
		"/TH<</MCID 4>>BDC BT 0 g /F1 10 Tf 50 400 Td (A) Tj ET EMC\n"
		"/TH<</MCID 5>>BDC BT 100 400 Td (B) Tj ET EMC\n"
		"/TD<</MCID 6>>BDC BT 50 380 Td (A) Tj ET EMC\n"
		"/TD<</MCID 7>>BDC BT 100 380 Td (B) Tj ET EMC\n"
		"/Artifact<</Type/Pagination/Subtype/Footer>>BDC BT /F1 8 Tf 50 20 Td (AB) Tj ET EMC\n",
    [5] = "<</Type/StructTreeRoot/K 10 0 R>>",
    [6] = "<</Title(A report)>>",
    [7] = "<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Plain/ToUnicode 8 0 R>>",
    [TO_UNICODE] = "1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <41> <42> <0041> endbfrange 1 beginbfchar <0001> <00660069> endbfchar",
    [9] = "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Wide/Encoding/Identity-H/ToUnicode 8 0 R>>",
    [10] = "<</S/Document/P 5 0 R/K[11 0 R 12 0 R 13 0 R 14 0 R 15 0 R]>>",
    [11] = "<</S/H1/P 10 0 R/Pg 3 0 R/K 0>>",
    [12] = "<</S/P/P 10 0 R/Pg 3 0 R/K[1]>>",
    [13] = "<</S/Link/P 10 0 R/Pg 3 0 R/K[2 <</Type/OBJR/Pg 3 0 R/Obj 20 0 R>>]>>",
    [14] = "<</S/Figure/P 10 0 R/Pg 3 0 R/K 3/Alt(A red square)>>",
    [15] = "<</S/Table/P 10 0 R/K[16 0 R 19 0 R]>>",
    [16] = "<</S/TR/P 15 0 R/K[17 0 R 18 0 R]>>",
    [17] = "<</S/TH/P 16 0 R/Pg 3 0 R/K[<</Type/MCR/Pg 3 0 R/MCID 4>>]/A<</O/Table/Scope/Column>>>>",
    [18] = "<</S/TH/P 16 0 R/Pg 3 0 R/K[5]/A[<</O/Table/Scope/Column>>]>>",
    [19] = "<</S/TR/P 15 0 R/K[21 0 R 22 0 R]>>",
    [20] = "<</Type/Annot/Subtype/Link/Rect[50 640 60 650]/Contents(example)/StructParent 1>>",
    [21] = "<</S/TD/P 19 0 R/Pg 3 0 R/K[6]>>",
    [22] = "<</S/TD/P 19 0 R/Pg 3 0 R/K[7]>>",
};

static int
setup(void **state)
{
	*state = ctx_new("/");
	return 0;
}

static int
teardown(void **state)
{
	ctx_free(*state);
	return 0;
}

/* The text with the first `from` replaced. */
static void
put_changed(struct buf *b, const char *text, const char *from, const char *to)
{
	const char *at = from != NULL ? strstr(text, from) : NULL;

	if (at == NULL) {
		buf_puts(b, text);
		return;
	}
	buf_add(b, text, (size_t)(at - text));
	buf_puts(b, to);
	buf_puts(b, at + strlen(from));
}

/* The file, with `from` in object `which` replaced by `to`. */
static struct buf
make(struct ctx *cx, uint32_t which, const char *from, const char *to)
{
	struct fin_out *o = out_open(cx);

	for (uint32_t i = 1; i < OBJECTS; i++)
		assert_int_equal(out_new(o), i);
	for (uint32_t i = 1; i < OBJECTS; i++) {
		struct buf text = {0};

		assert_true(i != which || strstr(objects[i], from) != NULL);
		put_changed(&text, objects[i], i == which ? from : NULL, to);
		if (i == CONTENT || i == TO_UNICODE) {
			out_stream(o, i, "", buf_str(&text), text.len, OUT_DEFLATE);
		} else {
			buf_puts(out_begin(o, i, i % 2 == 0 ? OUT_PLAIN : OUT_PACKED), buf_str(&text));
			out_end(o);
		}
		buf_free(&text);
	}
	return out_close(o, 1, 6);
}

static void
a_file_as_it_should_be_is_not_blamed(void **state)
{
	struct ctx *cx = *state;
	struct buf file = make(cx, 0, NULL, NULL);
	struct diag_view v;

	if (acc_check(cx, "a.pdf", file.p, file.len) != RC_OK && diag_nth(cx, 0, &v))
		fail_msg("%s: %s", v.row->name, v.detail);
	assert_int_equal(diag_count(cx, LEVEL_STYLE), 0);
	buf_free(&file);
}

struct wrong {
	uint32_t object;
	const char *from, *to;
	enum diag_id id;
	const char *detail; /* part of it */
};

static const struct wrong wrongs[] = {
    {6, "(A report)", "( )", DIAG_PDF_TITLE, "a.pdf: it has none"},
    {1, "DisplayDocTitle true", "DisplayDocTitle false", DIAG_PDF_TITLE, "the file's name instead"},
    {1, "/Lang(en)", "", DIAG_PDF_LANG, "in which language"},
    {1, "/Marked true", "/Marked false", DIAG_PDF_UNTAGGED, "does not say that it is tagged"},
    {1, "/StructTreeRoot 5 0 R", "", DIAG_PDF_UNTAGGED, "no structure at all"},
    {3, "/Tabs/S", "/Tabs/R", DIAG_PDF_TABS, "page 1: the tab key"},
    {CONTENT, "/P<</MCID 1>>BDC", "/P BMC", DIAG_PDF_UNTAGGED, "page 1: a text that is neither"},
    {CONTENT, "/Artifact<</Type/Background>>BDC", "/Span BMC", DIAG_PDF_UNTAGGED, "page 1: a shape that is neither"},
    {CONTENT, "/P<</MCID 1>>BDC", "/P<</MCID 8>>BDC", DIAG_PDF_UNTAGGED, "marked content 8 belongs to no element"},
    {CONTENT, "/P<</MCID 1>>BDC", "/P<</MCID 1>>BDC /Artifact BMC EMC", DIAG_PDF_UNTAGGED, "an artifact inside of tagged content"},
    {CONTENT, "/P<</MCID 1>>BDC", "/P<</MCID 1>>BDC EMC /P<</MCID 1>>BDC", DIAG_PDF_UNTAGGED, "two pieces of content have the number 1"},
    {11, "/S/H1", "/S/H2", DIAG_PDF_HEADING, "page 1, H2 \"AB\": the first heading is of level 2"},
    {12, "/S/P", "/S/H3", DIAG_PDF_HEADING, "H3 \"AB\": level 3 follows level 1"},
    {CONTENT, "/H1<</MCID 0>>BDC BT 0 g /F1 20 Tf 1 0 0 1 50 700 Tm (AB) Tj ET EMC", "", DIAG_PDF_HEADING, "the heading is empty"},
    {14, "/Alt(A red square)", "", DIAG_PDF_ALT, "page 1, Figure: it has no alternative text"},
    {14, "(A red square)", "( )", DIAG_PDF_ALT, "it has no alternative text"},
    {14, "(A red square)", "(square-2.png)", DIAG_PDF_ALT, "the name of a file: square-2.png"},
    {16, "/K[17 0 R 18 0 R]", "/K[17 0 R]", DIAG_PDF_UNTAGGED, "marked content 5 belongs to no element"},
    {15, "/K[16 0 R 19 0 R]", "/K[19 0 R]", DIAG_PDF_HEADERS, "page 1, Table \"A\": it has no header cell"},
    {17, "/Scope/Column", "/ColSpan 1", DIAG_PDF_HEADERS, "1 of its headers do not say"},
    {21, "/K[6]", "/K[6]/A<</O/Table/Headers[(far)]>>", DIAG_PDF_HEADERS, "it names a header that its table has not: \"far\""},
    {21, "/K[6]", "/K[6]/A<</O/Table/ColSpan 2>>", DIAG_PDF_ROWS, "3 columns, the first row has 2"},
    {17, "/Scope/Column", "/Scope/Column/RowSpan 2", DIAG_PDF_ROWS, "3 columns, the first row has 2"},
    {20, "/Contents(example)", "", DIAG_PDF_LINK, "page 1: a link does not say in words"},
    {20, "/StructParent 1", "", DIAG_PDF_UNTAGGED, "a link is not in the structure"},
    {20, "/Subtype/Link", "/Subtype/Widget", DIAG_PDF_LINK, "a form field has no name"},
    {13, "/K[2 <</Type/OBJR/Pg 3 0 R/Obj 20 0 R>>]", "/K[2]", DIAG_PDF_LINK, "it leads nowhere"},
    {CONTENT, "/F2 10 Tf 50 640 Td <0001> Tj", "", DIAG_PDF_LINK, "it has no text"},
    {CONTENT, "<0001> Tj", "<0000> Tj", DIAG_PDF_GLYPH, "page 1, Link: 1 glyph without a character"},
    {CONTENT, "<0001> Tj", "<00020001> Tj", DIAG_PDF_GLYPH, "Link: 1 glyph without a character, near \"fi\""},
    {CONTENT, "(AB) Tj", "(ABC) Tj", DIAG_PDF_GLYPH, "near \"AB\""},
    {7, "/ToUnicode 8 0 R", "", DIAG_PDF_GLYPH, "glyphs without a character"},
    {CONTENT, "0 0 0.6 rg", "0.6 g", DIAG_PDF_CONTRAST, "#999999 on #e6e6e6 is 2.2"},
    {CONTENT, "/F1 10 Tf 1 0 0 1 50 660", "0.45 g /F1 10 Tf 1 0 0 1 50 660", DIAG_PDF_CONTRAST, "is 3.80:1 at 10.0 pt, where 4.5:1 is asked: \"AB\""},
    {CONTENT, "0 0 0.6 rg", "/Half gs 0.4 g", DIAG_PDF_CONTRAST, "#a6a6a6 on #e6e6e6"},
    {12, "/K[1]", "/K[3]", DIAG_PDF_ORDER, ""},
    {10, "11 0 R 12 0 R", "12 0 R 11 0 R", DIAG_PDF_ORDER, "page 1, H1"},
    {10, "12 0 R 13 0 R", "12 0 R 12 0 R", DIAG_PDF_BAD, "no tree"},
    {12, "/K[1]", "/K[10 0 R]", DIAG_PDF_BAD, "no tree"},
    {12, "/K[1]", "/K[99 0 R]", DIAG_PDF_BAD, "refers to nothing"},
    {CONTENT, "(AB) Tj", "(AB Tj", DIAG_PDF_BAD, "content cannot be read"},
    {CONTENT, "EMC\n/P", "EMC EMC\n/P", DIAG_PDF_BAD, "ends that did not begin"},
    {2, "[3 0 R]", "[]", DIAG_PDF_BAD, "it has no pages"},
    {1, "/Pages 2 0 R", "/Pages 6 0 R", DIAG_PDF_BAD, "it has no pages"},
};

static void
each_thing_that_is_wrong_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(wrongs); i++) {
		const struct wrong *w = &wrongs[i];
		struct ctx *cx = ctx_new("/");
		struct buf file = make(cx, w->object, w->from, w->to);
		struct diag_view v = {0};
		bool hit = false;

		if (acc_check(cx, "a.pdf", file.p, file.len) == RC_OK)
			fail_msg("%s instead of %s is not found", w->to, w->from);
		for (size_t k = 0; diag_nth(cx, k, &v); k++)
			hit |= v.row == &diag_rows[w->id] && strstr(v.detail, w->detail) != NULL && strstr(v.detail, "a.pdf") == v.detail;
		if (!hit) {
			for (size_t k = 0; diag_nth(cx, k, &v); k++)
				print_message("%s: %s\n", v.row->name, v.detail);
			fail_msg("%s instead of %s: %s, %s", w->to, w->from, diag_rows[w->id].name, w->detail);
		}
		buf_free(&file);
		ctx_free(cx);
	}
}

/* What is allowed, and looks like what is not. */
static void
what_is_right_is_not_blamed(void **state)
{
	static const struct wrong rights[] = {
	    {CONTENT, "0 g /F1 20 Tf 1 0 0 1 50 700 Tm (AB) Tj", "0.5 g /F1 20 Tf 1 0 0 1 50 700 Tm (AB) Tj 0 g", DIAG_PDF_CONTRAST, "3.1:1 is enough at 20 pt"},
	    {CONTENT, "0 0 0.6 rg", "q 0 g 40 630 100 30 re f Q 0.6 g", DIAG_PDF_CONTRAST, "light on a dark box"},
	    {CONTENT, "0 0 0.6 rg", "q 1 0 0 rg 40 630 m 140 630 l 140 660 l h f Q 0.6 g", DIAG_PDF_CONTRAST, "a shape that is not known"},
	    {CONTENT, "<0001> Tj", "/Span<</ActualText<feff0031>>>BDC <00020003> Tj EMC", DIAG_PDF_GLYPH, "an ActualText says it"},
	    {CONTENT, "(A) -20 (B)", "(A) -20 (B) -30 ( )", DIAG_PDF_GLYPH, ""},
	    {CONTENT, "/Figure<</MCID 3>>BDC", "/Figure<</MCID 3>>BDC BI /W 1 /H 1 /BPC 8 /CS /G ID x EI ", DIAG_PDF_BAD, "a picture in the content"},
	    {12, "/S/P", "/S/H2", DIAG_PDF_HEADING, ""},
	    {14, "/Alt(", "/ActualText(", DIAG_PDF_ALT, ""},
	    {13, "/K[2 <</Type/OBJR/Pg 3 0 R/Obj 20 0 R>>]", "/K[2 <</Type/OBJR/Obj 20 0 R>>]", DIAG_PDF_LINK, ""},
	    {5, "/K 10 0 R", "/K[10 0 R]", DIAG_PDF_BAD, ""},
	    {16, "/K[17 0 R 18 0 R]", "/K[17 0 R 18 0 R]/Lang(de)", DIAG_PDF_ROWS, ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rights); i++) {
		struct ctx *cx = ctx_new("/");
		struct buf file = make(cx, rights[i].object, rights[i].from, rights[i].to);
		struct diag_view v;

		if (acc_check(cx, "a.pdf", file.p, file.len) != RC_OK && diag_nth(cx, 0, &v) && i != 4)
			fail_msg("%s: %s: %s", rights[i].to, v.row->name, v.detail);
		buf_free(&file);
		ctx_free(cx);
	}
}

static void
many_findings_are_counted(void **state)
{
	struct ctx *cx = *state;
	struct buf content = {0}, file;
	struct diag_view v;
	size_t n = 0;

	for (int i = 0; i < 25; i++)
		buf_puts(&content, " (C) Tj");
	file = make(cx, CONTENT, "(AB) Tj", buf_str(&content));
	assert_int_equal(acc_check(cx, "a.pdf", file.p, file.len), RC_FAIL);
	while (diag_nth(cx, n, &v))
		n++;
	assert_int_equal(n, ACC_SHOWN + 1);
	assert_true(diag_nth(cx, ACC_SHOWN, &v));
	assert_string_equal(v.detail, "a.pdf: 15 more");
	buf_free(&content);
	buf_free(&file);
}

/* Each byte in turn is another one: the checker says something or nothing, and comes to an end. */
static void
no_byte_can_break_it(void **state)
{
	struct ctx *cx = *state;
	struct buf file = make(cx, 0, NULL, NULL);

	for (size_t i = 0; i < file.len; i++) {
		struct ctx *one = ctx_new("/");
		char *copy = mem_alloc(file.len), was = file.p[i];

		memcpy(copy, file.p, file.len);
		copy[i] = i % 3 == 0 ? '9' : i % 3 == 1 ? '[' : (char)(was ^ 1);
		(void)!acc_check(one, "a.pdf", copy, file.len);
		(void)!acc_check(one, "a.pdf", copy, i);
		free(copy);
		ctx_free(one);
	}
	buf_free(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(a_file_as_it_should_be_is_not_blamed, setup, teardown),
	    cmocka_unit_test(each_thing_that_is_wrong_is_found),
	    cmocka_unit_test(what_is_right_is_not_blamed),
	    cmocka_unit_test_setup_teardown(many_findings_are_counted, setup, teardown),
	    cmocka_unit_test_setup_teardown(no_byte_can_break_it, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
