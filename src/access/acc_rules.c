/* acc_rules.c - what the structure must say: headings, pictures, links, tables, forms. */
#include <string.h>

#include "access/acc_in.h"
#include "base/str.h"

/* 1 to 6 for H1 to H6, else 0. */
static int
level_of(const struct acc_elem *e)
{
	return e->type[0] == 'H' && e->type[1] >= '1' && e->type[1] <= '6' && e->type[2] == '\0' ? e->type[1] - '0' : 0;
}

/* ISO 14289-1, 7.4.2: the first is of level 1, and none skips a level on the way down. */
static void
check_headings(struct acc *c)
{
	int last = 0;

	for (uint32_t i = 0; i < c->n_elems; i++) {
		int level = level_of(&c->elems[i]);

		if (level == 0)
			continue;
		if (level > last + 1)
			acc_find(c, DIAG_PDF_HEADING, ACC_NONE, i, last == 0 ? "the first heading is of level %d" : "level %d follows level %d", level, last);
		if (!c->elems[i].has_ink)
			acc_find(c, DIAG_PDF_HEADING, ACC_NONE, i, "the heading is empty");
		last = level;
	}
}

/* WCAG 2.1, 1.1.1. The name of a file is no description. */
static void
check_picture(struct acc *c, uint32_t i)
{
	static const char *const suffixes[] = {".png", ".jpg", ".jpeg", ".svg", ".gif"};
	const struct acc_elem *e = &c->elems[i];
	const char *words = acc_is_blank(e->alt) ? e->actual : e->alt;

	if (acc_is_blank(words)) {
		acc_find(c, DIAG_PDF_ALT, ACC_NONE, i, "it has no alternative text");
		return;
	}
	for (size_t k = 0; k < ARRAY_LEN(suffixes); k++)
		if (str_ends(words, suffixes[k]) && strchr(words, ' ') == NULL)
			acc_find(c, DIAG_PDF_ALT, ACC_NONE, i, "its alternative text is the name of a file: %.60s", words);
}

/* ISO 14289-1, 7.18.5: a link is an annotation in an element with contents. */
static void
check_link(struct acc *c, uint32_t i)
{
	const struct acc_elem *e = &c->elems[i];

	if (!e->has_annot)
		acc_find(c, DIAG_PDF_LINK, ACC_NONE, i, "it leads nowhere: it has no annotation");
	else if (!e->has_ink && acc_is_blank(e->alt))
		acc_find(c, DIAG_PDF_LINK, ACC_NONE, i, "it has no text");
}

static const struct {
	const char *type;
	void (*check)(struct acc *c, uint32_t elem);
} checks[] = {
    {"Figure", check_picture},
    {"Formula", check_picture},
    {"Link", check_link},
    {"Table", acc_table},
};

/* An annotation says in words what it is: a link its target, a field its purpose. */
static void
check_annotation(struct acc *c, uint32_t page, const struct own_val *dict)
{
	struct own_val subtype = {0}, v;
	bool is_link = own_lookup(dict, "/Subtype", &subtype) && own_is_name(&subtype, "/Link");
	bool is_field = own_is_name(&subtype, "/Widget");
	const char *key = is_field ? "/TU" : "/Contents";

	if (!is_link && !is_field)
		return;
	if (!own_lookup_object(c->f, dict, key, &v) || acc_is_blank(own_text(c->arena, &v)))
		acc_find(c, DIAG_PDF_LINK, page, ACC_NONE, is_field ? "a form field has no name for people" : "a link does not say in words where it leads");
	if (!own_lookup(dict, "/StructParent", &v))
		acc_find(c, DIAG_PDF_UNTAGGED, page, ACC_NONE, "a %s is not in the structure", is_field ? "form field" : "link");
}

static void
check_annotations(struct acc *c, uint32_t page)
{
	struct own_val annots, ref, dict;
	const char *at = NULL;

	if (!own_lookup_object(c->f, &c->pages[page].dict, "/Annots", &annots))
		return;
	while (own_item(&annots, &at, &ref))
		if (ref.kind == OWN_REF && own_object(c->f, (uint32_t)ref.n, &dict))
			check_annotation(c, page, &dict);
}

void
acc_rules(struct acc *c)
{
	check_headings(c);
	for (uint32_t i = 0; i < c->n_elems; i++)
		for (size_t k = 0; k < ARRAY_LEN(checks); k++)
			if (str_eq(c->elems[i].type, checks[k].type))
				checks[k].check(c, i);
	for (uint32_t page = 0; page < c->n_pages; page++)
		check_annotations(c, page);
}
