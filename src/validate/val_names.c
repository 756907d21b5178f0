/*
 * What may stand inside an element, read from the source of the schema: for suggestions only, so whatever this small
 * reader does not understand costs a suggestion and nothing else.
 */
#include "validate/validate.h"

#include <string.h>

#include "base/str.h"

#define MAX_DEPTH 24

static const char *
local(const char *name)
{
	const char *colon = name != NULL ? strchr(name, ':') : NULL;

	return colon != NULL ? colon + 1 : name;
}

/* An attribute of a schema node; its text node lives as long as the tree. */
static const char *
peek(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (a->ns == NULL && strcmp((const char *)a->name, name) == 0)
			return a->children != NULL ? (const char *)a->children->content : "";
	return NULL;
}

static const xmlNode *
find_global(const struct val_schema *schema, const char *kind, const char *name)
{
	const xmlNode *root = xmlDocGetRootElement(schema->xsd->xml);

	for (const xmlNode *c = root->children; c != NULL && name != NULL; c = c->next)
		if (val_is(c, kind) && str_eq(peek(c, "name"), local(name)))
			return c;
	return NULL;
}

static void gather(const struct val_schema *schema, const xmlNode *in, struct val_names *names, int depth);

static void
gather_global(const struct val_schema *schema, const char *kind, const char *name, struct val_names *names, int depth)
{
	const xmlNode *decl = find_global(schema, kind, name);

	if (decl != NULL)
		gather(schema, decl, names, depth + 1);
}

static void
gather_one(const struct val_schema *schema, const xmlNode *c, struct val_names *names, int depth)
{
	const char *name = peek(c, "name") != NULL ? peek(c, "name") : peek(c, "ref");

	if (val_is(c, "element")) {
		if (name != NULL && names->n_elements < ARRAY_LEN(names->elements)) {
			names->element_max[names->n_elements] = peek(c, "maxOccurs");
			names->elements[names->n_elements++] = local(name);
		}
	} else if (val_is(c, "attribute")) {
		if (name != NULL && names->n_attributes < ARRAY_LEN(names->attributes)) {
			names->attribute_decls[names->n_attributes] = c;
			names->attributes[names->n_attributes++] = name;
		}
	} else if (val_is(c, "group") || val_is(c, "attributeGroup")) {
		gather_global(schema, (const char *)c->name, peek(c, "ref"), names, depth);
	} else {
		if (val_is(c, "extension") || val_is(c, "restriction"))
			gather_global(schema, "complexType", peek(c, "base"), names, depth);
		gather(schema, c, names, depth + 1);
	}
}

static void
gather(const struct val_schema *schema, const xmlNode *in, struct val_names *names, int depth)
{
	for (const xmlNode *c = in->children; c != NULL && depth < MAX_DEPTH; c = c->next)
		if (c->type == XML_ELEMENT_NODE && !val_is(c, "annotation"))
			gather_one(schema, c, names, depth);
}

/* The node that holds the content of an element declaration: its type, wherever that stands. */
static const xmlNode *
type_of(const struct val_schema *schema, const xmlNode *decl)
{
	const char *ref = peek(decl, "ref"), *type;

	if (ref != NULL)
		decl = find_global(schema, "element", ref);
	type = decl != NULL ? peek(decl, "type") : NULL;
	return type != NULL ? find_global(schema, "complexType", type) : decl;
}

static const xmlNode *find_child(const struct val_schema *schema, const xmlNode *in, const char *name, int depth);

static const xmlNode *
find_child_in(const struct val_schema *schema, const xmlNode *c, const char *name, int depth)
{
	const xmlNode *other = NULL, *found;

	if (val_is(c, "element")) {
		const char *own = peek(c, "name") != NULL ? peek(c, "name") : local(peek(c, "ref"));

		return str_eq(own, name) ? c : NULL;
	}
	if (val_is(c, "group"))
		other = find_global(schema, "group", peek(c, "ref"));
	if (val_is(c, "extension") || val_is(c, "restriction"))
		other = find_global(schema, "complexType", peek(c, "base"));
	found = other != NULL ? find_child(schema, other, name, depth + 1) : NULL;
	return found != NULL ? found : find_child(schema, c, name, depth + 1);
}

static const xmlNode *
find_child(const struct val_schema *schema, const xmlNode *in, const char *name, int depth)
{
	const xmlNode *found = NULL;

	for (const xmlNode *c = in->children; c != NULL && found == NULL && depth < MAX_DEPTH; c = c->next)
		if (c->type == XML_ELEMENT_NODE && !val_is(c, "annotation"))
			found = find_child_in(schema, c, name, depth);
	return found;
}

/* The content of an element, found by walking down from the root; NULL when the way is lost. */
static const xmlNode *
find_type(const struct val_schema *schema, const xmlNode *elem, int depth)
{
	const xmlNode *decl;

	if (elem->parent == NULL || elem->parent->type != XML_ELEMENT_NODE) {
		decl = find_global(schema, "element", (const char *)elem->name);
	} else {
		const xmlNode *outer = depth < 200 ? find_type(schema, elem->parent, depth + 1) : NULL;

		decl = outer != NULL ? find_child(schema, outer, (const char *)elem->name, 0) : NULL;
	}
	return decl != NULL ? type_of(schema, decl) : NULL;
}

void
val_names_of(const struct val_schema *schema, const xmlNode *elem, struct val_names *names)
{
	const xmlNode *type = find_type(schema, elem, 0);

	memset(names, 0, sizeof(*names));
	if (type != NULL)
		gather(schema, type, names, 0);
}

const char *
val_type_name(const xmlNode *attribute_decl)
{
	const char *type = local(peek(attribute_decl, "type"));

	return type != NULL ? type : "";
}

size_t
val_enumeration(const struct val_schema *schema, const xmlNode *attribute_decl, const char **values, size_t max)
{
	const xmlNode *type = find_global(schema, "simpleType", peek(attribute_decl, "type"));
	size_t n = 0;

	for (const xmlNode *c = type != NULL ? type->children : NULL; c != NULL; c = c->next) {
		if (!val_is(c, "restriction"))
			continue;
		for (const xmlNode *e = c->children; e != NULL && n < max; e = e->next)
			if (val_is(e, "enumeration") && peek(e, "value") != NULL)
				values[n++] = peek(e, "value");
	}
	return n;
}
