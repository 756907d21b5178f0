/* fin_own.c - the objects of a file that fin_out wrote, by its cross-reference streams (ISO 32000-1, 7.5). */
#include "finish/fin_own.h"

#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "base/limits.h"

#define MAX_OBJECTS 8388607u /* ISO 32000-1, annex C */
#define MAX_PACKED ((size_t)128 << 20) /* [B] all object streams, or a cross-reference stream */

/* ---- one object in the file ---------------------------------------------------------------------------------------- */

struct object {
	uint32_t id;
	struct own_val v;
	const char *bytes; /* of a stream, or NULL */
	size_t len;
	const char *end; /* behind endobj and the end of its line */
};

static bool
take(const char **at, const char *end, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(end - *at) < n || memcmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

static void
skip_line_ends(const char **at, const char *end)
{
	while (*at < end && (**at == '\n' || **at == '\r' || **at == ' '))
		++*at;
}

static bool
take_head(const char **at, const char *end, uint32_t *id)
{
	struct own_val n;
	const char *p = *at;

	if (p >= end || *p < '1' || *p > '9' || !own_next(&p, end, &n) || n.kind != OWN_INT || n.n > MAX_OBJECTS)
		return false;
	if (!take(&p, end, " 0 obj"))
		return false;
	*id = (uint32_t)n.n;
	*at = p;
	return true;
}

static bool
take_bytes(const char **at, const char *end, struct object *o)
{
	struct own_val n;
	const char *p = *at;

	if (o->v.kind != OWN_DICT || !own_lookup(&o->v, "/Length", &n) || n.kind != OWN_INT || n.n < 0)
		return false;
	take(&p, end, "\r");
	if (!take(&p, end, "\n") || (uint64_t)n.n > (uint64_t)(end - p))
		return false;
	o->bytes = p;
	o->len = (size_t)n.n;
	p += o->len;
	skip_line_ends(&p, end);
	if (!take(&p, end, "endstream"))
		return false;
	skip_line_ends(&p, end);
	*at = p;
	return true;
}

static bool
read_object(const char *p, const char *end, struct object *o)
{
	*o = (struct object){0};
	if (!take_head(&p, end, &o->id) || !own_next(&p, end, &o->v))
		return false;
	skip_line_ends(&p, end);
	if (take(&p, end, "stream") && !take_bytes(&p, end, o))
		return false;
	if (!take(&p, end, "endobj"))
		return false;
	skip_line_ends(&p, end);
	o->end = p;
	return true;
}

/* ---- unpacking ------------------------------------------------------------------------------------------------------ */

static bool
inflate_all(struct arena *a, const char *p, size_t len, size_t max, const char **out, size_t *out_len)
{
	z_stream z = {0};
	size_t cap = len < 4096 ? 16384 : len * 4, n = 0;
	char *to;
	int status;

	if (inflateInit(&z) != Z_OK)
		mem_exhausted();
	cap = cap > max ? max : cap;
	to = mem_alloc(cap + 1);
	z.next_in = (Bytef *)(uintptr_t)p;
	z.avail_in = (uInt)len;
	do {
		if (n == cap && cap < max) {
			cap = cap * 2 > max ? max : cap * 2;
			to = mem_realloc(to, cap + 1, 1);
		}
		z.next_out = (Bytef *)to + n;
		z.avail_out = (uInt)(cap - n);
		status = inflate(&z, Z_NO_FLUSH);
		n = cap - z.avail_out;
	} while (status == Z_OK && (n == cap ? cap < max : z.avail_in > 0));
	inflateEnd(&z);
	to[n] = '\0';
	*out = arena_copy(a, to, n + 1);
	*out_len = n;
	free(to);
	return status == Z_STREAM_END && z.avail_in == 0;
}

static bool
unpack(struct arena *a, const struct object *o, size_t max, const char **out, size_t *len)
{
	struct own_val filter, parameters;

	if (o->bytes == NULL || own_lookup(&o->v, "/DecodeParms", &parameters) || o->len > UINT32_MAX)
		return false;
	if (!own_lookup(&o->v, "/Filter", &filter)) {
		*out = o->bytes;
		*len = o->len;
		return o->len <= max;
	}
	return own_is_name(&filter, "/FlateDecode") && inflate_all(a, o->bytes, o->len, max, out, len);
}

/* ---- the cross-reference stream ------------------------------------------------------------------------------------- */

static uint64_t
field_of(const unsigned char *p, size_t width)
{
	uint64_t v = 0;

	for (size_t i = 0; i < width; i++)
		v = v << 8 | p[i];
	return v;
}

static bool
take_widths(const struct own_val *trailer, size_t widths[3])
{
	struct own_val w, item;
	const char *at = NULL;

	if (!own_lookup(trailer, "/W", &w))
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (!own_item(&w, &at, &item) || item.kind != OWN_INT || item.n < 0 || item.n > 8)
			return false;
		widths[i] = (size_t)item.n;
	}
	return widths[0] == 1 && widths[1] > 0 && !own_item(&w, &at, &item);
}

/* One run of entries; *p moves behind them. */
static bool
take_entries(struct own_revision *r, int64_t first, int64_t n, const size_t w[3], const char **p, const char *end)
{
	size_t size = w[0] + w[1] + w[2];

	if (first < 0 || n < 0 || first + n > r->n || (uint64_t)n > (uint64_t)(end - *p) / size)
		return false;
	for (int64_t i = 0; i < n; i++, *p += size) {
		const unsigned char *e = (const unsigned char *)*p;
		struct own_entry *to = &r->entries[first + i];

		if (e[0] > 2 || to->type != 0)
			return false;
		*to = (struct own_entry){e[0], (uint32_t)field_of(e + w[0] + w[1], w[2] > 4 ? 0 : w[2]), field_of(e + w[0], w[1])};
	}
	return true;
}

static const char *
read_entries(struct arena *a, struct own_revision *r, const struct object *o)
{
	static const char wrong[] = "its cross-reference stream is malformed";
	struct own_val size, index, first, n;
	const char *p, *end, *at = NULL;
	size_t w[3], len;

	if (!own_lookup(&r->trailer, "/Size", &size) || size.kind != OWN_INT || size.n < 2 || size.n > MAX_OBJECTS ||
	    !take_widths(&r->trailer, w) || !unpack(a, o, MAX_PACKED, &p, &len))
		return wrong;
	r->n = (uint32_t)size.n;
	r->entries = arena_array(a, r->n, sizeof(*r->entries));
	end = p + len;
	if (!own_lookup(&r->trailer, "/Index", &index))
		return take_entries(r, 0, r->n, w, &p, end) && p == end ? NULL : wrong;
	while (own_item(&index, &at, &first))
		if (!own_item(&index, &at, &n) || first.kind != OWN_INT || n.kind != OWN_INT ||
		    !take_entries(r, first.n, n.n, w, &p, end))
			return wrong;
	return p == end ? NULL : wrong;
}

/* ---- revisions ------------------------------------------------------------------------------------------------------ */

/* "startxref\nN\n%%EOF\n" behind the cross-reference stream. */
static const char *
take_end(const char *p, const char *end, size_t xref)
{
	struct own_val n;

	if (!take(&p, end, "startxref\n") || !own_next(&p, end, &n) || n.kind != OWN_INT || (uint64_t)n.n != xref)
		return NULL;
	return take(&p, end, "\n%%EOF\n") ? p : NULL;
}

/* The digits before the last "%%EOF". */
static bool
last_xref(const char *p, size_t len, size_t *xref)
{
	static const char eof[] = "\n%%EOF\n", word[] = "startxref\n";
	const char *end = p + len - strlen(eof), *at;
	struct own_val n;

	if (len < 64 || memcmp(end, eof, strlen(eof)) != 0)
		return false;
	for (at = end; at > p && at[-1] >= '0' && at[-1] <= '9'; at--)
		;
	if ((size_t)(at - p) < strlen(word) || memcmp(at - strlen(word), word, strlen(word)) != 0)
		return false;
	if (!own_next(&at, end, &n) || n.kind != OWN_INT)
		return false;
	*xref = (size_t)n.n;
	return *xref < len;
}

/* Reads the revision whose cross-reference stream is at `xref`; *prev is 0 for the first one. */
static const char *
read_revision(struct own_file *f, size_t xref, size_t limit, struct own_revision *r, size_t *prev)
{
	struct object o;
	struct own_val type, before;
	const char *end;

	*r = (struct own_revision){.xref = xref};
	if (!read_object(f->p + xref, f->p + limit, &o) || o.bytes == NULL || !own_lookup(&o.v, "/Type", &type) || !own_is_name(&type, "/XRef"))
		return "there is no cross-reference stream where its end says";
	end = take_end(o.end, f->p + limit, xref);
	if (end == NULL)
		return "something stands between its cross-reference stream and its end";
	r->end = (size_t)(end - f->p);
	r->trailer = o.v;
	*prev = 0;
	if (own_lookup(&o.v, "/Prev", &before)) {
		if (before.kind != OWN_INT || before.n < 1 || (uint64_t)before.n >= xref)
			return "its revisions are out of order";
		*prev = (size_t)before.n;
	}
	return read_entries(f->arena, r, &o);
}

/* The header: "%PDF-1.7" and a line of bytes that are no text. */
static const char *
behind_header(const struct own_file *f, const struct own_revision *r)
{
	const char *p = f->p + r->beg, *end = f->p + r->end;

	for (size_t line = 0; r->beg == 0 && line < 2; line++) {
		p = p < end && *p == '%' ? memchr(p, '\n', (size_t)(end - p)) : NULL;
		if (p == NULL)
			return end;
		p++;
	}
	return p;
}

/* The objects of a revision stand one behind the other, and the table knows each of them: nothing is hidden between. */
static const char *
check_row(const struct own_file *f, const struct own_revision *r)
{
	const char *p = behind_header(f, r), *end = f->p + r->end;
	uint32_t named = 0, met = 0;
	struct object o;

	for (uint32_t i = 1; i < r->n; i++)
		named += r->entries[i].type == 1 && r->entries[i].at != r->xref;
	while ((size_t)(p - f->p) < r->xref) {
		if (!read_object(p, end, &o))
			return "something that is no object stands between its objects";
		if (o.id >= r->n || r->entries[o.id].type != 1 || r->entries[o.id].at != (uint64_t)(p - f->p))
			return "an object is not where the cross-reference stream says";
		p = o.end;
		met++;
	}
	return met == named && (size_t)(p - f->p) == r->xref ? NULL : "its cross-reference stream names objects that are not there";
}

static bool
take_trailer(struct own_file *f)
{
	const struct own_val *trailer = &f->revs[f->n_revs - 1].trailer;
	struct own_val v;

	if (!own_lookup(trailer, "/Root", &v) || v.kind != OWN_REF)
		return false;
	f->root = (uint32_t)v.n;
	if (own_lookup(trailer, "/Info", &v))
		f->info = v.kind == OWN_REF ? (uint32_t)v.n : 0;
	return true;
}

const char *
own_open(struct arena *a, const char *p, size_t len, struct own_file **out)
{
	struct own_file *f = arena_zalloc(a, sizeof(*f));
	struct own_revision last;
	size_t xref, prev;
	const char *wrong;

	f->arena = a;
	f->p = p;
	f->len = len;
	if (len < 64 || memcmp(p, "%PDF-1.7\n", 9) != 0)
		return "it does not begin as a PDF 1.7 does";
	if (!last_xref(p, len, &xref))
		return "it does not end as a PDF does";
	wrong = read_revision(f, xref, len, &last, &prev);
	if (wrong == NULL && last.end != len)
		wrong = "its last line is not its end";
	if (wrong == NULL && prev != 0) {
		size_t before;

		wrong = read_revision(f, prev, xref, &f->revs[f->n_revs++], &before);
		if (wrong == NULL && before != 0)
			wrong = "it was changed more than once";
		last.beg = f->revs[0].end;
	}
	f->revs[f->n_revs++] = last;
	for (size_t i = 0; i < f->n_revs && wrong == NULL; i++)
		wrong = check_row(f, &f->revs[i]);
	if (wrong == NULL && !take_trailer(f))
		wrong = "it has no catalogue";
	*out = f;
	return wrong;
}

size_t
own_base_len(const struct own_file *f)
{
	return f->revs[0].end;
}

/* ---- objects -------------------------------------------------------------------------------------------------------- */

static const struct own_entry *
entry_of(const struct own_file *f, size_t revs, uint32_t id)
{
	for (size_t i = revs; i-- > 0;)
		if (id < f->revs[i].n && f->revs[i].entries[id].type != 0)
			return &f->revs[i].entries[id];
	return NULL;
}

static bool
plain_object(const struct own_file *f, size_t revs, uint32_t id, struct object *o)
{
	const struct own_entry *e = entry_of(f, revs, id);

	return e != NULL && e->type == 1 && e->at < f->len && read_object(f->p + e->at, f->p + f->len, o) && o->id == id;
}

/* Numbers and offsets stand before the objects. */
static bool
read_heads(struct arena *a, struct own_packed *k)
{
	const char *p = k->unpacked, *end = p + k->first;
	struct own_val *heads = arena_array(a, k->n, 2 * sizeof(*heads));

	for (size_t i = 0; i < 2 * k->n; i++)
		if (!own_next(&p, end, &heads[i]) || heads[i].kind != OWN_INT || heads[i].n < 0)
			return false;
	k->heads = heads;
	return true;
}

/* One that cannot be read is kept too, without objects: it is not unpacked again. */
static struct own_packed *
read_packed(struct own_file *f, const struct object *o)
{
	struct own_packed *k = arena_zalloc(f->arena, sizeof(*k));
	struct own_val type, first, n;
	bool ok;

	k->bytes = o->bytes;
	k->next = f->packed;
	f->packed = k;
	if (!own_lookup(&o->v, "/Type", &type) || !own_is_name(&type, "/ObjStm") || !own_lookup(&o->v, "/First", &first) ||
	    !own_lookup(&o->v, "/N", &n) || first.kind != OWN_INT || n.kind != OWN_INT)
		return k;
	ok = unpack(f->arena, o, MAX_PACKED - f->n_unpacked, &k->unpacked, &k->len);
	f->n_unpacked += k->len;
	/* A number, a blank, an offset, a blank. */
	if (!ok || first.n < 0 || (uint64_t)first.n > k->len || n.n < 0 || n.n > first.n / 2)
		return k;
	k->first = (size_t)first.n;
	k->n = (size_t)n.n;
	if (!read_heads(f->arena, k))
		k->n = 0;
	return k;
}

/* Objects that are asked for one after the other mostly lie in one stream: it is kept in front. */
static const struct own_packed *
open_packed(struct own_file *f, size_t revs, uint32_t id)
{
	struct object o;

	if (!plain_object(f, revs, id, &o) || o.bytes == NULL)
		return NULL;
	for (struct own_packed **k = &f->packed; *k != NULL; k = &(*k)->next) {
		struct own_packed *hit = *k;

		if (hit->bytes != o.bytes)
			continue;
		*k = hit->next;
		hit->next = f->packed;
		f->packed = hit;
		return hit;
	}
	return read_packed(f, &o);
}

static bool
packed_object(struct own_file *f, size_t revs, uint32_t id, const struct own_entry *e, struct own_val *v)
{
	const struct own_packed *k = e->at <= MAX_OBJECTS ? open_packed(f, revs, (uint32_t)e->at) : NULL;
	const struct own_val *head = k != NULL && e->index < k->n ? &k->heads[2 * (size_t)e->index] : NULL;
	const char *p;

	if (head == NULL || head[0].n != id || (uint64_t)head[1].n > k->len - k->first)
		return false;
	p = k->unpacked + k->first + head[1].n;
	return own_next(&p, k->unpacked + k->len, v);
}

bool
own_object_at(struct own_file *f, size_t revs, uint32_t id, struct own_val *v)
{
	const struct own_entry *e = entry_of(f, revs, id);
	struct object o;

	if (e == NULL)
		return false;
	if (e->type == 2)
		return packed_object(f, revs, id, e, v);
	if (!plain_object(f, revs, id, &o))
		return false;
	*v = o.v;
	return true;
}

bool
own_object(struct own_file *f, uint32_t id, struct own_val *v)
{
	return own_object_at(f, f->n_revs, id, v);
}

bool
own_stream(struct own_file *f, uint32_t id, struct own_val *dict, const char **bytes, size_t *len)
{
	struct object o;

	if (!plain_object(f, f->n_revs, id, &o) || o.bytes == NULL)
		return false;
	*dict = o.v;
	*bytes = o.bytes;
	*len = o.len;
	return true;
}

bool
own_unpacked_in(struct own_file *f, struct arena *a, uint32_t id, size_t max, const char **bytes, size_t *len)
{
	struct object o;

	return plain_object(f, f->n_revs, id, &o) && unpack(a, &o, max, bytes, len);
}

bool
own_unpacked(struct own_file *f, uint32_t id, size_t max, const char **bytes, size_t *len)
{
	return own_unpacked_in(f, f->arena, id, max, bytes, len);
}

bool
own_lookup_object(struct own_file *f, const struct own_val *dict, const char *key, struct own_val *v)
{
	if (!own_lookup(dict, key, v))
		return false;
	return v->kind != OWN_REF || own_object(f, (uint32_t)v->n, v);
}
