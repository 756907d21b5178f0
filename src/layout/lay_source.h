#pragma once
/*
 * lay_source.h - the source of elements: the walk that appends what objects are to a list, piece by piece, and what it
 * needs to know of floats and footnotes on its way.
 */
#include "base/limits.h"
#include "layout/lay.h"

struct lay_batch; /* lay_flow.h */

/* ---- lay_source.c: the lazy walk of the tree -------------------------------------------------------------------- */

/* Levels of one list; a document's tree is less deep, only markers in markers could go on. */
#define LAY_MAX_LEVELS (2 * LIMIT_FO_DEPTH)
/* Lists in lists use the C stack. */
#define LAY_MAX_NESTED (LIMIT_FO_DEPTH / 2)

/* An object whose children are being walked. */
struct lay_level {
	const struct fo_node *node;
	const struct fo_node *next; /* child; NULL: the one after `passed`, which may not be read yet */
	const struct fo_node *passed; /* or NULL */
	struct lay_frame frame;     /* of its content */
	struct lay_elem *open;      /* innermost LAY_OPEN, its own or an outer one; NULL at the top of a list */
	bool opened;                /* it is its own */
	bool has_lines;             /* text-indent is for the first line only */
	size_t content;             /* lay_source.content when it was entered */
	struct lay_keep together;   /* strongest of it and what is around */
	bool is_late;               /* in a float that is a block after its paragraph */
	size_t sides;               /* of lay_source.beside when it was entered */
	mpt tail, head;             /* sums, see lay_brk */
	struct lay_table *table;    /* FO_TABLE */
	bool after_header;          /* of the table: its last row was the header's */
	bool single;                /* only the first child counts */
	const struct fo_node *late; /* the caption that comes after its table; NULL: none, or it came */
	struct lay_limit *limit;    /* of a table or list-block; NULL: none */
};

/* ---- side floats (lay_float.c) ------------------------------------------------------------------------------------- */

/* A side float, placed: its allocation rectangle. x in the outermost reference area of the list, y as `here` counts. */
struct lay_side {
	mpt x0, x1, top, bottom;
	bool right;
};

/* The side floats of a reference area that what follows may meet. */
struct lay_beside {
	struct lay_side *sides;
	size_t n, cap;
	mpt top; /* of the last one: none is placed higher */
};

/* A paragraph on its way past floats. */
struct lay_stretch {
	const struct fo_node *placed[32]; /* floats of its lines */
	size_t n_placed;
	const struct fo_node *open; /* one of them: no break may come before its line is there */
	bool relay;    /* a float, or room below one, comes before the next line */
	bool broken;   /* the break before the next line is there */
	bool is_fixed; /* intrusion-displace is indent: all lines lose the same */
	mpt left, right;
};

struct lay_float {
	const struct fo_node *node;
	size_t level; /* lay_source.n where it is anchored */
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
	uint32_t serial;         /* of the object or text that was begun last */
	unsigned limits;          /* levels that have one */
	const struct lay_elem *measured; /* up to where `height` counts */
	mpt height;               /* of the list's contents so far; while there are limits */
	struct lay_beside own, *beside; /* its side floats; where they are kept: those of the list around, or its own */
	struct lay_cursor beside_at;    /* follows the list's end while there are any */
	mpt base;                       /* where beside_at began */
	bool tracks;
	struct lay_float *floats; /* anchored in the last paragraph of each level, the last one first */
	size_t n_floats, cap_floats;
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

/* lay_source_begin.c: one step of the walk, and what entering an object again needs of it. */
MUST_CHECK enum rc lay_source_advance(struct lay_source *s);
struct lay_frame lay_source_frame(struct lay_source *s, const struct fo_node *child); /* a flow's children may span */
void lay_source_container(struct lay_level *l, const struct lay_frame *around);       /* its content has a reference area */

struct lay_limit;

/* ---- lay_limit.c: how much of a table or list must stand on either side of a break */

void lay_limit_enter(struct lay_source *s); /* the object at the top, if it asks for some */
void lay_limit_leave(struct lay_source *s); /* the object at the top */
void lay_limit_row(struct lay_source *s, size_t rows); /* body rows of the table at the top begin */
void lay_limit_break(struct lay_source *s, struct lay_elem *brk); /* a break was made */
void lay_limit_content(struct lay_source *s);                     /* content was appended */

/* The child is begun, and the next one is due. */
static inline void
lay_source_pass(struct lay_level *l, const struct fo_node *child)
{
	l->next = child->next;
	l->passed = child;
}

static inline struct lay_level *
lay_source_top(struct lay_source *s)
{
	return &s->levels[s->n - 1];
}

/* Whether a float goes to a side, or to the top of the page (7.19.2), and can do so here; else it is a block. */
enum lay_float_way { FLOAT_AS_BLOCK, FLOAT_SIDE, FLOAT_BEFORE };
enum lay_float_way lay_float_way(const struct lay_source *s, const struct fo_node *node);
/* Places a side float where the list ends now. *placed is false, and that is reported, when it has to be a block. */
MUST_CHECK enum rc lay_float_place(struct lay_source *s, const struct fo_node *node, bool *placed);
/* Where the list ends, counted from somewhere above the oldest float that is kept. */
mpt lay_beside_here(struct lay_source *s);
/* Forgets floats that end above. */
void lay_beside_prune(struct lay_source *s);
void lay_beside_track(struct lay_source *s);
/* 7.19.1, 7.19.3: room above an object until it is clear of floats, and its frame between them. */
void lay_beside_object(struct lay_source *s, const struct fo_node *node, struct lay_frame *frame);
/* The same for a reference area: the one around is narrowed; by how much it is moved. */
mpt lay_beside_area(struct lay_source *s, const struct fo_node *node, struct lay_frame *around);
/* By how much label and body of an item move together, so that they stay side by side. */
mpt lay_beside_item(struct lay_source *s, const struct fo_node *item, const struct lay_frame *frame);
/* Room below the floats that were placed in a reference area, at its end. */
void lay_beside_contain(struct lay_source *s, size_t first);
/* After a row whose cells placed floats: they reach below it. */
void lay_beside_escaped(struct lay_source *s, size_t first);
/* What the next lines of a block lose. */
void lay_beside_bands(struct lay_source *s, const struct fo_node *block, struct lay_stretch *st, struct lay_measure *m);
/* How many of the lines can stand as they were laid. */
size_t lay_beside_lines(struct lay_source *s, const struct lay_para *para, const struct lay_measure *m, struct lay_stretch *st);
/* What has to come before the line at which they stop: floats that are anchored in it, or room. */
MUST_CHECK enum rc lay_beside_make(struct lay_source *s, const struct lay_line *line, struct lay_stretch *st);
bool lay_beside_placed(const struct lay_stretch *st, const struct fo_node *node);
void lay_beside_passed(struct lay_stretch *st, const struct lay_line *line);
/* A float that could not be placed is a block after its paragraph. */
void lay_float_later(struct lay_source *s, const struct fo_node *node);

/* Whether what comes next in the list is what comes next in the document: not while floats wait to be blocks. */
static inline bool
lay_source_may_resume(struct lay_source *s)
{
	return s->n_floats == 0 && (s->n == 0 || !lay_source_top(s)->is_late);
}

/* lay_block.c, lay_list.c, lay_container.c: one object each; they report and go on. */
MUST_CHECK enum rc lay_block_lines(struct lay_source *s, const struct fo_node *first, const struct fo_node *last,
    uint32_t from);
MUST_CHECK enum rc lay_item_row(struct lay_source *s, const struct fo_node *item);
/* lay_caption.c: the parts of a table-and-caption. */
enum fo_enum lay_caption_side(const struct fo_node *node); /* FV_BEFORE, FV_AFTER, FV_START, FV_END */
bool lay_caption_is_beside(const struct fo_node *node);    /* at start or end of a table */
const struct fo_node *lay_caption_after(const struct fo_node *node); /* that comes after its table; NULL for any other object */
struct lay_keep lay_caption_keep(const struct fo_node *part); /* of a caption or table with what comes before it */
mpt lay_caption_width(const struct fo_node *caption, mpt whole); /* [mpt] of the caption, in its table-and-caption */
MUST_CHECK enum rc lay_caption_row(struct lay_source *s, const struct fo_node *node); /* both side by side */
MUST_CHECK enum rc lay_container(struct lay_source *s, const struct fo_node *node);
MUST_CHECK enum rc lay_row_elements(struct lay_source *s, struct lay_row *row);
/* It breaks like a block: neither turned, nor out of the flow, nor of a given height. */
bool lay_container_is_open(const struct fo_node *node, const struct lay_frame *around);
/* An open one has all its content now: grows to its block-progression-dimension.minimum, unless a part is on a page. */
void lay_container_grow(struct lay_elem *open, mpt ref_bpd);
const struct area_ref *lay_container_ref(const struct fo_node *node); /* of one that is not turned; NULL: none */
/* The frame of a block-container's content rectangle: its indents, or a width of its own. */
struct lay_frame lay_frame_container(const struct lay_frame *around, const struct fo_node *node);
/* The frame of a block-level object's content, by its indents. */
struct lay_frame lay_frame_of(const struct lay_frame *around, const struct fo_node *node);

/* The strongest break before a node or the first of what it holds; FV_AUTO without any. */
enum fo_enum lay_break_of_start(const struct fo_node *n);

int lay_rotation(const struct fo_node *node); /* [degree] of a container, region or page, against what is around it */

/* lay_footnote.c */
/* The notes of a part of a list, of its rows and containers as well, as a new chain. */
static inline bool
lay_note_is_float(const struct lay_note *n)
{
	return n->fo->elem == FO_FLOAT;
}
void lay_notes_gather(struct arena *a, const struct lay_list *list, const struct lay_elem *from,
    const struct lay_elem *to, const struct lay_note **notes);
/* Those of a box or a step; in the box's batch or in `a`. */
const struct lay_note *lay_notes_of_elem(struct arena *a, const struct lay_elem *e);
MUST_CHECK enum rc lay_notes_of(struct lay_source *s, const struct lay_anchor *anchors, const struct lay_note **notes);
