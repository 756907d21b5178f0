#include "assay_archive.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/inputs.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "base/zip.h"

#define NAME_BYTES 100 /* [B] of an attachment's name */

/* What a place was read as; the first row that fits. */
static const struct {
	const char *folder, *role;
} roles[] = {
    {"data/stylesheets/messages/", "messages"},
    {"data/stylesheets/theme.", "theme"},
    {"data/stylesheets/", "stylesheet"},
    {"data/src/catalog/", "catalogue"},
    {"data/src/gate/", "policy"},
    {"data/src/", "schema"},
    {"data/fonts/hyphen/", "hyphenation"},
    {"data/fonts/", "font"},
    {"fonts/", "font"},
    {"user/messages/", "messages"},
    {"user/", "catalogue"},
    {"theme/", "theme"},
    {"policy/", "policy"},
    {"stylesheet/", "stylesheet"},
    {"schema/", "schema"},
    {"catalogue/", "catalogue"},
    {"pictures/", "picture"},
    {"", "linked"},
};

/* By the end of a name; what is missing is bytes. */
static const struct {
	const char *end, *mime;
} types[] = {
    {".xml", "application/xml"}, {".json", "application/json"}, {".pdf", "application/pdf"}, {".zip", "application/zip"},
    {".txt", "text/plain"}, {".log", "text/plain"}, {".md", "text/markdown"}, {".csv", "text/csv"}, {".html", "text/html"},
    {".png", "image/png"}, {".jpg", "image/jpeg"}, {".jpeg", "image/jpeg"}, {".svg", "image/svg+xml"}, {".gif", "image/gif"},
    {".yaml", "application/yaml"}, {".yml", "application/yaml"},
};

/* Ends and beginnings of what a system may run when somebody opens it. */
static const char *const program_ends[] = {".app", ".bat", ".cmd", ".com", ".cpl", ".dll", ".dylib", ".elf", ".exe", ".hta", ".jar", ".js",
    ".jse", ".lnk", ".msi", ".msp", ".pif", ".ps1", ".psm1", ".py", ".pyc", ".reg", ".scr", ".sh", ".so", ".vbe", ".vbs", ".wasm", ".wsf", ".wsh"};
static const struct {
	const char *bytes;
	size_t n;
} program_starts[] = {{"\177ELF", 4}, {"MZ", 2}, {"#!", 2}, {"\xca\xfe\xba\xbe", 4}, {"\xfe\xed\xfa\xce", 4}, {"\xfe\xed\xfa\xcf", 4},
    {"\xce\xfa\xed\xfe", 4}, {"\xcf\xfa\xed\xfe", 4}, {"\0asm", 4}, {"dex\n", 4}};

/* Who may see it, from anybody to nobody. */
static const char *const audiences[] = {"public", "customer", "auditor", "internal", "withheld"};
#define N_AUDIENCES 3 /* of a report; nobody can ask for the others */

/* One attachment list in the making. */
struct packing {
	struct ctx *cx;
	struct archive *a;
	struct map *names; /* of attachments, lower case */
	struct map *cited; /* place -> struct cited: evidence */
	struct manifest m;
	struct fin_attachment *list;
	size_t n, embedded;
	uint64_t evidence_bytes;
	struct zip_member *members;
	size_t n_members;
};

struct cited {
	const char *ids, *disclosure; /* of all items that name the file: the strictest */
	const struct ass_file *file;
	size_t rank;
};

/* ---- names ---------------------------------------------------------------------------------------------------------------- */

static bool
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcasecmp(name + n - m, end) == 0;
}

static const char *
type_of(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(types); i++)
		if (ends_in(name, types[i].end))
			return types[i].mime;
	return "application/octet-stream";
}

/* Controls, marks that turn the direction of writing, and what one system or another cannot have in a name. */
static bool
is_bad_in_name(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfffd || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069) || c == 0xfeff || c == 0x2028 || c == 0x2029 || c == 0x61c ||
	    (c < 0x80 && strchr("\"*/:<>?\\|", (int)c) != NULL);
}

/* The last name, safe to write to any disk. */
static const char *
plain_name(struct ctx *cx, const char *place)
{
	const char *slash = strrchr(place, '/'), *s = slash != NULL ? slash + 1 : place, *end = s + strlen(s);
	const char *text;
	struct buf b = {0};

	while (s < end && b.len < NAME_BYTES) {
		char utf8[4];
		uint32_t c = utf8_next(&s, end);

		c = is_bad_in_name(c) || (b.len == 0 && (c == '.' || c == '-' || c == ' ')) ? '_' : c;
		buf_add(&b, utf8, utf8_put(utf8, c));
	}
	if (b.len > 0 && (b.p[b.len - 1] == '.' || b.p[b.len - 1] == ' '))
		b.p[b.len - 1] = '_';
	text = arena_strdup(cx->arena, b.len > 0 && !str_eq(buf_str(&b), "_") ? buf_str(&b) : "file");
	buf_free(&b);
	return text;
}

/* "a.pdf", "a-2.pdf", "a-3.pdf": readers save attachments side by side, on disks that do not tell A from a. */
static const char *
own_name(struct packing *p, const char *place)
{
	const char *name = plain_name(p->cx, place), *dot = strrchr(name, '.'), *tried = name;
	int stem = dot != NULL && dot != name ? (int)(dot - name) : (int)strlen(name);

	for (unsigned i = 2;; i++) {
		char *key = arena_strdup(p->cx->arena, tried);

		for (char *s = key; *s != '\0'; s++)
			*s = *s >= 'A' && *s <= 'Z' ? (char)(*s - 'A' + 'a') : *s;
		if (map_set(p->names, key, p) == NULL)
			return tried;
		tried = arena_printf(p->cx->arena, "%.*s-%u%s", stem, name, i, name + stem);
	}
}

/* ---- evidence ------------------------------------------------------------------------------------------------------------- */

/* Nothing stated is as good as internal: nobody has said that others may see it. */
static size_t
rank_of(const char *disclosure)
{
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++)
		if (str_eq(audiences[i], disclosure))
			return i;
	return N_AUDIENCES;
}

bool
archive_has_audience(const char *name)
{
	return rank_of(name) < N_AUDIENCES;
}

static void
cite(struct packing *p, const struct ass_file *f)
{
	const char *place = arena_printf(p->cx->arena, "source/%s", f->name);
	struct cited *c = map_lookup(p->cited, place);
	size_t rank = rank_of(f->disclosure);

	if (c == NULL) {
		c = arena_zalloc(p->cx->arena, sizeof(*c));
		*c = (struct cited){f->id, f->disclosure, f, rank};
		map_set(p->cited, place, c);
		return;
	}
	c->ids = arena_printf(p->cx->arena, "%s %s", c->ids, f->id);
	if (rank > c->rank) {
		c->rank = rank;
		c->disclosure = f->disclosure;
	}
}

static bool
is_program(const char *name, const char *bytes, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(program_ends); i++)
		if (ends_in(name, program_ends[i]))
			return true;
	for (size_t i = 0; i < ARRAY_LEN(program_starts); i++)
		if (len >= program_starts[i].n && memcmp(bytes, program_starts[i].bytes, program_starts[i].n) == 0)
			return true;
	return false;
}

/* Why a file stays outside before anybody looks into it; NULL: it may go in. */
static const char *
why_left_out(const struct packing *p, const struct cited *c, const struct manifest_input *in)
{
	if (in->state != IO_OK)
		return "it could not be read";
	if (c->disclosure == NULL)
		return "its disclosure is not stated";
	if (c->rank > rank_of(p->a->build.evidence))
		return "it is not for this audience";
	if (in->size > LIMIT_EMBED_BYTES || p->evidence_bytes + in->size > LIMIT_EMBED_BYTES)
		return "the report would become too large";
	return NULL;
}

static void
attach(struct packing *p, const char *name, const char *mime, const char *words, enum fin_relation relation, const char *bytes, size_t len)
{
	p->list[p->n++] = (struct fin_attachment){name, mime, words, relation, bytes, len, DRAWN_NO_DATE};
}

/* Taking it along does not make it something that the report was made from. */
static enum rc
take_evidence(struct packing *p, const struct cited *c, struct input *input, const char **bytes, size_t *len)
{
	TRY(io_read_below(p->cx, p->a->root, c->file->name, NO_SPAN, LIMIT_EMBED_BYTES, bytes, len));
	input->is_read = false;
	return RC_OK;
}

static enum rc
embed_evidence(struct packing *p, const struct cited *c, struct input *input, struct manifest_input *in)
{
	const char *bytes = input->bytes;
	size_t len = input->len;
	char hex[65];

	in->why = why_left_out(p, c, in);
	if (in->why != NULL)
		return RC_OK;
	/* Read once more, and compared: what the report says was found is what it carries. */
	if (bytes == NULL)
		TRY(take_evidence(p, c, input, &bytes, &len));
	io_sha256(bytes, len, hex);
	if (!str_eq(hex, in->sha256))
		return diag_at(p->cx, DIAG_ARCHIVE_CHANGED, NO_SPAN, "%s", c->file->name);
	if (is_program(c->file->name, bytes, len)) {
		in->why = "it is a program";
		return RC_OK;
	}
	in->in = own_name(p, in->place);
	attach(p, in->in, type_of(in->in), c->ids, RELATION_DATA, bytes, len);
	p->evidence_bytes += len;
	p->embedded++;
	return RC_OK;
}

/* ---- the list of inputs ------------------------------------------------------------------------------------------------------ */

static int
by_place(const void *a, const void *b)
{
	return strcmp(((const struct manifest_input *)a)->place, ((const struct manifest_input *)b)->place);
}

static const char *
role_of(const struct packing *p, const char *place)
{
	size_t i = 0;

	if (str_eq(place, p->a->build.input))
		return "assessment";
	while (!str_starts(place, roles[i].folder))
		i++;
	return roles[i].role;
}

static void
list_inputs(struct packing *p)
{
	size_t n = inputs_count(p->cx);

	p->m.inputs = arena_array(p->cx->arena, n, sizeof(*p->m.inputs));
	for (size_t i = 0; i < n; i++) {
		struct input *in = inputs_at(p->cx, i);
		const char *hex;

		if (!inputs_is_used(p->cx, in))
			continue;
		hex = arena_strdup(p->cx->arena, input_hex(in));
		p->m.inputs[p->m.n++] = (struct manifest_input){.role = role_of(p, in->place), .place = in->place,
		    .state = in->digest.state, .size = in->digest.size, .sha256 = hex};
	}
	qsort(p->m.inputs, p->m.n, sizeof(*p->m.inputs), by_place);
}

/* Evidence that the assessment also reads, such as its predecessor, is needed to make the report again, whoever may see it. */
static bool
is_evidence_only(const struct packing *p, const struct manifest_input *in, const struct input *input)
{
	return str_eq(in->role, "linked") && map_lookup(p->cited, in->place) != NULL && !input->is_read;
}

static enum rc
pack_one(struct packing *p, struct manifest_input *in)
{
	struct input *input = inputs_lookup(p->cx, in->place);
	const struct cited *c = map_lookup(p->cited, in->place);

	if (is_evidence_only(p, in, input)) {
		in->role = "evidence";
		in->id = c->ids;
		in->disclosure = c->disclosure;
		return p->a->build.evidence != NULL ? embed_evidence(p, c, input, in) : RC_OK;
	}
	if (in->state != IO_OK || str_eq(in->role, "font") || str_eq(in->role, "hyphenation") || str_eq(in->role, "assessment"))
		return RC_OK;
	in->in = MANIFEST_ZIP;
	p->members[p->n_members++] = (struct zip_member){in->place, input->bytes, input->len};
	return RC_OK;
}

/* The report comes first in a reader's list: the assessment, then what else there is. */
static enum rc
pack(struct packing *p)
{
	for (size_t i = 0; i < p->m.n; i++) {
		struct manifest_input *in = &p->m.inputs[i];
		const struct input *input = inputs_lookup(p->cx, in->place);

		if (!str_eq(in->role, "assessment"))
			continue;
		in->in = own_name(p, str_eq(in->place, "source/-") ? "assessment.xml" : in->place);
		attach(p, in->in, "application/xml", p->a->words.source, RELATION_SOURCE, input->bytes, input->len);
	}
	p->n += 2; /* the manifest and the zip, when they are complete */
	for (size_t i = 0; i < p->m.n; i++)
		TRY(pack_one(p, &p->m.inputs[i]));
	return RC_OK;
}

static void
finish_pack(struct packing *p)
{
	struct buf text = {0}, zip = {0};
	size_t n = p->n;

	manifest_write(&p->m, &text);
	zip_write(p->members, p->n_members, &zip);
	p->n = 1;
	attach(p, MANIFEST_FILE, "application/xml", p->a->words.manifest, RELATION_SUPPLEMENT, arena_copy(p->cx->arena, buf_str(&text), text.len),
	    text.len);
	attach(p, MANIFEST_ZIP, "application/zip", p->a->words.rebuild, RELATION_SUPPLEMENT, arena_copy(p->cx->arena, buf_str(&zip), zip.len), zip.len);
	p->n = n;
	buf_free(&text);
	buf_free(&zip);
}

static void
put_log(struct packing *p)
{
	struct buf *log = p->a->log;

	if (p->a->is_logged || p->a->build.evidence == NULL)
		return;
	p->a->is_logged = true;
	for (size_t i = 0; i < p->m.n; i++) {
		const struct manifest_input *in = &p->m.inputs[i];

		if (!str_eq(in->role, "evidence"))
			continue;
		buf_printf(log, "%s  ", in->in != NULL ? "embedded" : "left out");
		diag_put_text(log, in->id);
		buf_puts(log, "  ");
		diag_put_text(log, in->disclosure != NULL ? in->disclosure : "-");
		buf_puts(log, "  ");
		diag_put_text(log, in->place + strlen("source/"));
		if (in->in != NULL)
			buf_printf(log, "  %ju bytes\n", (uintmax_t)in->size);
		else
			buf_printf(log, "  %s\n", in->why);
	}
	buf_printf(log, "%zu of %zu files of evidence embedded, for: %s\n", p->embedded, map_count(p->cited), p->a->build.evidence);
}

enum rc
archive_attach(struct ctx *cx, struct archive *a, const char *report, struct fin_opts *opts)
{
	struct packing p = {.cx = cx, .a = a, .names = map_new(cx->arena), .cited = map_new(cx->arena)};

	if (inputs_stray(cx) != NULL)
		return diag_at(cx, DIAG_INTERNAL, NO_SPAN, "%s was read without being named", inputs_stray(cx));
	p.m.version = a->version;
	p.m.build = a->build;
	p.m.build.report = report;
	for (size_t i = 0; i < a->n_files; i++)
		cite(&p, &a->files[i]);
	list_inputs(&p);
	p.list = arena_array(cx->arena, p.m.n + 3, sizeof(*p.list));
	p.members = arena_array(cx->arena, p.m.n + 1, sizeof(*p.members));
	map_set(p.names, MANIFEST_FILE, &p);
	map_set(p.names, MANIFEST_ZIP, &p);
	TRY(pack(&p));
	finish_pack(&p);
	put_log(&p);
	opts->attachments = p.list;
	opts->n_attachments = p.n;
	return RC_OK;
}
