#pragma once
/* validate.h - inside the room. */
#include "validate/val.h"

#define VAL_NS "urn:assay:assessment:1"

enum val_outcome {
	VAL_OK,
	VAL_VALUES,    /* values are wrong; the elements stand where they belong */
	VAL_STRUCTURE, /* elements are wrong: rules would only echo it */
};

enum val_vocabulary { VAL_ASSESSMENT, VAL_OTHER };

/* Checks a tree against a compiled schema; `xsd` is its source, for suggestions. */
struct val_schema {
	const struct doc *xsd;
	void *compiled; /* xmlSchema */
	enum val_vocabulary vocabulary;
};

/* Compiles a schema file; lives as long as cx. */
MUST_CHECK enum rc val_schema_compile(struct ctx *cx, const char *path, enum val_vocabulary vocabulary,
    struct val_schema *schema);
enum val_outcome val_schema_check(struct ctx *cx, const struct val_schema *schema, const struct doc *doc);

/* Is the schema harmless: files below its folder, no explosion? `files` [out] for load_door_open. */
MUST_CHECK enum rc val_xsd_check(struct ctx *cx, const struct doc *xsd, const struct map **files);

/* What a schema declares inside one element. */
struct val_names {
	const char *elements[200];
	const char *element_max[200]; /* maxOccurs as written, NULL for one */
	size_t n_elements;
	const char *attributes[100];
	const xmlNode *attribute_decls[100];
	size_t n_attributes;
};
/* Fills `names` for an element of a document; empty when the schema is more than this reader understands. */
void val_names_of(const struct val_schema *schema, const xmlNode *elem, struct val_names *names);
/* The values that an attribute's type enumerates, at most `max`; 0 when it does not. */
size_t val_enumeration(const struct val_schema *schema, const xmlNode *attribute_decl, const char **values, size_t max);
/* The name of an attribute's type without its prefix; "" when it is anonymous. */
const char *val_type_name(const xmlNode *attribute_decl);

/* The rules of an assessment that the schema accepts. */
MUST_CHECK enum rc val_rules(struct ctx *cx, const struct doc *doc);

/* An attribute's value in the arena, without white space around it; NULL when absent. */
const char *val_attr(struct ctx *cx, const xmlNode *elem, const char *name);
/* "<name" of a start tag: where a problem of the element itself is shown. */
struct span val_tag_span(struct ctx *cx, const struct doc *doc, const xmlNode *elem);
bool val_is(const xmlNode *node, const char *name); /* an element of that name */
