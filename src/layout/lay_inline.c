/*
 * lay_inline.c - inline-level objects become joined text, pieces and a tree of inlines.
 *
 * Joining first and looking at characters afterwards keeps words whole that change their colour, and lets
 * line breaking and bidi see what the reader sees. White space at the seams collapses here (the FO reader saw one text node at a time).
 */
#include <glib.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"
#include "layout/para.h"

static enum rc gather(struct lay_job *j, const struct fo_node *first, const struct fo_node *last, uint32_t inl,
    int depth);

struct lay_tok *
lay_tok_add(struct lay_tok **toks, size_t *n, size_t *cap)
{
	struct lay_tok *t;

	if (*n == *cap) {
		*cap = *cap > 0 ? *cap * 2 : 64;
		*toks = mem_realloc(*toks, *cap, sizeof(**toks));
	}
	t = &(*toks)[(*n)++];
	memset(t, 0, sizeof(*t));
	return t;
}

static struct lay_tok *
add_piece(struct lay_job *j, enum lay_tok_kind kind, uint32_t inl, const struct fo_node *fo)
{
	struct lay_tok *t = lay_tok_add(&j->pieces, &j->n_pieces, &j->cap_pieces);

	t->kind = (uint8_t)kind;
	t->from = t->to = (uint32_t)j->text.len;
	t->inl = inl;
	t->fo = fo;
	return t;
}

static void
add_anchor(struct lay_job *j, enum lay_anchor_kind kind, const struct fo_node *fo, uint32_t inl)
{
	struct lay_tok *t = add_piece(j, TOK_ANCHOR, inl, fo);

	t->anchor = arena_zalloc(j->a, sizeof(*t->anchor));
	t->anchor->kind = kind;
	t->anchor->fo = fo;
	j->has_anchors = true;
}

/* The id of what is on one line. */
static void
add_place(struct lay_job *j, const struct fo_node *n, uint32_t inl)
{
	if (n->id == NULL)
		return;
	add_anchor(j, ANCHOR_ID, n, inl);
	add_anchor(j, ANCHOR_ID_END, n, inl);
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

static void
add_transformed(struct buf *out, const char *s, uint32_t n, enum fo_enum how, bool word_start)
{
	const char *p = s, *end = s + n;

	while (p < end) {
		uint32_t c = utf8_next(&p, end);
		char bytes[4];

		if (how == FV_UPPERCASE && c == 0xdf) {
			buf_puts(out, "SS"); /* Unicode SpecialCasing: the sharp s has no single capital in running text */
			continue;
		}
		if (how == FV_UPPERCASE || (how == FV_CAPITALIZE && word_start))
			c = how == FV_CAPITALIZE ? g_unichar_totitle(c) : g_unichar_toupper(c);
		else if (how == FV_LOWERCASE)
			c = g_unichar_tolower(c);
		word_start = !g_unichar_isalnum(c) && c != '\'' && c != 0x2019;
		buf_add(out, bytes, utf8_put(bytes, c));
	}
}

/* Marks, embeddings and isolates in General Punctuation, where dashes and quotes are as well. */
static bool
is_directional(const char *s, uint32_t n)
{
	return n >= 3 && (memcmp(s, "\xe2\x80", 2) == 0 ? (s[2] & 0x3e) == 0x0e || (s[2] & 0x38) == 0x28 :
							    memcmp(s, "\xe2\x81", 2) == 0 && (s[2] & 0x30) == 0x20);
}

static bool
has_rtl_char(const char *s, uint32_t n)
{
	/* Right-to-left scripts begin at U+0590: lead bytes D6 to DF, E0, EF (presentation forms), F0 (historic). */
	for (uint32_t i = 0; i < n; i++) {
		unsigned char b = (unsigned char)s[i];

		if (b < 0xd6)
			continue;
		if (b <= 0xe0 || b == 0xef || b == 0xf0 || (b == 0xe2 && is_directional(s + i, n - i)))
			return true;
	}
	return false;
}

static void
add_text(struct lay_job *j, const struct fo_node *n, const char *s, uint32_t len, uint32_t inl)
{
	bool collapse = fo_is(n, PR_WHITE_SPACE_COLLAPSE, FV_TRUE);
	enum fo_enum how = fo_enum(n, PR_TEXT_TRANSFORM);
	struct lay_tok *t;

	/* A space after a space of another object (7.16.12); the first of the paragraph vanishes at the line's start anyway. */
	while (collapse && j->after_space && len > 0 && *s == ' ') {
		s++;
		len--;
	}
	if (len == 0)
		return;
	t = add_piece(j, TOK_WORD, inl, n);
	if (how == FV_NONE || how == FV_NONE_)
		buf_add(&j->text, s, len);
	else
		add_transformed(&j->text, s, len, how, t->from == 0 || j->after_space ||
			!g_ascii_isalnum(j->text.p[t->from - 1]));
	t->to = (uint32_t)j->text.len;
	for (char *p = j->text.p + t->from; p < j->text.p + t->to; p++)
		*p = *p == '\t' ? ' ' : *p;
	j->after_space = collapse && s[len - 1] == ' ';
	j->has_rtl = j->has_rtl || has_rtl_char(s, len);
}

/* ---- inlines ------------------------------------------------------------------------------------------------- */

/* text-decoration is inherited here (7.17.4), but the line is the declaring object's: its colour, font and baseline. */
static const struct lay_deco *
decos_of(struct lay_job *j, const struct fo_node *n, const struct lay_inl *inl, const struct lay_deco *outer)
{
	static const struct {
		int bit;
		enum fo_enum kind;
	} kinds[] = {{FO_UNDERLINE, FV_UNDERLINE}, {FO_OVERLINE, FV_OVERLINE}, {FO_LINE_THROUGH, FV_LINE_THROUGH}};
	const struct fo_value *v = fo_prop(n, PR_TEXT_DECORATION);
	const struct lay_deco *first = NULL;

	if (v->kind != FO_INT || v->i == 0)
		return NULL;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		const struct lay_deco *o = outer;
		struct lay_deco *d;

		if ((v->i & kinds[i].bit) == 0)
			continue;
		while (o != NULL && o->kind != kinds[i].kind)
			o = o->next;
		d = arena_zalloc(j->a, sizeof(*d));
		if (o != NULL)
			*d = *o;
		else
			*d = (struct lay_deco){kinds[i].kind, inl->ts->color, &inl->ts->font->font, inl->shift, false, NULL};
		d->words = fo_is(n, PR_SCORE_SPACES, FV_FALSE);
		d->next = first;
		first = d;
	}
	return first;
}

/* Does a device need to see where it begins and ends? */
static bool
needs_area(const struct fo_node *n, const struct lay_inl *inl)
{
	const char *role = fo_str(n, PR_ROLE), *alt = fo_str(n, PR_FOX_ALT_TEXT);
	const char *actual = fo_str(n, PR_FOX_ACTUAL_TEXT), *abbr = fo_str(n, PR_FOX_ABBREVIATION);

	if (fo_is(n, PR_RELATIVE_POSITION, FV_RELATIVE) || n->head != NULL || n->goes_on || (n->first != NULL && n->first->elem == FO_MARKER))
		return true;
	return inl->box != NULL || n->elem == FO_BASIC_LINK || n->elem == FO_FOOTNOTE ||
		(role != NULL && !str_eq(role, "none") && *role != '\0') || (alt != NULL && *alt != '\0') ||
		(actual != NULL && *actual != '\0') || (abbr != NULL && *abbr != '\0');
}

static uint32_t
add_inl(struct lay_job *j, const struct fo_node *n, uint32_t parent)
{
	struct lay_inl *inl;
	mpt ipd = j->m->ipd;
	uint8_t keep = lay_line_strength(n, PR_KEEP_TOGETHER_WITHIN_LINE);

	if (j->n_inls == j->cap_inls) {
		j->cap_inls = j->cap_inls > 0 ? j->cap_inls * 2 : 8;
		j->inls = mem_realloc(j->inls, j->cap_inls, sizeof(*j->inls));
	}
	inl = &j->inls[j->n_inls];
	memset(inl, 0, sizeof(*inl));
	inl->fo = n;
	inl->parent = parent;
	inl->ts = lay_text_style(j->lay, n);
	inl->no_wrap = fo_is(n, PR_WRAP_OPTION, FV_NO_WRAP) || keep == KEEP_ALWAYS;
	inl->keep = keep;
	if (j->n_inls > 0) {
		const struct lay_inl *p = &j->inls[parent];
		const struct font *f = &inl->ts->font->font;

		inl->box = n->elem == FO_WRAPPER ? NULL : lay_box_piece(j->a, lay_box_of(j->lay, n, ipd), n);
		inl->shift = lay_baseline_shift(p, n, &(struct lay_extent){f->ascent, f->descent, f->x_height / 2, 0});
		lay_baselines_of(inl, p, n);
		inl->space_start = fo_len(n, PR_SPACE_START_OPTIMUM, ipd);
		inl->lead = inl->space_start + lay_box_edge(inl->box, SIDE_START);
		inl->space_end = fo_len(n, PR_SPACE_END_OPTIMUM, ipd);
		inl->trail = inl->space_end + lay_box_edge(inl->box, SIDE_END);
		inl->drops_start = inl->space_start != 0 && fo_is(n, PR_SPACE_START_CONDITIONALITY, FV_DISCARD);
		inl->drops_end = inl->space_end != 0 && fo_is(n, PR_SPACE_END_CONDITIONALITY, FV_DISCARD);
		inl->no_wrap = inl->no_wrap || p->no_wrap;
		inl->keep = MAX(keep, p->keep);
		j->has_keeps = j->has_keeps || lay_line_has_keep(n);
		inl->has_area = needs_area(n, inl);
		inl->deco = decos_of(j, n, inl, p->deco);
	} else {
		lay_baselines_root(inl, n);
		inl->deco = decos_of(j, n, inl, NULL);
	}
	return (uint32_t)j->n_inls++;
}

/* A directional character: it has a level and draws nothing. */
static void
add_control(struct lay_job *j, const struct fo_node *n, uint32_t c, uint32_t inl)
{
	struct lay_tok *t = add_piece(j, TOK_WORD, inl, n);
	char bytes[4];

	buf_add(&j->text, bytes, utf8_put(bytes, c));
	t->to = (uint32_t)j->text.len;
	j->has_rtl = true;
}

/* XSL 1.1, 7.29.6: unicode-bidi says what UAX 9 says with characters. */
static uint32_t
bidi_control(const struct fo_node *n)
{
	enum fo_enum bidi = fo_enum(n, PR_UNICODE_BIDI);
	bool rtl = fo_is(n, PR_DIRECTION, FV_RTL);

	if (bidi == FV_BIDI_OVERRIDE)
		return rtl ? 0x202e : 0x202d;
	return bidi == FV_EMBED || n->elem == FO_BIDI_OVERRIDE ? (rtl ? 0x202b : 0x202a) : 0;
}

static enum rc
gather_inline(struct lay_job *j, const struct fo_node *n, uint32_t parent, int depth)
{
	uint32_t inl = add_inl(j, n, parent), control = bidi_control(n);

	add_piece(j, TOK_OPEN, inl, n);
	if (n->id != NULL)
		add_anchor(j, ANCHOR_ID, n, inl);
	if (control != 0)
		add_control(j, n, control, inl);
	TRY(gather(j, n->first, NULL, inl, depth + 1));
	if (control != 0)
		add_control(j, n, 0x202c, inl); /* pop */
	if (n->id != NULL && !n->goes_on)
		add_anchor(j, ANCHOR_ID_END, n, inl);
	add_piece(j, TOK_CLOSE, inl, n);
	return RC_OK;
}

/* XSL 1.1, 6.12.3: the first child is the inline part; the body goes to the foot of the page that has this line. */
static enum rc
gather_footnote(struct lay_job *j, const struct fo_node *n, uint32_t parent, int depth)
{
	const struct fo_node *first = n->first, *last = first;
	uint32_t inl = add_inl(j, n, parent);

	add_piece(j, TOK_OPEN, inl, n);
	while (first != NULL && first->elem == FO_FOOTNOTE_BODY)
		first = first->next;
	for (last = first; last != NULL && last->next != NULL && last->next->elem != FO_FOOTNOTE_BODY;)
		last = last->next;
	if (first != NULL)
		TRY(gather(j, first, last, inl, depth + 1));
	add_anchor(j, ANCHOR_FOOTNOTE, n, inl);
	add_piece(j, TOK_CLOSE, inl, n);
	return RC_OK;
}

static enum rc
add_object(struct lay_job *j, const struct fo_node *n, uint32_t inl)
{
	struct lay_object *o;
	struct lay_tok *t;

	TRY(lay_object_new(j, n, inl, &o));
	t = add_piece(j, TOK_OBJECT, inl, n);
	t->object = o;
	buf_puts(&j->text, LAY_OBJECT_CHAR);
	t->to = (uint32_t)j->text.len;
	j->after_space = false;
	j->has_objects = true;
	j->has_keeps = j->has_keeps || lay_line_has_keep(n);
	if (o->kind == OBJECT_LIST) {
		add_anchor(j, ANCHOR_LIST, n, inl);
		j->pieces[j->n_pieces - 1].anchor->object = o;
	}
	return RC_OK;
}

/* page-number, page-number-citation(-last): text when the number is known, else a place for it. */
static enum rc
add_number(struct lay_job *j, const struct fo_node *n, uint32_t parent)
{
	const char *label = n->elem == FO_PAGE_NUMBER ? (j->m->page != NULL ? j->m->page->label : NULL) :
							lay_ref_label(j->lay, n);
	uint32_t inl = add_inl(j, n, parent);
	struct lay_tok *t;

	j->after_space = false;
	add_piece(j, TOK_OPEN, inl, n);
	add_place(j, n, inl);
	if (label != NULL) {
		add_text(j, n, label, (uint32_t)strlen(label), inl);
	} else {
		t = add_piece(j, TOK_OBJECT, inl, n);
		t->object = lay_object_ref(j, n, inl);
		buf_puts(&j->text, "0"); /* breaks like the number it will be */
		t->to = (uint32_t)j->text.len;
		t = add_piece(j, TOK_ANCHOR, inl, n);
		t->anchor = arena_zalloc(j->a, sizeof(*t->anchor));
		t->anchor->kind = ANCHOR_REF;
		t->anchor->fo = n;
		t->anchor->ref = j->pieces[j->n_pieces - 2].object->ref;
		j->has_refs = true;
	}
	j->has_anchors = true; /* never cached: numbers change */
	add_piece(j, TOK_CLOSE, inl, n);
	return RC_OK;
}

static enum rc
gather_one(struct lay_job *j, const struct fo_node *n, uint32_t inl, int depth)
{
	const struct fo_node *marker;

	switch (n->elem) {
	case FO_TEXT:
		add_text(j, n, n->text, n->len, inl);
		return RC_OK;
	case FO_CHARACTER:
		if (fo_str(n, PR_CHARACTER) != NULL) {
			uint32_t own = add_inl(j, n, inl);

			add_place(j, n, inl);
			add_piece(j, TOK_OPEN, own, n);
			add_text(j, n, fo_str(n, PR_CHARACTER), (uint32_t)strlen(fo_str(n, PR_CHARACTER)), own);
			add_piece(j, TOK_CLOSE, own, n);
		}
		return RC_OK;
	case FO_LEADER:
	case FO_EXTERNAL_GRAPHIC:
	case FO_INLINE_CONTAINER:
	case FO_INSTREAM_FOREIGN_OBJECT:
	case FO_AXF_FORM_FIELD:
		add_place(j, n, inl);
		return add_object(j, n, inl);
	case FO_PAGE_NUMBER:
	case FO_PAGE_NUMBER_CITATION:
	case FO_PAGE_NUMBER_CITATION_LAST:
		return add_number(j, n, inl);
	case FO_FOOTNOTE:
		return gather_footnote(j, n, inl, depth);
	case FO_MARKER: /* of an inline: found by the areas of that */
		if (inl == 0 || n->parent != j->inls[inl].fo || !j->inls[inl].has_area)
			add_anchor(j, ANCHOR_MARKER, n, inl);
		return RC_OK;
	case FO_FLOAT:
		add_anchor(j, ANCHOR_FLOAT, n, inl);
		return RC_OK;
	case FO_RETRIEVE_MARKER:
	case FO_RETRIEVE_TABLE_MARKER:
		marker = lay_marker_lookup(j->lay, j->m->page, n);
		j->has_anchors = true; /* never cached: another page shows another text */
		return marker != NULL ? gather(j, marker->first, NULL, inl, depth + 1) : RC_OK;
	case FO_FOOTNOTE_BODY:
	case FO_FOREIGN:
	case FO_CHANGE_BAR_END:
	case FO_FOX_DESTINATION: /* every id is a named destination */
		return RC_OK;
	case FO_CHANGE_BAR_BEGIN: /* something was taken out: its line has the bar */
		if (n->next != NULL && n->next->elem == FO_CHANGE_BAR_END)
			add_anchor(j, ANCHOR_BAR, n, inl);
		return RC_OK;
	default: /* inline, basic-link, wrapper, bidi-override, and what was reported as laid out through its children */
		return gather_inline(j, n, inl, depth);
	}
}

static enum rc
gather(struct lay_job *j, const struct fo_node *first, const struct fo_node *last, uint32_t inl, int depth)
{
	if (depth > LIMIT_FO_DEPTH) /* the reader refuses deeper trees; markers nest no deeper than they do */
		return RC_OK;
	for (const struct fo_node *n = first; n != NULL; n = n->next) {
		if (gather_one(j, n, inl, depth) != RC_OK)
			j->failed = true; /* go on: report all there is */
		if (n == last)
			break;
	}
	return RC_OK;
}

enum rc
lay_gather(struct lay_job *j, const struct fo_node *first, const struct fo_node *last)
{
	enum fo_enum mode = fo_enum(j->block, PR_WRITING_MODE);

	add_inl(j, j->block, 0);
	j->rtl = mode == FV_RL_TB || mode == FV_RL || fo_is(j->block, PR_DIRECTION, FV_RTL);
	j->has_rtl = j->rtl;
	j->after_space = true;
	TRY(gather(j, first, last, 0, 0));
	return j->failed ? RC_FAIL : RC_OK;
}

/* ---- what is inline ------------------------------------------------------------------------------------------ */

static bool
is_inline(const struct fo_node *n, int depth)
{
	switch (n->elem) {
	case FO_TEXT:
	case FO_CHARACTER:
	case FO_LEADER:
	case FO_EXTERNAL_GRAPHIC:
	case FO_INLINE_CONTAINER:
	case FO_INSTREAM_FOREIGN_OBJECT:
	case FO_AXF_FORM_FIELD:
	case FO_PAGE_NUMBER:
	case FO_PAGE_NUMBER_CITATION:
	case FO_PAGE_NUMBER_CITATION_LAST:
	case FO_FOOTNOTE:
	case FO_SCALING_VALUE_CITATION:
	case FO_INDEX_PAGE_CITATION_LIST:
		return true;
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_WRAPPER:
	case FO_MULTI_SWITCH:
	case FO_MULTI_CASE:
	case FO_MULTI_TOGGLE:
	case FO_MULTI_PROPERTIES:
	case FO_AXF_FORM:
		break;
	default:
		return false;
	}
	if (depth > LIMIT_FO_DEPTH)
		return false;
	/* An inline that holds blocks is a block to the vertical list. A wrapper is what it holds. */
	for (const struct fo_node *c = n->first; c != NULL; c = c->next)
		if (!is_inline(c, depth + 1) && fo_elem_class(c->elem) != FO_CLASS_POINT && c->elem != FO_FLOAT &&
		    c->elem != FO_RETRIEVE_MARKER && c->elem != FO_RETRIEVE_TABLE_MARKER &&
		    c->elem != FO_MULTI_PROPERTY_SET)
			return false;
	return n->elem != FO_WRAPPER || n->first != NULL;
}

bool
lay_is_inline(const struct fo_node *n)
{
	return is_inline(n, 0);
}
