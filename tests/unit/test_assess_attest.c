#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "assess/ass_attest.h"
#include "base/io.h"
#include "base/str.h"

/* An attestation stands or falls with each single cause: here each is made alone, around an
 * assessment that has none. */

struct fixture {
	struct ctx *cx;
	struct buf tasks, xml;
	const struct doc *doc;
	const struct ass *ass;
};

static int
set_up(void **state)
{
	struct fixture *f = mem_alloc(sizeof(*f));

	*f = (struct fixture){.cx = ctx_new(TEST_SOURCE_DIR)};
	load_init();
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	ctx_free(f->cx);
	buf_free(&f->tasks);
	buf_free(&f->xml);
	free(f);
	return 0;
}

static const char *const groups[][20] = {
    {"PO.1.1", "PO.1.2", "PO.1.3", "PO.2.1", "PO.2.2", "PO.2.3", "PO.3.1", "PO.3.2", "PO.3.3",
	"PO.4.1", "PO.4.2", "PO.5.1", "PO.5.2"},
    {"PS.1.1", "PS.2.1", "PS.3.1", "PS.3.2"},
    {"PW.1.1", "PW.1.2", "PW.1.3", "PW.2.1", "PW.4.1", "PW.4.2", "PW.4.4", "PW.5.1", "PW.6.1",
	"PW.6.2", "PW.7.1", "PW.7.2", "PW.8.1", "PW.8.2", "PW.9.1", "PW.9.2"},
    {"RV.1.1", "RV.1.2", "RV.1.3", "RV.2.1", "RV.2.2", "RV.3.1", "RV.3.2", "RV.3.3", "RV.3.4"},
};

#define MET                                                                                        \
	"<task ref='%s' status='M' reviewed-by='b'><statement><p>so</p></statement><evidence-ref " \
	"ref='E-1'/></task>"

struct variant { /* of the assessment that has nothing against it; NULL: as it is */
	const char *status, *framework, *period, *parties, *instrument, *evidence,
	    *task; /* task: instead of that of RV.1.1 */
	bool allow_draft;
};

#define PARTIES                                                                                    \
	"<party id='a' role='prepared' name='Ada' date='2026-07-01'/><party id='b' "               \
	"role='approved' name='Bo' date='2026-07-02'/>"
#define SIGNER "<party id='c' role='signer' name='Cy' capacity='owner'/>"

static void
build(struct fixture *f, const struct variant *v)
{
	const struct ass_opts o = {.allow_draft = v->allow_draft};
	const struct io_root *root;
	const char *version = v->framework != NULL ? v->framework : "1.1";

	f->tasks.len = f->xml.len = 0;
	for (size_t g = 0; g < ARRAY_LEN(groups); g++)
		for (size_t i = 0; i < ARRAY_LEN(groups[g]) && groups[g][i] != NULL; i++) {
			if (v->task != NULL && str_eq(groups[g][i], "RV.1.1"))
				buf_puts(&f->tasks, v->task);
			else
				buf_printf(&f->tasks, MET, groups[g][i]);
		}
	buf_printf(&f->xml,
	    "<assessment xmlns='urn:assay:assessment:1' id='T' version='1' status='%s' "
	    "classification='c' xml:lang='en'>\n"
	    "<framework ref='ssdf' version='%s'/><producer name='P'/><product name='Q' "
	    "version='2'/>"
	    "<scope "
	    "kind='product'><p>s</p></scope>%s<parties>%s</parties>%s<method><p>m</p></method>"
	    "<evidence-list>%s</evidence-list><tasks>%s</tasks></assessment>",
	    v->status != NULL ? v->status : "final", version,
	    v->period != NULL ? v->period
			      : "<period start='2026-01-01' end='2026-06-30' as-of='2026-07-01'/>",
	    v->parties != NULL ? v->parties : PARTIES SIGNER,
	    v->instrument != NULL ? v->instrument
				  : "<instrument ref='cisa-form-1.0' as-of='2026-07-01'/>",
	    v->evidence != NULL ? v->evidence : "<evidence id='E-1' title='t' type='record'/>",
	    buf_str(&f->tasks));
	assert_int_equal(
	    io_root_open(f->cx, TEST_SOURCE_DIR "/tests/golden/report/fathom", &root), RC_OK);
	assert_int_equal(
	    load_bytes(f->cx, "t.xml", arena_strndup(f->cx->arena, f->xml.p, f->xml.len),
		f->xml.len, root, &f->doc),
	    RC_OK);
	assert_int_equal(ass_assess(f->cx, f->doc, &o, &f->ass), RC_OK);
}

static void
test_an_assessment_with_nothing_against_it_can_be_signed(void **state)
{
	struct fixture *f = *state;
	const struct ass_attest *x;

	build(f, &(struct variant){0});
	x = f->ass->attest;
	assert_non_null(x);
	assert_int_equal(x->causes.n, 0);
	assert_true(x->is_ready);
	assert_int_equal(ass_ask_signable(f->ass), SIGN_READY);
	assert_int_equal(ass_signable(f->cx, f->ass), SIGN_READY);
	assert_false(diag_failed(f->cx));
}

/* The counts of the form's appendix: who leaves a task out of the union lets a gap pass. */
static void
test_the_cisa_form_cites_31_tasks_and_leaves_11_out(void **state)
{
	static const char *const uncited[] = {"PO.1.2", "PO.2.1", "PO.2.2", "PO.2.3", "PW.1.1",
	    "PW.1.2", "PW.1.3", "PW.4.2", "RV.3.1", "RV.3.2", "RV.3.4"};
	struct fixture *f = *state;
	const struct ass_attest *x;
	size_t statements = 0;

	build(f, &(struct variant){0});
	x = f->ass->attest;
	assert_int_equal(x->cited.n, 31);
	assert_int_equal(x->uncited.n, ARRAY_LEN(uncited));
	for (size_t i = 0; i < ARRAY_LEN(uncited); i++)
		assert_string_equal(
		    ((const struct ass_task *)x->uncited.p[i])->cat->id, uncited[i]);
	for (size_t i = 0; i < x->form->n_items; i++)
		statements += x->form->items[i].is_statement;
	assert_int_equal(statements, 12);
}

/* A part without tasks of its own rests on those of the item above; one that gathers rests on those
 * of its parts. */
static void
test_statements_rest_on_tasks_of_their_parts_or_of_the_one_above(void **state)
{
	static const struct {
		const char *id;
		size_t tasks;
	} want[] = {{"1", 4}, {"1b", 1}, {"1b(i)", 1}, {"1f", 4}, {"2", 13}, {"3", 10}, {"4", 19},
	    {"4c", 19}};
	struct fixture *f = *state;
	const struct ass_attest *x;

	build(f, &(struct variant){0});
	x = f->ass->attest;
	for (size_t k = 0; k < ARRAY_LEN(want); k++)
		for (size_t i = 0; i < x->form->n_items; i++)
			if (str_eq(x->form->items[i].id, want[k].id))
				assert_int_equal(x->statements[i].tasks.n, want[k].tasks);
}

#define TASK(attributes, inside) "<task ref='RV.1.1' " attributes ">" inside "</task>"
#define SAID "<statement><p>so</p></statement>"
#define SHOWN "<evidence-ref ref='E-1'/>"

static void
test_each_cause_alone_keeps_the_letter_back_and_knows_its_line(void **state)
{
	static const struct {
		enum cause cause;
		struct variant v;
	} rows[] = {
	    {CAUSE_FRAMEWORK_DRAFT, {.framework = "1.2-ipd"}},
	    {CAUSE_DOCUMENT_DRAFT, {.status = "draft"}},
	    {CAUSE_NOT_APPROVED, {.status = "draft", .parties = SIGNER}},
	    {CAUSE_NO_SIGNER, {.parties = PARTIES}},
	    {CAUSE_CAPACITY, {.parties = PARTIES "<party id='c' role='signer' name='Cy'/>"}},
	    {CAUSE_FORM_EXPIRED,
		{.period = "<period start='2026-10-01' end='2027-03-31' as-of='2027-04-01'/>"}},
	    {CAUSE_PERIOD_LAPSED,
		{.period = "<period start='2024-01-01' end='2024-06-30' as-of='2025-07-02'/>"}},
	    {CAUSE_NOT_ASSESSED, {.task = TASK("status='U'", "")}},
	    {CAUSE_UNMET, {.task = TASK("status='P'", SAID SHOWN)}},
	    {CAUSE_UNMET, {.task = TASK("status='L'", SAID)}},
	    {CAUSE_UNMET, {.task = TASK("status='X'", "<reason><p>no</p></reason>")}},
	    {CAUSE_NO_REASON, {.status = "draft", .task = TASK("status='N' reviewed-by='b'", "")}},
	    {CAUSE_NO_APPROVER, {.task = TASK("status='N'", "<reason><p>no</p></reason>")}},
	    {CAUSE_ALTERNATIVE, {.task = TASK("status='A'", SAID SHOWN)}},
	    {CAUSE_UNCONFIRMED,
		{.status = "draft", .task = TASK("status='M' confirm='wording'", SAID SHOWN)}},
	    {CAUSE_NO_EVIDENCE, {.task = TASK("status='M'", SAID)}},
	    {CAUSE_EVIDENCE,
		{.status = "draft",
		    .evidence =
			"<evidence id='E-1' title='t' type='record' expires='2026-06-30'/>"}},
	    {CAUSE_EVIDENCE,
		{.status = "draft",
		    .evidence = "<evidence id='E-1' title='t' type='record' href='nowhere.txt'/>"}},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct ass_attest *x;
		bool found = false;

		build(f, &rows[i].v);
		x = f->ass->attest;
		for (size_t k = 0; k < x->causes.n; k++) {
			const struct ass_cause *c = x->causes.p[k];

			found |= c->kind == rows[i].cause;
			assert_int_not_equal(c->at.file, 0);
			assert_true(str_starts(c->place, "line"));
			assert_true(strlen(c->text) > 2 && strlen(ass_cause_name(c->kind)) > 5);
		}
		assert_true(found);
		assert_false(x->is_ready);
		assert_int_not_equal(ass_ask_signable(f->ass), SIGN_READY);
	}
}

static void
test_not_applicable_and_alternative_stand_when_a_second_person_agreed(void **state)
{
	static const struct variant rows[] = {
	    {.task = TASK("status='N' reviewed-by='b'", "<reason><p>no</p></reason>")},
	    {.task = TASK("status='A' reviewed-by='b'", SAID SHOWN)},
	    {.task = TASK("status='A' assurance='verified'", SAID SHOWN)},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		build(f, &rows[i]);
		assert_int_equal(ass_signable(f->cx, f->ass), SIGN_READY);
	}
	build(f, &rows[0]);
	assert_int_equal(f->ass->attest->counts.applicable, 30);
}

static void
test_a_draft_framework_is_refused_unless_it_is_allowed(void **state)
{
	struct fixture *f = *state;

	build(f, &(struct variant){.framework = "1.2-ipd"});
	assert_int_equal(ass_signable(f->cx, f->ass), SIGN_REFUSED);
	assert_true(diag_said(f->cx, DIAG_ATTEST_DRAFT));
	build(f, &(struct variant){.framework = "1.2-ipd", .allow_draft = true});
	assert_int_equal(ass_ask_signable(f->ass), SIGN_READY);
	assert_int_equal(f->ass->attest->cited.n, 31);
	assert_int_equal(f->ass->attest->uncited.n, 18);
}

static void
test_without_statements_there_is_no_letter(void **state)
{
	struct fixture *f = *state;

	build(f,
	    &(struct variant){
		.instrument = "<instrument ref='a-list-that-nobody-gave' as-of='2026-07-01'/>"});
	assert_null(f->ass->attest);
	assert_int_equal(ass_signable(f->cx, f->ass), SIGN_REFUSED);
	assert_true(diag_said(f->cx, DIAG_ATTEST_NONE));
}

/* Page, message and gate count alike: whatever the statuses, ready means that nothing stands
 * against any cited task. */
static void
test_ready_means_every_statement_carried_in_every_generated_assessment(void **state)
{
	static const char *const answers[] = {TASK("status='M' reviewed-by='b'", SAID SHOWN),
	    TASK("status='P'", SAID SHOWN),
	    TASK("status='N' reviewed-by='b'", "<reason><p>no</p></reason>"),
	    TASK("status='A'", SAID SHOWN), TASK("status='U'", ""), TASK("status='M'", SAID)};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		const struct ass_attest *x;
		size_t blocked = 0, carried = 0, all = 0;

		build(f, &(struct variant){.task = answers[i]});
		x = f->ass->attest;
		for (size_t k = 0; k < x->form->n_items; k++) {
			const struct ass_statement *s = &x->statements[k];
			bool any = false;

			for (size_t n = 0; n < s->tasks.n; n++)
				any |= ass_is_blocked(x, s->tasks.p[n]);
			assert_int_equal(s->is_carried, !any);
			assert_true(s->met <= s->applicable && s->applicable <= s->tasks.n);
			carried += s->is_carried;
			all++;
		}
		for (size_t k = 0; k < x->cited.n; k++)
			blocked += ass_is_blocked(x, x->cited.p[k]);
		assert_int_equal(x->is_ready, blocked == 0 && carried == all);
		assert_int_equal(x->counts.met + x->counts.open, x->counts.applicable);
		assert_int_equal(x->cited.n + x->uncited.n, x->set->cat->n_tasks);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		test_an_assessment_with_nothing_against_it_can_be_signed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_the_cisa_form_cites_31_tasks_and_leaves_11_out, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_statements_rest_on_tasks_of_their_parts_or_of_the_one_above, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		test_each_cause_alone_keeps_the_letter_back_and_knows_its_line, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_not_applicable_and_alternative_stand_when_a_second_person_agreed, set_up,
		tear_down),
	    cmocka_unit_test_setup_teardown(
		test_a_draft_framework_is_refused_unless_it_is_allowed, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_without_statements_there_is_no_letter, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(
		test_ready_means_every_statement_carried_in_every_generated_assessment, set_up,
		tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
