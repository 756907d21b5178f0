#include "assay_make.h"

#include <string.h>

#include "access/acc.h"
#include "assay_archive.h"
#include "assay_embed.h"
#include "base/io.h"
#include "base/str.h"
#include "finish/fin.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "transform/xf.h"

#define MAX_FORMATS 4

struct make {
	struct ctx *cx;
	const struct build_opts *o;
	const struct dev_ops *devices[MAX_FORMATS];
	size_t n_devices, n_reports;
	struct fin_file files[MAX_REPORTS * MAX_FORMATS];
	size_t n;
	struct archive *archive;
};

/* ---- names
 * -------------------------------------------------------------------------------------------------------
 */

static enum rc
take_formats(struct make *m, const char *list)
{
	for (const char *s = list != NULL ? list : "pdf"; *s != '\0';) {
		size_t len = strcspn(s, ",");
		const char *name = arena_strndup(m->cx->arena, s, len);
		const struct dev_ops *d = dev_lookup(name);

		if (d == NULL || m->n_devices == MAX_FORMATS)
			return diag_at(m->cx, DIAG_FORMAT, NO_SPAN, "\"%s\"", name);
		m->devices[m->n_devices++] = d;
		s += len + (s[len] == ',');
	}
	return m->n_devices > 0 ? RC_OK : diag_at(m->cx, DIAG_FORMAT, NO_SPAN, "none is named");
}

/* "dir/x.xml" -> "dir/x". Of an output only a format is a suffix: "-o orbit-4.2" means what it
 * says. */
static const char *
stem_of(const struct make *m)
{
	const char *path = m->o->output != NULL ? m->o->output : m->o->input;
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	bool is_suffix = dot != NULL && dot > path && (slash == NULL || dot > slash + 1) &&
	    (m->o->output == NULL || dev_lookup(dot + 1) != NULL);

	if (str_eq(path, "-"))
		return "report";
	return is_suffix ? arena_strndup(m->cx->arena, path, (size_t)(dot - path)) : path;
}

static bool
is_one(const struct make *m)
{
	return m->n_devices == 1 && m->n_reports == 1;
}

/* The stem with the report's name; the full report is the one that a reader looks for under the
 * plain name. */
static const char *
stem_for(const struct make *m, const struct report_kind *kind)
{
	bool plain =
	    kind == NULL || str_eq(kind->name, "full") || (m->o->output != NULL && is_one(m));

	return plain ? stem_of(m) : arena_printf(m->cx->arena, "%s-%s", stem_of(m), kind->name);
}

static const char *
output_for(const struct make *m, const struct report_kind *kind, const char *format)
{
	if (m->o->output != NULL && is_one(m))
		return m->o->output;
	return arena_printf(m->cx->arena, "%s.%s", stem_for(m, kind), format);
}

enum rc
make_open(struct ctx *cx, const struct build_opts *o, size_t n_reports, struct make **out)
{
	struct make *m = arena_zalloc(cx->arena, sizeof(*m));
	enum fin_profile profile;

	m->cx = cx;
	m->o = o;
	m->n_reports = n_reports;
	TRY(take_formats(m, o->dump == DUMP_TRACE ? "trace" : o->dump == DUMP_TAGS ? "tags" : o->formats));
	if (o->profile != NULL && !fin_profile_lookup(o->profile, &profile))
		return diag_at(cx, DIAG_PROFILE, NO_SPAN, "\"%s\"", o->profile);
	if (str_eq(o->output, "-") && !is_one(m))
		return diag_at(cx, DIAG_OUTPUT_FILES, NO_SPAN, "%zu reports in %zu formats",
		    n_reports, m->n_devices);
	*out = m;
	return RC_OK;
}

void
make_set_archive(struct make *m, struct archive *archive)
{
	m->archive = archive;
}

/* ---- dumps of the seams
 * ------------------------------------------------------------------------------------------ */

enum rc
make_dump(struct ctx *cx, const struct build_opts *o, struct buf *text)
{
	enum rc rc = io_write(cx, o->output != NULL ? o->output : "-", buf_str(text), text->len);

	buf_free(text);
	return rc;
}

enum rc
make_dump_xml(struct ctx *cx, const struct build_opts *o, const struct doc *doc)
{
	xmlChar *bytes = NULL;
	struct buf text = {0};
	int n = 0;

	xmlDocDumpFormatMemoryEnc(doc->xml, &bytes, &n, "UTF-8", 1);
	if (bytes == NULL)
		mem_exhausted();
	buf_add(&text, bytes, (size_t)n);
	xmlFree(bytes);
	return make_dump(cx, o, &text);
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

enum rc
make_dump_fo(struct ctx *cx, const struct build_opts *o, const struct doc *fo)
{
	drop_places(xmlDocGetRootElement(fo->xml));
	return make_dump_xml(cx, o, fo);
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
	return make_dump(cx, o, &text);
}

/* ---- from formatting objects to files
 * -------------------------------------------------------------------------------- */

static enum rc
draw(const struct make *m, const struct fo_tree *fo, const struct dev_ops *device,
    const struct report_kind *kind, const struct dev_meta *meta, struct drawn *drawn)
{
	const struct build_opts *o = m->o;
	const struct lay_opts lay_opts = {.font_dirs = o->font_dirs,
	    .n_font_dirs = o->n_font_dirs,
	    .image_boxes = o->image_boxes};
	const char *stem = stem_for(m, kind), *slash = strrchr(stem, '/');
	const struct dev_opts dev_opts = {
	    .dpi = o->dpi > 0 ? o->dpi : 144,
	    .stem = slash != NULL ? slash + 1 : stem,
	    .text = o->svg_outlines ? DEV_OUTLINES : DEV_FONTS};
	struct lay *lay;
	enum rc rc;

	TRY(lay_open(m->cx, fo, &lay_opts, &lay));
	rc = is_area_dump(o) ? dump_areas(m->cx, o, fo, lay)
			     : ren_draw(m->cx, lay, fo, device, &dev_opts, meta, drawn);
	lay_close(lay);
	return rc;
}

static enum rc
dump_tree(const struct make *m, const struct fo_tree *fo)
{
	struct buf text = {0};

	fo_dump(fo, &text);
	return make_dump(m->cx, m->o, &text);
}

static enum rc
dump_trace(const struct make *m, const struct drawn *drawn)
{
	struct buf text = {0};

	for (size_t i = 0; i < drawn->n; i++)
		buf_add(&text, buf_str(&drawn->files[i].bytes), drawn->files[i].bytes.len);
	return make_dump(m->cx, m->o, &text);
}

static enum rc
dump_manifest(const struct make *m, const struct fin_opts *opts)
{
	struct buf text = {0};

	for (size_t i = 0; i < opts->n_attachments; i++)
		if (str_eq(opts->attachments[i].name, MANIFEST_FILE))
			buf_add(&text, opts->attachments[i].bytes, opts->attachments[i].len);
	return make_dump(m->cx, m->o, &text);
}

static enum rc
check_pages(const struct make *m, const struct report_kind *kind, const struct drawn *drawn)
{
	if (m->o->single && drawn->n > 1)
		return diag_at(m->cx, DIAG_SINGLE, NO_SPAN, "%zu pages of %s", drawn->n, drawn->format);
	if (kind == NULL || kind->max_pages == 0 || drawn->pages <= kind->max_pages)
		return RC_OK;
	return diag_at(m->cx, DIAG_REPORT_PAGES, NO_SPAN, "%s: %zu pages, at most %zu", kind->name, drawn->pages, kind->max_pages);
}

/* What the program puts into a PDF, and what the document itself brings along. */
static enum rc
attach(const struct make *m, const struct report_kind *kind, const struct embed *embed, struct fin_file *file)
{
	if (!str_eq(file->drawn->format, "pdf"))
		return RC_OK;
	if (m->archive != NULL)
		TRY(archive_attach(m->cx, m->archive, kind != NULL ? kind->name : NULL, &file->opts));
	TRY(embed_attach(m->cx, embed, &file->opts));
	if (file->drawn->doc != NULL)
		embed_settle(m->cx, file->drawn->doc, &file->opts);
	return RC_OK;
}

/* Objects beyond which a document is worth reading in pieces. */
#define FEW_OBJECTS 10000

static bool
is_short(const struct doc *fo)
{
	const xmlNode *root = xmlDocGetRootElement(fo->xml), *n = root;
	unsigned i = 0;

	while (fo->feed == NULL && n != NULL && i < FEW_OBJECTS) {
		n = load_following(root, n);
		i++;
	}
	return fo->feed == NULL && n == NULL;
}

/*
 * In pieces, page-sequences that were drawn go, and the objects of a page that waits for a number have no children any more: its
 * structure then says less. A report is never read so, and nothing that is needed again.
 */
static enum rc
read_objects(const struct make *m, const struct doc *fo_xml, const struct io_root *base, bool is_report, const struct fo_tree **fo)
{
	bool once = m->n_devices == 1 && !m->devices[0]->title_first && m->o->dump == DUMP_NONE;

	return once && !is_report && !is_short(fo_xml) ? fo_open(m->cx, fo_xml, base, fo) : fo_parse(m->cx, fo_xml, base, fo);
}

enum rc
make_draw(struct make *m, const struct doc *fo_xml, const struct io_root *base,
    const struct report_kind *kind, struct dev_meta meta)
{
	const struct build_opts *o = m->o;
	const struct fo_tree *fo;
	struct embed embed;

	TRY(read_objects(m, fo_xml, base, kind != NULL, &fo));
	if (o->dump == DUMP_FO_TREE)
		return dump_tree(m, fo);
	meta.title = meta.title != NULL || fo->in_pieces ? meta.title : fo->title;
	meta.lang = fo->lang;
	if (!fo->in_pieces)
		fo_forget_xml(fo);
	meta.creator = "assay " ASSAY_VERSION;
	TRY(embed_read(m->cx, fo, kind != NULL, &embed));
	for (size_t i = 0; i < m->n_devices; i++) {
		struct drawn *drawn = arena_zalloc(m->cx->arena, sizeof(*drawn));

		TRY(draw(m, fo, m->devices[i], kind, &meta, drawn));
		if (is_area_dump(o))
			return RC_OK;
		if (o->dump == DUMP_TRACE || o->dump == DUMP_TAGS)
			return dump_trace(m, drawn);
		TRY(check_pages(m, kind, drawn));
		m->files[m->n] = (struct fin_file){.drawn = drawn, .output = output_for(m, kind, m->devices[i]->name)};
		TRY(attach(m, kind, &embed, &m->files[m->n]));
		m->n++;
		if (o->dump == DUMP_MANIFEST)
			return dump_manifest(m, &m->files[m->n - 1].opts);
	}
	return RC_OK;
}

/* What says that everybody can read it is looked at once more, as it will be written. */
static enum rc
check_access(const struct make *m)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < m->n; i++) {
		const struct fin_file *f = &m->files[i];
		const struct buf *b = &f->drawn->files[0].bytes;

		if (str_eq(f->drawn->format, "pdf") && f->opts.profile == PROFILE_A3A_UA1 && acc_check(m->cx, f->output, b->p, b->len) != RC_OK)
			rc = RC_FAIL;
	}
	return rc;
}

enum rc
make_write(struct make *m)
{
	if (m->o->dump != DUMP_NONE)
		return RC_OK;
	for (size_t i = 0; i < m->n; i++) {
		struct fin_file *f = &m->files[i];

		if (f->drawn->doc != NULL)
			TRY(fin_profile_choose(m->cx, f->drawn->doc, f->output, m->o->profile, &f->opts.profile));
	}
	if (diag_failed(m->cx))
		return RC_FAIL;
	TRY(fin_finish_all(m->cx, m->files, m->n));
	if (m->cx->strictness == STRICT)
		TRY(check_access(m));
	TRY(fin_write_all(m->cx, m->files, m->n));
	if (m->archive != NULL && m->o->log != NULL)
		buf_add(m->o->log, buf_str(m->archive->log), m->archive->log->len);
	return RC_OK;
}
