#pragma once
/*
 * para.h - inside the text half of layout: a paragraph on its way from objects to lines.
 *
 *   gather    (lay_inline.c)  objects -> joined text, pieces, a tree of inlines
 *   levels    (lay_bidi.c)    joined text -> directions
 *   wrap      (lay_wrap.c)    joined text -> where a line may end
 *   tokenise  (lay_token.c)   pieces -> tokens: words (shaped), spaces, objects, openings and closings
 *   keep      (lay_line_keep.c) tokens that stay on one line with the one before
 *   points    (lay_points.c)  tokens -> break points with widths before and after
 *   fit       (lay_line.c)    points -> the lines' ends
 *   compose   (lay_compose.c) a line's tokens -> areas
 *
 * All positions are bytes of the joined text. An object is U+FFFC there.
 */
#include "layout/lay.h"
#include "layout/text.h"

/* ---- wrap ---------------------------------------------------------------------------------------------------------- */

enum lay_wrap { WRAP_NO, WRAP_MAY, WRAP_MUST, WRAP_PATH, WRAP_DIGEST };

/* wrap[i] says whether a line may end before byte i; len + 1 entries, 0 is WRAP_NO, len is WRAP_MUST. */
void lay_wrap_find(const char *text, uint32_t len, const char *language, uint8_t *wrap);
/* The rules for ids, digests, URLs and paths. */
void lay_wrap_tailor(const char *text, uint32_t len, uint8_t *wrap);

/* ---- directions (UAX 9) ------------------------------------------------------------------------------------------ */

/* The embedding level of every byte of a paragraph; levels has len entries. White space at the end of a line: rule L1, later. */
void lay_bidi_levels(const char *text, uint32_t len, bool rtl, uint8_t *levels);
/* Rule L1, 4: [B] where the white space at the end of a line begins; it has the paragraph's level. */
uint32_t lay_bidi_tail(const char *text, uint32_t len);
/* Rule L2: order[k] is what stands at place k from the left; levels are of one line. */
void lay_bidi_order(const uint8_t *levels, size_t n, uint32_t *order);

/* ---- inlines, pieces, tokens --------------------------------------------------------------------------------------- */

struct lay_deco { /* a line along the text of an inline; declared by an object, drawn under all it holds */
	enum fo_enum kind; /* FV_UNDERLINE FV_OVERLINE FV_LINE_THROUGH */
	uint32_t color;
	const struct font *font; /* of the object that declares it: position and thickness */
	mpt shift;
	bool words; /* score-spaces false: not under spaces */
	const struct lay_deco *next; /* of an outer object, or further ones of this */
};

/*
 * The baselines of an inline's content (XSL 1.1, 4.6: the scaled baseline table): those of a font, whose alphabetic one lies
 * `at` above the line's baseline; one of them dominates.
 */
struct lay_baselines {
	const struct font *font;
	mpt at;
	enum fo_enum dominant; /* FV_ALPHABETIC ... */
};

struct lay_inl { /* an inline-level object around text; 0 is the block itself */
	const struct fo_node *fo;
	uint32_t parent;
	struct lay_text_style *ts;
	mpt shift;                /* [mpt] of its baseline above the line's */
	struct lay_baselines table;
	const struct area_box *box;
	mpt lead, trail;          /* [mpt] border, padding and space at its start and end */
	mpt space_start, space_end; /* parts of lead and trail outside the border */
	bool drops_start, drops_end; /* 4.3.1: conditionality discard: they vanish at the ends of lines */
	bool has_area;            /* gets an AREA_INLINE */
	bool no_wrap;             /* wrap-option, and keep-together.within-line always: what it holds sticks out */
	uint8_t keep;             /* keep-together.within-line by number, of it and what is around; 0: none */
	const struct lay_deco *deco;
};

enum lay_object_kind { OBJECT_AREA, OBJECT_LEADER, OBJECT_REF, OBJECT_LIST };

struct lay_object {
	enum lay_object_kind kind;
	const struct fo_node *fo;
	struct area *area;       /* OBJECT_AREA: the picture; OBJECT_LIST: what its list goes into */
	const struct lay_list *list;
	mpt list_y;
	enum fo_enum edge;       /* FV_BEFORE_EDGE, FV_AFTER_EDGE: aligned with the line's own, which the rest of it makes */
	const struct area_box *box;
	mpt w, min, max;         /* [mpt] ipd with borders; leaders stretch and shrink */
	mpt before, after;       /* [mpt] above and below the line's baseline, borders included */
	struct area_leader leader;
	const struct area *content; /* OBJECT_LEADER: a line that is repeated, or NULL */
	struct lay_ref *ref;     /* OBJECT_REF; one line only */
	struct lay_text_style *ts;
};

enum lay_tok_kind {
	TOK_WORD,     /* run, or NULL until it is shaped */
	TOK_SPACE,    /* stretches; vanishes at a line's end unless `hard` */
	TOK_LINEFEED, /* preserved */
	TOK_SKIP,     /* bytes that draw nothing: zero-width space, collapsed spaces */
	TOK_OPEN, TOK_CLOSE, /* of an inline */
	TOK_OBJECT,
	TOK_ANCHOR,
};

struct lay_tok {
	uint8_t kind;    /* enum lay_tok_kind; also of pieces, where TOK_WORD is any text */
	uint8_t level;   /* bidi */
	bool hard;       /* no-break space, preserved space: stays at a line's end */
	bool spread;     /* a word space: takes word-spacing and what justification adds */
	bool missing;    /* TOK_WORD: replacement glyphs */
	uint8_t keep;    /* how strongly it stays on the line of the token before: 0 or a strength */
	uint32_t from, to;
	uint32_t inl;
	mpt w;
	const struct fo_node *fo; /* the text's object: what its area says */
	struct lay_shaper *shaper;
	union {
		const struct glyph_run *run;
		struct lay_object *object;
		struct lay_anchor *anchor;
	};
};

/*
 * 7.17.2, 4.3.1: the space after a line's last letter, unless it is to be retained. From right to left the shaper has it on the other
 * side of the letter, at the line's start, where it stays.
 */
static inline mpt
lay_tok_discards(const struct lay_tok *t)
{
	bool spaced = t->kind == TOK_WORD && t->w != 0 && t->shaper != NULL && t->shaper->letter_spacing != 0 && (t->level & 1) == 0;

	return spaced && fo_is(t->fo, PR_LETTER_SPACING_CONDITIONALITY, FV_DISCARD) ? t->shaper->letter_spacing : 0;
}

/* ---- break points -------------------------------------------------------------------------------------------------- */

/* A place where a line may end. The widths are sums from the paragraph's start; a line from a to b is b.end_w - a.start_w wide. */
struct lay_point {
	uint32_t at;     /* [B] the next line's first byte */
	uint32_t tok;    /* the next line's first token (the same as this line's last one inside a word) */
	int64_t end_w, start_w;
	int32_t end_spaces, start_spaces; /* number of stretchable spaces before */
	int64_t end_space, start_space;   /* their natural width */
	int64_t end_grow, end_less, start_grow, start_less; /* leaders: how much they can take or give */
	int32_t penalty;
	bool hyphen, forced, inside; /* inside: in the middle of a word */
	uint8_t keep;    /* strength of what a break here would divide; 0: nothing is kept */
};

#define KEEP_ALWAYS UINT8_MAX /* the strength above all numbers (XSL 1.1, 7.20) */

enum lay_align { ALIGN_START, ALIGN_CENTER, ALIGN_END, ALIGN_JUSTIFY, ALIGN_INSIDE, ALIGN_OUTSIDE, ALIGN_STRING };

struct lay_fit {
	mpt measure, first_indent, last_indent;
	enum lay_align align, last;
	int ladder;      /* at most so many hyphenated lines in a row; 0: any */
	mpt em;
	const struct lay_narrow *narrow; /* by line, of the first n_narrow lines; measure is that of those after them */
	size_t n_narrow;
};

/* What floats take from a line. */
struct lay_narrow {
	mpt left, right;
};

struct lay_fit_result {
	size_t *ends;    /* [out] indexes of points, ascending; in the arena */
	size_t n;
	bool overflow;   /* a line is wider than the measure */
	bool poor;       /* a line is so loose or short that hyphenation may help */
	bool divided;    /* a line ends in what is kept */
};

/*
 * Chooses the ends of the lines: least total demerits (Knuth and Plass 1981, without fitness classes), in integers.
 *   points  n of them, ascending; 0 is the paragraph's start; the last is forced
 * Linear: only break points within one measure back are kept, at most FIT_ACTIVE.
 * A piece wider than the measure sticks out: overflow, and the rest goes on as if it had fitted.
 * Beside floats the best way to a point is kept for each number of lines before it.
 */
void lay_fit_lines(struct arena *a, const struct lay_point *points, size_t n, const struct lay_fit *fit,
    struct lay_fit_result *r);

/* ---- the job: one paragraph ---------------------------------------------------------------------------------------- */

struct lay_job {
	struct lay *lay;
	struct arena *a;           /* the result's */
	const struct fo_node *block;
	const struct lay_measure *m;
	struct lay_job *next;      /* in the pool */
	/* gather */
	struct buf text;           /* joined */
	const char *joined;        /* the same in `a`: what areas point into */
	uint32_t number;           /* of the paragraph, from 1 */
	struct lay_tok *pieces;
	size_t n_pieces, cap_pieces;
	struct lay_inl *inls;
	size_t n_inls, cap_inls;
	bool after_space;          /* collapsing: the last character was a space */
	bool has_rtl, has_refs, has_objects, has_anchors;
	bool has_keeps;            /* keep-with-next or keep-with-previous within the line */
	bool rtl;                  /* the paragraph's direction */
	bool failed;               /* something was reported that fails the run */
	/* wrap */
	uint8_t *wrap;             /* len + 1 */
	uint8_t *levels;           /* one a byte, NULL without right-to-left text */
	uint8_t *level_bytes;      /* where they lie */
	size_t cap_wrap, cap_levels;
	/* tokens */
	struct lay_tok *toks;
	size_t n_toks, cap_toks;
	/* points */
	struct lay_point *points;
	size_t n_points, cap_points;
	bool hyphens;              /* second pass */
	/* compose: scratch of one line */
	void *line_items;
	struct glyph *line_glyphs;
	size_t cap_items, cap_glyphs;
};

/* lay_inline.c: walks the objects. Reports what it cannot lay out. */
MUST_CHECK enum rc lay_gather(struct lay_job *j, const struct fo_node *first, const struct fo_node *last);
/* lay_token.c: the text in j->a from here on. */
void lay_tokenise(struct lay_job *j);
struct lay_tok *lay_tok_add(struct lay_tok **toks, size_t *n, size_t *cap);
/* lay_object.c: pictures, leaders, numbers. */
MUST_CHECK enum rc lay_object_new(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object **object);
/* o->before and o->after from extents around its own baseline; o->fo is set. */
void lay_object_place(struct lay_job *j, struct lay_object *o, uint32_t inl, mpt before, mpt after, mpt middle);
struct lay_object *lay_object_ref(struct lay_job *j, const struct fo_node *citation, uint32_t inl);

/* lay_leader.c */
MUST_CHECK enum rc lay_object_leader(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o);
/* Puts copies of the content into the leader's area, whose extent is known; x: [mpt] of its start in the block. */
void lay_leader_fill(struct lay_job *j, const struct lay_object *o, struct area *leader, mpt x);

/* ---- lay_baseline.c: how far things are raised ---------------------------------------------------------------------- */

struct lay_extent { /* [mpt] of what is aligned, around its own alphabetic baseline */
	mpt ascent, descent;
	mpt middle;   /* half its x-height; of a picture half its height */
	mpt natural;  /* above the foot: where alignment-adjust auto puts the point of what is no text; 0 for text */
};
/* Of the block itself. */
void lay_baselines_root(struct lay_inl *block, const struct fo_node *n);
/* By how much n's baseline lies above the line's. */
mpt lay_baseline_shift(const struct lay_inl *parent, const struct fo_node *n, const struct lay_extent *own);
/* inl->shift is known: the table its content is aligned by (7.14.5). */
void lay_baselines_of(struct lay_inl *inl, const struct lay_inl *parent, const struct fo_node *n);

/* lay_inline_box.c: an inline-container, its content laid out. */
MUST_CHECK enum rc lay_object_box(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o);
/* The first baseline in what a list would make, from its top; -1: no line. */
mpt lay_list_baseline(const struct lay_list *list);

/* ---- lay_align.c: text-align on a string ---------------------------------------------------------------------------- */

/* The string that the lines of a block are aligned on; NULL: it is not in a cell of one column, or not asked for. */
const char *lay_align_string(const struct fo_node *block);
/* [mpt] What stands before the string in the text from..to, whose first token is tok; width when it is not there. */
mpt lay_align_before(struct lay_job *j, const char *string, uint32_t from, uint32_t to, size_t tok, mpt width);
/* [mpt] Where a line of the block begins; its column's cells are measured by the first call. */
mpt lay_align_start(struct lay *lay, const struct fo_node *block, mpt measure, mpt before, mpt width);
/* [mpt] What the column needs for all its cells. */
mpt lay_align_width(struct lay *lay, const struct fo_node *block);
/* lay_para.c: widths of a block's text before and from a string on. */
MUST_CHECK enum rc lay_para_split(struct lay *lay, const struct fo_node *block, const char *string, mpt *before, mpt *after);

/* lay_compose.c */
struct lay_compose {
	mpt measure;     /* of this line */
	mpt indent;      /* text-indent of this line */
	enum lay_align align;
	bool first;      /* of the paragraph */
};
/* Makes the areas of the tokens between two points. */
void lay_compose_line(struct lay_job *j, const struct lay_point *from, const struct lay_point *to,
    const struct lay_compose *o, struct lay_line *line);

/* U+0020 and U+00A0: what area_text.word_space is added to. s is NUL-terminated. */
static inline bool
lay_is_word_space(const char *s)
{
	return *s == ' ' || ((unsigned char)s[0] == 0xc2 && (unsigned char)s[1] == 0xa0);
}

#define LAY_OBJECT_CHAR "\xef\xbf\xbc" /* U+FFFC */

/* ---- keeps within the line (7.20.3 to 7.20.5) ---------------------------------------------------------------------- */

/* lay_line_keep.c: the strength of a keep: 0 for auto, numbers from 1 to KEEP_ALWAYS - 1, KEEP_ALWAYS. */
uint8_t lay_line_strength(const struct fo_node *n, enum fo_prop keep);
/* Is there something about n for lay_line_keeps? */
bool lay_line_has_keep(const struct fo_node *n);
/*
 * Sets the tokens' keeps. What is kept reaches over spaces, openings and anchors to the nearest word or object, of whatever
 * depth: where a line may end lies in the space between the two.
 */
void lay_line_keeps(struct lay_job *j);
/* What says always about the place before token tok. */
const struct fo_node *lay_line_kept(const struct lay_job *j, size_t tok);

/* ---- points -------------------------------------------------------------------------------------------------------- */

#define PENALTY_DIGEST 300 /* inside a digest: only when nothing else will do */

/* Fills j->points from its tokens; with j->hyphens the places inside words too. */
void lay_points_find(struct lay_job *j);

/* ---- lay_para.c ---------------------------------------------------------------------------------------------------- */

struct lay_text { /* lay->text */
	struct lay_job *pool;
	struct lay_cached *slots[1024];
	size_t n_cached;
};

/* Lines of the content from `first` to `last`, whatever was made before. */
MUST_CHECK enum rc lay_para_make(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, uint32_t from, struct lay_para **para);
/* lay_para_first.c: where the first line has properties of its own (6.6.4); *para stays where it has not. */
MUST_CHECK enum rc lay_para_first(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, struct lay_para **para);
/* lay_para_cache.c: a short paragraph of plain text, from the cache or into it; *para stays where it is none. */
MUST_CHECK enum rc lay_para_cached(struct lay *lay, struct arena *a, const struct fo_node *block, const struct fo_node *first,
    const struct fo_node *last, const struct lay_measure *m, uint32_t from, struct lay_para **para);
