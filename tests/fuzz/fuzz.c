#include "fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "layout/hyph.h"
#include "layout/lay_flow.h"
#include "layout/text.h"
#include "load/doc.h"

/* Fonts are read once in so many documents: what they remember of sizes grows with each. */
#define DOCUMENTS_A_FONT 500
#define FUZZ_LINES 4000 /* of diagnostics; more are not compared */
#define SHOWN 20000 /* [B] of a document that broke a promise */

/* The document that is being read or laid out, to be shown with what it broke. */
static struct {
	const char *fo;
	size_t len;
} current;

void
fuzz_fail(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fprintf(stderr, "PROMISE BROKEN: ");
	vfprintf(stderr, fmt, ap);
	fprintf(stderr, "\n%.*s\n", (int)(current.len < SHOWN ? current.len : SHOWN), current.len > 0 ? current.fo : "");
	va_end(ap);
	abort();
}

/* ---- choices ------------------------------------------------------------------------------------------------------ */

unsigned
fuzz_byte(struct fuzz_bytes *b)
{
	return b->p < b->end ? *b->p++ : 0;
}

unsigned
fuzz_below(struct fuzz_bytes *b, unsigned n)
{
	return fuzz_byte(b) % n;
}

bool
fuzz_odds(struct fuzz_bytes *b, unsigned in_256)
{
	unsigned x = fuzz_byte(b);

	return x > 0 && x <= in_256;
}

const char *
fuzz_pick(struct fuzz_bytes *b, const char *const *words, size_t n)
{
	return words[fuzz_below(b, (unsigned)n)];
}

bool
fuzz_is_xml(const uint8_t *p, size_t size)
{
	const char *s = (const char *)p, *end = s + size;

	if (!utf8_valid(s, size))
		return false;
	while (s < end) {
		uint32_t c = utf8_next(&s, end);

		if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xfffe || c == 0xffff)
			return false;
	}
	return true;
}

/* ---- documents ---------------------------------------------------------------------------------------------------- */

/* The fonts that all documents use; the one mutable thing of a harness, as it costs most of a small document. */
static struct {
	struct ctx *cx;
	struct lay *lay;
	unsigned used;
} shared;

static void
read_fonts(void)
{
	if (shared.lay != NULL) {
		arena_free(shared.lay->arena);
		ctx_free(shared.cx);
	}
	shared.used = 0;
	shared.cx = ctx_new(TEST_SOURCE_DIR);
	shared.lay = lay_new(shared.cx, NULL);
	if (lay_fonts_init(shared.lay, NULL) != RC_OK)
		fuzz_fail("no fonts below %s", TEST_SOURCE_DIR);
	(void)lay_hyphenate(shared.lay, "en", "read", 4, 2, 2); /* makes lay->hyph */
}

static void
borrow_fonts(struct lay *lay)
{
	if (shared.lay == NULL || shared.used == DOCUMENTS_A_FONT)
		read_fonts();
	shared.used++;
	lay->fonts = shared.lay->fonts;
	lay->hyph = shared.lay->hyph;
}

static void
check_word(const struct fuzz_run *r, const char *what)
{
	if (!diag_failed(r->cx))
		fuzz_fail("%s refused without a word", what);
}

static void
lay_pages_out(struct fuzz_run *r)
{
	struct page *page;

	while (r->n_pages < FUZZ_PAGES) {
		if (lay_next_page(r->lay, &page) != RC_OK) {
			check_word(r, "a page was");
			return;
		}
		if (page == NULL) {
			r->is_whole = true;
			return;
		}
		r->n_pages++;
		if (page->number != r->n_pages)
			fuzz_fail("page %zu says it is page %u", r->n_pages, page->number);
		area_dump(page, &r->dump);
		lay_page_free(page);
	}
}

static void
begin(struct fuzz_run *r, const char *fo, size_t len)
{
	load_init();
	current.fo = fo;
	current.len = len;
	*r = (struct fuzz_run){.cx = ctx_new(TEST_SOURCE_DIR)};
}

void
fuzz_read(struct fuzz_run *r, const char *fo, size_t len)
{
	const struct doc *doc;

	begin(r, fo, len);
	if (load_bytes(r->cx, "fuzz.fo", arena_copy(r->cx->arena, fo, len), len, NULL, &doc) != RC_OK) {
		check_word(r, "the document was");
		return;
	}
	if (fo_parse(r->cx, doc, NULL, &r->tree) != RC_OK) {
		check_word(r, "the tree was");
		r->tree = NULL;
	}
}

void
fuzz_lay(struct fuzz_run *r)
{
	r->lay = lay_new(r->cx, r->tree);
	r->lay->image_boxes = true;
	borrow_fonts(r->lay);
	lay_begin(r->lay);
}

static void
run_tree(struct fuzz_run *r)
{
	if (r->tree == NULL)
		return;
	fuzz_lay(r);
	lay_pages_out(r);
	if (fuzz_run_said(r, "layout-stuck"))
		fuzz_fail("layout made no progress");
}

void
fuzz_run_open(struct fuzz_run *r, const char *fo, size_t len)
{
	fuzz_read(r, fo, len);
	run_tree(r);
}

void
fuzz_run_close(struct fuzz_run *r)
{
	if (r->lay != NULL)
		lay_close(r->lay);
	buf_free(&r->dump);
	ctx_free(r->cx);
}

static int
line_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that was said; sorted, where what is read and what is laid out may take turns. */
static void
add_diags(const struct fuzz_run *r, bool sorted, struct buf *out)
{
	struct buf said = {0};
	char *lines[FUZZ_LINES], *rest = NULL;
	size_t n = 0;

	diag_print(r->cx, DIAG_JSON, &said);
	if (!sorted)
		diag_print(r->cx, DIAG_TEXT, &said);
	for (char *l = said.len > 0 ? strtok_r(said.p, "\n", &rest) : NULL; l != NULL && n < FUZZ_LINES; l = strtok_r(NULL, "\n", &rest)) {
		lines[n] = l;
		l[strlen(l) - (l[strlen(l) - 1] == ',')] = '\0';
		n++;
	}
	if (sorted)
		qsort(lines, n, sizeof(*lines), line_order);
	for (size_t i = 0; i < n; i++)
		buf_printf(out, "%s\n", lines[i]);
	buf_free(&said);
}

static void
check_same(const struct fuzz_run *r, const struct fuzz_run *twin, const char *how, bool sorted)
{
	struct buf one = {0}, two = {0};

	if (!str_eq(buf_str(&r->dump), buf_str(&twin->dump)))
		fuzz_fail("%s makes other pages:\n%s\n---\n%s", how, buf_str(&r->dump), buf_str(&twin->dump));
	add_diags(r, sorted, &one);
	add_diags(twin, sorted, &two);
	if (!str_eq(buf_str(&one), buf_str(&two)))
		fuzz_fail("%s says other things:\n%s\n---\n%s", how, buf_str(&one), buf_str(&two));
	buf_free(&one);
	buf_free(&two);
}

void
fuzz_run_again(const struct fuzz_run *r, const char *fo, size_t len)
{
	struct fuzz_run twin;

	fuzz_run_open(&twin, fo, len);
	check_same(r, &twin, "a second run", false);
	fuzz_run_close(&twin);
}

void
fuzz_run_in_pieces(const struct fuzz_run *r, const char *fo, size_t len, uint32_t piece)
{
	struct fuzz_run twin;
	const struct doc *doc;

	begin(&twin, fo, len);
	if (load_pieces(twin.cx, "fuzz.fo", arena_copy(twin.cx->arena, fo, len), len, NULL, piece, &doc) != RC_OK) {
		check_word(&twin, "the document was");
	} else if (fo_open(twin.cx, doc, NULL, &twin.tree) != RC_OK) {
		check_word(&twin, "the tree was");
		twin.tree = NULL;
	}
	run_tree(&twin);
	/* Pages before an error are made before it is known. */
	if (r->is_whole && !diag_failed(r->cx))
		check_same(r, &twin, "a run in pieces", true);
	fuzz_run_close(&twin);
}

/* ---- questions ------------------------------------------------------------------------------------------------------ */

size_t
fuzz_run_shows(const struct fuzz_run *r, const char *word)
{
	size_t n = 0;

	for (const char *p = buf_str(&r->dump); (p = strstr(p, word)) != NULL; p++)
		n++;
	return n;
}

bool
fuzz_run_said(const struct fuzz_run *r, const char *diagnostic)
{
	const struct diag_row *row = diag_lookup(diagnostic);

	if (row == NULL)
		fuzz_fail("there is no diagnostic %s", diagnostic);
	return diag_said(r->cx, (enum diag_id)(row - diag_rows));
}
