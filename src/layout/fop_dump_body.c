/* fop_dump_body.c - the body of a page: spans and columns, before-floats, footnotes. */
#include "layout/fop_dump.h"
#include "layout/lay_list.h"

static void
put_reference(struct buf *out, const char *name, mpt w, mpt h)
{
	buf_printf(out, "<%s", name);
	fop_traits(out, NULL, NULL, w, h, 0);
	buf_puts(out, " is-reference-area=\"true\"");
}

/* The pieces of a span: a piece across all columns alone, else all that go from left to right. */
static const struct area *
span_end(const struct area *first, mpt *h)
{
	const struct area *a = first;
	mpt x;

	*h = 0;
	do {
		x = a->x;
		*h = mpt_max(*h, a->h);
		a = a->next;
	} while (a != NULL && fop_is_elem(a, FO_FLOW) && (lay_is_rtl(a->fo) ? a->x < x : a->x > x));
	return a;
}

void
fop_spacer(struct buf *out, const struct area *region, mpt ipd, mpt space)
{
	enum fo_enum align = fo_enum(region->fo, PR_DISPLAY_ALIGN);

	if (space <= 0 || (align != FV_CENTER && align != FV_AFTER))
		return;
	buf_puts(out, "<block");
	fop_traits(out, NULL, NULL, ipd, space, 0);
	buf_puts(out, "/>");
}

static void
put_spans(const struct walk *w, const struct area *body, mpt ipd)
{
	const struct fo_value *v = fo_prop(body->fo, PR_COLUMN_COUNT);
	int columns = v->kind == FO_INT && v->i > 1 ? v->i : 1;

	for (const struct area *a = body->first, *end; a != NULL; a = end) {
		int n = 0;
		mpt h;

		if (!fop_is_elem(a, FO_FLOW)) {
			end = a->next;
			continue;
		}
		end = span_end(a, &h);
		put_reference(w->out, "span", ipd, h);
		if (lay_is_rtl(a->fo))
			buf_puts(w->out, " level=\"1\"");
		if (columns > 1 && a->w < ipd)
			buf_printf(w->out, " columnCount=\"%d\"", columns);
		buf_putc(w->out, '>');
		for (const struct area *piece = a; piece != end; piece = piece->next, n++) {
			struct walk in = *w;

			in.reference = piece;
			put_reference(w->out, "flow", piece->w, piece->h);
			buf_putc(w->out, '>');
			if (a == body->first && columns == 1)
				fop_spacer(w->out, body, ipd, piece->y);
			fop_flow(&in, piece);
			buf_puts(w->out, "</flow>");
		}
		for (; columns > 1 && a->w < ipd && n < columns; n++) {
			put_reference(w->out, "flow", a->w, 0);
			buf_puts(w->out, "/>");
		}
		buf_puts(w->out, "</span>");
	}
}

/* Of the before-floats and their separator, which come first. */
static bool
is_top(const struct area *a)
{
	return a != NULL && (fop_is_elem(a, FO_FLOAT) || fop_is_elem(a, FO_STATIC_CONTENT));
}

/* FOP has the element, but never any content for it. */
static void
put_tops(const struct walk *w, const struct area *body)
{
	if (body->first == NULL || !fop_is_elem(body->first, FO_FLOAT)) {
		buf_puts(w->out, "<beforeFloat/>");
		return;
	}
	buf_puts(w->out, "<beforeFloat>");
	for (const struct area *a = body->first; is_top(a); a = a->next)
		fop_walk_blocks(w, a);
	buf_puts(w->out, "</beforeFloat>");
}

static void
put_notes(const struct walk *w, const struct area *body)
{
	const struct area *first = body->first;

	while (first != NULL && fop_is_elem(body->first, FO_FLOAT) && is_top(first))
		first = first->next;
	while (first != NULL && !fop_is_elem(first, FO_FOOTNOTE_BODY) && !fop_is_elem(first, FO_STATIC_CONTENT))
		first = first->next;
	if (first == NULL)
		return;
	buf_printf(w->out, "<footnote top-offset=\"%d\">", (int)first->y);
	for (const struct area *a = first; a != NULL; a = a->next)
		fop_walk_blocks(w, a);
	buf_puts(w->out, "</footnote>");
}

void
fop_body(const struct walk *w, const struct area *body, mpt ipd)
{
	put_tops(w, body);
	buf_puts(w->out, "<mainReference ipd=\"0\" bpd=\"0\" bap=\"0 0 0 0\" is-reference-area=\"true\">");
	put_spans(w, body, ipd);
	buf_puts(w->out, "</mainReference>");
	put_notes(w, body);
}
