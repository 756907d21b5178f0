#include "assay_manifest.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "validate/val.h"

static const struct {
	const char *name;
	size_t at; /* [B] in struct manifest_build */
} options[] = {
#define M(field, name) {name, offsetof(struct manifest_build, field)},
#include "manifest.def"
#undef M
};

static const char *const states[] = {
    [IO_MISSING] = "missing",
    [IO_REFUSED] = "refused",
    [IO_TOO_LARGE] = "too-large",
    [IO_BROKEN] = "broken",
    [IO_CHANGED] = "changed",
};

static void
put(struct buf *b, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_printf(b, " %s=\"", name);
	buf_xml(b, value);
	buf_putc(b, '"');
}

static void
put_input(struct buf *b, const struct manifest_input *in)
{
	buf_puts(b, "\t<input");
	put(b, "role", in->role);
	put(b, "name", in->place);
	if (in->state == IO_OK)
		buf_printf(b, " bytes=\"%ju\"", (uintmax_t)in->size);
	put(b, "sha256", *in->sha256 != '\0' ? in->sha256 : NULL);
	put(b, "in", in->in);
	put(b, "state", states[in->state]);
	put(b, "id", in->id);
	put(b, "disclosure", in->disclosure);
	put(b, "left-out", in->why);
	buf_puts(b, "/>\n");
}

void
manifest_write(const struct manifest *m, struct buf *out)
{
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest xmlns=\"" MANIFEST_NS "\"");
	put(out, "version", m->version);
	buf_puts(out, ">\n\t<build");
	for (size_t i = 0; i < ARRAY_LEN(options); i++)
		put(out, options[i].name, *(const char *const *)((const char *)&m->build + options[i].at));
	buf_puts(out, "/>\n");
	for (size_t i = 0; i < m->n; i++)
		put_input(out, &m->inputs[i]);
	buf_puts(out, "</manifest>\n");
}

/* ---- reading ---------------------------------------------------------------------------------------------------------- */

static enum io_state
state_of(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(states); i++)
		if (states[i] != NULL && str_eq(states[i], word))
			return (enum io_state)i;
	return IO_OK;
}

/* Somebody may unpack it: no name leads out of its folder. */
static bool
is_safe(const char *place)
{
	for (const char *s = place; *s != '\0'; s += *s == '/') {
		size_t n = strcspn(s, "/");

		if (n == 0 || (n <= 2 && strncmp(s, "..", n) == 0))
			return false;
		s += n;
	}
	return true;
}

/* NULL, or what is wrong. */
static const char *
read_input(struct ctx *cx, const xmlNode *e, struct manifest_input *in)
{
	const char *size = load_attr(cx, e, "bytes"), *sha256 = load_attr(cx, e, "sha256");

	*in = (struct manifest_input){
	    .role = load_attr(cx, e, "role"),
	    .place = load_attr(cx, e, "name"),
	    .state = state_of(load_attr(cx, e, "state")),
	    .size = size != NULL ? strtoull(size, NULL, 10) : 0,
	    .sha256 = sha256 != NULL ? sha256 : "",
	    .in = load_attr(cx, e, "in"),
	    .id = load_attr(cx, e, "id"),
	    .disclosure = load_attr(cx, e, "disclosure"),
	    .why = load_attr(cx, e, "left-out"),
	};
	if ((in->state == IO_OK) != (sha256 != NULL && size != NULL))
		return "an input has neither a digest nor a reason why not";
	return is_safe(in->place) ? NULL : "the name of an input leads elsewhere";
}

enum rc
manifest_read(struct ctx *cx, const char *bytes, size_t len, struct manifest *m, const char **why)
{
	const struct doc *doc;
	const xmlNode *root, *build;
	struct map *seen = map_new(cx->arena);

	*why = NULL;
	TRY(load_bytes(cx, MANIFEST_FILE, bytes, len, NULL, &doc));
	TRY(val_schema_file(cx, doc, arena_printf(cx->arena, "%s/src/manifest.xsd", cx->data_dir)));
	root = xmlDocGetRootElement(doc->xml);
	build = load_first(root, "build");
	*m = (struct manifest){.version = load_attr(cx, root, "version")};
	for (size_t i = 0; i < ARRAY_LEN(options); i++)
		*(const char **)((char *)&m->build + options[i].at) = load_attr(cx, build, options[i].name);
	for (const xmlNode *e = load_first(root, "input"); e != NULL; e = load_next(e, "input"))
		m->n++;
	m->inputs = arena_array(cx->arena, m->n, sizeof(*m->inputs));
	m->n = 0;
	for (const xmlNode *e = load_first(root, "input"); e != NULL; e = load_next(e, "input")) {
		struct manifest_input *in = &m->inputs[m->n++];

		*why = read_input(cx, e, in);
		if (*why == NULL && map_set(seen, in->place, in) != NULL)
			*why = "an input stands there twice";
		if (*why != NULL)
			return RC_FAIL;
	}
	return RC_OK;
}
