/* fin_annot.c - links, what they lead to, and what a page says about both (ISO 32000-1, 12.3.2, 12.5 and 12.6). */
#include <string.h>

#include "finish/fin_doc.h"
#include "finish/fin_tree.h"

void
fin_page_entries(const struct fin_doc *d, size_t i, struct buf *b)
{
	const struct drawn_page *page = &d->drawn->pages[i];

	if (d->is_tagged)
		buf_printf(b, "/StructParents %zu", i);
	if (page->n_links + page->n_fields == 0)
		return;
	buf_puts(b, "/Tabs/S/Annots[");
	for (uint32_t k = 0; k < page->n_links + page->n_fields; k++) {
		if (k > 0)
			buf_putc(b, ' ');
		out_ref(b, k < page->n_links ? d->links[page->first_link + k] : d->fields[page->first_field + k - page->n_links]);
	}
	buf_putc(b, ']');
}

/* RFC 3986, 2: what may not stand in an address is written as %XX. */
static void
put_uri(struct buf *b, const char *uri)
{
	struct buf safe = {0};

	for (const char *s = uri; *s != '\0'; s++)
		if (*s <= ' ' || *s >= 0x7f || strchr("\"<>\\^`{|}", *s) != NULL)
			buf_printf(&safe, "%%%02X", (unsigned char)*s);
		else
			buf_putc(&safe, *s);
	out_bytes(b, buf_str(&safe), safe.len);
	buf_free(&safe);
}

void
fin_target(const struct fin_doc *d, struct buf *b, const char *uri, const char *dest, const char *attachment)
{
	if (uri != NULL) {
		buf_puts(b, "/A<</S/URI/URI");
		put_uri(b, uri);
		buf_puts(b, ">>");
	} else if (attachment != NULL) {
		/* 12.6.4.4: the file is a child of this one, under its name in EmbeddedFiles. */
		buf_puts(b, "/A<</S/GoToE/D[0/Fit]/NewWindow true/T<</R/C/N");
		out_text(b, attachment);
		buf_puts(b, ">>>>");
	} else if (dest != NULL) {
		buf_puts(b, "/Dest");
		out_bytes(b, dest, strlen(dest));
	} else {
		buf_puts(b, "/Dest[");
		out_ref(b, d->pages[0]);
		buf_puts(b, "/Fit]");
	}
}

/* ISO 14289-1, 7.18.5: a link says in words where it leads. */
static const char *
words_of(const struct drawn_link *link)
{
	const char *words[] = {link->contents, link->uri, link->attachment, link->dest};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (words[i] != NULL && *words[i] != '\0')
			return words[i];
	return "-";
}

static void
write_link(struct fin_doc *d, size_t i)
{
	const struct drawn_link *link = &d->drawn->links[i];
	struct buf *b = out_begin(d->out, d->links[i], OUT_PACKED);

	buf_puts(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect");
	out_rect(b, d->drawn->pages[link->page].h, link->x, link->y, link->w, link->h);
	buf_puts(b, "/P ");
	out_ref(b, d->pages[link->page]);
	buf_puts(b, "/Contents");
	out_text(b, words_of(link));
	if (d->is_tagged)
		buf_printf(b, "/StructParent %zu", d->drawn->n_pages + i);
	fin_target(d, b, link->uri, link->dest, link->attachment);
	buf_puts(b, ">>");
	out_end(d->out);
}

void
fin_annots_write(struct fin_doc *d)
{
	for (size_t i = 0; i < d->drawn->n_links; i++)
		write_link(d, i);
}

uint32_t
fin_dests_write(struct fin_doc *d)
{
	struct fin_tree tree = {0};

	for (size_t i = 0; i < d->drawn->n_dests; i++) {
		const struct drawn_dest *dest = &d->drawn->dests[i];
		struct buf *b = fin_tree_name(&tree, dest->name, strlen(dest->name));

		buf_putc(b, '[');
		out_ref(b, d->pages[dest->page]);
		buf_puts(b, "/XYZ ");
		out_real(b, mpt_max(dest->x, 0));
		buf_putc(b, ' ');
		out_real(b, mpt_add(d->drawn->pages[dest->page].h, -mpt_max(dest->y, 0)));
		buf_puts(b, " 0]");
	}
	return fin_tree_write(d->out, &tree);
}
