/*
 * fo_attr.c - attribute names: what they mean, and the specs of an attribute.
 */
#include <string.h>

#include "fo/fo_shorthand.h"

#define fo_expand_ALIAS NULL /* only another name: never expanded */

void
fo_add_spec(struct fo_expansion *x, enum fo_prop p, uint8_t rank, const char *s, size_t n)
{
	if (x->specs->n == x->specs->cap) {
		x->specs->cap = x->specs->cap > 0 ? x->specs->cap * 2 : 64;
		x->specs->v = mem_realloc(x->specs->v, x->specs->cap, sizeof(*x->specs->v));
	}
	x->specs->v[x->specs->n++] = (struct fo_spec){p, rank, s, n, x->attr};
}

static const struct {
	const char *name;
	void (*expand)(struct fo_expansion *x);
	int arg, side;
} rows[] = {
#define S(n, how, a, b, section) {n, fo_expand_##how, a, b},
#include "fo/fo_shorthand.def"
#undef S
};

static void
add_name(
    struct fo_reader *r, const char *name, enum fo_attr_kind kind, enum fo_prop p, size_t shorthand)
{
	struct fo_attr *attr = arena_zalloc(r->a, sizeof(*attr));

	*attr = (struct fo_attr){.kind = kind, .prop = p, .shorthand = (uint16_t)shorthand};
	map_set(r->names, name, attr);
}

void
fo_names_init(struct fo_reader *r)
{
	/* Attributes of pdf:embedded-file have no namespace. */
	static const struct {
		const char *name;
		enum fo_prop p;
	} plain[] = {{"filename", PR_PDF_FILENAME}, {"description", PR_PDF_DESCRIPTION},
	    {"relationship", PR_PDF_RELATIONSHIP}};

	r->names = map_new(r->a);
	for (int p = 0; p < PR__COUNT; p++) {
		enum fo_attr_kind kind =
		    fo_prop_rows[p].status == FO_STATUS_silent ? FO_ATTR_SILENT : FO_ATTR_PROP;

		add_name(r, fo_prop_rows[p].name, kind, (enum fo_prop)p, 0);
	}
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].expand == NULL)
			add_name(r, rows[i].name, FO_ATTR_PROP, (enum fo_prop)rows[i].arg, 0);
		else
			add_name(r, rows[i].name, FO_ATTR_SHORTHAND, PR__COUNT, i);
	for (size_t i = 0; i < ARRAY_LEN(plain); i++)
		add_name(r, plain[i].name, FO_ATTR_PROP, plain[i].p, 0);
	/* 7.7: aural short-hands say nothing about a page. xml:base and xml:space are not
	 * properties. */
	add_name(r, "cue", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "pause", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "xml:base", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "xml:space", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "xml:id", FO_ATTR_PROP, PR_ID, 0);
}

struct fo_attr
fo_attr_lookup(struct fo_reader *r, const char *name)
{
	const struct fo_attr *a = map_lookup(r->names, name);

	return a != NULL ? *a : (struct fo_attr){.kind = FO_ATTR_UNKNOWN};
}

enum fo_prop
fo_prop_lookup(struct fo_reader *r, const char *s, size_t n)
{
	char name[80];
	struct fo_attr a;

	if (n >= sizeof(name))
		return PR__COUNT;
	memcpy(name, s, n);
	name[n] = '\0';
	a = fo_attr_lookup(r, name);
	if (a.kind == FO_ATTR_PROP)
		return a.prop;
	if (a.kind != FO_ATTR_SHORTHAND)
		return PR__COUNT;
	/* Of a compound or absolute property: the optimum, the left-to-right side. */
	if (rows[a.shorthand].expand == fo_expand_THREE ||
	    rows[a.shorthand].expand == fo_expand_DIMENSION)
		return (enum fo_prop)(rows[a.shorthand].arg + 1);
	if (rows[a.shorthand].expand == fo_expand_SIDE)
		return fo_prop_of_side((enum fo_group)rows[a.shorthand].arg, rows[a.shorthand].side, FV_LR_TB);
	return PR__COUNT;
}

void
fo_specs_add(struct fo_specs *specs, struct fo_reader *r, enum fo_elem elem, struct fo_attr meaning,
    const xmlAttr *attr, const char *value, enum fo_enum mode)
{
	struct fo_expansion x = {.specs = specs,
	    .r = r,
	    .attr = attr,
	    .elem = elem,
	    .mode = mode,
	    .s = value,
	    .n = strlen(value)};

	if (meaning.kind == FO_ATTR_PROP) {
		/* The bare rows of compound properties are the compound too: line-height sets all
		 * three. */
		fo_add_spec(&x, meaning.prop, RANK_OWN, x.s, x.n);
		return;
	}
	while (x.n > 0 && fo_shorthand_is_space(*x.s)) {
		x.s++;
		x.n--;
	}
	while (x.n > 0 && fo_shorthand_is_space(x.s[x.n - 1]))
		x.n--;
	x.arg = rows[meaning.shorthand].arg;
	x.side = rows[meaning.shorthand].side;
	rows[meaning.shorthand].expand(&x);
}
