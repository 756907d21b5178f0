#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "layout/para.h"

#define CLASSES_FILE "/usr/share/unicode/BidiTest.txt"
#define TEXTS_FILE "/usr/share/unicode/BidiCharacterTest.txt"
#define CHARS_MAX 512

struct sample { /* one paragraph */
	char text[CHARS_MAX * 4];
	uint32_t len;
	uint32_t at[CHARS_MAX]; /* [B] of each character */
	size_t n;
};

static void
add_char(struct sample *s, uint32_t c)
{
	s->at[s->n++] = s->len;
	s->len += (uint32_t)utf8_put(s->text + s->len, c);
}

/* "x 0 1": -1 for x, what rule X9 takes away. */
static size_t
read_numbers(const char *s, int *out)
{
	size_t n = 0;

	while (*s != '\0' && *s != ';' && *s != '\n') {
		if (*s == 'x')
			out[n++] = -1;
		else if (*s >= '0' && *s <= '9')
			out[n++] = (int)strtol(s, (char **)(uintptr_t)&s, 10);
		if (*s != '\0' && *s != ';' && *s != '\n')
			s++;
	}
	return n;
}

/* The levels and the order of what is not taken away. */
static bool
is_resolved(const struct sample *s, bool rtl, const int *want, const int *want_order, size_t n_order)
{
	uint8_t levels[CHARS_MAX * 4], kept[CHARS_MAX];
	uint32_t order[CHARS_MAX];
	int index[CHARS_MAX];
	size_t n = 0;
	uint32_t tail = lay_bidi_tail(s->text, s->len);

	lay_bidi_levels(s->text, s->len, rtl, levels);
	memset(levels + tail, rtl, s->len - tail);
	for (size_t i = 0; i < s->n; i++) {
		if (want[i] < 0)
			continue;
		if (levels[s->at[i]] != want[i])
			return false;
		index[n] = (int)i;
		kept[n++] = levels[s->at[i]];
	}
	lay_bidi_order(kept, n, order);
	if (n != n_order)
		return false;
	for (size_t i = 0; i < n; i++)
		if (index[order[i]] != want_order[i])
			return false;
	return true;
}

static FILE *
open_or_skip(const char *path)
{
	FILE *file = fopen(path, "r");

	if (file == NULL) {
		print_message("skipped: %s is not here (package unicode-data)\n", path);
		skip();
	}
	return file;
}

/* A character of each class. */
static uint32_t
char_of_class(const char *name)
{
	static const struct {
		const char *name;
		uint32_t c;
	} classes[] = {{"L", 'a'}, {"R", 0x5d0}, {"AL", 0x627}, {"EN", '1'}, {"ES", '+'}, {"ET", '$'}, {"AN", 0x661},
	    {"CS", ','}, {"NSM", 0x300}, {"BN", 0xad}, {"B", 0x2029}, {"S", '\t'}, {"WS", ' '}, {"ON", '!'},
	    {"LRE", 0x202a}, {"LRO", 0x202d}, {"RLE", 0x202b}, {"RLO", 0x202e}, {"PDF", 0x202c}, {"LRI", 0x2066},
	    {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};

	for (size_t i = 0; i < ARRAY_LEN(classes); i++)
		if (str_eq(classes[i].name, name))
			return classes[i].c;
	fail_msg("class %s", name);
	return 0;
}

/* Nobody here reads every script: these files do. A number in a Hebrew sentence on the wrong side is another number. */
static void
test_unicode_annex_9_by_classes(void **state)
{
	FILE *file = open_or_skip(CLASSES_FILE);
	char line[4096];
	int want[CHARS_MAX], order[CHARS_MAX];
	size_t n_order = 0, n = 0, wrong = 0;

	(void)state;
	while (fgets(line, sizeof(line), file) != NULL) {
		struct sample s = {.len = 0};
		char *bits = strchr(line, ';');
		char copy[sizeof(line)];
		long set;

		memcpy(copy, line, sizeof(copy));
		if (str_starts(line, "@Levels:"))
			read_numbers(line + strlen("@Levels:"), want);
		else if (str_starts(line, "@Reorder:"))
			n_order = read_numbers(line + strlen("@Reorder:"), order);
		if (line[0] == '#' || line[0] == '@' || bits == NULL)
			continue;
		set = strtol(bits + 1, NULL, 16);
		*bits = '\0';
		for (char *word = strtok(line, " "); word != NULL; word = strtok(NULL, " "))
			add_char(&s, char_of_class(word));
		/* 1 is a direction found in the text; an object always has one (7.29.1). */
		for (long bit = 2; bit <= 4; bit *= 2) {
			if ((set & bit) == 0)
				continue;
			n++;
			if (!is_resolved(&s, bit == 4, want, order, n_order) && ++wrong <= 20)
				print_message("%s (%s)\n", copy, bit == 4 ? "rtl" : "ltr");
		}
	}
	fclose(file);
	print_message("%zu of %zu paragraphs differ\n", wrong, n);
	assert_true(n > 100000);
	assert_int_equal(wrong, 0);
}

static void
test_unicode_annex_9_by_characters(void **state)
{
	FILE *file = open_or_skip(TEXTS_FILE);
	char line[4096];
	size_t n = 0, wrong = 0;

	(void)state;
	while (fgets(line, sizeof(line), file) != NULL) {
		struct sample s = {.len = 0};
		char *field[5] = {line};
		int want[CHARS_MAX], order[CHARS_MAX];
		size_t n_order;
		char *p = line;

		if (line[0] == '#' || line[0] == '\n')
			continue;
		for (size_t i = 1; i < 5 && p != NULL; i++) {
			p = strchr(p, ';');
			field[i] = p != NULL ? ++p : line;
		}
		assert_non_null(p);
		if (strtol(field[1], NULL, 10) == 2)
			continue; /* a direction found in the text */
		for (p = line; *p != ';';)
			add_char(&s, (uint32_t)strtoul(p, &p, 16));
		read_numbers(field[3], want);
		n_order = read_numbers(field[4], order);
		n++;
		if (!is_resolved(&s, *field[1] == '1', want, order, n_order) && ++wrong <= 20)
			print_message("%s", line);
	}
	fclose(file);
	print_message("%zu of %zu paragraphs differ\n", wrong, n);
	assert_true(n > 50000);
	assert_int_equal(wrong, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_unicode_annex_9_by_classes),
	    cmocka_unit_test(test_unicode_annex_9_by_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
