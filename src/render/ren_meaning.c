/* ren_meaning.c - what a formatting object is to the structure, by itself. The table has the conventions of Apache FOP. */
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "base/str.h"
#include "render/ren_tags.h"

static const struct {
	enum ren_fate fate;
	enum tag_type type;
} rules[FO_ELEM__COUNT] = {
    [FO_PAGE_SEQUENCE] = {FATE_TYPE, TAG_PART},
    [FO_STATIC_CONTENT] = {FATE_ARTIFACT, TAG_DIV},
    [FO_BLOCK] = {FATE_BLOCK, TAG_P},
    [FO_LIST_BLOCK] = {FATE_TYPE, TAG_L},
    [FO_LIST_ITEM] = {FATE_TYPE, TAG_LI},
    [FO_LIST_ITEM_LABEL] = {FATE_TYPE, TAG_LBL},
    [FO_LIST_ITEM_BODY] = {FATE_TYPE, TAG_LBODY},
    [FO_TABLE_AND_CAPTION] = {FATE_TYPE, TAG_TABLE},
    [FO_TABLE] = {FATE_TYPE, TAG_TABLE},
    [FO_TABLE_CAPTION] = {FATE_TYPE, TAG_CAPTION},
    [FO_TABLE_HEADER] = {FATE_TYPE, TAG_THEAD},
    [FO_TABLE_FOOTER] = {FATE_TYPE, TAG_TFOOT},
    [FO_TABLE_BODY] = {FATE_TYPE, TAG_TBODY},
    [FO_TABLE_ROW] = {FATE_TYPE, TAG_TR},
    [FO_TABLE_CELL] = {FATE_TYPE, TAG_TD},
    [FO_EXTERNAL_GRAPHIC] = {FATE_TYPE, TAG_FIGURE},
    [FO_INSTREAM_FOREIGN_OBJECT] = {FATE_TYPE, TAG_FIGURE},
    [FO_BASIC_LINK] = {FATE_TYPE, TAG_LINK},
    [FO_FOOTNOTE] = {FATE_TYPE, TAG_REFERENCE},
    [FO_FOOTNOTE_BODY] = {FATE_TYPE, TAG_NOTE},
    [FO_AXF_FORM_FIELD] = {FATE_TYPE, TAG_FORM},
    [FO_LEADER] = {FATE_ARTIFACT, TAG_SPAN},
};

static bool
has_str(const struct fo_node *n, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(n, p);

	return v->kind == FO_STR && v->str[0] != '\0';
}

static bool
has_language_of_its_own(const struct fo_node *n)
{
	static const enum fo_prop props[] = {PR_LANGUAGE, PR_COUNTRY};

	if (n->parent == NULL || n->style == n->parent->style || n->style == NULL || n->parent->style == NULL)
		return false;
	for (size_t i = 0; i < ARRAY_LEN(props); i++)
		if (!fo_value_eq(fo_prop(n, props[i]), fo_prop(n->parent, props[i])))
			return true;
	return false;
}

/* So many children are looked at to see what an object is: the question comes often, and a hostile object has a million. */
#define LOOKED_AT 32

static const struct fo_node *
first_child(const struct fo_node *n)
{
	const struct fo_node *c = n->first;

	for (unsigned i = 0; c != NULL && i < LOOKED_AT && fo_elem_class(c->elem) == FO_CLASS_POINT; i++)
		c = c->next;
	return c;
}

static bool
is_inline_at(const struct fo_node *n, unsigned depth)
{
	enum fo_class class = fo_elem_class(n->elem);
	const struct fo_node *c;

	if (class != FO_CLASS_BOTH || depth > LIMIT_FO_DEPTH)
		return class == FO_CLASS_INLINE || class == FO_CLASS_TEXT || n->elem == FO_FOOTNOTE;
	c = first_child(n);
	return c == NULL || is_inline_at(c, depth + 1);
}

bool
ren_is_inline(const struct fo_node *n)
{
	return is_inline_at(n, 0);
}

bool
ren_has_text(const struct fo_node *n)
{
	unsigned i = 0;

	for (const struct fo_node *c = n->first; c != NULL && i < LOOKED_AT; c = c->next, i++) {
		enum fo_class class = fo_elem_class(c->elem);

		if (class == FO_CLASS_INLINE || (class == FO_CLASS_TEXT && !str_is_blank(c->text, c->len)) ||
		    (class == FO_CLASS_BOTH && ren_is_inline(c)))
			return true;
	}
	return false;
}

static bool
is_picture(const struct fo_node *n)
{
	return n->elem == FO_EXTERNAL_GRAPHIC || n->elem == FO_INSTREAM_FOREIGN_OBJECT;
}

bool
ren_only_picture(const struct fo_node *n)
{
	const struct fo_node *found = NULL;
	unsigned i = 0;

	for (const struct fo_node *c = n->first; c != NULL; c = c->next) {
		if (i++ == LOOKED_AT)
			return false;
		if (fo_elem_class(c->elem) == FO_CLASS_POINT || (c->elem == FO_TEXT && str_is_blank(c->text, c->len)))
			continue;
		if (found != NULL || !is_picture(c))
			return false;
		found = c;
	}
	return found != NULL;
}

static bool
stands_alone(const struct ren_doc *b, const struct fo_node *n)
{
	const struct fo_node *p = n->parent;
	const struct fo_tree *tree = b->tree;
	unsigned i = 0;

	if (first_child(p) != n || (tree != NULL && fo_is_open(tree, p)))
		return false;
	for (const struct fo_node *c = n->next; c != NULL; c = c->next)
		if (fo_elem_class(c->elem) != FO_CLASS_POINT || i++ == LOOKED_AT)
			return false;
	return true;
}

bool
ren_is_sole(const struct ren_doc *b, const struct fo_node *block, const struct fo_node *outer)
{
	for (const struct fo_node *c = block->first; c != NULL; c = c->next)
		if (fo_elem_class(c->elem) == FO_CLASS_BLOCK)
			return false;
	for (; block != outer && block->parent != NULL; block = block->parent)
		if (!stands_alone(b, block))
			return false;
	return true;
}

const struct fo_node *
ren_table_of(const struct fo_node *part)
{
	while (part != NULL && part->elem != FO_TABLE)
		part = part->parent;
	return part;
}

static bool
is_table_part(enum fo_elem e)
{
	return e == FO_TABLE_HEADER || e == FO_TABLE_FOOTER || e == FO_TABLE_BODY || e == FO_TABLE_ROW || e == FO_TABLE_CELL;
}

/* Columns say that their cells are headers of rows (fox:header); most tables have none, so it is asked once a table. */
static bool
is_in_header_column(struct ren_doc *b, const struct fo_node *cell)
{
	const struct fo_node *table = ren_table_of(cell);
	struct ren_tags *t = b->tags;
	bool is_known = table == NULL || t->columns_of == table->serial + 1;

	if (table == NULL || (is_known && !t->has_header_columns))
		return false;
	if (!is_known)
		t->has_header_columns = false;
	t->columns_of = table->serial + 1;
	for (const struct fo_node *c = table->first; c != NULL; c = c->next) {
		if (c->elem == FO_TABLE_HEADER || c->elem == FO_TABLE_FOOTER || c->elem == FO_TABLE_BODY)
			break; /* columns come first */
		if (c->elem != FO_TABLE_COLUMN || !fo_is(c, PR_FOX_HEADER, FV_TRUE))
			continue;
		t->has_header_columns = true;
		if (cell->column >= c->column && cell->column < c->column + (c->span_columns > 1 ? c->span_columns : 1))
			return true;
	}
	return false;
}

static enum tag_type
type_of_cell(struct ren_doc *b, const struct fo_node *n)
{
	enum fo_enum scope = fo_enum(n, PR_AXF_SCOPE);
	const struct fo_node *part = n->parent != NULL && n->parent->elem == FO_TABLE_ROW ? n->parent->parent : n->parent;

	if (scope == FV_ROW || scope == FV_COLUMN || scope == FV_BOTH || (part != NULL && part->elem == FO_TABLE_HEADER) ||
	    is_in_header_column(b, n))
		return TAG_TH;
	return TAG_TD;
}

/* Parts of a table are what the table is: of a layout table nothing, of a table of contents its entries. */
static struct ren_meaning
meaning_of_part(struct ren_doc *b, const struct fo_node *n)
{
	const struct fo_node *table = ren_table_of(n);
	struct ren_meaning m = {FATE_TYPE, rules[n->elem].type, false}, whole;

	if (table == NULL)
		return m;
	whole = ren_meaning_of(b, table);
	if (whole.type == TAG_TABLE) {
		m.type = n->elem == FO_TABLE_CELL ? type_of_cell(b, n) : m.type;
		return m;
	}
	m.fate = FATE_NONE;
	if (n->elem == FO_TABLE_ROW && (whole.type == TAG_TOC || whole.type == TAG_L))
		m = (struct ren_meaning){FATE_TYPE, whole.type == TAG_TOC ? TAG_TOCI : TAG_LI, false};
	else if (n->elem == FO_TABLE_CELL && whole.type == TAG_L)
		m = (struct ren_meaning){FATE_TYPE, n->column == 1 && n->next != NULL ? TAG_LBL : TAG_LBODY, false};
	return m;
}

/* The same for a list that is none: its labels and bodies are blocks side by side. */
static bool
is_part_of_no_list(struct ren_doc *b, const struct fo_node *n)
{
	const struct fo_node *list = n;

	if (n->elem != FO_LIST_ITEM && n->elem != FO_LIST_ITEM_LABEL && n->elem != FO_LIST_ITEM_BODY)
		return false;
	while (list != NULL && list->elem != FO_LIST_BLOCK)
		list = list->parent;
	return list != NULL && ren_meaning_of(b, list).type != TAG_L;
}

/* An object without role. */
static struct ren_meaning
meaning_without_role(struct ren_doc *b, const struct fo_node *n)
{
	struct ren_meaning m = {rules[n->elem].fate, rules[n->elem].type, false};
	bool says = has_str(n, PR_FOX_ALT_TEXT) || has_str(n, PR_FOX_ACTUAL_TEXT);

	if (is_table_part(n->elem))
		return meaning_of_part(b, n);
	if (n->elem == FO_TABLE && n->parent != NULL && n->parent->elem == FO_TABLE_AND_CAPTION)
		m.fate = FATE_NONE; /* the table is what holds the caption too */
	if (is_part_of_no_list(b, n))
		m.fate = FATE_NONE;
	/* As in HTML: an empty text says that there is nothing to say. */
	if (is_picture(n) && fo_prop(n, PR_FOX_ALT_TEXT)->kind == FO_STR && !says)
		m.fate = FATE_ARTIFACT;
	if (m.fate == FATE_NONE && ren_is_inline(n) &&
	    (says || has_str(n, PR_FOX_ABBREVIATION) || has_language_of_its_own(n)))
		return (struct ren_meaning){FATE_TYPE, TAG_SPAN, false};
	if (says && (m.fate == FATE_BLOCK || n->elem == FO_BLOCK_CONTAINER))
		return (struct ren_meaning){FATE_TYPE, m.fate == FATE_BLOCK && ren_has_text(n) ? TAG_P : TAG_DIV, false};
	return m;
}

/* What cannot be anything else, whatever its role says. */
static bool
is_fixed(const struct fo_node *n, enum tag_type role)
{
	return n->elem == FO_BASIC_LINK || n->elem == FO_AXF_FORM_FIELD || n->elem == FO_FOOTNOTE_BODY || n->elem == FO_FOOTNOTE ||
	    (is_picture(n) && role != TAG_FORMULA);
}

struct ren_meaning
ren_meaning_of(struct ren_doc *b, const struct fo_node *n)
{
	const struct fo_value *v;
	enum tag_type type = TAG_P;
	enum ren_role role;

	if (n->elem == FO_TEXT || n->elem == FO_ROOT || n->style == NULL)
		return (struct ren_meaning){FATE_NONE, TAG_DIV, false};
	v = fo_prop(n, PR_ROLE);
	role = v->kind == FO_STR ? ren_role_of(b->cx, &b->tags->roles, v->str, ren_span_near(n), &type) : ROLE_NONE;
	if (role == ROLE_ARTIFACT)
		return (struct ren_meaning){FATE_ARTIFACT, type, true};
	if (role == ROLE_TYPE && !is_fixed(n, type) && n->elem != FO_STATIC_CONTENT)
		return (struct ren_meaning){FATE_TYPE, type, true};
	return meaning_without_role(b, n);
}

/* ---- lists ------------------------------------------------------------------------------------------------------------ */

static const struct fo_node *
first_text(const struct fo_node *n, unsigned depth)
{
	for (const struct fo_node *c = n->first; c != NULL && depth < LIMIT_FO_DEPTH; c = c->next) {
		const struct fo_node *found = c->elem == FO_TEXT && !str_is_blank(c->text, c->len) ? c : first_text(c, depth + 1);

		if (found != NULL)
			return found;
	}
	return NULL;
}

/* Only what is certain: "1." "(a)" "i." and the bullets. */
enum tag_numbering
ren_numbering_of(const struct fo_node *label)
{
	static const char *const bullets[] = {"\xe2\x80\xa2", "\xe2\x97\x8f", "\xc2\xb7", "\xe2\x88\x99"};
	const struct fo_node *text = first_text(label, 0);
	const char *s = text != NULL ? text->text : "";
	size_t n;

	s += strspn(s, " \t\n([");
	for (size_t i = 0; i < ARRAY_LEN(bullets); i++)
		if (str_starts(s, bullets[i]))
			return NUMBERING_DISC;
	n = strspn(s, "0123456789");
	if (n > 0)
		return NUMBERING_DECIMAL;
	if (s[0] == '\0' || (s[1] != '.' && s[1] != ')'))
		return NUMBERING_NONE;
	return s[0] == 'a' ? NUMBERING_LOWER_ALPHA :
	    s[0] == 'A'	   ? NUMBERING_UPPER_ALPHA :
	    s[0] == 'i'	   ? NUMBERING_LOWER_ROMAN :
	    s[0] == 'I'	   ? NUMBERING_UPPER_ROMAN :
			     NUMBERING_NONE;
}
