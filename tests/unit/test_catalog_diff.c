#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "catalog/cat_diff.h"

struct fixture {
	struct ctx *cx;
	const struct catalog *was, *now;
	const struct cat_delta *delta;
};

static int
set_up(void **state)
{
	struct fixture *f = fixture_with_catalogues(state, sizeof(*f));

	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &f->was), RC_OK);
	assert_int_equal(cat_load(f->cx, "ssdf", "1.2-ipd", NO_SPAN, &f->now), RC_OK);
	assert_int_equal(cat_diff(f->cx, f->was, f->now, &f->delta), RC_OK);
	return 0;
}

static char
letter_of(const struct cat_delta *d, const char *id)
{
	for (size_t i = 0; i < d->n_tasks; i++)
		if (str_eq(d->tasks[i].now->id, id))
			return cat_class_rows[d->tasks[i].class].letter;
	return '?';
}

/* The draft's own table, counted apart from this file. */
static void
test_counts_of_the_draft(void **state)
{
	struct fixture *f = *state;
	int examples = 0, references = 0;

	assert_int_equal(f->now->status, CAT_DRAFT);
	assert_int_equal(f->now->n_groups, 4);
	assert_int_equal(f->now->n_practices, 21);
	assert_int_equal(f->now->n_tasks, 49);
	for (size_t i = 0; i < f->now->n_tasks; i++) {
		examples += f->now->tasks[i].examples;
		references += f->now->tasks[i].references;
		assert_int_equal(f->now->tasks[i].n_clauses, 0);
		assert_int_equal((size_t)f->now->tasks[i].references, f->now->tasks[i].n_schemes);
	}
	assert_int_equal(examples, 225);
	assert_int_equal(references, 497);
	assert_int_equal(cat_lookup_practice(f->now, "PO.6")->n_tasks, 3);
	assert_int_equal(cat_lookup_practice(f->now, "PS.4")->n_tasks, 4);
}

static void
test_classes(void **state)
{
	struct fixture *f = *state;
	static const size_t want[CAT_CLASS__COUNT] = {7, 2, 10, 12, 18, 0, 0};
	size_t unlogged = 0;

	for (size_t c = 0; c < CAT_CLASS__COUNT; c++)
		assert_int_equal(f->delta->count[c], want[c]);
	assert_int_equal(f->delta->n_gone, 0);
	assert_false(f->delta->by_words);
	assert_int_equal(letter_of(f->delta, "PS.4.3"), 'N');
	assert_int_equal(letter_of(f->delta, "RV.1.2"), 'W');
	assert_int_equal(letter_of(f->delta, "RV.3.3"), 'W');
	assert_int_equal(letter_of(f->delta, "PW.1.1"), 'G');
	assert_int_equal(letter_of(f->delta, "PS.1.1"), 'E');
	assert_int_equal(letter_of(f->delta, "PW.6.1"), 'R');
	for (size_t i = 0; i < f->delta->n_tasks; i++)
		unlogged += f->delta->tasks[i].unlogged;
	assert_int_equal(unlogged, 6);
}

static void
test_a_version_does_not_differ_from_itself(void **state)
{
	struct fixture *f = *state;
	const struct cat_delta *d;

	assert_int_equal(cat_diff(f->cx, f->now, f->now, &d), RC_OK);
	assert_int_equal(d->count[CAT_CLASS_SAME], 49);
}

static void
test_the_wrong_order_is_refused(void **state)
{
	struct fixture *f = *state;
	const struct cat_delta *d;

	assert_int_not_equal(cat_diff(f->cx, f->now, f->was, &d), RC_OK);
}

/* Deleted before inserted, and each text can be read off again. */
static void
test_words(void **state)
{
	struct fixture *f = *state;
	static const char *const texts[][2] = {
	    {"fix them at once", "remediate them at once"},
	    {"", "all new"},
	    {"all gone", ""},
	    {"a b c d e f", "b x d f g"},
	    {"same  words\nhere", "same words here"},
	};

	for (size_t t = 0; t < ARRAY_LEN(texts); t++) {
		size_t n, n_was, n_now, i = 0, j = 0;
		const struct cat_word *w = cat_diff_words(f->cx, texts[t][0], texts[t][1], &n);
		char was[100] = "", now[100] = "";

		for (size_t k = 0; k < n; k++) {
			if (w[k].kind != CAT_WORD_INSERTED)
				strncat(was, w[k].text, 20);
			if (w[k].kind != CAT_WORD_DELETED)
				strncat(now, w[k].text, 20);
			assert_false(k > 0 && w[k].kind == CAT_WORD_DELETED && w[k - 1].kind == CAT_WORD_INSERTED && t == 0);
		}
		n_was = strlen(was);
		n_now = strlen(now);
		for (const char *s = texts[t][0]; *s != '\0'; s++)
			if (*s != ' ' && *s != '\n')
				assert_int_equal(was[i++], *s);
		for (const char *s = texts[t][1]; *s != '\0'; s++)
			if (*s != ' ' && *s != '\n')
				assert_int_equal(now[j++], *s);
		assert_int_equal(i, n_was);
		assert_int_equal(j, n_now);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_counts_of_the_draft, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_classes, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_version_does_not_differ_from_itself, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_the_wrong_order_is_refused, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_words, set_up, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
