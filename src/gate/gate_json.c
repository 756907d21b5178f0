/* One object for all files: what text says, and every rule with its counts. */
#include <string.h>

#include "base/str.h"
#include "gate/gate_print.h"

static void
put_flag(struct buf *out, const char *key, bool value)
{
	buf_printf(out, ",\"%s\":%s", key, value ? "true" : "false");
}

static void
put_place(const struct gate_file *f, struct span at, struct buf *out)
{
	struct gate_region at_text = gate_region_of(f, at);

	gate_put_member(out, "file", at_text.file);
	if (at_text.line == 0)
		return;
	gate_put_number(out, "line", at_text.line);
	gate_put_number(out, "column", at_text.column);
	gate_put_number(out, "endLine", at_text.end_line);
	gate_put_number(out, "endColumn", at_text.end_column);
}

static void
put_waiver(const struct gate_waiver *w, struct buf *out)
{
	buf_putc(out, '{');
	gate_put_member(out, "rule", w->rule);
	gate_put_member(out, "for", w->subject);
	gate_put_member(out, "reason", w->reason);
	gate_put_member(out, "approver", w->approver);
	gate_put_member(out, "expires", w->expires);
	put_flag(out, "lapsed", w->is_lapsed);
	gate_put_number(out, "used", w->used);
	buf_putc(out, '}');
}

static void
put_rule(const struct gate_rule *r, struct buf *out)
{
	buf_putc(out, '{');
	gate_put_member(out, "id", r->id);
	gate_put_member(out, "kind", r->kind);
	gate_put_member(out, "level", gate_level_names[r->level]);
	gate_put_member(out, "demand", r->demand);
	gate_put_member(out, "message", r->message);
	gate_put_member(out, "notAsked", r->not_asked);
	gate_put_number(out, "checked", r->checked);
	gate_put_number(out, "failed", r->failed);
	gate_put_number(out, "waived", r->waived);
	buf_putc(out, '}');
}

static void
put_finding(const struct gate_file *f, const struct gate_check *c, struct buf *out)
{
	buf_putc(out, '{');
	gate_put_member(out, "rule", c->rule->id);
	gate_put_member(out, "level", gate_level_names[c->rule->level]);
	put_flag(out, "waived", c->outcome == GATE_WAIVED);
	gate_put_member(out, "subject", c->subject);
	gate_put_member(out, "text", c->text);
	put_place(f, c->at, out);
	buf_putc(out, '}');
}

static void
put_gate(const struct gate_file *f, struct buf *out)
{
	const struct gate *g = f->gate;
	const char *separator = "";

	buf_puts(out, ",\n \"policy\":{");
	gate_put_member(out, "file", g->policy);
	gate_put_member(out, "name", g->name);
	gate_put_member(out, "version", g->version);
	gate_put_member(out, "sha256", g->digest);
	put_flag(out, "builtIn", g->is_built_in);
	buf_puts(out, "}");
	gate_put_member(out, "baseline", g->baseline);
	buf_puts(out, ",\n \"counts\":{");
	gate_put_number(out, "rules", g->n_rules);
	gate_put_number(out, "failedRules", gate_failed_rules(g));
	gate_put_number(out, "checks", g->n_checks);
	gate_put_number(out, "findings", gate_findings(g));
	gate_put_number(out, "errors", g->findings[GATE_ERROR]);
	gate_put_number(out, "warnings", g->findings[GATE_WARNING]);
	gate_put_number(out, "notes", g->findings[GATE_NOTE]);
	gate_put_number(out, "waived", g->waived);
	buf_puts(out, "},\n \"rules\":[");
	for (size_t i = 0; i < g->n_rules; i++) {
		buf_puts(out, i > 0 ? ",\n  " : "\n  ");
		put_rule(&g->rules[i], out);
	}
	buf_puts(out, "],\n \"findings\":[");
	for (size_t i = 0; i < g->n_checks; i++) {
		if (g->checks[i]->outcome == GATE_PASSES)
			continue;
		buf_printf(out, "%s\n  ", separator);
		put_finding(f, g->checks[i], out);
		separator = ",";
	}
	buf_puts(out, "],\n \"waivers\":[");
	for (size_t i = 0; i < g->n_waivers; i++) {
		buf_puts(out, i > 0 ? ",\n  " : "\n  ");
		put_waiver(&g->waivers[i], out);
	}
	buf_putc(out, ']');
}

void
gate_put_json(const struct gate_report *r, struct buf *out)
{
	bool passed = true;

	for (size_t i = 0; i < r->n; i++)
		passed = passed && str_eq(gate_result(&r->files[i]), "passed");
	buf_printf(out, "{\"passed\":%s,\"files\":[", passed ? "true" : "false");
	for (size_t i = 0; i < r->n; i++) {
		buf_puts(out, i > 0 ? ",\n{" : "\n{");
		gate_put_member(out, "file", r->files[i].path);
		gate_put_member(out, "result", gate_result(&r->files[i]));
		if (r->files[i].gate != NULL) {
			put_gate(&r->files[i], out);
		} else {
			buf_puts(out, ",\n \"diagnostics\":");
			diag_print(r->files[i].cx, DIAG_JSON, out);
		}
		buf_putc(out, '}');
	}
	buf_puts(out, "\n]}\n");
}
