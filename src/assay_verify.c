/*
 * assay_verify.c - what a report proves of itself.
 *
 * The report is taken apart, each of its files is compared with the manifest, and the report is made again from nothing but
 * what it carries (base/inputs.h, replay) and the program's fonts. What comes out must be what is there, byte by byte, the signature apart.
 * A stylesheet from a report is a stranger's: all limits hold, nothing is written, and no file but those of the report is read.
 */
#include <string.h>

#include "assay.h"
#include "assay_manifest.h"
#include "base/inputs.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "base/zip.h"
#include "finish/fin_inside.h"
#include "finish/fin_sign.h"

#define REBUILT "rebuilt.pdf"
#define NAMED 5 /* files that a line names; the rest is counted */

/* A report taken apart. */
struct verifying {
	struct ctx *cx;
	const struct verify_opts *o;
	struct verify *v;
	struct fin_inside *in;
	struct ctx *aside;   /* in which strangers' XML is read: what is wrong with it is a line of the table */
	struct ctx *rebuild;
	struct manifest m;
	struct zip_member *members;
	size_t n_members;
};

static void
tell(struct verifying *v, const char *name, enum verify_state state, const char *detail)
{
	struct verify *out = v->v;
	struct buf line = {0};

	diag_put_text(&line, detail);
	if (out->n < VERIFY_CHECKS)
		out->checks[out->n++] = (struct verify_check){name, state, arena_strdup(v->cx->arena, buf_str(&line))};
	out->holds = out->holds && state != VERIFY_FAILS;
	buf_free(&line);
}

/* The last error of a context in words. */
static const char *
last_error(const struct ctx *cx, struct arena *a)
{
	const char *text = "";
	struct diag_view d;

	for (size_t i = 0; diag_nth(cx, i, &d); i++)
		if (d.row->level >= LEVEL_ERROR)
			text = arena_printf(a, "%s: %s", d.row->text, d.detail);
	return text;
}

/* Names of what is wrong, the first few. */
struct names {
	struct buf text;
	size_t n;
};

static void
add_name(struct names *names, const char *name, const char *why)
{
	if (names->n++ < NAMED)
		buf_printf(&names->text, "%s%s %s", names->n > 1 ? "; " : "", name, why);
}

static const char *
end_names(struct names *names, struct arena *a)
{
	const char *text = arena_printf(a, names->n > NAMED ? "%s; and %zu more" : "%s", buf_str(&names->text), names->n - NAMED);

	buf_free(&names->text);
	return text;
}

/* ---- what it carries ------------------------------------------------------------------------------------------------------- */

static bool
open_manifest(struct verifying *v)
{
	const struct fin_inside_file *file = fin_inside_lookup(v->in, MANIFEST_FILE);
	struct arena *a = v->cx->arena;
	const char *why = NULL;

	if (file == NULL) {
		tell(v, "manifest", VERIFY_FAILS, "there is none: it was not made by assay build, or with --no-source");
		return false;
	}
	if (manifest_read(v->aside, file->bytes, file->len, &v->m, &why) != RC_OK) {
		tell(v, "manifest", VERIFY_FAILS, arena_printf(a, MANIFEST_FILE ": %s", why != NULL ? why : last_error(v->aside, a)));
		return false;
	}
	tell(v, "manifest", VERIFY_HOLDS,
	    arena_printf(a, "%s, made by assay %s from %zu files", v->m.build.report != NULL ? v->m.build.report : "a document", v->m.version, v->m.n));
	return true;
}

static bool
open_zip(struct verifying *v)
{
	const struct fin_inside_file *file = fin_inside_lookup(v->in, MANIFEST_ZIP);
	const char *wrong = file != NULL ? zip_read(v->cx->arena, file->bytes, file->len, &v->members, &v->n_members) : "it is missing";

	if (wrong != NULL)
		tell(v, "attachments", VERIFY_FAILS, arena_printf(v->cx->arena, MANIFEST_ZIP ": %s", wrong));
	return wrong == NULL;
}

/* The bytes that the manifest says are there. */
static bool
bytes_of(const struct verifying *v, const struct manifest_input *in, const char **bytes, size_t *len)
{
	const struct fin_inside_file *file = fin_inside_lookup(v->in, in->in);

	for (size_t i = 0; str_eq(in->in, MANIFEST_ZIP) && i < v->n_members; i++)
		if (str_eq(v->members[i].name, in->place)) {
			*bytes = v->members[i].bytes;
			*len = v->members[i].len;
			return true;
		}
	if (file == NULL || str_eq(in->in, MANIFEST_ZIP))
		return false;
	*bytes = file->bytes;
	*len = file->len;
	return true;
}

static void
compare_inputs(const struct verifying *v, struct map *expected, struct names *wrong)
{
	for (size_t i = 0; i < v->m.n; i++) {
		const struct manifest_input *in = &v->m.inputs[i];
		bool zipped = str_eq(in->in, MANIFEST_ZIP);
		const char *bytes, *name = zipped ? in->place : in->in;
		char hex[65];
		size_t len;

		if (in->in == NULL)
			continue;
		if (map_set(expected, zipped ? arena_printf(v->cx->arena, "zip:%s", name) : name, expected) != NULL)
			add_name(wrong, name, "stands for two files");
		if (!bytes_of(v, in, &bytes, &len)) {
			add_name(wrong, name, "is missing");
			continue;
		}
		io_sha256(bytes, len, hex);
		if (len != in->size || !str_eq(hex, in->sha256))
			add_name(wrong, name, "is not what the manifest says");
	}
}

/* Nothing may be there of which the manifest does not tell. */
static void
look_for_others(const struct verifying *v, struct map *expected, struct names *wrong)
{
	map_set(expected, MANIFEST_FILE, expected);
	map_set(expected, MANIFEST_ZIP, expected);
	for (size_t i = 0; i < v->in->n_files; i++)
		if (map_lookup(expected, v->in->files[i].name) == NULL)
			add_name(wrong, v->in->files[i].name, "is not in the manifest");
	for (size_t i = 0; i < v->n_members; i++)
		if (map_lookup(expected, arena_printf(v->cx->arena, "zip:%s", v->members[i].name)) == NULL)
			add_name(wrong, v->members[i].name, "is not in the manifest");
}

static bool
check_attachments(struct verifying *v)
{
	struct map *expected = map_new(v->cx->arena);
	struct names wrong = {0};
	bool holds;

	if (!open_zip(v))
		return false;
	compare_inputs(v, expected, &wrong);
	look_for_others(v, expected, &wrong);
	holds = wrong.n == 0;
	if (!holds)
		tell(v, "attachments", VERIFY_FAILS, end_names(&wrong, v->cx->arena));
	else
		tell(v, "attachments", VERIFY_HOLDS, arena_printf(v->cx->arena, "%zu attachments, %zu files in " MANIFEST_ZIP ": each is what the manifest says",
							  v->in->n_files, v->n_members));
	return holds;
}

static void
tell_program(struct verifying *v)
{
	if (str_eq(v->m.version, assay_version()))
		tell(v, "program", VERIFY_HOLDS, arena_printf(v->cx->arena, "the same version, %s", assay_version()));
	else
		tell(v, "program", VERIFY_NOTE, arena_printf(v->cx->arena, "made by version %s, this is %s: another version may make other bytes of the same files",
						    v->m.version, assay_version()));
}

/* ---- making it again --------------------------------------------------------------------------------------------------------- */

static void
fill_replay(struct verifying *v)
{
	struct ctx *cx = v->rebuild;

	inputs_begin(cx, INPUTS_REPLAY);
	for (size_t i = 0; i < v->m.n; i++) {
		const struct manifest_input *in = &v->m.inputs[i];
		struct io_digest d = {.state = in->state, .size = in->size};
		const char *bytes;
		size_t len;

		if (str_eq(in->role, "font") || str_eq(in->role, "hyphenation"))
			continue;
		memcpy(d.hex, in->sha256, strlen(in->sha256) + 1);
		if (in->in != NULL && bytes_of(v, in, &bytes, &len))
			inputs_add(cx, in->place, bytes, len);
		else
			inputs_add_digest(cx, in->place, &d);
	}
}

static enum rc
build_again(struct verifying *v)
{
	const struct manifest_build *m = &v->m.build;
	const struct build_opts o = {
	    .input = m->input,
	    .output = REBUILT,
	    .report = m->report,
	    .schema = m->schema,
	    .stylesheet = m->stylesheet,
	    .theme = m->theme,
	    .policy = m->policy,
	    .lang = m->lang,
	    .paper = m->paper,
	    .to = m->to,
	    .catalogue = m->catalogue,
	    .base = m->pictures,
	    .profile = m->profile,
	    .command = m->command,
	    .epoch = m->epoch,
	    .evidence = m->evidence,
	    .font_dirs = v->o->font_dirs,
	    .n_font_dirs = v->o->n_font_dirs,
	    .allow_draft = m->draft != NULL,
	    .with_versions = m->versions != NULL,
	    .image_boxes = str_eq(m->images, "box"),
	};

	return assay_build(v->rebuild, &o);
}

/* Where two reports part, for somebody who looks. */
static const char *
difference(struct verifying *v, const char *bytes, size_t len)
{
	struct arena *a = v->cx->arena;
	struct fin_inside *again;
	size_t page, at = 0;

	if (fin_inside_open(a, bytes, len, SIZE_MAX, &again) != NULL)
		return "what comes out is not sound";
	page = fin_inside_first_other(v->in, again);
	if (page > 0)
		return arena_printf(a, "page %zu is the first that differs", page);
	for (size_t i = 0; i < again->n_files; i++) {
		const struct fin_inside_file *f = &again->files[i], *ours = fin_inside_lookup(v->in, f->name);

		if (ours == NULL || ours->len != f->len || memcmp(ours->bytes, f->bytes, f->len) != 0)
			return arena_printf(a, "the pages are the same, %s is not", f->name);
	}
	while (at < len && at < v->in->len && bytes[at] == v->in->bytes[at])
		at++;
	return arena_printf(a, "the pages and attachments are the same, the file is not, from byte %zu on", at);
}

static void
compare_fonts(struct verifying *v)
{
	struct names other = {0};
	size_t n = 0;

	for (size_t i = 0; i < v->m.n; i++) {
		const struct manifest_input *in = &v->m.inputs[i];
		struct input *here;

		if (!str_eq(in->role, "font"))
			continue;
		n++;
		here = inputs_lookup(v->rebuild, in->place);
		if (here == NULL || !str_eq(input_hex(here), in->sha256))
			add_name(&other, in->place, here == NULL ? "is not used here" : "is another file here");
	}
	if (other.n > 0)
		tell(v, "fonts", VERIFY_NOTE, end_names(&other, v->cx->arena));
	else
		tell(v, "fonts", VERIFY_HOLDS, arena_printf(v->cx->arena, "%zu of %zu are the same here", n, n));
}

static void
rebuild(struct verifying *v)
{
	struct arena *a = v->cx->arena;
	const char *bytes;
	enum rc rc;
	size_t len;

	fill_replay(v);
	rc = build_again(v);
	if (!inputs_written(v->rebuild, REBUILT, &bytes, &len)) {
		tell(v, "source", VERIFY_FAILS, arena_printf(a, "no report can be made of it: %s", last_error(v->rebuild, a)));
		return;
	}
	tell(v, "source", VERIFY_HOLDS, rc == RC_OK ? "valid" : arena_printf(a, "valid, and not ready to be signed: %s", last_error(v->rebuild, a)));
	compare_fonts(v);
	if (len == v->in->len && memcmp(bytes, v->in->bytes, len) == 0)
		tell(v, "bytes", VERIFY_HOLDS, arena_printf(a, "made again from what it carries: the same %zu bytes, %zu pages", len, v->in->pages));
	else
		tell(v, "bytes", VERIFY_FAILS, arena_printf(a, "made again from what it carries: %s%s", difference(v, bytes, len),
							   str_eq(v->m.version, assay_version()) ? "" : "; it was made by another version of the program"));
}

/* ---- evidence ---------------------------------------------------------------------------------------------------------------- */

static void
tell_evidence(struct verifying *v)
{
	size_t n = 0, inside = 0, gone = 0;

	for (size_t i = 0; i < v->m.n; i++) {
		const struct manifest_input *in = &v->m.inputs[i];

		if (!str_eq(in->role, "evidence"))
			continue;
		n++;
		inside += in->in != NULL;
		gone += in->state != IO_OK;
	}
	tell(v, "evidence", inside > 0 ? VERIFY_HOLDS : VERIFY_NOTE,
	    arena_printf(v->cx->arena, "%zu of %zu files are in the report%s%s", inside, n, inside > 0 ? ", their digests recomputed" : "",
		gone > 0 ? arena_printf(v->cx->arena, "; %zu could not be had when it was made", gone) : ""));
}

static void
compare_folder(struct verifying *v)
{
	struct names other = {0};
	const struct io_root *root;
	size_t n = 0, same = 0;

	if (io_root_open(v->aside, v->o->against, &root) != RC_OK) {
		tell(v, "folder", VERIFY_FAILS, last_error(v->aside, v->cx->arena));
		return;
	}
	for (size_t i = 0; i < v->m.n; i++) {
		const struct manifest_input *in = &v->m.inputs[i];
		struct io_digest d;

		if (!str_starts(in->place, "source/"))
			continue;
		d = io_digest_below(root, in->place + strlen("source/"), LIMIT_EVIDENCE_BYTES);
		n++;
		if (d.state == in->state && (d.state != IO_OK || str_eq(d.hex, in->sha256)))
			same++;
		else
			add_name(&other, in->place + strlen("source/"), d.state == IO_MISSING ? "is missing" : d.state != IO_OK ? "cannot be read" :
									    in->state != IO_OK ? "is there now" : "is altered");
	}
	if (other.n > 0)
		tell(v, "folder", VERIFY_FAILS, end_names(&other, v->cx->arena));
	else
		tell(v, "folder", VERIFY_HOLDS, arena_printf(v->cx->arena, "%zu of %zu files are as they were", same, n));
}

/* ---- signature ---------------------------------------------------------------------------------------------------------------- */

static const char *
signature_words(struct verifying *v, const struct fin_signature *s)
{
	struct arena *a = v->cx->arena;

	if (s->state == SIG_NONE)
		return "nobody has signed it";
	if (s->state == SIG_REFUSED)
		return s->reason;
	return arena_printf(a, "intact, by %s, certificate %s%s%s%s%s", s->signer != NULL ? s->signer : "somebody",
	    s->fingerprint != NULL ? s->fingerprint : "unknown", s->time != 0 ? ", who says that it was " : "",
	    s->time != 0 ? fin_time_text(a, s->time) : "", s->state == SIG_INTACT ? "; not known as trusted here: " : "",
	    s->state == SIG_INTACT && s->reason != NULL ? s->reason : "");
}

static enum rc
check_signature(struct verifying *v, const char *bytes, size_t len)
{
	struct fin_trust trust = {.fingerprints = &v->o->signer, .n_fingerprints = v->o->signer != NULL};
	bool asked = v->o->signer != NULL || v->o->trust != NULL;
	struct fin_signature s;
	enum verify_state state;

	if (v->o->trust != NULL)
		TRY(io_read(v->cx, v->o->trust, LIMIT_INPUT_BYTES, &trust.anchors, &trust.anchors_len));
	TRY(fin_trust_check(v->cx, &trust, v->o->trust != NULL ? v->o->trust : "--signer"));
	TRY(fin_signature_judge(v->cx, bytes, len, &trust, &s));
	/* Who asks for a signer does not get by with none. */
	state = s.state == SIG_REFUSED || (asked && s.state != SIG_TRUSTED) ? VERIFY_FAILS
	    : s.state == SIG_TRUSTED					     ? VERIFY_HOLDS
									     : VERIFY_NOTE;
	if (s.state != SIG_NONE && s.state != SIG_REFUSED && (!s.covers_whole || !s.only_signature || s.base_len != v->in->len))
		tell(v, "signature", VERIFY_FAILS, "something other than the signature was added to the report");
	else
		tell(v, "signature", state, signature_words(v, &s));
	return RC_OK;
}

/* ---- all of it ----------------------------------------------------------------------------------------------------------------- */

static void
end_aside(void *p)
{
	ctx_free(p);
}

static struct ctx *
open_aside(struct ctx *cx)
{
	struct ctx *aside = ctx_new(cx->data_dir);

	arena_defer(cx->arena, end_aside, aside);
	return aside;
}

enum rc
assay_verify(struct ctx *cx, const struct verify_opts *o, struct verify *out)
{
	struct verifying v = {.cx = cx, .o = o, .v = out};
	const char *bytes, *wrong;
	size_t len;

	*out = (struct verify){.holds = true};
	load_init();
	TRY(io_read(cx, o->input, LIMIT_REPORT_BYTES, &bytes, &len));
	v.aside = open_aside(cx);
	v.rebuild = open_aside(cx);
	wrong = fin_inside_open(cx->arena, bytes, len, LIMIT_REPORT_BYTES, &v.in);
	if (wrong != NULL) {
		tell(&v, "file", VERIFY_FAILS, wrong);
		return RC_OK;
	}
	tell(&v, "file", VERIFY_HOLDS, arena_printf(cx->arena, "whole: %zu pages, %zu bytes", v.in->pages, len));
	if (open_manifest(&v)) {
		bool whole = check_attachments(&v);

		tell_program(&v);
		if (whole) {
			rebuild(&v);
			tell_evidence(&v);
		}
		if (o->against != NULL)
			compare_folder(&v);
	}
	return check_signature(&v, bytes, len);
}
