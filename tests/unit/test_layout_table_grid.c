/* Who stands where: XSL 1.1, 6.7.4 (columns), 6.7.10 (cells), 7.28. */
#include "lay_table_fixture.h"

/* Draws the grid: rows parted by '|', row groups by '/', holes are '.'. */
static const char *
drawn(struct fixture *f, const char *text)
{
	struct lay_table_grid *grid = arena_zalloc(f->cx->arena, sizeof(*grid));
	struct lay_table_rows *r = arena_alloc(f->cx->arena, sizeof(*r));
	struct buf out = {0};

	table_build(f, text);
	if (lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, grid) != RC_OK)
		return "failed";
	for (const struct fo_node *p = f->table->first; p != NULL; p = p->next) {
		struct lay_table_group *g;

		lay_table_rows_open(r, f->cx->arena, grid, p);
		if (p != f->table->first)
			buf_putc(&out, '^');
		for (bool first = true;; first = false) {
			assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
			if (g == NULL)
				break;
			if (!first)
				buf_putc(&out, '/');
			for (unsigned i = 0; i < (unsigned)g->n_rows * g->n_cols; i++) {
				if (i > 0 && i % g->n_cols == 0)
					buf_putc(&out, '|');
				buf_puts(&out, g->at[i]->fo == NULL ? "." : g->at[i]->fo->id);
			}
		}
	}
	const char *s = arena_strdup(f->cx->arena, buf_str(&out));
	buf_free(&out);
	return s;
}

static void
test_cells_take_their_places(void **state)
{
	static const struct {
		const char *table, *grid, *diag;
	} cases[] = {
	    {"a b c", "abc", NULL}, {"a b|c d", "ab/cd", NULL}, {"a b|c", "ab/c.", NULL},
	    {"a:c2 b|c d e", "aab/cde", NULL}, {"a:r2 b|c", "ab|ac", NULL},
	    {"a:r2 b|c|d e", "ab|ac/de", NULL}, {"a b:c2r2 c|d e", "abbc|dbbe", NULL},
	    {"a:@3 b:@1", "b.a", NULL}, /* any order is legal */
	    {"a:@2 b", ".ab", NULL},
	    {"a:r2 b|c:r2|d", "ab|ac|dc", NULL}, /* spans that hand over: one group */
	    {"a:r3 b|c", "ab|ac", "table-span"},
	    {"a:r2 b|c:@1", "ab|ac", "table-overlap"}, /* moves to the next free column */
	    {"a:@1 b:@1 c", "abc", "table-overlap"}, {"a b:r2|c:c2", "ab..|.bcc", "table-overlap"},
	    {"h:r9 i^a b|c d", "hi^ab/cd", "table-span"}, /* a span never leaves its part */
	    {"a|", "a/.", NULL}, /* a row without cells */
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(teardown(state), 0);
		assert_int_equal(setup(state), 0);
		struct fixture *f = *state;

		assert_string_equal(drawn(f, cases[i].table), cases[i].grid);
		if (cases[i].diag != NULL)
			assert_int_equal(diags_named(f, cases[i].diag), 1);
		else
			assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
	}
}

/* Without rows, starts-row and ends-row part the cells (XSL 1.1, 7.28.11 and 7.28.15). */
static void
test_cells_without_rows_are_parted_by_starts_and_ends(void **state)
{
	struct fixture *f = *state;
	struct lay_table_grid grid;
	struct lay_table_rows *r = arena_alloc(f->cx->arena, sizeof(*r));
	struct lay_table_group *g;

	f->table = node_add(f, NULL, FO_TABLE);
	struct fo_node *body = node_add(f, f->table, FO_TABLE_BODY);
	for (const char *p = "abcde"; *p != '\0'; p++)
		cell_add(f, body, (char[]){*p, '\0'});
	const struct fo_node *b = body->first->next, *c = b->next, *d = c->next, *e = d->next;
	set_enum(body->first, PR_STARTS_ROW, FV_TRUE);
	set_enum(b, PR_ENDS_ROW, FV_TRUE);
	set_enum(e, PR_STARTS_ROW, FV_TRUE);
	(void)d;
	assert_int_equal(lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, &grid), RC_OK);
	assert_int_equal(grid.n_cols, 2);
	lay_table_rows_open(r, f->cx->arena, &grid, body);
	assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
	assert_ptr_equal(lay_table_at(g, 0, 1)->fo, b);
	assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
	assert_ptr_equal(lay_table_at(g, 0, 0)->fo, c);
	assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
	assert_ptr_equal(lay_table_at(g, 0, 0)->fo, e);
	assert_null(lay_table_at(g, 0, 1)->fo);
	assert_true(g->is_last);
	assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
	assert_null(g);
}

static void
test_columns_repeat_and_span(void **state)
{
	struct fixture *f = *state;
	struct lay_table_grid grid;

	f->table = node_add(f, NULL, FO_TABLE);
	struct fo_node *twice = column_add(f, 0, 2, 1), *wide = column_add(f, 0, 1, 3),
		       *fourth = column_add(f, 4, 1, 1);

	assert_int_equal(lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, &grid), RC_OK);
	assert_int_equal(grid.n_cols, 5);
	assert_ptr_equal(grid.cols[0].fo, twice);
	assert_ptr_equal(grid.cols[1].fo, twice);
	assert_null(grid.cols[2].fo);
	assert_ptr_equal(grid.cols[2].wide, wide);
	assert_ptr_equal(grid.cols[3].fo, fourth);
	assert_ptr_equal(grid.cols[4].wide, wide);
}

/* A cell nobody made room for gets a column, and its author a word. */
static void
test_a_cell_beyond_the_columns_gets_a_column(void **state)
{
	struct fixture *f = *state;
	struct lay_table_grid grid;
	struct lay_table_rows *r = arena_alloc(f->cx->arena, sizeof(*r));
	struct lay_table_group *g;

	f->table = node_add(f, NULL, FO_TABLE);
	column_add(f, 0, 1, 1);
	struct fo_node *body = node_add(f, f->table, FO_TABLE_BODY);
	for (int i = 0; i < 3; i++) {
		struct fo_node *row = node_add(f, body, FO_TABLE_ROW);

		cell_add(f, row, "a");
		cell_add(f, row, "b");
	}
	assert_int_equal(lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, &grid), RC_OK);
	assert_int_equal(grid.n_cols, 2);
	lay_table_rows_open(r, f->cx->arena, &grid, body);
	for (int i = 0; i < 3; i++)
		assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
	assert_int_equal(diags_named(f, "table-columns"), 1);
}

/* Attack: numbers that would make an allocation or a loop without end. */
static void
test_hostile_numbers_are_errors(void **state)
{
	static const char *const cases[] = {
	    "a:c2147483647", "a:r2147483647 b", "a:@2147483647", "a:c999 b:c999"};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(teardown(state), 0);
		assert_int_equal(setup(state), 0);
		assert_string_equal(drawn(*state, cases[i]), "failed");
		assert_int_equal(diags_named(*state, "table-limit"), 1);
	}
}

static void
test_hostile_columns_are_errors(void **state)
{
	struct fixture *f = *state;
	struct lay_table_grid grid;

	f->table = node_add(f, NULL, FO_TABLE);
	column_add(f, INT32_MAX, INT32_MAX, INT32_MAX);
	assert_int_equal(lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, &grid), RC_FAIL);
}

/* "No cell is ever lost": random tables; each cell must cover exactly its rectangle, each unit must
 * have one owner. */
static void
test_every_cell_has_exactly_one_place(void **state)
{
	uint32_t seed = 1;

	for (int round = 0; round < 300; round++) {
		assert_int_equal(teardown(state), 0);
		assert_int_equal(setup(state), 0);
		struct fixture *f = *state;
		struct lay_table_grid grid;
		struct lay_table_rows *r = arena_alloc(f->cx->arena, sizeof(*r));
		struct lay_table_group *g;
		size_t cells = 0, found = 0, rows = (size_t)random_below(&seed, 12) + 1, read = 0;

		f->table = node_add(f, NULL, FO_TABLE);
		struct fo_node *body = node_add(f, f->table, FO_TABLE_BODY);
		for (size_t y = 0; y < rows; y++) {
			struct fo_node *row = node_add(f, body, FO_TABLE_ROW);

			for (int n = random_below(&seed, 6); n > 0; n--, cells++) {
				struct fo_node *c = node_add(f, row, FO_TABLE_CELL);

				set_int(c, PR_NUMBER_COLUMNS_SPANNED, 1 + random_below(&seed, 3));
				set_int(c, PR_NUMBER_ROWS_SPANNED,
				    random_below(&seed, 3) == 0 ? 1 + random_below(&seed, 4) : 1);
				set_int(c, PR_COLUMN_NUMBER,
				    random_below(&seed, 4) == 0 ? random_below(&seed, 9) : 0);
			}
		}
		assert_int_equal(lay_table_grid_make(f->cx, f->tree, f->cx->arena, f->table, &grid), RC_OK);
		lay_table_rows_open(r, f->cx->arena, &grid, body);
		for (;;) {
			assert_int_equal(lay_table_rows_next(r, f->cx->arena, &g), RC_OK);
			if (g == NULL)
				break;
			read += g->n_rows;
			size_t units = 0;
			for (const struct lay_table_cell *c = g->cells; c != NULL; c = c->next) {
				found += c->fo != NULL;
				units += (size_t)c->cols * c->rows;
				for (unsigned y = c->top; y < (unsigned)c->top + c->rows; y++)
					for (unsigned x = c->col; x < (unsigned)c->col + c->cols;
					     x++)
						assert_ptr_equal(lay_table_at(g, y, x), c);
			}
			assert_int_equal(units, (size_t)g->n_rows * g->n_cols);
		}
		assert_int_equal(found, cells);
		assert_int_equal(read, rows);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_cells_take_their_places, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_cells_without_rows_are_parted_by_starts_and_ends, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_columns_repeat_and_span, setup, teardown),
	    cmocka_unit_test_setup_teardown(
		test_a_cell_beyond_the_columns_gets_a_column, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_hostile_numbers_are_errors, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_hostile_columns_are_errors, setup, teardown),
	    cmocka_unit_test_setup_teardown(test_every_cell_has_exactly_one_place, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
