#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "catalog/catalog.h"

struct fixture {
	struct ctx *cx;
	const struct catalog *cat, *draft;
	const struct cat_crosswalk *cra, *samm;
};

static int
set_up(void **state)
{
	struct fixture *f = fixture_with_catalogues(state, sizeof(*f));

	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &f->cat), RC_OK);
	assert_int_equal(cat_load(f->cx, "ssdf", "1.2-ipd", NO_SPAN, &f->draft), RC_OK);
	assert_int_equal(cat_load_crosswalk(f->cx, "cra-annex-i", NO_SPAN, &f->cra), RC_OK);
	assert_int_equal(cat_load_crosswalk(f->cx, "owasp-samm-2", NO_SPAN, &f->samm), RC_OK);
	return 0;
}

static size_t
entries_at(const struct cat_crosswalk *x, size_t dashes, bool leaves_only)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n_entries; i++) {
		size_t d = 0;

		for (const char *s = x->entries[i].id; *s != '\0'; s++)
			d += *s == '-';
		n += d == dashes && (!leaves_only || x->entries[i].is_leaf);
	}
	return n;
}

static void
test_samm_has_the_published_functions_practices_streams_and_activities(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(entries_at(f->samm, 0, false), 5);
	assert_int_equal(entries_at(f->samm, 1, false), 15);
	assert_int_equal(entries_at(f->samm, 2, true), 30);
	assert_int_equal(30 * f->samm->levels, 90);
	assert_true(f->samm->is_official);
}

static void
test_annex_i_has_fourteen_requirements_of_products_and_eight_of_handling(void **state)
{
	struct fixture *f = *state;
	size_t one = 0, two = 0;

	for (size_t i = 0; i < f->cra->n_entries; i++) {
		one += f->cra->entries[i].is_leaf && str_eq(f->cra->entries[i].parent, "Part I");
		two += f->cra->entries[i].is_leaf && str_eq(f->cra->entries[i].parent, "Part II");
	}
	assert_int_equal(one, 14);
	assert_int_equal(two, 8);
	assert_false(f->cra->is_official);
}

/* Ids of a mapping must exist in the framework that it names: a task's, or a practice's for all of its tasks. */
static void
test_mappings_name_tasks_that_exist(void **state)
{
	struct fixture *f = *state;
	const struct cat_crosswalk *const all[] = {f->cra, f->samm};

	for (size_t x = 0; x < ARRAY_LEN(all); x++)
		for (size_t i = 0; i < all[x]->n_mappings; i++) {
			const struct cat_mapping *mapping = &all[x]->mappings[i];
			const struct catalog *cat = str_eq(mapping->version, "1.1") ? f->cat : f->draft;

			assert_true(cat_mapping_fits(mapping, cat));
			assert_true(mapping->is_judgement == str_eq(mapping->version, "1.2-ipd"));
			for (size_t k = 0; k < mapping->n_maps; k++)
				for (size_t t = 0; t < mapping->maps[k].n_tasks; t++) {
					const char *id = mapping->maps[k].tasks[t];

					assert_true(cat_lookup(cat, id) != NULL || cat_lookup_practice(cat, id) != NULL);
				}
		}
	/* What was mapped to 1.1 still holds for the draft, whose ids mean the same; not the other way round. */
	assert_true(cat_mapping_fits(&f->cra->mappings[0], f->draft));
	assert_false(cat_mapping_fits(&f->cra->mappings[1], f->cat));
}

static const struct cat_map *
lookup_map(const struct cat_mapping *mapping, const char *id)
{
	for (size_t i = 0; i < mapping->n_maps; i++)
		if (str_eq(mapping->maps[i].id, id))
			return &mapping->maps[i];
	return NULL;
}

static size_t
count_tasks(const struct cat_map *m, const struct catalog *cat)
{
	size_t n = 0;

	for (size_t i = 0; i < cat->n_tasks; i++)
		n += cat_map_names(m, &cat->tasks[i]);
	return n;
}

static void
test_a_practice_stands_for_its_tasks_and_a_level_names_an_activity(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(count_tasks(lookup_map(&f->cra->mappings[0], "I (1)"), f->cat), 42);
	assert_int_equal(count_tasks(lookup_map(&f->cra->mappings[0], "I (2)(m)"), f->cat), 0);
	assert_int_equal(count_tasks(lookup_map(&f->cra->mappings[0], "II (2)"), f->cat), 5);
	assert_int_equal(count_tasks(lookup_map(&f->cra->mappings[1], "II (7)"), f->draft), 4);
	assert_int_equal(count_tasks(lookup_map(&f->samm->mappings[1], "G-SM-3-B"), f->draft), 3);
	assert_true(lookup_map(&f->samm->mappings[1], "V-ST-3-A")->part);
	assert_false(lookup_map(&f->samm->mappings[1], "I-DM-3-B")->part);
	assert_int_equal(f->samm->mappings[1].n_maps, 18);
}

/* "I.I(2)(a)" of the table is "I (2)(a)" here; "I.II(1)" is "II (1)". */
static void
entry_id(const char *id, char *out, size_t size)
{
	const char *part = strncmp(id, "I.", 2) == 0 ? id + 2 : id;
	size_t n = strcspn(part, "(");

	snprintf(out, size, "%.*s %s", (int)n, part, part + n);
}

static void
test_annex_i_agrees_with_the_published_table(void **state)
{
	struct fixture *f = *state;
	static const char path[] = TEST_SOURCE_DIR "/../shared/data/mappings/cra-annex-i-to-ssdf-1.1.etsi-ts-104-219-annex-a.tsv";
	FILE *file = fopen(path, "r");
	char line[400];
	size_t rows = 0;

	if (file == NULL)
		skip();
	assert_non_null(fgets(line, sizeof(line), file));
	for (; fgets(line, sizeof(line), file) != NULL; rows++) {
		char *tab = strchr(line, '\t'), id[40];
		const struct cat_map *m;
		size_t n = 0;

		assert_non_null(tab);
		*tab++ = '\0';
		tab[strcspn(tab, "\r\n")] = '\0';
		entry_id(line, id, sizeof(id));
		m = lookup_map(&f->cra->mappings[0], id);
		assert_non_null(m);
		if (str_eq(tab, "All") || tab[0] == '(') {
			assert_int_equal(count_tasks(m, f->cat), tab[0] == '(' ? 0 : 42);
			continue;
		}
		for (char *word = strtok(tab, " "); word != NULL; word = strtok(NULL, " "), n++) {
			assert_non_null(cat_lookup(f->cat, word));
			assert_true(cat_map_names(m, cat_lookup(f->cat, word)));
		}
		assert_int_equal(n, count_tasks(m, f->cat));
	}
	fclose(file);
	assert_int_equal(rows, f->cra->mappings[0].n_maps);
}

static void
test_a_framework_is_no_crosswalk(void **state)
{
	struct fixture *f = *state;
	const struct cat_crosswalk *x;

	assert_int_equal(cat_load_crosswalk(f->cx, "ssdf-1.1", NO_SPAN, &x), RC_FAIL);
	assert_int_equal(cat_load_crosswalk(f->cx, "cra-annex-j", NO_SPAN, &x), RC_FAIL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_samm_has_the_published_functions_practices_streams_and_activities, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_annex_i_has_fourteen_requirements_of_products_and_eight_of_handling, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_mappings_name_tasks_that_exist, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_practice_stands_for_its_tasks_and_a_level_names_an_activity, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_annex_i_agrees_with_the_published_table, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_a_framework_is_no_crosswalk, set_up, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
