#pragma once
/*
 * fo_cache.h - what fo_style.c (attributes, the cache) and fo_compute.c (values, interned styles)
 * share while one style is made.
 */
#include "fo/fo_reader.h"

#define FO_MEANINGS 1024 /* direct-mapped: a collision costs a map lookup */

/* An attribute that a style depends on. */
struct fo_styled {
	const xmlAttr *attr;
	const char *value;
	size_t n;
	struct fo_attr meaning;
};

struct fo_cached;

struct fo_cache {
	struct {
		const xmlChar *name;
		const xmlNs *ns;
		struct fo_attr attr;
		bool used;
	} meanings[FO_MEANINGS];
	struct fo_cached **slots;
	size_t n, size;
	struct fo_styled *styled; /* scratch: of the current element */
	size_t n_styled, cap_styled;
	struct fo_own_value *own; /* scratch */
	size_t n_own, cap_own;
	struct fo_istyle scratch;
	const xmlAttr *faulty; /* reported last */
	int best[PR__STYLED];
};

static inline uint64_t
fo_mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

/* Under the value of an attribute where that can be; else at the object. */
struct span fo_value_span(struct fo_reader *r, const struct fo_frame *f, const xmlAttr *attr);
/* The value of one spec; false when it stays what it was. *context is set when it must not be
 * cached. */
bool fo_eval_spec(struct fo_reader *r, struct fo_frame *f, const struct fo_istyle *parent,
    const struct fo_style *own, const struct fo_spec *spec, struct fo_value *v, bool *context);
/* What an object without attributes has. */
void fo_inherit(struct fo_reader *r, const struct fo_istyle *parent, struct fo_istyle *st);
/* The style of r->cache->styled, and which properties those set. */
const struct fo_istyle *fo_compute(struct fo_reader *r, struct fo_frame *f,
    const struct fo_istyle *parent, const struct fo_set **specified, bool *context);
/* The one copy of a style; st may be changed afterwards. */
const struct fo_istyle *fo_intern_style(struct fo_reader *r, struct fo_istyle *st);
