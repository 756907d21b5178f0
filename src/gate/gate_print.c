#include "gate/gate_print.h"

#include <string.h>

#include "base/str.h"

static const struct {
	const char *name;
	void (*put)(const struct gate_report *r, struct buf *out);
} formats[] = {
    {"text", gate_put_text},
    {"json", gate_put_json},
    {"sarif", gate_put_sarif},
    {"junit", gate_put_junit},
    {"markdown", gate_put_markdown},
};

bool
gate_has_format(const char *format)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (str_eq(formats[i].name, format))
			return true;
	return false;
}

void
gate_print(const struct gate_report *r, const char *format, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (str_eq(formats[i].name, format))
			formats[i].put(r, out);
}

/* ---- what several formats need ------------------------------------------------------------------------------------------ */

/* Our columns count bytes; machines count characters. */
static uint32_t
characters(const struct ctx *cx, uint16_t file, struct src_pos pos)
{
	size_t len;
	const char *line = src_line(cx->sources, file, pos.line, &len);
	uint32_t n = 1;

	for (uint32_t i = 0; line != NULL && i + 1 < pos.col && i < len; i++)
		n += ((unsigned char)line[i] & 0xc0) != 0x80;
	return n;
}

struct gate_region
gate_region_of(const struct gate_file *f, struct span at)
{
	const struct src_table *t = f->cx->sources;
	struct src_pos beg = src_position(t, at.file, at.beg), end = src_position(t, at.file, at.end);

	if (at.file == 0)
		return (struct gate_region){.file = f->path};
	return (struct gate_region){src_name(t, at.file), beg.line, characters(f->cx, at.file, beg), end.line,
	    characters(f->cx, at.file, end)};
}

const char *
gate_result(const struct gate_file *f)
{
	return f->gate == NULL ? "wrong" : f->gate->passes ? "passed" : "failed";
}

static void
put_key(struct buf *out, const char *key)
{
	if (out->len > 0 && strchr("{[", out->p[out->len - 1]) == NULL)
		buf_putc(out, ',');
	buf_printf(out, "\"%s\":", key);
}

void
gate_put_member(struct buf *out, const char *key, const char *value)
{
	struct buf safe = {0};

	put_key(out, key);
	diag_put_text(&safe, value);
	buf_putc(out, '"');
	buf_json(out, buf_str(&safe), safe.len);
	buf_putc(out, '"');
	buf_free(&safe);
}

void
gate_put_number(struct buf *out, const char *key, size_t value)
{
	put_key(out, key);
	buf_printf(out, "%zu", value);
}

void
gate_put_verdict(const struct gate *g, struct buf *out)
{
	static const char *const one[] = {"note", "warning", "error"};
	size_t failed = gate_failed_rules(g), held = 0;
	const char *separator = "";

	if (failed == 0) {
		for (size_t i = 0; i < g->n_rules; i++)
			held += *g->rules[i].not_asked == '\0';
		buf_printf(out, "%zu of %zu rules hold", held, g->n_rules);
		return;
	}
	buf_printf(out, "%zu of %zu rules failed (", failed, g->n_rules);
	for (int level = GATE_ERROR; level >= GATE_NOTE; level--) {
		size_t n = g->failed_rules[level];

		if (n == 0)
			continue;
		buf_printf(out, "%s%zu %s%s", separator, n, one[level], n == 1 ? "" : "s");
		separator = ", ";
	}
	buf_putc(out, ')');
}
