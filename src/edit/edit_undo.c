/*
 * The record of a migration, and the way back. The record carries the inverse of every change but its own: going back
 * takes the record out, compares a digest, applies the inverse, and compares another one. So nothing beside the file is
 * needed, and a file that somebody worked on since cannot be undone by mistake, not even where that was in the new text.
 */
#include <string.h>
#include <strings.h>

#include "base/io.h"
#include "base/str.h"
#include "edit/edit.h"

void
edit_add_record(struct edit_plan *p, const struct edit_migration *m, const struct edit_record *r)
{
	struct ctx *cx = edit_ctx(p);
	const xmlNode *root = xmlDocGetRootElement(edit_doc(p)->xml), *after = edit_slot(root, "migration");
	struct buf b = {0};
	char hex[65];
	size_t len;
	const char *text = src_bytes(cx->sources, edit_doc(p)->file, &len);

	io_sha256(text, len, hex);
	buf_puts(&b, "<" EDIT_NS "migration");
	edit_put_attr(&b, "from", arena_printf(cx->arena, "%s-%s", m->was->id, m->was->version));
	edit_put_attr(&b, "to", arena_printf(cx->arena, "%s-%s", m->now->id, m->now->version));
	edit_put_attr(&b, "date", r->date);
	edit_put_attr(&b, "program", r->program);
	edit_put_attr(&b, "from-digest", m->was->digest);
	edit_put_attr(&b, "to-digest", m->now->digest);
	edit_put_attr(&b, "sha256", r->sha256);
	edit_put_attr(&b, "undo", arena_printf(cx->arena, "%zu %s %s", edit_lead(p, root, after), hex, r->inverse));
	buf_puts(&b, "/>");
	edit_add(p, root, after, EDIT_MARKUP, buf_str(&b));
	buf_free(&b);
}

/* The text without its last record, as it was when that was written; *inverse is the way on from there. */
static bool
drop_record(struct ctx *cx, const struct doc *doc, const xmlNode *record, struct buf *out, const char **inverse)
{
	const char *undo = load_attr(cx, record, "undo"), *text;
	struct span at = load_whole_span(doc, record);
	size_t lead = 0, len;
	char hex[65];

	text = src_bytes(cx->sources, doc->file, &len);
	for (; *undo >= '0' && *undo <= '9' && lead < 10000; undo++)
		lead = lead * 10 + (size_t)(*undo - '0');
	if (*undo != ' ' || lead > at.beg)
		return false;
	buf_add(out, text, at.beg - lead);
	buf_add(out, text + at.end, len - at.end);
	io_sha256(buf_str(out), out->len, hex);
	if (strncmp(undo + 1, hex, 64) != 0 || undo[65] != ' ')
		return false;
	*inverse = undo + 66;
	return true;
}

enum rc
edit_undo(struct ctx *cx, const struct doc *doc, struct buf *out)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *record = NULL;
	struct buf without = {0}, before = {0};
	const char *inverse;
	char hex[65] = "";

	for (const xmlNode *r = load_first(root, "migration"); r != NULL; r = load_next(r, "migration"))
		record = r;
	if (record == NULL || load_attr(cx, record, "undo") == NULL)
		return diag_at(cx, DIAG_MIGRATE_UNDO, load_span(doc, record != NULL ? record : root), "%s",
		    record != NULL ? "the record does not say how" : "the file has no record of a migration");
	if (drop_record(cx, doc, record, &without, &inverse) &&
	    edit_revert(buf_str(&without), without.len, inverse, &before)) {
		load_encode(doc, buf_str(&before), before.len, out);
		io_sha256(buf_str(out), out->len, hex);
	}
	buf_free(&without);
	buf_free(&before);
	if (strcasecmp(hex, load_attr(cx, record, "sha256") != NULL ? load_attr(cx, record, "sha256") : "-") == 0)
		return RC_OK;
	return diag_at(cx, DIAG_MIGRATE_UNDO, load_span(doc, record), "the file was changed since, and undoing would lose that");
}
