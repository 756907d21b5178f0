/*
 * lay_wrap.c - where a line may end: Unicode Standard Annex 14, revision 50, and what reports need besides.
 *
 * The classes come from GLib; the numbers rule (LB25) is the regular expression of the annex's example 7, as in its test file.
 * South-East Asian scripts have no spaces: there pango's dictionaries are asked.
 */
#include <dlfcn.h>
#include <pango/pango.h>
#include <string.h>

#include "base/str.h"
#include "layout/para.h"

/* Short names for GLib's classes, as the annex writes them. */
enum {
	BK = G_UNICODE_BREAK_MANDATORY,
	CR = G_UNICODE_BREAK_CARRIAGE_RETURN,
	LF = G_UNICODE_BREAK_LINE_FEED,
	NL = G_UNICODE_BREAK_NEXT_LINE,
	CM = G_UNICODE_BREAK_COMBINING_MARK,
	ZW = G_UNICODE_BREAK_ZERO_WIDTH_SPACE,
	ZWJ = G_UNICODE_BREAK_ZERO_WIDTH_JOINER,
	WJ = G_UNICODE_BREAK_WORD_JOINER,
	GL = G_UNICODE_BREAK_NON_BREAKING_GLUE,
	SP = G_UNICODE_BREAK_SPACE,
	B2 = G_UNICODE_BREAK_BEFORE_AND_AFTER,
	BA = G_UNICODE_BREAK_AFTER,
	BB = G_UNICODE_BREAK_BEFORE,
	HY = G_UNICODE_BREAK_HYPHEN,
	CB = G_UNICODE_BREAK_CONTINGENT,
	CL = G_UNICODE_BREAK_CLOSE_PUNCTUATION,
	CP = G_UNICODE_BREAK_CLOSE_PARANTHESIS,
	EX = G_UNICODE_BREAK_EXCLAMATION,
	IN = G_UNICODE_BREAK_INSEPARABLE,
	NS = G_UNICODE_BREAK_NON_STARTER,
	OP = G_UNICODE_BREAK_OPEN_PUNCTUATION,
	QU = G_UNICODE_BREAK_QUOTATION,
	IS = G_UNICODE_BREAK_INFIX_SEPARATOR,
	NU = G_UNICODE_BREAK_NUMERIC,
	PO = G_UNICODE_BREAK_POSTFIX,
	PR = G_UNICODE_BREAK_PREFIX,
	SY = G_UNICODE_BREAK_SYMBOL,
	AL = G_UNICODE_BREAK_ALPHABETIC,
	HL = G_UNICODE_BREAK_HEBREW_LETTER,
	ID = G_UNICODE_BREAK_IDEOGRAPHIC,
	EB = G_UNICODE_BREAK_EMOJI_BASE,
	EM = G_UNICODE_BREAK_EMOJI_MODIFIER,
	JL = G_UNICODE_BREAK_HANGUL_L_JAMO,
	JV = G_UNICODE_BREAK_HANGUL_V_JAMO,
	JT = G_UNICODE_BREAK_HANGUL_T_JAMO,
	H2 = G_UNICODE_BREAK_HANGUL_LV_SYLLABLE,
	H3 = G_UNICODE_BREAK_HANGUL_LVT_SYLLABLE,
	RI = G_UNICODE_BREAK_REGIONAL_INDICATOR,
	SA = G_UNICODE_BREAK_COMPLEX_CONTEXT,
};

#define SET(c) ((uint64_t)1 << (c))
#define IS_IN(c, set) ((SET(c) & (set)) != 0)

#define ALPHA (SET(AL) | SET(HL))
#define HANGUL (SET(JL) | SET(JV) | SET(JT) | SET(H2) | SET(H3))
#define IDEO (SET(ID) | SET(EB) | SET(EM))

/* LB1: classes that depend on more than the character. */
static unsigned
class_of(uint32_t c, bool *complex)
{
	unsigned k = (unsigned)g_unichar_break_type(c);
	GUnicodeType type;

	switch (k) {
	case G_UNICODE_BREAK_AMBIGUOUS:
	case G_UNICODE_BREAK_SURROGATE:
	case G_UNICODE_BREAK_UNKNOWN:
		return AL;
	case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
		return NS;
	case SA:
		*complex = true;
		type = g_unichar_type(c);
		return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK ? CM : AL;
	default:
		return k;
	}
}

struct scan {
	unsigned prev;     /* class before the place, LB9 and LB10 done */
	unsigned base;     /* class before the spaces before the place; 0: no spaces */
	bool spaces;       /* spaces just before */
	bool zw;           /* ZW SP* just before (LB8) */
	bool zwj;          /* the character just before is a ZWJ (LB8a) */
	bool prev_wide, prev_pictograph;
	bool hebrew_hyphen; /* HL (HY | BA) just before (LB21a) */
	unsigned regional; /* regional indicators just before */
	enum { NO_NUMBER, IN_NUMBER, NUMBER_CLOSED } number; /* LB25 */
};

/* LB25 as in example 7; next is the class after c. */
static bool
is_number_joint(const struct scan *s, unsigned c, unsigned next)
{
	if (IS_IN(s->prev, SET(PR) | SET(PO)))
		return c == NU || (IS_IN(c, SET(OP) | SET(HY)) && next == NU);
	if (IS_IN(s->prev, SET(OP) | SET(HY)) && c == NU)
		return true;
	if (s->number == IN_NUMBER)
		return IS_IN(c, SET(NU) | SET(SY) | SET(IS) | SET(CL) | SET(CP) | SET(PO) | SET(PR));
	return s->number == NUMBER_CLOSED && IS_IN(c, SET(PO) | SET(PR));
}

/* LB26 and LB27. */
static bool
is_hangul_joint(unsigned p, unsigned c)
{
	if (p == JL && IS_IN(c, SET(JL) | SET(JV) | SET(H2) | SET(H3)))
		return true;
	if (IS_IN(p, SET(JV) | SET(H2)) && IS_IN(c, SET(JV) | SET(JT)))
		return true;
	if (IS_IN(p, SET(JT) | SET(H3)) && c == JT)
		return true;
	return (IS_IN(p, HANGUL) && c == PO) || (p == PR && IS_IN(c, HANGUL));
}

/* Rules LB7 to LB17, with spaces between: may not break before c whatever the spaces. */
static bool
is_glued_over_spaces(const struct scan *s, unsigned c)
{
	unsigned p = s->spaces ? s->base : s->prev;

	if (IS_IN(c, SET(WJ) | SET(CL) | SET(CP) | SET(EX) | SET(IS) | SET(SY)))
		return true; /* LB11, LB13 */
	if (p == OP)
		return true; /* LB14 */
	if (p == QU && c == OP)
		return true; /* LB15 */
	if (IS_IN(p, SET(CL) | SET(CP)) && c == NS)
		return true; /* LB16 */
	return p == B2 && c == B2; /* LB17 */
}

/* Rules LB19 to LB30b between neighbours. */
static bool
is_glued(const struct scan *s, unsigned c, bool wide, unsigned next)
{
	unsigned p = s->prev;

	if (c == QU || p == QU)
		return true; /* LB19 */
	if (c == CB || p == CB)
		return false; /* LB20 */
	if (IS_IN(c, SET(BA) | SET(HY) | SET(NS)) || p == BB)
		return true; /* LB21 */
	if (s->hebrew_hyphen || (p == SY && c == HL))
		return true; /* LB21a, LB21b */
	if (c == IN)
		return true; /* LB22 */
	if ((IS_IN(p, ALPHA) && c == NU) || (p == NU && IS_IN(c, ALPHA)))
		return true; /* LB23 */
	if ((p == PR && IS_IN(c, IDEO)) || (IS_IN(p, IDEO) && c == PO))
		return true; /* LB23a */
	if (IS_IN(p, SET(PR) | SET(PO)) && IS_IN(c, ALPHA))
		return true; /* LB24 */
	if (IS_IN(p, ALPHA) && IS_IN(c, SET(PR) | SET(PO)))
		return true; /* LB24 */
	if (is_number_joint(s, c, next) || is_hangul_joint(p, c))
		return true; /* LB25, LB26, LB27 */
	if (IS_IN(p, ALPHA) && IS_IN(c, ALPHA))
		return true; /* LB28 */
	if (p == IS && IS_IN(c, ALPHA))
		return true; /* LB29 */
	if (IS_IN(p, ALPHA | SET(NU)) && c == OP && !wide)
		return true; /* LB30 */
	if (p == CP && !s->prev_wide && IS_IN(c, ALPHA | SET(NU)))
		return true; /* LB30 */
	if (p == RI && c == RI)
		return s->regional % 2 == 1; /* LB30a */
	return c == EM && (p == EB || s->prev_pictograph); /* LB30b */
}

static enum lay_wrap
wrap_before(const struct scan *s, unsigned c, bool wide, unsigned next)
{
	unsigned p = s->spaces ? SP : s->prev;

	if (p == BK || p == LF || p == NL || (p == CR && c != LF))
		return WRAP_MUST; /* LB4, LB5 */
	if (p == CR || IS_IN(c, SET(BK) | SET(CR) | SET(LF) | SET(NL) | SET(SP) | SET(ZW)))
		return WRAP_NO; /* LB5, LB6, LB7 */
	if (s->zw)
		return WRAP_MAY; /* LB8 */
	if (s->zwj)
		return WRAP_NO; /* LB8a */
	if (!s->spaces && (s->prev == WJ || s->prev == GL))
		return WRAP_NO; /* LB11, LB12 */
	if (c == GL && !s->spaces && !IS_IN(s->prev, SET(BA) | SET(HY)))
		return WRAP_NO; /* LB12a */
	if (is_glued_over_spaces(s, c))
		return WRAP_NO;
	if (s->spaces)
		return WRAP_MAY; /* LB18 */
	return is_glued(s, c, wide, next) ? WRAP_NO : WRAP_MAY;
}

static void
follow_number(struct scan *s, unsigned c)
{
	if (c == NU || (s->number == IN_NUMBER && IS_IN(c, SET(SY) | SET(IS))))
		s->number = IN_NUMBER;
	else if (s->number == IN_NUMBER && IS_IN(c, SET(CL) | SET(CP)))
		s->number = NUMBER_CLOSED;
	else
		s->number = NO_NUMBER;
}

static void
step(struct scan *s, unsigned c, uint32_t ch, bool wide)
{
	if (c == SP) {
		if (!s->spaces)
			s->base = s->prev;
		s->spaces = true;
		s->number = NO_NUMBER;
		s->zwj = false;
		return;
	}
	s->hebrew_hyphen = !s->spaces && s->prev == HL && IS_IN(c, SET(HY) | SET(BA));
	s->regional = c == RI ? (s->spaces || s->prev != RI ? 1 : s->regional + 1) : 0;
	s->zw = c == ZW;
	s->zwj = false;
	follow_number(s, c);
	s->prev = c;
	s->prev_wide = wide;
	/* Unassigned pictographs (LB30b): GLib knows no Extended_Pictographic; the blocks reserved for them do. */
	s->prev_pictograph = ch >= 0x1f000 && ch < 0x1fb00 && g_unichar_type(ch) == G_UNICODE_UNASSIGNED;
	s->spaces = false;
}

/* Is it a mark that belongs to what is before (LB9)? */
static bool
is_attached(const struct scan *s, unsigned c, bool first)
{
	return IS_IN(c, SET(CM) | SET(ZWJ)) && !first && !s->spaces &&
		!IS_IN(s->prev, SET(BK) | SET(CR) | SET(LF) | SET(NL) | SET(ZW));
}

/*
 * pango, for the scripts that need a dictionary: a tenth of the libraries of a cold start, and hardly ever needed. Without it such
 * a text breaks at its spaces. It is never closed: GObject types cannot be taken back.
 */
static bool
find_attrs(const char *text, uint32_t len, const char *language, PangoLogAttr *attrs, int n)
{
	__typeof__(pango_get_log_attrs) *log_attrs;
	__typeof__(pango_language_from_string) *from_string;
	void *library = dlopen("libpango-1.0.so.0", RTLD_NOW | RTLD_LOCAL), *a, *b;

	a = library != NULL ? dlsym(library, "pango_get_log_attrs") : NULL;
	b = library != NULL ? dlsym(library, "pango_language_from_string") : NULL;
	if (a == NULL || b == NULL)
		return false;
	memcpy(&log_attrs, &a, sizeof(a)); /* ISO C has no cast for it */
	memcpy(&from_string, &b, sizeof(b));
	log_attrs(text, (int)len, -1, from_string(*language != '\0' ? language : "th"), attrs, n);
	return true;
}

static void
break_complex(const char *text, uint32_t len, const char *language, uint8_t *wrap)
{
	int n = (int)g_utf8_strlen(text, (gssize)len) + 1, i = 0;
	PangoLogAttr *attrs = g_new0(PangoLogAttr, (gsize)n);
	const char *p = text, *end = text + len;

	if (!find_attrs(text, len, language, attrs, n))
		end = text;
	for (uint32_t before = 0; p < end; i++) {
		const char *at = p;
		uint32_t c = utf8_next(&p, end);

		if (attrs[i].is_line_break && wrap[at - text] == WRAP_NO &&
		    (unsigned)g_unichar_break_type(c) == SA && (unsigned)g_unichar_break_type(before) == SA)
			wrap[at - text] = WRAP_MAY;
		before = c;
	}
	g_free(attrs);
}

void
lay_wrap_find(const char *text, uint32_t len, const char *language, uint8_t *wrap)
{
	struct scan s = {0};
	const char *p = text, *end = text + len;
	bool complex = false, first = true;
	uint32_t ch = 0, ahead = 0;
	unsigned c, next = 0;
	const char *after;

	memset(wrap, WRAP_NO, len + 1);
	if (len == 0)
		return;
	after = p;
	ahead = utf8_next(&after, end);
	next = class_of(ahead, &complex);
	while (p < end) {
		const char *at = p;
		bool wide;

		p = after;
		ch = ahead;
		c = next;
		if (p < end) {
			ahead = utf8_next(&after, end);
			next = class_of(ahead, &complex);
		} else {
			next = 0;
		}
		if (is_attached(&s, c, first)) {
			s.zwj = c == ZWJ;
			continue;
		}
		wide = ch >= 0x1100 && (c == OP || c == CP) && g_unichar_iswide(ch);
		if (!first)
			wrap[at - text] = (uint8_t)wrap_before(&s, IS_IN(c, SET(CM) | SET(ZWJ)) ? AL : c, wide, next);
		step(&s, IS_IN(c, SET(CM) | SET(ZWJ)) ? AL : c, ch, wide); /* LB10 */
		s.zwj = c == ZWJ;
		first = false;
	}
	wrap[len] = WRAP_MUST; /* LB3 */
	if (complex)
		break_complex(text, len, language, wrap);
}

/* ---- what reports need besides ------------------------------------------------------------------------------- */

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
clear(uint8_t *wrap, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++)
		wrap[i] = WRAP_NO;
}

#define ID_MAX 24 /* [B] a longer one may be torn like any other word */

/* PW.4.4, E-031, KMS-FG-2026-02, CVE-2026-12345, 2026-10-08: capitals, digits and joints, at least one digit. */
static bool
is_identifier(const char *s, uint32_t n)
{
	bool digit = false;

	while (n > 0 && !is_alnum(s[n - 1]))
		n--;
	while (n > 0 && !is_alnum(*s)) {
		s++;
		n--;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!(s[i] >= 'A' && s[i] <= 'Z') && !(s[i] >= '0' && s[i] <= '9') && strchr("-._", s[i]) == NULL)
			return false;
		digit = digit || (s[i] >= '0' && s[i] <= '9');
	}
	return digit && n <= ID_MAX;
}

#define DIGEST_MIN 32 /* [B] */
#define DIGEST_GROUP 8

static bool
is_digest(const char *s, uint32_t n)
{
	uint32_t i = 0;

	/* Of one case: words of capitals are no digests. */
	char first = memchr(s, 'a', n) != NULL || memchr(s, 'c', n) != NULL || memchr(s, 'e', n) != NULL ? 'a' : 'A';

	while (i < n && ((s[i] >= '0' && s[i] <= '9') || (s[i] >= first && s[i] <= first + 5)))
		i++;
	return i == n && n >= DIGEST_MIN;
}

/* [B] of what names the digest's kind: sha256: */
static uint32_t
digest_prefix(const char *s, uint32_t n)
{
	const char *colon = memchr(s, ':', n < 16 ? n : 16);

	return colon != NULL && is_digest(colon + 1, n - (uint32_t)(colon + 1 - s)) ? (uint32_t)(colon + 1 - s) : 0;
}

static uint32_t
scheme_end(const char *s, uint32_t n)
{
	const char *p = memmem(s, n, "://", 3);

	return p != NULL ? (uint32_t)(p - s) + 3 : 0;
}

/*
 * URLs and paths (page design, "Breaks and spacing"): after / _ - and a backslash, before ? & = #; in a host name before a dot;
 * never in :// or before a file's extension; never leaving less than two characters.
 */
static void
wrap_path(const char *s, uint32_t n, uint8_t *wrap)
{
	uint32_t start = scheme_end(s, n), host_end = start;

	while (start > 0 && host_end < n && s[host_end] != '/')
		host_end++;
	clear(wrap, n);
	for (uint32_t i = start + 1; i + 1 < n; i++) {
		bool after = strchr("/_-\\", s[i - 1]) != NULL && i - start >= 2;
		bool before = strchr("?&=#", s[i]) != NULL || (s[i] == '.' && i < host_end);

		/* A dot after the host name is an extension's, or a version's. */
		if (before || (after && strchr("/_-\\.", s[i]) == NULL))
			wrap[i] = WRAP_PATH;
	}
}

#define PATH_MIN 10 /* [B] */

/* Brackets, quotes and points around it are the sentence's. */
static void
trim(const char **s, uint32_t *n, uint8_t **wrap)
{
	while (*n > 0 && strchr("([{<\"'", **s) != NULL) {
		(*s)++;
		(*wrap)++;
		(*n)--;
	}
	while (*n > 0 && strchr(")]}>\"'.,;:!?", (*s)[*n - 1]) != NULL)
		(*n)--;
}

static void
tailor_word(const char *s, uint32_t n, uint8_t *wrap)
{
	if (n < 3)
		return;
	if (!is_identifier(s, n))
		trim(&s, &n, &wrap);
	if (is_identifier(s, n)) {
		clear(wrap, n);
	} else if (is_digest(s, n) || digest_prefix(s, n) > 0) {
		uint32_t from = digest_prefix(s, n);

		clear(wrap, n);
		if (from > 0)
			wrap[from] = WRAP_PATH;
		for (uint32_t i = from + DIGEST_GROUP; i < n; i += DIGEST_GROUP)
			wrap[i] = WRAP_DIGEST;
	} else if (scheme_end(s, n) > 0 || (n >= PATH_MIN && (memchr(s, '/', n) != NULL ||
	    memchr(s, '_', n) != NULL || memchr(s, '\\', n) != NULL))) {
		wrap_path(s, n, wrap);
	}
}

void
lay_wrap_tailor(const char *text, uint32_t len, uint8_t *wrap)
{
	/* A word ends where white space or anything but ASCII is: the rules are about machine-made words. */
	for (uint32_t i = 0; i < len;) {
		uint32_t n = 0;
		bool joints = false;

		while (i + n < len && text[i + n] > ' ') {
			char c = text[i + n++];

			joints = joints || (!is_alnum(c) && c != ',' && c != ';' && c != ')') || n > DIGEST_MIN;
		}
		if (joints || n >= DIGEST_MIN)
			tailor_word(text + i, n, wrap + i);
		i += n > 0 ? n : 1;
	}
}
