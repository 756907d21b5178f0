/* One pass over the bytes: what would cost libxml2 too much is refused, and every start tag is remembered. */
#include "load/load.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#define NAME_SLOTS 65536 /* a power of two above LIMIT_NAME_KINDS */

struct scan {
	struct ctx *cx;
	struct load_input *in;
	const char *end;
	uint32_t *names; /* offset + 1 of the first use of a name, by hash */
	size_t n_names;
	uint32_t open[LIMIT_XML_DEPTH]; /* indexes of the elements that are open */
	size_t depth;
};

static struct span
span_of(const struct scan *s, const char *beg, const char *end)
{
	return (struct span){(uint32_t)(beg - s->in->bytes), (uint32_t)(end - s->in->bytes), s->in->file};
}

/* What ends a name in a tag; NUL never gets here. */
static const bool ends_name[256] = {
    [' '] = true, ['\t'] = true, ['\r'] = true, ['\n'] = true, ['/'] = true, ['>'] = true, ['='] = true, ['<'] = true,
    ['"'] = true, ['\''] = true,
};

static size_t
name_length(const char *p, const char *end)
{
	const char *q = p;

	while (q < end && !ends_name[(unsigned char)*q])
		q++;
	return (size_t)(q - p);
}

/* Is it a name that was not met before? */
static bool
is_new_name(struct scan *s, const char *p, size_t n)
{
	uint64_t h = 14695981039346656037u;
	size_t i;

	for (size_t k = 0; k < n; k++)
		h = (h ^ (unsigned char)p[k]) * 1099511628211u;
	for (i = (h ^ h >> 29) & (NAME_SLOTS - 1); s->names[i] != 0; i = (i + 1) & (NAME_SLOTS - 1)) {
		const char *q = s->in->bytes + s->names[i] - 1;

		if (name_length(q, s->end) == n && memcmp(p, q, n) == 0)
			return false;
	}
	s->names[i] = (uint32_t)(p - s->in->bytes) + 1;
	return true;
}

static enum rc
count_name(struct scan *s, const char *p)
{
	size_t n = name_length(p, s->end);

	if (n == 0 || !is_new_name(s, p, n) || ++s->n_names <= LIMIT_NAME_KINDS)
		return RC_OK;
	return diag_at(s->cx, DIAG_XML_LIMIT, span_of(s, p, p + n), "more than %d different names", LIMIT_NAME_KINDS);
}

/* From the name of a start tag to behind its ">"; NULL when the file ends first. Sets *rc. */
static const char *
skip_tag(struct scan *s, const char *p, enum rc *rc)
{
	const char *start = p;
	size_t attributes = 0;
	bool before_name = false;

	*rc = count_name(s, p);
	for (; p < s->end && *rc == RC_OK; p++) {
		switch (*p) {
		case '>':
			return p + 1;
		case ' ':
		case '\t':
		case '\r':
		case '\n':
			before_name = true;
			break;
		case '"':
		case '\'':
			p = memchr(p + 1, *p, (size_t)(s->end - p - 1));
			if (p == NULL)
				return NULL;
			break;
		default:
			if (!before_name || *p == '=' || *p == '/')
				break;
			before_name = false;
			*rc = count_name(s, p);
			if (*rc == RC_OK && ++attributes > LIMIT_TAG_ATTRIBUTES)
				*rc = diag_at(s->cx, DIAG_XML_LIMIT, span_of(s, p, p + 1),
				    "more than %d attributes in one tag", LIMIT_TAG_ATTRIBUTES);
		}
		if (*rc == RC_OK && (size_t)(p - start) > LIMIT_TAG_BYTES)
			*rc = diag_at(s->cx, DIAG_XML_LIMIT, span_of(s, start, start + 1),
			    "a tag of more than %zu KiB", LIMIT_TAG_BYTES >> 10);
	}
	return NULL;
}

static void
remember(struct scan *s, struct span span)
{
	struct load_input *in = s->in;

	if (in->n == in->cap) {
		in->cap = in->cap > 0 ? in->cap * 2 : 256;
		in->spans = mem_realloc(in->spans, in->cap, sizeof(*in->spans));
		in->ends = mem_realloc(in->ends, in->cap, sizeof(*in->ends));
	}
	in->spans[in->n] = span;
	in->ends[in->n++] = 0;
}

static const char *
scan_start(struct scan *s, const char *p, enum rc *rc)
{
	const char *after = skip_tag(s, p + 1, rc);

	if (after == NULL)
		return NULL;
	if (s->in->n >= LIMIT_XML_TAGS || s->depth >= LIMIT_XML_DEPTH) {
		*rc = s->in->n >= LIMIT_XML_TAGS
		    ? diag_at(s->cx, DIAG_XML_LIMIT, span_of(s, p, p + 1), "more than %d elements", LIMIT_XML_TAGS)
		    : diag_at(s->cx, DIAG_XML_LIMIT, span_of(s, p, after), "more than %d elements inside each other",
			  LIMIT_XML_DEPTH);
		return NULL;
	}
	remember(s, span_of(s, p, after));
	if (after[-2] == '/')
		s->in->ends[s->in->n - 1] = (uint32_t)(after - s->in->bytes);
	else
		s->open[s->depth++] = (uint32_t)s->in->n - 1;
	return after;
}

static const char *
skip_past(const struct scan *s, const char *p, const char *what)
{
	const char *q = memmem(p, (size_t)(s->end - p), what, strlen(what));

	return q == NULL ? NULL : q + strlen(what);
}

static bool
at_word(const struct scan *s, const char *p, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(s->end - p) >= n && memcmp(p, word, n) == 0;
}

/* Behind the markup at p; NULL at the end, or where the parser will say what is wrong. */
static const char *
scan_markup(struct scan *s, const char *p, enum rc *rc)
{
	if (at_word(s, p, "<!--"))
		return skip_past(s, p + 4, "-->");
	if (at_word(s, p, "<![CDATA["))
		return skip_past(s, p, "]]>");
	if (at_word(s, p, "<?"))
		return skip_past(s, p, "?>");
	if (at_word(s, p, "<!DOCTYPE")) {
		*rc = diag_at(s->cx, DIAG_XML_DOCTYPE, span_of(s, p, p + 9), "%s", "");
		return NULL;
	}
	if (at_word(s, p, "</")) {
		const char *after = skip_past(s, p, ">");

		if (after != NULL && s->depth > 0)
			s->in->ends[s->open[--s->depth]] = (uint32_t)(after - s->in->bytes);
		return after;
	}
	return p + 1 < s->end ? scan_start(s, p, rc) : NULL;
}

enum rc
load_scan(struct ctx *cx, struct load_input *in)
{
	struct scan s = {.cx = cx, .in = in, .end = in->bytes + in->len};
	enum rc rc = RC_OK;

	s.names = calloc(NAME_SLOTS, sizeof(*s.names));
	if (s.names == NULL)
		mem_exhausted();
	for (const char *p = in->bytes; p != NULL && rc == RC_OK;) {
		p = memchr(p, '<', (size_t)(s.end - p));
		if (p != NULL)
			p = scan_markup(&s, p, &rc);
	}
	free(s.names);
	if (in->n > 0) { /* for long: not a byte more than needed */
		in->spans = mem_realloc(in->spans, in->n, sizeof(*in->spans));
		in->ends = mem_realloc(in->ends, in->n, sizeof(*in->ends));
	}
	if (in->spans != NULL)
		arena_defer(cx->arena, free, in->spans);
	if (in->ends != NULL)
		arena_defer(cx->arena, free, in->ends);
	return rc;
}
