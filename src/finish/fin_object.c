/* fin_object.c - the objects of cairo's file: dictionaries, streams, pages (ISO 32000-1, 7.3.8 and 7.7.3). */
#define ZLIB_CONST
#include <string.h>
#include <zlib.h>

#include "finish/fin_read.h"

/* Deepest page tree that is walked; cairo's has one level. */
#define TREE_DEPTH 16

static const char *
read_value(const struct fin_pdf *f, uint32_t n, struct fin_range *at, struct fin_range *value)
{
	const char *head = fin_object(f, n);

	if (head == NULL)
		return "an object is missing";
	*at = (struct fin_range){head, f->end};
	fin_lex(at);
	fin_lex(at);
	fin_lex(at); /* "12 0 obj": fin_object has looked */
	return fin_take_value(at, value) ? NULL : "an object is broken";
}

static const char *
read_length(const struct fin_pdf *f, struct fin_range dict, size_t *len)
{
	struct fin_range value, at;
	uint32_t n;
	const char *wrong;

	if (!fin_lookup(dict, "Length", &value))
		return "a stream has no length";
	if (fin_is_ref(value, &n)) {
		wrong = read_value(f, n, &at, &value);
		if (wrong != NULL)
			return wrong;
	}
	return fin_is_count(value, len) ? NULL : "the length of a stream is broken";
}

const char *
fin_obj_read(const struct fin_pdf *f, uint32_t n, struct fin_obj *o)
{
	struct fin_range at;
	struct fin_token t;
	size_t len;
	const char *wrong = read_value(f, n, &at, &o->value);

	if (wrong != NULL)
		return wrong;
	o->stream = (struct fin_range){NULL, NULL};
	t = fin_lex(&at);
	if (fin_is_word(&t, "endobj"))
		return NULL;
	if (!fin_is_word(&t, "stream"))
		return "an object does not end";
	wrong = read_length(f, o->value, &len);
	if (wrong != NULL)
		return wrong;
	if (at.end - at.p > 1 && at.p[0] == '\r' && at.p[1] == '\n')
		at.p++;
	if (at.p == at.end || *at.p++ != '\n' || len > (size_t)(at.end - at.p))
		return "a stream is cut off";
	o->stream = (struct fin_range){at.p, at.p + len};
	at.p += len;
	t = fin_lex(&at);
	return fin_is_word(&t, "endstream") ? NULL : "a stream does not end where it should";
}

/* ---- pages ---------------------------------------------------------------------------------------------------------- */

struct walk {
	const struct fin_pdf *f;
	uint32_t *pages;
	size_t n;
};

/* A file has no more pages than objects; a tree that leads back into itself has. */
static const char *
walk_node(struct walk *w, uint32_t node, unsigned depth)
{
	struct fin_obj o;
	struct fin_range value, kids, kid;
	size_t before = w->n, said;
	uint32_t n;
	const char *wrong = fin_obj_read(w->f, node, &o);

	if (wrong != NULL)
		return wrong;
	if (depth > TREE_DEPTH || w->n == w->f->count)
		return "the page tree is too deep";
	if (!fin_lookup(o.value, "Type", &value))
		return "a page is no page";
	if (fin_is(value, "/Page")) {
		w->pages[w->n++] = node;
		return NULL;
	}
	if (!fin_is(value, "/Pages") || !fin_lookup(o.value, "Kids", &kids) || fin_lex(&kids).kind != LEX_ARRAY)
		return "the page tree is broken";
	while (fin_take_value(&kids, &kid)) {
		if (!fin_is_ref(kid, &n))
			return "a page is missing";
		wrong = walk_node(w, n, depth + 1);
		if (wrong != NULL)
			return wrong;
	}
	if (!fin_lookup(o.value, "Count", &value) || !fin_is_count(value, &said) || said != w->n - before)
		return "the page tree counts wrong";
	return NULL;
}

const char *
fin_pages(const struct fin_pdf *f, struct arena *a, uint32_t **pages, size_t *n)
{
	struct walk w = {.f = f, .pages = arena_array(a, f->count, sizeof(*w.pages))};
	const char *trailer = fin_last(f, "trailer"), *wrong;
	struct fin_range at, value;
	struct fin_obj root;
	uint32_t number;

	if (trailer == NULL)
		return "its end is missing";
	at = (struct fin_range){trailer + strlen("trailer"), f->end};
	if (!fin_lookup(at, "Root", &value) || !fin_is_ref(value, &number))
		return "its trailer is broken";
	wrong = fin_obj_read(f, number, &root);
	if (wrong == NULL && (!fin_lookup(root.value, "Pages", &value) || !fin_is_ref(value, &number)))
		wrong = "the way from trailer to pages is broken";
	if (wrong == NULL)
		wrong = walk_node(&w, number, 0);
	*pages = w.pages;
	*n = w.n;
	return wrong;
}

/* ---- streams -------------------------------------------------------------------------------------------------------- */

static const char *
inflate_into(struct fin_range in, struct buf *out)
{
	unsigned char chunk[32768];
	z_stream z = {.next_in = (const unsigned char *)in.p, .avail_in = (uInt)(in.end - in.p)};
	int rc;

	if (inflateInit(&z) != Z_OK)
		mem_exhausted();
	do {
		z.next_out = chunk;
		z.avail_out = sizeof(chunk);
		rc = inflate(&z, Z_NO_FLUSH);
		buf_add(out, chunk, sizeof(chunk) - z.avail_out);
	} while (rc == Z_OK);
	inflateEnd(&z);
	return rc == Z_STREAM_END ? NULL : "a stream cannot be unpacked";
}

const char *
fin_unpack(const struct fin_obj *o, struct buf *out)
{
	struct fin_range filter;

	if (o->stream.p == NULL)
		return "a stream is missing";
	if ((size_t)(o->stream.end - o->stream.p) > UINT32_MAX)
		return "a stream is too long";
	if (fin_lookup(o->value, "DecodeParms", &filter))
		return "a stream is packed in another way";
	if (!fin_lookup(o->value, "Filter", &filter)) {
		buf_add(out, o->stream.p, (size_t)(o->stream.end - o->stream.p));
		return NULL;
	}
	return fin_is(filter, "/FlateDecode") ? inflate_into(o->stream, out) : "a stream is packed in another way";
}
