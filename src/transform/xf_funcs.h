#pragma once
/* xf_funcs.h - the functions a stylesheet may call. */
#include <libxslt/xsltInternals.h>

#include "transform/xf_files.h"

void xf_register_modules(void); /* EXSLT: common, math, sets, strings, dates; once per process */
/* Binds a:at() and closes the doors to the clock and to random numbers. ctxt->_private is the struct xf. */
void xf_register_functions(xsltTransformContext *ctxt);
