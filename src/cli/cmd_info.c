/* Commands that only tell: init, diff, catalogue, explain, version, help. */
#include <stdio.h>
#include <string.h>

#include "assay.h"
#include "base/io.h"
#include "base/str.h"
#include "cli/cmd.h"

/* Prints what was made, or writes it; the context's diagnostics decide the status. */
static int
deliver(struct ctx *cx, struct buf *out, enum rc rc, const char *output)
{
	if (rc == RC_OK && output != NULL && !str_eq(output, "-")) {
		rc = io_write(cx, output, buf_str(out), out->len);
		if (rc == RC_OK)
			fprintf(stderr, "%s\n", output);
	} else if (rc == RC_OK) {
		fwrite(buf_str(out), 1, out->len, stdout);
	}
	buf_free(out);
	return cmd_finish(cx, NULL);
}

/* "Orbit 4.2" -> "orbit-4.2.xml" */
static const char *
file_of_product(struct ctx *cx, const char *product)
{
	struct buf b = {0};
	const char *name;

	for (const char *s = product; *s != '\0'; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '.' && b.len > 0))
			buf_putc(&b, c);
		else if (b.len > 0 && b.p[b.len - 1] != '-')
			buf_putc(&b, '-');
	}
	while (b.len > 0 && (b.p[b.len - 1] == '-' || b.p[b.len - 1] == '.'))
		b.p[--b.len] = '\0';
	name = arena_printf(cx->arena, "%s.xml", b.len > 0 ? b.p : "assessment");
	buf_free(&b);
	return name;
}

/* "dir/x.xml" and "gate.xml" -> "dir/gate.xml" */
static const char *
beside(struct ctx *cx, const char *path, const char *name)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? arena_printf(cx->arena, "%.*s/%s", (int)(slash - path), path, name) : name;
}

/* The assessment, and beside it a theme and a policy where there is none yet: somebody's work may be in what is there. */
static enum rc
write_new(struct ctx *cx, const struct buf *text, const char *output)
{
	struct new_file files[NEW_FILES];
	struct io_out outs[1 + NEW_FILES] = {{output, buf_str(text), text->len}};
	size_t n = 1;

	TRY(assay_new_beside(cx, files));
	for (size_t i = 0; i < NEW_FILES; i++) {
		const char *path = beside(cx, output, files[i].name);

		if (str_eq(path, output))
			continue;
		if (io_exists(path))
			fprintf(stderr, "%s is kept as it is\n", path);
		else
			outs[n++] = (struct io_out){path, files[i].bytes, files[i].len};
	}
	TRY(io_write_all(cx, outs, n));
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "%s\n", outs[i].path);
	return RC_OK;
}

int
cmd_init(const struct cmd_opts *o)
{
	const char *product = o->product != NULL ? o->product : "Product 1.0", *output = o->output;
	struct buf out = {0};
	struct ctx *cx;
	enum rc rc;

	if (o->n_args > 1 || (o->n_args == 1 && o->output != NULL))
		return cmd_usage_error("init takes one file");
	cx = cmd_begin(o);
	if (output == NULL)
		output = o->n_args == 1 ? o->args[0] : file_of_product(cx, product);
	rc = assay_new(cx, o->framework != NULL ? o->framework : "ssdf-1.1", product, &out);
	if (str_eq(output, "-"))
		return deliver(cx, &out, rc, output);
	if (rc == RC_OK && io_exists(output))
		rc = diag_at(cx, DIAG_EXISTS, NO_SPAN, "%s", output);
	if (rc == RC_OK)
		rc = write_new(cx, &out, output);
	(void)rc;
	buf_free(&out);
	return cmd_finish(cx, NULL);
}

int
cmd_catalogue(const struct cmd_opts *o)
{
	const char *what = o->n_args > 0 ? o->args[0] : "";
	enum diag_format format;
	struct buf out = {0};
	struct ctx *cx;
	enum rc rc;
	bool json;

	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	format = json ? DIAG_JSON : DIAG_TEXT;
	cx = cmd_begin(o);
	if (str_eq(what, "list") && o->n_args == 1) {
		rc = assay_catalogue_list(cx, format, &out);
	} else if (str_eq(what, "show") && (o->n_args == 2 || o->n_args == 3)) {
		rc = assay_catalogue_show(cx, o->args[1], o->n_args == 3 ? o->args[2] : NULL, format, &out);
	} else if (str_eq(what, "diff") && o->n_args == 3) {
		rc = assay_catalogue_diff(cx, o->args[1], o->args[2], format, &out);
	} else if (str_eq(what, "import") && o->n_args == 2) {
		rc = assay_catalogue_import(cx, o->args[1], o->framework != NULL ? o->framework : "ssdf-1.1", o->output, format,
		    &out);
	} else {
		ctx_free(cx);
		return cmd_usage_error("catalogue list, catalogue show NAME [ID], catalogue diff OLD NEW, or catalogue import FILE");
	}
	return deliver(cx, &out, rc, str_eq(what, "import") ? NULL : o->output);
}

/* That two files differ is no failure: the status is 0, as long as they can be compared. */
int
cmd_diff(const struct cmd_opts *o)
{
	struct buf out = {0};
	struct ctx *cx;
	enum rc rc;
	bool json;

	if (o->n_args != 2)
		return cmd_usage_error("diff takes two names: assessments, or frameworks such as ssdf-1.1; the older first");
	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	cx = cmd_begin(o);
	rc = assay_diff(cx, o->args[0], o->args[1], json ? DIAG_JSON : DIAG_TEXT, &out);
	return deliver(cx, &out, rc, o->output);
}

static void
add_row(struct buf *out, const struct diag_row *row, bool json)
{
	if (!json) {
		buf_printf(out, "%s (%s)\n    %s\n    %s\n", row->name, diag_level_name(row->level), row->text, row->help);
		return;
	}
	buf_printf(out, "{\"name\":\"%s\",\"level\":\"%s\",\"text\":\"", row->name, diag_level_name(row->level));
	buf_json(out, row->text, strlen(row->text));
	buf_puts(out, "\",\"help\":\"");
	buf_json(out, row->help, strlen(row->help));
	buf_puts(out, "\"}\n");
}

int
cmd_explain(const struct cmd_opts *o)
{
	const struct diag_row *row;
	struct buf out = {0};
	struct ctx *cx;
	enum rc rc = RC_OK;
	bool json;

	if (o->n_args != 1)
		return cmd_usage_error("explain takes the name of a diagnostic, a task, or \"all\"");
	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	cx = cmd_begin(o);
	row = diag_lookup(o->args[0]);
	if (row != NULL)
		add_row(&out, row, json);
	else if (str_eq(o->args[0], "all"))
		for (size_t i = 0; i < DIAG__COUNT; i++)
			add_row(&out, &diag_rows[i], json);
	else
		rc = assay_catalogue_show(cx, "ssdf-1.1", o->args[0], json ? DIAG_JSON : DIAG_TEXT, &out);
	return deliver(cx, &out, rc, NULL);
}

int
cmd_version(const struct cmd_opts *o)
{
	bool json;

	if (!cmd_is_json(o->format, &json))
		return EXIT_USAGE;
	if (json)
		printf("{\"name\":\"assay\",\"version\":\"%s\"}\n", assay_version());
	else
		printf("assay %s\n", assay_version());
	return EXIT_FINE;
}

int
cmd_help(const struct cmd_opts *o)
{
	struct buf out = {0};

	cmd_print_help(o->n_args > 0 ? o->args[0] : NULL, &out);
	fputs(buf_str(&out), stdout);
	buf_free(&out);
	return EXIT_FINE;
}
