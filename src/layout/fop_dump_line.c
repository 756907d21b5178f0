/*
 * fop_dump_line.c - lines in the words of Apache FOP's area tree: lineArea, text, word, space, inlineparent, viewport.
 *
 * We have an inline area only where something is drawn or linked; FOP has an inlineparent for every fo:inline. The missing
 * ones are made up here from the objects that the texts come from.
 */
#include "layout/fop_dump.h"

#include "base/str.h"

static void put_inlines(struct buf *out, const struct area *first, const struct area *end, const struct fo_node *around,
    int depth);

/* ---- text ---------------------------------------------------------------------------------------------------------- */

/* [B] of a space that can be stretched: U+0020, U+00A0; 0: another character */
static size_t
space_len(const char *s, const char *end)
{
	if (*s == ' ')
		return 1;
	return end - s > 1 && (unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0 ? 2 : 0;
}

static void
put_piece(struct buf *out, const char *name, const char *s, size_t n, const struct area *a)
{
	char part[256];

	buf_printf(out, "<%s%s>", name, a->text.run->rtl ? " level=\"1\"" : "");
	while (n > 0) {
		size_t len = n < sizeof(part) ? n : sizeof(part) - 1;

		while (len < n && len > 1 && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
		for (size_t i = 0; i < len; i++)
			part[i] = s[i];
		part[len] = '\0';
		buf_xml(out, part);
		s += len;
		n -= len;
	}
}

static void
put_words(struct buf *out, const struct area *a)
{
	const char *s = a->text.run->text, *end = s + a->text.run->text_len;

	while (s < end) {
		const char *from = s;
		size_t space = space_len(s, end);

		if (space > 0) {
			put_piece(out, "space", s, space, a);
			buf_puts(out, "</space>");
			s += space;
			continue;
		}
		while (s < end && space_len(s, end) == 0)
			s++;
		put_piece(out, "word", from, (size_t)(s - from), a);
		if (s == end && a->text.hyphen)
			buf_putc(out, '-');
		buf_puts(out, "</word>");
	}
}

static void
put_text(struct buf *out, const struct area *a)
{
	const struct fo_node *n = a->fo, *styled = n;
	const struct fo_value *weight;

	buf_puts(out, "<text");
	fop_traits(out, a->box, n != NULL && n->elem != FO_TEXT ? n : NULL, a->w, a->h, 0);
	fop_trait(out, "twsadjust", a->text.word_space);
	if (styled != NULL) {
		weight = fo_prop(styled, PR_FONT_WEIGHT);
		if (fo_str(styled, PR_FONT_FAMILY) != NULL)
			fop_attr(out, "font-name", fo_str(styled, PR_FONT_FAMILY));
		fop_attr(out, "font-style", fo_enum_name(fo_enum(styled, PR_FONT_STYLE)));
		if (weight->kind == FO_NUM)
			buf_printf(out, " font-weight=\"%d\"", (int)weight->num);
		fop_length(out, "font-size", fo_len(styled, PR_FONT_SIZE, 0));
	}
	buf_printf(out, " color=\"#%06x\"", (unsigned)(a->text.color >> 8));
	if (a->text.run != NULL && a->text.run->rtl)
		buf_puts(out, " level=\"1\"");
	buf_putc(out, '>');
	if (a->text.run != NULL)
		put_words(out, a);
	buf_puts(out, "</text>");
}

/* ---- pictures, leaders ---------------------------------------------------------------------------------------------- */

static void
put_image(struct buf *out, const struct area *viewport, const struct area *image)
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
	buf_printf(out, " pos=\"%d %d %d %d\"", (int)x, (int)y, (int)image->w, (int)image->h);
	if (viewport->ref != NULL && viewport->ref->clip)
		buf_puts(out, " clip=\"true\"");
	buf_puts(out, foreign ? "><foreignObject" : "><image");
	if (viewport->fo != NULL && viewport->fo->id != NULL)
		fop_attr(out, "prod-id", viewport->fo->id);
	if (src != NULL)
		fop_attr(out, "url", src);
	buf_puts(out, "/></viewport>");
}

static void
put_leader(struct buf *out, const struct area *a)
{
	buf_puts(out, a->leader.pattern == FV_RULE ? "<leader" : a->leader.pattern == FV_SPACE ? "<space" : "<inlineparent");
	fop_traits(out, a->box, a->fo, a->w, a->h, 0);
	if (a->leader.pattern == FV_RULE) {
		fop_attr(out, "ruleStyle", fo_enum_name(a->leader.rule_style));
		fop_length(out, "ruleThickness", a->leader.thickness);
		buf_puts(out, "/>");
	} else if (a->leader.pattern == FV_SPACE) {
		buf_puts(out, "/>");
	} else {
		buf_putc(out, '>');
		if (a->first != NULL)
			put_inlines(out, a->first, NULL, a->fo, 0);
		buf_puts(out, "</inlineparent>");
	}
}

/* ---- inlines -------------------------------------------------------------------------------------------------------- */

static void
put_link(struct buf *out, const struct fo_node *n)
{
	const char *to;

	if (n == NULL || n->elem != FO_BASIC_LINK)
		return;
	if ((to = fo_str(n, PR_INTERNAL_DESTINATION)) != NULL)
		buf_printf(out, " internal-link=\"(,%s)\"", to);
	else if ((to = fo_str(n, PR_EXTERNAL_DESTINATION)) != NULL)
		fop_attr(out, "external-link", to);
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

static void
put_inline(struct buf *out, const struct area *a, int depth)
{
	if (a->first != NULL && a->first->kind == AREA_IMAGE && a->first->next == NULL && a->first->fo == a->fo) {
		put_image(out, a, a->first);
		return;
	}
	buf_puts(out, "<inlineparent");
	fop_traits(out, a->box, a->fo, a->w, a->h, 0);
	put_link(out, a->fo);
	buf_putc(out, '>');
	put_inlines(out, a->first, NULL, a->fo, depth + 1);
	buf_puts(out, "</inlineparent>");
}

static void
put_one(struct buf *out, const struct area *a, int depth)
{
	switch (a->kind) {
	case AREA_TEXT:
		put_text(out, a);
		break;
	case AREA_INLINE:
		put_inline(out, a, depth);
		break;
	case AREA_IMAGE:
		put_image(out, a, a);
		break;
	case AREA_LEADER:
		put_leader(out, a);
		break;
	default:
		break;
	}
}

static void
put_inlines(struct buf *out, const struct area *first, const struct area *end, const struct fo_node *around, int depth)
{
	if (depth > FOP_DEPTH_MAX)
		return;
	for (const struct area *a = first, *next; a != end; a = next) {
		const struct fo_node *n = inline_under(a, around);
		const struct area *last = a;

		next = a->next;
		if (n == NULL || a->kind == AREA_RULE) {
			put_one(out, a, depth);
			continue;
		}
		for (; next != end && (next->kind == AREA_RULE || inline_under(next, around) == n); next = next->next)
			if (next->kind != AREA_RULE)
				last = next;
		buf_puts(out, "<inlineparent");
		fop_traits(out, NULL, n, last->x + last->w - a->x, a->h, 0);
		put_link(out, n);
		buf_putc(out, '>');
		put_inlines(out, a, next, n, depth + 1);
		buf_puts(out, "</inlineparent>");
	}
}

void
fop_line(struct buf *out, const struct area *line, mpt measure)
{
	buf_puts(out, "<lineArea");
	fop_traits(out, NULL, NULL, measure, line->h, line->space_before + line->space_after);
	fop_trait(out, "start-indent", line->x);
	fop_trait(out, "end-indent", mpt_max(0, measure - line->x - line->w));
	buf_putc(out, '>');
	put_inlines(out, line->first, NULL, NULL, 0);
	buf_puts(out, "</lineArea>");
}
