/* Change regions (XSL 1.1, 6.13.2): which objects lie between the two points. */
#include "fo_unit.h"

#define BEGIN(c) "<fo:change-bar-begin change-bar-style='solid' change-bar-class='" c "'/>"
#define END(c) "<fo:change-bar-end change-bar-class='" c "'/>"

/* The classes of the regions around the object with an id, one after the other. */
static const char *
around(struct fixture *f, const char *id)
{
	const struct fo_bar *bars[FO_BARS_MAX];
	const struct fo_node *n = node(f, id);
	size_t count = fo_bars_at(f->tree, n->serial, bars);

	buf_free(&f->out);
	for (size_t i = 0; i < count; i++)
		buf_printf(&f->out, "%s ", bars[i]->class_name != NULL ? bars[i]->class_name : "-");
	return buf_str(&f->out);
}

/* What is in the region must not depend on who is whose child. */
static void
test_a_region_begins_and_ends_under_different_parents(void **state)
{
	struct fixture *f = *state;

	flow(f, "<fo:block id='a'>x" BEGIN("v") "<fo:inline id='b'>y</fo:inline></fo:block>"
		"<fo:block id='c'><fo:inline id='d'>z" END("v") "</fo:inline><fo:inline id='e'/></fo:block>");
	assert_int_equal(f->rc, RC_OK);
	assert_string_equal(around(f, "a"), "");
	assert_string_equal(around(f, "b"), "v ");
	assert_string_equal(around(f, "c"), "v ");
	assert_string_equal(around(f, "d"), "v ");
	assert_string_equal(around(f, "e"), "");
}

static void
test_regions_of_one_class_nest_and_those_of_several_overlap(void **state)
{
	struct fixture *f = *state;

	flow(f, BEGIN("v") "<fo:block id='a'/>" BEGIN("v") "<fo:block id='b'/>" BEGIN("w") END("v")
	    "<fo:block id='c'/>" END("v") "<fo:block id='d'/>" END("w") "<fo:block id='e'/>");
	assert_string_equal(around(f, "a"), "v ");
	assert_string_equal(around(f, "b"), "v v ");
	assert_string_equal(around(f, "c"), "v w ");
	assert_string_equal(around(f, "d"), "w ");
	assert_string_equal(around(f, "e"), "");
}

/* A row is where an auditor's eye is: a bar must not cost it its place in the table. */
static void
test_points_between_rows_and_cells_are_no_content(void **state)
{
	struct fixture *f = *state;

	flow(f, "<fo:table><fo:table-body>" BEGIN("r") "<fo:table-row id='r1'><fo:table-cell id='c1'><fo:block/></fo:table-cell>"
		"</fo:table-row>" END("r") "<fo:table-row id='r2'>" BEGIN("c") "<fo:table-cell id='c2'><fo:block/></fo:table-cell>"
		END("c") "<fo:table-cell id='c3'><fo:block/></fo:table-cell></fo:table-row></fo:table-body></fo:table>");
	assert_int_equal(f->rc, RC_OK);
	assert_string_equal(around(f, "c1"), "r ");
	assert_string_equal(around(f, "r2"), "");
	assert_string_equal(around(f, "c2"), "c ");
	assert_string_equal(around(f, "c3"), "");
	assert_int_equal(node(f, "c3")->column, 2);
}

/* 6.13.2: without an end to the end of the flow, and no further; a marker is a world of its own. */
static void
test_a_region_without_end_ends_with_its_flow_or_marker(void **state)
{
	struct fixture *f = *state;

	flow(f, "<fo:block><fo:marker marker-class-name='m'>" BEGIN("m") "x</fo:marker>y<fo:inline id='a'/></fo:block>"
		BEGIN("v") "<fo:block id='b'/>");
	assert_string_equal(around(f, "a"), "");
	assert_string_equal(around(f, "b"), "v ");
	assert_int_equal(f->tree->n_bars, 2);
	assert_true(reported(f, "change-bar-open"));
}

/* A closed region from long ago must not hide an open one around it. */
static void
test_the_region_around_many_closed_ones_is_found(void **state)
{
	struct fixture *f = *state;
	struct buf b = {0};

	buf_puts(&b, BEGIN("all"));
	for (int i = 0; i < 100; i++)
		buf_puts(&b, BEGIN("v") "<fo:block/>" END("v"));
	buf_puts(&b, "<fo:block id='a'/>" END("all"));
	flow(f, buf_str(&b));
	buf_free(&b);
	assert_string_equal(around(f, "a"), "all ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_a_region_begins_and_ends_under_different_parents),
	    cmocka_unit_test(test_regions_of_one_class_nest_and_those_of_several_overlap),
	    cmocka_unit_test(test_points_between_rows_and_cells_are_no_content),
	    cmocka_unit_test(test_a_region_without_end_ends_with_its_flow_or_marker),
	    cmocka_unit_test(test_the_region_around_many_closed_ones_is_found),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
