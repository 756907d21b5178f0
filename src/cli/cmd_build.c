#include <stdio.h>
#include <stdlib.h>
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
    [DUMP_MANIFEST] = "manifest",
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

static const char *
audience_of(const struct cmd_opts *o)
{
	return str_eq(o->evidence, "") ? "public" : o->evidence;
}

/* A word as a shell takes it; what no page can show is left out. */
static void
put_word(struct buf *b, const char *word)
{
	bool plain = *word != '\0' && strpbrk(word, " '\"\\$`&|;<>()*?[]#~!{}\t") == NULL;
	const char *end = word + strlen(word);

	buf_puts(b, plain ? " " : " '");
	while (word < end) {
		char utf8[4];
		uint32_t c = utf8_next(&word, end);

		if (c == '\'')
			buf_puts(b, "'\\''");
		else if (c >= 0x20 && c != 0x7f)
			buf_add(b, utf8, utf8_put(utf8, c));
	}
	if (!plain)
		buf_putc(b, '\'');
}

static const char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

/*
 * "assay build x.xml --theme acme.xml", as the colophon prints it: what shapes the report, in one order and one spelling, without folders
 * and output, so that it is the same anywhere and however it was typed. The report adds its kind.
 */
static const char *
command_line(struct ctx *cx, const struct cmd_opts *o)
{
	const struct {
		const char *name, *value;
		bool is_file;
	} words[] = {{"--schema", o->schema, true}, {"--stylesheet", o->stylesheet, true}, {"--theme", o->theme, true}, {"--paper", o->paper, false},
	    {"--policy", o->policy, true}, {"--lang", o->lang, false}, {"--catalogue", o->catalogue, true}, {"--to", o->to, false},
	    {"--base", o->base, true}, {"--profile", o->profile, false}, {"--images", str_eq(o->images, "box") ? "box" : NULL, false}};
	struct buf b = {0};
	const char *line;

	buf_puts(&b, "assay build");
	put_word(&b, last_name(o->args[0]));
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (words[i].value != NULL) {
			buf_printf(&b, " %s", words[i].name);
			put_word(&b, words[i].is_file ? last_name(words[i].value) : words[i].value);
		}
	for (size_t i = 0; i < o->n_fonts; i++) {
		buf_puts(&b, " --fonts");
		put_word(&b, last_name(o->fonts[i]));
	}
	buf_printf(&b, "%s%s%s", o->allow_draft ? " --allow-draft" : "", o->evidence != NULL ? " --embed-evidence=" : "",
	    o->evidence != NULL ? audience_of(o) : "");
	line = arena_strdup(cx->arena, buf_str(&b));
	buf_free(&b);
	return line;
}

/* The environment's date, for reproducible builds; NULL: none, or not a number. */
static const char *
epoch_of(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	size_t n = epoch != NULL ? strspn(epoch, "0123456789") : 0;

	return n > 0 && n < 16 && epoch[n] == '\0' ? epoch : NULL;
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
	    .evidence = o->evidence != NULL ? audience_of(o) : NULL,
	    .no_source = o->no_source,
	    .epoch = epoch_of(),
	    .dpi = (int)o->dpi,
	    .single = o->single,
	    .svg_outlines = str_eq(o->svg_text, "outlines"),
	};
	struct buf log = {0};
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
	if (o->svg_text != NULL && !str_eq(o->svg_text, "fonts") && !str_eq(o->svg_text, "outlines"))
		return cmd_usage_error("no such way with text: %s; fonts or outlines", o->svg_text);
	if (!cmd_is_json(o->messages, &json))
		return EXIT_USAGE;
	if (b.evidence != NULL && !assay_is_audience(b.evidence))
		return cmd_usage_error("no such audience: %s; public, customer or auditor", b.evidence);
	if (b.evidence != NULL && b.no_source)
		return cmd_usage_error("--embed-evidence and --no-source exclude each other");
	cmd_limit_memory(o->memory);
	b.log = json ? NULL : &log;
	cx = cmd_begin(o);
	b.input = o->args[0];
	b.command = command_line(cx, o);
	rc = job(cx, &b);
	if (rc != RC_OK && !diag_failed(cx))
		rc = diag_at(cx, DIAG_INTERNAL, NO_SPAN, "a stage failed without a word");
	(void)rc;
	fputs(buf_str(&log), stderr);
	buf_free(&log);
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
