#include "finish_fixture.h"

static void
expect_labels(struct parts *t, const char *const *labels, size_t n, const char *nums)
{
	parts_pages(t, n, 0, labels);
	t->opts.profile = PROFILE_A3U;
	parts_write(t);
	assert_string_equal(parts_at(t, "PageLabels Nums"), nums);
}

/* Readers show "iv" and jump to it: the ranges must say what the pages do. */
static void
test_page_labels_become_ranges(void **state)
{
	static const char *const labels[] = {"Cover", "i", "ii", "iii", "1", "2", "3", "A-1", "A-2", "x"};

	expect_labels(*state, labels, ARRAY_LEN(labels),
	    "[0 <</P(Cover)>>\n1 <</S/r>>\n4 <</S/D>>\n7 <</S/D/P(A-)>>\n9 <</S/r/St 10>>]");
}

static void
test_letters_are_told_from_roman_numbers_by_what_follows(void **state)
{
	static const char *const labels[] = {"c", "d", "e", "V", "VI", "AA", "BB", "09", "10", "aa", "ab", "ab"};

	expect_labels(*state, labels, ARRAY_LEN(labels),
	    "[0 <</S/a/St 3>>\n3 <</S/R/St 5>>\n5 <</S/A/St 27>>\n7 <</S/D/St 9/P(0)>>\n8 <</S/D/St 10>>\n9 <</S/a/St 27>>\n10 <</P(ab)>>]");
}

static void
test_labels_of_other_scripts_stay_as_they_are(void **state)
{
	static const char *const labels[] = {"\xd9\xa1", "\xd9\xa2", "iiii", "ic", "0"};

	expect_labels(*state, labels, ARRAY_LEN(labels), "[0 <</P<FEFF0661>>>\n1 <</P<FEFF0662>>>\n2 <</S/a/St 87>>\n3 <</P(ic)>>\n4 <</P(0)>>]");
}

static void
test_a_document_without_labels_has_none(void **state)
{
	struct parts *t = *state;

	parts_pages(t, 2, 0, NULL);
	parts_write(t);
	assert_string_equal(parts_at(t, "PageLabels"), "");
}

/* A closed chapter counts what it would show; an open one adds to those above it (ISO 32000-1, 12.3.3). */
static void
test_an_outline_is_linked_and_counted(void **state)
{
	static struct drawn_outline rows[] = {{1, "One", "a", NULL, true}, {2, "One.One", NULL, "https://example.org/x y", false},
	    {3, "Deep", NULL, NULL, false}, {2, "One.Two", "a", NULL, false}, {1, "Zw\xc3\xb6lf", "a", NULL, false}, {4, "Jump", "a", NULL, false}};
	struct parts *t = *state;

	parts_pages(t, 1, 0, NULL);
	t->doc.outline = rows;
	t->doc.n_outline = ARRAY_LEN(rows);
	parts_write(t);
	assert_string_equal(parts_at(t, "PageMode"), "/UseOutlines");
	assert_string_equal(parts_at(t, "Outlines Count"), "4");
	assert_string_equal(parts_at(t, "Outlines First Count"), "2");
	assert_string_equal(parts_at(t, "Outlines First First Count"), "-1");
	assert_string_equal(parts_at(t, "Outlines First First A URI"), "(https://example.org/x%20y)");
	assert_string_equal(parts_at(t, "Outlines First First Next Title"), "(One.Two)");
	assert_string_equal(parts_at(t, "Outlines Last Title"), "<FEFF005A007700F6006C0066>");
	assert_string_equal(parts_at(t, "Outlines Last Last Title"), "(Jump)");
	assert_true(parts_same(t, "Outlines First First Parent", "Outlines First"));
	assert_true(parts_same(t, "Outlines Last Prev", "Outlines First"));
	assert_true(parts_same(t, "Outlines First First First Dest 0", "Pages Kids 0"));
}

/* 10,000 names are found by bisection: limits, sorted, no leaf too large. */
static void
test_many_destinations_make_a_balanced_tree(void **state)
{
	struct parts *t = *state;
	const size_t n = 10000;

	parts_pages(t, 1, 0, NULL);
	t->doc.dests = arena_array(t->cx->arena, n, sizeof(*t->doc.dests));
	t->doc.n_dests = n;
	for (size_t i = 0; i < n; i++)
		t->doc.dests[i] = (struct drawn_dest){arena_printf(t->cx->arena, "d%05zu", (i * 7919) % n), 0, 1000, 2000};
	parts_write(t);
	assert_string_equal(parts_at(t, "Names Dests Limits"), "");
	assert_string_equal(parts_at(t, "Names Dests Kids 1 Limits"), "[(d04096) (d08191)]");
	assert_string_equal(parts_at(t, "Names Dests Kids 1 Kids 2 Limits"), "[(d04224) (d04287)]");
	assert_string_equal(parts_at(t, "Names Dests Kids 1 Kids 2 Names 0"), "(d04224)");
	assert_string_equal(parts_at(t, "Names Dests Kids 2 Kids 28 Names 30"), "(d09999)");
	assert_string_equal(parts_at(t, "Names Dests Kids 1 Kids 2 Names 1 3"), "840");
}

/* The words of a report may hold anything; the metadata stays XML, and says the same as Info. */
static void
test_metadata_says_the_same_twice(void **state)
{
	struct parts *t = *state;
	const char *xmp, *title = "A & B <C> (D\\) \xe2\x82\xac\x01";
	struct own_val v, info;
	size_t len;

	parts_pages(t, 1, 0, NULL);
	t->doc.title = title;
	t->doc.author = "O'Neil";
	t->doc.keywords = "ssdf, audit";
	t->doc.creator = "assay 1";
	t->doc.date = 1704164645;
	parts_write(t);
	assert_true(own_object(t->own, t->own->info, &info));
	assert_true(own_lookup(&info, "/Title", &v));
	assert_string_equal(own_text(t->cx->arena, &v), title);
	assert_true(own_lookup(&info, "/ModDate", &v));
	assert_string_equal(own_text(t->cx->arena, &v), "D:20240102030405Z");
	assert_true(own_lookup(&t->root, "/Metadata", &v));
	assert_true(own_unpacked(t->own, (uint32_t)v.n, 100000, &xmp, &len));
	xmp = arena_strndup(t->cx->arena, xmp, len);
	assert_non_null(strstr(xmp, "<rdf:li xml:lang=\"x-default\">A &amp; B &lt;C&gt; (D\\) \xe2\x82\xac</rdf:li>"));
	assert_non_null(strstr(xmp, "<rdf:li>O'Neil</rdf:li>"));
	assert_non_null(strstr(xmp, "<xmp:CreateDate>2024-01-02T03:04:05Z</xmp:CreateDate>"));
	assert_non_null(strstr(xmp, "<pdf:Producer>assay 1</pdf:Producer>"));
	assert_non_null(memmem(t->file.p, t->file.len, "<pdfuaid:part>1<", 16)); /* plain: found without unpacking */
}

static void
test_a_file_claims_no_more_than_its_profile(void **state)
{
	static const struct {
		enum fin_profile profile;
		const char *part, *ua;
	} rows[] = {{PROFILE_A3U, "<pdfaid:conformance>U<", NULL}, {PROFILE_A3B, "<pdfaid:conformance>B<", NULL}, {PROFILE_PDF17, NULL, NULL}};
	struct parts *t = *state;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		parts_pages(t, 1, 0, NULL);
		t->opts.profile = rows[i].profile;
		buf_free(&t->file);
		t->file = (struct buf){0};
		parts_write(t);
		assert_null(memmem(t->file.p, t->file.len, "pdfuaid", 7));
		if (rows[i].part != NULL)
			assert_non_null(memmem(t->file.p, t->file.len, rows[i].part, strlen(rows[i].part)));
		else
			assert_null(memmem(t->file.p, t->file.len, "pdfaid", 6));
		assert_int_equal(*parts_at(t, "OutputIntents") != '\0', rows[i].part != NULL);
	}
}

static void
test_attachments_can_be_taken_out_again(void **state)
{
	static const struct fin_attachment files[] = {
	    {"b.xml", "application/xml", "the source", RELATION_SOURCE, "<a/>", 4, DRAWN_NO_DATE},
	    {"a (1).json", "application/json", NULL, RELATION_DATA, "{}", 2, 86400},
	    {"\xc3\xa4.txt", "text/plain", "Umlaut", RELATION_SUPPLEMENT, "", 0, DRAWN_NO_DATE},
	};
	struct parts *t = *state;

	parts_pages(t, 1, 0, NULL);
	t->opts.attachments = files;
	t->opts.n_attachments = ARRAY_LEN(files);
	parts_write(t);
	assert_string_equal(parts_at(t, "Names EmbeddedFiles Names 0"), "(a \\(1\\).json)");
	assert_string_equal(parts_at(t, "Names EmbeddedFiles Names 2"), "(b.xml)");
	assert_true(parts_same(t, "AF 0", "Names EmbeddedFiles Names 3"));
	assert_string_equal(parts_at(t, "AF 0 AFRelationship"), "/Source");
	assert_string_equal(parts_at(t, "AF 0 EF F Params CheckSum"), "<F019EE9A03978AFF9F9B78D0DDF3EDB7>");
	assert_string_equal(parts_at(t, "AF 1 EF UF Subtype"), "/application#2Fjson");
	assert_string_equal(parts_at(t, "AF 1 EF UF Params ModDate"), "(D:19700102000000Z)");
	assert_string_equal(parts_at(t, "AF 2 UF"), "<FEFF00E4002E007400780074>");
	assert_string_equal(parts_at(t, "AF 2 EF F Params Size"), "0");
}

static void
test_a_link_to_an_attachment_names_it(void **state)
{
	static struct drawn_link link = {.w = 1000, .h = 1000, .attachment = "b.xml", .elem = TAG_NONE};
	struct parts *t = *state;

	parts_pages(t, 1, 0, NULL);
	t->doc.links = &link;
	t->doc.n_links = t->doc.pages[0].n_links = 1;
	parts_write(t);
	assert_string_equal(parts_at(t, "Pages Kids 0 Annots 0 A S"), "/GoToE");
	assert_string_equal(parts_at(t, "Pages Kids 0 Annots 0 A T N"), "(b.xml)");
	assert_string_equal(parts_at(t, "Pages Kids 0 Annots 0 Contents"), "(b.xml)");
}

static void
test_fields_have_names_of_their_own(void **state)
{
	static struct drawn_field fields[] = {{.name = "a.b", .w = 1000, .h = 1000, .elem = TAG_NONE}, {.name = "a_b", .w = 1000, .h = 1000, .elem = TAG_NONE}};
	struct parts *t = *state;

	parts_pages(t, 1, 0, NULL);
	t->doc.fields = fields;
	t->doc.n_fields = t->doc.pages[0].n_fields = 2;
	parts_write(t);
	assert_string_equal(parts_at(t, "AcroForm Fields 0 T"), "(a_b)");
	assert_string_equal(parts_at(t, "AcroForm Fields 1 T"), "(a_b-2)");
	assert_string_equal(parts_at(t, "AcroForm Fields 1 TU"), "(a_b-2)");
}

/* A tag goes into the catalogue as it is: nothing but letters, digits and hyphens may. */
static void
test_a_language_is_a_tag_or_nothing(void **state UNUSED)
{
	assert_true(fin_is_lang("de"));
	assert_true(fin_is_lang("zh-Hant-TW"));
	assert_true(fin_is_lang("en-1994"));
	assert_false(fin_is_lang(NULL));
	assert_false(fin_is_lang(""));
	assert_false(fin_is_lang("1de"));
	assert_false(fin_is_lang("de_DE"));
	assert_false(fin_is_lang("de-"));
	assert_false(fin_is_lang("languages1"));
	assert_false(fin_is_lang("de) /X (y"));
}

/* ICC.1: every tag lies inside, on a multiple of 4, and the size in the header is that of the profile. */
static void
test_the_profile_of_srgb_is_whole(void **state UNUSED)
{
	struct buf b = {0};
	const unsigned char *p;
	unsigned n;

	fin_srgb(&b);
	p = (const unsigned char *)b.p;
	assert_int_equal(p[2] << 8 | p[3], b.len);
	assert_memory_equal(p + 36, "acsp", 4);
	n = p[131];
	assert_int_equal(n, 10);
	for (unsigned i = 0; i < n; i++) {
		const unsigned char *row = p + 132 + 12 * i;
		size_t at = (size_t)row[6] << 8 | row[7], len = (size_t)row[10] << 8 | row[11];

		assert_int_equal(at % 4, 0);
		assert_in_range(at + len, 132 + 12 * n, b.len);
	}
	buf_free(&b);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, parts_setup, parts_teardown)
	const struct CMUnitTest tests[] = {
	    T(test_page_labels_become_ranges),
	    T(test_letters_are_told_from_roman_numbers_by_what_follows),
	    T(test_labels_of_other_scripts_stay_as_they_are),
	    T(test_a_document_without_labels_has_none),
	    T(test_an_outline_is_linked_and_counted),
	    T(test_many_destinations_make_a_balanced_tree),
	    T(test_metadata_says_the_same_twice),
	    T(test_a_file_claims_no_more_than_its_profile),
	    T(test_attachments_can_be_taken_out_again),
	    T(test_a_link_to_an_attachment_names_it),
	    T(test_fields_have_names_of_their_own),
	    T(test_a_language_is_a_tag_or_nothing),
	    T(test_the_profile_of_srgb_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
