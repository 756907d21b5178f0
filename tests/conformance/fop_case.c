/*
 * fop_case.c - one layout case of Apache FOP.
 *
 *   fop_case fo CASE          its FO document, on stdout
 *   fop_case check CASE TREE  what its checks say of an area tree: a line for each one that fails (xpath, expected, got, with
 *                             tabs between), then "passed N of N"
 *
 * A case is testcase/(variables?, fo, checks, ...); an attribute "##name" stands for the content of variables/name. Of the
 * checks, eval compares a string (or, with @tolerance, a number), true a boolean; element-list is about FOP's inside and not
 * looked at, nor are if-checks and event-checks, which are not in `checks`.
 */
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Resources of the cases lie one folder up; the engine under test refuses such names. */
#define UP "../"

static xmlNode *
child(const xmlNode *n, const char *name)
{
	xmlNode *c = n != NULL ? n->children : NULL;

	while (c != NULL && (c->type != XML_ELEMENT_NODE || strcmp((const char *)c->name, name) != 0))
		c = c->next;
	return c;
}

static char *
without_up(char *s)
{
	char *at;

	while ((at = strstr(s, UP)) != NULL)
		memmove(at, at + strlen(UP), strlen(at + strlen(UP)) + 1);
	return s;
}

/* The value of an attribute, yours to xmlFree; NULL: none. */
static char *
attribute(const xmlNode *testcase, xmlNode *n, const char *name)
{
	char *v = (char *)xmlGetNoNsProp(n, (const xmlChar *)name);
	xmlNode *variable;

	if (v == NULL || strncmp(v, "##", 2) != 0)
		return v;
	variable = child(child(testcase, "variables"), v + 2);
	if (variable == NULL)
		return v;
	xmlFree(v);
	return (char *)xmlNodeGetContent(variable);
}

static void
resolve(const xmlNode *testcase, xmlNode *n)
{
	if (n->type != XML_ELEMENT_NODE)
		return;
	for (xmlAttr *a = n->properties; a != NULL; a = a->next) {
		char *v = (char *)xmlNodeListGetString(n->doc, a->children, 1);
		xmlNode *variable = v != NULL && strncmp(v, "##", 2) == 0 ? child(child(testcase, "variables"), v + 2) : NULL;

		if (variable != NULL) {
			xmlFree(v);
			v = (char *)xmlNodeGetContent(variable);
		}
		if (v != NULL && (variable != NULL || strstr(v, UP "resources/") != NULL))
			xmlSetNsProp(n, a->ns, a->name, (const xmlChar *)without_up(v));
		xmlFree(v);
	}
	for (xmlNode *c = n->children; c != NULL; c = c->next)
		resolve(testcase, c);
}

static int
put_fo(const xmlNode *testcase)
{
	xmlNode *fo = child(testcase, "fo"), *root = fo != NULL ? fo->children : NULL;
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");

	while (root != NULL && root->type != XML_ELEMENT_NODE)
		root = root->next;
	if (root == NULL)
		return 2;
	resolve(testcase, root);
	xmlDocSetRootElement(doc, xmlDocCopyNode(root, doc, 1));
	xmlDocDump(stdout, doc);
	xmlFreeDoc(doc);
	return 0;
}

static void
register_namespaces(xmlXPathContext *cx, xmlNode *check)
{
	xmlNs **list = xmlGetNsList(check->doc, check);

	for (size_t i = 0; list != NULL && list[i] != NULL; i++)
		if (list[i]->prefix != NULL)
			xmlXPathRegisterNs(cx, list[i]->prefix, list[i]->href);
	xmlFree(list);
}

static bool
is_near(const char *a, const char *b, const char *tolerance)
{
	return tolerance != NULL && fabs(strtod(a, NULL) - strtod(b, NULL)) <= strtod(tolerance, NULL);
}

static bool
check_one(const xmlNode *testcase, xmlNode *check, xmlDoc *tree)
{
	xmlXPathContext *cx = xmlXPathNewContext(tree);
	char *xpath = attribute(testcase, check, "xpath"), *expected = attribute(testcase, check, "expected");
	char *tolerance = attribute(testcase, check, "tolerance"), *got = NULL;
	bool is_true = strcmp((const char *)check->name, "true") == 0, ok = false;
	xmlXPathObject *o;

	register_namespaces(cx, check);
	o = xmlXPathEvalExpression((const xmlChar *)xpath, cx);
	if (o != NULL && is_true) {
		ok = xmlXPathCastToBoolean(o) != 0;
	} else if (o != NULL) {
		got = (char *)xmlXPathCastToString(o);
		without_up(expected);
		ok = strcmp(got, expected) == 0 || is_near(got, expected, tolerance);
	}
	if (!ok)
		printf("%s\t%s\t%s\n", xpath, is_true ? "true" : expected, o == NULL ? "no answer" : is_true ? "false" : got);
	xmlXPathFreeObject(o);
	xmlXPathFreeContext(cx);
	xmlFree(xpath);
	xmlFree(expected);
	xmlFree(tolerance);
	xmlFree(got);
	return ok;
}

static int
check_all(const xmlNode *testcase, const char *path)
{
	xmlDoc *tree = xmlReadFile(path, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
	xmlNode *checks = child(testcase, "checks");
	int n = 0, passed = 0;

	if (tree == NULL)
		return 2;
	for (xmlNode *c = checks != NULL ? checks->children : NULL; c != NULL; c = c->next) {
		if (c->type != XML_ELEMENT_NODE ||
		    (strcmp((const char *)c->name, "eval") != 0 && strcmp((const char *)c->name, "true") != 0))
			continue;
		n++;
		passed += check_one(testcase, c, tree);
	}
	printf("passed %d of %d\n", passed, n);
	xmlFreeDoc(tree);
	return passed == n ? 0 : 1;
}

int
main(int argc, char **argv)
{
	xmlDoc *doc;
	int rc = 2;

	if (argc < 3 || (doc = xmlReadFile(argv[2], NULL, XML_PARSE_NONET | XML_PARSE_NOENT)) == NULL) {
		fprintf(stderr, "usage: fop_case fo CASE | fop_case check CASE TREE\n");
		return 2;
	}
	if (strcmp(argv[1], "fo") == 0)
		rc = put_fo(xmlDocGetRootElement(doc));
	else if (strcmp(argv[1], "check") == 0 && argc == 4)
		rc = check_all(xmlDocGetRootElement(doc), argv[3]);
	xmlFreeDoc(doc);
	return rc;
}
