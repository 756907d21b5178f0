#include "finish/fin_copy.h"

#include <stdlib.h>
#include <string.h>

struct fin_copy {
	const struct fin_doc *d;
	const struct fin_pdf *from;
	uint32_t *ids;   /* by cairo's number: ours, or 0 */
	uint32_t *queue; /* cairo's numbers */
	size_t done, n;
	struct buf keys; /* struct fin_range: of the dictionaries at hand */
	struct buf dict; /* scratch */
	const char *wrong;
};

/*
 * What cairo leaves out or should. An object is known by a key of its dictionary.
 * CIDToGIDMap: ISO 19005-3, 6.2.11.3.2. Interpolate: 6.2.8. CIDSet: of a subset it need not be there, and must be complete if it is
 * (6.2.11.4.2).
 */
static const struct fixup {
	const char *key, *value; /* whose dictionary */
	const char *drop;
	const char *add;
} fixups[] = {
    {"Subtype", "/Image", "Interpolate", NULL},
    {"Subtype", "/CIDFontType2", "CIDToGIDMap", "/CIDToGIDMap/Identity"},
    {"Type", "/FontDescriptor", "CIDSet", NULL},
    {"Type", "/FontDescriptor", "CharSet", NULL},
};

static void
free_copy(void *p)
{
	struct fin_copy *c = p;

	buf_free(&c->keys);
	buf_free(&c->dict);
}

struct fin_copy *
fin_copy_new(const struct fin_doc *d, const struct fin_pdf *from)
{
	struct arena *a = d->cx->arena;
	struct fin_copy *c = arena_zalloc(a, sizeof(*c));

	*c = (struct fin_copy){.d = d, .from = from};
	c->ids = arena_array(a, from->count, sizeof(*c->ids));
	c->queue = arena_array(a, from->count, sizeof(*c->queue));
	arena_defer(a, free_copy, c);
	return c;
}

static void
copy_ref(struct fin_copy *c, uint32_t n, struct buf *b)
{
	if (n == 0 || n >= c->from->count) {
		c->wrong = "an object is missing";
		return;
	}
	if (c->ids[n] == 0) {
		c->ids[n] = out_new(c->d->out);
		c->queue[c->n++] = n;
	}
	out_ref(b, c->ids[n]);
}

/* Words that would grow together are kept apart. */
static void
add_word(struct buf *b, const struct fin_token *t)
{
	if (b->len > 0 && (t->kind == LEX_NUMBER || t->kind == LEX_WORD) && strchr("[]<>()", b->p[b->len - 1]) == NULL)
		buf_putc(b, ' ');
	buf_add(b, t->p, t->len);
}

static bool
is_same(struct fin_range a, struct fin_range b)
{
	return a.end - a.p == b.end - b.p && memcmp(a.p, b.p, (size_t)(a.end - a.p)) == 0;
}

/* cairo names a picture of a page once for each use; a key is unique (7.3.7). */
static bool
is_repeated(const struct fin_copy *c, size_t first, struct fin_range key)
{
	for (size_t i = first; i < c->keys.len; i += sizeof(key)) {
		struct fin_range other;

		memcpy(&other, c->keys.p + i, sizeof(other));
		if (is_same(other, key))
			return true;
	}
	return false;
}

static bool
is_dropped(const struct fin_token *key, const char *const drop[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(drop[i]) == key->len - 1 && memcmp(drop[i], key->p + 1, key->len - 1) == 0)
			return true;
	return false;
}

/* The entries of a dictionary, without its brackets. */
static void
copy_entries(struct fin_copy *c, struct fin_range dict, const char *const drop[], size_t n_drop, struct buf *b)
{
	size_t first = c->keys.len;
	struct fin_range value;

	fin_lex(&dict);
	for (struct fin_token t = fin_lex(&dict); t.kind != LEX_DICT_END; t = fin_lex(&dict)) {
		struct fin_range key = {t.p, t.p + t.len};

		if (t.kind != LEX_NAME || !fin_take_value(&dict, &value)) {
			c->wrong = "a dictionary is broken";
			break;
		}
		if (is_dropped(&t, drop, n_drop) || is_repeated(c, first, key))
			continue;
		buf_add(&c->keys, &key, sizeof(key));
		add_word(b, &t);
		fin_copy_value(c, value, b);
	}
	c->keys.len = first;
}

/* fin_take_value has limited the depth of what comes here. */
void
fin_copy_value(struct fin_copy *c, struct fin_range value, struct buf *b)
{
	struct fin_range at = value, item;
	struct fin_token t = fin_lex(&at);
	uint32_t n;

	if (t.kind == LEX_DICT) {
		buf_puts(b, "<<");
		copy_entries(c, value, NULL, 0, b);
		buf_puts(b, ">>");
	} else if (t.kind == LEX_ARRAY) {
		buf_putc(b, '[');
		while (fin_take_value(&at, &item))
			fin_copy_value(c, item, b);
		buf_putc(b, ']');
	} else if (fin_is_ref(value, &n)) {
		if (b->len > 0 && strchr("[<>)", b->p[b->len - 1]) == NULL)
			buf_putc(b, ' ');
		copy_ref(c, n, b);
	} else {
		add_word(b, &t);
	}
}

/* The dictionary of an object with what it lacks, to c->dict, without brackets. */
static void
copy_dict(struct fin_copy *c, const struct fin_obj *o)
{
	const char *drop[ARRAY_LEN(fixups) + 1];
	const struct fixup *fixes[ARRAY_LEN(fixups)];
	size_t n = 0, n_drop = 0;
	struct fin_range value;

	for (size_t i = 0; i < ARRAY_LEN(fixups); i++)
		if (fin_lookup(o->value, fixups[i].key, &value) && fin_is(value, fixups[i].value)) {
			fixes[n++] = &fixups[i];
			drop[n_drop++] = fixups[i].drop;
		}
	if (o->stream.p != NULL)
		drop[n_drop++] = "Length";
	c->dict.len = 0;
	buf_puts(&c->dict, "");
	copy_entries(c, o->value, drop, n_drop, &c->dict);
	for (size_t i = 0; i < n; i++)
		if (fixes[i]->add != NULL)
			buf_puts(&c->dict, fixes[i]->add);
}

static void
copy_object(struct fin_copy *c, uint32_t n)
{
	struct fin_out *out = c->d->out;
	struct fin_obj o;
	struct fin_range at;
	struct buf *b;
	bool is_dict;

	c->wrong = fin_obj_read(c->from, n, &o);
	if (c->wrong != NULL)
		return;
	at = o.value;
	is_dict = fin_lex(&at).kind == LEX_DICT;
	if (is_dict)
		copy_dict(c, &o);
	if (o.stream.p != NULL) {
		out_stream(out, c->ids[n], buf_str(&c->dict), o.stream.p, (size_t)(o.stream.end - o.stream.p), OUT_AS_IS);
		return;
	}
	b = out_begin(out, c->ids[n], OUT_PACKED);
	if (is_dict)
		buf_printf(b, "<<%s>>", buf_str(&c->dict));
	else
		fin_copy_value(c, o.value, b);
	out_end(out);
}

const char *
fin_copy_all(struct fin_copy *c)
{
	while (c->wrong == NULL && c->done < c->n)
		copy_object(c, c->queue[c->done++]);
	return c->wrong;
}
