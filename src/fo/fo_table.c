/*
 * fo_table.c - names and rows.
 */
#include "fo/fo_table.h"

#include <string.h>

const struct fo_elem_row fo_elem_rows[FO_ELEM__COUNT] = {
#define E(id, n, kind, model, sec, st)                                                             \
	[FO_##id] = {.name = n,                                                                    \
	    .content = model,                                                                      \
	    .section = sec,                                                                        \
	    .class = FO_CLASS_##kind,                                                              \
	    .status = FO_STATUS_##st},
#include "fo/fo_elem.def"
#undef E
    [FO_TEXT] = {.name = "#text", .content = "", .section = "", .class = FO_CLASS_TEXT},
    [FO_FOREIGN] = {.name = "#foreign", .content = "ANY", .section = "", .class = FO_CLASS_SETUP},
};

#define INHERITS_yes true
#define INHERITS_no false

const struct fo_prop_row fo_prop_rows[PR__COUNT] = {
#define P(id, n, vals, inh, init, pct, sec, st)                                                    \
	[PR_##id] = {.name = n,                                                                    \
	    .values = vals,                                                                        \
	    .initial = init,                                                                       \
	    .section = sec,                                                                        \
	    .inherits = INHERITS_##inh,                                                            \
	    .base = FO_BASE_##pct,                                                                 \
	    .status = FO_STATUS_##st},
#include "fo/fo_prop.def"
#undef P
};

static const char *const enum_names[FV__COUNT] = {
    [FV_NONE_] = "",
#define K(id, name) [FV_##id] = name,
#include "fo/fo_enum.def"
#undef K
};

const char *
fo_elem_name(enum fo_elem e)
{
	return fo_elem_rows[e].name;
}

enum fo_class
fo_elem_class(enum fo_elem e)
{
	return fo_elem_rows[e].class;
}

bool
fo_elem_is_done(enum fo_elem e)
{
	return fo_elem_rows[e].status == FO_STATUS_yes;
}

bool
fo_prop_inherits(enum fo_prop p)
{
	return fo_prop_rows[p].inherits;
}

const char *
fo_prop_name(enum fo_prop p)
{
	return fo_prop_rows[p].name;
}

const char *
fo_enum_name(enum fo_enum e)
{
	return enum_names[e];
}

const struct fo_value *
fo_own_prop(const struct fo_node *n, enum fo_prop p)
{
	static const struct fo_value unset;

	for (size_t i = 0; n->own != NULL && i < n->own->n; i++)
		if (n->own->v[i].prop == p)
			return &n->own->v[i].value;
	return &unset;
}

enum fo_enum
fo_enum_lookup(const char *s, size_t n)
{
	size_t lo = 1, hi = FV__COUNT;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = strncmp(enum_names[mid], s, n);

		if (c == 0 && enum_names[mid][n] == '\0')
			return (enum fo_enum)mid;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return FV_NONE_;
}
