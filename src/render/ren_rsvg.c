#include "render/ren_rsvg.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const struct {
	const char *name;
	size_t at; /* [B] in struct ren_rsvg */
} symbols[] = {
#define F(name) {#name, offsetof(struct ren_rsvg, name)},
    REN_RSVG(F)
#undef F
};

/* Never closed: GObject types cannot be taken back. */
enum rc
ren_rsvg_load(struct ctx *cx, const struct ren_rsvg **out)
{
	struct ren_rsvg *r = arena_zalloc(cx->arena, sizeof(*r));
	void *library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		return diag_at(cx, DIAG_DRAWING, NO_SPAN, "librsvg: %s", dlerror());
	for (size_t i = 0; i < ARRAY_LEN(symbols); i++) {
		void *function = dlsym(library, symbols[i].name);

		if (function == NULL)
			return diag_at(cx, DIAG_DRAWING, NO_SPAN, "librsvg: %s", dlerror());
		memcpy((char *)r + symbols[i].at, &function, sizeof(function)); /* ISO C has no cast for it */
	}
	*out = r;
	return RC_OK;
}
