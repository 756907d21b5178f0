/* A page for CI systems that show Markdown beside a run (GitHub's dialect: tables). */
#include <string.h>

#include "base/str.h"
#include "gate/gate_print.h"

/* Text from outside must not become markup. */
static void
put_text(struct buf *out, const char *text)
{
	struct buf safe = {0};

	diag_put_text(&safe, text);
	for (const char *s = buf_str(&safe); *s != '\0'; s++) {
		if (strchr("\\`*_{}[]<>#|!~&", *s) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
	buf_free(&safe);
}

static void
put_place(const struct gate_file *f, struct span at, struct buf *out)
{
	struct gate_region p = gate_region_of(f, at);

	put_text(out, p.file);
	if (p.line > 0)
		buf_printf(out, ":%u", p.line);
}

static const char *
outcome_of(const struct gate_rule *r)
{
	return r->failed > 0 ? gate_level_names[r->level] : *r->not_asked != '\0' ? "not asked" : r->waived > 0 ? "waived" : "holds";
}

static void
put_rules(const struct gate *g, struct buf *out)
{
	buf_puts(out, "| Outcome | Rule | What it asks | Failed | Waived |\n| --- | --- | --- | ---: | ---: |\n");
	for (size_t i = 0; i < g->n_rules; i++) {
		const struct gate_rule *r = &g->rules[i];

		buf_printf(out, "| %s%s%s | ", r->failed > 0 ? "**" : "", outcome_of(r), r->failed > 0 ? "**" : "");
		put_text(out, r->id);
		buf_puts(out, " | ");
		put_text(out, *r->not_asked != '\0' ? r->not_asked : r->demand);
		buf_printf(out, " | %zu of %zu | %zu |\n", r->failed, r->checked, r->waived);
	}
}

static void
put_findings(const struct gate_file *f, struct buf *out)
{
	const struct gate *g = f->gate;

	if (gate_findings(g) == 0)
		return;
	buf_puts(out, "\n| Level | Rule | Finding | Place |\n| --- | --- | --- | --- |\n");
	for (size_t i = 0; i < g->n_checks; i++) {
		const struct gate_check *c = g->checks[i];

		if (c->outcome != GATE_FAILS)
			continue;
		buf_printf(out, "| %s | ", gate_level_names[c->rule->level]);
		put_text(out, c->rule->id);
		buf_puts(out, " | ");
		put_text(out, c->text);
		if (*c->rule->message != '\0') {
			buf_puts(out, ". ");
			put_text(out, c->rule->message);
		}
		buf_puts(out, " | ");
		put_place(f, c->at, out);
		buf_puts(out, " |\n");
	}
}

static void
put_waivers(const struct gate *g, struct buf *out)
{
	if (g->n_waivers == 0)
		return;
	buf_puts(out, "\n| Waiver | For | Reason | Approver | Until |\n| --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; i < g->n_waivers; i++) {
		const struct gate_waiver *w = &g->waivers[i];

		buf_puts(out, "| ");
		put_text(out, w->rule);
		buf_puts(out, " | ");
		put_text(out, *w->subject != '\0' ? w->subject : "the document");
		buf_puts(out, " | ");
		put_text(out, w->reason);
		buf_puts(out, " | ");
		put_text(out, w->approver);
		buf_printf(out, " | %s%s |\n", w->expires, w->is_lapsed ? ", lapsed" : w->used == 0 ? ", not needed" : "");
	}
}

static void
put_gate(const struct gate_file *f, struct buf *out)
{
	const struct gate *g = f->gate;

	buf_puts(out, "\n");
	gate_put_verdict(g, out);
	buf_puts(out, g->is_built_in ? ". Built-in policy: " : ". Policy: ");
	put_text(out, g->name);
	buf_printf(out, ", SHA-256 `%.8s`.", g->digest);
	if (*g->baseline != '\0') {
		buf_puts(out, " Baseline: ");
		put_text(out, g->baseline);
		buf_putc(out, '.');
	}
	buf_puts(out, "\n\n");
	put_rules(g, out);
	put_findings(f, out);
	put_waivers(g, out);
}

static void
put_wrong(const struct gate_file *f, struct buf *out)
{
	struct diag_view d;

	buf_puts(out, "\nNot asked: the document or its policy is wrong.\n\n");
	for (size_t i = 0; diag_nth(f->cx, i, &d); i++) {
		buf_printf(out, "- %s: %s: ", diag_level_name(d.row->level), d.row->text);
		put_text(out, d.detail);
		buf_puts(out, " (");
		put_place(f, d.at, out);
		buf_puts(out, ")\n");
	}
}

void
gate_put_markdown(const struct gate_report *r, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct gate_file *f = &r->files[i];

		buf_printf(out, "%s## Gate %s: ", i > 0 ? "\n" : "", gate_result(f));
		put_text(out, f->path);
		buf_putc(out, '\n');
		if (f->gate != NULL)
			put_gate(f, out);
		else
			put_wrong(f, out);
	}
}
