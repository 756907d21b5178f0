/*
 * fin_form.c - signature fields, prepared and not signed (ISO 32000-1, 12.7.4.5).
 *
 * Everything that a signature changes stands in the open: the widget gets a value and an appearance, the form its SigFlags.
 */
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "finish/fin_doc.h"

/* A dot would divide the name (12.7.3.2), and two fields of one name would be one. */
static const char *
name_of(struct map *taken, struct arena *a, const struct drawn_field *field)
{
	char *name = arena_strdup(a, field->name != NULL && *field->name != '\0' ? field->name : "signature");
	const char *tried = name;

	for (char *s = name; *s != '\0'; s++)
		if (*s == '.')
			*s = '_';
	for (size_t n = 2; map_lookup(taken, tried) != NULL; n++)
		tried = arena_printf(a, "%s-%zu", name, n);
	map_set(taken, tried, name);
	return tried;
}

/* ISO 19005-3, 6.3.3: a widget has an appearance. Before it is signed the page itself shows where. */
static uint32_t
write_appearance(struct fin_doc *d, const struct drawn_field *field)
{
	uint32_t id = out_new(d->out);
	struct buf dict = {0};

	buf_puts(&dict, "/Type/XObject/Subtype/Form/Resources<<>>/BBox");
	out_rect(&dict, field->h, 0, 0, field->w, field->h);
	out_stream(d->out, id, buf_str(&dict), "", 0, OUT_AS_IS);
	buf_free(&dict);
	return id;
}

static void
write_field(struct fin_doc *d, size_t i, const char *name)
{
	const struct drawn_field *field = &d->drawn->fields[i];
	uint32_t appearance = write_appearance(d, field);
	struct buf *b = out_begin(d->out, d->fields[i], OUT_PLAIN);

	/* Print and Locked. */
	buf_puts(b, "<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T");
	out_text(b, name);
	buf_puts(b, "/TU");
	out_text(b, field->tooltip != NULL && *field->tooltip != '\0' ? field->tooltip : name);
	buf_puts(b, "/Rect");
	out_rect(b, d->drawn->pages[field->page].h, field->x, field->y, field->w, field->h);
	buf_puts(b, "/P ");
	out_ref(b, d->pages[field->page]);
	if (d->is_tagged)
		buf_printf(b, "/StructParent %zu", d->drawn->n_pages + d->drawn->n_links + i);
	buf_puts(b, "/AP<</N ");
	out_ref(b, appearance);
	buf_puts(b, ">>>>");
	out_end(d->out);
}

uint32_t
fin_form_write(struct fin_doc *d)
{
	struct arena *a;
	struct map *taken;
	uint32_t form;
	struct buf *b;

	if (d->drawn->n_fields == 0)
		return 0;
	form = out_new(d->out);
	a = arena_new();
	taken = map_new(a);
	for (size_t i = 0; i < d->drawn->n_fields; i++)
		write_field(d, i, name_of(taken, a, &d->drawn->fields[i]));
	arena_free(a);
	b = out_begin(d->out, form, OUT_PLAIN);
	buf_puts(b, "<</Fields[");
	for (size_t i = 0; i < d->drawn->n_fields; i++) {
		if (i > 0)
			buf_putc(b, ' ');
		out_ref(b, d->fields[i]);
	}
	buf_puts(b, "]/SigFlags 1>>"); /* there is a signature field (table 219) */
	out_end(d->out);
	return form;
}
