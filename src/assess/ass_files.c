/* ass_files.c - the files that evidence names, for whoever passes them on. */
#include "assess/ass_model.h"
#include "assess/ass_say.h"

size_t
ass_files(const struct ass *a, const struct ass_file **files)
{
	struct ass_file *list = arena_array(a->cx->arena, a->evidence.n, sizeof(*list));
	size_t n = 0;

	for (size_t i = 0; i < a->evidence.n; i++) {
		const struct ass_evidence *e = a->evidence.p[i];
		const char *href = load_attr(a->cx, e->node, "href");

		if (href != NULL)
			list[n++] = (struct ass_file){arena_strdup(a->cx->arena, e->id), arena_printf(a->cx->arena, "%s%s", e->from->folder, href),
			    arena_strdup(a->cx->arena, load_attr(a->cx, e->node, "disclosure"))};
	}
	*files = list;
	return n;
}

struct ass_attached
ass_attached(const struct ass *a)
{
	return (struct ass_attached){
	    ass_say(a, "attachment.source", NULL), ass_say(a, "attachment.manifest", NULL), ass_say(a, "attachment.rebuild", NULL)};
}
