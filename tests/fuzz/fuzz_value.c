/*
 * Bytes as properties, "name: value" a line, of one object: expressions, short-hands, colours, fonts. The first byte chooses the
 * object. What comes out of it must be values that layout can use; and where a computed value has a notation, it is written, read
 * again, and must be the same.
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "base/units.h"
#include "fo/fo_table.h"

#define LINES 16

struct line {
	const char *name, *value;
	size_t n_name, n_value;
};

struct lines {
	struct line line[LINES];
	size_t n;
};

static bool
is_name(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!((s[i] >= 'a' && s[i] <= 'z') || (i > 0 && (s[i] == '-' || s[i] == '.'))))
			return false;
	return n > 0;
}

static bool
is_given(const struct lines *l, const struct line *x)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->line[i].n_name == x->n_name && memcmp(l->line[i].name, x->name, x->n_name) == 0)
			return true;
	return false;
}

static void
read_lines(const char *s, const char *end, struct lines *l)
{
	for (l->n = 0; s < end && l->n < LINES;) {
		const char *stop = memchr(s, '\n', (size_t)(end - s)), *colon;
		struct line x = {.name = s};

		stop = stop != NULL ? stop : end;
		colon = memchr(s, ':', (size_t)(stop - s));
		if (colon != NULL && is_name(s, (size_t)(colon - s))) {
			x.n_name = (size_t)(colon - s);
			x.value = colon + 1;
			x.n_value = (size_t)(stop - x.value);
			if (!is_given(l, &x))
				l->line[l->n++] = x;
		}
		s = stop + 1;
	}
}

/* ---- documents: all that functions look at is around the object -------------------------------------------------------- */

#define HEAD                                                                                                           \
	FUZZ_FO_ROOT "<fo:layout-master-set><fo:simple-page-master master-name=\"p\"><fo:region-body/></fo:simple-page-master>" \
		     "</fo:layout-master-set><fo:page-sequence master-reference=\"p\"><fo:flow flow-name=\"xsl-region-body\">"
#define TAIL "</fo:flow></fo:page-sequence></fo:root>"
#define TABLE                                                                                                          \
	"<fo:table><fo:table-column padding-start=\"3pt\" color=\"red\"/><fo:table-body><fo:table-row><fo:table-cell>" \
	"<fo:list-block start-indent=\"1pt\"><fo:list-item><fo:list-item-label><fo:block/></fo:list-item-label><fo:list-item-body>"
#define TABLE_END "</fo:list-item-body></fo:list-item></fo:list-block></fo:table-cell></fo:table-row></fo:table-body></fo:table>"

static const struct {
	const char *head, *tail;
} objects[] = {
    {HEAD TABLE "<fo:block id=\"x\"", "/>" TABLE_END TAIL},
    {HEAD TABLE "<fo:block font-size=\"20pt\" writing-mode=\"rl-tb\"><fo:block id=\"x\"", "/></fo:block>" TABLE_END TAIL},
    {HEAD "<fo:block-container id=\"x\"", "><fo:block/></fo:block-container>" TAIL},
    {HEAD "<fo:block><fo:inline id=\"x\"", "/></fo:block>" TAIL},
    {HEAD "<fo:block><fo:external-graphic id=\"x\"", "/></fo:block>" TAIL},
    {HEAD "<fo:block><fo:leader id=\"x\"", "/></fo:block>" TAIL},
    {HEAD "<fo:table id=\"x\"", "><fo:table-body><fo:table-row><fo:table-cell/></fo:table-row></fo:table-body></fo:table>" TAIL},
    {HEAD "<fo:table><fo:table-column column-width=\"2pt\"/><fo:table-body><fo:table-row><fo:table-cell id=\"x\"",
	"><fo:block/></fo:table-cell></fo:table-row></fo:table-body></fo:table>" TAIL},
};

static void
put_document(struct buf *out, unsigned object, const struct buf *attributes)
{
	buf_puts(out, objects[object].head);
	buf_puts(out, buf_str(attributes));
	buf_puts(out, objects[object].tail);
}

static void
put_lines(struct buf *out, const struct lines *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct buf value = {0};

		buf_add(&value, l->line[i].value, l->line[i].n_value);
		buf_printf(out, " %.*s=\"", (int)l->line[i].n_name, l->line[i].name);
		buf_xml(out, buf_str(&value));
		buf_putc(out, '"');
		buf_free(&value);
	}
}

/* ---- promises ----------------------------------------------------------------------------------------------------------- */

static void
check_value(enum fo_prop p, const struct fo_value *v)
{
	const char *name = fo_prop_name(p);

	switch (v->kind) {
	case FO_UNSET:
	case FO_INT:
	case FO_COLOR:
		return;
	case FO_ENUM:
		if (v->e <= FV_NONE_ || v->e >= FV__COUNT)
			fuzz_fail("%s has keyword %d", name, (int)v->e);
		return;
	case FO_LEN:
		if (v->len.fixed > MPT_MAX || v->len.fixed < -MPT_MAX)
			fuzz_fail("%s is %d mpt", name, v->len.fixed);
		return;
	case FO_NUM:
		if (!isfinite(v->num))
			fuzz_fail("%s is not finite", name);
		return;
	case FO_STR:
		if (v->str == NULL || !utf8_valid(v->str, strlen(v->str)))
			fuzz_fail("%s is no string", name);
		return;
	}
	fuzz_fail("%s has kind %d", name, (int)v->kind);
}

static const struct fo_node *
check_values(const struct fo_tree *t)
{
	const struct fo_node *n = map_lookup(t->ids, "x");

	if (n == NULL)
		fuzz_fail("the object is gone");
	for (int p = 0; p < PR__STYLED; p++)
		check_value((enum fo_prop)p, &n->style->v[p]);
	for (size_t i = 0; n->own != NULL && i < n->own->n; i++)
		check_value(n->own->v[i].prop, &n->own->v[i].value);
	return n;
}

static enum fo_prop
styled_prop(const struct line *l)
{
	for (int p = 0; p < PR__STYLED; p++)
		if (strlen(fo_prop_rows[p].name) == l->n_name && memcmp(fo_prop_rows[p].name, l->name, l->n_name) == 0)
			return (enum fo_prop)p;
	return PR__COUNT;
}

static bool
has_notation(const struct fo_value *v)
{
	return v->kind == FO_LEN || v->kind == FO_COLOR || v->kind == FO_ENUM || v->kind == FO_INT;
}

static void
put_mpt(struct buf *out, mpt v)
{
	unsigned u = v < 0 ? 0u - (unsigned)v : (unsigned)v;

	buf_printf(out, "%s%u.%03upt", v < 0 ? "-" : "", u / 1000, u % 1000);
}

static void
put_notation(struct buf *out, const struct fo_value *v)
{
	unsigned pct;

	switch (v->kind) {
	case FO_LEN:
		put_mpt(out, v->len.fixed);
		pct = v->len.pct < 0 ? 0u - (unsigned)v->len.pct : (unsigned)v->len.pct;
		if (pct != 0)
			buf_printf(out, " %c %u.%04u%%", v->len.pct < 0 ? '-' : '+', pct / 10000, pct % 10000);
		break;
	case FO_COLOR:
		buf_printf(out, "#%08x", v->color);
		break;
	case FO_INT:
		buf_printf(out, "%d", v->i);
		break;
	default:
		buf_puts(out, fo_enum_name(v->e));
		break;
	}
}

/* What a value means depends on others of the same object: a set of decorations is no number, a border without style has no width. */
static bool
stands_alone(enum fo_prop p)
{
	return p != PR_TEXT_DECORATION && p != PR_WRITING_MODE && p != PR_DIRECTION;
}

static void
check_again(unsigned object, const struct fo_node *n, const struct line *l)
{
	enum fo_prop p = styled_prop(l);
	const struct fo_value *v, *w;
	struct buf attribute = {0}, text = {0};
	struct fuzz_run run;

	if (p == PR__COUNT || !stands_alone(p) || !has_notation(v = &n->style->v[p]))
		return;
	buf_printf(&attribute, " %s=\"", fo_prop_rows[p].name);
	put_notation(&attribute, v);
	buf_putc(&attribute, '"');
	put_document(&text, object, &attribute);
	fuzz_read(&run, buf_str(&text), text.len);
	if (run.tree == NULL)
		fuzz_fail("refused as written: %s", buf_str(&attribute));
	w = &check_values(run.tree)->style->v[p];
	if (!fo_value_eq(v, w) && !(strstr(fo_prop_rows[p].name, "-width") != NULL && w->kind == FO_LEN && w->len.fixed == 0))
		fuzz_fail("not the same when read again: %s", buf_str(&attribute));
	fuzz_run_close(&run);
	buf_free(&attribute);
	buf_free(&text);
}

static void
check_twice(const struct fuzz_run *run, const struct buf *text)
{
	struct buf one = {0}, two = {0};
	struct fuzz_run twin;

	fuzz_read(&twin, buf_str(text), text->len);
	fo_dump(run->tree, &one);
	fo_dump(twin.tree, &two);
	if (!str_eq(buf_str(&one), buf_str(&two)))
		fuzz_fail("two runs make other trees");
	buf_free(&one);
	buf_free(&two);
	fuzz_run_close(&twin);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned object = size > 0 ? data[0] % ARRAY_LEN(objects) : 0;
	struct buf attributes = {0}, text = {0};
	struct lines lines;
	struct fuzz_run run;

	if (size == 0 || !fuzz_is_xml(data + 1, size - 1))
		return 0;
	read_lines((const char *)data + 1, (const char *)data + size, &lines);
	put_lines(&attributes, &lines);
	put_document(&text, object, &attributes);
	fuzz_read(&run, buf_str(&text), text.len);
	if (run.tree != NULL) {
		const struct fo_node *n = check_values(run.tree);

		check_twice(&run, &text);
		for (size_t i = 0; i < lines.n && i < 2; i++)
			check_again(object, n, &lines.line[i]);
	}
	fuzz_run_close(&run);
	buf_free(&attributes);
	buf_free(&text);
	return 0;
}
