/*
 * SARIF 2.1.0 (OASIS): one run for all files. Section numbers are those of the standard.
 * Findings that are waived are suppressed results; what is wrong with a document itself comes as results too.
 */
#include <string.h>

#include "base/io.h"
#include "base/map.h"
#include "base/str.h"
#include "gate/gate_print.h"

/* ---- places ------------------------------------------------------------------------------------------------------------- */

/* RFC 3986, 2.3: what need not be percent-encoded in a path. */
static bool
is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~/", c) != NULL;
}

/* 3.4.4: a relative reference with a base, so that it means the same in every clone; an absolute path is a URI of its own. */
static void
put_location(const char *key, const char *path, struct buf *out)
{
	bool is_absolute = path[0] == '/';

	while (str_starts(path, "./"))
		path += 2;
	buf_printf(out, "\"%s\":{\"uri\":\"%s", key, is_absolute ? "file://" : "");
	for (const unsigned char *s = (const unsigned char *)path; *s != '\0'; s++)
		if (is_plain(*s))
			buf_putc(out, (char)*s);
		else
			buf_printf(out, "%%%02X", *s);
	buf_puts(out, is_absolute ? "\"}" : "\",\"uriBaseId\":\"SRCROOT\"}");
}

static void
put_place(const struct gate_file *f, struct span at, struct buf *out)
{
	struct gate_region p = gate_region_of(f, at);

	buf_puts(out, "\"physicalLocation\":{");
	put_location("artifactLocation", p.file, out);
	if (p.line > 0)
		buf_printf(out, ",\"region\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u}", p.line, p.column,
		    p.end_line, p.end_column);
	buf_putc(out, '}');
}

/* ---- rules -------------------------------------------------------------------------------------------------------------- */

struct sarif {
	struct arena *arena;
	struct map *rules; /* what makes a rule the same in several files -> its index, plus one */
	struct buf text;   /* of tool.driver.rules */
	struct buf results;
};

static void
put_message(struct buf *out, const char *key, const char *text)
{
	buf_printf(out, ",\"%s\":{", key);
	gate_put_member(out, "text", text);
	buf_putc(out, '}');
}

/* Policies of several files may use one id for different things: 3.49.3 allows that, and results carry the index. */
static size_t
index_of_rule(struct sarif *s, const char *id, const char *kind, const char *level, const char *demand, const char *help)
{
	const char *key = arena_printf(s->arena, "%s\n%s\n%s\n%s", id, level, demand, help);
	uintptr_t index = (uintptr_t)map_lookup(s->rules, key);

	if (index > 0)
		return index - 1;
	index = map_count(s->rules) + 1;
	map_set(s->rules, key, (void *)index);
	buf_puts(&s->text, index > 1 ? ",\n   {" : "\n   {");
	gate_put_member(&s->text, "id", id);
	gate_put_member(&s->text, "name", kind);
	put_message(&s->text, "shortDescription", demand);
	if (*help != '\0')
		put_message(&s->text, "help", help);
	buf_puts(&s->text, ",\"defaultConfiguration\":{");
	gate_put_member(&s->text, "level", level);
	buf_puts(&s->text, "}}");
	return index - 1;
}

/* ---- results ------------------------------------------------------------------------------------------------------------ */

struct result {
	size_t rule;
	const char *id, *level, *text, *file, *subject;
	struct span at;
	const struct gate_waiver *waiver; /* that lets it pass, or NULL */
};

/* 3.27.17: the same finding keeps its fingerprint when lines move. */
static void
put_fingerprint(struct sarif *s, const struct result *r, struct buf *out)
{
	const char *key = arena_printf(s->arena, "%s\n%s\n%s", r->file, r->id, *r->subject != '\0' ? r->subject : r->text);
	char hex[65];

	io_sha256(key, strlen(key), hex);
	buf_printf(out, ",\"partialFingerprints\":{\"assayFinding/v1\":\"%s\"}", hex);
}

static void
put_result(struct sarif *s, const struct gate_file *f, const struct result *r)
{
	struct buf *out = &s->results;

	buf_puts(out, out->len > 0 ? ",\n   {" : "\n   {");
	gate_put_member(out, "ruleId", r->id);
	gate_put_number(out, "ruleIndex", r->rule);
	gate_put_member(out, "level", r->level);
	put_message(out, "message", r->text);
	buf_puts(out, ",\"locations\":[{");
	put_place(f, r->at, out);
	if (*r->subject != '\0') {
		buf_puts(out, ",\"logicalLocations\":[{");
		gate_put_member(out, "name", r->subject);
		buf_puts(out, "}]");
	}
	buf_puts(out, "}]");
	put_fingerprint(s, r, out);
	if (r->waiver != NULL) {
		buf_puts(out, ",\"suppressions\":[{\"kind\":\"external\",\"status\":\"accepted\"");
		gate_put_member(out, "justification",
		    arena_printf(s->arena, "%s (%s, until %s)", r->waiver->reason, r->waiver->approver, r->waiver->expires));
		buf_puts(out, "}]");
	}
	buf_putc(out, '}');
}

static void
put_gate(struct sarif *s, const struct gate_file *f)
{
	const struct gate *g = f->gate;

	/* Rules that hold are listed too: a reader sees what was asked. */
	for (size_t i = 0; i < g->n_rules; i++)
		index_of_rule(s, g->rules[i].id, g->rules[i].kind, gate_level_names[g->rules[i].level], g->rules[i].demand, g->rules[i].message);
	for (size_t i = 0; i < g->n_checks; i++) {
		const struct gate_check *c = g->checks[i];
		const char *level = gate_level_names[c->rule->level];

		if (c->outcome != GATE_PASSES)
			put_result(s, f,
			    &(struct result){.rule = index_of_rule(s, c->rule->id, c->rule->kind, level, c->rule->demand, c->rule->message),
			        .id = c->rule->id, .level = level, .text = c->text, .file = f->path, .subject = c->subject, .at = c->at,
			        .waiver = c->outcome == GATE_WAIVED ? c->waiver : NULL});
	}
}

/* The document, or its policy, is wrong: what `assay check` says. */
static void
put_diagnostics(struct sarif *s, const struct gate_file *f)
{
	struct diag_view d;

	for (size_t i = 0; diag_nth(f->cx, i, &d); i++) {
		const char *level = d.row->level == LEVEL_STYLE ? "note" : d.row->level == LEVEL_WARN ? "warning" : "error";
		struct buf text = {0};

		buf_puts(&text, d.row->text);
		if (*d.detail != '\0')
			buf_puts(&text, ": ");
		diag_put_text(&text, d.detail);
		put_result(s, f,
		    &(struct result){.rule = index_of_rule(s, d.row->name, "diagnostic", level, d.row->text, d.row->help), .id = d.row->name,
		        .level = level, .text = buf_str(&text), .file = f->path, .subject = "", .at = d.at});
		buf_free(&text);
	}
}

void
gate_put_sarif(const struct gate_report *r, struct buf *out)
{
	struct sarif s = {.arena = arena_new()};
	bool is_done = true;

	s.rules = map_new(s.arena);
	for (size_t i = 0; i < r->n; i++)
		if (r->files[i].gate != NULL) {
			put_gate(&s, &r->files[i]);
		} else {
			put_diagnostics(&s, &r->files[i]);
			is_done = false;
		}
	buf_puts(out, "{\n \"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\n \"version\":\"2.1.0\",\n \"runs\":[{\n"
	              "  \"tool\":{\"driver\":{\"name\":\"assay gate\"");
	gate_put_member(out, "version", r->version);
	buf_printf(out, ",\"rules\":[%s]}},\n", buf_str(&s.text));
	/* 3.20: whether the program itself did its work; a failed gate is work done. */
	buf_printf(out, "  \"invocations\":[{\"executionSuccessful\":%s}],\n", is_done ? "true" : "false");
	buf_puts(out, "  \"originalUriBaseIds\":{\"SRCROOT\":{\"description\":{\"text\":\"The folder in which the program ran.\"}}},\n"
	              "  \"columnKind\":\"unicodeCodePoints\",\n  \"artifacts\":[");
	for (size_t i = 0; i < r->n; i++) {
		buf_puts(out, i > 0 ? ",{" : "{");
		put_location("location", r->files[i].path, out);
		buf_putc(out, '}');
	}
	buf_printf(out, "],\n  \"results\":[%s]\n }]\n}\n", buf_str(&s.results));
	buf_free(&s.text);
	buf_free(&s.results);
	arena_free(s.arena);
}
