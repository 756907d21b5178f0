#pragma once
/*
 * lay_flow.h - inside the flow half of layout: batches, the source of elements, pages in the making.
 */
#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "layout/lay.h"

/* ---- batches: memory of elements, counted (lay_batch.c) ---------------------------------------------------------- */

struct lay_batch {
	struct arena *arena;
	unsigned refs;
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

/* Resolves the spaces of a fragment into space.set. */
void lay_space_set(const struct lay_list *list, const struct lay_elem *from, const struct lay_elem *to);

/* ---- lay_source.c: the lazy walk of the tree -------------------------------------------------------------------- */

/* An object whose children are being walked. */
struct lay_level {
	const struct fo_node *node;
	const struct fo_node *next; /* child */
	struct lay_frame frame;     /* of its content */
	struct lay_elem *open;      /* innermost LAY_OPEN, its own or an outer one; NULL at the top of a list */
	bool opened;                /* it is its own */
	bool has_lines;             /* text-indent is for the first line only */
	size_t content;             /* lay_source.content when it was entered */
	struct lay_keep together;   /* strongest of it and what is around */
	mpt tail, head;             /* sums, see lay_brk */
	struct lay_table *table;    /* FO_TABLE */
};

struct lay_source {
	struct lay *lay;
	struct lay_list *list; /* where elements are appended */
	struct arena *a;       /* of the current batch */
	struct lay_batch *batch; /* NULL: a list of a cell */
	struct lay_level *levels;
	size_t n, cap;
	struct lay_elem *joint;  /* the last LAY_BREAK, while no content follows it */
	bool at_opening;         /* no content since the list began or an object was opened */
	struct lay_keep pending_next;  /* keep-with-next of what was closed since the last content */
	enum fo_enum pending_break;    /* break-after of the same */
	struct lay_frame column, span; /* a flow's children: frames by `span` */
	bool in_flow, in_span;
	mpt note_ipd;            /* width of footnote bodies; 0: none here */
	size_t content;          /* boxes, steps and bordered empty objects so far */
	uint32_t resume_from;    /* [B] of the next paragraph */
};

void lay_source_open(struct lay_source *s, struct lay *lay, struct lay_list *list, struct arena *a);
void lay_source_close(struct lay_source *s);
/* Begins at the first child of a flow, cell ... */
void lay_source_start(struct lay_source *s, const struct fo_node *parent, const struct fo_node *first,
    const struct lay_frame *frame);
/* Begins where a break said (brk.resume), inside the objects that are open there, which get LAY_OPEN elements again. */
void lay_source_resume(struct lay_source *s, const struct fo_node *flow, const struct fo_node *next, uint32_t from,
    const struct lay_frame *frame);
/* Appends elements up to and with the next content; *end: there was no more. */
MUST_CHECK enum rc lay_source_more(struct lay_source *s, bool *end);

/* Between two pieces of content: the break, or what the object that begins adds to it. */
void lay_source_joint(struct lay_source *s, const struct fo_node *next, struct lay_keep previous, enum fo_enum before);
void lay_source_content(struct lay_source *s); /* a box or row was appended */
struct lay_level *lay_source_enter(struct lay_source *s, const struct fo_node *node, const struct lay_frame *frame);
struct lay_elem *lay_source_opening(struct lay_source *s, const struct fo_node *node, const struct area_box *box);
void lay_source_leave(struct lay_source *s);
void lay_source_space(struct lay_source *s, const struct fo_node *node, bool after);

static inline struct lay_level *
lay_source_top(struct lay_source *s)
{
	return &s->levels[s->n - 1];
}

/* lay_block.c, lay_list.c, lay_container.c: one object each; they report and go on. */
MUST_CHECK enum rc lay_block_lines(struct lay_source *s, const struct fo_node *first, const struct fo_node *last,
    uint32_t from);
MUST_CHECK enum rc lay_item_row(struct lay_source *s, const struct fo_node *item);
MUST_CHECK enum rc lay_container(struct lay_source *s, const struct fo_node *node);
MUST_CHECK enum rc lay_row_elements(struct lay_source *s, struct lay_row *row);
bool lay_container_is_open(const struct fo_node *node); /* breaks like a block: neither turned nor of fixed height */
/* The frame of a block-level object's content, by its indents. */
struct lay_frame lay_frame_of(const struct lay_frame *around, const struct fo_node *node);

int lay_rotation(const struct fo_node *node); /* [degree] of a container, region or page, against what is around it */

/* lay_footnote.c */
/* The notes of a part of a list, of its rows and containers as well, as a new chain. */
void lay_notes_gather(struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, const struct lay_note **notes);
MUST_CHECK enum rc lay_notes_of(struct lay_source *s, const struct lay_anchor *anchors, const struct lay_note **notes);

/* ---- the page being made (lay_page.c) ----------------------------------------------------------------------------- */

/* A marker on a page, or the last one of earlier pages. */
struct lay_mark {
	const struct fo_node *marker;
	const char *class_name;
	bool is_first, is_last;
	unsigned sequence; /* running number of the page-sequence */
};

struct lay_marks {
	struct lay_mark *m;
	size_t n, cap;
};

/* What a page needs while it is made and while it waits for page numbers. */
struct lay_sheet {
	struct page page;
	struct lay_sheet *next;
	unsigned pending; /* citations without a number */
	struct lay_marks marks;
	struct area *fixed; /* AREA_BLOCK: absolutely positioned on the page; NULL: none */
	struct area *root;  /* what regions are put into; NULL: the page itself */
	size_t cap_links, cap_dests;
	bool is_blank;
};
