/* Keeps within the line, on FO as people write it: lines of 20 characters, parted by '|' in what is expected. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "layout/para.h"

#define CHAR 6000 /* [mpt] wide in the monospaced face at 10 pt */

struct fixture {
	struct ctx *cx;
	struct lay lay;
};

static int
setup(void **state)
{
	load_init();
	fixture_new(state, sizeof(struct fixture));
	return 0;
}

static void
add_text_of(const struct area *a, struct buf *out)
{
	if (a->kind == AREA_TEXT && a->text.run != NULL) {
		buf_add(out, a->text.run->text, a->text.run->text_len);
		buf_puts(out, a->text.hyphen ? "-" : "");
	}
	for (const struct area *c = a->first; c != NULL; c = c->next)
		add_text_of(c, out);
}

static const struct fo_node *
read_block(struct fixture *f, const char *attributes, const char *content)
{
	const struct fo_tree *tree;
	const struct doc *doc;
	char *fo;

	ctx_free(f->cx);
	f->cx = ctx_new(TEST_SOURCE_DIR);
	fo = arena_printf(f->cx->arena,
	    "<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\"><fo:layout-master-set><fo:simple-page-master master-name=\"p\">"
	    "<fo:region-body/></fo:simple-page-master></fo:layout-master-set><fo:page-sequence master-reference=\"p\">"
	    "<fo:flow flow-name=\"xsl-region-body\"><fo:block id=\"x\" font-family=\"monospace\" font-size=\"10pt\" language=\"en\" %s>%s</fo:block>"
	    "</fo:flow></fo:page-sequence></fo:root>", attributes, content);
	assert_int_equal(load_bytes(f->cx, "t.fo", fo, strlen(fo), NULL, &doc), RC_OK);
	assert_int_equal(fo_parse(f->cx, doc, NULL, &tree), RC_OK);
	f->lay = (struct lay){.cx = f->cx, .arena = f->cx->arena, .tree = tree};
	assert_int_equal(lay_fonts_init(&f->lay, NULL), RC_OK);
	return map_lookup(tree->ids, "x");
}

/* The lines of a block with these attributes. */
static const char *
lines_of(struct fixture *f, const char *attributes, const char *content)
{
	const struct fo_node *block = read_block(f, attributes, content);
	const struct lay_measure m = {.ipd = 20 * CHAR};
	const struct lay_para *p = NULL;
	struct buf out = {0};
	const char *s;

	assert_int_equal(lay_para(&f->lay, f->cx->arena, block, block->first, NULL, &m, 0, &p), RC_OK);
	for (size_t i = 0; i < p->n; i++) {
		buf_puts(&out, i > 0 ? "|" : "");
		add_text_of(p->lines[i].area, &out);
	}
	s = arena_strdup(f->cx->arena, buf_str(&out));
	buf_free(&out);
	return s;
}

static const char *
lines(struct fixture *f, const char *content)
{
	return lines_of(f, "", content);
}

#define NEXT "<fo:inline keep-with-next.within-line=\"always\">"
#define PREVIOUS "<fo:inline keep-with-previous.within-line=\"always\">"
#define END "</fo:inline>"

/* 7.20.4: a number and its unit are one thing to a reader. */
static void
an_inline_stays_with_the_next_word(void **state)
{
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd 12 kg"), "aaaa bbbb cccc dd 12|kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd " NEXT "12" END " kg"), "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd " NEXT "12 " END "kg"), "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd " NEXT "12" END " " NEXT "k" END " g"), "aaaa bbbb cccc dd|12 k g");
}

/* 7.20.5 */
static void
an_inline_stays_with_the_word_before(void **state)
{
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd 12 " PREVIOUS "kg" END), "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd 12" PREVIOUS " kg" END), "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd 12 " PREVIOUS "kg of" END), "aaaa bbbb cccc dd|12 kg of");
}

/* The next is whatever comes next, out of and into other inlines. */
static void
levels_do_not_matter(void **state)
{
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd <fo:inline color=\"red\">" NEXT "12" END "</fo:inline> <fo:wrapper><fo:inline>kg</fo:inline></fo:wrapper>"),
	    "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd <fo:inline>12</fo:inline> <fo:inline>" PREVIOUS "kg" END "</fo:inline>"),
	    "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dd <fo:inline keep-with-next=\"always\">12</fo:inline> kg"),
	    "aaaa bbbb cccc dd|12 kg");
}

/* Numbers of pages, characters, leaders and notes are inline-level objects like any other. */
static void
objects_stay_too(void **state)
{
	static const char note[] = "aaaa bbbb cccc dddd<fo:footnote>" PREVIOUS " *" END "<fo:footnote-body><fo:block>n</fo:block></fo:footnote-body>"
				   "</fo:footnote> of";

	assert_string_equal(lines(*state, note), "aaaa bbbb cccc|dddd * of");
	assert_string_equal(lines(*state, "aaaa bbbb cccc ddd 1 <fo:character character=\"2\" keep-with-previous.within-line=\"always\"/>"),
	    "aaaa bbbb cccc ddd|1 2");
	assert_string_equal(lines(*state, "aaaa bbbb cccc dddd<fo:leader leader-length=\"12pt\" keep-with-previous.within-line=\"always\"/>e"),
	    "aaaa bbbb cccc|dddde");
	assert_string_equal(lines(*state, "aaaa bbbb cccc page <fo:page-number-citation ref-id=\"x\" keep-with-previous.within-line=\"always\"/>, e"),
	    "aaaa bbbb cccc|page , e");
}

/* A number is weaker than the column's edge, and silent; of two numbers the weaker gives way. */
static void
numbers_yield_by_strength(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(lines(f, "aaaa bbbb cccc dd <fo:inline keep-with-next.within-line=\"1\">12</fo:inline> kg"),
	    "aaaa bbbb cccc dd|12 kg");
	assert_string_equal(lines(f, "x <fo:inline keep-with-next.within-line=\"250\">aaaaaaaaaaaa</fo:inline> bbbbbbbbbb"),
	    "x aaaaaaaaaaaa|bbbbbbbbbb");
	assert_string_equal(lines(f, "x <fo:inline keep-with-next.within-line=\"1\">aaaaaaa</fo:inline> "
				     "<fo:inline keep-with-next.within-line=\"5\">bbbbbbbb</fo:inline> cccccccc"),
	    "x aaaaaaa|bbbbbbbb cccccccc");
	assert_string_equal(lines(f, "x <fo:inline keep-with-next.within-line=\"5\">aaaaaaa</fo:inline> "
				     "<fo:inline keep-with-next.within-line=\"1\">bbbbbbbb</fo:inline> cccccccc"),
	    "x aaaaaaa bbbbbbbb|cccccccc");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

/* Text over the edge is text that is cut off: always yields, and the author hears where. */
static void
always_yields_only_to_the_edge_and_is_reported(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(lines(f, "x " NEXT "aaaaaaaaaaaa" END " bbbbbbbbbb"), "x aaaaaaaaaaaa|bbbbbbbbbb");
	assert_true(diag_said(f->cx, DIAG_LAYOUT_KEEP));
	assert_false(diag_said(f->cx, DIAG_LINE_OVERFLOW));
	assert_string_equal(lines(f, "x " NEXT "aaaaaaaaaa" END " bbbbbbbbb"), "x|aaaaaaaaaa bbbbbbbbb");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

/* keep-together by number gives way as well; always is one piece, and sticks out as one (7.20.3). */
static void
what_is_together_yields_by_number_only(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(lines(f, "aaaa bbbb <fo:inline keep-together.within-line=\"2\">cccc dddd eeee</fo:inline>"),
	    "aaaa bbbb|cccc dddd eeee");
	assert_string_equal(lines(f, "<fo:inline keep-together.within-line=\"2\">bbbb cccc dddd eeee ffff</fo:inline>"),
	    "bbbb cccc dddd eeee|ffff");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
	assert_string_equal(lines(f, "a <fo:inline keep-together.within-line=\"always\">bbbb cccc dddd eeee ffff</fo:inline>"),
	    "a|bbbb cccc dddd eeee ffff");
	assert_true(diag_said(f->cx, DIAG_LINE_OVERFLOW));
}

/* 4.8: a break that is asked for comes before every keep. */
static void
a_linefeed_ends_a_keep(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(lines_of(f, "linefeed-treatment=\"preserve\"", "aaaa " NEXT "12" END "\nkg"), "aaaa 12|kg");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

/* What is empty stays on the side that it is kept with, and keeps nothing else. */
static void
an_empty_inline_binds_nothing(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(lines(f, "aaaa bbbb cccc dddd " PREVIOUS END " eeee"), "aaaa bbbb cccc dddd|eeee");
	assert_string_equal(lines(f, "aaaa bbbb cccc dddd " NEXT END " eeee"), "aaaa bbbb cccc dddd|eeee");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

/* Rather a hyphen than a keep divided. */
static void
a_hyphen_saves_a_keep(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "aaaa " NEXT "evaluation" END " remediation of it";

	assert_string_equal(lines(f, text), "aaaa evaluation|remediation of it");
	assert_true(diag_said(f->cx, DIAG_LAYOUT_KEEP));
	assert_string_equal(lines_of(f, "hyphenate=\"true\"", text), "aaaa evaluation re-|mediation of it");
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
}

static void
justified_lines_still_end_at_the_measure(void **state)
{
	struct fixture *f = *state;
	const struct fo_node *block = read_block(f, "text-align=\"justify\"",
	    "aa bbbb cc dd " NEXT "12" END " kilos of it and more of what is said " NEXT "7" END " times here");
	const struct lay_measure m = {.ipd = 30 * CHAR};
	const struct lay_para *p = NULL;

	assert_int_equal(lay_para(&f->lay, f->cx->arena, block, block->first, NULL, &m, 0, &p), RC_OK);
	assert_true(p->n > 1);
	for (size_t i = 0; i + 1 < p->n; i++)
		assert_in_range(p->lines[i].area->w, m.ipd - 30, m.ipd);
}

/* A column of an automatic table asks for room for what is kept. */
static void
what_is_kept_counts_as_a_whole_for_columns(void **state)
{
	struct fixture *f = *state;
	const struct fo_node *block = read_block(f, "", "aaaa " NEXT "bbbb" END " cccc <fo:inline keep-with-next.within-line=\"3\">d</fo:inline> e");
	mpt min, max;

	assert_int_equal(lay_para_widths(&f->lay, block, block->first, NULL, &min, &max), RC_OK);
	assert_int_equal(min, 9 * CHAR);
	assert_int_equal(max, 18 * CHAR);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, fixture_free)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(an_inline_stays_with_the_next_word),
	    T(an_inline_stays_with_the_word_before),
	    T(levels_do_not_matter),
	    T(objects_stay_too),
	    T(numbers_yield_by_strength),
	    T(always_yields_only_to_the_edge_and_is_reported),
	    T(what_is_together_yields_by_number_only),
	    T(a_linefeed_ends_a_keep),
	    T(an_empty_inline_binds_nothing),
	    T(a_hyphen_saves_a_keep),
	    T(justified_lines_still_end_at_the_measure),
	    T(what_is_kept_counts_as_a_whole_for_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
