/*
 * golden_report.c - builds the report model of each case, checks it against report.xsd, compares it with its golden file.
 * The hand-written example for authors of stylesheets and the catalogues are checked against their schemas too. ASSAY_BLESS=1 writes the files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/ass.h"
#include "base/io.h"
#include "validate/val.h"

static int
fail(struct ctx *cx, const char *name, const char *what)
{
	struct buf b = {0};

	diag_print(cx, DIAG_TEXT, &b);
	fprintf(stderr, "%s: %s\n%s", name, what, buf_str(&b));
	buf_free(&b);
	ctx_free(cx);
	return 1;
}

/* Where two texts part, with the line around it. */
static void
show_difference(const char *want, const char *got)
{
	size_t line = 1, start = 0, i = 0;

	while (want[i] != '\0' && want[i] == got[i]) {
		if (want[i++] == '\n') {
			line++;
			start = i;
		}
	}
	fprintf(stderr, "line %zu\n- %.*s\n+ %.*s\n", line, (int)strcspn(want + start, "\n"), want + start,
	    (int)strcspn(got + start, "\n"), got + start);
}

static int
compare(struct ctx *cx, const char *name, const char *path, const char *got, size_t len)
{
	const char *want;
	size_t want_len;

	if (getenv("ASSAY_BLESS") != NULL)
		return io_write(cx, path, got, len) == RC_OK ? 0 : fail(cx, name, "not written");
	if (io_read(cx, path, (size_t)64 << 20, &want, &want_len) != RC_OK)
		return fail(cx, name, "no golden file");
	if (want_len == len && memcmp(want, got, len) == 0)
		return 0;
	show_difference(arena_strndup(cx->arena, want, want_len), got);
	return fail(cx, name, "the report differs");
}

static int
run_case(const char *source, const char *name)
{
	static const char zeros[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	const struct ass_opts o = {.paper = "a4", .version = "0", .command = "assay build assessment.xml",
	    .theme_digest = zeros};
	struct ctx *cx = ctx_new(source);
	const char *in = arena_printf(cx->arena, "%s/tests/golden/report/%s/assessment.xml", source, name);
	const char *schema = arena_printf(cx->arena, "%s/src/assess/report.xsd", source);
	const char *golden = arena_printf(cx->arena, "%s/tests/golden/report/%s.report", source, name);
	const struct doc *doc, *report, *again;
	const struct ass *a;
	xmlChar *text;
	int n, bad;

	if (load_file(cx, in, &doc) != RC_OK || ass_assess(cx, doc, &o, &a) != RC_OK)
		return fail(cx, name, "no report");
	report = ass_model(a, "full", zeros);
	xmlDocDumpFormatMemoryEnc(report->xml, &text, &n, "UTF-8", 1);
	if (load_bytes(cx, golden, (const char *)text, (size_t)n, NULL, &again) != RC_OK || val_schema_file(cx, again, schema) != RC_OK)
		return fail(cx, name, "not valid against report.xsd");
	bad = compare(cx, name, golden, (const char *)text, (size_t)n);
	if (bad == 0)
		ctx_free(cx);
	xmlFree(text);
	return bad;
}

/* Files that people write by hand must satisfy the schemas that others write against. */
static int
check_schema(const char *source, const char *file, const char *schema)
{
	struct ctx *cx = ctx_new(source);
	const char *path = arena_printf(cx->arena, "%s/%s", source, file);
	const struct doc *doc;

	if (load_file(cx, path, &doc) != RC_OK || val_schema_file(cx, doc, arena_printf(cx->arena, "%s/%s", source, schema)) != RC_OK)
		return fail(cx, file, "not valid against its schema");
	ctx_free(cx);
	return 0;
}

static const char *const catalogues[] = {
    "src/catalog/data/ssdf-1.1.xml",
    "src/catalog/data/ssdf-1.2-ipd.xml",
    "src/catalog/data/cisa-form-1.0.xml",
    "src/catalog/data/cra-annex-i.xml",
    "src/catalog/data/owasp-samm-2.xml",
    "tests/golden/report/data/assay/catalogues/ssdf-1.1.xml",
    "tests/golden/report/data/assay/catalogues/house-2.xml",
};

int
main(int argc, char **argv)
{
	int bad;

	load_init();
	bad = check_schema(argv[1], "tests/golden/report/example.report.xml", "src/assess/report.xsd");
	for (size_t i = 0; i < ARRAY_LEN(catalogues); i++)
		bad |= check_schema(argv[1], catalogues[i], "src/catalog/catalog.xsd");
	for (int i = 2; i < argc; i++)
		bad |= run_case(argv[1], argv[i]);
	return bad;
}
