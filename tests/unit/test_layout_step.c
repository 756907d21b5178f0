/* Where cells side by side can be broken together. A cell is written as the heights of its lines:
 * "10 10 10"; '!' after a height keeps the next line with it, '=' is a forced break, '+5' is a
 * conditional space. */
#include "lay_table_fixture.h"

struct group {
	struct lay lay;
	struct lay_row row;
	struct lay_cell cells[16];
	struct lay_row_line lines[8];
};

static void
list_build(struct arena *a, const char *text, struct lay_list *list)
{
	while (*text != '\0') {
		char *end;

		if (*text == ' ') {
			text++;
			continue;
		}
		if (list->first != NULL && *text != '+' && list->last->kind != LAY_BREAK &&
		    list->last->kind != LAY_SPACE)
			lay_elem_add(a, list, LAY_BREAK, NULL)->brk.forced = FV_AUTO;
		if (*text == '+') {
			struct lay_elem *brk = lay_elem_add(a, list, LAY_BREAK, NULL),
					*space = lay_elem_add(a, list, LAY_SPACE, NULL);

			brk->brk.forced = FV_AUTO;
			space->space.min = space->space.opt = space->space.max =
			    (mpt)strtol(text + 1, &end, 10);
			space->space.discard = true;
			text = end;
			continue;
		}
		lay_elem_add(a, list, LAY_BOX, NULL)->box.h = (mpt)strtol(text, &end, 10);
		text = end;
		if (*text == '!' || *text == '=') {
			struct lay_elem *brk = lay_elem_add(a, list, LAY_BREAK, NULL);

			brk->brk.forced = *text == '=' ? FV_PAGE : FV_AUTO;
			if (*text++ == '!')
				brk->brk.penalty =
				    (struct lay_keep){BREAK_FORBIDDEN, BREAK_FORBIDDEN};
		}
	}
}

static struct lay_cell *
cell(struct fixture *f, struct group *g, size_t row, size_t n_rows, const char *lines)
{
	struct lay_cell *c = &g->cells[g->row.n_cells++];

	*c = (struct lay_cell){.row = row, .n_rows = n_rows, .n_columns = 1};
	list_build(f->cx->arena, lines, &c->list);
	if (g->row.n_rows < row + n_rows)
		g->row.n_rows = row + n_rows;
	return c;
}

static struct group *
group_new(struct fixture *f)
{
	struct group *g = arena_zalloc(f->cx->arena, sizeof(*g));

	g->lay.cx = f->cx;
	g->lay.arena = f->cx->arena;
	g->row.kind = ROW_TABLE;
	g->row.cells = g->cells;
	g->row.rows = g->lines;
	return g;
}

/* "until/origin" of each step. */
static const char *
stepped(struct fixture *f, struct group *g)
{
	struct buf out = {0};

	assert_int_equal(lay_step_row(&g->lay, f->cx->arena, &g->row), RC_OK);
	for (size_t i = 0; i < g->row.n_steps; i++) {
		const struct lay_step *s = &g->row.steps[i];

		buf_printf(&out, "%s%d", i > 0 ? " " : "", s->until);
		if (s->origin != s->until)
			buf_printf(&out, "/%d", s->origin);
		if (s->penalty.page >= BREAK_FORBIDDEN)
			buf_putc(&out, '!');
		if (s->forced != FV_AUTO)
			buf_putc(&out, '=');
	}
	const char *s = arena_strdup(f->cx->arena, buf_str(&out));
	buf_free(&out);
	return s;
}

static void
test_one_row(void **state)
{
	static const struct {
		const char *cells[3], *steps;
	} cases[] = {
	    {{"10"}, "10"}, {{"10 10 10"}, "10 20 30"}, {{"10 10 10", "10 10 10"}, "10 20 30"},
	    {{"10 10", "30 30"},
		"30 60"}, /* 30: the first cell is whole, the second has its first line */
	    {{"20 20 20", "30 30"}, "30/20 40/30 60"},
	    {{"10 10 10", "25"}, "25/20 30"}, /* never before a cell has its first line */
	    {{"10! 10 10"}, "10! 20 30"}, {{"10 10! 10", "10 10 10"}, "10 20! 30"},
	    {{"10 10= 10", "10"}, "10 20= 30"},
	    {{"10 +5 10"}, "10/15 25"}, /* the space is gone at the break */
	    {{"", "10 10"}, "10 20"}, {{""}, "0"},
	    {{"40", "10= 10 10"}, "40/20= 30 40"}, /* beside what cannot be broken, the end obeys */
	    {{"40", "10= 10= 10"}, "40/20= 30= 40"},
	    {{"10! 10 10", "10= 10 10"}, "20/10= 20 30"}, /* waits until no keep is hurt */
	    {{"10! 10! 10", "10= 10 10"}, "30/10= 20 30"},
	    {{"20 20", "10 10 10"}, "20 30/20 40"},
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct fixture *f = *state;
		struct group *g = group_new(f);

		for (size_t c = 0; c < 3 && cases[i].cells[c] != NULL; c++)
			(void)cell(f, g, 0, 1, cases[i].cells[c]);
		assert_string_equal(stepped(f, g), cases[i].steps);
	}
}

static void
test_heights_hold_their_cells_and_the_last_row_grows_for_spans(void **state)
{
	struct fixture *f = *state;
	struct group *g = group_new(f);

	cell(f, g, 0, 1, "10")->above = 3;
	cell(f, g, 1, 1, "29");
	cell(f, g, 0, 2, "66")->below = 4;
	g->lines[1].min_h = 30;
	(void)stepped(f, g);
	assert_int_equal(g->lines[0].h + g->lines[1].h, 70);
	assert_int_equal(g->lines[0].h, 13); /* the last row grows */
}

static void
test_rows_inside_a_group_end_in_steps(void **state)
{
	struct fixture *f = *state;
	struct group *g = group_new(f);

	(void)cell(f, g, 0, 3, "10 10 10");
	(void)cell(f, g, 0, 1, "10");
	(void)cell(f, g, 1, 1, "10");
	(void)cell(f, g, 2, 1, "10");
	assert_string_equal(stepped(f, g), "10 20 30");
	assert_false(g->row.steps[0].inside);

	g = group_new(f);
	(void)cell(f, g, 0, 2, "25 5");
	(void)cell(f, g, 0, 1, "10");
	(void)cell(f, g, 1, 1, "20");
	/* not at 10: the spanning cell would be opened and stay empty; and 30 is the end */
	assert_string_equal(stepped(f, g), "30");
}

/* Rows that must not be cut and are low enough for any page have no steps inside. */
static void
test_lists_take_the_keep_of_their_item(void **state)
{
	struct fixture *f = *state;
	struct group *g = group_new(f);

	g->row.kind = ROW_LIST_ITEM;
	g->row.together = (struct lay_keep){BREAK_FORBIDDEN, BREAK_FORBIDDEN};
	(void)cell(f, g, 0, 1, "10000 10000 10000");
	assert_string_equal(stepped(f, g), "30000");
	g = group_new(f);
	g->row.kind = ROW_LIST_ITEM;
	g->row.together = (struct lay_keep){BREAK_FORBIDDEN, BREAK_FORBIDDEN};
	(void)cell(f, g, 0, 1, "50000 50000 50000");
	assert_string_equal(stepped(f, g), "50000! 100000! 150000");
}

/* ---- any row, any page
 * -------------------------------------------------------------------------------------------- */

static void
random_group(struct fixture *f, struct group *g, uint32_t *seed)
{
	size_t rows = (size_t)random_below(seed, 4) + 1,
	       columns = (size_t)random_below(seed, 3) + 1;

	for (size_t c = 0; c < columns; c++) {
		for (size_t r = 0, span; r < rows; r += span) {
			char text[128] = "";

			span = 1 + (size_t)random_below(seed, (uint32_t)(rows - r));
			for (int n = random_below(seed, 7); n > 0; n--)
				snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%d%s ",
				    random_below(seed, 5) == 0 ? "+7 " : "",
				    5 + random_below(seed, 20),
				    (const char *[]){"", "", "", "!", "="}[random_below(seed, 5)]);
			struct lay_cell *k = cell(f, g, r, span, text);

			k->above = k->above_cut = random_below(seed, 5);
			k->below = random_below(seed, 5);
			k->below_cut = random_below(seed, 2) * k->below;
			k->above_cut = random_below(seed, 2) * k->above;
			k->min_h = random_below(seed, 30);
		}
	}
	for (size_t r = 0; r < rows; r++)
		g->lines[r].min_h = random_below(seed, 40);
}

/* "Never lose a row": over all pages of any height each box of each cell comes exactly once, and
 * fits the height that was told. */
static void
test_every_box_comes_once_whatever_the_pages(void **state)
{
	uint32_t seed = 3;

	for (int round = 0; round < 1000; round++) {
		assert_int_equal(teardown(state), 0);
		assert_int_equal(setup(state), 0);
		struct fixture *f = *state;
		struct group *g = group_new(f);
		mpt total = 0, lines = 0;

		random_group(f, g, &seed);
		(void)stepped(f, g);
		for (size_t i = 0; i < g->row.n_steps; i++) {
			assert_true(g->row.steps[i].h >= 0);
			assert_true(g->row.steps[i].head >= 0);
			total += g->row.steps[i].h;
		}
		for (size_t r = 0; r < g->row.n_rows; r++)
			lines += g->lines[r].h;
		assert_int_equal(total, lines);
		for (size_t from = 0, to; from < g->row.n_steps; from = to) {
			to = from + 1 +
			    (size_t)random_below(&seed, (uint32_t)(g->row.n_steps - from));
			for (size_t i = from + 1; i < to; i++)
				if (g->row.steps[i - 1].forced != FV_AUTO)
					to = i;
			mpt origin = from > 0 ? g->row.steps[from - 1].origin : 0,
			    h = g->row.steps[to - 1].until - origin;
			mpt sum = from > 0 ? g->row.steps[from - 1].head : 0;

			for (size_t i = from; i < to; i++)
				sum += g->row.steps[i].h;
			assert_int_equal(sum + g->row.steps[to - 1].tail, h);
			for (size_t c = 0; c < g->row.n_cells; c++) {
				const struct lay_cell *k = &g->cells[c];
				const struct lay_elem *beg, *end;

				if (!lay_step_part(&g->row, c, from, to, &beg, &end))
					continue;
				mpt top = 0;
				if (beg == NULL) {
					for (size_t r = 0; r < k->row; r++)
						top += g->lines[r].h;
					top -= origin;
				}
				bool cut = k->row + k->n_rows >
				    g->row.steps[to - 1].lines - g->row.steps[to - 1].inside;
				mpt need = (beg == NULL ? k->above : k->above_cut) +
				    (cut ? k->below_cut : k->below) +
				    lay_list_height(&k->list, beg, end);

				mpt bottom = -origin; /* of the cell, where it ends here */
				for (size_t r = 0; r < k->row + k->n_rows; r++)
					bottom += g->lines[r].h;
				assert_true(top + need <= (cut ? h : bottom));
				for (struct lay_elem *e = beg == NULL ? k->list.first : beg->next;
				     e != NULL && e != end; e = e->next) {
					if (e->kind != LAY_BOX)
						continue;
					assert_null(e->fo);
					e->fo = (const struct fo_node *)f; /* seen */
				}
			}
		}
		for (size_t c = 0; c < g->row.n_cells; c++)
			for (struct lay_elem *e = g->cells[c].list.first; e != NULL; e = e->next)
				assert_true(e->kind != LAY_BOX || e->fo != NULL);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_one_row, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_heights_hold_their_cells_and_the_last_row_grows_for_spans, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_rows_inside_a_group_end_in_steps, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_lists_take_the_keep_of_their_item, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_every_box_comes_once_whatever_the_pages, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
