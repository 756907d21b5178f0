#pragma once
/*
 * val.h - is this document what it must be?
 *
 * Two steps: the schema says what may stand where, the rules say what makes sense. libxml2 knows the schema's
 * language; what it finds is said in our own words, at the value, with the way to repair. Everything else is a row
 * of val_rules.c.
 */
#include "load/doc.h"

/* An assessment: assessment.xsd, then the rules, which read evidence files below doc->root. */
MUST_CHECK enum rc val_doc(struct ctx *cx, const struct doc *doc);
/* Its schema alone: for an assessment that is only compared with another, whose evidence may be gone. */
MUST_CHECK enum rc val_doc_schema(struct ctx *cx, const struct doc *doc);
/* Any vocabulary, against a schema that the operator names; the schema may include files below its folder. */
MUST_CHECK enum rc val_schema_file(struct ctx *cx, const struct doc *doc, const char *schema_path);
