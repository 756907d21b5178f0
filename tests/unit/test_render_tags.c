#include "render_fixture.h"

#include "render/ren_tags.h"

struct tree {
	struct fo_node nodes[32];
	struct fo_style styles[32];
	uint32_t n;
};

/* The next object in document order, with a role or NULL. */
static struct fo_node *
add(struct tree *t, struct fo_node *parent, enum fo_elem elem, const char *role)
{
	struct fo_node *n = &t->nodes[t->n], *last = NULL;

	n->elem = elem;
	n->parent = parent;
	n->style = &t->styles[t->n];
	n->serial = t->n++;
	if (role != NULL)
		t->styles[n->serial].v[PR_ROLE] = (struct fo_value){.kind = FO_STR, .str = role};
	for (const struct fo_node *c = parent != NULL ? parent->first : NULL; c != NULL; c = c->next)
		last = &t->nodes[c->serial];
	if (last != NULL)
		last->next = n;
	else if (parent != NULL)
		parent->first = n;
	return n;
}

static enum tag_type
type_of(const struct ren_doc *b, uint32_t elem)
{
	return (enum tag_type)b->d.elems[elem].type;
}

/* The types of the kids of an element, as "TD TD". */
static const char *
kids_of(struct fixture *f, const struct ren_doc *b, uint32_t elem)
{
	const char *s = "";

	for (uint32_t k = b->d.elems[elem].first_kid; k != TAG_NONE && k != TAG_KID_END; k = b->d.kids[k].next)
		s = arena_printf(f->cx->arena, "%s%s%s", s, *s != '\0' ? " " : "", ren_type_names[type_of(b, b->d.kids[k].what)]);
	return s;
}

/* Authors write the names of the standard; a name that we know and do not take would vanish without a word. */
static void
test_every_type_is_a_role(void **state)
{
	struct fixture *f = *state;
	struct ren_roles roles = {0};
	enum tag_type type;

	for (int twice = 0; twice < 2; twice++)
		for (size_t i = 0; i < TAG__COUNT; i++)
			assert_int_equal(ren_role_of(f->cx, &roles, ren_type_names[i], NO_SPAN, &type), ROLE_TYPE);
	assert_int_equal(ren_role_of(f->cx, &roles, "H3", NO_SPAN, &type), ROLE_TYPE);
	assert_int_equal(type, TAG_H3);
	assert_int_equal(ren_role_of(f->cx, &roles, "Strong", NO_SPAN, &type), ROLE_TYPE);
	assert_int_equal(type, TAG_SPAN);
	assert_int_equal(ren_role_of(f->cx, &roles, "artifact", NO_SPAN, &type), ROLE_ARTIFACT);
	assert_int_equal(diag_count(f->cx, LEVEL_STYLE), 0);
	for (int twice = 0; twice < 2; twice++)
		assert_int_equal(ren_role_of(f->cx, &roles, "h3", NO_SPAN, &type), ROLE_NONE);
	assert_int_equal(diag_count_of(f->cx, DIAG_ROLE_UNKNOWN), 1);
}

/* A footnote is drawn behind what follows its number; a float in front of what precedes its anchor. */
static void
test_kids_are_in_document_order(void **state)
{
	static const uint32_t keys[] = {5, 9, 7, 1, 8};
	static const uint32_t sorted[] = {1, 5, 7, 8, 9};
	struct fixture *f = *state;
	struct ren_doc *b = ren_doc_new(f->cx, "en");
	size_t i = 0;

	for (; i < ARRAY_LEN(keys); i++)
		ren_doc_elem(b, 0, TAG_P, keys[i]);
	i = 0;
	for (uint32_t k = b->d.elems[0].first_kid; k != TAG_KID_END; k = b->d.kids[k].next)
		assert_int_equal(b->keys[b->d.kids[k].what], sorted[i++]);
	assert_int_equal(i, ARRAY_LEN(keys));
	assert_int_equal(b->keys[b->d.kids[b->d.elems[0].last_kid].what], 9);
}

/* Blocks around blocks say nothing; one in a cell is the cell's words. A reader hears every element. */
static void
test_the_tree_stays_small(void **state)
{
	struct fixture *f = *state;
	struct ren_doc *b = ren_doc_new(f->cx, "en");
	struct tree t = {0};
	struct fo_node *outer = add(&t, NULL, FO_BLOCK, NULL), *inner = add(&t, outer, FO_BLOCK, NULL);
	struct fo_node *word = add(&t, inner, FO_INLINE, NULL);
	struct fo_node *row = add(&t, add(&t, add(&t, outer, FO_TABLE, NULL), FO_TABLE_BODY, NULL), FO_TABLE_ROW, NULL);
	struct fo_node *cell = add(&t, row, FO_TABLE_CELL, NULL), *text = add(&t, cell, FO_BLOCK, NULL);
	uint32_t p = ren_tags_of(b, word);

	assert_int_equal(type_of(b, p), TAG_P);
	assert_int_equal(b->d.elems[p].parent, 0);
	assert_int_equal(ren_tags_of(b, inner), p);
	assert_int_equal(type_of(b, ren_tags_of(b, text)), TAG_TD);
	assert_string_equal(kids_of(f, b, 0), "P Table");
	ren_tags_end(b);
}

/* ISO 14289-1, 7.2: all rows have the same number of cells, counted with their spans. */
static void
test_short_rows_are_filled(void **state)
{
	struct fixture *f = *state;
	struct ren_doc *b = ren_doc_new(f->cx, "en");
	struct tree t = {0};
	struct fo_node *body = add(&t, add(&t, NULL, FO_TABLE, NULL), FO_TABLE_BODY, NULL);
	struct fo_node *rows[2], *cells[3];

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		rows[i] = add(&t, body, FO_TABLE_ROW, NULL);
	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		cells[i] = add(&t, rows[i / 2], FO_TABLE_CELL, NULL);
		cells[i]->column = (uint16_t)(i == 1 ? 3 : 1); /* columns 1 and 3, and 1 */
		cells[i]->span_columns = 1;
	}
	t.styles[cells[0]->serial].v[PR_NUMBER_ROWS_SPANNED] = (struct fo_value){.kind = FO_INT, .i = 9};
	for (size_t i = 0; i < ARRAY_LEN(cells); i++)
		ren_tags_of(b, cells[i]);
	ren_tags_end(b);
	assert_string_equal(kids_of(f, b, b->d.elems[ren_tags_of(b, cells[0])].parent), "TD TD TD");
	assert_int_equal(b->d.elems[ren_tags_of(b, cells[0])].row_span, 2); /* no more rows than there are */
	assert_string_equal(kids_of(f, b, b->d.elems[ren_tags_of(b, cells[2])].parent), "TD TD"); /* the first column is taken */
	assert_int_equal(diag_count_of(f->cx, DIAG_TABLE_ROWS), 2);
}

/* What is nested wrongly is written so that it conforms, and said. */
static void
test_wrong_places_are_repaired(void **state)
{
	struct fixture *f = *state;
	struct ren_doc *b = ren_doc_new(f->cx, "en");
	struct tree t = {0};
	struct fo_node *item = add(&t, NULL, FO_BLOCK, "LI"), *row = add(&t, NULL, FO_BLOCK, "TR");
	struct fo_node *cell = add(&t, add(&t, NULL, FO_BLOCK, "Table"), FO_BLOCK, "TD");

	add(&t, item, FO_INLINE, NULL);
	assert_int_equal(type_of(b, ren_tags_of(b, item)), TAG_P);
	ren_tags_of(b, row);
	ren_tags_of(b, cell);
	ren_tags_end(b);
	assert_string_equal(kids_of(f, b, 0), "P Div Table");
	assert_int_equal(type_of(b, b->d.elems[ren_tags_of(b, cell)].parent), TAG_TR);
	assert_int_equal(diag_count_of(f->cx, DIAG_ROLE_NESTING), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_every_type_is_a_role, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_kids_are_in_document_order, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_the_tree_stays_small, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_short_rows_are_filled, setup, fixture_free),
	    cmocka_unit_test_setup_teardown(test_wrong_places_are_repaired, setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
