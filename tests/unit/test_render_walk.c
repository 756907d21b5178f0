#include "render_fixture.h"

/* Every call to cairo costs: words of one font and colour on one line are one call, whatever inline they came from. */
static void
test_neighbours_on_a_line_are_one_call(void **state)
{
	struct fixture *f = *state;
	struct area *line = area_add(f, NULL, AREA_LINE, 10000, 20000, 200000, 12000);
	struct area *em;

	text_add(f, line, 0, 0, "serif", 10000, "one");
	em = area_add(f, line, AREA_INLINE, 50000, 0, 50000, 12000);
	text_add(f, em, 2000, 0, "serif", 10000, "two")->text.word_space = 500;
	text_add(f, line, 90000, 0, "serif", 10000, "three")->text.color = 0xff0000ff;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  text 30000 SourceSerif4-Regular 10000 #000000ff 10000:\"one\" 62000+500:\"two\"\n"
			"  text 30000 SourceSerif4-Regular 10000 #ff0000ff 100000:\"three\"\n");
}

/* Backgrounds fill the padding rectangle (XSL 1.1, 7.8.1), not the borders and not only the content. */
static void
test_background_fills_the_padding_rectangle(void **state)
{
	struct fixture *f = *state;
	struct area *a = area_add(f, NULL, AREA_BLOCK, 20000, 30000, 100000, 40000);
	struct area_box *b = box_new(f, 0, FV_NONE, 0);

	b->background = 0xeeeeeeff;
	b->padding[SIDE_BEFORE] = 1000;
	b->padding[SIDE_END] = 2000;
	b->padding[SIDE_AFTER] = 3000;
	b->padding[SIDE_START] = 4000;
	a->box = b;
	area_add(f, a, AREA_RULE, 5000, 6000, 10000, 500)->rule.color = 0x000000ff;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  rect 16000,29000 106000x44000 #eeeeeeff\n"
			"  rect 25000,36000 10000x500 #000000ff\n");
}

/* A landscape table is a turned reference area: its start is the lower left corner and x goes up (7.21.3). */
static void
test_a_turned_area_starts_at_its_own_corner(void **state)
{
	static const struct area_ref turned[] = {{90, true}, {180, false}, {270, false}};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(turned); i++) {
		struct area *a = area_add(f, NULL, AREA_BLOCK, 10000, 20000, 100000, 50000);

		a->ref = &turned[i];
		area_add(f, a, AREA_RULE, 1000, 2000, 3000, 4000)->rule.color = 0x000000ff;
	}
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  push clip 10000,20000 100000x50000 to 10000,70000 turn 90\n"
			"    rect 1000,2000 3000x4000 #000000ff\n"
			"  push to 110000,70000 turn 180\n"
			"    rect 1000,2000 3000x4000 #000000ff\n"
			"  push to 110000,20000 turn 270\n"
			"    rect 1000,2000 3000x4000 #000000ff\n");
}

/* Dots of a table of contents stand under each other, whatever the length of the titles. */
static void
test_leader_dots_line_up(void **state)
{
	struct fixture *f = *state;
	const struct glyph_run *dot = text_add(f, NULL, 0, 0, "serif", 10000, ".")->text.run;
	struct area *a;

	f->page.first = NULL;
	for (mpt i = 0; i < 2; i++) {
		a = area_add(f, NULL, AREA_LEADER, 50300 + i * 2400, 20000 * i, 14000, 10000);
		a->leader = (struct area_leader){
		    .pattern = FV_DOTS, .dot = dot, .dot_width = 5000, .baseline = 8000, .color = 0x000000ff};
	}
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  text 8000 SourceSerif4-Regular 10000 #000000ff 55000:\".\" 60000:\".\"\n"
			"  text 28000 SourceSerif4-Regular 10000 #000000ff 55000:\".\" 60000:\".\"\n");
}

/* What an assistive reader is told must not depend on how a viewport is cut: one object, one tag. */
static void
test_a_viewport_and_its_picture_are_one_tag(void **state)
{
	struct fixture *f = *state;
	static const struct area_ref cut = {0, true};
	static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'/>";
	const struct image im = {IMAGE_SVG, "a.svg", svg, sizeof(svg) - 1, 100000, 50000, 0, 0, 0};
	struct area *view = area_add(f, NULL, AREA_INLINE, 10000, 10000, 50000, 50000), *picture;

	view->fo = node_new(f, FO_EXTERNAL_GRAPHIC);
	view->ref = &cut;
	picture = area_add(f, view, AREA_IMAGE, -25000, 0, 100000, 50000);
	picture->fo = view->fo;
	picture->image = &im;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  tag external-graphic\n"
			"    push clip 10000,10000 50000x50000 to 10000,10000 turn 0\n"
			"      image svg \"a.svg\" -25000,0 100000x50000\n");
}

/* A background tiles from its position in both directions, and is cut at the padding rectangle (7.8.4). */
static void
test_background_images_tile(void **state)
{
	struct fixture *f = *state;
	const struct image im = {IMAGE_PNG, "a.png", NULL, 0, 60000, 40000, 60, 40, 0};
	struct area *a = area_add(f, NULL, AREA_BLOCK, 0, 0, 100000, 40000);
	struct area_box *b = box_new(f, 0, FV_NONE, 0);

	b->image = &im;
	b->image_repeat = FV_REPEAT_X;
	b->image_x = 10000;
	a->box = b;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  push clip 0,0 100000x40000\n"
			"    image png \"a.png\" -50000,0 60000x40000\n"
			"    image png \"a.png\" 10000,0 60000x40000\n"
			"    image png \"a.png\" 70000,0 60000x40000\n");
}

/* A hostile one-pixel background would be half a million pictures a page. */
static void
test_tiny_tiles_are_drawn_once_and_reported(void **state)
{
	struct fixture *f = *state;
	const struct image im = {IMAGE_PNG, "a.png", NULL, 0, 750, 750, 1, 1, 0};
	struct area *a = area_add(f, NULL, AREA_BLOCK, 0, 0, 300000, 400000);
	struct area_box *b = box_new(f, 0, FV_NONE, 0);

	b->image = &im;
	b->image_repeat = FV_REPEAT;
	a->box = b;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  push clip 0,0 300000x400000\n"
			"    image png \"a.png\" 0,0 750x750\n");
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
}

/* A report must not carry a link that runs something, or one that leads nowhere without a word. */
static void
test_only_safe_links_are_made(void **state)
{
	struct fixture *f = *state;
	static const char *const bad[] = {"javascript:alert(1)", "file:///etc/passwd", "ftp://x/", "https://a b/", "https://\xc3\xa9/", ""};
	static const char *const good[] = {"https://example.org/", "HTTP://example.org/", "mailto:a@example.org"};

	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(dev_uri_is_safe(bad[i]));
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		assert_true(dev_uri_is_safe(good[i]));
	f->links[0] = (struct page_link){.w = 1000, .h = 1000, .uri = bad[0]};
	f->links[1] = (struct page_link){.w = 1000, .h = 1000, .uri = good[0]};
	f->links[2] = (struct page_link){.w = 1000, .h = 1000, .dest = "here"};
	f->dests[0] = (struct page_dest){"here", 5, 6};
	f->page.n_links = 3;
	f->page.n_dests = 1;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  link 0,0 1000x1000 to \"https://example.org/\"\n"
			"  link 0,0 1000x1000 # \"here\"\n"
			"  dest \"here\" 5,6\n");
	assert_int_equal(diag_count(f->cx, LEVEL_WARN), 1);
}

/* A tree too deep for the stack is an error, not a crash. */
static void
test_depth_is_limited(void **state)
{
	struct fixture *f = *state;
	static const struct dev_meta meta = {0};
	struct area *a = NULL;
	struct dev *d;

	for (int i = 0; i < 5000; i++)
		a = area_add(f, a, AREA_BLOCK, 0, 0, 1000, 1000);
	assert_int_equal(dev_open(f->cx, &dev_trace, NULL, &meta, &d), RC_OK);
	assert_int_equal(dev_page_begin(d, &f->page), RC_OK);
	assert_int_equal(ren_walk_page(d, &f->page), RC_FAIL);
	assert_int_equal(diag_count(f->cx, LEVEL_ERROR), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_neighbours_on_a_line_are_one_call, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_background_fills_the_padding_rectangle, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_turned_area_starts_at_its_own_corner, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_leader_dots_line_up, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_viewport_and_its_picture_are_one_tag, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_background_images_tile, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_tiny_tiles_are_drawn_once_and_reported, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_only_safe_links_are_made, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_depth_is_limited, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
