#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "assess/ass_gate.h"
#include "base/str.h"
#include "report_ask.h"

struct fixture {
	struct ctx *cx;
	const struct doc *report;
	const struct gate *gate;
};

static int
set_up(void **state)
{
	(void)fixture_with_catalogues(state, sizeof(struct fixture));
	return 0;
}

#define FRAME(id, as_of)                                                                                                       \
	"<assessment xmlns='urn:assay:assessment:1' id='" id "' version='1' status='draft' classification='c' xml:lang='en'>" \
	"<framework ref='ssdf' version='1.1'/><producer name='P'/><product name='Q' version='2'/><scope kind='product'><p>s</p></scope>" \
	"<period start='2026-01-01' end='2026-06-30' as-of='" as_of "'/>%s</assessment>"

static const struct doc *
load(struct fixture *f, const char *name, const char *text)
{
	const struct io_root *root;
	const struct doc *doc;

	assert_int_equal(io_root_open(f->cx, TEST_SOURCE_DIR "/tests/golden/report/fathom", &root), RC_OK);
	assert_int_equal(load_bytes(f->cx, name, text, strlen(text), root, &doc), RC_OK);
	return doc;
}

/* Asks rules (and waivers) of an assessment around what a test is about. */
static enum rc
judge(struct fixture *f, const char *rules, const char *before, const char *middle)
{
	const struct ass *a;
	struct ass_opts o = {0};

	o.policy = load(f, "gate.xml", arena_printf(f->cx->arena, "<policy xmlns='urn:assay:policy:1' name='P'>%s</policy>", rules));
	if (before != NULL)
		o.before = load(f, "was.xml", arena_printf(f->cx->arena, FRAME("B", "2025-12-31"), before));
	TRY(ass_assess(f->cx, load(f, "t.xml", arena_printf(f->cx->arena, FRAME("T", "2026-07-01"), middle)), &o, &a));
	f->report = ass_model(a, "full", NULL);
	f->gate = ass_gate(a);
	return RC_OK;
}

static const char *
ask(struct fixture *f, const char *path)
{
	return report_ask(f->cx, f->report, path);
}

/* "PO.1.1 PS.2.1": what the first rule finds, "+" before what is waived. */
static const char *
found(struct fixture *f)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < f->gate->n_checks; i++)
		if (f->gate->checks[i]->rule == &f->gate->rules[0] && f->gate->checks[i]->outcome != GATE_PASSES)
			buf_printf(&b, "%s%s%s", b.len > 0 ? " " : "", f->gate->checks[i]->outcome == GATE_WAIVED ? "+" : "",
			    f->gate->checks[i]->subject);
	text = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static void
finds(struct fixture *f, const char *rule, const char *middle, const char *want)
{
	assert_int_equal(judge(f, arena_printf(f->cx->arena, "<rules>%s</rules>", rule), NULL, middle), RC_OK);
	assert_string_equal(found(f), want);
}

/* ---- rules about tasks ----------------------------------------------------------------------------------------------- */

#define RULE(kind, more) "<" kind " id='r' severity='error' " more "/>"
#define SEVEN                                                                                                                  \
	"<tasks><task ref='PS.1.1' status='M'/><task ref='PS.2.1' status='A'/><task ref='PS.3.1' status='P'/>"                  \
	"<task ref='PS.3.2' status='L'/><task ref='RV.1.1' status='X'/><task ref='RV.1.2' status='N'/><task ref='RV.1.3' status='U'/></tasks>"

static void
test_minimum_status_takes_what_is_enough_and_leaves_out_what_does_not_apply(void **state)
{
	struct fixture *f = *state;

	finds(f, RULE("minimum-status", "at-least='met' tasks='PS RV.1'"), SEVEN, "PS.3.1 PS.3.2 RV.1.1 RV.1.3");
	finds(f, RULE("minimum-status", "at-least='partly' tasks='PS RV.1'"), SEVEN, "PS.3.2 RV.1.1 RV.1.3");
	finds(f, RULE("minimum-status", "at-least='planned' tasks='PS RV.1'"), SEVEN, "RV.1.1 RV.1.3");
	finds(f, RULE("minimum-status", "at-least='assessed' tasks='PS RV.1'"), SEVEN, "RV.1.3");
	assert_int_equal(f->gate->rules[0].checked, 6);
	/* Nobody has answered PO.1.1: that is not assessed, too. */
	finds(f, RULE("minimum-status", "at-least='assessed' tasks='PO.1.1'"), SEVEN, "PO.1.1");
}

static void
test_what_does_not_apply_needs_a_reason_and_an_approver(void **state)
{
	struct fixture *f = *state;

	finds(f, RULE("not-applicable", ""),
	    "<parties><party id='a' role='reviewed' name='A'/></parties><tasks>"
	    "<task ref='PO.1.1' status='N'><reason><p>r</p></reason></task>"
	    "<task ref='PO.1.2' status='N' reviewed-by='a'/>"
	    "<task ref='PO.1.3' status='N' reviewed-by='a'><reason><p>r</p></reason></task>"
	    "<task ref='PO.2.1' status='N'><reason><p>r</p></reason><exception-ref ref='x'/></task></tasks>"
	    "<exceptions><exception id='x' title='t' approver='B' approved='2026-01-01' review='2026-12-01'/></exceptions>",
	    "PO.1.1 PO.1.2");
}

static void
test_gap_is_covered_by_an_open_action_or_an_exception_that_holds(void **state)
{
	struct fixture *f = *state;

	finds(f, RULE("open-task-has-action", ""),
	    "<tasks><task ref='PO.1.1' status='X'/><task ref='PO.1.2' status='P'><action-ref ref='done'/></task>"
	    "<task ref='PO.1.3' status='P'><action-ref ref='open'/></task><task ref='PO.2.1' status='X'><exception-ref ref='past'/></task>"
	    "<task ref='PO.2.2' status='X'><exception-ref ref='now'/></task><task ref='PO.2.3' status='M'/></tasks>"
	    "<actions><action id='done' title='t' owner='o' due='2026-05-01' status='done' done='2026-05-01'/>"
	    "<action id='open' title='t' owner='o' due='2026-12-01' status='open'/></actions>"
	    "<exceptions><exception id='past' title='t' approver='B' approved='2026-01-01' review='2026-12-01' expires='2026-06-30'/>"
	    "<exception id='now' title='t' approver='B' approved='2026-01-01' review='2026-12-01' expires='2026-07-01'/></exceptions>",
	    "PO.1.1 PO.1.2 PO.2.1");
	assert_int_equal(f->gate->rules[0].checked, 5);
}

static void
test_assurance_is_asked_of_what_counts_as_met(void **state)
{
	struct fixture *f = *state;
	static const char tasks[] = "<tasks><task ref='PO.1.1' status='M'/><task ref='PO.1.2' status='M' assurance='reviewed'/>"
	                            "<task ref='PO.1.3' status='A' assurance='verified'/><task ref='PO.2.1' status='P'/></tasks>";

	finds(f, RULE("assurance", "at-least='reviewed'"), tasks, "PO.1.1");
	finds(f, RULE("assurance", "at-least='verified'"), tasks, "PO.1.1 PO.1.2");
}

static void
test_regression_needs_something_to_compare_with(void **state)
{
	struct fixture *f = *state;
	static const char rules[] = "<rules><no-regression id='r' severity='error'/></rules>";
	static const char now[] = "<tasks><task ref='PO.1.1' status='P'/><task ref='PO.1.2' status='X'/><task ref='PO.1.3' status='N'/>"
	                          "<task ref='PO.2.1' status='M'/></tasks>";

	assert_int_equal(judge(f, rules, NULL, now), RC_OK);
	assert_int_equal(f->gate->n_checks, 0);
	assert_non_null(strstr(f->gate->rules[0].not_asked, "no predecessor"));
	assert_true(f->gate->passes);
	assert_int_equal(judge(f, rules,
	                     "<tasks><task ref='PO.1.1' status='M'/><task ref='PO.1.2' status='P'/><task ref='PO.1.3' status='M'/>"
	                     "<task ref='PO.2.1' status='X'/></tasks>",
	                     now),
	    RC_OK);
	assert_string_equal(found(f), "PO.1.1 PO.1.2");
	assert_string_equal(f->gate->baseline, "B 1, 2025-12-31");
}

/* ---- rules about evidence ---------------------------------------------------------------------------------------------- */

static void
test_age_is_reckoned_to_the_as_of_date(void **state)
{
	struct fixture *f = *state;
	static const char list[] = "<evidence-list><evidence id='e1' title='t' location='x' type='log' collected='2026-06-01'/>"
	                           "<evidence id='e2' title='t' location='x' type='log' collected='2026-05-31'/>"
	                           "<evidence id='e3' title='t' location='x' type='log'/><evidence id='e4' title='t' location='x' collected='2025-01-01'/>"
	                           "</evidence-list><tasks><task ref='PO.1.1' status='M'><evidence-ref ref='e2'/></task></tasks>";

	/* 1 June is 30 days before 1 July: the last day that is young enough. What has no day is too old. */
	finds(f, RULE("evidence-age", "days='30' types='log'"), list, "e2 e3");
	assert_string_equal(ask(f, "string(//r:evidence/r:item[@id='e2']/@state)"), "too-old");
	assert_string_equal(ask(f, "string(//r:evidence/r:item[@id='e1']/@state)"), "no-file");
	assert_string_equal(ask(f, "string(//r:evidence/r:item[@id='e4']/@state)"), "outside-period");
	finds(f, RULE("evidence-age", "days='30' tasks='PO'"), list, "e2");
	finds(f, RULE("evidence-age", "days='30' tasks='PS'"), list, "");
}

static void
test_each_reason_is_found_though_the_gravest_names_the_item(void **state)
{
	struct fixture *f = *state;
	static const char list[] = "<evidence-list><evidence id='e' title='t' href='none.txt' collected='2025-12-01' expires='2026-01-01'/>"
	                           "</evidence-list><tasks/>";

	finds(f, RULE("evidence-present", ""), list, "e");
	finds(f, RULE("evidence-in-date", ""), list, "e");
	finds(f, RULE("evidence-period", ""), list, "e");
	finds(f, RULE("evidence-unchanged", ""), list, "");
	assert_int_equal(f->gate->n_checks, 0);
	finds(f, RULE("evidence-unchanged", ""), "<evidence-list><evidence id='e' title='t' href='evidence/archive.txt'/></evidence-list><tasks/>", "e");
}

static void
test_statement_is_carried_by_its_tasks_or_found(void **state)
{
	struct fixture *f = *state;
	static const char rules[] = "<rules>" RULE("attestation", "") "</rules>";

	assert_int_equal(judge(f, rules, NULL, "<tasks/>"), RC_OK);
	assert_int_equal(f->gate->n_checks, 0);
	assert_non_null(strstr(f->gate->rules[0].not_asked, "form"));
	assert_int_equal(judge(f, rules, NULL, "<instrument ref='cisa-form-1.0'/><tasks/>"), RC_OK);
	assert_true(f->gate->n_checks > 0);
	assert_int_equal(f->gate->rules[0].failed, f->gate->rules[0].checked);
	assert_non_null(strstr(f->gate->checks[0]->text, "PO.5.1"));
	assert_string_equal(ask(f, "string(count(//r:task[@id='PO.1.2']/r:gate-mark))"), "0");
	assert_true(strcmp(ask(f, "string(count(//r:task[@id='PO.5.1']/r:gate-mark))"), "0") != 0);
}

/* ---- the policy ---------------------------------------------------------------------------------------------------------- */

static void
test_rule_for_another_framework_is_not_asked_and_says_so(void **state)
{
	struct fixture *f = *state;

	finds(f, RULE("minimum-status", "at-least='met' tasks='PO.6' framework='ssdf-1.2-ipd'"), "<tasks/>", "");
	assert_int_equal(f->gate->rules[0].checked, 0);
	assert_non_null(strstr(f->gate->rules[0].not_asked, "ssdf-1.2-ipd"));
}

static void
test_only_errors_fail_the_gate(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(judge(f, "<rules><minimum-status id='a' severity='warning' at-least='met'/><complete id='b' severity='note'/></rules>", NULL,
	                     "<tasks/>"),
	    RC_OK);
	assert_int_equal(gate_failed_rules(f->gate), 2);
	assert_true(f->gate->passes);
	assert_int_equal(judge(f, "<rules><complete id='b' severity='error'/></rules>", NULL, "<tasks/>"), RC_OK);
	assert_false(f->gate->passes);
}

static void
test_waiver_holds_to_its_last_day_and_for_what_it_names(void **state)
{
	struct fixture *f = *state;
	static const char rules[] = "<rules><minimum-status id='r' severity='error' at-least='met' tasks='PS'/></rules><waivers>"
	                            "<waiver rule='r' for='PS.3.1' reason='why' approver='A' expires='2026-07-01'/>"
	                            "<waiver rule='r' for='PS.3.2' reason='why' approver='A' expires='2026-06-30'/>"
	                            "<waiver rule='r' for='PS.1.1' reason='why' approver='A' expires='2026-12-31'/></waivers>";

	assert_int_equal(judge(f, rules, NULL, SEVEN), RC_OK);
	assert_string_equal(found(f), "+PS.3.1 PS.3.2");
	assert_false(f->gate->passes);
	assert_int_equal(f->gate->waived, 1);
	assert_string_equal(ask(f, "concat(//r:waiver[1]/@state, ' ', //r:waiver[2]/@state, ' ', //r:waiver[3]/@state)"), "holds ended idle");
	assert_string_equal(ask(f, "string(//r:task[@id='PS.3.1']/r:gate-mark/@waived)"), "yes");
	assert_non_null(strstr(ask(f, "string(//r:task[@id='PS.3.2']/r:gate-mark/@waiver)"), "ended"));
}

static void
test_policy_that_names_nothing_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(judge(f, "<rules>" RULE("evidence-cited", "tasks='PO.1.4'") "</rules>", NULL, "<tasks/>"), RC_FAIL);
	assert_true(diag_said(f->cx, DIAG_POLICY_TASK));
	assert_int_equal(judge(f, "<rules>" RULE("complete", "") "</rules><waivers><waiver rule='s' reason='w' approver='A' expires='2026-12-31'/></waivers>",
	                     NULL, "<tasks/>"),
	    RC_FAIL);
	assert_true(diag_said(f->cx, DIAG_POLICY_RULE));
	assert_int_equal(judge(f, "<rules>" RULE("complete", "") RULE("complete", "") "</rules>", NULL, "<tasks/>"), RC_FAIL);
	assert_true(diag_said(f->cx, DIAG_ID_TWICE));
}

/* The schema names the kinds, the table asks them: neither may know one that the other does not. */
static void
test_schema_and_table_know_the_same_kinds(void **state)
{
	struct fixture *f = *state;
	const struct doc *xsd;
	const xmlNode *type, *kinds;
	size_t n = 0;

	assert_int_equal(load_file(f->cx, TEST_SOURCE_DIR "/src/gate/policy.xsd", &xsd), RC_OK);
	for (type = load_first(xmlDocGetRootElement(xsd->xml), "complexType"); !str_eq(load_attr(f->cx, type, "name"), "rules");)
		type = load_next(type, "complexType");
	kinds = load_first(type, "choice");
	for (const xmlNode *k = load_first(kinds, "element"); k != NULL; k = load_next(k, "element"), n++) {
		const char *name = load_attr(f->cx, k, "name");

		if (ass_kind_of(name) == NULL)
			fail_msg("nothing asks <%s>", name);
	}
	assert_int_equal(n, ass_kinds());
}

/* ---- properties ------------------------------------------------------------------------------------------------------------ */

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static size_t
put_evidence(struct buf *b, uint32_t *seed)
{
	static const char *const places[] = {"location='x'", "href='none.txt'", "href='evidence/archive.txt'",
	    "href='evidence/archive.txt' sha256='0000000000000000000000000000000000000000000000000000000000000000'"};
	size_t n = next_random(seed) % 12;

	buf_puts(b, "<evidence-list>");
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "<evidence id='e%zu' title='t' %s collected='202%u-%02u-15' expires='2026-%02u-15'/>", i, places[next_random(seed) % 4],
		    5 + next_random(seed) % 2, 1 + next_random(seed) % 6, 1 + next_random(seed) % 12);
	buf_puts(b, "</evidence-list>");
	return n;
}

static const char *
generate(struct fixture *f, const struct catalog *cat, uint32_t seed)
{
	static const char *const assurances[] = {"", "assurance='self'", "assurance='reviewed'", "assurance='verified'"};
	struct buf b = {0};
	const char *text;
	size_t evidence = put_evidence(&b, &seed);

	buf_puts(&b, "<tasks>");
	for (size_t i = 0; i < cat->n_tasks; i++) {
		if (next_random(&seed) % 8 == 0)
			continue;
		buf_printf(&b, "<task ref='%s' status='%c' %s%s>", cat->ids[i], "MPLAXNUMM"[next_random(&seed) % 9],
		    assurances[next_random(&seed) % 4], next_random(&seed) % 2 ? " reviewed-by='a'" : "");
		if (next_random(&seed) % 3 > 0)
			buf_puts(&b, "<reason><p>r</p></reason>");
		for (size_t k = 0; evidence > 0 && k < next_random(&seed) % 4; k++)
			buf_printf(&b, "<evidence-ref ref='e%zu'/>", next_random(&seed) % evidence);
		if (next_random(&seed) % 5 == 0)
			buf_printf(&b, "<test title='t' date='2026-06-01' result='%s'/>", next_random(&seed) % 2 ? "pass" : "fail");
		if (next_random(&seed) % 3 == 0)
			buf_printf(&b, "<action-ref ref='a%u'/>", next_random(&seed) % 3);
		buf_puts(&b, "</task>");
	}
	buf_puts(&b, "</tasks><actions>");
	for (int i = 0; i < 3; i++)
		buf_printf(&b, "<action id='a%d' title='t' owner='a' due='2026-%02u-01' status='%s'/>", i, 1 + next_random(&seed) % 12,
		    next_random(&seed) % 2 ? "open" : "done");
	buf_puts(&b, "</actions>");
	text = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static const char every_kind[] =
    "<rules><minimum-status id='met' severity='error' at-least='met'/><minimum-status id='assessed' severity='error' at-least='assessed'/>"
    "<not-applicable id='na' severity='warning'/><evidence-cited id='cited' severity='error'/><no-failed-test id='tests' severity='note'/>"
    "<open-task-has-action id='gaps' severity='error'/><no-regression id='back' severity='warning'/>"
    "<assurance id='reviewed' severity='error' at-least='reviewed'/><evidence-present id='there' severity='error'/>"
    "<evidence-unchanged id='same' severity='error'/><evidence-in-date id='date' severity='warning'/><evidence-age id='age' severity='error' days='100'/>"
    "<evidence-period id='period' severity='note'/><no-overdue-action id='late' severity='error'/><no-draft-framework id='draft' severity='error'/>"
    "<complete id='points' severity='note'/></rules><waivers><waiver rule='met' for='PO.1.1' reason='r' approver='a' expires='2026-12-31'/>"
    "<waiver rule='met' for='PO.1.2' reason='r' approver='a' expires='2026-01-31'/>"
    "<waiver rule='there' for='e1' reason='r' approver='a' expires='2026-12-31'/></waivers>";

#define OF(id) "//r:gate/r:rule[@id='" id "']"
#define ALL(id) "(" OF(id) "/@failed + " OF(id) "/@waived)"
#define TASKS "//r:results[1]//r:task"

/* What the gate counts, the page counts: asked of the finished document, where each number was written by other code. */
static const char *const laws[] = {
    ALL("met") " = //r:summary/r:counts/@open",
    OF("met") "/@checked = //r:summary/r:counts/@applicable",
    ALL("met") " = count(" TASKS "[@open='yes'])",
    ALL("assessed") " = //r:summary/r:counts/@U",
    OF("na") "/@checked = //r:summary/r:counts/@N",
    OF("na") "/@checked = //r:registers/r:not-applicable/@total",
    OF("cited") "/@checked = //r:summary/r:counts/@met",
    ALL("cited") " = count(" TASKS "[@status='M' or @status='A'][not(r:test) and not(r:evidence-list/r:evidence-item)])",
    ALL("tests") " = count(" TASKS "[@status='M' or @status='A'][r:test/@result='fail'])",
    OF("gaps") "/@checked = //r:summary/r:counts/@P + //r:summary/r:counts/@L + //r:summary/r:counts/@X",
    ALL("reviewed") " = count(" TASKS "[@status='M' or @status='A'][@assurance='self'])",
    ALL("back") " = count(//r:delta/r:task-delta[@change='regressed' or @change='reopened'])",
    ALL("there") " = count(//r:evidence/r:item[@state='missing'])",
    ALL("same") " >= count(//r:evidence/r:item[@state='altered' or @state='undigested'])",
    ALL("date") " >= count(//r:evidence/r:item[@state='expired'])",
    ALL("age") " >= count(//r:evidence/r:item[@state='too-old'])",
    ALL("period") " >= count(//r:evidence/r:item[@state='outside-period'])",
    OF("date") "/@checked = //r:evidence/@total",
    "//r:evidence/@verified = count(//r:evidence/r:item[@state='ok'])",
    "not(//r:evidence/r:item[@state='ok'][@id = //r:gate-finding/@subject])",
    "not(//r:evidence/r:item[@fails='yes'][not(@id = //r:gate-finding/@subject)])",
    ALL("late") " = count(//r:actions/r:action[@overdue])",
    "(" ALL("points") " > 0) = (//r:open-points/@total > 0)",
    "//r:gate/@rules = count(//r:gate/r:rule)",
    "//r:gate/@failed = count(//r:gate/r:rule[@failed > 0])",
    "//r:gate/@findings = count(//r:gate-finding[@waived='no'])",
    "//r:gate/@findings = sum(//r:gate/r:rule/@failed)",
    "//r:gate/@waived = count(//r:gate-finding[@waived='yes'])",
    "//r:gate/@waived = sum(//r:gate/r:rule/@waived)",
    "(//r:gate/@passes = 'no') = boolean(//r:gate/r:rule[@level='error'][@failed > 0])",
    "not(//r:gate/r:rule[@failed + @waived > @checked])",
    "count(" TASKS "/r:gate-mark[@subject = ../@id]) = count(//r:gate-finding[starts-with(@to, 'task-')])",
    "not(//r:gate-finding[@to != ''][not(@to = //@anchor)])",
    "not(//r:waiver[@state='ended'][@rule='met'][@subject = //r:gate-finding[@rule='met'][@waived='yes']/@subject])",
    "not(//r:counts[@percent != '' and @percent * @applicable > @met * 100])",
    "not(//r:counts[@percent = '100' and @met != @applicable])",
    "sum(//r:results[1]//r:practice/r:counts/@open) = //r:summary/r:counts/@open",
    "sum(//r:evidence-summary/r:state/@count) = //r:evidence/@total",
};

static void
test_page_and_gate_agree_on_every_count(void **state)
{
	struct fixture *f = *state;
	const struct catalog *cat;

	for (uint32_t seed = 1; seed <= 30; seed++) {
		const char *before;

		ctx_free(f->cx);
		f->cx = ctx_new(TEST_SOURCE_DIR);
		assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &cat), RC_OK);
		before = generate(f, cat, seed + 1000);
		assert_int_equal(judge(f, every_kind, before, generate(f, cat, seed)), RC_OK);
		for (size_t i = 0; i < ARRAY_LEN(laws); i++)
			if (strcmp(ask(f, laws[i]), "true") != 0)
				fail_msg("seed %u: %s", seed, laws[i]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_minimum_status_takes_what_is_enough_and_leaves_out_what_does_not_apply, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_what_does_not_apply_needs_a_reason_and_an_approver, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_gap_is_covered_by_an_open_action_or_an_exception_that_holds, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_assurance_is_asked_of_what_counts_as_met, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_regression_needs_something_to_compare_with, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_age_is_reckoned_to_the_as_of_date, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_each_reason_is_found_though_the_gravest_names_the_item, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_rule_for_another_framework_is_not_asked_and_says_so, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_statement_is_carried_by_its_tasks_or_found, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_only_errors_fail_the_gate, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_waiver_holds_to_its_last_day_and_for_what_it_names, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_policy_that_names_nothing_is_refused, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_schema_and_table_know_the_same_kinds, set_up, fixture_free),
	    cmocka_unit_test_setup_teardown(test_page_and_gate_agree_on_every_count, set_up, fixture_free),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
