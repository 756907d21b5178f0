#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "load/doc.h"

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

static const struct doc *
load(struct ctx *cx, const char *text)
{
	const struct doc *doc = NULL;

	return load_bytes(cx, "a.xml", text, strlen(text), NULL, &doc) == RC_OK ? doc : NULL;
}

/* The first report, as a person sees it. */
static void
assert_says(struct ctx *cx, const char *start)
{
	struct buf out = {0};

	diag_print(cx, DIAG_TEXT, &out);
	if (strncmp(buf_str(&out), start, strlen(start)) != 0)
		fail_msg("wanted: %s\nprinted: %s", start, buf_str(&out));
	buf_free(&out);
}

static void
assert_refused(struct ctx *cx, const char *text, const char *start)
{
	assert_null(load(cx, text));
	assert_says(cx, start);
}

static void
assert_covers(struct ctx *cx, struct span at, const char *text)
{
	size_t len;
	const char *bytes = src_bytes(cx->sources, at.file, &len);

	assert_non_null(bytes);
	assert_int_equal(at.end - at.beg, strlen(text));
	assert_memory_equal(bytes + at.beg, text, strlen(text));
}

/* Tags in comments, CDATA and values look like tags to a careless scanner; every later span would be off by one. */
static void
test_spans_are_the_start_tags(void **state)
{
	struct ctx *cx = *state;
	const struct doc *doc = load(cx, "<?pi <x> ?><!-- <x> --><r><![CDATA[<x>]]><a b='<' \n c=\">\"/></r>");
	const xmlNode *r, *a;

	assert_null(doc); /* "<" in a value is not XML */
	ctx_free(cx);
	*state = cx = ctx_new("/");
	doc = load(cx, "<?pi <x> ?><!-- <x> --><r><![CDATA[<x>]]><a b='&lt;' \n c=\">\"/><t> words </t></r>");
	assert_non_null(doc);
	r = xmlDocGetRootElement(doc->xml);
	a = xmlFirstElementChild((xmlNode *)(uintptr_t)r);
	assert_covers(cx, load_span(doc, r), "<r>");
	assert_covers(cx, load_span(doc, a), "<a b='&lt;' \n c=\">\"/>");
	assert_covers(cx, load_attr_span(cx, doc, a, "b"), "&lt;");
	assert_covers(cx, load_attr_span(cx, doc, a, "c"), ">");
	assert_covers(cx, load_attr_span(cx, doc, a, "d"), "<a b='&lt;' \n c=\">\"/>");
	assert_covers(cx, load_text_span(cx, doc, a->next), "words");
	assert_covers(cx, load_stray_span(cx, doc, a->next), "words");
}

/* A large file is where a person needs the place most. */
static void
test_a_hundred_thousand_spans_are_exact(void **state)
{
	struct ctx *cx = *state;
	struct buf b = {0};
	const struct doc *doc;
	size_t n = 0, len;
	const char *bytes;

	buf_puts(&b, "<r>\xc3\xa9\n");
	for (int i = 0; i < 100000; i++)
		buf_printf(&b, i % 3 == 0 ? "<e n='%d'>\xe2\x82\xac</e>\n" : "<e n='%d'/><!-- <e> -->", i);
	buf_puts(&b, "</r>");
	assert_int_equal(load_bytes(cx, "big.xml", b.p, b.len, NULL, &doc), RC_OK);
	bytes = src_bytes(cx->sources, doc->file, &len);
	for (const xmlNode *e = xmlDocGetRootElement(doc->xml)->children; e != NULL; e = e->next) {
		char want[40];
		struct span at = load_span(doc, e);

		if (e->type != XML_ELEMENT_NODE)
			continue;
		snprintf(want, sizeof(want), n % 3 == 0 ? "<e n='%zu'>" : "<e n='%zu'/>", n);
		assert_memory_equal(bytes + at.beg, want, strlen(want));
		assert_int_equal(at.end - at.beg, strlen(want));
		n++;
	}
	assert_int_equal(n, 100000);
	ctx_free(cx);
	*state = ctx_new("/");
	buf_free(&b);
}

/* Word processors save UTF-16; a span must point into what is shown, not into the file. */
static void
test_utf16_is_converted_first(void **state)
{
	struct ctx *cx = *state;
	static const char text[] = "<?xml version='1.0' encoding='UTF-16'?>\n<r a='1'>\xc3\xa9</r>";
	struct buf b = {0};
	const struct doc *doc;

	buf_add(&b, "\xff\xfe", 2);
	for (const char *s = text, *end = text + sizeof(text) - 1; s < end; s++) {
		unsigned c = (unsigned char)*s;

		if (c == 0xc3) {
			c = 0xe9;
			s++;
		}
		buf_putc(&b, (char)c);
		buf_putc(&b, 0);
	}
	assert_int_equal(load_bytes(cx, "wide.xml", b.p, b.len, NULL, &doc), RC_OK);
	assert_covers(cx, load_attr_span(cx, doc, xmlDocGetRootElement(doc->xml), "a"), "1");
	assert_string_equal((const char *)xmlDocGetRootElement(doc->xml)->children->content, "\xc3\xa9");
	buf_free(&b);
}

static void
test_half_a_surrogate_is_refused(void **state)
{
	const struct doc *doc;

	assert_int_equal(load_bytes(*state, "a.xml", "\xfe\xff\xd8\x00\x00<", 6, NULL, &doc), RC_FAIL);
	assert_says(*state, "a.xml:1:1: error: the encoding is wrong: the UTF-16 is broken");
}

static void
test_doctype_is_refused(void **state)
{
	assert_refused(*state, "<?xml version='1.0'?>\n<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
	    "a.xml:2:1: error: DOCTYPE is not allowed [xml-doctype]");
}

static void
test_encoding_must_be_true(void **state)
{
	assert_refused(*state, "<?xml version='1.0' encoding='UTF-7'?><r/>",
	    "a.xml:1:31: error: the encoding is wrong: the file says UTF-7");
}

static void
test_utf8_bytes_do_not_pass_as_utf16(void **state)
{
	assert_refused(*state, "<?xml version='1.0' encoding='UTF-16'?><r/>",
	    "a.xml:1:31: error: the encoding is wrong: the file says UTF-16 and is not");
}

static void
test_malformed_utf8_is_shown_where_it_is(void **state)
{
	assert_refused(*state, "<r>\n ab\xe9</r>", "a.xml:2:4: error: the encoding is wrong: byte 0xe9 is not UTF-8 here");
}

static void
test_overlong_utf8_is_refused(void **state)
{
	assert_refused(*state, "<r>\xc0\xbc</r>", "a.xml:1:4: error: the encoding is wrong");
}

static void
test_xml_1_1_is_refused(void **state)
{
	assert_refused(*state, "<?xml version=\"1.1\"?><r/>", "a.xml:1:16: error: only XML 1.0 is read: version 1.1");
}

static void
test_control_characters_are_refused(void **state)
{
	assert_refused(*state, "<r>\x01</r>", "a.xml:1:4: error: XML does not allow this character: U+0001");
}

static void
test_packed_files_are_named(void **state)
{
	assert_refused(*state, "\x1f\x8b\x08", "a.xml:1:1: error: this is not an XML file: it is gzip");
}

static void
test_an_empty_file_is_named(void **state)
{
	assert_refused(*state, " \n", "a.xml:1:1: error: this is not an XML file: the file is empty");
}

static void
test_end_tag_points_at_itself_and_names_its_partner(void **state)
{
	assert_refused(*state, "<r>\n <a>\n </b>\n</r>",
	    "a.xml:3:2: error: the end tag does not fit: </b> cannot end the <a> of line 2 [xml-end-tag]\n"
	    "     </b>\n"
	    "     ^~~~\n");
}

static void
test_unknown_entity_points_at_itself(void **state)
{
	assert_refused(*state, "<r>a&nbsp;b</r>",
	    "a.xml:1:5: error: unknown entity: &nbsp; [xml-entity]\n"
	    "    <r>a&nbsp;b</r>\n"
	    "        ^~~~~~\n"
	    "    Write &#160;");
}

static void
test_undeclared_prefix_is_refused(void **state)
{
	assert_refused(*state, "<r>\n<x:a/></r>", "a.xml:2:1: error: a namespace problem");
}

static void
test_depth_is_limited(void **state)
{
	struct buf b = {0};

	for (int i = 0; i < LIMIT_XML_DEPTH + 1; i++)
		buf_puts(&b, "<a>");
	assert_refused(*state, buf_str(&b), "a.xml:1:601: error: the file passes a limit: more than 200 elements inside");
	buf_free(&b);
}

static void
test_attributes_of_a_tag_are_limited(void **state)
{
	struct buf b = {0};

	buf_puts(&b, "<a ");
	for (int i = 0; i < LIMIT_TAG_ATTRIBUTES + 1; i++)
		buf_printf(&b, "a%d = '' ", i);
	buf_puts(&b, "/>");
	assert_refused(*state, buf_str(&b), "a.xml:1:");
	assert_int_equal(diag_count(*state, LEVEL_ERROR), 1);
	buf_free(&b);
}

static void
test_bytes_of_a_tag_are_limited(void **state)
{
	struct buf b = {0};

	buf_puts(&b, "<a a='");
	for (size_t i = 0; i < LIMIT_TAG_BYTES; i++)
		buf_putc(&b, 'x');
	buf_puts(&b, "'/>");
	assert_refused(*state, buf_str(&b), "a.xml:1:2: error: the file passes a limit: a tag of more than 256 KiB");
	buf_free(&b);
}

static void
test_different_names_are_limited(void **state)
{
	struct buf b = {0};

	buf_puts(&b, "<r>");
	for (int i = 0; i < LIMIT_NAME_KINDS; i++)
		buf_printf(&b, "<n%d/>", i);
	buf_puts(&b, "</r>");
	assert_null(load(*state, buf_str(&b)));
	assert_int_equal(diag_count(*state, LEVEL_ERROR), 1);
	buf_free(&b);
}

/* Errors past the first are noise; a thousand of them are an attack on the reader. */
static void
test_namespace_errors_are_capped(void **state)
{
	struct buf b = {0};

	buf_puts(&b, "<r>");
	for (int i = 0; i < 1000; i++)
		buf_puts(&b, "<x:a/>");
	buf_puts(&b, "</r>");
	assert_null(load(*state, buf_str(&b)));
	assert_int_equal(diag_count(*state, LEVEL_ERROR), LIMIT_XML_ERRORS_SHOWN);
	buf_free(&b);
}

/* xml:base, XInclude and processing instructions are only names here: nothing is opened, nothing changes. */
static void
test_instructions_to_fetch_are_only_text(void **state)
{
	const struct doc *doc = load(*state, "<?xml-stylesheet href='/etc/passwd'?><?oasis-xml-catalog catalog='/etc/passwd'?>"
					     "<r xml:base='/etc/'><i:include xmlns:i='http://www.w3.org/2001/XInclude'"
					     " href='passwd' parse='text'/></r>");

	assert_non_null(doc);
	assert_string_equal((const char *)xmlDocGetRootElement(doc->xml)->children->name, "include");
}

/* ---- piece by piece ---- */

static void
copy_children(const struct doc *doc, const xmlNode *parent, struct buf *out)
{
	for (const xmlNode *n = load_child(doc, parent, NULL); n != NULL; n = load_child(doc, parent, n)) {
		struct span at = load_span(doc, n);

		buf_printf(out, "%d:%s", (int)n->type, n->content != NULL ? (const char *)n->content : (const char *)n->name);
		buf_printf(out, "@%u-%u(", (unsigned)at.beg, (unsigned)at.end);
		if (n->type == XML_ELEMENT_NODE)
			copy_children(doc, n, out);
		buf_puts(out, ")");
	}
}

static const char many[] = "<?xml version='1.0'?><!-- c --><a x='1 > 0'>t &amp; &#252;<b/>x<![CDATA[ <b> ]]>y<?pi b?><c>"
			   "<b>deep<!-- <b> --></b>\n </c>tail<c/></a>\n";

/* What is read of a long document must not depend on how it was cut. */
static void
test_pieces_are_the_tree(void **state)
{
	const struct doc *whole = load(*state, many), *doc;
	struct buf want = {0};

	assert_non_null(whole);
	copy_children(whole, xmlDocGetRootElement(whole->xml), &want);
	for (uint32_t piece = 0; piece < sizeof(many); piece++) {
		struct buf got = {0};

		assert_int_equal(load_pieces(*state, "a.xml", many, strlen(many), NULL, piece, &doc), RC_OK);
		copy_children(doc, xmlDocGetRootElement(doc->xml), &got);
		assert_int_equal(load_end(doc), RC_OK);
		assert_string_equal(buf_str(&got), buf_str(&want));
		buf_free(&got);
	}
	buf_free(&want);
}

static void
refuse_in_pieces(struct ctx *cx, const char *text, const char *start)
{
	struct buf out = {0};
	const struct doc *doc;

	if (load_pieces(cx, "a.xml", text, strlen(text), NULL, 0, &doc) == RC_OK) {
		copy_children(doc, xmlDocGetRootElement(doc->xml), &out);
		assert_int_equal(load_end(doc), RC_FAIL);
		assert_true(load_failed(doc));
	}
	buf_free(&out);
	assert_says(cx, start);
}

/* A damaged end is found, however far the reading was. */
static void
test_an_error_far_down_is_reported_when_it_is_met(void **state)
{
	refuse_in_pieces(*state, "<a><b/><c>x</d></a>", "a.xml:1:12: error: ");
}

static void
test_pieces_without_end_are_refused(void **state)
{
	refuse_in_pieces(*state, "<a><b/><c>", "a.xml:1:11: error: this is not well-formed XML: the file ends inside <c> of line 1 [");
}

static void
test_what_follows_the_document_is_refused_in_pieces(void **state)
{
	refuse_in_pieces(*state, "<a><b/></a><a/>", "a.xml:1:12: error: ");
}

static void
test_pieces_refuse_a_doctype(void **state)
{
	refuse_in_pieces(*state, "<!DOCTYPE a><a><b/></a>", "a.xml:1:1: error: ");
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
	    T(test_spans_are_the_start_tags),
	    T(test_a_hundred_thousand_spans_are_exact),
	    T(test_utf16_is_converted_first),
	    T(test_half_a_surrogate_is_refused),
	    T(test_doctype_is_refused),
	    T(test_encoding_must_be_true),
	    T(test_utf8_bytes_do_not_pass_as_utf16),
	    T(test_malformed_utf8_is_shown_where_it_is),
	    T(test_overlong_utf8_is_refused),
	    T(test_xml_1_1_is_refused),
	    T(test_control_characters_are_refused),
	    T(test_packed_files_are_named),
	    T(test_an_empty_file_is_named),
	    T(test_end_tag_points_at_itself_and_names_its_partner),
	    T(test_unknown_entity_points_at_itself),
	    T(test_undeclared_prefix_is_refused),
	    T(test_depth_is_limited),
	    T(test_attributes_of_a_tag_are_limited),
	    T(test_bytes_of_a_tag_are_limited),
	    T(test_different_names_are_limited),
	    T(test_namespace_errors_are_capped),
	    T(test_instructions_to_fetch_are_only_text),
	    T(test_pieces_are_the_tree),
	    T(test_an_error_far_down_is_reported_when_it_is_met),
	    T(test_pieces_without_end_are_refused),
	    T(test_what_follows_the_document_is_refused_in_pieces),
	    T(test_pieces_refuse_a_doctype),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
