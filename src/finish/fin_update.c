#include "finish/fin_update.h"

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "base/str.h"
#include "finish/fin_out.h"
#include "finish/fin_own.h"

/* ---- the field in the report ---------------------------------------------------------------------------------------- */

/* /Rect: two corners, the lower left one first. */
static bool
take_rect(const struct own_val *dict, struct fin_field *field)
{
	struct own_val rect, item;
	const char *at = NULL;
	mpt c[4];

	if (!own_lookup(dict, "/Rect", &rect))
		return false;
	for (size_t i = 0; i < 4; i++)
		if (!own_item(&rect, &at, &item) || !own_mpt(&item, &c[i]))
			return false;
	field->w = c[2] - c[0];
	field->h = c[3] - c[1];
	return field->w > 0 && field->h > 0;
}

static const char *
text_of(struct arena *a, const struct own_val *dict, const char *key)
{
	struct own_val v;

	return own_lookup(dict, key, &v) ? own_text(a, &v) : NULL;
}

static bool
is_field(struct own_file *f, uint32_t id, struct fin_field *field)
{
	struct own_val dict, v;

	if (!own_object_at(f, 1, id, &dict) || !own_lookup(&dict, "/FT", &v) || !own_is_name(&v, "/Sig") || !take_rect(&dict, field))
		return false;
	field->id = id;
	field->name = text_of(f->arena, &dict, "/T");
	field->tooltip = text_of(f->arena, &dict, "/TU");
	return field->name != NULL;
}

bool
fin_field_nth(struct own_file *f, size_t n, struct fin_field *field)
{
	struct own_val root, form, dict, fields, item;
	const char *at = NULL;

	*field = (struct fin_field){.file = f};
	if (!own_object_at(f, 1, f->root, &root) || !own_lookup(&root, "/AcroForm", &form) || form.kind != OWN_REF ||
	    !own_object_at(f, 1, (uint32_t)form.n, &dict) || !own_lookup(&dict, "/Fields", &fields))
		return false;
	field->form = (uint32_t)form.n;
	field->lang = text_of(f->arena, &root, "/Lang");
	while (own_item(&fields, &at, &item))
		if (item.kind == OWN_REF && is_field(f, (uint32_t)item.n, field) && n-- == 0)
			return true;
	return false;
}

/* ---- the revision --------------------------------------------------------------------------------------------------- */

enum { U_FORM, U_FIELD, U_SIGNATURE, U_LOOK, U_XREF, U__COUNT };

struct writer {
	const struct fin_field *field;
	const struct fin_update *u;
	struct buf *out;
	size_t base, beg; /* [B] of the report; where the revision begins in `out` */
	uint32_t ids[U__COUNT];
	size_t at[U__COUNT]; /* offsets in the file */
	size_t range, gap[2]; /* offsets in `out`: the numbers of ByteRange, the string */
};

static size_t
offset(const struct writer *w)
{
	return w->base + w->out->len - w->beg;
}

static void
begin(struct writer *w, unsigned which)
{
	w->at[which] = offset(w);
	buf_printf(w->out, "%u 0 obj\n", w->ids[which]);
}

static void
put_pair(struct buf *b, const struct own_val *key, const struct own_val *v)
{
	buf_add(b, key->p, key->len);
	buf_putc(b, ' ');
	buf_add(b, v->p, v->len);
}

/* The pairs of an object's dictionary as they stand there, but for some keys. */
static void
put_pairs(struct writer *w, uint32_t id, const char *const *without, size_t n)
{
	struct own_val dict, key, v;
	const char *at = NULL;

	buf_puts(w->out, "<<");
	if (!own_object_at(w->field->file, 1, id, &dict))
		return;
	while (own_pair(&dict, &at, &key, &v)) {
		bool keep = true;

		for (size_t i = 0; i < n; i++)
			keep = keep && !own_is_name(&key, without[i]);
		if (keep)
			put_pair(w->out, &key, &v);
	}
}

static void
put_form(struct writer *w)
{
	static const char *const without[] = {"/SigFlags"};

	begin(w, U_FORM);
	put_pairs(w, w->field->form, without, ARRAY_LEN(without));
	buf_puts(w->out, "/SigFlags 3>>\nendobj\n"); /* signatures exist, append only (table 219) */
}

/* F 132: printed and locked (table 165). */
static void
put_field(struct writer *w)
{
	static const char *const without[] = {"/V", "/AP", "/F", "/Contents"};

	begin(w, U_FIELD);
	put_pairs(w, w->field->id, without, ARRAY_LEN(without));
	buf_printf(w->out, "/F 132/V %u 0 R/AP<</N %u 0 R>>/Contents", w->ids[U_SIGNATURE], w->ids[U_LOOK]);
	out_text(w->out, w->u->says);
	buf_puts(w->out, ">>\nendobj\n");
}

static void
put_text(struct writer *w, const char *key, const char *text)
{
	if (text == NULL)
		return;
	buf_puts(w->out, key);
	out_text(w->out, text);
}

/* Never in an object stream: its digits must be found in the file (12.8.1). */
static void
put_signature(struct writer *w)
{
	struct buf *b = w->out;

	begin(w, U_SIGNATURE);
	buf_puts(b, "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M");
	out_date(b, w->u->time);
	put_text(w, "/Name", w->u->name);
	put_text(w, "/Reason", w->u->reason);
	put_text(w, "/Location", w->u->location);
	buf_puts(b, "/ByteRange[0 ");
	w->range = b->len;
	buf_puts(b, "                                ]/Contents");
	w->gap[0] = b->len;
	buf_putc(b, '<');
	for (size_t i = 0; i < w->u->room; i++)
		buf_puts(b, "00");
	buf_putc(b, '>');
	w->gap[1] = b->len;
	buf_puts(b, ">>\nendobj\n");
}

static void
put_look(struct writer *w)
{
	begin(w, U_LOOK);
	buf_puts(w->out, "<</Type/XObject/Subtype/Form/BBox[0 0 ");
	out_real(w->out, w->field->w);
	buf_putc(w->out, ' ');
	out_real(w->out, w->field->h);
	buf_printf(w->out, "]/Resources<<>>/Length %zu/Filter/FlateDecode>>\nstream\n", w->u->look_len);
	buf_add(w->out, w->u->look, w->u->look_len);
	buf_puts(w->out, "\nendstream\nendobj\n");
}

/* /ID: the first stays, the second is new (14.4). */
static void
put_id(struct writer *w, const struct own_val *trailer)
{
	struct own_val id, first;
	const char *at = NULL;
	char hex[65];

	io_sha256(w->out->p + w->beg, w->out->len - w->beg, hex);
	if (own_lookup(trailer, "/ID", &id) && own_item(&id, &at, &first))
		buf_printf(w->out, "/ID[%.*s<%.32s>]", (int)first.len, first.p, hex);
}

/* Entries of 1, 4 and 2 bytes; runs of one number, but for the three new objects. */
static void
put_xref(struct writer *w)
{
	static const unsigned order[2][2] = {{U_FORM, U_FIELD}, {U_FIELD, U_FORM}};
	const struct own_file *f = w->field->file;
	const unsigned *old = order[w->ids[U_FIELD] < w->ids[U_FORM]];
	const unsigned rows[U__COUNT] = {old[0], old[1], U_SIGNATURE, U_LOOK, U_XREF};

	w->at[U_XREF] = offset(w);
	buf_printf(w->out, "%u 0 obj\n<</Type/XRef/Size %u/Prev %zu/Root %u 0 R", w->ids[U_XREF], w->ids[U_XREF] + 1, f->revs[0].xref, f->root);
	if (f->info != 0)
		buf_printf(w->out, "/Info %u 0 R", f->info);
	put_id(w, &f->revs[0].trailer);
	buf_printf(w->out, "/W[1 4 2]/Index[%u 1 %u 1 %u 3]/Length %u>>\nstream\n", w->ids[old[0]], w->ids[old[1]], w->ids[U_SIGNATURE], 7 * U__COUNT);
	for (size_t i = 0; i < U__COUNT; i++) {
		size_t at = w->at[rows[i]];

		buf_putc(w->out, 1);
		for (int k = 3; k >= 0; k--)
			buf_putc(w->out, (char)(at >> 8 * k & 0xff));
		buf_add(w->out, "\0\0", 2);
	}
	buf_printf(w->out, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", w->at[U_XREF]);
}

void
fin_update_write(const struct fin_field *field, const struct fin_update *u, struct buf *out, size_t gap[2])
{
	struct writer w = {.field = field, .u = u, .out = out, .base = own_base_len(field->file), .beg = out->len};
	uint32_t size = field->file->revs[0].n;
	char range[40];
	int n;

	w.ids[U_FORM] = field->form;
	w.ids[U_FIELD] = field->id;
	for (uint32_t i = U_SIGNATURE; i < U__COUNT; i++)
		w.ids[i] = size + i - U_SIGNATURE;
	put_form(&w);
	put_field(&w);
	put_signature(&w);
	put_look(&w);
	put_xref(&w);
	for (size_t i = 0; i < 2; i++)
		gap[i] = w.base + w.gap[i] - w.beg;
	n = snprintf(range, sizeof(range), "%zu %zu %zu", gap[0], gap[1], offset(&w) - gap[1]);
	memcpy(out->p + w.range, range, (size_t)n);
}
