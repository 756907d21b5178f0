#pragma once
/*
 * acc.h - can somebody who does not see the pages read this PDF?
 *
 * Looks at a finished file as a reader program would: the structure tree, and the content of every page with what it is marked as. It
 * says what a validator of PDF/UA does not: that headings are in order, that words stand where pictures are, that a table has headers which
 * belong to its cells, that colours can be told apart. What it cannot know it does not claim: contrast over pictures, gradients and
 * shapes that are no rectangles; whether an alternative text is a good one.
 * Source: ISO 14289-1 (PDF/UA-1), WCAG 2.1, ISO 32000-1, 14.6 to 14.9.
 */
#include "base/ctx.h"

/*
 * Reports what is wrong with a file, each rule at most ACC_SHOWN times and then a count.
 *   name   for people: the detail of each diagnostic begins with it
 *   bytes  len of them; they must stay while this runs
 * RC_FAIL when anything was reported.
 */
#define ACC_SHOWN 10
MUST_CHECK enum rc acc_check(struct ctx *cx, const char *name, const char *bytes, size_t len);
