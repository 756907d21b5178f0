/* acc_mark.c - marked content of a page: which element, or artifact, is drawn (ISO 32000-1, 14.6). */
#include "access/acc_walk.h"

const struct acc_mark *
acc_owner(const struct acc_walk *w)
{
	for (size_t i = w->n_marks; i-- > 0;)
		if (w->marks[i].kind != ACC_MARK_OTHER)
			return &w->marks[i];
	return NULL;
}

void
acc_touch(struct acc_walk *w, const char *what)
{
	const struct acc_mark *m = acc_owner(w);

	if (m == NULL && !w->said_untagged) {
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "%s that is neither in the structure nor an artifact", what);
		w->said_untagged = true;
	}
	for (uint32_t e = m != NULL && m->ref != NULL ? m->ref->elem : ACC_NONE; e != ACC_NONE && !w->c->elems[e].has_ink; e = w->c->elems[e].parent)
		w->c->elems[e].has_ink = true;
}

static void
take_mcid(struct acc_walk *w, struct acc_mark *m, int64_t mcid)
{
	if (acc_owner(w) != NULL)
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "tagged content inside of %s",
		    acc_owner(w)->kind == ACC_MARK_ARTIFACT ? "an artifact" : "other tagged content");
	m->kind = ACC_MARK_CONTENT;
	m->ref = mcid >= 0 && mcid < UINT32_MAX ? acc_ref_of(w->c, w->page, (uint32_t)mcid) : NULL;
	if (m->ref == NULL)
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "marked content %lld belongs to no element", (long long)mcid);
	else if (m->ref->is_drawn)
		acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, m->ref->elem, "two pieces of content have the number %lld", (long long)mcid);
	if (m->ref != NULL)
		m->ref->is_drawn = true;
}

static void
begin_mark(struct acc_walk *w)
{
	struct acc_mark m = {.kind = ACC_MARK_OTHER};
	struct own_val dict = w->n_operands > 1 ? w->operands[1] : (struct own_val){0}, v;

	if (w->n_marks == ACC_MARKS) {
		w->skipped_marks++;
		return;
	}
	/* A name stands for a property list of the resources (14.6.2). */
	if (acc_resource(w->c, &w->resources, "/Properties", &dict, &v) && (v.kind != OWN_REF || own_object(w->c->f, (uint32_t)v.n, &v)))
		dict = v;
	if (w->n_operands > 0 && own_is_name(&w->operands[0], "/Artifact")) {
		if (acc_owner(w) != NULL && acc_owner(w)->kind == ACC_MARK_CONTENT)
			acc_find(w->c, DIAG_PDF_UNTAGGED, w->page, ACC_NONE, "an artifact inside of tagged content");
		m.kind = ACC_MARK_ARTIFACT;
		m.is_decoration = (own_lookup(&dict, "/Type", &v) && (own_is_name(&v, "/Background") || own_is_name(&v, "/Layout"))) ||
		    (own_lookup(&dict, "/Subtype", &v) && own_is_name(&v, "/Watermark"));
	} else if (own_lookup(&dict, "/MCID", &v) && v.kind == OWN_INT) {
		take_mcid(w, &m, v.n);
	}
	if (own_lookup(&dict, "/ActualText", &v)) {
		m.is_spoken = true;
		m.actual = own_text(w->scratch, &v);
	}
	w->marks[w->n_marks++] = m;
}

static void
end_mark(struct acc_walk *w)
{
	if (w->skipped_marks > 0)
		w->skipped_marks--;
	else if (w->n_marks > 0)
		w->n_marks--;
	else
		acc_find(w->c, DIAG_PDF_BAD, w->page, ACC_NONE, "marked content ends that did not begin");
}

const struct acc_op acc_mark_ops[] = {
    {"BMC", begin_mark}, {"BDC", begin_mark}, {"EMC", end_mark},
    {NULL, NULL},
};
