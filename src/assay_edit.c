/* Commands that change an assessment: migrate and roll, and what they share with those about evidence. */
#include "assay_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assess/ass.h"
#include "base/limits.h"
#include "base/str.h"
#include "validate/val.h"

#define NS_ASSESSMENT "urn:assay:assessment:1"

/* ---- reading, judging, writing ------------------------------------------------------------------------------------ */

static bool
stops_a_build(size_t id)
{
	return diag_rows[id].level == LEVEL_ERROR || diag_rows[id].level == LEVEL_SYSTEM;
}

/* As far as `assay check` goes. The reports stay. */
static void
check(struct ctx *cx, const struct doc *doc, size_t errors[DIAG__COUNT])
{
	const struct ass_opts o = {.paper = NULL};
	const struct ass *a;

	for (size_t i = 0; i < DIAG__COUNT; i++)
		errors[i] = stops_a_build(i) ? diag_count_of(cx, (enum diag_id)i) : 0;
	if (val_doc(cx, doc) == RC_OK)
		(void)!ass_assess(cx, doc, &o, &a);
	for (size_t i = 0; i < DIAG__COUNT; i++)
		errors[i] = stops_a_build(i) ? diag_count_of(cx, (enum diag_id)i) - errors[i] : 0;
}

enum rc
assay_edit_open(struct ctx *cx, const char *path, struct edit_file *f)
{
	const struct io_root *root;
	const xmlNode *top;
	struct diag_mark mark;

	load_init();
	*f = (struct edit_file){.path = path};
	TRY(io_read(cx, path, LIMIT_INPUT_BYTES, &f->bytes, &f->len));
	TRY(io_root_of(cx, path, &root));
	TRY(load_bytes(cx, path, f->bytes, f->len, root, &f->doc));
	top = xmlDocGetRootElement(f->doc->xml);
	if (top->ns == NULL || !str_eq((const char *)top->ns->href, NS_ASSESSMENT) || !load_is(top, "assessment"))
		return diag_at(cx, DIAG_VOCABULARY, load_span(f->doc, top), "%s", (const char *)top->name);
	mark = diag_mark(cx);
	check(cx, f->doc, f->errors);
	(void)diag_take_back(cx, &mark);
	return RC_OK;
}

static enum rc
judge(struct ctx *cx, const struct edit_file *f, const char *path, const struct buf *bytes)
{
	const struct io_root *root = f->doc->root;
	const struct diag_mark mark = diag_mark(cx);
	size_t errors[DIAG__COUNT];
	const struct doc *doc;

	if (!str_eq(path, "-"))
		TRY(io_root_of(cx, path, &root));
	TRY(load_bytes(cx, arena_printf(cx->arena, "%s (changed)", f->path), arena_copy(cx->arena, buf_str(bytes), bytes->len + 1),
	    bytes->len, root, &doc));
	check(cx, doc, errors);
	for (size_t i = 0; i < DIAG__COUNT; i++)
		if (errors[i] > f->errors[i])
			return diag_at(cx, DIAG_EDIT_WORSE, NO_SPAN, "%s", f->path);
	(void)diag_take_back(cx, &mark);
	return RC_OK;
}

/* Between reading and writing somebody may have saved the file in an editor. */
static enum rc
write_over(struct ctx *cx, const struct edit_file *f, const struct buf *bytes)
{
	const char *now;
	size_t len;

	if (!io_is_writable(f->path))
		return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: it is write-protected", f->path);
	TRY(io_read(cx, f->path, LIMIT_INPUT_BYTES, &now, &len));
	if (len != f->len || memcmp(now, f->bytes, len) != 0)
		return diag_at(cx, DIAG_OUTPUT_WRITE, NO_SPAN, "%s: somebody else changed it meanwhile", f->path);
	return io_write(cx, f->path, buf_str(bytes), bytes->len);
}

enum rc
assay_edit_finish(struct ctx *cx, const struct edit_file *f, const struct edit_opts *o, const struct buf *text, bool *changed)
{
	const char *path = o->output != NULL ? o->output : f->path;
	struct buf bytes = {0};
	bool differs;
	enum rc rc;

	load_encode(f->doc, buf_str(text), text->len, &bytes);
	differs = bytes.len != f->len || memcmp(buf_str(&bytes), f->bytes, f->len) != 0;
	if (changed != NULL)
		*changed = differs;
	rc = differs ? judge(cx, f, path, &bytes) : RC_OK;
	if (rc == RC_OK && !o->dry_run && o->output != NULL && !str_eq(path, "-") && io_exists(path))
		rc = diag_at(cx, DIAG_EXISTS, NO_SPAN, "%s", path);
	else if (rc == RC_OK && !o->dry_run && o->output != NULL)
		rc = io_write(cx, path, buf_str(&bytes), bytes.len);
	else if (rc == RC_OK && !o->dry_run && differs)
		rc = write_over(cx, f, &bytes);
	buf_free(&bytes);
	return rc;
}

/* ---- migrate ------------------------------------------------------------------------------------------------------- */

/* The civil calendar's day of SOURCE_DATE_EPOCH (Howard Hinnant's formula); NULL without one. No clock is read. */
static const char *
date_of_environment(struct ctx *cx)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long seconds, z, era, doe, yoe, doy, mp;

	if (epoch == NULL || *epoch == '\0')
		return NULL;
	seconds = strtoll(epoch, &end, 10);
	if (*end != '\0' || seconds < 0 || seconds > 253402300799)
		return NULL;
	z = seconds / 86400 + 719468;
	era = z / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	return arena_printf(cx->arena, "%04lld-%02lld-%02lld", yoe + era * 400 + (mp >= 10), mp < 10 ? mp + 3 : mp - 9,
	    doy - (153 * mp + 2) / 5 + 1);
}

/* The changes, then on top of them the record, which must know how to take them back. */
static enum rc
migrate_text(struct ctx *cx, const struct edit_file *f, const struct edit_migration *plan, const struct migrate_opts *m,
    struct buf *text)
{
	enum edit_keep keep = m->keep ? EDIT_BESIDE : EDIT_REPLACE;
	struct edit_record record = {.program = assay_version(), .date = m->date, .sha256 = f->doc->sha256};
	struct edit_plan *p = edit_new(cx, f->doc);
	struct buf first = {0}, inverse = {0};
	const struct doc *half;
	enum rc rc;

	if (record.date == NULL)
		record.date = date_of_environment(cx);
	edit_migrate(p, plan, keep);
	rc = edit_apply(p, &first, &inverse);
	if (rc == RC_OK)
		rc = load_bytes(cx, f->path, arena_copy(cx->arena, buf_str(&first), first.len + 1), first.len, f->doc->root, &half);
	if (rc == RC_OK) {
		record.inverse = arena_strdup(cx->arena, buf_str(&inverse));
		p = edit_new(cx, half);
		edit_add_record(p, plan, &record);
		rc = edit_apply(p, text, NULL);
	}
	buf_free(&first);
	buf_free(&inverse);
	return rc;
}

enum rc
assay_migrate(struct ctx *cx, const struct edit_opts *o, const struct migrate_opts *m, struct buf *out)
{
	struct edit_migration plan;
	struct edit_file f;
	struct buf text = {0};
	enum rc rc;

	TRY(assay_edit_open(cx, o->file, &f));
	TRY(edit_plan_migration(cx, f.doc, m->to, m->keep ? EDIT_BESIDE : EDIT_REPLACE, &plan));
	edit_show_migration(&plan, o->file, o->format == DIAG_JSON ? CAT_JSON : CAT_TEXT, out);
	rc = migrate_text(cx, &f, &plan, m, &text);
	if (rc == RC_OK)
		rc = assay_edit_finish(cx, &f, o, &text, NULL);
	buf_free(&text);
	if (rc == RC_OK && o->format == DIAG_TEXT)
		buf_printf(out, o->dry_run ? "Nothing was written: without --dry-run, %s would be.\n"
		                           : "Written: %s. \"assay migrate --undo\" restores the bytes of before.\n",
		    o->output != NULL ? o->output : o->file);
	return rc;
}

/* What the record's digest vouches for needs no judge: it is the file of before, with all that was wrong with it. */
enum rc
assay_migrate_undo(struct ctx *cx, const struct edit_opts *o, struct buf *out)
{
	const char *path = o->output != NULL ? o->output : o->file;
	struct edit_file f;
	struct buf bytes = {0};
	char hex[65];
	enum rc rc;

	TRY(assay_edit_open(cx, o->file, &f));
	rc = edit_undo(cx, f.doc, &bytes);
	if (rc == RC_OK && !o->dry_run && o->output != NULL && !str_eq(path, "-") && io_exists(path))
		rc = diag_at(cx, DIAG_EXISTS, NO_SPAN, "%s", path);
	else if (rc == RC_OK && !o->dry_run)
		rc = o->output != NULL ? io_write(cx, path, buf_str(&bytes), bytes.len) : write_over(cx, &f, &bytes);
	io_sha256(buf_str(&bytes), bytes.len, hex);
	buf_free(&bytes);
	if (rc == RC_OK && o->format == DIAG_JSON) {
		buf_puts(out, "{\"file\":\"");
		buf_json(out, path, strlen(path));
		buf_printf(out, "\",\"undone\":%s,\"sha256\":\"%s\"}\n", o->dry_run ? "false" : "true", hex);
	} else if (rc == RC_OK) {
		buf_printf(out, o->dry_run ? "%s: can be undone; nothing was written (%s)\n" : "%s: undone, byte for byte (%s)\n", path, hex);
	}
	return rc;
}

/* ---- roll ---------------------------------------------------------------------------------------------------------- */

static const char *
folder_of(struct ctx *cx, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? "." : slash == path ? "/" : arena_strndup(cx->arena, path, (size_t)(slash - path));
}

static const char *
base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* The id as a file name. The file may come from anybody and need not be valid: no folder, no dot in front, no controls. */
static const char *
file_name_of(struct ctx *cx, const char *id)
{
	char *name = arena_strdup(cx->arena, id);

	for (char *c = name; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
		else if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && strchr("._-", *c) == NULL && !(*c & 0x80))
			*c = '_';
	if (*name == '.' || *name == '-')
		*name = '_';
	return *name != '\0' ? name : "assessment";
}

/* "bf-2027-01.xml" from the new id; an id that stays gets the first day of the period. */
static const char *
name_of_roll(struct ctx *cx, const struct edit_file *f, const struct roll_opts *r, const char *id)
{
	const char *old = load_attr(cx, xmlDocGetRootElement(f->doc->xml), "id"), *stem;

	stem = id != NULL ? file_name_of(cx, id) : arena_printf(cx->arena, "%s-%s", file_name_of(cx, old != NULL ? old : ""), r->start);
	return strchr(f->path, '/') != NULL ? arena_printf(cx->arena, "%s/%s.xml", folder_of(cx, f->path), stem)
	                                    : arena_printf(cx->arena, "%s.xml", stem);
}

static void
tell_roll_text(const struct edit_file *f, const struct edit_rolled *done, const char *path, const char *evidence, bool dry_run,
    struct buf *out)
{
	diag_put_text(out, path);
	buf_puts(out, ": ");
	diag_put_text(out, done->id);
	buf_printf(out, ", version %s, draft; predecessor ", done->version);
	diag_put_text(out, f->path);
	buf_printf(out, " (%s)\n", f->doc->sha256);
	buf_printf(out, "%zu answers carried over, each to be confirmed; %zu not assessed; %zu date%s of people cleared.\n",
	    done->carried, done->open, done->reviews, done->reviews == 1 ? "" : "s");
	buf_printf(out, "Evidence on the new as-of date: %s", evidence);
	if (done->from_draft)
		buf_puts(out, "The predecessor is a draft: nobody has approved what the answers are compared with.\n");
	buf_puts(out, "Look at products, scope, method, findings and actions too: they are as they were.\n");
	if (dry_run)
		buf_puts(out, "Nothing was written.\n");
}

static void
tell_roll_json(const struct edit_file *f, const struct edit_rolled *done, const char *path, const char *evidence, bool dry_run,
    struct buf *out)
{
	const struct {
		const char *key, *value;
	} rows[] = {{"file", path}, {"id", done->id}, {"version", done->version}, {"predecessor", f->path},
	    {"predecessor_sha256", f->doc->sha256}};

	buf_putc(out, '{');
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		buf_printf(out, "\"%s\":\"", rows[i].key);
		buf_json(out, rows[i].value, strlen(rows[i].value));
		buf_puts(out, "\",");
	}
	buf_puts(out, "\"evidence\":\"");
	buf_json(out, evidence, strcspn(evidence, "\n"));
	buf_printf(out, "\",\"to_confirm\":%zu,\"not_assessed\":%zu,\"dates_cleared\":%zu,\"written\":%s}\n", done->carried, done->open,
	    done->reviews, dry_run ? "false" : "true");
}

/* What the evidence will be worth; counted on the text that is written. */
static enum rc
sum_evidence(struct ctx *cx, const struct edit_file *f, const struct buf *text, const char **line)
{
	struct buf sum = {0};
	const struct doc *doc;
	enum rc rc;

	TRY(load_bytes(cx, f->path, arena_copy(cx->arena, buf_str(text), text->len + 1), text->len, f->doc->root, &doc));
	rc = ass_sum_evidence(cx, doc, &sum);
	*line = arena_strdup(cx->arena, buf_str(&sum));
	buf_free(&sum);
	return rc;
}

enum rc
assay_roll(struct ctx *cx, const struct edit_opts *o, const struct roll_opts *r, struct buf *out)
{
	struct edit_roll roll = {.start = r->start, .end = r->end, .as_of = r->as_of, .id = r->id};
	struct edit_opts write = *o;
	const char *evidence = "";
	struct edit_rolled done;
	struct edit_plan *p;
	struct edit_file f;
	struct buf text = {0};
	enum rc rc;

	TRY(assay_edit_open(cx, o->file, &f));
	if (roll.id == NULL)
		roll.id = edit_next_id(cx, f.doc, r->start);
	if (write.output == NULL)
		write.output = name_of_roll(cx, &f, r, roll.id);
	if (!str_eq(write.output, "-") && !str_eq(folder_of(cx, write.output), folder_of(cx, f.path)))
		return diag_at(cx, DIAG_ROLL_PLACE, NO_SPAN, "%s", write.output);
	roll.href = base_of(f.path);
	p = edit_new(cx, f.doc);
	TRY(edit_roll(p, &roll, &done));
	rc = edit_apply(p, &text, NULL);
	if (rc == RC_OK)
		rc = assay_edit_finish(cx, &f, &write, &text, NULL);
	if (rc == RC_OK)
		rc = sum_evidence(cx, &f, &text, &evidence);
	buf_free(&text);
	if (rc == RC_OK)
		(o->format == DIAG_JSON ? tell_roll_json : tell_roll_text)(&f, &done, write.output, evidence, o->dry_run, out);
	return rc;
}
