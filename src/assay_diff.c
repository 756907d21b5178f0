/* assay_diff.c - `assay diff`: which two things are compared? */
#include "assay.h"
#include "assess/ass.h"
#include "base/io.h"
#include "base/str.h"
#include "catalog/cat_diff.h"
#include "catalog/catalog.h"
#include "validate/val.h"

#define NS_ASSESSMENT "urn:assay:assessment:1"

/* A file of that name wins over a framework: an operator who names a file means it. */
static bool
is_framework(struct ctx *cx, const char *name)
{
	return !io_exists(name) && cat_has(cx, name);
}

static enum rc
open_assessment(struct ctx *cx, const char *path, const struct doc **doc)
{
	const xmlNode *root;

	TRY(load_file(cx, path, doc));
	root = xmlDocGetRootElement((*doc)->xml);
	if (root->ns == NULL || !str_eq((const char *)root->ns->href, NS_ASSESSMENT))
		return diag_at(cx, DIAG_VOCABULARY, load_span(*doc, root), "%s", (const char *)root->name);
	return val_doc_schema(cx, *doc);
}

enum rc
assay_diff(struct ctx *cx, const char *was, const char *now, enum diag_format format, struct buf *out)
{
	enum cat_format f = format == DIAG_JSON ? CAT_JSON : CAT_TEXT;
	bool old_is = is_framework(cx, was), new_is = is_framework(cx, now);
	const struct doc *a, *b;

	load_init();
	if (old_is && new_is)
		return cat_diff_show(cx, was, now, f, out);
	if (!old_is)
		TRY(open_assessment(cx, was, &a));
	if (!new_is)
		TRY(open_assessment(cx, now, &b));
	if (new_is)
		return ass_diff_framework(cx, a, now, ASS_OLDER, f, out);
	if (old_is)
		return ass_diff_framework(cx, b, was, ASS_NEWER, f, out);
	return ass_diff(cx, a, b, f, out);
}
