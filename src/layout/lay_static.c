/* lay_static.c - what pages repeat: regions around the body, markers that are retrieved there (XSL 1.1, 6.4.20, 6.13.6). */
#include "layout/lay_flow.h"

const struct fo_node *
lay_static_lookup(const struct fo_node *sequence, const char *name)
{
	for (const struct fo_node *n = sequence->first; n != NULL; n = n->next) {
		if (n->elem == FO_STATIC_CONTENT && str_eq(fo_str(n, PR_FLOW_NAME), name))
			return n;
	}
	return NULL;
}

struct area *
lay_region_area(struct arena *a, const struct lay_region *r, struct area *parent)
{
	struct area *n = lay_area_new(a, AREA_REGION, r->fo, parent);
	struct area_ref ref = { .rotation = r->rotation };

	n->x = r->x;
	n->y = r->y;
	n->w = r->w;
	n->h = r->h;
	n->box = r->box;
	ref.clip = fo_is(r->fo, PR_OVERFLOW, FV_HIDDEN) || fo_is(r->fo, PR_OVERFLOW, FV_SCROLL);
	if (ref.rotation != 0 || ref.clip)
		n->ref = arena_copy(a, &ref, sizeof(ref));
	return n;
}

static void
report_overflow(struct lay *lay, const struct lay_region *r, const struct fo_node *content, mpt h)
{
	if (h <= r->bpd || fo_is(r->fo, PR_OVERFLOW, FV_VISIBLE))
		return;
	if (diag_first(lay->cx, DIAG_LAYOUT_OVERFLOW, fo_str(r->fo, PR_REGION_NAME)))
		(void)diag_at(lay->cx, DIAG_LAYOUT_OVERFLOW, content->at, "%.1fpt of content, %.1fpt of %s", mpt_to_pt(h),
		    mpt_to_pt(r->bpd), fo_elem_name(r->fo->elem));
}

static enum rc
fill_region(struct lay *lay, struct lay_run *run, const struct lay_region *r, struct lay_sheet *sheet,
    struct area *region)
{
	const struct fo_node *s = lay_static_lookup(run->sequence, fo_str(r->fo, PR_REGION_NAME));
	struct arena *a = sheet->page.arena;
	struct lay_frame frame = { .ref_ipd = r->ipd, .w = r->ipd, .ref_bpd = r->bpd, .page = &sheet->page };
	struct lay_list *list;
	struct area *block;

	if (s == NULL)
		return RC_OK;
	list = arena_zalloc(a, sizeof(*list));
	TRY(lay_list_make(lay, a, s, s->first, &frame, list));
	block = lay_area_new(a, AREA_BLOCK, s, region);
	block->is_artifact = true;
	block->w = r->ipd;
	block->h = lay_assemble(lay, a, list, NULL, NULL, block, 0);
	block->y = lay_align_offset(fo_enum(r->fo, PR_DISPLAY_ALIGN), r->bpd - block->h);
	report_overflow(lay, r, s, block->h);
	return RC_OK;
}

enum rc
lay_static_region(struct lay *lay, struct lay_run *run, const struct lay_region *r, struct lay_sheet *sheet)
{
	struct area *region;

	if (r->fo == NULL)
		return RC_OK;
	region = lay_region_area(sheet->page.arena, r, sheet->root);
	return fill_region(lay, run, r, sheet, region);
}

/* ---- markers ----------------------------------------------------------------------------------------------------- */

/* 7.25.4: the wanted one; else the nearest to it on the page. */
static const struct lay_mark *
on_page(const struct lay_marks *m, const char *name, enum fo_enum position)
{
	bool from_end = position == FV_LAST_STARTING_WITHIN_PAGE || position == FV_LAST_ENDING_WITHIN_PAGE;
	const struct lay_mark *any = NULL, *found = NULL;

	for (size_t i = 0; i < m->n; i++) {
		const struct lay_mark *k = &m->m[from_end ? m->n - 1 - i : i];
		bool wanted = position == FV_FIRST_INCLUDING_CARRYOVER ||
		    (position == FV_LAST_ENDING_WITHIN_PAGE ? k->is_last : k->is_first);

		if (!str_eq(k->class_name, name))
			continue;
		if (any == NULL)
			any = k;
		/* What is around others ends after them. */
		if (wanted && (found == NULL || (position == FV_LAST_ENDING_WITHIN_PAGE && k->end > found->end)))
			found = k;
	}
	return found != NULL ? found : any;
}

static const struct lay_mark *
on_earlier_pages(const struct lay_pages *pages, const char *name, enum fo_enum boundary)
{
	const struct lay_marks *m = &pages->carried;

	if (boundary == FV_PAGE)
		return NULL;
	for (size_t i = 0; i < m->n; i++) {
		if (str_eq(m->m[i].class_name, name))
			return boundary == FV_DOCUMENT || m->m[i].sequence == pages->sequences ? &m->m[i] : NULL;
	}
	return NULL;
}

const struct fo_node *
lay_marker_lookup(struct lay *lay, const struct page *page, const struct fo_node *retrieve)
{
	const char *name = fo_str(retrieve, PR_RETRIEVE_CLASS_NAME);
	const struct lay_mark *m;

	if (retrieve->elem == FO_RETRIEVE_TABLE_MARKER)
		return lay_table_marker_lookup(lay, retrieve);
	if (lay->pages == NULL || lay->pages->current == NULL || &lay->pages->current->page != page || name == NULL)
		return NULL;
	m = on_page(&lay->pages->current->marks, name, fo_enum(retrieve, PR_RETRIEVE_POSITION));
	if (m == NULL)
		m = on_earlier_pages(lay->pages, name, fo_enum(retrieve, PR_RETRIEVE_BOUNDARY));
	return m != NULL ? lay_marker_dress(lay, m->marker, retrieve) : NULL;
}

void
lay_marks_carry(struct lay *lay, const struct lay_marks *m)
{
	struct lay_marks *c = &lay->pages->carried;

	for (size_t i = 0; i < m->n; i++) {
		size_t k = 0;

		while (k < c->n && !str_eq(c->m[k].class_name, m->m[i].class_name))
			k++;
		/* 6.13.6: of earlier pages what ended last. */
		if (k < c->n && c->m[k].page == m->m[i].page && c->m[k].end > m->m[i].end)
			continue;
		if (k == c->n && c->n == c->cap) {
			struct lay_mark *more = arena_array(lay->arena, c->cap > 0 ? 2 * c->cap : 8, sizeof(*more));

			for (size_t j = 0; j < c->n; j++)
				more[j] = c->m[j];
			c->m = more;
			c->cap = c->cap > 0 ? 2 * c->cap : 8;
		}
		c->n += k == c->n;
		c->m[k] = m->m[i];
	}
}
