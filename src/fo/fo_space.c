/*
 * fo_space.c - white space inside one block, across the inlines in it
 * (XSL 1.1, 7.16.7, 7.16.8, 7.16.12).
 *
 * Done here: linefeeds that are not preserved, runs of spaces, spaces at the edges of the block, of
 * nested blocks and of preserved linefeeds. Spaces at the line ends that layout chooses are
 * layout's.
 */
#include <string.h>

#include "fo/fo_reader.h"

struct spaces {
	struct fo_reader *r;
	struct buf out; /* scratch of one text */
	bool at_start; /* of a line, as far as known */
	bool after_space; /* the last character was a space that collapses */
	struct fo_node *tail; /* the text whose last character is that space, or NULL */
	bool has_empty;
};

static enum fo_enum
prop(const struct fo_node *n, enum fo_prop p)
{
	return n->style->v[p].e;
}

static bool
ignores_before(enum fo_enum treatment)
{
	return treatment == FV_IGNORE_IF_BEFORE_LINEFEED ||
	    treatment == FV_IGNORE_IF_SURROUNDING_LINEFEED;
}

static bool
ignores_after(enum fo_enum treatment)
{
	return treatment == FV_IGNORE_IF_AFTER_LINEFEED ||
	    treatment == FV_IGNORE_IF_SURROUNDING_LINEFEED;
}

static void
set_text(struct spaces *w, struct fo_node *n, const char *s, size_t len)
{
	n->text = arena_strndup(w->r->nodes, s, len);
	n->len = (uint32_t)len;
	w->has_empty |= len == 0;
}

/* Before a line end that is certain: the spaces just written go. */
static void
drop_tail(struct spaces *w)
{
	struct fo_node *n = w->tail;
	size_t len;

	w->tail = NULL;
	if (n == NULL || !ignores_before(prop(n, PR_WHITE_SPACE_TREATMENT)))
		return;
	for (len = n->len; len > 0 && n->text[len - 1] == ' ';)
		len--;
	if (len < n->len)
		set_text(w, n, n->text, len);
}

static void
line_edge(struct spaces *w)
{
	drop_tail(w);
	w->at_start = true;
	w->after_space = false;
}

static void
object(struct spaces *w)
{
	w->at_start = w->after_space = false;
	w->tail = NULL;
}

/* Nothing in it changes: the usual case of text that a stylesheet wrote on one line. */
static bool
is_clean(const struct spaces *w, const struct fo_node *n)
{
	const char *s = n->text, *end = s + n->len;

	if (prop(n, PR_WHITE_SPACE_TREATMENT) == FV_IGNORE)
		return false;
	if (*s == ' ' && (w->at_start || w->after_space))
		return false;
	for (; s < end; s++)
		if ((unsigned char)*s <= ' ' && (*s != ' ' || s[1] == ' '))
			return false;
	return true;
}

static void
linefeed(struct spaces *w, enum fo_enum treatment)
{
	if (ignores_before(treatment)) {
		while (w->out.len > 0 && w->out.p[w->out.len - 1] == ' ')
			w->out.len--;
		if (w->out.len == 0)
			drop_tail(w);
	}
	w->tail = NULL;
	buf_putc(&w->out, '\n');
	w->at_start = true;
	w->after_space = false;
}

static void
space(struct spaces *w, enum fo_enum treatment, bool collapse)
{
	if (treatment == FV_IGNORE || (w->at_start && ignores_after(treatment)) ||
	    (collapse && w->after_space))
		return;
	buf_putc(&w->out, ' ');
	w->after_space = true;
}

static void
rewrite(struct spaces *w, struct fo_node *n)
{
	enum fo_enum feeds = prop(n, PR_LINEFEED_TREATMENT),
		     treatment = prop(n, PR_WHITE_SPACE_TREATMENT);
	bool collapse = prop(n, PR_WHITE_SPACE_COLLAPSE) == FV_TRUE;

	w->out.len = 0;
	for (const char *s = n->text, *end = s + n->len; s < end; s++) {
		if (*s == '\n' && feeds == FV_IGNORE)
			continue;
		if (*s == '\n' && feeds == FV_PRESERVE) {
			linefeed(w, treatment);
		} else if (*s == '\n' && feeds == FV_TREAT_AS_ZERO_WIDTH_SPACE) {
			buf_puts(&w->out, "\xe2\x80\x8b");
			w->after_space = false;
		} else if (*s == ' ' || *s == '\t' || *s == '\n' || *s == '\r') {
			space(w, treatment, collapse);
		} else {
			buf_putc(&w->out, *s);
			w->at_start = w->after_space = false;
		}
	}
	if (w->out.len != n->len || memcmp(w->out.p, n->text, n->len) != 0)
		set_text(w, n, buf_str(&w->out), w->out.len);
}

static void
text(struct spaces *w, struct fo_node *n)
{
	bool was_space = w->after_space;

	if (n->len == 0) {
		w->has_empty = true;
		return;
	}
	if (is_clean(w, n)) {
		w->at_start = false;
		w->after_space = n->text[n->len - 1] == ' ';
	} else {
		rewrite(w, n);
		if (n->len == 0) {
			w->after_space = was_space;
			return;
		}
	}
	w->tail = n->text[n->len - 1] == ' ' ? n : NULL;
}

static void
walk(struct spaces *w, struct fo_node *parent)
{
	for (const struct fo_node *c = parent->first; c != NULL; c = c->next) {
		switch (fo_elem_class(c->elem)) {
		case FO_CLASS_TEXT:
			text(w, fo_mutable(c));
			break;
		case FO_CLASS_BLOCK:
			line_edge(w);
			break;
		case FO_CLASS_BOTH:
		case FO_CLASS_OUT:
			if (c->elem == FO_FLOAT && prop(c, PR_FLOAT) != FV_NONE)
				break; /* elsewhere */
			if (c->first != NULL)
				walk(w, fo_mutable(c));
			else if (c->elem != FO_WRAPPER)
				object(w);
			break;
		case FO_CLASS_INLINE:
			/* A leader's content is a context of its own; what has no children stands
			 * for something. */
			if (c->elem == FO_LEADER || c->elem == FO_INLINE_CONTAINER ||
			    c->first == NULL || c->elem == FO_INSTREAM_FOREIGN_OBJECT) {
				if (c->elem != FO_INLINE && c->elem != FO_BASIC_LINK)
					object(w);
			} else {
				walk(w, fo_mutable(c));
			}
			break;
		default:
			break; /* markers and anchors take no place; a footnote-body is elsewhere */
		}
	}
}

static void
remove_empty(struct fo_node *parent)
{
	for (const struct fo_node **link = &parent->first; *link != NULL;) {
		const struct fo_node *c = *link;
		enum fo_class k = fo_elem_class(c->elem);

		if (k == FO_CLASS_TEXT && c->len == 0) {
			*link = c->next;
			continue;
		}
		if (k == FO_CLASS_BOTH || k == FO_CLASS_OUT || k == FO_CLASS_INLINE)
			remove_empty(fo_mutable(c));
		link = &fo_mutable(c)->next;
	}
}

/* Stands beside a number. */
static bool
is_folio(const struct fo_node *n)
{
	return n->elem == FO_FOLIO_PREFIX || n->elem == FO_FOLIO_SUFFIX;
}

void
fo_space_of(struct fo_reader *r, struct fo_node *block)
{
	struct spaces w = {.r = r, .at_start = true, .out = r->text};

	/* A marker's content continues the line that retrieves it. */
	if (block->elem == FO_MARKER || block->elem == FO_LEADER || is_folio(block))
		w.at_start = false;
	walk(&w, block);
	if (block->elem != FO_MARKER && block->elem != FO_LEADER && !is_folio(block))
		drop_tail(&w);
	if (w.has_empty)
		remove_empty(block);
	r->text = w.out;
}
