/*
 * ass_instrument.c - the form or list that the assessment answers, and whether what it asks to be
 * said may be signed.
 */
#include <string.h>
#include <strings.h>

#include "assess/ass_attest.h"
#include "base/str.h"

/* A list of somebody's own, below the assessment's folder; its digest must be the stated one. */
static enum rc
load_own(struct ass *a, const xmlNode *node, const char *href)
{
	const char *stated = load_attr(a->cx, node, "sha256");
	const struct doc *doc;

	TRY(load_below(
	    a->cx, a->own.doc->root, href, load_attr_span(a->cx, a->own.doc, node, "href"), &doc));
	if (stated != NULL && strcasecmp(stated, doc->sha256) != 0)
		return diag_at(a->cx, DIAG_FILE_DIFFERS,
		    load_attr_span(a->cx, a->own.doc, node, "sha256"), "%s is %s", href,
		    doc->sha256);
	return cat_parse_form(a->cx, doc, &a->instrument);
}

/* A wrong id in a list would vanish without a word, and the statement would look carried. */
static enum rc
check_tasks(const struct ass *a, const struct catalog *cat, struct span at)
{
	enum rc rc = RC_OK;

	for (size_t i = 0; i < a->instrument->n_items; i++) {
		const struct cat_form_item *item = &a->instrument->items[i];

		for (size_t k = 0; k < item->n_tasks; k++) {
			const char *near = cat_nearest(cat, item->tasks[k]);

			if (cat_lookup(cat, item->tasks[k]) != NULL)
				continue;
			rc = diag_at(a->cx, DIAG_TASK_UNKNOWN, at,
			    "statement %s of %s cites %s, which %s does not have", item->id,
			    a->instrument->id, item->tasks[k], cat->name);
			if (near != NULL)
				diag_hint(a->cx, "Did you mean %s?", near);
		}
	}
	return rc;
}

enum rc
ass_take_instrument(struct ass *a)
{
	const xmlNode *node = load_first(a->own.root, "instrument");
	const char *ref = ass_attr(a, node, "ref"), *href = load_attr(a->cx, node, "href");
	struct span at = node != NULL
	    ? load_attr_span(a->cx, a->own.doc, node, href != NULL ? "href" : "ref")
	    : NO_SPAN;
	enum rc rc = RC_OK;

	/* An instrument that nobody gave the statements of is printed as it is named. */
	if (href != NULL)
		TRY(load_own(a, node, href));
	else if (node != NULL && cat_has(a->cx, ref))
		TRY(cat_load_form(a->cx, ref, at, &a->instrument));
	if (a->instrument == NULL)
		return RC_OK;
	for (size_t k = 0; k < a->n_sets; k++)
		if (href != NULL && str_eq(a->instrument->framework, a->sets[k].cat->id) &&
		    str_eq(a->instrument->version, a->sets[k].cat->version))
			rc = check_tasks(a, a->sets[k].cat, at);
	/* The form speaks about one version of one framework; in the tables of another its ids
	 * would mean nothing. */
	if (str_eq(a->instrument->framework, a->sets[0].cat->id) &&
	    str_eq(a->instrument->version, a->sets[0].cat->version))
		a->form = a->instrument;
	return rc;
}

/* ---- may it be signed?
 * ------------------------------------------------------------------------------------------------
 */

enum signable
ass_ask_signable(const struct ass *a)
{
	const struct ass_attest *x = a->attest;

	if (x == NULL || (x->set->cat->status == CAT_DRAFT && !a->o->allow_draft))
		return SIGN_REFUSED;
	return x->is_ready ? SIGN_READY : SIGN_BLOCKED;
}

/* What stands against a task is one message: its causes, at the first one's place. */
static void
report_task(struct ctx *cx, const struct ass_attest *x, const struct ass_task *t)
{
	const struct ass_cause *first = NULL;
	struct buf b = {0};

	for (size_t i = 0; i < x->causes.n; i++) {
		const struct ass_cause *c = x->causes.p[i];

		if (c->task != t)
			continue;
		first = first == NULL ? c : first;
		buf_printf(&b, "%s%s", b.len > 0 ? "; " : "", c->text);
	}
	if (first != NULL)
		(void)diag_at(cx, DIAG_ATTEST_CAUSE, first->at, "%s %s", t->cat->id, buf_str(&b));
	buf_free(&b);
}

enum signable
ass_signable(struct ctx *cx, const struct ass *a)
{
	enum signable answer = ass_ask_signable(a);
	const struct ass_attest *x = a->attest;

	if (x == NULL)
		(void)diag_at(cx, DIAG_ATTEST_NONE, NO_SPAN, "%s", a->own.id);
	else if (answer == SIGN_REFUSED)
		(void)diag_at(cx, DIAG_ATTEST_DRAFT, NO_SPAN, "%s", x->set->cat->name);
	if (answer != SIGN_BLOCKED)
		return answer;
	for (size_t i = 0; i < x->causes.n; i++) {
		const struct ass_cause *c = x->causes.p[i];

		if (c->task == NULL)
			(void)diag_at(cx, DIAG_ATTEST_CAUSE, c->at, "%s", c->text);
	}
	for (size_t i = 0; i < x->cited.n; i++)
		report_task(cx, x, x->cited.p[i]);
	return answer;
}
