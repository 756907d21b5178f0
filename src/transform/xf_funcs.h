#pragma once
/* xf_funcs.h - the functions a stylesheet may call. */
#include <libxslt/xsltInternals.h>

#include "transform/xf_files.h"

/*
 * EXSLT: common, math, sets, strings, dates; for a process and more than once. Loads libexslt: it brings a library of ciphers that
 * costs a millisecond at each start, and few stylesheets ask for EXSLT.
 */
MUST_CHECK enum rc xf_register_modules(struct ctx *cx);
/* Binds a:at() and closes the doors to the clock and to random numbers. ctxt->_private is the struct xf. */
void xf_register_functions(xsltTransformContext *ctxt);
