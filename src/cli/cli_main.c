#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "assay.h"
#include "base/io.h"
#include "base/str.h"
#include "cli/cmd.h"

struct verb {
	const char *name, *args, *purpose, *options;
	int (*run)(const struct cmd_opts *o);
};

static const struct verb verbs[] = {
#define V(id, args, purpose, options) {#id, args, purpose, options, cmd_##id},
#include "cli/verbs.def"
#undef V
};

enum opt_kind { FLAG, TEXT, CHOICE, LIST, NUMBER };

struct opt {
	char key, letter;
	enum opt_kind kind;
	size_t offset;
	const char *name, *arg, *purpose;
};

static const struct opt opts[] = {
#define O(key, field, kind, letter, name, arg, purpose)                                            \
	{key, letter, kind, offsetof(struct cmd_opts, field), name, arg, purpose},
#include "cli/opts.def"
#undef O
};

int
cmd_usage_error(const char *fmt, ...)
{
	va_list ap;

	fputs("assay: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputs("\n    `assay help` lists the commands, `assay help COMMAND` its options.\n", stderr);
	return EXIT_USAGE;
}

static const struct verb *
lookup_verb(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
		if (str_eq(verbs[i].name, name))
			return &verbs[i];
	return NULL;
}

/* By letter, or by the first n bytes of a long name. */
static const struct opt *
lookup_opt(const struct verb *v, char letter, const char *name, size_t n)
{
	for (size_t i = 0; i < ARRAY_LEN(opts); i++) {
		const struct opt *o = &opts[i];

		if (strchr(v->options, o->key) == NULL)
			continue;
		if (letter != 0 ? o->letter == letter : strlen(o->name) == n && strncmp(o->name, name, n) == 0)
			return o;
	}
	return NULL;
}

static bool
set_opt(struct cmd_opts *out, const struct opt *o, const char *value)
{
	void *field = (char *)out + o->offset;
	char *end;
	long n;

	switch (o->kind) {
	case FLAG:
		*(bool *)field = true;
		return true;
	case TEXT:
	case CHOICE:
		*(const char **)field = value;
		return true;
	case LIST:
		if (out->n_fonts == MAX_LIST)
			return false;
		((const char **)field)[out->n_fonts++] = value;
		return true;
	case NUMBER:
		n = strtol(value, &end, 10);
		*(long *)field = n;
		return *value != '\0' && *end == '\0' && n >= 1 && n <= 1000000;
	}
	return false;
}

/* Takes the option at argv[*i] and its value; 0 or an exit status. */
static int
take_opt(const struct verb *v, int argc, char **argv, int *i, struct cmd_opts *out)
{
	const char *word = argv[*i], *value;
	const struct opt *o;

	if (word[1] == '-') {
		value = strchr(word, '=');
		o = lookup_opt(v, 0, word + 2, value != NULL ? (size_t)(value - word - 2) : strlen(word + 2));
		value = value != NULL ? value + 1 : NULL;
	} else {
		o = lookup_opt(v, word[1], NULL, 0);
		value = word[2] != '\0' ? word + 2 : NULL;
	}
	if (o == NULL)
		return cmd_usage_error("%s: no such option: %s", v->name, word);
	if (o->kind == FLAG && value != NULL)
		return cmd_usage_error("%s: --%s takes no value", v->name, o->name);
	if (o->kind == CHOICE && value == NULL)
		value = "";
	if (o->kind != FLAG && value == NULL) {
		if (*i + 1 >= argc)
			return cmd_usage_error("%s: --%s needs a value: %s", v->name, o->name, o->arg);
		value = argv[++*i];
	}
	if (!set_opt(out, o, value))
		return cmd_usage_error("%s: --%s does not take \"%s\": %s", v->name, o->name, value, o->purpose);
	return 0;
}

/* Options may stand anywhere; "--" ends them. */
static int
parse(const struct verb *v, int argc, char **argv, struct cmd_opts *out, const char **args)
{
	bool only_args = false;
	int status = 0;

	for (int i = 0; i < argc && status == 0; i++) {
		if (!only_args && str_eq(argv[i], "--"))
			only_args = true;
		else if (only_args || argv[i][0] != '-' || argv[i][1] == '\0')
			args[out->n_args++] = argv[i];
		else
			status = take_opt(v, argc, argv, &i, out);
	}
	out->args = args;
	return status;
}

static void
print_options(const struct verb *v, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(opts); i++) {
		const struct opt *o = &opts[i];
		char left[64], letter[8] = "    ";

		if (strchr(v->options, o->key) == NULL)
			continue;
		if (o->letter != 0)
			snprintf(letter, sizeof(letter), "-%c, ", o->letter);
		snprintf(left, sizeof(left), o->kind == CHOICE ? "%s--%s[=%s]" : "%s--%s %s", letter, o->name, o->arg);
		buf_printf(out, "  %-28s %s\n", left, o->purpose);
	}
}

void
cmd_print_help(const char *name, struct buf *out)
{
	const struct verb *v = name != NULL ? lookup_verb(name) : NULL;

	if (v != NULL) {
		buf_printf(out, "assay %s %s\n    %s\n%s", v->name, v->args, v->purpose, v->options[0] != '\0' ? "\n" : "");
		print_options(v, out);
		return;
	}
	buf_puts(out, "assay: compiles an XML assessment of how software is built into a report\n\n");
	for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
		buf_printf(out, "  assay %-10s %-36s %s\n", verbs[i].name, verbs[i].args, verbs[i].purpose);
	buf_puts(out, "\nExit status: 0 fine, 1 the document is wrong, 2 wrong command line, 3 the machine failed.\n");
}

/* Fonts, stylesheets, catalogues: beside the installed program, else in the source tree that it was built from. */
static const char *
find_data_dir(char *room, size_t size)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	char *slash;

	exe[n > 0 ? n : 0] = '\0';
	slash = strrchr(exe, '/');
	if (slash != NULL) {
		*slash = '\0';
		snprintf(room, size, "%s/../share/assay", exe);
		if (io_exists(room))
			return room;
	}
	return io_exists(ASSAY_SOURCE_DATA "/stylesheets") ? ASSAY_SOURCE_DATA : ASSAY_INSTALL_DATA;
}

void
cmd_limit_memory(long mib)
{
#if !defined(__SANITIZE_ADDRESS__)
	rlim_t bytes = (rlim_t)(mib > 0 ? mib : 1024) << 20;

	setrlimit(RLIMIT_AS, &(struct rlimit){bytes, bytes});
#else
	(void)mib;
#endif
	setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
}

struct ctx *
cmd_begin(const struct cmd_opts *o)
{
	struct ctx *cx = ctx_new(o->data_dir);

	cx->strictness = o->strict ? STRICT : LENIENT;
	return cx;
}

bool
cmd_is_json(const char *value, bool *json)
{
	*json = str_eq(value, "json");
	if (*json || value == NULL || str_eq(value, "text"))
		return true;
	cmd_usage_error("not a form of output: \"%s\"; text or json", value);
	return false;
}

int
cmd_status(const struct ctx *cx)
{
	return diag_count(cx, LEVEL_SYSTEM) > 0 ? EXIT_MACHINE : diag_failed(cx) ? EXIT_DOCUMENT : EXIT_FINE;
}

int
cmd_finish(struct ctx *cx, const char *messages)
{
	struct buf out = {0};
	int status = cmd_status(cx);

	if (diag_count(cx, LEVEL_STYLE) > 0) {
		diag_print(cx, str_eq(messages, "json") ? DIAG_JSON : DIAG_TEXT, &out);
		fwrite(buf_str(&out), 1, out.len, stderr);
	}
	buf_free(&out);
	ctx_free(cx);
	return status;
}

static int
run_verb(const struct verb *v, int argc, char **argv)
{
	struct cmd_opts o = {.argv = (const char *const *)argv, .argc = argc};
	const char **args = mem_alloc((size_t)argc * sizeof(*args));
	char room[4200];
	int status;

	o.data_dir = find_data_dir(room, sizeof(room));
	status = parse(v, argc - 2, argv + 2, &o, args);
	if (status == 0)
		status = v->run(&o);
	if (fflush(stdout) != 0 && status == 0)
		status = EXIT_MACHINE;
	free(args);
	return status;
}

int
assay_main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : NULL;
	const struct verb *v;
	struct buf out = {0};

	/* Output must not depend on where and when it is made. */
	setlocale(LC_ALL, "C.UTF-8");
	setenv("TZ", "UTC", 1);
	if (name == NULL) {
		cmd_print_help(NULL, &out);
		fputs(buf_str(&out), stderr);
		buf_free(&out);
		return EXIT_USAGE;
	}
	if (str_eq(name, "--help") || str_eq(name, "-h"))
		name = "help";
	if (str_eq(name, "--version") || str_eq(name, "-V"))
		name = "version";
	v = lookup_verb(name);
	return v != NULL ? run_verb(v, argc, argv) : cmd_usage_error("no such command: %s", name);
}
