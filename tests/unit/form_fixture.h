#pragma once
/* form_fixture.h - a small PDF in the form that fin_out writes, with an empty signature field in a structure tree. */
#include <zlib.h>

#include "base/buf.h"

struct form {
	struct buf b;
	size_t at[16]; /* offsets by object number */
};

enum { F_CATALOGUE = 1, F_PAGES, F_PAGE, F_CONTENT, F_FORM, F_FIELD, F_TREE, F_PACK, F_PARENTS, F_ELEM, F_INFO, F_LOOK, F_XREF, F__COUNT };

static inline void
form_object(struct form *f, int id, const char *text)
{
	f->at[id] = f->b.len;
	buf_printf(&f->b, "%d 0 obj\n%s\nendobj\n", id, text);
}

static inline void
form_stream(struct form *f, int id, const char *dict, const void *bytes, size_t len)
{
	f->at[id] = f->b.len;
	buf_printf(&f->b, "%d 0 obj\n<<%s/Length %zu>>\nstream\n", id, dict, len);
	buf_add(&f->b, bytes, len);
	buf_puts(&f->b, "\nendstream\nendobj\n");
}

static inline void
form_deflated(struct form *f, int id, const char *dict, const void *bytes, size_t len)
{
	static Bytef packed[65536];
	uLongf n = sizeof(packed);
	struct buf d = {0};

	assert_int_equal(compress(packed, &n, bytes, len), Z_OK);
	buf_printf(&d, "%s/Filter/FlateDecode", dict);
	form_stream(f, id, buf_str(&d), packed, n);
	buf_free(&d);
}

/* The structure: three objects in an object stream. */
static inline void
form_packed(struct form *f)
{
	static const char *const texts[] = {
	    "<</Type/StructTreeRoot/K 10 0 R/ParentTree 9 0 R/ParentTreeNextKey 1>>",
	    "<</Nums[0 10 0 R]>>",
	    "<</Type/StructElem/S/Form/P 7 0 R/Pg 3 0 R/K<</Type/OBJR/Obj 6 0 R/Pg 3 0 R>>>>",
	};
	static const int ids[] = {F_TREE, F_PARENTS, F_ELEM};
	struct buf head = {0}, all = {0}, dict = {0};

	for (size_t i = 0; i < 3; i++) {
		buf_printf(&head, "%d %zu ", ids[i], all.len);
		buf_printf(&all, "%s\n", texts[i]);
	}
	buf_printf(&dict, "/Type/ObjStm/N 3/First %zu", head.len);
	buf_add(&head, all.p, all.len);
	form_deflated(f, F_PACK, buf_str(&dict), head.p, head.len);
	buf_free(&head);
	buf_free(&all);
	buf_free(&dict);
}

static inline void
form_end(struct form *f)
{
	unsigned char rows[F__COUNT][7] = {{0}};
	const char *trailer = "/Type/XRef/Size 14/W[1 4 2]/Root 1 0 R/Info 11 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]";

	f->at[F_XREF] = f->b.len;
	for (int i = 1; i < F__COUNT; i++) {
		int packed = i == F_TREE ? 0 : i == F_PARENTS ? 1 : i == F_ELEM ? 2 : -1;
		size_t at = packed >= 0 ? F_PACK : f->at[i];

		rows[i][0] = packed >= 0 ? 2 : 1;
		for (int k = 0; k < 4; k++)
			rows[i][4 - k] = (unsigned char)(at >> 8 * k);
		rows[i][6] = (unsigned char)(packed >= 0 ? packed : 0);
	}
	rows[0][5] = rows[0][6] = 0xff;
	form_deflated(f, F_XREF, trailer, rows, sizeof(rows));
	buf_printf(&f->b, "startxref\n%zu\n%%%%EOF\n", f->at[F_XREF]);
}

/* What differs between tests; each may be NULL. */
struct form_texts {
	const char *field; /* the dictionary of the field */
	const char *form;  /* the dictionary of the AcroForm */
};

static inline struct buf
form_pdf(const struct form_texts *t)
{
	static const char content[] = "0.5 w 20 20 200 60 re S";
	struct form f = {0};

	buf_puts(&f.b, "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n");
	form_object(&f, F_CATALOGUE, "<</Type/Catalog/Pages 2 0 R/AcroForm 5 0 R/StructTreeRoot 7 0 R/MarkInfo<</Marked true>>/Lang(en)>>");
	form_object(&f, F_PAGES, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
	form_object(&f, F_PAGE, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<>>/Annots[6 0 R]/Tabs/S>>");
	form_deflated(&f, F_CONTENT, "", content, sizeof(content) - 1);
	form_object(&f, F_FORM, t->form != NULL ? t->form : "<</Fields[6 0 R]/SigFlags 1>>");
	form_stream(&f, F_LOOK, "/Type/XObject/Subtype/Form/BBox[0 0 200 60]/Resources<<>>", "", 0);
	form_object(&f, F_FIELD, t->field != NULL ? t->field
	    : "<</Type/Annot/Subtype/Widget/FT/Sig/T(signature)/TU(Signature of A. B.)/Rect[20 20 220 80]/F 4/P 3 0 R/StructParent 0/AP<</N 12 0 R>>>>");
	form_packed(&f);
	form_object(&f, F_INFO, "<</Producer(assay)>>");
	form_end(&f);
	return f.b;
}
