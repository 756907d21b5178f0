#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "base/str.h"
#include "catalog/catalog.h"
#include "temp.h"

struct fixture {
	struct ctx *cx;
	char dir[256], oscal[300], out[300];
	struct buf said;
};

static int
set_up(void **state)
{
	struct fixture *f = fixture_with_catalogues(state, sizeof(*f));

	temp_folder(f->dir, sizeof(f->dir));
	snprintf(f->oscal, sizeof(f->oscal), "%s/oscal.xml", f->dir);
	snprintf(f->out, sizeof(f->out), "%s/out.xml", f->dir);
	setenv("XDG_DATA_HOME", f->dir, 1);
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	buf_free(&f->said);
	temp_remove(f->dir);
	return fixture_free(state);
}

/* An OSCAL catalogue in the published shape, with sentences of our own; one id may be left out or replaced. */
static void
write_oscal(struct fixture *f, const char *skip, const char *rename)
{
	const struct catalog *cat;
	struct buf b = {0};

	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &cat), RC_OK);
	buf_puts(&b, "<catalog xmlns='http://csrc.nist.gov/ns/oscal/1.0' uuid='6978bd3b-af5e-5621-8fa3-e0be2cce9a70'>"
	             "<metadata><title>A sample</title><version>7</version></metadata>");
	for (size_t g = 0; g < cat->n_groups; g++) {
		buf_printf(&b, "<group id='%s' class='group'>", cat->groups[g].id);
		for (size_t p = 0; p < cat->groups[g].n_practices; p++) {
			const struct cat_practice *q = &cat->groups[g].practices[p];

			buf_printf(&b, "<control id='%s' class='practice'><title>t</title><part name='statement'><p>About %s.</p></part>",
			    q->id, q->id);
			for (size_t t = 0; t < q->n_tasks; t++) {
				if (str_eq(q->tasks[t].id, skip))
					continue;
				buf_printf(&b,
				    "<control id='%s' class='task'><title>t</title><part name='statement'><p>Do  %s &amp; so\n on.%s</p></part>"
				    "<part name='example'><title>Example 1:</title><p>For instance.</p></part></control>",
				    str_eq(q->tasks[t].id, rename) ? "PO.9.9" : q->tasks[t].id, q->tasks[t].id,
				    str_eq(q->tasks[t].id, "PO.1.3") ? " [Formerly PW.3.1]"
				        : str_eq(q->tasks[t].id, "PW.1.3") ? " .Formerly PW.4.3"
				                                           : "");
			}
			buf_puts(&b, "</control>");
		}
		buf_puts(&b, "</group>");
	}
	buf_puts(&b, "</catalog>");
	assert_int_equal(io_write(f->cx, f->oscal, b.p, b.len), RC_OK);
	buf_free(&b);
}

static void
test_wording_lands_in_a_catalogue_that_keeps_everything_else(void **state)
{
	struct fixture *f = *state;
	const struct catalog *before, *after;

	write_oscal(f, NULL, NULL);
	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &before), RC_OK);
	assert_int_equal(cat_import(f->cx, f->oscal, "ssdf-1.1", f->out, CAT_TEXT, &f->said), RC_OK);
	assert_non_null(strstr(buf_str(&f->said), "42 tasks and 19 practices (42 examples"));
	assert_int_equal(cat_load_file(f->cx, f->out, &after), RC_OK);
	assert_true(after->has_official);
	assert_string_equal(after->wording, "A sample, version 7");
	assert_int_equal(after->n_tasks, 42);
	for (size_t i = 0; i < 42; i++) {
		const struct cat_task *a = &after->tasks[i], *b = &before->tasks[i];
		char want[64];

		snprintf(want, sizeof(want), "Do %s & so on.", b->id);
		assert_string_equal(a->official, want);
		assert_string_equal(a->label, b->label);
		assert_string_equal(a->summary, b->summary);
		assert_int_equal(a->references, b->references);
		assert_int_equal(a->n_clauses, b->n_clauses);
	}
	assert_string_equal(after->practices[0].official, "About PO.1.");
	assert_int_equal(after->n_retired, before->n_retired);
}

/* Imported wording is what the user asked for: build must prefer it without being told again. */
static void
test_build_prefers_the_imported_file(void **state)
{
	struct fixture *f = *state;
	const struct catalog *cat;

	write_oscal(f, NULL, NULL);
	assert_int_equal(cat_import(f->cx, f->oscal, "ssdf-1.1", NULL, CAT_JSON, &f->said), RC_OK);
	assert_non_null(strstr(buf_str(&f->said), "assay/catalogues/ssdf-1.1.xml\",\"tasks\":42"));
	assert_int_equal(cat_load(f->cx, "ssdf", "1.1", NO_SPAN, &cat), RC_OK);
	assert_true(cat->has_official);
	/* Importing again must start from our own file, not pile up on the imported one. */
	assert_int_equal(cat_import(f->cx, f->oscal, "ssdf-1.1", NULL, CAT_TEXT, &f->said), RC_OK);
}

static void
refused(struct fixture *f, const char *why)
{
	struct buf b = {0};

	assert_int_equal(cat_import(f->cx, f->oscal, "ssdf-1.1", f->out, CAT_TEXT, &f->said), RC_FAIL);
	diag_print(f->cx, DIAG_TEXT, &b);
	if (strstr(buf_str(&b), why) == NULL)
		fail_msg("%s", buf_str(&b));
	assert_false(io_exists(f->out));
	buf_free(&b);
}

static void
test_missing_task_is_refused(void **state)
{
	write_oscal(*state, "RV.3.4", NULL);
	refused(*state, "nothing about RV.3.4");
}

/* An id of another version must not silently vanish. */
static void
test_unknown_control_is_refused(void **state)
{
	write_oscal(*state, NULL, "PO.1.2");
	refused(*state, "the framework has no PO.9.9");
}

static void
test_another_vocabulary_is_refused(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "<catalog xmlns='urn:assay:catalog:1'/>";

	assert_int_equal(io_write(f->cx, f->oscal, text, strlen(text)), RC_OK);
	refused(f, "the root is not <catalog> of http://csrc.nist.gov/ns/oscal/1.0");
}

static void
bad_catalogue(struct fixture *f, const char *text, const char *why)
{
	const struct catalog *cat;
	struct buf b = {0};

	assert_int_equal(io_write(f->cx, f->out, text, strlen(text)), RC_OK);
	assert_int_equal(cat_load_file(f->cx, f->out, &cat), RC_FAIL);
	diag_print(f->cx, DIAG_TEXT, &b);
	if (strstr(buf_str(&b), why) == NULL)
		fail_msg("%s", buf_str(&b));
	buf_free(&b);
}

#define HEAD                                                                                                          \
	"<catalog xmlns='urn:assay:catalog:1' id='x' version='1' name='X' status='final' date='2022-02' source='S'>"   \
	"<title>T</title>"
#define TASK(id) "<task id='" id "' label='a b' examples='1' references='2'><summary>s</summary></task>"

static void
test_broken_catalogue_names_the_place(void **state)
{
	bad_catalogue(*state, HEAD "</catalog>", "a framework without tasks");
	bad_catalogue(*state,
	    HEAD "<group id='A' title='t'><practice id='A.1' title='t' label='l'>" TASK("A.1.1") TASK("A.1.1") "</practice></group></catalog>",
	    "a task id that is there already");
	bad_catalogue(*state,
	    HEAD "<group id='A' title='t'><practice id='A.1' title='t' label='l'><task id='A.1.1'/></practice></group></catalog>",
	    "<task> without label");
	bad_catalogue(*state,
	    HEAD "<group id='A' title='t'><practice id='A.1' title='t' label='l'>" TASK("A.1.1")
	         "</practice></group><retired><id ref='A.1.1' kind='task' fate='f'/></retired></catalog>",
	    "a retired id that is in use");
	bad_catalogue(*state, HEAD "<group id='A' title='t'/></catalog>", "a group without practices");
	bad_catalogue(*state, HEAD "<group id='A' title='t'><practice id='A.1' title='t' label='l'/></group></catalog>",
	    "a practice without tasks");
	bad_catalogue(*state, "<form xmlns='urn:assay:catalog:1'/>", "the root is not <catalog>");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_wording_lands_in_a_catalogue_that_keeps_everything_else, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_build_prefers_the_imported_file, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_missing_task_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_unknown_control_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_another_vocabulary_is_refused, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(test_broken_catalogue_names_the_place, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
