/*
 * lay_wait.c - a page that waits for a number keeps its areas and lets go of all else.
 *
 * What a page was made from (elements, paragraphs, tables) is several times as large as what is drawn. "Page x of y" makes
 * every page wait for the last one, so each is copied into an arena of its own size. Its numbers are filled in there.
 */
#include "layout/lay_flow.h"
#include "layout/ref.h"

/* Citations of a page that no page has answered yet. */
struct open_refs {
	struct open_ref {
		const struct fo_node *citation;
		struct lay_ref *ref; /* of the page, then its copy */
	} *v;
	size_t n, cap;
};

static const struct glyph_run *
copy_run(struct arena *a, const struct glyph_run *run)
{
	struct glyph_run *r;

	if (run == NULL)
		return NULL;
	r = arena_copy(a, run, sizeof(*run));
	r->text = arena_strndup(a, run->text, run->text_len);
	r->glyphs = arena_copy(a, run->glyphs, run->n * sizeof(*run->glyphs));
	return r;
}

/* Pictures are the document's, everything else that an area points at may be of the page. */
static struct area *
copy_area(struct arena *a, const struct area *from, const struct open_refs *refs)
{
	struct area *n = arena_copy(a, from, sizeof(*from));

	n->first = n->last = n->next = NULL;
	if (n->box != NULL)
		n->box = arena_copy(a, n->box, sizeof(*n->box));
	if (n->ref != NULL)
		n->ref = arena_copy(a, n->ref, sizeof(*n->ref));
	if (n->kind == AREA_TEXT)
		n->text.run = copy_run(a, n->text.run);
	else if (n->kind == AREA_LEADER)
		n->leader.dot = copy_run(a, n->leader.dot);
	for (size_t i = 0; i < refs->n; i++) {
		struct lay_ref *ref = refs->v[i].ref;

		ref->text = ref->text == from ? n : ref->text;
		ref->line = ref->line == from ? n : ref->line;
	}
	for (const struct area *c = from->first; c != NULL; c = c->next)
		lay_area_add(n, copy_area(a, c, refs));
	return n;
}

static struct lay_sheet *
copy_sheet(const struct lay_sheet *from, struct open_refs *refs)
{
	struct arena *a = arena_new();
	struct lay_sheet *s = arena_zalloc(a, sizeof(*s));

	for (size_t i = 0; i < refs->n; i++)
		refs->v[i].ref = arena_copy(a, refs->v[i].ref, sizeof(*refs->v[i].ref));
	s->page = from->page;
	s->page.arena = a;
	s->page.label = arena_strdup(a, from->page.label);
	s->page.links = arena_copy(a, from->page.links, from->page.n_links * sizeof(*from->page.links));
	s->page.dests = arena_copy(a, from->page.dests, from->page.n_dests * sizeof(*from->page.dests));
	s->root = copy_area(a, from->root, refs);
	s->page.first = s->root;
	return s;
}

static enum rc
answer(struct lay *lay, struct lay_sheet *s, const struct lay_anchor *anchors, struct open_refs *open)
{
	for (const struct lay_anchor *a = anchors; a != NULL; a = a->next) {
		const char *label = a->kind == ANCHOR_REF ? lay_refs_known(lay, s, a->fo) : NULL;

		if (label != NULL)
			TRY(lay_ref_fill(lay, s->page.arena, a->ref, label));
		else if (a->kind == ANCHOR_REF) {
			open->v = lay_sheet_grow(s->page.arena, open->v, open->n, &open->cap, sizeof(*open->v));
			open->v[open->n++] = (struct open_ref){ a->fo, a->ref };
		}
	}
	return RC_OK;
}

enum rc
lay_sheet_wait(struct lay *lay, struct lay_sheet **sheet)
{
	struct lay_sheet *s = *sheet;
	struct open_refs open = { 0 };

	for (size_t i = 0; i < s->n_anchored; i++)
		TRY(answer(lay, s, s->anchored[i].anchors, &open));
	if (open.n == 0)
		return RC_OK;
	*sheet = copy_sheet(s, &open);
	for (size_t i = 0; i < open.n; i++)
		lay_refs_wait(lay, *sheet, open.v[i].citation, open.v[i].ref);
	lay_page_free(&s->page);
	return RC_OK;
}
