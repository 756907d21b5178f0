/* Commands about evidence: list, refresh, add. */
#include <string.h>
#include <strings.h>

#include "assay_edit.h"
#include "assess/ass.h"
#include "base/limits.h"
#include "base/str.h"

enum rc
assay_evidence_list(struct ctx *cx, const char *file, enum diag_format format, struct buf *out)
{
	struct edit_file f;

	TRY(assay_edit_open(cx, file, &f));
	return ass_list_evidence(cx, f.doc, format == DIAG_JSON ? CAT_JSON : CAT_TEXT, out);
}

/* ---- refresh ------------------------------------------------------------------------------------------------------- */

enum fresh { FRESH_SAME, FRESH_ADDED, FRESH_ALTERED, FRESH_MISSING, FRESH_UNREADABLE, FRESH__COUNT };

static const struct {
	const char *name, *words; /* words: loud where somebody must look */
} freshness[FRESH__COUNT] = {
    [FRESH_SAME] = {"unchanged", "unchanged"},
    [FRESH_ADDED] = {"added", "digest added"},
    [FRESH_ALTERED] = {"altered", "ALTERED"},
    [FRESH_MISSING] = {"missing", "MISSING, digest left"},
    [FRESH_UNREADABLE] = {"unreadable", "NOT READABLE, digest left"},
};

struct refresh {
	struct ctx *cx;
	const struct edit_file *f;
	const struct edit_opts *o;
	struct edit_plan *plan;
	const char *collected;
	struct buf *out;
	size_t count[FRESH__COUNT], told;
};

static enum fresh
freshness_of(const struct io_digest *d, const char *stated)
{
	if (d->state != IO_OK)
		return d->state == IO_MISSING ? FRESH_MISSING : FRESH_UNREADABLE;
	return stated == NULL ? FRESH_ADDED : strcasecmp(stated, d->hex) == 0 ? FRESH_SAME : FRESH_ALTERED;
}

static bool
refers_to(struct ctx *cx, const xmlNode *task, const char *id)
{
	for (const xmlNode *e = load_first(task, "evidence-ref"); e != NULL; e = load_next(e, "evidence-ref"))
		if (str_eq(load_attr(cx, e, "ref"), id))
			return true;
	return false;
}

/* Whose answers rest on it: "PO.1.1 PS.2.1", or members of a JSON array. */
static void
put_tasks(const struct refresh *r, const char *id)
{
	const xmlNode *tasks = load_first(xmlDocGetRootElement(r->f->doc->xml), "tasks");
	bool json = r->o->format == DIAG_JSON;
	size_t n = 0;

	for (const xmlNode *t = load_first(tasks, "task"); t != NULL; t = load_next(t, "task")) {
		const char *ref = load_attr(r->cx, t, "ref");

		if (ref == NULL || !refers_to(r->cx, t, id))
			continue;
		buf_puts(r->out, n++ == 0 ? "" : json ? "," : " ");
		if (json) {
			buf_putc(r->out, '"');
			buf_json(r->out, ref, strlen(ref));
			buf_putc(r->out, '"');
		} else {
			diag_put_text(r->out, ref);
		}
	}
}

static void
tell_json(struct refresh *r, const xmlNode *e, enum fresh fresh, const char *found)
{
	const char *id = load_attr(r->cx, e, "id");

	buf_puts(r->out, r->told > 0 ? ",\n {" : "\n {");
	buf_json_member(r->out, "id", id);
	buf_putc(r->out, ',');
	buf_json_member(r->out, "href", load_attr(r->cx, e, "href"));
	buf_printf(r->out, ",\"was\":\"%s\",", freshness[fresh].name);
	buf_json_member(r->out, "stated", load_attr(r->cx, e, "sha256"));
	buf_putc(r->out, ',');
	buf_json_member(r->out, "found", found);
	buf_puts(r->out, ",\"tasks\":[");
	put_tasks(r, id);
	buf_puts(r->out, "]}");
}

static void
tell_text(struct refresh *r, const xmlNode *e, enum fresh fresh, const char *found)
{
	const char *id = load_attr(r->cx, e, "id"), *stated = load_attr(r->cx, e, "sha256");

	diag_put_text(r->out, id != NULL ? id : "-");
	buf_printf(r->out, "  %s", freshness[fresh].words);
	if (fresh == FRESH_ALTERED) {
		buf_puts(r->out, "  ");
		diag_put_text(r->out, arena_strndup(r->cx->arena, stated, strnlen(stated, 8)));
		buf_puts(r->out, " ->");
	}
	if (fresh == FRESH_ADDED || fresh == FRESH_ALTERED)
		buf_printf(r->out, "%s%.8s", fresh == FRESH_ADDED ? "  " : " ", found);
	buf_puts(r->out, "  ");
	diag_put_text(r->out, load_attr(r->cx, e, "href"));
	buf_putc(r->out, '\n');
	if (fresh == FRESH_ALTERED) {
		buf_puts(r->out, "    see that the answers still hold that rest on it: ");
		put_tasks(r, id);
		buf_putc(r->out, '\n');
	}
}

static void
tell_one(struct refresh *r, const xmlNode *e, enum fresh fresh, const struct io_digest *d)
{
	(r->o->format == DIAG_JSON ? tell_json : tell_text)(r, e, fresh, d->state == IO_OK ? d->hex : NULL);
	r->told++;
}

static void
refresh_one(struct refresh *r, const xmlNode *e, bool is_named)
{
	const char *href = load_attr(r->cx, e, "href");
	const struct io_digest *d;
	enum fresh fresh;

	if (href == NULL)
		return;
	d = io_digest_once(r->cx, r->f->doc->root, href, LIMIT_EVIDENCE_BYTES);
	fresh = freshness_of(d, load_attr(r->cx, e, "sha256"));
	r->count[fresh]++;
	if (fresh == FRESH_ADDED || fresh == FRESH_ALTERED)
		edit_set_attr(r->plan, e, "sha256", d->hex);
	/* A file that was taken anew may be the same, byte for byte; only who names it says that it was. */
	if (r->collected != NULL && (fresh == FRESH_ADDED || fresh == FRESH_ALTERED || (fresh == FRESH_SAME && is_named)))
		edit_set_attr(r->plan, e, "collected", r->collected);
	if (fresh != FRESH_SAME || is_named)
		tell_one(r, e, fresh, d);
}

static bool
contains(const char *const *ids, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(ids[i], id))
			return true;
	return false;
}

static enum rc
check_ids(struct refresh *r, const xmlNode *list, const char *const *ids, size_t n)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < n; i++) {
		const xmlNode *e = load_first(list, "evidence");
		const char *names[2000], *near;
		size_t n_names = 0;

		for (; e != NULL && !str_eq(load_attr(r->cx, e, "id"), ids[i]); e = load_next(e, "evidence"))
			if (n_names < ARRAY_LEN(names) && load_attr(r->cx, e, "id") != NULL)
				names[n_names++] = load_attr(r->cx, e, "id");
		if (e != NULL && load_attr(r->cx, e, "href") != NULL)
			continue;
		near = str_nearest(ids[i], names, n_names);
		rc = diag_at(r->cx, DIAG_REF_DANGLING, e != NULL ? load_span(r->f->doc, e) : NO_SPAN, "%s \"%s\"",
		    e != NULL ? "there is no file behind the evidence" : "no <evidence> has the id", ids[i]);
		if (e == NULL && near != NULL)
			diag_hint(r->cx, "Did you mean \"%s\"?", near);
	}
	return rc;
}

static void
tell_sum(struct refresh *r, bool changed)
{
	size_t n = r->count[FRESH_ADDED] + r->count[FRESH_ALTERED];

	if (r->o->format == DIAG_JSON) {
		buf_printf(r->out, "\n],\"digests\":%zu,\"written\":%s}\n", n, changed && !r->o->dry_run ? "true" : "false");
		return;
	}
	buf_printf(r->out, "%zu digest%s %s, %zu unchanged", n, n == 1 ? "" : "s", r->o->dry_run ? "would be written" : "written",
	    r->count[FRESH_SAME]);
	if (r->count[FRESH_MISSING] + r->count[FRESH_UNREADABLE] > 0)
		buf_printf(r->out, ", %zu not to be had", r->count[FRESH_MISSING] + r->count[FRESH_UNREADABLE]);
	buf_putc(r->out, '\n');
	if (r->count[FRESH_ALTERED] > 0)
		buf_printf(r->out, "%zu FILE%s CHANGED since the digest was stated: a new digest says that somebody has looked.\n",
		    r->count[FRESH_ALTERED], r->count[FRESH_ALTERED] == 1 ? "" : "S");
}

enum rc
assay_evidence_refresh(struct ctx *cx, const struct edit_opts *o, const char *const *ids, size_t n_ids, const char *collected,
    struct buf *out)
{
	struct refresh r = {.cx = cx, .o = o, .collected = collected, .out = out};
	struct edit_file f;
	const xmlNode *list;
	struct buf text = {0};
	bool changed = false;
	enum rc rc;

	TRY(assay_edit_open(cx, o->file, &f));
	r.f = &f;
	r.plan = edit_new(cx, f.doc);
	list = load_first(xmlDocGetRootElement(f.doc->xml), "evidence-list");
	TRY(check_ids(&r, list, ids, n_ids));
	if (o->format == DIAG_JSON)
		buf_puts(out, "{\"evidence\":[");
	for (const xmlNode *e = load_first(list, "evidence"); e != NULL; e = load_next(e, "evidence"))
		if (n_ids == 0 || contains(ids, n_ids, load_attr(cx, e, "id")))
			refresh_one(&r, e, n_ids > 0);
	rc = edit_apply(r.plan, &text, NULL);
	if (rc == RC_OK)
		rc = assay_edit_finish(cx, &f, o, &text, &changed);
	buf_free(&text);
	if (rc == RC_OK)
		tell_sum(&r, changed);
	return rc;
}

/* ---- add ----------------------------------------------------------------------------------------------------------- */

/* A path as the shell completes it becomes the name that the assessment would use: relative to its folder. */
static const char *
name_below(struct ctx *cx, const char *file, const char *path)
{
	const char *slash = strrchr(file, '/');

	while (str_starts(path, "./"))
		path += 2;
	if (slash != NULL) {
		const char *dir = arena_strndup(cx->arena, file, (size_t)(slash - file) + 1);

		while (str_starts(dir, "./"))
			dir += 2;
		if (str_starts(path, dir))
			path += strlen(dir);
	}
	return path;
}

static enum rc
find_file(struct ctx *cx, const struct edit_file *f, const char *path, struct edit_evidence *e)
{
	const struct io_digest *d;
	const char *why;

	e->href = name_below(cx, f->path, path);
	if (!io_name_is_plain(e->href, &why))
		return diag_at(cx, DIAG_FILE_OUTSIDE, NO_SPAN, "\"%s\": %s", e->href, why);
	if (str_eq(e->href, strrchr(f->path, '/') != NULL ? strrchr(f->path, '/') + 1 : f->path))
		return diag_at(cx, DIAG_FILE_OUTSIDE, NO_SPAN, "\"%s\": an assessment is no evidence of itself", e->href);
	d = io_digest_once(cx, f->doc->root, e->href, LIMIT_EVIDENCE_BYTES);
	if (d->state == IO_MISSING)
		return diag_at(cx, DIAG_FILE_OPEN, NO_SPAN, "%s: it is not below the folder of %s", e->href, f->path);
	if (d->state == IO_TOO_LARGE)
		return diag_at(cx, DIAG_FILE_SIZE, NO_SPAN, "\"%s\": the limit is %zu MiB", e->href, LIMIT_EVIDENCE_BYTES >> 20);
	if (d->state != IO_OK)
		return diag_at(cx, DIAG_FILE_OUTSIDE, NO_SPAN, "\"%s\": it is no plain file, or is reached through a symbolic link", e->href);
	e->sha256 = d->hex;
	return RC_OK;
}

static void
tell_added(const struct edit_opts *o, const struct edit_evidence *e, const char *id, struct buf *out)
{
	if (o->format == DIAG_JSON) {
		buf_putc(out, '{');
		buf_json_member(out, "id", id);
		buf_putc(out, ',');
		buf_json_member(out, "href", e->href);
		buf_printf(out, ",\"sha256\":\"%s\",\"written\":%s}\n", e->sha256, o->dry_run ? "false" : "true");
		return;
	}
	diag_put_text(out, id);
	buf_printf(out, "  %s  ", e->sha256);
	diag_put_text(out, e->href);
	buf_putc(out, '\n');
	if (e->tasks == NULL)
		buf_printf(out, "No task refers to it yet: add <evidence-ref ref=\"%s\"/>, or name tasks with --task.\n", id);
	if (o->dry_run)
		buf_puts(out, "Nothing was written.\n");
}

enum rc
assay_evidence_add(struct ctx *cx, const struct edit_opts *o, const struct evidence_opts *e, struct buf *out)
{
	struct edit_evidence added = {.id = e->id, .title = e->title, .type = e->type, .method = e->method, .collected = e->collected,
	    .by = e->by, .expires = e->expires, .disclosure = e->disclosure, .reason = e->reason, .tasks = e->tasks};
	struct edit_plan *p;
	struct edit_file f;
	struct buf text = {0};
	const char *id;
	enum rc rc;

	TRY(assay_edit_open(cx, o->file, &f));
	TRY(find_file(cx, &f, e->path, &added));
	p = edit_new(cx, f.doc);
	TRY(edit_add_evidence(p, &added, &id));
	rc = edit_apply(p, &text, NULL);
	if (rc == RC_OK)
		rc = assay_edit_finish(cx, &f, o, &text, NULL);
	buf_free(&text);
	if (rc == RC_OK)
		tell_added(o, &added, id, out);
	return rc;
}
