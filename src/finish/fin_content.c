#include "finish/fin_content.h"

#include <string.h>

/* The level of q at which sentinels are drawn, and marked content begins and ends. */
#define BASE_DEPTH 1

enum stretch { /* what the content at hand belongs to */
	IN_NOTHING, /* before the first mark */
	IN_ARTIFACT,
	IN_ELEM,
};

struct scan {
	const struct fin_doc *d;
	const struct drawn_page *page;
	struct buf *out;
	struct fin_range at;
	const char *copied;  /* everything before it is in `out`, or dropped */
	const char *operand; /* the first one of the operator at hand */
	/* Where the graphics object at hand began; NULL: between them. */
	const char *path, *text, *group;
	size_t depth, group_depth; /* of q; outside the group */
	size_t inner;              /* marked content of cairo's own, open */
	/* marks */
	enum stretch stretch;
	uint32_t mark, seen;       /* index of all marks; number of sentinels */
	uint32_t next_mcid;
	bool is_tagged, is_open;
	size_t open_depth;
	const char *wrong;
};

static const char *const tag_names[TAG__COUNT] = {
#define T(id, name, group) [TAG_##id] = name,
#include "render/tag_type.def"
#undef T
};

/* Backgrounds are of the layout: what ISO 32000-1 calls so covers a page, and has a box. */
static const char *const artifact_properties[ARTIFACT__COUNT] = {
    [ARTIFACT_LAYOUT] = "/Type/Layout",
    [ARTIFACT_PAGE] = "/Type/Pagination",
    [ARTIFACT_HEADER] = "/Type/Pagination/Subtype/Header/Attached[/Top]",
    [ARTIFACT_FOOTER] = "/Type/Pagination/Subtype/Footer/Attached[/Bottom]",
    [ARTIFACT_BACKGROUND] = "/Type/Layout",
};

/* ---- marked content ------------------------------------------------------------------------------------------------- */

static void
copy_up_to(struct scan *s, const char *to)
{
	buf_add(s->out, s->copied, (size_t)(to - s->copied));
	s->copied = to;
}

static void
write_begin(struct scan *s)
{
	const struct drawn_mark *m = &s->d->drawn->marks[s->mark];

	switch (s->stretch) {
	case IN_NOTHING:
		buf_puts(s->out, "/Artifact BMC\n");
		return;
	case IN_ARTIFACT:
		buf_printf(s->out, "/Artifact<<%s>>BDC\n", artifact_properties[m->artifact]);
		return;
	case IN_ELEM:
		break;
	}
	buf_printf(s->out, "/%s<</MCID %u>>BDC\n", tag_names[s->d->drawn->elems[m->elem].type], s->next_mcid);
	if (s->d->mcids[s->mark] == FIN_NO_MCID)
		s->d->mcids[s->mark] = s->next_mcid;
	s->d->mcid_counts[s->mark]++;
	s->next_mcid++;
}

/* Something is painted by the operator at hand. */
static void
paint(struct scan *s)
{
	/* dev_next_mark comes before everything that is drawn; and what covers a page would cover all of it. */
	if (s->page->n_marks > 0 && s->seen == 0) {
		s->wrong = "something is drawn before the first mark";
		return;
	}
	if (!s->is_tagged || s->is_open)
		return;
	copy_up_to(s, s->group != NULL ? s->group : s->text != NULL ? s->text : s->path != NULL ? s->path : s->operand);
	write_begin(s);
	s->is_open = true;
	s->open_depth = s->group != NULL ? s->group_depth : s->depth;
	s->group = NULL;
}

static void
close_before(struct scan *s, const char *here)
{
	if (!s->is_open)
		return;
	copy_up_to(s, here);
	buf_puts(s->out, "EMC\n");
	s->is_open = false;
}

/* ---- sentinels ------------------------------------------------------------------------------------------------------ */

/* A number of the stream in millionths; -1: negative, too large, or none. */
static int64_t
millionths(const struct fin_token *t)
{
	int64_t v = 0;
	unsigned digits = 0, after = 0;
	bool has_point = false;

	for (size_t i = 0; i < t->len; i++) {
		if (t->p[i] == '.' && !has_point)
			has_point = true;
		else if (t->p[i] >= '0' && t->p[i] <= '9' && ++digits <= 12)
			v = v * 10 + (t->p[i] - '0'), after += has_point;
		else
			return -1;
	}
	if (digits == 0 || after > 6)
		return -1;
	for (; after < 6; after++)
		v *= 10;
	return v;
}

/* As many 256ths, up to the rounding of three decimals; -1: no whole number of them. */
static int64_t
parts(const struct fin_token *t)
{
	int64_t v = millionths(t), n = (v * 256 + 500000) / 1000000, off = v * 256 - n * 1000000;

	return v >= 0 && off > -200000 && off < 200000 ? n : -1;
}

/*
 * Behind "x y w h re": is it the opening of the page (ren_cairo.c), as large as that in whole points, but for a 256th at each
 * side? Then its end.
 */
static bool
is_opening(const struct scan *s, struct fin_range *behind)
{
	const mpt extent[2] = {s->page->w, s->page->h};
	struct fin_range at = {s->operand, s->at.end};
	struct fin_token t;

	fin_lex(&at);
	fin_lex(&at);
	for (size_t i = 0; i < ARRAY_LEN(extent); i++) {
		int64_t have, want = (int64_t)(extent[i] / 1000) * 256 - 2;

		t = fin_lex(&at);
		have = parts(&t);
		if (have < want - 1 || have > want + 1)
			return false;
	}
	*behind = s->at;
	t = fin_lex(behind);
	return fin_is_word(&t, "f") || fin_is_word(&t, "f*");
}

/* Behind "x y w h re": is it a sentinel? Then its end, and its index. What is higher than all of the page's is a line of a picture. */
static bool
is_sentinel(const struct scan *s, struct fin_range *behind, uint32_t *index)
{
	struct fin_range at = {s->operand, s->at.end};
	struct fin_token t;
	int64_t height;

	fin_lex(&at);
	fin_lex(&at);
	t = fin_lex(&at);
	if (t.len < 4 || parts(&t) != 3)
		return false;
	t = fin_lex(&at);
	height = parts(&t);
	*behind = s->at;
	t = fin_lex(behind);
	*index = (uint32_t)(height - 16);
	return height >= 16 && *index < s->page->n_marks && (fin_is_word(&t, "f") || fin_is_word(&t, "f*"));
}

/* Artifacts of one kind that follow each other are one. */
static bool
goes_on(const struct scan *s, const struct drawn_mark *next)
{
	return s->stretch == IN_ARTIFACT && next->elem == TAG_NONE && next->artifact == s->d->drawn->marks[s->mark].artifact;
}

static void
skip_to(struct scan *s, struct fin_range behind)
{
	copy_up_to(s, s->operand);
	s->at = behind;
	while (s->at.p < s->at.end && (*s->at.p == '\n' || *s->at.p == ' '))
		s->at.p++;
	s->copied = s->at.p;
}

static void
take_sentinel(struct scan *s, struct fin_range behind, uint32_t index)
{
	const struct drawn_mark *next;

	if (index != s->seen) {
		s->wrong = "the marks of a page are not in order";
		return;
	}
	if (s->depth != BASE_DEPTH || s->inner > 0 || s->text != NULL || s->path != NULL) {
		s->wrong = "a mark of a page begins within something";
		return;
	}
	next = &s->d->drawn->marks[s->page->first_mark + s->seen++];
	if (!goes_on(s, next))
		close_before(s, s->operand);
	s->mark = s->page->first_mark + index;
	s->stretch = next->elem == TAG_NONE ? IN_ARTIFACT : IN_ELEM;
	s->group = NULL;
	skip_to(s, behind);
}

/* ---- operators ------------------------------------------------------------------------------------------------------ */

static void
begin_path(struct scan *s)
{
	if (s->path == NULL)
		s->path = s->operand;
}

static void
rectangle(struct scan *s)
{
	struct fin_range behind;
	uint32_t index;

	if (s->path == NULL && s->page->n_marks > 0 && is_sentinel(s, &behind, &index))
		take_sentinel(s, behind, index);
	else if (s->path == NULL && s->page->n_marks > 0 && s->seen == 0 && is_opening(s, &behind))
		skip_to(s, behind);
	else
		begin_path(s);
}

static void
paint_path(struct scan *s)
{
	paint(s);
	s->path = NULL;
}

static void
end_path(struct scan *s)
{
	s->path = NULL;
}

static void
begin_text(struct scan *s)
{
	if (s->text != NULL)
		s->wrong = "a text object lies within another";
	s->text = s->operand;
}

static void
end_text(struct scan *s)
{
	if (s->text == NULL || s->inner > 0)
		s->wrong = "the end of a text object has no beginning";
	s->text = NULL;
}

static void
save(struct scan *s)
{
	if (s->text != NULL || s->path != NULL)
		s->wrong = "a graphics state is saved within an object";
	/* A level that cannot be left before the mark ends. */
	if (!s->is_open && s->group == NULL && s->depth >= (s->page->n_marks > 0 ? BASE_DEPTH : 0)) {
		s->group = s->operand;
		s->group_depth = s->depth;
	}
	s->depth++;
}

static void
restore(struct scan *s)
{
	if (s->depth == 0 || s->text != NULL || s->path != NULL) {
		s->wrong = "a graphics state is restored that was not saved";
		return;
	}
	if (s->is_open && s->open_depth == s->depth)
		close_before(s, s->operand);
	s->depth--;
	if (s->group != NULL && s->group_depth == s->depth)
		s->group = NULL;
}

/* cairo says in text what a glyph stands for. Outside of text it would be a structure of cairo's own. */
static void
begin_marked(struct scan *s)
{
	if (s->text == NULL)
		s->wrong = "there is marked content of somebody else";
	s->inner++;
}

static void
end_marked(struct scan *s)
{
	if (s->inner == 0 || s->text == NULL)
		s->wrong = "marked content ends that did not begin";
	else
		s->inner--;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The bytes of a picture inside the stream (8.9.7): up to EI between blanks. Their length stands nowhere. */
static void
inline_image(struct scan *s)
{
	const char *p = s->at.p;

	for (; s->at.end - p >= 3; p++)
		if (is_blank(p[0]) && p[1] == 'E' && p[2] == 'I' && (s->at.end - p == 3 || is_blank(p[3]))) {
			paint_path(s);
			s->at.p = p + 3;
			return;
		}
	s->wrong = "a picture does not end";
}

/* Those that matter here; state, positions and clips go through as they are. */
static const struct {
	const char *name;
	void (*act)(struct scan *s);
} operators[] = {
    {"Tj", paint}, {"TJ", paint}, {"'", paint}, {"\"", paint}, {"BT", begin_text}, {"ET", end_text},
    {"BDC", begin_marked}, {"BMC", begin_marked}, {"EMC", end_marked},
    {"re", rectangle}, {"m", begin_path}, {"f", paint_path}, {"F", paint_path}, {"f*", paint_path}, {"S", paint_path}, {"s", paint_path},
    {"B", paint_path}, {"B*", paint_path}, {"b", paint_path}, {"b*", paint_path}, {"n", end_path},
    {"q", save}, {"Q", restore}, {"Do", paint}, {"sh", paint}, {"BI", begin_path}, {"ID", inline_image},
};

static void
operate(struct scan *s, const struct fin_token *t)
{
	for (size_t i = 0; i < ARRAY_LEN(operators); i++)
		if (operators[i].name[0] == *t->p && fin_is_word(t, operators[i].name)) {
			operators[i].act(s);
			return;
		}
}

static const char *
end_page(struct scan *s)
{
	if (s->depth != 0 || s->text != NULL || s->path != NULL || s->inner > 0)
		return "the content of a page is cut off";
	if (s->page->n_marks != s->seen)
		return "marks of a page are lost";
	close_before(s, s->at.end);
	copy_up_to(s, s->at.end);
	return NULL;
}

const char *
fin_content(const struct fin_doc *d, size_t i, struct fin_range content, struct buf *out)
{
	struct scan s = {.d = d, .page = &d->drawn->pages[i], .out = out, .at = content, .copied = content.p, .is_tagged = d->is_tagged};
	struct fin_token t;

	for (uint32_t m = 0; m < s.page->n_marks; m++) {
		d->mcids[s.page->first_mark + m] = FIN_NO_MCID;
		d->mcid_counts[s.page->first_mark + m] = 0;
	}
	while (s.wrong == NULL && (t = fin_lex(&s.at)).kind != LEX_END) {
		if (t.kind == LEX_WRONG)
			return "the content of a page is broken";
		if (s.operand == NULL)
			s.operand = t.p;
		if (t.kind != LEX_WORD || fin_is_word(&t, "true") || fin_is_word(&t, "false") || fin_is_word(&t, "null"))
			continue;
		operate(&s, &t);
		s.operand = NULL;
	}
	return s.wrong != NULL ? s.wrong : end_page(&s);
}
