/* fin_profile.c - what a PDF may claim to be, by what its document lacks (ISO 19005-3, 6; ISO 14289-1, 7). */
#include "base/str.h"
#include "finish/fin.h"

static const char *const names[] = {
    [PROFILE_A3A_UA1] = "pdf/a-3a+ua-1",
    [PROFILE_A3U] = "pdf/a-3u",
    [PROFILE_A3B] = "pdf/a-3b",
    [PROFILE_PDF17] = "pdf-1.7",
};

/* A lack, the best profile that it leaves, and how it is said. */
static const struct {
	enum fin_profile best;
	const char *words;
} lacks[LACK__COUNT] = {
    [LACK_LANG] = {PROFILE_A3U, "no language"},
    [LACK_TITLE] = {PROFILE_A3U, "no title"},
    [LACK_ALT] = {PROFILE_A3U, "a picture without words"},
    [LACK_HEADING] = {PROFILE_A3U, "headings that skip a level"},
    [LACK_TABLE] = {PROFILE_A3U, "a table that is none"},
    [LACK_NESTING] = {PROFILE_A3U, "structure that is nested wrongly"},
    [LACK_GLYPH] = {PROFILE_PDF17, "a character that no font has"},
};

/* [mpt] of the smallest and the largest page (ISO 19005-3, 6.1.13). */
#define SIDE_MIN 3000
#define SIDE_MAX 14400000

const char *
fin_profile_name(enum fin_profile profile)
{
	return names[profile];
}

bool
fin_profile_lookup(const char *name, enum fin_profile *profile)
{
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(names[i], name)) {
			*profile = (enum fin_profile)i;
			return true;
		}
	return false;
}

static bool
has_odd_page(const struct drawn_doc *doc)
{
	for (size_t i = 0; i < doc->n_pages; i++) {
		const struct drawn_page *p = &doc->pages[i];

		if (p->w < SIDE_MIN || p->h < SIDE_MIN || p->w > SIDE_MAX || p->h > SIDE_MAX)
			return true;
	}
	return false;
}

/* Takes a lack into account; says it when it stands in the way of `wanted`. */
static void
lower(enum fin_profile *best, enum fin_profile to, const char *words, enum fin_profile wanted, struct buf *why)
{
	if (to > *best)
		*best = to;
	if (to > wanted)
		buf_printf(why, "%s%s", why->len > 0 ? ", " : "", words);
}

/* The best profile from `wanted` on; `why` gets what stands in the way of `wanted`. */
static enum fin_profile
best_of(const struct drawn_doc *doc, enum fin_profile wanted, struct buf *why)
{
	enum fin_profile best = wanted;

	for (size_t i = 0; i < LACK__COUNT; i++)
		if (doc->lacks[i])
			lower(&best, lacks[i].best, lacks[i].words, wanted, why);
	if (doc->n_elems == 0)
		lower(&best, PROFILE_A3U, "no structure", wanted, why);
	if (has_odd_page(doc))
		lower(&best, PROFILE_PDF17, "a page smaller than 3 pt or larger than 14400 pt", wanted, why);
	return best;
}

enum fin_profile
fin_profile_of(const struct drawn_doc *doc, enum fin_profile wanted)
{
	struct buf why = {0};
	enum fin_profile best = best_of(doc, wanted, &why);

	buf_free(&why);
	return best;
}

enum rc
fin_profile_choose(struct ctx *cx, const struct drawn_doc *doc, const char *output, const char *asked, enum fin_profile *profile)
{
	enum fin_profile wanted = PROFILE_A3A_UA1;
	struct buf why = {0};
	enum rc rc = RC_OK;

	if (asked != NULL && !fin_profile_lookup(asked, &wanted))
		return diag_at(cx, DIAG_PROFILE, NO_SPAN, "\"%s\"", asked);
	*profile = best_of(doc, wanted, &why);
	if (*profile != wanted)
		rc = asked != NULL ? diag_at(cx, DIAG_PROFILE_REACH, NO_SPAN, "%s: %s has %s", asked, output, buf_str(&why))
				   : diag_at(cx, DIAG_PROFILE_LOWER, NO_SPAN, "%s is %s: it has %s", output, names[*profile], buf_str(&why));
	buf_free(&why);
	return rc;
}
