#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "assess/ass_model.h"
#include "base/io.h"
#include "base/str.h"
#include "fixture.h"
#include "report_ask.h"
#include "temp.h"

struct fixture {
	struct ctx *cx;
	char dir[1000];
	const struct doc *doc, *report;
	const struct ass *ass;
};

static int
set_up(void **state)
{
	struct fixture *f = fixture_with_catalogues(state, sizeof(struct fixture));

	temp_folder(f->dir, sizeof(f->dir));
	return 0;
}

static int
tear_down(void **state)
{
	temp_remove(((struct fixture *)*state)->dir);
	return fixture_free(state);
}

/* An assessment as a file in the folder of the test. */
static void
put(struct fixture *f, const char *name, const char *version, const char *links, const char *rest)
{
	const char *path = arena_printf(f->cx->arena, "%s/%s", f->dir, name);
	char *slash = arena_strdup(f->cx->arena, path);
	FILE *file;

	*strrchr(slash, '/') = '\0';
	mkdir(slash, 0700);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file,
	    "<assessment xmlns='urn:assay:assessment:1' id='%s' version='1' status='draft' xml:lang='en'>"
	    "<framework ref='ssdf' version='%s'/>%s<producer name='P'/><product name='Q' version='2'/><scope kind='product'><p>s</p></scope>"
	    "<period start='2026-01-01' end='2026-06-30' as-of='2026-07-01'/>%s</assessment>",
	    name, version, links, rest);
	fclose(file);
}

static enum rc
build(struct fixture *f, const char *name)
{
	const struct ass_opts o = {0};

	TRY(load_file(f->cx, arena_printf(f->cx->arena, "%s/%s", f->dir, name), &f->doc));
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

#define SAID(what) assert_non_null(strstr(said(f), what))
#define NO_DIGEST "0000000000000000000000000000000000000000000000000000000000000000"

/* ---- inheritance ------------------------------------------------------------------------------------------------------ */

#define TASKS(inner) "<tasks>" inner "</tasks>"
#define TAKEN(id, st) "<task ref='" id "' status='" st "' inherited='yes'/>"
#define OWN(id, st, words) "<task ref='" id "' status='" st "'><statement><p>" words "</p></statement></task>"

/* A division of a group: the words are the group's, and the page must say so. */
static void
test_answer_comes_from_the_organisation_above_the_organisation(void **state)
{
	struct fixture *f = *state;

	put(f, "org/group.xml", "1.1", "", TASKS(OWN("PO.1.1", "M", "group")));
	put(f, "org/part.xml", "1.1", "<inherits href='group.xml'/>", TASKS(TAKEN("PO.1.1", "M") OWN("PO.1.2", "P", "part")));
	put(f, "a.xml", "1.1", "<inherits href='org/part.xml'/>",
	    TASKS(TAKEN("PO.1.1", "M") TAKEN("PO.1.2", "P") OWN("PO.1.3", "X", "own")));
	assert_int_equal(build(f, "a.xml"), RC_OK);
	ASK("string(//r:task[@id='PO.1.1']/r:statement)", "group");
	ASK("string(//r:task[@id='PO.1.1']/r:origin/@document)", "org/group.xml");
	ASK("string(//r:task[@id='PO.1.1']/r:origin/@place)", "org/group.xml");
	ASK("contains(//r:task[@id='PO.1.1']/r:origin/@line, 'by way of org/part.xml')", "true");
	ASK("string(//r:task[@id='PO.1.2']/r:origin/@document)", "org/part.xml");
	ASK("count(//r:task[@id='PO.1.3']/r:origin)", "0");
	ASK("count(//r:registers/r:inherited)", "2");
	ASK("string(//r:registers/r:inherited[2]/r:entry/@id)", "PO.1.1");
}

static void
test_own_answer_wins_over_the_organisations(void **state)
{
	struct fixture *f = *state;

	put(f, "org/o.xml", "1.1", "", TASKS(OWN("PO.1.1", "M", "theirs")));
	put(f, "a.xml", "1.1", "<inherits href='org/o.xml'/>", TASKS(OWN("PO.1.1", "X", "ours")));
	assert_int_equal(build(f, "a.xml"), RC_OK);
	ASK("string(//r:task[@id='PO.1.1']/@status)", "X");
	ASK("string(//r:task[@id='PO.1.1']/r:statement)", "ours");
	ASK("string(//r:registers/r:inherited/@total)", "0");
}

/* Two products' answers may cite the same item of the organisation: it is one item. */
static void
test_evidence_of_the_organisation_counts_once(void **state)
{
	struct fixture *f = *state;

	put(f, "org/o.xml", "1.1", "",
	    "<evidence-list><evidence id='e1' title='one' location='x'/><evidence id='e2' title='two' location='y'/></evidence-list>"
	    "<tasks><task ref='PO.1.1' status='M'><evidence-ref ref='e2'/></task>"
	    "<task ref='PO.1.2' status='M'><evidence-ref ref='e2'/><evidence-ref ref='e1'/></task></tasks>");
	put(f, "a.xml", "1.1", "<inherits href='org/o.xml'/>",
	    "<evidence-list><evidence id='e1' title='mine' location='z'/></evidence-list>"
	    "<tasks><task ref='PO.1.1' status='M' inherited='yes'><evidence-ref ref='e1'/></task>" TAKEN("PO.1.2", "M") "</tasks>");
	assert_int_equal(build(f, "a.xml"), RC_OK);
	ASK("count(//r:evidence/r:item)", "3");
	ASK("string(//r:evidence-summary/@total)", "3");
	ASK("count(//r:evidence/r:item[@origin='org/o.xml'])", "2");
	/* In the order of their own file, whichever was named first. */
	ASK("string(//r:evidence/r:item[2]/@title)", "one");
}

static void
test_organisations_that_inherit_from_each_other_are_refused(void **state)
{
	struct fixture *f = *state;

	put(f, "a.xml", "1.1", "<inherits href='b.xml'/>", TASKS(""));
	put(f, "b.xml", "1.1", "<inherits href='a.xml'/>", TASKS(""));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("b.xml leads back to itself [file-circle]");
}

static void
test_organisation_of_another_framework_is_refused(void **state)
{
	struct fixture *f = *state;

	put(f, "org/o.xml", "1.2-ipd", "", TASKS(OWN("PO.1.1", "M", "theirs")));
	put(f, "a.xml", "1.1", "<inherits href='org/o.xml'/>", TASKS(TAKEN("PO.1.1", "M")));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("org/o.xml answers ssdf-1.2-ipd, this assessment ssdf-1.1 [inherits-other]");
}

static void
test_wrong_digest_of_an_organisation_above_is_refused_at_its_place(void **state)
{
	struct fixture *f = *state;

	put(f, "org/group.xml", "1.1", "", TASKS(""));
	put(f, "org/part.xml", "1.1", "<inherits href='group.xml' sha256='" NO_DIGEST "'/>", TASKS(""));
	put(f, "a.xml", "1.1", "<inherits href='org/part.xml'/>", TASKS(""));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("org/part.xml:1:");
	SAID("org/group.xml is ");
	SAID("[file-differs]");
}

static void
test_answer_that_changed_on_the_way_is_refused(void **state)
{
	struct fixture *f = *state;

	put(f, "org/group.xml", "1.1", "", TASKS(OWN("PO.1.1", "P", "group")));
	put(f, "org/part.xml", "1.1", "<inherits href='group.xml'/>", TASKS(TAKEN("PO.1.1", "M")));
	put(f, "a.xml", "1.1", "<inherits href='org/part.xml'/>", TASKS(TAKEN("PO.1.1", "M")));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("PO.1.1: status M here, P in org/group.xml [inherit-refused]");
}

/* ---- the line of assessments ------------------------------------------------------------------------------------------ */

static void
test_trend_follows_predecessors_of_predecessors(void **state)
{
	struct fixture *f = *state;

	put(f, "old/1.xml", "1.1", "", TASKS(OWN("PO.1.1", "M", "x")));
	put(f, "old/2.xml", "1.1", "<predecessor href='1.xml'/>", TASKS(OWN("PO.1.1", "M", "x") OWN("PO.1.2", "A", "x")));
	put(f, "a.xml", "1.1", "<predecessor href='old/2.xml'/>", TASKS(OWN("PO.1.1", "X", "x")));
	assert_int_equal(build(f, "a.xml"), RC_OK);
	ASK("count(//r:trend/r:trend-point)", "3");
	ASK("string(//r:trend-point[1]/@met)", "1");
	ASK("string(//r:trend-point[2]/@met)", "2");
	ASK("string(//r:trend-point[3]/@met)", "0");
	ASK("string(//r:trend-point[3]/@current)", "yes");
	/* Compared is the one before, not the oldest. */
	ASK("string(//r:delta/@predecessor)", "old/2.xml");
	ASK("string(//r:task-delta[@id='PO.1.2']/@change)", "reopened");
}

static void
test_older_assessment_that_is_gone_shortens_the_trend(void **state)
{
	struct fixture *f = *state;

	put(f, "old/2.xml", "1.1", "<predecessor href='1.xml'/>", TASKS(""));
	put(f, "a.xml", "1.1", "<predecessor href='old/2.xml'/>", TASKS(""));
	assert_int_equal(build(f, "a.xml"), RC_OK);
	SAID("old/1.xml [predecessor-gone]");
	ASK("count(//r:trend/r:trend-point)", "2");
}

static void
test_predecessor_itself_must_be_there_and_unaltered(void **state)
{
	struct fixture *f = *state;

	put(f, "a.xml", "1.1", "<predecessor href='gone.xml'/>", TASKS(""));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("[file-open]");
	put(f, "old.xml", "1.1", "", TASKS(""));
	put(f, "b.xml", "1.1", "<predecessor href='old.xml' sha256='" NO_DIGEST "'/>", TASKS(""));
	assert_int_equal(build(f, "b.xml"), RC_FAIL);
	SAID("[file-differs]");
}

/* Somebody who swaps the two links would print every change backwards. */
static void
test_predecessor_cannot_be_the_later_one(void **state)
{
	struct fixture *f = *state;
	const char *path = arena_printf(f->cx->arena, "%s/later.xml", f->dir);
	FILE *file = fopen(path, "w");

	fputs("<assessment xmlns='urn:assay:assessment:1' id='L' version='1'><framework ref='ssdf' version='1.1'/>"
	      "<period start='2026-01-01' end='2026-06-30' as-of='2026-07-02'/><tasks/></assessment>",
	    file);
	fclose(file);
	put(f, "a.xml", "1.1", "<predecessor href='later.xml'/>", TASKS(""));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("as of 2026-07-02, this assessment of 2026-07-01 [date-order]");
}

static void
test_link_cannot_lead_out_of_the_folder(void **state)
{
	struct fixture *f = *state;

	put(f, "old/2.xml", "1.1", "<predecessor href='../../1.xml'/>", TASKS(""));
	put(f, "a.xml", "1.1", "<predecessor href='old/2.xml'/>", TASKS(""));
	assert_int_equal(build(f, "a.xml"), RC_FAIL);
	SAID("[file-outside]");
}

/* ---- two versions of the framework ------------------------------------------------------------------------------------ */

static void
test_task_that_the_framework_added_is_new_and_not_newly_met(void **state)
{
	struct fixture *f = *state;

	put(f, "old.xml", "1.1", "", TASKS(OWN("PO.1.1", "M", "x") OWN("RV.1.2", "P", "x")));
	put(f, "a.xml", "1.2-ipd", "<predecessor href='old.xml'/>",
	    TASKS(OWN("PO.1.1", "M", "x") OWN("PO.6.1", "M", "x") OWN("RV.1.2", "M", "x")));
	assert_int_equal(build(f, "a.xml"), RC_OK);
	ASK("string(//r:delta/@same-framework)", "no");
	ASK("string(//r:task-delta[@id='PO.6.1']/@change)", "new-task");
	ASK("string(//r:change[@name='new-task']/@count)", "7");
	ASK("string(//r:change[@name='now-met']/@tasks)", "RV.1.2");
	/* Each by the framework that it answers. */
	ASK("string(//r:change-summary/@before-fraction)", "1" NBSP "of" NBSP "42");
	ASK("string(//r:change-summary/@now-fraction)", "3" NBSP "of" NBSP "49");
	ASK("string(//r:flow/@total)", "49");
	ASK("string(//r:flow-row[@status='']/@count)", "7");
}

static void
test_return_to_the_older_version_says_what_is_gone(void **state)
{
	struct fixture *f = *state;

	put(f, "old.xml", "1.2-ipd", "", TASKS(OWN("PO.6.1", "M", "x") OWN("PO.1.1", "M", "x")));
	put(f, "a.xml", "1.1", "<predecessor href='old.xml'/>", TASKS(OWN("PO.1.1", "P", "x")));
	assert_int_equal(build(f, "a.xml"), RC_OK);
	ASK("count(//r:gone-task)", "7");
	ASK("string(//r:gone-task[@id='PO.6.1']/@was)", "M");
	ASK("string(//r:task-delta[@id='PO.1.1']/@change)", "reopened");
	ASK("sum(//r:flow-sum/r:flow-cell[@now='']/@count)", "7");
}

/* ---- properties ------------------------------------------------------------------------------------------------------- */

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static const char *
generate(struct fixture *f, const struct catalog *cat, uint32_t seed)
{
	static const char *const assurances[] = {"", " assurance='self'", " assurance='reviewed'", " assurance='verified'"};
	struct buf b = {0};
	const char *text;

	buf_puts(&b, "<evidence-list>");
	for (size_t i = 0; i < 8; i++)
		if (next_random(&seed) % 3 > 0)
			buf_printf(&b, "<evidence id='e%zu' title='t' location='x' sha256='%064u' collected='2026-0%u-11' expires='2026-%02u-15'/>", i,
			    next_random(&seed) % 2, 1 + next_random(&seed) % 3, 1 + next_random(&seed) % 12);
	buf_puts(&b, "</evidence-list><tasks>");
	for (size_t i = 0; i < cat->n_tasks; i++)
		if (next_random(&seed) % 8 > 0)
			buf_printf(&b, "<task ref='%s' status='%c'%s><reason><p>r</p></reason></task>", cat->ids[i],
			    "MPLAXNUMM"[next_random(&seed) % 9], assurances[next_random(&seed) % 4]);
	buf_puts(&b, "</tasks><findings>");
	for (size_t i = 0; i < 5; i++)
		if (next_random(&seed) % 3 > 0)
			buf_printf(&b, "<finding id='f%zu' title='t' status='%s'/>", i, next_random(&seed) % 2 ? "open" : "closed");
	buf_puts(&b, "</findings><actions>");
	for (size_t i = 0; i < 6; i++)
		if (next_random(&seed) % 3 > 0)
			buf_printf(&b, "<action id='a%zu' title='t' owner='o' due='2026-%02u-01' status='%s'/>", i, 1 + next_random(&seed) % 12,
			    next_random(&seed) % 2 ? "open" : next_random(&seed) % 2 ? "done" : "cancelled");
	buf_puts(&b, "</actions>");
	text = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

/* Asked of the finished document, not of the program's own counters. */
static const char *const laws[] = {
    "sum(//r:change-summary/r:change/@count) = //r:summary/r:counts/@total",
    "count(//r:task-delta) = //r:delta/@changed",
    "//r:delta/@changed = //r:delta/@total - //r:change[@name='unchanged']/@count",
    "count(//r:task-delta[@change='now-met' and not(@now='M' or @now='A')]) = 0",
    "count(//r:task-delta[@change='reopened' and (@now='M' or @now='A')]) = 0",
    "count(//r:task-delta[@change='newly-na' and @now!='N']) = 0",
    "count(//r:task-delta[@was=@now]) = 0",
    "//r:change[@name='now-met']/@count = count(//r:task-delta[@change='now-met'])",
    "sum(//r:flow-band/@count) = //r:flow/@total",
    "sum(//r:flow-row/@count) = //r:flow/@total",
    "sum(//r:flow-row/r:flow-cell/@count) = //r:flow/@total",
    "sum(//r:flow-sum/r:flow-cell/@count) = //r:flow/@total",
    "sum(//r:flow-end[@side='was']/@count) = //r:flow/@total",
    "sum(//r:flow-end[@side='now']/@count) = //r:flow/@total",
    "sum(//r:flow-row/r:flow-cell[@same='no']/@count) = count(//r:task-delta) + count(//r:gone-task)",
    "//r:trend-point[last()]/@met = //r:summary/r:counts/@met",
    "//r:trend-point[1]/@met = //r:change-summary/@met-before",
    "not(//r:trend-point[sum(r:trend-segment/@count) != @total])",
    "sum(//r:evidence-delta/r:kind/@count) = //r:evidence-delta/@total",
    "count(//r:evidence-delta/r:kind[@name!='lost']/r:evidence-link) = count(//r:evidence/r:item)",
    "not(//r:kind[@count != count(*)])",
    "sum(//r:finding-delta/r:kind/@count) = //r:finding-delta/@total",
    "count(//r:finding-delta/r:kind[@name!='gone']/r:item-link) = count(//r:findings/r:finding)",
    "count(//r:action-delta/r:kind[@name!='gone']/r:item-link) = count(//r:actions/r:action)",
    "//r:assurance-delta/@total = //r:assurance-delta/@raised + //r:assurance-delta/@lowered",
    "count(//r:assurance-change) = //r:assurance-delta/@total",
};

/* The number behind a key of the diff, as text. */
static const char *
number_of(struct fixture *f, const char *json, const char *after, const char *name)
{
	const char *from = strstr(json, after), *at;

	assert_non_null(from);
	at = strstr(from, arena_printf(f->cx->arena, "\"%s\":", name));
	assert_non_null(at);
	at += strlen(name) + 3;
	return arena_strndup(f->cx->arena, at, strspn(at, "0123456789"));
}

static const char *
diff_of(struct fixture *f, const struct doc *was, const struct doc *now)
{
	struct buf b = {0};
	const char *text;

	assert_int_equal(ass_diff(f->cx, was, now, CAT_JSON, &b), RC_OK);
	text = arena_strdup(f->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static const struct doc *
load(struct fixture *f, const char *name)
{
	const struct doc *doc;

	assert_int_equal(load_file(f->cx, arena_printf(f->cx->arena, "%s/%s", f->dir, name), &doc), RC_OK);
	return doc;
}

/* The command and the page must not tell two stories. */
static void
check_same_numbers(struct fixture *f, const char *json)
{
	static const char *const parts[] = {"evidence", "finding", "action"};

	for (int c = 0; c < CH__COUNT; c++)
		ASK(arena_printf(f->cx->arena, "string(//r:change[@name='%s']/@count)", ass_change_rows[c].name),
		    number_of(f, json, "\"counts\"", ass_change_rows[c].name));
	for (size_t p = 0; p < ARRAY_LEN(parts); p++) {
		const struct change_row *rows = p == 0 ? ass_ev_change_rows : ass_finding_change_rows;
		const char *after = arena_printf(f->cx->arena, "\n\"%s%s\":", parts[p], p == 0 ? "" : "s");

		for (size_t c = 0; c < (p == 0 ? (size_t)EC__COUNT : (size_t)IC__COUNT); c++)
			ASK(arena_printf(f->cx->arena, "string(//r:%s-delta/r:kind[@name='%s']/@count)", parts[p], rows[c].name),
			    number_of(f, json, after, rows[c].name));
	}
	ASK("string(//r:assurance-delta/@raised)", number_of(f, json, "\"assurance\"", "raised"));
	ASK("string(//r:change-summary/@met-before)", number_of(f, json, "\"was\"", "met"));
}

static void
check_pair(struct fixture *f, uint32_t seed, const char *was, const char *now)
{
	const struct catalog *a, *b;
	const char *json;

	assert_int_equal(cat_load(f->cx, "ssdf", was, NO_SPAN, &a), RC_OK);
	assert_int_equal(cat_load(f->cx, "ssdf", now, NO_SPAN, &b), RC_OK);
	put(f, "old.xml", was, "", generate(f, a, seed));
	put(f, "new.xml", now, "<predecessor href='old.xml'/>", generate(f, b, seed + 1000));
	assert_int_equal(build(f, "new.xml"), RC_OK);
	for (size_t i = 0; i < ARRAY_LEN(laws); i++)
		if (strcmp(ask(f, laws[i]), "true") != 0)
			fail_msg("seed %u, %s to %s: %s", seed, was, now, laws[i]);
	check_same_numbers(f, diff_of(f, load(f, "old.xml"), load(f, "new.xml")));
	json = diff_of(f, load(f, "new.xml"), load(f, "new.xml"));
	assert_string_equal(number_of(f, json, "\n\"changed\"", "changed"), "0");
	assert_string_equal(number_of(f, json, "\n\"evidence\"", "changed"), "0");
	assert_string_equal(number_of(f, json, "\n\"findings\"", "changed"), "0");
	assert_string_equal(number_of(f, json, "\n\"actions\"", "changed"), "0");
	assert_string_equal(number_of(f, json, "\"assurance\"", "raised"), "0");
	assert_string_equal(number_of(f, json, "\"assurance\"", "lowered"), "0");
}

static void
test_classes_part_everything_and_the_diff_says_what_the_page_says(void **state)
{
	static const char *const versions[][2] = {{"1.1", "1.1"}, {"1.1", "1.2-ipd"}, {"1.2-ipd", "1.1"}};
	struct fixture *f = *state;

	for (uint32_t seed = 1; seed <= 24; seed++) {
		ctx_free(f->cx);
		f->cx = ctx_new(TEST_SOURCE_DIR);
		check_pair(f, seed, versions[seed % 3][0], versions[seed % 3][1]);
	}
}

/* Every pair of statuses has one class, and a change back is never called better when the change was. */
static void
test_opposite_changes_are_not_both_better(void **state)
{
	(void)state;
	for (int was = 0; was < ST__COUNT; was++)
		for (int now = 0; now < ST__COUNT; now++) {
			const char *there = ass_change_rows[ass_classify((enum status)was, (enum status)now)].group;
			const char *back = ass_change_rows[ass_classify((enum status)now, (enum status)was)].group;

			assert_int_equal(str_eq(there, "same"), was == now);
			assert_false(str_eq(there, "better") && str_eq(back, "better"));
			assert_false(str_eq(there, "worse") && str_eq(back, "worse"));
		}
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    T(test_answer_comes_from_the_organisation_above_the_organisation),
	    T(test_own_answer_wins_over_the_organisations),
	    T(test_evidence_of_the_organisation_counts_once),
	    T(test_organisations_that_inherit_from_each_other_are_refused),
	    T(test_organisation_of_another_framework_is_refused),
	    T(test_wrong_digest_of_an_organisation_above_is_refused_at_its_place),
	    T(test_answer_that_changed_on_the_way_is_refused),
	    T(test_trend_follows_predecessors_of_predecessors),
	    T(test_older_assessment_that_is_gone_shortens_the_trend),
	    T(test_predecessor_itself_must_be_there_and_unaltered),
	    T(test_predecessor_cannot_be_the_later_one),
	    T(test_link_cannot_lead_out_of_the_folder),
	    T(test_task_that_the_framework_added_is_new_and_not_newly_met),
	    T(test_return_to_the_older_version_says_what_is_gone),
	    T(test_classes_part_everything_and_the_diff_says_what_the_page_says),
	    cmocka_unit_test(test_opposite_changes_are_not_both_better),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
