/*
 * Bytes as an FO document, laid out. Bytes that begin with "<" are the document; others are a recipe that chooses objects,
 * properties and values from the tables of the FO room, so that most of what is made is read and laid out.
 */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "fo/fo_table.h"

#define DEPTH 12
#define BYTES_MAX 60000 /* [B] of a document that a recipe makes */

struct recipe {
	struct fuzz_bytes b;
	struct buf out;
	unsigned words;
	bool hides; /* something was chosen that may rightly show less */
};

/* ---- properties --------------------------------------------------------------------------------------------------- */

static const char *const lengths[] = {"0pt", "1pt", "7pt", "12.5pt", "-3pt", "2em", "40pt", "100pt", "1000pt", "0.001pt", "350000pt",
    "max(1pt, 2pt)", "1pt + 1em", "from-parent()", "inherited-property-value(font-size)"};
static const char *const percents[] = {"0%", "10%", "50%", "100%", "-20%", "1000%", "10% + 3pt"};
static const char *const numbers[] = {"0", "1", "2", "3", "7", "0.5", "-1", "400", "1000", "65535", "2147483647", "1.4"};
static const char *const colors[] = {"red", "#123", "#12345678", "rgb(1,2,3)", "transparent"};
static const char *const strings[] = {"a", "'b'", "en", "he", "none", "x y", "page", "xsl-region-body", "."};
static const char *const uris[] = {"url(none.png)", "url('data:image/png;base64,AAAA')", "x.svg", "url()"};
static const char *const families[] = {"serif", "monospace", "sans-serif", "Nowhere, serif", "'Noto Sans'"};
static const char *const orients[] = {"0", "90", "180", "270", "-90"};
static const char *const characters[] = {"x", "-", "&#x5d0;", "' '", "&#xfffd;", "&#x200b;"};

static const struct {
	const char *type;
	const char *const *values;
	size_t n;
} samples[] = {{"LEN", lengths, ARRAY_LEN(lengths)}, {"PCT", percents, ARRAY_LEN(percents)}, {"NUM", numbers, ARRAY_LEN(numbers)},
    {"INT", numbers, ARRAY_LEN(numbers)}, {"COLOR", colors, ARRAY_LEN(colors)}, {"STR", strings, ARRAY_LEN(strings)},
    {"URI", uris, ARRAY_LEN(uris)}, {"FAMILY", families, ARRAY_LEN(families)}, {"ORIENT", orients, ARRAY_LEN(orients)},
    {"CHAR", characters, ARRAY_LEN(characters)}};

/* The n-th word of a list that is parted by spaces. */
static const char *
word_of(const char *list, unsigned n, size_t *len)
{
	unsigned words = 1;

	for (const char *p = list; *p != '\0'; p++)
		words += *p == ' ';
	for (n %= words; n > 0; n--)
		list = strchr(list, ' ') + 1;
	*len = strcspn(list, " ");
	return list;
}

static void
put_value(struct recipe *r, const char *word, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(samples); i++)
		if (strlen(samples[i].type) == len && memcmp(samples[i].type, word, len) == 0) {
			buf_puts(&r->out, fuzz_pick(&r->b, samples[i].values, samples[i].n));
			return;
		}
	buf_add(&r->out, word, len);
}

/* Text that is hidden, or shown in capitals, is not lost. */
static bool
may_hide(enum fo_prop p)
{
	return p == PR_VISIBILITY || p == PR_TEXT_TRANSFORM;
}

static void
put_attributes(struct recipe *r)
{
	uint8_t given[PR__COUNT] = {0};

	for (unsigned n = fuzz_below(&r->b, 4); n > 0; n--) {
		unsigned high = fuzz_byte(&r->b);
		enum fo_prop p = (enum fo_prop)((high << 8 | fuzz_byte(&r->b)) % PR__COUNT);
		const struct fo_prop_row *row = &fo_prop_rows[p];
		const char *word;
		size_t len;

		if (given[p]++ > 0 || strchr(row->name, ':') != NULL)
			continue;
		r->hides = r->hides || may_hide(p);
		word = word_of(row->values, fuzz_byte(&r->b), &len);
		buf_printf(&r->out, " %s=\"", row->name);
		put_value(r, word, len);
		buf_putc(&r->out, '"');
	}
}

/* ---- objects: "@" is where properties go, "#" where children, "$" where text ------------------------------------------ */

static const char *const blocks[] = {
    "<fo:block@>#</fo:block>",
    "<fo:block@>$</fo:block>",
    "<fo:block@>$#$</fo:block>",
    "<fo:block-container@>#</fo:block-container>",
    "<fo:list-block@><fo:list-item@><fo:list-item-label@ end-indent=\"label-end()\"><fo:block@>$</fo:block></fo:list-item-label>"
    "<fo:list-item-body@ start-indent=\"body-start()\">#</fo:list-item-body></fo:list-item></fo:list-block>",
    "<fo:table@><fo:table-column@/><fo:table-body@><fo:table-row@><fo:table-cell@>#</fo:table-cell></fo:table-row>"
    "<fo:table-row@><fo:table-cell@>#</fo:table-cell><fo:table-cell@>#</fo:table-cell></fo:table-row></fo:table-body></fo:table>",
    "<fo:table@><fo:table-body@><fo:table-cell@>#</fo:table-cell><fo:table-cell@>#</fo:table-cell></fo:table-body></fo:table>",
    "<fo:table-and-caption@><fo:table-caption@>#</fo:table-caption><fo:table@><fo:table-body><fo:table-row><fo:table-cell@>#"
    "</fo:table-cell></fo:table-row></fo:table-body></fo:table></fo:table-and-caption>",
    "<fo:wrapper@>#</fo:wrapper>",
    "<fo:float@>#</fo:float>",
    "<fo:block@><fo:marker marker-class-name=\"m\">mark</fo:marker>$</fo:block>",
};

static const char *const inlines[] = {
    "<fo:inline@>$</fo:inline>",
    "<fo:inline@>$#$</fo:inline>",
    "<fo:footnote@><fo:inline@>$</fo:inline><fo:footnote-body@>#</fo:footnote-body></fo:footnote>",
    "<fo:leader@/>",
    "<fo:page-number@/>",
    "<fo:page-number-citation ref-id=\"i1\"@/>",
    "<fo:page-number-citation-last ref-id=\"i2\"@/>",
    "<fo:basic-link external-destination=\"url(http://x.example/)\"@>$</fo:basic-link>",
    "<fo:basic-link internal-destination=\"i1\"@>$</fo:basic-link>",
    "<fo:bidi-override@>$</fo:bidi-override>",
    "<fo:inline-container@>#</fo:inline-container>",
    "<fo:external-graphic src=\"none.png\"@/>",
    "<fo:instream-foreign-object@><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/></fo:instream-foreign-object>",
    "<fo:character character=\"c\"@/>",
    "<fo:change-bar-begin change-bar-class=\"a\"@/>",
    "<fo:change-bar-end change-bar-class=\"a\"/>",
    "<fo:wrapper@>$</fo:wrapper>",
};

static void put_objects(struct recipe *r, int depth);

static void
put_text(struct recipe *r)
{
	for (unsigned n = fuzz_below(&r->b, 5); n > 0; n--)
		buf_printf(&r->out, "w%uz ", r->words++);
	if (fuzz_odds(&r->b, 16))
		buf_puts(&r->out, "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe0\xb8\x81\xe0\xb8\xb2 \xf0\x9f\x98\x80 a\xcc\x81&#xad;b");
}

static void
put_object(struct recipe *r, const char *form, int depth)
{
	for (; *form != '\0'; form++) {
		if (*form == '@')
			put_attributes(r);
		else if (*form == '#')
			put_objects(r, depth + 1);
		else if (*form == '$')
			put_text(r);
		else
			buf_putc(&r->out, *form);
	}
}

static void
put_objects(struct recipe *r, int depth)
{
	unsigned n = 1 + fuzz_below(&r->b, 3);

	if (depth > DEPTH || r->out.len > BYTES_MAX || r->b.p == r->b.end) {
		buf_printf(&r->out, "<fo:block>w%uz</fo:block>", r->words++);
		return;
	}
	for (; n > 0; n--) {
		if (fuzz_odds(&r->b, 80)) {
			buf_puts(&r->out, "<fo:block>");
			put_object(r, FUZZ_PICK(&r->b, inlines), depth);
			buf_puts(&r->out, "</fo:block>");
		} else {
			put_object(r, FUZZ_PICK(&r->b, blocks), depth);
		}
	}
}

static void
put_document(struct recipe *r)
{
	static const char *const sizes[] = {"200pt", "100pt", "30pt", "595pt", "1mm"};
	const char *width = FUZZ_PICK(&r->b, sizes), *height = FUZZ_PICK(&r->b, sizes);

	buf_printf(&r->out, FUZZ_FO_ROOT "<fo:layout-master-set><fo:simple-page-master master-name=\"p\" page-width=\"%s\" page-height=\"%s\"",
	    width, height);
	put_attributes(r);
	buf_printf(&r->out, "><fo:region-body column-count=\"%u\"", 1 + fuzz_below(&r->b, 3));
	buf_puts(&r->out, "/><fo:region-before extent=\"5pt\"/></fo:simple-page-master></fo:layout-master-set>"
			  "<fo:page-sequence master-reference=\"p\"");
	put_attributes(r);
	buf_puts(&r->out, "><fo:static-content flow-name=\"xsl-region-before\"><fo:block><fo:retrieve-marker "
			  "retrieve-class-name=\"m\"/></fo:block></fo:static-content><fo:flow flow-name=\"xsl-region-body\">");
	for (unsigned n = 1 + fuzz_below(&r->b, 4); n > 0; n--)
		put_objects(r, 0);
	buf_puts(&r->out, "<fo:block id=\"i1\">w</fo:block></fo:flow></fo:page-sequence></fo:root>");
}

/* What is not shown was at least said. */
static void
check_words(const struct recipe *r, const struct fuzz_run *run)
{
	char word[16];

	if (!run->is_whole || r->hides || diag_count(run->cx, LEVEL_WARN) > 0)
		return;
	for (unsigned i = 0; i < r->words; i++) {
		snprintf(word, sizeof(word), "w%uz", i);
		if (fuzz_run_shows(run, word) == 0)
			fuzz_fail("%s is on no page, and nothing was said", word);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct recipe r = {.b = {data, data + size}};
	struct fuzz_run run;
	bool is_document = size > 0 && (data[0] == '<' || data[0] == 0xef);

	if (is_document)
		buf_add(&r.out, data, size);
	else
		put_document(&r);
	fuzz_run_open(&run, buf_str(&r.out), r.out.len);
	if (!is_document)
		check_words(&r, &run);
	if (size % 4 == 0) /* a quarter is enough to see what depends on addresses */
		fuzz_run_again(&run, buf_str(&r.out), r.out.len);
	else if (size % 4 == 1)
		fuzz_run_in_pieces(&run, buf_str(&r.out), r.out.len, size % 8 == 1 ? 0 : 300);
	fuzz_run_close(&run);
	buf_free(&r.out);
	return 0;
}
