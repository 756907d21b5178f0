/* What a migration does, for a person and for a program. */
#include <string.h>

#include "base/str.h"
#include "edit/edit.h"

static const struct {
	const char *name, *words; /* name: stable, for machines */
} fates[EDIT_FATE__COUNT] = {
    [EDIT_KEPT] = {"kept", "kept as it is"},
    [EDIT_CONFIRM] = {"confirm", "kept, to be confirmed: the wording changed"},
    [EDIT_REVIEW] = {"review", "kept, a look is advised: the guidance changed"},
    [EDIT_INHERITED] = {"inherited", "kept; changed, and the organisation's file confirms it"},
    [EDIT_MOVED] = {"moved", "kept under its new id"},
    [EDIT_NEW] = {"new", "new: not assessed"},
    [EDIT_GONE] = {"gone", "no task of the new version: stays an answer to the old one"},
    [EDIT_OPEN] = {"open", "not assessed before, and not now"},
};

static const char *const sums[EDIT_FATE__COUNT] = {
    [EDIT_KEPT] = "kept",
    [EDIT_CONFIRM] = "to confirm",
    [EDIT_REVIEW] = "to look at",
    [EDIT_INHERITED] = "inherited",
    [EDIT_MOVED] = "moved",
    [EDIT_NEW] = "new",
    [EDIT_GONE] = "gone",
    [EDIT_OPEN] = "not assessed",
};

static void
put_notes(const struct edit_migration *m, struct buf *out)
{
	if (m->now->status == CAT_DRAFT)
		buf_printf(out, "DRAFT: %s is no final version and may still change; every page that uses it says so.\n", m->now->name);
	if (m->becomes_draft)
		buf_puts(out, "The document is final; it becomes a draft, because nobody has approved it for this version. Dates of\n"
		              "approvals stay in the file: renew them before it is final again.\n");
	if (m->form != NULL)
		buf_printf(out, "%s cites tasks of %s: its statements are not supported by %s. With --keep the file answers both.\n",
		    m->form, m->was->name, m->now->name);
}

static void
show_text(const struct edit_migration *m, const char *file, struct buf *out)
{
	bool first = true;

	diag_put_text(out, file);
	buf_printf(out, ": %s -> %s\n", m->was->name, m->now->name);
	put_notes(m, out);
	buf_puts(out, "\n");
	for (size_t i = 0; i < m->n_steps; i++) {
		const struct edit_step *s = &m->steps[i];

		buf_printf(out, "%c  %-8s %s  %-38s %s", s->letter, s->id, s->status[0] != '\0' ? s->status : "-", s->label,
		    fates[s->fate].words);
		buf_printf(out, "%s%s%s\n", s->was != NULL ? " (was " : "", s->was != NULL ? s->was : "", s->was != NULL ? ")" : "");
	}
	buf_puts(out, "\n");
	for (int f = 0; f < EDIT_FATE__COUNT; f++) {
		if (m->count[f] > 0)
			buf_printf(out, "%s%zu %s", first ? "" : ", ", m->count[f], sums[f]);
		first = first && m->count[f] == 0;
	}
	buf_printf(out, ": %zu tasks\n", m->n_steps);
}

static void
show_json(const struct edit_migration *m, const char *file, struct buf *out)
{
	buf_putc(out, '{');
	buf_json_member(out, "file", file);
	buf_printf(out, ",\"from\":\"%s-%s\",\"to\":\"%s-%s\",\"draft\":%s,\"becomes_draft\":%s,", m->was->id, m->was->version,
	    m->now->id, m->now->version, m->now->status == CAT_DRAFT ? "true" : "false", m->becomes_draft ? "true" : "false");
	buf_json_member(out, "form_left_behind", m->form);
	buf_puts(out, ",\"counts\":{");
	for (int f = 0; f < EDIT_FATE__COUNT; f++)
		buf_printf(out, "%s\"%s\":%zu", f > 0 ? "," : "", fates[f].name, m->count[f]);
	buf_puts(out, "},\"tasks\":[");
	for (size_t i = 0; i < m->n_steps; i++) {
		const struct edit_step *s = &m->steps[i];

		buf_printf(out, "%s{\"id\":\"%s\",\"letter\":\"%c\",\"fate\":\"%s\",", i > 0 ? ",\n " : "\n ", s->id, s->letter,
		    fates[s->fate].name);
		buf_json_member(out, "was", s->was);
		buf_putc(out, ',');
		buf_json_member(out, "status", s->status[0] != '\0' ? s->status : NULL);
		buf_putc(out, ',');
		buf_json_member(out, "label", s->label);
		buf_putc(out, '}');
	}
	buf_puts(out, "\n]}\n");
}

void
edit_show_migration(const struct edit_migration *m, const char *file, enum cat_format format, struct buf *out)
{
	if (format == CAT_JSON)
		show_json(m, file, out);
	else
		show_text(m, file, out);
}
