#include "unit.h"

#include <string.h>

#include "finish/fin_content.h"

/* A page of five marks: two paragraphs, a header, a figure, a background. */
enum { P1, P2, HEADER, FIGURE, BACKGROUND, N_MARKS };

struct fixture {
	struct ctx *cx;
	struct tag_elem elems[4];
	struct drawn_mark marks[N_MARKS];
	struct drawn_page page;
	struct drawn_doc doc;
	uint32_t mcids[N_MARKS], counts[N_MARKS];
	struct fin_doc d;
	struct buf out;
};

static int
setup(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));

	f->elems[0].type = TAG_DOCUMENT;
	f->elems[1].type = TAG_P;
	f->elems[2].type = TAG_P;
	f->elems[3].type = TAG_FIGURE;
	f->marks[P1].elem = 1;
	f->marks[P2].elem = 2;
	f->marks[HEADER] = (struct drawn_mark){TAG_NONE, ARTIFACT_HEADER};
	f->marks[FIGURE].elem = 3;
	f->marks[BACKGROUND] = (struct drawn_mark){TAG_NONE, ARTIFACT_BACKGROUND};
	f->doc = (struct drawn_doc){.pages = &f->page, .marks = f->marks, .elems = f->elems, .n_pages = 1, .n_elems = 4};
	f->d = (struct fin_doc){.drawn = &f->doc, .mcids = f->mcids, .mcid_counts = f->counts, .is_tagged = true};
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->out);
	test_free(f);
	return 0;
}

/* "@0 " of a content is the sentinel of mark 0, as cairo prints it. */
static void
add_content(struct buf *b, const char *content)
{
	for (const char *s = content; *s != '\0'; s++)
		if (*s == '@') {
			unsigned index = (unsigned)(*++s - '0');

			buf_printf(b, "56.692 66.1 0.012 %.3f re f\n", (16 + index) / 256.0);
			s += s[1] == ' ';
		} else {
			buf_putc(b, *s);
		}
}

/* What is wrong with a page of n marks; what is written is in f->out. The bytes end where their memory does. */
static const char *
finish(struct fixture *f, uint32_t n, const char *content)
{
	struct buf b = {0};
	char *exact;
	const char *wrong;

	add_content(&b, content);
	exact = test_malloc(b.len + 1);
	memcpy(exact, buf_str(&b), b.len);
	f->page.n_marks = n;
	f->doc.n_marks = n;
	f->out.len = 0;
	buf_add(&f->out, "", 0);
	wrong = fin_content(&f->d, 0, (struct fin_range){exact, exact + b.len}, &f->out);
	test_free(exact);
	buf_free(&b);
	return wrong;
}

static void
assert_finished(struct fixture *f, uint32_t n, const char *content, const char *expected)
{
	assert_null(finish(f, n, content));
	assert_string_equal(buf_str(&f->out), expected);
}

static void
test_sentinels_become_marked_content(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 3, "1 0 0 -1 0 842 cm\nq\n0 g\n@0 BT\n(one)Tj\nET\n@1 BT\n(two)Tj\nET\n@2 BT\n(head)Tj\nET\nQ\n",
	    "1 0 0 -1 0 842 cm\nq\n0 g\n/P<</MCID 0>>BDC\nBT\n(one)Tj\nET\nEMC\n/P<</MCID 1>>BDC\nBT\n(two)Tj\nET\nEMC\n"
	    "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\nBT\n(head)Tj\nET\nEMC\nQ\n");
	assert_int_equal(f->mcids[P1], 0);
	assert_int_equal(f->mcids[P2], 1);
	assert_int_equal(f->counts[P2], 1);
	assert_int_equal(f->mcids[HEADER], FIN_NO_MCID);
}

/* Off the page, or clipped away: nothing may be left of it, in the stream or in the tree. */
static void
test_a_mark_in_which_nothing_is_drawn_leaves_nothing(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 2, "q\n@0 1 0 0 rg\nq 1 0 0 1 0 0 cm\nQ\n0 0 5 5 re W n\n@1 0 0 9 9 re f\nQ\n",
	    "q\n1 0 0 rg\nq 1 0 0 1 0 0 cm\nQ\n0 0 5 5 re W n\n/P<</MCID 0>>BDC\n0 0 9 9 re f\nEMC\nQ\n");
	assert_int_equal(f->mcids[P1], FIN_NO_MCID);
	assert_int_equal(f->counts[P1], 0);
	assert_int_equal(f->mcids[P2], 0);
}

/* cairo puts pictures between q and Q: the marks stay outside. */
static void
test_a_graphics_state_of_its_own_lies_within_the_mark(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 2, "q\n@0 q 2 0 0 2 0 0 cm\nq\n/x5 Do\nQ\nQ\n@1 q\n9 9 m 8 8 l S Q\nQ\n",
	    "q\n/P<</MCID 0>>BDC\nq 2 0 0 2 0 0 cm\nq\n/x5 Do\nQ\nQ\nEMC\n/P<</MCID 1>>BDC\nq\n9 9 m 8 8 l S Q\nEMC\nQ\n");
}

/* ISO 32000-1, 14.6.1 asks marked content to nest with text; with q and Q, cairo's clips would cut it. */
static void
test_a_clip_that_ends_in_a_mark_gives_it_a_second_number(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 2, "q\n@0 BT (a)Tj ET\nQ q\n0 0 5 5 re W n\nBT (b)Tj ET\nQ q\n@1 BT (c)Tj ET\nQ\n",
	    "q\n/P<</MCID 0>>BDC\nBT (a)Tj ET\nEMC\nQ q\n0 0 5 5 re W n\n/P<</MCID 1>>BDC\nBT (b)Tj ET\nEMC\nQ q\n"
	    "/P<</MCID 2>>BDC\nBT (c)Tj ET\nEMC\nQ\n");
	assert_int_equal(f->mcids[P1], 0);
	assert_int_equal(f->counts[P1], 2);
	assert_int_equal(f->mcids[P2], 2);
}

static void
test_what_is_painted_on_a_page_without_marks_is_an_artifact(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 0, "1 0 0 -1 0 842 cm\nq\n0 0 9 9 re f\nBT (a)Tj ET\nQ\n",
	    "1 0 0 -1 0 842 cm\n/Artifact BMC\nq\n0 0 9 9 re f\nBT (a)Tj ET\nQ\nEMC\n");
	assert_finished(f, 0, "q\n0 0 9 9 re W n\nQ\n", "q\n0 0 9 9 re W n\nQ\n");
}

static void
test_artifacts_of_one_kind_are_one(void **state)
{
	struct fixture *f = *state;

	f->marks[P2] = (struct drawn_mark){TAG_NONE, ARTIFACT_LAYOUT};
	f->marks[P1] = f->marks[P2];
	assert_finished(f, 3, "q\n@0 0 0 9 9 re f\n@1 1 1 9 9 re f\n@2 2 2 9 9 re f\nQ\n",
	    "q\n/Artifact<</Type/Layout>>BDC\n0 0 9 9 re f\n1 1 9 9 re f\nEMC\n"
	    "/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n2 2 9 9 re f\nEMC\nQ\n");
}

static void
test_without_a_structure_sentinels_just_go(void **state)
{
	struct fixture *f = *state;

	f->d.is_tagged = false;
	assert_finished(f, 2, "q\n@0 BT (a)Tj ET\n@1 /x5 Do\nQ\n", "q\nBT (a)Tj ET\n/x5 Do\nQ\n");
	assert_int_equal(f->mcids[P1], FIN_NO_MCID);
}

/* cairo says what ligatures stand for. */
static void
test_actual_text_of_glyphs_stays(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 1, "q\n@0 BT\n/Span << /ActualText <feff00660069> >> BDC\n<0003>Tj\nEMC\n(x)Tj\nET\nQ\n",
	    "q\n/P<</MCID 0>>BDC\nBT\n/Span << /ActualText <feff00660069> >> BDC\n<0003>Tj\nEMC\n(x)Tj\nET\nEMC\nQ\n");
}

/* Text of a document stands in strings: what looks like an operator there is none. */
static void
test_strings_are_opaque(void **state)
{
	struct fixture *f = *state;
	static const char *const strings[] = {"(Q EMC ET f)", "(\\)Q\\\\)", "(a(Q)b)", "(\\\\\\)Q)", "(% no comment)", "<5120454d43>", "[(Q)-3(f)]",
	    "(0 0 0.012 0.063 re f)"};

	for (size_t i = 0; i < ARRAY_LEN(strings); i++) {
		struct buf b = {0}, expected = {0};

		buf_printf(&b, "q\n@0 BT %s Tj ET\nQ\n", strings[i]);
		buf_printf(&expected, "q\n/P<</MCID 0>>BDC\nBT %s Tj ET\nEMC\nQ\n", strings[i]);
		assert_finished(f, 1, buf_str(&b), buf_str(&expected));
		buf_free(&b);
		buf_free(&expected);
	}
}

static void
test_pictures_inside_the_stream_are_opaque(void **state)
{
	struct fixture *f = *state;

	assert_finished(f, 1, "q\n@0 q 9 0 0 9 0 0 cm BI /W 1 /H 8 /IM true ID Q)<(EMC EI Q\nQ\n",
	    "q\n/P<</MCID 0>>BDC\nq 9 0 0 9 0 0 cm BI /W 1 /H 8 /IM true ID Q)<(EMC EI Q\nEMC\nQ\n");
	assert_finished(f, 1, "q\n@0 BI /W 1 ID x EI\nQ\n", "q\n/P<</MCID 0>>BDC\nBI /W 1 ID x EI\nEMC\nQ\n");
	assert_non_null(finish(f, 1, "q\n@0 BI /W 1 ID xEI"));
}

/* All ways in which cairo prints a sentinel, and what only resembles one. */
static void
test_a_sentinel_is_known_by_its_size(void **state)
{
	struct fixture *f = *state;
	static const char *const sentinels[] = {"1 2 0.012 0.0625 re f\n", "1 2 0.011719 0.062500 re\nf\n", "-1.5 2 .012 0.063 re f ", "1 2 0.012 0.062 re f*\n"};
	static const char *const others[] = {"1 2 0.02 0.0625 re f\n", "1 2 0.012 0.0625 re S\n", "1 2 0.012 0.0625 re 1 2 0.012 0.0625 re f\n",
	    "1 2 m 1 2 0.012 0.0625 re f\n", "1 2 0.012 0.064 re f\n", "1 2 0.012 0.0547 re f\n", "1 2 0.012 -0.0625 re f\n", "1 2 1.012 0.0625 re f\n",
	    "1 2 0.012 0.0664 re f\n"};

	for (size_t i = 0; i < ARRAY_LEN(sentinels); i++) {
		struct buf b = {0};

		buf_printf(&b, "q\n%sQ\n", sentinels[i]);
		assert_finished(f, 1, buf_str(&b), "q\nQ\n");
		buf_free(&b);
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct buf b = {0};

		buf_printf(&b, "q\n@0 %sQ\n", others[i]);
		assert_null(finish(f, 1, buf_str(&b)));
		assert_non_null(strstr(buf_str(&f->out), others[i]));
		buf_free(&b);
	}
}

/* Wrong tags are worse than none: a reader would be told something else than what is there. */
static void
test_what_does_not_fit_is_refused(void **state)
{
	static const struct {
		uint32_t n;
		const char *content;
	} rows[] = {
	    {2, "q @0 BT (a)Tj ET Q"},                /* one is lost */
	    {2, "q @1 @0 Q"},                         /* not in order */
	    {2, "q @0 @0 @1 Q"},                      /* twice */
	    {1, "q 0 0 9 9 re f @0 BT (a)Tj ET Q"},   /* before the first one */
	    {2, "q 0 0 9 9 re f @0 @1 Q"},
	    {1, "@0 q Q"},                            /* outside of cairo's page */
	    {1, "q q @0 Q Q"},                        /* within a state */
	    {1, "q BT @0 ET Q"},                      /* within text */
	    {1, "q @0 /P<</MCID 0>>BDC 0 0 9 9 re f EMC Q"}, /* somebody else's structure */
	    {1, "q @0 BT /Span BMC ET EMC Q"},
	    {1, "q @0 EMC Q"},
	    {1, "q @0 BT EMC ET Q"},
	    {1, "q @0 BT BT ET ET Q"},
	    {1, "q @0 BT q Q ET Q"},
	    {1, "q @0 ET Q"},
	    {1, "q @0 Q Q"},
	    {1, "q @0"},
	    {1, "q @0 BT (a)Tj"},
	    {1, "q @0 0 0 m"},
	    {1, "q @0 0 0 m Q"},
	    {1, "q @0 (a"},
	    {1, "q @0 (a\\"},
	    {1, "q @0 <0g> Tj Q"},
	    {1, "q @0 <00"},
	    {1, "q @0 ) Q"},
	    {1, "q @0 > Q"},
	    {1, "q @0 { } Q"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (finish(f, rows[i].n, rows[i].content) == NULL)
			fail_msg("not refused: %s", rows[i].content);
}

/* Whatever is cut off: an answer, and no byte read behind the end. */
static void
test_every_truncation_is_noticed(void **state)
{
	static const char content[] = "q\n@0 BT\n/Span << /ActualText <feff> >> BDC\n[(x\\(y)-3<0003>]TJ\nEMC ET\n@1 q /x5 Do Q BI /W 1 ID abc EI\n% end\nQ";
	struct fixture *f = *state;
	char part[sizeof(content)];

	assert_null(finish(f, 2, content));
	for (size_t n = 0; n < sizeof(content) - 1; n++) {
		memcpy(part, content, n);
		part[n] = '\0';
		if (n > 0 && part[n - 1] == '@')
			continue;
		assert_non_null(finish(f, 2, part));
	}
}

/* The opening of a page is for cairo's sake; what the document paints over all of a page stays. */
static void
test_the_opening_of_a_page_goes_and_backgrounds_stay(void **state)
{
	struct fixture *f = *state;

	f->page.w = 595275;
	f->page.h = 841889;
	assert_finished(f, 1, "q\n0 g\n0.00390625 0.0039 594.992 840.992 re f\n@0 BT (a)Tj ET\nQ\n", "q\n0 g\n/P<</MCID 0>>BDC\nBT (a)Tj ET\nEMC\nQ\n");
	assert_finished(f, 1, "q\n@0 0.004 0.004 594.992 840.992 re f\nQ\n", "q\n/P<</MCID 0>>BDC\n0.004 0.004 594.992 840.992 re f\nEMC\nQ\n");
	assert_finished(f, 1, "q\n0.004 0.004 594.992 840.992 re W n\n@0 Q\n", "q\n0.004 0.004 594.992 840.992 re W n\nQ\n");
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
	    TEST(test_sentinels_become_marked_content),
	    TEST(test_a_mark_in_which_nothing_is_drawn_leaves_nothing),
	    TEST(test_a_graphics_state_of_its_own_lies_within_the_mark),
	    TEST(test_a_clip_that_ends_in_a_mark_gives_it_a_second_number),
	    TEST(test_what_is_painted_on_a_page_without_marks_is_an_artifact),
	    TEST(test_artifacts_of_one_kind_are_one),
	    TEST(test_without_a_structure_sentinels_just_go),
	    TEST(test_actual_text_of_glyphs_stays),
	    TEST(test_strings_are_opaque),
	    TEST(test_pictures_inside_the_stream_are_opaque),
	    TEST(test_a_sentinel_is_known_by_its_size),
	    TEST(test_the_opening_of_a_page_goes_and_backgrounds_stay),
	    TEST(test_what_does_not_fit_is_refused),
	    TEST(test_every_truncation_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
