/* Space resolution (XSL 1.1, 4.3) and heights of fragments, on lists made by hand. */
#include "unit.h"

#include <limits.h>
#include <stdlib.h>

#include "layout/lay_flow.h"

struct fixture {
	struct arena *a;
	struct lay_list list;
};

static int
setup(void **state)
{
	struct fixture *f = mem_alloc(sizeof(*f));

	*f = (struct fixture){ .a = arena_new() };
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_free(f->a);
	free(f);
	return 0;
}

static void
line(struct fixture *f, mpt h)
{
	lay_elem_add(f->a, &f->list, LAY_BOX, NULL)->box.h = h;
}

static struct lay_elem *
space(struct fixture *f, mpt opt, int precedence, bool discard)
{
	struct lay_elem *e = lay_elem_add(f->a, &f->list, LAY_SPACE, NULL);

	e->space = (struct lay_space){ .min = opt / 2, .opt = opt, .max = opt, .precedence = precedence, .discard = discard };
	return e;
}

static struct lay_elem *
opening(struct fixture *f, mpt border)
{
	struct lay_elem *e = lay_elem_add(f->a, &f->list, LAY_OPEN, NULL);
	struct area_box *box = arena_zalloc(f->a, sizeof(*box));

	box->border[SIDE_BEFORE].width = box->border[SIDE_AFTER].width = border;
	e->open.box = border > 0 ? box : NULL;
	return e;
}

static void
closing(struct fixture *f, struct lay_elem *opened)
{
	lay_elem_add(f->a, &f->list, LAY_CLOSE, NULL)->opened = opened;
}

static mpt
height(struct fixture *f)
{
	return lay_list_height(&f->list, NULL, NULL);
}

static void
test_of_two_spaces_the_larger_one_stays(void **state)
{
	struct fixture *f = *state;
	struct lay_elem *small, *large;

	line(f, 10);
	small = space(f, 6, 0, true);
	large = space(f, 8, 0, true);
	line(f, 10);
	assert_int_equal(height(f), 28);
	lay_space_set(&f->list, NULL, NULL);
	assert_int_equal(small->space.set, 0);
	assert_int_equal(large->space.set, 8);
}

static void
test_precedence_beats_size(void **state)
{
	struct fixture *f = *state;

	line(f, 10);
	space(f, 50, 0, true);
	space(f, 3, 1, true);
	line(f, 10);
	assert_int_equal(height(f), 23);
}

static void
test_forced_spaces_add_up_and_silence_others(void **state)
{
	struct fixture *f = *state;

	line(f, 10);
	space(f, 50, 7, true);
	space(f, 3, INT_MAX, true);
	space(f, 4, INT_MAX, true);
	line(f, 10);
	assert_int_equal(height(f), 27);
}

/* A page that began with the space of its first heading would not be level with its neighbour. */
static void
test_conditional_spaces_vanish_at_both_ends(void **state)
{
	struct fixture *f = *state;

	space(f, 20, 0, true);
	line(f, 10);
	space(f, 20, 0, true);
	assert_int_equal(height(f), 10);
}

static void
test_a_retained_space_at_the_start_stays_and_takes_part(void **state)
{
	struct fixture *f = *state;

	space(f, 20, 0, true);
	space(f, 5, 0, false);
	space(f, 9, 0, true);
	line(f, 10);
	assert_int_equal(height(f), 19);
}

static void
test_a_border_parts_spaces(void **state)
{
	struct fixture *f = *state;
	struct lay_elem *o;

	line(f, 10);
	space(f, 5, 0, true);
	o = opening(f, 1);
	space(f, 4, 0, true);
	line(f, 10);
	closing(f, o);
	assert_int_equal(height(f), 10 + 5 + 1 + 4 + 10 + 1);
}

static void
test_an_object_without_border_does_not_part_spaces(void **state)
{
	struct fixture *f = *state;
	struct lay_elem *o;

	line(f, 10);
	space(f, 5, 0, true);
	o = opening(f, 0);
	space(f, 4, 0, true);
	line(f, 10);
	closing(f, o);
	assert_int_equal(height(f), 25);
}

static void
test_at_a_break_the_spaces_of_both_sides_vanish(void **state)
{
	struct fixture *f = *state;
	struct lay_elem *b;
	struct lay_cursor c;

	line(f, 10);
	space(f, 5, 0, true);
	b = lay_elem_add(f->a, &f->list, LAY_BREAK, NULL);
	space(f, 8, 0, true);
	line(f, 10);
	lay_cursor_start(&c, &f->list, NULL);
	assert_true(lay_cursor_next(&c));
	assert_ptr_equal(c.at, b);
	assert_int_equal(c.h, 10);
	assert_true(lay_cursor_next(&c));
	assert_null(c.at);
	assert_int_equal(c.h, 28);
	assert_false(lay_cursor_next(&c));
	assert_int_equal(lay_list_height(&f->list, b, NULL), 10);
}

static void
test_a_repeated_header_and_footer_count_at_a_break(void **state)
{
	struct fixture *f = *state;
	struct lay_elem *b;

	line(f, 10);
	b = lay_elem_add(f->a, &f->list, LAY_BREAK, NULL);
	b->brk.tail = 3;
	b->brk.head = 4;
	line(f, 10);
	assert_int_equal(lay_list_height(&f->list, NULL, b), 13);
	assert_int_equal(lay_list_height(&f->list, b, NULL), 14);
	assert_int_equal(height(f), 20);
}

/* What is measured must be what is assembled, or pages overflow by the difference. */
static void
test_set_spaces_add_up_to_the_measured_height(void **state)
{
	struct fixture *f = *state;
	mpt sum = 0, boxes = 0;
	unsigned x = 1;

	for (int i = 0; i < 2000; i++) {
		x = x * 1103515245u + 12345u;
		switch (x >> 16 & 7) {
		case 0:
			line(f, 7);
			boxes += 7;
			break;
		case 1:
			closing(f, opening(f, 2));
			boxes += 4;
			break;
		case 2:
			closing(f, opening(f, 0));
			break;
		case 3:
			lay_elem_add(f->a, &f->list, LAY_BREAK, NULL);
			break;
		default:
			space(f, (mpt)(x >> 20 & 15), (int)(x >> 24 & 3) == 3 ? INT_MAX : (int)(x >> 24 & 3), (x >> 26 & 1) != 0);
		}
	}
	lay_space_set(&f->list, NULL, NULL);
	for (struct lay_elem *e = f->list.first; e != NULL; e = e->next)
		sum += e->kind == LAY_SPACE ? e->space.set : 0;
	assert_int_equal(height(f), sum + boxes);
}

int
main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_of_two_spaces_the_larger_one_stays),
		T(test_precedence_beats_size),
		T(test_forced_spaces_add_up_and_silence_others),
		T(test_conditional_spaces_vanish_at_both_ends),
		T(test_a_retained_space_at_the_start_stays_and_takes_part),
		T(test_a_border_parts_spaces),
		T(test_an_object_without_border_does_not_part_spaces),
		T(test_at_a_break_the_spaces_of_both_sides_vanish),
		T(test_a_repeated_header_and_footer_count_at_a_break),
		T(test_set_spaces_add_up_to_the_measured_height),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
