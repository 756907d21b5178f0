/* One winner an edge: XSL 1.1, 6.7.10; CSS 2.1, 17.6.2.1. */
#include "lay_table_fixture.h"

static const enum fo_prop props[4][3] = {
    {PR_BORDER_BEFORE_STYLE, PR_BORDER_BEFORE_WIDTH, PR_BORDER_BEFORE_WIDTH_CONDITIONALITY},
    {PR_BORDER_END_STYLE, PR_BORDER_END_WIDTH, PR_BORDER_END_WIDTH_CONDITIONALITY},
    {PR_BORDER_AFTER_STYLE, PR_BORDER_AFTER_WIDTH, PR_BORDER_AFTER_WIDTH_CONDITIONALITY},
    {PR_BORDER_START_STYLE, PR_BORDER_START_WIDTH, PR_BORDER_START_WIDTH_CONDITIONALITY},
};

static void
border(const struct fo_node *n, enum area_side side, enum fo_enum style, mpt width)
{
	set_enum(n, props[side][0], style);
	set_len(n, props[side][1], width);
}

struct read {
	struct lay_table_grid grid;
	struct lay_table_group *g[4];
};

static void
read_all(struct fixture *f, const char *text, struct read *t)
{
	struct lay_table_rows *r = arena_alloc(f->cx->arena, sizeof(*r));
	size_t n = 0;

	table_build(f, text);
	assert_int_equal(lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, &t->grid), RC_OK);
	for (const struct fo_node *p = f->table->first; p != NULL; p = p->next) {
		lay_table_rows_open(r, f->cx->arena, &t->grid, p);
		do
			assert_int_equal(lay_table_rows_next(r, f->cx->arena, &t->g[n]), RC_OK);
		while (t->g[n] != NULL && ++n < ARRAY_LEN(t->g));
	}
}

static struct lay_table_edge
between(const struct read *t, struct lay_table_group *above, struct lay_table_group *below,
    uint16_t col)
{
	struct lay_table_meet m = {
	    .above = above, .row_above = above != NULL ? above->n_rows - 1u : 0, .below = below};

	return lay_table_edge_h(&t->grid, &m, col);
}

#define EDGE(w, s, c, r) {.width = w, .style = s, .color = c, .rank = r}

static void
test_the_stronger_border_wins(void **state)
{
	static const struct {
		struct lay_table_edge a, b;
		bool first;
	} cases[] = {
	    {EDGE(1000, FV_SOLID, 0, 1), EDGE(2000, FV_SOLID, 0, 1), false},
	    {EDGE(3000, FV_SOLID, 0, 1), EDGE(1000, FV_SOLID, 0, 5), true},
	    {EDGE(1000, FV_DOTTED, 0, 5), EDGE(1000, FV_SOLID, 0, 1), false},
	    {EDGE(1000, FV_DOUBLE, 0, 1), EDGE(1000, FV_SOLID, 0, 5), true},
	    {EDGE(0, FV_HIDDEN, 0, 1), EDGE(9000, FV_DOUBLE, 0, 5), true},
	    {EDGE(9000, FV_DOUBLE, 0, 5), EDGE(0, FV_HIDDEN, 0, 1), false},
	    {EDGE(0, FV_NONE, 0, 5), EDGE(500, FV_INSET, 0, 1), false},
	    {EDGE(1000, FV_SOLID, 1, 5), EDGE(1000, FV_SOLID, 2, 5), true}, /* a draw: the one before */
	    {EDGE(1000, FV_SOLID, 1, 1), EDGE(1000, FV_SOLID, 2, 5), false},
	    {EDGE(1000, FV_RIDGE, 1, 1), EDGE(1000, FV_OUTSET, 2, 5), true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_ptr_equal(lay_table_edge_win(&cases[i].a, &cases[i].b),
		    cases[i].first ? &cases[i].a : &cases[i].b);
}

/* CSS 2.1, 17.6.2.1, rule 4: cell, row, row group, column, table. */
static void
test_equal_borders_are_decided_by_object(void **state)
{
	struct fixture *f = *state;
	struct read t;
	struct lay_table_edge e;

	read_all(f, "a b|c d", &t);
	const struct fo_node *body = t.g[0]->part, *row = t.g[0]->rows[0].fo,
			     *cell = t.g[0]->at[0]->fo;

	border(f->table, SIDE_BEFORE, FV_SOLID, 1000);
	e = between(&t, NULL, t.g[0], 0);
	assert_int_equal(e.rank, 1);
	border(body, SIDE_BEFORE, FV_SOLID, 1000);
	e = between(&t, NULL, t.g[0], 0);
	assert_int_equal(e.rank, 3);
	border(row, SIDE_BEFORE, FV_SOLID, 1000);
	border(cell, SIDE_BEFORE, FV_SOLID, 1000);
	assert_int_equal(between(&t, NULL, t.g[0], 0).rank, 5);
	assert_int_equal(between(&t, NULL, t.g[0], 1).rank, 4);
	assert_int_equal(between(&t, t.g[0], t.g[1], 0).width, 0); /* nobody asked here */
	border(t.g[1]->at[0]->fo, SIDE_BEFORE, FV_DASHED, 700);
	assert_int_equal(between(&t, t.g[0], t.g[1], 0).width, 700);
	border(cell, SIDE_AFTER, FV_HIDDEN, 0);
	assert_int_equal(between(&t, t.g[0], t.g[1], 0).width, 0);
}

static void
test_no_edge_runs_through_a_cell(void **state)
{
	struct fixture *f = *state;
	struct read t;

	read_all(f, "a:c2r2 b|c", &t);
	border(f->table, SIDE_START, FV_SOLID, 1000);
	border(t.g[0]->at[0]->fo, SIDE_END, FV_SOLID, 800);
	struct lay_table_meet m = {
	    .above = t.g[0], .below = t.g[0], .row_above = 0, .row_below = 1};

	border(t.g[0]->rows[0].fo, SIDE_AFTER, FV_SOLID, 600);
	assert_int_equal(lay_table_edge_h(&t.grid, &m, 0).width, 0);
	assert_int_equal(lay_table_edge_h(&t.grid, &m, 2).width, 600);
	assert_int_equal(lay_table_edge_v(&t.grid, t.g[0], 0, 0).width, 1000);
	assert_int_equal(lay_table_edge_v(&t.grid, t.g[0], 0, 1).width, 0);
	assert_int_equal(lay_table_edge_v(&t.grid, t.g[0], 1, 2).width, 800);
	assert_int_equal(lay_table_edge_v(&t.grid, t.g[0], 1, 3).width, 0);
}

/* XSL 1.1, 4.3.1 and 7.8: what goes on over a break has no border there unless it is retained. */
static void
test_borders_at_a_page_break(void **state)
{
	struct fixture *f = *state;
	struct read t;
	struct lay_table_meet end = {.row_above = 0, .at_break = true};

	read_all(f, "a b|c d", &t);
	end.above = t.g[0];
	border(f->table, SIDE_AFTER, FV_SOLID, 2000);
	assert_int_equal(lay_table_edge_h(&t.grid, &end, 0).width, 0); /* the table goes on */
	set_enum(f->table, PR_BORDER_AFTER_WIDTH_CONDITIONALITY, FV_RETAIN);
	assert_int_equal(lay_table_edge_h(&t.grid, &end, 0).width, 2000);
	set_enum(f->table, PR_BORDER_AFTER_WIDTH_CONDITIONALITY, FV_DISCARD);
	border(t.g[0]->at[0]->fo, SIDE_AFTER, FV_SOLID, 500);
	assert_int_equal(lay_table_edge_h(&t.grid, &end, 0).width, 500); /* the cell ends here */
	end.above_split = true;
	assert_int_equal(lay_table_edge_h(&t.grid, &end, 0).width, 0); /* the cell goes on */
	set_enum(t.g[0]->at[0]->fo, PR_BORDER_AFTER_WIDTH_CONDITIONALITY, FV_RETAIN);
	assert_int_equal(lay_table_edge_h(&t.grid, &end, 0).width, 500);
}

/* XSL 1.1, 7.28.1 to 7.28.5: with precedence, the object decides before width and style; initially table 6, cell 5, row 3. */
static void
test_precedence_comes_before_width(void **state)
{
	struct fixture *f = *state;
	struct read t;

	read_all(f, "a b|c d", &t);
	border(f->table, SIDE_BEFORE, FV_DOTTED, 500);
	border(t.g[0]->at[0]->fo, SIDE_BEFORE, FV_SOLID, 3000);
	border(t.g[0]->rows[0].fo, SIDE_AFTER, FV_SOLID, 4000);
	border(t.g[1]->at[1]->fo, SIDE_BEFORE, FV_SOLID, 1000);
	assert_int_equal(between(&t, NULL, t.g[0], 0).width, 3000);
	assert_int_equal(between(&t, t.g[0], t.g[1], 1).width, 4000);
	t.grid.with_precedence = true;
	assert_int_equal(between(&t, NULL, t.g[0], 0).width, 500);
	assert_int_equal(between(&t, t.g[0], t.g[1], 0).width, 4000);
	assert_int_equal(between(&t, t.g[0], t.g[1], 1).width, 1000);
}

/* CSS 2.1, 17.6.2.1: of two that differ in colour only, the one before or at the start wins; dumps want to know. */
static void
test_a_tie_goes_to_the_first(void **state)
{
	struct fixture *f = *state;
	struct read t;
	struct lay_table_edge e;

	read_all(f, "a b|c d", &t);
	border(t.g[0]->at[0]->fo, SIDE_AFTER, FV_SOLID, 1000);
	border(t.g[1]->at[0]->fo, SIDE_BEFORE, FV_SOLID, 1000);
	assert_false(between(&t, t.g[0], t.g[1], 0).tied); /* one colour */
	*value_of(t.g[0]->at[0]->fo, PR_BORDER_AFTER_COLOR) = (struct fo_value){.kind = FO_COLOR, .color = 0xff0000ff};
	e = between(&t, t.g[0], t.g[1], 0);
	assert_true(e.tied);
	assert_int_equal(e.color, 0xff0000ff);
	border(t.g[1]->at[0]->fo, SIDE_BEFORE, FV_SOLID, 2000);
	assert_false(between(&t, t.g[0], t.g[1], 0).tied);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_the_stronger_border_wins),
	    cmocka_unit_test_setup_teardown(
		test_equal_borders_are_decided_by_object, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_no_edge_runs_through_a_cell, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_borders_at_a_page_break, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_precedence_comes_before_width, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_a_tie_goes_to_the_first, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
