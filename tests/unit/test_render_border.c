#include "render_fixture.h"

/* A frame of one look is one ring: no seams at the corners, nothing doubled where it is translucent. */
static void
test_equal_sides_are_one_ring(void **state)
{
	struct fixture *f = *state;

	area_add(f, NULL, AREA_BLOCK, 10000, 10000, 20000, 20000)->box = box_new(f, 1000, FV_SOLID, 0x000000ff);
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  polygon 9000,9000 31000,9000 31000,31000 9000,31000 9000,9000"
			" 10000,10000 10000,30000 30000,30000 30000,10000 10000,10000 #000000ff\n");
}

/* Two colours meet in a mitre (CSS 2.1, 8.5.3), from the outer to the inner corner. */
static void
test_sides_that_differ_meet_in_a_mitre(void **state)
{
	struct fixture *f = *state;
	struct area_box *b = box_new(f, 0, FV_NONE, 0);

	b->border[SIDE_BEFORE] = (struct area_border){2000, FV_SOLID, 0xff0000ff};
	b->border[SIDE_END] = (struct area_border){4000, FV_SOLID, 0x00ff00ff};
	area_add(f, NULL, AREA_BLOCK, 10000, 10000, 20000, 20000)->box = b;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  polygon 10000,8000 34000,8000 30000,10000 10000,10000 #ff0000ff\n"
			"  polygon 34000,8000 34000,30000 30000,30000 30000,10000 #00ff00ff\n");
}

/* Double is two lines of a third; groove is dark above and light below, ridge the other way (8.5.3). */
static void
test_double_and_groove_are_parts_of_the_width(void **state)
{
	struct fixture *f = *state;
	struct area_box *two = box_new(f, 0, FV_NONE, 0), *groove = box_new(f, 0, FV_NONE, 0);

	two->border[SIDE_BEFORE] = (struct area_border){3000, FV_DOUBLE, 0x000000ff};
	groove->border[SIDE_AFTER] = (struct area_border){2000, FV_GROOVE, 0x808080ff};
	area_add(f, NULL, AREA_BLOCK, 10000, 10000, 20000, 20000)->box = two;
	area_add(f, NULL, AREA_BLOCK, 10000, 10000, 20000, 20000)->box = groove;
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  polygon 10000,7000 30000,7000 30000,8000 10000,8000 #000000ff\n"
			"  polygon 10000,9000 30000,9000 30000,10000 10000,10000 #000000ff\n"
			"  polygon 30000,32000 10000,32000 10000,31000 30000,31000 #bfbfbfff\n"
			"  polygon 30000,31000 10000,31000 10000,30000 30000,30000 #404040ff\n");
}

/* A rule under every cell of a row is one rule: viewers show the seams of pieces. */
static void
test_rules_of_cells_join(void **state)
{
	struct fixture *f = *state;
	struct area *table = area_add(f, NULL, AREA_BLOCK, 0, 0, 300000, 20000);

	table->fo = node_new(f, FO_TABLE);
	for (mpt i = 0; i < 3; i++) {
		struct area_box *b = box_new(f, 0, FV_NONE, 0);

		b->border[SIDE_AFTER] = (struct area_border){500, FV_SOLID, i == 2 ? 0xff0000ff : 0x000000ff};
		area_add(f, table, AREA_BLOCK, i * 100000, 0, 100000, 20000)->box = b;
	}
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  tag table\n"
			"    rect 0,20000 200000x500 #000000ff\n"
			"    rect 200000,20000 100000x500 #ff0000ff\n");
}

/* Two cells share a collapsed border: each has half of it, the line is drawn whole, once, and fills the corners. */
static void
test_collapsed_borders_are_centred_and_drawn_once(void **state)
{
	struct fixture *f = *state;
	struct area *table = area_add(f, NULL, AREA_BLOCK, 0, 0, 200000, 20000);

	table->fo = node_new(f, FO_TABLE);
	for (mpt i = 0; i < 2; i++) {
		struct area_box *b = box_new(f, 500, FV_SOLID, 0x000000ff);

		b->collapsed = true;
		area_add(f, table, AREA_BLOCK, 10500 + i * 100000, 10500, 99000, 19000)->box = b;
	}
	assert_trace(f, "page 1 \"1\" 300000x400000\n"
			"  tag table\n"
			"    rect 9500,9500 201000x1000 #000000ff\n"
			"    rect 9500,29500 201000x1000 #000000ff\n"
			"    rect 9500,9500 1000x21000 #000000ff\n"
			"    rect 109500,9500 1000x21000 #000000ff\n"
			"    rect 209500,9500 1000x21000 #000000ff\n");
}

/* Dots and dashes begin and end on the line's ends, else corners look broken. */
static void
test_dashes_fit_their_line(void **state)
{
	const struct dev_stroke dots = {0, 0, 100000, 0, 2000, FV_DOTTED, 0};
	const struct dev_stroke dashes = {0, 0, 0, 100000, 2000, FV_DASHED, 0};
	const struct dev_stroke tiny = {0, 0, 3000, 0, 2000, FV_DOTTED, 0};
	struct ren_dash d = ren_dash_of(&dots);

	(void)state;
	assert_true(d.round && d.on == 0 && d.inset == 1000);
	assert_float_equal(98000 / d.off, 25, 1e-9);
	d = ren_dash_of(&dashes);
	assert_false(d.round);
	assert_float_equal((100000 + d.off) / (d.on + d.off), 10, 1e-9);
	assert_float_equal(ren_dash_of(&tiny).off, 0, 0); /* too short for a pattern: solid */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_equal_sides_are_one_ring, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_sides_that_differ_meet_in_a_mitre, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_double_and_groove_are_parts_of_the_width, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_rules_of_cells_join, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_collapsed_borders_are_centred_and_drawn_once, setup, fixture_free),
	    cmocka_unit_test(test_dashes_fit_their_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
