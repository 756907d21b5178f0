#pragma once
/* fin_pdf.h - inside the room: from what cairo drew, and what its pages mean, to the file. */
#include "finish/fin.h"

/*
 * Replaces the bytes of drawn->files[0], which has a drawn->doc. RC_FAIL: cairo's file is not what was expected, or does not fit to its
 * pages (OUTPUT_BROKEN).
 */
MUST_CHECK enum rc fin_pdf(struct ctx *cx, struct drawn *drawn, const struct fin_opts *opts);
