/*
 * Bytes as a paragraph: a few bytes choose its width, alignment, language, hyphenation, direction and white space; the rest is text, in which
 * control characters open and close inlines, overrides, leaders and other fonts.
 *
 * Lines must follow each other without a gap; each character that is no space must be in an area as often as in the text; a
 * paragraph that goes on from a line's end must lose nothing either; no line may end inside a character.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "layout/lay_flow.h"
#include "layout/para.h"

#define INLINES 12 /* open at once */

struct recipe {
	struct fuzz_bytes b;
	struct buf out;
	const char *closing[INLINES];
	size_t n_open;
	mpt ipd;
};

/* ---- the paragraph as FO -------------------------------------------------------------------------------------------------- */

static const struct {
	const char *open, *close;
} inlines[] = {
    {"<fo:inline font-weight=\"bold\">", "</fo:inline>"},
    {"<fo:inline font-family=\"monospace\" font-size=\"70%\">", "</fo:inline>"},
    {"<fo:inline keep-together.within-line=\"always\">", "</fo:inline>"},
    {"<fo:inline border=\"1pt solid black\" padding=\"2pt\" space-start=\"3pt\">", "</fo:inline>"},
    {"<fo:bidi-override direction=\"rtl\" unicode-bidi=\"bidi-override\">", "</fo:bidi-override>"},
    {"<fo:bidi-override direction=\"rtl\" unicode-bidi=\"embed\">", "</fo:bidi-override>"},
    {"<fo:bidi-override direction=\"ltr\" unicode-bidi=\"bidi-override\">", "</fo:bidi-override>"},
    {"<fo:inline letter-spacing=\"2pt\" word-spacing=\"-3pt\">", "</fo:inline>"},
    {"<fo:inline baseline-shift=\"super\" text-decoration=\"underline\">", "</fo:inline>"},
    {"<fo:inline wrap-option=\"no-wrap\">", "</fo:inline>"},
    {"<fo:inline language=\"th\">", "</fo:inline>"},
    {"<fo:leader leader-pattern=\"dots\" leader-length=\"20pt\"/>", NULL},
    {"<fo:leader leader-pattern=\"rule\"/>", NULL},
    {"<fo:inline font-variant=\"small-caps\">", "</fo:inline>"},
    {"<fo:inline keep-with-next.within-line=\"always\">", "</fo:inline>"},
    {"<fo:inline keep-with-previous.within-line=\"always\">", "</fo:inline>"},
    {"<fo:inline keep-with-next.within-line=\"2\" keep-with-previous.within-line=\"9\">", "</fo:inline>"},
    {"<fo:inline keep-together.within-line=\"3\">", "</fo:inline>"},
};

static void
put_inline(struct recipe *r, unsigned c)
{
	size_t i = c % (ARRAY_LEN(inlines) + 1);

	if (i == ARRAY_LEN(inlines)) {
		if (r->n_open > 0)
			buf_puts(&r->out, r->closing[--r->n_open]);
	} else if (inlines[i].close == NULL) {
		buf_puts(&r->out, inlines[i].open);
	} else if (r->n_open < INLINES) {
		buf_puts(&r->out, inlines[i].open);
		r->closing[r->n_open++] = inlines[i].close;
	}
}

static void
put_content(struct recipe *r)
{
	const char *s = (const char *)r->b.p, *end = (const char *)r->b.end;

	while (s < end) {
		uint32_t c = utf8_next(&s, end);
		char bytes[5] = {0};

		if (c < 0x20 && c != '\n' && c != '\t') {
			put_inline(r, c);
			continue;
		}
		if (c == 0xfffe || c == 0xffff)
			continue;
		utf8_put(bytes, c);
		buf_xml(&r->out, bytes);
	}
	while (r->n_open > 0)
		buf_puts(&r->out, r->closing[--r->n_open]);
}

static void
put_one(struct recipe *r, const char *name, const char *const *values, size_t n)
{
	buf_printf(&r->out, " %s=\"%s\"", name, fuzz_pick(&r->b, values, n));
}

static void
put_document(struct recipe *r)
{
	static const char *const aligns[] = {"start", "justify", "end", "center"}, *const yes[] = {"false", "true"},
				 *const languages[] = {"en", "de", "th", "he", "ja", "none"}, *const modes[] = {"lr-tb", "rl-tb"},
				 *const feeds[] = {"treat-as-space", "preserve"}, *const collapse[] = {"true", "false"},
				 *const wraps[] = {"wrap", "no-wrap"}, *const sizes[] = {"10pt", "1pt", "30pt", "1000pt"},
				 *const indents[] = {"0pt", "20pt", "-20pt", "50%"}, *const spacings[] = {"normal", "5pt", "-4pt"};
	static const mpt widths[] = {100000, 30000, 0, 1, 300000, 1000, 1000000000, 57321};

	r->ipd = widths[fuzz_below(&r->b, ARRAY_LEN(widths))];
	buf_puts(&r->out, FUZZ_FO_ROOT "<fo:layout-master-set><fo:simple-page-master master-name=\"p\"><fo:region-body/></fo:simple-page-master>"
				       "</fo:layout-master-set><fo:page-sequence master-reference=\"p\"><fo:flow "
				       "flow-name=\"xsl-region-body\"><fo:block");
	put_one(r, "text-align", aligns, ARRAY_LEN(aligns));
	put_one(r, "hyphenate", yes, ARRAY_LEN(yes));
	put_one(r, "language", languages, ARRAY_LEN(languages));
	put_one(r, "writing-mode", modes, ARRAY_LEN(modes));
	put_one(r, "linefeed-treatment", feeds, ARRAY_LEN(feeds));
	put_one(r, "white-space-collapse", collapse, ARRAY_LEN(collapse));
	put_one(r, "wrap-option", wraps, ARRAY_LEN(wraps));
	put_one(r, "font-size", sizes, ARRAY_LEN(sizes));
	put_one(r, "text-indent", indents, ARRAY_LEN(indents));
	put_one(r, "letter-spacing", spacings, ARRAY_LEN(spacings));
	buf_puts(&r->out, " id=\"x\">");
	put_content(r);
	buf_puts(&r->out, "</fo:block></fo:flow></fo:page-sequence></fo:root>");
}

/* ---- promises -------------------------------------------------------------------------------------------------------------- */


/* Drawn as such: no space, no control, nothing that only says how its neighbours behave. */
static bool
counts(uint32_t c)
{
	return c > 0x20 && !(c >= 0x7f && c <= 0xa0) && c != 0xad && c != 0xfeff && !(c >= 0x2000 && c <= 0x200f) &&
	    !(c >= 0x2028 && c <= 0x202f) && !(c >= 0x205f && c <= 0x206f) && c != 0x3000 && c != 0x1680 && c != 0xfffc && c != 0xfffd;
}

static void
count_text(struct buf *out, const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		uint32_t c = utf8_next(&s, end);

		if (counts(c))
			buf_add(out, &c, sizeof(c));
	}
}

static void
count_node(struct buf *out, const struct fo_node *n)
{
	if (n->elem == FO_TEXT)
		count_text(out, n->text, n->len);
	for (const struct fo_node *c = n->first; c != NULL; c = c->next)
		count_node(out, c);
}

static void
count_area(struct buf *out, const struct area *a)
{
	if (a->kind == AREA_TEXT && a->text.run != NULL)
		count_text(out, a->text.run->text, a->text.run->text_len);
	for (const struct area *c = a->first; c != NULL; c = c->next)
		count_area(out, c);
}

static int
order(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
sort(struct buf *census)
{
	if (census->len > 0)
		qsort(census->p, census->len / sizeof(uint32_t), sizeof(uint32_t), order);
}

static void
check_same(struct buf *want, struct buf *have, const char *what)
{
	sort(want);
	sort(have);
	if (want->len != have->len || memcmp(buf_str(want), buf_str(have), want->len) != 0)
		fuzz_fail("%s: %zu characters of %zu", what, have->len / sizeof(uint32_t), want->len / sizeof(uint32_t));
}

static const struct lay_para *
lines_from(struct fuzz_run *run, const struct fo_node *block, mpt ipd, uint32_t from)
{
	const struct lay_para *p = NULL;
	struct lay_measure m = {.ipd = ipd, .first_indent = from == 0 ? fo_len(block, PR_TEXT_INDENT, ipd) : 0};

	if (lay_para(run->lay, run->cx->arena, block, block->first, NULL, &m, from, &p) != RC_OK) {
		if (!diag_failed(run->cx))
			fuzz_fail("a paragraph was refused without a word");
		return NULL;
	}
	return p;
}

static void
count_lines(struct buf *out, const struct lay_para *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		count_area(out, p->lines[i].area);
}

static void
check_lines(const struct lay_para *p, uint32_t from)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct lay_line *l = &p->lines[i];

		if (l->from != from || l->to < l->from || (l->to == l->from && i + 1 < p->n && !l->forced))
			fuzz_fail("line %zu goes from %u to %u, after %u", i, l->from, l->to, from);
		if (l->height < 0 || l->area == NULL)
			fuzz_fail("line %zu has no area, or a height of %d", i, l->height);
		from = l->to;
	}
}

static void
check_paragraph(struct fuzz_run *run, const struct fo_node *block, mpt ipd)
{
	const struct lay_para *p = lines_from(run, block, ipd, 0), *rest;
	struct buf want = {0}, have = {0}, both = {0};
	mpt min, max;

	if (p == NULL)
		return;
	check_lines(p, 0);
	count_node(&want, block);
	count_lines(&have, p, p->n);
	check_same(&want, &have, "lines");
	if (p->n > 1) {
		size_t cut = p->n / 2;

		rest = lines_from(run, block, ipd > 50000 ? ipd / 2 : ipd, p->lines[cut].from);
		if (rest == NULL)
			fuzz_fail("a paragraph was refused when it goes on");
		check_lines(rest, p->lines[cut].from);
		count_lines(&both, p, cut);
		count_lines(&both, rest, rest->n);
		check_same(&want, &both, "lines of another width from there on");
	}
	if (block->first != NULL && lay_para_widths(run->lay, block, block->first, NULL, &min, &max) == RC_OK && min > max)
		fuzz_fail("minimum width %d above maximum %d", min, max);
	buf_free(&want);
	buf_free(&have);
	buf_free(&both);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct recipe r = {.b = {data, data + size}};
	struct fuzz_run run;
	const struct fo_node *block;

	put_document(&r);
	fuzz_read(&run, buf_str(&r.out), r.out.len);
	if (run.tree != NULL) {
		block = map_lookup(run.tree->ids, "x");
		fuzz_lay(&run);
		check_paragraph(&run, block, r.ipd);
	}
	fuzz_run_close(&run);
	buf_free(&r.out);
	return 0;
}
