/* ren_nest.c - what may stand in what (ISO 32000-1, tables 333 to 338; ISO 14289-1, 7.2), and what becomes of what may not. */
#include "base/ctx.h"
#include "render/ren_tags.h"

#define BIT(t) ((uint64_t)1 << TAG_##t)
#define PARTS (BIT(THEAD) | BIT(TBODY) | BIT(TFOOT))
#define HEADINGS (BIT(H1) | BIT(H2) | BIT(H3) | BIT(H4) | BIT(H5) | BIT(H6) | BIT(H))

/* These hold nothing else; what does is wrapped. */
static const struct {
	uint64_t holds;
	enum tag_type wrap;
} strict[TAG__COUNT] = {
    [TAG_L] = {BIT(LI) | BIT(L) | BIT(CAPTION), TAG_LI},
    [TAG_LI] = {BIT(LBL) | BIT(LBODY), TAG_LBODY},
    [TAG_TABLE] = {BIT(TR) | PARTS | BIT(CAPTION), TAG_TR},
    [TAG_THEAD] = {BIT(TR), TAG_TR},
    [TAG_TBODY] = {BIT(TR), TAG_TR},
    [TAG_TFOOT] = {BIT(TR), TAG_TR},
    [TAG_TR] = {BIT(TH) | BIT(TD), TAG_TD},
    [TAG_TOC] = {BIT(TOC) | BIT(TOCI) | BIT(CAPTION), TAG_TOCI},
};

/* And these stand nowhere else. */
static const uint64_t needs[TAG__COUNT] = {
    [TAG_LI] = BIT(L),
    [TAG_LBL] = BIT(LI) | BIT(TOCI) | BIT(NOTE) | BIT(LBODY) | BIT(REFERENCE) | BIT(FORM),
    [TAG_LBODY] = BIT(LI),
    [TAG_TR] = BIT(TABLE) | PARTS,
    [TAG_TH] = BIT(TR),
    [TAG_TD] = BIT(TR),
    [TAG_THEAD] = BIT(TABLE),
    [TAG_TBODY] = BIT(TABLE),
    [TAG_TFOOT] = BIT(TABLE),
    [TAG_TOCI] = BIT(TOC),
};

static const uint64_t para = BIT(P) | HEADINGS;
static const uint64_t inlines = BIT(SPAN) | BIT(QUOTE) | BIT(REFERENCE) | BIT(BIB_ENTRY) | BIT(CODE) | BIT(LINK) | BIT(ANNOT);
static const uint64_t pictures = BIT(FIGURE) | BIT(FORMULA) | BIT(FORM);
static const uint64_t cells = BIT(TD) | BIT(TH) | BIT(LBODY) | BIT(NOTE) | BIT(CAPTION);
static const uint64_t labels = BIT(LBL) | BIT(TOCI);

static bool
is_in(enum tag_type t, uint64_t set)
{
	return (set >> t & 1) != 0;
}

bool
ren_type_is_flat(enum tag_type t)
{
	return is_in(t, para | inlines | pictures | labels);
}

bool
ren_type_is_cell(enum tag_type t)
{
	return is_in(t, cells);
}

bool
ren_type_is_direct(enum tag_type t)
{
	return is_in(t, para | inlines | pictures | labels | cells);
}

bool
ren_type_is_para(enum tag_type t)
{
	return is_in(t, para);
}

bool
ren_type_is_inline(enum tag_type t)
{
	return is_in(t, inlines);
}

static void
report(struct ren_doc *b, const struct fo_node *n, enum tag_type inner, enum tag_type outer, const char *done, enum tag_type as)
{
	const char *what = arena_printf(b->cx->arena, "%s in %s", ren_type_names[inner], ren_type_names[outer]);

	if (diag_first(b->cx, DIAG_ROLE_NESTING, what))
		(void)diag_at(b->cx, DIAG_ROLE_NESTING, ren_span_near(n), "%s; %s%s", what, done, as != TAG__COUNT ? ren_type_names[as] : "");
}

/* The wrapper of the kid before, where that is one; else a new one. */
static uint32_t
wrapper(struct ren_doc *b, uint32_t parent, enum tag_type type, uint32_t key)
{
	const struct tag_elem *p = &b->d.elems[parent];
	const struct tag_kid *last = p->last_kid != TAG_NONE ? &b->d.kids[p->last_kid] : NULL;

	if ((type == TAG_LBODY || type == TAG_TBODY) && last != NULL && last->kind == KID_ELEM && b->d.elems[last->what].type == type)
		return last->what;
	return ren_doc_elem(b, parent, type, type == TAG_TD ? ren_next_column(b, parent) : key);
}

static bool
is_block_level(enum tag_type t)
{
	return !is_in(t, inlines | pictures | BIT(NOTE) | BIT(LBL));
}

uint32_t
ren_nest(struct ren_doc *b, const struct fo_node *n, uint32_t parent, enum tag_type *type)
{
	const struct tag_elem *elems = b->d.elems;
	enum tag_type outer = elems[parent].type, asked = *type;
	bool is_part = needs[asked] != 0 && !is_in(outer, needs[asked]), wraps = false;

	while (strict[outer].holds != 0 && !is_in(*type, strict[outer].holds)) {
		parent = wrapper(b, parent, strict[outer].wrap, n->serial);
		outer = strict[outer].wrap;
		wraps = true;
	}
	if (needs[asked] != 0 && !is_in(outer, needs[asked]))
		*type = ren_has_text(n) ? TAG_P : TAG_DIV;
	elems = b->d.elems;
	if (ren_type_is_para(outer) && is_block_level(*type)) {
		bool empty = elems[parent].first_kid == TAG_NONE && outer == TAG_P;

		report(b, n, asked, outer, empty ? "the outer one is written as Div" : "written behind it", TAG__COUNT);
		if (empty)
			b->d.elems[parent].type = TAG_DIV;
		while (!empty && ren_type_is_para(b->d.elems[parent].type))
			parent = b->d.elems[parent].parent;
		return ren_nest(b, n, parent, type);
	}
	if (*type != asked)
		report(b, n, asked, elems[parent].type, "written as ", *type);
	else if (is_part || (wraps && elems[parent].type == TAG_TD))
		report(b, n, asked, elems[elems[parent].parent].type, "put into ", outer);
	return parent;
}

enum tag_type
ren_nest_inline(struct ren_doc *b, const struct fo_node *n, enum tag_type type)
{
	if (!is_block_level(type))
		return type;
	report(b, n, type, TAG_P, "in an inline object; written as ", TAG_SPAN);
	return TAG_SPAN;
}
