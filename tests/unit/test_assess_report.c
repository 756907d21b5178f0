#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assess/ass_model.h"
#include "base/io.h"
#include "base/str.h"
#include "report_ask.h"

struct fixture {
	struct ctx *cx;
	struct buf xml;
	const struct doc *doc, *report;
	const struct ass *ass;
};

static int
set_up(void **state)
{
	(void)fixture_with_catalogues(state, sizeof(struct fixture));
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->xml);
	return fixture_free(state);
}

/* An assessment around what a test is about. */
static enum rc
build(struct fixture *f, const char *status, const char *middle, const char *tasks)
{
	const struct ass_opts o = {0};
	const struct io_root *root;

	f->xml.len = 0;
	buf_printf(&f->xml,
	    "<assessment xmlns='urn:assay:assessment:1' id='T' version='1' status='%s' classification='c' xml:lang='en'>"
	    "<framework ref='ssdf' version='1.1'/>%s<producer name='P'/><product name='Q' version='2'/>"
	    "<scope kind='product'><p>s</p></scope><period start='2026-01-01' end='2026-06-30' as-of='2026-07-01'/>"
	    "<parties><party id='a' role='prepared' name='Ada' date='2026-07-01'/><party id='b' role='approved' name='Bo' "
	    "date='2026-07-02'/></parties><method><p>m</p></method>%s</assessment>",
	    status, middle, tasks);
	assert_int_equal(io_root_open(f->cx, TEST_SOURCE_DIR "/tests/golden/report/fathom", &root), RC_OK);
	if (load_bytes(f->cx, "t.xml", arena_strndup(f->cx->arena, f->xml.p, f->xml.len), f->xml.len, root, &f->doc) != RC_OK)
		return RC_FAIL;
	TRY(ass_assess(f->cx, f->doc, &o, &f->ass));
	f->report = ass_model(f->ass, "full", NULL);
	return RC_OK;
}

static const char *
ask(struct fixture *f, const char *path)
{
	return report_ask(f->cx, f->report, path);
}

#define ASK(path, want) assert_string_equal(ask(f, path), want)

static const char *
said(struct fixture *f)
{
	return report_said(f->cx);
}

/* ---- evidence: one item, one state, and the reason ------------------------------------------------------------------ */

static void
evidence_is(struct fixture *f, const char *attributes, const char *state, const char *reason)
{
	const char *list = arena_printf(f->cx->arena, "<evidence-list><evidence id='e' title='t' %s/></evidence-list><tasks/>", attributes);

	assert_int_equal(build(f, "draft", "", list), RC_OK);
	ASK("string(//r:evidence/r:item/@state)", state);
	if (*reason == '\0')
		ASK("count(//r:evidence/r:item/r:detail)", "0");
	else if (strstr(ask(f, "string(//r:evidence/r:item/r:detail)"), reason) == NULL)
		fail_msg("%s: %s", attributes, ask(f, "string(//r:evidence/r:item/r:detail)"));
}

static void
test_evidence_state_follows_file_digest_and_dates(void **state)
{
	struct fixture *f = *state;
	struct io_digest d;
	const struct io_root *root;
	const char *good, *bad = "href='evidence/archive.txt' sha256='"
	                         "0000000000000000000000000000000000000000000000000000000000000000'";

	assert_int_equal(io_root_open(f->cx, TEST_SOURCE_DIR "/tests/golden/report/fathom", &root), RC_OK);
	d = io_digest_below(root, "evidence/archive.txt", 1000);
	good = arena_printf(f->cx->arena, "href='evidence/archive.txt' sha256='%s'", d.hex);

	evidence_is(f, arena_printf(f->cx->arena, "%s collected='2026-03-01'", good), "ok", "");
	evidence_is(f, bad, "altered", "digest is not the stated one");
	evidence_is(f, "href='evidence/archive.txt'", "undigested", "states no digest");
	evidence_is(f, "href='evidence/none.txt' sha256='00'", "missing", "no file of this name");
	evidence_is(f, "href='../report/fathom/evidence/archive.txt'", "missing", "below the assessment’s folder");
	evidence_is(f, "location='Shelf 4'", "no-file", "named by its place only");
	evidence_is(f, "location='Vault' disclosure='withheld' reason='names people'", "withheld", "withheld: names people; it was not at hand");
	evidence_is(f, "href='none.txt' sha256='00' disclosure='withheld' reason='r'", "withheld", "what the stated digest belongs to");
	evidence_is(f, arena_printf(f->cx->arena, "%s disclosure='withheld' reason='r'", good), "ok", "its digest is the stated one");
	evidence_is(f, arena_printf(f->cx->arena, "%s disclosure='withheld' reason='r'", bad), "altered", "withheld: r; the file’s digest");
	/* The last day counts: it expires when the as-of date is behind it. */
	evidence_is(f, arena_printf(f->cx->arena, "%s expires='2026-07-01'", good), "ok", "");
	evidence_is(f, arena_printf(f->cx->arena, "%s expires='2026-06-30'", good), "expired", "1" NBSP "day before");
	evidence_is(f, arena_printf(f->cx->arena, "%s collected='2025-12-31'", good), "outside-period", "before the period begins");
	evidence_is(f, arena_printf(f->cx->arena, "%s collected='2026-07-02'", good), "outside-period", "after the as-of date");
	/* Records of a span that touches the period are in it, whenever they were collected. */
	evidence_is(f, arena_printf(f->cx->arena, "%s start='2025-06-01' end='2026-01-01' collected='2025-12-01'", good), "ok", "");
	evidence_is(f, arena_printf(f->cx->arena, "%s start='2025-06-01' end='2025-12-31'", good), "outside-period", "up to 2025-12-31");
	/* All reasons are told, the gravest names the state. */
	evidence_is(f, arena_printf(f->cx->arena, "%s expires='2026-01-15' collected='2025-12-01'", good), "expired", "; collected on");
	evidence_is(f, arena_printf(f->cx->arena, "%s expires='2026-01-15'", bad), "altered", "expired on");
	/* What has no file can still be out of date. */
	evidence_is(f, "location='Shelf 4' expires='2026-01-15'", "expired", "no file to compare");
}

static void
test_withheld_evidence_does_not_tell_its_place(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "",
	                     "<evidence-list><evidence id='e' title='t' location='Vault 3' disclosure='withheld'/></evidence-list><tasks/>"),
	    RC_OK);
	ASK("count(//r:item/r:place)", "0");
	ASK("count(//*[contains(., 'Vault') or @*[contains(., 'Vault')]])", "0");
}

/* ---- a final document ------------------------------------------------------------------------------------------------ */

static void
test_final_document_without_a_statement_is_refused_at_the_task(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "final", "", "<tasks><task ref='PO.1.1' status='M'/></tasks>"), RC_FAIL);
	assert_non_null(strstr(said(f), "a final document needs this: PO.1.1: how the task is done [final-incomplete]"));
	assert_non_null(strstr(said(f), "<task ref='PO.1.1' status='M'/>"));
}

static void
test_draft_lists_the_same_as_an_open_point(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "", "<tasks><task ref='PO.1.1' status='M'/></tasks>"), RC_OK);
	ASK("string(//r:task[@id='PO.1.1']/r:missing[@field='statement'])", "missing: how the task is done");
	ASK("string(//r:open-points/r:point[@field='statement']/@to)", "task-PO.1.1");
	ASK("string(//r:report/@draft)", "yes");
	ASK("number(//r:open-points/@total) = count(//r:open-points/r:point)", "true");
}

static void
test_final_document_with_all_values_has_no_open_point(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "final", "",
	                     "<tasks><task ref='PO.1.1' status='M' responsible='a'><statement><p>x</p></statement></task></tasks>"),
	    RC_OK);
	ASK("string(//r:open-points/@total)", "0");
	ASK("string(//r:report/@draft)", "no");
	ASK("string(//r:task[@id='PO.1.1']/r:responsible)", "Ada");
	ASK("string(//r:identity/r:field[@name='approved'])", "Bo, 2" NBSP "July" NBSP "2026");
}

/* ---- other files ------------------------------------------------------------------------------------------------------ */

static void
test_unknown_task_is_an_error_with_a_suggestion(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "", "<tasks><task ref='PO.1.9' status='U'/></tasks>"), RC_FAIL);
	assert_non_null(strstr(said(f), "SSDF 1.1 has no task PO.1.9"));
	assert_non_null(strstr(said(f), "Did you mean PO.1."));
}

static void
test_changed_organisation_file_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft",
	                     "<inherits href='org/organisation.xml' "
	                     "sha256='0000000000000000000000000000000000000000000000000000000000000000'/>",
	                     "<tasks/>"),
	    RC_FAIL);
	assert_non_null(strstr(said(f), "[file-differs]"));
}

static void
test_inherited_answer_must_agree_with_its_origin(void **state)
{
	struct fixture *f = *state;
	static const char inherits[] = "<inherits href='org/organisation.xml'/>";

	assert_int_equal(build(f, "draft", inherits, "<tasks><task ref='RV.1.3' status='P' inherited='yes'/></tasks>"), RC_FAIL);
	assert_non_null(strstr(said(f), "status P here, M in org/organisation.xml [inherit-refused]"));
	assert_int_equal(build(f, "draft", inherits, "<tasks><task ref='PO.1.1' status='M' inherited='yes'/></tasks>"), RC_FAIL);
	assert_non_null(strstr(said(f), "does not answer this task"));
	assert_int_equal(build(f, "draft", "", "<tasks><task ref='RV.1.3' status='M' inherited='yes'/></tasks>"), RC_FAIL);
	assert_non_null(strstr(said(f), "the assessment has no <inherits>"));
}

static void
test_inherited_answer_brings_its_evidence_and_its_origin(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "<inherits href='org/organisation.xml'/>",
	                     "<tasks><task ref='RV.1.3' status='M' inherited='yes'/></tasks>"),
	    RC_OK);
	ASK("string(//r:task[@id='RV.1.3']/@evidence)", "1" NBSP "of" NBSP "1");
	ASK("string(//r:evidence/r:item/r:place)", "org/policy.txt");
	ASK("string(//r:task[@id='RV.1.3']/r:evidence-list/r:evidence-item/@to)", "org-evidence-E-01");
	ASK("count(//r:evidence/r:item)", "1");
	ASK("string(//r:registers/r:inherited/r:entry/@id)", "RV.1.3");
	ASK("count(//r:task[@id='RV.1.3']/r:missing)", "0");
}

static void
test_file_that_is_no_assessment_is_refused(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "<predecessor href='../data/assay/catalogues/house-2.xml'/>", "<tasks/>"), RC_FAIL);
	assert_non_null(strstr(said(f), "[file-outside]"));
	assert_int_equal(build(f, "draft", "<inherits href='evidence/archive.txt'/>", "<tasks/>"), RC_FAIL);
}

/* ---- words ------------------------------------------------------------------------------------------------------------ */

static void
verdict_is(struct fixture *f, const char *tasks, const char *want)
{
	assert_int_equal(build(f, "draft", "", tasks), RC_OK);
	ASK("string(//r:verdict/r:sentence[2])", want);
}

#define TASK(id, st) "<task ref='" id "' status='" st "'/>"

static void
test_verdict_says_what_is_open_and_how(void **state)
{
	struct fixture *f = *state;

	verdict_is(f, "<tasks/>", "42 are not assessed.");
	verdict_is(f, "<tasks>" TASK("PO.1.1", "X") "</tasks>", "42 are open, one of them not met and 41 not assessed.");
	verdict_is(f, "<tasks>" TASK("PO.1.1", "P") "</tasks>", "42 are open, 41 of them not assessed.");
	ASK("string(//r:verdict/r:sentence[1])", "0" NBSP "of" NBSP "42 applicable tasks are met.");
}

/* Text in an author's field is text on the page, whatever it looks like. */
static void
test_markup_in_values_stays_text(void **state)
{
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "",
	                     "<tasks><task ref='PO.1.1' status='M' responsible='&lt;b&gt; &amp; co'><statement><p>1 &lt; 2 &amp; 3</p>"
	                     "</statement></task></tasks>"),
	    RC_OK);
	ASK("string(//r:task[@id='PO.1.1']/r:responsible)", "<b> & co");
	ASK("string(//r:task[@id='PO.1.1']/r:statement)", "1 < 2 & 3");
}

static void
test_elements_carry_their_place_in_the_source(void **state)
{
	struct fixture *f = *state;
	struct span at;
	size_t len;

	assert_int_equal(build(f, "draft", "", "<tasks><task ref='PO.1.1' status='M'><statement><p>x</p></statement></task></tasks>"),
	    RC_OK);
	assert_true(src_span_parse(ask(f, "string(//r:task[@id='PO.1.1']/r:statement/r:p/@a:at)"), &at));
	assert_memory_equal(src_bytes(f->cx->sources, at.file, &len) + at.beg, "<p>", 3);
	ASK("count(//r:task[@id='PO.1.2']/@a:at)", "0");
}

/* ---- properties ------------------------------------------------------------------------------------------------------- */

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* Any mix of statuses, evidence and actions; about one task in eight has no answer at all. */
static const char *
generate(struct fixture *f, const struct catalog *cat, uint32_t seed)
{
	struct buf b = {0};
	const char *text;
	size_t evidence = next_random(&seed) % 9;

	buf_puts(&b, "<evidence-list>");
	for (size_t i = 0; i < evidence; i++)
		buf_printf(&b, "<evidence id='e%zu' title='t' %s expires='2026-%02u-15'/>", i,
		    next_random(&seed) % 2 ? "location='x'" : "href='evidence/archive.txt'", 1 + next_random(&seed) % 12);
	buf_puts(&b, "</evidence-list><tasks>");
	for (size_t i = 0; i < cat->n_tasks; i++) {
		if (next_random(&seed) % 8 == 0)
			continue;
		buf_printf(&b, "<task ref='%s' status='%c'><reason><p>r</p></reason>", cat->ids[i], "MPLAXNUMM"[next_random(&seed) % 9]);
		for (size_t k = 0; evidence > 0 && k < next_random(&seed) % 4; k++)
			buf_printf(&b, "<evidence-ref ref='e%zu'/>", next_random(&seed) % evidence);
		if (next_random(&seed) % 3 == 0)
			buf_puts(&b, "<action-ref ref='a1'/>");
		buf_puts(&b, "</task>");
	}
	buf_printf(&b, "</tasks><actions><action id='a1' title='t' owner='a' due='2026-%02u-01' status='%s'/></actions>",
	    1 + next_random(&seed) % 12, next_random(&seed) % 2 ? "open" : "done");
	text = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

/* What must hold of every report, asked of the finished document, not of the program's own counters. */
static const char *const laws[] = {
    "//r:summary/r:counts/@total = count(//r:results[1]//r:task)",
    "//r:summary/r:counts/@met = count(//r:results[1]//r:task[@status='M' or @status='A'])",
    "//r:summary/r:counts/@N = count(//r:results[1]//r:task[@status='N'])",
    "//r:summary/r:counts/@open = count(//r:results[1]//r:task[@open='yes'])",
    "//r:summary/r:counts/@applicable = //r:summary/r:counts/@met + //r:summary/r:counts/@open",
    "sum(//r:results[1]/r:group/r:counts/@met) = //r:summary/r:counts/@met",
    "sum(//r:results[1]//r:practice/r:counts/@met) = //r:summary/r:counts/@met",
    "sum(//r:results[1]//r:practice/r:counts/@N) = //r:summary/r:counts/@N",
    "count(//r:strip//r:cell) = //r:summary/r:counts/@total",
    "count(//r:strip//r:cell[@status='X']) = //r:summary/r:counts/@X",
    "sum(//r:bars/r:bar/r:segment/@length) = //r:summary/r:counts/@applicable",
    "sum(//r:bars/r:bar/@na) = //r:summary/r:counts/@N",
    "sum(//r:key/r:status/@count) = //r:summary/r:counts/@total",
    "count(//r:summary/r:gaps/r:gap) = //r:summary/r:counts/@open",
    "sum(//r:evidence-summary/r:state/@count) = count(//r:evidence/r:item)",
    "//r:evidence-summary/@verified = count(//r:evidence/r:item[@state='ok'])",
    "//r:evidence-summary/@failed = count(//r:evidence/r:item[@fails='yes'])",
    "count(//r:evidence/r:item/r:task-link) = count(//r:task/r:evidence-list/r:evidence-item)",
    "sum(//r:assurance-summary/r:level/@count) = //r:summary/r:counts/@applicable",
    "not(//r:counts[@percent != '' and @percent * @applicable > @met * 100])",
    "not(//r:counts[@percent = '100' and @met != @applicable])",
    "not(//*[@to][not(starts-with(@to, 'practice-')) and not(starts-with(@to, 'group-')) and @to != '' "
    "and not(@to = //@anchor)])",
    "count(//@anchor) = count(//@anchor[not(. = ../preceding::*/@anchor) and not(. = ../ancestor::*/@anchor)])",
    "starts-with(//r:verdict/r:sentence[1], //r:summary/r:counts/@fraction)",
    "sum(//r:versions/r:class/@total) = count(//r:versions//r:version-task)",
    "not(//r:versions/r:class[@total != count(r:class-task) or @total != r:counts/@total])",
    "not(//r:versions/r:class[r:counts/@met != count(r:class-task[@status='M' or @status='A'])])",
    "sum(//r:versions/r:class/r:counts/@X) = count(//r:versions//r:version-task[@status='X'])",
    "not(//r:versions/r:readiness[@main='yes']/r:counts/@met != //r:summary/r:counts/@met)",
};

static void
test_totals_agree_in_every_generated_assessment(void **state)
{
	struct fixture *f = *state;
	const struct catalog *cat;

	for (uint32_t seed = 1; seed <= 40; seed++) {
		ctx_free(f->cx);
		f->cx = ctx_new(TEST_SOURCE_DIR);
		assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &cat), RC_OK);
		assert_int_equal(build(f, "draft", "", generate(f, cat, seed)), RC_OK);
		for (size_t i = 0; i < ARRAY_LEN(laws); i++)
			if (strcmp(ask(f, laws[i]), "true") != 0)
				fail_msg("seed %u: %s", seed, laws[i]);
	}
}

/* The same bytes for the same input: a report must be rebuildable. */
static void
test_two_runs_give_the_same_bytes(void **state)
{
	struct fixture *f = *state;
	const struct catalog *cat;
	xmlChar *first, *second;
	int n1, n2;

	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &cat), RC_OK);
	assert_int_equal(build(f, "draft", "", generate(f, cat, 7)), RC_OK);
	xmlDocDumpMemory(f->report->xml, &first, &n1);
	ctx_free(f->cx);
	f->cx = ctx_new(TEST_SOURCE_DIR);
	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &cat), RC_OK);
	assert_int_equal(build(f, "draft", "", generate(f, cat, 7)), RC_OK);
	xmlDocDumpMemory(f->report->xml, &second, &n2);
	assert_int_equal(n1, n2);
	assert_memory_equal(first, second, (size_t)n1);
	xmlFree(first);
	xmlFree(second);
}

static void
test_new_assessment_builds_at_once_with_every_task_unassessed(void **state)
{
	struct fixture *f = *state;
	const struct ass_opts o = {0};
	struct buf b = {0};

	assert_int_equal(ass_init(f->cx, "ssdf-1.1", "Orbit & Sons 4.2", &b), RC_OK);
	assert_int_equal(load_bytes(f->cx, "new.xml", buf_str(&b), b.len, NULL, &f->doc), RC_OK);
	assert_int_equal(ass_assess(f->cx, f->doc, &o, &f->ass), RC_OK);
	f->report = ass_model(f->ass, "full", NULL);
	ASK("string(//r:summary/r:counts/@U)", "42");
	ASK("string(//r:document/r:title)", "Orbit & Sons" NBSP "4.2");
	ASK("string(//r:document/@id)", "ORBIT-SONS-1");
	assert_non_null(strstr(buf_str(&b), "<!-- PW.4.1 Bring in well-kept third-party parts: "));
	assert_int_equal(ass_init(f->cx, "ssdf-9", NULL, &b), RC_FAIL);
	ctx_free(f->cx);
	f->cx = ctx_new(TEST_SOURCE_DIR);
	buf_free(&b);
}

/* An answer that nobody has vouched for counts as it stands, and the page says so; a final document is refused. */
static void
test_answers_that_wait_to_be_confirmed_are_told(void **state)
{
	static const char tasks[] = "<tasks><task ref='PO.1.1' status='N' confirm='wording period'><reason><p>r</p></reason></task>"
				    "<task ref='PO.1.2' status='N' confirm='guidance'><reason><p>r</p></reason></task>"
				    "<task ref='PO.1.3' status='N'><reason><p>r</p></reason></task></tasks>";
	struct fixture *f = *state;

	assert_int_equal(build(f, "draft", "", tasks), RC_OK);
	assert_string_equal(ask(f, "//r:task[@id='PO.1.1']/@confirm"), "yes");
	assert_string_equal(ask(f, "//r:task[@id='PO.1.2']/@confirm"), "look");
	assert_string_equal(ask(f, "count(//r:task[@id='PO.1.3']/@confirm)"), "0");
	assert_string_equal(ask(f, "count(//r:task[@id='PO.1.1']/r:missing)"), "2");
	assert_string_equal(ask(f, "count(//r:task[@id='PO.1.2']/r:missing)"), "1");
	assert_non_null(strstr(ask(f, "//r:sentence[@rule='N-CONFIRM']"), "of the 3 answers"));
	assert_int_equal(build(f, "final", "", tasks), RC_FAIL);
	assert_non_null(strstr(said(f), "PO.1.1: confirmation"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_answers_that_wait_to_be_confirmed_are_told, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_evidence_state_follows_file_digest_and_dates, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_withheld_evidence_does_not_tell_its_place, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_final_document_without_a_statement_is_refused_at_the_task, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_draft_lists_the_same_as_an_open_point, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_final_document_with_all_values_has_no_open_point, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_unknown_task_is_an_error_with_a_suggestion, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_changed_organisation_file_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_inherited_answer_must_agree_with_its_origin, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_inherited_answer_brings_its_evidence_and_its_origin, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_file_that_is_no_assessment_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_verdict_says_what_is_open_and_how, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_markup_in_values_stays_text, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_elements_carry_their_place_in_the_source, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_totals_agree_in_every_generated_assessment, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_two_runs_give_the_same_bytes, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_new_assessment_builds_at_once_with_every_task_unassessed, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
