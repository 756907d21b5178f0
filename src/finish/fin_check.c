/* fin_check.c - the last look at a PDF before anybody can find it. */
#include "base/arena.h"
#include "finish/fin.h"
#include "finish/fin_own.h"

/* Deepest page tree that is walked; ours has one level. */
#define TREE_DEPTH 16

/* Counts the leaves below a node of the page tree. */
static const char *
count_pages(struct own_file *f, const struct own_val *node, unsigned depth, size_t *pages)
{
	struct own_val kids, kid, value;
	const char *at = NULL;
	size_t found = 0;

	if (depth > TREE_DEPTH)
		return "the page tree is too deep";
	if (!own_lookup(node, "/Kids", &kids)) {
		*pages += 1;
		return own_lookup(node, "/Type", &value) && own_is_name(&value, "/Page") ? NULL : "a page is no page";
	}
	while (own_item(&kids, &at, &kid)) {
		const char *wrong;

		if (kid.kind != OWN_REF || !own_object(f, (uint32_t)kid.n, &value))
			return "a page is missing";
		wrong = count_pages(f, &value, depth + 1, &found);
		if (wrong != NULL)
			return wrong;
	}
	if (!own_lookup(node, "/Count", &value) || value.kind != OWN_INT)
		return "the page tree has no count";
	*pages += found;
	return value.n >= 0 && (size_t)value.n == found ? NULL : "the page tree counts wrong";
}

const char *
fin_check_pdf(const char *bytes, size_t len, size_t *pages)
{
	struct arena *a = arena_new();
	struct own_file *f;
	struct own_val root, tree;
	const char *wrong = own_open(a, bytes, len, &f);

	*pages = 0;
	if (wrong == NULL && (!own_object(f, f->root, &root) || !own_lookup_object(f, &root, "/Pages", &tree)))
		wrong = "the way from trailer to pages is broken";
	if (wrong == NULL)
		wrong = count_pages(f, &tree, 0, pages);
	arena_free(a);
	return wrong;
}
