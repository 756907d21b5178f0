#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "catalog/catalog.h"

struct fixture {
	struct ctx *cx;
	const struct catalog *cat;
	const struct cat_form *form;
};

static int
set_up(void **state)
{
	struct fixture *f = fixture_with_catalogues(state, sizeof(*f));

	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &f->cat), RC_OK);
	assert_int_equal(cat_load_form(f->cx, "cisa-form-1.0", NO_SPAN, &f->form), RC_OK);
	return 0;
}

static int
examples_of(const struct catalog *cat, const char *prefix)
{
	int n = 0;

	for (size_t i = 0; i < cat->n_tasks; i++)
		if (str_starts(cat->tasks[i].id, prefix))
			n += cat->tasks[i].examples;
	return n;
}

/* The numbers of NIST's own table: a wrong count is a wrong report for everybody. */
static void
test_counts_are_those_of_the_publication(void **state)
{
	struct fixture *f = *state;
	int references = 0;

	assert_int_equal(f->cat->n_groups, 4);
	assert_int_equal(f->cat->n_practices, 19);
	assert_int_equal(f->cat->n_tasks, 42);
	assert_int_equal(examples_of(f->cat, ""), 198);
	assert_int_equal(examples_of(f->cat, "PO."), 77);
	assert_int_equal(examples_of(f->cat, "PS."), 15);
	assert_int_equal(examples_of(f->cat, "PW."), 82);
	assert_int_equal(examples_of(f->cat, "RV."), 24);
	for (size_t i = 0; i < f->cat->n_tasks; i++)
		references += f->cat->tasks[i].references;
	assert_int_equal(references, 528);
	for (size_t g = 0, t = 0; g < 4; g++) {
		static const size_t tasks[] = {13, 4, 16, 9}, practices[] = {5, 3, 8, 3};

		assert_int_equal(f->cat->groups[g].n_tasks, tasks[g]);
		assert_int_equal(f->cat->groups[g].n_practices, practices[g]);
		t += tasks[g];
		assert_true(t <= 42);
	}
}

static int
tasks_with_scheme(const struct catalog *cat, const char *scheme)
{
	int n = 0;

	for (size_t i = 0; i < cat->n_tasks; i++)
		for (size_t k = 0; k < cat->tasks[i].n_schemes; k++)
			n += str_eq(cat->tasks[i].schemes[k], scheme);
	return n;
}

static void
test_reference_schemes_are_used_as_often_as_published(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *scheme;
		int tasks;
	} rows[] = {{"BSAFSS", 38}, {"BSIMM", 39}, {"CNCFSSCP", 13}, {"EO14028", 42}, {"IDASOAR", 12}, {"IEC62443", 38},
	    {"IR8397", 6}, {"ISO27034", 10}, {"ISO29147", 3}, {"ISO30111", 9}, {"MSSDL", 18}, {"NISTCSF", 14},
	    {"NISTLABEL", 10}, {"NTIASBOM", 1}, {"OWASPASVS", 13}, {"OWASPMASVS", 12}, {"OWASPSAMM", 24}, {"OWASPSCVS", 8},
	    {"PCISSLC", 28}, {"SCAGILE", 19}, {"SCFPSSD", 20}, {"SCSIC", 23}, {"SCTPC", 6}, {"SCTTM", 1}, {"SP800160", 13},
	    {"SP800161", 35}, {"SP800181", 37}, {"SP800216", 1}, {"SP80053", 35}};

	assert_int_equal(ARRAY_LEN(rows), 29);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (tasks_with_scheme(f->cat, rows[i].scheme) != rows[i].tasks)
			fail_msg("%s: %d", rows[i].scheme, tasks_with_scheme(f->cat, rows[i].scheme));
}

static void
clause_tasks(const struct catalog *cat, const char *clause, struct buf *out)
{
	for (size_t i = 0; i < cat->n_tasks; i++)
		for (size_t k = 0; k < cat->tasks[i].n_clauses; k++)
			if (str_eq(cat->tasks[i].clauses[k]->id, clause))
				buf_printf(out, "%s%s", out->len > 0 ? " " : "", cat->tasks[i].id);
}

/* The inverse table, typed from the publication on its own: both ways must agree. */
static void
test_clauses_of_the_order_name_the_published_tasks(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *clause, *tasks;
	} rows[] = {
	    {"(i)(A)", "PO.5.1"},
	    {"(i)(B)", "PO.5.1"},
	    {"(i)(C)", "PO.5.1 PO.5.2"},
	    {"(i)(D)", "PO.5.1"},
	    {"(i)(E)", "PO.5.2"},
	    {"(i)(F)", "PO.3.2 PO.3.3 PO.5.1 PO.5.2"},
	    {"(ii)", "PO.3.2 PO.3.3 PO.5.1 PO.5.2"},
	    {"(iii)", "PO.3.1 PO.3.2 PO.5.1 PO.5.2 PS.1.1 PS.2.1 PS.3.1 PW.4.1 PW.4.4"},
	    {"(iv)", "PO.4.1 PO.4.2 PS.1.1 PW.2.1 PW.4.4 PW.5.1 PW.6.1 PW.6.2 PW.7.1 PW.7.2 PW.8.2 PW.9.1 PW.9.2 RV.1.1 "
	             "RV.1.2 RV.2.1 RV.2.2 RV.3.3"},
	    {"(v)", "PO.3.2 PO.3.3 PO.4.1 PO.4.2 PO.5.1 PO.5.2 PW.1.2 PW.2.1 PW.7.2 PW.8.2"},
	    {"(vi)", "PO.1.3 PO.3.2 PO.5.1 PO.5.2 PS.3.1 PS.3.2 PW.4.1 PW.4.4 RV.1.1 RV.1.2 RV.2.2"},
	    {"(vii)", "PS.3.2"},
	    {"(viii)", "RV.1.1 RV.1.2 RV.1.3 RV.2.1 RV.2.2 RV.3.3"},
	    {"(x)", "PS.2.1 PS.3.1 PS.3.2 PW.4.1 PW.4.4"},
	};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf b = {0};

		clause_tasks(f->cat, rows[i].clause, &b);
		assert_string_equal(buf_str(&b), rows[i].tasks);
		buf_free(&b);
	}
	assert_string_equal(f->cat->common_clause, "(ix)");
}

static void
test_form_cites_31_tasks_in_twelve_statements(void **state)
{
	struct fixture *f = *state;
	static const char *const uncited[] = {
	    "PO.1.2", "PO.2.1", "PO.2.2", "PO.2.3", "PW.1.1", "PW.1.2", "PW.1.3", "PW.4.2", "RV.3.1", "RV.3.2", "RV.3.4"};
	const struct cat_form_item *items[16];
	size_t statements = 0, cited = 0, n = 0;

	for (size_t i = 0; i < f->form->n_items; i++) {
		statements += f->form->items[i].is_statement;
		for (size_t k = 0; k < f->form->items[i].n_tasks; k++)
			assert_non_null(cat_lookup(f->cat, f->form->items[i].tasks[k]));
	}
	assert_int_equal(statements, 12);
	for (size_t i = 0; i < f->cat->n_tasks; i++) {
		if (cat_form_items_of(f->form, f->cat->tasks[i].id, items, ARRAY_LEN(items)) > 0)
			cited++;
		else
			assert_string_equal(f->cat->tasks[i].id, uncited[n++]);
	}
	assert_int_equal(cited, 31);
	assert_int_equal(n, 11);
	assert_int_equal(cat_form_items_of(f->form, "PO.5.1", items, ARRAY_LEN(items)), 7);
	assert_string_equal(items[0]->id, "1a");
	assert_string_equal(f->form->omb, "1670-0052");
	assert_string_equal(f->form->expires, "2027-03-31");
}

static size_t
words(const char *s)
{
	size_t n = *s != '\0';

	for (; *s != '\0'; s++)
		n += *s == ' ';
	return n;
}

/* Labels head a card in a narrow column; summaries are one sentence of ours. */
static void
test_labels_are_short_and_summaries_are_one_sentence(void **state)
{
	struct fixture *f = *state;

	for (size_t i = 0; i < f->cat->n_tasks; i++) {
		const struct cat_task *t = &f->cat->tasks[i];

		assert_in_range(words(t->label), 2, 6);
		assert_true(strlen(t->label) <= 36);
		assert_in_range(words(t->summary), 6, 32);
		assert_true(str_ends(t->summary, "."));
		assert_true(strchr(t->summary, '.') == t->summary + strlen(t->summary) - 1);
		assert_null(t->official);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(t->label, f->cat->tasks[k].label);
	}
}

static void
test_retired_ids_say_where_they_went(void **state)
{
	struct fixture *f = *state;
	const struct cat_retired *r = cat_lookup_retired(f->cat, "PW.4.5");
	size_t practices = 0;

	assert_int_equal(f->cat->n_retired, 6);
	assert_int_equal(r->n_to, 2);
	assert_string_equal(r->to[0], "PW.4.1");
	assert_null(cat_lookup(f->cat, "PW.3.1"));
	assert_null(cat_lookup_retired(f->cat, "PW.4.4"));
	for (size_t i = 0; i < f->cat->n_retired; i++) {
		const struct cat_retired *q = &f->cat->retired[i];

		practices += q->is_practice;
		for (size_t k = 0; k < q->n_to; k++)
			assert_true(cat_lookup(f->cat, q->to[k]) != NULL || cat_lookup_practice(f->cat, q->to[k]) != NULL);
	}
	assert_int_equal(practices, 1);
}

/* Published documents invent ids and misspell them: the suggestion is the product's first value. */
static void
test_nearest_id_forgives_spelling_and_keeps_the_practice(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(cat_nearest(f->cat, "PO 1.1"), "PO.1.1");
	assert_string_equal(cat_nearest(f->cat, "pw.8.2"), "PW.8.2");
	assert_string_equal(cat_nearest(f->cat, "RV-3-3"), "RV.3.3");
	assert_string_equal(cat_nearest(f->cat, "PO1.2"), "PO.1.2");
	assert_true(str_starts(cat_nearest(f->cat, "PO.1.4"), "PO.1."));
	assert_true(str_starts(cat_nearest(f->cat, "PW.9.3"), "PW.9."));
	assert_null(cat_nearest(f->cat, "AC-2(1)xx"));
	assert_null(cat_nearest(f->cat, ""));
}

static void
test_unknown_framework_is_an_error_with_a_suggestion(void **state)
{
	struct fixture *f = *state;
	const struct catalog *cat;
	struct buf b = {0};

	assert_int_equal(cat_load(f->cx, "ssdf", "1.0", NO_SPAN, &cat), RC_FAIL);
	assert_int_equal(cat_load(f->cx, "../ssdf", "1.1", NO_SPAN, &cat), RC_FAIL);
	diag_print(f->cx, DIAG_TEXT, &b);
	assert_non_null(strstr(buf_str(&b), "Did you mean \"ssdf-1.1\"?"));
	buf_free(&b);
}

/* What circulates under the name of the SSDF must not be taken for it, in either version. */
static void
test_ids_of_other_documents_are_known_and_are_no_tasks(void **state)
{
	static const char *const versions[] = {"1.1", "1.2-ipd"};
	static const char *const invented[] = {"PO.1.4", "PS.2.2", "PW.9.3", "RV.2.3"}, *const profile[] = {"PO.5.3", "PS.1.2", "PS.1.3", "PW.3.1"};
	struct fixture *f = *state;

	for (size_t v = 0; v < ARRAY_LEN(versions); v++) {
		const struct catalog *cat;

		assert_int_equal(cat_load(f->cx, "ssdf", versions[v], NO_SPAN, &cat), RC_OK);
		for (size_t i = 0; i < ARRAY_LEN(invented); i++) {
			assert_null(cat_lookup(cat, invented[i]));
			assert_null(cat_lookup_stray(cat, invented[i])->in);
		}
		for (size_t i = 0; i < ARRAY_LEN(profile); i++)
			assert_non_null(strstr(cat_lookup_stray(cat, profile[i])->in, "800-218A"));
		for (size_t i = 0; i < cat->n_strays; i++)
			assert_null(cat_lookup(cat, cat->strays[i].id));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_counts_are_those_of_the_publication, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_reference_schemes_are_used_as_often_as_published, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_clauses_of_the_order_name_the_published_tasks, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_form_cites_31_tasks_in_twelve_statements, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_labels_are_short_and_summaries_are_one_sentence, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_retired_ids_say_where_they_went, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_ids_of_other_documents_are_known_and_are_no_tasks, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_nearest_id_forgives_spelling_and_keeps_the_practice, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_unknown_framework_is_an_error_with_a_suggestion, set_up, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
