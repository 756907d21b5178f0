/* fin_outline.c - the outline (ISO 32000-1, 12.3.3). */
#include <stdlib.h>

#include "base/arena.h"
#include "finish/fin_doc.h"

#define NO_ENTRY SIZE_MAX

struct entry {
	uint32_t id;
	size_t parent, prev, next, first, last; /* indexes, or NO_ENTRY */
	size_t shown; /* entries below it that are seen when it is open */
};

/* Links the entries by their levels; one that jumps hangs under the nearest above it. Returns the first and last at the top in *root. */
static void
link_entries(const struct drawn_outline *rows, size_t n, struct entry *e, struct entry *root)
{
	size_t open = NO_ENTRY; /* the entry before, and by .parent those around it */

	*root = (struct entry){.first = NO_ENTRY, .last = NO_ENTRY};
	for (size_t i = 0; i < n; i++) {
		struct entry *up;

		while (open != NO_ENTRY && rows[open].level >= rows[i].level)
			open = e[open].parent;
		up = open != NO_ENTRY ? &e[open] : root;
		e[i] = (struct entry){.id = e[i].id, .parent = open, .prev = up->last, .next = NO_ENTRY, .first = NO_ENTRY, .last = NO_ENTRY};
		if (up->last != NO_ENTRY)
			e[up->last].next = i;
		else
			up->first = i;
		up->last = i;
		open = i;
	}
}

/* From the last to the first: what is below an entry comes behind it. */
static void
count_shown(const struct drawn_outline *rows, size_t n, struct entry *e, struct entry *root)
{
	for (size_t i = n; i-- > 0;) {
		struct entry *up = e[i].parent != NO_ENTRY ? &e[e[i].parent] : root;

		up->shown += 1 + (rows[i].open ? e[i].shown : 0);
	}
}

static void
put_entry(struct buf *b, const char *key, const struct entry *e, size_t i)
{
	if (i == NO_ENTRY)
		return;
	buf_puts(b, key);
	out_ref(b, e[i].id);
}

static void
write_entry(struct fin_doc *d, const struct entry *all, size_t i, uint32_t root)
{
	const struct drawn_outline *row = &d->drawn->outline[i];
	const struct entry *e = &all[i];
	struct buf *b = out_begin(d->out, e->id, OUT_PACKED);

	buf_puts(b, "<</Title");
	out_text(b, row->title);
	buf_puts(b, "/Parent ");
	out_ref(b, e->parent != NO_ENTRY ? all[e->parent].id : root);
	put_entry(b, "/Prev ", all, e->prev);
	put_entry(b, "/Next ", all, e->next);
	put_entry(b, "/First ", all, e->first);
	put_entry(b, "/Last ", all, e->last);
	if (e->shown > 0)
		buf_printf(b, "/Count %s%zu", row->open ? "" : "-", e->shown);
	fin_target(d, b, row->uri, row->dest, NULL);
	buf_puts(b, ">>");
	out_end(d->out);
}

static void
write_root(struct fin_doc *d, const struct entry *all, const struct entry *top, uint32_t root)
{
	struct buf *b = out_begin(d->out, root, OUT_PACKED);

	buf_puts(b, "<</Type/Outlines");
	put_entry(b, "/First ", all, top->first);
	put_entry(b, "/Last ", all, top->last);
	buf_printf(b, "/Count %zu>>", top->shown);
	out_end(d->out);
}

uint32_t
fin_outline_write(struct fin_doc *d)
{
	size_t n = d->drawn->n_outline;
	uint32_t root;
	struct entry *e, top;

	if (n == 0)
		return 0;
	root = out_new(d->out);
	e = mem_realloc(NULL, n, sizeof(*e));
	for (size_t i = 0; i < n; i++)
		e[i].id = out_new(d->out);
	link_entries(d->drawn->outline, n, e, &top);
	count_shown(d->drawn->outline, n, e, &top);
	for (size_t i = 0; i < n; i++)
		write_entry(d, e, i, root);
	write_root(d, e, &top, root);
	free(e);
	return root;
}
