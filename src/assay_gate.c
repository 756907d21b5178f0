#include "assay_gate.h"

#include <string.h>

#include "assay.h"
#include "assess/ass.h"
#include "base/inputs.h"
#include "base/str.h"
#include "validate/val.h"

/* "dir/x.xml" -> "dir/gate.xml" */
static const char *
beside(struct ctx *cx, const char *input)
{
	const char *slash = strrchr(input, '/');

	return slash != NULL ? arena_printf(cx->arena, "%.*s/gate.xml", (int)(slash - input), input) : "gate.xml";
}

enum rc
assay_policy(struct ctx *cx, const char *input, const char *named, enum policy_fallback fallback, const struct doc **policy,
    bool *is_built_in)
{
	const char *path = named != NULL ? named : beside(cx, input);

	*policy = NULL;
	*is_built_in = false;
	if (str_eq(named, "none"))
		return RC_OK;
	inputs_name(cx, path, "policy");
	if (named == NULL && !io_is_there(cx, path)) {
		if (fallback == POLICY_NONE)
			return RC_OK;
		*is_built_in = true;
		path = arena_printf(cx->arena, "%s/src/gate/gate.xml", cx->data_dir);
	}
	TRY(load_file(cx, path, policy));
	return val_schema_file(cx, *policy, arena_printf(cx->arena, "%s/src/gate/policy.xsd", cx->data_dir));
}

static enum rc
texts_of(struct ctx *cx, const struct doc *doc, const char *lang, const struct ass_texts **texts)
{
	if (lang != NULL && !ass_texts_has(cx, lang))
		return diag_at(cx, DIAG_LANG_UNKNOWN, NO_SPAN, "\"%s\"", lang);
	return ass_texts_open(cx, lang != NULL ? lang : ass_doc_lang(doc), load_span(doc, xmlDocGetRootElement(doc->xml)), texts);
}

static enum rc
open_baseline(struct ctx *cx, const char *path, const struct doc **doc)
{
	const xmlNode *root;

	if (path == NULL)
		return RC_OK;
	TRY(load_file(cx, path, doc));
	root = xmlDocGetRootElement((*doc)->xml);
	return load_is(root, "assessment") ? RC_OK : diag_at(cx, DIAG_ASS_OTHER, load_span(*doc, root), "%s", path);
}

enum rc
assay_gate(struct ctx *cx, const struct gate_opts *o, const struct gate **gate)
{
	struct ass_opts ass = {.version = ASSAY_VERSION};
	const struct ass *assessed;
	const struct doc *doc;

	*gate = NULL;
	load_init();
	TRY(load_file(cx, o->input, &doc));
	if (!load_is(xmlDocGetRootElement(doc->xml), "assessment"))
		return diag_at(cx, DIAG_VOCABULARY, load_span(doc, xmlDocGetRootElement(doc->xml)), "%s",
		    (const char *)xmlDocGetRootElement(doc->xml)->name);
	TRY(val_doc(cx, doc));
	TRY(assay_policy(cx, o->input, o->policy, POLICY_BUILT_IN, &ass.policy, &ass.policy_is_built_in));
	TRY(open_baseline(cx, o->baseline, &ass.before));
	TRY(texts_of(cx, doc, o->lang, &ass.texts));
	TRY(ass_assess(cx, doc, &ass, &assessed));
	*gate = ass_gate(assessed);
	return RC_OK;
}
