/* lay_reffill.c - a page number comes to its line. */
#include <string.h>

#include "layout/ref.h"

struct change { /* by how much what grows */
	const struct area *text, *leader;
	mpt number, space; /* [mpt] the number; each space of the line */
};

static int
spaces_in(const struct glyph_run *run)
{
	int n = 0;

	for (uint32_t i = 0; run != NULL && i < run->n; i++) {
		const char *p = run->text + run->glyphs[i].cluster;

		n += run->glyphs[i].cluster < run->text_len && (*p == ' ' || memcmp(p, "\xc2\xa0", 2) == 0);
	}
	return n;
}

static void
find(const struct area *parent, const struct area *text, const struct area **leader, int *spaces, bool *seen, int depth)
{
	for (const struct area *c = parent->first; c != NULL && depth < 250; c = c->next) {
		*seen = *seen || c == text;
		if (c->kind == AREA_LEADER && !*seen)
			*leader = c;
		if (c->kind == AREA_TEXT)
			*spaces += spaces_in(c->text.run);
		find(c, text, leader, spaces, seen, depth + 1);
	}
}

static mpt
growth(const struct area *c, const struct change *ch)
{
	if (c == ch->text)
		return ch->number;
	if (c == ch->leader)
		return -ch->number;
	return c->kind == AREA_TEXT && ch->space != 0 ? ch->space * spaces_in(c->text.run) : 0;
}

/* Children lie in visual order; a rule belongs to the text beside it that has its place. */
static mpt
restack(struct area *parent, const struct change *ch, int depth)
{
	mpt moved = 0, last = 0;

	for (struct area *c = parent->first; c != NULL; c = c->next) {
		mpt g = growth(c, ch);

		c->x += moved;
		if (c->kind == AREA_RULE) {
			c->w += c->next != NULL && c->next->x + moved == c->x ? growth(c->next, ch) : last;
			if (c->next == NULL || c->next->x + moved != c->x)
				c->x -= last;
			continue;
		}
		if (c->kind == AREA_INLINE && depth < 250)
			g = restack(c, ch, depth + 1);
		if (c->kind == AREA_TEXT && c != ch->text)
			c->text.word_space += ch->space;
		c->w += g;
		moved += g;
		last = g;
	}
	return moved;
}

enum rc
lay_ref_fill(struct lay *lay, struct arena *a, struct lay_ref *ref, const char *label)
{
	struct change ch = {.text = ref->text};
	const struct glyph_run *run = lay_shape(lay, a, ref->ts->latin, label, (uint32_t)strlen(label));
	int spaces = 0;
	bool seen = false;
	mpt d;

	ref->text->text.run = run;
	ch.number = run->width - ref->text->w;
	if (ref->fixed) {
		find(ref->line, ref->text, &ch.leader, &spaces, &seen, 0);
		if (ch.leader == NULL && spaces > 0)
			ch.space = -ch.number / spaces;
	}
	d = restack(ref->line, &ch, 0);
	ref->line->w += d;
	if (ref->align == ALIGN_END)
		ref->line->x -= d;
	else if (ref->align == ALIGN_CENTER)
		ref->line->x -= d / 2;
	/* Lines are not broken again for it; that it does not fit is said. */
	if (d > 0 && ref->line->w > ref->measure)
		(void)diag_at(lay->cx, DIAG_LINE_OVERFLOW, ref->text->fo->at, "%.1f pt too wide, as page %s has a wider number than was foreseen",
		    mpt_to_pt(ref->line->w - ref->measure), label);
	return RC_OK;
}
