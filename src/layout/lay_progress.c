/*
 * lay_progress.c - proof that layout moves on: every page takes content of the flow or of carried footnotes, every cut lies
 * behind the place it was chosen from.
 *
 * Two pages may take nothing, as the next may be larger (page masters alternate; lay_break.c waits so for it). After three in a row the rest of the run could only be
 * more of the same: the run ends with layout-stuck, not with 20,000 empty pages. Blank pages, which breaks and
 * force-page-count ask for, take nothing either, but there are never more than three of them before a page with content.
 */
#include "layout/lay_flow.h"

#define IDLE_PAGES 3

static enum rc
stuck(struct lay_run *run, const char *what)
{
	return diag_at(run->lay->cx, DIAG_LAYOUT_STUCK, run->sequence->at, "%s, page %u of the sequence", what, run->pages + 1);
}

/* What is left of the footnotes that earlier pages could not hold. */
static struct lay_stand
carried(const struct lay_run *run)
{
	if (run->n_carry == 0)
		return (struct lay_stand){ 0 };
	return (struct lay_stand){ .n = run->n_carry, .note = run->carry[0].note.fo, .from = run->carry[0].from };
}

enum rc
lay_progress_page(struct lay_run *run, enum lay_took took)
{
	struct lay_stand now = carried(run), *was = &run->carried;
	bool moved = now.n != was->n || now.note != was->note || now.from != was->from;

	*was = now;
	run->idle = took == LAY_TOOK || moved ? 0 : run->idle + 1;
	return run->idle < IDLE_PAGES ? RC_OK : stuck(run, "nothing more is taken");
}

enum rc
lay_progress_cut(struct lay_run *run, const struct lay_elem *from, const struct lay_candidate *cut)
{
	if (cut->is_end || (cut->at != NULL && cut->at != from))
		return RC_OK;
	return stuck(run, "a fragment of nothing");
}
