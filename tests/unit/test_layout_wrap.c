#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "layout/para.h"

#define TESTS_FILE "/usr/share/unicode/auxiliary/LineBreakTest.txt"

/* One line of the file: "÷" and "×" around code points in hexadecimal. */
static bool
is_as_the_annex_says(char *line)
{
	char text[512];
	uint8_t want[512] = {0}, wrap[513];
	uint32_t len = 0;
	char *word = strtok(line, " \t#\n");

	while (word != NULL && word[0] == '\xc3') {
		bool may = strcmp(word, "\xc3\xb7") == 0;

		want[len] = may;
		word = strtok(NULL, " \t\n");
		if (word == NULL || strchr("0123456789ABCDEF", word[0]) == NULL)
			break;
		len += (uint32_t)utf8_put(text + len, (uint32_t)strtoul(word, NULL, 16));
		word = strtok(NULL, " \t\n");
	}
	lay_wrap_find(text, len, "en", wrap);
	for (uint32_t i = 1; i < len; i++)
		if ((wrap[i] != WRAP_NO) != (want[i] != 0))
			return false;
	return true;
}

/* What breaks elsewhere must break here: readers of other scripts cannot check us, this file can. */
static void
test_unicode_annex_14(void **state)
{
	FILE *file = fopen(TESTS_FILE, "r");
	char line[8192], copy[8192];
	size_t n = 0, wrong = 0, allowed = 0;

	(void)state;
	if (file == NULL) {
		print_message("skipped: " TESTS_FILE " is not here (package unicode-data)\n");
		skip();
	}
	while (fgets(line, sizeof(line), file) != NULL) {
		/* Our rules are those of Unicode 15.0; later versions changed quotation marks, numbers and Indic clusters. */
		if (n == 0 && str_starts(line, "# LineBreakTest-") && !str_starts(line, "# LineBreakTest-15.0."))
			allowed = 5; /* [%] */
		if (line[0] == '#' || line[0] == '\n')
			continue;
		memcpy(copy, line, sizeof(copy));
		n++;
		if (!is_as_the_annex_says(line)) {
			wrong++;
			if (wrong <= 20)
				print_message("%s", copy);
		}
	}
	fclose(file);
	print_message("%zu of %zu lines differ\n", wrong, n);
	assert_true(n > 7000);
	if (allowed > 0)
		print_message("the file is of another version than 15.0: up to %zu %% may differ\n", allowed);
	assert_true(wrong * 100 <= n * allowed);
}

/* The word with '|' where a line may end. */
static const char *
cut(const char *word)
{
	static char out[256];
	uint8_t wrap[256];
	uint32_t len = (uint32_t)strlen(word);
	size_t n = 0;

	lay_wrap_find(word, len, "en", wrap);
	lay_wrap_tailor(word, len, wrap);
	for (uint32_t i = 0; i < len; i++) {
		if (i > 0 && wrap[i] != WRAP_NO)
			out[n++] = '|';
		out[n++] = word[i];
	}
	out[n] = '\0';
	return out;
}

/* Page design, "Breaks and spacing". */
static void
test_ids_dates_and_codes_stay_whole(void **state)
{
	(void)state;
	assert_string_equal(cut("PW.4.4"), "PW.4.4");
	assert_string_equal(cut("(KMS-FG-2026-02),"), "(KMS-FG-2026-02),");
	assert_string_equal(cut("2026-10-08"), "2026-10-08");
	assert_string_equal(cut("well-known"), "well-|known");
	assert_string_equal(cut("and/or"), "and/|or");
	assert_string_equal(cut("31\xc2\xa0of\xc2\xa0"
				"42"),
	    "31\xc2\xa0of\xc2\xa0"
	    "42");
}

static void
test_paths_break_after_their_joints(void **state)
{
	(void)state;
	assert_string_equal(cut("https://www.example.org/a-b/report_v2.pdf"),
	    "https://www|.example|.org/|a-|b/|report_|v2.pdf");
	assert_string_equal(cut("evidence/build/release-log.txt"), "evidence/|build/|release-|log.txt");
	assert_string_equal(cut("pkg:deb/debian/openssl@3.0.11?arch=amd64."), "pkg:deb/|debian/|openssl@3.0.11|?arch|=amd64.");
	assert_string_equal(cut("http://host/?q=1&r=2"), "http://host/|?q|=1|&r|=2");
}

static void
test_digests_break_in_groups_of_eight(void **state)
{
	(void)state;
	assert_string_equal(cut("0123456789abcdef0123456789abcdef0123456789abcdef"),
	    "01234567|89abcdef|01234567|89abcdef|01234567|89abcdef");
	assert_string_equal(cut("(0123456789abcdef0123456789abcdef)."), "(01234567|89abcdef|01234567|89abcdef).");
	assert_string_equal(cut("sha256:0123456789ABCDEF0123456789ABCDEF"), "sha256:|01234567|89ABCDEF|01234567|89ABCDEF");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_unicode_annex_14),
	    cmocka_unit_test(test_ids_dates_and_codes_stay_whole),
	    cmocka_unit_test(test_paths_break_after_their_joints),
	    cmocka_unit_test(test_digests_break_in_groups_of_eight),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
