#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "transform/xf.h"
#include "temp.h"

#define XSL(body)                                                                                                       \
	"<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:a='urn:assay:xslt'"        \
	" xmlns:exsl='http://exslt.org/common' xmlns:math='http://exslt.org/math' xmlns:date='http://exslt.org/dates-and-times'" \
	" xmlns:str='http://exslt.org/strings'>" body "</xsl:stylesheet>"
#define AT_ROOT(body) XSL("<xsl:template match='/'><out>" body "</out></xsl:template>")

struct fixture {
	struct ctx *cx;
	char dir[1024];
};

static const char source[] = "<r>\n  <t id='1'>x</t>\n</r>\n";

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	char path[1100];

	temp_folder(f->dir, sizeof(f->dir));
	snprintf(path, sizeof(path), "%s/stylesheets", f->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	f->cx = ctx_new(f->dir);
	load_init();
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	ctx_free(f->cx);
	temp_remove(f->dir);
	free(f);
	return 0;
}

static const char *
put(struct fixture *f, const char *name, const char *text)
{
	const char *path = arena_printf(f->cx->arena, "%s/%s", f->dir, name);

	assert_int_equal(io_write(f->cx, path, text, strlen(text)), RC_OK);
	return path;
}

/* Runs a stylesheet over the sample; the result as text, or NULL. */
static const char *
run(struct fixture *f, const char *sheet_text, const struct xf_document *documents, size_t n)
{
	const char *path = put(f, "style.xsl", sheet_text);
	const struct xf_sheet *sheet;
	const struct doc *doc, *fo;
	struct xf_input in = {.documents = documents, .n_documents = n};
	xmlChar *text;
	const char *kept;
	int len;

	assert_int_equal(load_bytes(f->cx, "in.xml", source, strlen(source), NULL, &doc), RC_OK);
	in.doc = doc;
	if (xf_open(f->cx, path, &sheet) != RC_OK || xf_apply(f->cx, sheet, &in, &fo) != RC_OK)
		return NULL;
	xmlDocDumpMemory(fo->xml, &text, &len);
	kept = arena_strdup(f->cx->arena, (const char *)text);
	xmlFree(text);
	return kept;
}

static void
assert_said(struct fixture *f, const char *words)
{
	struct buf out = {0};

	diag_print(f->cx, DIAG_TEXT, &out);
	if (strstr(buf_str(&out), words) == NULL)
		fail_msg("expected \"%s\" in:\n%s", words, buf_str(&out));
	buf_free(&out);
}

/* Without it a layout problem could only name generated FO. */
static void
test_at_names_the_source(void **state)
{
	struct fixture *f = *state;
	const char *out = run(f, AT_ROOT("<xsl:for-each select='//t'><b a:at='{a:at(.)}'/></xsl:for-each>"), NULL, 0);
	char expected[64];

	snprintf(expected, sizeof(expected), "a:at=\"1:%zu-", (size_t)(strstr(source, "<t") - source));
	assert_non_null(out);
	assert_non_null(strstr(out, expected));
}

static void
test_a_document_by_name_is_given(void **state)
{
	struct fixture *f = *state;
	const struct doc *theme;
	struct xf_document d = {"assay:theme", NULL};
	const char *out;

	assert_int_equal(load_bytes(f->cx, "t", "<theme paper='a4'/>", 19, NULL, &theme), RC_OK);
	d.xml = theme->xml;
	out = run(f, AT_ROOT("<xsl:value-of select=\"document('assay:theme')/theme/@paper\"/>"), &d, 1);
	assert_non_null(out);
	assert_non_null(strstr(out, "a4"));
}

static void
test_modules_are_found_beside_and_in_the_program(void **state)
{
	struct fixture *f = *state;
	char dir[1100];
	const char *out;

	snprintf(dir, sizeof(dir), "%s/parts", f->dir);
	assert_int_equal(mkdir(dir, 0700), 0);
	put(f, "stylesheets/own.xsl", XSL("<xsl:template name='own'>own</xsl:template>"));
	put(f, "parts/b.xsl", XSL("<xsl:include href='c.xsl'/>"));
	put(f, "parts/c.xsl", XSL("<xsl:template name='c'>beside</xsl:template>"));
	out = run(f,
	    XSL("<xsl:import href='assay:own.xsl'/><xsl:include href='parts/b.xsl'/><xsl:template match='/'><out>"
		"<xsl:call-template name='own'/>-<xsl:call-template name='c'/></out></xsl:template>"),
	    NULL, 0);
	assert_non_null(out);
	assert_non_null(strstr(out, "own-beside"));
}

/* The digest in a report must cover every module, or a changed part would go unnoticed. */
static void
test_digest_covers_imports(void **state)
{
	struct fixture *f = *state;
	const char *path = put(f, "a.xsl", XSL("<xsl:import href='b.xsl'/>"));
	const struct xf_sheet *one, *two;

	put(f, "b.xsl", XSL(""));
	assert_int_equal(xf_open(f->cx, path, &one), RC_OK);
	put(f, "b.xsl", XSL("<!-- other -->"));
	assert_int_equal(xf_open(f->cx, path, &two), RC_OK);
	assert_string_not_equal(xf_sheet_digest(one), xf_sheet_digest(two));
}

static const struct {
	const char *sheet, *said;
} refused[] = {
    {AT_ROOT("<xsl:value-of select=\"document('/etc/hostname')\"/>"), "[file-open]"},
    {AT_ROOT("<xsl:value-of select=\"document('../x.xml')\"/>"), "[file-open]"},
    {AT_ROOT("<xsl:value-of select=\"document('http://127.0.0.1:9/x')\"/>"), "[xslt-file]"},
    {AT_ROOT("<xsl:value-of select=\"document('gone.xml')\"/>"), "[file-open]"},
    {XSL("<xsl:import href='http://127.0.0.1:9/x.xsl'/>"), "[xslt-file]"},
    {XSL("<xsl:include href='style.xsl'/>"), "[xslt-error]"},
    {AT_ROOT("<exsl:document href='x.txt'>x</exsl:document>"), "[xslt-write]"},
    {AT_ROOT("<xsl:document href='x.txt'>x</xsl:document>"), "[xslt-write]"},
    {AT_ROOT("<xsl:value-of select='math:random()'/>"), "[xslt-clock]"},
    {AT_ROOT("<xsl:value-of select='date:date-time()'/>"), "[xslt-clock]"},
    {AT_ROOT("<xsl:value-of select='date:year()'/>"), "[xslt-clock]"},
    {AT_ROOT("<xsl:message terminate='yes'>no more</xsl:message>"), "no more"},
    {AT_ROOT("<xsl:value-of select='1 +'/>"), "[xslt-error]"},
    {XSL("<xsl:template match='/' name='r'><xsl:call-template name='r'/></xsl:template>"), "[xslt-"},
    {"<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' xmlns:e='urn:evil'"
     " extension-element-prefixes='e'><xsl:template match='/'><e:run/></xsl:template></xsl:stylesheet>",
	"[xslt-extension]"},
    {"<xsl:stylesheet version='1.0'", "error"},
};

static void
test_what_could_harm_fails_the_run(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		struct ctx *cx = ctx_new(f->dir);

		ctx_free(f->cx);
		f->cx = cx;
		if (run(f, refused[i].sheet, NULL, 0) != NULL)
			fail_msg("accepted: %s", refused[i].sheet);
		assert_true(diag_failed(f->cx));
		assert_said(f, refused[i].said);
	}
}

/* Dates of the document are computed with, only the clock is closed. */
static void
test_dates_with_arguments_work(void **state)
{
	struct fixture *f = *state;
	const char *out = run(f,
	    AT_ROOT("<xsl:value-of select=\"date:add('2026-01-31', 'P1D')\"/> <xsl:value-of select=\"date:year('2026-01-31')\"/>"
		    "<xsl:value-of select=\"count(str:tokenize('a b c', ' '))\"/>"),
	    NULL, 0);

	assert_non_null(out);
	assert_non_null(strstr(out, "2026-02-01"));
}

/* A message is told, and does not fail the run; a flood is capped. */
static void
test_messages_are_told(void **state)
{
	struct fixture *f = *state;

	assert_non_null(run(f, AT_ROOT("<xsl:message>look here</xsl:message>"), NULL, 0));
	assert_false(diag_failed(f->cx));
	assert_said(f, "look here [xslt-message]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_at_names_the_source, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_document_by_name_is_given, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_modules_are_found_beside_and_in_the_program, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_digest_covers_imports, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_what_could_harm_fails_the_run, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_dates_with_arguments_work, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_messages_are_told, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
