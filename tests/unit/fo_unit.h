#pragma once
/* fo_unit.h - an FO document around a few objects, and questions about the first object with
 * id="x". */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fo/fo_reader.h"

struct fixture {
	struct ctx *cx;
	const struct fo_tree *tree;
	enum rc rc;
	struct buf out; /* what read() makes of the diagnostics */
};

#define FO_HEAD                                                                                    \
	"<fo:root xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" "                                 \
	"xmlns:fox=\"http://xmlgraphics.apache.org/fop/extensions\" "                              \
	"xmlns:axf=\"http://www.antennahouse.com/names/XSL/Extensions\"><fo:layout-master-set>"    \
	"<fo:simple-page-master "                                                                  \
	"master-name=\"p\"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>"       \
	"<fo:page-sequence master-reference=\"p\"><fo:flow flow-name=\"xsl-region-body\">"
#define FO_TAIL "</fo:flow></fo:page-sequence></fo:root>"

static int
setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	load_init();
	*state = f;
	return 0;
}

static void
end_document(struct fixture *f)
{
	if (f->cx != NULL)
		ctx_free(f->cx);
	f->cx = NULL;
	f->tree = NULL;
	buf_free(&f->out);
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	end_document(f);
	buf_free(&f->out);
	free(f);
	return 0;
}

/* Reads the objects as the content of a flow. */
static void
flow(struct fixture *f, const char *objects)
{
	const struct doc *doc;
	char *bytes;

	end_document(f);
	f->cx = ctx_new(".");
	bytes = arena_printf(f->cx->arena, "%s%s%s", FO_HEAD, objects, FO_TAIL);
	assert_int_equal(load_bytes(f->cx, "t.fo", bytes, strlen(bytes), NULL, &doc), RC_OK);
	f->rc = fo_parse(f->cx, doc, NULL, &f->tree);
}

/* One block with these attributes inside a block with those of the parent. */
static UNUSED void
block(struct fixture *f, const char *parent, const char *attributes)
{
	char text[2000];

	snprintf(text, sizeof(text), "<fo:block %s><fo:block id=\"x\" %s>x</fo:block></fo:block>",
	    parent, attributes);
	flow(f, text);
}

static UNUSED const struct fo_node *
node(const struct fixture *f, const char *id)
{
	const struct fo_node *n = map_lookup(f->tree->ids, id);

	assert_non_null(n);
	return n;
}

/* The fixed part of a length of id="x"; fails when it depends on layout. */
static UNUSED int
length(const struct fixture *f, enum fo_prop p)
{
	const struct fo_value *v = fo_prop(node(f, "x"), p);

	assert_int_equal(v->kind, FO_LEN);
	assert_int_equal(v->len.pct, 0);
	return v->len.fixed;
}

/* Was it reported, by its stable name? */
static UNUSED bool
reported(struct fixture *f, const char *name)
{
	buf_free(&f->out);
	diag_print(f->cx, DIAG_TEXT, &f->out);
	return f->out.len > 0 && strstr(f->out.p, name) != NULL;
}

static UNUSED bool
is_silent(struct fixture *f)
{
	return diag_count(f->cx, LEVEL_STYLE) == 0;
}
