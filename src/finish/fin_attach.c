/* fin_attach.c - files inside the file (ISO 32000-1, 7.11; ISO 19005-3, 6.8 and annex E). */
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "finish/fin_doc.h"
#include "finish/fin_tree.h"

static const char *const relations[] = {
    [RELATION_SOURCE] = "/Source",
    [RELATION_DATA] = "/Data",
    [RELATION_SUPPLEMENT] = "/Supplement",
    [RELATION_ALTERNATIVE] = "/Alternative",
    [RELATION_UNSPECIFIED] = "/Unspecified",
};

static int64_t
date_of(const struct fin_doc *d, const struct fin_attachment *a)
{
	return a->date != DRAWN_NO_DATE ? a->date : d->drawn->date != DRAWN_NO_DATE ? d->drawn->date : 0;
}

static uint32_t
write_stream(struct fin_doc *d, const struct fin_attachment *a)
{
	uint32_t id = out_new(d->out);
	unsigned char sum[16];
	struct buf dict = {0};

	io_md5(a->bytes, a->len, sum);
	buf_puts(&dict, "/Type/EmbeddedFile/Subtype");
	out_name(&dict, a->mime != NULL ? a->mime : "application/octet-stream");
	buf_printf(&dict, "/Params<</Size %zu/ModDate", a->len);
	out_date(&dict, date_of(d, a));
	buf_puts(&dict, "/CheckSum<");
	for (size_t i = 0; i < sizeof(sum); i++)
		buf_printf(&dict, "%02X", sum[i]);
	buf_puts(&dict, ">>>");
	out_stream(d->out, id, buf_str(&dict), a->bytes, a->len, OUT_DEFLATE);
	buf_free(&dict);
	return id;
}

static uint32_t
write_spec(struct fin_doc *d, const struct fin_attachment *a)
{
	uint32_t stream = write_stream(d, a), id = out_new(d->out);
	struct buf *b = out_begin(d->out, id, OUT_PLAIN);

	buf_puts(b, "<</Type/Filespec/F");
	out_text(b, a->name);
	buf_puts(b, "/UF");
	out_text(b, a->name);
	if (a->description != NULL) {
		buf_puts(b, "/Desc");
		out_text(b, a->description);
	}
	buf_printf(b, "/AFRelationship%s/EF<</F ", relations[a->relation]);
	out_ref(b, stream);
	buf_puts(b, "/UF ");
	out_ref(b, stream);
	buf_puts(b, ">>>>");
	out_end(d->out);
	return id;
}

static void
put_u16(struct buf *b, uint32_t v)
{
	buf_putc(b, (char)(v >> 8 & 0xff));
	buf_putc(b, (char)(v & 0xff));
}

/* Keys of the name tree are compared as bytes: those of a text string, as out_text decides on them. */
static struct buf
key_of(const char *name)
{
	const char *end = name + strlen(name);
	struct buf key = {0}, text = {0};

	out_text(&text, name);
	if (buf_str(&text)[0] == '(')
		buf_puts(&key, name);
	else
		buf_puts(&key, "\xfe\xff");
	while (buf_str(&text)[0] == '<' && name < end) {
		uint32_t c = utf8_next(&name, end);

		if (c > 0xffff) {
			put_u16(&key, 0xd800 + ((c - 0x10000) >> 10));
			c = 0xdc00 + ((c - 0x10000) & 0x3ff);
		}
		put_u16(&key, c);
	}
	buf_free(&text);
	return key;
}

uint32_t
fin_attachments_write(struct fin_doc *d, struct buf *af)
{
	struct fin_tree tree = {0};

	for (size_t i = 0; i < d->opts->n_attachments; i++) {
		const struct fin_attachment *a = &d->opts->attachments[i];
		uint32_t spec = write_spec(d, a);
		struct buf key = key_of(a->name);

		out_ref(fin_tree_name(&tree, key.p, key.len), spec);
		buf_free(&key);
		if (i > 0)
			buf_putc(af, ' ');
		out_ref(af, spec);
	}
	return fin_tree_write(d->out, &tree);
}
