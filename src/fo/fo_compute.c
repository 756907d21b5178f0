/*
 * fo_compute.c - the attributes of a style to computed values, and equal styles to one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fo/fo_cache.h"

/* ---- interning ---- */

static uint64_t
value_bits(const struct fo_value *v)
{
	switch (v->kind) {
	case FO_LEN:
		return (uint64_t)(uint32_t)v->len.fixed << 32 | (uint32_t)v->len.pct;
	case FO_NUM: {
		uint64_t x;

		memcpy(&x, &v->num, sizeof(x));
		return x;
	}
	case FO_STR:
		return (uint64_t)(uintptr_t)v->str;
	case FO_ENUM:
		return (uint64_t)v->e;
	case FO_INT:
		return (uint32_t)v->i;
	case FO_COLOR:
		return v->color;
	default:
		return 0;
	}
}

static bool
value_eq(const struct fo_value *a, const struct fo_value *b)
{
	return a->kind == b->kind && value_bits(a) == value_bits(b);
}

static bool
style_eq(const struct fo_istyle *a, const struct fo_istyle *b)
{
	if (a->hash != b->hash || a->last_relative != b->last_relative)
		return false;
	for (int p = 0; p < PR__STYLED; p++)
		if (!value_eq(&a->s.v[p], &b->s.v[p]))
			return false;
	return true;
}

static void
grow_styles(struct fo_reader *r)
{
	size_t old = r->styles_size;
	struct fo_istyle **before = r->styles;

	r->styles_size = old > 0 ? old * 2 : 256;
	r->styles = mem_alloc(r->styles_size * sizeof(struct fo_istyle *));
	memset(r->styles, 0, r->styles_size * sizeof(struct fo_istyle *));
	for (size_t i = 0; i < old; i++)
		for (struct fo_istyle *st = before[i], *next; st != NULL; st = next) {
			struct fo_istyle **slot = &r->styles[st->hash & (r->styles_size - 1)];

			next = st->same_hash;
			st->same_hash = *slot;
			*slot = st;
		}
	free(before);
}

const struct fo_istyle *
fo_intern_style(struct fo_reader *r, struct fo_istyle *st)
{
	uint64_t h = st->last_relative;
	struct fo_istyle **slot, *copy;

	for (int p = 0; p < PR__STYLED; p++)
		h = fo_mix(h, value_bits(&st->s.v[p]) ^ (uint64_t)st->s.v[p].kind << 60);
	st->hash = h;
	if (r->n_styles * 2 >= r->styles_size)
		grow_styles(r);
	slot = &r->styles[h & (r->styles_size - 1)];
	for (copy = *slot; copy != NULL; copy = copy->same_hash)
		if (style_eq(copy, st))
			return copy;
	copy = arena_copy(r->a, st, sizeof(*st));
	copy->s.serial = 2 * (uint32_t)r->n_styles++;
	copy->same_hash = *slot;
	*slot = copy;
	return copy;
}

/* ---- computing ---- */

struct span
fo_value_span(struct fo_reader *r, const struct fo_frame *f, const xmlAttr *attr)
{
	struct span own = load_span(r->doc, f->xml);

	/* An FO document that somebody wrote: the caret stands under the value. */
	if (attr != NULL && attr->ns == NULL && own.file != 0 && own.file == f->at.file &&
	    own.beg == f->at.beg)
		return load_attr_span(r->cx, r->doc, f->xml, (const char *)attr->name);
	return f->at;
}

static void
report_value(struct fo_reader *r, const struct fo_frame *f, const struct fo_eval *ev,
    const struct fo_spec *spec)
{
	struct span at;
	const char *name =
	    spec->attr != NULL ? (const char *)spec->attr->name : fo_prop_name(spec->prop);

	/* A short-hand fails once, not once a property. */
	if (spec->attr != NULL && spec->attr == r->cache->faulty)
		return;
	r->cache->faulty = spec->attr;
	at = fo_value_span(r, f, spec->attr);
	if (ev->fault == DIAG_FO_UNSUPPORTED) {
		if (diag_first(r->cx, ev->fault, ev->why))
			(void)!diag_at(r->cx, ev->fault, at, "%s", ev->why);
		return;
	}
	if (diag_at(r->cx, ev->fault, at, "%s=\"%.*s\": %s", name,
		(int)(spec->n > 60 ? 60 : spec->n), spec->s, ev->why) != RC_OK)
		r->failed = true;
}

/* Single values of properties that are done otherwise: layout takes the nearest one that it knows. */
static const struct {
	enum fo_prop prop;
	enum fo_enum e;
} later_values[] = {
    {PR_FONT_STYLE, FV_BACKSLANT},
    {PR_VISIBILITY, FV_COLLAPSE},
    {PR_WRITING_MODE, FV_TB_RL},
    {PR_WRITING_MODE, FV_TB_LR},
};

static void
report_later_value(struct fo_reader *r, const struct fo_frame *f, const struct fo_spec *spec,
    const struct fo_value *v)
{
	char what[128];

	for (size_t i = 0; v->kind == FO_ENUM && i < ARRAY_LEN(later_values); i++) {
		if (later_values[i].prop != spec->prop || later_values[i].e != v->e)
			continue;
		if (spec->prop == PR_VISIBILITY && f->elem != FO_TABLE_COLUMN)
			continue; /* a row goes, all else is hidden */
		snprintf(what, sizeof(what), "%s=\"%s\"", fo_prop_rows[spec->prop].name, fo_enum_name(v->e));
		if (diag_first(r->cx, DIAG_FO_UNSUPPORTED, what))
			(void)!diag_at(r->cx, DIAG_FO_UNSUPPORTED, fo_value_span(r, f, spec->attr), "%s (%s)", what,
			    fo_prop_rows[spec->prop].section);
	}
}

static void
report_unsupported(struct fo_reader *r, const struct fo_frame *f, const struct fo_spec *spec,
    const struct fo_value *v)
{
	const struct fo_prop_row *row = &fo_prop_rows[spec->prop];

	report_later_value(r, f, spec, v);
	if (row->status != FO_STATUS_later ||
	    (spec->prop < PR__STYLED && value_eq(v, &r->initial->s.v[spec->prop])))
		return;
	if (diag_first(r->cx, DIAG_FO_UNSUPPORTED, row->name))
		(void)!diag_at(r->cx, DIAG_FO_UNSUPPORTED, fo_value_span(r, f, spec->attr),
		    "property %s (%s)", row->name, row->section);
}

/* Of these only the optimum is obeyed. */
static void
report_ranges(struct fo_reader *r, const struct fo_frame *f, const struct fo_style *s, const struct fo_set *set)
{
	static const struct {
		enum fo_prop part, optimum;
	} rows[] = {{PR_SPACE_START_MINIMUM, PR_SPACE_START_OPTIMUM}, {PR_SPACE_START_MAXIMUM, PR_SPACE_START_OPTIMUM},
	    {PR_SPACE_END_MINIMUM, PR_SPACE_END_OPTIMUM}, {PR_SPACE_END_MAXIMUM, PR_SPACE_END_OPTIMUM},
	    {PR_LINE_HEIGHT_MINIMUM, PR_LINE_HEIGHT}, {PR_LINE_HEIGHT_MAXIMUM, PR_LINE_HEIGHT},
	    {PR_LETTER_SPACING_MINIMUM, PR_LETTER_SPACING}, {PR_LETTER_SPACING_MAXIMUM, PR_LETTER_SPACING},
	    {PR_WORD_SPACING_MINIMUM, PR_WORD_SPACING}, {PR_WORD_SPACING_MAXIMUM, PR_WORD_SPACING}};

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct fo_prop_row *row = &fo_prop_rows[rows[i].part];

		if (fo_set_has(set, rows[i].part) && !value_eq(&s->v[rows[i].part], &s->v[rows[i].optimum]) &&
		    diag_first(r->cx, DIAG_FO_UNSUPPORTED, row->name))
			(void)!diag_at(r->cx, DIAG_FO_UNSUPPORTED, f->at, "property %s other than the optimum (%s)",
			    row->name, row->section);
	}
}

bool
fo_eval_spec(struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent,
    const struct fo_style *own, const struct fo_spec *spec, struct fo_value *v, bool *context)
{
	const struct fo_style *sizes = spec->prop == PR_FONT_SIZE ? &parent->s : own;
	struct fo_eval ev = {
	    .r = r, .frame = f, .parent = &parent->s, .own = own, .prop = spec->prop};
	const char *clamped = NULL;

	ev.em = sizes->v[PR_FONT_SIZE].len.fixed;
	if (!fo_value_parse(&ev, spec->s, spec->n, v) || !fo_range_check(&ev, v, &clamped)) {
		report_value(r, f, &ev, spec);
		return false;
	}
	if (clamped != NULL) {
		fo_fault(&ev, DIAG_FO_VALUE, "%s", clamped);
		report_value(r, f, &ev, spec);
	}
	if (ev.no_unit) {
		fo_fault(&ev, DIAG_FO_UNIT, "taken as pixels");
		report_value(r, f, &ev, spec);
	}
	*context |= ev.context;
	report_unsupported(r, f, spec, v);
	return true;
}

static void
apply_spec(struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent,
    struct fo_istyle *st, enum fo_prop p, struct fo_set *set, bool *context)
{
	const struct fo_spec *spec;
	struct fo_value v;

	if (r->cache->best[p] < 0)
		return;
	spec = &r->specs.v[r->cache->best[p]];
	r->cache->best[p] = -1;
	if (!fo_eval_spec(r, f, parent, &st->s, spec, &v, context))
		return;
	st->s.v[p] = v;
	fo_set_add(set, p);
	if (p == PR_TEXT_ALIGN_LAST)
		st->last_relative = v.kind == FO_ENUM && v.e == FV_RELATIVE;
}

void
fo_inherit(struct fo_reader *r, const struct fo_istyle *parent, struct fo_istyle *st)
{
	for (int p = 0; p < PR__STYLED; p++)
		st->s.v[p] = fo_prop_rows[p].inherits ? parent->s.v[p] : r->initial->s.v[p];
	st->s.serial = 0;
	st->last_relative = parent->last_relative;
}

/* The writing mode decides which side border-top is, so it is known before all else. */
static enum fo_enum
writing_mode(
    struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent, struct fo_istyle *st)
{
	struct fo_cache *c = r->cache;
	bool context = false;

	for (size_t i = 0; i < c->n_styled; i++)
		if (c->styled[i].meaning.kind == FO_ATTR_PROP &&
		    c->styled[i].meaning.prop == PR_WRITING_MODE) {
			struct fo_spec spec = {PR_WRITING_MODE, 0, c->styled[i].value,
			    c->styled[i].n, c->styled[i].attr};
			struct fo_value v;

			if (fo_eval_spec(r, f, parent, &st->s, &spec, &v, &context) &&
			    v.kind == FO_ENUM)
				return v.e;
		}
	return st->s.v[PR_WRITING_MODE].e;
}

const struct fo_istyle *
fo_compute(struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent,
    const struct fo_set **specified, bool *context)
{
	/* What others are relative to comes first. */
	static const enum fo_prop early[] = {
	    PR_WRITING_MODE, PR_FONT_SIZE, PR_LINE_HEIGHT, PR_COLOR};
	struct fo_cache *c = r->cache;
	struct fo_istyle *st = &c->scratch;
	struct fo_set *set = arena_zalloc(r->a, sizeof(*set));
	enum fo_enum mode;

	fo_inherit(r, parent, st);
	mode = writing_mode(r, f, parent, st);
	r->specs.n = 0;
	for (size_t i = 0; i < c->n_styled; i++)
		fo_specs_add(&r->specs, r, f->elem, c->styled[i].meaning, c->styled[i].attr,
		    c->styled[i].value, mode);
	for (int p = 0; p < PR__STYLED; p++)
		c->best[p] = -1;
	for (size_t i = 0; i < r->specs.n; i++) {
		enum fo_prop p = r->specs.v[i].prop;

		if (p < PR__STYLED &&
		    (c->best[p] < 0 || r->specs.v[c->best[p]].rank <= r->specs.v[i].rank))
			c->best[p] = (int)i;
	}
	for (size_t i = 0; i < ARRAY_LEN(early); i++)
		apply_spec(r, f, parent, st, early[i], set, context);
	for (int p = 0; p < PR__STYLED; p++)
		apply_spec(r, f, parent, st, (enum fo_prop)p, set, context);
	report_ranges(r, f, &st->s, set);
	fo_resolve(r, f, st, set);
	*specified = set;
	return fo_intern_style(r, st);
}
