/*
 * lay_object.c - what is not text in a line: pictures, places for numbers.
 */
#include <string.h>

#include "layout/lay_image.h"
#include "layout/para.h"
#include "layout/ref.h"

void
lay_object_place(struct lay_job *j, struct lay_object *o, uint32_t inl, mpt before, mpt after, mpt middle)
{
	const struct lay_extent own = {before, after, middle, 0};
	mpt shift = lay_baseline_shift(&j->inls[inl], o->fo, &own);

	o->before = before + shift;
	o->after = after - shift;
}

/* ---- pictures and form fields --------------------------------------------------------------------------------- */

/* Of a form field only the room is laid out; what fills it is the reader program's. Other kinds than signatures do nothing. */
static enum rc
check_field(struct lay_job *j, const struct fo_node *n)
{
	const char *type = fo_str(n, PR_FIELD_TYPE);

	if (type != NULL && strcmp(type, "signature") == 0)
		return RC_OK;
	if (!diag_first(j->lay->cx, DIAG_FO_UNSUPPORTED, "axf:form-field"))
		return RC_OK;
	return diag_at(j->lay->cx, DIAG_FO_UNSUPPORTED, n->at, "object axf:form-field of type \"%.40s\"", type != NULL ? type : "");
}

static enum rc
new_picture(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object *o)
{
	const struct image *image = NULL;
	struct lay_image_box size;

	TRY(n->elem == FO_AXF_FORM_FIELD ? check_field(j, n) : lay_image_lookup(j->lay, n, &image));
	if (image != NULL && image->kind == IMAGE_SVG && memmem(image->bytes, image->len, "<text", 5) != NULL) {
		lay_fonts_complete(j->lay);
		lay_fonts_publish(j->lay);
	}
	lay_image_size(n, image, j->m->ipd, &size);
	o->area = lay_image_area(j->a, n, image, &size);
	o->box = lay_box_of(j->lay, n, j->m->ipd);
	o->area->box = o->box;
	o->area->is_first = o->area->is_last = true;
	o->w = o->area->w + lay_box_edge(o->box, SIDE_START) + lay_box_edge(o->box, SIDE_END) +
		fo_len(n, PR_SPACE_START_OPTIMUM, j->m->ipd) + fo_len(n, PR_SPACE_END_OPTIMUM, j->m->ipd);
	lay_object_place(j, o, inl, o->area->h + lay_box_edge(o->box, SIDE_BEFORE), lay_box_edge(o->box, SIDE_AFTER),
		o->area->h / 2);
	return RC_OK;
}

enum rc
lay_object_new(struct lay_job *j, const struct fo_node *n, uint32_t inl, struct lay_object **object)
{
	struct lay_object *o = arena_zalloc(j->a, sizeof(*o));

	*object = o;
	o->fo = n;
	o->ts = lay_text_style(j->lay, n);
	if (n->elem == FO_LEADER) {
		o->kind = OBJECT_LEADER;
		return lay_object_leader(j, n, inl, o);
	}
	o->edge = fo_enum(n, PR_ALIGNMENT_BASELINE);
	if (o->edge != FV_BEFORE_EDGE && o->edge != FV_AFTER_EDGE)
		o->edge = FV_NONE_;
	if (n->elem == FO_INLINE_CONTAINER) {
		o->kind = OBJECT_LIST;
		return lay_object_box(j, n, inl, o);
	}
	o->kind = OBJECT_AREA;
	return new_picture(j, n, inl, o);
}

/* ---- numbers that are not known yet -------------------------------------------------------------------------- */

struct lay_object *
lay_object_ref(struct lay_job *j, const struct fo_node *citation, uint32_t inl)
{
	struct lay_object *o = arena_zalloc(j->a, sizeof(*o));
	unsigned guess = lay_ref_guess(j->lay);
	char digits[12];
	uint32_t n = 0;
	const struct font *f;

	o->kind = OBJECT_REF;
	o->fo = citation;
	o->ts = j->inls[inl].ts;
	f = &o->ts->font->font;
	do
		digits[n++] = '0';
	while ((guess /= 10) > 0 && n < sizeof(digits) - 1);
	if (n < 2)
		digits[n++] = '0';
	o->w = lay_shape(j->lay, j->a, o->ts->latin, digits, n)->width;
	o->before = f->ascent + j->inls[inl].shift;
	o->after = f->descent - j->inls[inl].shift;
	o->ref = arena_zalloc(j->a, sizeof(*o->ref));
	o->ref->ts = o->ts;
	return o;
}
