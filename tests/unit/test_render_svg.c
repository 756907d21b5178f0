#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "render_fixture.h"

#include "base/str.h"

static bool
has(const struct drawn *d, const char *words)
{
	return strstr(buf_str(&d->files[0].bytes), words) != NULL;
}

/* What all <text> of a page says: without tags, a line each. */
static const char *
said(struct fixture *f, const struct drawn *d)
{
	struct buf b = {0};
	const char *p = buf_str(&d->files[0].bytes), *out;

	while ((p = strstr(p, "<text")) != NULL) {
		const char *end = strstr(p, "</text>");

		for (bool tag = false; p < end; p++) {
			tag = *p == '<' || (tag && p[-1] != '>');
			if (!tag)
				buf_putc(&b, *p);
		}
		buf_putc(&b, '\n');
	}
	out = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static void
place_in(struct glyph_run *run, const char *whole, const char *part)
{
	const char *at = strstr(whole, part);

	assert_non_null(at);
	run->para = 1;
	run->at = (uint32_t)(at - whole);
	run->spaced = at > whole && at[-1] == ' ';
}

/* Two lines of one paragraph, whose text layout keeps whole. */
static struct area *
lines_add(struct fixture *f, const char *whole, const char *first, const char *second)
{
	struct area *a = text_add(f, NULL, 10000, 10000, "serif", 10000, first);
	struct area *b = text_add(f, NULL, 10000, 30000, "serif", 10000, second);
	struct glyph_run *run;

	for (int i = 0; i < 2; i++) {
		struct area *line = i == 0 ? a : b;

		run = arena_copy(f->cx->arena, line->text.run, sizeof(*run));
		place_in(run, whole, i == 0 ? first : second);
		line->text.run = run;
	}
	return a;
}

/* Who searches for a word or copies a paragraph gets the words of the source: ligatures, line ends and long names included. */
static void
test_lines_are_one_text_again(void **state)
{
	struct fixture *f = *state;
	struct drawn out;

	lines_add(f, "an affluent office  fills https://a.example/b", "an affluent office", "fills https://a.");
	text_add(f, NULL, 10000, 50000, "serif", 10000, "(1)");
	out = draw(f, &dev_svg, 1);
	assert_string_equal(said(f, &out), "an affluent office fills https://a. (1)\n");
	f->page.first = NULL;
	lines_add(f, "https://a.example/b", "https://a.", "example/b");
	out = draw(f, &dev_svg, 1);
	assert_string_equal(said(f, &out), "https://a.example/b\n");
}

/* Lines from right to left are drawn from the left: they are read as they were written. */
static void
test_reading_order_is_that_of_the_text(void **state)
{
	struct fixture *f = *state;
	static const char whole[] = "\xd7\x90\xd7\x91 12 \xd7\x90\xd7\x92";
	static const char *const drawn[] = {"\xd7\x90\xd7\x92", "12", "\xd7\x90\xd7\x91"};
	struct drawn out;

	for (mpt i = 0; i < 3; i++) {
		struct area *a = text_add(f, NULL, 10000 + 30000 * i, 10000, "sans-serif", 10000, drawn[i]);
		struct glyph_run *run = arena_copy(f->cx->arena, a->text.run, sizeof(*run));

		place_in(run, whole, drawn[i]);
		a->text.run = run;
	}
	out = draw(f, &dev_svg, 1);
	/* Marks for who cannot see: the letters are there, over glyphs that are outlines. */
	assert_string_equal(said(f, &out), "\xd7\x90\xd7\x91 12 \xd7\x90\xd7\x92\n");
	assert_true(has(&out, "fill-opacity:0"));
	assert_true(has(&out, "<use xlink:href="));
}

static size_t
from_base64(const char *p, unsigned char *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t v = 0;
	size_t n = 0, bits = 0;

	for (const char *d; *p != '\0' && (d = strchr(digits, *p)) != NULL; p++) {
		v = v << 6 | (uint32_t)(d - digits);
		bits += 6;
		if (bits >= 8)
			out[n++] = (unsigned char)(v >> (bits -= 8));
	}
	return n;
}

static FT_Face
embedded(struct fixture *f, FT_Library library, const struct drawn *d, unsigned number)
{
	char name[32];
	const char *p;
	unsigned char *bytes;
	FT_Face face;

	snprintf(name, sizeof(name), "@font-face{font-family:f%u", number);
	p = strstr(buf_str(&d->files[0].bytes), name);
	assert_non_null(p);
	p = strstr(p, ";base64,") + 8;
	bytes = arena_alloc(f->cx->arena, strlen(p));
	assert_int_equal(FT_New_Memory_Face(library, bytes, (FT_Long)from_base64(p, bytes), 0, &face), 0);
	return face;
}

static void
assert_same_glyph(FT_Face a, uint32_t ga, FT_Face b, uint32_t gb)
{
	FT_BBox p, q;

	assert_int_equal(FT_Load_Glyph(a, ga, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING), 0);
	assert_int_equal(FT_Load_Glyph(b, gb, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING), 0);
	assert_int_equal(a->glyph->outline.n_points, b->glyph->outline.n_points);
	FT_Outline_Get_CBox(&a->glyph->outline, &p);
	FT_Outline_Get_CBox(&b->glyph->outline, &q);
	assert_memory_equal(&p, &q, sizeof(p));
}

/* A browser must show what layout measured: the ligature stands where the f is, and the i shows nothing. */
static void
test_fonts_show_our_glyphs(void **state)
{
	struct fixture *f = *state;
	struct area *a = text_add(f, NULL, 10000, 10000, "serif", 10000, "find");
	const struct glyph_run *run = a->text.run;
	FT_Face own = font_face_ft(run->font->face), face, second;
	FT_Library library;
	struct drawn out;

	assert_int_equal(run->n, 3); /* fi n d */
	text_add(f, NULL, 10000, 30000, "serif", 10000, "if");
	out = draw(f, &dev_svg, 1);
	assert_string_equal(said(f, &out), "find if\n");
	assert_int_equal(FT_Init_FreeType(&library), 0);
	face = embedded(f, library, &out, 1);
	second = embedded(f, library, &out, 2);
	assert_in_range(face->num_glyphs, 4, 6);
	assert_true(FT_IS_SFNT(face));
	assert_int_equal(FT_Select_Charmap(face, FT_ENCODING_UNICODE), 0);
	assert_same_glyph(face, FT_Get_Char_Index(face, 'f'), own, run->glyphs[0].id);
	assert_same_glyph(face, FT_Get_Char_Index(face, 'd'), own, run->glyphs[2].id);
	assert_same_glyph(face, FT_Get_Char_Index(face, 'i'), own, FT_Get_Char_Index(own, ' '));
	assert_same_glyph(second, FT_Get_Char_Index(second, 'f'), own, FT_Get_Char_Index(own, 'f'));
	assert_same_glyph(second, FT_Get_Char_Index(second, 'i'), own, FT_Get_Char_Index(own, 'i'));
	FT_Done_Face(face);
	FT_Done_Face(second);
	FT_Done_FreeType(library);
}

/* Programs that take no fonts from a file show outlines, and the words are in it all the same. */
static void
test_outlines_need_no_font(void **state)
{
	static const struct dev_opts opts = {.text = DEV_OUTLINES};
	static const struct dev_meta meta = {.title = "Title"};
	struct fixture *f = *state;
	struct drawn out = {0};
	struct dev *d;

	text_add(f, NULL, 10000, 10000, "serif", 10000, "Affluent offices");
	assert_int_equal(dev_open(f->cx, &dev_svg, &opts, &meta, &d), RC_OK);
	assert_int_equal(dev_page_begin(d, &f->page), RC_OK);
	assert_int_equal(ren_walk_page(d, &f->page), RC_OK);
	assert_int_equal(dev_page_end(d), RC_OK);
	assert_int_equal(dev_close(d, NULL, 0, &out), RC_OK);
	assert_false(has(&out, "@font-face"));
	assert_true(has(&out, "<path id="));
	assert_string_equal(said(f, &out), "Affluent offices\n");
}

/* A link is its text, for a keyboard and for a listener; one that leads nowhere is text alone. */
static void
test_links_are_around_their_text(void **state)
{
	struct fixture *f = *state;
	struct area *good = area_add(f, NULL, AREA_INLINE, 10000, 10000, 50000, 10000);
	struct area *bad = area_add(f, NULL, AREA_INLINE, 10000, 30000, 50000, 10000);
	struct drawn out;

	good->fo = node_new(f, FO_BASIC_LINK);
	bad->fo = node_new(f, FO_BASIC_LINK);
	text_add(f, good, 0, 0, "serif", 10000, "here");
	text_add(f, bad, 0, 0, "serif", 10000, "there");
	f->links[0] = (struct page_link){.x = 1, .w = 9000, .h = 9000, .uri = "https://example.org/?a&b", .fo = good->fo};
	f->links[1] = (struct page_link){.x = 2, .w = 9000, .h = 9000, .uri = "javascript:alert(1)", .fo = bad->fo};
	f->links[2] = (struct page_link){.x = 3, .w = 9000, .h = 9000, .uri = "https://example.org/area"};
	f->page.n_links = 3;
	out = draw(f, &dev_svg, 1);
	assert_true(has(&out, "<a xlink:href=\"https://example.org/?a&amp;b\"><tspan"));
	assert_true(has(&out, "<a><tspan"));
	assert_false(has(&out, "javascript"));
	assert_true(has(&out, "<a xlink:href=\"https://example.org/area\"><rect"));
	assert_null(memchr(out.files[0].bytes.p, 1, out.files[0].bytes.len));
	assert_string_equal(said(f, &out), "here there\n");
}

/* What cannot be seen is told; what is furniture is not. */
static void
test_furniture_is_silent(void **state)
{
	struct fixture *f = *state;
	struct area *a = area_add(f, NULL, AREA_BLOCK, 10000, 10000, 50000, 10000);
	struct drawn out;

	a->fo = node_new(f, FO_BLOCK);
	a->is_artifact = true;
	text_add(f, a, 0, 0, "serif", 10000, "Confidential");
	out = draw(f, &dev_svg, 1);
	assert_true(has(&out, "<g aria-hidden=\"true\"><text>"));
	assert_true(has(&out, "role=\"document\" aria-labelledby=\"_t\""));
	assert_true(has(&out, "<title id=\"_t\">A (title) \xc3\xa9, 1</title>"));
	assert_true(has(&out, "lang=\"en\" xml:lang=\"en\""));
}

static struct drawn
draw_picture(struct fixture *f, struct image *im, const char *svg)
{
	struct area *a = area_add(f, NULL, AREA_IMAGE, 10000, 10000, 200000, 100000);

	im->kind = IMAGE_SVG;
	im->name = "a.svg";
	im->bytes = svg;
	im->len = strlen(svg);
	im->w = 200000;
	im->h = 100000;
	a->image = im;
	f->page.first = a;
	return draw(f, &dev_svg, 1);
}

static const char *
figure(struct fixture *f, const char *family, const char *text, int times)
{
	struct buf b = {0};
	const char *out;

	buf_printf(&b, "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100' font-family=\"%s\">", family);
	for (int i = 0; i < times; i++)
		buf_printf(&b, "<text x='5' y='%d' font-size='9'>%s</text>", 10 + i, text);
	buf_puts(&b, "</svg>");
	out = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return out;
}

/* A picture sees no fonts of its page: it is shapes, or it has its own, and only those that are known for certain. */
static void
test_text_of_pictures_needs_no_font_of_the_reader(void **state)
{
	struct fixture *f = *state;
	struct image small = {.serial = 1}, large = {.serial = 2}, generic = {.serial = 3}, strange = {.serial = 4};
	struct drawn out;

	out = draw_picture(f, &small, figure(f, "Source Sans 3", "M", 1));
	assert_true(has(&out, "data:image/svg+xml;base64,"));
	assert_false(has(&out, "font-face"));
	out = draw_picture(f, &large, figure(f, "Source Sans 3", "Affluent offices", 30));
	assert_true(has(&out, "data:image/svg+xml,%3Csvg"));
	assert_true(has(&out, "@font-face%7Bfont-family:'Source%20Sans%203';font-weight:400;src:url(data:font/ttf;base64,"));
	out = draw_picture(f, &generic, figure(f, "sans-serif", "Affluent offices", 30));
	assert_false(has(&out, "font-face"));
	out = draw_picture(f, &strange, figure(f, "Source Sans 3", "Affluent \xe6\xbc\xa2 offices", 30));
	assert_false(has(&out, "font-face"));
}

/* The bytes of a font must not depend on what was made before. */
static void
test_the_same_page_is_the_same_bytes(void **state)
{
	struct fixture *f = *state;
	struct drawn a, b;

	text_add(f, NULL, 10000, 10000, "serif", 10000, "Affluent offices");
	text_add(f, NULL, 10000, 30000, "monospace", 10000, "0123");
	a = draw(f, &dev_svg, 2);
	b = draw(f, &dev_svg, 1);
	assert_int_equal(a.files[0].bytes.len, b.files[0].bytes.len);
	assert_memory_equal(a.files[0].bytes.p, b.files[0].bytes.p, a.files[0].bytes.len);
	assert_int_equal(a.files[1].bytes.len, b.files[0].bytes.len);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_lines_are_one_text_again, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_reading_order_is_that_of_the_text, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_fonts_show_our_glyphs, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_outlines_need_no_font, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_links_are_around_their_text, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_furniture_is_silent, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_text_of_pictures_needs_no_font_of_the_reader, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_the_same_page_is_the_same_bytes, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
