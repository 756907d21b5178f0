/* fin_catalogue.c - the catalogue: the door to everything that is not on the pages (ISO 32000-1, 7.7.2). */
#include <string.h>

#include "finish/fin_doc.h"

/* RFC 5646, 2.1, as far as readers look: words of at most 8 letters and digits, the first one of letters. */
bool
fin_is_lang(const char *lang)
{
	static const char both[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	size_t n = lang != NULL ? strspn(lang, both) : 0;

	if (n == 0 || n > 8 || strcspn(lang, "0123456789") < n)
		return false;
	for (lang += n; *lang == '-'; lang += n + 1) {
		n = strspn(lang + 1, both);
		if (n == 0 || n > 8)
			return false;
	}
	return *lang == '\0';
}

static void
put_entry(struct buf *b, const char *key, uint32_t id)
{
	if (id == 0)
		return;
	buf_puts(b, key);
	out_ref(b, id);
}

/* What stands in the catalogue, written before it. */
struct parts {
	uint32_t structure, dests, outline, labels, metadata, intent, files, form;
	struct buf af;
};

static struct parts
write_parts(struct fin_doc *d)
{
	struct parts p = {0};

	p.structure = fin_struct_write(d);
	fin_annots_write(d);
	p.dests = fin_dests_write(d);
	p.outline = fin_outline_write(d);
	p.labels = fin_labels_write(d);
	p.metadata = fin_xmp_write(d);
	p.intent = fin_intent_write(d);
	p.files = fin_attachments_write(d, &p.af);
	p.form = fin_form_write(d);
	return p;
}

static void
put_names(struct buf *b, const struct parts *p)
{
	if (p->dests == 0 && p->files == 0)
		return;
	buf_puts(b, "/Names<<");
	put_entry(b, "/Dests ", p->dests);
	put_entry(b, "/EmbeddedFiles ", p->files);
	buf_puts(b, ">>");
}

static void
put_parts(struct buf *b, const struct parts *p)
{
	if (p->structure != 0)
		buf_puts(b, "/MarkInfo<</Marked true>>");
	put_entry(b, "/StructTreeRoot ", p->structure);
	put_entry(b, "/Metadata ", p->metadata);
	if (p->intent != 0) {
		put_entry(b, "/OutputIntents[", p->intent);
		buf_putc(b, ']');
	}
	if (p->outline != 0)
		buf_puts(b, "/PageMode/UseOutlines");
	put_entry(b, "/Outlines ", p->outline);
	put_entry(b, "/PageLabels ", p->labels);
	put_names(b, p);
	if (p->af.len > 0)
		buf_printf(b, "/AF[%s]", buf_str(&p->af));
	put_entry(b, "/AcroForm ", p->form);
}

uint32_t
fin_catalogue_write(struct fin_doc *d, uint32_t tree)
{
	struct parts p = write_parts(d);
	uint32_t id = out_new(d->out);
	struct buf *b = out_begin(d->out, id, OUT_PLAIN);

	buf_puts(b, "<</Type/Catalog");
	put_entry(b, "/Pages ", tree);
	if (fin_is_lang(d->drawn->lang)) {
		buf_puts(b, "/Lang");
		out_text(b, d->drawn->lang);
	}
	if (d->drawn->title != NULL && *d->drawn->title != '\0')
		buf_puts(b, "/ViewerPreferences<</DisplayDocTitle true>>");
	put_parts(b, &p);
	buf_puts(b, ">>");
	out_end(d->out);
	buf_free(&p.af);
	return id;
}
