#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "validate/val.h"
#include "temp.h"

static char folder[1024];

static const char *
path_of(struct ctx *cx, const char *name)
{
	return arena_printf(cx->arena, "%s/%s", folder, name);
}

static void
put(const char *name, const char *text)
{
	struct ctx *cx = ctx_new("/");

	assert_int_equal(io_write(cx, path_of(cx, name), text, strlen(text)), RC_OK);
	ctx_free(cx);
}

#define XSD "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"

/* Validates a text against schema s.xsd of the folder; what is printed must contain the words ("" for: nothing at all). */
static void
assert_against_schema(const char *schema, const char *text, const char *words)
{
	struct ctx *cx = ctx_new("/");
	const struct doc *doc;
	struct buf out = {0};
	enum rc rc;

	put("s.xsd", schema);
	assert_int_equal(load_bytes(cx, "t.xml", text, strlen(text), NULL, &doc), RC_OK);
	rc = val_schema_file(cx, doc, path_of(cx, "s.xsd"));
	diag_print(cx, DIAG_TEXT, &out);
	if (words[0] == '\0' ? out.len > 0 : strstr(buf_str(&out), words) == NULL)
		fail_msg("wanted \"%s\"; got: %s", words, buf_str(&out));
	assert_int_equal(rc, words[0] == '\0' ? RC_OK : RC_FAIL);
	buf_free(&out);
	ctx_free(cx);
}

static void
test_a_valid_document_is_silent(void **state)
{
	(void)state;
	assert_against_schema(XSD "<xs:element name='a' type='xs:date'/></xs:schema>", "<a>2026-01-01</a>", "");
}

static void
test_files_below_the_folder_may_be_included(void **state)
{
	(void)state;
	put("sub/part.xsd", XSD "<xs:include schemaLocation='../more.xsd'/><xs:element name='a' type='b'/></xs:schema>");
	put("more.xsd", XSD "<xs:simpleType name='b'><xs:restriction base='xs:int'/></xs:simpleType></xs:schema>");
	assert_against_schema(XSD "<xs:include schemaLocation='sub/part.xsd'/></xs:schema>", "<a>7</a>", "");
	assert_against_schema(XSD "<xs:include schemaLocation='sub/part.xsd'/></xs:schema>", "<a>x</a>", "the text of <a>");
}

static void
test_files_elsewhere_are_not(void **state)
{
	(void)state;
	assert_against_schema(XSD "<xs:include schemaLocation='/etc/passwd'/><xs:element name='a'/></xs:schema>", "<a/>",
	    "[schema-refused]");
	assert_against_schema(XSD "<xs:include schemaLocation='../s.xsd'/><xs:element name='a'/></xs:schema>", "<a/>",
	    "[schema-refused]");
	assert_against_schema(XSD "<xs:import namespace='u' schemaLocation='http://127.0.0.1:47611/x'/><xs:element name='a'/></xs:schema>",
	    "<a/>", "[schema-refused]");
}

static void
test_a_schema_may_not_include_itself(void **state)
{
	(void)state;
	assert_against_schema(XSD "<xs:include schemaLocation='s.xsd'/><xs:element name='a'/></xs:schema>", "<a/>",
	    "s.xsd includes itself");
}

/* A document cannot bring its own schema: the operator's counts. */
static void
test_schema_locations_in_the_document_are_not_followed(void **state)
{
	(void)state;
	assert_against_schema(XSD "<xs:element name='a'/></xs:schema>",
	    "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:noNamespaceSchemaLocation='/etc/passwd'/>", "");
}

static void
test_explosive_schemas_are_refused(void **state)
{
	(void)state;
	assert_against_schema(XSD "<xs:element name='a'><xs:complexType><xs:sequence maxOccurs='1000000'><xs:element name='b'/>"
				  "</xs:sequence></xs:complexType></xs:element></xs:schema>",
	    "<a/>", "repeats too often");
	assert_against_schema(XSD "<xs:element name='a'><xs:complexType><xs:sequence maxOccurs='1000'><xs:sequence maxOccurs='1000'>"
				  "<xs:element name='b'/></xs:sequence></xs:sequence></xs:complexType></xs:element></xs:schema>",
	    "<a/>", "repeats too often");
	assert_against_schema(XSD "<xs:element name='a'><xs:simpleType><xs:restriction base='xs:string'>"
				  "<xs:pattern value='((a{1,100}){1,100}){1,100}'/></xs:restriction></xs:simpleType></xs:element></xs:schema>",
	    "<a/>", "a pattern that unfolds");
	assert_against_schema(XSD "<xs:group name='g'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:group>"
				  "<xs:element name='a'><xs:complexType><xs:group ref='g'/></xs:complexType></xs:element></xs:schema>",
	    "<a/>", "[schema-bad]");
}

static void
test_ordinary_patterns_pass(void **state)
{
	(void)state;
	assert_against_schema(XSD "<xs:element name='a'><xs:simpleType><xs:restriction base='xs:string'><xs:pattern value="
				  "'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\\]{}]{2}'/></xs:restriction></xs:simpleType></xs:element></xs:schema>",
	    "<a>01234567-0123-0123-0123-0123456789ab</a>", "");
}

static void
test_errors_are_capped(void **state)
{
	struct buf b = {0};
	struct ctx *cx = ctx_new("/");
	const struct doc *doc;

	(void)state;
	put("s.xsd", XSD "<xs:element name='a'><xs:complexType><xs:sequence><xs:element name='b' type='xs:int' maxOccurs='unbounded'/>"
			 "</xs:sequence></xs:complexType></xs:element></xs:schema>");
	buf_puts(&b, "<a>");
	for (int i = 0; i < 100000; i++)
		buf_puts(&b, "<b>x</b>");
	buf_puts(&b, "</a>");
	assert_int_equal(load_bytes(cx, "t.xml", b.p, b.len, NULL, &doc), RC_OK);
	assert_int_equal(val_schema_file(cx, doc, path_of(cx, "s.xsd")), RC_FAIL);
	assert_true(diag_count(cx, LEVEL_ERROR) <= LIMIT_XML_ERRORS + 1);
	ctx_free(cx);
	buf_free(&b);
}

static void
test_attributes_in_other_namespaces_reach_the_validator(void **state)
{
	(void)state;
	assert_against_schema("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='u' xmlns='u'>"
			      "<xs:attribute name='k' type='xs:int'/><xs:element name='a'><xs:complexType><xs:attribute ref='k' use='required'/>"
			      "</xs:complexType></xs:element></xs:schema>",
	    "<p:a xmlns:p='u' p:k='seven'/>", "\"seven\" for p:k of <a>");
}

static int
make_folder(void **state)
{
	struct ctx *cx = ctx_new("/");

	(void)state;
	temp_folder(folder, sizeof(folder));
	mkdir(path_of(cx, "sub"), 0777);
	ctx_free(cx);
	return 0;
}

static int
remove_folder(void **state)
{
	(void)state;
	temp_remove(folder);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_valid_document_is_silent),
	    cmocka_unit_test(test_files_below_the_folder_may_be_included),
	    cmocka_unit_test(test_files_elsewhere_are_not),
	    cmocka_unit_test(test_a_schema_may_not_include_itself),
	    cmocka_unit_test(test_schema_locations_in_the_document_are_not_followed),
	    cmocka_unit_test(test_explosive_schemas_are_refused),
	    cmocka_unit_test(test_ordinary_patterns_pass),
	    cmocka_unit_test(test_errors_are_capped),
	    cmocka_unit_test(test_attributes_in_other_namespaces_reach_the_validator),
	};

	load_init();
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
