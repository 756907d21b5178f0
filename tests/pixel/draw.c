#include "draw.h"

#include <stdlib.h>

#include "base/io.h"
#include "base/str.h"
#include "fo/fo.h"
#include "render/ren.h"

static bool
is_at(const struct page *page, const char *at)
{
	if (at[0] >= '0' && at[0] <= '9')
		return page->number == strtoul(at, NULL, 10);
	for (size_t i = 0; i < page->n_dests; i++)
		if (str_eq(page->dests[i].id, at))
			return true;
	return false;
}

static enum rc
draw(struct ctx *cx, const struct page *page, int fine, struct drawn *out)
{
	const struct dev_opts o = {.dpi = PICTURE_DPI * fine, .stem = "page"};
	const struct dev_meta meta = {0};
	struct dev *d;

	TRY(dev_open(cx, &dev_png, &o, &meta, &d));
	TRY(dev_page_begin(d, page));
	TRY(ren_walk_page(d, page));
	TRY(dev_page_end(d));
	return dev_close(d, NULL, 0, out);
}

bool
draw_page(struct ctx *cx, const struct doc *doc, const struct io_root *base, const char *at, int fine, struct picture *p)
{
	const struct lay_opts o = {0};
	const struct fo_tree *tree;
	struct drawn drawn = {0};
	struct lay *lay;
	struct page *page = NULL;
	bool found = false;

	if (fo_parse(cx, doc, base, &tree) != RC_OK || lay_open(cx, tree, &o, &lay) != RC_OK)
		return false;
	while (!found && lay_next_page(lay, &page) == RC_OK && page != NULL) {
		found = is_at(page, at) && draw(cx, page, fine, &drawn) == RC_OK;
		lay_page_free(page);
	}
	lay_close(lay);
	return found && picture_of_png(buf_str(&drawn.files[0].bytes), drawn.files[0].bytes.len, fine, p);
}
