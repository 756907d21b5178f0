/*
 * fin_xmp.c - what a file says about itself, twice: XMP and Info, the same words in both.
 * Source: ISO 16684-1 (XMP); ISO 19005-3, 6.6 (properties, extension schemas); ISO 14289-1, 5 (pdfuaid).
 */
#include "finish/fin_doc.h"

static const char *const conformance[] = {[PROFILE_A3A_UA1] = "A", [PROFILE_A3U] = "U", [PROFILE_A3B] = "B", [PROFILE_PDF17] = NULL};

/* The schema of a property that PDF/A does not know must stand in the file itself (ISO 19005-3, 6.6.2.3.2). */
static const char pdfua_schema[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"><pdfuaid:part>1</pdfuaid:part></rdf:Description>\n"
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

static bool
has(const char *text)
{
	return text != NULL && *text != '\0';
}

static const char *
producer_of(const struct drawn_doc *doc)
{
	return has(doc->creator) ? doc->creator : "assay";
}

/* Controls have no place in XML, however a text came here. */
static void
put_xml(struct buf *b, const char *text)
{
	struct buf clean = {0};

	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= ' ' || *text == '\t' || *text == '\n')
			buf_putc(&clean, *text);
	buf_xml(b, buf_str(&clean));
	buf_free(&clean);
}

/* <name>open text close</name>; nothing for no text. */
static void
put_property(struct buf *b, const char *name, const char *open, const char *text, const char *close)
{
	if (!has(text))
		return;
	buf_printf(b, "<%s>%s", name, open);
	put_xml(b, text);
	buf_printf(b, "%s</%s>\n", close, name);
}

static void
put_alternative(struct buf *b, const char *name, const char *text)
{
	put_property(b, name, "<rdf:Alt><rdf:li xml:lang=\"x-default\">", text, "</rdf:li></rdf:Alt>");
}

/* "2024-01-02T03:04:05Z" from what out_date makes of it, "(D:20240102030405Z)": one function knows the calendar. */
static void
put_date(struct buf *b, const char *name, int64_t date)
{
	struct buf pdf = {0};
	const char *s;

	if (date == DRAWN_NO_DATE)
		return;
	out_date(&pdf, date);
	s = buf_str(&pdf) + 3;
	buf_printf(b, "<%s>%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ</%s>\n", name, s, s + 4, s + 6, s + 8, s + 10, s + 12, name);
	buf_free(&pdf);
}

static void
put_identity(struct buf *b, enum fin_profile profile)
{
	if (conformance[profile] != NULL)
		buf_printf(b,
		    "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"><pdfaid:part>3</pdfaid:part>"
		    "<pdfaid:conformance>%s</pdfaid:conformance></rdf:Description>\n",
		    conformance[profile]);
	if (profile == PROFILE_A3A_UA1)
		buf_puts(b, pdfua_schema);
}

static void
put_properties(struct buf *b, const struct drawn_doc *doc)
{
	buf_puts(b, "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n<dc:format>application/pdf</dc:format>\n");
	put_alternative(b, "dc:title", doc->title);
	put_property(b, "dc:creator", "<rdf:Seq><rdf:li>", doc->author, "</rdf:li></rdf:Seq>");
	put_alternative(b, "dc:description", doc->subject);
	if (fin_is_lang(doc->lang))
		put_property(b, "dc:language", "<rdf:Bag><rdf:li>", doc->lang, "</rdf:li></rdf:Bag>");
	put_property(b, "pdf:Keywords", "", doc->keywords, "");
	put_property(b, "pdf:Producer", "", producer_of(doc), "");
	put_property(b, "xmp:CreatorTool", "", doc->creator, "");
	put_date(b, "xmp:CreateDate", doc->date);
	put_date(b, "xmp:ModifyDate", doc->date);
	put_date(b, "xmp:MetadataDate", doc->date);
	buf_puts(b, "</rdf:Description>\n");
}

uint32_t
fin_xmp_write(struct fin_doc *d)
{
	uint32_t id = out_new(d->out);
	struct buf b = {0};

	buf_puts(&b, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		     "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
	put_identity(&b, d->opts->profile);
	put_properties(&b, d->drawn);
	buf_puts(&b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
	out_stream(d->out, id, "/Type/Metadata/Subtype/XML", b.p, b.len, OUT_AS_IS);
	buf_free(&b);
	return id;
}

static void
put_info(struct buf *b, const char *key, const char *text)
{
	if (!has(text))
		return;
	buf_puts(b, key);
	out_text(b, text);
}

uint32_t
fin_info_write(struct fin_doc *d)
{
	const struct drawn_doc *doc = d->drawn;
	uint32_t id = out_new(d->out);
	struct buf *b = out_begin(d->out, id, OUT_PLAIN);

	buf_puts(b, "<<");
	put_info(b, "/Title", doc->title);
	put_info(b, "/Author", doc->author);
	put_info(b, "/Subject", doc->subject);
	put_info(b, "/Keywords", doc->keywords);
	put_info(b, "/Creator", doc->creator);
	put_info(b, "/Producer", producer_of(doc));
	if (doc->date != DRAWN_NO_DATE) {
		buf_puts(b, "/CreationDate");
		out_date(b, doc->date);
		buf_puts(b, "/ModDate");
		out_date(b, doc->date);
	}
	buf_puts(b, ">>");
	out_end(d->out);
	return id;
}
