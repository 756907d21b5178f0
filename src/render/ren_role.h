#pragma once
/* ren_role.h - inside the render room: what a role property says (XSL 1.1, 7.5.2; the values are those of Apache FOP). */
#include "base/ctx.h"
#include "render/drawn.h"

enum ren_role { ROLE_NONE, ROLE_TYPE, ROLE_ARTIFACT };

/* The answers of late, by the string: a document has few roles and says them often. */
struct ren_roles {
	struct ren_role_slot {
		char role[24]; /* "": free */
		enum ren_role is;
		enum tag_type type;
	} slots[64];
};

/*
 * Reports what is no role (ROLE_UNKNOWN, taken as none) and attributes behind a "?" (ROLE_ATTRIBUTES), each once.
 *   type  [out] with ROLE_TYPE
 */
enum ren_role ren_role_of(struct ctx *cx, struct ren_roles *roles, const char *role, struct span at, enum tag_type *type);

extern const char *const ren_type_names[TAG__COUNT]; /* "H1" */
