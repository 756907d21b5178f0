/* The tables of objects, properties and keywords hold together. */
#include "unit.h"

#include <ctype.h>
#include <string.h>

#include "fo/fo_table.h"

/* Keywords are found by binary search: an unsorted row would make its neighbours unknown words. */
static void
test_every_keyword_is_found_by_its_name(void **state)
{
	(void)state;
	for (int e = 1; e < FV__COUNT; e++) {
		const char *name = fo_enum_name((enum fo_enum)e);

		assert_int_equal(fo_enum_lookup(name, strlen(name)), e);
	}
	assert_int_equal(fo_enum_lookup("alwaysx", 7), FV_NONE_);
	assert_int_equal(fo_enum_lookup("alwaysx", 6), FV_ALWAYS);
	assert_int_equal(fo_enum_lookup("", 0), FV_NONE_);
}

static bool
is_type(const char *w, size_t n)
{
	static const char *const types[] = {"LEN", "PCT", "NUM", "INT", "COLOR", "STR", "URI",
	    "FAMILY", "ORIENT", "DECORATION", "CHAR", "SHAPE", "ANY"};

	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (strlen(types[i]) == n && strncmp(w, types[i], n) == 0)
			return true;
	return false;
}

/* A typing error in the values column would refuse a valid value of somebody's document. */
static void
test_every_word_of_a_property_row_is_a_type_or_a_keyword(void **state)
{
	(void)state;
	for (int p = 0; p < PR__COUNT; p++) {
		const char *w = fo_prop_rows[p].values;

		assert_true(*w != '\0');
		while (*w != '\0') {
			size_t n = strcspn(w, " ");

			assert_true(is_type(w, n) || fo_enum_lookup(w, n) != FV_NONE_);
			w += n + strspn(w + n, " ");
		}
	}
}

static bool
is_content_word(const char *w, size_t n)
{
	if (w[0] == '%' || w[0] == '#' || strncmp(w, "ANY", n) == 0)
		return true;
	for (int e = 0; e < FO_ELEM__COUNT; e++)
		if (strlen(fo_elem_name((enum fo_elem)e)) == n &&
		    strncmp(w, fo_elem_name((enum fo_elem)e), n) == 0)
			return true;
	return false;
}

/* A content model that names an object we do not have could never be satisfied. */
static void
test_every_content_model_names_known_objects(void **state)
{
	(void)state;
	for (int e = 0; e < FO_ELEM__COUNT; e++) {
		const char *w = fo_elem_rows[e].content;

		while (*w != '\0') {
			size_t n = strcspn(w, " |?*+");

			assert_true(is_content_word(w, n));
			w += n + strspn(w + n, " |?*+");
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_keyword_is_found_by_its_name),
	    cmocka_unit_test(test_every_word_of_a_property_row_is_a_type_or_a_keyword),
	    cmocka_unit_test(test_every_content_model_names_known_objects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
