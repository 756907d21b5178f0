#include <string.h>

#include "assay.h"
#include "base/str.h"
#include "cli/cmd.h"

static const char *const dumps[] = {
    [DUMP_DOC] = "doc",
    [DUMP_REPORT] = "report",
    [DUMP_FO] = "fo",
    [DUMP_FO_TREE] = "fo-tree",
    [DUMP_AREAS] = "areas",
    [DUMP_TRACE] = "trace",
    [DUMP_FOP_AT] = "fop-at",
    [DUMP_TAGS] = "tags",
};

static bool
take_dump(const char *name, enum dump *dump)
{
	for (size_t i = DUMP_NONE + 1; i < ARRAY_LEN(dumps); i++)
		if (str_eq(dumps[i], name)) {
			*dump = (enum dump)i;
			return true;
		}
	return name == NULL;
}

/* "assay build x.xml --report full", as the colophon prints it: without folders and output, so that it is the same anywhere. */
static const char *
command_line(struct ctx *cx, const struct cmd_opts *o)
{
	struct buf b = {0};
	const char *line;

	buf_puts(&b, "assay");
	for (int i = 1; i < o->argc; i++) {
		const char *word = o->argv[i], *slash = strrchr(word, '/');

		if (str_eq(word, "-o") || str_eq(word, "--output"))
			i++;
		else if (!str_starts(word, "--output=") && !str_starts(word, "-o"))
			buf_printf(&b, " %s", slash != NULL && slash[1] != '\0' ? slash + 1 : word);
	}
	line = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return line;
}

static int
run(const struct cmd_opts *o, enum rc (*job)(struct ctx *, const struct build_opts *))
{
	struct build_opts b = {
	    .output = o->output,
	    .report = o->report,
	    .formats = o->format,
	    .profile = o->profile,
	    .schema = o->schema,
	    .stylesheet = o->stylesheet,
	    .theme = o->theme,
	    .paper = o->paper,
	    .policy = o->policy,
	    .lang = o->lang,
	    .to = o->to,
	    .catalogue = o->catalogue,
	    .base = o->base,
	    .font_dirs = o->fonts,
	    .n_font_dirs = o->n_fonts,
	    .image_boxes = str_eq(o->images, "box"),
	    .allow_draft = o->allow_draft,
	    .dpi = (int)o->dpi,
	};
	struct ctx *cx;
	bool json;
	enum rc rc;

	if (o->n_args != 1)
		return cmd_usage_error("%s takes one file", o->argv[1]);
	if (!take_dump(o->dump, &b.dump))
		return cmd_usage_error("no such seam: %s", o->dump);
	if (o->paper != NULL && !str_eq(o->paper, "a4") && !str_eq(o->paper, "letter"))
		return cmd_usage_error("no such paper: %s; a4 or letter", o->paper);
	if (o->images != NULL && !str_eq(o->images, "box") && !str_eq(o->images, "error"))
		return cmd_usage_error("no such way with pictures: %s; box or error", o->images);
	if (!cmd_is_json(o->messages, &json))
		return EXIT_USAGE;
	cmd_limit_memory(o->memory);
	cx = cmd_begin(o);
	b.input = o->args[0];
	b.command = command_line(cx, o);
	rc = job(cx, &b);
	if (rc != RC_OK && !diag_failed(cx))
		rc = diag_at(cx, DIAG_INTERNAL, NO_SPAN, "a stage failed without a word");
	(void)rc;
	return cmd_finish(cx, o->messages);
}

int
cmd_build(const struct cmd_opts *o)
{
	return run(o, assay_build);
}

int
cmd_render(const struct cmd_opts *o)
{
	return run(o, assay_render);
}
