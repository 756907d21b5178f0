#include <string.h>

#include "finish/fin.h"
#include "finish/fin_read.h"

/* Deepest page tree that is walked; ours has one level. */
#define TREE_DEPTH 16

static const char *
check_table(const struct fin_pdf *f)
{
	for (size_t i = 1; i < f->count; i++)
		if (f->p[f->xref + 20 * i + 17] == 'n' && fin_object(f, i) == NULL)
			return "the cross-reference table points beside an object";
	return NULL;
}

/* Counts the leaves below a node of the page tree. */
static const char *
count_pages(const struct fin_pdf *f, const char *node, unsigned depth, size_t *pages)
{
	const char *kids = fin_value(f, node, "/Kids"), *count = fin_value(f, node, "/Count");
	size_t said = 0, found = 0;

	if (depth > TREE_DEPTH)
		return "the page tree is too deep";
	if (kids == NULL) {
		*pages += 1;
		return fin_starts(f, fin_value(f, node, "/Type"), "/Page") ? NULL : "a page is no page";
	}
	if (count == NULL || !fin_number(f, &count, &said) || *kids++ != '[')
		return "the page tree has no count";
	for (fin_skip_blanks(f, &kids); kids < f->end && *kids != ']'; fin_skip_blanks(f, &kids)) {
		const char *kid = fin_reference(f, &kids), *wrong;

		if (kid == NULL)
			return "a page is missing";
		wrong = count_pages(f, kid, depth + 1, &found);
		if (wrong != NULL)
			return wrong;
	}
	*pages += found;
	return found == said ? NULL : "the page tree counts wrong";
}

const char *
fin_check_pdf(const char *bytes, size_t len, size_t *pages)
{
	struct fin_pdf f = {.p = bytes, .end = bytes + len};
	const char *wrong, *at;

	*pages = 0;
	if (len < 64 || !fin_starts(&f, bytes, "%PDF-1."))
		return "its header is missing";
	wrong = fin_find_table(&f);
	if (wrong == NULL)
		wrong = check_table(&f);
	if (wrong != NULL)
		return wrong;
	at = fin_catalogue(&f);
	at = at != NULL ? fin_value(&f, at, "/Pages") : NULL;
	at = at != NULL ? fin_reference(&f, &at) : NULL;
	return at != NULL ? count_pages(&f, at, 0, pages) : "the way from trailer to pages is broken";
}
