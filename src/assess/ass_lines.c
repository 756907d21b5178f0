#include <string.h>

#include "assess/ass_model.h"
#include "base/str.h"

/* Joins what is there with a separator. */
const char *
ass_join(const struct ass *a, const char *separator, const char *const *parts, size_t n)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++)
		if (parts[i] != NULL && parts[i][0] != '\0')
			buf_printf(&b, "%s%s", b.len > 0 ? separator : "", parts[i]);
	text = arena_strdup(a->cx->arena, buf_str(&b));
	buf_free(&b);
	return text;
}

const char *
ass_product_line(const struct ass *a, const xmlNode *product)
{
	const char *parts[] = {ass_attr(a, product, "name"), ass_attr(a, product, "version")};

	return ass_join(a, NBSP, parts, ARRAY_LEN(parts));
}

/* A title names up to three products; of more, the first and how many there are besides. */
#define PRODUCTS_NAMED 3

const char *
ass_products_line(const struct ass *a)
{
	const xmlNode *first = load_first(a->own.root, "product");
	const char *names[PRODUCTS_NAMED];
	size_t n = 0;

	for (const xmlNode *p = first; p != NULL; p = load_next(p, "product"), n++)
		if (n < PRODUCTS_NAMED)
			names[n] = ass_product_line(a, p);
	if (n > PRODUCTS_NAMED)
		return ass_say_n(a, "line.products", n - 1, "first", names[0], NULL);
	return ass_list(a, names, n);
}

/* "SSDF 1.1" is read aloud as "SSDF version 1.1"; a name without its version stays as it is. */
const char *
ass_framework_line(const struct ass *a)
{
	const struct catalog *cat = a->sets[0].cat;
	const char *status = ass_say(a, "line.status", "status", cat->status == CAT_DRAFT ? "draft" : "final", NULL);
	size_t name = strlen(cat->name), version = strlen(cat->version);

	if (name > version + 1 && str_ends(cat->name, cat->version) && cat->name[name - version - 1] == ' ')
		return ass_say(a, "line.framework-version", "source", cat->source, "name",
		    arena_strndup(a->cx->arena, cat->name, name - version - 1), "version", cat->version, "status", status, NULL);
	return ass_say(a, "line.framework", "source", cat->source, "name", cat->name, "status", status, NULL);
}

const char *
ass_producer_line(const struct ass *a)
{
	const xmlNode *p = load_first(a->own.root, "producer");
	const char *parts[] = {ass_attr(a, p, "name"), ass_attr(a, load_first(p, "address"), "city"), ass_attr(a, p, "id")};

	return ass_join(a, ", ", parts, ARRAY_LEN(parts));
}

const char *
ass_party_line(const struct ass *a, const xmlNode *p)
{
	const char *parts[] = {ass_attr(a, p, "name"), ass_attr(a, p, "title"), ass_attr(a, p, "organisation"),
	    ass_date_words(a, ass_attr(a, p, "date"))};

	return ass_join(a, ", ", parts, ARRAY_LEN(parts));
}

const char *
ass_scope_words(const struct ass *a)
{
	return ass_say(a, "line.scope", "kind", ass_attr(a, load_first(a->own.root, "scope"), "kind"), NULL);
}

const char *
ass_predecessor_line(const struct ass *a)
{
	const xmlNode *p = a->predecessor_node;
	const char *id = a->predecessor.doc != NULL ? a->predecessor.id : ass_attr(a, p, "id");
	const char *version = a->predecessor.doc != NULL ? a->predecessor.version : ass_attr(a, p, "version");
	const char *date = a->predecessor.doc != NULL ? a->predecessor.date : ass_attr(a, p, "date");
	const char *parts[] = {id, *version != '\0' ? ass_say(a, "line.version", "version", version, NULL) : "",
	    *date != '\0' ? ass_say(a, "line.as-of", "date", date, NULL) : ""};

	return p != NULL ? ass_join(a, ", ", parts, ARRAY_LEN(parts)) : "";
}

const char *
ass_as_of_line(const struct ass *a)
{
	return ass_say(a, "line.as-of", "date", a->as_of, NULL);
}

/* "SSDF 1.1" of "ssdf-1.1"; a framework that is not at hand any more is named as it is written. */
static const char *
framework_name(const struct ass *a, const char *key)
{
	const struct diag_mark mark = diag_mark(a->cx);
	const char *dash = strchr(key, '-');
	const struct catalog *cat;

	for (size_t k = 0; k < a->n_sets; k++)
		if (str_eq(a->sets[k].key, key))
			return a->sets[k].cat->name;
	if (dash == NULL || !cat_has(a->cx, key))
		return key;
	if (cat_load(a->cx, arena_strndup(a->cx->arena, key, (size_t)(dash - key)), dash + 1, NO_SPAN, &cat) == RC_OK)
		return cat->name;
	(void)diag_take_back(a->cx, &mark);
	return key;
}

const char *
ass_migration_line(const struct ass *a, const xmlNode *migration)
{
	const char *date = ass_attr(a, migration, "date"), *program = ass_attr(a, migration, "program");
	const char *digest = ass_attr(a, migration, "sha256");
	const char *parts[] = {
	    ass_say(a, "line.migrated", "from", framework_name(a, ass_attr(a, migration, "from")), "to",
	        framework_name(a, ass_attr(a, migration, "to")), NULL),
	    *date != '\0' ? ass_say(a, "line.migrated-on", "date", date, NULL) : "",
	    *program != '\0' ? ass_say(a, "line.migrated-by", "version", program, NULL) : "",
	    strlen(digest) == 64 ? ass_say(a, "line.migrated-before", "digest", arena_printf(a->cx->arena, "%.8s" NBSP "%.8s", digest, digest + 8), NULL)
	                         : "",
	};

	return ass_join(a, ", ", parts, ARRAY_LEN(parts));
}
