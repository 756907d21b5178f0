#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"

const struct diag_row diag_rows[DIAG__COUNT] = {
#define D(id, level, name, text, help) [DIAG_##id] = {LEVEL_##level, name, text, help},
#include "base/diag.def"
#undef D
};

static const char *const level_names[LEVEL__COUNT] = {
    [LEVEL_STYLE] = "style",
    [LEVEL_WARN] = "warning",
    [LEVEL_ERROR] = "error",
    [LEVEL_UNSUPP] = "unsupported",
    [LEVEL_SYSTEM] = "system",
};

struct diag {
	enum diag_id id;
	struct span at;
	size_t seq;
	const char *detail, *hint;
};

struct diags {
	struct arena *arena;
	struct diag *list;
	size_t n, cap;
	size_t count[LEVEL__COUNT];
	struct map *seen;
};

static void
free_list(void *p)
{
	struct diags *d = p;

	free(d->list);
}

struct diags *
diags_new(struct arena *a)
{
	struct diags *d = arena_zalloc(a, sizeof(*d));

	d->arena = a;
	d->seen = map_new(a);
	arena_defer(a, free_list, d);
	return d;
}

static bool
is_failure(const struct ctx *cx, enum diag_level level)
{
	return level == LEVEL_ERROR || level == LEVEL_SYSTEM ||
	    (level == LEVEL_UNSUPP && cx->strictness == STRICT);
}

/* More than this many reports are counted, not kept. */
#define MAX_KEPT 10000

enum rc
diag_at(struct ctx *cx, enum diag_id id, struct span at, const char *fmt, ...)
{
	struct diags *d = cx->diags;
	enum diag_level level = diag_rows[id].level;
	char detail[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(detail, sizeof(detail), fmt, ap);
	va_end(ap);
	d->count[level]++;
	if (d->n < MAX_KEPT) {
		if (d->n == d->cap) {
			d->cap = d->cap > 0 ? d->cap * 2 : 16;
			d->list = mem_realloc(d->list, d->cap, sizeof(*d->list));
		}
		d->list[d->n] = (struct diag){id, at, d->n, arena_strdup(d->arena, detail), NULL};
		d->n++;
	}
	return is_failure(cx, level) ? RC_FAIL : RC_OK;
}

struct diag_mark
diag_mark(const struct ctx *cx)
{
	struct diag_mark m = {.n = cx->diags->n};

	memcpy(m.count, cx->diags->count, sizeof(m.count));
	return m;
}

const char *
diag_take_back(struct ctx *cx, const struct diag_mark *mark)
{
	struct diags *d = cx->diags;
	const struct diag *last = d->n > mark->n ? &d->list[d->n - 1] : NULL;
	const char *text = last != NULL ? arena_printf(d->arena, "%s: %s", diag_rows[last->id].text, last->detail) : "";

	d->n = mark->n;
	memcpy(d->count, mark->count, sizeof(d->count));
	return text;
}

void
diag_hint(struct ctx *cx, const char *fmt, ...)
{
	struct diags *d = cx->diags;
	char hint[512];
	va_list ap;

	if (d->n == 0)
		return;
	va_start(ap, fmt);
	vsnprintf(hint, sizeof(hint), fmt, ap);
	va_end(ap);
	d->list[d->n - 1].hint = arena_strdup(d->arena, hint);
}

bool
diag_first(struct ctx *cx, enum diag_id id, const char *key)
{
	char name[256];

	snprintf(name, sizeof(name), "%d:%s", (int)id, key);
	if (map_lookup(cx->diags->seen, name) != NULL)
		return false;
	map_set(cx->diags->seen, name, cx->diags);
	return true;
}

size_t
diag_count(const struct ctx *cx, enum diag_level at_least)
{
	size_t n = 0;

	for (int i = (int)at_least; i < LEVEL__COUNT; i++)
		n += cx->diags->count[i];
	return n;
}

bool
diag_said(const struct ctx *cx, enum diag_id id)
{
	const struct diags *d = cx->diags;

	for (size_t i = 0; i < d->n; i++)
		if (d->list[i].id == id)
			return true;
	return false;
}

size_t
diag_count_of(const struct ctx *cx, enum diag_id id)
{
	size_t n = 0;

	for (size_t i = 0; i < cx->diags->n; i++)
		n += cx->diags->list[i].id == id;
	return n;
}

bool
diag_failed(const struct ctx *cx)
{
	for (int i = 0; i < LEVEL__COUNT; i++)
		if (cx->diags->count[i] > 0 && is_failure(cx, (enum diag_level)i))
			return true;
	return false;
}

const struct diag_row *
diag_lookup(const char *name)
{
	for (size_t i = 0; i < DIAG__COUNT; i++)
		if (strcmp(diag_rows[i].name, name) == 0)
			return &diag_rows[i];
	return NULL;
}

const char *
diag_level_name(enum diag_level level)
{
	return level_names[level];
}

static bool
is_unprintable(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	    c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

/* Appends bytes from outside, at most `max` of them, with everything that could confuse a terminal escaped. */
static void
add_escaped(struct buf *out, const char *s, size_t n, size_t max)
{
	const char *end = s + n;

	while (s < end) {
		const char *at = s;
		uint32_t c = utf8_next(&s, end);

		if (max-- == 0) {
			buf_puts(out, "...");
			return;
		}
		if (c == 0xfffd && s - at == 1)
			buf_printf(out, "\\x%02x", (unsigned char)*at);
		else if (is_unprintable(c))
			buf_printf(out, "\\u{%x}", c);
		else
			buf_add(out, at, (size_t)(s - at));
	}
}

static int
by_place(const void *pa, const void *pb)
{
	const struct diag *a = pa, *b = pb;

	if (a->at.file != b->at.file)
		return a->at.file < b->at.file ? -1 : 1;
	if (a->at.beg != b->at.beg)
		return a->at.beg < b->at.beg ? -1 : 1;
	return a->seq < b->seq ? -1 : 1;
}

#define LINE_BEFORE 100 /* [characters] of a long line shown before the caret */
#define LINE_SHOWN 160

void
diag_put_line(const struct ctx *cx, struct span at, struct buf *out)
{
	struct src_pos pos = src_position(cx->sources, at.file, at.beg);
	size_t len, from, width, col = pos.col - 1;
	const char *line = src_line(cx->sources, at.file, pos.line, &len);
	struct buf lead = {0};

	if (line == NULL || col > len)
		return;
	from = col > LINE_BEFORE ? col - LINE_BEFORE : 0;
	while (from > 0 && from < len && ((unsigned char)line[from] & 0xc0) == 0x80)
		from++;
	buf_puts(out, "    ");
	buf_puts(&lead, "    ");
	if (from > 0) {
		buf_puts(out, "...");
		buf_puts(&lead, "   ");
	}
	for (const char *s = line + from, *end = line + len; s < end;) {
		const char *from_here = s;
		uint32_t c;

		if ((size_t)(s - line) >= from + LINE_SHOWN) {
			buf_puts(out, "...");
			break;
		}
		c = utf8_next(&s, end);
		if (c == '\t')
			buf_putc(out, ' ');
		else if (c == 0xfffd && s - from_here == 1)
			buf_putc(out, '?');
		else if (is_unprintable(c))
			buf_putc(out, '?');
		else
			buf_add(out, from_here, (size_t)(s - from_here));
		if ((size_t)(from_here - line) < col)
			buf_putc(&lead, ' ');
	}
	width = at.end > at.beg ? at.end - at.beg : 1;
	if (width > len - col)
		width = len > col ? len - col : 1;
	if (width > LINE_SHOWN + from - col)
		width = LINE_SHOWN + from - col;
	buf_putc(out, '\n');
	buf_add(out, lead.p, lead.len);
	buf_putc(out, '^');
	for (const char *s = line + col + 1, *end = line + col + width; s < end; s++)
		if (((unsigned char)*s & 0xc0) != 0x80)
			buf_putc(out, '~');
	buf_putc(out, '\n');
	buf_free(&lead);
}

void
diag_put_text(struct buf *out, const char *text)
{
	add_escaped(out, text, strlen(text), 2000);
}

void
diag_put_place(const struct ctx *cx, struct span at, struct buf *out)
{
	const char *name = src_name(cx->sources, at.file);
	struct src_pos pos = src_position(cx->sources, at.file, at.beg);

	if (at.file != 0) {
		add_escaped(out, name, strlen(name), 500);
		buf_printf(out, ":%u:%u: ", pos.line, pos.col);
	} else {
		buf_puts(out, "assay: ");
	}
}

bool
diag_nth(const struct ctx *cx, size_t i, struct diag_view *view)
{
	const struct diag *d = &cx->diags->list[i];

	if (i >= cx->diags->n)
		return false;
	*view = (struct diag_view){&diag_rows[d->id], d->at, d->detail, d->hint != NULL ? d->hint : diag_rows[d->id].help};
	return true;
}

static void
add_text(const struct ctx *cx, const struct diag *d, struct buf *out)
{
	const struct diag_row *row = &diag_rows[d->id];

	diag_put_place(cx, d->at, out);
	buf_printf(out, "%s: %s", diag_level_name(row->level), row->text);
	if (d->detail[0] != '\0') {
		buf_puts(out, ": ");
		add_escaped(out, d->detail, strlen(d->detail), 600);
	}
	buf_printf(out, " [%s]\n", row->name);
	if (d->at.file != 0)
		diag_put_line(cx, d->at, out);
	buf_puts(out, "    ");
	add_escaped(out, d->hint != NULL ? d->hint : row->help, strlen(d->hint != NULL ? d->hint : row->help), 500);
	buf_putc(out, '\n');
}

static void
add_json_string(struct buf *out, const char *key, const char *value)
{
	struct buf safe = {0};

	add_escaped(&safe, value, strlen(value), 2000);
	buf_printf(out, ",\"%s\":\"", key);
	buf_json(out, buf_str(&safe), safe.len);
	buf_putc(out, '"');
	buf_free(&safe);
}

static void
add_json(const struct ctx *cx, const struct diag *d, struct buf *out)
{
	const struct diag_row *row = &diag_rows[d->id];

	buf_printf(out, "{\"level\":\"%s\"", diag_level_name(row->level));
	add_json_string(out, "name", row->name);
	add_json_string(out, "text", row->text);
	add_json_string(out, "detail", d->detail);
	add_json_string(out, "help", d->hint != NULL ? d->hint : row->help);
	if (d->at.file != 0) {
		struct src_pos beg = src_position(cx->sources, d->at.file, d->at.beg);
		struct src_pos end = src_position(cx->sources, d->at.file, d->at.end);

		add_json_string(out, "file", src_name(cx->sources, d->at.file));
		buf_printf(out, ",\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u", beg.line, beg.col, end.line,
		    end.col);
	}
	buf_putc(out, '}');
}

void
diag_print(const struct ctx *cx, enum diag_format format, struct buf *out)
{
	const struct diags *d = cx->diags;
	struct diag *sorted;
	size_t start = out->len, all = diag_count(cx, LEVEL_STYLE), shown = 0;

	sorted = mem_realloc(NULL, d->n, sizeof(*sorted));
	if (d->n > 0)
		memcpy(sorted, d->list, d->n * sizeof(*sorted));
	qsort(sorted, d->n, sizeof(*sorted), by_place);
	if (format == DIAG_JSON)
		buf_puts(out, "[");
	for (; shown < d->n; shown++) {
		size_t before = out->len;

		if (format == DIAG_JSON) {
			buf_puts(out, shown > 0 ? ",\n " : "\n ");
			add_json(cx, &sorted[shown], out);
			continue;
		}
		add_text(cx, &sorted[shown], out);
		if (out->len - start > LIMIT_DIAG_BYTES - 100 && shown > 0) {
			out->len = before;
			out->p[before] = '\0';
			break;
		}
	}
	if (format == DIAG_JSON)
		buf_puts(out, d->n > 0 ? "\n]\n" : "]\n");
	else if (shown < all)
		buf_printf(out, "assay: %zu more not shown; --format json lists them\n", all - shown);
	free(sorted);
}
