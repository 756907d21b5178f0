#include "base/str.h"
#include "catalog/cat_file.h"

#define MAX_ITEM_DEPTH 5

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
		item->label = load_attr(cx, c, "label");
		item->clause = load_attr(cx, c, "clause");
		item->tasks = cat_split(cx, load_attr(cx, c, "tasks"), &item->n_tasks);
		item->is_statement = load_first(c, "item") == NULL;
		if (item->id == NULL || item->label == NULL || item->clause == NULL)
			return diag_at(cx, DIAG_CAT_BAD, load_span(doc, c), "<item> without id, label or clause");
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
	items = arena_array(cx->arena, count_items(root, 0), sizeof(*items));
	form->items = items;
	TRY(parse_items(cx, doc, root, NULL, form, items, 0));
	*out = form;
	return RC_OK;
}
