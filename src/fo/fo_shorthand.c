/*
 * fo_shorthand.c - from an attribute that is a short-hand to the properties that it sets.
 */
#include <string.h>

#include "fo/fo_shorthand.h"

#define WORDS_MAX 16
struct word {
	const char *s;
	size_t n;
};

static void
add_text(struct fo_expansion *x, enum fo_prop p, uint8_t rank, const char *text)
{
	fo_add_spec(x, p, rank, text, strlen(text));
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

	for (; s < end && (depth > 0 || quote != '\0' || !fo_shorthand_is_space(*s)); s++) {
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

		while (s < end && fo_shorthand_is_space(*s))
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

enum fo_prop
fo_prop_of_side(enum fo_group g, int side, enum fo_enum mode)
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

void
fo_expand_THREE(struct fo_expansion *x)
{
	for (int i = 0; i < 3; i++)
		fo_add_spec(x, (enum fo_prop)(x->arg + i), RANK_COMPOUND, x->s, x->n);
}

/*
 * A keep as one value is meant for the block by everybody who writes it on one: within-line would
 * forbid every line break of its text, because keep-together is inherited. So that part is set on
 * inlines only.
 */
void
fo_expand_KEEP(struct fo_expansion *x)
{
	bool is_line =
	    fo_elem_class(x->elem) == FO_CLASS_INLINE || x->arg != PR_KEEP_TOGETHER_WITHIN_LINE;

	for (int i = is_line ? 0 : 1; i < 3; i++)
		fo_add_spec(x, (enum fo_prop)(x->arg + i), RANK_COMPOUND, x->s, x->n);
}

/* border-spacing, 7.31.9: the first is the inline direction's, whose row is the second. */
void
fo_expand_TWO(struct fo_expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n == 0)
		return;
	fo_add_spec(x, (enum fo_prop)(x->arg + 1), RANK_COMPOUND, w[0].s, w[0].n);
	fo_add_spec(x, (enum fo_prop)x->arg, RANK_COMPOUND, w[n > 1].s, w[n > 1].n);
}

void
fo_expand_SIDE(struct fo_expansion *x)
{
	fo_add_spec(x, fo_prop_of_side((enum fo_group)x->arg, x->side, x->mode), RANK_ABSOLUTE, x->s, x->n);
}

void
fo_expand_DIMENSION(struct fo_expansion *x)
{
	bool is_vertical = side_of(TOP, x->mode) >= 2;
	int first = x->arg;

	if (is_vertical)
		first = first == PR_INLINE_PROGRESSION_DIMENSION_MINIMUM
		    ? PR_BLOCK_PROGRESSION_DIMENSION_MINIMUM
		    : PR_INLINE_PROGRESSION_DIMENSION_MINIMUM;
	for (int i = 0; i < 3; i++)
		if (x->side == 3 || x->side == i)
			fo_add_spec(x, (enum fo_prop)(first + i),
			    x->side == 3 ? RANK_ABSOLUTE : RANK_ABSOLUTE_PART, x->s, x->n);
}

void
fo_expand_FOUR(struct fo_expansion *x)
{
	static const int from[][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n == 0 || n > 4)
		return fo_add_spec(x, fo_prop_of_side((enum fo_group)x->arg, TOP, x->mode), RANK_GROUP, x->s, x->n);
	for (int side = TOP; side <= LEFT; side++) {
		const struct word *one = &w[from[n - 1][side - 1]];

		fo_add_spec(x, fo_prop_of_side((enum fo_group)x->arg, side, x->mode), RANK_GROUP, one->s, one->n);
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
border_side(struct fo_expansion *x, int side, const struct word *w, size_t n)
{
	uint8_t rank = x->side == 0 ? RANK_ALL : RANK_SIDE;

	/* 7.31.3: what the short-hand does not name gets its initial value. */
	add_text(x, fo_prop_of_side(GROUP_COLOR, side, x->mode), rank, "currentcolor");
	add_text(x, fo_prop_of_side(GROUP_STYLE, side, x->mode), rank, "none");
	add_text(x, fo_prop_of_side(GROUP_WIDTH, side, x->mode), rank, "medium");
	for (size_t i = 0; i < n; i++) {
		if (is(&w[i], "inherit"))
			for (int g = GROUP_COLOR; g <= GROUP_WIDTH; g++)
				fo_add_spec(x, fo_prop_of_side((enum fo_group)g, side, x->mode), rank, w[i].s, w[i].n);
		else
			fo_add_spec(x,
			    fo_prop_of_side(is_color(&w[i])          ? GROUP_COLOR
				    : is_border_style(&w[i]) ? GROUP_STYLE
							     : GROUP_WIDTH,
				side, x->mode),
			    rank, w[i].s, w[i].n);
	}
}

void
fo_expand_BORDER(struct fo_expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	for (int side = TOP; side <= LEFT; side++)
		if (x->side == 0 || x->side == side)
			border_side(x, side, w, n);
}

static void
position_words(struct fo_expansion *x, const struct word *w, size_t n, uint8_t rank)
{
	enum fo_prop first = PR_BACKGROUND_POSITION_HORIZONTAL,
		     second = PR_BACKGROUND_POSITION_VERTICAL;

	if (n == 1 && is(&w[0], "inherit")) {
		fo_add_spec(x, first, rank, w[0].s, w[0].n);
		fo_add_spec(x, second, rank, w[0].s, w[0].n);
		return;
	}
	/* Keywords may come in either order: "top center". */
	if (is(&w[0], "top") || is(&w[0], "bottom") ||
	    (n > 1 && (is(&w[1], "left") || is(&w[1], "right")))) {
		first = PR_BACKGROUND_POSITION_VERTICAL;
		second = PR_BACKGROUND_POSITION_HORIZONTAL;
	}
	fo_add_spec(x, first, rank, w[0].s, w[0].n);
	if (n > 1)
		fo_add_spec(x, second, rank, w[1].s, w[1].n);
	else
		add_text(x, second, rank, "50%");
}

void
fo_expand_POSITION_OF(struct fo_expansion *x)
{
	struct word w[WORDS_MAX];
	size_t n = split(x->s, x->n, w);

	if (n > 0)
		position_words(x, w, n, RANK_GROUP);
}

void
fo_expand_BACKGROUND(struct fo_expansion *x)
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
		fo_add_spec(x, p, RANK_ALL, w[i].s, w[i].n);
	}
	if (n_position > 0)
		position_words(x, position, n_position, RANK_ALL);
}

/* The size and all after it: "14pt/80% Helvetica, sans-serif". */
static void
font_tail(struct fo_expansion *x, const struct word *size)
{
	const char *end = x->s + x->n, *slash = memchr(size->s, '/', size->n),
		   *family = size->s + size->n;
	struct word line = {NULL, 0};

	fo_add_spec(x, PR_FONT_SIZE, RANK_ALL, size->s,
	    slash != NULL ? (size_t)(slash - size->s) : size->n);
	if (slash != NULL) {
		line.s = slash + 1;
		line.n = (size_t)(family - line.s);
	}
	for (int i = 0; i < 3; i++)
		if (line.n > 0)
			fo_add_spec(x, (enum fo_prop)(PR_LINE_HEIGHT_MINIMUM + i), RANK_ALL, line.s,
			    line.n);
	fo_add_spec(x, PR_FONT_FAMILY, RANK_ALL, family, (size_t)(end - family));
}

void
fo_expand_FONT(struct fo_expansion *x)
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
			fo_add_spec(x, PR_FONT_STYLE, RANK_ALL, w[i].s, w[i].n);
		else if (is(&w[i], "small-caps"))
			fo_add_spec(x, PR_FONT_VARIANT, RANK_ALL, w[i].s, w[i].n);
		else if (is(&w[i], "bold") || is(&w[i], "bolder") || is(&w[i], "lighter") ||
		    (w[i].n == 3 && w[i].s[0] >= '1' && w[i].s[0] <= '9' &&
			memcmp(w[i].s + 1, "00", 2) == 0))
			fo_add_spec(x, PR_FONT_WEIGHT, RANK_ALL, w[i].s, w[i].n);
		else {
			font_tail(x, &w[i]);
			return;
		}
	}
}

void
fo_expand_PAGE_BREAK(struct fo_expansion *x)
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

void
fo_expand_POSITION(struct fo_expansion *x)
{
	struct word w = {x->s, x->n};

	if (is(&w, "absolute") || is(&w, "fixed"))
		fo_add_spec(x, PR_ABSOLUTE_POSITION, RANK_GROUP, x->s, x->n);
	else
		fo_add_spec(x, PR_RELATIVE_POSITION, RANK_GROUP, x->s, x->n);
}

void
fo_expand_SIZE(struct fo_expansion *x)
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
	fo_add_spec(x, PR_PAGE_WIDTH, RANK_GROUP, w[0].s, w[0].n);
	fo_add_spec(x, PR_PAGE_HEIGHT, RANK_GROUP, w[n > 1].s, w[n > 1].n);
}

void
fo_expand_VERTICAL_ALIGN(struct fo_expansion *x)
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
	fo_add_spec(x, PR_BASELINE_SHIFT, RANK_GROUP, x->s, x->n);
}

void
fo_expand_WHITE_SPACE(struct fo_expansion *x)
{
	struct word w = {x->s, x->n};
	bool is_pre = is(&w, "pre"), is_inherit = is(&w, "inherit");

	if (!is_pre && !is_inherit && !is(&w, "normal") && !is(&w, "nowrap"))
		return fo_add_spec(x, PR_WRAP_OPTION, RANK_GROUP, x->s, x->n);
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
void
fo_expand_LANGUAGE(struct fo_expansion *x)
{
	const char *s = x->s, *end = x->s + x->n;
	bool is_first = true;

	while (s < end) {
		const char *dash = memchr(s, '-', (size_t)(end - s));
		size_t n = (size_t)((dash != NULL ? dash : end) - s);

		if (is_first)
			fo_add_spec(x, PR_LANGUAGE, RANK_GROUP, s, n);
		else if (n == 1)
			return; /* an extension or private use: nothing for us after it */
		else if (n == 4)
			fo_add_spec(x, PR_SCRIPT, RANK_GROUP, s, n);
		else if (n == 2 || (n == 3 && s[0] >= '0' && s[0] <= '9'))
			fo_add_spec(x, PR_COUNTRY, RANK_GROUP, s, n);
		is_first = false;
		s += n + 1;
	}
}

