/* Every byte that a change does not mean stays; every change can be taken back. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "edit/edit.h"

#define ROUNDS 600
#define NEW_ELEMENT "extra"

static int
set_up(void **state)
{
	load_init();
	*state = ctx_new(TEST_SOURCE_DIR);
	return 0;
}

static int
tear_down(void **state)
{
	ctx_free(*state);
	return 0;
}

static const struct doc *
load(struct ctx *cx, const char *bytes, size_t len)
{
	const struct doc *doc;

	assert_int_equal(load_bytes(cx, "t.xml", arena_copy(cx->arena, bytes, len + 1), len, NULL, &doc), RC_OK);
	return doc;
}

static const xmlNode *
find(const struct doc *doc, const char *name)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);

	for (const xmlNode *n = root; n != NULL; n = load_following(root, n))
		if (load_is(n, name))
			return n;
	return NULL;
}

/* ---- one change ------------------------------------------------------------------------------------------------- */

struct one {
	const char *before, *after;
	const char *parent, *follows; /* of an added <x/>; follows NULL: the first child */
	const char *elem, *attr, *value; /* of an attribute; value NULL: dropped */
};

/* Authors see these lines in a diff: what is added has to look as if they had typed it. */
static const struct one ones[] = {
    {"<r>\n  <a/>\n</r>", "<r>\n  <a/>\n  <x/>\n</r>", "r", "a", 0, 0, 0},
    {"<r>\r\n\t<a/> <!-- about a -->\r\n\t<!-- about b -->\r\n\t<b/>\r\n</r>",
	"<r>\r\n\t<a/> <!-- about a -->\r\n\t<x/>\r\n\t<!-- about b -->\r\n\t<b/>\r\n</r>", "r", "a", 0, 0, 0},
    {"<r>\n <a/>   \n</r>", "<r>\n <a/>   \n <x/>\n</r>", "r", "a", 0, 0, 0},
    {"<r><a/><b/></r>", "<r><a/><x/><b/></r>", "r", "a", 0, 0, 0},
    {"<r>\n <a/><b/>\n</r>", "<r>\n <a/>\n <x/><b/>\n</r>", "r", "a", 0, 0, 0},
    {"<r>\n <a/> <!-- two\n lines -->\n</r>", "<r>\n <a/>\n <x/> <!-- two\n lines -->\n</r>", "r", "a", 0, 0, 0},
    {"<r>\n  <l />\n</r>", "<r>\n  <l>\n    <x/>\n  </l>\n</r>", "l", NULL, 0, 0, 0},
    {"<r>\n  <l></l>\n</r>", "<r>\n  <l>\n    <x/>\n  </l>\n</r>", "l", NULL, 0, 0, 0},
    {"<r>\n  <l>\n  </l>\n</r>", "<r>\n  <l>\n    <x/>\n  </l>\n</r>", "l", NULL, 0, 0, 0},
    {"<r>\r\n  <l>\r\n  <!-- c -->\r\n  </l>\r\n</r>", "<r>\r\n  <l>\r\n  <!-- c -->\r\n    <x/>\r\n  </l>\r\n</r>", "l", NULL, 0, 0, 0},
    {"<r><l/></r>", "<r><l><x/></l></r>", "l", NULL, 0, 0, 0},
    {"<r>\n <l>\n  <!-- of a -->\n  <a/>\n </l>\n</r>", "<r>\n <l>\n  <x/>\n  <!-- of a -->\n  <a/>\n </l>\n</r>", "l", NULL, 0, 0, 0},
    {"<p:r xmlns:p='u'>\n <p:l/>\n</p:r>", "<p:r xmlns:p='u'>\n <p:l>\n  <p:x/>\n </p:l>\n</p:r>", "l", NULL, 0, 0, 0},
    {"<r><a k='1'/></r>", "<r><a k='2'/></r>", 0, 0, "a", "k", "2"},
    {"<r><a k='1' /></r>", "<r><a k='1' n='a&apos;&amp;&lt;\"' /></r>", 0, 0, "a", "n", "a'&<\""},
    {"<r><a\n  j=\"&#65;\"\n  k = \"x\"></a></r>", "<r><a\n  j=\"&#65;\"\n  k = \"x\"\n  n=\"&quot;'\"></a></r>", 0, 0, "a", "n", "\"'"},
    {"<r><a/></r>", "<r><a n=\"1\"/></r>", 0, 0, "a", "n", "1"},
    {"<r><a  k='1'\tj='2'/></r>", "<r><a\tj='2'/></r>", 0, 0, "a", "k", NULL},
    {"<r><a  k='1'\tj='2'/></r>", "<r><a  k='1'/></r>", 0, 0, "a", "j", NULL},
    {"<r><a k='&#x41;'/></r>", "<r><a k='&#x41;'/></r>", 0, 0, "a", "k", "A"},
    {"<r><a kk='1' k='&gt;'/></r>", "<r><a kk='1' k='&gt;'/></r>", 0, 0, "a", "k", ">"}, /* the same value */
    {"<r><a kk='k=' k='0'/></r>", "<r><a kk='k=' k='>'/></r>", 0, 0, "a", "k", ">"},
};

static void
test_what_is_added_looks_like_its_neighbours(void **state)
{
	struct ctx *cx = *state;

	for (size_t i = 0; i < ARRAY_LEN(ones); i++) {
		const struct one *o = &ones[i];
		const struct doc *doc = load(cx, o->before, strlen(o->before));
		struct edit_plan *p = edit_new(cx, doc);
		struct buf out = {0};

		if (o->parent != NULL)
			edit_add(p, find(doc, o->parent), o->follows != NULL ? find(doc, o->follows) : NULL, EDIT_MARKUP,
			    "<" EDIT_NS "x/>");
		else if (o->value != NULL)
			edit_set_attr(p, find(doc, o->elem), o->attr, o->value);
		else
			edit_drop_attr(p, find(doc, o->elem), o->attr);
		assert_int_equal(edit_apply(p, &out, NULL), RC_OK);
		assert_string_equal(buf_str(&out), o->after);
		buf_free(&out);
	}
}

/* Several children of one closed tag open it once. */
static void
test_a_closed_tag_is_opened_once(void **state)
{
	static const char text[] = "<r>\n\t<l a='1'/>\n</r>\n";
	struct ctx *cx = *state;
	const struct doc *doc = load(cx, text, strlen(text));
	struct edit_plan *p = edit_new(cx, doc);
	struct buf out = {0};

	edit_add(p, find(doc, "l"), NULL, EDIT_MARKUP, "<" EDIT_NS "x>\n\t<" EDIT_NS "y/>\n</" EDIT_NS "x>");
	edit_set_attr(p, find(doc, "l"), "b", "2");
	edit_add(p, find(doc, "l"), NULL, EDIT_MARKUP, "<" EDIT_NS "z/>");
	assert_int_equal(edit_apply(p, &out, NULL), RC_OK);
	assert_string_equal(buf_str(&out),
	    "<r>\n\t<l a='1' b='2'>\n\t\t<x>\n\t\t\t<y/>\n\t\t</x>\n\t\t<z/>\n\t</l>\n</r>\n");
	buf_free(&out);
}

/* Two rows that want one place are a fault of ours: nobody's file may pay for it. */
static void
test_overlapping_changes_are_refused(void **state)
{
	static const char text[] = "<r><a k='1'/></r>";
	struct ctx *cx = *state;
	const struct doc *doc = load(cx, text, strlen(text));
	struct edit_plan *p = edit_new(cx, doc);
	struct buf out = {0};

	edit_replace(p, 3, 8, "x");
	edit_replace(p, 7, 9, "y");
	assert_int_equal(edit_apply(p, &out, NULL), RC_FAIL);
	assert_true(diag_said(cx, DIAG_INTERNAL));
	buf_free(&out);
}

/* The way back stands in the file, so anybody may have changed it. */
static void
test_a_malformed_way_back_is_refused(void **state)
{
	static const char *const bad[] = {"x", "1", "1:", "1:2", ":1:", "9:0:", "0:9:", "3:1: 2:1:", "1:1:%4", "1:1:%zz",
	    "99999999999999999999:1:", "0:99999999999999999999:", "-1:0:", "1:1:a  2:1:b"};
	(void)state;

	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct buf out = {0};

		assert_false(edit_revert("12345678", 8, bad[i], &out));
		buf_free(&out);
	}
}

/* ---- many changes, made up --------------------------------------------------------------------------------------- */

struct dice {
	uint64_t state;
};

static unsigned
roll(struct dice *d, unsigned sides)
{
	d->state ^= d->state << 13;
	d->state ^= d->state >> 7;
	d->state ^= d->state << 17;
	return (unsigned)(d->state % sides);
}

struct style {
	const char *line, *step, *prefix;
	char quote;
	bool one_line;
};

static const char *const spaces[] = {" ", "  ", "\t", "\n   ", "\r\n\t\t"};
static const char *const values[] = {"1", "a &amp; b", "&#xE9;t&#233;", "\xe2\x80\x9cq\xe2\x80\x9d", "&lt;x>", "\xf0\x9f\x94\x91", "",
    " s ", "it&apos;s &quot;so&quot;"};
static const char *const texts[] = {"", "text", "&#160;\xc3\xa9", "<![CDATA[<x a='1'>]]>", "<?pi a?>", "<!-- <task ref='no'/> -->"};
static const char *const names[] = {"a", "b", "c-d", "e.f"};

static void
put_line(struct buf *b, const struct style *s, struct dice *d, int depth)
{
	static const char *const comments[] = {"", "", "", " <!-- about it -->", "<!-- a --> <!-- b -->", "   "};

	buf_puts(b, comments[roll(d, ARRAY_LEN(comments))]);
	if (s->one_line)
		return;
	buf_puts(b, s->line);
	if (roll(d, 6) == 0)
		buf_printf(b, "%s<!-- alone --> %s", s->step, s->line);
	if (roll(d, 8) == 0)
		return; /* somebody forgot to indent */
	for (int i = 0; i < depth; i++)
		buf_puts(b, s->step);
}

static void
put_element(struct buf *b, const struct style *s, struct dice *d, int depth)
{
	unsigned kids = depth < 4 ? roll(d, 5) : 0, attrs = roll(d, 4);
	const char *name = names[roll(d, ARRAY_LEN(names))];

	buf_printf(b, "<%s%s", s->prefix, name);
	if (depth == 0 && *s->prefix != '\0')
		buf_printf(b, " xmlns:%.1s='urn:t'", s->prefix);
	for (unsigned i = 0; i < attrs; i++) {
		char quote = roll(d, 3) == 0 ? '\'' : s->quote;

		buf_printf(b, "%sk%u%s=%s%c%s%c", spaces[roll(d, ARRAY_LEN(spaces))], i, roll(d, 5) == 0 ? " " : "",
		    roll(d, 5) == 0 ? "\n" : "", quote, values[roll(d, ARRAY_LEN(values))], quote);
	}
	if (kids == 0 && roll(d, 3) > 0) {
		buf_puts(b, roll(d, 2) == 0 ? "/>" : " />");
		return;
	}
	buf_puts(b, roll(d, 6) == 0 ? " >" : ">");
	for (unsigned i = 0; i < kids; i++) {
		put_line(b, s, d, depth + 1);
		put_element(b, s, d, depth + 1);
	}
	if (kids == 0)
		buf_puts(b, texts[roll(d, ARRAY_LEN(texts))]);
	put_line(b, s, d, depth);
	buf_printf(b, "</%s%s%s>", s->prefix, name, roll(d, 6) == 0 ? "\n" : "");
}

/* A file as nobody would write it, and somebody will. */
static void
put_file(struct buf *b, struct dice *d)
{
	static const char *const lines[] = {"\n", "\n", "\r\n", "\r"}, *const steps[] = {"\t", "  ", "", "    "};
	struct style s = {.line = lines[roll(d, 4)], .step = steps[roll(d, 4)], .prefix = roll(d, 4) == 0 ? "n:" : "",
	    .quote = roll(d, 3) == 0 ? '\'' : '"', .one_line = roll(d, 5) == 0};

	if (roll(d, 2) == 0)
		buf_printf(b, "<?xml version=\"1.0\"?>%s", s.line);
	if (roll(d, 3) == 0)
		buf_printf(b, "<!-- head -->%s", s.line);
	put_element(b, &s, d, 0);
	if (roll(d, 3) > 0)
		buf_puts(b, s.line);
	if (roll(d, 4) == 0)
		buf_puts(b, "<!-- tail -->");
}

/* What the file says, without what was added: elements, attributes in their order, values. */
static void
put_meaning(const struct doc *doc, struct buf *b)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);

	for (const xmlNode *n = root; n != NULL; n = load_following(root, n)) {
		if (load_is(n, NEW_ELEMENT))
			continue;
		buf_printf(b, "%s(", (const char *)n->name);
		for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
			buf_printf(b, "%s=%s;", (const char *)a->name, a->children != NULL ? (const char *)a->children->content : "");
		buf_puts(b, ")\n");
	}
}

/* The same changes made by the tree, as a judge who knows nothing of bytes. */
static void
change(struct edit_plan *p, const struct doc *doc, struct dice *d, size_t *added)
{
	xmlNode *root = xmlDocGetRootElement(doc->xml);
	unsigned often = 1 + roll(d, 6);

	for (xmlNode *n = root; n != NULL; n = (xmlNode *)(uintptr_t)load_following(root, n)) {
		unsigned what = roll(d, often + 4);

		if (what == 0) {
			edit_set_attr(p, n, "k0", "new \"'<&\t\xc3\xa9");
			xmlSetNsProp(n, NULL, BAD_CAST "k0", BAD_CAST "new \"'<&\t\xc3\xa9");
		} else if (what == 1) {
			edit_drop_attr(p, n, "k1");
			xmlUnsetNsProp(n, NULL, BAD_CAST "k1");
		}
		if (what == 2 || roll(d, often + 4) == 0) {
			const xmlNode *after = NULL;

			for (const xmlNode *c = load_first(n, NULL); c != NULL && roll(d, 3) > 0; c = load_next(c, NULL))
				after = c;
			edit_add(p, n, after, EDIT_MARKUP, "<" EDIT_NS NEW_ELEMENT " at=\"1\">\n\t<!-- new -->\n</" EDIT_NS NEW_ELEMENT ">");
			++*added;
		}
	}
}

/* What was added is there, and belongs to the vocabulary of its parent. */
static size_t
count_added(const struct doc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	size_t n = 0;

	for (const xmlNode *e = root; e != NULL; e = load_following(root, e))
		n += load_is(e, NEW_ELEMENT) && e->ns == e->parent->ns;
	return n;
}

static size_t
count(const struct buf *b, const char *what)
{
	size_t n = 0;

	for (const char *s = buf_str(b); (s = strstr(s, what)) != NULL; s++)
		n++;
	return n;
}

static void
test_changes_mean_what_they_say_and_can_be_taken_back(void **state)
{
	(void)state;
	for (uint64_t round = 1; round <= ROUNDS; round++) {
		struct dice d = {round * 0x9e3779b97f4a7c15u};
		struct buf before = {0}, after = {0}, inverse = {0}, back = {0}, wanted = {0}, found = {0};
		struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
		struct edit_plan *p;
		const struct doc *doc, *changed;
		size_t added = 0;

		for (int i = 0; i < 4; i++)
			roll(&d, 2);
		put_file(&before, &d);
		doc = load(cx, buf_str(&before), before.len);
		p = edit_new(cx, doc);
		change(p, doc, &d, &added);
		assert_int_equal(edit_apply(p, &after, &inverse), RC_OK);
		put_meaning(doc, &wanted);
		changed = load(cx, buf_str(&after), after.len);
		put_meaning(changed, &found);
		assert_int_equal(count_added(changed), added);
		assert_string_equal(buf_str(&found), buf_str(&wanted));
		assert_int_equal(count(&after, "<!--"), count(&before, "<!--") + added);
		assert_true(edit_revert(buf_str(&after), after.len, buf_str(&inverse), &back));
		assert_int_equal(back.len, before.len);
		assert_memory_equal(back.p, before.p, before.len);
		for (struct buf *b[] = {&before, &after, &inverse, &back, &wanted, &found}, **q = b; q < b + ARRAY_LEN(b); q++)
			buf_free(*q);
		ctx_free(cx);
	}
}

/* ---- encodings --------------------------------------------------------------------------------------------------- */

/* Whatever a file's bytes were, writing its text unchanged gives them again. */
static void
test_each_encoding_comes_back_as_it_was(void **state)
{
	static const char text[] = "<?xml version=\"1.0\"?><r a='\xc3\xa9'>\xf0\x9f\x94\x91\n</r>\n";
	static const struct {
		enum load_coding coding;
		bool mark;
	} forms[] = {{LOAD_UTF8, false}, {LOAD_UTF8, true}, {LOAD_UTF16_LE, true}, {LOAD_UTF16_BE, true}, {LOAD_UTF16_LE, false},
	    {LOAD_UTF16_BE, false}};
	struct ctx *cx = *state;

	for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
		const struct doc like = {.coding = forms[i].coding, .has_mark = forms[i].mark};
		struct buf bytes = {0}, again = {0};
		const struct doc *doc;
		const char *decoded;
		size_t len;

		load_encode(&like, text, strlen(text), &bytes);
		doc = load(cx, bytes.p, bytes.len);
		assert_int_equal(doc->coding, forms[i].coding);
		assert_int_equal(doc->has_mark, forms[i].mark);
		decoded = src_bytes(cx->sources, doc->file, &len);
		assert_int_equal(len, strlen(text));
		load_encode(doc, decoded, len, &again);
		assert_int_equal(again.len, bytes.len);
		assert_memory_equal(again.p, bytes.p, bytes.len);
		buf_free(&bytes);
		buf_free(&again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_what_is_added_looks_like_its_neighbours, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_a_closed_tag_is_opened_once, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_overlapping_changes_are_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_a_malformed_way_back_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_changes_mean_what_they_say_and_can_be_taken_back, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_each_encoding_comes_back_as_it_was, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
