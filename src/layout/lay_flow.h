#pragma once
/*
 * lay_flow.h - inside the flow half of layout: batches, breaks, pages in the making. The source of elements: lay_source.h.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "layout/lay.h"
#include "layout/lay_source.h"

/* ---- batches: memory of elements, counted (lay_batch.c) ---------------------------------------------------------- */

struct lay_batch {
	struct arena *arena;
	unsigned refs;
	uint32_t serial; /* its elements are of no object before this one, but for what is open around them */
	struct lay_batch *next; /* the one that was made after it, while the list is alive */
};

struct lay_batch *lay_batch_new(void); /* one reference, yours */
void lay_batch_ref(struct lay_batch *b);
void lay_batch_unref(void *b); /* struct lay_batch; NULL is fine */

/* ---- lay_box.c, lay_space.c ---------------------------------------------------------------------------------------- */

enum { CUT_BORDER_BEFORE = 1, CUT_PADDING_BEFORE = 2, CUT_BORDER_AFTER = 4, CUT_PADDING_AFTER = 8 };
const struct area_box *lay_box_cut_parts(struct arena *a, const struct area_box *box, unsigned parts);

static inline bool
lay_is_positioned(const struct lay_elem *e)
{
	return e->box.position == FV_ABSOLUTE || e->box.position == FV_FIXED;
}

/* What is in an object so far, to the end of the list; it is a reference area. */
mpt lay_open_height(const struct lay_elem *open);
/* Resolves the spaces of a fragment into space.set. */
void lay_space_set(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to);
/* After that: makes them longer (if they can be so much longer) or shorter by `extra` in all, each by its part. The change. */
mpt lay_space_adjust(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to, mpt extra);

/* ---- the page being made (lay_page.c) ----------------------------------------------------------------------------- */

/* A marker on a page, or the last one of earlier pages. */
struct lay_mark {
	const struct fo_node *marker;
	const char *class_name;
	bool is_first, is_last;
	unsigned sequence; /* running number of the page-sequence */
	unsigned page;     /* physical */
	size_t end;        /* on the page: those whose areas end later have greater ones */
};

struct lay_marks {
	struct lay_mark *m;
	size_t n, cap;
};

/* A line with anchors that was put on the page, or the place of an object without area. */
struct lay_anchored {
	const struct area *line; /* or the area around */
	const struct lay_anchor *anchors;
	const struct fo_node *object;
	mpt y;        /* of the object, in the area */
	bool goes_on; /* the object is a continuation */
	unsigned order;
};

/* What a page needs while it is made and while it waits for page numbers. */
struct lay_sheet {
	struct page page;
	struct lay_sheet *next;
	size_t n_areas;     /* on the page, as far as it was walked */
	unsigned pending;   /* citations without a number */
	bool is_written;    /* its areas, links and destinations are bytes (lay_wait.c): */
	const unsigned char *written; /* here; NULL: at written_at of the scratch file */
	uint64_t written_at;
	size_t n_written;   /* [B] */
	struct lay_open_ref *open;    /* its citations */
	size_t n_open;
	struct area *root;  /* the page's reference area: what regions are put into */
	struct lay_marks marks;
	struct lay_anchored *anchored;
	size_t n_anchored, cap_anchored;
	bool is_sorted;
	struct page_link *links; /* page.links, page.dests, in the making */
	struct page_dest *dests;
	size_t cap_links, cap_dests;
};

/* lay_sheet.c: what is noted about the page in the making, if any. */
void lay_sheet_id(struct lay *lay, const struct fo_node *fo, const struct area *in, mpt y, bool goes_on);
void lay_sheet_anchors(struct lay *lay, const struct area *line, const struct lay_anchor *anchors);
/* Puts an area on the page itself; into `root` when there is no page. */
void lay_sheet_fixed(struct lay *lay, struct arena *a, struct area *root, struct area *n);

/* ---- a page-sequence on its way (lay_run.c), the choice of breaks (lay_break.c) ------------------------------------ */

bool lay_cursor_run(struct lay_cursor *c); /* to the next break; false: no more elements so far */
void lay_cursor_end(struct lay_cursor *c); /* there are none at all */

/* A footnote, or the rest of one, that is still to be shown. */
struct lay_carry {
	struct lay_note note;
	const struct lay_elem *from;
};

struct lay_candidate {
	const struct lay_elem *at; /* NULL: the end */
	mpt h, min, notes;         /* of the flow; the same with minimum spaces; of the new footnotes, without the separator */
	mpt slack;                 /* of the room that is left; below 0: spaces must be pressed */
	mpt floats;                /* of the new before-floats that fit above it, with their separator if they bring it */
	size_t n_floats;
	int penalty;
	bool is_end, is_forced;
};

/* Where the carried footnotes stand. */
struct lay_stand {
	size_t n;
	const struct fo_node *note;
	const struct lay_elem *from;
};

struct lay_run {
	struct lay *lay;
	const struct fo_node *sequence, *flow;
	struct lay_source source;
	struct lay_list list;
	const struct lay_elem *from; /* where the next page begins; NULL: the beginning */
	bool made, ended;            /* list begun; source exhausted */
	bool spans;                  /* what comes next spans all columns */
	struct lay_frame column, span; /* for which the list was made */
	struct lay_frame want_column, want_span; /* is_stale: of the page; what is open at `from` keeps the old ones */
	bool is_stale;
	struct lay_batch *batches, *last_batch; /* of the list, one reference each */
	struct lay_batch **held;     /* of what is open at `from`, and of carried notes */
	size_t n_held, cap_held;
	struct lay_kept kept;        /* objects before `from` that are needed */
	struct lay_candidate *cands;
	size_t n_cands, cap_cands;
	struct lay_carry *carry;     /* footnotes that go on */
	size_t n_carry, cap_carry;
	struct lay_carry *tops;      /* before-floats for the next page, or the rest of one */
	size_t n_tops, cap_tops;
	mpt separator_h;             /* of xsl-footnote-separator, at the body's width */
	mpt top_separator_h;         /* of xsl-before-float-separator */
	/* numbering */
	unsigned first_number, pages; /* pages so far */
	mpt next_bpd;                 /* of the region-body on the next two pages, the higher one */
	bool owes_last;               /* the flow ended on a page that is not the last one: an empty one follows */
	size_t master_at, master_used; /* place in the page-sequence-master */
	bool is_over;                /* everything was put on pages */
	struct lay_stand carried;    /* lay_progress.c: of the last page */
	unsigned idle;               /* pages in a row that took nothing */
	bool is_named;               /* one of its masters has the region of the flow: the others pass it by */
	unsigned passed_by;          /* pages since then */
};

/* Pulls elements; batches are begun as they fill up. */
MUST_CHECK enum rc lay_run_more(struct lay_run *run);

/* Height of the least that can be taken from `from` on: to the first place where widows and orphans allow a break. */
MUST_CHECK enum rc lay_break_first(struct lay_run *run, const struct lay_elem *from, mpt *h);
/* Height of the footnotes, or of the before-floats, whose lines lie between two places. */
mpt lay_break_notes(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to);
mpt lay_break_floats(struct lay_run *run, const struct lay_elem *from, const struct lay_elem *to);

/* What a fragment may use. */
struct lay_room {
	mpt h;         /* of the flow and new footnotes */
	mpt next_h;    /* of the next page or column (the higher of the next two pages), to see whether a chain fits there */
	bool page_end; /* a break here ends the page, not only a column */
	bool notes;    /* footnotes take from h */
	bool floats;   /* before-floats too, as far as they fit; else they go to the next page */
	bool has_top;  /* some are there already */
	bool is_empty; /* nothing else is on this page: something must be taken */
	bool may_wait; /* but where a kept object fits on a page soon to come (next_h) */
	bool level;    /* spaces have their optimum: for columns of equal height */
};

/*
 * Chooses where the fragment that begins at `from` ends. RC_OK and cut->at == from's successor always makes progress: a cut
 * takes content or passes a forced break; *none: nothing fits and something else is on the page already.
 */
MUST_CHECK enum rc lay_break_choose(struct lay_run *run, const struct lay_elem *from, const struct lay_room *room,
    struct lay_candidate *cut, bool *none);

/* ---- lay_progress.c: nothing goes round in circles; each fails with layout-stuck ---------------------------------------- */

enum lay_took { LAY_TOOK_NOTHING, LAY_TOOK };
/* After a page with content was made; `took`: of the flow. */
MUST_CHECK enum rc lay_progress_page(struct lay_run *run, enum lay_took took);
MUST_CHECK enum rc lay_progress_cut(struct lay_run *run, const struct lay_elem *from, const struct lay_candidate *cut);

/* The cursor's walk from `from`, with more elements when it needs them. */
MUST_CHECK enum rc lay_break_next(struct lay_run *run, struct lay_cursor *c, const struct lay_elem *from);

/* lay_ahead.c: the pages after a candidate, tried out. */
enum { AHEAD_PAGES = 3 };
struct lay_trial {
	int broken[AHEAD_PAGES + 1]; /* penalties of the breaks, the strongest first */
	size_t n;
};
/* Where the chain after a candidate ends: at the first break of its class or a weaker one, or AHEAD_PAGES pages later. */
MUST_CHECK enum rc lay_ahead_chain(struct lay_run *run, const struct lay_candidate *best, const struct lay_room *room,
    const struct lay_elem **end);
MUST_CHECK enum rc lay_ahead_try(struct lay_run *run, const struct lay_candidate *c, const struct lay_room *room,
    const struct lay_elem *until, struct lay_trial *t);
/* Below 0: a breaks less; of keeps of one strength, how many breaks only matters when not `strongest`. */
int lay_ahead_compare(const struct lay_trial *a, const struct lay_trial *b, bool strongest);

/* ---- page masters (lay_master.c) ------------------------------------------------------------------------------------ */

enum lay_region_kind { REGION_BEFORE, REGION_START, REGION_BODY, REGION_END, REGION_AFTER, REGION__COUNT };

struct lay_region {
	const struct fo_node *fo; /* NULL: the master has none */
	const struct area_box *box;
	mpt x, y, w, h;           /* content rectangle, in the page's reference area */
	int rotation;
	mpt ipd, bpd;             /* of the turned content */
};

struct lay_geometry {
	const struct fo_node *master; /* simple-page-master */
	mpt page_w, page_h;
	mpt x, y, w, h; /* page reference area on the page */
	int rotation;
	struct lay_region region[REGION__COUNT];
	unsigned columns; /* of the body */
	mpt gap, column_w;
};

/* Fails, with a report, when the margins are larger than the page or its region-body. */
enum rc lay_geometry_of(struct lay *lay, const struct fo_node *master, struct lay_geometry *g);

enum lay_page_kind { PAGE_WITH_CONTENT, PAGE_BLANK };
/* What is asked about a page to choose its master. */
struct lay_page_case {
	unsigned number; /* odd or even */
	bool first, last;
	bool ahead; /* only asked: the page may never be */
	enum lay_page_kind kind;
};
/* NULL: there is none. Advances in the page-sequence-master when `take`. */
const struct fo_node *lay_master_lookup(struct lay_run *run, const struct lay_page_case *pc, bool take);
bool lay_master_takes(const struct fo_node *master, const struct fo_node *flow); /* its region-body has the flow's name */
bool lay_master_any_takes(struct lay_run *run); /* one of the masters of the sequence does */
/* The same, taken; NULL is reported. */
const struct fo_node *lay_master_choose(struct lay_run *run, const struct lay_page_case *pc);

/* ---- numbers, references, sheets ------------------------------------------------------------------------------------- */

/* lay_number.c: XSL 1.1, 7.26 (format, grouping-separator, grouping-size, letter-value). */
const char *lay_number_format(struct arena *a, const struct fo_node *sequence, unsigned number);
/* lay_letters.c: false when the token is no letter of a sequence, or the number is beyond it: then it is written in digits. */
bool lay_number_letters(struct buf *out, const char *token, size_t len, enum fo_enum letter_value, unsigned n);

/* lay_refs.c: pages of ids, and citations that wait for them. */
struct lay_refs *lay_refs_new(struct arena *a);
enum lay_place { LAY_FIRST_PLACE, LAY_LATER_PLACE };
enum lay_place lay_refs_place(struct lay *lay, const struct fo_node *fo, const struct page *page, bool is_last);
/* What a citation says, "?" when it never will; NULL while the page is not known. */
const char *lay_refs_known(const struct lay *lay, const struct lay_sheet *sheet, const struct fo_node *citation);
/* The sheet waits for the page of a citation; the label comes then, in the sheet's arena. */
void lay_refs_wait(struct lay *lay, struct lay_sheet *sheet, const struct fo_node *citation, const char **label);
void lay_refs_over(struct lay *lay, const struct fo_node *fo); /* an object without areas has ended */
void lay_refs_number(struct lay *lay, unsigned number); /* of a page, for reserved widths */
MUST_CHECK enum rc lay_refs_settle(struct lay *lay); /* after the last page: what is still open is reported */

/* A coordinate system on the page: origin, and quarter turns of 90 degrees counter-clockwise. */
struct lay_system {
	mpt x, y;
	int rotation;
};
void lay_to_page(const struct lay_system *s, mpt x, mpt y, mpt *px, mpt *py);
/* The system of an area's children (area.h: the corner a turned area starts at). */
struct lay_system lay_system_inside(const struct lay_system *s, const struct area *a);

/* lay_bar.c: draws the change bars of a page whose regions are complete, outside of what clips these. */
void lay_bars_draw(struct lay *lay, struct lay_sheet *sheet);

/* lay_sheet.c */
struct lay_sheet *lay_sheet_new(struct lay *lay, const struct lay_geometry *g, const struct fo_node *sequence);
/* Walks the areas of a region: ids, links; markers when it is content. */
void lay_sheet_walk(struct lay *lay, struct lay_sheet *sheet, const struct area *a, bool content);
/* What is anchored in a line, or has its place in an area; after the walk. */
const struct lay_anchored *lay_sheet_anchored(const struct lay_sheet *sheet, const struct area *line, size_t *n);
/* Room for one more than n in an array of an arena, by doubling. */
void *lay_sheet_grow(struct arena *a, void *p, size_t n, size_t *cap, size_t size);

/* lay_wait.c: fills the citations whose page is known; a sheet that waits for others is replaced by a written one. */
MUST_CHECK enum rc lay_sheet_wait(struct lay *lay, struct lay_sheet **sheet);
/* Makes the areas of a sheet that has waited, with its numbers. */
MUST_CHECK enum rc lay_sheet_ready(struct lay *lay, struct lay_sheet *sheet);

/* lay_static.c */
MUST_CHECK enum rc lay_static_region(struct lay *lay, struct lay_run *run, const struct lay_region *r,
    struct lay_sheet *sheet);
/* What later pages may still retrieve. */
void lay_marks_carry(struct lay *lay, const struct lay_marks *m);
const struct fo_node *lay_static_lookup(const struct fo_node *sequence, const char *name);
struct area *lay_region_area(struct arena *a, const struct lay_region *r, struct area *parent);

/* lay_run.c, lay_plan.c */
MUST_CHECK enum rc lay_run_open(struct lay *lay, const struct fo_node *sequence, struct lay_run **run);
void lay_run_close(struct lay_run *run);
/* Makes the list fit a page: remakes what was made ahead for another width. */
MUST_CHECK enum rc lay_run_fit(struct lay_run *run, const struct lay_geometry *g);
/* Everything before `at` (NULL: the end) is on `sheet`: moves on, and lets the sheet keep what it shows. */
void lay_run_consume(struct lay_run *run, struct lay_sheet *sheet, const struct lay_elem *at);
void lay_run_hold(struct lay_run *run, struct lay_batch *b);
/* Lets go of the objects that no page to come needs. */
void lay_run_release(struct lay_run *run);

/* One stretch of flow in one column. */
struct lay_piece {
	const struct lay_elem *from, *to; /* to: NULL is the end */
	unsigned column;
	bool spans;
	mpt y, h; /* in the body */
	mpt room; /* h is more: it sticks out */
	mpt extra; /* by which spaces change to fill the room or to fit into it; in h when below 0 */
	int penalty; /* of the break at its end */
	size_t n_floats; /* of its before-floats that stay on this page */
};

/* The before-floats of a page that come from earlier ones: n of them, the last up to `to`. */
struct lay_top {
	size_t n;
	const struct lay_elem *to; /* NULL: its end */
	mpt h;                     /* with the separator */
};

struct lay_plan {
	struct lay_top top;
	struct lay_piece *pieces;
	size_t n, cap;
	const struct lay_elem *to;
	bool is_end;    /* the flow ends on this page */
	bool took;      /* something */
};
/* lay_float_top.c */
/* Which before-floats of earlier pages this one begins with. */
void lay_top_plan(struct lay_run *run, mpt bpd, struct lay_top *top);
/* Which of the planned pieces' own ones stay here. */
void lay_top_choose(struct lay_run *run, struct lay_plan *p, mpt room);
/* Footnotes of floats, that the page's own follow. */
struct lay_notes_held {
	struct lay_note *first, *last;
	struct arena *a;
};
void lay_notes_hold(struct lay_notes_held *held, const struct lay_note *note);
/* Puts them there; the rest waits for the next page. *h is what they take, with the separator. */
MUST_CHECK enum rc lay_top_assemble(struct lay_run *run, const struct lay_geometry *g, const struct lay_plan *plan,
    const struct page *page, struct area *body, struct lay_notes_held *held, mpt *h);
/* lay_body.c: the last place where the rest of a note may be divided to fit; false: nowhere. */
bool lay_note_divide(const struct lay_carry *c, mpt room, bool must_take, const struct lay_elem **at);
/* Puts a separator (a static-content of that name, if there is one) at y, and moves y below it. */
MUST_CHECK enum rc lay_put_separator(struct lay_run *run, const struct page *page, struct area *body, const char *name,
    mpt ipd, mpt *y);
MUST_CHECK enum rc lay_plan_page(struct lay_run *run, const struct lay_geometry *g, struct lay_plan *plan);
/* Puts the planned pieces and the footnotes into the body. */
MUST_CHECK enum rc lay_plan_assemble(struct lay_run *run, const struct lay_geometry *g, const struct lay_plan *plan,
    struct lay_sheet *sheet, struct area *body);

/*
 * lay_pages.c: lay_open in its steps, with lay_fonts_init between them; for tests that lay out many small documents with fonts
 * that were read once (lay->fonts, lay->hyph of a run that lasts longer).
 */
struct lay *lay_new(struct ctx *cx, const struct fo_tree *tree);
void lay_begin(struct lay *lay);

/* A page-sequence that was laid out, and is kept for its markers. */
struct lay_passed {
	const struct fo_node *node;
	unsigned number; /* as in lay_mark */
	struct lay_passed *next;
};

/* lay_pages_plan.c */
MUST_CHECK enum rc lay_pages_read_next(struct lay *lay); /* the sequence after the current one, when that is at its end */
bool lay_pages_need_blank(const struct lay *lay, const struct lay_run *run, unsigned more); /* with `more` pages than now */
MUST_CHECK enum rc lay_pages_plan(struct lay *lay, struct lay_run *run, struct lay_geometry *g, struct lay_plan *plan);

/* lay_pages.c: the queue of pages. */
struct lay_pages {
	struct lay_run *run;              /* the current sequence, or NULL */
	const struct fo_node *next;       /* sequence; NULL: none, or not asked for yet */
	struct lay_passed *passed;
	struct lay_waits *waits;          /* memory of pages that wait (lay_wait.c), or NULL */
	struct lay_sheet *first, *last;   /* made, not handed out; in order */
	struct lay_sheet *current;        /* in the making */
	unsigned n_pages;                 /* made */
	unsigned number;                  /* page number of the last page */
	unsigned sequences;
	struct lay_marks carried;         /* last marker of each class, of earlier pages */
	struct map *masters;              /* name -> simple-page-master, page-sequence-master */
	bool is_over;
};
