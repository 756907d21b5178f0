/*
 * fop_dump_line.c - lines in the words of Apache FOP's area tree: lineArea, text, word, space, inlineparent, viewport.
 *
 * We have an inline area only where something is drawn or linked; FOP has an inlineparent for every fo:inline. The missing
 * ones are made up here from the objects that the texts come from.
 */
#include <glib.h>

#include "layout/fop_dump.h"

#include "base/str.h"

/* Where the offsets of inlines count from, and how deep they are. */
struct inside {
	const struct fo_tree *tree;
	const struct fo_node *around;
	mpt top;
	int depth;
};

static void put_inlines(struct buf *out, const struct area *first, const struct area *end, const struct inside *in);

/* ---- levels ----------------------------------------------------------------------------------------------------------- */

static void
put_level(struct buf *out, uint8_t bidi)
{
	if (bidi > 0)
		fop_length(out, "level", bidi - 1);
}

/* An inline has the least level in it. */
static uint8_t
least_level(const struct area *first, const struct area *end, int depth)
{
	uint8_t least = 0;

	for (const struct area *a = first; a != end && depth < FOP_DEPTH_MAX; a = a->next) {
		uint8_t own = a->first != NULL ? least_level(a->first, NULL, depth + 1) : a->bidi;

		least = own > 0 && (least == 0 || own < least) ? own : least;
	}
	return least;
}

/* Of a text or an inline its content's; of a viewport its border's. */
static void
put_offset(struct buf *out, const struct area *a, mpt top)
{
	bool framed = a->box != NULL && (a->kind == AREA_BLOCK || a->kind == AREA_IMAGE ||
	    (a->fo != NULL && (a->fo->elem == FO_EXTERNAL_GRAPHIC || a->fo->elem == FO_INSTREAM_FOREIGN_OBJECT)));

	fop_length(out, "offset", a->y - (framed ? a->box->border[SIDE_BEFORE].width + a->box->padding[SIDE_BEFORE] : 0) - top);
}

/* The outermost of the objects around that draw this line: its colour is the line's. */
static void
put_score(struct buf *out, const struct fo_node *n, int bit, const char *name)
{
	uint32_t color;

	if (n == NULL || fo_prop(n, PR_TEXT_DECORATION)->kind != FO_INT || (fo_prop(n, PR_TEXT_DECORATION)->i & bit) == 0)
		return;
	while (n->parent != NULL && fo_prop(n->parent, PR_TEXT_DECORATION)->kind == FO_INT &&
	    (fo_prop(n->parent, PR_TEXT_DECORATION)->i & bit) != 0)
		n = n->parent;
	color = fo_color(n, PR_COLOR);
	buf_printf(out, " %s=\"true\"", name);
	if (bit != FO_BLINK)
		buf_printf(out, " %s-color=\"#%06x\"", name, (unsigned)(color >> 8));
}

/* ---- text ---------------------------------------------------------------------------------------------------------- */

/* [B] of a space that can be stretched: U+0020, U+00A0; 0: another character */
static size_t
space_len(const char *s, const char *end)
{
	if (*s == ' ')
		return 1;
	return end - s > 1 && (unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0 ? 2 : 0;
}

/* Right to left FOP writes what is seen: the characters from the left, brackets turned. */
static void
put_reversed(struct buf *out, const char *s, size_t n)
{
	for (const char *end = s + n; end > s;) {
		const char *at = end - 1, *p;
		uint32_t c, mirrored;
		char bytes[5] = { 0 };

		while (at > s && ((unsigned char)*at & 0xc0) == 0x80)
			at--;
		p = at;
		c = utf8_next(&p, end);
		if (g_unichar_get_mirror_char(c, &mirrored))
			c = mirrored;
		utf8_put(bytes, c);
		buf_xml(out, bytes);
		end = at;
	}
}

/* A word or a space; the soft hyphens in it draw nothing. */
static void
put_piece(struct buf *out, const char *name, const char *s, size_t n, const struct area *a)
{
	bool turned = a->text.run->rtl && n > 1 && *s != ' ';

	buf_printf(out, "<%s", name);
	put_level(out, a->bidi);
	if (turned)
		fop_attr(out, "reversed", "true");
	buf_putc(out, '>');
	if (turned) {
		put_reversed(out, s, n);
		return;
	}
	for (const char *p = s, *end = s + n; p < end;) {
		uint32_t c = utf8_next(&p, end);
		char bytes[5] = { 0 };

		if (c == 0xad)
			continue;
		utf8_put(bytes, c);
		buf_xml(out, bytes);
	}
}

/* [B] of the word or space that begins at s, or ends before it. */
static size_t
piece_len(const char *s, const char *end, bool *is_space)
{
	size_t n = space_len(s, end);

	*is_space = n > 0;
	while (!*is_space && s + n < end && space_len(s + n, end) == 0)
		n++;
	return n;
}

static size_t
piece_len_before(const char *from, const char *s, bool *is_space)
{
	size_t n = s[-1] == ' ' ? 1 : s - from > 1 && space_len(s - 2, s) == 2 ? 2 : 0;

	*is_space = n > 0;
	while (!*is_space && s - n > from && s[-1 - (ptrdiff_t)n] != ' ' &&
	    (s - n - from < 2 || space_len(s - n - 2, s) != 2))
		n++;
	return n;
}

static void
put_words(struct buf *out, const struct area *a)
{
	const char *from = a->text.run->text, *to = from + a->text.run->text_len;
	bool rtl = a->text.run->rtl, is_space;

	while (from < to) {
		size_t n = rtl ? piece_len_before(from, to, &is_space) : piece_len(from, to, &is_space);

		put_piece(out, is_space ? "space" : "word", rtl ? to - n : from, n, a);
		if (rtl)
			to -= n;
		else
			from += n;
		if (from >= to && !is_space && a->text.hyphen)
			buf_putc(out, '-');
		buf_puts(out, is_space ? "</space>" : "</word>");
	}
}

static void
put_text(struct buf *out, const struct area *a, mpt top)
{
	const struct fo_node *n = a->fo, *styled = n;
	const struct fo_value *weight;

	buf_puts(out, "<text");
	fop_traits(out, a->box, n != NULL && n->elem != FO_TEXT ? n : NULL, a->w, a->h, 0);
	fop_length(out, "offset", a->y - top); /* of the content, unlike those of inlines */
	fop_length(out, "baseline", a->text.baseline);
	put_score(out, n, FO_UNDERLINE, "underline-score");
	put_score(out, n, FO_OVERLINE, "overline-score");
	put_score(out, n, FO_LINE_THROUGH, "through-score");
	put_score(out, n, FO_BLINK, "blink");
	fop_trait(out, "twsadjust", a->text.word_space);
	if (styled != NULL) {
		fop_trait(out, "tlsadjust", fo_len(styled, PR_LETTER_SPACING, 0));
		weight = fo_prop(styled, PR_FONT_WEIGHT);
		if (fo_str(styled, PR_FONT_FAMILY) != NULL)
			fop_attr(out, "font-name", fo_str(styled, PR_FONT_FAMILY));
		/* What was chosen, not what was asked for: FOP has these faces, too. */
		fop_attr(out, "font-style", fo_is(styled, PR_FONT_STYLE, FV_BACKSLANT) ? "normal" :
		    fo_enum_name(fo_enum(styled, PR_FONT_STYLE)));
		if (weight->kind == FO_NUM)
			fop_length(out, "font-weight", weight->num >= 600 ? 700 : 400);
		fop_length(out, "font-size", fo_len(styled, PR_FONT_SIZE, 0));
	}
	buf_printf(out, " color=\"#%06x\"", (unsigned)(a->text.color >> 8));
	put_level(out, a->bidi);
	buf_putc(out, '>');
	if (a->text.run != NULL)
		put_words(out, a);
	buf_puts(out, "</text>");
}

/* ---- pictures, leaders ---------------------------------------------------------------------------------------------- */

/* FOP writes the specification as it stands, not the address in it. */
static void
put_src(struct buf *out, const char *src, bool url)
{
	buf_puts(out, url ? " url=\"url(" : " url=\"");
	buf_xml(out, src);
	buf_puts(out, url ? ")\"" : "\"");
}

static void
put_image(struct buf *out, const struct area *viewport, const struct area *image, mpt top)
{
	bool foreign = viewport->fo != NULL && viewport->fo->elem == FO_INSTREAM_FOREIGN_OBJECT;
	const struct area_box *box = viewport->box;
	mpt x = box != NULL ? box->border[SIDE_START].width + box->padding[SIDE_START] : 0;
	mpt y = box != NULL ? box->border[SIDE_BEFORE].width + box->padding[SIDE_BEFORE] : 0;
	const char *src = viewport->fo != NULL ? fo_str(viewport->fo, PR_SRC) : NULL;

	buf_puts(out, "<viewport");
	fop_traits(out, box, viewport->fo, viewport->w, viewport->h, 0);
	if (image != viewport) {
		x += image->x;
		y += image->y;
	}
	put_offset(out, viewport, top);
	buf_printf(out, " pos=\"%d %d %d %d\"", (int)x, (int)y, (int)image->w, (int)image->h);
	if (viewport->ref != NULL && viewport->ref->clip)
		buf_puts(out, " clip=\"true\"");
	buf_puts(out, foreign ? "><foreignObject" : "><image");
	if (viewport->fo != NULL && viewport->fo->id != NULL)
		fop_attr(out, "prod-id", viewport->fo->id);
	if (src != NULL)
		put_src(out, src, fo_prop(viewport->fo, PR_SRC)->url);
	buf_puts(out, "/></viewport>");
}

static void
put_gap(struct buf *out, const struct area *leader, mpt w)
{
	if (w <= 0)
		return;
	buf_puts(out, "<space");
	fop_traits(out, NULL, NULL, w, leader->h, 0);
	buf_puts(out, "/>");
}

/* What FOP repeats: texts or inlines, and spaces between them when the pattern is wider. */
static void
put_pattern(struct buf *out, const struct area *a, const struct inside *in)
{
	const struct area_leader *l = &a->leader;

	for (mpt x = 0; l->pattern == FV_DOTS && l->dot != NULL && x + l->dot->width <= a->w; x += l->dot_width) {
		buf_puts(out, "<text");
		fop_traits(out, NULL, NULL, l->dot->width, a->h, 0);
		buf_puts(out, " offset=\"0\"><word>.</word></text>");
		put_gap(out, a, l->dot_width - l->dot->width);
	}
	for (const struct area *c = a->first; c != NULL; c = c->next) {
		put_inlines(out, c, c->next, &(struct inside){ in->tree, a->fo, 0, in->depth + 1 });
		put_gap(out, a, l->dot_width - c->w);
	}
}

static void
put_leader(struct buf *out, const struct area *a, const struct inside *in)
{
	buf_puts(out, a->leader.pattern == FV_RULE ? "<leader" : a->leader.pattern == FV_SPACE ? "<space" : "<inlineparent");
	fop_traits(out, a->box, a->fo, a->w, a->h, 0);
	put_offset(out, a, in->top);
	put_level(out, a->bidi);
	if (a->leader.pattern == FV_RULE) {
		fop_attr(out, "ruleStyle", fo_enum_name(a->leader.rule_style));
		fop_length(out, "ruleThickness", a->leader.thickness);
		buf_puts(out, "/>");
	} else if (a->leader.pattern == FV_SPACE) {
		buf_puts(out, "/>");
	} else {
		buf_putc(out, '>');
		put_pattern(out, a, in);
		buf_puts(out, "</inlineparent>");
	}
}

/* ---- inlines -------------------------------------------------------------------------------------------------------- */

static void
put_address(struct buf *out, const struct fo_node *n, const char *to)
{
	buf_printf(out, " external-link=\"newWindow=%s,dest=", fo_is(n, PR_SHOW_DESTINATION, FV_NEW) ? "true" : "false");
	buf_xml(out, to);
	buf_putc(out, '"');
}

static void
put_link(struct buf *out, const struct fo_node *n)
{
	const char *to;

	if (n == NULL || n->elem != FO_BASIC_LINK)
		return;
	if ((to = fo_str(n, PR_INTERNAL_DESTINATION)) != NULL)
		buf_printf(out, " internal-link=\"(,%s)\"", to);
	else if ((to = fo_str(n, PR_EXTERNAL_DESTINATION)) != NULL)
		put_address(out, n, to);
}

static bool
has_inlineparent(const struct fo_node *n)
{
	return n->elem == FO_INLINE || n->elem == FO_BASIC_LINK || n->elem == FO_BIDI_OVERRIDE;
}

/* The outermost object between `around` and what the area comes from that has an inlineparent; NULL: none. */
static const struct fo_node *
inline_under(const struct area *a, const struct fo_node *around)
{
	const struct fo_node *found = NULL;

	for (const struct fo_node *n = a->fo != NULL ? a->fo->parent : NULL; n != NULL && n != around; n = n->parent) {
		enum fo_class c = fo_elem_class(n->elem);

		if (c != FO_CLASS_INLINE && c != FO_CLASS_BOTH && n->elem != FO_FOOTNOTE)
			break;
		if (has_inlineparent(n))
			found = n;
	}
	return found;
}

void
fop_place(struct buf *out, const char *name, const struct fo_node *n)
{
	buf_printf(out, "<%s", name);
	fop_traits(out, NULL, n, 0, 0, 0);
	buf_puts(out, "/>");
}

static void
put_inline(struct buf *out, const struct area *a, const struct inside *in)
{
	if (a->first != NULL && a->first->kind == AREA_IMAGE && a->first->next == NULL && a->first->fo == a->fo) {
		put_image(out, a, a->first, in->top);
		return;
	}
	if (a->fo != NULL && (a->fo->elem == FO_FOOTNOTE || a->fo->elem == FO_WRAPPER)) { /* no area there: only what it holds */
		put_inlines(out, a->first, NULL, &(struct inside){ in->tree, a->fo, in->top - a->y, in->depth + 1 });
		return;
	}
	buf_puts(out, "<inlineparent");
	fop_traits(out, a->box, a->fo, a->w, a->h, 0);
	put_offset(out, a, in->top);
	put_level(out, least_level(a->first, NULL, in->depth));
	put_link(out, a->fo);
	buf_putc(out, '>');
	fop_bars(out, in->tree, a->fo, "inlineblock");
	put_inlines(out, a->first, NULL, &(struct inside){ in->tree, a->fo, 0, in->depth + 1 });
	buf_puts(out, "</inlineparent>");
}

/* FOP's character and numbers have their box themselves. */
static bool
has_own_text(const struct area *a)
{
	enum fo_elem e = a->fo->elem;

	return (e == FO_CHARACTER || e == FO_PAGE_NUMBER || e == FO_PAGE_NUMBER_CITATION || e == FO_PAGE_NUMBER_CITATION_LAST) &&
	    a->first != NULL && a->first->kind == AREA_TEXT && a->first->next == NULL;
}

static void
put_character(struct buf *out, const struct area *box, mpt top)
{
	struct area text = *box->first;

	text.box = box->box;
	text.fo = box->fo;
	text.y = box->y;
	put_text(out, &text, top);
}

static void
put_container(struct buf *out, const struct area *a, const struct inside *in)
{
	buf_puts(out, "<viewport");
	fop_traits(out, a->box, a->fo, a->w, a->h, 0);
	put_offset(out, a, in->top);
	if (a->ref != NULL && a->ref->clip)
		buf_puts(out, " clip=\"true\"");
	buf_puts(out, "><container>");
	fop_blocks(out, in->tree, a);
	buf_puts(out, "</container></viewport>");
}

static void
put_one(struct buf *out, const struct area *a, const struct inside *in)
{
	switch (a->kind) {
	case AREA_TEXT:
		put_text(out, a, in->top);
		break;
	case AREA_INLINE:
		if (has_own_text(a))
			put_character(out, a, in->top);
		else
			put_inline(out, a, in);
		break;
	case AREA_IMAGE:
		put_image(out, a, a, in->top);
		break;
	case AREA_LEADER:
		put_leader(out, a, in);
		break;
	case AREA_BLOCK:
		put_container(out, a, in);
		break;
	default:
		break;
	}
}

static void
put_inlines(struct buf *out, const struct area *first, const struct area *end, const struct inside *in)
{
	if (in->depth > FOP_DEPTH_MAX)
		return;
	for (const struct area *a = first, *next; a != end; a = next) {
		const struct fo_node *n = inline_under(a, in->around), *wrapper = a->fo != NULL ? a->fo->parent : NULL;
		const struct area *last = a;

		if (wrapper != NULL && wrapper->elem == FO_WRAPPER && wrapper->id != NULL && wrapper->first == a->fo)
			fop_place(out, "inline", wrapper);

		next = a->next;
		if (n == NULL || a->kind == AREA_RULE) {
			put_one(out, a, in);
			continue;
		}
		for (; next != end && (next->kind == AREA_RULE || inline_under(next, in->around) == n); next = next->next)
			if (next->kind != AREA_RULE)
				last = next;
		buf_puts(out, "<inlineparent");
		fop_traits(out, NULL, n, last->x + last->w - a->x, a->h, 0);
		put_offset(out, a, in->top);
		put_level(out, least_level(a, next, in->depth));
		put_link(out, n);
		buf_putc(out, '>');
		fop_bars(out, in->tree, n, "inlineblock");
		put_inlines(out, a, next, &(struct inside){ in->tree, n, a->y, in->depth + 1 });
		buf_puts(out, "</inlineparent>");
	}
}

/* FOP's line is as high as what stands in it; half-leading is space around it. */
void
fop_line(struct buf *out, const struct fo_tree *tree, const struct area *line, mpt measure)
{
	bool rtl = line->bidi == 2;
	mpt space = line->space_before + line->space_after;

	buf_puts(out, "<lineArea");
	fop_traits(out, NULL, NULL, measure, line->h - space, space);
	put_level(out, line->bidi);
	fop_trait(out, rtl ? "end-indent" : "start-indent", line->x);
	fop_trait(out, rtl ? "start-indent" : "end-indent", mpt_max(0, measure - line->x - line->w));
	fop_trait(out, "space-before", line->space_before);
	fop_trait(out, "space-after", line->space_after);
	buf_putc(out, '>');
	put_inlines(out, line->first, NULL, &(struct inside){ tree, NULL, line->space_before, 0 });
	buf_puts(out, "</lineArea>");
}
