#include "assay_theme.h"

#include <string.h>

#include <glib.h>

#include "base/limits.h"
#include "base/str.h"
#include "validate/val.h"

static const char *const keys[] = {"code", "name", "id"};

/* Rows of one name are told apart by their key attribute; an element without one stands for all of its name. */
static bool
is_same(const xmlNode *a, const xmlNode *b)
{
	bool same = true;

	if (b->type != XML_ELEMENT_NODE || !xmlStrEqual(a->name, b->name))
		return false;
	if (!str_eq((const char *)a->name, "classification") && !str_eq((const char *)a->name, "text"))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(keys) && same; i++) {
		xmlChar *ka = xmlGetNoNsProp(a, BAD_CAST keys[i]), *kb = xmlGetNoNsProp(b, BAD_CAST keys[i]);

		same = xmlStrEqual(ka, kb);
		xmlFree(ka);
		xmlFree(kb);
	}
	return same;
}

static void
copy_attributes(const xmlNode *from, xmlNode *to)
{
	for (const xmlAttr *a = from->properties; a != NULL; a = a->next) {
		xmlChar *value = xmlGetNoNsProp(from, a->name);

		if (a->ns == NULL && value != NULL)
			xmlSetProp(to, a->name, value);
		xmlFree(value);
	}
}

/* What the user's theme names replaces what the program's has; what it leaves out stays. */
static void
lay_over(const xmlNode *user, xmlNode *base)
{
	copy_attributes(user, base);
	for (xmlNode *u = user->children; u != NULL; u = u->next) {
		xmlNode *b = base->children;

		if (u->type != XML_ELEMENT_NODE)
			continue;
		while (b != NULL && !is_same(u, b))
			b = b->next;
		if (b == NULL)
			xmlAddChild(base, xmlDocCopyNode(u, base->doc, 1));
		else if (u->children == NULL)
			copy_attributes(u, b);
		else
			xmlReplaceNode(b, xmlDocCopyNode(u, base->doc, 1));
	}
}

static const char *
type_of(const char *bytes, size_t len)
{
	if (len > 8 && memcmp(bytes, "\x89PNG", 4) == 0)
		return "image/png";
	if (len > 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
		return "image/jpeg";
	return "image/svg+xml";
}

static enum rc
embed_logo(struct ctx *cx, const struct doc *user, xmlNode *node)
{
	xmlChar *href = xmlGetNoNsProp(node, BAD_CAST "href");
	const char *bytes;
	size_t len;
	enum rc rc;
	gchar *text;

	if (href == NULL || *href == '\0') {
		xmlFree(href);
		return RC_OK;
	}
	rc = io_read_below(cx, user->root, (const char *)href, load_attr_span(cx, user, node, "href"), LIMIT_IMAGE_BYTES,
	    &bytes, &len);
	if (rc == RC_OK) {
		text = g_base64_encode((const guchar *)bytes, len);
		xmlSetProp(node, BAD_CAST "href",
		    BAD_CAST arena_printf(cx->arena, "data:%s;base64,%s", type_of(bytes, len), text));
		g_free(text);
	}
	xmlFree(href);
	return rc;
}

enum rc
assay_theme(struct ctx *cx, const char *path, const xmlDoc **theme, const char **digest)
{
	const char *schema = arena_printf(cx->arena, "%s/stylesheets/theme.xsd", cx->data_dir);
	const struct doc *base, *user;
	xmlNode *root;

	TRY(load_file(cx, arena_printf(cx->arena, "%s/stylesheets/theme.xml", cx->data_dir), &base));
	*theme = base->xml;
	*digest = base->sha256;
	if (path == NULL)
		return RC_OK;
	TRY(load_file(cx, path, &user));
	TRY(val_schema_file(cx, user, schema));
	*digest = user->sha256;
	root = xmlDocGetRootElement(user->xml);
	for (xmlNode *n = root->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && str_eq((const char *)n->name, "logo"))
			TRY(embed_logo(cx, user, n));
	lay_over(root, xmlDocGetRootElement(base->xml));
	return RC_OK;
}
