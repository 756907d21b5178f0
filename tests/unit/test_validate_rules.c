#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "validate/val.h"

/* An assessment in parts; NULL takes what is right. */
struct parts {
	const char *status, *after_framework, *product, *scope, *period, *people, *evidence, *tasks, *tail;
};

static const char *
or_else(const char *part, const char *otherwise)
{
	return part != NULL ? part : otherwise;
}

static char *
write_text(const struct parts *p)
{
	struct buf b = {0};

	buf_printf(&b, "<assessment xmlns='urn:assay:assessment:1' id='T' version='1' status='%s' xml:lang='en'>",
	    or_else(p->status, "draft"));
	buf_printf(&b, "<framework ref='ssdf' version='1.1'/>%s<producer name='P'/>%s%s%s%s%s",
	    or_else(p->after_framework, ""), or_else(p->product, "<product name='Q' version='1'/>"),
	    or_else(p->scope, "<scope kind='product'><p>All.</p></scope>"),
	    or_else(p->period, "<period start='2026-01-01' end='2026-06-30' as-of='2026-07-15'/>"), or_else(p->people, ""),
	    or_else(p->evidence, ""));
	buf_printf(&b, "<tasks>%s</tasks>%s</assessment>", or_else(p->tasks, ""), or_else(p->tail, ""));
	return b.p;
}

/* What `check` would print about it. */
static struct buf
check(const struct parts *p)
{
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	char *text = write_text(p);
	const struct doc *doc;
	struct buf out = {0};
	const struct io_root *root;

	assert_int_equal(io_root_open(cx, TEST_SOURCE_DIR "/tests/golden/load", &root), RC_OK);
	assert_int_equal(load_bytes(cx, "t.xml", text, strlen(text), root, &doc), RC_OK);
	(void)!val_doc(cx, doc);
	diag_print(cx, DIAG_JSON, &out);
	ctx_free(cx);
	free(text);
	return out;
}

static void
assert_reports(const char *name, const char *words, struct parts p)
{
	struct buf out = check(&p);
	char id[100];

	snprintf(id, sizeof(id), "\"name\":\"%s\"", name);
	if (strstr(buf_str(&out), id) == NULL || strstr(buf_str(&out), words) == NULL)
		fail_msg("wanted %s, \"%s\"; got: %s", name, words, buf_str(&out));
	buf_free(&out);
}

static void
assert_silent_about(const char *name, struct parts p)
{
	struct buf out = check(&p);
	char id[100];

	snprintf(id, sizeof(id), "\"name\":\"%s\"", name);
	if (strstr(buf_str(&out), id) != NULL)
		fail_msg("did not want %s; got: %s", name, buf_str(&out));
	buf_free(&out);
}

#define TASK(ref) "<task ref='" ref "' status='U'/>"

/* The ids that circulate and were never tasks: each gets the explanation that helps. */
static void
test_invented_task_ids_are_explained(void **state)
{
	(void)state;
	assert_reports("task-unknown", "PO.1 has 3 tasks, PO.1.1 to PO.1.3.", (struct parts){.tasks = TASK("PO.1.4")});
	assert_reports("task-unknown", "PS.2 has one task, PS.2.1.", (struct parts){.tasks = TASK("PS.2.2")});
	assert_reports("task-unknown", "PW.9 has 2 tasks, PW.9.1 to PW.9.2.", (struct parts){.tasks = TASK("PW.9.3")});
	assert_reports("task-unknown", "RV.2 has 2 tasks, RV.2.1 to RV.2.2.", (struct parts){.tasks = TASK("RV.2.3")});
}

static void
test_misspelt_task_ids_get_a_suggestion(void **state)
{
	(void)state;
	assert_reports("task-unknown", "Did you mean PO.3.1?", (struct parts){.tasks = TASK("P0.3.1")});
	assert_reports("task-unknown", "Did you mean PW.4.4?", (struct parts){.tasks = TASK("pw.4.4")});
}

static void
test_a_practice_is_not_a_task(void **state)
{
	(void)state;
	assert_reports("task-unknown", "It is a practice: answer its tasks, PO.1.1 and so on.",
	    (struct parts){.tasks = TASK("PO.1")});
}

/* SP 800-218A fills PW.3 again: an answer to its ids must not be taken for one to SSDF 1.1. */
static void
test_retired_ids_say_where_their_content_went(void **state)
{
	(void)state;
	assert_reports("task-retired", "PW.4.4", (struct parts){.tasks = TASK("PW.3.2")});
	assert_reports("task-retired", "PW.3.3", (struct parts){.tasks = TASK("PW.3.3")});
	assert_reports("task-retired", "PW.5.1", (struct parts){.tasks = TASK("PW.5.2")});
}

static void
test_missing_answers_are_one_line(void **state)
{
	struct buf out = check(&(struct parts){0});
	const char *first = strstr(buf_str(&out), "task-missing");

	(void)state;
	assert_non_null(first);
	assert_null(strstr(first + 1, "task-missing"));
	assert_non_null(strstr(first, "42 of 42 tasks of SSDF 1.1"));
	buf_free(&out);
}

static void
test_a_reason_of_white_space_is_none(void **state)
{
	(void)state;
	assert_reports("reason-missing", "PO.2.3",
	    (struct parts){.tasks = "<task ref='PO.2.3' status='N'><reason><p>  </p></reason></task>"});
	assert_silent_about("reason-missing",
	    (struct parts){.tasks = "<task ref='PO.2.3' status='N'><reason><p>One person.</p></reason></task>"});
}

static void
test_a_test_is_evidence_too(void **state)
{
	(void)state;
	assert_silent_about("evidence-none",
	    (struct parts){.tasks = "<task ref='PO.1.1' status='M'><statement><p>So.</p></statement>"
				    "<test title='T' date='2026-02-01' result='pass'/></task>"});
}

static void
test_a_reference_must_lead_to_its_kind(void **state)
{
	(void)state;
	assert_reports("ref-dangling", "it is the <evidence> of line 1",
	    (struct parts){.evidence = "<evidence-list><evidence id='e' title='E' location='L'/></evidence-list>",
		.tasks = "<task ref='PO.1.1' status='P'><finding-ref ref='e'/></task>"});
}

static void
test_prose_may_refer_to_tasks_and_practices(void **state)
{
	(void)state;
	assert_silent_about("ref-dangling",
	    (struct parts){.scope = "<scope kind='product'><p><ref to='PW.4'/> <ref to='PW.4.1'/></p></scope>"});
	assert_reports("ref-dangling", "PW.4.7",
	    (struct parts){.scope = "<scope kind='product'><p><ref to='PW.4.7'/></p></scope>"});
}

static void
test_evidence_of_a_policy_may_be_old_while_it_is_in_force(void **state)
{
	(void)state;
	assert_silent_about("date-outside",
	    (struct parts){.evidence = "<evidence-list><evidence id='e' title='E' location='L' collected='2025-11-01'"
				       " expires='2027-01-01'/></evidence-list>"});
	assert_reports("date-outside", "collected 2025-11-01",
	    (struct parts){.evidence = "<evidence-list><evidence id='e' title='E' location='L' collected='2025-11-01'/></evidence-list>"});
}

static void
test_an_action_is_not_due_before_its_finding(void **state)
{
	(void)state;
	assert_reports("date-order", "F was identified on 2026-05-01",
	    (struct parts){.tail = "<findings><finding id='F' title='F' severity='low' status='open' identified='2026-05-01'/></findings>"
				   "<actions><action id='A' title='A' owner='O' due='2026-04-01' status='open' finding='F'/></actions>"});
}

static void
test_a_day_for_an_open_action_is_wrong(void **state)
{
	(void)state;
	assert_reports("done-date", "status is not done",
	    (struct parts){.tail = "<actions><action id='A' title='A' owner='O' due='2026-04-01' status='open' done='2026-03-01'/></actions>"});
}

static void
test_an_assessor_carries_what_is_verified(void **state)
{
	(void)state;
	assert_silent_about("verified-bare",
	    (struct parts){.people = "<parties><party id='q' role='assessor' name='Q' independence='external'/></parties>",
		.tasks = "<task ref='PO.1.1' status='U' assurance='verified'/>"});
}

/* The same defect weighs more in a final document. */
static void
test_broken_evidence_fails_a_final_document_only(void **state)
{
	struct parts p = {.evidence = "<evidence-list><evidence id='e' title='E' href='evidence/branch-rules.txt' sha256='"
				      "0000000000000000000000000000000000000000000000000000000000000000'/></evidence-list>",
	    .tasks = "<task ref='PO.1.1' status='P'><evidence-ref ref='e'/></task>"};

	(void)state;
	assert_reports("evidence-differs", "evidence/branch-rules.txt is ", p);
	assert_silent_about("final-evidence", p);
	p.status = "final";
	assert_reports("final-evidence", "evidence/branch-rules.txt is ", p);
	assert_silent_about("evidence-differs", p);
}

static void
test_digests_compare_in_either_case(void **state)
{
	struct io_digest d;
	struct buf evidence = {0};
	struct ctx *cx = ctx_new(TEST_SOURCE_DIR);
	const struct io_root *root;

	(void)state;
	assert_int_equal(io_root_open(cx, TEST_SOURCE_DIR "/tests/golden/load", &root), RC_OK);
	d = io_digest_below(root, "evidence/branch-rules.txt", 1 << 20);
	assert_int_equal(d.state, IO_OK);
	for (char *s = d.hex; *s != '\0'; s++)
		*s = (char)(*s >= 'a' && *s <= 'f' ? *s - 'a' + 'A' : *s);
	buf_printf(&evidence,
	    "<evidence-list><evidence id='e' title='E' href='evidence/branch-rules.txt' sha256='%s'/></evidence-list>", d.hex);
	assert_silent_about("evidence-differs", (struct parts){.evidence = buf_str(&evidence)});
	buf_free(&evidence);
	ctx_free(cx);
}

static void
test_names_that_leave_the_folder_are_refused(void **state)
{
	static const char *const names[] = {"../x", "/etc/passwd", "file:///etc/passwd", "a/../../x", "a\\b", "%2e%2e/x", "",
	    "//h/x", "a//b", "."};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct buf evidence = {0};

		buf_printf(&evidence, "<evidence-list><evidence id='e' title='E' href='%s'/></evidence-list>", names[i]);
		assert_reports("file-outside", "", (struct parts){.evidence = buf_str(&evidence)});
		buf_free(&evidence);
	}
}

static void
test_a_folder_is_no_evidence(void **state)
{
	(void)state;
	assert_reports("file-outside", "it is a folder",
	    (struct parts){.evidence = "<evidence-list><evidence id='e' title='E' href='evidence'/></evidence-list>"});
}

static void
test_links_may_only_lead_to_the_web_or_mail(void **state)
{
	(void)state;
	assert_reports("link-refused", "javascript:alert",
	    (struct parts){.scope = "<scope kind='product'><p><link href='javascript:alert(1)'/></p></scope>"});
	assert_silent_about("link-refused",
	    (struct parts){.scope = "<scope kind='product'><p><link href='HTTPS://a.example'/></p></scope>"});
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_invented_task_ids_are_explained),
	    cmocka_unit_test(test_misspelt_task_ids_get_a_suggestion),
	    cmocka_unit_test(test_a_practice_is_not_a_task),
	    cmocka_unit_test(test_retired_ids_say_where_their_content_went),
	    cmocka_unit_test(test_missing_answers_are_one_line),
	    cmocka_unit_test(test_a_reason_of_white_space_is_none),
	    cmocka_unit_test(test_a_test_is_evidence_too),
	    cmocka_unit_test(test_a_reference_must_lead_to_its_kind),
	    cmocka_unit_test(test_prose_may_refer_to_tasks_and_practices),
	    cmocka_unit_test(test_evidence_of_a_policy_may_be_old_while_it_is_in_force),
	    cmocka_unit_test(test_an_action_is_not_due_before_its_finding),
	    cmocka_unit_test(test_a_day_for_an_open_action_is_wrong),
	    cmocka_unit_test(test_an_assessor_carries_what_is_verified),
	    cmocka_unit_test(test_broken_evidence_fails_a_final_document_only),
	    cmocka_unit_test(test_digests_compare_in_either_case),
	    cmocka_unit_test(test_names_that_leave_the_folder_are_refused),
	    cmocka_unit_test(test_a_folder_is_no_evidence),
	    cmocka_unit_test(test_links_may_only_lead_to_the_web_or_mail),
	};

	load_init();
	unsetenv("XDG_DATA_HOME");
	setenv("HOME", "/nonexistent", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
