/*
 * JUnit XML, as CI systems read it: a suite for each file, a case for each question. An error of the policy is a failure, a
 * warning or note passes with its text as output, what is waived or was not asked is skipped: red means that the gate failed.
 */
#include <string.h>

#include "base/str.h"
#include "gate/gate_print.h"

struct totals {
	size_t tests, failures, errors, skipped;
};

static bool
is_failure(const struct gate_check *c)
{
	return c->outcome == GATE_FAILS && c->rule->level == GATE_ERROR;
}

static struct totals
count(const struct gate_file *f)
{
	struct totals t = {0};

	if (f->gate == NULL)
		return (struct totals){.tests = 1, .errors = 1};
	t.tests = f->gate->n_checks;
	for (size_t i = 0; i < f->gate->n_checks; i++) {
		t.failures += is_failure(f->gate->checks[i]);
		t.skipped += f->gate->checks[i]->outcome == GATE_WAIVED;
	}
	for (size_t i = 0; i < f->gate->n_rules; i++) {
		t.tests += *f->gate->rules[i].not_asked != '\0';
		t.skipped += *f->gate->rules[i].not_asked != '\0';
	}
	return t;
}

static void
put_attribute(struct buf *out, const char *name, const char *value)
{
	struct buf safe = {0};

	diag_put_text(&safe, value);
	buf_printf(out, " %s=\"", name);
	buf_xml(out, buf_str(&safe));
	buf_putc(out, '"');
	buf_free(&safe);
}

static void
put_totals(struct buf *out, const struct totals *t)
{
	buf_printf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\"", t->tests, t->failures, t->errors, t->skipped);
}

/* What a terminal would show: place, text, source line. */
static void
put_story(const struct gate_file *f, const struct gate_check *c, struct buf *out)
{
	struct buf text = {0};

	diag_put_place(f->cx, c->at, &text);
	buf_printf(&text, "%s: ", gate_level_names[c->rule->level]);
	diag_put_text(&text, c->text);
	buf_putc(&text, '\n');
	if (c->at.file != 0)
		diag_put_line(f->cx, c->at, &text);
	diag_put_text(&text, *c->rule->message != '\0' ? c->rule->message : c->rule->demand);
	buf_xml(out, buf_str(&text));
	buf_free(&text);
}

static void
put_case(const struct gate_file *f, const struct gate_check *c, struct buf *out)
{
	buf_puts(out, "    <testcase");
	put_attribute(out, "classname", c->rule->id);
	put_attribute(out, "name", *c->subject != '\0' ? c->subject : c->rule->demand);
	put_attribute(out, "file", gate_region_of(f, c->at).file);
	buf_printf(out, " line=\"%u\" time=\"0\"", gate_region_of(f, c->at).line);
	if (c->outcome == GATE_PASSES) {
		buf_puts(out, "/>\n");
		return;
	}
	if (c->outcome == GATE_WAIVED) {
		buf_puts(out, "><skipped");
		put_attribute(out, "message", c->waiver->reason);
		buf_puts(out, "/></testcase>\n");
	} else if (is_failure(c)) {
		buf_puts(out, "><failure");
		put_attribute(out, "type", c->rule->kind);
		put_attribute(out, "message", c->text);
		buf_putc(out, '>');
		put_story(f, c, out);
		buf_puts(out, "</failure></testcase>\n");
	} else {
		buf_puts(out, "><system-out>");
		put_story(f, c, out);
		buf_puts(out, "</system-out></testcase>\n");
	}
}

static void
put_property(struct buf *out, const char *name, const char *value)
{
	buf_puts(out, "<property");
	put_attribute(out, "name", name);
	put_attribute(out, "value", value);
	buf_puts(out, "/>");
}

static void
put_gate(const struct gate_file *f, struct buf *out)
{
	const struct gate *g = f->gate;

	buf_puts(out, "    <properties>");
	put_property(out, "policy", g->name);
	put_property(out, "policy-sha256", g->digest);
	buf_puts(out, "</properties>\n");
	for (size_t i = 0; i < g->n_checks; i++)
		put_case(f, g->checks[i], out);
	for (size_t i = 0; i < g->n_rules; i++) {
		if (*g->rules[i].not_asked == '\0')
			continue;
		buf_puts(out, "    <testcase");
		put_attribute(out, "classname", g->rules[i].id);
		put_attribute(out, "name", g->rules[i].demand);
		buf_puts(out, " time=\"0\"><skipped");
		put_attribute(out, "message", g->rules[i].not_asked);
		buf_puts(out, "/></testcase>\n");
	}
}

static void
put_wrong(const struct gate_file *f, struct buf *out)
{
	struct buf text = {0};

	diag_print(f->cx, DIAG_TEXT, &text);
	buf_puts(out, "    <testcase classname=\"assay\" name=\"document\"");
	put_attribute(out, "file", f->path);
	buf_puts(out, " time=\"0\"><error type=\"diagnostics\" message=\"the document or its policy is wrong\">");
	buf_xml(out, buf_str(&text));
	buf_puts(out, "</error></testcase>\n");
	buf_free(&text);
}

void
gate_put_junit(const struct gate_report *r, struct buf *out)
{
	struct totals all = {0};

	for (size_t i = 0; i < r->n; i++) {
		struct totals t = count(&r->files[i]);

		all = (struct totals){all.tests + t.tests, all.failures + t.failures, all.errors + t.errors, all.skipped + t.skipped};
	}
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"assay gate\"");
	put_totals(out, &all);
	buf_puts(out, " time=\"0\">\n");
	for (size_t i = 0; i < r->n; i++) {
		struct totals t = count(&r->files[i]);

		buf_puts(out, "  <testsuite");
		put_attribute(out, "name", r->files[i].path);
		put_totals(out, &t);
		buf_puts(out, " time=\"0\">\n");
		if (r->files[i].gate != NULL)
			put_gate(&r->files[i], out);
		else
			put_wrong(&r->files[i], out);
		buf_puts(out, "  </testsuite>\n");
	}
	buf_puts(out, "</testsuites>\n");
}
