/* For people at a terminal: as diagnostics look, then one line for each file. */
#include <string.h>

#include "gate/gate_print.h"

static void
put_finding(const struct gate_file *f, const struct gate_check *c, struct buf *out)
{
	diag_put_place(f->cx, c->at, out);
	buf_printf(out, "%s: ", gate_level_names[c->rule->level]);
	diag_put_text(out, c->text);
	buf_printf(out, " [%s]\n", c->rule->id);
	if (c->at.file != 0)
		diag_put_line(f->cx, c->at, out);
	buf_puts(out, "    ");
	diag_put_text(out, *c->rule->message != '\0' ? c->rule->message : c->rule->demand);
	buf_putc(out, '\n');
}

static const char *
about(const struct gate_waiver *w)
{
	return *w->subject != '\0' ? w->subject : "the document";
}

/* Never silent: what is let pass, what is no longer, and what nobody needs any more. */
static void
put_waiver(const struct gate_file *f, const struct gate_waiver *w, struct buf *out)
{
	diag_put_place(f->cx, w->at, out);
	buf_printf(out, "waiver: %s for ", w->rule);
	diag_put_text(out, about(w));
	buf_puts(out, w->is_lapsed ? " ended " : w->used > 0 ? " holds to " : " is not needed, to ");
	buf_printf(out, "%s: ", w->expires);
	diag_put_text(out, w->reason);
	buf_puts(out, " (");
	diag_put_text(out, w->approver);
	buf_puts(out, ")\n");
}

static void
put_gate(const struct gate_file *f, struct buf *out)
{
	const struct gate *g = f->gate;

	for (size_t i = 0; i < g->n_checks; i++)
		if (g->checks[i]->outcome == GATE_FAILS)
			put_finding(f, g->checks[i], out);
	for (size_t i = 0; i < g->n_waivers; i++)
		put_waiver(f, &g->waivers[i], out);
	for (size_t i = 0; i < g->n_rules; i++)
		if (*g->rules[i].not_asked != '\0')
			buf_printf(out, "%s: %s is not asked: %s\n", f->path, g->rules[i].id, g->rules[i].not_asked);
	diag_put_text(out, f->path);
	buf_puts(out, ": gate: ");
	gate_put_verdict(g, out);
	if (gate_findings(g) > 0)
		buf_printf(out, ", %zu finding%s", gate_findings(g), gate_findings(g) == 1 ? "" : "s");
	if (g->waived > 0)
		buf_printf(out, ", %zu waived", g->waived);
	buf_puts(out, g->is_built_in ? "; built-in policy, \"" : "; policy \"");
	diag_put_text(out, g->name);
	buf_printf(out, "\" %.8s\n", g->digest);
}

void
gate_put_text(const struct gate_report *r, struct buf *out)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->files[i].gate != NULL) {
			put_gate(&r->files[i], out);
			continue;
		}
		diag_print(r->files[i].cx, DIAG_TEXT, out);
		diag_put_text(out, r->files[i].path);
		buf_puts(out, ": gate: not asked, the document or its policy is wrong\n");
	}
}
