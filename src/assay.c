#include "assay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assay_theme.h"
#include "assess/ass.h"
#include "base/str.h"
#include "catalog/cat_diff.h"
#include "catalog/catalog.h"
#include "finish/fin.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "render/dev.h"
#include "transform/xf.h"
#include "validate/val.h"

#define NS_ASSESSMENT "urn:assay:assessment:1"
#define MAX_FORMATS 4

const char *
assay_version(void)
{
	return ASSAY_VERSION;
}

/* ---- what a run was asked for ---------------------------------------------------------------------------------- */

static enum rc
take_formats(struct ctx *cx, const char *list, const struct dev_ops *devices[MAX_FORMATS], size_t *n)
{
	*n = 0;
	for (const char *s = list != NULL ? list : "pdf"; *s != '\0';) {
		size_t len = strcspn(s, ",");
		const char *name = arena_strndup(cx->arena, s, len);
		const struct dev_ops *d = dev_lookup(name);

		if (d == NULL || *n == MAX_FORMATS)
			return diag_at(cx, DIAG_FORMAT, NO_SPAN, "\"%s\"", name);
		devices[(*n)++] = d;
		s += len + (s[len] == ',');
	}
	return *n > 0 ? RC_OK : diag_at(cx, DIAG_FORMAT, NO_SPAN, "none is named");
}

/* "dir/x.xml" -> "dir/x" */
static const char *
stem_of(struct ctx *cx, const char *path)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');

	if (str_eq(path, "-"))
		return "report";
	return dot != NULL && dot > path && (slash == NULL || dot > slash + 1) ? arena_strndup(cx->arena, path, (size_t)(dot - path)) : path;
}

/* One format goes where -o says; several go beside each other under its stem. */
static const char *
output_of(struct ctx *cx, const struct build_opts *o, const char *format, size_t n_formats)
{
	if (o->output != NULL && n_formats == 1)
		return o->output;
	return arena_printf(cx->arena, "%s.%s", o->output != NULL ? stem_of(cx, o->output) : stem_of(cx, o->input), format);
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
date_of(const char *source_date)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long n = epoch != NULL ? strtoll(epoch, &end, 10) : -1;

	return epoch != NULL && *epoch != '\0' && *end == '\0' && n >= 0 ? (int64_t)n : seconds_of(source_date);
}

/* ---- dumps of the seams ------------------------------------------------------------------------------------------ */

static enum rc
put_dump(struct ctx *cx, const struct build_opts *o, struct buf *text)
{
	enum rc rc = io_write(cx, o->output != NULL ? o->output : "-", buf_str(text), text->len);

	buf_free(text);
	return rc;
}

static enum rc
dump_xml(struct ctx *cx, const struct build_opts *o, const struct doc *doc)
{
	xmlChar *bytes = NULL;
	struct buf text = {0};
	int n = 0;

	xmlDocDumpFormatMemoryEnc(doc->xml, &bytes, &n, "UTF-8", 1);
	if (bytes == NULL)
		mem_exhausted();
	buf_add(&text, bytes, (size_t)n);
	xmlFree(bytes);
	return put_dump(cx, o, &text);
}

/* Places are for our own messages; a strict formatter refuses attributes that XSL does not know. */
static void
drop_places(xmlNode *root)
{
	for (const xmlNode *n = root; n != NULL; n = load_following(root, n)) {
		xmlAttr *at = xmlHasNsProp(n, BAD_CAST "at", BAD_CAST XF_NS);

		if (at != NULL)
			xmlRemoveProp(at);
	}
}

static enum rc
dump_fo(struct ctx *cx, const struct build_opts *o, const struct doc *fo)
{
	drop_places(xmlDocGetRootElement(fo->xml));
	return dump_xml(cx, o, fo);
}

static bool
is_area_dump(const struct build_opts *o)
{
	return o->dump == DUMP_AREAS || o->dump == DUMP_FOP_AT;
}

static enum rc
dump_areas(struct ctx *cx, const struct build_opts *o, const struct fo_tree *fo, struct lay *lay)
{
	struct fop_dump fop = {.tree = fo};
	struct buf text = {0};
	struct page *page;

	for (;;) {
		if (lay_next_page(lay, &page) != RC_OK) {
			buf_free(&text);
			return RC_FAIL;
		}
		if (page == NULL)
			break;
		if (o->dump == DUMP_FOP_AT)
			fop_dump_page(&fop, page, &text);
		else
			area_dump(page, &text);
		lay_page_free(page);
	}
	if (o->dump == DUMP_FOP_AT)
		fop_dump_end(&fop, lay, &text);
	return put_dump(cx, o, &text);
}

/* ---- the second half of the pipeline: from formatting objects to files --------------------------------------------- */

static enum rc
draw(struct ctx *cx, const struct fo_tree *fo, const struct build_opts *o, const struct dev_ops *device,
    const struct dev_meta *meta, struct drawn *drawn)
{
	const struct lay_opts lay_opts = {.font_dirs = o->font_dirs, .n_font_dirs = o->n_font_dirs, .image_boxes = o->image_boxes};
	const char *stem = stem_of(cx, o->output != NULL ? o->output : o->input), *slash = strrchr(stem, '/');
	const struct dev_opts dev_opts = {.dpi = o->dpi > 0 ? o->dpi : 144, .stem = slash != NULL ? slash + 1 : stem};
	struct lay *lay;
	enum rc rc;

	TRY(lay_open(cx, fo, &lay_opts, &lay));
	rc = is_area_dump(o) ? dump_areas(cx, o, fo, lay) : ren_draw(cx, lay, fo, device, &dev_opts, meta, drawn);
	lay_close(lay);
	return rc;
}

/* Nothing is written before every format is drawn: a report appears whole or not at all. */
static enum rc
make_files(struct ctx *cx, const struct doc *fo_xml, const struct io_root *base, const struct build_opts *o, struct dev_meta meta)
{
	const struct dev_ops *devices[MAX_FORMATS];
	struct drawn drawn[MAX_FORMATS] = {{0}};
	const struct fo_tree *fo;
	size_t n;

	TRY(take_formats(cx, o->dump == DUMP_TRACE ? "trace" : o->formats, devices, &n));
	/* Page-sequences that were drawn go, unless they are needed again. */
	TRY(n == 1 && !devices[0]->title_first && o->dump == DUMP_NONE ? fo_open(cx, fo_xml, base, &fo) : fo_parse(cx, fo_xml, base, &fo));
	if (o->dump == DUMP_FO_TREE) {
		struct buf text = {0};

		fo_dump(fo, &text);
		return put_dump(cx, o, &text);
	}
	meta.title = meta.title != NULL || fo->in_pieces ? meta.title : fo->title;
	meta.lang = fo->lang;
	if (!fo->in_pieces)
		fo_forget_xml(fo);
	meta.creator = "assay " ASSAY_VERSION;
	for (size_t i = 0; i < n; i++)
		TRY(draw(cx, fo, o, devices[i], &meta, &drawn[i]));
	if (is_area_dump(o))
		return RC_OK;
	if (o->dump == DUMP_TRACE) {
		struct buf text = {0};

		for (size_t i = 0; i < drawn[0].n; i++)
			buf_add(&text, buf_str(&drawn[0].files[i].bytes), drawn[0].files[i].bytes.len);
		return put_dump(cx, o, &text);
	}
	if (diag_failed(cx))
		return RC_FAIL;
	for (size_t i = 0; i < n; i++)
		TRY(fin_write(cx, &drawn[i], output_of(cx, o, devices[i]->name, n)));
	return RC_OK;
}

/* ---- the first half: from an assessment to formatting objects ------------------------------------------------------- */

static bool
is_assessment(const struct doc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml);

	return root->ns != NULL && str_eq((const char *)root->ns->href, NS_ASSESSMENT);
}

/* The theme that was named, or the one beside the input. */
static const char *
theme_of(struct ctx *cx, const struct build_opts *o)
{
	const char *slash = strrchr(o->input, '/');
	const char *beside = slash != NULL ? arena_printf(cx->arena, "%.*s/theme.xml", (int)(slash - o->input), o->input) : "theme.xml";

	return o->theme != NULL ? o->theme : io_exists(beside) ? beside : NULL;
}

static enum rc
build_assessment(struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct build_opts *o)
{
	const char *kind = o->report != NULL ? o->report : "full";
	struct ass_opts ass = {.kind = kind, .paper = o->paper, .catalogue = o->catalogue, .version = ASSAY_VERSION, .command = o->command};
	const struct xf_param params[] = {{"paper", o->paper != NULL ? o->paper : ""}};
	struct xf_document documents[] = {{"assay:theme", NULL}};
	struct xf_input in = {.params = params, .n_params = ARRAY_LEN(params), .documents = documents, .n_documents = 1};
	const struct xf_sheet *sheet;
	const struct doc *fo_xml;
	struct dev_meta meta = {0};

	if (!str_eq(kind, "full"))
		return diag_at(cx, DIAG_REPORT_KIND, NO_SPAN, "\"%s\"", kind);
	TRY(val_doc(cx, doc));
	TRY(assay_theme(cx, theme_of(cx, o), &documents[0].xml, &ass.theme_digest));
	TRY(xf_open(cx, o->stylesheet != NULL ? o->stylesheet : arena_printf(cx->arena, "assay:%s.xsl", kind), &sheet));
	ass.stylesheet_digest = xf_sheet_digest(sheet);
	TRY(ass_report(cx, doc, &ass, &in.doc));
	if (o->dump == DUMP_REPORT)
		return dump_xml(cx, o, in.doc);
	TRY(xf_apply(cx, sheet, &in, &fo_xml));
	if (o->dump == DUMP_FO)
		return dump_fo(cx, o, fo_xml);
	meta.date = date_of(ass_date(doc));
	load_forget(doc);
	return make_files(cx, fo_xml, base, o, meta);
}

/* Any vocabulary: its own schema, its own stylesheet, the same pipeline without the assessment's rules. */
static enum rc
build_other(struct ctx *cx, const struct doc *doc, const struct io_root *base, const struct build_opts *o)
{
	struct xf_input in = {.doc = doc};
	const struct xf_sheet *sheet;
	const struct doc *fo_xml;

	if (o->stylesheet == NULL)
		return diag_at(cx, DIAG_VOCABULARY, load_span(doc, xmlDocGetRootElement(doc->xml)), "%s",
		    (const char *)xmlDocGetRootElement(doc->xml)->name);
	if (o->schema != NULL)
		TRY(val_schema_file(cx, doc, o->schema));
	TRY(xf_open(cx, o->stylesheet, &sheet));
	TRY(xf_apply(cx, sheet, &in, &fo_xml));
	load_forget(doc);
	if (o->dump == DUMP_FO)
		return dump_fo(cx, o, fo_xml);
	return make_files(cx, fo_xml, base, o, (struct dev_meta){.date = date_of(NULL)});
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
	TRY(load_file(cx, o->input, &doc));
	TRY(open_base(cx, o, doc, &base));
	if (o->dump == DUMP_DOC) {
		struct buf text = {0};

		load_dump(cx, doc, &text);
		return put_dump(cx, o, &text);
	}
	return is_assessment(doc) && o->schema == NULL ? build_assessment(cx, doc, base, o) : build_other(cx, doc, base, o);
}

enum rc
assay_render(struct ctx *cx, const struct build_opts *o)
{
	const struct io_root *base;
	const struct doc *doc;

	load_init();
	TRY(load_open(cx, o->input, &doc));
	TRY(open_base(cx, o, doc, &base));
	return make_files(cx, doc, base, o, (struct dev_meta){.date = date_of(NULL)});
}

/* A check goes as far as the report model, so that nothing stops a build which the check has passed. */
enum rc
assay_check(struct ctx *cx, const char *input, const char *schema)
{
	const struct ass_opts ass = {.kind = "full"};
	const struct doc *doc, *report;

	load_init();
	TRY(load_file(cx, input, &doc));
	if (schema != NULL)
		return val_schema_file(cx, doc, schema);
	if (!is_assessment(doc))
		return diag_at(cx, DIAG_VOCABULARY, load_span(doc, xmlDocGetRootElement(doc->xml)), "%s",
		    (const char *)xmlDocGetRootElement(doc->xml)->name);
	TRY(val_doc(cx, doc));
	return ass_report(cx, doc, &ass, &report);
}

/* ---- side doors -------------------------------------------------------------------------------------------------- */

enum rc
assay_new(struct ctx *cx, const char *framework, const char *product, struct buf *out)
{
	load_init();
	return ass_init(cx, framework, product, out);
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
