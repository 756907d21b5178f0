#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "assess/ass_model.h"

#define BAD(s) ((const xmlChar *)(s))

xmlNode *
out_el(xmlNode *parent, const char *name)
{
	xmlNode *node = xmlNewDocNode(parent->doc, parent->ns, BAD(name), NULL);

	if (node == NULL || xmlAddChild(parent, node) == NULL)
		mem_exhausted();
	return node;
}

void
out_chars(xmlNode *parent, const char *text)
{
	xmlNode *node;

	if (text == NULL || *text == '\0')
		return;
	node = xmlNewDocText(parent->doc, BAD(text));
	if (node == NULL || xmlAddChild(parent, node) == NULL)
		mem_exhausted();
}

xmlNode *
out_text_el(xmlNode *parent, const char *name, const char *text)
{
	xmlNode *node = out_el(parent, name);

	out_chars(node, text);
	return node;
}

void
out_set(xmlNode *node, const char *name, const char *value)
{
	if (xmlNewProp(node, BAD(name), BAD(value != NULL ? value : "")) == NULL)
		mem_exhausted();
}

void
out_setf(xmlNode *node, const char *name, const char *fmt, ...)
{
	struct buf b = {0};
	char small[256];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n < sizeof(small)) {
		out_set(node, name, small);
		return;
	}
	b.p = mem_alloc((size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(b.p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	out_set(node, name, b.p);
	buf_free(&b);
}

void
out_num(xmlNode *node, const char *name, size_t value)
{
	out_setf(node, name, "%zu", value);
}

void
out_flag(xmlNode *node, const char *name, bool value)
{
	out_set(node, name, value ? "yes" : "no");
}

/* The namespace of a:at is declared once, on the root. */
void
out_span(xmlNode *node, struct span at)
{
	const xmlNode *root = xmlDocGetRootElement(node->doc);
	char text[64];

	if (at.file == 0)
		return;
	snprintf(text, sizeof(text), "%u:%u-%u", at.file, at.beg, at.end);
	if (xmlNewNsProp(node, root->nsDef->next, BAD("at"), BAD(text)) == NULL)
		mem_exhausted();
}

void
out_at(xmlNode *node, const struct doc *doc, const xmlNode *source)
{
	if (source != NULL && doc != NULL)
		out_span(node, load_span(doc, source));
}

void
out_digest(xmlNode *parent, const char *kind, const char *hex)
{
	xmlNode *node;
	char lower[65];

	if (hex == NULL || strlen(hex) != 64)
		return;
	for (size_t i = 0; i <= 64; i++)
		lower[i] = hex[i] >= 'A' && hex[i] <= 'F' ? (char)(hex[i] - 'A' + 'a') : hex[i];
	node = out_el(parent, "digest");
	out_set(node, "kind", kind);
	out_set(node, "hex", lower);
	out_setf(node, "short", "%.8s", lower);
	out_setf(node, "short2", "%.8s %.8s", lower, lower + 8);
	for (size_t i = 0; i < 64; i += 8) {
		char group[9];

		memcpy(group, lower + i, 8);
		group[8] = '\0';
		out_text_el(node, "g", group);
	}
}
