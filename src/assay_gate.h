#pragma once
/* assay_gate.h - the policy of a run: named, beside the input, or the program's own. */
#include "load/doc.h"

enum policy_fallback { POLICY_NONE, POLICY_BUILT_IN };

/*
 * Loads and validates it.
 *   named   by the operator; "none": no policy even when one lies beside the input; NULL: gate.xml beside the input
 *   policy  [out] NULL: there is none, and none is built in
 */
MUST_CHECK enum rc assay_policy(struct ctx *cx, const char *input, const char *named, enum policy_fallback fallback,
    const struct doc **policy, bool *is_built_in);
