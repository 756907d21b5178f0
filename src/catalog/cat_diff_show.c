/* cat_diff_show.c - `assay catalogue diff`. */
#include <string.h>

#include "base/str.h"
#include "catalog/cat_diff.h"
#include "catalog/cat_file.h"

/* "example 5 added, reference EO14028 removed": what the class rests on. */
static void
put_facts(struct buf *out, const struct cat_task_delta *d)
{
	for (size_t i = 0; i < d->now->n_revisions; i++) {
		const struct cat_revision *r = &d->now->revisions[i];

		buf_printf(out, "%s%s%s%s: %s", i > 0 ? ", " : "", r->of, *r->key != '\0' ? " " : "", r->key,
		    cat_change_name(r->change));
		if (*r->about != '\0')
			buf_printf(out, " (%s)", r->about);
	}
}

/* Deleted words in [-...-], inserted ones in {+...+}, as wdiff prints them. */
static void
put_words(struct buf *out, const struct cat_task_delta *d)
{
	static const char *const open[] = {"", "[-", "{+"}, *const close[] = {"", "-]", "+}"};

	for (size_t i = 0; i < d->n_words; i++) {
		bool begins = i == 0 || d->words[i].kind != d->words[i - 1].kind;
		bool ends = i + 1 == d->n_words || d->words[i].kind != d->words[i + 1].kind;

		buf_printf(out, "%s%s%s%s", i > 0 ? " " : "", begins ? open[d->words[i].kind] : "", d->words[i].text,
		    ends ? close[d->words[i].kind] : "");
	}
}

static void
task_line(struct buf *out, const struct cat_task_delta *d)
{
	buf_printf(out, "%c  %-8s %s\n", cat_class_rows[d->class].letter, d->now->id, d->now->label);
	if (d->class == CAT_CLASS_NEW || d->class == CAT_CLASS_SAME)
		return;
	if (d->class == CAT_CLASS_MOVED && d->was != NULL)
		buf_printf(out, "            from %s\n", d->was->id);
	buf_puts(out, "            ");
	put_facts(out, d);
	buf_putc(out, '\n');
	if (d->n_words > 0) {
		buf_puts(out, "            ");
		put_words(out, d);
		buf_putc(out, '\n');
	}
}

static void
put_unlogged(struct buf *out, const struct cat_delta *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n_tasks; i++)
		if (d->tasks[i].unlogged)
			buf_printf(out, "%s %s", n++ == 0 ? "Reworded, and not in the publisher’s change log:" : "", d->tasks[i].now->id);
	if (n > 0)
		buf_putc(out, '\n');
}

static void
put_retired(struct buf *out, const struct cat_delta *d)
{
	for (size_t i = 0; i < d->now->n_retired; i++)
		buf_printf(out, "%s %s (%s)", i == 0 ? "Retired ids, still not to be used:" : ",", d->now->retired[i].id,
		    d->now->retired[i].fate);
	if (d->now->n_retired > 0)
		buf_putc(out, '\n');
}

static void
delta_text(struct buf *out, const struct cat_delta *d)
{
	buf_printf(out, "%s (%s, %s, %zu tasks) -> %s (%s, %s, %zu tasks)\n", d->was->name, cat_status_word(d->was), d->was->date,
	    d->was->n_tasks, d->now->name, cat_status_word(d->now), d->now->date, d->now->n_tasks);
	buf_printf(out, "%s; the classes are ours, not the publisher’s.\n\n",
	    d->by_words ? "Statements compared word by word" : "Compared by the revision facts of the catalogues");
	for (size_t i = 0; i < d->n_tasks; i++)
		task_line(out, &d->tasks[i]);
	for (size_t i = 0; i < d->n_gone; i++)
		buf_printf(out, "x  %-8s %s: not there any more\n", d->gone[i]->id, d->gone[i]->label);
	buf_putc(out, '\n');
	for (int c = 0; c < CAT_CLASS__COUNT; c++)
		buf_printf(out, "%s%zu %s", c > 0 ? ", " : "", d->count[c], cat_class_rows[c].words);
	buf_printf(out, ": %zu tasks\n", d->n_tasks);
	put_unlogged(out, d);
	put_retired(out, d);
}

static void
task_json(struct buf *out, const struct cat_task_delta *d)
{
	static const char *const kinds[] = {"same", "deleted", "inserted"};

	buf_printf(out, "{\"id\":\"%s\",\"class\":\"%s\",\"letter\":\"%c\",", d->now->id, cat_class_rows[d->class].name,
	    cat_class_rows[d->class].letter);
	buf_json_member(out, "label", d->now->label);
	buf_putc(out, ',');
	buf_json_member(out, "was", d->was != NULL ? d->was->id : NULL);
	buf_printf(out, ",\"in_change_log\":%s,\"facts\":[", d->unlogged ? "false" : "true");
	for (size_t i = 0; i < d->now->n_revisions; i++) {
		const struct cat_revision *r = &d->now->revisions[i];

		buf_printf(out, "%s{\"of\":\"%s\",\"key\":\"%s\",\"change\":\"%s\",", i > 0 ? "," : "", r->of, r->key,
		    cat_change_name(r->change));
		buf_json_member(out, "about", *r->about != '\0' ? r->about : NULL);
		buf_putc(out, '}');
	}
	buf_puts(out, "],\"words\":[");
	for (size_t i = 0; i < d->n_words; i++) {
		buf_puts(out, i > 0 ? ",{" : "{");
		buf_json_member(out, kinds[d->words[i].kind], d->words[i].text);
		buf_putc(out, '}');
	}
	buf_puts(out, "]}");
}

static void
delta_json(struct buf *out, const struct cat_delta *d)
{
	buf_printf(out, "{\"from\":\"%s-%s\",\"to\":\"%s-%s\",\"by_words\":%s,\"counts\":{", d->was->id, d->was->version, d->now->id,
	    d->now->version, d->by_words ? "true" : "false");
	for (int c = 0; c < CAT_CLASS__COUNT; c++)
		buf_printf(out, "%s\"%s\":%zu", c > 0 ? "," : "", cat_class_rows[c].name, d->count[c]);
	buf_puts(out, "},\"gone\":[");
	for (size_t i = 0; i < d->n_gone; i++)
		buf_printf(out, "%s\"%s\"", i > 0 ? "," : "", d->gone[i]->id);
	buf_puts(out, "],\"tasks\":[");
	for (size_t i = 0; i < d->n_tasks; i++) {
		buf_puts(out, i > 0 ? ",\n " : "\n ");
		task_json(out, &d->tasks[i]);
	}
	buf_puts(out, "\n]}\n");
}

enum rc
cat_diff_show(struct ctx *cx, const char *was, const char *now, enum cat_format format, struct buf *out)
{
	const struct catalog *a, *b;
	const struct cat_delta *d;

	TRY(cat_load_named(cx, was, &a));
	TRY(cat_load_named(cx, now, &b));
	TRY(cat_diff(cx, a, b, &d));
	if (format == CAT_JSON)
		delta_json(out, d);
	else
		delta_text(out, d);
	return RC_OK;
}
