#pragma once
/*
 * fo_table.h - the rows of fo_elem.def, fo_prop.def and fo_enum.def as arrays, for this room only.
 */
#include "fo/fo.h"

enum fo_status { FO_STATUS_yes, FO_STATUS_later, FO_STATUS_optimum, FO_STATUS_silent };

/* What 100 % of a property is; see fo_prop.def. */
enum fo_base {
	FO_BASE_none,
	FO_BASE_font,
	FO_BASE_font_parent,
	FO_BASE_line,
	FO_BASE_line_parent,
	FO_BASE_ipd,
	FO_BASE_bpd,
	FO_BASE_self,
	FO_BASE_intrinsic,
	FO_BASE_page,
};

struct fo_elem_row {
	const char *name, *content, *section;
	enum fo_class class;
	enum fo_status status;
};

struct fo_prop_row {
	const char *name, *values, *initial, *section;
	bool inherits;
	enum fo_base base;
	enum fo_status status;
};

extern const struct fo_elem_row fo_elem_rows[FO_ELEM__COUNT];
extern const struct fo_prop_row fo_prop_rows[PR__COUNT];

/* A keyword of n bytes; FV_NONE_ when there is none. */
enum fo_enum fo_enum_lookup(const char *s, size_t n);
