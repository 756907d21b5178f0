/*
 * fin_labels.c - page labels (ISO 32000-1, 12.4.2).
 *
 * They come formatted, a text a page; a PDF says them as ranges of a prefix and a number that counts. Each range is the longest that
 * some way of reading its first label gives; a label that is no number is a prefix without one.
 */
#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "finish/fin_doc.h"
#include "finish/fin_tree.h"

/* Highest number that is read: more digits are a prefix. */
#define MAX_DIGITS 8
#define MAX_ROMAN 3999
#define MAX_LETTERS 8

struct label {
	size_t prefix; /* [B] of the text before the number */
	unsigned number;
};

/* Each reads the number at the end of a text. False: there is none in this way of counting. */
static bool
read_decimal(const char *s, struct label *l)
{
	size_t len = strlen(s), at = len;

	while (at > 0 && isdigit((unsigned char)s[at - 1]) && len - at < MAX_DIGITS)
		at--;
	at += strspn(s + at, "0"); /* "007" is "00" and 7 */
	l->prefix = at;
	l->number = 0;
	for (; at < len; at++)
		l->number = l->number * 10 + (unsigned)(s[at] - '0');
	return l->number > 0;
}

/* Where the word at the end begins, if it is one by itself: not the "i" of "Annexi". */
static bool
last_word(const char *s, const char *letters, size_t *at)
{
	size_t len = strlen(s);

	for (*at = len; *at > 0 && strchr(letters, s[*at - 1]) != NULL;)
		--*at;
	return *at < len && (*at == 0 || (!isalnum((unsigned char)s[*at - 1]) && (unsigned char)s[*at - 1] < 0x80));
}

static void
put_roman(unsigned n, struct buf *b)
{
	static const struct {
		unsigned value;
		const char *text;
	} rows[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		for (; n >= rows[i].value; n -= rows[i].value)
			buf_puts(b, rows[i].text);
}

static int
roman_digit(char c)
{
	static const char digits[] = "ivxlcdm";
	static const int values[] = {1, 5, 10, 50, 100, 500, 1000};
	const char *at = strchr(digits, tolower((unsigned char)c));

	return values[at - digits];
}

/* Reads it as a sum, and sees whether writing the sum gives the same letters. */
static bool
read_roman(const char *s, const char *letters, struct label *l)
{
	struct buf again = {0};
	int n = 0;
	bool same;

	if (!last_word(s, letters, &l->prefix))
		return false;
	s += l->prefix;
	for (size_t i = 0; s[i] != '\0' && n <= MAX_ROMAN; i++) {
		int v = roman_digit(s[i]);

		n = s[i + 1] != '\0' && roman_digit(s[i + 1]) > v ? n - v : n + v;
	}
	if (n <= 0 || n > MAX_ROMAN)
		return false;
	l->number = (unsigned)n;
	put_roman(l->number, &again);
	same = strcasecmp(s, buf_str(&again)) == 0;
	buf_free(&again);
	return same;
}

static bool
read_lower_roman(const char *s, struct label *l)
{
	return read_roman(s, "ivxlcdm", l);
}

static bool
read_upper_roman(const char *s, struct label *l)
{
	return read_roman(s, "IVXLCDM", l);
}

/* a to z, then aa to zz: one letter, again and again. */
static bool
read_letters(const char *s, const char *letters, struct label *l)
{
	size_t n;

	if (!last_word(s, letters, &l->prefix))
		return false;
	s += l->prefix;
	n = strlen(s);
	for (size_t i = 1; i < n; i++)
		if (s[i] != s[0])
			return false;
	l->number = (unsigned)((n - 1) * 26 + (size_t)(strchr(letters, s[0]) - letters) + 1);
	return n <= MAX_LETTERS;
}

static bool
read_lower_letters(const char *s, struct label *l)
{
	return read_letters(s, "abcdefghijklmnopqrstuvwxyz", l);
}

static bool
read_upper_letters(const char *s, struct label *l)
{
	return read_letters(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ", l);
}

/* A text that does not count: all of it is prefix. */
static bool
read_nothing(const char *s, struct label *l)
{
	*l = (struct label){.prefix = strlen(s)};
	return true;
}

/* Of two that read equally many labels the first is taken. */
static const struct style {
	const char *name; /* table 159; "" for none */
	bool (*read)(const char *s, struct label *l);
} styles[] = {
    {"/S/D", read_decimal},
    {"/S/r", read_lower_roman},
    {"/S/R", read_upper_roman},
    {"/S/a", read_lower_letters},
    {"/S/A", read_upper_letters},
    {"", read_nothing},
};

static const char *
label_of(const struct drawn_doc *doc, size_t page)
{
	return doc->pages[page].label != NULL ? doc->pages[page].label : "";
}

/* How many pages from the first on count in this style. */
static size_t
count_run(const struct drawn_doc *doc, size_t first, const struct style *style, struct label *start)
{
	const char *text = label_of(doc, first);
	struct label l;
	size_t n = 1;

	if (!style->read(text, start))
		return 0;
	for (; first + n < doc->n_pages; n++) {
		const char *next = label_of(doc, first + n);

		if (!style->read(next, &l) || l.prefix != start->prefix || memcmp(next, text, l.prefix) != 0 ||
		    l.number != (start->number > 0 ? start->number + n : 0))
			break;
	}
	return n;
}

static void
put_range(struct fin_tree *tree, const struct drawn_doc *doc, size_t first, const struct style *style, const struct label *start)
{
	struct buf *b = fin_tree_number(tree, (uint32_t)first);
	struct buf prefix = {0};

	buf_printf(b, "<<%s", style->name);
	if (start->number > 1)
		buf_printf(b, "/St %u", start->number);
	if (start->prefix > 0) {
		buf_add(&prefix, label_of(doc, first), start->prefix);
		buf_puts(b, "/P");
		out_text(b, buf_str(&prefix));
	}
	buf_puts(b, ">>");
	buf_free(&prefix);
}

static bool
has_labels(const struct drawn_doc *doc)
{
	for (size_t i = 0; i < doc->n_pages; i++)
		if (*label_of(doc, i) != '\0')
			return true;
	return false;
}

uint32_t
fin_labels_write(struct fin_doc *d)
{
	const struct drawn_doc *doc = d->drawn;
	struct fin_tree tree = {0};

	if (!has_labels(doc))
		return 0;
	for (size_t first = 0, best; first < doc->n_pages; first += best) {
		const struct style *chosen = NULL;
		struct label start = {0}, l;

		best = 0;
		for (size_t k = 0; k < ARRAY_LEN(styles); k++) {
			size_t n = count_run(doc, first, &styles[k], &l);

			if (n > best) {
				best = n;
				chosen = &styles[k];
				start = l;
			}
		}
		put_range(&tree, doc, first, chosen, &start);
	}
	return fin_tree_write(d->out, &tree);
}
