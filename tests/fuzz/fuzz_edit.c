/*
 * Bytes as an assessment that is to be changed. Whatever it looks like: what the changes make is well-formed, has what was
 * added, and goes back to the same bytes; and no command of the room falls over it.
 */
#include <string.h>

#include "base/str.h"
#include "edit/edit.h"
#include "fuzz.h"

#define MAX_BYTES 20000 /* larger ones only cost time */

static size_t
count(const struct doc *doc, const char *name)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	size_t n = 0;

	for (const xmlNode *e = root; e != NULL; e = load_following(root, e))
		n += load_is(e, name);
	return n;
}

/* Loads what a change has made: it must be well-formed, whatever else is wrong with it. */
static const struct doc *
reload(struct ctx *cx, const struct buf *text)
{
	const struct doc *doc;

	if (load_bytes(cx, "changed.xml", arena_copy(cx->arena, buf_str(text), text->len + 1), text->len, NULL, &doc) == RC_OK)
		return doc;
	/* More elements or depth than one file may have. */
	if (diag_said(cx, DIAG_XML_LIMIT))
		return NULL;
	fuzz_fail("a change made a file that is not well-formed:\n%s", buf_str(text));
}

static void
check_applied(struct ctx *cx, const struct doc *doc, struct edit_plan *p, const char *added, size_t n)
{
	struct buf after = {0}, inverse = {0}, back = {0};
	const char *text;
	const struct doc *changed;
	size_t len;

	text = src_bytes(cx->sources, doc->file, &len);
	if (edit_apply(p, &after, &inverse) != RC_OK)
		fuzz_fail("changes overlap");
	changed = reload(cx, &after);
	if (changed != NULL && added != NULL && count(changed, added) != count(doc, added) + n)
		fuzz_fail("%zu of <%s> were added, %zu are there:\n%s", n, added, count(changed, added), buf_str(&after));
	if (!edit_revert(buf_str(&after), after.len, buf_str(&inverse), &back) || back.len != len ||
	    memcmp(buf_str(&back), text, len) != 0)
		fuzz_fail("the way back leads elsewhere:\n%s", buf_str(&back));
	buf_free(&after);
	buf_free(&inverse);
	buf_free(&back);
}

static void
change_everything(struct ctx *cx, const struct doc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);
	struct edit_plan *p = edit_new(cx, doc);
	size_t n = 0, added = 0;

	for (const xmlNode *e = root; e != NULL; e = load_following(root, e), n++) {
		edit_set_attr(p, e, "confirm", n % 3 == 0 ? "a \"b\" 'c' <d> & e" : "period");
		if (n % 2 == 0)
			edit_drop_attr(p, e, "id");
		if (n % 5 < 2) {
			edit_add(p, e, n % 5 == 0 ? NULL : load_first(e, NULL), EDIT_MARKUP, "<" EDIT_NS "was>\n\t<!-- new -->\n</" EDIT_NS "was>");
			added++;
		}
	}
	check_applied(cx, doc, p, "was", added);
}

static void
run_commands(struct ctx *cx, const struct doc *doc)
{
	static const struct edit_evidence evidence = {.href = "a&b.txt", .sha256 = "0", .title = "\"", .tasks = "PO.1.1,PO.1.2"};
	const struct edit_roll roll = {.start = "2027-01-01", .end = "2027-12-31", .id = edit_next_id(cx, doc, "2027-01-01"), .href = "x.xml"};
	struct edit_migration m;
	struct edit_rolled rolled;
	struct edit_plan *p = edit_new(cx, doc);
	struct buf out = {0};
	const char *id;

	if (edit_add_evidence(p, &evidence, &id) == RC_OK)
		check_applied(cx, doc, p, NULL, 0);
	p = edit_new(cx, doc);
	if (edit_roll(p, &roll, &rolled) == RC_OK)
		check_applied(cx, doc, p, NULL, 0);
	for (int keep = EDIT_REPLACE; keep <= EDIT_BESIDE; keep++) {
		if (edit_plan_migration(cx, doc, "ssdf-1.2-ipd", (enum edit_keep)keep, &m) != RC_OK)
			continue;
		p = edit_new(cx, doc);
		edit_migrate(p, &m, (enum edit_keep)keep);
		check_applied(cx, doc, p, NULL, 0);
		edit_show_migration(&m, "x.xml", CAT_JSON, &out);
		edit_show_migration(&m, "x.xml", CAT_TEXT, &out);
	}
	(void)!edit_undo(cx, doc, &out);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	const struct doc *doc;

	load_init();
	if (size < MAX_BYTES && load_bytes(cx, "fuzz.xml", arena_copy(cx->arena, data, size), size, NULL, &doc) == RC_OK) {
		change_everything(cx, doc);
		if (load_is(xmlDocGetRootElement(doc->xml), "assessment"))
			run_commands(cx, doc);
	}
	ctx_free(cx);
	return 0;
}
