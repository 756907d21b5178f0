/* A plan's changes in one pass over the text, and back. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "edit/edit_plan.h"

/* By place; what is put in at a place comes before what is taken away there. */
static int
by_place(const void *a, const void *b)
{
	const struct edit_change *x = a, *y = b;
	bool x_in = x->beg == x->end, y_in = y->beg == y->end;

	if (x->beg != y->beg)
		return x->beg < y->beg ? -1 : 1;
	if (x_in != y_in)
		return x_in ? -1 : 1;
	return x->seq < y->seq ? -1 : 1;
}

static void
put_escaped(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._/", c) != NULL)
			buf_putc(out, (char)c);
		else
			buf_printf(out, "%%%02x", c);
	}
}

enum rc
edit_apply(struct edit_plan *p, struct buf *out, struct buf *inverse)
{
	size_t from = 0;

	edit_place_children(p);
	if (p->n > 1)
		qsort(p->changes, p->n, sizeof(*p->changes), by_place);
	for (size_t i = 0; i < p->n; i++) {
		const struct edit_change *c = &p->changes[i];

		if (c->beg < from || c->end < c->beg || c->end > p->len)
			return diag_at(p->cx, DIAG_INTERNAL, (struct span){c->beg, c->end, p->doc->file}, "two changes of one place");
		buf_add(out, p->text + from, c->beg - from);
		if (inverse != NULL) {
			buf_printf(inverse, "%s%zu:%zu:", i > 0 ? " " : "", out->len, strlen(c->text));
			put_escaped(inverse, p->text + c->beg, c->end - c->beg);
		}
		buf_puts(out, c->text);
		from = c->end;
	}
	buf_add(out, p->text + from, p->len - from);
	return RC_OK;
}

void
edit_copy(struct edit_plan *p, const xmlNode *elem, struct buf *out)
{
	struct span at = load_whole_span(p->doc, elem);
	uint32_t from = at.beg;

	if (p->n > 1)
		qsort(p->changes, p->n, sizeof(*p->changes), by_place);
	for (size_t i = 0; i < p->n; i++) {
		buf_add(out, p->text + from, p->changes[i].beg - from);
		buf_puts(out, p->changes[i].text);
		from = p->changes[i].end;
	}
	buf_add(out, p->text + from, at.end - from);
}

/* ---- back ------------------------------------------------------------------------------------------------------- */

static bool
take_number(const char **s, char stop, size_t *n)
{
	*n = 0;
	if (**s < '0' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; ++*s) {
		if (*n > UINT32_MAX / 10)
			return false;
		*n = *n * 10 + (size_t)(**s - '0');
	}
	return *(*s)++ == stop;
}

static int
digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool
take_escaped(const char **s, struct buf *out)
{
	while (**s != '\0' && **s != ' ') {
		if (**s != '%') {
			buf_putc(out, *(*s)++);
			continue;
		}
		if (digit((*s)[1]) < 0 || digit((*s)[2]) < 0)
			return false;
		buf_putc(out, (char)(digit((*s)[1]) * 16 + digit((*s)[2])));
		*s += 3;
	}
	return true;
}

bool
edit_revert(const char *text, size_t len, const char *inverse, struct buf *out)
{
	const char *s = inverse;
	size_t from = 0, at, gone;

	while (*s != '\0') {
		if (!take_number(&s, ':', &at) || !take_number(&s, ':', &gone) || at < from || at > len || gone > len - at)
			return false;
		buf_add(out, text + from, at - from);
		if (!take_escaped(&s, out))
			return false;
		from = at + gone;
		s += *s == ' ';
	}
	buf_add(out, text + from, len - from);
	return true;
}
