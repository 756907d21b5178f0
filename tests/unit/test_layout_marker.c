#include "unit.h"

#include "para_fixture.h"

/* The running head shows the title of a chapter in the letters of the head, not of the title. */
static void
test_retrieved_text_inherits_from_its_place(void **state)
{
	struct fixture *f = *state;
	struct fo_style *title = style_like(f, NULL), *head = style_like(f, NULL), *bold = style_like(f, title);
	struct fo_node *marker = node(f, NULL, FO_MARKER, title), *retrieve = node(f, NULL, FO_RETRIEVE_MARKER, head);
	struct fo_tree tree = {.n_styles = 10};
	struct fo_node *inl;
	const struct fo_node *m;

	f->lay.tree = &tree;
	set_len(title, PR_FONT_SIZE, 21000);
	set_len(bold, PR_FONT_SIZE, 21000);
	bold->v[PR_FONT_WEIGHT] = (struct fo_value){.kind = FO_NUM, .num = 600};
	set_len(head, PR_FONT_SIZE, 8000);
	head->v[PR_FONT_FAMILY] = (struct fo_value){.kind = FO_STR, .str = "sans-serif"};
	text(f, marker, "PO ");
	inl = node(f, marker, FO_INLINE, bold);
	text(f, inl, "Prepare");
	m = lay_marker_dress(&f->lay, marker, retrieve);
	assert_int_equal(fo_len(m->first, PR_FONT_SIZE, 0), 8000);
	assert_string_equal(fo_str(m->first, PR_FONT_FAMILY), "sans-serif");
	assert_string_equal(m->first->text, "PO ");
	/* What it said itself stays, what it did not comes from the place. */
	assert_true(fo_prop(m->first->next, PR_FONT_WEIGHT)->num > 599);
	assert_int_equal(fo_len(m->first->next, PR_FONT_SIZE, 0), 8000);
	assert_ptr_equal(m->first->next->first->style, m->first->next->style);
	assert_true(m->first->style->serial % 2 == 1); /* those of the tree are even */
	assert_int_not_equal(m->first->style->serial, m->first->next->style->serial);
	/* The chapter itself is as it was; the next page gets the same copy. */
	assert_int_equal(fo_len(marker->first, PR_FONT_SIZE, 0), 21000);
	assert_ptr_equal(lay_marker_dress(&f->lay, marker, retrieve), m);
	f->lay.tree = NULL;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_retrieved_text_inherits_from_its_place, fixture_setup, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
