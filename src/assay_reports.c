#include "assay_reports.h"

#include <assert.h>
#include <string.h>

#include "base/str.h"

static const struct report_kind all_kinds[] = {
#define R(id, pages, attests) {#id, pages, attests},
#include "reports.def"
#undef R
};

static const char *
names_of_all(struct ctx *cx)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < ARRAY_LEN(all_kinds); i++)
		buf_printf(&b, "%s%s", i > 0 ? ", " : "", all_kinds[i].name);
	text = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

static const struct report_kind *
lookup(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(all_kinds); i++)
		if (str_eq(all_kinds[i].name, name))
			return &all_kinds[i];
	return NULL;
}

static bool
is_among(const struct report_kind *kind, const struct report_kind *const *kinds, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

enum rc
report_kinds(
    struct ctx *cx, const char *list, const struct report_kind *kinds[MAX_REPORTS], size_t *n)
{
	static_assert(ARRAY_LEN(all_kinds) <= MAX_REPORTS, "each kind at most once");

	*n = 0;
	for (const char *s = list != NULL ? list : all_kinds[0].name; *s != '\0';) {
		size_t len = strcspn(s, ",");
		const char *name = arena_strndup(cx->arena, s, len);
		const struct report_kind *kind = lookup(name);

		if (kind == NULL)
			return diag_at(cx, DIAG_REPORT_KIND, NO_SPAN, "\"%s\"; there are: %s", name,
			    names_of_all(cx));
		if (!is_among(kind, kinds, *n))
			kinds[(*n)++] = kind;
		s += len + (s[len] == ',');
	}
	return *n > 0 ? RC_OK
		      : diag_at(cx, DIAG_REPORT_KIND, NO_SPAN, "none is named; there are: %s",
			    names_of_all(cx));
}
