#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "layout/lay_image_read.h"

struct fixture {
	struct ctx *cx;
	struct lay lay;
	struct fo_tree tree;
};

static int
setup(void **state)
{
	struct fixture *f = fixture_new(state, sizeof(*f));

	f->lay = (struct lay){.cx = f->cx, .arena = f->cx->arena, .tree = &f->tree};
	return 0;
}

/* ---- pictures made here -------------------------------------------------------------------------------------------- */

static uint32_t
crc_of(const char *p, size_t n)
{
	uint32_t c = 0xffffffffu;

	for (size_t i = 0; i < n; i++) {
		c ^= (unsigned char)p[i];
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320u ^ c >> 1 : c >> 1;
	}
	return ~c;
}

static void
put32(struct buf *b, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_putc(b, (char)(v >> shift));
}

static void
put_chunk(struct buf *b, const char *type, const char *data, size_t n)
{
	size_t at = b->len + 4;

	put32(b, (uint32_t)n);
	buf_puts(b, type);
	buf_add(b, data, n);
	put32(b, crc_of(b->p + at, n + 4));
}

static struct buf
png(uint32_t w, uint32_t h, uint32_t per_metre)
{
	struct buf b = {0}, head = {0}, phys = {0};

	buf_add(&b, "\x89PNG\r\n\x1a\n", 8);
	put32(&head, w);
	put32(&head, h);
	buf_add(&head, "\x08\x02\0\0\0", 5);
	put_chunk(&b, "IHDR", head.p, head.len);
	if (per_metre > 0) {
		put32(&phys, per_metre);
		put32(&phys, per_metre);
		buf_putc(&phys, 1);
		put_chunk(&b, "pHYs", phys.p, phys.len);
	}
	put_chunk(&b, "IDAT", "not read here", 13);
	put_chunk(&b, "IEND", "", 0);
	buf_free(&head);
	buf_free(&phys);
	return b;
}

/* frame: marker of the start of frame, 0xc0 for baseline */
static struct buf
jpeg(unsigned frame, unsigned w, unsigned h, unsigned components)
{
	struct buf b = {0};

	buf_add(&b, "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\x01\x2c\x01\x2c\0\0", 20);
	buf_printf(&b, "\xff%c%c%c%c%c%c%c%c%c", (int)frame, 0, (int)(8 + 3 * components), 8, (int)(h >> 8),
	    (int)(h & 255), (int)(w >> 8), (int)(w & 255), (int)components);
	for (unsigned i = 0; i < components; i++)
		buf_add(&b, "\1\x11\0", 3);
	buf_add(&b, "\xff\xda\0\x0c\3\1\0\2\0\3\0\0\x3f\0 some scan \xff\xd9", 27);
	return b;
}

static enum lay_image_verdict
read_as(enum image_kind kind, const struct buf *b, struct image *im)
{
	const char *why = NULL;
	enum lay_image_verdict v;

	*im = (struct image){.kind = kind, .bytes = b->p, .len = b->len};
	v = kind == IMAGE_PNG ? lay_image_read_png(im, &why) : lay_image_read_jpeg(im, &why);
	if (v != PICTURE_OK)
		assert_non_null(why);
	return v;
}

/* ---- headers --------------------------------------------------------------------------------------------------------- */

/* A logo must come out as large as its maker meant: by its resolution, else 96 px an inch. */
static void
test_png_size_follows_its_resolution(void **state)
{
	struct buf plain = png(96, 48, 0), dense = png(300, 300, 11811);
	struct image im;

	(void)state;
	assert_int_equal(read_as(IMAGE_PNG, &plain, &im), PICTURE_OK);
	assert_int_equal(im.w, 72000);
	assert_int_equal(im.h, 36000);
	assert_int_equal(im.px_w, 96);
	assert_int_equal(read_as(IMAGE_PNG, &dense, &im), PICTURE_OK);
	assert_int_equal(im.w, 72000); /* 300 px at 299.9994 dpi */
	buf_free(&plain);
	buf_free(&dense);
}

/* One flipped bit anywhere must be noticed: half a logo in an audit report is worse than an error. */
static void
test_any_flipped_bit_of_a_png_is_noticed(void **state)
{
	struct buf b = png(10, 10, 2835);
	struct image im;

	(void)state;
	for (size_t i = 8; i < b.len; i++) {
		b.p[i] ^= 4;
		assert_int_equal(read_as(IMAGE_PNG, &b, &im), PICTURE_DAMAGED);
		b.p[i] ^= 4;
	}
	assert_int_equal(read_as(IMAGE_PNG, &b, &im), PICTURE_OK);
	buf_free(&b);
}

/* Every prefix of a picture is a truncated one, and reading it stays inside its bytes. */
static void
test_every_truncation_is_noticed(void **state)
{
	struct buf p = png(10, 10, 2835), j = jpeg(0xc0, 10, 10, 3);
	struct image im;

	(void)state;
	for (size_t n = 8; n < p.len; n++) {
		char *exact = test_malloc(n); /* the sanitizer sees a byte too far */
		struct buf cut = {memcpy(exact, p.p, n), n, n};

		assert_int_equal(read_as(IMAGE_PNG, &cut, &im), PICTURE_DAMAGED);
		test_free(exact);
	}
	for (size_t n = 3; n < j.len; n++) {
		char *exact = test_malloc(n);
		struct buf cut = {memcpy(exact, j.p, n), n, n};

		assert_int_equal(read_as(IMAGE_JPEG, &cut, &im), PICTURE_DAMAGED);
		test_free(exact);
	}
	buf_free(&p);
	buf_free(&j);
}

/* A picture of 16 terabytes takes 60 bytes to write: the header is the last place to stop it. */
static void
test_too_many_pixels_are_refused_by_the_header(void **state)
{
	struct buf wide = png(16385, 1, 0), many = png(16000, 16000, 0), none = png(0, 5, 0), most = png(16384, 3906, 0);
	struct buf j = jpeg(0xc0, 65535, 10, 3);
	struct image im;

	(void)state;
	assert_int_equal(read_as(IMAGE_PNG, &wide, &im), PICTURE_TOO_LARGE);
	assert_int_equal(read_as(IMAGE_PNG, &many, &im), PICTURE_TOO_LARGE);
	assert_int_equal(read_as(IMAGE_PNG, &none, &im), PICTURE_DAMAGED);
	assert_int_equal(read_as(IMAGE_PNG, &most, &im), PICTURE_OK);
	assert_int_equal(read_as(IMAGE_JPEG, &j, &im), PICTURE_TOO_LARGE);
	buf_free(&wide);
	buf_free(&many);
	buf_free(&none);
	buf_free(&most);
	buf_free(&j);
}

/* JPEG goes into the PDF as it is, so what a PDF cannot say must be refused here: CMYK, arithmetic coding. */
static void
test_jpeg_kinds(void **state)
{
	static const struct {
		unsigned frame, components;
		enum lay_image_verdict verdict;
	} rows[] = {{0xc0, 3, PICTURE_OK}, {0xc1, 3, PICTURE_OK}, {0xc2, 1, PICTURE_OK}, {0xc0, 4, PICTURE_UNSUPPORTED},
	    {0xc3, 3, PICTURE_UNSUPPORTED}, {0xc9, 3, PICTURE_UNSUPPORTED}, {0xc0, 2, PICTURE_UNSUPPORTED}};
	struct image im;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = jpeg(rows[i].frame, 300, 150, rows[i].components);

		assert_int_equal(read_as(IMAGE_JPEG, &b, &im), rows[i].verdict);
		if (rows[i].verdict == PICTURE_OK) {
			assert_int_equal(im.w, 72000); /* 300 dpi */
			assert_int_equal(im.h, 36000);
		}
		buf_free(&b);
	}
}

static struct image
svg_size(struct fixture *f, const char *attributes)
{
	char *text = arena_printf(f->cx->arena, "<svg xmlns=\"http://www.w3.org/2000/svg\" %s/>", attributes);
	struct image im = {0};
	const struct doc *doc;

	assert_int_equal(load_bytes(f->cx, "a.svg", text, strlen(text), NULL, &doc), RC_OK);
	lay_image_read_svg(&im, xmlDocGetRootElement(doc->xml));
	return im;
}

/* SVG 1.1, 7.2: units; a missing side follows the viewBox, and so does a drawing without any size. */
static void
test_svg_intrinsic_sizes(void **state)
{
	static const struct {
		const char *attributes;
		mpt w, h;
	} rows[] = {{"width='100' height='50px'", 75000, 37500}, {"width='1in' height='2.54cm'", 72000, 72000},
	    {"width='10pt' viewBox='0 0 20 10'", 10000, 5000}, {"width='100%' viewBox='0,0,200,100'", 150000, 75000},
	    {"", 75000, 75000}, {"width='-5' height='1e300'", 75000, 75000}, {"viewBox='0 0 0 5'", 75000, 75000}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct image im = svg_size(*state, rows[i].attributes);

		assert_int_equal(im.w, rows[i].w);
		assert_int_equal(im.h, rows[i].h);
	}
}

/* ---- look-up --------------------------------------------------------------------------------------------------------- */

struct graphic {
	struct fo_node n;
	struct fo_style style;
};

static const struct fo_node *
graphic(struct fixture *f, const char *src)
{
	struct graphic *g = arena_zalloc(f->cx->arena, sizeof(*g));
	struct fo_own *own = arena_zalloc(f->cx->arena, sizeof(*own) + sizeof(own->v[0]));

	own->n = 1;
	own->v[0].prop = PR_SRC;
	own->v[0].value = (struct fo_value){.kind = FO_STR, .str = src};
	g->n = (struct fo_node){.elem = FO_EXTERNAL_GRAPHIC, .style = &g->style, .own = own};
	return &g->n;
}

#define SVG_URL "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4="

/* A logo on a thousand pages is one picture: devices keep it by its object. */
static void
test_a_name_is_read_once(void **state)
{
	struct fixture *f = *state;
	const struct image *a, *b;

	assert_int_equal(lay_image_lookup(&f->lay, graphic(f, SVG_URL), &a), RC_OK);
	assert_int_equal(lay_image_lookup(&f->lay, graphic(f, SVG_URL), &b), RC_OK);
	assert_non_null(a);
	assert_ptr_equal(a, b);
	assert_int_equal(a->kind, IMAGE_SVG);
}

/* What a document names may not lead out of its folder, to the network, or to nothing without a word. */
static void
test_refused_sources(void **state)
{
	static const char *const srcs[] = {"../x.png", "/etc/passwd", "http://example.org/x.png", "file:///etc/passwd", "",
	    "missing.png", "src/main.c/../x.png", "data:image/png;base64,!!!", "data:image/png,abc",
	    "data:image/png;base64,", "data:image/svg+xml;base64,PCFET0NUWVBFIHN2Zz48c3ZnLz4="};
	struct fixture *f = *state;
	const struct image *im;

	assert_int_equal(io_root_open(f->cx, TEST_SOURCE_DIR, &f->tree.base), RC_OK);
	for (size_t i = 0; i < ARRAY_LEN(srcs); i++) {
		size_t before = diag_count(f->cx, LEVEL_ERROR);

		assert_int_equal(lay_image_lookup(&f->lay, graphic(f, srcs[i]), &im), RC_FAIL);
		assert_null(im);
		assert_true(diag_count(f->cx, LEVEL_ERROR) > before);
	}
}

/* A TIFF is no reason to lose the report: its place stays empty, and the message says so. */
static void
test_unknown_kinds_are_reported_and_left_out(void **state)
{
	struct fixture *f = *state;
	const struct image *im;

	assert_int_equal(lay_image_lookup(&f->lay, graphic(f, "data:image/tiff;base64,SUkqAAgAAAA="), &im), RC_OK);
	assert_null(im);
	assert_int_equal(diag_count(f->cx, LEVEL_UNSUPP), 1);
	assert_int_equal(lay_image_lookup(&f->lay, graphic(f, "data:text/xml;base64,PGEvPg=="), &im), RC_OK);
	assert_null(im);
}

/* Twelve lines can mean a million shapes: they are counted before librsvg draws them. A circle is librsvg's to refuse. */
static void
test_multiplying_uses_are_refused(void **state)
{
	struct fixture *f = *state;
	struct buf b = {0};
	const struct doc *doc;
	const char *why;

	buf_puts(&b, "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'><g id='a0'><rect/></g>");
	for (int i = 1; i < 8; i++) {
		buf_printf(&b, "<g id='a%d'>", i);
		for (int k = 0; k < 10; k++)
			buf_printf(&b, "<use %s='#a%d'/>", k % 2 ? "href" : "xlink:href", i - 1);
		buf_puts(&b, "</g>");
	}
	buf_puts(&b, "</svg>");
	assert_int_equal(load_bytes(f->cx, "bomb.svg", arena_strdup(f->cx->arena, b.p), b.len, NULL, &doc), RC_OK);
	assert_int_equal(lay_image_weigh_svg(xmlDocGetRootElement(doc->xml), &why), PICTURE_TOO_LARGE);
	b.len = 0;
	buf_puts(&b, "<svg xmlns='http://www.w3.org/2000/svg'><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/><use href='#no'/></g></svg>");
	assert_int_equal(load_bytes(f->cx, "circle.svg", arena_strdup(f->cx->arena, b.p), b.len, NULL, &doc), RC_OK);
	assert_int_equal(lay_image_weigh_svg(xmlDocGetRootElement(doc->xml), &why), PICTURE_OK);
	buf_free(&b);
}

/* Forty equal bars of a chart are one picture; the prefixes that their ancestors declare come along. */
static void
test_equal_foreign_objects_share_a_picture(void **state)
{
	static const char text[] =
	    "<r xmlns:s='http://www.w3.org/2000/svg' xmlns:a='urn:assay:xslt' xmlns:xlink='http://www.w3.org/1999/xlink'>"
	    "<s:svg width='10' a:at='1:2-3'><s:use xlink:href='#x'/></s:svg><s:svg width='10' a:at='1:5-9'><s:use xlink:href='#x'/></s:svg>"
	    "<s:svg width='11'/><m/></r>";
	struct fixture *f = *state;
	const struct image *im[4];
	const struct doc *doc;
	const xmlNode *x;
	uint32_t i = 0;

	assert_int_equal(load_bytes(f->cx, "r.xml", text, sizeof(text) - 1, NULL, &doc), RC_OK);
	for (x = xmlDocGetRootElement(doc->xml)->children; x != NULL; x = x->next, i++) {
		struct fo_node *foreign = arena_zalloc(f->cx->arena, sizeof(*foreign));
		struct fo_node n = {.elem = FO_INSTREAM_FOREIGN_OBJECT, .first = foreign, .serial = i};

		*foreign = (struct fo_node){.elem = FO_FOREIGN, .foreign = x};
		assert_int_equal(lay_image_lookup(&f->lay, &n, &im[i]), RC_OK);
	}
	assert_ptr_equal(im[0], im[1]);
	assert_ptr_not_equal(im[0], im[2]);
	assert_null(im[3]);
	assert_int_equal(diag_count(f->cx, LEVEL_UNSUPP), 1);
	assert_non_null(strstr(im[0]->bytes, "http://www.w3.org/1999/xlink"));
	assert_null(strstr(im[0]->bytes, "1:2-3"));
	assert_int_equal(load_bytes(f->cx, "again.svg", im[0]->bytes, im[0]->len, NULL, &doc), RC_OK);
}

/* ---- sizes ----------------------------------------------------------------------------------------------------------- */

struct size_row {
	enum fo_prop p[3];
	struct fo_value v[3];
	mpt w, h, x, y, cw, ch;
	bool clip;
};

#define LEN(n) {.kind = FO_LEN, .len = {n, 0}}
#define PCT(n) {.kind = FO_LEN, .len = {0, (n) * 10000}}
#define ENUM(n) {.kind = FO_ENUM, .e = FV_##n}
#define W PR_INLINE_PROGRESSION_DIMENSION_OPTIMUM
#define H PR_BLOCK_PROGRESSION_DIMENSION_OPTIMUM

/* XSL 1.1, 7.15: the picture is 100 pt by 50 pt, its place 300 pt wide. */
static void
test_sizes_of_viewport_and_content(void **state)
{
	static const struct size_row rows[] = {
	    {.w = 100000, .h = 50000, .cw = 100000, .ch = 50000},
	    {{PR_CONTENT_WIDTH}, {LEN(200000)}, 200000, 100000, 0, 0, 200000, 100000, false},
	    {{PR_CONTENT_HEIGHT}, {PCT(50)}, 50000, 25000, 0, 0, 50000, 25000, false},
	    {{W}, {LEN(200000)}, 200000, 50000, 0, 0, 100000, 50000, false},
	    {{W, PR_CONTENT_WIDTH}, {PCT(50), ENUM(SCALE_TO_FIT)}, 150000, 75000, 0, 0, 150000, 75000, false},
	    {{W, PR_CONTENT_WIDTH}, {LEN(200000), ENUM(SCALE_DOWN_TO_FIT)}, 200000, 50000, 0, 0, 100000, 50000, false},
	    {{W, PR_CONTENT_WIDTH}, {LEN(40000), ENUM(SCALE_DOWN_TO_FIT)}, 40000, 20000, 0, 0, 40000, 20000, false},
	    {{W, PR_CONTENT_WIDTH}, {LEN(200000), ENUM(SCALE_UP_TO_FIT)}, 200000, 100000, 0, 0, 200000, 100000, false},
	    {{PR_CONTENT_WIDTH, PR_CONTENT_HEIGHT}, {LEN(200000), LEN(50000)}, 100000, 50000, 0, 0, 100000, 50000, false},
	    {{PR_CONTENT_WIDTH, PR_CONTENT_HEIGHT, PR_SCALING}, {LEN(200000), LEN(50000), ENUM(NON_UNIFORM)}, 200000, 50000, 0,
		0, 200000, 50000, false},
	    {{W, PR_TEXT_ALIGN}, {LEN(200000), ENUM(CENTER)}, 200000, 50000, 50000, 0, 100000, 50000, false},
	    {{H, PR_DISPLAY_ALIGN}, {LEN(80000), ENUM(AFTER)}, 100000, 80000, 0, 30000, 100000, 50000, false},
	    {{W, PR_OVERFLOW}, {LEN(60000), ENUM(HIDDEN)}, 60000, 50000, 0, 0, 100000, 50000, true},
	    {{W, PR_OVERFLOW}, {LEN(160000), ENUM(HIDDEN)}, 160000, 50000, 0, 0, 100000, 50000, false},
	    {{PR_INLINE_PROGRESSION_DIMENSION_MAXIMUM}, {LEN(60000)}, 60000, 50000, 0, 0, 100000, 50000, false},
	};
	static const struct image im = {.w = 100000, .h = 50000};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct size_row *r = &rows[i];
		struct fo_style *style = test_calloc(1, sizeof(*style));
		struct fo_node n = {.elem = FO_EXTERNAL_GRAPHIC, .style = style};
		struct lay_image_box box;

		for (int k = 0; k < 3 && r->v[k].kind != FO_UNSET; k++)
			style->v[r->p[k]] = r->v[k];
		lay_image_size(&n, &im, 300000, &box);
		assert_int_equal(box.w, r->w);
		assert_int_equal(box.h, r->h);
		assert_int_equal(box.x, r->x);
		assert_int_equal(box.y, r->y);
		assert_int_equal(box.content_w, r->cw);
		assert_int_equal(box.content_h, r->ch);
		assert_int_equal(box.clip, r->clip);
		test_free(style);
	}
}

/* A picture wider than its place shrinks when it may, though nobody gave its viewport a width. */
static void
test_a_wide_picture_fits_its_place(void **state)
{
	static const struct image im = {.w = 600000, .h = 300000};
	struct fo_style *style = test_calloc(1, sizeof(*style));
	struct fo_node n = {.elem = FO_EXTERNAL_GRAPHIC, .style = style};
	struct lay_image_box box;

	(void)state;
	style->v[PR_CONTENT_WIDTH] = (struct fo_value)ENUM(SCALE_DOWN_TO_FIT);
	lay_image_size(&n, &im, 300000, &box);
	assert_int_equal(box.w, 300000);
	assert_int_equal(box.h, 150000);
	test_free(style);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_png_size_follows_its_resolution),
	    cmocka_unit_test(test_any_flipped_bit_of_a_png_is_noticed),
	    cmocka_unit_test(test_every_truncation_is_noticed),
	    cmocka_unit_test(test_too_many_pixels_are_refused_by_the_header),
	    cmocka_unit_test(test_jpeg_kinds),
	    cmocka_unit_test_setup_teardown(test_svg_intrinsic_sizes, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_name_is_read_once, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_refused_sources, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_unknown_kinds_are_reported_and_left_out, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_multiplying_uses_are_refused, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_equal_foreign_objects_share_a_picture, setup, fixture_free),
	    cmocka_unit_test(test_sizes_of_viewport_and_content),
	    cmocka_unit_test(test_a_wide_picture_fits_its_place),
	};

	load_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
