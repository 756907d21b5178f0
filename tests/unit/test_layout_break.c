/* The choice of breaks, on lists of lines 10 high made by hand. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "layout/lay_flow.h"

struct fixture {
	struct arena *a;
	struct lay_run run;
	struct lay_elem *breaks[64]; /* [i]: after line i, counted from 1 */
	size_t lines;
};

static int
setup(void **state)
{
	struct fixture *f = mem_alloc(sizeof(*f));

	memset(f, 0, sizeof(*f));
	f->a = arena_new();
	f->run.ended = true;
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	free(f->run.cands);
	arena_free(f->a);
	free(f);
	return 0;
}

/* Lines with the penalty of the break after each; "." none, a digit a strength, "!" always, "w" a widow, "P" a forced break. */
static void
lines(struct fixture *f, const char *penalties)
{
	for (const char *p = penalties; *p != '\0'; p++) {
		struct lay_elem *e = lay_elem_add(f->a, &f->run.list, LAY_BOX, NULL);
		int n = *p == '!' ? BREAK_FORBIDDEN : *p == 'w' ? BREAK_WIDOW : *p >= '0' && *p <= '9' ? *p - '0' : 0;

		e->box.h = 10;
		f->lines++;
		if (p[1] == '\0')
			return;
		e = lay_elem_add(f->a, &f->run.list, LAY_BREAK, NULL);
		e->brk.forced = *p == 'P' ? FV_PAGE : FV_AUTO;
		e->brk.penalty = (struct lay_keep){ n, n };
		f->breaks[f->lines] = e;
	}
}

/* The number of lines before the break that is chosen; all when it is the end. */
static size_t
taken(struct fixture *f, mpt h)
{
	struct lay_room room = { .h = h, .next_h = h, .page_end = true, .is_empty = true };
	struct lay_candidate cut;
	bool none;

	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_false(none);
	for (size_t i = 1; i < f->lines; i++) {
		if (cut.at == f->breaks[i])
			return i;
	}
	assert_true(cut.is_end);
	return f->lines;
}

static void
test_a_page_takes_what_fits(void **state)
{
	lines(*state, "........");
	assert_int_equal(taken(*state, 55), 5);
}

static void
test_everything_may_fit(void **state)
{
	lines(*state, "...");
	assert_int_equal(taken(*state, 30), 3);
}

static void
test_a_heading_goes_with_its_text(void **state)
{
	lines(*state, "....!...");
	assert_int_equal(taken(*state, 55), 4);
}

static void
test_a_weaker_keep_yields_to_a_stronger_one(void **state)
{
	lines(*state, "!!2!5!!..");
	assert_int_equal(taken(*state, 60), 3);
}

static void
test_where_the_weakest_keep_cannot_help_the_next_one_yields(void **state)
{
	lines(*state, "!!2!5!!!!!");
	assert_int_equal(taken(*state, 60), 5);
}

static void
test_widows_are_avoided(void **state)
{
	lines(*state, "....w..");
	assert_int_equal(taken(*state, 50), 4);
}

/* Half a page left empty for a keep that cannot be kept helps nobody. */
static void
test_a_chain_longer_than_a_page_is_divided_where_the_page_ends(void **state)
{
	lines(*state, "..!!!!!!!!..");
	assert_int_equal(taken(*state, 50), 5);
}

static void
test_a_chain_that_fits_on_the_next_page_is_moved_there(void **state)
{
	lines(*state, "..!!!!..");
	assert_int_equal(taken(*state, 50), 2);
}

static void
test_a_forced_break_ends_the_page(void **state)
{
	lines(*state, "..P....");
	assert_int_equal(taken(*state, 60), 3);
}

static void
test_a_forced_break_beyond_the_page_does_not_matter(void **state)
{
	lines(*state, ".....P..");
	assert_int_equal(taken(*state, 40), 4);
}

/* Otherwise a line that is taller than every page would make pages for ever. */
static void
test_something_is_taken_even_if_nothing_fits(void **state)
{
	lines(*state, "...");
	assert_int_equal(taken(*state, 5), 1);
	assert_int_equal(taken(*state, -100), 1);
}

static void
test_nothing_is_taken_where_something_else_is_already(void **state)
{
	struct fixture *f = *state;
	struct lay_room room = { .h = 5, .next_h = 5 };
	struct lay_candidate cut;
	bool none;

	lines(f, "...");
	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_true(none);
}

static void
test_keeps_within_pages_do_not_bind_columns(void **state)
{
	struct fixture *f = *state;
	struct lay_room room = { .h = 30, .next_h = 30, .is_empty = true };
	struct lay_candidate cut;
	bool none;

	lines(f, "......");
	f->breaks[3]->brk.penalty.page = BREAK_FORBIDDEN;
	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_ptr_equal(cut.at, f->breaks[3]);
	room.page_end = true;
	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_ptr_equal(cut.at, f->breaks[2]);
}

/* 7.20: the same keep is broken twice on later pages, or three times. */
static void
test_of_two_ends_the_one_that_breaks_fewer_keeps_wins(void **state)
{
	lines(*state, "33.11!!!1.55555");
	assert_int_equal(taken(*state, 45), 3);
}

/* An object that must be divided wherever the page ends fills the page. */
static void
test_pages_after_an_end_are_tried_only_as_far_as_its_chain_goes(void **state)
{
	lines(*state, "....!!!!!!!.!!!!.");
	assert_int_equal(taken(*state, 60), 6);
}

/* A space before every line but the first: 2, 4 or 6. */
static void
spread(struct fixture *f)
{
	struct lay_elem *prev = NULL;

	for (struct lay_elem *e = f->run.list.first; e != NULL; prev = e, e = e->next) {
		struct lay_elem *s;

		if (e->kind != LAY_BOX || prev == NULL)
			continue;
		s = arena_zalloc(f->a, sizeof(*s));
		s->kind = LAY_SPACE;
		s->space = (struct lay_space){ .min = 2, .opt = 4, .max = 6, .discard = true };
		s->next = e;
		prev->next = s;
	}
}

static void
test_spaces_are_pressed_or_stretched_whichever_is_less(void **state)
{
	lines(*state, ".......");
	spread(*state);
	assert_int_equal(taken(*state, 70), 5); /* 5 lines: 66, to 74; 6: 80, at least 70 */
	assert_int_equal(taken(*state, 75), 6);
	assert_int_equal(taken(*state, 80), 6);
}

static void
test_spaces_are_pressed_to_obey_a_keep(void **state)
{
	lines(*state, "!!....");
	spread(*state);
	assert_int_equal(taken(*state, 36), 3);
}

static void
test_spaces_are_pressed_to_end_with_the_page(void **state)
{
	lines(*state, "...");
	spread(*state);
	assert_int_equal(taken(*state, 34), 3);
	assert_int_equal(taken(*state, 33), 2);
}

/* What is lost or won by rounding is in the last space, so that the sum is exact. */
static void
test_spaces_change_by_their_parts(void **state)
{
	struct fixture *f = *state;

	lines(f, "....");
	spread(f);
	lay_space_set(&f->run.list, NULL, NULL);
	assert_int_equal(lay_space_adjust(&f->run.list, NULL, NULL, -4), -4);
	lay_space_set(&f->run.list, NULL, NULL);
	assert_int_equal(lay_space_adjust(&f->run.list, NULL, NULL, 5), 5);
	/* A page that cannot become full is left as it is; one that is too full gets as short as it can. */
	lay_space_set(&f->run.list, NULL, NULL);
	assert_int_equal(lay_space_adjust(&f->run.list, NULL, NULL, 7), 0);
	assert_int_equal(lay_space_adjust(&f->run.list, NULL, NULL, -9), -6);
}

/* 7.20.3: the keep can be obeyed, if this page is left empty. */
static void
test_a_kept_object_waits_for_a_higher_page(void **state)
{
	struct fixture *f = *state;
	struct lay_room room = { .h = 20, .next_h = 40, .page_end = true, .is_empty = true, .may_wait = true };
	struct lay_candidate cut;
	bool none;

	lines(f, "!!!..");
	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_true(none);
	room.next_h = 30; /* not high enough: it is divided here */
	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_false(none);
	room.next_h = 40;
	room.may_wait = false;
	assert_int_equal(lay_break_choose(&f->run, NULL, &room, &cut, &none), RC_OK);
	assert_false(none);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_a_page_takes_what_fits),
		T(test_everything_may_fit),
		T(test_a_heading_goes_with_its_text),
		T(test_a_weaker_keep_yields_to_a_stronger_one),
		T(test_where_the_weakest_keep_cannot_help_the_next_one_yields),
		T(test_widows_are_avoided),
		T(test_a_chain_longer_than_a_page_is_divided_where_the_page_ends),
		T(test_a_chain_that_fits_on_the_next_page_is_moved_there),
		T(test_a_forced_break_ends_the_page),
		T(test_a_forced_break_beyond_the_page_does_not_matter),
		T(test_something_is_taken_even_if_nothing_fits),
		T(test_nothing_is_taken_where_something_else_is_already),
		T(test_keeps_within_pages_do_not_bind_columns),
		T(test_of_two_ends_the_one_that_breaks_fewer_keeps_wins),
		T(test_pages_after_an_end_are_tried_only_as_far_as_its_chain_goes),
		T(test_spaces_are_pressed_or_stretched_whichever_is_less),
		T(test_spaces_are_pressed_to_obey_a_keep),
		T(test_spaces_are_pressed_to_end_with_the_page),
		T(test_spaces_change_by_their_parts),
		T(test_a_kept_object_waits_for_a_higher_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
