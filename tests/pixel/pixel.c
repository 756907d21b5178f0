/*
 * pixel.c - does it still look right? A handful of pages against kept pictures. What fails leaves NAME.png and NAME.diff.png in
 * the folder of the build. ASSAY_BLESS=1 writes the pictures anew, but only those that look different.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assay.h"
#include "base/io.h"
#include "draw.h"

/* Mostly documents of our own: pages of reports change with each stylesheet, and that is not what this asks. */
static const struct pixel_case {
	const char *name, *input, *at; /* see draw_page */
} cases[] = {
    {"cover", "tests/pixel/report.fo", "1"},
    {"summary", "tests/pixel/report.fo", "2"},
    {"results", "tests/pixel/report.fo", "3"},
    {"matrix", "tests/pixel/report.fo", "4"},
    {"latin", "samples/scripts/scripts.fo", "latin"},
    {"arabic", "samples/scripts/scripts.fo", "arabic"},
    {"change-bars", "tests/golden/areas/change-bars.fo", "1"},
    {"floats-side", "tests/golden/areas/floats-side.fo", "1"},
    {"table-collapse", "tests/golden/areas/table-collapse.fo", "1"},
    {"report", "samples/small/assessment.xml", "summary"}, /* the whole way once */
};

static int
fail(struct ctx *cx, const char *name, const char *what)
{
	struct buf b = {0};

	diag_print(cx, DIAG_TEXT, &b);
	fprintf(stderr, "%s: %s\n%s", name, what, buf_str(&b));
	buf_free(&b);
	return 1;
}

/* An assessment goes through its stylesheet first. */
static bool
load(struct ctx *cx, const char *path, const char *fo, const struct doc **doc, const struct io_root **base)
{
	const struct build_opts o = {.input = path, .output = fo, .paper = "a4", .command = "assay build", .dump = DUMP_FO};
	size_t n = strlen(path);

	if (io_root_of(cx, path, base) != RC_OK)
		return false;
	if (n > 3 && strcmp(path + n - 3, ".fo") == 0)
		return load_file(cx, path, doc) == RC_OK;
	return assay_build(cx, &o) == RC_OK && load_file(cx, fo, doc) == RC_OK;
}

static int
compare(struct ctx *cx, const struct pixel_case *c, const char *source, const char *out, const struct picture *got)
{
	const char *golden = arena_printf(cx->arena, "%s/tests/pixel/%s.png", source, c->name);
	const char *path = arena_printf(cx->arena, "%s/%s.png", out, c->name);
	struct picture want = {0}, diff = {0};
	struct picture_verdict v;
	bool same = picture_read(golden, &want) && picture_same(&want, got, &diff, &v);
	int bad = 0;

	if (!same && getenv("ASSAY_BLESS") != NULL) {
		bad = picture_write(golden, got) ? 0 : fail(cx, c->name, "not written");
	} else if (!same) {
		bad = fail(cx, c->name, arena_printf(cx->arena, "looks different from %s: see %s (ASSAY_BLESS=1 keeps it)", golden, path));
		if (diff.px != NULL)
			fprintf(stderr, "near %d (limit %d), along the line %d (limit %d), most at %d,%d of %s/%s.diff.png\n", v.near,
			    PICTURE_NEAR, v.along, PICTURE_ALONG, v.x, v.y, out, c->name);
		if (!picture_write(path, got) ||
		    (diff.px != NULL && !picture_write(arena_printf(cx->arena, "%s/%s.diff.png", out, c->name), &diff)))
			fprintf(stderr, "%s: the pictures were not written\n", path);
	}
	picture_free(&want);
	picture_free(&diff);
	return bad;
}

static int
run_case(const struct pixel_case *c, const char *source, const char *out)
{
	struct ctx *cx = ctx_new(source);
	const char *path = arena_printf(cx->arena, "%s/%s", source, c->input);
	const struct io_root *base;
	const struct doc *doc;
	struct picture got;
	int bad;

	if (!load(cx, path, arena_printf(cx->arena, "%s/%s.fo", out, c->name), &doc, &base) ||
	    !draw_page(cx, doc, base, c->at, PICTURE_FINE, &got)) {
		bad = fail(cx, c->name, "no such page");
	} else {
		bad = compare(cx, c, source, out, &got);
		picture_free(&got);
	}
	ctx_free(cx);
	return bad;
}

int
main(int argc, char **argv)
{
	int bad = 0;

	if (argc != 3) {
		fprintf(stderr, "usage: pixel SOURCE OUT\n");
		return 2;
	}
	load_init();
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		bad |= run_case(&cases[i], argv[1], argv[2]);
	return bad;
}
