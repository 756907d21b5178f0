#include "render/ren_role.h"

#include <string.h>
#include <strings.h>

#include "base/ctx.h"
#include "base/str.h"

const char *const ren_type_names[TAG__COUNT] = {
#define T(id, name, group) [TAG_##id] = name,
#include "render/tag_type.def"
#undef T
};

static const struct {
	const char *role;
	enum tag_type type;
} other_roles[] = {
#define R(role, type) {role, TAG_##type},
#include "render/ren_role.def"
#undef R
};

static enum ren_role
find(const char *s, size_t n, enum tag_type *type)
{
	if (n == 8 && strncasecmp(s, "artifact", n) == 0)
		return ROLE_ARTIFACT;
	for (size_t i = 0; i < ARRAY_LEN(other_roles); i++)
		if (strlen(other_roles[i].role) == n && memcmp(other_roles[i].role, s, n) == 0) {
			*type = other_roles[i].type;
			return ROLE_TYPE;
		}
	for (size_t i = 0; i < TAG__COUNT; i++)
		if (strlen(ren_type_names[i]) == n && memcmp(ren_type_names[i], s, n) == 0) {
			*type = (enum tag_type)i;
			return ROLE_TYPE;
		}
	return ROLE_NONE;
}

static void
report_unknown(struct ctx *cx, const char *role, struct span at)
{
	const char *nearest = str_nearest(role, ren_type_names, TAG__COUNT);

	if (!diag_first(cx, DIAG_ROLE_UNKNOWN, role))
		return;
	(void)diag_at(cx, DIAG_ROLE_UNKNOWN, at, "\"%.100s\"; taken as no role", role);
	if (nearest != NULL)
		diag_hint(cx, "Did you mean \"%s\"?", nearest);
}

enum ren_role
ren_role_of(struct ctx *cx, struct ren_roles *roles, const char *role, struct span at, enum tag_type *type)
{
	size_t n = strcspn(role, "?"), hash = 0;
	struct ren_role_slot *slot;
	enum ren_role is;

	for (size_t i = 0; i < n; i++)
		hash = hash * 31 + (unsigned char)role[i];
	slot = &roles->slots[hash % ARRAY_LEN(roles->slots)];
	if (n > 0 && strcmp(slot->role, role) == 0) {
		*type = slot->type;
		return slot->is;
	}
	is = n == 0 ? ROLE_NONE : find(role, n, type);
	if (is == ROLE_NONE && n > 0)
		report_unknown(cx, arena_strndup(cx->arena, role, n), at);
	else if (role[n] == '?' && diag_first(cx, DIAG_ROLE_ATTRIBUTES, role))
		(void)diag_at(cx, DIAG_ROLE_ATTRIBUTES, at, "\"%.100s\"", role + n);
	if (n + 1 < sizeof(slot->role) && role[n] == '\0') {
		memcpy(slot->role, role, n + 1);
		slot->is = is;
		slot->type = *type;
	}
	return is;
}
