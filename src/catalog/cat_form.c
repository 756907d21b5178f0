#include "base/str.h"
#include "catalog/cat_file.h"

#define MAX_ITEM_DEPTH 5
#define MAX_ITEMS 1000 /* of a form; CISA's has 16 with those that only gather */
#define MAX_ITEM_TASKS 1000

static size_t
count_items(const xmlNode *node, int depth)
{
	size_t n = 0;

	if (depth > MAX_ITEM_DEPTH)
		return 0;
	for (const xmlNode *c = load_first(node, "item"); c != NULL; c = load_next(c, "item"))
		n += 1 + count_items(c, depth + 1);
	return n;
}

static const char *
attr_or_empty(struct ctx *cx, const xmlNode *node, const char *name)
{
	const char *value = load_attr(cx, node, name);

	return value != NULL ? value : "";
}

static enum rc
parse_items(struct ctx *cx, const struct doc *doc, const xmlNode *node, const char *parent, struct cat_form *form,
    struct cat_form_item *items, int depth)
{
	if (depth > MAX_ITEM_DEPTH)
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, node), "items nested too deeply");
	for (const xmlNode *c = load_first(node, "item"); c != NULL; c = load_next(c, "item")) {
		struct cat_form_item *item = &items[form->n_items++];

		item->id = load_attr(cx, c, "id");
		item->parent = parent;
		item->depth = (unsigned)depth;
		item->label = load_attr(cx, c, "label");
		item->statement = attr_or_empty(cx, c, "statement");
		item->clause = attr_or_empty(cx, c, "clause");
		item->tasks = cat_split(cx, load_attr(cx, c, "tasks"), &item->n_tasks);
		item->is_statement = load_first(c, "item") == NULL;
		if (item->id == NULL || item->label == NULL)
			return diag_at(cx, DIAG_CAT_BAD, load_span(doc, c), "<item> without id or label");
		if (item->n_tasks > MAX_ITEM_TASKS)
			return diag_at(cx, DIAG_CAT_BAD, load_span(doc, c), "an item with more than %d tasks", MAX_ITEM_TASKS);
		TRY(parse_items(cx, doc, c, item->id, form, items, depth + 1));
	}
	return RC_OK;
}

enum rc
cat_parse_form(struct ctx *cx, const struct doc *doc, const struct cat_form **out)
{
	const xmlNode *root = xmlDocGetRootElement(doc->xml), *policy;
	struct cat_form *form = arena_zalloc(cx->arena, sizeof(*form));
	struct cat_form_item *items;

	if (!load_is(root, "form") || root->ns == NULL || !str_eq((const char *)root->ns->href, CAT_NS))
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, root), "the root is not <form> of " CAT_NS);
	form->id = load_attr(cx, root, "id");
	form->issuer = load_attr(cx, root, "issuer");
	form->date = load_attr(cx, root, "date");
	form->omb = load_attr(cx, root, "omb");
	form->expires = load_attr(cx, root, "expires");
	form->framework = load_attr(cx, root, "framework");
	form->version = load_attr(cx, root, "version");
	form->title = load_text(cx, load_first(root, "title"));
	policy = load_first(root, "policy");
	form->policy = load_text(cx, policy);
	form->policy_date = policy != NULL ? load_attr(cx, policy, "as-of") : NULL;
	form->digest = doc->sha256;
	if (form->id == NULL || form->issuer == NULL || form->framework == NULL || form->version == NULL)
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, root), "<form> without id, issuer, framework or version");
	if (count_items(root, 0) > MAX_ITEMS)
		return diag_at(cx, DIAG_CAT_BAD, load_span(doc, root), "a form with more than %d items", MAX_ITEMS);
	items = arena_array(cx->arena, count_items(root, 0), sizeof(*items));
	form->items = items;
	TRY(parse_items(cx, doc, root, NULL, form, items, 0));
	*out = form;
	return RC_OK;
}
