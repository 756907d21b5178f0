#include "finish/fin_inside.h"

#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "base/str.h"
#include "finish/fin.h"
#include "finish/fin_own.h"

#define TREE_DEPTH 16
#define MAX_FILES 20000

/* ---- pages ------------------------------------------------------------------------------------------------------------ */

/* The node's pages, in order; fin_check_pdf has counted them, and looked whether the tree is sound. */
static bool
list_pages(struct fin_inside *in, uint32_t id, unsigned depth, size_t *n)
{
	struct own_val node, kids, kid;
	const char *at = NULL;

	if (depth > TREE_DEPTH || !own_object(in->file, id, &node))
		return false;
	if (!own_lookup_object(in->file, &node, "/Kids", &kids)) {
		if (*n == in->pages)
			return false;
		in->page_ids[(*n)++] = id;
		return true;
	}
	while (own_item(&kids, &at, &kid))
		if (kid.kind != OWN_REF || kid.n > UINT32_MAX || !list_pages(in, (uint32_t)kid.n, depth + 1, n))
			return false;
	return true;
}

static bool
find_pages(struct arena *a, struct fin_inside *in, const struct own_val *catalogue)
{
	struct own_val tree;
	size_t n = 0;

	in->page_ids = arena_array(a, in->pages, sizeof(*in->page_ids));
	return own_lookup(catalogue, "/Pages", &tree) && tree.kind == OWN_REF && list_pages(in, (uint32_t)tree.n, 0, &n) && n == in->pages;
}

static bool
contents_of(struct fin_inside *in, size_t page, const char **bytes, size_t *len)
{
	struct own_val dict, contents;

	return own_object(in->file, in->page_ids[page], &dict) && own_lookup(&dict, "/Contents", &contents) && contents.kind == OWN_REF &&
	    own_stream(in->file, (uint32_t)contents.n, &dict, bytes, len);
}

size_t
fin_inside_first_other(struct fin_inside *a, struct fin_inside *b)
{
	for (size_t i = 0; i < a->pages && i < b->pages; i++) {
		const char *pa = NULL, *pb = NULL;
		size_t na = 0, nb = 0;

		if (!contents_of(a, i, &pa, &na) || !contents_of(b, i, &pb, &nb) || na != nb || memcmp(pa, pb, na) != 0)
			return i + 1;
	}
	return a->pages == b->pages ? 0 : (a->pages < b->pages ? a->pages : b->pages) + 1;
}

/* ---- attachments -------------------------------------------------------------------------------------------------------- */

/* A file specification as fin_attach.c writes it. */
static const char *
read_file(struct arena *a, struct fin_inside *in, const struct own_val *ref, size_t *max, struct fin_inside_file *file)
{
	struct own_val spec, name, relation, ef, stream;

	if (ref->kind != OWN_REF || !own_object(in->file, (uint32_t)ref->n, &spec) || !own_lookup(&spec, "/UF", &name) ||
	    !own_lookup(&spec, "/AFRelationship", &relation) || relation.kind != OWN_NAME || !own_lookup(&spec, "/EF", &ef) ||
	    !own_lookup(&ef, "/F", &stream) || stream.kind != OWN_REF)
		return "an attachment is not as it was written";
	file->name = own_text(a, &name);
	file->relation = arena_strndup(a, relation.p, relation.len);
	if (file->name == NULL || !own_unpacked(in->file, (uint32_t)stream.n, *max, &file->bytes, &file->len))
		return "an attachment cannot be unpacked";
	*max -= file->len;
	return NULL;
}

static const char *
find_files(struct arena *a, struct fin_inside *in, const struct own_val *catalogue, size_t max)
{
	struct map *names = map_new(a);
	struct own_val list, ref;
	const char *at = NULL, *wrong;
	size_t n = 0;

	if (!own_lookup(catalogue, "/AF", &list))
		return NULL;
	while (n <= MAX_FILES && own_item(&list, &at, &ref))
		n++;
	if (n > MAX_FILES)
		return "it has too many attachments";
	in->files = arena_array(a, n, sizeof(*in->files));
	for (at = NULL; own_item(&list, &at, &ref); in->n_files++) {
		struct fin_inside_file *file = &in->files[in->n_files];

		wrong = read_file(a, in, &ref, &max, file);
		if (wrong == NULL && map_set(names, file->name, file) != NULL)
			wrong = "two attachments have one name";
		if (wrong != NULL)
			return wrong;
	}
	return NULL;
}

const struct fin_inside_file *
fin_inside_lookup(const struct fin_inside *in, const char *name)
{
	for (size_t i = 0; i < in->n_files; i++)
		if (str_eq(in->files[i].name, name))
			return &in->files[i];
	return NULL;
}

const char *
fin_inside_open(struct arena *a, const char *bytes, size_t len, size_t max, struct fin_inside **out)
{
	struct fin_inside *in = arena_zalloc(a, sizeof(*in));
	const char *wrong = own_open(a, bytes, len, &in->file);
	struct own_val catalogue;

	*out = in;
	if (wrong != NULL)
		return wrong;
	in->bytes = bytes;
	in->len = own_base_len(in->file);
	if (in->len != len)
		wrong = own_open(a, bytes, in->len, &in->file);
	if (wrong == NULL)
		wrong = fin_check_pdf(bytes, in->len, &in->pages);
	if (wrong != NULL)
		return wrong;
	if (!own_object(in->file, in->file->root, &catalogue) || !find_pages(a, in, &catalogue))
		return "the way from trailer to pages is broken";
	return find_files(a, in, &catalogue, max);
}
