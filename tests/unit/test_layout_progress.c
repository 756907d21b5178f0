/* Layout that stands still is stopped, and says so. */
#include "fixture.h"

#include <string.h>

#include "layout/lay_flow.h"

struct fixture {
	struct ctx *cx;
	struct lay lay;
	struct fo_node sequence;
	struct lay_carry carry[2];
	struct lay_run run;
};

static int
setup(void **state)
{
	struct fixture *f = fixture_new(state, sizeof(*f));

	f->lay.cx = f->cx;
	f->run.lay = &f->lay;
	f->run.sequence = &f->sequence;
	f->run.carry = f->carry;
	return 0;
}

static void
three_pages_in_a_row_that_take_nothing_end_the_run(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_OK);
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_OK);
	assert_false(diag_said(f->cx, DIAG_LAYOUT_STUCK));
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_FAIL);
	assert_true(diag_said(f->cx, DIAG_LAYOUT_STUCK));
}

static void
a_page_that_takes_something_ends_the_row(void **state)
{
	struct fixture *f = *state;

	for (int i = 0; i < 10; i++)
		assert_int_equal(lay_progress_page(&f->run, i % 2 == 0 ? LAY_TOOK_NOTHING : LAY_TOOK), RC_OK);
	assert_false(diag_said(f->cx, DIAG_LAYOUT_STUCK));
}

static void
a_footnote_that_goes_on_is_progress(void **state)
{
	struct fixture *f = *state;
	struct lay_elem lines[4];

	f->run.n_carry = 1;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		f->carry[0].from = &lines[i];
		assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_OK);
	}
	f->run.n_carry = 0;
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_OK);
}

static void
a_footnote_that_never_fits_ends_the_run(void **state)
{
	struct fixture *f = *state;
	struct lay_elem line;

	f->run.n_carry = 2;
	f->carry[0].from = &line;
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK), RC_OK);
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_OK);
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_OK);
	assert_int_equal(lay_progress_page(&f->run, LAY_TOOK_NOTHING), RC_FAIL);
	assert_true(diag_said(f->cx, DIAG_LAYOUT_STUCK));
}

static void
a_cut_lies_behind_the_place_it_was_chosen_from(void **state)
{
	struct fixture *f = *state;
	struct lay_elem here = {0}, there = {0};
	struct lay_candidate cut = {.at = &there};

	assert_int_equal(lay_progress_cut(&f->run, &here, &cut), RC_OK);
	assert_int_equal(lay_progress_cut(&f->run, &there, &(struct lay_candidate){.is_end = true}), RC_OK);
	assert_int_equal(lay_progress_cut(&f->run, &there, &cut), RC_FAIL);
	assert_true(diag_said(f->cx, DIAG_LAYOUT_STUCK));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(three_pages_in_a_row_that_take_nothing_end_the_run, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(a_page_that_takes_something_ends_the_row, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(a_footnote_that_goes_on_is_progress, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(a_footnote_that_never_fits_ends_the_run, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(a_cut_lies_behind_the_place_it_was_chosen_from, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
