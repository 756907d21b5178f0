#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

struct arg {
	const char *name, *value;
};

struct args {
	struct arg list[ASS_SAY_ARGS];
	size_t n;
};

static void
add_arg(struct args *args, const char *name, const char *value)
{
	if (args->n < ASS_SAY_ARGS)
		args->list[args->n++] = (struct arg){name, value != NULL ? value : ""};
}

static void
add_args(struct args *args, va_list ap)
{
	for (const char *name = va_arg(ap, const char *); name != NULL;
	     name = va_arg(ap, const char *))
		add_arg(args, name, va_arg(ap, const char *));
}

static const char *
value_of(const struct args *args, const char *name, size_t len)
{
	for (size_t i = 0; i < args->n; i++)
		if (strlen(args->list[i].name) == len && memcmp(args->list[i].name, name, len) == 0)
			return args->list[i].value;
	return NULL;
}

static bool
is_number(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n > 0 && n < 10 && s[n] == '\0';
}

const struct ass_text *
ass_text_of(const struct ass_texts *t, const char *id)
{
	return map_lookup(t->by_id, id);
}

/* "n:one open:0" */
static bool
holds(const struct ass_text *t, const char *when, const struct args *args)
{
	while (*when != '\0') {
		size_t len = strcspn(when, " "), name = strcspn(when, ":");
		const char *want = name < len ? when + name + 1 : "",
			   *value = value_of(args, when, name < len ? name : len);
		size_t n = name < len ? len - name - 1 : 0;
		const char *category = value != NULL && is_number(value)
		    ? ass_plural_of(t->from, strtoul(value, NULL, 10))
		    : "";

		if (value == NULL ||
		    !((strlen(value) == n && memcmp(value, want, n) == 0) ||
			(strlen(category) == n && n > 0 && memcmp(category, want, n) == 0)))
			return false;
		when += len + strspn(when + len, " ");
	}
	return true;
}

static const char *
choose(const struct ass_text *t, const struct args *args)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->forms[i].when == NULL || holds(t, t->forms[i].when, args))
			return t->forms[i].text;
	return "";
}

/* "1234567" in groups of three, from five digits on. */
static const char *
grouped(const struct ass *a, const char *digits)
{
	size_t n = strlen(digits);
	const char *separator = n > 4 ? ass_say(a, "number.group", NULL) : "", *text;
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0 && n > 4)
			buf_puts(&b, separator);
		buf_putc(&b, digits[i]);
	}
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

/* Numbers that the language has a word for: number.0, number.1 ... */
static const char *
word(const struct ass *a, const char *digits)
{
	const char *id = arena_printf(a->cx->arena, "number.%s", digits);

	return ass_text_of(a->texts, id) != NULL ? ass_say(a, id, NULL) : digits;
}

static const char *
formatted(const struct ass *a, const char *value, const char *format, size_t len)
{
	static const char *const formats[] = {"number", "word", "Word", "date"};
	size_t i = 0;

	while (i < ARRAY_LEN(formats) &&
	    (strlen(formats[i]) != len || memcmp(formats[i], format, len) != 0))
		i++;
	if (i == 3)
		return ass_day(value) != NO_DAY ? ass_date_words(a, value) : value;
	if (!is_number(value) || i == ARRAY_LEN(formats))
		return value;
	return i == 0 ? grouped(a, value)
	    : i == 1  ? word(a, value)
		      : str_capital(a->cx->arena, word(a, value));
}

static void
fill(
    const struct ass *a, const char *id, const char *text, const struct args *args, struct buf *out)
{
	while (*text != '\0') {
		size_t plain = strcspn(text, "{"), len, name;
		const char *value;

		buf_add(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		len = strcspn(++text, "}");
		name = strcspn(text, ":}");
		value = value_of(args, text, name);
		if (value == NULL)
			(void)diag_at(a->cx, DIAG_INTERNAL, NO_SPAN,
			    "the text \"%s\" has no {%.*s}", id, (int)name, text);
		else
			buf_puts(out,
			    name < len ? formatted(a, value, text + name + 1, len - name - 1)
				       : value);
		text += len + (text[len] == '}');
	}
}

static const char *
say(const struct ass *a, const char *id, const struct args *args)
{
	const struct ass_text *t = ass_text_of(a->texts, id);
	struct buf b = {0};
	const char *text;

	if (t == NULL) {
		(void)diag_at(a->cx, DIAG_INTERNAL, NO_SPAN, "there is no text \"%s\"", id);
		return id;
	}
	fill(a, id, choose(t, args), args, &b);
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

const char *
ass_say(const struct ass *a, const char *id, ...)
{
	struct args args = {.n = 0};
	va_list ap;

	va_start(ap, id);
	add_args(&args, ap);
	va_end(ap);
	return say(a, id, &args);
}

const char *
ass_say_n(const struct ass *a, const char *id, size_t n, ...)
{
	struct args args = {.n = 0};
	va_list ap;

	add_arg(&args, "n", ass_num(a, n));
	va_start(ap, n);
	add_args(&args, ap);
	va_end(ap);
	return say(a, id, &args);
}

const char *
ass_say_english(const struct ass *a, const char *id)
{
	const struct ass_text *t = ass_text_of(a->texts->english, id);

	return t != NULL ? t->forms[t->n - 1].text : id;
}

const char *
ass_num(const struct ass *a, size_t n)
{
	return arena_printf(a->cx->arena, "%zu", n);
}

const char *
ass_list(const struct ass *a, const char *const *items, size_t n)
{
	const char *text = n > 0 ? items[0] : "";

	for (size_t i = 1; i < n; i++)
		text = ass_say(a, i + 1 < n ? "list.more" : "list.last", "before", text, "item",
		    items[i], NULL);
	return text;
}

const char *
ass_own(const struct ass *a, const char *ref, const char *of, const char *part, const char *english)
{
	const char *dash = strchr(ref, '-');
	const char *text = map_lookup(a->texts->own, arena_printf(a->cx->arena, "%s %s %s", ref, of, part));

	if (text == NULL && dash != NULL)
		text = map_lookup(a->texts->own, arena_printf(a->cx->arena, "%.*s %s %s", (int)(dash - ref), ref, of, part));
	return text != NULL && english != NULL ? text : english;
}

const char *
ass_lang(const struct ass *a)
{
	return a->texts->lang;
}
