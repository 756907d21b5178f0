/* cat_show_crosswalk.c - what `assay catalogue` says of a crosswalk. */
#include "base/str.h"
#include "catalog/cat_file.h"

static size_t
count_leaves(const struct cat_crosswalk *x)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n_entries; i++)
		n += x->entries[i].is_leaf;
	return n;
}

void
cat_crosswalk_line(struct buf *out, const struct cat_crosswalk *x)
{
	buf_printf(out, "%-16s %s, %s (%s): %zu entries, mapped to", x->id, x->name, x->edition, x->date, count_leaves(x));
	for (size_t i = 0; i < x->n_mappings; i++)
		buf_printf(out, "%s %s %s (%s)", i > 0 ? "," : "", x->mappings[i].framework, x->mappings[i].version,
		    x->mappings[i].is_judgement ? "our judgement" : "published");
	buf_puts(out, "; informative\n");
}

static const struct {
	const char *key;
	size_t at;
} fields[] = {
    {"id", offsetof(struct cat_crosswalk, id)},
    {"title", offsetof(struct cat_crosswalk, title)},
    {"issuer", offsetof(struct cat_crosswalk, issuer)},
    {"edition", offsetof(struct cat_crosswalk, edition)},
    {"date", offsetof(struct cat_crosswalk, date)},
    {"href", offsetof(struct cat_crosswalk, href)},
    {"standing", offsetof(struct cat_crosswalk, standing)},
    {"sha256", offsetof(struct cat_crosswalk, digest)},
};

void
cat_crosswalk_json(struct buf *out, const struct cat_crosswalk *x, const char *origin)
{
	buf_puts(out, "{\"kind\":\"crosswalk\",");
	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		buf_json_member(out, fields[i].key, *(const char *const *)((const char *)x + fields[i].at));
		buf_putc(out, ',');
	}
	buf_json_member(out, "titles", x->is_official ? "official" : "ours");
	buf_printf(out, ",\"entries\":%zu,", count_leaves(x));
	buf_json_member(out, "origin", origin);
}

static void
map_text(struct buf *out, const struct cat_map *m)
{
	buf_printf(out, "%-10s %s\n           ", m->id, m->entry->title);
	if (m->all)
		buf_puts(out, " all tasks");
	for (size_t i = 0; i < m->n_tasks; i++)
		buf_printf(out, " %s", m->tasks[i]);
	buf_printf(out, "%s%s\n", !m->all && m->n_tasks == 0 ? " not covered" : "", m->part ? " (in part)" : "");
}

static void
map_json(struct buf *out, const struct cat_map *m)
{
	buf_putc(out, '{');
	buf_json_member(out, "id", m->id);
	buf_putc(out, ',');
	buf_json_member(out, "title", m->entry->title);
	buf_putc(out, ',');
	buf_json_list(out, "tasks", m->tasks, m->n_tasks);
	buf_printf(out, ",\"all\":%s,\"part\":%s}", m->all ? "true" : "false", m->part ? "true" : "false");
}

/* `what` is an entry, or an activity of it; NULL: all. Returns how many maps were shown. */
static size_t
show_mapping(struct buf *out, const struct cat_mapping *mapping, const char *what, enum cat_format format)
{
	size_t n = 0;

	for (size_t i = 0; i < mapping->n_maps; i++) {
		const struct cat_map *m = &mapping->maps[i];

		if (what != NULL && !str_eq(m->id, what) && !str_eq(m->entry->id, what))
			continue;
		if (format == CAT_JSON) {
			buf_puts(out, n > 0 ? ",\n  " : "\n  ");
			map_json(out, m);
		} else {
			if (n == 0)
				buf_printf(out, "\nTo %s %s; %s, %s; informative%s\n", mapping->framework, mapping->version, mapping->source,
				    mapping->date, mapping->is_judgement ? ", our judgement" : "");
			map_text(out, m);
		}
		n++;
	}
	return n;
}

static const struct cat_entry *
lookup_entry(const struct cat_crosswalk *x, const char *what)
{
	for (size_t i = 0; i < x->n_entries; i++)
		if (str_eq(x->entries[i].id, what))
			return &x->entries[i];
	return NULL;
}

enum rc
cat_crosswalk_show(struct ctx *cx, const struct cat_crosswalk *x, const char *what, enum cat_format format, struct buf *out)
{
	size_t shown = 0;

	if (format == CAT_JSON) {
		cat_crosswalk_json(out, x, NULL);
		buf_puts(out, ",\"mappings\":[");
	} else {
		buf_printf(out, "%s\n%s, %s, %s; titles are %s\nsha256 %s\n", x->title, x->issuer, x->edition, x->date,
		    x->is_official ? "official" : "ours", x->digest);
		if (x->standing != NULL)
			buf_printf(out, "%s (as of %s)\n", x->standing, x->standing_date);
	}
	for (size_t i = 0; i < x->n_mappings; i++) {
		const struct cat_mapping *m = &x->mappings[i];

		if (format == CAT_JSON) {
			buf_puts(out, i > 0 ? ",\n {" : "\n {");
			buf_json_member(out, "framework", m->framework);
			buf_putc(out, ',');
			buf_json_member(out, "version", m->version);
			buf_putc(out, ',');
			buf_json_member(out, "kind", m->is_judgement ? "judgement" : "published");
			buf_putc(out, ',');
			buf_json_member(out, "source", m->source);
			buf_putc(out, ',');
			buf_json_member(out, "note", m->note);
			buf_puts(out, ",\"maps\":[");
		}
		shown += show_mapping(out, m, what, format);
		if (format == CAT_JSON)
			buf_puts(out, "]}");
		else if (m->note != NULL && what == NULL)
			buf_printf(out, "%s\n", m->note);
	}
	if (format == CAT_JSON)
		buf_puts(out, "\n]}\n");
	if (what != NULL && shown == 0 && lookup_entry(x, what) == NULL)
		return diag_at(cx, DIAG_CAT_UNKNOWN, NO_SPAN, "%s has no %s", x->name, what);
	if (what != NULL && shown == 0 && format == CAT_TEXT)
		buf_printf(out, "\n%s: no task stands beside it.\n", what);
	return RC_OK;
}
