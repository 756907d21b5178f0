#include "finish/fin_tree.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define FAN 64

struct fin_tree_row {
	size_t key, key_len; /* in text; a number: its big-endian bytes */
	size_t value;        /* lasts until `end` */
	size_t end;
	size_t nth;          /* as it came */
};

static struct buf *
begin_row(struct fin_tree *t, const void *key, size_t len, const char *entry)
{
	if (t->n > 0)
		t->rows[t->n - 1].end = t->text.len;
	if (t->n == t->cap) {
		t->cap = t->cap * 2 + FAN;
		t->rows = mem_realloc(t->rows, t->cap, sizeof(*t->rows));
	}
	t->entry = entry;
	t->rows[t->n] = (struct fin_tree_row){.key = t->text.len, .key_len = len, .value = t->text.len + len, .nth = t->n};
	t->n++;
	buf_add(&t->text, key, len);
	return &t->text;
}

struct buf *
fin_tree_name(struct fin_tree *t, const char *key, size_t len)
{
	return begin_row(t, key, len, "/Names");
}

struct buf *
fin_tree_number(struct fin_tree *t, uint32_t key)
{
	const unsigned char bytes[4] = {(unsigned char)(key >> 24), (unsigned char)(key >> 16), (unsigned char)(key >> 8), (unsigned char)key};

	return begin_row(t, bytes, sizeof(bytes), "/Nums");
}

static int
compare_keys(const struct fin_tree_row *a, const struct fin_tree_row *b, const char *text)
{
	size_t len = a->key_len < b->key_len ? a->key_len : b->key_len;
	int c = memcmp(text + a->key, text + b->key, len);

	return c != 0 ? c : (a->key_len > b->key_len) - (a->key_len < b->key_len);
}

static int
compare_rows(const void *a, const void *b, void *text)
{
	const struct fin_tree_row *x = a, *y = b;
	int c = compare_keys(x, y, text);

	return c != 0 ? c : (x->nth > y->nth) - (x->nth < y->nth);
}

static void
sort_rows(struct fin_tree *t)
{
	size_t n = 0;

	t->rows[t->n - 1].end = t->text.len;
	qsort_r(t->rows, t->n, sizeof(*t->rows), compare_rows, t->text.p);
	for (size_t i = 0; i < t->n; i++)
		if (n == 0 || compare_keys(&t->rows[n - 1], &t->rows[i], t->text.p) != 0)
			t->rows[n++] = t->rows[i];
	t->n = n;
}

static void
put_key(struct buf *b, const struct fin_tree *t, size_t i)
{
	const char *key = t->text.p + t->rows[i].key;
	const unsigned char *k = (const unsigned char *)key;

	if (strcmp(t->entry, "/Nums") == 0)
		buf_printf(b, "%u", (unsigned)k[0] << 24 | (unsigned)k[1] << 16 | (unsigned)k[2] << 8 | k[3]);
	else
		out_bytes(b, key, t->rows[i].key_len);
}

/* The rows that are below a node. */
struct node {
	uint32_t id;
	size_t first, last;
};

static void
put_limits(struct buf *b, const struct fin_tree *t, const struct node *node)
{
	buf_puts(b, "/Limits[");
	put_key(b, t, node->first);
	buf_putc(b, ' ');
	put_key(b, t, node->last);
	buf_putc(b, ']');
}

static void
put_rows(struct buf *b, const struct fin_tree *t, const struct node *leaf)
{
	buf_printf(b, "%s[", t->entry);
	for (size_t i = leaf->first; i <= leaf->last; i++) {
		put_key(b, t, i);
		buf_putc(b, ' ');
		buf_add(b, t->text.p + t->rows[i].value, t->rows[i].end - t->rows[i].value);
		buf_putc(b, i < leaf->last ? '\n' : ']');
	}
}

static void
put_kids(struct buf *b, const struct node *kids, size_t n)
{
	buf_puts(b, "/Kids[");
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(b, ' ');
		out_ref(b, kids[i].id);
	}
	buf_putc(b, ']');
}

/* Writes one node: a leaf where n_kids is 0. The root has no limits. */
static void
write_node(struct fin_out *o, const struct fin_tree *t, struct node *node, const struct node *kids, size_t n_kids, bool is_root)
{
	struct buf *b;

	node->id = out_new(o);
	b = out_begin(o, node->id, OUT_PACKED);
	buf_puts(b, "<<");
	if (!is_root)
		put_limits(b, t, node);
	if (n_kids == 0)
		put_rows(b, t, node);
	else
		put_kids(b, kids, n_kids);
	buf_puts(b, ">>");
	out_end(o);
}

static size_t
write_leaves(struct fin_out *o, const struct fin_tree *t, struct node *nodes)
{
	size_t n = 0;

	for (size_t first = 0; first < t->n; first += FAN) {
		nodes[n] = (struct node){.first = first, .last = first + FAN < t->n ? first + FAN - 1 : t->n - 1};
		write_node(o, t, &nodes[n], NULL, 0, t->n <= FAN);
		n++;
	}
	return n;
}

/* One level up, in place: a parent never stands behind its first kid. */
static size_t
write_parents(struct fin_out *o, const struct fin_tree *t, struct node *nodes, size_t n)
{
	size_t up = 0;

	for (size_t i = 0; i < n; i += FAN) {
		size_t kids = n - i < FAN ? n - i : FAN;
		struct node parent = {.first = nodes[i].first, .last = nodes[i + kids - 1].last};

		write_node(o, t, &parent, &nodes[i], kids, n <= FAN);
		nodes[up++] = parent;
	}
	return up;
}

uint32_t
fin_tree_write(struct fin_out *o, struct fin_tree *t)
{
	struct node *nodes;
	uint32_t root = 0;

	if (t->n > 0) {
		size_t n;

		sort_rows(t);
		nodes = mem_realloc(NULL, t->n / FAN + 1, sizeof(*nodes));
		for (n = write_leaves(o, t, nodes); n > 1;)
			n = write_parents(o, t, nodes, n);
		root = nodes[0].id;
		free(nodes);
	}
	free(t->rows);
	buf_free(&t->text);
	*t = (struct fin_tree){0};
	return root;
}
