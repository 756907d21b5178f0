/*
 * fo_forget.c - lets go of the XML when the objects are there.
 *
 * Pictures and metadata are trees of other vocabularies and are read again later: every one of them stays, and so do the
 * elements around it, which declare its namespaces. No object and no style points into what goes.
 */
#include <string.h>

#include "base/limits.h"
#include "fo/fo_reader.h"

#define FO_URI "http://www.w3.org/1999/XSL/Format"

static bool
is_fo(const xmlNode *n)
{
	return n->type == XML_ELEMENT_NODE && n->ns != NULL && strcmp((const char *)n->ns->href, FO_URI) == 0;
}

static void
prune(xmlNode *n, unsigned depth)
{
	if (depth > LIMIT_XML_DEPTH)
		return;
	xmlFreePropList(n->properties);
	n->properties = NULL;
	for (xmlNode *c = n->children, *next; c != NULL; c = next) {
		next = c->next;
		if (c->type == XML_ELEMENT_NODE && !is_fo(c))
			continue;
		if (is_fo(c))
			prune(c, depth + 1);
		if (c->type == XML_ELEMENT_NODE && c->children != NULL)
			continue;
		xmlUnlinkNode(c);
		xmlFreeNode(c);
	}
}

static void
forget(const struct fo_node *n, unsigned depth)
{
	struct fo_node *own = (struct fo_node *)(uintptr_t)n; /* the reader made it, and is of this room */

	if (n->elem != FO_FOREIGN)
		own->foreign = NULL;
	for (const struct fo_node *c = n->first; c != NULL && depth <= LIMIT_XML_DEPTH; c = c->next)
		forget(c, depth + 1);
}

void
fo_forget_xml(const struct fo_tree *tree)
{
	forget(tree->root, 0);
	prune(xmlDocGetRootElement(tree->doc->xml), 0);
}
