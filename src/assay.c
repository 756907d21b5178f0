#include "assay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assay_archive.h"
#include "assay_gate.h"
#include "assay_make.h"
#include "assay_reports.h"
#include "assay_theme.h"
#include "access/acc.h"
#include "assess/ass.h"
#include "base/io.h"
#include "base/inputs.h"
#include "base/limits.h"
#include "base/str.h"
#include "catalog/cat_diff.h"
#include "catalog/catalog.h"
#include "transform/xf.h"
#include "validate/val.h"

#define NS_ASSESSMENT "urn:assay:assessment:1"

const char *
assay_version(void)
{
	return ASSAY_VERSION;
}

bool
assay_is_audience(const char *name)
{
	return archive_has_audience(name);
}

/* [s] since 1970 of an ISO date (days from the civil calendar, Howard Hinnant's formula); DEV_NO_DATE for none. */
static int64_t
seconds_of(const char *date)
{
	int y, m, d;
	int64_t era, doe;

	if (date == NULL || sscanf(date, "%4d-%2d-%2d", &y, &m, &d) != 3)
		return DEV_NO_DATE;
	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	doe = (y - era * 400) * 365 + (y - era * 400) / 4 - (y - era * 400) / 100 + (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return (era * 146097 + doe - 719468) * 86400;
}

/* The date of the document: the environment's for reproducible builds, else the source's; never the clock. */
static int64_t
date_of(const char *epoch, const char *source_date)
{
	char *end;
	long long n = epoch != NULL ? strtoll(epoch, &end, 10) : -1;

	return epoch != NULL && *epoch != '\0' && *end == '\0' && n >= 0 ? (int64_t)n : seconds_of(source_date);
}

/* ---- the first half: from an assessment to formatting objects ------------------------------------------------------- */

static bool
is_assessment(const struct doc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);

	return root->ns != NULL && str_eq((const char *)root->ns->href, NS_ASSESSMENT);
}

/* Files by their roles, so that what is read has a name: base/inputs.h. */
static void
name_inputs(struct ctx *cx, const struct build_opts *o)
{
	if (cx->inputs == NULL)
		inputs_begin(cx, INPUTS_RECORD);
	inputs_name(cx, o->input, "source");
	inputs_name(cx, o->schema, "schema");
	inputs_name(cx, o->catalogue, "catalogue");
	if (o->stylesheet != NULL && !str_starts(o->stylesheet, "assay:"))
		inputs_name(cx, o->stylesheet, "stylesheet");
	if (o->base != NULL)
		inputs_name_folder(cx, o->base, "pictures");
}

static const char *
place_of(struct ctx *cx, const char *path)
{
	return path != NULL && !str_starts(path, "assay:") ? inputs_place(cx, path) : path;
}

static void
free_log(void *p)
{
	buf_free(p);
}

/* What reports are made with, for whoever makes them again. */
static struct archive
archive_of(struct ctx *cx, const struct doc *doc, const struct build_opts *o)
{
	struct buf *log = arena_zalloc(cx->arena, sizeof(*log));

	arena_defer(cx->arena, free_log, log);
	return (struct archive){
	    .log = log,
	    .root = doc->root,
	    .version = ASSAY_VERSION,
	    .build = {
		.input = place_of(cx, o->input),
		.stylesheet = place_of(cx, o->stylesheet),
		.schema = place_of(cx, o->schema),
		.catalogue = place_of(cx, o->catalogue),
		.pictures = place_of(cx, o->base),
		.lang = o->lang,
		.paper = o->paper,
		.to = o->to,
		.profile = o->profile,
		.images = o->image_boxes ? "box" : NULL,
		.draft = o->allow_draft ? "yes" : NULL,
		.evidence = o->evidence,
		.epoch = o->epoch,
		.command = o->command,
	    },
	    .words = {"The document that this report was made from", "What this report was made from, with digests",
		"What makes this report again, with the document: stylesheets, theme, schema and other files"},
	};
}

/* The theme that was named, or the one beside the input. */
static const char *
theme_of(struct ctx *cx, const struct build_opts *o)
{
	const char *slash = strrchr(o->input, '/');
	const char *beside = slash != NULL ? arena_printf(cx->arena, "%.*s/theme.xml", (int)(slash - o->input), o->input) : "theme.xml";

	return o->theme != NULL ? o->theme : io_is_there(cx, beside) ? beside : NULL;
}

/* What all reports of a run share: the assessment was read, validated and understood once. */
struct run {
	struct ctx *cx;
	const struct build_opts *o;
	const struct doc *doc;
	const struct io_root *base;
	const struct ass *ass;
	struct xf_document documents[2]; /* the theme, and what the report says */
	struct make *make;
	struct dev_meta meta;
	struct archive archive;
	unsigned n_made;
};

static enum rc
open_sheet(const struct run *run, const struct report_kind *kind, const struct xf_sheet **sheet)
{
	const char *own = run->o->stylesheet;

	return xf_open(run->cx, own != NULL ? own : arena_printf(run->cx->arena, "assay:%s.xsl", kind->name), sheet);
}

static enum rc
make_report(struct run *run, const struct report_kind *kind, bool is_last)
{
	const char *paper = run->o->paper != NULL ? run->o->paper : "";
	const struct xf_param params[] = {{"paper", paper}};
	struct xf_input in = {.params = params, .n_params = ARRAY_LEN(params), .documents = run->documents, .n_documents = ARRAY_LEN(run->documents)};
	const struct xf_sheet *sheet;
	const struct doc *fo_xml;

	inputs_part(run->cx, run->n_made + 1);
	TRY(open_sheet(run, kind, &sheet));
	in.doc = ass_model(run->ass, kind->name, xf_sheet_digest(sheet));
	if (run->o->dump == DUMP_REPORT)
		return make_dump_xml(run->cx, run->o, in.doc);
	TRY(xf_apply(run->cx, sheet, &in, &fo_xml));
	if (run->o->dump == DUMP_FO)
		return make_dump_fo(run->cx, run->o, fo_xml);
	if (is_last)
		load_forget(run->doc);
	run->n_made++;
	return make_draw(run->make, fo_xml, run->base, kind, run->meta);
}

/* The language that was asked for must be there; one that the assessment names may be missing. */
static enum rc
texts_of(struct ctx *cx, const struct doc *doc, const char *lang, const struct ass_texts **texts)
{
	if (lang != NULL && !ass_texts_has(cx, lang))
		return diag_at(cx, DIAG_LANG_UNKNOWN, NO_SPAN, "\"%s\"", lang);
	return ass_texts_open(cx, lang != NULL ? lang : ass_doc_lang(doc), load_span(doc, xmlDocGetRootElement(doc->xml)), texts);
}

static bool
has_attestation(const struct report_kind *const *kinds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kinds[i]->attests)
			return true;
	return false;
}

static enum rc
refuse(const struct run *run)
{
	return ass_signable(run->cx, run->ass) == SIGN_READY ? RC_OK : RC_FAIL;
}

static enum rc
open_theme(struct run *run, struct ass_opts *ass)
{
	const char *path = theme_of(run->cx, run->o);

	inputs_name(run->cx, path, "theme");
	run->archive.build.theme = path != NULL ? place_of(run->cx, path) : NULL;
	return assay_theme(run->cx, path, &run->documents[0].xml, &ass->theme_digest);
}

static void
fill_archive(struct run *run, bool with_versions)
{
	struct archive *a = &run->archive;

	a->build.versions = with_versions ? "yes" : NULL;
	a->n_files = ass_files(run->ass, &a->files);
	a->words = ass_attached(run->ass);
	if (!run->o->no_source)
		make_set_archive(run->make, a);
}

static enum rc
build_assessment(struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct build_opts *o)
{
	struct run run = {.cx = cx, .o = o, .doc = doc, .base = base, .documents = {{"assay:theme", NULL}, {"assay:messages", NULL}}};
	struct ass_opts ass = {.paper = o->paper, .to = o->to, .catalogue = o->catalogue, .version = ASSAY_VERSION, .command = o->command, .allow_draft = o->allow_draft};
	const struct report_kind *kinds[MAX_REPORTS];
	size_t n;

	TRY(report_kinds(cx, o->report, kinds, &n));
	if (n > 1 && (o->stylesheet != NULL || o->dump != DUMP_NONE))
		return diag_at(cx, DIAG_REPORT_ONE, NO_SPAN, "%zu are named", n);
	for (size_t i = 0; i < n; i++)
		ass.needs_versions = ass.needs_versions || str_eq(kinds[i]->name, "change");
	ass.needs_versions = ass.needs_versions || o->with_versions;
	TRY(make_open(cx, o, n, &run.make));
	TRY(val_doc(cx, doc));
	run.archive = archive_of(cx, doc, o);
	TRY(open_theme(&run, &ass));
	TRY(assay_policy(cx, o->input, o->policy, POLICY_NONE, &ass.policy, &ass.policy_is_built_in));
	run.archive.build.policy = ass.policy != NULL ? place_of(cx, ass.policy->path) : o->policy;
	TRY(texts_of(cx, doc, o->lang, &ass.texts));
	ass.messages_digest = ass_texts_digest(ass.texts);
	run.documents[1].xml = ass_texts_xml(ass.texts);
	TRY(ass_assess(cx, doc, &ass, &run.ass));
	run.meta.date = date_of(o->epoch, ass_date(doc));
	if (has_attestation(kinds, n) && ass_ask_signable(run.ass) == SIGN_REFUSED)
		return refuse(&run);
	fill_archive(&run, ass.needs_versions);
	for (size_t i = 0; i < n; i++)
		TRY(make_report(&run, kinds[i], i + 1 == n));
	TRY(make_write(run.make));
	/* A letter that is not ready is there, and says so on every page; whoever asked for it must not take it for one that is. */
	return has_attestation(kinds, n) && o->dump == DUMP_NONE ? refuse(&run) : RC_OK;
}

/* Any vocabulary: its own schema, its own stylesheet, the same pipeline without the assessment's rules. */
static enum rc
build_other(struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct build_opts *o)
{
	struct xf_input in = {.doc = doc};
	struct archive archive = archive_of(cx, doc, o);
	const struct xf_sheet *sheet;
	const struct doc *fo_xml;
	struct make *make;

	if (o->stylesheet == NULL)
		return diag_at(cx, DIAG_VOCABULARY, load_span(doc, xmlDocGetRootElement(doc->xml)), "%s",
		    (const char *)xmlDocGetRootElement(doc->xml)->name);
	if (o->schema != NULL)
		TRY(val_schema_file(cx, doc, o->schema));
	TRY(xf_open(cx, o->stylesheet, &sheet));
	TRY(xf_apply(cx, sheet, &in, &fo_xml));
	load_forget(doc);
	if (o->dump == DUMP_FO)
		return make_dump_fo(cx, o, fo_xml);
	TRY(make_open(cx, o, 1, &make));
	if (!o->no_source)
		make_set_archive(make, &archive);
	TRY(make_draw(make, fo_xml, base, NULL, (struct dev_meta){.date = date_of(o->epoch, NULL)}));
	return make_write(make);
}

static enum rc
open_base(struct ctx *cx, const struct build_opts *o, const struct doc *doc, const struct io_root **base)
{
	*base = doc->root;
	return o->base != NULL ? io_root_open(cx, o->base, base) : RC_OK;
}

enum rc
assay_build(struct ctx *cx, const struct build_opts *o)
{
	const struct io_root *base;
	const struct doc *doc;

	load_init();
	name_inputs(cx, o);
	TRY(load_file(cx, o->input, &doc));
	TRY(open_base(cx, o, doc, &base));
	if (o->dump == DUMP_DOC) {
		struct buf text = {0};

		load_dump(cx, doc, &text);
		return make_dump(cx, o, &text);
	}
	return is_assessment(doc) && o->schema == NULL ? build_assessment(cx, doc, base, o) : build_other(cx, doc, base, o);
}

enum rc
assay_render(struct ctx *cx, const struct build_opts *o)
{
	const struct io_root *base;
	const struct doc *doc;
	struct make *make;

	load_init();
	TRY(load_open(cx, o->input, &doc));
	TRY(open_base(cx, o, doc, &base));
	TRY(make_open(cx, o, 1, &make));
	TRY(make_draw(make, doc, base, NULL, (struct dev_meta){.date = date_of(o->epoch, NULL)}));
	return make_write(make);
}

/* A check goes as far as the report model, so that nothing stops a build which the check has passed. */
enum rc
assay_check(struct ctx *cx, const char *input, const char *schema)
{
	const struct ass_opts ass = {0};
	const struct ass *assessed;
	const struct doc *doc;

	load_init();
	TRY(load_file(cx, input, &doc));
	if (schema != NULL)
		return val_schema_file(cx, doc, schema);
	if (!is_assessment(doc))
		return diag_at(cx, DIAG_VOCABULARY, load_span(doc, xmlDocGetRootElement(doc->xml)), "%s",
		    (const char *)xmlDocGetRootElement(doc->xml)->name);
	TRY(val_doc(cx, doc));
	return ass_assess(cx, doc, &ass, &assessed);
}

enum rc
assay_check_pdf(struct ctx *cx, const char *input)
{
	const char *bytes;
	size_t len;

	TRY(io_read(cx, input, LIMIT_PDF_BYTES, &bytes, &len));
	return acc_check(cx, input, bytes, len);
}

/* ---- side doors -------------------------------------------------------------------------------------------------- */

enum rc
assay_new(struct ctx *cx, const char *framework, const char *product, struct buf *out)
{
	load_init();
	return ass_init(cx, framework, product, out);
}

enum rc
assay_new_beside(struct ctx *cx, struct new_file files[NEW_FILES])
{
	static const struct {
		const char *name, *from;
	} rows[NEW_FILES] = {{"theme.xml", "stylesheets/theme-start.xml"}, {"gate.xml", "src/gate/gate.xml"}};

	for (size_t i = 0; i < NEW_FILES; i++) {
		const char *path = arena_printf(cx->arena, "%s/%s", cx->data_dir, rows[i].from);

		files[i].name = rows[i].name;
		TRY(io_read(cx, path, LIMIT_INPUT_BYTES, &files[i].bytes, &files[i].len));
	}
	return RC_OK;
}

enum rc
assay_catalogue_list(struct ctx *cx, enum diag_format format, struct buf *out)
{
	load_init();
	return cat_list(cx, format == DIAG_JSON ? CAT_JSON : CAT_TEXT, out);
}

enum rc
assay_catalogue_show(struct ctx *cx, const char *name, const char *what, enum diag_format format, struct buf *out)
{
	load_init();
	return cat_show(cx, name, what, format == DIAG_JSON ? CAT_JSON : CAT_TEXT, out);
}

enum rc
assay_catalogue_import(struct ctx *cx, const char *file, const char *name, const char *output, enum diag_format format, struct buf *out)
{
	load_init();
	return cat_import(cx, file, name, output, format == DIAG_JSON ? CAT_JSON : CAT_TEXT, out);
}

enum rc
assay_catalogue_diff(struct ctx *cx, const char *was, const char *now, enum diag_format format, struct buf *out)
{
	load_init();
	return cat_diff_show(cx, was, now, format == DIAG_JSON ? CAT_JSON : CAT_TEXT, out);
}
