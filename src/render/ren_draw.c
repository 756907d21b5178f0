#include "render/ren.h"

#include "base/ctx.h"
#include "render/ren_doc.h"

static enum rc
draw_page(struct dev *d, const struct page *page)
{
	TRY(dev_page_begin(d, page));
	TRY(ren_walk_page(d, page));
	return dev_page_end(d);
}

enum rc
ren_draw(struct ctx *cx, struct lay *lay, const struct fo_tree *tree, const struct dev_ops *ops,
    const struct dev_opts *o, const struct dev_meta *meta, struct drawn *out)
{
	struct dev_outline *outline;
	struct dev *d;
	struct page *page;
	size_t n;

	TRY(dev_open(cx, ops, o, meta, &d));
	d->tree = tree;
	if (d->doc != NULL)
		d->doc->tree = tree;
	for (;;) {
		enum rc rc;

		TRY(lay_next_page(lay, &page));
		if (page == NULL)
			break;
		rc = draw_page(d, page);
		lay_page_free(page);
		TRY(rc);
	}
	ren_outline(cx, tree, &outline, &n);
	return dev_close(d, outline, n, out);
}
