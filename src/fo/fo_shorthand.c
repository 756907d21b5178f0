/*
 * fo_shorthand.c - attribute names, and from an attribute to the properties that it sets.
 *
 * Ranks say which of several attributes sets a property: the more precise one (5.1.4 and 7.31), and
 * of corresponding properties the absolute one when it is given itself, not through a short-hand
 * (5.3.1).
 */
#include <string.h>

#include "fo/fo_reader.h"

enum { TOP = 1, RIGHT, BOTTOM, LEFT };
enum group { GROUP_COLOR, GROUP_STYLE, GROUP_WIDTH, GROUP_PADDING, GROUP_MARGIN };
enum {
	RANK_ALL = 1,
	RANK_GROUP,
	RANK_SIDE,
	RANK_COMPOUND,
	RANK_OWN,
	RANK_ABSOLUTE,
	RANK_ABSOLUTE_PART
};

struct expansion {
	struct fo_specs *specs;
	struct fo_reader *r;
	const xmlAttr *attr;
	enum fo_elem elem;
	enum fo_enum mode;
	const char *s;
	size_t n;
	int arg, side;
};

#define WORDS_MAX 16
struct word {
	const char *s;
	size_t n;
};

static void
add(struct expansion *x, enum fo_prop p, uint8_t rank, const char *s, size_t n)
{
	if (x->specs->n == x->specs->cap) {
		x->specs->cap = x->specs->cap > 0 ? x->specs->cap * 2 : 64;
		x->specs->v = mem_realloc(x->specs->v, x->specs->cap, sizeof(*x->specs->v));
	}
	x->specs->v[x->specs->n++] = (struct fo_spec){p, rank, s, n, x->attr};
}

static void
add_text(struct expansion *x, enum fo_prop p, uint8_t rank, const char *text)
{
	add(x, p, rank, text, strlen(text));
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is(const struct word *w, const char *text)
{
	return strlen(text) == w->n && memcmp(text, w->s, w->n) == 0;
}

/* One word of a list: white space inside parentheses or quotes does not end it. */
static const char *
word_end(const char *s, const char *end)
{
	int depth = 0;
	char quote = '\0';

	for (; s < end && (depth > 0 || quote != '\0' || !is_space(*s)); s++) {
		if (quote != '\0')
			quote = *s == quote ? '\0' : quote;
		else if (*s == '\'' || *s == '"')
			quote = *s;
		else if (*s == '(')
			depth++;
		else if (*s == ')')
			depth--;
	}
	return s;
}

static bool
is_operator(const struct word *w)
{
	return is(w, "+") || is(w, "-") || is(w, "*") || is(w, "div") || is(w, "mod");
}

/* Splits at white space; "1pt + 2pt" stays one value. */
static size_t
split(const char *s, size_t n, struct word *words)
{
	const char *end = s + n;
	size_t count = 0;
	bool join = false;

	for (;;) {
		struct word w;

		while (s < end && is_space(*s))
			s++;
		if (s == end || count == WORDS_MAX)
			return count;
		w.s = s;
		s = word_end(s, end);
		w.n = (size_t)(s - w.s);
		if (count > 0 && (join || is_operator(&w))) {
			words[count - 1].n = (size_t)(s - words[count - 1].s);
			join = is_operator(&w);
			continue;
		}
		words[count++] = w;
	}
}

/* A physical side in the object's writing mode: 0 before, 1 after, 2 start, 3 end. */
static int
side_of(int side, enum fo_enum mode)
{
	static const int lr[] = {0, 0, 3, 1, 2}, rl[] = {0, 0, 2, 1, 3}, tb_rl[] = {0, 2, 0, 3, 1},
			 tb_lr[] = {0, 2, 1, 3, 0};

	switch (mode) {
	case FV_RL_TB:
	case FV_RL:
		return rl[side];
	case FV_TB_RL:
	case FV_TB:
		return tb_rl[side];
	case FV_TB_LR:
		return tb_lr[side];
	default:
		return lr[side];
	}
}

static enum fo_prop
prop_of(enum group g, int side, enum fo_enum mode)
{
	static const enum fo_prop rows[][4] = {
	    [GROUP_COLOR] = {PR_BORDER_BEFORE_COLOR, PR_BORDER_AFTER_COLOR, PR_BORDER_START_COLOR,
		PR_BORDER_END_COLOR},
	    [GROUP_STYLE] = {PR_BORDER_BEFORE_STYLE, PR_BORDER_AFTER_STYLE, PR_BORDER_START_STYLE,
		PR_BORDER_END_STYLE},
	    [GROUP_WIDTH] = {PR_BORDER_BEFORE_WIDTH, PR_BORDER_AFTER_WIDTH, PR_BORDER_START_WIDTH,
		PR_BORDER_END_WIDTH},
	    [GROUP_PADDING] = {PR_PADDING_BEFORE, PR_PADDING_AFTER, PR_PADDING_START,
		PR_PADDING_END},
	};
	static const enum fo_prop margins[] = {
	    PR_MARGIN_TOP, PR_MARGIN_TOP, PR_MARGIN_RIGHT, PR_MARGIN_BOTTOM, PR_MARGIN_LEFT};

	return g == GROUP_MARGIN ? margins[side] : rows[g][side_of(side, mode)];
}

#define expand_ALIAS NULL /* only another name: never expanded */

static void
expand_THREE(struct expansion *x)
{
	for (int i = 0; i < 3; i++)
		add(x, (enum fo_prop)(x->arg + i), RANK_COMPOUND, x->s, x->n);
}

/*
 * A keep as one value is meant for the block by everybody who writes it on one: within-line would
 * forbid every line break of its text, because keep-together is inherited. So that part is set on
 * inlines only.
 */
static void
expand_KEEP(struct expansion *x)
{
	bool is_line =
	    fo_elem_class(x->elem) == FO_CLASS_INLINE || x->arg != PR_KEEP_TOGETHER_WITHIN_LINE;

	for (int i = is_line ? 0 : 1; i < 3; i++)
		add(x, (enum fo_prop)(x->arg + i), RANK_COMPOUND, x->s, x->n);
}

/* border-spacing, 7.31.9: the first is the inline direction's, whose row is the second. */
static void
expand_TWO(struct expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n == 0)
		return;
	add(x, (enum fo_prop)(x->arg + 1), RANK_COMPOUND, w[0].s, w[0].n);
	add(x, (enum fo_prop)x->arg, RANK_COMPOUND, w[n > 1].s, w[n > 1].n);
}

static void
expand_SIDE(struct expansion *x)
{
	add(x, prop_of((enum group)x->arg, x->side, x->mode), RANK_ABSOLUTE, x->s, x->n);
}

static void
expand_DIMENSION(struct expansion *x)
{
	bool is_vertical = side_of(TOP, x->mode) >= 2;
	int first = x->arg;

	if (is_vertical)
		first = first == PR_INLINE_PROGRESSION_DIMENSION_MINIMUM
		    ? PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM
		    : PR_INLINE_PROGRESSION_DIMENSION_MINIMUM;
	for (int i = 0; i < 3; i++)
		if (x->side == 3 || x->side == i)
			add(x, (enum fo_prop)(first + i),
			    x->side == 3 ? RANK_ABSOLUTE : RANK_ABSOLUTE_PART, x->s, x->n);
}

static void
expand_FOUR(struct expansion *x)
{
	static const int from[][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n == 0 || n > 4)
		return add(x, prop_of((enum group)x->arg, TOP, x->mode), RANK_GROUP, x->s, x->n);
	for (int side = TOP; side <= LEFT; side++) {
		const struct word *one = &w[from[n - 1][side - 1]];

		add(x, prop_of((enum group)x->arg, side, x->mode), RANK_GROUP, one->s, one->n);
	}
}

static bool
is_color(const struct word *w)
{
	uint32_t color;

	return fo_color_parse(w->s, w->n, &color) || is(w, "transparent") ||
	    (w->n > 4 && memcmp(w->s, "rgb", 3) == 0) ||
	    (w->n > 12 && memcmp(w->s, "system-color", 12) == 0);
}

static bool
is_border_style(const struct word *w)
{
	static const char *const styles[] = {"none", "hidden", "dotted", "dashed", "solid",
	    "double", "groove", "ridge", "inset", "outset"};

	for (size_t i = 0; i < ARRAY_LEN(styles); i++)
		if (is(w, styles[i]))
			return true;
	return false;
}

static void
border_side(struct expansion *x, int side, const struct word *w, size_t n)
{
	uint8_t rank = x->side == 0 ? RANK_ALL : RANK_SIDE;

	/* 7.31.3: what the short-hand does not name gets its initial value. */
	add_text(x, prop_of(GROUP_COLOR, side, x->mode), rank, "currentcolor");
	add_text(x, prop_of(GROUP_STYLE, side, x->mode), rank, "none");
	add_text(x, prop_of(GROUP_WIDTH, side, x->mode), rank, "medium");
	for (size_t i = 0; i < n; i++) {
		if (is(&w[i], "inherit"))
			for (int g = GROUP_COLOR; g <= GROUP_WIDTH; g++)
				add(x, prop_of((enum group)g, side, x->mode), rank, w[i].s, w[i].n);
		else
			add(x,
			    prop_of(is_color(&w[i])          ? GROUP_COLOR
				    : is_border_style(&w[i]) ? GROUP_STYLE
							     : GROUP_WIDTH,
				side, x->mode),
			    rank, w[i].s, w[i].n);
	}
}

static void
expand_BORDER(struct expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	for (int side = TOP; side <= LEFT; side++)
		if (x->side == 0 || x->side == side)
			border_side(x, side, w, n);
}

static void
position_words(struct expansion *x, const struct word *w, size_t n, uint8_t rank)
{
	enum fo_prop first = PR_BACKGROUND_POSITION_HORIZONTAL,
		     second = PR_BACKGROUND_POSITION_VERTICAL;

	if (n == 1 && is(&w[0], "inherit")) {
		add(x, first, rank, w[0].s, w[0].n);
		add(x, second, rank, w[0].s, w[0].n);
		return;
	}
	/* Keywords may come in either order: "top center". */
	if (is(&w[0], "top") || is(&w[0], "bottom") ||
	    (n > 1 && (is(&w[1], "left") || is(&w[1], "right")))) {
		first = PR_BACKGROUND_POSITION_VERTICAL;
		second = PR_BACKGROUND_POSITION_HORIZONTAL;
	}
	add(x, first, rank, w[0].s, w[0].n);
	if (n > 1)
		add(x, second, rank, w[1].s, w[1].n);
	else
		add_text(x, second, rank, "50%");
}

static void
expand_POSITION_OF(struct expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n > 0)
		position_words(x, w, n, RANK_GROUP);
}

static void
expand_BACKGROUND(struct expansion *x)
{
	struct word w[WORDS_MAX], position[WORDS_MAX];
	size_t n = split(x->s, x->n, w), n_position = 0;

	add_text(x, PR_BACKGROUND_COLOR, RANK_ALL, "transparent");
	add_text(x, PR_BACKGROUND_IMAGE, RANK_ALL, "none");
	add_text(x, PR_BACKGROUND_REPEAT, RANK_ALL, "repeat");
	for (size_t i = 0; i < n; i++) {
		enum fo_prop p;

		if (is_color(&w[i]))
			p = PR_BACKGROUND_COLOR;
		else if (is(&w[i], "none") || (w[i].n > 4 && memcmp(w[i].s, "url(", 4) == 0))
			p = PR_BACKGROUND_IMAGE;
		else if (is(&w[i], "scroll") || is(&w[i], "fixed"))
			p = PR_BACKGROUND_ATTACHMENT;
		else if (is(&w[i], "repeat") || is(&w[i], "repeat-x") || is(&w[i], "repeat-y") ||
		    is(&w[i], "no-repeat"))
			p = PR_BACKGROUND_REPEAT;
		else {
			position[n_position++] = w[i];
			continue;
		}
		add(x, p, RANK_ALL, w[i].s, w[i].n);
	}
	if (n_position > 0)
		position_words(x, position, n_position, RANK_ALL);
}

/* The size and all after it: "14pt/80% Helvetica, sans-serif". */
static void
font_tail(struct expansion *x, const struct word *size)
{
	const char *end = x->s + x->n, *slash = memchr(size->s, '/', size->n),
		   *family = size->s + size->n;
	struct word line = {NULL, 0};

	add(x, PR_FONT_SIZE, RANK_ALL, size->s,
	    slash != NULL ? (size_t)(slash - size->s) : size->n);
	if (slash != NULL) {
		line.s = slash + 1;
		line.n = (size_t)(family - line.s);
	}
	for (int i = 0; i < 3; i++)
		if (line.n > 0)
			add(x, (enum fo_prop)(PR_LINE_HEIGHT_MINIMUM + i), RANK_ALL, line.s,
			    line.n);
	add(x, PR_FONT_FAMILY, RANK_ALL, family, (size_t)(end - family));
}

static void
expand_FONT(struct expansion *x)
{
	static const struct {
		enum fo_prop p;
		const char *initial;
	} parts[] = {{PR_FONT_STYLE, "normal"}, {PR_FONT_VARIANT, "normal"},
	    {PR_FONT_WEIGHT, "normal"}, {PR_FONT_SIZE, "medium"}, {PR_FONT_STRETCH, "normal"},
	    {PR_LINE_HEIGHT_MINIMUM, "normal"}, {PR_LINE_HEIGHT, "normal"},
	    {PR_LINE_HEIGHT_MAXIMUM, "normal"}, {PR_FONT_FAMILY, "inherit"}};
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);
	bool is_inherit = n == 1 && is(&w[0], "inherit");

	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		add_text(x, parts[i].p, RANK_ALL, is_inherit ? "inherit" : parts[i].initial);
	for (size_t i = 0; i < n && !is_inherit; i++) {
		if (is(&w[i], "normal"))
			continue;
		if (is(&w[i], "italic") || is(&w[i], "oblique") || is(&w[i], "backslant"))
			add(x, PR_FONT_STYLE, RANK_ALL, w[i].s, w[i].n);
		else if (is(&w[i], "small-caps"))
			add(x, PR_FONT_VARIANT, RANK_ALL, w[i].s, w[i].n);
		else if (is(&w[i], "bold") || is(&w[i], "bolder") || is(&w[i], "lighter") ||
		    (w[i].n == 3 && w[i].s[0] >= '1' && w[i].s[0] <= '9' &&
			memcmp(w[i].s + 1, "00", 2) == 0))
			add(x, PR_FONT_WEIGHT, RANK_ALL, w[i].s, w[i].n);
		else {
			font_tail(x, &w[i]);
			return;
		}
	}
}

static void
expand_PAGE_BREAK(struct expansion *x)
{
	struct word w = {x->s, x->n};
	const char *where = is(&w, "always") ? "page"
	    : is(&w, "left")                 ? "even-page"
	    : is(&w, "right")                ? "odd-page"
					     : "auto";

	if (x->arg != PR__COUNT)
		add_text(
		    x, (enum fo_prop)x->arg, RANK_GROUP, is(&w, "inherit") ? "inherit" : where);
	add_text(x, (enum fo_prop)x->side, RANK_GROUP,
	    is(&w, "inherit")     ? "inherit"
		: is(&w, "avoid") ? "always"
				  : "auto");
}

static void
expand_POSITION(struct expansion *x)
{
	struct word w = {x->s, x->n};

	if (is(&w, "absolute") || is(&w, "fixed"))
		add(x, PR_ABSOLUTE_POSITION, RANK_GROUP, x->s, x->n);
	else
		add(x, PR_RELATIVE_POSITION, RANK_GROUP, x->s, x->n);
}

static void
expand_SIZE(struct expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n == 0)
		return;
	if (is(&w[0], "landscape") || is(&w[0], "portrait")) {
		add_text(x, PR_PAGE_WIDTH, RANK_GROUP, is(&w[0], "landscape") ? "297mm" : "210mm");
		add_text(x, PR_PAGE_HEIGHT, RANK_GROUP, is(&w[0], "landscape") ? "210mm" : "297mm");
		return;
	}
	add(x, PR_PAGE_WIDTH, RANK_GROUP, w[0].s, w[0].n);
	add(x, PR_PAGE_HEIGHT, RANK_GROUP, w[n > 1].s, w[n > 1].n);
}

static void
expand_VERTICAL_ALIGN(struct expansion *x)
{
	static const struct {
		const char *word, *baseline, *shift;
	} rows[] = {{"baseline", "baseline", "baseline"}, {"top", "before-edge", "baseline"},
	    {"bottom", "after-edge", "baseline"}, {"middle", "middle", "baseline"},
	    {"text-top", "text-before-edge", "baseline"},
	    {"text-bottom", "text-after-edge", "baseline"}, {"sub", "baseline", "sub"},
	    {"super", "baseline", "super"}, {"inherit", "inherit", "inherit"}};
	struct word w = {x->s, x->n};

	add_text(x, PR_ALIGNMENT_ADJUST, RANK_GROUP, "auto");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (is(&w, rows[i].word)) {
			add_text(x, PR_ALIGNMENT_BASELINE, RANK_GROUP, rows[i].baseline);
			add_text(x, PR_BASELINE_SHIFT, RANK_GROUP, rows[i].shift);
			return;
		}
	add_text(x, PR_ALIGNMENT_BASELINE, RANK_GROUP, "baseline");
	add(x, PR_BASELINE_SHIFT, RANK_GROUP, x->s, x->n);
}

static void
expand_WHITE_SPACE(struct expansion *x)
{
	struct word w = {x->s, x->n};
	bool is_pre = is(&w, "pre"), is_inherit = is(&w, "inherit");

	if (!is_pre && !is_inherit && !is(&w, "normal") && !is(&w, "nowrap"))
		return add(x, PR_WRAP_OPTION, RANK_GROUP, x->s, x->n);
	add_text(x, PR_LINEFEED_TREATMENT, RANK_GROUP,
	    is_inherit   ? "inherit"
		: is_pre ? "preserve"
			 : "treat-as-space");
	add_text(x, PR_WHITE_SPACE_COLLAPSE, RANK_GROUP,
	    is_inherit   ? "inherit"
		: is_pre ? "false"
			 : "true");
	add_text(x, PR_WHITE_SPACE_TREATMENT, RANK_GROUP,
	    is_inherit   ? "inherit"
		: is_pre ? "preserve"
			 : "ignore-if-surrounding-linefeed");
	add_text(x, PR_WRAP_OPTION, RANK_GROUP,
	    is_inherit             ? "inherit"
		: is(&w, "normal") ? "wrap"
				   : "no-wrap");
}

/* RFC 5646: language, then perhaps a script of four letters, a region of two letters or three
 * digits. */
static void
expand_LANGUAGE(struct expansion *x)
{
	const char *s = x->s, *end = x->s + x->n;
	bool is_first = true;

	while (s < end) {
		const char *dash = memchr(s, '-', (size_t)(end - s));
		size_t n = (size_t)((dash != NULL ? dash : end) - s);

		if (is_first)
			add(x, PR_LANGUAGE, RANK_GROUP, s, n);
		else if (n == 1)
			return; /* an extension or private use: nothing for us after it */
		else if (n == 4)
			add(x, PR_SCRIPT, RANK_GROUP, s, n);
		else if (n == 2 || (n == 3 && s[0] >= '0' && s[0] <= '9'))
			add(x, PR_COUNTRY, RANK_GROUP, s, n);
		is_first = false;
		s += n + 1;
	}
}

static const struct {
	const char *name;
	void (*expand)(struct expansion *x);
	int arg, side;
} rows[] = {
#define S(n, how, a, b, section) {n, expand_##how, a, b},
#include "fo/fo_shorthand.def"
#undef S
};

static void
add_name(
    struct fo_reader *r, const char *name, enum fo_attr_kind kind, enum fo_prop p, size_t shorthand)
{
	struct fo_attr *attr = arena_zalloc(r->a, sizeof(*attr));

	*attr = (struct fo_attr){.kind = kind, .prop = p, .shorthand = (uint16_t)shorthand};
	map_set(r->names, name, attr);
}

void
fo_names_init(struct fo_reader *r)
{
	/* Attributes of pdf:embedded-file have no namespace. */
	static const struct {
		const char *name;
		enum fo_prop p;
	} plain[] = {{"filename", PR_PDF_FILENAME}, {"description", PR_PDF_DESCRIPTION},
	    {"relationship", PR_PDF_RELATIONSHIP}};

	r->names = map_new(r->a);
	for (int p = 0; p < PR__COUNT; p++) {
		enum fo_attr_kind kind =
		    fo_prop_rows[p].status == FO_STATUS_silent ? FO_ATTR_SILENT : FO_ATTR_PROP;

		add_name(r, fo_prop_rows[p].name, kind, (enum fo_prop)p, 0);
	}
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].expand == NULL)
			add_name(r, rows[i].name, FO_ATTR_PROP, (enum fo_prop)rows[i].arg, 0);
		else
			add_name(r, rows[i].name, FO_ATTR_SHORTHAND, PR__COUNT, i);
	for (size_t i = 0; i < ARRAY_LEN(plain); i++)
		add_name(r, plain[i].name, FO_ATTR_PROP, plain[i].p, 0);
	/* 7.7: aural short-hands say nothing about a page. xml:base and xml:space are not
	 * properties. */
	add_name(r, "cue", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "pause", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "xml:base", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "xml:space", FO_ATTR_SILENT, PR__COUNT, 0);
	add_name(r, "xml:id", FO_ATTR_PROP, PR_ID, 0);
}

struct fo_attr
fo_attr_lookup(struct fo_reader *r, const char *name)
{
	const struct fo_attr *a = map_lookup(r->names, name);

	return a != NULL ? *a : (struct fo_attr){.kind = FO_ATTR_UNKNOWN};
}

enum fo_prop
fo_prop_lookup(struct fo_reader *r, const char *s, size_t n)
{
	char name[80];
	struct fo_attr a;

	if (n >= sizeof(name))
		return PR__COUNT;
	memcpy(name, s, n);
	name[n] = '\0';
	a = fo_attr_lookup(r, name);
	if (a.kind == FO_ATTR_PROP)
		return a.prop;
	if (a.kind != FO_ATTR_SHORTHAND)
		return PR__COUNT;
	/* Of a compound or absolute property: the optimum, the left-to-right side. */
	if (rows[a.shorthand].expand == expand_THREE ||
	    rows[a.shorthand].expand == expand_DIMENSION)
		return (enum fo_prop)(rows[a.shorthand].arg + 1);
	if (rows[a.shorthand].expand == expand_SIDE)
		return prop_of((enum group)rows[a.shorthand].arg, rows[a.shorthand].side, FV_LR_TB);
	return PR__COUNT;
}

void
fo_specs_add(struct fo_specs *specs, struct fo_reader *r, enum fo_elem elem, struct fo_attr meaning,
    const xmlAttr *attr, const char *value, enum fo_enum mode)
{
	struct expansion x = {.specs = specs,
	    .r = r,
	    .attr = attr,
	    .elem = elem,
	    .mode = mode,
	    .s = value,
	    .n = strlen(value)};

	if (meaning.kind == FO_ATTR_PROP) {
		/* The bare rows of compound properties are the compound too: line-height sets all
		 * three. */
		add(&x, meaning.prop, RANK_OWN, x.s, x.n);
		return;
	}
	while (x.n > 0 && is_space(*x.s)) {
		x.s++;
		x.n--;
	}
	while (x.n > 0 && is_space(x.s[x.n - 1]))
		x.n--;
	x.arg = rows[meaning.shorthand].arg;
	x.side = rows[meaning.shorthand].side;
	rows[meaning.shorthand].expand(&x);
}
