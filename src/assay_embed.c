#include "assay_embed.h"

#include <string.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/str.h"

static const struct {
	const char *suffix, *mime;
} types[] = {
    {".xml", "application/xml"},
    {".fo", "application/xml"},
    {".xsl", "application/xslt+xml"},
    {".json", "application/json"},
    {".csv", "text/csv"},
    {".txt", "text/plain"},
    {".html", "text/html"},
    {".pdf", "application/pdf"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".svg", "image/svg+xml"},
    {".zip", "application/zip"},
};

static const char *
mime_of(const char *name, const char *said)
{
	if (said != NULL && *said != '\0')
		return str_starts(said, "content-type:") ? said + strlen("content-type:") : said;
	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (str_ends(name, types[i].suffix))
			return types[i].mime;
	return "application/octet-stream";
}

/* An attachment without a word for it is data, as for Apache FOP. */
static enum fin_relation
relation_of(const struct fo_node *n)
{
	static const enum fin_relation relations[] = {[FV_SOURCE] = RELATION_SOURCE, [FV_ALTERNATIVE] = RELATION_ALTERNATIVE,
	    [FV_SUPPLEMENT] = RELATION_SUPPLEMENT, [FV_UNSPECIFIED] = RELATION_UNSPECIFIED, [FV_DATA] = RELATION_DATA};
	enum fo_enum said = fo_enum(n, PR_PDF_RELATIONSHIP);

	return said < ARRAY_LEN(relations) ? relations[said] : RELATION_DATA;
}

static bool
is_taken(const struct fin_attachment *files, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(files[i].name, name))
			return true;
	return false;
}

static const char *
non_empty(const char *s)
{
	return s != NULL && *s != '\0' ? s : NULL;
}

static enum rc
read_one(struct ctx *cx, const struct fo_tree *fo, const struct fo_node *n, struct embed *e)
{
	struct fin_attachment *file = &e->files[e->n];
	const char *src = non_empty(fo_str(n, PR_SRC)), *slash;

	if (src == NULL)
		return diag_at(cx, DIAG_EMBED, n->at, "src is missing");
	slash = strrchr(src, '/');
	*file = (struct fin_attachment){
	    .name = non_empty(fo_str(n, PR_PDF_FILENAME)),
	    .description = non_empty(fo_str(n, PR_PDF_DESCRIPTION)),
	    .relation = relation_of(n),
	    .date = DRAWN_NO_DATE,
	};
	if (file->name == NULL)
		file->name = slash != NULL ? slash + 1 : src;
	if (*file->name == '\0' || strchr(file->name, '/') != NULL)
		return diag_at(cx, DIAG_EMBED, n->at, "\"%.200s\" is no file name", file->name);
	if (is_taken(e->files, e->n, file->name))
		return diag_at(cx, DIAG_EMBED, n->at, "%.200s: there is another of this name", file->name);
	file->mime = mime_of(file->name, fo_str(n, PR_PDF_CONTENT_TYPE));
	e->n++;
	return io_read_below(cx, fo->base, src, n->at, LIMIT_EMBED_BYTES, &file->bytes, &file->len);
}

static const struct fo_node *
first_of(const struct fo_tree *fo)
{
	for (const struct fo_node *n = fo->root->first; n != NULL; n = n->next)
		if (n->elem == FO_DECLARATIONS)
			return n->first;
	return NULL;
}

enum rc
embed_read(struct ctx *cx, const struct fo_tree *fo, bool is_report, struct embed *e)
{
	size_t n = 0;
	enum rc rc = RC_OK;

	for (const struct fo_node *f = first_of(fo); f != NULL; f = f->next)
		n += f->elem == FO_PDF_EMBEDDED_FILE;
	*e = (struct embed){.files = arena_array(cx->arena, n + 1, sizeof(*e->files))};
	for (const struct fo_node *f = first_of(fo); f != NULL; f = f->next) {
		if (f->elem != FO_PDF_EMBEDDED_FILE)
			continue;
		if (is_report)
			return diag_at(cx, DIAG_EMBED, f->at, "evidence goes with a report by --embed-evidence only");
		if (read_one(cx, fo, f, e) != RC_OK)
			rc = RC_FAIL;
	}
	return rc;
}

enum rc
embed_attach(struct ctx *cx, const struct embed *e, struct fin_opts *opts)
{
	struct fin_attachment *all;

	if (e->n == 0)
		return RC_OK;
	for (size_t i = 0; i < e->n; i++)
		if (is_taken(opts->attachments, opts->n_attachments, e->files[i].name))
			return diag_at(cx, DIAG_EMBED, NO_SPAN, "%.200s: there is another of this name", e->files[i].name);
	all = arena_array(cx->arena, opts->n_attachments + e->n, sizeof(*all));
	for (size_t i = 0; i < opts->n_attachments; i++)
		all[i] = opts->attachments[i];
	memcpy(all + opts->n_attachments, e->files, e->n * sizeof(*all));
	opts->attachments = all;
	opts->n_attachments += e->n;
	return RC_OK;
}

void
embed_settle(struct ctx *cx, struct drawn_doc *doc, const struct fin_opts *opts)
{
	for (size_t i = 0; i < doc->n_links; i++) {
		struct drawn_link *link = &doc->links[i];

		if (link->attachment == NULL || is_taken(opts->attachments, opts->n_attachments, link->attachment))
			continue;
		if (diag_first(cx, DIAG_EMBED_LINK, link->attachment))
			(void)!diag_at(cx, DIAG_EMBED_LINK, NO_SPAN, "%.200s; it leads to the first page", link->attachment);
		link->attachment = NULL;
	}
}
