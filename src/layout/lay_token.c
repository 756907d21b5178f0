/*
 * lay_token.c - pieces of text become shaped words and spaces.
 *
 * The loop below sees every character of a document, so it asks little: a printable ASCII character that the nominal font has is
 * part of a Latin word. Only others are looked up (space, script, coverage).
 */
#include <glib.h>
#include <string.h>

#include "base/str.h"
#include "layout/para.h"

enum char_kind { CHAR_WORD, CHAR_SPACE, CHAR_HARD_SPACE, CHAR_LINEFEED, CHAR_NOTHING };

/* What a word is shaped with. */
struct font_choice {
	const struct font_face *face; /* NULL: no font has it */
	hb_script_t script;
	bool upper; /* as a capital of a smaller size */
};

static enum char_kind
kind_of(uint32_t c)
{
	switch (c) {
	case ' ':
	case '\t':
		return CHAR_SPACE;
	case '\n':
	case '\r':
	case 0x0b:
	case 0x0c:
	case 0x85:
	case 0x2028:
	case 0x2029:
		return CHAR_LINEFEED;
	case 0xa0:
		return CHAR_HARD_SPACE;
	case 0x200b: /* zero-width space */
	case 0x2060: /* word joiner */
	case 0xfeff:
	case 0x200e: /* directional marks: their work is done in the levels */
	case 0x200f:
	case 0x061c:
		return CHAR_NOTHING;
	default:
		return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c < ' ' || c == 0x7f ? CHAR_NOTHING :
													       CHAR_WORD;
	}
}

static hb_script_t
script_of(uint32_t c)
{
	return hb_unicode_script(hb_unicode_funcs_get_default(), c);
}

static bool
is_mark(uint32_t c)
{
	GUnicodeType t = g_unichar_type(c);

	return t == G_UNICODE_NON_SPACING_MARK || t == G_UNICODE_ENCLOSING_MARK || t == G_UNICODE_SPACING_MARK;
}

/* Soft hyphen, joiners, variation selectors: drawn by no font, never a reason to leave it. */
static bool
is_invisible(uint32_t c)
{
	return c == 0xad || (c >= 0x200c && c <= 0x200d) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0x34f;
}

static struct font_choice
choose(struct lay_job *j, struct lay_text_style *ts, uint32_t c, uint32_t mark, struct font_choice now)
{
	struct font_choice f = now;
	hb_script_t script;

	if (is_invisible(c))
		return now;
	script = c < 0x80 && !g_ascii_isalpha((char)c) ? HB_SCRIPT_COMMON : script_of(c);
	if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN)
		f.script = script;
	if (is_mark(c) && now.face != NULL && font_face_has(now.face, c))
		return f;
	f.face = lay_face_for(j->lay, ts->set, c, mark);
	if (f.face == NULL && mark != 0)
		f.face = lay_face_for(j->lay, ts->set, c, 0);
	if (ts->small_caps)
		f.upper = f.face != NULL && g_unichar_islower(c) && !font_face_has_small_caps(f.face);
	return f;
}

static void
report_missing(struct lay_job *j, const struct fo_node *fo, uint32_t c)
{
	char name[16];

	snprintf(name, sizeof(name), "U+%04X", c);
	if (diag_first(j->lay->cx, DIAG_GLYPH_MISSING, name))
		(void)diag_at(j->lay->cx, DIAG_GLYPH_MISSING, lay_span_near(fo), "%s", name);
}

/* A word no font has: U+FFFD of a face that has it, one a character; the text stays what it is. */
static const struct glyph_run *
shape_missing(struct lay_job *j, struct lay_shaper *s, const char *text, uint32_t len)
{
	const struct glyph_run *one = lay_shape(j->lay, j->a, s, "\xef\xbf\xbd", 3);
	struct glyph *g = arena_array(j->a, len, sizeof(*g));
	struct glyph_run *r = arena_zalloc(j->a, sizeof(*r));
	const char *p = text;

	*r = *one;
	r->n = 0;
	r->width = 0;
	while (p < text + len && one->n > 0) {
		g[r->n] = one->glyphs[0];
		g[r->n].cluster = (uint32_t)(p - text);
		r->width = mpt_add(r->width, g[r->n++].advance);
		utf8_next(&p, text + len);
	}
	r->glyphs = g;
	r->text = text;
	r->text_len = len;
	return r;
}

static void
add_word(struct lay_job *j, const struct lay_tok *piece, uint32_t from, uint32_t to, struct font_choice f, uint8_t level)
{
	struct lay_text_style *ts = j->inls[piece->inl].ts;
	struct lay_tok *t = lay_tok_add(&j->toks, &j->n_toks, &j->cap_toks);

	t->kind = TOK_WORD;
	t->from = from;
	t->to = to;
	t->inl = piece->inl;
	t->fo = piece->fo;
	t->level = level;
	if (f.face == NULL) {
		const struct font_face *any = lay_face_for(j->lay, ts->set, 0xfffd, 0);

		t->shaper = lay_shaper(j->lay, ts, any != NULL ? any : ts->set->faces[0], HB_SCRIPT_LATIN, level & 1, false);
		t->missing = true;
		t->run = shape_missing(j, t->shaper, j->text.p + from, to - from);
	} else {
		t->shaper = f.face == ts->set->faces[0] && f.script == HB_SCRIPT_LATIN && (level & 1) == 0 && !f.upper ?
				ts->latin :
				lay_shaper(j->lay, ts, f.face, f.script, level & 1, f.upper);
		t->run = lay_shape(j->lay, j->a, t->shaper, j->text.p + from, to - from);
	}
	t->w = t->run->width;
	t->spread = piece->fo->elem == FO_CHARACTER && fo_is(piece->fo, PR_TREAT_AS_WORD_SPACE, FV_TRUE);
	if (t->spread)
		t->w = mpt_add(t->w, ts->word_spacing);
}

/* A space that is not taken away at a line's end: 7.16.8, 7.17.3. */
static bool
stays(const struct fo_node *n)
{
	enum fo_enum e = n->elem == FO_CHARACTER ? fo_enum(n, PR_SUPPRESS_AT_LINE_BREAK) : FV_AUTO;

	return e == FV_RETAIN || (e != FV_SUPPRESS && fo_is(n, PR_WHITE_SPACE_TREATMENT, FV_PRESERVE));
}

static void
add_other(struct lay_job *j, const struct lay_tok *piece, enum char_kind kind, uint32_t from, uint32_t to, uint8_t level)
{
	struct lay_text_style *ts = j->inls[piece->inl].ts;
	struct lay_tok *t = lay_tok_add(&j->toks, &j->n_toks, &j->cap_toks);

	t->kind = kind == CHAR_LINEFEED ? TOK_LINEFEED : kind == CHAR_NOTHING ? TOK_SKIP : TOK_SPACE;
	t->from = from;
	t->to = to;
	t->inl = piece->inl;
	t->fo = piece->fo;
	t->level = level;
	t->shaper = ts->latin;
	t->hard = kind == CHAR_HARD_SPACE || stays(piece->fo) || j->block->elem == FO_LEADER;
	t->spread = t->kind == TOK_SPACE && !(piece->fo->elem == FO_CHARACTER && fo_is(piece->fo, PR_TREAT_AS_WORD_SPACE, FV_FALSE));
	if (t->kind == TOK_SPACE)
		t->w = ts->latin->space + (t->spread ? ts->word_spacing : 0);
}

static bool
is_easy(const struct lay_text_style *ts, unsigned char b)
{
	return b > ' ' && b < 0x7f && !ts->small_caps && (ts->ascii[b >> 6] >> (b & 63) & 1) != 0;
}

/* The mark that follows a letter decides the face with it. */
static uint32_t
mark_after(const char *p, const char *end)
{
	uint32_t c = p < end && (unsigned char)*p >= 0x80 ? utf8_next(&p, end) : 0;

	return c != 0 && !is_invisible(c) && is_mark(c) ? c : 0;
}

static bool
is_same(struct font_choice a, struct font_choice b)
{
	return a.face == b.face && a.script == b.script && a.upper == b.upper;
}

struct walk { /* a piece being cut */
	const struct lay_tok *piece;
	const char *base, *word; /* word: NULL between words */
	struct font_choice now;
	bool strong;             /* a letter of now.script was seen in this word */
	uint8_t level;
};

static void
end_word(struct lay_job *j, struct walk *w, const char *at)
{
	if (w->word != NULL)
		add_word(j, w->piece, (uint32_t)(w->word - w->base), (uint32_t)(at - w->base), w->now, w->level);
	w->word = NULL;
}

/* Any character of a word but the easy ones. */
static void
take_char(struct lay_job *j, struct walk *w, const char *at, const char *after, const char *end, uint32_t c)
{
	struct lay_text_style *ts = j->inls[w->piece->inl].ts;
	struct font_choice f = choose(j, ts, c, mark_after(after, end), w->now);

	/* Digits and punctuation at a word's start join the script that comes. */
	if (w->word != NULL && !w->strong && f.face == w->now.face)
		w->now.script = f.script;
	if (w->word != NULL && !is_same(f, w->now))
		end_word(j, w, at);
	if (w->word == NULL) {
		w->word = at;
		w->now = f;
	}
	w->strong = w->strong || script_of(c) != HB_SCRIPT_COMMON;
	if (f.face == NULL && !is_invisible(c))
		report_missing(j, w->piece->fo, c);
}

static void
cut_piece(struct lay_job *j, const struct lay_tok *piece, hb_script_t *script)
{
	struct lay_text_style *ts = j->inls[piece->inl].ts;
	const struct font_choice latin = {ts->set->faces[0], HB_SCRIPT_LATIN, false};
	struct walk w = {.piece = piece, .base = j->text.p, .now = {ts->set->faces[0], *script, false}};
	const char *p = buf_str(&j->text) + piece->from, *end = buf_str(&j->text) + piece->to;

	if (ts->script != HB_SCRIPT_INVALID)
		w.now.script = ts->script;
	while (p < end) {
		const char *at = p;
		uint32_t c;
		enum char_kind kind;

		if (j->levels != NULL && j->levels[p - w.base] != w.level) {
			end_word(j, &w, at);
			w.level = j->levels[p - w.base];
		}
		if (w.word != NULL && is_easy(ts, (unsigned char)*p) && (!g_ascii_isalpha(*p) || w.strong) &&
		    is_same(w.now, latin)) {
			p++;
			continue;
		}
		c = utf8_next(&p, end);
		kind = kind_of(c);
		if (kind != CHAR_WORD) {
			end_word(j, &w, at);
			add_other(j, piece, kind, (uint32_t)(at - w.base), (uint32_t)(p - w.base), w.level);
			w.strong = false;
			continue;
		}
		if (c < 0x7f && is_easy(ts, (unsigned char)c) && w.word == NULL && is_same(w.now, latin)) {
			w.word = at;
			w.strong = g_ascii_isalpha((char)c);
			continue;
		}
		take_char(j, &w, at, p, end, c);
	}
	end_word(j, &w, end);
	*script = w.now.script;
}

/* ignore-if-after-linefeed keeps the spaces before one: those of a preserved linefeed, and of the paragraph's end. */
static void
keep_spaces_at_ends(struct lay_job *j)
{
	bool at_end = true;

	for (size_t i = j->n_toks; i > 0; i--) {
		struct lay_tok *t = &j->toks[i - 1];

		if (t->kind == TOK_LINEFEED)
			at_end = true;
		else if (t->kind == TOK_SPACE && at_end)
			t->hard = t->hard || fo_is(t->fo, PR_WHITE_SPACE_TREATMENT, FV_IGNORE_IF_AFTER_LINEFEED);
		else if (t->kind == TOK_WORD || t->kind == TOK_OBJECT || t->kind == TOK_SPACE)
			at_end = false;
	}
}

void
lay_tokenise(struct lay_job *j)
{
	hb_script_t script = HB_SCRIPT_LATIN;

	for (size_t i = 0; i < j->n_pieces; i++) {
		const struct lay_tok *piece = &j->pieces[i];
		struct lay_tok *t;

		if (piece->kind == TOK_WORD) {
			cut_piece(j, piece, &script);
			continue;
		}
		t = lay_tok_add(&j->toks, &j->n_toks, &j->cap_toks);
		*t = *piece;
		if (j->levels != NULL)
			t->level = j->levels[piece->from < j->text.len ? piece->from : j->text.len - 1];
		if (piece->kind == TOK_OPEN)
			t->w = j->inls[piece->inl].lead;
		else if (piece->kind == TOK_CLOSE)
			t->w = j->inls[piece->inl].trail;
		else if (piece->kind == TOK_OBJECT)
			t->w = piece->object->w;
	}
	keep_spaces_at_ends(j);
}
